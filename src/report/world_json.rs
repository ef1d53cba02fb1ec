//! Answers over a world, as JSON.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::request::request_json;
use crate::eval::Verdict;
use crate::model::catalog::Lack;
use crate::question::Conclusion;
use crate::question::world::{Access, Assume, Can, Containment, Isolated, Restriction, WhatCan, WhoCan};

fn microseconds(elapsed: Duration) -> u64 {
    u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX)
}

/// What allows or denies: the statements, and the same in words.
fn reasons(verdict: &Verdict) -> Value {
    let by = verdict.by.iter().map(|deciding| {
        json!({
            "policyType": deciding.policy_type.name(),
            "policy": deciding.name,
            "statementIndex": deciding.statement_index,
            "sid": deciding.sid,
        })
    });
    Value::Array(by.collect())
}

/// The fields that an access adds to an answer.
fn access_fields(access: &Access, fields: &mut Map<String, Value>) {
    fields.insert("answer".to_owned(), json!(access.conclusion.name()));
    let witnesses: Vec<Value> = access.request.iter().map(request_json).collect();
    fields.insert("witnesses".to_owned(), Value::Array(witnesses));
    if let Some(lack) = access.lack() {
        fields.insert("notToday".to_owned(), json!(lack.to_string()));
    }
    let open: Vec<&str> = access.open.iter().map(|key| key.name()).collect();
    fields.insert("conditions".to_owned(), json!(open));
    let by = access.verdict.as_ref().map(reasons).unwrap_or_else(|| json!([]));
    fields.insert("reasons".to_owned(), by);
    if let Some(verdict) = &access.verdict {
        fields.insert("explanation".to_owned(), json!(verdict.explanation));
    }
    let assumptions: Vec<_> = access.assumptions.iter().map(|assumption| assumption.name()).collect();
    fields.insert("assumptions".to_owned(), json!(assumptions));
    if !access.unknown.is_empty() {
        fields.insert("unknown".to_owned(), json!(access.unknown));
    }
    fields.insert("engine".to_owned(), json!(access.engine));
}

/// Adds what of what was asked for AWS does not have today.
fn note_not_today(answer: &mut Value, lack: Option<&Lack>) {
    if let (Some(lack), Some(fields)) = (lack, answer.as_object_mut()) {
        fields.insert("notToday".to_owned(), json!(lack.to_string()));
    }
}

fn needed_json(needed: &Option<Vec<Restriction>>) -> Value {
    match needed {
        None => Value::Null,
        Some(needed) => needed.iter().map(restriction_json).collect(),
    }
}

fn restriction_json(restriction: &Restriction) -> Value {
    let mut object = json!({
        "policyType": restriction.kind,
        "policy": restriction.name,
        "level": restriction.level,
        "deniesOnly": restriction.denies_only,
    });
    if let (Some(arn), Some(object)) = (&restriction.resource, object.as_object_mut()) {
        object.insert("resource".to_owned(), json!(arn));
    }
    object
}

/// The answer of `can` as one object; for a `fails` with a refused request, why it is, and what that rests on.
///
/// With `wants_cannot` the question is whether there is none: `holds` and `fails` change places.
pub fn can_json(can: &Can, wants_cannot: bool) -> Value {
    let mut fields = Map::new();
    fields.insert("question".to_owned(), json!(if wants_cannot { "cannot" } else { "can" }));
    fields.insert("principal".to_owned(), json!(can.principal));
    access_fields(&can.access, &mut fields);
    let turned = match can.access.conclusion {
        Conclusion::Holds => Conclusion::Fails,
        Conclusion::Fails => Conclusion::Holds,
        Conclusion::Unknown => Conclusion::Unknown,
    };
    if let Some(lack) = &can.not_today {
        fields.insert("notToday".to_owned(), json!(lack.to_string()));
    }
    if wants_cannot {
        fields.insert("answer".to_owned(), json!(turned.name()));
    }
    if let Some((request, verdict)) = &can.refused {
        let refused = json!({
            "request": request_json(request),
            "decision": verdict.decision.name(),
            "by": reasons(verdict),
            "explanation": verdict.explanation,
        });
        fields.insert("refused".to_owned(), refused);
    }
    if can.access.conclusion == Conclusion::Fails {
        fields.insert("needed".to_owned(), needed_json(&can.needed));
    }
    fields.insert("elapsed_us".to_owned(), json!(microseconds(can.elapsed)));
    Value::Object(fields)
}

