//! Reloads, copied tabs and forgetful storages: whose outbox is whose.

use protocol::CloseCode;
use testkit::world::{CREW, Cut, PageId, Told, World, engineer};

use crate::ask::byes;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn one() -> (World, PageId) {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    world.say(ann);
    world.run(100);
    (world, ann)
}

fn texts(world: &World) -> usize {
    world.store().entries(CREW).len()
}

#[test]
fn a_reload_goes_on_where_it_was() {
    let (mut world, ann) = one();
    let cid = world.client(ann).cid().to_owned();
    world.say(ann);
    // The verdict is under way while the page is loaded again.
    world.run(12);
    world.reload(ann);
    world.run(1000);
    assert_eq!(world.client(ann).cid(), cid);
    assert_eq!(texts(&world), 2);
    world.say(ann);
    world.run(100);
    world.check_quiet();
}

/// The network was gone when the page was loaded again, so to the relay the
/// page before the reload still lives. Its outbox must not be given up.
#[test]
fn a_reload_that_the_relay_takes_for_a_copy_keeps_its_outbox() {
    let (mut world, ann) = one();
    world.cut(ann, Cut::SILENT);
    let text = world.say(ann).unwrap();
    world.run(500);
    world.reload(ann);
    world.run(10_000);
    assert!(world.intents().decided.contains_key(&text));
    assert_eq!(texts(&world), 2);
    world.check_quiet();
}

#[test]
fn a_copied_tab_becomes_a_page_of_its_own() {
    let (mut world, ann) = one();
    let cid = world.client(ann).cid().to_owned();
    world.wire().record();
    let copy = world.duplicate(ann);
    world.say(copy);
    world.run(2000);
    assert_eq!(byes(&mut world, copy), [CloseCode::DuplicateClient.code()]);
    assert!(byes(&mut world, ann).is_empty());
    assert_eq!(world.client(ann).cid(), cid);
    assert_ne!(world.client(copy).cid(), cid);
    assert_eq!(texts(&world), 2, "what was said in the copy is its own");
    for page in [ann, copy] {
        world.say(page);
    }
    world.run(1000);
    world.check_quiet();
}

/// The copy has a copy of the outbox, which the first page sends itself.
#[test]
fn a_copied_outbox_is_not_sent_twice() {
    let (mut world, ann) = one();
    world.cut(ann, Cut { told: Told::Both, ..Cut::CLEAN });
    world.say(ann);
    let copy = world.duplicate(ann);
    world.say(copy);
    let later = world.say(ann).unwrap();
    world.run(20_000);
    // The copy was quicker and sent what both had. Of what Ann said later
    // nobody can know whether the copy had it too, so she is asked.
    assert_eq!(texts(&world), 3);
    assert!(world.intents().reported.contains(&later));
    world.check_quiet();
}

/// A page in the background is not heard, so the copy takes its client id
/// over. Both go on, and their numbers do not mix.
#[test]
fn a_copy_takes_over_from_a_page_in_the_background() {
    let (mut world, ann) = one();
    world.show(ann, false);
    world.run(8000);
    let copy = world.duplicate(ann);
    world.say(copy);
    world.run(2000);
    world.say(copy);
    world.run(1000);
    world.show(ann, true);
    let back = world.say(ann).unwrap();
    world.run(5000);
    world.say(ann);
    world.run(1000);
    assert_ne!(world.client(ann).cid(), world.client(copy).cid());
    // What Ann said first was written under the client id that the copy had
    // taken: she is asked, and nothing is guessed.
    assert_eq!(world.intents().reported.iter().collect::<Vec<_>>(), [&back]);
    assert_eq!(texts(&world), 4);
    world.check_quiet();
}

/// The copy was made from an old state: numbers that the first page has used
/// since then are left to it.
#[test]
fn numbers_used_since_the_copy_was_made_are_not_used_again() {
    let (mut world, ann) = one();
    let old = world.client(ann).saved();
    for _ in 0..3 {
        world.say(ann);
    }
    world.run(100);
    world.close_page(ann);
    world.run(1000);
    let copy = world.join_with(engineer(1, "Ann"), old);
    world.say(copy);
    world.run(1000);
    assert_eq!(texts(&world), 5);
    world.check_quiet();
}

#[test]
fn a_relay_whose_disk_was_replaced_is_no_dead_end() {
    let (mut world, ann) = one();
    for _ in 0..3 {
        world.say(ann);
    }
    world.run(100);
    world.crash(0);
    world.say(ann);
    world.wipe();
    world.start_relay();
    world.desk_is(protocol::DeskState::Live);
    world.run(3000);
    world.say(ann);
    world.run(1000);
    assert_eq!(texts(&world), 2);
    world.check_quiet();
}
