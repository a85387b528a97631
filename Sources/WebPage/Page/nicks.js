// Taking a nick; and taking it back, where one's own lost connection has it until the server notices.

import { Refusal, command, unlessRefused } from "./lines.js";
import { sameName } from "./names.js";

/** How often, and how soon, a nick is asked for again. Together it is as long as a server takes to notice. */
const mostTries = 24, pause = 10_000;

export class Nicks {
  #session;
  /** What is to be taken back; "" for nothing. */
  #wanted = "";
  #tries = 0;
  /** @type {unknown} */
  #timer = null;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * Takes a nick. Where it is somebody's, the user goes on as a guest, and is told.
   * @param {string} nick
   * @param {boolean} isOurs   whether that somebody may be ourselves: then it is taken as soon as it is free
   */
  async take(nick, isOurs) {
    const session = this.#session;
    session.clock.cancel(this.#timer);
    this.#wanted = "";
    try {
      const { keys } = await session.ask(command("nick", nick));
      session.becomes(keys.nick ?? nick);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.code === "lost") throw refusal;
      if (refusal.code !== "nick-in-use") return session.emit("tell", { refusal });
      session.emit("tell", { key: "told.nick.taken", values: { wanted: nick, nick: session.me.nick } });
      if (!isOurs) return;
      this.#wanted = nick;
      this.#tries = 0;
      this.#later(session.me.nick);
    }
  }

  /** @param {string} guest   as whom the user goes on */
  #later(guest) {
    if (this.#tries++ === mostTries) this.#wanted = "";
    this.#timer = this.#session.clock.after(() => void this.#takeBack(guest), pause);
  }

  /** @param {string} guest */
  async #takeBack(guest) {
    const session = this.#session, nick = this.#wanted;
    // Not where the user took another one meanwhile, or logged in.
    if (!nick || !session.coming.isIn || !sameName(session.me.nick, guest)) return;
    try {
      await session.rename(nick);
      this.#wanted = "";
      session.emit("tell", { key: "told.nick.back", values: { nick } });
    } catch (refusal) {
      unlessRefused(refusal);
      this.#later(guest);
    }
  }

  /**
   * Nobody has a nick any more.
   * @param {string} nick
   */
  isFree(nick) {
    if (!this.#wanted || !sameName(nick, this.#wanted)) return;
    this.#session.clock.cancel(this.#timer);
    void this.#takeBack(this.#session.me.nick);
  }
}
