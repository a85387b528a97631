// swift-format-ignore-file
// Written by scripts/embed-page.py, from the files in Page.

extension EmbeddedPage {
static let embedded: [File] = [
File(name: "account.js", content: .text(
#"""
import { ask, show } from "./dialogs.js";
import { element, make, part } from "./dom.js";
import { showKeys } from "./keys.js";
import { Refusal } from "./lines.js";
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
    part("nick").textContent = nick;
    const state = [nick, account && words.say("self.account", { account }), note !== null && words.say("away")];
    this.#anchor.setAttribute("aria-label", state.filter(Boolean).join(", "));
    part("app").classList.toggle("away", note !== null);
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
function rename(page) {
  const { session, words } = page;
  return ask(words, {
    title: words.say("nick.yours"),
    text: words.say("nick.rule"),
    fields: [{ name: "nick", label: words.say("nick"), value: session.me.nick, required: true, longest: 32 }],
    yes: words.say("change"),
    act: ({ nick = "" }) => session.rename(nick.trim()),
  });
}
function away(page) {
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
H4sIAAAAAAACA8VY3W/bNhB/z1/BakAhAYqWdW8OvGAtCmxYCgzb3oY+MPLZVk2TGkk1MVL/7zt+SRQtOclWbE+JyON9/O7Hu6ObfSukJo+Eql1J1Fbcky\
NZS7EnWfXtqqFMbFT1SWXXF02QBAZ74Loke7qDkrQUV6MzYp/IG6W/wEFFQjv8TKR+g3WnKIuEWMMhlRIt8A/Au0gMfekSKUb5pqMbeLcVTQ2xYb1F3500\
PFjpmlGlyO/A1lbv4wUh37R49tr8Q3m9FZIsQ8x5plAwK8lPf3y4fdtpLfh7t1MY+VpwpWVXayFzo6Ow6gjR20ZVViuqCsrDsrNR0dXq/WdUdNsoDRxknt\
WsqXdoKy/I8oc+8jw+VVpt1b2QK1UpenD+VbrRDLKi9BYaDXuVF0XhzNojCpRqBK8Ez7M99FbcAQ2M5UE8XjIrRwOM+/Th2bBNop3Oklh/EPVlFHmJAhwD\
Kgmta9EZ/tB7elgQLjRY2eDSHoKfEgE3Z7Ki0vCg3wmO0GgUNYvXkW2lqTbY/jmyQF6/Jik0fisz7gSxIyJlvXi1RNUdY8lB42dWfJxImgL9o9ayues0oJ\
xs6CWjd8BQvXWpWjdMYy7fCsGA8qL6JBoEvCTZkAwTJG1bjNFS0eS/0mKzYeAtJ84NSfB5HWXBk2yM+0RiwtZzk+G0W4sGZ7tG7FXDcBc9lDfPBJwsTgQ3\
HSidFeRYpsojSZPfqt7i/bb8prVeeOZK4HQP/tr1Omw8y5DWm0mdJnKTyUShWQ7qvDaCbs9qAL5KNNiLRjVi1urcLQVYDXGMfpvQyN/sMnP/erY1a5J71A\
qHftV2apufgahFEpnPaZjc4q9eJoVrSh92ANHp54fm5HMTlec4MAU2kiBC71AiMENZZq8pCo1CnPGl4dVGJN7Y5RBLMSD3KioEY9sSNnjPJNW4NNg/lZvy\
8dGD9YSvzgTIU3fDTuKxY1mktSfDTGJ8l0u0zzSKmYNJq3QuPcEI070To6HH51bsifN/dU3Kp4C62coHSCToTnKHiSt7x9C3qTrwmqw7XtscDhTAcomFwJ\
e4aqhjlesNrQSsuT6NZzpXaNOWR70WergVm5950XvGFdSd9HXHyGMtaIx3OwdFGUYA05JPuYwwuG1sbxNMN8tBZN0AW6lFVHtNnAuSmT9ZOXtb7Dai/Zmy\
DsXNZ4nuI9ISVguC8wp+006LWuxbBtqo7BRIe25IZCgrQ4HJylNj/R4azBAYrMr6MlpMfZc4PO3vQJ7xvxcx88yhNafqLdS7O/HQu/fR/TmAmofYss2xJg\
/2Q31Ykiwr+xD9ZzBsP03PQp6Gu++y7Ll0U+Wer2EjqoXISm+lwkFhnxeDnciEKS9ZFgqBcdhcgTmyJwXk/2ZyX+nc3BkmvQVJLp8ZtKbZPmg4Q/j7rVDe\
vX9BSg73E4QcFNENRc6Uk965vXkt/xGtgz8jZiOnE/5ab8/T2FCiP2U4aM8UOD5KfAhikOFZlmerZr02JgPRPW1CiiNKvpTcPa0nZ5Nnktu78wy2ns5HL2\
ebYAnReqVm53ztG7RwcT+jBZGfpdkMKcbRBEqgO54NaCxmQMhbgjnKW9FiyFJUdaIJ+6unxU72B9FJNdsTrYjs2GnOhl7onszTD4eoC56MBWlDZAJhUWj/\
+zfk+CLIbaWbQNrDZ4NwnWAK5OjV8dUhts+U8NvAHID4YJoE0B62u0WEzpurq1l47Ak7/I7xsU+yU3z6JxHunwGovz5ukLGOjucXh5yH5ZGM5HyljbrFbO\
K/u7q6Gismx5EnrkKc5ibOnB9FI7qFkePLl5SE16nX/3C22zarFfCnJ7tRMH37fxyHEco8zveBXhMDlv0pEOuX6f3HiQ4ctGf2R6jjxd/czTdJdhQAAA==
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
.menu { position: fixed; z-index: 7; inset: auto; margin: 0; min-width: 190px; max-width: 300px; max-height: 80vh; color: inherit; }
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
#search :is(p, ol):empty { padding: 0; }
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
  #log .first time { display: inline; position: static; margin-inline: 7px; }
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
qZdDrD1QXsngc068ibylN4HkUC2GYV+gAkkxcyvjvBo7KPccoK388FCps0KLD5H9F+VzRvr/wlGjUsnB/qT15d5aeqvg0FjraOWu9bxffV0gwM1+mP0TTO\
hYaRCLm/lMC3ijeOS41qcag13OHlh5mdYzVYg3KkEH9GySYjmyPcueWP7DWFRxWXGiWSKrcMYIi2X2Uv+///2fm77vvnEKJd8+VlOLnQoMV5SOA4OMvWbi\
DwEEDTxAHAu7RY1BWfQ6cQlApD46B23zC6f5viTtcjRHO0yhe1TJYfmqLKHbZ6T+dBCUyBKMbM+LTBXaxtbRRHxNMc6oz8DhBSxu4NX7cpGXo/X70DyEEc\
WAfIt3xWxnp+UcRW2OrBh4R3ZDdjeqHWBjbIrqaa18EY9GzUOuUao3O1wzZlU3sKd4pODdTqRr/w+oAGO0yfa9F/jGOdnfXaRowPgC1WhwVs7ZAQR6V11O\
FA7DDZWkiLUzwGkHzzDR9m1P9WoBKA/bV2lk7zLhyPahZl3SDSudQ7tR/POuvQ+Q0lFA6kc+2iVYKsFzNRQrOuuivTtiqf7EG4r1DXkx/4Xqz1AXpFkCGi\
K5ZzcfQ+tL4aM7wHWnM0Yv18RNTHOqO41ul9xI1335+UNeUHG2ZYbu4XjobhqbapCf96rF0IF/Z+Sw9PuUo7dF+pPE5ZsZDzFX8EaAfN7UR2cp8AZSDEqy\
AD3BS0hJavQS1Yem6q78R98SWhXmSXOURI6X3XvVaWF1UibsLp55cDeCA37LMunOuKc2UgI99Ds2FDx4eXIkyfAofV3V3d333euRPXKCsA4/TKZENumvz8\
gH+haNZXG/GCZ9iuENSfs8Y6hzIqbQUkvwYmanlpetnyky5GY2bN9Q9rt0KKNcwiU/LQq92K3INPXzSMmMQBuBz/1KDQ7s+1STpSuL4TAaAj3ptb7lrtYr\
yHvBg/dW2V1IZoo1Ga8t7K2IhxImEkXL0L4QNJZ3lZ7FxX21t6V3HjFd2Awk56fSYTzhYedw09L3j1AmwVKFOMpyC09EevnqQm+4/k1ucWGTG4571VbWd7\
q0JY24TO/wOEdudznDr0vadhCXFmWuHTXlIsqmeXn13SCeZYq2Rg23KjYyF+4NA88775F2/z637y/6xDeqc27x9NMm10czUX9B4K2TGd85jFW9w+11ZAk+\
PrMyqw/Mju37MBjFxi9Bxcopkx3G92iKsgl2+Bsg5u4+bCAUSvhP2mEUScLpFWdCic43c0SY2J8s3v1xw1gwYpwUe4qUR31mNdjmHWXzupOAYcuuzbfK+q\
7yuw11M2i4+7XjWc9HXfuR+06ARE9vnTsbxWGyx7WVQ+jysQsHW86BwcDvM4+I0ofhFTtxF08U+unBhq717w8MlJXcWXWPGAZNeIE9UpH3+t53bVAcBg2u\
DRLzWuDo1Pk/6xAvXoRWEn7xIPIqqPdr8Scy8N88EwEj+W8OEGJJxXNBUdiNQVqI0yQn00tIzyu++156a/HdFpbGSW/ll4vWK1TsiRda2ktrDe1Em0uilw\
eqfc0aBltzEWwtk7N1NDm6CsE1yyD5VSxdK3SuQnaxq1VOr1vMDnXDZHGKmzP2HdBwv5MvTyPLrfmu8Z7zhzfPyIYVFPLkqv+CBMmn+IYEnIwuGncvt+BL\
Xb19nUvQKw9qrBxqYjgJoUXWruHmNDFEAjUGDIrN3HGiGOLV194LoaS/wckpCaYErSDy4PKwTsbOqSiCOuUyAEHiXh5IrCRvEiuunXtxepyVTl9hq2Fa3a\
poXmrTVrWuqibKKSfS5foGGhiVpJ5puCWbvjLJXqfxJiemca0MKudRUjOqAMwT/KU8wL/iqg8nIytNzJNNXjmG5VH6aBTa2clNWwj6lrVcC9hGEZYBK3KJ\
DVNiPNF3za1n1cl6oOvbB5I0GnH4tT9jFk+BsQLiyXuQWG0H8vQUjZk2LRO7wfjNPLVewvHiF5b6wxPrqJ4Qz5U656acd4OCAHALcgsalp8yloNLLYau6k\
C8YlUm+VRSN/ZHjs2SWY3T+J04LWEQswU1fv9IzwMJW/5yBOynY9vwFcPYs4L3OBnuomHAk2FVipiFe/HHhOY/cPP9D3DQEHV6EgHNMT1hGp59ldR3ugmz\
ueII2VNB9x2AkPwmnbGDKmX4/MbgyNcTzH0EOfTldTd1rnVzZ+TChPH+V3As+ZmtuK0FfmtT3t3gN1asiwPdsc/tefe7l0M5/TT/Fv4k8GfVPt7uu+64/v\
z5+fl59jyf1c3ucxyGITa+JXhR4g/1y+Mtv/edwH+34HeU5eMtjnvLSyef2OPtpxgcjVB9Fg7V4208S/UjnHhGj4+3fCVvP83/CFzgd6mQ/PH2K7jGyTla\
fE0ATfbR4vazeI9MwF838n5bkJWAfb+qCcZXTnBBFiVMMoq/Rkuy+ALBwHJsktJH+tXM8coZJmSx71cQfy8vrCS6J7+FSZqP/wZ7w+jk47CMguQLhHlpOS\
fzL0sSrX4cm70+wvyNLHJWNBkAfgbko+iWZK/id/N4e6+mqEUR42FcGSRBMjZ7vcn/9ma/EpNf8rknw7nD1LMwSMg8WJD7YNHek5jck8VXUItkltKEJDxC\
juD/e0SCCJ5mAJMzeE/gN/xMATRHBIfXnP+JjAZAMKQAjFIkAI8gPJKCyBYotu8SEGVE4gCkGoC0UK9m6X5UrTr8+rpflXiGxhNL44m5Ai37pbZ2QrokS6\
0n0eJHNaocZxRUeIXmr2dvnP+d+hGhOf1X+hUsgn9/wxd4kJYL+LQYsZH/B+7jDFOTVAAA
"""),
File(name: "coming.js", content: .text(
#"""
import { isAway } from "./happenings.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { fold, laterId, sameName } from "./names.js";
import { Nicks } from "./nicks.js";
const passing = new Set(["lost", "slow-down", "not-now", "internal", "shutting-down"]);
export class Coming {
  token = "";
  isIn = false;
  nick = "";
  connection = 0;
  #session;
  #claims;
  #nicks;
  #since = "";
  #wasHere = false;
  #willRemember = false;
  #linked = "";
  #guess = "";
  constructor(session, claims) {
    this.#session = session;
    this.#claims = claims;
    this.#nicks = new Nicks(session);
    session.wire.on("state", () => this.#connectionChanged());
  }
  async start(nick, linked) {
    const { storage, rooms, about, wire, clock } = this.#session;
    this.#linked = linked;
    storage.nick = this.nick = this.#session.me.nick = nick;
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
      line: Number(keys["max-line"]) || 2048,
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
    this.#sortOut();
    session.emit("rooms", undefined);
  }
  #sortOut() {
    const session = this.#session, isReload = this.connection === 1;
    for (const room of session.rooms.list()) {
      if (room.isPrivate || room.joined || room.lastId !== "") continue;
      if (isReload && !sameName(room.name, this.#linked)) session.drop(room);
      else if (room.wanted) this.#enterRooms([room]).catch(unlessRefused);
    }
  }
  async #arrive(keys) {
    const session = this.#session, lobby = keys.room ?? "";
    session.me.account = "";
    session.becomes(keys.nick ?? "");
    this.#dropGuess(lobby);
    const rooms = session.rooms.list().filter((room) => room.wanted && !room.isPrivate);
    if (rooms.length === 0 && lobby) rooms.push(session.rooms.open(lobby));
    if (lobby && !rooms.some(({ name }) => sameName(name, lobby))) {
      session.ask(command("part", lobby)).catch(unlessRefused);
    }
    if (!await session.account.comeBack() && this.nick) await this.#nicks.take(this.nick, this.#wasHere);
    for (const room of rooms) room.joined = false;
    await this.#enterRooms(rooms);
    for (const room of session.rooms) {
      if (!room.isPrivate) continue;
      room.regain(false);
      void session.history.catchUp(room);
    }
    this.#since = laterId(this.#since, keys.id ?? "");
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
    Object.assign(room, { joined: true, wanted: true });
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
    if (room === session.current) session.history.need(room);
    this.keepRooms();
    session.emit("rooms", undefined);
  }
  async #learnSelf() {
    const session = this.#session;
    try {
      const self = await session.whois(session.me.nick);
      session.me.account = self.keys.account ?? "";
      isAway(session, session.me.nick, self.keys.away === "1" ? self.text ?? "" : null);
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
H4sIAAAAAAACA61a3W/cuBF/z19BK8VBym0Up+hDYWObtge0zUtS5Nonw8DRK65XWa24ELXZGD79750Zfg21krNO82BYIofD4Xz8ZjjaerfXXS8eRW3+dp\
QPYhDrTu9EVr7ZyP1etXV7b8rPJrt+UXvKT2p9MLJZiJXe7WRbLcShbZQxNK4qxqKpWzVevdYNrGhkr7r38GDkTn2AP7aqhdfxqg/1ams4Db5bmpVuTS/2\
0hiQVSxFq47iV9XnN1mjTZ8tRGYafXxd6WOLL63uX7f6iI91C0K0siGazaHvgYGluy2uX6ivtPeqAc7iF71D7o8vhOj1VrWwTwZ7C1Dbe3xZy8YofEfBwi\
SI1qpVX2skucSRlwYUBe/0DKzrnaFHOo8lqNuVChxeHqX5l+oU3+LlsW6aT2qndneqSyZA31swQFh8f4DduDSm7w6rXne5E2MhrAwFnQzOtqlN6WWEhUxa\
P2kXwFyU3k/RIZwFyGB+m8JSubfyWHeq1G2emR7cALSfF2L5F88/6OyXjWzvVZUXtHyAP2ke2pWAVV2f42bgR3RiL751hUeg0J28VwvRab0zCyHv9KFfCN\
wXT6zBRAPImZyWHyTo0T446S3T0lmYKPmzZ1TuAg3+s4vXuhO5FQ/dW+i1uCnL0vN0ctrtbgtRr0WOdIU9QakhEu1AeZTgtSgbmFJZ5kht6Zra9HlRNqq9\
7zdiuQSv87rxZ/M+QTopG3139yB+/11kL+kxu3bEbF+2bnL74dR1SrPRRyfTPcSiN9O7d4ILenN5W1xPrFa7us+zHbrGoa3UGmCkcoQh2nt0T68+1R+6Ni\
qDpn/6SVzIo6z7xHHL2vxHQgATTUmx7FyiGGnKx3kkvE4U6QOV5uklnY+RO1YV+b/z8zw495Tnj/waF855Lp6bGO830iiyfYbmy8CHmHpo5Ri0Ev9EA6F/\
piYhs1l3BKcxKi/mt1Vgswr2JQ7AGT0gHLNTssrrELK4/iIINSFr0LNLGTkbXYg69YvHp6MbN3PGYRA6tekIYqMFiX8p1yBLbmErDa85bA4UnZv0ChwW4u\
3l5SXTj59nGooOWYwDLQkB2PHRJqgr5sSQZVFbV4lCB7+hNxBPAWmOE9/asz00jWe3VWr/CZ0ln0wqKeSdYCdHB6e1cl03pG2sUf7d1V/ADwDLLQ4NZIKL\
MIFRb6eKcif3uIjw1tIRgqbJRGENkG/Vg0mDLUndP/9MUsaxhYg5csLP/GmaGoAMD+l9BAuiK/HhQAbGTW+ynfz6Goeh5kAc/uPln/68cNStBkOZK0GU5U\
ruDQJolhWl2TeIkAt4BGM2h0qZPCPyrLCrh1SSLZQ8xinjShA/o7ovqoOkg7jvxij2B4/J3UMQnMKUo2mnzGGnrOIKwWdkB6ZwM9dsOdPoxdKpLY6lQZji\
VIy+p7B1Jr7cMHNLP55mG1+LjBNOpIN8eae/luvmYDZ5cjRPsTp0HThUEZbAzuDuD2WrAM3HVJ4DV16jZNf+qpp1gAexkv1qAwneVt0xSSVFd5iOeSb6eG\
KsxMt9nMegvz4FAesZxML63zVDbotJDgkY2nHn4R5T5fy4XiXSbHN3m8gzSwimcODFUQvC+zd6Wv7hkY0PvxVF0KcThmXdWR3SGfywqEElErhB8nN3nALh\
ttNH4Ui40d0Q+HClyKPtfWNKGSOFjoqJE/7eekFlj5B3j1AfoiUQyrgJnwSic+zobXCnwAKAI0RGBSwQjWraJNn2cJMDtigaw2jAlDsHt/RIFQHiSpYspk\
seu60hM4/Y61o1lXFM8L6Y2xEoFx0AemNPlC2jgiWxNFUvSa64sJdNqF2oWgWYeChclfNZIwqMczhNdepe1q3V1L3cW+u/zZAhje10p/xgwSs/Jq8/Jvi3\
+tpTrgVHxboLDhzlZodbpmezxXnQTHD/j3efAVJLvA/ft3SqBWxmT3NFUeGzp3/r9b5eXVk5hhl4JJoMOSU5gtf+Vaf3/8RbQh5ziTVX6mgeFHe1IeQC/y\
nOLviIdV0ljL/tBf6G5I0KiTb1hUJ80cB1LCLhxn/3tDaVUXf9x0Ofj45mdUWbnqQSiuiw7pwYhvIW8L3RshIn+ZLi6u1553f1VBoMo1jwGhkpqIHLzfvK\
+jJAG2zS123MuMgoyIjh5Ns5lj0G1yK5UxcxN6K7cMUKoSDOomyujHPLqU6zCfwGp28La5w8SYPT6Y9XJOfp3V6Ll2LkyKmxARPlaqUPbc8q5SfRNHjsOG\
BovwQffXk8ZciAtqQ9BEmmMDLDyLlP2gSsP4D0dnt3Nd9jeTOBNJaI8bJK8ttBQQkHHhXcwR2sJzgW0REn8/9edti2c8TfMHNSmgZ21iwlmuDvcrWFcAMx\
Q8cmrVdtK7GXW5UHikVaZ87jDL8WTyUMvhFzYbvsB+Sw05DkCYoECeF1LsIN/w8Wk4yz9XBsC/mMRag4DoRR28PGwnAapr6XFRtNvFfFQy3thDox7SBA3U\
VogwWHpbmSu63HRNfRst6Z3FrsLJw4MPBr55tc07limtapczKzOKg78bGRKh2LuQbJhC9im5JY3ZaYvPJct6AS3W+wcQIh7i6zNECIEoz+Osy1KpnhnTZ2\
TZiJljRHzNfy31/NT9TzS1bPz6yxYm7VnhK6rbPSW5gPpWHGRg6/z8pIPhApvFm3McZIvCBgdzfFQw6vCFOZbY07/6ZH/IBy1F3lt+I3rXDH4nvW5gPU7k\
uXbCz42fnnVqChmkQzxJTrq2l6wQokiFyM0qILObtTWFPEqPSAiLuxvehcp9nIYyPlBC8+V7DT0XciKy+sIrKy0Wlkdd0NWeVzuEsWcckITK6qj+G7U8z+\
5NrnNSyY5E/1QM4ufqdjxal/NoVSVLvPe/aixgLVX9bCZwnegkgg1ElOi9VkuE5Bbq+axt56HKoMz8byGPl4OlcJ4T3z3CyHvbs2yXIUAwt/K7Tz4dNK/F\
bE/N9Ht61pQ3nvhxnlzPel2KMfXRVCvwPHTns/34T0eUCfNayTiM7tq9ZKNapXaa6Yaa3MdQRH54h2g4nuIQHrGY08dZ26SC41yReHH6Oup/qB09nqzatX\
4q/9w16JR5chB/HqTWQ9uk2RPMDaIvBZWWu+b8Ec9PkNCwduV3B7GYofAW/TDvG86Oa922d06JjxPXmzPsngx42uw+f0UTdu5kaKfEpKFX6M3WGF+71H/C\
HAiPeCr8cfhixdj+udnaBmETEUV/T9Jwgz8ak7j7wsyp18xhiXcbSSGgqJ6wTwexfQh3SauGZafKUl0kxxlL0B19OdIqjfy74GhqPaJGrZklaseUkt0Gc3\
L7+/tT92zYkv5QP9NuUfnVK5vfI+jn+oUfLp1JVXo+/Pkx9WnvhsMbwYXvwPZQV6YVkkAAA=
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
  topic: (session, room, rest) =>
    rest ? session.setTopic(room, rest) : pass(session, room, command("topic", room.name)),
  away: (session, _, rest) => session.setAway(rest),
  back: (session) => session.setAway(null),
  search: (session, _, rest) => want(session, "search", rest),
  rooms: (session, _, rest) => want(session, "rooms", rest),
  whois: (session, room, rest) => want(session, "whois", rest || (room.isPrivate ? room.name : session.me.nick)),
  ignore: (session, room, rest) => rest ? session.ignore(rest) : pass(session, room, "/ignore"),
  unignore: (session, _, rest) => session.unignore(demand(rest)),
  ...Object.fromEntries(
    ["invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice"].map(moderation)),
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
  help: (session, room, rest) => rest ? explain(session, room, rest) : want(session, "help"),
  quit: (session) => session.quit(),
};
const ALIASES = {
  j: "join", leave: "part", m: "msg", dm: "msg", tell: "msg", w: "msg", list: "rooms", q: "quit", exit: "quit",
};
const ABOUT_ROOMS = new Set(["part", "topic", "kick", "ban", "unban", "mute", "unmute", "op", "mode", "slow", "key"]);
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
    const [first, others] = twoWords(rest.trimEnd());
    const named = ABOUT_ROOMS.has(name) && isRoom(first) ? session.rooms.get(first) : null;
    if (!act) await pass(session, room, line.trim());
    else if (named) await act(session, named, others);
    else await act(session, room, rest.trimEnd());
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
function explain(session, room, rest) {
  const typed = rest.replace(/^\//, "").toLowerCase(), name = ALIASES[typed] ?? typed;
  if (!Object.hasOwn(COMMANDS, name)) return pass(session, room, command("help", rest));
  session.note(room, { key: `help.${name}`, values: {} });
}
function moderation(verb) {
  const lists = ["ban", "mute", "op"].includes(verb);
  return [verb, (session, room, rest) => lists && !rest ? pass(session, room, command(verb, room.name))
    : session.moderate(verb, room, ...twoWords(demand(rest)))];
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
  const spokeAt = (/** @type {string} */ nick) => spoke.get(fold(nick)) ?? -1;
  const there = room.isPrivate ? [room.name] : [...room.members.values()].map(({ nick }) => nick);
  const found = there.filter((nick) => fold(nick).startsWith(stem) && !sameName(nick, session.me.nick));
  found.sort((one, other) => spokeAt(other) - spokeAt(one) || (fold(one) < fold(other) ? -1 : 1));
  const end = from === 0 ? ": " : " ";
  return found.slice(0, mostSuggested).map((name) => ({ kind: "nick", name, insert: name + end }));
}

"""#
), gzipped: """
H4sIAAAAAAACA51ZS3PjNhK++1fA3KkU6cjUzC1lxXEcx4etysRTY2/lIGtimoQkjilQIUDLLlm/a+/7y7a7ARAgqUcyB1t89BuN7q/BfLEsK8XW7DOf1j\
IpBiwtF4tEZGzDplW5YEE8LHLBZfxVBqOj3JJPyyIbsFx+LsvFgMlkwX+HP49JwK1h4i/ElJZCKnZ18/Hj5e+/3rJztj5i7GuZizMWSi5lXooB+3PAKi5V\
xM5/YuZhjDRhHMdqVf5RVpkMiSIaAPsyqZTPXpE5jQS8jXP5qcqfE8XZRSMyq8pliG8jdtY8LHjyzENPBGpYyNku+9B+Ztwao78DpviLmoBrjakZx2Aai0\
fEkE9ZeKwjFyJXFIFIVVeCuD0jZfJqFcflkgtNrZX4drt3I88i9AMssUR4K+MZVz4lmaLDoOZVuWKCr2wmhIEo1WkuTvF9MGAB/K1J6hkTtNZGiG+uDp5x\
muwkog1Fku9ZKSskSVVbiFtrkadPh1Kl4mha2ONV5TJPd6snP/DGjz5Xd8jlJwQEfZlI2RVjtkwYkJpAP4712qL2ZJW8HrIc1F2uMII28R4T392ttKIuCq\
KVPKnS+S4Vq0Qo9ybQxIGX45Qbf5ObaH3m1bzM5Z6V7fATueFnb28s7O3RJnheii94jMuvw5nPRFntS6bOSmr6cN8KBkNNFJCCWvRVbFszS9fPN6hWN49f\
eapirIfXQlU5lyGl2TjIxXOuOG6pJ/AJfx8TgT+1MBeLWr+vhb0ql/g/4/r3ucxTrh/oy0m8SJbhosx4lShMF1274H5PmPamMvL6mWz4dLoV5epb5SJvW2\
4reCT/ib9+q3hgPSS94tiODlcSpGq1nb6obCG/1dDM7SJj1SyXile77OrktCUnawZsmhSSY3J3d6sh03ldlLPd3XZLN0MHVuB6q6MRw8hUTGpbHdNIS9iW\
sNtCog5cl4D7slY7Cp9+GZrWr0X/LX8IrYhydcAToPAcSeeJmPFPRk9oZWxxwtri+THnxfJwiQJoVCQQra1kPTUoU6/kX3W+K0b4CiO0GR1p5y9/+/fl7X\
UDuM5YgIAKko/wzhlaXym4hb4eANqBq8xdKl4Uzc2quSogq85cM/gLrlEvXPIXtMzceUb8cvOfuz8/39x8REMQZtwCFBlb3U3n/Mcl0dQpW1eoAEyiDui8\
vb76fH0Hiodf7uXJ/RD+hZR4b3aDvNklfJuWFaCk6P5xmDdSprVIsawyhMJXZQ2rol6XPIsopBa94ZNYLguI//C+urgXwyie5gXu0hAZaZnwIoZ2sAgjdn\
x+DrAqAuApZmo+OtpYfYl8FanTygXIuAM01c0TzwiCctrPWEH6GAMjXQsrvuCLRzBEPx0dOdj2xPny1yqZWtwV6CRGeT1vf2If2HffMUCvV6aONVp0DPpY\
0CmEwLJQrwcKZuV0a8gis3OtATZY5zpYuKIqFzV3CNZZQ1GOEG/lAIBrYZ93wkZkmp9DVdpiNSmGFlAkKQ8haYb3wyGihMDgWViqZnU66v2UMOkWXhzfD6\
OhXhejfHPUWeQD5pJYU80G7JlXj7pMTNpZfX97EuHv+MvkJHo3jPkLT41dFxeAPQyQD4LJqJFHWOvc1okxyo5V+Vu54tVVInkYTZC3/xglqOq1VWkBv4Mo\
g33mibxZidCOfAPSBIY0QyD1mQkUulpkfApWZv4EM57mFTa3Us15JXulmxLjGsIVteYeFJmhO67ioCF67MHsNaMXCY/8ltpMSOYVzDkAsL1JCZyzybWtt3\
vZ6mcXspJRlhdnnIaV3lgffbYttK45dHzfsDRR6RzAtJ7d/D10bB+yHMKTiJTDxjMzXmTnPkPix3ENvxm0cCioEhSct2lQMr7X27IWT9AYxalBNwGGGfli\
AbOGNcaVHL6A/R5ga6GZkuAedIAiix+TrBECWZ4UNQeEtbaw6cwkPoo9cxrAPDuMbnTwDmi0EWm4zJ7ubMldi+xvxrSuYOjEpKdCi60V0s9lVSKfwgb0mc\
brjYeQZJ9gQsgllhtZFs9mX5kdgAP3StpFwC2g08LyJEURjn1VZN7AWjXpFl5ca1h+FBq19i1G321cbgYWoItRdUTjRTiGa7MqE2pmD+/W8GjD3q3p4eYh\
0oc1WGE6pwOiVPZsZYxipzkvMmnIgXpAJmBsVjGdotjW+UtZAlARVjL7339ZU4X3W68ttx0YjddWH4+DFLuaxh0qKTSOqAhH0GnHJM5FWtSZFhI1DRHjZr\
o19ML3tu3Z15TC/ustzhPNN0STbGh1q927KCsF97eP3h5ey9oLO11uU3umnQ8Vx++GQ4IJ7W4w6PYR4qbWQVc2SMd7m0ODJPYOTwSE7fTkgxkv0CYiD0gb\
v1uj9M3DvqC46TnEKuMHAuGuBNfGQQeNAgb1coXYRq79j3W12jkEaLEIqMw4sM9p0/Jd6aDt5R2RaPO5Rzhgu8fXScv39qCxmidKHzMyjbnWR91Sigw8o8\
TzqDsRbU9abQTT6+3DL9vBi+bdAl5skNuSWgb4LjuUrG+3HHjC/xkP/BVEUpSozV6UUt3Wsxk8pH3xQ39AgNVaFhxWobOKjxyqMMcT87vkEVjNOOxCgrMH\
RgFiYD3XPNFFPH5P2wh9p+P1cyPO1ppT4jZ3AwbWIQ0e0Yf0QhY5bNwPro7ppwpmL/lHruYhAlvMQy0dOnpT2vCov6Ijfu03uASbx+Qk5Cqoithmp9x/Bd\
F+SQS6bqYuXI3V0T65Px+Si6eFva2E1uoQGtn7JOiVgqDQylxsl+istXLP2HiCwr0s7ETLrfkUupDXt7BfNfXQNS4NXKFc4IUfBRIXmdV9P2inp5/FpEc3\
nUZYCPUxR0QVOLylz2wAJnI8H3sYmqrJHmBjt3d2b9l2udYG11jwQufZmjXnvgRxQA31Z3carHFk3+meczuCoJ1e2w8WbcfNh42O17udPphTzn25LJ+4Oe\
j4mOhPTbH+jmYtAmFsg3oz/kKGjSmZ6JjbPJ5EHhYkkZdYkcPhyQn7GZsqW0uAOmK2YSdDkqhPgpBSDzKNRKqgpx+cOKyW3KJW//h93LQYHMzG0EHogT4/\
kLHunzATth3RCYqaRr0cIFUuna2Zzrje+lJPtB8ViWbQ/xSgoS0tPp7UhgB6TBdwUbhUoXly6h4ggMcvD2QA3f2ojTGkGChw/YMffU6euPoIRAGkEMO/4J\
9l45YtKPShVzsTKWe/J80mE/8P3nKCHa0dAAA=
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
  note(room, told) {
    const time = new Date(this.#session.clock.now());
    this.post(room, makeLine({ kind: "answer", time, ...typeof told === "string" ? { text: told } : { words: told } }));
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51WS2/bMAy+91ewLlDYSKZt1wRBMLS9DdjQdadhBy+mEzW2FEhy0yDNfx8lW46UF9AeAphv8uND4fVKKgNb+PVw9/jwBDsolawhYZ9nsq\
5zUWj2rJPxFfd6db7E71xgoKmkrDs1fHVqsyrXGu6keEGlc8Ol0LC9Apg1SqEwMAHRVNWYODcatSa5++b6mzEk5y9IKmVeabT8GZkb1cyMVGmnnjl3AGbB\
NfM+yCbwtqOfXsh1atPz+ryE1Nn4TG5vIaKvJxOwBlZwHUpYIxTmRRaps5IrbX47SVAUxD5bj+M+gWtLskLlpclg/016UTlMU8H5HFupK4MtcZON40pC1D\
p3GjHNxscAMSLI54YJxKLF5ZQWdZ6LOVNo1Oa8FtbcpElXYzKERhRY0mAUF7TdpBzp2k7ltoQijWoJWxyPRkDt0QhVDto6bSHJ3pnUEnF134M/BIOvxqcV\
940Ep6r2HdRo7qMmDrt9Ywa1SVu/U0gSGLVBfAaFkqtogN0uQEV9PBqXdg2tKM2GIMgNqViScars9Ud5vpeyMf/kK9tHO6XU+i+wQoOhlqvpWVrkulFn61\
wYR/U7/A5kkuTSVNqePNpM0sNF6NetW2EP2dE27tfU4ynNAlWH1h+H3Cf4+hem04AzII63sjGdTTdR7s60DK+CVPg7N2b3gb1ZSe2nsyJBeOfcGbP3LCr/\
7Q3OnQ2jeO1RbXHJi2LfVCJSFyO4ZE6BzNE0Suz5js1KWQXS02AscjFHqmwL+yJGbVxWuWcmSojrp7xauk4JZEsabNfuROebxJZ2wM5nJonN+1vdebJn3h\
nVNlhPUeaOaEGcHILoz0sEYniJfoePxc1MNiLq0vkLacUX4BiC22XPckQPURjaptjuFNc/FX/JDfb41DZhwuPMPRTS8HJzkEQXxI7ccTkHQ9c9lYOBA+5L\
N13xU2ntxrHVhURbD54cDD7ywlBZ6O84tTc+qIbX9l0RuIZ7yiA9OD2VnC2ZoB3PwtYFu+f/FaVbsNM3otETeo2KMrGuh8AYM5sVytIF74aWFk7MEzr8W3\
f1R61sR4/AFtZSFbrn7LKujt3Vf1fTtLeyCQAA
"""),
File(name: "dialogs.js", content: .text(
#"""
import { button, make } from "./dom.js";
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

"""#
), gzipped: """
H4sIAAAAAAACA61WTY/bNhC9768Y6EQBilr06IW7hyRFDwlQNL0t9kBLlM0uRSokZa/r+L93OEPJUrJFWqCXXYuczzdvZqj7wfkIF9iNMTpbQS+fFVyh86\
6Hov6hdX39Zyju7/Qk+LvqxiDNQsZoqwJLqReS6kbbRO0syPAsTs63oULNqKNRFUT1EisYvDpqdaqg08q0Abbw+ITenVf551mhkmwiXEu43AE0zga0LEcT\
USKFKYqhSHYbI0PYQEF3eOKdUfgpjfLp86DbVtkNRD9iZuX9bGvvZkOc/cra3hVwpTAWKp3z/ayUPkilV/HgWtRptTRun/RQA7LY4ScS0kng86hCAoZMEx\
4liyZQ4GGV1krhTRJgLfxRwgbsaAzrZihhu93CaFvVYT1aNJYkUDDb9IqsRrnTKPOygR8raLVPQI2Rc82Gckh1XXNt6l4OAvOPCGxZpfNUpoprscy01ccV\
hN6dyC6jKy7gbGN087wBUcL2Z2C46sa4oPAEJYkrdZBnUTTSNsoUJXrcu3JRA9aaq5Axr8DInTJBED4VVYqUjIogbTgpjyoJknSYbmvZtu+PysYPOkRllR\
dFGHe9TpyR4WwbECpdU6gXSpO+6wQT/n+nCABBXqbgjtJgxdCTV7IVcxCAOdStDnJnsDRb4iKfR3/OxgHkSeqYOP9QCzaUleGWAZ9Px2sE+fQKjYzNAaP3\
3vlytk7R1gmet1hLTICjDFiZ3KKscL+S5+5B0U6aoCYPSDFpzC3ydXZLUfzLPedVHL2FcHAnKzjuKvOAk5tGQW2U3ccDfPlC42D6nPmMbLi/u34zal5Lhe\
LTXYYCNFYoscp10xQrp7CYeJ5PxQ2IeEASs7XXnKZsJpd5vGF7NIzvcm5Rhf7FuFk2QFIp/gPzy+r/HUyLVKrvdDjFWpbfKzTNrCyc4FzheBOe+eCaMSxR\
3KmOF0SLN33qRWwWfVTvjUpfyft8s3PtuZbDoGybDVN0uWOSw4+uxVrTqSBX8PAw3SMe/vxJGdVEh4OBEN5YF8UjN8QTjmAdhLbDiOAEEiyxWA81WRJLJC\
zO5t9wV2rsUdE6q5bD79shxHWfIOMOy8Je9e44N3oidkZkwexf//j4IeNRZsCWMSWErBIMseCKXct1NZaTlALIiVxwV3gt39A9tvruXCypU+XrVoXG612+\
z5vt603GCwyuK8d5yeCmsLJXmdjIx/OQil6Q5rTQpzlT8UhM92n3q8+j9rcphDac3aPnat5n6wfFBdL6a1w/4KIgK67r0FBzcLrBSX5NlpLafR4lHAyu2q\
I5qOZ5516KacZmmLhVKPZVs5A8tQtLEHl4KaPNinLG4KbrMEgaEdeMQ65VDiPHN7nmZNyQYEzrJ1/T6haPz+qcR8sTkYodsDQFQBBugOSYzKqlT8qUAZ6m\
U5l59Hq217lqOQuyRk44PypEDvSW0j9Al0v9tdEZOV6hM3qZCzcaJIUXXiCbGxOWFeeBSCdy0FEa/Vd6PDIJWNB7zGA+CwNyn0pJT05Dvbp4SFWvNNTtMb\
Bg3vxUuFzzkwQE3zwucnkC7Ok0QX5B9XcySrZTZnUSfUIjn6LXds/PhuXwmd4L17u/AVAx+tjrCwAA
"""),
File(name: "dom.js", content: .text(
#"""
import { hue, tokens } from "./text.js";
export function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`index.html has no ${type.name} #${id}`);
  return found;
}
export function part(id) {
  return element(id, HTMLElement);
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
H4sIAAAAAAACA3VW32/bNhB+z19x0YqCAlwN3WMCd+iyDC3QbcCaPRVBQ0tnizVFeiSVxDD0v++OlGzJUd4s8rvvjvfjO6tmZ12AA9QtLiDYLRoPHaydbS\
Arfg74HIofPru+wOcIXLemDMoaQI0NmiBURWb7HeZwuAAorfEEsq2pYAmVLVsGFRsMtwn/2/5zRTb5NYHVGsSlSGBFdtKUaNeJLYdQO/sEBp/gjg5unbNO\
PChT4XNRh0ZDLT0YC28OjC+MbLCDn94cVNU9RHaHoXUmxXJ90b14wE46jj7F3YPHj/p09+eXPuh8zr6RWxRBbhYgQ3Bq1Qb09OZDt4CiKMpa6cqhGaelkR\
WOs1I6lAF7H0wV415bByIZfONXLeBR6hbvgVLz9+oHlqEguFPoxclxnvyknHJCCBzNYLlcQjYEneUxiEJW1e0jsXxRPqBBJ9hR4bUqUfyS9x5jNEA58Rhp\
T3zB0W1i8hg+DlGIFG6WzVtekuVa8tnbtzAcgWm1fp3rK32aTSLII23HKVJaCzaZpnpUdb6cKxpRB2tGiZsp1pGC6pslg2xBE8JpvYLTCRmOKt+dx/LSeQ\
yb2o4SP+M2XRQOd1qWeNPfiRGuIIJAxVL+rkaHedHInRDxNoflB+jrHg9S3U3brNBl8OuQyB58lUB5DPMYX887gEa5SJRcQC4X1+90QuOFa2Wwmh7HSs9l\
QXmrqe2rWOG5jFeK0035jIA5Ch+cpce8RtCbTx3NEpVW25a6X5XbCdEBskoG+Y5EMbtiaewh3ayQOOtJCUgpF9BMdNC24eW8/95//uHkJg7++dRHEeZpT2\
p8Ys6ZsJC7HZpKVE4+GREh+bjzCTIpasIdYEvSSUoduWqHa+hSpP5JhbIGwfeDiJSShjTTymzp9ZPcyjgJbE9c0pGu00R8X2lJ0AVBNX0aa3csKqTOhEPn\
4s+11Zr0vN2UGc8KB9LLRPLmrG1e90YXdP9J+jqmI5+l4GyyyJ2x+J1MA1xq6T0FuLftfAylrfDcOp6lhorLMInk+wW8e5/3xtT/stXhaMi4JFUvm+X4DP\
4x6bkHWl5o2N2//3y+sbSXDXcH4waned49zHVgcNJ47nXxZF3lE+2x7YYf/aIpqFgbassILWjrnLWfoQi4+472/7Xo9l9pNZbBuo8kYdm3OBz8zPsFpA8t\
V6iPX7Uyp6vaPqK7zyYr6lJEN6OtP163Oc9PUKbFvjoxsEPfvdEVNbFiGY3k9IdlGeMu2CGtkevTLozdEu/45w3xkofj873ci1EbsEWk700mGymTTvUPpY\
Y42SeDEQNHNksQlb22uiJNHjNEg/MQWE4jh7al1H+RhiVN7/fP8CgVNE6ek8IZRcMZehWdbodu/R9oscP3DgoAAA==
"""),
File(name: "drawers.js", content: .text(
#"""
import { part } from "./dom.js";
const DRAWERS = [
  { name: "rooms", side: "rooms", opener: "menu", width: 720 },
  { name: "people", side: "members", opener: "people", width: 1020 },
];
export class Drawers {
  #storage;
  #app = part("app");
  #open = null;
  constructor({ storage, session }) {
    this.#storage = storage;
    this.#app.classList.toggle("alone", storage.get("members") === "hidden");
    for (const drawer of DRAWERS) {
      part(drawer.opener).addEventListener("click", () => this.#pressed(drawer));
      matchMedia(`(max-width: ${drawer.width}px)`).addEventListener("change", () => this.close());
    }
    part("shade").addEventListener("click", () => this.close());
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#open) this.close();
    });
    session.on("current", () => this.close(false));
    part("rooms").addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest(".room")) this.close(false);
    });
    this.#tell();
  }
  close(returning = true) {
    const was = this.#open;
    if (was) {
      this.#open = null;
      this.#app.classList.remove(was.name);
      for (const other of this.#app.children) if (other instanceof HTMLElement) other.inert = false;
      if (returning) part(was.opener).focus();
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
    const side = part(drawer.side);
    this.#open = drawer;
    this.#app.classList.add(drawer.name);
    for (const other of this.#app.children) {
      if (other instanceof HTMLElement) other.inert = other !== side && other.id !== "shade";
    }
    const first = side.querySelector("[aria-current], [tabindex='0']") ?? side.querySelector("button");
    if (first instanceof HTMLElement) first.focus();
    this.#tell();
  }
  #tell() {
    for (const drawer of DRAWERS) {
      const slides = matchMedia(`(max-width: ${drawer.width}px)`).matches;
      const shown = slides ? this.#open === drawer : !this.#app.classList.contains("alone");
      part(drawer.opener).setAttribute("aria-expanded", String(shown));
    }
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA51WTU/bQBC951csbgW2FFzaSyWiNEIiUg9wgUo9REgs3km8xd51d9ckKMp/7+yXsSEg6Cnej5l58+bNbHjdSGXIljQUf3ZkqWRNkvwLk3\
X+RyeTUSGFNuT86uz3/OqaTMliRPC2oDWckkRJWetkTDRn/aVsQIDCjRpEi+s1Z6Y8Jd+/nZDduG/fgGwqeHJQQ30HauCiuxKcfD3xXm4mI9g47EVFtSbn\
iq7RlGzR/ydtpKIrmNhv2jQI26aXJvidZG7X+sdt0VaVXbssVVugXbolwRxhgdZcCrLLnF9CTMl1Ht2jfS9QPMQYuYN0wbXJjVytKsDIlRQuUW+QrwDhxH\
QzMp1OSVJyxkB4gIQspSKpZ5+53IhcxjpEOMTn5c9zz1mWU8bmDyCMBWB30qSoeHGP0VOM9CPgbBQmBywYZyEqITU1RXkJjNP0Nq3p5jgQ/3kbwrj1rtlk\
t3tDlVSsYBirqKSGNIbYjTrgiS4pg+SdkIduXprcwyOTa2GNwJ44y0gUX4bdHK95vue6oA0k5PAwUGIJzAaxAuLwG+SQS4H4WqXQ2z6ES1ppiDB9nr4z3s\
xzSwxVKAsrtme4wwFHLVBRAOpgXgH2lnHQ3aEPrTFUbmMlWfYS0TAZn7KBqvJp2rL42wpMqwQXKxQ4NgVEtXkxrqm2+x1h3puFiSdPwny60Guz17pEQS0f\
wDrI7WTotNjrAWlK3wI9+5JXTNmS2ej+Qo+jn78uLwJPmTfPOVJuEI/jY9JjuEs58wWzSGI7LWXR6nQg3n3cPW+owIT1/qGWcpcBmfSY4sipcEJG15NeOf\
zQ6Cry1vQZFD4OIt0fROPobtZNI4IzOHlDMkNk/TH5UnoesZ31cSKH/O3WIEbQjT9+fbpiO0UXPd28VzX9FvuIevzdAxwhLhXswXDO3GYYan29eDBLrrS1\
t1b53xbU4zVU4N6cZEEVp8dhqNyMycLQOy4YbKZHJ0c3+ELMZnvt7lpjZPdm2Ex8lNcycadDSe+tql8Git73FIXqWjnYCfE/op8MXZU4zS1f3uVsoI1pVA\
cK9GCfNtCHoUjDM/XvfzKxC86MURzptO1ia4H/LigWgGFTXOOJWKUOT/8V2412o39uGYqTQQkAAA==
"""),
File(name: "drawnlines.js", content: .text(
#"""
import { continues, sameDay } from "./line.js";
const QUIET_MILLISECONDS = 300;
export class DrawnLines {
  #list;
  #elements;
  #lines = [];
  #items = new Map();
  #start = null;
  #firstUnread = null;
  #quiet;
  constructor(list, elements) {
    this.#list = list;
    this.#elements = elements;
  }
  get size() {
    return this.#list.childElementCount;
  }
  get first() {
    return this.#lines[0];
  }
  get last() {
    return this.#lines[this.#lines.length - 1];
  }
  before(line) {
    return this.#lines[this.#lines.indexOf(line) - 1];
  }
  has(line) {
    return this.#items.has(line);
  }
  item(line) {
    const items = this.#items.get(line);
    return items?.[items.length - 1];
  }
  lineOf(inside) {
    const item = inside.closest("li");
    return this.#lines.find((line) => this.item(line) === item) ?? null;
  }
  show(lines, firstUnread) {
    this.#list.replaceChildren();
    this.#lines = [];
    this.#items.clear();
    this.#start = null;
    this.#firstUnread = firstUnread;
    for (const line of lines) this.append(line);
  }
  append(line) {
    this.#list.append(...this.#make(line, this.last));
    this.#lines.push(line);
  }
  prepend(lines) {
    this.setStart(null);
    const above = document.createDocumentFragment();
    lines.forEach((line, index) => above.append(...this.#make(line, lines[index - 1])));
    this.#list.prepend(above);
    this.#lines.unshift(...lines);
    this.#redraw(lines.length);
  }
  insert(line, next) {
    const at = this.#lines.indexOf(next);
    this.#items.get(next)?.[0]?.before(...this.#make(line, this.#lines[at - 1]));
    this.#lines.splice(at, 0, line);
    this.#redraw(at + 1);
  }
  remove(line) {
    const at = this.#lines.indexOf(line);
    if (at < 0) return;
    this.#lines.splice(at, 1);
    this.#drop(line);
    this.#redraw(at);
  }
  redraw(line) {
    this.#redraw(this.#lines.indexOf(line));
  }
  dropFirst() {
    this.setStart(null);
    this.#drop(this.#lines.shift());
  }
  dropLast() {
    this.#drop(this.#lines.pop());
  }
  markUnread(line) {
    const before = this.#firstUnread;
    this.#firstUnread = line;
    if (before) this.redraw(before);
  }
  setStart(start) {
    this.#start?.remove();
    this.#start = start;
    if (start) this.#list.prepend(start);
    return start?.offsetHeight ?? 0;
  }
  get hasStart() {
    return this.#start !== null;
  }
  quietly(change) {
    this.#list.setAttribute("aria-live", "off");
    change();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#list.setAttribute("aria-live", "polite"), QUIET_MILLISECONDS);
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
  #drop(line) {
    if (!line) return;
    for (const item of this.#items.get(line) ?? []) item.remove();
    this.#items.delete(line);
  }
  #redraw(at) {
    for (const index of [at, at + 1]) {
      const line = this.#lines[index];
      if (!line) continue;
      const old = this.#items.get(line) ?? [];
      const fresh = this.#make(line, this.#lines[index - 1]);
      if (stays(old, fresh)) {
        this.#items.set(line, old);
        continue;
      }
      old[0]?.before(...fresh);
      for (const item of old) item.remove();
    }
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
  const told = [...item.childNodes].filter(({ nodeName }) => nodeName !== "TIME").map(({ textContent }) => textContent);
  return [item.classList.contains("first"), ...told].join("\n");
}

"""#
), gzipped: """
H4sIAAAAAAACA41XW2/bNhR+969gNKCgMFdzscfMC4ZcsABJiiEp9uAZAyNREVtZUkmqSZb6v+/wkJTIWMr2kMg6PPfLxyOx61qpyQvJ20aLpudqSRTb8T\
P2TPaklO2OJNlPtWh49lklxwtgU5r88eny/O7v68urq8vb89OPN2e3ZE1+Xq2OF/wJ9eU1U4qcSfbYXIGsIi8LQn6ohdLH5gev+Y43Wh1bqmFYk80WX4Xm\
O/Pa8EdyzTqaIlVpBmqB2tc1Ekohlf7USM6KkPy1FxxtoKOyz3UrqbG7JN5ois4QoiuhMvQJFHjXPNkzw1Ho7B7+HrgmSvzDqVckue5lE+jL8krUxbmVO2\
37Roey6PmcMKRis9qG7JDJN7mD31nNmwddkffkw6Dinpet5NSc/08loin408fSiYS6KqbmFWHdsoHFyxhyJGQ7yFc5lIVoR9lBO56dZBvLMxGhEQF3RaNE\
MWEFjNijLK9bxSGZSS2S2EYYfgnxU+fx+ld7FASxXq9RbUpOToa2M26oqn1EHpigoDkPuy2TvKtZzk9Nk0je0PQ44gingUQJymvOZMz+ei48PR6P4M0yQU\
8QanNkDJK2xCfMBoqzruOQhaiQIe0wJneaZZkl7tgX23RLy2W6OD0MNOt6VcV2OkiPNxTPquL61oRLTbBOl42B3bffOMRZtHlvZi7LIVTNz9zrhWQP5ulT\
5wrdynOWV9S5iW2PJUdtb0VkZwYFsBPT15FBQnwYqGwi8L5RlSi10W8jDVkkLwA6aTjU40A1ikvtPGn4k45bnulhquJxRtbDnjJDh0cwYqvtSebwYraQDj\
DAjI38MDLV1SLnlAHkrmyupmIDBT+SD0NUku8gTxNAMRtPoFiUxOj7haxSN9FvevUh8qeQbUfnvQw8HGoS9787mPVx0GAsXUTgP9vWgWtRENgyscYr9lrh\
oVwH76PUjskvFgwm8m3rP+T8ADmm4MVoGSthNTgkcclxtAErfcgIX7HzSDrJXENMgh0+R4NOycTw2ZMI6p36tizBid+5eKi0QfJVeOXCJWbdm7zorBdH63\
UE/7h41M80r1jzMIWQYO43raW47zWnCZOCva/FN54sSQLO+AvJivuwEfDvxI63vXYFRTtRVpBissK1Z6Xj1fWfxru2BiRI0uXEVjcULIQBX9+p69zfWqYs\
R26PjMVSy2uBP961ssIxZxriSCOEF+rioOXwLp5pU+NAJPOW3d4Og7c4zxhk4Sj26N27cYN+FfAE6CruARzfJxaeIfEjPLmEY2otIcS64EbHrQdu9Mndyj\
T7ZmuzMTlklr+AmDWPb+YAFJ0voVG8DcHqxkCsRfet5/NVtFWLLhKUc10TBefTeRxpaOtibmu0kcXspeSqGgRm7rLgIg/9gDl/VhQMLq2adIxmrprAPKgg\
BxHs3RO4Xl21Vr/nmyilUTxVsj2WZr8o+ybXokV4i51Gn004QPPbs8EuPPWE79+NhUy1O06pMWMqiBiimCio3XeNFL6iKJTZ7D2+aUtWKwzU6h12q0iZTZ\
8JH4Qz/Ea8AYwgdqMeCeHgGygABi/0tefy+RaaEz/sEnNqoKtpH72WSY4RFFAfTCtIpKjcr+N/Cl1RQ8V2x/8e9qWpYZjkMSkvi8FR25obKKeNxqz3N23B\
1Ra+KWrNJaUvYLbgGPMeMzK8muQmd5fX50kKKNMZVg1b2Sm0ECCP4w4ooX+bMXtX+PUJLAzWRJogLJr8mHUO/Ntmn1vR0OSvxqRkv/gXJmd3XP4PAAA=
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
const EVENTS = {
  MSG: [4, said],
  ACT: [4, said],
  DM: [3, said],
  REDACT: [4, redacted],
  JOIN: [3, joined],
  PART: [3, inRoom(parted)],
  QUIT: [2, quit],
  NICK: [3, renamed],
  AWAY: [2, (session, { fields, text }) => isAway(session, fields[1], text ?? null)],
  TOPIC: [3, inRoom(topicSet)],
  KICK: [3, inRoom(kicked)],
  RANK: [4, inRoom(ranked)],
  MODE: [3, inRoom(modeSet)],
  RENAME: [4, inRoom(roomRenamed)],
  INVITE: [3, (session, { fields, keys }) => session.emit("invited", { room: fields[1], by: keys.by ?? "" })],
  NOTE: [1, noted],
};
const WITH_ID = ["MSG", "ACT", "DM", "REDACT"];
export function happened(session, line) {
  const { verb, fields, keys } = line, [least, act] = Object.hasOwn(EVENTS, verb) ? EVENTS[verb] : [Infinity, said];
  const hasId = WITH_ID.includes(verb);
  if (fields.length < least || (hasId && !/^\d{1,19}$/.test(fields[0]))) return;
  session.coming.read(hasId ? fields[0] : keys.id ?? "");
  act(session, line, readTime(fields[0], session.clock.now()));
}
function inRoom(act) {
  return (session, line, time) => {
    const room = session.rooms.get(line.fields[1]);
    if (room) act(session, room, line, time);
  };
}
function said(session, line) {
  const { room: name, line: message } = readMessage(session, line, false), known = session.rooms.get(name);
  if (!known && isRoom(name)) return;
  session.post(known ?? session.rooms.open(name), message);
  if (!known) session.emit("rooms", undefined);
}
export function readMessage(session, { verb, fields, keys, text = "" }, old) {
  const isPrivate = verb === "DM", nick = fields[isPrivate ? 2 : 3];
  const mine = session.isMe(nick) || (isPrivate && keys.to !== undefined);
  const line = makeLine({
    kind: verb === "ACT" ? "act" : "say", id: fields[0], nick, text, mine, old,
    time: readTime(fields[1], session.clock.now()), mentions: !mine && mentions(text, session.me.nick),
    account: keys.account, notice: keys.notice === "1", to: isPrivate ? undefined : keys.to,
  });
  return { room: isPrivate ? keys.to ?? nick : fields[2], line };
}
function redacted(session, { fields: [, , place, nick], keys }) {
  const other = isRoom(place) ? place : session.isMe(place) ? nick : place;
  const room = session.rooms.get(other), line = room?.find(keys.target ?? "");
  if (!room || !line) return;
  Object.assign(line, { state: "redacted", text: "", mentions: false });
  session.emit("change", { room, line });
}
function tellPresence(session, room, time, change) {
  session.post(room, makeLine({ kind: "presence", time, nick: change.nick, changes: [change] }));
  session.emit("members", { room });
}
function joined(session, { fields: [, name, nick], keys }, time) {
  if (session.isMe(nick)) return session.coming.entered(name);
  const room = session.rooms.get(name);
  if (!room) return;
  room.enter(nick, { account: keys.account, away: null });
  tellPresence(session, room, time, { what: "join", nick });
}
function parted(session, room, { fields: [, , nick], text = "" }, time) {
  if (session.isMe(nick)) return session.drop(room);
  room.leave(nick);
  tellPresence(session, room, time, { what: "part", nick, reason: text });
}
function quit(session, { fields: [, nick], text = "" }, time) {
  for (const room of session.rooms) {
    const was = room.leave(nick);
    if (was || sameName(room.name, nick)) tellPresence(session, room, time, { what: "quit", nick, reason: text });
  }
  session.coming.isFree(nick);
}
function renamed(session, { fields: [, from, to] }, time) {
  if (session.isMe(from)) {
    session.coming.nick = to;
    return session.becomes(to);
  }
  const { rooms } = session, conversation = rooms.get(from);
  if (conversation && !rooms.get(to)) {
    rooms.rename(conversation, to);
    session.emit("rooms", undefined);
  }
  for (const room of rooms) {
    const isThere = room.rename(from, to);
    if (isThere || sameName(room.name, to)) tellPresence(session, room, time, { what: "nick", nick: from, as: to });
  }
  session.coming.isFree(from);
}
export function isAway(session, nick, note) {
  for (const room of session.rooms) {
    if (!room.member(nick)) continue;
    room.enter(nick, { away: note });
    session.emit("members", { room });
  }
  if (!session.isMe(nick)) return;
  session.me.away = note;
  session.emit("me", undefined);
}
function tell(session, room, parts) {
  session.post(room, makeLine({ mine: session.isMe(parts.nick ?? ""), ...parts }));
}
function topicSet(session, room, { fields: [, , nick], keys, text = "" }, time) {
  room.topic = text;
  tell(session, room, { kind: "topic", id: keys.id ?? null, time, nick, text });
  session.emit("topic", { room });
}
function kicked(session, room, { fields: [, , subject], keys: { by = "" }, text = "" }, time) {
  room.leave(subject);
  tell(session, room, { kind: "kick", time, nick: by, subject, text });
  if (session.isMe(subject)) {
    room.joined = room.wanted = false;
    session.coming.keepRooms();
    const values = { by, room: room.name, reason: text };
    session.emit("tell", { key: text ? "told.kicked.reason" : "told.kicked", values });
    session.emit("rooms", undefined);
  }
  session.emit("members", { room });
}
function ranked(session, room, { fields: [, , subject, rank], keys: { by = "" } }, time) {
  if (room.member(subject)) room.enter(subject, { rank: rank === "none" ? "" : rank });
  tell(session, room, { kind: "rank", time, nick: by, subject, text: rank });
  session.emit("members", { room });
}
function modeSet(session, room, { fields: [, , nick], text }, time) {
  tell(session, room, { kind: "mode", time, nick, text });
}
function roomRenamed(session, room, { fields: [, , to, nick], text = "" }, time) {
  session.rooms.rename(room, to);
  tell(session, room, { kind: "rename", time, nick, subject: to, text });
  session.coming.keepRooms();
  session.emit("rooms", undefined);
}
function noted(session, { text = "" }, time) {
  const room = session.current ?? session.rooms.list()[0];
  if (room) session.post(room, makeLine({ kind: "note", time, text }));
}
const DONE = new Set(["ban", "unban", "mute", "unmute", "invite"]);
export function did(session, verb, room, nick, rest, keys) {
  const now = new Date(session.clock.now()), by = session.me.nick, fields = ["", room.name, keys.nick ?? nick];
  const event = { verb, fields: keys.rank ? [...fields, keys.rank] : fields, keys: { by }, text: rest };
  if (keys.rank) ranked(session, room, event, now);
  else if (verb === "kick" || Number(keys.out) > 0) kicked(session, room, event, now);
  else if (DONE.has(verb)) session.note(room, { key: `did.${verb}`, values: { nick } });
  else session.emit("tell", { key: "told.done", values: {} });
}

"""#
), gzipped: """
H4sIAAAAAAACA5VYbW/bNhD+nl/BCEUhAYLatPsyZ6kRNNnmdXGy1GsxeN4qW3SiRqY8SY5ruP7vuxdSomQ5jr8kFnm893vuyHg2T7NCrEUmw2gQz6TYiG\
mWzoQTvEpiJfPga+6cHsWGLM5v03TmizycyX5YI1fw2SSfhQ/yd2BjkWVwfotMqiJOVW6RFfJbwVQT2CjE5afL/uCjOBPrIyGuPv7SEcMfUI04Gvmwcv5+\
0Fi5uIKFt9bC7eVFSZXJKJwUkjd+u+71mfZrCrry4s357YAXY4Umu/MwgwMebf7xZw833/jiv0Vc0FK/9/4D02cSPaHV+nz+FxO6ucxzsNEHc6exTKLcF2\
ij2Hji7B349XwZrioiJhmejDRVtyvUIklY/OD6pve+plyRzuPJR1nw/odSF739EE8ejO635/0P7AS9mYWq3Ly6vrisnZylkSz53l72z68u64fhzy0bzDS9\
/qfeQPNos/lBrnJts94N5CwuXCdWjzE42EFi5NqxfTBedehkMF6hKxwHWLDbr0nYiS9UyvHcmIz53Bv8+m/vAlJm6EDCAGMH4o//Lq7wL+eDMzo9kt8oD6\
cLNcE0FPfhfC4hESr9sRQ8Sj3mvRaPMhv7DatAFBL6YpjIMC98ATk2gsXr8Vc5KYL7ML9eKpcz2ScOnujqzB7i50iALT01jVVcrHTqnpZC4XwvAnbasCBW\
k2QRydwlTkgXT4XLKgWJVHfFvfhJkCri+3fh8vmXL8Xxq3/+jtYn/smPmxevgkLmhT41fD3yPA8yuFhkChmaEE3SWazuAgQJzaYryiNCxyaOODakCphed5\
9fQkwlzK8EJOnkIVDp0gUFTo82R2UwdKIBPw4AKyeazAtgTFmFNMZjmEfgMCOEoedOFi6eCcr8IoXZe0ji1ZXPCPAsKUi9qemIgXoqWTifsUp4twOIl+fh\
naScQb9c8XfTqmmY5NKD/ALPqFZLkGkZ+2OmgxAzTvNuW0DnKQSdqSFmdbYpJD+f9I2eDQleo3bpHNTUQkVyihBKIWyWVaudbZWkMe+M6twXaRLZ7ozzmy\
x+DAsJBHhWnJ2d6ZpWgHOwqgNbEXbFG0jSt1YtzbApVf6M8yvp4mmPKqU6Ca6k3C5ScQxibAMNq4RZmVbncgI+xCrqWPoh1IAeDqSWA7o4ebgCheOoI6xq\
QA3YeJ80JNt94oeZ19kqoZMdJeSXLbUjjslWMMQsuSzAnJvJgCxnOeFkki5UoUtafxG6xhOpV/mD7ToBK4q0I2xnl14yyFCkyHxDTtP1a4rCPmc8jc0OI1\
n65s2IC6JRdqaLb/cZgFFf+GKehBPJbh1VradKpbS4lxnETlcLkSMk0w8QX0uPclfrRt9VGuzEGhLi+SZPcKML2KMil+0NM6CykJPKjLhBKh4zmFQFrHtJ\
CFLulMsosRZ5AR6ErDIecTiLYMWxU4HgRMehXsGT+1DdybL5GnfXobiQSXKTyVyqiWziI+anL5gNu7gGNUxU1YiuD2eu2TmGAzq3o/kEXA/8gTHlXyPQq8\
WEmZyNZZaXNjS15+FuR64wNtcSxfSUtY7JNlaYuDTbJPhbQiQqbN6TIXUM5xZURRy/maXL/ljvKtIQRsgOzYk6xvsDthbL+xDzBL1jELThOJ58m+cbpaZd\
VwPug/0XZemcW3BpOIwvj5r8QItQbcdgKgBnnqqOGblr9uEMvystnrRqmmbCtWKbTuvB9WrDyDLMdfk3jWL/4D5UvLlZkR+CKi/BWwcYjzbtNh6weHu4i/\
OfM1lqVYNZmu93uAgvbNgCRnsijnSe8UhDtO7bRcreaGTFWAIZjLlFWqpuD1Y8eJfKwRZ03Twk1dnfXGWkgKmyGhWOxBUdiDFq8iLbXzuCBuvQ7Z+EWOWW\
ZGlJkjgfQLcwfcKINj62ssUQ7sgYMuKAfMEIOAZ9WVwI8YVmvC9ftFu3x73mlZZzEa9ph1VPCYoBI7zBDjhaxGohT8tQNVGS4RAEaiOe1THYVhK6G7Hs7g\
PzE0qCkKGotr60NRnXOmozMohb+XNa6IxuEvUZBc9yOfFA4YsgCGiVm6YtW78ZPA/YW+byqtjJ+cQPqxhoDFRv89Z9n4j1AGxdHrF32ZOAb2NW3a2GQ3uz\
5xePPablCxqmtHUd2B6vKuueMJXxWx/39hr7wMVlDzjjVSm+ZuMWbBohNiQFPMoYkFiGkPb4RePdaRvAPkg5xxE3d3UhcN09hslCYldak0I8kVsoUm8cbS\
WEdlMQwIOarovRTaKAQxAwD7rzWMtwRgvfHIijhw19/Lj1vDzwibotG7Zbm41HVYgsECp5rolrh/7ylUmlStJdEJ1Cy5v9OYR0+3Koxu0wP+l3vgOGvJpL\
nlQdeTs7qtoOVfWUuEcNuE7umczqM7buorrxpc9wNh1o6Kxd3SHxLbDUXmrPeSgpXUBvmPactcO81vvEZJGB3sX2e04SQ/fwhq9Hp0f2I9ez7meoUekHbT\
TpzCpcXPcvsfHJpcDsGTrjEG8RzkLpH7MFnYcF84vfeR18dGtODJH9isbPQqyXGWPxTRWL0/aCSpdagwu4A7vtryFUyY0HD/PmRA/Ejm/jHr9y6C5KmVbd\
4uQjOvms8XCluxjVX1cMoenaD1q0PirfM2oIsylrF8xjkMUYlce8HRhGeuA8taQ8k3izx4PVkxO1HRwQ+wvCKWKZLgpPvBOvvR0tchdbjDS+YPNjc5U9mC\
BuWT7YBL5AGIMXa6TbfDEwj8by3VJXDTF+qpdwt4gQKy0mG40a/wNR+ZC3uBoAAA==
"""),
File(name: "header.js", content: .text(
#"""
import { ask } from "./dialogs.js";
import { element, part, prose } from "./dom.js";
const TOAST_MILLISECONDS = 4000;
export class Header {
  #page;
  #banner = part("banner");
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
    part("retry").addEventListener("click", () => this.#pressed());
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
    const room = this.#page.session.current, topic = part("topic");
    part("title").textContent = room?.name ?? "";
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
    part("server").textContent = about.name ?? "Partyline";
    part("find").hidden = about.search === false;
  }
  #tellState() {
    const { session, words } = this.#page, { phase, retryAt = 0, code = "" } = session.state;
    const { classList } = part("app");
    classList.toggle("on", phase === "on");
    classList.toggle("off", phase === "off" || phase === "ended");
    part("state").textContent = words.say(`state.${phase}`);
    clearInterval(this.#countdown);
    part("countdown").textContent = "";
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
    part("countdown").textContent = this.#page.words.say("state.wait", { n: seconds });
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
    if (!this.#banner.hidden && part("banner-text").textContent === text) return;
    this.#banner.dataset.what = what;
    part("banner-text").textContent = text;
    part("countdown").textContent = "";
    part("retry").textContent = act;
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
  const place = part("toast");
  place.textContent = text;
  clearTimeout(toastEnd);
  toastEnd = setTimeout(() => (place.textContent = ""), TOAST_MILLISECONDS + 60 * text.length);
}

"""#
), gzipped: """
H4sIAAAAAAACA61Y3W/bNhB/z1/BqkMhbYrqAdseHGRB1wZogPQDSN6GYWEk2mYjkYZI5wOu//fdHSmKkpU0AfZQVzre9/3ueIps1rq1bMu4uWE7tmh1w5\
LibSV5rZem+GaSowPZ8YhaNELZnK15i7+tNiIW0o0TKLUyll1+eXdx+e+ns/Pzs4vT918+f7hgx+y32Wx2dCDuSWNZc2PYR8Er0bLtAWOv13wpjvDhmisF\
xGMylSbuNcnoTFTSwon3Jk3w/dDqtSyTnH28/HT+18ZarU7duZMp9UbZSt8pfCP/2k1pdZuixYyMM2ZX0hTkAxl2rnh2CN8IY6RWEHF86qmFVmlSbtoWTI\
IbacaO//QKrajrNMv22Tufn8XciOZatGaC/RTinxQxllsxIXCB9EkJfq03U+5fiPZWtJMirdbNlFdfNtbIatpMLRX5tWX4xHYk6mrAmFywFMnFjVQVOz4+\
ZonSEAd784a9ogNdV1lk6TOcOgkr7q03t5swK9WttKJCy/TILZyM3D4LBzGPV+bYEG8Fr6rTW6j1uTRWADah+LUsb4aJQM5LLHLIgoNzK2z7kGTPU/J63U\
IMokqHXjigjCldofboruRI3sG/yDGf9xHIc3an28oQ1vu2yBlWG0hdVj3gnTUs3Cti+P6dGAtpvrbyFixnDELetMoxumccOSlZyUPtrbS1mDvbheEPvkcK\
okNatqR37rQr3iB2ci+7kKKuzJz9vWV4Mmehv2p+Lep9rUmWs1teb4TXR0Tg1mopjJ2z32cztvunU/8gzEBFueLAlwTzvAQRQDRpgRQlicd1lysjfMrRWM\
58YK1soLB5hFmsj6/uoDY+9X01ilEV8mDbocwHGQPP5TGjRnmvFYAOJylqPnHpPDkBxz14yMFWrGteivcrWVdghJxnJ272p3HakiRjc/yNpclesODci02M\
ZtiYGmbIIC+O92W52evflawqoUDmEcQihY6KbxpGSzXwoOuyUe/Q9By1TOdIXAVD4ntlIPG+DF+B94EmZSy7gKEIksF9J2QEb8sVDcsFr40Yeut6/2WNvm\
XrFTfY8Tir3qF/sxyEK+GxHU0BumeGdyVd7TjW/G2JrvP1ukNHOAZMLJe1SBOtoFHJpBv58P4472IxYgYCFiwiCVXBpB+A312H46z3LX1FDMVPW1Kzuwr2\
IblnwN7CsEhdjsI6MTAQqHtGOsDjiBz5nfXDj1Sblb5Le6dcxpHZoeZwsanrBDrQhVO413n3Wmtjca5Fg8od+CsH+tQ/HQ2skuupr/XUGYZFJbchFfEdNZ\
TP2a+w53U3MWxqEPAodF+fELwDzo14ACNXdAiFwOB3V0eP5Qe0pSCRQTb6eIkwmNTOFEKakrmbSg9fcqn20xP57qy7RbSouIVIbHG34tbF48RwRxmBmA0E\
Q9/C/imeN+4C9f+7qZ0KabzqcSsXwxAwKNL2CggK8Eab2GhcBlI/Lh3cg5VxrenqNWB74lI/eqolINeLDSxEBayFh1Idkhz+JP4+N8MK34m61I0oljpmSL\
Rza9wJowr7NAbfXoqLYOUHONiFr5TQRYN6GwH/V5iuT9yuiobfpzCP6bkUEpqxm9OH7AOWUEHKsoy9dZ34zDEVXVt7HXLHpaUmUvPgzGhhoUWcdvARVKcQ\
2iNkKjEwzH+QWPomyGKEoOVB4UuYhoKa2jEPnI0WfQfAnF0/4Mr2XNensSlwny/cl4ZLFyz0c1CdM7O5/iZwSyRM7Z4A6bZnSfqvkGSwHz2O0xBmlBXYTs\
EcJK+Lj5b1qczjBIu+uQ9RfgwUyL8rc7zVP1EvshxD8AndpPllt+rwo2q0VJV2wr3QfsNtKXxpTY/aiSUJAwuz1q9FU4no0T6+MrokhhFM5M/Yvk853t8f\
Q6URXLCJHh9E1OXcWtGsrb/KOw9whNNun/mW2R3UwsJKz409VVX4+81io0q05E6iznd5ow+H6GuE42qCCungkarTtnUpGwH+pp1Fkupe3BbSsTjP0ymVCb\
b+xF+hfmF/zNjPZLGohVraFejfHfwHMuyGlAsTAAA=
"""),
File(name: "history.js", content: .text(
#"""
import { readMessage } from "./happenings.js";
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
      && (verb === "DM" || fields.length >= 4)).map((row) => readMessage(this.#session, row, old));
  }
  #ask(room, ...rest) {
    const name = room.isPrivate ? `@${room.name}` : room.name;
    return this.#session.ask(command("history", name, ...rest), { patient: true });
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
    for (const { verb, fields: [nick], keys, text = "" } of rows) {
      if (verb === "who" && nick && room.member(nick)) room.enter(nick, { away: keys.away === "1" ? text : null });
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
H4sIAAAAAAACA61YW2/bNhR+z69g1KKQUE1zdnmx63rFinUF5qVIt6cgQBSJillLlCHScQPX/33nHFISactJ0/UhiMzLuXznOxdJVKu60WzLGp7mc65Ues\
vZjhVNXbEg+XGRrlZcCnmrkk8qmJyI9vgFL9YqLWOW1VWVyjxma1nCdVrnuSOiFJLv3xbqoobd/pBMq4NDVbrkf8Fl51gDt+yxrJZKsxWaO2W/jtqFqlZ6\
LhSY8AG2FOz97G5d8Duelu3WT6MY/G5XaMET9EYtwRW7zD+TXVmZKsX+FErXzT3bnjD2TIHfopYTeKa7zTqDzdAuR3SIMb0QKmnPglDn1g7+JOd5iP6154\
0ZWwQY8I/ZRjQIxdQXNKGzomDhKR5IhDqHgLEvXxjKSlL04BzUTadWUAJyJc80GgGnTkln8qkGoHNcML+F+tCIu1Rz9uJFe1Go9zKKIkBMrxur2FdyqGLi\
uC75hittfEyyVGeL0ONM1Pvi2+CrNMJ0vRLZo7LobMWrG96oRw5jDJ5hEsC5jYpZXeZtJIx2hutJIUrNmzDcsjve3MSsELzMFdtFbPqaXQbzj++CmAVvfv\
8H/72dB1eJkFm5zrkK8UKEeJo7ScnlrV6w10BRUsNwj05RuPA2BuTg9C9RlFTpKkRDSa2TuqFHjhhtNq70PkK0CIqYJUnSQER8wmEmQiT3WDBj178939Ii\
HthdszHrfk1clDwDkBqhrRBhsDBJA8jgrV5/DCxfpVpwqccMsgdo3pmbqnuZMY871tyOJ2Wd5hDEQ17iBtARUwaEWkbYpHUzzAR8ye8V5Ve6SYW2fvRgfd\
QNyAqx4ESWXYwVdcPCVkxpalVd2LsOmVA/Zg5lS56HeLQTQqsA0qrkGqFHQ5Kqhmw/RRqcBd5B463n044RqQEOU5SjzkOqC3uhNElvTjIBpqcy42D0RXsZ\
a4d5BqtybshYQjkMIvAMHGq3jzlw3M5CyLQs+wjshalIS8VbqT6ReCV0GABduA5iihn2D4vhziML0B0y1EQtq9dSg2QK2z5xOpPbatlaghANUMu17wkEK0\
SjdAsL/XifT/4HBcmnKLZyoWZc33AgIp8+39LS7jryxQPjKBJkwKrh0CDycJijprC0XKbqQlx9OlmHwkeR6cJnozO29u16HQZts/yajZ7OHp8QpsVbEEVX\
1il5wQ0iB44Do4l9fHUwKwDKpzZ+gB3IsEdfvtxLNidyLg/7KQPKwA2gvuwNdRqMq8C6UNEwQzHyDO+Zg/IfqD0ESxTtBWQFDvrNIjHDVQ3sMHXWSO0M0T\
COWW98vsZMQY/z0otYcZuuTO04CxA/OmRYMqIFEz6aDtvmxkY9nAP2Gu3tXAg0XQJYYxaAJmCVFhUfwxy1YW+hzu05l5V1tkxkvQkBil0UufCbKcHBeeL0\
Qxj3TPJu1CVNANbWH9jZ1SwxzflydOVUBZQEjPwDZ1Y3QRwsSOjM/AP7A7/bUTX/dzXc7bzJ7NR3suJJmpnyMGRKEByWqKEk2L86wHVjkL0Dfu2N3V3FdA\
uZWgrr06STYjA21JgeKu7OkQSHgcMF8poEQR2k/1AHW2q2gnaP9EtvLOy2h2qK481hVlI2Qi46DO/nRmi4uq2t5pmIoWD6oXnPWWt4nmaa50E7OzS8qu+4\
Oz6c33yCSRvmLCVuZZeeDoZIL8hkamRjUwzopY0KuF3oaq8Lqzty+fxUPG1ght7UTa66Xjxlcl3i++C6UYAEso1a2Xa3/0LzQK9zx8auhdnp0WgFX6xe0g\
pzqZDj/ckUPbZ2YHs0j0AL8wC8iLyRdcsWQqvxkbENCg5k79hJ5NmMnNsbUZ03kgGHH3S185FkBHE/Wh+djW2toQu2PJnWYd9MLMH6twkjOpolmn/WxoXJ\
ybFG3drhzVm9r94b1bdFt3OZ3vy/0mX7hiKypep8LlM9h5mFFs8LFxsYFefWUNqN2d9r/Gm6k641zL+AA/0ycyL8opO2xkfRcYQsBIezaNf+3JofeTgU60\
YveDN3UIyN4ktXPbUYK5VjlqJo78Craf+ZwlcBz/durXX3mlQulbv5BP8cvg96gR2tZcRmIUoOzcVZ+o40gWqfFlBSIa1RAxX7Y7x5AnNYr8EjT/TQXHuU\
DKwdHw6ngNmxiEP9WsucF/hBZrDz9LH95jqzWdRfmXLerOl+8hgzMv3KBBFqJZYVW/Wp9fXzqkmKvhShdizMeL8bBA2GBHbb7cAau4L2odu2CuOjAySpHl\
P/OfJK6HL+m0GrV98BM5PoIAcMunocKjzmYwULX48Znh6bOyRO1pIjYhAlu+zjtTsp1tJ8G7RpMfChCy21nbM31OQnWma+7YbdZGx6TQRa7ZcsVYqMh2cR\
mHAJc/Pu5D95jh37hBYAAA==
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
<meta name="viewport"
  content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f4f3f0">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#16171a">
<title>Partyline</title>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="manifest" href="manifest.webmanifest">
<link rel="stylesheet" href="chat.css">
<!-- Modules import one another some six deep: named here, they come all at once. -->
<link rel="modulepreload" href="account.js">
<link rel="modulepreload" href="coming.js">
<link rel="modulepreload" href="commands.js">
<link rel="modulepreload" href="composer.js">
<link rel="modulepreload" href="conversations.js">
<link rel="modulepreload" href="dialogs.js">
<link rel="modulepreload" href="dom.js">
<link rel="modulepreload" href="drawers.js">
<link rel="modulepreload" href="drawnlines.js">
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

<!-- All words come of the table of a language (words/), by the keys in
     data-text, data-label, data-hint, data-hover. -->
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
H4sIAAAAAAACA51ZzXLkNBC+5ymE9wJFnEkCLFRqZiiuVFFQxb6Axu4Zi8iSkeQkw4nX4PV4Err1Y8vzs6sll7GkT63+75ay/qLVjTsOwDrXy+3Nmn6Y5O\
qwqUBVNAG8xZ8eHGdNx40Ft6lGt69/qNK04j1sqhcBr4M2rrphrNHKgULgq2hdt2nhRTRQ+8EtE0o4wWVtGy5h83DL0s56L9ym0S9gCOTA8MaJF7/vgKca\
sOIvsHUkfnJ8o6U2SLODHqqZASkOnWMtN88neEfA2u+qWA+t4Jvqy8HAHoytc2JPzNP4KiP6bv/t/pv9/f+nSPwsCD68f/j+gRNBJ5yE7W/cuKMUCtarMH\
GzxtEzMyA3lcB9FeuQcvi+sy+HipEVcdzzA6xw4uu3XlaLbT1XYg/Wpa1pfPcKu2ltscMiD2A7gGkPeoC7a6wl3Bd1zX7R7YgQJnoyINMKGFcaNWGY1T0w\
K95YCzA8eR21DBfgluH6EYXHdS4l47SvgTtW10t+PW1UoNS8TQzwptGjcnd/2OrTYDxCqEMxFpXQ2mL0oC2YUrRCp7bcCa0KD0DvkfpQCtZ9IdDwV2SkHK\
zIBwvx0AvnSlXS8WEAhdYpJE5pqJi2sE6bYxn4Dy1UGfIZjoXMktLKkaVE9aEYWCpSD/0OTA9q/By8LQWXkqXcUEhUiea5FKqd2Bd6gR7dTr+VYXFogRJW\
Edpo3Ut0yHJ0oXgWuGm6Uqy1mHsKwRg8WEQKwePhgHWjPLE5eCvUha+nZdBXkFROCsHClCK1KS0IHrqCpGLbGDG4WJPDhopZ06D3JNWuVwGE6FVssna6Pe\
KP0mmFsXUrXlgjubW4VXJBPRnDv3X3kDcJOArTw/YDpj9GpzAF0Fr2M3/hv3t6d+xDB9TEOSacBblnrQar/v37H/eEZfvoOszHWJxxveGKaUzQjFOToqAh\
C/tZny/XqyGeh02AA6nA/YjVG0//1bDdkYWpJ7ZudAvbGUSYVZhDCjS/mneTtCsUlxQyqyD0GT9hn+BVHNoGvacegjm+k37Afcs6ktBfBkt8dev5QBClbW\
wnPbvYeDlekwvehk/JdyDjN0qfpjtqQmNDQgYQLXYew4DGFm0LyrPKk1nssxiSG7wTahixW5rOicsoL/e7FA/UfKBXGRNpKuo1M/vOYF8S53FF9IfgSXPr\
xyWeU7HQbFeP75EboJ7Vf08bSbVr64xGIxML2L6glFXuRmEVUQNa2mMcd+i5RmOn7gdj8Fxc30ZjedrZZ8Y52lBLueAgLZHHTwvkzo+TWmq/lqswagbd/D\
HbshudQ6cMMRYGlSdCLlqlg0hLTNSDHE/U7R3ZN9dEOeyfOJ3lwcEoZ94olaPCjYh0JLS7Y8430hrltDWK1WLKaVwULNdAdKhc2IBdSptYiHSuMJGfkrFx\
xTh4TZrIX1UlZYl4UsftoIdxCIW9ygIlwJIuZwOJdFSrvTxiu961wtOlMu7V3opZ5yc2uMoUSXxq3zDnGaX6bAFxey4tLI3uYdvyo1y8Ti7OipPXtRIPC7\
iT0yZrYJLj+EFfPeZ1f1yfJ3jf8X6axXDuksMw5xmkOyZGoZ1Sjp+FN4zgdlbSZLQLCelMW5kTndm8ewh6S3GVClMoTmFND6JBTQl0HD46XW2ncvJxSfFK\
7eq4eykvrZzonmB3YT4m7Y8H+dVT90K1p+eF3utMw4vpIhXHHZ/hkQPoQZ65ZJo9YSj262ccOTNeYSjtyGqAv3BnWX/pzbmbrm1sFELqCMq4IG5WRv22vT\
Z9qjFRIVkWoYqaUax9gU/vHYtTqIJPjTENLp/e8zcJ6uBr5f39rAfGgF6dsGHICeW8eELbc5Y4JZ/AUNNB84x3iWrLggrzViBwxkMOiuoMNAvcP57VSG3P\
7B8nc2nD1AWvJ21PoyEnfaXaT8G51jKHY54dpfMQPdWa6AJZvfEpm2MTaRJpLsG4My8I+pjcLmzxmpu0xU68stWvKiViTyy69qxd//PJoDLgzPFqps7koK\
dKxEU94E07ieQ/Q0UWLzjWe6yb2J9i8oC3TXUflZTTvMpNkOpi1gqhEuQPL1CTJ0A/uCPygBmV1iS4yMYib3vzzXe2iX3sKMhpl/GS4yZ28qRJxuEGuCcb\
W1+jX5Gbh0WY/XCPcZZl/LNAoxQbOEHed5pYmSLiYjYNs0ths7ZoLsuTZKe5OhMOpUqSXPYVO+56qiSnVUC1pxlGtedulAJuvaL6Hko+t6KFWL9jjr6Yhm\
/yNjLMXmgjs2YxtYoRe6VVzClNrSLeUYir6drpfaXD9F5tp4tZ+EmrTnPrzhOGBxGK3jA9MF7QL3ASV+q5kwg+3oPrdJseQpMiPnn5+e5xvvzg91J/y7Py\
zJweEOa+5XG6UM85J+1PN6dlVrpALpSqORulW/NcQBJJ3xAzA3+O2MS3eTmjlbujHk9dJJ/3ccAH4bgUf8Wwj44cQsTQzSBmpWXQjCgMvb9VzA5oFF++Up\
AlFSw43XNM+pP7xdGlvD6LG2MpbjnoakHwoM9C5mJqjNvpIWZJwD94LswZnkCFsi46+IL6Up5nGGZxbB+Lc2LdK/t09dTc6fEh9wiQqPElmznKL+fVP6UJ\
ih7yePqK70Gr8L+5/wBKTMi8rBsAAA==
"""),
File(name: "join.js", content: .text(
#"""
import { ask, reason } from "./dialogs.js";
import { button, fill, make } from "./dom.js";
import { Refusal } from "./lines.js";
import { roomName, sameName } from "./names.js";
const PAUSE_MILLISECONDS = 250;
export async function joinRoom(page, typed = "") {
  const { session, words } = page;
  const list = make("ul", { "aria-label": words.say("join.list") }), state = make("p", { role: "status" });
  const asked = ask(words, {
    title: words.say("join.title"),
    text: words.say("join.text"),
    fields: [
      { name: "room", label: words.say("join.name"), value: typed, required: true, longest: 34 },
      { name: "key", label: words.say("join.key"), longest: 32 },
    ],
    more: [state, list],
    yes: words.say("join"),
    act: ({ room = "", key = "" }) => {
      if (!roomName(room)) throw new Refusal("bad-room");
      return session.join(roomName(room), key.trim());
    },
  });
  const name = list.closest("form")?.querySelector("input");
  if (!name) return;
  let timer = 0;
  name.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tellRooms(page, name, list, state), PAUSE_MILLISECONDS);
  });
  await tellRooms(page, name, list, state);
  await asked;
  clearTimeout(timer);
}
async function tellRooms({ session, words }, name, list, state) {
  const typed = name.value, meant = roomName(typed);
  try {
    const { rooms } = await session.listRooms(typed.trim().replace(/^#/, ""));
    if (typed !== name.value) return;
    fill(list, ...rooms.map(({ name: room, members, topic }) => {
      const choose = () => {
        name.value = room;
        name.form?.requestSubmit();
      };
      return make("li", {}, button({ onclick: choose }, make("bdi", {}, room), make("small", { dir: "auto" }, topic),
        make("small", {}, words.say("join.members", { n: members }))));
    }));
    const isNew = meant !== "" && !rooms.some((room) => sameName(room.name, meant));
    state.textContent = isNew ? words.say("join.new", { room: meant }) : "";
  } catch (error) {
    state.textContent = reason(words, error);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA41WTW/bOBC951dMtEBBAapS9OPiwBssujkUyKZFvT0VbUFLdMKGIl2SqmsE/u87MyQdxU6BzcGWyZk3b958KHpYOx/hHmS4a8ArGZyFHa\
y8G6Bqz3otjbsJ7fdQnZ/oYrscY3S2gZU2poFB3qmpixsOzD+q1RikmdgYbdUhqHduuJaDaiDgJz1NHCz+zA6dsyHCh78+LS6//fPu6urd4vLt++u/FzCH\
l29enJ+oXwwow9Z2sBptFzWm9N1p+xEjiLW8wRBxu1Y9elRVDfcnAAn0HoIKQVNqG+f7gATmQA7nexOj8WPOOYtqNFWDTpX0Wj43cqlMNUuebZBbUVHQlj\
wwyq7GxKKMau+9ZmfvjJpBRVdjqNDsIRaWhEnit2DUhrkCRB3J6TASH1d1k2zUr/iECZ4Wi5VWpg8z+My/ALmQysiFKoHcOKFjCDJCCPgpzYjWrCR1zo9R\
e9XjgR9RYOPsjQrI4NVr2DWHEe7U9vcB6LKeIrwsCF/S1+A8gnxmNRuuSL7YqnAEV7KVHUKJ1GZc+AYwED+h6DD/M2sLoFcgTks3Cnqoa4i33m3Aqk3pZl\
EtZf+cpeKS0Z9XcfS2NFFL4cVjIA7aRq8HUWc3zm1adtIIeVFebWccokVRrZzHQBftj1H57UIZ1UXnRaXteoyJANMm3zrzoEOjInbLoDwCvqADMmhl31/+\
VDZeYQhl1R6nATFRojNK+n/R2Y1RMEhmXACDiuU6+UVlDA1ZyFNmeZwpkdz7mP/x4DJqEkBupI7/A+bBlmeEtXuK7e7kYA08QB/P+lOBJsuhrAxWkJsfV5\
+SltbBvshsxPSi3xYd824ho7RSEvXSJhQvcWLv3B2tV2sjOyXOvv5x1tCiyupTnROX0/mUzbTswKtZpEzatuXQ7SDXQpQZpCNKYFgqj4slurXuDgYhEe9u\
HfYgshaPLmESOitw/viKWvaipcWAHbwYl4OOYj8qu4OZSSvRaNqJWIn0hkGyznZGd3ezQmPXZNNlX2zzYKXjMEiTtnKvPW4aOUZXkRcnWDd7igfmu+ZoD2\
VtGMzOilSoUb0f3fKQlNLhGvfDPHcFVQd3y7NncJrkDw4bJK0BErK85fikTa3HngWUO5A39ltncU6p0VKIi+OlrDb5beKGWSaAxUQBKp4u6GTsbkEo752v\
cxGfCpD+Ayivm2TOCDhL/wEVnVqwLAgAAA==
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
  return before !== undefined && line.kind === "say" && before.kind === "say" && sameDay(line, before)
    && line.nick === before.nick && line.account === before.account && line.to === before.to
    && line.time.getTime() - before.time.getTime() < GROUP_MILLISECONDS;
}
export function sameDay(line, before) {
  return before !== undefined && line.time.toDateString() === before.time.toDateString();
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
n8C/VycnJ4Hz/c/v3uDmq2+nR+ITSZgNqrZSK1BVWakGYfJWKtDtVsx0Lwr2eMRYL+zQK09iX5yeskE1YgZ8DXv5kuGB6k6qhp3CVmb4KkOyY9+zYXgnXv\
NVKgjEsBFMyfqOzngMWodNXtd6UDbeD6TAYnW8a3UCbmUnqrmwf8BvXrDjkS2l/7DHsdOj9Y7j9lrzbLeRUKtfQ3Rc2l6qOUiOVd/djnSoW24Mews4b1rR\
CWUNyf3yQfeNmeJTJ/CHbr8faqv7nPYgDr2OjNmFNJU7AqExHg0bnQCqg1nDH8avN3Xe62EpmoBjHqStFywfoyFsgHxuhLv+iX/mtYVn7yAnyHDZbCFPk/\
NcmQfRb46RKlkrsxLyhFwxYZlUMw2ERvaw4IPVGVuXXoIDIBnFFvayF0aoWmQTT2ZPShH34GygZLyX/LiV93CQZXo2i6Th1TlZJauqyhGDnC0lICr40NrJ\
M4T+jwBiStDX/uYaiFE8Eq7lKVENZuooiGKiGs8XIRYG1Qve5M8BVOJhBxDiAfj0vMLNDaqxvLc5VrkA7IrXnVhBJCK9kuZDL+8hJ9gZIwQ6U8GlC4grNo\
mJeCCbRjhWtw2GNKlpllyhontUA3nBhU9ZRlLINo9INd1jhrpP5lSKo/dK0mA0N7rGxNxHhhtQ90+pUOxRBPdJlQZE4GLCfLk4v7wI1QKkSdviVmRep7FY\
+GjYMp3USe95X2pu6Yr5XjIs01haFBZGKDJKW1lTn8O7Sk1xJ8mLAgvPlYPw+OzzZ5bNZG8wywIgFs1sKcm7Dpoo7jHzYq5jeGlFN951enFecjWTrYWikN\
PlsNMfmV0thZ4xXPu2Ra7MiuqjlirPWAY+K2IpDwtoN77n55vIADIItPwWDBOfJuz4VYmZZfkx+gkKhnMXpK4bE3Jc032MYUMUL0vOWD56Hw2r+HIpVJOn\
kTyK50Y2ItuFAyVgN6CKFsofQm/aNNbmVEL279//MAAHi+A0HI7PRnywH5SNqLvVylFudbNKKhWq4UKF9Jhx2YpmSxV3lKplctZnBrKOYbsRkEQrkncKwO\
g23N1uIJF+1N0iJXvRgL9ITTyZqrlV5yxIVKnnQ4ccoa1OgbyWHW/bA3XqhqB19eKRD40cmwsirW+w3GwujCXQNIR6XvHJlm4g6eAfllUso2ECyIu4mWwG\
GwAbnR1dSeLth8XK533Vi9lgeAvosQ2emscsBZvsbxUhJvaUw52bJI0oAUAHckMZvBBS1aVjozEjAKxfHW5Sbtv780mgRpqa981hqMBQRCXWzyaPzM9neC\
MQeGlrdUPa2Q6qe4KGVTqW6p63MMmTFwFnFBINB1v125UiM9x+hA4K95VlTgUPuLd2722k25OXCzIHlY2x7wCclgDh5E/8+1AoU16bkezXhdNs4uSvN6lJ\
mhbpUOncsYQWbQ56afq88dXqpay3h9YYn67szM9plWNnk2RdKa2wUyWSg4Ceq7un8HH/N7EiOQW6GjqHAyoZ7k1C0KSwnW7EU7BeP2I7oNmd61fPtBy5K0\
i5yHgCOGS2wFb7fHjHvyXAgxwQIdU9NIZnOMEzHoCZ8+UG42ontR0EMhXXhwb7g5JhiNmRGyb3rbeGrdTFqQS/LLRiBjl2L42kDw1OoHtC39ADN/DCirns\
Pyu4aK8XXM0hEc/O2NV1kqGkIg5nyVTFG8z7HFSyqBVNTcRZLQezyCEsc7dshZrbBVzdVTZl2TVcF+DTxDOedbjwrstyB371sODWjZLmmsEgdkFZX8GBXg\
qTbwzeWDgajT6ABIhSN3p1QGDXtJGNvkR4j4yxhRshsm4c6cUjnlvfTBPEuHS5QS5Y61UP/Qtdb6iimSLcwCR6LyBCEcqYK2QxXIHeznfDhsqYj5akN0eu\
fKRvRvi+AXcOnvSBUJkW5uX8pHTfgyJv7ReVpFhDRT4p1ygEbONmpOAQs947MhDi2I9i5yRRTZLAu84TW/qWTNuF6M2478Ps2B3zy2RCCHpFtrXS2NwDQY\
BCTPosOZDXjtVZPwkarAsMajoYevn6aPwyNM5j6I/og5D/OpX9lGHk6aWhWcsTvybivQaTiZ7NNH416rNpDB16Af4m2Fcjf4nQ+J+w8IGazzUUubodGmH8\
4bMQ6biEcMef9U1UWpFM9pIK/wH6foN65BQAAA==
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
  let piece = "", bytes = 0;
  for (const character of text) {
    const size = byteLength(character);
    if (bytes + size > limit) {
      const space = piece.lastIndexOf(" ") + 1 || piece.length;
      pieces.push(piece.slice(0, space));
      piece = piece.slice(space);
      bytes = byteLength(piece);
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].map((part) => part.trim()).filter((part) => part !== "");
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
H4sIAAAAAAACA3VVbXPaRhD+nl+xYdzMacwomKSpA8FM2jhtWhe3rpO+MMz4ECdztnRS7k7BhPDfu7d3EiKlH+CkvWd3n32VzMtCW9hAkgmuYAupLnLoxE\
8Vz4WJ70xn+Eg8ECbJuDFwJdLK8AzEgxVqYeBc60LD5hFAUihjdZXYQrOkWIgurAqNiBF0Ol24F2v3eDm/E4mNEy24FUxVWRZFpA1gqlJodnO0ccrbARxt\
SH97Ew3p3i6liR0tZzHQ6LSunBpeuaMlrTnQ2ZIHPu5w0i3+boUFLaxes5oShQRG4ElGJlU+R46NgZjggR8+V1o16DPowZMnzesrOBEvYdy8D6Dn/W7r/K\
aVSqwsFFQqE8ZQhGLBUl5l1hOSKbDHXgASmXGViCKtS4KJtEtdrIAAwwOGS66NuJBKsAz/ol3V8D/D+xE4eSzVQjxcpqwDgw7F5jF1JpkHv8L4xqSAsZCe\
yWQiWK/rrUVRbMpMWjTTtvL/fbDDpFJk5Go6c8IM6yLNWydEGbYY1TfFtmM7ZoCJIIaBxkm0X0TxseJZ3Qi7EEedUD2X24DBytW60HKc4l3orFYwtcUmeG\
8kqoEu3in+zWA83oMGZ8dwErBbEOiAiNROsX8otscjN0Q7Uj5BcVmZJaPBZQ4W1YZCP4eG3MAnoecDn51pb9YN6n4mu2BxlAfQLmqF2UmxogusrDffqq8H\
HkMfE7w91GXYgpjZzQEvsPUhfEXMA6cnLkW0K7ygvgh++9G+qYOuBV9cy1ywlZYW91MXVLFq97mVtD6UWMEb13gB5x1T+gI3P+mxNBM+YU4rxu1ApjHs8c\
4A2R+Q3UOEkiLPuVowF2gX4jjm+tbsJcHnd3rz9GjjQNubBhanMrO4bRi+RDA6AzzrTpjFd4VUNFqR8xt6XLnlp0OA15imcy9h0fA/1OZrKy6EurVL5hK6\
RyoYiv3p7+OMwIeipDl37gjZxW2QS9tOeylFIvYHmkTh2+CouNveV3OdLLnmCebADfeOZLOX5WdnoRVIo9Aaam/82KPP2txalkpOZIhUjN85+67ZgTh2OK\
Pw5Ut9G9Lg9X1kfhL9fbMIyGgU7SEbHx7lITWiTkMrIAK3xro2czzaJcffhjBHFOdwfwNMsaM80a7Xn8U5LxnD74GlznIPsdUyx+5u2m7vtm68Q+XP+b2Y\
FPgtYu2aY5HRDH3+X3//w5vztz/+9O7nXy5+nVz+9vvVH9fvP/z519//8HmCq+Z2Ke/us1wV5UdtbPVp9bD+3DvpP3v+7YvvTl926pZRzge1jJOsljITwE\
gYioLrq9+va9vqI5cb10KJXpe2cJN8hUNZ5B94VgnD3LC8l8qevtaar9kz3Gyt/R9ayNl+fuo28gGPnhkmPwQ9JY1v4EV/dnAlE96l8l/eNgUhfwkAAA==
"""),
File(name: "log.js", content: .text(
#"""
import { element, part } from "./dom.js";
import { DrawnLines } from "./drawnlines.js";
import { LineElements } from "./line.js";
import { Refusal } from "./lines.js";
const MOST = 500;
const MOST_AT_END = 250;
const STEP = 60;
const NEAR = 400;
const TURN_MILLISECONDS = 16;
export class Log {
  #session;
  #words;
  #elements;
  #view = part("view");
  #list = element("log", HTMLOListElement);
  #down = element("down", HTMLButtonElement);
  #drawn;
  #room = null;
  #follows = true;
  #height = 0;
  #isDue = false;
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    this.#elements = new LineElements(words, () => session.me.nick);
    this.#drawn = new DrawnLines(this.#list, this.#elements);
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
    session.on("remove", ({ room, line }) => room === this.#room && this.#drawn.remove(line));
    session.on("older", ({ room }) => room === this.#room && this.#older());
    session.on("rooms", () => this.#tellDown());
  }
  get #lines() {
    return this.#room?.lines ?? [];
  }
  draw() {
    const room = this.#session.current;
    if (room !== this.#room) this.#follows = true;
    this.#room = room;
    if (room) this.#list.setAttribute("aria-label", this.#words.say("log", { room: room.name }));
    this.#show(this.#lines.length - STEP, this.#lines.length);
    this.#follow();
    this.#attend();
    this.#fill();
  }
  #show(start, end) {
    const lines = this.#lines.slice(Math.max(0, start), end);
    this.#drawn.quietly(() => this.#drawn.show(lines, this.#room?.firstUnread ?? null));
    this.#tellStart();
  }
  toEnd() {
    this.#follows = true;
    if (this.#isAtEnd) this.#follow();
    else this.draw();
    this.#attend();
  }
  reveal(line) {
    const at = this.#lines.indexOf(line);
    if (at < 0) return;
    this.#follows = false;
    if (!this.#drawn.has(line)) this.#show(at - STEP, at + STEP);
    const item = this.#drawn.item(line);
    this.#list.querySelector(".found")?.classList.remove("found");
    item?.classList.add("found");
    item?.scrollIntoView({ block: "center" });
    this.#tellDown();
  }
  lineOf(inside) {
    return this.#drawn.lineOf(inside);
  }
  scroll(pages) {
    this.#view.scrollBy({ top: pages * this.#view.clientHeight * 0.9 });
  }
  #added(line, index) {
    const drawn = this.#drawn, next = this.#lines[index + 1];
    if (this.#room?.firstUnread === line) drawn.markUnread(line);
    if (!next || !drawn.has(next)) return this.#later(this.#lines[index - 1] === drawn.last);
    if (next === drawn.first) return;
    drawn.insert(line, next);
    this.#follow();
  }
  #changed(line) {
    const drawn = this.#drawn, index = this.#lines.indexOf(line);
    if (!drawn.has(line)) return;
    if (line === drawn.first || this.#lines[index - 1] === drawn.before(line)) {
      drawn.redraw(line);
      this.#follow();
    } else {
      drawn.remove(line);
      this.#added(line, index);
    }
  }
  #later(isNext) {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      if (this.#follows) this.#catchUp();
      else if (isNext) this.#addBelow();
      this.#follow();
      this.#attend();
    }, TURN_MILLISECONDS);
  }
  get #undrawn() {
    const { last } = this.#drawn;
    return last ? this.#lines.slice(this.#lines.lastIndexOf(last) + 1) : this.#lines;
  }
  #catchUp() {
    const drawn = this.#drawn, undrawn = this.#undrawn;
    if (undrawn.length > MOST_AT_END) return this.draw();
    for (const line of undrawn) drawn.append(line);
    while (drawn.size > MOST_AT_END) drawn.dropFirst();
  }
  #addBelow() {
    for (const line of this.#undrawn) {
      if (this.#drawn.size + 3 > MOST) break;
      this.#drawn.append(line);
    }
  }
  get #isAtEnd() {
    return this.#drawn.last === this.#lines[this.#lines.length - 1];
  }
  get #willEnd() {
    return this.#isAtEnd || (this.#follows && this.#isDue);
  }
  #tellStart() {
    const room = this.#room;
    const isThere = room !== null && room.complete && this.#drawn.first === room.lines[0];
    if (isThere === this.#drawn.hasStart) return;
    const height = this.#drawn.setStart(isThere ? this.#elements.start(room) : null);
    if (this.#follows) this.#follow();
    else this.#view.scrollTop += height;
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
    else if (below < NEAR && !this.#isAtEnd) this.#extend(this.#undrawn.slice(0, STEP), "back");
  }
  #follow() {
    if (this.#follows) {
      this.#height = this.#view.scrollHeight;
      this.#view.scrollTop = this.#height;
    }
    this.#tellDown();
  }
  #older() {
    const room = this.#room, { first } = this.#drawn;
    if (!room) return;
    const start = first ? room.lines.indexOf(first) : room.lines.length;
    if (start < 0) this.draw();
    else if (start > 0) this.#extend(room.lines.slice(Math.max(0, start - STEP), start), "front");
    else if (!room.complete) this.#load(room);
    else this.#tellStart();
  }
  #extend(lines, end) {
    const drawn = this.#drawn, fixed = end === "front" ? drawn.first : drawn.last;
    const place = () => fixed && drawn.item(fixed)?.getBoundingClientRect().bottom;
    const before = place();
    drawn.quietly(() => {
      if (end === "back") lines.forEach((line) => drawn.append(line));
      else drawn.prepend(lines);
      while (drawn.size > MOST) end === "front" ? drawn.dropLast() : drawn.dropFirst();
    });
    const after = place();
    if (before !== undefined && after !== undefined && !this.#follows) this.#view.scrollTop += after - before;
    this.#tellStart();
    this.#follow();
    this.#fill();
  }
  async #load(room) {
    if (room.loading || !(room.joined || room.isPrivate)) return;
    try {
      await this.#session.loadOlder(room);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
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

"""#
), gzipped: """
H4sIAAAAAAACA51ZX3PbNhJ/z6eAmZkOWcs85a7NzMlRPEmstplx7I7t3Esmk6EoyEJNkSoAWnZdfffbXQAkQFJ27l4SEdh/WOz+dhcW600lNXtkvOBrXu\
oR22TwvWNLWa1ZlP5jUa3TP1R0/EI4ylOZbcszUXLlk+FigYsdaiScGdk+PZJ2KC/5slZZ0SGy8vKqVJp9uri6ZlP283jsr3x7d/1tdn4KG//8udm4up79\
Diuvm4Xz2btLWPip5b3+fHn+7dPHs7OPV7MPF+enV7D96vXxC35PFuVFphQ7q27Y4wvGXiqulKjKY/y9reRC0S/rNvNxJ/gWZKAH4wg/ooTWCwHaps7FcV\
RUN9GI/Xb96eziDLasewztotqWPi1+W+L3tdZVGVKj2+mXrMBnU1bWRUHfy6ooqq2CJS1rTksrLm5WaMiYPoU6rTl8LbNCEQF5Rda5rmT8yOx5R4wOy3YJ\
uYExvRIqdd4Ads8vbtNwTFnjJrfhvIWGgqv82IiJeMTihE3fOqHpmqelyG8TXwid2UpoYzE2m+jqUUdbwI0EvIyDNbyqNFssZndAfkYEXMaRyiU4MXI22Y\
PTIl/EyQhidgMhIu74hJwMPgrshJsbkJoXcKBQqK5mJQi03CY4lfiLOz9dcvy6mCsu70CEb4655oaXuNLKUMbt6Z7YRofY7WUlWWzU64cNZ9WSfYmWVV4r\
sDeaF7XE/++EEnNRCP2Qr7LyhkdfE9Y7JvKHjss07JDb0FekceeSAy/Ehpc9fRNeQbjZU9jgqErwZi0l6A39iRHSusSjllxxon1klC874jGpM3W66POHH5\
4RhdjUShox/B4xUS74/XeIfQkOgxjymIZ0WP92tHyPeMNpFAw7Yl3d/V+SKftSw79XfFUsuPyf/PySWIYvDehUJws1L4pTyC/LgIF0wzUGE0KBiyXJdS1L\
T91JSgTs5IR9+eoYzRUH4WfBNIi91IaaMVAsWUxUB8F5kiAtffRl/qmnpCGUlHgAlUKYvtNainmteRxlUmRHRTbnCEYexKYqe3DVxHh6Qv+mZbbGywzgSK\
0AJ5wKrKsFL2/0ih1RqRyx/lbA7oDGX3MpHdCJoojb7CatSkNFHDGgDd1sLmMaqFYAjzz+lOlVus7u4/GIEXdi2Ht1IP2zFlwXDwEomh1STUJHQQgshVT6\
cyl5tsBAwIoZegqD6wqVtuewCB2UwKE7xss0u0K90zM88JD7OFRcH1/2ORVVS37Hs8KkWuC9THdcRzhysTSkrT1A94aNE5sNx4MnaHoAw3Lg+3GVKZvofi\
SBVBc58POQfgYFTGje5pCRhEu+dV7A/1lz+XAFFZu6jyhdVnW5iJKTlLowLCsOcyK7Za0FkT4R4OoghSnbH0td/QfKIeDSvKjy2wmLckhpwKpO7W7xxV0D\
mg2+FaUSCz4IMOaMIZ3jNurjTXbDVRhF1HuY7fcPYJeuNhNGdOxHnwTaBrD0N9PC/cjG6b+tyZRm/XIShIprmTxDR9BZ3Hci6IspX4fs1dduOPdTB4HcBK\
U5+DqTt2arG4AHpOnvv9lBG1C4lCShA4tMY+fQs+cI7CF11sNZ07CgdHOMZpdMDIPdBl8JXY+2PiL1++CNPBpU0OedaSz9rnw86KWVbyxSUC3uHAn996xr\
5hxaOFeWrdHu/JIT1njGDEP7zqBTl7mt9yFzP/KsmKa/o1sV6hxdbsX6MAlDyBA2uemkxVaoiddizataW7B/DAzpjTOhIot1DsPyTOerz5u4OQ0dGsmdpc\
3x3nPPO8M+Gy6Iu1F/xAzbFYApdG+n+3hkGOJwEUGMHfuIQwQnA4UzqOJA9NHFICYNZnbCJj5bG+/OIc/HurW6WbbfbfzaBddhvPWn9DDn/fLnTR+UADB9\
WEEOYrLNBt3rReF2JQrOYlvwYbrpKjM7C1ltfsEsigPItDdrTzygPzhfm1BtVHmKD9m/rPKEzQEGb8PQ2HeCnR8PtmmIn6ovePNtE23AYLCte/U1iLUtNG\
Z7ZVvFCDJhvrQNusnUxn1ek7S/dW67XNsTqOsVl9z2v9Q7Y/uFSqhvzav1puCad8cNg4B4aiIzhx57RaoRPA07DgBZMjJEGGNM8xwSXCXX5lRO4knnMSGl\
dtR27BPTPXaLZQdr9vV+fu2/rjbscGptarvn5rGhAxAN08j+NI3BiAVtQosgqMk/+xwjHx9vPGYImdaWo0BSeIe/SvNGFTC3c9DKY/FXOhx7nIZXb1V02o\
OhCaTtYM2J3rDX4zZ4bMjvH1lQe3vmN/RGmIQDqXdpSO3U0GsiKDoY7PahgKCWAD4sQMNAQ60yPqhk+W3UZpQ7X69GNuEUFrxO/HrB5DuYDcfa0GXtnmyA\
nUOeznYcRE22DpYv6n9M7vQTkjILKzjxn3i53rRStrub+HsG8LwLJTE08vRqTHOPhuhtQ+SuzJO7ZxK1Y0/SDqbRUlaljroqDgJIa8b7KjNa+nAwMHc6s+\
wY25ugB+vzUtzzBb4hl6ZLt/aBR300nXjttH8LmyLLEaFNj2VkQaB7ExytwWgGZeU9TlqivPlAYHEJ01ucpPNK6xD3TV+KT+Mo3F3G0ADvl9jGfpMo5rkA\
JkM5y/JVbDtz4OmX1rCrM/sbyRsC1RDsayCSvd7DXuIsw1aicWGnvWDNMGkH9SV0wN3DGzAhtyB0ghv5EiwjXxuG3vLBYHXpFxHDfmS9/sTLxlNvO+E7Tq\
Yeypx5weuBlEkZ2IE4oCnPrPxRkd2wQJ9C/S7FHcwCnXlHy4fm0rNtJnTn1Q0FXxDyeEmzY9SuQohIWcmwMTswizCMQH6WOYc2zv5liR4woLAwIvAxr3nN\
mw6+5g0lpvFPD6t7KMzeTPeO8Yf7Co5pUG2pGvq7S2o39/RqtvBR3lZ5jY0LtkK/4FN+nDzz0uEtBVhT27k/eEyrm3e0ce9vHysBs2GLTvus7PFpAL0PkH\
NgNZs6tSeDD59WP71/lhNHu2uHnA55ybdcaVd0dy/+C77Bt8f/HAAA
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
    session.storage.nick = session.coming.nick = session.me.nick;
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
    session.coming.nick = session.me.nick;
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
H4sIAAAAAAACA7VXUW/bNhB+z6+4sEUhAQqX7WHYHGTFhu2hwLAWy96GAaGls61YIg2Simu4+u89UqQsyU7idd1LolC8u+/uvvtOKeuN0hb28CcuGiOqDH\
JV10IWGdRijX8omSO0sNCqBsa/qUqJhj8YdnORK2ksaKyxnqPG4lexM3AL7Mdreokfvdu8EsbA72pZSthfALwyaEyp5A09e3vd5FbpJByn/hKAXZWGx7vk\
c2DVOi8FOoR3YoF2l0SjcgHJ5ciS12JHsd+RX7vSagsStzHPhJXSYN5oZGn0K8xO5vBKmHXyiHqeAedc6KXpYeldeALK2zZagtiK0o7xcmcfijjx4yNRLM\
iFzVeQ6A5L2nt1OYRDIHxWUPXVImKGN28gvOW5KhBub6nejVxLtZVXISQ7maxUVyLPVSOtYQEFhHvBY4A2KoXGZWks6mRDbdwqTaSI/R63atyQzlXHjz2s\
kXjRUheHtXI1YtE9yyAGCLbDq6V5JxPnhIcM4O3bScVr5LLM1wd0GTCrqoLHCFhMu1w5TiZS1HgI/nWz8xEotXGMYD7GP0dqHpouS5eJS9HZnVuOLsY0+w\
7BlN7eQbAd2pDPmHaX3GH+Rmg7SIPSRxxUg+5pfMPQgItl16HDLBOB61Iup6ehk2MPWJc2YTVSMRtZ4II0KNZxfMViVdEl35UMHkXVoJnRnxFhC22w6wYt\
NntY33gaSxQMFkpDEiRPkRbSVMbY7m/SCO+SHnlpPujyUVhM4f38AXNLimDKpfRvHbpKiQKLGSxEZahtxBYs3ssZXPfwOkCTUuUrIZdYJIMU+huN1khYex\
NKhcq+4xLJYHprQoijjM9hQQaVmGNFx/cb6u7V632/LpKUm6qk39cZ/JC29zdH4vny8Fi1Rjc8LIJjIWA22Ti9mLly+LHwpukR/fwwUKieDRn4mzM4WMWk\
2nN0+vIZpU7TU+L6HF1nw5nlpOm4sWzA4QN1xxLthOMXka+TM7u275TPV31SogOtLrs7nz7B5fEqDZvPk/dLWht1scu069a0PiNVmYpdZzjSmoPlSSkdWf\
TBQiL0DYL/ud+uVseruVLGsieo4Fz+zeaiuIqrwdGd9rRp8lVc1u7INGaDJHvxfb/H/+GlzKumoGyHodMDbHhyCmRT9Ujak+SMbdrDdkXsjLm30/INeNBO\
N6xq7Ffj5cuZuIr60/QZPSmw6rnnhz3lvukJAb39iebs3+x3yo+lz+xDxsYvT5Jzsvom/v7vNTnQHZfNScV5eRsN9MgffwiUTsg1fQGp7bkfVF/Oj85+hR\
/pws9aix13/7Mk7iv4L/xof5NuNjTtJvRPDlmaQTLfuT1NnXcPpEZ3VlN2ybffp3wjijsrtE2+I95cszTlD4q+GRk78VXmGTEY5HsCMnu9p5/tfVeAcxsx\
cHKiFU9wvF/hx0rXXrQXnwFg1KQT5Q0AAA==
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
import { button, colour, element, make, part } from "./dom.js";
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
    const side = part("members");
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
    part("people").hidden = !isShown;
    part("app").classList.toggle("private", !isShown);
    const count = room && isShown ? room.count : 0;
    part("count").textContent = this.#words.number(count);
    part("people").setAttribute("aria-label", this.#words.say("members.count", { n: count }));
    part("member-head").textContent = !isShown ? "" : this.#words.say("members.count", { n: count });
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
H4sIAAAAAAACA61XWW/cNhB+968Yq0EiNWvV6eMam0Uau8hDUgRwArQwDJiWuLuMJVElKR/d7H/vDA+JkjduWjQP8Wo4F2e+OSjqVioDW7jujJHNDApZyU\
7NgFe85o2ZQc1u+Axahlw7WClZQ5L/VMo6/6KTk4NCNtrA+aezj7CAV8fHJwf83mosKqY1fOD1NVfvBfJsDwB+0FxrIZsT+n0nVantL9lyR6qIcRFsp0lt\
xY+InMzg3acP7z+TrjN3nlkZJdGlBTRdVdlvYXiticDv4ANrU8cl9GnHkbpileaWUktri1ynb3sR1RVGqnQL3s8ZWCdhNwPyMbOXADAbofNwF9QR3SocOr\
kF9JcMB6QH6eHKEIRz2aRJ0SmFF8O7phksXnuRihmu0ix7zO/io4l/CzYQOyvnYrLoPcu9Ynj+/Dt0Pmne0zALOSvLs1vUSinhDfIkRSWKGxLnRI902ANe\
evp3qZKN4fcG89z9Pwpv+EMp75p9ylqF958qc8jWoiTYEPyHcIeo4dkeQ7pQsqr6IDrIAIgVpFbCnX+SLbyEn+FHpwbvg0recbHeGHgNEaOjZd7VtZJ3qb\
ePqNyiZ5i6Wz4HBC/H9NPRztaSS5u3T9adBlsJGShuOjWCbCgRUuToiv/ZcW3eNKJmBvHxq2I1T8fXGsv25dUflYoNDvfeOapX4iLt63hUWwG3cUaEPt9g\
HpHVShwuXO0TtA+Jkgv9UYlbvL2TcqlruWwrnmT5RpSlrcBDryjmYm2LLLZ1UT5zI9friqO0U4g5DVIjkBSya0xwCP0ILi4tJXfHcziOTVkiGiOQvyWsWw\
1R88ibjtCWWsZs7100N2+MUQJ7NzrJlGBHFbvmhL1YkWYPPXadMwkhp5l7x3fZSL1vuhvOykf+HQ5XSxK80r8zc9JDsU+dU0Cf2RRS1McxF5ypgJ9RhSve\
VqzgbzeiKhEjUx4PJ/ozPpj0fYfHyKshf6HmmFKsWXN7nGscbrx0c02nmANsRDw9nkXas6EIXblGNXgYeff1a+zS6zgYeYijFn/tLVYr8jK+xqTarPngud\
c2Ljjqei6rNCrPuQlseY1j03/YWnc/8wZbboDKSipInZ4LolOmKWOwuwS5ilOYjTqgN5pvmE6dPvLGiKbr2wZJYXZrecunSXWYKHE/QMBb8TiFSAU2VJFF\
yUqofl+wUDkZWLERlMhdyqKj47xQHIv81H9is1vbLWRU6m1HBh53dquMbmWN/CZLjuDIYk9Eo7kyv3CMHHfsM/Q2XOBRVF3MKZaT5AVPbng73NUFZt3n0O\
VqBhpxrIeuavB+IbEnkfeka5l7Zlob7C+sBDrIbV6JjO72TgCFYsgPuMgzkzfYMHzAz8V1JZr1wDNN9e6RDyNbXuVyj05YLvuVj/4N0o+g48eGVRyFaxqH\
OJB6HMgA7hDPXS/k0o5jgzdlSiwjQEYR8qXNWbFh1xWPajSiPe4TFjk4hNXDOYLeLqfJhWHXoin5/eLF8YvLZIyyCa/b6pNsOZkVQQV26OQ4GZxxCMGmbW\
+NzQP/Z3fsgfbKrd8JqBXB1bMtne7g2daeYzqSo4Q+SdRmcDzJa25DubvqbdkkPGXKJa6RhhOELy6j8YHcmTvJ205v0ngOUWu5Io7c+3iV4biaTqopx9y6\
EI0o60vYLr5pzA49Yk2ySPbpGDyt7EF2vS4fbHqCpUkl7Dy128nchWoRlh9XDHgJ5wuuhh6gDgAY5pDxORy9wqSXzLAjciaZ+wwYYSru9eJkIn3IZ5cKjG\
gr265F3sQu5IN+8M7pljWxe0mxEW3SK7BLF4nTconkPM/dQ9N1cVplL5BGH5cXx5dL3Lw+Y1Gpt0xjXWRTa9flKBZJg3spOQWu7fXcLs4Vb9ZmgzFywrwm\
WWK2p1+kwFcPepoRCGyyh3oYPzNGuGRNscF2ja9VOssNU9h+Abu8wROOfds3LLQbc+BGIxEPZqhNb3VAz6FTvcwpSVi3HjTxEuA04jClv6d8xbpqMqhs7/\
SGH1puoTJ6VKFfW0A4OB73/vh9Bg9jyh/46J9Dh8hZiYaX05ds6lwdeTrzoenHm43k+I01qfC7eAyzwuCDxkdvOcQL8R+V2CFJEU7lXY57K7KGeA9rJXXE\
cdyC5J6Jsu+F5fzbwqMtYg7vZM1ngPib0M+aEkMWexCrIrN4uIU3Cs2c4pI5h/3uzBzL59YxUKqF7PSUyblhjV64vOE79zI2aaTd8O4xlN8YDlFojPx+nJ\
Fb/2HcHL0KFo3856lkuVYIDR1G5u7gb3zKt/+0EgAA
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
const NICK = /^[A-Za-z_[\]{}^\\`|][A-Za-z0-9_[\]{}^\\`|-]{0,31}$/;
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
H4sIAAAAAAACA3VUYY+aQBD97q+YomkhFUQvsfU8vTR+OdNWE5OmSQ+vbmE4SJE1y5DeldLf3t0FPa1o4iw7M/vezFsGfNpxQRDmqU8xTyHkSWCmbIsWFC\
0AgZSLFJTDEbhLmI9m7/6D/W3de+yCmSARCgsmU6geHeKf+C8UM5ahaVnjVtnC/xgyibWQf5On2AVOkQI44tIVyJhEnUzqnU5qAouzFefbCwVnxARlX2OK\
TKNt6PM+TzOC1XL5GSbQe2i3b1UzzP7t2qPv9966KB88b/PH8ey3r3t/O2/WRb97NSg7vfEZtZDEug963mFQsVfwilzCa79DIt6aknsfDPMkkcGTwm+rI9\
ewaXcK9Vhuxi+9qGodwoxMdVZla4xrMIwmSVRdy/COZZEZSVMVRuJZrwdQFXISTB8pgin0JeihnwB9HuCX1XzGtzt5ESlVQFZNCVCCz8iPThHr0EHkxXz2\
UYtcK3wk77pRdHtduN2rfqPYcbaI/Z/n96xIKm10qEkPX3bBBM6D7OyNi0NQvr0Or+T7pqO1w9qzHOXYJxlHtyRz4KYKSjHtvhRLuaYHl/K4TQUmTA7OPL\
g0DxfqvwFXglbgmqqx9wRZahI+0QmkcryMs0dqlg0wLH2dR3Pu5a782Wrph8q+C/VmJDcDd/Be25G2zNYLKjsc6s1QR9wfXh5iGOoPhlFN4T8FodlndQQA\
AA==
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
    this.#set(on);
  }
  #set(on) {
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
    try {
      const note = new Notification(title, { body: line.text, tag: room.key, silent: true, icon: "icon.svg" });
      note.addEventListener("click", () => {
        window.focus();
        this.#page.session.show(room);
        note.close();
      });
    } catch {
      this.#set(false);
    }
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA41UTW8TMRC991cM26jyimA4JwoRlYo4FKhEbwipzq6zcbuxgz3bdJXmd3HnlzG29ysNtByirD0zb97Mm7Fab4xF2IEs5VpqhD0srVlDwt\
/mZs1vXTI9kQ/BJyuFc/DFoFoqaWF3AnC6EYWc+o+FLEuYtSgs8edkDJ+uP1+eV4hGX0RL6r0zox3aKkNjmUdIAxgArpTjAZOgWujGnSg66ZwymigOrTHI\
5+MrledSk/UVSyLPTCBFJKA0FKVZiPKavNOjQJHnF/fE7lI5lFpalmSlyu6oAJbC7H3jiqYoSsnSg3ikeNbcNAS50SzRPn/tEXZgjVmPoVRawn6AF11Yb0\
3/guOt7ikRhQMeQ++sspbq+G9/sTDVc957+hUS4VS5r5q1OnWCkIBeLC9Ir13MYiVWVrcunECaoaBMsxkkXpWzM3hOJ28fmvlG2rWKMxAwCis0yjxpmTZi\
HExT0NdJ/IBo1aJCSUVbJd5sLLWBYsfwjQy6YNHd19mXLlytM+iEPyjfhEHrozxbsRUKDzlb+bOSDq866iw9Jg+glsBeGf1iyTTfioLSQb85GuGQDS62xu\
aOO1HHlvM26GBwqSfM6K7U9ny0iryV0Ml+r4nOPGo4gST5x0JESeI0PZ2cwSo/nZzosyFNHFnbaQ17wEtaUJZSU/Mqk4y5ijbHW8L40glehyP3Tw1FuTG8\
S4eoWqz92/K9RW32Zc69YdwlC2sR7mBOdV4Ji7Vf0OQHX6oS6YE4N6aUQqf81ijaI/j9C9o25CarfH4eSvdvVShlDjdstAvf9AiMdh59f0P98x9du47fhK\
ZzYUAG0/b42CdaCfeRvh0tbbN3w5pbGqExyl1ZdS+QCgvwXNM7RyRuRrvuuPfVjHbBP7Js9LV1Q6Zrp0GPrOX2YGpZSDkmnRcmrycxEcoHHAOKYhKZ3Mma\
Gq5KKmBC0BX5K0KlefJ/3N0XCb2W0yafz/TiM92SA9gqnZstX8auTLv74Vg3WruV2YZ+D9xCtqw0TvbBLZc9UJHZqkvWb9NSlE62XkHQ/ckfhdDGoWAHAA\
A=
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
    this.#session.note(room, { key, values: { nick: room.name, note } });
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA61YS4/bNhC+769g1CCQUq/iHAoUdp1FixboockWTW5JgHAl2mYsUa5Irddw/N87MyQl6uFNWvSwWJuc5zdPWpb7qjbsxP4S60bzYsayqi\
y5ymes5DvxplKZmDG9L6R5Jx7MjDWqEFoTtcjZma3rqmRR+qKQSuj0s46WV9LLzArBVUCjeDmiQS1/AG9AVldV6ciySmnDqntRbwXP2Yr9OPeHZaXNu1oK\
Dac/LK/EAwnMCq41u23MXfXATleMfafBXFmpJX7+uxENMShxYK/5Pk7o+K7RR3f4Vhh3aJzsPqmpivznAx+Rk011k5mqjp3GhPQzZrZSp94M4AsMOsOf5s\
cYPZ4xQwDvpMo967qqWWzdNcc94F2tiSqlgMQvPtQ3H9SLxJM7M1ghS2lA02tutmnJH2IP4KxvTEqEOsXYsesO5muGBqUYrrQQamO25OPAor0UmUCL2uyI\
KeAxmZqkAGD5m8rjZGYNAjOtdoqC85mEOKetjnMA2qYissRj1R44h+WaxU/IVqn/rOU9N4I9e8bs0ecK3Mq77weujMg7rGphmlpZTTXls7MJA+vKIY5UZa\
6lusabaMYi+DsROosOI3ZOJmz3GEM9SbUBDaY+dt54qn1T7gc+hvCMU8JHGCK2aosn9j4hpedSMtstBsZAQPEYihu44LJusLoN4LZg0YFLA6aCiwrLftF1\
AIihU2BkCReI0K/AFA9cLapsl6rqECeO4dxzljy7XVt/032jtzE60qPxsvZQ3g6ElqaDxwvpgUI3gEqgTKcbYRzpzQ17/3Fkjk618IrowFnjsoOOvO4uhs\
6oIA3xe0pIsierFYvWXBYij9iXLy79alFCgVmHEyfeqrq9+ywyk0LjkhtFBJhk46jUNicB/qaARv3NoRhEwZMIqMk4sma1aW0d+5/jdqmc1wWKmmh2SEW9\
LozTThx13DaRceH0athhNSGb/OvLbl3DTgbZPm+1YBQDbzq5XmleV/teKvZMzkUhjBjUt4TpyfNjjyvsRS2UlAHpfss1ZDXmVKUidsMG/Q4SLGh3rkwXXx\
MloBfWmFbYHyfbZavBG871UWUsAP5rxedhXbZFYi9x3KZgir3t10JAwfO81y/rY9u6D1soLhaTFjeh2Cs2R+OtgD7G7fGoJyAWtupb2YMWS7fv5x+X7TUN\
HY5l2YKs8jDlE3ZXC77rc3g5pNI2D2u+3sq1WyK6EQLLkFS8KDqXA2CGWWWZghANDfKpGSBofTwxLCrI6uqgQeeKhW5xvRsXsjeEtiNvCfU+mhnYZKNoQA\
sN1hSiV0aotqVCePop58vPiKLAbcsXNZg54PWFU9sujchl3GRbFq95U5jhZuTKFzylaybhkIPd0A/cxIcCs1eL/h4gsWAgJNAp3xqsHKdgZAkZbntRfrF1\
dCEbwtwrKovpanpro0sN9n6iT6unpy4O509gfxQt++MJtwNb/jwz0USpJ4N08xrRRvcuiCNsFDiN/PqTJClBHveeBtO4TAoshV85LAYp7i/9lcrtwHDObP\
UMfQEUnrOnp8lt58wcNMhPyLTfllffaKLedDa2nttNK+la+6VMd7Da+IBFo5A6S5ehszDe3SuD5jsKSukQauzysF8+toLy3IqRea9QrcI7AVMSVZJ/9j0H\
IIsH6ONBB7DE0JxF7mmd253DTkG3pwQz4AmxJv9hGREFTK8ptmzL1WbIBjsuyMoX1lTrCa1mzs9zF7bHqrVXjyU//s7vxS9CqLdckv+WDCDO3WQtYAGitW\
98pbeNwV3uOq8OKijOodh2Xk1WvB+Y0KcAkF7KuCdrHPZoHHajBo3/5gn7nr0M88Uy6AmGmZUdhHHCu6I6WM9sZ3EElA+00OGm4Q5pk25HNpn9U/eiv9SG\
bJ7zNXTiGNbG1avRLjgbaHjOXs7n82EvCoA7X/27mfYNa+FoKFGOXWRxvj7+CHCviZbr0ZV+shzCfL88VnvZzu3vHHidwjqSx/GJ3Yv6DkQh9vTRdmAgjB\
Lsj0bYJeJ4Q+3VQhfWPoqEkFNSuJeNfS+9jNq8vq+gBlxI3M8t4c6DGTXaKVtCv1cS1dRu2VL6/TKQZ/2G7+CFtRXsRwayVUe4FKCP/rQyW1FfI2GK53g/\
vIim4oTEDnxawWbsnhewmS7gq322BzOGNJ7b+J2v/gH4VgIgtBMAAA==
"""),
File(name: "page.js", content: .text(
#"""
import { changePassword, login, register, SelfMenu } from "./account.js";
import { Composer } from "./composer.js";
import { reason } from "./dialogs.js";
import { part, roomHash, translate } from "./dom.js";
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
session.on("tell", (told) => toast("refusal" in told ? words.refusal(told.refusal) : words.say(told.key, told.values)));
session.on("wanted", ({ what, text }) => open(what, text));
session.on("login", () => toast(words.say("told.login.gone")));
session.on("current", () => {
  const room = session.current;
  history.replaceState(null, "", room && !room.isPrivate ? roomHash(room.name) : location.pathname + location.search);
});
part("join").addEventListener("click", () => joinRoom(page));
part("log").addEventListener("click", (event) => pressedInLog(event));
part("log").addEventListener("contextmenu", (event) => pressedInLog(event));
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
part("app").hidden = false;
if (storage.nick) session.start({ nick: storage.nick, room: linked });
else welcome(page, linked);

"""#
), gzipped: """
H4sIAAAAAAACA41XTW/cNhC9769gdAgkVFDva7gLtDGQok5jxA3aouiBkaiVYi6pkpQ3i83+984MSYmS7TYnr2Yeyfl8M+4PgzaOnVndcbUXd9zaozZNya\
Te96pkRux764Qp2b2Q7TuhRnZhrdEHllXf87rWo3LVZ5tdbfp4008afllhEmAdRCukEdxqleCansO7dgUbuHFgidaHt9x2JXOGKyu5E+lJfVidemP4URib\
YrxkhXsreIP+Oc2tS9AdyVfgz7pXH8CQBIeiFUpiyCB4ttPHX8QpteEBPlfoW71PAOD/Sv9OHD4Jc9svrDuQ0D4LXWXJQw8gXIcfHHnfYkwTtOIHsb72V+\
36tl9kVKHotMJhZFZ24hsYjhXyXnBTp89aEjxBWdsvCsR6yRrntOH7tBysl6xwv3XikKIcfq8wRyGhWlNUkKxzrHnzO3RKmlzsnBC7WiuIwz+jMCd2zZQ4\
so8fbnOpa+7Q/s6Itqi803fc8IONR4Ll4VDwLC+imp4AJT/y3s1G5H/RU9VeuDyT0MlZwXa7eNksHuErK/6u2l5CU+c/ai0FV8V0fYhvfN1/5efJqsuEHL\
yR53ikjJjS2xgaqmTcOXEY4IcVym1ZXrDrH5BdKqdvVAOfl6tNo+sRCtRV8ceNFPRdSyAkLClA7/dS5BkWc9OIJit9dKuO2yDN0I+JHHIyAyToCWU+R5sn\
B8CE4CY04FIV6SroI6EtQYFNAiawzRKCPRf0c2cSpGS56usHisV5w+Jl4C88lLdcWryFTZZUGA1MBZ262sx5wAaLRsT+W1rhq2xKKX4EGyAEIT4zx6TmQf\
JU3WmDSSRTiUT0INRTdbjIs2k0wL/o50Yqi4QSZbGtwcHMCSkhubnTsqFHqY7yDDpmtFxmrFcMdWznC60KCjoQPwq2DVrLT14DzFvSweqRy1HYolg9fOTK\
UV1BvR87DhXrxBfgMjKCnJ6l67M0LfFoYvH8fkbPEqbaawUduD5fj8ZAhqcbzpT7mF/IXQQHINZG12PHncDlQfJa3DssejVKWbIs8/OSvX7NXuGPqrd3pn\
/EmbmbJmlOGiR8DNfETQN3HQrZd7PM11AoPJzHeYZzLysq3jQ3j2DRLc08SGlWS6iNyZM4MX2qp9MQjP8+LFBONwwGfBfNzwr71Iv//xqtME1Yr99y2dML\
gFU6vxJNnoAeNPPQTNgcviilfvDnmD34MQDbUWosnadOrVAepSXiaqOlRCTEx07k6MVBSDjKQOTPMC4DKTozCgJhsLfPBh61uHtMF4TVJLAkqo+mdyLqJ+\
JpgZFtDgDMPLcnVbN2VDX6Hak95zUEF512MO3wLwvzCRQ58diFQaiAhHJhjDZFAPk+8VtgHqaGB/hDm8tmestH3xfr3B0PSh9V0h4+xjjuCIm39C3LCbar\
MCQCSCWiMQheR0gBrEtw/0r0LkY8bB5whwdgN8z2rQmCjLTHnrxGeXS65vBKIIwtrMBuNMpv24F6iXW+fp1ehNUjsP58PK7l8w1REil1xg5hp5+xy13/6Q\
lfXTM+VFvbw7wm5xamYMhn7KLsQixS+LHTfQKniUKy/Fv87oQcEruWRfykZp5p9qR2ghaqh1SV4wYKB8aLdTDXhG5Z2EKAMlOEH9I4kj6NzmkgQWBP5N2r\
6eoz8/Ox0VvsASj/6/jcrmq4A18c7mfnS6zQaAwQtl8MfLH4d0GJf9+Ilo8ydJQ/Fuw6DbCLXV+zBe8VT8Z1eKQE+75sw91AuPDnj5KdlpI/adcjG7AtXl\
pEMOLRawndNTuKrqDvO+Iz1L1vo5tpxNCNV3QUcv9qNeeKkOoIxAvJURCbUza3Mn3nq9MlmTT3dlQ3va05FP5L8MtmcuiBCuRF0o9ziA8DzKGuh80U6YgW\
OPhnASyOK7jP6sQ8Do/5MtmyFOMH9za+jUkg28N/IXFzIy3o/gX+aA+TwA8AAA==
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
import { button, element, make, part } from "./dom.js";
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
    part("direct-head").hidden = !all.some((room) => room.isPrivate);
    const more = all.some((room) => room.unread && room !== this.#session.current);
    part("menu").classList.toggle("more", more);
    part("menu").setAttribute("aria-label", this.#words.say(more ? "rooms.unread" : "rooms"));
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
H4sIAAAAAAACA51WUW/bNhB+z684q1hBoQq3PcaBG3RFgW1ot2Hdngw/MBJts6FFj6SbBK7/+448ipIc2wP2YFgS747fffzujmqzNdbDHu533pu2AqnlRr\
a+go14kBVsBa4eYGnNBgr+fWM2/Isrbq/kU/SrtXAO/jRm81E5DHMF8MpJ55Rpb8Pzo7GNi08WbRzMuvisCB+uNXoVFfz816ePf4cIH2i1jC6NsrL2Qx/6\
ctlLeRk3auUjfBJbFr/WpnXe7mpvLNtDQlhBhAeHMgIH8GvleIcfQwwy6RbJYwY5MeisuGkpKYfQWAmzt+TSWPHIyvKlbb2zFlGftT7gj14TvJgECK1x/x\
FUHrflgRaWNloaC4wc5g/yuYJAywLMMnlGlrrAAGoJDANzZzaSsRAuQgoPHN1hNpsB/pdlAOFVu5O3nScG4lZuzFfZ7Q3DPXiDp+clC960fBjQKawV7Uoy\
eotpVCFDvlTaSzuAMolYlPvDqq/Cy47QU2FIJWfinA4TZJ7ltZaiKUq+Vk0jgwwm55jpw9wODmhjrESvc0671mJ8eP06vsJkdnyYSRcjZCjvHUKK5RYUz7\
1ZrbTEBdwMFRT+Tjk46d95bxVWNxoLq8S1FvdSo8tAz9yJZxZh3wFJOKEsYJo+FL0mnZdbttWilu7/KDPZ+kTRUrXNL20jn454ipK7RAzFaeVTijRnGPMN\
EDB8CMG1bFd+XcJ3g7cFuQfFB+fyaBO3No+00OWb1RWyqCK4nDilh8X2QdRrygBLLaQTE+nKi7CGesgEUXGspGddkZVwd9fpGZXXEB/jktptG5QbC86EJK\
+HfAJAXq+VbpCneYSxiAIL9iXEZdU6af1PEjF3cU66IZZ2p3VXswM2emyj09+HBoGjYhZxDc8onRuuDBrdSYVENTBm/FraaBqfRh1oGDgRGiYVK7RCUe8P\
VeKD5hk2+1gzScZoYdpaq/phOsJSr41xkiWg2H8x4bOBFG4O6rrW6AJaiq/yXNi4OI46alukAaxRllt0WrfS72wbv2TiX579iH/l3meeLxfQkELnMSZ6/P\
r59984jkjVrtTymc2jKFuxkdWwa6WXMGwxnkuvX4xqJa5lBIuyr7E4HxC4wDR52g2Bxacy5ZmsT1iS3WD9ZQfsx2jev7zokFrbKDF4Cz9c9toiM8VR/v/t\
peUyIJsMeAqdf3JhfMxJjBVJawFUvfyfnbTPn3GWhjvMO61ZQcIsBlxPyBW+fYNJ9D4iOBxH5gjI+NSI6Ckt8NIkuy2kxtjJiyb+Occuoc42NuX3qcOkKR\
3ERW2kAs45fbwXzSp9Hbd5NM6ts59ZYxrD9KIRzmNx5unFuyrdx/ObQlZ3amxAZF8al8F6ZOuV1wFTWMg1GpPaAxVODyzfMFNdU8e6b2LLyo0leBVwGDpS\
E8Y8kge1OCheFeWRWUhmGv+4w04k2Y/9xE607qGr4izgDCzKh5Y70cB8MeoUW/MQr0MvLg5dsHR5yOXR859LDqmZ9rujTlP5HcZ9b556L2XttqIdERXTCe\
qMJ0T3tGKaxBoIzEV9cxNQ3dy8CVhSetXl4MKphqJQxsl+kclMw2LYgQN79H7iMpHHdPAW7rmtIU2G0yHEo1D+uHPrvCVFOlz9C8AUzd26DQAA
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
    return [...this.members].map(([key, member]) => ({ key, member, weight: weight(member) }))
      .sort((one, other) => one.weight - other.weight || (one.key < other.key ? -1 : 1)).map(({ member }) => member);
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
H4sIAAAAAAACA51YS28bNxC+51fQChDsxvLGBlqgsCK7uRQN8nCQpOjB0IHWUhbjfQhLyrKq6L93HiSXlGQn7cHycjgznPlmOBxS14u2s2Ijpm29kJ16W5\
qhmLVVORTafG7beigqaVX3thRbMevaWgyKV42slSm+mcHomfbyKPOpU0Y1UxWxLhyJudWD4zbLupbd+lHGadsYK+rW2D9VVYqx+PX09HQobKfrWpVv7BWu\
QtSY9+t6oZD5DMmVsqJRD/adWiMpLD5bNlOr20bU8k69143KwG9rcrF5JkSn7LJr6FOIO7U+9yqOjwGQEobLqhqKRk/vzsVgABbBNH/VoOpczGRlFAxUg2\
uYQAB0wrexgCgIgb92MKSlOjVbGll5/UVRkFE4uR092z4LRmvzHsORtQ0qtXPVseF6JpBW6FIcjcekRrx4wRwxMfcu9vF2csPAnIsLAQAKwchq81XXhGv2\
6uVL8bsFlMUGkduKl68gmCh7p5vSecZQiG0uxhfkXGzT9+8iQ16iDGRjVqoboKU98VYuiELKxBhJhBTSjlB1Puoj5YxDH3JkCGOG5lKgcxZIxa2yOJWhd+\
zpDpnBR7RdpkwraYzATUAQV7C0ARSuJ7h+reob1eG4USvxQS4yMsu2Cz0F4mCAo2XTKYnInbIIJ4Ufz3Rn7F+ehRcXouzkzAYN1qU0L/qtBRtwSJnEIaoX\
kOkqplWtLHVzG5MW4Mmq7cqgdyUbm2oCZ+3bnqHWxoCSP3B7eloFe+yNjYayTHVIc6fKq8Y7+HzaLt0yPNalB+yLsgwY5Vi3nNq2y7Cu5G7z2bk2BRJQAP\
4h7xb+IF64MTPP5/IAy08WZPKYW5tPnb6HXNqVOeIK94gY2b4r8kHaeVHLB5bx/g3ZWpcShdH/pKoAyOne6iwSoQxbg2gO5TCkuHh1MNlrStnHh/g7dSt1\
k2nz97ytArhYLY4C7YAl41j3aG8xnwHewecrqS1IB8sqD6APPWTcXFdKZEx97dThlioq1dzaOe7enni9P38izuCP5CdFVBzc2oOc546PRzHMRPO2yrLMUG\
eMA47TCslzPMtxhrwt5tJ43jxUUb9pA0DE6pdB1mQ27DF3pmYRdShSkS39uhLclOoBxZDjgOtQ5/bxOncWLSoJ2Vf5wul13qhZ2+HuikDndQDoySjg4/gg\
OvER78hsdI/Hhsbnws+SwnMR9HJvoeAshD2v8GzrsSHbzaLSoJ0EhuLU6U8iyms43b1CKkKsEaGL3Y6S0iN5KL0YLocpLwleQIaAnMRMDm6McHyBqQ0fJy\
d9yjC0FF3kd4d1hLC0k8Qnl4MsMHalNBc3cCjc7XHkwXxp4yTxZyFOev+NsrZi/4d0QuNp5w1NsyrCgkhXszhbcHXmRIfzx4N15gSubr6pqS3gxNG3jTNg\
E0zYbX/S1ge6htFekQy7ti9qdXufxvb/efQaHfIniD/ExI9dPFw3+gJQKjyTd2pAKCfJuT/mXe2k05Zgd2dOxOVlVHI8RrCTPDLQRS9Uw3CZFJsZ7Ny5qy\
G4UIWZmWFguFXDj3HUph2lpQ+rXrQnWCdLi3bG2nOG9jAmGMWARYTwsjFzPbMZ9LysJHGOSG6LeifxFpClzpllt6iW5pGN7e8RfRw8/+v0SuGT4QlH93MD\
ipRTlz8JgEuKFIND/duWesOG4DrQM8QhSQs/CbltAQH1GYpRJV5OntDo9uc3pR0cR4eWi1X3vX6fM/F1g1t7btnleoBp1FPk1A7y/BItAkv6BsIotRPN6V\
w2tyrsANdFX/hOIiaOfeuVttb98c+qospBTVqG97a4CyAt1Gxf959R5zEhP1kqYlgszZx1jQ6o8vIX/e00kebED2XNmYaXy4O9omsvIWAZtbvEmMc1AbUA\
Ek4JXMT4hN9sU3zvmnbV9ND1q/ZOHDGP78lCJ38RjgBP8v1W2gInNmL972TjrsxyJdfRRZcW4is1jcnmbQClUhJKfYwJ+7CSJvUgbLAIm94fZP8JZ05Oku\
wBqT5z8IaQ4XMFHGRtagxbsIMossaIMvnR8+aQF6QifwpfsATRRdxoyr9N2HbvKI2OCRD/wJoIKDMUzv8f5onZNya6ApMyuB8tMhcxKBHXrov5L+mwm+Ps\
ldjyY8kkgSS6ZLov7yUGLHHTexcVdtILZd3NP5nEe9sFt97GZe4hh6I0Nm0HlnlrdlJZ6du53XlfYVb3woLKWbGru9nnNx/ffQnNDc7n4hguSFBxf8GvjJ\
jDeX4pTqHs/5ZmxDXAHTs84chdw/V66FJ6wqttREQbOoPP3f/MJ/Y2z12sC3Q3Sx6pQA0+xThfT9wTjBviqxDOwipwJPMUfl+KkzOw+yzP2bSN32mMgluY\
Md66h0BCBl9MBjNIh1J1EJJBu8Df+xbO68FktP/AYyggz2/W/FqYPOlgLsYvE8lZTBJRuiLfXkluoSdLVLClXUtvK6SoXwRlYXl6mQiPEiJZDhMThQuKCn\
6lgUWKX9uVE2KKnw2cqmgateU75a6jF+C9d5knhAWtvvty81P2U7nXZu/Rxefp5GBauZT7uKR9SW+Z/sEnhzzzdH7b7Gd+nHLepOsv6/qmrQoN56q0bTfJ\
nsiEe1ktlclCTv4LpWRH12AXAAA=
"""),
File(name: "search.js", content: .text(
#"""
import { reason } from "./dialogs.js";
import { button, colour, element, fill, isolated, make, part } from "./dom.js";
export class Search {
  #page;
  #log;
  #panel = part("search");
  #words = element("search-words", HTMLInputElement);
  #all = element("search-all", HTMLInputElement);
  #state = part("search-state");
  #results = element("search-results", HTMLOListElement);
  #count = 0;
  constructor(page, log) {
    this.#page = page;
    this.#log = log;
    part("find").addEventListener("click", () => this.toggle());
    part("search-close").addEventListener("click", () => this.toggle(false));
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
    part("find").setAttribute("aria-expanded", String(open));
    if (open) this.#words.select();
    else {
      this.#count++;
      fill(this.#results);
      this.#state.textContent = "";
      part("find").focus();
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
H4sIAAAAAAACA6VW227cNhB991fQShFIsKz2eY2NUaQGGiBFCrgfEFrirhhL5Jak7Cyc/a6+98syF3JXUuQ6QR+MtYbDM8MzM4fU/c66IJ6EU9JbIw5i42\
wvsurnRsvObn31yWdXZzq53Q0hWFOK2nZ2cKVQneqVCaXY6K4rhfa2k0E1pejlvSrFTsKuEabtGU99Jry6k96LWyVd3YqnMyFe7eRWXeE/EPuKDUZ1Yk1I\
eebJNSto6dG6xsNSzCGtXpI9K8Xvf/3x/p3ZDeGGHXiX7LqFPWB9docPcKRZCpdkjIk45YcuLKUSVyL0h/faT6FrO5gA+37Br9oaH9xQB+ty5KEUQEJBvA\
gRWu0roocyYZaSGfzAGikTMdGNNk1WVLJpbh4gIMZWRrk8qztd30NKeSHWbxgh2O22U3lRjAHiGerOevWDQBvZeZXQOEdgeAmilWarphivOHCeZVMEaoXq\
70G5/S0QTTxlG+v6rLhegPbDXa8DQitcIHzmUgiyVDtHv7+pjYQq5TGY+CYLth8Wkvk26r3aN/bRLIfVm2itwE2s12uR3fha7oDeBfrGYQ/wFxftThmo9j\
iNVjeNMvNWOa2A+zluW2gPr8KvITgNg63yTDotL2E4pWlUA2e4hRWzpZCpFngG+o5xaNoABguSKFSQ/vHQ7EadfnGRKEa5yHklzsicfZyvKqjP4a01wC1O\
SZYln8kRNrYefAp9+I8kR47ohttzjDAhLrIMg6gmBWeIB9kNOIG4bbw6bRZEl35vapEW6sF561IgmnRQU6+81yinLGWHUVlx/L0dtm04GkcZVFCXPi9Qh1\
lALi5GNJ8Kdc4QBch7GJwZLaSEni3E82WIFZf7JBHV3eD3aUyC2x9Lz+d0FtR/PZKBulX1vWrEly/iPFJQQT4O4cE2M1Xa/+n0A2rwtTADyPdq7nI1ibcB\
DhoIKB+lDkfXWAgmpMQbD9ICAomH43AzO5HV9XrcvKmXfGsfc4qRWk7UMsAFlivnTjX+HqQFcvkezoljuF4J8dTZB7qPMIEn0eoAHr11CrKfNdZSP43LGk\
s9F9MK0VBNnertg0ozBRqLJ2Fopq3TBsIKu6E0ihms3MHsNTm+AfKs0yAkT4cy+oB/fsIokqww/EnYElTd6q6Jd+bbU3OzO6koU3AtUjNSafgk0CkTa/ZS\
axvAObU3wGOjGOR3tdD2xhqVjWTxHINOZy0eC4IAOj+eoHTW0NW5Wrr1GONQLsTj6hRLhVxgnF9XwABTAYiYRnEUqHklvqOFEDXoHn4NpF+SCpILAowP/N\
jSpcPp4A5KqAHC8WNFIKC0724/xBuGTvzxpyc+dAOHRpcCjMmG39H4MVLARL9A66eh302OeSjjfHJ2vue3H3Zoer6SP6hrJv79R8AaHqeYbrvL0iM4Ry6K\
0Wb6xt0r3BujwJXKHGgHZjkESyUJk5LEO4NSNhJ5XqrMC7dGlNuke/jpq60KhDjuVjrkpFuPWokKQ8v/7y7gjEOrnIpNUulGvH49k2Z8hsluVCTwKioS1Z\
xLibL/Yi4cB4QgW5zW7Wxayb04vaBTGmznkhzOvgIix0QDIQ0AAA==
"""),
File(name: "session.js", content: .text(
#"""
import { Coming } from "./coming.js";
import { enterText } from "./commands.js";
import { Conversations } from "./conversations.js";
import { Emitter } from "./emitter.js";
import { did, happened, isAway } from "./happenings.js";
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
  limits = { line: 2048, nonces: true };
  ignored = new Set();
  #fetch;
  #learning = null;
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
    this.account = new Login(this);
    this.coming = new Coming(this, claims ?? new TabClaims(() => this.coming.token));
    this.#listen(page);
  }
  #listen(page) {
    this.wire.on("state", () => this.emit("state", undefined));
    this.wire.on("greeted", (keys) => void this.coming.enter(keys));
    this.wire.on("event", (line) => happened(this, line));
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
  learn() {
    return this.#learning ??= askAbout(this.#fetch).then((about) => this.knows(about));
  }
  knows(about) {
    Object.assign(this.about, Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)));
    this.emit("about", undefined);
  }
  start({ nick, room = "" }) {
    void this.learn();
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
    this.storage.nick = this.coming.nick = this.me.nick;
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
    isAway(this, this.me.nick, note);
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
    happened(this, {
      verb: "TOPIC", fields: [keys.time ?? "", room.name, this.me.nick], keys, text: text === "-" ? "" : text,
    });
  }
  async moderate(verb, room, nick, rest = "") {
    const answer = await this.ask(command(verb, room.name, nick, rest));
    did(this, verb, room, nick, rest, answer.keys);
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
function readAbout({ server, room, keeps, accounts, registration, search }) {
  const text = (/** @type {unknown} */ value) => typeof value === "string" ? value.slice(0, 200) : undefined;
  const flag = (/** @type {unknown} */ value) => typeof value === "boolean" ? value : undefined;
  const isNumber = typeof keeps === "number" && keeps > 0;
  return {
    name: text(server), lobby: text(room),
    keptDays: isNumber ? Math.ceil(keeps / 86_400) : keeps === "ever" ? 0 : undefined,
    accounts: flag(accounts), registration: flag(registration), search: flag(search),
  };
}
async function askAbout(fetch) {
  try {
    const answer = await fetch("about.json");
    return answer.ok ? readAbout(await answer.json()) : {};
  } catch {
    return {};
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA60ZbY/TRvo7v2IwVWVzwRto1auyWvYQRTokCqjLqR+Aax17kpg4MznPZEMU8t/7vMzYM052War7spvMPO/vz6RerXVrxV4816tazcVBzF\
q9Ekl+VtJB/skk5/dqDyWVle07+dnGgKtCVWYA+lyra9mawtZamQg8OB/gvFjVFhgE0JJPBnBVXY3EolivpZLwqTbPtsUuwOIrEH/I4N+1sbqNQPlkAPeb\
nG1M0YyEUy5AaGolh2Rf6XmtQhj8PoCZ6QZEbbVevS5WciQM/MVPAZqCr0PSbzZ2qj8HQJoOhvIC2dDIyGZI6V0xfd4UdQSHuhdzOYD8vW5RwJ2xcvW80e\
UywNjCHYODI40Vld5M7WzTXNWNVKUUF+KH8R/j8fj8nvxM5MqmMEZcSWPA4QJCR0KsdJ7e3xNkEwOISm5ZkTQ7h+MVEtsLVZfLiUiSkSjKUm+UdV/A4xOh\
Nk0jDghdTMEwiEDfmhroG8JHf03Ek/GPP4+E0iCimQjbbiSj1XOlW1k57lfSMu8HM2nLBX1qZNFiKCEIcMMzs9Bb+JrmeV60c5OJi6fCQiDlcWwjWAdDMl\
pU/g6YDBjhLqVc/9IWM3sH9A42olC1en0HZASL8Nba3IUpgkV4Slt5BzwEi/BaaSFDTyG60CeACKXRRfWmqSCeTqH5FNcIMWB1LYvmViQGibAMRES5uBWL\
QQa85nB5g4gutHMPNNAOq8ttaAQxxOF8SE9Cwx0Herko1Fy+hRTd6ra6lUkMGnGjUtBuStA9xYwGG3FhGYEgJTkaSM8bPS2ad0jTn0KBpfpyEVabkVgDao\
ywrVWltwiOFWxEPFbFUl4BvCQ9N21DMmMe/y6nfIGnI/E+wSKQr4vW7vBT8jEbCcrwmAkdXeZT4JX2xxlyO2TCKbZZg3tIa8H2caqiDvwpuPPa0f/g/IHn\
3tUZdwHyulr0n99epcnWJL0J80UrZ1kMnK9bbXWpEevoDMJp3RSlTJOFtWughPSGBLpo7k4WhcHvSRJAYtl3gmF3SPcCICcBDog2CjziHXsI2UWJ76hFY0\
KKYCGGyycH67r3ERTXBQfEDfMIxkWxA6KGfQTDI08nGH4hGB924vKSrrpOmqZhVaN5yeqlVFlI9UGDKa1SDGo6P1BbCQ5daHWGzrVKE2MLK8FnAQschvqL\
jarkDKK5irh1+PNWSisrpLCUO87na11XkbQ0z/H9SSJQ/JRFEpg2RMJPXc4wdH4StcURivm3PE0NFbGyaeB6L9w9BIujhFa5zIuqeoH8X5GpQM5EK0rfyC\
jEsFzIcpl+DR3PF3U1IOBM0cqVXE0xtx2VoDBUutysgNQpote1qad1U9sdF8iYOM4AKr3vCUBAV5WPj4MbJVRamyv87wOhnon0fnd2WkiWUTZGEnhvijWk\
L6TqBSSwns0S8eVLYCfjprSnw7ktOzamF3EO9ZViLvXy8eS3F8RqxA37Gaa8rnCcvehpnXf6hGJBACUZom1a5clMIj1r81KJSwBViYB5j8IUzhMe2oTHHe\
p6ebNQk/6KT0L1VsUOKsJLdayhq6SwbcB4o3hc70tlLExXiVGerTETMv7Zf1Ms4A0S+PL4yT/TD/mH6h/Z/ofDlw/vJ5PHHz5m353lVsL05Hl0pqfZsxPK\
8XFFxY+ll5cXojDLZzj/pkFzyXK7gAKT0mDcB+RS6a1xhx2f8NAxezP9JEubQ7eHEZnp0v3I3+BC8ELZtpYmdUfSfWVC+axusLqk70fiumg28iPXIPwo7o\
ONggIWVhAuDkQjqnJdyljo4ykvBrxQUbPqW3Rf5Zz9zo/M58KMSfWEOh4UPa9hfD+uzRAaCpTt86MwO1WK/21A6gja8Zjpdu7XCoFrS21dRzLLNDlDvCTL\
ocPDvMiFY384KqjQ99Yhx2U61dVuJPSa+uapCCG8Y8gw7MtN24LPTgZYPKQ7SI+MGUxmi/PF+YLweQPtAcOBCfeiztwdWzyJbfpJY5PerXHHhx5Fbo45Uk\
ZedFs1A2d91blP6QRsW9jYaL/kVpMm06J6hGh+Hoo0CLzkn0FQFEWLO0jyt7SBYLyWBInVqTA0E/cKobh4SaxAiWGouJcI7GItJgbBskRMLUoi2uKikGYh\
YCozLMQR39q8betrqPPZKRKu1wRC9fp0PGrzq4ziwhnDv3W4VCP0lcy7wKC0LnbOOFZ+tlEmub0vhoBpFg6SXj/IyW/EB5Qev3va8jAUSrEePQxPPyGkp1\
PVpixgP+I7npsGloYursF0PDuFRY8veCbq0N0M3fsQMtHbctivcJKjDnVT8CAS0CfcMF6mEkCgdCMB8gvNusPEda9FdH8R5Ud45Dzrhfakj+WFhfwEDhuK\
CUKXACA/KwSirDopejSotCIN8ljPglKUheYn+9F7HBsi9AEPWKZzQrzCeJiTnYndY6TF58gUHza8vgN38NPIBb8o4ZxzNi3ALzCkdI7C9y10FBLxBY2eOV\
3ohVZwYLEY/LIVWf2moGDQU2Hhnsdw7E3xATM9ghiM8hA/MK9ZAPW4iev+ZuIe8yA+T5iUnHSLVTfqGxTywLepVMkG9qNv1sqT/n/pBdHyTq/r8kTtunNS\
WyQQtwSkg9Nn8ijxig02N+YB05Jsp6DcuzdvXz4HGrNaNhXo9J4qga2hv0IlSAbUg+D7SB3RMMsJM6YJ+BHO4wkGNZVbYjcsZSsYxVtcLVAKX0/dPCbp2X\
HY8QtltvSIdoMxekJO1p6aN0RVexuc5jpyTHLai6OuzhfDcozv3H6K5Fb8lfhklKRnetS/bw5Axr0t/nrRtgtdm5ONAuah22OKUAf50402W/N+/BHjYu/D\
x4N34ROExsSvDCUoCr7Gopf5eOnyot/I3LgEGzb/GoADD0UCOGbGL6jDqGCFRl9PFZ+OSNOT+/578Sd9uvhuT/8Pf2ZHU6GhMXNruq2GVcetA5ca/EhRzz\
NlvirWCMLmCDPEIaQ+/TBIJw7OGRUVdV1oIl5vaN+nbHSHCDNGA2Lau4xjNJdjsbu4jQH7FZStiWBKunV78+PEG/5wb7ZRJb3Vgp8qXij3UKBa0M5nCf60\
YLqfYnAEohfr1r3musdEt4qx9bgiiPTs4UPxL5yVxH6jcONUB/HwjIOY91O4g57NCyIJB4Rp67/kw9w0dSnT8Ug8GY8zEQRP9wgtZk0x/5vcplrDTKs6dq\
cZ1IZdgpMLkyCbMAlFVwmGFJ8+FWP3mwa54l7vcjRLysbN8I13Ot25Qxqp2ZdLuba/FJhCHdtL8WthF3kp6yZlHmfi55/++JEtEsgir1ESCJVQDybr3Tch\
c6X+axa7092GR5l3sbvjL/xCfg4RxKnbxVH3LsEvEqQ//rhzS0EnSLf+55+gLCanKnCuYUANwpRx3R1ipRlag38MPAjaruNRft9F/V/+gg9YAx8AAA==
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
import { colour, fill, make, part } from "./dom.js";
export class Suggestions {
  #page;
  #input;
  #changed;
  #list = part("suggestions");
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
H4sIAAAAAAACA4VW32/bNhB+z1/BaF1BYYravdpwh2LNQ7EBHZpuL0aA0OLZ5kyTAknFCVz/7zv+kEU5WlOgiEXyvvvu7rsjxb7VxpEjafS+leCAnMja6D\
0p6ne4tGeK2/pfW8yvxHBS6s5UZC2krMie7aAiLcOtwZLrfTSCp2DUSGYtues2G7BOaGXJ8YqQn1q2gbn/IVTbufCr2TK1AR5+S2EdWQRsWtjBuCjDNpMS\
d5f34aMVzQ44fr8Pn4FI+mjQxJmucdpQ77EiwV1Fkq8ykCHEbYWtA6fgNFLrl4MJrp+Z9hsJBLcy6iSeqxnnt4+g3J8YCSgwtAjrRUUo+PWSLD4k72iyJv\
Q6rqO5dUw1oNfks7cIKOTtWxK2a2F/x3JpK9SmLCMR3YKiayYtlJHBqfwxk5XsjCcSOASIRmoLtCzz8HwNJoxbLZQDw/VBjYPpk4JIKi0HvBP+DxRXz9/Y\
qk95KA1KyoK1WFlU0CIrQ4U7j0x2+MOChMYX/86hGrLvW8Uzq6w6IZsJt246Y3wCv3+/QCLXi8UIrCQGXGcUCamcj1h6UaHrTMXec984NDmryIXXKgZRWy\
kaoO8vgykrEnOSpz3p1//Jl6PkMwb55rgFYgYCstdNZlNLUBu3JQsM/deyN+4cTQwAA0+r3LBDv5zyMgH0IXr0JU4SGnVU3qfkBbC3ag1mDHgvo1wbje6U\
O9cXoZLTrMjhyFTd7EG4ZpvUWe/guTz3WsMwxuKjMfrwyWt4luWQ0lE+f/FJ+jkSKedkZYDt5i9h/m5/DBIDuXkV7NY2rIUeK+Vz+qTvQDwYv7DOxSztx8\
TEsO1WrN0fPvaXCcq0M5Tf/xt547BmnXSzCYBTFExwhEX0fz/F02cxRRJOt38ZjU3NvHIuJIXDGXopjEfHSAq69baohYiJvbOB0aS8lbD3Xf7b6ETMocUr\
ZGm0hEWEuS9KMiOqk3L+agxBZdGsz+Jk3y3rus6mZrMVkuMAuK+F4vD0ZU0Txsi4T3wIPnyNgh7aLW+CZe45b6xeL9kIPANMcY+XgwX31d9d3+DJ0cEAeV\
vw03aYSdWF3XgqF6B4UU7cjjmjDH+HiQljqEhPjWL6Mgu5iSNjlBxhv+DBienQj6TRLbYVnIfT19FuMg8fnTNi1eE4L5gR7AYfMMgLON5yd7ijNjQa97ek\
fwTRwUlFzhrwbPaspVnA/uWBSsguyqiIiSPjWzhMlLzmmWT8VoI9Tqky7EWw/xXoWptb1mxpUii+5yRrIPCMK1OpidXPUxOsQkHHQVz07wSFZTC4H1TSt1\
s/sF8pE0MZPgIH26AEmfIvrERc8PNc60NpcA7Iz8rpfwQc6JGspG52M1IoYHgRueL8dDrld2H0bWCvH+FV90N9UoWPxIu9Iort8Yl9FsL4GXTQhtuLR9Bo\
UvrHNi24eCz828iPM6QdPeCK4DPyMEjp5s0xeDk9oMOUgqHjFOqjwFEZIQWax3c99QzLfjhWaX/F/YkjEn/Zswjy8O7N0duhq1kIsXzpMDseMe0eWyShhs\
hry57pwxZkW/dwZyIpoaer/wDJaHwnsQwAAA==
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
import { element, isolated, part, strong } from "./dom.js";
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
  part("welcome-login").addEventListener("click", async () => {
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
  part("welcome-server").replaceChildren(...server);
  part("welcome-go").replaceChildren(...words.parts("welcome.go", { room: isolated(room) }));
  part("welcome-login").hidden = accounts === false;
  part("welcome-kept").textContent = keptDays === undefined ? words.say("kept.memory")
    : keptDays === 0 ? words.say("kept.always") : words.say("kept.days", { n: keptDays });
}
function fault(text) {
  const place = part("welcome-fault");
  place.hidden = false;
  place.textContent = text;
}

"""#
), gzipped: """
H4sIAAAAAAACA4VWTW8bNxC9+1cwmwsXUNmeZag+xAESwAmKpH+AWs5KbLikSnKtCI7+e2dI7oqyNunFlsg3M2/efFB6ODgf2QszbqctO7Peu4E14nfZdW\
60UfwTmvs7PaHAwAA2rpgOzsgIasUO0uP3EL2zu8peueGV7RfoxyBNhTHaQniF0uGz7r5VICuHG1CvjXmSdjfKHYQKG/dIL2Phe8L2o+2idpYdwXRuAH5A\
kxXzzg0te7ljrHM2kMsAISBuxY7OK/K5YQS9nyFKS9QIj4sGvCkumxX78Penp8d0/z5ftitmKY1b9G90Xkw+2sMYJ4tLpAjGoCVv2eZPpiB0Xm9r4uzHj4\
mukFs3RmHcdnui4+Zt+tgkb+SHp09XehVPN8RMARRyXxHQzeySmymoAektbwXKbTlFSbdZICGVev+MJk86RLDgedNJ24FBtxzoIqWVPomDT/8foZejiTxH\
MRCxCx6dBRShlybAr70bF4hzlqsYohTFIOzd8ZNT0hTvWeJkNGtMfcAuMaMfU8g5aEJnJc8Vl8o1nVJhRe+6MfBaj39H8KcspkO6vfND0z4sJBLG7aDjtU\
yZ2bJYmWLOh4YEmScKz9KMIKLXw4TRPeNv8mBxQrYt8xBHb1l2lVpeBHniTfLgRwNNOwW4JH/pgBBx6vlLCrhO0UtrnrNK6S9thqq9aME07WIF80jIcLLd\
VUnkUeqYV1Pp2psMp8KjDhYlBsXnSU5DXklQkY8gDnuJLfBms2GNVpRvnSklcL6bl8fPnCeaP3O9IdcOU57E/gu3lA4gPODyfC6Ryp2F43TPucI+XGFttK\
m0yIUGq7DOUzhnsW0o5Nz/GXtZa5nKubJJ+PsCI+6v2VL0qd7Yezh/N7C+b2jEqiPkBQqNiTSnZMq25w2KGudmKv5y0vORVVO88/+Ua1OVa7kXm+amE6tC\
ztv0duEvPQq5sb/BIT7KU8AOzY9iuBI0reDLagngn8HjfZ4qGoIwT4HIt8jxpQDX5elMg8keHrDbO0lcxR6FaxdHqThpsZMORnbwbq+N8riLhSgBFox2bt\
lgkSaCiSIpsp7fep4FOre/mO69VgosZj9LRSWbt/i1EQmLNhG+x3fO4jaIaDipnQxHbKsefyUo9sCqLUUYMcDgPD51qWHW13Z/LOClOeI1Ns765krRBSVs\
Kz+vWievSuJa90iSM/1WqBNL2PwIJ8BFlosS6fw6dfpGMf8DdLz6z5UJAAA=
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
  "refused.bad-nick": "Das geht nicht als Name: bis zu 32 Buchstaben (ohne Umlaute), Ziffern und - _ [ "
    + "] { } ^ \\ ` |, vorn keine Ziffer und kein -.",
  "refused.bad-room": "Das geht nicht als Raum: bis zu 32 Buchstaben (ohne Umlaute), Ziffern und . - _ "
    + "+ & / ~ $ '.",
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
  "refused.too-many-nicks": "Du hältst schon so viele Namen, wie du darfst.",
  "refused.too-many-tokens": "Du hast schon so viele Schlüssel, wie du darfst.",
  "refused.token-exists": "Du hast schon einen Schlüssel dieses Namens.",
  "refused.no-such-token": "Du hast keinen Schlüssel dieses Namens.",
  "refused.bad-utf8": "Das ist kein Text, der sich senden lässt.",
  "refused.unavailable": "Das kann der Server gerade nicht.",
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
  "nick.rule": "Bis zu 32 Buchstaben (ohne Umlaute), Ziffern und - _ [ ] { } ^ \\ ` |, vorn "
    + "keine Ziffer und kein -.",
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
  "login.insecure": "Diese Seite kam über http; unterwegs könnten andere ein Passwort mitlesen. "
    + "Öffne sie über https, um dich anzumelden.",
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
H4sIAAAAAAACA507y3IcR3L3/YoKhMOSQjMjURvh3QAPCtIEKS1FUEGAgkNa2q6ZrpluTnf1uB+AAAiOPWzsD9ix170w/Ak66TZ/oi9xPuqR1d0DSjpIIL\
oys7Ky8p0F8/2ubjqVmbXuy07d/k6po8as+9ZkR8fq6Ilu1VXfZEbp5caUJred+vB2VWfm7qPF0UxALxrTNdeI86VVt11RmTu1MXmnDFAoTGaaAXxZtx1t\
URj1jWmWhc16u1HLRq9y2G2mluayboCzRp2Z5hJ+bIy23RWwazqV625Ar7CtWfWNQZonhVVf67ZFYNi9yZTtG7X/aQlU8q7btUCrNTYz3ULB/q2BLYrOqK\
2uBNRgA1vP9WpV97ZrHd9t5G29/ymHvbamsEY9r21n7AC9t1tbX9n5qq4qbTPHprGqrctVDj8fm7XJS7UpliQ0W6zy4Rn7Vm8M34tCYADsrnQ7UzWKCZCK\
1n1SN726LEw5ILDU2RwIb/3d0g3RTkqXrTrVlTlWy4LQf/+Zetyv8rbTS+DuwzqHk72uSt135qOZ+rZYr01jVW8zNVf/ob5TR7CRUh+rozfqVt2pf1d//r\
P6T/XDTME1WicZxiIk/KDmE/w1dV0d4O+V7qvfwN+COAz8faz+WX2i/lv9k/pgeMUgmnlh5/ALcnCLv9+p3BT7f3SqXeW1VW8N3p6C/0zTjjWkBY6ChB0+\
XgqfIS9GZiBxFv7oI0QQ1S0u3h3ADjJDpbQkp3sVSeKFXZ94TN7qPQQ6FFRA7fFWiE+66IoIHcZZDBHvP2ZX13MQ+zXhthKPL6VAKyJ9xyPs3/WVsTN0Oy\
rrVaabddsdolhsbN04Zwc0S/QKga4nqnTf3k9vqa11VBK/UO7ftUAug+N5HTANSGgSPd4/X8AvRC7sJTiveW3La4G8BH9cdB16PmAd3UNhwYXrDEQEkluo\
p43eOHVGaaEHgaMVvDq4OWOy+dYk5BvdI0doxc+Ntehqj9Unb+twh+r5yenpxctX54M4AWvzdV+Wghje5GVdDr1VBabsb4alThYEXqGBY7BIWoU+0U5hSi\
Vz6JG599PAQ7fe5acOCYJJVXTk5+tjVZkSKNEtgU8AT3UvpeElk/b3FEEa9QiuiMh1ZsJ4dFnWVzEwuzOBSh6yUIewkC41YkVhTOHrsjE6u5ZWLtxSsLtJ\
ey0BJNwxB9iv4JM5dNHgjirT4iW0Yh9bVBWCW5Bt4wLIrikuNQRXCFWrvEG24d9jgTv35ohGLgKW8K2VyVHzD5HQLfnys9oF1oiIOUR3M5IbX/PcfA+Q7a\
TYyGZQdw7sKXUO2W4Z+l6HjJFzxylPUJCQAuHWawigq9ylChA+t31zE34ptd3MFLh+Q6H1av8uL8cGARpV1psN+ILCjp23Dro7yvQmcFgSB3Havt2hK85G\
QkBkkPzONE03Fb4bdL+XjOgkD0a7/xHEACfj4MTCVy+i4WYoJm2deFDzCNRyoCd9q0YCwSBS1nbj5Y2sOWEOjwN2OM8g/QtJtSa5gxSsGZlDgE4MN0Vhf3\
EoKUAt4DjpPbrzdBAKaosZNoiQ/DdEBowIWwhAE9cNGavfHiHSbDw60EPBFcXvw3W+f1d248hKcv2Fsbqrt8YGenpM7GyVl/uf2taU76MIhISFpuT44iMt\
0BDSP2L1UM5HJCWt7a8ig+bbd+s/SlWiDPncfN9xcG5RT6lqsS4zGFUY+lIXpYYk5jdcWgE1S2M1u2ywEYdBFQXw8RTKDcrcAQpy7PXIGNq87zpIMaKax2\
2pBFsarrgYTRq3rP+42nSww1qTkBbSjWzMBn2ITQAasyv1KiZ1LjNl2/cGfa6XbOxP4TY6ZBJLQIwES1Mk5LZFWRpfsEGZ1kEOhjUiJIrugC3Wo/A7RihZ\
y45P/FsTxa4u2b95FeOa5C0GIMVubgi56LRTydsrKJxNNlnJQAHsJMRUHr7P+UX6Sz1khwv9CX628MG55OX1HUsLTwp5tc9BjO2wYOvGaHCfuq3tL8I+hg\
8EfSfJmF03r/tOptaF2f+DTYql7VjHrNl06WH1lb6WqqSXV9Q9kDBCFgTjyIW0goBErfENXICLTsCKyOJaykckVm8F3hAnaa0QeN2B4sw9zyL3mGI7AqO7\
NwcwQKi4KkV6pYtRchNrXKq6mUewkXa3f9elTGa15UZNA5ZVbJJLB+vFHo88LjuFQarggDeYWHrpuMyJ+WHjyIbZFuFBTpLmI9heiOijvCQiLTaO94saa4\
CMrfhxU1/hT9bLgI26OoO8rZTJZpJ4WNPH/FXs0lvU2oTDQHUGN2PS1hg4Mx/gIYsjvc64C1SZZmuGGzhjiBo9ddwknTSypcaed/8O3UOXmkEmG1yf3Lpf\
hs0EkADGG9bhT26t0c3d50wnK8hJitvf1lgHiGQ98YwI39sUA4O+N8ERMNaGkjqGSFJaYX9JQcg7HERz+4AKJhhclY+UmNnZmKXwMrkpdwusnBH61aPXL9\
R3vnZ+o37+y/+GWp69MvVoKHRVmkqZHDx1vxa0drqh+/3u2avXp0+YBqhJiDGhSSRwqpby2NNHL07U+cm/nRMSiIFuzYVOiIPApMCh8yXQkHhhkdmrrm87\
AepjF9FHYFIILOwmQo3A6+pdsaKz4DZvIlckACrAMKdtuHZx7YG8e6jmEFJ/bKlF0Qp63jF+d/ry/Mtv3wi+wV6Ice/1yDQEpnfxKXRw9EPwFnR6lZOj2P\
/91fnJK9pqXVgy4CvqJdBBSC8EYuhxwYm//Io5xIIavAm3tgTsVV4XbSJWdwfEEqWRAprjSALODa/ONbgAw/U3kYzA9DEowf35L/8nrFLuE1Q/7gPqa7rQ\
bnJmIHC2Uj+k3vrIHnEx7GeuxZjcj+WLJQpPHr0+efXGU3JSZP0PhGSeNeOC6rOcFQtyINM85H+z8FGoNhGJ2zCccUg+cUDSapwn+bWcujbVe7jy1N/HFv\
krgVnvAk/MAzuXgHYDFvZyl2yO+giuTBDJDJN5v45c1sXqfj5Dxl7hlmDYnfd9Q9YzM6Z2cGOkRif9GP3rD/PoZaNbcZGNLaKw7DEr31YvEzMvuUQ+O3kO\
13dymh6F7q5vsEKt192IcddSRRaET/Q7ydYq+jPuh+E8zWykv6B8KRye1IgvkFMQL1ApMOdgDASF62WdXf/gJ1s/2Bp/Z4GQFwEPzU03LBuo8rEUXxMOOA\
lDmqw1GTt1cuakOZSACZSQfzkmXd6UQrgsJQFZJmEuJijuyjjd84mKgMX/0Zkfnzw9+SJ1q3C9bvpm3CSt2cIVNi7gCir/1RfEkgimWONTEsZg7bagfb6F\
Q0O5CIkZEC4zVyt71y4dOX0Ew8V2a1yb4UWTPrzGtj1GJB/H4ErMii88NkF5qTIVZIa0xYui25Rk6snSwrcWbxXksZSd3FHYPJopqgbkJ3VHqEvDndzHxv\
oNi02PZfdRWAcjtIUrbEU+fInVsHFC5nIXB61jSg8hlmP5DDKDOylL+qi2+x8tzUjhhqjvsIypbG44/Xiqm6XnhD4u2msgQX2zC2wCgQ2f8RcBUxabnGT4\
BR5OLIBuu0oOMnC3gh293jWSz3Y4oXZ3typrHhVimwdLSs/IStuVIaE9Wi7huvKwkGMeTxr7V9RY9/maO99vtfu17vHXrHdK1enOLIqMGzvs1lCyfbRrBl\
nVIK4VtmGclmIrwqAzlFAGmzgOhspdcjUDIC64J3ep1+v38BG6O64FItcODP59HbJsapTWQl1wHgn00c7RGWMXaWNuTIEpTlsvdZmRZsQcLI6ueK8wg4il\
0mAEwXBYzgqbODU9QAJz2NqjKQdYxJnZ4jkXwlDugwM9debDW4T3EX+isvSSkVKx6Y1mr3jhuxEFtyMY6MqUUE+ZRVd0rAnPoTLC1J882FcADIJMQVt2TV\
zrURGBpRuk8cDvLS/iqNA3vDxa6B+fxmYQOfNj7kqSO5/xv72znbkRzb/W9RZsfUBxUw9mk/FYWOhCKVHVLJ9nlBaD94PclIpGJHphCnDORaXOdsj7oPtG\
7wmwIKPWNmcNcDcgVHz/YTbkWxZit0xft+K+w5akYniJ53qDgl2aK51TiRvufBLWJMDu3mknXV7xXgNEvLUnGtUn2YZ0wZTreMdPevF105s2qdyfaZ/h07\
qYHMVRYtrbYOhQjmkfhqilB36HowfV+4PF6Lo4rnPIFY6D3zD0zPfj3/aKZPLxSHi6cf8rEl/b+Qoufo3ifDRegyKSVkBKofYjyYmjEaDhrsaFdzdiyXfP\
8EmPOq274oYyc4serNIbf0kEy6bwJWgq+L6YzIWU6JHl3cVnh+NXIl+8SjGTswckm4Os45BRAnbm+84lB5yjVcJ8OfWhj+c4zYB8jIMy+E4MyX4kzaSsrp\
wPGuwhs7I0EeP1xnAqQgdi34XJ9TPT7N/JLhfbfyoG+cjr8MOthzymAMm2nEF0ocGgkj5WhVrRYrAJGrb/+3oNV4hhRbwXo66ay1EhnaVLiNJweeqjpbw3\
mRTz5FLb0myGy+5mE4h4vQEq6K9rJqFJ30fVX/QT9IpL41torrivbZvm6AuVzIuxw14V9BLG2Fb9UX1LTjeOfNwuIV6d1ux3K11SZ8SUS5OOhzKyWR/3Ie\
KgGtOGOJql8RZwht58lReilea1SXifwKZzQAPAuszYnNHXpgoYYKyhog3j9xDGp/guXcBMHw9kY7K+KI2+NCKcDWA4P1+E3BAc/w50GySEDWOH0w4SRiIc\
igCZnPch/4/PFwbJ+hQIEHZxiEjDJXdFbdsB8fgggtofqOID2vKhRYRxpEN37hxyZ30Uvy1MxmKkhfSmGCAGONA8hsKnHiweBvQt0cdJuoBfIzZVyssJAG\
cAJ7FlSqUp98awZXrT02sd11tdCFzv2mKDiT67at2X5DN8UgFmaPc/QhEj4LCqlIUcJmeumJObsArKV0CmP6aWIpSe3Kal90RGfQ0/ais5jHXeryjjwFMN\
isb4gCf4MmEa8dukXuLk4ue//c9gQ/817okUXdaCRTHZHO5NuB6GUrXw3OGLgpJf8PjWNWH4FVDswoBLA8/WiYQ/Uon18dfUuDimFkyRN+x2VElzB90KxD\
AqHT4T4qb9Td/sf1ptwc2CH5Wef7HWRTl8Kh1fB4npLwKHEkC6S57oR6CsaFeao+c3GMOatVzt6kW9owwtvBl7uWuPEwBqhqUwVxTDsamJvj0FX9dYrjQj\
+Cw8JDUbOL514yyHbC7BodDQwqSKgU8+7tyEaEviSjSEl8nZh3WnK0yyNOvuIEEe9h8m6NZHBBdXeRyHDqipD/3I+CN5tMuiLbrJs2GygbnnBkvoMStbSo\
49wJAb0IG+mZYZgrtSpnI17QR5JurhQj93uAv6sGz8iNk9GNDtnTwr7TH0Ji5hYuczsHJeS/cMscDvqMnKnG93j+VgC/TMye4cD6wbqx7AdsMciddou5Xa\
KzBv2375FpzAXdRiyuZw7mZHNLhnPYnOXW8cPeup3UPfeRLZWRwo2uS2Eyce8g0K4Z3OmGu8j/fj3yLw3RQTvhMuJR5t3jVUpy5sm75vTzf285ohQmKCh5\
CmdmNdPsRoD4HQYigYo0zsOEab2nE0unXTKyoAMGR6viWSrwBFq4nrmKkdNnrnkpNik+Rs/j2emHaP+gOF3fVp+xcrNRnHW1epnonY0vYbsEGfAx59U2Om\
Xe7f+fkN5MZdbC1N54gcqz6/J0P0EM4zOKIuF/sTOCosJUrDPRAq5g1IQOatMyrRdlo3NHkhafrGWyTp2kmwu4yfQ48QI5dYZ2t/uROfghmzxcqG+UK8IR\
aC8KOQASjl2PywBd/Q2gFAGNdeuEYkeLjPE4g4Zn3UtzycTUkkk1ipJJPQcTb0YtA4SABG5aUsZAeQ7i7jMziMRJCDUEMObatVVIpAyjujggfnWTd9SYHH\
9cB8BpWS5jt9Md66DhMVcMXoiAfrfur4cjcnl2dNXg1ABjeshDMMRIYwE2T8cPWs66sKtUCX3YRUEWwk0/jcvk2wx5gsiLPDUHHKeyGGuUoWoQ7Su+oTdr\
ATvJJvHrUXRi/rJug6Pk8mAdxwHLSYnmpPbAwQ9+2rA+YIyzXDpgHCXP5Cjt+TGj48J3zW9L4TiH+x6CdGpQ5Tbfy8ePApVSUPPlUvCtuHy+A1euLxAGI9\
eh25kPHCud6Ir3+gr3+gnrH4HLvETzH9ptcHrn+OLmMB6S2rJlVGrSk6uSq6vqIbx2t+aAQ6XZYjzMmBpCPqmqlpw5TXcjfCeV67v9BIELOMe3tZY6LQ43\
OYsz6Mz/jjIi+I+Q8uuBU0gyjJPX+aDEG0WTd1dYwhfab0GiCOP/v0s3+Zf/pg/vsHH0hCmqc9+E4peSvjlpd9ex04EPMuXvXp2Cm/tdiYtRvjSCAKLofi\
4+G4GEZBggrkX40MtVjvWy6OJ0mKdR40HabvKIMvhdBwQxE2OYV/wjisdt1MWzyL5eBisXoGN/4S/4iCyIVhCmvtOQZlG78tfAbSivEfLSzB+sgjLXlLPB\
WnBL7XQmCrutpByCAuIW2HZPSmk3MouRUnNrQbZDT4REZ9ZcBMZ8p3YPxw/7JuBGJjVk5h8rqk2ETM0p/AUL0/w4FTaehd2tMwxOdNO0Mhx2Jfj56PY+ij\
cQWIpxFvkxh81dS81RJk3OFLe85ukj9kSuTnzYX+TEOs+KbY+E2gAPL3QrNSbpyo0R2FBqXvRfoZgPtj5pvRE4a7h7/7f1CIVRExPgAA
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
  "refused.bad-nick": "That can’t be a nick: up to 32 letters, digits and - _ [ ] { } ^ \\ ` |, and no "
    + "digit or - in front.",
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
  "refused.too-many-nicks": "You keep as many nicks as you may.",
  "refused.too-many-tokens": "You have made as many tokens as you may.",
  "refused.token-exists": "You have a token of that name.",
  "refused.no-such-token": "You have no token of that name.",
  "refused.bad-utf8": "That is not text that can be sent.",
  "refused.unavailable": "The server can’t do that now.",
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
  "login.insecure": "This page came over http, where others on the way could read a password. Open "
    + "it over https to log in.",
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
H4sIAAAAAAACA5077Y4jN3L/7ymIwSG+g0dtrw/IHWZ/GHO7e8med2YWOxM4xp6TUGpK6lOrqTSp1QrjOfhXXiD5kxfIg/lJUh/8KFKtdRzgbqdFVhXJqm\
J90ubjzo5etWap971Xj79S6mI0y70z7cWVunhYa68O2qkwpn7zuLCtefptc3EpQJvR+PFICONR6ZXuBgX/e/Td1jxVoL11nkkbtbDDYBa+swMtglNqbpZ2\
NMrDtDPjBzMqPbiDGQG1JNQNziz2o0Fi12qnnTvYsVWdA7zBK4uoa+93TuneDqZRD2uY2+kVrKu3JgNUdAc704uF3Q/e8T6JIu1kYwyQG6yKABXqftgM9j\
DMFna71UPgIGwdNwVYYVj13QYPqH2N7mBziHRvt8avu2GFiNvOOfz0SOlS2REHvbVqu1+sKwpz3c6GbrFJslvo4acf/xu5qrTCmSu13wG2+t1Xqjfem9Fd\
qrZbdR7YBFubqX9V79X36lE9qX9Rf/mL+jf1wyXNwP4vYCmlPlcXhIA7maGYl6Md/MRGRmu30xvBGfgFTAFB/MyOGtrT5+rv1Bfqb+rX6rNaXHCoWTfM4E\
dk3dy2R2TSQvc96OwjgjyBFoxGt8dTaTvgY+JaACaBeYUs/wRCE49YYqHq48zTGdTMmKwbOEF8+QROM4WIY+eW88iYiPSd3SuNaENEOw/f1EifOhbo4gz0\
+kiYrloKrjXO0XoOfx1hbquPoAjnyHSrASxAGwnxz0RoZ+yuN4LSieaBTWnlLjZmB8q6h/8v4RKl2zyJd3JwiTx5+m740Hkzs0NPBpBhUDZghNBqqflRHd\
YWRxi0bdS12yiXFBVsZX19BmPa2cacp6hhY8cr9cVfbZKK+ubVd5VVhuHZct/3JRkcqdbb7n3mGUoH5e12Rm/oCsDPwxRGwa0SLW/rFBdP56KRTRbC643B\
Kx+N6xX4gxXZl250/lMk8jXMZwTjFLgOVFbAtG6YUHcwEPZwevLWTplngTB58IB19p4EAyTvZLYbmV/TdqrvnE+yJH7hyBlxgtHYGofexIlVmMFw93dj90\
F7oyIM6jZcpjOWJ0CldcNvXJouBxAE/7o6uVAJXzuyrLeWXVryfuyqay4Hmc7MRzifK5kU7wz5jij86VUL7arM7DQmuqwYRaTDyrDiAH5uRQ4Yva9bY+AE\
P/Dw6L/Asy3WFmKPCbVhHQTJ1zb1nHJOIiTgMzri9nD3hlaEbuGkSUVhjwQ54UJHQ2axFRyfGzwbBhviWjbqDV9LGO08swMUCyAsRijk0icsO1JK2woBDI\
7VR4DrNWshhiqiTwRe6hMjkICbItSQGGQIzjljFKyrNCSEXWiT8YTO6BE0BqhMSBUsW4xkQ4AYo5xoCk5tX/JyyOLkLDGwTB6OZs47uETB240ZEom1/gA3\
WrfZU/L8pwjBvLhniYpmVPaXeIpTkcZrRoAFMlyyn8XGq7b3yz9IhUD19OajZyRgJCorRvInMbb+oLtez3vzi5nfoQMddF8hMtcw0EZNrpVsvfcedEJoZU\
Ikn9x2SYvF5TtJbmiuzp9osIn8683SFxOj2fV6kf3TyipLmVW8bF7P8QIeuqFNh2XUTYexL+VGIIqdGbUHQJJJ2j5vCZRjFJstqPzSYMrbns2JRAnWJIsj\
QTXI7+Fc2H7QIK42O0RVEnyO5hbs7ZTlySvM9eRmKEeVwBsYDsZvfnxSOzgh3pqpyE/Ag4S0s8On0a7gL4E9SXzg4wzARNgC5rVvo5mOsd7JRvVBH+WB8L\
ecrw+Mv+V8FV0ja5PZ22KgjfsmJkms/TCFd46ZJI9Z3Gn23/VeMxzaU3MKDKzDCcm4g+7qsCBmapyo4s4cmu/DGqwQrHBEPshlWzvQWi+xLCDG4bqBTy9c\
INc+eLgEXYG1MIEhj8E30m7oPkXHWyk9ePCzLt2pROYEpVmFLX9LkTLeu/loD3D3YHdbs52TrqRIDMmy1QfU6K9PpMSU9wOq4uSeLtV876XBIEOZDDy4x7\
g4G9z5sSIf9LsiDKMSTsZc3yHvZMyV7nbJR3QgZ4osXzyGiadGvexa9n0G3MkXjwM486evmUzbkXUrFSkatybD7IcSCiMpWMDUHEVYzIkEaPRHOY8q6J5C\
y4yrps25Y3VD3EbGjmvT7xpMCBHq3d3djXoPKeH36qcf/4vNiQulFwratpQNdF7g7vRI8nr/7tX1/d0tY/YGvLpjnaMwK8NvHYV0t69ffKMeXv3zA8E7fX\
QheAKd5dqbxGGvXUAfUHlQTq0VkNGN3F7fvCLYmCBmay+gvd11C9o80uate9P3Ds8KWUZYBZWZKibIvjmI+rmaqQWccax4EY3X+9u7h1ff5736uNdoewVO\
NL2ngDSTATmqpPt89+7lPVFfgg8Pm0Sj43TXCoxUWnn/9vpdOB4mgCwTJyAh6+1cEktmA51WlcJgm14Ar7vWhG2g+PAoAiG6gQmUjjJB9CBygaS1CRqU1h\
Fp0NMMuInCRrBC/8ClMnwKOkyth+GGvmfkh9c3ILBIg4lw4TZQuaSk4Ks1agZ+raxtn1MmRwwFauWRA/l0gt74eAK+plK9w6X+P+1lOYIi0p0H5yt2gETK\
LUSyp3tgk1Fvw+7SJnhRvu10ITEcFIuNetjIxVrDyGmpn378nwnJfrDd4pNbQuYAUouRJ1ipSmStOSUwvRCSoMN8jnflhxn+W13vxVoPq6i1a/APVE6ZUB\
RMGCnafPXi7jbcO9q20ZDk8b7tsCDJOstZlDMQG7eSQ6Euhxth/cd8M9oVLExxdQ4tC5Wp4FDFreN4Ih2dlUOeaMeV7xi1U30mlj4kD4NFMOCajzj3Q2xL\
/DBY/M1swjIYeq3DCFcRzTLHBbEKVGyMgxqkygpDsQwaYlEAEAgpnKF4o9DA7P1pDr+lo8kuPwrvKF2/gMV/6Jgv7m5urm9fStvnKc0ib+/IqZmPkDB1g6\
vs3L/vO95K9GUxomEYt+loiXv4iwzC+VjlmtuPIR+MFvhdNrg0BtcTQ840dUmySu2bMBsc+QhJFkLexPIcjXMQ5XiCP+V4E0tZj3guCgGeKEq4gEOjM5RD\
6olQ54ZLhbfWd8tuoTG1C1RxCi7g0OVcNQaTYA7nXRu8PbXKBon/XGFXBrwpJsSOQhYqiCLHYjcBP+nCvrA9iNSJ0cYdQb2oUHMdpEADdIOi92XIvlutiV\
Fv6EPMtHokT/ES/9J4Dwq0DxXKN/GbZha95a7QC/rgMQ0XnFjzgr94lLSQRvmLRo9cPz1GOYGO0m/4w4rj4QI1XculCExDQh5tWgkQk2uugOVfaPEkHAVp\
CWobClEVEGebk+vY5fKT+0jlCf4QMz/TlG3UtzGawW6kOnR9T+WZtT0MnGd1VMQRySYTzhVrWTQRJWsGw6RO6PfDeMTD50YyKDfb4Uao/Hko18RrwOSL9j\
RW7cQcu06Y+7Mt/fnB9BjoN77zLF8CQK3FOPkIJijamAgZbIpMzinoApPCfRoGiOldREtlyLdkaENTNHeZL6lmHyzjJTeS7aYzrqKzsmmXXFHgaUxqIOwG\
t8os0P0m5ToY/mgQYNeb6DJ5j1RhZyTOqrllp1YUQiw9tuUh+wMWjjFbonVajBeFIOvFUEYtFQGyGM/AZCESZd0fmPYpAgZwUZ1Mv8wS+y5dVBxe7Y0r8l\
GteCiDiK7Bm8nMnGFTatLFsJ5qTUeydzGNHcrJ2sII35puOPeU97z5f/p/9+nPt+djVpMTFyq+JIZdl+Ng6ckvguxP8p68awI1Q1tXncRsrO5coz8xl6qj\
hhO1ggQUK/Brpbcis0oxBpcxxGCAD+WNtB2egyDAB6/8OlS1qwiG4bDkjEB/PJYRCIUTsRBO7QBwiFiMbSQ2JaF4rlPCMsZ5W4Q1PB9LJ8RgD/zMpSA7sA\
OGIBlj5PJU6c3Luecsl2iQsY6H98sxMaMOVLfAAiNV7nQ6aKPudnDE9LajK57OeBu6sPnYIaxDtqeoTkaON9wNKpkdAYLMKpgsvASXVJJAQ81DltZq+CDH\
W4p8lekdGCsM7fM1AzYM+ArI5AoTBh5/wPxh1AsqkGBhxIo3H4F6chLkx4jdmCbkVCV2C9puuWQ2IKQ/ZMPtUs/PBxphkSSIEwvhxVYrWEhyEPAO5HkGYj\
CU6tyaQwURg+E3GAyfxML0+oPi5AwjvQmHsE0ZWYVAfAAqTnPk0Pl1gUd0U6QsA1kejAF3FdKWky56BKK2hXiJotqSXozc0TNQpFYQTD3vOB0opvrRA33k\
sca0zC8hFF/DJG19iLO5/M9wsS6H7jmPVMGFFgkrTwetvk5FKyrBzo+0DXoYQfkdArv8jIRwo216V5IM2es35khmGMs2lKSmjImgML9KGQ0bf891yVGCBS\
XL7y5g4IpM+4Fszdzkjcq95YTnF6Q0YHtk6qSqOAemhdLnsUmlA0D103/8Z7VaHM0LIsUQNdzSF2PFWY5/Yvf5H5FBc7AZQ6hFYJCCDwJTs0y8usroOSt8\
yyn5lcLXRKxpYEH4dQbbbaQiCKT+GTmDqPnUAMcZGY8j+FJ3fUz68EGD5t6J6LIiVIqW78Gpy4gYJ9vOLTR7tZfhM+/GNnZHARAWf+PDy6sCgMo+Ecbjew\
m2FTRegi7BzLdsTENSHkYCmPmA+0Z9Ei0b96TCiIDBxqqEoN/VfHNYH2sY9ZvYufutBP/Quc6Xa5ILpredFWlg5n6sNkikEZiwcqgUMfDmtnWL6wBBqHuS\
gOzgK8WmwUqtA2DQakZO9i6sAaFeNm1AEi1PsRobuiH0oWLTAivnpq2NYjiIHjZSiKmDAhbs0e3nfwWtf5JyPUHmSuQ0HtUxTzBSVTEgrch/JSSerpGqQ3\
nIrrigB5NkxyP+6QaJ22eXS0Qe8d8CPZY1IyPJubSpjjglgU35RBV7zXmpFIpl2EKjJ+Cn1mDlE1hBG6tqqgSulqkRplY5aWZRU4DrknDVJ/kdUwhRScDm\
xBT5ld7FNwXZ33P0FRuklFIyTjfs9rImVzgVF/IaNIVhZA9huouBx8W9+BkDMJ+LBvFqkikV8cfX4orWc+7reFUDrRAEvMIiNVYdqHmVrL1dUnICbgYSQL\
UEF6ZzsSRT4cA7rhWCsuqGFvdQ3MB40corJi4T+/NGPBW8ieFcMU0BG0/zp5xOnatv+eEm+rqvC4jcfHrNX3JS9qZ4uuwmBLBcfX9HXzn3KAByZBbAWFMn\
IYN87lK9Hm171H+qpKAzJP+NL+ZwtujzqT6/bStJs9B4B8U8yyWmUVE+YTK2cO52kxxIAvyHDqzVqRRFb+YBF5iQc2hH3cDfE/7hpEjfECT6sTJgk/AhLd\
z7WqbFUlOniVbx7Z7fJdXbIUuYtoNQYTfFG51TFN5RoFpMh37gH/VwshhM5bUQIKxFnb6JlRCeFwLg6uRimeLc+cnRO/7iPKRjs/0nSGvWECzQe8s00zz7\
kiLUZ1+qbTfk9iLPUSf6GaDtRznc8nAbKzE0+nsa/T0V6MRwrs79KRTkQm0S73TjuoH1iSJk/iWmRdWtKKTwbCyv30PsOlDBT85OtWUC1VDryjUtHl+HWv\
cLcA+OJFNgtS2Zwmv4CyYsMip37O/5S4w26442/9m3mOZfqgutdutRY8OByF+hDlxy1fTqqy+/+vvZl89mv3v2mSShuUwOf2RDP0zO9+6Yly4bBwwRI5j4\
xhotCxnzpgCjoel0+UyanOrogkCzZSsbqaCl4zRpgpiY/ATdQPHiHlU3q3qYjY+fiufnC74XwZ/LZgQ+BcrGNVWnWT2/MVFvcaSJ/h3/yvE53DIyK/TBza\
pc8CeQhd3uesPWKX67UL6XK3CAQIvwZ/hPWC5Z0pepgymQICEMGjEfqdWGSUJ+J4MJ2yW/A1Vmu/PH3KbkNb0hBzDge1p+8UP1A/5v6yTgYrS8Dn/J1mfJ\
pqj+/FVMxtIGFyFkDYOmI+dRPsRIh69ICymkahJ9cCt3ZU04dkj++IhPz3/1vypJ4He0OAAA
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
    const format = new Intl.NumberFormat(this.tag, { style: "unit", unit, unitDisplay: "long" });
    return format.format(Math.ceil(seconds / size));
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
  const letters = new Map([..."aeioucnsyzAEIOUCNSYZ"].map((plain, index) =>
    [plain, [..."àéîöüçñšýžÀÉÎÖÜÇÑŠÝŽ"][index]]));
  const letter = (/** @type {string} */ one) => letters.get(one) ?? one;
  const disguise = (/** @type {string} */ text) => {
    const parts = text.split(/(\{\w+\})/).map((part, index) => index % 2 ? part : [...part].map(letter).join(""));
    return `⟦${parts.join("")}${"·".repeat(text.length / 3)}⟧`;
  };
  const entries = Object.entries(table).map(([key, entry]) => [key, typeof entry === "string" ? disguise(entry)
    : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, disguise(text ?? "")]))]);
  return Object.fromEntries(entries);
}

"""#
), gzipped: """
H4sIAAAAAAACA51YzY7bRhK+z1N06ElAOjJHtgNjMbPjWSOeBAFsTxDbG2Q1AqaHbEltU02BbFqjKARyW+wlQC45JUhy2WAvAfaye9nsYQW/SJ5k66ebIm\
kNEORgTbO66qvqquqqauv5Ii+sUGaa6XImJkU+F0F8sMyLtDxQJn5RBkd76oqYktyUVjx68OTD5w8+PH0qjsUaBA9FcMrSwUCkCj4fqsqWySwQ9dEey3z8\
9PT5wzMQCK6utniyXJlETCqTWJ0bkeUy/RT1hktprEoH4rLIl6UqShCcZvmlzJ7NdBkb+UpPpc2LkziTZlrJqSrFyYkYjSOx3hNikhciZL1WTkU+EaM4jj\
0mLD2s4xfuYB4MtIFcbPNH+VIV78tShVFcLjJtw+BWEI2G4yOS0hMRbmWOj90pI1EoWxVGGLUUfJ5AGfDNolRVmofO1dHA82/R3jq7fKESG89kebY0YePp\
QWNbFKGxVptKXWME6tphApxo4KPsNNpi5c4vruEP5VJqKzTlSHjh02J/7TXWkB8XURSnaiKrzDrgWiTSJjMHXu/xv2u8srWpdsmSyhWE4M574qa4N/Q/t4\
fDoc+mymiLOXFw86b4k10tlFjTRi1uHohwNAoAAZD/cO+94XA8EKNgllcFEO7ec99z8J9VQLnH36UC+RS+b4/H0TbdM1mWbCsd5YaVlxm5/cYiqwqZlbS2\
es7EeT5XxtISDKC/S6Ve+nWhMmn1K+Y11fxSFbgky4sqgXxmp5OWQT8bO/nXy9s8kRnyvTT50jyiL4TyYcY7gxfh2HG2yC0lftna5QOTAZcdMX9+2MJwfm\
RsFn9MpE+qTJUh64k6UOClNvtDadUzoH2QF3NpncQACgrGCmoIOEgVOoGYcLCAdOdWqqfaQlnpILPbfxN2ChtP7SpDtEmVZYCOdnnSXKW6mvfxOR1/B3gP\
x+XCb8JyvICU5WaKdZU+Wk6BIjDz2z1FPtHamj5xtJ3aHCzAycrmfThO1TbYE6J0YEgCbzmUrvClWvkMdZe+W9fclR8IZPSCpVyh4EC8klmlMLXWdQ+F7F\
nIwpZtzih+kWsTBkED9QZLt1asxcjIOYQJ7p020/Gh+DNyiZrrB6jdpfeGVfMFOFG1gWPjO8PB+To8X74bndcHUTyXizBEKwZCm1RdReL4flNqsWITVbwt\
7lDJHjb1GmWOHB9fbtID9nc9yNoHxB+JE2fNCD/HAuIYHHXrOh4c+qADwy7BUQ1Ath3leMJBJcYIkFpuO71KsipVfyRnDQQL3GefMb+r/lE80ZlVBbuAzo\
4L8Rbq3Uap51DTLWq+9LQMeIYk1tf1RqtYcU41p2KUw17jYw1QNIrVG57toeDXCD7QqxUEbaKNSred12HAwZrNCFTDfEG35bQooKpfmFxQ46TJZH8NcPVF\
q+u74GyxAk7MbRunraN2ShJl1CnGcakyOEjItzM0OBINo2iMf4k9zu2Mew6340lVyixcgztSODFZSAeHX9ACttTdkMAWNhlgiIscxsR33mEv45W/IDiVxv\
trhKuJ4wJduHsH3NnfuGjNQQ0uxqFxAzvxiy9YLRaMwGEEWMYQpaldbDLUNp28xLkTOMhoXs7llVsZJQtawtTCh2vL2zxLsf95fZSpDMp4BOVQvGpnLfvw\
vhiiE/bXCFVD9N+wPSZGOgE2o0PWlkJMcSoOaTcC8Bqdhig+gsgd4s/ucgUb/joTkxfjfnm9IO/vFIUuRAQ4MGQ4dwTsYWHUzZRLZaGDGeB4LO0MIg63Iw\
znOjV6OrMhCEfilmi+SUckDhC/dS8aFCyRGPY24XaTFYlcaAuJ3G1+3v5bTmggaCqEqdvPQ91okRHxVNkPoHV/BuEMI9IDtvaoJ71+fridE6KdXuNK6Wvq\
Do/vqr1eGMqWDTWUyrIn2nTjR8DhenFzNI/Fgk34fE7xvFt2gzbCsXogSv25GotjHrKhkmPkRo5MtdwJi/vHRIywvhDz6O64fXfYhGvnBm8r5n3pxiaEgY\
vAhuDvQw3ddTsH9a8Yq/CHpVxLlM78+SCjyELngHqveWr2J2VyxPY95OB3zGhxWS3wcaBSli7PJgQAQzn6AZ80pKzzAnJwzWbbku4lIIFWgOlyvZmZPLYi\
7THOgW2Cu464RKtDelc12pq7oq7Aw250ayvFjTiZyeKBDYcRvYGR5/li4V7CXuZdZi0znajwdleLe+hS82R091BR1vJrHs/2GIYkfJgHUum8Sky5+vzB6U\
dnz99/8vSzvwRjN0RlUpvWFEX+HDkqSW9+2Pxj8/PmX5v/bH7a/PP1j5tfXv938+Xmb5uvNt9svt38dfP16x82373+JRiPCAVeeNFRzySwKGwNGtx+adLI\
jaKkd6ajW0OiQbDh7xYo1eW00qW6Hgr91RoEWYxGVeww5EyeJMPzNUyS53V03SS5nR5PeLI6JFfQ9EcSbO12MO7emotfv//7/po0Nxz1/jr4378D6EULhZ\
cTzclgarIzuER3o/rX73+i/lxvT4wzhabZ2k1QjuDizqaPqGPS+MHVgwnXjjxwIu9JHq4isvzQ68D/nzp1enpqmd2pxZIwIK86tUxosHGHLmwQQT6MyUHd\
t0pbk1NBWf5/GRD8AjETAAA=
"""),
]
}
