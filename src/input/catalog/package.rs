//! The package, file by file.

use std::collections::BTreeMap;

use super::global_keys::GLOBAL_KEYS;
use super::lines::{self, Keys, Lines};
use super::record::{File, Record, Text, refuse, texts};
use crate::input::fields::Fields;
use crate::model::catalog::{self, Line, Subject};
use crate::model::{Arity, KeyType, ValueType};
use crate::parse::{Diagnostic, Source, Span, read_json};

/// The table that the package's files make, each named by its path. It is there iff there is no diagnostic; each comes with
/// the place of its file in `sources`, and they are ordered by file and place. Neither the order of files nor
/// that within one changes the table.
///
/// ```
/// use hornbeam::{input::catalog::read_package, parse::Source};
/// let (table, diagnostics) = read_package(&[
///     Source::new("package.json", r#"{"name": "p", "version": "1", "updatedAt": "2026-01-02T03:04:05Z"}"#),
///     Source::new("data/services.json", r#"["s3"]"#),
///     Source::new("data/serviceNames.json", r#"{"s3": "Amazon S3"}"#),
///     Source::new("data/rcpSupportedServices.json", r#"["s3"]"#),
///     Source::new("data/conditionKeys/s3.json", "{}"),
///     Source::new("data/resourceTypes/s3.json", r#"{"b": {"key": "bucket", "arn": "arn:${Partition}:s3:::${BucketName}"}}"#),
///     Source::new("data/actions/s3.json", "{}"),
/// ]);
/// assert_eq!(diagnostics, []);
/// let table = table.unwrap();
/// assert!(table.starts_with("# p 1 2026-01-02\n*\tkey\taws:AssumedRoot\tBool\tglobal\n"));
/// assert!(table.ends_with("\ns3\t=\tAmazon S3\trcp\ns3\tresource\tbucket\tarn:${Partition}:s3:::${BucketName}\n"));
/// ```
pub fn read_package(sources: &[Source]) -> (Option<String>, Vec<(usize, Diagnostic)>) {
    let mut diagnostics = Vec::new();
    let mut files: BTreeMap<String, File<'_>> = BTreeMap::new();
    for (number, source) in sources.iter().enumerate() {
        match read_json(source.text()) {
            (Some(node), _) => {
                let fields = Fields { text: source.text(), diagnostics: Vec::new() };
                files.insert(part(source.name()), File { number, node, fields });
            }
            (None, errors) => diagnostics.extend(errors.into_iter().map(|error| (number, error))),
        }
    }
    // What names lead to may stand in a file that could not be read.
    let table = if diagnostics.is_empty() { table(&mut files, &mut diagnostics) } else { None };
    for file in files.into_values() {
        diagnostics.extend(file.fields.diagnostics.into_iter().map(|diagnostic| (file.number, diagnostic)));
    }
    diagnostics.sort_by_key(|(file, diagnostic)| (*file, diagnostic.span.start, diagnostic.span.end));
    (table.filter(|_| diagnostics.is_empty()), diagnostics)
}

/// What a file is in the package: its name, behind that of its folder if the folder holds one a service.
fn part(path: &str) -> String {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next().unwrap_or("");
    match parts.next() {
        Some(folder @ ("actions" | "conditionKeys" | "resourceTypes")) => format!("{folder}/{name}"),
        Some(_) | None => name.to_owned(),
    }
}

