//! A district without a record, for sources that bring all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::harness::{Run, coach_in};

const SETTINGS: &str = "version = 1\ndistrict = \"Elm\"\nprofile = \"missouri-sbic-2014\"\n\
    year_starts = \"08-01\"\n[schools.oak]\nname = \"Oak School\"\n\
    [schools.birch]\nname = \"Birch School\"\n";

/// The district is in a folder of its own, beside which there is room for other files.
pub(super) struct Elm {
    top: TempDir,
}

impl Elm {
    pub(super) fn new() -> Self {
        let top = tempfile::tempdir().unwrap();
        fs::create_dir_all(top.path().join("elm/records")).unwrap();
        fs::write(top.path().join("elm/coach.toml"), SETTINGS).unwrap();
        Self { top }
    }

    /// A file by its path from the district's folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.top.path().join("elm").join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        coach_in(&self.path(""), &[], arguments)
    }

    /// Imports `files` through the map in `map.toml`, with further options.
    pub(super) fn import(&self, files: &[&str], more: &[&str]) -> Run {
        self.run(&[&["import"], files, &["--map", "map.toml"], more].concat())
    }

    /// The same, which has to end well.
    pub(super) fn imported(&self, files: &[&str], more: &[&str]) -> Run {
        let run = self.import(files, more);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        run
    }

    /// The same once more, which has to find nothing to do and to change no byte.
    pub(super) fn again(&self, files: &[&str]) {
        let before = self.records();
        let run = self.imported(files, &[]);
        assert!(run.err.contains("nothing to do"), "{}", run.err);
        assert_eq!(self.records(), before);
    }

    /// Every record with its text, by its path below `records`.
    pub(super) fn records(&self) -> BTreeMap<String, String> {
        let folder = self.path("records");
        let files = WalkDir::new(&folder).into_iter().map(Result::unwrap);
        let files = files.filter(|it| it.file_type().is_file());
        let entry = |path: PathBuf| {
            let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        };
        files.map(|it| entry(it.into_path())).collect()
    }

    /// The folders of pairs.
    pub(super) fn pairs(&self) -> Vec<String> {
        let records = self.records();
        let pairs = records.keys().filter_map(|name| name.strip_suffix("/relationship.yaml"));
        pairs.map(str::to_owned).collect()
    }

    /// The lines of the only record whose path begins with `begin`, without its source.
    pub(super) fn lines(&self, begin: &str) -> Vec<String> {
        let records = self.records();
        let found: Vec<&String> =
            records.iter().filter(|(name, _)| name.starts_with(begin)).map(|(_, it)| it).collect();
        let [text] = found[..] else { panic!("{begin}: {:?}", records.keys()) };
        let lines = text.lines().take_while(|line| !line.starts_with("source:"));
        lines.filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    }
}
