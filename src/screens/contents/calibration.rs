//! How the learner's bets went: what they gave to what happened, beside an even spread, and whether
//! what was said to happen in 60% of the cases did.

use crate::lesson::judge;
use crate::lesson::model::{Course, Lesson};
use crate::progress::Progress;
use crate::ui::Look;
use ratatui::text::{Line, Span};

/// Ranges of what was said, in which bets are gathered.
const RANGES: usize = 5;

/// Columns of a bar.
const BAR: usize = 25;

/// What was said of some options, and what happened.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Range {
    options: usize,
    said: f64,
    happened: usize,
}

/// The bets of some lessons, each by its chips and the option that happened.
fn bets<'a>(lessons: &[Lesson], progress: &'a Progress) -> Vec<(&'a [u32], usize)> {
    let known = |lesson: &str| lessons.iter().any(|l| l.id == lesson);
    progress
        .bets()
        .filter(|(lesson, ..)| known(lesson))
        // A file from elsewhere may hold what is no bet.
        .filter(|(_, _, chips, at)| *at < chips.len() && judge::adds_up(chips, chips.len()))
        .map(|(_, _, chips, happened)| (chips, happened))
        .collect()
}

/// The same in words, a sentence each.
pub fn sentences(course: &Course, progress: &Progress) -> Vec<String> {
    let bets = bets(&course.lessons, progress);
    if bets.is_empty() {
        return Vec::new();
    }
    let head = on_average("In", &bets);
    let ranges = ranges(&bets).into_iter().filter(|range| range.options > 0);
    std::iter::once(head)
        .chain(ranges.map(Range::sentence))
        .collect()
}

/// How the bets of one lesson went, in a sentence, and whether they gave as much as an even spread;
/// nothing before the first.
pub fn of_lesson(lesson: &Lesson, progress: &Progress) -> Option<(String, bool)> {
    let bets = bets(std::slice::from_ref(lesson), progress);
    let [given, even] = (!bets.is_empty()).then(|| on_the_whole(&bets))?;
    Some((on_average("Here in", &bets), given >= even))
}

/// Of each bet the largest probability that was given to an option, of several the first, and whether
/// that one happened.
pub fn favourites(course: &Course, progress: &Progress) -> Vec<(f64, bool)> {
    let favourite = |(chips, happened): (&[u32], usize)| {
        let most = *chips.iter().max()?;
        let at = chips.iter().position(|placed| *placed == most)?;
        Some((judge::probability(most, chips.len()), at == happened))
    };
    let bets = bets(&course.lessons, progress).into_iter();
    bets.filter_map(favourite).collect()
}

/// What some bets gave to what happened, after a lead.
fn on_average(lead: &str, bets: &[(&[u32], usize)]) -> String {
    let [given, even] = on_the_whole(bets);
    let count = match bets.len() {
        1 => "1 bet".to_owned(),
        n => format!("{n} bets"),
    };
    // The mean of what is paid for it, -ln p, told as one p again.
    let taken = match bets.len() {
        1 => "",
        _ => "all taken together; ",
    };
    format!(
        "{lead} {count} you gave what happened {given:.0}%, {taken}an even spread would have \
         given {even:.0}%."
    )
}

/// The lines under the lessons; none before the first bet.
pub fn lines(course: &Course, progress: &Progress, look: &Look) -> Vec<Line<'static>> {
    let bets = bets(&course.lessons, progress);
    if bets.is_empty() {
        return Vec::new();
    }
    let [given, even] = on_the_whole(&bets);
    let style = match given >= even {
        true => look.theme.good,
        false => look.theme.bad,
    };
    let count = match bets.len() {
        1 => "1 bet".to_string(),
        n => format!("{n} bets"),
    };
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("   {count}: "), look.theme.strong),
        Span::styled(format!("{given:.0}% on what happened"), style),
        Span::styled(format!(", on an even spread {even:.0}%"), look.theme.strong),
    ])];
    let mark = look.pick("│", "|");
    let scale = format!("{:<26}0%{:>width$}", "", "100%", width = BAR - 2);
    let legend = format!("   {scale}   {mark} said  {} happened", look.pick("█", "#"));
    lines.push(Line::from(Span::styled(legend, look.theme.dim)));
    for range in ranges(&bets).into_iter().filter(|range| range.options > 0) {
        lines.push(row(range, look));
    }
    lines
}

