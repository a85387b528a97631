// What the server tells that happened, and what it does to the state. One's own deeds, of which the server tells the
// others alone, are put through the same.

import { readTime } from "./lines.js";
import { isRoom, sameName } from "./names.js";
import { makeLine } from "./room.js";
import { mentions } from "./text.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").WireLine} WireLine */

/**
 * What is done about an event.
 * @typedef {(session: Session, line: WireLine, time: Date) => void} Act
 */

/**
 * The same, of one that is about a room which we are in.
 * @typedef {(session: Session, room: Room, line: WireLine, time: Date) => void} ActInRoom
 */

/**
 * The events, how many fields each must have, and what is done about it.
 * @type {{ [verb: string]: [number, Act] }}
 */
const EVENTS = {
  MSG: [4, said],
  ACT: [4, said],
  DM: [3, said],
  REDACT: [4, redacted],
  JOIN: [3, joined],
  PART: [3, inRoom(parted)],
  QUIT: [2, quit],
  NICK: [3, renamed],
  AWAY: [2, (session, { fields, text }) => isAway(session, fields[1], text ?? null)],
  TOPIC: [3, inRoom(topicSet)],
  KICK: [3, inRoom(kicked)],
  RANK: [4, inRoom(ranked)],
  MODE: [3, inRoom(modeSet)],
  RENAME: [4, inRoom(roomRenamed)],
  INVITE: [3, (session, { fields, keys }) => session.emit("invited", { room: fields[1], by: keys.by ?? "" })],
  NOTE: [1, noted],
};

/** Events whose first field is the id of a message. */
const WITH_ID = ["MSG", "ACT", "DM", "REDACT"];

/**
 * Takes an event. Those that nobody knows, and those that lack something, are nothing.
 * @param {Session} session
 * @param {WireLine} line
 */
export function happened(session, line) {
  const { verb, fields, keys } = line, [least, act] = Object.hasOwn(EVENTS, verb) ? EVENTS[verb] : [Infinity, said];
  const hasId = WITH_ID.includes(verb);
  if (fields.length < least || (hasId && !/^\d{1,19}$/.test(fields[0]))) return;
  session.visit.read(hasId ? fields[0] : keys.id ?? "");
  act(session, line, readTime(fields[0], session.clock.now()));
}

/**
 * @param {ActInRoom} act
 * @returns {Act}
 */
function inRoom(act) {
  return (session, line, time) => {
    const room = session.rooms.get(line.fields[1]);
    if (room) act(session, room, line, time);
  };
}

// MARK: Talk

/** @type {Act} */
function said(session, line) {
  const { room: name, line: message } = readMessage(session, line, false), known = session.rooms.get(name);
  // A room that is being left, or that another session entered and that will be asked for when that is known.
  if (!known && isRoom(name)) return;
  session.post(known ?? session.conversations.reached(name), message);
  if (!known) session.emit("rooms");
}

/**
 * A message, as it came or was replayed, and the conversation that it belongs to.
 * @param {Session} session
 * @param {WireLine} line   `MSG`, `ACT` or `DM`
 * @param {boolean} old     whether it is an old one, which nobody is to be told of
 * @returns {{ room: string, line: Line }}
 */
export function readMessage(session, { verb, fields, keys, text = "" }, old) {
  const isPrivate = verb === "DM", nick = fields[isPrivate ? 2 : 3];
  const mine = session.isMe(nick) || (isPrivate && keys.to !== undefined);
  const line = makeLine({
    kind: verb === "ACT" ? "act" : "say", id: fields[0], nick, text, mine, old,
    time: readTime(fields[1], session.clock.now()), mentions: !mine && mentions(text, session.me.nick),
    account: keys.account, notice: keys.notice === "1", to: isPrivate ? undefined : keys.to,
  });
  return { room: isPrivate ? keys.to ?? nick : fields[2], line };
}

/** @type {Act} */
function redacted(session, { fields: [, , place, nick], keys }) {
  const other = isRoom(place) ? place : session.isMe(place) ? nick : place;
  const room = session.rooms.get(other), line = room?.find(keys.target ?? "");
  if (!room || !line) return;
  Object.assign(line, { state: "redacted", text: "", mentions: false });
  session.emit("change", { room, line });
}

// MARK: Coming and going

/**
 * @param {Session} session
 * @param {Room} room
 * @param {Date} time
 * @param {import("./types.js").PresenceChange} change
 */
function tellPresence(session, room, time, change) {
  session.post(room, makeLine({ kind: "presence", time, nick: change.nick, changes: [change] }));
  session.emit("members", { room });
}

/** @type {Act} */
function joined(session, { fields: [, name, nick], keys }, time) {
  // One's own: another session of the same person entered it.
  if (session.isMe(nick)) return session.entering.entered(name);
  const room = session.rooms.get(name);
  if (!room) return;
  room.enter(nick, { account: keys.account, away: null });
  tellPresence(session, room, time, { what: "join", nick });
}

