//! The table of rights: one pure function that the relay asks before every
//! write. Pages mirror it, they never decide.

use desk::{Access, Index, ParamId, kind, leaf};
use protocol::{Member, Role, SAVE_SHEET};

/// Whether a member may write a parameter. A parameter that is not on the
/// surface may be written by nobody.
#[must_use]
pub fn may_write(member: &Member, index: &Index, id: ParamId) -> bool {
    let Some(access) = index.get(id).map(|parameter| parameter.template.access) else {
        return false;
    };
    match (member.role, access) {
        (Role::Admin, Access::Mixing | Access::Settings) | (Role::Engineer, Access::Mixing) => true,
        (Role::Musician, Access::Mixing) => is_level_of_bus(index, id, &member.buses),
        _ => false,
    }
}

/// Why a member may not write a parameter, in a sentence.
#[must_use]
pub fn why_not(member: &Member, index: &Index, id: ParamId) -> String {
    let path = index.path(id).unwrap_or_default();
    match index.get(id).map(|parameter| parameter.template.access) {
        Some(Access::Told) => format!("only the desk changes {path}"),
        Some(Access::Settings) => format!("only an admin may change {path}"),
        _ => format!("as {} you may not change {path}", member.role.as_str()),
    }
}

/// The command that ends fades; the room does it, all others are the desk's.
pub const STOP_FADES: &str = "fade.stop";

/// Commands for those who run the desk.
const FOR_ENGINEERS: &[&str] = &[
    "show.create",
    "show.load",
    "show.save",
    "snapshot.load",
    "snapshot.save",
    "snapshot.delete",
    "snapshot.rename",
    "cue.load",
    "cue.save",
    "cue.delete",
    "cue.rename",
    "preset.load",
    "preset.save",
    "preset.delete",
    "preset.rename",
    "player.play",
    "player.pause",
    "player.stop",
    "player.next",
    "player.previous",
    "player.jump",
    "player.playlist",
    "player.track",
    "record.start",
    "record.stop",
    "record.rename",
    "multitrack.play",
    "multitrack.pause",
    "multitrack.stop",
    "multitrack.jump",
    "multitrack.select",
    "multitrack.record",
    "multitrack.record_stop",
    "select.strip",
    "select.view",
    "dialog.answer",
    "stereo.link",
    "stereo.unlink",
    "fx.type",
    "mutes.clear",
    "raw.get",
    SAVE_SHEET,
];
/// Commands that take away what others made, bring in what others made, or
/// pass by the rights on parameters.
const FOR_ADMINS: &[&str] =
    &["show.delete", "show.rename", "show.export", "show.import", "multitrack.delete", "raw.set"];

/// The least role that may give a command; `None` for one there is not.
#[must_use]
pub fn least_role(verb: &str) -> Option<Role> {
    if FOR_ENGINEERS.contains(&verb) {
        Some(Role::Engineer)
    } else if FOR_ADMINS.contains(&verb) {
        Some(Role::Admin)
    } else {
        (verb == STOP_FADES).then_some(Role::Musician)
    }
}

/// Every command there is.
pub fn commands() -> impl Iterator<Item = &'static str> {
    FOR_ENGINEERS.iter().chain(FOR_ADMINS).copied().chain([STOP_FADES])
}

/// Whether a member may take back somebody else's chat message.
#[must_use]
pub fn may_delete_others(role: Role) -> bool {
    role == Role::Admin
}

/// Sends to one of these auxes, or such an aux' own level.
fn is_level_of_bus(index: &Index, id: ParamId, buses: &[u16]) -> bool {
    let Some(parameter) = index.get(id) else { return false };
    let Some(on) = index.surface().kinds.get(usize::from(parameter.strip.kind)) else {
        return false;
    };
    match parameter.template.leaf.as_str() {
        leaf::AUX_LEVEL | leaf::AUX_MUTE | leaf::AUX_PAN => buses.contains(&parameter.bus),
        leaf::LEVEL => on.id == kind::AUX && buses.contains(&parameter.strip.number),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use desk::{Kind, Law, Surface, Template};

    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn index() -> Index {
        let kind = |id: &str, count, params| Kind {
            id: id.into(),
            count,
            single: count == 1,
            params,
            meters: vec![],
        };
        let strip = || Template::once(leaf::LEVEL, Law::Fader);
        let kinds = vec![
            kind(
                kind::INPUT,
                2,
                vec![
                    strip(),
                    Template::once(leaf::MUTE, Law::Toggle),
                    Template::each(leaf::AUX_LEVEL, 3, Law::Fader),
                ],
            ),
            kind(kind::AUX, 3, vec![strip(), Template::once(leaf::MUTE, Law::Toggle)]),
            kind(kind::MASTER, 1, vec![strip()]),
            kind(
                kind::DESK,
                1,
                vec![
                    Template::once("cascade.enabled", Law::Toggle).with_access(Access::Settings),
                    Template::once("player.state", Law::Toggle).with_access(Access::Told),
                ],
            ),
        ];
        Index::new(Surface { kinds, ..Surface::default() }).unwrap()
    }

    /// The whole matrix: who may write which parameter.
    #[test]
    fn matrix() {
        let index = index();
        let mixes_aux_two = |role| Member {
            id: 1,
            name: "Singer".into(),
            role,
            color: "pink".into(),
            buses: vec![2],
        };
        for id in index.ids() {
            let path = index.path(id).unwrap();
            let own_mix = ["input.1.aux.2.level", "input.2.aux.2.level", "aux.2.level"]
                .contains(&path.as_str());
            let (setting, told) = (path == "desk.cascade.enabled", path == "desk.player.state");
            for (role, may) in [
                (Role::Admin, !told),
                (Role::Engineer, !setting && !told),
                (Role::Musician, own_mix),
                (Role::Presenter, false),
                (Role::Viewer, false),
            ] {
                let member = mixes_aux_two(role);
                assert_eq!(may_write(&member, &index, id), may, "{role:?} on {path}");
                let reason = why_not(&member, &index, id);
                assert_eq!(reason.contains("only the desk"), told, "{reason}");
                assert_eq!(reason.contains("only an admin"), setting, "{reason}");
            }
        }
        let nowhere = ParamId(u16::MAX);
        assert!(!may_write(&mixes_aux_two(Role::Admin), &index, nowhere));
    }
}
