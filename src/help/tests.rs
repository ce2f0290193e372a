use clap::CommandFactory;

use super::topic::{Part, TOPICS, Topic};
use super::{GROUPS, command, examples, examples_of, grouped, names};
use crate::args::{Cli, Format};
use crate::date::Date;

#[test]
fn every_command_is_in_a_group() {
    let cmd = Cli::command();
    let listed: Vec<&str> =
        grouped(&cmd).into_iter().flat_map(|(_, subs)| subs).map(clap::Command::get_name).collect();
    for sub in cmd.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let name = sub.get_name();
        assert_eq!(listed.iter().filter(|other| **other == name).count(), 1, "{name}");
        assert!(GROUPS.iter().any(|(_, names)| names.contains(&name)), "{name} has no group");
    }
}

#[test]
fn the_definition_of_the_command_line_is_sound() {
    command(80).debug_assert();
}

#[test]
fn every_command_has_examples() {
    let cmd = Cli::command();
    assert!(!examples_of(&cmd).is_empty());
    for sub in cmd.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let examples = examples_of(sub);
        assert!(!examples.is_empty(), "{} has no examples", sub.get_name());
        assert!(examples.iter().all(|example| !example.purpose.is_empty()), "{}", sub.get_name());
    }
}

#[test]
fn examples_are_read_with_what_they_print() {
    let read = examples("Examples:\n  # one\n  $ ibid a\n  # two\n  $ ibid b\n  x\n    y\nMore\n");
    let read: Vec<_> = read.iter().map(|e| (&*e.purpose, &*e.line, &*e.shown)).collect();
    assert_eq!(read, [("one", "ibid a", ""), ("two", "ibid b", "x\n  y\n")]);
}

#[test]
fn no_line_of_help_is_wider_than_the_terminal() {
    for width in [50, 80, 100, 200] {
        for name in names().iter().map(|name| Some(name.as_str())).chain([None]) {
            let Some(help) = super::of_command(name, width) else { continue };
            for line in help.to_string().lines() {
                // A word that is longer than the terminal stays whole.
                let is_word = !line.trim().contains(' ');
                let columns = textwrap::core::display_width(line);
                assert!(columns <= width.min(100) || is_word, "{width}: {line}");
            }
        }
    }
}

#[test]
fn what_the_topic_on_dates_shows_can_be_read() {
    let parts = Topic::named("dates").map(Topic::parts).unwrap();
    let entries = parts.iter().filter_map(|part| match part {
        Part::Entry(label, body) => Some((label, body)),
        Part::Text(_) => None,
    });
    let mut count = 0;
    for (label, body) in entries {
        let label = label.trim_matches('"');
        assert!(Date::parse(label).is_ok(), "{label}");
        // The dates within the explanation, too.
        let words = body
            .split([' ', ';', ':'])
            .filter(|word| word.contains(['-', '/', '[', '?', '%', 'X']));
        for word in words.map(|word| word.trim_end_matches(',')) {
            assert!(Date::parse(word).is_ok(), "{word}");
        }
        count += 1;
    }
    assert_eq!(count, 8);
}

#[test]
fn topics_have_labels_that_fit_and_names_of_their_own() {
    for topic in &TOPICS {
        assert!(!topic.parts().is_empty());
        for part in topic.parts() {
            if let Part::Entry(label, _) = part {
                assert!(label.chars().count() <= 16, "{}: {label}", topic.name);
            }
        }
        assert_eq!(TOPICS.iter().filter(|other| other.name == topic.name).count(), 1);
    }
}

#[test]
fn the_topic_on_formats_has_them_all() {
    use clap::ValueEnum;
    let parts = Topic::named("formats").map(Topic::parts).unwrap();
    for format in Format::value_variants() {
        let word = format.word();
        assert!(parts.iter().any(|part| matches!(part, Part::Entry(label, _) if *label == word)));
    }
}

#[test]
fn the_help_on_help_names_every_topic() {
    let cmd = Cli::command();
    let help = cmd.find_subcommand("help").unwrap();
    let topic = help.get_positionals().next().and_then(clap::Arg::get_help).unwrap().to_string();
    for name in TOPICS.iter().map(|topic| topic.name) {
        assert!(topic.contains(name) && super::MORE.contains(name), "{name}");
    }
}
