//! What people ask of the desk beside its parameters: each command is handed
//! to the driver and answered. A preset is read first and applied when it has
//! come.

use std::time::Duration;

use desk::Moment;
use protocol::{Command, ListName, Refusal, RefusalCode};
use room::ConnId;
use soundcraft::keys::Channel;
use soundcraft::logic::{Write, fx, mute_buttons, preset, stereo};
use soundcraft::{
    Command as Line, CommandError, PresetDeed, PresetKind, PresetName, Raw, SetError, State, Tree,
};

use super::words::{self, Task, Told};
use super::{DeskEvent, DeskLink};

/// How long the desk may take to tell a preset.
const PRESET_LIMIT: Duration = Duration::from_secs(5);
/// Presets that may be on their way at once.
const PRESETS_MOST: usize = 16;

/// Something for the desk that is no parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Order {
    /// A command, to be answered.
    Command { conn: ConnId, command: Command },
    /// A list to ask for.
    List(ListName),
}

/// A preset that is to be applied when the desk has told it.
pub(super) struct Awaited {
    kind: PresetKind,
    name: PresetName,
    strip: Channel,
    conn: ConnId,
    n: u64,
    until: Moment,
}

type Outcome = Result<Vec<String>, Refusal>;

impl DeskLink {
    pub(super) async fn obey(&mut self, order: Order) -> bool {
        match order {
            Order::List(name) => {
                // When the desk is away the list is asked for at its return.
                if let Some(catalog) = words::catalog(&name)
                    && let Err(error) = self.driver.command(self.clock.now(), &Line::List(catalog))
                {
                    tracing::debug!(%error, list = name.list, "the desk was not asked for a list");
                }
                true
            }
            Order::Command { conn, command } => {
                let Command { n, verb, words } = command;
                let outcome = self.perform((conn, n), &verb, &words);
                match outcome {
                    Ok(None) => true,
                    Ok(Some(answer)) => {
                        // The desk tells its other clients, and this relay is one.
                        if let Some(notice) = words::sent(&verb, words) {
                            // Who selected knows; all are told what was loaded or saved.
                            let but = verb.starts_with("select.").then_some(conn);
                            let told = DeskEvent::Notice { notice, but };
                            if self.events.send(told).await.is_err() {
                                return false;
                            }
                        }
                        self.answer(conn, n, Ok(answer)).await
                    }
                    Err(refusal) => {
                        tracing::debug!(verb, reason = refusal.reason, "a command was refused");
                        self.answer(conn, n, Err(refusal)).await
                    }
                }
            }
        }
    }

    async fn answer(&mut self, conn: ConnId, n: u64, outcome: Outcome) -> bool {
        self.events.send(DeskEvent::Commanded { conn, n, outcome }).await.is_ok()
    }

    /// Does a command. No words yet when its answer comes later.
    fn perform(
        &mut self,
        from: (ConnId, u64),
        verb: &str,
        words: &[String],
    ) -> Result<Option<Vec<String>>, Refusal> {
        let now = self.clock.now();
        let live = self.driver.state() == State::Live;
        let Some(tree) = self.driver.tree().filter(|_| live) else {
            return Err(offline());
        };
        let task = words::task(&self.view.borrow().surface, verb, words)?;
        let writes = match task {
            Task::Line(line) => {
                self.driver.command(now, &line).map_err(|error| refused(&error))?;
                self.changed = self.changed.or(words::changes(&line));
                return Ok(Some(Vec::new()));
            }
            Task::LoadPreset { kind, name, strip } => {
                if self.awaited.len() >= PRESETS_MOST {
                    return Err(Refusal::new(RefusalCode::TooFast, "too many presets at once"));
                }
                let line = Line::Preset { kind, name: name.clone(), deed: PresetDeed::Read };
                self.driver.command(now, &line).map_err(|error| refused(&error))?;
                let (conn, n) = from;
                let until = now + PRESET_LIMIT;
                self.awaited.push(Awaited { kind, name, strip, conn, n, until });
                return Ok(None);
            }
            Task::SavePreset { kind, name, strip } => {
                let deed = PresetDeed::Write(preset::gather(tree, strip, kind));
                let line = Line::Preset { kind, name: PresetName::user(&name), deed };
                self.driver.command(now, &line).map_err(|error| refused(&error))?;
                self.changed = self.changed.or(words::changes(&line));
                return Ok(Some(Vec::new()));
            }
            Task::GetRaw(key) => return raw_words(tree, &key).map(Some),
            Task::SetRaw(key, raw) => {
                // Not its value, which may be nobody's business.
                tracing::info!(key, "a raw key is written");
                vec![Write { key, raw }]
            }
            Task::Link(strip) => stereo::link(tree, strip).map_err(|error| unfit(&error))?,
            Task::Unlink(strip) => stereo::unlink(tree, strip).map_err(|error| unfit(&error))?,
            Task::FxType(strip, to) => fx::set_type(tree, strip, to),
            Task::ClearMutes => mute_buttons::clear(tree),
        };
        self.driver.apply(now, &writes).map_err(|error| not_set(&error))?;
        Ok(Some(Vec::new()))
    }

