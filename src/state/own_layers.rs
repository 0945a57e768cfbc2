//! Layers that people put together: one's own, kept in this browser, and the
//! crew's, kept by the relay for all. Strips go by their paths, so that a layer
//! outlives the desk it was made for: what a desk lacks keeps its place.

use leptos::prelude::*;
use protocol::DecodeError;
use protocol::json::{FromJson, Json};

use super::App;
use super::sheets::{Kept, SheetStore};
use crate::dom;
use crate::signals::{RwSignal, StoredValue};
use crate::widgets::IconName;

/// Where one's own are kept.
const KEPT: &str = "mediatrix.layers";
/// The crew's sheet.
const SHEET: &str = "layers";
/// Most layers and most strips on each, of one's own and of the crew's.
const MOST: usize = 40;
const STRIPS_MOST: usize = 80;
/// Most characters of a name.
const NAME_MOST: usize = 60;

/// A layer somebody put together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OwnLayer {
    /// Tells it from all others, whatever it is called.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Paths of its strips, such as `input.3`, in order.
    pub strips: Vec<String>,
}

impl FromJson for OwnLayer {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let (id, name): (String, String) = (json.field("id")?, json.field("name")?);
        let name = name.chars().take(NAME_MOST).collect();
        let mut layer = Self { id, name, strips: Vec::new() };
        for path in json.field::<Vec<String>>("strips")? {
            layer.set_strip(&path, true);
        }
        Ok(layer)
    }
}

impl OwnLayer {
    /// As a line of JSON.
    #[must_use]
    pub fn line(&self) -> String {
        let strips: Vec<String> = self.strips.iter().map(|path| quoted(path)).collect();
        let (id, name) = (quoted(&self.id), quoted(&self.name));
        format!(r#"{{"id":{id},"name":{name},"strips":[{}]}}"#, strips.join(","))
    }

    /// Puts a strip on it or takes it off.
    pub fn set_strip(&mut self, path: &str, on: bool) {
        let there = self.strips.iter().position(|known| known == path);
        match there {
            None if on && self.strips.len() < STRIPS_MOST => self.strips.push(path.to_owned()),
            Some(place) if !on => {
                self.strips.remove(place);
            }
            _ => {}
        }
    }

    /// Moves a strip to another place; the others close up.
    pub fn move_strip(&mut self, from: usize, to: usize) {
        if from < self.strips.len() && to < self.strips.len() {
            let path = self.strips.remove(from);
            self.strips.insert(to, path);
        }
    }
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    // A text is always JSON.
    serde_json::to_string(text).unwrap_or_default()
}

fn read(line: &str) -> Option<OwnLayer> {
    OwnLayer::from_json(&Json::parse(line).ok()?).ok()
}

/// Layers from lines; a line that is none is left out, and so is another layer
/// with the same id.
#[must_use]
pub fn parse(lines: &[String]) -> Vec<OwnLayer> {
    let mut layers: Vec<OwnLayer> = Vec::new();
    for layer in lines.iter().filter_map(|line| read(line)) {
        if layers.len() < MOST && layers.iter().all(|known| known.id != layer.id) {
            layers.push(layer);
        }
    }
    layers
}

fn place_of(lines: &[String], id: &str) -> Option<usize> {
    lines.iter().position(|line| read(line).is_some_and(|layer| layer.id == id))
}

/// Changes one layer; all other lines stay as somebody wrote them, also what
/// this version cannot read.
fn rewrite(lines: &mut [String], id: &str, change: impl FnOnce(&mut OwnLayer)) {
    let line = place_of(lines, id).and_then(|place| lines.get_mut(place));
    if let Some((line, before)) = line.and_then(|line| read(line).map(|before| (line, before))) {
        let mut layer = before.clone();
        change(&mut layer);
        if layer != before {
            *line = layer.line();
        }
    }
}

/// Takes a layer away and gives its line.
fn take(lines: &mut Vec<String>, id: &str) -> Option<String> {
    let place = place_of(lines, id)?;
    let line = lines.remove(place);
    lines.retain(|line| read(line).is_none_or(|layer| layer.id != id));
    Some(line)
}

/// One's own layers and the crew's. While one changes hands both may have it;
/// then the crew's counts.
#[derive(Clone, Copy)]
pub struct OwnLayerStore {
    /// The lines of one's own.
    mine: RwSignal<Vec<String>>,
    /// Whether the browser would not keep them.
    unkept: StoredValue<bool>,
    crew: SheetStore,
}

impl OwnLayerStore {
    pub(super) fn new() -> Self {
        Self {
            mine: RwSignal::new(recalled().unwrap_or_default()),
            unkept: StoredValue::new(false),
            crew: SheetStore::new(SHEET, |it| it.layers_not_kept()),
        }
    }

