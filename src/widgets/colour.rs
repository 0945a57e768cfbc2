//! The twelve colours of channels and people, by their token. The stylesheet
//! decides what each looks like in each theme.

/// A colour token. A name or letter always stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Colour {
    Red,
    Orange,
    Amber,
    Lime,
    Green,
    Teal,
    Sky,
    Blue,
    Violet,
    Pink,
    Sand,
    #[default]
    Slate,
}

impl Colour {
    /// All colours, around the wheel, the two quiet ones last.
    pub const ALL: [Self; 12] = [
        Self::Red,
        Self::Orange,
        Self::Amber,
        Self::Lime,
        Self::Green,
        Self::Teal,
        Self::Sky,
        Self::Blue,
        Self::Violet,
        Self::Pink,
        Self::Sand,
        Self::Slate,
    ];

    /// The colours a person may choose: told apart on both themes.
    pub const FOR_PEOPLE: [Self; 7] =
        [Self::Pink, Self::Sky, Self::Green, Self::Amber, Self::Violet, Self::Orange, Self::Teal];

    /// The token's name, as stored and sent.
    #[must_use]
    pub fn token(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Amber => "amber",
            Self::Lime => "lime",
            Self::Green => "green",
            Self::Teal => "teal",
            Self::Sky => "sky",
            Self::Blue => "blue",
            Self::Violet => "violet",
            Self::Pink => "pink",
            Self::Sand => "sand",
            Self::Slate => "slate",
        }
    }

    /// The colour of a stored name; anything unknown is slate.
    #[must_use]
    pub fn from_token(token: &str) -> Self {
        Self::ALL.into_iter().find(|colour| colour.token() == token).unwrap_or_default()
    }

    /// A colour for the `index`-th of many, so that neighbours differ.
    #[must_use]
    pub fn nth(index: usize) -> Self {
        // Five is coprime to eleven: every colour comes once before one repeats.
        const STRIDE: usize = 5;
        let colours = Self::ALL.len() - 1;
        Self::ALL[(index % colours * STRIDE) % colours]
    }

    /// The value to put into a custom property.
    #[must_use]
    pub fn css(self) -> &'static str {
        match self {
            Self::Red => "var(--ch-red)",
            Self::Orange => "var(--ch-orange)",
            Self::Amber => "var(--ch-amber)",
            Self::Lime => "var(--ch-lime)",
            Self::Green => "var(--ch-green)",
            Self::Teal => "var(--ch-teal)",
            Self::Sky => "var(--ch-sky)",
            Self::Blue => "var(--ch-blue)",
            Self::Violet => "var(--ch-violet)",
            Self::Pink => "var(--ch-pink)",
            Self::Sand => "var(--ch-sand)",
            Self::Slate => "var(--ch-slate)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_back_and_neighbours_differ() {
        for colour in Colour::ALL {
            assert_eq!(Colour::from_token(colour.token()), colour);
            assert!(colour.css().contains(colour.token()));
        }
        assert_eq!(Colour::from_token("ultraviolet"), Colour::Slate);
        let first: std::collections::HashSet<_> = (0..11).map(Colour::nth).collect();
        assert_eq!(first.len(), 11);
        assert_ne!(Colour::nth(3), Colour::nth(4));
    }
}
