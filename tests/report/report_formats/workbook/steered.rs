//! Nothing in a record or setting becomes a formula, a link, a name or a line of the page, and every part is XML.

use calamine::Reader;

use super::super::hostile::{HOSTILE, district, spelled};
use super::{NAMES, made, opened, parts};

/// What a workbook alone would act upon.
const MORE: [&str; 8] = [
    "=HYPERLINK(\"http://x.example\")",
    "http://x.example/a",
    "mailto:x@x.example",
    "internal:Sheet1!A1",
    "<r><t>bold</t></r>",
    "<r></sst></r>",
    "_x0041_ &C&D &amp; ]]>",
    "'quoted'!A1 [book]x",
];

fn texts() -> impl Iterator<Item = &'static str> {
    // Every third of the others, which are there for other readers, is enough beside these.
    let for_spreadsheets = &HOSTILE[14..28];
    let others = HOSTILE.iter().step_by(3);
    for_spreadsheets.iter().chain(others).chain(&MORE).copied()
}

#[test]
fn no_text_of_a_record_is_acted_upon() {
    for text in texts() {
        let bytes = made(&district(text), &["--by", "school"]);
        let parts = parts(&bytes);
        for (name, part) in &parts {
            uppsala::parse(part).unwrap_or_else(|fault| panic!("{text:?}: {name}: {fault}"));
            assert!(!part.contains("hyperlink"), "{text:?}: {name}");
            assert!(!part.contains("TargetMode=\"External\""), "{text:?}: {name}");
            // The percent of a share and the sum of rows, and nothing else, are formulas.
            for formula in part.split("<f>").skip(1).filter_map(|rest| rest.split("</f>").next()) {
                let signs: String =
                    formula.chars().filter(|c| !c.is_ascii_alphanumeric()).collect();
                let known = ["(=,\"\",(*/)/)", "(,:)"];
                assert!(known.contains(&&*signs), "{text:?}: {name}: {formula}");
            }
            if name == "xl/workbook.xml" {
                let names: Vec<&str> = part
                    .split("<sheet name=\"")
                    .skip(1)
                    .filter_map(|of| of.split('"').next())
                    .collect();
                assert!(names.iter().all(|name| NAMES.contains(name)), "{text:?}: {names:?}");
            }
            let footers =
                part.split("<oddFooter>").skip(1).filter_map(|of| of.split("</odd").next());
            for footer in footers {
                assert_eq!(footer, "&amp;L&amp;A&amp;RPage &amp;P of &amp;N", "{text:?}: {name}");
            }
        }
    }
}

#[test]
fn what_is_shown_is_the_very_text() {
    for text in texts().filter(|text| !text.contains("::") && !text.contains("##")) {
        let bytes = made(&district(text), &["--by", "school"]);
        let mut book = opened(&bytes);
        let schools = book.worksheet_range("Schools").expect("a sheet");
        let shown = schools.rows().nth(3).expect("a school")[0].to_string();
        // A text that looks as if it were XML of the file has a space behind it.
        assert_eq!(shown.trim_end(), spelled(text).trim_end(), "{text:?}");
    }
}
