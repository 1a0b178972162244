//! The colors of pages, light and dark: one row each, from which the style sheet is made. What stands beside what,
//! and how far they have to differ, is in the test.

/// A color: its name in the style sheet, and its value in the light and in the dark.
struct Color {
    name: &'static str,
    light: &'static str,
    dark: &'static str,
}

const fn color(name: &'static str, light: &'static str, dark: &'static str) -> Color {
    Color { name, light, dark }
}

/// Every color.
const COLORS: [Color; 13] = [
    color("page", "#ffffff", "#14181d"),
    color("head", "#eef1f4", "#232a32"),
    color("ink", "#1b1f24", "#e8eaed"),
    color("quiet", "#555c65", "#adb5be"),
    color("link", "#0b57a4", "#8cc0f7"),
    color("line", "#c9ced4", "#414a54"),
    color("edge", "#737b84", "#89939d"),
    color("on-bar", "#ffffff", "#0d1013"),
    color("bar-1", "#1b5e9c", "#7db8f5"),
    color("bar-2", "#0a7268", "#5cc9bb"),
    color("bar-3", "#8f5310", "#e0a35a"),
    color("bar-4", "#74489b", "#c7a3ea"),
    color("alert", "#a3260f", "#ff9d8a"),
];

/// The colors as custom properties. Paper is always light.
pub(super) fn style() -> String {
    let all = |value: fn(&Color) -> &str| -> String {
        COLORS.iter().map(|color| format!("--{}:{};", color.name, value(color))).collect()
    };
    format!(
        ":root{{color-scheme:light dark;{}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{}}}}}\n",
        all(|color| color.light),
        all(|color| color.dark)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.2.
    fn luminance(color: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&color[at..at + 2], 16).unwrap_or_default();
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let [one, other] = [luminance(one), luminance(other)];
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn the_formula_is_that_of_wcag() {
        // White on black is 21 by definition; #767676 on white is known as the lightest gray that passes AA.
        assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
        assert!(contrast("#ffffff", "#767676") >= 4.5 && contrast("#ffffff", "#777777") < 4.5);
    }

    /// Text needs 4.5 (1.4.3), parts of pictures and edges of controls need 3 (1.4.11).
    #[test]
    fn what_is_read_stands_out_in_the_light_and_in_the_dark() {
        let bars = ["bar-1", "bar-2", "bar-3", "bar-4"];
        let mut pairs = vec![("edge", "page", 3.0), ("edge", "head", 3.0)];
        for text in ["ink", "quiet", "link", "alert"] {
            pairs.extend([(text, "page", 4.5), (text, "head", 4.5)]);
        }
        pairs.extend(bars.map(|bar| ("on-bar", bar, 4.5)));
        pairs.extend(bars.map(|bar| (bar, "page", 3.0)));
        let all = pairs.len();
        let named = |name| COLORS.iter().filter(move |color| color.name == name);
        let mut compared = 0;
        for (one, other, least) in pairs {
            for (a, b) in named(one).zip(named(other)) {
                for (light, is) in
                    [("light", contrast(a.light, b.light)), ("dark", contrast(a.dark, b.dark))]
                {
                    assert!(is >= least, "{one} on {other}, {light}: {is:.2} < {least}");
                }
                compared += 1;
            }
        }
        assert_eq!(compared, all, "each is a color, and stands once");
    }
}
