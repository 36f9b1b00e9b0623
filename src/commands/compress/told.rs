//! What `handson compress` says when it is done: true sizes, and errors if they were asked for.

use serde_json::{Value, json};

use super::compare::Compared;
use crate::codes::file::Head;
use crate::codes::{Ledger, Quantizer};
use crate::ui::number::grouped;

/// A file of codes that was written.
pub struct Told<'a> {
    /// What the digits weigh.
    pub ledger: Ledger,
    /// What the file says of itself.
    pub head: &'a Head,
    /// How its codes were rounded.
    pub quantizer: &'a Quantizer,
    /// What the others make of the same digits.
    pub compared: Option<Compared>,
}

/// Bytes under a name, and how far from the digits: not said where nothing is lost, or nobody asked.
type Row = (&'static str, u64, Option<f64>);

impl Told<'_> {
    /// Bytes of the decoder in the file.
    fn decoder(&self) -> u64 {
        match self.head.inside {
            true => self.ledger.decoder,
            false => 0,
        }
    }

    /// Bytes of the file that are neither decoder nor codes.
    fn rest(&self) -> u64 {
        self.head.file_len() - self.decoder() - self.codes()
    }

    fn codes(&self) -> u64 {
        self.ledger.codes(self.head.bits)
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = vec![("pixels", self.ledger.raw(), None)];
        if let Some(Compared { rivals, .. }) = &self.compared {
            rows.extend([
                ("PNG, a file each", rivals.png, Some(0.0)),
                ("zstd", rivals.zstd, Some(0.0)),
                ("one bit a pixel, zstd", rivals.ink, Some(rivals.ink_error)),
            ]);
        }
        let error = self.compared.as_ref().map(|compared| compared.error);
        rows.push(("codes", self.codes(), error));
        if self.head.inside {
            rows.push(("decoder", self.decoder(), None));
        }
        rows.push(("head and checksum", self.rest(), None));
        rows
    }

    /// A table.
    pub fn text(&self, file: &str) -> String {
        let (pictures, bits) = (self.ledger.pictures, self.head.bits);
        let digits = if pictures == 1 { "digit" } else { "digits" };
        let mut text = format!(
            "{} {digits}, {} numbers a code, {bits} bits a number\n",
            grouped(pictures),
            self.head.width
        );
        let mut line = |cells: [&str; 4]| {
            let [name, bytes, each, error] = cells;
            let line = format!("  {name:<22} {bytes:>13} {each:>9}  {error}");
            text.push_str(line.trim_end());
            text.push('\n');
        };
        let error = if self.compared.is_some() { "error" } else { "" };
        line(["", "bytes", "a digit", error]);
        let whole = ("the whole file", self.head.file_len(), None);
        for (name, bytes, error) in self.rows().into_iter().chain([whole]) {
            let error = error.map_or_else(String::new, |error| format!("{error:.5}"));
            let each = format!("{:.1}", self.ledger.each(bytes));
            line([name, &grouped(bytes), &each, &error]);
        }
        if let Some(compared) = &self.compared {
            text += &self.repaid(compared);
        }
        text + &format!("wrote {file}\n")
    }

    /// From how many digits on the file is the shorter one.
    fn repaid(&self, compared: &Compared) -> String {
        let bits = self.head.bits;
        let rivals = [
            ("pixels", self.ledger.raw()),
            ("zstd", compared.rivals.zstd),
        ];
        let said = rivals.map(
            |(name, bytes)| match self.ledger.repaid_after(bytes, bits) {
                Some(digits) => {
                    format!("  shorter than {name} from {} digits on\n", grouped(digits))
                }
                None => format!("  never shorter than {name}, however many digits\n"),
            },
        );
        format!("codes and decoder\n{}", said.concat())
    }

    /// The same as one object.
    pub fn json(&self) -> Value {
        let rivals = self.compared.as_ref().map(|compared| &compared.rivals);
        let mut told = json!({
            "digits": self.ledger.pictures,
            "width": self.head.width,
            "bits": self.head.bits.count(),
            "pixels": self.ledger.raw(),
            "codes": self.codes(),
            "decoder": self.decoder(),
            "rest": self.rest(),
            "file": self.head.file_len(),
            "ranges": self.quantizer.ranges().each(),
        });
        if let (Some(compared), Some(rivals)) = (&self.compared, rivals) {
            told["error"] = compared.error.into();
            told["zstd"] = rivals.zstd.into();
            told["png"] = rivals.png.into();
            told["one_bit"] = rivals.ink.into();
            told["one_bit_error"] = rivals.ink_error.into();
        }
        told
    }
}
