//! What people call a strip and what a parameter's value reads, for notes and
//! reports. Reads the desk as it is now and follows nothing.

use desk::{FaderLevel, Law, ParamId, Strip, Value, kind, leaf};

use super::App;
use super::layers::strip_kind;
use crate::text::{StripKind, Text};

impl App {
    /// What people call a strip: its name on the desk, else its kind and number.
    pub(super) fn strip_name(self, text: &dyn Text, at: Strip) -> String {
        let index = self.desk.index_now();
        let given = index.id(at, leaf::NAME, 0);
        let given = given.and_then(|id| self.link.with(None, |link| link.shown(id)));
        let given = given.map(|name| name.as_text().trim().to_owned()).unwrap_or_default();
        let on = index.surface().kinds.get(usize::from(at.kind));
        match on.and_then(|on| strip_kind(&on.id)) {
            Some(StripKind::Main) if given.is_empty() || given == "MASTER" => {
                text.main_mix().to_owned()
            }
            Some(kind) if given.is_empty() => text.strip(kind, at.number),
            None => text.desk().to_owned(),
            _ => given,
        }
    }

    /// What people call a control: its strip, and the bus of a send.
    pub(super) fn control_name(self, text: &dyn Text, id: ParamId) -> String {
        let index = self.desk.index_now();
        let Some(parameter) = index.get(id) else { return String::new() };
        let name = self.strip_name(text, parameter.strip);
        match self.bus_name(text, &parameter.template.leaf, parameter.bus) {
            Some(bus) => text.send_of(&name, &bus),
            None => name,
        }
    }

    /// The bus that a send goes to.
    fn bus_name(self, text: &dyn Text, path: &str, bus: u16) -> Option<String> {
        let kind = match path {
            leaf::AUX_LEVEL | leaf::AUX_MUTE | leaf::AUX_PAN => kind::AUX,
            leaf::FX_LEVEL | leaf::FX_MUTE => kind::FX,
            _ => return None,
        };
        let (kind, _) = self.desk.index_now().surface().kind(kind)?;
        Some(self.strip_name(text, Strip { kind, number: bus }))
    }

    /// What a change reads, such as "Level −3.0 dB → −10.0 dB"; none for a
    /// parameter there is no word for.
    pub(super) fn change_line(
        self,
        text: &dyn Text,
        id: ParamId,
        before: &Value,
        after: &Value,
    ) -> Option<String> {
        let index = self.desk.index_now();
        let parameter = index.get(id)?;
        let path = parameter.template.leaf.as_str();
        let what = match path {
            leaf::LEVEL => text.level_word().to_owned(),
            leaf::PAN => text.pan().to_owned(),
            leaf::MUTE => text.mute().to_owned(),
            leaf::SOLO => text.solo().to_owned(),
            leaf::NAME => text.name().to_owned(),
            leaf::MUTE_ALL => text.mute_all().to_owned(),
            leaf::MUTE_FX => text.mute_fx().to_owned(),
            leaf::GROUP_ACTIVE => text.mute_group(usize::from(parameter.bus), ""),
            leaf::AUX_MUTE | leaf::FX_MUTE => {
                format!("{}, {}", self.bus_name(text, path, parameter.bus)?, text.mute())
            }
            _ => self.bus_name(text, path, parameter.bus)?,
        };
        let read = |value: &Value| reading(text, parameter.law(), value);
        Some(text.changed(what.trim_end_matches([',', ' ']), &read(before)?, &read(after)?))
    }
}

fn reading(text: &dyn Text, law: Law, value: &Value) -> Option<String> {
    let position = value.as_level();
    Some(match law {
        Law::Fader => text.level_with_unit(desk::fader::decibels(position?).db()),
        Law::Pan => text.pan_position(position.map(FaderLevel::position)?),
        Law::Toggle => (if value.is_on() { text.on() } else { text.off() }).to_owned(),
        Law::Text { .. } => format!("“{}”", value.as_text()),
        _ => return None,
    })
}
