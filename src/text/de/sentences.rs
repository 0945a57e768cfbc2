//! The German sentences with gaps, and one for each reason and code.

use super::German;
use crate::text::sentences::{
    BlockReason, CloseSentence, DeskTrouble, JoinTrouble, MixGroup, RefusalReason, Role, Sentences,
    StripKind,
};
use crate::text::{plain, with_range};

impl Sentences for German {
    fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Admin => "Admin",
            Role::Engineer => "Technik",
            Role::Musician => "Musik",
            Role::Presenter => "Moderation",
            Role::Viewer => "Zuschauen",
        }
    }

    fn role_hint(&self, role: Role) -> &'static str {
        match role {
            Role::Admin => "Das ganze Pult und alle seine Shows",
            Role::Engineer => "Das ganze Pult",
            Role::Musician => "Dein eigener Mix",
            Role::Presenter => "Ansehen und chatten, noch ohne Presets",
            Role::Viewer => "Ansehen und chatten",
        }
    }

    fn role_rights(&self, role: Role) -> &'static [(bool, &'static str)] {
        match role {
            Role::Admin => &[
                (true, "Jeden Fader bewegen"),
                (true, "Shows umbenennen und löschen"),
                (true, "Mit der Crew chatten"),
            ],
            Role::Engineer => &[
                (true, "Jeden Fader bewegen"),
                (true, "Mit der Crew chatten"),
                (false, "Shows umbenennen und löschen nur Admins"),
            ],
            Role::Musician => &[
                (true, "Deinen eigenen Mix ändern"),
                (true, "Mit der Crew chatten"),
                (false, "Die Summe bleibt bei der Technik"),
            ],
            Role::Presenter => &[
                (true, "Pegel und Aussteuerung sehen"),
                (true, "Mit der Crew chatten"),
                (false, "Presets und eine eigene Lautstärke gibt es noch nicht"),
            ],
            Role::Viewer => &[
                (true, "Pegel und Aussteuerung sehen"),
                (true, "Mit der Crew chatten"),
                (false, "Die Fader bleiben, wo sie sind"),
            ],
        }
    }

    fn colour(&self, token: &str) -> &'static str {
        match token {
            "red" => "Rot",
            "orange" => "Orange",
            "amber" => "Bernstein",
            "lime" => "Limette",
            "green" => "Grün",
            "teal" => "Petrol",
            "sky" => "Himmelblau",
            "blue" => "Blau",
            "violet" => "Violett",
            "pink" => "Rosa",
            "sand" => "Sand",
            _ => "Schiefer",
        }
    }

    fn join_as(&self, name: &str) -> String {
        format!("Als {name} beitreten")
    }

    fn join_trouble(&self, trouble: JoinTrouble) -> String {
        match trouble {
            JoinTrouble::BadCode => {
                "Diese Einladung gibt es nicht. Prüfe den Code oder bitte um eine neue.".into()
            }
            JoinTrouble::Expired => "Diese Einladung ist abgelaufen. Bitte um eine neue.".into(),
            JoinTrouble::UsedUp => {
                "Diese Einladung wurde schon benutzt. Bitte um eine neue.".into()
            }
            JoinTrouble::RateLimited { seconds: Some(seconds) } => {
                format!("Zu viele Versuche. Versuch es in {seconds} s noch einmal.")
            }
            JoinTrouble::RateLimited { seconds: None } => {
                "Zu viele Versuche. Warte eine Minute, dann versuch es noch einmal.".into()
            }
            JoinTrouble::BadName => "Dieser Name geht nicht. Nimm höchstens 40 Zeichen.".into(),
            JoinTrouble::NoAnswer => "Das Relay antwortet nicht. Bist du im selben Netz?".into(),
            JoinTrouble::Other => {
                "Das Beitreten hat nicht geklappt. Versuch es noch einmal.".into()
            }
        }
    }

    fn closed(&self, code: u16) -> CloseSentence {
        let (title, next) = match code {
            1000 => ("Die Verbindung wurde geschlossen", "Lade neu, um dich wieder zu verbinden."),
            1001 => ("Das Relay startet neu", "Deine Verbindung kommt von selbst zurück."),
            1009 => (
                "Eine Nachricht war zu groß für das Relay",
                "Verbinde neu. Kürze die Nachricht, bevor du sie noch einmal sendest.",
            ),
            4400 => (
                "Das Relay hat diese App nicht verstanden",
                "Lade die Seite neu, um die aktuelle Version zu bekommen.",
            ),
            4401 => (
                "Du bist abgemeldet",
                "Deine Einladung wurde zurückgezogen oder ist zu Ende. Tritt mit einer neuen bei.",
            ),
            4403 => (
                "Hier darfst du dich nicht verbinden",
                "Bitte die Person am Pult um eine Einladung.",
            ),
            4406 => (
                "Diese App ist zu alt oder zu neu für das Relay",
                "Lade die Seite neu, um die passende Version zu bekommen.",
            ),
            4408 => ("Das Relay hat zu lange auf dieses Gerät gewartet", "Verbinde neu."),
            4409 => (
                "Diese Unterhaltung ist in einem anderen Tab offen",
                "Verbinde neu unter einer neuen Nummer.",
            ),
            4413 => {
                ("Eine Nachricht war zu groß für das Relay", "Kürze sie, dann lade die Seite neu.")
            }
            4429 => ("Zu viele Nachrichten in kurzer Zeit", "Verbinde nach einer Pause neu."),
            4503 => ("Das Relay ist ausgelastet", "Verbinde nach einer Pause neu."),
            code if (4500..4600).contains(&code) => {
                ("Das Relay hat einen Fehler gemacht", "Verbinde neu.")
            }
            4001 => ("Diese Verbindung wurde durch eine neuere ersetzt", "Es ist nichts zu tun."),
            code if (4000..4200).contains(&code) => (
                "Das Relay bat dieses Gerät, sich neu zu verbinden",
                "Deine Verbindung kommt von selbst zurück.",
            ),
            code if (4400..4500).contains(&code) => (
                "Das Relay hat die Verbindung beendet",
                "Lade die Seite neu oder tritt noch einmal bei.",
            ),
            _ => ("Die Verbindung ist abgerissen", "Verbinde neu."),
        };
        CloseSentence { title, next }
    }

    fn round_trip(&self, millis: u32) -> String {
        format!("Live, Umlaufzeit {millis} Millisekunden")
    }

    fn next_try(&self, seconds: u32) -> String {
        format!("Nächster Versuch in {seconds} s.")
    }

    fn values_age(&self, seconds: u32) -> String {
        format!("Die gezeigten Pegel sind {seconds} s alt.")
    }

    fn desk_trouble(&self, trouble: DeskTrouble) -> &'static str {
        match trouble {
            DeskTrouble::Unreachable => {
                "An seiner Adresse antwortet nichts. Ist es an und im selben Netz? Das Relay versucht es weiter."
            }
            DeskTrouble::Refused => {
                "Es lehnt die Verbindung ab. Vielleicht sind zu viele Geräte verbunden. Das Relay versucht es weiter."
            }
            DeskTrouble::Silent => {
                "Es ist verstummt. Der Mix läuft weiter. Das Relay versucht es weiter."
            }
            DeskTrouble::Strange => {
                "Es antwortet etwas, das das Relay nicht versteht. Das Relay versucht es weiter."
            }
            DeskTrouble::Unknown => "Der Mix läuft weiter. Das Relay versucht es weiter.",
        }
    }

    fn blocked(&self, reason: BlockReason) -> &'static str {
        match reason {
            BlockReason::LinkLost => "Nicht verbunden. Pegel lassen sich gerade nicht bewegen.",
            BlockReason::DeskLost => {
                "Das Pult ist nicht verbunden. Pegel lassen sich gerade nicht bewegen."
            }
            BlockReason::CatchingUp => "Die aktuellen Werte werden noch geholt.",
            BlockReason::NotAllowed => "Deine Rolle erlaubt das nicht.",
            BlockReason::MainLocked => {
                "Der Summenfader ist gesperrt. Halte das Schloss, um ihn zu öffnen."
            }
            BlockReason::NoSend => "Dieser Kanal hat keinen Send auf diesen Bus.",
        }
    }

    fn refused(&self, reason: RefusalReason) -> &'static str {
        match reason {
            RefusalReason::Expired => {
                "Nicht übernommen: die Änderung kam zu spät. Gezeigt wird der Wert des Pults."
            }
            RefusalReason::NotAllowed => "Nicht übernommen: deine Rolle erlaubt das nicht.",
            RefusalReason::HeldByOther => "Nicht übernommen: jemand anderes hat diesen Regler.",
            RefusalReason::DeskOffline => "Nicht übernommen: das Pult ist nicht verbunden.",
            RefusalReason::OutOfRange => {
                "Nicht übernommen: das geht über das hinaus, was du stellen darfst."
            }
            RefusalReason::TooFast => "Nicht übernommen: zu viele Änderungen auf einmal.",
            RefusalReason::Other => "Nicht übernommen. Gezeigt wird der Wert des Pults.",
        }
    }

    fn held_by(&self, who: &str, what: &str) -> String {
        format!("{who} regelt {what}")
    }

    fn taken_over_by(&self, who: &str, what: &str) -> String {
        format!("{who} hat {what} übernommen")
    }

    fn changes_while_away(&self, count: usize) -> String {
        match count {
            1 => "1 Änderung, während du weg warst".into(),
            count => format!("{count} Änderungen, während du weg warst"),
        }
    }

    fn other_settings(&self, count: usize) -> String {
        match count {
            1 => "1 weitere Einstellung".into(),
            count => format!("{count} weitere Einstellungen"),
        }
    }

    fn layer(&self, kind: StripKind, range: Option<(u16, u16)>) -> String {
        let name = match kind {
            StripKind::Input => "Eingänge",
            StripKind::Line => "Line",
            StripKind::Player => "Player",
            StripKind::Fx => "FX-Wege",
            StripKind::Subgroup => "Subgruppen",
            StripKind::Aux => "Aux",
            StripKind::Vca => "VCA",
            StripKind::Main => "Summe",
        };
        with_range(name, range)
    }

    fn strip(&self, kind: StripKind, number: u16) -> String {
        let name = match kind {
            StripKind::Input => "Eingang",
            StripKind::Line => "Line",
            StripKind::Player => "Player",
            StripKind::Fx => "FX",
            StripKind::Subgroup => "Sub",
            StripKind::Aux => "Aux",
            StripKind::Vca => "VCA",
            StripKind::Main => return "Summe".into(),
        };
        format!("{name} {number}")
    }

    fn strip_label(&self, number: &str, name: &str) -> String {
        format!("Kanal {number}, {name}")
    }

    fn level_of(&self, name: &str) -> String {
        format!("{name} Pegel")
    }

    fn sends_to(&self, bus: &str) -> String {
        format!("Sends auf {bus}")
    }

    fn send_of(&self, name: &str, bus: &str) -> String {
        format!("{name} auf {bus}")
    }

    fn post_of(&self, name: &str) -> String {
        format!("{name}, PRE oder POST: Send folgt dem Fader")
    }

    fn mix_group(&self, group: MixGroup) -> &'static str {
        match group {
            MixGroup::Vocals => "Gesang",
            MixGroup::Band => "Band",
            MixGroup::Drums => "Schlagzeug",
            MixGroup::Keys => "Tasten",
        }
    }

    fn more_me_spoken(&self, db: f64) -> String {
        match db {
            0.0 => "0, wie es war".into(),
            up if up > 0.0 => format!("plus {}, ich lauter, andere etwas leiser", plain(up)),
            down => format!("minus {}, ich leiser, andere etwas lauter", plain(down.abs())),
        }
    }

    fn undo_steps(&self, count: usize) -> String {
        match count {
            0 => "Rückgängig, nichts zurückzunehmen".into(),
            1 => "Rückgängig, 1 Schritt".into(),
            count => format!("Rückgängig, {count} Schritte"),
        }
    }

    fn solos_on(&self, count: usize) -> String {
        format!("Solo {count}. Halten zum Lösen")
    }

    fn type_level(&self, level: &str, name: &str) -> String {
        format!("{level}, {name}: tippen oder Schritte")
    }

    fn stop_fade(&self, name: &str, level: &str) -> String {
        format!("Fade von {name} auf {level} anhalten")
    }

    fn end_boost(&self, name: &str, by: &str, level: &str) -> String {
        format!("{name} ist um {by}\u{a0}dB angehoben – zurück auf {level}")
    }

    fn pan_of(&self, name: &str) -> String {
        format!("{name} Panorama")
    }

    fn meter_of(&self, name: &str) -> String {
        format!("{name} Aussteuerung")
    }

    fn mute_of(&self, name: &str) -> String {
        format!("{name} stumm")
    }

    fn muted_by(&self, name: &str, group: &str) -> String {
        format!("{name} stumm, durch Gruppe {group}")
    }

    fn solo_of(&self, name: &str) -> String {
        format!("{name} solo")
    }

    fn mute_group(&self, number: usize, name: &str) -> String {
        format!("Mute-Gruppe {number}, {name}")
    }

    fn groups_on(&self, count: usize) -> String {
        match count {
            0 => "Keine an".into(),
            count => format!("{count} an"),
        }
    }

    fn open_channel(&self, label: &str) -> String {
        format!("{label} öffnen")
    }

    fn phantom_question(&self, on: bool, input: &str) -> String {
        if on {
            format!("+48 V auf {input} geben?")
        } else {
            format!("+48 V für {input} ausschalten?")
        }
    }

    fn send_to(&self, bus: &str) -> String {
        format!("Send auf {bus}")
    }

    fn slope_of(&self, db_per_octave: u16) -> String {
        format!("{db_per_octave} dB pro Oktave")
    }

    fn band(&self, number: u16) -> String {
        format!("Band {number}")
    }

    fn parameter(&self, number: u16) -> String {
        format!("Parameter {number}, Rohwert")
    }

    fn message_to(&self, room: &str) -> String {
        format!("Nachricht an {room}")
    }

    fn characters_left(&self, count: i64) -> String {
        match count {
            count if count < 0 => format!("{} Zeichen zu viel", -count),
            count => format!("Noch {count} Zeichen"),
        }
    }

    fn waiting_messages(&self, count: usize) -> String {
        match count {
            1 => "1 Nachricht wartet".into(),
            count => format!("{count} Nachrichten warten"),
        }
    }

    fn new_count(&self, count: usize) -> String {
        format!("{count} neu")
    }

    fn chat_unread(&self, count: usize) -> String {
        match count {
            0 => "Chat".into(),
            count => format!("Chat, {count} ungelesen"),
        }
    }

    fn not_sent(&self, reason: &str) -> String {
        format!("Nicht gesendet: {reason}")
    }

    fn people_here(&self, count: usize) -> String {
        match count {
            1 => "1 Person da".into(),
            count => format!("{count} Leute da"),
        }
    }

    fn person_is(&self, name: &str, state: &str) -> String {
        format!("{name}, {state}")
    }

    fn joined(&self, name: &str) -> String {
        format!("{name} ist dabei")
    }

    fn left(&self, name: &str) -> String {
        format!("{name} ist gegangen")
    }

    fn theme_is(&self, theme: &str) -> String {
        format!("Hell oder dunkel, jetzt: {theme}")
    }
}
