//! The browser for tests, which comes from the system's packages. In CI it is
//! installed without asking, on a terminal after a yes; elsewhere the command
//! is named and the step fails.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::shell::{self, command, find, output, run};

/// Names of Chromium and its relatives, the likeliest first.
const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser, or the one named by the variable `CHROMIUM`.
///
/// # Errors
/// When there is none and it could not be installed.
pub fn chromium() -> Result<PathBuf> {
    program("CHROMIUM", &BROWSERS)
}

/// The browser's remote control, or the one named by the variable `CHROMEDRIVER`.
///
/// # Errors
/// When there is none and it could not be installed.
pub fn chromedriver() -> Result<PathBuf> {
    program("CHROMEDRIVER", &["chromedriver"])
}

fn program(variable: &str, names: &[&str]) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        let path = PathBuf::from(path);
        if path.is_file() {
            return Ok(path);
        }
        bail!("{variable} names {}, which is not there", path.display());
    }
    let look = || names.iter().find_map(|name| find(name));
    if let Some(path) = look() {
        return Ok(path);
    }
    install(names.first().copied().unwrap_or(variable))?;
    look().with_context(|| {
        let names = names.join("` or `");
        format!("there is still no `{names}`: install it, or name it with the variable {variable}")
    })
}

/// Installs Chromium and ChromeDriver together, since their versions must match.
fn install(missing: &str) -> Result<()> {
    const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
    let by_hand = format!("apt-get update && apt-get install {}", PACKAGES.join(" "));
    if find("apt-get").is_none() {
        bail!("`{missing}` is missing: install Chromium and ChromeDriver of the same version");
    }
    if !shell::is_ci() && !agreed(&format!("`{missing}` is missing. Run `{by_hand}`?"))? {
        bail!("`{missing}` is missing: run `{by_hand}` as root, then try again");
    }
    as_root(&["apt-get", "update"])?;
    let mut install = vec!["apt-get", "install", "--yes", "--no-install-recommends"];
    install.extend(PACKAGES);
    as_root(&install).with_context(|| format!("run `{by_hand}` by hand to see what is wrong"))
}

/// Asks on the terminal; where there is none, the answer is no.
fn agreed(question: &str) -> Result<bool> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        return Ok(false);
    }
    print!("{question} [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    input.lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}

/// Runs a command with root's rights: through sudo unless it is root who asks.
fn as_root(words: &[&str]) -> Result<()> {
    let is_root = output(&mut command("id", ["-u"])).as_deref() == Some("0");
    let words = if is_root { words.to_vec() } else { [&["sudo"], words].concat() };
    let (program, args) = words.split_first().context("nothing to run")?;
    run(command(program, args).env("DEBIAN_FRONTEND", "noninteractive"))
}
