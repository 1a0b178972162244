//! From what someone gives (options, answers, a form, a table) to the text of a file, judged before it is
//! written; and the files of a new district. Nothing is asked or printed here.

pub mod blank;
pub mod csv_rows;
pub mod draft;
pub(crate) mod filing;
pub(crate) mod handed;
pub(crate) mod handover;
pub mod meant;
pub(crate) mod mend;
pub mod new_district;
pub(crate) mod new_profile;
pub mod schema;
pub mod settings;
pub(crate) mod several;
pub mod student_data;
pub(crate) mod written;
