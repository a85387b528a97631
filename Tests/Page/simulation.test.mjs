// A day of talk with a connection that breaks at any moment: nothing is lost, nothing doubled, all in its order. What
// happens goes by a seed, which is told where it fails; SEED=7 runs that one alone.

import assert from "node:assert/strict";
import test from "node:test";
import { FakeClock, FakeServer, makePage, settle, texts } from "./fakes.mjs";

const time = "2026-11-30T12:00:01.000Z";

function draw(seed) {
  let state = seed * 0x9e3779b9 | 0;
  return (below) => {
    state = state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return Math.floor(((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32 * below);
  };
}

/** A server that keeps what was said, knows nonces and tokens, tells at most so much at once, and breaks. */
class World extends FakeServer {
  /** What was said, in its order. */
  log = { "#lobby": [], "#tea": [] };
  /** What was written to the page in private. */
  direct = [];
  #nonces = new Map();
  #lastId = 1_000_000;
  #token = "";
  #isThere = false;
  #rooms = new Set();

  constructor(random) {
    super();
    this.random = random;
    this.answers = {
      wire: (text) => {
        this.#isThere = true;
        this.#rooms = new Set(["#lobby"]);
        this.wireToken = `rt_${++this.tokens}`;
        return [`OK proto=1 nick=guest1 room=#lobby id=${this.#last("#lobby")} server=world ${this.keys}`
          + (text.endsWith("resume") ? ` resume=${this.wireToken}` : "")];
      },
      nick: (name) => { this.#token = this.wireToken; return [`OK nick=${name}`]; },
      resume: (rest) => this.#resume(rest),
      join: (rest) => this.#join(rest),
      history: (rest) => this.#history(rest),
      names: (room) => [`ROW names ${room} clara`, `OK room=${room} count=1`],
      msg: (rest) => this.#say(rest),
    };
  }

  #last(room) { return this.log[room].at(-1)?.id ?? 1; }

  /** Somebody says something. */
  say(room, nick, text) {
    const message = { id: ++this.#lastId, room, nick, text };
    this.log[room].push(message);
    if (this.#isThere && nick !== "clara" && this.#rooms.has(room)) this.tell(this.#line(message));
    return message;
  }

  /** Bob writes to Clara. Who is not there reads it when she comes back. */
  write(text) {
    const message = { id: ++this.#lastId, text };
    this.direct.push(message);
    if (this.#isThere) this.tell(`DM ${message.id} ${time} bob :${text}`);
  }

  #line({ id, room, nick, text }) { return `MSG ${id} ${time} ${room} ${nick} :${text}`; }

  #say(rest) {
    const [, nonce, room, text] = /^nonce=(\w+) (\S+) (.*)$/.exec(rest);
    const known = this.#nonces.get(nonce), message = known ?? this.say(room, "clara", text);
    this.#nonces.set(nonce, message);
    // It is said, and nobody is told.
    if (this.random(6) === 0) { this.cut(); return null; }
    return [`OK id=${message.id} time=${time}${known ? " again=1" : ""}`];
  }

  /** The first messages after an id; now and then not all of them. */
  #since(messages, since) {
    const all = messages.filter(({ id }) => id > since), some = all.slice(0, 1 + this.random(4));
    return { rows: some, more: some.length < all.length ? " more=1" : "" };
  }

  #join(rest) {
    const [, room, since] = /^(\S+?)(?: since=(\d+))?$/.exec(rest);
    this.#rooms.add(room);
    const { rows, more } = since ? this.#since(this.log[room], Number(since)) : { rows: [], more: "" };
    return [...rows.map((row) => `ROW ${this.#line(row)}`), `OK room=${room} members=1 id=${this.#last(room)}${more}`];
  }

  #history(rest) {
    const [, room, since] = /^(\S+) since=(\d+)$/.exec(rest) ?? [];
    if (room?.startsWith("@") || rest.startsWith("@")) return ["ERR not-logged-in :no"];
    if (since) {
      const { rows, more } = this.#since(this.log[room], Number(since));
      return [...rows.map((row) => `ROW ${this.#line(row)}`), `OK room=${room} count=${rows.length}${more}`];
    }
    const [, name, count, before = Infinity] = /^(\S+) (\d+)(?: before=(\d+))?$/.exec(rest);
    const all = this.log[name].filter(({ id }) => id < Number(before)), some = all.slice(-Number(count));
    const more = some.length < all.length ? " more=1" : "";
    return [...some.map((row) => `ROW ${this.#line(row)}`), `OK room=${name} count=${some.length}${more}`];
  }

  #resume(rest) {
    const [, token, since] = /^(\S+)(?: since=(\d+))?$/.exec(rest);
    if (token !== this.#token) return ["ERR bad-token :no"];
    this.#token = `rt_${++this.tokens}`;
    this.#rooms = new Set(["#lobby", "#tea"]);
    const all = [...this.log["#lobby"], ...this.log["#tea"], ...this.direct].filter(({ id }) => id > Number(since ?? 0))
      .sort((one, other) => one.id - other.id);
    const isAll = this.random(2) === 0, some = isAll ? all : all.slice(0, this.random(4));
    // Private messages have no other place: all of them are told.
    const told = [...some, ...all.slice(some.length).filter(({ room }) => !room)];
    // The token is used up, and the next one is not told.
    if (this.canForget && this.random(8) === 0) { this.cut(); return null; }
    return ["ROW room #lobby members=1", "ROW room #tea members=1",
      ...told.map((row) => row.room ? `ROW ${this.#line(row)}` : `ROW DM ${row.id} ${time} bob :${row.text}`),
      `OK nick=clara room=#lobby id=${told.at(-1)?.id ?? since ?? 1} count=${told.length}${isAll ? "" : " more=1"}`
        + ` resume=${this.#token}`];
  }

  /** The connection breaks; now and then the token is too old when the page is back, and what was private is lost. */
  cut() {
    if (!this.#isThere) return;
    this.#isThere = false;
    if (this.random(4) === 0 && this.canForget) this.#token = "none";
    const { socket } = this;
    socket.isClosed = true;
    setImmediate(() => socket.onclose?.({ code: [1001, 1006, 1012, 1011][this.random(4)], reason: "" }));
  }
}

async function day(seed, canForget) {
  const random = draw(seed), clock = new FakeClock(), server = new World(random);
  server.canForget = canForget;
  const { session } = makePage({ server, clock });
  session.conversations.attend(true);
  await session.start({ nick: "clara", room: "" });
  await settle();
  await session.join("#tea").catch(() => {});
  await settle();
  for (let step = 0; step < 150; step++) {
    const room = ["#lobby", "#tea"][random(2)];
    switch (random(9)) {
      case 0: case 1: case 2: server.say(room, "bob", `bob ${step}`); break;
      case 3: case 4: session.say(session.rooms.get(room), `clara ${step}`); break;
      case 5: server.write(`psst ${step}`); break;
      case 6: server.cut(); break;
      case 7: await clock.advance(random(5000)); break;
      default: for (let turn = random(6); turn > 0; turn--) await new Promise((done) => setImmediate(done));
    }
  }
  for (let tries = 0; tries < 30; tries++) await clock.advance(60_000);
  assert.equal(session.state.phase, "on", `seed ${seed}`);
  for (const name of ["#lobby", "#tea"]) {
    const room = session.rooms.get(name);
    assert.deepEqual(room.lines.filter(({ state }) => state !== "sent"), [], `seed ${seed}: not said in ${name}`);
    session.show(room);
    await settle();
    while (await session.history.older(room));
    assert.deepEqual(texts(room), server.log[name].map(({ text }) => text), `seed ${seed}: ${name}`);
  }
  if (canForget) return;
  const written = texts(session.rooms.get("bob") ?? { lines: [] });
  assert.deepEqual(written, server.direct.map(({ text }) => text), `seed ${seed}: in private`);
}

const seeds = process.env.SEED ? [Number(process.env.SEED)] : Array.from({ length: 25 }, (_, index) => index + 1);

test("with a token that is always good, also in private", async () => {
  for (const seed of seeds) await day(seed, false);
});

test("with one that is now and then too old", async () => {
  for (const seed of seeds) await day(seed, true);
});
