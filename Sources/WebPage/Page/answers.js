// What commands are answered, in people's words. A row of the protocol (PROTOCOL.md, section 7) is told as facts: what
// stands in its fields, then what its keys tell, then its text. What the page has no words for is told as it came.

/** @typedef {import("./types.js").Keys} Keys */
/** @typedef {import("./words.js").Words} Words */

/**
 * Commands that list something: `list.VERB` stands above what they list, and `none.VERB` in place of it where there is
 * nothing.
 */
export const LISTS = new Set([
  "ban", "mute", "exempt", "invited", "op", "ignore", "token", "cert", "audit", "serverban",
]);

/** Keys of who counts and who turns pages, and the room, which stands above. */
const SILENT = new Set(["count", "total", "more", "room", "id"]);

const TIMES = new Set(["since", "time", "created", "used", "until"]);
const DURATIONS = new Set(["idle", "seconds"]);

/**
 * Whether an answer's keys tell anything.
 * @param {Keys} keys
 */
export function tells(keys) {
  return Object.keys(keys).some((key) => !SILENT.has(key));
}

/**
 * What a row tells, one thing after the other. There may be words for a field, by its row's kind: `rank.op`.
 * @param {Words} words
 * @param {import("./types.js").Row} row
 * @returns {string[]}
 */
export function facts(words, { verb, fields, keys, text = "" }) {
  if (["MSG", "ACT", "DM"].includes(verb)) return [when(words, fields[1]), fields[fields.length - 1], text];
  const told = Object.entries(keys).filter(([key]) => !SILENT.has(key));
  return [
    ...fields.map((field) => words.has(`${verb}.${field}`) ? words.say(`${verb}.${field}`) : field),
    ...told.map(([key, value = ""]) => fact(words, key, value)),
    verb === "mode" ? modes(words, text) : text,
  ].filter((each) => each !== "");
}

/**
 * What a key tells. Where its value is one of few, there are words for each.
 * @param {Words} words
 * @param {string} key
 * @param {string} value
 */
function fact(words, key, value) {
  const whole = `fact.${key}.${value}`, any = `fact.${key}`;
  if (words.has(whole)) return words.say(whole);
  return words.has(any) ? words.say(any, { value: read(words, key, value), n: Number(value) }) : `${key} ${value}`;
}

/**
 * @param {Words} words
 * @param {string} key
 * @param {string} value
 */
function read(words, key, value) {
  if (TIMES.has(key)) return when(words, value);
  if (DURATIONS.has(key)) return words.duration(Number(value));
  return words.list(value.split(",").map((each) => key.startsWith("subject") ? subject(words, each) : each));
}

/**
 * @param {Words} words
 * @param {string} written
 */
function when(words, written) {
  const time = new Date(written);
  return Number.isNaN(time.getTime()) ? written : words.when(time);
}

/**
 * Whom a mask is about: `account:NAME`, say; or what was set: `ban=account:NAME`.
 * @param {Words} words
 * @param {string} mask
 * @returns {string}
 */
function subject(words, mask) {
  const [, kind = "", sign = "", value = ""] = /^([a-z-]+)([:=])(.*)$/.exec(mask) ?? [], key = `subject.${kind}`;
  return words.has(key) ? words.say(key, { value: sign === "=" ? subject(words, value) : value }) : mask;
}

/**
 * What holds in a room, or no longer does: `+moderated -slow`.
 * @param {Words} words
 * @param {string} written
 */
export function modes(words, written) {
  const told = written.split(" ").filter(Boolean).map((word) => {
    const [, sign, name, value = ""] = /^([+-]?)([a-z-]+)=?(.*)$/.exec(word) ?? [], key = `mode.${name}`;
    if (!words.has(key)) return word;
    const mode = words.say(key, { value });
    return sign === "-" ? words.say("mode.off", { mode }) : mode;
  });
  return told.length > 0 ? told.join(", ") : words.say("mode.none");
}
