//! Which records the last command of a user wrote: paths come in and are kept in the district's own folder; paths
//! go out. What is kept there is not trusted: only paths of records come out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, RealDisk, Rights, whole_draft};
use super::lock::{OWN, own_folder};
use super::text_file::read_bounded;
use super::{RECORDS, RecordName};
use crate::domain::record::Kind;

/// Where a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordPath {
    /// From the district's folder, with `/`.
    pub path: String,
    /// Its kind, as its file's name says.
    pub kind: Kind,
}

impl RecordPath {
    /// What `path` says, if a record can have it.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let [RECORDS, group, folder, name] = parts[..] else { return None };
        let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.');
        let kind = RecordName::parse(name)?.kind();
        (is_plain(group) && is_plain(folder)).then(|| Self { path: path.to_owned(), kind })
    }

    /// The folder that it lies in, from the district's folder: of most kinds that of a pair.
    pub(crate) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The name of its file.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&*self.path, |(_, name)| name)
    }
}

/// Notes that the last command of `user` wrote the records at `paths`.
///
/// # Errors
/// Another record is still known as the last one, and the system does not let us say otherwise.
pub(crate) fn note(root: &Path, user: &str, paths: &[String]) -> io::Result<()> {
    let noted = own_folder(root).map_err(io::Error::other).flatten().and_then(|folder| {
        let text: String = paths.iter().map(|path| format!("{path}\n")).collect();
        let draft = whole_draft(&RealDisk, &folder, text.as_bytes(), Rights::OfNew)?;
        RealDisk.name_over(draft, &file(root, user))
    });
    let Err(error) = noted else { return Ok(()) };
    match fs::remove_file(file(root, user)) {
        Err(_) if file(root, user).symlink_metadata().is_ok() => Err(error),
        _ => Ok(()),
    }
}

/// The records that the last command of `user` wrote, whether or not they are still there; none where that is not
/// known.
pub(crate) fn written(root: &Path, user: &str) -> Vec<RecordPath> {
    let file = file(root, user);
    if !file.symlink_metadata().is_ok_and(|found| found.is_file()) {
        return Vec::new();
    }
    let bytes = read_bounded(&file).unwrap_or_default();
    String::from_utf8_lossy(&bytes).lines().filter_map(RecordPath::parse).collect()
}

/// Several users may share a folder.
fn file(root: &Path, user: &str) -> PathBuf {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let user: String = user.chars().filter(is_plain).take(40).collect();
    root.join(OWN).join(if user.is_empty() { "last".to_owned() } else { format!("last-{user}") })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;

    const SESSION: &str = "records/lincoln/c-03-t-104/2026-09-14-session-7c1e.yaml";

    #[test]
    fn each_user_has_a_last_record() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(written(root.path(), "u1"), []);
        note(root.path(), "u1", &[SESSION.to_owned()]).unwrap();
        note(root.path(), "../u2", &[]).unwrap();
        let kept = RecordPath { path: SESSION.to_owned(), kind: Kind::Session };
        assert_eq!(written(root.path(), "u1"), [kept]);
        assert_eq!(written(root.path(), "u2"), []);
        assert!(!root.path().join("u2").exists());
    }

    #[test]
    fn only_paths_of_records_come_out() {
        let root = tempfile::tempdir().unwrap();
        let odd = "records/a/../2026-09-14-session-7c1e.yaml\n/etc/x\ncoach.toml\n\u{1b}[2J\n";
        note(root.path(), "", &[odd.to_owned()]).unwrap();
        assert_eq!(written(root.path(), ""), []);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_leads_nowhere() {
        let root = tempfile::tempdir().unwrap();
        let elsewhere = root.path().join("elsewhere");
        fs::write(&elsewhere, SESSION).unwrap();
        fs::create_dir(root.path().join(OWN)).unwrap();
        std::os::unix::fs::symlink(&elsewhere, root.path().join(OWN).join("last")).unwrap();
        assert_eq!(written(root.path(), ""), []);
        note(root.path(), "", &["records/x".to_owned()]).unwrap();
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), SESSION);
    }

    #[test]
    fn where_it_cannot_be_noted_nothing_older_is_the_last() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join(OWN), "no folder").unwrap();
        note(root.path(), "", &[SESSION.to_owned()]).unwrap();
        assert_eq!(written(root.path(), ""), []);
    }
}
