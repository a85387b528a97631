// What is in a text: links, rooms, mentions, code; and the colour of a nick. Pure.

import { fold } from "./names.js";

/** @typedef {import("./types.js").Token} Token */

const LINK = "https?://[^\\s<>\"]+";
const CODE = "`[^`]+`";
// Not within a word, an address or an entity; what stands behind must not be a letter that no room has.
const ROOM = "(?<![\\p{L}\\p{N}_\\-&/#])##?[A-Za-z0-9_.\\-]*[A-Za-z0-9_]";

/**
 * Takes a text apart. The texts of the tokens, put together, are the text.
 * @param {string} text
 * @param {string} me   the reader's nick; "" marks no mentions
 * @returns {Token[]}
 */
export function tokens(text, me) {
  const pattern = new RegExp(`(${LINK})|(${CODE})|(${ROOM})${me ? `|(${mentionPattern(me)})` : ""}`, "giu");
  /** @type {Token[]} */
  const found = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index ?? 0;
    if (start < end) continue;
    const token = tokenOf(match);
    if (!token) continue;
    if (start > end) found.push({ kind: "text", text: text.slice(end, start) });
    found.push(token);
    end = start + token.text.length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

/**
 * @param {RegExpMatchArray} match
 * @returns {Token | null}  null where it only looked like one
 */
function tokenOf([all, link, code, room]) {
  if (code) return { kind: "code", text: all };
  if (room) return room.length <= 34 ? { kind: "room", text: all } : null;
  if (!link) return { kind: "mention", text: all };
  const text = withoutTail(link), href = checkedLink(text);
  return href ? { kind: "link", text, href } : null;
}

/**
 * A link without what ends the sentence it stands in. A bracket at its end is its own where it was opened in it, as in
 * https://en.wikipedia.org/wiki/Line_(chat).
 * @param {string} link
 */
function withoutTail(link) {
  const count = (/** @type {string} */ bracket) => link.split(bracket).length;
  /** @type {{ [bracket: string]: number }} how many more of each close than open one */
  const surplus = { ")": count(")") - count("("), "]": count("]") - count("[") };
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1];
    if (last in surplus) {
      if (surplus[last]-- <= 0) break;
    } else if (!".,;:!?'*_`".includes(last)) break;
  }
  return link.slice(0, end);
}

/**
 * The address that a link leads to, or "" where it is none that may be followed: another scheme, no host, or a name and
 * password before the host, which are there to have it look like another's.
 * @param {string} text
 */
function checkedLink(text) {
  try {
    const url = new URL(text);
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && url.hostname !== "" && url.username === "" && url.password === "" ? url.href : "";
  } catch {
    return "";
  }
}

/** @param {string} nick */
function mentionPattern(nick) {
  const escaped = nick.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return `(?<![\\p{L}\\p{N}_\\-])@?${escaped}(?![\\p{L}\\p{N}_\\-])`;
}

/**
 * Whether a text names somebody.
 * @param {string} text
 * @param {string} nick
 */
export function mentions(text, nick) {
  return nick !== "" && tokens(text, nick).some(({ kind }) => kind === "mention");
}

/** How many colours nicks have. */
export const HUES = 12;

/**
 * The colour of a nick, from 0 on: the same for all who see it, in any case of its letters.
 * @param {string} nick
 */
export function hue(nick) {
  // FNV-1a, and then bits mixed, as nicks that differ in their last letter alone should not be alike.
  let hash = 2166136261;
  for (const letter of fold(nick)) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ hash >>> 15, 2246822519);
  hash ^= hash >>> 13;
  return Math.floor((hash >>> 0) / 2 ** 32 * HUES);
}
