//! The small universe that the findings of a scene are held against.

use std::cell::RefCell;
use std::collections::BTreeSet;

use hornbeam::eval::{self, Scope};
use hornbeam::findings::Cell;
use hornbeam::formula::{Arena, Subject, TermId, Test, Universe as Requests, value, wellformed};
use hornbeam::model::world::{Facts, Party, Target, World};
use hornbeam::model::{Caller, CallerKind, Condition, Key, PolicyType, Request, Template, fill_in};

use super::policies::{CANONICAL, KIN, KIN_ELSEWHERE, OUTSIDE, OWN, Scene};
use super::rng::Rng;

/// Somebody who calls, with the keys that follow.
#[derive(Clone, Debug)]
struct Member {
    caller: Caller,
    context: Vec<(Key, Vec<String>)>,
    facts: Facts,
}

/// The requests of a scene.
pub(crate) struct Universe {
    members: Vec<Member>,
    keys: Vec<(Key, Vec<Vec<String>>)>,
    resources: Vec<String>,
    actions: Vec<String>,
    arena: RefCell<Arena>,
    /// Which requests there are.
    exists: TermId,
    inside: Vec<&'static str>,
}

/// Whether it is sent by a user of an identity provider.
pub(crate) fn is_federated(request: &Request) -> bool {
    matches!(request.principal.kind(), CallerKind::Federated(_))
}

/// Who sends the requests of the caller: a canonical user is one by its id, where no account has it.
pub(crate) fn party<'w>(zone: &'w World, caller: &Caller) -> Option<Party<'w>> {
    match caller.kind() {
        CallerKind::CanonicalUser(_) => Some(Party::Named(caller.text().to_owned())),
        _ => zone.party(caller),
    }
}

const CALLER_KEYS: [&str; 9] = [
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principaltype",
    "aws:username",
    "aws:userid",
    "aws:principalorgid",
    "aws:principalorgpaths",
    "aws:principalisawsservice",
    "kms:calleraccount",
];

fn context_of(caller: &Caller, arn: &str, id: &str, of_key: bool) -> Vec<(Key, Vec<String>)> {
    let mut context = Vec::new();
    let mut set = |key: &str, value: &str| context.push((Key::new(key), vec![value.to_owned()]));
    if let Some(account) = caller.account() {
        set("aws:PrincipalArn", arn);
        set("aws:PrincipalAccount", account);
        set("aws:userid", id);
        set("aws:PrincipalIsAWSService", "false");
        if of_key {
            set("kms:CallerAccount", account);
        }
        let principal_type = match caller.kind() {
            CallerKind::Root { .. } => "Account",
            CallerKind::User { .. } => "User",
            CallerKind::FederatedUser { .. } => "FederatedUser",
            _ => "AssumedRole",
        };
        set("aws:PrincipalType", principal_type);
        if let CallerKind::User { name, .. } = caller.kind() {
            set("aws:username", name);
        }
        let paths = match account {
            KIN => Some("o-zone/r-1/ou-1/"),
            KIN_ELSEWHERE => Some("o-zone/r-1/"),
            account if account == OUTSIDE[1] => Some("o-other/r-2/ou-2/"),
            _ => None,
        };
        if let Some(paths) = paths {
            set("aws:PrincipalOrgID", paths.split('/').next().unwrap());
            set("aws:PrincipalOrgPaths", paths);
        }
    } else if matches!(caller.kind(), CallerKind::Anonymous) {
        set("aws:PrincipalAccount", "anonymous");
        set("aws:PrincipalType", "Anonymous");
        set("aws:userid", "anonymous");
    } else {
        // What these keys are of who has only a token, or is told by a canonical id, no page says: something.
        set("aws:PrincipalAccount", "none");
        set("aws:PrincipalType", "none");
        set("aws:userid", "none");
    }
    context
}

fn without(context: &[(Key, Vec<String>)], names: &[&str]) -> Vec<(Key, Vec<String>)> {
    context.iter().filter(|(key, _)| !names.iter().any(|name| key.is(name))).cloned().collect()
}

