//! Arranging one's own mix: which channels are me, which are favourites, and
//! which group each belongs to. Kept in this browser at once.

use leptos::prelude::*;
use markup::view;

use super::my_mix::sources;
use super::strip::name_of;
use crate::signals::{RwSignal, Signal, StoredValue, derive, memo};
use crate::state::App;
use crate::state::bus::Bus;
use crate::text::{MixGroup, use_text};
use crate::widgets::{Icon, IconName, Sheet};

/// The sheet; `open` is set to false when the person is done.
pub(super) fn setup_sheet(app: App, bus: Bus, open: RwSignal<bool>) -> AnyView {
    let text = use_text();
    view! {
        <Sheet
            open
            on_close=move |()| open.set(false)
            title=text.signal(|it| it.arrange_mix())
        >
            <ul class="arrange">
                {sources(app, bus)
                    .into_iter()
                    .map(|(at, path)| source(app, name_of(app, at), path))
                    .collect_view()}
            </ul>
        </Sheet>
    }
}

fn source(app: App, name: Signal<String>, path: String) -> AnyView {
    let text = use_text();
    let arranged = app.own_mix.arranged();
    let path = StoredValue::new(path);
    let me = derive(move || path.with_value(|path| arranged.with(|a| a.is_me(path))));
    let near = derive(move || path.with_value(|path| arranged.with(|a| a.is_favourite(path))));
    let group = memo(move |_| path.with_value(|path| arranged.with(|a| a.group(path))));
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let group = place.and_then(|place| MixGroup::ALL.get(place).copied());
        app.own_mix.arrange(|a| path.with_value(|path| a.set_group(path, group)));
    };
    view! {
        <li class="arrange__row">
            <span class="arrange__name">{name}</span>
            <button
                type="button"
                class="btn btn--s"
                aria-pressed=move || me.get().to_string()
                aria-label=move || format!("{}: {}", name.get(), text.get().me_row())
                on:click=move |_| {
                    let on = !me.get_untracked();
                    app.own_mix.arrange(|a| path.with_value(|path| a.set_me(path, on)));
                }
            >
                {text.say(|it| it.me_row())}
            </button>
            <button
                type="button"
                class="icon-btn"
                aria-pressed=move || near.get().to_string()
                aria-label=move || format!("{}: {}", name.get(), text.get().favourite())
                on:click=move |_| {
                    let on = !near.get_untracked();
                    app.own_mix.arrange(|a| path.with_value(|path| a.set_favourite(path, on)));
                }
            >
                <Icon name=IconName::Star />
            </button>
            <select
                class="arrange__group"
                aria-label=move || format!("{}: {}", name.get(), text.get().mix_group_label())
                on:change=choose
            >
                <option value="" selected=move || group.get().is_none()>
                    {text.say(|it| it.no_group())}
                </option>
                {MixGroup::ALL
                    .into_iter()
                    .enumerate()
                    .map(|(place, each)| {
                        view! {
                            <option
                                value=place.to_string()
                                selected=move || group.get() == Some(each)
                            >
                                {move || text.get().mix_group(each)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </li>
    }
}
