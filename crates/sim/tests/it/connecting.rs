//! All ways in: plain WebSocket, socket.io handshake, raw stream, web page.

use sim::tree::Tree;
use sim::{Handle, Model, Options, Scene, Simulator};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio_websockets::Message;

use crate::client::{Client, LIMIT, keys};

async fn desk(model: Model) -> Handle {
    Simulator::start(Options { model, ..Options::default() }).await.unwrap()
}

fn expected(model: Model) -> std::collections::BTreeMap<String, String> {
    let tree = Tree::factory(model);
    tree.iter().map(|(key, value)| (key.to_owned(), value.to_string())).collect()
}

#[tokio::test]
async fn a_plain_websocket_gets_the_whole_tree_on_any_path() {
    for (model, path) in [(Model::Ui12, "/"), (Model::Ui16, "/any/thing?x=1"), (Model::Ui24R, "/")]
    {
        let desk = desk(model).await;
        let mut client = Client::connect(desk.addr(), path).await;
        assert_eq!(client.frame().await.as_deref(), Some("1::"));
        let lines = client.dump().await;
        assert_eq!(lines[0], "UPDATE_PLAYLIST");
        assert!(lines[1].starts_with("RTA^AAAA"), "{}", lines[1]);
        assert_eq!(lines.len(), 2 + Tree::factory(model).len(), "{model}");
        assert_eq!(keys(&lines), expected(model), "{model}");
        let first_number = lines.iter().position(|line| line.starts_with("SETD^")).unwrap();
        assert!(!lines[first_number..].iter().any(|line| line.starts_with("SETS^")));
        desk.stop().await;
    }
}

#[tokio::test]
async fn the_handshake_names_a_session_to_upgrade_with() {
    let desk = desk(Model::Ui16).await;
    let response =
        get(&desk, "GET /socket.io/1/?t=1500000000000 HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    assert!(head.contains("Server: rkdmixer"), "{head}");
    // One chunk: its size, its text, then the empty chunk.
    let text = body.split("\r\n").nth(1).unwrap();
    let (session, rest) = text.split_once(':').unwrap();
    assert_eq!(rest, "5:5:websocket");
    session.parse::<u64>().unwrap();
    let path = format!("/socket.io/1/websocket/{session}");
    let mut client = Client::connect(desk.addr(), &path).await;
    assert_eq!(client.frame().await.as_deref(), Some("1::"));
    assert_eq!(keys(&client.dump().await).len(), Tree::factory(Model::Ui16).len());
}

#[tokio::test]
async fn other_pages_say_what_this_is() {
    let desk = desk(Model::Ui16).await;
    let page = get(&desk, "GET /mixer.html HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(page.starts_with("HTTP/1.1 200 OK") && page.contains("Simulated ui16"), "{page}");
    let missing = get(&desk, "GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(missing.starts_with("HTTP/1.1 404"), "{missing}");
    let garbage = get(&desk, "\u{1}\u{2}\u{3}\r\n\r\n").await;
    assert!(garbage.starts_with("HTTP/1.1 400"), "{garbage}");
}

async fn get(desk: &Handle, request: &str) -> String {
    let mut stream = TcpStream::connect(desk.addr()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut response = String::new();
    let read = stream.read_to_string(&mut response);
    tokio::time::timeout(LIMIT, read).await.expect("in time").unwrap();
    response
}

#[tokio::test]
async fn the_raw_stream_speaks_bare_lines() {
    for request in ["GET /raw HTTP1.1\n\n", "GET /raw HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let desk = desk(Model::Ui12).await;
        let mut observer = Client::ready(desk.addr()).await;
        let mut stream = TcpStream::connect(desk.addr()).await.unwrap();
        // The first command comes together with the request.
        let first = format!("{request}ALIVE\nSETD^i.0.mix^0.25\n");
        stream.write_all(first.as_bytes()).await.unwrap();
        assert_eq!(observer.news().await, "SETD^i.0.mix^0.25");
        let mut lines = BufReader::new(stream).lines();
        let mut told = Vec::new();
        loop {
            let line = tokio::time::timeout(LIMIT, lines.next_line()).await.expect("in time");
            let line = line.unwrap().unwrap();
            assert!(!line.starts_with("3:::") && line != "1::" && line != "2::", "{line}");
            if line.starts_with("VU2^") {
                break;
            }
            told.push(line);
        }
        let mut tree = expected(Model::Ui12);
        tree.insert("i.0.mix".to_owned(), "0.25".to_owned());
        assert_eq!(keys(&told), tree);
    }
}

#[tokio::test]
async fn nonsense_ends_nothing() {
    let desk = desk(Model::Ui12).await;
    let mut noisy = Client::ready(desk.addr()).await;
    let mut observer = Client::ready(desk.addr()).await;
    for message in [
        Message::text("SETD^i.0.mix^0.9"),
        Message::text("2::"),
        Message::text(""),
        Message::text("3:::"),
        Message::binary(vec![0xFF, 0x00, 0x80]),
        Message::text("3:::SETD^i.0.mix^NaN\n^^^\nSETD\nSETS^\nSETD^i.0.name^1\nSETS^i.0.mix^x"),
        Message::text(format!("3:::SETS^i.0.name^{}", "x".repeat(500_000))),
        Message::text("3:::SETD^i.99.mix^0.5"),
    ] {
        noisy.send_message(message).await;
    }
    noisy.send("SETD^i.1.mix^0.5").await;
    assert_eq!(observer.news().await, "SETD^i.1.mix^0.5");
    assert_eq!(desk.value("i.0.mix").await.unwrap().to_string(), "0");
    assert_eq!(desk.value("i.0.name").await.unwrap().to_string(), "");
    assert_eq!(desk.value("i.99.mix").await, None);
}

#[tokio::test]
async fn the_demo_brings_its_names_and_its_show() {
    let options = Options { scene: Scene::Demo, ..Options::default() };
    let desk = Simulator::start(options).await.unwrap();
    let mut client = Client::connect(desk.addr(), "/").await;
    let told = keys(&client.dump().await);
    assert_eq!(told["i.7.name"], "Kick");
    assert_eq!(told["a.4.name"], "Wedge L");
    assert_eq!(told["f.0.name"], "Plate");
    assert_eq!(told["var.currentShow"], "School concert");
    client.send("SNAPSHOTLIST^School concert").await;
    assert_eq!(client.news().await, "SNAPSHOTLIST^School concert^Full band^Speech only");
    client.line_with("VU2^").await;
}
