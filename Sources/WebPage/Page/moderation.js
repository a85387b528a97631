// Keeping order in a room: its topic, what ops do to somebody, and what holds for somebody there.

import { did, happened } from "./happenings.js";
import { command, unlessRefused } from "./lines.js";
import { fold } from "./names.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./session.js").Session} Session */

/** @typedef {{ ban: boolean, mute: boolean }} Restrictions   what may hold for somebody in a room */

/**
 * @param {Session} session
 * @param {Room} room
 * @param {string} text   "" clears it
 */
export async function setTopic(session, room, text) {
  const { keys } = await session.ask(command("topic", room.name, text || "-"));
  happened(session, {
    verb: "TOPIC", fields: [keys.time ?? "", room.name, session.me.nick], keys, text: text === "-" ? "" : text,
  });
}

/**
 * Tells ops and operators of somebody.
 * @param {Session} session
 * @param {string} nick
 * @param {string} reason
 */
export async function report(session, nick, reason) {
  await session.ask(command("report", nick, reason));
  session.emit("tell", { key: "told.reported", values: { nick } });
}

/**
 * What ops do to somebody: `kick`, `ban`, `unban`, `mute`, `unmute`, `op`, `deop`, `voice`, `devoice`, `invite`.
 * @param {Session} session
 * @param {string} verb
 * @param {Room} room
 * @param {string} nick
 * @param {string} rest   a time, a reason
 */
export async function moderate(session, verb, room, nick, rest = "") {
  const answer = await session.ask(command(verb, room.name, nick, rest));
  did(session, verb, room, nick, rest, answer.keys);
  return answer;
}

/**
 * Asks what holds for somebody, whoever set it. Of who is not here it is not known which masks are about them: any may
 * be. The same where the server does not answer.
 * @param {Session} session
 * @param {Room} room
 * @param {string} nick
 * @returns {Promise<Restrictions>}
 */
export async function restrictions(session, room, nick) {
  try {
    const [masks, { keys: { account = "", host = "" } }] = await Promise.all([
      Promise.all(["ban", "mute"].map((verb) => session.ask(command(verb, room.name)))), session.whois(nick),
    ]);
    const who = { nick, account, host };
    const [ban, mute] = masks.map(({ rows }) => rows.some(({ keys }) => isAbout(keys.subject ?? "", who)));
    return { ban, mute };
  } catch (refusal) {
    unlessRefused(refusal);
    return { ban: true, mute: true };
  }
}

/**
 * Whether a mask is about somebody (PROTOCOL.md, "Masks").
 * @param {string} mask
 * @param {{ nick: string, account: string, host: string }} who
 */
export function isAbout(mask, { nick, account, host }) {
  const [, kind = "", pattern = ""] = /^(\w+):(.*)$/.exec(mask) ?? [];
  // What stands between ! and @ is told to nobody.
  const [, nicks = "", hosts = ""] = /^(.*)!.*@(.*)$/.exec(pattern) ?? [];
  switch (kind) {
    case "nick": return fits(pattern, nick);
    case "account": return account !== "" && fold(pattern) === fold(account);
    case "host": return fits(pattern, host);
    default: return fits(nicks, nick) && fits(hosts, host);
  }
}

/**
 * @param {string} pattern   `*` is any letters, `?` is one
 * @param {string} text
 */
function fits(pattern, text) {
  const escaped = pattern.replace(/[.+^${}()|[\]\\/-]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "i").test(text);
}
