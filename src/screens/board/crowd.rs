//! Where everybody is: a column of signs for each lesson.

use super::Sight;
use crate::ui::chrome::{longest_form, put};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns left of the picture.
const GUTTER: u16 = 5;

/// Draws it: who is stuck lowest, then who gets on, then who is away.
pub fn draw(sight: Sight, area: Rect, buf: &mut Buffer) {
    let look = sight.look;
    let theme = &look.theme;
    let title = "Where everybody is";
    put(buf, area.x + 2, area.y, title, area.width, theme.strong);
    let rows = area.height.saturating_sub(4);
    let counts = sight.class.lessons();
    let columns = counts.len() as u16;
    if rows == 0 || columns == 0 || area.width < GUTTER + 2 {
        return;
    }
    let wide = ((area.width - GUTTER - 1) / columns).clamp(1, 4);
    let (floor, x0) = (area.y + 1 + rows, area.x + GUTTER);
    let each = scale(&counts, usize::from(rows));
    let signs = [
        (look.pick("●", "*"), theme.first),
        (look.pick("◊", "!"), theme.bad),
        (look.pick("○", "o"), theme.dim),
    ];
    for row in 0..rows {
        put(
            buf,
            x0 - 1,
            floor - 1 - row,
            look.pick("│", "|"),
            1,
            theme.dim,
        );
    }
    for (row, label) in [(0, each), (rows - 1, each * usize::from(rows))] {
        let text = format!("{label:>3} {}", look.pick("┤", "+"));
        put(buf, area.x, floor - 1 - row, &text, GUTTER, theme.dim);
    }
    let rule = look.pick("─", "-").repeat(usize::from(wide * columns));
    put(buf, x0 - 1, floor, look.pick("└", "+"), 1, theme.dim);
    put(buf, x0, floor, &rule, area.width - GUTTER, theme.dim);
    for (at, (lesson, count)) in sight
        .class
        .questions()
        .course()
        .lessons
        .iter()
        .zip(&counts)
        .enumerate()
    {
        let x = x0 + wide * at as u16 + u16::from(wide > 2);
        // Of narrow columns every second one has room for its number.
        if wide > 2 || at % 2 == 0 {
            let label = format!("{:02}", lesson.number);
            put(buf, x, floor + 1, &label, 2, theme.dim);
        }
        let stacked = [1, 0, 2]
            .into_iter()
            .flat_map(|kind: usize| std::iter::repeat_n(signs[kind], count[kind].div_ceil(each)));
        for ((sign, style), row) in stacked.zip(0..rows) {
            let x = x + u16::from(wide > 2);
            put(buf, x, floor - 1 - row, sign, 1, style);
        }
    }
    let [here, stuck, away] = signs.map(|(sign, _)| sign);
    let room = area.width.saturating_sub(3);
    let forms = [
        format!("lesson  {here} here   {stuck} stuck over 10 min   {away} away"),
        format!("{here} here  {stuck} stuck over 10 min  {away} away"),
        format!("{here} here  {stuck} stuck  {away} away"),
    ];
    let legend = longest_form(forms, room);
    put(buf, area.x + 2, floor + 2, &legend, room, theme.dim);
    if each > 1 {
        let text = format!("a sign: up to {each}");
        put(
            buf,
            area.x + 22,
            area.y,
            &text,
            area.width.saturating_sub(22),
            theme.dim,
        );
    }
}

/// How many learners one sign stands for, so that the highest column fits.
fn scale(counts: &[[usize; 3]], rows: usize) -> usize {
    let fits = |each: &usize| {
        let height =
            |count: &[usize; 3]| -> usize { count.iter().map(|n| n.div_ceil(*each)).sum() };
        counts.iter().map(height).max().unwrap_or(0) <= rows.max(3)
    };
    // 1, 2, 5, 10, ...
    let steps = (0..7).flat_map(|power| [1, 2, 5].map(|step| step * 10_usize.pow(power)));
    steps.clone().find(fits).or(steps.last()).unwrap_or(1)
}
