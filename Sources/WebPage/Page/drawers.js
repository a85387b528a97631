// Where there is no room for three columns, the sides slide in over the log, and all else is inert until they go.

import { part } from "./dom.js";

/** A side, the button that opens it, and up to which width of the window it is a drawer. */
const DRAWERS = [
  { name: "rooms", side: "rooms", opener: "menu", width: 720 },
  { name: "people", side: "members", opener: "people", width: 1020 },
];

/**
 * Whether a side is a drawer now: in another page's frame the rooms are at any width.
 * @param {(typeof DRAWERS)[number]} drawer
 */
function slides({ name, width }) {
  const isEmbedded = document.documentElement.classList.contains("embedded");
  return (isEmbedded && name === "rooms") || matchMedia(`(max-width: ${width}px)`).matches;
}

export class Drawers {
  #storage;
  #app = part("app");
  /** @type {(typeof DRAWERS)[number] | null} */
  #open = null;

  /** @param {import("./page.js").Page} page */
  constructor({ storage, session }) {
    this.#storage = storage;
    this.#app.classList.toggle("alone", storage.get("members") === "hidden");
    for (const drawer of DRAWERS) {
      part(drawer.opener).addEventListener("click", () => this.#pressed(drawer));
      matchMedia(`(max-width: ${drawer.width}px)`).addEventListener("change", () => this.close());
    }
    part("shade").addEventListener("click", () => this.close());
    addEventListener("keydown", (event) => {
      // A dialog in front of it is what Escape closes first.
      if (event.key === "Escape" && this.#open && !document.querySelector("dialog[open]")) this.close();
    });
    session.on("current", () => this.close(false));
    part("rooms").addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest(".room")) this.close(false);
    });
    this.#tell();
  }

  get isOpen() {
    return this.#open !== null;
  }

  /**
   * @param {boolean} [returning]   whether the focus goes back to the button
   */
  close(returning = true) {
    const was = this.#open;
    if (was) {
      this.#open = null;
      this.#app.classList.remove(was.name);
      for (const other of this.#app.children) if (other instanceof HTMLElement) other.inert = false;
      if (returning) part(was.opener).focus();
    }
    this.#tell();
  }

  /** @param {(typeof DRAWERS)[number]} drawer */
  #pressed(drawer) {
    if (slides(drawer)) return this.#slide(drawer);
    const hidden = this.#app.classList.toggle("alone");
    this.#storage.set("members", hidden ? "hidden" : "");
    this.#tell();
  }

  /** @param {(typeof DRAWERS)[number]} drawer */
  #slide(drawer) {
    this.close(false);
    const side = part(drawer.side);
    this.#open = drawer;
    this.#app.classList.add(drawer.name);
    for (const other of this.#app.children) {
      if (other instanceof HTMLElement) other.inert = other !== side && other.id !== "shade";
    }
    const first = side.querySelector("[aria-current], [tabindex='0']") ?? side.querySelector("button");
    if (first instanceof HTMLElement) first.focus();
    this.#tell();
  }

  /** Says of each button whether its side is to be seen. */
  #tell() {
    for (const drawer of DRAWERS) {
      const shown = slides(drawer) ? this.#open === drawer : !this.#app.classList.contains("alone");
      part(drawer.opener).setAttribute("aria-expanded", String(shown));
    }
  }
}
