//! Why something is not for hands.

/// What keeps hands from a control, or from what a lab can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// The step fixes it.
    Fixed,
    /// Something else moves it, by its name.
    By(&'static str),
    /// It would show how an open bet ends.
    Bet,
}

impl Lock {
    /// Beside the value of a control.
    pub fn beside(self) -> String {
        match self {
            Self::Fixed => "(fixed here)".to_owned(),
            Self::By(mover) => format!("({mover} moves it)"),
            Self::Bet => "(bet first)".to_owned(),
        }
    }

    /// In a list, in the place of what the control may be.
    pub fn listed(self) -> String {
        match self {
            Self::Fixed => "fixed in this step".to_owned(),
            Self::By(mover) => format!("moved by {mover} in this step"),
            Self::Bet => "waiting for your bet".to_owned(),
        }
    }

    /// Said to whoever tries it all the same.
    pub fn said_of(self, name: &str) -> String {
        match self {
            Self::Fixed => format!("{name} is fixed in this step"),
            Self::By(mover) => format!("{name} is moved by {mover} in this step, not by hand"),
            Self::Bet => format!("{name} waits for your bet: commit it first"),
        }
    }
}
