// The card that newcomers see: who they want to be, where they are about to come, and for how long talk is kept there.

import { login } from "./account.js";
import { element, isolated, strong } from "./dom.js";
import { Refusal } from "./lines.js";
import { isNick } from "./names.js";
import { fillLanguages } from "./theme.js";

/**
 * Asks a newcomer for a nick, or to log in, and has them join.
 * @param {import("./page.js").Page} page
 * @param {string} room   the room of the link by which they came; "" for none
 */
export function welcome(page, room) {
  const { session, words } = page;
  const dialog = element("welcome", HTMLDialogElement), nick = element("welcome-nick", HTMLInputElement);
  const tell = () => describe(page, room || session.about.lobby || "#lobby");
  tell();
  fillLanguages(page, element("welcome-language", HTMLSelectElement));
  session.learn().then(tell);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  // Browsers let nobody be held by a dialog; but without a nick there is nothing behind it.
  let isDone = false;
  dialog.addEventListener("close", () => isDone || dialog.showModal());
  const close = () => {
    isDone = true;
    dialog.close();
  };
  dialog.showModal();
  nick.focus();
  dialog.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = nick.value.trim();
    if (!isNick(name)) return fault(words.say("nick.rule"));
    close();
    session.start({ nick: name, room });
  });
  element("welcome-login", HTMLElement).addEventListener("click", async () => {
    await login(page, nick.value.trim(), () => connected(session, room));
    // Who gave up a login is here as a guest by now.
    if (session.state.phase !== "idle") close();
  });
}

/**
 * Connects as a guest, whom a login makes somebody.
 * @param {import("./session.js").Session} session
 * @param {string} room
 * @returns {Promise<void>}
 */
function connected(session, room) {
  if (session.state.phase === "on") return Promise.resolve();
  return new Promise((done, fail) => {
    const end = session.on("state", () => {
      const { phase } = session.state;
      if (phase === "on") done();
      else if (phase === "off" || phase === "ended") fail(new Refusal("lost"));
      else return;
      end();
    });
    if (session.state.phase === "idle") session.start({ nick: "", room });
  });
}

/**
 * @param {import("./page.js").Page} page
 * @param {string} room
 */
function describe({ session, words }, room) {
  const { name, keptDays, accounts } = session.about;
  const server = words.parts("welcome.server", { server: strong(name ?? location.host) });
  element("welcome-server", HTMLElement).replaceChildren(...server);
  element("welcome-go", HTMLElement).replaceChildren(...words.parts("welcome.go", { room: isolated(room) }));
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
