//! Diagnostics as text, like those of a compiler.

use std::fmt::Write as _;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceFile, line_column};

/// Whether a rendering has ANSI colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Never,
    /// With escape sequences, for a terminal.
    Always,
}

/// Renders diagnostics without colour: file, line and column, the source line with the place
/// marked, and help. A last line counts them.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &[SourceFile]) -> String {
    render_with(diagnostics, sources, Colour::Never)
}

/// Renders diagnostics, with colour when that is wanted.
#[must_use]
pub fn render_with(diagnostics: &[Diagnostic], sources: &[SourceFile], colour: Colour) -> String {
    let mut page = Page { text: String::new(), sources, colour };
    for diagnostic in diagnostics {
        page.diagnostic(diagnostic);
    }
    let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings > 0 {
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        page.line(&format!(
            "{errors} error{}, {warnings} warning{}",
            plural(errors),
            plural(warnings)
        ));
    }
    page.text
}

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const BLUE: &str = "\u{1b}[1;34m";
const RESET: &str = "\u{1b}[0m";

struct Page<'a> {
    text: String,
    sources: &'a [SourceFile],
    colour: Colour,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn paint(&self, style: &str, text: &str) -> String {
        match self.colour {
            Colour::Never => text.to_owned(),
            Colour::Always => format!("{style}{text}{RESET}"),
        }
    }

    fn diagnostic(&mut self, it: &Diagnostic) {
        let style = if it.severity == Severity::Error { RED } else { YELLOW };
        let head = self.paint(style, &format!("{}[{}]", it.severity.name(), it.code));
        let message = self.paint(BOLD, &format!(": {}", clean(&it.message)));
        self.line(&format!("{head}{message}"));
        let last = self.last_line(&it.file, &it.span);
        let places = it.related.iter().map(|other| self.last_line(&other.file, &other.span));
        let width = places.chain([last]).max().unwrap_or(1).to_string().len();
        self.snippet(&it.file, &it.span, width, style, '^', "");
        for other in &it.related {
            self.snippet(&other.file, &other.span, width, BLUE, '-', &other.text);
        }
        if let Some(help) = &it.help {
            let label = self.paint(BOLD, "help");
            let bar = self.paint(BLUE, "=");
            self.line(&format!("{:width$} {bar} {label}: {}", "", clean(help)));
        }
        self.line("");
    }

    fn source(&self, path: &str) -> Option<&str> {
        let found = self.sources.iter().find(|source| source.path == path);
        found.map(|source| source.text.as_str())
    }

    fn last_line(&self, path: &str, span: &Range<usize>) -> usize {
        self.source(path).map_or(1, |text| line_column(text, span.start).0)
    }

    fn snippet(
        &mut self,
        path: &str,
        span: &Range<usize>,
        width: usize,
        style: &str,
        mark: char,
        note: &str,
    ) {
        let pad = " ".repeat(width);
        let arrow = self.paint(BLUE, if mark == '^' { "-->" } else { ":::" });
        let Some(text) = self.source(path) else {
            self.line(&format!("{pad}{arrow} {path}"));
            return;
        };
        let (number, column) = line_column(text, span.start);
        let line = text.lines().nth(number - 1).unwrap_or_default();
        let (shown, before) = window(line, column - 1);
        // A place that runs over more lines is marked on its first one.
        let inside = text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        let length =
            inside.chars().count().min(shown.chars().count().saturating_sub(before)).max(1);
        let marks = self.paint(style, &mark.to_string().repeat(length));
        let note = self.paint(style, &clean(note));
        let bar = self.paint(BLUE, "|");
        let number = self.paint(BLUE, &format!("{number:>width$}"));
        let place = line_column(text, span.start);
        let mut block = String::new();
        let _ = writeln!(block, "{pad}{arrow} {path}:{}:{}", place.0, place.1);
        let _ = writeln!(block, "{pad} {bar}");
        let _ = writeln!(block, "{number} {bar} {shown}");
        let _ = writeln!(block, "{pad} {bar} {}{marks} {note}", " ".repeat(before));
        for line in block.lines() {
            self.line(line);
        }
    }
}

/// Characters of a line that are shown.
const SHOWN: usize = 120;

/// The part of a line around a column, with the number of characters in front of the column.
fn window(line: &str, column: usize) -> (String, usize) {
    let skip = if column >= SHOWN { column - SHOWN / 3 } else { 0 };
    let shown: String = line.chars().skip(skip).take(SHOWN).collect();
    (clean(&shown), column - skip)
}

/// Control characters would disturb the terminal; each becomes one other character.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    /// A small standard with mistakes in several files.
    fn faulty() -> Standard {
        let entity = r#"[entity]
id = "auto"
name = "Auto"
lable = "Auto"
definition = "Een voertuig."
introduced = "1.0.0"
removed = "2.0.0"

[[attribute]]
id = "kleur"
label = "Kleur"
definition = "Kleur van de lak."
definition-en = "Colour of the paint."
introduced = "1.0.0"
removed = "3.0.0"

[[attribute.facet]]
since = "1.0.0"
type = "text"
min-length = 9
max-length = 3
"#;
        let messages = r#"[[part]]
id = "garage"
label = "Garage"
definition = "Garage."
definition-en = "Garage."

[[view]]
id = "detail"
label = "Detail"
definition = "Alles."
definition-en = "All."

[[message]]
id = "garage/detail"
entity = "autos"
label = "Garage"
definition = "Alles over een garage."
definition-en = "All about a garage."
introduced = "1.0"
"#;
        let releases = "[[release]]\nversion = \"1.0.0\"\nstatus = \"published\"\nsgr = { version = \"1\", relation = \"equal\" }\n\
            [[release]]\nversion = \"2.0.0\"\nstatus = \"published\"\nsgr = { version = \"1\", relation = \"equal\" }\n\
            [[release]]\nversion = \"3.0.0\"\nstatus = \"draft\"\nsgr = { version = \"1\", relation = \"equal\" }\n";
        Standard::from_files(vec![
            SourceFile::new("entities/auto.toml", entity),
            SourceFile::new("messages.toml", messages),
            SourceFile::new("releases.toml", releases),
        ])
    }

    #[test]
    fn a_report_reads_like_that_of_a_compiler() {
        let standard = faulty();
        insta::assert_snapshot!(render(&standard.resolve().diagnostics, standard.files()));
    }

    #[test]
    fn colour_only_adds_escapes() {
        let standard = faulty();
        let diagnostics = standard.resolve().diagnostics;
        let mut coloured = render_with(&diagnostics, standard.files(), Colour::Always);
        assert!(coloured.contains(RED));
        for style in [BOLD, RED, YELLOW, BLUE, RESET] {
            coloured = coloured.replace(style, "");
        }
        let trimmed: Vec<_> = coloured.lines().map(str::trim_end).collect();
        assert_eq!(trimmed.join("\n") + "\n", render(&diagnostics, standard.files()));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let line = "é".repeat(500);
        let (shown, before) = window(&line, 300);
        assert_eq!((shown.chars().count(), before), (SHOWN, SHOWN / 3));
    }
}
