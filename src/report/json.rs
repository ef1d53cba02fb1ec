//! Answers as JSON, in the fixed form.

use serde_json::{Map, Value, json};

use super::request::request_json;
use crate::parse::{Position, Source, Span};
use crate::question::{Answer, Blame, Simulation};

/// The answer as one object. `source` gives the text that a blamed policy's spans point into.
pub fn answer_json<'s>(answer: &Answer, source: &dyn Fn(&Blame) -> Option<&'s Source>) -> Value {
    let mut fields = Map::new();
    fields.insert("question".to_owned(), json!(answer.question));
    fields.insert("answer".to_owned(), json!(answer.conclusion.name()));
    if let Some(relation) = answer.relation {
        fields.insert("relation".to_owned(), json!(relation.name()));
    }
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    for witness in &answer.witnesses {
        let mut request = request_json(&witness.request);
        if let (Some(direction), Value::Object(fields)) = (witness.direction, &mut request) {
            fields.insert("direction".to_owned(), json!(direction.name()));
        }
        witnesses.push(request);
        let blame = &witness.blame;
        let mut reason = json!({
            "policy": blame.policy,
            "statementIndex": blame.statement_index,
            "sid": blame.sid,
            "span": source(blame).map(|source| span_json(source, blame.span)),
        });
        // Beside the request and not in it, so that it can be given to `simulate` as it is.
        if let (Some(lack), Value::Object(fields)) = (&witness.lack, &mut reason) {
            fields.insert("notToday".to_owned(), json!(lack.to_string()));
        }
        reasons.push(reason);
    }
    if let Some(known) = &answer.known {
        let mut today = Map::new();
        today.insert("answer".to_owned(), json!(known.conclusion.name()));
        if let Some(relation) = known.relation {
            today.insert("relation".to_owned(), json!(relation.name()));
        }
        fields.insert("universeKnown".to_owned(), Value::Object(today));
    }
    fields.insert("witnesses".to_owned(), Value::Array(witnesses));
    fields.insert("reasons".to_owned(), Value::Array(reasons));
    let assumptions: Vec<_> = answer.assumptions.iter().map(|assumption| assumption.name()).collect();
    fields.insert("assumptions".to_owned(), json!(assumptions));
    if !answer.unknown.is_empty() {
        fields.insert("unknown".to_owned(), json!(answer.unknown));
    }
    fields.insert("engine".to_owned(), json!(answer.engine));
    let microseconds = u64::try_from(answer.elapsed.as_micros()).unwrap_or(u64::MAX);
    fields.insert("elapsed_us".to_owned(), json!(microseconds));
    Value::Object(fields)
}

/// A span with lines from 1, columns and offsets (both in characters) from 0, the end exclusive.
pub fn span_json(source: &Source, span: Span) -> Value {
    let point = |position: Position| json!({"line": position.line, "column": position.column, "offset": position.offset});
    json!({"start": point(source.position(span.start)), "end": point(source.position(span.end))})
}

/// The outcome of a simulation as one object; `assumptions` is there only if the decision hangs on one.
pub fn simulation_json(simulation: &Simulation) -> Value {
    let verdict = &simulation.verdict;
    let by: Vec<Value> = verdict
        .by
        .iter()
        .map(|deciding| {
            json!({
                "policyType": deciding.policy_type.name(),
                "name": deciding.name,
                "statementIndex": deciding.statement_index,
                "sid": deciding.sid,
            })
        })
        .collect();
    let mut fields = Map::new();
    fields.insert("decision".to_owned(), json!(verdict.decision.name()));
    fields.insert("by".to_owned(), Value::Array(by));
    fields.insert("explanation".to_owned(), json!(verdict.explanation));
    if !simulation.assumptions.is_empty() {
        let names: Vec<_> = simulation.assumptions.iter().map(|assumption| assumption.name()).collect();
        fields.insert("assumptions".to_owned(), json!(names));
    }
    Value::Object(fields)
}
