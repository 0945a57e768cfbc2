//! The browser's loose ends, tied up: every handle here stops what it began
//! when it is dropped. Nothing in here knows desks, chat or widgets.

mod asked;
mod child;
mod element;
mod frames;
mod hold;
mod listener;
mod node_ref;
mod page;
mod render;
mod repeat;
mod sight;
mod storage;
mod timer;
mod value;
mod way;

pub use child::{Child, shown};
pub use element::El;
pub use frames::FrameLoop;
pub use hold::{HOLD_MILLIS, Hold};
pub use listener::{
    Listener, capture_pointer, is_plain_escape, is_writing, listen, listen_here, on_escape,
    release_pointer, set_property,
};
pub use node_ref::NodeRef;
pub use page::{
    has_focus, has_text_focus, is_visible, now_millis, on_visibility, page_height, page_width,
    prefers_reduced_motion, set_page_language, set_page_theme, shorter_side, wall_clock_millis,
};
pub use repeat::Repeat;
pub use sight::keep_in_sight;
pub use storage::{recall, remember, remove};
pub use timer::Timeout;
pub use value::{IntoSource, Source, Tells, Value};
pub use way::{Way, glide};
