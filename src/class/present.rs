//! What a session of a learner says of itself while it is open.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::Doing;
use crate::progress::Place;

/// An open session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// What it is at.
    pub doing: Doing,
    /// The step it shows; none before its first one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

impl Present {
    /// The session that stands for a learner who has several open: the one that trains, else one that
    /// waits for a core, else the one that came to its step last.
    pub fn of_all(sessions: Vec<Self>) -> Option<Self> {
        let work = |doing: &Doing| match doing {
            Doing::Training { .. } => 2,
            Doing::Waiting { .. } => 1,
            Doing::Reading => 0,
        };
        let since = |it: &Self| it.place.as_ref().and_then(Place::since);
        let mut sessions = sessions;
        sessions.sort_by_key(|it| Reverse((work(&it.doing), since(it))));
        sessions.into_iter().next()
    }
}
