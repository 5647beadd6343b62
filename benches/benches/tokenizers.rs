//! JSON tokenizers at the same work.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "benchmarks may stop at once"
)]

use vum_benches::data::Data;
use vum_benches::harness::{Plan, Task, measure};
use vum_benches::tokenizers::own::OwnPull;
use vum_benches::tokenizers::{
    HifijsonPull, JiterPull, Owned, SimdJsonBuffers, StrusonPull, serde_json_seeds, sonic_seeds,
    walk,
};

type Reader<'a> = Box<dyn FnMut(&[u8]) -> Option<Owned> + 'a>;

fn main() {
    let plan = Plan::from_args();
    let data = Data::new("3.1.0", "werkzoekende/detail", plan.records).only_valid();
    let meta = vum::v3_1::WERKZOEKENDE_DETAIL.root;
    let mut buffers = SimdJsonBuffers::default();
    let mut readers: [(&str, Reader<'_>); 7] = [
        ("jiter", Box::new(|text| walk(&mut JiterPull::new(text)?, meta))),
        ("hifijson", Box::new(|text| walk(&mut HifijsonPull::new(text)?, meta))),
        ("struson", Box::new(|text| walk(&mut StrusonPull::new(text), meta))),
        ("simd-json, tape; no offsets", {
            Box::new(|text| buffers.read(text, |source| walk(source, meta))?)
        }),
        ("serde_json, seeds; no offsets", Box::new(|text| serde_json_seeds(text, meta))),
        ("sonic-rs, seeds; no offsets", Box::new(|text| sonic_seeds(text, meta))),
        ("written for this", Box::new(|text| walk(&mut OwnPull::new(text)?, meta))),
    ];
    for text in &data.texts {
        let expected = readers[0].1(text).expect("jiter reads it");
        for (name, reader) in &mut readers[1..] {
            assert_eq!(reader(text).as_ref(), Some(&expected), "{name}");
        }
    }
    let mut tasks: Vec<Task<'_>> = readers
        .iter_mut()
        .map(|(name, reader)| {
            Task::new(name, || {
                data.texts.iter().map(|text| reader(text).map_or(0, |it| it.count())).sum()
            })
        })
        .collect();
    let title = "JSON tokenizers, werkzoekende/detail 3.1.0: walk, keep texts, look at lengths";
    measure(&plan, title, data.texts.len(), data.bytes(), &mut tasks);
}
