//! What was changed since a show, snapshot or cue was loaded or saved, for the
//! question before the next one is loaded. A page compares the desk with what
//! it was then; what happened before it came or while it was away it cannot
//! know, and says so.

use desk::{Access, Index, Parameter, SortedMap, Strip, Value, kind, leaf};
use leptos::prelude::*;
use protocol::{Notice, Role};

use super::App;
use crate::dom::Timeout;
use crate::signals::StoredValue;
use crate::text::{Text, Word};

/// What a load changes comes before and after it is told.
const SETTLE_MILLIS: u32 = 1_000;
/// Strips told of one by one.
const MOST_STRIPS: usize = 8;
/// The name that the desk itself has for a loaded snapshot.
///
/// **Source:** Soundcraft Ui protocol reference, messages.
const LOADED: &str = "SNAPLOAD";
/// What the desk tells when another client loaded or saved, if the name differs.
const CURRENT: [&str; 2] = ["current.snapshot", "current.cue"];

/// The desk as it was loaded or saved last.
#[derive(Clone, Copy)]
pub struct UnsavedStore {
    /// A value per parameter; none for those that no snapshot holds.
    base: StoredValue<Option<Vec<Option<Value>>>>,
    /// Whether it is known to be what was loaded or saved last.
    sure: StoredValue<bool>,
    settling: StoredValue<Option<Timeout>>,
}

impl UnsavedStore {
    pub(super) fn new() -> Self {
        Self {
            base: StoredValue::new(None),
            sure: StoredValue::new(false),
            settling: StoredValue::new(None),
        }
    }

    /// The desk or the relay has something to say, perhaps that something was
    /// loaded or saved.
    pub(super) fn take_notice(&self, app: App, notice: &Notice) {
        let phrase = || notice.words.first().is_some_and(|word| word == LOADED);
        // Shows hold snapshots and cues, and nothing of the mix.
        let of_mix = || notice.words.first().is_some_and(|word| word != "show");
        match notice.what.as_str() {
            "loaded" if of_mix() => self.settle(app, true),
            "saved" if of_mix() => self.take_base(app, true),
            "phrase" if phrase() => self.settle(app, true),
            _ => {}
        }
    }

    /// Parameters changed, perhaps the name of what is loaded.
    pub(super) fn take_moves(&self, app: App, ids: &[desk::ParamId]) {
        let known = self.base.with_value(Option::is_some);
        if known
            && CURRENT
                .iter()
                .any(|leaf| app.desk.desk_id(leaf, 0).is_some_and(|id| ids.contains(&id)))
        {
            self.settle(app, true);
        }
    }

    /// All values are there, for the first time or again.
    pub(super) fn take_all(&self, app: App) {
        if !self.base.with_value(Option::is_some) {
            self.settle(app, false);
        }
    }

    /// Something may have been loaded or saved that this page does not hear of.
    pub(super) fn miss(&self) {
        self.sure.set_value(false);
        if self.settling.try_update_value(Option::take).flatten().is_some() {
            self.base.set_value(None);
        }
    }

    /// Another desk.
    pub(super) fn clear(&self) {
        self.miss();
        self.base.set_value(None);
    }

    fn settle(&self, app: App, sure: bool) {
        let this = *self;
        self.settling.set_value(Some(Timeout::after(SETTLE_MILLIS, move || {
            this.settling.set_value(None);
            this.take_base(app, sure);
        })));
    }

    /// What is there now was loaded or saved. Who may not load is told nothing
    /// of it, so needs none.
    fn take_base(&self, app: App, sure: bool) {
        let engineer = untrack(|| app.me.role()) >= Role::Engineer;
        self.sure.set_value(sure && engineer);
        self.base.set_value(engineer.then(|| values(app)));
    }

    /// What is told of it before something is loaded, in lines.
    #[must_use]
    pub fn words(&self, app: App, text: &'static dyn Text) -> String {
        if self.settling.with_value(Option::is_some) {
            return text.catching_up_title().to_owned();
        }
        let mut changes = SortedMap::<(u8, u16), Vec<&'static str>>::default();
        self.base.with_value(|base| {
            let index = app.desk.index_now();
            let now = values(app);
            for (id, (before, now)) in index.ids().zip(base.iter().flatten().zip(&now)) {
                // Safe strips stay as they are, so nothing of them is lost.
                if let Some(parameter) = index.get(id)
                    && before != now
                    && !is_safe(app, &index, parameter.strip)
                {
                    let at = (parameter.strip.kind, parameter.strip.number);
                    let kinds = changes.get_or_default(at);
                    let kind = word_of(&parameter.template.leaf)(text);
                    if !kinds.contains(&kind) {
                        kinds.push(kind);
                    }
                }
            }
        });
        let others = changes.len().saturating_sub(MOST_STRIPS);
        let mut lines: Vec<String> = changes
            .into_iter()
            .take(MOST_STRIPS)
            .map(|((kind, number), kinds)| {
                format!("{}: {}", app.strip_name(text, Strip { kind, number }), kinds.join(", "))
            })
            .collect();
        if others > 0 {
            lines.push(text.and_more_channels(others));
        }
        text.unsaved_changes(self.sure.get_value(), &lines.join("\n"))
    }
}

/// The value of each parameter that snapshots hold.
fn values(app: App) -> Vec<Option<Value>> {
    let index = app.desk.index_now();
    app.link.with(Vec::new(), |link| {
        let held = |id: &desk::ParamId| index.get(*id).is_some_and(|of| is_held(&index, &of));
        index.ids().map(|id| Some(id).filter(held).and_then(|id| link.shown(id))).collect()
    })
}

/// Whether a snapshot holds it. Solos are in it as well, but nobody misses one.
///
/// **Source:** Soundcraft Ui protocol reference, scope of a snapshot.
fn is_held(index: &Index, of: &Parameter<'_>) -> bool {
    let path = of.template.leaf.as_str();
    let on_desk =
        index.surface().kinds.get(usize::from(of.strip.kind)).is_some_and(|on| on.id == kind::DESK);
    of.template.access != Access::Told
        && !matches!(path, leaf::SOLO | leaf::MUTE_GROUP | "safe")
        && !path.starts_with("afs.")
        && (!on_desk || path.starts_with("preamp."))
}

fn is_safe(app: App, index: &Index, at: Strip) -> bool {
    let safe = index.id(at, "safe", 0);
    safe.and_then(|id| app.link.with(None, |link| link.shown(id))).is_some_and(|safe| safe.is_on())
}

/// What kind of change it is.
fn word_of(path: &str) -> Word {
    let first = path.split('.').next().unwrap_or_default();
    match first {
        leaf::LEVEL => |text| text.level_word(),
        leaf::MUTE | leaf::FORCE_UNMUTE => |text| text.mute(),
        leaf::PAN => |text| text.pan(),
        leaf::NAME => |text| text.name(),
        leaf::COLOR => |text| text.colour_word(),
        "eq" => |text| text.eq(),
        "dyn" => |text| text.compressor(),
        "gate" => |text| text.gate(),
        "aux" | "fx" => |text| text.sends(),
        "gain" | "phantom" | "hi_z" | "preamp" | "invert" | "delay" | "digitech" => {
            |text| text.preamp()
        }
        "subgroup" | "vca" | "stereo" | "source" | "exclude" => |text| text.routing(),
        "type" | "param" | "bpm" => |text| text.effect(),
        _ => |text| text.other_kind(),
    }
}
