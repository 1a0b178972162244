//! What the program is built from: each dependency comes from the registry, under a license that lets a
//! district use and pass on the program, and in one version, but for those named here.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value as Json;

use crate::not_tested::not_tested;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

const LICENSES: [&str; 10] = [
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0", // in the public domain; tiny-keccak alone, when ahash of Parquet is built for some systems
    "ISC",
    "MIT",
    "MIT-0", // MIT, and nobody need be named
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib", // foldhash alone, for tests; asks for no more than MIT does
];

/// Name, number of versions, and why one is not enough.
const SEVERAL: [(&str, usize, &str); 9] = [
    (
        "getrandom",
        3,
        "ahash, of parquet and in tests of jsonschema, has not moved to 0.4; its const-random has 0.2",
    ),
    ("glam", 4, "features of nalgebra, one for each version of glam; none is turned on or built"),
    ("num-bigint", 2, "fraction of jsonschema, in tests, has not moved to 0.5, which parquet has"),
    ("phf", 2, "chrono-tz has not moved to 0.13, which comrak in tests has"),
    ("phf_codegen", 2, "as phf; builds tables and is never linked"),
    ("phf_generator", 2, "as phf; builds tables and is never linked"),
    ("phf_shared", 2, "as phf"),
    ("r-efi", 2, "one for each getrandom; built for UEFI alone"),
    ("syn", 2, "macros of maud, and of jsonschema in tests, have not moved to 3; never linked"),
];

/// What Cargo says of the packages in Cargo.lock, for every platform, or why it cannot.
fn packages() -> Result<Vec<Json>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .map_err(|fault| format!("Cargo does not start: {fault}"))?;
    if !output.status.success() {
        let fault = String::from_utf8_lossy(&output.stderr);
        return Err(format!("run `cargo fetch --locked` first: {fault}"));
    }
    let mut metadata: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    let Json::Array(packages) = metadata["packages"].take() else { panic!("no packages") };
    Ok(packages)
}

/// The same without the program's own, or nothing where the test cannot run.
fn dependencies() -> Vec<Json> {
    match packages() {
        Ok(mut packages) => {
            packages.retain(|package| package["name"] != env!("CARGO_PKG_NAME"));
            assert!(packages.len() > 100, "only {}", packages.len());
            packages
        }
        Err(why) => {
            not_tested(&why);
            Vec::new()
        }
    }
}

/// Whether a license expression lets one choose among `LICENSES`. Where AND and OR are mixed without
/// brackets, what is allowed may be refused, but never the other way round.
fn is_allowed(expression: &str) -> bool {
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')']).replace('/', " OR ");
        part.split(" OR ").any(|license| LICENSES.contains(&license.trim()))
    })
}

#[test]
fn license_expressions_are_read_strictly() {
    for allowed in ["MIT", "MIT/Apache-2.0", "Unlicense OR MIT", "(GPL-3.0 OR MIT) AND ISC"] {
        assert!(is_allowed(allowed), "{allowed}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0 WITH LLVM-exception", "MITX"] {
        assert!(!is_allowed(refused), "{refused}");
    }
}

#[test]
fn every_dependency_may_be_used_and_passed_on() {
    for package in dependencies() {
        let license = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(license), "{} is under `{license}`", package["id"]);
    }
}

#[test]
fn every_dependency_comes_from_the_registry() {
    for package in dependencies() {
        assert_eq!(package["source"], REGISTRY, "{}", package["id"]);
    }
}

/// Each version more is built, downloaded and looked after for nothing.
#[test]
fn every_dependency_has_one_version_or_a_reason() {
    let dependencies = dependencies();
    if dependencies.is_empty() {
        return;
    }
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in &dependencies {
        *versions.entry(package["name"].as_str().expect("a name")).or_default() += 1;
    }
    let several: BTreeSet<_> = versions.into_iter().filter(|(_, count)| *count > 1).collect();
    let explained: BTreeSet<_> = SEVERAL.iter().map(|(name, count, _)| (*name, *count)).collect();
    assert_eq!(several, explained, "`cargo tree --duplicates --target all` says whose they are");
}
