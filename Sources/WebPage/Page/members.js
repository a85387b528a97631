// Who is in the room. Thousands may be: the list has as many of them as one has scrolled to, and a change touches one
// item.

import { button, colour, element, make, part } from "./dom.js";

/** @typedef {import("./types.js").Member} Member */
/** @typedef {import("./room.js").Room} Room */

/** So many are drawn at first, and so many more whenever one comes near the end of the list. */
const STEP = 100;

export class MemberList {
  #session;
  #words;
  #open;
  #list = element("member-list", HTMLUListElement);
  /** @type {Room | null} */
  #room = null;
  /**
   * The items that there are, by folded nick, and what they show.
   * @type {Map<string, { item: HTMLLIElement, shows: string }>}
   */
  #items = new Map();
  #isDue = false;
  /** How many may be drawn. */
  #most = STEP;

  /**
   * @param {import("./page.js").Page} page
   * @param {(nick: string, anchor: HTMLElement, at?: { x: number, y: number }) => void} open   opens somebody's menu
   */
  constructor({ session, words }, open) {
    this.#session = session;
    this.#words = words;
    this.#open = open;
    session.on("current", () => this.#later());
    session.on("members", ({ room }) => room === session.current && this.#later());
    session.on("me", () => this.#later());
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#list.addEventListener("contextmenu", (event) => this.#clicked(event));
    this.#list.addEventListener("keydown", (event) => this.#pressed(event));
    const side = part("members");
    side.addEventListener("scroll", () => {
      if (side.scrollTop + 2 * side.clientHeight > side.scrollHeight) this.#grow();
    }, { passive: true });
  }

  /** A crowd that comes at once is drawn once. */
  #later() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.draw();
    });
  }

  draw() {
    const room = this.#session.current;
    const isShown = room !== null && !room.isPrivate;
    part("people").hidden = !isShown;
    part("app").classList.toggle("private", !isShown);
    const count = room && isShown ? room.count : 0;
    part("count").textContent = this.#words.number(count);
    part("people").setAttribute("aria-label", this.#words.say("members.count", { n: count }));
    part("member-head").textContent = !isShown ? "" : this.#words.say("members.count", { n: count });
    if (room !== this.#room) {
      this.#items.clear();
      this.#list.replaceChildren();
      this.#room = room;
      this.#most = STEP;
    }
    if (room && isShown) this.#arrange(room.sortedMembers().slice(0, this.#most));
  }

  /** Draws more of those that there are. */
  #grow() {
    if (!this.#room || this.#most >= this.#room.members.size) return;
    this.#most += STEP;
    this.draw();
  }

  /** @param {Member[]} members */
  #arrange(members) {
    const present = new Set(members.map((member) => member.nick));
    for (const [nick, { item }] of this.#items) {
      if (present.has(nick)) continue;
      item.remove();
      this.#items.delete(nick);
    }
    /** @type {Element | null} */
    let at = this.#list.firstElementChild;
    // Those that are new stand together mostly, as all are at first: they are put in together.
    let added = document.createDocumentFragment();
    const put = () => {
      if (added.hasChildNodes()) this.#list.insertBefore(added, at);
    };
    for (const member of members) {
      const kept = this.#items.get(member.nick), shows = this.#state(member);
      if (kept?.shows === shows && kept.item === at) {
        put();
        at = at.nextElementSibling;
        continue;
      }
      if (kept?.item === at) at = at?.nextElementSibling ?? null;
      kept?.item.remove();
      const item = this.#item(member);
      this.#items.set(member.nick, { item, shows });
      added.append(item);
    }
    put();
    this.#reachable();
  }

  /** One item can be reached by Tab; the arrows lead to the others. */
  #reachable() {
    if (!this.#list.querySelector("[tabindex='0']")) this.#list.querySelector("button")?.setAttribute("tabindex", "0");
  }

  /** @param {Member} member */
  #state({ nick, rank, away }) {
    return `${rank} ${away ?? "-"} ${nick === this.#session.me.nick}`;
  }

  /** @param {Member} member */
  #item({ nick, rank, away }) {
    const notes = [];
    if (rank) notes.push(this.#words.has(`rank.${rank}`) ? this.#words.say(`rank.${rank}`) : rank);
    if (away !== null) notes.push(this.#words.say("away"));
    return make("li", { class: away === null ? null : "away" },
      button({ tabindex: -1, "data-nick": nick, title: away || null, "aria-haspopup": "menu" },
        make("span", { class: "chip", "aria-hidden": "true", ...colour(nick) }, [...nick][0]?.toUpperCase()),
        make("bdi", { class: "name" }, nick),
        notes.length ? make("em", {}, notes.join(", ")) : null,
        nick === this.#session.me.nick ? make("em", { class: "self" }, this.#words.say("you")) : null));
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const anchor = event.target instanceof Element ? event.target.closest("button") : null;
    if (!anchor?.dataset.nick) return;
    event.preventDefault();
    const at = event.type === "contextmenu" ? { x: event.clientX, y: event.clientY } : undefined;
    this.#open(anchor.dataset.nick, anchor, at);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const now = document.activeElement?.closest("li");
    if (!now || now.parentElement !== this.#list) return;
    if (!now.nextElementSibling) this.#grow();
    const { firstElementChild: Home, lastElementChild: End } = this.#list;
    const next = { ArrowDown: now.nextElementSibling, ArrowUp: now.previousElementSibling, Home, End }[event.key];
    const to = next?.querySelector("button");
    if (!to) return;
    event.preventDefault();
    now.querySelector("button")?.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  }
}
