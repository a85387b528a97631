// The connection: a WebSocket that speaks the wire protocol, and coming back after it was lost. What is said over it is
// others' subject.

import { Emitter } from "./emitter.js";
import { Refusal, parseLine } from "./lines.js";
import { Questions } from "./questions.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Clock} Clock */
/** @typedef {import("./types.js").Keys} Keys */
/** @typedef {import("./types.js").Socket} Socket */
/** @typedef {import("./types.js").WireLine} WireLine */

/**
 * `state`: look at the properties. `greeted`: it can be asked from now on; with what the server told of itself.
 * `event`: an event, or a row that is nobody's answer. `refused`: an error that no question had.
 * @typedef {{ state: void, greeted: Keys, event: WireLine, refused: Refusal }} WireEvents
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  after: (act, milliseconds) => setTimeout(act, milliseconds),
  cancel: (timer) => clearTimeout(timer),
  random: () => Math.random(),
};

const seconds = 1000;

/** How long a connection may take to be greeted. */
const greetingTime = 15 * seconds;

/** How long an answer to `/ping` may take, where it is doubted that anybody is there. */
const pingTime = 5 * seconds;

/** Who was here for so long was let in for good, and waits no longer than the first time when it is lost. */
const settledTime = 5 * seconds;

/** After these there is no coming back unasked: it would be against somebody's will. */
const finalWords = new Set(["replaced", "killed", "banned", "wrong-protocol", "no-proto"]);

/** @extends {Emitter<WireEvents>} */
export class Wire extends Emitter {
  /** @type {"idle" | "connecting" | "open" | "off" | "ended"} */
  phase = "idle";
  /** When `off`: the time of the next try. */
  retryAt = 0;
  /** Why the last connection ended: the server's word, or "" where none is known. */
  code = "";

  #url;
  #makeSocket;
  #clock;
  /** @type {Socket | null} */
  #socket = null;
  #questions = new Questions((line) => this.#send(line));
  #tries = 0;
  #heardAt = 0;
  #openedAt = 0;
  #pingSeconds = 120;
  /** How long the server asked to stay away, in milliseconds. */
  #askedDelay = 0;
  /** @type {unknown} */
  #timer = null;
  /** @type {unknown} */
  #pingTimer = null;

  /** @param {{ url: string, makeSocket: (url: string) => Socket, clock?: Clock }} environment */
  constructor({ url, makeSocket, clock = systemClock }) {
    super();
    this.#url = url;
    this.#makeSocket = makeSocket;
    this.#clock = clock;
  }

  get isOpen() {
    return this.phase === "open";
  }

  /** For how long nothing was heard, in milliseconds. */
  get silence() {
    return this.#clock.now() - this.#heardAt;
  }

  /** Connects now, whatever it was waiting for. Does nothing where it is connected, or about to be. */
  connect() {
    if (this.phase === "connecting" || this.phase === "open") return;
    this.#askedDelay = 0;
    this.code = "";
    this.#enter("connecting");
    this.#timer = this.#clock.after(() => this.#lose(1006), greetingTime);
    let socket;
    try {
      socket = this.#makeSocket(this.#url);
    } catch {
      return this.#lose(1006);
    }
    this.#socket = socket;
    socket.onopen = () => this.#send("/wire 1 resume");
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = ({ code, reason }) => this.#lose(code, reason);
    socket.onerror = () => {};
  }

  /** Ends the connection, and tries none by itself. */
  stop() {
    this.#drop(1000);
    this.#enter("ended");
  }

