//! `aws iam get-credential-report`: a table of all users of an account, as CSV
//! (IAM/id_credentials_getting-report). The CLI prints it as base64 within JSON; a file that begins as the table does is the
//! decoded one. Only the columns about access keys are read. No field of the table is quoted: none can hold a comma.

use crate::input::world::arns::IamArn;
use crate::input::world::draft::Kind;
use crate::input::world::keys::{self, Holder};
use crate::input::world::place::{At, Place};
use crate::input::world::reading::{Reading, is_account};
use crate::model::world::AccessKey;
use crate::model::{decode_base64, parse_instant, segments_of};
use crate::parse::{Diagnostic, Node, Span, quoted};

/// What the table begins with.
const HEAD: &str = "user,arn,";

/// Whether the text is the decoded table.
pub(in crate::input::world) fn is_report(text: &str) -> bool {
    text.strip_prefix('\u{feff}').unwrap_or(text).starts_with(HEAD)
}

/// Reads the CLI's output.
pub(in crate::input::world) fn read(reading: &mut Reading<'_>, node: &Node) {
    let record = reading.answer("an answer", node);
    let Some(content) = reading.required(&record, "Content") else { return };
    let decoded = decode_base64(&content.value).and_then(|bytes| String::from_utf8(bytes).ok());
    match decoded.filter(|text| is_report(text)) {
        Some(text) => read_text(reading, &text, Some(content.place)),
        None => {
            let message = "the `Content` is not a credential report in base64";
            reading.fields.diagnostics.push(Diagnostic::error(content.place.span, message));
        }
    }
}

/// Reads the table, which stands at that place, or else is the file.
pub(in crate::input::world) fn read_text(reading: &mut Reading<'_>, text: &str, place: Option<Place>) {
    let mut columns: Vec<&str> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span { start, end: start + line.trim_end().len() };
        start += line.len();
        let fields: Vec<&str> = line.trim_start_matches('\u{feff}').trim_end().split(',').collect();
        if columns.is_empty() {
            columns = fields;
        } else if !line.trim().is_empty() {
            row(reading, &columns, &fields, place.unwrap_or(Place { file: reading.file, span }));
        }
    }
}

fn row(reading: &mut Reading<'_>, columns: &[&str], fields: &[&str], place: Place) {
    let field = |name: &str| {
        let at = columns.iter().position(|column| *column == name)?;
        fields.get(at).copied()
    };
    let arn = field("arn").unwrap_or_default();
    let holder = match (IamArn::parse(arn), segments_of(arn)) {
        (Some(parsed), _) if parsed.kind() == Some(Kind::User) => {
            Some((parsed.account, Holder::User(parsed.name.to_owned())))
        }
        (_, Some([_, _, "iam", _, account, "root"])) => Some((account, Holder::Root)),
        (Some(_) | None, _) => None,
    };
    let Some((account, holder)) = holder.filter(|(account, _)| is_account(account)) else {
        let message = format!("{} is not the ARN of a user", quoted(arn));
        reading.fields.diagnostics.push(Diagnostic::error(place.span, message));
        return;
    };
    for number in 1..=2 {
        let of_key = |what: &str| field(&format!("access_key_{number}_{what}"));
        // `N/A`, `no_information` and the like are no dates.
        let date = |what: &str| of_key(what).filter(|date| parse_instant(date).is_some()).map(str::to_owned);
        let created = date("last_rotated");
        let active = of_key("active") == Some("true");
        if active || created.is_some() {
            let key = AccessKey { id: None, active, created, last_used: date("last_used_date") };
            keys::say(reading, account, &holder, At { value: key, place });
        }
    }
}
