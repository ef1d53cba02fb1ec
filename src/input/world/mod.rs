//! Worlds, out of files: the own JSON format, and what AWS's programs print.

mod arns;
mod assemble;
mod aws;
mod draft;
mod files;
mod grants;
mod kinds;
mod names;
mod own;
mod place;
mod reading;
mod shape;

pub use files::read_world;