    /// The crew's; tracked.
    #[must_use]
    pub fn crew(&self, app: App) -> Vec<OwnLayer> {
        parse(&self.crew.lines(app))
    }

    /// Both, one's own first; tracked.
    #[must_use]
    pub fn all(&self, app: App) -> Vec<OwnLayer> {
        let (mut all, crew) = (self.mine.with(|mine| parse(mine)), self.crew(app));
        all.retain(|layer| crew.iter().all(|of_crew| of_crew.id != layer.id));
        all.extend(crew);
        all
    }

    /// Whether a layer is the crew's; tracked.
    #[must_use]
    pub fn is_crews(&self, app: App, id: &str) -> bool {
        self.crew(app).iter().any(|layer| layer.id == id)
    }

    /// Adds one's own layers, as many as there is room for. Each gets an id of
    /// its own here; gives the last.
    pub fn add(&self, app: App, layers: Vec<OwnLayer>) -> Option<String> {
        let mut last = None;
        self.change_mine(|mine| {
            let room = MOST.saturating_sub(parse(mine).len());
            if layers.len() > room {
                say_full(app);
            }
            for (count, layer) in layers.into_iter().take(room).enumerate() {
                let id = format!("{}-{count}", dom::wall_clock_millis() as i64);
                mine.push(OwnLayer { id: id.clone(), ..layer }.line());
                last = Some(id);
            }
        });
        last
    }

    /// Changes a layer wherever it is.
    pub fn change(&self, app: App, id: &str, change: impl FnOnce(&mut OwnLayer)) {
        let mut crew = untrack(|| self.crew.lines(app));
        if place_of(&crew, id).is_some() {
            rewrite(&mut crew, id, change);
            self.set_crew(app, crew, Box::new(|_| ()));
        } else {
            self.change_mine(|mine| rewrite(mine, id, change));
        }
    }

    /// Takes a layer away.
    pub fn remove(&self, app: App, id: &str) {
        let mut crew = untrack(|| self.crew.lines(app));
        if take(&mut crew, id).is_some() {
            self.set_crew(app, crew, Box::new(|_| ()));
        } else {
            self.change_mine(|mine| drop(take(mine, id)));
        }
    }

    /// Puts back a layer that was taken away; what the crew could not keep
    /// becomes one's own.
    pub fn put_back(&self, app: App, layer: &OwnLayer, crews: bool) {
        let (this, id, line) = (*self, layer.id.clone(), layer.line());
        if crews {
            let keep = move |kept: bool| {
                if !kept {
                    this.put_mine(app, &id, line);
                }
            };
            let mut crew = untrack(|| self.crew.lines(app));
            if place_of(&crew, &layer.id).is_none() {
                crew.push(layer.line());
                self.set_crew(app, crew, Box::new(keep));
            }
        } else {
            self.put_mine(app, &id, line);
        }
    }

    /// Hands a layer to the crew, or takes it back for oneself. It is nowhere
    /// gone before it is kept in the other place.
    pub fn share(&self, app: App, id: &str, share: bool) {
        let (this, id) = (*self, id.to_owned());
        let mut crew = untrack(|| self.crew.lines(app));
        if share {
            let mine = self.own_lines();
            let Some(line) = place_of(&mine, &id).and_then(|place| mine.get(place)) else { return };
            if parse(&crew).len() >= MOST {
                say_full(app);
                return;
            }
            crew.push(line.clone());
            let forget = move |kept: bool| {
                if kept {
                    this.change_mine(|mine| drop(take(mine, &id)));
                }
            };
            self.set_crew(app, crew, Box::new(forget));
        } else if let Some(line) = take(&mut crew, &id)
            && self.put_mine(app, &id, line)
        {
            // When the crew's stays, it hides this one. Nobody knows what came
            // of a save whose link broke, so it is not taken away again.
            self.set_crew(app, crew, Box::new(|_| ()));
        }
    }

