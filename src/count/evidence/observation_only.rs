//! Rule `observation-only`: no record documents the item, and only an observer can show it.

use super::Lack;
use super::alone::Alone;

pub(super) static RULE: Alone =
    Alone { support: "", verdict: |_, _| None, lack: Lack::ObserverOnly };
