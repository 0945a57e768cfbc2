//! What may happen to a world, and how often.

use super::Weather;
use crate::world::{Cut, Dice, Told};

/// One thing that happens. Pages are counted from 0 and wrap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many milliseconds pass.
    Wait(u64),
    /// A person says something.
    Say(usize),
    /// Changes or takes back an own message, or reacts to it.
    Revise(usize, u64),
    /// Moves a control, with or without a finger on it: page, which, where to.
    Set(usize, u64, u64),
    /// A finger comes down: page, which control.
    Touch(usize, u64),
    /// Every finger of a page is lifted.
    Lift(usize),
    /// Takes a control over from whoever has it.
    Take(usize, u64),
    /// Means to have a control, lifts and touches it anew if need be, takes it
    /// over or moves it: page, which, where to.
    Grab(usize, u64, u64),
    /// One finger on several controls together, which stays on them or not:
    /// page, whether, where to.
    Sweep(usize, bool, u64),
    /// A hand on the desk.
    DeskMoves(u64, u64),
    /// A connection breaks.
    Cut(usize, Cut),
    /// Nothing comes or goes for so long, then all arrives.
    HoldFor(usize, u64),
    /// Nothing gets through for so long, and what is sent is lost.
    Blackout(usize, u64),
    /// A machine sleeps.
    Sleep(usize, u64),
    /// A machine sleeps and its clock stands still.
    Freeze(usize, u64),
    /// A page leaves the screen.
    Hide(usize),
    /// A page comes on screen.
    Show(usize),
    /// A page is told that the network is back.
    Wake(usize),
    /// A page is loaded again.
    Reload(usize),
    /// A tab is duplicated.
    Copy(usize),
    /// A tab is closed.
    CloseTab(usize),
    /// The relay crashes; so many writes still reach the disk, and it is back
    /// after so long.
    Restart(usize, u64),
    /// The relay comes back after so long with an empty disk.
    NewDisk(u64),
    /// The relay stops as planned and is back after so long.
    Drain(u64),
    /// The clock of the relay's machine is set.
    SetClock(i64),
    /// The desk is away for so long.
    DeskGone(u64),
    /// Another desk stands there.
    OtherDesk,
}

/// More pages than there are, so that each is as likely as another.
const PAGES: u64 = 60;

/// Adds a step, or a few that belong together.
pub(super) fn draw(weather: Weather, dice: &mut Dice, steps: &mut Vec<Step>) {
    if dice.one_in(120) { quarrel(dice, steps) } else { steps.push(any(weather, dice)) }
}

/// Two pages on one control, in turns; now and then a link breaks under them.
fn quarrel(dice: &mut Dice, steps: &mut Vec<Step>) {
    let pages = [0; 2].map(|_| dice.between(0, PAGES) as usize);
    let pick = dice.any();
    for round in 0..dice.between(4, 10) as usize {
        steps.push(Step::Grab(pages[round % 2], pick, dice.any()));
        steps.push(match dice.between(0, 8) {
            0 => Step::Cut(pages[round % 2], any_cut(dice)),
            _ => Step::Wait(dice.between(0, 400)),
        });
    }
}

fn any(weather: Weather, dice: &mut Dice) -> Step {
    let at = dice.between(0, PAGES) as usize;
    // Of storms that are mostly breaks, one step in eight is any other.
    if weather == Weather::Breaks && !dice.one_in(8) {
        return match dice.between(0, 100) {
            0..40 => Step::Wait(dice.between(0, 120)),
            40..56 => Step::Say(at),
            56..58 => Step::Set(at, dice.any(), dice.any()),
            58..59 => Step::Sweep(at, dice.one_in(2), dice.any()),
            59..75 => Step::Wake(at),
            _ => Step::Cut(at, any_cut(dice)),
        };
    }
    match dice.between(0, 100) {
        0..26 => Step::Wait(any_pause(dice)),
        26..37 => Step::Say(at),
        37..40 => Step::Revise(at, dice.any()),
        40..50 => Step::Set(at, dice.any(), dice.any()),
        50..53 => Step::Touch(at, dice.any()),
        53..54 => Step::Grab(at, dice.any(), dice.any()),
        54..55 => Step::Sweep(at, dice.one_in(2), dice.any()),
        55..57 => Step::Lift(at),
        57..59 => Step::Take(at, dice.any()),
        59..62 => Step::DeskMoves(dice.any(), dice.any()),
        62..79 => Step::Cut(at, any_cut(dice)),
        79..81 => Step::HoldFor(at, dice.between(1, 8000)),
        81..82 => Step::Blackout(at, dice.between(1, 8000)),
        82..83 => Step::Sleep(at, dice.between(1, 20_000)),
        83..84 => Step::Freeze(at, dice.between(1, 20_000)),
        84..85 => Step::Hide(at),
        85..87 => Step::Show(at),
        87..89 => Step::Wake(at),
        89..92 => Step::Reload(at),
        92..93 => Step::Copy(at),
        93..94 => Step::CloseTab(at),
        94..96 => Step::Restart(dice.between(0, 4) as usize, dice.between(1, 3000)),
        96..97 => Step::Drain(dice.between(1, 2000)),
        97..98 => Step::DeskGone(dice.between(1, 2000)),
        98..99 => Step::SetClock(dice.between(0, 7_200_000) as i64 - 3_600_000),
        _ if dice.one_in(2) => Step::NewDisk(dice.between(1, 2000)),
        _ => Step::OtherDesk,
    }
}

fn any_pause(dice: &mut Dice) -> u64 {
    match dice.between(0, 10) {
        0..3 => dice.between(0, 40),
        3..9 => dice.between(0, 900),
        _ => dice.between(0, 6000),
    }
}

fn any_cut(dice: &mut Dice) -> Cut {
    let told = match dice.between(0, 6) {
        0 => Told::Nobody,
        1 => Told::Page,
        2 => Told::Relay,
        _ => Told::Both,
    };
    Cut { up: any_byte(dice), down: any_byte(dice), told }
}

/// At the first byte, behind the last, or anywhere between.
fn any_byte(dice: &mut Dice) -> usize {
    match dice.between(0, 4) {
        0 => 0,
        1 => Cut::EVERYTHING,
        2 => dice.between(0, 60) as usize,
        _ => dice.between(0, 3000) as usize,
    }
}
