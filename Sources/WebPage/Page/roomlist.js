// The rooms and private conversations at the side, with what is unread in them.

import { button, element, make, part } from "./dom.js";

/** @typedef {import("./room.js").Room} Room */

export class RoomList {
  #session;
  #words;
  #rooms = element("room-list", HTMLUListElement);
  #direct = element("direct-list", HTMLUListElement);
  /**
   * The items that there are, by their conversation's key.
   * @type {Map<string, HTMLLIElement>}
   */
  #items = new Map();
  #willDraw = false;

  /** @param {import("./page.js").Page} page */
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    session.on("rooms", () => this.#drawSoon());
    session.on("current", () => this.draw());
  }

  /** Draws once, however much happens at once; also where the tab is hidden, and has no frames. */
  #drawSoon() {
    if (this.#willDraw) return;
    this.#willDraw = true;
    setTimeout(() => this.#willDraw && this.draw(), 16);
  }

  draw() {
    this.#willDraw = false;
    const all = this.#session.rooms.list(), keys = new Set(all.map(({ key }) => key));
    for (const [key, item] of this.#items) {
      if (keys.has(key)) continue;
      item.remove();
      this.#items.delete(key);
    }
    this.#arrange(this.#rooms, all.filter((room) => !room.isPrivate));
    this.#arrange(this.#direct, all.filter((room) => room.isPrivate));
    part("direct-head").hidden = !all.some((room) => room.isPrivate);
    const more = all.some((room) => room.unread && room !== this.#session.current);
    part("menu").classList.toggle("more", more);
    part("menu").setAttribute("aria-label", this.#words.say(more ? "rooms.unread" : "rooms"));
  }

  /**
   * Shows the conversation that stands so many places below the current one, or above it.
   * @param {number} places
   */
  step(places) {
    const all = this.#session.rooms.list();
    const at = all.findIndex((room) => room === this.#session.current);
    const next = all[(at + places + all.length) % all.length];
    if (next) this.#session.show(next);
  }

  /**
   * @param {HTMLUListElement} list
   * @param {Room[]} rooms
   */
  #arrange(list, rooms) {
    rooms.forEach((room, index) => {
      const item = this.#items.get(room.key) ?? this.#added(room);
      this.#update(item, room);
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    });
  }

  /** @param {Room} room */
  #added(room) {
    const { key } = room;
    const current = () => this.#session.rooms.get(key);
    const item = make("li", {},
      button({ class: "room", onclick: () => this.#choose(current()) }),
      button({ class: "icon i-close leave", onclick: () => this.#leave(current()) }));
    this.#items.set(key, item);
    return item;
  }

  /**
   * @param {HTMLLIElement} item
   * @param {Room} room
   */
  #update(item, room) {
    const isCurrent = room === this.#session.current;
    const state = JSON.stringify([room.name, room.unread, room.mentions, room.joined, isCurrent]);
    if (item.dataset.state === state) return;
    item.dataset.state = state;
    item.classList.toggle("current", isCurrent);
    item.classList.toggle("unread", room.unread > 0);
    item.classList.toggle("ping", room.mentions > 0);
    item.classList.toggle("left", !room.joined && !room.isPrivate);
    const [choose, leave] = item.querySelectorAll("button");
    if (!choose || !leave) return;
    if (isCurrent) choose.setAttribute("aria-current", "true");
    else choose.removeAttribute("aria-current");
    choose.replaceChildren(this.#name(room), ...this.#badge(room));
    const name = this.#words.say(room.isPrivate ? "direct.close" : "room.leave", { room: room.name });
    leave.setAttribute("aria-label", name);
    leave.title = name;
  }

  /** @param {Room} room */
  #name({ name, isPrivate }) {
    return make("bdi", { class: "name" }, isPrivate ? null : make("b", {}, "#"), isPrivate ? name : name.slice(1));
  }

  /** @param {Room} room */
  #badge({ unread, mentions }) {
    if (!unread) return [];
    const spoken = this.#words.say(mentions ? "room.mentions" : "room.unread", { n: mentions || unread });
    return [
      make("span", { class: "badge", "aria-hidden": "true" }, unread > 99 ? "99+" : unread),
      make("span", { class: "aside" }, spoken),
    ];
  }

  /** @param {Room | null} room */
  #choose(room) {
    if (room) this.#session.show(room);
  }

  /** @param {Room | null} room */
  async #leave(room) {
    if (room) await this.#session.leave(room);
  }
}
