//! Functions as properties of widgets. They belong to the view that made them.

use std::fmt;
use std::rc::Rc;

use super::StoredValue;

trait Answers<In, Out> {
    fn answer(&self, asked: In) -> Out;
}

impl<In, Out, F: Fn(In) -> Out> Answers<In, Out> for F {
    fn answer(&self, asked: In) -> Out {
        self(asked)
    }
}

/// A function that a widget calls.
pub struct Callback<In: 'static, Out: 'static = ()>(StoredValue<Rc<dyn Answers<In, Out>>>);

impl<In, Out> Copy for Callback<In, Out> {}
impl<In, Out> Clone for Callback<In, Out> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<In, Out> fmt::Debug for Callback<In, Out> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Callback")
    }
}

impl<In, Out> Callback<In, Out> {
    /// Calls it.
    ///
    /// # Panics
    /// When the view that it belongs to is gone.
    pub fn run(&self, asked: In) -> Out {
        // Not asked for while it answers: it may set what it stands beside.
        self.0.get_value().answer(asked)
    }

    /// Calls it, unless the view is gone that it belongs to.
    pub fn try_run(&self, asked: In) -> Option<Out> {
        self.0.try_get_value().map(|answers| answers.answer(asked))
    }
}

impl<In, Out, F: Fn(In) -> Out + 'static> From<F> for Callback<In, Out> {
    fn from(answer: F) -> Self {
        callback(answer)
    }
}

/// A function as a widget's property.
pub fn callback<In: 'static, Out: 'static>(
    answer: impl Fn(In) -> Out + 'static,
) -> Callback<In, Out> {
    Callback(StoredValue::new(Rc::new(answer)))
}
