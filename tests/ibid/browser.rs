//! Links to passages, tried in a browser: each is followed in a headless Chromium, which takes a
//! picture of what it shows. The browser then reads the pictures itself: which characters are
//! marked, and in which section.
//!
//! The test takes the Chromium that `IBID_CHROMIUM` names, or one on the path, and says aloud that
//! it was skipped where there is none.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use ibid::cite::link::{context_in, occurrences, text_fragment};
use serde_json::Value;

/// Long beyond the time that anything takes, short of a hung run.
const PATIENCE: Duration = Duration::from_secs(60);

/// Passages, which of their occurrences is meant, and the section and words that must be marked.
const PASSAGES: [(&str, usize, &str, &str); 28] = [
    ("the same words again", 0, "upper", "THE SAME WORDS AGAIN"),
    ("the same words again", 1, "first", "the same words again"),
    ("the same words again", 2, "second", "the same words again"),
    ("The same words again", 3, "alone", "The same words again"),
    ("Ramón Mercader é o señor Łódź", 0, "accents", "Ramón Mercader é o señor Łódź"),
    ("Троцкий", 0, "accents", "Троцкий"),
    ("You see, here’s the ‘barber’", 0, "quotes", "You see, here’s the ‘barber’"),
    ("“You see, here’s the ‘barber’” —", 0, "quotes", "“You see, here’s the ‘barber’” —"),
    (
        "50% of “A & B”, #1 (or so): well-known, 7+8=15; x/y? No!",
        0,
        "marks",
        "50% of “A & B”, #1 (or so): well-known, 7+8=15; x/y? No!",
    ),
    ("& B”, #1 (or so)", 0, "marks", "& B”, #1 (or so)"),
    ("non\u{2011}breaking hyphen", 0, "hyphen", "non\u{2011}breaking hyphen"),
    ("a soft hyphen", 0, "hyphen", "a soft hyphen"),
    ("10 km away, \u{a0}and then twelve more", 0, "spaces", "10 km away, and then twelve more"),
    (
        "The whole revolution was betrayed by them",
        0,
        "inline",
        "The whole revolution was betrayed by them",
    ),
    ("words are broken\ninto lines wherever", 0, "wrapped", "words are broken into lines wherever"),
    ("a line has its end.", 0, "poem", "a line has its end."),
    (
        "A verse has its lines,\nand a line has its end.",
        0,
        "poem",
        "A verse has its lines, and a line has its end.",
    ),
    (
        "ends with a promise.\n\nThe next one begins",
        0,
        "paragraphs",
        "ends with a promise. The next one begins",
    ),
    ("minutes went by…I was in the room", 0, "ellipsis", "minutes went by…I was in the room"),
    ("next door…", 0, "ellipsis", "next door…"),
    (
        "They came to the house [...] before the sun rose.",
        0,
        "omission",
        "They came to the house late at night, in spite of all that had been said about it, and left \
         before the sun rose.",
    ),
    ("He [...] went to the door at once.", 0, "short", "went to the door at once."),
    ("the prosecutor’s lies", 0, "possessive", "the prosecutor’s lies"),
    (LONG, 0, "long", LONG),
    (LONGER, 0, "longer", LONGER),
    // What cannot be reached: nothing else is marked instead.
    ("was warned of it", 0, "", ""),
    ("refuted the prosecutor", 0, "", ""),
    ("words that are nowhere", 0, "", ""),
];

const LONG: &str = "When the long passage begins it says what it is about to say and, having said so, \
    goes on to say it: that a link to many words need not have them all; that the first of them and \
    the last are enough; that whoever follows it will see the whole of it marked, which is as much as \
    anybody can ask of a link, and that it says what it is about at the very end as well.";

const LONGER: &str = "when the long passage begins it says what it is about to say and, this time, \
    does not go on to say it. It strays from its matter into one thing and another, takes them up and \
    puts them down, comes back to where it was, and does not care who has been waiting all the while, \
    because it says what it is about at the very end as well.";

