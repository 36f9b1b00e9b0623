//! What the lab says.

use super::ledger::{repaid, repaid_after};
use super::{BITS, Bytes, LEDGER};
use crate::dataset::idx::PIXELS;
use crate::labs::Facts;
use crate::ui::number::{figure, grouped};

/// All facts of the lab.
pub fn tell(lab: &Bytes, facts: &mut Facts) {
    let bits = BITS[lab.bits];
    let number = lab.width().count() as f64;
    facts
        .number("bits", number, format!("Each code number has {bits} bits."))
        .unit("bits");
    let images = grouped(lab.images as u64);
    facts
        .number("images", lab.images, format!("{images} images are kept."))
        .shown_if(lab.view == LEDGER);
    let Some((weighed, ledger)) = lab.data.ready().zip(lab.ledger()) else {
        let sentence = lab.data.sentence();
        for name in ["code_bytes", "error", "ratio"] {
            facts.number(name, f64::NAN, sentence).hide();
        }
        return;
    };
    let own = lab.width().bytes(ledger.width) as f64;
    facts
        .number("code_bytes", own, format!("A code takes {own:.0} bytes."))
        .unit("bytes");
    let (error, full) = (weighed.errors[lab.bits], weighed.errors[0]);
    let told = lab.errors || lab.bits == 0;
    let words = format!("Over all test digits the error is {}.", figure(error));
    facts.number("error", error, words).shown_if(told);
    let ratio = error / full;
    facts
        .number(
            "ratio",
            ratio,
            format!("That is {ratio:.3} times the error at 32 bits."),
        )
        .shown_if(told);
    let words = format!(
        "Always answering the mean picture has an error of {}.",
        figure(weighed.mean_error)
    );
    facts
        .number("mean_error", weighed.mean_error, words)
        .shown_if(lab.view != LEDGER);
    if let Some(pair) = lab.pairs.first() {
        let words = format!(
            "The first digit shown comes back with an error of {}.",
            figure(pair.error)
        );
        facts
            .number("own_error", pair.error, words)
            .shown_if(lab.view != LEDGER);
    }
    let is_ledger = lab.view == LEDGER;
    let decoder = ledger.decoder as f64;
    let words = format!("The decoder takes {} bytes, once.", grouped(ledger.decoder));
    facts
        .number("decoder", decoder, words)
        .unit("bytes")
        .shown_if(is_ledger);
    let each = own + ledger.each(ledger.decoder);
    let words = format!("With its share of the decoder a digit takes {each:.1} bytes.");
    facts
        .number("each", each, words)
        .unit("bytes")
        .shown_if(is_ledger);
    let raw = PIXELS as f64;
    let words = format!(
        "Packed by zstd, without any loss, a digit takes {:.1} bytes; raw, 784.",
        weighed.zstd
    );
    facts
        .number("zstd", weighed.zstd, words)
        .unit("bytes")
        .shown_if(is_ledger);
    let shown = is_ledger && lab.rivals;
    let words = format!(
        "One bit a pixel, packed by zstd, takes {:.1} bytes a digit.",
        weighed.ink
    );
    facts
        .number("ink", weighed.ink, words)
        .unit("bytes")
        .shown_if(shown);
    let words = format!("Its error is {}.", figure(weighed.ink_error));
    facts
        .number("ink_error", weighed.ink_error, words)
        .shown_if(shown);
    let beats = [
        "The codes and their decoder take less than raw pixels.",
        "Raw pixels take less, or as much.",
    ];
    facts
        .truth("beats_raw", each < raw, beats)
        .shown_if(is_ledger);
    let beats = [
        "They take less than what zstd makes of the pixels.",
        "What zstd makes of the pixels takes less, or as much.",
    ];
    facts
        .truth("beats_zstd", each < weighed.zstd, beats)
        .shown_if(is_ledger);
    let shown = is_ledger && lab.repaid;
    let words = format!("{}.", repaid(lab));
    let [after_raw, after_zstd] =
        repaid_after(lab).map(|count| count.map_or(f64::INFINITY, |count| count as f64));
    facts
        .number("repaid_raw", after_raw, words.clone())
        .shown_if(shown);
    facts.number("repaid_zstd", after_zstd, words).hide();
}
