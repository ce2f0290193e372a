//! Flash cards, as Anki imports them from a text file.
//!
//! The file says all that the import needs: how its fields are told apart, the deck, and for each
//! note its type, its tags and a GUID that stays the same, so that a second import updates the
//! cards of the first and doubles none. Every field is quoted: a quotation mark that is not closed
//! would swallow the rest of the file, and a line that begins with `#` would be a comment.

use std::collections::HashMap;

use super::{Export, Format, LeftOut, Settings, key, one_line, stable_id, with_places};
use crate::base::Entry;
use crate::base::schema::{Certainty, Cite};
use crate::cite::{Citer, Rich, locators};
use crate::query::extract::Extract;
use crate::view::exercise::{self, Exercise, Part};
use crate::write::html::Html;
use crate::write::markup::Markup;

#[derive(Debug)]
pub(super) struct Anki;

impl Format for Anki {
    fn name(&self) -> &'static str {
        "anki"
    }

    fn about(&self) -> &'static str {
        "Flash cards for Anki"
    }

    fn heeds(&self) -> &'static [&'static str] {
        &["deck", "notetypes", "style"]
    }

    fn export(&self, base: &Citer<'_>, extract: &Extract<'_>, settings: &Settings) -> Export {
        let drill = exercise::drill(base, extract);
        let mut cards = Cards::new(base, settings);
        let rows: String = drill.exercises.iter().map(|one| cards.row(one)).collect();
        let deck = settings.deck.clone().unwrap_or_else(|| deck(base, extract));
        let left_out = |(entry, why): (Entry<'_>, _)| LeftOut { id: entry.id().to_owned(), why };
        Export {
            text: format!(
                "#separator:tab\n#html:true\n#deck:{}\n#guid column:1\n#notetype column:2\n\
                 #tags column:5\n#if matches:update current\n{rows}",
                one_line(&deck)
            ),
            count: drill.exercises.len(),
            left_out: drill.unasked.into_iter().map(left_out).collect(),
        }
    }
}

/// The deck of the base, and within it that of a topic.
fn deck(base: &Citer<'_>, extract: &Extract<'_>) -> String {
    // Two colons would begin a deck within the deck.
    let level = |title: &str| title.replace("::", ":");
    let title = match base.doc.title.as_str() {
        "" => "ibid".to_owned(),
        title => level(title),
    };
    if extract.title == base.doc.title {
        title
    } else {
        format!("{title}::{}", level(&extract.title))
    }
}

/// Notes as they are being written.
struct Cards<'b, 'a> {
    base: &'b Citer<'a>,
    basic: &'b str,
    cloze: &'b str,
    key: &'a str,
    /// The citations that were rendered, by what they cite.
    notes: HashMap<String, Rich>,
}

impl<'b, 'a> Cards<'b, 'a> {
    fn new(base: &'b Citer<'a>, settings: &'b Settings) -> Self {
        let names = settings.notetypes.as_ref();
        let (basic, cloze) =
            names.map_or(("Basic", "Cloze"), |(basic, cloze)| (basic.as_str(), cloze.as_str()));
        Self { base, basic, cloze, key: key(base), notes: HashMap::new() }
    }

    /// A note: GUID, type, both fields, tags.
    fn row(&mut self, exercise: &Exercise<'_>) -> String {
        let guid = stable_id(self.base, exercise.entry.id(), &exercise.id);
        let (notetype, front, answer) = if exercise.kind.has_gap() {
            (self.cloze, cloze(exercise), said_otherwise(exercise))
        } else {
            let matter = html(&exercise.matter());
            let front = format!("<small>{}</small><br>{matter}", html(exercise.kind.ask()));
            (self.basic, front, html(&exercise.answer))
        };
        let back = self.back(exercise, answer);
        let tags = self.tags(exercise);
        let fields = [guid.as_str(), notetype, &front, &back, &tags].map(quoted);
        format!("{}\n", fields.join("\t"))
    }

    /// The answer, what else is said of it, how far it can be trusted, and who says so.
    fn back(&mut self, exercise: &Exercise<'_>, answer: String) -> String {
        let within = |tag: &str, inner: String| match inner.as_str() {
            "" => inner,
            _ => format!("<{tag}>{inner}</{tag}>"),
        };
        let care = exercise.remarks.iter().map(|remark| {
            let places = locators(self.base, &remark.cite);
            html(&format!("Read with care: {} ({places})", remark.title))
        });
        let mut asides = vec![html(&exercise.caution)];
        asides.extend(care);
        asides.push(self.citation(exercise));
        let asides = asides.into_iter().map(|aside| within("small", aside));
        let parts = [within("b", answer), html(&exercise.note)].into_iter().chain(asides);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("<br>")
    }

