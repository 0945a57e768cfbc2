//! Signals, memos, effects and callbacks. Leptos makes its code for them anew for
//! every type they hold and every function they are given; here it sees one type
//! of value and few of functions, which keeps the app that browsers load small.

mod callback;
mod held;
mod kept;
mod paced;
mod read;
mod stored;

use std::marker::PhantomData;

use leptos::prelude::{ArcMemo, Effect, on_cleanup};
use leptos::reactive::graph::{AnySubscriber, Subscriber, ToAnySubscriber};

pub use callback::{Callback, callback};
use held::{Held, seen};
pub use kept::{ArcRwSignal, RwSignal};
pub use paced::paced;
pub use read::{Memo, Signal};
pub use stored::StoredValue;

trait Recalls<T>: Send + Sync {
    fn recall(&self, before: Option<&T>) -> T;
}

impl<T, F: Fn(Option<&T>) -> T + Send + Sync> Recalls<T> for F {
    fn recall(&self, before: Option<&T>) -> T {
        self(before)
    }
}

trait Acts {
    fn act(&mut self);
}

impl<F: FnMut()> Acts for F {
    fn act(&mut self) {
        self();
    }
}

/// A signal that asks `value` whenever it is read.
pub fn derive<T: Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Signal<T> {
    Signal::asked(Box::new(value))
}

/// A signal that asks `value` once for each change of what it read, and tells
/// of its own only if the answer differs. `value` gets the answer before.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn of<T: PartialEq + Send + Sync + 'static>(value: Box<dyn Recalls<T>>) -> Memo<T> {
        Memo { inner: remade(Box::new(value)), of: PhantomData }
    }
    of(Box::new(value))
}

/// Makes a value anew, and says whether it differs.
trait Remakes: Send + Sync {
    fn remake(&self, before: Option<Held>) -> (Held, bool);
}

impl<T: PartialEq + Send + Sync + 'static> Remakes for Box<dyn Recalls<T>> {
    fn remake(&self, before: Option<Held>) -> (Held, bool) {
        let before = before.as_ref().map(seen::<T>);
        let value = self.recall(before);
        let differs = before != Some(&value);
        (Box::new(value), differs)
    }
}

fn remade(value: Box<dyn Remakes>) -> leptos::prelude::Memo<Held> {
    let memo = ArcMemo::new_owning(move |before| value.remake(before));
    leaves(memo.to_any_subscriber());
    memo.into()
}

/// Leptos leaves who is gone entered with what it read, some of which never changes.
fn leaves(it: AnySubscriber) {
    on_cleanup(move || it.clear_sources(&it));
}

/// Does `act` soon, and again after each change of what it read.
pub fn effect(act: impl FnMut() + 'static) {
    fn of(mut act: Box<dyn Acts>) {
        leaves(Effect::new(move |_| act.act()).to_any_subscriber());
    }
    of(Box::new(act));
}
