//! The HTTP API: invitations, joining, people.

use testkit::native::{Peer, request};

use crate::harness::{Relay, join};

#[tokio::test]
async fn an_invitation_is_shown_used_and_used_up() {
    let relay = Relay::start().await;
    let admin = relay.token("Ana").await;
    let wanted = r#"{"role":"musician","buses":[2],"uses":1}"#;
    let made = relay.api("POST", "/invitations", &admin, wanted).await;
    assert_eq!(made.status, 201, "{}", made.text());
    let code = made.json()["code"].as_str().unwrap().to_owned();
    let link = made.json()["link"].as_str().unwrap().to_owned();
    assert_eq!(link, format!("http://{}/#/join/{code}", relay.address));

    let shown = relay.get(&format!("/api/v1/invitations/{code}")).await.json();
    assert_eq!((&shown["valid"], &shown["role"]), (&true.into(), &"musician".into()));
    assert_eq!(shown["buses"][0], 2);
    let token = join(relay.address, &code.to_lowercase().replace('-', " "), "Cleo").await;
    let me = relay.api("GET", "/me", &token, "").await.json();
    assert_eq!((&me["name"], &me["role"]), (&"Cleo".into(), &"musician".into()));

    let shown = relay.get(&format!("/api/v1/invitations/{code}")).await.json();
    assert_eq!((&shown["valid"], &shown["reason"]), (&false.into(), &"invitation_used".into()));
    let body = format!(r#"{{"code":"{code}","name":"Dan","color":"sky"}}"#);
    let refused = relay.api("POST", "/join", "", &body).await;
    assert_eq!((refused.status, &refused.json()["code"]), (403, &"invitation_used".into()));
    relay.stop().await;
}

#[tokio::test]
async fn the_first_link_opens_in_two_browsers() {
    let relay = Relay::start().await;
    let (one, two) = (relay.token("Ana").await, relay.token("Ana again").await);
    assert_ne!(one, two);
    let (one, two) = (Peer::join(relay.address, &one).await, Peer::join(relay.address, &two).await);
    assert_ne!(one.welcome.you.id, two.welcome.you.id);
    relay.stop().await;
}

#[tokio::test]
async fn guessing_codes_is_slowed_down() {
    let relay = Relay::with("wrong_codes_per_minute = 3").await;
    for _ in 0..3 {
        let shown = relay.get("/api/v1/invitations/0000-0000-0000-0000").await;
        assert_eq!(shown.json()["reason"], "invitation_unknown");
    }
    let body = format!(r#"{{"code":"{}","name":"Ana"}}"#, relay.code);
    assert_eq!(relay.api("POST", "/join", "", &body).await.status, 429);
    relay.stop().await;
}

#[tokio::test]
async fn only_admins_invite_and_revoke() {
    let relay = Relay::start().await;
    let admin = relay.token("Ana").await;
    let made = relay.api("POST", "/invitations", &admin, r#"{"role":"viewer"}"#).await;
    let code = made.json()["code"].as_str().unwrap().to_owned();
    let viewer = join(relay.address, &code, "Vic").await;
    let mut watching = Peer::join(relay.address, &viewer).await;
    let id = watching.welcome.you.id;

    let wanted = r#"{"role":"admin"}"#;
    assert_eq!(relay.api("POST", "/invitations", &viewer, wanted).await.status, 403);
    assert_eq!(relay.api("POST", "/invitations", "", wanted).await.status, 401);
    assert_eq!(relay.api("DELETE", &format!("/members/{id}"), &viewer, "").await.status, 403);
    assert_eq!(relay.api("DELETE", "/members/9999", &admin, "").await.status, 404);
    assert_eq!(relay.api("DELETE", "/members/x", &admin, "").await.status, 400);
    let last = relay.api("DELETE", "/members/1", &admin, "").await;
    assert_eq!((last.status, &last.json()["code"]), (409, &"last_admin".into()));

    assert_eq!(relay.api("DELETE", &format!("/members/{id}"), &admin, "").await.status, 204);
    assert_eq!(watching.closed().await.0, 4401, "a revoked token closes its sockets");
    assert_eq!(relay.api("GET", "/me", &viewer, "").await.status, 401);
    let members = relay.api("GET", "/members", &admin, "").await.json();
    assert_eq!(members["members"].as_array().unwrap().len(), 1);
    relay.stop().await;
}

#[tokio::test]
async fn a_name_can_be_changed_within_limits() {
    let relay = Relay::start().await;
    let token = relay.token("Ana").await;
    let changed = relay.api("PATCH", "/me", &token, r#"{"name":" Anna "}"#).await.json();
    assert_eq!((&changed["name"], &changed["color"]), (&"Anna".into(), &"sky".into()));
    let bad = relay.api("PATCH", "/me", &token, r#"{"name":""}"#).await;
    assert_eq!((bad.status, &bad.json()["code"]), (400, &"bad_request".into()));
    let peer = Peer::join(relay.address, &token).await;
    assert_eq!(peer.welcome.you.name, "Anna");
    relay.stop().await;
}

#[tokio::test]
async fn odd_requests_get_a_code_and_a_sentence() {
    let relay = Relay::start().await;
    let large = format!(r#"{{"code":"{}"}}"#, "x".repeat(20_000));
    for (method, path, body, status) in [
        ("POST", "/join", "{", 400),
        ("POST", "/join", "[]", 422),
        ("POST", "/join", large.as_str(), 413),
        ("GET", "/nowhere", "", 404),
        ("DELETE", "/join", "", 405),
        ("GET", "/me", "", 401),
    ] {
        let answer = relay.api(method, path, "", body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
        let said = answer.json();
        assert!(said["code"].is_string() && said["message"].is_string(), "{said}");
    }
    let no_type = request(relay.address, "POST", "/api/v1/join", &[], "{}").await;
    assert_eq!(no_type.status, 415);
    let described = relay.get("/api/v1/openapi.json").await.json();
    assert!(described["openapi"].as_str().unwrap().starts_with("3."));
    relay.stop().await;
}
