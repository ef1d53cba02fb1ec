//! Requests and scenarios, as the JSON that people and other programs write.

mod request;

pub use request::read_request;
