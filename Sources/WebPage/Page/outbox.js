// What the user says, until the server has it: it is in the log at once, waits where there is no connection or the room
// is not entered yet, and is sent again where no answer came. Each line has a nonce, so that nothing is said twice.

import { Refusal, byteLength, command, makeNonce, splitText, unlessRefused } from "./lines.js";
import { clean } from "./names.js";
import { makeLine } from "./room.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Line} Line */

/**
 * What became of a line: all is done, it is to be sent again, or when there is a connection.
 * @typedef {"done" | "again" | "later"} Outcome
 */

/** What stands before a question, at most: its tag. */
const tagSize = "@zzzzzz ".length;

/** A text is cut into pieces no smaller than this; where a server takes less it says so. */
const leastPiece = 8;

/** How often a line that came too fast is tried again by itself, and for how many seconds others wait behind it. */
const mostTries = 5, longestWait = 3;

export class Outbox {
  #session;
  /** @type {Map<Room, Line[]>} what waits, in its order; the first of each may be on its way */
  #queues = new Map();
  /** @type {Set<Room>} of which a line is on its way */
  #busy = new Set();
  /** @type {Map<string, number>} how often a line was tried, by its nonce */
  #tries = new Map();
  /** @type {Set<string>} whose being away was told, so that each line does not tell it again */
  #toldAway = new Set();

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * @param {Room} room
   * @param {string} text   of one line or more, each a message
   * @param {"say" | "act"} kind
   */
  say(room, text, kind) {
    for (const typed of text.split(/\r?\n/)) {
      const frame = tagSize + byteLength(this.#command(room, { kind, text: "", nonce: makeNonce() }));
      const limit = Math.max(leastPiece, this.#session.limits.line - frame);
      for (const piece of splitText(clean(typed).trimEnd(), limit)) this.#queue(room, piece, kind);
    }
    this.#go(room);
  }

  /**
   * Sends what waits, if it can ever be.
   * @param {Room} room
   */
  #go(room) {
    if (!room.isPrivate && !room.joined && !room.wanted) {
      return this.refuse(room, new Refusal("not-in-room", "", { room: room.name }));
    }
    this.#session.entering.retry(room);
    this.#pump(room);
  }

  /**
   * @param {Room} room
   * @param {string} text
   * @param {"say" | "act"} kind
   */
  #queue(room, text, kind) {
    const line = makeLine({
      kind, text, nick: this.#session.me.nick, mine: true, state: "waiting", nonce: makeNonce(),
      time: new Date(this.#session.clock.now()),
    });
    this.#queueOf(room).push(line);
    this.#session.post(room, line);
  }

  /** @param {Room} room */
  #queueOf(room) {
    const queue = this.#queues.get(room) ?? [];
    this.#queues.set(room, queue);
    return queue;
  }

