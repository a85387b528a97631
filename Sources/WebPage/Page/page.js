// The page: it brings together what is known (session.js) and what is seen.

import { changePassword, login, register, SelfMenu } from "./account.js";
import { Composer } from "./composer.js";
import { part, translate } from "./dom.js";
import { Drawers } from "./drawers.js";
import { Header, toast } from "./header.js";
import { joinRoom } from "./join.js";
import { listen, showHelp } from "./keys.js";
import { unlessRefused } from "./lines.js";
import { Log } from "./log.js";
import { MemberList } from "./members.js";
import { MemberMenu } from "./membermenu.js";
import { roomOfHash } from "./names.js";
import { Notifier } from "./notify.js";
import { RoomList } from "./roomlist.js";
import { Search } from "./search.js";
import { Session } from "./session.js";
import { Storage } from "./storage.js";
import { Theme } from "./theme.js";
import { keepTrail } from "./trail.js";
import { welcome } from "./welcome.js";
import { loadWords } from "./words.js";

/**
 * What all parts of the page share.
 * @typedef {object} Page
 * @property {Session} session
 * @property {Storage} storage
 * @property {import("./words.js").Words} words
 * @property {(text: string) => void} toast   shows something for a moment
 * @property {(act: () => unknown) => Promise<void>} attempt   does something, and tells why where it is refused
 * @property {() => void} sent   somebody sent something, and wants to see it
 */

const query = new URL(location.href).searchParams;
const storage = new Storage();
const words = await loadWords([query.get("lang") ?? storage.get("language")].filter(Boolean));
const session = new Session({ storage });

/** @type {Page} */
const page = { session, storage, words, toast, attempt, sent };

document.documentElement.classList.toggle("embedded", query.has("embed"));
translate(words);
new Theme(page);
const log = new Log(page);
const composer = new Composer(page);
const drawers = new Drawers(page);
const menu = new MemberMenu(page, (nick) => {
  drawers.close(false);
  composer.mention(nick);
});
const rooms = new RoomList(page);
const search = new Search(page, log);
new MemberList(page, (nick, anchor, at) => menu.open(nick, anchor, at));
new Header(page);
new SelfMenu(page);
new Notifier(page);

session.on("tell", (told) => "refusal" in told ? refused(told.refusal) : toast(words.say(told.key, told.values)));
session.on("wanted", ({ what, text }) => open(what, text));
session.on("login", () => toast(words.say("told.login.gone")));
keepTrail(session, drawers);
part("join").addEventListener("click", () => joinRoom(page));
part("log").addEventListener("click", (event) => pressedInLog(event));
part("log").addEventListener("contextmenu", (event) => pressedInLog(event));
// Of a link in what was said, and of what was typed into the address; the way back is the trail's.
addEventListener("hashchange", () => {
  if (!history.state) enter(roomOfHash(location.hash));
});
listen({
  step: (places) => rooms.step(places),
  scroll: (pages) => log.scroll(pages),
  search: () => search.toggle(true),
  join: () => joinRoom(page),
  keys: () => showHelp(words),
  write: () => composer.focus(),
});

/** Something new is begun: what was told of the last thing goes. */
function sent() {
  toast("");
  log.toEnd();
}

/** @param {() => unknown} act */
async function attempt(act) {
  toast("");
  try {
    await act();
  } catch (error) {
    unlessRefused(error);
    refused(error);
  }
}

/**
 * Tells why something was refused. For the key that a room lacks it is asked.
 * @param {import("./lines.js").Refusal} refusal
 */
function refused(refusal) {
  const { code, keys: { room } } = refusal;
  if (code !== "need-key" || !room || document.querySelector("dialog[open]")) return toast(words.refusal(refusal));
  void joinRoom(page, room, true);
}

/**
 * Shows the room that a link leads to.
 * @param {string} name
 */
function enter(name) {
  const known = session.rooms.get(name);
  if (known?.joined) session.show(known);
  else if (name) attempt(() => session.join(name));
}

/**
 * Opens the dialog of a command that was typed.
 * @param {import("./session.js").Wanted["what"]} what
 * @param {string} text   what stood behind it
 */
function open(what, text) {
  switch (what) {
    case "login": return login(page, text || undefined);
    case "register": return register(page);
    case "password": return changePassword(page);
    case "search": return search.find(text);
    case "rooms": return joinRoom(page, text);
    case "whois": return menu.whois(text || session.me.nick);
    case "help": return showHelp(words);
  }
}

/**
 * A nick in the log goes into the box, or has its menu; a line that failed is sent again, or goes.
 * @param {MouseEvent} event
 */
function pressedInLog(event) {
  const pressed = event.target instanceof Element ? event.target.closest("button") : null;
  const { nick, do: act } = pressed?.dataset ?? {};
  if (pressed && nick) {
    event.preventDefault();
    if (event.type === "contextmenu") menu.open(nick, pressed, { x: event.clientX, y: event.clientY });
    else composer.mention(nick);
  }
  const line = pressed && act ? log.lineOf(pressed) : null;
  if (!line || !session.current) return;
  if (act === "retry") session.outbox.retry(session.current, line);
  else session.outbox.discard(session.current, line);
}

const linked = roomOfHash(location.hash);
part("app").hidden = false;
if (storage.nick) session.start({ nick: storage.nick, room: linked });
else welcome(page, linked);
