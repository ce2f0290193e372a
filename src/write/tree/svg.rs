//! Trees as pictures: scalable, in light and dark, without script or network.

use std::fmt::Write as _;

use super::DEEPEST;
use super::ink::{COLOURS, Colours, FONTS, escaped, number, width, wrapped};
use super::layout::{Drawn, Layout, Meaning, Measures, Placed, layout};
use crate::base::schema::{Certainty, PersonKind};
use crate::cite::Citer;
use crate::query::family::tree::{Link, Member, Tree};
use crate::view::tree::{
    self as words, Sign, birth_and_death, bond_sign, child_line, kind_aside, notes, partner_line,
    signs, years,
};
use crate::view::{Line, Tone, counted};

/// The picture, and what it says in a sentence.
pub(in crate::write) struct Picture {
    pub svg: String,
    pub title: String,
    pub width: f64,
}

/// How large names, and how large the rest of a card is set.
const NAME: f64 = 20.0;
const SMALL: f64 = 16.0;

/// From one line of a card to the next.
const LINE: f64 = 22.0;

/// Between the frame of a card and what stands in it.
const PADDING: f64 = 10.0;

/// Around the picture.
const MARGIN: f64 = 24.0;

/// The least width of a picture, for what is told below it.
const LEAST: f64 = 720.0;

/// A person's card: lines of one size, their parts of a class each.
struct Card {
    lines: Vec<(f64, Vec<Part>)>,
    tooltip: String,
}

/// A class and a text.
type Part = (&'static str, String);

/// Which way the generations go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Right,
}

/// The ways and the widths of cards of which the one is taken that suits the place best.
const CANDIDATES: [(Way, f64); 5] = [
    (Way::Down, 196.0),
    (Way::Right, 210.0),
    (Way::Right, 290.0),
    (Way::Right, 340.0),
    (Way::Right, 390.0),
];

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write) enum Place {
    /// By itself, for a slide: with its title, and always light.
    Slide,
    /// On a page of its own, as wide as the screen.
    Screen,
    /// In a text, as wide as that.
    Text,
}

impl Place {
    /// The room for the tree itself.
    fn room(self) -> (f64, f64) {
        match self {
            Self::Slide | Self::Screen => (1600.0, 780.0),
            Self::Text => (720.0, 960.0),
        }
    }
}

/// A layout with its cards.
struct Plan {
    way: Way,
    measures: Measures,
    layout: Layout,
    cards: Vec<Card>,
}

impl Plan {
    fn new(base: &Citer<'_>, tree: &Tree<'_>, (way, width): (Way, f64)) -> Self {
        // The cards are needed for the height of all, and stand where the layout says.
        let draft = Measures { along: 1.0, deep: 1.0, couple: 0.0, apart: 0.0, generation: 0.0 };
        let cards: Vec<Card> = layout(tree, &draft)
            .boxes
            .iter()
            .map(|placed| card(base, tree, placed, width - 2.0 * PADDING))
            .collect();
        let most = cards.iter().map(|card| card.lines.len()).max().unwrap_or(1);
        let height = lines_high(most) + 2.0 * PADDING;
        let measures = match way {
            Way::Down => {
                Measures { along: width, deep: height, couple: 30.0, apart: 26.0, generation: 64.0 }
            }
            Way::Right => {
                Measures { along: height, deep: width, couple: 22.0, apart: 20.0, generation: 72.0 }
            }
        };
        let layout = layout(tree, &measures);
        Self { way, measures, layout, cards }
    }

    /// The one that comes out largest where it stands.
    fn largest(base: &Citer<'_>, tree: &Tree<'_>, place: Place) -> Self {
        let [first, others @ ..] = CANDIDATES;
        others.iter().fold(Self::new(base, tree, first), |best, candidate| {
            let other = Self::new(base, tree, *candidate);
            if other.scale(place) > best.scale(place) { other } else { best }
        })
    }

    /// The width and the height of the tree itself.
    fn size(&self) -> (f64, f64) {
        self.turned((self.layout.along, self.layout.deep))
    }

    /// A point of the layout as one of the picture.
    fn turned(&self, (along, deep): (f64, f64)) -> (f64, f64) {
        match self.way {
            Way::Down => (along, deep),
            Way::Right => (deep, along),
        }
    }

