//! Dumps to sync on: the small one from a file, and whole desks written out
//! from the reference's table of models, with factory values.

/// The hand-written dump of a tiny desk.
pub fn small() -> Vec<String> {
    let text = include_str!("../../testdata/dump-small.txt");
    text.lines().map(str::to_owned).collect()
}

/// How much of everything a model has.
struct Model {
    name: &'static str,
    inputs: u16,
    subs: u16,
    auxes: u16,
    vcas: u16,
    fx_post: bool,
    color: bool,
}

pub fn ui24r() -> Vec<String> {
    dump(&Model {
        name: "ui24",
        inputs: 24,
        subs: 6,
        auxes: 10,
        vcas: 6,
        fx_post: true,
        color: true,
    })
}

pub fn ui16() -> Vec<String> {
    dump(&Model {
        name: "ui16",
        inputs: 12,
        subs: 4,
        auxes: 6,
        vcas: 0,
        fx_post: false,
        color: true,
    })
}

pub fn ui12() -> Vec<String> {
    dump(&Model {
        name: "ui12",
        inputs: 8,
        subs: 4,
        auxes: 4,
        vcas: 0,
        fx_post: false,
        color: true,
    })
}

fn dump(model: &Model) -> Vec<String> {
    let mut texts = vec![format!("SETS^model^{}", model.name), "SETS^firmware^3.3.8293".into()];
    let mut numbers = vec!["SETD^mgmask^0".to_owned()];
    for n in 0..6 {
        texts.push(format!("SETS^mg.{n}.name^"));
    }
    let kinds = [
        ("i", model.inputs),
        ("l", 2),
        ("p", 2),
        ("f", 4),
        ("s", model.subs),
        ("a", model.auxes),
        ("v", model.vcas),
    ];
    for (kind, count) in kinds {
        for n in 0..count {
            texts.push(format!("SETS^{kind}.{n}.name^"));
            let mut key =
                |leaf: &str, value: &str| numbers.push(format!("SETD^{kind}.{n}.{leaf}^{value}"));
            key("mix", if "ilp".contains(kind) { "0" } else { "0.7647058824" });
            for leaf in ["mute", "solo", "forceunmute", "mgmask"] {
                key(leaf, "0");
            }
            if kind != "v" {
                key("pan", "0.5");
            }
            if kind == "i" && model.color {
                key("color", "0");
            }
            if "ilpf".contains(kind) {
                for aux in 0..model.auxes {
                    for (leaf, value) in
                        [("value", "0"), ("mute", "0"), ("pan", "0.5"), ("post", "0")]
                    {
                        key(&format!("aux.{aux}.{leaf}"), value);
                    }
                }
            }
            if "ilps".contains(kind) {
                for fx in 0..4 {
                    key(&format!("fx.{fx}.value"), "0");
                    key(&format!("fx.{fx}.mute"), "0");
                    if model.fx_post {
                        key(&format!("fx.{fx}.post"), "1");
                    }
                }
            }
        }
    }
    texts.push("SETS^m.name^MASTER".into());
    for line in ["m.mix^0.7647058824", "m.pan^0.5", "m.dim^0"] {
        numbers.push(format!("SETD^{line}"));
    }
    texts.into_iter().chain(numbers).collect()
}
