//! The binary's commands, what they print and their exit codes.

use std::process::Output;

use testkit::native::{Folder, within};

use crate::harness::{Binary, code_of, command, join};

async fn run(arguments: &[&str]) -> Output {
    within("the command", command().args(arguments).output()).await.unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[tokio::test]
async fn a_taken_port_is_told_in_a_sentence() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = Folder::new();
    let data = data.path().to_str().unwrap();
    let output = run(&["serve", "--listen", &address, "--data", data]).await;
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains(&address) && said.contains("--listen"), "{said}");
    assert_eq!(text(&output.stdout), "");
    let output = run(&["simulate", "--listen", &address]).await;
    assert_eq!(output.status.code(), Some(1));
}

#[tokio::test]
async fn mistakes_exit_with_two_or_one_and_name_the_way_out() {
    let folder = Folder::new();
    let file = folder.path().join("file");
    std::fs::write(&file, "x = 1").unwrap();
    let (folder, file) = (folder.path().to_str().unwrap(), file.to_str().unwrap());
    let bad_data = format!("{file}/data");
    let any = ["--listen", "127.0.0.1:0", "--data"];
    let check = async |arguments: &[&str], code: i32, part: &str| {
        let output = run(arguments).await;
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(part), "{arguments:?}: {said}");
    };
    check(&["serve", "--desk", "x32://10.0.0.1"], 2, "ui://HOST").await;
    check(&["serve", "--listen", "8080"], 2, "--listen").await;
    check(&["--public-url", "mix.example.org"], 2, "https://HOST").await;
    check(&["serve", "--config", file], 2, "unknown field `x`").await;
    check(&["serve", "--config", "/nowhere.toml"], 2, "/nowhere.toml").await;
    check(&["serve", "--tls-cert", file], 2, "--tls-key").await;
    check(&[&any[..], &[folder, "--tls-cert", file, "--tls-key", file]].concat(), 1, "PEM").await;
    check(&[&any[..], &[&bad_data]].concat(), 1, "--data").await;
    check(&["invite", "--role", "king"], 2, "engineer").await;
    check(&["invite", "--role", "musician", "--data", folder], 1, "--bus").await;
    check(&["backup", "/tmp/x", "--data", "/nowhere"], 1, "--data").await;
    check(&["healthcheck", "http://127.0.0.1:9"], 1, "is it running").await;
}

#[tokio::test]
async fn settings_are_printed_and_taken_from_file_and_environment() {
    let folder = Folder::new();
    let file = folder.path().join("relay.toml");
    std::fs::write(&file, "desk = \"sim:ui12\"\nlisten = \"127.0.0.1:1111\"\n").unwrap();
    let mut command = command();
    command.args(["--print-config", "--config"]).arg(&file);
    command.args(["--data", "from-flag"]).env("MEDIATRIX_LISTEN", "127.0.0.1:2222");
    let output = within("the command", command.output()).await.unwrap();
    assert_eq!(output.status.code(), Some(0));
    let printed = text(&output.stdout);
    for line in ["desk = \"sim:ui12\"", "listen = \"127.0.0.1:2222\"", "data = \"from-flag\""] {
        assert!(printed.contains(line), "{line} in {printed}");
    }
}

#[tokio::test]
async fn invitations_backups_and_health_beside_a_running_relay() {
    let folder = Folder::new();
    let data = folder.path().to_str().unwrap();
    let mut relay =
        Binary::serve(folder.path(), &["--public-url", "https://mix.example.org"]).await;
    let link = relay.line().await;
    assert!(link.starts_with("join as admin: https://mix.example.org/#/join/"), "{link}");

    let output = run(&["invite", "--role", "engineer", "--uses", "2", "--data", data]).await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let code = code_of(text(&output.stdout).trim());
    let token = join(relay.address, &code, "Eve").await;
    let me = crate::harness::api(relay.address, "GET", "/me", &token, "").await.json();
    assert_eq!(me["role"], "engineer");

    let url = format!("http://{}", relay.address);
    assert_eq!(run(&["healthcheck", &url]).await.status.code(), Some(0));

    let second = run(&["serve", "--listen", "127.0.0.1:0", "--data", data]).await;
    assert_eq!(second.status.code(), Some(1));
    assert!(text(&second.stderr).contains("another relay"), "{}", text(&second.stderr));

    let copy = folder.path().join("copy");
    std::fs::create_dir(&copy).unwrap();
    let file = copy.join("mediatrix.db");
    let output = run(&["backup", file.to_str().unwrap(), "--data", data]).await;
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    relay.child.kill().await.unwrap();
    let again = run(&["backup", file.to_str().unwrap(), "--data", data]).await;
    assert_eq!(again.status.code(), Some(1), "an existing file is not overwritten");

    // The copy is a data folder: the token holds there.
    let restored = Binary::serve(&copy, &[]).await;
    let me = crate::harness::api(restored.address, "GET", "/me", &token, "").await;
    assert_eq!(me.status, 200);
}

#[tokio::test]
async fn a_simulated_desk_runs_on_its_own() {
    use tokio::io::{AsyncBufReadExt as _, BufReader};
    let mut child = command()
        .args(["simulate", "--listen", "127.0.0.1:0", "--model", "ui16"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = within("a line", lines.next_line()).await.unwrap().unwrap();
    let address = line.strip_prefix("simulating ui16 on ws://").expect(&line).to_owned();
    let relay = crate::harness::Relay::with(&format!("desk = \"ui://{address}\"")).await;
    let mut ready = relay.get("/readyz").await.json();
    while ready["desk"]["state"] != "live" {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        ready = relay.get("/readyz").await.json();
    }
    relay.stop().await;
    child.kill().await.unwrap();
}
