//! Screens without their content: empty, failed or still loading. They say what
//! is the matter and offer one way on.

use leptos::prelude::*;
use markup::view;

use super::{Icon, IconName, Show};
use crate::signals::Signal;
use crate::text::use_text;

/// An empty or failed screen. Its children are the ways on.
#[component]
pub fn Blank(
    /// Its icon.
    #[prop(into, default = IconName::Alert.into())]
    icon: Signal<IconName>,
    /// Whether something failed; it is then read out at once.
    #[prop(optional)]
    danger: bool,
    /// What is the matter.
    #[prop(into)]
    title: Signal<String>,
    /// What to check or do; may be empty.
    #[prop(into, optional)]
    detail: Signal<String>,
    /// The technical line, small; may be empty.
    #[prop(into, optional)]
    technical: Signal<String>,
    /// Buttons or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="blank" role=danger.then_some("alert")>
            <span class="blank__icon" data-kind=danger.then_some("danger")>
                <Icon name=icon />
            </span>
            <h2>{title}</h2>
            <p>{detail}</p>
            <Show when=move || technical.with(|technical| !technical.is_empty())>
                <code>{technical}</code>
            </Show>
            {children.map(|children| view! { <div class="blank__acts">{children()}</div> })}
        </div>
    }
}

/// Strips that are not there yet, in their final places.
#[component]
pub fn StripSkeletons(
    /// How many.
    #[prop(default = 8)]
    count: usize,
) -> impl IntoView {
    let text = use_text();
    view! {
        <p class="visually-hidden" role="status">
            {text.say(|it| it.loading())}
        </p>
        {(0..count)
            .map(|_| {
                view! {
                    <div class="strip strip--skeleton" aria-hidden="true">
                        <i class="skel"></i>
                        <i class="skel"></i>
                        <i class="skel"></i>
                        <i class="skel"></i>
                        <i class="skel"></i>
                    </div>
                }
            })
            .collect_view()}
    }
}
