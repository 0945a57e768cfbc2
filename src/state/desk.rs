//! The desk's parameters as signals: one per parameter, made on demand, so
//! that a fader follows one number and its neighbours stay asleep.

mod amounts;
mod mutes;
mod said;

use std::collections::HashMap;
use std::sync::Arc;

use desk::{FaderLevel, Index, ParamId, Strip, Value, kind};
use protocol::RefusalCode;

use said::say_blocked;
pub(super) use said::say_refused;

use super::bus::Bus;
use super::{App, LinkStore};
use crate::dom::Timeout;
use crate::signals::{
    ArcRwSignal, Callback, RwSignal, Signal, StoredValue, callback, derive, memo,
};
use crate::text::{BlockReason, RefusalReason, Text};
use crate::widgets::{Colour, ControlState, Grip, Holder, IconName, Person, Switch};

/// How long a control shows that its change was refused.
const REFUSED_MILLIS: u32 = 2500;
/// Each control in hand costs two frames a drag, of the 120 a second that a relay takes.
const HELD_TOGETHER: usize = 10;
/// Which side of a linked pair a strip is: 0 none, 1 left, 2 right.
const STEREO: &str = "stereo";

struct Cell {
    shown: ArcRwSignal<Value>,
    ghost: ArcRwSignal<Option<f64>>,
    /// Who else has it, and whether they keep it when it is touched.
    holder: ArcRwSignal<Option<(u32, bool)>>,
    refused: ArcRwSignal<Option<RefusalReason>>,
    settle: Option<Timeout>,
}

/// The desk as it is shown.
#[derive(Clone, Copy)]
pub struct DeskStore {
    index: RwSignal<Arc<Index>>,
    cells: StoredValue<HashMap<ParamId, Cell>>,
    layer: RwSignal<usize>,
    own_layer: RwSignal<Option<String>>,
    bus: RwSignal<Option<Bus>>,
    editing: RwSignal<Option<Strip>>,
    /// Fingers here that lost their control to somebody not yet named.
    lost: StoredValue<Vec<ParamId>>,
}

impl DeskStore {
    pub(super) fn new() -> Self {
        Self {
            index: RwSignal::new(Arc::new(Index::empty())),
            cells: StoredValue::new(HashMap::new()),
            layer: RwSignal::new(0),
            own_layer: RwSignal::new(None),
            bus: RwSignal::new(None),
            editing: RwSignal::new(None),
            lost: StoredValue::new(Vec::new()),
        }
    }

    /// Which of the desk's layers lies on the surface.
    #[must_use]
    pub fn layer(&self) -> RwSignal<usize> {
        self.layer
    }

    /// The id of the layer somebody put together that lies there instead.
    #[must_use]
    pub fn own_layer(&self) -> RwSignal<Option<String>> {
        self.own_layer
    }

    /// The bus whose sends lie on the faders; none for the main mix.
    #[must_use]
    pub fn bus(&self) -> RwSignal<Option<Bus>> {
        self.bus
    }

    /// The strip whose name and looks are being edited.
    #[must_use]
    pub fn editing(&self) -> RwSignal<Option<Strip>> {
        self.editing
    }

    /// The desk's parameters; changes with the desk.
    #[must_use]
    pub fn index(&self) -> Signal<Arc<Index>> {
        self.index.into()
    }

    pub(super) fn index_now(&self) -> Arc<Index> {
        self.index.get_untracked()
    }

    pub(super) fn take_index(&self, index: Arc<Index>) {
        self.cells.update_value(HashMap::clear);
        let buses = super::bus::buses(index.surface());
        if self.bus.get_untracked().is_some_and(|bus| !buses.contains(&bus)) {
            self.bus.set(None);
        }
        self.editing.set(None);
        self.index.set(index);
    }

    pub(super) fn refresh(&self, link: LinkStore, ids: Vec<ParamId>) {
        link.with((), |link| {
            self.cells.update_value(|cells| {
                for id in ids {
                    if let Some(cell) = cells.get(&id) {
                        refresh(cell, link, id);
                    }
                }
            });
        });
    }

    pub(super) fn refresh_all(&self, link: LinkStore) {
        let ids = self.cells.with_value(|cells| cells.keys().copied().collect());
        self.refresh(link, ids);
    }

