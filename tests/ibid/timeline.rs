//! Timelines as a browser shows them: nothing covers anything else, nothing is cut, and nothing
//! hinders readers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{run, tools};

/// Finds texts that cover one another or leave their picture, in every picture of the page.
const LOOK: &str = "
const seen = { pictures: 0, texts: 0, wrong: [], broken: 0 };
for (const svg of document.querySelectorAll('svg')) {
    seen.pictures += 1;
    const whole = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map(text => ({
        words: text.textContent.trim(), box: text.getBoundingClientRect()
    }));
    seen.texts += boxes.length;
    boxes.forEach(({ words, box }, at) => {
        const isIn = box.left >= whole.left && box.right <= whole.right + 0.5
            && box.top >= whole.top && box.bottom <= whole.bottom + 0.5;
        if (!isIn) seen.wrong.push('leaves the picture: ' + words);
        // What a font keeps free above and below its letters may touch.
        const rim = box.height * 0.12;
        for (const other of boxes.slice(0, at)) {
            const apart = box.right <= other.box.left || other.box.right <= box.left
                || box.bottom - rim <= other.box.top + rim || other.box.bottom - rim <= box.top + rim;
            if (!apart) seen.wrong.push(words + ' covers ' + other.words);
        }
    });
    const source = new XMLSerializer().serializeToString(svg);
    const read = new DOMParser().parseFromString(source, 'image/svg+xml');
    if (read.querySelector('parsererror')) seen.broken += 1;
}
seen.wide = document.documentElement.scrollWidth > window.innerWidth;
tell(seen);
";

/// Shows a page in a window of some width, and gives what a script tells of it.
pub fn look(browser: &Path, name: &str, page: &str, script: &str, window: (u32, &[&str])) -> Value {
    let (width, flags) = window;
    let room = PathBuf::from(format!("{}/timeline-{name}-{width}", env!("CARGO_TARGET_TMPDIR")));
    fs::create_dir_all(&room).unwrap();
    let file = room.join("page.html");
    let tell = "const tell = found => { const seen = document.createElement('pre'); \
        seen.id = 'seen'; seen.textContent = encodeURIComponent(JSON.stringify(found)); \
        document.body.append(seen); };";
    fs::write(&file, format!("{page}<script>{tell}{script}</script>")).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update"])
        .args(["--disable-sync", "--hide-scrollbars", "--virtual-time-budget=20000"])
        .args(flags)
        .arg(format!("--window-size={width},900"))
        .arg(format!("--user-data-dir={}", room.join("profile").display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    let told = shown.split_once("id=\"seen\">").unwrap().1.split_once('<').unwrap().0;
    let found = serde_json::from_str(&crate::browser::decoded(told)).unwrap();
    fs::remove_dir_all(&room).ok();
    found
}

/// What is drawn, from little to much.
const TIMELINES: [&[&str]; 4] = [
    &["timeline", "nina"],
    &["timeline", "zina", "lev-sedov"],
    &["timeline", "--during", "193X"],
    &["timeline"],
];

#[test]
fn a_browser_sees_nothing_covered_and_nothing_cut() {
    let Some(browser) = tools::chromium() else { return };
    let pages = TIMELINES.map(|args| run(&[args, &["-f", "html"][..]].concat()).stdout);
    let page = pages.concat();
    for width in [800, 1280, 1920] {
        let seen = look(&browser, "all", &page, LOOK, (width, &[]));
        assert_eq!(seen["wrong"], Value::Array(Vec::new()), "at {width}");
        assert_eq!(seen["broken"], 0);
        assert_eq!(seen["wide"], false, "at {width}");
        assert_eq!(seen["pictures"], page.matches("<svg").count());
        assert!(seen["texts"].as_u64() > Some(500), "{}", seen["texts"]);
    }
}

#[test]
fn the_widest_font_has_room_too() {
    let Some(browser) = tools::chromium() else { return };
    let page = run(&["timeline", "-f", "html"]).stdout.replace("Helvetica Neue", "DejaVu Sans");
    let seen = look(&browser, "wide", &page, LOOK, (1280, &[]));
    assert_eq!(seen["wrong"], Value::Array(Vec::new()));
}

#[test]
fn one_tall_picture_has_all_of_it() {
    let Some(browser) = tools::chromium() else { return };
    let ran = run(&["timeline", "-f", "svg"]);
    assert!(ran.stderr.contains("taller than was asked for"), "{}", ran.stderr);
    let page = ran.stdout.split_once("?>").unwrap().1;
    let page = format!("<!DOCTYPE html><title>t</title>{page}");
    let seen = look(&browser, "tall", &page, LOOK, (1280, &[]));
    assert_eq!((&seen["wrong"], &seen["pictures"]), (&Value::Array(Vec::new()), &Value::from(1)));
}

#[test]
fn every_event_of_a_page_is_in_its_picture_and_in_its_tables_with_its_source() {
    let page = run(&["timeline", "-f", "html"]).stdout;
    let events: Value = serde_json::from_str(&run(&["timeline", "--json"]).stdout).unwrap();
    let results = events["results"].as_array().unwrap();
    assert_eq!(page.matches("<g class=\"mark\"").count(), results.len());
    for event in results {
        let id = event["id"].as_str().unwrap();
        assert!(page.contains(&format!("data-id=\"{id}\"")), "{id}");
        let row = page.split_once(&format!("<tr id=\"{id}\">")).unwrap().1;
        let row = row.split_once("</tr>").unwrap().0;
        for cite in event["cite"].as_array().unwrap() {
            assert!(row.contains(cite["label"].as_str().unwrap()), "{id}: {row}");
        }
    }
}

#[test]
fn pages_together_have_every_event_once() {
    let count = run(&["timeline", "-f", "html"]).stdout.matches("<svg").count();
    let mut ids: Vec<String> = Vec::new();
    for page in 1..=count {
        let svg = run(&["timeline", "-f", "svg", "--page", &page.to_string()]).stdout;
        let marks = svg.split("data-id=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        ids.extend(marks.map(str::to_owned));
    }
    let all: Value = serde_json::from_str(&run(&["timeline", "--json"]).stdout).unwrap();
    let mut expected: Vec<String> = all["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort_unstable();
    expected.sort_unstable();
    assert_eq!(ids, expected);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [40, 50, 63, 64, 80, 120, 200, 300] {
        let text = run(&["timeline", "--width", &width.to_string()]).stdout;
        let widest = text.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} at {width}");
    }
    let piped = run(&["timeline"]).stdout;
    assert!(piped.lines().all(|line| line.chars().count() <= 100));
}
