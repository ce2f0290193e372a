//! The format as JSON Schema, for editors: `facts.schema.json` is made of the types of the format,
//! their comments being its descriptions, and this test keeps it in step.
//!
//! It is made for tests alone: no part of it is in the program, which embeds only the file.

use std::borrow::Cow;
use std::fmt::Write as _;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{
    Certainty, Claim, Date, Event, EventKind, FORMAT, FactKind, FigureKind, Fingerprint, Id,
    LocatorTerm, Paragraphs, People, Person, PersonKind, Quote, QuoteKind, Rank, Relation,
    RelationKind, Remark, RemarkKind, Role, Sex, Source, SourceType, Term, TermKind,
};

/// What the id of a record looks like where it stands, as [`Id::without_prefix`] takes it.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// What an id looks like where it is referred to, as [`Id::new`] takes it.
const REFERENCE: &str = r"^([a-z0-9]+(-[a-z0-9]+)*\.)?[a-z0-9]+(-[a-z0-9]+)*$";

/// Implements the schema of a type that is read by hand.
macro_rules! by_hand {
    ($($name:ident => $schema:expr;)+) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                #[allow(clippy::redundant_closure_call, reason = "only some need the generator")]
                ($schema)(generator)
            }
        }
    )+};
}

by_hand! {
    Id => |_| json_schema!({
        "type": "string",
        "pattern": REFERENCE,
        "description": "The id of a record: small letters, digits and single hyphens; of a record of \
                        a file with a prefix that and a dot before it (`rome.nina`), if the record \
                        is of another file.",
    });
    Date => |_| json_schema!({
        "type": "string",
        "minLength": 1,
        "description": "A date in EDTF (ISO 8601-2, levels 0 to 2).",
        "examples": [
            "1928-06-09", "1931-01", "1928", "193X", "1924~", "1931-01/1931-11",
            "[1925..1926]", "../1919", "-0043-03-15", "44 BC",
        ],
    });
    Fingerprint => |_| json_schema!({
        "type": "string",
        "pattern": "^[0-9A-Fa-f]{16}$",
        "description": "The first 16 hexadecimal digits of the SHA-256 of a passage.",
    });
    People => |generator: &mut SchemaGenerator| json_schema!({
        "type": "object",
        "description": "A table from person to role, as { nina = \"principal\" }.",
        "patternProperties": { REFERENCE: generator.subschema_for::<Role>() },
        "additionalProperties": false,
    });
}

/// One value, or a list of them.
pub(super) fn one_or_many<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let one = generator.subschema_for::<T>();
    json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// What [`super::text_or_number`] reads.
pub(super) fn text_or_number(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [{ "type": "integer" }, { "type": "string", "minLength": 1 }] })
}

/// A citation may be a bare number or text.
pub(super) fn number_or_text(schema: &mut Schema) {
    let short = [
        json!({
            "type": "integer",
            "minimum": 0,
            "description": "A paragraph of the default source, or whatever that source counts.",
        }),
        json!({
            "type": "string",
            "minLength": 1,
            "description": "A place in the default source (\"standfirst\") or in another \
                            (\"smith-2019:12\").",
        }),
    ];
    or(schema, &short);
}

/// A date or a cause may be a bare text.
pub(super) fn text_or_table(schema: &mut Schema) {
    or(schema, &[json!({ "type": "string", "minLength": 1 })]);
}

/// Allows short forms beside the table that a schema describes.
fn or(schema: &mut Schema, short: &[Value]) {
    let description = schema.remove("description");
    let mut forms = short.to_vec();
    forms.push(schema.as_value().clone());
    *schema = json_schema!({ "description": description, "anyOf": forms });
}

/// What is written under a key of the top, and what stands there.
fn top(generator: &mut SchemaGenerator) -> Value {
    let text = json!({ "type": "string" });
    let described = |schema: Value, description: &str| {
        let mut schema = schema;
        schema["description"] = description.into();
        schema
    };
    fn records<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
        json!({
            "type": "object",
            "patternProperties": { ID: generator.subschema_for::<T>() },
            "additionalProperties": false,
        })
    }
    let format = json!({ "type": "integer", "const": FORMAT });
    let relations = json!({
        "type": "array",
        "items": generator.subschema_for::<Relation>(),
    });
    let claims = json!({ "type": "array", "items": generator.subschema_for::<Claim>() });
    let prefix = json!({ "type": "string", "pattern": ID });
    let default_source = json!({ "type": "string", "pattern": REFERENCE });
    json!({
        "format": described(format, "The version of the format; it stands first."),
        "title": described(text.clone(), "What the base is called."),
        "about": described(text, "What it is about, in a line."),
        "prefix": described(prefix, "What comes before the ids of its records in all other files, with \
            a dot: `rome` makes `rome.nina` of `nina`."),
        "default-source": described(default_source, "The source of every citation that names none."),
        "source": described(records::<Source>(generator), "Where facts come from, each under its id."),
        "person": described(records::<Person>(generator), "Who, each under its id."),
        "relation": described(relations, "Who is what to whom: `from` is the `kind` of `to`."),
        "event": described(records::<Event>(generator), "What happened, each under its id."),
        "claim": described(claims, "What is said otherwise of events, each with `of`."),
        "quote": described(records::<Quote>(generator), "In whose words, each under its id."),
        "term": described(records::<Term>(generator), "What is meant, each under its id: a glossary."),
        "remark": described(records::<Remark>(generator), "Source criticism, each under its id."),
    })
}

