//! A small seeded random number generator (splitmix64): the same seed gives the same messages on
//! every machine and in every version of this crate's dependencies.

/// The seed of a test with random cases: the same every time, so that a failure can be repeated;
/// `VUM_SEED` gives another.
#[must_use]
pub fn seed() -> u64 {
    setting("VUM_SEED").unwrap_or(20_261_123)
}

/// How many random cases a test takes: `usual`, or as many as `VUM_CASES` says.
#[must_use]
pub fn cases(usual: u64) -> u64 {
    setting("VUM_CASES").unwrap_or(usual)
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// The generator.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// Starts at a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Starts at a seed that differs per text, so that each context has messages of its own.
    #[must_use]
    pub fn named(seed: u64, name: &str) -> Self {
        // FNV-1a: the hasher of the standard library may change between its versions.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(seed ^ hash)
    }

    /// The next number.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    ///
    /// # Panics
    /// If `end` is zero.
    pub fn below(&mut self, end: u64) -> u64 {
        assert!(end > 0, "nothing below zero");
        self.next_u64() % end
    }

    /// A number from `low` up to and including `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + i64::try_from(self.below(high.abs_diff(low) + 1)).expect("fits")
    }

    /// A place below `end`.
    ///
    /// # Panics
    /// If `end` is zero.
    pub fn place(&mut self, end: usize) -> usize {
        usize::try_from(self.below(u64::try_from(end).expect("fits"))).expect("fits")
    }

    /// True in this many out of a hundred cases.
    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of these.
    ///
    /// # Panics
    /// If there are none.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.place(of.len())]
    }

    /// Puts the elements in a random order.
    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        for last in (1..of.len()).rev() {
            let other = self.place(last + 1);
            of.swap(last, other);
        }
    }
}
