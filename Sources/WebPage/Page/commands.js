// What is typed into the box: texts and commands. A command that is not in the table goes to the server as it is, and
// its answer is shown.

import { LISTS, tells } from "./answers.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { moderate, report, setTopic } from "./moderation.js";
import { isRoom, sameName } from "./names.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./session.js").Session} Session */

/**
 * What a command does, given what stands behind its verb. Its words are in the table of words as `help.VERB`.
 * @typedef {(session: Session, room: Room, rest: string) => unknown} Command
 */

/** @type {{ [verb: string]: Command }} */
export const COMMANDS = {
  join: (session, _, rest) => session.join(...twoWords(rest)),
  part: (session, room, rest) => session.leave(room, rest),
  msg: async (session, _, rest) => {
    const [name, text] = twoWords(demand(rest));
    const room = isRoom(name) ? session.rooms.get(name) : session.open(name);
    if (!room) throw new Refusal("not-in-room", "", { room: name });
    if (text || !room.isPrivate) return session.say(room, demand(text));
    // An account that is not here can be written to; that nobody is here is told.
    await session.whois(name);
  },
  me: (session, room, rest) => session.say(room, demand(rest), "act"),
  nick: (session, _, rest) => session.rename(demand(rest)),
  topic: (session, room, rest) =>
    rest ? setTopic(session, room, rest) : pass(session, room, command("topic", room.name)),
  away: (session, _, rest) => session.setAway(rest),
  back: (session) => session.setAway(null),
  search: (session, _, rest) => want(session, "search", rest),
  rooms: (session, _, rest) => want(session, "rooms", rest),
  whois: (session, room, rest) => want(session, "whois", rest || (room.isPrivate ? room.name : session.me.nick)),
  ignore: (session, room, rest) => rest ? session.ignore(rest) : pass(session, room, "/ignore"),
  unignore: (session, _, rest) => session.ignore(demand(rest), false),
  ...Object.fromEntries(
    ["invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice"].map(moderation)),
  mode: (session, room, rest) => pass(session, room, command("mode", room.name, rest)),
  slow: (session, room, rest) => pass(session, room, command("slow", room.name, demand(rest))),
  key: (session, room, rest) => pass(session, room, command("key", room.name, demand(rest))),
  report: (session, _, rest) => report(session, ...twoWords(demand(rest))),
  dms: (session, room, rest) => pass(session, room, command("dms", rest)),
  register: (session, _, rest) => rest ? session.account.register(rest, false) : want(session, "register"),
  login: (session, _, rest) => {
    const [name, password] = twoWords(rest);
    return rest ? session.account.login(name, password, false) : want(session, "login");
  },
  logout: (session) => session.account.logout(),
  password: (session, _, rest) => {
    const [old, now] = twoWords(rest);
    return now ? session.account.changePassword(old, now) : want(session, "password");
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
  session.conversations.keepDraft(room, "");
  // A text of several lines is said as it is, such as a program with comments, unless it begins with a command.
  if (lineCount(typed) > 1 && !isCommand(typed)) return session.say(room, typed);
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
    unlessRefused(refusal);
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
  const [answer] = await Promise.all([session.ask(line), current]);
  show(session, room, /^\s*\/\s*(\w*)/.exec(line)?.[1].toLowerCase() ?? "", answer);
}

/**
 * Shows an answer: a line for each of its rows, and what a list is of; or what there is none of.
 * @param {Session} session
 * @param {Room} room
 * @param {string} verb
 * @param {import("./types.js").Answer} answer
 */
function show(session, room, verb, { rows, keys }) {
  const about = keys.room ?? room.name;
  const say = (/** @type {string} */ key) => session.note(room, { words: { key, values: { room: about } } });
  const isList = LISTS.has(verb), isEmpty = keys.count === "0" || verb === "ignore";
  if (rows.length > 0) {
    if (isList) say(`list.${verb}`);
    // What stands above a list is not in each of its rows again.
    const isNew = (/** @type {string} */ field) => !isList || !sameName(field, about);
    for (const row of rows) session.note(room, { row: { ...row, fields: row.fields.filter(isNew) } });
    if (keys.more) say("list.more");
  } else if (verb === "topic" || (isList && isEmpty)) {
    say(`none.${verb}`);
  } else if (tells(keys)) {
    session.note(room, { row: { verb, fields: [], keys, text: undefined } });
  } else {
    session.emit("tell", { key: "told.done", values: {} });
  }
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
  session.note(room, { words: { key: `help.${name}`, values: {} } });
}

/**
 * The command of what ops do to somebody: behind it stand a nick, and what else the verb takes. Some list without.
 * @param {string} verb
 * @returns {[string, Command]}
 */
function moderation(verb) {
  const lists = ["ban", "mute", "op"].includes(verb);
  return [verb, (session, room, rest) => lists && !rest ? pass(session, room, command(verb, room.name))
    : moderate(session, verb, room, ...twoWords(demand(rest)))];
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
