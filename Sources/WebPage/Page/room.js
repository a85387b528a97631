// A conversation: a room, or a private one. What was said in it, who is there, what was not seen yet. This is the state
// alone: who is told of a change is decided by who makes it.

import { compareIds, fold, isRoom, laterId } from "./names.js";
import { foldPresence } from "./presence.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").Member} Member */

/** How many lines of a conversation the page holds, or some more. Others are asked for when somebody scrolls up. */
const mostHeld = 5000, trimmedAtOnce = 500;

/** How many of what was typed can be had again by the arrow keys. */
const mostTyped = 100;

/**
 * What came of adding a line: `folded` means that an earlier line, which is given, was changed instead.
 * @typedef {{ line: Line, index: number, folded: boolean }} Added
 */

let nextKey = 1;

/**
 * A line, of which only what is not ordinary needs to be said.
 * @param {Partial<Line> & Pick<Line, "kind" | "time">} parts
 * @returns {Line}
 */
export function makeLine(parts) {
  return {
    key: nextKey++, id: null, nick: "", text: "", mine: false, mentions: false, old: false, state: "sent",
    refusal: null, ...parts,
  };
}

/**
 * Whether one line happened later than another; null where that is not known, as its time is of this machine's clock.
 * @param {Line} one
 * @param {Line} other
 */
function isLater(one, other) {
  if (one.id !== null && other.id !== null) return compareIds(one.id, other.id) > 0;
  const isTimed = (/** @type {Line} */ { id, kind, state, mine }) =>
    id !== null || (kind !== "answer" && kind !== "gap" && state === "sent" && !mine);
  return isTimed(one) && isTimed(other) ? one.time.getTime() > other.time.getTime() : null;
}

