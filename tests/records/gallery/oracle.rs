//! Reads a message as a person does, opens the file it names, and looks whether the line shown stands
//! there and whether what is underlined begins at the column named.

use std::fs;
use std::path::Path;

/// Checks every place in `printed`, whose paths are seen from `folder`; how many there were.
pub(crate) fn check_places(folder: &Path, printed: &str) -> usize {
    let lines: Vec<&str> = printed.lines().collect();
    let mut places = 0;
    for (index, line) in lines.iter().enumerate() {
        let line = line.trim_start();
        let Some(named) = line.strip_prefix("--> ").or_else(|| line.strip_prefix("::: ")) else {
            continue;
        };
        places += 1;
        match place(named) {
            None => assert!(folder.join(named).exists(), "{named} is not there"),
            Some((path, row, column)) => {
                check_excerpt(folder, path, row, column, &lines[index + 1..]);
            }
        }
    }
    places
}

/// `path:line:column`.
fn place(named: &str) -> Option<(&str, usize, usize)> {
    let mut parts = named.rsplitn(3, ':');
    let (column, row) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some((parts.next()?, row, column))
}

fn check_excerpt(folder: &Path, path: &str, row: usize, column: usize, below: &[&str]) {
    let bytes = fs::read(folder.join(path)).unwrap_or_else(|_| panic!("{path} is not there"));
    let text = String::from_utf8_lossy(&bytes);
    let stands = text.trim_start_matches('\u{feff}').split('\n').nth(row - 1);
    let stands = stands.unwrap_or_else(|| panic!("{path} has no line {row}"));
    let stands: Vec<char> = stands.trim_end_matches('\r').chars().collect();
    assert!(column >= 1 && column <= stands.len() + 1, "{path}:{row} has no column {column}");

    let block = below.iter().take_while(|line| !line.is_empty());
    let Some((number, shown)) = block.copied().find_map(numbered) else { return };
    assert_eq!(number, row, "{path}");
    let shown: Vec<char> = shown.chars().collect();
    assert_eq!(shown.len(), stands.len(), "{path}:{row} has another length");
    for (seen, there) in shown.iter().zip(&stands) {
        // A dot hides prose.
        assert!(seen == there || *seen == '·', "{path}:{row} shows {shown:?}");
    }
    let under =
        below.iter().find(|line| line.contains('^') || line.contains("| ") && line.contains("--"));
    let under = under.unwrap_or_else(|| panic!("nothing is underlined in {path}:{row}"));
    let (_, marks) = under.split_once("| ").expect("a margin");
    let begins = marks.chars().take_while(|c| *c == ' ').count() + 1;
    assert_eq!(begins, column, "{path}:{row} underlines another place:\n{under}");
}

/// Number and text of a line of an excerpt.
fn numbered(line: &str) -> Option<(usize, &str)> {
    let (number, shown) = line.split_once('|')?;
    Some((number.trim().parse().ok()?, shown.strip_prefix(' ').unwrap_or(shown)))
}
