//! The hidden units: what each says all over the plane, one of them enlarged, and its weights, which
//! a hand may turn.

use super::map::Map;
use super::{Classifier2d, view};
use crate::labs::BadValue;
use crate::labs::pane::split_beside;
use crate::labs::table::Done;
use crate::nn::Activation;
use crate::ui::Look;
use crate::ui::chrome::{longest_form, put};
use crate::ui::plot::digit::{self, Picture};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Pixels along each side of a map.
const SIDE: usize = 40;

/// Columns and rows of a small map, without its name.
const SMALL: (u16, u16) = (12, 6);

/// From so many columns on, the small maps stand beside the enlarged one.
const BOTH: u16 = 60;

/// What a hand turns a weight by.
pub const TURN: f32 = 0.5;

/// Which unit of which hidden layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    pub layer: usize,
    pub unit: usize,
}

impl Classifier2d {
    /// All hidden units, layer by layer.
    pub(super) fn units(&self) -> Vec<Unit> {
        let layers = self.settings.hidden().enumerate();
        let units = layers.flat_map(|(layer, n)| (0..n).map(move |unit| Unit { layer, unit }));
        units.collect()
    }

    /// The one that is enlarged, if there is any.
    pub(super) fn chosen_unit(&self) -> Option<Unit> {
        let units = self.units();
        units
            .get(self.unit.min(units.len().saturating_sub(1)))
            .copied()
    }

    /// Numbers that go into the chosen unit.
    fn inputs_of_unit(&self) -> usize {
        let unit = self.chosen_unit();
        unit.map_or(0, |unit| self.net().layers()[unit.layer].inputs())
    }

    /// Weights of the chosen unit, its bias included; one where there is no unit.
    pub(super) fn weights_of_unit(&self) -> usize {
        self.inputs_of_unit() + 1
    }

    /// Which number the chosen weight takes in; behind all of them is the bias.
    pub(super) fn chosen_input(&self) -> usize {
        self.weight.min(self.inputs_of_unit())
    }

    /// The chosen weight of the chosen unit: its name and its value.
    pub(super) fn chosen_weight(&self) -> Option<(String, f32)> {
        let Unit { layer, unit } = self.chosen_unit()?;
        let (net, inputs, from) = (self.net(), self.inputs_of_unit(), self.chosen_input());
        let name = match (layer, from) {
            (_, from) if from == inputs => "its bias".to_owned(),
            (0, from) => format!("from {}", self.data.axes[from.min(1)]),
            (layer, from) => format!("from {layer}.{}", from + 1),
        };
        let value = match from == inputs {
            true => net.bias(layer)[unit],
            false => net.kernel(layer)[[from, unit]],
        };
        Some((name, value))
    }

    /// Turns the chosen weight by hand: the network goes on from there.
    pub(super) fn turn(&mut self, by: f32) -> Done {
        let none = BadValue::NotNow("there is no hidden unit: give layer1 some nodes");
        let Unit { layer, unit } = self.chosen_unit().ok_or(none)?;
        let from = self.chosen_input();
        let mut net = self.net().clone();
        // The bias is one more row under the kernel.
        let bias = net.bias(layer);
        let rows = net.kernel(layer).into_iter().chain(bias).copied();
        let mut numbers: Vec<f32> = rows.collect();
        let kernel = numbers.len() - bias.len();
        numbers[from * bias.len() + unit] += by;
        let dense = net.layers()[layer];
        let mut weights = net.weights().to_vec();
        let (kernel, bias) = numbers.split_at(kernel);
        dense.set(&mut weights, kernel.iter().copied(), bias.iter().copied());
        if net.set_weights(&weights).is_ok() {
            self.go_on_from(net);
        }
        Ok(())
    }
}

/// `2.3`: the third unit of the second layer.
fn name(unit: Unit) -> String {
    format!("{}.{}", unit.layer + 1, unit.unit + 1)
}

