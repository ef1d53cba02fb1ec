//! README's `console` blocks: each command ends as it says and prints what stands below it.

use std::process::Command;

#[test]
fn commands_print_what_readme_says() {
    let readme = include_str!("../README.md");
    let mut checked = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("no command: {line}"));
            let mut expected = String::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                expected.push_str(line);
                expected.push('\n');
            }
            let words: Vec<&str> = command.split(' ').collect();
            let arguments = match words.as_slice() {
                ["hornbeam", rest @ ..] => rest,
                ["cargo", "run", "--release", "--", rest @ ..] => rest,
                ["cargo", "test"] => continue,
                _ => panic!("README runs something else: {command}"),
            };
            let output = Command::new(env!("CARGO_BIN_EXE_hornbeam"))
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .args(arguments)
                .output()
                .expect("the program runs");
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            if !expected.is_empty() {
                // An answer may end in an empty line before the next block; nothing else may differ.
                assert_eq!(printed.trim_end(), expected.trim_end(), "{command}");
            }
            assert!(output.stderr.is_empty() && output.status.code() < Some(2), "{command}: {output:?}");
            checked += 1;
        }
    }
    assert_eq!(checked, 3, "README's console blocks changed");
}
