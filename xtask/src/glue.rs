//! The script that wasm-bindgen writes beside the app, without what browsers
//! skip and what nothing in this app calls. What its classes alone need of the
//! wasm file is for `wasm_opt` to take out.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::compress::{files_below, has_extension};
use crate::seal::{integrity, short_hash};

/// Streams of the server functions that come with leptos. The app has none.
const UNUSED: [&str; 3] =
    ["IntoUnderlyingByteSource", "IntoUnderlyingSink", "IntoUnderlyingSource"];
/// How the script calls what the wasm file exports.
const CALL: &str = "wasm.";

/// Makes the one script of a bundle smaller and gives the names of the exports
/// of the wasm file that it still calls.
///
/// # Errors
/// When the bundle does not look as trunk makes it.
pub fn trim(dist: &Path) -> Result<Vec<String>> {
    let path = only_script(dist)?;
    let before = fs::read_to_string(&path)?;
    let after = without_comments(&without_unused(&before)?)?;
    let old_name = path.file_name().context("a file has a name")?.to_string_lossy();
    let app = old_name.split_once('-').map_or("app", |(app, _)| app);
    let name = format!("{app}-{}.js", short_hash(after.as_bytes()));
    let page = dist.join("index.html");
    let html =
        fs::read_to_string(&page).with_context(|| format!("could not read {}", page.display()))?;
    let (old, new) = (integrity(before.as_bytes()), integrity(after.as_bytes()));
    if !html.contains(&old) {
        bail!("index.html does not have `{old}`, so it can't be told of the smaller script");
    }
    fs::remove_file(&path)?;
    fs::write(dist.join(&name), &after)?;
    fs::write(&page, html.replace(&*old_name, &name).replace(&old, &new))?;
    println!("script: {} to {} bytes", before.len(), after.len());
    Ok(exports(&after))
}

fn only_script(dist: &Path) -> Result<PathBuf> {
    let files = files_below(dist)?;
    let mut found = files.into_iter().filter(|path| has_extension(path, "js"));
    match (found.next(), found.next()) {
        (Some(script), None) => Ok(script),
        _ => bail!("{} does not have one script: did trunk build it?", dist.display()),
    }
}

/// Without the classes that nothing uses, and what there is for them alone.
fn without_unused(script: &str) -> Result<String> {
    let mut code = String::with_capacity(script.len());
    let mut end: Option<fn(&str) -> bool> = None;
    for line in script.lines() {
        end = end.or_else(|| end_of_unused(line));
        match end {
            Some(is_last) if is_last(line) => end = None,
            Some(_) => {}
            None => code = code + line + "\n",
        }
    }
    if end.is_some() {
        bail!("the script has an end that is not understood: see what wasm-bindgen writes now");
    }
    Ok(code)
}

/// Tells the last line of something that only an unused class needs, if this
/// line begins it.
fn end_of_unused(line: &str) -> Option<fn(&str) -> bool> {
    UNUSED.iter().find_map(|name| -> Option<fn(&str) -> bool> {
        let class = format!("export class {name} {{");
        let registry = format!("const {name}Finalization = ");
        let disposal = format!("if (Symbol.dispose) {name}.prototype");
        if line == class {
            Some(|line| line == "}")
        } else if line.starts_with(&registry) || line.starts_with(&disposal) {
            Some(|line| line.ends_with(';'))
        } else {
            None
        }
    })
}

/// Without indentation, empty lines, and comments that have lines to themselves.
fn without_comments(script: &str) -> Result<String> {
    let mut comment = false;
    let mut code = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        comment |=
            line.starts_with("/*") && line.split_once("*/").is_none_or(|(_, rest)| rest.is_empty());
        if !comment && !line.is_empty() && !line.starts_with("//") {
            code = code + line + "\n";
        }
        comment &= !line.ends_with("*/");
    }
    if comment {
        bail!("the script has a comment without an end: see what wasm-bindgen writes now");
    }
    Ok(code)
}

/// What the script calls of the wasm file, each once.
fn exports(script: &str) -> Vec<String> {
    let name = |rest: &str| -> String {
        let part = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
        rest.chars().take_while(part).collect()
    };
    let mut names: Vec<String> = script.split(CALL).skip(1).map(name).collect();
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class IntoUnderlyingSink {
    /**
     * @returns {any}
     */
    close() {
        return wasm.intounderlyingsink_close(0);
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;

export class Kept {
    // why
    free() {
        wasm.__wbg_kept_free(wasm.memory, `\n`);
    }
}
const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));
/* one line */
wasm.memory;
";

    #[test]
    fn what_nothing_calls_goes() {
        let code = without_comments(&without_unused(SCRIPT).unwrap()).unwrap();
        assert_eq!(
            code,
            "export class Kept {\nfree() {\nwasm.__wbg_kept_free(wasm.memory, `\n`);\n}\n}\n\
             wasm.memory;\n"
        );
        assert_eq!(exports(&code), ["__wbg_kept_free", "memory"]);
        assert_eq!(without_comments("/* a */ b;\nc;\n").unwrap(), "/* a */ b;\nc;\n");
        assert!(without_comments("a;\n/* b\nc;\n").is_err());
        assert!(without_unused("export class IntoUnderlyingSink {\n").is_err());
    }

    #[test]
    fn the_page_follows_the_script() {
        let dist = std::env::temp_dir().join(format!("xtask-glue-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("app-12.js"), SCRIPT).unwrap();
        let html = |name: &str, script: &str| {
            format!("<script>from '/{name}'</script><link {}>", integrity(script.as_bytes()))
        };
        fs::write(dist.join("index.html"), html("app-12.js", SCRIPT)).unwrap();
        trim(&dist).unwrap();
        let path = only_script(&dist).unwrap();
        let (name, script) = (path.file_name().unwrap(), fs::read_to_string(&path).unwrap());
        let page = fs::read_to_string(dist.join("index.html")).unwrap();
        fs::remove_dir_all(&dist).unwrap();
        assert_ne!(name, "app-12.js");
        assert_eq!(page, html(&name.to_string_lossy(), &script));
    }
}
