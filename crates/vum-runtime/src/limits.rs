//! What hostile input can cost at most.

/// Limits on the reading of one record. Input beyond a limit gives a finding, never a crash.
///
/// ```
/// use vum_runtime::Limits;
/// let limits = Limits { record_bytes: 1 << 20, ..Limits::default() };
/// assert_eq!(limits.depth, 64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep objects and arrays may be nested, the record itself included. Default 64;
    /// at most 512 (a higher value counts as 512).
    pub depth: usize,
    /// How many bytes a record may have. Default 16 MiB.
    pub record_bytes: usize,
    /// How many findings are kept for one record; the rest is only counted, but for the one that
    /// ends the reading. Default 1,000.
    pub findings: usize,
}

impl Limits {
    /// The depth in force: nesting costs stack, so that there is a ceiling.
    pub(crate) fn depth_in_force(&self) -> usize {
        self.depth.min(512)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 64, record_bytes: 16 << 20, findings: 1_000 }
    }
}
