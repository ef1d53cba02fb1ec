//! Laws that hold of policies whatever they say, through the evaluator and through the formulas.

use super::document::{Condition, Document, Statement};
use super::operands::{self, KEYS, NEGATIONS, Theme};
use super::policies::{self, Size};
use super::requests::{Source, show};
use super::rng::Rng;
use super::run;
use hornbeam::decide::smt::Script;
use hornbeam::eval::{self, Decision, Scope};
use hornbeam::formula::{Arena, Atom, Compiler, Node, TermId, value};
use hornbeam::model::{Arity, Key, PolicyType, Request};

const SIZE: Size = Size { statements: 3, conditions: 2, values: 3 };

/// Some policies of one question, read once.
struct Question {
    documents: Vec<Document>,
    policies: Vec<hornbeam::model::Policy>,
    arena: Arena,
    allows: Vec<TermId>,
}

impl Question {
    /// `None` if one of the policies is refused.
    fn new(documents: Vec<Document>) -> Option<Question> {
        let policies: Vec<_> = documents.iter().map(Document::policy).collect::<Option<_>>()?;
        let mut arena = Arena::new();
        let all: Vec<_> = policies.iter().collect();
        let mut compiler = Compiler::new(&mut arena, Scope::default(), &all);
        let allows = policies.iter().map(|policy| compiler.allows(policy)).collect();
        Some(Question { documents, policies, arena, allows })
    }

    /// Requests close to the policies.
    fn requests(&self, rng: &mut Rng, count: usize) -> Vec<Request> {
        let source = Source::new(&self.arena, &self.documents.iter().collect::<Vec<_>>());
        (0..count).map(|_| source.request(rng)).collect()
    }

    /// Whether each policy allows the request: what the evaluator says, which the formula must say too.
    fn decisions(&self, request: &Request) -> Vec<bool> {
        let decide = |(policy, &allows): (_, &TermId)| {
            let decision = eval::evaluate(policy, request, Scope::default()).decision == Decision::Allow;
            assert_eq!(value(&self.arena, allows, request), decision, "{}", self.explain(request));
            decision
        };
        self.policies.iter().zip(&self.allows).map(decide).collect()
    }

    fn explain(&self, request: &Request) -> String {
        let documents: Vec<_> = self.documents.iter().map(Document::json).collect();
        format!("{}\n{}", documents.join("\n"), show(request))
    }
}

/// Runs `law` on the decisions of each of the policies that `make` builds; how often it was tried.
fn holds(stream: u64, make: impl Fn(&mut Rng) -> Vec<Document>, law: impl Fn(&[bool]) -> bool) -> usize {
    let mut tried = 0;
    for case in 0..run::cases(150) {
        let mut rng = Rng::new(run::seed(stream), case as u64);
        let Some(question) = Question::new(make(&mut rng)) else { continue };
        for request in question.requests(&mut rng, 10) {
            tried += 1;
            assert!(law(&question.decisions(&request)), "case {case}: {}", question.explain(&request));
        }
    }
    assert!(tried >= run::cases(150) * 5, "only {tried} tried");
    tried
}

#[test]
fn another_deny_allows_no_more_and_another_allow_no_less() {
    let make = |rng: &mut Rng| {
        let policy_type = *rng.pick(&PolicyType::ALL);
        let theme = Theme::new(rng, 3);
        let document = policies::document_of(rng, policy_type, &theme, SIZE);
        let extended = [true, false].map(|allow| {
            let mut statements = document.statements.clone();
            let statement = policies::statement(rng, policy_type, &theme, SIZE);
            statements.insert(rng.below(statements.len() + 1), Statement { allow, ..statement });
            document.with(statements)
        });
        let [more, less] = extended;
        vec![less, document, more]
    };
    holds(11, make, |decisions| decisions.is_sorted());
}

