//! Notes about a control: that its move was not sent, and why it does not move.

use std::sync::Arc;

use desk::ParamId;
use leptos::prelude::*;
use session::ControlError;

use crate::state::notes::Holds;
use crate::state::{App, link};
use crate::text::{BlockReason, Text};
use crate::widgets::{Blocked, IconName};

/// Says that nothing was sent, and why.
pub(in crate::state) fn say_refused(app: App, error: &ControlError) {
    link::say_refused(app, error.code());
}

/// Says why a control did not move, and offers what can be done about it, until
/// that is past or its page is left.
pub(super) fn say_blocked(app: App, id: Option<ParamId>, blocked: &Blocked) {
    let is_so = {
        let (page, blocked) = (untrack(|| app.notes.page()), blocked.clone());
        let state = app.desk.state_asked(app, id);
        move || {
            app.notes.page() == page
                && match &blocked {
                    Blocked::Because(BlockReason::MainLocked) => app.guard.main_locked().get(),
                    // Of the place, not of the control.
                    Blocked::Because(BlockReason::NoSend) => true,
                    blocked => state().blocked().as_ref() == Some(blocked),
                }
        }
    };
    let is_so: Holds = Box::new(is_so);
    match (blocked.clone(), id) {
        (Blocked::HeldBy(holder), Some(id)) => {
            let say = Box::new(move |text: &'static dyn Text| {
                text.held_by(&holder.name, &app.control_name(text, id))
            });
            let take = Arc::new(move || {
                let _ = app.link.with(Ok(()), |link| link.take_over(id));
            });
            app.notes.ask(IconName::Hand, say, Some(is_so), |it| it.take_over(), take);
        }
        (Blocked::HeldBy(_), None) => {}
        (Blocked::Because(reason), _) => {
            let say = Box::new(move |text: &'static dyn Text| text.blocked(reason).to_owned());
            app.notes.show_while(IconName::Lock, say, is_so);
        }
    }
}
