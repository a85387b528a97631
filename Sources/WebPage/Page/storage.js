// What the browser keeps for the page. All of it may be missing, full or forbidden, and the page works without.

import { isNick } from "./names.js";

/**
 * @typedef {object} Keeper  as much of the browser's `Storage` as is needed
 * @property {(key: string) => string | null} getItem
 * @property {(key: string, value: string) => void} setItem
 * @property {(key: string) => void} removeItem
 */

/**
 * A browser that forbids storage throws already where it is named.
 * @param {"localStorage" | "sessionStorage"} name
 * @returns {Keeper | null}
 */
function browsers(name) {
  try {
    return globalThis[name] ?? null;
  } catch {
    return null;
  }
}

/** One place of the browser's, of which all failures read as "nothing there". */
class Shelf {
  #keeper;
  /**
   * What could not be kept, so that it holds for as long as the page is open.
   * @type {Map<string, string>}
   */
  #fallback = new Map();

  /** @param {Keeper | null} keeper */
  constructor(keeper) {
    this.#keeper = keeper;
  }

  /** @param {string} key */
  get(key) {
    const unkept = this.#fallback.get(key);
    if (unkept !== undefined) return unkept;
    try {
      return this.#keeper?.getItem(`partyline.${key}`) ?? "";
    } catch {
      return "";
    }
  }

  /**
   * @param {string} key
   * @param {string} value   "" removes it
   */
  set(key, value) {
    this.#fallback.delete(key);
    try {
      if (value === "") this.#keeper?.removeItem(`partyline.${key}`);
      else if (this.#keeper) this.#keeper.setItem(`partyline.${key}`, value);
      else this.#fallback.set(key, value);
    } catch {
      this.#fallback.set(key, value);
    }
  }
}

/** A login that is remembered: a token of the server's, good until it is revoked or the password changes. */
/** @typedef {{ account: string, token: string, label: string }} Login */

/** Private conversations: who with, and how much in them is unread. */
/** @typedef {[nick: string, unread: number][]} Talks */

/** A connection to come back to: its token, and the last id that was read on it. */
/** @typedef {{ token: string, since: string }} Return */

export class Storage {
  #lasting;
  #tab;

  /** @param {{ local?: Keeper | null, session?: Keeper | null }} keepers */
  constructor({ local = browsers("localStorage"), session = browsers("sessionStorage") } = {}) {
    this.#lasting = new Shelf(local);
    this.#tab = new Shelf(session);
  }

  /**
   * A setting of the page's that lasts: `theme`, `language`, `bell` … "" where it was never set.
   * @param {string} key
   */
  get(key) {
    return this.#lasting.get(key);
  }

  /**
   * @param {string} key
   * @param {string} value   "" removes it
   */
  set(key, value) {
    this.#lasting.set(key, value);
  }

  get nick() {
    return this.#lasting.get("nick");
  }

  set nick(nick) {
    this.#lasting.set("nick", nick);
  }

  /**
   * The rooms to enter on the next visit.
   * @returns {string[]}
   */
  get rooms() {
    return this.#lasting.get("rooms").split(" ").filter((name) => name.startsWith("#"));
  }

  set rooms(names) {
    this.#lasting.set("rooms", names.join(" "));
  }

  /**
   * A login that the user asked to be remembered.
   * @returns {Login | null}
   */
  get login() {
    return read(this.#lasting.get("login"), isLogin);
  }

  set login(login) {
    this.#lasting.set("login", login ? JSON.stringify(login) : "");
  }

  /**
   * This tab's connection. It lasts a reload, and goes with the tab.
   * @returns {Return | null}
   */
  get return() {
    return read(this.#tab.get("return"), isReturn);
  }

  set return(value) {
    this.#tab.set("return", value ? JSON.stringify(value) : "");
  }

  /**
   * The private conversations of this tab; in a new one those of who is remembered here.
   * @returns {Talks}
   */
  get talks() {
    return read(this.#tab.get("talks") || (this.login ? this.#lasting.get("talks") : ""), isTalks) ?? [];
  }

  set talks(talks) {
    const written = JSON.stringify(talks);
    this.#tab.set("talks", written);
    this.#lasting.set("talks", this.login ? written : "");
  }

  /** The conversation that this tab shows, by its key. */
  get shown() {
    return this.#tab.get("shown");
  }

  set shown(key) {
    this.#tab.set("shown", key);
  }

  /**
   * What was typed in a conversation and not sent.
   * @param {string} room   its key
   */
  draft(room) {
    return this.#tab.get(`draft.${room}`);
  }

  /**
   * @param {string} room
   * @param {string} text
   */
  setDraft(room, text) {
    this.#tab.set(`draft.${room}`, text);
  }
}

/**
 * Reads what was written here, or by whatever else had this place before.
 * @template T
 * @param {string} written
 * @param {(value: any) => value is T} isOne
 * @returns {T | null}
 */
function read(written, isOne) {
  try {
    const value = JSON.parse(written || "null");
    return isOne(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * @param {any} value
 * @returns {value is Login}
 */
function isLogin(value) {
  return isWord(value?.account) && isWord(value?.token) && isWord(value?.label);
}

/**
 * @param {any} value
 * @returns {value is Return}
 */
function isReturn(value) {
  return isWord(value?.token) && typeof value?.since === "string" && /^\d{0,19}$/.test(value.since);
}

/**
 * @param {any} value
 * @returns {value is Talks}
 */
function isTalks(value) {
  return Array.isArray(value) && value.every((talk) => isWord(talk?.[0]) && isNick(talk[0]) && talk[1] >= 0);
}

/**
 * Whether it may stand in a line as one word.
 * @param {unknown} value
 */
function isWord(value) {
  return typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value);
}

/**
 * Whether another tab lives that goes by a token. The browser copies a tab's storage when the tab is duplicated: the
 * copy must not take its original's connection away, which is what coming back by the token would do.
 */
export class TabClaims {
  #channel;
  /** @type {() => string} */
  #own;
  /** @type {((token: string) => void) | null} */
  #heard = null;

  /**
   * @param {() => string} own   this tab's token, as of now; "" for none
   * @param {BroadcastChannel | null} channel   null where the browser has none
   */
  constructor(own, channel = makeChannel()) {
    this.#own = own;
    this.#channel = channel;
    if (channel) channel.onmessage = ({ data }) => this.#hear(data);
  }

  /**
   * Asks the other tabs, and gives them a moment: one that lives answers in a few milliseconds.
   * @param {string} token
   * @param {import("./types.js").Clock} clock
   * @returns {Promise<boolean>}
   */
  isTaken(token, clock) {
    if (!this.#channel) return Promise.resolve(false);
    const channel = this.#channel;
    return new Promise((done) => {
      const timer = clock.after(() => settle(false), 150);
      /** @param {boolean} taken */
      const settle = (taken) => {
        clock.cancel(timer);
        this.#heard = null;
        done(taken);
      };
      this.#heard = (other) => other === token && settle(true);
      channel.postMessage({ asks: token });
    });
  }

  /** @param {any} data */
  #hear(data) {
    if (typeof data?.asks === "string" && data.asks === this.#own()) this.#channel?.postMessage({ has: data.asks });
    if (typeof data?.has === "string") this.#heard?.(data.has);
  }
}

/** @returns {BroadcastChannel | null} */
function makeChannel() {
  try {
    return new BroadcastChannel("partyline");
  } catch {
    return null;
  }
}
