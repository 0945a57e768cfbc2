//! What guards a show on every page: the solo lamp, the lock of the screen, and
//! the key for fine moves.

use leptos::prelude::*;
use markup::view;

use crate::dom::Child;
use crate::signals::{derive, memo};
use crate::state::App;
use crate::text::use_text;
use crate::widgets::{FineMode, HoldButton, Icon, IconName};

/// The lamp: how many solos are on; held, it ends them all. Nothing while none
/// is on.
pub(super) fn solo_lamp(app: App) -> AnyView {
    let text = use_text();
    let lamp = move || {
        app.desk.index().track();
        let count = app.desk.solo_count(app);
        let some = memo(move |_| count.get() > 0);
        let first = app.desk.solo_control(app);
        move || {
            some.get().then(|| {
                view! {
                    <span class="sololamp" role="status">
                        <HoldButton
                            label=derive(move || text.get().solos_on(count.get()))
                            face=derive(move || {
                                format!("{} {}", text.get().solo(), count.get())
                            })
                            class="btn btn--s btn--solo"
                            state=first
                            on_confirm=move |()| app.desk.clear_solos(app)
                        />
                    </span>
                }
            })
        }
    };
    lamp.into_any()
}

/// The key that closes the screen.
pub(super) fn lock_button(app: App) -> AnyView {
    let text = use_text();
    view! {
        <button
            type="button"
            class="icon-btn"
            aria-label=text.say(|it| it.lock_screen())
            on:click=move |_| app.guard.screen().set(true)
        >
            <Icon name=IconName::Unlock />
        </button>
    }
}

/// What lies over a locked screen: everything stays in sight, nothing in reach.
pub(super) fn screen_lock(app: App) -> AnyView {
    let text = use_text();
    let locked = app.guard.screen();
    (move || {
        locked.get().then(|| {
            view! {
                <div class="lock" role="dialog" aria-label=text.say(|it| it.screen_locked())>
                    <div class="lock__box">
                        <Icon name=IconName::Lock />
                        <b>{text.say(|it| it.screen_locked())}</b>
                        <HoldButton
                            label=text.signal(|it| it.hold_to_unlock())
                            class="btn btn--primary"
                            on_confirm=move |()| locked.set(false)
                        />
                    </div>
                </div>
            }
        })
    })
    .view()
}

/// The key that slows every fader down, with the mode it switches.
pub(super) fn fine_key() -> AnyView {
    let text = use_text();
    let fine = use_context::<FineMode>();
    fine.map(|FineMode(fine)| {
        view! {
            <button
                type="button"
                class="btn btn--s finekey"
                aria-label=text.say(|it| it.fine_hint())
                aria-pressed=move || fine.get().to_string()
                on:click=move |_| fine.update(|on| *on = !*on)
            >
                {text.say(|it| it.fine())}
            </button>
        }
    })
    .into_any()
}
