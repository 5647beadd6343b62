//! The selected records and nothing else, one a line.

use std::io;

use vum::stream::{Considered, SelectTotals};

use super::{Head, Output};
use crate::screen::Out;
use crate::validate::inputs::Input;
use crate::validate::progress::Progress;

pub(super) struct Records {
    out: Out,
    progress: Progress,
}

impl Records {
    pub(super) fn new(progress: Progress) -> Self {
        Self { out: Out::new(), progress }
    }
}

impl Output for Records {
    fn begin(&mut self, _: &Head<'_>) -> io::Result<()> {
        Ok(())
    }

    fn file(&mut self, _: &Input) -> io::Result<()> {
        Ok(())
    }

    fn record(&mut self, record: &Considered<'_>) -> io::Result<()> {
        let Some(text) = record.json() else { return Ok(()) };
        self.out.plain(&text);
        self.out.plain("\n");
        if self.out.is_full() { self.progress.suspend(|| self.out.flush()) } else { Ok(()) }
    }

    fn end_file(&mut self, _: &SelectTotals, _: Option<&str>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: u64, _: &SelectTotals) -> io::Result<()> {
        self.out.flush()
    }
}
