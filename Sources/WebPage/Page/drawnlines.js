// What of a conversation's lines is drawn: some that stand side by side in it, with the rules between them. It keeps
// the lines, their elements and the list together, and touches no element that says the same as before.

import { continues, sameDay } from "./line.js";

/** @typedef {import("./types.js").Line} Line */

/** So long nobody hears what comes into the list after a change that brings old lines. */
const QUIET_MILLISECONDS = 300;

export class DrawnLines {
  #list;
  #elements;
  /** @type {Line[]} */
  #lines = [];
  /**
   * What is drawn of a line: the rules above it, and its own item, which is the last one.
   * @type {Map<Line, HTMLLIElement[]>}
   */
  #items = new Map();
  /**
   * What stands above the first line that there is.
   * @type {HTMLLIElement | null}
   */
  #start = null;
  /**
   * Above which line "New" stands.
   * @type {Line | null}
   */
  #firstUnread = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;

  /**
   * @param {HTMLOListElement} list
   * @param {import("./line.js").LineElements} elements
   */
  constructor(list, elements) {
    this.#list = list;
    this.#elements = elements;
  }

  /** How many items there are, with all rules. */
  get size() {
    return this.#list.childElementCount;
  }

  /** @returns {Line | undefined} */
  get first() {
    return this.#lines[0];
  }

  /** @returns {Line | undefined} */
  get last() {
    return this.#lines[this.#lines.length - 1];
  }

  /**
   * The line that stands above another one.
   * @param {Line} line
   * @returns {Line | undefined}
   */
  before(line) {
    return this.#lines[this.#lines.indexOf(line) - 1];
  }

  /** @param {Line} line */
  has(line) {
    return this.#items.has(line);
  }

  /** @param {Line} line */
  item(line) {
    const items = this.#items.get(line);
    return items?.[items.length - 1];
  }

  /**
   * The line that an element belongs to.
   * @param {Element} inside
   */
  lineOf(inside) {
    const item = inside.closest("li");
    return this.#lines.find((line) => this.item(line) === item) ?? null;
  }

  /**
   * Draws these lines and no others.
   * @param {Line[]} lines
   * @param {Line | null} firstUnread
   */
  show(lines, firstUnread) {
    this.#list.replaceChildren();
    this.#lines = [];
    this.#items.clear();
    this.#start = null;
    this.#firstUnread = firstUnread;
    for (const line of lines) this.append(line);
  }

  /** @param {Line} line */
  append(line) {
    this.#list.append(...this.#make(line, this.last));
    this.#lines.push(line);
  }

  /** @param {Line[]} lines */
  prepend(lines) {
    this.setStart(null);
    const above = document.createDocumentFragment();
    lines.forEach((line, index) => above.append(...this.#make(line, lines[index - 1])));
    this.#list.prepend(above);
    this.#lines.unshift(...lines);
    this.#redraw(lines.length);
  }

  /**
   * @param {Line} line
   * @param {Line} next   one that is drawn
   */
  insert(line, next) {
    const at = this.#lines.indexOf(next);
    this.#items.get(next)?.[0]?.before(...this.#make(line, this.#lines[at - 1]));
    this.#lines.splice(at, 0, line);
    this.#redraw(at + 1);
  }

  /** @param {Line} line */
  remove(line) {
    const at = this.#lines.indexOf(line);
    if (at < 0) return;
    this.#lines.splice(at, 1);
    this.#drop(line);
    this.#redraw(at);
  }

  /**
   * A line looks otherwise now.
   * @param {Line} line
   */
  redraw(line) {
    this.#redraw(this.#lines.indexOf(line));
  }

  dropFirst() {
    this.setStart(null);
    this.#drop(this.#lines.shift());
  }

  dropLast() {
    this.#drop(this.#lines.pop());
  }

  /**
   * Moves the rule "New" to where a line begins what was not read.
   * @param {Line} line
   */
  markUnread(line) {
    const before = this.#firstUnread;
    this.#firstUnread = line;
    if (before) this.redraw(before);
  }

  /**
   * Puts something above the first line, or takes it away.
   * @param {HTMLLIElement | null} start
   * @returns {number} how high it is
   */
  setStart(start) {
    this.#start?.remove();
    this.#start = start;
    if (start) this.#list.prepend(start);
    return start?.offsetHeight ?? 0;
  }

  /** Whether something stands above the first line. */
  get hasStart() {
    return this.#start !== null;
  }

  /**
   * Changes what is drawn so that nobody hears what comes into it: it was said before.
   * @param {() => void} change
   */
  quietly(change) {
    this.#list.setAttribute("aria-live", "off");
    change();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#list.setAttribute("aria-live", "polite"), QUIET_MILLISECONDS);
  }

  /**
   * @param {Line} line
   * @param {Line | undefined} before
   */
  #make(line, before) {
    const items = [];
    if (!sameDay(line, before)) items.push(this.#elements.day(line.time));
    const isFirstUnread = line === this.#firstUnread;
    if (isFirstUnread) items.push(this.#elements.unread());
    items.push(this.#elements.make(line, !isFirstUnread && continues(line, before)));
    this.#items.set(line, items);
    return items;
  }

  /** @param {Line | undefined} line */
  #drop(line) {
    if (!line) return;
    for (const item of this.#items.get(line) ?? []) item.remove();
    this.#items.delete(line);
  }

  /**
   * Draws a line again, and the one below it, whose nick may show now or no longer.
   * @param {number} at
   */
  #redraw(at) {
    for (const index of [at, at + 1]) {
      const line = this.#lines[index];
      if (!line) continue;
      const old = this.#items.get(line) ?? [];
      const fresh = this.#make(line, this.#lines[index - 1]);
      if (stays(old, fresh)) {
        this.#items.set(line, old);
        continue;
      }
      old[0]?.before(...fresh);
      for (const item of old) item.remove();
    }
  }
}

/**
 * Whether a line's elements say the same as new ones would, so that they stay, and nobody hears them again: they take
 * the new ones' looks then, such as those of a line that was sent by now.
 * @param {HTMLLIElement[]} old
 * @param {HTMLLIElement[]} fresh
 */
function stays(old, fresh) {
  if (old.length !== fresh.length || old.some((item, at) => said(item) !== said(fresh[at]))) return false;
  fresh.forEach((item, at) => {
    old[at].className = item.className;
    const time = old[at].querySelector("time"), now = item.querySelector("time");
    if (time && now) time.replaceWith(now);
  });
  return true;
}

/**
 * What an item says, but for its time, and whether it has a nick above.
 * @param {HTMLLIElement} item
 */
function said(item) {
  const told = [...item.childNodes].filter(({ nodeName }) => nodeName !== "TIME").map(({ textContent }) => textContent);
  return [item.classList.contains("first"), ...told].join("\n");
}
