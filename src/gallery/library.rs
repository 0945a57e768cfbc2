//! What stands beside the mix: a strip's looks, lists to load from, an order to
//! change, a player's keys.

use leptos::prelude::*;
use markup::view;

use super::Frame;
use crate::signals::{RwSignal, Signal, callback, derive};
use crate::widgets::{
    Colour, ControlState, IconName, Icons, MemoryDeed, MemoryList, StripLooks, Swatches,
    memory_list, name_form, order_list, seek_bar, strip_editor, transport_key,
};

const COLOURS: [(u16, Colour); 4] =
    [(0, Colour::Slate), (3, Colour::Red), (6, Colour::Green), (8, Colour::Violet)];

pub(super) fn frames() -> AnyView {
    let name = RwSignal::new("Singer".to_owned());
    let colour = RwSignal::new(8);
    let swatches = Swatches {
        choices: &COLOURS,
        chosen: colour.into(),
        on_choose: callback(move |choice| colour.set(choice)),
    };
    let live = Signal::stored(ControlState::Live);
    let usual = Signal::stored("Input 1".to_owned());
    let on_name = callback(move |to| name.set(to));
    let icon = RwSignal::new("mic".to_owned());
    let icons = Icons {
        choices: &[("mic", IconName::Mic), ("guitar", IconName::Guitar), ("drum", IconName::Drum)],
        chosen: icon.into(),
        on_choose: callback(move |word: &'static str| icon.set(word.to_owned())),
    };
    let looks = StripLooks {
        name: name.into(),
        usual,
        longest: 20,
        on_name,
        colours: Some(swatches),
        icons: Some(icons),
        state: live,
    };
    let loaded = RwSignal::new("Opener".to_owned());
    let names = ["Opener", "Ballad", "Encore with everybody on stage at once"];
    let list = MemoryList {
        names: Signal::stored(Some(names.map(str::to_owned).to_vec())),
        loaded: derive(move || Some(loaded.get())),
        opened: None,
        may_change: Signal::stored(true),
        on_deed: callback(move |(name, deed)| {
            if deed == MemoryDeed::Load {
                loaded.set(name);
            }
        }),
    };
    let empty = MemoryList { names: Signal::stored(Some(Vec::new())), ..list };
    let untold = MemoryList { names: Signal::stored(None), ..list };
    let items = RwSignal::new(
        ["Singer", "Guitar", "Choir"].map(|name| (name.to_owned(), name.to_owned())).to_vec(),
    );
    let on_move = callback(move |(from, to)| {
        items.update(|items| {
            let item = items.remove(from);
            items.insert(to, item);
        });
    });
    let on_remove = callback(move |place| {
        items.update(|items| {
            items.remove(place);
        });
    });
    let order = Signal::stored("Channels".to_owned());
    let position = RwSignal::new(0.4);
    let seek = callback(move |to| position.set(to));
    let nothing = callback(|()| ());
    view! {
        <Frame title="A strip's looks" note="Every colour with its word.">
            {strip_editor(looks)}
        </Frame>
        <Frame title="Snapshots" note="One loaded; an empty list; one not told yet.">
            {memory_list(list)}
            {name_form(|it| it.new_snapshot(), |it| it.save(), String::new(), callback(|_| ()))}
            {memory_list(empty)} {memory_list(untold)}
        </Frame>
        <Frame title="An order" note="By dragging, or by arrows on the handle.">
            {order_list(order, items.into(), on_move, on_remove)}
        </Frame>
        <Frame title="Player" note="Keys, and a bar to seek in.">
            {seek_bar(|text| text.position(), position.into(), Signal::stored(187.0), seek)}
            <div class="transport">
                {transport_key(IconName::Previous, |text| text.previous_title(), None, nothing)}
                {transport_key(IconName::Play, |text| text.play(), None, nothing)}
                {transport_key(IconName::Stop, |text| text.stop(), None, nothing)}
                {transport_key(IconName::Next, |text| text.next_title(), None, nothing)}
            </div>
        </Frame>
    }
    .into_any()
}
