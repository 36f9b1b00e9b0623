//! Colours by role. Three colours beside the text's own, and a ramp of ten for ink.

use crate::ui::glyphs::{Background, ColorTier};
use ratatui::style::{Color, Modifier, Style};

/// Levels of ink: one for each character of the ramp ` .:-=+*#%@`.
///
/// Ten, not 256: tied to the character it looks the same and costs a seventh of the bytes on a
/// slow line, because neighbouring cells share their colour.
pub const INK_LEVELS: usize = 10;

/// How much of a colour is in the tint of a ground.
const GROUND: f32 = 0.2;

/// The styles of one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    tier: ColorTier,
    background: Background,
    /// The text's own colour.
    pub text: Style,
    /// Less important than text.
    pub dim: Style,
    /// Headings and numbers that matter.
    pub strong: Style,
    /// The goal, the chosen control, the next key.
    pub accent: Style,
    /// Reached, right, good.
    pub good: Style,
    /// Wrong, stopped, out of range.
    pub bad: Style,
    /// The first series of a plot.
    pub first: Style,
    /// The second series of a plot.
    pub second: Style,
    ink: [Color; INK_LEVELS],
    ground: Option<[Color; 3]>,
}

/// A colour as 24 bits, from which the other tiers are made.
type Rgb = (u8, u8, u8);

struct Palette {
    /// What a screen of this kind is about, for colours next to it; none where nobody knows.
    paper: Option<Rgb>,
    /// Of sixteen colours none is dim everywhere: bright black is the paper itself in some palettes.
    dim: Rgb,
    accent: (Rgb, Color),
    good: (Rgb, Color),
    bad: (Rgb, Color),
    first: (Rgb, Color),
    ink: [Rgb; 3],
    ink16: [Color; INK_LEVELS],
}

/// On a dark screen ink shines: deep water, then foam, then paper.
const DARK: Palette = Palette {
    paper: Some((0x10, 0x12, 0x14)),
    dim: (0x8c, 0x93, 0x9e),
    accent: ((0xf0, 0xb3, 0x5a), Color::Yellow),
    good: ((0x7f, 0xc9, 0x7a), Color::Green),
    bad: ((0xf0, 0x71, 0x6b), Color::LightRed),
    first: ((0x6f, 0xc3, 0xd6), Color::Cyan),
    ink: [(0x2b, 0x5a, 0x78), (0x5f, 0xb4, 0xc8), (0xff, 0xf4, 0xdc)],
    ink16: [
        Color::Reset,
        Color::Blue,
        Color::Blue,
        Color::Cyan,
        Color::Cyan,
        Color::Cyan,
        Color::LightCyan,
        Color::LightCyan,
        Color::White,
        Color::White,
    ],
};

/// On a light screen ink darkens, as on paper.
const LIGHT: Palette = Palette {
    paper: Some((0xff, 0xff, 0xff)),
    dim: (0x6a, 0x70, 0x7a),
    accent: ((0x9a, 0x55, 0x00), Color::Magenta),
    good: ((0x1d, 0x7a, 0x2e), Color::Green),
    bad: ((0xb3, 0x26, 0x1e), Color::Red),
    first: ((0x0f, 0x6a, 0x83), Color::Blue),
    ink: [(0x8f, 0xa8, 0xb8), (0x2f, 0x6f, 0x8c), (0x0a, 0x1a, 0x2a)],
    ink16: [
        Color::Reset,
        Color::Cyan,
        Color::Cyan,
        Color::Cyan,
        Color::Blue,
        Color::Blue,
        Color::Blue,
        Color::Black,
        Color::Black,
        Color::Black,
    ],
};

/// Where nobody knows what lies behind: half as bright as paper, so that black and white are equally
/// far. Of the sixteen names the text's own colour is the only one that is never lost.
const EITHER: Palette = Palette {
    paper: None,
    dim: (0x7a, 0x80, 0x88),
    accent: ((0xb0, 0x6a, 0x10), Color::Magenta),
    good: ((0x2f, 0x8a, 0x45), Color::Green),
    bad: ((0xd0, 0x4a, 0x42), Color::Red),
    first: ((0x1f, 0x86, 0xa6), Color::Reset),
    ink: [(0x86, 0x8c, 0x92), (0x2f, 0x86, 0xa0), (0x0f, 0x76, 0xa8)],
    ink16: [Color::Reset; INK_LEVELS],
};

