//! Bibliographies in other programs' formats: one small file a format.
//!
//! Each leaves out what the base does not say. The place within a source that a fact is cited from
//! is in none of them: it belongs to the citation, not to the source.

use crate::base::schema::{Record, Source};
use crate::cite::csl_json;

mod biblatex;
mod bibtex;
mod hayagriva;
mod ris;
pub(crate) mod tex;

/// A format in which programs that keep bibliographies exchange them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// BibLaTeX, as biber reads it.
    Biblatex,
    /// BibTeX with the classic entry types and fields.
    Bibtex,
    /// RIS, as reference managers read it.
    Ris,
    /// CSL-JSON 1.0.2.
    CslJson,
    /// Hayagriva's YAML, as Typst reads it.
    Hayagriva,
}

/// The sources as a bibliography, in their order and under their ids: a text that ends with a line
/// break, or is empty where the format writes nothing for no source.
pub fn bibliography(exchange: Exchange, sources: &[&Record<Source>]) -> String {
    let each = |entry: fn(&Record<Source>) -> String, between: &str| {
        sources.iter().map(|source| entry(source)).collect::<Vec<_>>().join(between)
    };
    match exchange {
        Exchange::Biblatex => each(biblatex::entry, "\n"),
        Exchange::Bibtex => each(bibtex::entry, "\n"),
        Exchange::Ris => each(ris::record, "\r\n"),
        Exchange::CslJson => csl_json::list(sources),
        Exchange::Hayagriva if sources.is_empty() => "{}\n".to_owned(),
        Exchange::Hayagriva => each(hayagriva::entry, "\n"),
    }
}

/// A text on one line, without the characters that these formats cannot hold.
fn one_line(text: &str) -> String {
    const REFUSED: [char; 5] = ['\u{2028}', '\u{2029}', '\u{feff}', '\u{fffe}', '\u{ffff}'];
    let is_gap = |c: char| c == ' ' || c.is_control() || REFUSED.contains(&c);
    let words: Vec<_> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
