//! How a desk is set up when it starts. The factory scene is the bare tree; the
//! demo scene is a school-hall concert, so that names, colours and meters live.

mod concert;

use crate::law;
use crate::options::Scene;
use crate::tree::{Tree, Value};
use crate::{Model, number};
use concert::{Channel, Output, Part};

/// A name a scene stores a state under: show and snapshot.
pub(crate) type SnapshotName = (&'static str, &'static str);

/// Sets a factory tree up as the scene wants it, and names the snapshots that
/// are stored beside the factory's.
pub(crate) fn apply(scene: Scene, model: Model, tree: &mut Tree) -> Vec<(SnapshotName, Tree)> {
    if scene == Scene::Factory {
        return Vec::new();
    }
    let mut setup = Setup { model, tree };
    setup.inputs();
    setup.returns();
    setup.outputs();
    setup.groups();
    setup.state();
    let speech = speech_only(model, tree);
    vec![((concert::SHOW, "Full band"), tree.clone()), ((concert::SHOW, "Speech only"), speech)]
}

/// The same state with everything muted but the speakers.
fn speech_only(model: Model, tree: &Tree) -> Tree {
    let mut tree = tree.clone();
    let mut setup = Setup { model, tree: &mut tree };
    for (index, channel) in concert::INPUTS.iter().enumerate() {
        setup.number(&format!("i.{index}.mute"), f64::from(u8::from(channel.part != Part::Speech)));
    }
    tree
}

struct Setup<'a> {
    model: Model,
    tree: &'a mut Tree,
}

