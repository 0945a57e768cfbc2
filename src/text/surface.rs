//! Sentences about the surface itself, in both languages: how strips are named
//! and coloured, what the desk keeps and plays.

use super::de::German;
use super::en::English;

/// Where a page has not seen all that happened.
const UNSAVED_UNKNOWN: &str = "What was loaded, saved or changed before this page came or while it was away, it does not know.";
const UNSAVED_UNKNOWN_DE: &str = "Was vorher oder in ihrer Abwesenheit geladen, gespeichert oder geändert wurde, weiß diese Seite nicht.";

/// Sentences about the surface.
pub trait SurfaceSentences {
    /// Title of the sheet that changes a strip's name and looks; `name` is what
    /// it is called without a name.
    fn edit_strip(&self, name: &str) -> String;
    /// A strip has got a new name.
    fn renamed(&self, name: &str) -> String;
    /// A strip's colour by the desk's number.
    fn desk_colour(&self, number: u16) -> &'static str;
    /// The button that loads one of many.
    fn load_of(&self, name: &str) -> String;
    /// The button that shows what else can be done with it.
    fn more_of(&self, name: &str) -> String;
    /// Snapshots or cues of a show.
    fn memories_of(&self, title: &str, show: &str) -> String;
    /// So many strips are kept out of recalls.
    fn stay_as_they_are(&self, count: usize) -> String;
    /// What the show does not have yet.
    fn not_saved(&self, what: &str) -> String;
    /// A desk that the relay is itself.
    fn simulated(&self, model: &str) -> String;
    /// The question before the relay goes to another desk.
    fn drive_desk(&self, address: &str) -> String;
    /// What was changed since something was loaded or saved, in `lines`, which
    /// may be empty; `sure` unless some of that may be missing.
    fn unsaved_changes(&self, sure: bool, lines: &str) -> String;
    /// What taking over looks from a file means, of so many channels.
    fn looks_hint(&self, count: usize) -> String;
    /// How many channels the desk's layers leave out here.
    fn strips_hidden(&self, count: usize) -> String;
    /// Channels that are not listed.
    fn and_more_channels(&self, count: usize) -> String;
    /// How far a title is.
    fn time_of(&self, passed: &str, whole: &str) -> String;
    /// How many tracks would be recorded.
    fn armed(&self, count: usize, of: usize) -> String;
    /// The question before a show or what is in it is loaded, saved over or
    /// deleted.
    fn memory_question(&self, deed: &str, name: &str) -> String;
    /// The handle that moves a strip within a layer.
    fn place_of(&self, name: &str, at: usize, of: usize) -> String;
    /// The button that moves a row one place up or down.
    fn move_by_one(&self, name: &str, down: bool) -> String;
    /// The button that takes a strip off a layer.
    fn remove_of(&self, name: &str) -> String;
    /// A layer was deleted.
    fn layer_removed(&self, name: &str) -> String;
    /// A strip's icon by its word on the crew's sheet.
    fn icon_of(&self, word: &str) -> &'static str;
    /// A strip has got another icon.
    fn changed_icon(&self, name: &str) -> String;
}

impl SurfaceSentences for English {
    fn edit_strip(&self, name: &str) -> String {
        format!("Edit {name}")
    }

    fn renamed(&self, name: &str) -> String {
        format!("Now called {name}")
    }

    fn desk_colour(&self, number: u16) -> &'static str {
        match number {
            1 => "Black",
            2 => "Dark red",
            3 => "Red",
            4 => "Orange",
            5 => "Yellow",
            6 => "Green",
            7 => "Blue",
            8 => "Violet",
            9 => "Grey",
            10 => "White",
            11 => "Pink",
            _ => "None",
        }
    }

    fn load_of(&self, name: &str) -> String {
        format!("Load {name}")
    }

    fn more_of(&self, name: &str) -> String {
        format!("More with {name}")
    }

    fn memories_of(&self, title: &str, show: &str) -> String {
        format!("{title}: {show}")
    }

    fn stay_as_they_are(&self, count: usize) -> String {
        match count {
            1 => "One channel is safe and stays as it is.".to_owned(),
            _ => format!("{count} channels are safe and stay as they are."),
        }
    }

    fn not_saved(&self, what: &str) -> String {
        format!("Not saved in the show yet: {what}.")
    }

    fn simulated(&self, model: &str) -> String {
        format!("Simulated {model}")
    }

    fn drive_desk(&self, address: &str) -> String {
        format!("Go to the desk {address}?")
    }

    fn unsaved_changes(&self, sure: bool, lines: &str) -> String {
        match (sure, lines) {
            (true, "") => "Nothing was changed since the last load or save.".to_owned(),
            (true, lines) => format!("Changed since the last load or save:\n{lines}"),
            (false, "") => UNSAVED_UNKNOWN.to_owned(),
            (false, lines) => {
                format!("Changed, as far as this page knows:\n{lines}\n{UNSAVED_UNKNOWN}")
            }
        }
    }

    fn and_more_channels(&self, count: usize) -> String {
        match count {
            1 => "and 1 more channel".to_owned(),
            _ => format!("and {count} more channels"),
        }
    }

    fn looks_hint(&self, count: usize) -> String {
        format!(
            "Channels that look different in it: {count}. Colours are written to the desk and icons for the crew, so that everybody sees them. The layers are added either way."
        )
    }

    fn strips_hidden(&self, count: usize) -> String {
        format!("Left off the desk’s layers in this browser: {count}")
    }

    fn time_of(&self, passed: &str, whole: &str) -> String {
        format!("{passed} of {whole}")
    }

    fn armed(&self, count: usize, of: usize) -> String {
        format!("Tracks armed: {count} of {of}")
    }

    fn memory_question(&self, deed: &str, name: &str) -> String {
        match deed {
            "load" => format!("Load “{name}”?"),
            "delete" => format!("Delete “{name}”?"),
            _ => format!("Save over “{name}”?"),
        }
    }

    fn place_of(&self, name: &str, at: usize, of: usize) -> String {
        format!("Move {name}, place {at} of {of}")
    }

    fn move_by_one(&self, name: &str, down: bool) -> String {
        format!("Move {name} {}", if down { "down" } else { "up" })
    }

    fn remove_of(&self, name: &str) -> String {
        format!("Take {name} off")
    }

    fn layer_removed(&self, name: &str) -> String {
        format!("Layer “{name}” deleted")
    }

    fn icon_of(&self, word: &str) -> &'static str {
        match word {
            "mic" => "Voice",
            "choir" => "Choir",
            "guitar" => "Guitar",
            "keys" => "Keyboard",
            "drum" => "Drums",
            "horn" => "Winds",
            "music" => "Music",
            "laptop" => "Computer",
            "film" => "Film",
            "phones" => "In the ear",
            "speaker" => "Speaker",
            "star" => "Star",
            _ => "None",
        }
    }

    fn changed_icon(&self, name: &str) -> String {
        format!("New icon for {name}")
    }
}

