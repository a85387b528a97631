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
 * Where something was refused, goes on. What else went wrong is a fault of the page's, and goes to where it is seen.
 * @param {unknown} fault
 * @returns {asserts fault is Refusal}
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
 * Cuts a text into pieces that fit into a line of the server: at spaces, or where there are none between characters.
 * @param {string} text
 * @param {number} limit   bytes a piece may have
 * @returns {string[]}
 */
export function splitText(text, limit) {
  const pieces = [];
  let piece = "", bytes = 0;
  for (const character of text) {
    const size = byteLength(character);
    if (bytes + size > limit) {
      const space = piece.lastIndexOf(" ") + 1 || piece.length;
      pieces.push(piece.slice(0, space));
      piece = piece.slice(space);
      bytes = byteLength(piece);
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].map((part) => part.trim()).filter((part) => part !== "");
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
