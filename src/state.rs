//! What the app knows, as signals: stores fed by the link's events, and the
//! actions that views call. The only place that writes them; knows no DOM, no
//! CSS and no wire.

pub mod boosts;
pub mod bus;
pub mod chat;
pub mod desk;
pub mod fades;
pub mod guard;
pub mod hidden;
pub mod history;
pub mod layer_file;
pub mod layers;
pub mod library;
pub mod link;
pub mod looks;
pub mod me;
pub mod meters;
mod names;
pub mod notes;
pub mod offset;
pub mod own_layers;
pub mod own_mix;
pub mod returned;
pub mod settings;
mod sheets;
pub mod together;
pub mod undo;
pub mod unsaved;

use leptos::prelude::*;

pub use boosts::BoostStore;
pub use chat::ChatStore;
pub use desk::DeskStore;
pub use fades::FadeStore;
pub use guard::GuardStore;
pub use hidden::HiddenStore;
pub use library::LibraryStore;
pub use link::LinkStore;
pub use me::MeStore;
pub use meters::MeterStore;
pub use notes::NoteStore;
pub use own_layers::OwnLayerStore;
pub use own_mix::OwnMixStore;
pub use returned::ReturnStore;
pub use settings::Settings;
pub use sheets::SheetStore;
pub use together::TogetherStore;
pub use undo::UndoStore;
pub use unsaved::UnsavedStore;

/// Every store; a bundle of handles that views take from the context.
#[derive(Clone, Copy)]
pub struct App {
    /// Theme and language.
    pub settings: Settings,
    /// The session.
    pub link: LinkStore,
    /// Who this is and who is here.
    pub me: MeStore,
    /// The desk's parameters.
    pub desk: DeskStore,
    /// Layers that people put together.
    pub own_layers: OwnLayerStore,
    /// Strips that are left off the desk's layers.
    pub hidden: HiddenStore,
    /// Icons of strips.
    pub icons: SheetStore,
    /// Musicians' own mixes.
    pub own_mix: OwnMixStore,
    /// Meter levels.
    pub meters: MeterStore,
    /// What desk and crew keep beside parameters.
    pub library: LibraryStore,
    /// Crew chat.
    pub chat: ChatStore,
    /// Locks against slips.
    pub guard: GuardStore,
    /// One's own actions, to be taken back.
    pub undo: UndoStore,
    /// What was changed since something was loaded or saved.
    pub unsaved: UnsavedStore,
    /// Levels that move slowly.
    pub fades: FadeStore,
    /// Levels lifted for a while.
    pub boosts: BoostStore,
    /// The channel selected together with others.
    pub together: TogetherStore,
    /// Short notes.
    pub notes: NoteStore,
    /// What changed while the page was away.
    pub returned: ReturnStore,
}

impl App {
    /// Fresh stores; nothing is connected yet.
    #[must_use]
    pub fn new() -> Self {
        let settings = Settings::recalled();
        Self {
            settings,
            link: LinkStore::new(),
            me: MeStore::new(),
            desk: DeskStore::new(),
            own_layers: OwnLayerStore::new(),
            hidden: HiddenStore::new(),
            icons: looks::sheet(),
            own_mix: OwnMixStore::new(),
            meters: MeterStore::new(),
            library: LibraryStore::new(),
            chat: ChatStore::new(),
            guard: GuardStore::new(),
            undo: UndoStore::new(),
            unsaved: UnsavedStore::new(),
            fades: FadeStore::new(),
            boosts: BoostStore::new(),
            together: TogetherStore::new(),
            notes: NoteStore::new(settings.language()),
            returned: ReturnStore::new(),
        }
    }
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

/// The stores, from the context the app provides.
#[must_use]
pub fn use_app() -> App {
    // Views are only built below the app, which provides it first.
    use_context::<App>().unwrap_or_default()
}
