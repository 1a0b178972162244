//! Styles of an OpenDocument spreadsheet, as far as they say what a cell is: the tags that tell them come in.

use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::own;

/// How many styles may rest on one another.
const DEEPEST: usize = 20;

/// What the styles of a workbook say.
#[derive(Default)]
pub(super) struct Styles {
    /// Whether numbers without a format count days from 1904 on.
    pub counts_from_1904: bool,
    /// The style whose properties come now.
    current: String,
    /// The styles that others rest on.
    parents: HashMap<String, String>,
    /// Formats of numbers by the styles that use them.
    formats: HashMap<String, String>,
    /// Whether a style gives a cell a color.
    colors: HashMap<String, bool>,
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
    /// Formats of times that may be longer than a day.
    durations: HashSet<String>,
}

impl Styles {
    /// Notes what `tag` says of a style, if it does.
    pub(super) fn note(&mut self, tag: &BytesStart) {
        match tag.name().as_ref() {
            "style:style" => {
                self.current = own(tag, "style:name").unwrap_or_default();
                let note = |name, to: &mut HashMap<String, String>| {
                    to.extend(own(tag, name).map(|value| (self.current.clone(), value)));
                };
                note("style:parent-style-name", &mut self.parents);
                note("style:data-style-name", &mut self.formats);
            }
            "style:table-properties" if is(tag, "table:display", "false") => {
                self.hidden.insert(self.current.clone());
            }
            "style:table-cell-properties" => {
                if let Some(color) = own(tag, "fo:background-color") {
                    let is_color = !matches!(&*color, "transparent" | "#ffffff" | "#FFFFFF");
                    self.colors.insert(self.current.clone(), is_color);
                }
            }
            "number:time-style" if is(tag, "number:truncate-on-overflow", "false") => {
                self.durations.extend(own(tag, "style:name"));
            }
            "table:null-date" => {
                let day = own(tag, "table:date-value");
                self.counts_from_1904 = day.is_some_and(|day| day.starts_with("1904"));
            }
            _ => {}
        }
    }

    /// Whether the sheet that begins with `tag` is not shown.
    pub(super) fn is_hidden(&self, tag: &BytesStart) -> bool {
        own(tag, "table:style-name").is_some_and(|style| self.hidden.contains(&style))
    }

    /// Whether a cell with `style` has a color.
    pub(super) fn has_color(&self, style: Option<String>) -> bool {
        self.first(style, |style| self.colors.get(style).copied()).unwrap_or_default()
    }

    /// Whether a time in a cell with `style` is a duration and not a time of day.
    pub(super) fn is_duration(&self, style: Option<String>) -> bool {
        let format = self.first(style, |style| self.formats.get(style).cloned());
        format.is_some_and(|format| self.durations.contains(&format))
    }

    /// What `say` says of `style`, or else of those that it rests on.
    fn first<T>(&self, style: Option<String>, say: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut style = style?;
        for _ in 0..DEEPEST {
            if let Some(said) = say(&style) {
                return Some(said);
            }
            style = self.parents.get(&style)?.clone();
        }
        None
    }
}

fn is(tag: &BytesStart, name: &str, value: &str) -> bool {
    own(tag, name).as_deref() == Some(value)
}
