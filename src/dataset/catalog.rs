//! Every byte of data is found here and nowhere else: in the program itself, in a file that all
//! processes of a host share, in a folder the learner names, and for a moment in a private temporary
//! folder.
//!
//! The embedded files lie in the program as they were packed; opening one unpacks it as it is read.

pub(crate) mod folder;
#[cfg(target_os = "linux")]
mod healing;
pub(crate) mod names;
pub(crate) mod scratch;
#[cfg(target_os = "linux")]
pub(crate) mod shared;
pub(crate) mod source;

use std::borrow::Cow;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use crate::dataset::room::has_room;
pub use folder::{IdxFolder, IdxPair};
pub use names::Split;
pub use source::Source;

/// A file that travels inside the program.
#[derive(Debug)]
pub struct Embedded {
    name: &'static str,
    packed: &'static [u8],
    zstd: bool,
}

macro_rules! embedded {
    ($($constant:ident $doc:literal $name:literal $suffix:literal)*) => {
        $(
            #[doc = $doc]
            pub static $constant: Embedded = Embedded {
                name: $name,
                packed: include_bytes!(concat!("../../data/", $name, $suffix)),
                zstd: !$suffix.is_empty(),
            };
        )*
        /// All of them.
        pub static FILES: &[&Embedded] = &[$(&$constant),*];
    };
}

embedded! {
    TRAIN_IMAGES "MNIST's 60,000 training digits." "train-images-idx3-ubyte" ".zst"
    TRAIN_LABELS "What the training digits are." "train-labels-idx1-ubyte" ".zst"
    TEST_IMAGES "MNIST's 10,000 test digits." "t10k-images-idx3-ubyte" ".zst"
    TEST_LABELS "What the test digits are." "t10k-labels-idx1-ubyte" ".zst"
    FASHION_IMAGES "A hundred pictures of Fashion-MNIST." "fashion-sample-images-idx3-ubyte" ".zst"
    FASHION_LABELS "Their classes, ten of each." "fashion-sample-labels-idx1-ubyte" ".zst"
    AUTO_MPG "Fuel economy of 406 cars." "auto-mpg.csv" ""
    PENGUINS "344 penguins." "penguins.csv" ""
    CLASSIFIER "The weights of a trained classifier of digits." "classifier.safetensors" ""
    AUTOENCODER "The weights of a trained autoencoder of digits." "autoencoder.safetensors" ""
    AUTOENCODER_2 "The weights of one with a code of two numbers." "autoencoder-2.safetensors" ""
    AUTOENCODER_RANGES "Between which values each code number of the first lies." "autoencoder-ranges.csv" ""
}

impl IdxPair {
    /// The digits that travel inside the program.
    pub fn embedded(split: Split) -> Self {
        let (images, labels) = match split {
            Split::Train => (&TRAIN_IMAGES, &TRAIN_LABELS),
            Split::Test => (&TEST_IMAGES, &TEST_LABELS),
        };
        Self::of(images, labels)
    }

    /// A hundred pictures of Fashion-MNIST that travel inside the program.
    pub fn fashion_sample() -> Self {
        Self::of(&FASHION_IMAGES, &FASHION_LABELS)
    }

    fn of(images: &'static Embedded, labels: &'static Embedded) -> Self {
        Self {
            images: Source::Embedded(images),
            labels: Some(Source::Embedded(labels)),
        }
    }
}

impl Embedded {
    /// Its name once unpacked.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Bytes that it takes inside the program: packed by zstd, if it is.
    pub fn packed_bytes(&self) -> usize {
        self.packed.len()
    }

    /// Its content, unpacked as it is read.
    pub fn open(&self) -> io::Result<Box<dyn Read>> {
        if self.zstd {
            Ok(Box::new(zstd::Decoder::with_buffer(self.packed)?))
        } else {
            Ok(Box::new(self.packed))
        }
    }

