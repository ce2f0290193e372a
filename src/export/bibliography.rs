//! Bibliographies for programs that keep them.
//!
//! The place within a source that a fact is cited from is in none of them: it belongs to the
//! citation, not to the source.

use super::{Export, Format, Settings, biblatex, bibtex, hayagriva, ris};
use crate::base::schema::{Record, Source};
use crate::cite::{Citer, csl_json};
use crate::query::extract::Extract;

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

impl Exchange {
    /// Every one of them.
    pub const ALL: [Self; 5] =
        [Self::Biblatex, Self::Bibtex, Self::Ris, Self::CslJson, Self::Hayagriva];
}

impl Format for Exchange {
    fn name(&self) -> &'static str {
        match self {
            Self::Biblatex => "biblatex",
            Self::Bibtex => "bibtex",
            Self::Ris => "ris",
            Self::CslJson => "csl-json",
            Self::Hayagriva => "hayagriva",
        }
    }

    fn about(&self) -> &'static str {
        match self {
            Self::Biblatex => "Bibliography for BibLaTeX",
            Self::Bibtex => "Bibliography for BibTeX",
            Self::Ris => "Bibliography for reference managers (RIS)",
            Self::CslJson => "Bibliography for Pandoc and Zotero (CSL-JSON)",
            Self::Hayagriva => "Bibliography for Typst (Hayagriva's YAML)",
        }
    }

    fn export(&self, _: &Citer<'_>, extract: &Extract<'_>, _: &Settings) -> Export {
        Export {
            text: bibliography(*self, &extract.sources),
            count: extract.sources.len(),
            left_out: Vec::new(),
        }
    }
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
