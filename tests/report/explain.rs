//! `coach explain` of a number: each kind of figure of a report is explained and comes out the same, by the
//! library and by the program; records are named so that they can be opened; faults say what is allowed.

mod addresses;
mod figures;
mod shown;
