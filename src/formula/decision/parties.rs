//! Who asks for what, as far as it decides which policies count. Mirrors `eval/decision/parties.rs`.

use super::super::arena::Arena;
use super::super::principal::{anonymous, federated, federated_user, in_account, root, service};
use super::super::subject::Subject;
use super::super::term::{TermId, Test};
use super::special::settled;
use crate::model::world::{ELSEWHERE, IdentityKind, Maker, Party, Target};
use crate::model::{Caller, CallerKind, Key, Request, Setting, Standing, Template, segments_of};

/// The sides as far as a decision hangs on them: two sides that are alike here have one term for one setting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SidesInDecision {
    standing: Standing,
    is_service: bool,
    same_account: bool,
    /// Whether there is an account of the caller, and whether it is the management account.
    caller: (bool, bool),
    /// The same of the resource's owner.
    owner: (bool, bool),
    is_anywhere: bool,
    caller_partition: Option<String>,
}

/// The account of a canonical user, where nothing tells it.
const CANONICAL: &str = "that of a canonical user";

/// The two sides of the requests that a term is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// What the caller has of its own.
    pub standing: Standing,
    /// Whether AWS services call by themselves.
    pub is_service: bool,
    /// The account of the caller; none for outsiders, and where it is not known.
    pub caller_account: Option<String>,
    /// The partition in the caller's ARN, if it is in an account.
    pub caller_partition: Option<String>,
    /// The account of the resource; none where it is not known.
    pub resource_account: Option<String>,
    /// For a federated user session, the user that made it.
    pub as_user: Option<Caller>,
}

impl Sides {
    /// The sides of this request.
    pub fn of(request: &Request) -> Sides {
        let caller = &request.principal;
        let standing = caller.standing();
        let from_context = |key: &str| match request.context.values(&Key::new(key)) {
            [value] => Some(value.as_str()),
            _ => None,
        };
        let in_arn = segments_of(&request.resource)
            .map(|[_, _, _, _, account, _]| account)
            .filter(|account| !account.is_empty());
        let caller_account = match standing {
            Standing::Outsider => None,
            Standing::Root | Standing::Identity | Standing::FederatedUser => {
                let told = caller.account().or_else(|| from_context("aws:PrincipalAccount"));
                told.or(matches!(caller.kind(), CallerKind::CanonicalUser(_)).then_some(CANONICAL))
            }
        };
        let resource_account =
            request.resource_account.as_deref().or(in_arn).or_else(|| from_context("aws:ResourceAccount"));
        let partition = segments_of(caller.text()).map(|[_, partition, ..]| partition);
        Sides {
            standing,
            is_service: matches!(caller.kind(), CallerKind::Service(_)),
            caller_partition: partition.filter(|_| caller_account.is_some()).map(str::to_owned),
            caller_account: caller_account.map(str::to_owned),
            resource_account: resource_account.map(str::to_owned),
            as_user: namesake(caller),
        }
    }

    /// The sides of the party's requests on the target. Whoever is outside is in some account that does not own
    /// the target.
    pub fn between(party: &Party<'_>, target: &Target<'_>) -> Sides {
        let partition = |arn: &str| segments_of(arn).map(|[_, partition, ..]| partition.to_owned());
        let standing = match party {
            Party::Identity(_) | Party::Session(..) => Standing::Identity,
            Party::Federated(_) => Standing::FederatedUser,
            Party::Root(_) => Standing::Root,
            Party::Named(arn) => Caller::new(arn).standing(),
            Party::Account(_) | Party::Stranger => Standing::Identity,
            Party::Anonymous | Party::Service(_) | Party::Provider(_) => Standing::Outsider,
        };
        let unknown = "an account outside";
        Sides {
            standing,
            is_service: matches!(party, Party::Service(_)),
            caller_account: match standing {
                Standing::Outsider => None,
                Standing::Root | Standing::Identity | Standing::FederatedUser => {
                    Some(party.account().unwrap_or(unknown).to_owned())
                }
            },
            caller_partition: match party {
                Party::Identity(identity) | Party::Session(identity, _) => partition(&identity.arn),
                Party::Root(account) => Some(account.partition.clone()),
                Party::Federated(session) => Some(session.account.partition.clone()),
                Party::Named(arn) => partition(arn),
                // Those of the target's own partition can do most.
                Party::Account(_) | Party::Stranger => partition(target.arn()),
                Party::Anonymous | Party::Service(_) | Party::Provider(_) => None,
            },
            resource_account: Some(target.account().to_owned()),
            as_user: match party {
                Party::Federated(session) => match session.maker {
                    Maker::User(user) => Some(Caller::new(&user.arn)),
                    Maker::Anybody | Maker::Root => None,
                },
                Party::Named(arn) => namesake(&Caller::new(arn)),
                Party::Identity(_)
                | Party::Session(..)
                | Party::Root(_)
                | Party::Anonymous
                | Party::Service(_)
                | Party::Provider(_)
                | Party::Account(_)
                | Party::Stranger => None,
            },
        }
    }

