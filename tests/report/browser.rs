//! Pages in a browser: `tests/browser/pages.mjs` opens what the program makes of the example district in Chromium, as people
//! see it, and asks axe-core. `.ci/browser` installs what that needs; where something is missing, this says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::coach_in;
use crate::not_tested::not_tested;

/// A file of the repository.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A program that can be started.
fn program(names: &[&str]) -> Option<String> {
    let starts = |name: &&&str| {
        Command::new(name).arg("--version").output().is_ok_and(|run| run.status.success())
    };
    names.iter().find(starts).map(|name| (*name).to_owned())
}

/// Where a program is.
fn path_of(name: &str) -> String {
    let found = Command::new("sh").args(["-c", "command -v \"$0\"", name]).output();
    String::from_utf8_lossy(&found.expect("a shell").stdout).trim().to_owned()
}

#[test]
fn pages_serve_everyone() {
    let installed = file("target/browser");
    if !installed.join("node_modules/playwright-core").is_dir() {
        return not_tested(
            "there is no playwright-core in target/browser; .ci/browser installs it",
        );
    }
    let Some(node) = program(&["node"]) else { return not_tested("there is no node here") };
    let Some(browser) = program(&["chromium", "chromium-browser", "google-chrome"]) else {
        return not_tested("there is no Chromium here");
    };
    let shots = installed.join("pages");
    std::fs::create_dir_all(&shots).expect("a folder for pages");
    let riverbend = file("examples/riverbend");
    let site = shots.join("site");
    let page = |name: &str| shots.join(name).display().to_string();
    let made: [(&[&str], String); 5] = [
        (&["--format", "html"], page("district.html")),
        (&["--format", "html", "--explain", "--school", "prairie-view-k8"], page("explained.html")),
        (&["--format", "html", "--period", "fall", "--period", "spring"], page("times.html")),
        (&["--format", "html", "--period", "spring", "--compare", "fall"], page("compared.html")),
        (&["--format", "site"], site.display().to_string()),
    ];
    let mut pages: Vec<String> = Vec::new();
    for (options, to) in &made {
        let run = coach_in(&riverbend, &[], &[&["report"], *options, &["-o", to]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{options:?}");
        if Path::new(to).is_file() {
            pages.push(to.clone());
        }
    }
    for path in
        ["index.html", "schools/prairie-view-k8.html", "pairs/lincoln-elementary/c-01-t-103.html"]
    {
        pages.push(site.join(path).display().to_string());
    }
    let looked = Command::new(node)
        .arg(file("tests/browser/pages.mjs"))
        .args([path_of(&browser), shots.display().to_string()])
        .args(&pages)
        .current_dir(&installed)
        .output()
        .expect("node starts");
    let said = String::from_utf8_lossy(&looked.stdout) + String::from_utf8_lossy(&looked.stderr);
    assert!(looked.status.success(), "{said}");
}
