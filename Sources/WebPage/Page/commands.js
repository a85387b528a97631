// What is typed into the box: texts, commands, and what completes them. A command that is not in the table goes to the
// server as it is, and its answer is shown.

import { Refusal, command } from "./lines.js";
import { fold, isRoom, sameName } from "./names.js";

/** @typedef {import("./rooms.js").Room} Room */
/** @typedef {import("./session.js").Session} Session */

/**
 * What a command does, given what stands behind its verb. Its words are in the table of words as `help.VERB`.
 * @typedef {(session: Session, room: Room, rest: string) => unknown} Command
 */

/** @type {{ [verb: string]: Command }} */
export const COMMANDS = {
  join: (session, _, rest) => session.join(...twoWords(rest)),
  part: (session, room, rest) => room.isPrivate ? session.drop(room) : session.leave(room, rest),
  msg: (session, _, rest) => {
    const [name, text] = twoWords(demand(rest));
    if (!isRoom(name)) return text ? session.say(session.open(name), text) : session.open(name);
    const room = session.rooms.get(name);
    if (!room) throw new Refusal("not-in-room", "", { room: name });
    session.say(room, demand(text));
  },
  me: (session, room, rest) => session.act(room, demand(rest)),
  nick: (session, _, rest) => session.rename(demand(rest)),
  topic: (session, room, rest) =>
    rest ? session.setTopic(room, rest) : pass(session, room, command("topic", room.name)),
  away: (session, _, rest) => session.setAway(rest),
  back: (session) => session.setAway(null),
  search: (session, _, rest) => want(session, "search", rest),
  rooms: (session, _, rest) => want(session, "rooms", rest),
  whois: (session, room, rest) => want(session, "whois", rest || (room.isPrivate ? room.name : session.me.nick)),
  ignore: (session, room, rest) => rest ? session.ignore(rest) : pass(session, room, "/ignore"),
  unignore: (session, _, rest) => session.unignore(demand(rest)),
  ...Object.fromEntries(
    ["invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice"].map(moderation)),
  mode: (session, room, rest) => pass(session, room, command("mode", room.name, rest)),
  slow: (session, room, rest) => pass(session, room, command("slow", room.name, demand(rest))),
  key: (session, room, rest) => pass(session, room, command("key", room.name, demand(rest))),
  report: (session, _, rest) => session.report(...twoWords(demand(rest))),
  dms: (session, room, rest) => pass(session, room, command("dms", rest)),
  register: (session, _, rest) => rest ? session.register(rest, false) : want(session, "register"),
  login: (session, _, rest) => {
    const [name, password] = twoWords(rest);
    return rest ? session.login(name, password, false) : want(session, "login");
  },
  logout: (session) => session.logout(),
  password: (session, _, rest) => {
    const [old, now] = twoWords(rest);
    return now ? session.changePassword(old, now) : want(session, "password");
  },
  help: (session, room, rest) => rest ? explain(session, room, rest) : want(session, "help"),
  quit: (session) => session.quit(),
};

/**
 * Other verbs for the same, as the server has them.
 * @type {{ [verb: string]: string }}
 */
const ALIASES = {
  j: "join", leave: "part", m: "msg", dm: "msg", tell: "msg", w: "msg", list: "rooms", q: "quit", exit: "quit",
};

/** What may name another room than the one that is shown, before all else. */
const ABOUT_ROOMS = new Set([
  "part", "topic", "invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice", "mode", "slow",
  "key",
]);

/** What has a password behind it: it is kept nowhere, so that nobody finds it later. */
export const SECRET = /^\s*\/\s*(login|register|password|forget)\b/i;

/**
 * How many messages a text is. More than a few are asked about.
 * @param {string} typed
 */
export function lineCount(typed) {
  return typed.split(/\r?\n/).filter((line) => line.trim() !== "").length;
}

/**
 * Does what was typed. Lines that begin with `/` are commands, and `//` says a `/`. A refusal is told, not thrown.
 * @param {Session} session
 * @param {Room} room
 * @param {string} typed
 */
