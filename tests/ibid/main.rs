//! One integration target, a file a feature.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod anki;
mod article;
mod browser;
mod cases;
mod check;
mod cite;
mod completion;
mod docs;
mod examples;
mod export;
mod facts;
mod help;
mod ics;
mod json;
mod notes;
mod own;
mod package;
mod pages;
mod process;
mod recipes;
mod scripts;
#[cfg(unix)]
mod terminal;
mod timeline;
mod toml;
mod tools;
mod tree;
mod verify;

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ibid::{Status, World};

/// What a run left behind.
struct Ran {
    status: Status,
    stdout: String,
    stderr: String,
}

/// A writer whose bytes can be looked at afterwards.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

/// Runs the program within this process, in a world that the test may change.
fn run_in(world: World, args: &[&str]) -> Ran {
    let (stdout, stderr) = (Shared::default(), Shared::default());
    let mut world =
        World { stdout: Box::new(stdout.clone()), stderr: Box::new(stderr.clone()), ..world };
    let status = ibid::run(std::iter::once("ibid").chain(args.iter().copied()), &mut world);
    Ran { status, stdout: stdout.text(), stderr: stderr.text() }
}

/// Runs the program in a pipe, without an environment.
fn run(args: &[&str]) -> Ran {
    run_in(World::plain(), args)
}

/// The embedded base, read from its file as another base would be.
fn embedded() -> ibid::base::schema::Document {
    let text = std::fs::read("facts.toml").unwrap();
    ibid::base::load::read_bytes("facts.toml", &text).unwrap()
}
