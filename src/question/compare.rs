//! How do two policies relate?

use std::time::Instant;

use super::answer::{Answer, Conclusion, Direction, Known, Relation};
use super::prover::{Excess, Prover};
use crate::model::Policy;

/// How `a` stands to `b`, with a witness for each direction that fails. The conclusion is `Holds` once the
/// relation is known, and `Unknown` otherwise.
pub fn compare(prover: &Prover, a: &Policy, b: &Policy) -> Answer {
    let start = Instant::now();
    let only_a = prover.excess(a, b, false);
    let only_b = prover.excess(b, a, false);
    let relation = relation(only_a.conclusion, only_b.conclusion);
    let known = (only_a.known.is_some() || only_b.known.is_some()).then(|| {
        let of = |excess: &Excess| excess.known.unwrap_or(excess.conclusion);
        let relation = self::relation(of(&only_a), of(&only_b));
        Known { conclusion: conclusion(relation), relation }
    });
    let mut witnesses = Vec::new();
    for (excess, direction) in [(&only_a, Direction::OnlyA), (&only_b, Direction::OnlyB)] {
        for witness in &excess.witnesses {
            let mut witness = witness.clone();
            witness.direction = Some(direction);
            witnesses.push(witness);
        }
    }
    let mut unknown = only_a.unknown;
    for reason in only_b.unknown {
        if !unknown.contains(&reason) {
            unknown.push(reason);
        }
    }
    Answer {
        question: "compare",
        conclusion: conclusion(relation),
        relation,
        witnesses,
        unknown,
        known,
        assumptions: only_a.assumptions.union(&only_b.assumptions).copied().collect(),
        engine: if only_a.engine == "terms" { only_b.engine } else { only_a.engine },
        elapsed: start.elapsed(),
    }
}

/// The relation of two policies, from whether each allows only what the other allows.
fn relation(a_inside_b: Conclusion, b_inside_a: Conclusion) -> Option<Relation> {
    match (a_inside_b, b_inside_a) {
        (Conclusion::Holds, Conclusion::Holds) => Some(Relation::Equivalent),
        (Conclusion::Holds, Conclusion::Fails) => Some(Relation::Narrower),
        (Conclusion::Fails, Conclusion::Holds) => Some(Relation::Broader),
        (Conclusion::Fails, Conclusion::Fails) => Some(Relation::Incomparable),
        (Conclusion::Unknown, _) | (_, Conclusion::Unknown) => None,
    }
}

fn conclusion(relation: Option<Relation>) -> Conclusion {
    if relation.is_some() { Conclusion::Holds } else { Conclusion::Unknown }
}
