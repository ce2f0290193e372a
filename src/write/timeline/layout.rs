//! Where everything of a picture goes: labels are packed into rows, rows into lanes, and lanes into
//! pages, so that nothing covers anything else and nothing is cut.

use super::Size;
use crate::view::timeline::axis::{Gap, Tick};
use crate::view::timeline::{Chart, Lane, LifeBar, Mark, Stretch};
use crate::write::svg::{Type, shown};

/// A page of a picture.
#[derive(Debug)]
pub(super) struct Page<'c> {
    pub(super) width: f64,
    pub(super) height: f64,
    /// The title, in lines.
    pub(super) title: Vec<Text>,
    pub(super) ticks: Vec<Text>,
    /// The places of the ticks, from left to right.
    pub(super) lines: Vec<f64>,
    /// Times that are cut short, where.
    pub(super) cuts: Vec<f64>,
    /// Where the lanes begin and end, from top to bottom.
    pub(super) body: (f64, f64),
    pub(super) bands: Vec<Band<'c>>,
    /// What the signs mean.
    pub(super) legend: Vec<(Sign, Text)>,
    pub(super) sources: Vec<Text>,
    /// Sizes that the drawing needs.
    pub(super) type_size: f64,
}

/// A line of text: its left end on its base line, and the most that it takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) words: String,
    /// What follows in the muted tone.
    pub(super) aside: String,
    pub(super) face: Type,
    pub(super) is_muted: bool,
    /// Whether it is its right end that stays where it is, if it turns out narrower.
    pub(super) from_right: bool,
}

impl Text {
    /// A line whose left end is at a place.
    fn new((x, y): (f64, f64), words: String, face: Type) -> Self {
        let width = face.width(&words);
        let aside = String::new();
        Self { x, y, width, words, aside, face, is_muted: false, from_right: false }
    }

    fn muted(self) -> Self {
        Self { is_muted: true, ..self }
    }
}

/// A lane, or a part of one, on a page.
#[derive(Debug)]
pub(super) struct Band<'c> {
    pub(super) top: f64,
    pub(super) height: f64,
    /// Which lane it is, for its colour.
    pub(super) nth: usize,
    pub(super) name: Vec<Text>,
    pub(super) life: Option<(&'c LifeBar, Bar)>,
    pub(super) items: Vec<Item<'c>>,
}

/// An event on a page.
#[derive(Debug)]
pub(super) struct Item<'c> {
    pub(super) mark: &'c Mark,
    pub(super) bars: Vec<Bar>,
    /// When it was by other claims.
    pub(super) others: Vec<Bar>,
    pub(super) label: Vec<Text>,
}

/// A stretch of time on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) shape: Shape,
    pub(super) before: bool,
    pub(super) after: bool,
}

/// How a stretch of time looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// At this scale a moment.
    Point,
    /// Once within this time.
    Once,
    /// All the time from one end of the core to the other, perhaps longer.
    Lasting { core: Option<(f64, f64)> },
}

/// What a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    At,
    Unsure,
    Once,
    AllThat,
    Perhaps,
    Beyond,
    Other,
    Life,
    Cut,
}

impl Sign {
    fn words(self) -> &'static str {
        match self {
            Self::At => "at this time",
            Self::Unsure => "at this time, but not simply stated",
            Self::Once => "once within this time",
            Self::AllThat => "all this time",
            Self::Perhaps => "perhaps going on",
            Self::Beyond => "perhaps beyond the picture",
            Self::Other => "by another claim",
            Self::Life => "a life",
            Self::Cut => "a long time without events, cut short",
        }
    }
}

/// How the rows are laid on pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paging {
    /// As many pages of the size as are needed.
    Pages,
    /// One, as tall as is needed.
    One,
}

/// In so many rows, the last of a lane, room is looked for: in those before them there is rarely
/// any, and to search them all would take a day where a lane has a hundred thousand events.
const SEARCHED: usize = 64;

/// The part of the height that the smallest text has at least.
const SMALLEST: f64 = 1.0 / 45.0;

