// By what one comes back to the same visit, after a cut or a reload: this tab's connection, how far one has read on it,
// and which private conversations are open.

import { laterId } from "./names.js";

export class Visit {
  /** By which the connection is come back to; "" for none. Others know it by nothing but the storage of this tab. */
  token = "";
  /** The last id that was read. */
  since = "";
  #session;
  #willRemember = false;

  /** @param {import("./session.js").Session} session */
  constructor(session) {
    this.#session = session;
  }

  /**
   * What was said up to an id is known.
   * @param {string} id
   */
  reaches(id) {
    this.since = laterId(this.since, id);
  }

  /**
   * An id was read: what is later is to be asked for.
   * @param {string} id
   */
  read(id) {
    // What a newcomer reads on the way in says nothing about what was missed.
    if (!this.#session.coming.isIn) return;
    this.reaches(id);
    const { clock } = this.#session;
    // Once in a while is enough: what is told twice is known by its id.
    if (this.#willRemember) return;
    this.#willRemember = true;
    clock.after(() => {
      this.#willRemember = false;
      this.remember();
    }, 1000);
  }

  /** Keeps by what to come back after a reload. */
  remember() {
    // Before that, what is kept is of the visit before.
    if (this.#session.coming.nick) this.#keepTalks();
    if (this.token) this.#session.storage.return = { token: this.token, since: this.since };
  }

  /** Is not to come back by the token. */
  forget() {
    this.token = "";
    this.#session.storage.return = null;
  }

  #keepTalks() {
    const { storage, rooms, current } = this.#session;
    storage.talks = rooms.list().filter(({ isPrivate }) => isPrivate).map(({ name, unread }) => [name, unread]);
    storage.shown = current?.key ?? "";
  }
}
