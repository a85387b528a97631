// What stands above the log: the room, its topic, and the state of the connection.

import { ask } from "./dialogs.js";
import { element, part, prose } from "./dom.js";
import { setTopic } from "./moderation.js";

/** A toast stays for this long, and longer the more there is to read, up to a limit. */
const TOAST_MILLISECONDS = { least: 3000, each: 50, most: 6000 };

export class Header {
  #page;
  #banner = part("banner");
  #edit = element("edit-topic", HTMLButtonElement);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #countdown;

  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.#page = page;
    const { session } = page;
    session.on("current", () => this.#tell());
    session.on("topic", () => this.#tell());
    session.on("members", () => this.#tellEdit());
    session.on("state", () => this.#tellState());
    session.on("about", () => this.#tellServer());
    session.on("rooms", () => this.#tellOutside());
    session.on("line", ({ line }) => {
      if (line.kind === "note" && !line.old) this.#tellNote(line.text);
    });
    session.on("invited", (invitation) => this.#tellInvitation(invitation));
    this.#edit.addEventListener("click", () => this.editTopic());
    part("retry").addEventListener("click", () => this.#pressed());
    this.#tell();
    this.#tellServer();
    this.#tellState();
  }

  editTopic() {
    const { session, words } = this.#page, room = session.current;
    if (!room || room.isPrivate) return;
    return ask(words, {
      title: words.say("topic.title", { room: room.name }),
      fields: [{ name: "topic", label: words.say("topic"), value: room.topic, longest: 500 }],
      yes: words.say("change"),
      act: ({ topic = "" }) => setTopic(session, room, topic.trim()),
    });
  }

  #tell() {
    const room = this.#page.session.current, topic = part("topic");
    part("title").textContent = room?.name ?? "";
    topic.replaceChildren(room ? prose(room.topic, "") : "");
    topic.title = room?.topic ?? "";
    this.#tellEdit();
    this.#tellOutside();
  }

  /** Whoever is in a room may set its topic, but where it is locked; then the server says so. */
  #tellEdit() {
    const room = this.#page.session.current;
    this.#edit.hidden = !room || room.isPrivate || !room.joined;
  }

  #tellServer() {
    const { about } = this.#page.session;
    part("server").textContent = about.name ?? "Partyline";
    part("find").hidden = about.search === false;
  }

  #tellState() {
    const { session, words } = this.#page, { phase, retryAt = 0, code = "" } = session.state;
    const { classList } = part("app");
    classList.toggle("on", phase === "on");
    classList.toggle("off", phase === "off" || phase === "ended");
    part("state").textContent = words.say(`state.${phase}`);
    clearInterval(this.#countdown);
    part("countdown").textContent = "";
    if (phase === "off") {
      this.#show(words.say(code === "server-full" ? "state.full" : "state.lost"), words.say("state.retry"), "retry");
      this.#count(retryAt);
      this.#countdown = setInterval(() => this.#count(retryAt), 1000);
    } else if (phase === "ended") {
      const key = `ended.${code}`;
      this.#show(words.has(key) ? words.say(key) : words.say("ended", { code }), words.say("state.again"), "retry");
      part("retry").focus();
    } else if (this.#banner.dataset.what === "retry" && phase === "on") this.#banner.hidden = true;
    this.#tellOutside();
  }

  /** One may look at a room in which one is no more: it says so, and how to come back. */
  #tellOutside() {
    const { session, words } = this.#page, room = session.current;
    const isOutside = session.state.phase === "on" && room !== null && !room.isPrivate && !room.joined;
    if (isOutside) {
      const { key, values } = room.putOut ?? { key: "refused.not-in-room.room", values: { room: room.name } };
      this.#show(words.say(key, values), words.say("welcome.go", values), "outside");
      this.#banner.dataset.room = room.name;
    } else if (this.#banner.dataset.what === "outside") this.#banner.hidden = true;
  }

  /**
   * The seconds that are left. They are seen and not spoken, as an alert is spoken again whenever it changes.
   * @param {number} retryAt
   */
  #count(retryAt) {
    const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    part("countdown").textContent = this.#page.words.say("state.wait", { n: seconds });
  }

  /** @param {string} text */
  #tellNote(text) {
    const { words } = this.#page;
    if (this.#banner.hidden || this.#banner.dataset.what === "note") this.#show(text, words.say("close"), "note");
  }

  /** @param {{ room: string, by: string }} invitation */
  #tellInvitation({ room, by }) {
    const { words } = this.#page;
    this.#show(words.say("event.invite", { nick: by, subject: room }), words.say("welcome.go", { room }), "invitation");
    this.#banner.dataset.room = room;
  }

  /**
   * @param {string} text
   * @param {string} act    what the button is called
   * @param {"retry" | "note" | "invitation" | "outside"} what
   */
  #show(text, act, what) {
    // What is said already is not to be heard again.
    if (!this.#banner.hidden && part("banner-text").textContent === text) return;
    this.#banner.dataset.what = what;
    part("banner-text").textContent = text;
    part("countdown").textContent = "";
    part("retry").textContent = act;
    this.#banner.hidden = false;
  }

  #pressed() {
    const { session } = this.#page, { what, room = "" } = this.#banner.dataset;
    if (what === "retry") return session.retryNow();
    this.#banner.hidden = true;
    if (what === "invitation" || what === "outside") this.#page.attempt(() => session.join(room));
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastEnd;

/**
 * Shows something for a moment.
 * @param {string} text
 */
export function toast(text) {
  const place = part("toast");
  place.textContent = text;
  clearTimeout(toastEnd);
  const { least, each, most } = TOAST_MILLISECONDS;
  toastEnd = setTimeout(() => (place.textContent = ""), Math.min(most, least + each * text.length));
}
