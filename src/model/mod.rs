//! What IAM means, typed: policies, operators, keys, principals, patterns, requests.
//!
//! [`lower`] turns the syntax tree of `parse` into these types; from here on nobody looks at text again.
//! Names are the words of AWS's documents. The module knows neither solvers nor formulas, and decides
//! nothing: whether a request matches is the business of `eval` (and, for all requests at once, of
//! `formula`), which match on the enums of this module in the order in which they stand here.

mod arn;
mod assumption;
mod binary;
pub mod catalog;
mod date;
mod examples;
mod front;
mod ip;
mod key;
pub mod lower;
mod number;
mod operator;
mod policy;
mod principal;
mod request;
mod scenario;
mod template;
pub mod world;

pub use arn::{ArnOperand, ArnPattern, ResourcePattern, SEGMENTS, Segments, pad, segments_of};
pub use assumption::{Assumption, Assumptions};
pub use binary::{decode_base64, encode_base64};
pub use date::{day_of, format_instant, parse_instant};
pub use examples::{arn_examples, examples, fill_in, plain_values};
pub use front::Front;
pub use ip::{Address, Network};
pub use key::{Arity, Key, KeyType, ValueType};
pub use number::Decimal;
pub use operator::{Comparison, Operator, Order, SetQualifier, Test};
pub use policy::{
    Action, BoolOperand, Condition, Effect, Operands, Policy, PolicyType, Resource, Statement, Version,
};
pub use principal::{
    Caller, CallerKind, Principal, PrincipalElement, Standing, account_numbers, is_account_number,
};
pub use request::{Context, Request};
pub use scenario::{AccessPoint, EndpointPolicy, FederatedBy, PublicAccessBlock, Scenario, Setting};
pub use template::{Piece, Template, Variable};
