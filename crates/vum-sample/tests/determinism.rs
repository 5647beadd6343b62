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
1.2.0 werkzoekende/detail bron b6ed1247135bb456 e9be2d566a14f98e
1.2.0 werkzoekende/detail bemiddelaar da919bda14d900b6 0cec6bc2edb7ca38
1.2.0 werkzoekende/match bron 7b030ec5a79a8550 0f7b3273784fc97d
1.2.0 werkzoekende/match bemiddelaar 9bfef0f49b845b15 ce578cf0c22169e6
1.2.0 werkzoekende/zoekvraag bron c509f4dccc711c9f 7e42915ee6417db0
1.2.0 werkzoekende/zoekvraag bemiddelaar 51e2fdf10349f03c 1506fd9b7db5e584
1.2.0 vacature/detail bron e782f5a1d80fe868 a3f90dc7bf606188
1.2.0 vacature/detail bemiddelaar e782f5a1d80fe868 9f62813f2bd7fec8
1.2.0 vacature/match bron 75e03177e4a78712 bdfce51b7688fa31
1.2.0 vacature/match bemiddelaar 8903181c5c93920f fb35ab78d4aa4158
1.2.0 vacature/zoekvraag bron 19eab77232b74099 16ceea08ae6d49bd
1.2.0 vacature/zoekvraag bemiddelaar 29de128a85e7b8e6 7c76fe3d21f912ac
2.0.0 werkzoekende/detail bron f65070f16c1944de 0e98847edc625886
2.0.0 werkzoekende/detail bemiddelaar f65070f16c1944de 0e98847edc625886
2.0.0 werkzoekende/match bron eb8fbc150dc3dc4c e42969e59fc2d0fc
2.0.0 werkzoekende/match bemiddelaar e8e66355cb8dfffc 017d7e14ece8995b
2.0.0 werkzoekende/selectievraag bron 1d9e7dcd9862d84b cf655422588185f8
2.0.0 werkzoekende/selectievraag bemiddelaar 1d9e7dcd9862d84b cf655422588185f8
2.0.0 vacature/detail bron 35f45155a39cc400 8afe320b87b5434c
2.0.0 vacature/detail bemiddelaar 35f45155a39cc400 8afe320b87b5434c
2.0.0 vacature/match bron 3b3e91646624cf8e 3f78a97b97892c5d
2.0.0 vacature/match bemiddelaar 934e3b6408ad178c 6f4755038a018dff
2.0.0 vacature/selectievraag bron 45268c834ca16963 17835e5f0eb5705e
2.0.0 vacature/selectievraag bemiddelaar 45268c834ca16963 17835e5f0eb5705e
3.0.0 werkzoekende/detail bron 540c2dd297499ef0 ee13bb2c3ac2f9ca
3.0.0 werkzoekende/detail bemiddelaar 540c2dd297499ef0 ee13bb2c3ac2f9ca
3.0.0 werkzoekende/match bron 05fa55f8e7c4f87d 2d385173ad520f08
3.0.0 werkzoekende/match bemiddelaar c31671d3baeee82a ea09ebee810c1814
3.0.0 werkzoekende/selectievraag bron c053c3d71504aa83 b20815787fc56ec4
3.0.0 werkzoekende/selectievraag bemiddelaar c053c3d71504aa83 b20815787fc56ec4
3.0.0 vacature/detail bron 3471b54762d7bb01 78dca6f6df4b1f6e
3.0.0 vacature/detail bemiddelaar 3471b54762d7bb01 78dca6f6df4b1f6e
3.0.0 vacature/match bron 343962b2d94f8230 f789d0e2f6c9ba55
3.0.0 vacature/match bemiddelaar fee038bbf0f84bf4 225a0a671c5a2c40
3.0.0 vacature/selectievraag bron a04ee7f04593df72 c05886b510fe07d6
3.0.0 vacature/selectievraag bemiddelaar a04ee7f04593df72 c05886b510fe07d6
3.1.0 werkzoekende/detail bron 540c2dd297499ef0 ee13bb2c3ac2f9ca
3.1.0 werkzoekende/detail bemiddelaar 540c2dd297499ef0 ee13bb2c3ac2f9ca
3.1.0 werkzoekende/match bron 05fa55f8e7c4f87d 2d385173ad520f08
3.1.0 werkzoekende/match bemiddelaar c31671d3baeee82a ea09ebee810c1814
3.1.0 werkzoekende/selectievraag bron c053c3d71504aa83 b20815787fc56ec4
3.1.0 werkzoekende/selectievraag bemiddelaar c053c3d71504aa83 b20815787fc56ec4
3.1.0 vacature/detail bron 3471b54762d7bb01 78dca6f6df4b1f6e
3.1.0 vacature/detail bemiddelaar 3471b54762d7bb01 78dca6f6df4b1f6e
3.1.0 vacature/match bron 343962b2d94f8230 f789d0e2f6c9ba55
3.1.0 vacature/match bemiddelaar fee038bbf0f84bf4 225a0a671c5a2c40
3.1.0 vacature/selectievraag bron a04ee7f04593df72 c05886b510fe07d6
3.1.0 vacature/selectievraag bemiddelaar a04ee7f04593df72 c05886b510fe07d6
3.1.0 werkgeverscontactmoment/match bron 0ade3d6064d61e32 9f4feaa1425332d9
3.1.0 werkgeverscontactmoment/match bemiddelaar 0ade3d6064d61e32 9f4feaa1425332d9
3.1.0 werkgeverscontactmoment/selectievraag bron 8beb571918eb6009 f1104adc9b19f35a
3.1.0 werkgeverscontactmoment/selectievraag bemiddelaar 8beb571918eb6009 f1104adc9b19f35a
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
