//! Diagnostics as text for people, drawn by `annotate-snippets`.

use annotate_snippets::{
    AnnotationKind, Element, Group, Level as Mark, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::{Diagnostic, Level, Place, wording};

/// How diagnostics are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// ANSI colour.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// `diagnostic` as lines of text, ending with a line break.
pub fn render(diagnostic: &Diagnostic, style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width).decor_style(DecorStyle::Ascii);
    let mark = match diagnostic.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
    };
    let mut group = Group::with_title(
        mark.primary_title(wording::visible(&diagnostic.message)).id(diagnostic.rule.id),
    );
    group = add_place(group, &diagnostic.place, &diagnostic.label, AnnotationKind::Primary);
    for related in &diagnostic.related {
        group = add_place(group, &related.place, &related.label, AnnotationKind::Context);
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
    place: &'d Place,
    label: &'d str,
    kind: AnnotationKind,
) -> Group<'d> {
    let path = wording::visible(&place.path);
    let Some(region) = &place.region else {
        return group.element(Origin::path(path));
    };
    let start = region.start;
    let element: Element<'d> = match &region.line {
        None => {
            Origin::path(path).line(start.line as usize).char_column(start.column as usize).into()
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
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
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
