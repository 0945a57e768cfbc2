//! A second opinion on who may write what: every write that reaches the desk
//! is held against what people did with their fingers, and every control in a
//! hand against what it shows. Knows nothing of how the room decides.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use desk::{Index, Moment, ParamId, Value};
use protocol::{ClientFrame, Entry, Member, Role, TouchPhase};
use room::ConnId;
use session::{Client, ControlError, Event};

use super::{PageId, World};

/// Oldest move that may reach the desk, with what the grain of the clock adds.
const OLDEST_MOVE: Duration = Duration::from_millis(1500 + 2 * 16);
/// Oldest switch, the same.
const OLDEST_SWITCH: Duration = Duration::from_millis(3000 + 2 * 16);
/// A control stays with who wrote it at least so long.
const LEASE: Duration = Duration::from_millis(1500);
/// What people did is remembered for so long.
const REMEMBERED: Duration = Duration::from_secs(10);
/// First bytes of the frames that matter here: set, touch and fade.
///
/// **Source:** the binary frames in `docs/protocol.md`.
const KINDS: [u8; 3] = [0x11, 0x12, 0x15];

/// A gesture of a connection, and how often its number was used before.
type Finger = (ConnId, u8, u32);

/// Whoever wrote a control last.
#[derive(Clone, Copy, Debug)]
struct Writer {
    finger: Finger,
    member: u32,
    role: Role,
    at: Moment,
}

/// What people did with their hands, and who wrote what.
#[derive(Default)]
pub(super) struct Hands {
    /// Whether every write has to come of [`World::set`].
    strict: bool,
    /// Values that people set, by the control's path, oldest first.
    wanted: BTreeMap<String, VecDeque<(Moment, Value)>>,
    people: BTreeMap<ConnId, (u32, Role)>,
    /// How often a gesture's number was put down or lifted.
    touches: BTreeMap<(ConnId, u8), u32>,
    writers: BTreeMap<ParamId, Writer>,
    /// Who wrote a control with a finger last, however long ago.
    last: BTreeMap<ParamId, u32>,
    /// Fingers that somebody else has followed.
    followed: BTreeSet<(ParamId, Finger)>,
    /// The finger whose set is being handled.
    writing: Option<Finger>,
    /// Fades write without anybody's finger.
    fades: bool,
    /// How often a control changed hands.
    changes: u64,
}

impl Hands {
    /// A connection said hello.
    pub(super) fn meet(&mut self, conn: ConnId, member: &Member) {
        self.people.insert(conn, (member.id, member.role));
    }

    /// A relay or a desk began anew: nobody has anything in hand. Connections
    /// live on over another desk, and say no second hello.
    pub(super) fn clear(&mut self) {
        let (strict, changes) = (self.strict, self.changes);
        let wanted = std::mem::take(&mut self.wanted);
        let people = std::mem::take(&mut self.people);
        *self = Self { strict, changes, wanted, people, ..Self::default() };
    }

    /// A binary frame reaches the relay.
    pub(super) fn hear(&mut self, conn: ConnId, current: bool, bytes: &[u8], index: &Index) {
        if !bytes.first().is_some_and(|kind| KINDS.contains(kind)) {
            return;
        }
        match ClientFrame::decode(bytes, index, u16::MAX) {
            Ok(ClientFrame::Touch { gesture, phase, param }) => {
                let touch = self.touches.entry((conn, gesture)).or_default();
                *touch += u32::from(phase != TouchPhase::Hold);
                let finger = (conn, gesture, *touch);
                if current && phase != TouchPhase::Up {
                    self.claim(finger, phase, param);
                }
            }
            Ok(ClientFrame::Set { gesture, .. }) if current => {
                let touch = self.touches.get(&(conn, gesture)).copied().unwrap_or(0);
                self.writing = Some((conn, gesture, touch));
            }
            Ok(ClientFrame::Fade { .. }) => self.fades = true,
            _ => {}
        }
    }

    /// Who takes over, or outranks the writer, may have the control at once; the
    /// same person's newer finger keeps it instead of the older one.
    fn claim(&mut self, finger: Finger, phase: TouchPhase, param: ParamId) {
        let Some(writer) = self.writers.get_mut(&param) else { return };
        let Some((member, role)) = self.people.get(&finger.0).copied() else { return };
        if phase == TouchPhase::Take || role > writer.role {
            self.writers.remove(&param);
        } else if member == writer.member && phase == TouchPhase::Down {
            writer.finger = finger;
        }
    }

    /// The frame was handled.
    pub(super) fn done(&mut self) {
        self.writing = None;
    }

    /// A write reaches the desk. `current` says whether a connection may act.
    ///
    /// # Panics
    /// When it comes of no finger, too late, from a finger that lost the
    /// control, or while another has it.
    pub(super) fn check(
        &mut self,
        now: Moment,
        (id, value): (ParamId, &Value),
        index: &Index,
        current: impl Fn(ConnId) -> bool,
    ) {
        let Some(finger) = self.writing else {
            assert!(self.fades, "a write of {id:?} comes of no set of a live connection");
            return;
        };
        if self.strict {
            let path = index.path(id).unwrap_or_default();
            let wanted = self.wanted.get(&path).into_iter().flatten();
            let newest = wanted.rev().find(|(_, wanted)| wanted == value).map(|(at, _)| *at);
            let at = newest.unwrap_or_else(|| panic!("nobody wanted {path} at {value:?}"));
            let sweeps = index.get(id).is_some_and(|parameter| parameter.law().is_continuous());
            let (age, most) = (now.since(at), if sweeps { OLDEST_MOVE } else { OLDEST_SWITCH });
            assert!(age <= most, "{path} was written after {age:?}");
        }
        self.check_owner(now, id, finger, current);
    }

