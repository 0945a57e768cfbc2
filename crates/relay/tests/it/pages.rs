//! The app's files and the headers around them.

use testkit::native::request;

use crate::harness::Relay;

#[tokio::test]
async fn the_page_has_its_safety_headers() {
    let relay = Relay::start().await;
    let page = relay.get("/").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'self'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    let caching = page.header("cache-control");
    assert!(caching == "no-cache" || caching == "no-store", "{caching}");
    let tag = page.header("etag").to_owned();
    if !tag.is_empty() {
        let known = [("If-None-Match", tag.as_str())];
        assert_eq!(request(relay.address, "GET", "/", &known, "").await.status, 304);
    }
    relay.stop().await;
}

#[tokio::test]
async fn nothing_outside_the_app_is_served() {
    let relay = Relay::start().await;
    for path in ["/nothing.js", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2fCargo.toml"] {
        let answer = relay.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    let posted = request(relay.address, "POST", "/", &[], "").await;
    assert_eq!(posted.status, 405);
    relay.stop().await;
}

/// Says nothing where the app is not built: then there is no file to ask for.
#[tokio::test]
async fn built_files_travel_packed_and_are_kept() {
    let relay = Relay::start().await;
    let page = relay.get("/").await;
    let policy = page.header("content-security-policy").to_owned();
    let text = page.text();
    let inline = text.split("<script").skip(1).filter(|script| {
        let (tag, rest) = script.split_once('>').unwrap();
        !tag.contains("src=") && !rest.starts_with("</script>")
    });
    assert_eq!(policy.matches("'sha256-").count(), inline.count(), "{policy}");
    for (suffix, kind) in [(".wasm", "application/wasm"), (".js", "text/javascript; charset=utf-8")]
    {
        let Some(path) = text.split(['"', '\'']).find(|part| part.ends_with(suffix)) else {
            continue;
        };
        let path = format!("/{}", path.trim_start_matches('/'));
        let plain = relay.get(&path).await;
        assert_eq!((plain.status, plain.header("content-type")), (200, kind), "{path}");
        assert!(plain.header("cache-control").contains("immutable"), "{path}");
        assert_eq!(plain.header("content-encoding"), "");
        let packed = [("Accept-Encoding", "gzip, br")];
        let packed = request(relay.address, "GET", &path, &packed, "").await;
        if packed.header("content-encoding") == "br" {
            assert!(packed.body.len() < plain.body.len());
            assert_ne!(packed.header("etag"), plain.header("etag"));
        }
        assert_eq!(packed.header("vary"), "accept-encoding");
    }
    relay.stop().await;
}
