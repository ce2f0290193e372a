//! From a value of TOML to what it says, with every mistake in it: what cannot be read is told, and
//! something that fits takes its place, so that all that stands beside it is read too.
//!
//! serde stops at the first mistake. So a value is read again for each, and from then on passes over
//! the key that is none, or fills what cannot be read.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Display};
use std::ops::Range;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, Visitor,
};
use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::check::Step;

/// So many mistakes of one record are told.
const MOST: usize = 100;

/// A text that is a date, a locator and an id, and can stand for any of them.
pub(super) const FILLING: &str = "2000";

/// A text that is an id and a fingerprint: these ask for a string of their own.
const STRING: &str = "2000200020002000";

/// A mistake in a value.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) what: What,
    /// Where, from the value on; of a key that is missing, where it would be.
    pub(super) path: Vec<Step>,
    pub(super) span: Range<usize>,
}

/// What can be wrong with a value by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// With the key of which it is a slip of the fingers: what stands there is read as that.
    UnknownKey {
        key: String,
        known: &'static [&'static str],
        meant: Option<&'static str>,
    },
    UnknownWord {
        word: String,
        known: &'static [&'static str],
    },
    MissingKey(&'static str),
    Unlike {
        found: String,
        expected: String,
    },
    /// A key that cannot be one here.
    BadKey(String),
    Other(String),
}

/// Reads a value as far as it can be read, and its mistakes in the order in which they were found.
pub(super) fn read<T: DeserializeOwned>(value: &Spanned<DeValue<'_>>) -> (Option<T>, Vec<Fault>) {
    let mut mended = Mended::default();
    let mut faults = Vec::new();
    while faults.len() < MOST {
        let mut error = match T::deserialize(Node { value, mended: &mended }) {
            Ok(read) => return (Some(read), faults),
            Err(error) => error,
        };
        let mut way = Vec::new();
        let at = error.at.filter(|at| way_to(value, *at, &mut way));
        if let What::UnknownKey { key, known, meant } = &mut error.what {
            let table = way.iter().rev().nth(1).map_or(value, |(_, table)| table);
            *meant = mended.meant(key, known, table);
        }
        let (is_new, goes_on) = mended.mend(at.unwrap_or_else(|| address(value)), &way, &error);
        if is_new {
            let span = way.last().map_or(value, |(_, value)| value).span();
            let mut path: Vec<Step> = way.into_iter().map(|(step, _)| step).collect();
            if let What::MissingKey(key) = error.what {
                path.push(Step::Key(key.to_owned()));
            }
            faults.push(Fault { what: error.what, path, span: error.key.unwrap_or(span) });
        }
        if !goes_on {
            break;
        }
    }
    (None, faults)
}

/// The key of which one that is none is a slip of the fingers: nearer than words that are only alike.
pub(super) fn near<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let length = key.chars().count();
    let reach = length.min(9) / 3;
    // A key may be as long as a file.
    let is_as_long = |known: &&str| known.chars().count().abs_diff(length) <= reach;
    let mut as_long = known.iter().copied().filter(is_as_long);
    as_long.find(|known| strsim::damerau_levenshtein(key, known) <= reach)
}

/// A value is known by where it is in memory, for it is not moved while it is read.
fn address(value: &Spanned<DeValue<'_>>) -> usize {
    std::ptr::from_ref(value).addr()
}

/// The way from a value to one within it: each step, and what stands there.
fn way_to<'v, 't>(
    value: &'v Spanned<DeValue<'t>>,
    at: usize,
    way: &mut Vec<(Step, &'v Spanned<DeValue<'t>>)>,
) -> bool {
    if address(value) == at {
        return true;
    }
    let mut is_within = |step: Step, inner: &'v Spanned<DeValue<'t>>| {
        way.push((step, inner));
        let found = way_to(inner, at, way);
        if !found {
            way.pop();
        }
        found
    };
    match value.get_ref() {
        DeValue::Array(items) => {
            items.iter().enumerate().any(|(index, item)| is_within(Step::Index(index), item))
        }
        DeValue::Table(table) => {
            table.iter().any(|(key, inner)| is_within(Step::Key(key.get_ref().to_string()), inner))
        }
        _ => false,
    }
}

/// What stands in the place of what could not be read.
#[derive(Default)]
struct Mended {
    /// By the addresses of the values.
    values: HashMap<usize, Mend>,
    /// The keys that were meant, by the addresses of what stands under others.
    meant: HashMap<usize, &'static str>,
    /// The keys that a table should have.
    missing: HashSet<(usize, &'static str)>,
}

#[derive(PartialEq)]
enum Mend {
    Filled,
    /// With its key.
    PassedOver,
}

impl Mended {
    /// The key that is meant by one that is none, if the table has not that one too: it is nearer
    /// than words that are only alike.
    fn meant(
        &self,
        key: &str,
        known: &[&'static str],
        table: &Spanned<DeValue<'_>>,
    ) -> Option<&'static str> {
        let meant = near(key, known)?;
        let mut entries = table.get_ref().as_table()?.iter();
        let is_there = entries.any(|(key, value)| {
            key.get_ref() == meant || self.meant.get(&address(value)) == Some(&meant)
        });
        (!is_there).then_some(meant)
    }

