// What the server tells that happened, and what it does to the state. One's own deeds, of which the server tells the
// others alone, are put through the same.

import { readTime } from "./lines.js";
import { isRoom, sameName } from "./names.js";
import { makeLine } from "./rooms.js";
import { mentions } from "./text.js";

/** @typedef {import("./rooms.js").Room} Room */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").WireLine} WireLine */

/**
 * What is done about an event, and how many fields it must have for that.
 * @typedef {{ fields: number, take: (line: WireLine, time: Date) => void }} Handler
 */

export class Happenings {
  #session;
  /** @type {Map<string, Handler>} */
  #handlers;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
    this.#handlers = new Map(Object.entries({
      MSG: { fields: 4, take: (line) => this.#said(line) },
      ACT: { fields: 4, take: (line) => this.#said(line) },
      DM: { fields: 3, take: (line) => this.#said(line) },
      JOIN: { fields: 3, take: (line, time) => this.#joined(line, time) },
      PART: { fields: 3, take: (line, time) => this.#parted(line, time) },
      QUIT: { fields: 2, take: (line, time) => this.#quit(line, time) },
      NICK: { fields: 3, take: (line, time) => this.#renamed(line, time) },
      TOPIC: { fields: 3, take: (line, time) => this.#topic(line, time) },
      AWAY: { fields: 2, take: ({ fields, text }) => this.away(fields[1], text ?? null) },
      KICK: { fields: 3, take: (line, time) => this.#kicked(line, time) },
      RANK: { fields: 4, take: (line, time) => this.#ranked(line, time) },
      MODE: { fields: 3, take: (line, time) => this.#mode(line, time) },
      INVITE: { fields: 3, take: ({ fields, keys }) =>
        this.#session.emit("invited", { room: fields[1], by: keys.by ?? "" }) },
      REDACT: { fields: 4, take: (line) => this.#redacted(line) },
      RENAME: { fields: 4, take: (line, time) => this.#roomRenamed(line, time) },
      NOTE: { fields: 1, take: (line, time) => this.#noted(line, time) },
    }));
  }

  /**
   * Takes an event. Those that nobody knows, and those that lack something, are nothing.
   * @param {WireLine} line
   */
  take(line) {
    const handler = this.#handlers.get(line.verb);
    if (!handler || line.fields.length < handler.fields) return;
    const hasId = ["MSG", "ACT", "DM", "REDACT"].includes(line.verb);
    if (hasId && !/^\d{1,19}$/.test(line.fields[0])) return;
    this.#session.coming.read(hasId ? line.fields[0] : line.keys.id ?? "");
    handler.take(line, readTime(line.fields[0], this.#session.clock.now()));
  }

  // MARK: Talk

  /** @param {WireLine} line */
  #said(line) {
    const { room: name, line: said } = this.read(line, false);
    const known = this.#session.rooms.get(name);
    // A room that is being left, or that another session entered and that will be asked for when that is known.
    if (!known && isRoom(name)) return;
    const room = known ?? this.#session.rooms.open(name);
    if (!known) this.#session.emit("rooms", undefined);
    this.#session.post(room, said);
  }

  /**
   * A message, as it came or was replayed, and the conversation that it belongs to.
   * @param {WireLine} line   `MSG`, `ACT` or `DM`
   * @param {boolean} old     whether it is an old one, which nobody is to be told of
   * @returns {{ room: string, line: Line }}
   */
  read({ verb, fields, keys, text = "" }, old) {
    const isPrivate = verb === "DM";
    const nick = fields[isPrivate ? 2 : 3], mine = this.#session.isMe(nick) || (isPrivate && keys.to !== undefined);
    const line = makeLine({
      kind: verb === "ACT" ? "act" : "say", id: fields[0], nick, text, mine, old,
      time: readTime(fields[1], this.#session.clock.now()),
      mentions: !mine && mentions(text, this.#session.me.nick),
      account: keys.account, notice: keys.notice === "1", to: isPrivate ? undefined : keys.to,
    });
    return { room: isPrivate ? keys.to ?? nick : fields[2], line };
  }

  /** @param {WireLine} line */
  #redacted({ fields, keys }) {
    const [, , place, nick] = fields;
    const other = isRoom(place) ? place : this.#session.isMe(place) ? nick : place;
    const room = this.#session.rooms.get(other), line = room?.find(keys.target ?? "");
    if (!room || !line) return;
    Object.assign(line, { state: "redacted", text: "", mentions: false });
    this.#session.emit("change", { room, line });
  }

  // MARK: Coming and going

  /**
   * @param {Room} room
   * @param {Date} time
   * @param {import("./types.js").PresenceChange} change
   */
  #presence(room, time, change) {
    const mine = this.#session.isMe(change.nick);
    this.#session.post(room, makeLine({ kind: "presence", time, nick: change.nick, changes: [change], mine }));
    this.#session.emit("members", { room });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #joined({ fields: [, name, nick], keys }, time) {
    // One's own: another session of the same person entered it.
    if (this.#session.isMe(nick)) return this.#session.coming.entered(name);
    const room = this.#session.rooms.get(name);
    if (!room) return;
    room.enter(nick, { account: keys.account, away: null });
    this.#presence(room, time, { what: "join", nick });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #parted({ fields: [, name, nick], text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    if (this.#session.isMe(nick)) return this.#session.drop(room);
    room.leave(nick);
    this.#presence(room, time, { what: "part", nick, reason: text });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #quit({ fields: [, nick], text = "" }, time) {
    for (const room of this.#session.rooms) {
      const was = room.leave(nick);
      if (was || sameName(room.name, nick)) this.#presence(room, time, { what: "quit", nick, reason: text });
    }
    this.#session.coming.isFree(nick);
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #renamed({ fields: [, from, to] }, time) {
    const { rooms } = this.#session;
    if (this.#session.isMe(from)) return this.#session.becomes(to);
    const conversation = rooms.get(from);
    if (conversation && !rooms.get(to)) {
      rooms.rename(conversation, to);
      this.#session.emit("rooms", undefined);
    }
    for (const room of rooms) {
      const isThere = room.rename(from, to);
      if (isThere || sameName(room.name, to)) this.#presence(room, time, { what: "nick", nick: from, as: to });
    }
    this.#session.coming.isFree(from);
  }

  /**
   * Somebody is away, or back.
   * @param {string} nick
   * @param {string | null} note
   */
  away(nick, note) {
    for (const room of this.#session.rooms) {
      if (!room.member(nick)) continue;
      room.enter(nick, { away: note });
      this.#session.emit("members", { room });
    }
    if (!this.#session.isMe(nick)) return;
    this.#session.me.away = note;
    this.#session.emit("me", undefined);
  }

  // MARK: What holds in a room

  /**
   * A line about a room, of what was done in it.
   * @param {Room} room
   * @param {Partial<Line> & Pick<Line, "kind" | "time">} parts
   */
  #tell(room, parts) {
    this.#session.post(room, makeLine({ mine: this.#session.isMe(parts.nick ?? ""), ...parts }));
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #topic({ fields: [, name, nick], keys, text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    room.topic = text;
    this.#tell(room, { kind: "topic", id: keys.id ?? null, time, nick, text });
    this.#session.emit("topic", { room });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #kicked({ fields: [, name, subject], keys: { by = "" }, text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    room.leave(subject);
    this.#tell(room, { kind: "kick", time, nick: by, subject, text });
    if (this.#session.isMe(subject)) {
      room.joined = room.wanted = false;
      this.#session.coming.keepRooms();
      const key = text ? "told.kicked.reason" : "told.kicked";
      this.#session.emit("tell", { key, values: { by, room: room.name, reason: text } });
      this.#session.emit("rooms", undefined);
    }
    this.#session.emit("members", { room });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #ranked({ fields: [, name, subject, rank], keys: { by = "" } }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    if (room.member(subject)) room.enter(subject, { rank: rank === "none" ? "" : rank });
    this.#tell(room, { kind: "rank", time, nick: by, subject, text: rank });
    this.#session.emit("members", { room });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #mode({ fields: [, name, nick], text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (room) this.#tell(room, { kind: "mode", time, nick, text });
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #roomRenamed({ fields: [, from, to, nick], text = "" }, time) {
    const room = this.#session.rooms.get(from);
    if (!room) return;
    this.#session.rooms.rename(room, to);
    this.#tell(room, { kind: "rename", time, nick, subject: to, text });
    this.#session.coming.keepRooms();
    this.#session.emit("rooms", undefined);
  }

  /**
   * @param {WireLine} line
   * @param {Date} time
   */
  #noted({ text = "" }, time) {
    const room = this.#session.current ?? this.#session.rooms.list()[0];
    if (room) this.#session.post(room, makeLine({ kind: "note", time, text }));
  }

  /**
   * What the user did to somebody, of which the server tells the others.
   * @param {string} verb
   * @param {Room} room
   * @param {string} nick
   * @param {string} rest
   * @param {import("./types.js").Keys} keys   of the answer
   */
  did(verb, room, nick, rest, keys) {
    const now = new Date(this.#session.clock.now()), by = this.#session.me.nick;
    /** @type {WireLine} */
    const event = { verb, fields: ["", room.name, keys.nick ?? nick], keys: { by }, text: rest || undefined };
    if (keys.rank) this.#ranked({ ...event, fields: [...event.fields, keys.rank] }, now);
    else if (verb === "kick" || Number(keys.out ?? 0) > 0) this.#kicked(event, now);
    else this.#tell(room, { kind: "answer", time: now, words: { key: `did.${verb}`, values: { nick } } });
  }
}
