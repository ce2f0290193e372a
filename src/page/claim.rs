//! What the places of a page say, and which of them is believed.

use super::head::Head;
use super::json_ld::{Graph, Node};
use crate::base::schema::Name;
use crate::date::{self, Date};
use crate::names::fold;
use crate::verify::copy::folded;

/// Something that one place of a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// The place: `citation_title`, `<title>`.
    pub(super) place: String,
    pub(super) said: String,
}

/// An author, as one place of a page has them.
#[derive(Debug, Clone)]
pub(super) struct Author {
    pub(super) name: Name,
    /// Whether the name is that of a person, and in one piece.
    pub(super) is_whole: bool,
}

/// Everything that is said, that of the most trusted place first.
#[derive(Debug, Default)]
pub(super) struct Claims {
    title: Vec<Claim>,
    /// Who wrote it, by places.
    author: Vec<(String, Vec<Author>)>,
    issued: Vec<Claim>,
    csl_type: Vec<Claim>,
    container: Vec<Claim>,
    /// The name of the site, in which only an article or a page appears.
    site: Vec<Claim>,
    publisher: Vec<Claim>,
    url: Vec<Claim>,
    language: Vec<Claim>,
    description: Vec<Claim>,
}

/// What a page says.
pub(super) fn of_page(text: &str) -> Claims {
    let head = Head::read(text);
    let graph = Graph::read(&head.json);
    let address = head.canonical.as_deref().or_else(|| head.metas("og:url").next());
    let node = graph.text(address);
    let mut claims = Claims::default();
    claims.container_of(&head, node);
    claims.title_of(&head, node);
    claims.author_of(&head, node);
    claims.issued_of(&head, node);
    claims.type_of(&head, node);
    claims.rest_of(&head, node);
    claims
}

/// What a plain text says: `# Title`, or `Title: …` and the like among its first lines.
pub(super) fn of_text(text: &str) -> Claims {
    const FIRST: usize = 40;
    let mut claims = Claims::default();
    let lines = || text.lines().take(FIRST).map(str::trim);
    let field = |key: &str| {
        lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let value = value.trim().trim_matches('"');
            (name.eq_ignore_ascii_case(key) && !value.is_empty())
                .then(|| folded(value).into_owned())
        })
    };
    // A comment is none: a heading stands apart.
    let mut head = lines().skip_while(|line| line.is_empty());
    let first = head.next().and_then(|line| line.strip_prefix("# "));
    let is_apart = head.next().is_none_or(str::is_empty);
    let heading = first.filter(|_| is_apart).map(|line| line.trim().to_owned());
    claims.title.extend(field("Title").map(|said| claim("Title", said)));
    claims.title.extend(heading.map(|said| claim("its heading", said)));
    if claims.title.is_empty() {
        return claims;
    }
    claims
        .author
        .extend(field("Author").map(|said| ("Author".to_owned(), vec![author(&said, true)])));
    claims.issued.extend(field("Date").map(|said| claim("Date", said)));
    let language = field("Language").filter(|said| is_language(said));
    claims.language.extend(language.map(|said| claim("Language", said)));
    claims.url.extend(field("URL").filter(|said| is_address(said)).map(|said| claim("URL", said)));
    claims
}

fn claim(place: &str, said: String) -> Claim {
    Claim { place: place.to_owned(), said }
}

impl Claims {
    fn container_of(&mut self, head: &Head, node: Option<Node<'_>>) {
        for name in ["citation_journal_title", "citation_conference_title", "citation_inbook_title"]
        {
            self.container.extend(metas(head, &[name]));
        }
        let part_of = node.and_then(|node| node.container());
        self.site.extend(part_of.map(|said| claim("JSON-LD isPartOf", said)));
        self.site.extend(metas(head, &["og:site_name", "application-name"]));
        self.publisher.extend(metas(head, &["citation_publisher"]));
        let publisher = node.and_then(|node| node.publisher());
        self.publisher.extend(publisher.map(|said| claim("JSON-LD publisher", said)));
        self.publisher.extend(metas(head, &["dc.publisher", "dcterms.publisher"]));
    }

