//! Texts as people write them: maps and lists to any depth, in lines and in brackets, with comments and empty
//! lines between them, and indented by any number of spaces.

use proptest::prelude::*;
use proptest::strategy::Union;

#[derive(Clone, Debug)]
enum Piece {
    Scalar(String),
    /// Its lines, and whether the last break counts.
    Literal(Vec<String>, bool),
    Brackets(String),
    List(Vec<Piece>, usize),
    Map(Vec<(String, Piece)>, usize),
    /// Something with a comment behind it or before it.
    Commented(Box<Piece>, String),
}

/// A text that both readers mostly take.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop::collection::vec((key(), piece()), 1..7).prop_map(|entries| {
        let mut text = String::new();
        map(&entries, 0, &mut text);
        text
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![9 => "[a-z][a-z_-]{0,8}", 1 => "[A-Z0-9_][a-z0-9]{0,3}"]
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z][a-z ,.'()é’-]{0,40}[a-z.]",
        "2026-0[1-9]-[0-2][1-8]",
        "-?[0-9]{1,4}(\\.[0-9])?",
        "\"[a-z:# ,'é{}]{0,20}\"",
        "'[a-z:# ,\"\\[\\]]{0,20}'",
        "[a-z#:][a-z:#/ ]{0,6}",
        Just("null".to_owned()),
        Just("~".to_owned()),
    ]
}

fn in_brackets() -> impl Strategy<Value = String> {
    let scalar = prop_oneof!["[a-z][a-z .'-]{0,12}[a-z]", "\"[a-z, :#]{0,9}\"", "[0-9-]{1,10}"];
    let comma = prop_oneof![5 => Just(", "), 1 => Just(",\n         "), 1 => Just(",")];
    scalar.boxed().prop_recursive(3, 12, 4, move |inner| {
        let entry = (key(), inner.clone()).prop_map(|(key, value)| format!("{key}: {value}"));
        let list = |of: BoxedStrategy<String>| {
            (prop::collection::vec(of, 0..4), comma.clone())
                .prop_map(|(all, comma)| all.join(comma))
        };
        prop_oneof![
            list(inner.boxed()).prop_map(|all| format!("[{all}]")),
            list(entry.boxed()).prop_map(|all| format!("{{{all}}}")),
        ]
    })
}

fn piece() -> impl Strategy<Value = Piece> {
    let lines = prop::collection::vec(
        prop_oneof![4 => "[a-z][a-z :#]{0,30}", 1 => "", 1 => "  [a-z]{1,5}"],
        0..4,
    );
    let literal =
        ("[a-z][a-z:# -]{0,20}", lines, any::<bool>()).prop_map(|(first, mut lines, keeps)| {
            lines.insert(0, first);
            Piece::Literal(lines, keeps)
        });
    let leaf = prop_oneof![
        5 => scalar().prop_map(Piece::Scalar),
        2 => literal,
        2 => in_brackets().prop_map(Piece::Brackets),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        Union::new_weighted(vec![
            (
                2,
                (prop::collection::vec(inner.clone(), 1..4), 0..5_usize)
                    .prop_map(|(all, by)| Piece::List(all, by))
                    .boxed(),
            ),
            (
                3,
                (prop::collection::vec((key(), inner.clone()), 1..4), 1..5_usize)
                    .prop_map(|(all, by)| Piece::Map(all, by))
                    .boxed(),
            ),
            (
                1,
                (inner, "[ a-z:#]{0,9}")
                    .prop_map(|(piece, said)| Piece::Commented(Box::new(piece), said))
                    .boxed(),
            ),
        ])
    })
}

fn map(entries: &[(String, Piece)], indentation: usize, text: &mut String) {
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            text.push_str(&" ".repeat(indentation));
        }
        text.push_str(key);
        text.push(':');
        lay_out(value, indentation, true, text);
    }
}

/// Writes `piece` behind a colon or a dash in a line that is indented by `indentation`, and ends its last line.
fn lay_out(piece: &Piece, indentation: usize, is_of_key: bool, text: &mut String) {
    match piece {
        Piece::Scalar(said) | Piece::Brackets(said) => {
            text.push(' ');
            text.push_str(&said.replace('\n', &format!("\n{}", " ".repeat(indentation))));
            text.push('\n');
        }
        Piece::Literal(lines, keeps_break) => {
            text.push_str(if *keeps_break { " |\n" } else { " |-\n" });
            for line in lines {
                if !line.is_empty() {
                    text.push_str(&" ".repeat(indentation + 2));
                }
                text.push_str(line);
                text.push('\n');
            }
        }
        Piece::List(pieces, by) if is_of_key => {
            text.push('\n');
            for piece in pieces {
                text.push_str(&" ".repeat(indentation + by));
                text.push('-');
                lay_out(piece, indentation + by, false, text);
            }
        }
        // A list in a list is not what this is about.
        Piece::List(..) => text.push_str(" none\n"),
        Piece::Map(entries, by) if is_of_key => {
            text.push('\n');
            text.push_str(&" ".repeat(indentation + by));
            map(entries, indentation + by, text);
        }
        Piece::Map(entries, by) => {
            text.push_str(&" ".repeat(*by));
            map(entries, indentation + by + 1, text);
        }
        Piece::Commented(piece, said) => {
            lay_out(piece, indentation, is_of_key, text);
            let is_behind =
                matches!(**piece, Piece::Scalar(_) | Piece::Brackets(_)) && text.pop().is_some();
            text.push_str(if is_behind { " #" } else { "#" });
            text.push_str(said);
            text.push('\n');
        }
    }
}
