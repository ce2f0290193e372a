//! A timeline as SVG.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::Size;
use super::layout::{Band, Bar, Item, Page, Paging, Shape, Sign, Text, pages};
use crate::view::timeline::{Chart, Mark};
use crate::write::svg::{BAND, COLOURS, Element, FONTS, GROUND, INK, MUTED, RULE};

pub(super) fn write(
    chart: &Chart,
    size: Size,
    page: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let all = pages(chart, size, Paging::Pages);
    let count = all.len();
    let one = if page.is_none() && count > 1 { pages(chart, size, Paging::One) } else { all };
    if let Some(page) = one.get(page.map_or(0, |page| page.saturating_sub(1))) {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        let title: Vec<&str> = page.title.iter().map(|line| line.words.as_str()).collect();
        picture(page, "timeline", &title.join(" "), &text_alternative(page)).write(out)?;
    }
    Ok(count)
}

/// All that the picture shows, for those who do not see it.
fn text_alternative(page: &Page<'_>) -> String {
    let items = page.bands.iter().flat_map(|band| &band.items);
    let told: Vec<String> = items.map(|item| told(item.mark)).collect();
    let sources = page.sources.iter().map(|text| text.words.as_str());
    format!("{}. {}", told.join(". "), sources.collect::<Vec<_>>().join(" "))
}

/// An event in a line: when, what, and where it says so.
fn told(mark: &Mark) -> String {
    format!("{}: {} {}", mark.date.text(), mark.title.text(), mark.cite.text())
}

/// A page of a picture; `id` tells its parts from those of others in the same document.
pub(super) fn picture(page: &Page<'_>, id: &str, title: &str, desc: &str) -> Element {
    let (width, height) = (page.width, page.height);
    let ground = Element::new("rect").at("width", width).at("height", height);
    let svg = Element::new("svg")
        .set("xmlns", "http://www.w3.org/2000/svg")
        .at("width", width)
        .at("height", height)
        .set("viewBox", format!("0 0 {width:.0} {height:.0}"))
        .set("role", "img")
        .set("aria-labelledby", format!("{id}-title {id}-desc"))
        .set("font-family", FONTS)
        .at("font-size", page.type_size);
    let drawing = Drawing { page, id };
    svg.with(Element::new("title").set("id", format!("{id}-title")).text(title))
        .with(Element::new("desc").set("id", format!("{id}-desc")).text(desc))
        .with(drawing.fades())
        .with(ground.set("class", "ground").set("fill", GROUND.0))
        .all(page.title.iter().map(text))
        .all(page.bands.iter().map(|band| drawing.ground(band)))
        .all(drawing.guides())
        .all(page.ticks.iter().map(text))
        .all(page.cuts.iter().map(|x| drawing.cut(*x, page.body.0 - page.type_size * 0.9)))
        .all(page.bands.iter().map(|band| drawing.band(band)))
        .all(page.legend.iter().map(|(sign, words)| drawing.legend(*sign, words)))
        .all(page.sources.iter().map(text))
}

/// How long an arrow is at the end of a bar.
fn arrow_length(bar: &Bar) -> f64 {
    bar.height * 0.8
}

fn text(text: &Text) -> Element {
    let (class, fill) = if text.is_muted { ("muted", MUTED.0) } else { ("ink", INK.0) };
    let element = if text.from_right {
        Element::new("text").at("x", text.x + text.width).set("text-anchor", "end")
    } else {
        Element::new("text").at("x", text.x)
    };
    let element = element.at("y", text.y);
    let element = element.set("class", class).set("fill", fill);
    let element = if text.face.is_bold { element.set("font-weight", "bold") } else { element };
    let element = element.at("font-size", text.face.size);
    if text.aside.is_empty() || text.from_right {
        // Not every program sets text of several tones from the right.
        return element.text(&format!("{}{}", text.words, text.aside));
    }
    let aside = Element::new("tspan").set("class", "muted").set("fill", MUTED.0);
    element.text(&text.words).with(aside.text(&text.aside))
}