    fn title_of(&mut self, head: &Head, node: Option<Node<'_>>) {
        let mut titles: Vec<Claim> = metas(head, &["citation_title"]).collect();
        let of_node = node.and_then(|node| Some((node, node.title(&head.headlines)?)));
        let of_node = of_node.map(|(node, (key, said))| {
            (node.csl_type().is_some(), claim(&format!("JSON-LD {key}"), said))
        });
        titles.extend(of_node.clone().filter(|(is_text, _)| *is_text).map(|(_, claim)| claim));
        titles.extend(metas(head, &["dc.title", "dcterms.title", "og:title", "twitter:title"]));
        let headlines = head.headlines.iter().map(|said| claim("<h1>", said.clone()));
        // The name of the site may be a headline too.
        titles.extend(headlines.filter(|claim| !self.is_site(&claim.said)).take(1));
        titles.extend(of_node.filter(|(is_text, _)| !is_text).map(|(_, claim)| claim));
        titles.extend(head.title.clone().map(|said| claim("<title>", said)));
        let bare = |claim: Claim| Claim { said: self.without_site(&claim.said), ..claim };
        self.title = titles.into_iter().map(bare).collect();
    }

    fn author_of(&mut self, head: &Head, node: Option<Node<'_>>) {
        let named = |name: &str| -> Vec<Author> {
            let said = head.metas(name).filter(|said| !is_address(said)).take(200);
            let said = said.flat_map(|said| said.split(';')).map(str::trim);
            // These two have the family name before the comma.
            let is_turned = name.starts_with("citation") || name.starts_with("dc");
            said.filter(|said| !said.is_empty()).map(|said| author(said, is_turned)).collect()
        };
        let mut places = vec![
            ("citation_author".to_owned(), named("citation_author")),
            ("citation_authors".to_owned(), named("citation_authors")),
        ];
        let of_node = node.map(|node| node.authors()).unwrap_or_default();
        let of_node = of_node.into_iter().filter(|author| !is_address(&author.name));
        let of_node = of_node.map(|found| {
            let is_whole = found.parts.is_none() && !found.is_body;
            let name = found.parts.map_or_else(
                || Name { literal: Some(found.name), ..nobody() },
                |(given, family)| Name { given: Some(given), family: Some(family), ..nobody() },
            );
            Author { name, is_whole }
        });
        places.push(("JSON-LD author".to_owned(), of_node.collect()));
        for name in ["dc.creator", "dcterms.creator", "article:author", "author"] {
            places.push((name.to_owned(), named(name)));
        }
        places.retain(|(_, authors)| !authors.is_empty());
        self.author = places;
    }

    fn issued_of(&mut self, head: &Head, node: Option<Node<'_>>) {
        let scholarly = ["citation_publication_date", "citation_date"];
        self.issued.extend(metas(head, &scholarly));
        let published = node.and_then(|node| node.word("datePublished"));
        self.issued.extend(published.map(|said| claim("JSON-LD datePublished", said)));
        let others = [
            "article:published_time",
            "dcterms.issued",
            "dc.date.issued",
            "dc.date",
            "dcterms.date",
            "citation_online_date",
            "book:release_date",
        ];
        self.issued.extend(metas(head, &others));
    }

    fn type_of(&mut self, head: &Head, node: Option<Node<'_>>) {
        let by_tag = [
            ("citation_journal_title", "article-journal"),
            ("citation_conference_title", "paper-conference"),
            ("citation_dissertation_institution", "thesis"),
            ("citation_technical_report_institution", "report"),
            ("citation_inbook_title", "chapter"),
        ];
        for (name, csl) in by_tag {
            if head.metas(name).next().is_some() {
                self.csl_type.push(claim(name, csl.to_owned()));
            }
        }
        if let Some((csl, name)) = node.and_then(|node| node.csl_type()) {
            self.csl_type.push(claim(&format!("JSON-LD {name}"), csl.to_owned()));
        }
        let is_book = head.metas("og:type").any(|said| matches!(said, "book" | "books.book"));
        self.csl_type.extend(is_book.then(|| claim("og:type", "book".to_owned())));
        let is_text = head.metas("og:type").any(|said| matches!(said, "article" | "website"));
        if self.csl_type.is_empty() {
            self.csl_type.extend(is_text.then(|| claim("og:type", "webpage".to_owned())));
        }
    }

