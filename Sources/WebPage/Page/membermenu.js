// What can be done with somebody: to write, to look, to hide; and, with a rank in the room, to keep order.

import { make } from "./dom.js";
import { ask, show } from "./dialogs.js";
import { openMenu } from "./menu.js";
import { moderate, report, restrictions } from "./moderation.js";
import { fold } from "./names.js";

/** @typedef {import("./menu.js").Item} Item */
/** @typedef {import("./room.js").Room} Room */

/** For how long one may be kept out or silent. "" is for good. */
const TIMES = ["10m", "1h", "1d", "7d", ""];

/** From the lowest on. */
const RANKS = ["", "voice", "op", "founder"];

/**
 * How much somebody may do in a room.
 * @param {Room} room
 * @param {string} nick
 */
function weight(room, nick) {
  return RANKS.indexOf(room.member(nick)?.rank ?? "");
}

const weightOfOps = RANKS.indexOf("op");

/** What is asked about before it is done. */
const GRAVE = ["mute", "kick", "ban"];

export class MemberMenu {
  #page;
  #mention;
  /** Counts what was opened. */
  #opening = 0;

  /**
   * @param {import("./page.js").Page} page
   * @param {(nick: string) => void} mention   puts somebody's nick into the box
   */
  constructor(page, mention) {
    this.#page = page;
    this.#mention = mention;
  }

  /**
   * @param {string} nick
   * @param {HTMLElement} anchor
   * @param {{ x: number, y: number }} [at]
   */
  async open(nick, anchor, at) {
    const { session } = this.#page, room = session.current, opening = ++this.#opening;
    const held = room && this.#isOver(room, nick) ? await restrictions(session, room, nick) : null;
    // Another menu is asked for meanwhile, or what this one belongs to is gone.
    if (opening !== this.#opening || !anchor.isConnected) return;
    const acts = room && held ? this.#moderation(room, nick, held) : [];
    openMenu(anchor, nick, [{ label: nick }, ...this.#social(nick), ...acts], at);
  }

  /**
   * Whether the user may keep somebody in order.
   * @param {Room} room
   * @param {string} nick
   */
  #isOver(room, nick) {
    const { me } = this.#page.session, mine = weight(room, me.nick);
    return mine >= weightOfOps && mine >= weight(room, nick);
  }

  /**
   * @param {string} nick
   * @returns {(Item | "-")[]}
   */
  #social(nick) {
    const { session, words } = this.#page;
    const whois = { label: words.say("member.whois"), act: () => this.whois(nick) };
    if (nick === session.me.nick) return [whois];
    const isIgnored = session.ignored.has(fold(nick));
    const ignore = () => session.ignore(nick, !isIgnored);
    return [
      { label: words.say("member.message"), act: () => session.open(nick) },
      { label: words.say("member.mention"), act: () => this.#mention(nick) },
      whois,
      { label: words.say(isIgnored ? "member.unignore" : "member.ignore"), act: () => this.#page.attempt(ignore) },
      { label: words.say("member.report"), act: () => this.#report(nick) },
    ];
  }

  /**
   * @param {Room} room
   * @param {string} nick
   * @param {import("./moderation.js").Restrictions} held
   * @returns {(Item | "-")[]}
   */
  #moderation(room, nick, held) {
    const rank = room.member(nick)?.rank ?? "";
    if (this.#page.session.isMe(nick)) return rank === "op" ? ["-", this.#act("deop", room, nick)] : [];
    const verbs = ["mute", "unmute", "kick", "ban", "unban"];
    if (rank === "op") verbs.unshift("deop");
    else verbs.unshift("op", rank === "voice" ? "devoice" : "voice");
    // Who is not in the room can still be kept out of it, for what they said.
    const possible = room.member(nick) ? verbs : ["ban", "unban"];
    const useful = possible.filter((verb) => (verb !== "unban" || held.ban) && (verb !== "unmute" || held.mute));
    return ["-", ...useful.map((verb) => this.#act(verb, room, nick))];
  }

  /**
   * @param {string} verb
   * @param {Room} room
   * @param {string} nick
   * @returns {Item}
   */
  #act(verb, room, nick) {
    const { session, words, attempt } = this.#page, label = words.say(`member.${verb}`);
    if (GRAVE.includes(verb)) return { label, grave: true, act: () => this.#restrict(verb, room, nick) };
    return { label, act: () => attempt(() => moderate(session, verb, room, nick)) };
  }

  /**
   * Asks for the reason, and for how long, before it is done.
   * @param {string} verb
   * @param {Room} room
   * @param {string} nick
   */
  #restrict(verb, room, nick) {
    const { session, words } = this.#page;
    /** @type {[string, string][]} */
    const choices = TIMES.map((time) => [time, words.say(time ? `time.${time}` : "time.always")]);
    const fields = [{ name: "reason", label: words.say("reason"), longest: 200 }];
    return ask(words, {
      title: words.say(`member.${verb}.title`, { nick, room: room.name }),
      fields: verb === "kick" ? fields : [{ name: "time", label: words.say("time"), value: "1h", choices }, ...fields],
      yes: words.say(`member.${verb}.go`),
      act: ({ time = "", reason = "" }) =>
        moderate(session, verb, room, nick, [time, reason.trim()].filter(Boolean).join(" ")),
    });
  }

  /** @param {string} nick */
  #report(nick) {
    const { session, words } = this.#page;
    return ask(words, {
      title: words.say("member.report.title", { nick }),
      text: words.say("member.report.text"),
      fields: [{ name: "reason", label: words.say("reason"), required: true, longest: 300 }],
      yes: words.say("member.report.go"),
      act: ({ reason = "" }) => report(session, nick, reason),
    });
  }

  /** @param {string} nick */
  whois(nick) {
    const { session, words } = this.#page;
    return this.#page.attempt(async () => {
      const { keys, text } = await session.whois(nick);
      const { since, account, host, addr, idle, rooms, away } = keys;
      /** @type {[string, string | undefined][]} */
      const facts = [
        ["whois.since", since && words.moment(new Date(since))],
        ["whois.account", account],
        ["whois.idle", idle && words.duration(Number(idle))],
        ["whois.rooms", rooms?.replaceAll(",", ", ")],
        ["whois.away", away && (text || words.say("yes"))],
        ["whois.host", host],
        ["whois.addr", addr],
      ];
      const list = make("dl", {});
      for (const [key, value] of facts) {
        if (value) list.append(make("dt", {}, words.say(key)), make("dd", { dir: "auto" }, value));
      }
      await show(words, nick, list);
    });
  }
}