    fn check_owner(
        &mut self,
        now: Moment,
        id: ParamId,
        finger: Finger,
        current: impl Fn(ConnId) -> bool,
    ) {
        let Some((member, role)) = self.people.get(&finger.0).copied() else { return };
        let before = self.writers.get(&id).copied().filter(|before| before.finger != finger);
        if let Some(before) = before {
            let held = now.since(before.at) < LEASE && current(before.finger.0);
            let allowed = !held || before.member == member || before.role < role;
            assert!(allowed, "{finger:?} writes {id:?}, which {before:?} has in hand");
            self.followed.insert((id, before.finger));
        }
        // A key has no hand to keep a control in.
        if finger.1 == 0 {
            self.writers.remove(&id);
            return;
        }
        let returns = self.followed.contains(&(id, finger));
        assert!(!returns, "{finger:?} moves {id:?} again without a new touch");
        self.writers.insert(id, Writer { finger, member, role, at: now });
        let last = self.last.insert(id, member);
        self.changes += u64::from(last.is_some_and(|last| last != member));
    }

    fn want(&mut self, now: Moment, path: String, value: &Value) {
        let wanted = self.wanted.entry(path).or_default();
        wanted.push_back((now, value.clone()));
        while wanted.front().is_some_and(|(at, _)| now.since(*at) > REMEMBERED) {
            wanted.pop_front();
        }
    }
}

/// What the controls under a page's fingers have to show.
#[derive(Default)]
pub(super) struct Grip(BTreeMap<ParamId, (Moment, Value)>);

impl Grip {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn forget(&mut self, id: ParamId) {
        self.0.remove(&id);
    }

    fn keep(&mut self, now: Moment, client: &Client, id: ParamId) {
        if let Some(value) = client.shown(id).filter(|_| client.in_hand(id)) {
            self.0.insert(id, (now, value.clone()));
        }
    }

    /// Nothing but a refusal, and age, moves a control under a finger.
    ///
    /// # Panics
    /// When something else did.
    pub(super) fn check(&mut self, now: Moment, client: &Client, refused: &[ParamId]) {
        self.0.retain(|id, (at, value)| {
            if !client.in_hand(*id) {
                return false;
            }
            let Some(shown) = client.shown(*id) else { return false };
            if shown != value {
                let old = now.since(*at) > LEASE;
                assert!(old || refused.contains(id), "{id:?} jumped to {shown:?} in the hand");
                *value = shown.clone();
            }
            true
        });
    }
}

/// The controls of which an event says that they glide back.
pub(super) fn refused_by(event: &Event, all: impl Iterator<Item = ParamId>) -> Vec<ParamId> {
    match event {
        Event::SetRefused { params, .. } if params.is_empty() => all.collect(),
        Event::SetRefused { params, .. } => params.clone(),
        _ => Vec::new(),
    }
}

impl World {
    /// From now on nobody writes but by [`World::set`], and every write that
    /// reaches the desk has to come of it in time.
    pub fn watch_hands(&mut self) {
        self.hands.strict = true;
    }

    /// How often a control has changed hands: somebody wrote it after somebody
    /// else had, with a finger.
    #[must_use]
    pub fn hand_changes(&self) -> u64 {
        self.hands.changes
    }

    /// A finger comes down on a control.
    ///
    /// # Errors
    /// As `Client::touch`.
    pub fn touch(&mut self, page: PageId, id: ParamId) -> Result<(), ControlError> {
        self.touch_all(page, &[id])
    }

    /// One finger comes down on several controls.
    ///
    /// # Errors
    /// As `Client::touch_all`.
    pub fn touch_all(&mut self, page: PageId, ids: &[ParamId]) -> Result<(), ControlError> {
        let touched = self.act(page, |client, now| client.touch_all(now, ids));
        ids.iter().for_each(|id| self.keep_grip(page, *id));
        touched
    }

    /// A finger moves a control, or a key does.
    ///
    /// # Errors
    /// As `Client::set`.
    pub fn set(&mut self, page: PageId, id: ParamId, value: Value) -> Result<(), ControlError> {
        self.set_all(page, vec![(id, value)])
    }

    /// Moves several controls at once.
    ///
    /// # Errors
    /// As `Client::set_all`.
    pub fn set_all(&mut self, page: PageId, entries: Vec<Entry>) -> Result<(), ControlError> {
        let ids: Vec<ParamId> = entries.iter().map(|(id, _)| *id).collect();
        for (id, value) in &entries {
            let path = self.client(page).index().path(*id).unwrap_or_default();
            self.hands.want(self.now, path, value);
            self.pages[page.0].grip.forget(*id);
        }
        let set = self.act(page, |client, now| client.set_all(now, entries));
        ids.into_iter().for_each(|id| self.keep_grip(page, id));
        set
    }

    /// The finger is lifted.
    pub fn lift(&mut self, page: PageId, id: ParamId) {
        self.act(page, |client, now| client.lift(now, id));
    }

    /// Takes a control over from whoever has it in hand.
    ///
    /// # Errors
    /// As `Client::take_over`.
    pub fn take_over(&mut self, page: PageId, id: ParamId) -> Result<(), ControlError> {
        self.act(page, |client, _| client.take_over(id))
    }

    fn keep_grip(&mut self, page: PageId, id: ParamId) {
        let now = self.now;
        let page = &mut self.pages[page.0];
        page.grip.keep(now, &page.client, id);
    }
}
