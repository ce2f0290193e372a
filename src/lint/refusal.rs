//! Why a base is refused: what the reader of bases tells as errors, explained. What finds them is
//! in [`crate::base`].

use super::rule::{Rule, Severity};
use crate::base::problem::code;

macro_rules! refusals {
    ($($name:ident = $code:expr, $summary:literal, why $why:literal, mend $mend:literal,
        $example:literal, $wrong:literal => $right:literal;)+) => {$(
        pub(super) static $name: Rule = Rule {
            code: $code,
            severity: Severity::Error,
            summary: $summary,
            why: $why,
            mend: $mend,
            example: $example,
            neighbour: ($wrong, $right),
        };
    )+};
}

refusals! {
    SYNTAX = code::SYNTAX, "the file is not TOML",
    why "A fact base is a TOML file (1.1), and what is no TOML cannot be read further.",
    mend "Mend the place that is shown; quotation marks, brackets and commas are what is missed most.",
    r#"[person.dora]
name = "Dora
about = "A pilot."
cite = 3
"#, "\"Dora\n" => "\"Dora\"\n";

    SCHEMA = code::SCHEMA, "a key, a word or a value is not one of the format",
    why "Every key has its meaning, and a misspelt one would be lost silently; kinds, roles and \
         certainties are words of fixed lists; some keys must be there.",
    mend "Take the nearest word that is suggested, or see docs/fact-base.md for what there is.",
    r#"[person.dora]
nmae = "Dora"
about = "A pilot."
cite = 3
"#, "nmae" => "name";

    BAD_ID = code::BAD_ID, "an id is not in kebab-case",
    why "Ids are typed at a shell and stand in links: small letters, digits and single hyphens. A dot \
         comes after the prefix of another file, in references alone.",
    mend "Write nina-death, not Nina_Death.",
    r#"[person.Dora]
name = "Dora"
about = "A pilot."
cite = 3
"#, "person.Dora" => "person.dora";

    BAD_DATE = code::BAD_DATE, "a date is not EDTF, or does not exist",
    why "Dates are EDTF (ISO 8601-2), so that they can be compared. A day that no calendar has is \
         a slip.",
    mend "Write 1931, 1931-01, 1931-01-05, 193X, 1900/1910, ../1919, 1924~ (about) or 1924? \
          (uncertain).",
    r#"[event.flight]
kind = "travel"
title = "A flight"
date = "1931-02-30"
cite = 3
"#, "1931-02-30" => "1931-02-28";

    DOUBLED_ID = code::DOUBLED_ID, "an id or a key is used twice",
    why "An id names one record in the whole base, whatever its kind, and a key stands once in a \
         record.",
    mend "Give one of the records another id; or, of two files, a prefix to one: prefix = \"…\".",
    r#"[term.ada]
name = "Ada"
kind = "concept"
about = "A language."
cite = 3
"#, "term.ada" => "term.ada-language";

    DANGLING = code::DANGLING, "an id names no record, or one of another kind",
    why "What is referred to must be there, and be what the place wants: a person as speaker, a \
         term of the kind place as place.",
    mend "Mend the id, or add the record.",
    r#"[event.flight]
kind = "travel"
title = "A flight"
people = { adda = "principal" }
cite = 3
"#, "adda" => "ada";

    UNCITED = code::UNCITED, "a record has no citation",
    why "No fact without a source.",
    mend "Add cite = [12], the number of the paragraph.",
    r#"[event.flight]
kind = "travel"
title = "A flight"
"#, "title = \"A flight\"" => "title = \"A flight\"\ncite = 3";

    NO_SOURCE = code::NO_SOURCE, "a citation names no source, and the base has no default one",
    why "A bare number is a place in the default source; without one nobody knows where to look.",
    mend "Give the base a default-source, or the citation its source: cite = \"roe-1910:3\".",
    r#"# A base of its own.
format = 1
title = "Rome"

[source.roe-1910]
type = "book"
title = "Another View"

[term.rome]
name = "Rome"
kind = "place"
about = "A city."
cite = 3
"#, "cite = 3" => "cite = \"roe-1910:3\"";

    LOCATOR = code::LOCATOR, "a citation has no place, or one that the source does not have",
    why "A place is a number, a range of them (\"12-13\"), `standfirst` or `byline`; what is counted, the \
         source says or `label`. The sections of a source tell how many paragraphs it has.",
    mend "Count again, or mend the sections of the source; several places are a list of citations.",
    r#"[source.roe-1910]
type = "book"
title = "Another View"
section = [{ heading = "One", from = 1, to = 9 }]

[term.rome]
name = "Rome"
kind = "place"
about = "A city."
cite = "roe-1910:10"
"#, ":10" => ":9";

    WORDS = code::WORDS, "the words of a citation are more than twelve, or none",
    why "They find the passage again, and are no quotation: enough for that, and no more.",
    mend "Leave out all but a few words that follow one another; what is worth quoting is a quote.",
    r#"[event.flight]
kind = "travel"
title = "A flight"
cite = { at = 3, words = "she flew in a small machine by night over the sea to another land" }
"#, " by night over the sea to another land" => "";

    BECAUSE = code::BECAUSE, "something is inferred, but not from what",
    why "What the source does not say can only be judged by how it was worked out.",
    mend "Say it: because = \"sixteen years after the birth in 1908\".",
    r#"[event.flight]
kind = "travel"
title = "A flight"
certainty = "inferred"
cite = 3
"#, "\"inferred\"" => "\"inferred\"\nbecause = \"she was there the next day\"";

    EMPTY = code::EMPTY, "a text that must say something is empty",
    why "An empty name or title could not be shown.",
    mend "Fill it in; or leave the key out where it may be, or else the record.",
    r#"[person.dora]
name = ""
about = "A pilot."
cite = 3
"#, "\"\"" => "\"Dora\"";

    SECTIONS = code::SECTIONS, "the sections of a source do not follow on one another",
    why "Each has the numbers of its first and last paragraph, and the next begins after it.",
    mend "Mend the numbers.",
    r#"[source.roe-1910]
type = "book"
title = "Another View"
section = [
    { heading = "One", from = 1, to = 9 },
    { heading = "Two", from = 9, to = 12 },
]
"#, "from = 9" => "from = 10";

    WHOSE_AGE = code::WHOSE_AGE, "an age is nobody’s",
    why "An event has several people.",
    mend "Say whose it is: of = \"nina\".",
    r#"[event.flight]
kind = "travel"
title = "A flight"
figures = [{ kind = "age", value = 20, unit = "years", words = "at twenty" }]
cite = 3
"#, "kind = \"age\", " => "kind = \"age\", of = \"ada\", ";

    SELF = code::SELF, "a person is related to themself",
    why "A relation ties two persons.",
    mend "Mend `from` or `to`.",
    r#"[[relation]]
kind = "sibling"
from = "ada"
to = "ada"
cite = 3
"#, "to = \"ada\"" => "to = \"ben\"";

    NOTE = code::NOTE, "a relation of the kind other does not say which",
    why "The kind alone says nothing.",
    mend "Say what `from` is of `to`: note = \"Great-grandfather.\"",
    r#"[[relation]]
kind = "other"
from = "ada"
to = "ben"
cite = 3
"#, "\"other\"" => "\"other\"\nnote = \"Landlady.\"";

    SPEAKER = code::SPEAKER, "a quotation has no speaker",
    why "A quotation is somebody’s words.",
    mend "Whoever the source does not name is a person of the kind unnamed.",
    r#"[quote.joy]
text = "What joy!"
speaker = []
cite = 3
"#, "[]" => "\"ada\"";

    INSIDE = code::INSIDE, "a quotation stands inside itself",
    why "`inside` names the quotation of which this one is a part.",
    mend "Take `inside` from the outer one.",
    r#"[quote.joy]
text = "What joy!"
speaker = "ada"
inside = "joy"
cite = 3
"#, "inside = \"joy\"\n" => "";

    CLAIM = code::CLAIM, "a claim says nothing, or not of which event",
    why "A claim is what a source says otherwise of the date, the place or the cause of one event.",
    mend "Give it one of these; and `of`, if it does not stand within its event: [[claim]].",
    r#"[event.flight]
kind = "travel"
title = "A flight"
date = "1931"
cite = 3

[[event.flight.claim]]
cite = 4
"#, "cite = 4" => "date = \"1932\"\ncite = 4";

    REASON = code::REASON, "a claim is deprecated, but not why",
    why "What is known to be wrong is kept with the reason, so that nobody believes it once more.",
    mend "Say why it is wrong: reason = \"…\"",
    r#"[event.flight]
kind = "travel"
title = "A flight"
date = "1931"
cite = 3

[[event.flight.claim]]
date = "1913"
rank = "deprecated"
cite = 4
"#, "\"deprecated\"" => "\"deprecated\"\nreason = \"two digits are exchanged\"";

    PREFERRED = code::PREFERRED, "two claims on the same point are preferred",
    why "One date, one place and one cause of an event are shown, with a sign that there are others.",
    mend "Let one be normal: without a rank.",
    r#"[event.flight]
kind = "travel"
title = "A flight"
cite = 3
claim = [
    { date = "1931", rank = "preferred", cite = 3 },
    { date = "1932", rank = "preferred", cite = 4 },
]
"#, "\"1932\", rank = \"preferred\"" => "\"1932\"";
}
