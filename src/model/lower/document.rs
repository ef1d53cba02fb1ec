//! Documents and statements.

use std::ops::Deref;

use super::{condition, principal, template};
use crate::model::{
    Action, Effect, Policy, PolicyType, PrincipalElement, Resource, ResourcePattern, Statement, Template,
    Version,
};
use crate::parse::{self, Diagnostic, Document, ListElement};

/// Reads `document` as a policy of type `policy_type`. The policy is there iff no diagnostic is an error.
///
/// Errors: an element the type does not have or lacks (`Principal` in an identity policy, `Resource` in a
/// trust policy, a missing `Resource` in an identity policy), an unknown operator, a principal that no
/// policy can name. Warnings: an operand that its operator cannot read (it then matches no value), a
/// variable that is not one.
pub fn lower<T: Deref<Target = str>>(
    document: &Document<T>,
    policy_type: PolicyType,
    name: &str,
) -> (Option<Policy>, Vec<Diagnostic>) {
    let version = document.version.as_ref().map_or(Version::V2008, |version| version.value);
    let mut lowering = Lowering { policy_type, version, diagnostics: Vec::new() };
    let statements = document.statements.iter().map(|statement| lowering.statement(statement)).collect();
    let policy = Policy { name: name.to_owned(), policy_type, version, statements };
    let failed = lowering.diagnostics.iter().any(Diagnostic::is_error);
    ((!failed).then_some(policy), lowering.diagnostics)
}

/// What the reading of one document carries along.
pub(super) struct Lowering {
    pub(super) policy_type: PolicyType,
    pub(super) version: Version,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Lowering {
    fn statement<T: Deref<Target = str>>(&mut self, statement: &parse::Statement<T>) -> Statement {
        if statement.effect.value == Effect::Allow && self.policy_type == PolicyType::Rcp {
            // Only AWS's own RCPFullAWSAccess allows; a document that is that one, or is meant so, is read as it stands.
            self.diagnostics.push(Diagnostic::warning(
                statement.effect.span,
                "an RCP written by a customer can only deny; this statement is read as it stands",
            ));
        }
        let mut conditions = Vec::with_capacity(statement.condition.len());
        let (principal, action, resource) =
            (self.principal(statement), self.action(&statement.action), self.resource(statement));
        conditions.extend(statement.condition.iter().filter_map(|entry| condition::lower(self, entry)));
        Statement {
            index: statement.index,
            sid: statement.sid.as_ref().map(|sid| sid.value.to_owned()),
            span: statement.span,
            effect: statement.effect.value,
            principal,
            action,
            resource,
            conditions,
        }
    }

    fn principal<T: Deref<Target = str>>(&mut self, statement: &parse::Statement<T>) -> PrincipalElement {
        let name = self.policy_type.worded();
        match (&statement.principal, self.policy_type.has_principal()) {
            (None, false) => PrincipalElement::Attached,
            (None, true) => {
                let message = format!("a statement of {name} needs a `Principal`");
                let hint = "or is this an identity policy? then name its type (`--type identity`)";
                self.diagnostics.push(Diagnostic::error(statement.span, message).with_hint(hint));
                PrincipalElement::Attached
            }
            (Some(element), false) => {
                let message = format!("{name} names no principals");
                let hint = "a policy with principals is a resource or trust policy (`--type resource`, `--type trust`)";
                self.diagnostics.push(Diagnostic::error(element.span, message).with_hint(hint));
                PrincipalElement::Attached
            }
            (Some(element), true) => principal::lower(self, element),
        }
    }

    fn action<T: Deref<Target = str>>(&mut self, element: &ListElement<T>) -> Action {
        for value in &element.values {
            let well_formed = &*value.value == "*"
                || value
                    .value
                    .split_once(':')
                    .is_some_and(|(service, name)| !service.is_empty() && !name.is_empty());
            if !well_formed {
                let message = format!(
                    "`{}` is not an action: it would be `service:Name`",
                    template::shorten(&value.value)
                );
                self.diagnostics
                    .push(Diagnostic::warning(value.span, message).with_hint("AWS refuses such a policy"));
            }
        }
        let patterns = element.values.iter().map(|value| Template::glob(&value.value)).collect();
        if element.negated { Action::NotAction(patterns) } else { Action::Action(patterns) }
    }

    fn resource<T: Deref<Target = str>>(&mut self, statement: &parse::Statement<T>) -> Resource {
        let policy_type = self.policy_type;
        match (&statement.resource, policy_type) {
            (None, PolicyType::Resource | PolicyType::Trust | PolicyType::Rcp) => Resource::Attached,
            (
                None,
                PolicyType::Identity
                | PolicyType::Boundary
                | PolicyType::Session
                | PolicyType::Scp
                | PolicyType::VpcEndpoint,
            ) => {
                let message =
                    format!("a statement of {} needs a `Resource` or `NotResource`", policy_type.worded());
                let hint = "a policy without resources is a trust policy, or that of one resource (`--type trust`, `--type resource`)";
                self.diagnostics.push(Diagnostic::error(statement.span, message).with_hint(hint));
                Resource::Attached
            }
            (Some(element), PolicyType::Trust) => {
                let message = "a trust policy names no resources: it speaks of the role it belongs to";
                self.diagnostics.push(Diagnostic::error(element.span, message));
                Resource::Attached
            }
            (Some(element), _) => {
                let patterns = element.values.iter().map(|value| self.resource_pattern(value)).collect();
                if element.negated { Resource::NotResource(patterns) } else { Resource::Resource(patterns) }
            }
        }
    }

    fn resource_pattern<T: Deref<Target = str>>(&mut self, value: &parse::Spanned<T>) -> ResourcePattern {
        let pattern = ResourcePattern::new(template::pattern(self, value));
        if self.policy_type == PolicyType::Session && matches!(pattern, ResourcePattern::Short { .. }) {
            let message = format!(
                "`{}` has fewer than six fields, which a session policy may not",
                template::shorten(&value.value)
            );
            self.diagnostics.push(Diagnostic::error(value.span, message));
        }
        pattern
    }
}
