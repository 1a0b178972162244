//! The Markdown of the guide's pages. A page comes in; its blocks go out, in plain words. It is as much
//! Markdown as the pages use: headings, paragraphs, lists without sublists, tables, fenced blocks,
//! comments, and links to files (`[text](file)`), to addresses, and to other topics (`[text][topic]`).

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'p> {
    /// A heading, of any depth.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list, one text for each item.
    List(Vec<String>),
    /// A table.
    Table {
        /// The titles of its columns.
        header: Vec<String>,
        /// Its rows, each with as many cells.
        rows: Vec<Vec<String>>,
        /// Whether there are numbers in the columns after the first.
        has_numbers: bool,
    },
    /// Lines that are kept as they are.
    Verbatim(Vec<&'p str>),
}

/// The blocks of `page`, in order.
pub fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            blocks
                .push(Block::Verbatim(lines.by_ref().take_while(|line| *line != "```").collect()));
        } else if let Some(heading) = line.strip_prefix('#') {
            blocks.push(Block::Heading(plain(heading.trim_start_matches('#'))));
        } else if !(line.is_empty() || line.starts_with("<!--") || is_definition(line)) {
            let mut group = vec![line];
            while let Some(next) =
                lines.next_if(|next| !(next.is_empty() || next.starts_with("```")))
            {
                group.push(next);
            }
            blocks.push(grouped(&group));
        }
    }
    blocks
}

/// The block that lines without a gap between them make.
fn grouped<'p>(lines: &[&str]) -> Block<'p> {
    let is_item = |line: &str| line.starts_with("- ");
    match lines {
        [header, marks, rows @ ..] if header.starts_with('|') => Block::Table {
            header: cells(header),
            rows: rows.iter().map(|row| cells(row)).collect(),
            has_numbers: marks.contains(":|"),
        },
        [first, ..] if is_item(first) => {
            let items = lines.chunk_by(|_, next| !is_item(next));
            Block::List(items.map(|item| plain(&item.join(" ")[2..])).collect())
        }
        _ => Block::Paragraph(plain(&lines.join(" "))),
    }
}

fn cells(row: &str) -> Vec<String> {
    row.trim_matches('|').split('|').map(plain).collect()
}

/// Whether `line` only says where a link leads.
fn is_definition(line: &str) -> bool {
    line.starts_with('[') && line.contains("]: ")
}

/// `text` in one line as a terminal shows it: without the marks of emphasis, code as it is, and each
/// link as its text, with the address or the command that leads there.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(['`', '*', '[', '\\']) {
        out.push_str(&rest[..at]);
        let (mark, after) = rest[at..].split_at(1);
        rest = match code(&rest[at..]).or_else(|| link(&rest[at..])) {
            Some((shown, after)) => {
                out.push_str(&shown);
                after
            }
            None => {
                out.push_str(if matches!(mark, "*" | "\\") { "" } else { mark });
                after
            }
        };
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The code that `text` begins with, and what follows it.
fn code(text: &str) -> Option<(String, &str)> {
    let (code, after) = text.strip_prefix('`')?.split_once('`')?;
    Some((format!("`{code}`"), after))
}

/// The link that `text` begins with, in words, and what follows it.
fn link(text: &str) -> Option<(String, &str)> {
    let (words, target) = text.strip_prefix('[')?.split_once(']')?;
    if let Some((topic, after)) = target.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return Some((format!("{} (`coach explain {topic}`)", plain(words)), after));
    }
    let (target, after) = target.strip_prefix('(')?.split_once(')')?;
    let is_address = target.starts_with("https://");
    let shown = plain(words);
    Some((if is_address { format!("{shown} ({target})") } else { shown }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_block() {
        let page = "# A *title*\n<!-- a comment -->\nOne\ntwo.\n\n- a\n  b\n- `c`\n\n| x | y |\n|---|---:|\n\
                    | [t](u.md) | **2** |\n\n```sh\na  b\n\n```\n[numbers]: numbers.md\n";
        let text = str::to_owned;
        assert_eq!(
            blocks(page),
            [
                Block::Heading(text("A title")),
                Block::Paragraph(text("One two.")),
                Block::List(vec![text("a b"), text("`c`")]),
                Block::Table {
                    header: vec![text("x"), text("y")],
                    rows: vec![vec![text("t"), text("2")]],
                    has_numbers: true,
                },
                Block::Verbatim(vec!["a  b", ""]),
            ]
        );
    }

    #[test]
    fn code_and_links() {
        for (markdown, shown) in [
            ("`records/*` and [`a`](b)", "`records/*` and `a`"),
            ("see [how][by-hand].", "see how (`coach explain by-hand`)."),
            ("[TOML](https://toml.io)", "TOML (https://toml.io)"),
            ("*k of n*, **now**", "k of n, now"),
            ("a [b c", "a [b c"),
            (r"records/\<school>", "records/<school>"),
        ] {
            assert_eq!(plain(markdown), shown);
        }
    }
}
