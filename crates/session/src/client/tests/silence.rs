//! How long a silent relay is believed in, and what a starved page makes of
//! its late timers.

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn tick(client: &mut Client, millis: u64) {
    frame(client, millis, &ServerFrame::Tick { rev: 1, clock: 0, heads: vec![4] });
}

fn probes(client: &mut Client) -> usize {
    actions(client).iter().filter(|action| **action == Action::Probe).count()
}

#[test]
fn timers_in_time_judge_in_time() {
    let mut client = live();
    client.handle_timeout(at(2499));
    assert_eq!(probes(&mut client), 0);
    client.handle_timeout(at(2500));
    assert_eq!(probes(&mut client), 1, "a beacon is half late");
    assert!(matches!(client.link(), LinkState::Live { .. }));
    client.handle_timeout(at(3000));
    assert_eq!(*client.link(), LinkState::Suspect);
    client.handle_timeout(at(5999));
    assert!(!given_up(&mut client));
    client.handle_timeout(at(6000));
    assert!(given_up(&mut client));
    assert_eq!(*client.link(), LinkState::Offline);
}

/// Others had the processor: the timer comes first, the bytes right after it.
#[test]
fn a_starved_page_reads_before_it_judges() {
    for late in [51, 200, 999] {
        let mut client = live();
        client.handle_timeout(at(3000 + late));
        assert!(matches!(client.link(), LinkState::Live { .. }), "{late} ms");
        tick(&mut client, 3001 + late);
        let since = 3001 + late;
        client.handle_timeout(at(since + 2000));
        assert_eq!(*client.link(), LinkState::Suspect);
        client.handle_timeout(at(since + 5000 + late));
        assert!(!given_up(&mut client), "{late} ms");
        tick(&mut client, since + 5001 + late);
        assert!(matches!(client.link(), LinkState::Live { .. }), "{late} ms");
        assert!(!given_up(&mut client));
    }
}

#[test]
fn a_starved_page_gives_a_dead_relay_up_all_the_same() {
    let mut client = live();
    client.handle_timeout(at(3000));
    client.handle_timeout(at(6300));
    let due = client.poll_deadline().unwrap();
    assert!(due <= at(6400), "{due:?}");
    client.handle_timeout(at(6899));
    assert!(!given_up(&mut client));
    client.handle_timeout(at(6900));
    assert!(given_up(&mut client));
}

/// The worst of a bad link, a beacon late by its way and a stall, on a machine
/// that runs every timer late and before what was received.
#[test]
fn a_bad_link_on_a_starved_machine_is_kept() {
    let mut client = live();
    let mut heard = 1000;
    for round in 0..200 {
        let next = heard + 2600 + 37 * (round % 9);
        let mut now = heard;
        while let Some(due) = client.poll_deadline().filter(|due| *due < at(next)) {
            // A timer that is due at once is as late as any other.
            now = due.as_millis().max(now) + 80 + 53 * (round % 11);
            client.handle_timeout(at(now));
            assert!(!given_up(&mut client), "round {round} at {now}");
        }
        heard = next.max(now);
        tick(&mut client, heard);
        assert!(matches!(client.link(), LinkState::Live { .. }));
    }
}

/// Every timer fires late, and the relay is gone.
#[test]
fn a_page_that_is_always_late_gives_a_dead_relay_up_all_the_same() {
    for late in [80, 400, 900, 1500] {
        let mut client = live();
        let (mut now, mut suspect) = (1000, None);
        while !given_up(&mut client) {
            let due = client.poll_deadline().unwrap().as_millis();
            now = due.max(now) + late;
            assert!(now < 20_000, "{late} ms late: still there");
            client.handle_timeout(at(now));
            if *client.link() == LinkState::Suspect {
                suspect.get_or_insert(now);
            }
        }
        assert!(now >= 6000, "{late} ms late: {now}");
        assert!(suspect.is_some(), "{late} ms late");
    }
}

