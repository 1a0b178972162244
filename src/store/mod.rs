//! The district's folder on disk: finding it, walking it in a fixed order, reading one relationship
//! at a time on all cores. Texts come in; typed records and findings go out. What is written into
//! the district's folder is new and whole, or the whole of a file with one change. If several files
//! belong together, all are written, or what is missing is known. What a user names as an output is
//! replaced, as a whole too.

pub mod batch;
mod change;
mod coach;
mod directory;
mod disguise;
mod disk;
mod file;
mod folder;
mod ignored;
pub(crate) mod last;
mod links;
mod lock;
mod name;
mod new_folder;
mod overlay;
mod pair;
mod patient;
mod people;
mod progress;
mod raw_text;
mod replace;
mod reread;
pub mod rescue;
mod root;
pub mod rules;
mod scope;
mod short_name;
mod text_file;
mod true_case;
mod walk;
mod write;
mod write_error;

pub use change::{ChangeError, change};
pub use coach::LoadedCoach;
pub(crate) use disguise::record_behind;
pub use file::File;
pub use folder::DistrictFolder;
pub(crate) use folder::OpenError;
pub(crate) use links::folder_in;
pub use name::{COACHES, RECORDS, RELATIONSHIP, RecordName};
pub(crate) use name::{Person, coach_folder, coach_of};
pub(crate) use new_folder::{NewFolder, walk_files};
pub use overlay::Overlay;
pub(crate) use pair::{LoadedPair, LoadedRecord};
pub use people::{PEOPLE, People};
pub use progress::Progress;
pub(crate) use raw_text::{Unread, raw_text};
pub(crate) use replace::{Destination, Staged};
pub(crate) use reread::{Mark, Reread};
pub(crate) use root::{CONFIG, find as find_root, in_capitals as root_in_capitals};
pub use scope::Scope;
pub(crate) use short_name::ShortName;
pub(crate) use text_file::reason;
pub(crate) use text_file::{LARGEST, read_named_source, read_source};
pub(crate) use walk::{
    each_file, each_of, is_record_folder, load_coach, load_pair, load_relationship, load_some,
    overview, record_folders_and_unread, record_paths, record_paths_and_unread,
    record_paths_if_read, record_paths_in, relationships_and_unread, relationships_in,
};
pub use walk::{each_folder, relationships};
pub(crate) use write::{Created, Lasting, create_folder, create_folder_in, create_new, is_free};
pub(crate) use write_error::WriteError;
