//! Who silences whom: mutes, mute groups and solos over the whole surface.
//! What each parameter shows and how it is written is the desk store's.

use desk::{ParamId, Strip, Value, kind, leaf};

use super::{DeskStore, write, write_all};
use crate::signals::{Signal, callback, derive, memo};
use crate::state::App;
use crate::text::Word;
use crate::widgets::{ControlState, Switch};

/// Mute groups of a desk: at most six, numbered from 1.
const GROUPS: u16 = 6;

impl DeskStore {
    /// Which mute group, if any, silences a strip: its number, or a word for
    /// "all". A strip that overrides its groups is silenced by none.
    ///
    /// **Source:** effective mute of the Soundcraft Ui web client.
    #[must_use]
    pub fn muted_by(&self, app: App, strip: Strip) -> Signal<Option<String>> {
        let index = self.index_now();
        let is_fx = index
            .surface()
            .kinds
            .get(usize::from(strip.kind))
            .is_some_and(|kind| kind.id == kind::FX);
        let forced = self.on(app, self.id(strip, leaf::FORCE_UNMUTE, 0));
        let all = self.on(app, self.desk_id(leaf::MUTE_ALL, 0));
        let fx = self.on(app, self.desk_id(leaf::MUTE_FX, 0));
        let groups: Vec<(u16, Signal<bool>, Signal<bool>)> = (1..=GROUPS)
            .filter_map(|group| {
                let member = self.id(strip, leaf::MUTE_GROUP, group)?;
                let active = self.desk_id(leaf::GROUP_ACTIVE, group)?;
                Some((group, self.on(app, Some(member)), self.on(app, Some(active))))
            })
            .collect();
        memo(move |_| {
            if forced.get() {
                return None;
            }
            if all.get() {
                return Some("M".to_owned());
            }
            if is_fx && fx.get() {
                return Some("FX".to_owned());
            }
            let by = groups.iter().find(|(_, member, active)| member.get() && active.get());
            by.map(|(group, _, _)| group.to_string())
        })
        .into()
    }

    /// A strip's mute key: its own mute, unless a group silences it; then a
    /// press lets this strip sound in spite of the group.
    ///
    /// **Source:** mute button of the Soundcraft Ui web client.
    #[must_use]
    pub fn mute(&self, app: App, strip: Strip, by: Signal<Option<String>>) -> Option<Switch> {
        let mute = self.id(strip, leaf::MUTE, 0)?;
        let force = self.id(strip, leaf::FORCE_UNMUTE, 0);
        let (own, forced) = (self.on(app, Some(mute)), self.on(app, force));
        let on_set = callback(move |on| {
            let by_group = by.with_untracked(Option::is_some);
            let ids: Vec<ParamId> = std::iter::once(mute).chain(force).collect();
            app.undo.act(app, &ids, || match force {
                Some(force) if by_group => write(app, force, Value::toggle(true)),
                _ => {
                    if let Some(force) = force.filter(|_| forced.get_untracked()) {
                        write(app, force, Value::toggle(false));
                    }
                    write(app, mute, Value::toggle(on));
                }
            });
        });
        Some(Switch { on: derive(move || own.get() && !forced.get()), on_set })
    }

    /// Switches every solo off that is on, all at once.
    pub fn clear_solos(&self, app: App) {
        let ids = self.solo_ids();
        app.undo.act(app, &ids, || {
            let on = app.link.with(Vec::new(), |link| {
                let on = ids.iter().filter(|id| link.shown(**id).is_some_and(|it| it.is_on()));
                on.copied().collect()
            });
            write_all(app, on.into_iter().map(|id| (id, Value::toggle(false))).collect());
        });
    }

    /// Ends every mute: of strips, of groups, of everything. One step to take
    /// back, which is offered.
    pub fn clear_mutes(&self, app: App) {
        let index = self.index_now();
        let strips = index.surface().strips().filter_map(|at| index.id(at, leaf::MUTE, 0));
        let groups = (1..=GROUPS).filter_map(|group| self.desk_id(leaf::GROUP_ACTIVE, group));
        let wide = [leaf::MUTE_ALL, leaf::MUTE_FX];
        let wide = wide.into_iter().filter_map(|leaf| self.desk_id(leaf, 0));
        let is_on = |id: &ParamId| {
            app.link.with(false, |link| link.shown(*id).is_some_and(|mute| mute.is_on()))
        };
        let ids: Vec<ParamId> = strips.chain(groups).chain(wide).filter(is_on).collect();
        if ids.is_empty() {
            return;
        }
        let step = app.undo.act(app, &ids, || {
            ids.iter().for_each(|id| write(app, *id, Value::toggle(false)));
        });
        app.undo.offer(app, step, Box::new(|text| text.mutes_cleared().to_owned()));
    }

    /// The switch that mutes everything; taking it back is offered.
    #[must_use]
    pub fn mute_all(&self, app: App) -> Option<Switch> {
        self.wide_mute(app, leaf::MUTE_ALL)
    }

    /// The same for the returns of all effects.
    #[must_use]
    pub fn mute_fx(&self, app: App) -> Option<Switch> {
        self.wide_mute(app, leaf::MUTE_FX)
    }

    fn wide_mute(&self, app: App, path: &'static str) -> Option<Switch> {
        let id = self.desk_id(path, 0)?;
        let on_set = callback(move |on| {
            let step = app.undo.act(app, &[id], || write(app, id, Value::toggle(on)));
            if on {
                let said: Word = match path {
                    leaf::MUTE_FX => |it| it.effects_muted(),
                    _ => |it| it.everything_muted(),
                };
                app.undo.offer(app, step, Box::new(move |text| said(text).to_owned()));
            }
        });
        Some(Switch { on: self.on(app, Some(id)), on_set })
    }

    /// How many solos are on.
    #[must_use]
    pub fn solo_count(&self, app: App) -> Signal<usize> {
        let index = self.index_now();
        // The right side of a pair is no solo of its own.
        let solos: Vec<(Signal<bool>, Signal<u16>)> = index
            .surface()
            .strips()
            .filter_map(|at| Some((index.id(at, leaf::SOLO, 0)?, self.side(app, at))))
            .map(|(id, side)| (self.on(app, Some(id)), side))
            .collect();
        let counts = |(on, side): &&(Signal<bool>, Signal<u16>)| on.get() && side.get() != 2;
        memo(move |_| solos.iter().filter(counts).count()).into()
    }

    /// What a control that ends all solos may do now.
    #[must_use]
    pub fn solo_control(&self, app: App) -> Signal<ControlState> {
        self.control_state(app, self.solo_ids().first().copied())
    }

    fn solo_ids(&self) -> Vec<ParamId> {
        let index = self.index_now();
        index.surface().strips().filter_map(|strip| index.id(strip, leaf::SOLO, 0)).collect()
    }
}
