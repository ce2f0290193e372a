//! Which record is meant by what is the id of none: one with a like id, or one of that name.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::schema::{Document, Id};
use super::{Entry, all};
use crate::names;

/// So many names are compared in all to suggest the nearest ones: a base of ten thousand records
/// has room for hundreds of slips, and one of a million slips is told of all of them in time.
const MOST_COMPARED: usize = 4_000_000;

/// The records of a base, to be found by what is nearly their id or name.
pub(super) struct Near<'a> {
    doc: &'a Document,
    /// By their folded names.
    named: OnceCell<HashMap<String, Vec<(Entry<'a>, &'a str)>>>,
    /// How many names were compared.
    compared: usize,
}

impl<'a> Near<'a> {
    pub(super) fn new(doc: &'a Document) -> Self {
        Self { doc, named: OnceCell::new(), compared: 0 }
    }

    /// Which id may be meant, of the records that fit and of those that could not be read.
    pub(super) fn hint(
        &mut self,
        id: &str,
        unread: impl Iterator<Item = &'a str>,
        fits: impl Fn(&Entry<'_>) -> bool,
    ) -> Option<String> {
        if self.compared > MOST_COMPARED {
            return None;
        }
        let unread: Vec<&str> = unread.collect();
        self.compared += all(self.doc).count() + unread.len();
        let ids = all(self.doc).filter(&fits).map(Entry::id).chain(unread);
        let ids = ids.filter(|id| Id::new(*id).is_ok());
        let by_id = names::nearest(id, ids, 1).first().map(|near| (*near).to_owned());
        if by_id.as_deref() == Some(id) {
            return Some(format!("write `{id}`"));
        }
        let named = self.named.get_or_init(|| by_name(self.doc));
        let fitting = |name: &str| {
            let (entry, name) = named.get(name)?.iter().find(|(entry, _)| fits(entry))?;
            Some(format!("did you mean `{}` ({name})?", entry.id()))
        };
        let by_id = by_id.map(|near| format!("did you mean `{near}`?"));
        fitting(&names::fold(id)).or(by_id).or_else(|| {
            self.compared += named.len();
            let near = names::nearest(id, named.keys().map(String::as_str), 1);
            near.first().and_then(|name| fitting(name))
        })
    }
}

fn by_name(doc: &Document) -> HashMap<String, Vec<(Entry<'_>, &str)>> {
    let mut named: HashMap<String, Vec<_>> = HashMap::new();
    for entry in all(doc).filter(|entry| Id::new(entry.id()).is_ok()) {
        for name in entry.names() {
            named.entry(names::fold(name)).or_default().push((entry, name));
        }
    }
    named
}