    /// Makes this line one's own instead of another of the same id; `false`
    /// when there is no room.
    fn put_mine(&self, app: App, id: &str, line: String) -> bool {
        let mut put = false;
        self.change_mine(|mine| {
            take(mine, id);
            put = parse(mine).len() < MOST;
            if put {
                mine.push(line);
            } else {
                say_full(app);
            }
        });
        put
    }

    /// One's own as they are by now: another tab may have changed them.
    fn own_lines(&self) -> Vec<String> {
        let kept = if self.unkept.get_value() { None } else { recalled() };
        kept.unwrap_or_else(|| self.mine.get_untracked())
    }

    fn change_mine(&self, change: impl FnOnce(&mut Vec<String>)) {
        let mut lines = self.own_lines();
        change(&mut lines);
        self.unkept.set_value(!dom::remember(KEPT, &lines.join("\n")));
        self.mine.set(lines);
    }

    fn set_crew(&self, app: App, lines: Vec<String>, then: Kept) {
        self.crew.change(app, lines, then);
    }
}

fn recalled() -> Option<Vec<String>> {
    dom::recall(KEPT).map(|kept| kept.lines().map(str::to_owned).collect())
}

fn say_full(app: App) {
    app.notes.say(IconName::Alert, |it| it.layers_full());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str, strips: &[&str]) -> OwnLayer {
        let strips = strips.iter().map(|path| (*path).to_owned()).collect();
        OwnLayer { id: format!("id {name}"), name: name.to_owned(), strips }
    }

    #[test]
    fn lines_bring_every_layer_back() {
        let layers = [layer("Band \"A\"\n", &["input.1", "aux.2"]), layer("", &[])];
        let lines: Vec<String> = layers.iter().map(OwnLayer::line).collect();
        assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:?}");
        assert_eq!(parse(&lines), layers);
    }

    #[test]
    fn what_is_no_layer_is_left_out() {
        let none = ["", "{}", "[1]", r#"{"id":1,"name":"x","strips":[]}"#].map(str::to_owned);
        assert!(parse(&none).is_empty());
    }

    #[test]
    fn what_comes_twice_counts_once_and_names_have_an_end() {
        let name = "x".repeat(70);
        let line = format!(r#"{{"id":"1","name":"{name}","strips":["aux.1","aux.2","aux.1"]}}"#);
        let [layer] = &parse(&[line.clone(), line])[..] else { panic!("one layer") };
        assert_eq!(
            (layer.name.len(), &layer.strips[..]),
            (NAME_MOST, &["aux.1", "aux.2"].map(str::to_owned)[..])
        );
    }

    #[test]
    fn lines_that_are_not_changed_stay_as_they_were_written() {
        let newer = r#"{"id":"2","name":"B","strips":[],"colour":"red"}"#;
        let mut lines = vec![layer("A", &[]).line(), "no layer".to_owned(), newer.to_owned()];
        rewrite(&mut lines, "2", |_| ());
        rewrite(&mut lines, "id A", |layer| layer.set_strip("aux.1", true));
        assert_eq!(lines, [layer("A", &["aux.1"]).line().as_str(), "no layer", newer]);
        assert_eq!(take(&mut lines, "2").as_deref(), Some(newer));
        assert_eq!(take(&mut lines, "2"), None);
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn strips_are_put_on_once_moved_and_taken_off() {
        let mut band = layer("Band", &["input.1"]);
        for path in ["input.2", "input.3", "input.2"] {
            band.set_strip(path, true);
        }
        band.move_strip(0, 2);
        assert_eq!(band.strips, ["input.2", "input.3", "input.1"]);
        band.move_strip(0, 7);
        band.set_strip("input.3", false);
        assert_eq!(band.strips, ["input.2", "input.1"]);
    }
}
