//! What places in sheets are called: columns by letters and rows by numbers, as spreadsheet programs do.

/// The name of the column with `index`, from 0: `A`, `Z`, `AA`.
pub(crate) fn letters(index: usize) -> String {
    let (mut rest, mut letters) = (index + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The row, from 1, and the column, from 0, of a cell such as `B2`.
pub(crate) fn parse(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = cell.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || row.len() > 7 {
        return None;
    }
    let column = letters.chars().try_fold(0, |sum, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| sum * 26 + (u32::from(letter) - u32::from('A')) + 1)
    })?;
    Some((row.parse().ok().filter(|&row| row > 0)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (index, name) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(index), name);
            assert_eq!(parse(&format!("{name}7")), Some((7, u32::try_from(index).unwrap_or(0))));
        }
        for none in ["", "7", "B", "B0", "é2", "AAAA1"] {
            assert_eq!(parse(none), None, "{none}");
        }
    }
}
