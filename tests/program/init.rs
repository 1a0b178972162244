//! `coach init`: what it makes is complete, clean and true, and what is there already stays as it
//! is. The real binary in a scrubbed environment.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const ROUNDS: &str = include_str!("../profiles/five-functions.toml");

/// What a run left behind: exit code, standard output, standard error.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn finish(mut command: Command, path: impl AsRef<OsStr>) -> Run {
    let output = command.env_clear().env("PATH", path).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("no signal");
    Run { code, out: text(output.stdout), err: text(output.stderr) }
}

fn path() -> String {
    std::env::var("PATH").unwrap_or_default()
}

fn coach(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
    command.args(arguments).current_dir(folder);
    finish(command, path())
}

/// Runs `coach` and expects it to end with `code`.
fn expect(code: i32, folder: &Path, arguments: &[&str]) -> Run {
    let run = coach(folder, arguments);
    assert_eq!(run.code, code, "coach {arguments:?}: {run:#?}");
    run
}

fn scratch() -> TempDir {
    tempfile::tempdir().expect("a scratch folder")
}

/// Path and bytes of every file below `folder`.
fn all_files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).expect("a file");
                files.insert(path.strip_prefix(folder).expect("below").to_owned(), bytes);
            }
        }
    }
    files
}

fn names(folder: &Path) -> Vec<String> {
    all_files(folder).into_keys().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

/// The coach.toml of `folder` with every setting in its comments switched on.
fn uncomment(folder: &Path) -> String {
    let text = fs::read_to_string(folder.join("coach.toml")).expect("coach.toml");
    let mut switched_on = 0;
    let mut out = String::new();
    for line in text.lines() {
        match line
            .strip_prefix('#')
            .filter(|rest| !rest.is_empty() && !rest.starts_with([' ', ':']))
        {
            Some(setting) => {
                switched_on += 1;
                out.push_str(setting);
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    assert!(switched_on > 10, "{text}");
    out
}

/// Switches every setting on, and puts the profile that they name where they say it is.
fn switch_everything_on(folder: &Path) -> String {
    let settings = uncomment(folder);
    fs::write(folder.join("coach.toml"), &settings).expect("written");
    fs::create_dir_all(folder.join("profiles")).expect("a folder");
    fs::write(folder.join("profiles/rounds-district.toml"), ROUNDS).expect("written");
    settings
}

/// One for each kind of record, and for records, settings and profiles.
fn schema_files() -> usize {
    coach::domain::record::Kind::ALL.len() + 3
}

#[test]
fn a_fresh_folder_has_its_files_and_nothing_to_read() {
    let scratch = scratch();
    let run = expect(0, scratch.path(), &["init", "deep/down/riverbend"]);
    let folder = scratch.path().join("deep/down/riverbend");
    let made = [".gitattributes", ".gitignore", "README.md", "coach.toml", "records/.gitkeep"];
    let (schemas, others): (Vec<_>, Vec<_>) =
        names(&folder).into_iter().partition(|name| name.starts_with("schemas/"));
    assert_eq!(others, made);
    assert_eq!(schemas.len(), schema_files());
    let made_schemas = format!("riverbend/schemas ({} files for editors)\n", schema_files());
    assert!(run.out.contains(&made_schemas), "{}", run.out);
    for path in made {
        assert!(run.out.contains(&format!("made  deep/down/riverbend/{path}\n")), "{}", run.out);
    }
    expect(3, &folder, &["check"]);
    expect(3, &folder, &["report"]);
    let ignored = fs::read_to_string(folder.join(".gitignore")).expect("a text");
    assert!(ignored.lines().any(|line| line == "people.yaml"), "{ignored}");
    let settings = fs::read_to_string(folder.join("coach.toml")).expect("a text");
    assert!(settings.contains("district = \"riverbend\""), "{settings}");
}

#[test]
fn the_folder_is_dir_or_that_of_c_or_the_current_one() {
    let scratch = scratch();
    let here = scratch.path().join("here");
    fs::create_dir(&here).expect("a folder");
    let run = expect(0, &here, &["init"]);
    assert!(run.out.contains("made  coach.toml\n") && !run.out.contains("cd "), "{}", run.out);
    expect(0, scratch.path(), &["init", "-C", "by-c"]);
    expect(0, scratch.path(), &["init", "-C", "by-c/..", "by-both"]);
    for folder in ["here", "by-c", "by-both"] {
        let files = names(&scratch.path().join(folder)).len();
        assert_eq!(files, 5 + schema_files(), "{folder}");
    }
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    for options in [&["init", "district"][..], &["init", "district", "--example"]] {
        let scratch = scratch();
        expect(0, scratch.path(), options);
        let before = all_files(scratch.path());
        let run = expect(0, scratch.path(), options);
        assert!(run.out.contains("Nothing to make"), "{}", run.out);
        assert!(!run.out.contains("made") && !run.out.contains("Next"), "{}", run.out);
        assert_eq!(all_files(scratch.path()), before);
        let run = expect(0, scratch.path(), &["init", "district", "--district", "Other"]);
        assert!(run.out.contains("the district's name stays"), "{}", run.out);
        assert_eq!(all_files(scratch.path()), before);
    }
}

/// The example goes by the day it is made. On another day it would be made a second time, beside the
/// first, if only file names were looked at.
#[test]
fn an_example_of_another_day_is_left_alone() {
    let scratch = scratch();
    expect(0, scratch.path(), &["init", "--example"]);
    let pair = scratch.path().join("records/example-school/c-01-t-101");
    for name in names(&pair).into_iter().filter(|name| name != "relationship.yaml") {
        let older = name.replacen("20", "19", 1);
        fs::rename(pair.join(name), pair.join(older)).expect("renamed");
    }
    let before = all_files(scratch.path());
    let run = expect(0, scratch.path(), &["init", "--example"]);
    assert!(run.out.contains("The example is already there"), "{}", run.out);
    assert_eq!(all_files(scratch.path()), before);
}

#[test]
fn files_that_are_there_keep_their_bytes() {
    let scratch = scratch();
    let own = [("README.md", "Ours\r\n"), (".gitignore", "*.bak\n"), ("notes.txt", "x")];
    for (name, text) in own {
        fs::write(scratch.path().join(name), text).expect("written");
    }
    let run = expect(0, scratch.path(), &["init", "--district", "Riverbend", "--example"]);
    for (name, text) in own {
        assert_eq!(fs::read_to_string(scratch.path().join(name)).expect("a text"), text);
    }
    assert!(run.out.contains("kept  README.md\n"), "{}", run.out);
    assert!(run.out.contains(".gitignore lets names into git: add the line\n  people.yaml\n"));
    expect(0, scratch.path(), &["check"]);

    fs::write(scratch.path().join(".gitignore"), "*.bak\npeople.yaml\n").expect("written");
    let run = expect(0, scratch.path(), &["init"]);
    assert!(!run.out.contains("names into git"), "{}", run.out);
}

#[test]
fn the_example_is_clean_and_reported() {
    let scratch = scratch();
    let name = ["--district", "Riverbend R-II"];
    expect(0, scratch.path(), &["init", "riverbend", name[0], name[1], "--example"]);
    let folder = scratch.path().join("riverbend");
    let run = expect(0, &folder, &["check", "--strict"]);
    assert!(run.out.starts_with("no problems in 7 records"), "{}", run.out);
    for as_of in [&[][..], &["--as-of", "2090-03-01"]] {
        let run = expect(0, &folder, &[&["report"], as_of].concat());
        assert!(run.out.starts_with("Riverbend R-II · "), "{}", run.out);
        let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("1 pair, 1 coach, 1 school"), "{}", run.out);
        assert!(run.out.contains("Example School"), "{}", run.out);
        let rows = ["report", "--by", "relationship", "--educator", "t-101"];
        let run = expect(0, &folder, &[&rows, as_of].concat());
        assert!(run.out.contains("c-01"), "{}", run.out);
    }
}

/// Someone starts without the example and wants it later.
#[test]
fn an_example_needs_its_school_in_a_coach_toml_that_is_kept() {
    let scratch = scratch();
    expect(0, scratch.path(), &["init", "--district", "Riverbend"]);
    let before = all_files(scratch.path());
    let run = expect(2, scratch.path(), &["init", "--example"]);
    assert_eq!(all_files(scratch.path()), before);
    let (_, lines) = run.err.split_once("to it:\n").expect("the lines to add");
    let settings = scratch.path().join("coach.toml");
    let text = fs::read_to_string(&settings).expect("a text");
    fs::write(&settings, text + lines).expect("written");
    expect(0, scratch.path(), &["init", "--example"]);
    assert!(coach(scratch.path(), &["check"]).out.starts_with("no problems in 7 records"));

    fs::write(&settings, "version = 2\n").expect("written");
    fs::remove_dir_all(scratch.path().join("records")).expect("removed");
    let run = expect(2, scratch.path(), &["init", "--example"]);
    assert!(run.err.contains("fix it before you add an example"), "{}", run.err);
}

#[test]
fn schools_that_are_named_take_a_relationship_at_once() {
    let folder = scratch();
    let schools = ["--school", "north=North \"Hill\" School", "--school", "south = x"];
    let run = expect(2, folder.path(), &[&["init"], &schools[..]].concat());
    assert!(run.err.contains("cannot be in an id"), "{run:?}");
    let schools = ["--school", "north=North \"Hill\" School", "--school", "south=South"];
    expect(0, folder.path(), &[&["init", "--people"], &schools[..]].concat());
    let open = ["log", "relationship", "--coach", "c-1", "--educator", "t-1", "--school"];
    expect(0, folder.path(), &[&open[..], &["north"]].concat());
    expect(0, folder.path(), &["check", "--strict"]);
    let people = fs::read_to_string(folder.path().join("people.yaml")).expect("a list");
    assert!(people.lines().all(|line| line.starts_with('#')), "{people}");
    let twice = expect(2, folder.path(), &["init", "--school", "a=A", "--school", "a=B"]);
    assert!(twice.err.contains("`a` twice"), "{twice:?}");
    let kept = expect(0, folder.path(), &["init", "--school", "east=East"]);
    assert!(kept.out.contains("[schools.east]\nname = \"East\"\n"), "{kept:?}");
}

#[test]
fn no_district_is_made_inside_another() {
    let scratch = scratch();
    expect(0, scratch.path(), &["init", "--district", "Outer", "--example"]);
    let before = all_files(scratch.path());
    let records = scratch.path().join("records");
    for (folder, arguments) in [
        (scratch.path(), &["init", "inner/most"][..]),
        (scratch.path(), &["init", "records"]),
        (&records, &["init"]),
        (&records, &["init", "-C", "example-school", "../new"]),
    ] {
        let run = expect(2, folder, arguments);
        let root = scratch.path().canonicalize().expect("a folder");
        assert!(run.err.contains(&root.display().to_string()), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    assert_eq!(all_files(scratch.path()), before);
    assert!(!scratch.path().join("inner").exists());
}

#[test]
fn what_is_in_the_way_is_named_and_nothing_is_made() {
    let scratch = scratch();
    fs::write(scratch.path().join("notes.txt"), "ours").expect("written");
    fs::create_dir(scratch.path().join("full")).expect("a folder");
    fs::write(scratch.path().join("full/records"), "ours").expect("written");
    let before = all_files(scratch.path());
    for (dir, named) in [
        ("notes.txt", "notes.txt is a file"),
        ("notes.txt/below", "notes.txt is not a folder"),
        ("full", "full/records is not a folder"),
        ("none/../other", "none/../other"),
    ] {
        let run = expect(2, scratch.path(), &["init", dir]);
        assert!(run.err.starts_with("error: ") && run.err.contains(named), "{}", run.err);
        assert_eq!((run.err.lines().count(), run.out.as_str()), (1, ""), "{run:?}");
        assert_eq!(all_files(scratch.path()), before, "{dir}");
    }
    fs::create_dir_all(scratch.path().join("odd/coach.toml")).expect("a folder");
    let run = expect(2, scratch.path(), &["init", "odd"]);
    assert!(run.err.contains("odd/coach.toml is a folder"), "{}", run.err);
    assert!(names(&scratch.path().join("odd")).iter().all(|name| !name.contains(".coach-")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = scratch();
    let folder = scratch.path().join("locked");
    fs::create_dir(&folder).expect("a folder");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("set");
    if fs::write(folder.join("probe"), "").is_ok() {
        // Whoever may write anywhere, such as root, cannot see this fail here.
        let run = expect(2, scratch.path(), &["init", "/proc/coach"]);
        assert!(run.err.starts_with("error: /proc/coach cannot be written"), "{}", run.err);
        return;
    }
    let run = expect(2, scratch.path(), &["init", "locked"]);
    assert!(run.err.contains("permission denied"), "{}", run.err);
    assert_eq!((run.err.lines().count(), names(&folder).len()), (1, 0), "{run:?}");
}

#[test]
fn any_name_comes_back_in_the_report() {
    for name in [
        r#"The "R-II" \ District"#,
        "Sainte-Geneviève · 学区",
        "{{schools}}",
        "# it's [not] a 'table' = 1",
        r"C:\new\table",
    ] {
        let scratch = scratch();
        expect(0, scratch.path(), &["init", "--example", "--district", name]);
        let run = expect(0, scratch.path(), &["report"]);
        let first = run.out.lines().next().expect("a line");
        assert_eq!(first.strip_suffix(" · internal, not for publication"), Some(name));
    }
    for empty in ["", "  "] {
        expect(2, scratch().path(), &["init", "--district", empty]);
    }
}

#[test]
fn every_setting_in_the_comments_works() {
    for options in [&["init", "--district", "Riverbend"][..], &["init", "--example"]] {
        let scratch = scratch();
        expect(0, scratch.path(), options);
        switch_everything_on(scratch.path());
        let run = coach(scratch.path(), &["check"]);
        let expected = if options.contains(&"--example") { 0 } else { 3 };
        assert_eq!(run.code, expected, "{run:#?}");
    }
}

/// The keys are taken from what `coach check` itself says is allowed.
#[test]
fn every_key_that_is_allowed_is_explained() {
    let scratch = scratch();
    expect(0, scratch.path(), &["init", "--district", "Riverbend"]);
    let settings = switch_everything_on(scratch.path());
    let mut wrong = format!("zzz = 1\n{settings}");
    for (place, with_fault) in [
        ("[thresholds]\n", "[thresholds]\nzzz = 1\n"),
        ("fall = {", "fall = {zzz = 1, "),
        ("[schools.lincoln-elementary]\n", "[schools.lincoln-elementary]\nzzz = 1\n"),
    ] {
        assert!(wrong.contains(place), "{wrong}");
        wrong = wrong.replacen(place, with_fault, 1);
    }
    fs::write(scratch.path().join("coach.toml"), &wrong).expect("written");
    let run = expect(2, scratch.path(), &["check"]);
    let lists =
        run.out.lines().filter_map(|line| line.split_once("help: keys of ")?.1.split_once(": "));
    let lists: Vec<&str> = lists.map(|(_, keys)| keys).collect();
    assert_eq!(lists.len(), 4, "{}", run.out);
    for key in lists.iter().flat_map(|keys| keys.split(", ").flat_map(|keys| keys.split(" and "))) {
        let forms = [format!("{key} ="), format!("[{key}]"), format!("[{key}.")];
        let is_shown = |line: &str| forms.iter().any(|form| line.contains(form));
        assert!(settings.lines().any(|line| !line.starts_with('#') && is_shown(line)), "{key}");
    }
}

/// The records that the README shows, by the file names above them.
fn records_in(readme: &str) -> Vec<(String, String)> {
    let mut records = Vec::new();
    let mut parts = readme.split("```yaml\n");
    let mut before = parts.next().expect("a text before the first record");
    for part in parts {
        let (record, after) = part.split_once("```\n").expect("the end of the record");
        let name = before.trim_end().lines().last().expect("a file name");
        records.push((name.trim_matches('`').to_owned(), record.to_owned()));
        before = after;
    }
    records
}

#[test]
fn the_readme_shows_one_true_record_of_each_kind() {
    let scratch = scratch();
    expect(0, scratch.path(), &["init", "--district", "Riverbend"]);
    switch_everything_on(scratch.path());
    let readme = fs::read_to_string(scratch.path().join("README.md")).expect("a text");
    let pair = scratch.path().join("records/lincoln-elementary/c-03-t-104");
    fs::create_dir_all(&pair).expect("a folder");
    let records = records_in(&readme);
    for kind in ["relationship", "session", "contact", "request", "feedback", "checklist", "review"]
    {
        let of_kind =
            records.iter().filter(|(_, text)| text.starts_with(&format!("kind: {kind}\n")));
        assert_eq!(of_kind.count(), 1, "{kind}");
    }
    for (name, text) in &records {
        fs::write(pair.join(name), text).expect("written");
    }
    let run = expect(0, scratch.path(), &["check", "--strict", "--as-of", "2026-12-31"]);
    assert!(run.out.starts_with("no problems in 7 records"), "{}", run.out);
}

#[test]
fn the_readme_names_only_commands_that_there_are() {
    let scratch = scratch();
    expect(0, scratch.path(), &["init", "--example"]);
    let files = all_files(scratch.path());
    let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes));
    let texts = texts.collect::<Vec<_>>().join("\n");
    let mut named = 0;
    for command in texts.split("`coach ").skip(1).filter_map(|rest| rest.split('`').next()) {
        let verb = command.split_whitespace().next().expect("a verb");
        let verbs =
            ["init", "log", "check", "explain", "import", "next", "report", "profile", "schema"];
        assert!(verbs.contains(&verb), "{command}");
        expect(0, scratch.path(), &[verb, "--help"]);
        named += 1;
    }
    assert!(named > 5, "{named}");
}

/// Runs `script` in a POSIX shell that finds our `coach`.
#[cfg(unix)]
fn shell(folder: &Path, script: &str) -> Run {
    let programs = Path::new(env!("CARGO_BIN_EXE_coach")).parent().expect("a folder");
    let mut command = Command::new("sh");
    command.args(["-e", "-c", script]).current_dir(folder);
    finish(command, format!("{}:{}", programs.display(), path()))
}

/// The lines that `text` says to type.
#[cfg(unix)]
fn commands_in(text: &str) -> String {
    let commands = text.lines().filter_map(|line| line.strip_prefix("  "));
    commands.map(|command| format!("{command}\n")).collect()
}

#[cfg(unix)]
#[test]
fn what_to_type_next_works_when_pasted() {
    for (dir, options) in [
        ("riverbend", &["--example"][..]),
        ("my district's folder", &["--example"]),
        ("lakeside", &["--ci", "github", "--ci", "gitlab", "--hooks"]),
        ("-odd\\$HOME", &[]),
        ("übung/`x`", &[]),
    ] {
        let scratch = scratch();
        let run = expect(0, scratch.path(), &[&["init"], options, &["--", dir]].concat());
        let commands = commands_in(&run.out);
        assert!(commands.contains("cd ") && commands.contains("git add "), "{commands}");
        let typed = shell(scratch.path(), &commands);
        assert_eq!(typed.code, 0, "{commands}{typed:#?}");
        let staged = shell(&scratch.path().join(dir), "git ls-files");
        assert_eq!(staged.out.lines().count(), names_outside_git(&scratch.path().join(dir)));
    }
}

#[cfg(unix)]
fn names_outside_git(folder: &Path) -> usize {
    names(folder).iter().filter(|name| !name.starts_with(".git/")).count()
}

#[cfg(unix)]
#[test]
fn in_a_repository_there_is_none_to_set_up() {
    let scratch = scratch();
    assert_eq!(shell(scratch.path(), "git init").code, 0);
    let run = expect(0, scratch.path(), &["init", "riverbend"]);
    assert!(run.out.contains("git add") && !run.out.contains("git init"), "{}", run.out);
    assert_eq!(shell(scratch.path(), &commands_in(&run.out)).code, 0);
    // The list of names stays out of it.
    let ask = "cd riverbend && touch people.yaml && git check-ignore people.yaml";
    assert_eq!(shell(scratch.path(), ask).out, "people.yaml\n");
}

#[cfg(unix)]
#[test]
fn the_example_in_the_help_works_when_pasted() {
    let scratch = scratch();
    let help = expect(0, scratch.path(), &["init", "--help"]).out;
    let (_, examples) = help.split_once("Examples:\n").expect("an example");
    let commands = commands_in(examples);
    assert!(commands.starts_with("coach init "), "{help}");
    let run = shell(scratch.path(), &commands);
    assert_eq!(run.code, 0, "{run:#?}");
}
