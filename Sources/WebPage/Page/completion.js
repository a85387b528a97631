// What completes what is typed: commands behind `/`, rooms behind `#`, people behind `@` and by Tab.

import { COMMANDS } from "./commands.js";
import { fold, sameName } from "./names.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./session.js").Session} Session */

/**
 * What may stand in place of the word before the cursor.
 * @typedef {object} Completion
 * @property {number} from   where the word begins
 * @property {Suggestion[]} suggestions
 */

/** @typedef {{ kind: "nick" | "room" | "command", name: string, insert: string }} Suggestion */

/** How many people or rooms are suggested at once. Commands are all there to be found. */
const mostSuggested = 8;

/**
 * Suggests what may be meant: after `/` commands, after `#` rooms, after `@` people, and people where Tab is pressed.
 * @param {Session} session
 * @param {Room} room
 * @param {string} before   the text before the cursor
 * @param {boolean} isTab
 * @returns {Completion}
 */
export function complete(session, room, before, isTab = false) {
  const word = /\S*$/.exec(before)?.[0] ?? "", from = before.length - word.length, stem = fold(word.slice(1));
  if (word.startsWith("/") && from === 0) return { from, suggestions: commands(stem) };
  if (word.startsWith("#")) return { from, suggestions: roomsOf(session, fold(word)) };
  if (word.startsWith("@")) return { from, suggestions: nicks(session, room, stem, from, "@") };
  return { from, suggestions: isTab && word ? nicks(session, room, fold(word), from, "") : [] };
}

/**
 * @param {string} stem
 * @returns {Suggestion[]}
 */
function commands(stem) {
  const found = Object.keys(COMMANDS).filter((name) => name.startsWith(stem));
  return found.map((name) => ({ kind: "command", name, insert: `/${name} ` }));
}

/**
 * @param {Session} session
 * @param {string} stem
 * @returns {Suggestion[]}
 */
function roomsOf(session, stem) {
  const found = session.rooms.list().filter(({ isPrivate, key }) => !isPrivate && key.startsWith(stem));
  return found.slice(0, mostSuggested).map(({ name }) => ({ kind: "room", name, insert: `${name} ` }));
}

/**
 * Who spoke last comes first, as that is who is mostly meant.
 * @param {Session} session
 * @param {Room} room
 * @param {string} stem
 * @param {number} from
 * @param {"@" | ""} sign   which stays where it was typed
 * @returns {Suggestion[]}
 */
function nicks(session, room, stem, from, sign) {
  const spoke = new Map(room.lines.map(({ nick }, index) => [fold(nick), index]));
  const spokeAt = (/** @type {string} */ nick) => spoke.get(fold(nick)) ?? -1;
  const there = room.isPrivate ? [room.name] : [...room.members.values()].map(({ nick }) => nick);
  const found = there.filter((nick) => fold(nick).startsWith(stem) && !sameName(nick, session.me.nick));
  found.sort((one, other) => spokeAt(other) - spokeAt(one) || (fold(one) < fold(other) ? -1 : 1));
  const end = from === 0 && !sign ? ": " : " ";
  return found.slice(0, mostSuggested).map((name) => ({ kind: "nick", name, insert: sign + name + end }));
}
