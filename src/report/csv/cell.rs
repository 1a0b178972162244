//! Text as a cell of a spreadsheet.

use crate::text::wording::visible;

/// `text` as a cell that no terminal, runner or spreadsheet acts upon: a spreadsheet takes what begins
/// with one of a few signs for a formula, and what follows an apostrophe for text.
pub(crate) fn text_cell(text: &str) -> String {
    let shown = visible(text);
    if is_formula(&shown) { format!("'{shown}") } else { shown }
}

/// The cell of what is so or not.
pub(super) fn yes_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// Whether a spreadsheet may take `text` for a formula.
pub(crate) fn is_formula(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|first| "=+-@＝＋－＠".contains(first))
}

#[cfg(test)]
mod tests {
    use super::text_cell;

    #[test]
    fn what_a_spreadsheet_would_reckon_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", " =1"] {
            assert_eq!(text_cell(formula), format!("'{formula}"));
        }
        assert_eq!(text_cell("\t=1"), r"\u{9}=1");
        assert_eq!(text_cell("\r=1"), r"\u{d}=1");
        for text in ["K-8", "a=b", "", "'x", "Lincoln + Prairie"] {
            assert_eq!(text_cell(text), text);
        }
    }
}
