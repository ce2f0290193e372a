//! Turns `facts.toml` into the compact form that the program embeds: reading TOML is most of what
//! a look-up would otherwise cost. The base is checked on the way, so that an unsound one does
//! not compile.

use std::path::Path;
use std::process::ExitCode;

// The program's own reader; the rest of it is not needed here.
#[path = "src/base/mod.rs"]
#[allow(dead_code, reason = "the build only reads")]
mod base;
#[path = "src/date.rs"]
#[allow(dead_code, reason = "the build only reads")]
mod date;
#[path = "src/names.rs"]
#[allow(dead_code, reason = "the build only reads")]
mod names;

#[allow(clippy::print_stderr, reason = "this is how a build script speaks")]
fn main() -> ExitCode {
    for input in ["facts.toml", "src/base", "src/date.rs", "src/names.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    match embed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn embed() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::fs::read("facts.toml")?;
    let document = base::load::read_bytes("facts.toml", &bytes)?;
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("facts.bin"), postcard::to_allocvec(&document)?)?;
    Ok(())
}