fn members(scene: &Scene, inside: &[&str], zone: &World, target: &Target<'_>) -> Vec<Member> {
    let mut all = Vec::new();
    // An id as AWS makes them, others that no rule excludes, and what the policies say it is.
    let mut organizations: Vec<String> = ["o-third", "third", "O-OTHER", ""].map(str::to_owned).to_vec();
    let told = scene.keys.iter().filter(|(key, _)| key.eq_ignore_ascii_case("aws:PrincipalOrgID"));
    let told = told.flat_map(|(_, ids)| ids).filter(|id| !id.eq_ignore_ascii_case("o-zone"));
    organizations.extend(told.flat_map(|id| [id.clone(), id.to_uppercase()]));
    let of_key = scene.kind == "key";
    let mut add = |text: &str, arn: &str, id: &str| {
        let caller = Caller::new(text);
        if caller.account().is_some_and(|account| inside.contains(&account)) {
            return;
        }
        let Some(party) = party(zone, &caller).filter(|party| !party.is_of_world()) else { return };
        let facts = zone.facts(&party, target);
        let is_federated = matches!(caller.kind(), CallerKind::Federated(_));
        let context = context_of(&caller, arn, id, of_key);
        // Some keys they may have or not: the id of another organization, `kms:CallerAccount`, who knows what for whom
        // an identity provider sends.
        let mut others = vec![context.clone()];
        let is_outside = caller.account().is_some_and(|account| OUTSIDE.contains(&account));
        if is_outside || is_federated {
            let organization = ["aws:principalorgid", "aws:principalorgpaths"];
            others.push(without(&context, &organization));
            for id in &organizations {
                let mut other = without(&context, &organization);
                other.push((Key::new("aws:PrincipalOrgID"), vec![id.clone()]));
                let path =
                    if id == "O-OTHER" { "O-OTHER/R-2/OU-2/".to_owned() } else { format!("{id}/r-3/") };
                other.push((Key::new("aws:PrincipalOrgPaths"), vec![path]));
                others.push(other);
            }
        }
        let mut vary = |key: &str, value: &str| {
            let mut other = without(&context, &[key]);
            other.push((Key::new(key), vec![value.to_owned()]));
            others.push(other);
        };
        // What the unique id is, the world does not tell.
        if id.starts_with('A') {
            vary("aws:userid", &format!("{}ELSE{}", &id[..4], &id[4..]));
        }
        // Nor which path the role of a session has, unless policies name it.
        if let Some((start, name)) = arn.split_once(":role/")
            && !scene.names(arn)
        {
            let name = name.rsplit('/').next().unwrap();
            vary("aws:PrincipalArn", &format!("{start}:role/elsewhere/{name}"));
        }
        if is_federated {
            vary("aws:PrincipalArn", "arn:aws:iam::222233334444:user/x");
        }
        if of_key {
            for other in others.clone() {
                others.push(without(&other, &["kms:calleraccount"]));
            }
        }
        for context in others.drain(1..) {
            all.push(Member { caller: caller.clone(), context, facts: facts.clone() });
        }
        all.push(Member { caller, context, facts });
    };
    for account in [KIN, KIN_ELSEWHERE, OUTSIDE[0], OUTSIDE[1], "555566667777"] {
        let iam = |path: &str| format!("arn:aws:iam::{account}:{path}");
        let sts = |path: &str| format!("arn:aws:sts::{account}:{path}");
        for (path, id) in [("root", account), ("user/ana", "AIDAEXAMPLE"), ("user/p/bob", "AIDAOTHER")] {
            add(&iam(path), &iam(path), id);
        }
        add(&sts("federated-user/fed"), &sts("federated-user/fed"), &format!("{account}:fed"));
        add(&sts("assumed-role/app/s"), &iam("role/app"), "AROAEXAMPLE:s");
        add(&sts("assumed-role/app/t"), &iam("role/app"), "AROAEXAMPLE:t");
        // Of one name an account has one role, so a session's ARN tells the path as well.
        add(&sts("assumed-role/deep/s"), &iam("role/path/deep"), "AROAOTHER:s");
        add(&sts("assumed-role/deep/t"), &iam("role/path/deep"), "AROAOTHER:t");
        add(&sts("assumed-role/other/t"), &iam("role/other"), "AROATHIRD:t");
    }
    add("*", "", "");
    if scene.kind == "bucket" {
        CANONICAL.iter().for_each(|id| add(&format!("canonical:{id}"), "", ""));
    }
    if scene.kind == "role" {
        for provider in ["accounts.google.com", "cognito-identity.amazonaws.com", "login.example.org"] {
            add(&format!("federated:{provider}"), "", "");
        }
        for provider in [
            "oidc-provider/token.actions.githubusercontent.com",
            "oidc-provider/other.org",
            "saml-provider/adfs",
        ] {
            add(&format!("arn:aws:iam::{OWN}:{provider}"), "", "");
        }
    }
    all
}