    /// What of the sides the decision of the setting hangs on; `None` for federated users, whose user is looked at.
    pub fn in_decision(&self, setting: &Setting) -> Option<SidesInDecision> {
        let Sides { standing, is_service, caller_account, caller_partition, resource_account, as_user } =
            self;
        let management = setting.management_account.as_ref();
        let known = |account: &Option<String>| {
            (account.is_some(), account.is_some() && account.as_ref() == management)
        };
        as_user.is_none().then(|| SidesInDecision {
            standing: *standing,
            is_service: *is_service,
            same_account: self.same_account(),
            caller: known(caller_account),
            owner: known(resource_account),
            is_anywhere: self.is_anywhere(),
            caller_partition: caller_partition.clone(),
        })
    }

    /// Whether caller and resource are in one account; never for an outsider. A resource whose account is not known
    /// is taken to be in the caller's.
    pub fn same_account(&self) -> bool {
        match (&self.caller_account, &self.resource_account) {
            _ if self.standing == Standing::Outsider => false,
            (Some(caller), Some(owner)) => caller == owner,
            (None, _) | (_, None) => true,
        }
    }

    /// Whether the resource is any, in whatever account.
    pub(super) fn is_anywhere(&self) -> bool {
        self.resource_account.as_deref() == Some(ELSEWHERE)
    }

    /// The requests that are refused whatever policies say.
    pub(crate) fn refused(&self, arena: &mut Arena) -> TermId {
        let (_, never) = settled(arena, self);
        let by_root = match self.standing {
            // It cannot assume a role.
            Standing::Root => on_role(arena),
            Standing::Identity | Standing::FederatedUser | Standing::Outsider => Arena::FALSE,
        };
        let here = self.one_partition(arena);
        let elsewhere = arena.not(here);
        arena.or([never, by_root, elsewhere])
    }

    /// The requests whose resource is in the caller's partition.
    pub(crate) fn one_partition(&self, arena: &mut Arena) -> TermId {
        let Some(own) = &self.caller_partition else { return Arena::TRUE };
        let mut arn: [Template; 6] = std::array::from_fn(|_| Template::anything());
        let is_arn = arena.test(&Subject::Resource, Test::Segments(Box::new(arn.clone())));
        if let Some(partition) = arn.get_mut(1) {
            *partition = Template::literal(own);
        }
        let in_own = arena.test(&Subject::Resource, Test::Segments(Box::new(arn)));
        arena.implies(is_arn, in_own)
    }
}

/// The user of a federated user session's name.
fn namesake(caller: &Caller) -> Option<Caller> {
    let [_, partition, ..] = segments_of(caller.text())?;
    match caller.kind() {
        CallerKind::FederatedUser { account, name } => {
            Some(Caller::new(&format!("arn:{partition}:iam::{account}:user/{name}")))
        }
        _ => None,
    }
}

/// The requests whose action begins so, in small letters, a `*` standing for any rest.
pub(super) fn action(arena: &mut Arena, pattern: &str) -> TermId {
    arena.test(&Subject::Action, Test::Text(Template::glob(pattern)))
}

/// The requests on an ARN of this service with this resource part.
fn resource(arena: &mut Arena, service: &str, path: &str) -> TermId {
    let any = Template::anything;
    let segments = [any(), any(), Template::literal(service), any(), any(), Template::glob(path)];
    arena.test(&Subject::Resource, Test::Segments(Box::new(segments)))
}

