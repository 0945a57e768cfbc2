//! The trials by name, and in which order they run.

mod chat;
mod dead;
mod false_deaths;
mod fingers;
mod fresh;
mod mass_drop;
mod old_moves;
mod overhead;
mod reconnects;
mod stalled;

use std::pin::Pin;

use tokio::task::JoinSet;

use crate::plan::Plan;
use crate::table::{Row, Table};

type Rows = Pin<Box<dyn Future<Output = Vec<Row>> + Send>>;

struct Trial {
    name: &'static str,
    /// Counts or times what others beside it would disturb.
    alone: Alone,
    run: fn(Plan) -> Rows,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Always,
    /// The short form gives it more time than its goal.
    UnlessShort,
    Never,
}

macro_rules! trial {
    ($name:literal, $module:ident, alone: $alone:ident) => {
        Trial { name: $name, alone: Alone::$alone, run: |plan| Box::pin($module::run(plan)) }
    };
}

/// Those that count or time first, each alone; the rest mostly wait.
const TRIALS: [Trial; 10] = [
    trial!("stalled", stalled, alone: Always),
    trial!("mass-drop", mass_drop, alone: Always),
    trial!("fingers", fingers, alone: Always),
    trial!("fresh", fresh, alone: UnlessShort),
    trial!("reconnects", reconnects, alone: Always),
    trial!("overhead", overhead, alone: Never),
    trial!("chat", chat, alone: Never),
    trial!("dead", dead, alone: Never),
    trial!("false-deaths", false_deaths, alone: Never),
    trial!("old-moves", old_moves, alone: Never),
];

/// Names of all trials.
pub fn names() -> impl Iterator<Item = &'static str> {
    TRIALS.iter().map(|trial| trial.name)
}

/// Prints the names.
pub fn list() {
    for name in names() {
        println!("{name}");
    }
}

/// Runs what the plan chooses: one after the other what others would disturb,
/// then the rest side by side.
pub async fn run(plan: &Plan) -> Table {
    let mut table = Table::default();
    let mut beside = Vec::new();
    for trial in TRIALS.iter().filter(|trial| plan.wants(trial.name)) {
        let alone = match trial.alone {
            Alone::Always => true,
            Alone::UnlessShort => !plan.short,
            Alone::Never => false,
        };
        if alone {
            eprintln!("{} …", trial.name);
            let outcome = tokio::spawn((trial.run)(plan.clone())).await;
            table.take(rows_of(trial.name, outcome));
        } else {
            beside.push(trial);
        }
    }
    let names: Vec<_> = beside.iter().map(|trial| trial.name).collect();
    if !names.is_empty() {
        eprintln!("{} …", names.join(", "));
    }
    let mut tasks = JoinSet::new();
    for trial in beside {
        let run = tokio::spawn((trial.run)(plan.clone()));
        tasks.spawn(async { rows_of(trial.name, run.await) });
    }
    while let Some(rows) = tasks.join_next().await {
        table.take(rows.unwrap_or_default());
    }
    table
}

fn rows_of(name: &str, outcome: Result<Vec<Row>, tokio::task::JoinError>) -> Vec<Row> {
    outcome.unwrap_or_else(|error| {
        vec![Row::new(name, "runs to its end", error.to_string(), false, "")]
    })
}
