// The log of the conversation that is shown: a window of its lines, which moves as one scrolls, and stays at the end
// while one reads there. It never has more than MOST items, however long the talk is.

import { element, part } from "./dom.js";
import { DrawnLines } from "./drawnlines.js";
import { LineElements } from "./line.js";
import { unlessRefused } from "./lines.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./room.js").Room} Room */

const MOST = 500;

/** Who reads the end needs fewer, and each line that comes costs less then. */
const MOST_AT_END = 250;

/** So many lines are drawn at first, and so many more when one comes near an end of them. */
const STEP = 60;

/** So near to an end, in pixels, more lines are drawn. */
const NEAR = 400;

/** What is drawn within this time is drawn at once. */
const TURN_MILLISECONDS = 16;

export class Log {
  #session;
  #words;
  #elements;
  #view = part("view");
  #list = element("log", HTMLOListElement);
  #down = element("down", HTMLButtonElement);
  #drawn;
  /** @type {Room | null} */
  #room = null;
  /** Whether one reads the newest lines: then the view follows them. */
  #follows = true;
  /** How high all of the log was when one scrolled last. */
  #height = 0;
  /** Whether something came that is not drawn yet. */
  #isDue = false;

  /** @param {import("./page.js").Page} page */
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    this.#elements = new LineElements(words, () => session.me.nick);
    this.#drawn = new DrawnLines(this.#list, this.#elements);
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
    session.on("remove", ({ room, line }) => room === this.#room && this.#drawn.remove(line));
    session.on("older", ({ room }) => room === this.#room && this.#older());
    session.on("rooms", () => this.#tellDown());
  }

  /** The current conversation's lines. */
  get #lines() {
    return this.#room?.lines ?? [];
  }

  /** Draws the newest lines of the current conversation. */
  draw() {
    const room = this.#session.current;
    if (room !== this.#room) this.#follows = true;
    this.#room = room;
    if (room) this.#list.setAttribute("aria-label", this.#words.say("log", { room: room.name }));
    this.#show(this.#lines.length - STEP, this.#lines.length);
    this.#follow();
    this.#attend();
    this.#fill();
  }

  /**
   * @param {number} start
   * @param {number} end
   */
  #show(start, end) {
    const lines = this.#lines.slice(Math.max(0, start), end);
    this.#drawn.quietly(() => this.#drawn.show(lines, this.#room?.firstUnread ?? null));
    this.#tellStart();
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
    const at = this.#lines.indexOf(line);
    if (at < 0) return;
    this.#follows = false;
    if (!this.#drawn.has(line)) this.#show(at - STEP, at + STEP);
    const item = this.#drawn.item(line);
    this.#list.querySelector(".found")?.classList.remove("found");
    item?.classList.add("found");
    item?.scrollIntoView({ block: "center" });
    this.#tellDown();
  }

  /**
   * The line that an element belongs to.
   * @param {Element} inside
   */
  lineOf(inside) {
    return this.#drawn.lineOf(inside);
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
    const drawn = this.#drawn, next = this.#lines[index + 1];
    if (this.#room?.firstUnread === line) drawn.markUnread(line);
    if (!next || !drawn.has(next)) return this.#later(this.#lines[index - 1] === drawn.last);
    if (next === drawn.first) return;
    drawn.insert(line, next);
    this.#follow();
  }

  /** @param {Line} line */
  #changed(line) {
    const drawn = this.#drawn, index = this.#lines.indexOf(line);
    if (!drawn.has(line)) return;
    if (line === drawn.first || this.#lines[index - 1] === drawn.before(line)) {
      drawn.redraw(line);
      this.#follow();
    } else {
      drawn.remove(line);
      this.#added(line, index);
    }
  }

  /**
   * Draws what came at the end, once for all that came in a turn. Who reads further up gets it as far as there is room.
   * @param {boolean} isNext   it comes right behind what is drawn
   */
  #later(isNext) {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#follows) this.#catchUp();
      else if (isNext) this.#addBelow();
      this.#follow();
      this.#attend();
    }, TURN_MILLISECONDS);
  }

  /** The lines below those that are drawn. */
  get #undrawn() {
    const { last } = this.#drawn;
    return last ? this.#lines.slice(this.#lines.lastIndexOf(last) + 1) : this.#lines;
  }

  #catchUp() {
    const drawn = this.#drawn, undrawn = this.#undrawn;
    if (undrawn.length > MOST_AT_END) return this.draw();
    for (const line of undrawn) drawn.append(line);
    while (drawn.size > MOST_AT_END) drawn.dropFirst();
  }

  #addBelow() {
    for (const line of this.#undrawn) {
      // A line comes with two rules at most.
      if (this.#drawn.size + 3 > MOST) break;
      this.#drawn.append(line);
    }
  }

  get #isAtEnd() {
    return this.#drawn.last === this.#lines[this.#lines.length - 1];
  }

  /** The same, or it soon will be: what came in this turn is drawn at the end of it. */
  get #willEnd() {
    return this.#isAtEnd || (this.#follows && this.#isDue);
  }

  /** Says that there is nothing before the first line, once it is known. */
  #tellStart() {
    const room = this.#room;
    const isThere = room !== null && room.complete && this.#drawn.first === room.lines[0];
    if (isThere === this.#drawn.hasStart) return;
    const height = this.#drawn.setStart(isThere ? this.#elements.start(room) : null);
    if (this.#follows) this.#follow();
    else this.#view.scrollTop += height;
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
    else if (below < NEAR && !this.#isAtEnd) this.#extend(this.#undrawn.slice(0, STEP), "back");
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
    const room = this.#room, { first } = this.#drawn;
    if (!room) return;
    const start = first ? room.lines.indexOf(first) : room.lines.length;
    // The session forgets the oldest of very many lines.
    if (start < 0) this.draw();
    else if (start > 0) this.#extend(room.lines.slice(Math.max(0, start - STEP), start), "front");
    else if (!room.complete) this.#load(room);
    else this.#tellStart();
  }

  /**
   * Draws lines at one end of the window, and takes as many from the other; what is read stays where it is.
   * @param {Line[]} lines
   * @param {"front" | "back"} end
   */
  #extend(lines, end) {
    const drawn = this.#drawn, fixed = end === "front" ? drawn.first : drawn.last;
    const place = () => fixed && drawn.item(fixed)?.getBoundingClientRect().bottom;
    const before = place();
    drawn.quietly(() => {
      if (end === "back") lines.forEach((line) => drawn.append(line));
      else drawn.prepend(lines);
      while (drawn.size > MOST) end === "front" ? drawn.dropLast() : drawn.dropFirst();
    });
    const after = place();
    if (before !== undefined && after !== undefined && !this.#follows) this.#view.scrollTop += after - before;
    this.#tellStart();
    this.#follow();
    this.#fill();
  }

  /** @param {Room} room */
  async #load(room) {
    if (room.loading || !(room.joined || room.isPrivate)) return;
    try {
      await this.#session.history.older(room);
    } catch (error) {
      // Where the connection is lost, it is asked for again by who scrolls on.
      unlessRefused(error);
    }
    if (room === this.#room) this.#tellStart();
  }

  /** A short log has no bar to scroll by, so it gets what there is at once. */
  #fill() {
    if (this.#view.scrollHeight <= this.#view.clientHeight + NEAR) this.#older();
  }

  /** Tells the session whether somebody sees what comes. */
  #attend() {
    this.#session.conversations.attend(this.#follows && this.#willEnd && document.hasFocus());
    this.#tellDown();
  }

  #tellDown() {
    const { unread = 0, mentions = 0, isPrivate = false } = this.#room ?? {}, words = this.#words;
    this.#down.hidden = this.#follows && this.#willEnd;
    this.#down.textContent = !unread ? words.say("log.newest") : !mentions || isPrivate
      ? words.say("log.unread", { n: unread }) : words.say("log.unread.you", { all: unread, n: mentions });
  }
}
