//! The ways between the screens: a bar at the foot on phones, tabs in the top
//! bar elsewhere. It is given addresses and knows no routes.

use leptos::prelude::*;
use markup::view;

use super::{Each, Icon, IconName};
use crate::signals::Signal;
use crate::text::use_text;

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NavItem {
    /// Its icon.
    pub icon: IconName,
    /// Its word.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Unread things behind it; 0 shows nothing.
    pub badge: usize,
    /// The whole name for screen readers, when there is more to say.
    pub spoken: Option<String>,
}

/// A navigation. `tabs` chooses the form for the top bar.
#[component]
pub fn NavBar(
    /// The ways, in order.
    #[prop(into)]
    items: Signal<Vec<NavItem>>,
    /// The address shown now.
    #[prop(into)]
    current: Signal<String>,
    /// The form for the top bar.
    #[prop(optional)]
    tabs: bool,
) -> impl IntoView {
    let text = use_text();
    view! {
        <nav class=if tabs { "navtabs" } else { "navbar" } aria-label=text.say(|it| it.views())>
            <Each of=move || items.get() key=|item| item.clone() let:item>
                {
                    let href = item.href.clone();
                    view! {
                        <a
                            class="navlink"
                            href=item.href
                            aria-label=item.spoken
                            aria-current=move || {
                                current.with(|current| *current == href).then_some("page")
                            }
                        >
                            <Icon name=item.icon small=tabs />
                            <span>{item.label}</span>
                            {(item.badge > 0)
                                .then(|| {
                                    view! {
                                        <span class="badge" aria-hidden="true">
                                            {item.badge}
                                        </span>
                                    }
                                })}
                        </a>
                    }
                }
            </Each>
        </nav>
    }
}
