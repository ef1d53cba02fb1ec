//! Finds the policy document inside the shapes that people have it in.
//!
//! A document is often not a file of its own but what a program of AWS printed: a member of an answer
//! (`{"Policy": …}`), JSON text inside a JSON string (`get-bucket-policy`), percent-encoded text (IAM's API),
//! or several of these. Each encoding makes a layer; places in the innermost text are mapped back through all
//! of them, so that every diagnostic stands at its place in the file.

mod percent;
#[cfg(test)]
mod tests;

use std::ops::Deref;

use super::diagnostic::{Diagnostic, quoted};
use super::elements::is_near_element;
use super::json::{Member, Node, Value, offsets, read_json};
use super::source::{MAX_BYTES, too_long};
use super::span::{Offsets, Span};
use percent::is_percent_encoded;

/// How many strings and encodings a document may be wrapped in. Real ones are in at most three.
const MAX_LAYERS: usize = 8;

/// Members whose value is a document, its text, or an object that is searched again: `get-policy-version`
/// (`PolicyVersion`, `Document`), `get-bucket-policy` and many services (`Policy`), queues and topics
/// (`Attributes`, `Policy`), `get-user-policy` (`PolicyDocument`), `get-role` (`Role`,
/// `AssumeRolePolicyDocument`), secrets (`ResourcePolicy`), Organizations (`Policy`, `Content`), ECR
/// (`policyText`).
const CARRIERS: [&str; 10] = [
    "PolicyVersion",
    "Document",
    "PolicyDocument",
    "Policy",
    "Role",
    "AssumeRolePolicyDocument",
    "ResourcePolicy",
    "Attributes",
    "Content",
    "policyText",
];

/// Finds the policy document in `node`, a value of the file `text`.
///
/// The document's node, with places of `text`; an object unless its shape is beyond guessing, and then
/// whatever value stands where a document should. There is none iff there is a diagnostic (all are errors): a
/// text inside is not JSON, or no document is to be found.
pub fn find_document<'n, T: Deref<Target = str>>(
    text: &str,
    node: &'n Node<T>,
) -> (Option<Found<'n, T>>, Vec<Diagnostic>) {
    answer(descend(node).and_then(|found| match &found.value {
        Value::String(inner) => Layer::of_file().string(text, found.span, inner).map(Found::Inside),
        _ => Ok(Found::Here(found)),
    }))
}

/// Where a document was found.
#[derive(Clone, Debug)]
pub enum Found<'n, T> {
    /// It is part of the value.
    Here(&'n Node<T>),
    /// It was inside a string of the value.
    Inside(Node),
}

/// Finds the policy document in a whole file; like [`find_document`], also for text that is percent-encoded.
pub(super) fn find_document_in_text(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    if let Some(refusal) = too_long(text.len(), MAX_BYTES) {
        return (None, vec![refusal]);
    }
    answer(Layer::of_file().text(text))
}

fn answer<T>(found: Result<T, Vec<Diagnostic>>) -> (Option<T>, Vec<Diagnostic>) {
    match found {
        Ok(found) => (Some(found), Vec::new()),
        Err(diagnostics) => (None, diagnostics),
    }
}

/// How the text that is being read lies in the file.
#[derive(Copy, Clone)]
struct Layer<'l> {
    /// The map to the text this one was decoded from, and how that one lies; none for the file itself.
    outer: Option<(&'l Offsets, &'l Layer<'l>)>,
    /// How many texts it was decoded from, one out of the other.
    depth: usize,
}

