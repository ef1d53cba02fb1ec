//! A request as JSON.

use serde_json::{Map, Value, json};

use crate::model::Request;
use crate::model::catalog::{Lack, lack};

/// The request in the form that [`input::read_request`](crate::input::read_request) reads.
pub fn request_json(request: &Request) -> Value {
    let mut context = Map::new();
    for (key, values) in request.context.iter() {
        context.insert(key.name().to_owned(), json!(values));
    }
    let mut fields = Map::new();
    fields.insert("principal".to_owned(), json!(request.principal.text()));
    fields.insert("action".to_owned(), json!(request.action));
    fields.insert("resource".to_owned(), json!(request.resource));
    if let Some(account) = &request.resource_account {
        fields.insert("resourceAccount".to_owned(), json!(account));
    }
    fields.insert("context".to_owned(), Value::Object(context));
    Value::Object(fields)
}

/// What of the request AWS does not have today, if that is its action or its resource: which keys a request has depends on more
/// than the reference tells, and a world's facts give it some that not every service supplies.
pub(super) fn not_today(request: &Request) -> Option<Lack> {
    lack(request).filter(|lack| match lack {
        Lack::Action(_) | Lack::Resource(_) | Lack::Arn(_) => true,
        Lack::Key(_) => false,
    })
}
