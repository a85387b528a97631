// Telling others what happened.

/**
 * Listeners by the kind of what happens. `Events` maps each kind to what its listeners are given.
 * @template {{ [type: string]: any }} Events
 */
export class Emitter {
  /** @type {Map<keyof Events, Set<(detail: any) => void>>} */
  #listeners = new Map();

  /**
   * Has `listener` called for each event of a type, until what is returned is called.
   * @template {keyof Events} Type
   * @param {Type} type
   * @param {(detail: Events[Type]) => void} listener
   * @returns {() => void}
   */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /**
   * Tells all listeners. One that throws keeps none of the others from being told, nor the caller from going on: its
   * fault is reported as any uncaught one.
   * @template {keyof Events} Type
   * @param {Type} type
   * @param {Events[Type] extends void ? [] : [Events[Type]]} details   one, or none where there is nothing to tell
   */
  emit(type, ...details) {
    const [detail] = details;
    for (const listener of [...this.#listeners.get(type) ?? []]) {
      try {
        listener(detail);
      } catch (fault) {
        queueMicrotask(() => { throw fault; });
      }
    }
  }
}
