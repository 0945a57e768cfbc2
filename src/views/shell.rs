//! What frames every screen of a joined person: top bar, banners, chat,
//! navigation on phones.

use leptos::prelude::*;
use markup::view;
use protocol::{CloseCode, DeskState, Role, StoreState};
use session::LinkState as Link;

use super::buses::bus_bar;
use super::channel::{ChannelView, channel_nav};
use super::chat::{ChatView, people};
use super::desk_choice::go_to_choice;
use super::guard::{lock_button, screen_lock, solo_lamp};
use super::key_list::{key_list, provide_key_list};
use super::layer_edit::layer_edit;
use super::meter_bridge::meter_bridge;
use super::mixer::MixerView;
use super::my_mix::{my_mix, own_bus};
use super::player::player;
use super::returned::Returned;
use super::shows::shows;
use super::strip_edit::strip_edit;
use super::undo::undo_button;
use crate::dom::{self, Child};
use crate::route::{Route, before_chat, follow, go, leave_chat};
use crate::signals::{Memo, RwSignal, Signal, callback, derive, effect, memo};
use crate::state::{App, use_app};
use crate::text::use_text;
use crate::widgets::{
    Banner, BannerKind, Icon, IconName, LanguageButton, LinkBadge, LinkState, NavBar, NavItem,
    People, Show, Switch, ThemeButton, TopBar,
};

/// Below this width the chat is a page, in CSS pixels.
const PHONE: f64 = 600.0;
/// Something that fits a hand is no longer than this on its shorter side: on its
/// side too it has room for a mix or a chat, but not for both unasked.
const HANDY: f64 = 520.0;
/// From this width on a channel loses nothing to the chat beside it.
const LARGE: f64 = 1600.0;

/// Everything around the screens.
#[component]
pub fn Shell(
    /// The place.
    route: Signal<Route>,
) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let keys_open = provide_key_list();
    let draft = RwSignal::new(String::new());
    let on_chat_page = memo(move |_| route.get() == Route::Chat);
    // Behind the chat page stays what it was opened from.
    let place = memo(move |before: Option<&Route>| match route.get() {
        Route::Chat => before_chat().or_else(|| before.cloned()).unwrap_or(Route::Mix),
        here => here,
    });
    let channel = memo(move |_| match place.get() {
        Route::Channel(path) => Some(path),
        _ => None,
    });
    select_together(app, channel);
    let wide = memo(move |_| matches!(place.get(), Route::Channel(_) | Route::Meters));
    let chat = chat_dock(on_chat_page, wide);
    let unread = app.chat.unread(app);
    land_in_own_mix(app, route);
    // Other pages move no sends, or say by themselves whose.
    let on_faders = memo(move |_| app.desk.bus().get().filter(|_| place.get() == Route::Mix));

    view! {
        <div
            class="app"
            inert=move || app.guard.screen().get()
            class=("app--channel", move || channel.get().is_some())
            data-chat=move || if chat.on.get() { "open" } else { "closed" }
            data-sends=move || on_faders.get().map(|_| "")
            style=("--bus", move || on_faders.get().map(|bus| bus.colour().css()))
        >
            <a class="visually-hidden" href="#main" on:click=skip>
                {text.say(|it| it.skip_to_content())}
            </a>
            <Top route chat unread channel />
            <div class="banners">
                <Banners />
                <Returned />
                {bus_bar(on_faders)}
            </div>
            {move || match channel.get() {
                Some(path) => view! { <ChannelView path /> },
                None => match place.get() {
                    Route::MyMix => my_mix(app),
                    Route::Layers => layer_edit(app),
                    Route::Meters => meter_bridge(app),
                    Route::Shows => shows(app),
                    Route::Player => player(app),
                    _ => view! { <MixerView /> },
                },
            }}
            <Show when=chat.on>
                <ChatView draft on_close=callback(move |()| chat.on_set.run(false)) />
            </Show>
            <NavBar
                items=derive(move || nav_items(app, unread.get(), text))
                current=derive(move || route.get().href())
            />
        </div>
        {strip_edit(app)} {key_list(app, keys_open)} {screen_lock(app)}
    }
}

