//! Worlds, out of files: the own JSON format, and what AWS's programs print.
//!
//! A world is read from any number of files, in whatever order; what each holds is told by the names at its top. What
//! several files say of one account, role or resource is joined. That a name leads nowhere, that two files say two
//! things of one, and that something is missing without which answers would be wrong (the SCPs at a level, what is in an
//! account of the organization) are errors, each at its place; nothing is passed over in silence but what AWS prints
//! and no question needs.
//!
//! # The own format
//!
//! `tests/world/example.json` shows all of it. Fields are optional unless marked `*`; `null` is as if the field were not
//! there; `comment` may stand in any object; any other name is an error.
//!
//! ```text
//! {"organization": {"id"*, "managementAccount": ID, "delegatedAdministrators": [ID], "s3PublicAccessBlock": BLOCK,
//!                   "root": UNIT},
//!  "policies": [{"arn"* or "id"*, "name", "type": "scp|rcp|managed", "document": DOC},
//!               {"arn"*, "defaultVersion": "v2", "versions": {"v1": DOC, "v2": DOC}}],
//!  "accounts": [{"id"*, "name", "partition", "canonicalId", "s3PublicAccessBlock": BLOCK,
//!     "rootAccessKeys": [KEY],
//!     "users": [{"name"* or "arn"*, "path", "id", "policies": [POLICY], "groups": [NAME],
//!                "permissionsBoundary": ARN or DOC, "tags": {}, "accessKeys": [KEY]}],
//!     "groups": [{"name"*, "path", "policies": [POLICY]}],
//!     "roles": [{"name"* or "arn"*, "path", "id", "policies": [POLICY], "trustPolicy"*: DOC,
//!                "permissionsBoundary": ARN or DOC, "tags": {}}],
//!     "resources": [{"arn"*, "type", "policy": DOC, "tags": {}, "s3PublicAccessBlock": BLOCK,
//!        "acl": [{"grantee"*: "AllUsers" or "AuthenticatedUsers" or "LogDelivery" or a canonical id,
//!                 "permission"*: "READ" or "WRITE" or "READ_ACP" or "WRITE_ACP" or "FULL_CONTROL"}],
//!        "objectOwnership": "BucketOwnerEnforced" or "BucketOwnerPreferred" or "ObjectWriter",
//!        "accessPoints": [{"arn"* or "name"* and "region"*, "policy": DOC, "vpc", "s3PublicAccessBlock": BLOCK}],
//!        "grants": [{"name", "grantee"*, "operations"*: ["Decrypt"], "retiringPrincipal", "encryptionContext": {},
//!                    "encryptionContextEquals": {}}],
//!        "sharedWith": [ID or ARN or "all"], "encrypted": true or false}]}],
//!  "endpoints": [{"id"*, "vpc", "account": ID, "service", "policy": DOC}]}
//! ```
//!
//! - UNIT: `{"id"*, "name", "scps": [CONTROL], "rcps": [CONTROL], "accounts": [ID or {"id"*, "scps", "rcps"}], "units":
//!   [UNIT]}`. Every account of the organization stands in `accounts` at the top too, be it without anything in it.
//! - CONTROL: the id, ARN or name of an entry of `policies`; `FullAWSAccess` and `RCPFullAWSAccess`, which are there;
//!   or `{"name", "document"*}`. SCPs are in use iff `scps` stands anywhere in the organization, `[]` included; then a
//!   level without the field has `FullAWSAccess`, as AWS sets it up, and one with `[]` has none. So for RCPs.
//! - POLICY: the ARN of a managed policy, its name (of the account, or else AWS's), or `{"name", "document"*}`.
//! - DOC: a policy document, or a string that holds one, URL-encoded or not.
//! - The `policy` of a KMS key is there always, and so is `managementAccount` where SCPs or RCPs are in use.
//! - A canonical id has 64 hexadecimal digits. An id that no account has as its `canonicalId` may be that of any
//!   account without one: what depends on it is unknown. `get-bucket-acl` tells that of the bucket's owner.
//! - Without `objectOwnership` ACLs count iff the `acl` gives something to anybody but the owner, as S3 prints no such ACL
//!   where they do not. The ACLs of objects cannot be told: where ACLs count, what depends on them is unknown.
//! - An access point without `s3PublicAccessBlock` has all four settings on, as AWS makes it.
//! - `encrypted` is of snapshots: an encrypted one is never shared with `all`, and `all` then gives nothing.
//! - `encryptionContext` of a grant is `EncryptionContextSubset`: the request's has these pairs and perhaps more;
//!   with `encryptionContextEquals` it has no others.
//! - KEY: `{"id", "status": "Active" or "Inactive", "created": DATE, "lastUsed": DATE}`; without a status it is active. Keys
//!   decide nothing about requests: `validate --world` reports them.
//! - BLOCK: `blockPublicAcls`, `ignorePublicAcls`, `blockPublicPolicy`, `restrictPublicBuckets`, each `true` or `false`.
//! - A policy's `type` may be left out where the ARN shows it, a resource's too. An account's
//!   partition is that of its ARNs; of an account that shows none, that of the others, if they show only one, else `aws`.
//!
//! # What AWS's programs print
//!
//! | command | where to put it |
//! | --- | --- |
//! | `iam get-account-authorization-details` | anywhere |
//! | `iam list-access-keys` | `ACCOUNT.json`, `ACCOUNT.ANYTHING.json`, `access-keys/ACCOUNT/ANYTHING.json` |
//! | `iam get-credential-report`, or the decoded report | anywhere, `ANYTHING.csv` |
//! | `iam get-policy` | anywhere |
//! | `iam get-policy-version`, or the document alone | `policies/NAME.json`, `policies/NAME.v2.json`, `policies/ARN.json` |
//! | `organizations describe-organization`, `list-roots`, `list-accounts`, `describe-account`, `describe-organizational-unit`, `list-policies`, `describe-policy`, `list-delegated-administrators` | anywhere |
//! | `organizations list-organizational-units-for-parent` | `units-for-parent/PARENT.json` |
//! | `organizations list-accounts-for-parent` | `accounts-for-parent/PARENT.json` |
//! | `organizations list-children` | `children/PARENT.json` |
//! | `organizations list-parents` | `parents/CHILD.json` |
//! | `organizations list-policies-for-target` | `policies-for-target/TARGET.json` |
//! | `organizations list-targets-for-policy` | `targets-for-policy/POLICY.json` |
//! | `ec2 describe-vpc-endpoints` | anywhere |
//! | a resource's policy (as `get-bucket-policy`, `get-queue-attributes`, `get-key-policy` print it, or the document alone), its tags, `s3api get-public-access-block`, `get-bucket-acl`, `get-bucket-ownership-controls`, `kms list-grants`, `ec2 describe-snapshot-attribute`, `ec2 describe-image-attribute`, `rds describe-db-snapshot-attributes`, `rds describe-db-cluster-snapshot-attributes` | `resources/ARN.json`, `resources/ARN/ANYTHING.json`, `resources/ACCOUNT/ARN…` |
//! | `s3control get-public-access-block` | `ACCOUNT.json` |
//!
//! The answers of the listings do not say what they were asked for: the names of file and folder do, and these folders
//! may lie in others (`organizations/children/r-ab12.json`). Behind an id the name may go on after a dot, so that the
//! lists of SCPs and of RCPs at one target are two files (`TARGET.scp.json`, `TARGET.rcp.json`). Colons and slashes of
//! an ARN may be written `%3A` and `%2F`; the account of a resource is that of its ARN, or else that of the folder.
//! Policies of AWS are in the details of an account only if something there uses them: a `policies/NAME.json` serves
//! those ARNs of AWS's that end in its name.
//!
//! # Policies in the world
//!
//! A managed policy is called by its ARN, an inline one by its name, one of a group `GROUP/` and that; the document of a
//! boundary, trust, resource or access point by its field (`trustPolicy`). Policies whose text, type and name are equal
//! are one object; their spans are those of the place that was read first.
//!
//! # How it is read
//!
//! File after file is read into a draft, in which every value keeps its place ([`read_world`] trusts nothing of the
//! text); then names are looked up. So neither the order of files nor that within one counts, and a value is
//! compared with another only once. Reading straight into the world was not taken: half of what is asked of a
//! file, whether a name is told, only the last file answers.

mod arns;
mod assemble;
mod aws;
mod configuration;
mod draft;
mod files;
mod grants;
mod keys;
mod names;
mod outline;
mod own;
mod place;
mod reading;
mod shape;

pub use configuration::read_configuration;
pub use files::{WorldRead, read_world, read_world_outlined};
pub use outline::{arns_in, outline_of, stub};
