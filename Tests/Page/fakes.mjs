// A server, a clock and a browser's storage for tests of the page's core: nothing waits, and all is in the test's hand.

import { Session } from "../../Sources/WebPage/Page/session.js";
import { Storage } from "../../Sources/WebPage/Page/storage.js";

/** Lets all that is ready go on: answers that were sent, and what waits for them. */
export async function settle() {
  for (let turn = 0; turn < 40; turn++) await new Promise((done) => setImmediate(done));
}

/**
 * How many milliseconds of the processor something takes: unlike those of the clock they are not longer where the
 * machine has other things to do.
 */
export function cost(act) {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export class FakeClock {
  time = Date.parse("2026-11-30T12:00:00.000Z");
  /** From 0 to 1: what `random` gives. 0.5 makes no delay longer or shorter. */
  chance = 0.5;
  #timers = new Set();

  now = () => this.time;
  random = () => this.chance;
  after = (act, milliseconds) => {
    const timer = { act, at: this.time + milliseconds };
    this.#timers.add(timer);
    return timer;
  };
  cancel = (timer) => void this.#timers.delete(timer);

  /** Has time go on, and all happen in it that is to. */
  async advance(milliseconds) {
    const end = this.time + milliseconds;
    await settle();
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.act();
      await settle();
    }
    this.time = end;
  }
}

/** A browser's storage; one that is full or forbidden throws. */
export class FakeShelf {
  map = new Map();
  isBroken = false;

  getItem(key) {
    if (this.isBroken) throw new DOMException("forbidden", "SecurityError");
    return this.map.get(key) ?? null;
  }

  setItem(key, value) {
    if (this.isBroken) throw new DOMException("full", "QuotaExceededError");
    this.map.set(key, String(value));
  }

  removeItem(key) {
    if (this.isBroken) throw new DOMException("forbidden", "SecurityError");
    this.map.delete(key);
  }
}

class FakeSocket {
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;
  isClosed = false;

  constructor(server, url) {
    this.server = server;
    this.url = url;
  }

  send(text) {
    if (!this.isClosed) this.server.hear(this, text);
  }

  close(code) {
    this.closedWith = code;
    this.isClosed = true;
  }

  /** Ends it as the server, or the network, does. */
  end(code, reason = "") {
    setImmediate(() => {
      this.isClosed = true;
      this.onclose?.({ code, reason });
    });
  }

  deliver(line) {
    setImmediate(() => !this.isClosed && this.onmessage?.({ data: line }));
  }
}

/**
 * A server with one person on it. It answers what the page asks; `answers` has what a test wants answered otherwise:
 * by verb, a function from the arguments to the lines of the answer, of which `OK` and `ERR` need no tag (`OK id=7`),
 * and `ROW` neither; or null for no answer at all.
 */
export class FakeServer {
  /** What was sent on all connections, without tags. */
  sent = [];
  sockets = [];
  /** `accept`, `refuse` (no connection comes about) or `silent` (it opens, and nobody says a word). */
  mode = "accept";
  nick = "guest1";
  lobby = "#lobby";
  answers = {};
  keys = "max-line=2048 rate=5 burst=20 waiting=20 ping=120 history=1000 rooms=50 caps=nonce";
  tokens = 0;
  #id = 1000;

  makeSocket = (url) => {
    const socket = new FakeSocket(this, url);
    this.sockets.push(socket);
    if (this.mode === "refuse") socket.end(1006);
    else setImmediate(() => this.mode === "accept" && socket.onopen?.({}));
    return socket;
  };

  get socket() {
    return this.sockets[this.sockets.length - 1];
  }

  get nextId() {
    return String(++this.#id);
  }

  /** An event, told now. */
  tell(line) {
    this.socket.deliver(line);
  }

  hear(socket, text) {
    if (!text.startsWith("@")) {
      this.sent.push(text);
      if (text.startsWith("/wire")) this.#answer(socket, "-", this.#wire(text));
      return;
    }
    const [, tag, body] = /^@(\S+) (.*)$/.exec(text);
    this.sent.push(body);
    const [, verb, rest] = /^\/(\w+) ?(.*)$/.exec(body) ?? [null, "say", body];
    const answer = this.answers[verb] ?? this[`_${verb}`] ?? (() => ["OK"]);
    const lines = answer.call(this, rest);
    if (lines !== null && tag !== "-") this.#answer(socket, tag, lines);
  }

  #answer(socket, tag, lines) {
    for (const line of lines) socket.deliver(line.replace(/^(OK|ERR|ROW)(?= |$)/, `$1 ${tag}`));
  }

  #wire(text) {
    if (this.answers.wire) return this.answers.wire.call(this, text);
    const token = text.endsWith("resume") ? ` resume=rt_${++this.tokens}` : "";
    return ["*** partyline/1 fake.example. You are guest1.",
      `OK proto=1 nick=${this.nick} room=${this.lobby} id=1 server=fake.example ${this.keys}${token}`];
  }

  _nick(name) { return [`OK nick=${name}`]; }
  _join(rest) {
    const [room] = rest.split(" ");
    return [`OK room=${room.startsWith("#") ? room : `#${room}`} members=1 id=1`];
  }
  _history(rest) { return [`OK room=${rest.split(" ")[0]} count=0`]; }
  _names(room) { return [`ROW names ${room} clara`, `OK room=${room} count=1`]; }
  _say() { return [`OK id=${this.nextId} time=2026-11-30T12:00:00.000Z`]; }
  _msg() { return this._say(); }
  _me() { return this._say(); }
  _whois(nick) { return [`ROW whois ${nick} since=2026-11-30T12:00:00.000Z idle=0`, "OK"]; }
  _resume() { return ["ERR bad-token :that token is good no more"]; }
  _quit() { return ["OK"]; }
}

/** A page on a server, with all that it needs, and a record of what it told. */
export function makePage({ href = "https://chat.example/", local = new FakeShelf(), tab = new FakeShelf(), ...more } = {}) {
  const clock = more.clock ?? new FakeClock(), server = more.server ?? new FakeServer();
  const storage = new Storage({ local, session: tab }), page = new EventTarget(), told = [];
  const session = new Session({
    storage, clock, page, location: { href }, makeSocket: server.makeSocket, fetch: more.fetch,
    claims: more.claims ?? { isTaken: async () => false },
  });
  for (const type of ["tell", "notify", "login", "invited", "wanted", "line", "change", "remove", "reset", "older"]) {
    session.on(type, (detail) => told.push({ type, ...detail }));
  }
  return { session, server, clock, storage, page, local, tab, told };
}

/** One that is in its rooms. */
export async function joined(options = {}) {
  const all = makePage(options);
  await all.session.start({ nick: "clara", room: options.room ?? "" });
  await settle();
  return all;
}

/** What a conversation reads as. */
export function texts(room) {
  return room.lines.filter(({ kind }) => kind === "say" || kind === "act").map(({ text }) => text);
}
