use std::path::PathBuf;

use super::{Color, Hasty, facts};

#[test]
fn the_look_of_help_is_asked_for_in_any_place() {
    let of = |line: &str| {
        let hasty = Hasty::of(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        (hasty.width, hasty.color)
    };
    for (line, wanted) in [
        ("ibid --help", (None, Color::Auto)),
        ("ibid --help --width 50", (Some(50), Color::Auto)),
        ("ibid --width=50 person -h --color=never", (Some(50), Color::Never)),
        ("ibid --color always perzon", (None, Color::Always)),
        ("ibid --width x --color --help", (None, Color::Auto)),
        ("ibid --help --width 0", (None, Color::Auto)),
        ("ibid --help --width", (None, Color::Auto)),
    ] {
        assert_eq!(of(line), wanted, "{line}");
    }
}

#[test]
fn bases_are_named_before_and_after_the_subcommand() {
    let of = |line: &str| facts(&line.split(' ').map(Into::into).collect::<Vec<_>>());
    let paths = |paths: &[&str]| Some(paths.iter().map(PathBuf::from).collect());
    for (line, wanted) in [
        ("ibid person", None),
        ("ibid --facts a person --facts=b x --facts -", paths(&["a", "b", "-"])),
        ("ibid quote --facts a -- --facts b", paths(&["a"])),
        ("ibid person --facts", None),
    ] {
        assert_eq!(of(line), wanted, "{line}");
    }
}
