use super::*;
use crate::decide::Budget;

/// Every set of clauses over a few variables is held against going through all values.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn clause(&mut self, variables: u64) -> Vec<Literal> {
        let length = 1 + self.below(3);
        (0..length)
            .map(|_| Variable(u32::try_from(self.below(variables)).unwrap()).is(self.below(2) == 0))
            .collect()
    }
}

fn satisfied(clauses: &[Vec<Literal>], value: impl Fn(Literal) -> bool) -> bool {
    clauses.iter().all(|clause| clause.iter().any(|&literal| value(literal)))
}

/// Keeps back some clauses, and gives each as a lemma once it is broken by values for all variables, or once one of its
/// literals becomes false.
struct Late {
    clauses: Vec<Vec<Literal>>,
    early: bool,
}

impl Theory for Late {
    fn assigned(&mut self, literal: Literal, values: &Values, lemmas: &mut Lemmas) {
        let concerned = |clause: &&Vec<Literal>| {
            clause.contains(&!literal) && clause.iter().all(|&other| values.of(other) == Some(false))
        };
        if self.early {
            self.clauses.iter().filter(concerned).for_each(|clause| lemmas.add(clause.iter().copied()));
        }
    }

    fn check(&mut self, values: &Values, lemmas: &mut Lemmas, _: &mut Meter) -> Check {
        let broken = |clause: &&Vec<Literal>| !clause.iter().any(|&literal| values.is_true(literal));
        let mut check = Check::Model;
        for clause in self.clauses.iter().filter(broken) {
            lemmas.add(clause.iter().copied());
            check = Check::Ruled;
        }
        check
    }
}

#[test]
fn finds_a_model_iff_there_is_one() {
    let mut random = Random(88_172_645_463_325_252);
    let (mut with, mut without) = (0, 0);
    for case in 0..6_000 {
        let variables = 1 + random.below(8);
        let count = random.below(5 * variables);
        let clauses: Vec<Vec<Literal>> = (0..count).map(|_| random.clause(variables)).collect();
        let values = 0..1_u64 << variables;
        let possible = values.into_iter().any(|bits| {
            satisfied(&clauses, |literal| (bits >> literal.variable().0 & 1 == 1) == literal.is_positive())
        });
        // Some clauses come at once, the others as lemmas.
        let mut solver = Solver::default();
        for _ in 0..variables {
            solver.variable();
        }
        let late = clauses.len() - random.below(clauses.len() as u64 + 1) as usize;
        clauses.iter().skip(late).for_each(|clause| solver.clause(clause));
        let kept = clauses.iter().take(late).cloned().collect();
        let mut theory = Late { clauses: kept, early: random.below(2) == 0 };
        let solved = solver.solve(&mut theory, &mut Meter::start(&Budget::default()));
        assert_eq!(
            solved,
            if possible { Solved::Model } else { Solved::NoModel },
            "case {case}: {clauses:?}"
        );
        if possible {
            assert!(
                satisfied(&clauses, |literal| solver.values.is_true(literal)),
                "case {case}: {clauses:?}"
            );
            with += 1;
        } else {
            without += 1;
        }
    }
    assert!(with > 1_000 && without > 1_000, "{with} {without}");
}

#[test]
fn pigeons_do_not_fit() {
    let mut solver = Solver::default();
    let sits: Vec<Vec<Literal>> =
        (0..6).map(|_| (0..5).map(|_| solver.variable().positive()).collect()).collect();
    sits.iter().for_each(|places| solver.clause(places));
    for hole in 0..5 {
        let here: Vec<Literal> = sits.iter().map(|places| places[hole]).collect();
        for (at, &one) in here.iter().enumerate() {
            here.iter().take(at).for_each(|&other| solver.clause(&[!one, !other]));
        }
    }
    let mut theory = Late { clauses: Vec::new(), early: false };
    assert_eq!(solver.solve(&mut theory, &mut Meter::start(&Budget::default())), Solved::NoModel);
}

#[test]
fn a_spent_budget_is_said() {
    let mut solver = Solver::default();
    let literals: Vec<Literal> = (0..50).map(|_| solver.variable().positive()).collect();
    solver.clause(&literals);
    let mut theory = Late { clauses: Vec::new(), early: false };
    let budget = Budget { steps: 10, ..Budget::default() };
    assert_eq!(solver.solve(&mut theory, &mut Meter::start(&budget)), Solved::Spent);
}
