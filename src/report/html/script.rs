//! The one script of pages, and the policy that lets it run and nothing else, whatever a record says.

use sha2::{Digest, Sha256};

use super::document::Styles;

/// The script: it sorts, shows one school and compares two times. Without it, everything can be read.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// What a page may do: nothing is fetched but a style sheet beside it, and no other script runs.
pub(super) fn policy(styles: Styles) -> String {
    let styles = match styles {
        Styles::Within => "'unsafe-inline'",
        Styles::Beside { .. } => "'self' 'unsafe-inline'",
    };
    let digest = base64(&Sha256::digest(SCRIPT));
    format!(
        "default-src 'none'; style-src {styles}; script-src 'sha256-{digest}'; base-uri 'none'; \
         form-action 'none'"
    )
}

/// `bytes` in base64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            out.push(if at > three.len() { '=' } else { char::from(digit) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_standard() {
        // The test vectors of RFC 4648, section 10.
        for (text, digits) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), digits);
        }
    }
}
