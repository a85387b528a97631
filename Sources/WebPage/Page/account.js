// One's own name: the menu behind it, and accounts. Passwords go over TLS or within this machine, and nowhere else.

import { make } from "./dom.js";
import { ask, show } from "./dialogs.js";
import { Refusal } from "./lines.js";

/** @typedef {import("./page.js").Page} Page */

/**
 * Asks for an account and its password, or a token. Resolves once the server took it, or when the user goes away.
 * @param {Page} page
 * @param {string} [name]
 * @param {() => unknown} [prepare]   what goes before the login, such as a connection
 */
export async function login(page, name = page.session.me.nick, prepare) {
  const { session, words } = page;
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
    act: async ({ name: account = "", password = "", remember = "" }) => {
      await prepare?.();
      await session.login(account.trim(), password, remember !== "");
    },
  });
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
    text: words.say("register.text"),
    fields: [
      whose(page),
      password("password", words.say("login.password"), "new-password"),
      password("again", words.say("register.again"), "new-password"),
      { name: "remember", label: words.say("login.remember"), type: "checkbox" },
    ],
    yes: words.say("register"),
    act: ({ password = "", again, remember = "" }) => {
      if (password !== again) throw new Refusal("differ");
      return session.register(password, remember !== "");
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
    act: ({ old = "", now = "" }) => session.changePassword(old, now),
  });
}

/** @param {Page} page */
export function rename(page) {
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
export function away(page) {
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
  return { name, label, type: "password", required: true, longest: 1000, autocomplete };
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
