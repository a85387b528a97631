// What can be done with somebody: to write, to look, to hide; and, with a rank in the room, to keep order.

import { make } from "./dom.js";
import { ask, show } from "./dialogs.js";
import { openMenu } from "./menu.js";
import { fold } from "./names.js";

/** @typedef {import("./menu.js").Item} Item */

/** For how long one may be kept out or silent. "" is for good. */
const TIMES = ["10m", "1h", "1d", "7d", ""];

const RANKS = ["", "voice", "op", "founder"];

export class MemberMenu {
  #page;
  #mention;

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
  open(nick, anchor, at) {
    openMenu(anchor, nick, [{ label: nick }, ...this.#social(nick), ...this.#moderation(nick)], at);
  }

  /**
   * @param {string} nick
   * @returns {(Item | "-")[]}
   */
  #social(nick) {
    const { session, words } = this.#page;
    /** @type {(Item | "-")[]} */
    const items = [{ label: words.say("member.whois"), act: () => this.whois(nick) }];
    if (nick === session.me.nick) return items;
    const isIgnored = session.ignored.has(fold(nick));
    items.unshift({ label: words.say("member.message"), act: () => session.show(session.open(nick)) });
    items.splice(1, 0, { label: words.say("member.mention"), act: () => this.#mention(nick) });
    items.push(
      { label: words.say(isIgnored ? "member.unignore" : "member.ignore"), act: () => this.#page.attempt(() => isIgnored ? session.unignore(nick) : session.ignore(nick)) },
      { label: words.say("member.report"), act: () => this.#report(nick) });
    return items;
  }

  /**
   * @param {string} nick
   * @returns {(Item | "-")[]}
   */
  #moderation(nick) {
    const { session, words } = this.#page;
    const room = session.current;
    const mine = room?.member(session.me.nick)?.rank ?? "";
    if (!room || room.isPrivate || RANKS.indexOf(mine) < RANKS.indexOf("op")) return [];
    const rank = room.member(nick)?.rank ?? "";
    const isMe = nick === session.me.nick;
    if (!isMe && RANKS.indexOf(rank) > RANKS.indexOf(mine)) return [];
    /** @param {string} verb @returns {Item} */
    const plain = (verb) => ({ label: words.say(`member.${verb}`), act: () => this.#page.attempt(() => session.moderate(verb, room, nick)) });
    if (isMe) return rank === "op" ? ["-", plain("deop")] : [];
    /** @param {string} verb @returns {Item} */
    const asked = (verb) => ({ label: words.say(`member.${verb}`), grave: true, act: () => this.#restrict(verb, room, nick) });
    const isHere = room.member(nick) !== null;
    const ranks = isHere ? [plain(rank === "op" ? "deop" : "op"), ...(rank === "op" ? [] : [plain(rank === "voice" ? "devoice" : "voice")])] : [];
    return ["-", ...ranks, asked("mute"), plain("unmute"), ...(isHere ? [asked("kick")] : []), asked("ban"), plain("unban")];
  }

  /**
   * Asks for the reason, and for how long, before it is done.
   * @param {string} verb
   * @param {import("./rooms.js").Room} room
   * @param {string} nick
   */
  #restrict(verb, room, nick) {
    const { session, words } = this.#page;
    const choices = TIMES.map((time) => /** @type {[string, string]} */ ([time, words.say(time ? `time.${time}` : "time.always")]));
    const fields = [{ name: "reason", label: words.say("reason"), longest: 200 }];
    return ask(words, {
      title: words.say(`member.${verb}.title`, { nick, room: room.name }),
      fields: verb === "kick" ? fields : [{ name: "time", label: words.say("time"), value: "1h", choices }, ...fields],
      yes: words.say(`member.${verb}.go`),
      act: ({ time = "", reason = "" }) => session.moderate(verb, room, nick, [time, reason.trim()].filter(Boolean).join(" ")),
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
      act: ({ reason = "" }) => session.report(nick, reason),
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
      for (const [key, value] of facts) if (value) list.append(make("dt", {}, words.say(key)), make("dd", { dir: "auto" }, value));
      await show(words, nick, list);
    });
  }
}
