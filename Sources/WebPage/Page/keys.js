// The keys that hold everywhere on the page; and the help: all commands, and all keys.

import { COMMANDS } from "./commands.js";
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
export function showHelp(words) {
  const commands = make("dl", {}), list = make("dl", {});
  for (const name of Object.keys(COMMANDS)) {
    commands.append(make("dt", {}, make("code", {}, `/${name}`)), make("dd", {}, words.say(`help.${name}`)));
  }
  for (const [keys, what] of KEYS) {
    const names = keys.split(" ").flatMap((key, index) => [index ? " " : "", make("kbd", {}, named(words, key))]);
    list.append(make("dt", {}, ...names), make("dd", {}, words.say(`keys.${what}`)));
  }
  const heading = (/** @type {string} */ key) => make("h3", {}, words.say(key));
  return show(words, words.say("help"), heading("help.commands"), commands, heading("keys"), list);
}

/**
 * What stands on a key, where that goes by the language.
 * @param {import("./words.js").Words} words
 * @param {string} key
 */
function named(words, key) {
  return words.has(`key.${key}`) ? words.say(`key.${key}`) : key;
}
