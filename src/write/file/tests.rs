use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

/// A directory with a file in it.
fn room() -> (TempDir, PathBuf) {
    let room = TempDir::new().unwrap();
    let path = room.path().join("facts.toml");
    fs::write(&path, "old").unwrap();
    (room, path)
}

fn names(room: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(room.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_text_takes_the_place_of_another_and_nothing_is_left_beside_it() {
    let (room, path) = room();
    let held = Held::take(&path).unwrap();
    assert_eq!(held.bytes(), b"old");
    held.replace("new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(names(&room), ["facts.toml"]);
}

#[test]
fn what_is_no_file_is_not_replaced() {
    let (room, path) = room();
    assert!(Held::take(&room.path().join("none")).is_err());
    assert!(Held::take(room.path()).is_err());
    assert!(create(&path, "new").unwrap_err().to_string().contains("already"));
    let nowhere = create(&room.path().join("no/facts.toml"), "new").unwrap_err();
    assert!(format!("{nowhere:#}").contains("there is no directory"), "{nowhere:#}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(&room), ["facts.toml"]);
}

#[test]
fn what_an_editor_wrote_meanwhile_is_not_lost() {
    let (room, path) = room();
    for theirs in ["theirs", "by a new file"] {
        let held = Held::take(&path).unwrap();
        if theirs == "theirs" {
            fs::write(&path, theirs).unwrap();
        } else {
            fs::write(room.path().join("edited"), theirs).unwrap();
            fs::rename(room.path().join("edited"), &path).unwrap();
        }
        let refused = held.replace("ours").unwrap_err();
        assert!(refused.to_string().contains("changed it meanwhile"), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
        assert_eq!(names(&room), ["facts.toml"]);
    }
}

#[test]
#[cfg(unix)]
fn who_waits_sees_what_the_other_wrote() {
    let (_room, path) = room();
    let first = Held::take(&path).unwrap();
    let waiting = std::thread::spawn({
        let path = path.clone();
        move || {
            let second = Held::take(&path).unwrap();
            let text = String::from_utf8(second.bytes().to_vec()).unwrap() + ", second";
            second.replace(&text).unwrap();
        }
    });
    std::thread::sleep(std::time::Duration::from_millis(50));
    assert!(!waiting.is_finished(), "two had it at once");
    first.replace("first").unwrap();
    waiting.join().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "first, second");
}

#[test]
#[cfg(unix)]
fn mode_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (room, path) = room();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = room.path().join("link.toml");
    symlink("facts.toml", &link).unwrap();
    Held::take(&link).unwrap().replace("new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o640);
    symlink("nowhere", room.path().join("loose")).unwrap();
    assert!(create(&room.path().join("loose"), "new").is_err(), "a loose link is there too");
}

#[test]
#[cfg(unix)]
fn a_new_file_has_the_mode_of_new_files() {
    let (room, path) = room();
    create(&room.path().join("made.toml"), "new").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions();
    assert_eq!(mode(&room.path().join("made.toml")), mode(&path));
}

#[test]
#[cfg(unix)]
fn what_the_killed_left_is_swept_and_nothing_else() {
    let (room, path) = room();
    let others = [".facts.toml.ibid-", ".facts.toml.ibid-short", ".other.toml.ibid-abcdef"];
    let kept = [".facts.toml.ibid-", ".facts.toml.ibid-12345678", ".other.toml.ibid-abcdef"];
    for name in others.iter().chain(&kept) {
        fs::write(room.path().join(name), "").unwrap();
    }
    fs::rename(room.path().join(others[1]), room.path().join(".facts.toml.ibid-a1B2c3")).unwrap();
    Held::take(&path).unwrap().replace("new").unwrap();
    assert_eq!(names(&room), [kept[0], kept[1], kept[2], "facts.toml"]);
}
