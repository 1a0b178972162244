//! From what someone gives (options, answers, a form, a table) to the text of a file, judged before it is
//! written; and the files of a new district. Nothing is asked or printed here.

pub mod blank;
pub mod draft;
pub(crate) mod filing;
pub(crate) mod handed;
pub mod meant;
pub mod new_district;
pub mod schema;
pub(crate) mod several;
pub mod student_data;
pub(crate) mod written;
