// Which conversation is shown, what of the others was not seen yet, and how a line comes into one.

import { SECRET } from "./commands.js";
import { isRoom } from "./names.js";
import { makeLine } from "./room.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Line} Line */

/** How many private conversations others may begin. Each nick is another one, and a nick costs nothing. */
const mostUninvited = 100;

export class Conversations {
  /** @type {Room | null} the one that is shown */
  current = null;

  #session;
  /** Whether the user sees the newest lines of what is shown. */
  #isAttentive = false;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * Shows a conversation.
   * @param {Room} room
   */
  show(room) {
    if (this.current && this.current !== room && !this.current.unread) this.current.firstUnread = null;
    this.current = room;
    if (!room.draft) room.draft = this.#session.storage.draft(room.key);
    if (this.#isAttentive) room.see();
    this.#session.history.need(room);
    this.#session.entering.retry(room);
    this.#session.emit("current");
    this.#session.emit("rooms");
  }

  /**
   * The user looks at the newest lines, or no longer: at other lines, another tab.
   * @param {boolean} isAttentive
   */
  attend(isAttentive) {
    this.#isAttentive = isAttentive;
    if (isAttentive && this.current?.see()) this.#session.emit("rooms");
  }

  /**
   * Keeps what is typed and not sent; not in the browser where it has a password.
   * @param {Room} room
   * @param {string} text
   */
  keepDraft(room, text) {
    room.draft = text;
    this.#session.storage.setDraft(room.key, SECRET.test(text) ? "" : text);
  }

  /**
   * A conversation is no more on the page.
   * @param {Room} room
   */
  drop(room) {
    const list = this.#session.rooms.list(), next = list.indexOf(room);
    this.#session.outbox.drop(room);
    this.#session.rooms.delete(room);
    room.joined = room.wanted = false;
    this.#session.storage.setDraft(room.key, "");
    this.#session.entering.keep();
    if (this.current === room) {
      this.current = null;
      const other = list[next - 1] ?? list[next + 1];
      if (other) this.show(other);
      else this.#session.emit("current");
    }
    this.#session.emit("rooms");
  }

  /**
   * The conversation in which somebody wrote. For a new one the oldest goes that the user never had a part in, where
   * these are many.
   * @param {string} name
   */
  reached(name) {
    const { rooms } = this.#session;
    if (!isRoom(name) && !rooms.get(name)) {
      const uninvited = [...rooms].filter((room) => room.isPrivate && room !== this.current && !room.draft
        && !room.lines.some(({ mine }) => mine));
      if (uninvited.length >= mostUninvited) this.drop(uninvited[0]);
    }
    return rooms.open(name);
  }

  /**
   * Puts a line into a conversation, and tells of it.
   * @param {Room} room
   * @param {Line} line
   */
  post(room, line) {
    // Who scrolled up looks at old lines: these stay for as long.
    if (room !== this.current || this.#isAttentive) room.trim();
    const added = room.add(line);
    if (!added) return;
    if (added.folded) return this.#session.emit("change", { room, line: added.line });
    const isTalk = line.kind === "say" || line.kind === "act";
    const isUnread = isTalk && !line.mine && !line.old && !(room === this.current && this.#isAttentive);
    if (isUnread) this.#count(room, line);
    this.#session.emit("line", { room, line: added.line, index: added.index });
    if (isUnread && (room.isPrivate || line.mentions)) this.#session.emit("notify", { room, line });
  }

  /**
   * @param {Room} room
   * @param {Line} line
   */
  #count(room, line) {
    if (room.unread++ === 0) room.firstUnread = line;
    if (room.isPrivate || line.mentions) room.mentions++;
    this.#session.emit("rooms");
  }

  /**
   * Puts a line into a conversation that tells the user something, and nobody else.
   * @param {Room} room
   * @param {Pick<Line, "words" | "row">} told
   */
  note(room, told) {
    this.post(room, makeLine({ kind: "answer", time: new Date(this.#session.clock.now()), ...told }));
  }
}
