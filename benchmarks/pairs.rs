//! Pairs of policies to ask about, and what is asked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hornbeam::decide::smt::Script;
use hornbeam::eval::Scope;
use hornbeam::formula::{Arena, Compiler, TermId, Universe, wellformed};
use hornbeam::model::Policy;

/// The requests that `new` allows and `existing` does not, as `question` asks for them under the default
/// assumptions, not yet simplified.
pub(crate) fn excess(arena: &mut Arena, existing: &Policy, new: &Policy) -> TermId {
    let scope = Scope::default();
    let mut compiler = Compiler::new(arena, scope, &[new, existing]);
    let (allowed, inside) = (compiler.allows(new), compiler.allows(existing));
    let outside = compiler.arena.not(inside);
    let term = compiler.arena.and([allowed, outside]);
    let universe = wellformed(arena, term, Universe::default(), new.policy_type, scope, &mut BTreeSet::new());
    arena.and([term, universe])
}

/// Writes the script of a term as `NUMBER-NEW-in-EXISTING.smt2`; its path.
pub(crate) fn write_script(
    folder: &Path,
    number: usize,
    script: &Script,
    existing: &Policy,
    new: &Policy,
) -> Result<PathBuf, String> {
    let path = folder.join(format!("{number:04}-{}-in-{}.smt2", new.name, existing.name));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, script.text(None, true)))
        .map_err(|error| format!("`{}`: {error}", path.display()))?;
    Ok(path)
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same numbers on every run and machine.
pub(crate) struct Generator(pub(crate) u64);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0; the bias is below one in a billion for the bounds used here.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or(0)
    }

    /// `count` distinct pairs of distinct places below `among` (at least 2), fewer if there are not so many.
    /// With `neighbours` only places that differ by one.
    pub(crate) fn pairs(&mut self, count: usize, among: usize, neighbours: bool) -> Vec<(usize, usize)> {
        let there_are = if neighbours { 2 * (among - 1) } else { among * (among - 1) };
        let mut pairs = Vec::new();
        let mut seen = BTreeSet::new();
        while pairs.len() < count.min(there_are) {
            let pair = if neighbours {
                let first = self.below(among - 1);
                if self.below(2) == 0 { (first, first + 1) } else { (first + 1, first) }
            } else {
                (self.below(among), self.below(among))
            };
            if pair.0 != pair.1 && seen.insert(pair) {
                pairs.push(pair);
            }
        }
        pairs
    }
}
