//! What a release is made of, as far as it can be made here: archives of made-up programs, their checksums, what
//! package managers ask for, and the licenses of all crates. `.ci/wheel` builds a real one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::not_tested::not_tested;

const VERSION: &str = env!("CARGO_PKG_VERSION");
const WINDOWS: &str = "x86_64-pc-windows-msvc";
/// The platforms of a release, as `.github/workflows/release.yml` builds them.
const TARGETS: [&str; 5] = [
    "aarch64-apple-darwin",
    "aarch64-unknown-linux-gnu",
    "x86_64-apple-darwin",
    WINDOWS,
    "x86_64-unknown-linux-gnu",
];

/// Runs one of the scripts; nothing, said aloud, where there is no Python.
fn script(name: &str, arguments: &[&str]) -> Option<Output> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/packaging");
    let run = Command::new("python3")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(folder.join(name))
        .args(arguments)
        .output();
    match run {
        Ok(output) => Some(output),
        Err(why) => {
            not_tested(&format!("no python3: {why}"));
            None
        }
    }
}

#[track_caller]
fn done(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// A folder with an archive of a made-up program for each platform, and a wheel.
struct Release(TempDir);

impl Release {
    fn new() -> Option<Self> {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        for target in TARGETS {
            let program = if target == WINDOWS { "coach.exe" } else { "coach" };
            let program = scratch.path().join(program);
            fs::write(&program, target).expect("written");
            let notices = scratch.path().join("notices");
            fs::write(&notices, "licenses").expect("written");
            let output = scratch.path().join("release");
            let paths = [&program, &notices, &output].map(|path| path.display().to_string());
            done(&script("archive.py", &[&paths[0], target, &paths[1], &paths[2]])?);
        }
        let release = Self(scratch);
        fs::write(release.path("coach_records-1-py3-none-any.whl"), "a wheel").expect("written");
        Some(release)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("release").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|_| panic!("no {name}"))
    }

    /// The name of the archive for `target`, and its digest.
    fn archive(&self, target: &str) -> (String, String) {
        let ending = if target == WINDOWS { "zip" } else { "tar.gz" };
        let name = format!("coach-{VERSION}-{target}.{ending}");
        let digest = Sha256::digest(fs::read(self.path(&name)).expect("made"));
        (name, digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    fn manifests(&self) -> Option<Output> {
        script("manifests.py", &[&self.path("").display().to_string(), "someone/coach"])
    }
}

#[test]
fn archives_hold_the_program_and_its_licenses_and_nothing_of_the_day() {
    let (Some(release), Some(again)) = (Release::new(), Release::new()) else { return };
    for target in TARGETS {
        assert_eq!(release.archive(target), again.archive(target));
    }
    let folder = format!("coach-{VERSION}-{WINDOWS}");
    let zip = fs::File::open(release.path(&format!("{folder}.zip"))).expect("made");
    let mut zip = zip::ZipArchive::new(zip).expect("a zip");
    let names = zip.file_names().map(|name| name.expect("UTF-8").into_owned());
    let names: Vec<String> = names.collect();
    let expected = ["coach.exe", "README.md", "LICENSE", "THIRD-PARTY.txt"];
    assert_eq!(names, expected.map(|name| format!("{folder}/{name}")));
    let program = zip.by_name(&format!("{folder}/coach.exe")).expect("the program");
    assert_eq!(std::io::read_to_string(program).expect("text"), WINDOWS);

    let name = format!("coach-{VERSION}-aarch64-apple-darwin");
    let archive = release.path(&format!("{name}.tar.gz"));
    let Ok(listed) = Command::new("tar").arg("-tvzf").arg(&archive).output() else {
        return not_tested("no tar");
    };
    let listed = done(&listed);
    let program = listed.lines().find(|line| line.ends_with(&format!("{name}/coach")));
    assert!(program.is_some_and(|line| line.starts_with("-rwxr-xr-x")), "{listed}");
    assert_eq!(listed.lines().count(), expected.len(), "{listed}");
}

#[test]
fn package_managers_are_told_the_digests_of_the_archives() {
    let Some(release) = Release::new() else { return };
    let Some(output) = release.manifests() else { return };
    done(&output);
    let archives = TARGETS.map(|target| release.archive(target));
    let sums = release.text("SHA256SUMS");
    assert_eq!(sums.lines().count(), TARGETS.len() + 1, "{sums}");
    for (name, digest) in &archives {
        assert!(sums.contains(&format!("{digest}  {name}\n")), "{sums}");
    }

    let address = |name: &str| {
        format!("https://github.com/someone/coach/releases/download/v{VERSION}/{name}")
    };
    let formula = release.text("coach-records.rb");
    for (name, digest) in archives.iter().filter(|(name, _)| !name.contains(WINDOWS)) {
        let lines = format!("url \"{}\"\n      sha256 \"{digest}\"\n", address(name));
        assert!(formula.contains(&lines), "{formula}");
    }
    let (name, digest) = release.archive(WINDOWS);
    let scoop: serde_json::Value = serde_json::from_str(&release.text("coach.json")).expect("JSON");
    let of_windows = &scoop["architecture"]["64bit"];
    assert_eq!(scoop["version"], VERSION);
    assert_eq!(of_windows["url"], address(&name));
    assert_eq!(of_windows["hash"], digest);
    assert_eq!(format!("{}.zip", of_windows["extract_dir"].as_str().expect("a name")), name);
    let next = scoop["autoupdate"]["architecture"]["64bit"]["url"].as_str().expect("an address");
    assert_eq!(next.replace("$version", VERSION), address(&name));

    let winget = |part: &str| -> serde_yaml::Value {
        let text = release.text(&format!("someone.coach-records{part}.yaml"));
        serde_yaml::from_str(&text).expect("YAML")
    };
    let installer = &winget(".installer")["Installers"][0];
    assert_eq!(installer["InstallerUrl"], address(&name));
    assert_eq!(installer["InstallerSha256"], digest);
    for part in ["", ".installer", ".locale.en-US"] {
        assert_eq!(winget(part)["PackageIdentifier"], "someone.coach-records", "{part}");
        assert_eq!(winget(part)["PackageVersion"], VERSION, "{part}");
    }
}

/// A release with a part missing does not get out.
#[test]
fn a_platform_that_is_missing_stops_the_release() {
    let Some(release) = Release::new() else { return };
    fs::remove_file(release.path(&release.archive(WINDOWS).0)).expect("removed");
    let Some(output) = release.manifests() else { return };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains(WINDOWS), "{said}");
}

#[test]
fn a_tag_of_another_version_stops_the_release() {
    let tag = format!("v{VERSION}");
    let Some(output) = script("version.py", &[&tag]) else { return };
    assert_eq!(done(&output).trim_end(), VERSION);
    let Some(output) = script("version.py", &["v99.0.0"]) else { return };
    assert!(!output.status.success());
}

/// A name of a version may lead to something else tomorrow.
#[test]
fn what_workflows_use_is_named_by_its_hash() {
    let texts = [
        include_str!("../../.github/workflows/ci.yml"),
        include_str!("../../.github/workflows/release.yml"),
        include_str!("../../.github/actions/coach/action.yml"),
    ];
    for text in texts {
        let used = text.lines().filter_map(|line| {
            let line = line.trim().trim_start_matches("- ");
            line.strip_prefix("uses: ")
        });
        let used: Vec<&str> = used.collect();
        assert!(!used.is_empty());
        for of in used {
            let (hash, version) = of
                .split_once('@')
                .and_then(|(_, rest)| rest.split_once(" # v"))
                .unwrap_or_else(|| panic!("{of} has a hash and then its version"));
            assert!(hash.len() == 40 && hash.bytes().all(|b| b.is_ascii_hexdigit()), "{of}");
            assert!(version.starts_with(|c: char| c.is_ascii_digit()), "{of}");
        }
    }
}

/// The workflow builds what the manifests ask for.
#[test]
fn the_release_builds_every_platform() {
    let workflow = include_str!("../../.github/workflows/release.yml");
    let built: BTreeSet<&str> = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- { target: ")?.split(',').next())
        .collect();
    assert_eq!(built, TARGETS.into());
}

/// Cargo's own tree says which crates are in the program; each has to be named, with a license after it.
#[test]
fn the_licenses_of_all_crates_go_with_the_program() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["tree", "--edges", "normal", "--target", "all", "--prefix", "none"];
    let tree = Command::new(cargo)
        .args(arguments)
        .args(["--format", "{p}", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    let Ok(tree) = tree.and_then(|of| of.status.success().then_some(of).ok_or_else(failed)) else {
        return not_tested("run `cargo fetch --locked` first");
    };
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let file = scratch.path().join("notices");
    let Some(output) = script("notices.py", &[&file.display().to_string()]) else { return };
    done(&output);
    let notices = fs::read_to_string(file).expect("made");
    let named: BTreeSet<&str> = notices
        .split(&format!("{}\n", "=".repeat(79)))
        .filter_map(|part| part.split_once("\n\n").filter(|(_, text)| text.trim().len() > 40))
        .flat_map(|(names, _)| names.lines())
        .collect();
    let tree = done(&tree);
    let crates: BTreeSet<String> = tree
        .lines()
        .filter(|line| !line.starts_with("coach v"))
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .map(|named| named.replacen(" v", " ", 1))
        .collect();
    assert!(crates.len() > 100, "{tree}");
    for of in &crates {
        assert!(named.contains(of.as_str()), "{of} is in the program, and its license is not");
    }
}

fn failed() -> std::io::Error {
    std::io::Error::other("cargo tree failed")
}
