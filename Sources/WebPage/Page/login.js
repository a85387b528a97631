// Accounts: making one, logging in and out, and what this browser remembers of it, where the user asked for that.

import { Refusal, byteLength, command, makeNonce, unlessRefused } from "./lines.js";
import { sameName } from "./names.js";

/** The most bytes of a password that a server takes. */
const passwordMost = 1000;

/** For how many days a browser that is not used any more can log in. */
const rememberedDays = "90";

export class Login {
  #session;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** A password goes over no connection that others can read. */
  #demandSafety() {
    if (!this.#session.mayLogIn) throw new Refusal("insecure");
  }

  /**
   * Sends a command of accounts. Where the server keeps none, that is said.
   * @param {string} verb
   * @param {...string} args
   */
  async #ask(verb, ...args) {
    try {
      return await this.#session.ask(command(verb, ...args));
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === "unknown-command") throw new Refusal("no-accounts");
      throw refusal;
    }
  }

  /**
   * Refuses a new password that the server would refuse: by its code that could as well be a wrong old one.
   * @param {string} password
   */
  #demandGood(password) {
    const { about: { passwordMin = 0 }, me } = this.#session, length = byteLength(password);
    if (length < passwordMin) throw new Refusal("password-short", "", { min: String(passwordMin) });
    if (length > passwordMost) throw new Refusal("password-long", "", { max: String(passwordMost) });
    if (sameName(password, me.account || me.nick)) throw new Refusal("password-name");
  }

  /**
   * Makes the nick an account.
   * @param {string} password
   * @param {boolean} remember   has this browser log in by itself from now on
   */
  async register(password, remember) {
    this.#demandSafety();
    this.#demandGood(password);
    const { keys } = await this.#ask("register", password);
    await this.#isIn(keys.account ?? this.#session.me.nick, remember, "told.registered");
  }

  /**
   * @param {string} name
   * @param {string} password
   * @param {boolean} remember
   */
  async login(name, password, remember) {
    this.#demandSafety();
    const { keys } = await this.#ask("login", name, password);
    this.#session.becomes(keys.nick ?? name);
    await this.#isIn(keys.account ?? name, remember, "told.login");
  }

  /**
   * @param {string} account
   * @param {boolean} remember
   * @param {string} key   of the words that tell it
   */
  async #isIn(account, remember, key) {
    const session = this.#session;
    this.#isAs(account);
    session.storage.nick = session.coming.nick = session.me.nick;
    session.emit("me");
    session.emit("tell", { key, values: { account } });
    if (remember) await this.#remember(account);
    // What was private before may be had now.
    for (const room of session.rooms) if (room.isPrivate) Object.assign(room, { loaded: false, askedOn: 0 });
    await session.coming.changed();
    if (session.current) session.history.need(session.current);
  }

  /**
   * It is the one that is proposed for the next login, too.
   * @param {string} account
   */
  #isAs(account) {
    this.#session.me.account = account;
    this.#session.storage.set("account", account);
  }

  /** @param {string} account */
  async #remember(account) {
    const session = this.#session, label = `page-${makeNonce().slice(0, 8)}`;
    try {
      const { keys } = await this.#ask("token", "remember", label, rememberedDays);
      if (keys.token) session.storage.login = { account, token: keys.token, label };
    } catch (refusal) {
      unlessRefused(refusal);
      session.emit("tell", { key: "told.login.unkept", values: {} });
    }
  }

  /**
   * Logs in by what this browser remembers.
   * @returns {Promise<boolean>} whether it did
   */
  async comeBack() {
    const session = this.#session, { login } = session.storage;
    if (!login || !session.mayLogIn) return false;
    try {
      const { keys } = await this.#ask("login", login.token);
      this.#isAs(keys.account ?? login.account);
      session.becomes(keys.nick ?? login.account);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.code === "lost") throw refusal;
      // Where the server can't say now, it may be good later.
      if (["bad-password", "no-such-account", "suspended", "no-accounts"].includes(refusal.code)) {
        session.storage.login = null;
      }
      session.emit("login", { why: refusal });
      return false;
    }
  }

  async logout() {
    const session = this.#session, { login } = session.storage;
    session.storage.login = null;
    if (login) await this.#ask("token", "del", login.label).catch(() => {});
    const { keys } = await this.#ask("logout");
    session.me.account = "";
    session.becomes(keys.nick ?? session.me.nick);
    session.coming.nick = session.me.nick;
    session.emit("me");
    session.emit("tell", { key: "told.logout", values: {} });
    await session.coming.changed();
  }

  /**
   * Sets another password. What this browser remembers ends with the old one, and is made anew.
   * @param {string} old
   * @param {string} now
   */
  async changePassword(old, now) {
    this.#demandSafety();
    this.#demandGood(now);
    const session = this.#session, { login } = session.storage;
    // The old one ends at the first space: written by its bytes it has none.
    const hex = Array.from(new TextEncoder().encode(old), (byte) => byte.toString(16).padStart(2, "0")).join("");
    await this.#ask("password", `hex:${hex}`, now);
    session.emit("tell", { key: "told.password", values: {} });
    if (login) await this.#remember(login.account);
  }
}
