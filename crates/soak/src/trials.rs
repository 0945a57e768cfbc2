//! The trials by name, and in which order they run.

mod chat;
mod dead;
mod false_deaths;
mod fresh;
mod mass_drop;
mod old_moves;
mod overhead;
mod reconnects;
mod stalled;

use std::pin::Pin;

use crate::plan::Plan;
use crate::table::{Row, Table};

type Rows = Pin<Box<dyn Future<Output = Vec<Row>> + Send>>;

struct Trial {
    name: &'static str,
    /// Counts or times what others beside it would disturb.
    alone: bool,
    run: fn(Plan) -> Rows,
}

macro_rules! trial {
    ($name:literal, $module:ident, alone: $alone:literal) => {
        Trial { name: $name, alone: $alone, run: |plan| Box::pin($module::run(plan)) }
    };
}

const TRIALS: [Trial; 9] = [
    trial!("stalled", stalled, alone: true),
    trial!("mass-drop", mass_drop, alone: true),
    trial!("overhead", overhead, alone: false),
    trial!("chat", chat, alone: false),
    trial!("dead", dead, alone: false),
    trial!("false-deaths", false_deaths, alone: false),
    trial!("old-moves", old_moves, alone: false),
    trial!("fresh", fresh, alone: false),
    trial!("reconnects", reconnects, alone: false),
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

/// Runs what the plan chooses: one after the other, in a short soak side by
/// side where they do not disturb each other.
pub async fn run(plan: &Plan) -> Table {
    let mut table = Table::default();
    let mut beside = Vec::new();
    for trial in TRIALS.iter().filter(|trial| plan.wants(trial.name)) {
        if plan.short && !trial.alone {
            beside.push((trial.name, tokio::spawn((trial.run)(plan.clone()))));
        } else {
            eprintln!("{} …", trial.name);
            let outcome = tokio::spawn((trial.run)(plan.clone())).await;
            table.rows.extend(rows_of(trial.name, outcome));
        }
    }
    for (name, task) in beside {
        eprintln!("{name} …");
        table.rows.extend(rows_of(name, task.await));
    }
    table
}

fn rows_of(name: &str, outcome: Result<Vec<Row>, tokio::task::JoinError>) -> Vec<Row> {
    outcome.unwrap_or_else(|error| {
        vec![Row::new(name, "runs to its end", error.to_string(), false, "")]
    })
}
