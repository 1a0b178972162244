//! Records of school implementation coaching: read, checked, counted and reported.
//!
//! Data flows one way: files → tree with positions → typed records → checks and numbers → report →
//! rendering. Nothing below [`command`] prints, reads the clock or the environment.

pub mod check;
pub mod command;
pub mod count;
pub mod diagnostic;
pub mod domain;
pub mod formats;
pub mod report;
#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod schemas;
pub mod store;
pub mod survey;
pub mod syntax;
pub mod text;
pub mod write;
