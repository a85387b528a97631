// The page's core against a real daemon, which PARTYLINE_WEB names (`ws://127.0.0.1:6080/`); without it there is
// nothing to test. It has to have a store, for accounts.

import assert from "node:assert/strict";
import test from "node:test";
import { moderate, setTopic } from "../../Sources/WebPage/Page/moderation.js";
import { Session } from "../../Sources/WebPage/Page/session.js";
import { Storage } from "../../Sources/WebPage/Page/storage.js";
import { FakeShelf, texts } from "./fakes.mjs";
import { RawSocket } from "./rawsocket.mjs";

const url = process.env.PARTYLINE_WEB?.replace(/^ws/, "http");
const run = Math.random().toString(36).slice(2, 8);

/** Waits for something to be so, and says what was waited for where it does not come to be. */
async function until(what, is) {
  const end = Date.now() + 30_000;
  while (!is()) {
    if (Date.now() > end) throw new Error(`waited 30 s for: ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** Somebody on a page of their own. */
async function come(t, nick, { room = `#${run}`, local = new FakeShelf(), tab = new FakeShelf() } = {}) {
  const sockets = [], storage = new Storage({ local, session: tab });
  const session = new Session({
    storage, location: { href: url }, page: new EventTarget(), claims: { isTaken: async () => false },
    makeSocket: (address) => { sockets.push(new RawSocket(address)); return sockets.at(-1); },
  });
  session.conversations.attend(true);
  t.after(() => session.wire.stop());
  await session.start({ nick: `${nick}${run}`, room });
  await until(`${nick} is in`, () => session.state.phase === "on");
  /** Breaks the connection; comes back at once, and not after the delay that is right for who is cut often. */
  const cut = async () => {
    sockets.at(-1).break();
    await until("it is noticed", () => session.state.phase === "off");
    session.retryNow();
  };
  /** As a browser does when the page is loaded again. */
  const leave = () => {
    session.wire.phase = "ended";
    sockets.at(-1).onclose = null;
    sockets.at(-1).close(1001);
  };
  return { session, local, tab, storage, cut, leave };
}

const talk = (session) => texts(session.rooms.get(`#${run}`));

test("two talk, one is cut and comes back unnoticed, with nothing lost or doubled", { skip: !url }, async (t) => {
  const ann = await come(t, "ann"), bob = await come(t, "bob");
  const room = ann.session.current, other = bob.session.current;
  await until("both are seen", () => room.members.size === 2 && other.members.size === 2);
  bob.session.say(other, "one");
  ann.session.say(room, "waves", "act");
  await until("both read both", () => talk(ann.session).length === 2 && talk(bob.session).length === 2);
  for (let round = 0; round < 5; round++) {
    ann.session.say(room, `sent ${round}`);
    const cut = ann.cut();
    ann.session.say(room, `typed ${round}`);
    bob.session.say(other, `missed ${round}`);
    await cut;
    await until("all read all", () => [ann, bob].every(({ session }) => talk(session).length === 5 + 3 * round)
      && room.lines.every(({ state }) => state === "sent"));
  }
  assert.deepEqual(talk(ann.session), talk(bob.session));
  assert.equal(new Set(talk(ann.session)).size, 17);
  const changes = other.lines.flatMap((line) => line.changes ?? []);
  assert.deepEqual(changes.filter(({ what }) => what !== "join"), []);
  await bob.session.quit();
});

test("a reload goes on where it was, and a new tab as somebody else", { skip: !url }, async (t) => {
  const first = await come(t, "eve");
  first.session.say(first.session.current, "before the reload");
  await until("it is said", () => first.session.current.lines.at(-1)?.state === "sent");
  first.session.shown(false);
  first.leave();
  const again = await come(t, "eve", { local: first.local, tab: first.tab });
  assert.equal(again.session.me.nick, `eve${run}`);
  await until("what was said is there", () => talk(again.session).includes("before the reload"));
  const other = await come(t, "eve", { local: first.local });
  assert.notEqual(other.session.me.nick, `eve${run}`);
});

test("an account: two sessions of one person, a private message, a search, a token", { skip: !url }, async (t) => {
  const one = await come(t, "zoe"), bob = await come(t, "rob");
  await one.session.account.register("correct horse", true);
  assert.match(one.storage.login.token, /^pt_/);
  const two = await come(t, "zoe", { local: one.local });
  assert.equal(two.session.me.nick, `zoe${run}`);
  assert.equal(two.session.me.account, `zoe${run}`);
  two.session.say(two.session.current, `walrus ${run}`);
  await until("the other session reads it as its own",
    () => one.session.current.lines.some(({ text, mine }) => text === `walrus ${run}` && mine));
  bob.session.say(bob.session.open(`zoe${run}`), "psst");
  two.session.say(two.session.open(`rob${run}`), "yes?");
  const withRob = ({ session }) => session.rooms.get(`rob${run}`)?.lines ?? [];
  await until("the other session has what was written, as its own", () => withRob(one).some(({ mine }) => mine));
  await until("both have it", () => [one, two].every((each) => withRob(each).length === 2));
  await one.session.join(`#also${run}`);
  await until("and so is the other", () => two.session.rooms.get(`#also${run}`)?.joined);
  await two.session.account.changePassword("correct horse", "battery staple");
  await one.cut();
  await until("one is back", () => one.session.state.phase === "on" && one.session.me.nick === `zoe${run}`);
  await one.session.account.logout();
  assert.equal(one.session.me.account, "");
  assert.equal(one.storage.login, null);
});

test("moderation, a topic, away, ignoring", { skip: !url }, async (t) => {
  const op = await come(t, "max", { room: `#m${run}` }), guest = await come(t, "ida", { room: `#m${run}` });
  const room = op.session.current, nick = `ida${run}`;
  await until("she is there", () => room.member(nick));
  assert.equal(room.member(op.session.me.nick).rank, "op");
  await setTopic(op.session, room, "cakes");
  await moderate(op.session, "voice", room, nick);
  await guest.session.setAway("tea");
  const hers = guest.session.current;
  await until("all of it came",
    () => hers.topic === "cakes" && hers.member(nick)?.rank === "voice" && room.member(nick).away === "tea");
  await op.session.ignore(nick);
  assert.ok(op.session.ignored.has(nick));
  await moderate(op.session, "ban", room, nick, "2h enough");
  await until("she is out", () => !guest.session.current.joined && !room.member(nick));
  await assert.rejects(guest.session.join(`#m${run}`), { code: "banned" });
});

test("who scrolls up reads all that was said, once", { skip: !url }, async (t) => {
  const ann = await come(t, "una", { room: `#long${run}` });
  for (let n = 0; n < 60; n++) ann.session.say(ann.session.current, `line ${n}`);
  await until("all is said", () => ann.session.current.lines.every(({ state }) => state === "sent"));
  const bob = await come(t, "pip", { room: `#long${run}` }), room = bob.session.current;
  await until("the newest are there", () => room.loaded);
  while (await bob.session.history.older(room));
  assert.deepEqual(texts(room), Array.from({ length: 60 }, (_, n) => `line ${n}`));
});