/// Lays a chart out.
pub(super) fn pages<'c>(chart: &'c Chart, size: Size, paging: Paging) -> Vec<Page<'c>> {
    let sheet = Sheet::new(chart, size);
    let rows = chart.lanes.iter().enumerate().map(|(nth, lane)| (nth, lane, sheet.rows(lane)));
    let head = sheet.head(chart);
    let foot = sheet.foot(chart);
    let room = match paging {
        Paging::Pages => (sheet.tall - head.bottom - foot.height).max(sheet.unit),
        Paging::One => f64::INFINITY,
    };
    let mut leaves: Vec<Vec<Part<'c>>> = vec![Vec::new()];
    for (nth, lane, rows) in rows {
        for (at, row) in rows.into_iter().enumerate() {
            let part = Part { nth, lane, is_first: at == 0, rows: vec![row] };
            let Some(leaf) = leaves.last_mut() else { continue };
            if leaf.is_empty() || room.is_infinite() || sheet.height_with(leaf, &part) <= room {
                add(leaf, part);
            } else {
                leaves.push(vec![part]);
            }
        }
    }
    let count = leaves.len();
    let page = |(at, leaf)| sheet.page(chart, leaf, (at + 1, count));
    leaves.into_iter().enumerate().map(page).collect()
}

/// Adds some rows, to the part of their lane that is there.
fn add<'c>(leaf: &mut Vec<Part<'c>>, part: Part<'c>) {
    match leaf.last_mut().filter(|last| last.nth == part.nth) {
        Some(last) => last.rows.extend(part.rows),
        None => leaf.push(part),
    }
}

/// Some rows of a lane.
#[derive(Debug)]
struct Part<'c> {
    nth: usize,
    lane: &'c Lane,
    is_first: bool,
    rows: Vec<Row<'c>>,
}

/// Events that stand side by side; places from the top of the row.
#[derive(Debug)]
struct Row<'c> {
    height: f64,
    items: Vec<Item<'c>>,
    /// From where to where the items reach.
    taken: Vec<(f64, f64)>,
}

impl Row<'_> {
    /// Whether a stretch of the page is free.
    fn is_free(&self, (from, to): (f64, f64), gap: f64) -> bool {
        self.taken.iter().all(|(start, end)| to + gap <= *start || end + gap <= from)
    }
}

impl Item<'_> {
    /// From left to right, with its label.
    pub(super) fn extent(&self) -> (f64, f64) {
        let bars = self.bars.iter().chain(&self.others).map(|bar| (bar.x, bar.x + bar.width));
        let label = self.label.iter().map(|text| (text.x, text.x + text.width));
        bars.chain(label).fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), (start, end)| {
            (from.min(start), to.max(end))
        })
    }

    fn moved_down(mut self, by: f64) -> Self {
        self.bars.iter_mut().chain(&mut self.others).for_each(|bar| bar.y += by);
        self.label.iter_mut().for_each(|text| text.y += by);
        self
    }
}

struct Head {
    title: Vec<Text>,
    bottom: f64,
}

struct Foot {
    legend: Vec<(Sign, Text)>,
    sources: Vec<Text>,
    height: f64,
}

/// The measures of a picture.
struct Sheet {
    width: f64,
    tall: f64,
    /// The size of its text.
    unit: f64,
    margin: f64,
    /// The room for the names of lanes.
    names: f64,
    plot_x: f64,
    plot_width: f64,
}

