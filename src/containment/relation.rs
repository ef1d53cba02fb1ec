//! Binary relations between few things, as rows of bits.

/// A relation on the numbers below [`size`](Relation::size): row `i` holds the `j` with `i R j`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    size: usize,
    words: usize,
    bits: Vec<u64>,
}

/// The word and the bit in it of a number.
fn place(at: usize) -> (usize, u64) {
    (at / 64, 1 << (at % 64))
}

/// The numbers whose bits are set, from the smallest.
pub(super) fn members(row: &[u64]) -> impl Iterator<Item = usize> + '_ {
    row.iter().enumerate().flat_map(|(word, &bits)| {
        std::iter::successors(Some(bits), |bits| Some(bits & bits.wrapping_sub(1)))
            .take_while(|&bits| bits != 0)
            .map(move |bits| word * 64 + usize::try_from(bits.trailing_zeros()).unwrap_or(0))
    })
}

impl Relation {
    /// The empty relation.
    pub fn new(size: usize) -> Relation {
        let words = size.div_ceil(64);
        Relation { size, words, bits: vec![0; size * words] }
    }

    /// The relation with these rows, each as long as [`Relation::row`] gives them.
    pub fn from_rows(rows: &[Vec<u64>]) -> Relation {
        let mut relation = Relation::new(rows.len());
        for (at, row) in rows.iter().enumerate() {
            if let Some(to) = relation.row_mut(at) {
                to.iter_mut().zip(row).for_each(|(to, from)| *to = *from);
            }
        }
        relation
    }

    /// How many things there are.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The row of `from`, 64 numbers a word; empty for a number that is too large.
    pub fn row(&self, from: usize) -> &[u64] {
        self.bits.get(from * self.words..(from + 1) * self.words).unwrap_or(&[])
    }

    fn row_mut(&mut self, from: usize) -> Option<&mut [u64]> {
        self.bits.get_mut(from * self.words..(from + 1) * self.words)
    }

    /// Whether `from R to`.
    pub fn has(&self, from: usize, to: usize) -> bool {
        let (word, bit) = place(to);
        self.row(from).get(word).is_some_and(|word| word & bit != 0)
    }

    /// Relates `from` to `to`.
    pub fn insert(&mut self, from: usize, to: usize) {
        let (word, bit) = place(to);
        if let Some(word) = self.row_mut(from).and_then(|row| row.get_mut(word)) {
            *word |= bit;
        }
    }

    /// The numbers that `from` is related to, from the smallest.
    pub fn successors(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        members(self.row(from))
    }

    /// The smallest transitive relation around this one (Warshall, a row at a time).
    #[must_use]
    pub fn closure(&self) -> Relation {
        let mut closure = self.clone();
        for through in 0..self.size {
            let reached = closure.row(through).to_vec();
            for from in 0..self.size {
                if closure.has(from, through)
                    && let Some(row) = closure.row_mut(from)
                {
                    row.iter_mut().zip(&reached).for_each(|(word, more)| *word |= more);
                }
            }
        }
        closure
    }

    /// The pairs of a strict order (transitive, and no number below itself) that nothing stands between: the
    /// smallest relation whose closure it is.
    #[must_use]
    pub fn reduction(&self) -> Relation {
        let mut reduction = self.clone();
        for from in 0..self.size {
            for between in self.successors(from) {
                let beyond = self.row(between).to_vec();
                if let Some(row) = reduction.row_mut(from) {
                    row.iter_mut().zip(&beyond).for_each(|(word, more)| *word &= !more);
                }
            }
        }
        reduction
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A relation from a few bits of noise.
    fn random(size: usize, seed: &mut u64) -> Relation {
        let mut relation = Relation::new(size);
        for from in 0..size {
            for to in 0..size {
                *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                if *seed >> 60 == 0 {
                    relation.insert(from, to);
                }
            }
        }
        relation
    }

    #[test]
    fn closure_is_the_smallest_transitive_relation() {
        let mut seed = 1;
        for size in [1, 7, 64, 65, 90] {
            let relation = random(size, &mut seed);
            let closure = relation.closure();
            for from in 0..size {
                // What can be reached step by step.
                let mut reached: Vec<usize> = relation.successors(from).collect();
                let mut at = 0;
                while let Some(&here) = reached.get(at) {
                    at += 1;
                    let new: Vec<usize> =
                        relation.successors(here).filter(|to| !reached.contains(to)).collect();
                    reached.extend(new);
                }
                reached.sort_unstable();
                assert_eq!(closure.successors(from).collect::<Vec<_>>(), reached);
            }
        }
    }

    #[test]
    fn reduction_is_the_smallest_with_the_same_closure() {
        let mut seed = 5;
        for size in [2, 40, 70] {
            let mut order = Relation::new(size);
            let noise = random(size, &mut seed);
            for from in 0..size {
                noise.successors(from).filter(|&to| to > from).for_each(|to| order.insert(from, to));
            }
            let order = order.closure();
            let reduction = order.reduction();
            assert_eq!(reduction.closure(), order);
            for from in 0..size {
                for to in reduction.successors(from) {
                    assert!(!order.successors(from).any(|between| order.has(between, to)));
                }
            }
        }
    }
}
