//! A full-width sentence above the mix: what happened, then what follows.

use leptos::prelude::*;

use crate::signals::{Callback, Signal};
use markup::view;

use super::{Icon, IconName};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BannerKind {
    /// Something is broken.
    #[default]
    Danger,
    /// Something is not as it should be, for now.
    Warn,
    /// Good to know.
    Info,
}

impl BannerKind {
    fn name(self) -> &'static str {
        match self {
            Self::Danger => "danger",
            Self::Warn => "warn",
            Self::Info => "info",
        }
    }
}

/// A banner. Show it with `<Show>`; it does not hide itself.
#[component]
pub fn Banner(
    /// How bad it is.
    #[prop(into, optional)]
    kind: Signal<BannerKind>,
    /// Its icon.
    #[prop(into, default = IconName::Alert.into())]
    icon: Signal<IconName>,
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// What follows from it; may be empty.
    #[prop(into, optional)]
    detail: Signal<String>,
    /// The word on its button; while it is empty there is none.
    #[prop(into, optional)]
    action: Option<Signal<String>>,
    /// Called by the button.
    #[prop(into, optional)]
    on_action: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div
            class="banner"
            data-kind=move || kind.get().name()
            role=move || if kind.get() == BannerKind::Danger { "alert" } else { "status" }
        >
            <Icon name=icon />
            <p class="banner__text">
                <b>{title}</b>
                <small>{detail}</small>
            </p>
            {action
                .map(|words| {
                    view! {
                        <button
                            type="button"
                            class="btn btn--s"
                            hidden=move || words.with(String::is_empty)
                            on:click=move |_| {
                                if let Some(on_action) = on_action {
                                    on_action.run(());
                                }
                            }
                        >
                            {words}
                        </button>
                    }
                })}
        </div>
    }
}
