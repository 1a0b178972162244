//! The code book of a source: sheets of it come in, as REDCap, XLSForm or three columns have them; sheets of the source
//! get labels in the place of codes, in cells and in the names of columns.

use std::collections::HashMap;

use super::cell::{Content, Sheet};
use super::map::Header;
use super::map::pattern::Pattern;
use super::table::{Table, heads};
use super::value::prose::prose;
use super::value::word::folded;
use crate::text::wording::quote;

/// What the codes of each column mean.
#[derive(Debug, Default)]
pub(crate) struct CodeBook {
    columns: HashMap<String, Codes>,
}

/// The codes of one column.
#[derive(Debug, Default)]
struct Codes {
    /// Labels by code.
    labels: HashMap<String, String>,
    /// Whether a cell may hold several, between blanks.
    are_several: bool,
}

/// Columns of REDCap's data dictionary: name, type and choices.
const REDCAP: [&str; 3] =
    ["variable / field name", "field type", "choices, calculations, or slider labels"];

/// Types of REDCap's fields whose choices are codes with labels.
const CHOICES: [&str; 3] = ["radio", "dropdown", "checkbox"];

impl CodeBook {
    /// The code book in `sheets`.
    ///
    /// # Errors
    /// They are none, or a line of one says nothing that can be understood: in words that follow the file's name.
    pub(crate) fn of(sheets: &[Sheet]) -> Result<Self, String> {
        let mut book = Self::default();
        let named = |name: &str| sheets.iter().find(|sheet| sheet.name.as_deref() == Some(name));
        if let (Some(survey), Some(choices)) = (named("survey"), named("choices")) {
            book.add_form(survey, choices)?;
            return Ok(book);
        }
        for sheet in sheets {
            let Some(lines) = Lines::of(sheet) else { continue };
            if lines.has(&REDCAP) {
                book.add_redcap(&lines)?;
            } else if lines.has(&["column", "code", "label"]) {
                for line in lines.all(&["column", "code", "label"])? {
                    book.add(&line[0], &line[1], &line[2])?;
                }
            } else {
                return Err("is no code book: it has to be REDCap's data dictionary, an XLSForm \
                            with the sheets `survey` and `choices`, or a table with the columns \
                            `column`, `code` and `label`"
                    .to_owned());
            }
        }
        Ok(book)
    }

    /// # Errors
    /// The code of that column has another label already.
    fn add(&mut self, column: &str, code: &str, label: &str) -> Result<(), String> {
        let codes = self.columns.entry(folded(column)).or_default();
        match codes.labels.insert(code.to_owned(), label.to_owned()) {
            Some(known) if known != label => Err(format!(
                "cannot be understood: the code {} of the column {} has two labels",
                quote(code),
                quote(column)
            )),
            _ => Ok(()),
        }
    }

