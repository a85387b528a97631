// What is seen of the page while nobody looks at it: the number in its title, and notifications, once they are asked
// for.

import { element } from "./dom.js";

export class Notifier {
  #page;
  #bell = element("bell", HTMLButtonElement);

  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.#page = page;
    const { session } = page;
    this.#bell.hidden = !("Notification" in globalThis);
    this.#bell.addEventListener("click", () => this.#toggle());
    this.#tell();
    session.on("notify", ({ room, line }) => this.#notify(room, line));
    session.on("rooms", () => this.#title());
    session.on("current", () => this.#title());
    session.on("about", () => this.#title());
  }

  get #isOn() {
    const { storage } = this.#page;
    return storage.get("bell") === "on" && "Notification" in globalThis && Notification.permission === "granted";
  }

  #tell() {
    this.#bell.setAttribute("aria-pressed", String(this.#isOn));
  }

  async #toggle() {
    const on = !this.#isOn && await Notification.requestPermission() === "granted";
    if (!on && Notification.permission === "denied") this.#page.toast(this.#page.words.say("bell.denied"));
    this.#set(on);
  }

  /** @param {boolean} on */
  #set(on) {
    this.#page.storage.set("bell", on ? "on" : "");
    this.#tell();
  }

  #title() {
    const { session } = this.#page;
    const pings = session.rooms.list().reduce((sum, room) => sum + room.mentions, 0);
    const name = [session.current?.name, session.about.name ?? "Partyline"].filter(Boolean).join(" · ");
    document.title = pings ? `(${pings}) ${name}` : name;
  }

  /**
   * @param {import("./room.js").Room} room
   * @param {import("./types.js").Line} line
   */
  #notify(room, line) {
    if (!this.#isOn || document.hasFocus()) return;
    const title = room.isPrivate ? line.nick : `${line.nick} · ${room.name}`;
    try {
      const note = new Notification(title, { body: line.text, tag: room.key, silent: true, icon: "icon.svg" });
      note.addEventListener("click", () => {
        window.focus();
        this.#page.session.show(room);
        note.close();
      });
    } catch {
      // Phones' browsers let only service workers notify, and say so no sooner.
      this.#set(false);
    }
  }
}
