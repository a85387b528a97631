// Lines of the wire protocol, taken apart and made (PROTOCOL.md, sections 2 and 6). Pure.

import { clean } from "./names.js";

/** @typedef {import("./types.js").WireLine} WireLine */
/** @typedef {import("./types.js").Keys} Keys */

/** Why a command was not carried out. Code decides by `code` alone; `words` are the server's, for people. */
export class Refusal extends Error {
  /**
   * @param {string} code   of PROTOCOL.md, section 8; or `lost`: the connection ended before the answer came
   * @param {string} words
   * @param {Keys} keys
   */
  constructor(code, words = "", keys = Object.create(null)) {
    super(`${code}: ${words}`);
    this.name = "Refusal";
    this.code = code;
    this.words = words;
    this.keys = keys;
  }

  /** In how many seconds it may be tried again, where the server says so; else 0. */
  get retry() {
    const seconds = Number(this.keys.retry);
    return seconds > 0 && seconds < 1e9 ? seconds : 0;
  }
}

/**
 * For what nobody asked for: that it was refused is no news. What else went wrong is.
 * @param {unknown} fault
 */
export function unlessRefused(fault) {
  if (!(fault instanceof Refusal)) throw fault;
}

/**
 * Takes a line apart. What is no line of the protocol still gives something: clients ignore what they don't know.
 * @param {string} line   without its end
 * @returns {WireLine}
 */
export function parseLine(line) {
  const colon = line.indexOf(" :");
  const words = (colon < 0 ? line : line.slice(0, colon)).split(" ");
  /** @type {Keys} */
  const keys = Object.create(null);
  /** @type {string[]} */
  const fields = [];
  let isField = true;
  for (const word of words.slice(1)) {
    const equals = word.indexOf("=");
    if (equals > 0) {
      isField = false;
      const key = word.slice(0, equals);
      keys[key] ??= word.slice(equals + 1);
    } else if (isField && word !== "") {
      fields.push(clean(word));
    }
  }
  return { verb: words[0], fields, keys, text: colon < 0 ? undefined : clean(line.slice(colon + 2)) };
}

/**
 * A row without its tag, as the line that stands in it.
 * @param {WireLine} row
 * @returns {import("./types.js").Row}
 */
export function rowOf({ fields, keys, text }) {
  return { verb: fields[1] ?? "", fields: fields.slice(2), keys, text };
}

/**
 * The time of an event, or now where there is none that can be read.
 * @param {string | undefined} written
 * @param {number} now
 */
export function readTime(written, now) {
  const time = new Date(written ?? "");
  return Number.isNaN(time.getTime()) ? new Date(now) : time;
}

/**
 * A command, of a verb and its arguments; the last may have spaces. Empty ones are left out. No argument can smuggle in
 * a second line, as the cleaning takes ends of lines away.
 * @param {string} verb
 * @param {...string} args
 */
export function command(verb, ...args) {
  return clean([`/${verb}`, ...args.filter((arg) => arg !== "")].join(" "));
}

const encoder = new TextEncoder();

/**
 * How many bytes a text is in UTF-8.
 * @param {string} text
 */
export function byteLength(text) {
  return encoder.encode(text).length;
}

/**
 * Cuts a text into pieces that fit into a line of the server, at spaces where there are some, and never within a letter
 * that is put together of several characters as far as the browser knows them.
 * @param {string} text
 * @param {number} limit   bytes a piece may have
 * @returns {string[]}
 */
export function splitText(text, limit) {
  const pieces = [];
  let rest = text;
  while (byteLength(rest) > limit) {
    const cut = cutAt(rest, limit);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  pieces.push(rest);
  return pieces.filter((piece) => piece !== "");
}

/**
 * Where to cut the first piece off.
 * @param {string} text
 * @param {number} limit
 */
function cutAt(text, limit) {
  let bytes = 0, end = 0, space = 0;
  for (const { segment, index } of graphemes(text)) {
    bytes += byteLength(segment);
    if (bytes > limit) break;
    end = index + segment.length;
    if (segment === " ") space = end;
  }
  // A single letter of more bytes than a line may have: nothing but a cut in it helps.
  if (end === 0) return [...text.slice(0, Math.max(2, limit >> 2))].slice(0, -1).join("").length || 1;
  return space > end / 2 ? space : end;
}

/**
 * @param {string} text
 * @returns {Iterable<{ segment: string, index: number }>}
 */
function graphemes(text) {
  if ("Segmenter" in Intl) return new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  let index = 0;
  return Array.from(text, (segment) => ({ segment, index: (index += segment.length) - segment.length }));
}

/**
 * A nonce: by it the server knows a line that is sent a second time.
 * @returns {string} 22 letters and digits, drawn at random
 */
export function makeNonce() {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  // 248 is the largest multiple of 62 in a byte; what is above would favour the first letters.
  let nonce = "";
  while (nonce.length < 22) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      if (byte < 248 && nonce.length < 22) nonce += letters[byte % 62];
    }
  }
  return nonce;
}
