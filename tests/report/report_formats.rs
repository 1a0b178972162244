//! The formats of `coach report`: the same numbers in all of them, each written where it was asked
//! for and nowhere else, and nothing in them that a reader's program could act upon.

mod expected;
mod for_excel;
mod hostile;
mod manifest;
mod outputs;
mod pages;
mod refusals;
mod same_numbers;
pub(crate) mod shown_markdown;
mod shown_text;
mod workbook;
