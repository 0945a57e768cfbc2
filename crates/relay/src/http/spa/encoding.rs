//! Which of the pre-compressed variants a browser takes.

/// Encodings with the suffix of their files, best first.
const VARIANTS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The accepted ones of an `Accept-Encoding` header, best first.
pub(super) fn preferred(header: &str) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
    VARIANTS.into_iter().filter(move |(name, _)| header.split(',').any(|one| accepts(one, name)))
}

fn accepts(element: &str, name: &str) -> bool {
    let mut parts = element.split(';').map(str::trim);
    let named = parts.next().is_some_and(|found| found.eq_ignore_ascii_case(name));
    let refused = parts.any(|part| {
        let weight = part.strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok());
        weight == Some(0.0)
    });
    named && !refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_variant_wins() {
        let check = |header, expected: &[&str]| {
            let found: Vec<_> = preferred(header).map(|(name, _)| name).collect();
            assert_eq!(found, expected, "{header:?}");
        };
        check("gzip, deflate, br, zstd", &["br", "gzip"]);
        check("gzip;q=0.5, br;q=0", &["gzip"]);
        check("GZIP", &["gzip"]);
        check("identity", &[]);
        check("", &[]);
    }
}
