//! Names of sheets: what programs allow, and each once.

/// Units of UTF-16 that a name has room for.
const LONGEST: usize = 31;

/// A name for each of `titles`: as it is where it is allowed and nothing before it has it, else the nearest that is.
/// Names that differ only in case are one to a workbook.
pub(super) fn unique<'t>(titles: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for title in titles {
        let allowed = allowed(title);
        let is_new = |name: &String| {
            let name = name.to_lowercase();
            names.iter().all(|other| other.to_lowercase() != name)
        };
        let numbered = (2..).map(|number| {
            let end = format!(" {number}");
            cut(&allowed, LONGEST - end.len()).trim_end().to_owned() + &end
        });
        let mut candidates = std::iter::once(allowed.clone()).chain(numbered);
        names.extend(candidates.find(is_new));
    }
    names
}

/// `title` without what a name cannot hold.
fn allowed(title: &str) -> String {
    let is_allowed = |c: char| !c.is_control() && !"[]:*?/\\\u{fffe}\u{ffff}".contains(c);
    let kept: String = title.chars().map(|c| if is_allowed(c) { c } else { ' ' }).collect();
    let kept =
        cut(kept.trim_matches(['\'', ' ']), LONGEST).trim_end_matches(['\'', ' ']).to_owned();
    match kept.to_lowercase().as_str() {
        "" => "Sheet".to_owned(),
        // A workbook keeps this name for itself.
        "history" => format!("{kept} of it"),
        _ => kept,
    }
}

/// As much of `name` as has at most `units`.
fn cut(name: &str, units: usize) -> &str {
    let mut taken = 0;
    let end = name.char_indices().find(|(_, c)| {
        taken += c.len_utf16();
        taken > units
    });
    end.map_or(name, |(at, _)| &name[..at])
}

#[cfg(test)]
mod tests {
    use super::unique;

    #[test]
    fn every_name_is_allowed_and_stands_once() {
        let long = "Functions of the district's own profile";
        let titles = [
            "Schools",
            "SCHOOLS",
            "a/b:c?",
            "''",
            "'x'",
            long,
            long,
            "History",
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        ];
        let expected = [
            "Schools",
            "SCHOOLS 2",
            "a b c",
            "Sheet",
            "x",
            // 31 and 29 characters, and of the emoji, which take two units each, 15.
            "Functions of the district's own",
            "Functions of the district's o 2",
            "History of it",
            "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀",
        ];
        assert_eq!(unique(titles.into_iter()), expected);
    }
}
