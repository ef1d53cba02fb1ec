//! Federated user sessions of an account: whoever in it may call `sts:GetFederationToken` makes them, under names of its
//! choice, and passes on what it can do itself (IAM/id_credentials_temp_control-access_getfederationtoken).
//!
//! A question about them is one about each way in which they come to be: what the resource's side gives to the session
//! itself, whoever made it, and then what each maker passes on. Whether there is a maker is a question too, and asked of the
//! maker's side alone.

use super::ask::{Ask, AskError};
use super::inquiry::{Access, Inquiry};
use super::parties::at_resource;
use crate::model::world::{Account, FederatedUser, IdentityKind, Maker, Party, Target, World};
use crate::model::{Caller, CallerKind, FederatedBy, Principal, PrincipalElement, Template};
use crate::question::Conclusion;

/// The call that makes such a session.
const MAKES: &str = "sts:GetFederationToken";

impl<'w> Inquiry<'w> {
    /// Whether some request of such a session is allowed that one of `makers` made, or anybody in whose place it does not
    /// matter. `Fails` is proved of every session that there can be of these makers.
    pub(super) fn federated_access(
        &mut self,
        session: &FederatedUser<'w>,
        makers: &[Maker<'w>],
        target: &Target<'w>,
        ask: &Ask,
    ) -> Result<Access, AskError> {
        let mut unknown: Option<Access> = None;
        let mut fails: Option<Access> = None;
        for maker in std::iter::once(&Maker::Anybody).chain(makers) {
            let party = Party::Federated(FederatedUser { maker: maker.clone(), ..session.clone() });
            let access = self.access(&party, target, ask, true)?;
            if access.conclusion == Conclusion::Fails {
                fails = Some(access);
                continue;
            }
            let made = match maker {
                Maker::Anybody => self.made_by_any(session.account)?,
                Maker::Root => self.makes(&Party::Root(session.account))?,
                Maker::User(user) => self.makes(&Party::Identity(user))?,
            };
            match (access.conclusion, made) {
                (_, Conclusion::Fails) => {}
                (Conclusion::Holds, Conclusion::Holds) => return Ok(access),
                (Conclusion::Holds | Conclusion::Fails | Conclusion::Unknown, _) => {
                    unknown = unknown.or(Some(access))
                }
            }
        }
        let undecided = unknown.map(|access| Access {
            conclusion: Conclusion::Unknown,
            unknown: if access.unknown.is_empty() {
                vec![format!("whether anybody may call `{MAKES}` is unknown")]
            } else {
                access.unknown.clone()
            },
            ..access
        });
        Ok(undecided.or(fails).unwrap_or_else(|| Access::of(Conclusion::Fails, "terms")))
    }

    /// Whether some request of the one session of an account outside is allowed. What is given to a user there, the sessions
    /// have that it made, and this may be one of them.
    pub(super) fn outside_access(
        &mut self,
        party: &Party<'w>,
        target: &Target<'w>,
        ask: &Ask,
    ) -> Result<Access, AskError> {
        let mut access = self.access(party, target, ask, true)?;
        for user in users(self.world(), target, party.account()) {
            if access.conclusion != Conclusion::Fails {
                break;
            }
            let mut case = self.case(party, target, ask)?;
            case.setting.federated_by = FederatedBy::User(user);
            access = self.answer(&case, true);
        }
        Ok(access)
    }

    /// Whether somebody of the account may make such sessions.
    fn made_by_any(&mut self, account: &'w Account) -> Result<Conclusion, AskError> {
        let mut best = Conclusion::Fails;
        for maker in makers(account) {
            let made = match maker {
                Maker::Anybody => Conclusion::Fails,
                Maker::Root => self.makes(&Party::Root(account))?,
                Maker::User(user) => self.makes(&Party::Identity(user))?,
            };
            match made {
                Conclusion::Holds => return Ok(made),
                Conclusion::Unknown => best = made,
                Conclusion::Fails => {}
            }
        }
        Ok(best)
    }

    /// Whether the party may make such sessions, of whatever name.
    fn makes(&mut self, party: &Party<'w>) -> Result<Conclusion, AskError> {
        let ask = Ask { actions: vec![MAKES.to_owned()], resource: "*".to_owned(), keys: Vec::new() };
        let case = self.case(party, &Target::Anywhere, &ask)?;
        Ok(self.reaches(&case).conclusion)
    }
}

/// The users of the account that policies on the resource's side name.
fn users(world: &World, target: &Target<'_>, account: Option<&str>) -> Vec<Caller> {
    let mut users: Vec<Caller> = Vec::new();
    for policy in at_resource(world, target) {
        for statement in &policy.statements {
            let PrincipalElement::Principal(principals) = &statement.principal else { continue };
            for principal in principals {
                let Principal::Arn(arn) = principal else { continue };
                let parts: Option<Vec<&str>> = arn.iter().map(Template::as_literal).collect();
                let Some(parts) = parts else { continue };
                let caller = Caller::new(&parts.join(":"));
                if matches!(caller.kind(), CallerKind::User { account: own, .. } if Some(own) == account) {
                    users.push(caller);
                }
            }
        }
    }
    users
}

/// Who may make such sessions in the account: the root user and users; a role session cannot.
pub(super) fn makers(account: &Account) -> Vec<Maker<'_>> {
    let users = account.identities.values().filter(|identity| identity.kind == IdentityKind::User);
    std::iter::once(Maker::Root).chain(users.map(Maker::User)).collect()
}
