//! What must not reach a desk: writes for another surface, and lines of a
//! link that is lost.

use std::time::Duration;

use desk::{Index, Moment};
use futures_util::StreamExt as _;
use testkit::native::within;
use tokio::net::TcpListener;
use tokio_websockets::ServerBuilder;

use super::target::Target;
use super::*;

const FIRST: &str = "3:::SETS^model^ui24\nSETD^i.0.mix^0.5\nSETD^m.mix^0.7";
const LATE: &str = "3:::SETD^i.1.mix^0.25";

fn target(host: &str, port: u16) -> Target {
    Target { host: host.to_owned(), port, simulated: false }
}

/// A link whose driver is live without a socket.
fn live_link() -> (DeskLink, Ends) {
    let target = target("127.0.0.1", 1);
    let address = "ui://127.0.0.1:1".parse().unwrap();
    let place = Place { address, target, simulator: None };
    let (mut link, ends) = DeskLink::new(Clock::start(), place, 0.0);
    while link.driver.poll_action().is_some() {}
    link.driver.handle_opened(Moment::START);
    link.driver.handle_text(Moment::START, "1::");
    tell(&mut link, FIRST);
    (link, ends)
}

/// Lets the desk say something, and then nothing for as long as a dump ends.
fn tell(link: &mut DeskLink, text: &str) {
    let now = link.clock.now();
    link.driver.handle_text(now, text);
    link.driver.handle_timeout(now + Duration::from_millis(400));
}

async fn next_sync(ends: &mut Ends) -> (u64, Index, Vec<Value>) {
    loop {
        let event = within("a sync", ends.events.recv()).await.unwrap();
        if let DeskEvent::Synced { generation, surface, values } = event {
            return (generation, Index::new(surface).unwrap(), values);
        }
    }
}

#[tokio::test]
async fn a_write_for_the_surface_before_is_dropped() {
    let (mut link, mut ends) = live_link();
    assert!(link.settle().await);
    let (generation, before, _) = next_sync(&mut ends).await;
    let level = before.find("master.level").unwrap();
    tell(&mut link, LATE);
    // The hub has not heard of the new surface when a hand moves the master.
    ends.writes.put(generation, level, Value::Short(1));
    assert!(link.settle().await);
    let (grown, after, values) = next_sync(&mut ends).await;
    assert_eq!(grown, generation + 1);
    assert_ne!(after.path(level), before.path(level), "the index means something else now");
    for (id, value) in after.ids().zip(&values) {
        assert_eq!(link.driver.value(id), Some(value), "{:?}", after.path(id));
    }
    // One for the surface that holds is made.
    let level = after.find("master.level").unwrap();
    ends.writes.put(grown, level, Value::Short(1));
    assert!(link.settle().await);
    assert_eq!(link.driver.value(level), Some(&Value::Short(1)));
}

#[tokio::test]
async fn a_lost_link_is_reset_and_a_stopped_one_says_goodbye() {
    for stops in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let host = address.ip().to_string();
        let mut line = Line::new(target(&host, address.port()));
        line.connect("/".to_owned());
        let accept = async {
            let (stream, _) = listener.accept().await.unwrap();
            ServerBuilder::new().accept(stream).await.unwrap().1
        };
        let (heard, mut desk) =
            within("the socket", async { tokio::join!(line.hear(), accept) }).await;
        assert!(matches!(heard, Heard::Opened));
        line.queue("3:::ALIVE".to_owned()).await;
        match stops {
            true => line.close().await,
            false => line.abort(),
        }
        let first = within("the end", desk.next()).await;
        if stops {
            assert_eq!(first.unwrap().unwrap().as_text(), Some("3:::ALIVE"));
            assert!(within("goodbye", desk.next()).await.unwrap().unwrap().is_close());
        } else {
            assert!(matches!(first, Some(Err(_))), "{first:?}");
        }
    }
}

#[tokio::test]
async fn nothing_of_a_desk_is_left_at_the_next() {
    let (mut link, mut ends) = live_link();
    assert!(link.settle().await);
    let (generation, index, _) = next_sync(&mut ends).await;
    ends.view.mark_unchanged();
    ends.wanted.send_replace("sim:ui12".parse().unwrap());
    assert!(link.move_on().await);
    let (grown, none, values) = next_sync(&mut ends).await;
    assert!(grown > generation && none.is_empty() && values.is_empty());
    assert_eq!(link.status().address, "sim:ui12");
    // A hand that has not heard of it still moves the master of the one before.
    let level = index.find("master.level").unwrap();
    ends.writes.put(generation, level, Value::Short(1));
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(link.run(stopped));
    let (_, index, values) = next_sync(&mut ends).await;
    assert_eq!(index.surface().model, "Ui12");
    let at = usize::from(index.find("master.level").unwrap().0);
    assert_ne!(values[at], Value::Short(1));
    stop.send_replace(true);
    within("the end", running).await.unwrap();
}
