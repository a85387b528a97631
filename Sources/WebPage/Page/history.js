// What was said before: the last lines of a room, what was missed, what is further up, and what is searched for. And
// who is in a room, which is asked for when it is shown.

import { readMessage } from "./happenings.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { isRoom } from "./names.js";
import { makeLine } from "./room.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Row} Row */

/** How many lines are asked for at once. */
const page = 50;

/** How many pages of what was missed are read. Who missed more sees the newest, and scrolls up to the rest. */
const mostMissedPages = 3;

/** How many pages are read on the way to a line of long ago, and how large they are. */
const mostRevealPages = 20, revealPage = 200;

/** Up to how many members it is asked who is away. The list of a larger room tells names alone. */
const mostAsked = 200;

export class History {
  #session;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * Asks for what is needed to show a conversation, once a connection: its last lines, its topic, who is there.
   * @param {Room} room
   */
  need(room) {
    const { coming, wire } = this.#session;
    if (!wire.isOpen || room.askedOn === coming.connection || !(room.joined || (room.isPrivate && coming.isIn))) return;
    room.askedOn = coming.connection;
    this.#newest(room).catch(unlessRefused);
    if (room.isPrivate) return;
    this.#topic(room).catch(unlessRefused);
    this.members(room).catch(unlessRefused);
  }