    fn rest_of(&mut self, head: &Head, node: Option<Node<'_>>) {
        let addresses = node.map(|node| node.addresses()).unwrap_or_default();
        let addresses = addresses.into_iter().take(1).map(|said| claim("JSON-LD url", said));
        let canonical = head.canonical.clone().map(|said| claim("<link rel=canonical>", said));
        let saved_from = head.saved_from.clone().map(|said| claim("saved from", said));
        let urls = canonical
            .into_iter()
            .chain(metas(head, &["og:url", "citation_public_url"]))
            .chain(addresses)
            .chain(saved_from);
        self.url = urls.filter(|claim| is_address(&claim.said)).collect();
        let html = head.language.clone().map(|said| claim("<html lang>", said));
        let of_node = node.and_then(|node| node.language());
        let languages = html
            .into_iter()
            .chain(of_node.map(|said| claim("JSON-LD inLanguage", said)))
            .chain(metas(head, &["citation_language", "dc.language", "dcterms.language"]))
            .chain(metas(head, &["content-language", "og:locale"]));
        let dashed = languages.map(|claim| Claim { said: claim.said.replace('_', "-"), ..claim });
        self.language = dashed.filter(|claim| is_language(&claim.said)).collect();
        let described = node.and_then(|node| node.word("description"));
        self.description.extend(described.map(|said| claim("JSON-LD description", said)));
        let others = ["dc.description", "og:description", "twitter:description", "description"];
        self.description.extend(metas(head, &others));
    }

    fn is_site(&self, text: &str) -> bool {
        let sites = self.site.iter().chain(&self.container).chain(&self.publisher);
        sites.map(|claim| fold(&claim.said)).any(|site| site == fold(text))
    }

    /// A title without the name of the site at one of its ends.
    fn without_site(&self, title: &str) -> String {
        const MARKS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « "];
        let parted = |mark: &&str| {
            let (before, after) = title.rsplit_once(*mark)?;
            if self.is_site(after) {
                return Some(before);
            }
            let (before, after) = title.split_once(*mark)?;
            self.is_site(before).then_some(after)
        };
        MARKS.iter().find_map(parted).unwrap_or(title).trim().to_owned()
    }

