//! Reads values of one file after another into the draft of a world.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::place::{At, Place};
use crate::input::fields::{Fields, same_names};
use crate::input::scenario::public_access_block;
pub(super) use crate::model::is_account_number as is_account;
use crate::model::{
    Piece, Policy, PolicyType, Principal, PrincipalElement, PublicAccessBlock, Resource, Template,
};
use crate::parse::{Diagnostic, Member, Node, Span, Value, quoted};

/// What reading carries along.
pub(super) struct Reading<'t> {
    /// The file that is being read, and what is said of it.
    pub(super) fields: Fields<'t>,
    /// Its place in the list of files.
    pub(super) file: usize,
    /// What the files say so far.
    pub(super) draft: Draft,
    /// Whether a file could not be read at all: what other files name may stand in it.
    pub(super) missed_a_file: bool,
    /// Policies by type, name and text: equal ones are one.
    policies: FxHashMap<(PolicyType, String, &'t str), Arc<Policy>>,
}

/// An object whose members have been looked through.
pub(super) struct Record<'n> {
    /// What it is, for messages: "an account".
    pub(super) what: &'static str,
    /// The object; any value, without members, where an object was expected.
    pub(super) node: &'n Node,
    members: Vec<&'n Member>,
}

impl<'n> Record<'n> {
    /// The members that are not `null`, by name.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'n str, &'n Node)> {
        let there =
            self.members.clone().into_iter().filter(|member| !matches!(member.value.value, Value::Null));
        there.map(|member| (member.key.value.as_str(), &member.value))
    }

    /// The value of the member, unless it is `null`.
    pub(super) fn get(&self, name: &str) -> Option<&'n Node> {
        let member = self.members.iter().find(|member| member.key.value == name)?;
        (!matches!(member.value.value, Value::Null)).then_some(&member.value)
    }
}

