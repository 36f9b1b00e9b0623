//! An axis on which equal steps are equal: from one tick to the next it is the same number of cells.

use crate::ui::plot::axis::Axis;

/// Steps from tick to tick: these times a power of ten, each with how easy it is to count in.
const ROUND: [(f64, f64); 5] = [(1.0, 1.0), (2.0, 1.0), (2.5, 0.85), (4.0, 0.92), (5.0, 1.0)];

const EVERYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// An axis with ticks in the middle of cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    axis: Axis,
    /// From tick to tick; 0 where there are none.
    step: f64,
    /// There are none beyond these.
    ends: (f64, f64),
}

/// What a scale has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// How many cells.
    pub cells: u16,
    /// From one tick to the next, at least.
    pub apart: u16,
    /// More ticks than this are too many.
    pub most: u16,
}

/// Ticks at the multiples of a step, each so many cells from the one before.
#[derive(Debug, Clone, Copy)]
struct Fit {
    step: f64,
    /// The first tick, in steps.
    first: f64,
    /// Cells from tick to tick.
    each: f64,
    /// Cells before the first tick's.
    below: f64,
    /// The share of the cells that the range fills; less for few ticks and for odd steps.
    worth: f64,
}

impl Scale {
    /// A scale over a range, and over a little more where the ticks ask for it.
    pub fn new((from, to): (f64, f64), room: Room) -> Self {
        let bare = Self {
            axis: Axis {
                from,
                to,
                cells: room.cells,
            },
            step: 0.0,
            ends: EVERYWHERE,
        };
        let fits = fits((from, to), room);
        let best = fits.iter().max_by(|a, b| a.worth.total_cmp(&b.worth));
        best.map_or(bare, |fit| Self::laid(fit, room))
    }

    /// The same with ticks at the multiples of a step, where there is room for them.
    pub fn by(step: f64, range: (f64, f64), room: Room) -> Self {
        let fit = fit(range, step, 1.0, room);
        fit.map_or_else(
            || Self::new(range, room),
            |fit| Self {
                ends: range,
                ..Self::laid(&fit, room)
            },
        )
    }

    fn laid(fit: &Fit, room: Room) -> Self {
        let cell = fit.step / fit.each;
        let from = fit.first * fit.step - (fit.below + 0.5) * cell;
        Self {
            axis: Axis {
                from,
                to: from + f64::from(room.cells) * cell,
                cells: room.cells,
            },
            step: fit.step,
            ends: EVERYWHERE,
        }
    }

    /// The ticks, each with its cell.
    pub fn ticks(&self) -> Vec<(f64, u16)> {
        if self.step <= 0.0 {
            return Vec::new();
        }
        let Axis { from, to, .. } = self.axis;
        let (from, to) = (from.max(self.ends.0), to.min(self.ends.1));
        let (first, last) = ((from / self.step).ceil(), (to / self.step).floor());
        let ticks = (first as i64..=last as i64).map(|i| i as f64 * self.step);
        ticks
            .filter_map(|tick| Some((tick, self.axis.cell(tick)?)))
            .collect()
    }

    /// A tick's label: as many decimals as the step has.
    pub fn label(&self, tick: f64) -> String {
        let is_whole = |decimals: &i32| {
            let scaled = self.step * 10f64.powi(*decimals);
            (scaled - scaled.round()).abs() < 1e-6 * scaled
        };
        let decimals = (0..9).find(is_whole).unwrap_or(9) as usize;
        // Zero has no sign, whatever rounding made of it.
        format!("{:.decimals$}", tick + 0.0)
    }

    /// How far along a value is: 0 to 1 from the outer edge of the first cell to that of the last.
    pub fn share(&self, value: f64) -> f64 {
        (value - self.axis.from) / (self.axis.to - self.axis.from)
    }

    /// The value at a share.
    pub fn at_share(&self, share: f64) -> f64 {
        self.axis.from + share * (self.axis.to - self.axis.from)
    }

    /// The value in the middle of a cell.
    pub fn value(&self, cell: u16) -> f64 {
        self.axis.value(cell)
    }
}

/// All ways to lay ticks over a range. Where none keeps its ticks as far apart as
/// they should be, they may be nearer.
fn fits((from, to): (f64, f64), room: Room) -> Vec<Fit> {
    let span = to - from;
    if !(span.is_finite() && span > 0.0) {
        return Vec::new();
    }
    let decade = span.log10().floor() as i32;
    let steps = (decade - 2..=decade + 1)
        .flat_map(|power| ROUND.map(|(mantissa, ease)| (mantissa * 10f64.powi(power), ease)));
    let all: Vec<Fit> = steps
        .filter_map(|(step, ease)| fit((from, to), step, ease, room))
        .collect();
    let apart = |fit: &&Fit| fit.each >= f64::from(room.apart);
    match all.iter().any(|fit| apart(&fit)) {
        true => all.iter().filter(apart).copied().collect(),
        false => all,
    }
}

