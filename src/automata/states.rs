//! The states met so far, each a row of words of equal length, numbered in the order of meeting.

/// A set of rows with numbers. Open addressing over one array of words: a state costs its words, its number
/// and no allocation of its own.
pub(super) struct States {
    width: usize,
    words: Vec<u64>,
    /// The number of a state, plus one; zero is an empty place. The length is a power of two.
    places: Vec<u32>,
    count: u32,
}

impl States {
    /// No states yet, of `width` words each (at least one).
    pub(super) fn new(width: usize) -> States {
        States { width: width.max(1), words: Vec::with_capacity(32 * width), places: vec![0; 64], count: 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.count as usize
    }

    /// The state of that number; empty if there is none.
    pub(super) fn get(&self, number: usize) -> &[u64] {
        let from = number * self.width;
        self.words.get(from..from + self.width).unwrap_or_default()
    }

    /// The number of the state, and whether it is new.
    pub(super) fn insert(&mut self, state: &[u64]) -> (usize, bool) {
        let mut place = self.place_of(state);
        while let Some(&taken) = self.places.get(place)
            && let Some(number) = taken.checked_sub(1)
        {
            if self.get(number as usize) == state {
                return (number as usize, false);
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        self.words.extend_from_slice(state);
        self.count += 1;
        if let Some(free) = self.places.get_mut(place) {
            *free = self.count;
        }
        if self.len() * 2 > self.places.len() {
            self.grow();
        }
        (self.len() - 1, true)
    }

    fn grow(&mut self) {
        self.places = vec![0; self.places.len() * 4];
        for number in 0..self.count {
            let mut place = self.place_of(self.get(number as usize));
            while self.places.get(place).is_some_and(|&taken| taken != 0) {
                place = (place + 1) & (self.places.len() - 1);
            }
            if let Some(free) = self.places.get_mut(place) {
                *free = number + 1;
            }
        }
    }

    /// Where the search for the state begins: a multiplicative hash, its high bits, the same on every run.
    fn place_of(&self, state: &[u64]) -> usize {
        let hash = state
            .iter()
            .fold(0u64, |hash, &word| (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        (hash ^ hash >> 32) as usize & (self.places.len() - 1)
    }
}
