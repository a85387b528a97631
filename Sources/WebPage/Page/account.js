// One's own name: the menu behind it, and accounts. Passwords go over TLS or within this machine, and nowhere else.

import { ask, show } from "./dialogs.js";
import { element, make, part } from "./dom.js";
import { showHelp } from "./keys.js";
import { Refusal } from "./lines.js";
import { openMenu } from "./menu.js";
import { languageChoices } from "./theme.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./menu.js").Item} Item */

/** The menu behind one's own name. */
export class SelfMenu {
  #page;
  #anchor = element("self", HTMLButtonElement);

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    this.#anchor.addEventListener("click", () => openMenu(this.#anchor, page.words.say("self.title"), this.#items()));
    page.session.on("me", () => this.#tell());
    this.#tell();
  }

  #tell() {
    const { session, words } = this.#page, { nick, account, away: note } = session.me;
    part("nick").textContent = nick;
    const state = [nick, account && words.say("self.account", { account }), note !== null && words.say("away")];
    this.#anchor.setAttribute("aria-label", state.filter(Boolean).join(", "));
    part("app").classList.toggle("away", note !== null);
  }

  /** @returns {(Item | "-")[]} */
  #items() {
    const page = this.#page, { session, words } = page, { account, away: note } = session.me;
    /** @type {(Item | "-")[]} */
    const items = [
      { label: account ? words.say("self.account", { account }) : words.say("self.guest") },
      { label: words.say("nick.change"), act: () => rename(page) },
      note === null ? { label: words.say("away.set"), act: () => away(page) }
        : { label: words.say("away.end"), act: () => page.attempt(() => session.setAway(null)) },
      "-",
    ];
    if (account) items.push(
      { label: words.say("password.change"), act: () => changePassword(page) },
      { label: words.say("logout"), act: () => page.attempt(() => session.account.logout()) });
    else if (session.about.accounts !== false) items.push({ label: words.say("login.go"), act: () => login(page) });
    if (!account && session.about.registration !== false && session.about.accounts !== false) {
      items.push({ label: words.say("register.go"), act: () => register(page) });
    }
    items.push("-",
      { label: words.say("language"), act: () => openMenu(this.#anchor, words.say("language"), languageChoices(page)) },
      { label: words.say("help"), act: () => showHelp(words) },
      { label: words.say("quit"), act: () => session.quit() });
    return items;
  }
}

/**
 * Asks for an account and its password, or a token; first for the account that one was last in.
 * Resolves once the server took it, or when the user goes away.
 * @param {Page} page
 * @param {string} [name]
 * @param {(account: string, password: string, remember: boolean) => unknown} [act]   logs in
 */
export async function login(page, name = accountOf(page.session), act) {
  const { session, words } = page;
  const logIn = act ?? session.account.login.bind(session.account);
  if (!session.mayLogIn) return insecure(page);
  await ask(words, {
    title: words.say("login"),
    text: words.say("login.text"),
    fields: [
      { name: "name", label: words.say("login.name"), value: name, required: true, autocomplete: "username" },
      password("password", words.say("login.password"), "current-password"),
      { name: "remember", label: words.say("login.remember"), type: "checkbox" },
    ],
    yes: words.say("login"),
    act: ({ name: account = "", password = "", remember = "" }) =>
      logIn(account.trim(), password, remember !== ""),
  });
}

/**
 * Which account somebody may mean: no server's own name for a guest is one.
 * @param {import("./session.js").Session} session
 */
function accountOf({ storage, me }) {
  return storage.get("account") || (/^guest\d*$/i.test(me.nick) ? "" : me.nick);
}

/**
 * Makes an account of one's nick.
 * @param {Page} page
 */
export async function register(page) {
  const { session, words } = page;
  if (!session.mayLogIn) return insecure(page);
  await ask(words, {
    title: words.say("register.title", { nick: session.me.nick }),
    text: words.say("register.text", { min: session.about.passwordMin ?? 8 }),
    fields: [
      whose(page),
      password("password", words.say("login.password"), "new-password"),
      password("again", words.say("register.again"), "new-password"),
      { name: "remember", label: words.say("login.remember"), type: "checkbox" },
    ],
    yes: words.say("register"),
    act: ({ password = "", again, remember = "" }) => {
      if (password !== again) throw new Refusal("differ");
      return session.account.register(password, remember !== "");
    },
  });
}

/** @param {Page} page */
export function changePassword(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("password.change"),
    fields: [
      whose(page),
      password("old", words.say("password.old"), "current-password"),
      password("now", words.say("password.new"), "new-password"),
    ],
    yes: words.say("change"),
    act: ({ old = "", now = "" }) => session.account.changePassword(old, now),
  });
}

/** @param {Page} page */
function rename(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("nick.yours"),
    text: words.say("nick.rule"),
    fields: [{ name: "nick", label: words.say("nick"), value: session.me.nick, required: true, longest: 32 }],
    yes: words.say("change"),
    act: ({ nick = "" }) => session.rename(nick.trim()),
  });
}

/** @param {Page} page */
function away(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("away.title"),
    fields: [{ name: "note", label: words.say("away.note"), longest: 200 }],
    yes: words.say("away.go"),
    act: ({ note = "" }) => session.setAway(note.trim()),
  });
}

/**
 * @param {string} name
 * @param {string} label
 * @param {string} autocomplete
 * @returns {import("./dialogs.js").Field}
 */
function password(name, label, autocomplete) {
  return { name, label, type: "password", required: true, autocomplete };
}

/**
 * The name that a password belongs to, which stores of passwords look for.
 * @param {Page} page
 * @returns {import("./dialogs.js").Field}
 */
function whose({ session, words }) {
  const name = session.me.account || session.me.nick;
  return { name: "name", label: words.say("login.name"), value: name, hidden: true, autocomplete: "username" };
}

/**
 * Says why there is no login here.
 * @param {Page} page
 */
function insecure({ words }) {
  return show(words, words.say("login"), make("p", {}, words.say("login.insecure")));
}
