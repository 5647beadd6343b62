//! The policies: what a release may change, given what was said before.

use vum_model::{Model, Standard, render};
use vum_release::Policy;

fn model() -> Model {
    Standard::embedded().resolve().model.unwrap()
}

#[test]
fn the_history_violates_policies_only_where_it_is_waived() {
    let model = model();
    let (policy, wrong) = Policy::of(&model);
    assert!(wrong.is_empty(), "{}", render(&wrong, Standard::embedded().files()));
    let judgement = policy.judge(&model).unwrap();
    let files = Standard::embedded();
    assert!(judgement.diagnostics.is_empty(), "{}", render(&judgement.diagnostics, files.files()));
    let shown: Vec<String> = policy
        .waivers
        .iter()
        .zip(&judgement.waived)
        .map(|(it, count)| format!("{} {}: {count}", it.release, it.policy))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}
