//! The content security policy of a page: our own files, the scripts that
//! stand in the page by their hashes, and nothing else.

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

/// The policy for a page with these inline scripts.
pub(super) fn policy(page: &str) -> String {
    let mut scripts = String::new();
    for script in inline_scripts(page) {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script));
        scripts.push_str(&format!(" 'sha256-{hash}'"));
    }
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
         connect-src 'self' ws: wss:; img-src 'self' data:; style-src 'self'; object-src 'none'; \
         frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
}

/// The texts between `<script>` tags without a source. Trunk writes one, to
/// start the app.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        let sourced = attributes.split_ascii_whitespace().any(|one| one.starts_with("src="));
        (!sourced && !text.is_empty()).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_allowed_by_hash() {
        let page = "<script type=\"module\">alert('Hello, world.');</script>\
                    <script src=\"x.js\"></script><script></script>";
        let policy = policy(page);
        // The example of the CSP specification.
        assert!(
            policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 1);
        assert!(!policy.contains("unsafe-inline"));
    }
}
