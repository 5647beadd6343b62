//! Lines of a table that a user supplies, with bounds on what it can cost.

use std::io::{self, BufRead, Read as _};

/// What a table can cost at most.
pub(crate) struct LineLimits {
    /// Bytes of a line, its end included.
    pub(crate) bytes: usize,
    /// Lines.
    pub(crate) lines: u64,
}

/// Why lines cannot be read.
pub(crate) enum LineFault {
    Io(io::Error),
    Encoding,
    Length,
    Lines,
}

/// Hands on every line that is not empty, without the white space around it and without a byte
/// order mark, with its number from 1. How many lines there were.
///
/// # Errors
/// The first fault, of the lines or of `each`, with the number of its line.
pub(crate) fn lines<E: From<LineFault>>(
    mut input: &mut dyn BufRead,
    limits: &LineLimits,
    mut each: impl FnMut(u64, &str) -> Result<(), E>,
) -> Result<u64, (u64, E)> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        // One more than it may have, to see that it has more.
        let read = (&mut input).take(limits.bytes as u64 + 1).read_until(b'\n', &mut line);
        number += 1;
        let failed = |fault: LineFault| (number, E::from(fault));
        if read.map_err(|error| failed(LineFault::Io(error)))? == 0 {
            return Ok(number);
        }
        if number > limits.lines {
            return Err(failed(LineFault::Lines));
        }
        if line.len() > limits.bytes {
            return Err(failed(LineFault::Length));
        }
        let text = std::str::from_utf8(&line).map_err(|_| failed(LineFault::Encoding))?;
        let text = if number == 1 { text.trim_start_matches('\u{feff}') } else { text };
        let text = text.trim();
        if !text.is_empty() {
            each(number, text).map_err(|error| (number, error))?;
        }
    }
}
