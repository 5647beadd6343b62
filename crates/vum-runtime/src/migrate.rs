//! Migration: a message of one release as a message of another.
//!
//! What came under another name, moved, was folded into a record or became a code follows from the
//! standard. What the other release cannot hold is left out and told in the [`LossReport`]:
//!
//! * **No value is invented.** What the target asks for and the source does not have stays absent,
//!   and is told as [`Reason::Missing`].
//! * **No value is cut off.** What the target does not allow is left out, and is told as
//!   [`Reason::TooNarrow`]. A value that the source itself should not have had comes over as it is: a
//!   check finds it again.
//! * **No code is guessed.** Between two code lists a code needs a table ([`CodeMap`]); without one it
//!   is told as [`Reason::NeedsTable`].
//! * **Every value is accounted for**: it is in the target, or it is in the report.
//!
//! A migration goes from one release to the other directly, whatever lies between: a value that both
//! can hold is not lost because one in between could not.
//!
//! Types that have a counterpart in another release implement [`Migrate`]; [`Migration`] does the same
//! for messages that are named at run time.

mod codes;
mod missing;
mod plan;
mod report;
mod single;
mod walk;

use std::sync::OnceLock;

use crate::fill::Fill;
use crate::limits::Limits;
use crate::message::{MessageType, Value};
use crate::meta::MigrationMeta;
use crate::role::Role;
use crate::visit::Fields;

pub use codes::{CodeMap, CodeMapError};
#[doc(hidden)]
pub use plan::Plan;
pub use report::{Loss, LossReport, Reason};

/// How a message is migrated.
#[derive(Clone, Copy, Debug)]
pub struct MigrateOptions<'a> {
    /// Whose contract the message follows, in both releases: it says what is required.
    pub role: Role,
    /// Codes of one list as codes of another.
    pub codes: Option<&'a CodeMap>,
    /// [`Limits::findings`] is how many losses are kept for one record; the rest is counted.
    pub limits: Limits,
    /// Whether the report holds the values that were lost. They may be personal data.
    pub show_values: bool,
}

impl<'a> MigrateOptions<'a> {
    /// No table of codes, the default limits, everything masked.
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self { role, codes: None, limits: Limits::default(), show_values: false }
    }

    /// With a table of codes.
    #[must_use]
    pub fn with_codes(self, codes: &'a CodeMap) -> Self {
        Self { codes: Some(codes), ..self }
    }
}

impl From<Role> for MigrateOptions<'_> {
    fn from(role: Role) -> Self {
        Self::new(role)
    }
}

/// A message of another release, with what could not come along.
#[derive(Clone, Debug)]
#[must_use = "the report says what was lost"]
pub struct Migrated<T> {
    /// The message.
    pub value: T,
    /// What was lost, and what is missing.
    pub report: LossReport,
}

impl<T> Migrated<T> {
    /// The message when nothing was lost and nothing is missing, else the report.
    ///
    /// # Errors
    /// The report, when it is not empty.
    pub fn into_lossless(self) -> Result<T, LossReport> {
        if self.report.is_empty() { Ok(self.value) } else { Err(self.report) }
    }
}

/// A message that has a counterpart in another release: the message with the same name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no counterpart `{To}`",
    label = "the other release has no such message, or it is another message",
    note = "a zoekvraag ends with 1.2.0, a selectievraag begins with 2.0.0, and a werkgeverscontactmoment with 3.1.0"
)]
pub trait Migrate<To> {
    /// The message in the other release, and what could not come along.
    fn migrate<'a>(&self, options: impl Into<MigrateOptions<'a>>) -> Migrated<To>;
}

/// A migration between messages that are named at run time.
///
/// It is made once and used for any number of records, from any number of threads.
pub struct Migration {
    from: &'static MessageType,
    to: &'static MessageType,
    plan: Plan,
}

impl Migration {
    /// The way from one message to another. `forward`: `to` is of the newer release.
    #[doc(hidden)]
    #[must_use]
    pub fn new(
        from: &'static MessageType,
        to: &'static MessageType,
        table: &'static MigrationMeta,
        forward: bool,
    ) -> Self {
        Self { from, to, plan: Plan::new(from.root, to.root, table, forward) }
    }

    /// The message that is migrated.
    #[must_use]
    pub fn from(&self) -> &'static MessageType {
        self.from
    }

    /// The message that it becomes.
    #[must_use]
    pub fn to(&self) -> &'static MessageType {
        self.to
    }

    /// Hands a value of the source's type on as one of the target's.
    pub(crate) fn run(
        &self,
        source: &dyn Fields,
        options: &MigrateOptions<'_>,
        take: &mut dyn FnMut(&dyn Value, LossReport),
    ) {
        (self.to.with)(&mut |target| {
            let mut report = walk::walk(source, target, &self.plan, options);
            missing::missing(target, options, &mut report);
            take(target, report);
        });
    }
}

impl std::fmt::Debug for Migration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Migration")
            .field("from", &self.from)
            .field("to", &self.to)
            .finish_non_exhaustive()
    }
}

/// Fills an empty value of another release. What is derived of the two types is kept in `plan`.
#[doc(hidden)]
pub fn migrate<T: Fill + Fields + Default>(
    source: &dyn Fields,
    plan: &'static OnceLock<Plan>,
    (table, forward): (&'static MigrationMeta, bool),
    options: &MigrateOptions<'_>,
) -> Migrated<T> {
    let mut value = T::default();
    let target = Fill::meta(&value);
    let plan = plan.get_or_init(|| Plan::new(source.meta(), target, table, forward));
    let mut report = walk::walk(source, &mut value, plan, options);
    missing::missing(&value, options, &mut report);
    Migrated { value, report }
}

/// Lets a generated type be migrated to another.
#[doc(hidden)]
#[macro_export]
macro_rules! migration {
    ($from:path => $to:path, $table:path, $forward:literal) => {
        impl $crate::migrate::Migrate<$to> for $from {
            #[inline]
            fn migrate<'a>(
                &self,
                options: impl ::core::convert::Into<$crate::migrate::MigrateOptions<'a>>,
            ) -> $crate::migrate::Migrated<$to> {
                static PLAN: ::std::sync::OnceLock<$crate::migrate::Plan> =
                    ::std::sync::OnceLock::new();
                $crate::__private::migrate(self, &PLAN, (&$table, $forward), &options.into())
            }
        }
    };
}
