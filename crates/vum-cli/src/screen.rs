//! Standard output and standard error. Colours are written always, and taken out where there is
//! no terminal or `NO_COLOR` is set.

use std::io::{self, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::exit::{Exit, Failure};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default().bold();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default().bold();
pub(crate) const BLUE: Style = AnsiColor::Blue.on_default().bold();

/// A text in a style.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// How much is collected before it is written.
const FULL: usize = 64 << 10;

/// Standard output for many small texts. They are collected, and written when the caller says so.
pub(crate) struct Out {
    inner: StdoutLock<'static>,
    pending: String,
    has_colour: bool,
}

impl Out {
    pub(crate) fn new() -> Self {
        Self { inner: io::stdout().lock(), pending: String::new(), has_colour: has_colour() }
    }

    /// Adds a text with colours, which are kept where colours are shown.
    pub(crate) fn coloured(&mut self, text: &str) {
        if self.has_colour {
            self.plain(text);
        } else {
            self.pending.extend(anstream::adapter::strip_str(text));
        }
    }

    /// Adds a text as it is.
    pub(crate) fn plain(&mut self, text: &str) {
        self.pending.push_str(text);
    }

    /// Whether it is time to write.
    pub(crate) fn is_full(&self) -> bool {
        self.pending.len() >= FULL
    }

    /// Writes what was collected.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        let written = self.inner.write_all(self.pending.as_bytes());
        self.pending.clear();
        written.and_then(|()| self.inner.flush())
    }
}

/// Whether standard output shows colour.
pub(crate) fn has_colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Characters that fit on a line of the screen.
pub(crate) fn width() -> usize {
    let width = terminal_size::terminal_size_of(io::stdout());
    width.map_or(100, |(width, _)| usize::from(width.0).clamp(40, 200))
}

/// Prints a whole text.
pub(crate) fn print(text: &str) -> Result<Exit, Failure> {
    let mut out = Out::new();
    out.coloured(text);
    out.flush()?;
    Ok(Exit::Clean)
}

/// Tells an error on standard error.
pub(crate) fn complain(text: &str) {
    complain_as("error", text);
}

pub(crate) fn complain_as(label: &str, text: &str) {
    // When standard error is gone there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{}: {text}", paint(RED, label));
}

/// Tells something on standard error that is no error.
pub(crate) fn note(text: &str) {
    // When standard error is gone there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A text that cannot steer the terminal: control characters, and those that turn the direction
/// of writing or are not seen, are written as escapes.
pub(crate) fn harmless(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => clean.push(' '),
            c if c.is_control() || is_invisible(c) => clean.extend(c.escape_unicode()),
            c => clean.push(c),
        }
    }
    clean
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
