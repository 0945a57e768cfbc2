//! What cargo knows of the workspace's own packages, as far as the steps ask.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::shell::{cargo, output};

/// One package of the workspace.
pub struct Package {
    /// Its name, which is also its folder's but for the root package.
    pub name: String,
    /// What its manifest lists, of every kind and for every platform.
    pub dependencies: Vec<Dependency>,
    /// Names of its integration tests.
    pub tests: Vec<String>,
}

/// One line of a manifest's dependencies.
pub struct Dependency {
    /// The package it names.
    pub name: String,
    /// Whether only tests, examples and benches use it.
    pub dev: bool,
    /// Whether it is a package of this workspace.
    pub ours: bool,
}

impl Package {
    /// Whether its tests can run in a browser.
    pub fn has_browser_tests(&self) -> bool {
        self.dependencies.iter().any(|dependency| dependency.name == "wasm-bindgen-test")
    }
}

/// The packages of the workspace.
///
/// # Errors
/// When cargo does not understand the manifests.
pub fn packages() -> Result<Vec<Package>> {
    let text = output(&mut cargo("metadata --format-version 1 --no-deps"))
        .context("`cargo metadata` failed: run it to see why")?;
    let metadata: Value = serde_json::from_str(&text).context("cargo's metadata is not JSON")?;
    Ok(list(&metadata, "packages").iter().map(package).collect())
}

fn package(value: &Value) -> Package {
    let tests = list(value, "targets")
        .iter()
        .filter(|target| list(target, "kind").iter().any(|kind| kind == "test"));
    Package {
        name: text(value, "name"),
        dependencies: list(value, "dependencies").iter().map(dependency).collect(),
        tests: tests.map(|target| text(target, "name")).collect(),
    }
}

fn dependency(value: &Value) -> Dependency {
    Dependency {
        name: text(value, "name"),
        dev: value.get("kind").and_then(Value::as_str) == Some("dev"),
        ours: value.get("path").is_some_and(Value::is_string),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_package_is_found() {
        let packages = packages().unwrap();
        let own = packages.iter().find(|package| package.name == "xtask").unwrap();
        assert!(own.dependencies.iter().all(|dependency| !dependency.ours));
        assert!(own.dependencies.iter().any(|dependency| dependency.name == "anyhow"));
    }
}