impl<'l> Layer<'l> {
    fn of_file() -> Layer<'l> {
        Layer { outer: None, depth: 0 }
    }

    /// The layer of a text decoded from this one's.
    fn within(&'l self, offsets: &'l Offsets) -> Layer<'l> {
        Layer { outer: Some((offsets, self)), depth: self.depth + 1 }
    }

    /// The place in the file.
    fn place(&self, mut span: Span) -> Span {
        let mut layer = self;
        while let Some((offsets, outer)) = layer.outer {
            span = offsets.original_span(span);
            layer = outer;
        }
        span
    }

    /// Moves all places of the value to the file. Recursion is bounded by the depth of what was read.
    fn place_node(&self, node: &mut Node) {
        node.span = self.place(node.span);
        match &mut node.value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.place_node(item)),
            Value::Object(members) => members.iter_mut().for_each(|Member { key, value }| {
                key.span = self.place(key.span);
                self.place_node(value);
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn place_all(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let placed = |one: Diagnostic| Diagnostic { span: self.place(one.span), ..one };
        diagnostics.into_iter().map(placed).collect()
    }

    /// Finds the document in a text of this layer. Recursion, through [`Layer::string`] too, is bounded by
    /// [`MAX_LAYERS`].
    fn text(&self, text: &str) -> Result<Node, Vec<Diagnostic>> {
        if self.depth > MAX_LAYERS {
            let span = self.place(Span::new(0, text.len()));
            let message = format!("the policy is wrapped in more than {MAX_LAYERS} strings");
            return Err(vec![Diagnostic::error(span, message)]);
        }
        if is_percent_encoded(text) {
            let (decoded, offsets) = percent::decode(text).map_err(|errors| self.place_all(errors))?;
            return self.within(&offsets).text(&decoded);
        }
        let node = match read_json(text) {
            (Some(node), _) => node,
            (None, errors) => return Err(self.place_all(errors)),
        };
        let found = descend(&node).map_err(|errors| self.place_all(errors))?;
        match &found.value {
            Value::String(inner) => self.string(text, found.span, inner),
            _ => {
                let span = found.span;
                let mut found = take(node, span);
                self.place_node(&mut found);
                Ok(found)
            }
        }
    }

    /// Finds the document in the string `inner` that stands at `span` in a text of this layer.
    fn string(&self, text: &str, span: Span, inner: &str) -> Result<Node, Vec<Diagnostic>> {
        let refuse = |message: String, hint: &str| {
            Err(vec![Diagnostic::error(self.place(span), message).with_hint(hint)])
        };
        let start = inner.trim_start();
        if start.is_empty() {
            return refuse("the policy is an empty string".to_owned(), "expected a policy document");
        }
        if !start.starts_with(['{', '[', '"']) && !is_percent_encoded(inner) {
            let hint = match start.contains("://") {
                true => "addresses of files are not followed; put the document itself here",
                false => "expected a policy document, or its JSON text",
            };
            return refuse(format!("expected a policy document, found the text {}", quoted(start)), hint);
        }
        let Some(offsets) = offsets(text, span) else {
            // The caller's node is not of this text: without places, read nothing.
            return refuse("this string could not be read again".to_owned(), "put the document itself here");
        };
        self.within(&offsets).text(inner)
    }
}

/// Goes down from an answer of AWS to the document in it, or to the string that holds it. A value that is no
/// answer is returned as it is.
fn descend<T: Deref<Target = str>>(node: &Node<T>) -> Result<&Node<T>, Vec<Diagnostic>> {
    let mut node = node;
    // Ends, since each step goes down a finite tree.
    while let Value::Object(members) = &node.value {
        let is_document = members.iter().any(|one| matches!(&*one.key.value, "Statement" | "Version"));
        if is_document {
            break;
        }
        let mut carriers = members.iter().filter(|one| CARRIERS.contains(&&*one.key.value));
        let Some(carrier) = carriers.next() else {
            let alike = members.is_empty() || members.iter().any(|one| is_near_element(&one.key.value));
            return if alike { Ok(node) } else { Err(vec![no_document(node, members)]) };
        };
        if let Some(second) = carriers.next() {
            let (one, other) = (quoted(&carrier.key.value), quoted(&second.key.value));
            let message = match one == other {
                true => format!("{one} appears twice in one object"),
                false => format!("both {one} and {other} may hold the policy"),
            };
            return Err(vec![Diagnostic::error(second.key.span, message).with_hint("keep one of the two")]);
        }
        node = &carrier.value;
    }
    Ok(node)
}

/// The part of `node` that stands at `span`, which [`descend`] has found there.
fn take(mut node: Node, span: Span) -> Node {
    while node.span != span {
        let Value::Object(members) = node.value else { break };
        let mut values = members.into_iter().map(|member| member.value);
        match values.find(|value| value.span.start <= span.start && span.end <= value.span.end) {
            Some(inner) => node = inner,
            None => return Node { value: Value::Null, span },
        }
    }
    node
}

fn no_document<T: Deref<Target = str>>(node: &Node<T>, members: &[Member<T>]) -> Diagnostic {
    let has = |name: &str| members.iter().any(|one| *one.key.value == *name);
    let hint = if has("DefaultVersionId") || (has("Arn") && has("PolicyName")) {
        "this describes a policy without its text; `aws iam get-policy-version` prints it"
    } else {
        "expected an object with `Version` and `Statement`"
    };
    Diagnostic::error(node.span, "there is no policy document in this object").with_hint(hint)
}
