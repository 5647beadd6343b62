//! The selectievraag: `matches` beside a filter written by hand, and a stream that is selected
//! beside one that is only judged.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "benchmarks may stop at once"
)]

use std::ops::ControlFlow;

use vum::Role;
use vum::select::{Area, Geo, Point, PostcodeTable, Selector};
use vum::stream::{self, Format, SelectOptions, StreamOptions};
use vum::v3_1::{
    TaalbeheersingElement, WERKZOEKENDE_MATCH, WerkzoekendeMatch, WerkzoekendeSelectievraag,
};
use vum_benches::data::Data;
use vum_benches::harness::{Plan, Task, measure};

/// Where a bemiddelaar asks from, and how far.
const FROM: &str = "3511AB";
const AFSTAND: i64 = 40;

/// A table with a point for every postcode of four digits: no true one, but of the size and spread
/// of one.
fn table() -> PostcodeTable {
    let mut table = PostcodeTable::new();
    for number in 1_000..10_000_u32 {
        let share = |by: u32, spread: f64| f64::from(number * by % 1_000) / 1_000.0 * spread;
        let point = Point::new(50.8 + share(7, 2.6), 3.5 + share(13, 3.6)).unwrap();
        assert!(table.insert(&number.to_string(), point));
    }
    table
}

/// Asks for what many profiles have, so that criteria are judged and not passed over.
fn question() -> WerkzoekendeSelectievraag {
    WerkzoekendeSelectievraag::new(FROM, AFSTAND)
        .contractvorm(["B", "O"])
        .werkuren(16..=36)
        .arbeidsmarktkwalificatie_rijbewijs(["B"])
        .arbeidsmarktkwalificatie_taalbeheersing([
            TaalbeheersingElement::new("nld").code_niveau_taalbeheersing_mondeling("2")
        ])
}

/// The same question as plain code, for this question only.
struct ByHand<'a> {
    table: &'a PostcodeTable,
    from: Point,
}

impl ByHand<'_> {
    fn matches(&self, profile: &WerkzoekendeMatch, with_area: bool) -> bool {
        profile.contractvorm.iter().any(|it| {
            matches!(it.code_type_arbeidscontract.as_ref().map(|it| it.as_str()), Some("B" | "O"))
        }) && profile.werktijden.as_ref().is_some_and(|it| {
            it.aantal_werkuren_per_week_maximaal.is_some_and(|it| it >= 16)
                && it.aantal_werkuren_per_week_minimaal.is_some_and(|it| it <= 36)
        }) && profile.arbeidsmarktkwalificatie.as_ref().is_some_and(|it| {
            it.rijbewijs
                .iter()
                .any(|it| it.code_soort_rijbewijs.as_ref().is_some_and(|it| it.as_str() == "B"))
                && it.taalbeheersing.iter().any(|it| {
                    it.code_taal.as_ref().is_some_and(|it| it.as_str() == "nld")
                        && it
                            .code_niveau_taalbeheersing_mondeling
                            .as_ref()
                            .is_some_and(|it| it.as_str().parse::<u8>().is_ok_and(|it| it >= 2))
                })
        }) && (!with_area || self.is_near(profile))
    }

    fn is_near(&self, profile: &WerkzoekendeMatch) -> bool {
        let Some(mobiliteit) = &profile.mobiliteit else { return false };
        let Some(postcode) = &mobiliteit.bemiddelingspostcode else { return false };
        let own = mobiliteit.maximale_reisafstand.unwrap_or(AFSTAND);
        self.table
            .point(postcode)
            .is_some_and(|it| self.from.distance_to(it) <= AFSTAND.min(own) as f64)
    }
}

fn in_memory(plan: &Plan, data: &Data, table: &PostcodeTable) {
    let profiles: Vec<WerkzoekendeMatch> = data
        .texts
        .iter()
        .map(|text| WerkzoekendeMatch::from_json(text, Role::Bron).value)
        .collect();
    let by_hand = ByHand { table, from: table.point(FROM).unwrap() };
    let asked = question();
    let area_only = WerkzoekendeSelectievraag::new(FROM, AFSTAND);
    for (name, asked, area) in [
        ("a question with five criteria and an area", &asked, Area::of(table)),
        ("a question with five criteria", &asked, Area::ignored()),
        ("an area only", &area_only, Area::of(table)),
    ] {
        let title = format!("werkzoekende/match 3.1.0, in memory: {name}");
        if !plan.wants(&title) {
            continue;
        }
        let with_area = !name.ends_with("criteria");
        let hand = |it: &WerkzoekendeMatch| match name {
            "an area only" => by_hand.is_near(it),
            _ => by_hand.matches(it, with_area),
        };
        let ours = |it: &WerkzoekendeMatch| asked.matches(it, &area).is_selected();
        let mut selected = 0;
        for profile in &profiles {
            assert_eq!(ours(profile), hand(profile), "{name}: {}", profile.to_json());
            selected += usize::from(ours(profile));
        }
        println!("{name}: {selected} of {} selected", profiles.len());
        let mut tasks = [
            Task::new("vum, matches", || profiles.iter().map(|it| u64::from(ours(it))).sum()),
            Task::new("written by hand", || profiles.iter().map(|it| u64::from(hand(it))).sum()),
            Task::new("vum, explain", || {
                let told = |it| asked.explain(it, &area);
                profiles.iter().map(|it| u64::from(told(it).verdict.is_selected())).sum()
            }),
        ];
        measure(plan, &title, profiles.len(), data.bytes(), &mut tasks);
    }
}

fn streams(plan: &Plan, data: &Data, table: &PostcodeTable) {
    let title = "werkzoekende/match 3.1.0: a stream of NDJSON";
    if !plan.wants(title) {
        return;
    }
    let text = data.ndjson();
    let stream = StreamOptions { format: Format::Lines, ..Role::Bron.into() };
    let selector = Selector::new::<WerkzoekendeMatch, _>(question(), &WERKZOEKENDE_MATCH).unwrap();
    let select = |explain: bool| {
        let options = SelectOptions { explain, ..SelectOptions::new(stream, Area::of(table)) };
        let totals =
            stream::select(&text[..], &selector, &options, |_| ControlFlow::Continue(())).unwrap();
        totals.records.errors
    };
    let mut tasks = [
        Task::new("stream::select", || select(false)),
        Task::new("stream::validate", || {
            let sink = |_: stream::Judged<'_>| ControlFlow::Continue(());
            stream::validate(&text[..], &WERKZOEKENDE_MATCH, stream, sink).unwrap().errors
        }),
        Task::new("stream::select, explained", || select(true)),
    ];
    measure(plan, title, data.texts.len(), text.len(), &mut tasks);
}

fn main() {
    let plan = Plan::from_args();
    let data = Data::new("3.1.0", "werkzoekende/match", plan.records);
    let table = table();
    in_memory(&plan, &data, &table);
    streams(&plan, &data, &table);
}