impl SurfaceSentences for German {
    fn edit_strip(&self, name: &str) -> String {
        format!("{name} bearbeiten")
    }

    fn renamed(&self, name: &str) -> String {
        format!("Heißt jetzt {name}")
    }

    fn desk_colour(&self, number: u16) -> &'static str {
        match number {
            1 => "Schwarz",
            2 => "Dunkelrot",
            3 => "Rot",
            4 => "Orange",
            5 => "Gelb",
            6 => "Grün",
            7 => "Blau",
            8 => "Violett",
            9 => "Grau",
            10 => "Weiß",
            11 => "Rosa",
            _ => "Keine",
        }
    }

    fn load_of(&self, name: &str) -> String {
        format!("{name} laden")
    }

    fn more_of(&self, name: &str) -> String {
        format!("Mehr mit {name}")
    }

    fn memories_of(&self, title: &str, show: &str) -> String {
        format!("{title}: {show}")
    }

    fn stay_as_they_are(&self, count: usize) -> String {
        match count {
            1 => "Ein Kanal ist geschützt und bleibt, wie er ist.".to_owned(),
            _ => format!("{count} Kanäle sind geschützt und bleiben, wie sie sind."),
        }
    }

    fn not_saved(&self, what: &str) -> String {
        format!("In der Show noch nicht gespeichert: {what}.")
    }

    fn simulated(&self, model: &str) -> String {
        format!("Simuliertes {model}")
    }

    fn drive_desk(&self, address: &str) -> String {
        format!("Zum Pult {address} gehen?")
    }

    fn unsaved_changes(&self, sure: bool, lines: &str) -> String {
        match (sure, lines) {
            (true, "") => "Seit dem letzten Laden oder Speichern ist nichts geändert.".to_owned(),
            (true, lines) => format!("Geändert seit dem letzten Laden oder Speichern:\n{lines}"),
            (false, "") => UNSAVED_UNKNOWN_DE.to_owned(),
            (false, lines) => {
                format!("Geändert, soweit diese Seite weiß:\n{lines}\n{UNSAVED_UNKNOWN_DE}")
            }
        }
    }

    fn and_more_channels(&self, count: usize) -> String {
        match count {
            1 => "und 1 weiterer Kanal".to_owned(),
            _ => format!("und {count} weitere Kanäle"),
        }
    }

    fn looks_hint(&self, count: usize) -> String {
        format!(
            "Kanäle, die darin anders aussehen: {count}. Farben werden ins Pult geschrieben und Symbole für die Crew, so dass alle sie sehen. Die Ebenen kommen in jedem Fall dazu."
        )
    }

    fn strips_hidden(&self, count: usize) -> String {
        format!("Auf den Ebenen des Pults in diesem Browser weggelassen: {count}")
    }

    fn time_of(&self, passed: &str, whole: &str) -> String {
        format!("{passed} von {whole}")
    }

    fn armed(&self, count: usize, of: usize) -> String {
        format!("Spuren scharf: {count} von {of}")
    }

    fn memory_question(&self, deed: &str, name: &str) -> String {
        match deed {
            "load" => format!("„{name}“ laden?"),
            "delete" => format!("„{name}“ löschen?"),
            _ => format!("„{name}“ überschreiben?"),
        }
    }

    fn place_of(&self, name: &str, at: usize, of: usize) -> String {
        format!("{name} verschieben, Platz {at} von {of}")
    }

    fn move_by_one(&self, name: &str, down: bool) -> String {
        format!("{name} nach {}", if down { "unten" } else { "oben" })
    }

    fn remove_of(&self, name: &str) -> String {
        format!("{name} wegnehmen")
    }

    fn layer_removed(&self, name: &str) -> String {
        format!("Ebene „{name}“ gelöscht")
    }

    fn icon_of(&self, word: &str) -> &'static str {
        match word {
            "mic" => "Stimme",
            "choir" => "Chor",
            "guitar" => "Gitarre",
            "keys" => "Tasten",
            "drum" => "Schlagzeug",
            "horn" => "Bläser",
            "music" => "Musik",
            "laptop" => "Computer",
            "film" => "Film",
            "phones" => "Im Ohr",
            "speaker" => "Lautsprecher",
            "star" => "Stern",
            _ => "Keins",
        }
    }

    fn changed_icon(&self, name: &str) -> String {
        format!("Neues Symbol für {name}")
    }
}