    /// How large it comes out.
    fn scale(&self, place: Place) -> f64 {
        let ((width, height), room) = (self.size(), place.room());
        (room.0 / width.max(LEAST)).min(room.1 / height.max(1.0))
    }
}

/// How high so many lines stand.
fn lines_high(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) * LINE
}

/// Draws a tree, its generations in rows or in columns, whichever comes out larger on a slide.
pub(in crate::write) fn picture(base: &Citer<'_>, tree: &Tree<'_>, place: Place) -> Picture {
    let plan = Plan::largest(base, tree, place);
    let title = title(tree);
    let (tree_width, tree_height) = plan.size();
    let wide = tree_width.max(LEAST) + 2.0 * MARGIN;
    let mut body = String::new();
    let mut below = MARGIN;
    if place == Place::Slide {
        text(&mut body, "title", 28.0, MARGIN, below + 22.0, &title);
        below += 52.0;
    }
    let shift = (MARGIN + (wide - 2.0 * MARGIN - tree_width) / 2.0, below);
    let _ = writeln!(body, "<g transform=\"translate({} {})\">", number(shift.0), number(shift.1));
    for drawn in &plan.layout.lines {
        line(&mut body, tree, &plan, drawn);
    }
    for (placed, card) in plan.layout.boxes.iter().zip(&plan.cards) {
        draw_card(&mut body, tree, &plan, placed, card);
    }
    body.push_str("</g>\n");
    below += tree_height + 34.0;
    below = legend(&mut body, tree, wide, below);
    for note in below_tree(base, tree, &plan.layout) {
        for line in wrapped(&note, (wide - 2.0 * MARGIN) / SMALL, 12, false) {
            text(&mut body, "soft", SMALL, MARGIN, below, &line);
            below += LINE;
        }
    }
    let high = below + MARGIN - LINE / 2.0;
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{desc}</desc>\n\
         <style>{style}</style>\n<rect class=\"ground\" width=\"{w}\" height=\"{h}\"/>\n\
         {body}</svg>\n",
        w = number(wide),
        h = number(high),
        title = escaped(&title),
        desc = escaped(&description(base, tree)),
        style = style(place),
        id = tree.members.get(tree.root).map_or("tree", |member| &*member.person.id),
    );
    Picture { svg, title, width: wide }
}

fn title(tree: &Tree<'_>) -> String {
    let root = tree.members.get(tree.root).map(|member| member.person.name.as_str());
    format!("Family tree: {}", root.unwrap_or_default())
}

/// The whole tree in sentences, for those who do not see it.
fn description(base: &Citer<'_>, tree: &Tree<'_>) -> String {
    let mut sentences = Vec::new();
    for entry in &words::outline(base, tree, DEEPEST).entries {
        let sign = entry.sign.filter(|sign| *sign != Sign::Asked).map(Sign::meaning);
        let sign = sign.map(|sign| format!("{sign}: ")).unwrap_or_default();
        sentences.push(format!("{sign}{}.", entry.line.text()));
    }
    let persons = counted(tree.members.len(), "person");
    format!("A tree of {persons}. {}", sentences.join(" "))
}

/// What no line of the picture shows.
fn below_tree(base: &Citer<'_>, tree: &Tree<'_>, layout: &Layout) -> Vec<String> {
    let notes = notes(base, tree);
    let name = |at: usize| {
        tree.members.get(at).map(|member| member.person.name.as_str()).unwrap_or_default()
    };
    let undrawn = layout.undrawn.iter().filter_map(|(union, child)| {
        let union = tree.unions.get(*union)?;
        let child = union.children.get(*child)?;
        let parents: Vec<&str> = union.partners.iter().map(|at| name(*at)).collect();
        let word = child_line(base, tree, union, child).text();
        Some(format!("also: {}, {word}, of {}", name(child.member), parents.join(" and ")))
    });
    let apart = layout.apart.iter().filter_map(|union| {
        let union = tree.unions.get(*union)?;
        let [one, other] = union.partners.as_slice() else { return None };
        let word = partner_line(base, tree.members.get(*one)?, union.bond.as_ref()?).text();
        Some(format!("also: {}, {word}, of {}", name(*one), name(*other)))
    });
    let lines = notes.beside.iter().chain(&notes.left_out).map(Line::text);
    let sources = notes.sources.iter().map(Line::text);
    undrawn.chain(apart).chain(lines).chain(sources).collect()
}

