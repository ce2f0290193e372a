//! The recipes of the documents, cooked: every `sh` block of `docs/recipes.md` is run by a real
//! shell with the real tools, one after the other in one folder, and prints what the `text` block
//! below it says. `TRYCMD=overwrite cargo test` brings that up to date.

use std::path::Path;
use std::process::Command;

use ibid::{Status, World};

use crate::{run_in, tools};

const PAGE: &str = "docs/recipes.md";

/// A fenced block of the page.
struct Block<'p> {
    language: &'p str,
    text: &'p str,
    /// Where it stands in the page.
    at: usize,
}

/// The fenced blocks of the page.
fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut from = 0;
    while let Some(fence) = page[from..].find("```") {
        let start = from + fence + 3;
        let at = start + page[start..].find('\n').unwrap() + 1;
        let end = at + page[at..].find("```").unwrap();
        blocks.push(Block { language: page[start..at].trim(), text: &page[at..end], at });
        from = end + 3;
    }
    blocks
}

/// The tools that not every machine has.
const TOOLS: [&str; 5] = ["jq", "fzf", "sqlite3", "make", "pandoc"];

/// Whether the tools that a recipe calls are there; says so of one that is not.
fn can_cook(recipe: &str) -> bool {
    let calls =
        |tool: &&&str| recipe.split(|c: char| !c.is_alphanumeric()).any(|word| word == **tool);
    TOOLS.iter().filter(calls).all(|tool| match *tool {
        "pandoc" => tools::pandoc().is_some(),
        tool => tools::program(tool).is_some(),
    })
}

/// A folder in which recipes are cooked, and what they find there.
struct Kitchen {
    folder: tempfile::TempDir,
    path: String,
}

impl Kitchen {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ibid = Path::new(env!("CARGO_BIN_EXE_ibid")).parent().unwrap().to_owned();
        let tools = folder.path().join(".tools");
        std::fs::create_dir(&tools).unwrap();
        // Whatever it is called elsewhere, recipes call it pandoc.
        if let Some(pandoc) = tools::pandoc().filter(|pandoc| pandoc.is_absolute()) {
            std::os::unix::fs::symlink(pandoc, tools.join("pandoc")).unwrap();
        }
        let path = std::env::var("PATH").unwrap();
        let places = [ibid, tools].into_iter().chain(std::env::split_paths(&path));
        let path = std::env::join_paths(places).unwrap().into_string().unwrap();
        let old = std::fs::read_to_string("tests/data/small.toml").unwrap();
        let new = old.replace("50 BC/44 BC", "49 BC/44 BC").replace("A general.", "A dictator.");
        std::fs::write(folder.path().join("old.toml"), old).unwrap();
        std::fs::write(folder.path().join("new.toml"), new).unwrap();
        Self { folder, path }
    }

    /// Runs a script, and gives what it printed.
    fn cook(&self, script: &str) -> String {
        let mut bash = Command::new("bash");
        bash.args(["-euo", "pipefail", "-c", script]).current_dir(self.folder.path()).env_clear();
        bash.env("PATH", &self.path).env("HOME", self.folder.path()).env("LC_ALL", "C.UTF-8");
        // fzf asks a person; here it answers itself.
        bash.env("FZF_DEFAULT_OPTS", "--filter=rubinshtein").env("FZF_PREVIEW_COLUMNS", "60");
        let output = bash.output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}\n{script}\n{stderr}", output.status);
        String::from_utf8(output.stdout).unwrap() + &stderr
    }
}

#[test]
fn the_recipes_do_what_they_say() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let kitchen = Kitchen::new();
    let mut should_be = String::new();
    let mut copied = 0;
    let mut cooked = 0;
    let blocks = blocks(&page);
    for (at, block) in blocks.iter().enumerate() {
        if block.language == "make" {
            std::fs::write(kitchen.folder.path().join("Makefile"), block.text).unwrap();
        }
        if block.language != "sh" || !can_cook(block.text) {
            continue;
        }
        let printed = kitchen.cook(block.text);
        cooked += 1;
        match blocks.get(at + 1) {
            Some(below) if below.language == "text" => {
                should_be.push_str(&page[copied..below.at]);
                should_be.push_str(&printed);
                copied = below.at + below.text.len();
            }
            _ => assert_eq!(printed, "", "the page does not say that this is printed"),
        }
    }
    should_be.push_str(&page[copied..]);
    if std::env::var_os("TRYCMD").is_some_and(|mode| mode == "overwrite") {
        std::fs::write(PAGE, &should_be).unwrap();
    } else {
        snapbox::assert_data_eq!(page, snapbox::Data::text(should_be).raw());
    }
    assert!(cooked > 8, "{cooked}");
}

/// What fzf shows beside a list, cron runs at a time that a test cannot wait for, and a shell at
/// its start, is run by itself.
#[test]
fn what_others_would_run_runs() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let kitchen = Kitchen::new();
    let block = |language| blocks(&page).into_iter().find(|one| one.language == language).unwrap();
    let preview = page.split("--preview '").nth(1).unwrap().split('\'').next().unwrap();
    let shown = kitchen.cook(&preview.replace("{1}", "'nina'"));
    assert!(shown.contains("Nina") && shown.contains("\u{1b}["), "{shown}");

    let greeting = kitchen.cook(block("bashrc").text);
    assert!(greeting.starts_with('“'), "{greeting}");

    let words = block("crontab").text.split_whitespace();
    let words = words.skip_while(|word| *word != "ibid").skip(1);
    let args: Vec<&str> = words.take_while(|word| !word.contains('>')).collect();
    let on = |day: &str| {
        let today = Some(ibid::date::MonthDay::parse(day).unwrap());
        run_in(World { today, ..World::plain() }, &args)
    };
    assert_eq!(on("06-09").status, Status::Found);
    assert_eq!((on("02-29").status, &*on("02-29").stdout), (Status::NotFound, ""));
}