    /// Mends what stands at an address, to which a way leads, or else what it stands in: whether the
    /// error is news, and whether anything could be mended.
    fn mend(
        &mut self,
        at: usize,
        way: &[(Step, &Spanned<DeValue<'_>>)],
        error: &Error,
    ) -> (bool, bool) {
        let mut is_new = true;
        if let What::MissingKey(key) = error.what {
            if self.missing.insert((at, key)) {
                return (true, true);
            }
            is_new = false;
        }
        if let What::UnknownKey { meant: Some(meant), .. } = error.what {
            self.meant.insert(at, meant);
            return (true, true);
        }
        for (step, value) in way.iter().rev() {
            let is_entry = matches!(step, Step::Key(_));
            let mend = match self.values.get(&address(value)) {
                None if error.key.is_some() && is_new => Mend::PassedOver,
                None => Mend::Filled,
                // The filling does not fit.
                Some(Mend::Filled) if is_entry => Mend::PassedOver,
                Some(_) => {
                    is_new = false;
                    continue;
                }
            };
            let known = self.values.insert(address(value), mend);
            return (is_new && known.is_none(), true);
        }
        (is_new, false)
    }
}

/// Why reading stopped.
#[derive(Debug)]
struct Error {
    what: What,
    /// The address of the value.
    at: Option<usize>,
    /// The key, if it is the key that is wrong.
    key: Option<Range<usize>>,
}

impl Error {
    fn new(what: What) -> Self {
        Self { what, at: None, key: None }
    }

    /// The same with the value in which it is, unless it is known to be in one within that.
    fn within(self, value: &Spanned<DeValue<'_>>) -> Self {
        Self { at: self.at.or_else(|| Some(address(value))), ..self }
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.what)
    }
}

impl de::StdError for Error {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(What::Other(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Map => "a table".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Bool(found) => found.to_string(),
            Unexpected::Signed(found) => found.to_string(),
            Unexpected::Float(found) => found.to_string(),
            Unexpected::Str(found) => format!("\"{found}\""),
            // What serde says of a large number.
            other => other.to_string().replace("integer `", "").replace("` as i128", ""),
        };
        let expected = match expected.to_string().as_str() {
            "a sequence" => "a list".to_owned(),
            "u32" => "a whole number from 0 up".to_owned(),
            "f64" => "a number".to_owned(),
            other if other.starts_with("struct ") => "a table".to_owned(),
            other if other.starts_with("enum ") => "a word".to_owned(),
            other => other.to_owned(),
        };
        Self::new(What::Unlike { found, expected })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownKey { key: key.to_owned(), known, meant: None })
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::new(What::UnknownWord { word: word.to_owned(), known })
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(What::MissingKey(key))
    }
}

// ---- what is there ----

/// A value that is read.
#[derive(Clone, Copy)]
struct Node<'n> {
    value: &'n Spanned<DeValue<'n>>,
    mended: &'n Mended,
}

impl Node<'_> {
    fn is_filled(self) -> bool {
        self.mended.values.get(&address(self.value)) == Some(&Mend::Filled)
    }

    fn read<'de, T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self).map_err(|error| error.within(self.value))
    }

    /// Gives what is there, whatever was asked for.
    fn give<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let Self { value, mended } = self;
        let given = match value.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            // They are written as EDTF is.
            DeValue::Datetime(date) => visitor.visit_string(date.to_string()),
            DeValue::Boolean(truth) => visitor.visit_bool(*truth),
            DeValue::Integer(digits) => {
                let (digits, radix) = (digits.as_str(), digits.radix());
                match (i64::from_str_radix(digits, radix), i128::from_str_radix(digits, radix)) {
                    (Ok(number), _) => visitor.visit_i64(number),
                    (_, Ok(number)) => visitor.visit_i128(number),
                    _ => Err(self.unlike(&visitor)),
                }
            }
            DeValue::Float(digits) => match digits.as_str().parse() {
                Ok(number) => visitor.visit_f64(number),
                Err(_) => Err(self.unlike(&visitor)),
            },
            DeValue::Array(items) => visitor.visit_seq(Items { items: items.iter(), mended }),
            DeValue::Table(table) => {
                let mends = mended.missing.iter();
                let missing = mends.filter(|(at, _)| *at == address(value)).map(|(_, key)| *key);
                visitor.visit_map(Rest {
                    entries: table.iter(),
                    missing: if mended.missing.is_empty() { Vec::new() } else { missing.collect() },
                    value: None,
                    mended,
                })
            }
        };
        given.map_err(|error| error.within(value))
    }

    /// The error of a value that is not what was expected.
    fn unlike(self, expected: &dyn Expected) -> Error {
        let found = match self.value.get_ref() {
            DeValue::Integer(digits) => {
                return de::Error::invalid_type(Unexpected::Other(&digits.to_string()), expected);
            }
            DeValue::Float(digits) => {
                return de::Error::invalid_type(Unexpected::Other(digits.as_str()), expected);
            }
            DeValue::String(text) => Unexpected::Str(text),
            DeValue::Datetime(_) => Unexpected::Other("a date"),
            DeValue::Boolean(truth) => Unexpected::Bool(*truth),
            DeValue::Array(_) => Unexpected::Seq,
            DeValue::Table(_) => Unexpected::Map,
        };
        de::Error::invalid_type(found, expected)
    }
}

