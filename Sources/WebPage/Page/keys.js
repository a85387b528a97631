// The keys that hold everywhere on the page, and the list of all.

import { make } from "./dom.js";
import { show } from "./dialogs.js";

/**
 * @typedef {object} Acts
 * @property {(places: number) => void} step    to the next conversation, or the one before
 * @property {(pages: number) => void} scroll   the log
 * @property {() => void} search
 * @property {() => void} join
 * @property {() => void} keys
 * @property {() => void} write                 to the box
 */

/** @param {Acts} acts */
export function listen(acts) {
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const act = chosen(event, acts);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {Acts} acts
 * @returns {(() => void) | undefined}
 */
function chosen({ key, altKey, ctrlKey, metaKey, shiftKey, target }, acts) {
  const command = ctrlKey || metaKey;
  if (altKey && !command && key === "ArrowDown") return () => acts.step(1);
  if (altKey && !command && key === "ArrowUp") return () => acts.step(-1);
  if (command && shiftKey && key.toLowerCase() === "f") return acts.search;
  if (command && !shiftKey && key.toLowerCase() === "k") return acts.join;
  if (command && key === "/") return acts.keys;
  const isWriting = target instanceof HTMLTextAreaElement;
  if (isWriting && key === "PageUp") return () => acts.scroll(-1);
  if (isWriting && key === "PageDown") return () => acts.scroll(1);
  if (key === "Escape" && target instanceof HTMLElement && target.closest("#log, #members")) return acts.write;
}

/** @type {[string, string][]} */
const KEYS = [
  ["Enter", "send"], ["Shift Enter", "break"], ["Tab", "complete"], ["@ # /", "suggest"], ["↑", "recall"],
  ["Alt ↑ ↓", "step"], ["Page ↑ ↓", "scroll"],
  ["Ctrl Shift F", "search"], ["Ctrl K", "join"], ["Ctrl /", "keys"], ["Esc", "close"],
];

/** @param {import("./words.js").Words} words */
export function showKeys(words) {
  const list = make("dl", {});
  for (const [keys, what] of KEYS) {
    const names = keys.split(" ").flatMap((key, index) => [index ? " " : "", make("kbd", {}, key)]);
    list.append(make("dt", {}, ...names), make("dd", {}, words.say(`keys.${what}`)));
  }
  return show(words, words.say("keys"), list);
}
