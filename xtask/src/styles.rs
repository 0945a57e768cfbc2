//! One style sheet out of many: small files are good to read and slow to load,
//! since a browser asks for each. Their order is that of the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::seal::{integrity, short_hash};

/// How trunk writes the link to a style sheet.
const LINK: &str = "<link rel=\"stylesheet\"";

/// Joins all style sheets that the page of a bundle links to.
///
/// # Errors
/// When a file is not where the page says, or not readable.
pub fn join(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html =
        fs::read_to_string(&page).with_context(|| format!("could not read {}", page.display()))?;
    let (mut html, place, names) = without_links(&html);
    let mut css = String::new();
    for name in &names {
        let path = dist.join(name);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("could not read {}", path.display()))?;
        css.push_str(&without_blanks(&text));
    }
    if names.is_empty() {
        return Ok(());
    }
    for name in &names {
        fs::remove_file(dist.join(name))?;
    }
    let name = format!("style-{}.css", short_hash(css.as_bytes()));
    let link = format!("{LINK} href=\"/{name}\" integrity=\"{}\">", integrity(css.as_bytes()));
    fs::write(dist.join(&name), css)?;
    println!("styles: {} files joined", names.len());
    html.insert_str(place, &link);
    fs::write(&page, html).with_context(|| format!("could not write {}", page.display()))
}

/// The page without its links to style sheets, where the first stood, and the files they named in order.
fn without_links(html: &str) -> (String, usize, Vec<String>) {
    let mut rest = html;
    let mut page = String::with_capacity(html.len());
    let mut place = 0;
    let mut names = Vec::new();
    while let Some(start) = rest.find(LINK) {
        let Some(length) = rest[start..].find('>') else { break };
        let tag = &rest[start..=start + length];
        let href = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
        page.push_str(rest[..start].trim_end_matches([' ', '\n']));
        if names.is_empty() {
            place = page.len();
        }
        names.extend(href.map(|href| href.trim_start_matches('/').to_owned()));
        rest = &rest[start + length + 1..];
    }
    page.push_str(rest);
    (page, place, names)
}

/// What the browser would skip: comments, and blanks where nothing could run together.
fn without_blanks(css: &str) -> String {
    let mut code = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => string_length(rest, next),
            _ => next.len_utf8(),
        };
        let (piece, behind) = rest.split_at(length);
        rest = behind;
        if next.is_whitespace() || piece.starts_with("/*") {
            if !code.ends_with([' ', '{', '}', ';', ',', ':']) && !code.is_empty() {
                code.push(' ');
            }
            continue;
        }
        if matches!(next, '{' | '}' | ';' | ',') && code.ends_with(' ') {
            code.pop();
        }
        if next == '}' && code.ends_with(';') {
            code.pop();
        }
        code.push_str(piece);
    }
    code
}

/// How long a string with its quotation marks is, at the beginning of a text.
fn string_length(text: &str, mark: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == mark && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(place, _)| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_taken_out_in_order() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"/b.css\" integrity=\"x\"/>\n  \
                    <link rel=\"icon\" href=\"/i.svg\">\n  <link rel=\"stylesheet\" href=\"/a.css\"/></head>";
        let (page, place, names) = without_links(html);
        assert_eq!(names, ["b.css", "a.css"]);
        assert_eq!(place, "<head>".len());
        assert_eq!(page, "<head>\n  <link rel=\"icon\" href=\"/i.svg\"></head>");
    }

    #[test]
    fn blanks_go_and_rules_stay() {
        let css = "/* one\n two */\n\na :hover,\nb > c {\n  d: e  f; /* g */\n  \
                   width: calc(1px + 2px);\n}\n@media (width > 9em) { h { content: \"; \\\" }\"; } }\n";
        assert_eq!(
            without_blanks(css),
            "a :hover,b > c{d:e f;width:calc(1px + 2px)}@media (width > 9em){h{content:\"; \\\" }\"}}"
        );
        assert_eq!(without_blanks("a[b='/* c */'] {}"), "a[b='/* c */']{}");
    }

    #[test]
    fn one_file_is_left() {
        let dist = std::env::temp_dir().join(format!("xtask-styles-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("b.css"), "b{}").unwrap();
        fs::write(dist.join("a.css"), "a{}").unwrap();
        let links =
            "<link rel=\"stylesheet\" href=\"/b.css\"/><link rel=\"stylesheet\" href=\"/a.css\"/>";
        fs::write(dist.join("index.html"), format!("<head>{links}</head>")).unwrap();
        join(&dist).unwrap();
        let html = fs::read_to_string(dist.join("index.html")).unwrap();
        let (_, _, names) = without_links(&html);
        let css = fs::read_to_string(dist.join(&names[0])).unwrap();
        fs::remove_dir_all(&dist).unwrap();
        assert_eq!(css, "b{}a{}");
        assert!(html.contains(&integrity(css.as_bytes())));
    }
}
