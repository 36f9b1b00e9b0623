//! Claims about formulas: LaTeX, its Unicode line, its ASCII line.

mod display;
mod live;
mod spoken;

use proptest::prelude::*;

use super::signs::{ENVIRONMENTS, FUNCTIONS, RARE, SHAPES, SIGNS};
use super::{FormulaError, Math, scripts};

#[rustfmt::skip]
const SLIDES: &[(&str, &str, &str)] = &[
    (r"N(\mu, \sigma^2)", "N(μ, σ²)", "N(mu, sigma^2)"),
    (r"f(x | \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} \cdot e^{-\frac{(x-\mu)^2}{2\sigma^2}}",
     "f(x | μ, σ²) = 1/√(2πσ²) · e^(−(x−μ)²/(2σ²))",
     "f(x | mu, sigma^2) = 1 / sqrt(2 pi sigma^2) * exp(-(x - mu)^2 / (2 sigma^2))"),
    (r"\hat{y} = ax + b", "ŷ = ax + b", "y_hat = ax + b"),
    (r"|y_i - \hat{y}_i|", "|y_i − ŷ_i|", "|y_i - y_hat_i|"),
    (r"\sum (y_i - \hat{y}_i)^2, \text{ for } i=(1, n)",
     "Σ (y_i − ŷ_i)², for i = (1, n)", "sum (y_i - y_hat_i)^2, for i = (1, n)"),
    (r"E(a, b) = \sum (y_i - ax_i - b)^2",
     "E(a, b) = Σ (y_i − a x_i − b)²", "E(a, b) = sum (y_i - a x_i - b)^2"),
    (r"f(x_1, \dots, x_n \mid \mu, \sigma^2) = \prod_{i=1}^n f(x_i \mid \mu, \sigma^2)",
     "f(x₁, …, x_n | μ, σ²) = Π_(i=1)^n f(x_i | μ, σ²)",
     "f(x_1, ..., x_n | mu, sigma^2) = prod_(i=1)^n f(x_i | mu, sigma^2)"),
    (r"\left(\frac{1}{2\pi\sigma^2} \right)^{n/2} \exp\left(-\frac{\sum_{i=1}^n (x_i - \mu)^2}{2\sigma^2} \right).",
     "(1/(2πσ²))^(n/2) exp(−(Σ_(i=1)^n (x_i − μ)²)/(2σ²)).",
     "(1 / (2 pi sigma^2))^(n/2) exp(-(sum_(i=1)^n (x_i - mu)^2) / (2 sigma^2))."),
    (r"\log \left(\mathcal{L}(\mu, \sigma) \right) = -\frac{n}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{i=1}^n (x_i - \mu)^2",
     "log(L(μ, σ)) = −(n/2) log(2πσ²) − (1/(2σ²)) Σ_(i=1)^n (x_i − μ)²",
     "log(L(mu, sigma)) = -(n/2) log(2 pi sigma^2) - (1/(2 sigma^2)) sum_(i=1)^n (x_i - mu)^2"),
    (r"a = \frac{1}{2} \qquad b = 2, \quad c", "a = 1/2; b = 2, c", "a = 1 / 2; b = 2, c"),
    (r"28 \times 28 / 32 \sim 25X", "28 × 28/32 ~ 25X", "28 x 28/32 ~ 25X"),
];