export class Room {
  /** @type {Line[]} in the order of what happened, and those behind it that the server has not answered yet */
  lines = [];
  /** @type {Map<string, Member>} by the folded nick */
  members = new Map();
  topic = "";
  unread = 0;
  /** How many of the unread name the reader; in private all of them do. */
  mentions = 0;
  /** @type {Line | null} above which the rule "New" stands; it stays until the conversation is shown again */
  firstUnread = null;
  draft = "";
  /** @type {string[]} what was typed here, the oldest first */
  typed = [];
  /** Whether the server has us in it. */
  joined = false;
  /** @type {Line["words"] | null} how one was put out of it, until one is in it again */
  putOut = null;
  /** Whether there is nothing older to be had. */
  complete = false;
  /** Whether older lines are being asked for. */
  loading = false;
  /** The word by which it was entered, to come back by. */
  password = "";
  /** Whether the user wants to be in it: it is entered again after a cut, and on the next visit. */
  wanted = false;
  /** The last id that is known here. */
  lastId = "";
  /** Where not all up to `lastId` was read: the id after which something is missing. */
  missingFrom = "";
  /** The last id before the connection was lost, until it is known what came since. */
  lostAt = "";
  /** Whether the last lines from before the user came were asked for. */
  loaded = false;
  /** The connection, counted, on which members and topic were asked for: on another they may be others. */
  askedOn = 0;
  /** How many members the server counted, where not all are known by name. */
  #counted = 0;
  /** @type {Set<string>} */
  #ids = new Set();

  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.key = fold(name);
    this.isPrivate = !isRoom(name);
  }

  /** How many are there. */
  get count() {
    return Math.max(this.#counted, this.members.size);
  }

  /** The id after which something may have been missed. */
  get since() {
    return this.missingFrom || this.lostAt || this.lastId;
  }

  /** The connection is lost: what comes from now on is not read, or not all of it. */
  lose() {
    this.lostAt ||= this.lastId;
  }

  /**
   * There is a connection again.
   * @param {boolean} isWhole   whether all that came meanwhile was read, or will be with the answer at hand
   */
  regain(isWhole) {
    if (!isWhole) this.missingFrom ||= this.lostAt;
    this.lostAt = "";
  }

  // MARK: Lines

  /** How many lines at the end wait for an answer. */
  get #waiting() {
    let count = 0;
    while (count < this.lines.length && this.lines[this.lines.length - 1 - count].state === "waiting") count++;
    return count;
  }

  /**
   * Puts a line where it belongs: behind what was said before it, and before what waits for its answer.
   * @param {Line} line
   * @returns {Added | null}  null where it is there already
   */
  add(line) {
    if (line.id !== null) {
      if (this.#ids.has(line.id)) return null;
      this.#ids.add(line.id);
      this.lastId = laterId(this.lastId, line.id);
    }
    const index = line.state === "waiting" ? this.lines.length : this.#place(line);
    const before = this.lines[index - 1];
    if (before && foldPresence(before, line)) return { line: before, index: index - 1, folded: true };
    this.lines.splice(index, 0, line);
    return { line, index, folded: false };
  }

  /**
   * Lines mostly come in their order; one that comes late goes to its place.
   * @param {Line} line
   */
  #place(line) {
    let index = this.lines.length - this.#waiting;
    for (let at = index - 1; at >= 0; at--) {
      const later = isLater(this.lines[at], line);
      if (later === false) break;
      if (later) index = at;
    }
    return index;
  }

  /**
   * A waiting line was said: it has an id and a time now, and stands behind all that was said before it.
   * @param {Line} line
   * @param {string | null} id
   * @param {Date} time
   * @returns {Added | null}  null where it is there already, as another's
   */
  settle(line, id, time) {
    const index = this.lines.indexOf(line);
    if (index >= 0) this.lines.splice(index, 1);
    Object.assign(line, { id, time, state: "sent", refusal: null });
    return this.add(line);
  }

  /**
   * Takes a line out.
   * @param {Line} line
   */
  remove(line) {
    const index = this.lines.indexOf(line);
    if (index < 0) return false;
    this.lines.splice(index, 1);
    if (line.id !== null) this.#ids.delete(line.id);
    if (this.firstUnread === line) this.firstUnread = this.lines[index] ?? null;
    return true;
  }

  /**
   * Puts older lines in front.
   * @param {Line[]} lines   in their order
   * @returns {number} how many were new
   */
  prepend(lines) {
    const fresh = lines.filter(({ id }) => id === null || !this.#ids.has(id));
    for (const { id } of fresh) if (id !== null) this.#ids.add(id);
    this.lines.unshift(...fresh);
    return fresh.length;
  }

  /** Forgets the oldest lines past what is held. They can be asked for again. */
  trim() {
    const surplus = this.lines.length - mostHeld;
    if (surplus < trimmedAtOnce) return;
    for (const { id } of this.lines.splice(0, surplus)) if (id !== null) this.#ids.delete(id);
    this.complete = false;
  }

  /** @param {string} id */
  find(id) {
    return this.#ids.has(id) ? this.lines.find((line) => line.id === id) ?? null : null;
  }

  /** @type {string} the first id that is here, before which older ones are; "" for none */
  get firstId() {
    return this.lines.find(({ id, kind }) => id !== null && (kind === "say" || kind === "act"))?.id ?? "";
  }

  /** Everything was seen. */
  see() {
    const changed = this.unread > 0;
    this.unread = this.mentions = 0;
    return changed;
  }

  /** @param {string} text */
  remember(text) {
    if (this.typed[this.typed.length - 1] !== text) this.typed.push(text);
    if (this.typed.length > mostTyped) this.typed.shift();
  }

  // MARK: Members

  /** @param {string} nick */
  member(nick) {
    return this.members.get(fold(nick)) ?? null;
  }

  /**
   * Somebody is there; or something of somebody who is changed.
   * @param {string} nick
   * @param {Partial<Member>} more
   */
  enter(nick, more = {}) {
    const known = this.member(nick);
    if (!known && this.#counted > 0) this.#counted++;
    this.members.set(fold(nick), { rank: "", away: null, ...known, nick, ...more });
  }

  /**
   * @param {string} nick
   * @returns {boolean} whether they were there
   */
  leave(nick) {
    const was = this.members.delete(fold(nick));
    if (was && this.#counted > 0) this.#counted--;
    return was;
  }

  /**
   * @param {string} from
   * @param {string} to
   */
  rename(from, to) {
    const member = this.member(from);
    if (!member) return false;
    this.members.delete(fold(from));
    this.members.set(fold(to), { ...member, nick: to });
    return true;
  }

  /**
   * Takes the list that the server told in the place of what was known; ranks and notes are told apart from it.
   * @param {string[]} nicks
   * @param {number} counted   how many there are, which may be more than were named
   */
  setMembers(nicks, counted) {
    const known = this.members;
    this.members = new Map(nicks.map((nick) => [
      fold(nick), { rank: "", away: null, ...known.get(fold(nick)), nick },
    ]));
    this.#counted = counted;
  }

  /**
   * Some of those who are counted already are known by name now.
   * @param {string[]} nicks
   */
  nameMembers(nicks) {
    for (const nick of nicks) this.members.set(fold(nick), this.member(nick) ?? { nick, rank: "", away: null });
  }

  /** Those with a rank first, and those who are away last; then by name. */
  sortedMembers() {
    const weight = (/** @type {Member} */ { rank, away }) => (RANKS.indexOf(rank) + 1 || 4) + (away === null ? 0 : 8);
    return [...this.members].map(([key, member]) => ({ key, member, weight: weight(member) }))
      .sort((one, other) => one.weight - other.weight || (one.key < other.key ? -1 : 1)).map(({ member }) => member);
  }
}

const RANKS = ["founder", "op", "voice"];