  /**
   * Sends a line that failed once more.
   * @param {Room} room
   * @param {Line} line
   */
  retry(room, line) {
    if (line.state !== "failed" || !room.remove(line)) return;
    Object.assign(line, { state: "waiting", refusal: null, time: new Date(this.#session.clock.now()) });
    this.#session.emit("remove", { room, line });
    this.#queueOf(room).push(line);
    this.#session.post(room, line);
    this.#go(room);
  }

  /**
   * Gives up a line that failed.
   * @param {Room} room
   * @param {Line} line
   */
  discard(room, line) {
    if (room.remove(line)) this.#session.emit("remove", { room, line });
  }

  /** All that waits goes, as far as its rooms were entered. */
  flush() {
    for (const room of this.#queues.keys()) this.#pump(room);
  }

  /**
   * What waits there can't be said.
   * @param {Room} room
   * @param {Refusal} refusal
   */
  refuse(room, refusal) {
    for (const line of this.#queueOf(room).splice(0)) this.#fail(room, line, refusal);
  }

  /** @param {Room} room */
  drop(room) {
    this.#queues.delete(room);
  }

  /** @param {Room} room */
  #isReady(room) {
    return this.#session.state.phase === "on" ? room.isPrivate || room.joined
      : this.#session.state.phase === "entering" && room.joined && !room.isPrivate;
  }

  /**
   * Sends what waits for a room, one line after the other: so each has its place in the order, whatever becomes of
   * those before it.
   * @param {Room} room
   */
  async #pump(room) {
    const queue = this.#queueOf(room);
    if (this.#busy.has(room)) return;
    this.#busy.add(room);
    try {
      while (queue.length > 0 && this.#isReady(room) && this.#queues.get(room) === queue) {
        const line = queue[0];
        const outcome = await this.#send(room, line);
        if (outcome === "later") break;
        if (outcome === "done" && queue[0] === line) queue.shift();
      }
    } finally {
      this.#busy.delete(room);
    }
  }

  /**
   * @param {Room} room
   * @param {Line} line
   * @returns {Promise<Outcome>}
   */
  async #send(room, line) {
    try {
      const { keys, rows } = await this.#ask(room, line);
      this.#tries.delete(line.nonce ?? "");
      this.#settle(room, line, keys);
      if (room.isPrivate) this.#tellAway(room, rows, keys);
      return "done";
    } catch (fault) {
      const refusal = fault instanceof Refusal ? fault : new Refusal("internal", String(fault));
      return this.#refused(room, line, refusal);
    }
  }

  /**
   * @param {Room} room
   * @param {Line} line
   */
  #ask(room, line) {
    // An action is said in the current room alone. That it is this one is asked for right before.
    if (line.kind === "act" && !room.isPrivate) this.#session.ask(command("join", room.name)).catch(unlessRefused);
    return this.#session.ask(this.#command(room, line));
  }

  /**
   * The command that says a line.
   * @param {Room} room
   * @param {Pick<Line, "kind" | "text" | "nonce">} line
   */
  #command(room, { kind, text, nonce }) {
    const once = this.#session.limits.nonces ? `nonce=${nonce}` : "";
    if (kind === "act" && !room.isPrivate) return command("me", once, text);
    return command("msg", once, room.name, kind === "act" ? `* ${this.#session.me.nick} ${text}` : text);
  }

  /**
   * @param {Room} room
   * @param {Line} line
   * @param {import("./types.js").Keys} keys
   */
  #settle(room, line, keys) {
    line.nick = this.#session.me.nick;
    const time = new Date(keys.time ?? this.#session.clock.now());
    this.#session.visit.read(keys.id ?? "");
    const before = room.lines.indexOf(line);
    const added = room.settle(line, keys.id ?? null, time);
    if (!added) this.#session.emit("remove", { room, line });
    else this.#session.emit("change", { room, line, moved: added.index !== before });
  }

  /**
   * @param {Room} room
   * @param {Line} line
   * @param {Refusal} refusal
   * @returns {Promise<Outcome>}
   */
  async #refused(room, line, refusal) {
    const mayHaveBeenSaid = refusal.code === "lost" || refusal.code === "shutting-down";
    // It is sent when the connection is back: its nonce keeps it from being said twice.
    if (mayHaveBeenSaid && this.#session.limits.nonces) return "later";
    const tries = (this.#tries.get(line.nonce ?? "") ?? 0) + 1;
    this.#tries.set(line.nonce ?? "", tries);
    const { code, keys, retry } = refusal;
    const isShort = code === "slow-down" && !keys.room && retry > 0 && retry <= longestWait;
    // It may be said still, so it is asked for again by its nonce: the server says it once.
    const isUnknown = code === "unavailable" && this.#session.limits.nonces;
    if ((isShort || isUnknown) && tries < mostTries) {
      await new Promise((done) => this.#session.clock.after(() => done(null), (retry || longestWait) * 1000));
      return "again";
    }
    this.#tries.delete(line.nonce ?? "");
    this.#fail(room, line, refusal);
    return "done";
  }

  /**
   * @param {Room} room
   * @param {Line} line
   * @param {Refusal} refusal
   */
  #fail(room, line, refusal) {
    Object.assign(line, { state: "failed", refusal });
    this.#session.emit("change", { room, line });
  }

  /**
   * Tells that who is written to is away, or not here at all: once, and again when that changes.
   * @param {Room} room
   * @param {import("./types.js").Row[]} rows
   * @param {import("./types.js").Keys} keys
   */
  #tellAway(room, rows, keys) {
    const away = rows.find(({ verb }) => verb === "away"), note = away?.text ?? "";
    if (!away && keys.waiting !== "1") return void this.#toldAway.delete(room.key);
    if (this.#toldAway.has(room.key)) return;
    this.#toldAway.add(room.key);
    const key = !away ? "told.waits" : note ? "told.other-away.note" : "told.other-away";
    this.#session.note(room, { words: { key, values: { nick: room.name, note } } });
  }
}
