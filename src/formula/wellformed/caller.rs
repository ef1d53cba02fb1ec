//! Who can send requests, and the keys that follow from who does
//! (IAM/reference_policies_variables, "Principal key values").

use super::super::arena::Arena;
use super::super::principal::{
    anonymous, canonical, federated, federated_user, in_account, role, role_session, root, service, user,
};
use super::super::subject::{Subject, hidden};
use super::super::term::{TermId, Test};
use super::universe::Rules;
use crate::model::{Key, Piece, PolicyType, Segments, Template, Variable};

/// Keys whose values follow from the caller, or that only some callers have.
const ABOUT_CALLER: [&str; 24] = [
    "aws:calledvia",
    "aws:calledviafirst",
    "aws:calledvialast",
    "aws:multifactorauthage",
    "aws:multifactorauthpresent",
    "aws:principalaccount",
    "aws:principalarn",
    "aws:principalisawsservice",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:principaltype",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceidentity",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
    "aws:sourceowner",
    "aws:tokenissuetime",
    "aws:userid",
    "aws:username",
    "aws:assumedroot",
    "kms:calleraccount",
];

/// Of these, the keys that every request has, the unsigned one too.
const ALWAYS: [&str; 3] = ["aws:principalaccount", "aws:principaltype", "aws:userid"];

/// Keys that only a service's own call has.
const OF_SERVICES: [&str; 6] = [
    "aws:principalservicename",
    "aws:principalservicenameslist",
    "aws:sourceaccount",
    "aws:sourcearn",
    "aws:sourceorgid",
    "aws:sourceorgpaths",
];

pub(super) fn rules(rules: &mut Rules<'_>, policy_type: PolicyType) {
    let tags: Vec<Key> =
        rules.keys.iter().filter(|key| key.folded().starts_with("aws:principaltag/")).cloned().collect();
    let about: Vec<Key> = ABOUT_CALLER.iter().filter_map(|name| rules.key(name)).chain(tags).collect();
    if about.is_empty() && !rules.looks_at_caller {
        return;
    }
    let kinds = Kinds::new(rules.arena, policy_type);
    for key in &about {
        let present = rules.arena.present(key);
        let absent = rules.arena.not(present);
        if ALWAYS.iter().any(|name| key.is(name)) {
            rules.require(present);
        } else {
            rules.require_if(kinds.anonymous, absent);
        }
        if OF_SERVICES.iter().any(|name| key.is(name)) {
            rules.require_if(present, kinds.service);
        }
    }
    account(rules, &kinds);
    session(rules, &kinds);
    principal_arn(rules, &kinds);
    user_name(rules, &kinds);
    principal_type(rules, &kinds);
    user_id(rules, &kinds);
    source_identity(rules);
    services(rules, &kinds);
    if rules.looks_at_caller || rules.constrains_caller() {
        let callers = kinds.callers(rules.arena, policy_type);
        rules.require(callers);
    }
}

/// The kinds of callers, as terms; `False` for those that never meet the policy.
struct Kinds {
    anonymous: TermId,
    service: TermId,
    federated: TermId,
    canonical: TermId,
    root: TermId,
    user: TermId,
    role: TermId,
    role_session: TermId,
    federated_user: TermId,
    in_account: TermId,
}

impl Kinds {
    fn new(arena: &mut Arena, policy_type: PolicyType) -> Kinds {
        let account = &Template::glob("?*");
        let outsiders = policy_type.has_principal();
        let mut outsider =
            |kind: fn(&mut Arena) -> TermId| if outsiders { kind(arena) } else { Arena::FALSE };
        Kinds {
            anonymous: outsider(anonymous),
            service: outsider(service),
            federated: outsider(federated),
            canonical: outsider(canonical),
            root: root(arena, account),
            user: user(arena, account),
            role: role(arena, account),
            role_session: role_session(arena, account),
            federated_user: federated_user(arena, account),
            in_account: in_account(arena, account),
        }
    }

    /// Whoever a policy of this type can meet.
    fn callers(&self, arena: &mut Arena, policy_type: PolicyType) -> TermId {
        match policy_type {
            // Attached to users and roles, and to the sessions of both.
            PolicyType::Identity | PolicyType::Boundary | PolicyType::Session => {
                arena.or([self.user, self.role, self.role_session, self.federated_user])
            }
            PolicyType::Scp => self.in_account,
            PolicyType::Resource | PolicyType::Trust | PolicyType::Rcp | PolicyType::VpcEndpoint => {
                let user_id = arena.test(&Subject::Principal, Test::Text(Template::glob("AIDA*")));
                let role_id = arena.test(&Subject::Principal, Test::Text(Template::glob("AROA*")));
                arena.or([
                    self.anonymous,
                    self.service,
                    self.federated,
                    self.canonical,
                    self.in_account,
                    user_id,
                    role_id,
                ])
            }
        }
    }
}