impl Theme {
    /// The theme for a terminal with these colours on this background.
    pub fn new(tier: ColorTier, background: Background) -> Self {
        let palette = match background {
            Background::Dark => &DARK,
            Background::Light => &LIGHT,
            Background::Unknown => &EITHER,
        };
        let role = |(rgb, name): (Rgb, Color)| match tier {
            ColorTier::None => Style::new(),
            _ => Style::new().fg(color(tier, rgb, name)),
        };
        let dim = match tier {
            ColorTier::Ansi16 => Style::new().add_modifier(Modifier::DIM),
            _ => role((palette.dim, Color::Reset)),
        };
        let bold = Style::new().add_modifier(Modifier::BOLD);
        Self {
            tier,
            background,
            text: Style::new(),
            dim,
            strong: bold,
            accent: role(palette.accent).add_modifier(Modifier::BOLD),
            good: role(palette.good).add_modifier(Modifier::BOLD),
            bad: role(palette.bad).add_modifier(Modifier::BOLD),
            first: role(palette.first),
            second: role(palette.accent),
            ink: std::array::from_fn(|level| match tier {
                ColorTier::None => Color::Reset,
                _ => color(tier, blend(&palette.ink, level), palette.ink16[level]),
            }),
            // With fewer colours a tint is either not seen or hides what lies on it.
            ground: palette
                .paper
                .filter(|_| tier == ColorTier::TrueColor)
                .map(|paper| {
                    [palette.first, palette.accent, palette.good].map(|(rgb, name)| {
                        let tint = mixed(paper, rgb, GROUND);
                        color(tier, tint, name)
                    })
                }),
        }
    }

    /// How many colours it is made for.
    pub fn tier(&self) -> ColorTier {
        self.tier
    }

    /// What it is made for the text to lie on.
    pub fn background(&self) -> Background {
        self.background
    }

    /// The same for a terminal with more colours or fewer.
    pub fn in_tier(&self, tier: ColorTier) -> Self {
        Self::new(tier, self.background)
    }

    /// The colour of ink at a level from 0 (none) to 9 (full).
    pub fn ink(&self, level: usize) -> Color {
        self.ink[level.min(INK_LEVELS - 1)]
    }

    /// The tint of the ground of the first, second or third of a few kinds, where there is one.
    pub fn ground(&self, kind: usize) -> Option<Color> {
        self.ground.and_then(|ground| ground.get(kind).copied())
    }

    /// Whether ink may stand on ink, two colours in one cell: they must differ in brightness, and
    /// there is no such room where the paper may be black or white.
    pub fn can_fill(&self) -> bool {
        matches!(self.tier, ColorTier::TrueColor | ColorTier::Ansi256)
            && self.background != Background::Unknown
    }
}

fn color(tier: ColorTier, rgb: Rgb, name: Color) -> Color {
    match tier {
        ColorTier::TrueColor => Color::Rgb(rgb.0, rgb.1, rgb.2),
        ColorTier::Ansi256 => Color::Indexed(nearest_256(rgb)),
        ColorTier::Ansi16 => name,
        ColorTier::None => Color::Reset,
    }
}

/// The ink colour of a level: through the three stops of a palette.
fn blend(stops: &[Rgb; 3], level: usize) -> Rgb {
    let t = level as f32 / (INK_LEVELS - 1) as f32 * 2.0;
    let (a, b, t) = if t < 1.0 {
        (stops[0], stops[1], t)
    } else {
        (stops[1], stops[2], t - 1.0)
    };
    mixed(a, b, t)
}

/// The colour at a share of the way from one to another.
fn mixed(a: Rgb, b: Rgb, t: f32) -> Rgb {
    let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * t).round() as u8;
    (mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2))
}

