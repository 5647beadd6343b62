//! What the contract asks for and a migrated value does not have.

use crate::context::{Context, Leaf, Options};
use crate::meta::RecordMeta;
use crate::migrate::MigrateOptions;
use crate::migrate::report::{Loss, LossReport, Reason};
use crate::migrate::single::{Look, Show, Single};
use crate::structure::Seen;
use crate::visit::{Fields, FieldsList};

/// Tells what is missing in a value.
pub(crate) fn missing(value: &dyn Fields, options: &MigrateOptions<'_>, report: &mut LossReport) {
    let mut here = Context::new(Options::new(options.role));
    inside(value, &mut here, options, report);
}

fn inside(
    value: &dyn Fields,
    here: &mut Context,
    options: &MigrateOptions<'_>,
    report: &mut LossReport,
) {
    let meta = value.meta();
    let mut gaps = Gaps { meta, here, options, report, seen: Seen::default() };
    value.visit(&mut Show(&mut gaps));
    let Gaps { seen, .. } = gaps;
    here.leave();
    let gone = meta.required(options.role) & !seen.bits();
    if gone == 0 {
        return;
    }
    for (n, attribute) in meta.attributes.iter().enumerate() {
        if Seen::of(gone).contains(n) {
            report.add(options, || Loss {
                attribute: attribute.id,
                pointer: here.pointer(Leaf::Attribute(attribute)),
                reason: Reason::Missing,
                value: None,
            });
        }
    }
}

/// Sees which attributes of a record are there.
struct Gaps<'r, 'o> {
    meta: &'static RecordMeta,
    here: &'r mut Context,
    options: &'r MigrateOptions<'o>,
    report: &'r mut LossReport,
    seen: Seen,
}

impl Gaps<'_, '_> {
    fn enter(&mut self, n: usize) {
        self.seen.insert(n);
        if let Some(attribute) = self.meta.attribute(n) {
            self.here.enter(attribute);
        }
    }

    fn below(&mut self, value: &dyn Fields) {
        self.here.descend();
        inside(value, self.here, self.options, self.report);
        self.here.ascend();
    }
}

impl Look for Gaps<'_, '_> {
    fn single(&mut self, n: usize, _: Single<'_>) {
        self.seen.insert(n);
    }

    fn singles(&mut self, n: usize, _: &mut dyn Iterator<Item = Single<'_>>) {
        self.seen.insert(n);
    }

    fn record(&mut self, n: usize, value: &dyn Fields) {
        self.enter(n);
        self.below(value);
    }

    fn records(&mut self, n: usize, values: &dyn FieldsList) {
        self.enter(n);
        values.for_each(&mut |index, value| {
            self.here.element(index);
            self.below(value);
        });
    }
}
