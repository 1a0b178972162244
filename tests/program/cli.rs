//! The program as a coach meets it: help, formats, color, pipes, and the odd things that lie about in
//! a folder. The real binary in a scrubbed environment.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[cfg(unix)]
use crate::copy::copy_folder;
#[cfg(unix)]
use crate::not_tested::not_tested;

use serde_json::Value;

fn coach(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("the program runs")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
    command.args(arguments).current_dir(folder).env_clear();
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A district with one relationship and nothing else.
fn small_district() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let coach_toml = "version = 1\ndistrict = \"Small\"\nprofile = \"missouri-sbic-2014\"\n\
                      year_starts = \"08-01\"\nas_of = \"2026-05-29\"\n\
                      [schools.north]\nname = \"North\"\n";
    fs::write(folder.path().join("coach.toml"), coach_toml).expect("written");
    let pair = folder.path().join("records/north/c-1-t-1");
    fs::create_dir_all(&pair).expect("a folder");
    let relationship = "kind: relationship\nprofile: missouri-sbic-2014\ncoach: c-1\n\
                        educator: t-1\nschool: north\nstarted: 2025-09-01\n\
                        agreement: {committed_on: 2025-09-02}\n";
    fs::write(pair.join("relationship.yaml"), relationship).expect("written");
    folder
}

fn pair(folder: &tempfile::TempDir) -> std::path::PathBuf {
    folder.path().join("records/north/c-1-t-1")
}

/// The commands below `verb`, and those below these.
fn commands_below(verb: &[String]) -> Vec<Vec<String>> {
    let arguments: Vec<&str> = verb.iter().map(String::as_str).chain(["--help"]).collect();
    let help = text(&coach(repository(), &arguments).stdout);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| line.starts_with("  ")).filter_map(|line| {
        let name = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' '))?;
        name.split_whitespace().next().filter(|name| *name != "help")
    });
    let below = names.map(|name| [verb, &[name.to_owned()]].concat());
    below.flat_map(|verb| std::iter::once(verb.clone()).chain(commands_below(&verb))).collect()
}

/// Only a Unix shell splits an example into words as it is written.
#[cfg(unix)]
#[test]
fn every_example_in_the_help_works_when_pasted() {
    // An example may write a file.
    let scratch = tempfile::tempdir().expect("a folder");
    for folder in ["examples", "profile"] {
        copy_folder(&repository().join(folder), &scratch.path().join(folder));
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_coach"));
    let folder = program.parent().expect("a folder");
    for verb in std::iter::once(Vec::new()).chain(commands_below(&[])) {
        let arguments: Vec<&str> = verb.iter().map(String::as_str).chain(["--help"]).collect();
        let help = text(&coach(repository(), &arguments).stdout);
        // The help of these says how a shell loads what they print; that is tested elsewhere.
        if verb == ["completions"] || verb == ["man"] {
            continue;
        }
        let mut tried = 0;
        for line in examples(&help) {
            let run = Command::new("/bin/sh")
                .args(["-c", &line])
                .env_clear()
                .env("PATH", folder)
                .env("HOME", scratch.path())
                .current_dir(scratch.path())
                .stdin(std::process::Stdio::null())
                .output()
                .expect("a shell");
            // `--fail-under` of an example may well fail; what must not happen is that it cannot run.
            let code = run.status.code().expect("no signal");
            let is_log = verb.first().is_some_and(|verb| verb == "log");
            assert!(code <= i32::from(!is_log), "{line}: {}", text(&run.stderr));
            tried += 1;
        }
        assert!(tried > 0 || verb == ["profile"], "coach {} --help has no example", verb.join(" "));
    }
}

/// The examples at the end of a verb's help; one of several lines has a backslash at their ends.
fn examples(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| !line.starts_with("Example")).skip(1);
    let mut examples: Vec<String> = Vec::new();
    for line in lines.take_while(|line| line.starts_with("  ")) {
        match (line.strip_prefix("  coach "), examples.last_mut()) {
            (Some(rest), _) => examples.push(format!("coach {rest}")),
            (None, Some(last)) if last.ends_with('\\') => last.push_str(&format!("\n{line}")),
            (None, Some(last)) => panic!("this goes on after {last} and cannot be pasted: {line}"),
            (None, None) => {}
        }
    }
    examples
}

