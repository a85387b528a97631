// The card that newcomers see: who they want to be, where they are about to come, and for how long talk is kept there.

import { login } from "./account.js";
import { element, make } from "./dom.js";
import { isNick } from "./names.js";
import { fillLanguages } from "./theme.js";

/**
 * Asks a newcomer for a nick. Resolves when they join.
 * @param {import("./page.js").Page} page
 * @param {string} room   the room of the link by which they came; "" for none
 * @returns {Promise<string>} the nick
 */
export function welcome(page, room) {
  const { session, words } = page;
  const dialog = element("welcome", HTMLDialogElement), nick = element("welcome-nick", HTMLInputElement);
  const tell = () => describe(page, room || session.about.lobby || "#lobby");
  tell();
  fillLanguages(page, element("welcome-language", HTMLSelectElement));
  session.learn().then(tell);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
  nick.focus();
  return new Promise((done) => {
    const leave = (/** @type {string} */ name) => {
      dialog.close();
      done(name);
    };
    nick.addEventListener("input", () => nick.setCustomValidity(""));
    dialog.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      if (isNick(nick.value.trim())) leave(nick.value.trim());
      else fault(words.say("nick.rule"));
    });
    element("welcome-login", HTMLElement).addEventListener("click", async () => {
      const account = await login(page, nick.value.trim());
      if (account) leave(account);
    });
  });
}

/**
 * @param {import("./page.js").Page} page
 * @param {string} room
 */
function describe({ session, words }, room) {
  const { name, keptDays, accounts } = session.about;
  element("welcome-server", HTMLElement).replaceChildren(...words.parts("welcome.server", { server: make("b", {}, make("bdi", {}, name ?? location.host)) }));
  element("welcome-go", HTMLElement).replaceChildren(...words.parts("welcome.go", { room: make("bdi", {}, room) }));
  element("welcome-login", HTMLElement).hidden = accounts === false;
  element("welcome-kept", HTMLElement).textContent = keptDays === undefined ? words.say("kept.memory")
    : keptDays === 0 ? words.say("kept.always") : words.say("kept.days", { n: keptDays });
}

/** @param {string} text */
function fault(text) {
  const place = element("welcome-fault", HTMLElement);
  place.hidden = false;
  place.textContent = text;
}
