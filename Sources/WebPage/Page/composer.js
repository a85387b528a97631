// The box that one writes in: its height, drafts, what was typed before, and the question before many lines are sent.

import { enterText, lineCount } from "./commands.js";
import { element } from "./dom.js";
import { ask } from "./dialogs.js";
import { Suggestions } from "./suggestions.js";

/** More lines than these are asked about, so that nobody floods a room by a slip. */
const MOST_LINES = 3;

export class Composer {
  #page;
  #input = element("input", HTMLTextAreaElement);
  #form = element("composer", HTMLFormElement);
  #suggestions;
  /** @type {import("./room.js").Room | null} */
  #room = null;
  /** How far back one is in what was typed; 0 is what is being typed now. */
  #back = 0;

  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.#page = page;
    this.#suggestions = new Suggestions(page, this.#input, () => this.#changed());
    this.#input.addEventListener("input", () => this.#changed());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    page.session.on("current", () => this.#show());
    page.session.on("state", () => this.#open(page.session.state.phase !== "ended"));
    this.#show();
  }

  focus() {
    this.#input.focus();
  }

  /**
   * Puts somebody's nick where the caret is.
   * @param {string} nick
   */
  mention(nick) {
    const { selectionStart, selectionEnd, value } = this.#input;
    this.#input.setRangeText(value ? `${nick} ` : `${nick}: `, selectionStart, selectionEnd, "end");
    this.#changed();
    this.focus();
  }

  /**
   * Who has left says nothing: what is typed would go nowhere.
   * @param {boolean} isOpen
   */
  #open(isOpen) {
    if (this.#input.disabled !== isOpen) return;
    this.#input.disabled = !isOpen;
    if (isOpen) this.focus();
  }

  /** Shows the conversation's own draft. */
  #show() {
    const { session, words } = this.#page, room = session.current;
    const label = room ? words.say("input", { room: room.name }) : "";
    this.#input.placeholder = label;
    this.#input.setAttribute("aria-label", label);
    if (room === this.#room) return;
    this.#room = room;
    this.#back = 0;
    this.#set(room?.draft ?? "");
    // On a phone its keyboard would cover what one came to read.
    if (matchMedia("(min-width: 721px)").matches && !document.querySelector("dialog[open]")) this.focus();
  }

  /** @param {string} text */
  #set(text) {
    this.#input.value = text;
    this.#suggestions.close();
    this.#size();
  }

  #changed() {
    if (this.#room && !this.#back) this.#page.session.conversations.keepDraft(this.#room, this.#input.value);
    this.#size();
  }

  #size() {
    const { style } = this.#input;
    style.setProperty("height", "auto");
    style.setProperty("height", `${Math.min(this.#input.scrollHeight, innerHeight * 0.3)}px`);
    this.#form.classList.toggle("empty", this.#input.value.trim() === "");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // Enter and the arrows are the input method's own while it composes a word.
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.#suggestions.pressed(event)) return;
    const { key, shiftKey } = event;
    if (key === "Enter" && !shiftKey) this.#form.requestSubmit();
    else if (key === "Tab" && !shiftKey && this.#suggestions.open(true)) { /* It completes, or shows what it could. */ }
    else if (key === "ArrowUp" && this.#isRecalling && this.#recall(1)) { /* What was typed before. */ }
    else if (key === "ArrowDown" && this.#back && this.#recall(-1)) { /* What was typed after it. */ }
    else return;
    event.preventDefault();
  }

  /** Whether the arrow up asks for what was typed before: in a box of several lines it moves the caret. */
  get #isRecalling() {
    return this.#back > 0 || this.#input.value === "";
  }

  /** @param {number} steps */
  #recall(steps) {
    const typed = this.#room?.typed ?? [], draft = this.#room?.draft ?? "";
    const back = this.#back + steps;
    if (back < 0 || back > typed.length) return false;
    this.#back = back;
    this.#set(back ? typed[typed.length - back] ?? "" : draft);
    return true;
  }

  async #send() {
    const { session, words } = this.#page, room = this.#room, typed = this.#input.value;
    if (!room || !typed.trim()) return;
    const count = lineCount(typed);
    if (count > MOST_LINES) {
      const sure = await ask(words, {
        title: words.say("paste.title", { n: count }),
        text: words.say("paste.text"),
        preview: typed,
        yes: words.say("paste.go", { n: count }),
      });
      if (!sure) return;
    }
    this.#back = 0;
    if (room === this.#room) this.#set("");
    this.#page.sent();
    await enterText(session, room, typed);
  }
}
