//! Makes sure that the folder of the built app exists, since the relay embeds
//! what is in it, and rebuilds when its content changes.

fn main() {
    let dist = std::path::Path::new("../../dist");
    // Without it the relay still compiles and says how to build the app.
    if let Err(error) = std::fs::create_dir_all(dist) {
        println!("cargo::warning=cannot create {}: {error}", dist.display());
    }
    println!("cargo::rerun-if-changed=build.rs");
    // A debug binary reads the folder while it runs.
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../dist");
    }
}
