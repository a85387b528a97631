// One person's presence on the server: the connection, the rooms and what can be done in them. The parts of it, each
// with a subject of its own, are `coming.js` (getting in, and back in, by what `visit.js` keeps), `entering.js`
// (rooms), `conversations.js` (what is shown and what was not seen), `happenings.js` (what the server tells),
// `outbox.js` (what is said), `history.js` (what was said), `moderation.js` (order) and `login.js` (accounts).

import { askAbout } from "./about.js";
import { Coming } from "./coming.js";
import { Conversations } from "./conversations.js";
import { Emitter } from "./emitter.js";
import { Entering } from "./entering.js";
import { happened, isAway } from "./happenings.js";
import { History } from "./history.js";
import { Refusal, command } from "./lines.js";
import { Login } from "./login.js";
import { fold, isNick, roomName, sameName } from "./names.js";
import { Outbox } from "./outbox.js";
import { Rooms } from "./rooms.js";
import { TabClaims } from "./storage.js";
import { Visit } from "./visit.js";
import { Wire, systemClock } from "./wire.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Line} Line */

/**
 * What listeners are told; see `Session`.
 * @typedef {object} SessionEvents
 * @property {void} state     `session.state` is another
 * @property {void} me        the user's nick, account or away note
 * @property {void} about     what the server tells of itself
 * @property {void} rooms     a conversation came, went, or its name or badge changed
 * @property {void} current   another conversation is shown
 * @property {{ room: Room, line: Line, index: number }} line    a line came
 * @property {{ room: Room, line: Line, moved?: boolean }} change  a line changed; `moved`: its place, too
 * @property {{ room: Room, line: Line }} remove  a line went
 * @property {{ room: Room }} reset   the lines are others: draw them anew
 * @property {{ room: Room, count: number }} older   so many lines came in front
 * @property {{ room: Room }} members
 * @property {{ room: Room }} topic
 * @property {{ room: Room, line: Line }} notify   somebody wants the user, who does not look
 * @property {Telling} tell   to be shown for a moment
 * @property {{ why: Refusal }} login   a remembered login is good no more
 * @property {{ room: string, by: string }} invited
 * @property {Wanted} wanted   a command was typed for which there is a dialog
 */

/**
 * Words to be shown for a moment: a key of the table with its values, or why something was refused.
 * @typedef {{ key: string, values: { [name: string]: string | number } } | { refusal: Refusal }} Telling
 */

/**
 * @typedef {{ what: "login" | "register" | "password" | "search" | "rooms" | "whois" | "help", text: string }} Wanted
 */

/**
 * @typedef {object} Environment
 * @property {import("./storage.js").Storage} storage
 * @property {{ href: string }} [location]   where the page came from
 * @property {(url: string) => import("./types.js").Socket} [makeSocket]
 * @property {import("./types.js").Clock} [clock]
 * @property {typeof fetch} [fetch]
 * @property {Window | EventTarget} [page]   is told `online`, `pagehide` and `visibilitychange`
 * @property {TabClaims} [claims]
 */

/** A tab that is shown again after so long without a word may have been frozen: is anybody there? */
const doubtfulSilence = 30_000;

/** @extends {Emitter<SessionEvents>} */
export class Session extends Emitter {
  rooms = new Rooms();
  /** @type {import("./types.js").Me} */
  me = { nick: "", account: "", away: null };
  /** @type {import("./types.js").About} */
  about = {};
  /** What the server takes: bytes of a line, and nonces. */
  limits = { line: 2048, nonces: true };
  /** @type {Set<string>} whom the user ignores, by folded nicks */
  ignored = new Set();

  #fetch;
  /** @type {Promise<void> | null} */
  #learning = null;

  // What the parts do, under one name for all.

  /** @type {Conversations["show"]} */
  show = (...args) => this.conversations.show(...args);
  /** @type {Conversations["drop"]} */
  drop = (...args) => this.conversations.drop(...args);
  /** @type {Conversations["post"]} */
  post = (...args) => this.conversations.post(...args);
  /** @type {Conversations["note"]} */
  note = (...args) => this.conversations.note(...args);

  /** @param {Environment} environment */
  constructor({
    storage, location = globalThis.location, clock = systemClock, page = globalThis.window, claims,
    makeSocket = (url) => new WebSocket(url, ["line.partyline"]), fetch = globalThis.fetch?.bind(globalThis),
  }) {
    super();
    this.storage = storage;
    this.clock = clock;
    this.#fetch = fetch;
    this.url = new URL("ws", location.href);
    this.url.protocol = this.url.protocol.replace("http", "ws");
    this.url.search = this.url.hash = "";
    this.wire = new Wire({ url: this.url.href, makeSocket, clock });
    this.conversations = new Conversations(this);
    this.entering = new Entering(this);
    this.visit = new Visit(this);
    this.history = new History(this);
    this.outbox = new Outbox(this);
    this.account = new Login(this);
    /** @type {Coming} */
    this.coming = new Coming(this, claims ?? new TabClaims(() => this.visit.token));
    this.#listen(page);
  }

