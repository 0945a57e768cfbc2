//! Layers that people put together: one's own, kept in this browser, and the
//! crew's, kept by the relay for all. Strips go by their paths, so that a layer
//! outlives the desk it was made for: what a desk lacks keeps its place.

use leptos::prelude::*;
use protocol::DecodeError;
use protocol::json::{FromJson, Json};

use super::App;
use crate::dom;
use crate::widgets::IconName;

/// Where one's own are kept.
const KEPT: &str = "mediatrix.layers";
/// The crew's sheet.
const SHEET: &str = "layers";
/// Most layers and most strips on each, of one's own and of the crew's.
const MOST: usize = 40;
const STRIPS_MOST: usize = 80;

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
        let mut strips: Vec<String> = json.field("strips")?;
        strips.truncate(STRIPS_MOST);
        Ok(Self { id: json.field("id")?, name: json.field("name")?, strips })
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

fn quoted(text: &str) -> String {
    // A text is always JSON.
    serde_json::to_string(text).unwrap_or_default()
}

/// Layers from lines; a line that is none is left out.
#[must_use]
pub fn parse<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<OwnLayer> {
    let layers = lines.filter_map(|line| OwnLayer::from_json(&Json::parse(line).ok()?).ok());
    layers.take(MOST).collect()
}

/// A file of layers.
#[must_use]
pub fn file(layers: &[OwnLayer]) -> String {
    let lines: Vec<String> = layers.iter().map(OwnLayer::line).collect();
    format!("{{\"mediatrix\":\"layers\",\"layers\":[\n{}\n]}}\n", lines.join(",\n"))
}

/// The layers of a file; none for any other file.
#[must_use]
pub fn parse_file(text: &str) -> Option<Vec<OwnLayer>> {
    let json = Json::parse(text).ok()?;
    if json.text_field("mediatrix").ok()? != SHEET {
        return None;
    }
    let mut layers: Vec<OwnLayer> = json.field("layers").ok()?;
    layers.truncate(MOST);
    Some(layers)
}

/// One's own layers and the crew's.
#[derive(Clone, Copy)]
pub struct OwnLayerStore {
    mine: RwSignal<Vec<OwnLayer>>,
    /// The crew's as they were changed here, until the relay has them.
    draft: RwSignal<Option<Vec<OwnLayer>>>,
    /// What is on its way to the relay.
    sent: StoredValue<Option<Vec<OwnLayer>>>,
}

impl OwnLayerStore {
    pub(super) fn new() -> Self {
        let kept = dom::recall(KEPT).unwrap_or_default();
        Self {
            mine: RwSignal::new(parse(kept.lines())),
            draft: RwSignal::new(None),
            sent: StoredValue::new(None),
        }
    }

    /// One's own; tracked.
    #[must_use]
    pub fn mine(&self) -> Vec<OwnLayer> {
        self.mine.get()
    }

    /// One's own now.
    #[must_use]
    pub fn mine_untracked(&self) -> Vec<OwnLayer> {
        self.mine.get_untracked()
    }

    /// The crew's; tracked.
    #[must_use]
    pub fn crew(&self, app: App) -> Vec<OwnLayer> {
        self.draft.get().unwrap_or_else(|| {
            let lines = app.library.sheet(SHEET).map(|(_, lines)| lines).unwrap_or_default();
            parse(lines.iter().map(String::as_str))
        })
    }

    /// Both, one's own first; tracked.
    #[must_use]
    pub fn all(&self, app: App) -> Vec<OwnLayer> {
        let mut all = self.mine();
        all.extend(self.crew(app));
        all
    }

    /// Whether a layer is the crew's; tracked.
    #[must_use]
    pub fn is_crews(&self, app: App, id: &str) -> bool {
        self.crew(app).iter().any(|layer| layer.id == id)
    }

    /// Adds one's own layers. Each gets an id of its own here.
    pub fn add(&self, layers: Vec<OwnLayer>) {
        self.change_mine(|mine| {
            for (count, layer) in layers.into_iter().enumerate() {
                if mine.len() < MOST {
                    let id = format!("{}-{count}", dom::wall_clock_millis());
                    mine.push(OwnLayer { id, ..layer });
                }
            }
        });
    }

