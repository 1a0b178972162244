//! Any text as the address of a number: written and read back, it is the same.

use coach::report::Address;

pub(crate) fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = Address::is_meant(text);
    match text.parse::<Address>() {
        Ok(address) => {
            let written = address.to_string();
            assert_eq!(written.parse::<Address>().as_ref(), Ok(&address), "{written}");
            let timeless = address.without_time();
            assert_eq!(timeless.to_string().parse::<Address>(), Ok(timeless));
        }
        Err(no) => assert!(!no.to_string().is_empty(), "refused without a word"),
    }
}
