//! The processor behind an FX return: its type, what its parameters mean for
//! that type, and a tempo to tap.

use desk::fx::{FxRole, FxType};
use leptos::prelude::*;
use markup::view;

use super::Page;
use crate::dom::{self, NodeRef, Timeout};
use crate::signals::{StoredValue, callback, derive};
use crate::text::{Text, fixed, plain, use_text};
use crate::widgets::{Amount, Knob, choice_field, panel as panel_of, switch_key};

/// Parameters of a processor.
const PARAMETERS: u16 = 6;
/// How long a processor stays bypassed while its type changes, so that the
/// desk has both switches apart: it merges what comes within 33 ms.
const CHANGE_MILLIS: u32 = 250;
/// Taps further apart begin anew, and so many count, as in the manufacturer's
/// client.
///
/// **Source:** Soundcraft Ui protocol reference, FX parameters.
const TAP_GAP_MILLIS: f64 = 3_100.0;
const TAPS: usize = 5;
/// Tempos that a person may set, in beats per minute.
const TEMPOS: (f64, f64) = (20.0, 400.0);

/// The name of a type.
fn type_name(text: &dyn Text, fx: FxType) -> &'static str {
    match fx {
        FxType::Reverb => text.fx_reverb(),
        FxType::Delay => text.fx_delay(),
        FxType::Chorus => text.fx_chorus(),
        FxType::Room => text.fx_room(),
    }
}

/// The name of what a parameter is for.
fn role_name(text: &dyn Text, role: FxRole) -> &'static str {
    match role {
        FxRole::Time => text.fx_time(),
        FxRole::Damping => text.fx_damping(),
        FxRole::Bass => text.fx_bass(),
        FxRole::LowPass => text.fx_low_pass(),
        FxRole::HighPass => text.fx_high_pass(),
        FxRole::Division => text.fx_division(),
        FxRole::Feedback => text.fx_feedback(),
        FxRole::Detune => text.fx_detune(),
        FxRole::Density => text.fx_density(),
    }
}

/// The panel; none for strips without a processor.
pub(super) fn panel(page: Page) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let type_id = page.id("type", 0)?;
    let chosen = app.desk.choice(app, Some(type_id));
    let bypass = page.inverse("bypass");
    let (state, on_blocked) = page.leave("type", 0);
    let timer = StoredValue::new(None::<Timeout>);
    let title = text.signal(|it| it.effect());
    let options = derive(move || {
        FxType::ALL
            .map(|fx| (fx.choice(), type_name(text.get(), fx).to_owned()))
            .into_iter()
            .collect::<Vec<_>>()
    });
    // Behind a bypass, as the manufacturer's client does it.
    let on_choose = callback(move |choice: u16| {
        let Some(fx) = FxType::of_choice(choice) else { return };
        let sounds = bypass.is_some_and(|bypass| bypass.on.get_untracked());
        if let Some(bypass) = bypass {
            bypass.on_set.run(false);
        }
        app.desk.chooser(app, Some(type_id)).run(choice);
        for (number, position) in (1..=PARAMETERS).zip(fx.factory()) {
            app.desk.put(app, page.id("param.{}", number), position);
        }
        if let Some(bypass) = bypass.filter(|_| sounds) {
            let again = Timeout::after(CHANGE_MILLIS, move || {
                bypass.on_set.try_run(true);
            });
            timer.set_value(Some(again));
        }
    });
    let knobs = move || {
        let fx = FxType::of_choice(chosen.get());
        (1..=PARAMETERS).filter_map(|number| knob(page, fx, number)).collect_view()
    };
    let tools = view! {
        {choice_field(title, options, chosen, on_choose, state)}
        {bypass.map(|switch| switch_key(title, switch, state, on_blocked))}
    };
    let body = view! {
        <div class="params">{knobs}</div>
        {tempo(page)}
    };
    Some(panel_of("effect", title, Some(tools.into_any()), body.into_any()))
}

