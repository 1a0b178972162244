//! What someone did at the keyboard: a key, or a paste. Terminals that do not mark a paste send it as keys,
//! which come faster than anybody types: from what came at once, this tells which it was.

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Key {
    Char(char),
    /// A letter with Ctrl.
    Ctrl(char),
    Enter,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Escape,
}

impl Key {
    /// What it stands for in a text, if it does.
    fn text(self) -> Option<char> {
        match self {
            Key::Char(c) => Some(c),
            Key::Enter => Some('\n'),
            Key::Tab => Some('\t'),
            _ => None,
        }
    }
}

/// What comes from the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::command) enum Input {
    Key(Key),
    Paste(String),
    /// The window has another size now.
    Resized,
}

/// What keys are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Mode {
    /// They make a text, and Enter ends it.
    Typing,
    /// They make a text that narrows a list, and Space ticks what is left.
    Ticking,
    /// Each does something by itself.
    Acting,
}

/// So many letters at once are not typed.
const PASTED: usize = 3;

/// What `inputs`, which came at once, mean where keys are for `mode`. A key that would answer or tick, with
/// more text behind it, was pasted, unless keys that no text holds are among it; and so were several letters
/// where each would do something. `goes_on` says that a paste came right before.
pub(super) fn understood(inputs: Vec<Input>, mode: Mode, goes_on: bool) -> Vec<Input> {
    let keys: Option<Vec<Key>> = inputs
        .iter()
        .map(|input| match input {
            Input::Key(key) => Some(*key),
            _ => None,
        })
        .collect();
    // A terminal that marks a paste has told them apart.
    let Some(keys) = keys else { return inputs };
    let text: String = keys.iter().filter_map(|key| key.text()).collect();
    let is_text = keys.iter().all(|key| key.text().is_some()) && !text.trim().is_empty();
    let is_pasted = match mode {
        _ if text.is_empty() => false,
        _ if goes_on => true,
        Mode::Typing => is_text && text.trim_end().contains('\n'),
        Mode::Ticking => is_text && text.trim_end().contains(char::is_whitespace),
        Mode::Acting => text.chars().count() >= PASTED,
    };
    if is_pasted { vec![Input::Paste(text)] } else { inputs }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Input> {
        let key = |c| match c {
            '\n' => Key::Enter,
            '↓' => Key::Down,
            c => Key::Char(c),
        };
        text.chars().map(|c| Input::Key(key(c))).collect()
    }

    #[test]
    fn what_comes_at_once_is_told_apart() {
        for (text, typing, ticking, acting) in [
            ("2", false, false, false),
            ("22", false, false, false),
            ("2026-05-20\n", false, false, true),
            ("↓↓↓↓\n", false, false, false),
            ("↓ ↓ \n", false, false, true),
            (" \n", false, false, false),
            ("\n\n", false, false, false),
            ("word \n", false, false, true),
            ("two words", false, true, true),
            ("one\ntwo", true, true, true),
            ("one\ntwo\n", true, true, true),
            ("\ntwo", true, true, true),
            ("one\n\n", false, false, true),
            ("soon\n↓↓7\n", false, false, true),
        ] {
            let modes = [(Mode::Typing, typing), (Mode::Ticking, ticking), (Mode::Acting, acting)];
            for (mode, pasted) in modes {
                let whole = vec![Input::Paste(text.replace('↓', ""))];
                let expected = if pasted { whole } else { keys(text) };
                assert_eq!(understood(keys(text), mode, false), expected, "{text:?} {mode:?}");
            }
        }
        assert_eq!(understood(keys("2"), Mode::Acting, true), [Input::Paste("2".to_owned())]);
        assert_eq!(understood(keys("↓"), Mode::Acting, true), keys("↓"));
    }

    /// Where the terminal says what was pasted, the keys beside it are keys.
    #[test]
    fn a_marked_paste_leaves_keys_alone() {
        let inputs = [keys("a\nb"), vec![Input::Paste("x".to_owned())], keys("222")].concat();
        assert_eq!(understood(inputs.clone(), Mode::Acting, false), inputs);
    }
}
