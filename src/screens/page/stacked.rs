//! One column: the lab stands in the text, and scrolls with it.

use super::column::{self, Set};
use super::share::{place, share};
use super::wide::headed;
use super::{LabPlace, Page, Setting, lab_block, worked_with};
use crate::labs::{Height, Lab};
use crate::lesson::model::Block;
use crate::screens::exercise::{Hints, Row};
use crate::ui::scroll::OVERLAP;
use crate::ui::text::Formulas;
use ratatui::layout::Rect;

/// A step without a lab: its formulas give way where that puts all of it on one screen.
pub fn alone(setting: Setting, column: Rect) -> Page {
    let page = |set: Set| {
        let mut page = begun(setting, column);
        let all = 0..setting.step.blocks.len();
        page.flow(all, column.width, setting, set);
        page
    };
    airiest(page, |page| page.height <= column.height)
}

/// The page with the tallest formulas that leave it in sight; with the tallest where none do.
fn airiest(page: impl Fn(Set) -> Page, is_in_sight: impl Fn(&Page) -> bool) -> Page {
    let airy = page(Set::AIRY);
    if is_in_sight(&airy) {
        return airy;
    }
    let mut lower = [Set::SHORT, Set::LOW].into_iter().map(page);
    lower.find(is_in_sight).unwrap_or(airy)
}

/// Heading, text, lab and text.
pub fn lay_out(setting: Setting, lab: &dyn Lab, rows: u16, column: Rect) -> Page {
    let sheet = Sheet {
        setting,
        column,
        rows,
        height: lab.height(column.width),
        begin: begun,
    };
    sheet.best()
}

/// The same on a wide screen: the heading stays where it is, and the rest is in the middle.
pub fn lay_out_wide(setting: Setting, lab: &dyn Lab, rows: u16, body: Rect) -> Page {
    let (top, column) = headed(setting, body);
    let sheet = Sheet {
        setting,
        column,
        rows,
        height: lab.height(column.width),
        begin: |_, column| Page {
            column,
            ..Page::default()
        },
    };
    let page = sheet.best();
    Page {
        head: top.head,
        head_area: top.head_area,
        column: page.lowered(column, page.height.max(page.tallest)),
        ..page
    }
}

/// The same where it leaves a good picture and all is in sight before anything is answered: an
/// answer takes no pictures apart.
pub fn spread(setting: Setting, lab: &dyn Lab, rows: u16, body: Rect) -> Option<Page> {
    let blank = |block, width, _: Hints| {
        let rows = (setting.unbegun)(block, width);
        vec![Row::default(); rows.into()]
    };
    let unbegun = Setting {
        asked: &blank,
        answered: &|_| false,
        reached: false,
        ..setting
    };
    let page = lay_out_wide(unbegun, lab, rows, body);
    let good = lab.height(body.width).good;
    let picture = page.lab.filter(|place| !place.folded)?.picture;
    let fits = picture.height >= good && page.height <= page.column.height;
    fits.then(|| lay_out_wide(setting, lab, rows, body))
}

/// A column that begins with the heading.
fn begun(setting: Setting, column: Rect) -> Page {
    let mut page = Page {
        column,
        ..Page::default()
    };
    for line in column::head(setting, column.width) {
        page.push(line);
    }
    page
}

/// What is laid out in one column.
struct Sheet<'a> {
    setting: Setting<'a>,
    column: Rect,
    /// How many controls there are.
    rows: u16,
    /// Of the picture.
    height: Height,
    /// The column before its first block.
    begin: fn(Setting, Rect) -> Page,
}

/// A way to set a step with its lab, and the least picture that makes it worth that.
struct Way {
    set: Set,
    wanted: u16,
    /// The controls may fold into one line.
    folds: bool,
}

const fn tight(hints: Hints) -> Set {
    Set {
        formulas: Formulas::LOW,
        gap: false,
        hints,
    }
}