// ---- cards ----

fn card(base: &Citer<'_>, tree: &Tree<'_>, placed: &Placed, room: f64) -> Card {
    let Some(member) = placed.member.and_then(|at| tree.members.get(at)) else {
        let lines = wrapped("not stated", room / SMALL, 2, false);
        let lines = lines.into_iter().map(|line| (SMALL, vec![("soft it", line)])).collect();
        return Card { lines, tooltip: "This parent is not stated.".to_owned() };
    };
    let person = member.person;
    let name_class = if person.kind == PersonKind::Named { "name" } else { "name it" };
    let name = if Some(tree.root) == placed.member {
        format!("{} {}", Sign::Asked.text(), person.name)
    } else {
        person.name.clone()
    };
    let name = wrapped(&name, room / NAME, 3, true);
    let mut lines: Vec<(f64, Vec<Part>)> =
        name.into_iter().map(|line| (NAME, vec![(name_class, line)])).collect();
    let mut tooltip = vec![format!("{} {}", person.name, kind_aside(member)).trim().to_owned()];
    let mut parts: Vec<Part> = Vec::new();
    if placed.again {
        parts.push(("soft", "shown twice".to_owned()));
        tooltip.push("stands in this tree twice".to_owned());
    } else {
        parts.push(("soft", kind_aside(member).to_owned()));
        parts.extend(life_in_years(member, room).into_iter().map(|years| ("", years)));
        for (label, event) in [("born", member.life.birth), ("died", member.life.death)] {
            tooltip.push(format!("{label}: {}", life(base, event)));
        }
    }
    for line in links(base, tree, placed) {
        let is_caution = line.0.iter().any(|one| one.tone == Tone::Caution);
        parts.push((if is_caution { "caution" } else { "cite" }, line.text()));
        tooltip.push(line.text());
    }
    lines.extend(set(parts, room).into_iter().map(|line| (SMALL, line)));
    tooltip.extend(because(tree, placed));
    Card { lines, tooltip: tooltip.join("\n") }
}

/// The years of a life, in a line if there is room: a line breaks at the dash rather than within
/// what is said of a year.
fn life_in_years(member: &Member<'_>, room: f64) -> Vec<String> {
    let whole = years(member);
    if width(&whole, false) * SMALL <= room {
        return vec![whole];
    }
    birth_and_death(member).map(Vec::from).unwrap_or_default()
}

/// Sets parts in lines, side by side as far as there is room.
fn set(parts: Vec<Part>, room: f64) -> Vec<Vec<Part>> {
    let mut lines: Vec<Vec<Part>> = Vec::new();
    let mut taken = 0.0;
    for (class, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
        let beside = width(&format!(" · {text}"), false) * SMALL;
        match lines.last_mut() {
            Some(line) if taken + beside <= room => {
                line.extend([("soft", " · ".to_owned()), (class, text)]);
                taken += beside;
            }
            _ => {
                let wrapped = wrapped(&text, room / SMALL, 2, false);
                taken = wrapped.last().map_or(0.0, |line| width(line, false) * SMALL);
                lines.extend(wrapped.into_iter().map(|line| vec![(class, line)]));
            }
        }
    }
    lines
}

fn life(
    base: &Citer<'_>,
    event: Option<&crate::base::schema::Record<crate::base::schema::Event>>,
) -> String {
    let Some(event) = event else { return "not stated".to_owned() };
    let date = crate::view::claims::preferred(event)
        .map_or_else(|| "date not stated".to_owned(), |date| date.text());
    format!("{date} {}", crate::cite::locators(base, event.cites()))
}

/// What somebody is to those beside and above them.
fn links(base: &Citer<'_>, tree: &Tree<'_>, placed: &Placed) -> Vec<Line> {
    let child = placed.child.and_then(|(union, child)| {
        let union = tree.unions.get(union)?;
        Some(child_line(base, tree, union, union.children.get(child)?))
    });
    let partner = placed.partner.and_then(|union| {
        let bond = tree.unions.get(union)?.bond.as_ref()?;
        Some(partner_line(base, tree.members.get(placed.member?)?, bond))
    });
    child.into_iter().chain(partner).filter(|line| !line.is_empty()).collect()
}

