//! Answers one after the other, as their questions come.

use std::io::{self, Write};

use super::{Look, cite, delimited, is_prose, json, markdown, table, text};
use crate::args::Format;
use crate::base::schema::{Quote, Record, Source};
use crate::cite::Citer;
use crate::query::{self, Answer, Hit};
use crate::view::fields::Fields;
use crate::view::json::{self as shown, ResultJson};
use crate::view::{prose, rows};

/// The answers to one question or to many, written as they come; JSON, which is one object, at
/// the end.
#[derive(Debug)]
pub struct Series<'a> {
    look: Look,
    /// The fields that were asked for; otherwise the usual ones.
    fields: Option<Fields>,
    /// Whether there are many questions: their answers are told apart.
    is_many: bool,
    /// Whether something was written.
    begun: bool,
    results: Vec<ResultJson<'a>>,
    sources: Vec<&'a Record<Source>>,
}

impl<'a> Series<'a> {
    /// The answer to one question.
    pub fn new(look: Look, fields: Option<Fields>) -> Self {
        Self {
            look,
            fields,
            is_many: false,
            begun: false,
            results: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// The answers to many: in a pipe all of them rows, as many or as few as each finds.
    pub fn of_many(look: Look, fields: Option<Fields>) -> Self {
        Self { is_many: true, ..Self::new(look, fields) }
    }

    /// Writes an answer to what was asked in these words.
    ///
    /// # Errors
    ///
    /// Whatever the writer fails with.
    pub fn add(
        &mut self,
        base: &Citer<'a>,
        answer: &Answer<'a>,
        query: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let format = self.look.format.unwrap_or_else(|| self.usual(answer));
        self.begin(format, out)?;
        let look = &self.look;
        let fields = self.fields.as_ref();
        let rows = || match fields {
            Some(fields) => rows::table_of(base, answer, fields, query),
            None => rows::table(base, answer),
        };
        let prose = || prose::prose(base, answer);
        match format {
            Format::Table => table::write(&rows(), look, out)?,
            Format::Text => text::write(&prose(), look, out)?,
            Format::Tsv => delimited::write_tsv(&rows(), look, out)?,
            Format::Csv => delimited::write_csv(&rows(), look, out)?,
            Format::Json => {
                let results = self.results(base, answer, query)?;
                self.results.extend(results);
                self.cite(base, answer);
            }
            Format::Jsonl => json::write_lines(&self.results(base, answer, query)?, out)?,
            Format::Annotation
            | Format::Svg
            | Format::Dot
            | Format::Mermaid
            | Format::Short
            | Format::Sarif
            | Format::Github => return Err(io::ErrorKind::Unsupported.into()),
            Format::Html | Format::Latex | Format::Typst => {
                cite::write_blocks(base, &quotes(answer), look, out)?;
            }
            Format::Markdown if is_prose(answer) && fields.is_none() => {
                markdown::write_prose(&prose(), look, out)?;
            }
            Format::Markdown => markdown::write_table(&rows(), look, out)?,
        }
        self.begun = true;
        Ok(())
    }

    /// Writes the quotations of an answer as blocks with their attributions.
    ///
    /// # Errors
    ///
    /// Whatever the writer fails with.
    pub fn add_blocks(
        &mut self,
        base: &Citer<'a>,
        answer: &Answer<'a>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.begin(self.look.format.unwrap_or(Format::Text), out)?;
        self.begun = true;
        cite::write_blocks(base, &quotes(answer), &self.look, out)
    }

    /// Writes what can only be written when everything is there.
    ///
    /// # Errors
    ///
    /// Whatever the writer fails with.
    pub fn end(self, out: &mut dyn Write) -> io::Result<()> {
        if self.look.format == Some(Format::Json) && self.begun {
            return json::write_pretty(&shown::document(self.results, &self.sources), out);
        }
        Ok(())
    }

    /// Sets an answer off from the one before it; rows need that no more than a second header.
    fn begin(&mut self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            _ if !self.begun => Ok(()),
            Format::Tsv | Format::Csv | Format::Json | Format::Jsonl => {
                self.look.header = false;
                Ok(())
            }
            _ => writeln!(out),
        }
    }

    /// The format where none was asked for.
    fn usual(&self, answer: &Answer<'_>) -> Format {
        let are_rows = self.fields.is_some() || (self.is_many && !self.look.terminal);
        match (is_prose(answer) && !are_rows, self.look.terminal) {
            (true, _) => Format::Text,
            (false, true) => Format::Table,
            (false, false) => Format::Tsv,
        }
    }

    fn results(
        &self,
        base: &Citer<'a>,
        answer: &Answer<'a>,
        query: &str,
    ) -> io::Result<Vec<ResultJson<'a>>> {
        match &self.fields {
            Some(fields) => Ok(shown::picked(base, answer, fields, query)?),
            None => Ok(shown::results(base, answer, self.is_many.then_some(query))),
        }
    }

    /// Keeps the sources on which all that is told of an answer rests, each once.
    fn cite(&mut self, base: &Citer<'a>, answer: &Answer<'a>) {
        let behind = answer.hits.iter().flat_map(|hit| query::behind(base, hit.entry));
        for source in base.sources_of(behind) {
            if !self.sources.iter().any(|known| known.id == source.id) {
                self.sources.push(source);
            }
        }
    }
}

fn quotes<'a>(answer: &Answer<'a>) -> Vec<&'a Record<Quote>> {
    answer.hits.iter().filter_map(Hit::quote).collect()
}
