use super::*;
use crate::world::input::STDIN;

const BASE: &str = "format = 1\n";

/// The names of the files that are read of a directory, given some paths within it.
fn read(directory: &Path, paths: &[&str]) -> anyhow::Result<Vec<String>> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| directory.join(path)).collect();
    let given = Given::read_all(&paths, &mut World::plain())?;
    let name = |path: &Path| {
        path.strip_prefix(directory).unwrap_or(path).to_string_lossy().replace('\\', "/")
    };
    Ok(given.files.iter().filter_map(|file| file.path.as_deref()).map(name).collect())
}

#[test]
fn of_a_directory_its_own_visible_toml_files_are_read_in_order() {
    let directory = tempfile::tempdir().unwrap();
    let at = |path: &str| directory.path().join(path);
    for path in ["base/inner.toml", "empty", "notes"] {
        fs::create_dir_all(at(path)).unwrap();
    }
    for path in
        ["base/b.toml", "base/a.toml", "base/.hidden.toml", "base/c.txt", "base/inner.toml/d.toml"]
    {
        fs::write(at(path), BASE).unwrap();
    }
    fs::write(at("notes/readme.md"), "").unwrap();
    let read = |paths: &[&str]| read(directory.path(), paths);
    assert_eq!(read(&["base"]).unwrap(), ["base/a.toml", "base/b.toml"]);
    assert_eq!(read(&["base/b.toml", "base"]).unwrap(), ["base/b.toml", "base/a.toml"]);
    assert_eq!(read(&["base/b.toml", "base/../base/b.toml"]).unwrap(), ["base/b.toml"]);
    for path in ["empty", "notes"] {
        let told = read(&[path]).unwrap_err().to_string();
        assert!(told.contains("no fact base in it"), "{told}");
    }
    assert!(read(&["nowhere"]).is_err());
    // A path is never the word that stands for the embedded base.
    for path in ["./embedded", "embedded/"] {
        assert!(Given::read_all(&[PathBuf::from(path)], &mut World::plain()).is_err(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_back_are_left_out() {
    use std::os::unix::fs::symlink;
    let directory = tempfile::tempdir().unwrap();
    let at = |path: &str| directory.path().join(path);
    fs::write(at("a.toml"), BASE).unwrap();
    symlink("loop.toml", at("loop.toml")).unwrap();
    symlink("nowhere", at("gone.toml")).unwrap();
    symlink(".", at("self.toml")).unwrap();
    symlink("a.toml", at("again.toml")).unwrap();
    assert_eq!(read(directory.path(), &["."]).unwrap(), ["a.toml"]);
}

#[test]
fn the_embedded_base_stands_alone_unless_it_is_named() {
    let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
    for (given, is_embedded, names) in [
        (&[][..], true, &["<embedded>"][..]),
        (&["embedded"], true, &["<embedded>"]),
        (&["embedded", "-"], false, &["<embedded>", STDIN]),
        (&["-", "embedded", "-"], false, &[STDIN, "<embedded>"]),
    ] {
        let given = Given::read_all(&paths(given), &mut World::plain()).unwrap();
        assert_eq!(given.is_embedded, is_embedded, "{names:?}");
        assert_eq!(given.files.iter().map(|file| &*file.name).collect::<Vec<_>>(), names);
    }
}

#[test]
fn the_variable_holds_several_and_the_flag_beats_it() {
    let mut world = World::plain();
    let several = std::env::join_paths(["a", "", "b"]).unwrap();
    world.variables.insert("IBID_FACTS", several);
    let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
    assert_eq!(Given::asked(None, &world), paths(&["a", "b"]));
    assert_eq!(Given::asked(Some(&paths(&["c"])), &world), paths(&["c"]));
}
