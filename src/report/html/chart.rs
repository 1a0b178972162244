//! Pictures as plain SVG: bars below each other, and columns side by side. Counts come in; a drawing goes out that says
//! in words what it shows. Places are in percent of the width, so text keeps its size however narrow the page is.
//!
//! What nothing is known of has no bar. A kind of bar is told by its pattern and its number, never by color alone.

use maud::{Markup, html};

use crate::count::Share;
use crate::text::html::words;
use crate::text::width::lines;

/// Columns of text in a line of a name, and lines of it.
const NAME: usize = 44;
const NAME_LINES: usize = 2;
/// Pixels of a line of text, of a bar, of the strip with its pattern, and between two rows.
const LINE: usize = 18;
const BAR: usize = 24;
const STRIP: usize = 6;
const GAP: usize = 12;
/// Tenths of a percent of the width that a bar has where its number stands beside it.
const ROOM: u64 = 600;
/// Pixels of a column of 100 percent, and of the narrowest.
const TALL: u64 = 110;
const NARROW: usize = 31;

/// What a part of a bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of those that have a color and a pattern, from 0.
    Filled(usize),
    /// What is left: an outline.
    Left,
}

impl Kind {
    /// Kinds that differ in color and pattern.
    pub(super) const FILLED: usize = 4;

    fn class(self) -> String {
        match self {
            Kind::Filled(at) => format!("b{}", at % Self::FILLED + 1),
            Kind::Left => "left".to_owned(),
        }
    }
}

/// A row of a picture.
pub(super) struct Bar {
    /// What it is of.
    pub name: String,
    /// The parts of its bar, from the left.
    pub parts: Vec<(Kind, u32)>,
    /// What a bar of full width would be.
    pub of: u32,
    /// What stands beside the bar; for a bar whose parts have their numbers in them, nothing.
    pub beside: Option<String>,
}

/// A column of a picture.
pub(super) struct Column {
    /// What it is of, in a few letters, and what stands below that.
    pub name: [String; 2],
    /// Its height; nothing where there was no occasion.
    pub share: Option<Share>,
    /// Whether what came before was measured otherwise.
    pub is_apart: bool,
}

/// What a picture is called by whoever cannot see it.
pub(super) struct Said<'s> {
    /// Its id on the page.
    pub id: &'s str,
    /// Its title.
    pub title: &'s str,
    /// What it shows, in words.
    pub about: String,
}

/// The patterns of bars, once for a page.
pub(super) fn patterns() -> Markup {
    html! {
        svg.unseen aria-hidden="true" {
            defs {
                pattern id="k2" width="6" height="6" patternUnits="userSpaceOnUse" { path d="M0 6L6 0" {} }
                pattern id="k3" width="6" height="6" patternUnits="userSpaceOnUse" { path d="M0 0V6" {} }
                pattern id="k4" width="6" height="6" patternUnits="userSpaceOnUse" { path d="M0 0L6 6M0 6L6 0" {} }
            }
        }
    }
}

/// What each kind of bar means.
pub(super) fn key(kinds: &[(Kind, String)]) -> Markup {
    html! {
        ul.key {
            @for (kind, meaning) in kinds {
                li {
                    svg width="28" height="18" aria-hidden="true" {
                        (piece(*kind, [0, 1000], 0, 18))
                    }
                    " " (words(meaning))
                }
            }
        }
    }
}

fn svg(said: &Said, height: usize, narrowest: usize, body: &Markup) -> Markup {
    let [title, about] = ["t", "d"].map(|end| format!("{}-{end}", said.id));
    let labels = format!("{title} {about}");
    let style = (narrowest > 0).then(|| format!("min-width:{narrowest}px"));
    html! {
        svg.chart width="100%" height=(height) role="img" aria-labelledby=(labels) style=[style] {
            title id=(title) { (words(said.title)) }
            desc id=(about) { (words(&said.about)) }
            (body)
        }
    }
}

/// Bars below each other, each under its name.
pub(super) fn bars(said: &Said, rows: &[Bar]) -> Markup {
    let names: Vec<Vec<String>> = rows.iter().map(|row| short(&row.name)).collect();
    let mut top = 0;
    let mut tops = Vec::new();
    for name in &names {
        // A bar without a name belongs to the one above it.
        top += if name.is_empty() { 2 } else { GAP };
        tops.push(top);
        top += name.len() * LINE + BAR;
    }
    let body = html! {
        @for ((row, name), top) in rows.iter().zip(&names).zip(tops) { (bar(row, name, top)) }
    };
    svg(said, top + 2, 0, &body)
}

