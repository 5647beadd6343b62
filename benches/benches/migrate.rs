//! Migration beside reading and writing of the same records.
//!
//! `cargo bench -p vum-benches --bench migrate`.

use std::hint::black_box;

use vum::migrate::{Migrate, Migrated};
use vum::{Role, v2_0, v3_1};
use vum_benches::data::Data;
use vum_benches::harness::{Plan, Task, measure};

macro_rules! group {
    ($plan:expr, $from:literal, $to:literal, $message:literal, $old:ty => $new:ty) => {
        let title = concat!($message, " ", $from, " to ", $to);
        if $plan.wants(title) {
            let data = Data::new($from, $message, $plan.records).only_valid();
            let texts = &data.texts;
            let values: Vec<$old> =
                texts.iter().map(|text| <$old>::from_json(text, Role::Bron).value).collect();
            let mut tasks = [
                Task::new("read + write", || {
                    let sizes = texts.iter().map(|text| {
                        let value = <$old>::from_json(text, Role::Bron).value;
                        black_box(value.to_json()).len() as u64
                    });
                    sizes.sum()
                }),
                Task::new("migrate", || {
                    let lost = values.iter().map(|value| {
                        let migrated: Migrated<$new> = value.migrate(Role::Bron);
                        black_box(&migrated).report.count()
                    });
                    lost.sum()
                }),
            ];
            measure(&$plan, title, texts.len(), data.bytes(), &mut tasks);
        }
    };
}

fn main() {
    let plan = Plan::from_args();
    group!(plan, "2.0.0", "3.1.0", "werkzoekende/detail", v2_0::Werkzoekende => v3_1::Werkzoekende);
    group!(plan, "3.1.0", "2.0.0", "werkzoekende/detail", v3_1::Werkzoekende => v2_0::Werkzoekende);
    group!(plan, "2.0.0", "3.1.0", "vacature/detail", v2_0::Vacature => v3_1::Vacature);
    group!(plan, "3.1.0", "2.0.0", "vacature/detail", v3_1::Vacature => v2_0::Vacature);
    group!(plan, "2.0.0", "3.1.0", "vacature/match", v2_0::VacatureMatch => v3_1::VacatureMatch);
}
