//! Plain values to try, taken from the policies themselves.

use std::collections::BTreeMap;

use crate::decide::complete::{ACTION, PRINCIPAL, RESOURCE};
use crate::model::{
    Action, ArnOperand, BoolOperand, Key, Operands, Policy, Principal, PrincipalElement, Resource, Template,
    arn_examples, examples, fill_in, format_instant, plain_values,
};

/// Values to try for each attribute, plainest first, without repetition.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Callers.
    pub principals: Vec<String>,
    /// Actions.
    pub actions: Vec<String>,
    /// Resources.
    pub resources: Vec<String>,
    /// Values of keys.
    pub values: BTreeMap<Key, Vec<String>>,
}

impl Candidates {
    /// The values that the policies suggest: their literals, and their patterns with wildcards filled in.
    pub fn of(policies: &[&Policy]) -> Candidates {
        let mut candidates = Candidates::default();
        // An action that a policy names is a real one, an instance of a pattern perhaps not.
        let mut made_up = Vec::new();
        for statement in policies.iter().flat_map(|policy| &policy.statements) {
            let (Action::Action(actions) | Action::NotAction(actions)) = &statement.action;
            candidates.actions.extend(actions.iter().filter_map(Template::as_literal).map(str::to_owned));
            made_up.extend(actions.iter().flat_map(action_instances));
            if let Resource::Resource(patterns) | Resource::NotResource(patterns) = &statement.resource {
                candidates.resources.extend(patterns.iter().flat_map(|pattern| examples(pattern.whole())));
            }
            if let PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals) =
                &statement.principal
            {
                candidates.principals.extend(principals.iter().flat_map(principal_instances));
            }
            for condition in &statement.conditions {
                let values = operand_instances(&condition.operands);
                candidates.values.entry(condition.key.clone()).or_default().extend(values);
                for variable in
                    templates(&condition.operands).iter().flat_map(|template| template.variables())
                {
                    candidates.values.entry(variable.key.clone()).or_default();
                }
            }
        }
        candidates
            .principals
            .extend([PRINCIPAL, "arn:aws:iam::111122223333:user/example", "*"].map(str::to_owned));
        candidates.principals.push("arn:aws:iam::444455556666:role/example".to_owned());
        candidates.principals.push("arn:aws:sts::111122223333:assumed-role/example/session".to_owned());
        candidates.principals.push("service:example.amazonaws.com".to_owned());
        candidates.actions.extend(made_up);
        candidates.actions.extend([ACTION, "example:Action"].map(str::to_owned));
        candidates.resources.extend([RESOURCE, "*", "arn:aws:s3:::example-bucket"].map(str::to_owned));
        candidates.resources.push("arn:aws:example:us-east-1:111122223333:example".to_owned());
        for (key, values) in &mut candidates.values {
            values.extend(plain_values(key));
            // Whoever comes from a public address has none of a private network, and none without a host.
            values.sort_by_key(|value| is_nobodys(value));
            unique(values);
        }
        unique(&mut candidates.principals);
        unique(&mut candidates.actions);
        unique(&mut candidates.resources);
        candidates
    }

    /// How long all values are together, which tells how long it takes to evaluate the policies.
    pub(super) fn bytes(&self) -> usize {
        let lists =
            [&self.principals, &self.actions, &self.resources].into_iter().chain(self.values.values());
        lists.flatten().map(String::len).sum()
    }
}

/// Whether the text is an address that no request comes from over the Internet.
fn is_nobodys(text: &str) -> bool {
    text.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_private() || address.is_unspecified())
}

fn unique(values: &mut Vec<String>) {
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
}

fn action_instances(template: &Template) -> Vec<String> {
    if template.is_anything() {
        return Vec::new();
    }
    ["Example", "Object", ""].iter().map(|any| fill_in(template, any, 'x', "")).collect()
}

fn principal_instances(principal: &Principal) -> Vec<String> {
    match principal {
        Principal::Everyone | Principal::AnyAws => Vec::new(),
        Principal::Account(account) => {
            let account = fill_in(account, "111122223333", '1', "");
            ["role/example", "user/example", "root"]
                .iter()
                .map(|name| format!("arn:aws:iam::{account}:{name}"))
                .collect()
        }
        Principal::Role { role, sessions } => [arn_examples(role), arn_examples(sessions)].concat(),
        Principal::Arn(arn) => arn_examples(arn),
        Principal::UniqueId(id) => vec![id.clone()],
        Principal::Service(name) => vec![format!("service:{name}")],
        Principal::Federated(provider) => {
            let name = fill_in(provider, "example.org", 'x', "");
            vec![if name.starts_with("arn:") { name } else { format!("federated:{name}") }]
        }
        Principal::CanonicalUser(id) => vec![format!("canonical:{id}")],
    }
}

fn templates(operands: &Operands) -> &[Template] {
    match operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => templates,
        Operands::Numeric(..)
        | Operands::Date(..)
        | Operands::Bool(_)
        | Operands::BinaryEquals(_)
        | Operands::IpAddress(_)
        | Operands::ArnLike(_)
        | Operands::Null(_) => &[],
    }
}

fn operand_instances(operands: &Operands) -> Vec<String> {
    match operands {
        Operands::StringEquals(templates)
        | Operands::StringEqualsIgnoreCase(templates)
        | Operands::StringLike(templates) => templates.iter().flat_map(examples).collect(),
        Operands::Numeric(_, numbers) => numbers.iter().map(ToString::to_string).collect(),
        Operands::Date(_, instants) => instants.iter().map(format_instant).collect(),
        Operands::Bool(operands) => operands
            .iter()
            .filter_map(|operand| match operand {
                BoolOperand::Literal(operand) => Some(operand.to_string()),
                BoolOperand::Variable(_) => None,
            })
            .collect(),
        Operands::BinaryEquals(texts) => texts.clone(),
        Operands::IpAddress(networks) => {
            networks.iter().map(|network| network.address().to_string()).collect()
        }
        Operands::ArnLike(patterns) => patterns
            .iter()
            .flat_map(|pattern| match pattern {
                ArnOperand::Segments(arn) => arn_examples(arn.segments()),
                ArnOperand::Variable(_) => Vec::new(),
            })
            .collect(),
        Operands::Null(_) => Vec::new(),
    }
}
