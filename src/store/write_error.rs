//! Why a file or folder could not be written, in words that follow "error:".

use std::io;
use std::path::PathBuf;

use super::text_file::reason;
use crate::text::path::shown_path;

/// What can be done about a command that was cut off.
pub(super) const FINISH: &str = "`coach log --finish` does the rest, and `coach log --abandon` gives it \
                                 up: new text is kept in your own folder, and an edit is taken back";

/// Why a file or folder could not be made, or a file not changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something else is where a folder belongs.
    #[error("{} is not a folder, but a folder belongs there", shown_path(.0))]
    NoFolder(PathBuf),
    /// The folder for a file is missing.
    #[error("there is no folder {}", shown_path(.0))]
    MissingFolder(PathBuf),
    /// Something is where a new file belongs.
    #[error("{} is there already, and coach never writes over a record", shown_path(.0))]
    Taken(PathBuf),
    /// Something is in the folder that is to be made.
    #[error("there is something in {} already; name a folder that is new or empty", shown_path(.0))]
    NotEmpty(PathBuf),
    /// A folder is where a file belongs.
    #[error("{} is a folder, but a file belongs there", shown_path(.0))]
    NoFile(PathBuf),
    /// The file is to be changed and is a link.
    #[error("{} is a link, and coach changes nothing through a link; name the file it leads to", shown_path(.0))]
    Link(PathBuf),
    /// A link is where a folder of the district belongs.
    #[error("{} is a link, and coach writes nothing through a link; put the folder itself there", shown_path(.0))]
    LinkedFolder(PathBuf),
    /// The file is to be changed and may only be read.
    #[error("{} is read-only; allow writing to it if you want to change it", shown_path(.0))]
    ReadOnly(PathBuf),
    /// The file is, or would become, larger than what is read back.
    #[error("{} is larger than 1 MiB, or would be, and coach reads no such record", shown_path(.0))]
    TooLarge(PathBuf),
    /// Another writer keeps the folder locked.
    #[error(
        "another command has been writing in {} for more than {seconds} seconds; nothing was \
         changed: wait for it to finish, or end it, and try again",
        shown_path(path)
    )]
    Busy {
        /// The district's folder.
        path: PathBuf,
        /// How long the lock was waited for.
        seconds: u64,
    },
    /// Someone else saved the file each time it was about to be changed.
    #[error(
        "{} was saved by another program each time coach was about to change it; nothing was \
         changed: close it there and try again",
        shown_path(.0)
    )]
    KeepsChanging(PathBuf),
    /// Someone else changed the file.
    #[error("{} was changed by someone else in the meantime, and is as they left it", shown_path(.0))]
    Changed(PathBuf),
    /// A command that wrote several files was cut off, and is to be finished first.
    #[error(
        "an earlier command was cut off before it had written all of its records, so coach starts \
         nothing new in {}; {FINISH}",
        shown_path(.0)
    )]
    Unfinished(PathBuf),
    /// The system refused.
    #[error("{} cannot be written: {}", shown_path(path), reason(error))]
    Refused {
        /// What was to be made.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}
