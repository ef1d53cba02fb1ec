//! hornbeam proves who can reach what in AWS.
//!
//! Policies become formulas over the attributes of a request; a decision procedure either proves a statement
//! about every request there can be, or returns one concrete request that breaks it, replayed through an
//! evaluator that knows nothing of formulas. `parse → model → (eval | formula) → decide → witness → containment →
//! question → report`: a module uses only those before it, and `input`, `batch` and `cli` stand around them.
//!
//! ```
//! use hornbeam::decide::{Budget, EngineChoice, Portfolio};
//! use hornbeam::formula::Universe;
//! use hornbeam::model::{Assumptions, Policy, PolicyType, lower};
//! use hornbeam::parse::{Source, read_policy};
//! use hornbeam::question::{Conclusion, Prover, no_new_access};
//!
//! fn policy(action: &str) -> Policy {
//!     let text = format!(r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"{action}","Resource":"*"}}}}"#);
//!     let document = read_policy(&Source::new("policy", text)).document.unwrap();
//!     lower::lower(&document, PolicyType::Identity, "policy").0.unwrap()
//! }
//!
//! let prover = Prover {
//!     portfolio: Portfolio::new(EngineChoice::Auto, None).unwrap(),
//!     budget: Budget::default(),
//!     universe: Universe::Any,
//!     assumptions: Assumptions::default(),
//! };
//! let answer = no_new_access(&prover, &policy("s3:Get*"), &policy("s3:GetObject"));
//! assert_eq!(answer.conclusion, Conclusion::Holds);
//! let answer = no_new_access(&prover, &policy("s3:GetObject"), &policy("s3:Get*"));
//! assert_eq!(answer.conclusion, Conclusion::Fails);
//! println!("{:?}", answer.witnesses[0].request);
//! ```

pub mod automata;
pub mod batch;
pub mod cli;
pub mod containment;
pub mod decide;
pub mod eval;
pub mod findings;
pub mod formula;
pub mod input;
pub mod lint;
pub mod model;
pub mod parse;
pub mod question;
pub mod report;
pub mod witness;