fn variable(key: &Key) -> Piece {
    Piece::Variable(Variable { key: key.clone(), default: None })
}

/// The ARN of a caller: `arn:*:SERVICE::ACCOUNT:RESOURCE`.
fn arn(service: &str, account: Template, resource: Template) -> Segments {
    let literal = Template::literal;
    [literal("arn"), Template::anything(), literal(service), literal(""), account, resource]
}

/// `aws:PrincipalAccount` and the hidden account are the account in the caller's ARN.
fn account(rules: &mut Rules<'_>, kinds: &Kinds) {
    let hidden = rules.key("aws:principalarn").map(|_| Key::reserved(hidden::ACCOUNT));
    for key in rules.key("aws:principalaccount").into_iter().chain(hidden) {
        let own = Template::new([variable(&key)]);
        let resource = |rules: &mut Rules<'_>, service| {
            rules.segments(&Subject::Principal, arn(service, own.clone(), Template::anything()))
        };
        let (iam, sts) = (resource(rules, "iam"), resource(rules, "sts"));
        let same = rules.arena.or([iam, sts]);
        rules.require_if(kinds.in_account, same);
        if !hidden::is_hidden(&key) {
            let unsigned = rules.is_text(&key, "anonymous");
            rules.require_if(kinds.anonymous, unsigned);
        }
    }
}

/// `kms:CallerAccount` is the account in the caller's ARN, where it is there (KMS/conditions-kms). So is `aws:SourceOwner`,
/// which the policies that SNS makes hold to the topic's own account: services set it to the account that they
/// publish for (SNS/sns-access-policy-use-cases), and of others no page says that it could be another's.
/// Sessions of roles and federated user sessions have temporary credentials, and so `aws:TokenIssueTime`.
fn session(rules: &mut Rules<'_>, kinds: &Kinds) {
    for key in ["kms:calleraccount", "aws:sourceowner"]
        .into_iter()
        .filter_map(|name| rules.key(name))
        .collect::<Vec<_>>()
    {
        let own = Template::new([variable(&key)]);
        let resource = |rules: &mut Rules<'_>, service| {
            rules.segments(&Subject::Principal, arn(service, own.clone(), Template::anything()))
        };
        let (iam, sts) = (resource(rules, "iam"), resource(rules, "sts"));
        let same = rules.arena.or([iam, sts]);
        let present = rules.arena.present(&key);
        let told = rules.arena.and([kinds.in_account, present]);
        rules.require_if(told, same);
        let absent = rules.arena.not(present);
        rules.require_if(kinds.anonymous, absent);
    }
    if let Some(key) = rules.key("aws:tokenissuetime") {
        let present = rules.arena.present(&key);
        let sessions = rules.arena.or([kinds.role, kinds.role_session, kinds.federated_user]);
        rules.require_if(sessions, present);
    }
}

/// `aws:PrincipalArn` is the caller's ARN; a role session has its role's.
fn principal_arn(rules: &mut Rules<'_>, kinds: &Kinds) {
    let Some(key) = rules.key("aws:principalarn") else { return };
    let same = rules.text(&Subject::Principal, Template::new([variable(&key)]));
    let itself = rules.arena.or([kinds.root, kinds.user, kinds.role, kinds.federated_user]);
    rules.require_if(itself, same);

    let (account, name) = (Key::reserved(hidden::ACCOUNT), Key::reserved(hidden::ROLE));
    let account = Template::new([variable(&account)]);
    let text = |text: &str| Piece::Text(text.to_owned());
    let session = Template::new([text("assumed-role/"), variable(&name), text("/"), Piece::Any]);
    let session = rules.segments(&Subject::Principal, arn("sts", account.clone(), session));
    let plain = arn("iam", account.clone(), Template::new([text("role/"), variable(&name)]));
    // A path has something between its slashes.
    let path = [text("role/"), Piece::One, Piece::Any, text("/"), variable(&name)];
    let in_path = arn("iam", account, Template::new(path));
    let role = rules.arena.some(&key, |arena, value| {
        let plain = arena.test(value, Test::Segments(Box::new(plain)));
        let in_path = arena.test(value, Test::Segments(Box::new(in_path)));
        arena.or([plain, in_path])
    });
    let one_name = without_slash(rules, &name);
    let linked = rules.arena.and([session, role, one_name]);
    rules.require_if(kinds.role_session, linked);
}

/// The requests in which the key is present with a text that is neither empty nor a path.
fn without_slash(rules: &mut Rules<'_>, key: &Key) -> TermId {
    rules.arena.some(key, |arena, value| {
        let path = arena.test(value, Test::Text(Template::glob("*/*")));
        let (plain, something) = (arena.not(path), arena.test(value, Test::Text(Template::glob("?*"))));
        arena.and([plain, something])
    })
}