    /// The citation in the style, and the places in the source.
    fn citation(&mut self, exercise: &Exercise<'_>) -> String {
        let note = self.note(&exercise.cites);
        let note = match exercise.entry {
            Entry::Quote(quote) => self.base.secondary(quote, note),
            _ => note,
        };
        harmless(&Html.rich(&with_places(self.base, note, &exercise.cites)))
    }

    /// Cards on the same passages cite them alike, and rendering takes time.
    fn note(&mut self, cites: &[&Cite]) -> Rich {
        let passages =
            format!("{:?}", cites.iter().map(|c| (&c.source, &c.at, c.label)).collect::<Vec<_>>());
        let base = self.base;
        self.notes.entry(passages).or_insert_with(|| base.note(cites.iter().copied())).clone()
    }

    /// What the note asks, of which kind of record, about whom, and how far it can be trusted: each
    /// under the tag of the base.
    fn tags(&self, exercise: &Exercise<'_>) -> String {
        let mut tags = vec![format!("ask::{}", exercise.kind.word())];
        tags.push(match exercise.entry {
            Entry::Event(event) => format!("event::{}", event.kind.word()),
            Entry::Term(term) => format!("term::{}", term.kind.word()),
            Entry::Quote(quote) => format!("quote::{}", quote.kind.word()),
            entry => entry.kind().to_owned(),
        });
        let persons: Vec<&str> = match exercise.entry {
            Entry::Event(event) => event.people.iter().map(|(id, _)| &**id).collect(),
            Entry::Quote(quote) => quote.speaker.iter().chain(&quote.to).map(|id| &**id).collect(),
            Entry::Person(person) => vec![&person.id],
            _ => Vec::new(),
        };
        tags.extend(persons.iter().map(|id| format!("person::{id}")));
        let certainties = Certainty::WORDS.iter();
        let is_marked = |word: &&&str| exercise.caution.contains(&format!("[{word}"));
        tags.extend(certainties.filter(is_marked).map(|word| format!("certainty::{word}")));
        let tags = tags.iter().map(|tag| format!("ibid::{}::{tag}", self.key));
        tags.collect::<Vec<_>>().join(" ")
    }
}

/// A text with its gaps as Anki's cloze deletions, which are all one card.
fn cloze(exercise: &Exercise<'_>) -> String {
    let part = |part: &Part| match part {
        Part::Shown(text) => html(text),
        // A gap is words alone: nothing in it could end it or begin a hint.
        Part::Gap(text) => format!("{{{{c1::{}}}}}", html(text)),
    };
    exercise.matter.iter().map(part).collect()
}

/// The answer, where the gaps do not have it in full.
fn said_otherwise(exercise: &Exercise<'_>) -> String {
    let is_said = |part: &Part| matches!(part, Part::Gap(text) if *text == exercise.answer);
    if exercise.matter.iter().any(is_said) { String::new() } else { html(&exercise.answer) }
}

/// A text as HTML in which Anki looks for nothing of its own.
fn html(text: &str) -> String {
    let readable = |c: char| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c };
    let text: String = text.replace("\r\n", "\n").chars().map(readable).collect();
    harmless(&Html.escaped(&text)).replace('\n', "<br>")
}

/// HTML without cloze deletions, sounds, LaTeX and `MathJax` that nobody meant.
fn harmless(html: &str) -> String {
    ["[sound:", "[anki:", "[latex]", "[$"].iter().fold(
        html.replace('{', "&#123;")
            .replace('}', "&#125;")
            // MathJax reads what is on the page, where an entity is what it stands for.
            .replace("\\(", "\\<span></span>(")
            .replace("\\[", "\\<span></span>["),
        |html, word| html.replace(word, &word.replace('[', "&#91;")),
    )
}

/// A field between quotation marks.
fn quoted(field: &str) -> String {
    format!("\"{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_means_anything_to_anki() {
        for (text, field) in [
            ("# no comment", "# no comment"),
            ("a \"b\" <i>&amp;", "a &quot;b&quot; &lt;i&gt;&amp;amp;"),
            ("one\r\ntwo\n", "one<br>two<br>"),
            ("{{c1::x}}", "&#123;&#123;c1::x&#125;&#125;"),
            ("[sound:a.mp3] [but not]", "&#91;sound:a.mp3] [but not]"),
            ("[$]x[/$] [$$]y", "&#91;$]x[/$] &#91;$$]y"),
            ("\\(x\\)", "\\<span></span>(x\\)"),
            ("a\u{1f}b\u{0}\tc", "a b \tc"),
        ] {
            assert_eq!(html(text), field);
        }
        assert_eq!(quoted("a \"b\"\tc"), "\"a \"\"b\"\"\tc\"");
    }
}
