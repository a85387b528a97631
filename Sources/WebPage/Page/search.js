// Search, in this room or in all: what was found, newest first, and the way to where it was said.

import { reason } from "./dialogs.js";
import { button, colour, element, fill, isolated, make, part } from "./dom.js";
import { pieces } from "./found.js";

export class Search {
  #page;
  #log;
  #panel = part("search");
  #words = element("search-words", HTMLInputElement);
  #all = element("search-all", HTMLInputElement);
  #state = part("search-state");
  #results = element("search-results", HTMLOListElement);
  /** Counts the searches, so that an answer that is overtaken is not shown. */
  #count = 0;

  /**
   * @param {import("./page.js").Page} page
   * @param {import("./log.js").Log} log
   */
  constructor(page, log) {
    this.#page = page;
    this.#log = log;
    part("find").addEventListener("click", () => this.toggle());
    part("search-close").addEventListener("click", () => this.toggle(false));
    this.#all.addEventListener("change", () => this.#search(""));
    this.#panel.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search("");
    });
    this.#panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.toggle(false);
    });
  }

  /** @param {boolean} [open] */
  toggle(open = this.#panel.hidden) {
    this.#panel.hidden = !open;
    part("find").setAttribute("aria-expanded", String(open));
    if (open) this.#words.select();
    else {
      this.#count++;
      fill(this.#results);
      this.#state.textContent = "";
      part("find").focus();
    }
    if (open) this.#words.focus();
  }

  /**
   * Opens the search, and looks for this.
   * @param {string} text
   */
  find(text) {
    this.toggle(true);
    this.#words.value = text;
    this.#search("");
  }

  /** @param {string} cursor   where the page before ended; "" for the first one */
  async #search(cursor) {
    const { session, words } = this.#page, sought = this.#words.value.trim(), count = ++this.#count;
    if (!sought) return;
    if (!cursor) fill(this.#results);
    this.#state.textContent = words.say("search.busy");
    try {
      const room = this.#all.checked || !session.current || session.current.isPrivate ? null : session.current;
      const found = await session.history.search(sought, { room, cursor });
      if (count !== this.#count) return;
      this.#show(found, sought);
      if (found.isUnkept) this.#state.textContent = words.say("search.unkept", { room: room?.name ?? "" });
    } catch (error) {
      if (count === this.#count) this.#state.textContent = reason(words, error);
    }
  }

  /**
   * @param {import("./types.js").Found} found
   * @param {string} sought
   */
  #show({ hits, more }, sought) {
    const { words } = this.#page;
    this.#results.querySelector(".more")?.remove();
    for (const { room, line } of hits) this.#results.append(make("li", {}, this.#hit(room, line, sought)));
    const n = this.#results.childElementCount;
    const key = more ? "search.found.more" : "search.found";
    this.#state.textContent = n ? words.say(key, { n }) : words.say("search.none");
    if (!more) return;
    const next = button({ onclick: () => this.#search(more) }, words.say("search.more"));
    this.#results.append(make("li", { class: "more" }, next));
  }

  /**
   * @param {string} room
   * @param {import("./types.js").Line} line
   * @param {string} sought
   */
  #hit(room, line, sought) {
    const { words } = this.#page, { time, nick, text } = line;
    const when = make("time", { datetime: time.toISOString() }, words.when(time));
    const marked = pieces(text, sought).map((piece) => piece.isFound ? make("mark", {}, piece.text) : piece.text);
    return button({ onclick: () => this.#jump(room, line) },
      make("small", {}, isolated(room), " · ", when),
      make("b", colour(nick), isolated(nick)), ": ", make("span", { dir: "auto" }, ...marked));
  }

  /**
   * Shows a line where it was said.
   * @param {string} name
   * @param {import("./types.js").Line} line
   */
  async #jump(name, line) {
    const { session, words } = this.#page, room = session.rooms.get(name);
    if (!room) return;
    session.show(room);
    this.#state.textContent = words.say("search.busy");
    const there = line.id && await session.history.reveal(room, line.id).catch(() => null);
    this.#state.textContent = there ? "" : words.say("search.gone");
    if (there) this.#log.reveal(there);
  }
}