/// What a unit says, as grey values from the upper left: its least is 0, and its most 1.
fn pixels(lab: &Classifier2d, map: &Map, unit: Unit) -> Vec<f32> {
    let share = |i: usize| (i as f64 + 0.5) / SIDE as f64;
    let says = (0..SIDE * SIDE).map(|i| {
        let at = [share(i % SIDE), 1.0 - share(i / SIDE)];
        map.unit(unit.layer, unit.unit, at).unwrap_or(0.0) as f32
    });
    let says: Vec<f32> = says.collect();
    let most = says
        .iter()
        .fold(f32::MIN_POSITIVE, |most, v| most.max(v.abs()));
    let activation = lab
        .net()
        .layers()
        .get(unit.layer)
        .map(|layer| layer.activation());
    let grey = |v: f32| match activation {
        Some(Activation::Tanh) => (v + 1.0) / 2.0,
        Some(Activation::Sigmoid) => v,
        Some(Activation::Linear) => (v / most + 1.0) / 2.0,
        _ => v / most,
    };
    says.into_iter().map(grey).collect()
}

/// What the ends of the ink mean.
fn ends(lab: &Classifier2d) -> [&'static str; 2] {
    match lab.settings.activation_name() {
        "tanh" => ["no ink -1, full ink +1", "ink: -1 to +1"],
        "sigmoid" | "relu" => ["no ink 0, full ink its most", "ink: 0 to its most"],
        _ => ["no ink its least, full ink its most", "ink: least to most"],
    }
}

/// The chosen unit over the plane, and beside it all of them where there is room.
pub fn draw(lab: &Classifier2d, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some((chosen, map)) = lab.chosen_unit().zip(lab.map.as_ref()) else {
        let sentence = "There is no hidden unit.";
        return put(buf, area.x, area.y, sentence, area.width, look.theme.dim);
    };
    let [large, small] = match area.width >= BOTH {
        true => split_beside(area, 2),
        false => [area, Rect::default()],
    };
    let grid = view::plane(lab).draw(large, buf, look);
    let at = |area: Rect| area.intersection(buf.area);
    let plot = at(grid.plot);
    digit::draw(
        &Picture::new(&pixels(lab, map, chosen), SIDE),
        plot,
        buf,
        look,
    );
    let x = large.x + 16.min(large.width);
    let [long, short] = ends(lab);
    let name = name(chosen);
    let forms = [
        format!("unit {name}: {long}"),
        format!("unit {name}: {short}"),
        short.to_owned(),
    ];
    let words = longest_form(forms, large.right().saturating_sub(x));
    put(
        buf,
        x,
        large.y,
        &words,
        large.right().saturating_sub(x),
        look.theme.accent,
    );
    small_maps(lab, map, chosen, small, buf, look);
}

/// As many of the units as there is room for, the chosen one among them.
fn small_maps(
    lab: &Classifier2d,
    map: &Map,
    chosen: Unit,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    let (wide, high) = (SMALL.0 + 2, SMALL.1 + 1);
    let (columns, rows) = (area.width / wide, area.height / high);
    let room = usize::from(columns * rows);
    if room == 0 {
        return;
    }
    let units = lab.units();
    let place = units.iter().position(|unit| *unit == chosen).unwrap_or(0);
    let shown = units.iter().skip(place / room * room).take(room);
    for (nth, unit) in (0..).zip(shown) {
        let (x, y) = (area.x + nth % columns * wide, area.y + nth / columns * high);
        let style = match *unit == chosen {
            true => look.theme.accent,
            false => look.theme.dim,
        };
        let mark = if *unit == chosen {
            look.pick("►", ">")
        } else {
            " "
        };
        put(buf, x, y, &format!("{mark}{}", name(*unit)), wide, style);
        let place = Rect::new(x, y + 1, SMALL.0, SMALL.1);
        if area.intersection(buf.area).intersection(place) == place {
            digit::draw(
                &Picture::new(&pixels(lab, map, *unit), SIDE),
                place,
                buf,
                look,
            );
        }
    }
}
