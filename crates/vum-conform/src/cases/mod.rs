//! The cases of each level.

mod answer;
mod ask;
mod contract;
mod diagnose;
mod hello;
mod population;
mod privacy;
mod question;
mod read;
mod write;

use vum::Role;

use crate::judge::Part;
use crate::report::Product;
use crate::suite::Bench;

/// Does the cases of a level.
pub(crate) fn of_level(level: &str, bench: &mut Bench<'_>, product: &Product) {
    let role = bench.scope.role();
    match (level, role) {
        ("N1", Role::Bron) => {
            hello::case(bench, product);
            contract::headers(bench);
            write::cases(bench, Part::Form);
            write::vectors(bench);
            read::questions(bench);
        }
        ("N1", Role::Bemiddelaar) => {
            hello::case(bench, product);
            contract::headers(bench);
            write::cases(bench, Part::Form);
            ask::cases(bench, Part::Form);
            read::cases(bench);
            read::vectors(bench);
        }
        ("N2", Role::Bron) => {
            write::cases(bench, Part::Rules);
            privacy::cases(bench);
        }
        ("N2", Role::Bemiddelaar) => {
            write::cases(bench, Part::Rules);
            ask::cases(bench, Part::Rules);
            read::forbidden(bench);
        }
        ("N3", Role::Bron) => answer::cases(bench),
        ("N3", Role::Bemiddelaar) => ask::meaning(bench),
        _ => {}
    }
}
