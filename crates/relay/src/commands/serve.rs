//! `serve`: binds the port, tells where it listens and how to join first.

use std::io::IsTerminal as _;
use std::net::SocketAddr;

use tokio::net::TcpListener;

use super::say;
use crate::cli::{ServeArgs, load};
use crate::server::{Ready, Server};
use crate::shutdown;

pub(crate) async fn serve(args: ServeArgs) -> anyhow::Result<()> {
    let config = load(args.config, args.layer)?;
    if args.print_config {
        say(format_args!("{}", config.to_toml()?.trim_end()));
        return Ok(());
    }
    let listener = bind(config.listen).await?;
    let server = Server::build(config, listener).await?;
    tell(&server.ready());
    server.run(shutdown::signal()).await?;
    Ok(())
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    use std::io::ErrorKind;
    TcpListener::bind(address).await.map_err(|error| {
        let advice = match error.kind() {
            ErrorKind::AddrInUse => {
                "the port is taken by another program, perhaps another relay: stop it or choose another port with --listen"
            }
            ErrorKind::PermissionDenied => {
                "this user may not use the port: choose one above 1023 with --listen"
            }
            ErrorKind::AddrNotAvailable => {
                "this machine does not have that address: choose one of its own with --listen"
            }
            _ => "choose another address with --listen",
        };
        anyhow::Error::new(error).context(format!("cannot listen on {address}; {advice}"))
    })
}

fn tell(ready: &Ready) {
    say(format_args!("listening on {}://{}", ready.scheme, ready.address));
    if let Some(link) = &ready.join {
        say(format_args!("join as admin: {link}"));
        if std::io::stdout().is_terminal()
            && let Some(code) = qr(link)
        {
            say(format_args!("{code}"));
        }
    }
}

/// The link as a QR code in half blocks; none if it does not fit one.
fn qr(link: &str) -> Option<String> {
    let code = qrcode::QrCode::new(link.as_bytes()).ok()?;
    // Terminals are dark more often than not, and cameras want dark on light.
    let image = code
        .render::<qrcode::render::unicode::Dense1x2>()
        .dark_color(qrcode::render::unicode::Dense1x2::Light)
        .light_color(qrcode::render::unicode::Dense1x2::Dark)
        .build();
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_named_with_a_way_out() {
        let first = bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = first.local_addr().unwrap();
        let error = bind(address).await.unwrap_err().to_string();
        assert!(error.contains(&address.to_string()) && error.contains("--listen"), "{error}");
    }

    #[test]
    fn a_join_link_fits_a_code() {
        let code = qr("https://mix.example.org/#/join/7K3M-Q2ZX-0000-ABCD").unwrap();
        assert!(code.lines().count() > 10);
    }
}
