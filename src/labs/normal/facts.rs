//! What the lab says in words and numbers.

use crate::labs::Fact;
use crate::labs::normal::Normal;

impl Normal {
    /// Everything the picture shows; of samples, once there are any.
    pub(super) fn told(&self) -> Vec<Fact> {
        let (mu, sigma, peak) = (self.mu(), self.sigma(), self.peak());
        let (low, high, area) = (self.low, self.high, self.area());
        let of_sigma = format!("The standard deviation sigma is {sigma:.2}.");
        let of_peak = format!("The density is highest at x = {mu:.2}, where it is {peak:.3}.");
        let of_area = format!("The area over it, its probability, is {area:.4}.");
        let mut facts = vec![
            Fact::number("mu", mu, "", format!("The mean mu is {mu:.2}.")),
            Fact::number("sigma", sigma, "", of_sigma),
            Fact::number("peak", peak, "", of_peak),
            Fact::number("low", low, "", format!("The interval begins at {low:.2}.")),
            Fact::number("high", high, "", format!("It ends at {high:.2}.")),
            Fact::number("area", area, "", of_area),
        ];
        facts.extend(self.samples.facts(&self.density));
        facts
    }
}