/// A parameter by what it means, or raw where nobody knows.
fn knob(page: Page, fx: Option<FxType>, number: u16) -> Option<AnyView> {
    let text = use_text();
    let raw = page.amount("param.{}", number)?;
    let meaning = fx.and_then(|fx| fx.parameter(number));
    let factory = fx.and_then(|fx| fx.factory().get(usize::from(number - 1)).copied());
    let name = derive(move || match meaning {
        Some((role, _)) => role_name(text.get(), role).to_owned(),
        None => text.get().parameter(number),
    });
    let amount = Amount { law: meaning.map_or(raw.law, |(_, law)| law), ..raw };
    let amount = amount.at_home(factory.unwrap_or(raw.home));
    // A delay whose time is 0 follows the tempo.
    let amount = match (fx, meaning) {
        (Some(FxType::Delay), Some((FxRole::Time, _))) => amount.off_at(0.0),
        _ => amount,
    };
    let of = text.signal(|it| it.effect());
    Some(view! { <Knob name of amount /> })
}

/// Beats per minute: typed, stepped, or tapped.
fn tempo(page: Page) -> Option<AnyView> {
    let text = use_text();
    let app = page.app;
    let id = page.id("bpm", 0)?;
    let bpm = app.desk.number(app, Some(id));
    let set = app.desk.number_setter(app, Some(id));
    let (state, on_blocked) = page.leave("bpm", 0);
    let taps = StoredValue::new(Vec::<f64>::new());
    let wanted = move |bpm: f64| match state.with_untracked(|state| state.blocked()) {
        Some(blocked) => on_blocked.run(blocked),
        None => set.run(bpm.clamp(TEMPOS.0, TEMPOS.1)),
    };
    let tap = move |_| {
        let now = dom::now_millis();
        let tempo = taps.try_update_value(|taps| tapped(taps, now)).flatten();
        if let Some(tempo) = tempo {
            wanted(tempo);
        }
    };
    let field = NodeRef::<leptos::html::Input>::new();
    let typed = move |_| {
        if let Some(tempo) = field.get_untracked().map(|field| field.value_as_number())
            && tempo.is_finite()
        {
            wanted(tempo);
        }
    };
    Some(view! {
        <div class="tempo">
            <label>
                <span>{text.say(|it| it.tempo())}</span>
                <input
                    node_ref=field
                    class="value"
                    type="number"
                    min=plain(TEMPOS.0)
                    max=plain(TEMPOS.1)
                    step="1"
                    prop:value=move || fixed(bpm.get(), 0)
                    on:change=typed
                />
                <span aria-hidden="true">"BPM"</span>
            </label>
            <button type="button" class="btn" on:click=tap>
                {text.say(|it| it.tap_tempo())}
            </button>
        </div>
    })
}

/// Takes a tap, and gives the tempo of the last ones in beats per minute.
fn tapped(taps: &mut Vec<f64>, now: f64) -> Option<f64> {
    if taps.last().is_some_and(|last| now - last > TAP_GAP_MILLIS) {
        taps.clear();
    }
    taps.push(now);
    if taps.len() > TAPS {
        taps.remove(0);
    }
    let (first, last) = (taps.first()?, taps.last()?);
    let gaps = taps.len() - 1;
    (gaps > 0 && last > first).then(|| (60_000.0 * gaps as f64 / (last - first)).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tempo_is_that_of_the_last_taps() {
        let mut taps = Vec::new();
        assert_eq!(tapped(&mut taps, 0.0), None);
        assert_eq!(tapped(&mut taps, 500.0), Some(120.0));
        assert_eq!(tapped(&mut taps, 1_000.0), Some(120.0));
        for now in [1_400.0, 1_800.0, 2_200.0, 2_600.0] {
            tapped(&mut taps, now);
        }
        assert_eq!(tapped(&mut taps, 3_000.0), Some(150.0), "only the last ones count");
        assert_eq!(tapped(&mut taps, 9_000.0), None, "after a pause it begins anew");
    }
}
