//! Two reports compared: which numbers changed, and because of which records. Reports and folders
//! come in; one model goes out, then one renderer per format.

mod because;
mod earlier;
mod model;
mod numbers;
mod page;

pub use because::{Because, Held, RecordChange, Standing, because};
pub use earlier::{Earlier, NotAReport};
pub use model::{Change, Comparison, Side};
pub use numbers::{changes, side};
pub use page::{render_markdown, render_text};
