//! A concrete request.

use std::collections::BTreeMap;

use super::key::Key;
use super::principal::Caller;

/// The context of a request: keys with their values. A key without values is the same as an absent key.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Context {
    values: BTreeMap<Key, Vec<String>>,
}

impl Context {
    /// The values of `key`, in order; none if it is absent.
    pub fn values(&self, key: &Key) -> &[String] {
        self.values.get(key).map_or(&[], Vec::as_slice)
    }

    /// Sets the values of `key`; no values make it absent. The spelling of the latest call is kept.
    pub fn set(&mut self, key: Key, values: Vec<String>) {
        self.values.remove(&key);
        if !values.is_empty() {
            self.values.insert(key, values);
        }
    }

    /// The present keys with their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &[String])> {
        self.values.iter().map(|(key, values)| (key, values.as_slice()))
    }
}

/// One request: who does what to which resource, under which circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who sends it.
    pub principal: Caller,
    /// The action, such as `s3:GetObject`.
    pub action: String,
    /// The resource's ARN; `*` for an action that takes none.
    pub resource: String,
    /// The account that owns the resource, if it is known.
    pub resource_account: Option<String>,
    /// The context keys.
    pub context: Context,
}
