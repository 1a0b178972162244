//! Diagnostics as text for people, drawn by `annotate-snippets`.

use annotate_snippets::{
    AnnotationKind, Element, Group, Level as Mark, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::{Diagnostic, Level, Place, Tally};
use crate::text::wording;

/// How diagnostics are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style<'p> {
    /// ANSI color.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// What to put before each path, so that it opens from where the reader is.
    pub prefix: &'p str,
    /// Whether to show the lines of the files.
    pub excerpt: bool,
}

/// `diagnostics` as text, one after the other, each followed by an empty line.
pub fn render_all(diagnostics: &[Diagnostic], style: Style<'_>) -> String {
    diagnostics.iter().map(|diagnostic| render(diagnostic, style) + "\n").collect()
}

/// `diagnostic` as lines of text, ending with a line break.
pub fn render(diagnostic: &Diagnostic, style: Style<'_>) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width).decor_style(DecorStyle::Ascii);
    let mark = match diagnostic.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
    };
    let mut group = Group::with_title(
        mark.primary_title(wording::visible(&diagnostic.message)).id(diagnostic.rule.id),
    );
    group = add_place(group, style, &diagnostic.place, &diagnostic.label, AnnotationKind::Primary);
    for related in &diagnostic.related {
        group = add_place(group, style, &related.place, &related.label, AnnotationKind::Context);
    }
    for help in &diagnostic.help {
        group = group.element(Mark::HELP.message(wording::visible(help)));
    }
    let mut text = renderer.render(&[group]);
    text.push('\n');
    text
}

fn add_place<'d>(
    group: Group<'d>,
    style: Style<'_>,
    place: &'d Place,
    label: &'d str,
    kind: AnnotationKind,
) -> Group<'d> {
    let path = format!("{}{}", style.prefix, wording::visible(&place.path));
    let Some(region) = &place.region else {
        return group.element(Origin::path(path));
    };
    let start = region.start;
    let element: Element<'d> = match region.line.as_ref().filter(|_| style.excerpt) {
        None => {
            let origin = Origin::path(path);
            let origin = origin.line(start.line as usize).char_column(start.column as usize);
            let group = group.element(origin);
            return match label {
                "" => group,
                label => group.element(Mark::NOTE.message(wording::visible(label))),
            };
        }
        Some(line) => {
            let mut annotation = kind.span(line.underline.clone());
            if !label.is_empty() {
                annotation = annotation.label(wording::visible(label));
            }
            Snippet::source(line.text.as_str())
                .path(path)
                .line_start(start.line as usize)
                .annotation(annotation)
                .into()
        }
    };
    group.element(element)
}

/// `diagnostic` in one line: `path:line:column: error[rule]: message`.
pub fn one_line(diagnostic: &Diagnostic) -> String {
    let level = diagnostic.level.name();
    let path = wording::visible(&diagnostic.place.path);
    let message = wording::visible(&diagnostic.message);
    let rule = diagnostic.rule.id;
    match &diagnostic.place.region {
        Some(region) => {
            let start = region.start;
            format!("{path}:{}:{}: {level}[{rule}]: {message}", start.line, start.column)
        }
        None => format!("{path}: {level}[{rule}]: {message}"),
    }
}

/// The closing line of a check: how much was found in how many records.
pub fn summary(tally: &Tally) -> String {
    let records = wording::count(tally.records, "record");
    let mut parts = Vec::new();
    if tally.errors > 0 {
        parts.push(wording::count(tally.errors, "error"));
    }
    if tally.warnings > 0 {
        parts.push(wording::count(tally.warnings, "warning"));
    }
    let left_out = match tally.left_out {
        0 => String::new(),
        n => format!("; {} left out of every number", wording::count(n, "record")),
    };
    let allowed = match tally.allowed {
        0 => String::new(),
        n => format!("; {} allowed by a comment", wording::count(n, "finding")),
    };
    let old = match tally.old_warnings {
        0 => String::new(),
        n => format!("; {} about unchanged records not shown", wording::count(n, "warning")),
    };
    if parts.is_empty() {
        return format!("no problems in {records}{left_out}{allowed}{old}\n");
    }
    let places = match (tally.records, tally.files) {
        (0, files) => wording::count(files, "file"),
        // Folders may have findings too, and files that are no records.
        (records, files) if files > records => format!("{files} files and folders"),
        (_, files) => format!("{} of {records}", wording::grouped(files)),
    };
    format!("{} in {places}{left_out}{allowed}{old}\n", parts.join(", "))
}

/// What to say where `rules` could be broken together with records that were not read.
pub fn judged_in_part<'r>(rules: impl IntoIterator<Item = &'r str>) -> String {
    let rules: Vec<&str> = rules.into_iter().collect();
    format!(
        "records of other coaches were not read for {}; `coach check` without a path reads all",
        wording::all_of(rules)
    )
}