    /// The title, in every form.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> + Clone {
        self.title.iter().map(|claim| claim.said.as_str())
    }

    pub(super) fn title(&self, notes: &mut Vec<String>) -> Option<String> {
        choose("title", &self.title, notes, contains)
    }

    pub(super) fn csl_type(&self, notes: &mut Vec<String>) -> Option<String> {
        // That it is on a page does not speak against a book.
        choose("type", &self.csl_type, notes, |a, b| a == b || a == "webpage" || b == "webpage")
    }

    pub(super) fn url(&self, notes: &mut Vec<String>) -> Option<String> {
        let bare = |address: &str| {
            let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
            rest.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned()
        };
        choose("url", &self.url, notes, |a, b| bare(a) == bare(b))
    }

    pub(super) fn language(&self, notes: &mut Vec<String>) -> Option<String> {
        let same = |a: &str, b: &str| {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            let within = |long: &str, short: &str| {
                long.strip_prefix(short)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            };
            within(&a, &b) || within(&b, &a)
        };
        choose("language", &self.language, notes, same)
    }

    /// The date, in EDTF.
    pub(super) fn issued(&self, notes: &mut Vec<String>) -> Option<Date> {
        let mut dates = Vec::new();
        for found in one_clock(&self.issued) {
            match edtf(&found.said) {
                Some(date) => dates.push(claim(&found.place, date)),
                None => notes.push(format!(
                    "issued: “{}” ({}) is no date in ISO 8601, and left out\n  hint: {}",
                    found.said,
                    found.place,
                    date::hint(&found.said)
                )),
            }
        }
        let same = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
        Date::parse(&choose("issued", &dates, notes, same)?).ok()
    }

    /// What it appeared in, which a book does not.
    pub(super) fn container(&self, csl_type: &str, notes: &mut Vec<String>) -> Option<String> {
        let is_alone = matches!(csl_type, "book" | "thesis" | "report" | "document");
        if is_alone {
            return None;
        }
        let of_text = choose("container-title", &self.container, notes, contains);
        of_text.or_else(|| choose("container-title", &self.site, notes, contains))
    }

    /// Who published it, unless that is what it appeared in.
    pub(super) fn publisher(
        &self,
        container: Option<&str>,
        notes: &mut Vec<String>,
    ) -> Option<String> {
        let publisher = choose("publisher", &self.publisher, notes, contains)?;
        let is_other = container.is_none_or(|container| fold(container) != fold(&publisher));
        is_other.then_some(publisher)
    }

    pub(super) fn authors(&self, notes: &mut Vec<String>) -> Vec<Author> {
        let names = |authors: &[Author]| -> Vec<String> {
            let mut names: Vec<String> = authors.iter().map(Author::whole).collect();
            names.sort();
            names
        };
        let Some((place, chosen)) = self.author.first() else { return Vec::new() };
        for (other, authors) in &self.author {
            let folded = |authors| names(authors).iter().map(|name| fold(name)).collect::<Vec<_>>();
            if folded(authors) != folded(chosen) {
                let (chosen, said) = (names(chosen).join("; "), names(authors).join("; "));
                notes.push(disagreement("author", &chosen, place, &said, other));
            }
        }
        let whole: Vec<String> =
            chosen.iter().filter(|author| author.is_whole).map(Author::whole).collect();
        if !whole.is_empty() {
            notes.push(format!(
                "author: “{}” is given in one piece, and stays so\n  \
                 hint: as {{ given = \"Jane\", family = \"Doe\" }} bibliographies sort it",
                whole.join("”, “")
            ));
        }
        chosen.clone()
    }

    /// Whether a text is what the page gives as its description.
    pub(super) fn describes(&self, text: &str) -> bool {
        self.description.iter().any(|claim| claim.said == text)
    }
}

impl Author {
    /// The name in one piece.
    fn whole(&self) -> String {
        crate::cite::author(&self.name)
    }
}