/// The nearest entry of the xterm palette: its 6x6x6 cube (16 to 231) or its greys (232 to 255).
fn nearest_256(rgb: Rgb) -> u8 {
    const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |a: Rgb, b: Rgb| {
        let d = |x: u8, y: u8| (i32::from(x) - i32::from(y)).pow(2);
        d(a.0, b.0) + d(a.1, b.1) + d(a.2, b.2)
    };
    let cube = (0..216u8).map(|i| {
        let at = |k: u8| CUBE[usize::from(k)];
        (16 + i, (at(i / 36), at(i / 6 % 6), at(i % 6)))
    });
    let greys = (0..24u8).map(|i| (232 + i, (8 + 10 * i, 8 + 10 * i, 8 + 10 * i)));
    cube.chain(greys)
        .min_by_key(|&(_, c)| distance(rgb, c))
        .map_or(15, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn palette_entries_are_their_own_nearest() {
        assert_eq!(nearest_256((0, 0, 0)), 16);
        assert_eq!(nearest_256((255, 255, 255)), 231);
        assert_eq!(nearest_256((95, 135, 175)), 16 + 36 + 2 * 6 + 3);
        assert_eq!(nearest_256((8, 8, 8)), 232);
    }

    #[test]
    fn without_colour_every_style_keeps_the_terminals_own() {
        let theme = Theme::new(ColorTier::None, Background::Dark);
        for style in [
            theme.text,
            theme.dim,
            theme.accent,
            theme.good,
            theme.bad,
            theme.first,
        ] {
            assert_eq!(style.fg, None);
            assert_eq!(style.bg, None);
        }
    }

    #[test]
    fn ink_grows_towards_its_extreme_on_both_backgrounds() {
        let luma = |c: Color| match c {
            Color::Rgb(r, g, b) => {
                0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
            }
            other => panic!("a truecolour theme gave {other:?}"),
        };
        let dark = Theme::new(ColorTier::TrueColor, Background::Dark);
        let light = Theme::new(ColorTier::TrueColor, Background::Light);
        for level in 1..INK_LEVELS {
            assert!(luma(dark.ink(level)) > luma(dark.ink(level - 1)));
            assert!(luma(light.ink(level)) < luma(light.ink(level - 1)));
        }
    }

    /// The sixteen colours of VGA, in the order of their names.
    fn vga(color: Color) -> Option<Rgb> {
        Some(match color {
            Color::Black => (0, 0, 0),
            Color::Red => (170, 0, 0),
            Color::Green => (0, 170, 0),
            Color::Yellow => (170, 85, 0),
            Color::Blue => (0, 0, 170),
            Color::Magenta => (170, 0, 170),
            Color::Cyan => (0, 170, 170),
            Color::Gray => (170, 170, 170),
            Color::DarkGray => (85, 85, 85),
            Color::LightRed => (255, 85, 85),
            _ => return None,
        })
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let linear = |v: u8| match f64::from(v) / 255.0 {
            v if v <= 0.04045 => v / 12.92,
            v => ((v + 0.055) / 1.055).powf(2.4),
        };
        let luminance =
            |c: Rgb| 0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2) + 0.05;
        let (a, b) = (luminance(a), luminance(b));
        a.max(b) / a.min(b)
    }

    const BLACK: Rgb = (0, 0, 0);
    const WHITE: Rgb = (255, 255, 255);

    /// What may lie behind where this is said.
    fn papers(background: Background) -> &'static [Rgb] {
        match background {
            Background::Dark => &[BLACK],
            Background::Light => &[WHITE],
            Background::Unknown => &[BLACK, WHITE],
        }
    }

    fn roles(theme: &Theme) -> [Style; 6] {
        [
            theme.dim,
            theme.accent,
            theme.good,
            theme.bad,
            theme.first,
            theme.second,
        ]
    }

    #[test]
    fn with_sixteen_colours_every_role_can_be_read_on_its_background() {
        for background in [Background::Dark, Background::Light, Background::Unknown] {
            let theme = Theme::new(ColorTier::Ansi16, background);
            let colors = roles(&theme).map(|style| style.fg.unwrap_or(Color::Reset));
            // The text's own colour can be read wherever text can.
            for color in colors.into_iter().filter(|color| *color != Color::Reset) {
                let seen = vga(color).expect("one of the names on the list");
                for &behind in papers(background) {
                    let ratio = contrast(seen, behind);
                    assert!(ratio > 2.7, "{color:?} on {background:?}: {ratio:.2}");
                }
            }
        }
    }

    #[test]
    fn with_sixteen_colours_nothing_is_bright_black_which_is_the_paper_of_some_palettes() {
        for background in [Background::Dark, Background::Light, Background::Unknown] {
            let theme = Theme::new(ColorTier::Ansi16, background);
            let inks = (0..INK_LEVELS).map(|level| theme.ink(level));
            let roles = roles(&theme).into_iter().filter_map(|style| style.fg);
            for color in inks.chain(roles) {
                assert!(!matches!(color, Color::DarkGray), "{background:?}");
            }
            assert!(theme.dim.add_modifier.contains(Modifier::DIM));
        }
    }

    #[test]
    fn where_nothing_is_known_of_the_background_everything_can_be_read_on_black_and_on_white() {
        let theme = Theme::new(ColorTier::TrueColor, Background::Unknown);
        let inks = (1..INK_LEVELS).map(|level| theme.ink(level));
        let roles = roles(&theme).into_iter().filter_map(|style| style.fg);
        for color in inks.chain(roles) {
            let Color::Rgb(r, g, b) = color else {
                panic!("a truecolour theme gave {color:?}");
            };
            for behind in [BLACK, WHITE] {
                let ratio = contrast((r, g, b), behind);
                assert!(ratio > 3.0, "{color:?} on {behind:?}: {ratio:.2}");
            }
        }
        assert!(!theme.can_fill() && theme.ground(0).is_none());
    }
}
