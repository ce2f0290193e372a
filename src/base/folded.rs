//! The texts of the records as they are compared: folded when they are first asked for, and kept
//! for the next question.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// The names of a record, folded.
#[derive(Debug)]
pub struct Names {
    pub forms: Vec<String>,
    /// All of them, one after the other.
    pub all: String,
}

impl Names {
    /// Takes names that were folded.
    pub fn new(forms: Vec<String>) -> Self {
        Self { all: forms.join(" "), forms }
    }
}

/// What a record is searched by.
#[derive(Debug)]
pub struct Searched {
    pub names: Names,
    /// Its names and what it tells, once that is needed.
    pub text: OnceCell<String>,
}

/// What was folded already, by the ids of the records.
///
/// It owns what it keeps: a base must not be bound to one lifetime by what it remembers.
#[derive(Debug, Default)]
pub struct Folded(RefCell<HashMap<String, Rc<Kept>>>);

/// What is kept of a record.
#[derive(Debug, Default)]
struct Kept {
    names: OnceCell<Rc<Names>>,
    text: OnceCell<Rc<str>>,
}

impl Folded {
    /// The names of a record; `forms` folds them, if that was not done yet.
    pub fn names(&self, id: &str, forms: impl FnOnce() -> Vec<String>) -> Rc<Names> {
        let names = || Rc::new(Names::new(forms()));
        Rc::clone(self.of(id).names.get_or_init(names))
    }

    /// What a record tells; `text` folds it, if that was not done yet.
    pub fn text(&self, id: &str, text: impl FnOnce() -> String) -> Rc<str> {
        Rc::clone(self.of(id).text.get_or_init(|| text().into()))
    }

    fn of(&self, id: &str) -> Rc<Kept> {
        let kept = self.0.borrow().get(id).cloned();
        kept.unwrap_or_else(|| Rc::clone(self.0.borrow_mut().entry(id.to_owned()).or_default()))
    }
}