/// The answer of `who-can` as one object.
pub fn who_can_json(who: &WhoCan) -> Value {
    let principals = who.principals.iter().map(|(name, access)| {
        let mut fields = Map::new();
        fields.insert("principal".to_owned(), json!(name));
        access_fields(access, &mut fields);
        Value::Object(fields)
    });
    let mut answer = json!({
        "question": "who-can",
        "answer": conclusion(who.principals.iter().map(|(_, access)| access.conclusion)),
        "principals": principals.collect::<Vec<_>>(),
        "cannot": who.cannot,
        "elapsed_us": microseconds(who.elapsed),
    });
    note_not_today(&mut answer, who.not_today.as_ref().filter(|_| who.principals.is_empty()));
    answer
}

/// `unknown` if a part is: the list is complete otherwise.
fn conclusion(parts: impl IntoIterator<Item = Conclusion>) -> &'static str {
    if parts.into_iter().any(|part| part == Conclusion::Unknown) { "unknown" } else { "holds" }
}

/// The answer of `what-can` as one object.
pub fn what_can_json(what: &WhatCan) -> Value {
    let rows = what.rows.iter().map(|row| {
        json!({
            "policyType": row.policy.0.name(),
            "policy": row.policy.1,
            "statementIndex": row.statement_index,
            "sid": row.sid,
            "action": row.action,
            "resource": row.resource,
            "allowed": row.share.name(),
            "witnesses": row.access.request.iter().map(request_json).collect::<Vec<_>>(),
            "refused": row.refused.iter().filter_map(|access| access.request.as_ref()).map(request_json).collect::<Vec<_>>(),
            "unknown": row.access.unknown,
        })
    });
    json!({
        "question": "what-can",
        "answer": conclusion(what.rows.iter().map(|row| row.access.conclusion)),
        "principal": what.principal,
        "grants": rows.collect::<Vec<_>>(),
        "elapsed_us": microseconds(what.elapsed),
    })
}

/// The answer of `contain` as one object.
pub fn contain_json(containment: &Containment) -> Value {
    let of = |wanted: Conclusion| containment.parties.iter().any(|party| party.conclusion == wanted);
    let answer = if of(Conclusion::Fails) {
        Conclusion::Fails
    } else if of(Conclusion::Unknown) {
        Conclusion::Unknown
    } else {
        Conclusion::Holds
    };
    let parties = containment.parties.iter().map(|contained| {
        let request = contained.access.iter().filter_map(|access| access.request.as_ref());
        let verdict = contained.access.as_ref().and_then(|access| access.verdict.as_ref());
        json!({
            "principal": contained.principal,
            "answer": contained.conclusion.name(),
            "witnesses": request.map(request_json).collect::<Vec<_>>(),
            "reasons": verdict.map(reasons).unwrap_or_else(|| json!([])),
            "needed": needed_json(&contained.needed),
            "unknown": contained.unknown,
        })
    });
    json!({
        "question": "contain",
        "answer": answer.name(),
        "principals": parties.collect::<Vec<_>>(),
        "elapsed_us": microseconds(containment.elapsed),
    })
}

/// The answer of `assume` as one object.
pub fn assume_json(assume: &Assume) -> Value {
    let chains = assume.chains.iter().map(|chain| {
        let hops = chain.hops.iter().map(|hop| {
            let mut fields = Map::new();
            fields.insert("role".to_owned(), json!(hop.role));
            access_fields(&hop.access, &mut fields);
            Value::Object(fields)
        });
        json!({"principal": chain.principal, "hops": hops.collect::<Vec<_>>()})
    });
    let hops = assume.chains.iter().flat_map(|chain| &chain.hops);
    json!({
        "question": "assume",
        "answer": conclusion(hops.map(|hop| hop.access.conclusion)),
        "chains": chains.collect::<Vec<_>>(),
        "elapsed_us": microseconds(assume.elapsed),
    })
}

/// The answer of `isolated` as one object; the two witnesses are requests on one object, both allowed.
pub fn isolated_json(isolated: &Isolated) -> Value {
    let requests = isolated.requests.iter().flat_map(|requests| requests.iter());
    let mut answer = json!({
        "question": "isolated",
        "answer": isolated.conclusion.name(),
        "witnesses": requests.map(request_json).collect::<Vec<_>>(),
        "unknown": isolated.unknown,
        "elapsed_us": microseconds(isolated.elapsed),
    });
    note_not_today(&mut answer, isolated.not_today.as_ref().filter(|_| isolated.requests.is_none()));
    answer
}
