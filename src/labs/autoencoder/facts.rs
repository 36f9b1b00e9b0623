//! What the lab shows, as numbers and sentences.

use super::Autoencoder;
use super::blueprint::Blueprint;
use super::inside::{TRIED, told};
use super::list;
use super::pictures::MANY;
use super::settings::Panel;
use crate::labs::Facts;
use crate::labs::training::{self, Names};
use crate::ui::number::{a, grouped, many};

/// What is told of the run that this one took the place of.
const BEFORE: Names = Names {
    of: "The run before: ",
    state: "before_state",
    epoch: "before_epoch",
    step: "before_step",
    loss: "before_loss",
    val_loss: "before_val_loss",
    val_accuracy: "before_val_accuracy",
};

/// Everything the picture shows.
pub fn tell(lab: &Autoencoder, facts: &mut Facts) {
    let parameters = lab.blueprint.as_ref().map_or(0, Blueprint::total);
    let spelled = grouped(parameters as u64);
    facts.count(
        "parameters",
        parameters,
        format!("The network has {spelled} parameters."),
    );
    let code = lab.settings.code();
    facts
        .count("bottleneck", code, format!("Its code is {code} numbers."))
        .unit("numbers");
    training::tell(&lab.run, &Names::ALONE, facts);
    if let (Panel::Curves, Some(at)) = (lab.settings.panel(), lab.run.before()) {
        training::tell_of(at, &BEFORE, facts);
    }
    time(lab, facts);
    if lab.source.failure().is_some() {
        let text = "The digits are missing, and nothing can be trained: train says why.";
        facts.text("digits", "missing", text);
    }
    if let Some(pair) = lab.pairs.first() {
        let (index, label, error) = (pair.index, a(pair.label), pair.error);
        let text = format!("Test digit {index}, {label}, comes back with error {error:.4}.");
        facts.number("error", error, text);
    }
    let components = lab.components_error();
    let text = format!(
        "{code} principal components, for which nothing is trained, have an error of {:.4} on the test digits.",
        components.unwrap_or(0.0)
    );
    let shown = lab.settings.panel() == Panel::Runs && components.is_some();
    let error = components.unwrap_or(f64::NAN);
    facts.number("pca_error", error, text).shown_if(shown);
    held(lab, facts);
    noise(lab, facts);
    five(lab, facts);
    inside(lab, facts);
    let ten = lab.pairs.get(1..).unwrap_or_default();
    if let Some(worst) = ten.iter().max_by(|a, b| a.error.total_cmp(&b.error)) {
        let text = format!("Of the ten {} comes back worst.", a(worst.label));
        facts.count("worst", worst.label.into(), text).hide();
    }
    if let (Panel::Ten, Some(ten)) = (lab.settings.panel(), lab.pairs.get(1..)) {
        let each = ten
            .iter()
            .map(|pair| format!("{} with {:.4}", a(pair.label), pair.error));
        let each: Vec<String> = each.collect();
        let text = format!("Of ten digits come back {}.", each.join(", "));
        facts.text("ten", "one of each", text);
    }
}

/// What val_loss is of, and whether the test digits were opened.
fn held(lab: &Autoencoder, facts: &mut Facts) {
    let holds_out = lab.settings.holds_out;
    let digits = match holds_out {
        true => "10,000 training digits that are held out",
        false => "the 10,000 test digits",
    };
    let text = format!("val_loss is of {digits}.");
    facts
        .count("held", holds_out.into(), text)
        .shown_if(holds_out);
    let times = lab.test.times;
    let text = format!(
        "The test digits were opened {}.",
        many(times as u64, "time")
    );
    facts.count("opened", times, text).shown_if(times > 0);
    let error = lab.test_error();
    let text = format!(
        "On the test digits its error is {:.4}.",
        error.unwrap_or(0.0)
    );
    let value = error.unwrap_or(f64::NAN);
    facts
        .number("test_error", value, text)
        .shown_if(error.is_some());
}

