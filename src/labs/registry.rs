//! The labs that lessons can name.

use super::hosted::Hosted;
use super::{
    Lab, autoencoder, belt, bend, bowl, bytes, categories, classifier2d, code, components,
    dense_cnn, derivation, deviations, digit, digit_map, divisor, first_guess, gaussians,
    intervals, kernel, likelihood, line_fit, mle_mse, mnist_classifier, normal, pad, penguins,
    pipeline, precision, profile, race, refits, regression, robustness, sabotage, scales, strips,
    sum, unrolled, update, walk,
};

/// A lab that lessons can name.
pub struct Entry {
    /// The name in a lesson's directive.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Lines after which a lab just made has told every fact it can, one or another on the way.
    pub tour: &'static [&'static str],
    /// Makes one. The number names it in job ids.
    pub make: fn(u32) -> Box<dyn Lab>,
}

/// All labs. Tests loop over this list, so a new one is covered by being in it.
pub const REGISTRY: &[Entry] = &[
    Entry {
        name: "autoencoder",
        about: "Train the autoencoder on all of MNIST and watch the digits sharpen.",
        tour: &[
            "set view ten",
            "train 1 epochs",
            "set view curves",
            "reset",
            "set view time",
            "train 2 epochs",
            "set moment 1",
            "fork",
            "set rate 0.002",
            "train 1 epochs",
            "set view runs",
            "set view units",
            "set noise gaussian",
            "set learns noisy",
            "set judge held-out",
            "train 1 epochs",
            "open",
        ],
        make: |id| Box::new(Hosted::new(autoencoder::Autoencoder::new(id))),
    },
    Entry {
        name: "belt",
        about: "Samples on a belt, cut into batches: one update each, and an epoch when all have passed.",
        tour: &["update", "run"],
        make: |_| Box::<Hosted<belt::Belt>>::default(),
    },
    Entry {
        name: "bend",
        about: "Fit one curve by a network of any depth, with or without bends, beside the best line.",
        tour: &[
            "set hand shown",
            "train 1 epochs",
            "set net shown",
            "set closed shown",
            "set layers 0",
        ],
        make: |id| Box::new(Hosted::new(bend::Bend::new(id))),
    },
    Entry {
        name: "bowl",
        about: "How steep E(a, b) is, by a nudge and as an arrow, and how sharply it bends.",
        tour: &["set view arrow", "set view cuts"],
        make: |_| Box::<Hosted<bowl::Bowl>>::default(),
    },
    Entry {
        name: "bytes",
        about: "How small a code can be kept, what that costs, and the ledger of bytes with its decoder.",
        tour: &["set view ledger", "set bits 2"],
        make: |id| Box::new(Hosted::new(bytes::Bytes::new(id))),
    },
    Entry {
        name: "categories",
        about: "Where cars come from as numbers, 1, 2, 3 in any order or one input for each place.",
        tour: &["set codes one-hot"],
        make: |_| Box::<Hosted<categories::Categories>>::default(),
    },
    Entry {
        name: "classifier2d",
        about: "Train a network to tell points apart, its probabilities drawn all over the plane.",
        tour: &[
            "set points free",
            "set layer1 2",
            "set see units",
            "train 1 epochs",
            "set set own",
        ],
        make: |id| Box::new(Hosted::new(classifier2d::Classifier2d::new(id))),
    },
    Entry {
        name: "code",
        about: "Turn one of the 32 numbers of a digit's code, and see what comes back; of a shoe and of your own drawing too.",
        tour: &["set value 95", "set input drawing", "ink 9 6 18 21"],
        make: |id| Box::new(Hosted::new(code::Code::new(id))),
    },
    Entry {
        name: "components",
        about: "A digit through its first principal components, beside what the autoencoder makes of it.",
        tour: &["set numbers 64"],
        make: |id| Box::new(Hosted::new(components::Components::new(id))),
    },
    Entry {
        name: "dense_cnn",
        about: "A dense and a convolutional network of as many weights: side by side, shifted, and their kernels.",
        tour: &["train 1 epochs", "set view maps", "set view kernels"],
        make: |id| Box::new(Hosted::new(dense_cnn::DenseCnn::new(id))),
    },
    Entry {
        name: "derivation",
        about: "From the likelihood of a line to the squared error, one line at a time.",
        tour: &[],
        make: |_| Box::<Hosted<derivation::Derivation>>::default(),
    },
    Entry {
        name: "deviations",
        about: "Five values, how far each lies from their mean, and the standard deviation.",
        tour: &[],
        make: |_| Box::<Hosted<deviations::Deviations>>::default(),
    },
    Entry {
        name: "digit",
        about: "Look through the test digits in every way of drawing.",
        tour: &[],
        make: |id| Box::new(Hosted::new(digit::Digit::new(id))),
    },
    Entry {
        name: "digit_map",
        about: "A thousand digits by two numbers each, and what any place between them decodes to.",
        tour: &["set by pca", "set zoom 4"],
        make: |id| Box::new(Hosted::new(digit_map::DigitMap::new(id))),
    },
    Entry {
        name: "divisor",
        about: "Many small samples, and what their squares must be divided by.",
        tour: &["draw"],
        make: |_| Box::<Hosted<divisor::Divisor>>::default(),
    },
    Entry {
        name: "first_guess",
        about: "Read a digit before a trained network does, and see how sure it is.",
        tour: &["say 4"],
        make: |id| Box::new(Hosted::new(first_guess::FirstGuess::new(id))),
    },
    Entry {
        name: "gaussians",
        about: "A Gaussian for each species, three likelihoods of a new bird, and what priors do.",
        tour: &["set table posterior"],
        make: |_| Box::<Hosted<gaussians::Gaussians>>::default(),
    },
    Entry {
        name: "intervals",
        about: "Intervals around the means of samples, and how many of them hold mu.",
        tour: &["draw"],
        make: |_| Box::<Hosted<intervals::Intervals>>::default(),
    },
    Entry {
        name: "kernel",
        about: "A kernel of nine numbers held against a digit: products, their sum, the map, and what it prefers.",
        tour: &["set view pooled", "set view field", "set view score"],
        make: |id| Box::new(Hosted::new(kernel::OneKernel::new(id))),
    },
    Entry {
        name: "likelihood",
        about: "Log densities of leaves, their sum, the product that dies, and the surface to climb.",
        tour: &["set view line", "set n 2", "set sigma 0.02"],
        make: |_| Box::<Hosted<likelihood::Likelihood>>::default(),
    },
    Entry {
        name: "line_fit",
        about: "Fit a line by hand, by gradient descent or in closed form, and watch E(a, b).",
        tour: &["set data column"],
        make: |_| Box::<Hosted<line_fit::LineFit>>::default(),
    },
    Entry {
        name: "mle_mse",
        about: "One slope under two meters: negative log-likelihood and mean squared error.",
        tour: mle_mse::TOUR,
        make: |_| Box::<Hosted<mle_mse::MleMse>>::default(),
    },
    Entry {
        name: "mnist_classifier",
        about: "Train a classifier of digits within a budget, and see its answers, its errors and your own drawing.",
        tour: &[
            "set nth 19",
            "set truth 4",
            "set read 9",
            "set network yours",
            "train 1 epochs",
            "open",
            "ink 9 6 18 21",
        ],
        make: |id| Box::new(Hosted::new(mnist_classifier::MnistClassifier::new(id))),
    },
    Entry {
        name: "normal",
        about: "The normal density, its mean, its deviation, and the area under it.",
        tour: &["sample 100 x 10"],
        make: |_| Box::<Hosted<normal::Normal>>::default(),
    },
    Entry {
        name: "pad",
        about: "Draw a digit of 28 by 28 pixels with a soft brush, by mouse or by keys.",
        tour: &["ink 9 6 18 21"],
        make: |_| Box::<Hosted<pad::Pad>>::default(),
    },
    Entry {
        name: "penguins",
        about: "Three species as clouds, a new bird, and three rules that say what it is.",
        tour: &["set axes standardized", "set judge aside"],
        make: |_| Box::<Hosted<penguins::Penguins>>::default(),
    },
    Entry {
        name: "pipeline",
        about: "The stages of a data pipeline in time, who waits for whom, and what a shuffle buffer mixes.",
        tour: &["set view buffer"],
        make: |id| Box::new(Hosted::new(pipeline::Pipeline::new(id))),
    },
    Entry {
        name: "precision",
        about: "Train one network by numbers of 24 and of 8 significant bits, and see which updates are rounded away.",
        tour: &["set view weight", "train 1 epochs"],
        make: |id| Box::new(Hosted::new(precision::Bits::new(id))),
    },
    Entry {
        name: "profile",
        about: "How much ink each column of a digit holds, as a curve.",
        tour: &[],
        make: |id| Box::new(Hosted::new(profile::Profile::new(id))),
    },
    Entry {
        name: "race",
        about: "Cross-entropy against squared error, from one start, side by side.",
        tour: &["train 1 epochs"],
        make: |id| Box::new(Hosted::new(race::Race::new(id))),
    },
    Entry {
        name: "refits",
        about: "Fit a line and a network twenty times on n cars each, and see what n is worth.",
        tour: &["set n 10", "refit", "all"],
        make: |id| Box::new(Hosted::new(refits::Refits::new(id))),
    },
    Entry {
        name: "regression",
        about: "Train a network to predict a number from the columns of a table: cars, or your own.",
        tour: &["train 1 epochs", "set view columns"],
        make: |id| Box::new(Hosted::new(regression::Regression::new(id))),
    },
    Entry {
        name: "robustness",
        about: "Disturb a picture and see what the trained classifier and autoencoder make of it, and how sure they are.",
        tour: &[
            "set view map",
            "set view mistakes",
            "set view reliability",
            "set view pixels",
            "set view cures",
            "train 1 epochs",
        ],
        make: |id| Box::new(Hosted::new(robustness::Robustness::new(id))),
    },
    Entry {
        name: "sabotage",
        about: "A data pipeline with one stage sabotaged, by hand or hidden: train on it, look, name the stage.",
        tour: &[
            "train 1 epochs",
            "set probe batch",
            "set probe test",
            "set probe numbers",
            "set probe twins",
            "set seed 1",
            "accuse order",
        ],
        make: |id| Box::new(Hosted::new(sabotage::Sabotage::new(id))),
    },
    Entry {
        name: "scales",
        about: "Ten values on two scales, normalized and standardized, and one that is dragged away.",
        tour: &[],
        make: |_| Box::<Hosted<scales::Scales>>::default(),
    },
    Entry {
        name: "strips",
        about: "A hill measured by strips, and the factor that makes its area 1.",
        tour: &[],
        make: |_| Box::<Hosted<strips::Strips>>::default(),
    },
    Entry {
        name: "sum",
        about: "The sum of n throws of anything, and the bell that it comes to.",
        tour: &["set what pegs", "set see throws", "throw 5"],
        make: |_| Box::<Hosted<sum::Sum>>::default(),
    },
    Entry {
        name: "unrolled",
        about: "A digit taken apart into the numbers that go in.",
        tour: &[],
        make: |id| Box::new(Hosted::new(unrolled::Unrolled::new(id))),
    },
    Entry {
        name: "update",
        about: "One update of a small network on one car, taken apart: forward, loss, slopes, move.",
        tour: &["set stage 11"],
        make: |_| Box::<Hosted<update::Update>>::default(),
    },
    Entry {
        name: "walk",
        about: "From one digit to another, through their codes and through their pixels.",
        tour: &["set along 0.5", "another"],
        make: |id| Box::new(Hosted::new(walk::Walk::new(id))),
    },
];

/// The lab of a name.
pub fn find(name: &str) -> Option<&'static Entry> {
    REGISTRY.iter().find(|entry| entry.name == name)
}
