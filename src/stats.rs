//! Statistics of the lessons: the normal distribution, likelihood, the least-squares line.
//!
//! | to find | look in |
//! | --- | --- |
//! | mean, variance with n or n - 1 | [`describe`] |
//! | density, area, quantile | [`normal`] |
//! | log-likelihood and the parameters that maximise it | [`likelihood`] |
//! | the line of least squares in closed form | [`regression`] |

pub mod describe;
pub mod likelihood;
pub mod normal;
pub mod regression;

pub use describe::{mean, sample_variance, variance};
pub use normal::Normal;
pub use regression::Line;
