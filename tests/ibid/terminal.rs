//! A terminal in which a program runs and somebody types: what is on its screen is waited for, never
//! a length of time.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Child;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use tempfile::TempDir;

/// How long a busy machine may take for what is quick.
const PATIENCE: Duration = Duration::from_secs(60);

const ROWS: u16 = 40;
const COLUMNS: u16 = 100;

/// A program in a terminal; it ends with it.
pub struct Terminal {
    child: Child,
    pty: Arc<Pty>,
    screen: Arc<Screen>,
    /// Removed with it.
    _home: TempDir,
}

/// What the program wrote, and a bell that rings when it wrote something.
struct Screen {
    parser: Mutex<vt100::Parser>,
    changed: Condvar,
}

impl Terminal {
    /// Starts a program that finds `ibid`, and nothing of whoever runs the tests.
    pub fn open(program: &Path, args: &[&str]) -> Self {
        let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(ROWS, COLUMNS)).unwrap();
        let utf8 = if cfg!(target_os = "macos") { "en_US.UTF-8" } else { "C.UTF-8" };
        let command = Command::new(program)
            .args(args)
            .env_clear()
            .env("HOME", home.path())
            .env("INPUTRC", "/dev/null")
            .env("LC_ALL", utf8)
            .env("PATH", crate::tools::path_to_ibid())
            .env("TERM", "xterm")
            .env("XDG_RUNTIME_DIR", home.path());
        let child = command.spawn(pts).unwrap();
        let pty = Arc::new(pty);
        let size = |size| NonZeroU16::new(size).unwrap();
        let parser = vt100::Parser::new(size(ROWS), size(COLUMNS), 0);
        let screen = Arc::new(Screen { parser: Mutex::new(parser), changed: Condvar::new() });
        let reader = (Arc::clone(&pty), Arc::clone(&screen));
        std::thread::spawn(move || draw(&reader.0, &reader.1));
        Self { child, pty, screen, _home: home }
    }

    /// Presses keys.
    pub fn types(&self, keys: &str) {
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the screen shows something.
    pub fn shows(&self, text: &str) {
        let start = Instant::now();
        let mut parser = self.screen.parser.lock().unwrap();
        while !shown(&parser).contains(text) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "not shown: {text:?}\n{}", shown(&parser));
            parser = self.screen.changed.wait_timeout(parser, left).unwrap().0;
        }
    }

    /// What is on the screen now.
    pub fn screen(&self) -> String {
        shown(&self.screen.parser.lock().unwrap())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.child.kill().and_then(|()| self.child.wait()).ok();
    }
}

/// The screen as text, without the blanks at the ends of its lines.
fn shown(parser: &vt100::Parser) -> String {
    parser.screen().rows(0, COLUMNS).fold(String::new(), |shown, row| shown + "\n" + row.trim_end())
}

/// Puts what the program writes on the screen, and answers its questions as a terminal does.
fn draw(mut pty: &Pty, screen: &Screen) {
    let mut bytes = [0; 4096];
    // The end of the program is an error here.
    while let Ok(read) = pty.read(&mut bytes)
        && read > 0
    {
        let bytes = &bytes[..read];
        let mut parser = screen.parser.lock().unwrap();
        parser.process(bytes);
        let asks = |question: &[u8]| bytes.windows(question.len()).any(|part| part == question);
        if asks(b"\x1b[6n") {
            let (row, column) = parser.screen().cursor_position();
            write!(pty, "\x1b[{};{}R", row + 1, column + 1).ok();
        }
        if asks(b"\x1b[c") || asks(b"\x1b[0c") {
            write!(pty, "\x1b[?6c").ok();
        }
        screen.changed.notify_all();
    }
}