/// `name` in as many lines as there is room for.
fn short(name: &str) -> Vec<String> {
    let mut all = lines(name, NAME);
    if all.len() > NAME_LINES {
        all.truncate(NAME_LINES);
        all.iter_mut().last().into_iter().for_each(|last| last.push('…'));
    }
    for line in &mut all {
        // One word may be wider than all of it.
        if line.chars().count() > NAME {
            *line = line.chars().take(NAME).chain(['…']).collect();
        }
    }
    all
}

fn bar(row: &Bar, name: &[String], top: usize) -> Markup {
    let y = top + name.len() * LINE;
    let room = if row.beside.is_some() { ROOM } else { 1000 };
    let at = |n: u64| n * room / u64::from(row.of.max(1));
    let mut before = 0_u64;
    let mut ends = Vec::new();
    for (kind, n) in row.parts.iter().filter(|(_, n)| *n > 0) {
        let from = at(before);
        before += u64::from(*n);
        ends.push((*kind, *n, [from, at(before) - from]));
    }
    html! {
        @for (line, text) in name.iter().enumerate() {
            text x="0" y=(top + line * LINE + LINE - 6) { (words(text)) }
        }
        @for (kind, n, place) in ends {
            (piece(kind, place, y, BAR))
            @if row.beside.is_none() { (inside(kind, n, place, y)) }
        }
        @if let Some(beside) = &row.beside {
            @if row.of > 0 && room < 1000 { (frame(room, y)) }
            text x=(percent(if row.of > 0 { room + 15 } else { 0 })) y=(y + LINE) {
                (words(beside))
            }
        }
    }
}

/// A line around what a full bar would be.
fn frame(room: u64, y: usize) -> Markup {
    html! { rect.frame x="0" y=(y) width=(percent(room)) height=(BAR) {} }
}

/// A part of a bar: its color, and a strip of its pattern at the foot.
fn piece(kind: Kind, [x, width]: [u64; 2], y: usize, height: usize) -> Markup {
    let class = kind.class();
    let strip = match kind {
        Kind::Filled(at) if at % Kind::FILLED > 0 => Some(at % Kind::FILLED + 1),
        Kind::Filled(_) | Kind::Left => None,
    };
    html! {
        rect class=(class) x=(percent(x)) y=(y) width=(percent(width)) height=(height) {}
        @if let Some(strip) = strip {
            rect fill=(format!("url(#k{strip})")) x=(percent(x)) y=(y + height - STRIP)
                width=(percent(width)) height=(STRIP) {}
        }
    }
}

/// The number of a part in it, where it is wide enough for that on a phone.
fn inside(kind: Kind, n: u32, [x, width]: [u64; 2], y: usize) -> Markup {
    let digits = n.to_string();
    let needs = 20 + 26 * digits.len() as u64;
    let class = if kind == Kind::Left { "mid" } else { "mid on" };
    html! {
        @if width >= needs {
            text class=(class) x=(percent(x + width / 2)) y=(y + BAR - STRIP - 4) { (digits) }
        }
    }
}

/// Columns side by side over one line, each with its k of n above it.
pub(super) fn columns(said: &Said, columns: &[Column]) -> Markup {
    let count = columns.len().max(1) as u64;
    let foot = 2 * LINE + TALL as usize;
    let body = html! {
        @for (at, column) in columns.iter().enumerate() {
            @let (from, wide) = (at as u64 * 1000 / count, 1000 / count);
            @let middle = percent(from + wide / 2);
            @if column.is_apart {
                line.apart x1=(percent(from)) x2=(percent(from)) y1="0" y2=(foot) {}
            }
            @match column.share.filter(|share| share.n > 0) {
                Some(share) => {
                    @let tall = (u64::from(share.k) * TALL / u64::from(share.n)) as usize;
                    rect.b1 x=(percent(from + wide / 6)) y=(foot - tall) width=(percent(wide * 2 / 3))
                        height=(tall) {}
                    text.mid.small x=(middle) y=(foot - tall - LINE) { (share.k) }
                    text.mid.small x=(middle) y=(foot - tall - 4) { "of " (share.n) }
                }
                None => { text.mid.small x=(middle) y=(foot - 4) { "–" } }
            }
            @for (line, name) in column.name.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
                text.mid.small x=(middle) y=(foot + LINE + line * LINE - 2) { (words(name)) }
            }
        }
        line.foot x1="0" x2="100%" y1=(foot) y2=(foot) {}
    };
    html! {
        div.wide role="region" tabindex="0" aria-label=(words(said.title)) {
            (svg(said, foot + 2 * LINE + 2, columns.len() * NARROW, &body))
        }
    }
}

/// Tenths of a percent as a place.
fn percent(tenths: u64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}
