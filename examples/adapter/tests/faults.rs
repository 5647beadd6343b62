//! The suite and adapters that go wrong, each in one way: it is told by name.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test is told")]

mod tested;

use std::time::{Duration, Instant};

use tested::{ADAPTER, found, patient, tested, told};
use vum_conform::{Bounds, CaseOutcome, Outcome};

type Claim = (&'static str, &'static str, &'static str);

const CONTACTS: Claim = ("3.1.0", "wcm-bron", "N3");

/// The fault is told by name, and fails the product.
fn is_noticed(fault: &str, claim: Claim, rule: &str) {
    let report = tested(claim, &[ADAPTER, "--fault", fault], patient());
    assert_eq!(report.outcome, Outcome::VoldoetNiet, "{fault} {claim:?}");
    let failed = report.cases().filter(|it| it.outcome == CaseOutcome::Failed);
    let by_name = failed.flat_map(|it| &it.findings).any(|it| it.rule == rule);
    assert!(by_name, "{fault} {claim:?}: {:?}\n{}", found(&report), told(&report));
}

#[test]
fn who_returns_everything_is_told_so() {
    is_noticed("returns-everything", CONTACTS, "conform-returns-everything");
}

#[test]
fn who_drops_leading_zeros_is_told_so() {
    for profile in ["wcm-bron", "wcm-bemiddelaar", "wz-bron"] {
        is_noticed("drops-leading-zeros", ("3.1.0", profile, "N1"), "conform-leading-zero");
    }
}

#[test]
fn who_ignores_an_operator_is_told_which() {
    let report = tested(CONTACTS, &[ADAPTER, "--fault", "ignores-gte"], patient());
    assert_eq!(report.outcome, Outcome::VoldoetNiet);
    let named = report.cases().flat_map(|it| &it.findings);
    let named: Vec<_> = named.filter(|it| it.rule == "conform-operator-ignored").collect();
    assert!(!named.is_empty(), "{}", told(&report));
    assert!(named.iter().all(|it| it.text.en.contains("$gte") && it.text.nl.contains("$gte")));
    assert!(!found(&report).contains("conform-criterion-ignored"));
}

#[test]
fn who_ignores_a_criterion_is_told_which() {
    is_noticed("ignores-rijbewijs", ("3.0.0", "vac-bron", "N3"), "conform-criterion-ignored");
}

#[test]
fn who_leaks_contact_data_is_told_so_by_name_and_by_value() {
    for fault in ["leaks-contact", "hides-contact"] {
        is_noticed(fault, ("3.1.0", "wz-bron", "N2"), "conform-leaked-detail");
    }
    is_noticed("leaks-contact", ("2.0.0", "wz-bron", "N2"), "conform-leaked-detail");
}

#[test]
fn who_chokes_on_an_unknown_criterion_is_told_so() {
    is_noticed("chokes-on-unknown", CONTACTS, "conform-unknown-criterion");
}

#[test]
fn who_depends_on_order_is_told_so() {
    is_noticed("depends-on-order", ("3.0.0", "vac-bron", "N3"), "conform-order-dependent");
}

#[test]
fn who_mixes_operators_is_told_that_the_question_means_something_else() {
    is_noticed("mixes-operators", ("3.1.0", "wcm-bemiddelaar", "N3"), "conform-question-selects");
}

#[test]
fn whatever_an_adapter_does_the_run_ends_and_tells() {
    let bounds = Bounds { request: Duration::from_secs(2), restarts: 1, ..Bounds::default() };
    for (fault, rule) in [
        ("hangs", "conform-timeout"),
        ("deaf", "conform-timeout"),
        ("crashes", "conform-exit"),
        ("garbage", "conform-garbage"),
        ("endless", "conform-too-long"),
        ("chatters", "conform-wrong-id"),
        ("wrong-id", "conform-wrong-id"),
        ("not-utf8", "conform-not-utf8"),
    ] {
        let begun = Instant::now();
        let command = [ADAPTER, "--fault", fault];
        let report = tested(("3.1.0", "wcm-bron", "N1"), &command, bounds);
        assert_eq!(report.outcome, Outcome::NietVolledigUitgevoerd, "{fault}");
        assert!(found(&report).contains(rule), "{fault}: {:?}", found(&report));
        assert!(report.counts.errored >= 1 && report.counts.skipped > 0, "{fault}");
        assert!(begun.elapsed() < Duration::from_secs(120), "{fault}: {:?}", begun.elapsed());
    }
}
