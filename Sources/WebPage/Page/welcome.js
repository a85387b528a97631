// The card that newcomers see: who they want to be, where they are about to come, and for how long talk is kept there.

import { login } from "./account.js";
import { element, isolated, part, strong } from "./dom.js";
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
    if (!isNick(name)) return fault(words.say(name ? "nick.rule" : "nick.none"));
    close();
    session.start({ nick: name, room });
  });
  part("welcome-login").addEventListener("click", async () => {
    await login(page, nick.value.trim() || undefined, (...how) => session.coming.startAs(...how, room));
    if (session.me.account) close();
    // Given up while the server was still asked.
    else if (!["idle", "ended"].includes(session.state.phase)) await session.quit();
  });
}

/**
 * @param {import("./page.js").Page} page
 * @param {string} room
 */
function describe({ session, words }, room) {
  const { name, keptDays, accounts, lobby = "#lobby" } = session.about;
  const server = words.parts("welcome.server", { server: strong(name ?? location.host) });
  part("welcome-server").replaceChildren(...server);
  part("welcome-go").replaceChildren(...words.parts("welcome.go", { room: isolated(room) }));
  part("welcome-login").hidden = accounts === false;
  const kept = keptDays === undefined ? "kept.memory" : keptDays === 0 ? "kept.always" : "kept.days";
  part("welcome-kept").textContent = words.say(kept, { n: keptDays ?? 0, room: lobby });
}

/** @param {string} text */
function fault(text) {
  const place = part("welcome-fault");
  place.hidden = false;
  place.textContent = text;
}
