// Getting in, and back in after the connection was lost. At best nobody notices: a token takes the lost connection's
// place. Where that is too late, the user logs in or takes the nick again, enters the rooms again (entering.js), and
// asks in each for what was said since.

import { isAway } from "./happenings.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { fold, sameName } from "./names.js";
import { Nicks } from "./nicks.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Keys} Keys */

/**
 * A login that somebody comes by, and who waits for what becomes of it.
 * @typedef {object} Entrance
 * @property {string} account
 * @property {string} password
 * @property {boolean} remember
 * @property {() => void} done
 * @property {(refusal: Refusal) => void} fail
 */

export class Coming {
  /** Whether all is as it was, or as it was wished for: the nick taken, the rooms entered. */
  isIn = false;
  /** What the user wants to be called. Other tabs may be others, so it is not what the browser keeps. */
  nick = "";
  /** Counts connections. */
  connection = 0;

  #session;
  #claims;
  #nicks;
  /** Whether somebody who has that nick may be ourselves, on a connection that the server thinks is there. */
  #wasHere = false;
  /** The room that the page's address named. */
  #linked = "";
  /** @type {Entrance | null} */
  #entrance = null;
  /** The room that was shown before the server told which one it puts newcomers into. */
  #guess = "";

  /**
   * @param {import("./session.js").Session} session
   * @param {import("./storage.js").TabClaims} claims
   */
  constructor(session, claims) {
    this.#session = session;
    this.#claims = claims;
    this.#nicks = new Nicks(session);
    session.wire.on("state", () => this.#connectionChanged());
  }

  /**
   * @param {string} nick
   * @param {string} linked
   */
  async start(nick, linked) {
    const { storage, rooms, about, wire, clock } = this.#session;
    this.#linked = linked;
    storage.nick = this.nick = this.#session.me.nick = nick;
    for (const name of [...storage.rooms, linked]) if (name) rooms.open(name).wanted = true;
    if (rooms.list().length === 0) {
      this.#guess = about.lobby || "#lobby";
      rooms.open(this.#guess).wanted = true;
    }
    for (const [name, unread] of storage.talks) Object.assign(rooms.open(name), { unread, mentions: unread });
    this.#session.show(rooms.get(linked) ?? rooms.get(storage.shown) ?? rooms.list()[0]);
    this.#session.emit("me");
    const past = storage.return;
    if (past && !await this.#claims.isTaken(past.token, clock)) {
      Object.assign(this.#session.visit, { token: past.token, since: past.since });
      this.#wasHere = true;
    }
    wire.connect();
  }

  /**
   * Comes by a login, which goes before all else: nobody sees the guest that one was for a moment. Where it is refused,
   * or there is no connection, one has not come at all.
   * @param {string} account
   * @param {string} password
   * @param {boolean} remember
   * @param {string} linked
   * @returns {Promise<void>}
   */
  startAs(account, password, remember, linked) {
    return new Promise((done, fail) => {
      this.#entrance = { account, password, remember, done, fail };
      void this.start("", linked);
    });
  }

  #connectionChanged() {
    const { wire } = this.#session;
    if (wire.phase === "open") return;
    if (this.#entrance && wire.phase !== "connecting") this.#turnAway(this.#entrance, new Refusal("lost"));
    this.isIn = false;
    for (const room of this.#session.rooms) room.lose();
    // Another tab goes by the token now, or it is good no more.
    if (wire.phase === "ended") this.#session.visit.forget();
  }

  // MARK: Getting in

  /**
   * The server has greeted.
   * @param {Keys} keys
   */
  async enter(keys) {
    const connection = ++this.connection, session = this.#session;
    session.limits = {
      line: Number(keys["max-line"]) || 2048,
      nonces: (keys.caps ?? "").split(",").includes("nonce"),
    };
    session.knows({ name: keys.server, lobby: keys.room });
    try {
      if (!await this.#resume(keys)) await this.#arrive(keys);
      if (connection !== this.connection) return;
      this.isIn = true;
      this.#wasHere = true;
      session.visit.remember();
      session.entering.keep();
      session.emit("state");
      session.outbox.flush();
      if (session.current) session.history.need(session.current);
      await this.#learnSelf();
    } catch (refusal) {
      // The wire comes back by itself, and all of this begins anew.
      unlessRefused(refusal);
    }
  }

  /**
   * Takes the lost connection's place.
   * @param {Keys} keys
   * @returns {Promise<boolean>} whether it did
   */
  async #resume(keys) {
    const { visit } = this.#session, { token, since } = visit;
    visit.token = keys.resume ?? "";
    if (!token) return false;
    try {
      this.#resumed(await this.#session.ask(command("resume", token, since && `since=${since}`)), since);
      return true;
    } catch (refusal) {
      unlessRefused(refusal);
      if (refusal.code !== "lost") return false;
      visit.token = token;
      throw refusal;
    }
  }

  /**
   * @param {Answer} answer
   * @param {string} since   the id that was asked from; "" for none
   */
  #resumed({ rows, keys }, since) {
    const session = this.#session;
    session.visit.token = keys.resume ?? "";
    session.becomes(keys.nick ?? session.me.nick);
    const told = rows.filter(({ verb }) => verb === "room");
    const names = new Set(told.map(({ fields }) => fold(fields[0] ?? "")));
    for (const room of session.rooms) {
      if (!room.isPrivate && !names.has(room.key)) room.joined = false;
      // Where the answer lacks some, each room is asked from where it stood.
      room.regain(since !== "" && keys.gap !== "1" && keys.more !== "1");
    }
    for (const { fields, text = "" } of told) {
      const room = session.rooms.open(fields[0]);
      Object.assign(room, { joined: true, wanted: true, topic: text });
      session.emit("topic", { room });
    }
    this.#dropGuess(keys.room ?? "");
    session.history.missed(rows);
    session.visit.reaches(keys.id ?? "");
    for (const room of session.rooms) {
      if (!room.joined && !room.isPrivate) continue;
      // After a reload a room has nothing but this answer, of which there is more.
      if (keys.more === "1") room.missingFrom ||= room.lastId || since;
      void session.history.catchUp(room);
    }
    this.#sortOut();
    session.emit("rooms");
  }

  /**
   * Rooms in which one is not after coming back. A tab that is loaded again is where it was: what it took for its rooms
   * beforehand may be another tab's, but for the one that its address names. Later, the user asked for them.
   */
  #sortOut() {
    const session = this.#session, isReload = this.connection === 1;
    for (const room of session.rooms.list()) {
      if (room.isPrivate || room.joined || room.lastId !== "") continue;
      if (isReload && !sameName(room.name, this.#linked)) session.drop(room);
      else if (room.wanted) session.entering.enter([room]).catch(unlessRefused);
    }
  }

  /**
   * Comes as somebody new.
   * @param {Keys} keys
   */
  async #arrive(keys) {
    const session = this.#session, lobby = keys.room ?? "";
    // Who is cut before all is done comes back to what was said since now.
    session.visit.since ||= keys.id ?? "";
    session.me.account = "";
    session.becomes(keys.nick ?? "");
    this.#dropGuess(lobby);
    const rooms = session.rooms.list().filter((room) => room.wanted && !room.isPrivate);
    if (rooms.length === 0 && lobby) rooms.push(session.rooms.open(lobby));
    // The server puts newcomers into its lobby. Who does not want to be there leaves it before anybody was told; so
    // does who logs in first, as a password takes the server a while.
    if (lobby && (this.#entrance || !rooms.some(({ name }) => sameName(name, lobby)))) {
      session.ask(command("part", lobby)).catch(unlessRefused);
    }
    if (!await this.#logIn() && this.nick) await this.#nicks.take(this.nick, this.#wasHere);
    for (const room of rooms) room.joined = false;
    await session.entering.enter(rooms);
    for (const room of session.rooms) {
      if (!room.isPrivate) continue;
      room.regain(false);
      void session.history.catchUp(room);
    }
    session.visit.reaches(keys.id ?? "");
    if (!session.current) session.show(rooms[0]);
  }

  /** @returns {Promise<boolean>} whether one is logged in now */
  async #logIn() {
    const { account } = this.#session, entrance = this.#entrance;
    if (!entrance) return account.comeBack();
    try {
      await account.login(entrance.account, entrance.password, entrance.remember);
      this.#entrance = null;
      entrance.done();
      return true;
    } catch (refusal) {
      unlessRefused(refusal);
      await this.#turnAway(entrance, refusal);
      throw refusal;
    }
  }

  /**
   * @param {Entrance} entrance
   * @param {Refusal} refusal
   */
  async #turnAway(entrance, refusal) {
    this.#entrance = null;
    await this.#session.quit();
    entrance.fail(refusal);
  }

  /**
   * The lobby has another name than was thought before anything was known of the server.
   * @param {string} lobby
   */
  #dropGuess(lobby) {
    const { rooms } = this.#session, guess = rooms.get(this.#guess);
    this.#guess = "";
    if (!guess || !lobby || sameName(guess.name, lobby) || rooms.get(lobby)) return;
    rooms.rename(guess, lobby);
    this.#session.emit("rooms");
    this.#session.emit("current");
  }

  /** What of oneself the server knows better: an account, whom one ignores, rooms that another session entered. */
  async #learnSelf() {
    const session = this.#session;
    try {
      const self = await session.whois(session.me.nick);
      session.me.account = self.keys.account ?? "";
      isAway(session, session.me.nick, self.keys.away === "1" ? self.text ?? "" : null);
      for (const name of (self.keys.rooms ?? "").split(",")) {
        if (name && !session.rooms.get(name)?.joined) session.entering.entered(name);
      }
      const { rows } = await session.ask("/ignore", { patient: true });
      session.ignored = new Set(rows.map(({ fields }) => fold(fields[0] ?? "")));
    } catch (refusal) {
      unlessRefused(refusal);
    }
    session.emit("me");
  }

  /**
   * Nobody has a nick any more.
   * @param {string} nick
   */
  isFree(nick) {
    this.#nicks.isFree(nick);
  }

  /** Learns it again, where the user became another: by a login or a logout. */
  async changed() {
    this.#session.visit.remember();
    await this.#learnSelf();
  }
}
