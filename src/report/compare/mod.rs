//! Two reports compared: whether it is better than before, which numbers changed, and because of which
//! records. Reports and folders come in; one model goes out, then one renderer per format.

mod became;
mod because;
mod earlier;
mod head;
mod model;
mod named;
mod numbers;
mod page;
mod unchanged;

pub(crate) use became::Became;
pub(crate) use because::{Because, RecordChange, Standing};
pub use because::{Held, because};
pub(crate) use earlier::Earlier;
pub(crate) use head::{Head, SideOf, head};
pub use model::Change;
pub(crate) use model::{Comparison, Side};
pub(crate) use named::{NamedProfile, named};
pub use numbers::{changes, side, unlike_length};
pub use page::{render_html, render_markdown, render_text};
