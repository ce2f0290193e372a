//! What a page says of itself in JSON-LD, by the terms of schema.org.

use serde_json::Value;

use super::head::unescaped;

/// So many nodes are looked at.
const MOST: usize = 10_000;

/// So far is it followed what something is a part of.
const FARTHEST: usize = 4;

/// The types that are texts of their own, and what CSL calls them; nothing more special than a page
/// where it has no word.
const TEXTS: [(&str, &str); 21] = [
    ("NewsArticle", "article-newspaper"),
    ("AnalysisNewsArticle", "article-newspaper"),
    ("AskPublicNewsArticle", "article-newspaper"),
    ("BackgroundNewsArticle", "article-newspaper"),
    ("OpinionNewsArticle", "article-newspaper"),
    ("ReportageNewsArticle", "article-newspaper"),
    ("ReviewNewsArticle", "article-newspaper"),
    ("ScholarlyArticle", "article-journal"),
    ("MedicalScholarlyArticle", "article-journal"),
    ("BlogPosting", "post-weblog"),
    ("LiveBlogPosting", "post-weblog"),
    ("SocialMediaPosting", "post"),
    ("DiscussionForumPosting", "post"),
    ("Book", "book"),
    ("Chapter", "chapter"),
    ("Report", "report"),
    ("Thesis", "thesis"),
    ("Article", "webpage"),
    ("TechArticle", "webpage"),
    ("SatiricalArticle", "webpage"),
    ("AdvertiserContentArticle", "webpage"),
];

/// What a text may have appeared in.
const CONTAINERS: [&str; 8] = [
    "WebSite",
    "Periodical",
    "Newspaper",
    "Magazine",
    "Blog",
    "Book",
    "BookSeries",
    "CreativeWorkSeries",
];

/// The nodes of a page.
pub(super) struct Graph(Vec<Value>);

/// An author as JSON-LD has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    pub(super) name: String,
    /// The given and the family name, where they are told apart.
    pub(super) parts: Option<(String, String)>,
    pub(super) is_body: bool,
}

impl Graph {
    /// Reads pieces of JSON-LD; one that is none says nothing.
    pub(super) fn read(pieces: &[String]) -> Self {
        let mut nodes = Vec::new();
        for piece in pieces {
            // The reader refuses what is nested too deeply.
            if let Ok(value) = serde_json::from_str(piece.trim()) {
                flatten(value, &mut nodes);
            }
        }
        Self(nodes)
    }

    /// The node that is the text of the page: of several the one that has its address, or else the
    /// first; or else the page itself.
    pub(super) fn text(&self, address: Option<&str>) -> Option<Node<'_>> {
        let nodes = || self.0.iter().map(|value| Node { graph: self, value });
        let texts: Vec<Node<'_>> = nodes().filter(Node::is_text).collect();
        let has_address =
            |node: &&Node<'_>| address.is_some_and(|address| node.has_address(address));
        let found = texts.iter().find(has_address).or(texts.first()).copied();
        found.or_else(|| nodes().find(|node| node.types().any(|name| name.ends_with("Page"))))
    }

    /// A node, or the one that it refers to.
    fn resolve<'g>(&'g self, value: &'g Value) -> Node<'g> {
        let id = value["@id"].as_str().filter(|_| value["@type"].is_null());
        let found = id.and_then(|id| self.0.iter().find(|node| node["@id"] == id));
        Node { graph: self, value: found.unwrap_or(value) }
    }
}

fn flatten(value: Value, nodes: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| flatten(item, nodes)),
        Value::Object(mut map) => {
            let graph = map.remove("@graph");
            if nodes.len() < MOST {
                nodes.push(Value::Object(map));
            }
            if let Some(graph) = graph {
                flatten(graph, nodes);
            }
        }
        _ => {}
    }
}

/// One thing that is told of.
#[derive(Clone, Copy)]
pub(super) struct Node<'g> {
    graph: &'g Graph,
    value: &'g Value,
}

impl<'g> Node<'g> {
    fn types(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        let types = many(&self.value["@type"]).filter_map(Value::as_str);
        types.map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
    }

    fn is_text(&self) -> bool {
        self.types().any(|name| TEXTS.iter().any(|(text, _)| *text == name))
    }

    /// CSL's type, and schema.org's.
    pub(super) fn csl_type(&self) -> Option<(&'static str, &'g str)> {
        let of = |name: &'g str| {
            let known = TEXTS.iter().find(|(text, _)| *text == name);
            known.map(|(_, csl)| (*csl, name))
        };
        let found: Vec<_> = self.types().filter_map(of).collect();
        found.iter().find(|(csl, _)| *csl != "webpage").or(found.first()).copied()
    }

    /// What is said under a key, in words.
    pub(super) fn word(&self, key: &str) -> Option<String> {
        let found = many(&self.value[key]).find_map(Value::as_str);
        found.map(unescaped).filter(|text| !text.is_empty() && text.len() <= 4096)
    }

    /// The title: a text has a headline, a book a name, and of both that one is meant which the
    /// page shows as its headline.
    pub(super) fn title(&self, shown: &[String]) -> Option<(&'static str, String)> {
        let said = ["headline", "name"].map(|key| Some((key, self.word(key)?)));
        let is_shown = |(_, said): &&(&str, String)| shown.contains(said);
        said.iter().flatten().find(is_shown).or(said.iter().flatten().next()).cloned()
    }

    /// The addresses of the page.
    pub(super) fn addresses(&self) -> Vec<String> {
        let page = &self.value["mainEntityOfPage"];
        let found = [&self.value["url"], page, &page["@id"], &page["url"]];
        found.into_iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn has_address(&self, address: &str) -> bool {
        let bare = |address: &str| address.trim_end_matches('/').to_owned();
        self.addresses().iter().any(|own| bare(own) == bare(address))
    }

    /// Who wrote it.
    pub(super) fn authors(&self) -> Vec<Author> {
        let authors = many(&self.value["author"]).take(200);
        authors
            .filter_map(|author| {
                let node = self.graph.resolve(author);
                let own = author.as_str().map(unescaped).filter(|name| !name.is_empty());
                let parts = node.word("givenName").zip(node.word("familyName"));
                let name = own.or_else(|| node.word("name"));
                let name = name.or_else(|| {
                    parts.as_ref().map(|(given, family)| format!("{given} {family}"))
                })?;
                let is_body = node.types().any(|name| name.ends_with("Organization"));
                Some(Author { name, parts, is_body })
            })
            .collect()
    }

    /// What it appeared in.
    pub(super) fn container(&self) -> Option<String> {
        let mut node = *self;
        for _ in 0..FARTHEST {
            let part_of = many(&node.value["isPartOf"]).next()?;
            node = self.graph.resolve(part_of);
            if node.types().any(|name| CONTAINERS.contains(&name)) {
                return node.word("name");
            }
        }
        None
    }

    /// Who published it.
    pub(super) fn publisher(&self) -> Option<String> {
        let publisher = many(&self.value["publisher"]).next()?;
        self.graph.resolve(publisher).word("name").or_else(|| self.word("publisher"))
    }

    /// The language, by its code.
    pub(super) fn language(&self) -> Option<String> {
        let language = &self.value["inLanguage"];
        self.word("inLanguage").or_else(|| language["alternateName"].as_str().map(str::to_owned))
    }
}

/// One value, or all of a list.
fn many(value: &Value) -> impl Iterator<Item = &Value> {
    let list = value.as_array().map(Vec::as_slice);
    list.unwrap_or(std::slice::from_ref(value)).iter().filter(|value| !value.is_null())
}
