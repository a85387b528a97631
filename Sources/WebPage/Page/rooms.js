// All conversations, by their names.

import { fold, isRoom } from "./names.js";
import { Room } from "./room.js";

export class Rooms {
  /** @type {Map<string, Room>} */
  #byKey = new Map();

  /** @param {string} name */
  get(name) {
    return this.#byKey.get(fold(name)) ?? null;
  }

  /**
   * The conversation of a name, a new one where there was none.
   * @param {string} name
   */
  open(name) {
    const room = this.get(name) ?? new Room(name);
    this.#byKey.set(room.key, room);
    return room;
  }

  /** @param {Room} room */
  delete(room) {
    this.#byKey.delete(room.key);
  }

  /**
   * Gives a conversation another name. One of that name that is there already is forgotten.
   * @param {Room} room
   * @param {string} name
   */
  rename(room, name) {
    this.#byKey.delete(room.key);
    Object.assign(room, { name, key: fold(name), isPrivate: !isRoom(name) });
    this.#byKey.set(room.key, room);
  }

  /** Rooms by name, and then private conversations by name. */
  list() {
    return [...this].sort((one, other) =>
      Number(one.isPrivate) - Number(other.isPrivate) || (one.key < other.key ? -1 : 1));
  }

  [Symbol.iterator]() {
    return this.#byKey.values();
  }
}
