use super::*;

/// What bash has by itself.
const BREAKS: &str = " \t\n\"'><=;|&(:";

fn replies(line: &str, values: &[&str]) -> Vec<String> {
    let candidate = |value: &&str| Candidate { value: (*value).to_owned(), about: String::new() };
    let candidates: Vec<_> = values.iter().map(candidate).collect();
    Line::read(line, BREAKS).replies(&candidates)
}

#[test]
fn a_line_is_divided_as_bash_divides_it() {
    for (line, words) in [
        ("", &[""][..]),
        ("ibid", &["ibid"]),
        ("ibid ", &["ibid", ""]),
        ("ibid  person\tZi", &["ibid", "person", "Zi"]),
        (r"ibid person Leon\ Tr", &["ibid", "person", "Leon Tr"]),
        ("ibid person 'Leon Tr", &["ibid", "person", "Leon Tr"]),
        ("ibid person 'Leon'\" Tr\"", &["ibid", "person", "Leon Tr"]),
        ("ibid person '' x", &["ibid", "person", "", "x"]),
        (r#"ibid person "a\"b\c\$"#, &["ibid", "person", r#"a"b\c$"#]),
        (r"ibid person 'a\", &["ibid", "person", r"a\"]),
        (r"ibid person a\", &["ibid", "person", "a"]),
        ("ibid quote --by=Zi", &["ibid", "quote", "--by=Zi"]),
    ] {
        assert_eq!(Line::read(line, BREAKS).words, words, "{line}");
    }
}

#[test]
fn bash_gets_what_it_replaces_in_the_quotation_marks_that_are_open() {
    let name = "O'Neill \"$x\"";
    for (line, value, reply) in [
        ("ibid person O", name, r#"O\'Neill\ \"\$x\""#),
        ("ibid person 'O", name, r#"O'\''Neill "$x""#),
        ("ibid person \"O", name, r#"O'Neill \"\$x\""#),
        ("ibid quote --by=O", "--by=O Neill", r"O\ Neill"),
        ("ibid quote --by='O", "--by=O Neill", "O Neill"),
        ("ibid cite miller-2020:1", "miller-2020:18", "18"),
        ("ibid cite rome.roe:1", "rome.roe:18", "18"),
        ("ibid show ro", "rome.nina-death", "rome.nina-death"),
        ("ibid cite mil", "miller-2020:18", "miller-2020:18"),
        ("ibid verify ~/a", "~/a b", r"~/a\ b"),
    ] {
        assert_eq!(replies(line, &[value]), [reply], "{line}");
    }
    assert_eq!(replies("ibid cite Miller-2020:1", &["miller-2020:18"]), [""; 0]);
}

#[test]
fn bash_never_takes_away_what_was_typed() {
    assert_eq!(replies("ibid person zi", &["Zina", "zina"]), ["zina"]);
    assert_eq!(replies("ibid person Le", &["Leon", "Lev"]), ["Leon", "Lev"]);
    assert_eq!(replies("ibid person LE", &["Leon", "Lev"]), ["Leon", "Lev"]);
    assert_eq!(
        replies("ibid person Nev", &["Man Nev", "Mark Nev"]),
        [r"Man\ Nev", r"Mark\ Nev", " "]
    );
    assert_eq!(replies("ibid person Nev", &["Man Nev", "Lev Nev"]), [r"Man\ Nev", r"Lev\ Nev"]);
}