#[rustfmt::skip]
const LESSONS: &[(&str, &str, &str)] = &[
    (r"f(x | \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} \cdot \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)",
     "f(x | μ, σ²) = 1/√(2πσ²) · exp(−(x − μ)²/(2σ²))",
     "f(x | mu, sigma^2) = 1 / sqrt(2 pi sigma^2) * exp(-(x - mu)^2 / (2 sigma^2))"),
    (r"f(x \mid \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} \, e^{-\frac{(x-\mu)^2}{2\sigma^2}}",
     "f(x | μ, σ²) = (1/√(2πσ²)) e^(−(x−μ)²/(2σ²))",
     "f(x | mu, sigma^2) = (1/sqrt(2 pi sigma^2)) exp(-(x - mu)^2 / (2 sigma^2))"),
    (r"f(x_1..x_n|\mu,\sigma^2) = \prod f(x_i|\mu,\sigma^2)",
     "f(x₁..x_n | μ, σ²) = Π f(x_i | μ, σ²)",
     "f(x_1..x_n | mu, sigma^2) = prod f(x_i | mu, sigma^2)"),
    (r"-\frac{n}{2}\log(2\pi\sigma^2) - \frac{1}{2\sigma^2}\sum(x_i-\mu)^2",
     "−(n/2) log(2πσ²) − (1/(2σ²)) Σ (x_i − μ)²",
     "-(n/2) log(2 pi sigma^2) - (1/(2 sigma^2)) sum (x_i - mu)^2"),
    (r"\hat y = ax + b", "ŷ = ax + b", "y_hat = ax + b"),
    (r"x = \mu", "x = μ", "x = mu"),
    (r"1/\sqrt{2\pi\sigma^2}", "1/√(2πσ²)", "1/sqrt(2 pi sigma^2)"),
    (r"784 \cdot 128 + 128 = 100{,}480", "784 · 128 + 128 = 100,480", "784 * 128 + 128 = 100,480"),
    (r"\bar{x} = \frac{1}{n}\sum_{i=1}^n x_i", "x_bar = (1/n) Σ_(i=1)^n x_i", "x_bar = (1/n) sum_(i=1)^n x_i"),
    (r"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}",
     "softmax(z)_i = e^(z_i)/(Σ_j e^(z_j))", "softmax(z)_i = e^(z_i) / (sum_j e^(z_j))"),
    (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "σ(x) = 1/(1 + e^(−x))", "sigma(x) = 1 / (1 + e^(-x))"),
    (r"\theta \leftarrow \theta - \eta \nabla L(\theta)", "θ ← θ − η grad L(θ)", "theta <- theta - eta grad L(theta)"),
    (r"\frac{\partial L}{\partial w_{ij}} = \frac{1}{n} \sum_{i=1}^{n} 2 (\hat y_i - y_i) x_i",
     "∂L/∂w_ij = (1/n) Σ_(i=1)^n 2(ŷ_i − y_i)x_i", "dL / dw_ij = (1/n) sum_(i=1)^n 2(y_hat_i - y_i) x_i"),
    (r"\arg\min_{\theta} \mathbb{E}[\ell(\theta)]", "arg min_θ E[l(θ)]", "arg min_theta E[l(theta)]"),
    (r"\epsilon_i \sim \mathcal{N}(0, \sigma^2)", "ε_i ~ N(0, σ²)", "epsilon_i ~ N(0, sigma^2)"),
    (r"P(a \le X \le b) = \int_a^b f(x) \, dx", "P(a ≤ X ≤ b) = int_a^b f(x) dx", "P(a <= X <= b) = int_a^b f(x) dx"),
];

#[rustfmt::skip]
const SHAPED: &[(&str, &str, &str)] = &[
    (r"\frac{a+b}{c} \cdot \frac{\frac{1}{2}}{3}", "(a + b)/c · (1/2)/3", "(a + b) / c * (1 / 2) / 3"),
    (r"\frac{n!}{k!(n-k)!}", "n!/(k!(n − k)!)", "n! / (k!(n - k)!)"),
    (r"\frac{\partial^2 f}{\partial x^2}", "∂²f/∂x²", "d^2 f / dx^2"),
    (r"\frac{\hat p - \hat q}{|a|}", "(p_hat − q_hat)/|a|", "(p_hat - q_hat) / |a|"),
    (r"\frac{\sin x}{2}", "(sin x)/2", "(sin x) / 2"),
    (r"\sqrt[3]{x^2+1} + \sqrt{10} + \sqrt{x^2}", "³√(x² + 1) + √10 + √(x²)", "root(3, x^2 + 1) + sqrt(10) + sqrt(x^2)"),
    (r"a / \frac{b}{c} + \lambda \|w\|", "a/(b/c) + λ ||w||", "a/(b/c) + lambda ||w||"),
    (r"|\frac{a}{b}| + |-x|", "|a/b| + |−x|", "|a / b| + |-x|"),
    (r"\|x\|_2^2", "||x||₂²", "||x||_2^2"),
    (r"x^{(i)} w_{1,2} w_{ij} x^{n/2}", "x^(i) w_(1,2) w_ij x^(n/2)", "x^(i) w_(1,2) w_ij x^(n/2)"),
    (r"\left. x^2 \right|_0^1", "x²|₀¹", "x^2|_0^1"),
    (r"p_{\text{data}}, x^*, A^\top, f'(x)", "p_data, x*, A^T, f'(x)", "p_data, x^*, A^T, f'(x)"),
    (r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
     "{ x, if x > 0; 0, otherwise }", "{ x, if x > 0; 0, otherwise }"),
    (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)", "(a, b; c, d)"),
    (r"\begin{aligned} a &= b + c \\ &= d \end{aligned}", "a = b + c; = d", "a = b + c; = d"),
    (r"x := y \neq z", "x := y ≠ z", "x := y != z"),
    (r"-\ln p + \log_2 x", "−ln p + log₂ x", "-ln p + log_2 x"),
    (r"W \in \mathbb{R}^{784 \times 128}", "W in R^(784×128)", "W in R^(784 x 128)"),
    (r"x~y \, z\ w", "x y z w", "x y z w"),
];

