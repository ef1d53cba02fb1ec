//! A request as JSON.

use serde_json::{Map, Value, json};

use crate::model::Request;

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
