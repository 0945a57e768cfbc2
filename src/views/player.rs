//! The media player: what plays, its keys, and the lists it plays from.

use leptos::prelude::*;
use markup::view;
use protocol::Role;

use super::recorder::recorders;
use super::shows::{not_for_you, told};
use crate::dom::Child;
use crate::signals::{
    Callback, Memo, RwSignal, Signal, StoredValue, callback, derive, effect, memo,
};
use crate::state::App;
use crate::state::library::list_name;
use crate::text::{Word, fixed, use_text};
use crate::widgets::{
    Blank, Each, IconName, Switch, choice_field, option_key, panel, seek_bar, transport_key,
};

/// What the desk calls a player or multitrack machine that plays.
///
/// **Source:** Soundcraft Ui protocol reference, player.
const PLAYING: u16 = 2;
/// Modes of the player: stops after each title, goes on with the next.
const MODE_ONE: u16 = 0;
const MODE_ON: u16 = 3;

/// The page with player and recorders.
pub(super) fn player(app: App) -> AnyView {
    // Being told once more who one is makes no page anew, under what is typed.
    let runs = memo(move |_| app.me.role() >= Role::Engineer);
    let text = use_text();
    view! {
        <main class="stage library" id="main" data-page="player">
            <h1 class="visually-hidden">{text.say(|it| it.player())}</h1>
            {move || {
                app.desk.index().track();
                if runs.get() { page(app) } else { not_for_you() }
            }}
        </main>
    }
    .into_any()
}

fn page(app: App) -> AnyView {
    let text = use_text();
    if app.desk.desk_id("player.state", 0).is_none() {
        return view! {
            <Blank
                icon=IconName::Music
                title=text.signal(|it| it.no_player_title())
                detail=text.signal(|it| it.no_channel_hint())
            />
        }
        .into_any();
    }
    let playing = told(app, "player.playlist");
    let chosen = RwSignal::new(None::<String>);
    let playlist = memo(move |_| chosen.get().unwrap_or_else(|| playing.get()));
    effect(move || {
        let mut lists = vec![list_name("playlists", ""), list_name("sessions", "")];
        playlist.with(|of| (!of.is_empty()).then(|| lists.push(list_name("tracks", of))));
        app.library.want(app, lists);
    });
    on_cleanup(move || app.library.want(app, Vec::new()));
    view! { {machine(app)} {titles(app, playlist, chosen)} {recorders(app)} }.into_any()
}

/// Whether a player or multitrack machine plays.
pub(super) fn is_playing(app: App, leaf: &str) -> Signal<bool> {
    let state = app.desk.choice(app, app.desk.desk_id(leaf, 0));
    derive(move || state.get() == PLAYING)
}

