//! The same question has the same answer, whatever was asked before, on every machine.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code"
)]

mod common;

use std::fmt::Write as _;

/// FNV-1a: it never changes, unlike the hasher of the standard library.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The hash of the first 50 records of every message, good and faulty. A change of the standard, the
/// words or the habits changes it: then copy what the test prints, and say so in the changelog.
const GOLDEN: &str = "\
1.2.0 werkzoekende/detail bron b6ed1247135bb456 0d5db29f4aa6a964
1.2.0 werkzoekende/detail bemiddelaar da919bda14d900b6 6fbdec8e001c8b89
1.2.0 werkzoekende/match bron 7b030ec5a79a8550 aa2cabc1d218af45
1.2.0 werkzoekende/match bemiddelaar 9bfef0f49b845b15 9ffbc51d2c8d100b
1.2.0 werkzoekende/zoekvraag bron c509f4dccc711c9f 407e3e05f0e68ba9
1.2.0 werkzoekende/zoekvraag bemiddelaar 51e2fdf10349f03c cae523d811e97370
1.2.0 vacature/detail bron e782f5a1d80fe868 633c856f45fc164e
1.2.0 vacature/detail bemiddelaar e782f5a1d80fe868 35c5ad010557adc4
1.2.0 vacature/match bron 75e03177e4a78712 ae1f0edf1c3cfa9d
1.2.0 vacature/match bemiddelaar 8903181c5c93920f 14fe3bd9117c450c
1.2.0 vacature/zoekvraag bron 19eab77232b74099 8e7cd7f2cbe70ee9
1.2.0 vacature/zoekvraag bemiddelaar 29de128a85e7b8e6 00904a78dd2901de
2.0.0 werkzoekende/detail bron f65070f16c1944de c465b70de4edb8ec
2.0.0 werkzoekende/detail bemiddelaar f65070f16c1944de c465b70de4edb8ec
2.0.0 werkzoekende/match bron eb8fbc150dc3dc4c 622a637ec9813326
2.0.0 werkzoekende/match bemiddelaar e8e66355cb8dfffc 467304bd2dec02c6
2.0.0 vacature/detail bron 35f45155a39cc400 5400ba72f3f3a4fe
2.0.0 vacature/detail bemiddelaar 35f45155a39cc400 5400ba72f3f3a4fe
2.0.0 vacature/match bron 3b3e91646624cf8e fedb63833b569ab3
2.0.0 vacature/match bemiddelaar 934e3b6408ad178c 2485e887c6dfcd86
3.0.0 werkzoekende/detail bron 540c2dd297499ef0 c4ea18ebd88f84bd
3.0.0 werkzoekende/detail bemiddelaar 540c2dd297499ef0 c4ea18ebd88f84bd
3.0.0 werkzoekende/match bron 05fa55f8e7c4f87d fffc82af677e8557
3.0.0 werkzoekende/match bemiddelaar c31671d3baeee82a a00086333e14e233
3.0.0 vacature/detail bron 3471b54762d7bb01 b95b8f1a96d0cdaf
3.0.0 vacature/detail bemiddelaar 3471b54762d7bb01 b95b8f1a96d0cdaf
3.0.0 vacature/match bron 343962b2d94f8230 a3fd30263eabc10c
3.0.0 vacature/match bemiddelaar fee038bbf0f84bf4 ba4a2f55844bed62
3.1.0 werkzoekende/detail bron 540c2dd297499ef0 c4ea18ebd88f84bd
3.1.0 werkzoekende/detail bemiddelaar 540c2dd297499ef0 c4ea18ebd88f84bd
3.1.0 werkzoekende/match bron 05fa55f8e7c4f87d fffc82af677e8557
3.1.0 werkzoekende/match bemiddelaar c31671d3baeee82a a00086333e14e233
3.1.0 vacature/detail bron 3471b54762d7bb01 b95b8f1a96d0cdaf
3.1.0 vacature/detail bemiddelaar 3471b54762d7bb01 b95b8f1a96d0cdaf
3.1.0 vacature/match bron 343962b2d94f8230 a3fd30263eabc10c
3.1.0 vacature/match bemiddelaar fee038bbf0f84bf4 ba4a2f55844bed62
3.1.0 werkgeverscontactmoment/match bron 0ade3d6064d61e32 316be07cff8eeea9
3.1.0 werkgeverscontactmoment/match bemiddelaar 0ade3d6064d61e32 316be07cff8eeea9
";

#[test]
fn the_first_records_of_every_message_are_pinned() {
    let mut actual = String::new();
    for context in common::contexts() {
        let sampler = context.sampler.clone().seed(42);
        let faulty = sampler.clone().faulty(100);
        let all = |sampler: &vum_sample::Sampler| {
            let lines = (0..50).map(|n| sampler.record(n).json + "\n");
            hash(&lines.collect::<String>())
        };
        let (good, bad) = (all(&sampler), all(&faulty));
        writeln!(actual, "{} {good:016x} {bad:016x}", context.name()).unwrap();
    }
    assert!(actual == GOLDEN, "the records changed:\n{actual}");
}

#[test]
fn a_record_does_not_depend_on_the_others() {
    for context in common::contexts() {
        let sampler = context.sampler.faulty(50).seed(3);
        let forwards: Vec<_> = (0..20).map(|n| sampler.record(n)).collect();
        let mut backwards: Vec<_> = (0..20).rev().map(|n| sampler.record(n)).collect();
        backwards.reverse();
        assert_eq!(forwards, backwards);
        assert_eq!(sampler.clone().record(19), forwards[19]);
        assert!(!sampler.record(u64::MAX).json.is_empty());
    }
}

#[test]
fn another_seed_gives_other_records() {
    for context in common::contexts() {
        let (one, two) = (context.sampler.clone().seed(1), context.sampler.seed(2));
        let same = (0..50).filter(|n| one.record(*n).json == two.record(*n).json).count();
        assert!(same < 3, "{same} of 50 records are the same");
    }
}