#[test]
fn order_does_not_matter() {
    let make = |rng: &mut Rng| {
        let document = policies::document(rng, SIZE);
        let mut statements = document.statements.clone();
        rng.shuffle(&mut statements);
        for statement in &mut statements {
            rng.shuffle(&mut statement.action.1);
            rng.shuffle(&mut statement.conditions);
            statement.conditions.iter_mut().for_each(|condition| rng.shuffle(&mut condition.values));
            statement.resource.iter_mut().for_each(|(_, resources)| rng.shuffle(resources));
            statement.principal.iter_mut().for_each(|principal| rng.shuffle(&mut principal.names));
        }
        // The first of two entries for one key counts, so that order does matter there.
        let twice = |statement: &Statement| {
            let mut keys: Vec<_> =
                statement.conditions.iter().map(|c| (&c.operator, c.key.to_lowercase())).collect();
            keys.sort();
            keys.windows(2).any(|pair| pair[0] == pair[1])
        };
        statements
            .iter_mut()
            .filter(|statement| twice(statement))
            .for_each(|statement| statement.conditions.clear());
        let kept = document.statements.into_iter().map(|mut statement| {
            if twice(&statement) {
                statement.conditions.clear();
            }
            statement
        });
        let kept = Document { statements: kept.collect(), ..document };
        vec![kept.with(statements), kept]
    };
    holds(12, make, |decisions| decisions[0] == decisions[1]);
    for case in 0..run::cases(150) {
        let documents = make(&mut Rng::new(run::seed(12), case as u64));
        let Some(question) = Question::new(documents) else { continue };
        let printed =
            question.allows.iter().map(|&term| canonical(&question.arena, term)).collect::<Vec<_>>();
        assert_eq!(printed[0], printed[1], "case {case}");
    }
}

/// The term with its parts in the order of their texts; names of keys in small letters.
fn canonical(arena: &Arena, term: TermId) -> String {
    let parts = |parts: &[TermId]| {
        let mut parts: Vec<_> = parts.iter().map(|&part| canonical(arena, part)).collect();
        parts.sort();
        parts.join(" ")
    };
    match arena.node(term) {
        Node::True => "true".to_owned(),
        Node::False => "false".to_owned(),
        Node::Not(inner) => format!("(not {})", canonical(arena, *inner)),
        Node::And(terms) => format!("(and {})", parts(terms)),
        Node::Or(terms) => format!("(or {})", parts(terms)),
        Node::Atom(Atom::Some(key, inner)) => format!("(some {} {})", key.folded(), canonical(arena, *inner)),
        Node::Atom(Atom::Present(key)) => format!("(present {})", key.folded()),
        Node::Atom(Atom::Test(subject, test)) => format!("({subject:?} {test:?})").to_lowercase(),
    }
}

#[test]
fn a_list_may_be_split_into_statements() {
    let make = |rng: &mut Rng| {
        let document = policies::document(rng, SIZE);
        let mut statements = Vec::new();
        for statement in &document.statements {
            let both = [0, 1].map(|side| {
                let mut half = statement.clone();
                let of_side = |at: usize| at % 2 == side;
                let lists = [Some(&mut half.action), half.resource.as_mut()];
                // One list is split; the others stay whole.
                if let Some((_, list)) =
                    lists.into_iter().flatten().find(|(negated, list)| !negated && list.len() > 1)
                {
                    let mut at = 0..;
                    list.retain(|_| of_side(at.next().unwrap()));
                }
                half
            });
            statements.extend(both);
        }
        vec![document.with(statements), document]
    };
    holds(13, make, |decisions| decisions[0] == decisions[1]);
}

#[test]
fn the_elements_obey_de_morgan() {
    let make = |rng: &mut Rng| {
        let theme = Theme::new(rng, 3);
        let document = policies::document_of(rng, PolicyType::Identity, &theme, SIZE);
        let statement = Statement { allow: true, conditions: Vec::new(), ..document.statements[0].clone() };
        let everything = || vec!["*".to_owned()];
        let of_action = rng.chance(50);
        let list = if of_action {
            statement.action.1.clone()
        } else {
            statement.resource.clone().map_or_else(everything, |r| r.1)
        };
        let with = |negated: bool, list: &[String]| {
            let mut statement = statement.clone();
            let element = (negated, list.to_vec());
            let (action, resource) =
                if of_action { (element, (false, everything())) } else { ((false, everything()), element) };
            (statement.action, statement.resource) = (action, Some(resource));
            document.with(vec![statement])
        };
        let (first, rest) = list.split_at(1);
        let rest = if rest.is_empty() { first } else { rest };
        vec![with(false, &list), with(true, &list), with(true, first), with(true, rest)]
    };
    holds(14, make, |decisions| {
        let [listed, not_listed, not_first, not_rest] = decisions else { return false };
        listed != not_listed && *not_listed == (*not_first && *not_rest)
    });
}

