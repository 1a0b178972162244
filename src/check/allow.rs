//! Comments that allow a finding where it is: `# coach: allow[rule] reason`.
//!
//! A comment at the end of a line is about what begins in that line; if that is a block of text, up
//! to its end. A comment on a line by itself is about the next line that is not a comment. Findings
//! and comments come in; the findings that are left, and those about the comments, go out.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::{Folder, Found, allow_without_reason, is_across, remedy, rules, unused_allow};
use crate::diagnostic::rule_text::Remedy;
use crate::diagnostic::{Diagnostic, Place};
use crate::store::File;
use crate::text::source::{Source, Span};

/// How such a comment begins, after its `#`.
const MARK: &str = "coach:";

/// Rules that the comments of one record may allow; more would be no exceptions.
const MOST: usize = 50;

/// One rule that a comment allows.
#[derive(Clone, Debug)]
pub struct Allow {
    /// What is in the brackets.
    rule: String,
    /// Where it is.
    place: Place,
    /// Lines, from 1, in which findings of the rule are allowed.
    lines: RangeInclusive<u32>,
    /// Whether the comment says why.
    has_reason: bool,
    /// Whether all of its folder was read, so that a finding that is not there is none.
    is_sure: bool,
    /// What keeps it from allowing anything, if something does.
    fault: Option<Fault>,
}

/// What is wrong with a comment as such.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// It is not written as such a comment is.
    Malformed,
    /// It is one more than there may be in a record.
    OneTooMany,
}

impl Allow {
    /// Every rule that a comment in one of the folder's files allows.
    pub(crate) fn all_of(folder: &Folder) -> Vec<Allow> {
        let is_sure = folder.unused.is_empty();
        let allows = folder.files().flat_map(in_file);
        allows.map(|allow| Allow { is_sure, ..allow }).collect()
    }

    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        self.fault.is_none()
            && !diagnostic.rule.leaves_out
            && diagnostic.rule.id == self.rule
            && sides(diagnostic).any(|place| {
                let line = place.region.as_ref().map(|region| region.start.line);
                place.path == self.place.path && line.is_some_and(|line| self.lines.contains(&line))
            })
    }
}

/// The places at which `diagnostic` can be allowed: its own; and where it is about two records alike,
/// the other one's too.
fn sides(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    let others = diagnostic.related.iter().filter(|_| is_across(diagnostic.rule));
    std::iter::once(&diagnostic.place).chain(others.map(|related| &related.place))
}

/// Takes the findings that `allows` cover out of `diagnostics`, and adds those about the comments
/// themselves in files that are `within`; how many were taken out. The comments of one file follow
/// each other. Where not `all_read`, what several pairs together would show may be missing.
pub(crate) fn heed(
    diagnostics: &mut Vec<Diagnostic>,
    allows: Vec<Allow>,
    all_read: bool,
    within: impl Fn(&str) -> bool,
) -> usize {
    let mut by_path: HashMap<Arc<str>, Range<usize>> = HashMap::new();
    for (index, allow) in allows.iter().enumerate() {
        let path = Arc::clone(&allow.place.path);
        by_path.entry(path).or_insert(index..index).end = index + 1;
    }
    let before = diagnostics.len();
    let mut is_used = vec![false; allows.len()];
    diagnostics.retain(|diagnostic| {
        let mut is_covered = false;
        for index in
            sides(diagnostic).filter_map(|place| by_path.get(&place.path)).flat_map(Clone::clone)
        {
            if allows[index].covers(diagnostic) {
                is_covered = true;
                is_used[index] = true;
            }
        }
        !is_covered
    });
    let silenced = before - diagnostics.len();
    let known = rules();
    let mut found = Found::default();
    for (allow, used) in allows.into_iter().zip(is_used) {
        let path = Arc::clone(&allow.place.path);
        if !within(&path) {
            continue;
        }
        if let Some(fault) = allow.fault {
            found.push(&path, || match fault {
                Fault::Malformed => unused_allow::malformed(allow.place),
                Fault::OneTooMany => unused_allow::one_too_many(MOST, allow.place),
            });
            continue;
        }
        if !allow.has_reason {
            let place = allow.place.clone();
            found.push(&path, || allow_without_reason::finding(&allow.rule, place));
        }
        let rule = known.iter().find(|rule| rule.id == allow.rule);
        // A rule may only be silent about what could not be read.
        let is_sure = rule.is_none_or(|rule| {
            remedy(rule) != Remedy::LevelOrComment
                || allow.is_sure && (all_read || !is_across(rule))
        });
        if !used && is_sure {
            found.push(&path, || unused_allow::finding(&allow.rule, &known, allow.place));
        }
    }
    diagnostics.extend(found.into_diagnostics());
    silenced
}

fn in_file(file: &File) -> Vec<Allow> {
    let mut allows = Vec::new();
    for &comment in &file.comments {
        let room = MOST + 1 - allows.len();
        allows.extend(in_comment(file, comment, room));
        if let Some(beyond) = allows.get_mut(MOST) {
            beyond.fault = Some(Fault::OneTooMany);
            break;
        }
    }
    allows
}

