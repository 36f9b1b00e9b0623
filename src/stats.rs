//! Statistics of the lessons: the normal distribution, likelihood, lines through points.
//!
//! | to find | look in |
//! | --- | --- |
//! | mean, variance with n or n - 1, the mean squared error of two rows | [`describe`] |
//! | density, area, quantile | [`normal`] |
//! | the same of two measurements together: covariance, ellipses | [`bivariate`] |
//! | the parameters that maximise the likelihood | [`likelihood`] |
//! | the line of least squares in closed form | [`regression`] |
//! | the line of least absolute deviations | [`absolute`] |
//! | E(a, b), its gradient, the rate at which descent diverges | [`squared_error`] |
//! | Gaussian and Laplace noise around a line | [`noise`] |
//! | principal components: directions of most variance | [`pca`] |
//! | whether a line parts two sets of points | [`separable`] |
//! | whether who says 80 % is right in 80 of 100 cases | [`reliability`] |
//! | the answer of a classifier, the next likely class, the confusion matrix | [`classes`] |

pub(crate) mod absolute;
pub(crate) mod bivariate;
pub(crate) mod classes;
pub(crate) mod describe;
pub(crate) mod likelihood;
pub(crate) mod noise;
pub mod normal;
pub(crate) mod pca;
pub(crate) mod regression;
pub(crate) mod reliability;
pub(crate) mod separable;
pub(crate) mod squared_error;

pub use bivariate::{Bivariate, Covariance};
pub use classes::{Answer, Verdict, Verdicts};
pub use describe::{mean, mean_squared_error, sample_variance, variance};
pub use noise::Noise;
pub use normal::Normal;
pub use pca::{Moments, Pca};
pub use regression::Line;
pub use reliability::Reliability;
pub use squared_error::{Form, SquaredError};
