//! What frames a page: badges, banners, notes, dialogs, empty pages, joining.

use leptos::prelude::*;
use markup::view;

use super::{Frame, SettingButtons};
use crate::signals::{RwSignal, Signal, callback, derive};
use crate::text::{JoinTrouble, Role, use_text};
use crate::widgets::{
    Banner, BannerKind, Blank, ChangeGroup, Dialog, HoldButton, Icon, IconName, Invitation,
    JoinForm, LinkBadge, LinkState, ReturnNote, Show, Toast, Toasts, ask,
};

#[component]
pub(super) fn Parts() -> impl IntoView {
    let text = use_text();
    let links = [
        LinkState::Connecting,
        LinkState::Live(Some(12)),
        LinkState::Slow(Some(480)),
        LinkState::Reconnecting,
        LinkState::Offline,
        LinkState::Ended,
    ];
    let asking = RwSignal::new(false);
    // In a page of its own it would have the focus; among all these it takes it
    // only when it is wanted.
    let answered = RwSignal::new(true);
    let change = |number, name: &str, lines: &[&str]| ChangeGroup {
        at: (0, number),
        name: name.to_owned(),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let changes = vec![
        change(1, "Singer", &["Level: \u{2212}3.0 \u{2192} \u{2212}6.0 dB", "Muted"]),
        change(7, "Bass", &["Level: 0.0 \u{2192} \u{2212}2.5 dB"]),
    ];
    let toasts = RwSignal::new(Vec::<Toast>::new());
    let add = move |_| {
        toasts.update(|toasts| {
            toasts.push(Toast {
                id: toasts.last().map_or(0, |toast| toast.id + 1),
                icon: IconName::SpeakerOff,
                title: "Monitors muted Singer".into(),
                detail: "just now".into(),
                action: Some("Unmute".into()),
            });
        });
    };
    let close = move |id| toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    view! {
        <Frame title="Link" note="A word, a shape, a number.">
            <div class="frame__row">
                {links
                    .into_iter()
                    .map(|state| view! { <LinkBadge state=Signal::stored(state) /> })
                    .collect_view()}
            </div>
            <div class="frame__row">
                <SettingButtons />
            </div>
        </Frame>
        <Frame title="Banners" note="What happened, then what follows.">
            <Banner
                icon=Signal::stored(IconName::WifiOff)
                title=text.signal(|it| it.desk_lost_title())
                detail=derive(move || text.get().next_try(3))
                action=text.signal(|it| it.try_now())
            />
            <Banner
                kind=Signal::stored(BannerKind::Warn)
                icon=Signal::stored(IconName::Refresh)
                title=text.signal(|it| it.catching_up_title())
                detail=derive(move || text.get().values_age(8))
            />
            <Banner
                kind=Signal::stored(BannerKind::Info)
                icon=Signal::stored(IconName::Eye)
                title=text.signal(|it| it.view_only())
                detail=text.signal(|it| it.view_only_hint())
            />
        </Frame>
        <Frame title="Notes and questions" note="Eight seconds; pointing stops the clock.">
            <div class="frame__row">
                <button type="button" class="btn" on:click=add>
                    "Add a note"
                </button>
                <button type="button" class="btn" on:click=move |_| asking.set(true)>
                    "Ask"
                </button>
                <button type="button" class="btn" on:click=move |_| answered.set(false)>
                    "Ask in its place"
                </button>
            </div>
            <Toasts toasts on_action=close on_close=close />
            <Dialog
                open=asking
                title=Signal::stored("Leave the show?".to_owned())
                detail=Signal::stored("You need a new invitation to come back.".to_owned())
                confirm=Signal::stored("Leave".to_owned())
                danger=true
                on_confirm=move |()| asking.set(false)
                on_close=move |()| asking.set(false)
            />
        </Frame>
        <Frame title="A question in its place" note="Escape is no.">
            <Show when=move || !answered.get()>
                {ask(
                    "confirm",
                    derive(move || text.get().phantom_question(true, "Singer")),
                    callback(move |()| answered.set(true)),
                    view! {
                        <p>{text.say(|it| it.phantom_hint())}</p>
                        <div class="confirm__acts">
                            <button
                                type="button"
                                class="btn btn--s"
                                on:click=move |_| answered.set(true)
                            >
                                {text.say(|it| it.cancel())}
                            </button>
                            <HoldButton
                                label=text.signal(|it| it.hold_turn_on())
                                class="btn btn--s btn--phantom"
                                on_confirm=move |()| answered.set(true)
                            />
                        </div>
                    }
                        .into_any(),
                )}
            </Show>
        </Frame>
        <Frame title="Back from away" note="What changed meanwhile, by strip.">
            <ReturnNote
                count=Signal::stored(3)
                groups=Signal::stored(changes)
                on_show=|_| ()
                on_dismiss=|()| ()
            />
        </Frame>
        <Frame title="Error" note="What happened, what to check, one way out.">
            <Blank
                danger=true
                title=text.signal(|it| it.desk_lost_title())
                detail=text.signal(|it| it.desk_lost_hint())
                technical=Signal::stored("192.168.1.40, timed out after 5 s".to_owned())
            >
                <button type="button" class="btn btn--primary">
                    {text.say(|it| it.try_again())}
                </button>
            </Blank>
        </Frame>
        <Frame title="Joining" note="Without a code, with an error.">
            <JoinForm
                error=derive(move || {
                    Some(text.get().join_trouble(JoinTrouble::Expired))
                })
                on_join=|_| ()
            />
        </Frame>
        <Frame title="Icons" note="All of them.">
            <div class="frame__row">
                {IconName::ALL
                    .into_iter()
                    .map(|name| view! { <Icon name /> })
                    .collect_view()}
            </div>
        </Frame>
    }
}

#[component]
pub(super) fn Join() -> impl IntoView {
    view! {
        <main class="page">
            <div class="page__tools">
                <SettingButtons />
            </div>
            <div class="page__card">
                <JoinForm
                    code=Signal::stored(Some("demo".to_owned()))
                    name="Singer".to_owned()
                    invitation=Signal::stored(
                        Some(Invitation {
                            role: Role::Musician,
                            detail: String::new(),
                        }),
                    )
                    on_join=|_| ()
                />
            </div>
        </main>
    }
}
