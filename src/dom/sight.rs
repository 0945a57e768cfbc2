//! Keeps what opens over a page from being cut by an edge, of the window or of a
//! place that scrolls.

use web_sys::{Element, HtmlElement};

use super::{page_height, page_width, set_property};

/// Tells an element by `--dx` and `--dy` how far to move so that all of it is in
/// sight. Where there is too little room, its beginning is.
pub fn keep_in_sight(element: &HtmlElement) {
    let (mut across, mut down) = ((0.0, page_width()), (0.0, page_height()));
    let mut around = element.parent_element();
    while let Some(place) = around {
        if cuts(&place) {
            let area = place.get_bounding_client_rect();
            across = (area.left().max(across.0), area.right().min(across.1));
            down = (area.top().max(down.0), area.bottom().min(down.1));
        }
        around = place.parent_element();
    }
    let area = element.get_bounding_client_rect();
    let dx = way_into(across, (area.left(), area.right()));
    let dy = way_into(down, (area.top(), area.bottom()));
    set_property(element, "--dx", &format!("{}px", dx as i32));
    set_property(element, "--dy", &format!("{}px", dy as i32));
}

/// Whether what stands out of a place is not seen.
fn cuts(place: &Element) -> bool {
    let style = web_sys::window().and_then(|window| window.get_computed_style(place).ok()?);
    style
        .is_some_and(|style| style.get_property_value("overflow-x").is_ok_and(|it| it != "visible"))
}

/// How far a stretch has to move to lie in another one, in whole pixels away
/// from the edge.
fn way_into(room: (f64, f64), stretch: (f64, f64)) -> f64 {
    let (start, end) = (room.0 - stretch.0, room.1 - stretch.1);
    if start > 0.0 {
        start.ceil()
    } else if end < 0.0 {
        end.floor().max(start.ceil())
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::way_into;

    #[test]
    fn what_is_cut_moves_just_into_the_room() {
        let room = (8.0, 288.0);
        assert_eq!(way_into(room, (100.0, 192.0)), 0.0);
        assert_eq!(way_into(room, (203.0, 295.0)), -7.0, "over the end");
        assert_eq!(way_into(room, (-20.5, 71.5)), 29.0, "over the beginning");
        assert_eq!(way_into(room, (100.0, 500.0)), -92.0, "larger than the room: its beginning");
        assert_eq!(way_into((f64::NAN, 1.0), (0.0, 1.0)), 0.0);
    }
}
