//! The first case: suite and adapter understand each other.

use crate::process::Fault;
use crate::report::{Product, Text};
use crate::rules;
use crate::session::{Reply, agrees};
use crate::suite::Bench;

pub(super) fn case(bench: &mut Bench<'_>, product: &Product) {
    let title =
        Text::new("Suite en adapter verstaan elkaar", "Suite and adapter understand each other");
    bench.case("N1-hello", title, Vec::new(), |trial| match trial.session.hello() {
        Reply::Answer(answer) => {
            if !agrees(&answer) {
                trial.find(&rules::PROTOCOL_VERSION, None, "", &[]);
            }
            if answer.version.is_some_and(|version| version != product.version) {
                trial.find(&rules::OTHER_PRODUCT, None, "", &[]);
            }
        }
        Reply::Failed => trial.find(&rules::FAILED, None, "", &[("operation", "hello")]),
        Reply::Unsupported => trial.skip(Text::new(
            "de adapter kent dit profiel of deze release niet",
            "the adapter does not know this profile or this release",
        )),
        Reply::Fault(fault) => trial.fault(fault, None),
        Reply::Over => trial.fault(Fault::Timeout, None),
    });
}
