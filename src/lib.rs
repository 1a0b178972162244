//! Records of school implementation coaching: read, checked, counted and reported.
//!
//! Data flows one way: files → tree with positions → typed records → checks and numbers → report →
//! rendering. Nothing below [`command`] prints, reads the clock or the environment.

pub mod agenda;
pub mod calendar;
pub mod check;
pub mod command;
pub mod diagnostic;
pub mod district;
pub mod draft;
pub mod encoding;
pub mod entry;
pub mod fidelity;
pub mod find;
pub mod form;
pub mod guide;
pub mod profile;
pub mod record;
pub mod report;
pub mod review;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod spelling;
pub mod statistics;
pub mod store;
pub mod survey;
pub mod toml_text;
pub mod tree;
pub mod yaml;