#[test]
fn help_lists_the_verbs_that_are_built() {
    let help = text(&coach(repository(), &["--help"]).stdout);
    for verb in [
        "init",
        "log",
        "checklist",
        "review",
        "next",
        "check",
        "report",
        "explain",
        "profile",
        "schema",
        "completions",
        "man",
    ] {
        assert!(help.contains(&format!("  {verb} ")), "{help}");
    }
}

/// The schema beside the code describes what is printed, key by key.
#[test]
fn json_follows_its_schema() {
    let validate = |schema: &str, arguments: &[&str]| {
        let schema = fs::read_to_string(repository().join(schema)).expect("a schema");
        let schema: Value = serde_json::from_str(&schema).expect("JSON");
        let validator = jsonschema::validator_for(&schema).expect("a valid schema");
        let output = coach(repository(), arguments);
        let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let faults: Vec<String> =
            validator.iter_errors(&printed).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{arguments:?}: {faults:#?}");
    };
    let report = ".github/schemas/report.schema.json";
    for by in ["relationship", "coach", "school,function", "practice", "district"] {
        let folder = ["report", "-C", "examples/riverbend", "--format", "json", "--by", by];
        validate(report, &folder);
    }
    let periods = ["--period", "fall", "--period", "2024-25", "--as-of", "2026-01-31"];
    let json = ["report", "-C", "examples/riverbend", "--format", "json"];
    validate(report, &[&json[..], &periods].concat());
    let check = ["check", "-C", "examples/riverbend", "--format", "json"];
    validate(".github/schemas/check.schema.json", &check);
    let keep = |arguments: &[&str]| {
        let how =
            ["-C", "examples/riverbend", "--educator", "t-104", "--dry-run", "--format", "json"];
        validate(".github/schemas/log.schema.json", &[arguments, &how].concat());
    };
    keep(&["log", "contact", "--method", "email", "--date", "2026-05-20"]);
    keep(&["log", "contact", "--method", "emial"]);
    keep(&["log", "contact", "--method", "email", "--date", "2026-06-20"]);
    keep(&["log", "relationship", "--end", "2026-05-01"]);
}

/// The schema is not so loose that anything passes.
#[test]
fn the_schema_refuses_what_the_format_is_not() {
    let schema = include_str!("../../.github/schemas/report.schema.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let output = coach(repository(), &["report", "-C", "examples/riverbend", "--format", "json"]);
    let good: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(validator.is_valid(&good));
    for (pointer, wrong) in [
        ("/format", Value::from("coach-report/4")),
        ("/periods/0/profiles/0/total/coverage/in_place/k", Value::from(0.5)),
        ("/as_of", Value::from("29.5.2026")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).expect(pointer) = wrong;
        assert!(!validator.is_valid(&bad), "{pointer}");
    }
}

/// Every `k of n` that the text shows for a function and a school is in the JSON, and the other way
/// round.
#[test]
fn text_and_json_show_the_same_numbers() {
    let folder = "examples/riverbend";
    let printed = text(&coach(repository(), &["report", "-C", folder, "--by", "coach"]).stdout);
    let json = coach(repository(), &["report", "-C", folder, "--by", "coach", "--format", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let rows = json["periods"][0]["profiles"][0]["groups"].as_array().expect("rows");
    assert!(rows.len() >= 6);
    for row in rows {
        let coverage = &row["coverage"];
        let share = |key: &str| {
            let [k, n] = ["k", "n"].map(|part| coverage[key][part].as_u64().expect("a number"));
            match n {
                0 => "–".to_owned(),
                _ => format!("{k} of {n} {}.{} %", 100 * k / n, 1000 * k / n % 10),
            }
        };
        let name = row["id"].as_str().expect("an id");
        let expected = format!("{name} {} {}", share("in_place"), share("observed"));
        let squeezed = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            printed.lines().any(|line| squeezed(line).starts_with(&expected)),
            "no line starts with {expected:?} in\n{printed}"
        );
    }
}

#[test]
fn the_same_folder_gives_the_same_bytes_anywhere() {
    let folder = repository().join("examples/riverbend");
    let here = coach(&folder, &["report"]);
    let elsewhere = coach(repository(), &["report", "-C", "examples/riverbend"]);
    let below = coach(&folder.join("records/riverbend-high"), &["report"]);
    assert_eq!(text(&here.stdout), text(&elsewhere.stdout));
    assert_eq!(here.stdout, below.stdout);
}

#[test]
fn color_comes_only_when_wanted() {
    let folder = repository().join("examples/riverbend");
    let has_color = |set: &dyn Fn(&mut Command)| {
        let mut command = command(&folder, &["report"]);
        set(&mut command);
        text(&command.output().expect("runs").stdout).contains('\u{1b}')
    };
    assert!(!has_color(&|_| {}), "not a terminal");
    assert!(has_color(&|command| {
        command.env("FORCE_COLOR", "1");
    }));
    assert!(has_color(&|command| {
        command.env("CLICOLOR_FORCE", "1");
    }));
    assert!(!has_color(&|command| {
        command.env("FORCE_COLOR", "1").env("NO_COLOR", "1");
    }));
    assert!(has_color(&|command| {
        command.args(["--color", "always"]).env("NO_COLOR", "1");
    }));
}

#[test]
fn a_reader_that_goes_away_is_a_clean_end() {
    let mut child = command(repository(), &["report", "-C", "examples/riverbend"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn no_folder_is_said_plainly() {
    let nowhere = tempfile::tempdir().expect("a folder");
    for verb in ["report", "check", "next"] {
        let run = coach(nowhere.path(), &[verb]);
        assert_eq!(run.status.code(), Some(2));
        let said = text(&run.stderr);
        assert!(said.contains("no coach.toml") && said.contains("coach init"), "{said}");
    }
    let run = coach(nowhere.path(), &["report", "-C", "absent"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("there is no folder"));
}

#[test]
fn what_is_no_record_is_left_alone() {
    let folder = small_district();
    let pair = pair(&folder);
    fs::write(pair.join("plan.pdf"), [0_u8, 159, 146, 150]).expect("written");
    fs::write(pair.join("relationship.yaml~"), "kind: nonsense").expect("written");
    fs::write(pair.join(".hidden.yaml"), "kind: nonsense").expect("written");
    fs::create_dir_all(folder.path().join("records/.git/c-2-t-2")).expect("a folder");
    fs::write(folder.path().join("records/.git/c-2-t-2/x.yaml"), "no: record").expect("written");
    fs::create_dir_all(folder.path().join("records/north/attachments")).expect("a folder");
    fs::write(folder.path().join("records/north/attachments/a.txt"), "text").expect("written");
    let run = coach(folder.path(), &["check"]);
    assert_eq!(text(&run.stdout), "no problems in 1 record\n");
    assert_eq!(run.status.code(), Some(0));
}

#[test]
fn other_yaml_under_records_is_found_wherever_it_is() {
    let folder = small_district();
    let pair = pair(&folder);
    fs::create_dir_all(pair.join("old")).expect("a folder");
    let strays = [
        "records/session.yaml",
        "records/north/2026-01-05-session-0a1b.yaml",
        "records/north/c-1-t-1/2026-01-05-session.yaml",
        "records/north/c-1-t-1/2026-01-05-session-0a1b.yml",
        "records/north/c-1-t-1/2026-02-30-session-0a1b.yaml",
        "records/north/c-1-t-1/old/2026-01-05-session-0a1b.yaml",
    ];
    for stray in strays {
        let record = "kind: session\ndate: 2026-01-05\nmethod: email\n";
        fs::write(folder.path().join(stray), record).expect("written");
    }
    let run = coach(folder.path(), &["check", "--format", "json"]);
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let found = json["diagnostics"].as_array().expect("a list");
    let mut paths: Vec<_> = found
        .iter()
        .map(|found| (found["rule"].as_str().unwrap_or(""), found["path"].as_str().unwrap_or("")))
        .collect();
    paths.sort_unstable();
    let mut expected: Vec<_> = strays.iter().map(|&path| ("stray-yaml", path)).collect();
    expected.sort_unstable();
    assert_eq!(paths, expected);
    assert_eq!(json["summary"]["left_out"], strays.len());
    assert_eq!(run.status.code(), Some(1));
}

#[test]
#[cfg(unix)] // links and permissions as Unix has them
fn links_are_not_followed_and_unreadable_files_do_not_stop_the_rest() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = small_district();
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.yaml"), "kind: session\n").expect("written");
    let pair = pair(&folder);
    symlink(outside.path().join("x.yaml"), pair.join("2026-01-05-session-0a1b.yaml"))
        .expect("a link");
    symlink(outside.path(), folder.path().join("records/north/c-9-t-9")).expect("a link");
    symlink(folder.path().join("records"), pair.join("loop")).expect("a link");
    let run = coach(folder.path(), &["check", "--format", "json"]);
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let rules: Vec<_> =
        json["diagnostics"].as_array().expect("a list").iter().map(|d| &d["rule"]).collect();
    assert_eq!(rules, ["link", "link", "link"]);

    let locked = pair.join("2026-01-06-contact-0a1b.yaml");
    fs::write(&locked, "kind: contact\ndate: 2026-01-06\nmethod: email\n").expect("written");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
    let mut check = command(folder.path(), &["check"]);
    if fs::read(&locked).is_ok() {
        // The superuser may read anything, so the program runs as nobody.
        use std::os::unix::process::CommandExt;
        check.uid(65534).gid(65534);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
    }
    let run = match check.output() {
        Ok(run) => run,
        Err(error) => return not_tested(&format!("nobody may not run the program: {error}")),
    };
    let said = text(&run.stdout);
    assert!(said.contains("unreadable") && said.contains("permission denied"), "{said}");
    assert!(said.contains("of 5 records"), "{said}");
}

#[test]
#[cfg(unix)] // pipes with names are a Unix thing
fn a_named_pipe_does_not_hang_the_run() {
    let folder = small_district();
    let fifo = pair(&folder).join("2026-01-05-session-0a1b.yaml");
    let made = Command::new("mkfifo").arg(&fifo).status();
    if !made.is_ok_and(|status| status.success()) {
        return not_tested("this machine has no mkfifo");
    }
    let run = coach(folder.path(), &["check"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(text(&run.stdout).contains("not a regular file"), "{}", text(&run.stdout));
}

#[test]
fn faults_of_coach_toml_come_all_at_once_with_their_places() {
    let folder = small_district();
    let broken = "version = 2\ndistrct = \"Small\"\nprofile = \"missouri-sbic-2015\"\n\
                  year_starts = \"02-29\"\nyear_ends = \"29 May\"\n[schools.North]\nname = 7\n\
                  [checks]\noutside-date = \"errors\"\n[thresholds]\nmin_students = 0\n";
    fs::write(folder.path().join("coach.toml"), broken).expect("written");
    let run = coach(folder.path(), &["check", "--format", "json"]);
    assert_eq!(run.status.code(), Some(2), "{}", text(&run.stderr));
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let found: Vec<(u64, &str)> = json["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| (d["line"].as_u64().unwrap_or(0), d["rule"].as_str().unwrap_or("")))
        .collect();
    let expected = [
        (1, "missing-key"), // district
        (1, "out-of-range"),
        (2, "unknown-key"),
        (4, "bad-date"),
        (5, "bad-date"),
        (6, "bad-id"),
        (9, "unknown-word"),
        (9, "unknown-word"),
        (11, "out-of-range"),
    ];
    let mut found = found;
    found.sort_unstable();
    assert_eq!(found, expected);
    let report = coach(folder.path(), &["report"]);
    assert_eq!(report.status.code(), Some(2));
    assert_eq!(text(&report.stdout), "", "nothing is counted under broken settings");
}

/// A district whose `records` is a link elsewhere would be somebody else's records.
#[test]
#[cfg(unix)] // links as Unix has them
fn a_linked_records_folder_is_not_followed() {
    let folder = small_district();
    let records = folder.path().join("records");
    let elsewhere = tempfile::tempdir().expect("a folder");
    fs::rename(&records, elsewhere.path().join("records")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("records"), &records).expect("a link");
    for verb in ["check", "report"] {
        let run = coach(folder.path(), &[verb]);
        assert_eq!(run.status.code(), Some(1), "{verb}");
        let said = text(&run.stdout) + &text(&run.stderr);
        assert!(said.contains("link") && !said.contains("there is no record"), "{said}");
    }
}

#[test]
fn the_records_beside_a_broken_relationship_are_still_checked() {
    let folder = small_district();
    let relationship = pair(&folder).join("relationship.yaml");
    let broken = fs::read_to_string(&relationship).expect("text") + "bogus: 1\n";
    fs::write(&relationship, broken).expect("written");
    let session = "kind: session\ndate: 2026-01-05\nmethod: carrier-pigeon\n";
    fs::write(pair(&folder).join("2026-01-05-session-0a1b.yaml"), session).expect("written");
    let run = coach(folder.path(), &["check", "--format", "json"]);
    let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let rules: Vec<_> =
        json["diagnostics"].as_array().expect("a list").iter().map(|d| &d["rule"]).collect();
    // The relationship has no agreement, which no key that cannot be read is to blame for.
    assert_eq!(rules, ["unknown-method", "incomplete-agreement", "unknown-key"]);
    assert_eq!(json["summary"]["left_out"], 2);
}

/// A report names the profile by id: two profiles of one id would be two truths under one name.
#[test]
fn a_built_in_profile_cannot_be_redefined() {
    let folder = small_district();
    let path = folder.path().join("own.toml");
    fs::copy(repository().join("profile/missouri-sbic-2014.toml"), path).expect("a copy");
    let mut settings = fs::read_to_string(folder.path().join("coach.toml")).expect("text");
    settings.push_str("[profiles]\nmissouri-sbic-2014 = \"own.toml\"\n");
    fs::write(folder.path().join("coach.toml"), settings).expect("written");
    let run = coach(folder.path(), &["check"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stdout).contains("is a built-in profile already"), "{}", text(&run.stdout));
}

#[test]
fn settings_that_would_mislead_are_refused() {
    for (more, said) in [
        ("[periods]\nsummer = {from = \"07-15\", to = \"08-15\"}\n", "into the next school year"),
        ("[periods]\n2026-27 = {from = \"08-01\", to = \"12-31\"}\n", "needs a letter in it"),
        ("[checks]\nbad-date = \"off\"\n", "cannot be off"),
    ] {
        let folder = small_district();
        let path = folder.path().join("coach.toml");
        let settings = fs::read_to_string(&path).expect("text") + more;
        fs::write(&path, settings).expect("written");
        let run = coach(folder.path(), &["check"]);
        assert_eq!(run.status.code(), Some(2), "{more}");
        assert!(text(&run.stdout).contains(said), "{}", text(&run.stdout));
    }
}

/// Names from settings reach a terminal too.
#[test]
fn no_output_carries_control_characters() {
    let folder = small_district();
    let path = folder.path().join("coach.toml");
    let settings = fs::read_to_string(&path).expect("text");
    let hostile = "\"N\\u001b[31m\\u202eorth\"";
    let settings = settings.replace("\"North\"", hostile).replace("\"Small\"", hostile);
    fs::write(&path, settings).expect("written");
    for arguments in [
        &["report"][..],
        &["report", "--format", "json"],
        &["report", "--by", "school", "--fail-under", "99"],
        &["report", "--by", "district", "--fail-under", "99"],
        &["check"],
    ] {
        let run = coach(folder.path(), arguments);
        let said = text(&run.stdout) + &text(&run.stderr);
        let is_clean = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
        assert!(said.chars().all(is_clean), "{arguments:?}: {said:?}");
    }
}
