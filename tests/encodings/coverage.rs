//! Every construct has a file. The matches below have no catch-all: a new construct does not compile until it
//! is given a name here, and fails until its file has a policy with it.

use std::collections::BTreeSet;

use hornbeam::formula::{Atom, Node, Test, Universe};
use hornbeam::model::{
    Action, ArnOperand, Assumption, Assumptions, BoolOperand, Condition, Effect, Operands, Operator, Order,
    Piece, Policy, PolicyType, Principal, PrincipalElement, Resource, ResourcePattern, SetQualifier,
    Template, Version,
};

use crate::{README, compile, files};

/// Constructs (`kind/variant`) and the file that has to show each.
const CONSTRUCTS: [(&str, &str); 67] = [
    ("effect/allow", "statement"),
    ("effect/deny", "statement"),
    ("version/2008-10-17", "version-and-variables"),
    ("version/2012-10-17", "version-and-variables"),
    ("principals/attached", "statement"),
    ("principals/principal", "principal"),
    ("principals/not-principal", "not-principal"),
    ("principal/everyone", "principal"),
    ("principal/any-aws", "principal"),
    ("principal/account", "principal"),
    ("principal/role", "principal"),
    ("principal/arn", "principal"),
    ("principal/unique-id", "principal"),
    ("principal/service", "principal"),
    ("principal/federated", "principal"),
    ("principal/canonical-user", "principal"),
    ("action/action", "action"),
    ("action/not-action", "action"),
    ("resource/resource", "resource"),
    ("resource/not-resource", "not-resource"),
    ("resource/attached", "principal"),
    ("pattern/whole", "resource"),
    ("pattern/arn", "resource"),
    ("pattern/short", "resource"),
    ("piece/text", "string-like"),
    ("piece/one", "string-like"),
    ("piece/any", "string-like"),
    ("piece/variable", "version-and-variables"),
    ("variable/default", "version-and-variables"),
    ("variable/plain", "version-and-variables"),
    ("operands/string-equals", "string-equals"),
    ("operands/string-equals-ignore-case", "string-equals-ignore-case"),
    ("operands/string-like", "string-like"),
    ("operands/numeric", "numeric"),
    ("operands/date", "date"),
    ("operands/bool", "bool"),
    ("operands/binary-equals", "binary"),
    ("operands/ip-address", "ip-address"),
    ("operands/arn-like", "arn-like"),
    ("operands/null", "null"),
    ("order/equals", "numeric"),
    ("order/less-than", "numeric"),
    ("order/less-than-equals", "numeric"),
    ("order/greater-than", "numeric"),
    ("order/greater-than-equals", "numeric"),
    ("bool/literal", "bool"),
    ("bool/variable", "bool"),
    ("arn/segments", "arn-like"),
    ("arn/variable", "arn-like"),
    ("qualifier/for-all-values", "for-all-values"),
    ("qualifier/for-any-value", "for-any-value"),
    ("qualifier/if-exists", "if-exists"),
    ("atom/present", "negation-and-absent-keys"),
    ("atom/some", "multi-valued-sets"),
    ("test/text", "attribute-equality"),
    ("test/text-ignore-case", "string-equals-ignore-case"),
    ("test/segments", "resource"),
    ("test/number", "numeric"),
    ("test/is-number", "wellformedness"),
    ("test/instant", "date"),
    ("test/is-instant", "wellformedness"),
    ("test/within", "ip-address"),
    ("test/is-address", "wellformedness"),
    ("universe/free", "statement"),
    ("universe/any", "wellformedness"),
    ("universe/known", "catalogue"),
    ("operator/negated", "negation-and-absent-keys"),
];

