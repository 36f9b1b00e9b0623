//! Facts as a lab tells them, one after the other.

use super::Fact;

/// What a lab tells.
#[derive(Debug, Default)]
pub struct Facts(Vec<Fact>);

impl Facts {
    /// A number without a unit, and the sentence that says it.
    pub fn number(
        &mut self,
        name: &'static str,
        value: f64,
        sentence: impl Into<String>,
    ) -> &mut Fact {
        self.push(Fact::number(name, value, "", sentence.into()))
    }

    /// How many.
    pub fn count(
        &mut self,
        name: &'static str,
        count: usize,
        sentence: impl Into<String>,
    ) -> &mut Fact {
        self.number(name, count as f64, sentence)
    }

    /// Whether something is so, as 1 or 0, with what is said in either case.
    pub fn truth(&mut self, name: &'static str, is_so: bool, [yes, no]: [&str; 2]) -> &mut Fact {
        self.number(
            name,
            f64::from(u8::from(is_so)),
            if is_so { yes } else { no },
        )
    }

    /// A word, and the sentence that says it.
    pub fn text(
        &mut self,
        name: &'static str,
        value: &str,
        sentence: impl Into<String>,
    ) -> &mut Fact {
        self.push(Fact::text(name, value, sentence.into()))
    }

    /// One that was made elsewhere.
    pub fn push(&mut self, fact: Fact) -> &mut Fact {
        let at = self.0.len();
        self.0.push(fact);
        &mut self.0[at]
    }

    /// Those that were made elsewhere.
    pub fn extend(&mut self, facts: impl IntoIterator<Item = Fact>) {
        self.0.extend(facts);
    }

    /// All of them, in their order.
    pub fn into_list(self) -> Vec<Fact> {
        self.0
    }
}
