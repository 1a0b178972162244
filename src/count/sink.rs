//! Where counters put what they find. A counter goes through the records and gives each thing it
//! looks at to a sink: the report's sink adds up what counts, an explanation's keeps each thing with
//! its reasons. So the same code counts a number and explains it, and the report makes no words.

/// Takes things, one after the other.
pub(super) trait Sink<Thing> {
    /// Takes `thing`, which counts or says why not.
    fn take(&mut self, thing: Thing);
}

/// An explanation's sink, and whatever else only looks at each thing.
impl<Thing, Look: FnMut(Thing)> Sink<Thing> for Look {
    fn take(&mut self, thing: Thing) {
        self(thing);
    }
}
