//! The files of `coach init` on the disk: paths and texts come in; which were made and which were there goes out.

use std::path::Path;

use crate::store::{Created, Lasting, WriteError, create_folder, create_folder_in, create_new};
use crate::write::new_district::HOOK;

/// Makes `files` in `folder`: which were made and which kept, up to the first that could not be made.
/// Folders come first, so that anything in their way is met before a file is made.
pub(super) fn make<'f>(
    folder: &Path,
    files: &'f [(String, String)],
) -> (Vec<(&'f str, Created)>, Result<Lasting, WriteError>) {
    let mut listed = Vec::new();
    let outcome = make_all(folder, files, &mut listed);
    (listed, outcome)
}

fn make_all<'f>(
    root: &Path,
    files: &'f [(String, String)],
    listed: &mut Vec<(&'f str, Created)>,
) -> Result<Lasting, WriteError> {
    let mut lasting = create_folder(root)?;
    for (path, _) in files {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        lasting = lasting.and(create_folder_in(root, folder)?);
    }
    for (path, contents) in files {
        let created = create_new(root, path, contents.as_bytes())?;
        if let Created::New(done) = &created {
            lasting = lasting.and(done.clone());
            if path == HOOK {
                let_run(&root.join(path))?;
            }
        }
        listed.push((path.as_str(), created));
    }
    Ok(lasting)
}

/// Lets everyone who can read the script at `path` run it; git passes over one that nobody may run.
#[cfg(unix)]
fn let_run(path: &Path) -> Result<(), WriteError> {
    use std::os::unix::fs::PermissionsExt;
    let refused = |error| WriteError::Refused { path: path.to_owned(), error };
    let mut rights = path.metadata().map_err(refused)?.permissions();
    rights.set_mode(rights.mode() | (rights.mode() & 0o444) >> 2);
    std::fs::set_permissions(path, rights).map_err(refused)
}

/// Windows lets everyone run everything.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere the system may refuse")]
fn let_run(_: &Path) -> Result<(), WriteError> {
    Ok(())
}
