//! The command line as its users see it: files of commands, what they print, and their exit
//! status. `TRYCMD=overwrite cargo test` brings them up to date; read the difference.

#[test]
fn commands_print_what_the_cases_say() {
    let cases = trycmd::TestCases::new();
    // Whatever colour the one who runs the tests likes.
    cases.env("CLICOLOR_FORCE", "0");
    cases.case("tests/cases/*.trycmd").case("README.md").case("docs/*.md");
}
