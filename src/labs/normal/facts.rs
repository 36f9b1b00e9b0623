//! What the lab says in words and numbers.

use crate::labs::Facts;
use crate::labs::normal::Normal;

/// Everything the picture shows; of samples, once there are any.
pub fn tell(lab: &Normal, facts: &mut Facts) {
    let (mu, sigma, peak) = (lab.mu(), lab.sigma(), lab.peak());
    let (low, high, area) = (lab.low, lab.high, lab.area());
    let of_sigma = format!("The standard deviation sigma is {sigma:.2}.");
    let of_peak = format!("The density is highest at x = {mu:.2}, where it is {peak:.3}.");
    let of_area = format!("The area over it, its probability, is {area:.4}.");
    facts.number("mu", mu, format!("The mean mu is {mu:.2}."));
    facts.number("sigma", sigma, of_sigma);
    facts.number("peak", peak, of_peak);
    facts.number("low", low, format!("The interval begins at {low:.2}."));
    facts.number("high", high, format!("It ends at {high:.2}."));
    facts.number("area", area, of_area);
    lab.samples.tell(&lab.density, facts);
}
