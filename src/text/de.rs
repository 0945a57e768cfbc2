//! German. Short, plain, with "du", no exclamation marks: what happened, then
//! what to do.

mod channel;
mod library;
mod sentences;

use super::numbers::{Numbers, Sides, Spoken};
use super::quantities::{Quantities, UnitWords};
use super::words::words_in;

/// The German words.
pub struct German;

words_in!(German: Words {
    product: "Mediatrix",
    mix: "Mix",
    chat: "Chat",
    people: "Leute",
    settings: "Einstellungen",
    views: "Ansichten",
    skip_to_content: "Zum Inhalt",
    close: "Schließen",
    cancel: "Abbrechen",
    save: "Speichern",
    try_again: "Erneut versuchen",
    try_now: "Jetzt versuchen",
    reload: "Neu laden",
    undo: "Rückgängig",
    take_over: "Übernehmen",
    loading: "Wird geladen",
    theme: "Hell oder dunkel",
    theme_dark: "Dunkel",
    theme_light: "Hell",
    theme_auto: "Wie das System",
    language: "Sprache",
    join_title: "Mitmachen",
    join_hint: "Jemand am Pult hat dich eingeladen. Sag den anderen, wer du bist.",
    join_code: "Einladungscode",
    join_code_hint: "Er steht im Link oder im QR-Code, den du bekommen hast.",
    join_name: "Dein Name",
    join_name_missing: "Bitte gib deinen Namen ein.",
    join_code_missing: "Bitte gib den Einladungscode ein.",
    join_colour: "Deine Farbe",
    join_button: "Beitreten",
    joining: "Trete bei",
    invitation: "Einladung",
    link_live: "Live",
    link_slow: "Langsam",
    link_connecting: "Verbinde",
    link_reconnecting: "Verbinde neu",
    link_offline: "Offline",
    link_ended: "Beendet",
    offline_title: "Keine Verbindung zum Relay",
    offline_hint: "Die Fader sind gesperrt, bis es wieder da ist. Nachrichten warten und gehen von selbst hinaus.",
    catching_up_title: "Hole die aktuellen Werte",
    desk_lost_title: "Keine Verbindung zum Pult",
    desk_lost_hint: "Das Relay versucht es weiter. Der Chat geht.",
    disk_full_title: "Der Speicher des Relays ist voll",
    disk_read_only_title: "Das Relay darf nicht auf seinen Speicher schreiben",
    disk_failing_title: "Der Speicher des Relays nimmt keine Nachrichten an",
    unstored_hint: "Nachrichten bleiben erhalten und gehen hinaus, sobald es geht. Das Mischen geht weiter.",
    mix_keeps_running: "Der Mix läuft weiter.",
    simulated_desk: "Simuliertes Pult",
    view_only: "Nur ansehen",
    view_only_hint: "Mit deiner Einladung kannst du zusehen und chatten.",
    stale: "letzter bekannter Wert",
    layers: "Ebenen",
    strips: "Kanäle",
    mute: "Stumm",
    mute_key: "M",
    muted: "stumm",
    solo: "Solo",
    solo_key: "S",
    clear_solo: "Solo aus",
    clip: "CLIP",
    clear_clip: "Clip-Anzeige löschen",
    mute_groups: "Mute-Gruppen",
    mute_all: "Alles stumm",
    hold_mute_all: "Halten: alles stumm",
    keep_holding_mute_all: "Weiter halten",
    all_muted: "Alles stumm",
    unmute_all: "Alles wieder an",
    mute_fx: "FX stumm",
    hold_mute_fx: "Halten: FX stumm",
    unmute_fx: "FX wieder an",
    main_mix: "Summe",
    main: "Summe",
    unnamed: "Ohne Namen",
    faders_move: "Fader regeln",
    back_to_main: "Zurück zur Summe",
    pre_mark: "PRE",
    post_mark: "POST",
    own_mix: "Mein Mix",
    channels: "Kanäle",
    more_me: "Mehr ich",
    me_row: "Ich",
    others_end: "Band",
    less_me: "Weniger ich, mehr Band",
    back_to_zero: "Zurück auf 0",
    ear_volume: "Lautstärke im Ohr",
    arrange_mix: "Mein Mix ordnen",
    who_is_me: "Welche Kanäle bist du?",
    favourite: "Favorit",
    no_group: "Keine Gruppe",
    mix_group_label: "Gruppe",
    no_own_mix_title: "Noch kein eigener Mix",
    no_own_mix_hint: "Deine Einladung nennt keinen Bus. Frag die Technik danach.",
    undo_question: "Jemand hat das inzwischen bewegt. Trotzdem zurücknehmen?",
    undo_question_hint: "Es geht dahin zurück, wo es vor deiner Änderung stand.",
    main_locked: "Gesperrt",
    hold_to_unlock: "Halten zum Entsperren",
    lock_now: "Sperren",
    lock_screen: "Bildschirm sperren",
    screen_locked: "Der Bildschirm ist gesperrt",
    clear_mutes: "Halten: Mutes lösen",
    mutes_cleared: "Alle Mutes sind aus",
    everything_muted: "Alles ist stumm",
    effects_muted: "Alle Effekte sind stumm",
    hold_clear_solo: "Halten: Solo aus",
    keyboard: "Tasten der Tastatur",
    key_list: "Überall\n\
        ?\tDiese Liste\n\
        Strg+Z\tRückgängig\n\
        Esc\tSchließen, oder zurück zur Summe\n\
        Leertaste, gehalten\tTasten, die gehalten werden wollen\n\
        \nKanal\n\
        M\tStumm\n\
        S\tSolo\n\
        \nFader und Send\n\
        ↑ ↓\t0,5 dB\n\
        Umschalt+↑ ↓\t0,1 dB\n\
        Bild ↑ ↓\t3 dB\n\
        Pos1\tZu\n\
        Ende oder 0\t0 dB\n\
        Alt+Mausrad\t0,5 dB\n\
        Enter\tTippen, Schritte, Fade, Boost\n\
        \nRegler und Panorama\n\
        ← →\tEin Schritt, mit Umschalt ein kleiner\n\
        0\tWo es ruht\n\
        \nEQ-Punkt\n\
        ← →\tFrequenz\n\
        ↑ ↓\tGain\n\
        Bild ↑ ↓\tBreite\n\
        \nEbenen\n\
        ← →\tEine andere\n\
        ↑ ↓\tKanal in der Liste verschieben\n\
        \nFeld\n\
        Enter\tSetzen oder senden\n\
        Umschalt+Enter\tNeue Zeile\n\
        Esc\tLassen, wie es war",
    fine: "Fein",
    fine_hint: "Fein: Fader laufen ein Zehntel",
    together: "Gemeinsam wählen",
    step_up: "1 dB lauter",
    step_down: "1 dB leiser",
    step_left: "10 nach links",
    step_right: "10 nach rechts",
    level_field: "Pegel in dB",
    fade: "Fade",
    fade_time: "Fade-Zeit",
    boost: "Boost",
    boost_by: "Boost um, in dB",
    pair_mark: "ST",
    no_strips_title: "Noch keine Kanäle",
    no_strips_hint: "Sie erscheinen, sobald das Pult gesagt hat, was es hat.",
    crew: "Crew",
    chat_title: "Crew-Chat",
    messages: "Nachrichten",
    no_messages_title: "Noch keine Nachrichten",
    no_messages_hint: "Alle, die bei dieser Show mitmachen, lesen diesen Raum.",
    send: "Senden",
    you: "Du",
    message_sending: "Wird gesendet",
    outbox_full: "Zu viele Nachrichten warten. Bitte auf die Verbindung warten.",
    message_waiting: "Wartet auf Versand",
    message_failed: "Nicht gesendet",
    message_edited: "bearbeitet",
    message_deleted: "Nachricht gelöscht",
    edit: "Bearbeiten",
    delete: "Löschen",
    delete_question: "Diese Nachricht für alle löschen?",
    keep: "Behalten",
    send_again: "Erneut senden",
    discard: "Verwerfen",
    edit_message: "Nachricht bearbeiten",
    loading_older: "Ältere Nachrichten werden geladen",
    load_older: "Ältere Nachrichten laden",
    beginning: "Hier beginnt die Unterhaltung.",
    new_messages: "Neu",
    to_newest: "Zur neuesten Nachricht",
    today: "Heute",
    yesterday: "Gestern",
    may_not_write: "Mit deiner Einladung kannst du hier nicht schreiben.",
    here: "da",
    away: "abwesend",
    gone: "offline",
    only_you: "Nur du",
    not_found_title: "Hier ist nichts",
    not_found_hint: "Der Link ist vielleicht alt oder vertippt.",
    back_to_mix: "Zurück zum Mix",
    broken_title: "Etwas ist schiefgegangen",
    broken_hint: "Der Mix am Pult ist nicht betroffen. Lade neu, um weiterzumachen.",
    dismiss: "Ausblenden",
    show: "Zeigen",
    hide: "Verbergen",
    level_word: "Pegel",
    pan: "Panorama",
    balance: "Balance",
    name: "Bezeichnung",
    desk: "Pult",
});

impl Numbers for German {
    fn decimal_point(&self) -> char {
        ','
    }

    fn spoken(&self) -> Spoken {
        Spoken {
            minus: "minus",
            decibels: "Dezibel",
            off: "aus",
            centre: "Mitte",
            left: "links",
            right: "rechts",
        }
    }

    fn sides(&self) -> Sides {
        Sides { left: "L", centre: "Mi", right: "R" }
    }

    fn date(&self, day: u32, month: u32) -> String {
        const MONTHS: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        let month = MONTHS.get(month.saturating_sub(1) as usize);
        format!("{day}. {}", month.unwrap_or(&""))
    }
}

impl Quantities for German {
    fn units(&self) -> UnitWords {
        UnitWords {
            kilohertz: "Kilohertz",
            hertz: "Hertz",
            milliseconds: "Millisekunden",
            seconds: "Sekunden",
            percent: "Prozent",
            to_one: "zu 1",
            cents: "Cent",
            beats: "Schläge pro Minute",
            infinite: "unendlich",
        }
    }
}
