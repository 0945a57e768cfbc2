//! A whole mixer put together, to be held beside the design.

use leptos::prelude::*;
use markup::view;

use super::SettingButtons;
use super::chat::Talk;
use super::controls::{groups, strip};
use super::demo::{CHANNELS, busy_bank, free, people, scale, switch};
use crate::signals::{RwSignal, Signal, derive};
use crate::text::use_text;
use crate::widgets::{
    Banner, BannerKind, Choices, ControlState, Icon, IconName, LayerTabs, LinkBadge, LinkState,
    MasterStrip, MeterPainter, MuteGroups, NavBar, NavItem, People, Picker, Sheet, Toast, Toasts,
    TopBar,
};

#[component]
pub(super) fn Mixer() -> impl IntoView {
    let text = use_text();
    let chat = RwSignal::new(!narrow());
    let layer = RwSignal::new(0);
    let sheet = RwSignal::new(None::<&'static str>);
    let labels: Vec<String> =
        ["Inputs 1\u{2013}12", "13\u{2013}24", "Line, player", "FX returns", "Subgroups", "VCA"]
            .map(String::from)
            .into();
    let items: Vec<NavItem> =
        [(IconName::Mix, "Mix", "#mixer", 0), (IconName::Chat, "Chat", "#chat", 3)]
            .map(|(icon, label, href, badge)| NavItem {
                icon,
                label: label.into(),
                href: href.into(),
                badge,
                spoken: None,
            })
            .into();
    let shown_layers = labels.clone();
    let bank = busy_bank();
    let (level, level_grip) = free(-4.2);
    let toasts = RwSignal::new(vec![Toast {
        id: 1,
        icon: IconName::Hand,
        title: "Monitors is moving Guitar".into(),
        detail: String::new(),
        action: Some("Take over".into()),
    }]);
    let close_toast = move |id| toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    let open = move |name: &'static str| derive(move || sheet.get() == Some(name));

    view! {
        <div class="app" data-chat=move || if chat.get() { "open" } else { "closed" }>
            <TopBar
                home="#mixer".to_owned()
                title=Signal::stored("Sommerkonzert".to_owned())
                subtitle=Signal::stored("Ui24R, Aula".to_owned())
            >
                <People people=Signal::stored(people()) counted=false />
                <LinkBadge state=Signal::stored(LinkState::Live(Some(12))) />
                <SettingButtons />
                <button
                    type="button"
                    class="icon-btn tablet-up"
                    aria-expanded=move || chat.get().to_string()
                    aria-label=move || text.get().chat_unread(3)
                    on:click=move |_| chat.update(|chat| *chat = !*chat)
                >
                    <Icon name=IconName::Chat />
                    <span class="badge" aria-hidden="true">"3"</span>
                </button>
            </TopBar>
            <div class="banners">
                <Banner
                    kind=Signal::stored(BannerKind::Info)
                    icon=Signal::stored(IconName::Desk)
                    title=text.signal(|it| it.simulated_desk())
                />
            </div>
            <main class="stage">
                <div class="pickers">
                    <Picker
                        label=text.signal(|it| it.layers())
                        value=derive(move || shown_layers[layer.get()].clone())
                        on_press=move |()| sheet.set(Some("layers"))
                    />
                    <Picker
                        label=text.signal(|it| it.mute_groups())
                        value=derive(move || text.get().groups_on(1))
                        on_press=move |()| sheet.set(Some("mutes"))
                    />
                </div>
                <div class="layers">
                    <LayerTabs
                        labels=labels.clone()
                        selected=layer
                        on_select=move |index| layer.set(index)
                    />
                </div>
                <div class="surface">
                    <div class="bank" role="group" aria-label=text.say(|it| it.strips())>
                        {(0..CHANNELS.len())
                            .map(|index| strip(index, bank.clone(), state_of(index)))
                            .collect_view()} <MeterPainter bank=bank.clone() />
                    </div>
                    <Main bank level level_grip />
                </div>
            </main>
            <MuteGroups
                groups=groups()
                mute_fx=Some(switch(true))
                mute_all=Some(switch(false))
            />
            <aside class="chat" aria-label=text.say(|it| it.chat_title())>
                <header class="chat__head">
                    <h2>"Crew"</h2>
                    <People people=Signal::stored(people()) />
                    <button
                        type="button"
                        class="icon-btn"
                        aria-label=text.say(|it| it.close())
                        on:click=move |_| chat.set(false)
                    >
                        <Icon name=IconName::X />
                    </button>
                </header>
                <Talk />
            </aside>
            <NavBar items current=Signal::stored("#mixer".to_owned()) />
            <Toasts toasts on_action=close_toast on_close=close_toast />
            <Sheet
                open=open("layers")
                on_close=move |()| sheet.set(None)
                title=text.signal(|it| it.layers())
            >
                <Choices
                    labels=labels.clone()
                    selected=layer
                    on_select=move |index| {
                        layer.set(index);
                        sheet.set(None);
                    }
                />
            </Sheet>
            <Sheet
                open=open("mutes")
                on_close=move |()| sheet.set(None)
                title=text.signal(|it| it.mute_groups())
            >
                <MuteGroups
                groups=groups()
                mute_fx=Some(switch(true))
                mute_all=Some(switch(false))
            />
            </Sheet>
        </div>
    }
}

/// The master and the canvas over its meters.
#[component]
fn Main(
    bank: crate::widgets::MeterBank,
    level: RwSignal<f64>,
    level_grip: crate::widgets::Grip,
) -> impl IntoView {
    view! {
        <MasterStrip
            name=Signal::stored("Main LR".to_owned())
            scale=scale()
            level
            level_grip
            mute_all=Some(switch(false))
                lock=Some(switch(true))
            meters=Some((bank, [CHANNELS.len(), CHANNELS.len() + 1]))
        />
    }
}

fn state_of(index: usize) -> ControlState {
    match index {
        1 => ControlState::HeldByOther(crate::widgets::Holder {
            name: "Monitors".into(),
            initials: "MO".into(),
            colour: crate::widgets::Colour::Violet,
            yields: false,
        }),
        _ => ControlState::Live,
    }
}

fn narrow() -> bool {
    web_sys::window()
        .and_then(|window| window.inner_width().ok()?.as_f64())
        .is_some_and(|width| width < 600.0)
}
