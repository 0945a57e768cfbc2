//! A layout as a file: layers, what is hidden, and what the strips on them look
//! like. Colours are the desk's and icons the crew's: they are carried along,
//! and written only by who was asked (decision 15).

use desk::{Strip, leaf};
use leptos::prelude::*;
use protocol::json::Json;

use super::App;
use super::looks::ICONS;
use super::own_layers::{OwnLayer, quoted};

/// What such a file calls itself.
const NAME: &str = "layers";
/// Most layers that are read.
const MOST: usize = 40;
/// In the place of a colour or icon that a strip does not have.
const NONE: &str = "-";

/// How a strip looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its path, such as `input.3`.
    pub path: String,
    /// The desk's number of its colour, where it has one.
    pub colour: Option<u16>,
    /// The word of its icon; empty for none.
    pub icon: String,
}

impl Look {
    /// In the file: `input.3 4 guitar`.
    fn line(&self) -> String {
        let colour = self.colour.map_or(NONE.to_owned(), |colour| colour.to_string());
        let icon = if self.icon.is_empty() { NONE } else { &self.icon };
        format!("{} {colour} {icon}", self.path)
    }

    fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let (path, colour, icon) = (words.next()?, words.next()?, words.next()?);
        let icon = if icon == NONE { "" } else { icon };
        let known = icon.is_empty() || ICONS.iter().any(|(word, _)| *word == icon);
        let icon = if known { icon } else { "" };
        Some(Self { path: path.to_owned(), colour: colour.parse().ok(), icon: icon.to_owned() })
    }
}

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerFile {
    /// The layers.
    pub layers: Vec<OwnLayer>,
    /// Paths of the strips that are hidden; none in files that do not say.
    pub hidden: Option<Vec<String>>,
    /// How the strips on the layers look.
    pub looks: Vec<Look>,
}

impl LayerFile {
    /// As text.
    #[must_use]
    pub fn words(&self) -> String {
        let list = |lines: Vec<String>| lines.join(",\n");
        let layers = list(self.layers.iter().map(OwnLayer::line).collect());
        let looks = list(self.looks.iter().map(|look| quoted(&look.line())).collect());
        let hidden = self.hidden.iter().flatten().map(|path| quoted(path)).collect();
        let hidden = list(hidden);
        format!(
            "{{\"mediatrix\":\"{NAME}\",\"layers\":[\n{layers}\n],\"hidden\":[{hidden}],\"looks\":[\n{looks}\n]}}\n"
        )
    }

    /// What a file says; none for any other file.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let json = Json::parse(text).ok()?;
        if json.text_field("mediatrix").ok()? != NAME {
            return None;
        }
        let mut layers: Vec<OwnLayer> = json.field("layers").ok()?;
        layers.truncate(MOST);
        let looks: Vec<String> = json.field("looks").unwrap_or_default();
        let looks = looks.iter().filter_map(|line| Look::of_line(line)).fold(
            Vec::new(),
            |mut looks: Vec<Look>, look| {
                if looks.iter().all(|known| known.path != look.path) {
                    looks.push(look);
                }
                looks
            },
        );
        Some(Self { layers, hidden: json.field("hidden").ok(), looks })
    }

    /// What lies here now; tracked.
    #[must_use]
    pub fn of(app: App) -> Self {
        let layers = app.own_layers.all(app);
        let mut looks: Vec<Look> = Vec::new();
        for path in layers.iter().flat_map(|layer| &layer.strips) {
            if looks.iter().all(|look| look.path != *path)
                && let Some(at) = app.desk.strip_at(path)
            {
                looks.push(look_of(app, at, path));
            }
        }
        Self { layers, hidden: Some(app.hidden.paths()), looks }
    }

    /// The looks that are others here; not tracked.
    #[must_use]
    pub fn new_looks(&self, app: App) -> Vec<Look> {
        untrack(|| {
            let differs = |look: &&Look| {
                let at = app.desk.strip_at(&look.path);
                at.is_some_and(|at| {
                    let here = look_of(app, at, &look.path);
                    look.icon != here.icon || look.colour.is_some() && look.colour != here.colour
                })
            };
            self.looks.iter().filter(differs).cloned().collect()
        })
    }
}

fn look_of(app: App, at: Strip, path: &str) -> Look {
    let colour = app.desk.id(at, leaf::COLOR, 0);
    Look {
        path: path.to_owned(),
        colour: colour.map(|id| app.desk.choice(app, Some(id)).get()),
        icon: app.icon_word(at),
    }
}

impl App {
    /// Gives strips these looks: colours on the desk, as one step to take back,
    /// icons on the crew's sheet.
    pub fn put_on(self, looks: Vec<Look>) {
        let colours: Vec<_> = looks
            .iter()
            .filter_map(|look| {
                let at = untrack(|| self.desk.strip_at(&look.path))?;
                Some((self.desk.id(at, leaf::COLOR, 0)?, look.colour?))
            })
            .collect();
        let ids: Vec<_> = colours.iter().map(|(id, _)| *id).collect();
        self.undo.act(self, &ids, || {
            for (id, colour) in &colours {
                self.desk.set(self, *id, desk::Value::Short(*colour));
            }
        });
        self.set_icons(looks.into_iter().map(|look| (look.path, look.icon)).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_bring_everything_back() {
        let strips = vec!["input.1".to_owned(), "aux.2".to_owned()];
        let layers = vec![
            OwnLayer { id: "1".into(), name: "Band \"A\"\n".into(), strips },
            OwnLayer::default(),
        ];
        let look =
            |path: &str, colour, icon: &str| Look { path: path.into(), colour, icon: icon.into() };
        let looks = vec![look("input.1", Some(4), "guitar"), look("aux.2", None, "")];
        let file = LayerFile { layers, hidden: Some(vec!["input.5".into()]), looks };
        assert_eq!(LayerFile::parse(&file.words()), Some(file));
    }

    #[test]
    fn files_of_before_hide_nothing_and_other_files_are_none() {
        let old = LayerFile::parse(r#"{"mediatrix":"layers","layers":[]}"#).unwrap();
        assert_eq!(old, LayerFile::default());
        assert_eq!(LayerFile::parse("{}"), None);
        assert_eq!(LayerFile::parse(r#"{"mediatrix":"mix","layers":[]}"#), None);
    }
}