#[component]
fn Top(
    route: Signal<Route>,
    chat: Switch,
    unread: Signal<usize>,
    channel: Memo<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let title = derive(move || {
        app.desk.index().with(|index| match index.surface().model.as_str() {
            "" => text.get().product().to_owned(),
            model => model.to_owned(),
        })
    });
    let subtitle = derive(move || {
        let simulated = app.desk.index().with(|index| index.surface().simulated);
        if simulated {
            return text.get().simulated_desk().to_owned();
        }
        app.link
            .desk()
            .with(|desk| desk.as_ref().map(|desk| desk.address.clone()))
            .unwrap_or_default()
    });
    let middle = Some((move || channel.get().map(|path| channel_nav(app, &path))).view());
    view! {
        <TopBar home=Route::Mix.href() title subtitle middle>
            <Show when=move || own_bus(app).is_some() || runs_desk(app)>
                <NavBar
                    items=derive(move || {
                        let mut items = nav_items(app, 0, text);
                        // The chat has a button of its own up here.
                        items.retain(|item| item.icon != IconName::Chat);
                        items
                    })
                    current=derive(move || route.get().href())
                    tabs=true
                />
            </Show>
            <People people=derive(move || people(app, text.get())) limit=4 counted=false />
            // First, so that the badge can give way to it.
            {solo_lamp(app)}
            <LinkBadge state=derive(move || badge(app)) />
            {undo_button(app)}
            {lock_button(app)}
            <LanguageButton
                language=app.settings.language()
                on_set=move |language| app.settings.set_language(language)
            />
            <ThemeButton
                theme=app.settings.theme()
                on_set=move |theme| app.settings.set_theme(theme)
            />
            <button
                type="button"
                class="icon-btn tablet-up"
                aria-expanded=move || chat.on.get().to_string()
                aria-controls="chat"
                aria-label=move || match unread.get() {
                    0 => text.get().chat().to_owned(),
                    unread => text.get().chat_unread(unread),
                }
                on:click=move |_| chat.on_set.run(!chat.on.get_untracked())
            >
                <Icon name=IconName::Chat />
                <Show when=move || { unread.get() > 0 }>
                    <span class="badge" aria-hidden="true">
                        {unread}
                    </span>
                </Show>
            </button>
        </TopBar>
    }
}

/// Whether the chat is to be seen, and the call that opens or closes it: beside
/// every page where there is room, on phones a page of its own, from which one
/// comes back to where one was.
fn chat_dock(on_page: Memo<bool>, wide: Memo<bool>) -> Switch {
    // Wide pages have to give way for it on most screens: there it waits to be asked.
    let beside_pages = RwSignal::new(dom::shorter_side() >= HANDY);
    let beside_wide = RwSignal::new(dom::page_width() >= LARGE);
    let here = move |wide| if wide { beside_wide } else { beside_pages };
    let narrow = RwSignal::new(is_phone());
    let close = move || on_page.get_untracked().then(leave_chat).is_some();
    if let Some(window) = web_sys::window() {
        dom::listen_here(&window, "resize", move |_| {
            if narrow.get_untracked() != is_phone() {
                narrow.set(is_phone());
            }
        });
        dom::on_escape(&window, callback(move |()| close()));
    }
    let shown = memo(move |_| on_page.get() || !narrow.get() && here(wide.get()).get());
    Switch::new(shown, move |open| {
        here(wide.get_untracked()).set(open);
        if !open {
            close();
        }
    })
}

/// What everybody must know before touching anything.
#[component]
fn Banners() -> impl IntoView {
    let app = use_app();
    let text = use_text();
    let state = app.link.state();
    let ended = memo(move |_| match state.get() {
        Link::Stopped { code, .. } => Some(code),
        _ => None,
    });
    let offline = move || {
        app.link.was_live().get() && matches!(state.get(), Link::Offline | Link::Connecting)
    };
    let desk = move || app.link.desk().get();
    let live = move || matches!(state.get(), Link::Live { .. });
    let desk_is =
        move |wanted: DeskState| live() && desk().is_some_and(|desk| desk.state == wanted);
    let unstored = move || live() && app.link.store().get() != StoreState::Well;
    let why_unstored = derive(move || {
        let text = text.get();
        match app.link.store().get() {
            StoreState::Full => text.disk_full_title(),
            StoreState::ReadOnly => text.disk_read_only_title(),
            StoreState::Well | StoreState::Failing => text.disk_failing_title(),
        }
        .to_owned()
    });
    let viewer = move || live() && app.me.role() == Role::Viewer;
    let address = derive(move || {
        let address = desk().map(|desk| desk.address).unwrap_or_default();
        let hint = text.get().desk_lost_hint();
        if address.is_empty() { hint.to_owned() } else { format!("{hint} ({address})") }
    });

    view! {
        {move || ended.get().map(|code| view! { <EndedBanner code /> })}
        <Show when=offline>
            <Banner
                title=text.signal(|it| it.offline_title())
                detail=text.signal(|it| it.offline_hint())
                action=text.signal(|it| it.try_now())
                on_action=callback(move |()| app.link.try_now())
            />
        </Show>
        <Show when=move || desk_is(DeskState::Offline)>
            <Banner
                title=text.signal(|it| it.desk_lost_title())
                detail=address
                action=derive(move || match app.me.role() {
                    Role::Admin => text.get().other_desk().to_owned(),
                    _ => String::new(),
                })
                on_action=callback(|()| go_to_choice())
            />
        </Show>
        <Show when=move || desk_is(DeskState::Syncing)>
            <Banner
                kind=BannerKind::Warn
                icon=IconName::Refresh
                title=text.signal(|it| it.catching_up_title())
            />
        </Show>
        <Show when=unstored>
            <Banner
                title=why_unstored
                detail=text.signal(|it| it.unstored_hint())
            />
        </Show>
        <Show when=viewer>
            <Banner
                kind=BannerKind::Info
                icon=IconName::Eye
                title=text.signal(|it| it.view_only())
                detail=text.signal(|it| it.view_only_hint())
            />
        </Show>
    }
}

