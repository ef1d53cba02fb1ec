//! Random small worlds, with policies that speak of what is in them.

use super::cast::{ACCOUNTS, Member, Thing};
use super::rng::Rng;
use super::scenes::Writer;
use super::words::{TEXTS, Words};
use hornbeam::model::world::{
    Account, AclGrant, AclPermission, Grantee, Identity, IdentityKind, KeyGrant, ObjectOwnership,
    Organization, Resource, Unit, VpcEndpoint, World,
};
use hornbeam::model::{Caller, PolicyType, PublicAccessBlock};

/// An account that no world tells.
pub(crate) const OUTSIDE: &str = "999988887777";

const THIRD: &str = "777788889999";

/// A world, and whose requests on what its policies are mostly about.
pub(crate) struct Atlas {
    pub(crate) world: World,
    pub(crate) member: Member,
    pub(crate) thing: Thing,
    pub(crate) words: Words,
    /// The policies' texts, to see what went wrong.
    pub(crate) shown: String,
}

/// A random world. Policies that are refused are left out.
pub(crate) fn atlas(rng: &mut Rng) -> Atlas {
    let mut world = lands(rng);
    let members = members(rng, &world);
    let things = things(rng, &world);
    let (member, thing) = (rng.pick(&members).clone(), rng.pick(&things).clone());
    let words = words(rng, &world, &member, &thing);
    let mut writer = Writer::new(rng, member, thing);
    writer.words = Some(words.clone());
    writer.plain |= writer.rng.chance(20);
    let focus = (writer.member.clone(), writer.thing.clone());
    // Some policies are about others than most.
    let turn = |writer: &mut Writer<'_>| {
        let main = writer.rng.chance(70);
        writer.member = if main { focus.0.clone() } else { writer.rng.pick(&members).clone() };
        writer.thing = if main { focus.1.clone() } else { writer.rng.pick(&things).clone() };
    };
    for account in world.accounts.values_mut() {
        for identity in account.identities.values_mut() {
            turn(&mut writer);
            let count = *writer.rng.pick(&[0, 1, 1, 2]);
            identity.policies = writer.several(PolicyType::Identity, count);
            let bounded = if writer.plain { 10 } else { 35 };
            identity.boundary = writer.perhaps(PolicyType::Boundary, bounded);
            if identity.kind == IdentityKind::Role {
                identity.trust = writer.perhaps(PolicyType::Trust, 85);
            }
        }
        for resource in account.resources.values_mut() {
            turn(&mut writer);
            resource.policy = writer.perhaps(PolicyType::Resource, 70);
        }
        turn(&mut writer);
        let level = |writer: &mut Writer<'_>, policy_type| {
            let policies = writer.levels(policy_type).into_iter().next();
            policies.unwrap_or_default()
        };
        account.scps = level(&mut writer, PolicyType::Scp);
        account.rcps = level(&mut writer, PolicyType::Rcp);
    }
    for unit in world.organization.iter_mut().flat_map(|organization| &mut organization.units) {
        turn(&mut writer);
        let count = *writer.rng.pick(&[1, 1, 1, 2]);
        unit.scps = writer.several(PolicyType::Scp, count);
        unit.rcps = writer.several(PolicyType::Rcp, count - 1);
    }
    for endpoint in &mut world.endpoints {
        turn(&mut writer);
        endpoint.policy = writer.perhaps(PolicyType::VpcEndpoint, 80);
    }
    let shown = writer
        .documents
        .iter()
        .map(|document| format!("{}: {}\n", document.policy_type.name(), document.json()));
    let shown = shown.collect();
    let (member, thing) = focus;
    Atlas { world, member, thing, words, shown }
}

/// Accounts, organization, identities and resources without policies.
fn lands(rng: &mut Rng) -> World {
    let mut world = World::default();
    let count = rng.between(2, 3);
    let organized = rng.chance(75);
    let units = if organized { rng.between(1, 3) } else { 0 };
    let elsewhere = rng.chance(15);
    for id in [ACCOUNTS[0], ACCOUNTS[1], THIRD].into_iter().take(count) {
        let mut account = Account::new(id);
        if elsewhere || (id == THIRD && rng.chance(30)) {
            account.partition = "aws-cn".to_owned();
        }
        account.unit = (units > 0 && rng.chance(80)).then(|| rng.below(units));
        account.canonical_id = rng.chance(50).then(|| format!("79a5{}", &id[..2]));
        account.public_access_block = block(rng);
        for _ in 0..rng.between(1, 3) {
            let identity = identity(rng, &account);
            account.identities.insert(identity.arn.clone(), identity);
        }
        for _ in 0..rng.between(1, 2) {
            let resource = resource(rng, &account);
            account.resources.insert(resource.arn.clone(), resource);
        }
        world.accounts.insert(id.to_owned(), account);
    }
    world.organization = organized.then(|| organization(rng, units));
    for id in ["vpce-1", "vpce-2"].into_iter().take(rng.below(3)) {
        let (vpc, account, service, policy) = (None, None, None, None);
        world.endpoints.push(VpcEndpoint { id: id.to_owned(), vpc, account, service, policy });
    }
    world
}

