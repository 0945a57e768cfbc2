//! What is asked of the desk beside single moves: commands, lists, fades,
//! several controls at once, and what others have in hand.

use std::time::Duration;

use desk::{ParamId, Value};
use protocol::{Easing, ListName};
use wasm_bindgen::prelude::*;

use crate::control::{self, UNFIT, outcome};
use crate::link::RawLink;

#[wasm_bindgen]
impl RawLink {
    /// Whether controls can be moved now, as an outcome.
    pub fn check(&self) -> u8 {
        outcome(self.0.check_control())
    }

    /// Hands the desk a command: its number, which the event `command` will
    /// name, or an outcome with a minus.
    pub fn command(&self, verb: &str, words: Vec<String>) -> f64 {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match self.0.command(verb, &words) {
            Ok(n) => n as f64,
            Err(error) => -f64::from(outcome(Err(error))),
        }
    }

    /// Asks for these lists, each with what it is a list of; none stops them.
    #[wasm_bindgen(js_name = wantLists)]
    pub fn want_lists(&self, lists: Vec<String>, of: Vec<String>) {
        let names = lists.into_iter().zip(of).map(|(list, of)| ListName { list, of });
        self.0.want_lists(names.collect());
    }

    /// Moves several controls to these numbers at once.
    #[wasm_bindgen(js_name = setAll)]
    pub fn set_all(&self, ids: &[u16], numbers: &[f64]) -> u8 {
        self.entries(ids, numbers).map_or(UNFIT, |entries| outcome(self.0.set_all(entries)))
    }

    /// Lets the relay move controls to these numbers in so many milliseconds.
    pub fn fade(&self, ids: &[u16], numbers: &[f64], millis: u32, easing: u8) -> u8 {
        let easing = Easing::ALL.get(usize::from(easing));
        let (Some(goals), Some(easing)) = (self.entries(ids, numbers), easing) else {
            return UNFIT;
        };
        outcome(self.0.fade(goals, Duration::from_millis(millis.into()), *easing))
    }

    /// The number of what reads like this; NaN where nothing does.
    #[wasm_bindgen(js_name = numberOf)]
    pub fn number_of(&self, id: u16, reading: f64) -> f64 {
        let law = self.0.index().get(ParamId(id)).map(|parameter| parameter.law());
        let read = law.and_then(|law| Some(control::number(law, &control::read_as(law, reading)?)));
        read.unwrap_or(f64::NAN)
    }

    /// The number of another member who has a control in hand.
    pub fn holder(&self, id: u16) -> Option<u32> {
        self.0.holder(ParamId(id))
    }

    /// Whether that member keeps it when it is touched here.
    #[wasm_bindgen(js_name = mustAsk)]
    pub fn must_ask(&self, id: u16) -> bool {
        self.0.must_ask(ParamId(id))
    }

    /// Takes a control over from whoever has it in hand.
    #[wasm_bindgen(js_name = takeOver)]
    pub fn take_over(&self, id: u16) -> u8 {
        outcome(self.0.take_over(ParamId(id)))
    }

    /// Values that fit their parameters, or nothing.
    fn entries(&self, ids: &[u16], numbers: &[f64]) -> Option<Vec<(ParamId, Value)>> {
        let index = self.0.index();
        let mut entries = Vec::with_capacity(ids.len());
        for (id, number) in ids.iter().zip(numbers) {
            let id = ParamId(*id);
            entries.push((id, control::value(index.get(id)?.law(), *number)?));
        }
        Some(entries)
    }
}