  /** @param {EventTarget | undefined} page */
  #listen(page) {
    this.wire.on("state", () => this.emit("state"));
    this.wire.on("greeted", (keys) => void this.coming.enter(keys));
    this.wire.on("event", (line) => happened(this, line));
    this.wire.on("refused", (refusal) => this.emit("tell", { refusal }));
    page?.addEventListener("online", () => this.wire.check());
    page?.addEventListener("pagehide", () => this.visit.remember());
    globalThis.document?.addEventListener("visibilitychange", () => this.shown(!document.hidden));
  }

  /**
   * The page is shown, or hidden.
   * @param {boolean} isShown
   */
  shown(isShown) {
    if (!isShown) this.visit.remember();
    else if (this.wire.phase === "off" || this.wire.silence > doubtfulSilence) this.wire.check();
  }

  // MARK: The connection

  /** @returns {import("./types.js").ConnectionState} */
  get state() {
    const { phase, retryAt, code } = this.wire;
    if (phase === "open") return { phase: this.coming.isIn ? "on" : "entering" };
    return phase === "off" ? { phase, retryAt, code } : { phase, code };
  }

  /** Whether a password may be sent: it would be read by anybody on the way otherwise. */
  get mayLogIn() {
    const { protocol, hostname } = this.url;
    return protocol === "wss:" || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  }

  /** Asks, once, what the server tells of itself also to who is not in yet. */
  learn() {
    return this.#learning ??= askAbout(this.#fetch).then((about) => this.knows(about));
  }

  /** @param {import("./types.js").About} about */
  knows(about) {
    Object.assign(this.about, Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)));
    this.emit("about");
  }

  /**
   * Joins the server.
   * @param {{ nick: string, room?: string }} whom   `room`: the one that a link leads to
   */
  start({ nick, room = "" }) {
    void this.learn();
    return this.coming.start(nick, room);
  }

  /** Tries to connect now, also where the session was ended. */
  retryNow() {
    this.wire.connect();
  }

  /** Leaves the server. */
  async quit() {
    this.visit.forget();
    await this.ask("/quit").catch(() => {});
    this.wire.stop();
  }

  /**
   * Asks the server, in its own words.
   * @param {string} body
   * @param {{ patient?: boolean }} [options]
   * @returns {Promise<Answer>}
   */
  ask(body, options) {
    return this.wire.ask(body, options);
  }

  // MARK: Conversations

  /** The conversation that is shown. */
  get current() {
    return this.conversations.current;
  }

  /**
   * The private conversation with somebody, which is shown.
   * @param {string} nick
   */
  open(nick) {
    if (!isNick(nick)) throw new Refusal("bad-nick");
    const room = this.rooms.open(nick);
    this.show(room);
    return room;
  }

  /**
   * Enters a room, and shows it.
   * @param {string} typed
   * @param {string} key   where it needs one
   * @returns {Promise<Room>}
   */
  async join(typed, key = "") {
    const name = roomName(typed);
    if (!name) throw new Refusal("bad-room");
    const room = await this.entering.join(name, key);
    this.show(room);
    return room;
  }

  /**
   * Leaves a room. The next one is shown.
   * @param {Room} room
   * @param {string} reason
   */
  async leave(room, reason = "") {
    if (room.joined) await this.ask(command("part", room.name, reason));
    this.drop(room);
  }

  /** @param {string} nick */
  isMe(nick) {
    return sameName(nick, this.me.nick);
  }

  // MARK: What is said

  /**
   * Says a text, a message a line. It is in the log at once, and goes when it can.
   * @param {Room} room
   * @param {string} text
   * @param {"say" | "act"} kind
   */
  say(room, text, kind = "say") {
    this.outbox.say(room, text, kind);
  }

  // MARK: Oneself

  /**
   * Takes another nick.
   * @param {string} nick
   */
  async rename(nick) {
    const { keys } = await this.ask(command("nick", nick));
    this.becomes(keys.nick ?? nick);
    this.storage.nick = this.coming.nick = this.me.nick;
    this.emit("tell", { key: "told.nick", values: { nick: this.me.nick } });
  }

  /**
   * The user is called otherwise from now on.
   * @param {string} nick
   */
  becomes(nick) {
    const old = this.me.nick;
    if (nick === old) return;
    this.me.nick = nick;
    for (const room of this.rooms) if (room.rename(old, nick)) this.emit("members", { room });
    this.emit("me");
  }

  /** @param {string | null} note   null: is back */
  async setAway(note) {
    await this.ask(note === null ? "/back" : command("away", note));
    isAway(this, this.me.nick, note);
    this.emit("tell", { key: note === null ? "told.back" : "told.away", values: {} });
  }

  /**
   * Hides what somebody says, or no longer.
   * @param {string} nick
   * @param {boolean} isHidden
   */
  async ignore(nick, isHidden = true) {
    await this.ask(command(isHidden ? "ignore" : "unignore", nick));
    this.ignored[isHidden ? "add" : "delete"](fold(nick));
    this.emit("tell", { key: isHidden ? "told.ignored" : "told.unignored", values: { nick } });
    this.emit("rooms");
  }

  /**
   * Asks about somebody.
   * @param {string} nick
   * @returns {Promise<import("./types.js").Row>}  its keys tell, and its text is a note
   */
  async whois(nick) {
    const { rows } = await this.ask(command("whois", nick));
    return rows[0] ?? { verb: "whois", fields: [nick], keys: Object.create(null), text: undefined };
  }
}
