//! Shows with their snapshots and cues. Loading a show or a snapshot asks
//! first, since the desk may fall silent meanwhile; a cue does not.

use leptos::prelude::*;
use markup::view;
use protocol::Role;

use super::desk_choice::desk_choice;
use super::strip_keys::{switch_keys, switched_strips};
use crate::signals::{Memo, RwSignal, Signal, StoredValue, callback, derive, effect, memo};
use crate::state::App;
use crate::state::library::list_name;
use crate::text::{Text, Word, use_text};
use crate::widgets::{
    Blank, Dialog, IconName, MemoryDeed, MemoryList, Show, memory_list, name_form, panel,
};

/// The leaf that keeps a strip out of recalls.
const SAFE: &str = "safe";
/// Parts of a show that were changed and not saved, and their words.
const UNSAVED: [(&str, Word); 2] = [
    ("unsaved.safes", |text| text.unsaved_safes()),
    ("unsaved.mute_groups", |text| text.unsaved_groups()),
];

/// A question that waits for its answer.
#[derive(Clone, Debug, Default, PartialEq)]
struct Question {
    /// The command that yes gives.
    verb: String,
    words: Vec<String>,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    app: App,
    /// The show that is looked into.
    show: Memo<String>,
    chosen: RwSignal<Option<String>>,
    asking: RwSignal<Option<Question>>,
}

/// The page.
pub(super) fn shows(app: App) -> AnyView {
    // Being told once more who one is makes no page anew, under what is typed.
    let runs = memo(move |_| app.me.role() >= Role::Engineer);
    let text = use_text();
    view! {
        <main class="stage library" id="main" data-page="shows">
            <h1 class="visually-hidden">{text.say(|it| it.shows())}</h1>
            {move || {
                app.desk.index().track();
                if runs.get() { page(app) } else { not_for_you() }
            }}
        </main>
    }
    .into_any()
}

/// For those who do not run the desk.
pub(super) fn not_for_you() -> AnyView {
    let text = use_text();
    view! {
        <Blank
            icon=IconName::Lock
            title=text.signal(|it| it.engineers_only())
            detail=text.signal(|it| it.engineers_only_hint())
        />
    }
    .into_any()
}

fn page(app: App) -> AnyView {
    let chosen = RwSignal::new(None::<String>);
    let current = told(app, "current.show");
    let show = memo(move |_| chosen.get().unwrap_or_else(|| current.get()));
    effect(move || {
        let show = show.get();
        let mut lists = vec![list_name("shows", "")];
        // A list of nothing is refused, and every other one with it.
        if !show.is_empty() {
            lists.extend(["snapshots", "cues"].map(|list| list_name(list, &show)));
        }
        app.library.want(app, lists);
    });
    on_cleanup(move || app.library.want(app, Vec::new()));
    let page = Page { app, show, chosen, asking: RwSignal::new(None) };
    view! {
        {shows_panel(page)}
        <Show when=derive(move || !show.with(String::is_empty))>
            {inside(page, "snapshot", "snapshots", |text| text.snapshots())}
            {inside(page, "cue", "cues", |text| text.cues())}
        </Show>
        {safes(app)}
        {desk_choice(app)}
        {question(page)}
    }
    .into_any()
}

/// A text that the desk tells.
pub(super) fn told(app: App, leaf: &str) -> Signal<String> {
    app.desk.text(app, app.desk.desk_id(leaf, 0))
}

fn shows_panel(page: Page) -> AnyView {
    let Page { app, show, chosen, .. } = page;
    let text = use_text();
    let current = told(app, "current.show");
    let on_deed = callback(move |(name, deed): (String, MemoryDeed)| match deed {
        MemoryDeed::Open => chosen.set(Some(name)),
        MemoryDeed::Load => page.ask("show.load", vec![name]),
        MemoryDeed::Save => page.ask("show.save", vec![name]),
        MemoryDeed::Rename(to) => app.library.command(app, "show.rename", &[&name, &to]),
        MemoryDeed::Delete => page.ask("show.delete", vec![name]),
    });
    let list = MemoryList {
        names: derive(move || app.library.list("shows", "")),
        loaded: derive(move || Some(current.get())),
        opened: Some(show.into()),
        may_change: derive(move || app.me.role() >= Role::Admin),
        on_deed,
    };
    let create = callback(move |name: String| {
        app.library.command(app, "show.create", &[&name]);
        chosen.set(Some(name));
    });
    let body = view! {
        {memory_list(list)}
        {name_form(|it| it.new_show(), |it| it.create(), String::new(), create)}
    };
    panel("shows", text.signal(|it| it.shows()), None, body.into_any())
}

