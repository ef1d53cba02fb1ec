//! `Principal` and `NotPrincipal`. Mirrors `eval/principal.rs`.

use super::arena::Arena;
use super::compiler::Compiler;
use super::subject::Subject;
use super::term::{TermId, Test};
use super::text;
use crate::model::{
    Assumption, Caller, CallerKind, Key, Piece, Principal, PrincipalElement, Segments, Template,
};

impl Compiler<'_> {
    /// The requests whose caller the element concerns.
    pub fn principal(&mut self, element: &PrincipalElement) -> TermId {
        match element {
            PrincipalElement::Attached => Arena::TRUE,
            PrincipalElement::Principal(principals) => {
                let terms: Vec<_> = principals.iter().map(|principal| self.covers(principal)).collect();
                self.arena.or(terms)
            }
            PrincipalElement::NotPrincipal(principals) => {
                let exempt = self.exempts(principals);
                self.arena.not(exempt)
            }
        }
    }

    /// The requests whose caller is one of those that the principal stands for.
    pub(super) fn covers(&mut self, principal: &Principal) -> TermId {
        match principal {
            Principal::Everyone => Arena::TRUE,
            Principal::AnyAws => {
                if self.is_default(Assumption::AwsStarCoversServices) {
                    return Arena::TRUE;
                }
                let outside = [service(self.arena), federated(self.arena)];
                let outside = self.arena.or(outside);
                self.arena.not(outside)
            }
            Principal::Account(account) => in_account(self.arena, account),
            Principal::Role { role, sessions } => {
                let (role, session) = (is(self.arena, role), is(self.arena, sessions));
                self.arena.or([role, session])
            }
            Principal::Arn(arn) => is(self.arena, arn),
            Principal::UniqueId(id) => {
                let itself = named(self.arena, id);
                let by_user_id = self.arena.some(&Key::new("aws:userid"), |arena, subject| {
                    let user = arena.test(subject, Test::Text(Template::literal(id)));
                    let session = arena.test(subject, Test::Text(Template::glob(&format!("{id}:*"))));
                    arena.or([user, session])
                });
                self.arena.or([itself, by_user_id])
            }
            Principal::Service(name) => named(self.arena, &format!("service:{name}")),
            Principal::Federated(provider) => {
                let by_name = [Piece::Text("federated:".to_owned())]
                    .into_iter()
                    .chain(provider.pieces().iter().cloned());
                let by_name = text::matches(self.arena, &Template::new(by_name), &Subject::Principal);
                // Of the names only ARNs stand for themselves.
                let by_arn = match provider.as_literal() {
                    Some(name) if Caller::new(name).kind() != CallerKind::Federated(name) => Arena::FALSE,
                    Some(name) => named(self.arena, name),
                    None => {
                        let arns = provider_arns(self.arena);
                        let matching = text::matches(self.arena, provider, &Subject::Principal);
                        self.arena.and([arns, matching])
                    }
                };
                self.arena.or([by_name, by_arn])
            }
            Principal::CanonicalUser(id) => named(self.arena, &format!("canonical:{id}")),
        }
    }

    fn exempts(&mut self, principals: &[Principal]) -> TermId {
        let mut own = Vec::new();
        let mut accounts = Vec::new();
        let mut everybody = Vec::new();
        for principal in principals {
            match principal {
                Principal::Account(account) => {
                    own.push(root(self.arena, account));
                    accounts.push(in_account(self.arena, account));
                }
                Principal::Everyone | Principal::AnyAws => {
                    let covered = self.covers(principal);
                    own.push(covered);
                    everybody.push(covered);
                }
                Principal::Role { .. }
                | Principal::Arn(_)
                | Principal::UniqueId(_)
                | Principal::Service(_)
                | Principal::Federated(_)
                | Principal::CanonicalUser(_) => own.push(self.covers(principal)),
            }
        }
        let own = self.arena.or(own);
        if self.is_default(Assumption::NotPrincipalNeedsAccount) {
            return own;
        }
        let without_account = in_account(self.arena, &Template::anything());
        let without_account = self.arena.not(without_account);
        let account = self.arena.or(accounts.into_iter().chain([without_account]));
        let listed = self.arena.and([own, account]);
        self.arena.or(everybody.into_iter().chain([listed]))
    }
}

/// The requests whose caller is spelt so.
fn named(arena: &mut Arena, text: &str) -> TermId {
    arena.test(&Subject::Principal, Test::Text(Template::literal(text)))
}

fn is(arena: &mut Arena, arn: &Segments) -> TermId {
    text::matches_segments(arena, arn, &Subject::Principal)
}

/// The requests whose caller is an ARN of this service and account, with this resource part.
fn caller_arn(arena: &mut Arena, service: &str, account: &Template, resource: &str) -> TermId {
    let literal = Template::literal;
    let segments = [
        literal("arn"),
        Template::anything(),
        literal(service),
        literal(""),
        account.clone(),
        Template::glob(resource),
    ];
    is(arena, &segments)
}

/// The requests of the account's root user.
pub(super) fn root(arena: &mut Arena, account: &Template) -> TermId {
    caller_arn(arena, "iam", account, "root")
}

/// The requests of a user of the account.
pub(super) fn user(arena: &mut Arena, account: &Template) -> TermId {
    caller_arn(arena, "iam", account, "user/*")
}

/// The requests of a role of the account, whatever the session.
pub(super) fn role(arena: &mut Arena, account: &Template) -> TermId {
    caller_arn(arena, "iam", account, "role/*")
}

/// The requests of a role session of the account.
pub(super) fn role_session(arena: &mut Arena, account: &Template) -> TermId {
    caller_arn(arena, "sts", account, "assumed-role/*/*")
}

/// The requests of a federated user session of the account.
pub(super) fn federated_user(arena: &mut Arena, account: &Template) -> TermId {
    caller_arn(arena, "sts", account, "federated-user/*")
}

/// The requests of a caller of the account.
pub(super) fn in_account(arena: &mut Arena, account: &Template) -> TermId {
    let kinds = [
        root(arena, account),
        user(arena, account),
        role(arena, account),
        role_session(arena, account),
        federated_user(arena, account),
    ];
    arena.or(kinds)
}

/// The requests of services.
pub(super) fn service(arena: &mut Arena) -> TermId {
    arena.test(&Subject::Principal, Test::Text(Template::glob("service:*")))
}

/// The requests of identity providers.
pub(super) fn federated(arena: &mut Arena) -> TermId {
    let by_name = arena.test(&Subject::Principal, Test::Text(Template::glob("federated:*")));
    let by_arn = provider_arns(arena);
    arena.or([by_name, by_arn])
}

/// The requests of identity providers that have an ARN.
fn provider_arns(arena: &mut Arena) -> TermId {
    let oidc = caller_arn(arena, "iam", &Template::anything(), "oidc-provider/*");
    let saml = caller_arn(arena, "iam", &Template::anything(), "saml-provider/*");
    arena.or([oidc, saml])
}

/// The requests of canonical users.
pub(super) fn canonical(arena: &mut Arena) -> TermId {
    arena.test(&Subject::Principal, Test::Text(Template::glob("canonical:*")))
}

/// Unsigned requests.
pub(super) fn anonymous(arena: &mut Arena) -> TermId {
    named(arena, "*")
}
