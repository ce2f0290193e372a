//! CSL-JSON (schema 1.0.2): what citation processors read, our own renderer among them.

use serde_json::{Map, Value, json};

use crate::base::schema::{Name, Record, Source};
use crate::date::Date;

/// The items as the list that such a program reads.
pub fn list(sources: &[&Record<Source>]) -> String {
    let items: Vec<Value> = sources.iter().map(|source| item(source)).collect();
    format!("{:#}\n", Value::Array(items))
}

/// A source as a CSL-JSON item. What the base does not say is left out.
pub fn item(source: &Record<Source>) -> Value {
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.clone().map(Value::String);
    set("id", Some(json!(&*source.id)));
    set("type", Some(json!(source.csl_type)));
    set("title", Some(json!(source.title)));
    let authors: Vec<Value> = source.author.iter().map(name).collect();
    set("author", (!authors.is_empty()).then_some(Value::Array(authors)));
    set("container-title", text(&source.container_title));
    set("publisher", text(&source.publisher));
    set("publisher-place", text(&source.publisher_place));
    set("issued", source.issued.as_ref().and_then(date));
    set("accessed", source.accessed.as_ref().and_then(date));
    set("URL", text(&source.url));
    set("language", text(&source.language));
    set("note", text(&source.note));
    Value::Object(item)
}

fn name(name: &Name) -> Value {
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("non-dropping-particle", &name.non_dropping_particle),
        ("literal", &name.literal),
    ];
    let known = parts.into_iter().filter_map(|(part, text)| Some((part, text.as_ref()?)));
    known.map(|(part, text)| (part.to_owned(), json!(text))).collect::<Map<_, _>>().into()
}

/// A date as numbers, which every processor reads; `None` where no year is known.
fn date(date: &Date) -> Option<Value> {
    let mut value = json!({ "date-parts": date.parts()? });
    if date.is_approximate() {
        value["circa"] = json!(true);
    }
    if let Some(season) = date.season() {
        value["season"] = json!(season);
    }
    Some(value)
}
