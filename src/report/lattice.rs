//! The containment order of many policies: for people, as JSON, and for Graphviz.

use serde_json::{Value, json};

use crate::question::Lattice;

/// The lattice as one object: policies by name, classes by number, pairs narrower first.
pub fn lattice_json(lattice: &Lattice) -> Value {
    let classes: Vec<Value> = lattice
        .classes
        .iter()
        .enumerate()
        .map(|(id, members)| json!({"id": id, "policies": names(lattice, members)}))
        .collect();
    let contained: Vec<[&str; 2]> = lattice
        .contained
        .iter()
        .map(|&(inner, outer)| [name(lattice, inner), name(lattice, outer)])
        .collect();
    let unknown: Vec<Value> = lattice
        .unknown
        .iter()
        .map(|pair| {
            json!({
                "inner": name(lattice, pair.inner),
                "outer": name(lattice, pair.outer),
                "reason": pair.reason,
            })
        })
        .collect();
    let assumptions: Vec<_> = lattice.assumptions.iter().map(|assumption| assumption.name()).collect();
    json!({
        "question": "lattice",
        "policies": lattice.policies.len(),
        "assumptions": assumptions,
        "classes": classes,
        "covers": lattice.covers,
        "contained": contained,
        "unknown": unknown,
        "elapsed_us": u64::try_from(lattice.elapsed.as_micros()).unwrap_or(u64::MAX),
    })
}

/// The lattice in lines: counts, classes of several policies, then what covers what, and what is not known.
pub fn render_lattice(lattice: &Lattice) -> String {
    let count =
        |number: usize, one: &str, many: &str| format!("{number} {}", if number == 1 { one } else { many });
    let mut text = format!(
        "{} in {}; {} of different policies, {} undecided\n",
        count(lattice.policies.len(), "policy", "policies"),
        count(lattice.classes.len(), "class", "classes"),
        count(lattice.contained.len(), "containment", "containments"),
        lattice.unknown.len(),
    );
    let mut section = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("\n{heading}\n"));
            lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
    };
    let several = lattice.classes.iter().filter(|members| members.len() > 1);
    section("equivalent", several.map(|members| names(lattice, members).join(" = ")).collect());
    let covers = lattice.covers.iter();
    let cover = |&(narrower, broader): &(usize, usize)| {
        format!("{} < {}", class(lattice, narrower), class(lattice, broader))
    };
    section("narrower < broader, with nothing between", covers.map(cover).collect());
    let unknown = lattice.unknown.iter().map(|pair| {
        format!("{} in {}: {}", name(lattice, pair.inner), name(lattice, pair.outer), pair.reason)
    });
    section("undecided", unknown.collect());
    text
}

/// The classes as boxes and the covering pairs as arrows from the narrower to the broader one, which stands above;
/// undecided pairs as dashed arrows.
pub fn lattice_dot(lattice: &Lattice) -> String {
    let mut text = "digraph containment {\n  rankdir = BT;\n  node [shape = box];\n".to_owned();
    let mut class_of = vec![0; lattice.policies.len()];
    for (id, members) in lattice.classes.iter().enumerate() {
        for &member in members {
            if let Some(class) = class_of.get_mut(member) {
                *class = id;
            }
        }
        let lines: Vec<String> = names(lattice, members).into_iter().map(escaped).collect();
        text.push_str(&format!("  c{id} [label = \"{}\"];\n", lines.join("\\n")));
    }
    for (narrower, broader) in &lattice.covers {
        text.push_str(&format!("  c{narrower} -> c{broader};\n"));
    }
    let class = |policy: usize| class_of.get(policy).copied().unwrap_or(0);
    for pair in &lattice.unknown {
        let (inner, outer) = (class(pair.inner), class(pair.outer));
        text.push_str(&format!("  c{inner} -> c{outer} [style = dashed, constraint = false];\n"));
    }
    text.push_str("}\n");
    text
}

/// The text within the quotes of a string of Graphviz's language; control characters, which it has no escape for,
/// are left out.
fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| matches!(c, '"' | '\\').then_some('\\').into_iter().chain([c]))
        .collect()
}

fn name(lattice: &Lattice, policy: usize) -> &str {
    lattice.policies.get(policy).map_or("", String::as_str)
}

fn names<'l>(lattice: &'l Lattice, policies: &[usize]) -> Vec<&'l str> {
    policies.iter().map(|&policy| name(lattice, policy)).collect()
}

/// A class by its first policy.
fn class(lattice: &Lattice, id: usize) -> &str {
    lattice.classes.get(id).and_then(|members| members.first()).map_or("", |&first| name(lattice, first))
}
