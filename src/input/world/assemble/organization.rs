//! The organization: a tree of units with accounts in them.

use std::collections::{BTreeMap, VecDeque};

use super::controls::Controls;
use super::world::Assembly;
use crate::input::world::draft::{ControlDraft, ControlsDraft, OrganizationDraft, UnitDraft};
use crate::input::world::place::{At, Field, Place};
use crate::model::world::{Account, Organization, Unit};
use crate::parse::quoted;

/// What is said of the organization.
pub(super) struct Tree {
    pub(super) draft: OrganizationDraft,
    pub(super) units: BTreeMap<String, UnitDraft>,
    /// The accounts in the organization, and others.
    pub(super) seats: BTreeMap<String, Seat>,
}

/// An account's place in the organization.
pub(super) struct Seat {
    /// Where what is in the account is told.
    pub(super) told: Option<Place>,
    /// Where it is said to be of the organization.
    pub(super) member: Option<Place>,
    pub(super) parent: Field<String>,
    pub(super) controls: ControlsDraft,
}

const LISTINGS: &str =
    "put the outputs of `aws organizations describe-organization` and `list-roots` into the folder";

pub(super) fn organization(
    assembly: &mut Assembly<'_>,
    tree: Tree,
    controls: BTreeMap<String, ControlDraft>,
    accounts: &mut BTreeMap<String, Account>,
) -> Option<Organization> {
    let Tree { draft, units, seats } = tree;
    let mut controls = Controls::new(assembly, controls);
    let of_units = units.values().map(|unit| &unit.controls);
    let attached = of_units.chain(seats.values().map(|seat| &seat.controls));
    controls.use_what_is_attached(assembly, attached);
    controls.uses_scps |= draft.uses_scps;
    controls.uses_rcps |= draft.uses_rcps;
    let of_seats = seats.values().filter_map(|seat| seat.member).min();
    let mentioned = draft.mentioned.or_else(|| units.values().find_map(|unit| unit.told)).or(of_seats)?;
    let of = |what: &str| format!("the {what} of the organization");
    let id_place = draft.id.first().map(|id| id.place);
    let id = assembly.settle(draft.id, || of("id"));
    let root = draft.root.first().cloned();
    assembly.settle(draft.root, || of("root"));
    // An id that could not be read has been spoken of.
    if id_place.is_none() && draft.told.is_none() {
        assembly.error_with_hint(mentioned, "no file tells the organization".to_owned(), LISTINGS);
    }
    if root.is_none() && (draft.told.is_none() || !units.is_empty()) {
        assembly.error_with_hint(mentioned, "no file tells the organization's root".to_owned(), LISTINGS);
    }
    let management = draft.management_account.first().cloned();
    assembly.settle(draft.management_account, || of("management account"));
    let binds = (controls.uses_scps || controls.uses_rcps) && id_place.is_some();
    if binds && management.is_none() {
        let message =
            "the organization has no management account, and its SCPs and RCPs bind every other".to_owned();
        let hint = "add its id as `managementAccount`, and the account to a unit";
        assembly.error_with_hint(mentioned, message, hint);
    }
    let delegated = assembly.settle(draft.delegated, || of("delegated administrators")).unwrap_or_default();
    for (account, role) in management
        .iter()
        .map(|account| (account, "the management account"))
        .chain(delegated.iter().map(|account| (account, "the delegated administrator")))
    {
        if seats.get(&account.value).is_none_or(|seat| seat.parent.first().is_none()) {
            let message = format!("{role} {} is in no unit of the organization", quoted(&account.value));
            assembly.error(account.place, message);
        }
    }
    let (units, places) = tree_of(assembly, &mut controls, units, root);
    seat(assembly, &mut controls, seats, &places, accounts);
    Some(Organization {
        id: id.unwrap_or_default(),
        management_account: management.map(|account| account.value),
        delegated_administrators: delegated.into_iter().map(|account| account.value).collect(),
        units,
        uses_scps: controls.uses_scps,
        uses_rcps: controls.uses_rcps,
        public_access_block: assembly.settle(draft.block, || of("Block Public Access")),
    })
}

