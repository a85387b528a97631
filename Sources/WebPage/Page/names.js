// Nicks, rooms and ids: how they compare, and what the page takes for one (PROTOCOL.md, sections 3 and 9).

/**
 * A name as it compares: ASCII letters alone have a case.
 * @param {string} name
 */
export function fold(name) {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * @param {string} one
 * @param {string} other
 */
export function sameName(one, other) {
  return fold(one) === fold(other);
}

/**
 * Whether a conversation of that name is a room's, and not a person's.
 * @param {string} name
 */
export function isRoom(name) {
  return name.startsWith("#");
}

const ROOM = /^##?[A-Za-z0-9_[\]{}^\\`|.\-+&/~$']{1,32}$/;

/**
 * A room's name out of what somebody typed or a link named: with its `#`, or "" where it can be none.
 * @param {string} typed
 */
export function roomName(typed) {
  const name = typed.trim();
  const full = isRoom(name) ? name : `#${name}`;
  return ROOM.test(full) ? full : "";
}

/**
 * A room's name out of a page's address, where one may stand behind the `#` of it (`/#kitchen`).
 * @param {string} hash
 */
export function roomOfHash(hash) {
  try {
    return hash.length > 1 ? roomName(decodeURIComponent(hash)) : "";
  } catch {
    return "";
  }
}

/** What a nick must look like, for `pattern` of an input. */
export const NICK_PATTERN = "[A-Za-z_\\[\\]\\{\\}^\\\\`\\|][A-Za-z0-9_\\[\\]\\{\\}^\\\\`\\|\\-]{0,31}";

const NICK = new RegExp(`^${NICK_PATTERN}$`);

/** @param {string} name */
export function isNick(name) {
  return NICK.test(name);
}

/**
 * Which id is later. Ids have up to 19 digits, more than a number holds exactly, so they stay strings.
 * @param {string} one
 * @param {string} other
 * @returns {number} below 0 where `one` is earlier, 0 where they are the same
 */
export function compareIds(one, other) {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * The later of two ids; "" is earlier than all.
 * @param {string} one
 * @param {string} other
 */
export function laterId(one, other) {
  return compareIds(one, other) < 0 ? other : one;
}

/**
 * Drops what no text may have, as the server does (section 4): controls, and marks that turn the writing's direction,
 * by which a text could be shown as another than it is. A tab is a space.
 * @param {string} text
 */
export function clean(text) {
  return text.replace(/\t/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, "");
}