/// What is seen inside the network.
fn inside(lab: &Autoencoder, facts: &mut Facts) {
    let panel = lab.settings.panel();
    let Some(inside) = &lab.inside else {
        for name in [
            "dead_first",
            "dead_code",
            "layer",
            "sum_z",
            "gives",
            "slope",
            "moves",
        ]
        .into_iter()
        .chain(told::NAMES)
        {
            facts
                .number(name, f64::NAN, "Nothing inside is shown.")
                .hide();
        }
        return;
    };
    let code = lab.settings_shown().code_layer();
    for (name, layer, what) in [
        ("dead_first", 0, "the first layer"),
        ("dead_code", code, "the code"),
    ] {
        let dead = inside.dead(layer);
        let text = format!("Of the nodes of {what} {dead} give 0 for each of {TRIED} test digits.");
        let shown = panel == Panel::Layers || (panel == Panel::Units && layer == 0);
        facts.count(name, dead, text).shown_if(shown);
    }
    let chosen = lab.chosen_weight(&inside.net);
    let (layer, unit, from) = chosen;
    let (node, input) = (inside.named(layer + 1, unit), inside.named(layer, from));
    let at = layer + 1;
    let weights = inside.net.kernel(layer);
    let products = inside.below(layer).iter().zip(weights.column(unit));
    let sum = products.map(|(a, w)| f64::from(a * w)).sum::<f64>();
    let sum = sum + f64::from(inside.net.bias(layer)[unit]);
    let text = format!("The sum of {node} of layer {at} is {sum:.3}.");
    let apart = panel == Panel::Unit;
    let looked_at = format!("It is layer {at} that is looked at.");
    facts
        .count("layer", at, looked_at)
        .shown_if(apart || panel == Panel::Update);
    facts.number("sum_z", sum, text).shown_if(apart);
    let given = inside.outputs[layer][unit];
    let text = format!("It gives {given:.3}.");
    facts.number("gives", given.into(), text).shown_if(apart);
    let step = inside.one_move(chosen);
    let (slope, moves) = step.map_or((f64::NAN, f64::NAN), |step| {
        (
            f64::from(step.slope),
            f64::from(step.after) - f64::from(step.before),
        )
    });
    let updates = panel == Panel::Update && !slope.is_nan();
    let spelled = match slope {
        0.0 => "0".to_owned(),
        slope => format!("{slope:.2e}"),
    };
    let text = format!(
        "The slope in the weight from {input} to {node} of layer {at} is {spelled}, for this digit."
    );
    facts.number("slope", slope, text).shown_if(updates);
    let text = format!("One update on a batch moves that weight by {moves:.6}.");
    facts.number("moves", moves, text).shown_if(updates);
    told::tell(lab, inside, facts);
}

/// The five pictures that are put in order: how far the ink of the digit stands out of the paper in each.
fn five(lab: &Autoencoder, facts: &mut Facts) {
    let shown = lab.settings.panel() == Panel::Five && !lab.frames.is_empty();
    let clean = lab.pairs.first().map(|pair| &pair.clean);
    let mean = |pixels: &[f32], is_ink: bool| {
        let pairs = clean.into_iter().flatten().zip(pixels);
        let chosen: Vec<f32> = pairs
            .filter(|(clean, _)| (**clean > 0.5) == is_ink)
            .map(|(_, pixel)| *pixel)
            .collect();
        chosen.iter().sum::<f32>() / chosen.len().max(1) as f32
    };
    let frames = if shown { &lab.frames[..] } else { &[] };
    let each = ["A", "B", "C", "D", "E"].into_iter().zip(frames);
    let each: Vec<String> = each
        .map(|(letter, frame)| {
            let [ink, paper] = [true, false].map(|is_ink| mean(&frame.pixels, is_ink));
            format!("{letter} {ink:.2} and {paper:.2}")
        })
        .collect();
    let text = format!(
        "What comes back has, where the digit has ink and where it has none, on average in picture {}.",
        each.join("; ")
    );
    facts.text("five", "told", text).shown_if(shown);
}

