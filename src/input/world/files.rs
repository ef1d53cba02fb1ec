//! The files of a world, one after another.

use rayon::prelude::*;

use super::assemble::assemble;
use super::names::FileName;
use super::outline::outline;
use super::reading::Reading;
use super::shape::{Shape, recognise};
use super::{aws, own};
use crate::findings::state::Outline;
use crate::model::world::World;
use crate::parse::{Diagnostic, MAX_WORLD_BYTES, Node, Source, read_json_within};

const NOTHING: &str = "a world is read from its own format (`organization`, `policies`, `accounts`, `endpoints`) and from what AWS's programs print: `iam get-account-authorization-details`, `organizations list-…`, …";

/// The most diagnostics about one file.
const MAX_DIAGNOSTICS: usize = 200;

/// Reads files into one world. It is there iff no diagnostic is an error; each diagnostic comes with the place of its
/// file in `sources`, and they are ordered by file and place.
///
/// What the files may hold, and how their names count, is said in the [front page](crate::input::world).
///
/// ```
/// use hornbeam::{input::read_world, parse::Source};
/// let text = r#"{"accounts": [{"id": "111122223333", "users": [{"name": "ana", "groups": ["developers"]}]}]}"#;
/// let (world, diagnostics) = read_world(&[Source::new("world.json", text)]);
/// assert!(world.is_none());
/// assert_eq!(diagnostics[0].1.message, "no file tells a group `developers` of account `111122223333`");
/// let more = r#"{"accounts": [{"id": "111122223333", "groups": [{"name": "developers"}]}]}"#;
/// let (world, _) = read_world(&[Source::new("world.json", text), Source::new("groups.json", more)]);
/// assert!(world.unwrap().identity("arn:aws:iam::111122223333:user/ana").is_some());
/// ```
pub fn read_world(sources: &[Source]) -> (Option<World>, Vec<(usize, Diagnostic)>) {
    let read = read_world_outlined(sources);
    (read.world, read.diagnostics)
}

/// What files say.
#[derive(Debug)]
pub struct WorldRead {
    /// The world; there iff no diagnostic is an error.
    pub world: Option<World>,
    /// Each with the place of its file, ordered.
    pub diagnostics: Vec<(usize, Diagnostic)>,
    /// What other files may depend on in each file; `None` of a file that is not only accounts.
    pub outlines: Vec<Option<Outline>>,
}

/// How many files are parsed at a time.
const AT_ONCE: usize = 64;

/// The same as [`read_world`] with the outline of each file.
///
/// Texts are parsed on all cores, some files at a time, and what they say is put together in their order.
pub fn read_world_outlined(sources: &[Source]) -> WorldRead {
    let mut reading = Reading::new();
    let mut diagnostics = Vec::new();
    let mut outlines = Vec::with_capacity(sources.len());
    for (chunk_at, chunk) in sources.chunks(AT_ONCE).enumerate() {
        let parse = |source: &Source| {
            if aws::is_credential_report(source.text()) {
                return (None, Vec::new(), None);
            }
            let (node, errors) = read_json_within(source.text(), MAX_WORLD_BYTES);
            let outline = node.as_ref().and_then(|node| outline(node, source.text()));
            (node, errors, outline)
        };
        let parsed: Vec<_> = chunk.par_iter().map(parse).collect();
        for ((at, source), (node, errors, outline)) in chunk.iter().enumerate().zip(parsed) {
            let file = chunk_at * AT_ONCE + at;
            reading.file = file;
            reading.fields.text = source.text();
            match node {
                None if aws::is_credential_report(source.text()) => {
                    aws::read_credential_report_text(&mut reading, source.text(), None);
                }
                Some(node) => read(&mut reading, &node, &FileName::new(source.name())),
                None => {
                    reading.fields.diagnostics.extend(errors);
                    reading.missed_a_file = true;
                }
            }
            outlines.push(outline);
            diagnostics.extend(reading.fields.diagnostics.drain(..).map(|diagnostic| (file, diagnostic)));
        }
    }
    let failed = diagnostics.iter().any(|(_, diagnostic)| diagnostic.is_error());
    let missed_a_file = reading.missed_a_file;
    let (world, errors) = assemble(reading.draft, sources);
    if missed_a_file {
        // What seems to be missing may stand there.
        return WorldRead { world: None, diagnostics: limited(diagnostics), outlines };
    }
    let failed = failed || !errors.is_empty();
    diagnostics.extend(errors);
    diagnostics.sort_by_key(|(file, diagnostic)| (*file, diagnostic.span.start, diagnostic.span.end));
    WorldRead { world: (!failed).then_some(world), diagnostics: limited(diagnostics), outlines }
}

fn read(reading: &mut Reading<'_>, node: &Node, name: &FileName) {
    let Some(shape) = recognise(node, name) else {
        reading.refuse(node, "this is nothing that a world is read from".to_owned(), NOTHING);
        reading.missed_a_file = true;
        return;
    };
    if !matches!(shape, Shape::Own | Shape::Document) {
        reading.refuse_parts(node);
    }
    match shape {
        Shape::Own => own::read(reading, node),
        Shape::AuthorizationDetails => aws::read_authorization_details(reading, node),
        Shape::Organization => aws::read_organization(reading, node),
        Shape::Roots => aws::read_roots(reading, node),
        Shape::Units => aws::read_units(reading, node, name),
        Shape::Unit => aws::read_unit(reading, node),
        Shape::Accounts => aws::read_accounts(reading, node, name),
        Shape::Account => aws::read_account(reading, node),
        Shape::Children => aws::read_children(reading, node, name),
        Shape::Parents => aws::read_parents(reading, node, name),
        Shape::Controls => aws::read_controls(reading, node, name),
        Shape::Control => aws::read_control(reading, node),
        Shape::Targets => aws::read_targets(reading, node, name),
        Shape::DelegatedAdministrators => aws::read_delegated_administrators(reading, node),
        Shape::ManagedPolicy => aws::read_managed_policy(reading, node),
        Shape::PolicyVersion => aws::read_policy_version(reading, node, name),
        Shape::AccessKeys => aws::read_access_keys(reading, node, name),
        Shape::CredentialReport => aws::read_credential_report(reading, node),
        Shape::Endpoints => aws::read_endpoints(reading, node),
        Shape::Document => aws::read_document(reading, node, name),
        Shape::OfResource => aws::read_of_resource(reading, node, name),
    }
}

/// At most so many of each file, and a remark where there are more.
fn limited(diagnostics: Vec<(usize, Diagnostic)>) -> Vec<(usize, Diagnostic)> {
    let mut kept: Vec<(usize, Diagnostic)> = Vec::new();
    let (mut of_file, mut file) = (0, None);
    for (at, diagnostic) in diagnostics {
        if file != Some(at) {
            (of_file, file) = (0, Some(at));
        }
        of_file += 1;
        if of_file <= MAX_DIAGNOSTICS {
            kept.push((at, diagnostic));
        } else if of_file == MAX_DIAGNOSTICS + 1 {
            let message = "too many remarks about this file, the rest are not shown";
            kept.push((at, Diagnostic::error(diagnostic.span, message)));
        }
    }
    kept
}
