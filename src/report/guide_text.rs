//! A page of the guide as text for a terminal. Its blocks come in; lines go out.

use super::layout::Look;
use super::page::{Cell, Shape, Table};
use crate::guide::markdown::{Block, blocks};
use crate::text::wording::wrap;

/// `page`, which is Markdown, as lines of text, ending with a line break.
pub(crate) fn render(page: &str, look: Look) -> String {
    let blocks: Vec<String> = blocks(page).iter().map(|block| draw(block, look)).collect();
    blocks.join("\n")
}

/// All `topics`, names and titles, one per line.
pub(crate) fn list(topics: &[(&str, &str)], width: usize) -> String {
    let longest = topics.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let line = |(name, title): &(&str, &str)| {
        let title = wrap(title, longest + 2, width);
        format!("{name:longest$}  {}", title.trim_start())
    };
    topics.iter().map(line).collect()
}

fn draw(block: &Block, look: Look) -> String {
    match block {
        Block::Heading(heading) => look.heading(heading),
        Block::Paragraph(text) => look.wrap(0, text),
        Block::List(items) => {
            let item = |item: &String| format!("- {}", look.wrap(2, item).trim_start());
            items.iter().map(item).collect()
        }
        Block::Table { header, rows, has_numbers } => {
            let cells = |row: &[String]| row.iter().cloned().map(Cell::from).collect();
            let shape = match has_numbers {
                true => Shape::Numbers { least: header.len() },
                false => Shape::Sentences { column: header.len().saturating_sub(1) },
            };
            let rows = rows.iter().map(|row| cells(row)).collect();
            look.table(&Table { header: cells(header), rows, shape })
        }
        Block::Verbatim(lines) => lines.iter().map(|line| indented(line)).collect(),
    }
}

fn indented(line: &str) -> String {
    format!("    {line}").trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::TOPICS;

    #[test]
    fn a_page_fills_the_width_and_no_more() {
        for (topic, width) in
            TOPICS.iter().flat_map(|topic| [60, 80, 120].map(|width| (topic, width)))
        {
            let text = render(topic.text, Look { color: false, width });
            for line in text.lines().filter(|line| !line.starts_with("    ")) {
                let is_one_word = line.trim_start_matches("- ").split(' ').count() == 1;
                assert!(line.chars().count() <= width || is_one_word, "{}: {line}", topic.name);
            }
        }
    }

    #[test]
    fn headings_are_bold_where_there_is_color() {
        let drawn = |color| render("# A page\n\n- a list\n", Look { color, width: 80 });
        assert_eq!(drawn(false), "A page\n\n- a list\n");
        assert_eq!(drawn(true), "\u{1b}[1mA page\u{1b}[0m\n\n- a list\n");
    }
}