    /// Bytes of the content.
    ///
    /// # Errors
    /// None for a file that was packed as ours are, with its size.
    pub fn size(&self) -> io::Result<usize> {
        if !self.zstd {
            return Ok(self.packed.len());
        }
        let size = zstd::zstd_safe::get_frame_content_size(self.packed).ok();
        let size = size.flatten().and_then(|size| usize::try_from(size).ok());
        size.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Its content, unpacked at once: that takes no memory beside the result.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn unpacked(&self) -> io::Result<Vec<u8>> {
        let size = self.size()?;
        if !has_room(size + SPARE) {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        let mut content = vec![0; size];
        self.unpack_into(&mut content)?;
        Ok(content)
    }

    /// The same into memory of [`size`](Self::size) bytes.
    fn unpack_into(&self, room: &mut [u8]) -> io::Result<()> {
        match self.zstd {
            true => zstd::bulk::Decompressor::new()?
                .decompress_to_buffer(self.packed, room)
                .map(|_| ()),
            false => {
                room.copy_from_slice(self.packed);
                Ok(())
            }
        }
    }

    /// The SHA-256 on record, in hex; empty if there is none.
    fn checksum(&self) -> &'static str {
        let known = CHECKSUMS.lines().filter_map(|line| line.split_once("  "));
        known
            .filter(|(_, name)| *name == self.name)
            .map(|(sum, _)| sum)
            .next()
            .unwrap_or_default()
    }

    /// Whether the content has the SHA-256 on record.
    fn is_intact(&self) -> bool {
        let mut hash = Sha256::new();
        let hashed = self
            .open()
            .and_then(|mut content| io::copy(&mut content, &mut hash));
        let sum: String = hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        hashed.is_ok() && sum == self.checksum()
    }
}

/// What the rest of the program may need while a file is unpacked.
const SPARE: usize = 32 << 20;

/// Says where processes of the host share what is unpacked, best folder first; before that, and
/// where no mapping of ours can be, each has its own. Only the first call counts.
pub(crate) fn share(folders: Vec<std::path::PathBuf>) {
    #[cfg(target_os = "linux")]
    shared::share_in(folders);
    #[cfg(not(target_os = "linux"))]
    drop(folders);
}

/// How the processes of the host share the training digits, in words.
pub(crate) fn sharing() -> String {
    #[cfg(target_os = "linux")]
    return match shared::mapped(&TRAIN_IMAGES) {
        Some(Ok((file, _))) => format!("shared by all processes: {}", file.display()),
        Some(Err((folder, why))) => {
            format!("each process has its own: {}: {why}", folder.display())
        }
        None => "each process has its own: HANDSON_CACHE is off".to_owned(),
    };
    #[cfg(not(target_os = "linux"))]
    "each process has its own on this system".to_owned()
}

/// The content of an embedded file: shared with the other processes of the host where that can be.
///
/// # Errors
/// If it can be neither shared nor unpacked.
pub(crate) fn content(file: &'static Embedded) -> io::Result<Cow<'static, [u8]>> {
    #[cfg(target_os = "linux")]
    return shared::content(file);
    #[cfg(not(target_os = "linux"))]
    file.unpacked().map(Cow::Owned)
}

const CHECKSUMS: &str = include_str!("../../data/SHA256SUMS");

/// Unpacks every embedded file and compares its checksum: name, and whether it is intact.
pub fn verify() -> Vec<(&'static str, bool)> {
    FILES
        .iter()
        .map(|file| (file.name, file.is_intact()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_file_has_the_checksum_on_record() {
        let verified = verify();
        assert_eq!(verified.len(), CHECKSUMS.lines().count());
        for (name, intact) in verified {
            assert!(intact, "{name}");
        }
    }

    #[test]
    fn one_changed_byte_is_noticed() {
        let content: &'static [u8] = include_bytes!("../../data/penguins.csv");
        let mut changed = content.to_vec();
        changed[1000] ^= 1;
        let forged = |packed| Embedded {
            name: "penguins.csv",
            packed,
            zstd: false,
        };
        assert!(forged(content).is_intact());
        assert!(!forged(changed.leak()).is_intact());
    }
}
