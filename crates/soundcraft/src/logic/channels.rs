//! The desk's own channel index, which clients use to tell each other what is
//! selected and to list the members of view groups.
//!
//! **Source:** Soundcraft Ui protocol reference, linear channel index and
//! view groups.

use desk::{Surface, kind};

use crate::keys::Channel;

/// Stands for the master.
pub const MASTER: i16 = -1;

/// The place of a strip in the desk's index; `None` for a strip the surface
/// does not have. `number` counts from 1.
#[must_use]
pub fn place(surface: &Surface, kind: &str, number: u16) -> Option<i16> {
    let mut before = 0u16;
    for known in &surface.kinds {
        if known.id == kind {
            return match kind {
                kind::MASTER => Some(MASTER),
                _ if (1..=known.count).contains(&number) && !known.single => {
                    i16::try_from(before + number - 1).ok()
                }
                _ => None,
            };
        }
        before = before.checked_add(known.count)?;
    }
    None
}

/// The strip at a place of the desk's index; `None` beyond its ends.
#[must_use]
pub fn at(surface: &Surface, place: i16) -> Option<Channel> {
    if place == MASTER {
        return Channel::new(kind::MASTER, 1);
    }
    let mut left = u16::try_from(place).ok()?;
    for known in surface.kinds.iter().filter(|known| !known.single) {
        if left < known.count {
            return Channel::new(&known.id, left + 1);
        }
        left -= known.count;
    }
    None
}

/// The places in the text of a view group, a JSON list of numbers. What is
/// none is left out.
#[must_use]
pub fn members(text: &str) -> Vec<i16> {
    let list = text.trim().trim_start_matches('[').trim_end_matches(']');
    list.split(',').filter_map(|member| member.trim().parse().ok()).collect()
}

/// The text of a view group with these places.
#[must_use]
pub fn members_text(places: &[i16]) -> String {
    let places: Vec<String> = places.iter().map(i16::to_string).collect();
    format!("[{}]", places.join(","))
}

#[cfg(test)]
mod tests {
    use desk::Kind;

    use super::*;

    fn surface(counts: &[(&str, u16)]) -> Surface {
        let kinds = counts.iter().map(|&(id, count)| Kind {
            id: id.to_owned(),
            count,
            single: matches!(id, "master" | "desk"),
            params: vec![],
            meters: vec![],
        });
        Surface { kinds: kinds.collect(), ..Surface::default() }
    }

    #[test]
    fn places_are_those_of_the_models() {
        let ui24r = surface(&[
            ("input", 24),
            ("line", 2),
            ("player", 2),
            ("fx", 4),
            ("sub", 6),
            ("aux", 10),
            ("vca", 6),
            ("master", 1),
            ("desk", 1),
        ]);
        let ui12 = surface(&[
            ("input", 8),
            ("line", 2),
            ("player", 2),
            ("fx", 4),
            ("sub", 4),
            ("aux", 4),
            ("master", 1),
        ]);
        for (desk, kind, number, at_place) in [
            (&ui24r, "input", 1, 0),
            (&ui24r, "line", 1, 24),
            (&ui24r, "player", 2, 27),
            (&ui24r, "fx", 4, 31),
            (&ui24r, "sub", 1, 32),
            (&ui24r, "aux", 10, 47),
            (&ui24r, "vca", 6, 53),
            (&ui24r, "master", 1, -1),
            (&ui12, "aux", 4, 23),
            (&ui12, "master", 1, -1),
        ] {
            assert_eq!(place(desk, kind, number), Some(at_place), "{kind} {number}");
            let found = at(desk, at_place).unwrap();
            assert_eq!((found.kind(), found.number()), (kind, number));
        }
        assert_eq!(place(&ui12, "vca", 1), None);
        assert_eq!(place(&ui12, "input", 9), None);
        assert_eq!(place(&ui24r, "desk", 1), None);
        assert_eq!(at(&ui24r, 54), None);
        assert_eq!(at(&ui24r, -2), None);
    }

    #[test]
    fn view_groups_are_lists() {
        for places in [vec![], vec![0], vec![3, 32, 53]] {
            assert_eq!(members(&members_text(&places)), places);
        }
        assert_eq!(members_text(&[1, 2]), "[1,2]");
        assert_eq!(members(" [ 1, x, 99999, -1 ]"), [1, -1]);
        assert!(members("").is_empty());
    }
}
