//! Hello, welcome and the first state.

use testkit::world::{World, engineer};

#[test]
fn a_newcomer_is_live_with_the_whole_state() {
    let mut world = World::ordinary(1);
    let ann = world.join_live(engineer(1, "Ann"));
    assert_eq!(world.client(ann).index().surface().model, "Small");
    world.check_quiet();
}