/// A quiet link with a finger or a command on it is kept until it is suspect.
#[test]
fn a_second_socket_waits_while_the_first_is_busy_and_merely_quiet() {
    let second = SocketId(2);
    let hellos = |client: &mut Client| {
        let text = |action: &Action| matches!(action, Action::SendText(of, _) if *of == second);
        actions(client).iter().filter(|action| text(action)).count()
    };
    for busy in [Some(true), Some(false), None] {
        let mut client = live();
        match busy {
            Some(true) => client.touch(at(1000), ParamId(0)).unwrap(),
            Some(false) => {
                client.command("player.play", vec![]).unwrap();
            }
            None => {}
        }
        while probes(&mut client) == 0 {
            let due = client.poll_deadline().unwrap();
            client.handle_timeout(due);
        }
        client.handle_probe(at(2510), true);
        assert_eq!(actions(&mut client), [], "not everybody at once");
        client.handle_timeout(at(2810));
        assert!(actions(&mut client).contains(&Action::Connect(second)));
        client.handle_opened(at(2820), second);
        assert_eq!(hellos(&mut client), usize::from(busy.is_none()), "{busy:?}");
        if busy == Some(true) {
            // It was quiet and nothing else.
            tick(&mut client, 2900);
            assert_eq!(actions(&mut client), [Action::Drop(second, 1000)]);
            assert!(client.in_hand(ParamId(0)));
        } else if busy == Some(false) {
            client.handle_timeout(at(2999));
            assert_eq!(hellos(&mut client), 0);
            client.handle_timeout(at(3000));
            assert_eq!(hellos(&mut client), 1);
        }
    }
}

/// A page with a finger on a fader and a second socket that waits to say
/// hello, 2.82 s after the start.
fn with_waiting_socket() -> Client {
    let mut client = live();
    client.touch(at(1000), ParamId(0)).unwrap();
    while probes(&mut client) == 0 {
        let due = client.poll_deadline().unwrap();
        client.handle_timeout(due);
    }
    client.handle_probe(at(2510), true);
    client.handle_timeout(at(2810));
    client.handle_opened(at(2820), SocketId(2));
    actions(&mut client);
    client
}

/// A live socket that ends has nothing left to keep.
#[test]
fn a_waiting_socket_says_hello_when_the_live_one_closes() {
    let mut client = with_waiting_socket();
    client.handle_closed(at(2830), SOCKET, 1006, "");
    let sent = actions(&mut client);
    assert!(
        sent.iter().any(|action| matches!(action, Action::SendText(SocketId(2), _))),
        "{sent:?}"
    );
}

/// It judges no link, so that nothing ever becomes due by that.
#[test]
fn a_hidden_page_is_not_kept_busy_by_a_waiting_socket() {
    let mut client = with_waiting_socket();
    client.handle_visible(at(2900), false);
    let mut now = at(3100);
    for _ in 0..20 {
        client.handle_timeout(now);
        let Some(due) = client.poll_deadline() else { return };
        assert!(due > now, "due at {due:?} once more");
        now = due;
    }
}

/// Into the dark go probes, one beside the other, and no sockets; the first
/// answer is enough for one.
#[test]
fn the_first_answer_opens_the_second_socket() {
    let mut client = live();
    let mut sent = Vec::new();
    while let Some(due) = client.poll_deadline().filter(|due| *due < at(4000)) {
        client.handle_timeout(due);
        for action in actions(&mut client) {
            match action {
                Action::Probe => sent.push(due.as_millis()),
                Action::SendBinary(SOCKET, _) => {}
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(sent, (0..25).map(|n| 2500 + 60 * n).collect::<Vec<_>>());
    client.handle_probe(at(4010), true);
    assert_eq!(actions(&mut client), [Action::Connect(SocketId(2))]);
    client.handle_probe(at(4011), true);
    assert_eq!(actions(&mut client), []);
    tick(&mut client, 4012);
    assert_eq!(actions(&mut client), [Action::Drop(SocketId(2), 1000)]);
}