fn table(
    files: &mut BTreeMap<String, File<'_>>,
    diagnostics: &mut Vec<(usize, Diagnostic)>,
) -> Option<String> {
    for name in ["package.json", "services.json", "serviceNames.json", "rcpSupportedServices.json"] {
        if !files.contains_key(name) {
            diagnostics
                .push((0, Diagnostic::error(Span::at(0), format!("the package has no file `{name}`"))));
        }
    }
    if !diagnostics.is_empty() {
        return None;
    }
    let head = head(files.get_mut("package.json")?);
    let mut names = files.remove("serviceNames.json")?;
    let by_service = Record::new(&mut names.fields, "the file", &names.node);
    let services = list(files.get_mut("services.json")?, "services");
    let with_rcps = list(files.get_mut("rcpSupportedServices.json")?, "services");
    let mut lines = Lines::new();
    let mut told: Vec<(String, Keys)> = Vec::new();
    for service in &services {
        let rcps = with_rcps.iter().any(|other| other.text == service.text);
        if let Some(name) = by_service.text(&mut names.fields, &service.text) {
            let line = Line { service: &service.text, name: &name.text, subject: Subject::Service { rcps } };
            lines::add(&mut lines, &mut names.fields, &line, name.span);
        }
        let mut of_service = |folder: &str| {
            let name = format!("{folder}/{}.json", service.text);
            let found = files.remove(&name);
            if found.is_none()
                && let Some(list) = files.get_mut("services.json")
            {
                refuse(&mut list.fields, service, &format!("has no file `data/{name}`"));
            }
            found
        };
        let parts = [of_service("conditionKeys"), of_service("resourceTypes"), of_service("actions")];
        let [Some(mut keys), Some(mut types), Some(mut actions)] = parts else { continue };
        let known = lines::keys(&mut lines, &mut keys, &service.text);
        let types_told = lines::types(&mut lines, &mut types, &service.text, &known);
        lines::actions(&mut lines, &mut actions, &service.text, &known, &types_told);
        for file in [keys, types, actions] {
            diagnostics
                .extend(file.fields.diagnostics.into_iter().map(|diagnostic| (file.number, diagnostic)));
        }
        told.push((service.text.clone(), known));
    }
    for other in with_rcps.iter().filter(|other| !services.iter().any(|service| service.text == other.text)) {
        refuse(&mut files.get_mut("rcpSupportedServices.json")?.fields, other, "is not in `services.json`");
    }
    diagnostics.extend(names.fields.diagnostics.into_iter().map(|diagnostic| (names.number, diagnostic)));
    keys_of_no_service(&mut lines, &told);
    let mut text = head?;
    for line in lines.into_values() {
        text.push('\n');
        text.push_str(&line);
    }
    text.push('\n');
    Some(text)
}

/// The table's first line.
fn head(file: &mut File<'_>) -> Option<String> {
    let record = Record::new(&mut file.fields, "the package", &file.node);
    let mut text = |name: &str| {
        let text = record.text(&mut file.fields, name)?;
        let one_word =
            !text.text.is_empty() && !text.text.contains(|c: char| c.is_whitespace() || c.is_control());
        if !one_word {
            refuse(&mut file.fields, &text, "is not one word");
        }
        one_word.then_some(text)
    };
    let (package, version, time) = (text("name"), text("version"), text("updatedAt"));
    let (package, version, time) = (package?.text, version?.text, time?);
    let Some(date) = time.text.split_once('T').map(|(date, _)| date).filter(|date| date.len() == 10) else {
        refuse(&mut file.fields, &time, "is no time, such as 2026-09-26T04:46:59Z");
        return None;
    };
    Some(catalog::head(catalog::Source { package: &package, version: &version, date }))
}

/// The file's strings.
fn list(file: &mut File<'_>, what: &str) -> Vec<Text> {
    texts(&mut file.fields, what, &file.node)
}

/// Adds the global keys, and each key of which the service that it is named for does not say what all services taken together
/// do: several values win over one, text over the rest.
fn keys_of_no_service(lines: &mut Lines, told: &[(String, Keys)]) {
    let mut all: BTreeMap<&str, Vec<(&str, &str, KeyType)>> = BTreeMap::new();
    for (service, keys) in told {
        for (folded, (name, key_type)) in keys {
            all.entry(folded).or_default().push((service, name, *key_type));
        }
    }
    let mut add = |name: &str, key_type: KeyType, global: bool| {
        let line = Line { service: "*", name, subject: Subject::Key { key_type, global } };
        lines.insert(line.place(), line.to_string());
    };
    for (folded, of_services) in all {
        let wider = |key_type: &KeyType| (key_type.arity == Arity::Single, key_type.value != ValueType::Text);
        let types = of_services.iter().map(|(_, _, key_type)| *key_type);
        let Some(merged) = types.min_by_key(wider) else { continue };
        let prefix = folded.split_once(':').map_or(folded, |(prefix, _)| prefix);
        let own = of_services.iter().find(|(service, _, _)| service.eq_ignore_ascii_case(prefix));
        if own.is_none_or(|(_, _, key_type)| *key_type != merged)
            && let Some((_, name, _)) = of_services.first()
        {
            add(name, merged, false);
        }
    }
    for (name, key_type) in GLOBAL_KEYS {
        // A test reads the type of each.
        if let Some(key_type) = catalog::read_type(key_type) {
            add(name, key_type, true);
        }
    }
}
