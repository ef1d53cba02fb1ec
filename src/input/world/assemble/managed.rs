//! Managed policies, and looking them up where they are attached.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::world::Assembly;
use crate::input::world::arns::IamArn;
use crate::input::world::draft::{Attached, ManagedDraft};
use crate::input::world::place::At;
use crate::model::world::ManagedPolicy;
use crate::model::{Policy, PolicyType};
use crate::parse::quoted;

/// The managed policies.
pub(super) struct Managed {
    by_arn: BTreeMap<String, ManagedPolicy>,
    /// Their ARNs, by account (`aws` for AWS's own) and name.
    by_name: BTreeMap<(String, String), Vec<String>>,
    /// Documents in files that are called as policies are, until an ARN asks for them.
    documents: BTreeMap<String, ManagedDraft>,
    /// Those that are permissions boundaries, as such, by ARN.
    boundaries: BTreeMap<String, Arc<Policy>>,
    /// What has been missed, so that it is said once.
    missing: BTreeSet<String>,
}

impl Managed {
    pub(super) fn new(
        assembly: &mut Assembly<'_>,
        drafts: BTreeMap<String, ManagedDraft>,
        documents: BTreeMap<String, ManagedDraft>,
    ) -> Managed {
        let mut managed = Managed {
            by_arn: BTreeMap::new(),
            by_name: BTreeMap::new(),
            documents,
            boundaries: BTreeMap::new(),
            missing: BTreeSet::new(),
        };
        for (arn, draft) in drafts {
            managed.define(assembly, arn, draft);
        }
        managed
    }

    /// Takes a policy in. One without any text (`get-policy` prints none) is taken from the file of its name.
    fn define(&mut self, assembly: &mut Assembly<'_>, arn: String, mut draft: ManagedDraft) {
        let Some(parsed) = IamArn::parse(&arn) else { return };
        if draft.versions.is_empty()
            && draft.in_force.first().is_none()
            && let Some(document) = self.documents.remove(parsed.name)
        {
            draft.versions = document.versions;
            draft.in_force = document.in_force;
            if draft.default_version.first().is_none() {
                draft.default_version = document.default_version;
            }
        }
        let place = draft.told;
        let of = |what: &str| format!("the {what} of {}", quoted(&arn));
        let default_version = assembly.settle(draft.default_version, || of("default version"));
        let mut versions = BTreeMap::new();
        // Versions that could not be read are there too.
        let told: BTreeSet<String> = draft.versions.keys().cloned().collect();
        for (version, policy) in draft.versions {
            let name = || of(&format!("version {}", quoted(&version)));
            let policy = assembly.settle(policy, name);
            versions.extend(policy.map(|policy| (version, called(policy, &arn))));
        }
        let in_force = assembly.settle(draft.in_force, || of("document")).map(|policy| called(policy, &arn));
        let only = || told.first().filter(|_| told.len() == 1).cloned();
        let default_version = default_version.or_else(only).unwrap_or_else(|| "v1".to_owned());
        if let Some(policy) = in_force {
            versions.entry(default_version.clone()).or_insert(policy);
        }
        let is_there = told.contains(&default_version) || versions.contains_key(&default_version);
        if let (Some(place), false) = (place, is_there) {
            let message = format!(
                "version {} of {}, which is in force, is not there",
                quoted(&default_version),
                quoted(&arn)
            );
            let hint = "`aws iam get-policy-version` prints it";
            assembly.error_with_hint(place, message, hint);
        }
        let name = (parsed.account.to_owned(), parsed.name.to_owned());
        self.by_name.entry(name).or_default().push(arn.clone());
        self.by_arn.insert(arn.clone(), ManagedPolicy { arn, default_version, versions });
    }

    /// The policy that is attached in this account: the ARN or name of a managed one, in its version in force, or
    /// one written there. An error if there is none.
    pub(super) fn attached(
        &mut self,
        assembly: &mut Assembly<'_>,
        attached: Attached,
        partition: &str,
        account: &str,
    ) -> Option<Arc<Policy>> {
        match attached {
            Attached::Inline(policy) => Some(policy),
            Attached::Named(name) => {
                let arn = self.find(assembly, &name, partition, account)?;
                let policy = self.by_arn.get(&arn)?;
                policy.versions.get(&policy.default_version).cloned()
            }
        }
    }

