//! A timeline in characters: an event a row, told beside the chart, or above it where there is
//! little room.

use std::io::{self, Write};

use crate::view::timeline::axis::Tick;
use crate::view::timeline::{Chart, Lane, Mark, Stretch};
use crate::view::{Line, Piece, Tone};
use crate::write::{Look, text};

/// The narrowest and widest that a chart is drawn.
const NARROWEST: usize = 20;
const WIDEST: usize = 300;

/// The width where there is no terminal to ask.
const USUAL: usize = 100;

/// The least width at which events are told beside the chart.
const BESIDE: usize = 64;

/// The most columns for what is told of an event.
const TOLD: usize = 72;

/// Between what is told and the chart.
const GUTTER: usize = 2;

/// The columns of a chart.
struct Sheet<'s> {
    look: &'s Look,
    /// Columns for what is told; none where the chart stands below it.
    told: Option<usize>,
    /// Columns of the chart.
    wide: usize,
    guides: Vec<usize>,
    used: Vec<Sign>,
}

/// What the characters mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
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
    /// The character, and what it tells a reader.
    fn meaning(self) -> (&'static str, &'static str) {
        match self {
            Self::At => ("●", "at this time"),
            Self::Unsure => ("○", "at this time, but not simply stated"),
            Self::Once => ("░", "once within this time"),
            Self::AllThat => ("█", "all this time"),
            Self::Perhaps => ("▒", "perhaps going on"),
            Self::Beyond => ("◂▸", "perhaps beyond the chart"),
            Self::Other => ("◌", "by another claim"),
            Self::Life => ("─╌", "a life, and what is perhaps of it"),
            Self::Cut => ("≈", "a long time without events, cut short"),
        }
    }
}

/// A character of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Dot {
    glyph: char,
    tone: Tone,
}

const BLANK: Dot = Dot { glyph: ' ', tone: Tone::Plain };

pub(super) fn write(chart: &Chart, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let width = look.width.unwrap_or(USUAL).clamp(NARROWEST, WIDEST);
    let told = (width >= BESIDE).then(|| (width / 2).min(TOLD));
    let wide = told.map_or(width, |told| width - told - GUTTER);
    let look = &Look { width: Some(width), ..*look };
    let ticks = chart.axis.ticks(|ticks| fit(ticks, wide));
    let guides = ticks.iter().map(|tick| column(tick.at, wide)).collect();
    let mut sheet = Sheet { look, told, wide, guides, used: Vec::new() };
    let count = chart.count();
    let events = if count == 1 { "event" } else { "events" };
    let title =
        Line::of(Tone::Name, &*chart.title).and(Tone::Aside, format!("({count} dated {events})"));
    text::paragraph(&title, "", look, out)?;
    writeln!(out)?;
    let axis = sheet.axis(chart, &ticks);
    sheet.beside("", &axis.names, out)?;
    sheet.beside("", &axis.rule, out)?;
    for lane in &chart.lanes {
        sheet.write_lane(lane, out)?;
    }
    sheet.beside("", &axis.rule, out)?;
    sheet.beside("", &axis.names, out)?;
    writeln!(out)?;
    sheet.write_legend(out)?;
    text::write_sources(&chart.sources, look, out)
}

/// The column in which a place of the axis is.
fn column(at: f64, wide: usize) -> usize {
    let columns = f64::from(u32::try_from(wide).unwrap_or(u32::MAX));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to the width")]
    let column = (at.clamp(0.0, 1.0) * columns).floor() as usize;
    column.min(wide.saturating_sub(1))
}

/// The columns that the name of a tick takes.
fn named(tick: &Tick, wide: usize) -> (usize, usize) {
    let length = tick.label.chars().count();
    let centred = column(tick.at, wide).saturating_sub(length / 2);
    let start = centred.min(wide.saturating_sub(length));
    (start, start + length)
}

/// Whether the names of ticks stand apart.
fn fit(ticks: &[Tick], wide: usize) -> bool {
    let names: Vec<_> = ticks.iter().map(|tick| named(tick, wide)).collect();
    let apart = |pair: &[(usize, usize)]| match pair {
        [(_, end), (start, _)] => end + 2 <= *start,
        _ => true,
    };
    names.windows(2).all(apart) && names.iter().all(|(_, end)| *end <= wide)
}

struct AxisRows {
    names: Vec<Dot>,
    rule: Vec<Dot>,
}