impl<'t> Reading<'t> {
    pub(super) fn new() -> Reading<'t> {
        Reading {
            fields: Fields { text: "", diagnostics: Vec::new() },
            file: 0,
            draft: Draft::default(),
            missed_a_file: false,
            policies: FxHashMap::default(),
        }
    }

    pub(super) fn place(&self, node: &Node) -> Place {
        Place { file: self.file, span: node.span }
    }

    /// The place of something that the file's name says.
    pub(super) fn place_of_name(&self) -> Place {
        Place { file: self.file, span: Span::at(0) }
    }

    pub(super) fn at<T>(&self, node: &Node, value: T) -> At<T> {
        At { value, place: self.place(node) }
    }

    /// An error at the node's place, with a hint.
    pub(super) fn refuse(&mut self, node: &Node, message: String, hint: &str) {
        self.fields.diagnostics.push(Diagnostic::error(node.span, message).with_hint(hint));
    }

    /// An object of the own format: a member not `known` is an error. A `comment` may stand anywhere.
    pub(super) fn record<'n>(&mut self, what: &'static str, node: &'n Node, known: &[&str]) -> Record<'n> {
        let record = self.answer(what, node);
        for member in &record.members {
            let name = member.key.value.as_str();
            if !known.contains(&name) && name != "comment" {
                self.fields.unknown(member, what, known);
            }
        }
        record
    }

    /// An object that a program of AWS printed; what is not asked for is nobody's business.
    pub(super) fn answer<'n>(&mut self, what: &'static str, node: &'n Node) -> Record<'n> {
        Record { what, node, members: self.fields.object(what, node) }
    }

    /// An error where the file is a part of an answer: AWS's programs page, and what stands on the next page would be taken not
    /// to be there.
    pub(super) fn refuse_parts(&mut self, node: &Node) {
        let Value::Object(members) = &node.value else { return };
        for member in members {
            let goes_on = match (member.key.value.as_str(), &member.value.value) {
                ("IsTruncated" | "Truncated", Value::Bool(truncated)) => *truncated,
                ("NextToken" | "NextMarker" | "Marker", Value::String(next)) => !next.is_empty(),
                _ => false,
            };
            if goes_on {
                let message = format!("{} says that this is a part of the answer", quoted(&member.key.value));
                self.refuse(
                    &member.value,
                    message,
                    "put all pages into one file, as AWS's CLI does by itself",
                );
                return;
            }
        }
    }

    /// The tags of a user or role, of which no two names may be the same but for letter case (IAM/id_tags, "Rules").
    pub(super) fn distinct(&mut self, tags: Option<&At<Vec<(String, String)>>>, what: &str) {
        let Some(tags) = tags else { return };
        for (name, earlier) in same_names(&tags.value) {
            let message = format!(
                "{what} cannot have two tags {} and {}: letter case does not count",
                quoted(earlier),
                quoted(name)
            );
            self.fields.diagnostics.push(Diagnostic::error(tags.place.span, message));
        }
    }

    /// The string of that name, if there is one.
    pub(super) fn text(&mut self, record: &Record<'_>, name: &str) -> Option<At<String>> {
        let node = record.get(name)?;
        let text = self.fields.string(name, node)?;
        Some(self.at(node, text))
    }

    /// The string of that name; an error if there is none, or an empty one.
    pub(super) fn required(&mut self, record: &Record<'_>, name: &str) -> Option<At<String>> {
        match record.get(name) {
            Some(_) => {
                let text = self.text(record, name)?;
                if text.value.is_empty() {
                    let message = format!("the `{name}` of {} is empty", record.what);
                    self.fields.diagnostics.push(Diagnostic::error(text.place.span, message));
                    return None;
                }
                Some(text)
            }
            None => {
                // Of what is no object, that has been said.
                if matches!(record.node.value, Value::Object(_)) {
                    self.fields.error(record.node, format!("{} has no `{name}`", record.what));
                }
                None
            }
        }
    }

    /// The items of the array of that name; none if there is no such array.
    pub(super) fn items<'n>(&mut self, record: &Record<'n>, name: &str) -> &'n [Node] {
        record.get(name).map_or(&[], |node| self.fields.array(name, node))
    }

    /// The strings in the array of that name, each with its place.
    pub(super) fn texts(&mut self, record: &Record<'_>, name: &str) -> Option<At<Vec<At<String>>>> {
        let node = record.get(name)?;
        let mut texts = Vec::new();
        for item in self.fields.array(name, node) {
            let text = match &item.value {
                Value::Null => {
                    self.fields.error(item, format!("an item of `{name}` is a string, not `null`"));
                    None
                }
                _ => self.fields.string(&format!("an item of {name}"), item),
            };
            texts.extend(text.map(|text| self.at(item, text)));
        }
        Some(self.at(node, texts))
    }

    /// The pairs of strings in the object of that name.
    pub(super) fn pairs(&mut self, record: &Record<'_>, name: &str) -> Option<At<Vec<(String, String)>>> {
        let node = record.get(name)?;
        let pairs = self.fields.strings(name, node);
        Some(self.at(node, pairs))
    }

    /// The settings of S3's Block Public Access.
    pub(super) fn block(&mut self, record: &Record<'_>, name: &str) -> Option<At<PublicAccessBlock>> {
        let node = record.get(name)?;
        let block = public_access_block(&mut self.fields, name, node)?;
        Some(self.at(node, block))
    }

    /// The policy of that name, called `called`.
    pub(super) fn policy(
        &mut self,
        record: &Record<'_>,
        name: &str,
        policy_type: PolicyType,
        called: &str,
    ) -> Option<At<Arc<Policy>>> {
        self.document(record.get(name)?, policy_type, called)
    }

    /// The policy that the node is: an object, or a string of JSON, URL-encoded or not.
    ///
    /// Equal texts make one policy, since thousands of roles are trusted in the same words: reading it once is
    /// faster, and whoever compiles it does so once. Its spans are those of the first place.
    pub(super) fn document(
        &mut self,
        node: &Node,
        policy_type: PolicyType,
        called: &str,
    ) -> Option<At<Arc<Policy>>> {
        let text = self.fields.text.get(node.span.start..node.span.end)?;
        let key = (policy_type, called.to_owned(), text);
        let policy = match self.policies.get(&key) {
            Some(policy) => Arc::clone(policy),
            None => {
                let policy = self.fields.policy(node, policy_type, called)?;
                self.refuse_as_aws_does(node, &policy);
                self.policies.insert(key, Arc::clone(&policy));
                policy
            }
        };
        Some(self.at(node, policy))
    }

    /// Errors for what AWS does not let anybody attach, and what here would have no effect, or another one than is meant: an
    /// attached policy's resources are ARNs or `*` (IAM/reference_policies_elements_resource), groups are no principals, and an RCP is about everybody
    /// (IAM/reference_policies_elements_principal; ORG/orgs_manage_policies_rcps_syntax).
    fn refuse_as_aws_does(&mut self, node: &Node, policy: &Policy) {
        let attached = match policy.policy_type {
            PolicyType::Identity | PolicyType::Boundary | PolicyType::Session | PolicyType::Scp => true,
            PolicyType::Resource | PolicyType::Trust | PolicyType::Rcp | PolicyType::VpcEndpoint => false,
        };
        for statement in &policy.statements {
            let patterns = match &statement.resource {
                Resource::Resource(patterns) | Resource::NotResource(patterns) if attached => {
                    patterns.as_slice()
                }
                Resource::Resource(_) | Resource::NotResource(_) | Resource::Attached => &[],
            };
            if let Some(start) = patterns.iter().find_map(|pattern| no_arn(pattern.whole())) {
                let message = format!(
                    "in statement {} a resource begins with {} and is no ARN",
                    statement.index,
                    quoted(start)
                );
                self.refuse(node, message, "AWS takes ARNs and `*` there");
            }
            let principals = match &statement.principal {
                PrincipalElement::Principal(principals) | PrincipalElement::NotPrincipal(principals) => {
                    principals.as_slice()
                }
                PrincipalElement::Attached => &[],
            };
            let is_group = |principal: &Principal| {
                let Principal::Arn(arn) = principal else { return false };
                let [_, _, service, _, _, path] = arn.as_ref();
                let begins = |piece: &Piece| matches!(piece, Piece::Text(text) if text.starts_with("group/"));
                service.as_literal() == Some("iam") && path.pieces().first().is_some_and(begins)
            };
            if principals.iter().any(is_group) {
                let message =
                    format!("in statement {} a group is a principal, which no group can be", statement.index);
                self.refuse(node, message, "name its users, or roles");
            }
            let everybody =
                |principal: &Principal| matches!(principal, Principal::Everyone | Principal::AnyAws);
            if policy.policy_type == PolicyType::Rcp && !principals.iter().all(everybody) {
                let message = format!("in statement {} of an RCP the principal is not `*`", statement.index);
                self.refuse(node, message, "limit it by a condition, such as on `aws:PrincipalArn`");
            }
        }
    }

    /// Marks a thing as told here. Of two tellings in one file the second is an error: in different files
    /// they are joined.
    pub(super) fn once(&mut self, before: Option<Place>, node: &Node, what: &str) {
        if before.is_some_and(|before| before.file == self.file) {
            self.fields.error(node, format!("{what} appears twice in this file"));
        }
    }

    /// Whether the text is an account's id; an error if not.
    pub(super) fn is_account(&mut self, id: &At<String>) -> bool {
        let valid = is_account(&id.value);
        if !valid {
            let message = format!("{} is not an account's id, which has twelve digits", quoted(&id.value));
            self.fields.diagnostics.push(Diagnostic::error(id.place.span, message));
        }
        valid
    }
}

/// How the pattern begins, if nothing that it stands for is an ARN and it is not `*`.
fn no_arn(pattern: &Template) -> Option<&str> {
    match pattern.pieces() {
        [Piece::Text(start), rest @ ..] => {
            let begins = if rest.is_empty() { start.starts_with("arn:") } else { may_begin_arn(start) };
            (!begins).then_some(start.as_str())
        }
        _ => None,
    }
}

/// Whether some ARN may begin so.
fn may_begin_arn(start: &str) -> bool {
    start.starts_with("arn:") || "arn:".starts_with(start)
}
