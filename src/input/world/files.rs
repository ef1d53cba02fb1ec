//! The files of a world, one after another.

use super::assemble::assemble;
use super::reading::Reading;
use super::shape::{Shape, recognise};
use super::{aws, own};
use crate::model::world::World;
use crate::parse::{Diagnostic, MAX_WORLD_BYTES, Node, Source, read_json_within};

/// The most diagnostics about one file.
const MAX_DIAGNOSTICS: usize = 200;

/// Reads files into one world. It is there iff no diagnostic is an error; each diagnostic comes with the place of its
/// file in `sources`, and they are ordered by file and place.
///
/// What the files may hold, and how their names count, is said in the front page of this folder.
pub fn read_world(sources: &[Source]) -> (Option<World>, Vec<(usize, Diagnostic)>) {
    let mut reading = Reading::new();
    let mut diagnostics = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        reading.file = file;
        reading.fields.text = source.text();
        match read_json_within(source.text(), MAX_WORLD_BYTES) {
            (Some(node), _) => read(&mut reading, source, &node),
            (None, errors) => reading.fields.diagnostics.extend(errors),
        }
        diagnostics.extend(reading.fields.diagnostics.drain(..).map(|diagnostic| (file, diagnostic)));
    }
    let failed = diagnostics.iter().any(|(_, diagnostic)| diagnostic.is_error());
    let (world, errors) = assemble(reading.draft, sources);
    let failed = failed || !errors.is_empty();
    diagnostics.extend(errors);
    diagnostics.sort_by_key(|(file, diagnostic)| (*file, diagnostic.span.start, diagnostic.span.end));
    ((!failed).then_some(world), limited(diagnostics))
}

fn read(reading: &mut Reading<'_>, source: &Source, node: &Node) {
    match recognise(node) {
        Some(Shape::Own) => own::read(reading, node),
        Some(Shape::AuthorizationDetails) => aws::read_authorization_details(reading, node),
        None => {
            let message = "this is nothing that a world is read from".to_owned();
            let _ = source;
            reading.refuse(node, message, "a world has organization, policies, accounts, endpoints");
        }
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
