// swift-format-ignore-file
// Written by scripts/embed-page.py, from the files in Page.

extension EmbeddedPage {
static let embedded: [File] = [
File(name: "about.js", content: .text(
#"""
function readAbout({ server, room, telnet, keeps, accounts, registration, search }) {
  const text = (/** @type {unknown} */ value) => typeof value === "string" ? value.slice(0, 200) : undefined;
  const flag = (/** @type {unknown} */ value) => typeof value === "boolean" ? value : undefined;
  const isNumber = typeof keeps === "number" && keeps > 0;
  return {
    name: text(server), lobby: text(room), telnet: text(telnet),
    keptDays: isNumber ? Math.ceil(keeps / 86_400) : keeps === "ever" ? 0 : undefined,
    accounts: flag(accounts), registration: flag(registration), search: flag(search),
  };
}
export async function askAbout(fetch) {
  try {
    const answer = await fetch("about.json");
    return answer.ok ? readAbout(await answer.json()) : {};
  } catch {
    return {};
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA52S3YrbMBCF7/MUB18sVjCJKaWUBG9a6G37CkV2xlnXzihIcrIm+N2rP++msFe9k2bmzBl9o3bkxnaKoUkev9dqtPkdhvSVdAGt1LmApY\
HJFuiJLqaAbBo1snUnTafOWC29vnAiqZsXzAL3FdAoNtZJXy0q5Nv1Gt/sdCHcR+5Z3XjGeourHEYSqJ7hc6qNAVRVhcw17viU4RCDGzN0DeVlgU9lKbDD\
yEdqO6bj/s2tHeTpP91qpQaS/Gb3sUFnfo3nmrQzSS0Ck9iCQyrD01OKPqP0Uk121BygACzPtAtY8ghZFBhUXU8p6ImLBXmKxYsoQoOeLvaHnMzufZgDfk\
r7smmoG/LovMXXL78/R04PE9LVz3dA+fi62HZZ6i5AzJer+HfJKfsYEsviUy5ewrDzfjWv6PWitIU0Ezdol88mTR//WkvWVQc4Vk8JUoQt2dwCanmTnVuu\
r8wz6WWbP0ZxJvahOvGN5RvVuwe+/+WoTTmvyoWHcp+9dkYjXdPkuuwpptzofwE3ZGD/GwMAAA==
"""),
File(name: "account.js", content: .text(
#"""
import { make } from "./dom.js";
import { ask, show } from "./dialogs.js";
import { Refusal } from "./lines.js";
export async function login(page, name = page.session.me.nick, prepare) {
  const { session, words } = page;
  if (!session.mayLogIn) return insecure(page);
  await ask(words, {
    title: words.say("login"),
    text: words.say("login.text"),
    fields: [
      { name: "name", label: words.say("login.name"), value: name, required: true, autocomplete: "username" },
      password("password", words.say("login.password"), "current-password"),
      { name: "remember", label: words.say("login.remember"), type: "checkbox" },
    ],
    yes: words.say("login"),
    act: async ({ name: account = "", password = "", remember = "" }) => {
      await prepare?.();
      await session.login(account.trim(), password, remember !== "");
    },
  });
}
export async function register(page) {
  const { session, words } = page;
  if (!session.mayLogIn) return insecure(page);
  await ask(words, {
    title: words.say("register.title", { nick: session.me.nick }),
    text: words.say("register.text"),
    fields: [
      whose(page),
      password("password", words.say("login.password"), "new-password"),
      password("again", words.say("register.again"), "new-password"),
      { name: "remember", label: words.say("login.remember"), type: "checkbox" },
    ],
    yes: words.say("register"),
    act: ({ password = "", again, remember = "" }) => {
      if (password !== again) throw new Refusal("differ");
      return session.register(password, remember !== "");
    },
  });
}
export function changePassword(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("password.change"),
    fields: [
      whose(page),
      password("old", words.say("password.old"), "current-password"),
      password("now", words.say("password.new"), "new-password"),
    ],
    yes: words.say("change"),
    act: ({ old = "", now = "" }) => session.changePassword(old, now),
  });
}
export function rename(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("nick.yours"),
    text: words.say("nick.rule"),
    fields: [{ name: "nick", label: words.say("nick"), value: session.me.nick, required: true, longest: 32 }],
    yes: words.say("change"),
    act: ({ nick = "" }) => session.rename(nick.trim()),
  });
}
export function away(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("away.title"),
    fields: [{ name: "note", label: words.say("away.note"), longest: 200 }],
    yes: words.say("away.go"),
    act: ({ note = "" }) => session.setAway(note.trim()),
  });
}
function password(name, label, autocomplete) {
  return { name, label, type: "password", required: true, longest: 1000, autocomplete };
}
function whose({ session, words }) {
  const name = session.me.account || session.me.nick;
  return { name: "name", label: words.say("login.name"), value: name, hidden: true, autocomplete: "username" };
}
function insecure({ words }) {
  return show(words, words.say("login"), make("p", {}, words.say("login.insecure")));
}

"""#
), gzipped: """
H4sIAAAAAAACA8VXwXLTMBC99yu2PtkzxoRyS6cwHJnhwHBlOKjOOhGxpSDJpJnU/85KlhzbsQMtUzg58q52n94+rza82kll4AgV2yI0UChZQZS9Xskq+6\
6j2yseHJjepqA3ct/34qyUaz3y/IJFrVnZ8yu5QO+FD86L6YPIoahFbrgUQFG4iHdsjSkIViHcgV1kGrUme1ZhJnhOAHYKd0xhAscrgFwKbRN6rxT2Uq00\
5W1335ILLyC+7qKwwye5/igSUGhqJYALjXmt0GVOrD/bM27RbWMXK3V5AAw3JS7b+JlmhzhyiKMkbc34YM6tmX0dXAqO5Uov4atbAaG251xCZB9RCiW7x3\
IihjMnKfxkZU3udpkS/B81V7haglE1rVltZC6rXYnGhqw1KrcPmtSn2zGtbew4Cr+i9DxZZ6OEERGjUJhXvZdj7AorrO5RXcDfuVBIc9jZXfkG8+29fOjg\
fWsfB9TzFLOcGG5VE4f8LM9lLQyVOyIEAadfhsRuCU0Cd+98MUOVvZbeZ7Er/ckQ9NKq0mfJjOJVnJzy9FJc39kkPoo7VEOLZkbsCtdcG1St6v67kgOczJ\
mIOaKXvrUljD4+OtOM2k8RLgh+v5Haw/sLUQrcTwjyFIitGWkmnUTX2uaj/CNZBzwDZZOmR/p1aC/L2Eqi22U16PYkYDaK2jQdMrTiOFrxorApg9C9bEKJ\
e5J8qrg7WecbJtb4OZTiSeL2cP5ArQFg1qZ7ltpkORJaF9RaLve+UxQh9zNRiPlZmc2IYniaIAmC49VAyfoKCHUbcU7+zjWZrxIdi0T+UtWxfSI7yFrp2a\
vRuai6PC/d6Uokl8lvzxlOl+HZdDC+F0tJ7GjK//YGmicx7xreBOGePneI9kK4wDW14MNLMW1j+449z6M006OF2+ysSY+km8ViliW3Yy3PaKIYUzRpNB/s\
4a39nKeOoO5jascaB3Q4zbTMeVqOMPDzfbd3d8zW/81isRgGhmaApO0X57XpV84Ppj3VhQHk8XGsxdsx6mdOehu+WqH4/Zw3OEw3DByHxwhNn4b4IK+Jcc\
v9FaBuZieBZuI+DtGjJHHV/AX3WxkFQwwAAA==
"""),
File(name: "chat.css", content: .text(
#"""
:root {
  color-scheme: light dark;
  --bg: light-dark(#fff, #1c1d21);
  --side: light-dark(#f4f3f0, #16171a);
  --line: light-dark(#e5e2dc, #2c2e34);
  --text: light-dark(#23211f, #e6e4e1);
  --soft: light-dark(#5f5953, #b0aca6);
  --faint: light-dark(#67615a, #a09c96);
  --hover: light-dark(#eceae5, #24262b);
  --pick: light-dark(#e3dfd8, #2e3036);
  --field: light-dark(#fff, #24262b);
  --accent: light-dark(#bf3067, #f0618f);
  --on: light-dark(#fff, #1c1013);
  --mark: light-dark(#fff3d6, #33290f);
  --markline: light-dark(#e8a900, #d9a21b);
  --ok: light-dark(#2f9e5b, #55c98a);
  --bad: light-dark(#b52e25, #ff7a6e);
  --shadow: 0 12px 40px light-dark(rgb(40 30 20 / .18), rgb(0 0 0 / .55));
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
:root.light { color-scheme: light; }
:root.dark { color-scheme: dark; }
* { box-sizing: border-box; scrollbar-width: thin; scrollbar-color: color-mix(in srgb, var(--faint) 55%, transparent) transparent; }
html, body { height: 100%; margin: 0; background: var(--bg); color: var(--text); overflow: hidden; }
[hidden] { display: none !important; }
h1, h2, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
button, input, textarea, select { font: inherit; color: inherit; }
button { border: 0; background: none; cursor: pointer; border-radius: 8px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.skip { position: absolute; inset-inline-start: -999px; }
.skip:focus { inset: 8px auto auto 8px; z-index: 9; background: var(--bg); padding: 8px; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.plain { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
[data-hue] { --nick: light-dark(oklch(44% .15 var(--h)), oklch(76% .12 var(--h))); }
[data-hue="0"] { --h: 15; } [data-hue="1"] { --h: 40; } [data-hue="2"] { --h: 65; } [data-hue="3"] { --h: 95; }
[data-hue="4"] { --h: 130; } [data-hue="5"] { --h: 155; } [data-hue="6"] { --h: 185; } [data-hue="7"] { --h: 220; }
[data-hue="8"] { --h: 250; } [data-hue="9"] { --h: 280; } [data-hue="10"] { --h: 310; } [data-hue="11"] { --h: 340; }
#app { display: grid; grid-template-columns: 232px minmax(0, 1fr) 200px; height: 100dvh; }
#app.alone, #app.private { grid-template-columns: 232px minmax(0, 1fr); }
#app.alone #members, #app.private #members { display: none; }
nav, aside { background: var(--side); display: flex; flex-direction: column; min-height: 0; }
nav { border-inline-end: 1px solid var(--line); }
aside { border-inline-start: 1px solid var(--line); overflow-y: auto; padding-bottom: 1rem; }
.scroll { flex: 1; overflow-y: auto; padding: 2px 8px 12px; }
.brand { display: flex; gap: 10px; align-items: center; padding: 0 14px; height: 56px; flex: none; }
.brand img { border-radius: 8px; }
.brand div { min-width: 0; line-height: 1.25; }
.brand strong { display: block; font-weight: 650; }
.brand strong, .name, #nick, #topic { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
#state { font-size: 12px; color: var(--soft); display: flex; align-items: center; gap: 5px; }
#state::before, .dot { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--faint); flex: none; }
.on #state::before, .on .dot { background: var(--ok); }
.off #state::before, .off .dot { background: var(--bad); }
.on.away .dot { background: none; box-shadow: inset 0 0 0 2px var(--faint); }
.head, .head h2 {
  display: flex; justify-content: space-between; align-items: center; min-height: 40px; padding: 12px 8px 4px;
  font-size: 12px; font-weight: 600; color: var(--soft);
}
.head h2 { padding: 0; min-height: 0; }
aside .head { padding: 0 14px; height: 56px; flex: none; }
nav li { display: flex; position: relative; border-radius: 8px; }
nav li .room { display: flex; align-items: center; gap: 6px; flex: 1; min-width: 0; padding: 5px 8px; text-align: start; color: var(--soft); }
nav li:hover { background: var(--hover); }
nav li.current { background: var(--pick); }
nav li.current .room, nav li.unread .room { color: var(--text); font-weight: 600; }
nav li .name { flex: 1; min-width: 0; }
nav li .name b { font-weight: inherit; color: var(--faint); margin-inline-end: 1px; }
nav li.left .name { font-style: italic; }
nav li .leave { position: absolute; inset: 3px 4px auto auto; opacity: 0; }
nav li:hover .leave, nav li .leave:focus-visible { opacity: 1; }
nav li:hover .badge, nav li:has(.leave:focus-visible) .badge { visibility: hidden; }
.badge {
  min-width: 20px; padding: 0 6px; border-radius: 10px; background: var(--pick); color: var(--soft);
  font-size: 11.5px; font-weight: 650; line-height: 20px; text-align: center;
}
li.ping .badge { background: var(--accent); color: var(--on); }
.me { display: flex; align-items: center; gap: 2px; border-top: 1px solid var(--line); padding: 8px; padding-bottom: max(8px, env(safe-area-inset-bottom)); flex: none; }
#self { flex: 1; min-width: 0; display: flex; align-items: center; gap: 8px; padding: 6px 8px; font-weight: 600; text-align: start; }
#self:hover { background: var(--hover); }
#bell[aria-pressed=true] { color: var(--accent); }
.icon { width: 34px; height: 34px; flex: none; display: inline-flex; align-items: center; justify-content: center; color: var(--soft); padding: 0; }
.icon:hover { background: var(--hover); color: var(--text); }
.icon::before { content: ""; width: 19px; height: 19px; background: currentColor; mask: var(--icon) center / contain no-repeat; }
.head .icon, li .icon { width: 26px; height: 26px; }
.head .icon::before, li .icon::before { width: 15px; height: 15px; }
main { display: flex; flex-direction: column; min-width: 0; min-height: 0; position: relative; }
header { display: flex; align-items: center; gap: 4px; height: 56px; flex: none; padding-inline: 20px 10px; border-bottom: 1px solid var(--line); }
.title { flex: 1; min-width: 0; display: flex; align-items: center; gap: 12px; }
.title #edit-topic { width: 26px; height: 26px; margin-inline-start: -8px; }
#edit-topic::before { width: 14px; height: 14px; }
h1 { font-size: 17px; font-weight: 680; white-space: nowrap; max-width: 100%; overflow: hidden; text-overflow: ellipsis; flex: none; }
#topic { color: var(--soft); font-size: 14px; min-width: 0; padding-top: 2px; }
#topic a { color: inherit; }
#menu { display: none; position: relative; }
#people { width: auto; padding: 0 8px; gap: 5px; font-size: 13px; font-weight: 600; }
#banner { background: var(--mark); padding: 7px 20px; font-size: 14px; display: flex; gap: 12px; align-items: center; justify-content: space-between; }
#banner button { font-weight: 600; color: var(--accent); padding: 2px 8px; flex: none; }
#view { flex: 1; min-height: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; display: flex; flex-direction: column; }
#log { margin-top: auto; padding: 16px 0 10px; outline-offset: -2px; }
#log > li { position: relative; padding: 1px 20px 1px 76px; overflow-wrap: anywhere; }
#log > li:hover { background: var(--hover); }
#log > .first { margin-top: 9px; }
#log .who { padding: 0; font-weight: 650; color: var(--nick); border-radius: 3px; }
#log .who:hover { text-decoration: underline; }
#log time { position: absolute; left: 0; width: 62px; text-align: right; font-size: 12px; line-height: 22.5px; color: var(--faint); font-variant-numeric: tabular-nums; opacity: 0; }
#log .first time, #log li:hover time, #log .event time { opacity: 1; }
#log .body { display: block; white-space: pre-wrap; }
#log .act .who, #log .act .body { display: inline; }
#log .act .body { font-style: italic; }
#log .notice .body { color: var(--soft); }
#log .event { color: var(--faint); font-size: 13px; padding-block: 3px; }
#log .event b { font-weight: 600; color: var(--soft); }
#log .event time { line-height: 19px; }
#log .ping, #log > .ping:hover { background: var(--mark); box-shadow: inset 3px 0 var(--markline); }
#log .waiting .body { color: var(--faint); }
#log .failed .body { color: var(--bad); }
#log .fault { color: var(--bad); font-size: 13px; }
#log .fault button { color: inherit; font-weight: 600; text-decoration: underline; padding: 0 4px; }
#log .redacted .body { color: var(--faint); font-style: italic; }
#log .info { color: var(--soft); font: 13px/1.5 var(--mono); white-space: pre-wrap; }
#log .day, #log .new { display: flex; align-items: center; gap: 12px; font-size: 12px; font-weight: 600; color: var(--soft); padding: 14px 20px 4px; }
#log .day::before, #log .day::after, #log .new::before { content: ""; flex: 1; height: 1px; background: var(--line); }
#log .new { color: var(--accent); padding-top: 8px; }
#log .new::before { background: currentColor; opacity: .5; }
#log .start { padding: 40px 20px 8px 76px; }
#log .start strong { display: block; font-size: 22px; line-height: 1.3; }
#log .start span { color: var(--soft); }
#log > .day:hover, #log > .new:hover, #log > .event:hover, #log > .start:hover { background: none; }
#log > .found { outline: 2px solid var(--accent); outline-offset: -2px; }
#log a { color: inherit; text-decoration-color: var(--faint); text-underline-offset: 2px; }
#log a:hover { text-decoration-color: currentColor; }
code { font: .92em var(--mono); background: var(--pick); padding: 1px 5px; border-radius: 5px; }
.you { background: color-mix(in srgb, var(--accent) 16%, transparent); border-radius: 4px; padding: 0 3px; font-weight: 600; }
#down { position: absolute; inset: auto 22px 84px auto; background: var(--accent); color: var(--on); font-size: 13px; font-weight: 600; padding: 6px 14px; border-radius: 20px; box-shadow: var(--shadow); }
#toast { position: fixed; inset: auto 0 96px; margin: auto; width: fit-content; max-width: min(480px, calc(100vw - 32px)); background: var(--text); color: var(--bg); font-size: 14px; padding: 8px 16px; border-radius: 12px; box-shadow: var(--shadow); z-index: 8; overflow-wrap: anywhere; }
#toast:empty { padding: 0; box-shadow: none; }
#composer { display: flex; align-items: flex-end; gap: 6px; position: relative; margin: 4px 16px max(16px, env(safe-area-inset-bottom)); padding: 5px 5px 5px 14px; border: 1px solid var(--line); border-radius: 14px; background: var(--field); }
#composer:focus-within { border-color: color-mix(in srgb, var(--accent) 70%, var(--line)); }
#input { flex: 1; min-width: 0; border: 0; background: none; resize: none; outline: none; padding: 6px 0; max-height: 30vh; line-height: 22px; }
::placeholder { color: var(--faint); opacity: 1; }
#composer .i-send { color: var(--on); background: var(--accent); border-radius: 10px; }
#composer.empty .i-send { background: none; color: var(--faint); }
#suggestions, .menu { background: var(--bg); border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); padding: 5px; z-index: 3; overflow: auto; }
#suggestions { position: absolute; inset: auto auto calc(100% + 6px) 8px; min-width: 200px; max-width: calc(100% - 16px); max-height: 300px; }
#suggestions div { padding: 4px 10px; border-radius: 6px; cursor: pointer; }
#suggestions small { color: var(--soft); margin-inline-start: 8px; font-size: 13px; }
#suggestions i { display: inline-block; width: 9px; height: 9px; border-radius: 50%; margin-inline-end: 9px; background: var(--nick); }
#suggestions [aria-selected=true] { background: var(--pick); }
.menu { position: fixed; inset: auto; margin: 0; min-width: 190px; max-width: 300px; max-height: 80vh; color: inherit; }
.menu button { display: block; width: 100%; padding: 5px 12px; text-align: start; border-radius: 6px; font-size: 14px; }
.menu button:hover, .menu button:focus { background: var(--pick); outline: none; }
.menu button[aria-checked]::before { content: ""; display: inline-block; width: 1.4em; }
.menu button[aria-checked=true]::before { content: "✓"; }
.menu hr { border: 0; border-top: 1px solid var(--line); margin: 5px 0; }
.menu p { padding: 4px 12px; font-size: 13px; color: var(--soft); }
.menu .bad { color: var(--bad); }
aside li button { width: calc(100% - 16px); margin: 0 8px; padding: 3px 8px; text-align: start; display: flex; gap: 8px; align-items: center; overflow: hidden; font-size: 14px; }
aside li button:hover { background: var(--hover); }
aside li button:focus-visible { outline-offset: -2px; }
aside .chip { width: 22px; height: 22px; border-radius: 50%; background: color-mix(in srgb, var(--nick) 10%, transparent); color: var(--nick); font-size: 12px; font-weight: 700; display: grid; place-items: center; flex: none; }
aside .away .name { color: var(--faint); font-style: italic; }
aside .name { flex-shrink: 0; max-width: calc(100% - 30px); }
aside em { color: var(--faint); font-style: normal; font-size: 12px; margin-inline-start: auto; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
#search { border-bottom: 1px solid var(--line); background: var(--side); display: flex; flex-direction: column; max-height: 60%; flex: none; }
#search form { display: flex; align-items: center; gap: 10px; padding: 8px 10px 8px 20px; }
#search-words { flex: 1; min-width: 0; border: 1px solid var(--line); background: var(--field); border-radius: 8px; padding: 5px 10px; font-size: 14px; }
#search label { font-size: 13px; color: var(--soft); white-space: nowrap; display: flex; gap: 5px; align-items: center; }
#search p { padding: 0 20px 8px; font-size: 13px; color: var(--soft); }
#search p:empty { display: none; }
#search ol { overflow-y: auto; padding: 0 12px 8px; }
#search li button { width: 100%; padding: 5px 8px; text-align: start; overflow-wrap: anywhere; }
#search li button:hover { background: var(--hover); }
#search li b { color: var(--nick); font-weight: 650; }
#search li small { color: var(--soft); display: block; }
dialog { width: min(400px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); overflow: auto; border: 1px solid var(--line); border-radius: 18px; background: var(--bg); color: var(--text); padding: 28px; box-shadow: var(--shadow); }
dialog::backdrop { background: rgb(20 16 12 / .45); }
dialog h2 { font-size: 19px; font-weight: 680; margin-bottom: 4px; }
dialog p { color: var(--soft); margin-bottom: 6px; }
dialog label { display: block; margin-top: 10px; font-size: 14px; color: var(--soft); }
dialog label.check { display: flex; gap: 8px; align-items: baseline; }
dialog input:not([type=checkbox]), dialog textarea, dialog select { width: 100%; border: 1px solid var(--line); background: var(--field); color: var(--text); border-radius: 10px; padding: 10px 14px; font-size: 15px; }
dialog input:user-invalid { border-color: var(--bad); }
dialog .fault { color: var(--bad); margin: 8px 0 0; font-size: 14px; }
dialog .row { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; margin-top: 16px; }
dialog .row button { padding: 8px 16px; }
dialog .go, dialog .row .go { background: var(--accent); color: var(--on); font-weight: 600; padding: 10px 16px; border-radius: 10px; }
dialog pre { max-height: 180px; overflow: auto; background: var(--side); border-radius: 8px; padding: 10px; font: 13px/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
dialog ul { max-height: 40vh; overflow-y: auto; margin: 10px -8px 0; }
dialog li button { display: flex; gap: 10px; align-items: baseline; width: 100%; padding: 6px 8px; text-align: start; }
dialog li button:hover { background: var(--hover); }
dialog li small { color: var(--soft); flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
dialog li small:last-child { flex: none; }
dialog dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 14px; margin: 10px 0 0; font-size: 14px; }
dialog dt { font-weight: 600; }
dialog dd { margin: 0; color: var(--soft); overflow-wrap: anywhere; min-width: 0; }
kbd { font: 12px var(--mono); background: var(--pick); border-radius: 5px; padding: 2px 6px; white-space: nowrap; }
#welcome { border: 0; padding: 36px 32px 28px; }
#welcome::backdrop { background: radial-gradient(70rem 40rem at 50% 0, color-mix(in srgb, var(--accent) 14%, var(--side)), var(--side)); }
#welcome form { display: flex; flex-direction: column; gap: 12px; text-align: center; align-items: center; }
#welcome b { color: var(--text); font-weight: 600; }
#welcome .go { width: 100%; }
#welcome .small { font-size: 13px; color: var(--soft); margin: 0; }
#welcome select { width: auto; padding: 3px 8px; font-size: 13px; border-radius: 8px; }
.link { color: var(--accent); padding: 2px 8px; }
.link:hover { text-decoration: underline; }
#shade { position: fixed; inset: 0; background: rgb(20 16 12 / .4); z-index: 5; display: none; }
#app.people #shade { display: block; }
@media (max-width: 1020px) {
  #app, #app.alone, #app.private { grid-template-columns: 216px minmax(0, 1fr); }
  #members { position: fixed; inset: 0 0 0 auto; width: 260px; z-index: 6; transform: translateX(100%); visibility: hidden; }
  #app.people #members { display: flex; transform: none; visibility: visible; }
}
@media (max-width: 720px) {
  :root { font-size: 16px; }
  #app, #app.alone, #app.private { grid-template-columns: minmax(0, 1fr); }
  #app.rooms #shade { display: block; }
  #rooms { position: fixed; inset: 0 auto 0 0; width: min(300px, 84vw); z-index: 6; transform: translateX(-100%); visibility: hidden; }
  #app.rooms #rooms { transform: none; visibility: visible; }
  #menu { display: inline-flex; }
  #menu.more::after { content: ""; position: absolute; top: 6px; right: 5px; width: 9px; height: 9px; border-radius: 50%; background: var(--accent); border: 2px solid var(--bg); box-sizing: content-box; }
  header { padding: 0 6px; }
  .title { display: grid; grid-template-columns: minmax(0, max-content) 1fr; gap: 0; }
  .title #edit-topic { grid-area: 1 / 2; margin: 0 4px; }
  h1 { line-height: 1.25; }
  #topic { grid-column: 1 / -1; font-size: 13px; line-height: 1.3; padding: 0; }
  #topic:empty { display: none; }
  .icon { width: 42px; height: 42px; }
  nav li .room { padding: 9px 10px; }
  aside li button { padding: 7px 8px; }
  #log > li, #log .start { padding-inline: 16px; }
  #log time { display: none; }
  #log .first time { display: inline; position: static; margin-inline-start: 7px; }
  #composer { margin: 4px 8px max(8px, env(safe-area-inset-bottom)); }
  #down { inset: auto 14px 76px auto; }
  #search form { padding-inline-start: 12px; }
}
.embedded #rooms, .embedded #members, .embedded #menu, .embedded #people { display: none; }
.embedded #app, .embedded #app:is(.alone, .private) { grid-template-columns: minmax(0, 1fr); }
@media (pointer: coarse) {
  nav li .leave { position: static; align-self: center; opacity: 1; }
  nav li:hover .badge { visibility: visible; }
}
@media (prefers-reduced-motion: no-preference) {
  #rooms, #members { transition: transform .18s ease-out, visibility 0s .18s; }
  #app.rooms #rooms, #app.people #members { transition: transform .18s ease-out; }
}
@media (forced-colors: active) {
  .icon::before { background: ButtonText; forced-color-adjust: none; }
  nav li.current, .menu button:focus, #suggestions [aria-selected=true] { outline: 2px solid Highlight; outline-offset: -2px; }
  #log .ping { border-inline-start: 3px solid Highlight; }
  .dot, #state::before { forced-color-adjust: none; }
}
.i-plus { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2.5' stroke-linecap='round'%3E%3Cpath d='M12 4v16M4 12h16'/%3E%3C/svg%3E"); }
.i-close { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2.2' stroke-linecap='round'%3E%3Cpath d='M6 6l12 12M18 6L6 18'/%3E%3C/svg%3E"); }
.i-menu { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M4 6h16M4 12h16M4 18h16'/%3E%3C/svg%3E"); }
.i-edit { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M4 20l1-4L16 5l3 3L8 19z'/%3E%3C/svg%3E"); }
.i-search { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2' stroke-linecap='round'%3E%3Ccircle cx='11' cy='11' r='7'/%3E%3Cpath d='M20 20l-4-4'/%3E%3C/svg%3E"); }
.i-people { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2' stroke-linecap='round'%3E%3Ccircle cx='9' cy='8' r='4'/%3E%3Cpath d='M2 20c0-4 3-6 7-6s7 2 7 6M16 4.5a4 4 0 0 1 0 7M18 14.5c2.5.6 4 2.5 4 5.5'/%3E%3C/svg%3E"); }
.i-bell { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7M10 20.5h4'/%3E%3C/svg%3E"); }
.i-theme { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2'%3E%3Ccircle cx='12' cy='12' r='8.5'/%3E%3Cpath d='M12 4a8 8 0 0 1 0 16z' fill='%23000'/%3E%3C/svg%3E"); }
.i-send { --icon: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23000' stroke-width='2.3' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M12 20V5M5.5 11.5L12 5l6.5 6.5'/%3E%3C/svg%3E"); }

"""#
), gzipped: """
H4sIAAAAAAACA91cX2/jOJJ/70/BS6OR+NZyS7Lk2A4y2NvBLmaB7n24vTscMJgHWqJtbWTJkGQnmcF8inu9T3ef5Kr4TyRFOc7sPswseiaJJbJYLFb9WF\
Uset3UdUd++kBIVpd1E7TZnh3YmpTFbt+RnDZPD/AuCDY7+SzAZ3cft9vtlHyMsiiPo4lo0hY5cxol2/k2xHaL6D6isl1ZVE47lrI4z6BdnMVsnsh2HXvp\
7HbxPI4iHJctWML0uPXWaZdu01U6h3abkGZ0IdttaVE5DRf3iyil0JCGq2ylGu7rM2scDjNGWYocJvEi3siGxyJ7ctrN822+xHZsHs71yAUrc5/8LGo0y5\
jL4GY7Dxf30HIbLqLlVrasq5HFCKO5bHKAF4NG83wB7ebzeBVujXaeBVnSVYgLl69oHCkGa4divF2xdAOt0jRbLdXybqgz1U0asxhlt93e0wVTq7anef28\
JiGJ4uMLSUL4YfRqdpu7JCTzkMQh+Uxm0XIyJfgwJPgPnqTpRM2hruo1ORX8j/ZIMzYlN3/9E/kKH2+m5CurynpKvq2rti5pC+++FBvW0K6oK9VG90SK2x\
qXIUqPL5+jWUra17Zjh+BUTElAj8eSBeIJDsJ2NSP/+Weg8O/1pu5gmJvvWHlmXZFR8hd2YvDm5i/wgvyVVu2NPbZ89G9NQcspaeFT0LKm2D58+PnDGu1y\
JqzwJ59tPhDVCOU1aMMtF5r8K7zZ1C9gnD8WFdjwpm5y1gTw6IG0WVOX5YY2wXORd/s16fZFZT7mJNeS8qF4uSsq0sIiTMmZNnfSoiYkTT9NSdcA/0faMH\
xifEAm9t0BJrip81fgZs+QfZBvGH56IKB/uwLUOXwgG5o97Zr6VIH+CPqb3eSBSCbEE8QEeIYGui1RffZFnrMKB/le/PkDDJEX7bGkr2tS1RUj/1IcjnXT\
UclLNCX7eEqOU3ICpuoS2htMHGmec0GF2Fi3KIu2C9rutWSCKL7cnLqurqakqI6nDgQArMGMAU1aVrIMl00oUlHtYVU7PRP9WZHgS4TLMhCDGCo7NS12PN\
YgbtY8qEVsaF6c2jVZHl+4Nmzr7NQG56ItNiUDovWpE6aNBga6X+RSigJpUI6iRVBvty3DNRGUZu1TcQQCx7otUFPXhG6g/6kDZooKWgZFxfu1MGPoFqxW\
K6OnYAT687acP0JPYAP8B+f2R6CQs5c1WY2uu14JOb0ZxQ1mhCupwJx/rWD4YagpWVkcgyPF5py/uzT8BMM974sOJoQYgHJ/buiRjwqKVFRcR16UmcyThh\
161Y3i855PzdQeAsjBW4Fi5rSjwf7EUDWDoHI3jfqpzPZ3SfIJUC6VEthPAO7Ei/sFvoj7FxOL6ONNeCMI4/xTeEeMd1H/Lgmdd3H/buH2m/fvVqkzXmKM\
N3eJpiYzLtWF8XLpvrzvX8Zx6Iy5NF6m7pgr4+XSfRkZ4plHg7eGgOZcQh8+AsabGLJrivyB/wT0OcAzUBOw5NOhAtMDjwSU+1BUoB53sGFG22YCO1Zo6W\
EY5ue9Ij2jJRg1uhzw97EpzkAPhnsHfZsS+XhgB9hSWoekeuzCIfau6HlKlDkNzQ9fwCi627ZkMB38GeRFA9DGjU/w+IDMBWqqoaSuEU0BBUPqkQND+IbP\
RrNi9ZHgMtJLGXYADFrGB3sbgOoBOkr7m4kNDfG4RMiJLnQWWImAhV4J772BvSw3pSjEsaNHXFpsRMGYqwDg4wArhsiKGG1CQWKqQ7o4Smn2CyIHKQ67Xg\
oOussmeYHCRZlLMAKRc2lpbZvFqdG+7Zq62pnsb8o6A9cA96bgWXZacJuy+0zJrKIH1FRELPjV1eDvAiUvUg5xFvfDoH/MSsDdtmi59sLScq3nTIBrwtZS\
3tZmj479UA+90uarkQpJCerr9YZt6wb4n+W18KGgKe7HNzd6v1iaC8M/OMJP0UcZWohwfAarCFv5YHB4JhkYkqmfJqLfduvpCA9He4KTLbtWM/pMX30tBV\
vc+ZO+Nt/viPCgUc/tyQC1PaM5DI2/wEniYaEj/b+d2q7YvgZamlwPgg3rnhmuund1TIhIuMlo64iUvaGNSN/b0ghbT8PQqyMfJO+cacuHG6CTwBrR+qf3\
WSkCW1kMoaB3SBoG8F2c2ZiLJinMwG8/DOmMa7bBTPTgWL+eQiokKS2PE4PlQRD125ViZ83jXa+a8TdG0xm4oujUextjNOxry2c7JfLpqWpQ9EoEPu9+uO\
S95BCSTCS3ZeG02yiIUcRcV9w2AOHQuVuWMaOSbbueBa6pIiQoOhB3Zo5fMnpml1xo8DeE1veuMaAoGFPRvVpzkcsjKCoxyo9Dl18RiIYEADN2msB6T9s7\
H5GJbAjE+JOi5PT6OEu9BmM1hB/bZh0KlXWsQGyXo5rjM2wbEcCpHmJC6m6BghfTCqQxAUzAKh6Bw36SQ250dGTxU1cCIvnaX224sSEF2D9HvRk72HE9GX\
T+4MWUsOp819ItCzDQDEQoJhpNBrvRRwhDt+OmcvUUltbCLhTIDI3UAzuSi6sQ5uMGXITvaVPQ4NiwtmX5Y9eIoMlaCL08sBhFxqNnHZeZCC4+mTLRU5YW\
fmHmg21OvfABqZ0z4ExdMWMf8qne0gsY8VqilRVerFyjksD7LQ6AqNY+qWGQ+ETOhXzmxDG6reqgYUdGO+0EEM7HlCONLeR4YQ4uPlmdehdGdTamo2aQWj\
OQjttBRNrviDt6dXb2ed+W/PMHZJKvytXK/4ZPoAxVKJRAHoVyKtEmg5Gx2GfWFV3J/gF2qgMWQfAjy4su0D77+OLZu57K6EiHxaDiWUVLOuITJtgcx/5+\
CBcYpXvDCCPLIvKD74grHPhTU/dZrMkeZ9vrUgnElmKV9GhP0cjjQbBdnYaRtl8LPx5ZfSwNOQ5yR1z4fUhjcjv3Yy/CJ62qEcjBJL+JU7AicpMcCMIb5c\
bHq3HSCQd6vnSq8w2HXsO7G5EPFvhcsGfXbgwIGMb4+gmtsj2OKEjhY5EiAL739FyInDeHxquzIMBPWe90LlmojrOwEW6eocQHN/UaKD1DMt+IOMOnPz01\
uYj8j/uFmewM0Jhg+Or1GVSUWWSv24tF69m2aNrOmdTK4HP2vK+dgGvom1nLWwlXz3EM5w5NzSQ39pxltTgyWRNglzUoON2+Kw5jjjb665wpaWiL2HUMG3\
GUMog6bX8yFm6nN2jgXc/otsDv6nQASMjWpKObU0kbfNC6br2YpRAtMj8l/IleGuPZjJ0xgpJTtJ170UAeqrjZHQtcwZ0KVD5b9KJZx+WshuGfXVJiR3A6\
yUb+4Ee0q+quyJhu6g89zen9dEGyJuxptxjn6CiNoLR5G1+8HEgB24k0S9ExaJDS+kZ8umBIEm+HqZc5B4C+kfYCpOZTUOFq5xddn6aRCkSLkuX+tio9pF\
qeys7fZCBju48GbXfLG/H+RyzV2NoSc5CG5aBUY5Ow9cCva0W1rS/s8WJW/BRXCr2u6smb5pHTV2UZFd9j3umE/bIklgHticJ2S1zAVu9cG4/oFhgwGB4L\
H/ROaZ2QDdXX0UohgoubtNgZliazNh/j4YkGtVnad+ZeqLmx8PIALpGl3u3sxpcT3WIx4iG2R7P5gNKRVpdx6xsheA4APSjgjJ1HHF3ch8LF9qGHdm3U9o\
uPf9FBruVN+HxWx1wDr+XxRtqONXGL9thWrYsHrNX++UNW50wfjc9WMTvYpjmaHbIcn9SXq5fxz2t9cjVurIBByg88M6eCYUA8cdJb4344wH11OfHHE34x\
d2tV/u/hfXmoKyICK2MjfHtnSrGMU/tNSuo6/zSRQQ/lDmA/m23xwnJ7KiFZGZGkcnulz7WF+FGikBXegbd+lyxDzGpltMzuINw7P5OA4IHnxKsHMkdi72\
I7XzRnZtO41z3MRMZvzF0XKCwvu9VcQGt2OHavjiNsEteGndUHEOWbOQgeZbAqN9P/vmBASTyR8+SZQvzjrVShdWig/je1ZDRj4Qoy8e8hvORtYs1Z5pmf\
Cywz6s853yoyUjZ6H36amqwI4rz4Zjx7crGupmFCaWQYqEDWSu0I+wmF6urUYojn+U6MIItw1rCoGdvXpcg0eXHVceS1UsyKoGUc8YcmfwEfvFl2g+5MqG\
dP3VNiNOJptqfdjrWodu2UzGSWY6Rg552K8xb6mCpq2OPczAkJpLH5vAJ7+Q+FOp/I73CNJ8J9sY40QoFqGrP6LgE3t4mrFkryJjvixL73ZNwMoRIIN/JB\
qZdDrD1QXsngc068ibylN4HkUC2GYV+gAkkxcyvjvBo7KPccoK388FCps0KLD5H9F+VzRvr/wlGjUslL+5NVZGisb7Ry13fer7guCuCmPsz4iYF1fDSIv8\
0cpgW2UTxyROtTh8HOZg+sPEvrmSq+G5WaA3Q2SbEE2Z5lTyz/YSySuKws0SyRlTdjhMXSeqn/3//+z03fd984xZFvH6WpxU4FbitKx4ERxl7T8Lv9ggYe\
Go6F2qKuoCx6nbgEGlIfncO1+YUTfF9idjmalx2mzT2q5LB8VWbQ7TNSczoIRGTZRbbnhaUKYWPrOCK+pgBn1E/gkAIWN/DkffnHyxH6fWgevIgCQL6tu2\
K2M9JyjqIeR1YJvCOjIbsbFQ6wGTZF9bRW/odHo+Yh1yjVmx2uGbOqG9hHPFLwbiHSnf8HVH0x2mT73vN742zs7y5MNGB8gWo0OB/n7AACvasWJwqHIYZK\
TMTaAeC0g2eYaPu2d3q1AJRX7asusneZcGT7ULMu6YaVzkHdKP55194HSOkoIPUjH+2yK5XUuRqKNR0ddQ3qW1UTXrp/odYz1OVnlmiGGO7Zx8dw+lKw6A\
5w3VmM0cs1bhPNnFpOo9slp9F1XH7+kBdUnGSZgXo4HqibZqYa5Oe9ajF0198ZJyz9HuTo3ZD+3HD5Zn5DzBX8ECCfN/XRWQq8bxSDkixAT/DKUZIavUSt\
oam0K/9BtwRVhXbSECWR42VnXnVaWJ2U8bqLZx7TjSCA36ZMujPuo40UPA89jg0Ff12eE0kyPCZfV3V39333emSPnCCsww+TKZFN+ssy8oG+M2NZ3C8GSJ\
9ieAPQPqsY6gyIKbTUEryY2anlRepnigy5eQzbK5T9Lh3BKGdwyc+GQi9qKzJN/TxSICPQRiBzv1KD4/k+sWTpymI4jIZATzKtb7mr9QryXvDgvTV1F1KX\
Yk3GKwl7K+JBhIlE0TK0r/+MZVmlT3FxR+1t6Z0HShc2A8n5qXQYT3jAOdy09G0jlEmwVMGNstzCE4tevqjQG65/k1tc2OSG4161lfWdLm1JI87SO3zNkb\
tczvDrkrYdRKRFmWsXTXkQsmleXn0TiOeUoq1Rsa1Ki8yFe8PA8857gN2/z+3bij7xjeqcWyr9tMn1QUzUXwd46xzGd+pi1epwex1Zgo/PrMzqA7Oj+j4A\
RrHxK0+xcspkh/E9mqJsgh3+Boi5uw8bCIIS/pN2GD+ScHrFCVCis8scESb2J4t3f8QwFoYY58KekuRRb1kNtnlHkbzuJGDYsmvzrbK+qzxuQ90MGu5+7X\
jW81GnfuR2EyDR01unzEYpmOxxbZ0QunzsQprQOR4Y+H3mgVD64Ak4+M07UdanBxu61r8/MFBWcmdVOWIANOHl9EhF3uJ73yVBcfQzuCRIzEuAo1Pn/6wj\
u3gRWin3xYPIqKDer8WfyMB/8xwEjOS/J0CIJRXPdURhNwZpIU6TnEwsIT2v+O576a3FN1lYGie9lV8uWq9QsSdeX2kvrTW0E20uiV4en/YVahhszUWwtU\
zO1kHk6CoE1yyD5FexdK3QuQrZpa1W8bxuMTvUDZOlKG622Hccw/1OvjyNLK7mu8Z7ThvePBEb1kvIc6r+6xAkn+L7EHAyukTcvcqCL3Wt9nUuQa88qLFy\
qInhJIQWWbtim9PEEAnUGDAoNrPGiWKI11p7r3+S/r4mpySYErSCyIPLw6oY+1qDIjiedSHuVYHESu8mseLauQWnx1npxBW2GibUrfrlpTZtVdmqKqCc4i\
FdnG+ggVE36pmGW6DpK4rsdRrvbWIC15s7vddDGif/5qn9Uh7aX3G9h5OR1SXmaSavFsOSKH0cCu3s5KYtCn2zWq4IbKYIzoAYuUSIKTGe6Pvl1rPqZD3Q\
Ne0DeRqNOAjbn9dFe6cgWcHx5D14rDYFeWKKJk2blok9Yfw2nlo14X7xS0r94Yl1PE+I5xqdczvOu01BGLgFuQUNy08Zy8GxFkNXdSBesSqTfCqpG7skR2\
jJrEZr/B6cljCI3IIav3Ok54GELX85AvnTsc34imHsWcF7nAx31DDsybASRczCvexjAvQfuBH/B7hpiD09iYDmmKQwzc++Puo73YTZXHFs7Kma+w6gSH57\
zthBlTJ/fktw5CsJ5j6CHADzups6V7m5S3JhwnjnKziW/MxW3NAC77Up727wWyrWxYHu2Of2vPvdy6Gcfpp/C38S+LNqH2/3XXdcf/78/Pw8e57P6mb3OQ\
7DEBvfErwc8Yf65fGW3/VO4L9b8D7K8vEWx73l5ZJP7PH2UwzuRqg+C7fq8TaepfoRTjyjx8dbvpK3n+Z/BC7w+1NI/nj7FRzk5BwtviaAJvtocftZvEcm\
4K8beactyErAvl/VBOMrJ7ggixImGcVfoyVZfIGQYDk2Sekp/WrmeOUME7LY9yuIv5cXVhKdlN/CJM3Hf4O9YXTycVhGQfIFgr20nJP5lyWJVj+OzV4fYf\
5GFjkrmgwAPwPyUXRLslfxu3m8vVdT1KKI8TCuDJIgGZu93uR/e7Nfickv+dyT4dxh6lkYJGQeLMh9sGjvSUzuyeIrqEUyS2lCEh4nR/D/PSJBBE8zgMkZ\
vCfwG36mAJojgsOrzf9ERgMgGFIARikSgEcQHklBZAsU23cJiDIicQBSDUBaqFezdD+qVh1+Zd2vSjxD44ml8cRcgZb9Uls7IV2SpdaTaPGjGlWOMwoqvC\
rz17M3zv9O/YjQnP4r/QoWwb+z4Qs8SMsFfFqM2Mj/A5xAY26HVAAA
"""),
File(name: "coming.js", content: .text(
#"""
import { Refusal, command, unlessRefused } from "./lines.js";
import { fold, laterId, sameName } from "./names.js";
import { Nicks } from "./nicks.js";
const passing = new Set(["lost", "slow-down", "not-now", "internal", "shutting-down"]);
export class Coming {
  token = "";
  isIn = false;
  connection = 0;
  #session;
  #claims;
  #nicks;
  #since = "";
  #nick = "";
  #wasHere = false;
  #willRemember = false;
  #guess = "";
  constructor(session, claims) {
    this.#session = session;
    this.#claims = claims;
    this.#nicks = new Nicks(session);
    session.wire.on("state", () => this.#connectionChanged());
  }
  async start(nick, linked) {
    const { storage, rooms, about, wire, clock } = this.#session;
    storage.nick = this.#nick = this.#session.me.nick = nick;
    for (const name of [...storage.rooms, linked]) if (name) rooms.open(name).wanted = true;
    if (rooms.list().length === 0) {
      this.#guess = about.lobby || "#lobby";
      rooms.open(this.#guess).wanted = true;
    }
    this.#session.show(rooms.get(linked) ?? rooms.list()[0]);
    this.#session.emit("me", undefined);
    const past = storage.return;
    if (past && !await this.#claims.isTaken(past.token, clock)) {
      this.token = past.token;
      this.#since = past.since;
      this.#wasHere = true;
    }
    wire.connect();
  }
  #connectionChanged() {
    const { wire } = this.#session;
    if (wire.phase === "open") return;
    this.isIn = false;
    for (const room of this.#session.rooms) room.lose();
    if (wire.phase === "ended") this.forget();
  }
  read(id) {
    if (!this.isIn) return;
    this.#since = laterId(this.#since, id);
    const { clock } = this.#session;
    if (this.#willRemember) return;
    this.#willRemember = true;
    clock.after(() => {
      this.#willRemember = false;
      this.remember();
    }, 1000);
  }
  remember() {
    if (this.token) this.#session.storage.return = { token: this.token, since: this.#since };
  }
  forget() {
    this.token = "";
    this.#session.storage.return = null;
  }
  keepRooms() {
    this.#session.storage.rooms = this.#session.rooms.list()
      .filter(({ isPrivate, wanted }) => !isPrivate && wanted).map(({ name }) => name);
  }
  async enter(keys) {
    const connection = ++this.connection, session = this.#session;
    session.limits = {
      line: Number(keys["max-line"]) || 2048, rooms: Number(keys.rooms) || 50,
      nonces: (keys.caps ?? "").split(",").includes("nonce"),
    };
    session.knows({ name: keys.server, lobby: keys.room });
    try {
      if (!await this.#resume(keys)) await this.#arrive(keys);
      if (connection !== this.connection) return;
      this.isIn = true;
      this.#wasHere = true;
      this.remember();
      this.keepRooms();
      session.emit("state", undefined);
      session.outbox.flush();
      if (session.current) session.history.need(session.current);
      await this.#learnSelf();
    } catch (refusal) {
      unlessRefused(refusal);
    }
  }
  async #resume(keys) {
    const token = this.token;
    this.token = keys.resume ?? "";
    if (!token) return false;
    try {
      this.#resumed(await this.#session.ask(command("resume", token, this.#since && `since=${this.#since}`)));
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (refusal.code !== "lost") return false;
      this.token = token;
      throw refusal;
    }
  }
  #resumed({ rows, keys }) {
    const session = this.#session;
    this.token = keys.resume ?? "";
    session.becomes(keys.nick ?? session.me.nick);
    const told = rows.filter(({ verb }) => verb === "room");
    const names = new Set(told.map(({ fields }) => fold(fields[0] ?? "")));
    for (const room of session.rooms) {
      if (!room.isPrivate && !names.has(room.key)) room.joined = false;
      room.regain(keys.gap !== "1" && keys.more !== "1");
    }
    for (const { fields, text = "" } of told) {
      const room = session.rooms.open(fields[0]);
      Object.assign(room, { joined: true, wanted: true, topic: text });
      session.emit("topic", { room });
    }
    this.#dropGuess(keys.room ?? "");
    session.history.missed(rows);
    this.#since = laterId(this.#since, keys.id ?? "");
    for (const room of session.rooms) if (room.joined || room.isPrivate) void session.history.catchUp(room);
    this.#enterRooms([...session.rooms].filter((room) => room.wanted && !room.joined && room.lastId === "")).catch(unlessRefused);
    session.emit("rooms", undefined);
  }
  async #arrive(keys) {
    const session = this.#session, lobby = keys.room ?? "";
    const isReturn = session.me.nick !== "" && this.#wasHere;
    const wanted = session.me.account || !isReturn ? this.#nick : session.me.nick;
    session.me.account = "";
    session.becomes(keys.nick ?? "");
    if (!await session.account.comeBack() && wanted) await this.#nicks.take(wanted, this.#wasHere);
    this.#dropGuess(lobby);
    const rooms = session.rooms.list().filter((room) => room.wanted && !room.isPrivate);
    if (rooms.length === 0 && lobby) rooms.push(session.rooms.open(lobby));
    for (const room of rooms) room.joined = false;
    await this.#enterRooms(rooms);
    for (const room of session.rooms) {
      if (!room.isPrivate) continue;
      room.regain(false);
      void session.history.catchUp(room);
    }
    this.#since = laterId(this.#since, keys.id ?? "");
    if (lobby && !rooms.some(({ name }) => sameName(name, lobby))) {
      session.ask(command("part", lobby), { patient: true }).catch(unlessRefused);
    }
    if (!session.current) session.show(rooms[0]);
  }
  #dropGuess(lobby) {
    const { rooms } = this.#session, guess = rooms.get(this.#guess);
    this.#guess = "";
    if (!guess || !lobby || sameName(guess.name, lobby) || rooms.get(lobby)) return;
    rooms.rename(guess, lobby);
    this.#session.emit("rooms", undefined);
    this.#session.emit("current", undefined);
  }
  async #enterRooms(rooms) {
    const { current } = this.#session;
    for (const room of [...rooms].sort((one, other) => Number(other === current) - Number(one === current))) {
      try {
        await this.#enterRoom(room);
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        if (refusal.code === "lost") throw refusal;
        this.#keptOut(room, refusal);
      }
    }
  }
  async #enterRoom(room) {
    const session = this.#session, since = room.since;
    const { rows, keys } = await session.ask(command("join", room.name, room.password, since && `since=${since}`));
    const isNew = !room.joined;
    Object.assign(room, { joined: true, wanted: true, kept: keys.kept === undefined ? null : Number(keys.kept) });
    if (keys.room && keys.room !== room.name) session.rooms.rename(room, keys.room);
    room.regain(true);
    if (since) {
      session.history.take(room, { rows, keys }, since);
      void session.history.catchUp(room);
    }
    room.lastId = laterId(room.lastId, keys.id ?? "");
    this.read(keys.id ?? "");
    if (isNew) room.askedOn = 0;
    if (room === session.current) session.history.need(room);
    session.outbox.flush();
    session.emit("rooms", undefined);
  }
  #keptOut(room, refusal) {
    room.joined = false;
    if (!passing.has(refusal.code)) room.wanted = false;
    this.#session.outbox.refuse(room, refusal);
    this.#session.emit("tell", { refusal });
    this.#session.emit("rooms", undefined);
  }
  async join(name, key) {
    const { rooms } = this.#session, known = rooms.get(name), room = known ?? rooms.open(name);
    room.password = key || room.password;
    room.wanted = true;
    if (!this.isIn || room.joined) return room;
    try {
      await this.#enterRoom(room);
    } catch (refusal) {
      room.wanted = false;
      if (!known) rooms.delete(room);
      throw refusal;
    }
    this.keepRooms();
    return room;
  }
  async retry(room) {
    if (!this.isIn || room.isPrivate || room.joined || !room.wanted) return;
    try {
      await this.#enterRoom(room);
    } catch (refusal) {
      unlessRefused(refusal);
      this.#keptOut(room, /** @type {Refusal} */ (refusal));
    }
  }
  entered(name) {
    const session = this.#session, room = session.rooms.open(name);
    Object.assign(room, { joined: true, wanted: true, askedOn: 0 });
    session.history.need(room);
    this.keepRooms();
    session.emit("rooms", undefined);
  }
  async #learnSelf() {
    const session = this.#session;
    try {
      const self = await session.whois(session.me.nick);
      session.me.account = self.keys.account ?? "";
      session.happenings.away(session.me.nick, self.keys.away === "1" ? self.text ?? "" : null);
      for (const name of (self.keys.rooms ?? "").split(",")) {
        if (name && !session.rooms.get(name)?.joined) this.entered(name);
      }
      const { rows } = await session.ask("/ignore", { patient: true });
      session.ignored = new Set(rows.map(({ fields }) => fold(fields[0] ?? "")));
    } catch (refusal) {
      unlessRefused(refusal);
    }
    session.emit("me", undefined);
  }
  isFree(nick) {
    this.#nicks.isFree(nick);
  }
  async changed() {
    this.remember();
    await this.#learnSelf();
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA61a3Y/buBF/37+CqxQHKecom+IKFLtwt+gBbfOSFLnrUxDgtBZtK5ZFQ5TjGD79750Zfg1lyfGm97BYiRwOh/Pxm+HI1Xan2k6cxAe53O\
uinomF2m6LppyJfVNLrWlclqIXy1ZtRZK/rqtG6vyzTh5uKrd6qWpYURedbN/Cgy628h38sVUNvA5XvasWG81p8N3QLFSjO7ErtK6alZiLRh7EL7JLPya1\
0l0yE4mu1eFVqQ4NvjSqe9WoAz5WDQjRFDXRrPddBwwM3afs4UZ+pb0XNXAWP6stcj/dCNGpjWxgnwT2FqLSb/FlWdRa4jtI08hFVykcvcORFxp0A+/0DN\
yqraZHOoIhqJqF9BxpIrwdCv1v2Uq+x4tDVdcf5FZun2QbTaz2sJdfS5pp94tOtakVYiaMBBkdBQ6zrnTuJISFTFY3aRbAXJDdTdERrMrJQm6bzFDZt/xQ\
tTJXTZroDuwO6k4zMf+b4+819vO6aFayTDNa3sNfoY/NQsCqtktxM3CcqtnI0olvbH8CCtUWKzkTrVJbPRPFk9p3M4H74okVKLQHOaPTWhHNytwqPZxrSJ\
5vPRH+M6uXqhWpEQK9Vqil+JjnuWNqpTEyf8pEtRQp0mVGzlztZGMG8kMBzljipu1eGuZIbejqSndplteyWXVrMZ+DZzkNOFM4y9PJ81o9PR3F77+L5AU9\
Jg+WmO3L1o1u3587SK7X6mBlWkGIOWM8Pgou6Me7T9nDyGq5rbo02aID7JtSLgEdSkvog7hDJ3Tqk92+bYIyaPqHH8RtcSiqLnLPvNK/FhCXRJNTiFrDZw\
NNufANhA+RIl0w0jy9xPMhHoeqIi+33px6Fx7z74H34sIp/8RzE+PdutCSbJ+g+RLwIaYeWjnEosg/0UDon7FJyGzGHcFptEyz6W0l2KyEfYkDcEYP8Mds\
ZVGmlQ9MXH/rhRqR1evZZoKUjc5EFfvF6XIM42bWOAwYxzYdAGewIPHPiyXIkhpwisNrCnE9RWsnnQL7mXhzd3fH9OPmmYaCQ2bDQItCAHY8mbxzz5wYki\
dq6z5SaO82dAbiQB+nLvGtPZt9XTt2Gyl3H9BZ0tHUEUPeGXZydLBay5dVTdo+QQ79T1t9AT8AxDY41JMJbv0ERr2ZyvJtscNFhLeGjhA0ThkSU3u6kUcd\
B1uUnn/8kaQMYzMRMuFYrrCnqSsAMjyk8xGsc+7Fuz0ZGDf9mGyLr69wGEoJxOE/3/30V5udIkIXgEDyl7uZZdcosCTQGYpFsdOIsEmS5XpXI4TO4BGsXe\
9LqdOEyJPMrO5jUTdQ6mirrXtB/LRsv8gWshImBjtG4NA70G6P/mQUxxxuW6n3W2k0mwk+U7RgKzvzwJYzld/OrV7DWBylMZCF8LwEvhMBaIeZ37rxOB25\
kmSYkQIdJNQn9TVf1nu9TqOjOYrFvm3B4zK/BHaGeDjmjQS4H1I5Dlx5tSza5hdZLz1+iEXRLdZQAZhqO2SxqNj20yERhSCIjBWFgQOCgAoP5yhhPINYGP\
97YNBuQMtCBYND7jzcY8qUH9eppNCb1N4i0sQQgiksunFYg/j/jZ7mfzqx8f63LPP6tMKwtDypQzqDGxYVqKQAbpAd7d0mQzxu1UFYEm50OwQ+XEryaHPP\
GFPGQKGDauOMv7OeV9kJEOMABSRaArGOm/AiUl1jR2eDJwkWABwhMqpwgWhQ9EbZuIMbHLBF0RiIA6Y8WTymRyoZEFeSaDFd7tgtDZk5SF9Wsi61ZYL3xN\
SMQD1pAdAZe6SuGVQ0kaWpvImSya25ZEJxQ+UswMQxs2XQZ4UoMEzyNNXKVVE1RlOrYmes/yZBhjS2Va10gxkvDZm87pjg3/JrR8kYHBULMzhwkJsdbh6f\
zVTvXjPe/d8/fQZIzfEevGroVDPYzJzmnqLCpVf31qldtbg3cvQT8Eg0CXKKcgS/HJSt2v0LrxEho1lzxY7mQHFbaUIu8J/s6oqQWFdlxPjbXuCuUM6okG\
ZjX8jEFwVchyISbvx3R2sjGamuMPmELnp8u08+GmgZOjFtZmsa9DouC7ybshsuGm9LEy/g4WbvNEL5gSKNZWjPs8TF0J8n5Gugw5YEHjG8HXn8ViCTLQ+H\
F2NyfAqGKFnz1f6aydYWi4XaNx3a5tZzf+Q38fvhVrE6GI/5dejmPYiVNz4lGVY5LvtHsdhAvRuKzyhnmx5UB9fO1EzP4oNHjhOChJQcYaKrmceq5St9Kj\
j0We+ANQ2Q3mxv7+s7LGlG0MUQTYcZvzaO4SVXEwsZs+wPgPAMNddVzX4Un0kQj2fXBnj//0ARymiix5kECm3woMFNxXU7qelj4y1jHYrRumhXtNjGNMSI\
xLuiq0CrBsaB8wXI6IObTxaroanj0gkVIUOPHTQtjNP25yDiOlGhTcQ7TTwm4m6lFdMMIhj4JpbXGs3lXHcO0W0/yugzulKYWTixZ+DWTreoxqF1nNaq8x\
IQn0XAQJWWxVR7YyRSMPfYnKNV26WpakAlqltj2wP8zN4waYBC3xv9lZ9rZDTD+2Sshp+IZR44lwrt7y+1R4rtOSu2J9YYMTdy173fd7YIiq9ILib6CRtZ\
oL0qXzqYIPBhvcIQI6F6x95snGh4jCOIJqZBYP2bHvGrxkG1pduKX4P8BShOz++gsJ5HlYaZf355iFq0/QF8JPV7H4cMje0hEXczkC7zRSIaMJQSrkimF6\
wV/GGzQeazwWpk9GuyEM8O6FFOthdp5BxMHeZTpnYH56ax2v3OjBEVcT5jsNHxjGGbFkWZTuUTsqVNsuAssnzvvymFBE9Wua4PwSS/1Nq4tsqciDKr/snS\
gPDAfq0z9y8W4u4O5utE3lmIwNdKTovlaKCPgXUn69pcZiwe9c/OAgEz8HQ2keP18dr8iC25JsqPFAMzd9kz8/6TSvhGxPzf4YKp1f21xg0zyonvSqE37x\
cbY/k2Bo6dt3S+mQymU8GkYa1EdG5XmJaylp2Ms8xEx2Sq0Tc4R7AbTLTHCOYnNBI6BrGOqDphxxl8afhj1HWpzTee516/fCn+3h13Upxsbu3Fy9eB9aBH\
SPIAa4PAV+W76XYEc9DnJxoLbvdwQeknegZDABs3+TMvyKzp+ozWGjOvI6+XZ9n9sFaV/xw+aKNNXF2RT07JwI2x2zdTSbEDjQN6At2hOA73mHE+MG+qpj\
eJeDQT1O0hxpC7MYV7oUY+ZqeBl8Gzs+8Qw1KPVuIdKHYSD3OPHmdIt5ETxgVaXEZNFFDJa3Ay1cpk7F401JwhLVn3kXqYz+4+fn9vfuiiI9/Ce/pRyT9b\
KekXD/HXNtNy4NOxSy8GX5hHv4xc+O7Q3/Q3/wPb2QjR6CMAAA==
"""),
File(name: "commands.js", content: .text(
#"""
import { Refusal, command } from "./lines.js";
import { fold, isRoom, sameName } from "./names.js";
export const COMMANDS = {
  join: (session, _, rest) => session.join(...twoWords(rest)),
  part: (session, room, rest) => room.isPrivate ? session.drop(room) : session.leave(room, rest),
  msg: (session, _, rest) => {
    const [name, text] = twoWords(demand(rest));
    if (!isRoom(name)) return text ? session.say(session.open(name), text) : session.open(name);
    const room = session.rooms.get(name);
    if (!room) throw new Refusal("not-in-room", "", { room: name });
    session.say(room, demand(text));
  },
  me: (session, room, rest) => session.act(room, demand(rest)),
  nick: (session, _, rest) => session.rename(demand(rest)),
  topic: (session, room, rest) => rest ? session.setTopic(room, rest) : pass(session, room, command("topic", room.name)),
  away: (session, _, rest) => session.setAway(rest),
  back: (session) => session.setAway(null),
  search: (session, _, rest) => want(session, "search", rest),
  rooms: (session, _, rest) => want(session, "rooms", rest),
  whois: (session, room, rest) => want(session, "whois", rest || (room.isPrivate ? room.name : session.me.nick)),
  ignore: (session, room, rest) => rest ? session.ignore(rest) : pass(session, room, "/ignore"),
  unignore: (session, _, rest) => session.unignore(demand(rest)),
  invite: (session, room, rest) => moderate("invite", session, room, demand(rest)),
  kick: (session, room, rest) => moderate("kick", session, room, demand(rest)),
  ban: (session, room, rest) => moderate("ban", session, room, rest),
  unban: (session, room, rest) => moderate("unban", session, room, demand(rest)),
  mute: (session, room, rest) => moderate("mute", session, room, rest),
  unmute: (session, room, rest) => moderate("unmute", session, room, demand(rest)),
  op: (session, room, rest) => moderate("op", session, room, rest),
  deop: (session, room, rest) => moderate("deop", session, room, demand(rest)),
  voice: (session, room, rest) => moderate("voice", session, room, demand(rest)),
  devoice: (session, room, rest) => moderate("devoice", session, room, demand(rest)),
  mode: (session, room, rest) => pass(session, room, command("mode", room.name, rest)),
  slow: (session, room, rest) => pass(session, room, command("slow", room.name, demand(rest))),
  key: (session, room, rest) => pass(session, room, command("key", room.name, demand(rest))),
  report: (session, _, rest) => session.report(...twoWords(demand(rest))),
  dms: (session, room, rest) => pass(session, room, command("dms", rest)),
  register: (session, _, rest) => rest ? session.register(rest, false) : want(session, "register"),
  login: (session, _, rest) => {
    const [name, password] = twoWords(rest);
    return rest ? session.login(name, password, false) : want(session, "login");
  },
  logout: (session) => session.logout(),
  password: (session, _, rest) => {
    const [old, now] = twoWords(rest);
    return now ? session.changePassword(old, now) : want(session, "password");
  },
  help: (session, room, rest) => rest ? pass(session, room, command("help", rest)) : want(session, "help"),
  quit: (session) => session.quit(),
};
const ALIASES = { j: "join", leave: "part", m: "msg", dm: "msg", tell: "msg", w: "msg", list: "rooms", q: "quit", exit: "quit" };
export const SECRET = /^\s*\/\s*(login|register|password|forget)\b/i;
export function lineCount(typed) {
  return typed.split(/\r?\n/).filter((line) => line.trim() !== "").length;
}
export async function enterText(session, room, typed) {
  if (!SECRET.test(typed)) room.remember(typed);
  session.keepDraft(room, "");
  if (lineCount(typed) > 1 && !isCommand(typed)) return session.say(room, typed);
  for (const line of typed.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    if (isCommand(line)) await runCommand(session, room, line);
    else session.say(room, line.replace(/^\/\//, "/"));
  }
}
function isCommand(line) {
  return /^\s*\/(?!\/)/.test(line);
}
async function runCommand(session, room, line) {
  const [, verb, rest] = /^\s*\/\s*(\S*)\s*([^]*)$/.exec(line) ?? ["", "", ""];
  const name = ALIASES[verb.toLowerCase()] ?? verb.toLowerCase();
  try {
    const act = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    await (act ? act(session, room, rest.trimEnd()) : pass(session, room, line.trim()));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const { code, keys } = refusal;
    if (code === "unknown-command" && keys.near) {
      session.emit("tell", { key: "told.bad-command", values: { command: verb, near: keys.near } });
    } else {
      session.emit("tell", { refusal });
    }
  }
}
async function pass(session, room, line) {
  const current = room.joined ? session.ask(command("join", room.name)) : Promise.resolve();
  const [{ rows, keys }] = await Promise.all([session.ask(line), current]);
  for (const row of rows) {
    const told = Object.entries(row.keys).map(([key, value]) => `${key} ${value}`).join(", ");
    session.note(room, [row.fields.join(" "), told, row.text].filter(Boolean).join(" · "));
  }
  const told = Object.entries(keys).filter(([key]) => !["count", "total", "more", "room"].includes(key));
  if (rows.length > 0) return;
  if (told.length > 0) session.note(room, told.map(([key, value]) => `${key} ${value}`).join(", "));
  else session.emit("tell", { key: "told.done", values: {} });
}
function moderate(verb, session, room, rest) {
  if (!rest) return pass(session, room, command(verb, room.name));
  return session.moderate(verb, room, ...twoWords(rest));
}
function want(session, what, text = "") {
  session.emit("wanted", { what, text });
}
function twoWords(rest) {
  const [, first, others] = /^(\S*)\s*([^]*)$/.exec(rest) ?? ["", "", ""];
  return [first, others];
}
function demand(rest) {
  if (!rest) throw new Refusal("usage");
  return rest;
}
const mostSuggested = 8;
export function complete(session, room, before, isTab = false) {
  const word = /\S*$/.exec(before)?.[0] ?? "", from = before.length - word.length, stem = fold(word.slice(1));
  if (word.startsWith("/") && from === 0) return { from, suggestions: commands(stem) };
  if (word.startsWith("#")) return { from, suggestions: roomsOf(session, fold(word)) };
  if (word.startsWith("@")) return { from, suggestions: nicks(session, room, stem, from) };
  return { from, suggestions: isTab && word ? nicks(session, room, fold(word), from) : [] };
}
function commands(stem) {
  const found = Object.keys(COMMANDS).filter((name) => name.startsWith(stem)).slice(0, mostSuggested);
  return found.map((name) => ({ kind: "command", name, insert: `/${name} ` }));
}
function roomsOf(session, stem) {
  const found = session.rooms.list().filter(({ isPrivate, key }) => !isPrivate && key.startsWith(stem));
  return found.slice(0, mostSuggested).map(({ name }) => ({ kind: "room", name, insert: `${name} ` }));
}
function nicks(session, room, stem, from) {
  const spoke = new Map(room.lines.map(({ nick }, index) => [fold(nick), index]));
  const there = room.isPrivate ? [room.name] : [...room.members.values()].map(({ nick }) => nick);
  const found = there.filter((nick) => fold(nick).startsWith(stem) && !sameName(nick, session.me.nick));
  found.sort((one, other) => (spoke.get(fold(other)) ?? -1) - (spoke.get(fold(one)) ?? -1) || (fold(one) < fold(other) ? -1 : 1));
  const end = from === 0 ? ": " : " ";
  return found.slice(0, mostSuggested).map((name) => ({ kind: "nick", name, insert: name + end }));
}

"""#
), gzipped: """
H4sIAAAAAAACA51ZS3PbOBK++1fAnNQUmZGp5LYlrceT9eSwVZNJKk7VHGTNhiIhiTEFaAjQskvW79r7/rLtbgAkSOo1OTghwcbXT/QDyldrWWq2ZZ/5vF\
JJMWCpXK0SkbEdm5dyxYJ4WOSCq/ibCsYXuSOfyyIbsFx9lnI1YCpZ8d/hz9sk4NVu4k+0KZVCaXb78cOHd7//eseu2faCsW8yFyMWKq5ULsWA/WfASq50\
xK5/ZnYxRpowjmO9kX/IMlMhUUQD2L5OSu1vL0mcGgFf41x9KvPHRHN2U0NmpVyH+DVio3qx4MkjDz0I5LBSi0PyofzMqjVBfQdM8yc9BdVqUTOOxrQSj2\
lDPmfhpbFciLuiCCB1VQra7QmpkmfHOJZrLgy1YeLL3XwbexKhHiCJI8JXFS+49ilJFGMGvSzlhgm+cZEQBkLqq1xc4fdgwAL42xLqiAnytQXxxTXGs0qT\
nES0I0vyI55yIEmq2yCNr0WePpwKlZKjaGFvr5brPD0WKPDgW57rL7jDDwYw+DpRqgthj0sYEIvALMfGr8g52STPp6QGdu82aD0XdLPEV3UvraiKgmgVT8\
p0eYjFJhG6+RIY4sCLb4qLM3cTrb95s5S5OmLWzn4it/vZywsLe+ezNp4X3iseo+uNOfOFkCU/35OGPjzmwWBoiAJiUIk+i30+c3T9WMvFY66PibiSGS9B\
3zAwpGCRDmkP86ET+wcRkfAMvFkizoIDuj5a7f5KnItDlGfItarOtBwSHpXsbCRDeoZscn0WnlwfkSvjZ6Ig4RkyPco8PU9NojwDMePnY1rac/wKe45AHk\
2suNfPq3afSX6F3HwvLu5t47bENueOP38vPGw9hV5ybIxO1zSkajVAfahspb5X0KzJ6VaqRa40Lw/J1cmwjpykGbB5UiiOqbZbOyyZybKFXBzu+/b0VajA\
BlRv9Va0wfQgtoHqiEZcwjbCYQmJOmj6FXiXlT5Qhs3H0DahBvosfahvFnJzQhOg8BRJl4lY8E+WT+gw9ijhZPH0WPJifbpgHg0RhKhjpM+UPpMp/qryQx\
bDT2iv3fjCmOLdb/9+d/eeBgH2bcQCbPOBCXXhI9Sk1PAK3WYAPTg8Zc2j5kVRv2zqpwIibNS0KX/BM3KFR/6Ecpk3tuuMJHfvbz+//wJyDP+8V6/vh/BP\
SMHw4oL2xZn1ZS5L6KGj+9kwr1HmlUg1qMhwULqVFdhGP695FpHnXW+PK7FaF2CF4X15cy+GUTzPCzw5IW4kY+FDrMt8FUbs8voamu4IxhKx0Mvxxc7xS9\
SzSBuuXADGF+i1u+7zhKBG3+gZa/CiFTAy+ankK76agSBmdXzRNPUPnK9/LZO568oDE1iI19P2Z/aW/fgjg9nm1gZOzcXYoD8pNAzBsCw0/kBgJud7TRbZ\
0+QEcMa6NsZCj+pcVLyZbxppyMoRduQ5jEeVcOsdsxGZ2c8hU+yRmhhDWi6SlIcQNMP74RD7yMBOO+Cq2jsd9n5I2HALby7vh9HQ+MUy3110nHxCXIK1GW\
bAHnk5M6d12o7q+7vXEf4/+XP6Ono1jPkTT61cNzdsEtgxLwim4xqPuvFrd1oniB1r+Zvc8PI2UTyMpri3v4wIunxuZT+Y7gDq4+wbT3W8TNTHjQjdhcCA\
OIEg9RUB5f4ppJtKZHwOUmbGK8aBIYLdIOS+1EZx8R6sFR1q+73osW5jaaLTJUwlZgD2Q+3SLUJ3r3QiUg7xaQflyA3PlsQfwrfwfwbVB5oBBQyu2zSIjN\
9N9FbiAXK6uLJZN8CzhPtiAUObE6Y5mXwFxyLATEiDOXUqMIQWWTxLshoEgiEpKg7Nwdal85GND4QdNRxAPDfR70zgn+DoLFLvsqHfidxDtvdjNq1KmNwx\
NigfYSXgmVf/EvUQ1sXI1glvzgYPfyrlKld4KpUsHm342QOBtxYb5ZyAR8JEkNuTFEU48VmReAMn1bSbn9DX4H4EjVrhjdZv4hu2ljmH4i43MbKO4lWyDs\
MJPFuvTCnnf321haUde7Wlxd3XyNx44UHsXLEIqd0F1QRh5zkvMmXJgXpAIqBtNjFdRbkK8y8poa4Kh8z+919WJ6vj0hvJXaFC4Y3Ul5MgxeSPUmqpE4wJ\
aNVLbNWpAgfTOBdpUWUGJKrrBtrNFjUoGW9cdXCfKYT9z3uUJ5rvsCbJ0Erqh09RJgX3j485Hl5mr+cgc5z29ld17TWvNvEf67Vs7m6Ce9wUjPpGpM3ZAP\
QvSFvStlu2zTLR5iKRmbq5veiec9zAM7KKR92xQZtjuwrN8xIHAqmXvFSmEO0vQGbvngJk1Z60kVoC+JNQ19p7rjTh3wUPfJsiKSIasVdS6btqsYBFjofh\
H/0mDxy1LjgYv+PAGYcUwfFO/Esyg612zGhMgv0jWgFs4DQ3e6KbePKGqijqThfo1xbOHYQr2m3fINY0Rxq8hA/pgypgDg/fNofMrGroodUfuV6G2JxgQT\
HoUG7qc4eX+SVd4hu9QSUIdxuOEKbAKsKW+QDuD0F0HIm68Y/zxly11NEx3F9O4eKdYO8UobTGhBb7GILxFBiFPHOzH7GR1uGO2GSK4F4UdqzV+HwOKdJL\
qphM64anyaqm8YHkhQ++FQgust59M2iHpx/FxMdkxBoshHSWY7kPmmbAzMLQw3C8d/g6fLXFlR37Cge7fbJ7bjukWvsHBhzBwkazLatvd6n+AhsqHs2dr2\
ly+kr3lDtgBKP01v0k0Vbc/nTR0fqw0idjqlFfreUD9sWYXj4k5sek2PxS5iQCMJjAgW/Gn0iwCQUTXWbb5WnkNSqY3rjrgfxb8UldDrAbnkCmpwUztKnY\
lChoxNucTUQhs3HPacSqiT8kQupGvp5DaLJzv/MRzaB/Q28aJfIWXlmFUEJt2jaOIaPRj1DEyXyh1H/1NoIk1yOggc1+xh8M6lX2T+ZBMKQA07z1zclJ0y\
bhAVEAMcHwL/h74bXnTAlz0d4OLQrCn4izDa3/A2XsKmRgHQAA
"""),
File(name: "composer.js", content: .text(
#"""
import { lineCount } from "./commands.js";
import { element } from "./dom.js";
import { ask } from "./dialogs.js";
import { Suggestions } from "./suggestions.js";
const MOST_LINES = 3;
export class Composer {
  #page;
  #input = element("input", HTMLTextAreaElement);
  #form = element("composer", HTMLFormElement);
  #suggestions;
  #room = null;
  #back = 0;
  constructor(page) {
    this.#page = page;
    this.#suggestions = new Suggestions(page, this.#input, () => this.#changed());
    this.#input.addEventListener("input", () => this.#changed());
    this.#input.addEventListener("keydown", (event) => this.#pressed(event));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    page.session.on("current", () => this.#show());
    this.#show();
  }
  focus() {
    this.#input.focus();
  }
  mention(nick) {
    const { selectionStart, selectionEnd, value } = this.#input;
    this.#input.setRangeText(value ? `${nick} ` : `${nick}: `, selectionStart, selectionEnd, "end");
    this.#changed();
    this.focus();
  }
  #show() {
    const { session, words } = this.#page, room = session.current;
    const label = room ? words.say("input", { room: room.name }) : "";
    this.#input.placeholder = label;
    this.#input.setAttribute("aria-label", label);
    if (room === this.#room) return;
    this.#room = room;
    this.#back = 0;
    this.#set(room?.draft ?? "");
    if (matchMedia("(min-width: 721px)").matches && !document.querySelector("dialog[open]")) this.focus();
  }
  #set(text) {
    this.#input.value = text;
    this.#suggestions.close();
    this.#size();
  }
  #changed() {
    if (this.#room && !this.#back) this.#page.session.keepDraft(this.#room, this.#input.value);
    this.#size();
  }
  #size() {
    const { style } = this.#input;
    style.setProperty("height", "auto");
    style.setProperty("height", `${Math.min(this.#input.scrollHeight, innerHeight * 0.3)}px`);
    this.#form.classList.toggle("empty", this.#input.value.trim() === "");
  }
  #pressed(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (this.#suggestions.pressed(event)) return;
    const { key, shiftKey } = event;
    if (key === "Enter" && !shiftKey) this.#form.requestSubmit();
    else if (key === "Tab" && !shiftKey && this.#suggestions.open(true)) { /* It completes, or shows what it could. */ }
    else if (key === "ArrowUp" && this.#isRecalling && this.#recall(1)) { /* What was typed before. */ }
    else if (key === "ArrowDown" && this.#back && this.#recall(-1)) { /* What was typed after it. */ }
    else return;
    event.preventDefault();
  }
  get #isRecalling() {
    return this.#back > 0 || this.#input.value === "";
  }
  #recall(steps) {
    const typed = this.#room?.typed ?? [], draft = this.#room?.draft ?? "";
    const back = this.#back + steps;
    if (back < 0 || back > typed.length) return false;
    this.#back = back;
    this.#set(back ? typed[typed.length - back] ?? "" : draft);
    return true;
  }
  async #send() {
    const { session, words } = this.#page, room = this.#room, typed = this.#input.value;
    if (!room || !typed.trim()) return;
    const count = lineCount(typed);
    if (count > MOST_LINES) {
      const sure = await ask(words, {
        title: words.say("paste.title", { n: count }),
        text: words.say("paste.text"),
        preview: typed,
        yes: words.say("paste.go", { n: count }),
      });
      if (!sure) return;
    }
    this.#back = 0;
    if (room === this.#room) this.#set("");
    this.#page.sent();
    await session.enterText(room, typed);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51XbU8jNxD+zq8YttVpl4aF4z5UhUKEgOpOhbY6qPoBoWJ2J4mLd721vRfSXP57x/a+eENyJ90HSDwez8szj2ccXlRSGViC4CVeyLo0sI\
KJkgVE6UEmi4KVuU7/0dHJDm9VUWCBA8VcFms6TD+H+5wJOV23c1tPp6gNl6UOdHUv9foZfTNw8/vt3d/XH367uoVTeHeygy/OSiaY1nAhyaZGBcsdgO8q\
NsUT+4WXVW1IvQk4jpwgGsH7u5vrO3wx5wrZld9M3ImJVEV4IGsMN2d+oe2BfhCsWysp7fmyFsKtn1j2TOtDu3B5qDozUsU2xMRFC2BmXKcuaNJsY2/FgQ\
NrF+chas7MqNF0uY0gTuD0rBFlM1ZOMY+TJDTpFFOW51efKI9rrg2WqHpwvt3CMy5yOS+tDbQ7gaFKodZkyMsH1izmG4zp+qngZmjLAwbgJCnZtJ+XOGG1\
MHFjtEMOy7yVrZpPi1eqKRJCL5Ul1bdWikysZa1ncr6WshdZyYr+JjKrdTwsoAel2WkVLVPIV1zy7LlV93xegiaWZXb31jBFlevWV2U+gk9M1EjX4jQ0/7\
oIGs1HWyLL5tifGcPj90vrcAWPcNwt6NvoKz4jgiwapN3VPxCupdhA8yo5B/II5lLlOsjDU7a5J20pmjKcBCYEe0JBKk5z7M2kmi16ni7d3rH7n5asILQS\
yjeKXqNUCZbhTIqcWsSpN70RynNjFH+qDcYRU5ztO01y5T4bDPgEYh/+aZuTXSag0NSqDO02WdqPUBw2hZ6txlkdp7liEwPjMSUSeCyYyWY3SI00juKCl/\
tznpvZMfx49LZ6SaIkdQqo4c0b2M2pQpZ56b81qsWtqzE1nci34XtZYfkQJcmWclIkhti0id2eYJQ27W/pUmkmqGHGw8vD/8PAQ0eqxoPNLwDMZtADlQS8\
6a7uM2J1aXEKzo1eR/qlIPxynbVmIbZcOrdlOfKHIvyUISLOkE9nlokRq41sq/UlRbqLN8zMUipgPKBepqQQ753aCHhJDdAvYA8O03fJqnp5fN0z3eyzDT\
M1cjoVRFosKrOINiCREq8L2+KIsw2vHArDthzUw3dYrv1k5eUUPn9u2i51+QuZo7N1dPRTv8GE+RUX/TozSgwEBRpGguFV6asfsmhtXgxOtNWiQKiDzfjE\
ubVVc9q9WVLwGV+Vhma4Y1arn4RIKqSbos2tGzktd1FoHJq5Y09DI3bxOnZ7v2Ka9EhxL+FgDz7QO4VwFGhQj0AqsC1Tw3zGDHC7V4s8hb0DV5NNjs+Vkv\
M/q6j3x/VHzJgQtjKdUDlR/Lb1+5d1MGcazKLCHJ6QksWvO7q0M7y36trVuo/9bU7oUlKT5WbdTVjA7ePbHpiigTC/7pZ6E2FUZ3Bo2bWhRTmedzRvgqan\
RaWHd94HHTbycepl1IHvH0bg2/FQIWjRISObvh7E9wM4lz0jnfRnH3WTgfOWCiynZtbyHCaMMNswM+zH+thwW2Nv5z60BvtO/8FHSqPRxd2wuwWTaNrCxP\
SizKB5OH3TPB904wGyQXF6NHbdMYJi14ftm9Smy565Xyan/a+U2J0IBqTXOAt+JyTdc9Hb0LWys4vNGd05+n0Su1RGnRZhyo3A4/CtUTEqYOrk7sVRHjeh\
rJJRf4ym4aZTJI4CNct3jvNjj0wvX6DecHoqtzlcdQ9dh6FNawjZautbY+vbpWdTNHwANmO37Lqih68dxGgbq3t7BkVvbvJq53/2i9GgXQ4AAA==
"""),
File(name: "conversations.js", content: .text(
#"""
import { SECRET } from "./commands.js";
import { makeLine } from "./rooms.js";
export class Conversations {
  current = null;
  #session;
  #isAttentive = false;
  constructor(session) {
    this.#session = session;
  }
  show(room) {
    if (this.current && this.current !== room && !this.current.unread) this.current.firstUnread = null;
    this.current = room;
    if (!room.draft) room.draft = this.#session.storage.draft(room.key);
    if (this.#isAttentive) room.see();
    this.#session.history.need(room);
    this.#session.coming.retry(room);
    this.#session.emit("current", undefined);
    this.#session.emit("rooms", undefined);
  }
  attend(isAttentive) {
    this.#isAttentive = isAttentive;
    if (isAttentive && this.current?.see()) this.#session.emit("rooms", undefined);
  }
  keepDraft(room, text) {
    room.draft = text;
    this.#session.storage.setDraft(room.key, SECRET.test(text) ? "" : text);
  }
  drop(room) {
    const list = this.#session.rooms.list(), next = list.indexOf(room);
    this.#session.outbox.drop(room);
    this.#session.rooms.delete(room);
    room.joined = room.wanted = false;
    this.#session.storage.setDraft(room.key, "");
    this.#session.coming.keepRooms();
    if (this.current === room) {
      this.current = null;
      const other = list[next - 1] ?? list[next + 1];
      if (other) this.show(other);
      else this.#session.emit("current", undefined);
    }
    this.#session.emit("rooms", undefined);
  }
  post(room, line) {
    if (room !== this.current || this.#isAttentive) room.trim();
    const added = room.add(line);
    if (!added) return;
    if (added.folded) return this.#session.emit("change", { room, line: added.line });
    const isTalk = line.kind === "say" || line.kind === "act";
    const isUnread = isTalk && !line.mine && !line.old && !(room === this.current && this.#isAttentive);
    if (isUnread) this.#count(room, line);
    this.#session.emit("line", { room, line: added.line, index: added.index });
    if (isUnread && (room.isPrivate || line.mentions)) this.#session.emit("notify", { room, line });
  }
  #count(room, line) {
    if (room.unread++ === 0) room.firstUnread = line;
    if (room.isPrivate || line.mentions) room.mentions++;
    this.#session.emit("rooms", undefined);
  }
  note(room, text) {
    this.post(room, makeLine({ kind: "answer", time: new Date(this.#session.clock.now()), text }));
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51WyW7bMBC95ysYBQgk2GXbawwjKJLcCrRI01PRAyuNYsYSaZBUbMPxv3dIijLpDUgOATycN9ubReHtQipDNuTXw93jwxPZklrJlmT0cy\
nblolK0xedTS54wLVsDt+5gAippGx7GKwcrGyY1uROildQmhkuhSabC0LKTikQhkyJ6Jpmgi9XGrRGvfvN9TdjUM9fASE1azTY9xLNjepKI1XewwvnjhAz\
45oGH2gTedvin57JZW7TC3hek9zZhEyur0kiX06nxBpYxWWsoZ1QwKoigdOaK21+O01UFEl9eo+TIYFLK9JKsdoUZPcbcUk5VGPB7Bm81pVB57AuJmklMW\
u9Ow2QF5NDgigK6HNNBUDleTmGws5z8UwVGLU+jYKWmzzra8zGpBMV1DgY1Rm0m5QDrO0UsyVUeVJL3OJ0NCJpx0YM2WvrraekeGdSc4DF/UD+mBhYmZBW\
2jdUHKs6dFCDuU+aOO73jRrQJvd+b0mWkRsfJGRQKblIBtjtAmmwjwfj4tfQqvJiTAS6QYgVKcfKVj/q072UnfknV3QX7RjI+6+gAQMxytX0Ii1z/ajTJR\
PGScMOv4OZLDs3lbYnjzaTfH8RhnXrVzhQdrCNuzUNfEozA9Wz9ccx94l8/Utub6OXEb4EKxvT2fQT5e6MfwgQwMLfuTHbD+zNQuownQ0q4jvnzpi9Z0n5\
b2/k1NkwireBVc8Lq6pdU1HIXYzokjkAmoPplNi9u2dayybSHidjxsQzYGUbsivixseljfvMJAlx/cSaueuUADrHwXbtzjRbZ7a0vWdWmiw1H25178meeW\
fU2mCDhJk7wZM43ScxnJeExPgS/Y4/Flel7ETSpdMX0qrP0DEmbpfDkxMGiuLQNkW/U1z/VPyVGRj4aW3CyMeJeyik4fV6L4k+iB25w3L2hq7/VI5Gjrgv\
/XSln0prN0mtziTqPQRxNPrIFwbLgiN33DmJtij8f5NviJ2jGxwioZeg0KfhLTZDwJLcY5b53nlqZDmnAu9AUfgISFkffHvxH9ts3ShnCQAA
"""),
File(name: "dialogs.js", content: .text(
#"""
import { button, fill, make } from "./dom.js";
import { Refusal } from "./lines.js";
export function ask(words, { title, text, preview, fields = [], more = [], yes, act }) {
  const fault = make("p", { class: "fault", role: "alert", hidden: true });
  const go = make("button", { class: "go" }, yes);
  const form = make("form", { method: "dialog" },
    make("h2", { id: "question" }, title),
    text ? make("p", { id: "question-text" }, text) : null,
    preview === undefined ? null : make("pre", { tabindex: 0, dir: "auto" }, preview),
    ...fields.map(control), ...more, fault,
    make("div", { class: "row" }, button({ onclick: () => dialog.close() }, words.say("cancel")), go));
  const dialog = make("dialog", labels(text), form);
  let answer = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = read(form);
    go.disabled = true;
    try {
      await act?.(values);
      answer = values;
      dialog.close();
    } catch (error) {
      fault.textContent = reason(words, error);
      fault.hidden = false;
    } finally {
      go.disabled = false;
    }
  });
  return shown(dialog, () => answer, fields.length || more.length ? null : go);
}
export function reason(words, error) {
  if (error instanceof Refusal) return words.refusal(error);
  throw error;
}
export function show(words, title, ...content) {
  const close = make("button", { class: "go" }, words.say("close"));
  const dialog = make("dialog", labels(), make("form", { method: "dialog" },
    make("h2", { id: "question" }, title), ...content, make("div", { class: "row" }, close)));
  return shown(dialog, () => null, close);
}
function shown(dialog, answer, focus) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  (focus ?? dialog.querySelector("label:not([hidden]) :is(input, select)"))?.focus();
  return new Promise((done) => dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
    done(answer());
  }));
}
function labels(text) {
  return { "aria-labelledby": "question", "aria-describedby": text ? "question-text" : null };
}
function control({ name, label, type = "text", hidden = false, value = "", required = false, longest, ...field }) {
  const { autocomplete = "off", choices } = field;
  if (type === "checkbox") {
    return make("label", { class: "check" }, make("input", { type, name }), make("span", {}, label));
  }
  if (choices) {
    const options = choices.map(([key, words]) => make("option", { value: key, selected: key === value }, words));
    return make("label", {}, label, make("select", { name }, ...options));
  }
  return make("label", { hidden }, label, make("input", {
    type, name, value, required, maxlength: longest, autocomplete,
    autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto",
  }));
}
function read(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) values[name] = String(value);
  return values;
}
export function fillChoices(list, { label, rows }, choose) {
  list.setAttribute("aria-label", label);
  fill(list, ...rows.map(({ name, note, figure }) => make("li", {}, button({ onclick: () => choose(name) },
    make("bdi", {}, name), make("small", { dir: "auto" }, note), make("small", {}, figure)))));
}

"""#
), gzipped: """
H4sIAAAAAAACA61WS2/cNhC+51cQOlGAohY9ruEaRZKihwQomt4MH7gStcuaIhWS2vV2s/+986C0ku0gLdCLvSLn+c03MzT94EMSZ7EdU/KuEp2xthK9et\
TiIrrge1HUP7S+r/+Kxc0bM4n/obsxKruQscbpyFL6iaS60TXJeCdUfJRHH9pYgWYyyepKJP2UKjEEfTD6iG61baO4FfcP4N0HnX+eNCipJolLKc5vhGi8\
i2BZjTaBBIYpi6FAu41VMW5EQXdwErzV8KmsDvi5N22r3UakMEJm5c1sa+dnQ4zBytrOF+JCYSxUOh/6WQk/SKXXae9b0GmNsn6HeqAhstj+JxIyKPBl1B\
GBIdOER8miCIq4W6W1UniLAqwFP0qxEW6EcpFuhlLc3t6K0bW6g3q0YAwlQDDbDJqsJrU1IPO0ET9WojUBgRoT55oN5ZDquuba1L0aJOSfANiywnMsU8W1\
WGbamsMKwuCPZJfRlWfhXWNN87gRshS3PwuGq26sjxpOQJK4Ukd1kkWjXKNtUYLHnS8XNWCtuQoZ80pYtdU2SsKnokqRktVJKBePOoAKQoKHeFurtv1w0C\
59NDFpp4Ms4rjtDXJGxZNrhNR4TaGeKU36rhEm+P9eEwCSvEzBHZSFioGnoFUr5yAE5FC3JqqthdLcEhf5PIVTNi6EOiqTkPN3tWRDWVlcM+Dz6XiNIJ9e\
RKNSs4foQ/ChnK1TtDXC8w5qCQlwlBEqk1uUFW5W8tw9INopG/XkASimrL1Gvs5uKQp/ueeCTmNwIu790UmOu8o84OSmUVBb7XZpL75+pXEwfc58BjbcvL\
m8GDWvpULxmS5DIQxUCFnlu2mKlVNYTLzAp/IKRNoDidnaa04xm8llHm/QHg3ju5xbVKF/MW6WDYAqxX9gfln9v4NpkUr1nQ6nWMvye4WmmZWFEc4Vjlfh\
mQ++GeMSxa3ueEG0cNNjL0KzmIP+YDV+off5ZuvbU62GQbs2G6bocsegw0++hVrTqSRX4u5uugc8wumztrpJHgYDIbxxPsl7bogHGMEmSuOGEcCJJFhCse\
5qsiSXSDiYzb/DrjTQo7L1Ti+H38shxHWfIOMOy8JB9/4wNzoSOyOyYPZvf376mPEoM2DLmBAhpyVDLLlil3JdjeUkpQByImfYFcGot3QPrb49FUvqVPm6\
1bEJZpvv82Z7vsl4gYnLynFeMrApnOp1Jjbw8TRg0QvSnBb6NGcqHol4j7tffxlNuE4hsOHdDjxX8z5bPyjOAtdf4/sBFgVZ8V0Hhpq9Nw1M8gtaQrWbPE\
o4GFi1RbPXzePWPxXTjM0wcatQ7KtmIXlqF5Yg8vBSBpsV5QzBTddxUDQiLhmHXKscRo5vcs3J+AFhxPWTr2l1y/tHfcqj5YFIxQ5YmgIgCDeC5JjMuqVP\
ypQBnqZTmXn0eraXuWo5C7JGTjg/KkQO9JrSN6DLpX5udEaOV+iMXubClQao8MQLZHNlwrLiPBDpRA0mKWv+xscjk4AFQ4AM5rM4APeplPTktNSri4dU9U\
pDXR8DC+bNT4XzJT9JhOSb+0UuDwJ6GifIr6D+XiXFdsqsTqIPYORzCsbt+NmwHD7Te+Hl7sL3/jumibQGcTlPKMNYjzTW9x5HNQWNInXU6ZcEnmCBQRmu\
w2BaQuQZDWeLUGq0xTScuhrGKL4ezW4MyPcrIa3JDPrWg5HjkWimXO+ybTvp0uXMvh6eKcSkZ09djOGl1GUKqyxLLuE/1rFgBSYNAAA=
"""),
File(name: "dom.js", content: .text(
#"""
import { hue, tokens } from "./text.js";
export function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`index.html has no ${type.name} #${id}`);
  return found;
}
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, String(value));
  }
  fill(made, ...children);
  return made;
}
export function button(attributes, ...children) {
  return make("button", { type: "button", ...attributes }, ...children);
}
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter(isThere).map((child) => typeof child === "number" ? String(child) : child));
}
function isThere(child) {
  return child !== null && child !== undefined && child !== false;
}
export function isolated(name) {
  return make("bdi", {}, name);
}
export function strong(name) {
  return make("b", {}, isolated(name));
}
export function colour(nick) {
  return { "data-hue": hue(nick) };
}
export function prose(text, me) {
  const out = document.createDocumentFragment();
  for (const token of tokens(text, me)) out.append(drawn(token));
  return out;
}
function drawn({ kind, text, href }) {
  switch (kind) {
    case "link": return make("a", { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, text);
    case "room": return make("a", { href: roomHash(text) }, text);
    case "mention": return make("span", { class: "you" }, text);
    case "code": return make("code", {}, text.slice(1, -1));
    default: return text;
  }
}
export function roomHash(room) {
  return `#${encodeURIComponent(room.slice(1))}`;
}
export function translate(words) {
  document.documentElement.lang = words.tag;
  for (const node of document.querySelectorAll("[data-text], [data-label], [data-hint], [data-hover]")) {
    if (!(node instanceof HTMLElement)) continue;
    const { text, label, hint, hover } = node.dataset;
    if (text) node.textContent = words.say(text);
    if (label) node.setAttribute("aria-label", words.say(label));
    if (hint) node.setAttribute("placeholder", words.say(hint));
    if (label && node.localName === "button") node.title = words.say(label);
    if (hover) node.title = words.say(hover);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA3VW32/bNhB+z19x0YqCAlwN3WMCd+iyDC3QbcCaPRVBQ0tnizVFeiSVxDD0v++OlGzJUd4s8rvvvvvBO6tmZ12AA9QtLiDYLRoPHaydbS\
Arfg74HIofPru+wOcIXLemDMoaQI0NmiBURWb7HeZwuAAorfEEsq2pYAmVLVsGFRsMtwn/2/5zRTb5NYHVGsSlSGBFdtKUaNeJLYdQO/sEBp/gjg5unbNO\
PChT4XNRh0ZDLT0YC28OjC+MbLCDn94cVNU9RHaHoXUmabm+6F4E0MgtiiA3C5AhOLVqA3rSfOgWUBRFWStdOTTjsBpZ4Tiq0qEM2AfGVNHv2joQyeAbq1\
rAo9Qt3gOF9vfqB5ahILhT6MXJcZ78pJxwQASOZrBcLiEbRGd5FFHIqrp9JJYvygc06AQ7KrxWJYpf8t5jVANUKI+R9sQXHN0mJo/h46BCJLlZNm95SZZr\
yWdv38JwBKbV+nWur/RpNokgj7Qdp0hpLdhkmupR1fhyrmhEHawZJW6mWEcKqm+WDLIFdTin9QpOJ2Q4qnx3ruWl8yh7J+k6zLhNF4XDnZYl3vR3YoQriC\
BQsZS/q9FhXjRyJ0S8zWH5Afq6x4NUd9M2K3QZ/DoksgdfJVAeZR719bwDaJSLRMkF5HJx/U4n9DxwrQxW0+NY6bksKG81tX0VKzyX8UpxuimfETBH4YOz\
FMxrBL351NEsUWm1ban7VbmdEB0gq2SQ72ioZVc82npIN0eyc9bTJKBJt4BmMsdsG16+99/7zz+c3MSHf/7q4xDl156m6Yk5Z8JC7nZoKlE5+WREhOTjzi\
fIpKgJd4AtjT6atJGrdriGLin1TyqUNQi+H4ZIKemRZlqZLUU/ya2ML4HtiUs6msv0Ir6vtCTogqCaPo21Ox4qNF0Jh87Fn2urNc3jdlNm/FZYSD8mkjdn\
bfO6N7qg+0/S1zEd+SwFZ5OH3BmL38n0gEstvSeBe9vOayhthefW8Sw1VFxmaUi+X8C793lvTP0vWx2OhoxLo+plsxzD4B+Tnnug5YOG3f37z+cbS3vVcH\
cwbnCa593DXAcGJ43nXhdP1lU+0R7bbvjRL5qCirWhtozQgrbOWfsZUsDdd7T/r0W3/0r7ugzWfaQRln2Lj4PDvF9A+tByhfr4VStzuqrtI7r7bLKiLkV0\
M9ran+7+/NIrJCRJCcq02FcnCjv03RtdURMrHqORnP5wLKPugh3SGrk+7cLYLfGOf94QL3k4hu/lXozagC0ifW8y2UiZdKoPlBriZJ8MRgysbJYgTvba6o\
pm8pghGpxL4HEaObQtpf6LZlia6f3+GYJSQeMknCRnpIYz9Co63Q7d+j+bIqY7zgkAAA==
"""),
File(name: "drawers.js", content: .text(
#"""
import { element } from "./dom.js";
const DRAWERS = [
  { name: "rooms", side: "rooms", opener: "menu", width: 720 },
  { name: "people", side: "members", opener: "people", width: 1020 },
];
export class Drawers {
  #storage;
  #app = element("app", HTMLElement);
  #open = null;
  constructor({ storage, session }) {
    this.#storage = storage;
    this.#app.classList.toggle("alone", storage.get("members") === "hidden");
    for (const drawer of DRAWERS) {
      element(drawer.opener, HTMLElement).addEventListener("click", () => this.#pressed(drawer));
      matchMedia(`(max-width: ${drawer.width}px)`).addEventListener("change", () => this.close());
    }
    element("shade", HTMLElement).addEventListener("click", () => this.close());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#open) this.close();
    });
    session.on("current", () => this.close(false));
    element("rooms", HTMLElement).addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest(".room")) this.close(false);
    });
    this.#tell();
  }
  close(returning = true) {
    const was = this.#open;
    if (was) {
      this.#open = null;
      this.#app.classList.remove(was.name);
      for (const part of this.#app.children) if (part instanceof HTMLElement) part.inert = false;
      if (returning) element(was.opener, HTMLElement).focus();
    }
    this.#tell();
  }
  #pressed(drawer) {
    if (matchMedia(`(max-width: ${drawer.width}px)`).matches) return this.#slide(drawer);
    const hidden = this.#app.classList.toggle("alone");
    this.#storage.set("members", hidden ? "hidden" : "");
    this.#tell();
  }
  #slide(drawer) {
    this.close(false);
    const side = element(drawer.side, HTMLElement);
    this.#open = drawer;
    this.#app.classList.add(drawer.name);
    for (const part of this.#app.children) {
      if (part instanceof HTMLElement) part.inert = part !== side && part.id !== "shade";
    }
    const first = side.querySelector("[aria-current], [tabindex='0'], button");
    if (first instanceof HTMLElement) first.focus();
    this.#tell();
  }
  #tell() {
    for (const drawer of DRAWERS) {
      const slides = matchMedia(`(max-width: ${drawer.width}px)`).matches;
      const shown = slides ? this.#open === drawer : !this.#app.classList.contains("alone");
      element(drawer.opener, HTMLElement).setAttribute("aria-expanded", String(shown));
    }
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51WTU/bQBC951csbgW2FFzaSyWiFCERqQe4QKUeEBKLdxJvsb3u7pqAovz3zn6ZdRJQyinej3nzZubNbHjdCqnJikAFNTSarMlcipok+R\
cm6vyPSiajQjRKk4vr89+z6xsyJbcjggYNreGUJFKIWiVjojiLl6KFBiRuIGiH6yVnujwl37+dkPU4tm9BtBW8AtRQP4AcQPRXPMjXE4dyNxnBs6VfVFQp\
ciHpEk3JCvE/KS0kXcDEfNO2Rdo+wjTBJYL9/HV1OXNbmb1l/OG1pqsqs7ZRy65AnHRFPBzSBKW4aMg6s34I0SVXeXCH9pHjcIgOc0vxkiuda7FYVIA0Kt\
HYwJ1BvgDkFsLPyHQ6JUnJGYMmyRzaXEiSumowGysR81CXQIf0cboruUvjMN6cMjZ7wi9DyBynSVHx4hHZpOj5h+fdSgwWmEfKPAtCaqqL8goYp+l9WtPn\
Y1+Yzyvv067X7XN2v9NVSZsFDH0VlVCQBhfrURxIokrKIPlICEPYbZNHeGFi2RgjMCfWMiSSz/1ujtdcPWaqoC0k5PDQp8hkNxv48hH4Xy+XXDTIr5MS0X\
YxnNNKQaDZxx2aad+4V0RTiTIy4tyIwx9w1A5tCkDdeEAbij10VBT6zY3jJMu2GQ6DcynQUFUubFM2d1uC7mTDmwU2BDYRBHU68S6pMvt9Ah2aoYknr0J+\
vRC15VtdJaEWT2AAcjNZeq1GPdNSHBUYeWRe8opJU0Hj3J5HGYrTbo1zjvnWSMYmYxKlt48366tnmOzsvbkoOpUOlL4rkZvd59NivP1X/9nLgGl1HMO8qn\
DcBuhJVBs3cfryvDe6BioIU0zFU2wc4M76UUZwoCfv6GfILJ6x2zp0jM3DEY13nwKzuz3kN0Tl7r49qrHXAl4kqj0lFbff/tKyNw9w1tiwsDndKbN7fhLG\
0nE85lwqY22M8r8dyJcbzId9u5JbKjk99sPnbkxuNX3gDYPn6dHJEa4fOq1F/8YYtg7tLbr2dKjinYV0S5+G/Z4uX1CjADMhPqLzyRCqxOlu8uIgzwblnw\
YBoCYPdpUfMTTFNGwIfr8nFhvhXGvJMb2mY0wN8N8KxcQz7IsbPGkWqeUXv3rr0Xr0D+E373uUCQAA
"""),
File(name: "emitter.js", content: .text(
#"""
export class Emitter {
  #listeners = new Map();
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }
  emit(type, detail) {
    for (const listener of [...this.#listeners.get(type) ?? []]) {
      try {
        listener(detail);
      } catch (fault) {
        queueMicrotask(() => { throw fault; });
      }
    }
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA32QzWoDIRSF9/MUB7pRKL7AkGbVZVZdhixE7zTS6TjVO0lD8N1rrfNTCl0oouf7Lkf6HH1gmF7HiOd3x0wB9wZ46F1kGihE7DDQFQc9Ct\
nmFz8Ivo30iDkhCwAYP0TGluOzi2o1qVfiwkrs90X6ki+KFH+ysWbXOVFpa8UytXKBeAoDhMTuCRfv7CZvqSemFfkmUl6Ui1a5Jdaunyt0PkD87gHf4aiU\
+rfL8XSaFblJuC1nLB5RJ7X1JcFoNmeITk89yw3xMdFEB2eCZx3fxE+ze/6g4K8o6RZp9TTznprUfAHekf7r0AEAAA==
"""),
File(name: "happenings.js", content: .text(
#"""
import { readTime } from "./lines.js";
import { isRoom, sameName } from "./names.js";
import { makeLine } from "./rooms.js";
import { mentions } from "./text.js";
export class Happenings {
  #session;
  #handlers;
  constructor(session) {
    this.#session = session;
    this.#handlers = new Map(Object.entries({
      MSG: { fields: 4, take: (line) => this.#said(line) },
      ACT: { fields: 4, take: (line) => this.#said(line) },
      DM: { fields: 3, take: (line) => this.#said(line) },
      JOIN: { fields: 3, take: (line, time) => this.#joined(line, time) },
      PART: { fields: 3, take: (line, time) => this.#parted(line, time) },
      QUIT: { fields: 2, take: (line, time) => this.#quit(line, time) },
      NICK: { fields: 3, take: (line, time) => this.#renamed(line, time) },
      TOPIC: { fields: 3, take: (line, time) => this.#topic(line, time) },
      AWAY: { fields: 2, take: ({ fields, text }) => this.away(fields[1], text ?? null) },
      KICK: { fields: 3, take: (line, time) => this.#kicked(line, time) },
      RANK: { fields: 4, take: (line, time) => this.#ranked(line, time) },
      MODE: { fields: 3, take: (line, time) => this.#mode(line, time) },
      INVITE: { fields: 3, take: ({ fields, keys }) =>
        this.#session.emit("invited", { room: fields[1], by: keys.by ?? "" }) },
      REDACT: { fields: 4, take: (line) => this.#redacted(line) },
      RENAME: { fields: 4, take: (line, time) => this.#roomRenamed(line, time) },
      NOTE: { fields: 1, take: (line, time) => this.#noted(line, time) },
    }));
  }
  take(line) {
    const handler = this.#handlers.get(line.verb);
    if (!handler || line.fields.length < handler.fields) return;
    const hasId = ["MSG", "ACT", "DM", "REDACT"].includes(line.verb);
    if (hasId && !/^\d{1,19}$/.test(line.fields[0])) return;
    this.#session.coming.read(hasId ? line.fields[0] : line.keys.id ?? "");
    handler.take(line, readTime(line.fields[0], this.#session.clock.now()));
  }
  #said(line) {
    const { room: name, line: said } = this.read(line, false);
    const known = this.#session.rooms.get(name);
    if (!known && isRoom(name)) return;
    const room = known ?? this.#session.rooms.open(name);
    if (!known) this.#session.emit("rooms", undefined);
    this.#session.post(room, said);
  }
  read({ verb, fields, keys, text = "" }, old) {
    const isPrivate = verb === "DM";
    const nick = fields[isPrivate ? 2 : 3], mine = this.#session.isMe(nick) || (isPrivate && keys.to !== undefined);
    const line = makeLine({
      kind: verb === "ACT" ? "act" : "say", id: fields[0], nick, text, mine, old,
      time: readTime(fields[1], this.#session.clock.now()),
      mentions: !mine && mentions(text, this.#session.me.nick),
      account: keys.account, notice: keys.notice === "1", to: isPrivate ? undefined : keys.to,
    });
    return { room: isPrivate ? keys.to ?? nick : fields[2], line };
  }
  #redacted({ fields, keys }) {
    const [, , place, nick] = fields;
    const other = isRoom(place) ? place : this.#session.isMe(place) ? nick : place;
    const room = this.#session.rooms.get(other), line = room?.find(keys.target ?? "");
    if (!room || !line) return;
    Object.assign(line, { state: "redacted", text: "", mentions: false });
    this.#session.emit("change", { room, line });
  }
  #presence(room, time, change) {
    const mine = this.#session.isMe(change.nick);
    this.#session.post(room, makeLine({ kind: "presence", time, nick: change.nick, changes: [change], mine }));
    this.#session.emit("members", { room });
  }
  #joined({ fields: [, name, nick], keys }, time) {
    if (this.#session.isMe(nick)) return this.#session.coming.entered(name);
    const room = this.#session.rooms.get(name);
    if (!room) return;
    room.enter(nick, { account: keys.account, away: null });
    this.#presence(room, time, { what: "join", nick });
  }
  #parted({ fields: [, name, nick], text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    if (this.#session.isMe(nick)) return this.#session.drop(room);
    room.leave(nick);
    this.#presence(room, time, { what: "part", nick, reason: text });
  }
  #quit({ fields: [, nick], text = "" }, time) {
    for (const room of this.#session.rooms) {
      const was = room.leave(nick);
      if (was || sameName(room.name, nick)) this.#presence(room, time, { what: "quit", nick, reason: text });
    }
    this.#session.coming.isFree(nick);
  }
  #renamed({ fields: [, from, to] }, time) {
    const { rooms } = this.#session;
    if (this.#session.isMe(from)) return this.#session.becomes(to);
    const conversation = rooms.get(from);
    if (conversation && !rooms.get(to)) {
      rooms.rename(conversation, to);
      this.#session.emit("rooms", undefined);
    }
    for (const room of rooms) {
      const isThere = room.rename(from, to);
      if (isThere || sameName(room.name, to)) this.#presence(room, time, { what: "nick", nick: from, as: to });
    }
    this.#session.coming.isFree(from);
  }
  away(nick, note) {
    for (const room of this.#session.rooms) {
      if (!room.member(nick)) continue;
      room.enter(nick, { away: note });
      this.#session.emit("members", { room });
    }
    if (!this.#session.isMe(nick)) return;
    this.#session.me.away = note;
    this.#session.emit("me", undefined);
  }
  #tell(room, parts) {
    this.#session.post(room, makeLine({ mine: this.#session.isMe(parts.nick ?? ""), ...parts }));
  }
  #topic({ fields: [, name, nick], keys, text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    room.topic = text;
    this.#tell(room, { kind: "topic", id: keys.id ?? null, time, nick, text });
    this.#session.emit("topic", { room });
  }
  #kicked({ fields: [, name, subject], keys: { by = "" }, text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    room.leave(subject);
    this.#tell(room, { kind: "kick", time, nick: by, subject, text });
    if (this.#session.isMe(subject)) {
      room.joined = room.wanted = false;
      this.#session.coming.keepRooms();
      const key = text ? "told.kicked.reason" : "told.kicked";
      this.#session.emit("tell", { key, values: { by, room: room.name, reason: text } });
      this.#session.emit("rooms", undefined);
    }
    this.#session.emit("members", { room });
  }
  #ranked({ fields: [, name, subject, rank], keys: { by = "" } }, time) {
    const room = this.#session.rooms.get(name);
    if (!room) return;
    if (room.member(subject)) room.enter(subject, { rank: rank === "none" ? "" : rank });
    this.#tell(room, { kind: "rank", time, nick: by, subject, text: rank });
    this.#session.emit("members", { room });
  }
  #mode({ fields: [, name, nick], text = "" }, time) {
    const room = this.#session.rooms.get(name);
    if (room) this.#tell(room, { kind: "mode", time, nick, text });
  }
  #roomRenamed({ fields: [, from, to, nick], text = "" }, time) {
    const room = this.#session.rooms.get(from);
    if (!room) return;
    this.#session.rooms.rename(room, to);
    this.#tell(room, { kind: "rename", time, nick, subject: to, text });
    this.#session.coming.keepRooms();
    this.#session.emit("rooms", undefined);
  }
  #noted({ text = "" }, time) {
    const room = this.#session.current ?? this.#session.rooms.list()[0];
    if (room) this.#session.post(room, makeLine({ kind: "note", time, text }));
  }
  did(verb, room, nick, rest, keys) {
    const now = new Date(this.#session.clock.now()), by = this.#session.me.nick;
    const event = { verb, fields: ["", room.name, keys.nick ?? nick], keys: { by }, text: rest || undefined };
    if (keys.rank) this.#ranked({ ...event, fields: [...event.fields, keys.rank] }, now);
    else if (verb === "kick" || Number(keys.out ?? 0) > 0) this.#kicked(event, now);
    else this.#tell(room, { kind: "answer", time: now, words: { key: `did.${verb}`, values: { nick } } });
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA71ZbW/bNhD+3l/BqEUhAYLatPsydWkQNN2WdXG6LNswZBkqS0zCWpY8UY5ruP7vu+OREuVQfgnafqhrS+Tx7rmHzx0ZMZ6UVc0WrOJJdi\
HGnC3ZdVWOmRc9y0XBZfRReq8eCTNMyPOyHIdMJmM+SDrDC/i5OnycjPivYMYaVsH8e8N4UYuykNawmn+qaRT/pEaleSIl+zmZTHghihvJFo8Yeyy5lDDz\
FX6/TYos55XEHylYq6tpWpeVr8cEagZj9a2QkZnIDphlwrw0luBtwWfsNJn4Z8OPPK0jcLQSXPpkirHT33+KIYBrwfNMxuy7kNUQcsx8BC9gB6/NconI9L\
NlqOcevbl48NzjU3vqy12m/nJ2MuifDD+ABZaJjyU8zTrvGlPvj84vdjA1Saq6z9Rvf5x0TL1Yb+q/qajdhgYnb97t4FPFkbc9Tl2cvT95s4OxupyI1G3q\
6K+jv93xmWfwADjPlq29ZJbMfXp5uX+l3x8esmKa55bpd7tFPBLpqC/g86PBu35O3gcvKXpNnZ4dv93Bq3GZcbehk8GfJxc9plrsRnwuCTs9bWWjR3wMjP\
FEcSeAg16IkgdKFDML3+E8Vnai4Rxh9jw02GLz9njbHVvxLEkN1TsmBkenb3cBGFw8X8fQwVkXmv319oqyZwMugwAFcAn/cL52nFROaSnTmgiS2NXI6IbT\
TozueDUMSEbFNfP3zIzPn5l6Tz5GOS9u6lv2g7GonwdQgupppXXYrClPMljx0gOdhZx5kAD87/gUPykh3lUkijSfZqDKLjfIxtOnbO/Zv/9ki/1w//vlk2\
dRzaV2WxPg+VXQdaFLn7QcQ9WJsExqk4esO53F9EAxSGTEIO2ICbXBNmwK7ooT4eq6eZmOoqKc+UGbIlvX7RwZTiNhQuVNzHAo1FWdNuU/OXCd5JIHNtwj\
WKZoEmw8oIKNWUazdoJpPEBLXQG9d+URTYBdGg+4uBYooa67VwicO1nNAhpMi4xfY4kKXGmblJDmSrcsImsQVDgsGHIl7GiIVtkDtftDVuZZF2Ih31fiLq\
k5DMHZ7ODgQBHSjrcAiYX3OqntlEP2AljyEpI8xqZoFWkhT7mPcwPcM347DyBWrKpLtgfLrYZMi+Zk0rRcTYsyEkUWW77ingFPPFAoD7zxZDIHGEXWSCGS\
EL0gKMhXhYQRHVSOuCWwXaF6uWvmmlYvZnsKAwjNPPJpua6NMY8UImZ+kqbltKi1UOtf4G9Zi5Trp/SDot2H2OoyZnYSGvxYbHA1KkiAEoOb7WTPNXnAMo\
xZblB7cUU7ji2bXdqUgftlyqbUZchCNsmTlBPuVw117PSW9a1SX73X1PgAHFJfwA0HlZox2lP127Ev+/a7WjIIDbPwxSEoVZH5hEJSwaiOzqlNq6wCgfdI\
oGw50F00dPLiptA6tGCyBmyBiQYvj5gHT+BbSxglWE2OXJqQgs7e8Ka4m4S0ujmpuORFyrUkIJFDRrO6OenfnzSaSLlBcdqtqDehZ9b3zNpoJmaWTeMOxH\
tJ34xa6BLtjnzMx0Moxk3odtC6g2+bBCAcVQjFNkNK0xEsmkz2qZPJqbtEQr44ZNLW8q3Ytqr9+KbLHnxC5n2CatEnB9g5x6pPXuGLkwALNrtNkG6IlEew\
dFhD55Z+ADslw0bxCwX+gGRkVTlRQQYWdjlP7vS07UHB6D1TEUD0ZVnE5qjSQKTOY12ANkBzXVbMt/Apr10AmdEGylkitRLdD4ZwwhEgPuaCQsUUtdkKgq\
2CxnjWBU1h9zSJQv5Yccs1XQyoje+AhLcdWJ+u3MShvSzb9u1x57KihxZotI8WQw4+Qqdcl52tCZ/QIMikpiuRlpvKVrtaZxz21O1IsNgmix5TyJ1JGGyT\
rl3aumUfaZw0EfICSpcpWsYRg3aHL2ZoD2dUWNswBrPtGUGnlRJIMrQK2zOmQRuHqtM/ERCPbQ/dN42kRFQjjGqAiVoUU/7KStmquJKKwuJNDDtVHxOycm\
GTfrlqGzR/6ANew4ET66rfPcaoPVfzPNfZQhWTzivAnoo9VqcnV1eFllSt1q1PyKIoUk/tY7S+DFpfdb9+6VBpVa6gGVjMRtHCp2lR1Fh9ILCOslhL7aYl\
7KqhKyvG0v2ORF9BObCRU9UhanjwZmM4b+H5FlhRWdF+BJvQGtGut5u54bwJYwWkHr02a3XlM6K2zUjYLIGtib9UF+zejFpMRpxP8Iwg/WbT6vM9n2sS4P\
mvhhNdRJmIqMKp46D12Fu35xENlVywGrK7JJ9yna9QH5ssFe1W0A1qsr4E7Nr96jvKfq6BdzDExbiv2M3Zgtzm39LgxrmFci9Wn3SkLcqCqxM85ks9Xm7k\
KQ7bxFOnse2BVje436hHJlD7w0VfvF65Il5YV6vOnuwLeb7SQTn44JqpOxbdaZSb86vGr4SssxurYNbIdZ9ubL85FaJ0ubx4EF7ptIIQ6r7LwVxAiQ4un1\
+5KbDV2RvdawDSaDTOZyLz6TKQppvGX9akC90QinKm/zR4nNTcX3PrRWLivNKy+29+h8EfsO6NJNARb0AsHaXrLd16WH2Elq1ls5HBcexo25uuZYucMoJb\
Pej+GWeBfYzyxHLAPIrsGyw1W51ZIExNFo6XM2i+vWlUxRHdGEyV0Kmp5VRl+XnAXuNH529SevEVo/2sTwo545VOKnaqs5DNyipTeMBqMfsAiY2eLNCn5Q\
e7TNEZv6lFy0fLR/8DDU/4gQwfAAA=
"""),
File(name: "header.js", content: .text(
#"""
import { ask } from "./dialogs.js";
import { element, prose } from "./dom.js";
const TOAST_MILLISECONDS = 4000;
export class Header {
  #page;
  #banner = element("banner", HTMLElement);
  #edit = element("edit-topic", HTMLButtonElement);
  #countdown;
  constructor(page) {
    this.#page = page;
    const { session } = page;
    session.on("current", () => this.#tell());
    session.on("topic", () => this.#tell());
    session.on("members", () => this.#tellEdit());
    session.on("state", () => this.#tellState());
    session.on("about", () => this.#tellServer());
    session.on("rooms", () => this.#tellOutside());
    session.on("line", ({ line }) => {
      if (line.kind === "note" && !line.old) this.#tellNote(line.text);
    });
    session.on("invited", (invitation) => this.#tellInvitation(invitation));
    this.#edit.addEventListener("click", () => this.editTopic());
    element("retry", HTMLElement).addEventListener("click", () => this.#pressed());
    this.#tell();
    this.#tellServer();
    this.#tellState();
  }
  editTopic() {
    const { session, words } = this.#page, room = session.current;
    if (!room || room.isPrivate) return;
    return ask(words, {
      title: words.say("topic.title", { room: room.name }),
      fields: [{ name: "topic", label: words.say("topic"), value: room.topic, longest: 500 }],
      yes: words.say("change"),
      act: ({ topic = "" }) => session.setTopic(room, topic.trim()),
    });
  }
  #tell() {
    const room = this.#page.session.current, topic = element("topic", HTMLElement);
    element("title", HTMLElement).textContent = room?.name ?? "";
    topic.replaceChildren(room ? prose(room.topic, "") : "");
    topic.title = room?.topic ?? "";
    this.#tellEdit();
    this.#tellOutside();
  }
  #tellEdit() {
    const room = this.#page.session.current;
    this.#edit.hidden = !room || room.isPrivate || !room.joined;
  }
  #tellServer() {
    const { about } = this.#page.session;
    element("server", HTMLElement).textContent = about.name ?? "Partyline";
    element("find", HTMLElement).hidden = about.search === false;
  }
  #tellState() {
    const { session, words } = this.#page, { phase, retryAt = 0, code = "" } = session.state;
    const { classList } = element("app", HTMLElement);
    classList.toggle("on", phase === "on");
    classList.toggle("off", phase === "off" || phase === "ended");
    classList.toggle("away", session.me.away !== null);
    element("state", HTMLElement).textContent = words.say(`state.${phase}`);
    clearInterval(this.#countdown);
    if (phase === "off") {
      this.#show(words.say(code === "server-full" ? "state.full" : "state.lost"), words.say("state.retry"), "retry");
      this.#count(retryAt);
      this.#countdown = setInterval(() => this.#count(retryAt), 1000);
    } else if (phase === "ended") {
      const key = `ended.${code}`;
      this.#show(words.has(key) ? words.say(key) : words.say("ended", { code }), words.say("state.again"), "retry");
    } else if (this.#banner.dataset.what === "retry" && phase === "on") this.#banner.hidden = true;
    this.#tellOutside();
  }
  #tellOutside() {
    const { session, words } = this.#page, room = session.current;
    const isOutside = session.state.phase === "on" && room !== null && !room.isPrivate && !room.joined;
    if (isOutside) {
      const values = { room: room.name };
      this.#show(words.say("refused.not-in-room.room", values), words.say("welcome.go", values), "outside");
      this.#banner.dataset.room = room.name;
    } else if (this.#banner.dataset.what === "outside") this.#banner.hidden = true;
  }
  #count(retryAt) {
    const seconds = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
    element("countdown", HTMLElement).textContent = this.#page.words.say("state.wait", { n: seconds });
  }
  #tellNote(text) {
    const { words } = this.#page;
    if (this.#banner.hidden || this.#banner.dataset.what === "note") this.#show(text, words.say("close"), "note");
  }
  #tellInvitation({ room, by }) {
    const { words } = this.#page;
    this.#show(words.say("event.invite", { nick: by, subject: room }), words.say("welcome.go", { room }), "invitation");
    this.#banner.dataset.room = room;
  }
  #show(text, act, what) {
    if (!this.#banner.hidden && element("banner-text", HTMLElement).textContent === text) return;
    this.#banner.dataset.what = what;
    element("banner-text", HTMLElement).textContent = text;
    element("countdown", HTMLElement).textContent = "";
    element("retry", HTMLElement).textContent = act;
    this.#banner.hidden = false;
  }
  #pressed() {
    const { session } = this.#page, { what, room = "" } = this.#banner.dataset;
    if (what === "retry") return session.retryNow();
    this.#banner.hidden = true;
    if (what === "invitation" || what === "outside") this.#page.attempt(() => session.join(room));
  }
}
let toastEnd;
export function toast(text) {
  const place = element("toast", HTMLElement);
  place.textContent = text;
  clearTimeout(toastEnd);
  toastEnd = setTimeout(() => (place.textContent = ""), TOAST_MILLISECONDS + 60 * text.length);
}

"""#
), gzipped: """
H4sIAAAAAAACA61YbW/bNhD+nl/BqkMhbYrqAds+OMiCrg3QAOkLkHwbhoWRaJuNTBoiHSdw/d97d6QoiZHddNiHpjZ5vNfnHh4tlyvdWLZl3NyxHZs1es\
mS4nUlea3npvhikpMj2cqIWiyFsjlbNdqIvrheOtFSK2PZ9ac3V9f/fri4vLy4On/76eO7K3bKfptMJidH4oF0lTU3hr0XvBIN2x4x9nLF5+IEP9xypWDx\
tLWWJm4lydn76w+X5241I1lRSduXxO/HVq9k6aX/Wlur1eBMqdfKVnqj8Bv526xLq5sUPcjIGcbsQpqCfAL1rWteHBJhhDFSK8hAf9evFlqlSbluGjAJbq\
QZO/3TK7SirtMseyre+vws4aVY3orGjIifQ/yjR4zlVowcuML10RP8Vq/H3L8Szb1oRo80Wi/HvPq0tkZW42ZqqcivLcNPbEdHXQ0YkzOW4nJxJ1XFTk9P\
WaI0xMFevWIvaEPXVdaz9BF23QkrHqw3txsxK9W9tKJCy/SRW9iJ3L4IG30Zr8yJId4KXlXn91DrS2msAKBC8WtZ3g0TgZLXWOSQhQDaRtjmMUL385S+XD\
UQk6jSoVcOOPFKW7gn6w4CuLyDfz1HfR0i0Odso5vKEPa7NskZVh+W2iz7BnDWsJAvSODrVxIspPncyHuwnDGIf90oJ+g+IxmlZCUPWLDS1mLqbBeGP/qe\
KWgd0rIlvVOnXfElYin3Z2dS1JWZsr+3DHemLPRbzW9F/VRrkuXsntdr4fXRIkhrNRfGTtnvkwnb/dOqfxRmoKJccJBLgnlewhFAOGmBFCWJx3mbKyN8yt\
FYznxgjVxCYfMehrE+vrqD2vjUd9UooirkwXZAXZ8l+/zYA2ab2gEwsbHeagWgROZFy2cu3WdnEJgHFwXQiFXNS/F2IesKnKDg2Jm7O9J+WpMkY1P82z9N\
xoMF537fRMR58WrgnEHenOyP5e5Jvy9kVQkFZ/YgGldoq/iigYqqgQdtF0a9RWwbtVTrSFQVQxoOl4XUdWX5zBv7SEwb6ZoBr8aaQnhOiRG8KRdEvjNeGz\
GMxnHHjxHFlq0W3CBjIPG9QX8nORyuhO+NHovQvTW8e2l0QFokwRAKX61G0RzEAUPzeS3SRCsQJBfclQLf98vOZpEwLGCBe0tCVXCT7FXBNxzZvY1oKQpc\
YS/gqFrXddx07U19oLod1dyQdPHTltzZ3QQnoGgXIN4AiaUu92HsyTpKjuLKOrKlI2ahN2lnzFUIhR0Ej2fgfgId7Xwu3Ndp+7XWxiKP9ojRbbj7Dnb8ze\
cdaq2So6nHxtgeBkEQsSHE/p04PJ+zX2HubCcBSDMEHIXu6xeCd0C7E49g5IY2IcEY/O7mZF9+QFsKJzLIRhcvLQxuBmcKW4CSuRtLD59zqZ6mp+e7s+6m\
4qLiFiKxxWbBrYvHHcMZKQI5GxwMfQ7zr3gefYbV/28ycCqk8arj1i+GIWBQpK3tHpoEI/oNSx39OrgHK3Gt6ao3YHtkiDg51BKQ69kaBrACxtJjqY7pHP\
5J/PxghhXeiLrUwABz3RdItHMr7oSowj6NwbcfxUWw8h0c7MIrKXTRoN5GwP8VpusDt4tiyR9S4G/6XAoJzdjy+jF7hyVUkLIsY69dJ8Z8F1r6MOf1rsUn\
HbPh0lJTqWlwLhqY6GFAb4IIumOI7RAzligg/+8kmt4oWR8xaHkAhBLYUVCTO+GBs72HhwNkzm4fcWR8ruvjWBX4nijcy8elCx4UU1ANl9P69ovAKZUwtj\
sA2m0nknSvomQwf+3HbQizlxWYjsEcJK+Njx4LY5mHxo5+EzhGFQeBA/VwZe+/Mg7UjzyJIPpcW2Tpv8E7SZ7zKIyGvNKOhBPaeTithZfiOHWPDGmYiMDd\
fiwbS1zXLfEV1CY9UDotf0Q6OOR4dx8Nlfbghk24n9iIJbi1YrmyfjRoPcArgd4emW+53VEtLDw5uLHnqgq/T83WqkRLbqfHHC5v9LAZvqZAbGT+JME9KK\
Ep7VouBfifth7QqfaLm3JaERdJOqYyQSoZ+dXtF/bHhP1MFotaqLldgP7d0TcxmPID9RMAAA==
"""),
File(name: "history.js", content: .text(
#"""
import { Refusal, command, unlessRefused } from "./lines.js";
import { isRoom } from "./names.js";
import { makeLine } from "./rooms.js";
const page = 50;
const mostMissedPages = 3;
const mostRevealPages = 20, revealPage = 200;
const mostAsked = 200;
export class History {
  #session;
  constructor(session) {
    this.#session = session;
  }
  need(room) {
    const { coming, wire } = this.#session;
    if (!wire.isOpen || room.askedOn === coming.connection || !(room.joined || (room.isPrivate && coming.isIn))) return;
    room.askedOn = coming.connection;
    this.#newest(room).catch(unlessRefused);
    if (room.isPrivate) return;
    this.#topic(room).catch(unlessRefused);
    this.members(room).catch(unlessRefused);
  }
  #read(rows, old) {
    return rows.filter(({ verb, fields }) => ["MSG", "ACT", "DM"].includes(verb) && fields.length >= 3
      && (verb === "DM" || fields.length >= 4)).map((row) => this.#session.happenings.read(row, old));
  }
  #ask(room, ...rest) {
    return this.#session.ask(command("history", room.isPrivate ? `@${room.name}` : room.name, ...rest), { patient: true });
  }
  async #newest(room) {
    if (room.loaded) return;
    room.loading = true;
    try {
      const { rows, keys } = await this.#ask(room, String(page));
      for (const { line } of this.#read(rows, true)) room.add(line);
      room.complete = keys.more !== "1";
      room.loaded = true;
    } catch (refusal) {
      if (!room.isPrivate || !(refusal instanceof Refusal) || refusal.code === "lost") throw refusal;
      room.complete = room.loaded = true;
    } finally {
      room.loading = false;
      this.#session.emit("reset", { room });
    }
  }
  async older(room, count = page) {
    if (room.complete || room.loading || !room.loaded) return false;
    room.loading = true;
    try {
      const first = room.firstId;
      const { rows, keys } = await this.#ask(room, String(count), first && `before=${first}`);
      const added = room.prepend(this.#read(rows, true).map(({ line }) => line));
      room.complete = keys.more !== "1";
      this.#session.emit("older", { room, count: added });
      return added > 0;
    } finally {
      room.loading = false;
    }
  }
  async reveal(room, id) {
    for (let pages = 0; pages < mostRevealPages && !room.find(id); pages++) {
      if (!await this.older(room, revealPage)) break;
    }
    return room.find(id);
  }
  missed(rows) {
    for (const { room, line } of this.#read(rows, false)) this.#session.post(this.#session.rooms.open(room), line);
  }
  take(room, { rows, keys }, since) {
    if (keys.gap === "1" && since !== "0" && room.lines.length > 0) {
      this.#session.post(room, makeLine({ kind: "gap", time: new Date(this.#session.clock.now()) }));
    }
    this.missed(rows);
    const last = rows[rows.length - 1]?.fields[0];
    room.missingFrom = keys.more === "1" && last ? last : "";
  }
  async catchUp(room) {
    if (room.isPrivate && !this.#session.me.account) room.missingFrom = "";
    try {
      for (let pages = 0; room.missingFrom; pages++) {
        if (pages === mostMissedPages) return await this.#skip(room);
        const since = room.missingFrom;
        this.take(room, await this.#ask(room, `since=${since}`), since);
      }
    } catch (refusal) {
      unlessRefused(refusal);
    }
  }
  async #skip(room) {
    for (const line of room.lines.filter(({ state }) => state === "sent" || state === "redacted")) room.remove(line);
    Object.assign(room, { missingFrom: "", loaded: false, complete: false });
    await this.#newest(room);
  }
  async search(words, { room = null, cursor = "" } = {}) {
    const { rows, keys } = await this.#session.ask(
      command("search", words, room ? `in:${room.name}` : "", cursor && `cursor=${cursor}`));
    return { hits: this.#read(rows, true), more: keys.more ?? "" };
  }
  async #topic(room) {
    const { rows } = await this.#session.ask(command("topic", room.name), { patient: true });
    room.topic = rows.find(({ verb }) => verb === "topic")?.text ?? "";
    this.#session.emit("topic", { room });
  }
  async members(room) {
    const { rows, keys } = await this.#session.ask(command("names", room.name), { patient: true });
    const nicks = rows.flatMap(nicksOf);
    room.setMembers(nicks, Number(keys.total ?? keys.count ?? nicks.length));
    this.#session.emit("members", { room });
    if (keys.more === "1") await this.#furtherMembers(room, nicks[nicks.length - 1]);
    else if (nicks.length <= mostAsked) await this.#away(room);
    await this.#ranks(room);
    this.#session.emit("members", { room });
  }
  async #furtherMembers(room, last) {
    while (last) {
      const { rows, keys } = await this.#session.ask(command("names", room.name, `after=${last}`), { patient: true });
      const nicks = rows.flatMap(nicksOf);
      room.nameMembers(nicks);
      this.#session.emit("members", { room });
      last = keys.more === "1" ? nicks[nicks.length - 1] : undefined;
    }
  }
  async #away(room) {
    const { rows } = await this.#session.ask(command("who", room.name), { patient: true });
    for (const { verb, fields: [nick], keys, text } of rows) {
      if (verb === "who" && nick && room.member(nick)) room.enter(nick, { away: keys.away === "1" ? text ?? "" : null });
    }
  }
  async #ranks(room) {
    const { rows } = await this.#session.ask(command("op", room.name), { patient: true });
    for (const { verb, fields: [, nick, rank] } of rows) {
      if (verb === "rank" && nick && rank && room.member(nick)) room.enter(nick, { rank: rank === "none" ? "" : rank });
    }
  }
}
function nicksOf({ verb, fields }) {
  return verb === "names" && isRoom(fields[0] ?? "") ? fields.slice(1) : [];
}

"""#
), gzipped: """
H4sIAAAAAAACA61YWW/bRhB+969YM0FBIipr93iRorhBg7YB6jpw2ifDgGlyaW1ELgXuyoqh6L93jiW5q8OJ0zwYpvaY85tvhlT1ommtWItLWS5NVo1E3t\
R1pouRWOpKGkPrshAbUbZNLaL0h0ppadIPJpocqe62MpcN7A6HdFbvHKqzufwLLnvHWrjljuWNNlYssjsppuKXk26hbow9VwZMeAdbBvZ+8rcu5b3Mqm7r\
x5ORaPsVWggEvTZzcMUty49kV15lxog/lbFN+yDWR0I8M+C3avQEnuluu8xhM3bLCR0Sws6USbuzINS7tYE/LWURo3/deTZjjQFW+m4kVqrFUExDQRM6q0\
oRH+OBVJmLhdTi0yeBstIMPbgAddOpE5SCXC1zi0bAqWPSmX5oINAFLvBvZd616j6zUnz3XXdRmbc6SRKImF22TnGoZFfFxHNdy5U0ln1M88zmszjATDL4\
EtoQqmRhtlmo/LOy6Gwt61vZms8cxhw8a2WGSViZkWiqossEaxe4npaqsrKN47W4l+3tSJRKVoURm0RMX4mr6Pz9H9FIRK9/+wf/vTmPrlOl82pZSBPjhQ\
TjyXfSSuo7OxOvAKKkRuAenaJ04W1MyM7pn5MkrbNFjIaS2gAQ6SxbAAIgDSbt3GFvBjchYRSNkUhTOGTslqehQDztqjyOZgx88G4LJ2fi5tfna1rEYt7c\
iLHofw2KRoDoRWaV1HYsoFIA0r1dmXnQuQhw4uzqMVE1WQEJ28UgboDPWB4g1GXfFahfTZzcuXwwVEvZKlPW+TtE5b1tQVaM5JI4JAlRNq2IOzEV81JTur\
secFA/VglVRlHEeLQXQqsQzEUlLRIOGpLWDVT2Mab8NAoOsreBTxtBAIZwMAEnvYfEAVtJ4QLnk0KB6ZnOJRh92V1GnuBnsKqQDLwKqC9KwDNwqNs+5MBh\
O0uls6oaMrCVpjKrjOykhoCTtbJxBHCRNhpRzrBXuBhuArAArqEaOWt5s9QWJFPatoHTm9wxY2cJhmgPtHz7ngCwUrXGdmGhH2+Lyf+AIPmUjJxc4IebWw\
lAlNPna1ra3CSheEAcZYIMWLQSqKCI92OUSaTDMjEJYfXpYN2XPspMnz6XnbGzbzPo4Gjz8itx8nT0hIDgdu6CqHoKp+IFNwgc2PpPJu7x5c5cAFE+dvmD\
2IEMd/TFi61i8zLn43CYKIAGbiHq88FQr5n4CpwLNQ0ulKPA8AE5KP8R7qGwJMlWQhbgYBwu8SDVADqYZ1lqb4iF0ct5E+J1JAz0s6C8CBV32YK54zTC+N\
EhRskJLXD6aBLsGpk4GcK5x17W3s2AANM5BGssItAEqLKqlmOYmVbiDfDclnN51eTzVDerGEKxSRI//DwReHGeeMMWjHZcvCtzRd3e2fq9OL0+S7kRX51c\
e6yAkgCRv+N86heIFwsSesb/wP4o7HbE5v8u9ne7YAo7Dp2sZZrlTA/7TImiXYraVwTbV/dgnQ1yd8CvrRG7Z0yfyMxcOZ8mvRSOMUNjuqu4P0cSPATuJ8\
gbEgQ8SP+BBztodoI2n+mXwQjYb+/jFM+b3aqkaoRa9BA+zIjQcG3HrfxMwDAw/dBs5621sshyK4uomx1aWTf30h8fLm4/wFQN85hRd7ovTy+GCC+oZGpk\
YyYDekEjAncLPff6YfVHrhCfRmYtzMurpi1M34unQi8rfPdbtgYigWijVrbebL+8PNLr/PGyb2FuymSt4IvTS1phwlR6vD1josfODmyP/Aiw4AfAhXPXgX\
QtZsqa8YGxDQgHqnfsFfLZGTm3NaJ6bx97HH7U1d5HktHN0ejOwdnYcQ1dcPTErcO9hTiADW8OLDo5S638aNmFydGhRt3ZEcxZg6/B29PXZbd3md7yv9Bl\
1qFVPje9z1Vmz2FmocWL0o8NjIrnzlDaHYm/l/iTu5NtLMy/EAf6xXMi/KKTjuOT5HCEXAh2Z9G+/fmcnwRxKJetncn23IviiBVf+eqpxTipEqsURQcHXk\
6HTxKhCnh+8LnW32szPTf+5hP88/C+1wvsaB0iVjNVSWgu3tI3hAmwfVYCpUJZowYi+0O4eQJyxKAhAE/y2Fx7EAyiGx92p4CzQxkH/lrqQpb48WVv5xly\
+9U8s5o1X1hywazpf94YCzL9mpMIXIm0suGuN4yqXA8DC6Fi5GS82s+AHD6Kc9fowBC3gqahx46A8dGL4UBmEDZsQAfeCX3Qf3XUmsU3CBpXOsgBg64/Hz\
A8FkYMFr48cnh6zHdInG60xLhRvGg5jNfmqFxq/hDo6mLPVy201LXOwVAuULSMP+TG/WjM+UlAq/tsZSqVy/g0AROuYHDeHP0H0tvZz0IWAAA=
"""),
File(name: "icon.svg", content: .text(
#"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop stop-color="#f0714f"/><stop offset="1" stop-color="#c9366f"/></linearGradient></defs><rect width="64" height="64" rx="17" fill="url(#g)"/><path d="M15 24a9 9 0 0 1 9-9h16a9 9 0 0 1 9 9v10a9 9 0 0 1-9 9H30l-9 8v-8.5A9 9 0 0 1 15 34z" fill="#fff"/><path d="M23 29q3-7 6 0t6 0 6 0" fill="none" stroke="#d94a62" stroke-width="3.6" stroke-linecap="round"/></svg>

"""#
), gzipped: """
H4sIAAAAAAACA1VRwW6DMAy97yus9LIdgARY2kwEabtsl30EggSiZYSFFNi+foa26ypFsf3ybD87xTi1sHzafpSkC2F4SpJ5nuM5i51vk5RSmiCDwGTU/O\
IWSShQ4DkeUhaN0mNZWNOryr/6qjGqD2AaSTBhYcgl8H0ySyoJw2gzZTEGN8B6RbWzzkuy03TPck2S85vTelRhy7mh1SLjfKMlt20ROKnxqg4wmyZ0kqBI\
6JRpu3DyPepnewLaWCvJ0dv7XfuwFhuq0AHqfmePkOaVAAHrnAxEJDrG/wMgJkavQITeW0Yt2sMUHeLH5ysXi2X5z6XdTmt90yvNIBVfWbQHDjTwda9AL+\
ze9Wqd3bsPhbmNyCueXoDoPF8W8z9oXUddDZJ4d+ybbUP4ceXdL3IQVPjhAQAA
"""),
File(name: "index.html", content: .text(
#"""
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f4f3f0">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#16171a">
<title>Partyline</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="manifest" href="manifest.webmanifest">
<link rel="stylesheet" href="chat.css">
<!-- Modules import one another some six deep: named here, they come all at once. -->
<link rel="modulepreload" href="about.js">
<link rel="modulepreload" href="account.js">
<link rel="modulepreload" href="coming.js">
<link rel="modulepreload" href="commands.js">
<link rel="modulepreload" href="composer.js">
<link rel="modulepreload" href="conversations.js">
<link rel="modulepreload" href="dialogs.js">
<link rel="modulepreload" href="dom.js">
<link rel="modulepreload" href="drawers.js">
<link rel="modulepreload" href="emitter.js">
<link rel="modulepreload" href="happenings.js">
<link rel="modulepreload" href="header.js">
<link rel="modulepreload" href="history.js">
<link rel="modulepreload" href="join.js">
<link rel="modulepreload" href="keys.js">
<link rel="modulepreload" href="line.js">
<link rel="modulepreload" href="lines.js">
<link rel="modulepreload" href="log.js">
<link rel="modulepreload" href="login.js">
<link rel="modulepreload" href="membermenu.js">
<link rel="modulepreload" href="members.js">
<link rel="modulepreload" href="menu.js">
<link rel="modulepreload" href="names.js">
<link rel="modulepreload" href="nicks.js">
<link rel="modulepreload" href="notify.js">
<link rel="modulepreload" href="outbox.js">
<link rel="modulepreload" href="presence.js">
<link rel="modulepreload" href="roomlist.js">
<link rel="modulepreload" href="rooms.js">
<link rel="modulepreload" href="search.js">
<link rel="modulepreload" href="selfmenu.js">
<link rel="modulepreload" href="session.js">
<link rel="modulepreload" href="storage.js">
<link rel="modulepreload" href="suggestions.js">
<link rel="modulepreload" href="text.js">
<link rel="modulepreload" href="theme.js">
<link rel="modulepreload" href="welcome.js">
<link rel="modulepreload" href="wire.js">
<link rel="modulepreload" href="words.js">
<link rel="modulepreload" href="words/en.js">
<script type="module" src="page.js"></script>
</head>
<body>
<noscript>
  <div class="plain">
    <h1>Partyline</h1>
    <p>This page needs JavaScript. The chat itself doesn’t: anything that can open a connection can join.</p>
    <!--telnet?--><p>Or by telnet: <code><!--telnet--></code></p><!--/telnet?-->
  </div>
</noscript>

<!-- All words come of the table of a language (words/), by the keys in data-text, data-label, data-hint, data-hover. -->
<div id="app" hidden>
  <a class="skip" href="#input" data-text="skip"></a>
  <nav id="rooms" data-label="rooms">
    <div class="brand">
      <img src="icon.svg" alt="" width="26" height="26">
      <div><strong id="server">Partyline</strong><span id="state" role="status"></span></div>
    </div>
    <div class="scroll">
      <div class="head">
        <h2 id="room-head" data-text="rooms"></h2>
        <button type="button" id="join" class="icon i-plus" data-label="join.title"></button>
      </div>
      <ul id="room-list" aria-labelledby="room-head"></ul>
      <h2 id="direct-head" class="head" hidden data-text="direct"></h2>
      <ul id="direct-list" aria-labelledby="direct-head"></ul>
    </div>
    <div class="me">
      <button type="button" id="self" aria-haspopup="menu" data-hover="self.title">
        <i class="dot"></i><bdi id="nick"></bdi>
      </button>
      <button type="button" id="bell" class="icon i-bell" aria-pressed="false" data-label="bell"></button>
      <button type="button" id="theme" class="icon i-theme" aria-haspopup="menu" data-label="theme"></button>
    </div>
  </nav>

  <main id="main">
    <header>
      <button type="button" id="menu" class="icon i-menu" aria-controls="rooms" aria-expanded="false"
        data-label="rooms"></button>
      <div class="title">
        <h1 id="title"></h1>
        <p id="topic" dir="auto"></p>
        <button type="button" id="edit-topic" class="icon i-edit" data-label="topic.edit" hidden></button>
      </div>
      <button type="button" id="find" class="icon i-search" aria-controls="search" aria-expanded="false"
        data-label="search"></button>
      <button type="button" id="people" class="icon i-people" aria-controls="members" aria-expanded="true"
        data-label="members"><span id="count"></span></button>
    </header>
    <section id="search" data-label="search" hidden>
      <form role="search">
        <input id="search-words" type="search" data-hint="search.hint" data-label="search" maxlength="200"
          enterkeyhint="search">
        <label><input id="search-all" type="checkbox"> <span data-text="search.all"></span></label>
        <button type="button" id="search-close" class="icon i-close" data-label="close"></button>
      </form>
      <p id="search-state" role="status"></p>
      <ol id="search-results"></ol>
    </section>
    <div id="banner" role="alert" hidden>
      <span><span id="banner-text"></span> <span id="countdown" aria-hidden="true"></span></span>
      <button type="button" id="retry"></button>
    </div>
    <div id="view"><ol id="log" role="log" aria-live="off" tabindex="0"></ol></div>
    <button type="button" id="down" hidden></button>
    <form id="composer" class="empty" autocomplete="off">
      <div id="suggestions" role="listbox" data-label="suggestions" hidden></div>
      <textarea id="input" rows="1" maxlength="8000" dir="auto" enterkeyhint="send" role="combobox"
        aria-expanded="false" aria-autocomplete="list" aria-haspopup="listbox" aria-controls="suggestions"></textarea>
      <button type="submit" class="icon i-send" data-label="send"></button>
    </form>
  </main>

  <aside id="members" data-label="members">
    <h2 id="member-head" class="head"></h2>
    <ul id="member-list" aria-labelledby="member-head"></ul>
  </aside>
  <div id="shade"></div>
</div>
<div id="toast" role="status"></div>

<dialog id="welcome" aria-labelledby="welcome-title">
  <form method="dialog">
    <img src="icon.svg" alt="" width="52" height="52">
    <h2 id="welcome-title" data-text="welcome.title"></h2>
    <p><span id="welcome-server"></span> <span data-text="welcome.words"></span></p>
    <input id="welcome-nick" required data-hint="nick.yours" data-label="nick.yours" autocapitalize="off"
      autocorrect="off" autocomplete="username" spellcheck="false">
    <p id="welcome-fault" class="fault" role="alert" hidden></p>
    <button class="go" id="welcome-go"></button>
    <button type="button" class="link" id="welcome-login" data-text="login.instead"></button>
    <p id="welcome-kept" class="small"></p>
    <label class="small"><span data-text="language"></span> <select id="welcome-language"></select></label>
  </form>
</dialog>
</body>
</html>

"""#
), gzipped: """
H4sIAAAAAAACA51ZzZLjNBC+71MI7wWKcTIzwEJtJaG4UkVBFfsCit2JxciSkeSZCSdeg9fjSejWjy3nZ1fLXGJJn1rdrdbXLc3mi1Y37jQA61wvd2829M\
MkV8dtBaqiDuAt/vTgOGs6biy4bTW6Q/1DlboV72FbPQt4GbRxFWu0cqAQ9iJa121beBYN1L5xx4QSTnBZ24ZL2D7csTSvPgi3bfQzGAI5MLxx4tnPO+Ka\
Bqz4C2wdhZ8t3mipDcrsoIdMASmOnWMtN09neEfA2s+qWA+t4Nvqy8HAAYytc2HvmZfxVSb07eHbwzeH+/8vkfRZCHx49/D9AyeBTjgJu9+4cScpFGzWoe\
PNBltPzIDcVgLnVaxDyeF7ZZ+PFaM9xHbPj7DGjq9fe1ktpvVciQNYl6am9uoF9tPYYoZFHcB2ANMc3H+3aqwl3Bd1zX7R7YgQJnraQKYVMK40esIwq3tg\
VryyFmB4733UMhyAO4bjJzQex7mUjNO8Blasrpf6etnoQKl5mxTgez261R+2KoA2jR5VIRi1EepYjEV/tbYYPWgLphStMP4td0KrwgUw0KQ+loJ1Xwg0/A\
UVKQNDL5wrNbHjwwAKvV0onPinWLawTptTGfgPLVQZ8glOhcrSmS1HlgrVx2JgqUk99HswPajxc/C2FFwqlmihUKgSzVMpVDtxKIwC5JO9fi3DYtMCcVUR\
2mjdSwzIcnSheRa4abpSrDyUb4cFa5F5CsF41DDbFILH4xETTDmtOXgt9JxPvGXQF5CUdwrBwpQitSlNBx66huRi2xgxuJi8w4SKWdNgrCXXbtYBhOh1rM\
X2uj3hj9JphLFNK55ZI7m1OFVyQaUbw79N95BXE9gK3cPuA5Ilo1WYAmgt+5k/89+9vBX70AHVeo4JRwHEWg1W/fv3P+495veT65C9MYvjeMMV00jnjFM1\
o6ChHfa9nl036yGuh9WCA6nA/YhpHlf/1bD9iYWu92zT6BZ2M4gw69CHEqh/Pc8ma9doLjlkdkEoSH7CgsK7ONQX+kDFBnN8L32D+8p2JKO/DDvx1Z3XA0\
FE8lh3YnHmeE3Rdxc+Jd+DjN9oeOruqFCNRQv5XrRYcgwD7rNoW1BeS552xD6JIUXAW6GGESuqaZ04jKZyP0vxIM0zQpUpkbqiS7Md3xssSGI/joj+GIJo\
Lg+5xHUqFgry6vEdagNU1/rvaSJ5dWOd0bi/pALWLWhllUdQGEXUgJvsMY47DFqjsZr3jTEELY7v4j552dlnpjlun5ZyoUEaomCfBiiSHye31H4sd2H0DE\
b4YzZlPzqH8RiOV2hUXghFZ5UWIi8xUQ9yPHO3j2FfgJPkMH/SdLYHG6OcdSPOR4cbEeVIaPenXG+UNcppajSrRbZpXDQs90AMqNzYgF1am1SIcm4oka+S\
qXFjc/AqNYm/6UoiiLhSx+2gh3EIFUCVHZQAS76cN0ikpVrt7RG7zb4VXi7le+/2Vsw+P9uDm0qRxef7G/q8opTILSDuwKWF5aZ72K58KRevnIu1Yudtr8\
TFAu5stWk3kN84ftBXj5Tul+tzbvel8adVDOsuNQx9XkG6h+IptBPl+F54xRPczk6aNu0KIV14Kwuiiz3vHoLf0rlKOSnkpTCmB9GgpwQGDh+drnZTJvm4\
pXjtdnWcvbSXRs58T7BV6I+k/fFDfnPVg1Dt+XqhSLvw8KK7yMVxxmdE5AB6kBchmXrPFIqF/YVGzow3FEozshzgb9oZ6y+jOQ/TjY01QqCO4Iwr5mZp1E\
87aNOnHBMdkrEIZdRMYu1ze3oTWaxCGXyqoKlxffWev0pQR58r7+9nPzAG9DKFtUIuKNfFC9pdqsSJfIJCTQfNE146qh0LLsxLgaAZDxwU3RlkFoR/XKuR\
2l7sf+zMrQ1dV6KevD21hlz0jWw/Hc6NljkceXaUzkP0lGtiCGT5xlM2x/rRJNFcgnEXURD8MYVdmOI9N3mLnUVlq19UImIvLIb27F3/88lDZcCZ002mzu\
yg50zERT/glTyZ5D9DRhbP2NYHzJtYmiJ5wOu2uo9OymXe1CZYdZW1wlEJ9oenpykSoB/cCXVARqUxCS6qseBtv33zdW1SHysKCtrleclxkzo5adLmcAPc\
i42lr9EvqM3D4pj9cI/nLGP8i4NGFBs0Qd33mlSZTsRVNg29S2OzsmhOy5Nl51ydGYdWJUuux4od9z1lkvMsoNpzhlHtZRilA7dZU34PKZ9b0ULM35Gjr9\
Lwm7yMDL1XysisWEylYsTeKBVzSVOpiHcU0mq6cfpY6ZDeq910Jws/adRpbt0lYXgQoejx0gPj3fyKJnGkniuJEOM9uE636QU0OeKTl5/vHufLD34v/bdc\
K2fm9HYw1y2P01165pw0P92clqx0RVxIVTMbpQvznECSSF8QMwN/jljEt3k6o5HVSY/nIZL3+3PAB+G4FH/FYx8DORwRQzeDyErLQzOiMfRQVzE74Kb49J\
UOWXLBQtMDR9Kfwi+2rvH6bG48S3HKUVcLgUd9cWSuUmOcTm8wSwH+ZXSxneGtVCjrYoAvpC/teYJhNsf2MTkn1b2zz0fPtzu9O+QRARI9vlQzR/nhPPsn\
mqDTQxFPX/EpaB3+e/cfWWXF1c4bAAA=
"""),
File(name: "join.js", content: .text(
#"""
import { ask, fillChoices, reason } from "./dialogs.js";
import { make } from "./dom.js";
import { Refusal } from "./lines.js";
import { roomName, sameName } from "./names.js";
const PAUSE_MILLISECONDS = 250;
export async function joinRoom(page, part = "") {
  const { session, words } = page;
  const list = make("ul", {});
  const state = make("p", { role: "status" });
  const asked = ask(words, {
    title: words.say("join.title"),
    text: words.say("join.text"),
    fields: [
      { name: "room", label: words.say("join.name"), value: part, required: true, longest: 34 },
      { name: "key", label: words.say("join.key"), longest: 32 },
    ],
    more: [state, list],
    yes: words.say("join"),
    act: async ({ room = "", key = "" }) => {
      if (!roomName(room)) throw new Refusal("bad-room");
      session.show(await session.join(roomName(room), key.trim()));
    },
  });
  const form = list.closest("form"), name = form?.querySelector("input");
  if (!form || !name) return;
  const choose = (/** @type {string} */ room) => {
    name.value = room;
    form.requestSubmit();
  };
  let timer = 0;
  const fill = async () => {
    try {
      const part = name.value.trim().replace(/^#/, "");
      const { rooms } = await session.listRooms(part);
      if (part !== name.value.trim().replace(/^#/, "")) return;
      const rows = rooms.map((room) => (
        { name: room.name, note: room.topic, figure: words.say("join.members", { n: room.members }) }));
      fillChoices(list, { label: words.say("join.list"), rows }, choose);
      const meant = roomName(name.value), isNew = meant !== "" && !rooms.some((room) => sameName(room.name, meant));
      state.textContent = isNew ? words.say("join.new", { room: meant }) : "";
    } catch (error) {
      state.textContent = reason(words, error);
    }
  };
  name.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(fill, PAUSE_MILLISECONDS);
  });
  await fill();
  await asked;
  clearTimeout(timer);
}

"""#
), gzipped: """
H4sIAAAAAAACA41V32/bRgx+z1/BaEBxCjS56NaXBF43ZHkokKVD3T0V23CRafuak069O9U1XP/vI6mTrCQuMD/IuiP5kfz4Q6ZunY+wBx0eClgZa683zl\
QYCvCog2vgACvvasjK2dJo69ah/BSyqzMzGNb6AadKrn6i8B5XXdB2omNNg09hvHP1na6xgEBPfpsYNHRMBpVrQoQ/f/trcfPvH29vb98ubq7f3f2+gDm8\
ev3y6gy/CqAOu6aCVddU0VASn5xp3pMH1eo1uWg1qcwhy3LYnwH0mHsIGAJpF7B1fhnI/xxY/2pUsSawHaesss5mBewP+VEcoo44ylsWU14WLyFjURcymK\
oT5bgkdfpX4rGQaACiiWwkd2XQO5Vx/KVcZ3nR6+DXeEKFbgeNlUG7DJfwUU5AsTCNFAtTTbFZfY/2OQQrEQR80bYjbaaKe+FzZzwuLyH6jgi0rlljoAB+\
+hkOxVMHD7j7Pj4L8ynCqwHh7/6vdp5APgqZhVCeBDsMz+CGZHVFUH3RVd9MUt8CyJ28EfMw/yURDGBWoM6HnlP8kucQN95tocHt0LMqu9fLH4UvqRv/Up\
OUYeO2Sm+1ieMVB6Qeg0oAZfSmVnmeMCTdaSOsnOdwOdWyso7gosr4koliTknIxzfl5w79boEWq+i8ykzTdrEPTRISoG/f4JyNcqpa7Hxz9FNtHIETmJpd\
XMCvcdci7AMF16wPcDET2iYsMUgpbUAmLOvDZyclNwSFuejuaxOVRHDgh8VI7VujJ5OXkwxpsUinS4EmPqLfjTXpVdNsHp0n9shla3WFavbPD7OCZ/fqkV\
1f9X5qH5eFeeXhD4qxRzNmTJydz/+XuymfR7fUMSHRE8pat0qNLKqkeJwMFsmAUVldHC6ia03Fy3fd+RNjX2N9jz7INmmSSbrjpj7kY0aT9a04abb4zhSy\
mLtLwj8UqTWeUFqjbmJKTlr6yBKZmnBHkzJPWkwiTdmLF3DecxEcGRzJGLa6mnAglsfwZeJlhV27JqK47p28eb6lcJvWq6svUwhEBi2fLA0ZVDpWG1Dovf\
P52GSnnPRfumEH9wYJZehryVwvlzdfyOSWyMMGxwEsHrV0ZVH7DzQDrotKZiGBDXMRMA5irlhx4mvWD5Q8+15mRTU5y7dD5uuUt8PZf2H/2brYBwAA
"""),
File(name: "keys.js", content: .text(
#"""
import { make } from "./dom.js";
import { show } from "./dialogs.js";
export function listen(acts) {
  addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const act = chosen(event, acts);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
function chosen({ key, altKey, ctrlKey, metaKey, shiftKey, target }, acts) {
  const command = ctrlKey || metaKey;
  if (altKey && !command && key === "ArrowDown") return () => acts.step(1);
  if (altKey && !command && key === "ArrowUp") return () => acts.step(-1);
  if (command && shiftKey && key.toLowerCase() === "f") return acts.search;
  if (command && !shiftKey && key.toLowerCase() === "k") return acts.join;
  if (command && key === "/") return acts.keys;
  const isWriting = target instanceof HTMLTextAreaElement;
  if (isWriting && key === "PageUp") return () => acts.scroll(-1);
  if (isWriting && key === "PageDown") return () => acts.scroll(1);
  if (key === "Escape" && target instanceof HTMLElement && target.closest("#log, #members")) return acts.write;
}
const KEYS = [
  ["Enter", "send"], ["Shift Enter", "break"], ["Tab", "complete"], ["@ # /", "suggest"], ["↑", "recall"],
  ["Alt ↑ ↓", "step"], ["Page ↑ ↓", "scroll"],
  ["Ctrl Shift F", "search"], ["Ctrl K", "join"], ["Ctrl /", "keys"], ["Esc", "close"],
];
export function showKeys(words) {
  const list = make("dl", {});
  for (const [keys, what] of KEYS) {
    const names = keys.split(" ").flatMap((key, index) => [index ? " " : "", make("kbd", {}, key)]);
    list.append(make("dt", {}, ...names), make("dd", {}, words.say(`keys.${what}`)));
  }
  return show(words, words.say("keys"), list);
}

"""#
), gzipped: """
H4sIAAAAAAACA5VUTWvbQBC951dMlBIkcBV6rXHbkLgUkkAgLqUYQ9bSyN54pVV311WC42vvpf+wv6Qzu5LtpDG0B9vr+Xjz9s3syLLWxsEKSrFAWENhdA\
lRepLrMr2zUf9AdgF2rpvdACmUntkQhPc+qFhWmZO6AiWtwyoWmbMJrA4ARJ4Pv2PlLr0DTRwt8CHXTRX1IEb2JDB450MBZNHaUmnPNNW3sprB4yMEY46F\
WCp3bfxfzNmT62xZsvPbEs3DDSrMnKYqgeVY11hNoiQBg25pqr4vk+nKOiCOMIBsri0R9og98Lz7Gy6H9P9paiBSBwbngU/cZlBwOK7pe32w0aQtsQK6OZ\
VQ7oJ/M2eUP5TohD/YuSyCzwkzQwfrlpBXJ5DOdFmKKmfiIZ81aBG4NLMOFeD4GA67cDpTcRgMBhCdGqObc+5AdzWIfQ+4VkpdquM3yf9gfa73I73eQu3k\
dzdtsVKnL3WD5kxYZABGLraYAQ2FyeYvYB3+A9jiGdidltULUJtrnTyLJ4ftb3og7RcjHU/moOuUJLuoMtQFfBpdXY7w3p0aFEOFPJtdqW3ibrFrMcN9Em\
ZGK7Ur4n6I/R0NIFuMTdrQZqLGiKFevkfLfxuQZopm2bo4OqLX1YOjEsspGrt9YaFmQySRH0FQ7GL49YbEGhOBcTSkp2vo9Uf0KPJo0iPTDbcQNo4pSbcI\
npGYsoWaVCt0GIwf4AhOPMJyNiM2wfr7x0+2GcyEUmTyxU6VA3LQ55dPoJkM0SzZE49XqUs7o8cFgdXHQJWnL2R63wVbeYx2bJ4Sj0qwkbqeOivGuJO/ty\
VvVppcGzfa5E/eOe9RUox3M+0yRUCrtW9goQ3PLMeMuVYPmrlwE6COscpJu0lDRCVKtATDgamtlaTGQZSkhRLuStRx7DeSrHK89/My9kd4DxQFbyGisoHB\
Ypp7Cj2GSibtwmOSqahpxeZxy9S1YWma+uJJh5B3AP6qqRUP8a2n9WrFF1jfJknYnfRpJ4nVCcrsZgWFCZer+0X7B14Ji2/KBgAA
"""),
File(name: "line.js", content: .text(
#"""
import { button, colour, isolated, make, prose, strong } from "./dom.js";
import { summary } from "./rooms.js";
const GROUP_MILLISECONDS = 5 * 60 * 1000;
const NAMES = 12;
export function continues(line, before) {
  return before !== null && line.kind === "say" && before.kind === "say" && sameDay(line, before)
    && line.nick === before.nick && line.account === before.account && line.to === before.to
    && line.time.getTime() - before.time.getTime() < GROUP_MILLISECONDS;
}
export function sameDay(line, before) {
  return before !== null && line.time.toDateString() === before.time.toDateString();
}
export class LineElements {
  #words;
  #me;
  constructor(words, me) {
    this.#words = words;
    this.#me = me;
  }
  make(line, grouped) {
    switch (line.kind) {
      case "say": case "act": return this.#said(line, grouped);
      case "answer": return make("li", { class: "info", dir: "auto" }, this.#answer(line));
      case "presence":
        return make("li", { class: "event", "aria-live": "off" }, this.#time(line), ...this.#presence(line));
      default: return make("li", { class: "event" }, this.#time(line), ...this.#event(line));
    }
  }
  day(time) {
    return make("li", { class: "day" }, this.#words.day(time));
  }
  unread() {
    return make("li", { class: "new" }, this.#words.say("log.new"));
  }
  start(room) {
    const key = room.isPrivate ? "log.start.direct" : "log.start.room";
    const told = make("span", {}, this.#words.say(key));
    return make("li", { class: "start" }, make("strong", {}, isolated(room.name)), told);
  }
  #time(line) {
    const { time } = line;
    return make("time", { datetime: time.toISOString(), title: this.#words.moment(time) }, this.#words.time(time));
  }
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
  #body(line) {
    const body = make("span", { class: "body", dir: "auto" });
    if (line.state === "redacted") body.append(this.#words.say("log.taken"));
    else {
      if (line.to) body.append(make("small", {}, this.#words.say(`log.to.${audience(line.to)}`)), " ");
      body.append(prose(line.text, line.mine ? "" : this.#me()));
    }
    return body;
  }
  #fault(line) {
    const why = line.refusal ? this.#words.refusal(line.refusal) : this.#words.say("log.failed");
    return make("span", { class: "fault" }, why, " ",
      button({ "data-do": "retry" }, this.#words.say("log.retry")), " ",
      button({ "data-do": "discard" }, this.#words.say("log.discard")));
  }
  #answer({ words, text }) {
    return words ? this.#words.say(words.key, words.values) : text;
  }
  #event(line) {
    const { nick, subject = "", text, words } = line;
    const told = make("span", { dir: "auto" }, prose(text, ""));
    const values = { nick: strong(nick), subject: strong(subject), text: told };
    if (words) return this.#words.parts(words.key, words.values);
    switch (line.kind) {
      case "topic": return this.#words.parts(text ? "event.topic" : "event.topic.none", values);
      case "rank": return this.#words.parts(rankKey(text), { ...values, rank: text });
      case "mode": return this.#words.parts("event.mode", values);
      case "kick": return this.#words.parts(text ? "event.kick.why" : "event.kick", values);
      case "rename": return this.#words.parts(text ? "event.rename.why" : "event.rename", values);
      case "invite": return this.#words.parts("event.invite", values);
      case "gap": return [this.#words.say("event.gap")];
      default: return this.#words.parts("event.note", values);
    }
  }
  #presence(line) {
    const { joined, left, visited, returned, renamed, reason } = summary(line.changes ?? []);
    const parts = [];
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
  #names(nicks) {
    const named = nicks.slice(0, NAMES), others = nicks.length - named.length;
    return strong(this.#words.list(others ? [...named, this.#words.say("event.others", { n: others })] : named));
  }
}
function audience(to) {
  return to === "@" ? "ops" : to === "+" ? "voices" : "founder";
}
function rankKey(rank) {
  return ["founder", "op", "voice", "none"].includes(rank) ? `event.rank.${rank}` : "event.rank.other";
}

"""#
), gzipped: """
H4sIAAAAAAACA41YXW7cNhB+9ylYNQikVladAu3Dbl23aILCaBIHdftkGDUtcXcZS+RCpOwsnL1JL9Er9SSdGZJacn9cP9grDoff/HD+JNktdW/ZI7sdrN\
WqZLVu9dCXTBrdciuaknX8TpRs2WsDP8b2Ws3Zms163bGs+qbRXfXRZNMjGZDM0HW8X0U8vdadcVy1VsayX3+/+PPDX+/O3749v3zzy8X715fslH3HvmLf\
n8C/VycnJ4Hz/c/v3uDmq2+nR+ITSZgNqrZSK1BVWakGYfJWKtDtVsx0Lwr2eMRYL+zQK09iX5yeMjW0LXv5kiFvdSdVw06Bmhm+ypDsOPdsGN6J13yVyg\
AJbARTsr6jMx6D1mGT17UelI33AymwWB3vWp2AW9mJai7sH/CbF+x4ZEvpP+zx6fRoveOzvdY8x2Mkz+rXEBOXtpdqDkJjrXe3I/F1y41hbwHnTSs6oawh\
kV8+6L4xU3zqBP7QnfdDbXWf0x5En1ePMbuQpnJHICDGo2GjE0B1MGv4w6j1Vs57PSxFE3DMg7T1guVjIIQNkM+NcDc/8c+8tvDsfeMEGS6bLeRpcp4r8y\
D6zTFSJWtlVkJ2kCsmLJNqpoHQyB4WfLA6Y+vSS3AAJKPYwl72wghVi2ziyexJKeIenA2UjPeSH7fyHg6yTM9mkTS8OierZFVVOWKQs6VEI2Z8aO3kGUL/\
RwAxJehrf3MNhCceCdfylKgGk3QURDFRjeeLEAuD6gVv8ucAKvGwAwjxAHx6XuHmBtVY3tsca1sAdiXrTqwgEpFeSfOhl/eQE+yMEQKdqeDSBcQVm8REPJ\
BNIxyr2wZDmtQ0S65Q0T2qgbzgwqcsIylkm0ekSu4xQ7UncyrF0XslaTCaG11jYu4jww2o9qdUKPYogvukSgMicDFhvlycX16EagHSpG1xKzKv01gsfDRs\
mU7qpPe8LzW3dMV8LxlWaCwtCmsiFBmlraypu+Fdpaa4k+RFgYXnykF4fPb5M8tmsjeYZQEQi2a2lORdB00U95h5MdcxvLSiG+86vTgvuZrJ1kJRyOly2O\
mPzK6WQs8Yrn3HIldmRfVRS5VnLAOfFbGUhwV0Gt/p801kABkEWn4LholPE3b8qsTMsvwY/QQFw7kLUtcNBzmu6T7GsCGKlyVnLB+9j4ZVfLkUqsnTSB7F\
cyMbke3CgRKwG1BFC+UPoTcdGmtzKiH79+9/GICDRXAaDsdnIz7YD8pG1N1q5Si3ulkllQrVcKFCesy4bEWzpYo7StUyOeszA1nHsN0ISKIVyTsFYHQb7m\
43kEg/6m6Rkr1owF+kJp5M1dyqcxYkqtTzoUOO0FanQF7LjrftgTp1Q9C6evHIh0aOzQWR1jdYbjYXxhJoGj09r/hkSzeQdPAPyyqW0TAB5EXcTDYzDYCN\
zo6uJPH2w2Ll877qxWwwvAX02AZPzWOWgk32t4oQE3vK4c5NkkaUAKADuaEMXgip6tKx0ZgRANavDjcpt+39+SRQI03N++YwVGAoohLrZ5NH5uczvBEIvL\
S1uiHtbAfVPUHDKh1Ldc9bmN/Ji4AzComGg6367UqRGW4/QgeF+8oyp4IH3Fu79zbS7cnLBZmDysbYdwBOS4Bw8if+LSiUKa/NSPbrwmk2cfLXm9QkTYt0\
qHTuWEKLNge9NH3e+Gr1UtbbQ2uMT1d25ue0yrGzSbKulFbYqRLJQUDP1d1T+Lj/m1iRnAJdDZ3DAZUM9yYhaFLYTjfiKVivH7Ed0OzO9atnWo7cFaRcZD\
wBHDJbYKt9Przj3xLgQQ6IkOoeGsMznOAZD8DM+XKDcbWT2g4CmYrrQ4P9QckwxOzIDZP71lvDVuriVILfE1oxgxy7l0bS5wUn0D2hb+iBG3hXxVz2HxNc\
tNcLruaQiGdn7Oo6yVBSEYezZKriDeZ9DipZ1IqmJuKsloNZ5BCWuVu2Qs3tAq7uKpuy7BquC/Bp4hnPOlx412W5A796WHDrRklzzWAQu6Csr+BAL4XJNw\
ZvLByNRh9AAkSpG706ILBr2shGHyG8R8bYwo0QWTeO9OIRz61vpgliXLrcIBes9aqH/oWuN1TRTBFuYBK9FxChCGXMFbIYrkBv57thQ2XMR0vSmyNXPtKX\
InzfgDsHT/pAqEwL83J+UrqvQJG39otKUqyhIp+UaxQCtnEzUnCIWe8dGQhx7Eexc5KoJkngXeeJLX1Lpu1C9Gbc92F27I75ZTIhBL0i21ppbO6BIEAhJn\
2WHMhrx+qsnwQN1gUGNR0MvXx9NH4UGucx9Ef0Lch/mMp+yjDy9NLQrOWJXxPxXoPJRM9meoD3hz6bxtChF+Bvgn018pcIjf8JCx+o+VxDkavboRHGHz4L\
kY5LCHf8Wd9EpRXJZC+p8B8bClfz2hQAAA==
"""),
File(name: "lines.js", content: .text(
#"""
import { clean } from "./names.js";
export class Refusal extends Error {
  constructor(code, words = "", keys = Object.create(null)) {
    super(`${code}: ${words}`);
    this.name = "Refusal";
    this.code = code;
    this.words = words;
    this.keys = keys;
  }
  get retry() {
    const seconds = Number(this.keys.retry);
    return seconds > 0 && seconds < 1e9 ? seconds : 0;
  }
}
export function unlessRefused(fault) {
  if (!(fault instanceof Refusal)) throw fault;
}
export function parseLine(line) {
  const colon = line.indexOf(" :");
  const words = (colon < 0 ? line : line.slice(0, colon)).split(" ");
  const keys = Object.create(null);
  const fields = [];
  let isField = true;
  for (const word of words.slice(1)) {
    const equals = word.indexOf("=");
    if (equals > 0) {
      isField = false;
      const key = word.slice(0, equals);
      keys[key] ??= word.slice(equals + 1);
    } else if (isField && word !== "") {
      fields.push(clean(word));
    }
  }
  return { verb: words[0], fields, keys, text: colon < 0 ? undefined : clean(line.slice(colon + 2)) };
}
export function rowOf({ fields, keys, text }) {
  return { verb: fields[1] ?? "", fields: fields.slice(2), keys, text };
}
export function readTime(written, now) {
  const time = new Date(written ?? "");
  return Number.isNaN(time.getTime()) ? new Date(now) : time;
}
export function command(verb, ...args) {
  return clean([`/${verb}`, ...args.filter((arg) => arg !== "")].join(" "));
}
const encoder = new TextEncoder();
export function byteLength(text) {
  return encoder.encode(text).length;
}
export function splitText(text, limit) {
  const pieces = [];
  let rest = text;
  while (byteLength(rest) > limit) {
    const cut = cutAt(rest, limit);
    pieces.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  pieces.push(rest);
  return pieces.filter((piece) => piece !== "");
}
function cutAt(text, limit) {
  let bytes = 0, end = 0, space = 0;
  for (const { segment, index } of graphemes(text)) {
    bytes += byteLength(segment);
    if (bytes > limit) break;
    end = index + segment.length;
    if (segment === " ") space = end;
  }
  if (end === 0) return [...text.slice(0, Math.max(2, limit >> 2))].slice(0, -1).join("").length || 1;
  return space > end / 2 ? space : end;
}
function graphemes(text) {
  if ("Segmenter" in Intl) return new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  let index = 0;
  return Array.from(text, (segment) => ({ segment, index: (index += segment.length) - segment.length }));
}
export function makeNonce() {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  let nonce = "";
  while (nonce.length < 22) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      if (byte < 248 && nonce.length < 22) nonce += letters[byte % 62];
    }
  }
  return nonce;
}

"""#
), gzipped: """
H4sIAAAAAAACA3VWbXPaRhD+nl+x0biZ05jIhqSpg409aeO0aR27tZ30hWHGQhwgWzqR0ymYEv57d/fuhCD0A0js7e0+++xze6T5rNAGlpBkMlawgrEucg\
iiAxXnsozuy+D4iXxknySLyxKu5bgq4wzko5FqVMK51oWG5ROApFCl0VViCi2SYiRbMC80evQgCFrwIBf0ejW8l4mJEi1jI4WqsiwMeTdAWc2kFnd7S9q8\
6sLekvev7sJjXjfTtIwIFkV0MILGEm3DJXo0rB4DPxt2h4ceZF3hZyINaGn0QnhIXBKUEp8c5LLKh4ixDhCxu8OH75VWtfcpHMKzZ/XPE2jL13BW/+7Coc\
278vyOK5WYtFBQqUyWJVcoR2IcV5mxgNIxiKfWACkii1Uii7FvCRJpprqYAzsc7wg8i3UpL1IlRYZf4bpr+J3heg/IHqVqJB+vxiKAbsC1WR/PpLDOJ1jf\
GW/AWnhfmaWJFIctGy0Mo3KWpQbDNKP8vw7WPuNUZpyqPyBjhn1Jy3dkRBtKjPs7RtmJNTJAIhihg9EON5soP1dx5oWwLrEXuO4Rt84HO+f3QiPxGNecsh\
rF+Ih18TZI6B2p3j5+DeDsbMPVJduHtvNdgcQEDMQnRf1wbU97dIjWoCxB0awqp4IPriC30AdyenaCXMIXqYddy07/cNBy2+2ZbIHBo9yFZlMrZGeMHR1h\
Z234Rn+t4z50kODVLpWhBJHZ5Y4ssLIlbAGzjv02UcSzwhr8gsvbCTdD7Uwt49Ftmksx16nB+dQCVcybOjcpjw8l5/CWhOf8bGKmz2GzJz1Ky8v4UtCuCK\
cDh8ayz9YBOH6X4+4ClBR5HquRoEJbEEVRrCflBgmW3/7dwd6SnFZ3tVs0TjOD00bgjxB6p4BPr4RBdF+kio9WSHmdxhUNP+0KvEWazq1FhMffQBsujLyQ\
amKmggjdAOUCRfZp16OMnXdVyeec0rFnC6dBnpom7bNUJnLzQGuJ9h73kkzzaZpJEA1Q5BDiWWwEq6dVRVvx+41hN5/Ryt8ms4eDVhtzqcIyjE7zc2xJWI\
9tBtLwrN1uTKyNCP39sB24qRe35lvGP7lp/ObbRuSttcH4v2GMyCEaiC4aJ2pkX8pZnJB2D7eG3xKvlEkuFUbhqYZzBEfhRMezqcQr3DbP82cD7/ea3Xfb\
G3PQetXUD/FYPdhVi8bm2feJa2X4/c4OPaoaJVpjx+2eTJ63FA19cNw6GvuofQK87tmH2EyjPH4UHccSnJ7S7BmsXZ63Q3ccAq9S+PoV2o32WACnjP8AOn\
QPs6VrITW6skVcfe8GN7YoqQOsH94rk9Wo6bSRIap9RD1CW9ggjIk3XIyzZtGFwGcIcBxGjiqbrL7smF/XapfjjdbxIqJ/Z04ydd9IZWJbBV28RGyXeltt\
CuH5lgVxhLuOdR4/yMsC/2OI5llGgFgg/6178+NPb8/f/fzL+19/u/hwefX7H9c3tx8//fnX3//EwwTrn0zT+4csV8Xssy5N9WX+uPj3sN158fL7Vz8cvQ\
58uYpy8N/ExiRgowd4Ap2Ol3BD+qRTEnuiFzNT0IS+xmFb5J/irMIGUls+psocMXfiBaqmca87nVPsl0d00+7IaJEhha7oPu/4Dl51BjuvWvYnKv8D7G5o\
mlcLAAA=
"""),
File(name: "log.js", content: .text(
#"""
import { element } from "./dom.js";
import { LineElements, continues, sameDay } from "./line.js";
const MOST = 500;
const MOST_AT_END = 250;
const STEP = 100;
const NEAR = 400;
const TURN_MILLISECONDS = 16;
export class Log {
  #session;
  #words;
  #elements;
  #view = element("view", HTMLElement);
  #list = element("log", HTMLOListElement);
  #down = element("down", HTMLButtonElement);
  #room = null;
  #drawn = [];
  #items = new Map();
  #start = null;
  #firstUnread = null;
  #follows = true;
  #height = 0;
  #isDue = false;
  #quiet;
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    this.#elements = new LineElements(words, () => session.me.nick);
    this.#listen();
    this.#view.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#down.addEventListener("click", () => this.toEnd());
    const sizes = new ResizeObserver(() => this.#follow());
    sizes.observe(this.#view);
    sizes.observe(this.#list);
    for (const type of ["focus", "blur", "visibilitychange"]) addEventListener(type, () => this.#attend(), true);
  }
  #listen() {
    const session = this.#session;
    session.on("current", () => this.draw());
    session.on("reset", ({ room }) => room === this.#room && this.draw());
    session.on("line", ({ room, line, index }) => room === this.#room && this.#added(line, index));
    session.on("change", ({ room, line }) => room === this.#room && this.#changed(line));
    session.on("remove", ({ room, line }) => room === this.#room && this.#removed(line));
    session.on("older", ({ room }) => room === this.#room && this.#older());
    session.on("rooms", () => this.#tellDown());
  }
  draw() {
    const room = this.#session.current;
    if (room !== this.#room) this.#follows = true;
    this.#room = room;
    if (!room) return this.#clear();
    this.#firstUnread = room.firstUnread;
    const { lines } = room;
    this.#list.setAttribute("aria-label", this.#words.say("log", { room: room.name }));
    this.#quietly(() => this.#show(Math.max(0, lines.length - STEP), lines.length));
    this.#follow();
    this.#attend();
    this.#fill();
  }
  toEnd() {
    this.#follows = true;
    if (this.#isAtEnd) this.#follow();
    else this.draw();
    this.#attend();
  }
  reveal(line) {
    const lines = this.#room?.lines ?? [], at = lines.indexOf(line);
    if (at < 0) return;
    this.#follows = false;
    if (!this.#items.has(line)) this.#quietly(() => this.#show(Math.max(0, at - STEP), at + STEP));
    const item = this.#item(line);
    this.#list.querySelector(".found")?.classList.remove("found");
    item?.classList.add("found");
    item?.scrollIntoView({ block: "center" });
    this.#tellDown();
  }
  lineOf(part) {
    const item = part.closest("li");
    return this.#drawn.find((line) => this.#item(line) === item) ?? null;
  }
  scroll(pages) {
    this.#view.scrollBy({ top: pages * this.#view.clientHeight * 0.9 });
  }
  #added(line, index) {
    const next = this.#room?.lines[index + 1];
    if (this.#room?.firstUnread === line) this.#moveRule(line);
    if (next && this.#items.has(next)) {
      if (next !== this.#drawn[0]) this.#insert(line, next);
    } else this.#later();
  }
  #changed(line) {
    const at = this.#drawn.indexOf(line);
    if (at < 0) return;
    const index = this.#room?.lines.indexOf(line) ?? -1;
    const isInPlace = (this.#room?.lines[index - 1] ?? null) === (this.#drawn[at - 1] ?? null) || at === 0;
    if (isInPlace) this.#redraw(at);
    else {
      this.#removed(line);
      this.#added(line, index);
    }
  }
  #removed(line) {
    const at = this.#drawn.indexOf(line);
    if (at < 0) return;
    this.#drawn.splice(at, 1);
    this.#drop(line);
    this.#redraw(at);
  }
  #later() {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#follows) this.#catchUp();
      this.#follow();
      this.#attend();
    }, TURN_MILLISECONDS);
  }
  #catchUp() {
    const lines = this.#room?.lines ?? [];
    const from = this.#drawn.length ? lines.lastIndexOf(this.#drawn[this.#drawn.length - 1]) + 1 : 0;
    if (lines.length - from > MOST_AT_END || (from === 0 && this.#drawn.length)) return this.draw();
    for (const line of lines.slice(from)) this.#append(line);
    while (this.#list.childElementCount > MOST_AT_END) this.#dropFirst();
  }
  get #isAtEnd() {
    return this.#room === null || this.#drawn[this.#drawn.length - 1] === this.#room.lines[this.#room.lines.length - 1];
  }
  get #willEnd() {
    return this.#isAtEnd || (this.#follows && this.#isDue);
  }
  #item(line) {
    const items = this.#items.get(line);
    return items?.[items.length - 1];
  }
  #show(start, end) {
    this.#clear();
    for (const line of this.#room?.lines.slice(start, end) ?? []) this.#append(line);
    this.#tellStart();
  }
  #clear() {
    this.#list.replaceChildren();
    this.#drawn = [];
    this.#items.clear();
    this.#start = null;
  }
  #make(line, before) {
    const items = [];
    if (!sameDay(line, before)) items.push(this.#elements.day(line.time));
    const isFirstUnread = line === this.#firstUnread;
    if (isFirstUnread) items.push(this.#elements.unread());
    items.push(this.#elements.make(line, !isFirstUnread && continues(line, before)));
    this.#items.set(line, items);
    return items;
  }
  #append(line) {
    this.#list.append(...this.#make(line, this.#drawn[this.#drawn.length - 1] ?? null));
    this.#drawn.push(line);
  }
  #insert(line, next) {
    const at = this.#drawn.indexOf(next);
    const items = this.#make(line, this.#drawn[at - 1] ?? null);
    this.#items.get(next)?.[0]?.before(...items);
    this.#drawn.splice(at, 0, line);
    this.#redraw(at + 1);
    this.#follow();
  }
  #redraw(at) {
    for (const index of [at, at + 1]) {
      const line = this.#drawn[index];
      if (!line) continue;
      const old = this.#items.get(line) ?? [];
      const fresh = this.#make(line, this.#drawn[index - 1] ?? null);
      if (stays(old, fresh)) {
        this.#items.set(line, old);
        continue;
      }
      old[0]?.before(...fresh);
      for (const item of old) item.remove();
    }
    this.#follow();
  }
  #drop(line) {
    for (const item of this.#items.get(line) ?? []) item.remove();
    this.#items.delete(line);
  }
  #dropFirst() {
    this.#start?.remove();
    this.#start = null;
    const line = this.#drawn.shift();
    if (line) this.#drop(line);
  }
  #dropLast() {
    const line = this.#drawn.pop();
    if (line) this.#drop(line);
  }
  #moveRule(line) {
    const before = this.#firstUnread ? this.#drawn.indexOf(this.#firstUnread) : -1;
    this.#firstUnread = line;
    if (before >= 0) this.#redraw(before);
  }
  #tellStart() {
    const room = this.#room;
    const isThere = room !== null && room.complete && (this.#drawn[0] ?? null) === (room.lines[0] ?? null);
    if (isThere === (this.#start !== null)) return;
    this.#start?.remove();
    this.#start = isThere ? this.#elements.start(room) : null;
    if (!this.#start) return;
    this.#list.prepend(this.#start);
    if (this.#follows) this.#follow();
    else this.#view.scrollTop += this.#start.offsetHeight;
  }
  #quietly(change) {
    this.#list.setAttribute("aria-live", "off");
    change();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#list.setAttribute("aria-live", "polite"), 300);
  }
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#view;
    const below = scrollHeight - scrollTop - clientHeight;
    const isGrown = scrollHeight !== this.#height;
    this.#height = scrollHeight;
    if (this.#follows && isGrown) return this.#follow();
    this.#follows = below < 60 && this.#willEnd;
    this.#attend();
    if (scrollTop < NEAR) this.#older();
    else if (below < NEAR && !this.#isAtEnd) this.#newer();
  }
  #follow() {
    if (this.#follows) {
      this.#height = this.#view.scrollHeight;
      this.#view.scrollTop = this.#height;
    }
    this.#tellDown();
  }
  #older() {
    const room = this.#room;
    if (!room) return;
    const start = this.#drawn[0] ? room.lines.indexOf(this.#drawn[0]) : room.lines.length;
    if (start > 0) this.#extend(room.lines.slice(Math.max(0, start - STEP), start), "front");
    else if (!room.complete) this.#load(room);
    else this.#tellStart();
  }
  #newer() {
    const lines = this.#room?.lines ?? [];
    const end = lines.indexOf(this.#drawn[this.#drawn.length - 1]) + 1;
    this.#extend(lines.slice(end, end + STEP), "back");
  }
  #extend(lines, end) {
    const fixed = end === "front" ? this.#drawn[0] : this.#drawn[this.#drawn.length - 1];
    const before = fixed && this.#item(fixed)?.getBoundingClientRect().top;
    this.#quietly(() => {
      if (end === "back") lines.forEach((line) => this.#append(line));
      else this.#prepend(lines);
      while (this.#list.childElementCount > MOST) end === "front" ? this.#dropLast() : this.#dropFirst();
      this.#tellStart();
    });
    const after = fixed && this.#item(fixed)?.getBoundingClientRect().top;
    if (before !== undefined && after !== undefined && !this.#follows) this.#view.scrollTop += after - before;
    this.#follow();
  }
  #prepend(lines) {
    this.#start?.remove();
    this.#start = null;
    const above = document.createDocumentFragment();
    lines.forEach((line, index) => above.append(...this.#make(line, lines[index - 1] ?? null)));
    this.#list.prepend(above);
    this.#drawn.unshift(...lines);
    this.#redraw(lines.length);
  }
  async #load(room) {
    if (room.loading || !(room.joined || room.isPrivate)) return;
    await this.#session.loadOlder(room).catch(() => false);
    if (room === this.#room) this.#tellStart();
  }
  #fill() {
    if (this.#view.scrollHeight <= this.#view.clientHeight + NEAR) this.#older();
  }
  #attend() {
    this.#session.attend(this.#follows && this.#willEnd && document.hasFocus());
    this.#tellDown();
  }
  #tellDown() {
    const unread = this.#room?.unread ?? 0;
    this.#down.hidden = this.#follows && this.#willEnd;
    this.#down.textContent = unread ? this.#words.say("log.unread", { n: unread }) : this.#words.say("log.newest");
  }
}
function stays(old, fresh) {
  if (old.length !== fresh.length || old.some((item, at) => said(item) !== said(fresh[at]))) return false;
  fresh.forEach((item, at) => {
    old[at].className = item.className;
    const time = old[at].querySelector("time"), now = item.querySelector("time");
    if (time && now) time.replaceWith(now);
  });
  return true;
}
function said(item) {
  const parts = [...item.childNodes].filter((part) => part.nodeName !== "TIME").map((part) => part.textContent);
  return [item.classList.contains("first"), ...parts].join("\n");
}

"""#
), gzipped: """
H4sIAAAAAAACA60aa3PbuPF7fgWszNyQF5lV2t7N1I7iSWKn5xk/MrHTfnA9GVqCLF4oUkeAdlyf/nt3FwC5IEFHueuXxAT2hd3FvqBstS4rLR6FzOVKFl\
psxKIqV2KU/GVerpJf1Wj/WeZgTrJCHhk4NRazstBZUUv4U6UreZg+MOQcQA02gCktTs8vLsVU/DSZ8JXPby4/H50dwsZff2o2Li6PPsDKyxb07OjNR1j5\
e7ty+enj2efT45OT44ujd+dnhxeI8PP+M/mVRJ3lqVLipLwVj8+EeK6kUllZ7OPf92U1V/SXPbH5uMvkPdCwa9EIv0dj8cvl6Yk9cUxweQbcGVxe3lqw8x\
PY8mDn5X3BYfHbAr+ttS4LD7oqQXNTUdR5brCrlNCvrukz03KlcB/kPE3XkUFSOq00x1pkldKfikqmc2+5zPPyHvF1VUtaWsrsdom4E0NfHdYSvhZprgzA\
b3UmNf5FKq/qmS6r6FFYZY4FaVJsYtKxEHqZqcSpGggxpbtNgzEVjQ3chjOFPR/3s4iAxyKKxfS1I5qsZFJksy8xJ4KmkUXkraEZk3Q+P7oDWicEIKtopG\
YVKGTkqFrRaVHOo3gMvr4GD8ru5B4pDE7JqaIhA1RnOYjkE9XlUQEELbbxXZX9V7qTfpT4dX6jZHUHJLg4xmQNLmElpYGM2tM9sY0KsduLshKRYa8f1lKU\
C3E1WpSzWoG8o5u8rvD/u0xlN1me6YfZMi1u5eg6Fr1jIr6vuFTDDqkNdUUcN+6uoEGsg9jTNw7iOYw9hTVvWYA266oCvr4+8VK0KmHQlVSSYB8FXaQN4Z\
g7NXW86POHH75BCkNXS2ks8HsssmIuv25B9jkoDHyIIYV4WP12uGxD3mAaBmFFrMq7P0TZYA5TLvO5rL5Lxc8JJWwvgFOdC6hlnh/C1bII6EPGSJ4D2Tjp\
eU9incXwyRYiIqgdT6zYu1g8Fgou/JQ4tJR2DG4ldV0Vzgi5TCs/0viBF3EStsTv/yNZBCKnx6q9sgl48hutq+ym1jIapVWW7ubpjcR4xeJootIHl3+MRf\
YM2wKSMRjHk45ief7gBRi1hPBymuplskq/RhPjKCrJZXGrl2KX8nDsr/pEXYTiay4W+KrJ86gxqQ2JXtYImQR1b3Yz9UYDThxkKyFd8Qs9JAyyruSdTHPj\
4J5PGYNwZzlIzNrBASTgsUgxURpN0J0+XxgqragA8UpMnJ/sBw/X5FbrWfZ4mNmTZarszfsekwHXxlDw9wvzt5dukHxzNPzgkjOv+62W1cMFZGLK86NkUd\
bFfBQfJFRMYfhPTISIRnbLngRIciCIf0EIk16PC13+C9IWBJGbvJx92ROjGVxcCCydHNsGA2c9FBv0voaKx7eePSFugBwlxAQszDLH3ru5VFXBzQS3sH7Q\
KLfVDcUz/IzR/q6IQhnMIUCGW6l8F6ZKw2y/fYDT6XK9JwhO/MhBoEiA8/5iiq8fxST5hz04pcx+8vBOWsivOuSmVyY7vRAvr7uXx0B50WlqXNk5Gtr0Y5\
3LrkcTsyaUt16K67GTi4G20ZaUfDW5dhyyAsoSbY9F6IbLht3e53mqZdVa2090nhbSVgfGnN9xJa3HkLoCivRJofV3X3qI6rj4kKczrJSjITPsghmc4xhf\
irhe6M5yiN9/pyNNbSluhG84xU16pgCXah74nBECGXzf2+o7ljWBU7eH+39TN0dTa6iPJYCNxUu/nK7KdT8o+ec1BaVxESsdTxDQu4QYu6amzSqQWy+zlS\
xrbQOrr8FeF+QzsqHcmWSW6tny0zrq6NpPUOHMuBn3e1jm+47w92Qp7qfUhvtWs3n9wCX0VOlja0junQEU9NYYg4vY4x7aKReI5WuvrQfHjowk6NttLOHU\
Y7+04kmcNS1Uw0LTYngqciSk3GTLdL1G7TIvul9muRSsFUpmsDK3feU7SFDaFzdm7vge42UbjG6lFq4MaYzi5ZWmDMYrjQffQqedstnGkO4Cx/DkuYeyal\
AeKyyZwC9D2ohOt6bxOZb+uslVefWDSoA917RlTHsHyZWBCUhtyhcaWYyFxIKOJ1Cvpg6Yvh+rjRtwenQPhl2irSwuEIknG8PcEyg3Jc8ag/A7dJ2qO13w\
RzTC01GgRegOa4jzKv0ibVy+kXDsAfVfscS+Y8dtPlpsYJN1rZaRP1ZJ5hY40RD7OuWheu91LqTu1jF7PYzJTQznKb41QTQN4DAg08KOLxG4azNo7Bw47m\
tdSVdm0HfAQdtSi7lH3+52N0kSWyS1Am5zs11u77uLOX7jlObq9eqj7RIwK6VCl3VA5m790dci3m+iDbd5cn2QGIWjMrhWB3K7bSTDuRyzyGAPaesQl/at\
DlgoMOUVzq6QkaF23VaiLF74lSjhXfN0vmPM7jxr36NQ5vOhgMczbZtrpVp+S+mBypDLA6HhQUXAeGzIsfp6yMEBuCEheifZ2P8BqmNCQ9/Bce1iGwXKRc\
L04fo9VioOmq2t4QJms4Sf0GiQIYefQ6jQsnNvWKb2h9AYaA+C1LoxeNhrErXMFjqK/YInDtasjTQnKRNmkPK6XH8HXb8/82gbq4pAsIY6LxQxenAx1HSu\
xQkNspBnK6nl93qKdb53tW1MboRmSXZ4etdOv1wuulxKOk8zvqNyCnIA1UOzcrVGN8CFyG81O/0Wq6cm3RtnMpjl1DZnxjMczzjUTmzhV47wQedlIyGAyM\
wS95j7sUEQgYT4UkZaQymCKYnDdpv9Tn8yNCnjw4rLci1eTPkpknKxgDBjRhSNQd04yrTlgYwZmlpmNIkeAUE3jDHoTiQqklw/xsZe/dklPSh1WrftmK/L\
HELIKB6Lv00mrYO2rz2efz6KRi1j+6dRxFh4k5tN48Soy33vToLOUVyGDIG/1fauR8n3/39W5s3QQ24HK0uGwlc6GANugdfGsujMs0OT3HZsaU70SvzMWj\
jbfAyPfimrNWd+RW+4sf8swNzSBBfDhl57gdFOcPpbyHtvTORE7w0Fmrvgd/iNwno3getOhC9KyA6bJ4eW7qzbBMHea4P3amgDTDfsCdYpZoF+Hqdwe6LX\
TjIjEeHXbUSHwg/tyFBMo8XnzgapGT2baASXDXryQo+6lt3xorfjk5ep4dKPT6EWzRr+j05E4Ei9Ef62cw/vqdpohysGvqn/dON3fFFNZ19GrewcyWt9bQ\
WZfZUoHckIl92q0c/haO29bZqP/VCBYFh409yI1qDGh1rsLc7rs+L2HUWmj3IGmk90uR5+Q+Lj30Zuc2yrZeB8lM6WvTk7b7yaOpQZ3yU6otIAbD/OiZ/Q\
Y1Oh7YWHPYNTAtE8T9iebKFl9Wf1ykoqjPEAKhdwaKJnGPSWd4KJvp/PDfqudYAnOy5f33+2kE5vABTW5+WsRsskM6gktTy0n++r9JZ+DWOJBVylefkAjy\
FqTzXjg3P3OB6soIhooImtC1PyAx/ue16d672GOhWm6qGYCRbQWDIyYRR2wAtwGrdjVn4tyaKwQJ+Z+lBld6CnTt2Z3qeZ7rx1I7FzyirEK6Fhsb2VNLeO\
O8/g0+AzeCjGmpfaXirtJUnxajr4pvViKNWbqYstEkI/Gkrs5sC80pYcuNA41zJV7/FXLFH8jcdDtuSF3to1OjyF2EVwpUnvZz/LbD6X7c9XhqTs4WnIAe\
8gGuFv7KaO7UHwQd/yp3f9Ys/Bbtqg1QHHzKi0SzebZ4u6mGn8jU1vqkBHR7vCmksZGGJo1y2AT+K2KlcyijCg4ajF/PoqzeaReRdFLPok1KtUX8ftJL95\
PTF0m9vtETNWwPkEIJv34zP85YJ5eW0XeHDB8SUAOKTOkzXuYp1fUP1NVIIQrDxGemA6wIiJuJv3/jvTywhXSaf0ryuY6SmJK7lVyqP7sRy9RdPY1s7MTL\
I6K+dSXSdwy/Ady75kgyro5bqATVIAqnZ0eXx6NIqh3Fp34ZgjcbmuWq3RMzwOhNKsUNGIGnrUC8hCcl1T9IlG/ylQF5tn/wPDiwfVBCoAAA==
"""),
File(name: "login.js", content: .text(
#"""
import { Refusal, command, makeNonce } from "./lines.js";
const rememberedDays = "90";
export class Login {
  #session;
  constructor(session) {
    this.#session = session;
  }
  #demandSafety() {
    if (!this.#session.mayLogIn) throw new Refusal("insecure");
  }
  async #ask(verb, ...args) {
    try {
      return await this.#session.ask(command(verb, ...args));
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === "unknown-command") throw new Refusal("no-accounts");
      throw refusal;
    }
  }
  async register(password, remember) {
    this.#demandSafety();
    const { keys } = await this.#ask("register", password);
    await this.#isIn(keys.account ?? this.#session.me.nick, remember, "told.registered");
  }
  async login(name, password, remember) {
    this.#demandSafety();
    const { keys } = await this.#ask("login", name, password);
    this.#session.becomes(keys.nick ?? name);
    await this.#isIn(keys.account ?? name, remember, "told.login");
  }
  async #isIn(account, remember, key) {
    const session = this.#session;
    session.me.account = account;
    session.storage.nick = session.me.nick;
    session.emit("me", undefined);
    session.emit("tell", { key, values: { account } });
    if (remember) await this.#remember(account);
    for (const room of session.rooms) if (room.isPrivate) Object.assign(room, { loaded: false, askedOn: 0 });
    await session.coming.changed();
    if (session.current) session.history.need(session.current);
  }
  async #remember(account) {
    const session = this.#session, label = `page-${makeNonce().slice(0, 8)}`;
    try {
      const { keys } = await this.#ask("token", "remember", label, rememberedDays);
      if (keys.token) session.storage.login = { account, token: keys.token, label };
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      session.emit("tell", { key: "told.login.unkept", values: {} });
    }
  }
  async comeBack() {
    const session = this.#session, { login } = session.storage;
    if (!login || !session.mayLogIn) return false;
    try {
      const { keys } = await this.#ask("login", login.token);
      session.me.account = keys.account ?? login.account;
      session.becomes(keys.nick ?? login.account);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.code === "lost") throw refusal;
      if (["bad-password", "no-such-account", "suspended", "no-accounts"].includes(refusal.code)) {
        session.storage.login = null;
      }
      session.emit("login", { why: refusal });
      return false;
    }
  }
  async logout() {
    const session = this.#session, { login } = session.storage;
    session.storage.login = null;
    if (login) await this.#ask("token", "del", login.label).catch(() => {});
    const { keys } = await this.#ask("logout");
    session.me.account = "";
    session.becomes(keys.nick ?? session.me.nick);
    session.emit("me", undefined);
    session.emit("tell", { key: "told.logout", values: {} });
    await session.coming.changed();
  }
  async changePassword(old, now) {
    this.#demandSafety();
    const session = this.#session, { login } = session.storage;
    const hex = Array.from(new TextEncoder().encode(old), (byte) => byte.toString(16).padStart(2, "0")).join("");
    await this.#ask("password", `hex:${hex}`, now);
    session.emit("tell", { key: "told.password", values: {} });
    if (login) await this.#remember(login.account);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA61XTW/jNhC951dMuIuFBChs2kPROkgXLdrDAkV30fRWFAgtjW3FEmmQVLyGV/+9Q4qUJdlJ3G0uCUPNx5uZNzNMWW+UtrCHP3HRGFFlkK\
u6FrLIoBZr/EPJHKGFhVY1MP5NVUo0/MGwm4tcSWNBY431HDUWv4qdgVtgP17TR/zszeaVMAZ+V8tSwv4C4I1BY0olb+js9XWTW6WTcJ16IQC7Kg2PsmRz\
oNU6KwU6hHdigXaXRKVyAcnlSJPXYke+P5Bdu9JqCxK3Mc6EldJg3mhkabQrzE7m8EaYdfKIep4B51zopelh6V04AcVtGy1BbEVpx3i50w9JnNjxnsgX5M\
LmK0h0hyXtrboYwiUQPiso+2oRMcO7dxC+8lwVCLe3lO9GrqXayqvgkp0MVqorkeeqkdawgAKCXLAYoI1SoXFZGos62VAZt0oTKWK9x6UaF6Qz1fFjD2sk\
XrRUxWGuXI5YNM8yiA6C7lC0NB9k4ozwEAG8fz/JeI1clvn6gC4DZlVV8OgBi2mVK8fJRIoaD85fNzrvgUIb+wjqY/xzpOKh6aJ0kbgQnd656eh8TKPvEE\
zp7Q0E3aEO2Yxhd8Ed+m+EtoM0SH3EQTnoTmMJQw0ull2FDr0cazaWxbq0CauR0tbIAhc0bWLGxiIWq4qEfP4zeBRVg2ZGf0YsLbRBr2upWNZhJuNtTEZQ\
WCgNSRhuiqYe9V/07f6maeBN0pGX5pMuH4XFFD7OHzC31PumXEr/1aGrlCiwmMFCVIYKRLzA4qOcwXUPrwMUHRANSrnk+UrIJRbJIIReotEaCWuvQqFQgn\
dcIilMpSalP4r4nHpnUIk5VnR9v6E6Xr3d94shSbmpSvp9ncEPaXt/czQmX24Tq9bo2oRFcCw4zCa7pR9bLh2+AbxqekQ0T3ty1bMhAy85g4NWDKo9ZyJf\
PjOT0/TUGH2OrrNhd3Ka3rixbMDhA3XHw9iNiF9Evk7OrNq+m3E+65MUHWh12cl8+QKXx0sz7DhP3q8pbZyAXaRdtab5Gc2P6VjrFEdT5aB5cmiONHpnIR\
B6beD/rrfL1fESrpSx7AkqOJN/s7koruIScHSnjWyafBXXsrsyjdkgjb34vd/Y//BS5lVTULRD1+kBNjzZBbKpeiTtSXLGMu1huyJ2xtjbafoGPGinu1Q1\
9tV4+XIkLqP+Nn1mnhRY9dzzzZ5yX/SEgN7+RH32XzY5xcfSZzYfY+OPJ8k5WX3pK+y+wTBxEE+OkZdXzGDI+OtPgacJmaYHjNqe+x76+qJ3+iv8TAI/ay\
123P3LkbhH7F/42f4mHeE1LRz0J4cszSCZ79zypXK6A42YO6spuuTb71O+EcWdFdom3xEZrlma8gdFTz7GTjyqfJkH3XlPQGZv9/Szve8ScG4hBkZOlOIJ\
4vZ7+Xh8tRftxb+hV7S+pA0AAA==
"""),
File(name: "membermenu.js", content: .text(
#"""
import { make } from "./dom.js";
import { ask, show } from "./dialogs.js";
import { openMenu } from "./menu.js";
import { fold } from "./names.js";
const TIMES = ["10m", "1h", "1d", "7d", ""];
const RANKS = ["", "voice", "op", "founder"];
const GRAVE = ["mute", "kick", "ban"];
export class MemberMenu {
  #page;
  #mention;
  constructor(page, mention) {
    this.#page = page;
    this.#mention = mention;
  }
  open(nick, anchor, at) {
    openMenu(anchor, nick, [{ label: nick }, ...this.#social(nick), ...this.#moderation(nick)], at);
  }
  #social(nick) {
    const { session, words } = this.#page;
    const whois = { label: words.say("member.whois"), act: () => this.whois(nick) };
    if (nick === session.me.nick) return [whois];
    const isIgnored = session.ignored.has(fold(nick));
    const ignore = () => isIgnored ? session.unignore(nick) : session.ignore(nick);
    return [
      { label: words.say("member.message"), act: () => session.open(nick) },
      { label: words.say("member.mention"), act: () => this.#mention(nick) },
      whois,
      { label: words.say(isIgnored ? "member.unignore" : "member.ignore"), act: () => this.#page.attempt(ignore) },
      { label: words.say("member.report"), act: () => this.#report(nick) },
    ];
  }
  #moderation(nick) {
    const { session } = this.#page;
    const room = session.current;
    const mine = room?.member(session.me.nick)?.rank ?? "";
    if (!room || room.isPrivate || RANKS.indexOf(mine) < RANKS.indexOf("op")) return [];
    const rank = room.member(nick)?.rank ?? "";
    if (nick === session.me.nick) return rank === "op" ? ["-", this.#act("deop", room, nick)] : [];
    if (RANKS.indexOf(rank) > RANKS.indexOf(mine)) return [];
    const verbs = ["mute", "unmute", "kick", "ban", "unban"];
    if (rank === "op") verbs.unshift("deop");
    else verbs.unshift("op", rank === "voice" ? "devoice" : "voice");
    const possible = room.member(nick) ? verbs : ["ban", "unban"];
    return ["-", ...possible.map((verb) => this.#act(verb, room, nick))];
  }
  #act(verb, room, nick) {
    const { session, words, attempt } = this.#page, label = words.say(`member.${verb}`);
    if (GRAVE.includes(verb)) return { label, grave: true, act: () => this.#restrict(verb, room, nick) };
    return { label, act: () => attempt(() => session.moderate(verb, room, nick)) };
  }
  #restrict(verb, room, nick) {
    const { session, words } = this.#page;
    const choices = TIMES.map((time) => [time, words.say(time ? `time.${time}` : "time.always")]);
    const fields = [{ name: "reason", label: words.say("reason"), longest: 200 }];
    return ask(words, {
      title: words.say(`member.${verb}.title`, { nick, room: room.name }),
      fields: verb === "kick" ? fields : [{ name: "time", label: words.say("time"), value: "1h", choices }, ...fields],
      yes: words.say(`member.${verb}.go`),
      act: ({ time = "", reason = "" }) =>
        session.moderate(verb, room, nick, [time, reason.trim()].filter(Boolean).join(" ")),
    });
  }
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
  whois(nick) {
    const { session, words } = this.#page;
    return this.#page.attempt(async () => {
      const { keys, text } = await session.whois(nick);
      const { since, account, host, addr, idle, rooms, away } = keys;
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

"""#
), gzipped: """
H4sIAAAAAAACA51XbW/bNhD+nl/BcUMhAZqWbh8GOHODDCuGYkg3dMO+GAbCSLTNRhI9UYoTuPrvuxdSlhzFbQokkk0enzs+99yRNuXW1o3Yi1LdadGJVW\
1LIdMfclumH528ODPBQLm7RLiN3Q2tjCrs2h1Z2q2urnXVDgxL+HpktbJFPrCoVKk9UGYr14h/3l2//VvMxUK+Pi9lIuTrDT1zfP5MT7kMxh+u3v/Bxjh+\
b02m8YPd4nNl2yrX9cH69w9X/74l67JtyPDOZHf4vlUVmukHCjIrlHPiWpe3uqYN7c+E+Har1voCP8CmGmMr/Ey4dZs1to5wPhF+MqY1QjQb41JaCn4DQh\
j2tjAzgOzgH5mMKogtEarKNraGdxMgA81RmGLDxV4U6lYXM/ouukSkacp+nM0gYQQYD4ZLC+wo9MtTS/ISYhit8q6Zxr1w2jlYloidrXMH2ZwPNnoxMN1t\
rHEw28dGC1KnHiNZEr8pmUiIS2XNTESxmL9hMJrw7jsGNStBA2I+n4cg0lKnbFTrpq0rsaCFy2EYxr1bV7bWuTgsMzySbpSLUJPsKR4tIxNYw1EdUC57lL\
ZiIx/n7AiehxkzhEdfxClKoCIcEHlESkDuxQG0JF8CRtKaYjgI8BiNCDwBPSQiuAlESOAgjPmRKc8olFQ1jS63TcR2X7adWmOJTmLy1Hgzy17Ox2qflvQJ\
LdcWOtZBP1lb10Df0KI0FaoFDS9Tjjc6VullWqvqTlwCc/Ig6m8I/NMnWpsa91dt7lWjcYRaXGqgkz38uYrQRSx+ORrFhhcfCmCkfXLHQYWYTgTy2epiOD\
BAn5D/hfweGigzBhmJZK6p+6I/bk3xEiQRYkIf49gRMBZvpvb5zI7udX3rRm28raYaOk34zh58j8KPGQq06zZmFWL35aoLp4/neWc9BJ83WAS59p9nYXTU\
SLYWyLwt9FQeYDlvCEiaDDtwQERD8w5gaam2UYRrBzWAKcChUQLiQxVMzp/s7ngoUJkelUbCNQpjhyK98UX63R59dDfxgXg6eyG9WdHm2nHYfX59vSdiXa\
t7PRNwpOrJAofD1kzuoBtx1eMNIEKzGTdT3xX0BGmMSaydcPyVByOc3KASVDHddziXjSk1RbfAT8mAWPwOQrnBN7CLr+4GxUYDqtipRzhDlyPRrYwucqqT\
vcBbFljXWjmLCnvaXv0U9NXCVmvY70z8eH4uurEI4TIYeVXsfa9uTFPo2fMiSMngBhb4iwqyN+M6wLBEF4e2zxHPqB64wqicYeN+L7PBXnDnkzuhCdjHvS\
paNKT7Y+Cbr0UMtwx+H7U7tYG1velDZEHtBSUEAsR+QMzRF9gLpM+bis+LLAmZZowURFZG8RLiKxroD79aW2hVxelHa6pICujxHEcXD6Q5OPReLMYXpHV8\
AHNWZcjqIImNfmhOrYNp+STjL5Rorf9rDdw/QqfoJfsTSfaZvB5FsrbySVqf5LLP4YDnkK4nyRjeWL82FRPXI+Ueq8x3sZCeAHynHyFpSCqBqp0yTR/zIJ\
6Lo3UOOjG12Ax+JDWJ2FgHT5Xn8HvC5IVmlWLzh9ZC0OhpjLIC1qi/9IJfSHKZEjrkkN7i1SufhNLihTOq9E78huVA03A6JU8AfFyyj3DCBsOUHO3BRd76\
O977lo5YnJ30QNvz9xR3iektVKaviiKSCR7B8DcZGNAhPSvgNCLm4ZY2UBmoTk66RI4lUz2FDNxLTkE/uxwTXhh4zOknO9xVCqy+rs/sytYiYrsF5Mr3v6\
WwK05U3GuHD2SajgkzVVv4TZFHHrgh4OHxA3jQeoLjnMo+NzWUq2obK7GrMlwfTRcKiwW5sbvQYLiC0K03DvXTnf0PlK5aXJUQAAA=
"""),
File(name: "members.js", content: .text(
#"""
import { button, colour, element, make } from "./dom.js";
const STEP = 100;
export class MemberList {
  #session;
  #words;
  #open;
  #list = element("member-list", HTMLUListElement);
  #room = null;
  #items = new Map();
  #isDue = false;
  #most = STEP;
  constructor({ session, words }, open) {
    this.#session = session;
    this.#words = words;
    this.#open = open;
    session.on("current", () => this.#later());
    session.on("members", ({ room }) => room === session.current && this.#later());
    session.on("me", () => this.#later());
    this.#list.addEventListener("click", (event) => this.#clicked(event));
    this.#list.addEventListener("contextmenu", (event) => this.#clicked(event));
    this.#list.addEventListener("keydown", (event) => this.#pressed(event));
    const side = element("members", HTMLElement);
    side.addEventListener("scroll", () => {
      if (side.scrollTop + 2 * side.clientHeight > side.scrollHeight) this.#grow();
    }, { passive: true });
  }
  #later() {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.draw();
    });
  }
  draw() {
    const room = this.#session.current;
    const isShown = room !== null && !room.isPrivate;
    element("people", HTMLElement).hidden = !isShown;
    element("app", HTMLElement).classList.toggle("private", !isShown);
    const count = room && isShown ? room.count : 0;
    element("count", HTMLElement).textContent = this.#words.number(count);
    element("people", HTMLElement).setAttribute("aria-label", this.#words.say("members.count", { n: count }));
    element("member-head", HTMLElement).textContent = this.#words.say("members.count", { n: count });
    if (room !== this.#room) {
      this.#items.clear();
      this.#list.replaceChildren();
      this.#room = room;
      this.#most = STEP;
    }
    if (room && isShown) this.#arrange(room.sortedMembers().slice(0, this.#most));
  }
  #grow() {
    if (!this.#room || this.#most >= this.#room.members.size) return;
    this.#most += STEP;
    this.draw();
  }
  #arrange(members) {
    const present = new Set(members.map((member) => member.nick));
    for (const [nick, { item }] of this.#items) {
      if (present.has(nick)) continue;
      item.remove();
      this.#items.delete(nick);
    }
    let at = this.#list.firstElementChild;
    let added = document.createDocumentFragment();
    const put = () => {
      if (added.hasChildNodes()) this.#list.insertBefore(added, at);
    };
    for (const member of members) {
      const kept = this.#items.get(member.nick), shows = this.#state(member);
      if (kept?.shows === shows && kept.item === at) {
        put();
        at = at.nextElementSibling;
        continue;
      }
      if (kept?.item === at) at = at?.nextElementSibling ?? null;
      kept?.item.remove();
      const item = this.#item(member);
      this.#items.set(member.nick, { item, shows });
      added.append(item);
    }
    put();
    this.#reachable();
  }
  #reachable() {
    if (!this.#list.querySelector("[tabindex='0']")) this.#list.querySelector("button")?.setAttribute("tabindex", "0");
  }
  #state({ nick, rank, away }) {
    return `${rank} ${away ?? "-"} ${nick === this.#session.me.nick}`;
  }
  #item({ nick, rank, away }) {
    const notes = [];
    if (rank) notes.push(this.#words.has(`rank.${rank}`) ? this.#words.say(`rank.${rank}`) : rank);
    if (away !== null) notes.push(this.#words.say("away"));
    if (nick === this.#session.me.nick) notes.push(this.#words.say("you"));
    return make("li", { class: away === null ? null : "away" },
      button({ tabindex: -1, "data-nick": nick, title: away || null, "aria-haspopup": "menu" },
        make("span", { class: "chip", "aria-hidden": "true", ...colour(nick) }, [...nick][0]?.toUpperCase()),
        make("bdi", { class: "name" }, nick),
        notes.length ? make("em", {}, notes.join(", ")) : null));
  }
  #clicked(event) {
    const anchor = event.target instanceof Element ? event.target.closest("button") : null;
    if (!anchor?.dataset.nick) return;
    event.preventDefault();
    const at = event.type === "contextmenu" ? { x: event.clientX, y: event.clientY } : undefined;
    this.#open(anchor.dataset.nick, anchor, at);
  }
  #pressed(event) {
    const now = document.activeElement?.closest("li");
    if (!now || now.parentElement !== this.#list) return;
    if (!now.nextElementSibling) this.#grow();
    const { firstElementChild: Home, lastElementChild: End } = this.#list;
    const next = { ArrowDown: now.nextElementSibling, ArrowUp: now.previousElementSibling, Home, End }[event.key];
    const to = next?.querySelector("button");
    if (!to) return;
    event.preventDefault();
    now.querySelector("button")?.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA61XW2/bNhR+76840YpWWh0t3aMD1+iaDH1ohwJpgQ1BgDASbbORRI2kcpnr/75zeJEoOU2DYX1oLPLcz3cuFHUrlYEtXHXGyGYGhaxkp2\
bAK17zxsygZtccdrBSsoYk/6WUdf5VJ8fPCtloA2efTz/BAl4fHR0/43dWVlExreEjr6+4+iCQZvsM4CfNtRayOabft1KV2v6SLXdHFREugtY0qS37IR0n\
M3j/+eOHLyTr1N1nlkdJNGkBTVdV9lsYXms64LfwkbWpoxL6pON4umKV5vakllYXmU7f1hHVFUaqdAvezhlYI2E3A7Ixs04AmI3QefAFZURehUvHt4DeyX\
BBcvA8uAyBOZdNmhSdUugY+ppmsHjjWSpmuEqzbJ/exUcT/RZsIHaWz8Vk0VuWe8Hw4sUTZD6q3p9hFnJWlqc3KJVSwhukSYpKFNfEzuk8kmEveOnPnyRK\
NobfGcxz9/8IvOb3pbxtHhLWKvR/KswhW4uS7yNSezTGQARL+4BiXShZVX1QHYQAxApSy+HuP8sWXsGv8LMTg/6hkPdcrDcG3kBE6M4yb/paydvU60eUbq\
HFshM3fA4IZqxYe7WzteXS6PWTdifBVkYGiptOjSAcSoYEuXPF/+64Nm8bUTODePldsZqnY7fGvH259VelYoPBvXXu1Atxkfd1Paq1gOM4Q0KfbTCvSGo5\
DhauFxDUD+gkF/qTEjfovePqU9ly2VZ8ksl8I8rSVuiBFzzhYm07ZbGtjvKdG7leVxxFO4VIGKSMQFXIrjHBYLQzuLC0J7m7nsPRRLU9nyqnInlHtWIlRs\
0nbzqCamq5sif5rrl5a4wSOAXQCaYEO6zYFSfsxoI1u+8LIQ9GbaGZe8d22VSd7+Mbzsqn2/9jNcc9lPvUOwH0mU0hSXMBc8WZCvgbdQzF24oV/N1GVCVi\
bErj4Uh/xheTOeLwHFk15DfULFOKNWtur3ONw5KXbk7qFHOAjY2nR7NIejYUsSv3qIYPIuu+fYtNehMHIw9x1OKfB4vdsryK3ZhUq1UfLPfSxgVLXdRlkU\
bvGTeBLK9xDPsP2yvcz7zBFh6gspIKUifnnM4p05Qx2F2AXMUpzEYd1CvNN0ynTh5ZY0TT9W2HuDC7tbzh06Q6TJSIUwS8ZY9TiKfABlRalKyE6vcPC5Xj\
gRQbR4nUpSw6us4LxbEJnPhPbJZrWw2jVtB2pGB/Mlhh5JVV8ocsOYIjiy0RjebK/MYxctyRz9Da4MBeVF3MKZaT5AVLrnk7+OoCs+5z6HI1A4041kNXNu\
hfSOxxZD3JWuaemNYQ+wsrgS5ym1c6RnN7I4BCMeQHXOSZyRtsED7gZ+KqEs16oJmmerdnw0iXF7l8QCYsl/0KSf8G7j3o+LFjBUfhmsYhDqQeBzKAO8Rz\
1zO5tOOM4U2ZEskIkFGEfGlzVmzYVcWjGo3O9vuERQ4OcXV/hqC3y25ybtiVaEp+t3h59PIiGaNsQuveB0m2nMyKIAI7dHKUDMY4hGDTtl5j88D/2S27pz\
1163cKakVw+XxLtzt4vrX3mI7kMKFPYrUZHG8CNbeh3F32umwSHlPlEtdIwwnC5xfR+EDqzN3kbac3aTyHqLVcEkXubbzMcFJPJ9WUYm5NiEaUtSVsJ99V\
ZocekSZZxPt4DB4Xdi+7XpYPNj3m0qQSdp7a7WXuQrUIy5MrBnTC2YKrpQeoAwCGOWR8DoevMeklM+yQjEnmPgNGmIp7uTiZSB7S2aUCI9rKtmuRNrEL/i\
AfvHG6ZU1sXlJsBC1eXoBd0oidllM8zvPcPVldF6dV+BzP6OPi/OhiiZvZFywq9Y5prItsqu2qHMUiaXCvJaPAtb2e2sW54s3abDBGjpnXxEvE9varFPiK\
QkszAoFN9lAP42fLCJesKTbYrvGtQXe5YQrbL2CXN3jDsW/7hoV6YwrcaCTiwQy16bUO6Dlwopc5JQnr1oMmXgKcRBym9PeEr1hXTQaV7Z1e8X3LLVRGjz\
S0awsIB0fj3i9/zuB+fPIX7NC+DpGzEg0vpy/j1Jk6snTmQ9OPNxvJ8ZttUuG38RhmhcEHkY/ecogX4j8qsQPiIpzK27xl9MgI8R7WSuqI47gFzgcmykMv\
NGffFva2iDm8lzWfAeJvcn7alBiy2IJYFKnFyy28VajmBJfMOTxszsyRfGkdAaVayE5PiZwZVum5yxu+my9ilUbaDe8OQ/md4RCFxsin44zM+g/j5vB10G\
jkj6eSpVohNHQYmbtn/wJbvGdR/hIAAA==
"""),
File(name: "menu.js", content: .text(
#"""
import { button, make } from "./dom.js";
let closeOpen = null;
export function openMenu(anchor, label, items, at) {
  closeOpen?.();
  const menu = make("div", { class: "menu", role: "menu", "aria-label": label });
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = null;
    menu.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    anchor.setAttribute("aria-expanded", "false");
  };
  const outside = (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  for (const item of items) menu.append(element(item, () => {
    close();
    anchor.focus();
  }));
  menu.addEventListener("keydown", (event) => pressed(event, menu, () => {
    close();
    anchor.focus();
  }));
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  place(menu, anchor, at);
  closeOpen = close;
  choices(menu)[0]?.focus();
}
function element(item, close) {
  if (item === "-") return make("hr", { role: "separator" });
  const { label = "", act, checked, grave } = item;
  if (!act) return make("p", { role: "presentation" }, label);
  return button({
    role: checked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": checked === undefined ? null : String(checked),
    class: grave ? "bad" : null,
    tabindex: -1,
    onclick: () => {
      close();
      act();
    },
  }, label);
}
function place(menu, anchor, at) {
  const around = anchor.getBoundingClientRect(), size = menu.getBoundingClientRect();
  const below = at ? at.y : around.bottom + 4;
  const above = at ? at.y - size.height : around.top - 4 - size.height;
  const top = below + size.height <= innerHeight - 8 ? below : above;
  const left = at ? at.x : around.left;
  menu.style.setProperty("top", `${Math.max(8, top)}px`);
  menu.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`);
}
function choices(menu) {
  return [...menu.querySelectorAll("button")];
}
function pressed(event, menu, close) {
  const all = choices(menu), at = all.findIndex((choice) => choice === document.activeElement);
  const next = moved(event.key, at, all);
  if (next >= 0) all[next]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
function moved(key, at, all) {
  switch (key) {
    case "ArrowDown": return (at + 1) % all.length;
    case "ArrowUp": return (at + all.length - 1) % all.length;
    case "Home": return 0;
    case "End": return all.length - 1;
  }
  if (key.length !== 1 || key === " ") return -1;
  const behind = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const found = behind.find((choice) => choice.textContent?.toLowerCase().startsWith(key.toLowerCase()));
  return found ? all.indexOf(found) : -1;
}

"""#
), gzipped: """
H4sIAAAAAAACA61W32/bNhB+919xEbZCQmQtAfoQ2HODLA3QAe06tB36EAQoLZ0sLjKpUXRsL/X/vjuSjiTnx/awJ5s83n28u+8+Si4bbSzcw3xlrVYpLM\
Utwg5Ko5cQZT8Vepn92UbTUY0W8lq3+LFBBTNQq7qejnDj3MuVyq3UCjQZP6BaxULllTYp1GKOdQrS4rJNQdgE7kfQBTrP4mTKG1q1FpbkSaH5CnFUyLso\
pYvltWjbCURspA2ja+xWkTBSjB1INPFgsOtFdEAUMk5g9sZBA8gS4i6To9nMn0rAoF0ZNXWHHqfKu4yaGVzqO/T3BvCrqztU9r1sLSo0cdRoqSyaQq8VXV\
KvbCsLTMGaFb7kZrCVfyN5+Av5k76SWYv2wlojqU9UHJc2FV+oAguuQynqFiPnsuvSD8hcAGSogyq4vcwKs6DmSnIgLNQl/KbJ59UrOHL5UigryDo4niT+\
knEHWWpDhXW43G6gQK7tiS+baKiaRYw10tLGbEoHfenFe8i61PmqDRiJ+/GxiuKgdLe4DdXuZdpQQVss/E7qXP9HSK4LbmxgYg/W14nA+fctlmJV29iHeh\
zl36jy2OMJlvw3jnBMT5GCcuQuZHNdbPed4USctalFjrGv1n6OaXKno+FYuP9us9Iyx9YHuD65Oe9quBs9SMOw8WHkuA3MREeYGY1iNI72gxh0oDJOBsLc\
t9gII6w20WDO78PsUwA6LXLqdl5hfotFCgsj7ljSZo6O04B4RIcOkJo+EHOHriv47oQVlMxBBievmLFnkvcKmC6TFZW9lIpW516uGD2CSbcwopA6Sp2/71\
bwj56PxFpEMT5Tl9UiDqeSNLDZKaXPl0DnomA8dvEHrJhLirWZwPjU72iV1zK/nQym4mAugOu5X+zYr1eNXoOfoY0XfNclYTTlQo0IfCUd+YV3KJXLWlK1\
PyEjpcAE54eAB++ZQ13v6SJ6zUEtJS1stqWcPRLRm1q0hGN43R0XcxLewfGxw8sqlIvKds5WN2R6PTR3cdg8C+DHgwg/E9MUjeo7vxzDGSH5gxMP30Wpsb\
S9y2w6eLY8qE9rtzXyfP9u6Ik1dhtHhE98/fbD/Qdhq2wpNvFZypdKds3mW/KSJ0d+7Or/SxWzOfUZfJWFrfYFWIfFWbKH6DV/oAGu5WFKrrMscxf5a4Vm\
+5lUIKfpvajrOPIDFCU3Qxo9Jdo9uQhdrHnYB6jMNi5lXWc0LcWvzPQ49kccu/1fN1IPAkjUlvQOe23qkUqRsjMDqVnhKhk9MQyRMkKylxF37s0MThLevu\
ZlX/+AZI8+QLrHloJ4nbtqc9FgBN+/w4Hli5hHg9fVheg+Tp5+XjpLSyTgZouFE68DGfYZDXJxZW3X0uYVsCXZv46CcKMLY/T6LT9Pk31PYyr0MZwm8KOr\
do1qYavpoc8fzaFHd5ho9IL7O73Ezvekb7pSRWcZxnMvdmgLZbG38AfeKZf5ocDQPTHj076OVNKpE1OWQ7ckjbjPNYXB7oljGxtuughlkDcfybHwCQJm/N\
VwyR8Pyp6TyrzXazSXgrtNvRPGtl+lrVwKA2PSf3w81LkrgdP0j2Xs9hKYuKx2o38AsisDStsLAAA=
"""),
File(name: "names.js", content: .text(
#"""
export function fold(name) {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
export function sameName(one, other) {
  return fold(one) === fold(other);
}
export function isRoom(name) {
  return name.startsWith("#");
}
const ROOM = /^##?[A-Za-z0-9_[\]{}^\\`|.\-+&/~$']{1,32}$/;
export function roomName(typed) {
  const name = typed.trim();
  const full = isRoom(name) ? name : `#${name}`;
  return ROOM.test(full) ? full : "";
}
export function roomOfHash(hash) {
  try {
    return hash.length > 1 ? roomName(decodeURIComponent(hash)) : "";
  } catch {
    return "";
  }
}
export const NICK_PATTERN = "[A-Za-z_\\[\\]\\{\\}^\\\\`\\|][A-Za-z0-9_\\[\\]\\{\\}^\\\\`\\|\\-]{0,31}";
const NICK = new RegExp(`^${NICK_PATTERN}$`);
export function isNick(name) {
  return NICK.test(name);
}
export function compareIds(one, other) {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : one > other ? 1 : 0;
}
export function laterId(one, other) {
  return compareIds(one, other) < 0 ? other : one;
}
export function clean(text) {
  return text.replace(/\t/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, "");
}

"""#
), gzipped: """
H4sIAAAAAAACA3VUbY+aQBD+7q+YomkhFUQvsfU8vVzMJTVttTHXNKmLSmERUmQJrDmvHP3tnV18wYokzO7OzD7PzOzs0l3MEg7eNnJ4wCLwWOiqkb2hGm\
Q1gITybRKBUBgJjUPboWpr/qD/tFrrJqgh5ZwmGgyGUEwNzr6wZ5qM7JSqmtav5TX6H0OKWBP8VRbRJjDuC4ASl4wAbYg6GOxX0qkKLEhnjG2uBJxyO+Hp\
j4D7qlJX5H6HRSmH2XT6FQbQWtTr9yIZW/9j6r3lnFhZviBk9WoQ/f3b1t/GOytrN286eaPVv6BOkFjmwV9i6hbsBbwgR3ipN3gSbFTkPhi9bRii8Szw+2\
LLLazqjUxM81X/lIuI1uA05arYK7wlxi0oSlVJRFxT75Od+qqPogiMJy9yPIIKkxHSaM19GEIbQY/5uNRhLv0+G4/YJsaDiHgBpO0pAXJwbO7454h70ymi\
It/JePR5+e3h6elxNsG8lX29l4TMCbEIyQgRNceqE/JqlU6j0oEQ3crM5k07R7YTAQJH9BlmdP24i9XVopGVafPGSutXtM4kcH5fto7YWZRbmqpK7GBh7I\
SO3fSiiQMPhO5Q2jfYwtK6V2gHlpKPfuZROnj0gbvCiOejt7H+QjU8qoTGrAowtPEujt1rV+xK/HdgImgBLqkqcw+pHamc7vgZpFCcXgjCxfOggKLJDik9\
HWRr4qeLoe0J+cGTix4uOmbno5Q9KW1dDlTIblcuutJi/iJbj3qefIOU4mL/A0XXHCbIBAAA
"""),
File(name: "nicks.js", content: .text(
#"""
import { Refusal, command, unlessRefused } from "./lines.js";
import { sameName } from "./names.js";
const mostTries = 24, pause = 10_000;
export class Nicks {
  #session;
  #wanted = "";
  #tries = 0;
  #timer = null;
  constructor(session) {
    this.#session = session;
  }
  async take(nick, isOurs) {
    const session = this.#session;
    session.clock.cancel(this.#timer);
    this.#wanted = "";
    try {
      const { keys } = await session.ask(command("nick", nick));
      session.becomes(keys.nick ?? nick);
    } catch (refusal) {
      if (!(refusal instanceof Refusal) || refusal.code === "lost") throw refusal;
      if (refusal.code !== "nick-in-use") return session.emit("tell", { refusal });
      session.emit("tell", { key: "told.nick.taken", values: { wanted: nick, nick: session.me.nick } });
      if (!isOurs) return;
      this.#wanted = nick;
      this.#tries = 0;
      this.#later(session.me.nick);
    }
  }
  #later(guest) {
    if (this.#tries++ === mostTries) this.#wanted = "";
    this.#timer = this.#session.clock.after(() => void this.#takeBack(guest), pause);
  }
  async #takeBack(guest) {
    const session = this.#session, nick = this.#wanted;
    if (!nick || !session.coming.isIn || !sameName(session.me.nick, guest)) return;
    try {
      await session.rename(nick);
      this.#wanted = "";
      session.emit("tell", { key: "told.nick.back", values: { nick } });
    } catch (refusal) {
      unlessRefused(refusal);
      this.#later(guest);
    }
  }
  isFree(nick) {
    if (!this.#wanted || !sameName(nick, this.#wanted)) return;
    this.#session.clock.cancel(this.#timer);
    void this.#takeBack(this.#session.me.nick);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA41UyW7bMBC9+yvG6kVCFNUtcrLgBuihQC8pUPReMDSdsKbIgKTiGo7+vcNNFlUbyEELZ30z84a8e1Hawgl+sl1viKiBqq4jcltDLwUzxs\
vZFgbYadVB0XwUXDLT/DFFu+DJ25COPeAzMZN4jGZUSWOhU8b+0pwZ2MDnuxpeCAbG/0+r36vVql2wvz4YFcQYeOB0b+C0APhgEAVXsnX/ByItgtlAUfiz\
jfFW4cQ7pvEkeyGcwOfVPbVKlzFK5WMC2GdumhQaXSZJBnyIOUoKluxZKRFJDdz86LVJ3qGgs3cWrfUm8dBQoei+oURSJspg52FW7QTHrCwU62NMlZKdYM\
+OBvu7AXIgfMzeELMv48zKwoEtanCfKmY4Q3lkaMdM6QI1zgTu74NpsByAEkufodSBC9UIge+gXCYxcMTj6lG7xJoK3t4gqhuqtjjWDRYjcOJFhTVqdUjq\
dhIy81g6D4fmlstbZAY6amZ7LUf8rOO2LCwTAks8pYAw/FfozBDrXUNhldj6qhs3VomaVyJ6ZtZoEfq/hjBr916PwToWejVMEvl+JEoElEk1G6hzzVUZZc\
9iQSwbWZqSpsFEVkajJ0Rt03AclEngmxvf+nHXqqsMO1NxTuDIWbJzycoKNl/gVfFtcsHufSV0H2HEPa7yzZlbvWdvQuNHaUDcjkUuvRZ5thxhqo7Lp4ab\
7zLI4yU072INAUQ+qumK5Rulmbu7yskAru7puzn3SPxinik349T13cuu4VF9iTyhypwy3HzTLNYyYcwyqydrXujYVD9v3AWuXL3fLhEnDzCl+rAYFv8AtD\
fumJIGAAA=
"""),
File(name: "notify.js", content: .text(
#"""
import { element } from "./dom.js";
export class Notifier {
  #page;
  #bell = element("bell", HTMLButtonElement);
  constructor(page) {
    this.#page = page;
    const { session } = page;
    this.#bell.hidden = !("Notification" in globalThis);
    this.#bell.addEventListener("click", () => this.#toggle());
    this.#tell();
    session.on("notify", ({ room, line }) => this.#notify(room, line));
    session.on("rooms", () => this.#title());
    session.on("current", () => this.#title());
    session.on("about", () => this.#title());
  }
  get #isOn() {
    const { storage } = this.#page;
    return storage.get("bell") === "on" && "Notification" in globalThis && Notification.permission === "granted";
  }
  #tell() {
    this.#bell.setAttribute("aria-pressed", String(this.#isOn));
  }
  async #toggle() {
    const on = !this.#isOn && await Notification.requestPermission() === "granted";
    if (!on && Notification.permission === "denied") this.#page.toast(this.#page.words.say("bell.denied"));
    this.#page.storage.set("bell", on ? "on" : "");
    this.#tell();
  }
  #title() {
    const { session } = this.#page;
    const pings = session.rooms.list().reduce((sum, room) => sum + room.mentions, 0);
    const name = [session.current?.name, session.about.name ?? "Partyline"].filter(Boolean).join(" · ");
    document.title = pings ? `(${pings}) ${name}` : name;
  }
  #notify(room, line) {
    if (!this.#isOn || document.hasFocus()) return;
    const title = room.isPrivate ? line.nick : `${line.nick} · ${room.name}`;
    const note = new Notification(title, { body: line.text, tag: room.key, silent: true, icon: "icon.svg" });
    note.addEventListener("click", () => {
      window.focus();
      this.#page.session.show(room);
      note.close();
    });
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA41UTW8TMRC991cMblR5RTCcU4WISkUcClSiN4RUZ9fZuN3YwZ5tGm33d3HnlzG2d5NNCy2HKGvPzJuP98Z6tbYOoQFVqZUyCC0snF0BE2\
8LuxI3np0eqfvok1fSe/hiUS+0ctAcARyvZalOw8dcVRVMexTOwpmN4dPV54uzGtGa82TJgndujUdX52gdDwhZBAPApfYiYhJUD925U4leea+toRKH1hQU\
8omlLgplyPqKs1RnLpEiGGgDZWXnsroi7+xJoCyK8zuq7kJ7VEY5zvJK57fUAM9g+r5zRVuWleLZQTxSPO9uugKFNZyZkH8bEBpw1q7GUGmjoB3gJRe+t2\
Z/wQlW/7gQjYM6ht557Rz18d/+cm7r57xb+pUK4Vj7r4b3PO0IIQIDWYGQPXcpi1NYO9O7CALpREGZplNggZWTE3iOp2AfmsVauZVOGogYpZMGVcH6Sjsy\
DtQU+fUKPyA6Pa9RUdNOyzdrR2Og2DF8I4MpeXIPfe5bl35rctgRf9C+jULbR4Vq5UZqPKzZqZ+18ni5K51nT4sH0Avgr6x5sWXSt6agbDBvgVZ65IOLjX\
WFF15u08hFH3Qg3OjZ0+PVfmcp1SzxMwHG/iH2NO6klMeqGKzpY1UknzXN25O1V2LUuKho+XhGAyvqXHHua9qKYInSpBO8jkcRnhGK8mN4lw1RjVyFd+N7\
j9rtwkwEw3iXLEo+3sGM+ryUDrdh+dgPsdAV0vKfWVspaTJxYzXtCPz+Bf0YCpvXIb+IrYd3KLYyg2s+auI3LfioCejtNc0vfOzG9XTfu8lF8gdKenjYJ1\
pK/5G+PS1kt1PDnvsy4mC0v3T6TiI1FuGFoTeMirgeNbtjG7oZNdE/VXkwQosBzajNgQp5TDMmbue22E4SOKp7HAPKcpKy36otDVlXVPQE6HUnf02opKHw\
J/xdyej1S9lCnhcf3TQbgI02hd2IRZrCaXc7FHHHrF/aTZzuzinmySvrVR/Yduptj/4AKrM55foGAAA=
"""),
File(name: "outbox.js", content: .text(
#"""
import { Refusal, command, makeNonce, splitText, unlessRefused } from "./lines.js";
import { clean } from "./names.js";
import { makeLine } from "./rooms.js";
const overhead = 80;
const mostTries = 5;
export class Outbox {
  #session;
  #queues = new Map();
  #busy = new Set();
  #tries = new Map();
  #toldAway = new Set();
  constructor(session) {
    this.#session = session;
  }
  say(room, text, kind) {
    for (const typed of text.split(/\r?\n/)) {
      const limit = Math.max(overhead, this.#session.limits.line - overhead - room.name.length);
      for (const piece of splitText(clean(typed).trimEnd(), limit)) this.#queue(room, piece, kind);
    }
    this.#go(room);
  }
  #go(room) {
    if (!room.isPrivate && !room.joined && !room.wanted) {
      return this.refuse(room, new Refusal("not-in-room", "", { room: room.name }));
    }
    this.#session.coming.retry(room);
    this.#pump(room);
  }
  #queue(room, text, kind) {
    const line = makeLine({
      kind, text, nick: this.#session.me.nick, mine: true, state: "waiting", nonce: makeNonce(),
      time: new Date(this.#session.clock.now()),
    });
    this.#queueOf(room).push(line);
    this.#session.post(room, line);
  }
  #queueOf(room) {
    const queue = this.#queues.get(room) ?? [];
    this.#queues.set(room, queue);
    return queue;
  }
  retry(room, line) {
    if (line.state !== "failed" || !room.remove(line)) return;
    Object.assign(line, { state: "waiting", refusal: null, time: new Date(this.#session.clock.now()) });
    this.#session.emit("remove", { room, line });
    this.#queueOf(room).push(line);
    this.#session.post(room, line);
    this.#go(room);
  }
  flush() {
    for (const room of this.#queues.keys()) this.#pump(room);
  }
  refuse(room, refusal) {
    for (const line of this.#queueOf(room).splice(0)) this.#fail(room, line, refusal);
  }
  drop(room) {
    this.#queues.delete(room);
  }
  #isReady(room) {
    return this.#session.state.phase === "on" ? room.isPrivate || room.joined
      : this.#session.state.phase === "entering" && room.joined && !room.isPrivate;
  }
  async #pump(room) {
    const queue = this.#queueOf(room);
    if (this.#busy.has(room)) return;
    this.#busy.add(room);
    try {
      while (queue.length > 0 && this.#isReady(room) && this.#queues.get(room) === queue) {
        const line = queue[0];
        if (!await this.#send(room, line)) break;
        if (queue[0] === line) queue.shift();
      }
    } finally {
      this.#busy.delete(room);
    }
  }
  async #send(room, line) {
    try {
      const { keys, rows } = await this.#ask(room, line);
      this.#tries.delete(line.nonce ?? "");
      this.#settle(room, line, keys);
      if (room.isPrivate) this.#tellAway(room, rows, keys);
      return true;
    } catch (fault) {
      const refusal = fault instanceof Refusal ? fault : new Refusal("internal", String(fault));
      return this.#refused(room, line, refusal);
    }
  }
  #ask(room, line) {
    const nonce = this.#session.limits.nonces ? `nonce=${line.nonce}` : "";
    if (line.kind === "act" && !room.isPrivate) {
      this.#session.ask(command("join", room.name)).catch(unlessRefused);
      return this.#session.ask(command("me", nonce, line.text));
    }
    const text = line.kind === "act" ? `* ${this.#session.me.nick} ${line.text}` : line.text;
    return this.#session.ask(command("msg", nonce, room.name, text));
  }
  #settle(room, line, keys) {
    line.nick = this.#session.me.nick;
    const time = new Date(keys.time ?? this.#session.clock.now());
    this.#session.coming.read(keys.id ?? "");
    const before = room.lines.indexOf(line);
    const added = room.settle(line, keys.id ?? null, time);
    if (!added) this.#session.emit("remove", { room, line });
    else this.#session.emit("change", { room, line, moved: added.index !== before });
  }
  #refused(room, line, refusal) {
    const mayHaveBeenSaid = refusal.code === "lost" || refusal.code === "shutting-down";
    if (mayHaveBeenSaid && this.#session.limits.nonces) return false;
    const tries = (this.#tries.get(line.nonce ?? "") ?? 0) + 1;
    this.#tries.set(line.nonce ?? "", tries);
    if (refusal.code === "slow-down" && !refusal.keys.room && refusal.retry > 0 && tries < mostTries) {
      this.#session.clock.after(() => this.#pump(room), refusal.retry * 1000);
      return false;
    }
    this.#tries.delete(line.nonce ?? "");
    this.#fail(room, line, refusal);
    return true;
  }
  #fail(room, line, refusal) {
    Object.assign(line, { state: "failed", refusal });
    this.#session.emit("change", { room, line });
  }
  #tellAway(room, rows, keys) {
    const away = rows.find(({ verb }) => verb === "away"), note = away?.text ?? "";
    if (!away && keys.waiting !== "1") return void this.#toldAway.delete(room.key);
    if (this.#toldAway.has(room.key)) return;
    this.#toldAway.add(room.key);
    const key = !away ? "told.waits" : note ? "told.other-away.note" : "told.other-away";
    this.#session.post(room, makeLine({
      kind: "answer", time: new Date(this.#session.clock.now()), words: { key, values: { nick: room.name, note } },
    }));
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA61YS4/bNhC+769g1CCQUq/iHAoUdp1FixbooekWTW5JgHAl2mYsUa5Irddw/N87MyQl6uFNUvSwWJuc5zdPWpb7qjbsxP4W60bzYsayqi\
y5ymes5DvxZ6UyMWN6X0jzVjyYGWtUIbQmapGzM1vXVcmi9EUhldDpJx0tr6SXmRWCq4BG8XJEg1r+AN6ArK6q0pFlldKGVfei3gqesxX7ce4Py0qbt7UU\
Gk5/WF6JBxKYFVxrdtuYu+qBna4Y+06DubJSS/z8TyMaYlDiwF7zfZzQ8V2jj+7wjTDu0DjZfVJTFfnPBz4iJ5vqJjNVHTuNCelnzGylTr0ZwBcYdIY/zY\
8xejxjhgDeSZV71nVVs9i6a457wLtaE1VKAYlfvK9v3qsXiSd3ZrBCltKAptfcbNOSP8QewFnfmJQIdYqxY9cdzNcMDUoxXGkh1MZsyceBRXspMoEWtdkR\
U8BjMjVJAcDyN5XHycwaBGZa7RQF5zMJcU5bHecAtE1FZInHqj1wDss1i5+QrVL/Vct7bgR79ozZo08VuJV33w9cGZF3WNXCNLWymmrKZ2cTBtaVQxypyl\
xLdY030YxF8HcidBYdRuycTNjuMYZ6kmoDGkx97LzxVPum3A98DOEZp4SPMERs1RZP7H1CSs+lZLZbDIyBgOIxFDdwwWXdYHUbwG3BogOXBkwFFxWW/aLr\
ABBDp8DIEi4QoV+BKR64WlTZLlXVIU4cw7nnLHl2u7b+pvtGb2N0pEfjZe2hvB0ILU0HjxfSA4VuAJVAmU43wjjSmxv27sPIHJ1q4RXRgbPGZQcded1dDJ\
1RQRri95SQZE9WKxatuSxEHrHPn1361aKEArMOJ068VXV790lkJoXGJTeKCDDJxlGpbU4C/E0BjfqrQzGIgicRUJNxZM1q09o69j/H7VI5rwsUNdHskIp6\
XRinnTjquG0i48Lp1bDDakI2+deX3bqGnQyyfd5qwSgG3nRyvdK8rva9VOyZnItCGDGobwnTk+fHHlfYi1ooKQPS/ZZryGrMqUpF7IYN+h0kWNDuXJkuvi\
RKQC+sMa2wP062y1aDN5zro8pYAPyXis/DumyLxF7iuE3BFHvbr4WAgud5r1/Wx7Z1H7ZQXCwmLW5CsVdsjsZbAX2M2+NRT0AsbNW3sgctlm7fzT8s22sa\
OhzLsgVZ5WHKJ+yuFnzX5/BySKVtHtZ8vZVrt0R0IwSWIal4UXQuB8AMs8oyBSEaGuRTM0DQ+nhiWFSQ1dVBg84VC93iejcuZG8IbUfeEup9NDOwyUbRgB\
YarClEr4xQbUuF8PRTzpefEUWB25YvajBzwOsLp7ZdGpHLuMm2LF7zpjDDzciVL3hK10zCIQe7oR+4iQ8FZq8W/T1AYsFASKBTvjFYOU7ByBIy3Pai/GLr\
6EI2hLlXVBbT1fTWRpca7P1In1ZPT10czh/B/iha9scTbge2/HlmoolSTwbp5jWije5dEEfYKHAa+fUnSVKCPO49DaZxmRRYCr9yWAxS3F/6K5XbgeGc2e\
oZ+gIoPGdPT5Pbzpk5aJCfkGm/La++0kS96WxsPbebVtK19kuZ7mC18QGLRiF1li5DZ2G8u1cGzXcUlNIh1NjlYb98bAXluRUj816hWoV3AqYkqiT/7HsO\
QBYP0MeDDmCJoTmL3NM6tzuHnYJuTwlmwBNiTf7DMiIKmF5TbNmWq82QDXZckJUvrKnWE1rNnJ/nLmyPVWuvHkt+/J3fi1+EUG+4JP8tGUCcu8lawAJEa9\
/4Sm8bg7vcdV4dVFCcQ7HtvJqseD8woU8BIL2UcU/WOOzROOxGDRr/zRP2PXsZ5otl0BMMMys7COOEd0V1sJ7ZzuIIKB9oocNNwx3SJt2ObDL7p+5Ff6kN\
2Tzna+jEMayNq1ejXXA20PCcvZzP58NeFAB3vvq2mfYVa+FoKFGOXWRxvj7+CHCviZbr0ZV+shzCfL88VnvZzu3vHHidwjqSx/GJ3Yv6DkQh9vTRdmAgjB\
Lsj0bYJeJ4Q+3VQhfWPoqEkFNSuJeNfS+9jNq8vq+gBlxI3M8t4c6DGTXaKVtCv1cS1dRu2VL6/TKQZ/2G7+CFtRXsRwayVUe4FKCP/rQyW1FfI2GK53g/\
vIi+8EiafMKDGK70QdTRNzzzZuxQ1ble2K1uxu55AcsufrW/BARji5w4s7N/pLvUOF/9Cz7LDqUPFAAA
"""),
File(name: "page.js", content: .text(
#"""
import { changePassword, login, register } from "./account.js";
import { Composer } from "./composer.js";
import { reason } from "./dialogs.js";
import { element, roomHash, translate } from "./dom.js";
import { Drawers } from "./drawers.js";
import { Header, toast } from "./header.js";
import { joinRoom } from "./join.js";
import { listen, showKeys } from "./keys.js";
import { Log } from "./log.js";
import { MemberList } from "./members.js";
import { MemberMenu } from "./membermenu.js";
import { roomOfHash } from "./names.js";
import { Notifier } from "./notify.js";
import { RoomList } from "./roomlist.js";
import { Search } from "./search.js";
import { SelfMenu } from "./selfmenu.js";
import { Session } from "./session.js";
import { Storage } from "./storage.js";
import { Theme } from "./theme.js";
import { welcome } from "./welcome.js";
import { loadWords } from "./words.js";
const query = new URL(location.href).searchParams;
const storage = new Storage();
const words = await loadWords([query.get("lang") ?? storage.get("language")].filter(Boolean));
const session = new Session({ storage });
const page = { session, storage, words, toast, attempt, sent: () => log.toEnd() };
document.documentElement.classList.toggle("embedded", query.has("embed"));
translate(words);
new Theme(page);
const log = new Log(page);
const composer = new Composer(page);
const menu = new MemberMenu(page, (nick) => composer.mention(nick));
const rooms = new RoomList(page);
const search = new Search(page, log);
new MemberList(page, (nick, anchor, at) => menu.open(nick, anchor, at));
new Header(page);
new SelfMenu(page);
new Notifier(page);
new Drawers(page);
session.on("tell", (told) => toast("refusal" in told ? words.refusal(told.refusal) : words.say(told.key, told.values)));
session.on("wanted", ({ what, text }) => open(what, text));
session.on("login", () => toast(words.say("told.login.gone")));
session.on("current", () => {
  const room = session.current;
  history.replaceState(null, "", room && !room.isPrivate ? roomHash(room.name) : location.pathname + location.search);
});
element("join", HTMLElement).addEventListener("click", () => joinRoom(page));
element("log", HTMLElement).addEventListener("click", (event) => pressedInLog(event));
element("log", HTMLElement).addEventListener("contextmenu", (event) => pressedInLog(event));
addEventListener("hashchange", () => enter(roomOfHash(location.hash)));
listen({
  step: (places) => rooms.step(places),
  scroll: (pages) => log.scroll(pages),
  search: () => search.toggle(true),
  join: () => joinRoom(page),
  keys: () => showKeys(words),
  write: () => composer.focus(),
});
async function attempt(act) {
  try {
    await act();
  } catch (error) {
    toast(reason(words, error));
  }
}
function enter(name) {
  const known = session.rooms.get(name);
  if (known?.joined) session.show(known);
  else if (name) attempt(() => session.join(name));
}
function open(what, text) {
  switch (what) {
    case "login": return login(page, text || session.me.nick);
    case "register": return register(page);
    case "password": return changePassword(page);
    case "search": return search.find(text);
    case "rooms": return joinRoom(page, text);
    case "whois": return menu.whois(text || session.me.nick);
    case "help": return showKeys(words);
  }
}
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
  if (act === "retry") session.retry(session.current, line);
  else session.discard(session.current, line);
}
const linked = roomOfHash(location.hash);
element("app", HTMLElement).hidden = false;
if (storage.nick) session.start({ nick: storage.nick, room: linked });
else welcome(page, linked);

"""#
), gzipped: """
H4sIAAAAAAACA5VXTY/cNgy9769QfAhs1HDvs9gO0GaBFN00QZKiLYoeFFseO6uRXEnOZLDZ/16SkmxZswGS01jkk/gh8lEzHidtHHtg7cDVQbzh1p606W\
om9WFUNTPiMFonDHtkvdFHVjQ/8rbVs3LNR1tcX41x/y8avuwG2AZRhjSCW60SXDdysGYzmJDiKJQDF7Q+vuR2qJkzXFnJnUg362O28YXhJ2FsivGSDPdS\
8E4YOFVz6xL0QPIM/FGP6i04kuBQlKEk5gqyZgd9+k2cUx/uYZmh7/QhAUAKMv0rcfwgzN248e5IQvsk9JVQ8wUUkjjnNwCBvO4xpwla8aPIj/1du7EfN5\
eqUHTOcJiZzE+0genIkO8EN21q1pLgAiX7LBgLoidCeSesHTfVZL0kxzlt+CEtHOslGe79AFWXoByuM8xJSCjtFBUkeTVo3v0JzZSWATZXyHKrFWTsv1mY\
M7thSpzYH2/vSqlb7tD/wYi+anx63nDDjzZuCZ6HTSGysopqMgFKfuKjW50o/yFTzUG4spDQ7EXF9vt42CqeYVVU/zb9KKHvy5+1loKrajk+5Dda96vyYf\
HqcUFO3smHuKWOmNr7GFqvZtw5cZzgw0LD71hZsZufkIAap29VB8vH66tOtzPyQRM/bj0/NK0EzsLiA/ThIEVZYNl3neiK2me3GbgN0gLjWGikJDdAgpHQ\
zZfo8xIAuBDChFbdqiK3BX1kvy0I6zUA1gYlSM1KNbb3FOhCkxgO5pI0yyHYSDacEvtsa8bXyHIhuAhGIIAQ3colqX1IvWoHbfAKyBfqMD0JdakOB3nWjA\
54i75ZU1kkjlQWeDmKYp9CwIUTUsJtlU7LjvygwigLaIHZclmwUTHUsb2vnCYoaENcVGwXtJafvQZIt6aNzScuZ2GrKjN84spRoUABnwYOJejEZ6AxcoLy\
sErzvTQhcWvi8Wq/ILOEaQ5aQUvl+9vZGLjx5YSHK8bWK4frjOAAvAb9MGILnSHkSfJWvHNYxWqWsmZF4Ucle/6cPcOPZrRvzPgJx+V+GaIlaZDrMV0L2U\
zcDShkP6wyX1bgNHZ0mMZlgVMPLL18/+oudGDV8K67/QRfdzT+4NaLVkL5LJHF4emvPj0N8vMdhwmU04mTgdyI7leFjenF33+sVnitWPLfcvjlAUArg382\
LZGCHjTrfE3oHFZUAv6NUOJtw8cEdEdXaWk/NXuD8iitEdcaLSUiIX92YUcvDkLC0Y1FAg2TNbCiM7MgEF7G7smLQS0+U5YDwism0CSqT2Z0IuoX4uqBkm\
0JAKwUbs+qZf2sWow7cnvJW0guBu1g3OEvCwMKFDi7GAxJSBXwWCmM0aYKIN9X/s1YhrHhAX7T1ePVYstn3xf32k33Sp9U0k4+xzjvCImnjD0rCbZvMCUC\
SCiiMQleR0ghrSC4txKjixkPTw84wwOwe1b/ckIhJ+1ppKhRHoNuOVgJBLODB7ObjfIv8sDexFJfviwW4e1BU+M62R6f7usJURIpeMVO4d2/Yrf/By53+O\
pa8aHa+hEGNgW3cQVTvmI3ZRdykcJPgx4TOA0lkpXfEvcg5JT4tS3ii5p5otmT2glaqB5SNY4bKBwYR9bBaBS6Z4FggGJTBLxKoDNwhH2YndOqQLZFnr5e\
jn5gfsR2eoc9AOV/E83tm447iMXhA+3hMVZodAYI3j8efLF4u6DE3xei57MMHeW3Bb/OEzzGbm7Yhveqi4kfjNTg3+ddOBsIGH7+qtl5K/mbHnvkA7bF0w\
8Zn/EYtYTuWgPFUDD2PfEZ6l73Mcw0YxjGM9oKd/8sm4tVuOoIxAMpUBCbc7G2Mq3LbHdNLq29HdXdaFsOhf81+OPVEtA9FchXST+ZS3ya8rk0jPBURXrq\
OZiHfw8QQXyT+1temAhKy5W+bHYsxfjBv4u++HkNsYS/JfExSFrQ/Q9NY2kd9A8AAA==
"""),
File(name: "presence.js", content: .text(
#"""
import { fold, sameName } from "./names.js";
const mostChanges = 200, longestFold = 30 * 60 * 1000;
export function foldPresence(before, line) {
  if (before.kind !== "presence" || line.kind !== "presence" || before.old !== line.old) return false;
  const changes = before.changes ?? [];
  const isNear = line.time.getTime() - before.time.getTime() < longestFold && changes.length < mostChanges;
  if (isNear) before.changes = [...changes, ...line.changes ?? []];
  return isNear;
}
export function summary(changes) {
  const traces = follow(changes);
  const names = (/** @type {(trace: Trace) => boolean} */ is) => traces.filter(is).map(({ to }) => to);
  const left = traces.filter(({ wasHere, isHere }) => wasHere && !isHere);
  return {
    joined: names(({ wasHere, isHere }) => !wasHere && isHere),
    left: left.map(({ to }) => to),
    visited: names(({ wasHere, isHere }) => !wasHere && !isHere),
    returned: names(({ wasHere, isHere, left }) => wasHere && isHere && left),
    renamed: traces.filter(({ from, to, wasHere, isHere, left }) => wasHere && isHere && !left && from !== to)
      .map(({ from, to }) => ({ from, to })),
    reason: left.length === 1 ? left[0].reason : "",
  };
}
function follow(changes) {
  const byNick = new Map();
  const traces = [];
  for (const { what, nick, as = nick, reason = "" } of changes) {
    let trace = byNick.get(fold(nick));
    if (!trace) {
      trace = { from: nick, to: nick, wasHere: what !== "join", isHere: false, left: false, reason: "" };
      traces.push(trace);
      byNick.set(fold(nick), trace);
    }
    trace.isHere = what === "join" || what === "nick";
    if (!trace.isHere) Object.assign(trace, { left: true, reason });
    if (what === "nick") {
      if (!sameName(nick, as)) byNick.delete(fold(nick));
      byNick.set(fold(as), Object.assign(trace, { to: as }));
    }
  }
  return traces;
}

"""#
), gzipped: """
H4sIAAAAAAACA5VVTW/bMAy951cwPhR2oLnuBuzgzOuAAcMu63borejBceRErS0FlrKuSP3fR+rDsZN1QA+NJYp8fHyiWNHuVGfgALVq1gx02fIb/IMe6k\
61EKWXErc6fdDRclYpqQ20Spuv21JuuIYC3mcZg0bRznxDDDR9yGABH+nnKsuy5Yz/sTnqvayMUNKm+tVxzWXF4xWvVccRQkiewGEGIGrw1vRRyDXMiwKi\
nfeP4OXF+r525iOJCR1aV9wk0HGz7zB52Wi+xDSumGooxAcGw/U13N0f/YS+4WUHHtCIlqcbbm7xGyfwLgSf2D9NhLm4CNnShsuN2eL5SMulL91lSk75FH\
CXpmHHANeWyYSu5evrdDDLWX8mv963bdk9xz7Uie6qNF1Z2Vx4RY16GlyOOthuQIf4crGAL+Z5x+EQ27AcbumTQPEZVko1vJQ9LC6RiDU56LQWjeEdFpmk\
bbmL4wMYBb3zUKM8Da8NpplGofdTqb9z6hdhvz7UW0niuTtIRlJQfQAPCvVa566C16HmIywPxWw8Mcrt77+YO5/fQgvzxiTzSRZH+X8QzGlzVrgYVnQ+wB\
EMop0JSc+bIXP2dvy5dcCFHRH0ylAAmw4gaBPgPc7UMpArtZJeU/8kCkS7gmtru8vuU+cDOUQRBfXU0ONBMu7SUSOvnm9E9YgNJPkT/EBKo9Yamty9b3xl\
ELsT1HpbGgYSYxmU5OOWngXOmggno6phkpJ6w8PSHLGpaQrENOhiQkhseve+58Y9k4NXLMQ5hXKf0aiw8leQW25u4FErR+G+cjfSmG9QvwnaEuHlOJNOd3\
u9dU82CSees55wZjB26mcDROpboXCUioESzd+jiUCi07p9bAI/Vw+8MmmptdhIR4ehBq4I0+2HGrBfjiAn6EcVbYbw3ysOF5gkobQ1xzvi5zdyXjtGsdfY\
0a1gW/TJSJT+OGicwNSifwE7ZLa8VwcAAA==
"""),
File(name: "roomlist.js", content: .text(
#"""
import { button, element, make } from "./dom.js";
export class RoomList {
  #session;
  #words;
  #rooms = element("room-list", HTMLUListElement);
  #direct = element("direct-list", HTMLUListElement);
  #items = new Map();
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    session.on("rooms", () => this.draw());
    session.on("current", () => this.draw());
  }
  draw() {
    const all = this.#session.rooms.list();
    for (const [key, item] of this.#items) {
      if (all.some((room) => room.key === key)) continue;
      item.remove();
      this.#items.delete(key);
    }
    this.#arrange(this.#rooms, all.filter((room) => !room.isPrivate));
    this.#arrange(this.#direct, all.filter((room) => room.isPrivate));
    element("direct-head", HTMLElement).hidden = !all.some((room) => room.isPrivate);
    const more = all.some((room) => room.unread && room !== this.#session.current);
    element("menu", HTMLElement).classList.toggle("more", more);
    element("menu", HTMLElement).setAttribute("aria-label", this.#words.say(more ? "rooms.unread" : "rooms"));
  }
  step(places) {
    const all = this.#session.rooms.list();
    const at = all.findIndex((room) => room === this.#session.current);
    const next = all[(at + places + all.length) % all.length];
    if (next) this.#session.show(next);
  }
  #arrange(list, rooms) {
    rooms.forEach((room, index) => {
      const item = this.#items.get(room.key) ?? this.#added(room);
      this.#update(item, room);
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    });
  }
  #added(room) {
    const { key } = room;
    const current = () => this.#session.rooms.list().find((other) => other.key === key);
    const item = make("li", {},
      button({ class: "room", onclick: () => this.#choose(current()) }),
      button({ class: "icon i-close leave", onclick: () => this.#leave(current()) }));
    this.#items.set(key, item);
    return item;
  }
  #update(item, room) {
    const isCurrent = room === this.#session.current;
    const state = JSON.stringify([room.name, room.unread, room.mentions, room.joined, isCurrent]);
    if (item.dataset.state === state) return;
    item.dataset.state = state;
    item.classList.toggle("current", isCurrent);
    item.classList.toggle("unread", room.unread > 0);
    item.classList.toggle("ping", room.mentions > 0);
    item.classList.toggle("left", !room.joined && !room.isPrivate);
    const [choose, leave] = item.querySelectorAll("button");
    if (!choose || !leave) return;
    if (isCurrent) choose.setAttribute("aria-current", "true");
    else choose.removeAttribute("aria-current");
    choose.replaceChildren(this.#name(room), ...this.#badge(room));
    const name = this.#words.say(room.isPrivate ? "direct.close" : "room.leave", { room: room.name });
    leave.setAttribute("aria-label", name);
    leave.title = name;
  }
  #name({ name, isPrivate }) {
    return make("bdi", { class: "name" }, isPrivate ? null : make("b", {}, "#"), isPrivate ? name : name.slice(1));
  }
  #badge({ unread, mentions }) {
    if (!unread) return [];
    const spoken = this.#words.say(mentions ? "room.mentions" : "room.unread", { n: mentions || unread });
    return [
      make("span", { class: "badge", "aria-hidden": "true" }, unread > 99 ? "99+" : unread),
      make("span", { class: "aside" }, spoken),
    ];
  }
  #choose(room) {
    if (room) this.#session.show(room);
  }
  async #leave(room) {
    if (room) await this.#session.close(room);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51WUW/bNhB+z684q1hBoQq3PcaBG3RFgW1ou2Hdngw/MBJts6FFj6STGK7/+448ipYc2xv2kFgS747fffzujmq1NtbDDu433pu2AqnlSr\
a+gpV4kLCHuTUrKPj3jVnxr664vZLP0aPWwjn4w5jVR+UwwBXAKyedU6a9Dc9PxjYuPlm0cTDpIrMifLjW6FVU8POfnz7+FSJ8oNUyujTKytr3fejLZS/l\
ZdyolU/wSaxZ/Fqb1nm7qb2xbAcJYQURHuzLCBzAL5XjHX4M0cukWySPCeTEoLPipqWkHEJjJUzekktjxRMry5e29cZaRH3Weo9/9JrgxSRAaI37D6DyuC\
0PtLC00dxYYOQwfZDbCgItMzDz5BlZ6gIDqDkwDMydWUnGQrgIKTxwdIfJZAL4W5YBhFftRt52nhiIW7kyj7LbG/p78AZPz0sWvGl536NTWCvahWT0FtOo\
QoZ8rrSXtgdlFLEo97tVj8LLjtBTYUglZ+KcDnOssKUUTVJYJy6+VE0jgyxG55g6hL3tHdjKWIle55w2rcXN4PXr+AqjyfHhJp0cI8X/m2OIsRxDRXBvFg\
st0Qo3R6vw818COOnfeW8V9gF0FlaJay3upUa7nv65E1sW07oDknzKooBx+lAcNOy8XLO1FrV0/0fJydYnCueqbX5pG/l8xGOU6CXiKE4rn1OkKcOYb4CA\
4UMIrmW78MsSvuu9zcg9VEhwLo82cUvzRAtdvlmNIYsqgsuJU3pYnB9EvaQMsDRDOjGRrhwJa6ifTBAV00J61hVlCXd3nf5RmQ3xMSzBzbpBObLgTEjyes\
gnAOT1UukGeZpGGLMowGBfQlxWrZPW/yQRcxfnpBtiaTdadzXeY+OAbXD6u9BQcLRMIq7+GaVzw5VeYzypkKgGxoxfShtN49OgY/UDJ0LDTGOFVijq3b5K\
fNDkw+EQayjJGC1MW2tVP4wHWOqlMU6yBBT7NSZ8NpDCzUFd1xpdQEvxKM+FjYvDqIM2RxrAGmW5pad1K/3GtvFLJv7l2Q/4V+595vlyAfUpdB5josevX3\
77zHGkqnah5ls2jaJsxUpW/a6WXkJvwXguvX41qpW4lhHMykONxXmCwAWmydNuCCw+lSnPZH3Ckux66y874mHs5v3Liw6ptQ0Sg7fww2WvNTJTHOX/715a\
zgOyUY+nMBlGF8bLlMRYkbRmQNXL/95Iu/2CzT7ced5pzQoSZtHjekSu8O0bjKL3EcHhODJHQManRsSB0gIvWbLIkwZjJy+6IZxz7BLqbGNTfp86TJrqQV\
zURirgnNPHe9Es0tdhm0fj3DoPM2tIY5heNO95LM48vXhXpbt4fmPI6k6NDYjsS+MyWA9svfI6YAoLuUZjUjugwjkAyzfSVNfUse6b2LJyYwleBez7jtSE\
MY/kQS0OildFeWQWkhnHH+6wE0n242FiJ1p30FVxFnAGFuVDy51oYDobdIq1eYjXpRcXhy5Yujzk8jjwn0sOqRkfdkedpvLbD/veNPVeytqtRTsgKqYT1B\
lPiO5xxTiJNRCYi/rmJqC6uXkTsKT0qsvBhVMNRaGMk/0sk5mGRb8DB/bo/cRlIo/p4C3ctq0hTYbTIcSTUP64c+u8JUXaX/0Dh1D7PeQNAAA=
"""),
File(name: "rooms.js", content: .text(
#"""
import { compareIds, fold, isRoom, laterId } from "./names.js";
import { foldPresence } from "./presence.js";
export { summary } from "./presence.js";
const mostHeld = 5000, trimmedAtOnce = 500;
const mostTyped = 100;
let nextKey = 1;
export function makeLine(parts) {
  return {
    key: nextKey++, id: null, nick: "", text: "", mine: false, mentions: false, old: false, state: "sent",
    refusal: null, ...parts,
  };
}
function isLater(one, other) {
  if (one.id !== null && other.id !== null) return compareIds(one.id, other.id) > 0;
  const isTimed = (/** @type {Line} */ { id, kind, state, mine }) =>
    id !== null || (kind !== "answer" && kind !== "gap" && state === "sent" && !mine);
  return isTimed(one) && isTimed(other) ? one.time.getTime() > other.time.getTime() : null;
}
export class Room {
  lines = [];
  members = new Map();
  topic = "";
  unread = 0;
  mentions = 0;
  firstUnread = null;
  draft = "";
  typed = [];
  joined = false;
  complete = false;
  loading = false;
  kept = null;
  password = "";
  wanted = false;
  lastId = "";
  missingFrom = "";
  lostAt = "";
  loaded = false;
  askedOn = 0;
  #counted = 0;
  #ids = new Set();
  constructor(name) {
    this.name = name;
  }
  get key() {
    return fold(this.name);
  }
  get isPrivate() {
    return !isRoom(this.name);
  }
  get count() {
    return Math.max(this.#counted, this.members.size);
  }
  get membersComplete() {
    return this.#counted <= this.members.size;
  }
  get since() {
    return this.missingFrom || this.lostAt || this.lastId;
  }
  lose() {
    this.lostAt ||= this.lastId;
  }
  regain(isWhole) {
    if (!isWhole) this.missingFrom ||= this.lostAt;
    this.lostAt = "";
  }
  get #waiting() {
    let count = 0;
    while (count < this.lines.length && this.lines[this.lines.length - 1 - count].state === "waiting") count++;
    return count;
  }
  add(line) {
    if (line.id !== null) {
      if (this.#ids.has(line.id)) return null;
      this.#ids.add(line.id);
      this.lastId = laterId(this.lastId, line.id);
    }
    const index = line.state === "waiting" ? this.lines.length : this.#place(line);
    const before = this.lines[index - 1];
    if (before && foldPresence(before, line)) return { line: before, index: index - 1, folded: true };
    this.lines.splice(index, 0, line);
    return { line, index, folded: false };
  }
  #place(line) {
    let index = this.lines.length - this.#waiting;
    for (let at = index - 1; at >= 0; at--) {
      const later = isLater(this.lines[at], line);
      if (later === false) break;
      if (later) index = at;
    }
    return index;
  }
  settle(line, id, time) {
    const index = this.lines.indexOf(line);
    if (index >= 0) this.lines.splice(index, 1);
    Object.assign(line, { id, time, state: "sent", refusal: null });
    return this.add(line);
  }
  remove(line) {
    const index = this.lines.indexOf(line);
    if (index < 0) return false;
    this.lines.splice(index, 1);
    if (line.id !== null) this.#ids.delete(line.id);
    if (this.firstUnread === line) this.firstUnread = this.lines[index] ?? null;
    return true;
  }
  prepend(lines) {
    const fresh = lines.filter(({ id }) => id === null || !this.#ids.has(id));
    for (const { id } of fresh) if (id !== null) this.#ids.add(id);
    this.lines.unshift(...fresh);
    return fresh.length;
  }
  trim() {
    const surplus = this.lines.length - mostHeld;
    if (surplus < trimmedAtOnce) return;
    for (const { id } of this.lines.splice(0, surplus)) if (id !== null) this.#ids.delete(id);
    this.complete = false;
  }
  find(id) {
    return this.#ids.has(id) ? this.lines.find((line) => line.id === id) ?? null : null;
  }
  get firstId() {
    return this.lines.find(({ id, kind }) => id !== null && (kind === "say" || kind === "act"))?.id ?? "";
  }
  see() {
    const changed = this.unread > 0;
    this.unread = this.mentions = 0;
    return changed;
  }
  remember(text) {
    if (this.typed[this.typed.length - 1] !== text) this.typed.push(text);
    if (this.typed.length > mostTyped) this.typed.shift();
  }
  member(nick) {
    return this.members.get(fold(nick)) ?? null;
  }
  enter(nick, more = {}) {
    const known = this.member(nick);
    if (!known && this.#counted > 0) this.#counted++;
    this.members.set(fold(nick), { rank: "", away: null, ...known, nick, ...more });
  }
  leave(nick) {
    const was = this.members.delete(fold(nick));
    if (was && this.#counted > 0) this.#counted--;
    return was;
  }
  rename(from, to) {
    const member = this.member(from);
    if (!member) return false;
    this.members.delete(fold(from));
    this.members.set(fold(to), { ...member, nick: to });
    return true;
  }
  setMembers(nicks, counted) {
    const known = this.members;
    this.members = new Map(nicks.map((nick) => [
      fold(nick), { rank: "", away: null, ...known.get(fold(nick)), nick },
    ]));
    this.#counted = counted;
  }
  nameMembers(nicks) {
    for (const nick of nicks) this.members.set(fold(nick), this.member(nick) ?? { nick, rank: "", away: null });
  }
  sortedMembers() {
    const weight = (/** @type {Member} */ { rank, away }) => (RANKS.indexOf(rank) + 1 || 4) + (away === null ? 0 : 8);
    return [...this.members.values()].sort((one, other) =>
      weight(one) - weight(other) || (fold(one.nick) < fold(other.nick) ? -1 : 1));
  }
}
const RANKS = ["founder", "op", "voice"];
export class Rooms {
  #byKey = new Map();
  get(name) {
    return this.#byKey.get(fold(name)) ?? null;
  }
  open(name) {
    const room = this.get(name) ?? new Room(name);
    this.#byKey.set(room.key, room);
    return room;
  }
  delete(room) {
    this.#byKey.delete(room.key);
  }
  rename(room, name) {
    this.#byKey.delete(room.key);
    room.name = name;
    this.#byKey.set(room.key, room);
  }
  list() {
    return [...this].sort((one, other) =>
      Number(one.isPrivate) - Number(other.isPrivate) || (one.key < other.key ? -1 : 1));
  }
  [Symbol.iterator]() {
    return this.#byKey.values();
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51Y3W8bNwx/z1+huMBw1zjXBNiAIY6TFQOGFf1I0XbYQ+AHxSfbV98XTnIcL/X/Pn5IOsl20m4PcU4USZE/UhSlomqbzohHMW2qVnbqTa\
6HYtaU+VAU+lPTVENRSqO6N7nYilnXVGKQvaplpXT2VQ9GR4WTR5mPndKqnqqAtbUk5lYPlluvqkp2mycZp02tjagabf5UZS7G4pezs7OhMF1RVSp/bW5w\
FaKGvF82rULmcySXyohaPZi3aoMkv/hsVU9N0dSikkv1rqhVAn4bnYrHIyE6ZVZdTZ9CLNXmwqk4OQFAchiuynIo6mK6vBCDAVgE0/xVgaoLMZOlVjBQNa\
6hPQHQ8d/aAKIgBP6awZCW6tRspWXp9GdZRkbh5HZ0tD3yRhf6HYYjaWpUahaqY8OLmUBaVuTieDwmNeKnn5gjJKbOxT7eVm7omVNxJQBAIRjZQn8pKsI1\
efXypfjNAMriEZHbipevIJgouyzq3HrGUIhtKsZX5Fxo07dvIkFeogxkrdeqG6ClPXEuW6KQMjFGEiGFtGNUnY76SFnj0IcUGfyYobkW6JwBUjZXBqcS9I\
493SEz+Ii2zZRpKbUWuAkI4hKW1oDC7QTXr1R1pzoc12ot3ss2IbNM0xZTIA4GOFrVnZKI3BmLcFK48azotPnLsfDiQuSdnBmvwdiU5kW/NmADDimTOERV\
C5muQlrZyLyo5yFpqVoTrNGCY+umy/0ya1mbWDH4bt70DFWhNej8A3ero5Ww5V6bYCjzWIfUS5Xf1M7fF9NmZZfhcZE7/D4rw/hRynWrqWm6BMtMaveiWR\
Q6QwIKwD/k3cIfhA/3aeL4bFpgNUq8TBpyF/pjV9xDau3KHHPBe0KMbN8VeS/NIqvkA8s4/4Zsrc2QTBf/xKrsxO82dLtKI13icryvLVQGUZkeVhGGDLYd\
0WzI/JCC7NTBZK8pZh8f4u/UXBZ1Uui/F03pI4WV6NjTDlgyDnWP9hZz6eQcfLGWhQFpb1npouHyCNJ3UZRKJEy9tOpwu2alqudmgZWhJ97uz5+Kc/gj+U\
kWFB679iDluZOTUQgz0ZytMs8T1BnigOO4+vIcz3KgYRNkC6kdb+ortNusHiBidcsgazTrN6w9r5OAOhSxyJZ+bXmvc/WAYshxwHWooft4XViL2lJC9pWu\
KDudd2rWdLhVA9B5HQB6MvL4WD6ITtg+WDIb3ePxSOML4WZJ4YXwerlvUXDOQgFReG722JDtui0L0E4CQ3Fm9UcR5TWs7l4hVTTWiNCFbgdJ6ZA8lF4Ml8\
WUlwQvIENATmImezdGOL7C1IaP09M+ZRhaii7y20YgQFiaSeSTzUEWGNu6nIo7OHCWexypN1+aMEncOYuTzn+tjCnZ/yGd/niSOkPjrAqwINLNLMwWXJ05\
0eH06WCdW4Gbu69qajI4vop5bQ149CbstlZxWwUdyWivSPpd2xe1qrmPY/v/PLpEh9xx5E5E8X0XD9eNvgDkig6NeEP7chL1FGPe1VY6bjd2d+ZEXF8HJc\
dhBDvJIQMdeqtqhkvH2Mxg5y5sDcGFSszMBAPDbSB+jIMW8DgufVj1gj3BOllaNDPWnjK0hzHBKHosAoRXtV4UM5NAP81KIueIZLeocxJvGEnsnF51bbnS\
T2xsd0fp4+D4L+PrikuGZxzdzw0oUlZd+iwANiliDA71hlvqO2uC61DbEYQkLvwkZLcFBNRlKEaVeDl5fBPdn9+UdnAcHVouVN3fI/qcCa8yfG3g64DcDD\
CNeoqcmkGaXqNFYEnfQGildqI5Xch6rvwOsB36leskQqLvvOK2vT/+WVVQOahHS/BOGHYBpIUa+dv+M+g8JuQnSwUM7UovWNfogConf9XffCNpTnxf1qxp\
eHE92Cva7hICllDvTIxpWBNQCyBhlcAlj0/4x22M77Ju1rWImlZW1jtxzDyuJ/Ot7pU/AhzJ9VtxBxzZiPW/k7W9jsu13ASXaFqIr+s0Jpu3HpRSSSj1IS\
bsw1pqsdN22w0WYNP7g+w/4MzpaZQ9INVnDl43EnwKgYOsiY1hC3YQRdYQUSY/ed4c8oJUpM/hC5YguogbTbl3D9PsHaXBMQHi71kTAaWHwvr/3TzR+8YE\
12tSBpetNrERgxJxa7uY/5IOuznOXoktP8RMIkiCG6v9cl5iwCI3nXdBYSe9UNbt/LNJvLddcOs92sw95FCQxrrpwDJnzU4qq2K+MDtvN8xqX29QOSu2dT\
f59PrD28++ucH5VJzABQkq7s/4lRCzP8+vxRmU/V/jjLgFuCOH72W5UmAdXK/A3CR6wLLvRMJay485p37ETPhyRIjhiw5DdMmB59cci5o4PQdrzlOLztY+\
D5JP+I4ymEEgc9UBmIOmxd/7Bk7awWS0/+yjCcoXdxt+Q4weejCLwgeK6BQliSDRkG+vmDbQTUUq2NKuoScWUtQvgrKwPD1Q+LcJES2HKYXC2VJthqQmDg\
lS3Nq2EBBTeOG3qoJp1JbuFKqO3oX3nmeeERa0+u4Dzg/ZT4W60HtvLy7Dnk2oDyvaUfTC6d59MLUcnV88+xlMMmQGEyC7eBq/d9NKiNvPm+quKbMCTkRp\
mm6SPJMJLvldTv4LXr1P13YXAAA=
"""),
File(name: "search.js", content: .text(
#"""
import { reason } from "./dialogs.js";
import { button, colour, element, fill, isolated, make } from "./dom.js";
export class Search {
  #page;
  #log;
  #panel = element("search", HTMLElement);
  #words = element("search-words", HTMLInputElement);
  #all = element("search-all", HTMLInputElement);
  #state = element("search-state", HTMLElement);
  #results = element("search-results", HTMLOListElement);
  #count = 0;
  constructor(page, log) {
    this.#page = page;
    this.#log = log;
    element("find", HTMLElement).addEventListener("click", () => this.toggle());
    element("search-close", HTMLElement).addEventListener("click", () => this.toggle(false));
    this.#all.addEventListener("change", () => this.#search(""));
    this.#panel.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search("");
    });
    this.#panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.toggle(false);
    });
  }
  toggle(open = this.#panel.hidden) {
    this.#panel.hidden = !open;
    element("find", HTMLElement).setAttribute("aria-expanded", String(open));
    if (open) this.#words.select();
    else {
      this.#count++;
      fill(this.#results);
      this.#state.textContent = "";
      element("find", HTMLElement).focus();
    }
    if (open) this.#words.focus();
  }
  find(text) {
    this.toggle(true);
    this.#words.value = text;
    this.#search("");
  }
  async #search(cursor) {
    const { session, words } = this.#page, sought = this.#words.value.trim(), count = ++this.#count;
    if (!sought) return;
    if (!cursor) fill(this.#results);
    this.#state.textContent = words.say("search.busy");
    try {
      const room = this.#all.checked || !session.current || session.current.isPrivate ? null : session.current;
      const found = await session.search(sought, { room, cursor });
      if (count === this.#count) this.#show(found);
    } catch (error) {
      if (count === this.#count) this.#state.textContent = reason(words, error);
    }
  }
  #show({ hits, more }) {
    const { words } = this.#page;
    this.#results.querySelector(".more")?.remove();
    for (const { room, line } of hits) this.#results.append(make("li", {}, this.#hit(room, line)));
    const n = this.#results.childElementCount;
    const key = more ? "search.found.more" : "search.found";
    this.#state.textContent = n ? words.say(key, { n }) : words.say("search.none");
    if (!more) return;
    const next = button({ onclick: () => this.#search(more) }, words.say("search.more"));
    this.#results.append(make("li", { class: "more" }, next));
  }
  #hit(room, line) {
    const { words } = this.#page, { time, nick, text } = line;
    const when = make("time", { datetime: time.toISOString() }, `${words.day(time)}, ${words.time(time)}`);
    return button({ onclick: () => this.#jump(room, line) },
      make("small", {}, isolated(room), " · ", when),
      make("b", colour(nick), isolated(nick)), ": ", make("span", { dir: "auto" }, text));
  }
  async #jump(name, line) {
    const { session, words } = this.#page, room = session.rooms.get(name);
    if (!room) return;
    session.show(room);
    this.#state.textContent = words.say("search.busy");
    const there = line.id && await session.reveal(room, line.id).catch(() => null);
    this.#state.textContent = there ? "" : words.say("search.gone");
    if (there) this.#log.reveal(there);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA6VW227cNhB991fQTBFQsKz2eY2tUSQGGiBFCrgfEFqiVowlckNS3iwcfVff+2Wd4WV1sRwbyIOx1nB4ZubMjbLba+PIIzGCW63IQGqjO0\
KLXyvJW72zxRdLr85kUrvrndMqJ6VudW9yIlrRCeVyUsu2zYm0uuVOVDnp+L2YoukuIIlvHqlsubXkVnBTNuTxjJA3e74TV/gPWL0KAiVask0mGLVem+bk\
z3/++ngTpJlXPWhT2aeql14eL3xQ+97NbvF2Bf4SpM/esA6CW7nj5WuOGWH71q25Fk/ipU8fpZ2bKnWvHNz7Db9Krawzfem0YchTToCkzPNGiGukLTx9oJ\
5YTGLQA2mklIxe1FJVC4cLXlU3D/Af+iKUMIyWrSzvQY1lZPt7QHR6t2sFy7IFYAyrbLUVPwNc89aKhB5igIysQTRc7cQc403wglE6R/ClVHzthTnegsee\
R1pr09HsegXa9neddAgt8MDjB64hYJQUe+N/34uaQxZZNEaeeBHkw4ozT63ei2OlD2rdrKyjtAA1st1uCb2xJd8Lmq3QNzU7wF881HuhoBqmbjSyqoRalt\
J4AurneO0V5WOF+8M5I2FECEa5kfwSmp2rSqDqLZyonXch5QZj8t/Rru9WgMEEsVN9WXEiIaj5zri4SJTj4GHhJPbUMhvYnIUT39w7rYBr7CpKk84PQ6p1\
2dvkyvADpyeKqIZYDC3OiI1ZgEYWs4IIEA+87bGD8dr0dF5MiM7tUZUkHZS9sdokQ35SwJy2wlqJgzqMxmGSdhwfVve7xp2EEw8KyFPHMpzwYQBdXExoHx\
N3HiAyWByuN2pykBx6NjHPpyVWAD+meVLc9faY2siZ46kUQpxGw3bZTsZE2YjyXlTk+3dyHikowB+D8CBbiApp/zbyAWf6NVE9rIPNUuVqZq8GDiowyA9c\
upNqTEQgJMddCm4BgZ6HU/MHdiKr2+20mFMt2UYfmLeRSo6U3MGCZMKYMcevQVohN2x45jmGxe0Rx8oe/H5DBx5JIx1odNrABl8W1lo9TdMaU70ctgWi4b\
Q1otMPIvUUzGCMJEAH2lqp8OGga+9GtoDle+i9iuHrgtFWQsM+DnnUAX02YmRpzAT4cfAlqLKRbRVb/d1Y3EHdT9lAwTVJxehTEyKBSplJ6UulrQBnLG+A\
x0JRyO9mpeyVVoJOxuQ5Gp33WgwLjAB6eJZB6rTyq3WzthUDxpCv2AvZydYSucJ4eL0BA4EKQEQ3stOAWmbiFSWEqE528KvA/dxPQa+CANOAD41fSsEdvO\
EdqoBw/Nh4EJi0H24/xY3jI/78y2MIuoKgUSUDYZLhdxR+jhQEol+g9Uvf7WdhDnnsz+Cd7cJbEis0PYy9PkxXSv77l8AZhpPNr93R9LxmyEU2uey/8fYG\
70YrsGIDB9KAmPdO+5S4WUrizvAuK448r2Xmha0Rx22ae/hpi51wHnFarT7IWbWeZiVOGH/8c7sgeOwaYUQskkJW5O3bxWjGZxpvJ0kCrazwQ5WFVOLYf9\
GXYAcGAV3t1t2iW716Nr7AkxtBHlIynP0PgUri2HsNAAA=
"""),
File(name: "selfmenu.js", content: .text(
#"""
import { away, changePassword, login, register, rename } from "./account.js";
import { element } from "./dom.js";
import { showKeys } from "./keys.js";
import { openMenu } from "./menu.js";
import { languageChoices } from "./theme.js";
export class SelfMenu {
  #page;
  #anchor = element("self", HTMLButtonElement);
  constructor(page) {
    this.#page = page;
    this.#anchor.addEventListener("click", () => openMenu(this.#anchor, page.words.say("self.title"), this.#items()));
    page.session.on("me", () => this.#tell());
    this.#tell();
  }
  #tell() {
    const { session, words } = this.#page, { nick, account, away: note } = session.me;
    element("nick", HTMLElement).textContent = nick;
    const state = [nick, account && words.say("self.account", { account }), note !== null && words.say("away")];
    this.#anchor.setAttribute("aria-label", state.filter(Boolean).join(", "));
    element("app", HTMLElement).classList.toggle("away", note !== null);
  }
  #items() {
    const page = this.#page, { session, words } = page, { account, away: note } = session.me;
    const items = [
      { label: account ? words.say("self.account", { account }) : words.say("self.guest") },
      { label: words.say("nick.change"), act: () => rename(page) },
      note === null ? { label: words.say("away.set"), act: () => away(page) }
        : { label: words.say("away.end"), act: () => page.attempt(() => session.setAway(null)) },
      "-",
    ];
    if (account) items.push(
      { label: words.say("password.change"), act: () => changePassword(page) },
      { label: words.say("logout"), act: () => page.attempt(() => session.logout()) });
    else if (session.about.accounts !== false) items.push({ label: words.say("login.go"), act: () => login(page) });
    if (!account && session.about.registration !== false && session.about.accounts !== false) {
      items.push({ label: words.say("register.go"), act: () => register(page) });
    }
    items.push("-",
      { label: words.say("language"), act: () => openMenu(this.#anchor, words.say("language"), languageChoices(page)) },
      { label: words.say("keys"), act: () => showKeys(words) },
      { label: words.say("quit"), act: () => session.quit() });
    return items;
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA41VTU/cMBC98yvcVEKOFNz7oi0qCKlSQarU3qoeTHY2a3Ds1J4UENr/Xn9ms2a3cEvs5zdv3ow9oh+0QfJC+CN/bki74aqD79zaR21WDZ\
G6E6ohBjphEYz/UrwHsiVro3tSsU+8bfWokN3b6vxEZDaQ0IPCGW6l+wJjN/rxGzzbGejB/RYoPYC6BTXOUI55LFDSyR55B1cbLVqYU+LGKYloeAroVrr0\
yA+Q68D7ckLIx8GdPfcfXLUbbcgyZ0Ar64BVQ77+vL25HBG1uo47tce3Wlk0Y4vaUM9RBzpCcCMsC6yOKpPn5RiD8dXq+q8juvHWKjC0aqVoH1wsWpPl5y\
lzOj/VBDbmq2OZ5c9RH0OBEqq6SREEQm9pXdcxbDhiwVqhFdOKVj1MUeIBBClphs+X/MrWGxN/U3ohbV/CyNmQoMe5vpxl3jiAcgk1JPVIE5psQZRGCNgs\
qU/2TJ6r6IP3PLvNEJ7wSiv0bbUMxOczLRY5eq9/7UUkp6ektCptVV5ehm2dc0HVh6WjHqUsDnrdVf37QBEt4BdEI+5GBIczgp9JfgfS0QdJbC2kuzj0Um\
sJXNXsXgtXgIZU2e0paT4MZc6hVX1/MNRdJyEpKcTuipTqvlel1IT7dTlQuLz13mJF9hDR+x7WSLiKLv3FZO3FOwtAFq+A3QgWq5psm5J8hvT1ZvHZ8v3P\
W1ykzo5PVbqWE0fIZ5nLfHGQ02fuK1sQ+uVMl9iIk32UAdSqYAgXkaPzbEAal7KtvpE8fyjoTG91VsXP1H1iTWhyrY7us2G0G/ofi4b0nB+2af/JL+06xO\
eGgh7x/alFPPVZTT1vIWSSIfzOIXJn2NDZa+5Aeyke0SIU63ShJiznXOqdcx9mD8N+7DjiDEe3tIv/GndI40sy6w2teYq+lpt3CsWxy2asUzMcKUyaggX7\
kUFy5GAxSqOkNzrCz+0iaJ7uNMDeOP9nFGU/Zdf9Ft1ZYgBHo6In8dnbnvwDEQWjlMQIAAA=
"""),
File(name: "session.js", content: .text(
#"""
import { askAbout } from "./about.js";
import { Coming } from "./coming.js";
import { enterText } from "./commands.js";
import { Conversations } from "./conversations.js";
import { Emitter } from "./emitter.js";
import { Happenings } from "./happenings.js";
import { History } from "./history.js";
import { Refusal, command } from "./lines.js";
import { Login } from "./login.js";
import { fold, roomName, sameName } from "./names.js";
import { Outbox } from "./outbox.js";
import { Rooms } from "./rooms.js";
import { TabClaims } from "./storage.js";
import { Wire, systemClock } from "./wire.js";
const doubtfulSilence = 30_000;
export class Session extends Emitter {
  rooms = new Rooms();
  me = { nick: "", account: "", away: null };
  about = {};
  limits = { line: 2048, rooms: 50, nonces: true };
  ignored = new Set();
  #fetch;
  show = (...args) => this.conversations.show(...args);
  attend = (...args) => this.conversations.attend(...args);
  keepDraft = (...args) => this.conversations.keepDraft(...args);
  drop = (...args) => this.conversations.drop(...args);
  post = (...args) => this.conversations.post(...args);
  note = (...args) => this.conversations.note(...args);
  retry = (...args) => this.outbox.retry(...args);
  loadOlder = (...args) => this.history.older(...args);
  reveal = (...args) => this.history.reveal(...args);
  search = (...args) => this.history.search(...args);
  register = (...args) => this.account.register(...args);
  login = (...args) => this.account.login(...args);
  logout = () => this.account.logout();
  changePassword = (...args) => this.account.changePassword(...args);
  constructor({
    storage, location = globalThis.location, clock = systemClock, page = globalThis.window, claims,
    makeSocket = (url) => new WebSocket(url, ["line.partyline"]), fetch = globalThis.fetch?.bind(globalThis),
  }) {
    super();
    this.storage = storage;
    this.clock = clock;
    this.#fetch = fetch;
    this.url = new URL("ws", location.href);
    this.url.protocol = this.url.protocol.replace("http", "ws");
    this.url.search = this.url.hash = "";
    this.wire = new Wire({ url: this.url.href, makeSocket, clock });
    this.conversations = new Conversations(this);
    this.history = new History(this);
    this.outbox = new Outbox(this);
    this.happenings = new Happenings(this);
    this.account = new Login(this);
    this.coming = new Coming(this, claims ?? new TabClaims(() => this.coming.token));
    this.#listen(page);
  }
  #listen(page) {
    this.wire.on("state", () => this.emit("state", undefined));
    this.wire.on("greeted", (keys) => void this.coming.enter(keys));
    this.wire.on("event", (line) => this.happenings.take(line));
    this.wire.on("refused", (refusal) => this.emit("tell", { refusal }));
    page?.addEventListener("online", () => this.wire.check());
    page?.addEventListener("pagehide", () => this.coming.remember());
    globalThis.document?.addEventListener("visibilitychange", () => this.shown(!document.hidden));
  }
  shown(isShown) {
    if (!isShown) this.coming.remember();
    else if (this.wire.phase === "off" || this.wire.silence > doubtfulSilence) this.wire.check();
  }
  get state() {
    const { phase, retryAt, code } = this.wire;
    if (phase === "open") return { phase: this.coming.isIn ? "on" : "entering" };
    return phase === "off" ? { phase, retryAt, code } : { phase, code };
  }
  get mayLogIn() {
    const { protocol, hostname } = this.url;
    return protocol === "wss:" || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  }
  async learn() {
    this.knows(await askAbout(this.#fetch));
  }
  knows(about) {
    for (const [key, value] of Object.entries(about)) if (value !== undefined) Object.assign(this.about, { [key]: value });
    this.emit("about", undefined);
  }
  start({ nick, room = "" }) {
    return this.coming.start(nick, room);
  }
  retryNow() {
    this.wire.connect();
  }
  async quit() {
    this.coming.forget();
    await this.ask("/quit").catch(() => {});
    this.wire.stop();
  }
  ask(body, options) {
    return this.wire.ask(body, options);
  }
  get current() {
    return this.conversations.current;
  }
  open(nick) {
    const room = this.rooms.open(nick);
    this.show(room);
    return room;
  }
  async join(typed, key = "") {
    const name = roomName(typed);
    if (!name) throw new Refusal("bad-room");
    const room = await this.coming.join(name, key);
    this.show(room);
    return room;
  }
  async leave(room, reason = "") {
    if (room.joined) await this.ask(command("part", room.name, reason));
    this.drop(room);
  }
  async close(room) {
    if (room.isPrivate) this.drop(room);
    else await this.leave(room);
  }
  isMe(nick) {
    return sameName(nick, this.me.nick);
  }
  say(room, text) {
    this.outbox.say(room, text, "say");
  }
  act(room, text) {
    this.outbox.say(room, text, "act");
  }
  enterText(room, typed) {
    return enterText(this, room, typed);
  }
  discard(room, line) {
    if (room.remove(line)) this.emit("remove", { room, line });
  }
  async rename(nick) {
    const { keys } = await this.ask(command("nick", nick));
    this.becomes(keys.nick ?? nick);
    this.storage.nick = this.me.nick;
  }
  becomes(nick) {
    const old = this.me.nick;
    if (nick === old) return;
    this.me.nick = nick;
    for (const room of this.rooms) if (room.rename(old, nick)) this.emit("members", { room });
    this.emit("me", undefined);
  }
  async setAway(note) {
    await this.ask(note === null ? "/back" : command("away", note));
    this.happenings.away(this.me.nick, note);
  }
  async ignore(nick) {
    await this.ask(command("ignore", nick));
    this.ignored.add(fold(nick));
    this.emit("tell", { key: "told.ignored", values: { nick } });
    this.emit("rooms", undefined);
  }
  async unignore(nick) {
    await this.ask(command("unignore", nick));
    this.ignored.delete(fold(nick));
    this.emit("tell", { key: "told.unignored", values: { nick } });
    this.emit("rooms", undefined);
  }
  async setTopic(room, text) {
    const { keys } = await this.ask(command("topic", room.name, text || "-"));
    this.happenings.take({
      verb: "TOPIC", fields: [keys.time ?? "", room.name, this.me.nick], keys, text: text === "-" ? "" : text,
    });
  }
  async moderate(verb, room, nick, rest = "") {
    const answer = await this.ask(command(verb, room.name, nick, rest));
    this.happenings.did(verb, room, nick, rest, answer.keys);
    return answer;
  }
  async report(nick, reason) {
    await this.ask(command("report", nick, reason));
    this.emit("tell", { key: "told.reported", values: { nick } });
  }
  async whois(nick) {
    const { rows } = await this.ask(command("whois", nick));
    return rows[0] ?? { verb: "whois", fields: [nick], keys: Object.create(null), text: undefined };
  }
  async listRooms(part = "", after = "") {
    const { rows, keys } = await this.ask(command("rooms", part, after && `after=${after}`));
    const rooms = rows.filter(({ verb }) => verb === "room").map(({ fields, keys, text }) => ({
      name: fields[0] ?? "", members: Number(keys.members ?? 0), topic: text ?? "",
    }));
    return { rooms, more: keys.more === "1" };
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA61ZW2/bOBZ+769g1cFAxrpKOrODXbjIBEV3gCnQbYtJBvOQZndkibZVS6RXpOIarv/7ngspkbKTpot9aSzyO1eeG9mq2ejWir3IzfrVXH\
dWHMSi1Y1IsrMcv7NPJnn5pPKw17qp1DIAFbQwQkllZXstP9sY2OSqNEcM1Z1sTW4rrUwED9ZHNL80lQUBAVryygj3a77ZSAXqhYxX/eIYXRmr210I5ZUR\
7je56ExeT4WzKCCoKyXHbN/qZaVCDH6PMAtdl1PRat28yxs5FQb+xV8BmYLPMev3nZ3rzwFI08JYX2AbOgDFjDld5/PXdV5FOLQ9X8oR8o+qRQV3xsrmda\
2LdUCxhT2Gw+kZK0rdze2iq6+qWqpCigvx4/m/z8/PXz6Rn4ldUefGiCtpDJyygHiRECD98e6fCPKJAUIlt2xIOnkJyw0y2wtVFeuZSJKpyItCd8q6j22+\
mwnV1bU4IJoCGQnoq66AvyF6PK+Z+OH8r39n75uZ+Ol8KpQGbeG3bTvJHKql0q0snSJX0rIazxbSFiv8ZVZ6C7tplmV5uzQTcfGzsBA/WRzHCOsxpJpFmx\
9BycCIdi3l5h9tvrCPIO+xEYey1ZtHECMsotto8xihCIvolLbyEXQIi+haaSExTxG6iCdARFLrvHxflxBGp8h8ZmtEjETdybx+kIghEZWReVusHqRiyEjW\
EjbvUdFFdOZBI+uwqDxERogxDadBehINexzUxSpXS/kBMnOr2/JBITE0kkYVoO0KsD3FRAYfcT2ZgiIFHTSwXtZ6ntfXyNOvQl2lsnIRFpmp2ABpTLCtVK\
m3CMfCNSUZTb6WV4CXZGfX1qQz5uwfcs4buDoVNwnmfrbJW7vDX8ntZCoom2MhtHSZzUFWOixPUNphIpxh3QaOh6wW7B9nKtrAv4I9bx39Ddafeel9TXEb\
oK+rO7//9jZNtiYZXJitWrmYxOBs02qrC41UR2sQTps6L2SarKzdACfkN2bQR3O/ssoNfidJgMRq7xTDppDuBSBnAQ2oNg1OxB/sIRQXJb7jFo0EKcJCCp\
dPDuua9hGK64IDcZ885jSMB45Zv3CEdRHvgNTTjzA8CvVG4AdhfIiKy0va6pttmoYVkOYoq9dSTUKuz2pMf5ViAtD6ARtPuOjCsD+UTKs0MTa3Es43EIFD\
0rDRqVIuIPLLSFpPv2yltLJEDmu549y/01UZaUtzHu+fZAKFUllkgSkWlMRhBLMQHrx7kkGLsxZr0fLYNTbHyrqG7b1w+xBejhP65jLLy/IX1OItOQy0Tb\
SihI9cQwKLlSzW6dfIcX1VlSMGziGtbGQzx2rguASlpNRF1wCrU0zvKlPNq7qyOy6pMXOcGlT61DOAFChLHyUHN3yotDJX+NeHQ7UQ6dN+7bSSrKOsjST4\
4IoNJDwk9wWkvF4sEvHlS+An48a5n8cD3uTYmV7FJVRkirzU68cj4l6QqCm3+FdYJHSJc+/FwOtlb0+oFkRQMkGyrlWezSyyszJvlLgEqEoEDIYUrLCe8E\
gnPO3Y1sv7lZoNW7wSmtfkO6gLb9Sxha72TsUKBiLFc/1QXGNl+tqN+myNmZHzz/6VYsmvkcGXFz/8Lf2YfSz/Mtn/ePjy8WY2e/HxdvLdWWYlzFteRu/6\
3OxUIWqo6YNqJHut9NakMCxXtr/+pUEvGgLMIRHgOSx0K1K28AYKwFTc5XUnb4VeiPfzT7KwWBzaSnqyCR0ggcRTsG0oPx4PUwSM2awA0WBWI+/bGTOPOw\
enPwGjatYnhYXenvIdgad7amBD23YeDyOGaQaKnhkFwjuY3Y+LLfhAgfrpyN//6UC9CO1kgOOW/v4gBHufbTbrNDlDumSSQXuHYZFrwP5wVBuh6W1Ciet0\
rks4BL2hpnnKRKI7RoYRXHRtC6eWnvZQOKE7pCfGZCS3xaHvnE70fOscgOG0hJei3t29WFyJffpJY9fdbSRcliEu6DxjiZRcF/1NmsGToYA8pcwAsS1c1+\
hOyV0jTeZ5+RzJ/DAUWRCckn/vQFUUXdZBk//JGsjIO0lILDS5oYF4MAjVxU0ShWkyChX3+oANqcUMICxrxNyijkpXuCikWQkYyQwrcSS3Mh/a6g5K9uQU\
C9c2AqUGe3oZlfmnjOLCOcO/b7hUI/JGZn1gUP7mO+ccKz/bKJPcpS9GwCgLC8lgH+TkN9IDyUDfv2F5DIVSbMeA4TkvRHo+ZWWKHC5HvMeD0MjT0JD1nR\
+DwurGGzze9OSuDA5nCJnofTluPTiaUbO5L3iQCPgTbRgvcwkQKN7IgM6Fhtdx4roXItq/iI7Ra+j5HCsHV+8TNOwVZghdAkC+xwdym17kQBb0I0pa6END\
3ZmEviZn0YMbWx06nAcj03v8VMtp5Ml+w2dhpH21hbjCJwxv78j3/AgCxtEDFcwnZ/McDgGGi/5U8AELTwWZnL6xZAhJQ284eKwOv1tF3r8vEhh6Khbc4x\
eOrSm+VKZHiNEoDkED85YFqKdN3HxgZu7VDoLyhGvpsB7wbqe+wSAPfsikUtZwy/lmqzzr/5ddEDXXelMVJwrWozPZIoO4DyAfnB6T58l9YUT3L5YkBDT4\
OZh4/f7Dm9fAaVHJugTLbqgI2ApaKxSBZCQjCMFbaoaGBc9YPM2xz3GqTjDEqdKSuHEVa2CgbvGCgFr4UupGMUnPjeNmnyuzpceze1wyMHK6Dtzuc0dZlf\
fInzpxGd12o9bOG+OajA/cfpTkfvyVeGWSZBB61MTvD0imfSgeB9W2K12Zk90ChqKHY4xIR/nUzzdbc3N+ixGy94Hk4X0gBUEy82N/AYbCqWMxnPjI6fNk\
uGG5mQluzPzfADj1UEzAwSz4DXUcH2zQ9Oup49MTeXp2338v/qRfF9/t6e/hz8nRaGho1tyabFHV+BKSsul4x8DnEvxJ8c+DZdbkG4SwO8JccQR9ImK4zh\
zOORUNdd1pJt51dH+nvHSLiDlHB2IZcLnHZC7b4uPi9gbiGyhjM8GcdOvuwS8S7/jDk/8ChYB/ciIcAAA=
"""),
File(name: "storage.js", content: .text(
#"""
function browsers(name) {
  try {
    return globalThis[name] ?? null;
  } catch {
    return null;
  }
}
class Shelf {
  #keeper;
  #fallback = new Map();
  constructor(keeper) {
    this.#keeper = keeper;
  }
  get(key) {
    const unkept = this.#fallback.get(key);
    if (unkept !== undefined) return unkept;
    try {
      return this.#keeper?.getItem(`partyline.${key}`) ?? "";
    } catch {
      return "";
    }
  }
  set(key, value) {
    this.#fallback.delete(key);
    try {
      if (value === "") this.#keeper?.removeItem(`partyline.${key}`);
      else if (this.#keeper) this.#keeper.setItem(`partyline.${key}`, value);
      else this.#fallback.set(key, value);
    } catch {
      this.#fallback.set(key, value);
    }
  }
}
export class Storage {
  #lasting;
  #tab;
  constructor({ local = browsers("localStorage"), session = browsers("sessionStorage") } = {}) {
    this.#lasting = new Shelf(local);
    this.#tab = new Shelf(session);
  }
  get(key) {
    return this.#lasting.get(key);
  }
  set(key, value) {
    this.#lasting.set(key, value);
  }
  get nick() {
    return this.#lasting.get("nick");
  }
  set nick(nick) {
    this.#lasting.set("nick", nick);
  }
  get rooms() {
    return this.#lasting.get("rooms").split(" ").filter((name) => name.startsWith("#"));
  }
  set rooms(names) {
    this.#lasting.set("rooms", names.join(" "));
  }
  get login() {
    return read(this.#lasting.get("login"), isLogin);
  }
  set login(login) {
    this.#lasting.set("login", login ? JSON.stringify(login) : "");
  }
  get return() {
    return read(this.#tab.get("return"), isReturn);
  }
  set return(value) {
    this.#tab.set("return", value ? JSON.stringify(value) : "");
  }
  draft(room) {
    return this.#tab.get(`draft.${room}`);
  }
  setDraft(room, text) {
    this.#tab.set(`draft.${room}`, text);
  }
}
function read(written, isOne) {
  try {
    const value = JSON.parse(written || "null");
    return isOne(value) ? value : null;
  } catch {
    return null;
  }
}
function isLogin(value) {
  return isWord(value?.account) && isWord(value?.token) && isWord(value?.label);
}
function isReturn(value) {
  return isWord(value?.token) && typeof value?.since === "string" && /^\d{0,19}$/.test(value.since);
}
function isWord(value) {
  return typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value);
}
export class TabClaims {
  #channel;
  #own;
  #heard = null;
  constructor(own, channel = makeChannel()) {
    this.#own = own;
    this.#channel = channel;
    if (channel) channel.onmessage = ({ data }) => this.#hear(data);
  }
  isTaken(token, clock) {
    if (!this.#channel) return Promise.resolve(false);
    const channel = this.#channel;
    return new Promise((done) => {
      const timer = clock.after(() => settle(false), 150);
      const settle = (taken) => {
        clock.cancel(timer);
        this.#heard = null;
        done(taken);
      };
      this.#heard = (other) => other === token && settle(true);
      channel.postMessage({ asks: token });
    });
  }
  #hear(data) {
    if (typeof data?.asks === "string" && data.asks === this.#own()) this.#channel?.postMessage({ has: data.asks });
    if (typeof data?.has === "string") this.#heard?.(data.has);
  }
}
function makeChannel() {
  try {
    return new BroadcastChannel("partyline");
  } catch {
    return null;
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA41X227bOBB9z1ewSlFQgFZNCiwWm8BrYNuXLrYXtAH60HQRWqJsrWnSIOkkhqt/75AcyqKtXAIklskzZw6Hhxyl2cjKtkqSmVZ3hmtDJV\
vxnOxOCLF66z8J0dxutCRzoWZMXC1a892hfpDplMiNEJcA6kjFbLVIA/rJk+6kEswY8nXBReNBp0vO11y76dOGCTFj1ZJMiOR35ANb09xNVEoaqzeVVZoG\
eI4JLIgokQKi9lwd/M65Bfg2Yj0L2cglX1vAhtCYsozgS49tG0IR+WIygaCaN63kdR6XFCYDeF+gfsVDXVPH/d7yFb1ZM223AojKlztI1t3krnZZFnjS2v\
Vc/TQuywSlBbllYsPTSvTLqbnglg9WNBTpVueDyQQWl2X5gV7NV+qWPyT5Elm4MNxTDYNTqtI8uPIoP2E7WMTBSser9KwYNB+/XyttCXoQ7MTmPLgQRmwr\
596Gls0OXbcjQlVMgG36A5L5ESTJ8gL2xRh3hIYYHOtRoH5Cdl26aZgbXe+PBvXkces8ClQlCKTOH3B7YkTMkJj8KSvFmJGCYjoi22pJn0yYOVg2zBkC3Z\
+HU4aowkOTpFqplXlGVo/L8tKsRQtfCTw2rbBcU7zbJn8R91AaC94031q7oNlplidCQzIHM49IDakKT2fK/1Urfb5EtlBzGD6QrTmr6Yh2D3aeas2/7jHR\
FJj830c0BYoioMmU/PP100dYqgZA22xj+IU7/Ul1vbBHdIINsb5+Koj84p/TygWiEWM5BjNgQGcda8TYRGOtWWOpK/ioA6K6G4+Du8Yh8c5CZe96hoJYfm\
/HxR0QIDQ2sSa2S1+YO91ay6UrxCd51DRD28HrNiwRLkPDYxj5+ZNkrkNmeNxxQZ4s1mCKBBfPb7S9RvTQcCv6FN+UrsPEtGRVpTYS6vHq1cGMVUsuR8YF\
m3F3SSXJvhxt/Gi2PafdrrlqCI6bVlbYl4ITMod5/d91vTsrzv/sXr4uLTc20AT0oYJ9miT/MM9Igu/X92/Of7u+/4P/2J0Xb87O0lQ+SdI/rtjsrWDtyo\
QOUi2YlNyX/1TdSf+54EzX7tbGfRm2FMAUBIMAsmJL/jZ8o3nqSUACADnj4D5ykDi0dhzI40ypJNxLxvW6CYFWVjPLSOcvwMDlZFI32p+T1lyBHkn9LoFM\
aEf9Xe1SvEhE9G9Fn7VatYbDC4RR4pZT6Mom9uBwDvayE4bE+a7HIROltZLhro79PvDYduXf+LyyEo6qu9c9Dk6vFTF1Qc5/P+vfMUJoALhSWOY9OCAnSF\
gx8JWgPksfTgblGu5q+HFCkTEOdpcnY3FU2YV7U4K8/smb0VfaORH1g032L0dxI9fK2A9hK2EfmVmaCwzs4ptOv4WDXR1sHB4CNwwnHgiOToKb2s/0DnSm\
TLZseqBmwUDMPrgbvEknSQGX5MyH1ZmWXrEDHV+2yREZ/9fEWedvrVhdQS+M2Kx/+cQ+8tTV+QtNHx4yDg0AAA==
"""),
File(name: "suggestions.js", content: .text(
#"""
import { complete } from "./commands.js";
import { colour, element, fill, make } from "./dom.js";
export class Suggestions {
  #page;
  #input;
  #changed;
  #list = element("suggestions", HTMLElement);
  #all = [];
  #picked = 0;
  #from = 0;
  constructor(page, input, changed) {
    this.#page = page;
    this.#input = input;
    this.#changed = changed;
    input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.open(false);
    });
    input.addEventListener("blur", () => this.close());
    this.#list.addEventListener("pointerdown", (event) => this.#chosen(event));
  }
  open(byTab) {
    const { session } = this.#page, { value, selectionStart, selectionEnd } = this.#input;
    if (!session.current || selectionStart !== selectionEnd) return false;
    const { from, suggestions } = complete(session, session.current, value.slice(0, selectionStart), byTab);
    this.#from = from;
    this.#all = suggestions;
    this.#picked = 0;
    if (byTab && suggestions.length === 1) this.#put();
    else this.#draw();
    return suggestions.length > 0;
  }
  close() {
    this.#all = [];
    this.#draw();
  }
  pressed(event) {
    const count = this.#all.length;
    if (!count) return false;
    switch (event.key) {
      case "ArrowDown": this.#pick((this.#picked + 1) % count); break;
      case "ArrowUp": this.#pick((this.#picked + count - 1) % count); break;
      case "Escape": this.close(); break;
      case "Enter": case "Tab":
        if (event.shiftKey) return false;
        this.#put();
        break;
      default: return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  #chosen(event) {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    event.preventDefault();
    if (!option) return;
    this.#picked = [...this.#list.children].indexOf(option);
    this.#put();
  }
  #put() {
    const suggestion = this.#all[this.#picked];
    this.close();
    if (!suggestion) return;
    this.#input.setRangeText(suggestion.insert, this.#from, this.#input.selectionStart, "end");
    this.#changed();
    if (suggestion.kind === "command") this.open(false);
  }
  #draw() {
    const isOpen = this.#all.length > 0;
    this.#list.hidden = !isOpen;
    this.#input.setAttribute("aria-expanded", String(isOpen));
    fill(this.#list, ...this.#all.map((suggestion, index) => this.#option(suggestion, index)));
    this.#pick(this.#picked);
  }
  #pick(index) {
    this.#picked = index;
    [...this.#list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.#list.children[index];
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }
  #option({ kind, name }, index) {
    const { words } = this.#page;
    return make("div", { role: "option", id: `suggestion-${index}` },
      kind === "nick" ? make("i", colour(name)) : null, make("bdi", {}, kind === "command" ? `/${name}` : name),
      kind === "command" ? make("small", {}, words.say(`help.${name}`)) : null);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA4VWbW/bNhD+nl/BaF1BYYrafbXhDsUaYMU6dFiyfQkChBbPNmeKFEgqTuD6v+/4IptytCZAYJG8l+funjtStJ02juxJo9tOggNyICujW1\
LU73CrZYrb+l9bzC/ESVLq3lQEJLSgXEVWQsqKtGybK3PdRj14CnqNZNaSm369BuuEVpbsLwj5oWNrmPsPobreha9mw9QaePiWwjqyGFzRwp70i4r8dvvH\
l+t4VAZxJiVK392HRSeaLXBcvw/LACwtGtR3pm+cNtQjqEhwX5HkuwzgCHEbYeuAETUHqMN2UMH9I/LhIBnBoywUEuVqxvn1IwL+gpGBAkOLsI/RUPD7JV\
l8SN5RZUXoZdxHdeuYakCvyGevEayQt29JOK6F/RUrqK1Q67KMQHQHiq6YtFBGBIfy+0iWsjceSMAQTDRSW6BlmYfnazKh3GmhHBiud2oczJAUtKTSdrB3\
wP8Acfl8y5ZDykNpkGUWrMUyI6MWWRkqPHlksscPi6RoPBNuHDMuW18rnmll1QnZTHbrpjfGJ/DbtzNL5HKxGBkriQHXG0VCKucjlJ5U6Dpjtfc89BJNzi\
py5rWKQdRWigbo+/NgyorEnORpT/z1P/l2pHyGID8ct0DMQLDseZPp1BLU2m3IAkP/uRyUe0cTAsDA0y43bDdsp7xMGPoQPfoSJwqNOirvU/LCsNfqDGYM\
+ECjnBuN7pU71hdNJadZkYPIVN3sTrhmk9hZb+G5PPZawzDG4qMxevfJc3iW5ZDSUT5/8kn6MQIp52RpgG3nL8383X3fSAzk6lVj17ZhHQy2Uj6nJX0Hom\
BcYZ2LWTqPiYlh241Yud997C8TlHHnVH7/N/LGYcV66WYTBg6RMMERFtH/forSRzJFEE53fxqNTc08c84ohcMZBiqMR8eICrrzuv6CCDaxd9YwmpTpdiC/\
jCRiDi3eJ3dGS1hEM/dFSWZE9VLOX40hsCyqDVmc7Lu7uq6zqdlshOQ4AO5roTg8fV3RZGOkPCQ+BB9Wo6BP7ZY3wV3uOW+sgS/ZCDwamMIeLwcL7i9/d9\
3Ck6MnBcRtwU/b00yqzvTGU7kAxYty4nbMEWX2t5iYMIaK9Poopi+zkJs4MkbJEfYrCk5Mh2EkjW6xjeA8SF9Gvck8fHTOiGWP47xgRrArfNAgLuB4y93g\
iVrTqDzckv45RE9OKnLkgEfTso5mAfuXBzIhuygjIyZExrdwmCh5zTPK+KNkdj/FynAWjf0vQVfaXLNmQxNDK9JJ1kDAGXemUhOrn6cmaIWCjoM4698JCH\
dB4f7EkqHdhoH9SpkY0vARONgGKciUf2El4IIf59oQSoNzQH5WTv8jYEf3ZCl1s52RQgHDi8gVx6fTIb8Lo28DrX6EV92f6pMqvCee7BVRrMWH85EI42fQ\
Thtuzx5Bo0npn9204OKx8G8jP84QdvSAO4LPyMOJSldv9sHL4QEdphScOk4hPwocldGkQPX41KceYTkMxyqdL7mX2CPwlz2LRh7evdl7PXQ1CyGWLx1m4t\
GmbbFFktUQeW3ZM33YgOzqwdwRSEro4eI/bASjMcQMAAA=
"""),
File(name: "text.js", content: .text(
#"""
import { fold } from "./names.js";
const LINK = "https?://[^\\s<>\"]+";
const CODE = "`[^`]+`";
const ROOM = "(?<![\\p{L}\\p{N}_\\-&/#])##?[A-Za-z0-9_.\\-]*[A-Za-z0-9_]";
export function tokens(text, me) {
  const pattern = new RegExp(`(${LINK})|(${CODE})|(${ROOM})${me ? `|(${mentionPattern(me)})` : ""}`, "giu");
  const found = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index ?? 0;
    if (start < end) continue;
    const token = tokenOf(match);
    if (!token) continue;
    if (start > end) found.push({ kind: "text", text: text.slice(end, start) });
    found.push(token);
    end = start + token.text.length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}
function tokenOf([all, link, code, room]) {
  if (code) return { kind: "code", text: all };
  if (room) return room.length <= 34 ? { kind: "room", text: all } : null;
  if (!link) return { kind: "mention", text: all };
  const text = withoutTail(link), href = checkedLink(text);
  return href ? { kind: "link", text, href } : null;
}
function withoutTail(link) {
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1];
    if (last === ")" || last === "]") {
      const open = last === ")" ? "(" : "[", kept = link.slice(0, end);
      if (kept.split(last).length <= kept.split(open).length) break;
    } else if (!".,;:!?'*_`".includes(last)) break;
  }
  return link.slice(0, end);
}
function checkedLink(text) {
  try {
    const url = new URL(text);
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && url.hostname !== "" && url.username === "" && url.password === "" ? url.href : "";
  } catch {
    return "";
  }
}
function mentionPattern(nick) {
  const escaped = nick.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return `(?<![\\p{L}\\p{N}_\\-])@?${escaped}(?![\\p{L}\\p{N}_\\-])`;
}
export function mentions(text, nick) {
  return nick !== "" && tokens(text, nick).some(({ kind }) => kind === "mention");
}
export const HUES = 12;
export function hue(nick) {
  let hash = 2166136261;
  for (const letter of fold(nick)) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash = Math.imul(hash ^ hash >>> 15, 2246822519);
  hash ^= hash >>> 13;
  return Math.floor((hash >>> 0) / 2 ** 32 * HUES);
}

"""#
), gzipped: """
H4sIAAAAAAACA5VWbXOjNhD+nl+xIZkUEoxfcuf0/EYz18zcTXOXTtqbztTgmMNyoJYRg8QkrcN/r1YCW47TD/1iYLX7PKtHq12n65wVAjawZHQBFSwLtg\
bLa2fRmnDvL24Nj2KWcQG3n7/+AmOwEiFy7g/a7eksCPhoEljhxdbp493PN+g0n87m4cV8a7+/u/uCdtsfHU+DIN/cVvj7tXoIgtZZ+yR0Tk786XXrz6j1\
T6f14cGT5vDcMIQSijyrVJdlFouUZSDYimTcFuRZuLAmDmyOADRfHglBikxSZuQJ7snjzXNuz+3TDe6icl7kG6aq3zC5yjndrAn4MEfLmmTI8KtGsSV25c\
xhAJZVzV2wHtPScoZbsiUrs4WkmoZoo0QAUd8d/FyyAmztt45EnABbAmbsqa9rSu06V0fn34ByEcm9jnWQl2YL8gy+rzEB0iXY2mOEZA4GiTQrydCAUPpI\
CPW8W9oKytkBHKuF17E76ImGVtvz8pIn9gZWMhOpA+7ActVGBno7nKYxsWWAq1N3oKqpjHhNqM1aI810oXP0FBIl2aNI0Kk60umg6wiMxf+dVJNNQUQpy0\
JFD4+qo/1akhpNI0pdoGm2cqUuC+JCwdg61GeDuaDRaXC21GjdUksIqIa1P4Zv/fGj3gKMxnD5ThbcFgMX9zFkxWUlpQ3UMaZ1yF0X6yF9XQXSKIV+SkXC\
SvF7lFJb4biQFGQpV+KExCuyuJVGdZdMoZSLkSNG1kR1/C5JQ80DMiXf7magzThndUeGam0iKxxfWq3960AjLurAKfq1oBvu6lWvjmWDcSx4eYHdd2g1OA\
0Sy9Wl2AvxZWey8H5P5eZWJG+o6gLquOomDGscZEQnj+c0FYrcMU7VWEIuZ1uz3wsSrTRIBYRyok/V8tzh4Nj/4fxhbsmLHtNyQbhGNWKq3aG8lZkh/sF5\
KgFE8feeoGVB6+747f52d+7Ncsr/IN+lg3Tz8oIJFjOq5VL9f6BkfntxYGmgOluNdHamvBPGBU4WOEZvqzGXXDZANI/3zHnE+RMrFo3Z1xhYdtiLlSwQq6\
66MSnrJVOUVx09S+OVOS8Ij6OcYGniileQnEZS3vbUO7/wZ6ebynZepkEYBO2w/SgnQBCcnlnmRZm/OdlC5yf/dFODV7b/lsccD+/1aKvTbYbbLt2aDg2G\
hnuTUDl7nK2JXfdG2fxgPNGvSsqmZTgGtxbi07eb36QK3d7huE1KYuiGlzmJeCKde91+v3vZ7/W7rwae9JFq48TDPxc62GmivkRCzrV1SW1lmNXeXpxExU\
fZTq+F3ZFNqtu/urrqdz8osf8rVD0mkwl037vQ673r/9jrvTdjZmPD59I4NwW1pIwVtr316DjQhh6cn8Ol/FWaKKX+BQMb6DMsCQAA
"""),
File(name: "theme.js", content: .text(
#"""
import { element, make } from "./dom.js";
import { openMenu } from "./menu.js";
import { LANGUAGES } from "./words.js";
const THEMES = ["", "light", "dark"];
export class Theme {
  #page;
  constructor(page) {
    this.#page = page;
    this.#apply();
    const anchor = element("theme", HTMLButtonElement);
    anchor.addEventListener("click", () => openMenu(anchor, page.words.say("theme"), this.#choices()));
  }
  get #chosen() {
    const kept = this.#page.storage.get("theme");
    return THEMES.includes(kept) ? kept : "";
  }
  #apply() {
    const { classList } = document.documentElement;
    classList.remove("light", "dark");
    if (this.#chosen) classList.add(this.#chosen);
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const isDark = this.#chosen ? this.#chosen === "dark" : meta.getAttribute("media")?.includes("dark");
      meta.setAttribute("content", isDark ? "#16171a" : "#f4f3f0");
    }
  }
  #choices() {
    return THEMES.map((name) => ({
      label: this.#page.words.say(`theme.${name || "system"}`),
      checked: name === this.#chosen,
      act: () => {
        this.#page.storage.set("theme", name);
        this.#apply();
      },
    }));
  }
}
export function languageChoices({ words, storage }) {
  return Object.entries(LANGUAGES).map(([language, name]) => ({
    label: name,
    checked: language === words.language,
    act: () => chooseLanguage(storage, language),
  }));
}
export function fillLanguages({ words, storage }, list) {
  list.replaceChildren(...Object.entries(LANGUAGES).map(([language, name]) =>
    make("option", { value: language, lang: language, selected: language === words.language }, name)));
  list.addEventListener("change", () => chooseLanguage(storage, list.value));
}
function chooseLanguage(storage, language) {
  storage.set("language", language);
  const url = new URL(location.href);
  url.searchParams.delete("lang");
  if (url.href === location.href) location.reload();
  else location.replace(url);
}

"""#
), gzipped: """
H4sIAAAAAAACA52VXU/bMBSG7/srjswuHKnLhjZtEqhDbKvgomzTgCuEhEkcEurEme3AqtL/vuOvNOmYkHaBSOLz8b6Pj92qbqUysAYueM0bM4WaLTlsoF\
CyBpK+yWWd3mtyOKlipGx5c8abbhCEmd1O1OL428nl8cn8fBD2KFWufVwmG23g4nR+hhEzuCJkCkRUd6WxDzlTS3J9OOG/XbVMMK3hokSFsJ4A7LXsjh/i\
g6uiusxIRe23xC0DmLLSqYvC2jE4fmZtK1Y08Z+8DtZkpVQYGyhQYmwzlHJ6cbb43Bkjm7lfCnk+I2V5Pn/Ar4tKG95wRUkmqmyJiTSB2aeeFfXxUycm9R\
w0W8U+yTRow6Aq45omieuzwb87bsB+17yh0Z9XveStQc1bs6lGEPY/5vSlvV7FTaeaADytmkx0OfaxJRI48qUOgJDYNVIaNVz7nbBmcVdnkMuss0zS+BAY\
BbQxNlW8lg+c7uxvUFYVQHvzaDIZJCLe8ZpPKXCvqJdUc8NAFlspvzquVue4j3YojoWgxIZcNazmM0fkdSaFVNckid6iu0p/RVk9UN8R2YxeZ7NZkI+4bG\
XL+tgYVd12httmecVIcrRFPDILPkePcrA9Do8FEyQcAdnb/7D/cZ/ZLmSveF+8K97GGpu4Rf2wBCPjPa5ZS6m17QaRRq+C3XJxMBya7TTeOEDpq7VNg6cn\
IHqFc12TzU0yjaxKni15fgAuxuIY8olRLDMH4QjExvDcoGo+OGtO7OFO+Oi0onHfYRPPxybeEUXXZKaSDRps7jqs/SXQWYMzOIXQE3OdpkDr++09jkqK/F\
WF0f21lXiAV7Gcl3c9hBlQ2u9eVc8mJjk+nm9fZ7LDB8EhuUVYpkHltK/hyDu/f3stKiFi5nNOsQoeI+9X+JPYCpYhm0rkCi+UNE3/A4CzYH8nKJGtFYKb\
t4YHJjq+9e4dDN+1O5Uv8LGi3SD4HRbhGti9ZUsM5/01+0+GNtvp8vx6cC9Cd8hGUxqXyCCq/w2CTgm8ORr+CJc/F1TIjNk+aal44aJwHcswlZU/mGK1Tn\
OEYQ+/reVPtr0IbZjNcWDGVbavigvJcn8muNB8uOK215Zxfv8AdQUip94HAAA=
"""),
File(name: "welcome.js", content: .text(
#"""
import { login } from "./account.js";
import { element, isolated, strong } from "./dom.js";
import { Refusal } from "./lines.js";
import { isNick } from "./names.js";
import { fillLanguages } from "./theme.js";
export function welcome(page, room) {
  const { session, words } = page;
  const dialog = element("welcome", HTMLDialogElement), nick = element("welcome-nick", HTMLInputElement);
  const tell = () => describe(page, room || session.about.lobby || "#lobby");
  tell();
  fillLanguages(page, element("welcome-language", HTMLSelectElement));
  session.learn().then(tell);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  let isDone = false;
  dialog.addEventListener("close", () => isDone || dialog.showModal());
  const close = () => {
    isDone = true;
    dialog.close();
  };
  dialog.showModal();
  nick.focus();
  dialog.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = nick.value.trim();
    if (!isNick(name)) return fault(words.say("nick.rule"));
    close();
    session.start({ nick: name, room });
  });
  element("welcome-login", HTMLElement).addEventListener("click", async () => {
    await login(page, nick.value.trim(), () => connected(session, room));
    if (session.state.phase !== "idle") close();
  });
}
function connected(session, room) {
  if (session.state.phase === "on") return Promise.resolve();
  return new Promise((done, fail) => {
    const end = session.on("state", () => {
      const { phase } = session.state;
      if (phase === "on") done();
      else if (phase === "off" || phase === "ended") fail(new Refusal("lost"));
      else return;
      end();
    });
    if (session.state.phase === "idle") session.start({ nick: "", room });
  });
}
function describe({ session, words }, room) {
  const { name, keptDays, accounts } = session.about;
  const server = words.parts("welcome.server", { server: strong(name ?? location.host) });
  element("welcome-server", HTMLElement).replaceChildren(...server);
  element("welcome-go", HTMLElement).replaceChildren(...words.parts("welcome.go", { room: isolated(room) }));
  element("welcome-login", HTMLElement).hidden = accounts === false;
  element("welcome-kept", HTMLElement).textContent = keptDays === undefined ? words.say("kept.memory")
    : keptDays === 0 ? words.say("kept.always") : words.say("kept.days", { n: keptDays });
}
function fault(text) {
  const place = element("welcome-fault", HTMLElement);
  place.hidden = false;
  place.textContent = text;
}

"""#
), gzipped: """
H4sIAAAAAAACA5VWTY/bNhC9769g1AsFuGrPXjh7yAZogU1RtP0DtDiy2VCkS1LrGI7/e2dISqYtbZtcdmXyzZuZNx+S6g/WBXZm2u6UYRfWOduzqvlJtK\
0dTGj+9tXjgxpRoKEHE1ZMeatFALliPjhrdoWltP2d1R/QDV7oAqOVAX+HUv431X4uQEb0M1CntH4RZjeIHfgCG/YYWMLCl4jtBtMGZQ07gm5tD/yAJivm\
rO1rdn5grLXGE6UH7xG3YkfrJHFuGEEfJ4hUAtXB45w9rzJltWK//PXp5Tnef0yX9YoZSmOO/pHOs8mv5jCE0eLqKYDWaMlrtnnPJPjWqW0ZOPv6dQy3EV\
s7hEbb7fZEx9UP8bGKbMTD49ONXplpFpjOgBzcnwhop+gizehUg3CG1w3KbTh5ibdJoEZI+fEVTV6UD2DA8aoVpgWNtBzoIqYVn5qDi/+foRODDjx50RCw\
C56tARShE9rDf7Nr6ynmJFc2RCmygd/b4ycrhc7sSeJoNGlMfcCuPoMbosvJaUQnJS9FLAU1nVJhm862g+elHv8M4E5JTIvhdtb1Vf20kIgftr0KtzKlyJ\
bFSiGmfGhIMPIYwqvQAzTBqX7EqI7xd2mwOCHrmjkIgzMsUcWWb7w48SoyuEFDVY8OrslfO8AH4QI/R4fr6D235iWpFP/OO4y2S26vsbEWK5pGRPiTaW9K\
JI5ChbSkchfPMh4bAXUxKDlIPk12HPpCkiKZAM1hL7Al3m02rFKS8i8zp4QuD9MyeYs8hvkW9Yaorakm8X/HraU8NA5wjb5mT/nOwHG851xiX66wVkoXWq\
TCg5FY99GdNdhG5HKah4S9rrkUyqWwifjHDKPY76Ml72P9qah4eQ/ruopGrjjCuECiMQXNKZm8/XmFooapuTJfSno6MnL0d/mfcm2Kci33ZlXNOrMo5LRd\
5y+ApZdEavTPcAjP4uSxQ9Pr0d8IGlfyddV4cK/g8D5N2QGD89NINOkWYzxn4Dq/SuOgsqcn7PZWUKzNHoWr3xqtiedmthwctGjhw15p6XBXN012uEyys9\
9AsJhGtDxHxdbTVwFPAl7q79gGeyUlGFRrkpZKPL0FZiRUi3uOAF/CB2twmwQkGqsViQZsyw6/OiR7YsXWI0zTQ28dvjpjw61v7X5ewAt9xGtsvPXsStIF\
CWIKnrvWS6uXYi17LMq99NkQ4XeZkiLR4CrbpFQ6v5WCflEM/wLJmPYK7wkAAA==
"""),
File(name: "wire.js", content: .text(
#"""
import { Emitter } from "./emitter.js";
import { Refusal, parseLine, rowOf } from "./lines.js";
export const systemClock = {
  now: () => Date.now(),
  after: (act, milliseconds) => setTimeout(act, milliseconds),
  cancel: (timer) => clearTimeout(timer),
  random: () => Math.random(),
};
const seconds = 1000;
const greetingTime = 15 * seconds;
const pingTime = 5 * seconds;
const settledTime = 5 * seconds;
const mostUnanswered = 8;
const finalWords = new Set(["replaced", "killed", "banned", "wrong-protocol", "no-proto"]);
export class Wire extends Emitter {
  phase = "idle";
  retryAt = 0;
  code = "";
  #url;
  #makeSocket;
  #clock;
  #socket = null;
  #nextTag = 1;
  #unanswered = new Map();
  #urgent = [];
  #patient = [];
  #window = mostUnanswered;
  #tries = 0;
  #heardAt = 0;
  #openedAt = 0;
  #pingSeconds = 120;
  #askedDelay = 0;
  #timer = null;
  #pingTimer = null;
  constructor({ url, makeSocket, clock = systemClock }) {
    super();
    this.#url = url;
    this.#makeSocket = makeSocket;
    this.#clock = clock;
  }
  get isOpen() {
    return this.phase === "open";
  }
  get silence() {
    return this.#clock.now() - this.#heardAt;
  }
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
  stop() {
    this.#drop(1000);
    this.#enter("ended");
  }
  check() {
    if (this.phase === "off") return this.connect();
    if (this.phase !== "open" || this.#pingTimer !== null) return;
    this.#send(`@${this.#tag()} /ping`);
    this.#pingTimer = this.#clock.after(() => {
      this.#tries = 0;
      this.#lose(1006);
      this.connect();
    }, pingTime);
  }
  ask(body, { patient = false } = {}) {
    if (this.phase !== "open") return Promise.reject(new Refusal("lost"));
    return new Promise((done, fail) => {
      (patient ? this.#patient : this.#urgent).push({ body, rows: [], done, fail });
      this.#pump();
    });
  }
  #pump() {
    while (this.phase === "open") {
      const isHalf = this.#unanswered.size >= Math.ceil(this.#window / 2);
      const isFull = this.#unanswered.size >= this.#window;
      const question = isFull ? undefined : this.#urgent.shift() ?? (isHalf ? undefined : this.#patient.shift());
      if (!question) return;
      const tag = this.#tag();
      this.#unanswered.set(tag, question);
      this.#send(`@${tag} ${question.body}`);
    }
  }
  #tag() {
    return (this.#nextTag++).toString(36);
  }
  #send(line) {
    try {
      this.#socket?.send(line);
    } catch {
    }
  }
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
  #greet(keys) {
    this.#openedAt = this.#clock.now();
    this.#pingSeconds = Number(keys.ping ?? 120) || 0;
    this.#window = Math.max(1, Math.min(mostUnanswered, Number(keys.waiting) || mostUnanswered));
    this.#enter("open");
    this.#watch();
    this.emit("greeted", keys);
  }
  #take(line) {
    const { verb, fields, keys, text } = line;
    const question = this.#unanswered.get(fields[0]);
    switch (verb) {
      case "ROW":
        question?.rows.push(rowOf(line));
        break;
      case "OK":
        this.#answered(fields[0]);
        question?.done({ rows: question.rows, keys });
        break;
      case "ERR": {
        const refusal = new Refusal(fields[1] ?? "", text, keys);
        this.#answered(fields[0]);
        if (question) question.fail(refusal);
        else this.emit("refused", refusal);
        break;
      }
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
  #answered(tag) {
    this.#unanswered.delete(tag);
    this.#pump();
  }
  #watch() {
    const most = (this.#pingSeconds || 120) * seconds + 10 * seconds;
    this.#timer = this.#clock.after(() => {
      if (this.silence > most) this.check();
      this.#watch();
    }, 30 * seconds);
  }
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
  #delay(closeCode) {
    const isUnwelcome = closeCode === 1008 || closeCode === 1013;
    const [first, longest] = isUnwelcome ? [10, 120] : [1, 30];
    const delay = Math.min(longest, first * 2 ** Math.min(this.#tries++, 10)) * seconds;
    const spread = this.#clock.random();
    return Math.round(Math.max(delay * (0.75 + 0.5 * spread), this.#askedDelay * (1 + 0.25 * spread)));
  }
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
      }
    }
    const waiting = [...this.#unanswered.values(), ...this.#urgent.splice(0), ...this.#patient.splice(0)];
    this.#unanswered.clear();
    queueMicrotask(() => waiting.forEach(({ fail }) => fail(new Refusal("lost"))));
  }
  #enter(phase) {
    if (phase === "open" || phase === "connecting") this.#clock.cancel(this.#timer);
    this.phase = phase;
    this.emit("state", undefined);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA6VZ63PbNhL/7r8CZvIBtGVacqaPs8fR9eH2Om3qTtJO5sbRTWASkhBRpI6AoriK/vfu4kWApNPc3IckIrBY7PO3u4hYb+pGkT25WQuleE\
MOZN7Ua5Jk59ysZO9kcnUkHN1LPt9KVo7IhjWS/yIqPiJNvbudBydLWJXmHP+gz+V1JRWRD1Lx9Xdlna/INdkfEVLVu0tCU3L9nHzPFM/gm6Yj2GBzuBq2\
WK5GZC3KUkgOTAqpaSVXv4s1r7dqgACP56zKeQnnFZA1+kxecta4U2YZKRtWFfXaCfGCqWVmllCOw9WRldzwBqkn4/HYrS4azpWoFsgVt74gJ47SkWza7Y\
Fd0EOVvHicYF1L9UfFKrnjDS+A5mu3MxcVK1/XjRaq4jvyiit6lzR8U7KcF8mIJCuwivl1z6rK/No1dbU42zS1qvO6xJWqNp/JLG3dVTIpyWvRcMI/KI6a\
u/hAr22WTKLAiShKDk4GK3LVPHyjYG2Mn3ld6H2992TblPrfNVvxV+B7rvRnjnGgf0m9iHpsS0NawbW/swUa1bAIbYDavmAbmlruC17h4buZ/t4wJaKFnQ\
B37uA7NqbeU43g0kn9ZAkRUrRaPKk3HMwWLKA3X7WhcGFWmVzx4ntesgdPqOMrVMjFQbioHdlsc1U3dE/AShDI3kQjkts8CbPmkGoHECK3G94YCxCilkJm\
aGagtsZ2iy1DNEDkAEfi7vH+OMCfBRwQ8hYMQN2V4ONtU5lDNgKuwcdopCQ8JkXJIfsGz5nLTJqTM7tmze54gFkqnit/XswhjTuXWhowakI+fhyWKbU3h7\
r2XWV3ooh11BBGYOTwssjgzsmhZhq3qAETs17WklNAjS/TUQQYllWJFgt90jxYvQnxedH1JfUet1wOgHgqX/qTkc1bCSxxoIO/IpTB/M7qCu0Ie6E6EtCA\
Juc7xIYJ3CO3a+7M4s+tuZRsgQaFwC6YYhi4ngX6m76C1KsWFDfT7vEcJTaH0S9QYDiTdRUx0UqFu10mvGnqxgu/P7jwkqre+NgyvIoGlhDY0wHvg74Ana\
mPziXPV5+MzXo+97HngstG9NXQoWMfsT6UA7jAXQSMoWjWvnj7z6d7G49sQdMDOcfDbyNVQvR5LFpd6FheITC2y91QIoMKHka+7nm7QebR+7p4GEEP0UL0\
nJVggQN2A4dHbHrcS2jyG/QZUO6zhr/DW7Ee2LaEJiChSlxEWXoksGcoLWpsWeZMlJHa1Ak1dTaz35ceXrHOpNlmK5cQmEYX6HzkJRSaEWnZQpjGRtts1x\
tvGm8Qu2wF2C0BNQdiyejthDSlX8h/sXLuXdnWxkyKPzl5fm3amJyL0gKFLYHn5MKL5lj9ALH1KVYhg/jsf7dcKlEjQFg2U7KFZIHOBMp0bLZMLsUcIX06\
JdTKP0Rtje7IvbQYE8fuwjgVnDhKtwtBJsROCFVDAGWLkdegQ9qmFVscyNO9I8vQ54e3AYpqP+rL4lpnzW67mNPTNFO1BbxnX7YRoC/CZtnDUQD+IT5Ps5\
Z0CPC9LBpaLfrGGNf2Nr1C3GsGMtM+0w54PAoprqEhZA6QS40/UFhSz4mVJpObUiiavIF4bgMa/aoJdbRDpMNZKJBbHjr+kaRwrl5x6mcRYyLvT47o8jf9\
g2PEdkyoH22BjkztjDtAYRUxGjeIQbpDPf/P8TGhd+zsz/HZP85mpynMF9PL7OQN1Y3yNX1TnKZv0nR6LjL+gefhdSiu5TTN7iYzI/AWbdgpK3EtTvrn0z\
iYbI9jN4F1HPZRb/Trdn0PpcHRXswwc8dpOKGYMPQmRhUyqVij5GuhljS5/Rk6vNDZ5hrdA3U9lq34g+za21DqnSiUg7b8k7Ecd+tWI2SX4Q4qBB18ikU3\
7ATbeUGj6Jp9oJOR/S0qGg8Ro4gtxgdw1ixjunSoszBxHF2NOR0pgUM4TbQl9ADn7WShZ8UHAnFP3vPmHqqR4GUhzaERUYBGutTigaujQSDvYSU09NSwuR\
vPXIu1Ewg9FC8JahMmV/Ly9nVyaVeI5zzNsFCa0qkfCzp5Ssg9NHGrq4jV7c8BJxuiVqyeSPFlWIuhRJvi7NEbP40tggo9ePPNy5fJpVcsSm9W2gHUNRxW\
kolOkCQxZg789NniYw61Fc5LjR0FtVcH1DrtggixiZqMSJ820vAQafrbT7/+2LOyrX9n0EnWkCdP915co+PhbQa1bH0DVH/jwm//fdPlbkGoY7aepUIsCs\
3teUSGzjSsdsGpJxR0G2xbqo5ExoD8PWQlmG8Q+J3foNTHUBRkSsFhlOOaJAIh3/xpVjbDo3RFqMBBpY9agCMaorxi5JRMxl09P28a3Xcrqp3TyXMtgC2D\
dryJK0MES9DcPwtEaFUzExn+/V04tJm6Hupbive6Sg7Wdd9/D70UeOS/7A/vHz9e2yuvuqNdUBm9fPpKnPnQyO1jWgbitEGWdgpufyR0LQxqBN1y8KCXDk\
9SerF9Luvreuokx+hv5f3fXx78UDaKLz3rXzpYnXCM9c7tShM5VMg/qh0v81o/Y/ZM/DWauLs6eRaWoLu5aCRkcwmAA8A30zNFy3RK7ibjEebCDFx/N8EQ\
nIXnCwsVvkxbRlgDgTGE6wU5OWm3A9ecngLjcdprbewL7QZiquiY2j0QR0OmeTquYaahvnEwYp0QOs6++gI8O870G6/m6dwSYh1QTjTZRUCXBl7AaO454d\
HOXfW69v+zvbc2iZ+lZO9Fsfeea7LELKed5632mWng+aj3JNRyjKclzy2PYcgjWfeF7BA8hRm1bPeGD8dZlvXw/T0roSZjNrW7draFySbndBxu+UHW7c2u\
hsuG/m8JF0pQ9bf8hcibWuF7iUlmK1cGs9UNAxyGzsY+M+Cu7g+GXkCCsDEZrZE2fGTpQS+k6adnpM+JMfefA/rfXicLA4LiUGb96G+lPBz9BUrL+d6KGg\
AA
"""),
File(name: "words/de.js", content: .text(
#"""
export default {
  "refused": "Das wurde abgelehnt ({code}).",
  "refused.retry": "In {time} geht es wieder.",
  "refused.lost": "Die Verbindung brach ab, bevor der Server geantwortet hat.",
  "refused.insecure": "Ein Passwort wird nur über https gesendet. Diese Seite kam über http.",
  "refused.no-accounts": "Dieser Server führt keine Konten.",
  "refused.unknown-command": "Einen solchen Befehl gibt es nicht.",
  "refused.usage": "Da fehlt etwas, oder es ist etwas zu viel.",
  "refused.bad-nick": "Das geht nicht als Name: bis zu 32 Buchstaben (ohne Umlaute), Ziffern und - _ [ ] { } ^ \\ ` |, vorn keine Ziffer und kein -.",
  "refused.bad-room": "Das geht nicht als Raum: bis zu 32 Buchstaben (ohne Umlaute), Ziffern und . - _ + & / ~ $ '.",
  "refused.nick-in-use": "{nick} heißt schon jemand anders.",
  "refused.no-such-nick": "{nick} ist nicht hier.",
  "refused.no-such-nick.room": "{nick} ist nicht in {room}.",
  "refused.no-such-room": "Diesen Raum gibt es nicht.",
  "refused.no-such-room.room": "Den Raum {room} gibt es nicht.",
  "refused.not-in-room": "Du bist in keinem Raum.",
  "refused.not-in-room.room": "Du bist nicht in {room}.",
  "refused.too-many-rooms": "Du bist schon in so vielen Räumen, wie du darfst.",
  "refused.too-many-ignored": "Du blendest schon so viele aus, wie du darfst.",
  "refused.banned": "Dieser Server lässt dich nicht herein.",
  "refused.banned.room": "{room} lässt dich nicht herein.",
  "refused.invite-only": "{room} betritt nur, wer eingeladen ist. Frag jemanden, der darin ist.",
  "refused.need-key": "{room} braucht ein Kennwort: /join {room} KENNWORT",
  "refused.room-full": "{room} ist voll.",
  "refused.muted": "Du darfst hier gerade nichts sagen.",
  "refused.muted.room": "Du darfst in {room} gerade nichts sagen.",
  "refused.needs-account": "Das geht nur mit Konto: melde dich erst an.",
  "refused.needs-account.room": "{room} ist nur für Angemeldete.",
  "refused.not-allowed": "Das darfst du nicht.",
  "refused.not-allowed.room": "Das darfst du in {room} nicht.",
  "refused.already-in-room": "{nick} ist schon in {room}.",
  "refused.list-full": "Diese Liste ist voll.",
  "refused.no-messages": "{nick} nimmt von dir keine privaten Nachrichten an.",
  "refused.no-such-message": "Diese Nachricht ist nicht mehr da.",
  "refused.no-such-mask": "So etwas ist nicht gesetzt.",
  "refused.account-exists": "{nick} ist schon ein Konto.",
  "refused.no-such-account": "Dieses Konto gibt es nicht.",
  "refused.bad-password": "Das Passwort ist falsch, oder zu kurz oder zu lang, um es zu wählen.",
  "refused.not-logged-in": "Du bist nicht angemeldet.",
  "refused.logged-in": "Du bist schon angemeldet.",
  "refused.suspended": "Dieses Konto ist gesperrt.",
  "refused.nick-reserved": "{nick} gehört zu einem Konto. Melde dich dort an, oder nimm einen anderen Namen.",
  "refused.too-long": "Das ist zu lang.",
  "refused.slow-down": "Das war zu schnell.",
  "refused.slow-down.room": "Das war zu schnell für {room}.",
  "refused.no-words": "Darin ist nichts, wonach gesucht werden kann.",
  "refused.not-now": "Das kann der Server gerade nicht.",
  "refused.internal": "Dem Server ist ein Fehler unterlaufen.",
  "refused.shutting-down": "Der Server wird beendet.",
  "ended": "Die Verbindung wurde beendet ({code}).",
  "ended.": "Du bist gegangen.",
  "ended.replaced": "Du bist in einem anderen Tab oder Fenster weiter dabei.",
  "ended.killed": "Ein Betreiber des Servers hat deine Verbindung beendet.",
  "ended.banned": "Dieser Server lässt dich nicht herein.",
  "told.nick": "Du heißt jetzt {nick}.",
  "told.nick.taken": "{wanted} heißt schon jemand. Du bist {nick}; nimm einen anderen Namen.",
  "told.nick.back": "Du heißt wieder {nick}.",
  "told.kicked": "{by} hat dich aus {room} entfernt.",
  "told.kicked.reason": "{by} hat dich aus {room} entfernt: {reason}",
  "told.kept-out": "{room} ließ sich nicht wieder betreten.",
  "told.away": "Du bist abwesend.",
  "told.back": "Du bist wieder da.",
  "told.ignored": "Von {nick} liest du nichts mehr.",
  "told.unignored": "{nick} liest du wieder.",
  "told.other-away": "{nick} ist abwesend.",
  "told.other-away.note": "{nick} ist abwesend: {note}",
  "told.waits": "{nick} ist nicht hier und liest es später.",
  "told.done": "Erledigt.",
  "told.reported": "{nick} wurde gemeldet.",
  "told.registered": "{account} ist jetzt dein Konto.",
  "told.login": "Du bist als {account} angemeldet.",
  "told.login.gone": "Womit dieser Browser dich angemeldet hat, gilt nicht mehr. Melde dich neu an.",
  "told.login.unkept": "Du bist angemeldet, aber der Server gab nichts, um sich das zu merken.",
  "told.logout": "Du bist abgemeldet.",
  "told.password": "Dein Passwort ist geändert.",
  "told.bad-command": "/{command} gibt es nicht. Meintest du /{near}?",
  "did.ban": "{nick} kommt nicht mehr herein.",
  "did.unban": "{nick} darf wieder herein.",
  "did.mute": "{nick} kann hier nichts mehr sagen.",
  "did.unmute": "{nick} kann hier wieder reden.",
  "did.invite": "{nick} wurde hereingebeten.",
  "help.join": "RAUM [KENNWORT] — betritt einen Raum oder macht ihn auf",
  "help.part": "[GRUND] — verlässt diesen Raum",
  "help.msg": "NAME TEXT — sagt es einem allein",
  "help.me": "TEXT — sagt, was du tust",
  "help.nick": "NAME — gibt dir einen anderen Namen",
  "help.topic": "[TEXT] — sagt oder setzt, worum es hier geht; - löscht es",
  "help.away": "[NOTIZ] — sagt, dass du abwesend bist",
  "help.back": "sagt, dass du wieder da bist",
  "help.search": "WÖRTER — findet, was gesagt wurde",
  "help.rooms": "[TEIL] — listet Räume",
  "help.whois": "NAME — sagt, wer das ist",
  "help.ignore": "NAME — blendet aus, was jemand sagt",
  "help.unignore": "NAME — … nicht mehr",
  "help.invite": "NAME — bittet jemanden herein",
  "help.kick": "NAME [GRUND] — entfernt jemanden aus dem Raum",
  "help.ban": "[NAME [DAUER] [GRUND]] — lässt jemanden nicht herein, für 2h oder immer; oder listet, wen",
  "help.unban": "NAME — lässt jemanden wieder herein",
  "help.mute": "[NAME [DAUER] [GRUND]] — lässt jemanden nichts sagen; oder listet, wen",
  "help.unmute": "NAME — lässt jemanden wieder reden",
  "help.op": "[NAME] — macht jemanden zum Op; oder listet Ränge",
  "help.deop": "NAME — … nicht mehr",
  "help.voice": "NAME — lässt jemanden in einem moderierten Raum reden",
  "help.devoice": "NAME — … nicht mehr",
  "help.mode": "[+WORT|-WORT] — sagt oder ändert, was in diesem Raum gilt",
  "help.slow": "SEKUNDEN — lässt jeden nur so oft reden",
  "help.key": "WORT — gibt dem Raum ein Kennwort; - nimmt es weg",
  "help.report": "NAME GRUND — meldet jemanden",
  "help.dms": "[everybody|accounts|nobody] — wer dir privat schreiben darf",
  "help.register": "macht deinen Namen zum Konto",
  "help.login": "meldet dich an",
  "help.logout": "meldet dich ab",
  "help.password": "ändert dein Passwort",
  "help.help": "[BEFEHL] — listet die Befehle oder erklärt einen",
  "help.quit": "verlässt den Server",
  "skip": "Zum Eingabefeld",
  "rooms": "Räume",
  "rooms.unread": "Räume, es gibt Ungelesenes",
  "direct": "Nachrichten",
  "members": "Mitglieder",
  "members.count": { one: "{n} hier", other: "{n} hier" },
  "bell": "Benachrichtigungen",
  "bell.denied": "Der Browser verbietet dieser Seite Benachrichtigungen; seine Einstellungen können sie erlauben.",
  "theme": "Farben",
  "theme.system": "Wie das System",
  "theme.light": "Hell",
  "theme.dark": "Dunkel",
  "language": "Sprache",
  "close": "Schließen",
  "cancel": "Abbrechen",
  "change": "Ändern",
  "yes": "ja",
  "you": "du",
  "state.idle": "nicht verbunden",
  "state.connecting": "verbinde …",
  "state.entering": "trete ein …",
  "state.on": "verbunden",
  "state.off": "nicht verbunden",
  "state.ended": "beendet",
  "state.lost": "Die Verbindung ist abgebrochen. Was du verpasst, wird gezeigt, sobald sie wieder da ist.",
  "state.full": "Der Server ist voll.",
  "state.wait": { one: "Neuer Versuch in {n} Sekunde.", other: "Neuer Versuch in {n} Sekunden." },
  "state.retry": "Jetzt versuchen",
  "state.again": "Wieder beitreten",
  "welcome.title": "Komm auf die Leitung",
  "welcome.server": "Du trittst gleich {server} bei.",
  "welcome.words": "Nimm einen Namen: kein Konto, kein Passwort, keine Cookies.",
  "welcome.go": "{room} betreten",
  "kept.memory": "Gesagtes bleibt eine Weile im Speicher des Servers und kann nach einem Neustart weg sein.",
  "kept.days": { one: "Gesagtes wird {n} Tag aufbewahrt.", other: "Gesagtes wird {n} Tage aufbewahrt." },
  "kept.always": "Gesagtes wird auf Dauer aufbewahrt.",
  "self.title": "Du",
  "self.guest": "Du bist Gast",
  "self.account": "Angemeldet als {account}",
  "nick": "Name",
  "nick.yours": "Dein Name",
  "nick.change": "Namen ändern …",
  "nick.rule": "Bis zu 32 Buchstaben (ohne Umlaute), Ziffern und - _ [ ] { } ^ \\ ` |, vorn keine Ziffer und kein -.",
  "away": "abwesend",
  "away.title": "Abwesend",
  "away.set": "Als abwesend melden …",
  "away.end": "Wieder da",
  "away.note": "Eine Notiz, wenn du magst",
  "away.go": "Ich bin weg",
  "login": "Anmelden",
  "login.go": "Anmelden …",
  "login.instead": "Ich habe ein Konto",
  "login.text": "Mit deinem Passwort, oder einem Token an seiner Stelle.",
  "login.name": "Konto",
  "login.password": "Passwort",
  "login.remember": "Auf diesem Gerät angemeldet bleiben",
  "login.insecure": "Diese Seite kam über http; unterwegs könnten andere ein Passwort mitlesen. Öffne sie über https, um dich anzumelden.",
  "logout": "Abmelden",
  "register": "Konto anlegen",
  "register.go": "Konto anlegen …",
  "register.title": "{nick} als Konto anlegen",
  "register.text": "Dann bekommt niemand sonst deinen Namen. Das Passwort hat mindestens 8 Zeichen.",
  "register.again": "Noch einmal dasselbe",
  "refused.differ": "Die beiden Passwörter sind verschieden.",
  "password.change": "Passwort ändern",
  "password.old": "Altes Passwort",
  "password.new": "Neues Passwort",
  "quit": "Server verlassen",
  "room.leave": "{room} verlassen",
  "direct.close": "Gespräch mit {room} schließen",
  "room.unread": { one: "{n} ungelesene Nachricht", other: "{n} ungelesene Nachrichten" },
  "room.mentions": { one: "{n} Nachricht für dich", other: "{n} Nachrichten für dich" },
  "topic": "Thema",
  "topic.edit": "Thema ändern",
  "topic.title": "Das Thema von {room}",
  "join": "Betreten",
  "join.title": "Raum betreten",
  "join.text": "Einen Raum macht, wer ihn zuerst betritt.",
  "join.name": "Raum",
  "join.key": "Kennwort, falls nötig",
  "join.list": "Räume, die es gibt",
  "join.new": "{room} ist neu: du wärst die erste Person.",
  "join.members": { one: "{n} hier", other: "{n} hier" },
  "log": "Nachrichten in {room}",
  "log.new": "Neu",
  "log.unread": { one: "{n} neu ↓", other: "{n} neu ↓" },
  "log.newest": "Zum Neuesten ↓",
  "log.start.room": "Hier beginnt, was von diesem Raum bekannt ist.",
  "log.start.direct": "Privat: nur ihr beide lest das.",
  "log.taken": "Diese Nachricht wurde zurückgenommen.",
  "log.failed": "Das wurde nicht gesendet.",
  "log.retry": "Noch einmal senden",
  "log.discard": "Verwerfen",
  "log.to.ops": "nur für Ops:",
  "log.to.voices": "nur für wer Stimme hat:",
  "log.to.founder": "nur für wer den Raum gegründet hat:",
  "event.joined": { one: "{nicks} ist gekommen", other: "{nicks} sind gekommen" },
  "event.left": { one: "{nicks} ist gegangen", other: "{nicks} sind gegangen" },
  "event.left.why": "{nicks} ist gegangen ({reason})",
  "event.visited": { one: "{nicks} kam und ging", other: "{nicks} kamen und gingen" },
  "event.returned": { one: "{nicks} ging und kam wieder", other: "{nicks} gingen und kamen wieder" },
  "event.renamed": "{nick} heißt jetzt {as}",
  "event.others": { one: "{n} andere Person", other: "{n} andere" },
  "event.topic": "{nick} hat das Thema gesetzt: {text}",
  "event.topic.none": "{nick} hat das Thema gelöscht",
  "event.rank.founder": "{nick} hat {subject} den Raum übergeben",
  "event.rank.op": "{nick} hat {subject} zum Op gemacht",
  "event.rank.voice": "{nick} hat {subject} Stimme gegeben",
  "event.rank.none": "{nick} hat {subject} den Rang genommen",
  "event.rank.other": "{nick} hat {subject} den Rang {rank} gegeben",
  "event.mode": "{nick} hat den Raum geändert: {text}",
  "event.kick": "{nick} hat {subject} entfernt",
  "event.kick.why": "{nick} hat {subject} entfernt: {text}",
  "event.rename": "{nick} hat den Raum umbenannt",
  "event.rename.why": "{nick} hat den Raum umbenannt: {text}",
  "event.invite": "{nick} bittet dich in {subject}",
  "event.note": "Der Server meldet: {text}",
  "event.gap": "Einige Nachrichten werden nicht mehr aufbewahrt.",
  "input": "Nachricht an {room}",
  "send": "Senden",
  "suggestions": "Vorschläge",
  "paste.title": { one: "{n} Nachricht senden?", other: "{n} Nachrichten senden?" },
  "paste.text": "Jede Zeile wird eine eigene Nachricht, ein paar in der Sekunde.",
  "paste.go": "{n} senden",
  "rank.founder": "gegründet",
  "rank.op": "Op",
  "rank.voice": "Stimme",
  "member.message": "Nachricht schreiben",
  "member.mention": "Erwähnen",
  "member.whois": "Wer ist das?",
  "member.ignore": "Ausblenden",
  "member.unignore": "Nicht mehr ausblenden",
  "member.report": "Melden …",
  "member.report.title": "{nick} melden",
  "member.report.text": "Betreiber und Ops des Raums lesen es, mit dem zuletzt Gesagten.",
  "member.report.go": "Melden",
  "member.op": "Zum Op machen",
  "member.deop": "Op-Rang nehmen",
  "member.voice": "Stimme geben",
  "member.devoice": "Stimme nehmen",
  "member.mute": "Stumm schalten …",
  "member.mute.title": "{nick} in {room} stumm schalten",
  "member.mute.go": "Stumm schalten",
  "member.unmute": "Wieder reden lassen",
  "member.kick": "Entfernen …",
  "member.kick.title": "{nick} aus {room} entfernen",
  "member.kick.go": "Entfernen",
  "member.ban": "Aussperren …",
  "member.ban.title": "{nick} aus {room} aussperren",
  "member.ban.go": "Aussperren",
  "member.unban": "Wieder hereinlassen",
  "reason": "Grund",
  "time": "Wie lange",
  "time.10m": "10 Minuten",
  "time.1h": "1 Stunde",
  "time.1d": "1 Tag",
  "time.7d": "7 Tage",
  "time.always": "Für immer",
  "whois.since": "Hier seit",
  "whois.account": "Konto",
  "whois.idle": "Still seit",
  "whois.rooms": "Räume",
  "whois.away": "Abwesend",
  "whois.host": "Kommt von",
  "whois.addr": "Adressen",
  "search": "Suche",
  "search.hint": 'Wörter, "eine Wendung", from:name, after:2026-01-31',
  "search.all": "alle Räume",
  "search.busy": "Suche …",
  "search.none": "Nichts gefunden.",
  "search.found": { one: "{n} Nachricht", other: "{n} Nachrichten" },
  "search.found.more": { one: "die neueste Nachricht", other: "die neuesten {n} Nachrichten" },
  "search.more": "Mehr zeigen",
  "search.gone": "Diese Nachricht lässt sich nicht mehr an ihrem Ort zeigen.",
  "keys": "Tasten",
  "keys.send": "sendet",
  "keys.break": "bricht die Zeile um",
  "keys.complete": "ergänzt einen Namen",
  "keys.suggest": "schlagen Leute, Räume, Befehle vor",
  "keys.recall": "holt Gesendetes zurück, im leeren Feld",
  "keys.step": "nächster Raum, voriger Raum",
  "keys.scroll": "blättern in den Nachrichten",
  "keys.search": "sucht",
  "keys.join": "betritt einen Raum",
  "keys.keys": "zeigt diese Tasten",
  "keys.close": "schließt, oder führt zum Eingabefeld",
};

"""#
), gzipped: """
H4sIAAAAAAACA707y3IcR3L3/YoKxoYlxc6MRG2E1wEeFKQJUlqKoIIABYe0tF0zXdPdnO7qcT8AARA29uDwD9ix170w/Ak66YY/0Zc4H/XI6u4Bd/fggw\
SiKzMrKyvfWTA/7Ju2V5nZ6qHq1c2vlHrQmu3QmezBkXrwVHfqcmgzo/Q6N5UpbK8+vtk0mbn9ZPVgIaBXrenbK8T5yqqbvqzNrcpN0SsDFEqTmXYEXzVd\
T1uURn1r2nVps8Hmat3qTQG7LdTaXDQtcNaqU9NewI/caNtfArumV4XuR/RK25nN0BqkeVxa9Y3uOgSG3dtM2aFVdz+vgUrR9/sOaHXGZqZfKdi/M7BF2R\
u107WAGm1gm6XebJrB9p3ju4u8be9+LmCvnSmtUS8a2xs7Qh/szjaXdrlp6lrbzLFprOqaalPAzydma4pK5eWahGbLTTE+49Dp3PC9KAQGwP5SdwvVoJgA\
qezcJ3U9qIvSVCMCa50tgfDO3y3dEO2kdNWpE12bI7UuCf23n6snw6boer0G7j5uCjjZm7rSQ28+Wajvyu3WtFYNNlNL9W/qe/VW3ahb9a/qD39Q/65+XC\
i4PesEwsAEix/UcoattmnqA2y91kP9d7C1IsZ+o/5Bfar+qH6tPhpfKAhiWdol/IIb3+Dvt6ow5d1fetVtisaqdwbvSsF/pu2m+tABI0GeDh+vgFkvyonS\
S5yVP/EEESR0g4u3B7CDqFAFLYnnXrWReGHXpx6Tt/oAgR4FFVAHvAzik+63JkKHcVZjxPuP2TfNEsR+RbidxONLKdFmSLvxCHfvh9rYBToZlQ0q0+226w\
9RLHPbtM61Ac0KfUCg64kqPXT301trax2VxAtUd+87IJfB8bwOmBYkNIse758v4K9ELu0FuKplY6srgbwG71v2Pfo5YB2dQWnBYesMRASSW6lnrc6dOqO0\
0F/A0UpeHd2cMdlyZxLyrR6QIzTeF8ZadKxH6tN3TbhD9eL45OT81euzUVSAteV2qCpBDG/yoqnGvqkGC/Y3w1InCwJn0MIxWCSdQg9o5zClkjn0yNyHae\
ChO+/gUz8EoaMue/LqzZGqTQWU6JbAJ4CDupfS+JJJ+weKF616DFdE5HozYzy6qprLGIbdmUAlD1moQ1hJTxqxojDm8HXVGp1dSSsXbinY3ay9VgAS7pjD\
6dfwyRy6aHBHtenwEjqxjy3rGsEtyLZ1cWPflhcaQikEpk3RItvw76nAnXtzRCMXAUv41toUqPmHSOiOfPlp48JoRMSMob+eyI2veWl+AMhuVmxkM6g7B/\
aUOodsdwx9r0PGgLnnBCcoSEh4cOstxM1N4RIDiJq7ob0Ov1Ta5gsFrt9QRL28e19UU4MAjaqaPAdfUNqp89ZBdyd53QwOS+IgTjd0e3TF2UQIiAyS35u2\
7efCd4vu94IRneTBaO9+AjHAyTg4sfDVy2i4GYpJWyce1DwCtRzoSd/qiUAwiFSNzb28kTUnzPFxwA6XGSR7IYXWJHeQgjUTcwjQieGmKOwvDiUFqAUcJ7\
1Hd54OQkFjMZ8GEZL/hsiAEWEHAWjmuiE/9dsjRJp7Rwc6CUg9ZFyarR/E7TAoFQVunkGeSrkfQEGWtp3ItSuGvodoFSUWt6XcfW04VWc0qSeycOAyxcGO\
ixRCWkmNzE2O6mgTgNbsK72J+YFLcliNvG6c6TXrzTNjwcsBk1g7oFNZmzIhtyuryvhMH/L7HsI5FheQc7gDdljIwO/o7GQRND3x35tz9E3FpuLO5NLbd+\
jLFFvMGHLV652hm7i5hIrLZLNJMVROTkJM5dGH7CjSX+sxO1whzvCzgw/OutdXtywtPCmkaD6cGdtjyt9P0eA+ddfYvwr7CD4Q9K0kY/b9shl6maWV5u4v\
qovSdqxjAmb69LD6Ul9JVdLrSyo7JYyQBcE4ciFCEZBIW7+FC3CODlgRCUFHoU1iDVbgjXGSmpzAmx4UZ+l5FmFsju0IjJ7DHMAAoeKqFOmlLidxMpZLVL\
cxj2Aj3f7ufZ8ymTWWK/wWLKvMk0sH68XmgDwuO4VR1HHAOeYoXjouCDM/bBzZOHATHoS3NLRhgRrRJyEuIq1yx/t5g+lkxlb8pG0u8SfrZcBGXV1AClDJ\
vCWJYdYMMRUSuwwWtTbhMFBdwM2YtKcCzszHCkgISK8zbh/Upt2Z8QbOGKJGzx03yUyM7MWw5717j+6hT80gk52RT2/cL+O6FCSA8YZ1+NMba3R7+wXTyU\
pykuL2dw2mlCLvSzwjwg82xcB02ZvgBBjLDEkdQyQprbC/pLbgHQ6iuX1ABRMMLvAmSszs5GYtvExhqv0KizCEfv34zUv1vS/D3qpf/vQ/oSxkr0zlPoWu\
WlNWXICnHraC1l63dL/fP3/95uQp0wA1CTEm9BsETt1RSnTy+OWxOjv+lzNCAjHQrbnQCXEQmBQ4dL4EGnIVrFcG1Q9dL0B97CL6CEwKgTXCTKgReH2zLz\
d0FtzmbeSKBEC5PKZHLafBrtIs+kdqCSH1p46q3U7Q847x+5NXZ19991bwDfZCjHuvR6YhML2LT6GDox+Dd6DTm4Icxd2fX58dv6attqUlA76kspQOQnoh\
EEO7BE781dfMIdZm4E24SyJgL4um7BKxujsglii5FdAcRxJw7p30rlcCGK5VhmQEpo9BCe4vf/pfYZVyn6D6cR9QX9OHzoUzA4Gzk/oh9dZH9oiLYT9z3a\
rkfixfLFF4+vjN8eu3npKTIut/ICTzrAXn5p8XrFiQA5n2Ef+bhY9CtYlI3IbhjGPyiQOSVuM8yd/Kqet4fIArT/1DbJG/EpjNPvDEPLBzCWjXYGGv9snm\
qI/gygSRzDCZD+vIRVNu7uczZOw1bgmG3XvfN2Y9M1NqBzdGanTS36B//XEZvWx0Ky6ysUWUlj1m7Tu0VWLmFVdbp8cv4PqOT9Kj0N0NLfYkm20/Ydx155\
AF4RP9TrJLh/6MWys4iDG59BeUL4XDkxrxBXIK4gUqBeYcjIGgcLVusqsf/UjkR9vg7ywQ8iLgobl/g2UDVT6W4mvCASdhSJO1JmOnTs6cNIcSMIES8i/H\
pMubUgiXpSQg6yTMxQTFXRmnez5REbD4Pzrzk+Nnx1+mbhWu141tjBvBtDu4wtYFXEHlP4aSWBLBFA7ISRiDdbuS9vkODg3lIiRmQLjKXK3sXbt05PQRDB\
c7d3FtgRdN+vAGO8AYkXwcgysxG77w2E/jpdrUkBnSFi/LPq/I1JOlle9S3SjIYyk7uaWw+WChqBqQn9Qtoa4NNwWfGOs3LPMBy+4HYR2M0JausBX58AVW\
w8YJmctdnNBNKT2CWI7lM8gM7qSq6KPa3f1kabgGN0R9h3VMZQvD6ccz3a49J/Rx1V0BCWrBnGP3H2z4lL8ImKrMC5Lhl3g4sQC67So5yMDdCjaHBteTPN\
3jaNPd3aZqeOp0uimopPSMbLTdGBLa4/UarqsICwXm8aSx/4ka6z5fcRP1nXa/NgP+mg1OqXrdm1WZVYTIbg0lO0S7ZpBNA+LaYBvGaSm2Igw6QwllsInj\
YKjcJVczAuKCe3aXZrv9AB+hu+NaIHLtwMTY1yHrtkFprdQ555FAH+0cnTF2kXJzbUpMcbpmrauMNCPmYHEKwnuFdnYslUbdbIbDclbYxIkZABKYw3YbNc\
zBIk7NDs+5EoZyHxzoqTMf3iIM1n9PZekFI6Vi07lmr3juuxEltyMY6NJUUE+ZVV/2rAkvoDLC1J882NcADIJMQTt2TVzrURGBpRuk8cDvDS/i1Mk3vDxa\
aEWexGYQOfMjnvySO1/wv72zXbhu/z83zQ5sfUQxb0ZjrngsLHShlKgbls9zSovB+0FuSkUjEj03JTjnslane+R91H2jiTQWZNQl5awB7gaEig8HTE6+ZS\
V2y/RVJ+47bEkqhpd4pnMU7Npc6oJK3HDns7AmAXb3Tjvp6pL3GiHirT3VqD7JNqQLptrGO346iK/5YLqkcn+ufYZP62IIEadSaW+DoUM5pn0YopYe+B2O\
HlTvjxaj6+K4ziFXOA4ehw/M95P/t+cHvqTzhVv8GqX4eLoGtSOtgHBCyUcCEyciQMPNjHPvZcSSb5rhExB10vTlNSXkFh1XrXN/NwTLFvAVKCi4vJjDhU\
zoseXdxWeH41ciX7xKoZKTBiRbgIjjmEoC9uaH3uUEnJrVwmo546GPZ82OSnGOxeAyMRL7oSaTsrp2rme0h0zG0vyL11vDGQgdiF0W5tTPTXv3Xja32OxT\
MchHQYcf+jzi6QRItuPEoQ99BZW0r2rUig5jzN2ft1u4OQwi4lkR9dBcRgrJK8k+CsFlpY/X8rpkCswjL20rk4+X3YUmEPFWA1RQW9c6QgO+j6q/36foA9\
fGN8xcKd/YLs3IVyoZNGI/vS7pCYWxnfon9R252DjgcbuE6HTSsJetdUV9EFOtTToMyshUfZSH+ILaSxviTA8bN7AfxcBNUYrGmVci4WsCm87djACbKmMr\
Rs+a6l2AsYZKNIzWYxif0LvkAPN6PJCNqfmqMvrCiOA1guFsfBUyQXDze1BpkBC2hx1ON0oPiXBI+WUqPoRsP869R6n5HAgQdlGHSMMl9yXc+4h4nKRTsw\
NVfERbTugjjCMdenFnkCnrB/HbymQsRlpIb4oBYjgDzWMofCPA4mFA3wB9kiQH+DViU128ngFwBnAcG6RUiHInDBuk1wM983Cd1JXA9R4ttpPos6vNfQG+\
wFk8mKG9+wlKFgGHNaQs2zAVc6Wb3IRVUD4fMcMRNRCh0OSmLD1EMeob+NFYyWGs6v6Gog081ahEjC8/gi8TphG/zeolzil++a//Hm3ov8Y9kaLLUbAEJp\
vDvQnXw1BiFubkX5aU6oKjt67lws9HYs8FXBp4tl6k95FKrIa/oTbFETVcyqJlt6MqmjLoTiCGwej4fQm36K+H9u7nzQ7cLPhR6flXW11W4xe18VmJmPUi\
cEj4pbskqBjbgPtuozlofouhq93K1b5ZNXvKx8Jjo1f77igBoNZXCnNJoRtbmOjbU/Btg8VJO4HPwgtEk8PxrRteOWRzAQ6FRhQmVQwIT92tmwftSFyJhv\
AyOfuw7nSFSVZm2x8kyKP9wwTd+oTg6rKIw88RNfWxHxB/Io92UXZlP3s2zDEw5cyxYJ6ysqNU2AOMuQEdGNp5mSG4K1xqV8HOkGeiHi50b8e7oA/Lpq9f\
3fMA3d3Ks9IeY2/i8iR2PiMr57V0zxAL/I6arMz5dvfKCrZAz5zszvHAuiHqAWw3upF4rbY7qb0C86Yb1u/ACdxGLaZsDqdsdkKDO9Sz6NzjxkGznts9dJ\
lnkZ3FgaLNbjtz4jHfoBDe6Uy5xvv4MP4NAt/OMeH73lLi0eZd+3Tuwnbpw+h0Yz+dGSMkJngIaW431uVDjA4QCC2GginKzI5TtLkdJ4NaN6uiAgBDpudb\
IvnCTzSWuHyZ2yHXe5eclHmSs/mHXGK2PekGlHY/pM1eLNBkHO9cgXoqYks35GCDPgd88G2DmXZ1995PayA37mMjaT5H5Fj1xT0ZoodwnsERdbnY78FRYS\
lRGe54UA1vQAIyb11QZbbXuqU5C0nTt9kiSdc8gt1l/Bx7hBi5xDpb+6u9+BTMmC1WtsdX4vGpEIQffIxAKcfmZyz4+NKOAMJw9ty1HcHDfZFAxKHq46Hj\
UWxKIpm7SiWZhY6ToJejfkECMCkvZSE7gnR3GR+9YSSCHITab2hbnaJSBFLeBRU8OL26HioKPK7j5TOolDTf6cvp1k2Yn4ArRkc8Wvczxlf7Jbk8a4p6BD\
K6YSWcYSAyhpkh40epp/1Q16gFuupnpIpgE5nGd9pdgj3FZEGcHoaKM91zMbpVsgh1kN5VH7ODneGVfPOkvTB5RzdD1/F5PAvgRuGgxfTGd2ZjgLhvXx0w\
J1iuBzYPEKbw53LYntTw4fHg83bwDUD8wzY/H6p0mGHj59XDz6gqefiZelnaIVwGr9GDjocQ69HryIWMF850Lr7+jr7+jjrE4nPsCT/D9JveGrhuObqMFa\
S3rJpUGXWm7OWq6PGKJhyv+RER6HRVTTBnx4+OqOuhpn1SXivcwOZF4572J4hZxi29rDVR6PHxy+kQhmX8cVWUxPxH59wKWkCU5A4/zYEg2mzbpj7CkL5Q\
egsQR59/9vk/Lj97uPztw48kIc2zHXyVlLyMccvrobsKHIjpFq/6dOyEX1bkZuuGNhKIgsuh+Hg4LobBj6AC+VcrQy3W+5aL41mSYp3HSofpO8rgSyE0XF\
OETU7hHyyOq103wRaPYDm4WKyewY2/wtf3RC6MTlhrzzAo2/ht5TOQTgz7aGEN1kceac1b4qk4JfC9FgLbNPUeQgZxCWk7JKPXvZw6ya04saHdIKPBBzHq\
awNmulC+A+NH+RdNKxBbs3EKUzQVxSZilv52gur9BY6XKkOv0J6FkT1v2hsKORb7evRYHEMfDSdAPK14icTgm7bhrdYg4x7f1XN2k/wFTCI/by70vl+s+K\
bY9AWgAPL3QpNRbpyoyR2FBqXvRfrWv/ub1+vJg4XbR7/6PwdJqYdYPAAA
"""),
File(name: "words/en.js", content: .text(
#"""
export default {
  "refused": "That was refused ({code}).",
  "refused.retry": "Try again in {time}.",
  "refused.lost": "The connection was lost before the server answered.",
  "refused.insecure": "A password is sent over https alone. This page came over http.",
  "refused.no-accounts": "This server keeps no accounts.",
  "refused.unknown-command": "There is no command like that.",
  "refused.usage": "Something is missing there, or is too much.",
  "refused.bad-nick": "That can’t be a nick: up to 32 letters, digits and - _ [ ] { } ^ \\ ` |, and no digit or - in front.",
  "refused.bad-room": "That can’t be a room’s name: up to 32 letters, digits and . - _ + & / ~ $ '.",
  "refused.nick-in-use": "Somebody is called {nick} already.",
  "refused.no-such-nick": "{nick} is not here.",
  "refused.no-such-nick.room": "{nick} is not in {room}.",
  "refused.no-such-room": "There is no such room.",
  "refused.no-such-room.room": "There is no room {room}.",
  "refused.not-in-room": "You are in no room.",
  "refused.not-in-room.room": "You are not in {room}.",
  "refused.too-many-rooms": "You are in as many rooms as you may be.",
  "refused.too-many-ignored": "You ignore as many people as you may.",
  "refused.banned": "You are kept out of this server.",
  "refused.banned.room": "You are kept out of {room}.",
  "refused.invite-only": "{room} is entered by who is invited. Ask somebody in it.",
  "refused.need-key": "{room} is entered by a key: /join {room} KEY",
  "refused.room-full": "{room} is full.",
  "refused.muted": "You may not speak here now.",
  "refused.muted.room": "You may not speak in {room} now.",
  "refused.needs-account": "That takes an account: log in first.",
  "refused.needs-account.room": "{room} is for who is logged in.",
  "refused.not-allowed": "You may not do that.",
  "refused.not-allowed.room": "You may not do that in {room}.",
  "refused.already-in-room": "{nick} is in {room} already.",
  "refused.list-full": "That list is full.",
  "refused.no-messages": "{nick} takes no private messages of you.",
  "refused.no-such-message": "That message is kept no longer.",
  "refused.no-such-mask": "Nothing like that is set.",
  "refused.account-exists": "{nick} is somebody’s account.",
  "refused.no-such-account": "There is no such account.",
  "refused.bad-password": "That password is wrong, or too short or long to be chosen.",
  "refused.not-logged-in": "You are not logged in.",
  "refused.logged-in": "You are logged in already.",
  "refused.suspended": "That account may not be used.",
  "refused.nick-reserved": "{nick} belongs to an account. Log in to it, or take another name.",
  "refused.too-long": "That is too long.",
  "refused.slow-down": "That was too fast.",
  "refused.slow-down.room": "That was too fast for {room}.",
  "refused.no-words": "There is nothing in it to search for.",
  "refused.not-now": "The server can’t do that now.",
  "refused.internal": "The server made a mistake.",
  "refused.shutting-down": "The server is ending.",
  "ended": "The connection was ended ({code}).",
  "ended.": "You left.",
  "ended.replaced": "You go on in another tab or window.",
  "ended.killed": "An operator of the server ended your connection.",
  "ended.banned": "You are kept out of this server.",
  "told.nick": "You are {nick} now.",
  "told.nick.taken": "Somebody is called {wanted} already. You are {nick}; choose another name.",
  "told.nick.back": "You are {nick} again.",
  "told.kicked": "{by} put you out of {room}.",
  "told.kicked.reason": "{by} put you out of {room}: {reason}",
  "told.kept-out": "{room} could not be entered again.",
  "told.away": "You are away.",
  "told.back": "You are back.",
  "told.ignored": "You read nothing more of {nick}.",
  "told.unignored": "You read {nick} again.",
  "told.other-away": "{nick} is away.",
  "told.other-away.note": "{nick} is away: {note}",
  "told.waits": "{nick} is not here, and reads it when they are.",
  "told.done": "Done.",
  "told.reported": "{nick} was reported.",
  "told.registered": "{account} is your account now.",
  "told.login": "You are logged in as {account}.",
  "told.login.gone": "What this browser remembered no longer logs you in. Log in again.",
  "told.login.unkept": "You are logged in, but the server made no token to remember that by.",
  "told.logout": "You are logged out.",
  "told.password": "Your password is another now.",
  "told.bad-command": "There is no /{command}. Did you mean /{near}?",
  "did.ban": "{nick} is kept out.",
  "did.unban": "{nick} may come in again.",
  "did.mute": "{nick} can’t speak here.",
  "did.unmute": "{nick} can speak here again.",
  "did.invite": "{nick} is asked in.",
  "help.join": "ROOM [KEY] — enters a room, or makes it",
  "help.part": "[REASON] — leaves this room",
  "help.msg": "NICK TEXT — says it to one alone",
  "help.me": "TEXT — says what you do",
  "help.nick": "NAME — takes another name",
  "help.topic": "[TEXT] — tells or sets what the room is about; - clears it",
  "help.away": "[NOTE] — says that you are away",
  "help.back": "says that you are back",
  "help.search": "WORDS — finds what was said",
  "help.rooms": "[PART] — lists rooms",
  "help.whois": "NICK — tells about one",
  "help.ignore": "NICK — hides what one says",
  "help.unignore": "NICK — hides it no more",
  "help.invite": "NICK — asks one in",
  "help.kick": "NICK [REASON] — puts one out of the room",
  "help.ban": "[NICK [TIME] [REASON]] — keeps one out, for 2h or for good; or lists bans",
  "help.unban": "NICK — lets one in again",
  "help.mute": "[NICK [TIME] [REASON]] — keeps one from speaking; or lists mutes",
  "help.unmute": "NICK — lets one speak again",
  "help.op": "[NICK] — makes one an op; or lists ranks",
  "help.deop": "NICK — … no more",
  "help.voice": "NICK — lets one speak in a moderated room",
  "help.devoice": "NICK — … no more",
  "help.mode": "[+WORD|-WORD] — tells or changes what holds in the room",
  "help.slow": "SECONDS — lets each speak once in so many seconds",
  "help.key": "WORD — has the room need a key; - needs none",
  "help.report": "NICK REASON — tells ops and operators of somebody",
  "help.dms": "[everybody|accounts|nobody] — who may write to you in private",
  "help.register": "makes your nick an account",
  "help.login": "logs in",
  "help.logout": "logs out",
  "help.password": "changes your password",
  "help.help": "[COMMAND] — lists the commands, or explains one",
  "help.quit": "leaves the server",
  "skip": "Skip to the message box",
  "rooms": "Rooms",
  "rooms.unread": "Rooms, something is unread",
  "direct": "Messages",
  "members": "Members",
  "members.count": { one: "{n} here", other: "{n} here" },
  "bell": "Notifications",
  "bell.denied": "The browser forbids this page notifications; its settings can allow them.",
  "theme": "Colours",
  "theme.system": "As the system has it",
  "theme.light": "Light",
  "theme.dark": "Dark",
  "language": "Language",
  "close": "Close",
  "cancel": "Cancel",
  "change": "Change",
  "yes": "yes",
  "you": "you",
  "state.idle": "not connected",
  "state.connecting": "connecting …",
  "state.entering": "coming in …",
  "state.on": "connected",
  "state.off": "not connected",
  "state.ended": "ended",
  "state.lost": "The connection was lost. What you miss will be shown when it is back.",
  "state.full": "The server is full.",
  "state.wait": { one: "Trying again in {n} second.", other: "Trying again in {n} seconds." },
  "state.retry": "Try now",
  "state.again": "Join again",
  "welcome.title": "Join the party line",
  "welcome.server": "You are about to join {server}.",
  "welcome.words": "Pick a name: no account, no password, no cookies.",
  "welcome.go": "Join {room}",
  "kept.memory": "Talk is kept for a while in the server’s memory, and may be gone after a restart.",
  "kept.days": { one: "Talk is kept for {n} day.", other: "Talk is kept for {n} days." },
  "kept.always": "Talk is kept for good.",
  "self.title": "You",
  "self.guest": "You are a guest",
  "self.account": "Logged in as {account}",
  "nick": "Nick",
  "nick.yours": "Your nick",
  "nick.change": "Change your nick …",
  "nick.rule": "Up to 32 letters, digits and - _ [ ] { } ^ \\ ` |, and no digit or - in front.",
  "away": "away",
  "away.title": "Away",
  "away.set": "Say that you are away …",
  "away.end": "You are back",
  "away.note": "A note, if you like",
  "away.go": "I am away",
  "login": "Log in",
  "login.go": "Log in …",
  "login.instead": "I have an account",
  "login.text": "By your password, or a token in its place.",
  "login.name": "Account",
  "login.password": "Password",
  "login.remember": "Stay logged in on this device",
  "login.insecure": "This page came over http, where others on the way could read a password. Open it over https to log in.",
  "logout": "Log out",
  "register": "Make an account",
  "register.go": "Make an account …",
  "register.title": "Make {nick} your account",
  "register.text": "Nobody else gets your nick then. The password has 8 characters or more.",
  "register.again": "The same once more",
  "refused.differ": "The two passwords are not the same.",
  "password.change": "Change the password",
  "password.old": "Old password",
  "password.new": "New password",
  "quit": "Leave the server",
  "room.leave": "Leave {room}",
  "direct.close": "Close the conversation with {room}",
  "room.unread": { one: "{n} unread message", other: "{n} unread messages" },
  "room.mentions": { one: "{n} message for you", other: "{n} messages for you" },
  "topic": "Topic",
  "topic.edit": "Change the topic",
  "topic.title": "The topic of {room}",
  "join": "Join",
  "join.title": "Join a room",
  "join.text": "A room is made by the first who joins it.",
  "join.name": "Room",
  "join.key": "Key, if it needs one",
  "join.list": "Rooms that there are",
  "join.new": "{room} is new: you would be the first.",
  "join.members": { one: "{n} here", other: "{n} here" },
  "log": "Messages in {room}",
  "log.new": "New",
  "log.unread": { one: "{n} new ↓", other: "{n} new ↓" },
  "log.newest": "Newest ↓",
  "log.start.room": "Here begins what is known of this room.",
  "log.start.direct": "Private: only the two of you read this.",
  "log.taken": "This message was taken back.",
  "log.failed": "This was not sent.",
  "log.retry": "Send again",
  "log.discard": "Discard",
  "log.to.ops": "to ops alone:",
  "log.to.voices": "to those with voice:",
  "log.to.founder": "to the founder:",
  "event.joined": "{nicks} joined",
  "event.left": "{nicks} left",
  "event.left.why": "{nicks} left ({reason})",
  "event.visited": "{nicks} came and left",
  "event.returned": "{nicks} left and came back",
  "event.renamed": "{nick} is now {as}",
  "event.others": { one: "{n} other", other: "{n} others" },
  "event.topic": "{nick} set the topic: {text}",
  "event.topic.none": "{nick} cleared the topic",
  "event.rank.founder": "{nick} made {subject} the founder",
  "event.rank.op": "{nick} made {subject} an op",
  "event.rank.voice": "{nick} gave {subject} voice",
  "event.rank.none": "{nick} took the rank of {subject}",
  "event.rank.other": "{nick} gave {subject} the rank {rank}",
  "event.mode": "{nick} changed the room: {text}",
  "event.kick": "{nick} put {subject} out",
  "event.kick.why": "{nick} put {subject} out: {text}",
  "event.rename": "{nick} renamed the room",
  "event.rename.why": "{nick} renamed the room: {text}",
  "event.invite": "{nick} asks you into {subject}",
  "event.note": "The server says: {text}",
  "event.gap": "Some messages are no longer kept.",
  "input": "Message {room}",
  "send": "Send",
  "suggestions": "Suggestions",
  "paste.title": { one: "Send {n} message?", other: "Send {n} messages?" },
  "paste.text": "Each line is a message of its own, a few a second.",
  "paste.go": "Send {n}",
  "rank.founder": "founder",
  "rank.op": "op",
  "rank.voice": "voice",
  "member.message": "Message",
  "member.mention": "Mention",
  "member.whois": "Who is this?",
  "member.ignore": "Ignore",
  "member.unignore": "Ignore no more",
  "member.report": "Report …",
  "member.report.title": "Report {nick}",
  "member.report.text": "Operators and the room’s ops read it, and what was said last.",
  "member.report.go": "Report",
  "member.op": "Make an op",
  "member.deop": "Op no more",
  "member.voice": "Give voice",
  "member.devoice": "Take voice",
  "member.mute": "Mute …",
  "member.mute.title": "Mute {nick} in {room}",
  "member.mute.go": "Mute",
  "member.unmute": "Mute no more",
  "member.kick": "Put out …",
  "member.kick.title": "Put {nick} out of {room}",
  "member.kick.go": "Put out",
  "member.ban": "Ban …",
  "member.ban.title": "Ban {nick} from {room}",
  "member.ban.go": "Ban",
  "member.unban": "Ban no more",
  "reason": "Reason",
  "time": "For how long",
  "time.10m": "10 minutes",
  "time.1h": "1 hour",
  "time.1d": "1 day",
  "time.7d": "7 days",
  "time.always": "For good",
  "whois.since": "Here since",
  "whois.account": "Account",
  "whois.idle": "Silent for",
  "whois.rooms": "Rooms",
  "whois.away": "Away",
  "whois.host": "Comes from",
  "whois.addr": "Addresses",
  "search": "Search",
  "search.hint": 'Words, "a phrase", from:nick, after:2026-01-31',
  "search.all": "all rooms",
  "search.busy": "Searching …",
  "search.none": "Nothing was found.",
  "search.found": { one: "{n} message", other: "{n} messages" },
  "search.found.more": { one: "the newest message", other: "the newest {n} messages" },
  "search.more": "Show more",
  "search.gone": "That message can no longer be shown where it was said.",
  "keys": "Keys",
  "keys.send": "sends",
  "keys.break": "breaks the line",
  "keys.complete": "completes a name",
  "keys.suggest": "suggest people, rooms, commands",
  "keys.recall": "brings back what you sent, in an empty box",
  "keys.step": "next room, room before",
  "keys.scroll": "scroll the messages",
  "keys.search": "searches",
  "keys.join": "joins a room",
  "keys.keys": "shows these keys",
  "keys.close": "closes, or goes back to the box",
};

"""#
), gzipped: """
H4sIAAAAAAACA7U7244jt7Hv+QpiEcQJMmp7HSAJZh+M8e7mnI13ZhY7E/gYayeh1JTUUaupNKnVCuMJ/JQfyHk5P5AP85ecuvBSpFqbk4cDJDstsqpIVh\
XrSpsPOzt61Zql3vdePfxEqSejWe6daZ9cqif3a+3VQTsVxtTPHxa2NY+/aJ5cCNBmNH48EsJ4VHqlu0HB/x58tzWPFWhvnWfSRi3sMJiF7+xAi+CUmpul\
HY3yMO3M+N6MSg/uYEZALQl1gzOL/WiQ2JXaaecOdmxV5wBv8Moi6tr7nVO6t4Np1P0a5nZ6BevqrckAFd3BzvRiYfeDd7xPokg72RgD5AarIkCFuh82gz\
0Ms4XdbvUQOAhbx00BVhhWfbfBA2pfozvYHCLd2a3x625YIeK2cw4/PVK6UHbEQW+t2u4X64rCXLezoVtskuwWevjxh/9BriqtcOZS7XeArX71ueqN92Z0\
F6rtVp0HNsHWZupP6p36Tj2oR/VH9e236s/q+wuagf0THG5ghtJdjnbwE+uP1m6n18cZ+AW8AP7/i400tJVfqp+pT9Xf1E/VJ7WU4CyzbpjBj8ixuW2PyJ\
uF7ntQ1QcEeQThj0a3x1MhO2BfYlYAJjl5hZz+CEITj1hiocbjzOMZ1MyYrBI4QXz5CE4zhYhj55bzyJiI9I3dK41oQ0Q7D9/USB87FqjgDNT5SJiuWgpu\
M87Reg5/HWFuq4+gCOfIdKsBLn4bCfHPRGhn7K43gtKJ5oEpaeUuNmYHyrqH/y/h7qRLPIl3cnCJPHn6bnjfeTOzQ092j2FQNmB70Fip+VEd1hZHGLRt1J\
XbKJcUFUxkfX0GY9rZxpynqGFjx0v16V9skor66uU3lTGG4dly3/clGRyp1tvufeYZSgfl7XZGb+gKwM/DFEbBrRItb+sUF0/nom1NFsLrjcErH23qJbiB\
FdmXbnT+YyTyNcxnBOMUuA5UVsC0bphQdzAQ9nB68tZOWWWBMHnwgHX2ngQDJO9kthuZX9N2qu+cT7IkfuHIGXGC0dgah07EiVWYwXD3d2P3XnujIgzqNl\
ymM5YnQKV1w29cmi4HEAS3ujq5UAlfO7KsN5Y9WXJ67KFrLgeZzswHOJ8rmRTvDPmOKPzpVQvtqszsNCa6rBg8pMPKaOIAfm5FfhedrltjvAQ/8PDov8Cz\
LdYWQo4JtWEdBMnXNvWcck4iJOAzOuL2cPeGVkRs4aRJRWGPBDnhQkdDZrEVHJ8bPBvGGOJaNuo1X0sY7TyzAxQLICwGJuTSJyw7UkrbCnELjtVHgOs1ay\
F0KoJOBF7qEyOQgJsi1JAYZAjOOWMUrKs0JERbaJPxhM7oETQGqExIFSxbDGBDXBijnGgKTm1fhzZ80H2FuNUtBkYQ4iEz63Ou997DtgRjEiK5hbZLjBTy\
Pwmraa6O3GmwiWrWm6UvJkaz6/Uim8iVVZZi+ihvr+eoA4duaNNhGXXTYfhFUfmg7M6M2gMgOeG0fd4SGJ9RbLag8u/6c2971miJEhQ6iyNBNcjv4VzkeN\
AgrjbbZFUSfIY3Hq78lPLnFeZ6cjOUHUngDQyH+zc/PqodnBBDnKngQ8CDhLSzw8fRLuEvgT1KfODjDMCE54Qb3rfRUsRw42Sj+qCP8kD4W87XB8bfcr4K\
8JC16eZtMdbDfROTJNZ+mMI7x0ySxyzuNLuQeq8ZDq+0OQUG1uGEZNxBd7VniskCp0i4M4cW5LA2A6r7Efkgl20hEUUKLzAhFeNw3cCtFFaYs24eLkFXYC\
1MYMhDMM+0G7pP0fZXSg9O5KxXcSqROUFpVmHLX1OwhvduPtoD3D3Y3dZs56QrKRhAshyiA2p0GSdSYsqQLYMqTu7pQs33XhoMMpSwircbQz4oLs4Gd36s\
yAf9rgjDqISTbv8b5J10++lul3zEcOFMev/pQ5h4bNSLruVExYAL/fRhAH/y+AWTaTuybqUiRePWZJj9UEKhM4cFTM1RhMWwXIBGf5RD+YLuKbQM+mvanL\
5UN8RtZPiyNv2uwZwEod7e3l6rd5CVfKd+/OG/2Zy4kP1T3LClgLTzAnenR5LXu7cvr+5ubxizN/o9AJLOkafP8FtHUcXNq+dfqfuX/3VP8E4fXfDfoLNc\
9ZE4HMsW0AdUHpRTawVkdCM3V9cvCTbmKNnaC2hvd92CNo+0eeve9L3Ds0KgG1ZBZaakHdk3B1E/UzO1gDOOFS+i8Xp3c3v/8ru8Vx/3Gm2vwImm9xSQZj\
IgBzZ0n2/fvrgj6kvw4WGTaHSc7lqBkbL7d2+u3objYQ7CMnECEhKvziWxZDbQaVUpDLbpBfC6a03YBooPjyIQohuYQOkoGUEPIhdIWpugQWkdkQY9zYCb\
KGwEK/QPXCrDp6DD1HoYbug7Rr5/dQ0CizSYCJcMA5ULiks/X6Nm4NfK2vYZJRPEUKBWHjmQTyfojY8n4Gsq1Ttc6v/TXpYjKCLdeXC+YgdIpNxCJHu6Bz\
YZ9TbsLm2CF+XbThcSw0Gx2KiHjVysNYyclvrxh39OSPa97RYf3RIyB5BajDzBSlUia80pgemFkAQd5pd4V76f4b/V9V6s9bCKWrsG/0AZ/YSiYM5C0ebL\
57c34d7Rto2GPIP3bYcFSdZZLnk5A7FxKzkUSkO4EdZ/THmiXcHaCBeI0LJQpQQOVdw6jifS0Vk55Il2XHyNUTuVCGL2LXkYLIIB13zEue9jQfz7weJvZh\
NWYtBrHUa4imiWOS6IhYhiYxzUIFVWGIpl0BCLHFQgpHCG4o1CA7P3pzn8lo4mu/wovKN0/QIW/6FjPr+9vr66eSFtn6c0i7y9I6dmPkDC1A2usnN/3Xe8\
lejLYkTDMG7T0RJ38BcZhPOx0DK3H0I+GC3w22xwaQyuJ4acaeqCZJUaB2E2OPIRkiyEvI4VIhrnIMrxBH/K8SZWUx7wXBQCPFKU8AQOjc5QDqlHQp0brl\
bdWN8tu4XG1C5QxSm4gEOXc9UYTII5nHdt8PbUpBkk/jOFjQHwppgQOwpZqCaHHIsFbfykC/vc9iBSJ0YbdwT1olrBVZACDdANit6XIftutSZGvaYPMdPq\
kTzFC/xL4z0o0D4UyV7Hb5pZ9JYbE8/pg8c0XHBizXP+4lHSQhrlLxo9cgnvGOUEOkq/4Q8rjocL1HRtT5iYhoQ82rQSICbXXITJv9DiSTgK0hLUNtRCKi\
DONifXscvlR/eRyhP8IWb+RTuwUV/HaAb7YOrQ9T0mqW5tDwPnWR0VlkSyyYRz0VQWTUTVlMEwqRP6fT8e8fC5hQnKzXa4ESp/Hso18Row+aIxioUjMceu\
E+Z+b0t/fjA9BvqN7zzLlwBQazFOPoIJijYmQgabIpNzCrrApHCrgAFiehfRUiXsDRna0JfL/c0LKhsHy3jBLUy76Yyr6Kxs2iVXFHgakxoIu8GtMgt0v0\
m5DoY/GgTY9Sa6TN4jFXkZibNq7hqpFYUQS48NYcj+gIVjzJZonRbjRSHIejGUUUtFgCzGMzBZiERZ9wemfYqAAVxUJ9Mvs8S+SRcVh1d744p8VCseyiCi\
cP16MjNn2JSadDGsp1rTkexdTGOHcrK2MMK3phvObc09b/4P/w8d4pjV5MSFii+JYVflOFh68osg+5O8J++aQM3Q1lUnMRurO1foT8yF6qjnQd0IAcUK/E\
rprcisUozBZQwxGOBDeSNth+cgCPDBK78C//LenEQwDOfNBzrjl8cyAqFwQodKB1WkwSFiMbaR2JSE4rlOCcsY500R1vB8LJ0Qgz3wM5eC7MAOGIJkjJHL\
U6XXFuceUlygQcY6Ht4vx8SMOlDdAguMVLnT6aCNut2x/RZvNbwN/b982hDNIbdTMCcDxmvuQ5Q8jgBBVBVMllmCS5pIoKHUIStqNXwQ3w0FvMr0DmwURv\
T5dsHpB3x2YnJhCeON32LaMOoF1UWwHmLFa4NAPfkGcl/EZcwOcoYSmwRtt1wyGxDSH7K9dqnb5AONsEji/4lh8GKrFSzkNgh4C2I8AzEYynBuzKGCiDHw\
a4yBT0JgendA4XGGkU6EI9emDKhC/D0AFac5YOj8usAjuilAlvErD8Y4u4pky0kXHQFR20KYRMFsSS8G7OgQKEArCKZua5wOFFPZ6J4+8lhjWuaXEIqvYZ\
K23sfZXPVnuFiOQ6+cR6qYQos8laeDVl+lWhVVXudH2ga15CmtQ2CXHzAQbjRJb0uSIWn9yhzJ+mK1hnLTlCgRFKZVKZFhm++5HDlKsKBkueMPA5dk0Q9k\
YuYmb1TuLec5/0YmA7ZHZkyqCm9gWih9HptUOgBUP/79H9VqcTQviBRDsHBDX4wVZznsiX3P/0QGzcFmDKEEgbEJvkBLPTLx3iej52TwDWfilwrfsbCmgQ\
XhdwFsrpGKIJDaZuQDouZT6xVnZBiO4Evd9THXw1a65pYJPtATUClIvgNfLgNhnGw7t9DszF6Ez7wb29gdxT1Y840v/S4LAKr2RBiPnXq2FTRegi7BzLds\
TEMuHkYCmHmP+0Z9Ep0a96jCiIDBfqqEoN/VfHNYH2sY9fPYsPuFBH/fuc6Xa5LnpceEFWlg5n6sNkikEZiwcoQUMfDmtnVn6wCxp3uUgOzXK8WmwUqtA2\
DQakZO9i6sARFeNm1AEi1PsRobuiG0n2KvAgvmpq2NYjiIHjZSiKlxAhbswe3nfwGtf5RyPUHmAuQ0HpUvTzBSMTEgrch/JSSerpGqQ3lIqriOB5NkxyP+\
6QaJ22eXS0Qe8N8CPVYzIyPJubSpfDglgU35OBJbzHmpFIpl2EKjJ+Cn1mDlE1hBG6siqgSulqkRplY56WFRL4DLkXDVJ/kdMwdRQMCexBT5ld7FpwTZ33\
P0FfuilEkyTjfs9rIUVzgVF9IZNIVhZA/RuYuBx5M78TMGYD7XCuLVJFMq4o8vxBWt59wX8aoGWiEIeIm1aSw2UM8qWXu7pJwE3AzkfWoJLkznGkmmwoF3\
XCsEZdUNLe6huIHxopVXTFwm9ueNeKR2HcO5YpoCNp7mTzmdGlZf85NB9HVfFBC55/SKv+SkbEnxdNlECGC56P6WvnLuUQDkyCyAsaZOQgb53KYyPdr2qP\
9UQEFnSP4b32rhbNHeU31+VVWSZqHxDop5lktMo6J8wmTs3NzuJjmQBPgfHVirUymKlsw9LjAh59CFuoa/J/zDSZG+IUj0Y2XAJuFDWrj3tUyLpaZOE63i\
mz0/R6q3Q5YwbQehwm6KpzmnKLyjQLWYDm3AL/VwshhM5bUQIKxFDb6JlRCeFwLg6uRimeLc+aXRW/7iPKRjs/07SGvWECzQS7800zz9jCLUp5+pbTfkri\
LPUQP6KaDtRznc8nAbCzA0+hsa/Q3V5cRwLsr9LtThQkkS73TjuoH1iSJk/iWmRbGtqJ/wbKyq30HsOlCdT85OdWMC1VDiyqUsHl+HEvdzcA+OJFNgtS2Z\
wiv4CyYsMio36u/4S4w26442/8nXmOZfqCda7dajxj4Dkb9EHbjgYunl5599/uvZZ09nv3r6iSShuToOf2QfP0zO9+6Yly77BQwRI5j4uhctCxnzpgCjoe\
l0+UyanMrngkCzZSsbqaCl4zRpgpiY/AjdQPHJHapuVvUwG988FQ+fF3wvgj+XPQh8AZSNaypKs3p+ZaLe4kgT/Tv+leNzuGVkVuiDe1S5zk8gC7vd9Yat\
U/x2oWovV+AAgRbhz/AfT1ywpC9S41IgQUIYNGI+UocNk4T8PAYTtgt+/qnMduePuTvJa3pDDmAAzxQe+lD9gP9jLgm4GC2vw1+y41myKao/fxWTsbTBRQ\
hZw6DpyHmUDzHS4ePRQgqpmkQf3MFdWROOHZI/PuLjs5/8LyKlesUlNwAA
"""),
File(name: "words.js", content: .text(
#"""
import english from "./words/en.js";
export const LANGUAGES = { en: "English", de: "Deutsch" };
const PSEUDO = "xx";
export async function loadWords(wanted, browsers = globalThis.navigator?.languages ?? []) {
  for (const tag of [...wanted, ...browsers]) {
    const language = tag.toLowerCase().split("-")[0];
    if (language === PSEUDO) return new Words("en", pseudo(english), PSEUDO);
    if (!Object.hasOwn(LANGUAGES, language)) continue;
    if (language === "en") return new Words(tag, english);
    try {
      return new Words(tag, (await import(`./words/${language}.js`)).default);
    } catch {
    }
  }
  return new Words("en", english);
}
const day = 24 * 60 * 60 * 1000;
const units = /** @type {const} */ ([["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]]);
export class Words {
  #table;
  #plurals;
  #time;
  #moment;
  #day;
  #weekday;
  #relative;
  #number;
  constructor(tag, table, language = tag.split("-")[0]) {
    const locale = knownLocale(tag);
    this.tag = locale;
    this.language = language;
    this.#table = table;
    this.#plurals = new Intl.PluralRules(locale);
    this.#time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    this.#moment = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
    this.#weekday = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    this.#number = new Intl.NumberFormat(locale);
  }
  has(key) {
    return Object.hasOwn(english, key);
  }
  say(key, values = {}) {
    return this.parts(key, values).join("");
  }
  parts(key, values = /** @type {{ [name: string]: Value }} */ ({})) {
    return this.#template(key, values.n).split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return part;
      const value = Object.hasOwn(values, part) ? values[part] : "";
      return typeof value === "number" ? this.#number.format(value) : /** @type {Exclude<Value, number>} */ (value);
    }).filter((part) => part !== "");
  }
  #template(key, n) {
    const table = /** @type {Table} */ (Object.hasOwn(this.#table, key) ? this.#table : english);
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (entry === undefined) throw new Error(`no words for ${key}`);
    if (typeof entry === "string") return entry;
    return entry[this.#plurals.select(Number(n ?? 0))] ?? entry.other;
  }
  refusal({ code, words, keys, retry }) {
    const key = keys.room && this.has(`refused.${code}.room`) ? `refused.${code}.room` : `refused.${code}`;
    if (!this.has(key)) return words || this.say("refused", { code });
    const { nick = "", room = "", max = "", near = "" } = keys;
    const told = this.say(key, { nick, room, max, near });
    return retry > 0 ? `${told} ${this.say("refused.retry", { time: this.duration(retry) })}` : told;
  }
  time(time) {
    return this.#time.format(time);
  }
  moment(time) {
    return this.#moment.format(time);
  }
  day(time, now = new Date()) {
    const between = Math.round((midnight(now) - midnight(time)) / day);
    if (between === 0 || between === 1) return capital(this.#relative.format(-between, "day"), this.tag);
    return (time.getFullYear() === now.getFullYear() ? this.#weekday : this.#day).format(time);
  }
  number(value) {
    return this.#number.format(value);
  }
  list(items) {
    return new Intl.ListFormat(this.tag).format(items);
  }
  duration(seconds) {
    const [unit, size] = units.find(([, size]) => seconds >= size) ?? units[3];
    return new Intl.NumberFormat(this.tag, { style: "unit", unit, unitDisplay: "long" }).format(Math.ceil(seconds / size));
  }
}
function knownLocale(tag) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? "en";
  } catch {
    return "en";
  }
}
function midnight(time) {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}
function capital(text, locale) {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
function pseudo(table) {
  const letters = new Map([..."aeioucnsyzAEIOUCNSYZ"].map((letter, index) =>
    [letter, [..."àéîöüçñšýžÀÉÎÖÜÇÑŠÝŽ"][index]]));
  const disguise = (/** @type {string} */ text) => {
    const parts = text.split(/(\{\w+\})/).map((part, index) =>
      index % 2 ? part : [...part].map((letter) => letters.get(letter) ?? letter).join(""));
    return ["⟦", ...parts, "·".repeat(text.length / 3), "⟧"].join("");
  };
  const entries = Object.entries(table).map(([key, entry]) => [key, typeof entry === "string" ? disguise(entry)
    : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, disguise(text ?? "")]))]);
  return Object.fromEntries(entries);
}

"""#
), gzipped: """
H4sIAAAAAAACA51YT4/bxhW/76eY0G5AOjJXtgOj2O16a8SbIIDtDWK7RcoVsLPkSBqbGgqcobWKIiC3opcCvfTUoumlQS8FemkvTQ8V/EX6Sfr+zFCkrA\
WCHiwPZ977vb/z3pvVs3lVO6HMpNR2KsZ1NRNRerio6sIeKpO+ttHxgbomorwy1omnj59/9urxZ2cvxIlYAeORiM6YOxqIQsHnE9U4m08jsT4+YJ4vXpy9\
enIODNH19RZP2qXJxbgxudOVEWUli1+i3HghjVPFQFzV1cKq2gLjpKyuZPlyqm1q5Fs9ka6qT9NSmkkjJ8qK01ORjRKxOhBiXNUiZrlOTkQ1FlmapgETlg\
HW0wtvWAADacCXuupptVD1J9KqOEntvNQuju5GSTYcHROXHot4y3Ny4q1MRK1cUxth1EKwPZEy4Ju5VU1Rxd7VySDQb9E+OL96rXKXTqU9X5i49fSg1S1J\
UFmnTaNuUAJl7VEBLBqEKHuJrl56+8UN9LFcSO2EphyJL0Na3F4FiWvIj8skSQs1lk3pPPBa5NLlUw++PuB/N3hlq9PaJ0shlxCC+x+LO+LhMPzcGw6HIZ\
saox3mxOGdO+LnbjlXYkUHa3HnUMRZFgECIP/04cfD4WggsmhaNTVsPHjov2fgP6dg5yF/WwX8BXzfG42SbbqX0lrWlUy55eRVSW6/NS+bWpaW1k7PeHNW\
zZRxtAQF6P+FUm/CulaldPot05pmdqVqXJLmdZNDPrPTScpgNxt7+beTt1UuS6R7Y6qFeUpfCBXCjHcGL8KJp+xsd4SEZeeUDSYFrnpswX44wnB+blyZfk\
FbXzalsjHLSXpQ4KUu+RPp1EvY+7SqZ9J5jgEUFIwV1BBwkKp1DjHhYMHW/buFnmgHZaWHzG7/UdgFHLxwyxLRxk1ZAjrqFbZmqtDNbBef0/H/AN/B8bnw\
o7A8LSCVlZlgXaWPjlOgCEzD8Y6gkGhdSV/6vb3SPCzAycZVu3Ccql2w57TTgyEOvOVQuuI3ahky1F/6fl3zV34gkDAwWrlExoF4K8tGYWqt1jsopM9c1s\
52KZP0daVNHEUt1Hsk/VqxEpmRMwgT3DttJqMj8QukEmuuHyB2n9xbTs3m4ETVBU5N6AyHF6v4YvFRcrE+TNKZnMcxajEQ2hTqOhEnj9pSixWbdsVPxH0q\
2cO2XiPPsafjy01yQP++B1n6gOgTceq1yfBzJCCO0XG/rqPh0Ac9GHYJjmoEvN0op2MOKhEmgNRx29l1XjaF+hk5ayCY4RH7jOl99U/SsS6dqtkFZDsuxA\
codxulHYeaflELpaejwEvcYnl9b3SKFedUaxWjHO00PpYARaNevufZHRT8yuADvdpA0MbaqGLbeT0GGNYeJiAa5gu6LWd1DVX90lSCGidNJrdXALe+7HR9\
H5wtVsSJuW3jdHTcTUnayXrFOLWqBENivp2xwZFomCQj/J/I08pNuedwOx43VpbxCtxRgMWkIRkOvyAFdFn3QwJH2GSAIK0rGBM//JC9jFf+kuBUkd5eId\
yaKC7RhftPwJ27B5edOajFxTi0bmAnfvMNi8WCEXmMCMsYorS1i1WG2qbzNzh3AgUpzcuZvPYro2RNS5ha2Lguv6vKAvtfkEeZyqCMR1AeJYj22rIPH4kh\
OuH2CqHWEP33dE+JkCzAZnTE0gqIKU7FMZ0mAL5GpyFKiCBSx/izv1zBQbjORBTYuF/ezMjne1mhC9EGGAwZzh0Be1ic9DPlSjnoYAYonkk3hYjD7YjjmS\
6MnkxdDMyJuCvab5KRiEPE79yLFgVLJIa9u3GvzYpczrWDRO43v6D/Xc80EDQVwtQd5qF+tEiJdKLcp9C6v4JwxgnJAV13dk93+vnRdk5I9nqNK2WoqXs8\
vq/2BmYoWy7WUCrtDmvbjZ8Che/FrWkBixnb8IWc4nnX9oOW4Vg9EFZ/rUbihIdsqOQYucxvUy33zOLRCW0mWF+IOHswOt6rYW9eCDpivls/LiE7XABWAH\
+faOiq2/mHegqzU0LlSpfBCEgbUsNbuT5o35O74zBZu330eC33DGKpbeb4AlAFc9vzMQHA5I3G4ruFhPWeOR6uPexq0s90Yuj4iG7Q++nHsynuPcNhr7vh\
7xwuUeuYHk+ttPZCqGtwp5/PukLxIM2nsn7s4mFCD12keTWf++du4PmISW2pcxXf60vxr1nqkIzuXyPKOX6yo23PYBLC13ckla6a3Njl14/PPj9/9cnzF1\
/9KhrxpMQsnVmJHJqFbeLffLf56+Zvm39s/rX5fvP3d3/e/PDu35tvN7/Z/Hbz+80fNr/e/O7dd5s/vvshGmUEAw+5pH1eiULbSaMtDhRxZ6LgPksjBRra\
GdOYjQZJrP/kBZ7z4osVzHkX6+SGOS9Mee2Ed8rTzxHZQRNa12qS6X2G8Wy3IdH8sp1v+xUri/77p79E9AcN0hMq3H/+GUE3mSu8ZqhyCXOPm8INeQDJA+\
Tfg8d7w/LWQzghaJqU/TzkN3yAWeWM+h8NE1wLeOPGAQZsD57nUSkhA46CDPxr05mXsyOWyb1YvPsDioIXyxstNp7QzYwSCPuIbOu/PLqSvAhK5/8BgYUk\
WP8SAAA=
"""),
]
}