    /// Who has these controls in hand changed.
    pub(super) fn take_holders(&self, app: App, ids: Vec<ParamId>) {
        app.link.with((), |link| {
            self.cells.with_value(|cells| {
                for (id, cell) in ids.iter().filter_map(|id| Some((*id, cells.get(id)?))) {
                    cell.holder.set(holder(link, id));
                }
            });
        });
        let taken = |id: &ParamId| app.link.with(false, |link| link.holder(*id).is_some());
        let taken: Vec<_> = ids.iter().copied().filter(taken).collect();
        app.fades.end(app, &taken);
        let lost = self.lost.try_update_value(std::mem::take).unwrap_or_default();
        for id in lost {
            if let Some((member, keeps)) = app.link.with(None, |link| holder(link, id)) {
                let who = holder_of(app, member, keeps).name;
                let say = Box::new(move |text: &'static dyn Text| {
                    text.taken_over_by(&who, &app.control_name(text, id))
                });
                app.notes.show(IconName::Hand, say);
            }
        }
    }

    /// A finger here lost its control. Who has it now is told next.
    pub(super) fn take_lost(&self, app: App, id: ParamId, code: RefusalCode) {
        if code == RefusalCode::Held {
            self.lost.update_value(|lost| lost.push(id));
        } else {
            super::link::say_refused(app, code);
        }
    }

    pub(super) fn note_refusal(&self, ids: Vec<ParamId>, reason: RefusalReason) {
        self.cells.update_value(|cells| {
            for id in ids {
                let Some(cell) = cells.get_mut(&id) else { continue };
                cell.refused.set(Some(reason));
                let refused = cell.refused.clone();
                cell.settle = Some(Timeout::after(REFUSED_MILLIS, move || refused.set(None)));
            }
        });
    }

    fn cell<T>(&self, app: App, id: ParamId, take: impl FnOnce(&Cell) -> T) -> Option<T> {
        let known = self.cells.with_value(|cells| cells.contains_key(&id));
        if !known {
            let shown = app.link.with(None, |link| link.shown(id));
            let encoding = self.index_now().encoding(id)?;
            let shown = shown.unwrap_or_else(|| Value::neutral(encoding));
            let cell = Cell {
                shown: ArcRwSignal::new(shown),
                ghost: ArcRwSignal::new(None),
                holder: ArcRwSignal::new(app.link.with(None, |link| holder(link, id))),
                refused: ArcRwSignal::new(None),
                settle: None,
            };
            self.cells.update_value(|cells| {
                cells.insert(id, cell);
            });
        }
        self.cells.with_value(|cells| cells.get(&id).map(take))
    }

    /// The value a control shows; the neutral one where the desk has no such
    /// parameter.
    fn value(&self, app: App, id: Option<ParamId>) -> ArcRwSignal<Value> {
        id.and_then(|id| self.cell(app, id, |cell| cell.shown.clone()))
            .unwrap_or_else(|| ArcRwSignal::new(Value::Short(0)))
    }

    /// A position, 0 to 1.
    #[must_use]
    pub fn position(&self, app: App, id: Option<ParamId>) -> Signal<f64> {
        let value = self.value(app, id);
        derive(move || value.with(|value| value.as_level().map_or(0.0, FaderLevel::position)))
    }

    /// A switch's state.
    #[must_use]
    pub fn on(&self, app: App, id: Option<ParamId>) -> Signal<bool> {
        let value = self.value(app, id);
        derive(move || value.with(Value::is_on))
    }

    /// A text.
    #[must_use]
    pub fn text(&self, app: App, id: Option<ParamId>) -> Signal<String> {
        let value = self.value(app, id);
        derive(move || value.with(|value| value.as_text().to_owned()))
    }

    /// A choice or other plain number.
    #[must_use]
    pub fn choice(&self, app: App, id: Option<ParamId>) -> Signal<u16> {
        let value = self.value(app, id);
        derive(move || {
            value.with(|value| if let Value::Short(choice) = value { *choice } else { 0 })
        })
    }

    /// Where somebody else moved a fader that is held here.
    #[must_use]
    pub fn ghost(&self, app: App, id: Option<ParamId>) -> Signal<Option<f64>> {
        match id.and_then(|id| self.cell(app, id, |cell| cell.ghost.clone())) {
            Some(ghost) => ghost.into(),
            None => Signal::stored(None),
        }
    }

    /// What a control may do now.
    #[must_use]
    pub fn control_state(&self, app: App, id: Option<ParamId>) -> Signal<ControlState> {
        let state = self.state_asked(app, id);
        memo(move |_| state()).into()
    }

    /// The same as a question; its answer is tracked.
    fn state_asked(
        &self,
        app: App,
        id: Option<ParamId>,
    ) -> Box<dyn Fn() -> ControlState + Send + Sync> {
        let refused = id.and_then(|id| self.cell(app, id, |cell| cell.refused.clone()));
        let holder = id.and_then(|id| self.cell(app, id, |cell| cell.holder.clone()));
        let index = self.index_now();
        Box::new(move || {
            let state = app.link.control_state();
            if state != ControlState::Live {
                return state;
            }
            if !id.is_some_and(|id| app.me.may_write(&index, id)) {
                return ControlState::ReadOnly(BlockReason::NotAllowed);
            }
            if let Some((member, keeps)) = holder.as_ref().and_then(|holder| holder.get()) {
                return ControlState::HeldByOther(holder_of(app, member, keeps));
            }
            match refused.as_ref().and_then(|refused| refused.get()) {
                Some(reason) => ControlState::Refused(reason),
                None => ControlState::Live,
            }
        })
    }

    /// Which side of a linked pair a strip is: 0 none, 1 left, 2 right. The
    /// relay moves the right side along with the left.
    #[must_use]
    pub fn side(&self, app: App, strip: Strip) -> Signal<u16> {
        self.choice(app, self.id(strip, STEREO, 0))
    }

    /// Whether a strip is one side of a linked pair; tracked.
    #[must_use]
    pub fn is_linked(&self, app: App, strip: Strip) -> bool {
        self.side(app, strip).get() != 0
    }

    /// The calls of a fader or pan on this parameter.
    #[must_use]
    pub fn grip(&self, app: App, id: Option<ParamId>) -> Grip {
        let on_move = callback(move |position| {
            if let Some(id) = id {
                write(app, id, Value::position(FaderLevel::clamped(position)));
            }
        });
        self.grip_all(app, id.into_iter().collect(), on_move)
    }

    /// The calls of one fader that moves all these parameters by `on_move`:
    /// one step to take back, and in hand together as far as quick drags leave
    /// room among the frames a second that the relay takes.
    #[must_use]
    pub fn grip_all(&self, app: App, ids: Vec<ParamId>, on_move: Callback<f64>) -> Grip {
        let first = ids.first().copied();
        let held = ids.len().min(HELD_TOGETHER);
        let ids = StoredValue::new(ids);
        Grip {
            on_touch: callback(move |()| {
                ids.with_value(|ids| {
                    app.undo.begin(app, ids);
                    let _ = app.link.with(Ok(()), |link| link.touch_all(&ids[..held]));
                });
            }),
            on_move,
            on_release: callback(move |()| {
                ids.with_value(|ids| {
                    // What the finger left, before the desk shows what it has.
                    if let Some(first) = first {
                        app.undo.end(app, first);
                    }
                    for id in &ids[..held] {
                        app.link.with((), |link| link.lift(*id));
                    }
                });
            }),
            on_blocked: callback(move |blocked| say_blocked(app, first, &blocked)),
        }
    }

    /// Where a control shows its level now, 0 to 1; not tracked.
    #[must_use]
    pub fn position_now(&self, app: App, id: ParamId) -> f64 {
        let shown = app.link.with(None, |link| link.shown(id));
        shown.and_then(|shown| shown.as_level()).map_or(0.0, FaderLevel::position)
    }

    /// Writes any control.
    pub fn set(&self, app: App, id: ParamId, value: Value) {
        write(app, id, value);
    }

    /// Moves a level in one step.
    pub fn set_position(&self, app: App, id: ParamId, position: f64) {
        write(app, id, Value::position(FaderLevel::clamped(position)));
    }

    /// Moves levels in one step: all of them or, where one cannot, none.
    pub fn set_positions(&self, app: App, levels: Vec<(ParamId, f64)>) {
        let value = |position| Value::position(FaderLevel::clamped(position));
        write_all(app, levels.into_iter().map(|(id, at)| (id, value(at))).collect());
    }

    /// A switch on this parameter.
    #[must_use]
    pub fn switch(&self, app: App, id: Option<ParamId>) -> Switch {
        let on_set = callback(move |on| {
            if let Some(id) = id {
                app.undo.act(app, &[id], || write(app, id, Value::toggle(on)));
            }
        });
        Switch { on: self.on(app, id), on_set }
    }

    /// The id of a strip's parameter on the present surface.
    #[must_use]
    pub fn id(&self, strip: Strip, leaf: &str, bus: u16) -> Option<ParamId> {
        self.index_now().id(strip, leaf, bus)
    }

    /// The id of a parameter of the desk as a whole.
    #[must_use]
    pub fn desk_id(&self, leaf: &str, bus: u16) -> Option<ParamId> {
        let index = self.index_now();
        let (kind, _) = index.surface().kind(kind::DESK)?;
        index.id(Strip { kind, number: 1 }, leaf, bus)
    }
}

