//! The world as a whole, and what its parts share.

use std::collections::{BTreeMap, BTreeSet};

use super::{accounts, managed::Managed, organization};
use crate::input::world::arns::IamArn;
use crate::input::world::draft::{AccountDraft, Draft, EndpointDraft};
use crate::input::world::place::{Field, Place, Same};
use crate::input::world::reading::is_account;
use crate::model::segments_of;
use crate::model::world::{Account, VpcEndpoint, World};
use crate::parse::{Diagnostic, Source, quoted};

/// What assembling carries along.
pub(super) struct Assembly<'s> {
    /// The files, which messages name places of.
    sources: &'s [Source],
    /// The errors found, each with its file.
    pub(super) errors: Vec<(usize, Diagnostic)>,
}

impl Assembly<'_> {
    pub(super) fn error(&mut self, place: Place, message: String) {
        self.errors.push((place.file, Diagnostic::error(place.span, message)));
    }

    pub(super) fn error_with_hint(&mut self, place: Place, message: String, hint: &str) {
        self.errors.push((place.file, Diagnostic::error(place.span, message).with_hint(hint)));
    }

    /// What the files say, which `what` names; an error if they disagree.
    pub(super) fn settle<T: Same>(&mut self, field: Field<T>, what: impl FnOnce() -> String) -> Option<T> {
        if let Some((later, earlier)) = field.conflict() {
            let elsewhere = earlier.name(self.sources);
            let message = format!("two things are said of {}: here, and at {elsewhere}", what());
            self.error_with_hint(later, message, "keep one of the two");
        }
        field.into_first().map(|said| said.value)
    }
}

/// The world that the draft tells, and the errors in it, each with its file; the world is to be used only if there
/// are none, in reading either.
pub(in crate::input::world) fn assemble(
    draft: Draft,
    sources: &[Source],
) -> (World, Vec<(usize, Diagnostic)>) {
    let mut assembly = Assembly { sources, errors: Vec::new() };
    let own = partitions(&draft);
    let common: BTreeSet<&str> = own.values().map(String::as_str).collect();
    let common = match Vec::from_iter(common).as_slice() {
        [partition] => *partition,
        _ => "aws",
    };
    let mut managed = Managed::new(&mut assembly, draft.managed, draft.documents);
    let mut world = World::default();
    let mut seats = BTreeMap::new();
    let mut owners = BTreeMap::new();
    let mut canonical_ids: BTreeMap<String, String> = BTreeMap::new();
    for (id, mut draft) in draft.accounts {
        let seat = organization::Seat {
            told: draft.told,
            member: draft.member,
            parent: std::mem::take(&mut draft.parent),
            controls: std::mem::take(&mut draft.controls),
        };
        if let (None, Some(place)) = (seat.told, place_inside(&draft)) {
            let message = format!("this is of account `{id}`, which no file tells");
            let hint = "put the output of its `aws iam get-account-authorization-details` into the folder, or `{\"accounts\": [{\"id\": …}]}`";
            assembly.error_with_hint(place, message, hint);
        }
        seats.insert(id.clone(), seat);
        if let Some(said) = draft.canonical_id.first()
            && let Some(other) = canonical_ids.insert(said.value.clone(), id.clone())
        {
            let message = format!("account `{other}` has the canonical user id {} too", quoted(&said.value));
            assembly.error(said.place, message);
        }
        let partition = own.get(&id).map_or(common, String::as_str);
        let account = accounts::account(&mut assembly, &mut managed, &mut owners, (&id, partition), draft);
        world.accounts.insert(id, account);
    }
    let told = |seat: &organization::Seat| seat.told.is_some();
    let known: Vec<String> = seats.iter().filter(|(_, seat)| told(seat)).map(|(id, _)| id.clone()).collect();
    let tree = organization::Tree { draft: draft.organization, units: draft.units, seats };
    world.organization = organization::organization(&mut assembly, tree, draft.controls, &mut world.accounts);
    world.accounts.retain(|id, _| known.binary_search(id).is_ok());
    world.name_canonical_users();
    world.endpoints = draft
        .endpoints
        .into_iter()
        .map(|(id, draft)| endpoint(&mut assembly, &world.accounts, id, draft))
        .collect();
    world.managed_policies = managed.into_policies(&mut assembly);
    (world, assembly.errors)
}

/// The partition of each account that shows one, by itself or in the ARNs of what it owns.
fn partitions(draft: &Draft) -> BTreeMap<String, String> {
    let of_policies = draft.managed.keys().filter_map(|arn| IamArn::parse(arn));
    let of_policies = of_policies.filter(|arn| is_account(arn.account));
    let shown = of_policies.map(|arn| (arn.account.to_owned(), arn.partition.to_owned()));
    let said = draft.accounts.iter().filter_map(|(id, account)| {
        let partition = account.partition.first()?;
        Some((id.clone(), partition.value.clone()))
    });
    let of_resources = draft.accounts.iter().flat_map(|(id, account)| {
        let partitions = account.resources.keys().filter_map(|arn| segments_of(arn));
        partitions.map(|[_, partition, ..]| (id.clone(), partition.to_owned()))
    });
    shown.chain(of_resources).chain(said).collect()
}

/// A place that tells something of what is in the account, without telling the account.
fn place_inside(draft: &AccountDraft) -> Option<Place> {
    let of_block = draft.block.first().map(|block| block.place);
    let of_keys = || draft.keys.values().flatten().map(|key| key.place).next();
    draft.resources.values().find_map(|resource| resource.told).or(of_block).or_else(of_keys)
}

fn endpoint(
    assembly: &mut Assembly<'_>,
    accounts: &BTreeMap<String, Account>,
    id: String,
    draft: EndpointDraft,
) -> VpcEndpoint {
    let of = |what: &str| format!("the {what} of endpoint {}", quoted(&id));
    let place = draft.account.first().map(|account| account.place);
    let account = assembly.settle(draft.account, || of("account"));
    if let (Some(account), Some(place)) = (&account, place)
        && !accounts.contains_key(account)
    {
        assembly.error(place, format!("no file tells the account {}", quoted(account)));
    }
    VpcEndpoint {
        vpc: assembly.settle(draft.vpc, || of("VPC")),
        account,
        service: assembly.settle(draft.service, || of("service")),
        policy: assembly.settle(draft.policy, || of("policy")),
        id,
    }
}