/// Values for a key: what the policies say of it, made into values, another one, and none.
fn values(key: &str, told: &[String]) -> Vec<Vec<String>> {
    let mut all: BTreeSet<String> = BTreeSet::new();
    for text in told {
        match text.split_once('/') {
            Some((address, _)) if key.to_lowercase().ends_with("sourceip") => {
                // Nobody comes from a private network by the Internet.
                if !(address.starts_with("10.") && key.eq_ignore_ascii_case("aws:SourceIp")) {
                    all.insert(address.to_owned());
                }
            }
            _ => {
                for rest in ["", "x"] {
                    let value = fill_in(&Template::glob(text), rest, 'x', "");
                    all.insert(value.to_uppercase());
                    all.insert(value);
                }
            }
        }
    }
    all.remove("");
    let lower = key.to_lowercase();
    let fresh = match lower.as_str() {
        "aws:sourceip" | "aws:vpcsourceip" => "198.51.100.7",
        "aws:securetransport" => "true",
        "aws:sourceaccount" | "aws:vpceaccount" | "s3:dataaccesspointaccount" => "222233334444",
        _ => "fresh",
    };
    all.insert(fresh.to_owned());
    if lower == "aws:sourceip" {
        all.insert("2600::7".to_owned());
    }
    if lower == "aws:securetransport" {
        all.insert("false".to_owned());
    }
    let mut values: Vec<Vec<String>> = all.into_iter().map(|value| vec![value]).collect();
    values.push(Vec::new());
    values
}

impl Universe {
    pub(crate) fn new(scene: &Scene, zone: &World, target: &Target<'_>) -> Universe {
        let of_caller = |key: &str| CALLER_KEYS.contains(&key.to_lowercase().as_str());
        let told = scene.keys.iter().filter(|(key, _)| !of_caller(key));
        let keys: Vec<_> = told.map(|(key, told)| (Key::new(key), values(key, told))).collect();
        let mut resources = vec![scene.resource.clone()];
        if scene.kind == "bucket" {
            resources.extend([format!("{}/a1", scene.resource), format!("{}/b", scene.resource)]);
        }
        let mut actions: Vec<String> = scene.actions.iter().map(|&action| action.to_owned()).collect();
        if scene.kind != "role" {
            actions.push(format!("{}:ToCome", actions[0].split(':').next().unwrap()));
        }
        let mut arena = Arena::new();
        let of_caller = CALLER_KEYS.iter().map(|name| Key::new(name));
        let mut terms: Vec<TermId> =
            keys.iter().map(|(key, _)| key.clone()).chain(of_caller).map(|key| arena.present(&key)).collect();
        terms.push(arena.test(&Subject::Principal, Test::Text(Template::glob("a*b"))));
        terms.push(arena.test(&Subject::Resource, Test::Text(Template::glob("a*b"))));
        let looked_at = arena.or(terms);
        let policy_type = if scene.kind == "role" { PolicyType::Trust } else { PolicyType::Resource };
        let scope = Scope::default();
        let exists =
            wellformed(&mut arena, looked_at, Requests::Any, policy_type, scope, &mut BTreeSet::new());
        let inside = if scene.whole { vec![OWN, KIN, KIN_ELSEWHERE] } else { vec![OWN] };
        let members = members(scene, &inside, zone, target);
        let arena = RefCell::new(arena);
        Universe { members, keys, resources, actions, arena, exists, inside }
    }