fn assert_lines(formulas: &[(&str, &str, &str)]) {
    for (latex, unicode, ascii) in formulas {
        let math = Math::parse(latex).unwrap_or_else(|error| panic!("{latex}: {error}"));
        assert_eq!(math.unicode(), *unicode, "{latex}");
        assert_eq!(math.ascii(), *ascii, "{latex}");
    }
}

#[test]
fn formulas_of_the_slides_read_as_one_would_write_them_on_one_line() {
    assert_lines(SLIDES);
}

#[test]
fn formulas_of_the_lessons_read_as_one_would_write_them_on_one_line() {
    assert_lines(LESSONS);
}

#[test]
fn brackets_stand_only_where_the_meaning_needs_them() {
    assert_lines(SHAPED);
}

#[test]
fn every_sign_is_known_to_the_parser_and_drawn_and_spelled_as_the_table_says() {
    for sign in SIGNS {
        let math = Math::parse(&format!("\\{} ", sign.command)).unwrap();
        let spelled = super::signs::by_character(sign.drawn).unwrap().ascii;
        let drawn = match sign.drawn {
            '∑' => "Σ".to_owned(),
            '∏' => "Π".to_owned(),
            rare if RARE.contains(rare) => spelled.to_owned(),
            common => common.to_string(),
        };
        assert_eq!(math.unicode(), drawn, "{}", sign.command);
        let said = math.spoken();
        let is_word = |c: char| c.is_ascii_alphabetic() || " ,".contains(c);
        assert!(
            said.chars().all(is_word) && !said.is_empty(),
            "{}: {said:?}",
            sign.command
        );
        assert_eq!(math.ascii(), spelled, "{}", sign.command);
        assert_eq!(sign.ascii, spelled, "two spellings of {}", sign.drawn);
        assert!(sign.ascii.is_ascii());
    }
}

#[test]
fn what_two_fonts_of_terminals_lack_is_written_otherwise() {
    let table = include_str!("../../tests/fixtures/fonts.json");
    let table: serde_json::Value = serde_json::from_str(table).unwrap();
    let in_all = table["in_all"].as_str().unwrap();
    let lacking = |sign: char| match table["lacking"][sign.to_string()].as_array() {
        Some(fonts) => fonts.len(),
        None if sign.is_ascii() || in_all.contains(sign) => 0,
        None => panic!("{sign:?} is not in the table: run fonts.py"),
    };
    for sign in SIGNS {
        let (drawn, many) = (sign.drawn, lacking(sign.drawn));
        assert_eq!(
            RARE.contains(drawn),
            many >= 2,
            "{drawn} is missing in {many}"
        );
    }
    for sign in scripts::signs() {
        assert!(lacking(sign) < 2, "{sign}");
    }
}

#[test]
fn every_function_and_environment_is_known_to_the_parser() {
    for name in FUNCTIONS {
        assert!(Math::parse(&format!("\\{name} x")).is_ok(), "{name}");
    }
    for name in ENVIRONMENTS {
        let columns = if *name == "array" { "{lr}" } else { "" };
        let amp = if name.starts_with(['e', 'g', 'm']) && *name != "matrix" {
            ""
        } else {
            "&"
        };
        let grid = format!(r"\begin{{{name}}}{columns} a {amp} b \\ c {amp} d \end{{{name}}}");
        assert!(Math::parse(&grid).is_ok(), "{name}");
    }
}