/// The claims of `<meta>` tags of these names, each name once.
fn metas<'h>(head: &'h Head, names: &[&'h str]) -> impl Iterator<Item = Claim> + use<'h> {
    let names = names.to_vec();
    names.into_iter().filter_map(|name| {
        let said = head.metas(name).next()?.to_owned();
        Some(claim(name, said))
    })
}

/// The first claim, and a note on each that says something else.
fn choose(
    key: &str,
    claims: &[Claim],
    notes: &mut Vec<String>,
    agree: impl Fn(&str, &str) -> bool,
) -> Option<String> {
    let chosen = claims.first()?;
    let others = claims.iter().filter(|other| !agree(&chosen.said, &other.said));
    notes
        .extend(others.map(|other| {
            disagreement(key, &chosen.said, &chosen.place, &other.said, &other.place)
        }));
    Some(chosen.said.clone())
}

fn disagreement(key: &str, chosen: &str, place: &str, said: &str, other: &str) -> String {
    format!("{key}: took “{}” ({place}); {other} says “{}”", short(chosen), short(said))
}

/// A value as a message shows it.
fn short(text: &str) -> String {
    const MOST: usize = 120;
    let end = text.char_indices().nth(MOST).map(|(at, _)| at);
    end.map_or_else(|| text.to_owned(), |end| format!("{}…", text.get(..end).unwrap_or_default()))
}

/// Whether one text is the other, or has it whole.
fn contains(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    a.contains(&b) || b.contains(&a)
}

fn is_address(text: &str) -> bool {
    let begins = |scheme: &str| {
        text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    (begins("https://") || begins("http://")) && !text.contains(char::is_whitespace)
}

/// Whether a text has the shape of a language tag (BCP 47).
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_first = |part: &str| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_other = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(is_first) && parts.all(is_other)
}

fn nobody() -> Name {
    Name { given: None, non_dropping_particle: None, family: None, literal: None }
}

/// An author by a name in one piece, or, in some places, with the family name before a comma.
fn author(said: &str, is_turned: bool) -> Author {
    let said = folded(said);
    let by = said.get(..3).filter(|by| by.eq_ignore_ascii_case("by "));
    let said = by.and_then(|by| said.get(by.len()..)).unwrap_or(&said).trim();
    match said.split_once(',') {
        Some((family, given)) if is_turned && !given.contains(',') && !given.trim().is_empty() => {
            let (given, family) = (given.trim().to_owned(), family.trim().to_owned());
            let name = Name { given: Some(given), family: Some(family), ..nobody() };
            Author { name, is_whole: false }
        }
        _ => {
            let name = Name { literal: Some(said.to_owned()), ..nobody() };
            Author { name, is_whole: said.contains(' ') }
        }
    }
}

/// A date or time in ISO 8601, or with slashes as scholarly tags have it, as a date in EDTF.
fn edtf(text: &str) -> Option<String> {
    let date = text.trim().split(['T', ' ']).next()?;
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, rest @ ..] = parts.as_slice() else { return None };
    let is_date = year.len() == 4
        && rest.len() < 3
        && parts.iter().all(is_number)
        && rest.iter().all(|part| (1..=2).contains(&part.len()))
        && text.trim().get(date.len()..).is_some_and(|time| time.is_empty() || !rest.is_empty());
    let padded = rest.iter().map(|part| format!("-{part:0>2}"));
    let date = is_date.then(|| format!("{year}{}", padded.collect::<String>()))?;
    Date::parse(&date).is_ok().then_some(date)
}

/// When something happened, in seconds, and by the clock of which place: so many seconds before
/// Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    seconds: i128,
    offset: i64,
}

/// Reads `2014-04-12T23:30:00-05:00`; `None` for a day alone, or a time of no place.
fn moment(text: &str) -> Option<Moment> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    let day = Date::parse(date).ok()?.day()?;
    let (clock, offset) = if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        (clock, 0)
    } else {
        let (clock, zone) = time.split_at_checked(time.rfind(['+', '-'])?)?;
        let (sign, zone) = zone.split_at_checked(1)?;
        let digits: String = zone.chars().filter(|c| *c != ':').collect();
        let (hours, minutes) = digits.split_at_checked(2)?;
        let offset = seconds(hours, if minutes.is_empty() { "0" } else { minutes }, "0")?;
        (clock, if sign == "-" { -offset } else { offset })
    };
    let clock = clock.split('.').next()?;
    let mut parts = clock.split(':');
    let time = seconds(parts.next()?, parts.next()?, parts.next().unwrap_or("0"))?;
    Some(Moment { seconds: day.number() * 86_400 + i128::from(time - offset), offset })
}

fn seconds(hours: &str, minutes: &str, seconds: &str) -> Option<i64> {
    let below = |text: &str, limit: i64| text.parse().ok().filter(|n| (0..limit).contains(n));
    Some((below(hours, 24)? * 60 + below(minutes, 60)?) * 60 + below(seconds, 61)?)
}

/// Dates of which those that tell one moment by other clocks are one: the first, by the clock of
/// the page, which is that of Greenwich only where no other is told.
fn one_clock(dates: &[Claim]) -> Vec<Claim> {
    let mut kept: Vec<Claim> = Vec::new();
    for date in dates {
        let told = moment(&date.said);
        let same = kept.iter_mut().find_map(|one| {
            let there = moment(&one.said)?;
            let told = told.filter(|told| told.seconds == there.seconds)?;
            Some((one, there, told))
        });
        match same {
            None => kept.push(date.clone()),
            Some((one, there, told)) if there.offset == 0 && told.offset != 0 => {
                *one = date.clone();
            }
            Some(_) => {}
        }
    }
    kept
}
