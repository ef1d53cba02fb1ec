//! `Principal` and `NotPrincipal`.

use std::ops::Deref;

use super::document::Lowering;
use super::template::shorten;
use crate::model::{Piece, PolicyType, Principal, PrincipalElement, Segments, Template, is_account_number};
use crate::parse::{self, Diagnostic, PrincipalKind, PrincipalValue, Spanned};

/// Reads the element, which stands in a policy that has principals.
pub(super) fn lower<T: Deref<Target = str>>(
    lowering: &mut Lowering,
    element: &parse::PrincipalElement<T>,
) -> PrincipalElement {
    let mut principals = Vec::new();
    match &element.value {
        PrincipalValue::Everyone(_) => principals.push(Principal::Everyone),
        PrincipalValue::Map(entries) => {
            for entry in entries {
                for value in &entry.values {
                    principals.push(principal(lowering, entry.kind.value, value));
                }
            }
        }
    }
    if !element.negated {
        return PrincipalElement::Principal(principals);
    }
    if matches!(lowering.policy_type, PolicyType::Trust | PolicyType::Rcp) {
        let message = format!("{} has no `NotPrincipal`", lowering.policy_type.worded());
        lowering.diagnostics.push(Diagnostic::error(element.span, message));
    }
    PrincipalElement::NotPrincipal(principals)
}

fn principal<T: Deref<Target = str>>(
    lowering: &mut Lowering,
    kind: PrincipalKind,
    value: &Spanned<T>,
) -> Principal {
    let text = &*value.value;
    let named = match kind {
        PrincipalKind::Aws => return aws(lowering, value),
        PrincipalKind::Service => Principal::Service(text.to_owned()),
        PrincipalKind::Federated => {
            warn_of_wildcard(lowering, value);
            return Principal::Federated(Template::glob(text));
        }
        PrincipalKind::CanonicalUser => Principal::CanonicalUser(text.to_owned()),
    };
    if text.contains(['*', '?']) {
        let message = format!("`{}` has a wildcard, which no such principal can have", shorten(text));
        lowering.diagnostics.push(Diagnostic::error(value.span, message));
    }
    named
}

fn aws<T: Deref<Target = str>>(lowering: &mut Lowering, value: &Spanned<T>) -> Principal {
    let text = &*value.value;
    if text == "*" {
        return Principal::AnyAws;
    }
    if is_account_number(text) {
        return Principal::Account(Template::literal(text));
    }
    let unique_id = text.len() >= 16 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if unique_id && ["AIDA", "AROA"].iter().any(|prefix| text.starts_with(prefix)) {
        return Principal::UniqueId(text.to_owned());
    }
    let template = Template::glob(text);
    warn_of_wildcard(lowering, value);
    match <Segments>::try_from(template.split_colons(crate::model::SEGMENTS)) {
        Ok(segments) if segments.first().and_then(Template::as_literal) == Some("arn") => arn(segments),
        Ok(_) | Err(_) => {
            let message = format!("`{}` is not a principal", shorten(text));
            let hint = "write an account (`111122223333`), the ARN of a user, role or session, or `*`";
            lowering.diagnostics.push(Diagnostic::error(value.span, message).with_hint(hint));
            Principal::Arn(Box::new(segments_or_nothing(text)))
        }
    }
}

fn warn_of_wildcard<T: Deref<Target = str>>(lowering: &mut Lowering, value: &Spanned<T>) {
    if value.value.contains(['*', '?']) {
        let text = shorten(&value.value);
        let message =
            format!("`{text}` has a wildcard, which AWS takes only in the reference policy of a check");
        lowering.diagnostics.push(Diagnostic::warning(value.span, message));
    }
}

/// The principal that an ARN names.
fn arn(segments: Segments) -> Principal {
    let [arn, partition, service, region, account, resource] = &segments;
    if service.as_literal() == Some("iam") {
        if resource.as_literal() == Some("root") {
            return Principal::Account(account.clone());
        }
        if let Some(path) = after_slash(resource, "role") {
            let literal = Template::literal;
            let mut session = vec![Piece::Text("assumed-role/".to_owned())];
            session.extend(last_of_path(&path));
            session.extend([Piece::Text("/".to_owned()), Piece::Any]);
            let sessions = [
                arn.clone(),
                partition.clone(),
                literal("sts"),
                region.clone(),
                account.clone(),
                Template::new(session),
            ];
            return Principal::Role { role: Box::new(segments), sessions: Box::new(sessions) };
        }
    }
    Principal::Arn(Box::new(segments))
}

/// The pieces after `word/`, if the template begins so.
fn after_slash(template: &Template, word: &str) -> Option<Vec<Piece>> {
    let (first, rest) = template.pieces().split_first()?;
    let Piece::Text(text) = first else { return None };
    let path = text.strip_prefix(word)?.strip_prefix('/')?;
    Some(std::iter::once(Piece::Text(path.to_owned())).chain(rest.iter().cloned()).collect())
}

/// The pieces after the last `/`, those a session's ARN shows. A `*` can hide a `/`, so what stands before
/// it is dropped as well and the star kept.
fn last_of_path(path: &[Piece]) -> Vec<Piece> {
    let mut name = Vec::new();
    for piece in path {
        match piece {
            Piece::Text(text) => match text.rsplit_once('/') {
                Some((_, last)) => name = vec![Piece::Text(last.to_owned())],
                None => name.push(piece.clone()),
            },
            Piece::Any => name = vec![Piece::Any],
            Piece::One | Piece::Variable(_) => name.push(piece.clone()),
        }
    }
    name
}

/// A stand-in for a principal that has been reported as an error.
fn segments_or_nothing(text: &str) -> Segments {
    std::array::from_fn(|_| Template::literal(text))
}

/// The principal that the ARN of a user, role, session or account names.
pub(crate) fn principal_of(text: &str) -> Principal {
    match <Segments>::try_from(Template::literal(text).split_colons(crate::model::SEGMENTS)) {
        Ok(segments) => arn(segments),
        Err(_) => Principal::Arn(Box::new(segments_or_nothing(text))),
    }
}