/// What `comment` allows, up to `most` rules.
fn in_comment(file: &File, comment: Span, most: usize) -> Vec<Allow> {
    let text = file.source.slice(comment);
    let Some(said) = mark(text) else { return Vec::new() };
    let offset =
        |part: &str| comment.start as usize + (part.as_ptr() as usize - text.as_ptr() as usize);
    let hash = comment.start as usize
        + text[..offset(said) - comment.start as usize].rfind('#').unwrap_or(0);
    let lines = lines_about(file, comment);
    let parts = said[MARK.len()..].trim_start().split_once('[').and_then(|(verb, rest)| {
        let (ids, reason) = rest.split_once(']')?;
        let are_ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).all(is_like_rule);
        let is_allow = verb.trim_end().eq_ignore_ascii_case("allow");
        (is_allow && are_ids && !ids.trim().is_empty()).then_some((ids, reason))
    });
    let Some((ids, reason)) = parts else {
        let start = offset(said);
        // Only the mark is shown: what follows may be prose.
        let mark = Span::new(start..start + MARK.len());
        let shown = Span::new(hash..start + MARK.len());
        let place = file.place_revealing(mark, shown);
        let (rule, fault) = (String::new(), Some(Fault::Malformed));
        return vec![Allow { rule, place, lines, has_reason: true, is_sure: true, fault }];
    };
    let has_reason = reason.contains(char::is_alphanumeric);
    let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
    // What is up to the bracket is for the program; the reason may be prose.
    let shown = Span::new(hash..offset(reason));
    ids.take(most)
        .map(|id| Allow {
            rule: id.to_owned(),
            place: file.place_revealing(Span::new(offset(id)..offset(id) + id.len()), shown),
            lines: lines.clone(),
            has_reason,
            is_sure: true,
            fault: None,
        })
        .collect()
}

/// The lines, from 1, that `comment` is about.
fn lines_about(file: &File, comment: Span) -> RangeInclusive<u32> {
    let source = &file.source;
    let own = source.line_around(comment.start);
    let is_alone = source.text[own.start..comment.start as usize].trim().is_empty();
    let line = if is_alone { next_said_line(source, own) } else { own };
    // A value may begin below its key.
    let said_up_to = if is_alone { line.end } else { comment.start as usize };
    let said = &source.text[line.start..said_up_to];
    let said = if is_alone { without_comment(file, &line, said) } else { said };
    let first_below = |span: &&Span| {
        let below = source.text.get(line.end..span.start as usize);
        opens_value(said) && below.is_some_and(|between| between.trim().is_empty())
    };
    let begins_here = |span: &&Span| (line.start..=line.end).contains(&(span.start as usize));
    let values = file.unquoted().iter().filter(|span| begins_here(span) || first_below(span));
    let end = values.map(|span| span.end as usize).max().unwrap_or(line.end).max(line.end);
    let number = |at: usize| source.position(Span::new(at..at).start).line;
    number(line.start)..=number(end)
}

/// Where the words for coach begin in the comment `text`, if there are any.
fn mark(text: &str) -> Option<&str> {
    // Of a run of `#` only the first counts: the rest is passed over with it.
    let is_first = |&(at, _): &(usize, &str)| !text[..at].ends_with('#');
    text.match_indices('#')
        .filter(is_first)
        .map(|(at, _)| text[at..].trim_start_matches('#').trim_start())
        .find(|said| said.get(..MARK.len()).is_some_and(|mark| mark.eq_ignore_ascii_case(MARK)))
}

/// Whether `id` looks like the id of a rule; anything else may be prose, and is not quoted.
fn is_like_rule(id: &str) -> bool {
    id.len() <= 40 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// `said`, the text of `line`, up to the comment in it, if there is one.
fn without_comment<'t>(file: &File, line: &Range<usize>, said: &'t str) -> &'t str {
    let mut comments = file.comments.iter().map(|comment| comment.start as usize);
    let comment = comments.find(|start| line.contains(start));
    comment.map_or(said, |start| &said[..start - line.start])
}

/// Whether a line that says `said` goes on with its value below: it ends with the colon of its key or
/// the mark of a block of text (`|`, `>-`, `|2`).
fn opens_value(said: &str) -> bool {
    let said = said.trim_end();
    let before_digits =
        said.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let before_mark = before_digits.strip_suffix(['|', '>']).map(str::trim_end);
    said.ends_with(':') || before_mark.is_some_and(|key| key.ends_with([':', '-']))
}

/// The first line below `line` that says something and is no comment; the last line where none does.
fn next_said_line(source: &Source, line: Range<usize>) -> Range<usize> {
    let mut next = line_after(source, &line);
    while next.end < source.text.len() {
        let said = source.text[next.clone()].trim();
        if !said.is_empty() && !said.starts_with('#') {
            break;
        }
        next = line_after(source, &next);
    }
    next
}

/// The line below `line`; an empty one at the end of the text.
fn line_after(source: &Source, line: &Range<usize>) -> Range<usize> {
    let text = &source.text;
    let start = text[line.end..].find('\n').map_or(text.len(), |at| line.end + at + 1);
    source.line_around(Span::new(start..start).start)
}
