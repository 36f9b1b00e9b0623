//! Python that holds the cars and scales them. Keras has no such data set to load, and the draw of
//! the test set is this program's own, so the script brings the rows along.

use std::ops::Range;

use crate::train::cars::{Cars, ORIGINS, QUANTITIES};

/// Defines `x`, `y`, `xv` and `yv`.
pub fn read(cars: &Cars, [learn, validate]: &[Range<usize>; 2]) -> String {
    let rows = learn.clone().chain(validate.clone());
    let lines: String = rows.map(|car| cars.line(car) + "\n").collect();
    let (n, quantities) = (learn.len(), QUANTITIES.len());
    format!(
        "# Auto MPG: {n} cars to learn from, then {} to validate with.\n\
         # mpg, {}, origin\n\
         cars = [line.split(\",\") for line in \"\"\"\\\n\
         {lines}\"\"\".splitlines()]\n\
         y = np.array([car[:1] for car in cars], \"float32\")\n\
         quantities = np.array([car[1:{end}] for car in cars], \"float64\")\n\
         origins = np.array([[car[{end}] == o for o in {ORIGINS:?}] for car in cars])\n\
         mean, std = quantities[:{n}].mean(0), quantities[:{n}].std(0)\n\
         std[std == 0] = 1\n\
         x = np.hstack([(quantities - mean) / std, origins]).astype(\"float32\")\n\
         x, xv, y, yv = x[:{n}], x[{n}:], y[:{n}], y[{n}:]\n\n",
        validate.len(),
        QUANTITIES.join(", "),
        end = quantities + 1,
    )
}
