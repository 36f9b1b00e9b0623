//! The lines of the derivation: from the density of one error to the mean squared error.

use crate::formula::Math;

/// A line as it is written here.
struct Written {
    title: &'static str,
    /// Why it may follow from the line before.
    why: &'static str,
    formula: &'static str,
    /// The part that is new in it.
    new: &'static str,
    /// What `says` names, with the numbers of the moment, and V for what they come to.
    numbers: &'static str,
    /// The expression whose value the numbers give.
    says: &'static str,
}

/// The expression of the numbers where a line has a number on its right side.
const RIGHT_SIDE: &str = "its right side";

const ERROR: &str = r"{(y_i - ax_i - b)^2}";

#[rustfmt::skip]
const LINES: [Written; 8] = [
    Written {
        title: "One error",
        why: "Let the error of a point, y - ax - b, be normal with mean 0 and deviation sigma. \
              Its density is the bell's, with ax + b for the mean.",
        formula: r"f(y_i) = \frac{1}{\sqrt{2\pi\sigma^2}} \cdot \exp\left(-\frac{ERROR}{2\sigma^2}\right)",
        new: ERROR,
        numbers: r"\frac{1}{\sqrt{2\pi\sigma^2}} \cdot \exp\left(-\frac{(y - ax - b)^2}{2\sigma^2}\right) = V",
        says: RIGHT_SIDE,
    },
    Written {
        title: "All errors",
        why: "Let no error know of another. Then densities multiply, and their product is the \
              likelihood of a, b and sigma.",
        formula: r"\mathcal{L}(a, b, \sigma) = \prod_{i=1}^n f(y_i)",
        new: r"\prod_{i=1}^n",
        numbers: r"f_1 \cdot f_2 \cdot f_3 \cdot f_4 \cdot f_5 = V",
        says: RIGHT_SIDE,
    },
    Written {
        title: "One exponent",
        why: "Powers of e multiply by adding their exponents: the product has become a sum, \
              inside of the exponent.",
        formula: r"\mathcal{L}(a, b, \sigma) = \left(\frac{1}{2\pi\sigma^2}\right)^{n/2} \exp\left(-\frac{\sum_{i=1}^n ERROR}{2\sigma^2}\right)",
        new: r"\sum_{i=1}^n",
        numbers: r"\left(\frac{1}{2\pi\sigma^2}\right)^{n/2} \exp\left(-\frac{E}{2\sigma^2}\right) = V",
        says: RIGHT_SIDE,
    },
    Written {
        title: "The logarithm",
        why: "The logarithm grows where its number grows: what makes log L greatest makes L \
              greatest. And it turns the powers into factors.",
        formula: r"\log \mathcal{L}(a, b, \sigma) = -\frac{n}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{i=1}^n ERROR",
        new: r"\log",
        numbers: r"-\frac{n}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \cdot E = V",
        says: RIGHT_SIDE,
    },
    Written {
        title: "The other sign",
        why: "What makes log L greatest makes -log L least. So a likelihood becomes a loss.",
        formula: r"-\log \mathcal{L}(a, b, \sigma) = \frac{n}{2} \log(2\pi\sigma^2) + \frac{1}{2\sigma^2} \sum_{i=1}^n ERROR",
        new: "+",
        numbers: r"\frac{n}{2} \log(2\pi\sigma^2) + \frac{1}{2\sigma^2} \cdot E = V",
        says: RIGHT_SIDE,
    },
    Written {
        title: "A constant, and E",
        why: "The first term holds neither a nor b: to them it is a constant, C. The sum is the \
              total squared error E.",
        formula: r"-\log \mathcal{L}(a, b, \sigma) = C + \frac{1}{2\sigma^2} E(a, b)",
        new: "E",
        numbers: r"C + \frac{1}{2\sigma^2} \cdot E = V",
        says: RIGHT_SIDE,
    },
    Written {
        title: "The same place",
        why: "Adding C lifts a valley, a factor of 1/(2σ²) makes it steeper or flatter: neither moves \
              it. The numbers: how far -log L is above its least.",
        formula: r"\arg\min_{a, b} \left(-\log \mathcal{L}(a, b, \sigma)\right) = \arg\min_{a, b} E(a, b)",
        new: "E",
        numbers: r"\frac{1}{2\sigma^2} \left(E - M\right) = V",
        says: "the height of -log L above its least",
    },
    Written {
        title: "The mean squared error",
        why: "Nor does dividing by n move it. Least squares is maximum likelihood, for \
              independent normal errors of one sigma.",
        formula: r"\arg\min_{a, b} \left(-\log \mathcal{L}(a, b, \sigma)\right) = \arg\min_{a, b} \frac{1}{n} \sum_{i=1}^n ERROR",
        new: r"\frac{1}{n}",
        numbers: r"\frac{1}{n} \cdot E = V",
        says: "what is made least",
    },
];

/// How many lines there are.
pub const COUNT: usize = LINES.len();

/// A line, read once.
pub struct DerivationLine {
    /// What it does, in a few words.
    pub title: &'static str,
    /// Why it may follow from the line before.
    pub why: &'static str,
    /// The formula, its new part lit.
    pub formula: Math,
    /// What `says` names, for the numbers of the moment.
    pub numbers: Math,
    /// The expression whose value the numbers give.
    pub says: &'static str,
}

/// All lines; none is missing, being written here.
pub fn read() -> Vec<DerivationLine> {
    let line = |written: &Written| {
        let formula = Math::parse(&written.formula.replace("ERROR", ERROR)).ok()?;
        Some(DerivationLine {
            title: written.title,
            why: written.why,
            formula: formula.lit(written.new).ok()?,
            numbers: Math::parse(written.numbers).ok()?,
            says: written.says,
        })
    };
    LINES.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::Form;

    #[test]
    fn every_line_can_be_read_and_its_new_part_is_lit_and_not_the_whole() {
        let lines = read();
        assert_eq!(lines.len(), COUNT);
        for line in lines {
            let set = line.formula.layout(76, Form::Unicode);
            let count = |lit: bool| {
                let cells = set.rows().flatten();
                cells.filter(|c| c.sign != ' ' && c.lit == lit).count()
            };
            assert!(count(true) > 0, "{}: nothing is lit", line.title);
            assert!(count(false) > count(true), "{}: all is lit", line.title);
            assert!(set.width() <= 76 && set.height() <= 6, "{}", line.title);
        }
    }
}
