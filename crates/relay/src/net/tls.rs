//! The certificate: read from files, or made once and kept in the data folder
//! so that it stays the same over restarts.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

use crate::config::Config;

/// Why there is no certificate to show.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsError {
    /// A file that cannot be read or holds no PEM.
    #[error("cannot read {path}: {reason}; it must be a readable PEM file")]
    File {
        /// The file.
        path: PathBuf,
        /// What was wrong.
        reason: String,
    },
    /// Certificate and key do not belong together, or are of an unknown kind.
    #[error("the certificate cannot be used: {0}; do certificate and key belong together?")]
    Unusable(#[from] rustls::Error),
    /// A certificate could not be made.
    #[error("cannot make a certificate: {0}")]
    Make(#[from] rcgen::Error),
    /// The made certificate could not be kept.
    #[error("cannot write {path}: {error}; the data folder must be writable")]
    Keep {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// The acceptor for the configured certificate; none without TLS.
pub(crate) fn acceptor(config: &Config) -> Result<Option<TlsAcceptor>, TlsError> {
    let (cert, key) = match (&config.tls_cert, &config.tls_key) {
        (Some(cert), Some(key)) => (cert.clone(), key.clone()),
        _ if config.tls_self_signed => self_signed(config)?,
        _ => return Ok(None),
    };
    let chain = CertificateDer::pem_file_iter(&cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| TlsError::File { path: cert.clone(), reason: error.to_string() })?;
    if chain.is_empty() {
        let reason = "there is no certificate in it".to_owned();
        return Err(TlsError::File { path: cert, reason });
    }
    let secret = PrivateKeyDer::from_pem_file(&key)
        .map_err(|error| TlsError::File { path: key, reason: error.to_string() })?;
    let mut server = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, secret)?;
    server.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Some(TlsAcceptor::from(Arc::new(server))))
}

/// Paths of the self-made pair, made now if it is not there yet.
fn self_signed(config: &Config) -> Result<(PathBuf, PathBuf), TlsError> {
    let cert = config.data.join("certificate.pem");
    let key = config.data.join("certificate.key");
    if cert.exists() && key.exists() {
        return Ok((cert, key));
    }
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    if !config.listen.ip().is_unspecified() && !config.listen.ip().is_loopback() {
        names.push(config.listen.ip().to_string());
    }
    if let Some(url) = &config.public_url {
        names.push(url.host().trim_matches(['[', ']']).to_owned());
    }
    names.extend(config.allow_hosts.iter().cloned());
    let pair = rcgen::generate_simple_self_signed(names)?;
    write(&key, &pair.signing_key.serialize_pem())?;
    write(&cert, &pair.cert.pem())?;
    Ok((cert, key))
}

/// Writes a file only this user can read.
fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| TlsError::Keep { path: path.to_owned(), error })
}
