//! What the user asked for: when it can be begun, and when it is done.

use desk::{FaderLevel, Law, ParamId, Value};
use protocol::{ChatBody, Decision};
use session::{Client, Event};

use crate::shell::{Shell, Trouble};

/// One of the program's commands.
pub enum Wish {
    /// Print until the user has enough.
    Watch,
    /// Set a parameter, and wait until the desk's value is this one.
    Set { path: String, text: String, goal: Option<(ParamId, Value)> },
    /// Say something, and wait for the verdict.
    Say { text: String, n: Option<u64> },
}

impl Wish {
    /// Reads the command line after the join link.
    pub fn parse(words: &[&str]) -> Option<Self> {
        match *words {
            ["watch"] => Some(Self::Watch),
            ["set", path, text] => {
                Some(Self::Set { path: path.to_owned(), text: text.to_owned(), goal: None })
            }
            ["say", text] => Some(Self::Say { text: text.to_owned(), n: None }),
            _ => None,
        }
    }

    /// Goes on with one event; true when the wish is done.
    pub fn take(&mut self, shell: &mut Shell, event: Event) -> Result<bool, Trouble> {
        if let Event::Link(session::LinkState::Stopped { code, reason }) = &event {
            return Err(format!("the relay closed with {code}: {reason}").into());
        }
        match self {
            Self::Watch => {
                print(&shell.client, &event);
                Ok(false)
            }
            Self::Set { path, text, goal } => {
                if goal.is_none() && shell.client.check_control().is_ok() {
                    let (id, value) = value_of(&shell.client, path, text)?;
                    shell
                        .command(|client, now| client.set(now, id, value.clone()))
                        .map_err(|why| format!("{path} cannot be set now: {why:?}"))?;
                    *goal = Some((id, value));
                }
                if let Event::SetRefused { refusal, .. } = event {
                    return Err(format!("{path} was refused: {}", refusal.reason).into());
                }
                let reached =
                    |(id, value): &(ParamId, Value)| shell.client.shadow(*id) == Some(value);
                Ok(goal.as_ref().is_some_and(reached))
            }
            Self::Say { text, n } => {
                if n.is_none() {
                    let body = ChatBody::Create { text: text.clone() };
                    *n = shell.command(|client, now| client.post(now, "crew", body));
                }
                match event {
                    Event::Decided { decision: Decision::Stored { offset }, .. } => {
                        println!("stored at {offset}");
                        Ok(true)
                    }
                    Event::Decided { decision: Decision::Refused { refusal }, .. } => {
                        Err(format!("refused: {}", refusal.reason).into())
                    }
                    _ => Ok(false),
                }
            }
        }
    }
}

/// The value that a text means for a parameter: a position from 0 to 1, on or
/// off, a number, or the text itself.
fn value_of(client: &Client, path: &str, text: &str) -> Result<(ParamId, Value), Trouble> {
    let index = client.index();
    let found = index.find(path).and_then(|id| Some((id, index.get(id)?.law())));
    let (id, law) = found.ok_or_else(|| format!("the desk has no {path}"))?;
    let value = match law {
        Law::Text { .. } => Value::Text(text.to_owned()),
        Law::Toggle => Value::toggle(matches!(text, "on" | "1" | "true")),
        Law::Choice { .. } => Value::Short(text.parse()?),
        Law::Number { .. } => Value::Float(text.parse()?),
        _ => Value::position(FaderLevel::new(text.parse()?)?),
    };
    Ok((id, value))
}

fn print(client: &Client, event: &Event) {
    match event {
        Event::Link(state) => println!("link: {state:?}"),
        Event::Desk(desk) => println!("desk: {:?} {}", desk.state, desk.reason),
        Event::AllShown => println!("{} parameters", client.index().len()),
        Event::Shown(ids) => {
            for id in ids {
                let path = client.index().path(*id).unwrap_or_default();
                println!("{path}: {}", client.shown(*id).map(reading).unwrap_or_default());
            }
        }
        Event::Chat(entry) => println!("{}: {:?}", entry.name, entry.body),
        Event::Members(members) => {
            let names = members.iter().map(|presence| presence.member.name.as_str());
            println!("here: {}", names.collect::<Vec<_>>().join(", "));
        }
        _ => {}
    }
}

fn reading(value: &Value) -> String {
    match value {
        Value::Short(short) => format!("{:.3}", FaderLevel::from_short(*short).position()),
        Value::Float(float) => float.to_string(),
        Value::Text(text) => format!("{text:?}"),
    }
}
