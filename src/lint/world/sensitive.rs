//! Which actions are sensitive: who may call them decides what others may do.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::catalog::{AccessLevel, Action, services};

/// Actions by what they can be on, each a resource pattern with `@P` for the partition, `@A` for the account and `@R` for the Region.
pub(super) type ByResources = BTreeMap<Vec<String>, Vec<String>>;

static ACTIONS: LazyLock<ByResources> = LazyLock::new(|| {
    let mut by_resources = ByResources::new();
    for service in services() {
        for action in service.actions().filter(|action| is_sensitive(service.prefix(), *action)) {
            let name = format!("{}:{}", service.prefix(), action.name());
            by_resources.entry(resources(action)).or_default().push(name);
        }
    }
    by_resources
});

/// The actions of the level "permissions management", those of IAM that change something (`iam:PassRole` is one), and
/// `sts:AssumeRole`.
pub(super) fn actions() -> &'static ByResources {
    &ACTIONS
}

fn is_sensitive(service: &str, action: Action) -> bool {
    match action.level() {
        AccessLevel::PermissionsManagement => true,
        AccessLevel::Write => service == "iam" || (service == "sts" && action.name() == "AssumeRole"),
        AccessLevel::List | AccessLevel::Read | AccessLevel::Tagging => false,
    }
}

/// The resources that the action can be on; `*` for one that takes none.
fn resources(action: Action) -> Vec<String> {
    let types = action.targets().map(|target| target.resource_type());
    let variable = |name: &str| match name {
        "Partition" => "@P",
        "Account" => "@A",
        "Region" => "@R",
        _ => "*",
    };
    let mut patterns: Vec<String> =
        types.flat_map(|kind| kind.arns()).map(|format| format.filled(variable)).collect();
    patterns.sort();
    patterns.dedup();
    if patterns.is_empty() { vec!["*".to_owned()] } else { patterns }
}
