//! Paths in words, with `/` between their parts on every system: programs read the same everywhere, and what coach
//! names itself has `/` too, so that no path is half one and half the other. Windows takes both.

use std::path::Path;

use super::wording::visible;

/// `path` as people read it: harmless on a terminal, and without what Windows puts before whole paths.
///
/// ```
/// # use coach::text::path::shown_path;
/// # use std::path::Path;
/// assert_eq!(shown_path(Path::new("records/\u{1b}[31m")), r"records/\u{1b}[31m");
/// # if cfg!(windows) {
/// assert_eq!(shown_path(Path::new(r"\\?\C:\coaching\records")), "C:/coaching/records");
/// # }
/// ```
pub fn shown_path(path: &Path) -> String {
    visible(&slashed_path(dunce::simplified(path)))
}

/// `path` as programs read it. Where `\` may be in a name, it stays there.
pub fn slashed_path(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

/// Whether `word` is a path and no single name: it has a sign of this system that parts names, or `/`.
pub(crate) fn is_path(word: &str) -> bool {
    word.contains(std::path::is_separator)
}
