// What is asked of the server: questions by their tags, how many may be unanswered at once, and answers that find them.

import { Refusal, byteLength, rowOf } from "./lines.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").WireLine} WireLine */

/**
 * @typedef {object} Question
 * @property {string} body
 * @property {import("./types.js").Row[]} rows
 * @property {(answer: Answer) => void} done
 * @property {(refusal: Refusal) => void} fail
 */

/** How many questions may be unanswered. A server delays what comes too fast, and refuses what is far too much. */
const mostUnanswered = 8;

export class Questions {
  #write;
  #isOpen = false;
  #nextTag = 1;
  /** @type {Map<string, Question>} */
  #unanswered = new Map();
  /** @type {Question[]} */
  #urgent = [];
  /** @type {Question[]} */
  #patient = [];
  #window = mostUnanswered;
  /** How many bytes a line may have, its tag included. */
  #maxLine = 2048;

  /** @param {(line: string) => void} write   puts a line onto the connection */
  constructor(write) {
    this.#write = write;
  }

  /**
   * There is a connection.
   * @param {number} window    how much of what is asked the server lets wait; NaN where it is not told
   * @param {number} maxLine   the same of the bytes of a line
   */
  begin(window, maxLine) {
    this.#isOpen = true;
    this.#window = Math.max(1, Math.min(mostUnanswered, window || mostUnanswered));
    this.#maxLine = maxLine || 2048;
  }

  /**
   * There is none any more.
   * @returns {Question[]} what has had no answer
   */
  end() {
    this.#isOpen = false;
    const waiting = [...this.#unanswered.values(), ...this.#urgent.splice(0), ...this.#patient.splice(0)];
    this.#unanswered.clear();
    return waiting;
  }

  /**
   * @param {string} body
   * @param {boolean} isPatient   what the user does goes first
   * @returns {Promise<Answer>}
   */
  ask(body, isPatient) {
    return new Promise((done, fail) => {
      (isPatient ? this.#patient : this.#urgent).push({ body, rows: [], done, fail });
      this.#pump();
    });
  }

  /**
   * Asks at once, for an answer that nobody waits for.
   * @param {string} body
   */
  send(body) {
    this.#write(`@${this.#tag()} ${body}`);
  }

  /** Sends what waits, as far as the server may be asked at once. Patient questions leave half of that to others. */
  #pump() {
    while (this.#isOpen) {
      const isHalf = this.#unanswered.size >= Math.ceil(this.#window / 2);
      const isFull = this.#unanswered.size >= this.#window;
      const question = isFull ? undefined : this.#urgent.shift() ?? (isHalf ? undefined : this.#patient.shift());
      if (!question) return;
      const tag = this.#tag(), line = `@${tag} ${question.body}`;
      if (byteLength(line) > this.#maxLine) {
        question.fail(new Refusal("too-long"));
        continue;
      }
      this.#unanswered.set(tag, question);
      this.#write(line);
    }
  }

  #tag() {
    return (this.#nextTag++).toString(36);
  }

  /**
   * Takes what the server says, where it is an answer or a part of one.
   * @param {WireLine} line
   * @returns {boolean} whether it was
   */
  hear(line) {
    const { verb, fields, keys, text } = line;
    const tag = verb === "ERR" && fields[1] === "too-long" ? this.#overlong(keys) : fields[0];
    const question = this.#unanswered.get(tag);
    switch (verb) {
      case "ROW":
        question?.rows.push(rowOf(line));
        return true;
      case "OK":
        this.#answered(tag);
        question?.done({ rows: question.rows, keys });
        return true;
      case "ERR":
        this.#answered(tag);
        question?.fail(new Refusal(fields[1] ?? "", text, keys));
        return question !== undefined;
      default: return false;
    }
  }

  /**
   * The server read no tag where a line was too long for it. It takes less than it did when it greeted, then.
   * @param {import("./types.js").Keys} keys
   * @returns {string} the tag of the question
   */
  #overlong(keys) {
    this.#maxLine = Number(keys.max) || this.#maxLine;
    const isOver = (/** @type {[string, Question]} */ [tag, { body }]) => byteLength(`@${tag} ${body}`) > this.#maxLine;
    return [...this.#unanswered].find(isOver)?.[0] ?? "-";
  }

  /** @param {string} tag */
  #answered(tag) {
    this.#unanswered.delete(tag);
    this.#pump();
  }
}
