// The log of the conversation that is shown: a window of its lines, which moves as one scrolls, and stays at the end
// while one reads there. It never has more than MOST items, however long the talk is.

import { element } from "./dom.js";
import { LineElements, continues, sameDay } from "./line.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./rooms.js").Room} Room */

const MOST = 500;

/** Who reads the end needs fewer, and each line that comes costs less then. */
const MOST_AT_END = 250;

/** So many lines are drawn at first, and so many more when one comes near an end of them. */
const STEP = 100;

/** So near to an end, in pixels, more lines are drawn. */
const NEAR = 400;

/** What is drawn within this time is drawn at once. */
const TURN_MILLISECONDS = 16;

export class Log {
  #session;
  #words;
  #elements;
  #view = element("view", HTMLElement);
  #list = element("log", HTMLOListElement);
  #down = element("down", HTMLButtonElement);
  /** @type {Room | null} */
  #room = null;
  /**
   * The lines that are drawn, which stand side by side in the room's.
   * @type {Line[]}
   */
  #drawn = [];
  /**
   * What is drawn of a line: the rules above it, and its own item, which is the last one.
   * @type {Map<Line, HTMLLIElement[]>}
   */
  #items = new Map();
  /** @type {HTMLLIElement | null} */
  #start = null;
  /**
   * Above which line "New" stands.
   * @type {Line | null}
   */
  #firstUnread = null;
  /** Whether one reads the newest lines: then the view follows them. */
  #follows = true;
  /** How high all of the log was when one scrolled last. */
  #height = 0;
  #isDue = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;