#[test]
fn negated_operators_are_complements_on_single_valued_keys() {
    let make = |rng: &mut Rng| {
        let (plain, negated, kind) = *rng.pick(&NEGATIONS);
        let fits = |(key, _): &&(&str, operands::Kind)| Key::new(key).arity() == Arity::Single;
        let keys: Vec<_> = KEYS.iter().filter(fits).copied().collect();
        let (key, own) = *rng.pick(&keys);
        let theme = Theme { keys: vec![(key, own), *rng.pick(&keys)] };
        let values: Vec<_> = (0..rng.between(1, 3)).map(|_| operands::operand(rng, &theme, kind)).collect();
        let document = |operator: String| {
            let condition = Condition { operator, key: key.to_owned(), values: values.clone() };
            let all = || vec!["*".to_owned()];
            let (action, resource, conditions) = ((false, all()), Some((false, all())), vec![condition]);
            let statement = Statement { allow: true, principal: None, action, resource, conditions };
            let (policy_type, version) = (PolicyType::Identity, Some("2012-10-17"));
            Document { policy_type, version, statements: vec![statement] }
        };
        let operators =
            [plain.to_owned(), negated.to_owned(), format!("{plain}IfExists"), format!("{negated}IfExists")];
        let mut documents: Vec<_> = operators.map(document).into();
        let mut absent = document("Null".to_owned());
        absent.statements[0].conditions[0].values = vec!["true".to_owned()];
        documents.push(absent);
        documents
    };
    holds(15, make, |decisions| {
        let [plain, negated, plain_if, negated_if, absent] = decisions else { return false };
        plain != negated && *plain_if == (*plain || *absent) && *negated_if == (*negated || *absent)
    });
}

#[test]
fn terms_are_the_same_each_time() {
    for case in 0..run::cases(300) {
        let mut rng = Rng::new(run::seed(16), case as u64);
        let documents = vec![policies::document(&mut rng, SIZE), policies::document(&mut rng, SIZE)];
        let (Some(mut one), Some(other)) = (Question::new(documents.clone()), Question::new(documents))
        else {
            continue;
        };
        assert_eq!((&one.allows, one.arena.len()), (&other.allows, other.arena.len()));
        assert_eq!(Script::new(&one.arena, one.allows[0]), Script::new(&other.arena, other.allows[0]));
        for &term in &one.allows.clone() {
            let outside = one.arena.not(term);
            assert_eq!(one.arena.not(outside), term);
            assert_eq!(one.arena.and([term, outside]), Arena::FALSE);
            assert_eq!(one.arena.or([term, outside]), Arena::TRUE);
            assert_eq!(
                (one.arena.and([term, Arena::FALSE]), one.arena.or([term, Arena::TRUE])),
                (Arena::FALSE, Arena::TRUE)
            );
            assert_eq!((one.arena.and([term, term]), one.arena.or([term, Arena::FALSE])), (term, term));
        }
        let [first, second] = [one.allows[0], one.allows[1]];
        let requests = one.requests(&mut rng, 5);
        let (both, outside) = (one.arena.and([first, second]), one.arena.not(first));
        let (implied, same) = (one.arena.implies(first, second), one.arena.iff(first, second));
        for request in requests {
            let of = |term| value(&one.arena, term, &request);
            let (in_first, in_second) = (of(first), of(second));
            let expected = (in_first && in_second, !in_first, !in_first || in_second, in_first == in_second);
            assert_eq!((of(both), of(outside), of(implied), of(same)), expected);
        }
    }
}