#[test]
fn a_refusal_points_at_the_sign_it_is_about() {
    let cases = [
        (r"a + \fraq{1}{2}", 4, "did you mean `frac`?"),
        (r"x_{i", 2, "`{` has no other half"),
        (r"x}", 1, "`}` has no other half"),
        (r"\left( x", 0, r"`\left` has no other half"),
        (r"\begin{casse} x \end{casse}", 0, "did you mean `cases`?"),
        (r"50 % of it", 3, "'%' cannot stand in a formula"),
        ("a ж b", 2, "'ж' cannot stand in a formula"),
        (r"\text{a $x$}", 5, "plain words"),
        (r"\text{漢字}", 5, "plain words"),
        (r"\operatorname*{arg\max}", 14, "plain words"),
        (r"a \not+ b", 2, "`\\not` is known before"),
        (r"a \pmod n", 2, "in braces"),
        (r"\begin{array} a \end{array}", 13, "columns"),
        (r"\begin{tabular}{c} a \end{tabular}", 0, "not known"),
        (r"\begin{array}{c} \hline a \end{array}", 17, "not known"),
        (r"x \tag{$1$}", 6, "plain words"),
        (r"\mathbf{x} + \cancel{y}", 13, "not known"),
        ("  ", 0, "empty"),
        ("x^2^3", 0, "superscript twice"),
        (r"\frac{1}", 0, "expected a token"),
        ("a & b", 0, "alignment"),
        (r"\def\x{y}", 0, r"`\def` is not known"),
    ];
    for (latex, at, words) in cases {
        let error = Math::parse(latex).expect_err(latex);
        assert_eq!(error.at(), at, "{latex}: {error}");
        assert!(error.to_string().contains(words), "{latex}: {error}");
    }
}

#[test]
fn what_no_screen_could_show_is_refused_before_it_costs_a_stack() {
    let deep = "{".repeat(4 * FormulaError::DEPTH);
    let deep = deep.clone() + "x" + &deep.replace('{', "}");
    assert!(
        matches!(Math::parse(&deep), Err(FormulaError::TooDeep { at }) if at == FormulaError::DEPTH)
    );
    let roots = r"\sqrt".repeat(2 * FormulaError::DEPTH) + "x";
    assert!(matches!(
        Math::parse(&roots),
        Err(FormulaError::TooDeep { .. })
    ));
    let long = "x".repeat(FormulaError::LIMIT + 1);
    assert_eq!(Math::parse(&long), Err(FormulaError::TooLong(long.len())));
}

/// Pieces of LaTeX, good and bad, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let mut pieces: Vec<String> = [
        "{",
        "}",
        "^",
        "_",
        "&",
        "'",
        "~",
        "|",
        "(",
        ")",
        "[",
        "]",
        "x",
        "7.",
        "{,}",
        "-",
        ":",
        r"\text{if }",
        r"\tag{1}",
        r"\operatorname*{arg\,min}",
        r"\begin{array}{c|r}",
        r"\end{array}",
        r"\begin{align}",
        r"\end{align}",
        r"\not=",
        r"\xrightarrow[a]{b}",
        r"\operatorname{tr}",
        r"\begin{cases}",
        r"\end{cases}",
        r"\left",
        r"\right.",
        "é",
        "%",
        "#",
        "\\",
    ]
    .map(String::from)
    .to_vec();
    let commands = SIGNS.iter().map(|sign| sign.command);
    pieces.extend(
        commands
            .chain([FUNCTIONS, SHAPES].into_iter().flatten().copied())
            .map(|name| format!("\\{name} ")),
    );
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_input_makes_the_parser_panic_and_the_formula_fits(latex in pieces(), width in 0..80usize) {
        match Math::parse(&latex) {
            Ok(math) => {
                prop_assert!(math.ascii().is_ascii());
                prop_assert!(math.spoken().is_ascii(), "{}", math.spoken());
                display::assert_fits(&math, width);
            }
            Err(error) => {
                prop_assert!(!error.to_string().contains("gave up"), "{latex}: {error}");
                prop_assert!(latex.is_char_boundary(error.at()), "{latex}: {error}");
            }
        }
    }

    #[test]
    fn no_text_at_all_makes_the_parser_panic(latex in "[\\\\a-z{}^_&' \u{e9}\u{3bc}0-9]{0,40}") {
        if let Err(error) = Math::parse(&latex) {
            prop_assert!(!error.to_string().contains("gave up"), "{latex}: {error}");
        }
    }
}