  /**
   * Asks what can wait for what the user does.
   * @param {string} verb
   * @param {...string} args
   */
  #look(verb, ...args) {
    return this.#session.ask(command(verb, ...args), { patient: true });
  }

  // MARK: Lines

  /**
   * The messages of rows, as lines.
   * @param {Row[]} rows
   * @param {boolean} old
   */
  #read(rows, old) {
    return rows.filter(({ verb, fields }) => ["MSG", "ACT", "DM"].includes(verb) && fields.length >= 3
      && (verb === "DM" || fields.length >= 4)).map((row) => readMessage(this.#session, row, old));
  }

  /**
   * How a conversation's history is asked for.
   * @param {Room} room
   * @param {...string} rest
   */
  #ask(room, ...rest) {
    const name = room.isPrivate ? `@${room.name}` : room.name;
    return this.#look("history", name, ...rest);
  }

  /** @param {Room} room */
  async #newest(room) {
    if (room.loaded) return;
    room.loading = true;
    try {
      const { rows, keys } = await this.#ask(room, String(page));
      for (const { line } of this.#read(rows, true)) room.add(line);
      room.complete = keys.more !== "1";
      room.loaded = true;
    } catch (refusal) {
      // Private messages are kept for some alone: for others, what came is all.
      if (!room.isPrivate || !(refusal instanceof Refusal) || refusal.code === "lost") throw refusal;
      room.complete = room.loaded = true;
    } finally {
      room.loading = false;
      this.#session.emit("reset", { room });
    }
  }

  /**
   * Asks for what was said before the lines that are there.
   * @param {Room} room
   * @param {number} count
   * @returns {Promise<boolean>} whether something came
   */
  async older(room, count = page) {
    if (room.complete || room.loading || !room.loaded) return false;
    room.loading = true;
    try {
      const first = room.firstId;
      const { rows, keys } = await this.#ask(room, String(count), first && `before=${first}`);
      const added = room.prepend(this.#read(rows, true).map(({ line }) => line));
      room.complete = keys.more !== "1";
      this.#session.emit("older", { room, count: added });
      return added > 0;
    } finally {
      room.loading = false;
    }
  }

  /**
   * Has a message among a room's lines, with all that was said since.
   * @param {Room} room
   * @param {string} id
   * @returns {Promise<Line | null>}  null where it is too long ago
   */
  async reveal(room, id) {
    for (let pages = 0; pages < mostRevealPages && !room.find(id); pages++) {
      if (!await this.older(room, revealPage)) break;
    }
    return room.find(id);
  }

  // MARK: What was missed

  /**
   * Messages that came while nobody could read them, of whatever conversation. They are news.
   * @param {Row[]} rows
   */
  missed(rows) {
    const { conversations } = this.#session;
    for (const { room, line } of this.#read(rows, false)) conversations.post(conversations.reached(room), line);
  }

  /**
   * Takes what a room answers to `since=`.
   * @param {Room} room
   * @param {Answer} answer
   * @param {string} since
   */
  take(room, { rows, keys }, since) {
    // All messages are after the id 0, so that the server can't know whether some are missing.
    if (keys.gap === "1" && since !== "0" && room.lines.length > 0) {
      this.#session.post(room, makeLine({ kind: "gap", time: new Date(this.#session.clock.now()) }));
    }
    this.missed(rows);
    const last = rows[rows.length - 1]?.fields[0];
    room.missingFrom = keys.more === "1" && last ? last : "";
  }

  /**
   * Asks for all that is missing in a conversation. Of private ones servers keep what is of somebody's account.
   * @param {Room} room
   */
  async catchUp(room) {
    if (room.isPrivate && !this.#session.me.account) room.missingFrom = "";
    try {
      for (let pages = 0; room.missingFrom; pages++) {
        if (pages === mostMissedPages) return await this.#skip(room);
        const since = room.missingFrom;
        this.take(room, await this.#ask(room, `since=${since}`), since);
      }
    } catch (refusal) {
      // What is missing stays so, and is asked for on the next connection.
      unlessRefused(refusal);
    }
  }

  /**
   * Too much was missed to read all of it: what is held is forgotten, and the newest is read. Nothing is lost by that,
   * as what is further up is there for who scrolls.
   * @param {Room} room
   */
  async #skip(room) {
    for (const line of room.lines.filter(({ state }) => state === "sent" || state === "redacted")) room.remove(line);
    Object.assign(room, { missingFrom: "", loaded: false, complete: false });
    await this.#newest(room);
  }

  // MARK: Searching

  /**
   * @param {string} words
   * @param {{ room?: Room | null, cursor?: string }} options   in one room, or all; `cursor`: of the page before
   * @returns {Promise<import("./types.js").Found>}
   */
  async search(words, { room = null, cursor = "" } = {}) {
    const { rows, keys } = await this.#session.ask(
      command("search", words, room ? `in:${room.name}` : "", cursor && `cursor=${cursor}`));
    const isUnkept = room !== null && rows.length === 0 && !await this.#isKept(room);
    return { hits: this.#read(rows, true), more: keys.more ?? "", isUnkept };
  }

  /**
   * Whether the server keeps what is said in a room: only there something can be found.
   * @param {Room} room
   */
  async #isKept(room) {
    return (await this.#session.ask(command("join", room.name))).keys.kept !== undefined;
  }

  // MARK: The room

  /** @param {Room} room */
  async #topic(room) {
    const { rows } = await this.#look("topic", room.name);
    room.topic = rows.find(({ verb }) => verb === "topic")?.text ?? "";
    this.#session.emit("topic", { room });
  }

  /**
   * Asks who is there.
   * @param {Room} room
   */
  async members(room) {
    const { rows, keys } = await this.#look("names", room.name);
    const nicks = rows.flatMap(nicksOf);
    room.setMembers(nicks, Number(keys.total ?? keys.count ?? nicks.length));
    this.#session.emit("members", { room });
    if (keys.more === "1") await this.#furtherMembers(room, nicks[nicks.length - 1]);
    else if (nicks.length <= mostAsked) await this.#away(room);
    await this.#ranks(room);
    this.#session.emit("members", { room });
  }

  /**
   * @param {Room} room
   * @param {string | undefined} last   of the page before
   */
  async #furtherMembers(room, last) {
    while (last) {
      const { rows, keys } = await this.#look("names", room.name, `after=${last}`);
      const nicks = rows.flatMap(nicksOf);
      room.nameMembers(nicks);
      this.#session.emit("members", { room });
      last = keys.more === "1" ? nicks[nicks.length - 1] : undefined;
    }
  }

  /** @param {Room} room */
  async #away(room) {
    const { rows } = await this.#look("who", room.name);
    for (const { verb, fields: [nick], keys, text = "" } of rows) {
      if (verb === "who" && nick && room.member(nick)) room.enter(nick, { away: keys.away === "1" ? text : null });
    }
  }

  /** @param {Room} room */
  async #ranks(room) {
    const { rows } = await this.#look("op", room.name);
    for (const { verb, fields: [, nick, rank] } of rows) {
      if (verb === "rank" && nick && rank && room.member(nick)) room.enter(nick, { rank: rank === "none" ? "" : rank });
    }
  }
}

/**
 * @param {Row} row
 * @returns {string[]}
 */
function nicksOf({ verb, fields }) {
  return verb === "names" && isRoom(fields[0] ?? "") ? fields.slice(1) : [];
}
