// Entering rooms: those that one comes back to, and those that one asks for.

import { command, unlessRefused } from "./lines.js";
import { laterId } from "./names.js";

/** @typedef {import("./room.js").Room} Room */

/** After these a room may be entered later: they are no answer to whether it may be. */
const passing = new Set(["lost", "slow-down", "not-now", "internal", "shutting-down", "unavailable"]);

export class Entering {
  #session;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /** Keeps which rooms to enter on the next visit. */
  keep() {
    this.#session.storage.rooms = this.#session.rooms.list()
      .filter(({ isPrivate, wanted }) => !isPrivate && wanted).map(({ name }) => name);
  }

  /**
   * Enters rooms, the one that is shown first, and each when the one before was entered: the server takes only so much.
   * @param {Room[]} rooms
   */
  async enter(rooms) {
    const { current } = this.#session;
    for (const room of [...rooms].sort((one, other) => Number(other === current) - Number(one === current))) {
      try {
        await this.#enterRoom(room);
      } catch (refusal) {
        unlessRefused(refusal);
        if (refusal.code === "lost") throw refusal;
        this.#keptOut(room, refusal);
      }
    }
  }

  /** @param {Room} room */
  async #enterRoom(room) {
    const session = this.#session, since = room.since;
    const { rows, keys } = await session.ask(command("join", room.name, room.password, since && `since=${since}`));
    const isNew = !room.joined;
    Object.assign(room, { joined: true, wanted: true, putOut: null });
    if (keys.room && keys.room !== room.name) session.rooms.rename(room, keys.room);
    room.regain(true);
    if (since) {
      session.history.take(room, { rows, keys }, since);
      void session.history.catchUp(room);
    }
    room.lastId = laterId(room.lastId, keys.id ?? "");
    session.visit.read(keys.id ?? "");
    if (isNew) room.askedOn = 0;
    if (room === session.current) session.history.need(room);
    session.outbox.flush();
    session.emit("rooms");
  }

  /**
   * @param {Room} room
   * @param {import("./lines.js").Refusal} refusal
   */
  #keptOut(room, refusal) {
    room.joined = false;
    if (!passing.has(refusal.code)) room.wanted = false;
    this.#session.outbox.refuse(room, refusal);
    this.#session.emit("tell", { refusal });
    this.#session.emit("rooms");
  }

  /**
   * Enters a room because the user says so; later, where there is no connection now.
   * @param {string} name
   * @param {string} key
   */
  async join(name, key) {
    const { rooms } = this.#session, known = rooms.get(name), room = known ?? rooms.open(name);
    room.password = key || room.password;
    room.wanted = true;
    if (!this.#session.coming.isIn || room.joined) return room;
    try {
      await this.#enterRoom(room);
    } catch (refusal) {
      room.wanted = false;
      if (!known) rooms.delete(room);
      throw refusal;
    }
    this.keep();
    return room;
  }

  /**
   * Enters a room that the user wants to be in and is not, such as one that could not be entered just then.
   * @param {Room} room
   */
  async retry(room) {
    if (!this.#session.coming.isIn || room.isPrivate || room.joined || !room.wanted) return;
    try {
      await this.#enterRoom(room);
    } catch (refusal) {
      unlessRefused(refusal);
      this.#keptOut(room, refusal);
    }
  }

  /**
   * Another session of the same person entered a room, and so did we.
   * @param {string} name
   */
  entered(name) {
    const session = this.#session, room = session.rooms.open(name);
    Object.assign(room, { joined: true, wanted: true, putOut: null, askedOn: 0 });
    if (room === session.current) session.history.need(room);
    this.keep();
    session.emit("rooms");
  }
}
