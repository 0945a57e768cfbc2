//! Chat over a network that resets, stalls, cuts and loses, with a relay that
//! is killed under load and phones that are reloaded: nothing lost, doubled
//! or out of order.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use fastrand::Rng;
use protocol::ChatBody;
use testkit::native::{Options, Phone, Proxy, Rules, Way};
use tokio::time::{Instant, sleep};

use crate::house::{House, client_address, until};
use crate::journal::Journal;
use crate::plan::Plan;
use crate::table::Row;

const PHONES: u32 = 24;

struct Person {
    phone: Phone,
    journal: Journal,
    options: Options,
    said: u32,
}

impl Person {
    fn start(options: Options, journal: &Journal) -> Phone {
        let journal = journal.clone();
        Phone::start(options, move |noticed| journal.note(noticed))
    }

    /// The page is loaded again: only what was saved survives. The old page has
    /// ended before, or it would take in what the new one never heard of.
    async fn reload(&mut self, seed: u64) {
        self.phone.end().await;
        let mut options = self.options.clone();
        options.saved = self.journal.read().saved.clone();
        options.seed = seed;
        {
            let mut pages = self.journal.read();
            pages.losses += u64::from(pages.live);
            pages.live = false;
            pages.entries.clear();
        }
        self.phone = Self::start(options, &self.journal);
    }

    fn say(&mut self, number: usize) {
        let text = format!("{number}:{}", self.said);
        self.said += 1;
        let journal = self.journal.clone();
        self.phone.tell(move |client, now| {
            let body = ChatBody::Create { text: text.clone() };
            // What is put into the outbox is a promise; a full one is not.
            if client.post(now, "crew", body).is_some() {
                journal.read().promised.insert(text);
            }
        });
    }
}

/// Goals: 2,000 disconnects and 50 kills; a short soak 10 rounds of resets
/// and 5 kills.
pub async fn run(plan: Plan) -> Vec<Row> {
    let (disconnects, kills) = plan.of((2000, 50), (150, 5));
    let mut dice = Rng::with_seed(7);
    let mut house = House::open().await;
    let proxy = Proxy::start(house.address, 7).await;
    let observer = house.token("Observer").await;
    let mut people = Vec::new();
    for n in 0..PHONES {
        let mut options =
            Options::new(proxy.address(), &house.token(&format!("P{n}")).await, n.into());
        options.from = Some(client_address(n));
        let journal = Journal::default();
        let phone = Person::start(options.clone(), &journal);
        people.push(Person { phone, journal, options, said: 0 });
    }
    let losses =
        |people: &[Person]| people.iter().map(|one| one.journal.read().losses).sum::<u64>();
    let mut killed = 0;
    let begin = Instant::now();
    while losses(&people) < disconnects || killed < kills {
        for (number, person) in people.iter_mut().enumerate() {
            if dice.u8(..) < 110 {
                person.say(number);
            }
        }
        match dice.u8(0..12) {
            0..4 => proxy.reset_all(),
            4 => {
                let person = dice.usize(..people.len());
                people[person].reload(dice.u64(..)).await;
            }
            5 => proxy.change(|rules| rules.cut_after = Some(dice.u64(200..30_000))),
            6 => {
                let way = Way { split: 7, jitter: Duration::from_millis(60), ..Way::default() };
                proxy.set_rules(Rules::both(way));
            }
            7 => proxy.change(|rules| rules.down.held = true),
            8 => proxy.change(|rules| rules.up.held = true),
            9 | 10 if killed < kills => {
                killed += 1;
                house.kill_and_restart().await;
                proxy.set_upstream(house.address);
            }
            _ => proxy.set_rules(Rules::default()),
        }
        // Long enough for most to be back, short enough for some not to be.
        sleep(Duration::from_millis(dice.u64(150..700))).await;
        if dice.bool() {
            proxy.set_rules(Rules::default());
            // As a phone does when its network is back.
            for person in &people {
                person.phone.tell(|client, now| client.handle_wake(now));
            }
        }
    }
    proxy.set_rules(Rules::default());
    let took = begin.elapsed();
    let disconnects = losses(&people);
    let journals: Vec<Journal> = people.iter().map(|one| one.journal.clone()).collect();
    let settled = until(Duration::from_secs(60), || {
        let heads = journals.iter().map(|journal| {
            let pages = journal.read();
            let head = pages.entries.last_key_value().map(|(offset, _)| *offset);
            (pages.live && pages.waiting == 0).then_some(head).flatten()
        });
        let heads: Vec<_> = heads.collect();
        heads.iter().all(|head| head.is_some() && *head == heads[0])
    })
    .await;
    let log = house.log(&observer).await;
    let said: usize = people.iter().map(|one| one.journal.read().promised.len()).sum();
    let verdict = Verdict::of(&log, &people);
    let Verdict { lost, doubled, reordered } = verdict;
    let good = settled && lost + doubled + reordered == 0 && disconnects > 0;
    let mut measured = format!("{lost} / {doubled} / {reordered}");
    if !settled {
        measured.push_str(", not settled after 60 s");
    }
    vec![Row::new(
        "chat lost / doubled / reordered",
        "0 / 0 / 0",
        measured,
        good,
        format!(
            "{disconnects} disconnects, {killed} SIGKILLs of the relay, {said} posts of {PHONES} \
             phones in {} s; fault proxy: resets, cuts, stalls, splits, reloads",
            took.as_secs()
        ),
    )]
}

struct Verdict {
    lost: usize,
    doubled: usize,
    reordered: usize,
}

impl Verdict {
    fn of(log: &[serde_json::Value], people: &[Person]) -> Self {
        let text = |entry: &serde_json::Value| {
            entry["body"]["text"].as_str().unwrap_or_default().to_owned()
        };
        let texts: BTreeMap<u64, String> = log
            .iter()
            .map(|entry| (entry["offset"].as_u64().unwrap_or_default(), text(entry)))
            .collect();
        let mut verdict = Self { lost: 0, doubled: 0, reordered: 0 };
        for (number, person) in people.iter().enumerate() {
            let prefix = format!("{number}:");
            let stored = texts.values().filter_map(|text| text.strip_prefix(&prefix));
            let own: Vec<u32> = stored.filter_map(|count| count.parse().ok()).collect();
            let once: BTreeSet<String> =
                own.iter().map(|count| format!("{prefix}{count}")).collect();
            let pages = person.journal.read();
            verdict.doubled += own.len() - once.len();
            verdict.lost += pages.promised.difference(&once).count();
            verdict.reordered += own.windows(2).filter(|pair| pair[0] > pair[1]).count();
            // What a phone saw is what the log says, without a hole.
            verdict.reordered += pages.disorder as usize + pages.gaps as usize;
            let wrong =
                pages.entries.iter().filter(|(offset, text)| texts.get(offset) != Some(*text));
            verdict.reordered += wrong.count();
        }
        verdict
    }
}
