//! The `console` blocks of README and the guide: each command ends as it says and prints what stands below it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot run the program has failed")]

use std::path::Path;
use std::process::Command;

/// Runs every command of the text, and returns how many there are.
fn run(text: &str) -> usize {
    let mut checked = 0;
    for block in blocks(text, "console") {
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let mut command =
                line.strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {line}")).to_owned();
            while let Some(start) = command.strip_suffix('\\') {
                let rest =
                    lines.next().unwrap_or_else(|| panic!("the command ends in a backslash: {command}"));
                command = format!("{start}{}", rest.trim_start());
            }
            let mut expected = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                expected.push_str(line);
                expected.push('\n');
            }
            checked += usize::from(check(&command, &expected));
        }
    }
    checked
}

/// The blocks of a text that are said to be in the language.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|block| block.split("```").next().unwrap_or_default()).collect()
}

/// The words of a command: split at spaces that are not between single quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for character in command.chars() {
        match (character, words.last_mut()) {
            ('\'', _) => quoted = !quoted,
            (' ', _) if !quoted => words.push(String::new()),
            (character, Some(word)) => word.push(character),
            (_, None) => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Runs the command, unless it is the one that runs this test.
fn check(command: &str, expected: &str) -> bool {
    let words = words(command);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let arguments = match words.as_slice() {
        ["hornbeam", rest @ ..] => rest,
        ["cargo", "run", "--release", "--", rest @ ..] => rest,
        ["cargo", "test"] => return false,
        _ => panic!("something else is run: {command}"),
    };
    let output = Command::new(env!("CARGO_BIN_EXE_hornbeam"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .output()
        .expect("the program runs");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !expected.is_empty() {
        // An answer may end in an empty line before the next command; nothing else may differ.
        assert_eq!(printed.trim_end(), expected.trim_end(), "{command}");
    }
    let bad = |line: &str| line.contains(" error[") || line.contains(" security warning[");
    let fails = printed.lines().any(|line| line.starts_with("fails: ") || bad(line));
    let compares = arguments.first() == Some(&"compare");
    let wanted = if fails && !compares { 1 } else { 0 };
    assert!(output.stderr.is_empty() && output.status.code() == Some(wanted), "{command}: {output:?}");
    true
}

#[test]
fn commands_print_what_readme_says() {
    assert_eq!(run(include_str!("../README.md")), 4, "README's console blocks changed");
}

#[test]
fn commands_print_what_the_guide_says() {
    let commands = run(include_str!("../docs/guide.md"));
    assert!(commands > 30, "only {commands} commands were found");
}

/// What the guide quotes of a policy stands so, but for white space, in one of its worlds; and every world is asked.
#[test]
fn the_guide_shows_what_its_worlds_hold() {
    let guide = include_str!("../docs/guide.md");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let mut worlds = String::new();
    for example in std::fs::read_dir(root.join("docs/guide")).expect("the guide's worlds") {
        for file in std::fs::read_dir(example.expect("an example").path()).expect("an example's folder") {
            let path = file.expect("a file").path();
            let name =
                path.strip_prefix(root).expect("a path of this repository").to_string_lossy().into_owned();
            assert!(guide.contains(&name), "the guide does not ask about {name}");
            worlds.push_str(&plain(&std::fs::read_to_string(&path).expect("a world")));
        }
    }
    let quoted = blocks(guide, "json");
    assert!(quoted.len() > 10, "only {} quotations were found", quoted.len());
    for quotation in quoted {
        assert!(worlds.contains(&plain(quotation)), "no world holds {quotation}");
    }
}
