//! Ids with a prefix: a file that says `prefix = "rome"` calls its records by short ids, which are
//! `rome.nina` everywhere else.
//!
//! [`qualify`] turns the ids of one file into whole ones, once it is read. What an id is follows
//! from its file alone, however a base is put together.

use super::schema::{
    Cause, Cite, Claim, Document, Event, Fact, Figure, Id, People, Person, Quote, Record, Relation,
    Remark, Source, Term,
};

/// Gives the records of a file their whole ids, and its references those of the records that they
/// mean: a short one means the record of the same prefix, if there is one by `is_own`, and otherwise
/// that of a file without prefix.
pub(super) fn qualify(doc: &mut Document, prefix: &Id, is_own: impl Fn(&Id) -> bool) {
    doc.each_id(&mut |used, id| {
        let is_meant = !id.is_qualified() && (used == Used::AsName || is_own(id));
        if is_meant {
            *id = id.within(prefix);
        }
    });
}

/// What an id does where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// It names its record.
    AsName,
    /// It refers to a record.
    AsReference,
}

/// What has ids in it. Each type is taken apart with all its fields, so that a new one cannot be
/// forgotten.
pub(super) trait Ids {
    /// Visits every id.
    fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id));
}

impl Ids for Id {
    fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id)) {
        visit(Used::AsReference, self);
    }
}

impl<T: Ids> Ids for Option<T> {
    fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id)) {
        if let Some(one) = self {
            one.each_id(visit);
        }
    }
}

impl<T: Ids> Ids for Vec<T> {
    fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id)) {
        for one in self {
            one.each_id(visit);
        }
    }
}

impl<T: Ids> Ids for Record<T> {
    fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id)) {
        let Self { id, body } = self;
        visit(Used::AsName, id);
        body.each_id(visit);
    }
}

/// Implements [`Ids`] for a type: which of its fields have ids, and which have none.
macro_rules! ids {
    ($($name:ident { $($with:ident),* ; $($without:ident),* })+) => {$(
        impl Ids for $name {
            #[allow(unused_variables, reason = "a source refers to nothing")]
            fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id)) {
                let Self { $($with,)* $($without: _,)* } = self;
                $($with.each_id(visit);)*
            }
        }
    )+};
}

ids! {
    Document {
        default_source, sources, persons, relations, events, quotes, terms, remarks, claims,
        claimed; title, about, prefix
    }
    Source {
        ; csl_type, title, author, container_title, publisher, publisher_place, issued, accessed,
        url, language, paragraphs, locator, section, fingerprint, note
    }
    Person { fact, cite; name, also, kind, sex, about }
    Fact { terms, figures, cite; kind, text, certainty, because }
    Figure { of, from, to; kind, what, value, unit, words }
    Relation { from, to, cite; kind, note, certainty, because }
    Event {
        place, people, terms, cause, figures, claim, cite;
        kind, title, date, text, certainty, because
    }
    Claim { of, place, cause, cite; date, rank, reason, certainty, because }
    Cause { cite; text, certainty, because }
    Quote {
        speaker, via, to, about, occasion, inside, cite; text, context, kind, certainty, because
    }
    Term { cite; name, also, kind, about }
    Remark { about, cite; kind, title, text }
    Cite { source; at, label, words }
}

impl Ids for People {
    fn each_id(&mut self, visit: &mut impl FnMut(Used, &mut Id)) {
        self.ids_mut().for_each(|person| visit(Used::AsReference, person));
    }
}

#[cfg(test)]
mod tests;
