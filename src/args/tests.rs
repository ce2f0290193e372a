use super::{Color, Hasty};

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