impl Setup<'_> {
    fn inputs(&mut self) {
        for (index, channel) in concert::INPUTS.iter().enumerate() {
            self.input(index, channel);
        }
    }

    fn input(&mut self, index: usize, channel: &Channel) {
        let id = format!("i.{index}");
        self.text(&format!("{id}.name"), channel.name);
        self.number(&format!("{id}.color"), channel.color);
        self.fader(&format!("{id}.mix"), channel.db);
        self.number(&format!("{id}.pan"), channel.pan);
        self.number(&format!("{id}.mgmask"), channel.part.mute_groups());
        self.number(&format!("{id}.vca"), channel.part.vca());
        self.number(&format!("{id}.subgroup"), channel.part.subgroup());
        let preamp = if self.model.has_patching() { "hw" } else { "i" };
        let gain = law::preamp_position(self.model, channel.gain_db);
        self.number(&format!("{preamp}.{index}.gain"), gain);
        self.number(&format!("{preamp}.{index}.phantom"), f64::from(u8::from(channel.phantom)));
        for (aux, db) in channel.auxes {
            self.fader(&format!("{id}.aux.{aux}.value"), *db);
        }
        for (fx, db) in channel.effects {
            self.fader(&format!("{id}.fx.{fx}.value"), *db);
        }
        self.number(&format!("{id}.eq.hpf.freq"), channel.part.low_cut());
        match channel.part {
            Part::Speech => {
                self.threshold(&format!("{id}.gate.thresh"), -52.0);
                self.number(&format!("{id}.gate.depth"), 0.5);
                self.number(&format!("{id}.amixgroup"), 0.0);
            }
            Part::Vocals => {
                self.threshold(&format!("{id}.dyn.threshold"), -26.0);
                self.number(&format!("{id}.dyn.ratio"), 0.4);
            }
            _ => {}
        }
    }

    /// Line inputs, player and effects.
    fn returns(&mut self) {
        for (kind, name) in [("l", "Laptop"), ("p", "Music")] {
            for (index, side) in ["L", "R"].iter().enumerate() {
                self.text(&format!("{kind}.{index}.name"), &format!("{name} {side}"));
                self.fader(&format!("{kind}.{index}.mix"), -12.0);
                self.number(&format!("{kind}.{index}.mgmask"), Part::WalkIn.mute_groups());
            }
        }
        for (index, effect) in concert::EFFECTS.iter().enumerate() {
            let id = format!("f.{index}");
            self.text(&format!("{id}.name"), effect.name);
            self.number(&format!("{id}.fxtype"), index as f64);
            self.number(&format!("{id}.mgmask"), Part::Effects.mute_groups());
            self.fader(&format!("{id}.mix"), effect.db);
            for (parameter, value) in (1..).zip(effect.parameters) {
                self.number(&format!("{id}.par{parameter}"), value);
            }
        }
    }

    fn outputs(&mut self) {
        for (index, Output { name, db, side }) in concert::AUXES.iter().enumerate() {
            self.text(&format!("a.{index}.name"), name);
            self.fader(&format!("a.{index}.mix"), *db);
            self.number(&format!("a.{index}.stereoIndex"), *side);
        }
        for (index, name) in concert::SUBGROUPS.iter().enumerate() {
            self.text(&format!("s.{index}.name"), name);
        }
        self.fader("m.mix", concert::MAIN_DB);
    }

    fn groups(&mut self) {
        for (index, name) in concert::MUTE_GROUPS.iter().enumerate() {
            self.text(&format!("mg.{index}.name"), name);
        }
        for (index, name) in concert::VCAS.iter().enumerate() {
            self.text(&format!("v.{index}.name"), name);
        }
        for (index, (name, channels)) in concert::VIEW_GROUPS.iter().enumerate() {
            self.text(&format!("vg.{index}.name"), name);
            self.text(&format!("vg.{index}"), channels);
        }
        self.number("automix.a.on", 1.0);
    }

    /// A stick is in, and the show is loaded.
    fn state(&mut self) {
        self.number("var.recBusy", 0.0);
        self.number("var.currentState", 0.0);
        self.number("var.mtk.present", 1.0);
        self.number("var.mtk.freespace", 48.0);
        self.text("var.currentPlaylist", "Walk-in");
        self.text("var.currentShow", concert::SHOW);
        self.text("var.currentSnapshot", "Full band");
    }

    /// Keys this model lacks are passed over.
    fn set(&mut self, key: &str, value: Value) {
        if let Some(slot) = self.tree.slot(key) {
            self.tree.write(slot, value);
        }
    }

    /// A number with as many digits as the desk itself has.
    fn number(&mut self, key: &str, value: f64) {
        let value = number::parse(&number::format(value)).unwrap_or(value);
        self.set(key, Value::Number(value));
    }

    fn text(&mut self, key: &str, value: &str) {
        self.set(key, Value::Text(value.into()));
    }

    fn fader(&mut self, key: &str, db: f64) {
        self.number(key, law::fader_position(db));
    }

    fn threshold(&mut self, key: &str, db: f64) {
        self.number(key, (db + 90.0) / 96.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo(model: Model) -> Tree {
        let mut tree = Tree::factory(model);
        apply(Scene::Demo, model, &mut tree);
        tree
    }

    #[test]
    fn the_concert_fits_every_model() {
        for model in Model::ALL {
            let tree = demo(model);
            let factory = Tree::factory(model);
            assert_eq!(tree.len(), factory.len());
            let told = |key| tree.get(key).unwrap().to_string();
            assert_eq!(told("i.0.name"), "Singer");
            assert_eq!(told("mg.5.name"), "Walk-in");
            let main: f64 = told("m.mix").parse().unwrap();
            assert!((law::fader_db(main) + 4.0).abs() < 1e-6, "{main}");
        }
    }

    #[test]
    fn every_channel_of_a_ui24r_is_set_up() {
        let tree = demo(Model::Ui24R);
        let factory = Tree::factory(Model::Ui24R);
        for index in 0..concert::INPUTS.len() {
            for leaf in ["name", "color", "mix", "mgmask"] {
                let key = format!("i.{index}.{leaf}");
                assert_ne!(tree.get(&key), factory.get(&key), "{key}");
            }
        }
        assert_eq!(tree.get("a.4.stereoIndex"), Some(&Value::Number(0.0)));
        assert_eq!(tree.get("a.5.stereoIndex"), Some(&Value::Number(1.0)));
    }

    #[test]
    fn the_factory_scene_changes_nothing() {
        let mut tree = Tree::factory(Model::Ui16);
        assert!(apply(Scene::Factory, Model::Ui16, &mut tree).is_empty());
        assert!(tree.iter().eq(Tree::factory(Model::Ui16).iter()));
    }
}
