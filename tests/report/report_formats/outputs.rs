//! Documents go where they were asked for, whole, by the real program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::harness::{District, Pair, Run, coach_in};

/// A district with something overdue, so that there is something to color.
fn district() -> District {
    let steps = "next_steps: [{what: try it, due: 2025-09-10}]";
    District::new().pair(&Pair::new().all_in_place().session("2025-09-08", steps))
}

/// The program with a line of arguments.
fn coach(district: &District, line: &str) -> Run {
    district.coach(&line.split_whitespace().collect::<Vec<_>>())
}

#[track_caller]
fn printed(district: &District, line: &str) -> String {
    let run = coach(district, line);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{line}");
    run.out
}

/// The files of a folder, from their names, without the folders in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn file(district: &District, name: &str) -> String {
    fs::read_to_string(district.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn each_format_goes_into_its_own_file() {
    let district = district();
    let alone = |format| printed(&district, &format!("report --format {format}"));
    let (text, json, markdown, csv) =
        (alone("text"), alone("json"), alone("markdown"), alone("csv"));
    let line = "report --format json -o a.json --format markdown --output b.md --format text \
                --format csv -o c.csv";
    assert_eq!(printed(&district, line), text);
    let expected = [("a.json", json), ("b.md", markdown), ("c.csv", csv)];
    for (name, document) in expected {
        assert_eq!(file(&district, name), document, "{name}");
    }
    assert_eq!(files(district.path()).len(), 4, "and coach.toml, and nothing else");
}

#[test]
fn a_file_belongs_to_the_format_before_it_or_to_text() {
    let district = district();
    let (text, json) = (printed(&district, "report"), printed(&district, "report --format json"));
    assert_eq!(printed(&district, "report -o a"), "");
    assert_eq!(file(&district, "a"), text);
    assert_eq!(printed(&district, "report -o b --format json"), json);
    assert_eq!(file(&district, "b"), text);
    assert_eq!(printed(&district, "report --format json -o - --format text -o=c"), json);
    assert_eq!(file(&district, "c"), text);
    assert_eq!(printed(&district, "report --format json -o d --format json"), json);
    assert_eq!(file(&district, "d"), json);
}

#[test]
fn files_are_found_from_where_the_user_stands() {
    let district = district();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = district.path().to_str().unwrap();
    let run = coach_in(elsewhere.path(), &[], &["report", "-C", folder, "-o", "a.txt"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(elsewhere.path().join("a.txt").is_file());
}

#[test]
fn text_in_a_file_has_color_only_where_always_says_so() {
    let district = district();
    let run = |arguments: &[&str]| {
        let run = coach_in(district.path(), &[("FORCE_COLOR", "1")], arguments);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out.contains('\u{1b}')
    };
    assert!(run(&["report", "-o", "a", "--format", "text"]), "standard output has it as ever");
    assert!(!file(&district, "a").contains('\u{1b}'));
    run(&["report", "-o", "a", "--color", "always"]);
    assert!(file(&district, "a").contains('\u{1b}'));
}

#[test]
fn nothing_is_written_where_there_is_nothing_to_report() {
    let district = District::new();
    let run = coach(&district, "report --format json -o a.json");
    assert_eq!(run.code, 3);
    assert!(!district.path().join("a.json").exists());
}

#[test]
fn a_missed_threshold_still_writes() {
    let district = district();
    let run = coach(&district, "report --format json -o a.json --fail-under 100 --by school");
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    let district = district.settings("[thresholds]\nnew_pair_days = 0\njudge_from_day = 0");
    let run = coach(&district, "report --coach c-01 --as-of 2025-09-02 -o b --fail-under 100");
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(file(&district, "b").contains("All functions"));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::PathBuf;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::not_tested::not_tested;

    #[test]
    fn a_file_keeps_its_rights_and_a_link_stays_a_link() {
        let district = district();
        let at = |name: &str| district.path().join(name);
        fs::write(at("a.json"), "longer than nothing").unwrap();
        fs::set_permissions(at("a.json"), fs::Permissions::from_mode(0o604)).unwrap();
        symlink("a.json", at("link")).unwrap();
        symlink("new.json", at("dangling")).unwrap();
        printed(&district, "report --format json -o link --format json -o dangling");
        assert!(at("link").is_symlink() && at("dangling").is_symlink());
        assert_eq!(fs::metadata(at("a.json")).unwrap().permissions().mode() & 0o777, 0o604);
        let json = printed(&district, "report --format json");
        assert_eq!((file(&district, "a.json"), file(&district, "new.json")), (json.clone(), json));
    }

    #[test]
    fn what_is_no_file_is_written_as_it_is() {
        let district = district();
        let json = printed(&district, "report --format json");
        assert_eq!(printed(&district, "report --format json -o /dev/stdout"), json);
        assert_eq!(printed(&district, "report --format json -o /dev/fd/1"), json);
    }

    #[test]
    fn what_is_open_already_is_added_to() {
        let district = district();
        let json = printed(&district, "report --format json");
        fs::write(district.path().join("log"), "before\n").unwrap();
        for target in ["/dev/stdout", "/dev/fd/1"] {
            fs::write(district.path().join("log"), "before\n").unwrap();
            let log = fs::File::options().append(true).open(district.path().join("log")).unwrap();
            let status = Command::new(env!("CARGO_BIN_EXE_coach"))
                .args(["report", "--format", "json", "-o", target])
                .env_clear()
                .current_dir(district.path())
                .stdout(log)
                .status()
                .unwrap();
            assert!(status.success());
            assert_eq!(file(&district, "log"), format!("before\n{json}"), "{target}");
        }
    }

    #[test]
    fn a_named_pipe_is_written_for_its_reader() {
        let district = district();
        let pipe = district.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.is_ok_and(|status| status.success()), "this machine has no mkfifo");
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
        printed(&district, "report --format csv -o pipe");
        let read = reader.wait_with_output().unwrap().stdout;
        assert_eq!(String::from_utf8(read).unwrap(), printed(&district, "report --format csv"));
    }

    /// The disk is full while the second of two files is made: neither changes.
    #[test]
    fn no_half_file_is_left() {
        let district = district();
        for name in ["a.md", "b.json"] {
            fs::write(district.path().join(name), "before").unwrap();
        }
        let before = files(district.path());
        let line = "trap '' XFSZ; ulimit -f 24; exec \"$COACH\" report --by relationship \
                    --format markdown -o a.md --format json -o b.json";
        let run = Command::new("/bin/sh")
            .args(["-c", line])
            .env_clear()
            .env("COACH", env!("CARGO_BIN_EXE_coach"))
            .current_dir(district.path())
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains("error: b.json cannot be written: "), "{said}");
        assert_eq!(files(district.path()), before);
    }

    /// The device that the machine calls `/dev/NAME` and Linux 1, `number`. Whoever may make one gets one of their own: to
    /// them, a slip in the program could cost that of the machine.
    fn device(folder: &Path, name: &str, number: &str) -> Option<PathBuf> {
        let own = folder.join(name);
        let made = Command::new("mknod").arg(&own).args(["c", "1", number]).output();
        if made.is_ok_and(|made| made.status.success()) {
            return fs::OpenOptions::new().write(true).open(&own).is_ok().then_some(own);
        }
        let of_machine = Path::new("/dev").join(name);
        let is_all_powerful = fs::metadata("/proc/self").ok()?.uid() == 0;
        (!is_all_powerful && of_machine.exists()).then_some(of_machine)
    }

    #[test]
    fn a_device_stays_a_device() {
        let district = district();
        let Some(null) = device(district.path(), "null", "3") else {
            return not_tested("there is no device here that takes whatever comes");
        };
        let said = printed(&district, &format!("report --format json -o {}", null.display()));
        assert_eq!(said, "");
        assert!(!fs::metadata(null).unwrap().is_file());
    }

    #[test]
    fn a_full_device_is_named_with_the_reason() {
        let district = district();
        let Some(full) = device(district.path(), "full", "7") else {
            return not_tested("there is no device here on which nothing fits");
        };
        let full = full.display();
        let run = coach(&district, &format!("report --format json -o {full}"));
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        let says = format!("error: {full} cannot be written: the disk is full\n");
        assert_eq!(run.err, says);
    }
}

/// The page of a job shows nothing of more than 1 MiB, and would not say why.
#[test]
fn markdown_that_no_summary_takes_is_named_and_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverbend");
    let report = |days: &[&str]| {
        let mut arguments =
            vec!["report", "--by", "relationship", "--explain", "--format", "markdown"];
        for days in days {
            arguments.extend(["--period", days]);
        }
        coach_in(&folder, &[], &arguments)
    };
    let small = report(&["2025-08-01..2026-05-29"]);
    assert!(small.out.len() < 1 << 20 && small.err.is_empty(), "{}", small.err);
    let large =
        report(&["2025-08-01..2026-05-29", "2025-08-01..2026-05-28", "2025-08-01..2026-05-27"]);
    assert!(large.out.len() > 1 << 20, "{} bytes", large.out.len());
    assert!(large.err.contains("the summary of a GitHub job"), "{}", large.err);
    assert_eq!(large.err.lines().count(), 1, "{}", large.err);
}
