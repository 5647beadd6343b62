//! Runs the suite.

#![allow(dead_code, reason = "no test file needs everything")]

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::time::Duration;

use vum_conform::{Bounds, CaseOutcome, ConformReport, Order, Product, Scope, Tool, run};
use vum_model::{Model, Standard};

pub const ADAPTER: &str = env!("CARGO_BIN_EXE_adapter");

pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| Standard::embedded().resolve().model.unwrap())
}

/// Time enough for an answer on a busy machine.
pub fn patient() -> Bounds {
    Bounds { request: Duration::from_secs(120), ..Bounds::default() }
}

/// Release, profile and level, and the command of an adapter.
pub fn tested(claim: (&str, &str, &str), command: &[&str], bounds: Bounds) -> ConformReport {
    let (release, profile, level) = claim;
    let scope = Scope::new(model(), release, profile, level).unwrap();
    let order = Order {
        product: Product { name: "Voorbeeld".into(), version: "0.1.0".into(), digest: None },
        command: command.iter().map(|it| (*it).to_owned()).collect(),
        bounds,
        on: (2031, 5, 17),
        tool: Tool { name: "vum".into(), version: "0.1.0".into() },
    };
    run(&scope, &order).unwrap().report
}

/// The rules of what was found.
pub fn found(report: &ConformReport) -> BTreeSet<&str> {
    report.cases().flat_map(|it| &it.findings).map(|it| it.rule.as_str()).collect()
}

/// What is not as it should be, for who reads the failure of a test.
pub fn told(report: &ConformReport) -> String {
    let wrong = report.cases().filter(|it| it.outcome != CaseOutcome::Passed);
    let told = wrong.take(10).map(|it| {
        let finding = it.findings.first();
        let finding = finding.map(|it| (&it.rule, &it.subject, &it.pointer, &it.text.en));
        format!("{} {:?} {finding:?}", it.id, it.outcome)
    });
    told.collect::<Vec<_>>().join("\n")
}
