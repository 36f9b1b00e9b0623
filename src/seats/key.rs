//! Public keys as sshd names them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The longest key in base64: an RSA key of 16,384 bits has fewer than 2,800 characters.
const LONGEST: usize = 4096;

/// The kinds of keys that may have a seat (OpenSSH 9.2, `ssh -Q key-plain`, without the DSA it no longer
/// takes). A certificate is none: whoever signs one would give out seats.
const KINDS: [&str; 7] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
];

/// Why a key is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadKey {
    /// Another kind.
    #[error("a key of kind `{0}` can have no seat; make one with `ssh-keygen -t ed25519`")]
    Kind(String),
    /// Not a key in base64, or one of another kind than it says.
    #[error("this is no public key: it must be a line of a file that ends in .pub")]
    Garbled,
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    kind: &'static str,
    base64: String,
    fingerprint: String,
}

impl PublicKey {
    /// A key from its kind and its bytes in base64.
    ///
    /// # Errors
    /// A kind that is none of ours, or bytes that are no key of that kind.
    pub fn new(kind: &str, base64: &str) -> Result<Self, BadKey> {
        let known = KINDS.into_iter().find(|known| *known == kind);
        let kind = known.ok_or_else(|| {
            let plain = kind.chars().filter(|c| c.is_ascii_graphic()).take(40);
            BadKey::Kind(plain.collect())
        })?;
        if base64.len() > LONGEST {
            return Err(BadKey::Garbled);
        }
        let blob = STANDARD.decode(base64).map_err(|_| BadKey::Garbled)?;
        // RFC 4253, section 6.6: it begins with its kind, as a string with its length before it.
        let length = blob
            .first_chunk::<4>()
            .map(|bytes| u32::from_be_bytes(*bytes));
        let named = length.and_then(|length| blob.get(4..4 + length as usize));
        if named != Some(kind.as_bytes()) || blob.len() <= 4 + kind.len() {
            return Err(BadKey::Garbled);
        }
        let digest = STANDARD_NO_PAD.encode(Sha256::digest(&blob));
        Ok(Self {
            kind,
            base64: base64.to_owned(),
            fingerprint: format!("SHA256:{digest}"),
        })
    }

    /// A key from a line of a `.pub` file: kind, bytes, and whatever is said of it.
    ///
    /// # Errors
    /// As for [`new`](Self::new).
    pub fn of_line(line: &str) -> Result<Self, BadKey> {
        let mut words = line.split_whitespace();
        match (words.next(), words.next()) {
            (Some(kind), Some(base64)) => Self::new(kind, base64),
            _ => Err(BadKey::Garbled),
        }
    }

    /// Its fingerprint, as `ssh-keygen -l` tells it.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Its kind and its bytes, as in a file of keys.
    pub fn words(&self) -> String {
        format!("{} {}", self.kind, self.base64)
    }
}

/// Whether a text is a fingerprint by its form.
pub(super) fn is_fingerprint(text: &str) -> bool {
    let digest = text.strip_prefix("SHA256:");
    digest.is_some_and(|digest| {
        STANDARD_NO_PAD
            .decode(digest)
            .is_ok_and(|bytes| bytes.len() == 32)
    })
}
