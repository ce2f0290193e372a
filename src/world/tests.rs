use super::World;
use crate::args::Color::{self, Always, Auto, Never};

/// The flag, the variables, whether there is a terminal, and whether there is colour.
type Case<'c> = (Color, &'c [(&'static str, &'c str)], bool, bool);

#[test]
fn colour_is_decided_by_the_flag_the_environment_and_the_terminal() {
    let table: &[Case<'_>] = &[
        // The flag beats everything.
        (Always, &[("NO_COLOR", "1"), ("TERM", "dumb"), ("CLICOLOR", "0")], false, true),
        (Never, &[("CLICOLOR_FORCE", "1")], true, false),
        // Nothing is said: it depends on the terminal.
        (Auto, &[], true, true),
        (Auto, &[], false, false),
        // NO_COLOR beats the rest of the environment, and an empty one is none.
        (Auto, &[("NO_COLOR", "1")], true, false),
        (Auto, &[("NO_COLOR", "0")], true, false),
        (Auto, &[("NO_COLOR", "")], true, true),
        (Auto, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true, false),
        // CLICOLOR_FORCE does without a terminal, unless it is 0.
        (Auto, &[("CLICOLOR_FORCE", "1")], false, true),
        (Auto, &[("CLICOLOR_FORCE", "yes"), ("TERM", "dumb")], false, true),
        (Auto, &[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")], true, true),
        (Auto, &[("CLICOLOR_FORCE", "0")], false, false),
        (Auto, &[("CLICOLOR_FORCE", "0")], true, true),
        (Auto, &[("CLICOLOR_FORCE", "")], false, false),
        // CLICOLOR can only take it away.
        (Auto, &[("CLICOLOR", "0")], true, false),
        (Auto, &[("CLICOLOR", "1")], true, true),
        (Auto, &[("CLICOLOR", "1")], false, false),
        (Auto, &[("TERM", "dumb")], true, false),
        (Auto, &[("TERM", "xterm")], true, true),
    ];
    for (asked, variables, terminal, colour) in table {
        let variables = variables.iter().map(|(name, value)| (*name, value.into())).collect();
        let stdout = World { stdout_terminal: *terminal, variables, ..World::plain() };
        let told = format!("{asked:?} {:?} {terminal}", stdout.variables);
        assert_eq!(stdout.stdout_colour(*asked), *colour, "{told}");
        // The streams are decided upon apart.
        let stderr = World {
            stdout_terminal: !terminal,
            stderr_terminal: *terminal,
            variables: stdout.variables,
            ..World::plain()
        };
        assert_eq!(stderr.stderr_colour(*asked), *colour, "{told}");
    }
}

fn terminal(variables: &[(&'static str, &str)]) -> World {
    let variables = variables.iter().map(|(name, value)| (*name, value.into())).collect();
    World { stdout_terminal: true, variables, ..World::plain() }
}

#[test]
fn signs_beyond_ascii_are_for_terminals_that_have_them() {
    let table: &[(&[(&'static str, &str)], bool)] = &[
        (&[], false),
        (&[("LANG", "en_GB.UTF-8")], false),
        (&[("LANG", "de_DE.utf8")], false),
        (&[("LANG", "C")], true),
        (&[("LANG", "de_DE.ISO-8859-1")], true),
        (&[("LANG", "")], false),
        (&[("LANG", "C"), ("LC_ALL", "C.UTF-8")], false),
        (&[("LANG", "en_GB.UTF-8"), ("LC_CTYPE", "POSIX")], true),
        (&[("LANG", "en_GB.UTF-8"), ("TERM", "dumb")], true),
    ];
    for (variables, ascii) in table {
        let world = terminal(variables);
        assert_eq!(world.draws_in_ascii(), *ascii, "{variables:?}");
        // What is piped on does not depend on the locale.
        assert!(!World { stdout_terminal: false, ..world }.draws_in_ascii(), "{variables:?}");
    }
}

#[test]
fn links_are_for_terminals_that_are_known_to_follow_them() {
    let table: &[(&[(&'static str, &str)], bool)] = &[
        (&[], false),
        (&[("TERM", "xterm-256color")], false),
        (&[("TERM", "xterm-kitty")], true),
        (&[("TERM_PROGRAM", "iTerm.app")], true),
        (&[("VTE_VERSION", "7203")], true),
        (&[("VTE_VERSION", "4601")], false),
        (&[("WT_SESSION", "1")], true),
        (&[("FORCE_HYPERLINK", "1")], true),
        (&[("FORCE_HYPERLINK", "0"), ("TERM", "xterm-kitty")], false),
    ];
    for (variables, follows) in table {
        assert_eq!(terminal(variables).follows_links(), *follows, "{variables:?}");
    }
    let piped = World { stdout_terminal: false, ..terminal(&[("TERM", "xterm-kitty")]) };
    assert!(!piped.follows_links());
}