/// The widest way to lay the multiples of a step over a range, if at least two lie on it.
fn fit((from, to): (f64, f64), step: f64, ease: f64, room: Room) -> Option<Fit> {
    const ROUNDING: f64 = 1e-9;
    let (low, high) = (from / step, to / step);
    let first = (low - ROUNDING).ceil();
    let more = (high + ROUNDING).floor() - first;
    if !(1.0..f64::from(room.most)).contains(&more) {
        return None;
    }
    let cells = f64::from(room.cells);
    // The range's ends lie on cells as well, whose middle may be beyond them.
    let beyond = |steps: f64, each: f64| (steps * each - 0.5 - ROUNDING).ceil().max(0.0);
    let below = |each| beyond(first - low, each);
    let above = |each| beyond(high - first - more, each);
    let taken = |each: f64| below(each) + more * each + 1.0 + above(each);
    let mut each = (cells / more).floor();
    while each >= 1.0 && taken(each) > cells {
        each -= 1.0;
    }
    if each < 1.0 {
        return None;
    }
    // Cells left over go to both ends; what is never negative is not shown where it would be.
    let half = ((cells - taken(each)) / 2.0).floor();
    let lowest = first - (below(each) + half + 0.5) / each;
    let spare = if low < 0.0 || lowest >= 0.0 {
        half
    } else {
        0.0
    };
    Some(Fit {
        step,
        first,
        each,
        below: below(each) + spare,
        worth: ease * (1.0 - 0.7 / (more + 1.0)) * (high - low) * each / cells,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGES: [(f64, f64); 14] = [
        (0.0, 6.0),
        (-1.0, 3.0),
        (-2.0, 4.0),
        (-3.0, 3.0),
        (30.0, 62.0),
        (168.0, 236.0),
        (2500.0, 6500.0),
        (1500.0, 5500.0),
        (0.0, 50.0),
        (-0.02, 0.01),
        (0.0, 12.0),
        (-2.0, 10.0),
        (-10.0, 30.0),
        (0.1, 4.9),
    ];

    fn scales() -> impl Iterator<Item = ((f64, f64), Room, Scale)> {
        RANGES.into_iter().flat_map(|range| {
            let upright = (2..60).map(|cells| (cells, 2, 8));
            let level = (8..180).map(|cells| (cells, 8, 12));
            upright.chain(level).map(move |(cells, apart, most)| {
                let room = Room { cells, apart, most };
                (range, room, Scale::new(range, room))
            })
        })
    }

    #[test]
    fn with_a_step_the_ticks_are_the_same_in_any_number_of_rows() {
        for (range, step, ticks) in [
            ((0.0, 6.0), 3.0, vec![0.0, 3.0, 6.0]),
            ((-2.0, 4.0), 3.0, vec![0.0, 3.0]),
            ((0.0, 50.0), 25.0, vec![0.0, 25.0, 50.0]),
        ] {
            for cells in 3..13 {
                let room = Room {
                    cells,
                    apart: 2,
                    most: 8,
                };
                let scale = Scale::by(step, range, room);
                let found: Vec<f64> = scale.ticks().into_iter().map(|(tick, _)| tick).collect();
                assert_eq!(found, ticks, "{range:?} on {cells} rows");
                let inside = 0.0..=1.0 + 1e-9;
                for end in [range.0, range.1] {
                    assert!(
                        inside.contains(&(scale.share(end) + 1e-9)),
                        "{range:?} on {cells}"
                    );
                }
            }
        }
    }

    #[test]
    fn from_one_tick_to_the_next_it_is_the_same_number_of_cells_at_every_size() {
        for (range, room, scale) in scales() {
            let ticks = scale.ticks();
            let apart: Vec<u16> = ticks.windows(2).map(|two| two[1].1 - two[0].1).collect();
            assert!(
                apart.windows(2).all(|two| two[0] == two[1]),
                "{range:?} {room:?} {ticks:?}"
            );
        }
    }

    #[test]
    fn every_axis_has_two_ticks_and_each_stands_in_the_middle_of_its_cell() {
        for (range, room, scale) in scales().filter(|(_, room, _)| room.cells >= 6) {
            let ticks = scale.ticks();
            assert!(ticks.len() >= 2, "{range:?} {room:?}");
            for (tick, cell) in ticks {
                let off = (scale.share(tick) - scale.share(scale.value(cell))).abs();
                assert!(off * f64::from(room.cells) < 1e-6, "{range:?} {room:?}");
            }
        }
    }

    #[test]
    fn the_whole_range_is_on_the_scale_and_fills_most_of_it() {
        for (range, room, scale) in scales() {
            let ends = [scale.share(range.0), scale.share(range.1)];
            assert!(
                ends[0] > -1e-9 && ends[1] < 1.0 + 1e-9,
                "{range:?} {room:?}"
            );
            if room.cells >= 8 {
                assert!(ends[1] - ends[0] > 0.6, "{range:?} {room:?} {ends:?}");
            }
        }
    }

    #[test]
    fn labels_have_the_decimals_of_the_step() {
        let labels = |range, cells| -> Vec<String> {
            let (apart, most) = (2, 8);
            let scale = Scale::new(range, Room { cells, apart, most });
            let ticks = scale.ticks();
            ticks.iter().map(|(tick, _)| scale.label(*tick)).collect()
        };
        assert_eq!(labels((0.0, 6.0), 8), ["0", "2", "4", "6"]);
        assert_eq!(labels((-0.02, 0.01), 8), ["-0.02", "-0.01", "0.00", "0.01"]);
    }

    #[test]
    fn an_empty_or_broken_range_has_no_ticks() {
        for range in [
            (1.0, 1.0),
            (0.0, f64::NAN),
            (0.0, f64::INFINITY),
            (2.0, 1.0),
        ] {
            let room = Room {
                cells: 9,
                apart: 2,
                most: 8,
            };
            assert!(Scale::new(range, room).ticks().is_empty(), "{range:?}");
        }
    }
}
