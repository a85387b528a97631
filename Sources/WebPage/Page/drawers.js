// Where there is no room for three columns, the sides slide in over the log, and all else is inert until they go.

import { element } from "./dom.js";

/** A side, the button that opens it, and up to which width of the window it is a drawer. */
const DRAWERS = [
  { name: "rooms", side: "rooms", opener: "menu", width: 720 },
  { name: "people", side: "members", opener: "people", width: 1020 },
];

export class Drawers {
  #storage;
  #app = element("app", HTMLElement);
  /** @type {(typeof DRAWERS)[number] | null} */
  #open = null;

  /** @param {import("./page.js").Page} page */
  constructor({ storage, session }) {
    this.#storage = storage;
    this.#app.classList.toggle("alone", storage.get("members") === "hidden");
    for (const drawer of DRAWERS) {
      element(drawer.opener, HTMLElement).addEventListener("click", () => this.#pressed(drawer));
      matchMedia(`(max-width: ${drawer.width}px)`).addEventListener("change", () => this.close());
    }
    element("shade", HTMLElement).addEventListener("click", () => this.close());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#open) this.close();
    });
    session.on("current", () => this.close(false));
    element("rooms", HTMLElement).addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest(".room")) this.close(false);
    });
    this.#tell();
  }

  /**
   * @param {boolean} [returning]   whether the focus goes back to the button
   */
  close(returning = true) {
    const was = this.#open;
    if (was) {
      this.#open = null;
      this.#app.classList.remove(was.name);
      for (const part of this.#app.children) if (part instanceof HTMLElement) part.inert = false;
      if (returning) element(was.opener, HTMLElement).focus();
    }
    this.#tell();
  }

  /** @param {(typeof DRAWERS)[number]} drawer */
  #pressed(drawer) {
    if (matchMedia(`(max-width: ${drawer.width}px)`).matches) return this.#slide(drawer);
    const hidden = this.#app.classList.toggle("alone");
    this.#storage.set("members", hidden ? "hidden" : "");
    this.#tell();
  }

  /** @param {(typeof DRAWERS)[number]} drawer */
  #slide(drawer) {
    this.close(false);
    const side = element(drawer.side, HTMLElement);
    this.#open = drawer;
    this.#app.classList.add(drawer.name);
    for (const part of this.#app.children) {
      if (part instanceof HTMLElement) part.inert = part !== side && part.id !== "shade";
    }
    const first = side.querySelector("[aria-current], [tabindex='0'], button");
    if (first instanceof HTMLElement) first.focus();
    this.#tell();
  }

  /** Says of each button whether its side is to be seen. */
  #tell() {
    for (const drawer of DRAWERS) {
      const slides = matchMedia(`(max-width: ${drawer.width}px)`).matches;
      const shown = slides ? this.#open === drawer : !this.#app.classList.contains("alone");
      element(drawer.opener, HTMLElement).setAttribute("aria-expanded", String(shown));
    }
  }
}