#[component]
fn EndedBanner(code: u16) -> impl IntoView {
    let text = use_text();
    let rejoin = code == CloseCode::NotAuthenticated.code();
    let action = derive(move || {
        if rejoin { text.get().join_button().to_owned() } else { text.get().reload().to_owned() }
    });
    let on_action = callback(move |()| {
        if rejoin {
            go(&Route::Join(None));
        } else if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    });
    view! {
        <Banner
            title=derive(move || text.get().closed(code).title.to_owned())
            detail=derive(move || text.get().closed(code).next.to_owned())
            action
            on_action
        />
    }
}

fn badge(app: App) -> LinkState {
    let again = app.link.was_live().get();
    match app.link.state().get() {
        Link::Connecting if again => LinkState::Reconnecting,
        Link::Connecting => LinkState::Connecting,
        Link::Live { round_trip } => LinkState::Live(
            round_trip.map(|trip| u32::try_from(trip.as_millis()).unwrap_or(u32::MAX)),
        ),
        Link::Suspect => LinkState::Slow(None),
        Link::Offline => LinkState::Reconnecting,
        Link::Stopped { .. } => LinkState::Ended,
    }
}

/// Who opens a channel selects it for all who select together; who has one open
/// then goes along, unless their hands are full.
fn select_together(app: App, channel: Memo<Option<String>>) {
    effect(move || {
        if let Some(path) = channel.get() {
            app.together.select(app, &path);
        }
    });
    let selected = app.together.selected();
    effect(move || {
        let path = selected.get();
        let open = channel.get_untracked().is_some_and(|open| !path.is_empty() && open != path);
        if open && !app.undo.is_busy() && !dom::has_text_focus() {
            follow(&Route::Channel(path));
        }
    });
}

/// Musicians begin in their own mix; behind it lie the sends to their bus.
fn land_in_own_mix(app: App, route: Signal<Route>) {
    let mut landed = false;
    effect(move || {
        if landed {
            return;
        }
        let Some(bus) = own_bus(app) else { return };
        landed = true;
        app.desk.bus().set(Some(bus));
        if route.get_untracked() == Route::Mix {
            go(&Route::MyMix);
        }
    });
}

fn nav_items(app: App, unread: usize, text: crate::text::CurrentText) -> Vec<NavItem> {
    let text = text.get();
    let place = |icon, label: &str, route: Route| NavItem {
        icon,
        label: label.to_owned(),
        href: route.href(),
        badge: 0,
        spoken: None,
    };
    let own = own_bus(app).map(|_| place(IconName::Phones, text.own_mix(), Route::MyMix));
    let mix = if own.is_some() { text.channels() } else { text.mix() };
    own.into_iter()
        .chain([place(IconName::Mix, mix, Route::Mix)])
        .chain(
            runs_desk(app)
                .then(|| {
                    [
                        place(IconName::Cards, text.shows(), Route::Shows),
                        place(IconName::Music, text.player(), Route::Player),
                    ]
                })
                .into_iter()
                .flatten(),
        )
        .chain([NavItem {
            icon: IconName::Chat,
            label: text.chat().to_owned(),
            href: Route::Chat.href(),
            badge: unread,
            spoken: (unread > 0).then(|| text.chat_unread(unread)),
        }])
        .collect()
}

/// Whether this person runs the desk itself; tracked.
fn runs_desk(app: App) -> bool {
    app.me.role() >= Role::Engineer
}

/// The skip link moves the focus; following it would change the place.
fn skip(event: leptos::ev::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let main = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| {
            document.query_selector(".strip input, [role=slider], #main input").ok().flatten()
        })
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(main) = main {
        let _ = main.focus();
    }
}

fn is_phone() -> bool {
    dom::page_width() < PHONE
}
