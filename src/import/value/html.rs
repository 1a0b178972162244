//! Text of an app that stores it as HTML: its tags come off, lines and entities become what they show.

use super::prose::plain;

/// What the HTML shows, as plain text. Text that is no HTML stays as it is: a `<` without a tag's name
/// after it, or a `&` without an entity's name.
pub(crate) fn without_html(text: &str) -> String {
    let mut shown = Shown::default();
    let mut rest = text;
    let last_end = text.rfind('>').unwrap_or_default();
    while let Some(sign) = rest.chars().next() {
        let taken = match sign {
            '<' if text.len() - rest.len() < last_end => tag(rest).map(|tag| shown.tag(&tag, rest)),
            '&' => entity(rest).map(|(letter, length)| {
                shown.letter(letter);
                length
            }),
            _ => None,
        };
        rest = &rest[taken.unwrap_or_else(|| {
            shown.letter(sign);
            sign.len_utf8()
        })..];
    }
    plain(&shown.text)
}

/// A tag or a comment at the beginning of a text.
struct Tag<'t> {
    name: &'t str,
    is_end: bool,
    /// How much of the text it takes.
    length: usize,
}

fn tag(text: &str) -> Option<Tag<'_>> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let length = comment.find("-->").map_or(text.len(), |end| end + 7);
        return Some(Tag { name: "", is_end: false, length });
    }
    let inner = text.strip_prefix('<')?;
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let begin = text.len() - inner.len();
    let name = &inner[..inner.bytes().take_while(u8::is_ascii_alphanumeric).count()];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let length = begin + closing(inner)? + 1;
    Some(Tag { name, is_end, length })
}

/// Bytes of a tag in which quotes are looked at; a longer one holds a picture, or a quote without an end.
const QUOTED: usize = 1_000;

/// Where the `>` is that no quotes hold, or the first one of all.
fn closing(text: &str) -> Option<usize> {
    let mut quote = None;
    for (place, byte) in text.bytes().take(QUOTED).enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(place),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.find('>')
}

/// The text that was shown so far.
#[derive(Default)]
struct Shown {
    text: String,
    /// Whether a tag began a line in which nothing is shown yet; blanks there show nothing.
    is_begun: bool,
}

impl Shown {
    /// Shows a tag's effect; returns how much of `rest` is done with it.
    fn tag(&mut self, tag: &Tag<'_>, rest: &str) -> usize {
        match tag.name.to_ascii_lowercase().as_str() {
            "br" => self.text.push('\n'),
            "li" => {
                self.begin_line();
                if !tag.is_end && !self.text.ends_with("- ") {
                    self.text.push_str("- ");
                }
            }
            "p" | "div" | "ul" | "ol" | "tr" | "table" | "blockquote" | "pre" | "hr" | "h1"
            | "h2" | "h3" | "h4" | "h5" | "h6" => self.begin_line(),
            name @ ("script" | "style") if !tag.is_end => {
                return tag.length + hidden(&rest[tag.length..], name);
            }
            "td" | "th" if tag.is_end => self.letter(' '),
            _ => {}
        }
        tag.length
    }

    /// Begins a line, unless one has just begun; a paragraph in a point of a list goes on in its line.
    fn begin_line(&mut self) {
        if !self.is_begun {
            self.text.truncate(self.text.trim_end().len());
            if !self.text.is_empty() {
                self.text.push('\n');
            }
        }
        self.is_begun = true;
    }

    fn letter(&mut self, letter: char) {
        if self.is_begun && letter.is_whitespace() {
            return;
        }
        self.is_begun = false;
        self.text.push(letter);
    }
}

/// How long the text is up to the end tag of a script or style.
fn hidden(text: &str, name: &str) -> usize {
    let is_end = |place: usize| {
        text.get(place + 2..place + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    text.match_indices("</")
        .map(|(place, _)| place)
        .find(|&place| is_end(place))
        .unwrap_or(text.len())
}

/// Entities that editors write.
const ENTITIES: [(&str, char); 36] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("times", '×'),
    ("frac12", '½'),
    ("copy", '©'),
    ("euro", '€'),
    ("cent", '¢'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("Aacute", 'Á'),
    ("Eacute", 'É'),
    ("Ntilde", 'Ñ'),
    ("uuml", 'ü'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("rarr", '→'),
];

/// The letter of an entity at the beginning of a text, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let letter = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))?
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((letter, end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_is_what_it_shows() {
        for (html, shown) in [
            ("<p>same few students answer</p>", "same few students answer"),
            ("<p>a</p><p>b</p>", "a\nb"),
            ("<p>a</p>\n<p>b</p>", "a\nb"),
            ("a<br>b<BR/>c", "a\nb\nc"),
            ("<ul><li>one</li><li><p>two</p></li></ul>after", "- one\n- two\nafter"),
            ("<p>a</p>\n more", "a\nmore"),
            ("Try:<ul>\n<li>one\n<li>two</ul>", "Try:\n- one\n- two"),
            ("<div class=\"a > b\"><b>bold</b> and <i>not</i></div>", "bold and not"),
            ("5 &lt; 6 &amp;amp; &#39;x&#x27; &nbsp;&eacute;", "5 < 6 &amp; 'x'  é"),
            ("a<script>if (a < b) {}</script>b<STYLE>p{} </b></Style>c<!-- d -->e", "abce"),
            ("groups of < 5, a <3 and R&D; 1 & 2", "groups of < 5, a <3 and R&D; 1 & 2"),
            ("no end <b", "no end <b"),
            ("&#0; &#xD800; &unknown;", "&#0; &#xD800; &unknown;"),
            ("plain text\r\nin two lines", "plain text\nin two lines"),
            ("", ""),
        ] {
            assert_eq!(without_html(html), shown, "{html}");
        }
    }

    #[test]
    fn long_text_takes_no_long_time() {
        for piece in ["<b \"", "<b \">", "<script></script>", "&amp", "<p> ", "<!-", "<li>"] {
            without_html(&piece.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(any in any::<String>(), near in "[<>/&#;pbrlix\"' é!-]{0,30}") {
            let _ = without_html(&any);
            let _ = without_html(&near);
        }

        #[test]
        fn text_without_signs_of_html_stays(text in "[a-zé][a-zé ,.\n]{0,20}[a-z]") {
            prop_assert_eq!(without_html(&text), plain(&text));
        }
    }
}
