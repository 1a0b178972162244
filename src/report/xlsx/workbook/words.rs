//! Text as a cell of a workbook.

use crate::text::wording::visible;

/// Units of UTF-16 that a cell has room for.
const LONGEST: usize = 32_767;

/// `text` as a cell: what hides or steers is spelled out, as in every other format, and what is too long for a cell
/// ends with `…`.
pub(super) fn cell(text: &str) -> String {
    let mut shown = visible(text);
    // No XML can hold these two.
    shown = shown.replace('\u{fffe}', "\\u{fffe}").replace('\u{ffff}', "\\u{ffff}");
    if shown.encode_utf16().count() > LONGEST {
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units < LONGEST
        };
        shown = shown.chars().take_while(fits).collect::<String>() + "…";
    }
    // What writes the file takes text between these two for the XML of a text with fonts.
    if shown.starts_with("<r>") && shown.ends_with("</r>") {
        shown.push(' ');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_has_room_for_it_and_xml_can_hold_it() {
        assert_eq!(cell("Lincoln & Co"), "Lincoln & Co");
        assert_eq!(cell("a\u{ffff}b\u{0}"), "a\\u{ffff}b\\u{0}");
        assert_eq!(cell("<r></sst></r>"), "<r></sst></r> ");
        let longest = "x".repeat(32_767);
        assert_eq!(cell(&longest), longest);
        assert_eq!(cell(&format!("{longest}y")), format!("{}…", "x".repeat(32_766)));
        // Each takes two units: 16,383 of them and a sign for the rest.
        let cut = cell(&"😀".repeat(16_384));
        assert_eq!((cut.chars().count(), cut.encode_utf16().count()), (16_384, 32_767));
    }
}