/// Gives what is there, or else what was asked for.
macro_rules! given_or_filled {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            if !self.is_filled() {
                return self.give(visitor);
            }
            Filling.$method(visitor).map_err(|error| error.within(self.value))
        }
    )+};
}

impl<'de> Deserializer<'de> for Node<'_> {
    type Error = Error;

    given_or_filled! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32
        deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string
        deserialize_bytes deserialize_byte_buf deserialize_unit deserialize_seq deserialize_map
        deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let given = if self.is_filled() {
            Filling.deserialize_struct(name, fields, visitor)
        } else if matches!(self.value.get_ref(), DeValue::Table(_)) {
            self.give(visitor)
        } else {
            Err(self.unlike(&visitor))
        };
        given.map_err(|error| error.within(self.value))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let given = match self.value.get_ref() {
            _ if self.is_filled() => Filling.deserialize_enum(name, variants, visitor),
            DeValue::String(word) => visitor.visit_enum(StrDeserializer::new(word)),
            _ => Err(self.unlike(&visitor)),
        };
        given.map_err(|error| error.within(self.value))
    }
}

/// The items of a list.
struct Items<'n> {
    items: std::slice::Iter<'n, Spanned<DeValue<'n>>>,
    mended: &'n Mended,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let mended = self.mended;
        self.items.next().map(|value| Node { value, mended }.read(seed)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The entries of a table, and then those that it should have.
struct Rest<'n, I> {
    entries: I,
    missing: Vec<&'static str>,
    /// What stands under the key that was given last; nothing under one that is missing.
    value: Option<&'n Spanned<DeValue<'n>>>,
    mended: &'n Mended,
}

impl<'de, 'n, I> MapAccess<'de> for Rest<'n, I>
where
    I: Iterator<Item = (&'n Spanned<DeString<'n>>, &'n Spanned<DeValue<'n>>)>,
{
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let passed_over = Some(&Mend::PassedOver);
        let mended = &self.mended.values;
        let entry = self.entries.find(|(_, value)| mended.get(&address(value)) != passed_over);
        self.value = entry.map(|(_, value)| value);
        let Some((key, value)) = entry else {
            let key = self.missing.pop();
            return key.map(|key| seed.deserialize(StrDeserializer::new(key))).transpose();
        };
        let meant = self.mended.meant.get(&address(value)).copied();
        let read = seed.deserialize(StrDeserializer::new(meant.unwrap_or(key.get_ref())));
        read.map(Some).map_err(|error: Error| {
            let what = match error.what {
                What::Other(message) => What::BadKey(message),
                what => what,
            };
            Error { what, at: Some(address(value)), key: Some(key.span()) }
        })
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        match self.value {
            Some(value) => Node { value, mended: self.mended }.read(seed),
            None => seed.deserialize(Filling),
        }
    }
}

// ---- what takes the place of what is not ----

/// Whatever is asked for: of several it is the last word, and a list has one item.
#[derive(Clone, Copy)]
struct Filling;

macro_rules! filled {
    ($($give:ident $value:expr, $($method:ident)+;)+) => {$($(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$give($value)
        }
    )+)+};
}

impl<'de> Deserializer<'de> for Filling {
    type Error = Error;

    filled! {
        visit_bool false, deserialize_bool;
        visit_u64 0, deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8
            deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64;
        visit_str FILLING, deserialize_char deserialize_str deserialize_bytes
            deserialize_identifier;
        visit_str STRING, deserialize_string deserialize_byte_buf;
        visit_some Filling, deserialize_option;
        visit_seq Filled(&[FILLING]), deserialize_any deserialize_seq;
        visit_map Filled(&[]), deserialize_map deserialize_unit deserialize_ignored_any;
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Filled(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(StrDeserializer::new(variants.last().copied().unwrap_or_default()))
    }

    serde::forward_to_deserialize_any! { tuple tuple_struct unit_struct }
}

/// Fillings under some keys, or of some items.
struct Filled(&'static [&'static str]);

impl<'de> SeqAccess<'de> for Filled {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Some((_, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        seed.deserialize(Filling).map(Some)
    }
}

impl<'de> MapAccess<'de> for Filled {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((key, rest)) = self.0.split_first() else { return Ok(None) };
        self.0 = rest;
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(Filling)
    }
}