/** @type {ActInRoom} */
function parted(session, room, { fields: [, , nick], text = "" }, time) {
  if (session.isMe(nick)) return session.drop(room);
  room.leave(nick);
  tellPresence(session, room, time, { what: "part", nick, reason: text });
}

/** @type {Act} */
function quit(session, { fields: [, nick], text = "" }, time) {
  for (const room of session.rooms) {
    const was = room.leave(nick);
    if (was || sameName(room.name, nick)) tellPresence(session, room, time, { what: "quit", nick, reason: text });
  }
  session.coming.isFree(nick);
}

/** @type {Act} */
function renamed(session, { fields: [, from, to] }, time) {
  if (session.isMe(from)) {
    session.coming.nick = to;
    return session.becomes(to);
  }
  const { rooms } = session, conversation = rooms.get(from);
  if (conversation && !rooms.get(to)) {
    rooms.rename(conversation, to);
    session.emit("rooms");
  }
  for (const room of rooms) {
    const isThere = room.rename(from, to);
    if (isThere || sameName(room.name, to)) tellPresence(session, room, time, { what: "nick", nick: from, as: to });
  }
  session.coming.isFree(from);
}

/**
 * Somebody is away, or back.
 * @param {Session} session
 * @param {string} nick
 * @param {string | null} note
 */
export function isAway(session, nick, note) {
  for (const room of session.rooms) {
    if (!room.member(nick)) continue;
    room.enter(nick, { away: note });
    session.emit("members", { room });
  }
  if (!session.isMe(nick)) return;
  session.me.away = note;
  session.emit("me");
}

// MARK: What holds in a room

/**
 * A line about a room, of what was done in it.
 * @param {Session} session
 * @param {Room} room
 * @param {Partial<Line> & Pick<Line, "kind" | "time">} parts
 */
function tell(session, room, parts) {
  session.post(room, makeLine({ mine: session.isMe(parts.nick ?? ""), ...parts }));
}

/** @type {ActInRoom} */
function topicSet(session, room, { fields: [, , nick], keys, text = "" }, time) {
  room.topic = text;
  tell(session, room, { kind: "topic", id: keys.id ?? null, time, nick, text });
  session.emit("topic", { room });
}

/** @type {ActInRoom} */
function kicked(session, room, { fields: [, , subject], keys: { by = "" }, text = "" }, time) {
  room.leave(subject);
  tell(session, room, { kind: "kick", time, nick: by, subject, text });
  if (session.isMe(subject)) {
    room.joined = room.wanted = false;
    session.entering.keep();
    const values = { by, room: room.name, reason: text };
    room.putOut = { key: text ? "told.kicked.reason" : "told.kicked", values };
    if (room !== session.current) session.emit("tell", room.putOut);
    session.emit("rooms");
  }
  session.emit("members", { room });
}

/** @type {ActInRoom} */
function ranked(session, room, { fields: [, , subject, rank], keys: { by = "" } }, time) {
  if (room.member(subject)) room.enter(subject, { rank: rank === "none" ? "" : rank });
  tell(session, room, { kind: "rank", time, nick: by, subject, text: rank });
  session.emit("members", { room });
}

/** @type {ActInRoom} */
function modeSet(session, room, { fields: [, , nick], text }, time) {
  tell(session, room, { kind: "mode", time, nick, text });
}

/** @type {ActInRoom} */
function roomRenamed(session, room, { fields: [, , to, nick], text = "" }, time) {
  session.rooms.rename(room, to);
  tell(session, room, { kind: "rename", time, nick, subject: to, text });
  session.entering.keep();
  session.emit("rooms");
}

/** @type {Act} */
function noted(session, { text = "" }, time) {
  const room = session.current ?? session.rooms.list()[0];
  if (room) session.post(room, makeLine({ kind: "note", time, text }));
}

/** For how long something holds, as the server takes it. */
const TIME = /^\d+[smhdw](\s+|$)/i;

/** What is told, as `did.VERB`, of what changes nothing that is seen. */
const DONE = new Set(["ban", "unban", "mute", "unmute", "invite"]);

/**
 * What the user did to somebody, of which the server tells the others.
 * @param {Session} session
 * @param {string} verb
 * @param {Room} room
 * @param {string} nick
 * @param {string} rest
 * @param {import("./types.js").Keys} keys   of the answer
 */
export function did(session, verb, room, nick, rest, keys) {
  const now = new Date(session.clock.now()), by = session.me.nick, fields = ["", room.name, keys.nick ?? nick];
  const event = { verb, fields: keys.rank ? [...fields, keys.rank] : fields, keys: { by }, text: rest };
  if (keys.rank) return ranked(session, room, event, now);
  if (verb === "kick") return kicked(session, room, event, now);
  if (Number(keys.out) > 0) kicked(session, room, { ...event, text: rest.replace(TIME, "") }, now);
  if (DONE.has(verb)) session.note(room, { words: { key: `did.${verb}`, values: { nick } } });
  else session.emit("tell", { key: "told.done", values: {} });
}
