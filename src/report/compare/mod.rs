//! Two reports compared: which numbers changed, and because of which records. Reports and folders
//! come in; one model goes out, then one renderer per format.

mod because;
mod earlier;
mod model;
mod numbers;
mod page;

pub(crate) use because::{Because, RecordChange, Standing};
pub use because::{Held, because};
pub(crate) use earlier::Earlier;
pub use model::Change;
pub(crate) use model::{Comparison, Side};
pub use numbers::{changes, side};
pub use page::{render_markdown, render_text};