/// `aws:username` is there for users alone, and is the name without its path.
fn user_name(rules: &mut Rules<'_>, kinds: &Kinds) {
    let Some(key) = rules.key("aws:username") else { return };
    let text = |text: &str| Piece::Text(text.to_owned());
    let plain = Template::new([text("user/"), variable(&key)]);
    let in_path = Template::new([text("user/"), Piece::One, Piece::Any, text("/"), variable(&key)]);
    let plain = rules.segments(&Subject::Principal, arn("iam", Template::anything(), plain));
    let in_path = rules.segments(&Subject::Principal, arn("iam", Template::anything(), in_path));
    let named = rules.arena.or([plain, in_path]);
    let one_name = without_slash(rules, &key);
    let named = rules.arena.and([named, one_name]);
    rules.require_if(kinds.user, named);
    let present = rules.arena.present(&key);
    rules.require_if(present, kinds.user);
}

/// `aws:PrincipalType`.
fn principal_type(rules: &mut Rules<'_>, kinds: &Kinds) {
    let Some(key) = rules.key("aws:principaltype") else { return };
    let assumed = rules.arena.or([kinds.role, kinds.role_session]);
    let types = [
        (kinds.root, "Account"),
        (kinds.user, "User"),
        (kinds.federated_user, "FederatedUser"),
        (assumed, "AssumedRole"),
        (kinds.anonymous, "Anonymous"),
    ];
    for (kind, name) in types {
        let named = rules.is_text(&key, name);
        rules.require_if(kind, named);
    }
}

/// `aws:userid`: the root user's is the account, the others begin with the kind's prefix.
fn user_id(rules: &mut Rules<'_>, kinds: &Kinds) {
    let Some(key) = rules.key("aws:userid") else { return };
    let assumed = rules.arena.or([kinds.role, kinds.role_session]);
    let account = rules.segments(
        &Subject::Principal,
        arn("iam", Template::new([variable(&key)]), Template::literal("root")),
    );
    rules.require_if(kinds.root, account);
    let shapes = [
        (kinds.user, "AIDA?*"),
        (kinds.federated_user, "????????????:?*"),
        (assumed, "AROA?*:?*"),
        (kinds.anonymous, "anonymous"),
    ];
    // Names of sessions hold no slash (STS API reference), nor do ids and accounts.
    let one_name = without_slash(rules, &key);
    rules.require(one_name);
    // That of a federated user session begins with an account, and so with no id.
    for start in ["AROA*", "AIDA*"] {
        let of_id =
            rules.arena.some(&key, |arena, value| arena.test(value, Test::Text(Template::glob(start))));
        let other = rules.arena.not(of_id);
        rules.require_if(kinds.federated_user, other);
    }
    // That of a user is no session's.
    let of_user = rules.arena.some(&key, |arena, value| {
        let of_session = arena.test(value, Test::Text(Template::glob("*:*")));
        arena.not(of_session)
    });
    rules.require_if(kinds.user, of_user);
    for (kind, shape) in shapes {
        let shaped =
            rules.arena.some(&key, |arena, value| arena.test(value, Test::Text(Template::glob(shape))));
        rules.require_if(kind, shaped);
    }
}

/// `aws:SourceIdentity` is made of word characters and `+=,.@-`, two of them at least (STS API reference, `AssumeRole`).
fn source_identity(rules: &mut Rules<'_>) {
    let Some(key) = rules.key("aws:sourceidentity") else { return };
    let present = rules.arena.present(&key);
    let shaped = rules.arena.some(&key, |arena, value| {
        let mut test = |pattern| arena.test(value, Test::Text(Template::glob(pattern)));
        let (long, path, parted) = (test("??*"), test("*/*"), test("*:*"));
        let apart = arena.or([path, parted]);
        let whole = arena.not(apart);
        arena.and([long, whole])
    });
    rules.require_if(present, shaped);
}

/// What marks a service's own call.
fn services(rules: &mut Rules<'_>, kinds: &Kinds) {
    if let Some(key) = rules.key("aws:principalisawsservice") {
        let present = rules.arena.present(&key);
        let is_true = rules.is_text(&key, "true");
        // Whether the call of an identity provider's user counts as signed, AWS does not say.
        let signed = rules.arena.or([kinds.in_account, kinds.service]);
        rules.require_if(signed, present);
        let same = rules.arena.iff(is_true, kinds.service);
        rules.require(same);
    }
    if let Some(key) = rules.key("aws:principalservicename") {
        let named = Template::new([Piece::Text("service:".to_owned()), variable(&key)]);
        let named = rules.text(&Subject::Principal, named);
        rules.require_if(kinds.service, named);
    }
    if let Some(key) = rules.key("aws:principalservicenameslist") {
        let present = rules.arena.present(&key);
        rules.require_if(kinds.service, present);
    }
}