/// The constructs that a file shows.
#[derive(Default)]
struct Seen(BTreeSet<&'static str>);

impl Seen {
    fn add(&mut self, construct: &'static str) {
        assert!(
            CONSTRUCTS.iter().any(|(known, _)| *known == construct),
            "{construct} is not listed with a file"
        );
        self.0.insert(construct);
    }

    fn policy(&mut self, policy: &Policy) {
        self.add(match policy.version {
            Version::V2008 => "version/2008-10-17",
            Version::V2012 => "version/2012-10-17",
        });
        for statement in &policy.statements {
            self.add(match statement.effect {
                Effect::Allow => "effect/allow",
                Effect::Deny => "effect/deny",
            });
            match &statement.principal {
                PrincipalElement::Attached => self.add("principals/attached"),
                PrincipalElement::Principal(principals) => {
                    self.add("principals/principal");
                    principals.iter().for_each(|principal| self.principal(principal));
                }
                PrincipalElement::NotPrincipal(_) => self.add("principals/not-principal"),
            }
            self.add(match &statement.action {
                Action::Action(_) => "action/action",
                Action::NotAction(_) => "action/not-action",
            });
            match &statement.resource {
                Resource::Resource(patterns) => {
                    self.add("resource/resource");
                    patterns.iter().for_each(|pattern| self.pattern(pattern));
                }
                Resource::NotResource(_) => self.add("resource/not-resource"),
                Resource::Attached => self.add("resource/attached"),
            }
            statement.conditions.iter().for_each(|condition| self.condition(condition));
        }
    }

    fn principal(&mut self, principal: &Principal) {
        self.add(match principal {
            Principal::Everyone => "principal/everyone",
            Principal::AnyAws => "principal/any-aws",
            Principal::Account(_) => "principal/account",
            Principal::Role { .. } => "principal/role",
            Principal::Arn(_) => "principal/arn",
            Principal::UniqueId(_) => "principal/unique-id",
            Principal::Service(_) => "principal/service",
            Principal::Federated(_) => "principal/federated",
            Principal::CanonicalUser(_) => "principal/canonical-user",
        });
    }

    fn pattern(&mut self, pattern: &ResourcePattern) {
        self.add(match pattern {
            ResourcePattern::Whole(_) => "pattern/whole",
            ResourcePattern::Arn { .. } => "pattern/arn",
            ResourcePattern::Short { .. } => "pattern/short",
        });
        self.template(pattern.whole());
    }

    fn template(&mut self, template: &Template) {
        for piece in template.pieces() {
            match piece {
                Piece::Text(_) => self.add("piece/text"),
                Piece::One => self.add("piece/one"),
                Piece::Any => self.add("piece/any"),
                Piece::Variable(variable) => {
                    self.add("piece/variable");
                    self.add(if variable.default.is_some() { "variable/default" } else { "variable/plain" });
                }
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition.operator.qualifier {
            Some(SetQualifier::ForAllValues) => self.add("qualifier/for-all-values"),
            Some(SetQualifier::ForAnyValue) => self.add("qualifier/for-any-value"),
            None => {}
        }
        if condition.operator.if_exists {
            self.add("qualifier/if-exists");
        }
        match condition.operator.test {
            hornbeam::model::Test::Value { comparison: _, negated: true } => self.add("operator/negated"),
            hornbeam::model::Test::Value { comparison: _, negated: false } | hornbeam::model::Test::Null => {}
        }
        self.add(operands_name(&condition.operands));
        match &condition.operands {
            Operands::StringEquals(templates)
            | Operands::StringEqualsIgnoreCase(templates)
            | Operands::StringLike(templates) => {
                templates.iter().for_each(|template| self.template(template))
            }
            Operands::Numeric(order, _) | Operands::Date(order, _) => self.add(match order {
                Order::Equals => "order/equals",
                Order::LessThan => "order/less-than",
                Order::LessThanEquals => "order/less-than-equals",
                Order::GreaterThan => "order/greater-than",
                Order::GreaterThanEquals => "order/greater-than-equals",
            }),
            Operands::Bool(operands) => {
                for operand in operands {
                    self.add(match operand {
                        BoolOperand::Literal(_) => "bool/literal",
                        BoolOperand::Variable(_) => "bool/variable",
                    });
                }
            }
            Operands::ArnLike(patterns) => {
                for pattern in patterns {
                    self.add(match pattern {
                        ArnOperand::Segments(_) => "arn/segments",
                        ArnOperand::Variable(_) => "arn/variable",
                    });
                }
            }
            Operands::BinaryEquals(_) | Operands::IpAddress(_) | Operands::Null(_) => {}
        }
    }

    fn atom(&mut self, atom: &Atom) {
        self.add(match atom {
            Atom::Present(_) => "atom/present",
            Atom::Some(..) => "atom/some",
            Atom::Test(_, test) => match test {
                Test::Text(_) => "test/text",
                Test::TextIgnoreCase(_) => "test/text-ignore-case",
                Test::Segments(_) => "test/segments",
                Test::Number(..) => "test/number",
                Test::IsNumber => "test/is-number",
                Test::Instant(..) => "test/instant",
                Test::IsInstant => "test/is-instant",
                Test::Within(_) => "test/within",
                Test::IsAddress => "test/is-address",
            },
        });
    }

    fn universe(&mut self, universe: Universe) {
        self.add(match universe {
            Universe::Free => "universe/free",
            Universe::Any => "universe/any",
            Universe::Known => "universe/known",
        });
    }
}

fn operands_name(operands: &Operands) -> &'static str {
    match operands {
        Operands::StringEquals(_) => "operands/string-equals",
        Operands::StringEqualsIgnoreCase(_) => "operands/string-equals-ignore-case",
        Operands::StringLike(_) => "operands/string-like",
        Operands::Numeric(..) => "operands/numeric",
        Operands::Date(..) => "operands/date",
        Operands::Bool(_) => "operands/bool",
        Operands::BinaryEquals(_) => "operands/binary-equals",
        Operands::IpAddress(_) => "operands/ip-address",
        Operands::ArnLike(_) => "operands/arn-like",
        Operands::Null(_) => "operands/null",
    }
}

fn file_of(construct: &str) -> &'static str {
    CONSTRUCTS
        .iter()
        .find(|(known, _)| *known == construct)
        .unwrap_or_else(|| panic!("{construct} has no file"))
        .1
}

/// The constructs in the policies and terms of a file, and the policies' text.
fn shown(name: &str) -> (Seen, String) {
    let mut seen = Seen::default();
    let mut text = String::new();
    let files = files();
    let file = files
        .iter()
        .find(|file| file.name == format!("{name}.smt2"))
        .unwrap_or_else(|| panic!("no {name}.smt2"));
    let mut terms: Vec<_> = file.policies.iter().map(compile::allows).collect();
    for law in &file.laws {
        terms.push(compile::claim(file, law));
        seen.universe(law.universe);
    }
    for block in &file.policies {
        text.push_str(&block.fragment);
        seen.policy(&compile::policy(block));
    }
    for (arena, term) in terms {
        assert!(!matches!(arena.node(term), Node::True), "{name}: a block that says nothing");
        arena.atoms(term).into_iter().for_each(|atom| seen.atom(atom));
    }
    (seen, text)
}

#[test]
fn every_construct_is_shown_in_its_file() {
    for name in CONSTRUCTS.iter().map(|(_, file)| *file).collect::<BTreeSet<_>>() {
        let (seen, _) = shown(name);
        for (construct, file) in CONSTRUCTS {
            assert!(file != name || seen.0.contains(construct), "{file}.smt2 does not show {construct}");
        }
    }
}

#[test]
fn every_operator_is_shown_in_the_file_of_its_operands() {
    for name in Operator::names() {
        let fragment = format!(r#"{{"Condition":{{"{name}":{{"aws:referer":"true"}}}}}}"#);
        let block = crate::file::Policy {
            name: name.to_owned(),
            policy_type: PolicyType::Identity,
            assumptions: Assumptions::default(),
            status: "sat",
            fragment,
            wider: Vec::new(),
            script: 0..0,
        };
        let operands = compile::policy(&block).statements[0].conditions[0].operands.clone();
        let file = file_of(operands_name(&operands));
        assert!(shown(file).1.contains(&format!("{name}\"")), "{file}.smt2 has no policy with {name}");
    }
}

/// Under its other reading an assumption changes a term, which some block shows.
#[test]
fn every_assumption_is_shown_under_its_other_reading() {
    for assumption in Assumption::ALL {
        let flipped = |assumptions: Assumptions| !assumptions.is_default(assumption);
        let is_shown = files().iter().any(|file| {
            file.policies.iter().any(|policy| flipped(policy.assumptions))
                || file.laws.iter().any(|law| flipped(law.assumptions))
        });
        assert!(is_shown, "no block is under the other reading of {}", assumption.name());
    }
}

#[test]
fn the_readme_lists_every_file() {
    let readme = std::fs::read_to_string(format!("{}/{README}", crate::FOLDER)).unwrap();
    let listed: BTreeSet<_> = readme
        .split('`')
        .filter(|word| word.ends_with(".smt2") && !word.contains([' ', '/', '*']))
        .map(str::to_owned)
        .collect();
    let there: BTreeSet<_> =
        files().into_iter().map(|file| file.name).filter(|name| name != README).collect();
    assert_eq!(listed, there);
}
