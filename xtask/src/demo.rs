//! `cargo xtask demo`: from a fresh clone to a running relay with a simulated
//! desk. The relay itself prints its address and the link to join by.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::build::{self, Profile};
use crate::shell::{self, command, output, run};

/// Where browsers find it, unless told otherwise.
const PORT: u16 = 8080;

/// The built relay, from the workspace folder.
pub const RELAY: &str = "target/debug/mediatrix-relay";

/// Chat, people and presets of the demo stay here from one run to the next.
const DATA: &str = "data/demo";

/// Who can open the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Browsers on this machine.
    Loopback,
    /// Everybody in the same network.
    Lan,
}

/// What a demo can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    reach: Reach,
    port: u16,
}

impl Options {
    /// Reads `[--lan] [--port N]`.
    ///
    /// # Errors
    /// For anything else; the text names it.
    pub fn parse(words: &[&str]) -> Result<Self> {
        let mut options = Self { reach: Reach::Loopback, port: PORT };
        let mut words = words.iter();
        while let Some(&word) = words.next() {
            match word {
                "--lan" => options.reach = Reach::Lan,
                "--port" => {
                    let port = words.next().context("--port wants a number, such as 8081")?;
                    options.port =
                        port.parse().with_context(|| format!("{port:?} is no number of a port"))?;
                }
                other => bail!("demo knows --lan and --port N, not {other:?}"),
            }
        }
        Ok(options)
    }
}

/// Builds everything and becomes the relay, until it is stopped.
///
/// # Errors
/// When something is missing, does not build, or the port is taken; the text says what to do.
pub fn demo(options: &Options) -> Result<()> {
    let Options { reach, port } = *options;
    let (listen, public_url) = match reach {
        Reach::Loopback => (SocketAddr::from((Ipv4Addr::LOCALHOST, port)), None),
        Reach::Lan => {
            let url = format!("http://{}:{port}", lan_address()?);
            (SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)), Some(url))
        }
    };
    // Building takes minutes, so this is asked first.
    port_is_free(listen)?;
    println!("[1/3] The browser app");
    build::build(Profile::Release)?;
    println!("[2/3] The relay");
    run(&mut shell::cargo("build --package relay --bin mediatrix-relay"))
        .context("the relay did not build: the lines above say where")?;
    println!("[3/3] The relay with a simulated desk; Ctrl-C stops it");
    let listen = listen.to_string();
    let mut args = vec!["serve", "--listen", &listen, "--data", DATA];
    if let Some(url) = &public_url {
        args.extend(["--public-url", url]);
    }
    if shell::root().join(DATA).exists() {
        print_another_link(&args[1..]);
    }
    become_process(&mut command(&relay_path(), args))
}

/// A link for one more person: the relay prints one only while nobody has joined, and those of earlier runs are used up.
fn print_another_link(place: &[&str]) {
    let invite = ["invite", "--role", "admin"];
    if let Some(link) = output(&mut command(&relay_path(), invite.iter().chain(place))) {
        println!("join as admin: {link}");
    }
}

fn relay_path() -> String {
    shell::root().join(Path::new(RELAY)).display().to_string()
}

fn port_is_free(address: SocketAddr) -> Result<()> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {} is taken: another demo or relay may still be running; stop it, or choose another with --port",
            address.port()
        ),
        Err(error) => Err(error)
            .with_context(|| format!("could not listen on {address}: is it allowed here?")),
    }
}

/// The address by which others in the network reach this machine.
fn lan_address() -> Result<IpAddr> {
    // Connecting a UDP socket sends nothing: it asks the system which of its
    // addresses it would send from. The target is reserved for documentation.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket
        .connect((Ipv4Addr::new(192, 0, 2, 1), 9))
        .and_then(|()| socket.local_addr())
        .map(|address| address.ip())
        .ok()
        .filter(|ip| !ip.is_loopback() && !ip.is_unspecified())
        .context("this machine is in no network: join one, or run the demo without --lan")
}

/// Puts the relay in this process's place, so that Ctrl-C reaches just it.
#[cfg(unix)]
fn become_process(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("could not start the relay")
}

#[cfg(not(unix))]
fn become_process(command: &mut Command) -> Result<()> {
    run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_said_in_a_sentence() {
        let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let error = port_is_free(other.local_addr().unwrap()).unwrap_err();
        assert!(error.to_string().contains("is taken"), "{error}");
    }

    #[test]
    fn what_a_demo_is_told() {
        let usual = Options { reach: Reach::Loopback, port: PORT };
        assert_eq!(Options::parse(&[]).unwrap(), usual);
        let other = Options { reach: Reach::Lan, port: 8081 };
        assert_eq!(Options::parse(&["--port", "8081", "--lan"]).unwrap(), other);
        for (words, told) in [
            (&["--port"][..], "wants a number"),
            (&["--port", "x"], "\"x\""),
            (&["--wan"], "--wan"),
        ] {
            let error = format!("{:#}", Options::parse(words).unwrap_err());
            assert!(error.contains(told), "{error}");
        }
    }
}
