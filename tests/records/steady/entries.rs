//! Entries of a folder that are no regular file with a text in it, or hardly.

use std::ffi::OsString;
use std::fs::{self, File};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

/// An entry by its name in messages of the tests, and what makes it at a path where nothing is; it is given a text that
/// would be good there.
pub(super) type Entry = (&'static str, fn(&Path, &[u8]));

/// Makes a pipe with a name; `None` where this machine cannot.
pub(super) fn fifo(path: &Path) -> Option<()> {
    let made = Command::new("mkfifo").arg(path).status();
    made.is_ok_and(|made| made.success()).then_some(())
}

fn link(target: impl AsRef<Path>, path: &Path) {
    symlink(target, path).expect("a link");
}

fn file(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(path, bytes).expect("a file");
}

/// A file beside `path` that nobody reads, with the ending of no record.
fn beside(path: &Path) -> std::path::PathBuf {
    path.with_extension("elsewhere")
}

pub(super) const ENTRIES: [Entry; 19] = [
    ("pipe", |path, _| fifo(path).expect("a pipe")),
    ("socket", |path, _| drop(UnixListener::bind(path).expect("a socket"))),
    ("link to /dev/zero", |path, _| link("/dev/zero", path)),
    ("link to /dev/null", |path, _| link("/dev/null", path)),
    ("link to /dev/full", |path, _| link("/dev/full", path)),
    ("folder", |path, _| fs::create_dir(path).expect("a folder")),
    ("link to nowhere", |path, _| link("nowhere", path)),
    ("link to itself", |path, _| link(path.file_name().expect("a name"), path)),
    ("link out", |path, text| {
        file(&beside(path), text);
        link(beside(path), path);
    }),
    ("link to a pipe", |path, _| {
        fifo(&beside(path)).expect("a pipe");
        link(beside(path), path);
    }),
    ("file that may not be read", |path, text| {
        file(path, text);
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("rights");
    }),
    ("empty file", |path, _| file(path, "")),
    ("file of NUL bytes", |path, _| file(path, [0; 4096])),
    ("file that is not UTF-8", |path, text| file(path, [text, b"# caf\xe9\n"].concat())),
    ("file of 10 GB without a byte on disk", |path, text| {
        file(path, text);
        File::options()
            .write(true)
            .open(path)
            .and_then(|file| file.set_len(10 << 30))
            .expect("a hole");
    }),
    ("file with only a byte-order mark", |path, _| file(path, b"\xef\xbb\xbf")),
    ("file in UTF-16", |path, text| {
        let wide = String::from_utf8_lossy(text)
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>();
        file(path, [&b"\xff\xfe"[..], &wide].concat());
    }),
    ("second name of a file", |path, text| {
        file(&beside(path), text);
        fs::hard_link(beside(path), path).expect("a second name");
    }),
    ("name that is not UTF-8, and one that is very long", |path, text| {
        file(path, text);
        let name = OsString::from_vec(b"2025-10-09-contact-00\xff1.yaml".to_vec());
        file(&path.with_file_name(name), text);
        file(&path.with_file_name(format!("{}.yaml", "x".repeat(250))), text);
    }),
];
