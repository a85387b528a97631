// swift-format-ignore-file
// Written by scripts/embed-page.py, from the files in Page.

extension EmbeddedPage {
static let embedded: [File] = [
File(name: "account.js", content: .text(
#"""
import { ask, show } from "./dialogs.js";
import { element, make, part } from "./dom.js";
import { showHelp } from "./keys.js";
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
      { label: words.say("help"), act: () => showHelp(words) },
      { label: words.say("quit"), act: () => session.quit() });
    return items;
  }
}
export async function login(page, name = accountOf(page.session), prepare) {
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
function accountOf({ account, me }) {
  return account.last || (/^guest\d*$/i.test(me.nick) ? "" : me.nick);
}
export async function register(page) {
  const { session, words } = page;
  if (!session.mayLogIn) return insecure(page);
  await ask(words, {
    title: words.say("register.title", { nick: session.me.nick }),
    text: words.say("register.text", { min: session.about.passwordMin ?? 8 }),
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
H4sIAAAAAAACA8VYW2/bNhR+z69gtaGQBkXJupfBgResRYEOaNBh29vWAYxM22woUiOpOkbq/77Dm0TRkpNuxfaUiDo8l+985yLTphVSoweE1V2J1Fbs0A\
GtpWhQVl2sKGZio6oPKrs6o0GSMNIQrkvU4DtSohbDaXRHNIm8UfqGsDYSuiP7VOsvZN0pzCIhRjlJpURL+A3hXSQGvnSJFMN80+ENebUVtCYqEtZb8N1J\
k3srXTOsFPqVsLXV+3CG0Fct3L0y/2Beb4VEyxBznikQzEr05rebty87rQV/7d4URr4WXGnZ1VrI3OgorDqE9JaqymoFVUF5OHY2Krxavf4Iit5SpQknMs\
9qRus7sJUXaPlDH3ke3yqttmon5EpVCu+df5WmmpGsKL0Fqkmj8qIonFl7RRGlqOCV4HnWkN6Ku6AJY3kQj4/MycEA4x59eDZsk2ins0TWH0B9GUVeggCH\
gEqE61p0hj94h/cLxIUmVja41JDgpwTAzZ2sqDS5168EB2g0iJrDq8i20lgbbH8fWUDPn6MUGv8qM+4EsQMgZb14tgTVHWPJReNnVryfSJoi+ketJb3tNA\
E5SfE5w7eEgXrrUrWmTEMuXwrBCOZF9UFQALxE2ZAMEyRuW4jRUtHkv9Jis2HEW06cG5Lg8zrKgifZGPeJxIRXT02G024tGpztGbKlBuEueiivnwg4WhwJ\
bjqidFagQ5kqjyRNfqt6C/Vt+Y1rvfDMlYTjhviy63XYeJYhrdeTOk3kJpOJQnMc1HltCNye1UD4KtFgCw1rwKzVuTsKsBriGP02oZG/2Xnm/vVso2uUe9\
QKh37Vdmqbn4CoBRKZx2mY3OHPXiaFa0ofTADR6aeH5uRzE5XnOGGK2EiCCL4FicAMZZm9xiA0CnHGF8qrjUi8scchlmJA7lnUCMa2JdlAnUms4Wiwfyw3\
5eODB+sRX50JIo/dDW8Sjx3LIq09GWYS46dcon1mUMxcTEalc+kRRmxhmCdGw4zPrdgj9//qaMqngLp5lQ+QSKI7yR0mru0dwtzGas9rtO54bXM4UADaJT\
QCaFI+d+/WeTzxwG4rCbRdn8kTwytMakulviHi/Vux+YkXvXNckbqTvvUYeWgH1Dh459AowxZgpvIxnQEJ9xom3ATZzXEQWVPCVmoRtV8T6gJl5k9WzhaM\
fQ2Bf8SsA3HzWIL7ALYkqwWClQWecadFLZqWEW1UdopIe2/IZegsQ4/JymNj/TswmAEw0Jj1eXSY+i5hf2puiTzhfy9iVpp9a27VW1Lf3Yr73r337s+eqH\
mILeEccfJgP7SIJcqysg/RPwbD9tGMLaBqKH+XZc+l6yr3lA0vonYIxPRWKtgVmrwY7EQmTIfJstALjMOmCg5nPcUHPkdjG5h+cET2dAyWYJfQ6NMnlF/8\
aSfrH6tvvr6gQCelc1iBzSAtYCBCWAsUnq9myytpWf934fS91W26YbdcRGuLjcisdtPFNWgw9WUUNJQvku4fsnRDObq+Rt/36tJC3G2F8nH8i2LhZDdRKI\
MivMHA5XIyDPduXst/VG7Bn1HFAV+TurLeni4vw53+lqkNe6eAzVbCNyoEGb4Y82xF12tjMhSg51fIZcTdJxedr4Ke/5Nr0xOrIBTm47Q+Xt0+n22CJUTr\
lZo3p3vyoIWL3YwWQH6WZjOkGEcTKAHueDaAsZgBIW8J5iBvRYuJ1jha/r94WuxHx150Us3OaisiO3acs2FGu6/56W+aaDonLex4UDMBsCiw/90LdPgsyG\
1LnEDaw2eDcBNqCuTog+iLQ2y/oMLPFnMAwrfcJID2sn1bROi8uLychcfesHv5GB/7tXiMT/+1Bu9PANSXj1uwrKPjvWo0qR/QSM532mhazCb+28vLy7Fi\
dBh54jrEcW7izPktOaJbWIVga0hIeJV6/Q93zi1drQh/fOMcBdPvCQ/jMEKbh0+PQK+Jxc/+Sgn9y8z4w8QEDtoz+/vY4exvlmdKjhEVAAA=
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
#toast { position: fixed; inset: 64px 0 auto; pointer-events: none; margin: auto; width: fit-content; max-width: min(480px, calc(100vw - 32px)); background: var(--text); color: var(--bg); font-size: 14px; padding: 8px 16px; border-radius: 12px; box-shadow: var(--shadow); z-index: 8; overflow-wrap: anywhere; }
#toast:empty { padding: 0; box-shadow: none; }
#composer { display: flex; align-items: flex-end; gap: 6px; position: relative; margin: 4px 16px max(16px, env(safe-area-inset-bottom)); padding: 5px 5px 5px 14px; border: 1px solid var(--line); border-radius: 14px; background: var(--field); }
#composer:focus-within { border-color: color-mix(in srgb, var(--accent) 70%, var(--line)); }
#input { flex: 1; min-width: 0; border: 0; background: none; resize: none; outline: none; padding: 6px 0; max-height: 30vh; line-height: 22px; }
#input:placeholder-shown { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
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
aside .name { min-width: 3em; }
aside em { color: var(--faint); font-style: normal; font-size: 12px; margin-inline-start: auto; flex-shrink: 9; min-width: 3.5em; text-align: end; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
aside .self { flex: none; min-width: 0; }
aside em + .self { margin: 0; }
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
dialog .row { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; position: sticky; bottom: -28px; margin: 0 0 -28px; padding: 16px 0 28px; background: var(--bg); }
dialog .row button { padding: 8px 16px; }
dialog .go, dialog .row .go { background: var(--accent); color: var(--on); font-weight: 600; padding: 10px 16px; border-radius: 10px; }
dialog pre { max-height: 180px; overflow: auto; background: var(--side); border-radius: 8px; padding: 10px; font: 13px/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
dialog ul { max-height: 40vh; overflow-y: auto; margin: 10px -8px 0; }
dialog li button { display: flex; gap: 10px; align-items: baseline; width: 100%; padding: 6px 8px; text-align: start; }
dialog li button:hover { background: var(--hover); }
dialog li small { color: var(--soft); flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
dialog li small:last-child { flex: none; }
dialog h3 { font-size: 14px; margin: 14px 0 0; }
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
#app:is(.people, .rooms) #shade { display: block; }
.embedded #rooms { position: fixed; inset: 0 auto 0 0; width: min(300px, 84vw); z-index: 6; transform: translateX(-100%); visibility: hidden; }
#app.rooms #rooms { transform: none; visibility: visible; }
@media (max-width: 1020px) {
  #app, #app.alone, #app.private { grid-template-columns: 216px minmax(0, 1fr); }
  #members { position: fixed; inset: 0 0 0 auto; width: 260px; z-index: 6; transform: translateX(100%); visibility: hidden; }
  #app.people #members { display: flex; transform: none; visibility: visible; }
}
@media (max-width: 720px) {
  :root { font-size: 16px; }
  #app, #app.alone, #app.private { grid-template-columns: minmax(0, 1fr); }
  #rooms { position: fixed; inset: 0 auto 0 0; width: min(300px, 84vw); z-index: 6; transform: translateX(-100%); visibility: hidden; }
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
.embedded #members, .embedded #people { display: none; }
.embedded #menu { display: inline-flex; }
.embedded #app, .embedded #app:is(.alone, .private) { grid-template-columns: minmax(0, 1fr); }
@media (pointer: coarse) {
  nav li .leave { position: static; align-self: center; opacity: 1; }
  nav li:hover .badge { visibility: visible; }
  .menu button { min-height: 44px; }
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
H4sIAAAAAAACA91cX3PrtnJ/P58C9ZkzthpRh6RIWZLHmfZm2klnzrkPvW2nM5k8QCQk8ZoiNSQl28nkU/T1frr7SbqLfwRAUJaTPiSd5NgWCSwWi90fdh\
cLrZu67sjPHwjJ6rJugjbbswNbk7LY7TuS0+bpAd4FwWYnnwX47O7jdrudko9RFuVxNBFN2iJnTqNkO9+G2G4R3UdUtiuLymnHUhbnGbSLs5jNE9muYy+d\
3S6ex1GE47IFS5get9467dJtukrn0G4T0owuZLstLSqn4eJ+EaUUGtJwla1Uw319Zo3DYcYoS5HDJF7EG9nwWGRPTrt5vs2X2I7Nw7keuWBl7pOfRY1mGX\
MZ3Gzn4eIeWm7DRbTcypZ1NbIYYTSXTQ7wYtBoni+g3Xwer8Kt0c6zIEu6CnHh8hWNI8Vg7VCMtyuWbqBVmmarpVreDXWmukljFqPsttt7umBq1fY0r5/X\
JCRRfHwhSQg/jF7NbnOXhGQekjgkn8ksWk6mBB+GBP+DJ2k6UXOoq3pNTgX/oz3SjE3JzV/+lXyFjzdT8pVVZT0l39VVW5e0hXdfig1raFfUlWqjeyLFbY\
3LEKXHl8/RLCXta9uxQ3AqpiSgx2PJAvEEB2G7mpH//Deg8O/1pu5gmJvvWXlmXZFR8md2YvDm5s/wgvyFVu2NPbZ89M9NQcspaeFT0LKm2D58+OXDGu1y\
JqzwZ59tPhDVCOU1aMMtF5r8I7zZ1C9gnD8VFdjwpm5y1gTw6IG0WVOX5YY2wXORd/s16fZFZT7mJNeS8qF4uSsq0sIiTMmZNnfSoiYkTT9NSdcA/0faMH\
xifEAm9t0BJrip81fgZs+QfZBvGH56IKB/uwLUOXwgG5o97Zr6VIH+CPqb3eSBSCbEE8QEeIYGui1RffZFnrMKB/lB/PkjDJEX7bGkr2tS1RUj/1AcjnXT\
UclLNCX7eEqOU3ICpuoS2htMHGmec0GF2Fi3KIu2C9rutWSCKL7cnLqurqakqI6nDgQArMGMAU1aVrIMl00oUlHtYVU7PRP9WZHgS4TLMhCDGCo7NS12PN\
YgbtY8qEVsaF6c2jVZHl+4Nmzr7NQG56ItNiUDovWpE6aNBga6X+RSigJpUI6iRVBvty3DNRGUZu1TcQQCx7otUFPXhG6g/6kDZooKWgZFxfu1MGPoFqxW\
K6OnYAT687acP0JPYAP8B+f2J6CQs5c1WY2uu14JOb0ZxQ1mhCupwJx/rWD4YagpWVkcgyPF5py/uzT8BMM974sOJoQYgHJ/buiRjwqKVFRcR16UmcyThh\
161Y3i855PzdQeAsjBW4Fi5rSjwf7EUDWDoHI3jfqpzPZ3SfIJUC6VEthPAO7Ei/sFvoj7FxOL6ONNeCMI4/xTeEeMd1H/Lgmdd3H/buH2m/fvVqkzXmKM\
N3eJpiYzLtWF8XLpvrzvX8Zx6Iy5NF6m7pgr4+XSfRkZ4plHg7eGgOZcQh8+AsabGLJrivyB/wT0OcAzUBOw5NOhAtMDjwSU+1BUoB53sGFG22YCO1Zo6W\
EY5ue9Ij2jJRg1uhzw97EpzkAPhnsHfZsS+XhgB9hSWoekeuzCIfau6HlKlDkNzQ9fwCi627ZkMB38GeRFA9DGjU/w+IDMBWqqoaSuEU0BBUPqkQND+IbP\
RrNi9ZHgMtJLGXYADFrGB3sbgOoBOkr7m4kNDfG4RMiJLnQWWImAhV4J772BvSw3pSjEsaNHXFpsRMGYqwDg4wArhsiKGG1CQWKqQ7o4Smn2CyIHKQ67Xg\
oOussmeYHCRZlLMAKRc2lpbZvFqdG+7Zq62pnsb8o6A9cA96bgWXZacJuy+0zJrKIH1FRELPjV1eDvAiUvUg5xFvfDoH/MSsDdtmi59sLScq3nTIBrwtZS\
3tZmj479UA+90uarkQpJCerr9YZt6wb4n+W18KGgKe7HNzd6v1iaC8M/OMJP0UcZWohwfAarCFv5YHB4JhkYkqmfJqLfduvpCA9He4KTLbtWM/pMX30tBV\
vc+ZO+Nt/viPCgUc/tyQC1PaM5DI2/wEniYaEj/b+e2q7YvgZamlwPgg3rnhmuund1TIhIuMlo64iUvaGNSN/b0ghbT8PQqyMfJO+cacuHG6CTwBrR+uf3\
WSkCW1kMoaB3SBoG8F2c2ZiLJinMwG8/DOmMa7bBTPTgWL+eQiokKS2PE4PlQRD125ViZ83jXa+a8TdG0xm4oujUextjNOxry2c7JfLpqWpQ9EoEPu9+uO\
S95BCSTCS3ZeG02yiIUcRcV9w2AOHQuVuWMaOSbbueBa6pIiQoOhB3Zo5fMnpml1xo8DeE1veuMaAoGFPRvVpzkcsjKCoxyo9Dl18RiIYEADN2msB6T9s7\
H5GJbAjE+JOi5PT6OEu9BmM1hB/bZh0KlXWsQGyXo5rjM2wbEcCpHmJC6m6BghfTCqQxAUzAKh6Bw36SQ250dGTxU1cCIvnaX224sSEF2D9HvRk72HE9GX\
T+4MWUsOp819ItCzDQDEQoJhpNBrvRRwhDt+OmcvUUltbCLhTIDI3UAzuSi6sQ5uMGXIQfaFPQ4NiwtmX5Y9eIoMlaCL08sBhFxqNnHZeZCC4+mTLRU5YW\
fmHmg21OvfABqZ0z4ExdMWMf8qne0gsY8VqilRVerFyjksD7HQ6AqNY+qWGQ+ETOhXzmxDG6reqgYUdGO+0EEM7HlCONLeR4YQ4uPlmdehdGdTamo2aQWj\
OQjttBRNrviDt6dXb2ed+W/MsHZJKvytXK/4ZPoAxVKJRAHoVyKtEmg5Gx2GfWFV3J/g/sVAcsguBHlhddoH328cWzdz2V0ZEOi0HFs4qWdMQnTLA5jv39\
EC4wSveGEUaWReQH3xFXOPCnpu6zWJM9zrbXpRKILcUq6dGeopHHg2C7Og0jbb8Wfjyy+lgachzkjrjw+5DG5Hbux16ET1pVI5CDSX4Tp2BF5CY5EIQ3yo\
2PV+OkEw70fOlU5xsOvYZ3NyIfLPC5YM+u3RgQMIzx9RNaZXscUZDCxyJFAHzv6bkQOW8OjVdnQYCfst7pXLJQHWdhI9w8Q4kPbuo1UHqGZL4VcYZPf3pq\
chH5H/cLM9kZoDHB8NXrM6gos8hetxeL1rNt0bSdM6mVwefseV87AdfQN7OWtxKunuMYzh2amklu7DnLanFksibALmtQcLp9VxzGHG301zlT0tAWsesYNu\
IoZRB12v5kLNxOb9DAu57RbYHf1ekAkJCtSUc3p5I2+KB13XoxSyFaZH5K+BO9NMazGTtjBCWnaDv3ooE8VHGzOxa4gjsVqHy26EWzjstZDcM/u6TEjuB0\
ko38wY9oV9VdkTHd1B96mtP7+YJkTdjTbjHO0VEaQWnzNr54OZACthNplqJj0CCl9a34dMGQJN4OUy9zDgB9I+0FSM2noMLVzi+6Pk0jFYgWJcv9bVV6SL\
U8lZ2/yUDGdh8N2u6WN+L9j1iqsbUl5iANy0GpxiZh64Ff14pqW1/Y48Ws+CmuFHpd1ZM3zSOnr8oyKr7HvNMJ+3VJLAPaE4XtlriArd65Nh7RLTBgMDwW\
Puid0johG6qvo5VCBBc3abEzLE1mbT7GwxMNarO078y9UHNj4eUBXCJLvdvZjS8nusVixENsj2bzAaUjrS7j1rdC8BwAelDAGTuPOLq4D4WL7UMP7dqo7R\
cf/6qDXMub8PmsjrkGXsvjjbQda+IW7bGtWhcPWKv9y4eszpk+Gp+tYnawTXM0O2Q5PqkvVy/jn9f65GrcWAGDlB94Zk4Fw4B44qS3xv1wgPvqcuKPJ/xi\
7taq/N/D+/JQV0QEVsZG+PbOlGIZp/ablNR1/mkigx7KHcB+NtviheV6KouE72jS0RX1CQHX+lapszomF22kJ7aFqFJikxX0gQ9/lyxDzHVltMzuIAg8P5\
OA4DHoxKsdMnNi7207X4xn5ti4Lz7MT8ZvSESXLSwvO9tcbGt2OHavjntsEtfmntUHEPCbmQkee7AqNw8FfCGCkngi58nzh/jHWwlE6yhB/TN1ZzSP4Qoy\
8e8svBBuYs1ZZp+fCyw+6k8/3yo9UpZ7H36amqwI4rwkZzyncrHapmFCaWRwqKDXSvgIqwqF6uqEY4in/E7kIKGSM7SGlc3Yvi5xgu1e4MQwweFNjFw4TV\
2bdMecKCd20Bo3K4KW8U1miDIXIMmb2DfozoTu99Q9VU0jzm172u1YizrdTslMJlZGaoTeqZVvAZ6p/4axz800lIAxm88r4J7/UJD2iXyDCjQRHpN1ihKK\
lJwGxL5LwG154uqckrzJjigS6J0nNympBMIRZFBd5hBrD5QXT/j8IW/ucOnNWTlUi2GkGajYVczcSnKvxs7mPWd2Kz/2VOp40uJDHDiIij3jxOHC6aZSyc\
GWqPXl3lp6q8bRWOto5a71vF99XZPAMWWYcBRM6PBsEP6bKVQL1aN45ITYpxqDLdQeWDm21jNV+zcqQQdRbZJiObI9y55Y/uNYIHNZcaJZIgt/xgiLZfZS\
//vf/uem77tvnNrMt0/y1GKnYoNQlI4Dg4y9ZuKPOgQNPLMci/RFWUNZ9DpxCUCkPjpne/MLBQS+vPByNC083NQ8quSwfFVi0u0zUvI6iINk1Ue253WtCm\
1j6zQkvqb+Z9Qh4fACFjcIJHzpz8sJgvvQPPcR9Yd8i3fFbCfE5RxFOZAsUnhHQkV2lx0NoJoLaxLv2eEaqlXdwK7hmad3wxAoyb3bdt8U1RMvCzY5mKXI\
g6mW3A3+7ZVoctLWUbkMW5zCEj39b3RzA9f5QTdtsn3vwb5x8vebyy6NXWKBWjo4/efsAMC9q9IoCoehkkq7xNrX4LSDZ5ho+7aXfbUAVHTgq52yN7FwZH\
dSsy7phpXOMeQovHq1yId36Sje9SMf7aIylbK6GukVnXXR3h3x8sHEG0b2Dfn1hAv1rKEusbMENNwoPM7C2GZwKfR1B7juvMno5eKLCZlOvarR7ZKX6npH\
v3zICypO68y0QziedjCNTTXIz3vVYhgfvDMwWfpd1tH7L/3Z6PLNHI6YKzg7QD5v6qOzFHinKgYlWYCe4LWqJDV6iXpKU3VX/sN8iesK86Q5SiLHy9GD6r\
SwOikTdhfPPIocwQG/ZZl0Z9wRHCnqHro1GwqIL8/CJBkR0Fd1d/dD93pkj5wgrMOPkymRTfoLQfKBvhdkWdyvhkmfYngj3j5zGup8jim01BK8mNmp5YX4\
Z4oMuVkZ2/WU/S4dM6mdcsmzhaEXuxWZpn4eKQISaCPwuV+pQQlCnybrQzRokj29onyErgXCcHpPOFSP3NP6+JJt2lxrRPVkGvuWu1orBO8FD95bhngh2y\
uWeLz4sjdKHviYwBYtQ/vG1FhiWjoqF7fp3jTfeQZ3YW+RnJ9Kh/GEB8nDPVBf0EKZBEsVkCkgKDzx8+W7HT0O+PfMxYU9czjuVTtj3+nSDjfigb3DFR65\
/uYMvy5p20EUXZS54y73O8bc2TES09CiRCGA7pCXV9+24km0aGtUxbvkw7cBJu+8RQL9+9x27X3yHlVSN2p42uT6sCvqr1y8ddblO9my6qG4gY+s2cdnVm\
b1gdmpiz7KR7Hxa2Wxcgplh3EfgaJsgh3+Bky6uw8bCIQS/pN2GCSTcHrFKVuic/UcQib2J4t3f9wyFgwZZ++esu9Rn10NtnnHRQTdSeC2BQTmW2WuV/n9\
diSpaLj+guPZz0dDi5EbZABdT2+d5BvldrLHtbVY6HKyC0eFzmHLwO80j9fSh+GlRbzdiFHRTJRPTsUVknZC9MhDP3+GdyAB+XLykTe+xJ5Al9AoF8OoYC\
6igmVyts7/Fg8iy4NquhZ/IlT9912AmgAt/Xcn+A1NwYlmyKAjpmp2lZkt7PtPBwZWSO6sElmMLyf8LgaSlldA33fDVJwQDm6YEvMG6bjQQn36q0uMQ+vw\
ZFRSFwVFJPeiUtZ3l1UAwrXC84rvvpfeWnwNimVK0m/79aL1CvV3oYd8ce2KZetOhG4xO9QNkxVGbhbed+TFwzIuuEbWzPON6j0nOm+eOg7LYORZYP8tF5\
JP8TUXOBld+e/eUMKXugT/Oi+kX1bUJTnUxPBLQousXYjPaWJUCAoGsBebMUiiGOIl9N5bvaS/hsspCaYErSDybAXDYic7jaQI6izTAHeJewMksdLmSay4\
di436nFWOmOHrYYHFVZZ+lIbnSpYVoVtTk2YvnNh2KlRDuyZhlt366t1NSNG2OUyJ2PNeZTUjKINs+BiKestrrivxcnIciHzrJg7yVjjpg+boZ2dz7WFoK\
/Ky7WwNj799QDGM30DYSAmq+NFhDBacny0P/OdWqKlQsrJe6BS4bU8lkabpk3LBFyP37JUyyZcPn75rD+VsmogCPFcj3RuPRo7CCHOmat1qTlRgtdsN2wL\
Ug8alp8yloPHL/ir6kC8YlUmJyO2hKm5y3EglzPS+I5fgtQSBjFoUOMXzvSMkrDlL42d03QypmOb6RXD2LOC9zgZ7kFiPJZhwZGYhXvTy4TxP3GZ/Qf4j4\
hQPYmA5pi9MY3UvjvsO1uG2VxxgO8pmfwe1kp+ddLYMaECCX5FdOT7KOY+glw/8rqbOvf4uUtxYcJ44S84lvzEXFzPA7e6Ke9u8CtK1sWB7tjn9rz75uVQ\
Tj/Nv4M/CfxZtY+3+647rj9/fn5+nj3PZ3Wz+xyHYYiNbwnejPlT/fJ4yy/6J/D/LXgZZfl4i+Pe8lrZJ/Z4+ykGtyJUn4Vb9Hgbz1L9CCee0ePjLV/J20\
/zfwEu8MtzSP54+xU89+QcLb4mgDz7aHH7WbxHJuCvG3mhMchKwMnf1QTjKye4IIsSJhnFX6MlWXyBWGU5NkmJlr+bOV45w4Qs9v0K4u/lhZVEV+aPMEnz\
8V9hAxmdfByWUZB8gSg0Ledk/mVJotVPY7PXJ7x/kEXOiiYDwM+AfBTdkuxV/G4eb+/VFLUoYjyrLIMkSMZmr32GP97sV2LySz73ZDh3mHoWBgmZBwtyHy\
zaexKTe7L4CmqRzFKakITHuRH8u0ckiOBpBjA5g/cEfsPPFEBzRHB4r/3/kdEACIYUgFGKBOARhEdSENkCxfZ9AqKMSByAVAOQFurVLN2PqlWH31f4uxLP\
0HhiaTwxV6Blv9TWTkiXZKn1JFr8pEaV44yCCq+P/f3sjfPfqB8RmtN/pV/BIvgXdnyBB2m5gE+LERv5X8Tw8MiEVgAA
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
    for (const [name, unread] of storage.talks) Object.assign(rooms.open(name), { unread, mentions: unread });
    this.#session.show(rooms.get(linked) ?? rooms.get(storage.shown) ?? rooms.list()[0]);
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
    if (this.nick) this.#keepTalks();
    if (this.token) this.#session.storage.return = { token: this.token, since: this.#since };
  }
  forget() {
    this.token = "";
    this.#session.storage.return = null;
  }
  #keepTalks() {
    const { storage, rooms, current } = this.#session;
    storage.talks = rooms.list().filter(({ isPrivate }) => isPrivate).map(({ name, unread }) => [name, unread]);
    storage.shown = current?.key ?? "";
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
    const token = this.token, since = this.#since;
    this.token = keys.resume ?? "";
    if (!token) return false;
    try {
      this.#resumed(await this.#session.ask(command("resume", token, since && `since=${since}`)), since);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (refusal.code !== "lost") return false;
      this.token = token;
      throw refusal;
    }
  }
  #resumed({ rows, keys }, since) {
    const session = this.#session;
    this.token = keys.resume ?? "";
    session.becomes(keys.nick ?? session.me.nick);
    const told = rows.filter(({ verb }) => verb === "room");
    const names = new Set(told.map(({ fields }) => fold(fields[0] ?? "")));
    for (const room of session.rooms) {
      if (!room.isPrivate && !names.has(room.key)) room.joined = false;
      room.regain(since !== "" && keys.gap !== "1" && keys.more !== "1");
    }
    for (const { fields, text = "" } of told) {
      const room = session.rooms.open(fields[0]);
      Object.assign(room, { joined: true, wanted: true, topic: text });
      session.emit("topic", { room });
    }
    this.#dropGuess(keys.room ?? "");
    session.history.missed(rows);
    this.#since = laterId(this.#since, keys.id ?? "");
    for (const room of session.rooms) {
      if (!room.joined && !room.isPrivate) continue;
      if (keys.more === "1") room.missingFrom ||= room.lastId || since;
      void session.history.catchUp(room);
    }
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
    this.#since ||= keys.id ?? "";
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
H4sIAAAAAAACA61a3W/byBF/z1+xposDmVMYp+hDYUN12wOuzUtS5K5PhoFbiyuJMcUVuFQUw9H/3pnZr1mKtOU0D4bJ3dnd2fn4zQdVb7a668WjqM0/9v\
JBHMSy0xuRlW/XcrtVbd2uTPnZZFevak/5SS13RjYzsdCbjWyrmdi1jTKGxlXFtmjqVg1XL3UDKxrZq+49PBi5UR/gj61q4XW46kO9uDecBt8tzUK3phdb\
aQzwKuaiVXvxm+rzm6zRps9mIjON3r+p9L7Fl1b3b1q9x8e6BSZa2RDNetf3sIGluy2uXqmvdPaigZ3FL3qDuz++EqLX96qFczI4W4DY3uPLUjZG4TsyFi\
aBtVYt+lojyQWOnBsQFLzTM2xdbww90n0sQd0uVNjhfC/Nv1Wn+BHn+7ppPqmN2typLpkAed+DAsLi1Q5O49yYvtstet3ljo2ZsDwUdDO427o2pecRFjJu\
/aRdAHORez9Fl3AaIIX5YwpL5d7Kfd2pUrd5ZnowA5B+Xoj53/z+QWa/rGW7UlVe0PID/Enz0C4ErOr6HA8DO6Ibe/atKTwChe7kSs1Ep/XGzIS807t+Jv\
BcvLEGFR2Az+S2/CJBjvbBcW83LZ2GiZI/+43KTaDBf3bxUncit+yheQu9FDdlWfo9HZ/2uNtC1EuRI11hb1Bq8EQ7UO4lWC3yBqpUdnOktnRNbfq8KBvV\
rvq1mM/B6rxs/N28TZBMykbf3T2Ib99Edk6P2ZUjZueydaPHH4Y3vEFOERU6JatbvKu/Zy+bezC2j3efQcUluuyqzYdXnIEG7dqZ2KgWTcFcuhFxKK6OLb\
U0a713+6zA9b1VXF+LOOh5QNqWzVmZ3Vzcju6sNnWfZxu00l1bqSUgWuUIA/D06Clek6rfdW3UC03/9JM4k3tZ94kPlbX5XQKWEE1JsOKssxgozUNOJLxK\
dOoxg+bpJZ2PIDLUGrmic7k8+NmYEw5cDBdOORHemzberqVRZIYZqjcDc2bioZVD/EwMCRWE5pOqhNRmPQPs16i8mD5Wgc4qOJd2gJ3REMI10aDyOqAHrj\
8LTI3wGuTsolfORmeiTu3i8WmgwcOcchiajx06QPuoQdq/lEvgJbcImnr6VJgIFJ2b9AI8zMS7i4sLJh8/zyQUcM8J9fxeqe3v6NdcD9Fsi6GrJo4CfD3a\
iHrJTB3SApTpZSL2g2fLq5HHrDQoi+fObHdNE4ydXeCZOLLYdR0A0pROE5QDkgSTl3VDisJM6z9d/QVMCMAMtRbei3Ijt0jB8dMRpZhapAcSpGFItvxdl/\
fqAQHOSgMviXf8hOzko6E+DURHEY1fxBnQ2H0gwtroYFk+ixcFALRTyRUdHYF+GuIVZmY53MKkKkkSqp9/Ji7j2EzEzGVMPe42TQ2Yjpf07oJp6qX4sCNb\
x0Nvso38+gaHIRPE6Pjni7/8deaoWw3WCAGJKMuF3Bor6qI02waDxQwewWKbXaVMnhF5VtjVh5STe0hEjRPGpaD9jOq+qA5SAYzGboxgMAS+7iEwTojFA0\
unzG6jrOAKwWdkB6pwM1dsOZPo2dyJLY6leJRCdgSip8LMBNS4YWaWfjwNvD5DHMbeSAdZzJ3+Wi6bnVnnydU8hfOKIiyBk8HcH8pWQWAbUvkduPAaJbv2\
N9UsA1KKhewXa0i7bC0U43VSCoXpGHKjjSfKSqzcg9kRIEa7jjE+gT9rLrRv9H8f2SwaOwxk0YBbFDejKucy8HKS5j53hV+eWULQT8IlePsf9DT/0yP9P/\
xRFG4yyNfxwRKSSZkS+35Y1CAiCTtBXuAq0QJjTKf3wpFwI3BDYNOVIgu3VeGYHAayHORZR/t7bQZpPQLg7yFKoBIwltr7Jpp9Ep9O0aTXwp0CHQC8EBlV\
G0A0KECSdKSHsptC0t4w6AaouXMoTI+UMyHcZMliqshZaY2beSBf1qqpjNsEi/vcjkBC7XCxKCYTu0FKlyic8rskhJzZzgBkd5TrY5QrXB74WSM4DLMcmu\
rUStZtbk2TLCDDzUhyK7m1Q+/i2EZ3yg8WExWOvzYYvvraU94B9ouZKggg3oNddp7e1ZY7QVLBK44rI6yG7O0uyVl8kPVvvd7Wi0vLx2ECRYkmw52SUHJg\
iUDV6e2/sMTLY8ix6ksNz2PnpjYEcGBPxckpMm1dV8nG32MVTttoEqmVFCjyvm5j9MFFUa1zp1ZrGXiHul39ij2lb9/mrqKAGup9hUE/KaS+aOB7KAQCrP\
9uSU8jMjW66z/u+nwgQqsTutxRZCNACetOwQ4oPCDcNFpW4ih8033fnSZnl96l4h74IAiFy9+/OpFZ3xpXQeARdeZ7fnZ7m9jyxksRQzWaJRevEAr8O/Lm\
skq3nNJGm0/c4PRtYVWUJ1F5PBrzBOk0udveyVwMHObYG9C2EtNP7QHgWi4Wetf2rIB5EuiD8wx9l1hKoNsn9GO6DoGABIz4zWQ65l1H7SbWZ0J6e7yre7\
aYkI2AniVie1k5+uMgBYYLD0qEYDHWWNwW0VZHk5Ot7LD964ifsYQkmQ7bWbWUqIJ/ysU9eCSwySpgniDZlnQv71WskWdpZjwNebynMRbL+EHMyu2yHxBe\
j72Wx05ipPi/oPClYYF4nMzgY7/PB08CzqEjDMp56wuHY0/2PdHYLOQ9T+5qaUfdsWkHAQ3PQjs1GCzNldxsPWy6VqW1zqTOsrNw47CBXzvdoRwPJ+O0Tp\
yjwceh4ZGNDUT5TCdkxBax3U1b3ZYY3/JctyAS3a+x6wUu7spvGiBECUp/E+ZalczwNimrYSa8JQ0j09XG99cbIxXHnFUcE2t8F21LMd+mfGnd6F3pMKEj\
h98nBS3viOTeLMOJPhJLGPxKkOIhh1eEqcy2xpx90yN+iNvrrnqyGORn1uYDlBVzwVM7O//SZDgktiHpI+PziT29YJISWC4GYdG5nD0prCmiV3pAxNPYWU\
mld5wrU0zw7I/ViN+HrDz3isjKRseR1fVjZJVP4S5pxAUjULmqPobvlzH6k2mf1mJhnD/VtTk5Px73FSf+yRBKXu0+E9sakjmqryPD5y3eH0kg1HFOi9Wo\
u45Bbq+axhZgDlUOL8by6Pl4O5cJYQl8apTDbmObRDn3uc0VqHY+fBeLH+SY/XvvtmlvqAD8MKOc+E4ZP7AMqonQkcGx48bUs5A+DeiTinUc0b191lqpRv\
UqjRUTzZ+pHubgHlFvMNE9JGA9IZGnKq6zpO5JPhf9GHE91cEcj1ZvX78Wf+8ftko8ugh5EK/fxq0HBRfxA1tbBD4pak23UJiBvrx34sDtEqqXQ/Ej4G3c\
IF7m3bzb/ILmIVO+J2+WRxF8v9Z1+FnGoFE4UZHiPiWFCj/GaljhfjcUf1Ay2HvG1+MPjFwLRlzbCepb0Ybikj7LBWZGfjKRx70syh19eBmmcbSSeg6J6Q\
Twuw7oQzJNTDNNvtIUaSI5yt6C6elOEdRvZV/DhoPcJErZklasr0rd2Rf3Vb//Y8TQNEd+5nCg3zj92imV25L3cfiDn5JPp6a8GPx4YPRT0BMfWg6vDq/+\
B6weipWhJgAA
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
const ABOUT_ROOMS = new Set([
  "part", "topic", "invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice", "mode", "slow",
  "key",
]);
export const SECRET = /^\s*\/\s*(login|register|password|forget)\b/i;
export function lineCount(typed) {
  return typed.split(/\r?\n/).filter((line) => line.trim() !== "").length;
}
export async function enterText(session, room, typed) {
  if (!SECRET.test(typed)) room.remember(typed);
  session.keepDraft(room, "");
  if (lineCount(typed) > 1 && !isCommand(typed)) return session.say(room, typed.replace(/^\/\//gm, "/"));
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
    const named = ABOUT_ROOMS.has(name) && isRoom(first) ? session.rooms.get(first) ?? undefined : null;
    if (named === undefined) throw new Refusal("not-in-room", "", { room: first });
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
  if (word.startsWith("@")) return { from, suggestions: nicks(session, room, stem, from, "@") };
  return { from, suggestions: isTab && word ? nicks(session, room, fold(word), from, "") : [] };
}
function commands(stem) {
  const found = Object.keys(COMMANDS).filter((name) => name.startsWith(stem));
  return found.map((name) => ({ kind: "command", name, insert: `/${name} ` }));
}
function roomsOf(session, stem) {
  const found = session.rooms.list().filter(({ isPrivate, key }) => !isPrivate && key.startsWith(stem));
  return found.slice(0, mostSuggested).map(({ name }) => ({ kind: "room", name, insert: `${name} ` }));
}
function nicks(session, room, stem, from, sign) {
  const spoke = new Map(room.lines.map(({ nick }, index) => [fold(nick), index]));
  const spokeAt = (/** @type {string} */ nick) => spoke.get(fold(nick)) ?? -1;
  const there = room.isPrivate ? [room.name] : [...room.members.values()].map(({ nick }) => nick);
  const found = there.filter((nick) => fold(nick).startsWith(stem) && !sameName(nick, session.me.nick));
  found.sort((one, other) => spokeAt(other) - spokeAt(one) || (fold(one) < fold(other) ? -1 : 1));
  const end = from === 0 && !sign ? ": " : " ";
  return found.slice(0, mostSuggested).map((name) => ({ kind: "nick", name, insert: sign + name + end }));
}

"""#
), gzipped: """
H4sIAAAAAAACA7VZS3PbRhK+61eMEFcKUCjQvqXEKIqi+LBVceSytJUDRUcQMSRhgQMGA4hSUfxde99ftv2YwQzAl+OqPUjEo9/d0/3NIJsvirISK/FJTm\
qd5D0xLubzRKViLSZlMRdB3M8zJXX8RQeDo8yST4o87YlMfyqKeU/oZC7/gD+PScGtYZLPxDQulK7E1fWHD5d//HYjzsXqSIgvRabORKil1lmheuKvniil\
riJx/rMwD2OkCeM4rpbFn0WZ6pAooh6wL5Ky8tlLMqeRgLdxpj+W2VNSSXHRiEzLYhHi20icNQ9zmTzJ0BOBGuZ6uss+tF8Yt4bob09U8rkagWuNqanEYB\
qLB8SQTUR4zJELkSuKQGRVl4q4PSN18mIVx8VCKqZmJb7d7t3Aswj9AEssEd7qeCorn5JM4TBUs7JYCiWXthLCQBXVaaZO8X3QEwH8rUjqmVCUayPEN5eD\
Z5wmO4loTZGUezJlhSTjqi3E5Vpl48dDpVJKNC3c4K2KRTberZ78wBs/+rK6RS6/ICDoi0TrrhizZMKA1AT8OObcovZkmbwcshzUXS4xgrbwHhLf3a20qs\
5zotUyKcezXSqWiarcm4CJA6/GqTa+kptofeblrMj0nsx2+Inc8IvXVxFurNEmeF6Jz2WM6edwZlNVlPuKqZNJpg/3ZTDoM1FACmq1qWJbzizdZr1Bt7p+\
+CLHVYz98L2qykzqkMpsGGTqKaskLqlH8Al/HxKFP7UyF/Oa39fKXhUL/J9K/n0qsrHkB3w5iufJIpwXqSyTCsuFexfc7wnT3lJGXr+SDR+XW14sv1Uu8r\
bltoJH8h/ly7eKB9ZD0kuJ4+hwJ0Gq1tjZFJXO9bcamrpVZKyaZrqS5S67OjVtycmanpgkuZZY3N3Vasi4rvNiunvabplm6MASXG9NNGIYmI5JY6tjGmkJ\
2xJ2W0jUgZsScF/U1Y7Gxy9DM/pZ9Ff5Q2hFFcsDngCF58h4lqip/Gj0hFbGFiesLZ4fM5kvDrcogEZ5AtHaSrahBmVyJv+us10xwlcYofXgiJ2//P1flz\
fvG8B1JgIEVFB8hHfO0PqygluY6wGgHbhK3WUl87y5WTZXOVTVmRsGf8M16oVL+YyWmTvPiF+v/33716fr6w9oCMKMG4AiQzDIqm+G5/+jPyIPNzTTgFAx\
9YqjUdRBqDfvrz69vwUr+5/v9MldH/6FVKWvdjW92ny/TooSIFV099DPGimTWo2xBwvEzVdFDSmsXhYyjSj+Furhk1gvckhW/668uFP9KJ5kOS7pEBkpp3\
gRw+yYh5E4Pj8HDBYBSlXTajY4Wlt9iX5RY6dVKpBxC9CrW1SeEYT72M+4glozBkbcOEs5l/MHMISfDo4cxnuUcvFbmUwsSAu44lHehrc/i3fi++8FQN0r\
0/QaLRyDTeDIUYHWmydjGUL8+3f9/pTmc8BIEgIuQs4TKhTFZGsoI7P8rWE2iOccRMx0lalaOhjsrKToRwjaMkDRtbLPO+EkMuaX0Nq2eEOKO854rqwhhU\
3WOur9UjFlGF4c3/WjPufLKF8fdZJ/wFwSa1piTzzJ8oF7zahd7Xc3JxH+Dj+PTqI3/Vg+y7Gx6+ICAIzZDQTBaNDII8B2bpvNEGXHVfF7sZTlVaJlGI2Q\
d/MxSqjKl1a7hk0AiDIAapbo66UK7b6xR5rAkGYnScNqBN2yVqmcgJWpvw0aTrISJ2RRzWSpN/o/FcZ7CFfU2jyhyBTdcW0LDeG9E1a12b+R8Mify802y7\
66cHaBjQjZXdEZNVCUDc0/3ImRlmYrRusaomerdxsC8ZaDX76NOZYXd2INK72xQfTZttC6EdYJ7lqMk2o8A8jPfvmL9Ng+FBnEP1FjCSvb+B/ZmBgSP1Er\
+E0BaEAv16DgvE2DkvE9r/taPcL4VqcGgwWYR+SLFeyIrDGu18k5NJQAByDFm0ApDKk8jR+StBECyyjJawk4cGXB3ZlZWSj2zGkA82ye1hy8AxptRBou0z\
Q6a35Xkv3VPq5L2BrjqqIOjwAACs+VbaIfwwaaGnjgbWKhcD/CPibT2M90kT+ZhWuWGBbjUtsk4BrjsrA8SZ6HQ18VmdezVo26nR1zDelHoVGrMWD0XWeQ\
ZlsFdDGqjmgTFA7h2mRlRFP0/s0KHq3FmxU9XN9HfKSES6lzhgELzZ4ADVHsJJN5qg05UPfIBIzNMqazHjuzfy0KgFPKShb//Y9o2vx+69lyO/rReLb6eB\
iMcZwyNKqSnEFMSSCGOsEoztQ4r1MWEjWTGONmYAIM4bd23trXVML+6y3OE803RJNsaI3D3asoLZT0lw8vD28m7gXHrrZp/tPKh47jj9s+4ZP2uOl1BxVx\
02yiKxuk473Tp4Ewe7d4BNftHs9HUV6gTUTukTZ+s0Lp6/t9QXF7/BC7jB8IBOUaXBsGHZgMoNirFWIbOHwx5G61c6vCYhHJmU3LPqcNpnCtg5aXd5DD5k\
uPsCd2b7JHLd/b26HlLKn4MFQwqFsddVspMsiUCs+j7kS0vR9sQ6QN8ND/vB0dMe8WdGSD3JbUMsB32cFzvt0CBuD/VAZ+BpEUJbLZ80JXN/V0Cg9pXfy4\
uTOBbC1yCVnoZPFBQheWeK5/mzwAq9m0u5DgpgejADGwnjNPdBEP39IyQt/pI8C5EWd7zSlxm7ueAOuQBj8khPRC57BTC9+5PsZPK9ge6j+zahYicsY6ZO\
kw0ZvWhh8kSvoQwX6DS7B4TE1CrYKqSKx3yv0uiPZLIlR3PXHhaqyO9sn95ZBcPNPcWEpobc9QowhWsE8MpwsiQ+m52C7WmdwID3CwD0eowCvHTthc8icw\
jrwBhoOraYxugjFEhr6BF344SJxftiSPp0zDFEJDzBBCBQ5g8VES4EKJx3b3fdMmxT2s5PZS3sjTLhfacB07XOg8WInmOJowDaihgewOqRk4foVzXNNve+\
1FaYDKyn5HaTtuUH7H691OHywinU2VHwS9KB6lOYX5kPB3sJg/8lm7QKRYo/ZUPpN5QyofOoM3j0eRBwFJ5CU24rB/ciJ+wVkqVhoQjpquxUmfJPIxFVLy\
BqmRSI3z9J0Th01SWrDqfxsYNpMFN3xDGBz0gM8rdMxjE/aabUe4HFHTYKMSSJUrXmumM24jyzQK7RdPoultfqdgREslgMfIIWAd0/xdFC6r0Dw5dQ8Qt+\
NnETKA7n5iYwwpBgpcf+dHX5Inri2yhZB1oA6gogT+Bf+sOLesSMWnce3CJDU/cCX/QJaY+vwfCdBdtVoeAAA=
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
import { isRoom } from "./names.js";
import { makeLine } from "./rooms.js";
const mostUninvited = 100;
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
  reached(name) {
    const { rooms } = this.#session;
    if (!isRoom(name) && !rooms.get(name)) {
      const uninvited = [...rooms].filter((room) => room.isPrivate && room !== this.current && !room.draft
        && !room.lines.some(({ mine }) => mine));
      if (uninvited.length >= mostUninvited) this.drop(uninvited[0]);
    }
    return rooms.open(name);
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
H4sIAAAAAAACA51Wy27bOhDd5ysYFSgk2OVNtzHcoGi6K9CLPlZBFqo0sllLpEFScQzX/97hSyJlO0C6MGCSw+HMmTNnxLqtkJocyPfPn759/kGOpJGiIx\
n9rxJdV/Ja0d8qW1yxYMfUN4EGox0vO5gadeUGvjAOkZnEW96sElxp0gmlf3LGn5iGmizJ+5ubxRU8Ww9VWypFPgn+BFKVmuEFcrgipOqlBK7Rmvdtu8Cd\
NwqUwnP7n6mPWuM5ewI0acpWgdm378m+0kLm3ryw7gjRa6Zo8IF3Im9H/Km12OUm8mDPGpLbOyGSt29Jsr5eLom5YA6u4xPacwllXSTmtGHSoGBOoqRI6t\
N5XAwBXJslrWXZ6IKM/9EuSYcqTLhcgTu1adAN7ItFmkmMmnenAPJicQoQxQX63FMOUDtczlkhcxhfUQla7i9bQcd0nvkcsznpeQ0NcqZ+wdqS6MTWVKo0\
KdR5kktc4pQa0WpEIzaZlPXOQVK8MqgNwPZ+AH9ONDzrEFZaNzw4l3WooAJ9nxRx7vuValA6d37vSJaRW/dIiKCWYpsQ2PVei3U8oYvrUHOUF3PC0Q2amC\
VlmNnz1+ZyLUWvf4lnOr52zsj5r6EFDbGVzem3MMh5qtNdyZ0oDD38CmSy7CVWmpoYBVP5tBGGdvMtHCA76caxTQOeQq9BerQeLHLvyPtHcncX7cxwJ9wy\
b9o7nlFWZ9xGMAFM/JUdc/yHvkHlqdbYzEbFU44cLAgKJXxClEiI3DDwl43iuRqvQLu9EULns4/0/oFSR4lHVMFWg8w9UZcfHAmY+l+yp1LbbrSaasR1qr\
6RGPqnyLjdYq6Iruggz3Eq2YlkHzB/iyIuxxAabYGv9Jp8WKYjypfKcnwwfrh5TMBHzesld8hRsQXucAhob9Gh1wITWjxVzif45w+5JNJasi5w2KFb1vXY\
QrjI7RtRuaxB4YMc9+02bUQbnZ6n3rrkK0AeOW64JG7duxZrRDcOiKkfZbuxfcGBblBGbHNlqtxnJrXJdlnpLL0+TEbvyRTWXrKlHFYYuV04EJdnWHIKYq\
z7P+PR/KYSPU+qdHkemeMX4JgTq5xhyy4GiOKnTYj5hPQBn84EjHhcmD5caNbsJ0H4RwzlTtOZkM5/mMxmFrgbz670w8TcW6S3XgjUeQjL2exf5jmmBWFq\
YnlTadKsM1Ocw47cYwT5ROhbUW0oR0Ut4tJFvRc+T1ETDPtukXpc7UBiJMb1nKA06f0WRGMf96TFhuOrDMfswc7YW3d2xJF7IDshazXsHAufx/HqL2F19R\
lgCwAA
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
  const first = focus ?? dialog.querySelector("label:not([hidden]) :is(input, select)");
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
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
H4sIAAAAAAACA61WTY/bNhC9768Y6CQBilr06IW7hyZFCyRA0fS22AMtjW12aVIhKXtdx/+9wxlKlpIt0gK97FrkfL55M0N96J2PcIHNEKOzNRzUM8IVtt\
4doGi+69yh+TMU93d6FPwdt0NQZiZjtMUgUvjCUtvBtlE7Cyo8lyfnu1CTZtTRYA0RX2INvcejxlMNW42mC7CGxyfy7jzmn2ckJdVGuFZwuQNonQ1kWQ0m\
kkQKsyz6ItltjQphBQXf0Yl3BulTGfTpc6+7Du0Koh8os+p+srVzkyHJfmFt5wq4chgzla3zh0kpfbDKAePedaTTaWXcLumRBmSx/Q8spJPApwFDAoZNMx\
6ViCZQ4GGR1kLhTRIQLfpRwQrsYIzoZihhvV7DYDvcUj06MpYkSDDb9MhWo9poknlZwfc1dNonoIYouWZDOaSmaaQ2zUH1JeUfCdiqTuepTLXUYp5pp48L\
CL07sV1Bt7yAs63R7fMKygrWP4LA1bTGBaQTkmSuNEGdy6JVtkVTVORx56pZDURrqkLGvAajNmhCyfjUXClWMhhB2XBCTyoJknSYbhvVde+OaON7HSJa9G\
URhs1BJ86ocLYtlJiuOdQLp8nfTYKJ/r9FBqBkL2NwR2WoYuTJo+rKKQigHJpOB7UxVJo1c1HOoz9n4wDqpHRMnH9oSjGUleGWgZyPx0sE5fQKrYrtnqL3\
3vlqss7RNgmen6iWlIBEGagyuUVF4X4hL91DoltlAo4eiGLKmFvky+zmovRXes5jHLyFsHcnW0rcdeaBJDeOgsag3cU9fP7M42D8nPhMbLi/u341al5Lhe\
PT2wwFaKpQYpXbjlOsGsMS4nk5LW9AxD2RWKy95jRlM7rM443aoxV853OLK/Qvxs28AZJK8R+YX9X/72CapVJ/o8M51qr6VqF5ZmXhBOcCx5vwxAfXDmGO\
4ga3siA6ujmkXqRm0Ud8ZzB9Je/TzcZ150b1PdouG+bocsckhx9cR7WeT3ftQ+oK9gsPD6MwgePPH9FgGx1NCYZ7ZV0sH6U7nmge61Bq2w+EVGDBqmDDbP\
KhYYviKtFRHM3o+MsfH97/mtRzJpUoNmKrnONqadL/RptXU8eXnbM4H6VfjzRh0VgA6dcs7PHgjtPYSHFlfL8IbIpJrufJJLwtllKwUup/rZa1nc9lDiAn\
cqHN47V6w/c0ODbnYk7EOl93GFqvN/k+78kv96KsQ7guHOeVRXvHqgPmNiF2n/tEoYI1x+fBOLVqGbDpPr0k8NOg/W2mkQ1nd+S5nrbj8nlygbRMW3foae\
2wFbfdkqF273RLe+GaLCW1kQkSDC3uot1j+7xxL8U4sTNM0ngc+6L1WJ6bTySYfbLiyWbNOVNw43XoFQ+ca8Yh1yqHkeMbXUsyrk8wpmWWr/khUD4+4zkP\
qicmlTgQaQ6AIVwBywmDseNPzlQAHmddlXn0erbXqWo5C7bGTiQ/LkQO9JbSP0CXS/2l0Qk5WcgTepkLNxokhRdZR6sbE+YVl/HKJ6rXURn9V3qKCglE0H\
vKYDoLPXGfS8kPWMO9OnuW1a801O1pMWPe9PC4XPMDB0q5eZzl8gTU02mC/Ezqb1VUYqfK6iz6REY+Rq/tTh4h8+Ezvj6ud38Djqv0dzkMAAA=
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
function slides({ name, width }) {
  const isEmbedded = document.documentElement.classList.contains("embedded");
  return (isEmbedded && name === "rooms") || matchMedia(`(max-width: ${width}px)`).matches;
}
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
      if (event.key === "Escape" && this.#open && !document.querySelector("dialog[open]")) this.close();
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
    if (slides(drawer)) return this.#slide(drawer);
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
      const shown = slides(drawer) ? this.#open === drawer : !this.#app.classList.contains("alone");
      part(drawer.opener).setAttribute("aria-expanded", String(shown));
    }
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA5VWTW/UMBC976+YpggSaQmFCxKrpUJiJQ5woUgcqkq48ezGkNjBdmhR2f/O+Ct1yrYqpyS25+O9eTOO6AelLdzAwOixh61WPRT1C676+r\
spVotGSWPh/ed3Xzefz2AN5wug05L1+AYKrVRviiUYwfNPNaBETQs9ypG+rwS37Rt4/eoE9svcfkA1dHjroMf+EvXMxXQkOnl5ErxcrBbbUTZWKAmmI3NT\
BrfxJOwruKFYIX9hNuSZc+QEgatmpMxsnV42HfrvpmPGfBSG3pS0TEhTFhjtimpF3jTaUUsoM39Pn/qwsF6vEwMV/PkDPbNN+wm5YOW3smfXzyOAJzf+ZT\
9cV9+q2p9Cs1rsF3jtS+GTgPeaXRETHsKxsUqzHboEjtkwEARXrbKg95DWsaOLluXYdasEWo8N2REr0ZxYRmMcX5EaANsKUyf3ZJ8FSpsUI+PFqt2uQ4rc\
KenrFgzqHVI6qXpV4KIVxI8MCQJslYYyFIN7bKC2SVYpHQi4wn4dJFDVjPPNLyqPS8CtlEXTieYHRS8p0tuY56AJHPJoXMWo8EAZYpi8GgdCtUzucB6r6Z\
TBMoXYL6bEC9MyjsUjU567+dfkB/7m6ko6I3Q73jIRJbZxtaZjge+NadiAhRNkoMSLgr6OJsH/HFH/PsMOvTIKIqVTu3N37qKoqllaEVx8RuXUShKUUWty\
dgjMlnUGE6JASeyIhyi5Acs0Kcjp8g7EuEGdaJlskCQTe9Wj9JshtKFQtYt1B0fIaA4msGOx6wJMV8FwOrS3kDvqBeofTMIMur1ixq1P3AZvLk3audVwRv\
5tR97XUBp79Qudg9pNkUm2Wbso24Zuyexb0XEqQuWjhwMZRx++fPoYeaqCeS2Ickv5eD5WGcMT5CoUzGWSOm9LujHlTOeHuLvbe5EJ5z1O5tSUaX7GueM2\
094qIzpMjonrh0bQrKRpGpl8Gi2Tu9NpJAHdK8UDYphnls/Kf0UVMnb3VxrLca64pVmMqIiwff+IpUZJLjJFPFYPefP8jy7C2SOaIx4KdVfc534xTrZcCS\
GZrdDG2Turu+PlnGnBnsdxcbGEc8suheR4vX528owGDpyeHrS7HK1V08XhkIQo9yHxu3OxHqxq+IwUPe4+itVtaQ47kDM1k6Dywq5TaUldR4cKe/tPMZPu\
4UuPJPzOWi2IC6d1RyT9HzDp/kSWcEY7clf6vPJ7aE+/EX8BappNz9IJAAA=
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
  session.post(known ?? session.conversations.reached(name), message);
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
const TIME = /^\d+[smhdw](\s+|$)/i;
const DONE = new Set(["ban", "unban", "mute", "unmute", "invite"]);
export function did(session, verb, room, nick, rest, keys) {
  const now = new Date(session.clock.now()), by = session.me.nick, fields = ["", room.name, keys.nick ?? nick];
  const event = { verb, fields: keys.rank ? [...fields, keys.rank] : fields, keys: { by }, text: rest };
  if (keys.rank) return ranked(session, room, event, now);
  if (verb === "kick") return kicked(session, room, event, now);
  if (Number(keys.out) > 0) kicked(session, room, { ...event, text: rest.replace(TIME, "") }, now);
  session.holds(verb, room, nick);
  if (DONE.has(verb)) session.note(room, { key: `did.${verb}`, values: { nick } });
  else session.emit("tell", { key: "told.done", values: {} });
}

"""#
), gzipped: """
H4sIAAAAAAACA5VYbXPbNhL+7l8BczIdcsph4rRfKtf1eGLfnZpazjlqOzeq7kqJkMWYAlWSsupR9N9vXwAQpCjL+mKLwGKxr88uNl0s86ISG1HIOBmmCy\
m2YlbkC+FFb7NUyTL6UnrnJ6khS8v7PF+EoowXchA3yBV8tskX8aP8Bdg4ZAWc3yGTqkpzVTpklfy7YqopbFTi5rebwfCzuBCbEyFuP/+zJ0bfoxhpMg5h\
5erDsLVyfQsL3zkL9zfXlqqQSTytJG/8fNcfMO2XHGTlxU9X90NeTBWq7C/jAg4EtPnvX/u4+T4Uf63SipYG/Q8fmb6QaAkt1u9X/2FCv5RlCTqGoO4slV\
lShgJ1FNtAXPwEdr1ax881EZOMzsaa6vJSqFWW8fXDu0/9Dw3hqnyZTj/Livc/Wln09mM6fTSy318NPrIR9GYRK7t5e3d90zi5yBNp+d7fDK5ub5qH4c89\
K8w0/cFv/aHm0aXzo3wutc56N5KLtPK9VD2lYGAPiZFrz7XB5LlHJ6PJM5rC84AFm/2OLjsLhcrZn1sTMb/3h//6X/8aQmbkQcAAYw/8j/+ub/Evx4M3Pj\
+Rf1MczlZqimEo5vFyKSEQavkxFQIKPea9EU+ymIQtreAqJAzFKJNxWYUCYmwMi3eTL3JaRfO4vFsrnyM5JA6BuNSRPcLPsQBd+mqWqrR61qF7bi+F8/0E\
2GnFolRNs1UiS584IV06Ez6LFGVSPVRz8aMgUcTXr8Ln8998I07f/vePZHMWnv2wffM2qmRZ6VOjd+MgCCCCq1WhkKFx0TRfpOohQpDQbC6FPSK0b9KEfU\
OigOpN84UWYurLwvqCLJ8+Ripf+yDA+cn2xDpDBxrwYwewcKLNvALGFFVIYyyGcQQGM5cw9DzIysczkY0vEpithyRBU/iCAM+5Bam3DRnRUS8FC8czZgnv\
9gDxyjJ+kBQzaJdb/m5rNYuzUgYQX2AZ1akJMrW+P2U6cDHjNO92OXSZg9OZGnxWu1lBLJUxgTF6ezqHLCAmoRG5dVnQSmOSDNJrpRI5QzQlb7YzrFPlrq\
TS8HdBKR+KPEtcy6blpyJ9iisJBHhWXFxc6PRWAHmwqn1cE16K9xCv3zlptcD6VJs2LW+lj6cDSpr6JFiVwrzKxSlc4ypoWGXMylQ9n2PxMVVJz5EPUQfk\
8CDKPJDFK+NnEDhNesJJDJSAlQ9JQtI9JH4YhL2dbDrbk02hra49cUq6giJmyecLzLmFjEhzvieeTvOVqnR26y8C2nQq9Sp/sF5noEWV94RrbGslAxJVjs\
y3ZDSdyiY/3HPG0lj30JPWNu/HnButDDQFfbfkAKKGIhTLLJ5KNuu4rkJ1KOXVXBbgO504RI7oTD/g+kZ42F0tG33XYbAXduiSIDRxghuXAEMq8VnfuAAq\
B0QpzYgbhOIp40qdy7qsxHDLg/IZMDairMCCEFXGIh5HEax4bigQsmg/NDN4Oo/Vg7R12Ji7icqVzLJPhSylmso2VGJ8hoLZsIkbqMNEdY7o/PCWmp1nOK\
Bxe5pPxPnAH+hT/jUGuTpUWMjFBHDM6tCWnvu8PbHCMN0IFFNeNtonu1hh/NKumGBvWRgMfUWENOGcq1Htcfxmlj7bY7MvSWPoJnvUMmofH3bYRqznMcYJ\
WscgaMtw3AS3z7dSTZuuAdxH2y8p8iVXY6s4dDJPmvxIjVBsz2AqAGeZq57pvhv6YTu/Lyxe1GqWF8J3fJvPms4NGn3JOi51+reVYvvgPmS8eWSRHaI6Ls\
FaRyiPOu1XHrB4t89Ly38U0krVgFlq9feYCN9uWALGBzyOdIGxSOtqXbernK3RioqJBDLoeKvciu72WNyDW+Hcdkbbm7OMBDBZ1qDC7rimg2uMmLzI+jeO\
oMLadYc7IRa5I1g6giQth1AtTJ0wVxsbO9FiCPdEDClxRLygBzyDvnxdDP6FYnwoXrRZd9u99uuWYxFfbMdljwXFiBHeYAccrVK1kufWVW2UZDiEC7USr6\
oYrCtduh+x3OoD/RPeBC7Dq7rq0k5n3Kiobc8gbpWvKaELelQ0exQ8y+nEDUUooiiiVS6a7t16fPA6YO/oy+tkJ+MTP8xioDFQvctb130i1g2w847E2uV2\
AqGLWU2zGg7dxZ6HHwdUK1fUTGnterA9ea61e0FVxm99PDio7CMnl9vgTJ7t9Q0dd2DTXOJCUsStjAGJdQxhj1/U3p13AeyjlEtscUtfJwLn3VOcrSRWpQ\
0JxB25gyLNwtGVQqg3OQEsqOku0btZErELIuZBbx5nGc7oy7dH4uhxTR/PuV4XByFRd0XDbmlz8ah2kQNClueGuPboLz+ZVK4kvQXRKLS8PRxDSHcohhrc\
jrOTHvkd0eQ1TPKi6Mjb25PVrqvqqeIBMeA5eaAza/bYuorqwpe/wth0oCWzNnWPru+Ape5Ue82gxJqAxplun7VHvc73xHRVgNyVO9ph9bMUqkcwejc+P3\
HnXa96n6FE1g5aaZKZRRj2b29ABBwtfjsqF/NkPfb/KL/9+iZ4m5qR7PXdAGmUXAuMsJE3ifGl4a2U/rFY0R2wYH7xWNjDGV27q0jcoRuPjlh20+riCBYT\
2LWUytdagmt4J/vdExPK9tZQxMylaJ7shS428iREV1qKxvqlJ5/QERet4ZaudJSjl2IEhdkdetH62M48Gii0tfkN6jEQox/tMfuQ6oY7Egdbr7WtMfVgio\
qTZdBdNzsYDFaEfSRCvqoC8ZN4F+wtu6Cr5lHrAWlJIxQfgyjEZgX1NHcYR8yhZvCw23W0FQODC2fsPA6vgxrj1rdZjbXpT4ic6M0G6bZ/muqD9uUnr05m\
iQOSl0ocF7EEIdxhstVg9n/+dM4vWhsAAA==
"""),
File(name: "header.js", content: .text(
#"""
import { ask } from "./dialogs.js";
import { element, part, prose } from "./dom.js";
const TOAST_MILLISECONDS = { least: 3000, each: 50, most: 6000 };
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
  const { least, each, most } = TOAST_MILLISECONDS;
  toastEnd = setTimeout(() => (place.textContent = ""), Math.min(most, least + each * text.length));
}

"""#
), gzipped: """
H4sIAAAAAAACA61Y3W/bNhB/z1/BqsMgbYraYegeHGRB1wZogPQDSN6GYWEk2lYjkYZIJw1c/++7D4qmZCVNgD00lY/3fb87nlS3K9M5sRHS3oitmHemFU\
nxqqplYxa2+GqTo4O651GNapV2uVjJDv92xqpYyLQsUBptnbj8/Pbi8t+PZ+fnZxen7z5/en8hjkFJo6R1M/H769evc6FkuZyJN/DUGqT+AVSxPTpQ38hk\
2UhrxQclK9WJzYEQL1dyoY7w4VpqDcRj8iVN+GeS0Zmqagcn3t00wd+HzqzqMsnFh8uP53+tnTP6lM9ZpjRr7Spzp/EXBdCtS2e6FC1mZFwIt6xtQT6QYX\
bFs0NoVllbGw0piU89tTA6Tcp114FJcCPNxPGfXqFTTZNm2T577/OTmFvVXqvOTrCfQvyTItZJpyYELpA+KSGvzXrK/QvV3apuUqQzpp3y6vPa2bqaNtPU\
mvwCuMCT2JIo10CIei5SJBc3ta7E8fGxSLSBOMTPP4sXdGCaKossfYJTlnDqm/PmthNma31bO1WhZXqUDk5Gbp+Fg5jHK2M2xFshq+r0Fmp9XlunAJtQ/K\
Yub4aJQM5LLHLIAsO5U667T7KnKXm56iAGVaVDLxgoY0pfqD06lxzJW/gXOebzPgJ5Lu5MV1nC+q4tcoHVBlKfVQ94toaFe0EM378TY1HbL119C5YzASGv\
O82M/IwzKSUreai9q12jZmy7sPLe90hBdEjLhvTOWLuWLWIn97LzWjWVnYm/NwJPZiL0VyOvVbOvNclycSubtfL6iAjcRi8UTqs3OKz+6dXfKztQUS4l8C\
XBvCxBBBBNWiBFSeJx3efKKp9yNJYLH1hXt1DYPMIs1sdXd1Abn/pdNYpRFfJgm1Hmg4yBx3nMqFHeGQ2gw0mKmk84nScn4LgHDznYqVUjS/VuWTcVGCHn\
xQlfDmmctiTJxAz/xtJkL1hg92IToxk2poYZMsgL8z4vN3v9u6yrSmmQeQCxSKGj4quB0VINPOi7bNQ7ND1HLdM7ElfBkvheGUh8V4YvwHtPkzKWncNQBM\
ngPgtZJbtyScNyLhurht5y7z+v0TditZQWOx5n1Vv0D67x0lTKYzuaAnTPDO9KutpxrPnbEl2Xq1WPjnAMmFgsGpUmRkOjkkke+fD7Yd75fMQMBCxYRFK6\
gkk/AD9fh+Os71r6ihiKnzakZnsV7ENyz4C9g2GRco7COjEwEKh7RnrA44gc+Z3thh+ptktzl+6c4owjM6PmcL5umgQ6kMMp+Oes/9nAnoVzLRpUfOCvHO\
hT/3Q0sEqup77WU2cYFpXchVTEd9RQPhe/wabX38SwqUHAo9B9fULwDJwbdQ9GrugQCoHBb6+OHsoPaEtBIoNs7OIlwmBSsymENCVzO5UeuZC13k9P5Dtb\
50W0qKSDSFxxt5SO42Ex3FFGIBYDwdC3sH+qp427QP3/bmpWUVuvetzKxTAEDIq0vQCCBrzRJjYal4G0G5cM92BlXGu6ei29NOxd6kePtQTker6GhaiAtf\
Cw1ockh38Sf5/bYYXvVFOaVhULEzMkht0ad8Kowj6Nwbfn4iJY+QEOtuEtJXTRoN5Wwf8VpuujdMuild9SmMf0XKoamrGf04fiPZZQQ8qyTLziTnzimIqu\
rb0OuZO1oybSs+DMaGGhRZx28BFUpxC6Q8hUYmCY/yCx9E6QxQhBy4PClzANFTU1Mw+cjRZ9BmAuru9xZXuq69PYVLjPF/ymwemChX4GqnNh19dfFW6JhK\
ntIyDd7FiS3VtIMtiPHsZpCDPKCmynYA6S18dHy/pU5nGCRe/chyg/Bgrkn8scb/WP1IssxxB8RDdpft6tOnypGi1VpZtwL7TfcFsKb1rTo3ZiScLAwqz1\
a9FUInZoH18ZfRLDCCbyJ2zfxxzf3R9DpRFcsIkeHkTU5dI51a6cv8p7D3CE026f+ZbZHjTKwUovrTvVVfh+M1/rEi3xSdT5nDd6cYjeRiSuJqiQDh6oOm\
1bl3WrwN+0t5iFrzb9Fyb+tsTflSjp+5+jUKZXwJtLr5ajTafcSHBc8ISFHKD2nA2KX8mi+IU8LRqlF26J+dke/AfDMR4JZRMAAA==
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
    const { conversations } = this.#session;
    for (const { room, line } of this.#read(rows, false)) conversations.post(conversations.reached(room), line);
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
H4sIAAAAAAACA61YW2/bNhR+z69g1KKQUE1Ldnmx62bFinUF5qVIt6cgQBiJillLlCHScQPX/33nHFIS6UvSdH0IIvNyrt/5zpFkvWhaw9asFbyYCq35rW\
AbVrZNzaLsxxlfLISS6lZnn3Q0PpLd8QtRLjWvUpY3dc1VkbKlquA6rYvCE1FJJbZvS33RwO5wSPF651DN5+IvuOwda+GWO5Y3Shu2QHMn7NeTbqFutJlK\
DSZ8gC0Nez/7WxfiTvCq2/rpJAW/uxVaCAS90XNwxS2Lz2RXXnGt2Z9Sm6a9Z+sjxp5p8Fs2agzPdLdd5rAZu+WEDjFmZlJn3VkQ6t3awJ8SoojRv+68NW\
ONAYb4p2wlWwzFJBQ0prOyZPExHsikPoeEsS9fGMrKOHpwDuomEycoA7lK5AaNgFPHpDP71ECgC1ywv6X+0Mo7bgR78aK7KPV7lSQJRMwsW6c4VLKrYuy5\
rsRKaGN9zHJu8lkcYCYZfAltCFVaYaZZyPxRWXS2FvWNaPUjhzEHz7AI4NxKp6ypii4TVjvD9ayUlRFtHK/ZnWhvUlZKURWabRI2ec0uo+nHd1HKoje//4\
P/3k6jq0yqvFoWQsd4IcF42jtZJdStmbHXAFFSw3CPTlG68DYmZOf0L0mS1XwRo6Gk1ivdOABHijZbVwYfIVsUipRlWdZCRkLAYSVCJrdQcMauf3u+pkU8\
sLlmI9b/GvtRCgxAaMSOIeJoZosGIoO3Bv0poHzBjRTKjBhUD8C8N5fre5WzADvO3B4nVcMLSOIuLnED4IglA0IdIlzR+hVmEz4X95rqi6+4NM6PIVgfTQ\
uyYiScxKGLsbJpWdyJqSxXNaW764EJ9WPlULUURYxHeyG0CkFaVMJg6NGQrG6g2o8RBqdRcNB6G/i0YQRqCIcl5aT3kHhhK5W26O1JJsF0rnIBRl90l5E7\
7DNYVQgLxgroMErAM3Co2z7kwGE7S6l4VQ0Z2EpTySstOqkhkEQtTRwBXISJUsoZ9g8Xw00AFoA7VKjNWt4slQHJlLZt4PQmd2zZWYIh2gMt374nAKyUrT\
ZdWOjH+2L8PyBIPiWpkwuccX0jAIhi8nxNS5vrJBQPiKNMkAGLVkCDKOL9GLXE0mGZ2IWw+nSw7ksfZaZPn8vOyNm3GXTYaNvl1+zk6egJAWFbvAui7Gmd\
ihfcIHDgOHAydo+vdmYFiPKxyx/EDmS4oy9fbhWblzkfh8OUATRwA1GfD4Z6DcZX4FyoaZihHO1OBgq6hebYaPWh0SCgKGvMA0RFMQQTA9HZAqIRh0twJ5\
91E4sV2ZtsYHBzfofITpmGbhgUIuHnli8sy5xGGGk6ZPF0Qgs20TRHdm2QnQyBD6FGxlrt3QQJgJ5DWEcsAk2APyNrMYKJa8XeAiOGPTPLqyafZ6pZxRCH\
TZL4ibLzhJeRsZcQGAxtma/0Jc0KztYf2OnVWWbb+OXJlccfKAmw+wdOt34pebEgoWf2H9gfhX2ReP/fxf6+GMxwx6GTtch4bolknylRtEtm+8pl++qeqr\
AGuTvg19aA3nOrT3l6Lp1P416KjbGFxmRXcX+OJHgI3E+l1yQIGJP+A2N20OwEbR7prMEA2W/vYx/PG594HGawFKEQPYQPEya0ZtOxsH0mYGiYk2gy9NZa\
UfDciCLqpoxW1M2d8AeN85tPMJPDRKblrerL04shwgsqmVreyDIBvd4R1buFnqX9sPrDWYhPLXgL0/aqaQvdd+0JU8sK3xyXrYZIINqIvNabbYJ7oCv6A2\
bf7NycabWCL04vaYUJVqrR9gyLHjs7sJHaR4CFfQBcJMFwu2YzafTowIAHhAPVO/IK+eyMnNsaZr13lz0OP+hq7yPJiNJhCD84RTuuoQuOnmyTce8wDmDD\
e4cVnZxlRnw21oXx0aGW3tkRTGSDr8G717dlt3eZvhF8pcvuXUbmc937XHEzhemGFs9LPzYwVE6dobSbsr+X+NN2J9MYmJQhDvTLTpTwi046jk+SwxFyId\
idWvv253N+EsShXLZmJtqpF8XUKr701VOLcVIFVimKDg68mgwfNEIV8Hzvc62/13I11/7mE/zz8L7XC+xoHSJWM1kJaC7e0neECbA9L4FSoaxRA5H9Idw8\
ATls0BCAJ3loAj4IBtaND7tTwNmhjAN/LVUhSvx0s7fzDLn9Zp5ZzZqvLLlg0PQ/jowYmX5lkwhcibTiWJ9a3zDZ2qIYqAi1IzHj/X4QtDGkYHfdDqxxK2\
gfuu1YGB+9QJLqEfWfAy+PPua/OWjN4jvEzBY6yAGDrh4PFR4LYwULXx8zPD2yd0icapTAiEGW3HIYr81RuVT2K6Iriz2fxNBS1zkHQ219omX2K3DcT8a2\
1ySg1X3z0pXMRXyagAmXMDdvjv4DwYE/KK4WAAA=
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
    <input id="welcome-nick" data-hint="nick.yours" data-label="nick.yours" autocapitalize="off"
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
H4sIAAAAAAACA51ZzXLbNhC+5ykQ5pJOTct22zSTkdTptTOddqZ5AYhciYhBgAOAtpVTX6Ov1yfpLn5IUD8JUl9EAN8u9g+7C3j9utWNOw7AOtfL7as1/T\
DJ1WFTgapoAniLPz04zpqOGwtuU41uX7+v0rTiPWyqJwHPgzauesVYo5UDhcBn0bpu08KTaKD2gxsmlHCCy9o2XMLm/oYlynov3KbRT2AI5MDwxoknT3fA\
XQ1Y8RlsHZmfbN9oqQ3y7KCHahZAikPnWMvN4wneEbD2VBXroRV8U70dDOzB2Dpn9oF5Ht9lTN/sf9z/sL/7/xxJngXD+3f3P99zYuiEk7D9kxt3lELBeh\
UmXq1x9MgMyE0lkK5iHXIO37f26VAx8iKOe36AFU58/9LLakHWcyX2YF0iTePbZ9hNawsKizKA7QAmGowAd9tYS7jXdc1+1+2IECZ6ciDTChhXGi1hmNU9\
MCteWAswfPA2ahkuwA3D9SMqj+tcSsaJroFbVtdLeT1vNKDUvE0C8KbRo3K3n2z1dTBuIdShGItGaG0xetAWTClaYVBb7oRWhRtg9Eh9KAXrvhBo+DMKUg\
5WFIOFeOiFc6Um6fgwgELvFDKnNFTMW1inzbEM/EkLVYZ8hGOhsGS0cmQpU30oBpaq1EO/A9ODGr8Fb0vBpWwpNxQyVaJ5LIVqJ/aFUaBHt9MvZVgcWqCE\
VYQ2WvcSA7IcXaieBW6arhRrLeaeQjAeHiwiheDxcMC6UZ7YHLwU2sLX0zLoM0gqJ4VgYUqR2pQWBA9dQTKxbYwYXKzJgaBi1jQYPcm061UAIXoVm6ydbo\
/4o3RaYWzdiifWSG4tkkouqCdj+Lfu7vMmAUdheth+xPTHaBemAFrLfuNP/C/P75Z97ICaOMeEsyD3rNVg1b9//+M+YNk+ug7zMRZnXG+4YhoTNOPUpCho\
yMN+1ufL9WqI+2ET4EAqcL9g9cbd/zBsd2Rh6gNbN7qF7QwizCrMIQeaX83UpO0K1SWDzCYIfcav2Cd4E4e2Qe+ph2CO76QfcN+yjqT02+CJ7268HAiitI\
3tpBcXGy/HawrBm/Ap+Q5k/Ebt03RHTWhsSMgBosXOYxjQ2aJtQXlReXKLfRRDCoM3Qg0jdkvTPnEZ9eWeSvHAzR/0KhMiTUW7Zm7fGexL4jyuiP4QImlu\
/bjEfSoWmu3q4R1KA9Sz+u+JkEy7ts5odDKJgO0LalnlYRRWETWgpz3GcYeRazR26n4whsjF9W10luedfWaSow+1lAsJ0hJF/LRA4fwwmaX2a7kJo2UwzB\
8ykt3oHAZlOGNhUHkmFKJV2oisxEQ9yPHE3D6QfXNNnAP9JOmsDw5GOctGqRwNbkTkI6HdHXO5kdcoJ9KoVospp3FRsdwCMaByZQN2qW0SIfK5IkS+SybG\
FefgNWlif9WUlCXiTh23gx7GIRT2KjsoAZZsOTtIpK1a7fUR2/WuFZ4vlXFv9lbMNj/xwVWhSONT/4Y5LyjVZwuI23NpYel0D9uWb+XidXKxV5y8bpW4Wc\
Cd7DZ5A5Mcxw/66jGv++36PMH7jvfrIoZ9lxKGOS8g3THxFNop5fhZeMET3M5Gmpx2ISGdWSsLojOfd/fBbulcpcIUilNY04No0FICA4ePTlfbqZx8WVO8\
Urs6Ui/1pZUT2xPsNszHpP3lQ351171Q7el+ofc6s/BiusjEkeIbInIAPcizkEyzJwLFfv1MImfGKwIliqwG+At3lvWX0ZyH6drGRiGkjmCMC+pmZdST7b\
XpU42JBsmyCFXUjGPtC3x671jsQhV8aoxpcHn3nr9IUAdfK+/uZjswBvTqhA1DziiXxTPanovEKfkEgZoOmke8S1RbFkyYtwJBMh5yUDRn4FkQ/nGvRmp7\
5v84mWsbpi5EPVl7Gg056yvVfjqcay1zOObZUToP0VOtiSGQ1Rufsjk2kSax5hKMO4uCYI8p7AKJt9xkLXYSla1+VikRe2YxtGfr+p+vHioDzhyvZupMD3\
qqRFy0A960k0r+M1Rk8YRjvce6if0pJg942VR30Ug5z6vSBK0uZq1wVIL+4QVqigToB3dEGTCj0poEF8VY5G3vvvnONomPHQUF7fK85LhJnDxpknO4Ae7Z\
xtbX6GeU5n5xzN7f4TnLMv7ZQaMUGyRB2XeaRJlOxMVsGmaXymZt0VyWJ81Oc3WmHGqVNLkcK3bc9VRJTquAak8zjGrPwygduPWK6nso+dyKFmL9jjn6Yh\
p+lbeRYfZCG5k1i6lVjNgrrWLOaWoV8Y5CUk3XTh8rHab3ajtdzMJPWnWaW3eeMDyIUPSG6YHxgn5BkrhSz51EiPEeXKfb9BCaDPHVy89PD/PlB7+X9lvu\
lWfm9IAw9y0P04V6zjmJPt2cllnpArtQquZslG7NcwFJLH1DnFcxmrg96vE0MvJ5H/58EI5L8Tme9hi/4WQYuhDEZLQ8KyPqQM9uFbMD+sJXrXS2kuYLAf\
ccc/0UdXF0KZ3PWsYjFEkOulowPOizk3IxI0Zyen9ZMvDvnAsvhpdPoayLcb3gvtTnEYZZHdvHmpxE98Y+XT31cnpzyAMBJFp8KWaO8st50U/ZgQ4NBTp9\
xWegVfiX3H+Mp+KnoxsAAA==
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
  const typed = name.value, meant = roomName(typed), named = typed.trim().replace(/^#+/, "");
  if (named && !meant) {
    fill(list);
    state.textContent = words.say("refused.bad-room");
    return;
  }
  try {
    const { rooms } = await session.listRooms(named);
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
H4sIAAAAAAACA41W32/bNhB+919xUYGCwlSlaLcXB15QdHkokGVDvT0V20BLdMKGIl2SqmsE/t97dyQdxc6GBYgtkXffffzuB62HjfMRHkCG+wa8ksFZ2M\
PauwGq9rzX0rjb0H4O1cVMF9vVGKOzDay1MQ0M8l5NXdxwZP5RrccgzcTGaKuOQb1zw40cVAMBP+lp4mDxNTt0zoYIv7/7c3n1z68frq8/LK/e/3bzyxIW\
8Oan1xcz9Y0BZdjZDtaj7aLGI3122n7ECGIjbzFE3G1Ujx5VVcPDDCCBPkBQIWg62tb5PiCBBZDDxcHEaPxY8JlFNZqqQadKei1fGblSpponzzbInagoaE\
seGGVf48GijOrgvWFn74yaQ0VbY6jQ7DEWpoRJ4rdg1Ia5AkQdyek4Ei9XdZNs1Lf4jAmuFou1VqYPc/jEb4BcSGXkQplAbnygUwgyQgj4Ks2I1qwkVc6X\
UXvV44IfUWDj7K0KyODtj7BvjiPcq92/B6DNeorwpiD8lb4G5xHkE6vZcEbyxk6FE7hyWtkhlEhlxolvAAPxE4oOi5+ztgB6DeKsVKOgh7qGeOfdFqzalm\
oW1Ur2r1gqThn9eRVHb0sRtRRePAXioG30ehB1duOzTdNOGiEvOlfbGYdoUVRr5zHQZftlVH63VEZ10XlRabsZYyLAtMm3zjxo0aiI1TIoj4CvaYEMWtn3\
V1+VjdcYQll1wGlATJTojJL+D3R2YxQMkhkXwKBi2U5+URlDTRZyl1luZzpIrn08/2njMmoSQG6ljv8D5tGWe4S1e47tfnY0Bh6hT3v9uUCT4VBGBivIxY\
+jT0lL4+CQZDaqExIZ83vOd+vVxshOifO/X/xw3tDsKXlL5i9fwhkj1jkDNF8F0cnCMyfu4ffOYuYo9KTcPVUmhjsuzMdy2ON/9LuS4Dz0yDbNuqRpqV+K\
nMRifhmN+CYtzhZTNaZlN6HeQNu2HKEd5EaIMgNoiQQcVsrjYItuo7ujRkz8ujuHPYDkxJNNmITOGbh4ukUtc9nSYMIOWo6rQUdxaNX9Uc+mkWw0zWSshH\
TDIVlnO6O7+3mhsW+y6aovtrmx03IYpEm3Qq89Tjo5RleRFx+wbg4Uj8z3zckczNowmJ0XqVCj+jA6ykNSSocbnE+LXJWUHZxtVFRJ/uCwQNMYIiHLLcsr\
bSr9VH3/UW0pxOXppaC2+TZzwzwTwGSiABXXHXQydncglPfOl/J+LkD6BVKuu2SeKnc/+w7mRikDrAgAAA==
"""),
File(name: "keys.js", content: .text(
#"""
import { COMMANDS } from "./commands.js";
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
export function showHelp(words) {
  const commands = make("dl", {}), list = make("dl", {});
  for (const name of Object.keys(COMMANDS)) {
    commands.append(make("dt", {}, make("code", {}, `/${name}`)), make("dd", {}, words.say(`help.${name}`)));
  }
  for (const [keys, what] of KEYS) {
    const names = keys.split(" ").flatMap((key, index) => [index ? " " : "", make("kbd", {}, named(words, key))]);
    list.append(make("dt", {}, ...names), make("dd", {}, words.say(`keys.${what}`)));
  }
  const heading = (/** @type {string} */ key) => make("h3", {}, words.say(key));
  return show(words, words.say("help"), heading("help.commands"), commands, heading("keys"), list);
}
function named(words, key) {
  return words.has(`key.${key}`) ? words.say(`key.${key}`) : key;
}

"""#
), gzipped: """
H4sIAAAAAAACA5VVzW7bRhC++ynGdBCQhkKh6C2G2hi2ggC2mwB2URSCAK/IoUhryWV3V5UNRdfei75hn6Qzu0tRsq0iOYhazs833/zssKpbpS2s4eLzzc\
35L5e3sIFCqxqidJipuhZNbtIHE50dVZ1lLRa4Y5Wr+pmBKdVq16ASUs0DCj46o2LZZLZSDcjKWGxikVmTwPoIQOT5+E9s7LVToI6jBT7latVEA4iRNQmM\
fnKmAFURZGllLhTFN1Uzh69fwQtzLMRS2i/avWLOmlxly5qVfyxRP92ixMwqiuJZTlSLzTRKEtBol7o5c2Ey1RgLxBFGkJXKEGGHOADH+2zL5Zje9109kd\
YzuPR84uBBxv64oefmaFuTEGINlDmFkPaK/zOrpTvUaIU7mLIqvM4KPUcLm0DIVceTDj1k4t6faxAQODSz9hHg7Vs47szpTMFhNBpBdK61Wl1yB7rUIHY9\
4FgpdamNf0i+B+vX9jDSux5qx7/LNGClVl2rFeoLYZABGLnoMT0aCp2Vr2AdfwPY4hnYg6qaV6C2aQ2f2ZPCnG17UJnfdGV5MkddpyqSiyZDVcCnu5vrO3\
y05xrFWCLPZheqd9wN9kXM8VAJM62k3C3iYYjDHfUgPcbWbWwy0WLEUK/nEfj3BmkmaZaNjaMTul0DOKmxnqE2/Q3zMVdEEvkS+IpdjX+/pWJNiMAkGtPV\
1XT7I7oUeTQdkOiWWwhbxYxKt/CaOzFjCTWplWjRCz/ACQwdwnI+JzZe+u9ff7NMYyakJJELdi4tkIJ+/zgHmklvzSXb07gqdW4XdLnAs/roqfL0eU+nu2\
Ipj9GOzFHiUfEyqq6jzhVj3OnLbcmb9RPKNl4pnb92zw1Vjfcz7TNJYOtNMnAr9oWYe1sozePM7o2oEaiJn2cPtA/d/MbdFyFJwrbdfg9ES1syjwOidYiD\
ECBTOQbB/fDNmoE390nSqfM8KF0GqRFP8X1JGaW9qV+J+/wmzIicSmGnzJMHpKfVZcDZs2FqWlnRzEGUpIUU9ka0ceyWadXk+OhGfeKO8DOQFbyHKOoYLm\
YdRYbMfakHjJsk07C5uaQHqpCmqaPyvxk7km/WnM5exj6VEkXut0U8PD2FD/apRVgbq0m4gdOh48I5+ADljy8COLIMGu4Yz02XSG8VceEjIhoCekHatZk1\
3XnHxg1sGKv979aLerkGBQo+bCmMy56SpyflTg3Yr0uvec8YHOA/DDZFJ6QIAAA=
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
    if (!words) return text;
    const [, command = ""] = /^help\.(.+)/.exec(words.key) ?? [], told = this.#words.say(words.key, words.values);
    return command ? `/${command} ${told}` : told;
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
H4sIAAAAAAACA41YXXLbNhB+9ykQ1pMhG5pxOtM+SHXdTpPpZJrEmbp9ct0aJiELMQloCNC2RtFNeoleqSfp7gKgQEpy/GCLXCy+/cH+gbJZ6NayFbvurN\
UqZ6WuddfmTBpdcyuqnDX8VuRs0WoDP8a2Wt2wNZu1umFJ8bLSTfHJJNMDGZBM1zS8XUY8rdaNcVylVsayX347++Pj3+/fvnv39vzNz2cfXp+zE/Yt+5p9\
dwz/Xh0fHwfODz+9f4OLr76ZHogHkjDrVGmlVqCqslJ1wqS1VKDbtZjpVmRsdcBYK2zXKk9iz05OWKcqMQO+ij1/znBDcStVxU5gKTF8mSDZse9YMLwRr/\
lyKAjEsB5MyfKW9ngMeg+LvCx1p2y8HkiBxep41eoBuJWNKG6E/R1+04wd9WxD+vc7HDs9WG85bqc1T3YbCbX6NUTHuW2lugHJserby5EOZc2NYe8A500t\
GqGsIblf3eu2MlN8agT+0Om3XWl1m9IaxKHXkTE7l6ZwWyA0+q1hoRFAdTBr+MP49abetLpbiCrgmHtpyzlL+2gICyCfG+GOf+KfeWnh2TvICTJcViPk6W\
A/V+ZetJttpEpSyySHPCFXTFgi1UwDoZItvPDO6oStcy/BAZCMbIS9aIURqhTJxJPZo1LEHTgbKAlvJT+q5R1sZImezSJpeHROVs6KonDEIGekBEQF72o7\
eYLQLwggpgH62p9cBTGKW8KxPCaqwkztBVFMFP3+LMRCp1rBq/QpgErcbwFCPACfvilwcYNqLG9tilUuALvidSuWEIlIL6T52Mo7yAl2ygiB9hRw6ALiik\
1iIm5IphGO1XWFIU1qmgVXqOgO1UBecOFjlpEUss0jUk33mKHukzmF4ui9nDTozY2OcWDuiuEC1P0TKhQ7FMF1UqUCEfgyYb5cvD0/C9UCpElb41JkXqOx\
WPhoGJlO6gzPeVdqjnTFfM8ZlmksLQoLIxQZpa0sqc/hWQ1NcTvJiwILz4WD8Pjs82eWzGRrMMsCIBbNZCHJuw6aKO4x8WIuY3hpRdOf9fDgvORiJmsLRS\
Glw2EnPzC7XAg9Y/ju2xa5MsmKT1qqNGEJ+CyLpdzPod34np9uIgPIINDyazBMPEzY0ascM8vyI/QTFAznLkhdNyak+E7n0YcNUbwsOWNp7300rOCLhVBV\
OozkXjw3shLJNhwoAasBVdRQ/hB606axNg8lJP/98y8DcLAIdsPmeG/EB+tB2Yi6Xa0c5VpXy0GlQjVcqJAeMy5rUY1UcVupWg72+sxA1j5sNwIG0YrkrQ\
LQuw1Xxw0k0o+6W6RkKyrwF6mJO4dqjuqcBYlq6PnQIXtoq4dAXsuG1/WeOnVF0Lo4XPGukn1zQaT1FZabzYGxATQNoZ5XPNjcDSQN/MOyimU0TABpFjeT\
zWADYL2zoyMZePt+vvR5X7Ri1hleA3psg6emMUvGJrtbRYiJHeVw6yRJI0oA0IHckAcvhFR16VhpzAgAa5f7m5Rb9v58FKiSpuRttR8qMGRRifWzyYr5+Q\
xPBALPuxLD4xmtZP3QBAxxEbrA2wbcFTCL4fQu4f/Lv+aiXvxZpMWL7GUhHkTppr8CWxs7PWUXl3loh2NFe8bcaVTc8RouB0PHB4Gn7Orl4cq/rdnhCkHX\
V3iI8NDbGM0mo/bhKqHprj9BAyf9nQe88J2tY2cfHw9+LsYdVNKnngNwFgGEkz/x17FQJb02Pdm/Z04zZxpbbyrD6Hgify5gQjBf8OgXp2erF7Icz8wxPk\
XMqR8TC8fOJoP3QmmFjXIgOQhoubp9DB/XfxVLkpOhq6FxOaCc4dokxOwQttGVeAzW60dsezS7de3yiZYjdwEZHxlPAPvMFtjpnw7v+EcCPMgeEVLdQV96\
ghM84x6YG77YYFxsVRYHgUzZ5b57xV7JMENtyQ0Xh9GlZZS6OBThh41azCDH7qSR9J3DCXRP6Bt64Abuy5jL/quGi/ZyztUNJCIVpEGGkoo4Gw6GOl5h3q\
egkkWtaGgjzmLRmXkKYZm611qoGzuHo7tIpgwq4gTxaeDq9zpcuGqz1JfR+zm3bpI1lwzmwDPK+gI2tFKYdGPwxsLeaPQBJECUutHNBYHdzIBs9CHEe6SP\
LVwIkXXlSIcr3Le+mg4Q49Ll5shgrVc9tE90vaGKZrJwApPoWkKELJQxV8hiuAy9nW6HDZUxHy2D0SBy5Yo+WWGHgTMHT/pAKEwN43p6nLvPUZG3dosapF\
hFRX5QrlEI2MZNT8EZar1zYiHEvh/FzhlENUkC7zpPjPTNmbZz0Zp+3YfZkdvmXwd9MugV2VZLY1MPBAEKMemzZE9eO1Zn/SRosM4wqGljGCXWB/2HqX4c\
RH9E36P8x7HkxwQjTy8MjXqe+IKIdxpMJnoy0/jRqk2mMXToBfg7wL7o+XOExv+EhQ/UfC6hyJV1VwnjN5+GSMdXCHf8odEhichkL6nwP0DK5zFjFQAA
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
  last = "";
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
  #demandLength(password) {
    const { passwordMin = 0 } = this.#session.about;
    if (new TextEncoder().encode(password).length >= passwordMin) return;
    throw new Refusal("password-length", "", { min: String(passwordMin) });
  }
  async register(password, remember) {
    this.#demandSafety();
    this.#demandLength(password);
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
    session.me.account = this.last = account;
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
      session.me.account = this.last = keys.account ?? login.account;
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
    this.#demandLength(now);
    const session = this.#session, { login } = session.storage;
    const hex = Array.from(new TextEncoder().encode(old), (byte) => byte.toString(16).padStart(2, "0")).join("");
    await this.#ask("password", `hex:${hex}`, now);
    session.emit("tell", { key: "told.password", values: {} });
    if (login) await this.#remember(login.account);
  }
}

"""#
), gzipped: """
H4sIAAAAAAACA7VXS4/bNhC+76+YVYJAArTstoeiteEELdpDgDQJur0VBZaWxrbWEmmQ1DqGo//eIUXqZe8jaXrZlah5fDPzzQxdVDupDBzhT1zVmpcpZL\
KquMhTqPgW30uRITSwUrKCiH1XFgI1u9PR/CKTQhtQWGG1RIX5b/ygYQHRz9f0ET85s1nJtYZ3cl0IOF4A0KuxMiQB8EKj1oUU9tkZU3VmpIr9ceI0AMym\
0CzIkvJAq7FWcrRwb/gKzSEOSsUK4suRJqv4gYC8Jbtmo+QeBO5D0HFUCI1ZrTBKgl2uDyKDF1xv43tUyxQYY1ytdQdLHfwTUBJMrQTwPS/MGC+z+j6jEz\
vOE/mCjJtsA7FqsSSdVRuDPwTCZziVQq4CZnj1CvxXlskcYbGgxNZiK+ReXHmX0dlghbziWSZrYXTkUYCX8xY9tHGK36FYm028o5LupcoD0JYHRwjnfxS2\
StcU2GKai6Wszbyrj8X0F34yvwuLX8UJQ/fUe2ClcwmvF0Pric/3/KLHPYovyF616lFKhEsJYVWIGdwYVYh1PLLXTKqucF1oQ5CCVNrxfMzKMffmJ1+mKZ\
uPMrZF6hibpiFxLGGiAIBgT3SHooV+K2JrhPlywps3k5RXyESRbXv8lAsjy5wFD5hPKV/abo0Fr7B3/iXxPx2d80ChjX2M0hfwL5GYjLqN0kZiQ7R6z01H\
62MafYtg2uvOgNcd6pDNMdn7YTRC20IapD7g8HJ++vnTsbSmycfXbbX6IUedTaRdT099VccWsCpMHFVIia1Fjiua1CGnYxGDZen6geJK4Z6XNeoZvQa0je\
+HMIFC4Ye5DqchXV5hJRXEfjFI2hg0roJv+07D05mkR1boj6q45wYT+LC8w8zQqNTFWrivFl0peY75DFa81FRCYg7mH6iBrzt4LaBJqrINF2vM40EInUSt\
FBLWToVCobQfmEBSmEpNyHES8XMYkdLGW2JJx7c7qu7Vy2O3VGnc6bKg/9cp/JQ0t/OTrfJ0Ixm5RdtIUQAXeYfpZC93U96mw7WIU01O6Ocag1x1bEjBSc\
6g1wpBNc9ZYJePrLAkObd1HqPrbNi/jJYd7kw04HBP3WZUPTtEfuXZNn5m1Y7tFHRZn6Sop9VlK/P5M1ye3jH8lcCR92tKG2ZkG2lbrWl+Hpww0yHYGhnN\
nd7K2RE70ugc+6Dooob/ufY2b6f3l1JqEz1AC2vy72jJ86uwMiz16TKj62wTbjT2SNd6hzQCw/fusvMPK0RW1jlFO3Sd9LDhwY4Qddkhac4SNZTsCPsNMT\
XE3kzTN+BEM928dEH6Zhx9OhKbUXeaPDJbciw7HrrGT5grekxAF6+p575k71N8UfLInmx/GTxBzskanNj7v1fmYAbZaM5On6c302A2ueOPntIxmaabkdx/\
1UXT6s2/CXla/Q1+IoFflOIHZn8CPnxnJ9hJCvHyYBc60cI+0Njyt+3vf0zYjuc3hisT/0Ckuo6ShN1JumhG0ZmrnKPLoMtvCcjs5ZH+Nrdtdp5bpYGRM3\
V6oAG6XX86BpuL5uJfCnMdVTQPAAA=
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
    const held = (/** @type {string} */ verb) => `${verb.slice(2)} ${fold(room.name)} ${fold(nick)}`;
    const useful = possible.filter((verb) => !verb.startsWith("un") || session.held.has(held(verb)));
    return ["-", ...useful.map((verb) => this.#act(verb, room, nick))];
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
H4sIAAAAAAACA51Y247bNhB9z1dM1CCQAlW59KGAt842RYMiKJIWadE+GAbMtWibWUl0RWq9C0f/3pkhKUtaxbkAiSyTwzO3M8PxqnKvawtHKMW1hBY2tS\
4hyp7musw+mOjigQoCwlynYHb60JdSotBbM5LUe1m9lVXTEyzx60hqo4u8J1GJUnqgta6Mhb/fvH39F8xhET1/VkYpRM93/Mzp+SM/o2UQfv/q3e9OmNZv\
tFpLetF7em50U+WyPkn/9v7VP69ZumwsC16r9TV9XomKxOQtG7kuhDHwVpZXsmaHjg8AvtuLrbygF3TKKl3RO+PWzdrqOqb9FPxmwmcA7E6ZjI+i3oAQlr\
0s7vQgW/xPkYwrtC0FUa13usZPGyBDmOOw5QQXRyjElSxm/B3aFLIsc3qMXmPCGDDpLZcaoyNIr9taspZgw+CUV+3CeAQjjcFjKRx0nRvM5rzn6EVP9LDT\
yuBuZxsfyIy4i6OS45uxSIR2ibWdQZzA/KUD4w2vvnWgagO8APP5PBiRlTJzQrW0TV3Bgg8u+2Yo82Zb6VrmcDqm3Eq2EyYmTjpNyeAYi+AZZ9UJ5bJDaS\
on5O2cjeDdssMM5vEXOBcSrAiDgRwFJSB35MCwpF8CxtSainAg4BiNA3gGuh+IoCYEIsIYhDW/MqWZiJIJa2W5t7GT+zJ3akklOonptobOLDs6j9k+Tekz\
XK41dqwTf9ZNXWP4+hKlqogtJHiZOXvjMUsvs1pU13CJkYtOpH7I4B8/8tlMmT9rdSOspBVucZnCTnb7xyYmFQn8NFqlhpecCmDAfVbnjAo2nTHks9Xl4F\
CAdGL+F9H32EBdxDAjcZRL7r6kz7WmZImUCDaRjqHtBJjAyyk/P+HRjayvzKCNN9VUQ+cN39mD7oH5iYNC7pqd2gTbfbnKwsjxvvOsg3D3DRVBLv37LKwO\
GsleYzCvCjmVBzzuHMIgTZrtIHayoO4VP33yBH62d3sJR7x5VLVt4clTRuBKWD060ntmCjQifpG08OjI3Y310mV7WmL17aqvpTFy0xR0VXmLs40qLJoadx\
oeOnwramv+VXYXo7UYSWRqoAyZym2VXtzBZNQDmTR4ETl9WSn2PQ0nMtHSgErJqZ4n98/eU3S9ccMZFXnqug2undrNyrcbF852lZwoxFMEEnVdNLk03r/g\
me9cKWxrcSNngMOBnGxVlLxJD9pBpDq8HkRom8Nrwfc3ORE0h8lRO6P4G694nEGQalSPPLm5XFqFRCPrFvSW9gJL35HyK/rE6NJHu6Ky4QVRHMQdTgPLQf\
lsFBKJK/4IRGGUrqUwmmrl/kXht/CGKHS1RX9n8OLZM2iXg8DiWBt7Vhz9rWOVLeTs0yTIWGCFB/zIRdGbQVdZ0CbhAnMWz7guXa/gxoSOe19mPV/I80lP\
eAP9uBFFQ4I8CYd4uwHPwS2D3jtpzjmw1avOREeoI3BC0EDqbBw5/oK+YPq8KHyeZGnItMPIkGRlnCxD+/hF60KKKsk+aFXFEeBt5exokx41e9f3V5PxK9\
I6HCVcVqOQ1V4Srby1587hdnQv419J0Vr+1yicpEKn6Cj7A1P2E3kdWbLV0b203stll8NenEO67iWjP3t/ayomBj1h7qq172IhPQH4Wt5h0iioDCoOQtnO\
5p49F6NzBjsxt9g1/tyzKey0wafIc/xlpPJCOpZS88fWwtCkaYiywahxf+kIv4hYZcbomEP+hMePfRJKTaNzXMkD/ErlwNt4O6X3ALxdUWfhhAyZGTlrTy\
ryxk+r7xoeFmh3UgO75ycuc0npLcRaviqKOEppmMB/k4ZhOCIfFVQac+TxFu+xDFkXTaqkGEcu1FPIGPvIpaDbXQ4DXih8zPmPDzh1FVR9bZfZja4hdnIL\
zJXvf0vQG5eopOOOu5B5O2HMTOzx11Eee2DLwP3rB/Gw9QTFOZd9rmosV9FYHVFXdXCdNW0oLEfInT6EBuMqiNR64VA/7YP/AQFd/xJfEQAA
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
    return make("li", { class: away === null ? null : "away" },
      button({ tabindex: -1, "data-nick": nick, title: away || null, "aria-haspopup": "menu" },
        make("span", { class: "chip", "aria-hidden": "true", ...colour(nick) }, [...nick][0]?.toUpperCase()),
        make("bdi", { class: "name" }, nick),
        notes.length ? make("em", {}, notes.join(", ")) : null,
        nick === this.#session.me.nick ? make("em", { class: "self" }, this.#words.say("you")) : null));
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
H4sIAAAAAAACA61XbW/bNhD+3l/BaEUrrY6W7qMD1+iaDP3QDgXSAhuCAGGks81GEjWSystc//fd8UWiZLfrhvVDY5HHu4d3z71Q1K1Uhm3ZTWeMbGaskJ\
Xs1IxBBTU0ZsZqfgsz1nKU2rGVkjVL8p9KWeefdXL6pJCNNuzi4/kHtmAvT05On8CD1VhUXGv2HuobUO8EymyfMPaDBq2FbE7p971Upba/ZAtuqSLBRbCd\
JrU9fkzLyYy9/fj+3SfSde72M3tGSYS0YE1XVfZbGKg1LcA9e8/b1EkJfdYBrq54pcGu1NLaIuj0bS+iusJIlW6ZxzljFiTbzRhhzOwlGDMbofNwF9QR3S\
psunML1l8ybJAeXA9XZuFwLps0KTql8GJ41zRji1f+SMUNqDTL9uWdfzTJb5l1xM6ecz5Z9Mhyr5g9e/YdOr9p3q9hFHJelud3qJVCAg3KJEUlils6DrQe\
6bAbUPr171IlGwMPBuPc/T8Kb+GxlPfNIWWtwvtPlTlma1ESbYj+g7uD13DvgCFdKFlVvRMdZRgTK5baE27/o2zZC/Yz+9Gpwfugkrcg1hvDXrFI0K1lHu\
payfvU20dWbhEZhu4O5gzJCxh+2trZXHJh8/bJutNgMyFjCkynRpQNKUKK3LqCPzvQ5nUjam6QH78qXkM6vtb4bJ9e/Vap+AC4R+dWvRLnaZ/Ho9wKvI0j\
IvTFBuOIovbE0cLlPlH7iFZyoT8ocYe3d6dc6FqQbQVJlm9EWdoMPPKKYinetihiSxfFMzdyva4ATzuFGNNwakSSQnaNCYAQR4C4tCu5256zk9iUXURjRP\
I3xHWrISoeedMR21IrmB28iwbz2hglsHYjSK4EP674DRD3YkWaP/bcdWASYk4z98B32Ui9L7ob4OUevqPhakmCV/p3Zk57KvahcwroM5tSiuo4xgK4CvwZ\
ZbiCtuIFvNmIqkSOTGU8nejPeGNS9x0fI1RD/ELOcaV4swa7nWtsblC6vqZTjAEWIkhPZpH2bEhCl65RDh5F6L58iSG9ip2RBz9q8dfBZLVHXsTXmGSbNR\
+Qe23jhKOq56JKrfICTBDLa2yb/sPmuvuZN1hyA1VWUrHU6bmkdYo0RYztrphcxSHMRhXQG803XKdOH6Exoun6skGnMLq1vINpUB0nSpwPkPD2eBxCXGV8\
yCLLkpVQ/bxgqXI6iGIhKFG6lEVH23mhAJP8zH9isVvbKWSU6m1HBvYru1VGt7JGfpMlIDmyGIloNCjzC6DnwInPEG24wJ5Xnc/Jl5PgBSS30A53dY5Z9z\
F0sZoxjTzWQ1U1eL8Q2NMIPela5l6Yxgb7CzOBNnIbV1pGuD0IRq4Y4sOc57nJGywY3uEX4qYSzXqQmYZ6t4dhZMurXB7QyZbLfuSjf8PpPer4tmEVR+6a\
+iF2pB47MpA7+HPXH3Jhx7YBTZmSyIiQkYd8agMvNvymgihHo7X9OmGZg01YPV4g6e1wmlwafiOaEh4Wz0+eXyVjlk1k3VSfZMtJrwgqsEInJ8kAxjEEi7\
a9NRYP/J/f80eaK7d+JqBSxK6fbml3x55u7T6GIzlO6JOO2giOO3kN1pW7696WDcK3TLnANdIAUfjyKmofKJ25nbzt9CaN+xCVlmuSyD3G6wzb1bRTTSXm\
FkLUoiyWMF181ZhteiSahMroHUTPpjSphO2BdqKYu+stwsDiCIyG3Xkc5zypXNDQNSFKc3b8EgNVcsOPyV3J3HvNCFOB14vdhPShnB0E0AutbLsWZRM7RA\
/6mQenW97E8JJiI9qkV2AHJTpOAyEu53nuHoeu8tL4eYlr9HF1eXK1xGnpEyaCesM1cjmbWrspR75IGpwlCRRzpaqXdo6uoFmbDfrIHYaazpKw3f0sBb5U\
EGlGgbPXHs5/k38TjT0aDdXKotkL7qPsBjNRax+/QEaU5U2xwUqOD1nayw1XWJkZNgCDO4Al3dcyBBNL4LAjEa4Z0tZbHUh55FQvc+ICprSr86P5wGnEPk\
t/z2DFu2rSw2xZ9YYfW7DOGr23ENeWIeucjHua/D5jj+OVP9gO8XVI0JVooJw+clMHdYR05l3Tdz7ryfHza5L893GH5oXBt4733nLwF6ZZlLlHdIrSQd7n\
ONKiaPD3MHFSsRz7LZw80GwOPb4cvi3bGzDm7K2sYcaQWJP186ZEl8UIYlVkFje37LVCM2c4f87ZYTgzJ/KpdQIUaiE7PRVyMKzRSxc3fAJfxSaNtMPfA7\
ryK30jco2R388zgvUfOtHxy2DRyH9uWFZqhdTQoZvunvwNwnIoRs8SAAA=
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
import { Refusal, byteLength, command, makeNonce, splitText, unlessRefused } from "./lines.js";
import { clean } from "./names.js";
import { makeLine } from "./rooms.js";
const tagSize = "@zzzzzz ".length;
const leastPiece = 8;
const mostTries = 5, longestWait = 3;
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
      const frame = tagSize + byteLength(this.#command(room, { kind, text: "", nonce: makeNonce() }));
      const limit = Math.max(leastPiece, this.#session.limits.line - frame);
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
        const outcome = await this.#send(room, line);
        if (outcome === "later") break;
        if (outcome === "done" && queue[0] === line) queue.shift();
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
      return "done";
    } catch (fault) {
      const refusal = fault instanceof Refusal ? fault : new Refusal("internal", String(fault));
      return this.#refused(room, line, refusal);
    }
  }
  #ask(room, line) {
    if (line.kind === "act" && !room.isPrivate) this.#session.ask(command("join", room.name)).catch(unlessRefused);
    return this.#session.ask(this.#command(room, line));
  }
  #command(room, { kind, text, nonce }) {
    const once = this.#session.limits.nonces ? `nonce=${nonce}` : "";
    if (kind === "act" && !room.isPrivate) return command("me", once, text);
    return command("msg", once, room.name, kind === "act" ? `* ${this.#session.me.nick} ${text}` : text);
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
  async #refused(room, line, refusal) {
    const mayHaveBeenSaid = refusal.code === "lost" || refusal.code === "shutting-down";
    if (mayHaveBeenSaid && this.#session.limits.nonces) return "later";
    const tries = (this.#tries.get(line.nonce ?? "") ?? 0) + 1;
    this.#tries.set(line.nonce ?? "", tries);
    const { code, keys, retry } = refusal;
    if (code === "slow-down" && !keys.room && retry > 0 && retry <= longestWait && tries < mostTries) {
      await new Promise((done) => this.#session.clock.after(() => done(null), retry * 1000));
      return "again";
    }
    this.#tries.delete(line.nonce ?? "");
    this.#fail(room, line, refusal);
    return "done";
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
H4sIAAAAAAACA61YbW/bNhD+nl/BakUhdY7qYhgwOE2zDRvQD+1aLAX2oS1QRqJtNpLoiVQc1/V/393xRZSspN2wAmli8si7e+7toWW9Ua1he/anWHaaVz\
N2tTPipWhWZj1jhapr3pQzVvNr8YdqCjFjelNJ81bcmhnrmkpoTSdFyQ5s2aqaJfmTSjZC5590cnYi/f1FJXgTyTS8PpJBLS/hbCTWKlU7sUI12jDDV5fy\
s2DnLPn5M/0DsYrs9SKgSZs3UhQo9ZNfrZU2b1spNCz+OGOValZCm7+4NLDww9mJuCUrioprzV535krdsv0JY99p8FGq5gz//rsTHd3QiC17xTdpRstXnd\
65xUth3KJxyoaiRlXlL1t+JE5Gtl1hVJs6jRnpZ8yspc69GXAuMugAP5rvUoRpxgxF5Vo2pT+6VC1LHXC7DQRJLUkqpyimT963F++bJ5kXd2YA+hAd0OTB\
/j7KitSa41LDad6TVmvBgiXJjDWYLYs+cdKMHTLytFdTyZrQf8XNOq/5bdpHbjb0OidRnWNmsVNrX7gscnJDUQcnQ5amlHgpeZ/lEJP6d7A6m1nl4LnVQ4\
F1zmysAYSj1XGI4rBSJJZ5+MOCw1AuWfoAF3Kp37TyhhvBHj1idumTAgfK/vOWN0aUPfytMF3bWE0t1ZWzCXPFlWiaNMqcyuYUdwBpRHvP8MOC/s+xtHqw\
D8c5lEPwZLMCDabd9d54qU1Xb0Y+xvAcZ5mPZoM544s49T71mQFuyOJ6MTKmFjkuQ5OBU7DZdthlDOAGmbSF+gRTJxNq5hQYWcMGIvQbHEpHrlaquM4btU\
0zd+AwcJY8e720/uabTq9TdGQg4+/aQAtxIASZHh5/yQAU2sFK6pXpfCWME724YO8+HJmjcy28Ilpw1rjsoCWvu4+hMypKQ/ycE5LswTk0zCWXlSgT9uWL\
S79W1OpGWIczd71V9frqkyhMDr1QrhoSwCQ7jkprcxLg7yoYHt8cilEUvIiAmkwTa1ZIa+vY/xy3u8p5WeFVE/0Tpah9xnG6FjudhiZyXDiDGnZYTdxN/g\
3vDq5hJ4NsnwctGMXIm/5er7Rs1WaQigOTS1EJI0b1LWGK83I3OBX3ogAlZUC+WXMNWY05pZqEXbBRv4MEi9qdK9PF164S0AtbTCvsj5PtMmjwhnO9awoW\
Af+14vOwnoUisZs4wXMwxe4OayGS4GU56JftLrTu7RqKi6WkxRES9pzN0Xh7wRDjsHzUExALW/Xh7lGLpd138w9no23VGejsKMGxQgPeYUxH2e/dD2cwAh\
VA2yYZu2oFv75HrlSNoCh5S2jZth8LgF7LpWM2/RACWicbXlU9aBG047y0h6Igj/3wyR3FwMIAZATKEupCbTXoHKLB9fUUGHaTKJu3hLonTR1s00kykoUW\
bSoxKERUG6QQtGHS+gI2oqqQAvq2AGaOzrrSszg7MFjBTbFm6ZJ3lRkTNtcCwFfaZhIWOVgOPcWxBihSu7UYcgmJRQdBgW57abD6nIKxLdZ028/KO9tPH7\
Qx0OOxhKzAJhMvTDJR4tmoXeB9nnQm2Bhw+ni6k2U5wZMOniTDsXl83RSTtbMwNMa7aa5jJDCWBj2H1s6n2Ssd0BCJj/TX+cM9/T58ZMiZ+5b0Ddg4nwIg\
NY5L+0BD44ae91J6FcQCdpbLRfrAvsfs4X6SpR1wAxSQzUHTwb6TpgvCwWPLCa44QsddfRahiDzCvZCISOBFOS1CKd7NKs7u47q8tNfIclDPVuGVgHGMKg\
kW+4AFVMQtDIyoUVhhmAIwlZysc7t32CnoCVE0bB7Q0ew/sB5RwZicOlasObxkR8eATMNd5cKaaj0hDuj8PGSjCXpfYQ/yu+a7F/xG/CpEc8kloWDFAOjS\
jxHgW8Qyj7f0ujNIHU9LtW2ilB9fG8bjZAmF/HcTa5A67tmdxi0dp+tRP8df8wwet0/jvLEH9MSBmb17kAp7hr7N/MRBMk4jx3neOxhBUKmtdZ8qm1KGyC\
WyHrrA0Qb74dn54LsKBIY8fNZ/o9FPAzvpsGzetJD3QD1TnCFAKp5Plg1fAnxpSvsomGLWZt6Rx+zpfD4/GgUJX3Hpg3c4+Xfj8xs47MT8owZz5yHn/v1v\
Fvf4CafufYFMFlVUNffM8EG1cPtND27nwH3KNN2zG9Fe4dQAyOlP23hBMMlwphjH33YXOfZXC17cQfBKyALKG/cQs8+7p0moixsFNeSC4r5wigkWvluOKH\
AQ9DSYpKaocJD0dDi6z/oNn8ELayvYjwfIVp0g/0Af/aoya9GeomCO67g/3kim4oTC/VQWuxm74RUQ6QV8tN8yRAOONB5C/A4n/wAjwjdh9xQAAA==
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
import { listen, showHelp } from "./keys.js";
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
  keys: () => showHelp(words),
  write: () => composer.focus(),
});
function sent() {
  toast("");
  log.toEnd();
}
async function attempt(act) {
  toast("");
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
    case "login": return login(page, text || undefined);
    case "register": return register(page);
    case "password": return changePassword(page);
    case "search": return search.find(text);
    case "rooms": return joinRoom(page, text);
    case "whois": return menu.whois(text || session.me.nick);
    case "help": return showHelp(words);
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
H4sIAAAAAAACA41XS2/cNhC++1cwOgQUKqj3NdwF2gRwAacxkhZtUfTASNRKMZdUSSqbxcb/PTNDUqJkp+3Jq5lvOO+Hh+NorGcX1vRCH+S9cO5kbFsxZQ\
6DrpiVh8F5aSv2XqrujdQTe2SdNUdW1N+LpjGT9vVHV1xfDemlnwz8ctJmwCaSNkgrhTM6w7WDAL1uAxuF9WCJMcdb4fqKeSu0U8LLXNIcN1KvrDhJ63JM\
oGxwt1K06J83wvkM3RN9A/5oBv0ODMlwSNqgFIYMgud6c7qVaszQD/K8NeDOHDIA+L/hv5HHD9LeDSvrjkR0z0I3WQrQIxC34QdH3nYY0wytxVFun/3F+K\
EbVhnVSDpvcBiZjZ2oA8OxQb6Xwja5WkeEJyjnhlWBuEDZ4ryx4pCXgwuUDe7XXh5zlMfvDeYkFVRrjoqUbY6NaH+HTskLDDsnxq4xGuLwzyTtmd0wLU/s\
t3d3XJlGeLS/t7Ir6+D0vbDi6JJItDwKRc94mdikApjiJAa/GMH/IlX1QXpeKOjkomT7fXpsIU/wVZR/192goKn5j8YoKXQ5Px/jm7SHL36ZrXqckWMw8p\
JEqoSpgo2xoSomvJfHEX44qaEyrq9a00xQjb5OP14rSd+NgumD9VN7czgoyQus3LaVbVGFUNa9cJFaoNHzJOCkEyhoNqWZo4GztdBV0SfotjUrzabIT9Nr\
DYqjI2LiaFlDsMEif2lDglSM66F5KNnND+xyxdJj4C8o4p1QDl9hsyU1RgPjTlLXV0vQsZuSEanZ1laEkprzhx/RBghBjM8yUHLzIFO66Y3FjJGpNDHMKP\
VTdnwojM5kQNAYlkROS9Mj0VIPg4OFl0pBcrk3qiWlVDS8gPaYnFAFGzRDHtuHqqojgwTSR8l2kevEOXBgzFYkWH8SapKuLDeKT0J7qiso7lMvoDy9/Azl\
SUaQ0wt1K0urEUUzixf9BaklTH0wGtptK99M1kKG5xculPuUX8hdAkcg1kY/YHudweVRiUa+91j0elKqYkURliN7+ZK9wB/14O7t8AkX5H5em5w4ON0xXP\
MgGoXvkci+W2ihhmLh4fLlBS65oqxF277+BBbd0YKDlBaNgtqYPUnrMaR6loZg/LuwRDq9MFrwXbY/a+zTQP7vZ4zGNGG9/p/Hnj4AU6UP98/sCfCBs2zI\
bHTDF6U0bHmO2YMf445xSo0jeerUGumJWiGusUYpREJ8AhD3fSBHIuEoA7toS9yNcSh6O0kCYbB3zwYeuXhozA/EOyROSWSf7OBl4s+Dp4OJ7DgAMPPdpB\
v0mAY3ANHR2J4FzSs03ZvXusX19Hgl3Fk3bJaKc5+Lxj8j62EvIpHFTQYoToxHBnGGCcaltcaWERRkw73I434JgCAE6mfFIXWh0pfWetDmpLPeCgnCxUhI\
fGXoGCfYvsZ4SphICY0RDDxCShjZBA9akqspXfFGgTcCgMIz27edLmSkOw3kNdKT040ALXHa7OBY9pPV4S6Pc5tG1pcvbNKt7Mjg60wwne6LbKKkSbxgx3\
j3L9j1/wNPJUJRLvhYpGBGy8mtlSkY7AW7qtYYhRx+6s2QwWkREY0nj1OM4SyLS3KR7qHSM7vWtf+kWp6ZEVnVRC7UDbFqLyyUDGwl52EdStOxeLzApM0R\
YbdjuX+YvDcwO2Ho4ri+np++sLBWW7PD6ofCv0nq9nUrPPji8Ya7PKbaTMbAnA/3RCiToBeY+PeV7MSkYi8FsWjXeYR77eaGrcZl+WTLRyUV2Pd5F9+GOQ\
1//qjYeU35k+5BsgEb4lv3C0Y8ea2gTBdH0RX0fU+zBHlvu+RmHjF04wWJQu5fbNZjGVOdgPggOQpkey6WJqZvvpGuyKSlqxO7HVwjoPC/BX+8mh16oAL5\
5q5I60uMI6yvfoCDFgcR3X3wDwVYnM70kNV55ngUC2WyYzkm7Ptd0o1JINvjfyrp4CMu8L4CpmxKh+QPAAA=
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
  #willDraw = false;
  constructor({ session, words }) {
    this.#session = session;
    this.#words = words;
    session.on("rooms", () => this.#drawSoon());
    session.on("current", () => this.draw());
  }
  #drawSoon() {
    if (this.#willDraw) return;
    this.#willDraw = true;
    setTimeout(() => this.#willDraw && this.draw(), 16);
  }
  draw() {
    this.#willDraw = false;
    const all = this.#session.rooms.list(), keys = new Set(all.map(({ key }) => key));
    for (const [key, item] of this.#items) {
      if (keys.has(key)) continue;
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
    const current = () => this.#session.rooms.get(key);
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
H4sIAAAAAAACA41W32/bNhB+719xVrFCQhVufRkQB2nQdQW2oe2GpXsy/MBItM2GFj2RjhO4/t93x6NoybHdPVnm8Y7f9/F+UC9XtvWwhbu197YpQRm1VI\
0vYSnvVQkridYdzFq7hEz8WNul+OqyqxfqMfhVRjoHf1u7/KgdhnkB8NIp57Rtruh7Y9vaha8W9zi47uLnGS1cGPTKSvjty6eP/1CED2wtgkutW1X5vg+v\
nPfSXoWDGrWBT3KV8+pGG/NrKzdomEnjFC1WtnG+XVfetvkWIuwSAmbYFYENgF9oJzpS6N6j1xnZ4xoSW+h2CdswU4d48wKu30aXGrHcWrQWxXOHat22yG\
foQh5x9y6okyJEoHoGecQTyRbQKr9uh1j3QiB31R3uv+ilsmuf90Gmva9e9TGU8ObnhIOXBlod0zqqDdIYOrmvqQj6CLpUin2vnrrru1U+RwexxGvEG0IL\
XQvCw69Ot5ltIefYE1wuge5/CnYWDwnp0OFjkegEsZAuD2EImNdNJwWEAKJVS/ug8qJb7AUTNeajV8Gbzbseedm2spmreBOBWkmsxUwbr9o8p6VAYkRfQr\
u/Wv0gveoIHQvDeX8izvEwVLipYBZK1lkhFrquFeXwiAI5u1Snw/QvbWlbhV6nnNZNi/EpSegvjK4PLzjm8wAZFuwaIYUGQjUsvJ3PjUIDHoaZTz/HHDBV\
33nfauxXuFm2Wl4YeacMuvSKUTj5lAfYN8D1F1FmMI4L2b6WnFerfGVkpVKm/L9sHWS2jxLNdFP/3tTq8UAnuP6OMBynUY8x0iTHmK+BgeEHBTeqmftFAT\
/0/k2vUv2Tc3FwiFvYDRtS7+iyi1iUAVwizvSwqj7IasEMsKaITiDS1RFjpXpIAnFxzLFmQ1ZQecDNTZfPmHk16zEsqfWqxnTLyZmRJDvxIYCiWmhTo06T\
AGMaEoz2FxDMunGq9b8oxNzFOeqGWJq1MV3N9tTYYxvcfuw4SJBs/TuK94aWfrscZggJsW8RA71otOaZ0Ziz210Z6fIAxjYXSiJmKe6wTWV0dT8eHFUtrH\
UqjzhwLCCfk4E0Hg76ojLoAkbJB3UqbDAOow66El+xY2bcaqOdB01YSbo+v9qBvNq9TzKer4++hM5jTPT44/bPzwLHt27mevaUT0LONXKpyn5Tin/odYDx\
XPz71epGoS0hmBb7EgrtH4FLpCniaQgsfA0H6rGdvK9nf97g9tM9nV+cdYida0AM3sJP571WqEx2wP/7XkbNCNmopxM19tGZ6TDhZCw5tabAxSn+Xav26R\
ZHJb2v3hmTZ5yYWU/rEbvCt28wCt4HAtN1JI2ANx+bAHtJM3rUdEcofHx0XjzQTzl2hLq9oee+jw0kDmFKLu4SJQghePFO1vO4OuziuDl1xv1IGspIw4kn\
tAjFmYaT6Kp0G+5vDCm7Y98CFvvcNKTdg71ee0OYyJBqNJDaAhfOHlh6/ca65o51V4eWlRoLeWWw6ztyj0Ue0YNbHGQvs+JgG5EZhx/hsBOp/E3vccuybq\
Gr4pTAu/5rd8TmLmlgMh10ipW9D6+dZ++CLlh8G6Ty2OufSg6lGe9PxzyN5bcb9r1J7L3M2q1kMxAq0KHsDDfEz7BsHJOVBExFfXlJqC4vXxOWSK88H1w6\
XXMUZhz3T5OYcVj0OzCpx/+PvBXSFCZv6Z6aCuJkOB5CbqT2h53bpCM50u7Ff2xSuxxrDgAA
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
    this.key = fold(name);
    this.isPrivate = !isRoom(name);
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
    Object.assign(room, { name, key: fold(name), isPrivate: !isRoom(name) });
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
H4sIAAAAAAACA51YS28bNxC++1fQChDsxvLGBlqgkCy7uRQN8nCQpOjB0IHWUtJG+xCWlGVV0X/vPEguKclO2oPl5XBmOPPNcDhkUS2b1oitmDTVUrbqba\
77YtqUeV8U+nPTVH1RSqPat7nYiWnbVKKXva5lpXT2TfeGJ4WTR5lPrdKqnqiAdWlJzK0eLbdeVZVsN08yTppaG1E12vypylyMxK8XFxd9YdqiqlT+xtzi\
KkQNeb9ulgqZL5FcKiNq9WjeqQ2S/OLTVT0xRVOLSi7U+6JWCfhtdCq2J0K0yqzamj6FWKjNwKk4OwNAchiuyrIv6mKyGIheDyyCaf6qQNVATGWpFQxUjW\
toTwB0/Lc2gCgIgb+m16elWjVdaVk6/VmWkVE4uRue7E680YV+j+FImhqVmrlq2fBiKpCWFbk4HY1IjXj5kjlCYupc7OJt5fqeORXXAgAUgpEt9NeiIlyT\
169eid8NoCy2iNxOvHoNwUTZRVHn1jOGQuxSMbom50Kbvn8XCfISpSdrvVZtDy3tiDO5JAopEyMkEVJIO0XV6bCLlDUOfUiRwY8ZmhuBzhkgZTNlcCpB79\
jTPTKDj2jbTJmUUmuBm4AgLmFpDSjcjXH9SlX3qsVxrdbig1wmZJZplsUEiL0ejlZ1qyQid8EinBRuPC1abf5yLLy4EHkrp8ZrMDaledFvDdiAQ8okDlG1\
hExXIa1sZF7Us5C0BE/WTZt7vWtZm1gTOGvedgxVoTUo+QO3p6OVsMfemGAo81iH1AuV39bOwReTZmWX4XGRO8C+KMOAUY61q4lp2gTrSmo3n5kXOkMCCs\
C/YUdd0I7GgsMSwVShP7XFA+WNOOUC1vHs4A/CLciqxC1kE+mDNPOsko8J6XGW91mtDXami39iVQDRRO2rYpEAP0h6oln8/JAQd+pgstMUs4+O8bdqJos6\
KfTf86b0sGEdOPW0I5aMQt3Dg8VcbJ2DL9ayMCDtLSsdgC6okEvzolQiYeqVVYebJStVPTNz3Jcd8e5w/lxcwh/Jj7Ng29u1eynPnZ0NQ5iJ5myVeZ6gzh\
AHHMe1j+d4luMMGZnNpXa8qa+Pbjt6gIjVLYOs0azfPfa0TAJqX8QiO/q1xbXO1SOKIccR16GCHeI1sBYtSwnZV7qS6HTeq2nT4g4IQOd1AOjx0ONj+SA6\
4eFtyWx0h8eWxgPhZknhQHi93DUoOOVgNys8tTpsyHa9LAvQTgJ9cWH1RxHlNazuTiGVF9aI0IVuB0npkDyWXgyXxZSXBC8gQ0BOYiZ7N4Y4vsbUho/z8y\
5lGFqKLvLbYzhAWJpx5JPNQRYY2SKZinso94sDjtSbL02YJO6Uw0nnv1bGlOx/n85ePMecoXFWBVgQ6XYaZguuzpzocPp0sC6twO39NzUxGZwlxay2Bmy9\
CfuNTdzUQD8wPCiSftd2Ra1qHuLY/j+PrtAhu5Q/nsSPXTxeN7oCkCs8bfdqgC8n0Yk+4l1tpePDfn9njsXNTVByHEawkxwy0B8vVc1w6RibKezcua0huF\
CJmZlgYLgJw49R0ICdxqUPq16wJ1gnS4tmytpThvY4JhhFj0WA8KrW82JqEuhmWUnkHJHsFnVOYn+fxM7pVbssV/qJje1uCF0cHP9VfFlwyfCMo4e5AUXK\
qkufBcAmRYzBsc5sR11fTXAd6RnCkMSFn4TstoCAugzFqBIvJ49vYbvzm9IOjqNjy4Wquy6+y5nwIsFNOzfjctPDNOoocmJ6aXqDFoElXQOhldqL5mQu65\
nyO8D2x9eukwiJI9d6xU1zd/yzqqByUJOW4I0s7AJIC7XRd91n0HmMyU+WChiWKz1nXcMjqpz8dXfvjKQ58X1Zs6bhtfFor2jbSwhYwm0tMqZhTUAtgIRV\
AlcsPuG3uxjfRd2s6w66btXOiVPmcT2Z79Gv/RHgSK7filvgyEas/62s7WVYruUmuMLSQnxZpjHZvPOglEpCqQ8xYR/WUsce+A0WYNP5g+w/4cz5eZQ9IN\
VlDt4QEnyIgIOsiY1hC/YQRdYQUSY/ed4c84JUpM/hC5YguogbTblXB9McHKXBMQHiH1gTAaX7wvr/wzzRh8YEl1tSBvejZWIjBiXiznYx/yUd9nOcvRI7\
fgYZR5AE10f75bzEgEVuOu+Cwk56oazb+WeT+GC74Nbb2sw95lCQxrppwTJnzV4qq2I2N3svJ8xq305QOSu2dTf5/Objuy++ucH5VJzBBQkq7i/4lRCzP8\
9vxAWU/d/ijLgDuEOHxxy5O7g5921Kj3m1rQhofWvwwP5PXGLv0tTGOkN3k+j5CdTgI4v19dw+rtghvvfgLN7Zr+wUft+I80uw+zJN2bSt22mMgl2YMd7Z\
Jz5CBt9CelNIh1y1EJJes8TfhwbO6954ePh0oykgL+43/A4YPdZgLoZvDtFZTBJBuiLfQUluoCeLVLClbUOvJqSoWwRlYfn4UUJEy2FionBGUcGvOLBIcW\
vbckJM4bOBVRVMo7Z0r9y19LZ78OLyjPB+/88atqSjz4+lHVL4fGyfYgbxS4yvXj/hNx0ThT54rHH5PT6ajjZVP65oP9PrprMlhfx0dH7t7GZ+nKrOpLsv\
m+q+KbMCzmNpmnacPJNBD7JcKZ34XP4XdrWJI3IXAAA=
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
  held = new Set();
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
  holds(verb, room, nick) {
    const held = `${verb.replace(/^un/, "")} ${fold(room.name)} ${fold(nick)}`;
    if (verb.startsWith("un")) this.held.delete(held);
    else this.held.add(held);
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
function readAbout({ server, room, keeps, accounts, registration, passwordMin, search }) {
  const text = (/** @type {unknown} */ value) => typeof value === "string" ? value.slice(0, 200) : undefined;
  const flag = (/** @type {unknown} */ value) => typeof value === "boolean" ? value : undefined;
  const isNumber = typeof keeps === "number" && keeps > 0;
  return {
    name: text(server), lobby: text(room),
    keptDays: isNumber ? Math.ceil(keeps / 86_400) : keeps === "ever" ? 0 : undefined,
    passwordMin: typeof passwordMin === "number" ? passwordMin : undefined,
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
H4sIAAAAAAACA60Z227bOPa9X8GqxUDquorbGewOHKTZolNgC/SGSRd9aDtTWaJt1TLpEem4get/33MhJVJ20nSwL4l9eO48Nx7Xq7VurdiJZ3pVq7nYi1\
mrVyLJT0oC5F9Mcnqn9lhSWdm+k19tjLgqVGUGqM+0upStKWytlYnQA/iA5vmqtiAgwJYMGeBVdTUSi2K9lkrCp9o83RZXARUfgfpDAf+pjdVthMqQAd7v\
crYxRTMSzriAoKmVHLJ9qee1CnHw+wBnphtQtdV69bpYyZEw8Bc/BWQKvg5Zv9nYqf4aIGkCDPUFtqGTUcyQ07ti+qwp6ggPbS/mcoD5vm5RwStj5epZo8\
tlQLGFM0aHizRWVHoztbNNc1E3UpVSnImfx3+Ox+PTO/IrsSubwhhxIY2BCxcQOhJipbvp3R1BPjFAqOSWDUmzUwCvkNlOqLpcTkSSjERRlnqjrPsCNz4R\
atM0Yo/YxRQcgwT0ramBvyF6vK+JeDz+5deRUBpUNBNh241ksnqudCsrJ/1CWpa9kM0B7N5M2nJBnxpZtBheiAIaIMws9Ba+pnmeF+3cZOLsibAQXHkc74\
jW4ZDeFh1yC0pGjGiXUq5/a4uZvQV5hxtxqFq9vgUxokV0a21uIxTRIjqlrbwFHaJFdK20kLXHCF06EEJE0uiietNUEGPHyHzaa8QYiLqURXMjEaNEVAYi\
olzcSMUoA1lzOLxGRRfuuUcaWIcV5yYywhjScI6kR7HhjAO9XBRqLt9C2m51W90oJEaNpFF5aDcl2J5iloOPuNiMQJGSLhpYzxs9LZp3yNNDoehSzTkLK9\
BIrIE0JtjWqtJbRMeqNiIZq2IpLwBfkp2btiGdMY/fyykfIHQkPiRYGPJ10dor/JR8ykaCMjwWQqDzfAqy0h6cobR9JpxhmzVcD1kt2D/OVLSBPwVn3jr6\
H8DveeldnXEHoK+rRf/9/WWabE3SuzBftHKWxcj5utVWlxqpDmAQTuumKGWaLKxdAyfkN2TQRXMHWRQGvydJgImtwCmGHSPdCcCcBDSg2ii4EX+x+1BclP\
iOWzQ6pIgWUrh8criuox9gcV1wSNxED3BcFDskauIHODwGdYrhF8LxYSfOz+mo665pGlY1mqGsXkqVhVzvNZjSKsWgJvie2koAdKHVOTrXKk2MLayEOwtE\
4IDUH2xUJWcQzVUkraOft1JaWSGHpbzifL7UdRVpSzMenx9lAsVPWWSBaUMs/CTmHEPwo6QtjlUsv+UJa2iIlU0DxzvhziFYHCf0ynleVNVzlP+SXAV6Jl\
pR+kZOIYHlQpbL9HvkCF/U1YCBc0UrV3I1xdx2XILCUOlyswJWx5he1qae1k1tr7hAxsxxBlDpXc8AArqqfHzs3Sih0tpc4H8fCPVMpHc72HElWUfZGEno\
vSvWkL6QqmeQwHo2S8S3b4GfjJvcngxnuezQmV7FOdRXirnU68fT4E6QqBE37KeY8rrCEfes53Xa2ROqBQGUZEi2aZVnM4nsrM0LJc4BVSUCZkAKU4AnPM\
gJTzu09fx6pSb9EUNC81bFFVSEF+rQQldJ4QUC443iEb4vlbEyXSVGfbbGTMj5J3+kWMAbZPDt0eN/pR/zj9U/st3P+28fP0wmjz5+yu6f5FbC9ORldK6n\
2bNTyslxRcWPpefnZ6Iwy6c4E6dBc8lyu4ACk9Kw3AfkUumtccBOTgh0wt5Mv8jS5tDtYWxmvnQ+8if4SHiubFtLkzqQdF+ZUT6rG6wu6YeRuCyajfzENQ\
g/irvgo6CAhRWEiwPxiKpclzIW+njKjwV+ZFGz6lt0X+Wc/04P3OfCjFn1jDoZFD2vYXw/rM0QGgqM7fOjMFeqFH9tQOsI28mY6XbunxUCnzK1dR3JLNPk\
BOmSLIcOD/MiF47d/qCgQt9bhxKX6VRXVyOh19Q3j0UI0R1ihmFfbtoW7uxogMVDusP0xJjB5LY4X9xdED2/SnvEcGDCd1Hn7k4sQmKfftHYpK/W+O6HHk\
XXHEukjDzrXtqMnPVV5y6lE4ht4cVGb05uNWkyLaqHSObnociC4Jb8agRVUfSYB03+ljUQjJeSMLE6FYZm4t4gVBcPSRQYMQwVt53ALtZiYhAua8TcoiSi\
V1wU0qwETGWGlTiQW5u3bX0JdT47xsL1mkCp3p5ORm1eySgunDP8/sOlGpGvZN4FBqV1ceWcY+VXG2WSe/fFGDDNAiDp7YOc/EF6IOnpu3WXx6FQiu3ocX\
j6CTE9n6o2ZQHvIz7juWngaejiGlzHs1NY9PiAZ6KO3M3Q/R1CJnpfDvsVTnLUoa4LHiQC/kQbxstUAgqUbmRA90Kz7jBx3QaJzs+i/AhB7ma90p71ob6a\
Fi9DGnYUM4QuAUh+VghUWXVa9GRQaUUa5LGeBaUoC91P/qMdHTsivAMesEx3CfETxuMc7Ux8PUZaXFGmuNjw9g6ug1cjZ7xRwjnnZFrAvcCQ0l0U7rzwop\
CJL2i0+nShF3rBocVq8LYr8vp1QcGox8LCrcxw7E1xqZkeYAxGeYgfmNcsoHraxHV/M3ELPojPIy6lS7rBqxv1AwZ55JtMqmQD76Mftsqz/n/ZBdHyTq/r\
8kjtunVSW2QQtwTkg9Nn8jDxhg1ebiwDpiXZTsG4d2/evngGPGa1bCqw6QNVAltDf4VKkAy4B8H3iTqiYZETFkwT8EOcxxMMaiq3JG5YylYwirf4tEAtfD\
1185ikteOw4xfKbGmJdo0zekZO156bd0RVex8clzpyQnJ6F0ddnQ+8DQsICHOgeqyv2y5/vr9DvG4jc/LHRp2M0Lq9uL+jIOx07kHEbv+5r4rEg6ZW8762\
C4z0xJcvlOSjGj+HbbtHwEzuTsOeggt8PwrzPPGdJGOSpPfcwRByfRYx7U1J1Ku2XejaHO12MNTdnBhEOigC3Xy2NR/GnzC4dz4HPHqXA0F8T/y7pwRDwc\
NYuTMf9F1y989KN/PVxvLPHDi1UThDdM14DTwMbTZo9P189zUFeXp2P/0kPtOns/s7+r//nB2MtoZm5a3pnmZsOj6d8GWGHyl1eTDOV8UaUdgdYZo7gtTX\
EIzaicNzTkVDXSudiNcbWlpQSXFAxBmjA7F2ubLBZK5QxNfFvRjEr6D2TgRz0q17/D9KvOP3d2YbVdLCGe6p4lfxDqpsC9b5LMXfR0z3GxPOcbR2b91Keu\
1W3K9q+OLWo+5xya7kGifSkwcPxL9x+hO7jcI3tNqLBycc0fzihjOYQvjJS5qCFNpjnDMwN00N1WA8Eo/H40wEkdSt1cWsKeZ/U9pUa5jSVSfuuIDa8P3g\
LMYsyEHMQtFRgvHF0Cdi7H6loXu5098/uiVlT2e4tZ5OrxyQHgl8sUu5tr8VmE+d2HPxqrCLvJR1k7KME/HrP//8hT0S6CIvUROIm9COkVv5dXc28VYEsN\
iW8+jogJePiwm5PvVfszhO3GkIyny4uDP+wr8fnEJock3oArTb2vC+hnyJP33d0O4I0y1H8i9Qb5Nj/SnXML4H8c+07gyp0gw9yz+f7gXtHuKHzq5Lp/8B\
0g0xWjUgAAA=
"""),
File(name: "storage.js", content: .text(
#"""
import { isNick } from "./names.js";
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
  get talks() {
    return read(this.#tab.get("talks") || (this.login ? this.#lasting.get("talks") : ""), isTalks) ?? [];
  }
  set talks(talks) {
    const written = JSON.stringify(talks);
    this.#tab.set("talks", written);
    this.#lasting.set("talks", this.login ? written : "");
  }
  get shown() {
    return this.#tab.get("shown");
  }
  set shown(key) {
    this.#tab.set("shown", key);
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
function isTalks(value) {
  return Array.isArray(value) && value.every((talk) => isWord(talk?.[0]) && isNick(talk[0]) && talk[1] >= 0);
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
H4sIAAAAAAACA41XbW/bNhD+nl/BKkUhAZriFBiGxXCNrfuyYW2HNkA/JBlCy3SsmRYNkk5iuPrvuzuSsigrLwFiy+Rzd8+9kadqvVHasj2rzOeqXLGGLb\
Ras6Q4q/lamOI/k4xPFtu6tJWq2UyrByO0SXEzY/sTxqze0TdjWtitrtmdVDMuL5eVuULUDZtOWb2VcgyghpXclstYoN08aU5KyY1h35ZCLgh0uhJiIzRu\
ny64lDMOHCesFg/sE9+kGW6UqjZWb0urdOrgmTdggUThVYDUQVcD/3fCAnwXsKSFbeuV2FjAOtFgsgjgMWGrBUs98s1kAkJzsahqMc+CS27TgQ8Baj3u8p\
qi7j+tWKe3G67tToKi4u0ejDW3GcYuSZyeOHatrnbbu2Uc05zdc7kVcSRad+ZCCis6HnVJonckzCbgXJJkPb5arNW9eIry2GsR0ghS1RWOVRXmSc8D/Uhb\
z4mep8NRepWMLz7xSL3gaxDKid8JV4WwYqv6jsrQ8lm/6vZMqpJLKJu2QRJa8UqSLIe8GIMt1MX4tRYF7Cds38RJ87Z91VNrpKQ8pI5QwCpCeNXZE9UeFa\
K3EBX5S6UUZAYC6s2xGs6T9EWDCcKSrk0niB9Pm3RSOUEjo1qptXmFVcIlWWE2soKfDB4XlbRCp/5sm3xg+FAYC7Vpvld2mSanSRYRdcbooHyGqjOVM3+g\
qqomexFtqe5guUdbCz5PB7gTGGuqMn/jY8TJaaLPZzg5FblDsyn769uXz+CqBkC12AXxC+z+KLpE7BmeUIY+vrTlSH6l5zhyTtFAYaEG09HgK+uYo5c94m\
i5XJnXUCQgNN2PH/6QCsEYCHnAkjX06RIX6Hy+uuk65qxbt9u9WR50Za3A/u/54bDjoRA4q3mQjUBROgMwciNYPIqQWaqHerhH2uAQJm5LJ9Y5RHpsnUjO\
ukfIXPOFTbEDnjV3Szg4/BHpLxFv9o9WA7gnHu2w8Z4CDw1TRTu/UBn4uGAWv9RHU4zLlr//XK7gdjIiiGG5JDiyJD4d3iFSFopy6hVcvH7yaTn6pu72Rm\
viu9JztzEteFmqbQ3xePeut2PVCorleF3ymcBbIzL29agTB60ddNrdRqgF8+umqks/KLiSThBz9u/1fD/Kz39t3p4VVhjr1Dh0nwG10gCB37Tmu6Iy9B32\
QblTJe6F3qXUPXRYe7r4e1pcjW68/zjU0mJYoufzG/ZhwkZ9JgeHIyJdjwdcvbp+fH/+0/XjL+Jmf56/H41ip8lINFpc8tlHyau1ccNFueR1LagQTqGD6H\
spuJ7jhe4rpDttACZnXggga74SH92vNIu7A5AA8DrD4kGyY9hNfX4hCzuFquHKMjgGTRhMOXNuOWso3E4X0kxxte1YTCdUSkr1AjRhUmmvcTTxJiLRDsz/\
wEtHZQTMlkbJe5HCwGbCeOY68kA70hD1II4/XlOazlXtrvEwCjo9tlrTywAxK+DQwCufcHCOWBlM5+z851E7fjpRB8BQWE7d0FHOvMKSQ4XLlKy04qwTrm\
5W3R8S9RrDYjM+GZJLlV3iEA126YmKkSKNlej5Q5kc5uaQyI0y9pNLJeSRm5W58IJNGILbFHay2kmcbwJchrMHFBx1Am4ddtoKxKKMUjbtsVlyIHMQbjov\
WZFRwEU2s250pgUxRtDxsR+1yPBbK5bO71rxeQn3asAm7XuJvwlfOsT/B7IsCzpODwAA
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
  #picked = -1;
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
    this.#picked = -1;
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
      case "ArrowUp": this.#pick((this.#picked < 1 ? count : this.#picked) - 1); break;
      case "Escape": this.close(); break;
      case "Enter": case "Tab":
        if (event.shiftKey) return false;
        if (event.key === "Enter" && this.#picked < 0) {
          this.close();
          return false;
        }
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
    const suggestion = this.#all[Math.max(this.#picked, 0)];
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
H4sIAAAAAAACA4VXW2/bNhR+z69gtK6QMEVNXu25RbHmodiGFku3lyBAaOnY5kyRAknFCVz/9x1eZJG21gQIIl7Od27fOYdhbSeVIXtSy7bjYIAcyErJlm\
TVO9xqqWh09a/O5hdsvMllr0qyYpyXpKVbKElH8WiUbGTrheDZCdWcak3u+vUatGFSaLK/IOSnjq5hbj+Y6HrjvuoNFWto3Ddn2pCFw84zPQpnhTumnOPp\
/YNbdKzeQoPrqxu3dpYsyLVd1ChjVF8bqXKrsiROX0mCssJZQ4jZMF05o5xWb9uw7URw/2jqcBBA8Ciynfh7FW2a2ycQ5g90BQSoPHP7WUlysPsFWbwP2l\
FkRfJLv4/i2lBRg1yRz1bCoZC3b4k7rpj+DfMlNRProvCGyA5EvqJcQ+EtOBQ/tmTJe2UNcTY4iJpLDXlRxO7ZJEwId5IJA6qRO5E6MwQFkUTYdngH/HUm\
Ll++0eUQcpca5JQGrTG1SKFFlIYST54o7/FDA4faZv/OIB2i9a1oIqkoOy6aAbeqe6VsAL9/P0Eil4tFAlYQBaZXgrhQzhMrLalQdURjq3monDwoK8mJ1t\
I7UWnOasivT50pSuJjEoc98Nf+ibc95yML4sOTGvAhcNCWOJFQxUGszYYs0PebYpDuTR5MAPQ87DaK7obtEJgJoPe+0GyOA4eSkoorlZwBW6lOYcigGXgU\
k6OWvTDHBCNUUBpl2V2ZSpzeMVNvAj2rLbwUx2KrKfqYfVRK7j5ZEs+iIOZ5EtBfbJB+9oYUc7JUQLfzc5i/ux+B/EpuyIfgzCxJWEGuUMEk7q2uaQcDbA\
jt9E1bjXjRrzDl2Syc+xj5COgNW5nfbRjOY5XexFg5egRgS6ATd67HWB6zOlgY7U8rOlwkcjH57E/iYAMr2nMzm4DyMN5ipJD9+8nfPlLZ+21k91VJ7CnU\
8vaE0DgbYCBi2rkSIsrOyiITPSaW7hqSRn3LobVN5kNywwdF4wi7V5LDwsM8ZAXSQPScz1/1wXHciw2Jmyz7+6qqoqZdbxhvsP88VEw08PxllQeMRHgIvH\
PerRKnx2KPS/D+T2o2VUufE46XyIm4xhM2+HZ8RJtyxA8qDeYvO0e/wbPJRwF0QoPt/GN/LE/k0gmRgWiyYmJSxxZF+FuMkqd8ePdk04PVBcp3ryRSTH/B\
ixONauiOyUTdsKZxty+93GQcPhqj2LLH0ZJRxegVvqbQLmhw4t7hiVjnXniY2PZFlo9KSnIkhLWmpV0eOWxfQUiLaGh7ekxcSV8ErrklDWzkjz0KsPspir\
ozD/a/bF1JdUvrTR7oio9LTmtwdvqdqdD47MehcVIuoakTJ8U8YcK9E3gYWTLU3tDvXkkTRRo+QQO6RgpSYV97wXDWHJvc4EqNTYF/Fkb+w2CX78mSy3o7\
I5kAijPRZMdn3CEey163glY+wavqx/yEDO+JJXtJBG3xvX8kQvok20nV6JMHWdI27cs/zxr2lNl3mu1taLbXgDusmZHHkUpXb/ZOy+ERFYYQjBUnkB8Z9k\
0PyVDc/5ORWwuLoVOW4XzZ2Bt7NPy8ZhHk8d2bvZVDVTPnYnGuMLruMXWLJRJQneeVpi/54wZ4Vw1wR0NCQA8X/wG6IrfTPg0AAA==
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
  const count = (/** @type {string} */ bracket) => link.split(bracket).length;
  const surplus = { ")": count(")") - count("("), "]": count("]") - count("[") };
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1];
    if (last in surplus) {
      if (surplus[last]-- <= 0) break;
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
H4sIAAAAAAACA5VWUVPbRhB+51csgqEnI8vYJKaxsRUmZaadktChzXSmksCKfEYKsqTRnQZSof/e3TvJliF56AvW7X777Xd7u3fE6zwrJFSwypIl1LAqsj\
UY9iAN1lzYX4Ux3QuzVEi4+u3T7zADI5IyF85kMHBvPU+czz3DP96APlz/ckmghXu78I8XG/vN9fVHsjPnfN/1vLy6qunvp/rO8/pHgwPfPDhw3Iv+P0H/\
35P+uzsbzX6vY/CRij8pqasyDWWcpSCzB54KJvmTtGDNTaj2AHS+PJCSFymmTPkj3PD7y6ecLdhhRbuozWf8Iqn6i8TV5mG15uDAgixrnlKGPzQLQ+7aXM\
AEDKNeWGDcx6VhTjfJVlmZLjGV65Mt4RK4Wp/QcpUVwDRuHcgwgmwFpNhWq4skYY1WU+tvSYUMcK8zHWTH6ZI/geNoToB4BUwjzimZSUEyTks+7VCo+iCF\
+r1eMUVlbgn2leNl7JZ6rqnV9uy8FBGr4AGVYB1oB4alNjLR2xFJHHKGAZaWbkLdpOrE64TarGukMx1rjbZiSnh6LyMC1XtaDkHPoeP836JaNQWXJbaFip\
7u1Xu7vYQ1coMksSCJ0wcL67LkFhRZtvb12ZAWMpotzyY1WTepkQLqaYOn8A2eFs0W4HwGp2+w4TYc5NzlwI5LyyRpqfZJ1uvcTbO+Tt90ARqx0I+xjLJS\
/hXECVM8FkQFX6EnjHj4wJdXaFSz1C2UgnQ0UmSTqInfiuxU81WyzmiGWHsSxAa9HryX33IOlZBFnN7X0BvAlyJANdg+s7k6BlvkSSxZa+50RzMnZZEnpU\
DCCgzTmGh+hp8m9NsFLnFs/a3X73pdXNS7o6syb1OpIZ4q3xxHkD76/d15TQIhm0CXcH0Y+tuBUt44bdW2oc20aaNLIL/fp844MbEQPHjQDDXwRHDdA4Zt\
TSf7zk+9u4WB10KYlEsuFL/Ziam3R6iLqAbhxFITvXNUr05fSZPFt53dlUXS3KWfb662XdK6Y/E3/4IAhNl5kckszBA/a1+LiQHPzz9wTgxN1KjVTEdHCh\
1lQtI7BPuENlpzKfC6JPNsx5wHQjxmxbI1O5qDmpRublUWCNUdXHVTNq5uUV7c/2kc7rQwF2GQc+oT8tgFz5MAyztw7d6xc3tY1cx8dj3f8wb+4B4bz/MO\
j4zuWC2++w765nvnsGrIa+Z8D7Ggw3v5EDZy26dwK7dJR4ZODXfeTQW2RbbmrLlJ8aqk4VOfqpTtBWN2cutC/Pr58k+swnD0+nGOSt6pG01WFIgIwaPheD\
w8HY/GwxfPI2Kw2vQ+0r8iOthsoz4GEl/BdZkwZbht0HYYBcUHvHwvJDvBGR+Oz87OxsN3qtg/ClU/8/kchm8tGI3ejH8ejd52Y25nHcxp59wU1SrJsoKx\
DQJndQAjwNvsFP+qmqhK/Qckm/chWgkAAA==
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
    if (!isNick(name)) return fault(words.say(name ? "nick.rule" : "nick.none"));
    close();
    session.start({ nick: name, room });
  });
  part("welcome-login").addEventListener("click", async () => {
    await login(page, nick.value.trim(), () => connected(session, room));
    if (session.me.account) return close();
    if (isConnected(session)) await session.quit();
  });
}
function isConnected({ state: { phase } }) {
  return phase !== "idle" && phase !== "ended";
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
    if (!isConnected(session)) session.start({ nick: "", room });
  });
}
function describe({ session, words }, room) {
  const { name, keptDays, accounts, lobby = "#lobby" } = session.about;
  const server = words.parts("welcome.server", { server: strong(name ?? location.host) });
  part("welcome-server").replaceChildren(...server);
  part("welcome-go").replaceChildren(...words.parts("welcome.go", { room: isolated(room) }));
  part("welcome-login").hidden = accounts === false;
  const kept = keptDays === undefined ? "kept.memory" : keptDays === 0 ? "kept.always" : "kept.days";
  part("welcome-kept").textContent = words.say(kept, { n: keptDays ?? 0, room: lobby });
}
function fault(text) {
  const place = part("welcome-fault");
  place.hidden = false;
  place.textContent = text;
}

"""#
), gzipped: """
H4sIAAAAAAACA31WwY7bOAy9z1eoXqCQgay35wyyc+gUaIFpUbT9AcWiE21lKZXkSYNp/r2kJDty4u0lsaVH8vGJpKz6g3WBvTBtd8qwM+uc7VnV/CPa1g\
4mNP/56v5OjSjQ0IMJK6a81SKAXLGDcPjug7NmV9hL21/ZfoFu8EIXGK0M+CuU8p9U+70AGdHfgDql9ZMwu0HswBfYsEd6CQs/I7YbTBuUNewIurU98AOa\
rJiztq/Zyx1jrTWeXHrwHnErdrROks8NI+j9BJFKoEa4nDXgVXZZrdj7bx+fHuP+u7RZr5ihNG7Rf9N6NvlgDkMYLS6RAmiNlrxmm3+ZBN86tS2Js1+/Rr\
qN2NohNNputydarv6Kj1X0Rn54fJrplT3dENMZkMl9RUA7sYtuxqAahDO8blBuwylK3E0CNULKd89o8qR8AAOOV60wLWh0y4E2YlrxqTm4+P8InRh04CmK\
hoBV8GgNoAid0B7+7F1bT5yTXNkQpcgGfm+PH60UOntPEkejSWOqA3aJGdwQQ05BIzopeS64FK5plQ626Ww7eF7q8WMAd0piWqTbWddX9cNCIn7Y9irMZU\
rMlsVKFFM+1CTIPFJ4FnqAJjjVjxjVMf4qNRYnZF0zB2FwhiVXseQbL05xlz2wKjpyg4aKrfObQXGqeox6UeRSFj7gKOAvkcU6Usr1ek7SxV8aF0XN0dSp\
6sVjTX0i/Mm0s3MSR6FCmle5lG/SHqsBxTGoO0g+tXfs/EKXkTzOjTzyJnFmSRJW+bfXDlHKxGf082NQ+Wwo3/PdNIBKYxw3AafnGufOYS+wEs+Ijunl0G\
n11WbDKiXpFF6/LtfASJDVzP3/pRq9lonGyE1ytiFnFg9gjPsZB6ny0DjA+f6ck897Bo7jPucSq2GF5aN0cTKpFpEcluIYzhqsbAo5tWjCXibvqMCGzSje\
Zxhxv2ZL0ceDwfbAEXED67qKpkCxlESrI2lOyeQLiVd4zmEq7ewvJT0tGTnGO8+baqkilhuiqm7aoTi/ac7fXkVL11Xqru9wCI/i5LFNUu3iU7oLNtNVMF\
M2XheXMejBPYPD/TQBqDf91JxN2kXWLxm4ztd8HhMPGKsVxL7Zo4L1YodnJzWW1EGLFt7ulZYO742myQEWjHZ22WCRJoKJImm0nr5LeJLsXP9h6OyVlGAw\
+1G8WCfTjZMkIokRMiodIQNWUoffLpJGJe3g9OitO9GwnAHfTAChj7gYp2l8l/R2S432kFmAnwELC0dhmA6HxjNtU66miIPH8GaVs09nf1VZacaTy7KEor\
bxI6eMH7Hp6yECLhpNsqT1OUN6o5i/AZfyJFFOCgAA
"""),
File(name: "wire.js", content: .text(
#"""
import { Emitter } from "./emitter.js";
import { Refusal, byteLength, parseLine, rowOf } from "./lines.js";
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
  #maxLine = 2048;
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
      const tag = this.#tag(), line = `@${tag} ${question.body}`;
      if (byteLength(line) > this.#maxLine) {
        question.fail(new Refusal("too-long"));
        continue;
      }
      this.#unanswered.set(tag, question);
      this.#send(line);
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
    this.#maxLine = Number(keys["max-line"]) || 2048;
    this.#enter("open");
    this.#watch();
    this.emit("greeted", keys);
  }
  #take(line) {
    const { verb, fields, keys, text } = line;
    const tag = verb === "ERR" && fields[1] === "too-long" ? this.#overlong(keys) : fields[0];
    const question = this.#unanswered.get(tag);
    switch (verb) {
      case "ROW":
        question?.rows.push(rowOf(line));
        break;
      case "OK":
        this.#answered(tag);
        question?.done({ rows: question.rows, keys });
        break;
      case "ERR": {
        const refusal = new Refusal(fields[1] ?? "", text, keys);
        this.#answered(tag);
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
  #overlong(keys) {
    this.#maxLine = Number(keys.max) || this.#maxLine;
    const isOver = (/** @type {[string, Question]} */ [tag, { body }]) => byteLength(`@${tag} ${body}`) > this.#maxLine;
    return [...this.#unanswered].find(isOver)?.[0] ?? "-";
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
H4sIAAAAAAACA6VZbXPbxhH+rl9xhjMZQAIhSm5SVxqZSRM17SSOUjsZT4dmxyfgSCICcSzuKFqh8d+7e2+4AyDbnX6wRd7L3t6+PPvssdxseSPJgVxvSi\
lZQ1qybPiGRNkp0yPZ7yK6PCrtuldsuRO0Ssntg2Q/sXol1ynZ0kawn8qapaTh+5ulJ6WCUaFlsPdKRs5rIYl4EJJtvqt4fkeuyOGIkJrvL0ickKsX5Hsq\
WQbf4ySFCboENWCK5jIlm7KqSsFASCHUWsHkr+WG8Z0cWYDbc1rnrIL9EpY1ak9eMdrYXXoYVza0LvjGKvGSynWmh1CP9vLIaK5lg9Zn0+nUjq4axmRZr1\
AqTn1Fju1Ku2TbTY/Mwj1kxYrHF2y4kL/VtBZ71rAC1jy3M8uyptUb3iilarYnr5mM51HDthXNWRGlJLoDq+hPt7Su9ad9w+vVZNtwyXNe4UjN9ddokXTu\
qqgQ5E3ZMMLeS4Y3t7GCXtuuqUCFo7KoGDgZrMhk8/CthLEpfs15oebV3NNdU6m/G3rHXoPvmVRfc4wD9UmoQbzHrtJLazj2V7pCo2oRvg3wti/pNk6M9B\
WrcfN8ob5vqSyDgX0J7tzD99CYRqX3GMIweT7903M1JJuSCXuRp2sImqK72FO+ZWBJbwAd/LqLjnM9SsUdK75nFX1wC1XI+Xe0oeEPKt82u1zyJj4QMBzE\
trNaSnKTOn4itYnyCSFit2WNNgohcl2KDC0Pq4397WAnEG0S+MQusec4F7XwbwUbSnEDBojtkeD2XVPrTSYorsDtaKTI3ybKikFCju7Th+nMJxMzZsxuZY\
BZapZLt79cQmb3DjVrwKgR+fBhXKfEnOzfdegqMxMEsV0NkQVG9g8LDG6d7N9MQVms8UWPV1ywGIDk6yQNMMSIqtBivk+aB3NvQlyq9H0ZO48bKS2AoMzX\
bmdg804Ds9i7gzvC10F/zniNdoQ5/zoCACKOTvcIF2dwjthtmDWL27dhQtAVGhQCu6CSYuA6Eejv+DWkXr2KcTLpb89RY70Z/QI1h1HB60CIupQ/2xfCmo\
Y3TvlDa8NLSL51saVlFQ0MIdYnI96H+wKaJi461yy/+2hs8uXSxZ4NLhPRl2ObnriIdaHswQXOImCMRbPyxbtvvjiYeKSrOGnJKW5+F1zFR5/HotWGjpHl\
A2M33A8lMnrBNnWl0NkNMi++5cVDChSjQ+0lrcACLRKE9hGbPhkkNPkFqAcwgKxhv+OpWCIMa4kj0FBGNqLMelxg9sRxwZHFLGlZBdeOrVIzazPz/cLBK5\
aeJNvuxBoCU98FyJC4gNqTkk4shGlotO1us3WmcQYxw0aB/RpQcySW9L2tkpoNlOLvtFo6V3blMhPlH4y8uNLMJmdlZYDCVMVTcu5Us6L+BrH1MVG+gHDv\
f3ZMyJIjQBgxM7KDZAGyApU7NFsm1uUSIX02I7HRf2y1Mbpd7rTFmHhiDwxTwaojFYPwMiElla72KkPoqiVfHKyIDN3XvvPFd3Q3xn0JeeFgV9GGzgvEXT\
1Df4fxJzmfVBxLhVNeaQiwv2N2pA3iw7c6Yjtdpe6EXiipjFfqdVCugkndOCy4xveGXZ2cJJnkBnWffd2FYSfSYqJXgfwiMcsGpwdVx+mi8N2UgBBoO4I1\
YAMDRpJpWh/3EOxRXLOsipAl4H6sg0JFAF8So00mtlUp4+gtJFXnT/S+DhVMOUi3vrtGUV5npo23Oxa7HkmbyHmOIcR9gsRYQXRPS/mDYQmjjh5ZYS6ib9\
xgICrmfPrvJ09IPKeTP6aTv0wWJwn0PbOL7PhtrAj8Vfy2OEneJsnstMzYe5b7x6G6RtIsm58ttMI7tGGvtoWEIBruT8JgMkTLTILoMMADgvbzbnML9cmu\
PV8gfEwTv3PSYehMjFfIhKSNFG9KyOTo5kegmb6z9TGKiPU9lt2xB9G3t16pZoJQ9nqDj8Zy2DKYG6G4DGfwQtBGJFj5fTra9TEKygGC4rPUfC7rOGxu0k\
AsxgdIViLDdUkSdga2G/J2zyMYnqA1oENECbZT6pEiHf2BwogEwdXxeSGOlP1UO+qsawDrjo2E74Hcs+YWCmnJqkLoTSmRgGGKJeCGy6M+6OMWHaHXr15F\
5MsvzXYXuA6UXXXnsAdHjGcv7I7pwhfvlbgBVK80VFvauS8RCWNUxavXmOvRq5s30cWgdswyJA+aTqg3lR5sEHILxPbuMhB186MnyWSMUchTJjwGmQkQFk\
1VXOXCr9q8Hl8ZPRNteuEVPw9naGU6dFv+OrtDYEeR9pzn+s9QHNO4q/RhpTWHeqtV5nvhZrAiSslwbXC3NrjjL//4+YeBZQ29ngCjhkgB9uBiRN+ufZdB\
Od1cw6pPuO2v/7ruSzc42DPYwEY+HPqGdjICE2cK2fv4OFAKWBfdVbKnkTYgu4cUjzR36mNhL2kOn0ITxK2ka2rMGj/BSnFzr6p3fHp8TL6RD1tGDnOhWE\
pK/mmcv2jJ8SmZK2KkmTdpF4q9e6TNY3ma3A0YXNATzLMs6+f0IgM2WsRaqQQKn/H0xL1vhEEbWMCDhoJBV8+8uO73AUqUQcwA/hCw0RrD2gFWVIXC+Zac\
kLNp39Wf9zBx6PMa82QDBkMFDBkxnW5YnwOYhz7vmadCdzXdnOP/3/n9u2ZX/n2r8l5xlVF25cB67NHI1d+L4TvOhw9X5sjLfpfv8ROnnzoS2380cvfUmo\
E6XZ4lPdozfB2wRBJvBI2T99ybjDfVarB7TB3e9cRqjgDQ6fu/P0K5/jwND50MDx17AlEvGs65fW0Ch5bit3rPqpyrR+6BiZ+jifujZ898SJgvy0YAoCHQ\
QPovVHvZCZ2R+dk0xVxYgOvnZxiCQc0uDFo6smQEIacAwRCu5wSwxk17rjk5AcHTZEAwzfv9FmKq6Jna/nwQYIv+YYFDexs7+qbVOibxNPvzV+DZaaZ+AV\
AyrVt8uIeVZ2rZubcu8byA0TxwwqP9kxz0Tv9nk2VsEr5QisHj8uC1X2eJHk56L53di+PIS+LgdbCTGPasTloewpBDsv5jaeu9iuprGQ6NPyuMlInsnlZQ\
mTCbulnzzAH9Zc7iqT/l3jTs3OJyvGyoH61sKAHx2bGXZd5wiU9nOpmNXhl0uNcUcBhonXlxwtnhY4R5DPPCRme0Qlr/vW0AvZCmH+9UPyfG7E9H6u+gM4\
A2TTJgGu4VyGjZHv0XyXVH4bQcAAA=
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
  "refused.bad-nick": "Das geht nicht als Name: Buchstaben a–z ohne Umlaute und Akzente, Ziffern und "
    + "- _ [ ] { } ^ \\ ` |, keine Leerzeichen; vorn keine Ziffer und kein -; höchstens 32.",
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
  "refused.banned": "Du bist von diesem Server ausgesperrt.",
  "refused.banned.room": "Du bist aus {room} ausgesperrt.",
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
  "refused.bad-password": "Das Passwort ist falsch.",
  "refused.password-length": "Ein Passwort braucht mindestens {min} Zeichen.",
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
  "ended.banned": "Du bist von diesem Server ausgesperrt.",
  "told.nick": "Du heißt jetzt {nick}.",
  "told.nick.taken": "{wanted} heißt schon jemand. Du bist {nick}; nimm einen anderen Namen.",
  "told.nick.back": "Du heißt wieder {nick}.",
  "told.kicked": "{by} hat dich aus {room} entfernt.",
  "told.kicked.reason": "{by} hat dich aus {room} entfernt: {reason}",
  "told.kept-out": "{room} ließ sich nicht wieder betreten.",
  "told.away": "Du bist abwesend.",
  "told.back": "Du bist wieder da.",
  "told.ignored": "Du siehst keine Nachrichten von {nick} mehr.",
  "told.unignored": "Du siehst wieder Nachrichten von {nick}.",
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
  "did.ban": "{nick} ist ausgesperrt.",
  "did.unban": "{nick} ist nicht mehr ausgesperrt.",
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
  "help.ban": "[NAME [DAUER] [GRUND]] — sperrt jemanden aus, für 2h oder immer; oder listet, wen",
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
  "kept.memory": "Nachrichten in {room} bleiben eine Weile im Speicher des Servers und können nach einem "
    + "Neustart weg sein.",
  "kept.days": {
    one: "Nachrichten in {room} werden {n} Tag aufbewahrt.",
    other: "Nachrichten in {room} werden {n} Tage aufbewahrt.",
  },
  "kept.always": "Nachrichten in {room} werden auf Dauer aufbewahrt.",
  "self.title": "Du",
  "self.guest": "Du bist Gast",
  "self.account": "Angemeldet als {account}",
  "nick": "Name",
  "nick.yours": "Dein Name",
  "nick.change": "Namen ändern …",
  "nick.rule": "Buchstaben a–z ohne Umlaute und Akzente, Ziffern und - _ [ ] { } ^ \\ ` |, keine Leerzeichen; "
    + "vorn keine Ziffer und kein -; höchstens 32.",
  "nick.none": "Nimm einen Namen.",
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
  "register.text": "Dann bekommt niemand sonst deinen Namen. Das Passwort braucht mindestens {min} Zeichen.",
  "register.again": "Passwort wiederholen",
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
  "rank.founder": "Gründer:in",
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
  "help": "Hilfe",
  "help.commands": "Befehle",
  "keys": "Tasten",
  "key.Shift": "Umschalt",
  "key.Ctrl": "Strg",
  "key.Page": "Bild",
  "keys.send": "sendet",
  "keys.break": "bricht die Zeile um",
  "keys.complete": "ergänzt einen Namen",
  "keys.suggest": "schlagen Leute, Räume, Befehle vor",
  "keys.recall": "holt Gesendetes zurück, im leeren Feld",
  "keys.step": "nächster Raum, voriger Raum",
  "keys.scroll": "blättern in den Nachrichten",
  "keys.search": "sucht",
  "keys.join": "betritt einen Raum",
  "keys.keys": "zeigt diese Hilfe",
  "keys.close": "schließt, oder führt zum Eingabefeld",
};

"""#
), gzipped: """
H4sIAAAAAAACA507y24cR5L3+YoEsRjbMLttycDOgjoY1IiSPZIoQ6TMgT2a3eyu7K5SV2X11IM0SXPhw2J/YBZznYuwn6CTb/wTf8nEIx+RVdWU7INNsT\
IiMjPej6T5YVs3ncrMSvdlp65/p9ReY1Z9a7K9A7X3SLfqom8yo/RibUqT2059fL2sM3PzyXxvX0DPG9M1l4jztVXXXVGZG7U2eacMUChMZpoBfFm3HW1R\
GPWtaRaFzXq7VotGL3PYbV8tzHndwMkadWKac/ixNtp2F3Bc06lcdwN6hW3Nsm8M0jwqrPpGty0Cw+5NpmzfqNufF0Al77ptC7RaYzPTzRXs3xrYouiM2u\
hKQA02sPVML5d1b7vWnbuNZ1vd/pzDXhtTWKOe1rYzdoDe242tL+xsWVeVtpk7prGqrctlDj8fmpXJS7UuFsQ0Wyzz4R37Vq8Ny0UhMAB2F7rdVzWyCZCK\
1n1SV706L0w5ILDQ2QwIb7xsSUK0k9Jlq451ZQ7Uw36Zt51ewJn0Lz/9/UrVOVzqVVXqHnjU20wdbq4MXHFffVesVqax9HEPNlLqU7U3U/+pvlev1bW6UX\
9Vf/mL+i/1475jzTNjmitT4IUfKJCvdd+ZENHBD2r2QOW37/Acxrbqi/sT92jqutpxj5e6rw7UoiA2fHFf3uhjeZlP0hvMFR493ONT9Xv1mfpv9W/qo6Eq\
AAtnhZ3BL3iCa/z9RuWmuP1np9plXlv1xqCUFfxnmnasSS2cKEjC4aPw+A55MTIXiTP3Vx8hAueucfFmB3bgGSqvJT7dqXASL+z6yGPyVu8h0CGjAmqPUq\
FzktwrIrQbZz5EvPuaXV3PgO2XhNtKPBZKgdZGdoFXuH3bV8buo3tSWa8y3azabhfFYm3rxjlFoFmi9wh0PVGl+/ZuegttbaSCJzsH/AzFUXlfAkTAPW1N\
00xjj5gCCF4Wu3ELew4ublbbkry0g1+A1y66Dv0jHBydSGHB0esMGASk5+pxo9dOmZFX6GfgYgWvDuRmTDbbmIR8o3sUGJr0U2MtOuQD9dmbOkhQPT06Pj\
578fJ0EE1gbbbqy1IQY26VQ59WgSF7jjLPyX7AJzRwDdaYVqHntFOYkpsOPR7u/TTw0q0PDKk7gpBTFR1Fg/pAVaYEShlQUuARQGh3UoomHu+OBCHONOoQ\
RETkOjNhOros64sYvt2dQCF32adDmEuHGrEiM6bwddkYnV1KGxdOKVjdpLWWABJkzGH4GXwyuwQNzqgyLQqhFfvYoqq8FTUummyb4lxD5ICAtswbPDbGMr\
vDuTmi8RQBS3jWyuSo+btI6JY8+Untwm9ExEyjuxrxjcU8Mz8AZDvJNrIZ1J0de0qdw2O3DH2nO8a4ueXEKChISJRw6xWEz2U+wPIYM/B66y4fZVjeyquC\
nCJG7Gv49436jiP9hM6V9XoN3qKwY+eug3aPMsYJHObVTpy2B2cIp8pGbELkHa6SwnuD6d05IzrZgFnfvoP7QlLBwYvFo55H086QH9q6jAx1k0AtJwKkkd\
WIIRhkytquvUTwaLBHCbcaXgcsdZZBGhmSc90gKHDBmpHBBOjEtFMU9ii7kgaUOsdR7/OdL4RgUVvM1IGFJHuIHRgzNhChJsQNma/fHiHSrD662F3BF9nv\
w3l++7bsxpGX+PqBsbyrN6Cjnp4eEztZ5uXtz21ryvdRBELChlNyLPhIi8M8Z9l2V05IJCWtza8igwbed6v/kKpECfWp+aHj8N2inlL1Y1V5+7Yd3aq3+l\
wXpYYk5zcIrYDCoLGanXpMaqgygXM8hrKFEn2Aghx8NTKGNu+7DpKQqOZxWyrlFoYrN0aTxi3rSK5aHeywZiWkuXQja7NGH2ITgMZsS71M07XCOtv3Bn2q\
F2zsj0EaHR4SS0mMFQtTJOQ2RVkaX/hBudc1psBaE3ymu2CLdS38jjFM1sTjG//GRLKrS3ZvXsO4ZHmDEUqxlxtCzjvtNPL6Aupvk00WOlBHu2MwlQfv83\
2R/kIPj8P9gonzbOCD88iLyxtmFmqzSIChLsV6rhujgTh1W9sPwj6ADwR9I8mYbTer+06kZWVhbv/JFsXByx0d02rTpZfVF/oyydoXF9SEkDCCFwTjyIW8\
g4DSUqQtTO7dRJLvoD64wIXJi6TQ20kabrdpIhK/7nLTzPyFROYydacIjKHA7MAAjuOq5PeFLkapUayPqWIH/reU7LTb27edSS6Z1ZabQQ1YXbFONAIsG/\
tIMrizwxikEQ54jWmpY9e1y7v4PGw52TBXIzzIV9JcBVsTEX2Us0Sk+dqd/azGCiLjVtPDpr7An6y0ARsVeR+yvlKmqklSYk0fs1+xS29RpZMTBqr7IBmT\
tt/A0fngD8U/KX3GnabKNBsz3MBZSlT3qesmyaiRSSV75du36Du61EYy2UT77Nr9MmxEAAcwFnEV89m1Nbq5+ZLpZAU50KEqjtwlwvV2DClKgmkkrCwFDo\
VPUlpXSRKqLCd5p51ozjJBBRMMrulHSgz2RmX8Qrig3JTbOdbdCP3y8NVz9b2vvF+rX376v9AJYJdN/R0Ka5WmQigHN96vBK2tbki+3z95+er4EdMANeGM\
glWWyQicqqUc9/jw+ZE6PfrzKSEBG0hqLqxCjIRDChy6XwINSRmWqL3q+rYToD6wEX0EJoXAsnAiDgm8rt4WS7oLbvM6nooYQOUb5rsNsATO6ZoLefdAzS\
CBetdSg6MV9Lxj/P74xenX370W5wZ7oYN7r0emITC9/0+hQxQYgreg00uqx85u//Hy9OglbbXCMswxCXQTL0J6IRBDfwxu/PUzPiGW4+BNuC0mYC/yumgT\
tjoZ0JEoxRTQHFgScG6Wda45BhiuN4pkBKYPSgnuLz/9v7A2uU9Q/bgPqK/pQrPKmYHA2Uj9kHrrw37ExZwgc+3JRD6WBUsUHh2+Onr52lNyciZXkBDa5x\
rrfs76BHmRaR7wv5nnyEubcMLtE67mrCpQdRoxuqF3IHcccEhK9rbecypP/X3HIjclMOttOBOfgX1KQLsCw3qxTTZHNQQPJohkhsm8XzXO62J59zlDEl/h\
lmDPnXd5w6NnZkxt58ZIjW76KbrVH2fRuUZv4gIaG0IRMnbXiS8T6y65aj45egriOzpOr0Ky6xssWutVNzq468PiEYQr9DvJfiy6MW6i4ajOrKWboDQpXJ\
7UiAXImYdnqGSY8ysGYsHlos4uf/RDsx9tjb8zQ8h5gGPmTh2WElQMWaqzkxNw7oU0WWsy9uXkw0lzKO8SKCHtcod06VIK4ZKTBGSRRLeYlziRcZbn8xMB\
i/+jOz88enz0VepNQbxusGfckK7ZgAgbF2cFlb/1BR1JxFAs+yn3YrB2U9A+38GloYKEfAwIl5krn71Hl/6bPoLhYo82ru2joEkfXmGvHwORD18gErNkgc\
cigJcqU0FCSFs8L7p1SaaeLM19P/JaQfpKSckNRcu9fUVFgPykbgh1Ybj9+9BYv2Gx7rES3wvrYIS2cLWKSIPPsUA2jsk8isUZ7pjSAwjhWBwBz0AmZUkf\
1eb2naXxK0iIWhGLmMHmhrOOx7pZ+JPQx3l7CSSolXaGfSGw4RP+ImDKYp0TD7/Cy4kF0G1X3UHi7Vawyde77vPJFoffTnbLsubpInZ+sMz0B1lquzTEtM\
PFAsSVh4Uc03fS2P9BjXWfL7ld/ka7X+sef816p1Sd7sy8yLjXw24NOdtHu2aQZQ3sWmJnxmkpdicMOkMJhWPhxsFQCUyuZgDERfjkLvVq9Z5zhIaP64rI\
tR1vCnz5sWhqakerM04fgT7aOTpjbCytzZUpMLNp64UuM9KMmHrFeRfvFQYXsUIazC0YDqtYYRPHpgdIOBx2+2g0AhZxYjZ4z7kwlLvgQE+d+fAW4enFn6\
gaPWeklG16rdkrnvkORcEtCga6MCWUUWbeFR1rwlMoqjDjJw/2DICBkSloy66JSzyqHbBiK7Hlr655EeeLvgfm0UJL+Tg2iMiZH3Cjktw5PxcIzta/Hvhj\
XW/A1gcU1/VgoBmvhfUtVBBVzfyRnY0414L8lEIPbXFmCnDVRaVOtjS8SNtz9D7BOQ5qf3MaEZ4MgNSA3fjoxKzJ68zFOTJ9iRe/JmCnDZMHcr10lPipXq\
MUFuZC577CVFFJPgDdjPBv4pF0ecGHupsU6sEj3VNLMaW115pyFbXmUS++rnvTJi2AJ9qXCrQuBlhxopk2SRg61HXaBzZqHIIn43hEjYPBYnSGnClwEBeu\
iB9S9Hzu3/jk5YNfugQF+fVPXuic1vWDhjbjYHzB6cvK+DWK5nC8BpUtrQDHQ0FKUhBsIkDDrZYz7wzFkm/pHVH7se6KK6obLPrXSq+9wAmWDfVrMBvwzD\
HVDAnboeXdxWeH41fiuXiVIjrnNkg2BwnGuakE7MwPnUtdOIOshHPhxIw+nuL4BbJFThnAs2PC4KfsTMrqynnIwR4yZ0zTRF5vDCdKdCH2rJj6PzHN7VvZ\
evMOaXDR8Lpt94u1BzxXAc627Ka60PVQSXOtQq1oMRQGzbz9x2oFIsSgJx7KUavPZdCQbJMQIjdcFn24kHKTKTuPWrUtzXq47CSbQETxBqigv67Dhe7hLq\
pe0I+wd7YwmxoLG0gfueNQ2zatIOYqGYF/8CTb7RaiqnhtiDaS12U8Gc+1MjJ3n51AXER1JjScKdNcDk6IUWaZF6LP57VKeLSwmXNqA8C6zNisO9MO6pUA\
Yw2VlphlDGF8IeKSGqxHYD1cB19llUafGxF0BzBcRcxDBvvEtFvQcVAi7GY7nHaQ1hLhUKrIEqIPVUocTQxKiikQIOxCHZEGYXdFTWNfSTy+9aAmDar6gL\
aMjBHGkQ6tw1PI8PVe/DY3GbORFlJJMUAMmqCBDEXTFmIPA/p+7cMkqcGvEZvq+cUEgDOEo9jPpQKaG3fYz73q6SGSa/zOBa53cbH7RZ9dT8E3DvbxtQiY\
o719B6WWgMPaV5abmEK6klNuwiooHziZ/oD6nVAgcw+ZnkoZ9Q38qK08YaxGf0WxCR5rZ6oTfJowjfhtUi9xrPLL//59sKH/GvdEii4TwtKdbA73JlwPQ2\
ljeKfxVUEpOnh+61pFYrrrJI7TgU6UJZFKrOK/ofbKATWKirxht6NKGoroViCGIe/wBRRPFK765vbn5QbcLfhTGQHmK12Uw7fi8eGTGFsjcChUjmvOnStd\
uqcIESgr2qXmKPotxrJmJVe7el5vKesLz+FebNuDBIBadinMBcVybL3iuCwFX9VYVDUj+Cy8kDVruL51szaHbM7BodBExaSKgW9Vbtz4akPsSjSEl8nZh3\
WnK0yyNKtuJ0F+pbCboFsfEZxf5HFWO6CmPvbD7k/k1c6Ltugm74ZJB6atayz0x0fZUMLtAYanAR3om2meITjnw7DBhWswjcgzUQ8Xus7DXdCHZePX2e6p\
g25v5F1pj6E3cYkTO5+BlfNaumeIBX5HTVbmfLt7BwhboGdOdud44HP8Hdhu0iTxGm03UnsF5nXbL96AE7iJWkxZHQ4F7YgGd9Yn0bk3j3NxPbV76I5PIj\
uLA0Wb3HbixsNzg0J4pzM+Ncrj/fjXCHwzdQjfr5ccjzbv2r5TAtukD/fTjf0waYiQmOAupKndWJd3HbSHQGgxFIxRJnYco03tOJoru9EaFQIYMv25JZKv\
BEVDjOuZqR3WeuuSk2KdPltxLYdkxD7oORR226dNaqzYZBxvXcV6ImJL26/BBn0OuPdtjZl2efvWT5kgN+5iA2w6R+RY9eUdGaKHcJ7BEXW52J/AUWEpUR\
ruOFIfwAAHZN66T6XaVuuG5kPETd8ejCRd0wt2l/Fz6BGecNxqDgoJwOb+Yis+BTtmk5V9/bl4Hy044Sc2A1BKsvnZDaRxuR0AhGHymeuXgov7MoGIQ+DD\
vuXRcUoimRMnDzGmoOMI6/mgg5AAjOpMWdEOIJ0w4wM+DEWQhFCnEI2rVVSLQM67TxUPjt2u+pIizxMayIcUKiXNQn0+3roOgx/wxeiJB+t+OPpiOyOfZ0\
1eDUAGElbCGwYiQ5gJMn4GfNL1VYVaoMtugqsINuJp7Cu2CfYYkxlxshsqDqPPxMxZySrUQXpffcQeduKs5JxHfYbRo8AJuu6cR5MAboYPWkxvAiY2Boi7\
9tUBc4TlumLTAOH5wJl8JZAU8eEl5JOm9y1B/JtNP9gqdRi+4+f5vc+pLLn3uXpe2D4Ig9foAco9CPboduRCxgunei2+/oG+/oFa0+Jz7EQ/xvybHkm4Nj\
+6jDnkt6yaVBq1pujkqmgli7Ycr/nZFuh0WY4wJ+emjqjrqqadU17L3aTpae3++iRBzDJu8mWNiUyPj3VO+jDl44/zvKDDf3TGvaB9CJM8jKABFoSbVVNX\
BxjT95VeAcTB/c/v//vs83uzL+59JAlpHkrhK6rkJY9bXvTtZTiBGMvxauwy05OQtVm5aZMEouiyK0DuDoxhYiWoQALWyFiLBb/l6niSpFjn8cZu+o4y+F\
IIDVcUYpNb+AeWw3LXjd7Fi14OLhbLZ3DjL/DPP4iceFfHalmu5HMV9yix5UhBDwD8KIjV/BTDeBhTXc5P8oLqvr1XFXu8uPTHrilZg5t1/PqNi8kPC/8G\
AEnPferTiukoLSzA6skTLviqyE3ORXyTh8Dg4FsIVUQa6gXIgq86OXKQW3FGRbtBKoUviNQz0+OUxLd+/NuH87oRiI1ZOkXN65JiIh3WtL7RsI8TuNLQa7\
3HJr1fZ4jhFhuK9OAeQ+4+7gBiacSLLQZfNjVvtQDZdvi3CZxWJX8clvDPmyn9YYtY8d248UtJAeTFS6Nk7tgooRvMYt8Y9T1QP4Nwf0V+NXrgcfPgd/8C\
fZw1D6o/AAA=
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
  "refused.bad-nick": "That can’t be a nick: letters a–z without accents, digits and - _ [ ] { } ^ \\ ` |, "
    + "no spaces; no digit or - in front; 32 at most.",
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
  "refused.banned": "You are banned from this server.",
  "refused.banned.room": "You are banned from {room}.",
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
  "refused.bad-password": "That password is wrong.",
  "refused.password-length": "A password needs {min} characters or more.",
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
  "ended.banned": "You are banned from this server.",
  "told.nick": "You are {nick} now.",
  "told.nick.taken": "Somebody is called {wanted} already. You are {nick}; choose another name.",
  "told.nick.back": "You are {nick} again.",
  "told.kicked": "{by} removed you from {room}.",
  "told.kicked.reason": "{by} removed you from {room}: {reason}",
  "told.kept-out": "{room} could not be entered again.",
  "told.away": "You are away.",
  "told.back": "You are back.",
  "told.ignored": "You won’t see messages from {nick}.",
  "told.unignored": "You see messages from {nick} again.",
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
  "did.ban": "{nick} is banned.",
  "did.unban": "{nick} is no longer banned.",
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
  "help.kick": "NICK [REASON] — removes one from the room",
  "help.ban": "[NICK [TIME] [REASON]] — bans one from the room, for 2h or for good; or lists bans",
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
  "theme.system": "Same as system",
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
  "kept.memory": "Messages in {room} are kept for a while in the server’s memory, and may be gone after a restart.",
  "kept.days": {
    one: "Messages in {room} are kept for {n} day.", other: "Messages in {room} are kept for {n} days.",
  },
  "kept.always": "Messages in {room} are kept for good.",
  "self.title": "You",
  "self.guest": "You are a guest",
  "self.account": "Logged in as {account}",
  "nick": "Nick",
  "nick.yours": "Your nick",
  "nick.change": "Change your nick …",
  "nick.rule": "Letters a–z without accents, digits and - _ [ ] { } ^ \\ ` |, no spaces; no digit or - in front; "
    + "32 at most.",
  "nick.none": "Choose a name.",
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
  "register.text": "Nobody else gets your nick then. The password needs {min} characters or more.",
  "register.again": "Repeat password",
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
  "event.kick": "{nick} removed {subject}",
  "event.kick.why": "{nick} removed {subject}: {text}",
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
  "member.kick": "Remove …",
  "member.kick.title": "Remove {nick} from {room}",
  "member.kick.go": "Remove",
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
  "help": "Help",
  "help.commands": "Commands",
  "keys": "Keys",
  "key.Shift": "Shift",
  "key.Ctrl": "Ctrl",
  "key.Page": "Page",
  "keys.send": "sends",
  "keys.break": "breaks the line",
  "keys.complete": "completes a name",
  "keys.suggest": "suggest people, rooms, commands",
  "keys.recall": "brings back what you sent, in an empty box",
  "keys.step": "next room, room before",
  "keys.scroll": "scroll the messages",
  "keys.search": "searches",
  "keys.join": "joins a room",
  "keys.keys": "shows this help",
  "keys.close": "closes, or goes back to the box",
};

"""#
), gzipped: """
H4sIAAAAAAACA6U77W4kN3L/7ykI4RDfwZq21wfkAu0PQ6fdSzZeSQtJgGPsOQlnmjPTNz3NSZOzsxNZB//KC1z+5AXyYPskqQ9+FLt7tGcEMFY9ZFWRLN\
Z30ebjzvZe1Wap961Xj79S6qw3y70z9dmFOntYa68O2qkwpn7zuLC1efptdXYuQKve+P5ICP1R6ZVuOgX/Pfpma54GoK11nkkbtbBdZxa+sR0tglNqbpa2\
N8rDtDP9B9Mr3bmD6QG1JNR0ziz2vUFil2qnnTvYvlaNA7zOK4uoa+93TunWdqZSD2uY2+kVrKu3JgMM6HZ2phcLu++8430SRdrJxhgg11kVAQao+27T2U\
M3W9jtVneBg7B13BRghWHVNhs8oPZDdAebQ6R7uzV+3XQrRNw2zuGnR0rnyvY46K1V2/1iPaAw1/WsaxabdHcL3X36+X+Qq0ornLlQrfHe9MCVTz//9T/V\
ofFru/d4IuCaO1d1s2o8zMI+Z+rf1Hv1o3pUT+pf1Z/+pP5d/XSuzmBBpb5UZ3Ait9ML417i4QgPdzfDq1/2tvMv1e++UbCJLdzrxEZ7a7fTG8UZ+AVMg4\
u6UPsdnBdpha0Xm6xom1+qv1Nfqb+oX6svhtcJh5413Qx+RNbObX1EJi5024JMPyLIE0hJb3R9HEuDAz4nrgZgulCv8EqeQajiEUssVA2ceTqBmhmTZQcn\
iC/P4FRTiDh2ajmPjIlIP9i90ojWRbTT8NUQ6bljgazOQO6PhOkGS4Ha4xyt5/DXEea2+giCcIpMs+rAQtSREP9MhHbG7lojKI0kD2xOLXfBIyiyW1CypO\
2TeKODS+TJ0zfdh8abme1aMpAMg3cD6oZWTc2P6rC2OMKgdaUu3Ua5JKhgS4fq0xlTzzbmNEUNtup4ob76s023or57/cPAasPwbLlv25IMjgzW2+595hne\
Dt632xm9IRWAn4cpjIJbJVre1hgXT+eiEU4WwuuNQZWPxhcsmV2RrWl6558jkdUwnxEMVeA6UFkB05puQtzBQNjD+OS1nTLfAmHy4AHrpJ4EAyR1MtuNzK\
9pO9U2zqe7JH7hyInrBKOxNQ69jROrMINB93d980F7oyKMsktUphOWJ0CldcNvXHpjdh4Jgv9djRQq4WtHlvXGsstL3pFd+ZDL4U5n5iOcz5VMijpDviNe\
/vSqhXQNzOw0JrqsGGWkw8qw4wA+bzVAivOz1nQrvx7EKiSl6nHbdE9qsda9XpBnBtnc2gnH4mcsqyAhQ9t7SognERLwCVlye9DRrhYhYOBIEmXw0gQ54W\
p7Q+azFjczNygAGLQI9a3UW1ZfGG08xTUogABhMdIh1z/hAZBS2lYIhNox3x2o4ayGWKyIYhF4qUfGIgFXRUgiMchgnHLaeJduIEkhfEPbjSd0RvcgWUBl\
4lbBAsaIOASaMRqKJmNsI5M3RBYnp4oBavKENHPaESYK3m5Ml0is9QfQfF1nj8rzzxGCeaGPiYpmVDQffIrxlUZ1JMACGZTxs9ioknu//AcpECie3nz0jA\
SMRGHFjGAUq+sPumn1vDW/mPkNOtpOtwNE5hoG7CjJQyFb770HmRBSmRDJd9dNkmKhfKMkieaGeRgNVpF/rVn6YqI3uxYC9eTHVlZZytCisnk9RwU8NF2d\
DsuomwZjZLJbcBU702sPgHQnafu8JRCOXmy2oPJLgy5vWzYnEiVYk3wdCapCfnenwvuDhuuqs+NUJcGXYHqtdZOWJ68w15OboVxXAm9gOBi/+fEJ8uYt5J\
nEnIkYUWDAHWlnu88hXsBfAnySFMDNziCJEyEOmNi2jqY6xoWjzeqDPspD4W85Pzw0/pbzg0j8YFlxnBGxA2+euCVR990A+RTSeNd0S7O49+z9h7vPcGhl\
zRgYmIkTkpUH3QyDipjnnVO6iSLk0Kgf1mCbYIUjckYuW9uO1nqFRQcxDkpoe184Rq6s8HAJugIbYgJ3HoPHpN2QlkV3PFAF8OsnHT2EGZHMCKVahS1/T3\
E2auO8twfQSBRDs52T9KQ4DsmyLwDU6MVHt8SU9x0K5+SeztV876UZIfOZzD44zbg4m+H5cUA+SPyAMIxKOBmx/YC8kxFb0viSj+hWTpRwvnoME0+VetWw\
em4NOJmvHjtw8U/fMpm6IZtXClLIIDPEvhvBZCaPoDGjEsDRS+UsrKA8hpb5mrwthOfMc6AhbiMjyrVpdxWmkwh1d3t7rd5DQvmj+vTzf7OBcaFwQ6Hcln\
KJxgvcne7pvt7fvb68v71hzNaAr3cscxR8Zfito0Dv5s3Vd+rh9b88ELzTRxdCKpBZruxJHPblBfQBhQfvqbYCMjqXm8vr1wQb08vsAwS0t7tmQZtH2rx1\
b9qWYnXIUcIqKMxUb0H2zUESX6qZWsAZ+wEvovF6f3P78PrHvFcf9xqtscCJxngMSDMZkGNN0ufbu1f3RH0Jnj1sEo2O000tMFJh5v27y7twPEwf+U6cgI\
ScuXHpWjIb6LSqvAw28AXwuqlN2AZeHx5FIESfMIHSUB6JWZFcIEltggahdUQa5DQDbuJlI1ghf+xmGSXEImYoiEFJ3zP2w5truLFIhKkAxASJc0oavlmj\
jODXytr6Jf5g1iJScfiwTjpLi3LFZ2GFlYIe1PuZTXGxOu2KtB9CTLEDJFJuIZId74GNx3Abdpc2wYuy3pNqYrgoFut1t5GL1YaR01Kffv7fiTv+YJvFs1\
tC5gBSjZEp2KvB3dVmTGB6ISRBh/kSteanGf47UHRI0btVlN81eAoqy0xIDCaUFI2+vrq9CRpI2zYakkDet+0WdLPOcpblDMTOteRQqO/hRlgTMB+NFgZL\
B1zlQxvDhYSu1D+OLNLRWTjkiXZcQY9RPdV5YglF8jDYBgNO+ohzP8X2x0+dxd/MJiynYX3g0INSooHmCCFWk4qNcXiDVFlgKKpBkywKBAIhBTYUeRQSmO\
MAmsNv6XKy84+Xd5RBgIDFf+iYV7fX15c3r6QV9JSGkd935N7MR0ioGlZ6QeM/9g1vJXq1GNswjNs0tMQ9/EUG4Xysls3tx5AvRlt8l00vjYF6YvCZps7p\
rlKbKMwGl95DEoaQ17HMR+McTjme4E85XsWS2COei4KBJ4oXzuDQ6BblkHoi1LnhkuON9c2yWWhM/QJVnAIF7Jqcy8awEszhvKmD36eWXCfxXyrs7oBfxY\
TZUfBChVXkWOxK4Ccp7JVt4UqdGK3cEcSLCjn32OlDh8cjAqZtVmti0Vv6EDO17slbvMK/NN6C6OxDjfNt/KaZRWu5r3RFHzymQbWJKVf8xaMkfzTKXzR6\
5ArsMd4QSCf9hj8sMh5Up2pqLlJgKhIybFNLgJh2c20s/0JbJ+EoUEtQ21CiGgBxFjq5jl0un91HKlzwh5j5TNu3Ut/HiAb7nerQtC0Vbtb20HGu1XgOol\
MKyoRzzVuWU0TRm8EwsROS/dAf8fC5VQ1izRa4EsJ+GspVUQGYfNEAx3qemGOnCXP/bEtPfjAtXIKpfOP5fgkArQLGykcwPtG6RMhgTWTKToEXGBPu9DBA\
TPEiWipQviMTG9qquY99TlX/YBPPuVVtN41xAzorm3bJdQaexhQPQm9wqEdpc2TPAnZKzQCMgzTcZ9Oa6Dt5y1SyZxqcaHMPUK0ollh6fAcA0RpwtI/5HS\
1bYwh5QQ8XVLjbz62Pt1hTqSBd9N+IEvjxlJfX7YE38FkSGP1FiTTtMl/6D0nXcXi1N65Ia7XioQwiWhdvJxN8hk0ZThOzAypkHclYxmy4KyeHRko45mQk\
uLG9582//X8+Jvgb3hCk9wajxwS0ky7ULq5CEU+W72KalTMpqgYl1l+W4+Bw2Gccx4lYPj+Bmq4eFsbEbCw3XaJbM+eqof4ZdbYEFGvTG6W3ItVLoQ7XVc\
RggA/1lrQdnoNYxIfg4E0ovg8CKYbDyjgC/eFYBkIU1cR6PXUtwC9jzbiS2JQV47nGhGWo9a6Irng+1nKIwR74mWtTtuM4AGJ1DNXLU6UnPqde75yjd4Ar\
IFV2TMwovDGugWJUBCeL+6vU7Q6OmISqKV4KeRuayvnYIbpEtqfgUgaw19y0KpkdAcKdDWDy5SW4JJIEGoowstY3hA/3eEMBuDItiP4KM4yssMCGDh89mV\
/cbwxrJL91ZyBj8YOgOfY16ma5ZE7gUv6QHYlL3Uky81kt012MzI0Xux3AQrqFgLdwpScgOkNJ1405DCBiWP4Ww/JRVE7vWShizzDSu3EwXZWRXkgJOqDi\
NEcyYPsKPKKbYnYZUvNgDP0HwXU56WKYQdS2YFUpvi7pxRwC3QxFjgXBXFQP04Fiqmk90Eceq0zN/BKX4ocwSWAf4ixmj/L8sVaI4UIeGQQ7WqTOPB0E+z\
IV0qgsPD/SNuipB2WaCOzywxjCjebpriQZ8ujvzJEsMZaSSA9S7kZQmOml3Irtv+daaS/BgpDllyQwcEHW/UDmZm7yRuXecur1C5IrMD/ToUWyTkLo89ik\
0AGg+vRffx2sFkfzgkgxhCA39MVYcZYDsNgn/ydk0BwMRheqIvjoA59AcocwFHWrIXrOT99xceBC4fsoljSwIPzehE03UhEEUqeP/EGUfGrV44zMDxB8qZ\
s2pp/4RENzP0f0gxEqRe/34NdlhI6TdeMWmh3bq/CZd2Mru6NoCgvS8anpRQFABagIA/ERGA+yFTRegi7B0tdsTEN5IIwEMPMB943yJNpI7kmFEQGDLWAJ\
Qb8H89VhfRzCqN/E/uJvJfiHxjW+XJO8ML1mHZAGZu77wQaJNAITVo6WIgZqbj3shBwgonVPEpB9/ECwaXAg1gEwSDUjJ3sX1oBoL5s2IImWp1iNDV2ML2\
MjBav5ph4axXAQ3W3kJQYcsmCPbj//M0j9k7zXETLXRKfxqKI6wkj1zYC0Iv+VkHh6iDQ4lIdsj0uLMEl2POKPN0jcPrlcIvKI/xboscAaGUnOpU4Vzakb\
2JSPbmNPfHJ3CFtI9AT81BosfAUWSeOgriuBR8uUCFOrjBps1KjgCimo+uSJYhYhKhvYMJkiv9K7+Poh+3uOvmI/kdJVxmm63V5WBwun4kJqg6YwjOwhUn\
cx8Di7Fz9jAOZzESOqJplSEX98K1R0OOe+jaoaaIUg4DWWy7EKQg21ZO3tkvITcDPnMLoEF6Zz8SZT4dg7rhWCsoGGFnooNDAqWqliQpnYn1fi8eN1DOeK\
aQrYeJo/5XTqpn3PT1HR131bQOSG2Bv+kpOyX8bTZV8jgOU+wB195fSjAMiRWQBjSZ2EDPdzmzoHaNuj/FMpB50h+W9824ezRe9RtfkVXkmaL413UMzzvc\
RMKt5PmIzNpNvdJAfSBf5jA9ZqfIuiS/SAC0zcc2iMXcPfEf9wUmRwCBL9WBmwSfiQGe798E6LpaZOE63iHZm30W7IEIq7JKCwH/GSaIwTWY8IxWxoTP5B\
d6PFYCqvhQCfWQjheR0AHhxcLFMcO7+MuuMvTkMattp/hKxmDbECPQxNM9WLrylAffG1gmw39zl5jprjLwBt38vhmofrWIuh0d/T6O+p/CeGc+Hvj6G4F0\
qlqNKVazoWJwqQ+ZeYFhW8opTCs7Hafw+ha0fFQzk71R8KVEO1K1e1eHwdSu9X4B34aVWBVddkCS/hL1iwyKj8iOCev8RotW5o8198j1n+uTrTarfuNfY/\
iPwFysA5V20vvvn6m7+fff1i9rsXX0gSmqv28Ee+MQiT87075qXLPgZDxAAmPhpHw0K2vCrAaGg6Wz6RJaeyviBQbdnIRipo6DhLmiAmJp+hGyie3aPoZl\
EPs/E9VvGefsF6EZ8Hid4Ivk7KtlW812EJbHeiRRnbmEEg+DvUs1mevzPHPFLdrxvOJPgjjV/5nltc+DeNvgu+8F1yhEi1ijEF/hWrVXNQbTJl9MEN09z0\
IBDY7641bBHjtwtVXrkCByW0CH+G/xHonMXrPPVvBRIkoUEM5z01GjExye+FMEk851eyymx3/pibtLymN8ThDl8b84MPqlnw/8EoARe95XX4SzZ+XcGmqH\
P8VUzGcgoXPmTdhKbj7aFQhL7qOt08czIWsOiD+9gra8KpQ77JJ3x6+av/A70DlrQZOgAA
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
    const { nick = "", room = "", max = "", min = "", near = "" } = keys;
    const told = this.say(key, { nick, room, max, min, near });
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
H4sIAAAAAAACA51YT4/bxhW/76eY0JuAdGSubAdGsdv11og3QQDbG8R2g1QrYGfJkTQ2NRTIobWKQiC3opcAueSUIMmlQS8BemkvTQ8V/EXySfr+zFAkrQ\
WCHKwdzrz3e3/nvTfW80VeWKHMNNPlTEyKfC6C+GCZF2l5oEz8ogyO9tQVESW5Ka149ODJh88ffHj6VByLNTAeiuCUuYOBSBV8PlSVLZNZIOqjPeb5+Onp\
84dnwBBcXW3xZLkyiZhUJrE6NyLLZfopyg2X0liVDsRlkS9LVZTAOM3yS5k9m+kyNvKVnkqbFydxJs20klNVipMTMRpHYr0nxCQvRMhyrZyKfCJGcRx7TF\
h6WEcvnGEeDKQBX2zzR/lSFe/LUoVRXC4ybcPgVhCNhuMj4tITEW55jo+dlZEolK0KI4xaCrYnUAZ8syhVleahc3U08PRbtLfOLl+oxMYzWZ4tTdh4etDo\
FkWorNWmUtcogbJ2qAAWDXyUnURbrJz94hr6UC6ltkJTjoQXPi32115iDflxEUVxqiayyqwDrkUibTJz4PUe/7vGK1udapcsqVxBCO68J26Ke0P/c3s4HP\
psqoy2mBMHN2+KP9nVQok1HdTi5oEIR6MAEAD5D/feGw7HAzEKZnlVwMbde+57Dv6zCnbu8XepgD+F79vjcbRN90yWJetKptyw8jIjt99YZFUhs5LWVs95\
c57PlbG0BAXo71Kpl35dqExa/YppTTW/VAUuSfOiSiCf2ekkZdDPxk7+9fI2T2SGdC9NvjSP6AuhfJjxzuBFOHaUre2WEL9snbLBpMBlh83bD0cYzo+Mze\
KPaeuTKlNlyHKiDhR4qU3+UFr1DPY+yIu5tI5jAAUFYwU1BBykCp1ATDhYsHXnVqqn2kJZ6SCz238TdgoHT+0qQ7RJlWWAjnr5rblKdTXv43M6/g7wHo7L\
hd+E5WgBKcvNFOsqfbScAkVg5o97gnyitSV94vZ2SnOwACcrm/fhOFXbYE9opwNDHHjLoXSFL9XKZ6i79N265q78QCChZyzlChkH4pXMKoWpta57KKTPQh\
a2bFNG8YtcmzAIGqg3SLq1Yi1GRs4hTHDvtJmOD8WfkUrUXD9A7C65N6yaL8CJqg0cG98ZDs7X4fny3ei8PojiuVyEIWoxENqk6ioSx/ebUosVm3bF2+IO\
lexhU6+R58jR8eUmOaB/14MsfUD0kThx2ozwcywgjsFRt66j4dAHHRh2CY5qALztKMcTDioRRoDUctvpVZJVqfojOWsgmOE++4zpXfWP4onOrCrYBWQ7Ls\
RbKHcbpZ5DTbeo+dLTUuAZbrG8rjdaxYpzqrGKUQ57jY8lQNEoVm94toeCXyP4QK9WELSJNirddl6HAYY1hxGIhvmCbstpUUBVvzC5oMZJk8n+GuDqi1bX\
d8HZYgWcmNs2TkdH7ZSknVGnGMelysCQkG9naHAkGkbRGP8SeZzbGfccbseTqpRZuAZ3pGAxaUiGwy9IAV3qbkjgCJsMEMRFDmPiO++wl/HKXxCcSuP9Nc\
LVRHGBLtx9Au7sH1y05qAGF+PQuIGd+MUXLBYLRuAwAixjiNLULlYZaptOXuLcCRSkNC/n8sqvtHEro2RBS5hf2Mw2ks2zFDuhl0w5y/CMTKCE56C8Jk55\
dul9MUSf7K8Rr4ZkeMOUmAjJIOxNhywyhRDjkBzSaQTgNfoQUXxAkTrEn93VCw787SYiz8bt83pGPt/JCk2JNsBgSHhuENjSwqibOJfKQkNDPz+WdgYJAJ\
clDOc6NXo6syEwR+KWaL5JRiQOEL91TRoUrJiYBe2N202SJHKhLeR1txd6/W85poGgIRGGcD8edaNFSsRTZT+ATv4ZhDOMSA7o2ts96bX3w+3YEO30GhdO\
X2J3eHxXKfbMUMVsqKFylj3Wpjk/AgrXmhvTPBYzNuHzOcXjb9kN2gin7IEo9edqLI555obCjpEbuW0q7Y5Z3D+mzQjLDRGP7o7bF4hVuHaM8Lpi3pduik\
IYuAisCP4+1NBst2NR/4qxCG8s5VqidObtg4wiDZ0D6r3m5dkfnMkR2+eRg98xssVltcC3gkqZuzybEADM6OgHfOGQsM6DyME1h21NupeAGFoBpsv1Zmby\
FIt7j3EsbG+464hL1DqkZ1Yjrbkr6go87Ca5tlA8iJOZLB7YcBjRkxhpni8W7mHsed5l0jLTiQpvd6W4dy/1UkZ37xZlLT/u0bbHMDPhOz2QSudVYsrV5w\
9OPzp7/v6Tp5/9JRi7mSqTWF+boYr8OXK7xL35YfOPzc+bf23+s/lp88/XP25+ef3fzZebv22+2nyz+Xbz183Xr3/YfPf6l2A8IhR48EVHPZVAo7A1d3A3\
psEjN4qS3qmObg1pD4INf7dAqS6nlS7V9VDor9ZcyGw0uWKbIWfyYBmer2GwPK+j6wbL7TB5woPWIbmChkHiYG23c3L31lz8+v3f99ckuaGo99fB//4dQC\
9aKLycqE4GQ5SdwSW6G9W/fv8Ttet6azGOGJpGbTdQuQ0Xd1Z9RG2TphGuHrxx7QQEFnlP8qwVkeaHXgb+d9Wpk9MTy+ROLJaEAXnVieWNBhtP6MIGEeTD\
mBzUfbq0JTkRlOX/B9hns1hAEwAA
"""),
]
}
