use std::collections::BTreeSet;

use crate::lint::{Category, Example, Origin, Validation, checks};
use crate::parse::Source;
use crate::question::Prover;

/// The codes of what is found in the example, as the prover's usual settings have it.
fn codes(example: &Example) -> BTreeSet<&'static str> {
    let source = Source::new("example.json", example.document);
    let validation = Validation {
        policy_type: example.policy_type,
        resource_kind: example.resource_kind,
        origins: &[Origin::Aws, Origin::Hornbeam],
        prover: &Prover::default(),
    };
    let found = validation.file(&source);
    for finding in &found {
        for location in &finding.locations {
            let text = source.text().get(location.span.start..location.span.end);
            assert!(text.is_some_and(|text| !text.is_empty()), "{finding:?}");
        }
    }
    found.iter().map(|finding| finding.check.code).collect()
}

#[test]
fn every_page_shows_what_it_says() {
    for check in checks() {
        let (with, without) = (codes(&check.example), codes(&check.instead));
        assert!(with.contains(check.code), "{}: the example has {with:?}", check.code);
        assert!(!without.contains(check.code), "{}: what to write instead has it too", check.code);
    }
}

#[test]
fn what_to_write_instead_has_no_error() {
    for check in checks() {
        let found = codes(&check.instead);
        let errors = checks().filter(|other| other.category == Category::Error);
        let errors: Vec<_> =
            errors.filter(|other| found.contains(other.code)).map(|other| other.code).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", check.code);
    }
}

#[test]
fn codes_are_unique_and_pages_are_written() {
    let mut seen = BTreeSet::new();
    for check in checks() {
        assert!(seen.insert(check.code), "{} twice", check.code);
        assert!(
            check.code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        );
        for sentence in [check.finds, check.why] {
            assert!(sentence.ends_with('.') && sentence.len() > 20, "{}: {sentence}", check.code);
        }
        assert!(!check.title.ends_with('.'), "{}", check.code);
    }
}