/// The reasons and notes of the links, for the tooltip.
fn because(tree: &Tree<'_>, placed: &Placed) -> Vec<String> {
    let child = placed.child.and_then(|(union, child)| tree.unions.get(union)?.children.get(child));
    let bond = placed.partner.and_then(|union| tree.unions.get(union)?.bond.as_ref());
    let links: Vec<&Link<'_>> =
        child.into_iter().flat_map(|child| &child.links).chain(bond).collect();
    let mut told: Vec<String> = Vec::new();
    for link in links {
        let because = link.because.map(|text| format!("{}: {text}", link.certainty.word()));
        for text in because.into_iter().chain(link.note.map(str::to_owned)) {
            if !told.contains(&text) {
                told.push(text);
            }
        }
    }
    told
}

fn draw_card(out: &mut String, tree: &Tree<'_>, plan: &Plan, placed: &Placed, card: &Card) {
    let (x, y) = plan.turned((placed.along, placed.deep));
    let (wide, high) = plan.turned((plan.measures.along, plan.measures.deep));
    let (left, top) = (x - wide / 2.0, y - high / 2.0);
    let kind = placed.member.and_then(|at| tree.members.get(at)).map(|member| member.person.kind);
    let depth = if kind == Some(PersonKind::Group) { 5.0 } else { 0.0 };
    let frame = |out: &mut String, class: &str, shift: f64| {
        let radius = if kind == Some(PersonKind::Unnamed) { 18 } else { 4 };
        let _ = writeln!(
            out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"/>",
            number(left + shift),
            number(top + shift),
            number(wide - depth),
            number(high - depth),
        );
    };
    let _ = writeln!(out, "<g class=\"person\"><title>{}</title>", escaped(&card.tooltip));
    match kind {
        None => frame(out, "card nobody", 0.0),
        // Several persons look like several cards.
        Some(PersonKind::Group) => {
            frame(out, "card", depth);
            frame(out, "card", 0.0);
        }
        Some(_) if placed.member == Some(tree.root) => frame(out, "card asked", 0.0),
        Some(_) => frame(out, "card", 0.0),
    }
    let mut baseline = y - lines_high(card.lines.len()) / 2.0 + LINE * 0.76;
    for (size, parts) in &card.lines {
        let mut spans = String::new();
        for (class, text) in parts {
            let _ = write!(spans, "<tspan class=\"{class}\">{}</tspan>", escaped(text));
        }
        let _ = writeln!(
            out,
            "<text font-size=\"{}\" text-anchor=\"middle\" x=\"{}\" y=\"{}\">{spans}</text>",
            number(*size),
            number(x),
            number(baseline),
        );
        baseline += LINE;
    }
    out.push_str("</g>\n");
}

// ---- lines ----

/// The class that breaks a line, the less certain the more.
fn dashes(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Stated => "stated",
        Certainty::Reported => "reported",
        Certainty::Inferred => "inferred",
        Certainty::Unproven => "unproven",
    }
}

fn line(out: &mut String, tree: &Tree<'_>, plan: &Plan, drawn: &Drawn) {
    let points: Vec<String> = drawn
        .points
        .iter()
        .map(|point| {
            let (x, y) = plan.turned(*point);
            format!("{} {}", number(x), number(y))
        })
        .collect();
    let path = format!("M{}", points.join("L"));
    match drawn.meaning {
        Meaning::Bond { union } => {
            let Some(union) = tree.unions.get(union) else { return };
            let certainty = union.bond.as_ref().map(|bond| bond.certainty).unwrap_or_default();
            bond(out, bond_sign(union), certainty, &path, middle(plan, drawn));
        }
        Meaning::Trunk { certainty, .. } | Meaning::Child { certainty, .. } => {
            let _ = writeln!(out, "<path class=\"line {}\" d=\"{path}\"/>", dashes(certainty));
        }
    }
}

/// The middle of the longest stretch of a line along the row.
fn middle(plan: &Plan, drawn: &Drawn) -> (f64, f64) {
    let at = match drawn.points.as_slice() {
        [from, to] | [_, from, to, ..] => (f64::midpoint(from.0, to.0), from.1),
        _ => (0.0, 0.0),
    };
    plan.turned(at)
}

