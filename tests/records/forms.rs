//! The forms of `coach check` for other programs: workflow commands, SARIF and JUnit. Each is read back
//! by the rules of what reads it in earnest (the runner's parser, the standard's schema, Jenkins'
//! schema), and every finding is there, at its place, whatever stands in the records.

mod arbitrary;
mod github;
mod junit;
mod runner;
mod sample;
mod sarif;
mod schemas;
mod text;
