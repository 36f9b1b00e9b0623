//! Drawing the birds: three clouds, the ground of a rule, the new bird, and three answers.

use crate::labs::birds::ground::{self, Ground};
use crate::labs::birds::{self, Flock, sign};
use crate::labs::pane::{Pane, split_below};
use crate::labs::penguins::Penguins;
use crate::labs::penguins::rules::RULES;
use crate::ui::Look;
use crate::ui::chrome::put;
use crate::ui::plot::legend::{self, Entry};
use crate::ui::plot::plane::Plane;
use crate::ui::plot::scatter::{self, Mark};
use crate::ui::plot::stroke::{self, Pen};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The birds over the words: as many lines as the longest legend takes, if the picture can spare
/// them.
pub fn panes(lab: &Penguins, area: Rect) -> Vec<Pane<Penguins>> {
    let rows = match (lab.is_asked(), area.width) {
        (true, 75..) => 2,
        (true, 59..) => 3,
        (true, 45..) => 4,
        (true, _) => 6,
        (false, 61..) => 2,
        (false, _) => 3,
    };
    let [picture, words] = split_below(area, rows.min(area.height / 3));
    let grid = plane(lab).grid(picture);
    vec![
        Pane::new(picture, draw).drag(grid, &["x", "y"], "Drag the new bird.", |lab, drag| {
            let [x, y] = lab.measured(drag.to);
            vec![("x", x), ("y", y)]
        }),
        Pane::new(words, |lab, area, buf, look| {
            if let Some(flock) = &lab.flock {
                let (answers, signs) = (answers(lab, flock, look), signs(lab, flock, look));
                legend::draw_groups(&[&answers, &signs], area, buf, look);
            }
        }),
    ]
}

fn plane(lab: &Penguins) -> Plane<'static> {
    let (ranges, axes) = (birds::ranges(lab.pair), lab.measures());
    let end = |end: fn((f64, f64)) -> f64| lab.on_axes(ranges.map(end));
    let (low, high) = (end(|range| range.0), end(|range| range.1));
    let [x, y] = [0, 1].map(|k| (low[k], high[k]));
    let [x_name, y_name] = match lab.counts().1 == [1.0; 2] {
        true => axes.map(|measure| measure.axis),
        false => axes.map(|measure| measure.standardized),
    };
    Plane {
        x,
        y,
        x_name,
        y_name,
    }
}

fn draw(lab: &Penguins, area: Rect, buf: &mut Buffer, look: &Look) {
    let Some(flock) = &lab.flock else {
        let sentence = "The table of penguins cannot be read.";
        return put(buf, area.x, area.y, sentence, area.width, look.theme.bad);
    };
    let grid = plane(lab).draw(area, buf, look);
    birds::draw(flock, &|bird| lab.on_axes(bird), &grid, buf, look);
    let wrong = lab.wrong.get(lab.rule).into_iter().flatten();
    let crossed = |bird: &usize| Mark {
        at: lab.on_axes(flock.birds[*bird].0),
        symbol: look.pick("×", "*"),
        style: look.theme.bad,
    };
    scatter::draw(&grid, &wrong.map(crossed).collect::<Vec<_>>(), buf, look);
    // Over the birds: of a line between them too little would be seen.
    if let Some(by) = lab.answers.get(lab.rule).and_then(|answer| answer.by) {
        stroke::segment(
            &grid,
            [lab.bird, by].map(|bird| lab.on_axes(bird)),
            Pen::Solid,
            look.theme.text,
            buf,
            look,
        );
    }
    if lab.rule == 0 {
        let mark = |(class, &mean)| Mark {
            at: lab.on_axes(mean),
            symbol: look.pick("■", "#"),
            style: sign(class, look).1.patch(look.theme.strong),
        };
        let means: Vec<Mark> = flock.means.iter().enumerate().map(mark).collect();
        scatter::draw(&grid, &means, buf, look);
    }
    let new = Mark {
        at: lab.on_axes(lab.bird),
        symbol: look.pick("◊", "@"),
        // Of no species yet: it has none of their colours.
        style: look.theme.strong,
    };
    scatter::draw(&grid, &[new], buf, look);
    if lab.is_asked() {
        let ground = Ground {
            at: &|place| lab.map.at(lab.measured(place)),
            bird: lab.on_axes(lab.bird),
            answer: lab.answers.get(lab.rule).map(|answer| answer.class),
        };
        ground.draw(flock, &grid, buf, look);
    }
}

/// What each rule says, the chosen one strong, and by which distances.
fn answers(lab: &Penguins, flock: &Flock, look: &Look) -> Vec<Entry> {
    if !lab.is_asked() {
        return Vec::new();
    }
    let theme = &look.theme;
    let answers = lab.answers.iter().enumerate().map(|(rule, answer)| {
        let (symbol, style) = sign(answer.class, look);
        let label = if rule == lab.rule {
            theme.strong
        } else {
            theme.dim
        };
        let answer = match answer.tie {
            Some(other) => format!("{symbol} {} tie", sign(other, look).0),
            None => format!("{symbol} {}", flock.species[answer.class]),
        };
        vec![(format!("{} ", RULES[rule]), label), (answer, style)]
    });
    let distances = match lab.standardized {
        true => "standardized",
        false => "raw distance",
    };
    // The line to what decides is the distance.
    let decides = lab.answers.get(lab.rule).and_then(|answer| answer.by);
    let line = decides.map_or(String::new(), |_| format!("{} ", Pen::Solid.sign(look)));
    let distances = vec![(format!("{line}{distances}"), theme.text)];
    let judged = lab.is_judged().then(|| {
        let counts = lab.wrong.iter().zip(RULES).take(2).enumerate();
        let counts = counts.map(|(at, (wrong, rule))| {
            // Those of the chosen rule are marked in the picture.
            let mark = if at == lab.rule {
                look.pick("× ", "* ")
            } else {
                ""
            };
            format!("{mark}nearest {rule} {}", wrong.len())
        });
        let counts: Vec<String> = counts.collect();
        let words = format!("wrong of {}: {}", flock.birds.len(), counts.join(", "));
        vec![(words, theme.bad)]
    });
    // Who is judged on all birds is not asked about the new one as well.
    match judged {
        Some(judged) => vec![judged, distances],
        None => answers.chain([distances]).collect(),
    }
}

/// What the signs of the picture mean; before a rule is asked with the number of birds.
fn signs(lab: &Penguins, flock: &Flock, look: &Look) -> Vec<Entry> {
    let theme = &look.theme;
    let species = flock.species.iter().enumerate().map(|(class, name)| {
        let (symbol, style) = sign(class, look);
        let count = match lab.is_asked() {
            true => String::new(),
            false => format!(" {}", flock.counts[class]),
        };
        vec![(format!("{symbol} {name}{count}"), style)]
    });
    let new = format!("{} the new bird", look.pick("◊", "@"));
    let new = vec![(new, theme.strong)];
    if !lab.is_asked() {
        let none = vec![("no rule is asked yet".to_owned(), theme.dim)];
        return species.chain([new, none]).collect();
    }
    let means = vec![(format!("{} means", look.pick("■", "#")), theme.dim)];
    let ground = vec![(ground::words(flock), theme.dim)];
    (species.chain((lab.rule == 0).then_some(means)))
        .chain([new, ground])
        .collect()
}
