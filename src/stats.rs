//! Statistics of the lessons: the normal distribution, likelihood, lines through points.
//!
//! | to find | look in |
//! | --- | --- |
//! | mean, variance with n or n - 1 | [`describe`] |
//! | density, area, quantile | [`normal`] |
//! | the same of two measurements together: covariance, ellipses | [`bivariate`] |
//! | log-likelihood and the parameters that maximise it | [`likelihood`] |
//! | the line of least squares in closed form | [`regression`] |
//! | the line of least absolute deviations | [`absolute`] |
//! | E(a, b), its gradient, the rate at which descent diverges | [`squared_error`] |
//! | Gaussian and Laplace noise around a line | [`noise`] |
//! | the answer of a classifier, the next likely class, the confusion matrix | [`classes`] |

pub mod absolute;
pub mod bivariate;
pub mod classes;
pub mod describe;
pub mod likelihood;
pub mod noise;
pub mod normal;
pub mod regression;
pub mod squared_error;

pub use bivariate::{Bivariate, Covariance};
pub use classes::{Answer, Verdict, Verdicts};
pub use describe::{mean, sample_variance, variance};
pub use noise::Noise;
pub use normal::Normal;
pub use regression::Line;
pub use squared_error::{Form, SquaredError};
