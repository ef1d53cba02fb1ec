//! Questions over a random world: a party, a target, and requests of the one on the other.

use std::collections::BTreeMap;

use super::atlas::{self, Atlas, OUTSIDE};
use super::operands::Kind;
use super::requests::show;
use super::rng::Rng;
use super::words::{TEXTS, Words};
use hornbeam::formula::Arena;
use hornbeam::model::world::{
    Account, Facts, IdentityKind, Known, Party, Spelling, Target, hidden, services,
};
use hornbeam::model::{Arity, Caller, CallerKind, Context, Key, Request, Setting};

/// The open ends of a request: the session's name, and what stands after the target's ARN.
pub(crate) type Ends = [(&'static str, String); 2];

/// What one request is about.
pub(crate) struct Question<'a> {
    pub(crate) atlas: &'a Atlas,
    pub(crate) party: Party<'a>,
    pub(crate) target: Target<'a>,
    pub(crate) facts: Facts,
    pub(crate) setting: Setting,
    pub(crate) keys: Vec<(Key, Kind, Arity)>,
}

fn rest<'t>(spelling: &Spelling, text: &'t str) -> Option<(&'static str, &'t str)> {
    match spelling {
        Spelling::Exact(_) => None,
        Spelling::Prefixed { prefix, tail } => text.strip_prefix(prefix.as_str()).map(|rest| (*tail, rest)),
    }
}

pub(crate) fn spell(spelling: &Spelling, ends: &Ends) -> String {
    match spelling {
        Spelling::Exact(text) => text.clone(),
        Spelling::Prefixed { prefix, tail } => {
            let (_, end) = ends.iter().find(|(name, _)| name == tail).unwrap();
            format!("{prefix}{end}")
        }
    }
}