    /// Changes a layer wherever it is.
    pub fn change(&self, app: App, id: &str, change: impl FnOnce(&mut OwnLayer)) {
        let mut crew = untrack(|| self.crew(app));
        if let Some(layer) = crew.iter_mut().find(|layer| layer.id == id) {
            change(layer);
            self.set_crew(app, crew);
        } else {
            self.change_mine(|mine| {
                if let Some(layer) = mine.iter_mut().find(|layer| layer.id == id) {
                    change(layer);
                }
            });
        }
    }

    /// Takes a layer away, and gives it with its place.
    pub fn remove(&self, app: App, id: &str) {
        let mut crew = untrack(|| self.crew(app));
        if let Some(place) = crew.iter().position(|layer| layer.id == id) {
            crew.remove(place);
            self.set_crew(app, crew);
        } else {
            self.change_mine(|mine| mine.retain(|layer| layer.id != id));
        }
    }

    /// Puts back a layer that was taken away.
    pub fn put_back(&self, app: App, layer: OwnLayer, crews: bool) {
        if crews {
            let mut crew = untrack(|| self.crew(app));
            crew.push(layer);
            self.set_crew(app, crew);
        } else {
            self.change_mine(|mine| mine.push(layer));
        }
    }

    /// Hands a layer to the crew, or takes it back for oneself.
    pub fn share(&self, app: App, id: &str, share: bool) {
        let layer = untrack(|| self.all(app)).into_iter().find(|layer| layer.id == id);
        if let Some(layer) = layer {
            self.remove(app, id);
            self.put_back(app, layer, share);
        }
    }

    fn change_mine(&self, change: impl FnOnce(&mut Vec<OwnLayer>)) {
        self.mine.update(change);
        let lines: Vec<String> =
            self.mine.with_untracked(|mine| mine.iter().map(OwnLayer::line).collect());
        dom::remember(KEPT, &lines.join("\n"));
    }

    fn set_crew(&self, app: App, layers: Vec<OwnLayer>) {
        self.draft.set(Some(layers));
        self.send(app);
    }

    /// Sends the draft over the version known here; one at a time.
    fn send(&self, app: App) {
        let Some(draft) = self.draft.get_untracked() else { return };
        if self.sent.with_value(Option::is_some) {
            return;
        }
        let known = untrack(|| app.library.sheet(SHEET));
        let version = known.map_or_else(|| "0".to_owned(), |(version, _)| version);
        let lines: Vec<String> = draft.iter().map(OwnLayer::line).collect();
        let this = *self;
        let then = Box::new(move |kept| this.decided(app, kept));
        if app.library.save_sheet(app, SHEET, &version, &lines, then) {
            self.sent.set_value(Some(draft));
        } else {
            self.draft.set(None);
        }
    }

    fn decided(&self, app: App, kept: bool) {
        let sent = self.sent.try_update_value(Option::take).flatten();
        if !kept {
            // Somebody was faster; what they made counts.
            self.draft.set(None);
            let text = app.settings.language().get_untracked().text();
            app.notes.show(IconName::Alert, text.layers_not_kept());
        } else if self.draft.get_untracked() == sent {
            self.draft.set(None);
        } else {
            self.send(app);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(name: &str, strips: &[&str]) -> OwnLayer {
        let strips = strips.iter().map(|path| (*path).to_owned()).collect();
        OwnLayer { id: format!("id {name}"), name: name.to_owned(), strips }
    }

    #[test]
    fn lines_and_files_bring_every_layer_back() {
        let layers = [layer("Band \"A\"\n", &["input.1", "aux.2"]), layer("", &[])];
        let lines: Vec<String> = layers.iter().map(OwnLayer::line).collect();
        assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:?}");
        assert_eq!(parse(lines.iter().map(String::as_str)), layers);
        assert_eq!(parse_file(&file(&layers)).as_deref(), Some(&layers[..]));
    }

    #[test]
    fn what_is_no_layer_is_left_out() {
        assert!(
            parse(["", "{}", "[1]", r#"{"id":1,"name":"x","strips":[]}"#].into_iter()).is_empty()
        );
        assert_eq!(parse_file("{}"), None);
        assert_eq!(parse_file(r#"{"mediatrix":"mix","layers":[]}"#), None);
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