  /**
   * Asks whether anybody is there, where that is doubted: a network that is another, a tab that was frozen. Where none
   * answers the connection is given up and another one is made at once, long before the browser would notice.
   */
  check() {
    if (this.phase === "off") return this.connect();
    if (this.phase !== "open" || this.#pingTimer !== null) return;
    this.#questions.send("/ping");
    // Whatever is heard will do for an answer, and ends this.
    this.#pingTimer = this.#clock.after(() => {
      this.#tries = 0;
      this.#lose(1006);
      this.connect();
    }, pingTime);
  }

  /**
   * Sends a command or a text, and gives its answer. Rejects with a `Refusal`; its code is `lost` where the connection
   * ended before the answer came, or there was none.
   * @param {string} body
   * @param {{ patient?: boolean }} options   `patient`: what the user does goes first
   * @returns {Promise<Answer>}
   */
  ask(body, { patient = false } = {}) {
    if (this.phase !== "open") return Promise.reject(new Refusal("lost"));
    return this.#questions.ask(body, patient);
  }

  // MARK: Sending

  /** @param {string} line */
  #send(line) {
    try {
      this.#socket?.send(line);
    } catch {
      // It is closing: its end will be told.
    }
  }

  // MARK: Hearing

  /** @param {string} message */
  #hear(message) {
    this.#heardAt = this.#clock.now();
    this.#clock.cancel(this.#pingTimer);
    this.#pingTimer = null;
    for (const line of message.split("\n")) {
      if (line === "") continue;
      if (this.phase === "open") this.#take(parseLine(line));
      else if (this.phase === "connecting") this.#awaitGreeting(line);
    }
  }

  /**
   * What stands before the answer to `/wire` is for people, but for why a newcomer is turned away.
   * @param {string} line
   */
  #awaitGreeting(line) {
    const refused = /^!! ([a-z0-9-]+): (?:.*\(retry=(\d+)\))?/i.exec(line);
    if (refused?.[1] === "usage") return this.#send("/wire 1");
    if (refused) {
      this.code = refused[1];
      this.#askedDelay = Number(refused[2] ?? 0) * seconds;
    } else if (line.startsWith("OK - ")) {
      this.#greet(parseLine(line).keys);
    }
  }

  /** @param {Keys} keys */
  #greet(keys) {
    this.#openedAt = this.#clock.now();
    this.#pingSeconds = Number(keys.ping ?? 120) || 0;
    this.#questions.begin(Number(keys.waiting), Number(keys["max-line"]));
    this.#enter("open");
    this.#watch();
    this.emit("greeted", keys);
  }

  /** @param {WireLine} line */
  #take(line) {
    const { verb, fields, keys, text } = line;
    if (this.#questions.hear(line)) return;
    switch (verb) {
      case "ERR":
        this.emit("refused", new Refusal(fields[1] ?? "", text, keys));
        break;
      case "PING":
        this.#send(`@- /pong ${fields[0] ?? ""}`.trimEnd());
        break;
      case "BYE":
        this.code = fields[1] ?? "";
        this.#askedDelay = new Refusal(this.code, text, keys).retry * seconds;
        break;
      default:
        this.emit("event", line);
    }
  }

  // MARK: Losing it, and coming back

  /** Looks from time to time whether anything was heard: the server asks after `ping` seconds of our silence. */
  #watch() {
    const most = (this.#pingSeconds || 120) * seconds + 10 * seconds;
    this.#timer = this.#clock.after(() => {
      if (this.silence > most) this.check();
      this.#watch();
    }, 30 * seconds);
  }

  /**
   * The connection is no more.
   * @param {number} closeCode
   * @param {string} reason   the server's word again, where it could say why
   */
  #lose(closeCode, reason = "") {
    const lived = this.phase === "open" ? this.#clock.now() - this.#openedAt : 0;
    this.code ||= reason;
    this.#drop();
    if (closeCode === 1000 || finalWords.has(this.code)) return this.#enter("ended");
    if (lived >= settledTime) this.#tries = 0;
    this.retryAt = this.#clock.now() + this.#delay(closeCode);
    this.#timer = this.#clock.after(() => this.connect(), this.retryAt - this.#clock.now());
    this.#enter("off");
  }

  /**
   * How long to stay away: longer each time, and not as long as all others who lost it at the same moment.
   * @param {number} closeCode
   */
  #delay(closeCode) {
    // 1008: we did something wrong. 1013: too many are there.
    const isUnwelcome = closeCode === 1008 || closeCode === 1013;
    const [first, longest] = isUnwelcome ? [10, 120] : [1, 30];
    const delay = Math.min(longest, first * 2 ** Math.min(this.#tries++, 10)) * seconds;
    const spread = this.#clock.random();
    return Math.round(Math.max(delay * (0.75 + 0.5 * spread), this.#askedDelay * (1 + 0.25 * spread)));
  }

  /**
   * Lets go of the socket, whatever becomes of it, and of all who wait for an answer.
   * @param {number} [closeCode]
   */
  #drop(closeCode) {
    this.#clock.cancel(this.#timer);
    this.#clock.cancel(this.#pingTimer);
    this.#pingTimer = null;
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      try {
        socket.close(closeCode);
      } catch {
        // It never was open.
      }
    }
    const waiting = this.#questions.end();
    // They hear of it when the phase has changed, as they look at it.
    queueMicrotask(() => waiting.forEach(({ fail }) => fail(new Refusal("lost"))));
  }

  /** @param {Wire["phase"]} phase */
  #enter(phase) {
    if (phase === "open" || phase === "connecting") this.#clock.cancel(this.#timer);
    this.phase = phase;
    this.emit("state");
  }
}