impl Sheet<'_> {
    /// As airy as the picture allows.
    fn best(&self) -> Page {
        let looked_at = worked_with(self.setting.step).is_none();
        let ways = if looked_at {
            self.beneath()
        } else {
            self.ways()
        };
        let lasting = [true, false].into_iter();
        let lasting = lasting.filter_map(|all| self.lasting(all, &ways)).next();
        if let Some(page) = lasting {
            return page;
        }
        if let Some((set, picture, folded)) = self.first_fit(&ways) {
            let larger = self.after_the_bet(picture + 1);
            return larger.unwrap_or_else(|| self.set(picture, folded, set, 0));
        }
        // It does not fit, so the column scrolls.
        if let Some(page) = self.after_the_bet(self.height.least) {
            return page;
        }
        if looked_at {
            return self.below_the_fold();
        }
        // By as few rows as may be, and the lab and its chosen control stay together.
        self.set(self.height.least, self.rows > 1, tight(Hints::Bare), 0)
    }

    /// The page on which the picture stays where it is, however the step comes out and whatever hints
    /// are unfolded: room is kept for all that may be said, if there is any way to; or at least for all
    /// but what is said to wrong answers.
    fn lasting(&self, all: bool, ways: &[Way]) -> Option<Page> {
        let most = self.setting.most;
        let blank = |block, width, hints| {
            let rows = most(block, width, hints, all);
            vec![Row::default(); rows.into()]
        };
        let tallest = Sheet {
            setting: Setting {
                asked: &blank,
                answered: &|_| true,
                ..self.setting
            },
            ..*self
        };
        let (set, picture, folded) = tallest.first_fit(ways)?;
        let tallest = tallest.set(picture, folded, set, 0);
        let top = tallest.lab?.picture.y;
        Some(Page {
            tallest: tallest.height,
            ..self.set(picture, folded, set, top)
        })
    }

    /// The first way that leaves the picture it is worth, how high that is, and whether its controls
    /// fold.
    fn first_fit(&self, ways: &[Way]) -> Option<(Set, u16, bool)> {
        // What the text takes decides what is left for the lab.
        let mut heights: Vec<(Set, u16)> = Vec::new();
        ways.iter().find_map(|way| {
            let known = heights.iter().find(|(set, _)| *set == way.set);
            let text = known.map_or_else(
                || self.set(0, false, way.set, 0).height - self.rows,
                |(_, height)| *height,
            );
            heights.push((way.set, text));
            let room = self.column.height.saturating_sub(text);
            // Where controls may fold they do so for the picture that is wanted.
            let least = if way.folds {
                way.wanted
            } else {
                self.height.least
            };
            let height = Height {
                least,
                ..self.height
            };
            let (picture, folded) = share(height, self.rows, room);
            let controls = if folded { 1 } else { self.rows };
            let fits = picture + controls <= room && picture >= way.wanted;
            (fits && (way.folds || !folded)).then_some((way.set, picture, folded))
        })
    }

    /// Once it is known what happened, the picture of it and what is said of it are in sight, and what
    /// was read before is above them, where that makes a small picture one of `wanted` rows.
    fn after_the_bet(&self, wanted: u16) -> Option<Page> {
        let blocks = &self.setting.step.blocks;
        let bets = blocks.iter().any(|block| matches!(block, Block::Bet(_)));
        if !(bets && self.setting.reached) {
            return None;
        }
        [Hints::Own, Hints::Alone].into_iter().find_map(|hints| {
            let without = self.set(0, false, tight(hints), 0);
            let rest = without.height - without.lab?.picture.y;
            let picture = self.column.height.checked_sub(rest)?;
            // Where all of it is in sight, no row is left empty.
            let spare = self.column.height.saturating_sub(without.height);
            let picture = picture.min(self.height.least.midpoint(self.height.good));
            let picture = picture.max(spare.min(self.height.best));
            (picture >= wanted).then(|| self.set(picture, false, tight(hints), 0))
        })
    }

    /// How a step gives way to its own picture. A formula in two dimensions is worth a smaller one;
    /// after it blank lines go, then what is settled or was read before: hints but the last, options
    /// that did not happen, at last all of it but how it came out and why; then controls go but the
    /// chosen one, where there would be no picture that can be read with all of them in sight. What is
    /// to be done is never hidden.
    fn ways(&self) -> Vec<Way> {
        let Height { least, good, best } = self.height;
        let fair = least.midpoint(good);
        let some = least.midpoint(fair);
        let formula = |block: &Block| matches!(block, Block::Formula(_));
        let tall = match self.setting.step.blocks.iter().any(formula) {
            true => least,
            false => good,
        };
        let way = |set, wanted, folds| Way { set, wanted, folds };
        let less = |wanted| {
            let ways = [
                Hints::All,
                Hints::Last,
                Hints::Own,
                Hints::Alone,
                Hints::Bare,
            ];
            ways.map(|hints| way(tight(hints), wanted, false))
        };
        let folded = |wanted| way(tight(Hints::Bare), wanted, true);
        // Hints but the last give way before the picture loses anything it has to show.
        let last = Set {
            hints: Hints::Last,
            ..Set::AIRY
        };
        let airy = [
            way(Set::AIRY, best, false),
            way(last, best, false),
            way(Set::AIRY, tall, false),
            way(Set::SHORT, tall, false),
            way(Set::LOW, good, false),
        ];
        let mut ways: Vec<Way> = airy.into_iter().chain(less(fair)).collect();
        ways.extend([some, least].into_iter().flat_map(less));
        ways.push(folded(least));
        ways
    }

    /// A picture to be looked at takes what the question leaves; formulas are set low only where there
    /// would be no picture; then what is settled gives way too.
    fn beneath(&self) -> Vec<Way> {
        let Height { least, good, .. } = self.height;
        let way = |set, gap, wanted| Way {
            set: Set { gap, ..set },
            wanted,
            folds: false,
        };
        let airy = [
            way(Set::AIRY, true, good),
            way(Set::AIRY, false, good),
            way(Set::SHORT, true, good),
            way(Set::AIRY, false, least),
            way(Set::LOW, true, good),
            way(Set::LOW, false, least),
        ];
        let less = [Hints::Last, Hints::Own, Hints::Alone, Hints::Bare];
        let less = less.map(|hints| way(tight(hints), false, least));
        let folded = Way {
            set: tight(Hints::Bare),
            wanted: least,
            folds: true,
        };
        airy.into_iter().chain(less).chain([folded]).collect()
    }

    /// The question alone, its formulas low where that puts all of it in sight, and the picture where
    /// one page down shows it whole.
    fn below_the_fold(&self) -> Page {
        let view = self.column.height;
        let most = view.saturating_sub(self.rows + 1);
        let picture = self.height.good.min(most).max(self.height.least);
        let set = |set| self.set(picture, false, set, 0);
        let asks_in_sight = |page: &Page| {
            let last = page.lab.map_or(page.height, |lab| lab.picture.y);
            last <= view + 1 // the blank line above the picture may be out of sight
        };
        let mut page = airiest(set, asks_in_sight);
        if let Some(lab) = &mut page.lab {
            *lab = lab.moved_to(lab.picture.y.max(view));
            // One page down it stands at the top: what rows are left are under it.
            let page_down = lab.picture.y + view.saturating_sub(OVERLAP);
            page.height = lab.controls.bottom().max(page_down);
        }
        page
    }

    /// The column with a picture of a height, `top` rows down at least.
    fn set(&self, picture: u16, folded: bool, set: Set, top: u16) -> Page {
        let setting = self.setting;
        let blocks = setting.step.blocks.len();
        let at = lab_block(setting.step);
        let space = u16::from(set.gap);
        let width = self.column.width;
        let mut page = (self.begin)(setting, self.column);
        page.flow(0..at, width, setting, set);
        let picture = Rect {
            x: 0,
            y: top.max(page.height + if page.height > 0 { space } else { 0 }),
            width: self.column.width,
            height: picture,
        };
        let lab = LabPlace {
            scrolls: true,
            ..place(picture, space, self.rows, folded, u16::MAX)
        };
        page.height = lab.controls.bottom();
        page.lab = Some(lab);
        page.flow((at + 1).min(blocks)..blocks, width, setting, set);
        page
    }
}