/// The whole schema.
fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let properties = top(&mut generator);
    let mut definitions = Value::Object(generator.take_definitions(true));
    tidy(&mut definitions);
    for (name, definition) in definitions.as_object_mut().into_iter().flatten() {
        plain_words(definition, documented(name));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A fact base of ibid",
        "description": "Who, what, when and in whose words, and nothing without its source.",
        "type": "object",
        "properties": properties,
        "required": ["format"],
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// Takes out what TOML does not have, and what only Rust knows: nulls, their defaults, the sizes of
/// numbers. Lines that were broken in the code are whole again.
fn tidy(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            map.retain(|key, value| {
                !(key == "default" && (value.is_null() || *value == json!([])))
            });
            map.remove("format");
            if let Some(Value::Array(forms)) = map.get_mut("anyOf") {
                forms.retain(|form| form["type"] != "null");
                if let [Value::Object(only)] = forms.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    map.extend(only);
                }
            }
            if let Some(Value::String(text)) = map.get_mut("description") {
                let paragraphs = text.split("\n\n").map(|text| text.replace('\n', " "));
                *text = paragraphs.collect::<Vec<_>>().join("\n\n");
            }
            map.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

/// The words of a vocabulary in the order of its definition; none for what is none.
fn documented(name: &str) -> &'static [&'static str] {
    macro_rules! words {
        ($($name:ident)+) => { match name { $(stringify!($name) => $name::WORDS,)+ _ => &[] } };
    }
    words!(
        Certainty PersonKind Sex FactKind RelationKind EventKind Role QuoteKind TermKind RemarkKind
        Rank FigureKind LocatorTerm Paragraphs SourceType
    )
}

/// A vocabulary as one `enum`, whose refusal names every word; what the words mean is told in the
/// description, and to editors for TOML word by word.
fn plain_words(definition: &mut Value, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let forms = definition["oneOf"].as_array().cloned().unwrap_or_default();
    let meaning = |word: &str| {
        let form = forms.iter().find(|form| form["const"] == word)?;
        form["description"].as_str().map(str::to_owned)
    };
    let mut description = definition["description"].as_str().unwrap_or_default().to_owned();
    let meanings: Vec<Option<String>> = words.iter().map(|word| meaning(word)).collect();
    for (word, meaning) in words.iter().zip(&meanings) {
        if let Some(meaning) = meaning {
            description += if description.contains("\n\n") { "\n" } else { "\n\n" };
            let _ = write!(description, "- `{word}`: {meaning}");
        }
    }
    *definition = json!({ "type": "string", "description": description, "enum": words });
    if meanings.iter().any(Option::is_some) {
        definition["x-taplo"] = json!({ "docs": { "enumValues": meanings } });
    }
}

/// The properties of every table in a schema, each with its path.
fn properties<'s>(value: &'s Value, path: &str, found: &mut Vec<(String, &'s Value)>) {
    if let Some(map) = value["properties"].as_object() {
        for (key, property) in map {
            found.push((format!("{path}.{key}"), property));
        }
    }
    let inner = value.as_object().into_iter().flatten();
    let items = value.as_array().into_iter().flatten();
    for (key, value) in
        inner.map(|(key, value)| (key.as_str(), value)).chain(items.map(|i| ("", i)))
    {
        properties(value, &format!("{path}.{key}"), found);
    }
}

#[test]
fn the_schema_is_that_of_the_types() {
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/facts.schema.json");
    snapbox::assert_data_eq!(text, snapbox::Data::read_from(path.as_ref(), None).raw());
}

#[test]
fn every_key_is_described_and_the_top_is_that_of_the_reader() {
    let schema = schema();
    let mut found = Vec::new();
    properties(&schema, "", &mut found);
    assert!(found.len() > 80, "{}", found.len());
    for (path, property) in found {
        let described = property["description"].as_str();
        assert!(described.is_some_and(|text| !text.is_empty()), "{path}: {property}");
    }
    let mut top: Vec<&str> =
        schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    let mut known = crate::base::load::TOP.to_vec();
    top.sort_unstable();
    known.sort_unstable();
    assert_eq!(top, known);
}

#[test]
fn no_table_takes_a_key_that_is_none() {
    fn closed(value: &Value, path: &str) {
        let is_table = value["type"] == "object";
        assert!(!is_table || value["additionalProperties"] == false, "{path}");
        for (key, value) in value.as_object().into_iter().flatten() {
            closed(value, &format!("{path}.{key}"));
        }
        for value in value.as_array().into_iter().flatten() {
            closed(value, path);
        }
    }
    closed(&schema(), "");
}