fn refresh(cell: &Cell, link: &client::Link, id: ParamId) {
    if let Some(value) = link.shown(id)
        && cell.shown.with_untracked(|shown| *shown != value)
    {
        cell.shown.set(value);
    }
    let ghost = link.ghost(id).and_then(|value| value.as_level()).map(FaderLevel::position);
    if cell.ghost.with_untracked(|shown| *shown != ghost) {
        cell.ghost.set(ghost);
    }
}

fn holder(link: &client::Link, id: ParamId) -> Option<(u32, bool)> {
    Some((link.holder(id)?, link.must_ask(id)))
}

/// A person as a control shows them; tracked, since names come with presence.
fn holder_of(app: App, member: u32, keeps: bool) -> Holder {
    let here = app.me.here();
    let (name, colour) = here.with(|here| {
        let one = here.iter().find(|one| one.member.id == member);
        let colour = one.map(|one| Colour::from_token(&one.member.color));
        (one.map(|one| one.member.name.clone()).unwrap_or_default(), colour.unwrap_or_default())
    });
    Holder { initials: Person::initials_of(&name), name, colour, yields: !keeps }
}

/// Writes a parameter; what hinders it is said.
fn write(app: App, id: ParamId, value: Value) {
    write_all(app, vec![(id, value)]);
}

/// Writes parameters that change together.
fn write_all(app: App, entries: Vec<(ParamId, Value)>) {
    if let Err(error) = app.link.set_all(entries) {
        say_refused(app, &error);
    }
}
