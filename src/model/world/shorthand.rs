//! `execute-api:/STAGE/METHOD/PATH` in the policy of an API, which API Gateway fills up with the API's own ARN when the
//! policy is saved (apigateway/apigateway-resource-policies-examples: "simplified syntax").

use std::sync::Arc;

use super::World;
use super::extent::api;
use crate::model::{Piece, Policy, Resource as Element, ResourcePattern, Template};

const SHORT: &str = "execute-api:";

impl World {
    /// Puts the ARNs of APIs where their policies leave them out.
    pub(super) fn write_out_shorthands(&mut self) {
        for resource in self.accounts.values_mut().flat_map(|account| account.resources.values_mut()) {
            let Some(api) = api(&resource.arn, &resource.account) else { continue };
            if let Some(written) = resource.policy.as_deref().and_then(|policy| written_out(policy, &api)) {
                resource.policy = Some(Arc::new(written));
            }
        }
    }
}

/// The policy with the ARN in the places of its shorthands; `None` if it has none.
fn written_out(policy: &Policy, api: &str) -> Option<Policy> {
    let mut written = policy.clone();
    let mut changed = false;
    for statement in &mut written.statements {
        let (Element::Resource(patterns) | Element::NotResource(patterns)) = &mut statement.resource else {
            continue;
        };
        for pattern in patterns {
            if let Some(full) = full(pattern.whole(), api) {
                *pattern = ResourcePattern::new(full);
                changed = true;
            }
        }
    }
    changed.then_some(written)
}

/// What the shorthand stands for; `None` if it is none.
fn full(pattern: &Template, api: &str) -> Option<Template> {
    let (Piece::Text(start), rest) = pattern.pieces().split_first()? else { return None };
    let path = start.strip_prefix(SHORT)?;
    // Where another service's name or a Region follows, it is a mistake, and stays one.
    let is_path = path.starts_with('/') || (path.is_empty() && rest.first() == Some(&Piece::Any));
    let first = Piece::Text(format!("{api}{path}"));
    is_path.then(|| Template::new(std::iter::once(first).chain(rest.iter().cloned())))
}