    /// Takes what the desk has told beside its parameters.
    pub(super) async fn take_notice(&mut self, notice: soundcraft::Notice) -> bool {
        let told = words::told(&self.view.borrow().surface, notice);
        let event = match told {
            Told::List(name, names) => DeskEvent::List { name, names },
            Told::Changed(group) => DeskEvent::ListsChanged(group),
            Told::Notice(notice) => DeskEvent::Notice { notice, but: None },
            Told::Preset { kind, name, json } => return self.take_preset(kind, &name, &json).await,
            Told::Nothing => return true,
        };
        self.events.send(event).await.is_ok()
    }

    async fn take_preset(&mut self, kind: PresetKind, name: &PresetName, json: &str) -> bool {
        let fits = |of: &Awaited| of.kind == kind && of.name == *name;
        while let Some(place) = self.awaited.iter().position(fits) {
            let Awaited { strip, conn, n, .. } = self.awaited.swap_remove(place);
            let outcome = self.apply_preset(kind, name, strip, json);
            if !self.answer(conn, n, outcome).await {
                return false;
            }
        }
        true
    }

    fn apply_preset(
        &mut self,
        kind: PresetKind,
        name: &PresetName,
        strip: Channel,
        json: &str,
    ) -> Outcome {
        let tree = self.driver.tree().ok_or_else(offline)?;
        let applied = preset::apply(tree, strip, kind, &name.name, json);
        let applied = applied.map_err(|error| unfit(&error))?;
        self.driver.apply(self.clock.now(), &applied.writes).map_err(|error| not_set(&error))?;
        Ok(Vec::new())
    }

    /// When a preset has taken too long.
    pub(super) fn preset_due(&self) -> Option<Moment> {
        self.awaited.iter().map(|of| of.until).min()
    }

    /// Gives up presets that have not come, and all when the desk is gone.
    pub(super) async fn give_up_presets(&mut self) -> bool {
        let (now, live) = (self.clock.now(), self.driver.state() == State::Live);
        while let Some(place) = self.awaited.iter().position(|of| !live || of.until <= now) {
            let Awaited { conn, n, name, .. } = self.awaited.swap_remove(place);
            let refusal = if live {
                let reason = format!("the desk did not tell the preset {:?}", name.name);
                Refusal::new(RefusalCode::NotFound, reason)
            } else {
                offline()
            };
            if !self.answer(conn, n, Err(refusal)).await {
                return false;
            }
        }
        true
    }
}

/// The value of a wire key in words: its type, then it.
fn raw_words(tree: &Tree, key: &str) -> Outcome {
    let missing = || {
        let reason = format!("the desk has told no key {key:?}");
        Refusal::new(RefusalCode::NotFound, reason)
    };
    Ok(match tree.get(key).ok_or_else(missing)? {
        Raw::Number(number) => vec!["number".to_owned(), number.to_string()],
        Raw::Text(text) => vec!["text".to_owned(), text.clone()],
    })
}

fn offline() -> Refusal {
    Refusal::new(RefusalCode::DeskOffline, "the desk is not connected")
}

fn unfit(error: &dyn std::error::Error) -> Refusal {
    Refusal::new(RefusalCode::OutOfRange, error.to_string())
}

fn refused(error: &CommandError) -> Refusal {
    match error {
        CommandError::NotSynced => offline(),
        CommandError::Busy(_) => Refusal::new(RefusalCode::Held, error.to_string()),
        _ => unfit(error),
    }
}

fn not_set(error: &SetError) -> Refusal {
    match error {
        SetError::NotSynced => offline(),
        _ => unfit(error),
    }
}
