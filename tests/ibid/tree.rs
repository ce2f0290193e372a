//! Family trees as other programs see them: a browser measures the picture, Graphviz lays out the
//! DOT, and Mermaid draws the flowchart.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{run, tools};

/// Those whose trees differ most: ancestors, half-siblings, a stranger among them, a group.
const PERSONS: [&str; 6] =
    ["trotsky", "nina", "seva", "natalia", "aleksandra-sokolovskaya", "genrietta-parents"];

/// A base with everything that a picture or another language might trip over.
const HOSTILE: &str = "tests/data/clan.toml";

fn tree(person: &str, format: &str) -> String {
    let ran = run(&["tree", person, "-f", format]);
    assert_eq!(ran.status, ibid::Status::Found, "{person}: {}", ran.stderr);
    ran.stdout
}

fn hostile(format: &str) -> String {
    run(&["--facts", HOSTILE, "tree", "max", "-f", format]).stdout
}

fn room(name: &str) -> PathBuf {
    let room = format!("{}/{name}-{}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    fs::create_dir_all(&room).unwrap();
    PathBuf::from(room)
}

/// Shows a page in a browser of some width, and gives back what its script wrote into `#seen`.
fn seen(chromium: &Path, room: &Path, name: &str, page: &str, width: u32) -> Value {
    let file = room.join(format!("{name}-{width}.html"));
    fs::write(&file, page).unwrap();
    let shown = file.with_extension("dom");
    let mut browser = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args([format!("--window-size={width},900"), "--virtual-time-budget=20000".to_owned()])
        .arg(format!("--user-data-dir={}", room.join(format!("{name}-{width}")).display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", file.display()))
        .stdout(fs::File::create(&shown).unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while browser.try_wait().unwrap().is_none() {
        let hangs = start.elapsed() > Duration::from_secs(60);
        if hangs {
            browser.kill().unwrap();
        }
        assert!(!hangs, "{name}: the browser hangs");
        std::thread::sleep(Duration::from_millis(20));
    }
    let page = fs::read_to_string(shown).unwrap();
    assert!(page.contains("id=\"seen\">"), "{name}: {page}");
    let seen = page.split_once("id=\"seen\">").unwrap().1;
    let seen = seen.split_once('<').unwrap().0.replace("&amp;", "&");
    let seen = seen.replace("&lt;", "<").replace("&gt;", ">");
    serde_json::from_str(&seen).unwrap()
}

/// Looks for texts that overlap, or leave their card or the picture.
const MEASURE: &str = r#"<script>
addEventListener("load", () => {
  const faults = [], svg = document.querySelector("svg"), all = svg.getBoundingClientRect();
  const within = (a, b) => a.left >= b.left - 0.5 && a.right <= b.right + 0.5 && a.top >= b.top - 0.5 && a.bottom <= b.bottom + 0.5;
  const texts = [...svg.querySelectorAll("text")].map(text => ({ text, box: text.getBoundingClientRect() }));
  for (const { text, box } of texts) {
    if (!within(box, all)) faults.push("outside: " + text.textContent);
    const card = text.closest(".person")?.querySelector(".card").getBoundingClientRect();
    if (card && !within(box, card)) faults.push("cut: " + text.textContent);
  }
  texts.forEach((one, at) => texts.slice(at + 1).forEach(other => {
    const a = one.box, b = other.box, slack = a.height * 0.15;
    if (a.left < b.right && b.left < a.right && a.top + slack < b.bottom - slack && b.top + slack < a.bottom - slack)
      faults.push("overlap: " + one.text.textContent + " / " + other.text.textContent);
  }));
  const size = Math.min(...texts.map(one => one.box.height));
  const page = document.documentElement;
  const scrolls = page.scrollWidth > page.clientWidth;
  const out = document.createElement("pre");
  out.id = "seen";
  out.textContent = JSON.stringify({ faults, texts: texts.length, size, scrolls });
  document.body.append(out);
});
</script></body>"#;

#[test]
fn no_text_of_a_picture_is_cut_or_covered() {
    let Some(chromium) = tools::chromium() else { return };
    let room = room("tree");
    let mut pages: Vec<(String, String)> =
        PERSONS.map(|person| (person.to_owned(), tree(person, "html"))).into();
    pages.push(("hostile".to_owned(), hostile("html")));
    for (nth, (person, page)) in pages.iter().enumerate() {
        let page = page.replace("</body>", MEASURE);
        // Every width for the largest, one each for the others: the picture scales as a whole.
        let widths = [800, 1280, 1920];
        let widths = if nth == 0 { &widths[..] } else { &widths[nth % 3..=nth % 3] };
        for width in widths {
            let seen = seen(&chromium, &room, person, &page, *width);
            assert_eq!(seen["faults"], serde_json::json!([]), "{person} at {width}");
            assert!(seen["texts"].as_u64().unwrap() > 10, "{person}: {seen}");
            assert!(seen["size"].as_f64().unwrap() >= 8.0, "{person} at {width}: {seen}");
            assert_eq!(seen["scrolls"], false, "{person} at {width}");
        }
    }
    fs::remove_dir_all(room).ok();
}

#[test]
fn pictures_stand_alone_and_say_what_they_show() {
    for person in PERSONS {
        for format in ["svg", "html"] {
            let picture = tree(person, format);
            let elsewhere = picture.replace("http://www.w3.org/2000/svg", "");
            assert!(!elsewhere.contains("http") && !elsewhere.contains("<script"), "{person}");
            assert!(picture.contains("role=\"img\""), "{person}");
            // Programs for slides do not ask, and some take the dark style on light slides.
            assert_eq!(picture.contains("prefers-color-scheme"), format == "html", "{person}");
        }
        let json: Value = serde_json::from_str(&tree(person, "json")).unwrap();
        let svg = tree(person, "svg");
        for member in json["results"][0]["persons"].as_array().unwrap() {
            let title = format!("<title>{}", member["name"].as_str().unwrap());
            assert!(svg.contains(&title), "{person}: {title}");
        }
    }
}

#[test]
fn graphviz_lays_out_every_tree() {
    let Some(dot) = tools::program("dot") else { return };
    let trees = PERSONS.map(|person| (tree(person, "dot"), tree(person, "json")));
    for (graph, json) in trees.into_iter().chain([(hostile("dot"), hostile("json"))]) {
        let mut graphviz = Command::new(&dot)
            .arg("-Tjson0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        graphviz.stdin.take().unwrap().write_all(graph.as_bytes()).unwrap();
        let output = graphviz.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let laid_out: Value = serde_json::from_slice(&output.stdout).unwrap();
        let tree: Value = serde_json::from_str(&json).unwrap();
        let tree = &tree["results"][0];
        let labels: Vec<&str> = laid_out["objects"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|object| object["name"].as_str().unwrap().starts_with('p'))
            .filter_map(|object| object["label"].as_str())
            .collect();
        let names =
            tree["persons"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap());
        for (label, name) in labels.iter().zip(names) {
            let label = label.replace("\\\"", "\"").replace("\\\\", "\\");
            assert!(label.starts_with(&*ibid::write::visible(name)), "{label} is not {name}");
        }
        assert_eq!(labels.len(), tree["persons"].as_array().unwrap().len());
        let links = |union: &Value| {
            let count = |field: &str| union[field].as_array().unwrap().len();
            count("partners") + count("children")
        };
        let edges: usize = tree["unions"].as_array().unwrap().iter().map(links).sum();
        assert_eq!(laid_out["edges"].as_array().map_or(0, Vec::len), edges);
    }
}

#[test]
fn mermaid_draws_every_tree() {
    let (Some(chromium), Some(mermaid)) = (tools::chromium(), tools::mermaid()) else { return };
    let room = room("mermaid");
    let trees = PERSONS.map(|person| (tree(person, "mermaid"), tree(person, "json")));
    let all: Vec<_> = trees.into_iter().chain([(hostile("mermaid"), hostile("json"))]).collect();
    let charts = serde_json::to_string(&all.iter().map(|(chart, _)| chart).collect::<Vec<_>>());
    let charts = charts.unwrap().replace("</", "<\\/");
    let page = format!(
        "<!DOCTYPE html><meta charset=utf-8><body><script src=\"file://{}\"></script><script>
        mermaid.initialize({{ startOnLoad: false }});
        (async () => {{
          const seen = [];
          for (const [at, chart] of {charts}.entries()) {{
            try {{
              const room = document.createElement('div');
              document.body.append(room);
              room.innerHTML = (await mermaid.render('chart' + at, chart)).svg;
              seen.push([...room.querySelectorAll('.node')].map(node => node.textContent.trim()));
            }} catch (error) {{ seen.push(String(error)); }}
          }}
          document.body.innerHTML = '';
          const out = document.createElement('pre');
          out.id = 'seen';
          out.textContent = JSON.stringify(seen);
          document.body.append(out);
        }})();
        </script></body>",
        mermaid.display()
    );
    let seen = seen(&chromium, &room, "mermaid", &page, 1280);
    for ((_, json), seen) in all.iter().zip(seen.as_array().unwrap()) {
        let tree: Value = serde_json::from_str(json).unwrap();
        assert!(seen.is_array(), "{seen}");
        let drawn = seen.as_array().unwrap();
        for person in tree["results"][0]["persons"].as_array().unwrap() {
            let name = person["name"].as_str().unwrap();
            let name = ibid::write::visible(name).replace('\\', "⧵");
            let is_there = drawn.iter().any(|label| label.as_str().unwrap().starts_with(&name));
            assert!(is_there, "{name} is not in {drawn:?}");
        }
    }
    fs::remove_dir_all(room).ok();
}

#[test]
fn a_tree_never_leaves_its_columns() {
    for person in PERSONS {
        for columns in ["30", "50", "80", "200"] {
            let ran = run(&["tree", person, "--width", columns]);
            let columns: usize = columns.parse().unwrap();
            let wide = ran.stdout.lines().find(|line| line.chars().count() > columns);
            assert_eq!(wide, None, "{person} in {columns}");
        }
    }
}

#[test]
fn what_a_base_says_reaches_no_language_raw() {
    let svg = hostile("svg");
    assert!(!svg.contains("<b>") && !svg.contains('\u{202e}'), "{svg}");
    let html = hostile("html");
    assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"), "{html}");
    assert!(hostile("mermaid").contains("#60;script#62;"));
}