impl Range {
    fn sentence(self) -> String {
        let (said, happened) = self.means();
        let said = 100.0 * said;
        match (self.options, self.happened) {
            (1, 0) => format!("You gave one option {said:.0}%, and it did not happen."),
            (1, _) => format!("You gave one option {said:.0}%, and it happened."),
            (n, _) => format!(
                "You gave {n} options {said:.0}% in the mean, and {:.0}% of them happened.",
                100.0 * happened
            ),
        }
    }

    /// The mean of what was said of its options, and the share of them that happened.
    fn means(self) -> (f64, f64) {
        let options = self.options as f64;
        (self.said / options, self.happened as f64 / options)
    }
}

fn row(range: Range, look: &Look) -> Line<'static> {
    let (said, happened) = range.means();
    let at = |share: f64| (share * BAR as f64).round() as usize;
    let cells = (0..BAR).map(|cell| {
        if cell == at(said).min(BAR - 1) {
            look.pick("│", "|")
        } else if cell < at(happened) {
            look.pick("█", "#")
        } else {
            look.pick("·", ".")
        }
    });
    let bar: String = cells.collect();
    let head = format!(
        "   of {:>3} {} said {:>3.0}%  ",
        range.options,
        if range.options == 1 {
            "option "
        } else {
            "options"
        },
        100.0 * said
    );
    let tail = format!("  {:.0}% happened", 100.0 * happened);
    Line::from(vec![
        Span::styled(head, look.theme.text),
        Span::styled(bar, look.theme.first),
        Span::styled(tail, look.theme.text),
    ])
}

/// What bets gave to what happened, and what an even spread would have, in percent: the probability
/// that costs as much in each of them as they cost in the mean.
fn on_the_whole(bets: &[(&[u32], usize)]) -> [f64; 2] {
    let mean = |price: &dyn Fn(&[u32], usize) -> f64| {
        let all: f64 = bets.iter().map(|(chips, at)| price(chips, *at)).sum();
        100.0 * (-all / bets.len() as f64).exp()
    };
    [
        mean(&|chips, at| judge::price(chips[at], chips.len())),
        mean(&|chips, _| judge::even(chips.len())),
    ]
}

/// Every option of every bet, by the probability that was said of it.
fn ranges(bets: &[(&[u32], usize)]) -> [Range; RANGES] {
    let mut ranges = [Range::default(); RANGES];
    for (chips, happened) in bets {
        for (option, &placed) in chips.iter().enumerate() {
            let said = judge::probability(placed, chips.len());
            let at = ((said * RANGES as f64) as usize).min(RANGES - 1);
            ranges[at].options += 1;
            ranges[at].said += said;
            ranges[at].happened += usize::from(option == *happened);
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bets_gave_to_what_happened_is_their_geometric_mean() {
        let sure: &[u32] = &[10, 0];
        for (bets, given) in [
            (&[(&[5, 5][..], 0)][..], 50.0),
            (&[(sure, 0)], 1050.0 / 11.0),
            (
                &[(sure, 0), (sure, 1)],
                100.0 * (10.5f64 * 0.5).sqrt() / 11.0,
            ),
        ] {
            let [told, even] = on_the_whole(bets);
            assert!((told - given).abs() < 1e-9, "{told} for {given}");
            assert!((even - 50.0).abs() < 1e-9);
        }
    }

    #[test]
    fn one_option_happens_or_does_not_and_of_several_a_share_does() {
        let told = |options, said, happened| {
            let range = Range {
                options,
                said,
                happened,
            };
            range.sentence()
        };
        assert_eq!(
            told(1, 0.62, 0),
            "You gave one option 62%, and it did not happen."
        );
        assert_eq!(
            told(1, 0.62, 1),
            "You gave one option 62%, and it happened."
        );
        assert_eq!(
            told(4, 2.4, 3),
            "You gave 4 options 60% in the mean, and 75% of them happened."
        );
    }

    #[test]
    fn options_are_gathered_by_what_was_said_of_them() {
        let ranges = ranges(&[(&[10, 0], 0), (&[10, 0], 1)]);
        let counts = ranges.map(|range| (range.options, range.happened));
        assert_eq!(counts, [(2, 1), (0, 0), (0, 0), (0, 0), (2, 1)]);
        assert!((ranges[4].said - 2.0 * 10.5 / 11.0).abs() < 1e-12);
    }
}
