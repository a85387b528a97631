// One person's presence on the server: the connection, the rooms and what can be done in them. The parts of it, each
// with a subject of its own, are `coming.js` (getting in, and back in), `conversations.js` (what is shown and what was
// not seen), `happenings.js` (what the server tells), `outbox.js` (what is said), `history.js` (what was said) and
// `login.js` (accounts).

import { Coming } from "./coming.js";
import { enterText } from "./commands.js";
import { Conversations } from "./conversations.js";
import { Emitter } from "./emitter.js";
import { happened, isAway } from "./happenings.js";
import { History } from "./history.js";
import { Refusal, command } from "./lines.js";
import { Login } from "./login.js";
import { fold, isNick, roomName, sameName } from "./names.js";
import { Outbox } from "./outbox.js";
import { Rooms } from "./rooms.js";
import { TabClaims } from "./storage.js";
import { Wire, systemClock } from "./wire.js";

/** @typedef {import("./rooms.js").Room} Room */
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
  /** @type {Conversations["attend"]} */
  attend = (...args) => this.conversations.attend(...args);
  /** @type {Conversations["keepDraft"]} */
  keepDraft = (...args) => this.conversations.keepDraft(...args);
  /** @type {Conversations["drop"]} */
  drop = (...args) => this.conversations.drop(...args);
  /** @type {Conversations["post"]} */
  post = (...args) => this.conversations.post(...args);
  /** @type {Conversations["note"]} */
  note = (...args) => this.conversations.note(...args);
  /** @type {Outbox["retry"]} */
  retry = (...args) => this.outbox.retry(...args);
  /** @type {History["older"]} */
  loadOlder = (...args) => this.history.older(...args);
  /** @type {History["reveal"]} */
  reveal = (...args) => this.history.reveal(...args);
  /** @type {History["search"]} */
  search = (...args) => this.history.search(...args);
  /** @type {Login["register"]} */
  register = (...args) => this.account.register(...args);
  /** @type {Login["login"]} */
  login = (...args) => this.account.login(...args);
  /** @type {Login["logout"]} */
  logout = () => this.account.logout();
  /** @type {Login["changePassword"]} */
  changePassword = (...args) => this.account.changePassword(...args);

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
    this.history = new History(this);
    this.outbox = new Outbox(this);
    this.account = new Login(this);
    /** @type {Coming} */
    this.coming = new Coming(this, claims ?? new TabClaims(() => this.coming.token));
    this.#listen(page);
  }

  /** @param {EventTarget | undefined} page */
  #listen(page) {
    this.wire.on("state", () => this.emit("state", undefined));
    this.wire.on("greeted", (keys) => void this.coming.enter(keys));
    this.wire.on("event", (line) => happened(this, line));
    this.wire.on("refused", (refusal) => this.emit("tell", { refusal }));
    page?.addEventListener("online", () => this.wire.check());
    page?.addEventListener("pagehide", () => this.coming.remember());
    globalThis.document?.addEventListener("visibilitychange", () => this.shown(!document.hidden));
  }

  /**
   * The page is shown, or hidden.
   * @param {boolean} isShown
   */
  shown(isShown) {
    if (!isShown) this.coming.remember();
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
    this.emit("about", undefined);
  }

  /**
   * Joins the server.
   * @param {{ nick: string, room?: string }} whom   `room`: the one that a link leads to
   */
  start({ nick, room = "" }) {
    void this.learn();
    return this.coming.start(nick, room);
  }

  /**
   * Joins the server by a login.
   * @type {Coming["startAs"]}
   */
  startAs(...args) {
    return this.coming.startAs(...args);
  }

  /** Tries to connect now, also where the session was ended. */
  retryNow() {
    this.wire.connect();
  }

  /** Leaves the server. */
  async quit() {
    this.coming.forget();
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
    const room = await this.coming.join(name, key);
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

  /**
   * @param {Room} room
   * @returns {Promise<void>}
   */
  async close(room) {
    if (room.isPrivate) this.drop(room);
    else await this.leave(room);
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
   */
  say(room, text) {
    this.outbox.say(room, text, "say");
  }

  /**
   * @param {Room} room
   * @param {string} text
   */
  act(room, text) {
    this.outbox.say(room, text, "act");
  }

  /**
   * Does what was typed into the box: says it, or carries out the command that it is.
   * @param {Room} room
   * @param {string} typed
   */
  enterText(room, typed) {
    return enterText(this, room, typed);
  }

  /**
   * Gives up a line that failed.
   * @param {Room} room
   * @param {Line} line
   */
  discard(room, line) {
    if (room.remove(line)) this.emit("remove", { room, line });
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
    this.emit("me", undefined);
  }

  /** @param {string | null} note   null: is back */
  async setAway(note) {
    await this.ask(note === null ? "/back" : command("away", note));
    isAway(this, this.me.nick, note);
  }

  /** @param {string} nick */
  async ignore(nick) {
    await this.ask(command("ignore", nick));
    this.ignored.add(fold(nick));
    this.emit("tell", { key: "told.ignored", values: { nick } });
    this.emit("rooms", undefined);
  }

  /** @param {string} nick */
  async unignore(nick) {
    await this.ask(command("unignore", nick));
    this.ignored.delete(fold(nick));
    this.emit("tell", { key: "told.unignored", values: { nick } });
    this.emit("rooms", undefined);
  }

  // MARK: Others and their rooms

  /**
   * @param {Room} room
   * @param {string} text   "" clears it
   */
  async setTopic(room, text) {
    const { keys } = await this.ask(command("topic", room.name, text || "-"));
    happened(this, {
      verb: "TOPIC", fields: [keys.time ?? "", room.name, this.me.nick], keys, text: text === "-" ? "" : text,
    });
  }

  /**
   * @param {string} nick
   * @param {string} reason
   */
  async report(nick, reason) {
    await this.ask(command("report", nick, reason));
    this.emit("tell", { key: "told.reported", values: { nick } });
  }

  /**
   * @param {string} nick
   * @returns {Promise<import("./types.js").Row>}  its keys tell, and its text is a note
   */
  async whois(nick) {
    const { rows } = await this.ask(command("whois", nick));
    return rows[0] ?? { verb: "whois", fields: [nick], keys: Object.create(null), text: undefined };
  }

  /**
   * Rooms with somebody in them, the largest first.
   * @param {string} part   of their names
   * @param {string} after  the last one of the page before
   * @returns {Promise<{ rooms: import("./types.js").RoomListing[], more: boolean }>}
   */
  async listRooms(part = "", after = "") {
    const { rows, keys } = await this.ask(command("rooms", part, after && `after=${after}`));
    const rooms = rows.filter(({ verb }) => verb === "room").map(({ fields, keys, text }) => ({
      name: fields[0] ?? "", members: Number(keys.members ?? 0), topic: text ?? "",
    }));
    return { rooms, more: keys.more === "1" };
  }
}

/**
 * What the server tells of itself, as far as it is what it should be.
 * @param {any} told
 * @returns {import("./types.js").About}
 */
function readAbout({ server, room, keeps, accounts, registration, passwordMin, search }) {
  const text = (/** @type {unknown} */ value) => typeof value === "string" ? value.slice(0, 200) : undefined;
  const flag = (/** @type {unknown} */ value) => typeof value === "boolean" ? value : undefined;
  const isNumber = typeof keeps === "number" && keeps > 0;
  return {
    name: text(server), lobby: text(room),
    keptDays: isNumber ? Math.ceil(keeps / 86_400) : keeps === "ever" ? 0 : undefined,
    passwordMin: typeof passwordMin === "number" ? passwordMin : undefined,
    accounts: flag(accounts), registration: flag(registration), search: flag(search),
  };
}
/**
 * Asks for it. An older server tells nothing, and the page works without.
 * @param {typeof fetch} fetch
 * @returns {Promise<import("./types.js").About>}
 */
async function askAbout(fetch) {
  try {
    const answer = await fetch("about.json");
    return answer.ok ? readAbout(await answer.json()) : {};
  } catch {
    return {};
  }
}
