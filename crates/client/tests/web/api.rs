//! HTTP calls, with a `fetch` that plays the relay.

use client::Api;
use protocol::Role;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Replaces the page's `fetch` until it is dropped. Tests of this file run
/// one after the other, as all tests of a page do.
struct FakeFetch(JsValue);

impl FakeFetch {
    /// `answer` is the body of a JavaScript function of `request`.
    fn new(answer: &str) -> Self {
        let replaced = js_sys::eval("globalThis.fetch").unwrap();
        js_sys::eval(&format!(
            "globalThis.asked = []; globalThis.fetch = async (request) => {{
                globalThis.asked.push([request.method, new URL(request.url).pathname
                    + new URL(request.url).search, request.headers.get('authorization') ?? '',
                    await request.clone().text()].join(' '));
                {answer}
            }};"
        ))
        .unwrap();
        Self(replaced)
    }

    /// What was asked: method, path, authorization and body in one line each.
    fn asked(&self) -> String {
        js_sys::eval("globalThis.asked.join('\\n')").unwrap().as_string().unwrap()
    }
}

impl Drop for FakeFetch {
    fn drop(&mut self) {
        js_sys::Reflect::set(&js_sys::global(), &"fetch".into(), &self.0).unwrap();
    }
}

#[wasm_bindgen_test]
async fn an_invitation_tells_what_it_offers() {
    let relay = FakeFetch::new(
        r#"return Response.json({valid: true, role: "musician", buses: [3], expires: 1700000000000});"#,
    );
    let invitation = Api::of_page().invitation("AB/12").await.unwrap();
    assert_eq!((invitation.role, invitation.buses), (Role::Musician, vec![3]));
    assert_eq!(invitation.expires, Some(1_700_000_000_000));
    assert_eq!(relay.asked(), "GET /api/v1/invitations/AB%2F12  ");
}

#[wasm_bindgen_test]
async fn a_refusal_keeps_its_code() {
    let _relay = FakeFetch::new(
        r#"return request.method === "GET"
            ? Response.json({valid: false, reason: "invitation_used", message: "used already"})
            : Response.json({code: "invitation_expired", message: "too late"}, {status: 403});"#,
    );
    let refused = Api::of_page().invitation("AB12").await.unwrap_err();
    assert_eq!((refused.code(), refused.to_string().as_str()), ("invitation_used", "used already"));
    let refused = Api::of_page().join("AB12", "Ana", "sky").await.unwrap_err();
    assert_eq!((refused.code(), refused.to_string().as_str()), ("invitation_expired", "too late"));
}

#[wasm_bindgen_test]
async fn joining_gives_a_token() {
    let relay = FakeFetch::new(
        r#"return Response.json({token: "t0", member: {id: 7, name: "Ana", role: "engineer", color: "sky"}});"#,
    );
    let joined = Api::of_page().join("AB12", "Ana", "sky").await.unwrap();
    assert_eq!((joined.token.as_str(), joined.member.id), ("t0", 7));
    assert_eq!(relay.asked(), r#"POST /api/v1/join  {"code":"AB12","name":"Ana","color":"sky"}"#);
}

#[wasm_bindgen_test]
async fn calls_of_a_member_carry_the_token() {
    let relay = FakeFetch::new(
        r#"return Response.json(request.url.endsWith("/me")
            ? {id: 7, name: "Ana", role: "viewer", color: "sky"}
            : {entries: [], more: true});"#,
    );
    assert_eq!(Api::of_page().me("t0").await.unwrap().role, Role::Viewer);
    let history = Api::of_page().history("t0", "stage left", Some(41), 50).await.unwrap();
    assert!(history.more && history.entries.is_empty());
    Api::of_page().history("t0", "crew", None, 10).await.unwrap();
    let asked = relay.asked();
    let lines: Vec<&str> = asked.lines().map(str::trim_end).collect();
    assert_eq!(
        lines,
        [
            "GET /api/v1/me Bearer t0",
            "GET /api/v1/rooms/stage%20left/messages?limit=50&before=41 Bearer t0",
            "GET /api/v1/rooms/crew/messages?limit=10 Bearer t0",
        ]
    );
}

#[wasm_bindgen_test]
async fn a_strange_answer_and_no_answer_are_told_apart() {
    {
        let _proxy = FakeFetch::new(r#"return new Response("<html>", {status: 502});"#);
        assert_eq!(Api::of_page().me("t0").await.unwrap_err().code(), "bad_answer");
    }
    let _nobody = FakeFetch::new(r#"throw new TypeError("no route");"#);
    let unreachable = Api::of_page().me("t0").await.unwrap_err();
    assert_eq!(unreachable.code(), "unreachable");
    assert!(unreachable.to_string().contains("no route"));
}

#[wasm_bindgen_test]
async fn only_204_is_alive() {
    for (answer, alive) in [
        ("return new Response(null, {status: 204});", true),
        ("return new Response('a login page');", false),
        ("throw new TypeError('no route');", false),
    ] {
        let _relay = FakeFetch::new(answer);
        assert_eq!(Api::of_page().alive().await, alive, "{answer}");
    }
}

#[wasm_bindgen_test]
async fn a_probe_is_given_up_after_a_second() {
    let _silent = FakeFetch::new(
        "return new Promise((_, reject) =>
            request.signal.onabort = () => reject(request.signal.reason));",
    );
    let start = client::clock::now();
    assert!(!Api::of_page().alive().await);
    let waited = client::clock::now().since(start).as_millis();
    assert!((900..3000).contains(&waited), "{waited} ms");
}

#[wasm_bindgen_test]
async fn a_dropped_call_is_aborted() {
    let _silent = FakeFetch::new(
        "request.signal.onabort = () => globalThis.asked.push('aborted');
        return new Promise(() => {});",
    );
    let api = Api::of_page();
    let mut call = Box::pin(api.me("t0"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut context).is_pending());
    // The page's turn: the request is written down and the abort heard.
    crate::events::pass(std::time::Duration::from_millis(10)).await;
    drop(call);
    assert!(_silent.asked().ends_with("aborted"), "{}", _silent.asked());
}
