//! Past one machine: what the SQL of `examples/state` says of many districts is what `coach report` says of each. The
//! engines run in Python, in the virtual environment that `.ci/run` makes; where something is missing, a
//! test says so. The optimized program that is tried for this is also held to what a record costs (`cost`).

#![allow(clippy::disallowed_methods, reason = "tests name paths as the system does")]
#![allow(clippy::expect_used, clippy::panic)] // a panic is how a test fails

// What the example district is made with.
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../records/riverbend/calendar.rs"]
mod calendar;
mod cost;
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../benchmark/generate.rs"]
mod generate;
#[path = "../benchmark/instructions.rs"]
mod instructions;
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../records/riverbend/items.rs"]
mod items;
#[path = "../harness/not_tested.rs"]
mod not_tested;
#[path = "../records/riverbend/prose.rs"]
mod prose;
#[path = "../benchmark/records.rs"]
mod records;
#[path = "../benchmark/reviews.rs"]
mod reviews;
#[path = "../records/riverbend/rng.rs"]
mod rng;
#[path = "../benchmark/sessions.rs"]
mod sessions;
#[allow(dead_code, reason = "a part of it serves here")]
#[path = "../records/riverbend/yaml.rs"]
mod yaml;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use not_tested::not_tested;

/// Says which program is tried, an optimized one, and that it is tried on 100,000 records in 20 districts and not
/// on a few.
const PROGRAM: &str = "COACH_STATE_PROGRAM";

/// A file of the repository.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The Python that has `modules`, and why there is none.
fn python(modules: &[&str]) -> Result<PathBuf, String> {
    let python = file("target/python/bin/python");
    if !python.is_file() {
        return Err(format!("there is no {}; .ci/run makes it", python.display()));
    }
    for module in modules {
        let found = Command::new(&python).args(["-c", &format!("import {module}")]).output();
        let is_there = found.is_ok_and(|found| found.status.success());
        if !is_there {
            return Err(format!("{} has no {module}; .ci/run installs it", python.display()));
        }
    }
    Ok(python)
}

fn said(output: &Output) -> String {
    let [out, error] = [&output.stdout, &output.stderr].map(|it| String::from_utf8_lossy(it));
    format!("{out}{error}")
}

/// Names a new folder, in which the exports stay: for `examples/state/measure.py`.
const KEEP: &str = "COACH_STATE_KEEP";

/// The program, how many districts are generated, and how many records each has.
fn program() -> (PathBuf, u64, usize) {
    match std::env::var_os(PROGRAM) {
        Some(program) => (file(&program.to_string_lossy()), 20, 5_000),
        None => (env!("CARGO_BIN_EXE_coach").into(), 2, 200),
    }
}

fn export(district: &Path, form: &str, with_prose: bool, to: &Path) {
    let output = Command::new(program().0)
        .args(["export", "--to", form, "-C"])
        .args([district, to])
        .args(with_prose.then_some("--with-prose"))
        .output()
        .expect("coach runs");
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", said(&output));
}

/// The engines that there are; of the others it says why they are not tried.
fn engines() -> Option<(PathBuf, String)> {
    let runs_java = || {
        let java = Command::new("java").arg("-version").output();
        java.is_ok_and(|java| java.status.success())
    };
    let duckdb = python(&["duckdb"]).inspect_err(|why| not_tested(why));
    let spark = match python(&["pyspark"]) {
        Ok(_) if !runs_java() => Err("Spark needs Java, and there is none here".to_owned()),
        found => found,
    };
    let spark = spark.inspect_err(|why| not_tested(why));
    let found = [("duckdb", duckdb), ("spark", spark)];
    let found: Vec<(&str, PathBuf)> =
        found.into_iter().filter_map(|(name, python)| Some((name, python.ok()?))).collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| *name).collect();
    let (_, python) = found.first()?;
    Some((python.clone(), names.join(",")))
}

#[test]
fn sql_says_of_many_districts_what_the_report_says_of_each() {
    let Some((python, engines)) = engines() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let mut districts = vec![file("examples/riverbend")];
    let (program, number, records) = program();
    for seed in 1..=number {
        let district = folder.path().join(format!("made/{seed}"));
        let name = format!("District {seed}");
        generate::named(&district, generate::Size::of(records), &name, seed).expect("a district");
        districts.push(district);
    }
    let kept = std::env::var_os(KEEP).map(|kept| file(&kept.to_string_lossy()));
    let exports = kept.unwrap_or_else(|| folder.path().join("exports"));
    std::fs::create_dir(&exports).expect("a new folder");
    for (at, district) in districts.iter().enumerate() {
        export(district, "parquet", false, &exports.join(at.to_string()));
    }
    let output = Command::new(python)
        .arg(file("tests/state/compare.py"))
        .arg(engines)
        .args([&program, &exports])
        .args(districts)
        .output()
        .expect("Python runs");
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn two_folders_of_one_district_are_not_added_up() {
    let python = match python(&["duckdb"]) {
        Ok(python) => python,
        Err(why) => return not_tested(&why),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let ask = || {
        Command::new(&python)
            .arg(file("examples/state/ask.py"))
            .arg("duckdb")
            .arg(folder.path())
            .arg(file("examples/state/reach.sql"))
            .output()
            .expect("Python runs")
    };
    export(&file("examples/riverbend"), "parquet", false, &folder.path().join("one"));
    let output = ask();
    assert!(output.status.success(), "{}", said(&output));
    export(&file("examples/riverbend"), "parquet", false, &folder.path().join("two"));
    let output = ask();
    assert!(!output.status.success() && output.stdout.is_empty(), "{}", said(&output));
    assert!(said(&output).contains("two folders are of one district"), "{}", said(&output));
}

#[test]
fn the_data_package_is_valid() {
    let python = match python(&["frictionless"]) {
        Ok(python) => python,
        Err(why) => return not_tested(&why),
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (form, with_prose) in [("csv", false), ("csv", true), ("jsonl", false), ("parquet", false)]
    {
        let to = folder.path().join(format!("{form}-{with_prose}"));
        export(&file("examples/riverbend"), form, with_prose, &to);
        let output = Command::new(&python)
            .arg(file("tests/state/validate.py"))
            .arg(&to)
            .output()
            .expect("Python runs");
        assert!(output.status.success(), "{form}: {}", said(&output));
    }
}
