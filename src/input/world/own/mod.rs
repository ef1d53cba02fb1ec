//! The own format (described in the front page of the folder above): each part of it in a file.

mod accounts;
mod attached;
mod identities;
mod organization;
mod policies;
mod resources;
mod top;

pub(super) use top::{FIELDS, read};