impl Sheet<'_> {
    fn axis(&mut self, chart: &Chart, ticks: &[Tick]) -> AxisRows {
        let mut names = vec![BLANK; self.wide];
        let mut rule = vec![Dot { glyph: '─', tone: Tone::Aside }; self.wide];
        for tick in ticks {
            let (start, _) = named(tick, self.wide);
            for (dot, glyph) in names.iter_mut().skip(start).zip(tick.label.chars()) {
                *dot = Dot { glyph, tone: Tone::Date };
            }
            put(&mut rule, column(tick.at, self.wide), '┼', Tone::Aside);
        }
        for gap in chart.axis.gaps() {
            self.used.push(Sign::Cut);
            put(&mut rule, column(f64::midpoint(gap.from, gap.to), self.wide), '≈', Tone::Caution);
        }
        AxisRows { names, rule }
    }

    fn write_lane(&mut self, lane: &Lane, out: &mut dyn Write) -> io::Result<()> {
        let mut life = self.guides();
        if let Some(bar) = &lane.life {
            self.used.push(Sign::Life);
            let (from, to) = self.columns(&bar.stretch);
            let core = bar
                .stretch
                .core
                .map(|(start, end)| (column(start, self.wide), column(end, self.wide)));
            for at in from..=to {
                let is_sure = core.is_some_and(|(start, end)| (start..=end).contains(&at));
                put(&mut life, at, if is_sure { '─' } else { '╌' }, Tone::Aside);
            }
        }
        if !lane.name.is_empty() {
            self.beside("", &self.guides(), out)?;
            self.tell(&Line::of(Tone::Heading, &*lane.name), &life, out)?;
        }
        for mark in &lane.marks {
            let dots = self.mark(mark);
            let told = mark.title.clone().then(Tone::Plain, ",").and_all(&mark.evidence());
            self.tell(&told, &dots, out)?;
        }
        Ok(())
    }

    fn guides(&self) -> Vec<Dot> {
        let mut dots = vec![BLANK; self.wide];
        self.guides.iter().for_each(|at| put(&mut dots, *at, '┊', Tone::Aside));
        dots
    }

    /// The first and the last column of a stretch; one, if it is no wider than a column.
    fn columns(&self, stretch: &Stretch) -> (usize, usize) {
        let Stretch { from, to, before, after, .. } = *stretch;
        let wide = f64::from(u32::try_from(self.wide).unwrap_or(u32::MAX));
        if (to - from) * wide <= 1.0 && !before && !after {
            let middle = column(f64::midpoint(from, to), self.wide);
            return (middle, middle);
        }
        let first = column(from, self.wide);
        // What ends where a column begins does not reach into it.
        (first, column(to - 0.001 / wide, self.wide).max(first))
    }

    fn mark(&mut self, mark: &Mark) -> Vec<Dot> {
        let mut dots = self.guides();
        // What is shown stands over what is claimed besides.
        for stretch in &mark.others {
            self.used.push(Sign::Other);
            let (from, to) = self.columns(stretch);
            (from..=to).for_each(|at| put(&mut dots, at, '◌', Tone::Aside));
        }
        for stretch in &mark.stretches {
            self.draw(stretch, mark.is_stated, &mut dots);
        }
        dots
    }

    fn draw(&mut self, stretch: &Stretch, is_stated: bool, dots: &mut [Dot]) {
        let (from, to) = self.columns(stretch);
        let mut fill = |from: usize, to: usize, sign: Sign| {
            self.used.push(sign);
            let glyph = sign.meaning().0.chars().next().unwrap_or(' ');
            (from..=to).for_each(|at| put(dots, at, glyph, Tone::Name));
        };
        let point = if is_stated { Sign::At } else { Sign::Unsure };
        match stretch.core {
            _ if from == to && !stretch.lasts => fill(from, to, point),
            None if stretch.lasts => fill(from, to, Sign::Perhaps),
            None => fill(from, to, Sign::Once),
            Some((start, end)) => {
                let (start, end) = (column(start, self.wide), column(end, self.wide));
                if from < start || end < to {
                    fill(from, to, Sign::Perhaps);
                }
                fill(start, end, Sign::AllThat);
            }
        }
        if stretch.before || stretch.after {
            self.used.push(Sign::Beyond);
        }
        if stretch.before {
            put(dots, from, '◂', Tone::Name);
        }
        if stretch.after {
            put(dots, to, '▸', Tone::Name);
        }
    }

    /// A text with a row of the chart beside it, or below it.
    fn tell(&self, line: &Line, dots: &[Dot], out: &mut dyn Write) -> io::Result<()> {
        let Some(told) = self.told else {
            text::paragraph(line, "", self.look, out)?;
            return writeln!(out, "{}", self.painted(dots));
        };
        let guides = self.guides();
        for (at, (text, columns)) in text::wrapped(line, told, self.look).into_iter().enumerate() {
            let dots = if at == 0 { dots } else { &guides };
            let pad = told - columns.min(told) + GUTTER;
            writeln!(out, "{text}{:pad$}{}", "", self.painted(dots))?;
        }
        Ok(())
    }

    /// A row of the chart with a short text before it, where there is room.
    fn beside(&self, text: &str, dots: &[Dot], out: &mut dyn Write) -> io::Result<()> {
        let pad = self.told.map_or(0, |told| told + GUTTER);
        writeln!(out, "{text:pad$}{}", self.painted(dots))
    }

    /// A row of characters, a tone at a time, without blanks at its end.
    fn painted(&self, dots: &[Dot]) -> String {
        let end = dots.iter().rposition(|dot| dot.glyph != ' ').map_or(0, |at| at + 1);
        let mut pieces: Vec<Piece> = Vec::new();
        for dot in dots.iter().take(end) {
            match pieces.last_mut() {
                Some(last) if last.tone == dot.tone => last.text.push(dot.glyph),
                _ => pieces.push(Piece { text: dot.glyph.to_string(), tone: dot.tone }),
            }
        }
        self.look.line(&Line(pieces))
    }

    fn write_legend(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.used.sort_unstable();
        self.used.dedup();
        let mut line = Line::default();
        for sign in &self.used {
            let (glyph, words) = sign.meaning();
            let between = if line.is_empty() { "" } else { "·" };
            line = line.and(Tone::Aside, between).and(Tone::Name, glyph).and(Tone::Plain, words);
        }
        text::paragraph(&line, "", self.look, out)
    }
}

fn put(dots: &mut [Dot], at: usize, glyph: char, tone: Tone) {
    if let Some(dot) = dots.get_mut(at) {
        *dot = Dot { glyph, tone };
    }
}
