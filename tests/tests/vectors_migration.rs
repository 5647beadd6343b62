//! The migrations in `tests/vectors`: `vum` makes exactly the message and the losses that are told,
//! and both messages are what their releases have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

use std::ops::ControlFlow;

use serde_json::Value;
use vum::stream::{self, StreamOptions};
use vum::{Options, Role, Syntax};
use vum_tests::facts::BRON;
use vum_tests::oracle::Judge;
use vum_vectors::Lost;

#[test]
fn a_message_in_another_release_is_what_the_vector_says() {
    let mut count = 0;
    for (path, file) in vum_vectors::migrations().unwrap() {
        assert!(path.starts_with(&format!("migration/{}-{}/", file.from, file.to)), "{path}");
        let migration = vum::migration(&file.from, &file.to, &file.message).unwrap();
        let judge = Judge::new(&file.from, &file.message, BRON);
        let target = Judge::new(&file.to, &file.message, BRON);
        for moved in file.tests {
            let mut made: Option<(Value, Vec<Lost>)> = None;
            let options = StreamOptions::from(Options::new(Role::Bron));
            let text = moved.r#in.to_string();
            stream::migrate(text.as_bytes(), &migration, None, options, Syntax::Json, |record| {
                let losses = record.report.losses().iter().map(|loss| Lost {
                    pointer: loss.pointer.clone(),
                    reason: loss.reason.id().to_owned(),
                });
                let value = serde_json::from_str(record.text.expect("it can be read")).unwrap();
                made = Some((value, losses.collect()));
                ControlFlow::Continue(())
            })
            .unwrap();
            let (value, mut losses) = made.expect("a record");
            assert_eq!(value, moved.out, "{}", moved.id);
            let mut expected = moved.losses.clone();
            losses.sort();
            expected.sort();
            assert_eq!(losses, expected, "{}", moved.id);
            assert_eq!(judge.errors(&moved.r#in), [], "{}", moved.id);
            // What the other release requires and nobody said is not made up.
            let missing = moved.losses.iter().any(|loss| loss.reason == "missing");
            assert_eq!(target.is_valid(&moved.out), !missing, "{}", moved.id);
            count += 1;
        }
    }
    assert!(count >= 15, "{count}");
}