export async function enterText(session, room, typed) {
  if (!SECRET.test(typed)) room.remember(typed);
  session.keepDraft(room, "");
  // A text of several lines that begins with a path is no row of commands.
  if (lineCount(typed) > 1 && !isCommand(typed)) return session.say(room, typed.replace(/^\/\//gm, "/"));
  for (const line of typed.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    if (isCommand(line)) await runCommand(session, room, line);
    else session.say(room, line.replace(/^\/\//, "/"));
  }
}

/** @param {string} line */
function isCommand(line) {
  return /^\s*\/(?!\/)/.test(line);
}

/**
 * @param {Session} session
 * @param {Room} room
 * @param {string} line
 */
async function runCommand(session, room, line) {
  const [, verb, rest] = /^\s*\/\s*(\S*)\s*([^]*)$/.exec(line) ?? ["", "", ""];
  const name = ALIASES[verb.toLowerCase()] ?? verb.toLowerCase();
  try {
    const act = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    const [first, others] = twoWords(rest.trimEnd());
    const named = ABOUT_ROOMS.has(name) && isRoom(first) ? session.rooms.get(first) ?? undefined : null;
    // It is no reason to leave this room, and no topic of it.
    if (named === undefined) throw new Refusal("not-in-room", "", { room: first });
    if (!act) await pass(session, room, line.trim());
    else if (named) await act(session, named, others);
    else await act(session, room, rest.trimEnd());
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { code, keys } = refusal;
    if (code === "unknown-command" && keys.near) {
      session.emit("tell", { key: "told.bad-command", values: { command: verb, near: keys.near } });
    } else {
      session.emit("tell", { refusal });
    }
  }
}

/**
 * Sends a command as it is, and shows what it was answered.
 * @param {Session} session
 * @param {Room} room
 * @param {string} line
 */
async function pass(session, room, line) {
  // Commands that name no room are about the current one: it is to be this.
  const current = room.joined ? session.ask(command("join", room.name)) : Promise.resolve();
  const [{ rows, keys }] = await Promise.all([session.ask(line), current]);
  for (const row of rows) {
    const told = Object.entries(row.keys).map(([key, value]) => `${key} ${value}`).join(", ");
    session.note(room, [row.fields.join(" "), told, row.text].filter(Boolean).join(" · "));
  }
  const told = Object.entries(keys).filter(([key]) => !["count", "total", "more", "room"].includes(key));
  if (rows.length > 0) return;
  if (told.length > 0) session.note(room, told.map(([key, value]) => `${key} ${value}`).join(", "));
  else session.emit("tell", { key: "told.done", values: {} });
}

/**
 * Tells what a command does: of one that is not in the table, in the server's words.
 * @param {Session} session
 * @param {Room} room
 * @param {string} rest
 */
function explain(session, room, rest) {
  const typed = rest.replace(/^\//, "").toLowerCase(), name = ALIASES[typed] ?? typed;
  if (!Object.hasOwn(COMMANDS, name)) return pass(session, room, command("help", rest));
  session.note(room, { key: `help.${name}`, values: {} });
}

/**
 * The command of what ops do to somebody: behind it stand a nick, and what else the verb takes. Some list without.
 * @param {string} verb
 * @returns {[string, Command]}
 */
function moderation(verb) {
  const lists = ["ban", "mute", "op"].includes(verb);
  return [verb, (session, room, rest) => lists && !rest ? pass(session, room, command(verb, room.name))
    : session.moderate(verb, room, ...twoWords(demand(rest)))];
}

/**
 * @param {Session} session
 * @param {import("./session.js").Wanted["what"]} what
 * @param {string} text
 */
function want(session, what, text = "") {
  session.emit("wanted", { what, text });
}

/**
 * @param {string} rest
 * @returns {[string, string]} the first word, and all behind it
 */
function twoWords(rest) {
  const [, first, others] = /^(\S*)\s*([^]*)$/.exec(rest) ?? ["", "", ""];
  return [first, others];
}

/**
 * What a command can't do without.
 * @param {string} rest
 */
function demand(rest) {
  if (!rest) throw new Refusal("usage");
  return rest;
}

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