  /** @param {import("./page.js").Page} page */
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    this.#elements = new LineElements(words, () => session.me.nick);
    this.#listen();
    this.#view.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#down.addEventListener("click", () => this.toEnd());
    // A banner, a longer box, a phone's keyboard: who reads the newest line goes on reading it.
    const sizes = new ResizeObserver(() => this.#follow());
    sizes.observe(this.#view);
    sizes.observe(this.#list);
    for (const type of ["focus", "blur", "visibilitychange"]) addEventListener(type, () => this.#attend(), true);
  }

  #listen() {
    const session = this.#session;
    session.on("current", () => this.draw());
    session.on("reset", ({ room }) => room === this.#room && this.draw());
    session.on("line", ({ room, line, index }) => room === this.#room && this.#added(line, index));
    session.on("change", ({ room, line }) => room === this.#room && this.#changed(line));
    session.on("remove", ({ room, line }) => room === this.#room && this.#removed(line));
    session.on("older", ({ room }) => room === this.#room && this.#older());
    session.on("rooms", () => this.#tellDown());
  }

  /** Draws the newest lines of the current conversation. */
  draw() {
    const room = this.#session.current;
    if (room !== this.#room) this.#follows = true;
    this.#room = room;
    if (!room) return this.#clear();
    this.#firstUnread = room.firstUnread;
    const { lines } = room;
    this.#list.setAttribute("aria-label", this.#words.say("log", { room: room.name }));
    this.#quietly(() => this.#show(Math.max(0, lines.length - STEP), lines.length));
    this.#follow();
    this.#attend();
    this.#fill();
  }

  /** Goes to the newest line. */
  toEnd() {
    this.#follows = true;
    if (this.#isAtEnd) this.#follow();
    else this.draw();
    this.#attend();
  }

  /**
   * Goes to a line of the current conversation.
   * @param {Line} line
   */
  reveal(line) {
    const lines = this.#room?.lines ?? [], at = lines.indexOf(line);
    if (at < 0) return;
    this.#follows = false;
    if (!this.#items.has(line)) this.#quietly(() => this.#show(Math.max(0, at - STEP), at + STEP));
    const item = this.#item(line);
    this.#list.querySelector(".found")?.classList.remove("found");
    item?.classList.add("found");
    item?.scrollIntoView({ block: "center" });
    this.#tellDown();
  }

  /**
   * The line that an element belongs to.
   * @param {Element} part
   */
  lineOf(part) {
    const item = part.closest("li");
    return this.#drawn.find((line) => this.#item(line) === item) ?? null;
  }

  /** @param {number} pages   down, or up */
  scroll(pages) {
    this.#view.scrollBy({ top: pages * this.#view.clientHeight * 0.9 });
  }

  // What the session tells.

  /**
   * @param {Line} line
   * @param {number} index
   */
  #added(line, index) {
    const next = this.#room?.lines[index + 1];
    if (this.#room?.firstUnread === line) this.#moveRule(line);
    if (next && this.#items.has(next)) {
      if (next !== this.#drawn[0]) this.#insert(line, next);
    } else this.#later();
  }

  /** @param {Line} line */
  #changed(line) {
    const at = this.#drawn.indexOf(line);
    if (at < 0) return;
    const index = this.#room?.lines.indexOf(line) ?? -1;
    const isInPlace = (this.#room?.lines[index - 1] ?? null) === (this.#drawn[at - 1] ?? null) || at === 0;
    if (isInPlace) this.#redraw(at);
    else {
      this.#removed(line);
      this.#added(line, index);
    }
  }

  /** @param {Line} line */
  #removed(line) {
    const at = this.#drawn.indexOf(line);
    if (at < 0) return;
    this.#drawn.splice(at, 1);
    this.#drop(line);
    this.#redraw(at);
  }

  /** Draws what came at the end, once for all that came in a turn. */
  #later() {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#follows) this.#catchUp();
      this.#follow();
      this.#attend();
    }, TURN_MILLISECONDS);
  }

  #catchUp() {
    const lines = this.#room?.lines ?? [];
    const from = this.#drawn.length ? lines.lastIndexOf(this.#drawn[this.#drawn.length - 1]) + 1 : 0;
    if (lines.length - from > MOST_AT_END || (from === 0 && this.#drawn.length)) return this.draw();
    for (const line of lines.slice(from)) this.#append(line);
    while (this.#list.childElementCount > MOST_AT_END) this.#dropFirst();
  }

  // The window. All of it keeps #drawn, #items and the elements together.

  get #isAtEnd() {
    return this.#room === null || this.#drawn[this.#drawn.length - 1] === this.#room.lines[this.#room.lines.length - 1];
  }

  /** The same, or it soon will be: what came in this turn is drawn at the end of it. */
  get #willEnd() {
    return this.#isAtEnd || (this.#follows && this.#isDue);
  }

  /** @param {Line} line */
  #item(line) {
    const items = this.#items.get(line);
    return items?.[items.length - 1];
  }

  /**
   * Draws these lines and no others.
   * @param {number} start
   * @param {number} end
   */
  #show(start, end) {
    this.#clear();
    for (const line of this.#room?.lines.slice(start, end) ?? []) this.#append(line);
    this.#tellStart();
  }

  #clear() {
    this.#list.replaceChildren();
    this.#drawn = [];
    this.#items.clear();
    this.#start = null;
  }

  /**
   * @param {Line} line
   * @param {Line | null} before
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

  /** @param {Line} line */
  #append(line) {
    this.#list.append(...this.#make(line, this.#drawn[this.#drawn.length - 1] ?? null));
    this.#drawn.push(line);
  }

  /**
   * @param {Line} line
   * @param {Line} next   one that is drawn
   */
  #insert(line, next) {
    const at = this.#drawn.indexOf(next);
    const items = this.#make(line, this.#drawn[at - 1] ?? null);
    this.#items.get(next)?.[0]?.before(...items);
    this.#drawn.splice(at, 0, line);
    this.#redraw(at + 1);
    this.#follow();
  }

  /**
   * Draws a line again, and the next one if it looks otherwise now.
   * @param {number} at   its place in the window
   */
  #redraw(at) {
    for (const index of [at, at + 1]) {
      const line = this.#drawn[index];
      if (!line) continue;
      const old = this.#items.get(line) ?? [];
      const fresh = this.#make(line, this.#drawn[index - 1] ?? null);
      if (stays(old, fresh)) {
        this.#items.set(line, old);
        continue;
      }
      old[0]?.before(...fresh);
      for (const item of old) item.remove();
    }
    this.#follow();
  }

  /** @param {Line} line */
  #drop(line) {
    for (const item of this.#items.get(line) ?? []) item.remove();
    this.#items.delete(line);
  }

  #dropFirst() {
    this.#start?.remove();
    this.#start = null;
    const line = this.#drawn.shift();
    if (line) this.#drop(line);
  }

  #dropLast() {
    const line = this.#drawn.pop();
    if (line) this.#drop(line);
  }

  /**
   * Moves the rule "New" to where a line begins what was not read.
   * @param {Line} line
   */
  #moveRule(line) {
    const before = this.#firstUnread ? this.#drawn.indexOf(this.#firstUnread) : -1;
    this.#firstUnread = line;
    if (before >= 0) this.#redraw(before);
  }

