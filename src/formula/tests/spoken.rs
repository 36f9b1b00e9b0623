//! Claims about formulas as they are read aloud.

use super::super::Math;

#[rustfmt::skip]
const SPOKEN: &[(&str, &str)] = &[
    (r"f(x | \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} \cdot \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)",
     "f of x given mu, sigma squared, equals the fraction 1 over the square root of 2 pi sigma squared, end fraction, times the exponential of minus the fraction the quantity x minus mu, squared, over 2 sigma squared, end fraction"),
    (r"\hat y = ax + b",
     "y hat equals a x plus b"),
    (r"|y_i - \hat{y}_i|",
     "the absolute value of y sub i minus y hat sub i, end absolute value"),
    (r"784 \cdot 128 + 128 = 100{,}480",
     "784 times 128 plus 128 equals 100,480"),
    (r"\bar{x} = \frac{1}{n}\sum_{i=1}^n x_i",
     "x bar equals 1 over n times the sum over i from 1 to n of x sub i"),
    (r"\epsilon_i \sim \mathcal{N}(0, \sigma^2)",
     "epsilon sub i is distributed as N of 0, sigma squared"),
    (r"P(a \le X \le b) = \int_a^b f(x) \, dx",
     "P of a is at most capital X is at most b, equals the integral from a to b of f of x d x"),
    (r"a = \frac{b}{c} \qquad d = -2 \sum (x - d)",
     "a equals b over c; d equals minus 2 times the sum of x minus d"),
    (r"(a, b) \leftarrow (a, b) - \eta (c, d)",
     "the pair a, b, becomes the pair a, b, minus eta times the pair c, d"),
    (r"\theta \leftarrow \theta - \eta \nabla L(\theta)",
     "theta becomes theta minus eta times the gradient of L of theta"),
    (r"\frac{\partial L}{\partial w_{ij}} = \frac{1}{n} \sum_{i=1}^{n} 2 (\hat y_i - y_i) x_i",
     "the partial derivative of L with respect to w sub i j equals 1 over n times the sum over i from 1 to n of 2 times the quantity y hat sub i minus y sub i, times x sub i"),
    (r"\log \left(\mathcal{L}(\mu, \sigma) \right) = -\frac{n}{2} \log(2\pi\sigma^2) - \frac{1}{2\sigma^2} \sum_{i=1}^n (x_i - \mu)^2",
     "the log of L of mu, sigma, equals minus n over 2 times the log of 2 pi sigma squared minus the fraction 1 over 2 sigma squared, end fraction, times the sum over i from 1 to n of the quantity x sub i minus mu, squared"),
    (r"W \in \mathbb{R}^{784 \times 128}",
     "W in R to the power 784 by 128"),
    (r"\sqrt[3]{x^2+1} + \sqrt{10} + \sqrt{x^2}",
     "the cube root of x squared plus 1, end root, plus the square root of 10 plus the square root of x squared"),
    (r"\begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
     "by cases: x, if x is greater than 0; 0, otherwise; end of the cases"),
    (r"p_{\text{data}}, x^*, A^\top, f'(x)",
     "p sub data, x star, A transposed, f prime of x"),
    (r"\sum_{i=1}^n (y_i - \hat y_i)^2",
     "the sum over i from 1 to n of the quantity y sub i minus y hat sub i, squared"),
    (r"\frac{1}{n} \sum_{i=1}^n (y_i - \hat y_i)^2 + \lambda \|w\|_2^2",
     "1 over n times the sum over i from 1 to n of the quantity y sub i minus y hat sub i, squared, plus lambda times the 2 norm of w, squared"),
    (r"\hat{w} = \underset{w}{\arg\min} E(w)",
     "w hat equals the w that minimizes E of w"),
    (r"\operatorname*{argmin}_w E(w)",
     "the w that minimizes E of w"),
    (r"\arg\max_{a, b} E(a, b)",
     "the a, b that maximize E of a, b"),
    (r"\binom{n}{k} p^k",
     "n choose k times p to the power k"),
    (r"X_n \xrightarrow{d} X",
     "X sub n goes to, with d over the arrow, X"),
    (r"A \xleftarrow[g]{f + h} B",
     "A becomes, with f plus h over the arrow and g under the arrow, B"),
    (r"X \stackrel{d}{=} Y",
     "X equals, with d over the sign, Y"),
    (r"\underbrace{a + b}_{n} + c",
     "a plus b, with a brace under it: n, plus c"),
    (r"\sum_{\substack{i<n \\ j<m}} a_{ij}",
     "the sum over i less than n and j less than m of a sub i j"),
    (r"X \perp Y, \quad a \coloneqq b, \quad \ddot{x}",
     "capital X is perpendicular to Y, a is defined as b, x double dot"),
    (r"E = mc^2 \tag{1}",
     "E equals m c squared; formula number 1"),
    (r"\boxed{E = \frac{1}{2} m v^2}",
     "in a box: E equals one half times m v squared, end of the box"),
    (r"\bm{w}^\top \mathbf{x}",
     "bold w transposed bold x"),
    (r"a \equiv b \pmod{n}",
     "a is equivalent to b, mod n"),
    (r"x \not\in S, y \not= 0",
     "x not in S, y is not equal to 0"),
    (r"\left[\begin{array}{cc|r} 1 & 2 & 30 \\ 4 & 5 & 6 \end{array}\right]",
     "a 2 by 3 matrix, row 1: 1, 2, 30; row 2: 4, 5, 6; end matrix"),
    (r"\begin{align} a &= b \\ &= c \end{align}",
     "a equals b; equals c"),
    (r"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}",
     "P of A given B, equals the fraction P of B given A, times P of A over P of B, end fraction"),
    (r"\frac{d}{dx} f(x)",
     "the derivative with respect to x of f of x"),
    (r"\left[ \frac{x^3}{3} \right]_0^1",
     "the quantity x cubed over 3, sub 0 to the power 1"),
    (r"\left. x^2 \right|_0^1",
     "x squared, from 0 to 1"),
    (r"\lim_{n \to \infty} (1 + \frac{1}{n})^n",
     "the limit as n goes to infinity of the quantity 1 plus 1 over n, to the power n"),
    (r"(X^\top X)^{-1} X^\top y",
     "the quantity X transposed X, inverse, times X transposed y"),
];

#[test]
fn formulas_are_read_as_a_teacher_reads_them() {
    for (latex, words) in SPOKEN {
        let math = Math::parse(latex).unwrap_or_else(|error| panic!("{latex}: {error}"));
        assert_eq!(math.spoken(), *words, "{latex}");
    }
}

#[test]
fn a_capital_is_told_where_its_small_letter_stands_too() {
    let said = |latex| Math::parse(latex).unwrap().spoken();
    assert_eq!(said("X = x"), "capital X equals x");
    assert_eq!(said("X = y"), "X equals y");
}
