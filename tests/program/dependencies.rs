//! What the program is built from: each dependency comes from the registry, under a license that lets a
//! district use and pass on the program, and in one version, but for those that
//! `.github/deny.toml` names.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::not_tested::not_tested;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// A list of what a dependency may be. It is for cargo-deny too, which looks closer where `.ci/deny` can have it.
fn listed(part: &str, list: &str) -> Vec<DeValue<'static>> {
    let rules = DeTable::parse(include_str!("../../.github/deny.toml")).expect("TOML").into_inner();
    let listed = rules.get(part).expect("the part").get_ref()[list].get_ref().as_array().cloned();
    listed.expect("a list").into_iter().map(Spanned::into_inner).collect()
}

/// The licenses that dependencies may have.
fn licenses() -> Vec<String> {
    let allowed = listed("licenses", "allow");
    allowed.iter().map(|license| license.as_str().expect("a text").to_owned()).collect()
}

/// Of each dependency that may have several versions, how many.
fn several() -> BTreeMap<String, usize> {
    let mut several = BTreeMap::new();
    for skipped in listed("bans", "skip") {
        let text = |key: &str| skipped[key].get_ref().as_str().expect("a text").to_owned();
        assert!(!text("reason").is_empty(), "{skipped:?}");
        let skipped = text("crate");
        let (name, _) = skipped.split_once('@').expect("a version");
        // Beside the newest, which is not named.
        *several.entry(name.to_owned()).or_insert(1) += 1;
    }
    several
}

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

/// Whether a license expression lets one choose among `licenses`. Where AND and OR are mixed without
/// brackets, what is allowed may be refused, but never the other way round.
fn is_allowed(expression: &str, licenses: &[String]) -> bool {
    expression.split(" AND ").all(|part| {
        let part = part.trim_matches(['(', ')']).replace('/', " OR ");
        part.split(" OR ").any(|license| licenses.iter().any(|allowed| allowed == license.trim()))
    })
}

#[test]
fn license_expressions_are_read_strictly() {
    let licenses = ["MIT", "Apache-2.0", "Zlib"].map(str::to_owned);
    for allowed in ["MIT", "MIT/Apache-2.0", "Unlicense OR MIT", "(GPL-3.0 OR MIT) AND Zlib"] {
        assert!(is_allowed(allowed, &licenses), "{allowed}");
    }
    for refused in ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0 WITH LLVM-exception", "MITX"] {
        assert!(!is_allowed(refused, &licenses), "{refused}");
    }
}

#[test]
fn every_dependency_may_be_used_and_passed_on() {
    let licenses = licenses();
    for package in dependencies() {
        let license = package["license"].as_str().unwrap_or_default();
        assert!(is_allowed(license, &licenses), "{} is under `{license}`", package["id"]);
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
    let mut versions: BTreeMap<String, usize> = BTreeMap::new();
    for package in &dependencies {
        *versions.entry(package["name"].as_str().expect("a name").to_owned()).or_default() += 1;
    }
    versions.retain(|_, count| *count > 1);
    assert_eq!(versions, several(), "`cargo tree --duplicates --target all` says whose they are");
}
