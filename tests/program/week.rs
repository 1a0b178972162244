//! A week of coaching, the same on every system: one script writes, mends, checks and reports, and what it prints, its
//! exit codes and every file it leaves are the bytes that are kept here. They were made on Linux; whether their
//! numbers are right, other tests say. Only the ends of file names, which are drawn at random, and the day of an import
//! are put in order.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

/// The variable that has the kept bytes written anew.
const RENEW: &str = "COACH_RENEW_WEEK";
/// Reads what the week left, in every form; of long documents only the digest is kept.
const FRIDAY: [&str; 13] = [
    "check --as-of 2025-10-31 --format json",
    "check --as-of 2025-10-31 --format sarif",
    "report --as-of 2025-10-31",
    "report --as-of 2025-10-31 --details",
    "report --as-of 2025-10-31 --format json",
    "report --as-of 2025-10-31 --format csv",
    "report --as-of 2025-10-31 --format markdown --by relationship",
    "report --as-of 2025-10-31 --format html --explain -o ../report.html",
    "report --as-of 2025-10-31 --format xlsx -o ../report.xlsx",
    "report --as-of 2025-10-31 --format site -o ../site",
    "explain as-of=2025-10-31 school=north function=dialogue in-place",
    "export --to csv ../tables --as-of 2025-10-31",
    "export --to parquet ../parquet --as-of 2025-10-31",
];
/// The day that stands for that of an import.
const DAY: &str = "2025-10-12";
/// More than this is kept as a digest, in bytes.
const LONG: usize = 6000;

/// Where the script runs, and what it has said so far.
struct Week {
    top: tempfile::TempDir,
    here: PathBuf,
    said: String,
    /// The true end of each record's name, with what stands for it.
    ends: BTreeMap<String, String>,
    /// The day on which an import wrote, by the clock, if one did.
    import_day: Option<String>,
    /// Whether the files have the names that stand for them.
    is_in_order: bool,
}

impl Week {
    fn new() -> Self {
        let top = tempfile::tempdir().expect("a folder");
        let here = top.path().join("work");
        fs::create_dir(&here).expect("a folder");
        Self {
            top,
            here,
            said: String::new(),
            ends: BTreeMap::new(),
            import_day: None,
            is_in_order: false,
        }
    }

    /// Runs one command and notes what came of it.
    fn run(&mut self, line: &str, input: &str) {
        let own = self.top.path().join("own");
        let mut command = Command::new(env!("CARGO_BIN_EXE_coach"));
        command
            .args(words(line))
            .env_clear()
            // Windows cannot start a program without it.
            .envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)))
            .envs([("PATH", ""), ("TZ", "UTC")])
            .envs(["XDG_STATE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, own.as_os_str())))
            .current_dir(&self.here)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("the program ends");
        let code = output.status.code().expect("an exit code");
        if !self.is_in_order {
            self.name_new_records();
        }
        let _ = writeln!(self.said, "$ coach {line}\n[{code}]");
        for bytes in [output.stdout, output.stderr] {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let text = self.put_in_order(&text.replace(&self.top_in_words(), "TOP"));
            self.said += &if text.len() > LONG { digest(text.as_bytes()) } else { text };
        }
    }

    /// The folder of it all, as messages have it.
    fn top_in_words(&self) -> String {
        let top = dunce::canonicalize(self.top.path()).expect("it is there");
        coach::text::path::shown_path(&top)
    }

    /// Gives the end of each new record's name a number.
    fn name_new_records(&mut self) {
        let all = files(&self.here);
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let run = |text: String| Some(text.split_once("\n  run: ")?.1.get(..DAY.len())?.to_owned());
        self.import_day = all.values().map(text).find_map(run).or(self.import_day.take());
        for name in all.keys().filter_map(|path| path.rsplit('/').next()) {
            let stem = name.strip_suffix(".yaml").filter(|stem| stem.starts_with("20"));
            // The kind and what was drawn.
            let Some(end) = stem.and_then(|stem| stem.get("2025-10-06-".len()..)) else { continue };
            let Some((kind, _)) = end.split_once('-') else { continue };
            let number = self.ends.len() + 1;
            self.ends.entry(end.to_owned()).or_insert_with(|| format!("{kind}-{number:04x}"));
        }
    }

    fn put_in_order(&self, text: &str) -> String {
        let of_one = |text: String, (end, number): (&String, &String)| {
            text.replace(&format!("-{end}"), &format!("-{number}"))
        };
        // No number may be taken for the end of another name.
        let marked: BTreeMap<String, String> =
            self.ends.iter().map(|(end, number)| (end.clone(), format!("\0{number}"))).collect();
        let text = marked.iter().fold(text.to_owned(), of_one).replace('\0', "");
        match &self.import_day {
            Some(day) => text.replace(day, DAY),
            None => text,
        }
    }

    /// Gives all records the names that are put in order, here and wherever they are named.
    fn put_folder_in_order(&mut self) {
        for (path, bytes) in files(&self.here) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            fs::remove_file(self.here.join(&path)).expect("removed");
            fs::write(self.here.join(self.put_in_order(&path)), self.put_in_order(&text))
                .expect("written");
        }
        self.ends.clear();
        self.import_day = None;
        self.is_in_order = true;
    }
}

/// The paths of all files below `folder`, with `/`, and what they hold.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("readable"));
    let of_file = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(folder).expect("below it");
        (coach::text::path::slashed_path(below), fs::read(entry.path()).expect("a file"))
    };
    all.filter(|entry| entry.file_type().is_file()).map(of_file).collect()
}

fn digest(bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{} bytes, sha256 {digest}\n", bytes.len())
}

/// The words of a line, with quotes around those that have blanks.
fn words(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            all.push(part.to_owned());
        } else {
            all.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    all
}

#[test]
fn a_week_is_the_same_on_every_system() {
    let mut week = Week::new();
    let script = include_str!("week/script.txt").replace("\r\n", "\n");
    let mut lines = script.lines().filter(|line| !line.starts_with('#')).peekable();
    while let Some(line) = lines.next() {
        let line = line.strip_prefix("$ ").expect("a command");
        let mut input = String::new();
        while let Some(more) = lines.next_if(|line| line.starts_with('<')) {
            input += more.strip_prefix("< ").unwrap_or_default();
            input.push('\n');
        }
        match line.split_once(' ').expect("two words") {
            ("cd", folder) => week.here.push(folder),
            ("coach", arguments) => week.run(arguments, &input),
            ("write", file) => fs::write(week.here.join(file), &input).expect("written"),
            _ => panic!("{line}"),
        }
    }
    week.put_folder_in_order();
    for line in FRIDAY {
        week.run(line, "");
    }
    let top = week.top.path().join("work");
    for (path, bytes) in files(&top) {
        // Whose lock it was says nothing.
        if path.contains("/.coach/") {
            continue;
        }
        let text = String::from_utf8(bytes.clone()).ok().filter(|text| text.len() < LONG);
        let is_record = path.contains("/records/") || path.ends_with("coach.toml");
        let shown = text.filter(|_| is_record).unwrap_or_else(|| digest(&bytes));
        let _ = writeln!(week.said, "== {path}\n{shown}");
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/week/said.txt");
    if std::env::var_os(RENEW).is_some() {
        fs::write(&kept, &week.said).expect("written");
    }
    let expected = fs::read_to_string(&kept).expect("what is kept");
    for (line, (now, then)) in week.said.lines().zip(expected.lines()).enumerate() {
        assert_eq!(now, then, "line {} of {}; {RENEW}=1 writes it anew", line + 1, kept.display());
    }
    assert_eq!(week.said.lines().count(), expected.lines().count());
}
