//! Arrows, all there are in the blocks Arrows, Supplemental Arrows A and B, and the first of
//! Miscellaneous Symbols and Arrows: how a text in ASCII writes each, by where its tip points.

/// How it is written, its sign in a picture, and the arrows that are written so.
const ARROWS: [(&str, &str, &str); 34] = [
    ("<-", "<", "←↜↞↢↩↫↰↲↵↼↽⇇⇜⇠⇤⇦⇽⟵⤌⤎⤙⤝⤶⥆⥒⥖⥢⥪⥫⥳⥶⥷⥺⥻⬅"),
    ("up", "^", "↑↟↥↾↿⇈⇑⇞⇡⇧⇪⇫⇬⇭⇮⇯⟰⤉⤊⤒⤴⥉⥔⥘⥜⥠⥣⥾⬆⬏⬑"),
    ("->", ">", "→↝↠↣↪↬↱↳⇀⇁⇉⇝⇢⇥⇨⇰⇴⇶⇾⟴⟶⟿⤍⤏⤐⤑⤖⤚⤞⤳⤷⥅⥇⥓⥗⥤⥬⥭⥲⥴⥵⥸⥹"),
    ("down", "v", "↓↡↧↯↴⇂⇃⇊⇓⇟⇣⇩⟱⤈⤋⤓⤵⥕⥙⥝⥡⥥⥿⬇⬎⬐"),
    ("<->", "-", "↔↭↹⇄⇆⇋⇌⇿⟷⥂⥃⥄⥈⥊⥋⥎⥐⥦⥧⥨⥩⬄⬌"),
    ("up and down", "|", "↕↨⇅⇕⇳⇵⥌⥍⥏⥑⥮⥯⬍"),
    ("up left", "^", "↖↸⇖⇱⤣⬁⬉"),
    ("up right", "^", "↗⇗⤤⤯⬀⬈"),
    ("down right", "v", "↘⇘⇲⤥⤰⬂⬊"),
    ("down left", "v", "↙⇙⤦⬃⬋"),
    ("<-/-", "<", "↚⇷⇺"),
    ("-/->", ">", "↛⇸⇻⤀⤁⤔⤕⤗⤘"),
    ("<-|", "<", "↤⟻⤟⥚⥞"),
    ("|->", ">", "↦⟼⤅⤠⥛⥟"),
    ("<-/->", "-", "↮⇹⇼"),
    ("anticlockwise", "o", "↶↺⟲⤹⤺⤻⤽⤿⥀"),
    ("clockwise", "o", "↷↻⟳⤸⤼⤾⥁"),
    ("<=/=", "<", "⇍⤂"),
    ("<=/=>", "=", "⇎⤄"),
    ("=/=>", ">", "⇏⤃"),
    ("<=", "<", "⇐⇚⟸⤛"),
    ("=>", ">", "⇒⇛⟹⤜⥰⥱"),
    ("<=>", "=", "⇔⟺"),
    ("<=|", "<", "⟽⤆"),
    ("|=>", ">", "⟾⤇"),
    ("up left and down right", "^", "⤡"),
    ("up right and down left", "^", "⤢"),
    ("up right and up left", "^", "⤧⤱⤲"),
    ("up right and down right", "^", "⤨⤭⤮"),
    ("down right and down left", "v", "⤩"),
    ("up left and down left", "^", "⤪"),
    ("x", "x", "⤫⤬"),
    ("-<", "<", "⥼"),
    (">-", ">", "⥽"),
];

/// An arrow: its sign in a picture, and how it is written in a text.
pub fn arrow(c: char) -> Option<(&'static str, &'static str)> {
    let is_arrow = matches!(
        c,
        '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2b11}'
    );
    let mut arrows = ARROWS.iter();
    let found = arrows.find(|(_, _, arrows)| is_arrow && arrows.contains(c));
    found.map(|(written, sign, _)| (*sign, *written))
}

#[cfg(test)]
mod tests {
    use super::arrow;

    #[test]
    fn every_arrow_of_these_blocks_is_written_by_where_it_points() {
        for (first, last) in [
            (0x2190, 0x21ff),
            (0x27f0, 0x27ff),
            (0x2900, 0x297f),
            (0x2b00, 0x2b11),
        ] {
            for c in (first..=last).filter_map(char::from_u32) {
                let (sign, written) = arrow(c).unwrap_or_else(|| panic!("U+{:04X}", c as u32));
                assert!(sign.len() == 1 && written.is_ascii(), "{c}");
            }
        }
        for (c, written) in [
            ('⟶', "->"),
            ('↦', "|->"),
            ('↗', "up right"),
            ('⬅', "<-"),
            ('⇄', "<->"),
            ('⟸', "<="),
            ('↾', "up"),
            ('⇂', "down"),
            ('↛', "-/->"),
            ('⟺', "<=>"),
            ('↻', "clockwise"),
        ] {
            assert_eq!(arrow(c).map(|(_, written)| written), Some(written), "{c}");
        }
        assert_eq!(arrow('─'), None);
    }
}