    fn add_redcap(&mut self, lines: &Lines) -> Result<(), String> {
        for line in lines.all(&REDCAP)? {
            let [name, kind, choices] = &line[..] else { continue };
            let kind = folded(kind);
            match kind.as_str() {
                "yesno" => {
                    self.add(name, "1", "Yes")?;
                    self.add(name, "0", "No")?;
                }
                _ if CHOICES.contains(&kind.as_str()) => {
                    for choice in choices.split('|').filter(|choice| !choice.trim().is_empty()) {
                        let Some((code, label)) = choice.split_once(',') else {
                            return Err(format!(
                                "cannot be understood: a choice of the field {} has no comma \
                                 between its code and its label",
                                quote(name)
                            ));
                        };
                        self.add(name, code.trim(), label.trim())?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// An XLSForm: its questions, and the lists of choices that they name.
    fn add_form(&mut self, survey: &Sheet, choices: &Sheet) -> Result<(), String> {
        let missing = |what: &str| format!("is no XLSForm: its sheet {what}");
        let questions = Lines::of(survey).filter(|lines| lines.has(&["type", "name"]));
        let questions = questions.ok_or_else(|| missing("`survey` lacks `type` or `name`"))?;
        let lists = Lines::of(choices).ok_or_else(|| missing("`choices` is empty"))?;
        let label = lists.names.iter().find(|name| name.starts_with("label")).cloned();
        let label = label.ok_or_else(|| missing("`choices` lacks `label`"))?;
        let list = if lists.has(&["list_name"]) { "list_name" } else { "list name" };
        let choices = lists.all(&[list, "name", &label])?;
        for line in questions.all(&["type", "name"])? {
            let mut words = line[0].split_whitespace();
            let are_several = match words.next() {
                Some("select_one") => false,
                Some("select_multiple") => true,
                _ => continue,
            };
            let Some(list) = words.next() else { continue };
            for choice in choices.iter().filter(|choice| choice[0] == list) {
                self.add(&line[1], &choice[1], &choice[2])?;
            }
            if let Some(codes) = self.columns.get_mut(&folded(&line[1])) {
                codes.are_several = are_several;
            }
        }
        Ok(())
    }

    /// The codes of the column `name`, which may have groups before it: `group/name`, `group-name`.
    fn of_column(&self, name: &str) -> Option<&Codes> {
        let name = folded(name);
        let last = |sign: char| name.rsplit(sign).next().unwrap_or_default();
        [name.as_str(), last('/'), last('-')].iter().find_map(|name| self.columns.get(*name))
    }

    /// The name of a column of marks, with the label in the place of its code: `field___code`, `name/code`.
    fn renamed(&self, name: &str) -> Option<String> {
        // A code below zero begins with a line: field____1.
        let parts = [("___", name.split_once("___")), ("/", name.rsplit_once('/'))];
        for (between, parts) in parts {
            let Some((column, code)) = parts else { continue };
            let Some(codes) = self.of_column(column) else { continue };
            // REDCap writes what cannot be in a name as a line below.
            let plain = |code: &str| folded(code).replace('-', "_");
            let label = codes.labels.iter().find(|(known, _)| plain(known) == plain(code));
            if let Some((_, label)) = label {
                return Some(format!("{column}{between}{label}"));
            }
        }
        None
    }

    /// Puts labels in the place of codes in `sheet`, whose heads `header` and its `patterns` tell.
    pub(crate) fn label(&self, sheet: &mut Sheet, header: &Header, patterns: &[Pattern]) {
        let mut starts = heads(sheet, header, patterns);
        starts.push(sheet.rows.len()..sheet.rows.len());
        for at in 1..starts.len() {
            let (head, end) = (starts[at - 1].clone(), starts[at].start);
            let width = sheet.rows[head.clone()].iter().map(|row| row.cells.len()).max();
            for column in 0..width.unwrap_or_default() {
                let mut codes = None;
                for row in &mut sheet.rows[head.clone()] {
                    let Some(cell) = row.cells.get_mut(column) else { continue };
                    let name = prose(cell);
                    codes = codes.or_else(|| self.of_column(&name));
                    if let Some(renamed) = self.renamed(&name) {
                        *cell = Content::Text(renamed.into());
                    }
                }
                let Some(codes) = codes else { continue };
                for row in &mut sheet.rows[head.end..end] {
                    if let Some(cell) = row.cells.get_mut(column)
                        && let Some(label) = codes.label(&prose(cell))
                    {
                        *cell = Content::Text(label.into());
                    }
                }
            }
        }
    }
}

impl Codes {
    /// What stands in a cell with `code`; `None` where that is none of them.
    fn label(&self, code: &str) -> Option<String> {
        let code = code.trim();
        if let Some(label) = self.labels.get(code) {
            return Some(label.clone());
        }
        if !self.are_several || code.is_empty() {
            return None;
        }
        let labels: Option<Vec<&str>> =
            code.split_whitespace().map(|code| self.labels.get(code).map(String::as_str)).collect();
        Some(labels?.join("; "))
    }
}

/// A sheet with names of columns in its first row.
struct Lines<'s> {
    names: Vec<String>,
    table: Table<'s>,
}

impl<'s> Lines<'s> {
    fn of(sheet: &'s Sheet) -> Option<Self> {
        let table = Table::below_heads(sheet, &Header::First, &[]).into_iter().next()?;
        let names = table.head.first()?.cells.iter().map(|cell| folded(&prose(cell))).collect();
        Some(Self { names, table })
    }

    fn has(&self, columns: &[&str]) -> bool {
        columns.iter().all(|column| self.names.iter().any(|name| name == column))
    }

    /// Of each line what stands in `columns`.
    ///
    /// # Errors
    /// A cell there was not computed: in words that follow the file's name.
    fn all(&self, columns: &[&str]) -> Result<Vec<Vec<String>>, String> {
        let places: Vec<Option<usize>> = columns
            .iter()
            .map(|column| self.names.iter().position(|name| name == column))
            .collect();
        let rows = self.table.rows.iter().map(|row| {
            let cells = places.iter().map(|at| match at.and_then(|at| row.cells.get(at)) {
                Some(Content::Fault(_)) => Err(format!(
                    "cannot be understood: {} was not computed; mend the formula in its program, and save it",
                    self.table.address(row, *at)
                )),
                cell => Ok(cell.map(prose).unwrap_or_default().trim().to_owned()),
            });
            cells.collect()
        });
        rows.collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a panic is how a test fails
mod tests {
    use super::*;
    use crate::import::map::Reading;
    use crate::import::source::sheets;

    fn read(text: &str) -> Vec<Sheet> {
        sheets("codes.csv", text.as_bytes().to_vec(), &Reading::default()).unwrap()
    }

    fn labelled(book: &str, source: &str) -> Vec<Vec<String>> {
        let mut sheet = read(source).remove(0);
        CodeBook::of(&read(book)).unwrap().label(&mut sheet, &Header::First, &[]);
        sheet.rows.iter().map(|row| row.cells.iter().map(prose).collect()).collect()
    }

    /// Else every code would mean the error.
    #[test]
    fn a_label_that_was_not_computed_is_refused() {
        let book = read("column,code,label,note\nhow,1,video,#N/A\nhow,2,#REF!,\n");
        let why = CodeBook::of(&book).unwrap_err();
        assert!(why.starts_with("cannot be understood: codes.csv!C3 was not computed"), "{why}");
    }

    #[test]
    fn redcap_tells_labels_of_codes_and_of_marks() {
        let book = "\"Variable / Field Name\",\"Field Type\",\"Field Label\",\"Choices, \
                    Calculations, OR Slider Labels\"\n\
                    rate,radio,How?,\"1, Not in place | 2, Partial, for now\"\n\
                    done,checkbox,What?,\"-1, Modeled|b, Planned together\"\n\
                    seen,yesno,Seen?,\nsum,calc,Sum,\"[a], [b] | [c]\"\n";
        let rows =
            labelled(book, "rate,done____1,done___b,seen,sum,free\n2,1,0,1,1,1\n9,,,0,2,2\n");
        assert_eq!(
            rows,
            [
                ["rate", "done___Modeled", "done___Planned together", "seen", "sum", "free"],
                ["Partial, for now", "1", "0", "Yes", "1", "1"],
                ["9", "", "", "No", "2", "2"],
            ]
        );
        let broken = book.replace("-1, Modeled", "-1 Modeled");
        assert!(CodeBook::of(&read(&broken)).unwrap_err().contains("`done`"));
    }

    #[test]
    fn three_columns_will_do_and_anything_else_is_refused() {
        let rows = labelled("Column,Code,Label\nHow,F,In person\n", "How,Why\nF,F\n");
        assert_eq!(rows[1], ["In person", "F"]);
        assert!(CodeBook::of(&read("a,b\n1,2\n")).unwrap_err().contains("`label`"));
    }

    #[test]
    fn a_form_tells_the_labels_of_its_lists() {
        let sheet = |name: &str, text: &str| {
            let mut sheet = read(text).remove(0);
            sheet.name = Some(name.into());
            sheet
        };
        let survey = sheet(
            "survey",
            "type,name,label\nselect_one how,method,H\nselect_multiple ph,phases,P\n",
        );
        let choices = sheet(
            "choices",
            "list_name,name,label::English (en)\nhow,f2f,In person\nph,plan,Planned\nph,obs,Observed\n",
        );
        let book = CodeBook::of(&[survey, choices]).unwrap();
        let mut source =
            read("visit/method,visit/phases,visit/phases/plan,visit-method\nf2f,plan obs,1,f2f\n")
                .remove(0);
        book.label(&mut source, &Header::First, &[]);
        let rows: Vec<Vec<String>> =
            source.rows.iter().map(|row| row.cells.iter().map(prose).collect()).collect();
        assert_eq!(rows[0][2], "visit/phases/Planned");
        assert_eq!(rows[1], ["In person", "Planned; Observed", "1", "In person"]);
    }
}