impl Sheet {
    fn new(chart: &Chart, size: Size) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        // A picture that is taller than wide has its text measured by its width.
        let unit = (height * SMALLEST).min(width / 40.0);
        let margin = unit * 1.5;
        let name = Type { size: unit, is_bold: true };
        let widest = chart.lanes.iter().map(|lane| name.width(&lane.name)).fold(0.0, f64::max);
        let names = widest.min(width * 0.15);
        let plot_x = margin + if names > 0.0 { names + unit } else { 0.0 };
        let plot_width = width - margin - plot_x;
        Self { width, tall: height, unit, margin, names, plot_x, plot_width }
    }

    fn plain(&self) -> Type {
        Type { size: self.unit, is_bold: false }
    }

    fn bold(&self) -> Type {
        Type { size: self.unit, is_bold: true }
    }

    /// Where a place of the axis is: a mark at either end of it is within the plot.
    fn x(&self, at: f64) -> f64 {
        let rim = self.radius();
        self.plot_x + rim + at * (self.plot_width - 2.0 * rim)
    }

    fn radius(&self) -> f64 {
        self.unit * 0.45
    }

    fn bar_height(&self) -> f64 {
        self.unit * 0.75
    }

    // ---- above and below the lanes ----

    fn head(&self, chart: &Chart) -> Head {
        self.head_of(&chart.title, (1, 1))
    }

    fn head_of(&self, title: &str, (page, pages): (usize, usize)) -> Head {
        let face = Type { size: self.unit * 1.6, is_bold: true };
        let number = if pages > 1 { format!(" ({page} of {pages})") } else { String::new() };
        let lines = face.wrapped(&format!("{title}{number}"), self.width - 2.0 * self.margin);
        let mut y = self.unit;
        let title = lines.into_iter().map(|words| {
            y += face.leading();
            Text::new((self.margin, y - face.size * 0.25), words, face)
        });
        let title: Vec<Text> = title.collect();
        // Below it the names of the ticks.
        Head { bottom: y + self.unit * 2.2, title }
    }

    fn ticks(&self, chart: &Chart, y: f64) -> (Vec<Text>, Vec<f64>) {
        let face = self.plain();
        let text = |tick: &Tick| {
            let width = face.width(&tick.label);
            let least = self.plot_x;
            let x = (self.x(tick.at) - width / 2.0).clamp(least, least.max(self.right() - width));
            Text::new((x, y), tick.label.clone(), face).muted()
        };
        let cuts: Vec<Gap> = chart.axis.gaps().collect();
        let fits = |ticks: &[Tick]| {
            let texts: Vec<Text> = ticks.iter().map(text).collect();
            let apart = |pair: &[Text]| match pair {
                [a, b] => a.x + a.width + self.unit <= b.x,
                _ => true,
            };
            let is_clear = |text: &Text| {
                cuts.iter().all(|cut| {
                    let middle = self.x(f64::midpoint(cut.from, cut.to));
                    text.x + text.width + self.unit < middle || middle + self.unit < text.x
                })
            };
            texts.windows(2).all(apart) && texts.iter().all(is_clear)
        };
        let ticks = chart.axis.ticks(fits);
        let places = ticks.iter().map(|tick| self.x(tick.at)).collect();
        (ticks.iter().map(text).collect(), places)
    }

    fn right(&self) -> f64 {
        self.plot_x + self.plot_width
    }

    fn foot(&self, chart: &Chart) -> Foot {
        let face = self.plain();
        let room = self.width - 2.0 * self.margin;
        let sign = self.unit * 2.2;
        let (mut x, mut y) = (0.0, face.leading());
        let mut legend = Vec::new();
        for one in self.signs(chart) {
            let width = face.width(one.words());
            if x > 0.0 && x + sign + width > room {
                x = 0.0;
                y += face.leading();
            }
            let at = (self.margin + x + sign, y);
            legend.push((one, Text::new(at, one.words().to_owned(), face).muted()));
            x += sign + width + self.unit * 1.5;
        }
        let mut sources = Vec::new();
        for source in &chart.sources {
            for words in face.wrapped(&source.text(), room) {
                y += face.leading();
                sources.push(Text::new((self.margin, y), words, face).muted());
            }
        }
        Foot { legend, sources, height: y + self.unit * 1.4 }
    }

    fn signs(&self, chart: &Chart) -> Vec<Sign> {
        let mut signs = Vec::new();
        for mark in chart.marks() {
            for other in &mark.others {
                signs.push(Sign::Other);
                signs.extend((other.before || other.after).then_some(Sign::Beyond));
            }
            for stretch in &mark.stretches {
                let bar = self.bar(stretch, 0.0);
                signs.push(match bar.shape {
                    Shape::Point if mark.is_stated => Sign::At,
                    Shape::Point => Sign::Unsure,
                    Shape::Once => Sign::Once,
                    Shape::Lasting { core: Some(_) } => Sign::AllThat,
                    Shape::Lasting { core: None } => Sign::Perhaps,
                });
                if is_perhaps(&bar) {
                    signs.push(Sign::Perhaps);
                }
                if stretch.before || stretch.after {
                    signs.push(Sign::Beyond);
                }
            }
        }
        signs.extend(chart.lanes.iter().filter_map(|lane| lane.life.as_ref()).map(|_| Sign::Life));
        signs.extend(chart.axis.gaps().map(|_| Sign::Cut));
        signs.sort_unstable();
        signs.dedup();
        signs
    }

    // ---- lanes ----

    /// The events of a lane in rows: each where, and in the form in which, it adds the least height.
    fn rows<'c>(&self, lane: &'c Lane) -> Vec<Row<'c>> {
        let mut rows: Vec<Row<'c>> = Vec::new();
        for mark in &lane.marks {
            let forms = self.forms(mark).into_iter().map(|item| (self.height_of(&item), item));
            let first = rows.len().saturating_sub(SEARCHED);
            let added = |(height, item): (f64, Item<'c>)| {
                let extent = item.extent();
                let searched = rows.iter().enumerate().skip(first);
                let free = searched.filter(|(_, row)| row.is_free(extent, self.unit));
                let here = free.map(|(at, row)| ((height - row.height).max(0.0), at));
                let new = std::iter::once((height, rows.len()));
                let least = here.chain(new).min_by(|(a, _), (b, _)| a.total_cmp(b));
                least.map(|(added, at)| (added, at, height, item))
            };
            let best = forms.filter_map(added).min_by(|(a, ..), (b, ..)| a.total_cmp(b));
            let Some((_, at, height, item)) = best else { continue };
            if at == rows.len() {
                rows.push(Row { height, items: Vec::new(), taken: Vec::new() });
            }
            let row = &mut rows[at];
            row.height = row.height.max(height);
            row.taken.push(item.extent());
            row.items.push(item);
        }
        rows
    }

    fn height_of(&self, item: &Item<'_>) -> f64 {
        let bottom = item.label.iter().map(|text| text.y).fold(self.bar_height(), f64::max);
        bottom + self.unit * 0.8
    }

    /// The ways of labelling an event, the best first: beside its bars if there is room, otherwise
    /// below them; in a line, otherwise in as many as it takes.
    fn forms<'c>(&self, mark: &'c Mark) -> Vec<Item<'c>> {
        let down = (self.plain().leading() - self.bar_height()) / 2.0;
        let bars: Vec<Bar> = mark.stretches.iter().map(|one| self.bar(one, down)).collect();
        let others: Vec<Bar> = mark.others.iter().map(|one| self.bar(one, down)).collect();
        let own = bars.iter().map(|bar| bar.x).fold(f64::INFINITY, f64::min);
        let start = others.iter().map(|bar| bar.x).fold(own, f64::min);
        let ends = bars.iter().chain(&others).map(|bar| bar.x + bar.width);
        let end = ends.fold(f64::NEG_INFINITY, f64::max);
        let gap = self.unit * 0.4;
        let below = self.plain().leading() * 0.9;
        let mut forms = Vec::new();
        for (is_one_line, room) in [(true, f64::INFINITY), (false, 32.0), (false, 22.0)] {
            let room = self.plot_width.min(self.unit * room);
            let lines = self.lines(mark, is_one_line, room);
            let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
            let mut form = |x: f64, y: f64, from_right: bool| {
                let label = self.label(&lines, (x, y), width, from_right);
                forms.push(Item { mark, bars: bars.clone(), others: others.clone(), label });
            };
            if end + gap + width <= self.right() {
                form(end + gap, 0.0, false);
            }
            if start - gap - width >= self.plot_x {
                form(start - gap - width, 0.0, true);
            }
            form(own.min(self.right() - width).max(self.plot_x), below, false);
        }
        forms
    }

    /// What is told of an event, in lines no wider than there is room.
    fn lines(&self, mark: &Mark, is_one_line: bool, room: f64) -> Vec<Text> {
        let face = self.plain();
        let (title, evidence) = (mark.title.text(), mark.evidence().text());
        // Not every program keeps a plain space between two tones.
        let aside = shown(&format!("\u{a0}· {evidence}"));
        let line = Text::new((0.0, 0.0), shown(&title), face);
        let width = line.width + face.width(&aside);
        if is_one_line && width <= room {
            return vec![Text { width, aside, ..line }];
        }
        let lines = |text: &str| {
            face.wrapped(text, room).into_iter().map(|line| Text::new((0.0, 0.0), line, face))
        };
        lines(&title).chain(lines(&evidence).map(Text::muted)).collect()
    }

    /// A label in a box whose left top corner is at a place.
    fn label(&self, lines: &[Text], (x, y): (f64, f64), most: f64, from_right: bool) -> Vec<Text> {
        let mut y = y - self.unit * 0.3;
        let text = |line: &Text| {
            y += self.plain().leading();
            let x = if from_right { x + most - line.width } else { x };
            Text { x, y, from_right, ..line.clone() }
        };
        lines.iter().map(text).collect()
    }

    /// A stretch of time whose top is at `y`.
    fn bar(&self, stretch: &Stretch, y: f64) -> Bar {
        let (from, to) = (self.x(stretch.from), self.x(stretch.to));
        let height = self.bar_height();
        let (before, after) = (stretch.before, stretch.after);
        let radius = self.radius();
        let is_point = to - from <= 2.0 * radius && !before && !after;
        if is_point && (!stretch.lasts || to - from < radius) {
            let x = f64::midpoint(from, to) - radius;
            let shape = Shape::Point;
            return Bar { x, y, width: 2.0 * radius, height, shape, before, after };
        }
        let core = stretch.core.map(|(start, end)| (self.x(start), self.x(end)));
        let shape = if stretch.lasts { Shape::Lasting { core } } else { Shape::Once };
        // What goes off the end needs room for saying so.
        let least = if before || after { self.unit * 1.2 } else { self.unit * 0.3 };
        let (mut x, width) = (from, (to - from).max(least));
        if x + width > self.right() {
            x = (self.right() - width).max(self.plot_x);
        }
        Bar { x, y, width, height, shape, before, after }
    }

    /// The room above the rows of a lane, and below them.
    fn opening(&self, part: &Part<'_>) -> f64 {
        let life = if part.is_first && part.lane.life.is_some() { self.unit } else { 0.0 };
        self.unit * 1.1 + life
    }

    /// The height of a part of a lane: that of its rows, or of its name.
    fn height(&self, part: &Part<'_>) -> f64 {
        let rows: f64 = part.rows.iter().map(|row| row.height).sum();
        let name = self.name(part.lane, part.is_first, 0.0);
        let named = name.last().map_or(0.0, |text| text.y + self.unit * 0.8);
        (self.opening(part) + rows).max(named)
    }

    /// The height of what is on a page with some more rows.
    fn height_with(&self, leaf: &[Part<'_>], part: &Part<'_>) -> f64 {
        let before: f64 = leaf.iter().map(|part| self.height(part)).sum();
        let goes_on = leaf.last().is_some_and(|last| last.nth == part.nth);
        let rows: f64 = part.rows.iter().map(|row| row.height).sum();
        before + if goes_on { rows } else { self.height(part) }
    }

    fn name(&self, lane: &Lane, is_first: bool, top: f64) -> Vec<Text> {
        let on = if is_first || lane.name.is_empty() { "" } else { " (cont.)" };
        let (bold, plain) = (self.bold(), self.plain());
        let name = bold.wrapped(&lane.name, self.names).into_iter().map(|line| (line, bold));
        let on = plain.wrapped(on, self.names).into_iter().map(|line| (line, plain));
        let mut y = top + self.unit * 0.5;
        let lines = name.chain(on).filter(|(line, _)| !line.is_empty());
        let texts = lines.map(|(words, face)| {
            y += face.leading();
            Text::new((self.margin, y - self.unit * 0.25), words, face)
        });
        texts.collect()
    }

    fn band<'c>(&self, part: Part<'c>, top: f64) -> Band<'c> {
        let name = self.name(part.lane, part.is_first, top);
        let life = part.lane.life.as_ref().filter(|_| part.is_first);
        let life = life.map(|life| {
            let bar = self.bar(&life.stretch, top + self.unit * 0.6);
            (life, Bar { height: self.unit * 0.4, ..bar })
        });
        let height = self.height(&part);
        let mut y = top + self.opening(&part) - self.unit * 0.5;
        let mut items = Vec::new();
        for row in part.rows {
            items.extend(row.items.into_iter().map(|item| item.moved_down(y)));
            y += row.height;
        }
        Band { top, height, nth: part.nth, name, life, items }
    }

    fn page<'c>(&self, chart: &'c Chart, parts: Vec<Part<'c>>, number: (usize, usize)) -> Page<'c> {
        let head = self.head_of(&chart.title, number);
        let (ticks, lines) = self.ticks(chart, head.bottom - self.unit * 0.5);
        let cuts = chart.axis.gaps().map(|cut| self.x(f64::midpoint(cut.from, cut.to)));
        let mut y = head.bottom;
        let mut bands = Vec::new();
        for part in parts {
            let band = self.band(part, y);
            y += band.height;
            bands.push(band);
        }
        let foot = self.foot(chart);
        let height = self.tall.max(y + foot.height);
        // The foot is at the bottom of a page.
        let down = height - foot.height;
        let moved = |text: Text| Text { y: text.y + down, ..text };
        Page {
            width: self.width,
            height,
            title: head.title,
            ticks,
            lines,
            cuts: cuts.collect(),
            body: (head.bottom, y),
            bands,
            legend: foot.legend.into_iter().map(|(sign, text)| (sign, moved(text))).collect(),
            sources: foot.sources.into_iter().map(moved).collect(),
            type_size: self.unit,
        }
    }
}

/// Whether something lasted perhaps longer than it certainly did.
fn is_perhaps(bar: &Bar) -> bool {
    match bar.shape {
        Shape::Lasting { core: Some((start, end)) } => {
            start - bar.x > 0.5 || bar.x + bar.width - end > 0.5
        }
        Shape::Lasting { core: None } => true,
        Shape::Point | Shape::Once => false,
    }
}

#[cfg(test)]
mod tests;