/// What lies between a bar and the nearest of some others; backwards where they overlap.
fn between(bar: &Bar, others: &[Bar]) -> Option<(f64, f64)> {
    let gaps = others.iter().map(|other| {
        if other.x < bar.x { (other.x + other.width, bar.x) } else { (bar.x + bar.width, other.x) }
    });
    gaps.min_by(|(a, b), (c, d)| (b - a).total_cmp(&(d - c)))
}

/// Draws with the measures of a page.
struct Drawing<'d> {
    page: &'d Page<'d>,
    id: &'d str,
}

/// A colour of a lane: its number, and how it is on light.
#[derive(Clone, Copy)]
struct Colour(usize, &'static str);

impl Colour {
    fn of(nth: usize) -> Self {
        let nth = nth % COLOURS.len();
        Self(nth, COLOURS.get(nth).map_or(INK.0, |(light, _)| light))
    }

    fn fill(self, element: Element) -> Element {
        element.set("class", format!("f{}", self.0)).set("fill", self.1)
    }

    fn stroke(self, element: Element) -> Element {
        element.set("class", format!("s{}", self.0)).set("stroke", self.1)
    }
}

impl Drawing<'_> {
    fn unit(&self) -> f64 {
        self.page.type_size
    }

    /// For each colour what fades in, and what fades out; without transparency, which not every
    /// program has in a fade.
    fn fades(&self) -> Element {
        let stop = |offset: u8, class: String, colour: &str| {
            let stop = Element::new("stop").set("offset", offset).set("class", class);
            stop.set("stop-color", colour)
        };
        let fade = |nth: usize, way: &str, colour_at: u8| {
            let id = format!("{}-{way}-{nth}", self.id);
            let colour = stop(colour_at, format!("p{nth}"), Colour::of(nth).1);
            let nothing = stop(1 - colour_at, "nothing".to_owned(), GROUND.0);
            let stops = if colour_at == 0 { [colour, nothing] } else { [nothing, colour] };
            Element::new("linearGradient").set("id", id).all(stops)
        };
        let both = |nth| [fade(nth, "in", 1), fade(nth, "out", 0)];
        let lanes = self.page.bands.iter().map(|band| band.nth % COLOURS.len());
        // The last one is that of the legend.
        let used: BTreeSet<usize> = lanes.chain([COLOURS.len() - 1]).collect();
        Element::new("defs").all(used.into_iter().flat_map(both))
    }

    fn ground(&self, band: &Band<'_>) -> Element {
        let fill = if band.nth.is_multiple_of(2) { BAND } else { GROUND };
        let class = if band.nth.is_multiple_of(2) { "band" } else { "ground" };
        let rect = Element::new("rect").at("x", 0.0).at("y", band.top);
        rect.at("width", self.page.width)
            .at("height", band.height)
            .set("class", class)
            .set("fill", fill.0)
    }

    fn guides(&self) -> impl Iterator<Item = Element> {
        let (top, bottom) = self.page.body;
        self.page.lines.iter().map(move |x| {
            let line = Element::new("line").at("x1", *x).at("x2", *x);
            let line = line.at("y1", top - self.unit() * 0.3).at("y2", bottom);
            line.set("class", "rule").set("stroke", RULE.0)
        })
    }

    /// The sign for a time that is cut short: two waves.
    fn cut(&self, x: f64, y: f64) -> Element {
        let unit = self.unit();
        let wave = |y: f64| {
            let (w, h) = (unit * 0.35, unit * 0.3);
            format!("M{:.1} {y:.1}q{w:.1} {:.1} {:.1} 0t{:.1} 0", x - 2.0 * w, -h, 2.0 * w, 2.0 * w)
        };
        let path = format!("{}{}", wave(y), wave(y + unit * 0.4));
        let path = Element::new("path").set("d", path).set("fill", "none");
        path.set("class", "s5").set("stroke", MUTED.0).set("stroke-width", 2)
    }

    fn band(&self, band: &Band<'_>) -> Element {
        let colour = Colour::of(band.nth);
        let life = band.life.iter().map(|(life, bar)| {
            let words = Element::new("title").text(&life.words.text());
            let group = Element::new("g").set("opacity", "0.55").with(words);
            group.all(self.lasting(bar, colour))
        });
        let items = band.items.iter().map(|item| self.item(item, colour));
        Element::new("g").all(band.name.iter().map(text)).all(life).all(items)
    }

    fn item(&self, item: &Item<'_>, colour: Colour) -> Element {
        let title = Element::new("title").text(&told(item.mark));
        let bars = item.bars.iter().flat_map(|bar| self.bar(bar, item.mark.is_stated, colour));
        let group = Element::new("g").set("class", "mark").set("data-id", &item.mark.id);
        let others = self.others(item, colour);
        group.with(title).all(others).all(bars).all(item.label.iter().map(text))
    }

    /// The times that are claimed as well, each on a dotted line from the nearest time before it.
    fn others(&self, item: &Item<'_>, colour: Colour) -> Vec<Element> {
        let mut others: Vec<&Bar> = item.others.iter().collect();
        let far = |bar: &Bar| between(bar, &item.bars).map_or(0.0, |(from, to)| to - from);
        others.sort_by(|a, b| far(a).total_cmp(&far(b)));
        let mut known = item.bars.clone();
        let mut drawn = Vec::new();
        for other in others {
            drawn.push(self.other(other, &known, colour));
            known.push(*other);
        }
        drawn
    }

    /// A time that is claimed as well, faint, and a line to it from the nearest of some others.
    fn other(&self, other: &Bar, known: &[Bar], colour: Colour) -> Element {
        let y = other.y + other.height / 2.0;
        let line = between(other, known).filter(|(from, to)| from < to).map(|(from, to)| {
            let line = Element::new("line").at("x1", from).at("x2", to).at("y1", y).at("y2", y);
            let width = self.unit() * 0.15;
            let line = line.at("stroke-width", width);
            colour.stroke(line).set("stroke-dasharray", format!("{width:.1} {width:.1}"))
        });
        let faint = Element::new("g").set("opacity", "0.55");
        faint.all(line).all(self.bar(other, false, colour))
    }

    fn bar(&self, bar: &Bar, is_stated: bool, colour: Colour) -> Vec<Element> {
        match bar.shape {
            Shape::Point => vec![self.point(bar, is_stated, colour)],
            Shape::Once => self.once(bar, colour),
            Shape::Lasting { .. } => self.lasting(bar, colour),
        }
    }

    fn point(&self, bar: &Bar, is_stated: bool, colour: Colour) -> Element {
        let stroke = self.unit() * 0.15;
        let radius = bar.width / 2.0 - stroke / 2.0;
        let circle = Element::new("circle").at("cx", bar.x + bar.width / 2.0);
        let circle = circle.at("cy", bar.y + bar.height / 2.0).at("r", radius);
        let circle = circle.at("stroke-width", stroke).set("stroke", colour.1);
        let Colour(nth, light) = colour;
        if is_stated {
            circle.set("class", format!("s{nth} f{nth}")).set("fill", light)
        } else {
            circle.set("class", format!("s{nth} hollow")).set("fill", GROUND.0)
        }
    }

    /// A dashed frame: once, somewhere within.
    fn once(&self, bar: &Bar, colour: Colour) -> Vec<Element> {
        let inset = self.unit() * 0.1;
        // Where it goes off the picture, an arrow closes it.
        let arrow = |is_there: bool| if is_there { arrow_length(bar) } else { inset / 2.0 };
        let (from, to) = (bar.x + arrow(bar.before), bar.x + bar.width - arrow(bar.after));
        let frame = Element::new("rect").at("x", from).at("y", bar.y + inset);
        let frame = frame.at("width", (to - from).max(inset));
        let frame = frame.at("height", bar.height - 2.0 * inset).at("rx", bar.height / 3.0);
        let frame = frame.at("stroke-width", inset).set("stroke-dasharray", self.dashes());
        let Colour(nth, light) = colour;
        let frame = frame.set("class", format!("s{nth} f{nth}")).set("stroke", light);
        let frame = frame.set("fill", light).set("fill-opacity", "0.12");
        std::iter::once(frame).chain(Self::beyond(bar, colour)).collect()
    }

    fn dashes(&self) -> String {
        format!("{:.1} {:.1}", self.unit() * 0.3, self.unit() * 0.2)
    }

    /// Solid where it certainly was, fading where it perhaps was.
    fn lasting(&self, bar: &Bar, colour: Colour) -> Vec<Element> {
        let (from, to) = (bar.x, bar.x + bar.width);
        let rect = |from: f64, to: f64| {
            let rect = Element::new("rect").at("x", from).at("y", bar.y);
            rect.at("width", (to - from).max(0.0)).at("height", bar.height)
        };
        let fade = |way: &str, from: f64, to: f64| {
            rect(from, to).set("fill", format!("url(#{}-{way}-{})", self.id, colour.0))
        };
        let mut parts = Vec::new();
        if let Shape::Lasting { core: Some((start, end)) } = bar.shape {
            if start > from {
                parts.extend([fade("in", from, start), self.dashed(bar, (from, start), colour)]);
            }
            if to > end {
                parts.extend([fade("out", end, to), self.dashed(bar, (end, to), colour)]);
            }
            parts.push(colour.fill(rect(start, end.max(start + 1.0))));
        } else {
            let middle = match (bar.before, bar.after) {
                (true, false) => to,
                (false, true) => from,
                _ => f64::midpoint(from, to),
            };
            parts.extend([fade("in", from, middle), fade("out", middle, to)]);
            parts.push(self.dashed(bar, (from, to), colour));
        }
        parts.extend(Self::beyond(bar, colour));
        parts
    }

    /// A dashed line below what is not certain, for those to whom a fade does not show.
    fn dashed(&self, bar: &Bar, (from, to): (f64, f64), colour: Colour) -> Element {
        let y = bar.y + bar.height;
        let line = Element::new("line").at("x1", from).at("x2", to).at("y1", y).at("y2", y);
        let line = line.at("stroke-width", self.unit() * 0.1);
        colour.stroke(line).set("stroke-dasharray", self.dashes())
    }

    /// Arrows for what perhaps goes on beyond the picture.
    fn beyond(bar: &Bar, colour: Colour) -> Vec<Element> {
        let (top, bottom) = (bar.y, bar.y + bar.height);
        let middle = f64::midpoint(top, bottom);
        let length = arrow_length(bar);
        let arrow = |tip: f64, base: f64| {
            let points = format!("{tip:.1},{middle:.1} {base:.1},{top:.1} {base:.1},{bottom:.1}");
            colour.fill(Element::new("polygon").set("points", points))
        };
        let end = bar.x + bar.width;
        let before = bar.before.then(|| arrow(bar.x, bar.x + length));
        before.into_iter().chain(bar.after.then(|| arrow(end, end - length))).collect()
    }

    /// A sign, and what it means.
    fn legend(&self, sign: Sign, words: &Text) -> Element {
        let unit = self.unit();
        let (width, height) = (unit * 1.6, unit * 0.75);
        let (x, y) = (words.x - unit * 2.1, words.y - height);
        let grey = Colour::of(COLOURS.len() - 1);
        let bar = |shape: Shape| Bar { x, y, width, height, shape, before: false, after: false };
        let radius = unit * 0.45;
        let middle = x + width / 2.0;
        let point = Bar { x: middle - radius, width: 2.0 * radius, ..bar(Shape::Point) };
        let all = Shape::Lasting { core: Some((x, x + width)) };
        let drawn = match sign {
            Sign::At => vec![self.point(&point, true, grey)],
            Sign::Unsure => vec![self.point(&point, false, grey)],
            Sign::Once => self.once(&bar(Shape::Once), grey),
            Sign::AllThat => self.lasting(&bar(all), grey),
            Sign::Perhaps => self.lasting(&bar(Shape::Lasting { core: None }), grey),
            Sign::Beyond => Self::beyond(&Bar { before: true, after: true, ..bar(all) }, grey),
            Sign::Other => {
                let from = Bar { x: x - 0.5, width: 0.5, ..bar(Shape::Point) };
                let other = Bar { x: x + width - 2.0 * radius, ..point };
                vec![self.other(&other, &[from], grey)]
            }
            Sign::Life => {
                let life = Bar { y: y + height / 4.0, height: height / 2.0, ..bar(all) };
                let faint = Element::new("g").set("opacity", "0.55");
                vec![faint.all(self.lasting(&life, grey))]
            }
            Sign::Cut => vec![self.cut(middle, y + height * 0.4)],
        };
        Element::new("g").all(drawn).with(text(words))
    }
}