/// The requests that are about a role that is to be assumed.
pub(super) fn on_role(arena: &mut Arena) -> TermId {
    let names = ["sts:assumerole*", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext"];
    let named: Vec<_> = names.into_iter().map(|name| action(arena, name)).collect();
    let (named, role) = (arena.or(named), resource(arena, "iam", "role/*"));
    arena.and([named, role])
}

/// The requests that are about a KMS key.
pub(super) fn on_key(arena: &mut Arena) -> TermId {
    let (named, key) = (action(arena, "kms:*"), resource(arena, "kms", "key/*"));
    arena.and([named, key])
}

/// The requests whose resource is a service-linked role.
pub(super) fn on_service_linked_role(arena: &mut Arena) -> TermId {
    resource(arena, "iam", "role/aws-service-role/*")
}

/// The requests on an S3 access point, or on what is reached through it.
pub(super) fn on_access_point(arena: &mut Arena) -> TermId {
    resource(arena, "s3", "accesspoint/*")
}

/// The requests of service-linked roles. A session's ARN does not show its role's path, so `aws:PrincipalArn` counts.
pub(super) fn by_service_linked_role(arena: &mut Arena) -> TermId {
    let any = Template::anything;
    let path = Template::glob("role/aws-service-role/*");
    let segments = [any(), any(), Template::literal("iam"), any(), any(), path];
    let test = Test::Segments(Box::new(segments));
    let itself = arena.test(&Subject::Principal, test.clone());
    let by_key = arena.some(&Key::new("aws:PrincipalArn"), |arena, subject| arena.test(subject, test));
    arena.or([itself, by_key])
}

/// The requests of the account's callers that are decided as [`Sides::between`] has it: in the target's partition, and
/// neither those of the root user that would assume a role, which it cannot, nor those of federated user sessions to IAM and
/// STS, which never pass.
fn outside(arena: &mut Arena, account: &Template, target: &Target<'_>) -> TermId {
    let mut arn: [Template; 6] = std::array::from_fn(|_| Template::anything());
    if let (Some(partition), Some([_, own, ..])) = (arn.get_mut(1), segments_of(target.arn())) {
        *partition = Template::literal(own);
    }
    let in_partition = arena.test(&Subject::Principal, Test::Segments(Box::new(arn)));
    let (in_account, root, on_role) = (in_account(arena, account), root(arena, account), on_role(arena));
    let by_root = arena.and([root, on_role]);
    let services = [action(arena, "iam:*"), action(arena, "sts:*")];
    let (session, services) = (federated_user(arena, account), arena.or(services));
    let by_session = arena.and([session, services]);
    let never = arena.or([by_root, by_session]);
    let rest = arena.not(never);
    arena.and([in_partition, in_account, rest])
}

/// The requests of the role's sessions.
fn sessions(arena: &mut Arena, role: &str) -> TermId {
    let caller = Caller::new(role);
    let (Some([_, partition, ..]), CallerKind::Role { account, name }) = (segments_of(role), caller.kind())
    else {
        return Arena::FALSE;
    };
    let sessions = format!("arn:{partition}:sts::{account}:assumed-role/{name}/?*");
    arena.test(&Subject::Principal, Test::Text(Template::glob(&sessions)))
}

/// The requests of the party on the target, as far as their caller says it. Of callers outside the world only the
/// accounts in `world` that the question's policies can tell apart have to be kept out, so no others need be listed there.
pub fn callers(arena: &mut Arena, party: &Party<'_>, target: &Target<'_>, world: &[String]) -> TermId {
    let literal =
        |arena: &mut Arena, text: &str| arena.test(&Subject::Principal, Test::Text(Template::literal(text)));
    match party {
        Party::Identity(identity) => match identity.kind {
            IdentityKind::User => literal(arena, &identity.arn),
            IdentityKind::Role => sessions(arena, &identity.arn),
        },
        Party::Named(arn) if matches!(Caller::new(arn).kind(), CallerKind::Role { .. }) => {
            sessions(arena, arn)
        }
        Party::Federated(session) if session.name.is_none() => {
            let named = format!("{}?*", session.prefix());
            arena.test(&Subject::Principal, Test::Text(Template::glob(&named)))
        }
        Party::Root(account) => literal(arena, &account.root()),
        Party::Anonymous => anonymous(arena),
        Party::Session(..)
        | Party::Federated(_)
        | Party::Service(Some(_))
        | Party::Provider(Some(_))
        | Party::Named(_) => literal(arena, &party.name()),
        // Who a SAML provider's users are, a SAML assertion says, and nobody else's users have one.
        Party::Provider(None) => {
            let any = Template::anything;
            let saml =
                [any(), any(), Template::literal("iam"), any(), any(), Template::glob("saml-provider/*")];
            let saml = arena.test(&Subject::Principal, Test::Segments(Box::new(saml)));
            let other = arena.not(saml);
            let by_assertion = action(arena, "sts:assumerolewithsaml");
            let by_token = action(arena, "sts:assumerolewithwebidentity");
            let by_assertion = arena.implies(by_assertion, saml);
            let by_token = arena.implies(by_token, other);
            let users = federated(arena);
            arena.and([users, by_assertion, by_token])
        }
        Party::Service(None) => service(arena),
        Party::Account(account) => outside(arena, &Template::literal(account), target),
        Party::Stranger => {
            let anybody = outside(arena, &Template::glob("????????????"), target);
            let of_world: Vec<_> =
                world.iter().map(|account| in_account(arena, &Template::literal(account))).collect();
            let of_world = arena.or(of_world);
            let not_of_world = arena.not(of_world);
            arena.and([anybody, not_of_world])
        }
    }
}
