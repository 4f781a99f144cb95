//! Numbers and texts from a seed.

/// A source of numbers that are the same in every run: SplitMix64.
pub struct Seed(u64);

impl Seed {
    /// Each seed leads to other numbers.
    pub fn new(seed: u64) -> Self {
        Seed(seed.wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// Any number.
    #[expect(clippy::should_implement_trait, reason = "it never ends")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number from 0 to `limit - 1`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    /// True once in so many times.
    pub fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    /// A number of any magnitude, small ones as often as large ones.
    pub fn any_size(&mut self, bits: u64) -> u64 {
        self.next() >> (64 - 1 - self.below(bits))
    }

    /// A number with a fraction.
    pub fn real(&mut self) -> f64 {
        (self.below(2_000_000) as f64 - 1_000_000.0) / 128.0
    }

    /// Letters, from `from` to `to` of them.
    pub fn text(&mut self, from: u64, to: u64) -> String {
        let len = from + self.below(to - from + 1);
        (0..len).map(|_| char::from(b'a' + self.below(26) as u8)).collect()
    }

    /// Words of many alphabets, `words` of them.
    pub fn words(&mut self, words: u64) -> String {
        const WORDS: [&str; 8] =
            ["naïve", "Ångström", "приме́р", "東京", "plain", "x", "🎈", "déjà vu"];
        let list: Vec<_> =
            (0..words).map(|_| WORDS[self.below(WORDS.len() as u64) as usize]).collect();
        list.join(" ")
    }

    /// Bytes of any value, from `from` to `to` of them.
    pub fn bytes(&mut self, from: u64, to: u64) -> Vec<u8> {
        let len = from + self.below(to - from + 1);
        (0..len).map(|_| self.next() as u8).collect()
    }

    /// From `from` to `to` items.
    pub fn list<T, C: FromIterator<T>>(
        &mut self,
        from: u64,
        to: u64,
        mut item: impl FnMut(&mut Self) -> T,
    ) -> C {
        let len = from + self.below(to - from + 1);
        (0..len).map(|_| item(self)).collect()
    }
}
