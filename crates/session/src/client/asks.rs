//! What a page asks of the desk beside single moves: commands, lists, fades.

use std::time::Duration;

use desk::{Moment, ParamId, Value};
use protocol::{ClientText, Command, Easing, ListName, Refusal, RefusalCode, SAVE_SHEET};

use super::Client;
use crate::{ControlError, Event};

impl Client {
    /// Asks the desk for something and gives the number that its answer,
    /// [`Event::Command`], will name. It is sent once or not at all: nobody
    /// wants a show loaded twice.
    ///
    /// # Errors
    /// As [`Client::check_control`], but a sheet of the crew needs no desk;
    /// [`ControlError::Unfit`] when it is larger than the relay takes. Nothing
    /// was sent then.
    pub fn command(&mut self, verb: &str, words: Vec<String>) -> Result<u64, ControlError> {
        match self.check_control() {
            Err(ControlError::DeskOffline) if verb == SAVE_SHEET => {}
            checked => checked?,
        }
        let n = self.next_command + 1;
        let message = ClientText::Command(Command { n, verb: verb.to_owned(), words });
        // A message too large would end the socket that carries it.
        let size = u32::try_from(message.encode().len()).unwrap_or(u32::MAX);
        if size > self.limits.message_bytes {
            return Err(ControlError::Unfit);
        }
        self.next_command = n;
        self.commands.push(n);
        self.send_text(&message);
        Ok(n)
    }

    /// Asks for these lists of the desk now and whenever they change, again
    /// after every welcome; none stops them.
    pub fn want_lists(&mut self, lists: Vec<ListName>) {
        if self.lists != lists {
            self.lists = lists;
            self.ask_lists(true);
        }
    }

    /// Lets the relay move parameters slowly. Whoever touches or sets one of
    /// them takes it over.
    ///
    /// # Errors
    /// As [`Client::check_control`], [`ControlError::Unfit`] when a value does
    /// not fit its parameter. Nothing fades then.
    pub fn fade(
        &mut self,
        now: Moment,
        entries: Vec<(ParamId, Value)>,
        lasts: Duration,
        easing: Easing,
    ) -> Result<(), ControlError> {
        self.check_control()?;
        let millis = u32::try_from(lasts.as_millis()).map_err(|_| ControlError::Unfit)?;
        let (tick, most) = (self.clock.tick(now), self.limits.set_entries);
        // What is not sent yet must not arrive after the fade and end it.
        self.give_up_old(now);
        let mut frames = Vec::new();
        self.desk.take_unsent(now, tick, most, &mut frames);
        for frame in frames {
            self.send_frame(&frame);
        }
        for frame in self.desk.fade(entries, (tick, millis), easing, most)? {
            self.send_frame(&frame);
        }
        Ok(())
    }

    /// Asks for the lists that are wanted; `anew` also when there are none.
    pub(super) fn ask_lists(&mut self, anew: bool) {
        if self.is_welcome() && (anew || !self.lists.is_empty()) {
            self.send_text(&ClientText::Lists { lists: self.lists.clone() });
        }
    }

    pub(super) fn take_command(&mut self, n: u64, outcome: Result<Vec<String>, Refusal>) {
        if let Some(at) = self.commands.iter().position(|waiting| *waiting == n) {
            self.commands.remove(at);
            self.events.push_back(Event::Command { n, outcome });
        }
    }

    /// The link broke: nobody knows what became of commands under way.
    pub(super) fn break_commands(&mut self) {
        for n in std::mem::take(&mut self.commands) {
            let refusal = Refusal::new(RefusalCode::Expired, "the connection was lost");
            self.events.push_back(Event::Command { n, outcome: Err(refusal) });
        }
    }
}
