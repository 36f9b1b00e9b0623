//! What the lab says in words and numbers.

use super::field::LAYERS;
use super::response::SIZE;
use super::{FIELD, KERNELS, OneKernel, POOLED, PRODUCTS, SCORE};
use crate::labs::{Facts, ink};
use crate::ui::number::by_rows;

pub fn tell(lab: &OneKernel, facts: &mut Facts) {
    let weights = lab.weights();
    let name = KERNELS[lab.kernel];
    let rows = by_rows(&weights, SIZE);
    let said = match lab.kernel_name() {
        Some(name) => format!("The kernel {name}: {rows}."),
        None => format!("The kernel: {rows}."),
    };
    facts.text("kernel", name, said).shown_if(lab.view != FIELD);
    facts
        .truth(
            "zeros",
            weights == [0.0; 9],
            [
                "All nine are 0: whatever lies under the window, the sum is 0.",
                "Not all nine numbers are 0.",
            ],
        )
        .shown_if(lab.view != FIELD && weights == [0.0; 9]);
    field(lab, facts);
    place(lab, facts);
    if let Some((_, judged)) = lab.judged.as_ref().filter(|(known, _)| *known == weights) {
        let share = judged.prefers_one();
        let said = format!(
            "In {:.1} % of the pairs of a 1 and a 0 the 1 has the stronger response.",
            100.0 * share
        );
        let shown = lab.view == SCORE && lab.shown;
        facts.number("prefers_one", share, said).shown_if(shown);
    }
}

fn field(lab: &OneKernel, facts: &mut Facts) {
    let shown = lab.view == FIELD;
    let layer = LAYERS[lab.layer];
    let [row, column] = lab.place().map(|at| at + 1);
    let said = format!(
        "You look at the unit in row {row}, column {column} of the {}.",
        layer.name
    );
    facts.count("layer", lab.layer + 1, said).shown_if(shown);
    let said = format!("It sees {} by {} pixels.", layer.sees, layer.sees);
    facts.count("field", layer.sees, said).shown_if(shown);
}

fn place(lab: &OneKernel, facts: &mut Facts) {
    let Some(seen) = &lab.seen else { return };
    let place = lab.place();
    let [row, column] = place.map(|at| at + 1);
    let products = lab.view == PRODUCTS;
    let maps = lab.shown && (products || lab.view == POOLED);
    facts
        .push(ink::places(&seen.pixels))
        .shown_if(lab.view != SCORE);
    let window = seen.window(place).map(f64::from);
    let pixels = by_rows(&window, SIZE);
    let said = format!("Under the window, from row {row} and column {column} on: {pixels}.");
    facts.text("window", &pixels, said).shown_if(products);
    let weights = lab.weights();
    let each = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(|at| window[at] * weights[at]);
    let each = by_rows(&each, SIZE);
    let said = format!("The nine products: {each}.");
    facts.text("products", &each, said).shown_if(products);
    let sum = seen.sum(place);
    let said = format!("At row {row}, column {column} the nine products sum to {sum:.2}.");
    facts.number("sum", sum, said).shown_if(products);
    let relu = sum.max(0.0);
    let said = format!("ReLU makes {relu:.2} of it.");
    facts.number("relu", relu, said).shown_if(products);
    let [above, left] = place.map(|at| at / 2 * 2);
    let four = [[0, 0], [0, 1], [1, 0], [1, 1]];
    let four = four.map(|[down, across]| seen.sum([above + down, left + across]).max(0.0));
    let square = by_rows(&four, 2);
    let said = format!(
        "Its square of the map, rows {} to {} and columns {} to {}: {square}.",
        above + 1,
        above + 2,
        left + 1,
        left + 2
    );
    facts
        .text("square", &square, said)
        .shown_if(lab.view == POOLED && lab.shown);
    let pooled = seen.pooled(place);
    let said = format!("The largest of the four in its square is {pooled:.2}.");
    facts
        .number("pooled", pooled, said)
        .shown_if(lab.view == POOLED && lab.shown);
    let (most, at) = seen.best();
    let [best_row, best_column] = at.map(|at| at + 1);
    let said = format!(
        "The largest sum of all is {most:.2}, first met at row {best_row}, column {best_column}."
    );
    facts.number("largest", most, said).shown_if(maps);
    facts.count("best_row", best_row, "Its row.").hide();
    facts
        .count("best_column", best_column, "Its column.")
        .hide();
    facts
        .truth(
            "at_best",
            lab.view != FIELD && sum >= most - 1e-6,
            [
                "No place has a larger sum.",
                "Another place has a larger sum.",
            ],
        )
        .shown_if(maps);
    let passing = seen.passing();
    let said = format!("ReLU lets {:.0} % of the 676 places pass.", 100.0 * passing);
    facts.number("passing", passing, said).shown_if(maps);
}
