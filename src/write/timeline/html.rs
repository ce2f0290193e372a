//! A timeline as a page of its own: the picture, and all that it shows as tables.

use std::io::{self, Write};

use super::Size;
use super::layout::{Page, Paging, pages};
use super::svg::picture;
use crate::view::timeline::{Chart, Lane, Mark};
use crate::write::svg::{Element, write_page};

pub(super) fn write(chart: &Chart, size: Size, out: &mut dyn Write) -> io::Result<()> {
    let pictures = pages(chart, size, Paging::Pages);
    let count = pictures.len();
    let figure = |(at, page): (usize, &Page<'_>)| {
        let number = if count > 1 { format!(", {} of {count}", at + 1) } else { String::new() };
        let title = format!("{}{number}", chart.title);
        let desc = "Every event is in the tables below, with its date and its source.";
        let id = format!("timeline-{}", at + 1);
        Element::new("figure").with(picture(page, &id, &title, desc))
    };
    let mut main = Element::new("main")
        .with(Element::new("h1").text(&chart.title))
        .all(pictures.iter().enumerate().map(figure))
        .with(Element::new("h2").text("Events"))
        .all(chart.lanes.iter().map(table));
    if !chart.sources.is_empty() {
        let sources = chart.sources.iter().map(|one| Element::new("li").text(&one.text()));
        main = main.with(Element::new("h2").text("Sources")).with(Element::new("ul").all(sources));
    }
    write_page(&chart.title, main, out)
}

fn table(lane: &Lane) -> Element {
    let heading = |text: &str, class: &str| {
        Element::new("th").set("scope", "col").set("class", class).text(text)
    };
    let headings = [heading("Date", "date"), heading("Event", "what"), heading("Source", "where")];
    let name = if lane.name.is_empty() { "In the order of time" } else { lane.name.as_str() };
    let caption = Element::new("caption").text(name);
    let life = lane.life.as_ref().map(|life| life.words.text());
    let caption = match life {
        Some(life) => {
            caption.with(Element::new("span").set("class", "aside").text(&format!(" {life}")))
        }
        None => caption,
    };
    Element::new("table")
        .with(caption)
        .with(Element::new("thead").with(Element::new("tr").all(headings)))
        .with(Element::new("tbody").all(lane.marks.iter().map(row)))
}

fn row(mark: &Mark) -> Element {
    let cell = |text: String| Element::new("td").text(&text);
    Element::new("tr")
        .set("id", &mark.id)
        .with(cell(mark.date.text()))
        .with(cell(mark.title.text()))
        .with(cell(mark.cite.text()))
}
