//! The guide: what is too long for the README and for help. Each page is a file beside this one, a module
//! of this documentation, and what `coach explain TOPIC` prints. Nothing comes in; topics go out.

pub mod markdown;

/// A page of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What a user types to read it, `[a-z-]`.
    pub name: &'static str,
    /// The page, in Markdown as [`markdown`] reads it. Its first line is its title.
    pub text: &'static str,
}

impl Topic {
    /// What the page is about, as its first line says.
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' '])
    }

    /// The topic that is called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }
}

/// Declares a module of documentation for each page, and `TOPICS`, which lists them all.
macro_rules! pages {
    ($($module:ident = $name:literal;)*) => {
        $(
            // In this documentation pages are modules: these links come before the page's own.
            #[doc = "[by-hand]: by_hand\n[import]: mod@import\n[git]: mod@git\n[numbers]: mod@numbers\n[records]: mod@records"]
            #[doc = "[rules]: mod@rules\n[saving]: mod@saving\n[statistics]: mod@statistics\n\n"]
            #[doc = include_str!(concat!($name, ".md"))]
            pub mod $module {}
        )*
        /// Every page, in the order in which they are listed.
        pub static TOPICS: &[Topic] =
            &[$(Topic { name: $name, text: include_str!(concat!($name, ".md")) }),*];
    };
}

pages! {
    numbers = "numbers";
    statistics = "statistics";
    by_hand = "by-hand";
    rules = "rules";
    records = "records";
    import = "import";
    saving = "saving";
    git = "git";
    audiences = "audiences";
    formats = "formats";
    platforms = "platforms";
}
