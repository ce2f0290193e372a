//! Turns `facts.toml` into the compact form that the program embeds: reading TOML is most of what
//! a look-up would otherwise cost. The base is checked on the way, so that an unsound one does
//! not compile.

use std::path::Path;
use std::process::ExitCode;

// The program's own reader; the rest of it is not needed here.
#[path = "src/base/mod.rs"]
#[allow(dead_code, reason = "the build only reads")]
mod base;
#[path = "src/cite/mod.rs"]
#[allow(dead_code, reason = "the build only renders")]
mod cite;
#[path = "src/date.rs"]
#[allow(dead_code, reason = "the build only reads")]
mod date;
#[path = "src/names.rs"]
#[allow(dead_code, reason = "the build only reads")]
mod names;

use cite::Citer;
use cite::style::{self, Style};
use hayagriva::archive;
use hayagriva::citationberg::Locale;

#[allow(clippy::print_stderr, reason = "this is how a build script speaks")]
fn main() -> ExitCode {
    for input in ["facts.toml", "src/base", "src/cite", "src/date.rs", "src/date", "src/names.rs"] {
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
    let out = Path::new(&out);
    std::fs::write(out.join("facts.bin"), postcard::to_allocvec(&document)?)?;

    // The default style is a large one: what it makes of the embedded base is made here.
    let base = base::Base::new(&document);
    let default = || Style::named(style::DEFAULT, locale).ok();
    let ready = Citer::new(&base, None, &default, &Vec::new()).make_ready();
    std::fs::write(out.join("notes.bin"), postcard::to_allocvec(&ready)?)?;
    locales(out)
}

fn locale(code: &str) -> Option<Locale> {
    let is_it = |locale: &Locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code);
    archive::locales().into_iter().find(is_it)
}

/// Writes each locale by itself: the archive can only decode all of them at once.
fn locales(out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut arms = Vec::new();
    for locale in archive::locales() {
        let Some(lang) = &locale.lang else { continue };
        let file = format!("locale-{}.cbor", lang.0);
        ciborium::into_writer(&locale, std::fs::File::create(out.join(&file))?)?;
        let path = format!("concat!(env!(\"OUT_DIR\"), \"/{file}\")");
        arms.push(format!("        {:?} => Some(include_bytes!({path})),\n", lang.0));
    }
    let arms = arms.concat();
    let code = format!(
        "/// A locale of the archive, encoded.\n\
         fn encoded_locale(code: &str) -> Option<&'static [u8]> {{\n    \
         match code {{\n{arms}        _ => None,\n    }}\n}}\n"
    );
    Ok(std::fs::write(out.join("locales.rs"), code)?)
}
