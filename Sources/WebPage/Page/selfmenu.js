// The menu behind one's own name.

import { away, changePassword, login, register, rename } from "./account.js";
import { element } from "./dom.js";
import { showKeys } from "./keys.js";
import { openMenu } from "./menu.js";
import { languageChoices } from "./theme.js";

export class SelfMenu {
  #page;
  #anchor = element("self", HTMLButtonElement);

  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.#page = page;
    this.#anchor.addEventListener("click", () => openMenu(this.#anchor, page.words.say("self.title"), this.#items()));
    page.session.on("me", () => this.#tell());
    this.#tell();
  }

  #tell() {
    const { session, words } = this.#page, { nick, account, away: note } = session.me;
    element("nick", HTMLElement).textContent = nick;
    const state = [nick, account && words.say("self.account", { account }), note !== null && words.say("away")];
    this.#anchor.setAttribute("aria-label", state.filter(Boolean).join(", "));
    element("app", HTMLElement).classList.toggle("away", note !== null);
  }

  /** @returns {(import("./menu.js").Item | "-")[]} */
  #items() {
    const page = this.#page, { session, words } = page, { account, away: note } = session.me;
    /** @type {(import("./menu.js").Item | "-")[]} */
    const items = [
      { label: account ? words.say("self.account", { account }) : words.say("self.guest") },
      { label: words.say("nick.change"), act: () => rename(page) },
      note === null ? { label: words.say("away.set"), act: () => away(page) }
        : { label: words.say("away.end"), act: () => page.attempt(() => session.setAway(null)) },
      "-",
    ];
    if (account) items.push(
      { label: words.say("password.change"), act: () => changePassword(page) },
      { label: words.say("logout"), act: () => page.attempt(() => session.logout()) });
    else if (session.about.accounts !== false) items.push({ label: words.say("login.go"), act: () => login(page) });
    if (!account && session.about.registration !== false && session.about.accounts !== false) {
      items.push({ label: words.say("register.go"), act: () => register(page) });
    }
    items.push("-",
      { label: words.say("language"), act: () => openMenu(this.#anchor, words.say("language"), languageChoices(page)) },
      { label: words.say("keys"), act: () => showKeys(words) },
      { label: words.say("quit"), act: () => session.quit() });
    return items;
  }
}
