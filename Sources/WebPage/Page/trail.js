// The browser's Back: from a conversation to the one that was shown before, and out of whatever stands in front of it.
// Each conversation that is shown is an entry of the tab's history, and rooms have an address. Who has gone back to the
// first one leaves the page, as from any other. In another page's frame there is no such trail: Back is that page's.

import { roomHash, part } from "./dom.js";
import { closeMenu } from "./menu.js";

/**
 * What an entry of the history knows. The entry `isFront` belongs to what stands in front of the conversation, such as
 * a dialog. It stays when that is closed, for the next one or for the next conversation: to go back by a script could
 * undo what the user does at the same time.
 * @typedef {{ room: string, isFront?: boolean }} Entry
 */

/** @returns {Entry | null}  null where the browser made it: of the first one, and of a link into a room */
function entry() {
  return history.state;
}

/**
 * @param {import("./session.js").Session} session
 * @param {import("./drawers.js").Drawers} drawers
 */
export function keepTrail(session, drawers) {
  const isEmbedded = document.documentElement.classList.contains("embedded");
  const key = () => session.current?.key ?? "";
  const address = () => session.current && !session.current.isPrivate ? roomHash(session.current.name)
    : location.pathname + location.search;
  session.on("current", () => {
    const now = entry();
    const goesOn = now && !now.isFront && now.room !== key() && session.rooms.get(now.room);
    // Where the last one was left, or has another name by now, there is nothing to come back to.
    history[goesOn && !isEmbedded ? "pushState" : "replaceState"]({ room: key() }, "", address());
  });
  const opened = new MutationObserver(() => {
    const isFront = front(drawers) !== null;
    if (isFront && key() && !entry()?.isFront) history.pushState({ room: key(), isFront }, "", address());
  });
  if (!isEmbedded) {
    opened.observe(document.body, { childList: true });
    opened.observe(part("app"), { attributeFilter: ["class"] });
  }
  addEventListener("popstate", () => {
    const close = front(drawers), to = entry();
    if (close) close();
    else if (to?.room === key()) history.back();
    else if (to) {
      const room = session.rooms.get(to.room);
      if (room) session.show(room);
      else history.replaceState({ room: key() }, "", address());
    }
  });
}

/**
 * What closes that which stands in front of the conversation.
 * @param {import("./drawers.js").Drawers} drawers
 * @returns {(() => void) | null}  null where nothing does
 */
function front(drawers) {
  const dialogs = [...document.querySelectorAll("dialog")].filter(({ open, id }) => open && id !== "welcome");
  if (document.querySelector(".menu")) return closeMenu;
  if (dialogs.length > 0) return () => dialogs[dialogs.length - 1].close();
  return drawers.isOpen ? () => drawers.close() : null;
}
