//! Where the lines of the catalogue's table begin, and where its services do: numbers that the program would
//! otherwise have to find at each start.

use std::fmt::Write;
use std::fs;
use std::path::Path;

const TABLE: &str = "src/model/catalog/catalog.txt";

/// Writes `catalog_lines.rs`: `STARTS`, the offset of each line and of the text's end, and `SECTIONS`, the number of each
/// line whose first field differs from the one before.
pub(crate) fn index(out: &Path) -> Result<(), String> {
    println!("cargo::rerun-if-changed={TABLE}");
    let text = fs::read_to_string(TABLE).map_err(|error| format!("`{TABLE}`: {error}"))?;
    let (mut starts, mut sections) = (vec![0], Vec::new());
    let (mut offset, mut last) = (0, None);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let first = line.split('\t').next();
        if first != last {
            sections.push(number);
            last = first;
        }
        offset += line.len();
        starts.push(offset);
    }
    sections.push(starts.len() - 1);
    let mut code = String::new();
    for (name, what, numbers) in [
        ("STARTS", "Where each line begins, and the text ends.", starts),
        (
            "SECTIONS",
            "Which line each section begins with, the head's first; and how many lines there are.",
            sections,
        ),
    ] {
        let list: Vec<String> = numbers.iter().map(usize::to_string).collect();
        // Writing to a string does not fail.
        let _ = writeln!(code, "/// {what}\nstatic {name}: [u32; {}] = [{}];", list.len(), list.join(","));
    }
    let path = out.join("catalog_lines.rs");
    fs::write(&path, code).map_err(|error| format!("`{}`: {error}", path.display()))
}