/// What the noise on the digits comes to, before the network and after it.
fn noise(lab: &Autoencoder, facts: &mut Facts) {
    let [went_in, came_back] = lab.many.unwrap_or([f64::NAN; 2]);
    let text = format!("With the noise, {MANY} digits go in with a mean error of {went_in:.4}.");
    let shown = lab.many.is_some();
    facts.number("noise_in", went_in, text).shown_if(shown);
    let text = format!("They come back with a mean error of {came_back:.4}.");
    facts.number("noise_out", came_back, text).shown_if(shown);
}

/// The val_loss that the question on a run's way asks for.
const ASKED_LOSS: f64 = 0.03;

/// All runs, the moment that is looked at, and how a fork does beside its parent.
fn time(lab: &Autoencoder, facts: &mut Facts) {
    let kept = &lab.time.kept;
    let Some((newest, shown)) = kept.newest().zip(lab.past_shown()) else {
        let nothing = facts.number("below_first", 0.0, "Nothing was trained yet.");
        nothing.hide();
        return;
    };
    let is_time = matches!(lab.settings.panel(), Panel::Time | Panel::Runs);
    let (number, moment) = (shown.number, lab.moment_shown());
    let runs = kept.runs().len();
    let text = format!("There {}.", are(runs, "run"));
    facts.count("runs", runs, text).shown_if(is_time);
    let is_list = lab.settings.panel() == Panel::Runs;
    let runs = match is_list {
        true => list::in_words(lab),
        false => "It is in another view.".to_owned(),
    };
    facts.text("list", "told", runs).shown_if(is_list);
    let text = match moment {
        0 => format!("Run {number} is shown untrained."),
        _ => format!("Run {number} is shown after epoch {moment}."),
    };
    facts
        .count("shown_epoch", moment, text)
        .shown_if(is_time || !lab.shows_now());
    if let Some(loss) = shown.val_loss(moment) {
        let text = format!("There its val_loss is {loss:.4}.");
        facts.number("shown_val_loss", loss, text).shown_if(is_time);
    }
    let mut reports = shown.latest.epoch_reports.iter();
    let first = reports.find(|report| report.val_loss.is_some_and(|loss| loss < ASKED_LOSS));
    let epoch = first.map_or(0.0, |report| report.epoch as f64);
    let text = format!("Its val_loss is below {ASKED_LOSS} from epoch {epoch} on.");
    facts.number("below_first", epoch, text).hide();
    let megabytes = kept.bytes() as f64 / 1e6;
    let text = format!("{megabytes:.1} MB of weights are kept.");
    facts
        .number("kept_megabytes", megabytes, text)
        .shown_if(is_list);
    let Some(origin) = newest.origin else {
        return;
    };
    let (fork, from, epoch) = (newest.number, origin.run, origin.epoch);
    let text = format!("Run {fork} was forked from run {from} after epoch {epoch}.");
    facts.count("fork_epoch", epoch, text).shown_if(is_time);
    let Some(parent) = kept.run(from) else {
        return;
    };
    let changes = newest.settings.changes(&parent.settings);
    let text = match &changes[..] {
        [] => "Nothing was changed for it.".to_owned(),
        changes => format!("Changed for it: {}.", changes.join(", ")),
    };
    facts
        .count("changes", changes.len(), text)
        .shown_if(is_time);
    let done = newest.latest.epoch;
    let both = newest.val_loss(done).zip(parent.val_loss(done));
    if let Some((own, parents)) = both.filter(|_| done > epoch) {
        let lead = parents - own;
        let text = format!("After epoch {done} it is at {own:.4}, run {from} was at {parents:.4}.");
        facts.number("lead", lead, text).shown_if(is_time);
    }
}

fn are(n: usize, thing: &str) -> String {
    let verb = if n == 1 { "is" } else { "are" };
    format!("{verb} {}", many(n as u64, thing))
}
