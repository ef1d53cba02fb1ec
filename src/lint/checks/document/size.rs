//! How long a document is, as AWS counts, and examples of long ones.

use std::borrow::Cow;

use crate::lint::Subject;
use crate::parse::{Value, read_json};

/// Which characters a quota counts.
#[derive(Copy, Clone)]
pub(super) enum Counted {
    /// All but white space: IAM's policies.
    Printed,
    /// All, as they are stored: Organizations' policies, and those of resources and endpoints.
    All,
}

/// How many characters the document has, if these are more than `quota`.
///
/// A document that is JSON text within a JSON string counts as the text that the string stands for. In any other encoding
/// nothing can be said, and there is no number.
pub(super) fn over(subject: &Subject<'_>, quota: usize, counted: Counted) -> Option<usize> {
    let span = subject.document.node.span;
    let written = subject.document.text.get(span.start..span.end)?;
    // No encoding makes a text shorter, so this settles nearly all documents.
    if written.len() <= quota {
        return None;
    }
    let size = stored(written)?
        .chars()
        .filter(|character| match counted {
            Counted::Printed => !character.is_whitespace(),
            Counted::All => true,
        })
        .count();
    (size > quota).then_some(size)
}

/// The JSON text that AWS has, of what stands in the file.
fn stored(written: &str) -> Option<Cow<'_, str>> {
    let is_json = |text: &str| read_json(text).1.is_empty();
    if is_json(written) {
        return Some(Cow::Borrowed(written));
    }
    match read_json(&format!("\"{written}\"")).0?.value {
        Value::String(inner) => is_json(&inner).then_some(Cow::Owned(inner)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The literal ten times over, for examples that are long.
macro_rules! ten {
    ($($text:tt)*) => {
        concat!(
            $($text)*, $($text)*, $($text)*, $($text)*, $($text)*,
            $($text)*, $($text)*, $($text)*, $($text)*, $($text)*
        )
    };
}
pub(super) use ten;
