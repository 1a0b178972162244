//! `coach schema`: what an editor is told about a file and what `coach check` reads agree, but for a
//! few things that a schema cannot say, each named here with its reason.

mod agreement;
mod command;
mod examples;
mod exceptions;
mod keys;
mod mutation;
mod reading;
mod seen;
mod words;
