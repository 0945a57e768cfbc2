//! The parts a screen is made of: props and callbacks in, DOM out. A widget
//! knows nothing of the client, of routes or of the app's state; the only thing
//! it takes from around it is the language.
//!
//! The values come first, then the controls of the desk, then what processes a
//! channel, then chat and people, then what frames a page.

mod amount;
mod colour;
mod control;
mod gesture;
mod grip;
mod key_run;
mod range_input;
mod scale;
mod value_field;

mod boost;
mod bus_list;
mod entry;
mod fade;
mod fader;
mod hold_button;
mod keys;
mod layer_tabs;
mod master_strip;
mod meter;
mod mix_row;
mod more_me;
mod mute_groups;
mod pan;
mod readout;
mod strip;

mod memory_list;
mod order_list;
mod transport;

mod dynamics_graph;
mod eq_graph;
mod graph;
mod graphic_eq;
mod handle;
mod knob;
mod panel;
mod slide;
mod strip_editor;

mod composer;
mod message_list;
mod people;

mod ask;
mod banner;
mod blank;
mod dialog;
mod each;
mod icon;
mod join_form;
mod language_button;
mod link_badge;
mod nav_bar;
mod outbox_note;
mod picker;
mod return_note;
mod sheet;
mod show;
mod theme_button;
mod toasts;
mod top_bar;

pub use amount::{Amount, Pace};
pub use colour::Colour;
pub(crate) use control::state_name;
pub use control::{Blocked, ControlState, Holder, Switch};
pub use grip::{FineMode, Grip};
pub use scale::{FaderScale, UI_MARKS};

pub use boost::{Boost, Lift};
pub use bus_list::{BusBar, BusItem, BusList};
pub use entry::{Entry, Ways};
pub use fade::Fade;
pub use fader::Fader;
pub use hold_button::HoldButton;
pub use keys::{MuteButton, SoloButton};
pub use layer_tabs::LayerTabs;
pub use master_strip::MasterStrip;
pub use meter::{LevelBars, MeterBank, MeterBed, MeterPainter, MeterScale};
pub use mix_row::MixRow;
pub use more_me::MoreMe;
pub use mute_groups::{MuteGroup, MuteGroups};
pub use pan::Pan;
pub use readout::Readout;
pub use strip::{ClipMark, Strip};

pub use memory_list::{MemoryDeed, MemoryList, memory_list, name_form};
pub use order_list::order_list;
pub use transport::{clock, seek_bar, transport_key};

pub use dynamics_graph::DynamicsGraph;
pub use eq_graph::{BandShape, EqBand, EqGraph, SlopeChoice};
pub use graphic_eq::{GraphicBand, GraphicEq};
pub use knob::Knob;
pub use panel::{choice_field, named_key, option_key, panel, switch_key};
pub use slide::Slide;
pub use strip_editor::{Icons, StripLooks, Swatches, strip_editor};

pub use composer::Composer;
pub use message_list::{Message, MessageList, MessageState};
pub use people::{Avatar, People, Person, Presence};

pub use ask::ask;
pub use banner::{Banner, BannerKind};
pub use blank::{Blank, StripSkeletons};
pub use dialog::Dialog;
pub use each::Each;
pub use icon::{Icon, IconName, IconSprite};
pub use join_form::{Invitation, JoinForm, JoinRequest};
pub use language_button::LanguageButton;
pub use link_badge::{LinkBadge, LinkState};
pub use nav_bar::{NavBar, NavItem};
pub use outbox_note::OutboxNote;
pub use picker::{Choices, Picker};
pub use return_note::{ChangeGroup, ReturnNote};
pub use sheet::Sheet;
pub use show::Show;
pub use theme_button::{Theme, ThemeButton};
pub use toasts::{Toast, Toasts};
pub use top_bar::TopBar;
