//! Which requests AWS has: the service authorization reference, with its services, actions, resource types and
//! condition keys.
//!
//! All of it is one text, `catalog.txt`, that is embedded as it stands and searched without being decoded first:
//! the build script lists where its lines begin, a look-up halves that list, and whatever an [`Action`] tells is read from
//! its line when somebody asks. So the catalogue costs nothing at start, and everything borrowed from it lives as
//! long as the program.
//!
//! # The table
//!
//! The first line names source, version and date. Every other line is a [`Line`]: fields parted by tabs, of which the
//! first three, in small letters, order the lines. It is written so that its differences read like release notes.
//!
//! ```text
//! SERVICE  =         NAME  [rcp]                      the service; `rcp` iff resource control policies reach it
//! SERVICE  action    NAME  LEVEL  [|KEYS]  TARGET…    an action, with the keys that it has on any target
//! SERVICE  key       NAME  TYPE                       a condition key of the service
//! SERVICE  resource  NAME  ARNS  [KEYS]               a resource type, with the formats of its ARNs
//! *        key       NAME  TYPE  [global]             a key that is global, or not told by the service it is named for
//! ```
//!
//! `TARGET` is a resource type's name, then `!` if the action cannot do without one, then `|KEYS` if the action has keys
//! on this target only; a further `|ACTIONS` behind any `KEYS` are the actions that the caller needs besides. Several
//! keys, ARNs and actions are parted by spaces. A `${Variable}` in a key's name stands for any text but none.
//!
//! What is trusted: that the table says what the package said (`hornbeam catalog update` writes it, and the tests read all of it
//! back), and that the package says what AWS's pages say. Where these leave things open: an action without any target
//! takes no resource (`*`), or whichever of the service's; of several targets without a `!` a request names one. Types of global keys are from AWS's page
//! of them. The package does not tell dependent actions, nor which actions are permission-only.
//!
//! Not taken: a generated Rust table (minutes of compiling), a map built at start (milliseconds of every run), and a
//! compressed table (the same, and differences that nobody can read).

mod access_level;
mod action;
mod arn_format;
mod diff;
mod key;
mod line;
mod nearest;
mod request;
mod resource_type;
mod search;
mod service;
mod table;
#[cfg(test)]
mod tests;
mod wildcard;

pub use access_level::AccessLevel;
pub use action::{Action, Target};
pub use arn_format::ArnFormat;
pub use diff::{Change, Fact, ServiceChanges, diff};
pub(crate) use key::has_findable_variables;
pub use key::{ConditionKey, global_keys, is_global, key, key_type};
pub use line::{Entry, Line, LineError, Subject, head, read_head, read_type};
pub use nearest::{nearest_action, nearest_service};
pub use request::{
    Lack, NO_ACCOUNT, NO_REGION, PARTITIONS, action_named, choices, lack, may_be_on, names_in_arns, supplies,
    takes_any,
};
pub use resource_type::ResourceType;
pub use search::actions;
pub use service::{Service, service, services};
pub use table::{Source, source, text};