pub(crate) fn borrowed(ends: &Ends) -> [(&'static str, &str); 2] {
    [(ends[0].0, ends[0].1.as_str()), (ends[1].0, ends[1].1.as_str())]
}

/// Ends of which each is one that policies have something to say of.
pub(crate) fn ends(rng: &mut Rng, atlas: &Atlas) -> Ends {
    let session = atlas::session(rng);
    let inside = match rng.below(7) {
        0 => session.clone(),
        1 if !atlas.member.id.is_empty() => atlas.member.id.clone(),
        2 if !atlas.member.id.is_empty() => format!("{}:{session}/k", atlas.member.id),
        3 => "a/k".to_owned(),
        4 => "k".to_owned(),
        5 => Some(atlas.words.other(rng)).filter(|text| !text.is_empty()).unwrap_or("k".to_owned()),
        _ => rng.word(&TEXTS[1..]).to_owned(),
    };
    [(hidden::SESSION, session), (hidden::INSIDE, inside)]
}

impl<'a> Question<'a> {
    pub(crate) fn new(rng: &mut Rng, atlas: &'a Atlas) -> Option<Question<'a>> {
        let world = &atlas.world;
        let outside = |path: &str| format!("arn:aws:iam::{OUTSIDE}:{path}");
        let federated = world.accounts.values().next().unwrap();
        let federated = format!("arn:{}:sts::{}:federated-user/", federated.partition, federated.id);
        let others = [
            "*".to_owned(),
            "service:lambda.amazonaws.com".to_owned(),
            "service:*".to_owned(),
            "federated:accounts.google.com".to_owned(),
            outside("saml-provider/a"),
            outside("user/u"),
            outside("role/u"),
            outside("root"),
            format!("arn:aws:sts::{OUTSIDE}:assumed-role/u/s"),
            format!("arn:aws:sts::{OUTSIDE}:federated-user/u"),
            format!("account:{OUTSIDE}"),
            "account:*".to_owned(),
            world.accounts.values().next().map(Account::root).unwrap(),
            format!("{federated}u"),
            format!("{federated}*"),
        ];
        let own = &atlas.member.text;
        let class = match own.as_str() {
            "service:lambda.amazonaws.com" => "service:*".to_owned(),
            _ if atlas.member.account == OUTSIDE && rng.chance(50) => "account:*".to_owned(),
            _ if atlas.member.account == OUTSIDE => format!("account:{OUTSIDE}"),
            _ if own.contains(":assumed-role/") => atlas.member.arn.clone(),
            _ => own.clone(),
        };
        let text = match rng.below(10) {
            0 => rng.pick(&others).clone(),
            1..=3 => class,
            _ => own.clone(),
        };
        let party = world.party(&Caller::new(&text))?;
        let target = world.target(&atlas.thing.arn)?;
        let (facts, setting) = (world.facts(&party, &target), world.setting(&party, &target));
        // A role is spelt as its sessions.
        let is_role = matches!(Caller::new(&text).kind(), CallerKind::Role { .. });
        let is_class = text.ends_with('*')
            || matches!(
                party,
                Party::Account(_) | Party::Stranger | Party::Service(None) | Party::Provider(None)
            );
        if !is_class && !is_role {
            let principal = facts.principal.as_ref().unwrap();
            assert!(principal.covers(&text), "{text} is not spelt {principal:?}");
        }
        Some(Question { atlas, party, target, facts, setting, keys: Vec::new() })
    }

    /// The keys that requests may have: those that policies may speak of, and those with something known of them.
    pub(crate) fn with_keys(mut self, arena: &Arena) -> Question<'a> {
        let mut keys: BTreeMap<Key, Kind> = Words::keys().collect();
        for key in self.facts.keys.keys() {
            keys.entry(key.clone()).or_insert(Kind::Text);
        }
        self.keys = keys
            .into_iter()
            .map(|(key, kind)| (arena.arity(&key), key, kind))
            .map(|(arity, key, kind)| (key, kind, arity))
            .collect();
        self
    }

    pub(crate) fn principal(&self, rng: &mut Rng, ends: &Ends) -> String {
        if let Some(spelling) = &self.facts.principal {
            return spell(spelling, ends);
        }
        let account = match &self.party {
            Party::Account(account) => account.clone(),
            Party::Stranger => rng.word(&[OUTSIDE, OUTSIDE, "123412341234"]).to_owned(),
            _ => return rng.word(&["service:lambda.amazonaws.com", "service:s3.amazonaws.com"]).to_owned(),
        };
        match rng.below(5) {
            0 => format!("arn:aws:sts::{account}:assumed-role/u/s"),
            1 => format!("arn:aws:iam::{account}:root"),
            2 => format!("arn:aws:sts::{account}:federated-user/u"),
            _ => format!("arn:aws:iam::{account}:{}", rng.word(&["user/u", "role/u"])),
        }
    }

    /// Some values for the key, as many as it can have; no two are equal.
    pub(crate) fn values(&self, rng: &mut Rng, key: &Key, kind: Kind, arity: Arity) -> Vec<String> {
        let count = match arity {
            _ if rng.chance(30) => 0,
            Arity::Single => 1,
            Arity::Multi => rng.between(1, 3),
        };
        let mut values: Vec<String> = Vec::new();
        for _ in 0..count {
            let value = self.atlas.words.value(rng, key, kind);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// A request on the target whose context is anything.
    pub(crate) fn free(&self, rng: &mut Rng, ends: &Ends) -> Request {
        let mut context = Context::default();
        for (key, kind, arity) in &self.keys {
            let values = self.values(rng, key, *kind, *arity);
            context.set(key.clone(), values);
        }
        let extent = self.target.extent();
        let own = self.atlas.thing.action.clone();
        let services = services(self.target.arn());
        let action =
            if rng.chance(85) || services.is_empty() { own } else { format!("{}:Put", rng.pick(&services)) };
        Request {
            principal: Caller::new(&self.principal(rng, ends)),
            action,
            resource: spell(rng.pick(&extent), ends),
            resource_account: Some(self.target.account().to_owned()),
            context,
        }
    }

    /// The same request, made to agree with what the world settles. Of what may be there or not, the request tells.
    pub(crate) fn agreeing(&self, rng: &mut Rng, request: &Request, ends: &Ends) -> Request {
        let mut request = request.clone();
        if let Some(spelling) = &self.facts.principal {
            request.principal = Caller::new(&spell(spelling, ends));
        }
        let present: Vec<Key> = request.context.iter().map(|(key, _)| key.clone()).collect();
        for key in present.iter().chain(self.facts.keys.keys()) {
            let values = match self.facts.known(key) {
                None => continue,
                Some(Known::Absent) => Vec::new(),
                Some(Known::Values(values)) => values.clone(),
                Some(Known::Perhaps(_)) if request.context.values(key).is_empty() => Vec::new(),
                Some(Known::Perhaps(values)) => values.clone(),
                Some(Known::Spelt(spelling)) => vec![spell(spelling, ends)],
            };
            let mut values = values;
            rng.shuffle(&mut values);
            request.context.set(key.clone(), values);
        }
        for (key, never) in &self.facts.excluded {
            if request.context.values(key).iter().any(|value| never.covers(value)) {
                request.context.set(key.clone(), Vec::new());
            }
        }
        for unless in &self.facts.unless {
            if !unless.admits(&request) {
                request.context.set(unless.key.clone(), unless.value.clone().into_iter().collect());
            }
        }
        // The id ends with the name of the session.
        let id = Key::new("aws:userid");
        if let CallerKind::RoleSession { session: name, .. } | CallerKind::FederatedUser { name, .. } =
            request.principal.kind()
            && !request.context.values(&id).is_empty()
            && self.facts.known(&id).is_none()
        {
            let named = format!("AROAEXAMPLE:{name}");
            request.context.set(id, vec![named]);
        }
        request
    }

    /// Whether the open ends of all attributes are these.
    pub(crate) fn ends_agree(&self, request: &Request, ends: &Ends) -> bool {
        let same = |spelling: &Spelling, text: &str| {
            rest(spelling, text).is_none_or(|found| borrowed(ends).contains(&found))
        };
        let of_keys = self.facts.keys.iter().all(|(key, known)| match known {
            Known::Spelt(spelling) => request.context.values(key).iter().all(|text| same(spelling, text)),
            Known::Absent | Known::Values(_) | Known::Perhaps(_) => true,
        });
        of_keys
            && self.facts.principal.as_ref().is_none_or(|spelling| same(spelling, request.principal.text()))
    }

    pub(crate) fn show(&self, request: &Request, ends: &Ends) -> String {
        let known: Vec<_> =
            self.facts.keys.iter().map(|(key, known)| format!("{}: {known:?}", key.name())).collect();
        format!(
            "{:?} on {:?}\n{}\n{ends:?}\n{:?}, {}\n{:?}\n{}",
            self.party.name(),
            self.target.arn(),
            show(request),
            self.facts.principal,
            known.join(", "),
            self.facts.families,
            self.atlas.shown
        )
    }
}

pub(crate) fn party_name(party: &Party<'_>) -> &'static str {
    match party {
        Party::Identity(identity) if identity.is_service_linked() => "service-linked role",
        Party::Identity(identity) => match identity.kind {
            IdentityKind::User => "user",
            IdentityKind::Role => "role",
        },
        Party::Session(..) => "session",
        Party::Federated(_) => "federated user session",
        Party::Root(_) => "root",
        Party::Anonymous => "anonymous",
        Party::Service(Some(_)) => "service",
        Party::Service(None) => "any service",
        Party::Provider(Some(_)) => "provider",
        Party::Provider(None) => "any provider",
        Party::Account(_) => "account outside",
        Party::Named(_) => "named outside",
        Party::Stranger => "stranger",
    }
}

pub(crate) fn target_name(target: &Target<'_>) -> &'static str {
    match target {
        Target::Resource(resource) => match resource.resource_type.as_str() {
            "AWS::S3::Bucket" => "bucket",
            "AWS::SQS::Queue" => "queue",
            "AWS::KMS::Key" => "key",
            "AWS::DynamoDB::Table" => "table",
            _ => "log group",
        },
        Target::AccessPoint(..) => "access point",
        Target::Role(_) => "role",
        Target::Plain { .. } => "plain",
        Target::Anywhere | Target::AnywhereIn(_) => "anywhere",
    }
}
