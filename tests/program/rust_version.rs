//! Which Rust builds the program: `Cargo.toml` says it, and what people read says the same; and no older one is
//! promised than the one that these tests were compiled by.

use std::process::Command;

use crate::not_tested::not_tested;

/// `rust-version` in `Cargo.toml`.
const SAID: &str = env!("CARGO_PKG_RUST_VERSION");

#[test]
fn documents_name_the_version_that_cargo_asks_for() {
    for (name, page) in [
        ("README.md", include_str!("../../README.md")),
        ("CONTRIBUTING.md", include_str!("../../.github/CONTRIBUTING.md")),
        ("platforms.md", include_str!("../../src/guide/platforms.md")),
    ] {
        let ends: Vec<&str> = page.split(" or later").collect();
        let named =
            ends[..ends.len() - 1].iter().filter_map(|before| before.split(' ').next_back());
        let named: Vec<&str> = named.filter(|word| word.starts_with("1.")).collect();
        assert_eq!(named, [SAID], "{name}");
    }
}

#[test]
fn workflows_install_the_version_that_cargo_asks_for() {
    for (name, workflow) in [
        ("ci.yml", include_str!("../../.github/workflows/ci.yml")),
        ("release.yml", include_str!("../../.github/workflows/release.yml")),
    ] {
        let of_line = |line: &'static str| line.trim_start().strip_prefix("RUST: ");
        let installed: Vec<&str> = workflow.lines().filter_map(of_line).collect();
        let [installed] = installed[..] else { panic!("{name} has {installed:?}") };
        assert_eq!(
            numbers(installed.split(' ').next().expect("a version")),
            numbers(SAID),
            "{name}"
        );
        let taken = workflow.matches("rustup toolchain install").count();
        assert_eq!(taken, workflow.matches("rustup toolchain install \"$RUST\"").count(), "{name}");
    }
}

/// `1.95.0`, as `rustc --version` has it, as two numbers.
fn numbers(version: &str) -> (u32, u32) {
    let mut parts = version.split(['.', '-']).map(|part| part.parse().expect("a number"));
    (parts.next().expect("a version"), parts.next().expect("a minor version"))
}

#[test]
fn that_version_is_the_one_that_is_tested() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let Ok(output) = Command::new(rustc).arg("--version").output() else {
        return not_tested("there is no rustc to ask");
    };
    let told = String::from_utf8(output.stdout).expect("a text");
    let compiler = told.split(' ').nth(1).expect("a version");
    assert!(numbers(compiler) >= numbers(SAID), "{told}");
    if numbers(compiler) > numbers(SAID) {
        not_tested(&format!("that Rust {SAID} is enough, for this is {compiler}"));
    }
}
