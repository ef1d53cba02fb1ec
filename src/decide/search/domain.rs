//! The values that a search tries.

use std::collections::{BTreeMap, BTreeSet};

use crate::formula::{Arena, Atom, Subject, TermId, Test, hidden};
use crate::model::{Arity, CallerKind, Key, Request, arn_examples, examples, format_instant, plain_values};

/// At most so many values are tried for one attribute.
const MOST_VALUES: usize = 48;

/// Values for each attribute that a term looks at.
#[derive(Default)]
pub(super) struct Domain {
    pub(super) principals: Vec<String>,
    pub(super) actions: Vec<String>,
    pub(super) resources: Vec<String>,
    /// For each key, the lists of values it can have; the empty list is an absent key.
    pub(super) contexts: BTreeMap<Key, Vec<Vec<String>>>,
}

impl Domain {
    /// What the tests below `term` mention, with wildcards filled in, and a few plain values.
    pub(super) fn new(arena: &Arena, term: TermId) -> Domain {
        let mut domain = Domain::default();
        let mut values: BTreeMap<Key, Vec<String>> = BTreeMap::new();
        for key in arena.keys(term).into_iter().filter(|key| !hidden::is_hidden(key)) {
            values.insert(key, Vec::new());
        }
        for atom in arena.atoms(term) {
            match atom {
                Atom::Present(_) => {}
                Atom::Some(key, inner) => {
                    let inside = arena.atoms(*inner).into_iter().filter_map(|atom| match atom {
                        Atom::Test(Subject::Element, test) => Some(test),
                        Atom::Test(..) | Atom::Present(_) | Atom::Some(..) => None,
                    });
                    values.entry(key.clone()).or_default().extend(inside.flat_map(texts));
                }
                Atom::Test(subject, test) => match subject {
                    Subject::Principal => domain.principals.extend(texts(test)),
                    Subject::Action => domain.actions.extend(texts(test)),
                    Subject::Resource => domain.resources.extend(texts(test)),
                    Subject::Key(key) if hidden::is_hidden(key) => {}
                    Subject::Key(key) => values.entry(key.clone()).or_default().extend(texts(test)),
                    Subject::Element => {}
                },
            }
        }
        domain.principals.extend(
            ["role/example", "user/example", "root"].map(|name| format!("arn:aws:iam::111122223333:{name}")),
        );
        domain.principals.push("arn:aws:iam::444455556666:role/example".to_owned());
        domain.principals.extend(["*", "service:example.amazonaws.com"].map(str::to_owned));
        domain.actions.extend(["s3:GetObject", "example:Action"].map(str::to_owned));
        domain.resources.extend(["arn:aws:s3:::example-bucket/example", "*"].map(str::to_owned));
        domain.resources.push("arn:aws:example:us-east-1:111122223333:example".to_owned());
        for list in [&mut domain.principals, &mut domain.actions, &mut domain.resources] {
            thin(list);
        }
        for (key, mut texts) in values {
            texts.extend(plain_values(&key));
            thin(&mut texts);
            let mut lists = vec![Vec::new()];
            lists.extend(texts.iter().map(|text| vec![text.clone()]));
            if arena.arity(&key) == Arity::Multi {
                lists.extend(texts.windows(2).map(<[String]>::to_vec));
                lists.push(texts.iter().take(4).cloned().collect());
            }
            domain.contexts.insert(key, lists);
        }
        domain
    }

    /// Makes the keys that follow from the caller agree with it, as far as the term looks at them.
    pub(super) fn follow_caller(&self, request: &mut Request) {
        let caller = request.principal.clone();
        let partition = caller.text().split(':').nth(1).unwrap_or("aws");
        let kind = caller.kind();
        let mut set = |name: &str, value: Option<String>| {
            let key = Key::new(name);
            if self.contexts.contains_key(&key) {
                request.context.set(key, value.into_iter().collect());
            }
        };
        let text = |text: &str| Some(text.to_owned());
        let (arn, principal_type, name, id) = match kind {
            CallerKind::Anonymous => (None, text("Anonymous"), None, text("anonymous")),
            CallerKind::Root { account } => (text(caller.text()), text("Account"), None, text(account)),
            CallerKind::User { account: _, name } => {
                (text(caller.text()), text("User"), text(name), text("AIDAEXAMPLE"))
            }
            CallerKind::Role { .. } => {
                (text(caller.text()), text("AssumedRole"), None, text("AROAEXAMPLE:session"))
            }
            CallerKind::RoleSession { account, role, session } => (
                Some(format!("arn:{partition}:iam::{account}:role/{role}")),
                text("AssumedRole"),
                None,
                Some(format!("AROAEXAMPLE:{session}")),
            ),
            CallerKind::FederatedUser { account, name } => {
                (text(caller.text()), text("FederatedUser"), None, Some(format!("{account}:{name}")))
            }
            CallerKind::Service(_)
            | CallerKind::Federated(_)
            | CallerKind::CanonicalUser(_)
            | CallerKind::Other(_) => (None, text("Unknown"), None, text("unknown")),
        };
        let service = if let CallerKind::Service(name) = kind { text(name) } else { None };
        let anonymous = kind == CallerKind::Anonymous;
        set("aws:PrincipalArn", arn);
        set("aws:PrincipalType", principal_type);
        set("aws:username", name);
        set("aws:userid", id);
        set(
            "aws:PrincipalAccount",
            if anonymous { text("anonymous") } else { text(caller.account().unwrap_or("111122223333")) },
        );
        set("aws:PrincipalIsAWSService", if anonymous { None } else { Some(service.is_some().to_string()) });
        set("aws:PrincipalServiceName", service);
    }
}

/// Keeps the first of equal texts, and of many an even selection.
fn thin(texts: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    texts.retain(|text| seen.insert(text.clone()));
    let step = texts.len().div_ceil(MOST_VALUES).max(1);
    let mut at = 0;
    texts.retain(|_| {
        at += 1;
        (at - 1) % step == 0
    });
}

/// Texts inside the test's set and some just outside.
fn texts(test: &Test) -> Vec<String> {
    match test {
        Test::Text(template) | Test::TextIgnoreCase(template) => examples(template),
        Test::Segments(segments) => arn_examples(segments),
        Test::Number(_, number) => {
            vec![number.to_string(), "-1000000000".to_owned(), "1000000000".to_owned()]
        }
        Test::Instant(_, instant) => {
            let around = ["1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"];
            std::iter::once(format_instant(instant)).chain(around.map(str::to_owned)).collect()
        }
        Test::Within(network) => vec![network.address().to_string()],
        Test::IsNumber | Test::IsInstant | Test::IsAddress => Vec::new(),
    }
}
