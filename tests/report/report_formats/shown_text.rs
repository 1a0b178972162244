//! Tables of the text report read back by their columns, as the eye does.

/// Every table of `text`: a header and rows, each cell in one line.
pub(crate) fn tables(text: &str) -> Vec<Vec<Vec<String>>> {
    let blocks: Vec<Vec<&str>> = text
        .split("\n\n")
        .map(|block| block.lines().collect::<Vec<_>>())
        .filter(|lines| lines.iter().any(|line| line.starts_with('─')))
        .collect();
    blocks.iter().map(|lines| table(lines)).collect()
}

fn table(lines: &[&str]) -> Vec<Vec<String>> {
    let rule = lines.iter().position(|line| line.starts_with('─')).expect("a rule");
    let grid: Vec<Vec<char>> = lines.iter().map(|line| line.chars().collect()).collect();
    let words =
        || grid.iter().enumerate().filter(|(index, _)| *index != rule).map(|(_, line)| line);
    let columns = with_titles(columns(&words().collect::<Vec<_>>()), &grid[..rule]);
    let cells = |line: &Vec<char>| -> Vec<String> {
        let cell = |&(start, end): &(usize, usize)| {
            let inside = line.iter().skip(start).take(end - start);
            inside.collect::<String>().trim().to_owned()
        };
        columns.iter().map(cell).collect()
    };
    let mut rows: Vec<Vec<String>> = vec![vec![String::new(); columns.len()]];
    for (index, line) in grid.iter().enumerate() {
        if index == rule {
            continue;
        }
        let cells = cells(line);
        // The second column never wraps, so it tells where a row begins.
        if index > rule && !cells[1].is_empty() {
            rows.push(vec![String::new(); columns.len()]);
        }
        for (whole, part) in rows.last_mut().expect("a row").iter_mut().zip(cells) {
            *whole = format!("{whole} {part}").trim().to_owned();
        }
    }
    for row in &mut rows {
        row.iter_mut().for_each(|cell| *cell = flow(cell));
    }
    rows
}

/// The columns that have a title: a percent stands a little apart from its count, and without one.
fn with_titles(columns: Vec<(usize, usize)>, header: &[Vec<char>]) -> Vec<(usize, usize)> {
    let has_title = |&(start, end): &(usize, usize)| {
        header.iter().any(|line| line.iter().take(end).skip(start).any(|c| !c.is_whitespace()))
    };
    let mut titled: Vec<(usize, usize)> = Vec::new();
    let mut from = None;
    for column in columns {
        let start = from.take().unwrap_or(column.0);
        match has_title(&column) {
            true => titled.push((start, column.1)),
            false => from = Some(start),
        }
    }
    titled
}

/// Where columns begin and end: between them two or more places are empty in every line.
fn columns(lines: &[&Vec<char>]) -> Vec<(usize, usize)> {
    let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let is_empty =
        |at: usize| lines.iter().all(|line| line.get(at).is_none_or(|c| c.is_whitespace()));
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for at in (0..width).filter(|&at| !is_empty(at)) {
        match columns.last_mut() {
            Some((_, end)) if at < *end + 2 => *end = at + 1,
            _ => columns.push((at, at + 1)),
        }
    }
    columns
}

/// The sentences, with their lines joined.
pub(crate) fn flow(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn columns_are_seen_as_they_stand() {
    let text = [
        "Title",
        "",
        "Name            in place  only",
        "                          seen",
        "──────────────────────────────",
        "Developing and   9 of 13     4",
        "coaching",
        "All              9 of 13    14",
        "",
        "End",
    ]
    .join("\n");
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    let expected = vec![
        row(["Name", "in place", "only seen"]),
        row(["Developing and coaching", "9 of 13", "4"]),
        row(["All", "9 of 13", "14"]),
    ];
    assert_eq!(tables(&text), vec![expected]);
}