/// A double line for a marriage, a ring on the line for partners, a plain line for parents.
fn bond(out: &mut String, sign: Sign, certainty: Certainty, path: &str, (x, y): (f64, f64)) {
    let dashes = dashes(certainty);
    let _ = match sign {
        Sign::Married => writeln!(
            out,
            "<path class=\"line wide {dashes}\" d=\"{path}\"/><path class=\"line gap\" d=\"{path}\"/>"
        ),
        Sign::Partners => writeln!(
            out,
            "<path class=\"line {dashes}\" d=\"{path}\"/>\
             <circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
            number(x),
            number(y)
        ),
        _ => writeln!(out, "<path class=\"line {dashes}\" d=\"{path}\"/>"),
    };
}

// ---- below the tree ----

/// The signs that occur and what they mean; tells where it ends.
fn legend(out: &mut String, tree: &Tree<'_>, wide: f64, mut below: f64) -> f64 {
    let sample = 44.0;
    let mut x = MARGIN;
    for sign in signs(tree) {
        let meaning = sign.meaning();
        let drawn = matches!(sign, Sign::Married | Sign::Partners | Sign::Parents | Sign::Link(_));
        let label = if drawn { meaning.to_owned() } else { format!("{} {meaning}", sign.text()) };
        let room = width(&label, false) * SMALL + if drawn { sample } else { 0.0 };
        if x > MARGIN && x + room > wide - MARGIN {
            x = MARGIN;
            below += LINE;
        }
        if drawn {
            let y = below - SMALL * 0.33;
            let (from, to) = (x, x + sample - 10.0);
            let path = format!("M{} {}L{} {}", number(from), number(y), number(to), number(y));
            match sign {
                Sign::Link(certainty) => {
                    let class = dashes(certainty);
                    let _ = writeln!(out, "<path class=\"line {class}\" d=\"{path}\"/>");
                }
                _ => bond(out, sign, Certainty::Stated, &path, (f64::midpoint(from, to), y)),
            }
            x += sample;
        }
        text(out, "soft", SMALL, x, below, &label);
        x += width(&label, false) * SMALL + 26.0;
    }
    below + LINE + 6.0
}

fn text(out: &mut String, class: &str, size: f64, x: f64, y: f64, text: &str) {
    let _ = writeln!(
        out,
        "<text class=\"{class}\" font-size=\"{}\" x=\"{}\" y=\"{}\">{}</text>",
        number(size),
        number(x),
        number(y),
        escaped(text)
    );
}

/// A picture by itself is light: programs for slides do not ask which it is to be, and some follow
/// the dark style on light slides.
fn style(place: Place) -> String {
    let [light, dark] = COLOURS;
    let dark = if place == Place::Slide {
        String::new()
    } else {
        let screen = "@media screen and (prefers-color-scheme: dark)";
        format!("{screen} {{\n{}}}\n", colours(&dark))
    };
    format!(
        "\nsvg {{ font-family: {FONTS}; max-width: 100%; height: auto; }}\n\
         .title {{ font-weight: bold; }}\n.name {{ font-weight: bold; }}\n.it {{ font-style: italic; }}\n\
         .line {{ fill: none; stroke-width: 2; stroke-linejoin: round; }}\n\
         .wide {{ stroke-width: 6; }}\n.gap {{ stroke-width: 2; }}\n.ring {{ stroke-width: 2; }}\n\
         .inferred {{ stroke-dasharray: 9 5; }}\n.reported {{ stroke-dasharray: 12 4 3 4; }}\n\
         .unproven {{ stroke-dasharray: 2 5; }}\n\
         .card {{ stroke-width: 1.5; }}\n.asked {{ stroke-width: 4; }}\n\
         .nobody {{ stroke-dasharray: 3 4; }}\n{}{dark}",
        colours(&light),
    )
}

fn colours(colours: &Colours) -> String {
    let Colours { ground, text, soft, cite, caution, card, frame, asked, asked_frame, line } =
        colours;
    format!(
        ".ground {{ fill: {ground}; }}\ntext, tspan {{ fill: {text}; }}\n.soft {{ fill: {soft}; }}\n\
         .cite {{ fill: {cite}; }}\n.caution {{ fill: {caution}; }}\n\
         .line {{ stroke: {line}; }}\n.gap {{ stroke: {ground}; }}\n\
         .ring {{ fill: {ground}; stroke: {line}; }}\n\
         .card {{ fill: {card}; stroke: {frame}; }}\n.nobody {{ fill: none; }}\n\
         .asked {{ fill: {asked}; stroke: {asked_frame}; }}\n"
    )
}
