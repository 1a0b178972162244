//! The district's folder on disk: finding it, walking it in a fixed order, reading one relationship
//! at a time on all cores. Texts come in; typed records and findings go out. What is written is new
//! and whole; nothing is changed.

mod folder;
mod name;
mod pair;
mod root;
pub mod rules;
mod text_file;
mod walk;
mod write;

pub use folder::{DistrictFolder, OpenError};
pub use name::RecordName;
pub use pair::{File, LoadedPair, LoadedRecord};
pub use root::{CONFIG, find as find_root};
pub use text_file::read_source;
pub use walk::{RECORDS, Walked, each_pair};
pub use write::{Created, WriteError, create_folder, create_new};
