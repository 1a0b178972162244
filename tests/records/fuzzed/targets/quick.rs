//! Any text: the quick reader of YAML says what the full parser says, or nothing.

pub(crate) fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(difference) = coach::fuzzed::yaml(text) {
        panic!("{difference}");
    }
}
