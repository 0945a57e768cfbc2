//! Running other programs: where they run, what they find on their PATH, and
//! how their output is shown or kept. What is run is the callers' business.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use anyhow::{Context, Result, bail};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or(manifest.clone(), Path::to_path_buf)
}

/// Whether this run may change the machine without asking.
pub fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// A program to run in the workspace folder.
///
/// `~/.cargo/bin` comes first on its PATH, since that is where the pinned tools are installed.
/// What cargo told this process about the package `xtask` is not handed on: build scripts would take it for theirs.
pub fn command<S: AsRef<str>>(program: &str, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for arg in args {
        command.arg(arg.as_ref());
    }
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(cargo_bin()).chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
}

/// `cargo` with the arguments given in one string, split at spaces.
pub fn cargo(args: &str) -> Command {
    command("cargo", args.split_whitespace())
}

/// Where cargo installs programs.
pub fn cargo_bin() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    home.unwrap_or_else(|| PathBuf::from(".cargo")).join("bin")
}

/// The full path of a program, as [`command`] would find it.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::iter::once(cargo_bin())
        .chain(std::env::split_paths(&path))
        .flat_map(|folder| {
            [
                folder.join(program),
                folder.join(format!("{program}.exe")),
                folder.join(format!("{program}.cmd")),
            ]
        })
        .find(|candidate| candidate.is_file())
}

/// Runs a program to its end with its output on the terminal.
///
/// # Errors
/// When it cannot be started or does not end well; the text names the command line.
pub fn run(command: &mut Command) -> Result<()> {
    let line = spell(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("could not start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// What a program prints to its standard output, if it runs and ends well.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A finished program whose output was shown and kept.
pub struct Watched {
    /// Whether it ended well.
    pub success: bool,
    /// Everything it printed, both streams in the order of arrival, without colours.
    pub text: String,
}

/// Runs a program to its end, showing and keeping what it prints.
///
/// # Errors
/// When it cannot be started.
pub fn watch(command: &mut Command) -> Result<Watched> {
    let line = spell(command);
    println!("$ {line}");
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start `{line}`"))?;
    let (lines, arrivals) = mpsc::channel();
    let streams: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|stream| Box::new(stream) as _),
        child.stderr.take().map(|stream| Box::new(stream) as _),
    ];
    for stream in streams.into_iter().flatten() {
        let lines = lines.clone();
        std::thread::spawn(move || {
            let mut reader = BufReader::new(stream);
            let mut bytes = Vec::new();
            while matches!(reader.read_until(b'\n', &mut bytes), Ok(1..)) {
                let line = String::from_utf8_lossy(&bytes).into_owned();
                if lines.send(line).is_err() {
                    break;
                }
                bytes.clear();
            }
        });
    }
    drop(lines);
    let mut text = String::new();
    for line in arrivals {
        print!("{line}");
        std::io::stdout().flush().ok();
        text.push_str(&without_colours(&line));
    }
    let status = child.wait().with_context(|| format!("could not wait for `{line}`"))?;
    Ok(Watched { success: status.success(), text })
}

/// The command line as a person would type it.
fn spell(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Takes the terminal's colour sequences (`ESC [ ... m` and their like) out.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\u{1b}' {
            plain.push(c);
            continue;
        }
        if chars.next() == Some('[') {
            // A sequence ends with its first letter.
            chars.by_ref().find(char::is_ascii_alphabetic);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_and_text_stays() {
        assert_eq!(without_colours("\u{1b}[1;32m3 passed\u{1b}[0m, ä"), "3 passed, ä");
        assert_eq!(without_colours("plain\u{1b}"), "plain");
    }

    #[test]
    fn output_of_both_streams_is_kept() {
        let mut both = command("sh", ["-c", "echo out; echo err >&2; exit 3"]);
        let watched = watch(&mut both).unwrap();
        assert!(!watched.success);
        assert!(watched.text.contains("out\n") && watched.text.contains("err\n"));
    }
}