    /// Why it is no request by somebody outside.
    pub(crate) fn fault(&self, request: &Request, federated: bool) -> Option<String> {
        if is_federated(request) != federated {
            return Some("another kind of callers".to_owned());
        }
        let values = |key: &str| request.context.values(&Key::new(key)).to_vec();
        let own = |key: &str, value: &str| {
            let values = values(key);
            values.is_empty() || values == [value.to_owned()]
        };
        if matches!(request.principal.kind(), CallerKind::Anonymous) {
            return (!own("aws:PrincipalAccount", "anonymous")).then(|| "an account of nobody".to_owned());
        }
        if federated {
            return None;
        }
        if let CallerKind::CanonicalUser(id) = request.principal.kind() {
            return (!CANONICAL.contains(&id)).then(|| "another id".to_owned());
        }
        let Some(account) = request.principal.account() else {
            return Some("no caller".to_owned());
        };
        let is_number = account.len() == 12 && account.bytes().all(|digit| digit.is_ascii_digit());
        if self.inside.contains(&account) || !is_number {
            return Some("no account outside".to_owned());
        }
        let text = request.principal.text();
        if text.ends_with('/') || text.contains("//") || text.ends_with(':') {
            return Some("a name that is empty".to_owned());
        }
        if !own("aws:PrincipalAccount", account) {
            return Some("another account".to_owned());
        }
        let arn = values("aws:PrincipalArn");
        let arn_is_own = match request.principal.kind() {
            CallerKind::RoleSession { role, .. } => {
                arn.iter().all(|arn| arn.contains(&format!(":{account}:role/")) && arn.ends_with(role))
            }
            _ => arn.iter().all(|arn| arn == text),
        };
        if !arn_is_own {
            return Some("another ARN".to_owned());
        }
        let of_zone = [KIN, KIN_ELSEWHERE].contains(&account);
        let organization = values("aws:PrincipalOrgID");
        let told = organization.contains(&"o-zone".to_owned());
        if !organization.is_empty() && told != of_zone {
            return Some("another organization".to_owned());
        }
        let path = if account == KIN { "o-zone/r-1/ou-1/" } else { "o-zone/r-1/" };
        if of_zone && !own("aws:PrincipalOrgPaths", path) {
            return Some("another place in the organization".to_owned());
        }
        None
    }

    fn request(&self, member: &Member, action: &str, resource: &str) -> Request {
        let mut request = Request {
            principal: member.caller.clone(),
            action: action.to_owned(),
            resource: resource.to_owned(),
            resource_account: Some(OWN.to_owned()),
            context: Default::default(),
        };
        for (key, values) in &member.context {
            request.context.set(key.clone(), values.clone());
        }
        request
    }

    /// Whether there can be such a request.
    fn is_possible(&self, member: &Member, request: &Request) -> bool {
        member.facts.admit(request) && value(&self.arena.borrow(), self.exists, request)
    }

    /// Possible requests by callers outside: all, if they are few, and else so many of them.
    pub(crate) fn requests(&self, rng: &mut Rng, most: usize) -> Vec<Request> {
        let mut all = Vec::new();
        for _ in 0..most {
            let member = rng.pick(&self.members);
            let mut request = {
                let (action, resource) =
                    (rng.pick::<String>(&self.actions), rng.pick::<String>(&self.resources));
                self.request(member, action, resource)
            };
            for (key, values) in &self.keys {
                request.context.set(key.clone(), rng.pick(values).clone());
            }
            if self.is_possible(member, &request) {
                all.push(request);
            }
        }
        all
    }

    /// Whether some possible request of the cell does not meet the condition; `None` if no request at hand is in the cell.
    pub(crate) fn leaves(&self, cell: &Cell, condition: &Condition, federated: bool) -> Option<bool> {
        let scope = Scope::default();
        let whole = cell.statement(&[Template::anything()]);
        let part = cell.under(condition).statement(&[Template::anything()]);
        let looked_at: Vec<_> = self
            .keys
            .iter()
            .filter(|(key, _)| *key == condition.key || cell.conditions.iter().any(|own| own.key == *key))
            .collect();
        // Some keys are there only with others.
        let is_tied = |key: &Key| {
            let names = ["aws:securetransport", "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"];
            names.iter().any(|name| key.is(name))
        };
        let is_looked_at = |key: &Key| looked_at.iter().any(|(other, _)| other == key);
        let always: Vec<_> = self.keys.iter().filter(|(key, _)| is_tied(key) && !is_looked_at(key)).collect();
        let mut some = false;
        for member in &self.members {
            if matches!(member.caller.kind(), CallerKind::Federated(_)) != federated {
                continue;
            }
            for action in &self.actions {
                let mut open = vec![self.request(member, action, &self.resources[0])];
                for (key, values) in looked_at.iter().chain(&always) {
                    let with = |request: &Request| {
                        let request = request.clone();
                        values.iter().map(move |values| {
                            let mut request = request.clone();
                            request.context.set(key.clone(), values.clone());
                            request
                        })
                    };
                    open = open.iter().flat_map(with).collect();
                }
                for request in open.iter().filter(|request| self.is_possible(member, request)) {
                    if eval::matches(&whole, request, scope) {
                        some = true;
                        if !eval::matches(&part, request, scope) {
                            return Some(true);
                        }
                    }
                }
            }
        }
        some.then_some(false)
    }
}