fn organization(rng: &mut Rng, units: usize) -> Organization {
    let unit = |at: usize, parent: Option<usize>| Unit {
        id: if at == 0 { "r-1".to_owned() } else { format!("ou-{at}") },
        name: None,
        parent,
        scps: Vec::new(),
        rcps: Vec::new(),
    };
    let management = *rng.pick(&[None, None, Some(ACCOUNTS[0]), Some(ACCOUNTS[1]), Some(OUTSIDE)]);
    Organization {
        id: "o-1".to_owned(),
        management_account: management.map(str::to_owned),
        delegated_administrators: Vec::new(),
        units: (0..units).map(|at| unit(at, (at > 0).then(|| rng.below(at.max(1))))).collect(),
        uses_scps: rng.chance(50),
        uses_rcps: rng.chance(50),
        public_access_block: block(rng),
    }
}

fn block(rng: &mut Rng) -> Option<PublicAccessBlock> {
    rng.chance(25).then(|| PublicAccessBlock {
        ignore_public_acls: rng.chance(40),
        restrict_public_buckets: rng.chance(60),
        ..PublicAccessBlock::default()
    })
}

fn tags(rng: &mut Rng, keys: &[&str]) -> Vec<(String, String)> {
    let mut tags = Vec::new();
    for key in keys {
        if rng.chance(45) {
            let key = if rng.chance(10) { key.to_uppercase() } else { (*key).to_owned() };
            tags.push((key, rng.word(&TEXTS).to_owned()));
        }
    }
    tags
}

fn identity(rng: &mut Rng, account: &Account) -> Identity {
    let (kind, path, id) = *rng.pick(&[
        (IdentityKind::User, "user/a", "AIDAAAAAAAAAAAAAAAAA"),
        (IdentityKind::User, "user/p/b", "AIDABBBBBBBBBBBBBBBB"),
        (IdentityKind::Role, "role/a", "AROAAAAAAAAAAAAAAAAA"),
        (IdentityKind::Role, "role/p/ket", "AROABBBBBBBBBBBBBBBB"),
        (IdentityKind::Role, "role/k", "AROADDDDDDDDDDDDDDDD"),
        (
            IdentityKind::Role,
            "role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
            "AROACCCCCCCCCCCCCCCC",
        ),
    ]);
    Identity {
        kind,
        arn: format!("arn:{}:iam::{}:{path}", account.partition, account.id),
        id: rng.chance(80).then(|| id.to_owned()),
        policies: Vec::new(),
        boundary: None,
        trust: None,
        tags: tags(rng, &["team", "x"]),
        access_keys: Vec::new(),
        groups: Vec::new(),
    }
}

fn resource(rng: &mut Rng, account: &Account) -> Resource {
    let (partition, id) = (&account.partition, &account.id);
    let own = |service: &str, path: &str| format!("arn:{partition}:{service}:eu-west-1:{id}:{path}");
    let bucket = format!("arn:{partition}:s3:::buc{}{}", rng.word(&["ket", "k", ""]), &id[..1]);
    let (arn, resource_type) = match rng.below(9) {
        0..=3 => (bucket, "AWS::S3::Bucket"),
        4 => (own("sqs", "queue"), "AWS::SQS::Queue"),
        5 | 6 => (own("kms", "key/k"), "AWS::KMS::Key"),
        7 => (own("dynamodb", "table/t"), "AWS::DynamoDB::Table"),
        _ => (own("logs", "log-group:g"), "AWS::Logs::LogGroup"),
    };
    let mut resource = Resource::new(&arn, id, resource_type);
    resource.tags = tags(rng, &["y", "z"]);
    if arn.contains(":s3:") {
        resource.public_access_block = block(rng);
        resource.object_ownership =
            *rng.pick(&[ObjectOwnership::BucketOwnerEnforced, ObjectOwnership::ObjectWriter]);
        for _ in 0..rng.below(3) {
            let grantees = [
                Grantee::AllUsers,
                Grantee::AuthenticatedUsers,
                Grantee::LogDelivery,
                Grantee::CanonicalUser("79a511".to_owned()),
                Grantee::CanonicalUser("none".to_owned()),
            ];
            let permission =
                *rng.pick(&[AclPermission::Read, AclPermission::Write, AclPermission::FullControl]);
            resource.acl.push(AclGrant { grantee: rng.pick(&grantees).clone(), permission });
        }
    }
    if arn.contains(":kms:") && rng.chance(40) {
        let other = rng.word(&ACCOUNTS);
        let grantee = match rng.below(4) {
            0 => "lambda.amazonaws.com".to_owned(),
            1 => format!("arn:aws:iam::{other}:user/a"),
            2 => format!("arn:aws:iam::{other}:root"),
            _ => format!("arn:aws:iam::{other}:role/p/ket"),
        };
        resource.key_grants.push(KeyGrant {
            name: "grant".to_owned(),
            grantee,
            operations: vec!["Decrypt".to_owned(), "RetireGrant".to_owned()],
            encryption_context: if rng.chance(40) {
                vec![("x".to_owned(), "a".to_owned())]
            } else {
                Vec::new()
            },
            ..KeyGrant::default()
        });
    }
    if rng.chance(8) {
        resource.shared_with.push(rng.word(&["all", ACCOUNTS[1], OUTSIDE]).to_owned());
    }
    resource
}