    /// The same as a permissions boundary.
    pub(super) fn boundary(
        &mut self,
        assembly: &mut Assembly<'_>,
        attached: Attached,
        partition: &str,
        account: &str,
    ) -> Option<Arc<Policy>> {
        let policy = self.attached(assembly, attached, partition, account)?;
        if policy.policy_type == PolicyType::Boundary {
            return Some(policy);
        }
        // The two types are read alike: they differ in what they do.
        let boundary = self.boundaries.entry(policy.name.clone()).or_insert_with(|| {
            Arc::new(Policy { policy_type: PolicyType::Boundary, ..Policy::clone(&policy) })
        });
        Some(Arc::clone(boundary))
    }

    /// The ARN of the policy of that ARN or name.
    fn find(
        &mut self,
        assembly: &mut Assembly<'_>,
        called: &At<String>,
        partition: &str,
        account: &str,
    ) -> Option<String> {
        let text = &called.value;
        if !text.starts_with("arn:") {
            return self.find_name(assembly, called, partition, account);
        }
        let Some(parsed) = IamArn::parse(text).filter(|parsed| parsed.word == "policy") else {
            let message = format!("{} is not the ARN of a managed policy", quoted(text));
            assembly.error(called.place, message);
            return None;
        };
        if parsed.account != "aws" && parsed.account != account {
            let message =
                format!("{} is of another account than `{account}`, in which it is attached", quoted(text));
            assembly.error(called.place, message);
            return None;
        }
        let is_aws = parsed.account == "aws";
        if is_aws && !self.by_arn.contains_key(text) && self.documents.contains_key(parsed.name) {
            self.define(assembly, text.clone(), ManagedDraft::default());
        }
        if !self.by_arn.contains_key(text) {
            if self.missing.insert(text.clone()) {
                self.miss(assembly, called, &parsed);
            }
            return None;
        }
        Some(text.clone())
    }

    /// An error: no file tells the policy.
    fn miss(&self, assembly: &mut Assembly<'_>, called: &At<String>, parsed: &IamArn<'_>) {
        let message = format!("no file tells the managed policy {}", quoted(&called.value));
        let hint = if parsed.account == "aws" {
            format!(
                "put AWS's policy into the folder as `policies/{}.json`: `aws iam get-policy-version --policy-arn {} --version-id …` prints it (`get-policy` the version)",
                parsed.name, called.value
            )
        } else {
            "`aws iam get-account-authorization-details` prints those of an account; or list it under `policies`"
                .to_owned()
        };
        assembly.error_with_hint(called.place, message, &hint);
    }

    /// The policy of that name in the account, or else AWS's.
    fn find_name(
        &mut self,
        assembly: &mut Assembly<'_>,
        called: &At<String>,
        partition: &str,
        account: &str,
    ) -> Option<String> {
        let named = |owner: &str| self.by_name.get(&(owner.to_owned(), called.value.clone()));
        match named(account).or_else(|| named("aws")).map(Vec::as_slice) {
            Some([arn]) => Some(arn.clone()),
            Some(arns) => {
                let message = format!("{} are called {}", arns.len(), quoted(&called.value));
                assembly.error_with_hint(called.place, message, "write its ARN");
                None
            }
            None if self.documents.contains_key(&called.value) => {
                let arn = format!("arn:{partition}:iam::aws:policy/{}", called.value);
                self.define(assembly, arn.clone(), ManagedDraft::default());
                Some(arn)
            }
            None => {
                let message = format!("no file tells a managed policy {}", quoted(&called.value));
                let hint = "write its ARN, or `{\"name\": …, \"document\": {…}}` for an inline policy";
                assembly.error_with_hint(called.place, message, hint);
                None
            }
        }
    }

    /// All of them. A document that no ARN asked for is AWS's policy of its file's name.
    pub(super) fn into_policies(mut self, assembly: &mut Assembly<'_>) -> BTreeMap<String, ManagedPolicy> {
        while let Some((name, draft)) = self.documents.pop_first() {
            self.define(assembly, format!("arn:aws:iam::aws:policy/{name}"), draft);
        }
        self.by_arn
    }
}

/// The policy, called so.
fn called(policy: Arc<Policy>, name: &str) -> Arc<Policy> {
    if policy.name == name {
        return policy;
    }
    Arc::new(Policy { name: name.to_owned(), ..Policy::clone(&policy) })
}