  /** Says that there is nothing before the first line, once it is known. */
  #tellStart() {
    const room = this.#room;
    const isThere = room !== null && room.complete && (this.#drawn[0] ?? null) === (room.lines[0] ?? null);
    if (isThere === (this.#start !== null)) return;
    this.#start?.remove();
    this.#start = isThere ? this.#elements.start(room) : null;
    if (!this.#start) return;
    this.#list.prepend(this.#start);
    if (this.#follows) this.#follow();
    else this.#view.scrollTop += this.#start.offsetHeight;
  }

  /**
   * Changes the window so that nobody hears what comes into it: it was said before.
   * @param {() => void} change
   */
  #quietly(change) {
    this.#list.setAttribute("aria-live", "off");
    change();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#list.setAttribute("aria-live", "polite"), 300);
  }

  // Scrolling.

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#view;
    const below = scrollHeight - scrollTop - clientHeight;
    const isGrown = scrollHeight !== this.#height;
    this.#height = scrollHeight;
    // What grew while one read its end is no scrolling away from it.
    if (this.#follows && isGrown) return this.#follow();
    this.#follows = below < 60 && this.#willEnd;
    this.#attend();
    if (scrollTop < NEAR) this.#older();
    else if (below < NEAR && !this.#isAtEnd) this.#newer();
  }

  #follow() {
    if (this.#follows) {
      this.#height = this.#view.scrollHeight;
      this.#view.scrollTop = this.#height;
    }
    this.#tellDown();
  }

  /** Draws older lines above, or asks the server for some. */
  #older() {
    const room = this.#room;
    if (!room) return;
    const start = this.#drawn[0] ? room.lines.indexOf(this.#drawn[0]) : room.lines.length;
    if (start > 0) this.#extend(room.lines.slice(Math.max(0, start - STEP), start), "front");
    else if (!room.complete) this.#load(room);
    else this.#tellStart();
  }

  #newer() {
    const lines = this.#room?.lines ?? [];
    const end = lines.indexOf(this.#drawn[this.#drawn.length - 1]) + 1;
    this.#extend(lines.slice(end, end + STEP), "back");
  }

  /**
   * Draws lines at one end of the window, and takes as many from the other; what is read stays where it is.
   * @param {Line[]} lines
   * @param {"front" | "back"} end
   */
  #extend(lines, end) {
    const fixed = end === "front" ? this.#drawn[0] : this.#drawn[this.#drawn.length - 1];
    const before = fixed && this.#item(fixed)?.getBoundingClientRect().top;
    this.#quietly(() => {
      if (end === "back") lines.forEach((line) => this.#append(line));
      else this.#prepend(lines);
      while (this.#list.childElementCount > MOST) end === "front" ? this.#dropLast() : this.#dropFirst();
      this.#tellStart();
    });
    const after = fixed && this.#item(fixed)?.getBoundingClientRect().top;
    if (before !== undefined && after !== undefined && !this.#follows) this.#view.scrollTop += after - before;
    this.#follow();
  }

  /** @param {Line[]} lines */
  #prepend(lines) {
    this.#start?.remove();
    this.#start = null;
    const above = document.createDocumentFragment();
    lines.forEach((line, index) => above.append(...this.#make(line, lines[index - 1] ?? null)));
    this.#list.prepend(above);
    this.#drawn.unshift(...lines);
    this.#redraw(lines.length);
  }

  /** @param {Room} room */
  async #load(room) {
    if (room.loading || !(room.joined || room.isPrivate)) return;
    await this.#session.loadOlder(room).catch(() => false);
    if (room === this.#room) this.#tellStart();
  }

  /** A short log has no bar to scroll by, so it gets what there is at once. */
  #fill() {
    if (this.#view.scrollHeight <= this.#view.clientHeight + NEAR) this.#older();
  }

  /** Tells the session whether somebody sees what comes. */
  #attend() {
    this.#session.attend(this.#follows && this.#willEnd && document.hasFocus());
    this.#tellDown();
  }

  #tellDown() {
    const unread = this.#room?.unread ?? 0;
    this.#down.hidden = this.#follows && this.#willEnd;
    this.#down.textContent = unread ? this.#words.say("log.unread", { n: unread }) : this.#words.say("log.newest");
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
  const parts = [...item.childNodes].filter((part) => part.nodeName !== "TIME").map((part) => part.textContent);
  return [item.classList.contains("first"), ...parts].join("\n");
}