/// The units, each after its parent, level by level and by id within a level, with the place of each in the list.
fn tree_of(
    assembly: &mut Assembly<'_>,
    controls: &mut Controls,
    drafts: BTreeMap<String, UnitDraft>,
    root: Option<At<String>>,
) -> (Vec<Unit>, BTreeMap<String, Option<usize>>) {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut waiting = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (id, mut draft) in drafts {
        let parent = std::mem::take(&mut draft.parent);
        let said = parent.first().cloned();
        assembly.settle(parent, || format!("the unit above {}", quoted(&id)));
        if let Some(parent) = &said {
            children.entry(parent.value.clone()).or_default().push(id.clone());
        }
        places.insert(id.clone(), None);
        waiting.insert(id, (draft, said));
    }
    let mut units = Vec::new();
    let mut open: VecDeque<(String, Option<usize>)> =
        root.into_iter().map(|root| (root.value, None)).collect();
    while let Some((id, parent)) = open.pop_front() {
        // Whoever has been there once is not there again: so this ends.
        let Some((draft, _)) = waiting.remove(&id) else { continue };
        let at = units.len();
        for child in children.remove(&id).unwrap_or_default() {
            open.push_back((child, Some(at)));
        }
        let (scps, rcps) = controls.level(assembly, draft.controls, &id, draft.told);
        let name = assembly.settle(draft.name, || format!("the name of {}", quoted(&id)));
        places.insert(id.clone(), Some(at));
        units.push(Unit { id, name, parent, scps, rcps });
    }
    for (id, (draft, parent)) in &waiting {
        stray(assembly, &places, id, draft, parent.as_ref());
    }
    (units, places)
}

/// An error: the unit is not below the root.
fn stray(
    assembly: &mut Assembly<'_>,
    places: &BTreeMap<String, Option<usize>>,
    id: &str,
    draft: &UnitDraft,
    parent: Option<&At<String>>,
) {
    match parent {
        Some(parent) if !places.contains_key(&parent.value) => {
            let message =
                format!("{} is said to be below {}, which no file tells", quoted(id), quoted(&parent.value));
            assembly.error(parent.place, message);
        }
        // Below another that is not below the root; of that one it is said, unless they go round in a circle.
        Some(parent) => {
            let message =
                format!("{} is below {}, but not below the root", quoted(id), quoted(&parent.value));
            assembly.error(parent.place, message);
        }
        None => {
            if let Some(place) = draft.told.or_else(|| draft.controls.place()) {
                let hint = "`aws organizations list-parents` prints it";
                assembly.error_with_hint(place, format!("no file tells the unit above {}", quoted(id)), hint);
            }
        }
    }
}

/// Puts each account into its unit, with its SCPs and RCPs.
fn seat(
    assembly: &mut Assembly<'_>,
    controls: &mut Controls,
    seats: BTreeMap<String, Seat>,
    places: &BTreeMap<String, Option<usize>>,
    accounts: &mut BTreeMap<String, Account>,
) {
    for (id, Seat { told, member, parent, controls: attached }) in seats {
        let said = parent.first().cloned();
        assembly.settle(parent, || format!("the unit above account `{id}`"));
        let Some(place) = said.as_ref().map(|said| said.place).or(member) else {
            if let Some(place) = attached.place() {
                let message = format!("account `{id}` is in no unit of the organization");
                assembly.error(place, message);
            }
            continue;
        };
        if told.is_none() {
            let message = format!("account `{id}` is in the organization, and no file tells what is in it");
            let hint = "put the output of its `aws iam get-account-authorization-details` into the folder, or `{\"accounts\": [{\"id\": …}]}` if it is empty";
            assembly.error_with_hint(place, message, hint);
        }
        match &said {
            None => {
                let message = format!("no file tells the unit above account `{id}`");
                assembly.error_with_hint(place, message, "`aws organizations list-parents` prints it");
            }
            Some(said) if !places.contains_key(&said.value) => {
                let message =
                    format!("account `{id}` is said to be in {}, which no file tells", quoted(&said.value));
                assembly.error(place, message);
            }
            Some(_) => {}
        }
        let (scps, rcps) = controls.level(assembly, attached, &id, Some(place));
        if let Some(account) = accounts.get_mut(&id) {
            account.unit = said.and_then(|said| places.get(&said.value).copied().flatten());
            account.scps = scps;
            account.rcps = rcps;
        }
    }
}