#[test]
fn every_link_lands_on_its_passage_and_nowhere_else() {
    let Some(browser) = Browser::find() else { return };
    let copy = browser.visit("/", None)["copy"].as_str().unwrap().to_owned();
    let links: Vec<String> = PASSAGES
        .iter()
        // Every other address has a fragment of its own, which leads elsewhere: to the top.
        .zip(["/", "/#upper"].into_iter().cycle())
        .map(|((quoted, nth, section, _), page)| {
            let is_there = occurrences(&copy, quoted).len() > *nth;
            assert_eq!(is_there, !section.is_empty(), "{quoted}");
            text_fragment(page, quoted, context_in(&copy, quoted, *nth))
        })
        .collect();
    let down = browser.follow(&links);
    let seen = browser.visit(&format!("/?down={}", down.join("%20")), None);
    let mut missed = Vec::new();
    for ((at, (_, _, section, words)), link) in PASSAGES.iter().enumerate().zip(&links) {
        let expected: BTreeMap<&str, &str> =
            [(*section, *words)].into_iter().filter(|(_, words)| !words.is_empty()).collect();
        let marked: BTreeMap<&str, &str> = seen[at]
            .as_object()
            .unwrap()
            .iter()
            .map(|(section, words)| (section.as_str(), words.as_str().unwrap()))
            .collect();
        let moved = down[at] != "0";
        if marked != expected || moved == expected.is_empty() {
            missed.push(format!("{link}\n  marks {marked:?}\n  not   {expected:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    // What fails leaves its pictures behind.
    fs::remove_dir_all(&browser.room).ok();
}

/// A browser, and a server that gives it the page and its own pictures.
struct Browser {
    program: OsString,
    room: PathBuf,
    server: String,
}

impl Browser {
    fn find() -> Option<Self> {
        let program = crate::tools::chromium()?.into_os_string();
        let room = format!("{}/browser-{}", env!("CARGO_TARGET_TMPDIR"), std::process::id());
        let room = PathBuf::from(room);
        fs::create_dir_all(&room).unwrap();
        let server = serve(&room);
        Some(Self { program, room, server })
    }

    /// Follows all the links, a few at a time, and takes a picture of each. Tells how far down the
    /// page each one led.
    fn follow(&self, links: &[String]) -> Vec<String> {
        let mut down = vec![String::new(); links.len()];
        let lot = links.len().div_ceil(4);
        thread::scope(|scope| {
            for (nth, (links, down)) in links.chunks(lot).zip(down.chunks_mut(lot)).enumerate() {
                scope.spawn(move || {
                    for (at, (link, down)) in links.iter().zip(down).enumerate() {
                        let picture = format!("{}.png", nth * lot + at);
                        *down = self.visit(link, Some(&picture))["down"].to_string();
                    }
                });
            }
        });
        down
    }

    /// Opens a page as somebody does who types its address, and gives back what its script saw.
    fn visit(&self, link: &str, picture: Option<&str>) -> Value {
        let profile = self.room.join(format!("profile-of-{}", picture.unwrap_or("none")));
        let shown = profile.with_extension("html");
        let mut command = Command::new(&self.program);
        command
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update"])
            .args(["--disable-sync", "--window-size=800,1200"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(picture.map(|name| format!("--screenshot={}", self.room.join(name).display())))
            .arg("--dump-dom")
            .arg(format!("{}{link}", self.server))
            .stdin(Stdio::null())
            .stdout(File::create(&shown).unwrap())
            .stderr(Stdio::null());
        assert!(ends(command), "{link}: the browser hangs");
        let page = fs::read_to_string(&shown).unwrap();
        let seen = page.split_once("id=\"seen\"").unwrap().1;
        let seen = seen.split_once('>').unwrap().1.split_once('<').unwrap().0;
        serde_json::from_str(&decoded(seen)).unwrap()
    }
}

/// Runs a program to its end, unless it takes too long.
fn ends(mut command: Command) -> bool {
    let mut child = command.spawn().unwrap();
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().and_then(|()| child.wait()).unwrap();
    false
}

/// What JavaScript's `encodeURIComponent` made of a text.
pub fn decoded(encoded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        let digit = |byte: Option<u8>| char::from(byte.unwrap()).to_digit(16).unwrap();
        bytes.push(match byte {
            b'%' => u8::try_from(16 * digit(rest.next()) + digit(rest.next())).unwrap(),
            _ => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// Serves the page, and the files of a room, to this machine alone: a file that is not served has
/// no text fragments and no readable pictures.
fn serve(room: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let room = room.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A browser also opens connections in case it may need them.
            let room = room.clone();
            thread::spawn(move || answer(stream, &room));
        }
    });
    address
}

fn answer(mut stream: TcpStream, room: &Path) -> Option<()> {
    let mut request = Vec::new();
    let mut part = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut part).ok().filter(|read| *read > 0)?;
        request.extend_from_slice(&part[..read]);
    }
    let request = String::from_utf8_lossy(&request);
    let path = request.split([' ', '?']).nth(1)?;
    let page = || fs::read("tests/data/passages.html");
    let (status, kind, body) = match path.trim_start_matches('/') {
        "" => ("200 OK", "text/html", page().ok()?),
        "wait" => {
            thread::sleep(Duration::from_millis(100));
            ("404 Not Found", "text/plain", Vec::new())
        }
        "favicon.ico" => ("404 Not Found", "text/plain", Vec::new()),
        picture => ("200 OK", "image/png", fs::read(room.join(picture)).ok()?),
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
}
