//! The published schemas, read from the crates that ship them: `schemas/Cargo.toml` names these, Cargo
//! downloads them once and says where they lie. Without them the tests fail and say why.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const MANIFEST: &str = "tests/records/forms/schemas/Cargo.toml";

/// OASIS' schema of SARIF 2.1.0, but for one pattern.
pub(crate) fn sarif() -> Value {
    let mut schema: Value =
        serde_json::from_str(&file("serde-sarif", "src/schema.json")).expect("JSON");
    let title = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema";
    assert_eq!(schema["title"], title);
    for owner in ["run", "toolComponent"] {
        // As published it has a bracket too many and is no regular expression.
        let language = &mut schema["definitions"][owner]["properties"]["language"];
        assert_eq!(language["pattern"], "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
        language["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    schema
}

/// Jenkins' schema of JUnit XML, junit-4.xsd. JUnit itself never published one; this is the one that
/// asks for neither times nor host names.
pub(crate) fn junit() -> String {
    let schema = file("junit-report", "tests/JUnit.xsd");
    assert!(schema.contains("junit-4.xsd"), "{schema}");
    schema
}

/// The text of a file of a crate.
fn file(package: &str, path: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path", MANIFEST])
        // Any one will do: it only keeps Cargo from downloading what others need.
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("Cargo starts");
    assert!(
        output.status.success(),
        "the published schemas are not here, so nothing can be validated. Where there is a network, \
         run: cargo fetch --locked --manifest-path {MANIFEST}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let found = packages.iter().find(|found| found["name"] == package).expect("the package");
    let manifest = Path::new(found["manifest_path"].as_str().expect("a path"));
    let path = manifest.with_file_name(path);
    std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{fault}: {}", path.display()))
}
