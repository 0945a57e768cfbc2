//! Good addresses, bad addresses, and that no text makes the parser panic.

use proptest::prelude::*;

use super::*;

fn check(input: &str, expected: &str) {
    let parsed: Result<SocketUrl, _> = input.parse();
    let shown = parsed.map_or_else(|error| error.code().to_owned(), |url| url.to_string());
    assert_eq!(shown, expected, "{input:?}");
}

#[test]
fn good_addresses_are_shown_in_one_form() {
    check("ws://localhost", "ws://localhost/");
    check("ws://localhost:80/ws", "ws://localhost/ws");
    check("wss://localhost:443/ws", "wss://localhost/ws");
    check("ws://localhost:443/ws", "ws://localhost:443/ws");
    check("WSS://Mixer.Local:8443/A/b", "wss://mixer.local:8443/A/b");
    check("ws://192.168.0.10:08080/ws", "ws://192.168.0.10:8080/ws");
    check("ws://[::1]", "ws://[::1]/");
    check("ws://[2001:DB8:0::1]:90/x", "ws://[2001:db8:0::1]:90/x");
    check("ws://mixer?desk=1", "ws://mixer/?desk=1");
    check("ws://mixer/a?b=c&d=é", "ws://mixer/a?b=c&d=é");
    check("ws://bühne.example/", "ws://bühne.example/");
    check("ws://stage_left./ws", "ws://stage_left./ws");
    check("ws://a/b:c@d", "ws://a/b:c@d");
}

#[test]
fn every_bad_address_has_its_own_name() {
    check("", "url_empty");
    check(" ws://a", "url_space");
    check("ws://a /b", "url_space");
    check("ws://a/b\n", "url_space");
    check("ws://a/\u{7f}", "url_space");
    check("localhost:8080/ws", "url_no_scheme");
    check("://host", "url_no_scheme");
    check("ws:/host", "url_no_scheme");
    check("host/?u=ws://x", "url_no_scheme");
    check("http://localhost", "url_wrong_scheme");
    check("wsx://localhost", "url_wrong_scheme");
    check("ws://", "url_no_host");
    check("ws:///path", "url_no_host");
    check("ws://:8080", "url_no_host");
    check("ws://?x", "url_no_host");
    check("ws://me@host", "url_user_info");
    check("ws://me:secret@host/", "url_user_info");
    check("ws://host:", "url_bad_port");
    check("ws://host:80a", "url_bad_port");
    check("ws://host:-1", "url_bad_port");
    check("ws://host:0", "url_port_range");
    check("ws://host:65536", "url_port_range");
    check("ws://host:99999999999999999999", "url_port_range");
    check("ws://host/#", "url_fragment");
    check("ws://host#part", "url_fragment");
    check("ws://host\\path", "url_backslash");
    check("ws://host/a\\b", "url_backslash");
}

#[test]
fn hosts_that_browsers_would_refuse_are_refused_with_a_reason() {
    let hosts = [
        "::1",
        "[::1",
        "[::1]8",
        "[1.2.3.4]",
        "[fe80::1%25eth0]",
        "a..b",
        ".",
        "a,b",
        "1.2.3",
        "1.2.3.256",
        "0x7f.1",
    ];
    for host in hosts {
        check(&format!("ws://{host}/"), "url_bad_host");
    }
}

#[test]
fn errors_name_what_was_wrong() {
    let cases = [
        ("http://mixer", "http:// is not for WebSockets"),
        ("ws://mixer:70000", "port 70000 does not exist"),
        ("ws://::1", "an IPv6 address stands in brackets"),
    ];
    for (input, part) in cases {
        let error = input.parse::<SocketUrl>().unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn a_secret_before_the_host_is_not_repeated() {
    let error = "ws://me:secret@host".parse::<SocketUrl>().unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[test]
fn the_page_decides_between_plain_and_encrypted() {
    let cases = [
        ("http://localhost:8081", "ws://localhost:8081/ws"),
        ("https://mixer.local", "wss://mixer.local/ws"),
        ("https://[::1]:8443/", "wss://[::1]:8443/ws"),
        ("http://host:443", "ws://host:443/ws"),
    ];
    for (origin, expected) in cases {
        let url = SocketUrl::from_page(origin, "/ws").unwrap();
        assert_eq!(url.to_string(), expected);
        assert_eq!(url.http_origin(), origin.trim_end_matches('/'));
    }
    for origin in ["null", "file://", ""] {
        assert_eq!(SocketUrl::from_page(origin, "/ws").unwrap_err().code(), "url_no_server");
    }
    let extension = SocketUrl::from_page("chrome-extension://abc", "/ws");
    assert_eq!(extension.unwrap_err().code(), "url_wrong_scheme");
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9_-]{0,12}(\\.[a-z][a-z0-9-]{0,8}){0,3}\\.?",
        any::<std::net::Ipv4Addr>().prop_map(|number| number.to_string()),
        any::<std::net::Ipv6Addr>().prop_map(|number| format!("[{number}]")),
    ]
}

proptest! {
    #[test]
    fn no_text_panics_and_what_parses_comes_back(text in ".*") {
        if let Ok(url) = text.parse::<SocketUrl>() {
            prop_assert_eq!(url.to_string().parse::<SocketUrl>(), Ok(url));
        }
    }

    #[test]
    fn no_authority_panics_and_what_parses_comes_back(text in "wss?://[\\PC\\[\\]:.@/]{0,24}") {
        if let Ok(url) = text.parse::<SocketUrl>() {
            prop_assert_eq!(url.to_string().parse::<SocketUrl>(), Ok(url));
        }
    }

    #[test]
    fn parts_come_back(
        secure: bool,
        host in host(),
        port in 1..=u16::MAX,
        target in "(/[a-zA-Z0-9._~%é:@-]{0,8}){1,3}(\\?[a-z=&/?]{0,8})?",
    ) {
        let scheme = if secure { Scheme::Wss } else { Scheme::Ws };
        let text = format!("{}://{host}:{port}{target}", scheme.as_str());
        let url: SocketUrl = text.parse().unwrap();
        prop_assert_eq!(url.scheme(), scheme);
        prop_assert_eq!(url.host(), host.to_ascii_lowercase());
        prop_assert_eq!(url.port(), port);
        prop_assert_eq!(url.target(), target);
        prop_assert_eq!(url.to_string().parse::<SocketUrl>(), Ok(url));
    }
}
