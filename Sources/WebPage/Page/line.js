// How one line of a log looks.

import { facts, modes } from "./answers.js";
import { button, colour, isolated, make, prose, strong } from "./dom.js";
import { summary } from "./presence.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./dom.js").Child} Child */

/** Lines of one person within this time stand together, under one nick. */
const GROUP_MILLISECONDS = 5 * 60 * 1000;

/** So many names are told of who came and went; the others are counted. */
const NAMES = 12;

/**
 * Whether a line belongs under the nick of the one before it.
 * @param {Line} line
 * @param {Line | undefined} before
 */
export function continues(line, before) {
  return before !== undefined && line.kind === "say" && before.kind === "say" && sameDay(line, before)
    && line.nick === before.nick && line.account === before.account && line.to === before.to
    && line.time.getTime() - before.time.getTime() < GROUP_MILLISECONDS;
}

/**
 * @param {Line} line
 * @param {Line | undefined} before
 */
export function sameDay(line, before) {
  return before !== undefined && line.time.toDateString() === before.time.toDateString();
}

/** Makes the elements of lines, in the words of a language. */
export class LineElements {
  #words;
  #me;

  /**
   * @param {import("./words.js").Words} words
   * @param {() => string} me   the reader's nick, as of now
   */
  constructor(words, me) {
    this.#words = words;
    this.#me = me;
  }

  /**
   * @param {Line} line
   * @param {boolean} grouped   it stands under the nick of the line before it
   */
  make(line, grouped) {
    switch (line.kind) {
      case "say": case "act": return this.#said(line, grouped);
      case "answer": return make("li", { class: "info", dir: "auto" }, ...this.#answer(line));
      case "presence":
        // Such a line changes while people come and go; to hear it anew each time would be noise.
        return make("li", { class: "event", "aria-live": "off" }, this.#time(line), ...this.#presence(line));
      default: return make("li", { class: "event" }, this.#time(line), ...this.#event(line));
    }
  }

  /** @param {Date} time */
  day(time) {
    return make("li", { class: "day" }, this.#words.day(time));
  }

  unread() {
    return make("li", { class: "new" }, this.#words.say("log.new"));
  }

  /**
   * What stands above the first line that there is.
   * @param {import("./room.js").Room} room
   */
  start(room) {
    const key = room.isPrivate ? "log.start.direct" : "log.start.room";
    const told = make("span", {}, this.#words.say(key));
    return make("li", { class: "start" }, make("strong", {}, isolated(room.name)), told);
  }

  /** @param {Line} line */
  #time(line) {
    const { time } = line;
    return make("time", { datetime: time.toISOString(), title: this.#words.moment(time) }, this.#words.time(time));
  }

  /**
   * @param {Line} line
   * @param {boolean} grouped
   */
  #said(line, grouped) {
    const { kind, nick, mentions, notice, state } = line;
    const classes = [kind, grouped || "first", mentions && "ping", notice && "notice", state];
    const item = make("li", { class: classes.filter((name) => typeof name === "string").join(" ") });
    const who = button({ class: "who", tabindex: -1, "data-nick": nick, ...colour(nick) }, isolated(nick));
    if (grouped) item.append(make("span", { class: "aside" }, isolated(nick), ": "));
    else if (kind === "act") item.append("✱ ", who, " ");
    else item.append(who);
    item.append(this.#time(line), this.#body(line));
    if (state === "failed") item.append(this.#fault(line));
    return item;
  }

  /** @param {Line} line */
  #body(line) {
    const body = make("span", { class: "body", dir: "auto" });
    if (line.state === "redacted") body.append(this.#words.say("log.taken"));
    else {
      if (line.to) body.append(make("small", {}, this.#words.say(`log.to.${audience(line.to)}`)), " ");
      body.append(prose(line.text, line.mine ? "" : this.#me()));
    }
    return body;
  }

  /** @param {Line} line */
  #fault(line) {
    const why = line.refusal ? this.#words.refusal(line.refusal) : this.#words.say("log.failed");
    return make("span", { class: "fault" }, why, " ",
      button({ "data-do": "retry" }, this.#words.say("log.retry")), " ",
      button({ "data-do": "discard" }, this.#words.say("log.discard")));
  }

  /**
   * @param {Line} line
   * @returns {Child[]}
   */
  #answer({ words, row }) {
    if (row) return facts(this.#words, row).flatMap((fact, index) => [index ? " · " : "", isolated(fact)]);
    if (!words) return [];
    const [, command = ""] = /^help\.(.+)/.exec(words.key) ?? [], told = this.#words.say(words.key, words.values);
    return [command ? `/${command} ${told}` : told];
  }

  /**
   * What else was done, by whom and to whom.
   * @param {Line} line
   * @returns {Child[]}
   */
  #event(line) {
    const { nick, subject = "", text, words } = line;
    const told = make("span", { dir: "auto" }, prose(text, ""));
    const values = { nick: strong(nick), subject: strong(subject), text: told };
    if (words) return this.#words.parts(words.key, words.values);
    switch (line.kind) {
      case "topic": return this.#words.parts(text ? "event.topic" : "event.topic.none", values);
      case "rank": return this.#words.parts(rankKey(text), { ...values, rank: text });
      case "mode": return this.#words.parts("event.mode", { ...values, text: modes(this.#words, text) });
      case "kick": return this.#words.parts(text ? "event.kick.why" : "event.kick", values);
      case "rename": return this.#words.parts(text ? "event.rename.why" : "event.rename", values);
      case "invite": return this.#words.parts("event.invite", values);
      case "gap": return [this.#words.say("event.gap")];
      default: return this.#words.parts("event.note", values);
    }
  }

  /**
   * Who came and went.
   * @param {Line} line
   * @returns {Child[]}
   */
  #presence(line) {
    const { joined, left, visited, returned, renamed, reason } = summary(line.changes ?? []);
    /** @type {Child[]} */
    const parts = [];
    /** @param {Child[]} sentence */
    const add = (sentence) => parts.push(...(parts.length ? ["; "] : []), ...sentence);
    for (const [what, nicks] of Object.entries({ joined, returned, visited, left })) {
      const key = what === "left" && reason ? "event.left.why" : `event.${what}`;
      const values = { n: nicks.length, nicks: this.#names(nicks), reason: isolated(reason) };
      if (nicks.length) add(this.#words.parts(key, values));
    }
    for (const { from, to } of renamed.slice(0, NAMES)) {
      add(this.#words.parts("event.renamed", { nick: strong(from), as: strong(to) }));
    }
    return parts;
  }

  /** @param {string[]} nicks */
  #names(nicks) {
    const named = nicks.slice(0, NAMES), others = nicks.length - named.length;
    return strong(this.#words.list(others ? [...named, this.#words.say("event.others", { n: others })] : named));
  }
}

/** @param {string} to   the sign of who alone was told */
function audience(to) {
  return to === "@" ? "ops" : to === "+" ? "voices" : "founder";
}

/** @param {string} rank */
function rankKey(rank) {
  return ["founder", "op", "voice", "none"].includes(rank) ? `event.rank.${rank}` : "event.rank.other";
}