/// Play or pause, whichever is next.
pub(super) fn play_key(app: App, playing: Signal<bool>, verbs: [&'static str; 2]) -> AnyView {
    (move || {
        let (icon, label, verb): (_, Word, _) = if playing.get() {
            (IconName::Pause, |text| text.pause(), verbs[1])
        } else {
            (IconName::Play, |text| text.play(), verbs[0])
        };
        transport_key(icon, label, None, command(app, verb))
    })
    .view()
}

/// A command without words.
pub(super) fn command(app: App, verb: &'static str) -> Callback<()> {
    callback(move |()| app.library.command(app, verb, &[]))
}

/// A bar to seek in.
pub(super) fn seek(app: App, of: &str, verb: &'static str) -> AnyView {
    let id = |leaf: &str| app.desk.desk_id(&format!("{of}.{leaf}"), 0);
    let on_seek = callback(move |to: f64| {
        app.library.command(app, verb, &[&fixed(to, 4)]);
    });
    let position = app.desk.position(app, id("position"));
    seek_bar(|text| text.position(), position, app.desk.number(app, id("length")), on_seek)
}

fn machine(app: App) -> AnyView {
    let text = use_text();
    let playing = is_playing(app, "player.state");
    let (track, list) = (told(app, "player.track"), told(app, "player.playlist"));
    let title = move || match track.get() {
        none if none.is_empty() => text.get().no_title().to_owned(),
        track => track,
    };
    let state = move || {
        let text = text.get();
        let state = if playing.get() { text.playing() } else { text.stands() };
        match playlist_name(text, &list.get()) {
            none if none.is_empty() => state.to_owned(),
            list => format!("{state} · {list}"),
        }
    };
    let key = move |icon, label: Word, verb| transport_key(icon, label, None, command(app, verb));
    let body = view! {
        <div class="nowplaying" role="status">
            <b>{title}</b>
            <small class="muted">{state}</small>
        </div>
        {seek(app, "player", "player.jump")}
        <div class="transport">
            {key(IconName::Previous, |text| text.previous_title(), "player.previous")}
            {play_key(app, playing, ["player.play", "player.pause"])}
            {key(IconName::Stop, |text| text.stop(), "player.stop")}
            {key(IconName::Next, |text| text.next_title(), "player.next")}
        </div>
        <div class="opts">{keep_playing(app)} {shuffle(app)}</div>
    };
    panel("player", text.signal(|it| it.player()), None, body.into_any())
}

fn keep_playing(app: App) -> Option<AnyView> {
    let text = use_text();
    let id = app.desk.desk_id("player.mode", 0)?;
    let mode = app.desk.choice(app, Some(id));
    let on = derive(move || mode.get() >= 2);
    let switch = Switch::new(on, move |on| {
        app.desk.choose(app, id, if on { MODE_ON } else { MODE_ONE });
    });
    let on_blocked = app.desk.grip(app, Some(id)).on_blocked;
    let state = app.desk.control_state(app, Some(id));
    let label = text.signal(|it| it.keep_playing());
    Some(option_key(label, Some(IconName::Refresh), switch, state, on_blocked))
}

fn shuffle(app: App) -> Option<AnyView> {
    let text = use_text();
    let id = app.desk.desk_id("player.shuffle", 0)?;
    let on_blocked = app.desk.grip(app, Some(id)).on_blocked;
    let state = app.desk.control_state(app, Some(id));
    let switch = app.desk.switch(app, Some(id));
    Some(option_key(text.signal(|it| it.shuffle()), None, switch, state, on_blocked))
}

/// A playlist as people read it: the desk marks its own two.
///
/// **Source:** Soundcraft Ui protocol reference, player.
fn playlist_name(text: &dyn crate::text::Text, name: &str) -> String {
    match name {
        "~all~" => text.all_titles().to_owned(),
        "~root~" => text.no_folder().to_owned(),
        name => name.to_owned(),
    }
}

fn titles(app: App, playlist: Memo<String>, chosen: RwSignal<Option<String>>) -> AnyView {
    let text = use_text();
    let lists = memo(move |_| app.library.list("playlists", "").unwrap_or_default());
    let options = derive(move || {
        let text = text.get();
        (0u16..).zip(lists.get()).map(|(at, name)| (at, playlist_name(text, &name))).collect()
    });
    let here = derive(move || {
        let place = lists.with(|lists| lists.iter().position(|name| *name == playlist.get()));
        place.and_then(|place| u16::try_from(place).ok()).unwrap_or(u16::MAX)
    });
    let choose = callback(move |at: u16| {
        chosen.set(lists.with_untracked(|lists| lists.get(usize::from(at)).cloned()));
    });
    let free = Signal::stored(crate::widgets::ControlState::Live);
    let label = text.signal(|it| it.playlist());
    let tools = choice_field(label, options, here, choose, free);
    let (track, list) = (told(app, "player.track"), told(app, "player.playlist"));
    let row = move |name: String| {
        let name = StoredValue::new(name);
        let current = move || {
            let here = playlist.get() == list.get() && track.get() == name.get_value();
            here.then_some("true")
        };
        let select = move |_| {
            let of = playlist.get_untracked();
            app.library.command(app, "player.track", &[&of, &name.get_value()]);
        };
        view! {
            <li>
                <button type="button" class="title" aria-current=current on:click=select>
                    {name.get_value()}
                </button>
            </li>
        }
        .into_any()
    };
    let tracks = move || app.library.list("tracks", &playlist.get());
    let empty = move || match tracks().map(|tracks| tracks.len()) {
        None if playlist.with(|of| !of.is_empty()) => text.get().loading(),
        Some(0) | None => text.get().none_yet(),
        Some(_) => "",
    };
    let body = view! {
        <ul class="titles">
            <Each of=move || tracks().unwrap_or_default() key=String::clone children=row />
        </ul>
        <p class="muted memories__empty">{empty}</p>
    };
    panel("titles", text.signal(|it| it.titles()), Some(tools), body.into_any())
}
