//! The numbers, against what the design says they are: each evidence rule, ratings, levels, windows,
//! one relationship by hand and the whole example district counted a second time.
//!
//! Expected numbers are worked out from the design, never copied from the program's output.

mod attention;
mod by_hand;
mod documents;
mod exit_codes;
mod expiry;
mod explain;
pub(crate) mod explained_raters;
mod gates;
mod groups;
mod levels;
mod moments;
pub(crate) mod naive;
mod not_applicable;
mod observers;
mod raters;
mod raters_report;
mod ratings;
mod recount;
mod timely;
mod young_year;
