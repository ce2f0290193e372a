//! Bibliographies in other programs' formats: one small file a format.

use crate::base::schema::{Record, Source};

pub mod csl_json;

/// An exchange format of bibliographies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    CslJson,
}

impl Exchange {
    pub const WORDS: [&str; 1] = ["csl-json"];
    pub fn from_word(word: &str) -> Option<Self> {
        (word == "csl-json").then_some(Self::CslJson)
    }
    pub fn bibliography(self, sources: &[&Record<Source>]) -> String {
        let items: Vec<_> = sources.iter().map(|source| csl_json::item(source)).collect();
        serde_json::to_string_pretty(&items).unwrap_or_default() + "\n"
    }
}
