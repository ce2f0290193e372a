//! What can be cited, and how.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::StyleArgs;
use crate::cite::render;
use crate::export::{Exchange, Format};
use crate::view::cite;

#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct CiteArgs {
    /// Ids, or places as the TSV columns print them: miller-2020:18; - for lines of them from stdin
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    #[command(flatten)]
    pub style: StyleArgs,
    /// Form of the citation; several share one document, and later ones are shortened
    #[arg(long = "as", value_name = "FORM", default_value = "note")]
    pub form: FormArg,
    /// A bibliography for another program instead, of these records or of the whole base
    #[arg(long, value_name = "FORMAT", value_parser = exchange())]
    pub to: Option<Exchange>,
    /// Pandoc's citations instead
    #[arg(long, help = "Pandoc's citations instead, with -f markdown: [@miller-2020, para. 18]")]
    pub pandoc: bool,
    /// With a deep link to the passage, where the source has a URL
    #[arg(long)]
    pub link: bool,
    /// A copy of the source, to tell passages apart by what stands around them
    #[arg(long, value_name = "FILE")]
    pub copy: Option<PathBuf>,
    /// Print the names and titles of the styles
    #[arg(long, exclusive = true)]
    pub list_styles: bool,
}

const EXAMPLES: &str = "\
Examples:
  # a citation to paste
  $ ibid cite barber --style apa
  (Leon Trotsky, reported by Natalia Sedova, as cited in Miller, 2020, para. 9)
  # several as Pandoc has them
  $ ibid cite nina-death barber --pandoc -f markdown
  # the whole bibliography for another program
  $ ibid cite --to biblatex
  # which styles there are
  $ ibid cite --list-styles";

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormArg {
    /// As the style cites: a note, or brackets in the text
    Note,
    /// As the style cites what was cited before
    Short,
    /// For the running text
    InText,
    /// The entry of the bibliography
    Bibliography,
}

impl From<FormArg> for cite::Form {
    fn from(form: FormArg) -> Self {
        match form {
            FormArg::Note => Self::Citation(render::Form::Note),
            FormArg::Short => Self::Citation(render::Form::Short),
            FormArg::InText => Self::Citation(render::Form::InText),
            FormArg::Bibliography => Self::Bibliography,
        }
    }
}

/// The formats of `cite --to`.
fn exchange() -> impl TypedValueParser<Value = Exchange> {
    PossibleValuesParser::new(Exchange::ALL.map(|format| format.name())).try_map(|word| {
        let known = Exchange::ALL.into_iter().find(|format| format.name() == word);
        known.ok_or("unknown format")
    })
}
