// The list above the box: people behind `@`, rooms behind `#`, commands behind `/`; and people by Tab. It is the
// listbox of a combobox, as WAI-ARIA has it: the focus stays in the box.

import { complete } from "./completion.js";
import { colour, fill, make, part } from "./dom.js";

/** @typedef {import("./completion.js").Suggestion} Suggestion */

export class Suggestions {
  #page;
  #input;
  #changed;
  #list = part("suggestions");
  /** @type {Suggestion[]} */
  #all = [];
  /** What the arrows have led to; -1 while they have led nowhere. */
  #picked = -1;
  /** Where what is to be replaced begins. */
  #from = 0;

  /**
   * @param {import("./page.js").Page} page
   * @param {HTMLTextAreaElement} input
   * @param {() => void} changed   told when a suggestion was put in
   */
  constructor(page, input, changed) {
    this.#page = page;
    this.#input = input;
    this.#changed = changed;
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.open(false);
    });
    input.addEventListener("blur", () => this.close());
    this.#list.addEventListener("pointerdown", (event) => this.#chosen(event));
  }

  /**
   * Suggests what fits before the caret. By Tab a word of any kind is completed, at once where one thing alone fits.
   * @param {boolean} byTab
   * @returns {boolean} whether there was something
   */
  open(byTab) {
    const { session } = this.#page, { value, selectionStart, selectionEnd } = this.#input;
    if (!session.current || selectionStart !== selectionEnd) return false;
    const { from, suggestions } = complete(session, session.current, value.slice(0, selectionStart), byTab);
    this.#from = from;
    this.#all = suggestions;
    this.#picked = -1;
    if (byTab && suggestions.length === 1) this.#put();
    else this.#draw();
    return suggestions.length > 0;
  }

  close() {
    this.#all = [];
    this.#draw();
  }

  /**
   * Takes the keys that are the list's own while it is open. Enter is, once the arrows have chosen something: until
   * then it sends what was typed, and no other word in its place.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it took this one
   */
  pressed(event) {
    const count = this.#all.length;
    if (!count) return false;
    switch (event.key) {
      case "ArrowDown": this.#pick((this.#picked + 1) % count); break;
      case "ArrowUp": this.#pick((this.#picked < 1 ? count : this.#picked) - 1); break;
      case "Escape": this.close(); break;
      case "Enter": case "Tab":
        if (event.shiftKey) return false;
        if (event.key === "Enter" && this.#picked < 0) {
          this.close();
          return false;
        }
        this.#put();
        break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** @param {PointerEvent} event */
  #chosen(event) {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    event.preventDefault();
    if (!option) return;
    this.#picked = [...this.#list.children].indexOf(option);
    this.#put();
  }

  #put() {
    const suggestion = this.#all[Math.max(this.#picked, 0)];
    this.close();
    if (!suggestion) return;
    this.#input.setRangeText(suggestion.insert, this.#from, this.#input.selectionStart, "end");
    this.#changed();
    // Behind a command there may be something to suggest at once.
    if (suggestion.kind === "command") this.open(false);
  }

  #draw() {
    const isOpen = this.#all.length > 0;
    this.#list.hidden = !isOpen;
    this.#input.setAttribute("aria-expanded", String(isOpen));
    fill(this.#list, ...this.#all.map((suggestion, index) => this.#option(suggestion, index)));
    this.#pick(this.#picked);
  }

  /** @param {number} index */
  #pick(index) {
    this.#picked = index;
    [...this.#list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.#list.children[index];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  /**
   * @param {Suggestion} suggestion
   * @param {number} index
   */
  #option({ kind, name }, index) {
    const { words } = this.#page;
    return make("div", { role: "option", id: `suggestion-${index}` },
      kind === "nick" ? make("i", colour(name)) : null, make("bdi", {}, kind === "command" ? `/${name}` : name),
      kind === "command" ? make("small", {}, words.say(`help.${name}`)) : null);
  }
}
