//! Joining: a code (when the link did not bring one), a name and a colour. What
//! the invitation allows is told before.

use leptos::prelude::*;
use markup::view;

use super::top_bar::BrandMark;
use super::{Colour, Icon, IconName, Show};
use crate::signals::{Callback, RwSignal, Signal};
use crate::text::{Role, use_text};

/// What an invitation says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The role it gives.
    pub role: Role,
    /// More about it, such as the bus; may be empty.
    pub detail: String,
}

/// What the person entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinRequest {
    /// The invitation code, without spaces around it.
    pub code: String,
    /// The name, trimmed, not empty.
    pub name: String,
    /// The colour.
    pub colour: Colour,
}

/// The form. It checks that nothing is empty; everything else is the relay's.
#[component]
pub fn JoinForm(
    /// The code of the link; the field appears when there is none.
    #[prop(into, optional)]
    code: Signal<Option<String>>,
    /// A name used before.
    #[prop(into, optional)]
    name: String,
    /// What the invitation says, once known.
    #[prop(into, optional)]
    invitation: Signal<Option<Invitation>>,
    /// Whether the answer is awaited.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Why it did not work, in words.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Told what was entered.
    #[prop(into)]
    on_join: Callback<JoinRequest>,
) -> impl IntoView {
    let text = use_text();
    let typed_code = RwSignal::new(String::new());
    let typed_name = RwSignal::new(name);
    // Most people leave it as it is, and shall still not all look the same.
    let any = (js_sys::Math::random() * Colour::FOR_PEOPLE.len() as f64) as usize;
    let colour = RwSignal::new(Colour::FOR_PEOPLE[any % Colour::FOR_PEOPLE.len()]);
    let complaint = RwSignal::new(None::<Missing>);

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let code =
            code.get_untracked().unwrap_or_else(|| typed_code.get_untracked()).trim().to_owned();
        let name = typed_name.with_untracked(|name| name.trim().to_owned());
        let missing = match (code.is_empty(), name.is_empty()) {
            (true, _) => Some(Missing::Code),
            (false, true) => Some(Missing::Name),
            (false, false) => None,
        };
        complaint.set(missing);
        if missing.is_none() {
            on_join.run(JoinRequest { code, name, colour: colour.get_untracked() });
        }
    };
    let message = move || match complaint.get() {
        Some(Missing::Code) => Some(text.get().join_code_missing().to_owned()),
        Some(Missing::Name) => Some(text.get().join_name_missing().to_owned()),
        None => error.get(),
    };
    let button = move || {
        let text = text.get();
        if busy.get() {
            return text.joining().to_owned();
        }
        match typed_name.with(|name| name.trim().to_owned()) {
            name if name.is_empty() => text.join_button().to_owned(),
            name => text.join_as(&name),
        }
    };

    view! {
        <form class="joinform" on:submit=submit novalidate>
            <header class="joinform__head">
                <p class="brand">
                    <BrandMark />
                    <span>{text.say(|it| it.product())}</span>
                </p>
                <h1>{text.say(|it| it.join_title())}</h1>
                <p class="muted">{text.say(|it| it.join_hint())}</p>
            </header>

            {move || invitation.get().map(|invitation| view! { <RoleBox invitation /> })}

            <Show when=move || code.with(Option::is_none)>
                <label class="field">
                    <span class="field__label">{text.say(|it| it.join_code())}</span>
                    <input
                        class="input"
                        name="code"
                        autocomplete="one-time-code"
                        autocapitalize="none"
                        spellcheck="false"
                        aria-invalid=move || {
                            (complaint.get() == Some(Missing::Code)).then_some("true")
                        }
                        prop:value=move || typed_code.get()
                        on:input=move |event| typed_code.set(event_target_value(&event))
                    />
                    <small class="muted">{text.say(|it| it.join_code_hint())}</small>
                </label>
            </Show>

            <label class="field">
                <span class="field__label">{text.say(|it| it.join_name())}</span>
                <input
                    class="input"
                    name="name"
                    autocomplete="nickname"
                    maxlength="40"
                    aria-invalid=move || {
                        (complaint.get() == Some(Missing::Name)).then_some("true")
                    }
                    prop:value=move || typed_name.get()
                    on:input=move |event| typed_name.set(event_target_value(&event))
                />
            </label>

            <fieldset class="field">
                <legend class="field__label">{text.say(|it| it.join_colour())}</legend>
                <div class="hues">
                    {Colour::FOR_PEOPLE
                        .into_iter()
                        .map(|choice| {
                            view! {
                                <label class="hue" style=("--ch", choice.css())>
                                    <input
                                        type="radio"
                                        name="colour"
                                        value=choice.token()
                                        aria-label=move || text.get().colour(choice.token())
                                        prop:checked=move || colour.get() == choice
                                        on:change=move |_| colour.set(choice)
                                    />
                                </label>
                            }
                        })
                        .collect_view()}
                </div>
            </fieldset>

            <Show when=move || message().is_some()>
                <p class="joinform__error" role="alert">
                    <Icon name=IconName::Alert small=true />
                    {message}
                </p>
            </Show>

            <button
                type="submit"
                class="btn btn--primary btn--block"
                aria-disabled=move || busy.get().then_some("true")
            >
                {button}
            </button>
        </form>
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Code,
    Name,
}

#[component]
fn RoleBox(invitation: Invitation) -> impl IntoView {
    let text = use_text();
    let Invitation { role, detail } = invitation;
    let icon = match role {
        Role::Admin => IconName::Persons,
        Role::Engineer => IconName::Mix,
        Role::Musician => IconName::Phones,
        Role::Presenter => IconName::Cards,
        Role::Viewer => IconName::Eye,
    };
    let hint = move || {
        if detail.is_empty() { text.get().role_hint(role).to_owned() } else { detail.clone() }
    };
    view! {
        <section class="role" aria-label=text.say(|it| it.invitation())>
            <span class="role__icon">
                <Icon name=icon />
            </span>
            <p>
                <b>{move || text.get().role(role)}</b>
                <span class="role__hint muted">{hint}</span>
            </p>
            <ul class="role__can">
                {move || {
                    text.get()
                        .role_rights(role)
                        .iter()
                        .map(|&(may, words)| {
                            let icon = if may { IconName::Check } else { IconName::X };
                            view! {
                                <li data-may=may.to_string()>
                                    <Icon name=icon small=true />
                                    {words}
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}
