//! The oracle against the official samples: each satisfies its own contract, and hardly any the
//! contract of the other release.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use vum_tests::facts::BRON;
use vum_tests::oracle::Judge;
use vum_tests::samples;

#[test]
fn samples_satisfy_their_own_release() {
    let Some(files) = samples::all("samples_satisfy_their_own_release") else { return };
    let mut count = 0;
    for file in files {
        let judge = Judge::new(file.release, file.message, BRON);
        for (n, message) in file.read().iter().enumerate() {
            let errors = judge.errors(message);
            assert!(errors.is_empty(), "{} line {}: {errors:?}", file.name(), n + 1);
            assert!(judge.is_valid(message));
            count += 1;
        }
    }
    assert!(count > 900, "only {count} samples");
}

#[test]
fn samples_break_the_other_release() {
    let Some(files) = samples::all("samples_break_the_other_release") else { return };
    let (mut count, mut accepted) = (0, 0);
    for file in files {
        for other in samples::releases().iter().filter(|release| **release != file.release) {
            let judge = Judge::new(other, file.message, BRON);
            let (before, mut lines) = (count, Vec::new());
            for (n, message) in file.read().iter().enumerate() {
                count += 1;
                if judge.is_valid(message) {
                    lines.push(n + 1);
                }
            }
            accepted += lines.len();
            println!(
                "{} as {other}: {} of {} rejected; not rejected: lines {lines:?}",
                file.name(),
                count - before - lines.len(),
                count - before
            );
        }
    }
    // The releases differ in what every sample holds.
    assert_eq!(accepted, 0, "of {count} samples");
}
