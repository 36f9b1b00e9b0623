//! What is told in lines of the insides of a network, and words at a question that waits.

use crate::common::dialogue::{open, say};

#[test]
fn a_word_is_no_answer_to_a_question_that_waits() {
    let mut script = open("09:code");
    for (line, said_in) in [
        ("code", "handson open autoencoder:code --with v1,"),
        ("program", "Sequential::new(784)"),
        ("answer 3", "a layer counts by itself"),
        ("code", "handson open autoencoder:code --with v1,"),
        ("answer 1", "One: the third layer"),
    ] {
        let said = say(&mut script, line).replace('\n', " ");
        assert!(said.contains(said_in), "{line}: {said}");
    }
}

#[test]
fn what_is_seen_inside_a_network_is_told_in_numbers() {
    for (place, lines, told) in [
        (
            "09:node",
            &["facts products"][..],
            &["gives", "times", "its bias is"][..],
        ),
        (
            "09:back",
            &["facts factors"],
            &["comes in through the weight", "Over a batch"],
        ),
        (
            "09:flow",
            &["facts layers"],
            &["layer 1 of 128 nodes has", "layer 5"],
        ),
        (
            "09:units",
            &["set unit 30", "facts weights"],
            &["weights of node 30", "four corners"],
        ),
    ] {
        let mut script = open(place);
        let said: Vec<String> = lines.iter().map(|line| say(&mut script, line)).collect();
        let said = said.concat().replace('\n', " ");
        for words in told {
            assert!(said.contains(words), "{place}: {said}");
        }
    }
}
