//! TLS with a certificate of the relay's own.

use std::sync::Arc;

use testkit::native::{Folder, within};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use relay::{Config, Server};

async fn server(data: &Folder) -> Server {
    let mut config = Config::default();
    config.data = data.path().to_owned();
    config.tls_self_signed = true;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    Server::build(config, listener).await.unwrap()
}

#[tokio::test]
async fn a_self_made_certificate_works_and_stays() {
    let data = Folder::new();
    let server = server(&data).await;
    let ready = server.ready();
    assert_eq!(ready.scheme, "https");
    assert!(ready.join.unwrap().starts_with("https://"));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _ = stopped.await;
    }));
    let path = data.path().join("certificate.pem");
    let certificate = CertificateDer::from_pem_file(&path).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(ready.address).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    let mut stream = within("TLS", connector.connect(name, stream)).await.unwrap();
    let request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    within("the answer", stream.read_to_string(&mut answer)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");

    // Plain HTTP on the same port is not answered.
    let mut plain = TcpStream::connect(ready.address).await.unwrap();
    plain.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut bytes = Vec::new();
    let _ = within("the end", plain.read_to_end(&mut bytes)).await;
    assert!(!bytes.starts_with(b"HTTP/"));
    stop.send(()).unwrap();
    within("the end", running).await.unwrap().unwrap();

    let again = self::server(&data).await;
    assert_eq!(CertificateDer::from_pem_file(&path).unwrap(), certificate);
    drop(again);
}