/// The snapshots or the cues of the show that is looked into.
fn inside(page: Page, what: &'static str, list: &'static str, title: Word) -> AnyView {
    let Page { app, show, .. } = page;
    let text = use_text();
    let current = told(app, &format!("current.{what}"));
    let current_show = told(app, "current.show");
    let run = move |deed: &str, words: Vec<String>| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        app.library.command(app, &format!("{what}.{deed}"), &words);
    };
    let on_deed = callback(move |(name, deed): (String, MemoryDeed)| {
        let show = show.get_untracked();
        match deed {
            MemoryDeed::Load if what == "cue" => run("load", vec![show, name]),
            MemoryDeed::Load => page.ask("snapshot.load", vec![show, name]),
            MemoryDeed::Save => page.ask(&format!("{what}.save"), vec![show, name]),
            MemoryDeed::Delete => page.ask(&format!("{what}.delete"), vec![show, name]),
            MemoryDeed::Rename(to) => run("rename", vec![show, name, to]),
            MemoryDeed::Open => {}
        }
    });
    let rows = MemoryList {
        names: derive(move || app.library.list(list, &show.get())),
        loaded: derive(move || (show.get() == current_show.get()).then(|| current.get())),
        opened: None,
        may_change: Signal::stored(true),
        on_deed,
    };
    let save = callback(move |name: String| {
        let show = show.get_untracked();
        let there = app.library.list(list, &show).unwrap_or_default();
        if there.contains(&name) {
            page.ask(&format!("{what}.save"), vec![show, name]);
        } else {
            run("save", vec![show, name]);
        }
    });
    let save_as: Word = if what == "cue" { |it| it.new_cue() } else { |it| it.new_snapshot() };
    let body = view! {
        {memory_list(rows)} {name_form(save_as, |it| it.save(), String::new(), save)}
    };
    let heading = derive(move || text.get().memories_of(title(text.get()), &show.get()));
    panel(list, heading, None, body.into_any())
}

/// The strips that recalls leave alone; nothing where the desk has no such key.
fn safes(app: App) -> Option<AnyView> {
    let text = use_text();
    let keys = switch_keys(app, SAFE)?;
    Some(panel("safes", text.signal(|it| it.recall_safe()), None, keys))
}

impl Page {
    fn ask(&self, verb: &str, words: Vec<String>) {
        self.asking.set(Some(Question { verb: verb.to_owned(), words }));
    }
}

fn question(page: Page) -> AnyView {
    let Page { app, asking, .. } = page;
    let text = use_text();
    let asked = move || asking.get().unwrap_or_default();
    let title = derive(move || {
        let Question { verb, words } = asked();
        let (_, deed) = verb.split_once('.').unwrap_or_default();
        text.get().memory_question(deed, words.last().map_or("", String::as_str))
    });
    let strips = StoredValue::new(switched_strips(app, SAFE));
    let detail = derive(move || {
        let (verb, text) = (asked().verb, text.get());
        match verb.as_str() {
            "show.load" | "snapshot.load" => {
                let safe = strips.with_value(|strips| {
                    let on = |id: desk::ParamId| app.desk.on(app, Some(id)).get();
                    strips.iter().filter(|(_, id)| on(*id)).count()
                });
                warning(app, text, &verb, safe)
            }
            verb if verb.ends_with(".delete") => text.gone_for_good().to_owned(),
            _ => text.saved_over().to_owned(),
        }
    });
    let confirm = derive(move || {
        let (verb, text) = (asked().verb, text.get());
        match verb.split_once('.').unwrap_or_default().1 {
            "load" => text.load(),
            "delete" => text.delete(),
            _ => text.save(),
        }
        .to_owned()
    });
    let open = memo(move |_| asking.get().is_some());
    let yes = move |()| {
        let Some(Question { verb, words }) = asking.get_untracked() else { return };
        asking.set(None);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        app.library.command(app, &verb, &words);
    };
    view! {
        <Dialog
            open
            title
            detail
            confirm
            danger=true
            on_confirm=yes
            on_close=move |()| asking.set(None)
        />
    }
    .into_any()
}

/// What loading does beside what is wanted: the gap, what stays, what is lost.
fn warning(app: App, text: &'static dyn Text, verb: &str, safe: usize) -> String {
    let mut words = text.recall_gap().to_owned();
    if safe > 0 {
        words = format!("{words} {}", text.stay_as_they_are(safe));
    }
    words = format!("{words}\n{}", app.unsaved.words(app, text));
    if verb == "show.load" {
        let lost = UNSAVED.iter().filter(|(leaf, _)| {
            let id = app.desk.desk_id(leaf, 0);
            app.desk.on(app, id).get()
        });
        let lost: Vec<&str> = lost.map(|(_, word)| word(text)).collect();
        if !lost.is_empty() {
            words = format!("{words}\n{}", text.not_saved(&lost.join(", ")));
        }
    }
    words
}