/// A name that a session can have; some begin or end as other texts do.
pub(crate) fn session(rng: &mut Rng) -> String {
    rng.word(&["sk", "ta", "k.", "bu", "ket", "s.k", "a=k", "11"]).to_owned()
}

/// Everybody in the world, and some outside it.
fn members(rng: &mut Rng, world: &World) -> Vec<Member> {
    let mut members = Vec::new();
    for identity in world.identities() {
        let (account, id) = (identity.account().to_owned(), identity.id.clone().unwrap_or_default());
        let partition = identity.arn.split(':').nth(1).unwrap();
        let text = match identity.kind {
            IdentityKind::User => identity.arn.clone(),
            IdentityKind::Role => {
                format!("arn:{partition}:sts::{account}:assumed-role/{}/{}", identity.name(), session(rng))
            }
        };
        let member = Member { text, arn: identity.arn.clone(), id, account };
        members.extend([member.clone(), member]);
    }
    let outside = |path: &str| Member {
        text: format!("arn:aws:iam::{OUTSIDE}:{path}"),
        arn: format!("arn:aws:iam::{OUTSIDE}:{path}"),
        id: String::new(),
        account: OUTSIDE.to_owned(),
    };
    let without = |text: &str| Member { text: text.to_owned(), ..Member::default() };
    let accounts: Vec<&Account> = world.accounts.values().collect();
    let account = rng.pick(&accounts);
    let root = Member {
        text: account.root(),
        arn: account.root(),
        id: account.id.clone(),
        account: account.id.clone(),
    };
    let others = [
        without("*"),
        without("service:lambda.amazonaws.com"),
        without("federated:accounts.google.com"),
        without("service:lambda.amazonaws.com"),
        outside("user/u"),
        outside("role/u"),
    ];
    members.push(root);
    for _ in 0..2 {
        members.push(rng.pick(&others).clone());
    }
    members
}

/// What there is in the world to ask for, and what lies inside.
fn things(rng: &mut Rng, world: &World) -> Vec<Thing> {
    let mut things = Vec::new();
    let mut push = |arn: &str, owner: &str, actions: &[&str], rng: &mut Rng| {
        let owner = [ACCOUNTS[0], ACCOUNTS[1], THIRD].into_iter().find(|&account| account == owner).unwrap();
        things.push(Thing { arn: arn.to_owned(), owner, action: rng.word(actions).to_owned() });
    };
    for resource in world.resources() {
        let actions: &[&str] = match resource.resource_type.as_str() {
            "AWS::S3::Bucket" => &["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
            "AWS::SQS::Queue" => &["sqs:SendMessage"],
            "AWS::KMS::Key" => &["kms:Decrypt", "kms:RetireGrant"],
            "AWS::DynamoDB::Table" => &["dynamodb:GetItem", "dynamodb:Query"],
            _ => &["logs:PutLogEvents"],
        };
        push(&resource.arn, &resource.account, actions, rng);
    }
    for role in world.identities().filter(|identity| identity.kind == IdentityKind::Role) {
        push(
            &role.arn,
            role.account(),
            &["sts:AssumeRole", "sts:AssumeRole", "sts:TagSession", "iam:PassRole"],
            rng,
        );
    }
    if rng.chance(30) {
        let queue = format!("arn:aws:sqs:eu-west-1:{}:plain", ACCOUNTS[0]);
        push(&queue, ACCOUNTS[0], &["sqs:SendMessage"], rng);
    }
    things
}

/// What policies have to speak of, where most are about this member's requests on this thing.
fn words(rng: &mut Rng, world: &World, member: &Member, thing: &Thing) -> Words {
    let mut texts: Vec<String> = ["o-1", "o-1/r-1/", "vpce-1", "s", "k", "ket"].map(str::to_owned).into();
    texts.extend([member.text.clone(), member.arn.clone(), thing.arn.clone()]);
    texts.extend(world.identities().flat_map(|identity| [identity.arn.clone(), identity.name().to_owned()]));
    texts.extend(world.identities().filter_map(|identity| identity.id.clone()));
    texts.extend(world.accounts.keys().cloned());
    let facts = match (world.party(&Caller::new(&member.text)), world.target(&thing.arn)) {
        (Some(party), Some(target)) => world.facts(&party, &target),
        (Some(party), None) => world.facts_of_party(&party),
        (None, _) => Default::default(),
    };
    Words::new(rng, &facts, texts)
}
