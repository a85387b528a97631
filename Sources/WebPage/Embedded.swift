// swift-format-ignore-file
// Written by scripts/embed-page.py, from the files in Page.

extension EmbeddedPage {
static let embedded: [File] = [
File(name: "about.js", content: .text(
#"""
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
H4sIAAAAAAACA51Sy46jMBC88xUtDiMcoQSNVqsVEZMZaa/ZX1g1TpN4ITayTRIU8e9jY8gQaU57c1c/qlzdVSe5FUqCJjx8lKqzyR0M6QvpFLRS5xRqot\
akgJyrTlr30nQUxmr0fSm0aMxV6cNeuMAQan6CgcE94koaC5ZuFgpINqsVvNu+Jbh3spbqKgdYbeCCTUcMijfwOVUFAIqigNhxCHmMYRfAtWkEpyRL4TXL\
GOTQyQNVQtJhO3FVDR7/k6tUqiGUD7LvxgvzpzuXpB3FNGC0JgyQYyqGl5cJfYNsG2mynZbODIlnykczkuAuS6FRZdlPoLeapVFNrf2Nvcm/yHawR3tacx\
JNEiZv4NfPvz+CBwsFdPH8O8iW2tNosZ981r3AntXvnlJPc+b956PNyRyy53uYskuIzWcx5ULgPjtsoyGiW6u0BTS95FDN14imDsdYkXW1zkCr+8dNoTTX\
cQ14ReHW7muSGH3D+p9RMmYP50PpWtXua18nHvqmnO9ImDfz7hUBRzfOcc27G2UO0SceMXewKgMAAA==
"""),
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
{ label: words.say("logout"), act: () => page.attempt(() => session.account.logout()) });
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
export async function login(page, name = accountOf(page.session), act) {
const { session, words } = page;
const logIn = act ?? session.account.login.bind(session.account);
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
act: ({ name: account = "", password = "", remember = "" }) =>
logIn(account.trim(), password, remember !== ""),
});
}
function accountOf({ storage, me }) {
return storage.get("account") || (/^guest\d*$/i.test(me.nick) ? "" : me.nick);
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
return session.account.register(password, remember !== "");
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
act: ({ old = "", now = "" }) => session.account.changePassword(old, now),
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
return { name, label, type: "password", required: true, autocomplete };
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
H4sIAAAAAAACA7VY32/bNhB+11/BqkMhDYpSdC+DDTdYiwIdkGDDtretAxiZttlQpCdSTYzU//vu+EOSaboxivYpEXl3vPvu493RvN2qzpBHQvVdRfRG3Z\
M9WXWqJXl9ueRUqLWuP+p8nvEgyQRrmTQVaekdq8iWwupER7WRPBp9z8R2InTHdrHVP9iq11RMhASXLJZSWyZvmOwnYuBLH0kJKtc9XbO3G8UbpifCZgO+\
O2n2YKUbQbUmfzKxsnYfs+db0Jxnz6lsNqojixBvkWsQyivy/q+b6ze9MUq+czvlPGuU1KbrG6O6AvVLMGQ2XNfWGhhxRt2Ss1zT5fLdJ1C/5towyboibw\
Rv7uCEoiSL10OsxVSrspbqe9Utda3pznlVG24Ey8uKOFluWKuLsgTPrLhmWnMlayWLvGXDCU7YMCEKFJ1+zrN95v+FUGx4mEpnpyL2fMB1QcYoKxCQEEBF\
aNOoHhlC7+luRqQyzMoGN1qGfnUAKcrnZW3Yg3mrJMBgQAwXPaREG2oQv78PLJMXL0gMgd/K0Y0gtgdE7OnPFmC2FyJSRP/y8kOUGM3ML8Z0/LY3DGQ6Ti\
8EvWUCTFt36hUXBvL1RinBqCzrj4oDsBXJHeAYGN1uIS5LLsxvbdR6LZg/MXLKge1zNqDtiXOIbyIBYesc0J1lexJimuFVgcBmA2BXZ8JKZkeC655pk5dk\
X41mJzKYv7rZwM20PKWNmXkWdkzSlvlrA9rW80VI2BVJWcMYMU+RKVwOhrLZaU0ml5GmvSbUADJbU7ilABzSAe3aVFkP84u8yoA1fEUKj0npUK23vd4USQ\
C2QAX8TIPgFn/3MiMYKUtQk1Vvzg/Au1g7vQJjAMoxoRnBCAaxW9gNwtqyc0VB6CC0E/5wWa9V5JFdDpGUDq1nkwt8eG7H1nBPOmpgaTz7WC7l32P2hIfO\
OOuOnQw7Ez/3U2s21cmgfY+J7J0o2icUo0blnDiZ9w000ei40FsLK3ZS87+ex3wJqOJW4QLvmOk76bKNMOxDj6R6Jxuy6mVjszMmFgoZXF0oJT4rv62Kab\
9xJz7RQFxndAJg+VdpzUEpukoRGIh2y+WyiLYCvYZiR3fXaKskISipWdN3vszMMygDHAO7c8hV2K+xhx4TG3DLsD8lKI/LuL3iTCz1zBZUBGRGcvyTVycv\
i90GeD5R0YM4flbgKiSjY8sZgVECvmlvVKParWAGTfaadVYPsxyqyVhX8ur4mGEPjsohfCi15mKyOPrbwSTT3rLuCz4PIjhm7Lao1WxYc3erHqxLH6psx3\
QaQEe8cFooAguS5zjQOH/8ZzjGfmKrWbzOLC9Cqa2hNbdFOSpOdLAo5Higu8gDZUd+AgdhSLPcBebukZyeIn69XjPs377tleTzZ1Jc/mu72z/LH3+45JB2\
bQoYI7GlldCgwM0ZCd/zk9cmKjVnXIrvQOmhErqJMcxss8mYYOPA0emY9qM2Mh+VWy5nUYUOabnhEi/xz9bUeEXuN0p7n7+KxpLdH1B4NEHXFNhWJR12ey\
n973wFggfTWxAx3vqWJD52NuDAII/0ttIlzIUdvNUgmPByKvIlX63woKGSx/VzwsBTNwfoGy6PZ/HA3+SIcgaLvTNPEPN4PHqaM0pEdBmM4M6pmjfqS3V/\
Qh9wTZIlkeDR35BeONxnFg6YZjPOR4Qo6FmV4/J1MCJ/M8jtSL5TfaeTPc5ud704zMXY4dxbNT3pT3pbVFiO25xQAIKGs396RfZnAWwLVAJXD5N13DWJRC\
cYnwjfDEj7pghP8BRU8KJJQmUV7W45weHVy5dJIKy0nWBHJOxb6RiJ4c0C+yehGC6CGz+se4dTx6Q7PpIDKV/9JlX7S9ML2R8c7K7zMexjSvxYOeFOmBmg\
HUeMmh+6+JXD14Yvl0w+PXodBDK04MdpCKH6wmweWJOYiezPZ1BysI3uE00v2M7tzzj77H/UTi32qhMAAA==
"""),
File(name: "answers.js", content: .text(
#"""
export const LISTS = new Set([
"ban", "mute", "exempt", "invited", "op", "ignore", "token", "cert", "audit", "serverban",
]);
const SILENT = new Set(["count", "total", "more", "room", "id"]);
const TIMES = new Set(["since", "time", "created", "used", "until"]);
const DURATIONS = new Set(["idle", "seconds"]);
export function tells(keys) {
return Object.keys(keys).some((key) => !SILENT.has(key));
}
export function facts(words, { verb, fields, keys, text = "" }) {
if (["MSG", "ACT", "DM"].includes(verb)) return [when(words, fields[1]), fields[fields.length - 1], text];
const told = Object.entries(keys).filter(([key]) => !SILENT.has(key));
return [
...fields.map((field) => words.has(`${verb}.${field}`) ? words.say(`${verb}.${field}`) : field),
...told.map(([key, value = ""]) => fact(words, key, value)),
verb === "mode" ? modes(words, text) : text,
].filter((each) => each !== "");
}
function fact(words, key, value) {
const whole = `fact.${key}.${value}`, any = `fact.${key}`;
if (words.has(whole)) return words.say(whole);
return words.has(any) ? words.say(any, { value: read(words, key, value), n: Number(value) }) : `${key} ${value}`;
}
function read(words, key, value) {
if (TIMES.has(key)) return when(words, value);
if (DURATIONS.has(key)) return words.duration(Number(value));
return words.list(value.split(",").map((each) => key.startsWith("subject") ? subject(words, each) : each));
}
function when(words, written) {
const time = new Date(written);
return Number.isNaN(time.getTime()) ? written : words.when(time);
}
function subject(words, mask) {
const [, kind = "", sign = "", value = ""] = /^([a-z-]+)([:=])(.*)$/.exec(mask) ?? [], key = `subject.${kind}`;
return words.has(key) ? words.say(key, { value: sign === "=" ? subject(words, value) : value }) : mask;
}
export function modes(words, written) {
const told = written.split(" ").filter(Boolean).map((word) => {
const [, sign, name, value = ""] = /^([+-]?)([a-z-]+)=?(.*)$/.exec(word) ?? [], key = `mode.${name}`;
if (!words.has(key)) return word;
const mode = words.say(key, { value });
return sign === "-" ? words.say("mode.off", { mode }) : mode;
});
return told.length > 0 ? told.join(", ") : words.say("mode.none");
}

"""#
), gzipped: """
H4sIAAAAAAACA3VVUW/TMBB+76/wrD3YLA3wWlQqYAhNYkWiRTxUQfUSdzVL7Cp21o2p/x3f2UmarXuZvfj83Xfffb7Kh52pHcmNto58v1osF2RKtNyThX\
RsNaI3QtOE0KpxElb5IKudg53S98rJArZmhx9utakxyJk7ibdyWWOsaAqFGyvre1kj5ijjH0Yh7eLq+9f58jgvzU2jXcByokQGEbw2psJ0Be0RllfXXwfE\
qVU6D2RUhWteSxH5Njau2qnyCOXy189Py6sf8yGSKkoZuPuowmK8DKptGp07ZTRxsiwtu5OPlpOnUS1dU2vy4+avzF0KX8NRak0lGew5mX4kZ6HudCvwnH\
vcwwvkjcidZXtTFzYhTwTUS8hGyRL+B9TEJ39wnjGl5ADZ1YZ41teLb0D605clLJfXNEu9ImVTSMsAhHMSaa72W6nbDAF59T7j3T4saSn1rduSMXmfhZRZ\
K5szZeHzx3KldrWSbcUbVTpZM7by/2avVd0SGaVpGrNVYscY7vESssMr6/MnoH9Iz5/w+LDmZBbPrXg8eT4JpfAEEgDbAA+cEnIvykaifIEfCN6q0Qdwfx\
lwyXQ6BS8Wkvq0sHbNAU0gF6ze3V3pUuRbRIYNOYP7FFs96PGJlL6XQeD91pRAcQ2BvjAfA/Vh1GGdEKEfn52uP6ANetkQou95r1c46HrQ3/CgQ2X9B3Qg\
ZJ14IFGc4JwQPSHzprrxlccqDiDKOvAiHeuBAK+ARTPj4+790tVwZNsQH4ruXvGJK1hM0dQC0rIBz+calMq6cJTaXakcownlwThdRz14ap2onf2t3JZR2+\
AboCBc3LcMw51JWIftPy5kXyvnpO57D+MrjqNLP79YG9CxDUWkys7FnEF0eivd0q+MY/9CvM8cysJkEDbk8IxtJexdz2Hlu6J0gY8kIdYP+rg9ejv+79s/\
bCXG/8bZBWeryTTjLH3Dz9+m/jcjZwFxNiOrDHsMho1JwbMeHjzxwoU4K49diPboXBi4wJOa0peaRxdNIk80IvA4NWcHT/llF8KIi99bQxDaDbjPxj8joa\
NBAAYNcqQgUPWvQ1TylG4X42zGO/mms2PpAtpQOqDrdQO49rGfDVUbmL4d1XAN6jgppxeo60Av7JgO9MfZl5rNhsI9xAu6+p3XtUfAORt/ND6Sdx4Ev/w1\
SjP4SeKdJXtYbbQMs/E/XuvXXpcIAAA=
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
#log .info { color: var(--soft); font-size: 13px; white-space: pre-wrap; }
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
#search mark { background: var(--mark); color: inherit; text-decoration: underline; }
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
#log .waiting .body, aside .away .name { color: GrayText; }
#composer.empty .i-send::before { background: GrayText; }
#log .day::before, #log .day::after, #log .new::before { background: CanvasText; }
#bell[aria-pressed=true] { outline: 2px solid Highlight; outline-offset: -2px; }
.badge, #down, #toast:not(:empty) { border: 1px solid; }
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
H4sIAAAAAAACA908XW/rxnLv/hVbGwe2GlGHpEhZkuGgvcFtUyDnPvS2RYEgDytyZfGaIgWSku0E+RV97a/rL+nMfnF3uZTlkz4kRXJsi9ydnZmd753Vuq\
nrjvxyldVl3QRttmN7tiZl8bTrSE6b54erINg8yScBPrm72W63U3ITZVEeRxMc0BY5c4Yk2/k2xFGL6D6ifFRZVM4olrI4z2BUnMVsnvBRHXvt7FHxPI4i\
XJEtWMLkivXWGZVu01U6h1GbkGZ0wUdtaVE5wxb3iyilMIyGq2wlhu3qE2sczDJGWYqYJfEi3vBhhyJ7dkbN822+xFFsHs7lmgUrcx+/DEg0y5iL2GY7Dx\
f3MG4bLqLllo+rqxHGh9GcD9jD48GQeb6AUfN5vAq3epSH+Uu6CnGL8hWNI4FY7UCLtyuWbmBMmmarpdjGDXXI26Qxi5FX2+09XTCxPzua1y9rEpIoPryS\
JIQfxpzmaXOXhGQekjgkn8ksWk6mBB+GBP+DJ2k6EbjXVb0mx4L/0R5oxqbk+q//RL7Ax+sp+cKqsp6S7+qqrUvawrsfig1raFfUlRqjZz5cbWtke5QeXj\
9Hs5S0b23H9sGxmJKAHg4lC8QTXII91Yz8+7/A/H+tN3UHi1x/z8oT64qMkr+wI4M313+BF+SvtGqv7ZXlo39sClpOSQufgpY1xfbh6terNWrcTGjYL8Sj\
dw9EDUJeDcZwrYQhfw9vNvUrKN/PRQUauqmbnDUBPHogbdbUZbmhTfBS5N1uTbpdUZmPOci1hLwvXu+KirSwAVNyos2d1JwJSdNPU9I1gP+BNgyfGB8QiV\
23BwI3df4G2OwYog/8DcNPDwSk7qkAAQ4fyIZmz09NfaxAcgT8zdPkgUgkxBPUe3iGqrgtUXR2RZ6zChf5Ufz5EyyRF+2hpG9rUtUVI39X7A9101GJSzQl\
u3hKDlNyBKTqEsYbSBxonnNGhThYjyiLtgva7q1kAii+3By7rq6mpKgOxw4YAKgBxWA1WlayDLdNCFJR7WBXO02J/qxA8C3CbRmwQSyVHZsWJx5qYDdrHt\
QmNjQvju2aLA+vXBq2dXZsg1PRFpuSAdD62AmFRuUCyS9yyUVhWZCPYkRQb7ctwz0RkGbtc3EAAIe6LVBS14RuYP6xA2SKCkYGRcXntUAxTAtWq5UxUyAC\
8/lYjh+hR9AB/oNj+zNAyNnrmqxG913vhCRvRtGBjGAlBZjjrwUMPwwlJSuLQ3CgOJzjd5eGn2C5l13RAUFoAZDvLw098FVBkIqKy8irUpN50rB9L7pRfN\
px0kzpIWA5+CgQzJx2NNgdGYpmEFSug6ify2x3lySfwMKlkgO7CZg68eJ+gS/i/sXEAvp4HV4LwEh/Cu+I8S7q3yWh8y7u3y3cefP+3Sp11kuM9eYu0NRE\
xoW6MF4u3Zf3/cs4Dp01l8bL1F1zZbxcui8jgz3zaPDWYNCcc+jqBmy8aUOemiJ/4D/B+uzhGYgJaPJxX4HqQdQBwr0vKhCPO3CT0baZgLcKLTkMw/y0U6\
BntASlxtAC/j40xQngwXIfgG9DIjd7tgeX0jog1WPXHOLsip6mRKnTUP3wBayip21LBuTgzyAvGjBtXPkEjg+IXKBIDSV0bdGUoWAIPXLMEL7h1GhUrDnS\
uIzMUoodAIKW8oFvA6O6h4lS/2bCoaE9LtHkRGcmC1uJBgsjEj57A74sN7ko2PFED7i1OIiCMlcBmI897BhaVrTRpilITHFIFwfJzX5D5CLF/qnngmPd5Z\
C8QOYiz6UxApZzbmlpm8WpMb7tmrp6MtHflHUGoQH6puBFTlpwnbLnTMmsonuUVLRY8KurIbYFSF5LObSz6A+D/jErwe62RculF7aWSz1HAkITtpb8tpw9\
hu9DOfRym+9GKjgloK/XG7atG8B/ltcihoKh6I+vr7W/WJobwz84zE8xRhlqiAh8BrsIrnywODyTCAzB1M8TMW+79UyEh6MzIbyWU6sZfaFvvpECLR78yT\
ib+zsiomeUc5sYgLZjNIel8RcESZDwObz/27Htiu1boHnJpSDYsO6F4Z5798Y0EAlXGK0bkdI21JCrgTTYMhqGXvm4knhzhK34bWCZhJ0Ro3/5mIaiUSuL\
oRnog5GGgekuTmwsPJMQZhCz74dwxqXaQCZ6cDRfk5AKPkqt48Bgc9CA+nVKobPmWa1XxPgbY+gMwlAM6L2DMev1jeXUTol8eqwaZL1igS+yH255zzk0R6\
YVt3nhjNso86KAuWG4LfwimHPdlUFRybZdjwKXVJEOFB2wOzPXLxk9sXPhM8QaQub7sBgsKKhS0b1ZtMjtERAVG+XHYbivAERDAGAvnjSA9Y62dz4gEzkQ\
gPEnRcnh9TmWen1lsD62VToUAuvogHCUo3LjU2vTGkAwPbQHqev6BCamBkhFAhMBO3gA/HoCh7jorMjCpq6EaeT7frHSxgYPwG+ORjF2kuNGMBj0wYspYd\
XprqVbFmCCGYgUTAyaDLzQDaSf23E1uZiEpbWtC2VghgrqMTkSi4usy80GQoMfaVPQ4NCwtmX5Y9eIZMnaCL09sBlFxrNmnY+Z1lt8MnmiSZbafYbygYNT\
L3xG1K4VcKQuoNhn9dRs6f1HopVoZaUVK1elpNH9DhdAi9Y+q2UQ+ETSQj5z4JjVVnXQsAOjnXb+hOMx5VbGZnK8MBcXn6xJfeiiJhvkKApSiwIZsO1Fhv\
2BfKMXZ8fH+9zxr1eIJN+Vi4X/nXhAKaoQKGF5lI1TBTaZhIzlPLOu6Er2f6CnOlERAG9YXnSBjtXHN8/2eKqSI4MVA4pnFy3uiE9YWHMC+vuhucDs3Js+\
GNUVURf8QD7hmD9Fuk9jTfQ42t5wSlhsyVYJj/YQjfodJNnVcZhh+6Xw5sDqQ2nwcVAz4szvUxkT27nf9qL5pFU1YnKwpG/aKdgR6SQHjPBmt/HhYjvpJA\
I9XrrE+U4wr827m4kPNvhUsBdXbwwTMMzt9RNaZTtcUYDCx6I0AHjv6KkQtW5uGi+ufgA+Zf2ka8hCdJyNjdB5htI+uCXXQMkZgvlW5Bg++emhyU3kf9wv\
zCJngMoEy1dvLyCizAJ7mS8Wo2fbomk7h6iVgefsZVc7ydYwNrO2txKBnhMWzh2YGkmu7DnLanFUsiaALmuQcXp8V+zHgmyM1TlSUtEWsRsYNuIIZZBx2v\
FkLMJOb8LAp54wbIHf1XEPJiFbk45ujiVt8EHrhvSCSsFaRH5K+BO9NcazGTth9iRJtAN7MUAeprhVHcu4QjgVqDq2mEWzjvNZLcM/u6CER3AmyUH+xEeM\
q+quyJge6k87TfJ+OcNZ0+zpsBhpdIRGQNq8b1+8GEgG2wU0S9AxaZDc+lZ8OqNI0t4OSy5zbgD6QToKkJJPQYSrJz/r+vKMFCBalCz3j1VlITXyWHb+IQ\
Me23O00XZd3kj0P6KphmtLzEUaloNQjRFhy4Ff1opqW1/g4zlp7+hETt+UOlTcsXww8vq6qpVhzxNl0C0eAVp9RG08oltAwEB4LGfQ7tE6DhvKrCOKggVn\
PbNwB0sTWRuP8ZxEW7JZ2k/moafpTXgfAOfIUrs4e/D5qrbYjHho0KPZfADpQKvzxupbwXiu9b0lQIqdR9ykuA9FXO0zGTqeUT4XH3/Vqa0VQvgCVUdHA6\
+68UFaeTVwC/aYf9adAtZu/3qV1TnT5+CzVcz2ygjWVT05UxCyop3UV5iXSc9bfXQlbqxbQfIPwjGnXWEAPHEqWuPBN9j46nylj1f4Yh7LqoLfw8eKTxek\
AVaZRgT0DkmxTE57zyRlnX+ayEyH8qivp2ZbvLJck7JIuBuT0a1oRgi41LdKnNWZuBgjw68tpJLSNlmZHgTud8kyxAJXRsvsDjK/0wsJCJ55TrzSIcsltk\
N78iV2ZmGNB+DDkmT8Dkd0j8LyfITN2bZm+0P35sTEJnCt7lm9Bwa/W47gCQercvMUwJcXKI4nkk5eNMQ/3qsaWmcH6p8pO6PFC5eRid+z8B63iUWzLDe/\
FNhp1B91vtdnpDT3Pvw0NVERwHn/zXgh5WxrTcOE0MiMUJleq8ojtCoUoqurjCEe6TvpgjSVHKE17GzGdnWJBLY7YSeGVQ1vNeTM0enahDsWOTkJg5a4WR\
G0jDuZoZU5Y5K8tXwD7kzIfg/d08I0EtG2x6cn1qJMt1Myk9WUkYagD0rlewbPlH9D2edm7UmYMRvPC8w9/6FM2ifyDQrQRERM1sFJKOpw2iD2UwKuyxNX\
5hTnTXRER0AfPLmVSMUQbkEGrWQOsHZPeaeELx7yFgyX3kKVA7UYppeBSlgF5VZlezV2EO85pFv5bU+lziMtPMQpg2jPM44ZzhxnKpEcuEQtL/fW1lsNjc\
ZeRyt3r+f97usGBG5ThlVGgYTOyQY5v1k3tax6FI8cCftEY+BC7YVVYGs9U41+oxx0LKoNUmxHtmPZM8t/GktkzgtONEtkl88YYLHNXuj/89//dd3P3TVO\
I+b7x3dqs1PhIBSkw0AhY6+a+LMOAQMPKsfSe9HHUBa9TJwzIFIenQO9+ZmOAV8xeDlaCx46NY8oOShfVI1054z0tw7yINnmke14E6uytrF1BBJf0uwzGp\
Bw8wIaN0gkfDXP8wWC+9A87BHNhtzFu2y2q+CSRtH7I7sSPlBFkdPlRMNQzYU2ifdsfwnUqm7Aa3jo9DoMYSV5dNvumqJ65j3AJgazFHEwxZKHwb+97UwS\
bZ2Py7TF6STR5H+jhxt2nZ9u0ybb9RHsO8d9v7nH0vASC5TSwZE/RwcM3Idai6JwmCqpskusYw0OO3gBQtv3o+yLGaCyA1+zlO3EwhHvpKgu6YaVztnjqH\
n1SpHP3qWj9q5f+WB3kamS1cWWXsFZF+3dAW8aTLxpZD+Q30U407wa6o46i0FDR+EJFsacwbnU113gskMmOWsv7q2MltHfqWK5Z0IGLq7VMg2x0/JqTDsX\
+7ox169XeUHFwZ9ZzAjHixmmCqsB+WmnRgyzjg+mO0t/IDx6haY/Zl2+WxkStEIIBeDzpj44u4ZXsmIQvQVIH97KSlJjlmjLNBVi5e8LkN5CWVKp5BLI4X\
xOoiYtrEnKMLibZ55qjlgXv76acGc8vBzpCx8GSxsKfkSKqgQjygRV3d392L0d2CMHCPvw02RK5JD+TpF8oK8WWXr81cbXJxjePLqvx4a6SmQyLbUYLyg7\
tryX/0QRIbfWYwe0ct65Eyvlf5e8Bhl6PYIC09QvI/1EwoYJq9/v1KCboS++9YkfDMme35A/QtYCoTh9fB2qR+7Bf3xON22stZ321C/7kU+1Fgg+Cx58tK\
PxTA1ZbPF4F2evlDydMg1btAztS1dj5W4Z/px1/r1qCi/KL2NaxwcjJ3tnPJbE/Fg6iCc89R56Vn3HC3kSLFWapwxB4cnKz18P6e2A3xMvznji4boX+dt+\
0jkPNxLXfSDAHrlB5yy/LmnbQW5elLkThPceY+54jMRUtChRFkBPyMuLL2zx0ly0NZrrXfDh+wYm77z9Bv373E4YfPweFVI3F3ne5PoILepvbbx3guY7L7\
NaqxaDs/F+z25eWJnVe2YXRPraAbKN30yLVagpJ4zHCBR5Ezzhb7BJd/dhA+lVwn/SDlNvEk4vOLtL9AkANyET+5OFuz8bGkuxjBN9Twf5aCagFtt84D6D\
niTstmUIzLdKXS/KJuz8VMFw4wUnX5iPJiwjl9DAdD2/1x9gdO7JGZe2dWHIyc4cQDpHOIO40zy0Sx+G9x7xgiTmWjPRiTkVN1HaCdErD+P8GV6jBMuXkx\
s++Bx6wrqERucZZgVzkRUsk5N1qrh4ELUjFNO1+BNN1X/eBSgJMNJ/BYNf8hSYaIQMOIJUc6qsl+Hcf9gz0EJyZ3XbYtY6Ib9wwPIO6ceuqIpTx+EV1f4C\
6jjDQn2erDuVQ+s4ZpRL7zNJttv6LsIKU3Ap27yMu1d8W4vvRrFUSLWsfCVLPcz8fcie2+5sXaiQ72f7umGyT8mt5fsOzngaxhnWyHZ77pg+ci707tnlsJ\
lGnij2X4wh8RTfjGFcGXAvNhmd+5dFHP1movTIZSZGDBKOdu9ziJj/gUiBgYvNbMPsuvdeAL6xoAh0BJwg8hj8YaOUU4ISlwFUfWpgW53rIolVbk9i7x1I\
vcJK1/l8hxtW//rSaZdWrXBOF5m+mhGZ7WOy33PoGJzWXF87rJkJgvfKnPo2x85t8DCbM5ayN+OCC119Y5F5qswDX+yGM46lrbqvTbq+Py95b7ky/Z0Bxj\
N9PWG4t+bEsxbAGMltn/2Z+15pCZUVnHzEDCo7LI+vUWtp0yKMM5cv1XaJEI7fS+vPrt67M+lchTS8gnMqa91yThTLNcIN2wK/g4blx4zlEL0L3Ko6EK9Y\
lXEyhKGfml6Lm2dJi7ba+G1ILWGQTQY1fvtMjyQJW/7SGywoDzRwjRcsYlME75EQHgliXpVhOxJS4F79Mo3znzi3/g2iQLRAPYCA5liDca9bq2vEvlNnoO\
SCo31PM+X3sEfyG5TONlKK+6IjX0ox94EDmcjrbupc5eehwRlSPS3g6ss5vMd7/9zQN8HB0RacEe5bM7+2ydgE+B2tTrTVIMcvcn7dNqhby9wY8i+gwEY7\
LJgKNzQx0lNd+pSmrggOJW9NEJcfIdNoyrtr/OKXdbGnT+xze3r65nVfTj/Nv4M/CfxZtY+3u647rD9/fnl5mb3MZ3Xz9DkOwxAH3xK8d/Sn+vXxln99Qg\
L/30IQVpaPt7iVt7wp+Zk93n6KIeoK1WcRLz7exrNUP0JqM3p4vOV8vP00/zNggV9JRPLH2y+QzCSnaPElAdO9ixa3n8V7RAL+upbXRYOshI3/XREYX0jg\
gixKIDKKv0RLsvgB0rflGJHS3fxuaLyQwoQsdv0O4u/lmZ3EmO+PQKT5+G/ggUeJj8MyCpIfIDFPyzmZ/7Ak0ernMer1UfofZJOzosnAd2YAPopuSfYmfj\
ePt/eKRM2KGA+FyyAJkjHqddD1x6N+JYhfctqTIe1AehYGCZkHC3IfLNp7EpN7svgCYpHMUpqQhKf/Efy7R0sQwdMMzOQM3hP4DT9TMJojjENn8/9IacAI\
hhQMo2QJmEdgHkmBZQtk2/cJsDIicQBcDYBbKFezdDcqVh1+C+Tvij1D5Yml8sRcgJb9VluekC7JUstJtPhZrSrXGTUqvBH59+Mb579RPiJUp/9Iv4BG8K\
9D+QEepOUCPi1GdOR/AUZnWnm0VwAA
"""),
File(name: "coming.js", content: .text(
#"""
import { isAway } from "./happenings.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { fold, sameName } from "./names.js";
import { Nicks } from "./nicks.js";
export class Coming {
isIn = false;
nick = "";
connection = 0;
#session;
#claims;
#nicks;
#wasHere = false;
#linked = "";
#entrance = null;
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
this.#session.emit("me");
const past = storage.return;
if (past && !await this.#claims.isTaken(past.token, clock)) {
Object.assign(this.#session.visit, { token: past.token, since: past.since });
this.#wasHere = true;
}
wire.connect();
}
startAs(account, password, remember, linked) {
return new Promise((done, fail) => {
this.#entrance = { account, password, remember, done, fail };
void this.start("", linked);
});
}
#connectionChanged() {
const { wire } = this.#session;
if (wire.phase === "open") return;
if (this.#entrance && wire.phase !== "connecting") this.#turnAway(this.#entrance, new Refusal("lost"));
this.isIn = false;
for (const room of this.#session.rooms) room.lose();
if (wire.phase === "ended") this.#session.visit.forget();
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
session.visit.remember();
session.entering.keep();
session.emit("state");
session.outbox.flush();
if (session.current) session.history.need(session.current);
await this.#learnSelf();
} catch (refusal) {
unlessRefused(refusal);
}
}
async #resume(keys) {
const { visit } = this.#session, { token, since } = visit;
visit.token = keys.resume ?? "";
if (!token) return false;
try {
this.#resumed(await this.#session.ask(command("resume", token, since && `since=${since}`)), since);
return true;
} catch (refusal) {
unlessRefused(refusal);
if (refusal.code !== "lost") return false;
visit.token = token;
throw refusal;
}
}
#resumed({ rows, keys }, since) {
const session = this.#session;
session.visit.token = keys.resume ?? "";
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
session.visit.reaches(keys.id ?? "");
for (const room of session.rooms) {
if (!room.joined && !room.isPrivate) continue;
if (keys.more === "1") room.missingFrom ||= room.lastId || since;
void session.history.catchUp(room);
}
this.#sortOut();
session.emit("rooms");
}
#sortOut() {
const session = this.#session, isReload = this.connection === 1;
for (const room of session.rooms.list()) {
if (room.isPrivate || room.joined || room.lastId !== "") continue;
if (isReload && !sameName(room.name, this.#linked)) session.drop(room);
else if (room.wanted) session.entering.enter([room]).catch(unlessRefused);
}
}
async #arrive(keys) {
const session = this.#session, lobby = keys.room ?? "";
session.visit.since ||= keys.id ?? "";
session.me.account = "";
session.becomes(keys.nick ?? "");
this.#dropGuess(lobby);
const rooms = session.rooms.list().filter((room) => room.wanted && !room.isPrivate);
if (rooms.length === 0 && lobby) rooms.push(session.rooms.open(lobby));
if (lobby && (this.#entrance || !rooms.some(({ name }) => sameName(name, lobby)))) {
session.ask(command("part", lobby)).catch(unlessRefused);
}
if (!await this.#logIn() && this.nick) await this.#nicks.take(this.nick, this.#wasHere);
for (const room of rooms) room.joined = false;
await session.entering.enter(rooms);
for (const room of session.rooms) {
if (!room.isPrivate) continue;
room.regain(false);
void session.history.catchUp(room);
}
session.visit.reaches(keys.id ?? "");
if (!session.current) session.show(rooms[0]);
}
async #logIn() {
const { account } = this.#session, entrance = this.#entrance;
if (!entrance) return account.comeBack();
try {
await account.login(entrance.account, entrance.password, entrance.remember);
this.#entrance = null;
entrance.done();
return true;
} catch (refusal) {
unlessRefused(refusal);
await this.#turnAway(entrance, refusal);
throw refusal;
}
}
async #turnAway(entrance, refusal) {
this.#entrance = null;
await this.#session.quit();
entrance.fail(refusal);
}
#dropGuess(lobby) {
const { rooms } = this.#session, guess = rooms.get(this.#guess);
this.#guess = "";
if (!guess || !lobby || sameName(guess.name, lobby) || rooms.get(lobby)) return;
rooms.rename(guess, lobby);
this.#session.emit("rooms");
this.#session.emit("current");
}
async #learnSelf() {
const session = this.#session;
try {
const self = await session.whois(session.me.nick);
session.me.account = self.keys.account ?? "";
isAway(session, session.me.nick, self.keys.away === "1" ? self.text ?? "" : null);
for (const name of (self.keys.rooms ?? "").split(",")) {
if (name && !session.rooms.get(name)?.joined) session.entering.entered(name);
}
const { rows } = await session.ask("/ignore", { patient: true });
session.ignored = new Set(rows.map(({ fields }) => fold(fields[0] ?? "")));
} catch (refusal) {
unlessRefused(refusal);
}
session.emit("me");
}
isFree(nick) {
this.#nicks.isFree(nick);
}
async changed() {
this.#session.visit.remember();
await this.#learnSelf();
}
}

"""#
), gzipped: """
H4sIAAAAAAACA6VYW4/bthJ+969glKKgUFVNiz4crOETtAXa5iUtenlaBChXom3FkuiKcpzFxv+9c+FNsjbbnIMiXZkcDuf6zQyb7miGUTyIxn53VvfiIr\
aD6URWfrVXx6Pum35ny7c2W68aT/mb3p6sagtRma5TfV2IU99qa2ld1wmLtun1/PTWtHDCqk6/hn8JcQ8/58Svm+pgUxr8zTT6PdFUrbJW/GA6EFQ8rBr7\
qhcbsVWt1esVksOvDMgr0/e6GhuD2y/Wq+cWJIZf8AUsms7CB3GHv2dlf9aDjnyegyIH0IxZPdf9OKi+QoL+1LawsjsBt3iTHYdTNZpBuksKwXfkIOG4b2\
zpb4cjQQ7eYEJY91LxMomG9+kzG8Wzztcr91Wem0GXppeZHdWos0LIXGz+KxzfoP8Pe9XvdC1zOHpZKXvfVwJODKPESwrBuqKopAl4wYIqaqcLMRjT2UKo\
O3MaC4H3oWYGjHwB2SaaecGD5fgDpGVmpfMNUaXfnkHZBRr8s15tzSAki4ShIsxW3JZl6fk52fiaN7lotkIiXc5SlwaCmRfKs+pHkgncBN5FSqZpGzvKvG\
x1vxv3YrOBSIku8z4m7cvW3N3diw8fRPacPsHxyT3JiavrLqkmtygRJtCgVf0GdfL6jKo9QMD8cvcW3FZCkDe7Xs5VKcA7fLYQHYQl2M3euBVxydfTaCvt\
3pwdj50epff0y5ciLvr7kbZP9tg2ty/eXHHVXTPKrNNZ7oJfHBX8bxNUGfR4Gno2NG19/rl4ps6qGUUa9GVj/1AHUA1pytHApwuvHL0wtcRUhHeNbUY0Bp\
26ESkH20CquiX6TgwTM937hpLIJYukDKHc+M5KVVXm1MMtwMmezQAmH3Snuzs9pEnDylKi/gqo1VgtZW16cPJWNS1lpI+oBEcexEfZRwbisl69M03NluO8\
zbIgAAhMQi/le5LRqOVSzqKHyALHvbKaMiDDaMsgixInzsQHdyaHnuEhf32/g6NMjsexxMxOF2QqV1Nk1ho7Zrl30BTOk7zBmMRsmYYBRSonPCQoWD5fVk\
n3ta6DYJMgKuESTIMEHEFSPciDvrfRhJNy8sUXxCiuFSLi+8zC/rK2gaxBOHlYYZW8Ea9P6Gq65jbr1PsvcTkDIAOM+ebFt/8pVr0Bc0F6E01ZqaPF7Myy\
vLTHFlOwgE8I8PZUayszIs/yYnWJtx56c7bygQD0RhAfq4d3FMGIYm6NrEtZMtxjUQUTTvJ10PbUaTZJLtIdNQzNO7fDtk8shZExs1SMq9TfnIzLKTr1lk\
8RmdRB8hdEXnnQ+jjZIKDi6pgsA5zfmffltj3ZvY8Yv1edhgH45d6hJcgEqHZf9hpSak61XqW2aLUa+t91u6VgEpUaqz1UGo50DKVJ2xQ2MPB86E0sneQv\
KX+dwAEBHeoRBdECaJC9aBcW2c3EnIOI1X5G+94pPu84ClLX1zJV1JtB2YN0PaHMmBCQaSIQQMVf9LX57IH+Xv7Kc7cJmrt7HRh/gsmohvMviK7aoRCDyU\
ybqSHoL8baYM7CcWAPBFUfAFDO0FqgzcTFCxu88WSqP2l5T3inwXqQukRCvQ8QzNqhUGNH6KOBHYpWbpsWIQokhVS+g8zFKkOfBHeYzrE4U5/tWsnfAemQ\
UdmpIx7fNrqtrWOAnbrkFSj7DmsQmhdweIbADjMIiBv7K2AC5ByVfe7yAYqpD4EUvc8dYL81AHh1RHtaHPRONb3k4CGfZsiGLLRTR176Oq51ZtB+MZ/1Wl\
49CEn9fqRuHRIEiwgoGv1JKm2mGnHLFWwBnK/7Mkw+1uGGAhgaZGr8/K/RHJvqhu++XKES7WbII4DvxaVcPZjjT9hKygjO7IzIxMMS9BuUGBAV+TVWqmrv\
wws6CM/j09zp3IS+nLo3x6IIFd+31NEfG+cP9jOKCOj8I450Hz5sXLWG7uxVjbWOXO16nLl2hAd/HsnciYEsDIK/nMZrqCfxOQ4i0VOJW8Ao/JtujarFVb\
kiVb5+2mSuW/aWm+UBaJma0v90NuAon1szyISG99MzM+YRIh238livMHi8vTTklQjycHRGylA2ud+5RaI3OdtcTnB3WqLSkv+0bXlu2ohZKM9jlRMew2MS\
rZEM4NB1zG7s/iiIUpzPs4lECbBIfrvKezcReoAlQyI2JhZcSoXJUJlMk0jL17qp6og9xwLUMJHjwzaDo/PGGyLnGR+yoLN0jZ2D7xAkHB+OI8XkYsE+wi\
iRBbpH/X7VDLZm96qHtAL5wjA/bQr51WaE2U4GCh+wrr1bhqG0n5+XB77gkeDlg/9zpUqTLy1DdHX+b8Hp36EvXf9ouxkndi47Ieu81WNP6NNhoStMBs1p\
BLnr/c/QKjleJabS96o6yDALsNn9PkgBZvHHyzDDhpU4zIYl37KHjLx6TgukOPbK/6ctTKMwzJ9x8oyEC/2fM/RHji0N8qzBUnf896mhEhW0w3F+0vVfYV\
PiXYanBd/6Z6n4gpM+Pq1nj1eh0ecFBJDwkhUAg/bKFDZ8jXLvRgwRYXTjHQjccNifW34qCmV5adOlQDYJ9jhJPd12c5x6onaLT3YTrDjvTRPeT5O+erG0\
IIeSctav+XGJ3svjC++MX5GexId11wSJl7xBbSCxEjcUNPniC6eMXDgCriZ+D2F0gpqDSTVBf9FT4UuHoI8VfMgbokOzx6A7c8xNDYhlI/sK+l5o7qhlPa\
qxASbc6U6aWyaqk3GDBpZPGjc+bXReepWEqmV/HLSWXJse0kf1Mt2KMVclr2ZLz0Tpw8PjQz/89w98EJstYRkAAA==
"""),
File(name: "commands.js", content: .text(
#"""
import { LISTS, tells } from "./answers.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { moderate, report, setTopic } from "./moderation.js";
import { isRoom, sameName } from "./names.js";
export const COMMANDS = {
join: (session, _, rest) => session.join(...twoWords(rest)),
part: (session, room, rest) => session.leave(room, rest),
msg: async (session, _, rest) => {
const [name, text] = twoWords(demand(rest));
const room = isRoom(name) ? session.rooms.get(name) : session.open(name);
if (!room) throw new Refusal("not-in-room", "", { room: name });
if (text || !room.isPrivate) return session.say(room, demand(text));
await session.whois(name);
},
me: (session, room, rest) => session.say(room, demand(rest), "act"),
nick: (session, _, rest) => session.rename(demand(rest)),
topic: (session, room, rest) =>
rest ? setTopic(session, room, rest) : pass(session, room, command("topic", room.name)),
away: (session, _, rest) => session.setAway(rest),
back: (session) => session.setAway(null),
search: (session, _, rest) => want(session, "search", rest),
rooms: (session, _, rest) => want(session, "rooms", rest),
whois: (session, room, rest) => want(session, "whois", rest || (room.isPrivate ? room.name : session.me.nick)),
ignore: (session, room, rest) => rest ? session.ignore(rest) : pass(session, room, "/ignore"),
unignore: (session, _, rest) => session.ignore(demand(rest), false),
...Object.fromEntries(
["invite", "kick", "ban", "unban", "mute", "unmute", "op", "deop", "voice", "devoice"].map(moderation)),
mode: (session, room, rest) => pass(session, room, command("mode", room.name, rest)),
slow: (session, room, rest) => pass(session, room, command("slow", room.name, demand(rest))),
key: (session, room, rest) => pass(session, room, command("key", room.name, demand(rest))),
report: (session, _, rest) => report(session, ...twoWords(demand(rest))),
dms: (session, room, rest) => pass(session, room, command("dms", rest)),
register: (session, _, rest) => rest ? session.account.register(rest, false) : want(session, "register"),
login: (session, _, rest) => {
const [name, password] = twoWords(rest);
return rest ? session.account.login(name, password, false) : want(session, "login");
},
logout: (session) => session.account.logout(),
password: (session, _, rest) => {
const [old, now] = twoWords(rest);
return now ? session.account.changePassword(old, now) : want(session, "password");
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
session.conversations.keepDraft(room, "");
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
const named = ABOUT_ROOMS.has(name) && isRoom(first) ? session.rooms.get(first) ?? undefined : null;
if (named === undefined) throw new Refusal("not-in-room", "", { room: first });
if (!act) await pass(session, room, line.trim());
else if (named) await act(session, named, others);
else await act(session, room, rest.trimEnd());
} catch (refusal) {
unlessRefused(refusal);
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
const [answer] = await Promise.all([session.ask(line), current]);
show(session, room, /^\s*\/\s*(\w*)/.exec(line)?.[1].toLowerCase() ?? "", answer);
}
function show(session, room, verb, { rows, keys }) {
const about = keys.room ?? room.name;
const say = (/** @type {string} */ key) => session.note(room, { words: { key, values: { room: about } } });
const isList = LISTS.has(verb), isEmpty = keys.count === "0" || verb === "ignore";
if (rows.length > 0) {
if (isList) say(`list.${verb}`);
const isNew = (/** @type {string} */ field) => !isList || !sameName(field, about);
for (const row of rows) session.note(room, { row: { ...row, fields: row.fields.filter(isNew) } });
if (keys.more) say("list.more");
} else if (verb === "topic" || (isList && isEmpty)) {
say(`none.${verb}`);
} else if (tells(keys)) {
session.note(room, { row: { verb, fields: [], keys, text: undefined } });
} else {
session.emit("tell", { key: "told.done", values: {} });
}
}
function explain(session, room, rest) {
const typed = rest.replace(/^\//, "").toLowerCase(), name = ALIASES[typed] ?? typed;
if (!Object.hasOwn(COMMANDS, name)) return pass(session, room, command("help", rest));
session.note(room, { words: { key: `help.${name}`, values: {} } });
}
function moderation(verb) {
const lists = ["ban", "mute", "op"].includes(verb);
return [verb, (session, room, rest) => lists && !rest ? pass(session, room, command(verb, room.name))
: moderate(session, verb, room, ...twoWords(demand(rest)))];
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

"""#
), gzipped: """
H4sIAAAAAAACA7UY207bSPTdXzFY1cpGqd19DaJsl/KwUluqwmofQtoae5K42DOpZ4yLQv59zzkz4xtJ6FZaIcD2nPv9TF6uZaXZhr376+r6asI0LwrFtm\
xRyZL5UZwI1fBKRd+Uf+LlDvgTX9QqKSYslWWZiGzCalFwpeg7z3r4RS74GLuUGa8SzSes4vhpwhTX13Kdpz1EC5RLMcLO1ScpS8BJSv4Bfns4Al4tM/6D\
wFMplGbnl+/fv/nw9oqdso33TeZiygIF4gLxCfuCYigdstPXzH6MECaIokg38h9ZZSogiHDirZNK95ErEuUJfsGTex70DideqZZTlqgHke7hvfGMsDPUAh\
3xQ89B4FaEjKOlrSQnFhhZAJCxSYCYITtrxcBTFS25tifT9kSuuTAfwbILFhwhaMj0qpINE7xxHg58IfXLXLzEc3/CfPjdENcpE2R8SwDFZY+PjAhFufpY\
5ffg4hD003UlWsYqebB2sfogIuqTNEmuW7BmJXPlBNyC9fhPWP0JbWN65iep9sEFIk/vnvN8xZHp0NgTT2Nw7pfAwweyuwnj3XBTtk6UGp/ZDAp84uGbzx\
FpDozBKg/PiQxc3zSougm026Sv5U5IURcFQCqeVOlqH/kmEbo78Q2w38YzxdZP4hJsh0rOPeDPETaBW2wMsWAYYmD31mS9CC95hP5GI+ZLIatDAdS6z6Aa\
+OCQ1/zYAGFY1eIpg11+smSHsblICsWBCBSby9tvPNURFrMLoaucq8Cb+bm4zzXH1LsDdfD/bSLwXy3sQ1mb81q4J7nGvxk3/+9lnnLzwTzOozJZB12BRR\
vh2wELHYxcxO0HrsXDCCtk86tUEXdIdZCUQP2OP/wqcUA9TNt0pn0uNafdWb9VjCllpfpVKbMua0ikZa40r/YLNYjiJE1lLXTk0EgiF3AQ1uMctWAY0YVc\
7u+Roz6FCjSg+KBXEfCJZ2v/HsGISzCksl8+gvZNN4BnWes9Ra5HHoACatqG+LMayQIEELI5oAuc7lAlXSViyT9aPoGjs0MNJ4vVZMWL9fOFCYaZIgFb7W\
krIxZIE734vc732QiP0DJbN0e8effXm6sLOyBNmY8DEIQezTFTlLrS8ApN34c5Bp6y7hEnxvalaZ8KiKZpV/q/wzNyhUf+A+Wybz0R/rz8+/rLp8vL9ygG\
ziBXMLjMPMe8bZD/R0lEHFPFbN3xTInw5uFolry6OP90cQ0Sxp9v1PFNDH8Cis1Hl0GPzsePC1nB8BXe3MZ5S2VRixSLLsPJ+ByjJ9APa56FYHkbY/QeqX\
UBTopvqrMbEYfRIi8wiQNEI1/iQwRtogxCdnR6CqNZCHOnWOoVRJbjZgbOlicXQOMaJq5xKLUi0DBodIw0xJcVLjS1suIlL29BDPP1xHMBBba5hzWB2omK\
7jhfv62ShbbjmO/bKfGJzq/Z7+y339hRrs5t0Wv57ZsbHWswLguMT5Ask4udhnNK9c11asyFHtW5qLkRrpOBbBwyM5JWtXDfR0YjMHAsFKwdchJDaBRFkv\
IAgiW+iWMcHHycdrfw03plxLgLBBtiwdnRTRzGxh+W6dYbufYZMbsiN2HgqVtTPebDOL65Og7x/+zz/Dh8EUf8B0+tTGdnbObbBcD35y5paeg6deVjhpQj\
Ld9J2BnPE8WDcI6YTz+feLp6aGWC+RyI2PlnlajLRgRuZ5swt9W4L9R45lD3apHxBUiXOWlmi7zCHif1CoLxSRUn91+Agbr9CUllqEBXfFAAuy9BZNrNig\
jvXq3c0VknD8iGI7YJK8sCQq49/4+LFnFoN60jsJaLzV3TQy/QXXC2Yjg8INGh0YkzmkPZAdc1nYEhtyxNdLqCsdxogqE2uA1oD5zRN5B4GTR9qLB41XDK\
LIDRD89MhtbiDpqoeGnnIR/9gTiRgF0E2Thn8BIS3sdGRFajuRDaRZFFt0nWokPgJ0XNYRrbuBFranMBCU472iDUljQjU+zlY8U2sPQzysl97umyMa0r2D\
gx+qm+YtuFYOkNGOouaMdB25R7CyIE2kdYF3KFlUbJ4p5SyyaDubrBLDDOdJBJUQSzPgMSaeJkwY6nVrIZC96vE81x2K8OZ9Hs9/kwwTEfMIaNEGSg1iy7\
qBs/YMQ3ykVGZ6bkFkY5UIQ8RHceZ72tz2kMtRdggvj4mP2BrYBtFASqWG7ZcYyogxEI0s3d0GwYdmuKC4Dqh4nJP8N9a6PC8MrVO2j2wI7uzahmoApgxl\
xdlGv94KSlAdHE8ysf11cEM+92hTRhj4rb/g1d8ZVrW4ZPiLoFX3Gmil5skML2a0+UD1BH9iq+yHmRkepHVmi8pnG3ZwEdT4yOw66KFQqaKgoW7jZbhdvd\
BrcfeJoYTmA3eInMs5taSMTQGhDVItOUoL3RzCfNSlqo27xDuM5YZvqj/d+qQdWZbE1NniwkJBS/noV6pOhmkxiH/dqxSyETjE6d2dwEpLmT67WdnywTvX\
KUgXj9OrRta0c3oh2a9V0+0KBDhVPpwYwR07A1TMXJuEsTNjVmerJt5WD7beexg/sqbR5uYT3xnk21KfuKKOAwZLL9OrSMtU1rme7CwqRaaw0MHgX6zfzR\
+A/D/jzKRVrUGbf52S5yM+PkvauXIYqzqV3CDmluJ6quMHvT9pa7w+mgDt0YzAdKD3e7ZpVoE4bMTLDjoENwnlHY9WBHhhyutv3J8Mn8FH/ePRQazCdDob\
PtkM6AeV9Zt2+Ylx0zEfxdUkno3SQgtX8BpzkCXbYYAAA=
"""),
File(name: "completion.js", content: .text(
#"""
import { COMMANDS } from "./commands.js";
import { fold, sameName } from "./names.js";
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
H4sIAAAAAAACA5VUXW/aQBB851ds3Ci6I45J3iooJVH7mqRSKvWBIsXAmjjYd+juyIcI/7275zMmgSTqgyW83pudmR0uLxfaOFjBj+vLy4urnzewhszoEq\
KkM9FlmaqpTe5t1GvldWemi2kMNi3xip6tfkWvoXmilXVQautulrMZWodT6MPXXgufPEq2VBOXawU0Y1GgQ2HRWirEYLQuYxhjpg3GkNvf6ZiOZmlhUcIq\
ID9qw4Cdvzftw06CTzgR1Qk5SIanIxgMIIriilk/gCUFqpm7gxN/OryREIfcw6qE/2CLfILiTErSnEGoudQ4+yd3dyLqRBKOjgJ2vw+nEgy6pVHsjWHytt\
JMcmwXahcFD5Kwfgf1SyQ/xmFf7HXWGLVhLN9HPf8MVeWTuX1rPjONQzdDMPxHINWSyBO/lsF+0IbuBpqQuzAcMfy6tR2JbcPqlWd6qXjn1+N7nLhkjs9W\
1KGVSZYXDo0QnEEJ/e/AP7at8GByo8OjJWW62DoiVjDP1bQLUaBACeKPlEJl0bgu3HYOV1xZwy2sGW2L9s5+9tMPnxPfnhS5daJhvyIrf5n8IXU0lBTSEC\
Z2sKmyyVT/VFiV4dP49V9QVoJXXlXAbkQzo13F7wv+NDo2n6nGALvQcyQDFD7CJdHgftKv6MqoWREgrHn2FJ88uaEPDddlKI+YxBbghSNI0Wm34dw9LxBW\
1plczdbQ7ng8D+M7kxk60eBJviNOzmowd4eG2XlWjd0DGPoKezDisCaJ31xSYjlGY5OHtFiiFXL0WkQVQZ7Te7N/P6iJa02xIbazW975QX3d+p54kyLKeK\
Wm1wqLp9tVCK1ohZpHNfovnAiVk6agKPkvL1D54t++VVRCK1tEss8a19GraC6/ih1tmnojShHwE/1PHPf8/1jTThT9kOMqu8eeR0jkP7Q4P6rEBgAA
"""),
File(name: "composer.js", content: .text(
#"""
import { enterText, lineCount } from "./commands.js";
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
page.session.on("state", () => this.#open(page.session.state.phase !== "ended"));
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
#open(isOpen) {
if (this.#input.disabled !== isOpen) return;
this.#input.disabled = !isOpen;
if (isOpen) this.focus();
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
if (this.#room && !this.#back) this.#page.session.conversations.keepDraft(this.#room, this.#input.value);
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
await enterText(session, room, typed);
}
}

"""#
), gzipped: """
H4sIAAAAAAACA51XW2/bNhR+969g1KGQO0VN24dhyVyjaFO0WLMOTYY9BMVCS8cWF0rUSCqO5/q/7/BQF8pxO2wPicTDj4ffucuirJW2bMugsqCv4N4mTI\
oKXqumsmzHllqVLEqfZqoseZWb9E8TnU1Ef0pCCSNgrso9DDe34b7gUq329Vw2qxUYK1RlAqwZpB6f4ZtlFx8vr/748P6X80s2Yy/OJnBPWjLJjWGvFeo0\
oNl28qjmKzibPBJV3ViEtmTjiARRwt5dXXxwJr/SwM/95hTxS6XLEJ61KtsTb3E7QAckcaWVcmerRkpcLXh2i6uTlrluMqt07GhNkZ8thEmJJGI8Vy8KVD\
pdsA79Q8cT5pFkScLiKZu9bEVZwasV5PF02qkjUMrz/PwOOX8QxkIFenDD/zt9C5tcrSt3HtxOoKTWYAwq8fJek/PrAUWmWZTCjvVsJ/Seoib3fANL3kgb\
96oMVLlb7fDP+SM1eCN6J1UVxqvRGg/tWWYKtSazHuCN5Rb20KqGKh4hCZXWBTfAjmYzFiEFyKPBPH8BcposVdaYeAixd2ErdQCXO6gzrkR262A+r7fMYM\
5lbufSco1x7dfnVZ6wOy4bwPKYhcEfh8mA/eQC6LI69vg5u/lu6y7asRt22i/wLfmX+5yFUW9enxmtIDDHe0uYj/hw5ogli0NWuTB8ISEnv3UwDbbR1Zh+\
D5yxI487I2XdmQcXe5+PPEjRStha6dwEzvJV05ZnF9M2U7rGIvkCJG4Tau5VpIZvhlLZ0t4p/U8rXmI4pujUKBrbUUueQaFkjn1o5tU+iNMra7VYNBbiiG\
vBjwmFV9Bz6u32dGedDW6577jWIvfoREPX6YrFkqZ5mmu+tGw+R8LtDSW3WXEB2JXjKC5FdbwWuS1O2Q/Pn9X302iaEgAMe/yYHeXoeZe66V8N6M0lJQv2\
s8j39GuXBZ+xIA6ECRlYTMn9kvAZiubh3oHml2YS+25Q9eJvaDX22ThKN3KGYzo4YhrEv69lDPcdaMP9LbcA9RvnmUDLqMF6nodo+Ncw/+xGHqhREruo/6\
rRS9piShUgVoXLqYg3Vrl4fAuEZXvBbZFiiEalZTKtpHxHsISJCjuqX7An7CR9Md3V9zfjBkxj0nXf1KrVSmL6QVnbTXTA4hQztHRd0bW7yFs87u2t932z\
FsYPX1Gt2JcvzAtxTLxWOZCO589/HDa4tD/DZlhnVsuRoATLUTAk/BDnMEf2hk2P7iKCBLCxFWJJ17nIENKrw01v3bn7/IkodzpslznkNQ2Y88Ze0qxywQ\
eJc2Ck4oovxgrc4iFf6pX4KQDIdcuePmHv8dMF/SbBgkmY0sw1NcPWBbdMuL1G5il78pTtDlz6Smu1/q2OhruE+QQZl9JFoRdqEsXPujt/d8rX3DC7qbHd\
LgCNhG9f8sYN+0EjNZl9/cdfuwCLC1uhsOEVXaC+Nul3kxVYFtpDleaPhSxeshOXNQcaC+UtpW1LEL85ajPUqycXttd56mXYI68/J8w3zDEgaKJdlrUdN+\
D0PaOrfJaR5CfPsmVMt6QSqpUtupxlS45+2evi7hE2chLP/fnrUAs7JuxnzwyHEvFEP3YOw5RzruBmU2Ws/YL6z5Nz1CFH3gsc760+oiNo8pGn6ZvJfoFm\
9ENjNvzoiAndjie/+zL45B8om0a72cHXHKsEf2TERDxxI0ZYCafh/K45hiMlOU3x6rS9eDdNJm76HEKjOMJtl5kC1qfe3mSyAXMAvVIPFe9aK44c1cHw3Y\
M5/dVZP8Q9Gr7E2lFWUZV48/tfb3EfxiBGVEy7yT9qecA77A0AAA==
"""),
File(name: "conversations.js", content: .text(
#"""
import { SECRET } from "./commands.js";
import { isRoom } from "./names.js";
import { makeLine } from "./room.js";
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
this.#session.entering.retry(room);
this.#session.emit("current");
this.#session.emit("rooms");
}
attend(isAttentive) {
this.#isAttentive = isAttentive;
if (isAttentive && this.current?.see()) this.#session.emit("rooms");
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
this.#session.entering.keep();
if (this.current === room) {
this.current = null;
const other = list[next - 1] ?? list[next + 1];
if (other) this.show(other);
else this.#session.emit("current");
}
this.#session.emit("rooms");
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
this.#session.emit("rooms");
}
note(room, told) {
this.post(room, makeLine({ kind: "answer", time: new Date(this.#session.clock.now()), ...told }));
}
}

"""#
), gzipped: """
H4sIAAAAAAACA41WyW7bMBC96ysYBQgk2GWTawzHKJLcCrRI01OQAyuNbdYSaZCUFyT+9w4XrbHj3kTO/mbmUbxcS2XIG/n1eP/0+EwOZK5kSWL6NZNlyU\
Su6V8dTyJe63H9JFGh1ROshKFSyVbwnQvoqCm08lqZFNqQUmrzW3Cx4QZyMiU319eTCHbOQVYwrcm9FBtQmhmOBuQtyiqlQBjUFVVRTKJLDVqjDL+4/mYM\
yvgGUDxnhYYQR1WZkSoJqim6MUuuaW2L2o2XQ6SXcpvYRK0en5PE6dZxr65I73wxnRKrbAUXXQmthAKWpz11OufKVmwlTQk9f97bxAW+cHDlis1NStpv1O\
mlTzUWxxbgpS51uoJ9Ommz72ITXGmAJJ30gaB4QF97KgByj8FQA32A4mJBFRi1P6FTcpPEoaL4hNhaais8RMymlie9HOsW9ZvaOfnquuJBa2a+xJScib4C\
WD80yI2JgZ2x8fuA4+Wwjhp2Deahh/w47BE1oE3i/c1IHJNb79xGzZVcN1Pml6FA8D/01iVKrShJx0SgOarYI+Uih92P+fEWyMr8kTvaRhkqeL85FGCg1v\
DbKXFl8zCHdMuE38ywTv+NQByfHh2LeNIdz2b4wzI17R9uuwdKmiWoAMOLg+QLuXkls1nnZoQ3PoLTDlPgdttfIM9gReTM5B7OzS5ucrbEZbEE2LbyzZWh\
kfkG/QyL7fkzGFnm8O1YgPF3raeqw44vlPq+vSKPFAhmEiZoeue7xfVPxTfMuF1wrGTpachfHVqJmmOBXUd8ZAlJgtTtaNs5tp9paFaTDC1ALMyS3E37FB\
5gdmPXKL9cvwaoTKWER4bKNQhfqxWt0UlYP5tIzbzHS3h/J6dIzShe2sny2LE8bycZD4nzHVrghGjmkvJ37orOZdGRHB+QJRMLiMehzz7pWx/PIYnY1Ulw\
/cyKlZtWAXSFW+vGPNZsH9tSBtcsM3Fr2rwUwYttlzNwDWpOmLE7eMCmR3r+EbCaP393n6nLTFai14nj5G1Fn5Q/Jo6c6it3cJB0Q9q0ksHY1niUNknE4A\
R7C2n4fD9IwAU4RB9L6AxTeJRHIwfSdZia/qNsbSatxSfJeev6OBqdfegwb6hfGexZQ3Od8a9/mnAJ7VDc4kQIvQWFxRpeIsoCtuQB00n6sbJCZisqkN5S\
fCeQKGwAhMTFPUT/AJFDeuniCQAA
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
const first = focus ?? dialog.querySelector("[autofocus]")
?? dialog.querySelector("label:not([hidden]) :is(input, select)");
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
function control({ name, label, type = "text", hidden = false, value = "", required = false, ...field }) {
const { autocomplete = "off", choices, focused, longest } = field;
if (type === "checkbox") {
return make("label", { class: "check" }, make("input", { type, name }), make("span", {}, label));
}
if (choices) {
const options = choices.map(([key, words]) => make("option", { value: key, selected: key === value }, words));
return make("label", {}, label, make("select", { name }, ...options));
}
return make("label", { hidden }, label, make("input", {
type, name, value, required, maxlength: longest, autocomplete, autofocus: focused,
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
H4sIAAAAAAACA61WS4/bNhC+61cQOkmAqhY92nD30KRogQQomt4We6AlymaXIhWSstd1/N87D+rhzQM59GSLnBl+8803Q+p+cD6Kq9iPMTpbiV4+K3ETnX\
e9yOsfW9fX/4R8m+nJ8C/VjUGalY3RVgW2Ui9k1Y22idpZIcNzcXa+DRV4Rh2NqkRUL7ESg1cnrc6V6LQybRA78fgEpzuv0t+LAifZRHErxTVrnA0QV44m\
wj6CLPIhx6iNkSFsRE57sOKdUfApjfL4edRtq+xGRD9CXuU2RTq4OQxnfhfr4HJxIwizQ+d8P7vgBzn0Kh5dCx6tlsYd0Ctjk+PPZKBx8+OoAtJBQYmFss\
qQBvFwl8qd8Q9owB7wpxQbYUdjqiwRJ3a7nRhtqzpgv4VAuAtGKZ5XFDHKvQabl434qRKt9kjMGDm7FAig1HXNVah7ORSQbwQSy0rAOhakYt6nzFp9uiPL\
uzPFYx6Lq3C2Mbp53oiiFLtfBFNTN8YFBStgSYqog7wUeSNto0xewmkHV85ss8/Md2K3EkbulQkFMVJRTcDFqCikDWflwQFp2Ga4U8u2fXtSNr7TISqrfJ\
GHcd9rVIUMF9uIQuE2gbxm9L9GUuD3jaKUixnQSRqoC8T3SrZFOvjg6lYHuTdQgB0pbJtFf4Fg8ix1RPU+1AW7gvmMkVe22T0z2+wmGhmbI+Dy3nmUPaGo\
Md1foSoAjBEE4Dm1FZtukyWrHYw6aYLCiCAPaQxiukc7GWTYE17F0VsRju5sC0ZVpeox6KlNa6PsIR7Fp0/UqtPnrD6oIcZ8PQa+BBkQ6S6lKjRwjEpw3T\
RfSpFAsVg8rxZTuvEIsuNIXzoQM5mOS2MHxNwwh8s8Iea/YxCsBYsu+Xcrtaz+v5GxSqES3+5FQlmW3y4tzZNkiiTesbcYzwpwzRgW7vaq42HdwnqPvQNy\
1yf11ij8AnVP63vXXmo5DMq2KWg5ax+Peu9aqOwyabUPqHM6Tzw8TAMEKPGXD8qoJjro5UccZGTzlJfZV82oDhvrYvHIzfEEo1SHQtthBBoDGZY5dhCe+1\
BTSESD6mQsK3X+/vf7d3+ga0qzZLg1xykWwi2M6D/hgtTQ2kXrrFrPws8nE8tqqsx1oser3p3UhCZR/grOjIS3lwTw1IKrV6AUbuV9mdfDFI5MwK9wRXgt\
f6BdmBX7S77WY5W2WxUar/dpP11mry8vvrPE7e7YdL/ARWFlr1KngMgvA6opJ8/p3p4GVcUzE/fxilcfR+2XMUadQQNq/Vi4ClRI4/oBLghydV0H3s3R6Q\
YfF0SUagGBswfADU+aHc85ppsRwTWbN0fVPO/dS77iiRuQwN+1INlSE7IFCY0vY4hXUdIAc9oOg6SRc0tEcI3w+IRzScgNyB9eQmmLruvi8Vld0oh6IvVw\
YLamg4m7jSA7Fqpq6ZOyY2anKbeaGa8yvM2lSsgpEh3AOVEZEkhO4ytUpdq+DjgzlS1MpcIvNUfjF752NlPhqrtK8xcVdzPXOCMLOegojf4XH4gsBnb0Hj\
KZ18IAwqcy0rPSUGOuHk/VZ520PArmYs0PhuuNniOi4PXHVVZPAloYB8Vv4PpGRskxyuRMpk8Q4kP02h74IbGUZ3pF3LL/ALPn5YnFCwAA
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
H4sIAAAAAAACA3VWUW/bNhB+z6+4aEVBAa6G7jGBO3RZhhboNmDNnoqgoaWTxZoiPZJKYhj+77sjaVmOnTeR/O67493xO6l+bV2ALXQDziDYFRoPO2id7a\
Gofg74HKofvri+wOcIbAdTB2UNoMYeTRCqIbPNGkvYXtTWeILYwTQwh8bWA0OqJYbbhP5t87khi/L6QrUgLkWCKrKSpkbbJqYSQufsExh8gjvauHXOOvGg\
TIPPVRd6DZ30YCy82TK+MrLHHfz0Zqua3QNxOwyDMymO64vdSehr6ThujjhDp5f5dPfnlxxuec66lysUQS5nIENwajEE9HTb7W4GVVXVndKNQ3NIRy8bnG\
ajdigDZg9MRF5a60Ak+De+zQwepR7wHiglfy9+YB0qAjuFXhycluyD88hJIGA0gfl8DsU+2KKM7ivZNLePxPBF+YAGnWAnldeqRvFLmb1RHKg9AlMeuIKj\
k8TiMXzcexcpzKI4tbokq1by3tu3sN8CM2j9Os9XWpplIihj2lultWD4cVrH6vLRufIQabBmkqaTsowEVMciwYsZvQBO4xUcdshsUuHdyzhOXceQqbko0S\
dO03blcK1ljTf5RExQFZkHKo3ydx06LKteroWIpyXMP0CuctxIVTZDv0BXwK/79GXwVQLlPO6jy7x70JiHRMhF4xJxzQ479ICwVQab4+1Y3XMZUN5qau4m\
VvU0143iRFMm4/E5Ah+cpYucN8/Gx07O0tRW24G6XNWrCc0WikYG+Y6krrhiwcuA3VmRcNbTOyf9m0E/UTc7hNPX/Hte/uHkMj7r4zcdZZXfctLXA2vJdJ\
Vcr9E0onHyyYgIKQ99ToCjMibUFlYkh6S8kalz2MKOY/RPKtQdCD6NMUt6hoVWZkU3PsqmjD3PlsQiHWk09f73hZYEnRFU09JYu2a5IK0lHDoXP1urNanz\
sKwLfhUcAoWbPDlr+9c90QGdf5K+iykoT8w5dyxbLxj8WqYnWmvpPQW2scOp79o2+NIy7qW2iaMsSd77Gbx7zzmm7paDDqMRYzjbp+0wBs4fk556oLGDht\
38+8/nG0vT1HD9GbV3Vpa7h3MdFpw0njtZPFnXeCYd22r/kcdERWVZUttFYEUz46i9DHnn7hqt/xvQbb7SUKuDdR9JlIpvsfH5evczSAstF6jHVafM4aiz\
j+jui3HAXIroYjKnp0OypOdGZTMDSUIKaJv7Mrqg9lQsiJGUfi3mMd6KHdEgSH8CqRviPn/eEB8xjxf2ciNyqRkdaTP8aJYU0ql8MSr6wTYZZGuO5qxxVO\
bO6oY0dWodDaauWQyjvba11H+RCiU9zpNjfxEVNB5dIYWRo+BsvIpMp6kT/wfzlaBbogkAAA==
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
get isOpen() {
return this.#open !== null;
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
H4sIAAAAAAACA5VVUW/bNhB+169glKGVAFfL9jKghhcUqIE9tBjQDNhDEKCMeLa4SqRGUk0K1/+9dzxKllK3WxEYoUje3Xffd3fUXW9dEAfRS/x3FDtnO5\
FXPyvbVf/4fJ3V1vggXr979ff23Y3YiNvsIIzs4KXInbWdz1fCazX/tD0YcLjRgRnw+0Gr0LwUv/16JY6rk3UPtm/hZN5Bdw9u4WC6klz8csU+7tbZbjB1\
0NYI36K5L9htuimOpTgk5Npv0a9SoBC8svWAqEI1LrYtxO+6ld6/0R5X1gSpjS9ySHZ5uc4chMEZUcy8PXsWQ4rNZjPmXorPn0UnQ928BaVl8b7o5OOLBP\
6nQ1wc+8fyfVnFW+DX2TGDxyhBhCBeO/mALCD8Sx+sk3tYZ5ey7xE8KVTkuCZAl0QSbpqhbZNIbqjRAplIhsgseE8cRTpCo301OkXLyT0foN8ZC8Hu9y1g\
tNaaqBFfrvaAEEalSs690ciHIVA760TBtKuYh7C7sXQIQsyATyoWuaykUtuPKAGFpZ0ir1tdf8CYBfr/XTC63mEqoJJxibG+TXMKMGf7TJBGmj0so9St9V\
CQ8yNDzX0jFeT/E+TJ/OvrH+CTsg+GDIBOotUh07v0XeEFZnPra9lDTuXFqUeh8etiKt5/B3CfbqCFqHeOFLR2f0v37vKyXIDBVPCX6qCyBoEPzqGTc9B3\
svVA+Dn5VNPfS/4ggnRYE1RhU0JpC3soSFMDlkDqsphTPOSAHoNUFOUJasbB0JmDAG0bk8miZ/8n5lpQRaW+nDF1sRmb4pixO76jzR6LHpsETrPhQXram4\
zXET/unvpl0WbnOsVBZz8CGVU0DpZdYEPDTTCzbHSrUIFSUCy+MKPqj7/evkl0lWxeaeQ8IIZIC0OcUip5KlD0saF2WCaeyXpK3tM2SoKlETr2lliQGg/H\
s/E54JafuPve7Jg0HEeIn4+Q1ejqepojAgd/fkb5JZJRoGXFMDp6UMZ5mYYBbU0+k6Z8dF5VrPnR9AdVZUp/RFe+S3UbgWOTpHMVN9MQivUcw++082RHt5\
/OglvptHyRevxuJW6DvNdGwePm+dVznA7i+vqs3f0Qgo0znNBzhG+hj6enMvtKJ14iEf/1HCS1GhyMlM6iCrEg5mJtRrmwOi7OCXZ6tqeyO/faYPG9CsFp\
zJcqlMjC51caeuZX4gZPzL6IiPgZoL8vUqb/KSMJAAA=
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
H4sIAAAAAAACA41XW2/bNhR+969gVKCQMFdzscfMC4ZcsABJiiEp9uAZAyNREVtZckmqSZr6v+9cSN1id0MeHB6e85374ZHebBvjxIvImtrpulV2LqzcqD\
P5LHaiMM1GROnPla5V+slGxzNgs078+fHy/O6f68urq8vb89MPN2e3Yil+WSyOZ+qJ8LJKWivOjHysr0DWipfZm0pbdzx7oyq1UbWzx0jBq6VYreGgndrg\
oVaP4lpu4wRo1kkAA1pbVXAstLHuY22UzHvil1Yr5w0zbeYaE6OmuQiKElDuSm1TsgAE2RAmBSYg94btZg/KCau/qRiFjXKtqUWPkWalrvJz5j9t2toFGb\
JwnxA4ulqsAxtE5yDX4P+0UvWDK8U78Z5E71XRGBXj3f8Q1nWunj4Unj1glNLuB6D4p9018iKpY+bMhywNZcCjIOMRiX6Srvh+4gWyglm6tjqfIAMwk9Os\
aqyCIEWVjnrcoXsF+Bd765a/8dXA4OVySZCJODnxpbKb2bJ5pHuo8kExjSskNWpbyUydYpKNqrESB4p9vQ4DkFVKmp5tXLVMG5fu4HQ8g5yKmGOACkRT0C\
/ULYnK7VaBp11Shuex3f4mTVMmbuRnLpY5I2HVJWNn0m1ryx57C64H8L5vrHK36FKMDiVhBsj75qsCX/Ima7EP0gzccerMHy+MfMBfDItPWGPOZVbG3iQq\
T0odIf3Ieq5tEqAqSoZegOPBbAKaONjWttSFQ1z2KlwblcN4ioeNxkVfW2Wc11yrJ9eXqHRd5Y9bjNjGNYFNQWRog8X6JPW9ezA5voFBBXs49sJuK52pWM\
JYW3A8pn6A4E/iPXlg1AbiMGncg7Z7MF0IxPhVLBLB3XbQgved7tw023i/Nd6SLsZ9rXriQVtIEpEvumG6twwHJowMpXT3KFdyCPKafwtn5t5I85mbchI7\
zl0Xv1H37mtvlOaIsqTvZO+4p9E8Ci7RyOiNpONJ6hP5arDQLyvwgnuagW+60ekhm6IApX8o/VA6nIyL8CTB4GdTXj0MrPVouezGKD251XOclbJ+mE4hgP\
/dOaPvW6fiSBot31X6q4rmIgLlOMxZDN2iwXmnN6ppnU8KYXce0wk9Vi6wxf24/0+F26aCboyS+Z6NhRIwbMOQq+lTh9MeQ33k96Ixe8J8PEjHO0Wae+bU\
ge1JNzm1vXhVLvRe7SkvVDzi/5G+losXNR1mGnh8NLbk7dt+C5w4ORluVoUBSefJw0+B7UcDBJTCx4cwWwavHr388Ort3SmwSFdr9vpVQzBvDr451b9igy\
EEuoeK6AUBTSscYzwx133COQ+jcUwSIf9sTwhRyGZT5Yf2IbY9MBZG2bJjPTD/B49c1+DPNgYlcwZI+nab5gKYuMa8fbsZUCaPD2PsDT+KT8O8o7+irTOn\
GxoiY2N8boEStjycE3QXCN+/I3Jqm42KY4THyFMPW6nzmHc0lKIjiUJ68I33tSIKWVlwh1G7LWIE9UKuglhKXx430KmC97+eEPKAzQiXQeBLq8zzLZQQfT\
pEeIsDo24eA8JeDs4OYUHfAHdCwGF5/Eu7MkYqxHCwvxrOSx/QPgShCh0X1AqSxfbjGnrT5MquYeetnDJx/AIKc0Ve7sj/7oiBjO4ur8+jBDp9i6wOtpBT\
KArofs89oPS2rfpoXdE3DjBIWIbiiAYSxgSXF7BunX5qdB1Hf9cRlci/bz5F7kQOAAA=
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

"""#
), gzipped: """
H4sIAAAAAAACA32QvW7DMAyEdz0FgS4yUOgFjDRTx0wdDQ+CTDdCVckl6aZBkHcv/ZM67VAI0EB+d7oTfg2FBELyzPD8HkWQ4GIeUmTBjMSwg4wnOPjBVr\
Up2cp5wEe47SuFQ8kscK+QY2S3ebhXlFlXwX4/273oQO3+crxymz8733X25zXVEMpIGWwFuyf4LLG7YztMKLjhtbka1FKrqXNKiI+Jt9jNMmk19bqrTV8I\
7O9WUHpoVP9vs6ZtJ2Ohs943xi62UxYIXsIRbO/HJBP5MeKIhxioiOc3u3S66PdROcFM1XCdWyznGzqatk6uAQAA
"""),
File(name: "entering.js", content: .text(
#"""
import { command, unlessRefused } from "./lines.js";
import { laterId } from "./names.js";
const passing = new Set(["lost", "slow-down", "not-now", "internal", "shutting-down", "unavailable"]);
export class Entering {
#session;
constructor(session) {
this.#session = session;
}
keep() {
this.#session.storage.rooms = this.#session.rooms.list()
.filter(({ isPrivate, wanted }) => !isPrivate && wanted).map(({ name }) => name);
}
async enter(rooms) {
const { current } = this.#session;
for (const room of [...rooms].sort((one, other) => Number(other === current) - Number(one === current))) {
try {
await this.#enterRoom(room);
} catch (refusal) {
unlessRefused(refusal);
if (refusal.code === "lost") throw refusal;
this.#keptOut(room, refusal);
}
}
}
async #enterRoom(room) {
const session = this.#session, since = room.since;
const { rows, keys } = await session.ask(command("join", room.name, room.password, since && `since=${since}`));
const isNew = !room.joined;
Object.assign(room, { joined: true, wanted: true, putOut: null });
if (keys.room && keys.room !== room.name) session.rooms.rename(room, keys.room);
room.regain(true);
if (since) {
session.history.take(room, { rows, keys }, since);
void session.history.catchUp(room);
}
room.lastId = laterId(room.lastId, keys.id ?? "");
session.visit.read(keys.id ?? "");
if (isNew) room.askedOn = 0;
if (room === session.current) session.history.need(room);
session.outbox.flush();
session.emit("rooms");
}
#keptOut(room, refusal) {
room.joined = false;
if (!passing.has(refusal.code)) room.wanted = false;
this.#session.outbox.refuse(room, refusal);
this.#session.emit("tell", { refusal });
this.#session.emit("rooms");
}
async join(name, key) {
const { rooms } = this.#session, known = rooms.get(name), room = known ?? rooms.open(name);
room.password = key || room.password;
room.wanted = true;
if (!this.#session.coming.isIn || room.joined) return room;
try {
await this.#enterRoom(room);
} catch (refusal) {
room.wanted = false;
if (!known) rooms.delete(room);
throw refusal;
}
this.keep();
return room;
}
async retry(room) {
if (!this.#session.coming.isIn || room.isPrivate || room.joined || !room.wanted) return;
try {
await this.#enterRoom(room);
} catch (refusal) {
unlessRefused(refusal);
this.#keptOut(room, refusal);
}
}
entered(name) {
const session = this.#session, room = session.rooms.open(name);
Object.assign(room, { joined: true, wanted: true, putOut: null, askedOn: 0 });
if (room === session.current) session.history.need(room);
this.keep();
session.emit("rooms");
}
}

"""#
), gzipped: """
H4sIAAAAAAACA61VTY/TMBC991dMA0KO1DWctwp74rAXFoE4ISS8idt669iV7WypSv87488m3UUgQCt1E3s+3rx5MxH9ThsHR2h13zPVLWBQklv7ka8Gyz\
s4wcroHir6WgrFLX2w1XImspNkjpvbsZVifbZqtbIOdsxaodbQgOJ7+MQd+VJJbV21gMpKvb/q9F75F6XdldJ7/ygUhlVMBpvN4BwGKHaDYo9MSHYvefW1\
Xs749wCmlZgI3nlPn+44e2GxDKFVAmKG1mlD0mGNBm4jLM1WiK/Yn2ZbznfkiQ21GIGtOTVa9xY9prfhlEphHalndCUkQiHkCMJ+MOIRmVrAniE+pKuG5i\
3MywW8epWuatqznXfyPCY7/1h7VMweVAvcl0hCMo8wsoz9G4zBK2zFBa7lbKUNkGjn3UCv4AulEe9XapE9QrRCeNptuAk53w/9PWYJB9A0TQ5fw1W5U3xy\
Uwe+zAF/2Z4Jl1AEuB8xVYDs64CWuXYDxHiJMendJporFyi0VTGjre5iwiifGuMbvYd0vUyt2vKduxtcSLaAc6RT+IsMXmIqLJ61MGFwAajgFpMH+mh4WR\
biEYRdwJYfbOA+1p41weyWpMki1YMWXsEhiG9qevQTstemy2lQDN/CU/PyGP6fvtV1zifsexyjBubB1Ufk3XJ2d//AW0f9qK1Vqv0I8fYaUPtFe/ltN3ia\
rkENUqLOItW+iCALj+H8Mm+aM+gapnrH3uNpyll8MGDwMHzNhCI+Z8oRKvKU5zDINI7VgTq25QX6mNTEC/o/atHBpV9Q0+ddkVdMjNvA4WJq8ooio9OEE2\
Pd3EBVoVOO+SiscAiadeTSxGMP5NeRC+ws7+68Vt4knXqqvD5zsDIyl4gV512Gm+/04O71d7qSg92Q0TnvhSNVoLoK1f1C4UjoSBGIasWk5RHZPO1gumF2\
Mk51qiWtpeI03WsJWnDkTwZrahvhOi797j5msyCw5wxHdcXR9PBJnA1swHi/xZ17ejqbW/xoqDSblq7xAxNkGocLz+M9tjEa6B2PGbJE8/h5U36AHz+mU5\
msCkVeyonWaUU45p5jYW9VCRK7gSxzNxgVzpZ/uyOf7VTAESqsU30dl9zxHOhiR55iF+LnDSsbw8otwENzKIvxDws9f8qmpfvX+Qh5pmL5v78Uv9/+ITz6\
xCX225Wf1DNddmPx/NvOXUBaINfwpuzfv1shk5b+cr5Os593bxXu6wkAAA==
"""),
File(name: "found.js", content: .text(
#"""
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const TERM = /(-?)(?:"([^"]*)"?|(\S+))/g;
export function pieces(text, sought) {
const terms = [...sought.matchAll(TERM)].map(patternOf).filter(Boolean);
if (terms.length === 0) return [{ text, isFound: false }];
const found = [];
let end = 0;
for (const { index = 0, 0: { length } } of plain(text).matchAll(new RegExp(terms.join("|"), "giu"))) {
found.push({ text: text.slice(end, index), isFound: false });
found.push({ text: text.slice(index, end = index + length), isFound: true });
}
return [...found, { text: text.slice(end), isFound: false }].filter((piece) => piece.text !== "");
}
function patternOf([, minus, phrase, word = ""]) {
if (minus || (phrase === undefined && /^(in|from|before|after|cursor):/i.test(word))) return "";
const words = plain(phrase ?? word).match(/[\p{L}\p{N}]+/gu);
if (!words) return "";
const pattern = words.join("[^\\p{L}\\p{N}]+"), isBeginning = phrase === undefined && word.endsWith("*");
if (SPACELESS.test(pattern)) return pattern;
return `(?<![\\p{L}\\p{N}])${pattern}${isBeginning ? "[\\p{L}\\p{N}]*" : "(?![\\p{L}\\p{N}])"}`;
}
function plain(text) {
return Array.from(text, (letter) => {
const bare = letter.normalize("NFD").replace(/(?!^)\p{M}+/gu, "");
return bare.length === letter.length ? bare : letter;
}).join("");
}

"""#
), gzipped: """
H4sIAAAAAAACA4VUW2+bMBR+z684tarKbhn0mSxD7ZZq0tpuaibtgRLVpYZ4IwYZo6YL/Pf5xpJsnaZIKD4cfxd/x+S1aBUsvly8n1/PFwuYQZTeN9tFLn\
mjZh+pGPZWXNKSCrpX+kQV/XFY0nvKrhqyqJtOcov+dX53Y4Dxm4TgJEY4XaLslKCkx/eLM0Kicjphm6aWCopO5IrXAhrOctZixTYqgLbuypUisPWAisl1\
qxHTMAzdu3BNVb66qCpsyEim1w1uqNKd4nNBwoJX+i++rOuKUUGmE14AtjBhxUSpVjCbzeCcgGSqkwLSLThq3l7VnXiKoaBVy2DIRlOFKRsNulIxBcyuzq\
eTopaAXc8WuHhiG1MP4DzWa0826F9dQFNRLqxHsjMg2DPcsXK+abzA77VuQj0iAaCSd4gQcxKWP2y6doWd1tg+w7biOcNaTeDIyd8eyPQ/u+3GwFtyFs68\
9H04JTuHNkzGY9OBWOgAXhf1ippsDAfbzAnM3rn0Q7MVjnQuCFmS3XCMweI0gDUXXRtAs5K0ZQE819KoRigzp2Ritg3Q94Bdj41aK2AFF+wJTk4gWmrLfS\
Hrdf/IdH6sp4Um6PNOtrUkccS1llZhg21O37tFaBwG88IMpAvU0ySJrftosb1X1+ai3A7ZWVR2fgqP7OZXQL1LDWs7/Byky3uH44GQPdJLVnIhuCiNiH+4\
NCihzqD9xtUKo1PkBfy+/M6kp93Z9IXpGPIDTt4epQcqyPHWdw3H2301CaDDzlMEMSCc/AmAhofDiHdXQ8fomS+kpC+hycl/GLC+eZrVzsz4cXikUpsH9y\
YUtVzTiv9kGN1efUAklExD62GMtIYl0ew3gwkjcEPmiQzG/ofBg/lK4jhiX9a6iQ/HzekvQScl71QFAAA=
"""),
File(name: "happenings.js", content: .text(
#"""
import { readTime } from "./lines.js";
import { isRoom, sameName } from "./names.js";
import { makeLine } from "./room.js";
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
session.visit.read(hasId ? fields[0] : keys.id ?? "");
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
if (!known) session.emit("rooms");
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
if (session.isMe(nick)) return session.entering.entered(name);
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
session.emit("rooms");
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
session.emit("me");
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
session.entering.keep();
const values = { by, room: room.name, reason: text };
room.putOut = { key: text ? "told.kicked.reason" : "told.kicked", values };
if (room !== session.current) session.emit("tell", room.putOut);
session.emit("rooms");
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
session.entering.keep();
session.emit("rooms");
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
if (DONE.has(verb)) session.note(room, { words: { key: `did.${verb}`, values: { nick } } });
else session.emit("tell", { key: "told.done", values: {} });
}

"""#
), gzipped: """
H4sIAAAAAAACA5VYbW/jNhL+7l/BCItCQgVts70v51waBJvcnbuNs5f1tShc9ypbdKKNTLkiHTfw+r/fvJASJdvxBgtkLXI47/PMkPliWVZGbEQl02yUL6\
TYinlVLkSQvC1yJXXyWQdnvdyR5fquLBex0OlCDtMWuYLPLvkifZQ/ARuPrILzXSqpTF4q7VEZ+ZdhqhlsGHH98/Vw9Emci03v5tO/+mL8N9QhzyZx7/L9\
qPV9dQOf39efd9dXNUUls3RmJC7/eDsYMt3nEhTEpY+XdyNeyhVaGS7TCogj2PrPfwe49S4Wf65yAwvDwfsPTFtJNJwU+eXyVyYKtdQaLIrBuHkui0zHAi\
0S20ic/wBOvFynzw0Rk4xPJ5bq4kKoVVGg4NHtx8H7llKmXOazT9Lg7odaC7v5mM8eWeO7y+EHNtpuVamyWze3V9etU4syk5bj3fXw8ua6fRD+3LGRSDEY\
/jwY2fP77HyUz9raaXcTuchNGOTqKQd3BkiMPPu+3dPnPp1Mps9ofhAAC3TzLYk6jYUqOW5blxG/DEb//t/gClJiHEBKANsA4oz/Xd3gX457MDnryb8oz+\
YrNcM0Ew/pcikh5I32mOkRpBZz3ognWU3jjkUgCMliMS5kqk0sIJMmsHg7/SxnJnlI9e1ahZynMXGIxIXN2zF+TgRYMlDzXOXm2aanMwZODzJgZo1KcjUr\
VpnUIfGBUpmLkNVJCqnuzYP4hyA1xJcvIuTT33wjTt7+/lu2OY1P/7598zYxUht7avzdJIoiyFWzqtRZzwXmKde5SbD0LY8LUdMLG5A844CAFmBx22dxDR\
uNnLgO+6woZ4+JKtchyD7rbXt1BGxmAT/0OmsluqwNsKU0cnHBpAEfOfb4qZN7aUKkT+pksu7C7Ui0VK4IujzuZ5hOnl4Yk8NZwUmLhcB7fQAurdN7ScmB\
nrjh764l87TQMoJEAl+ovRYgU6v3CVNBNBlreW83dssSosu0EJ/a56WClNEp4SlGdvYAiU4sYqduS1DUqVLSKaBwdetmr4X7isXC2DmVcSzKImvcmOuPVf\
6UGgnbeFKcn5/bklUAXrBqA9kQXoh3kIzf18WywIbSeDHXNzLEsxEVQ3MOXEgZbEpxAkJWKpNzhPrIMSqYkWtS4ab3mKus7+mFCALyA0ijAHQIdPoMiuZZ\
X3j5jrLZ5Jh0I4vjHmZYf6dATg8USFx3wb44IQtBfbcUMnN3biETsjeGipyVK2VsqdovAst8Ju0qf7A9p6C9KfvCd27tF1fxpgSYBSfZunSJ759xfsVOhV\
Gr/fFuwkkv2oXlGu9uwwBMjEUslkU6k+zKSdNDXNKU5kFWEClbEUSM6Eo/QHgrFepdqxl9nx3DEBIRxS4ncOMCMEVlIduaVkBVIyHVD/GClDthoHAFahtC\
ChLuVcgIsBHagOcgg5wnAs4YWAn80BNUCPR+uyxnD6m6l3XvdE5uw6qRRfGxklqqmeyiHmZjLJgNOrYFI0zS1IHgOgiWllngzqNL+5ZLwnnPHxhH/jUBrX\
bUX8jFFGCp1r+rOc9gB7KDEbeVGq47bCgSu0jgotGAmzKyytU9/3CQeDQrfFzmhuKiTGMsMQvZDxtxoBhTmPX6NNCR1ceDtBHrhxQzA73icLHjMB5Nu+c7\
RWVd1gLjV/otq8olt1JrMkwdT5b4VbagwoHDSgBFXaq+m4lbluGAfSgRXrBnXlYi9KJZztvhbMBknWpb4G1j0CO4BxXtbjdkedLkH/jnFSajJS+Z3PTsBW\
Zmrv9ZyVqbFnjS8H3AKXhjQlCfvBhdpIr8urdCbc81ZQ33jmAqgQQmUFOSNv4QxNNwrY4/c1jPcvWQUHZsiwYn1YYKBNAUSAtsa4scjdsBFG9M2RP5TsRz\
PQJwd7DuZDjHWQ0d0YHwk5avCD46NnCAyaJSCBj0zJeCbz22O3t1r4ycVHgp+trkrzEsYTB2BQ/HTK5Wcj+kMXaBmD096QCok6DD0NJwgTEG+UNYUMAu92\
C3u3Wdjqiij7ezBU3r7SkBT3L6c1OPRZIktMoNzJdsr9xfB7d7JmBXluRh4oY1BxQMobt8bf8lUjtwepcx7CV+R44bVGn70J3f33T5seCIUXpF44y1qw/b\
0+fGroNGMrLaw9ERMx+5VvwRY/pci/as24E1J6CWy4OEq/R1CtmMXzRWed5x08CjlMuwHgOe0mIlsTlsSD6PvR4GtDHcFsxyZW5Xhg6Bh+zmBcauyBJ2cc\
IH6QbhLYPJVuK2ubLSVaUGh1UFYGW6dzR0ZsD6WfEv4ePrJjF+Jvq6pIiJel9qdHuRjztNzDzAqTluiGef/vKdRZVK0iUM/UfL22MJhVTHEsrj9ToP2dey\
V8xenjNeVBs5BwcK2w9R8yB3RAm4yb04NLUHXtsXbTsrjzqZyDv6Whf3SfQuKnXr7nBTd8bSu58/+uw1ZO8Yb6vHfx5hQ4scmkQEd3f/peirLkSoTW2xNc\
8bj0aDm2tQAF/hvh3rxUO2noS/6W+/vIne5g5krm6HSKPkWmAWjYNpikN+sFL2x2JFMmDB/eKX0wBftrpzQeY/WPFLDOvupk58qcTybLykyrWVfwVX0nD/\
YwRVcue9wT3y0JOrwx9GRn5osM2UMs6ZK58wBOeddyLbzqgCL8QYOq//fkTrk/pRoYUv27p6wTQHnPWh+v6yH8ZIGRyb1raZNC891IPq4/tb487x4YoQjc\
SXgMLiB/FddLCvgpWWQ2MBFB29T4SYOjHOIWhhIwGzBd+W+SG4yVJMxNAxXpdVRv6hBvQH5ETyZoMHtn+4FoO7fI/Ef5hI+M6wt61YNtypMgRfj8nWgtH/\
ARI8Ges4GgAA
"""),
File(name: "header.js", content: .text(
#"""
import { ask } from "./dialogs.js";
import { element, part, prose } from "./dom.js";
import { setTopic } from "./moderation.js";
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
act: ({ topic = "" }) => setTopic(session, room, topic.trim()),
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
part("retry").focus();
} else if (this.#banner.dataset.what === "retry" && phase === "on") this.#banner.hidden = true;
this.#tellOutside();
}
#tellOutside() {
const { session, words } = this.#page, room = session.current;
const isOutside = session.state.phase === "on" && room !== null && !room.isPrivate && !room.joined;
if (isOutside) {
const { key, values } = room.putOut ?? { key: "refused.not-in-room.room", values: { room: room.name } };
this.#show(words.say(key, values), words.say("welcome.go", values), "outside");
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
H4sIAAAAAAACA6VYWW/bRhB+169YM0VAtjSTokgfZKhGmhiIAecA7LeiqNfkStqY3BW4Kx9Q9N87B7k8xDgu+iKJs3PPN7Mj6mpjay92QrpbsRfL2lYiyl\
4VWpZ25bKvLjqZ6ZZHlapSxqdiI2v8rK1TfSFbjQSc8ld2o/MeU2ULVUuvrWHe3BrnxdXnt5dX/3w8v7g4vzx79/nT+0uxAPlSSefn4rfXr1+nQsl8PRdv\
4Fdlkfo7UMX+ZKYeyFpeSufEByVBv9jNXmzkSp3MXtxIY4CwIJ/jiB+jBE5UoT3Qm6DiCJ+PPbobpeLD1ceLP7feW3PG5yiR263xhb03jdv1Nve2jtFSAi\
b9WruM7JI5NM/RYSKcg5AhD+1JQ8msiaN8W9dgAszGiVj8IViRV2UZJ8mQtfXvh4yVqm5U7SZYzyDOA3bnpVcTzJdIP+CWN3Y75e6lqu9UfcBeW1tNefJ5\
650uDtWX2pAvAAD4JfYktpvppYiRkN1qU4jFYiEiY8Fr8fKlOKIDWxZJT/8nOGUJrx6wgvuRIW3utFcF2qKfhMuRk+fhoM8DipgFUZPJoji7gwpeaOcV4A\
tKWur8dhgyclI3ULwMx1r5+jFKnqfgxaYG31URd9a59P2ntgQDGhcR4p/1nICMjuCZintbF45Q2oE5FVg/ILWZa+B6QgU5osNv34gp0+5Lre/AWiIgtG0N\
ncLfOF9i0p5ip2hfqjlby5x8bHCdER2C3pG2Oes0skIMpLOlVmXh5uKvnUDaXIRuKOWNKg/1RUkq7mS5VY0mIgK3NSuFE+QNDpC/09mjcgPhfC2BA6RnMg\
c2wCFJQgqiqEFjO9nikDq0kIomjlpXUKWUALefNWUKCW/y2aU4G6U2DQYZJk00LWo4TQmh+p01gBgcZKj1lLN1egqeAgLImVptSpmrd2tdFqA8JuunPL3j\
fl6iKBFz/GwlyU7QzC61qkfjpE8JbR1iZ57nxz9orrUuCmWA/ztQQwodZV8t9HoRrLat0AM6Da4RvlvjbXYdiR2kl0S79H4B3kcaVK3cEqYSSAV3WcApWe\
drmlZLWTrVecdN+fwu3InNWjpsRxwab9EnuAtzuE8bYPZalMZ5d/3Q3YizpbmA0F252WClwxHUd7UqVRxZAx1FpnjGwvM033I5YgQCFqNHUqaA8RqAy7fM\
OLNd510TQ/bTjlTsr8kuJPAcWGvo5JjzEe7hoDhQDpQjWHFOjfzs7mu3tvdx5wLnE9kYB8fLbVlG0C/sfMaP8/axhFUEx0xvevBBM9mhq5pfLabJ1bip4Z\
CKAVARfQi4P/6Hkqn4FRYg7DFYYSC0UZBN5gO8btUjqL4mMiQYw9xfnxzmADTEwJtAxF1MRBiMSFaPoKSE7adSIFdSm2EKhrfe0uZbFw9DYId4TcsK6SEg\
n92vpeewWBRv/BFCxUAwNCHsaOrp2RQo//8+ZHHtGpXjfsyGLmMQpOkICAZgRXvMaLYFUjvbMEfBQt9nqFFz27HDJLXZemDFgUUMc0zgcgs7RAab07E2x8\
SFH1ErPJ+6fXHPnmyXntUhBO5VmdtKZSsb9Rgiy4537TCqdJPaYPq/YCPofhIL+9mokUIOnYJvKPdCfJR+nVXyIYYBS79zpaEX28F7LN5jOQ1kIknEK27E\
Z8yi3p1z0Cz3UnvqJzMPjvS2B1plaYvtlXwKnYyQqQTAZP5BAmmbbrNHhUaLg7LmMPAU9TQzBwd7a/Ku2YVuHnFZ+pG7k7CKFG7DGe/nnBZYh+egMhVue/\
NV4V5GWNk/AbtdxxJ1u/tzsEdh9TIAeyCYgUQlzf+Qo6kM41Tq/cs8RtkxCCDPXMZ2P36iJmSxhdUTOknj867C4QAebTi5H7kTWqdbXcJ/kMNxObGxYABh\
XjY7ylTAjNrxmG+TFMYokT9h233PUe7xobJe6bEJvj8wqDOl96ra+ObmbS3j+KVlOSHI72el8rCkS+fPTBHeQSy3Jkc7fDLqV9rCeyu9xM0BKoLkyXrS6n\
OlKwV+xq2tpNvq6O0IvxfhdyKU3sNXKbjOszAvF61KjjCeciDCFucpCHGj7pTNiV/InviZfMxKZVZ+zTn5F+KFLnVLEgAA
"""),
File(name: "history.js", content: .text(
#"""
import { readMessage } from "./happenings.js";
import { Refusal, command, unlessRefused } from "./lines.js";
import { isRoom } from "./names.js";
import { makeLine } from "./room.js";
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
#look(verb, ...args) {
return this.#session.ask(command(verb, ...args), { patient: true });
}
#read(rows, old) {
return rows.filter(({ verb, fields }) => ["MSG", "ACT", "DM"].includes(verb) && fields.length >= 3
&& (verb === "DM" || fields.length >= 4)).map((row) => readMessage(this.#session, row, old));
}
#ask(room, ...rest) {
const name = room.isPrivate ? `@${room.name}` : room.name;
return this.#look("history", name, ...rest);
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
const isUnkept = room !== null && rows.length === 0 && !await this.#isKept(room);
return { hits: this.#read(rows, true), more: keys.more ?? "", isUnkept };
}
async #isKept(room) {
return (await this.#session.ask(command("join", room.name))).keys.kept !== undefined;
}
async #topic(room) {
const { rows } = await this.#look("topic", room.name);
room.topic = rows.find(({ verb }) => verb === "topic")?.text ?? "";
this.#session.emit("topic", { room });
}
async members(room) {
const { rows, keys } = await this.#look("names", room.name);
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
const { rows, keys } = await this.#look("names", room.name, `after=${last}`);
const nicks = rows.flatMap(nicksOf);
room.nameMembers(nicks);
this.#session.emit("members", { room });
last = keys.more === "1" ? nicks[nicks.length - 1] : undefined;
}
}
async #away(room) {
const { rows } = await this.#look("who", room.name);
for (const { verb, fields: [nick], keys, text = "" } of rows) {
if (verb === "who" && nick && room.member(nick)) room.enter(nick, { away: keys.away === "1" ? text : null });
}
}
async #ranks(room) {
const { rows } = await this.#look("op", room.name);
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
H4sIAAAAAAACA51YW2/bNhR+z69g1GKQUE9Ldnlx6mbFim3FlqVI16cgQBiJjlnrYoh03MD1f9+5kBJpu5nbJ0u8nMt3vnORdb1oOyvWolOyvFDGyHslNm\
LatbVI8h9mcrFQjW7uTf7RJGdH2h+/UtOlkdVIFG1dy6YciWVTwXVaV2UgotKN2r6tzVULu8OhRtY7h2o5V3/D5eBYB7f4VNE2xooFWjsRv5z4hbo19kIb\
sOAdbBnY+ynculIPSlZ+68eTEbjtV2ghEvTazMETt6w+kVlFJY0Rf2pj2+5RrI+eGXBat4271y0L2EjdYgYH7Eyb3J8CYf35zVGjVJmiS3iO1a4RT4B7JF\
a6Q88nIhIA8ExFeoybuTaXEBvx+bMgWCRaewkqJhMnJAeZjSosKoZTxynD1wKmJS7wuzbvOv0grRLffecvavO2ybIM0LHLDpTGCnbFnzk3G7VSxrJPeSFt\
MUsjWmRsf6x3UMNCbLvQxZMy6Fyt6jvVmScPbo6eVW07Tx9UdzcSeZ7L7t4g2qwxxhYdTB2dt26MIDALabVq7FhAkCEyLB2zBixYmZFoqzKQjGv5VFdWdW\
m6FixuqlVVGrgrJq/EdXLx/o9kJJLXv/2LP28ukptcN0W1LJUh/RlGhO/klWru7Uy8AkIfwSrtU6jxHgZz59zPWZbXcpGieaQwyPA0cnyE1rID7BUCgbAS\
AB1EdCAoJiowYIs55+L21+drWsQDm1sxFv3bWYw2BSSZcQaB43hkUIT6pXlsChGRCfT3xKlaWUJ0Y3LiInAS8wXCAxSh7PRJxRGaq0dDKSVXUltnzuDre9\
uBhBRrCuIwbTuRegEV16F26m4FcUd9mCqUImWZ4tHMWQVsWlTKImKoPK9bSOpjjNppEhhOVYbt3ghiMrjKBdZ7fryFOOcznxEajJRNocC8K38NywI/gxWl\
Yq5UUNWSDHwA0/32rqn77ZrqRlYVoroF+FRWRp3FhS5XtbZpAiFVNhlRBLDeU3h9gIFvkByMfdEuGwuyCPww2L1Zvsx5vQjAHjp4a/6XFFPdGeudpZe35d\
k3EYZsz0ZOIiTn7Z0C8qjJ8zUtbW4zLxj4QZiS0kWnoH6X6X5Gce565lECE7MOo9a+YBDefTAc5mNnE4bGIcgLr8TJIVEfwsmd1EGjqRZSCoGRFFbsuCdn\
7vHlTjsG3I5dLAATuO+OvnjRp0AQhZA7QwuHNLwDHOdoVl+HQ5GwXtN0QEjHbbeBkmokdjOzr+9G5YAVP1EUCB0wJxKbL8DnNF6CO8XMjwEsksy0MPw4/2\
I2joSBJtEnCcX+Xi44v08TxJEOMBdOaIFDR3OY7w/iZGc4YfNYp5+9gIBzAG8sEtAB3LG6VmMBlVm8gSoUt5G8qNpinjftKgXPN9xLuFUHmPtUgDmK029l\
rqlZOsu+F6c35zl3s+uTG8d2lAC8+x3nwJDwgdck8Jx/wN5k6CRUUT8sdjtJNPocx87UKpcFp7bYYwLK53Kyj+TbF3a47M6C9VsTa1/HwpJj5tpZ79HjEE\
92FTHgAXv2l65bEgAVin6hQnlaUUbv6UHRZNVvhPkfWOlRcZHGNIEkCVg4DEbQuKyvb/xMITUwadFYE6x1qpSFVWXiu22n6vZB+YZ7efcRhlEY4oy+b/rU\
CbBBUkCGUbsYc4bS5wuVUbdAdTCELBxCBkYZJTsYN1dtV5q+u01Es6zwi2jZGfAeOUKFZL3JDhtFwjn0yA+iCesCy5020gUDl27G2yMX+ue0YxviRwgyP0\
CUe/5o86GZq4VvgFQs0HquFkM2IvAnlB2hodr8BXc9KI6wazHT1oy/MCBBSYF8HQepe35O9vaWbILRL1QwzNTpl8DqscJvm2Q0jJ7wDZOTRtKATi6bUk3x\
AyjQFnxwbAVqJ0Q8vNKFSI8rU7Thqhp3HTf7O4YPUzuLyM5zqz5ZxmJ/1/a6ohGKDY++gA6jGNtPX9tb9rvxXhdz0ztQSXsBUwgtXk69kzDSXTjNtDMS/y\
zxlXuRbS1MpOAQvfFcB2900rEqy/a76vyJne2bXFjvs8ip6bKzM9VdBHCMWOF1qJZaC0hUmOcoNtp8ORm++WPx8PzouR6ud7KZG79xsD896/Zajd0LQ7ma\
6UpBW5Hht9e3RBZKvZxCrYUqgMKCWfSQUKOEKNZf46nr8LvN+vxLwYESFuVnj9UQgsMSdDVrt+gdjW/h1/hYkB03DCtUK8xHV7upafGciHwZshflY1XEm/\
2AxSAQTr5DQRdzK4gMeuEqID4GeJDSMVfg+CMpZNlhvreLr3Cd8wTOg5abpzzGA7HLsHC463h6zHdIXNM2Ch0HmN2yd3tzNF02/J+VI+Oev0/6ljAYyMxH\
i/jPxbQfIbm6ZqDN/UdiKl2o9DQD1dc3qPU/lsVi/gUVAAA=
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
<link rel="modulepreload" href="about.js">
<link rel="modulepreload" href="account.js">
<link rel="modulepreload" href="answers.js">
<link rel="modulepreload" href="coming.js">
<link rel="modulepreload" href="commands.js">
<link rel="modulepreload" href="completion.js">
<link rel="modulepreload" href="composer.js">
<link rel="modulepreload" href="conversations.js">
<link rel="modulepreload" href="dialogs.js">
<link rel="modulepreload" href="dom.js">
<link rel="modulepreload" href="drawers.js">
<link rel="modulepreload" href="drawnlines.js">
<link rel="modulepreload" href="emitter.js">
<link rel="modulepreload" href="entering.js">
<link rel="modulepreload" href="found.js">
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
<link rel="modulepreload" href="moderation.js">
<link rel="modulepreload" href="names.js">
<link rel="modulepreload" href="nicks.js">
<link rel="modulepreload" href="notify.js">
<link rel="modulepreload" href="outbox.js">
<link rel="modulepreload" href="presence.js">
<link rel="modulepreload" href="questions.js">
<link rel="modulepreload" href="room.js">
<link rel="modulepreload" href="roomlist.js">
<link rel="modulepreload" href="rooms.js">
<link rel="modulepreload" href="search.js">
<link rel="modulepreload" href="session.js">
<link rel="modulepreload" href="storage.js">
<link rel="modulepreload" href="suggestions.js">
<link rel="modulepreload" href="text.js">
<link rel="modulepreload" href="theme.js">
<link rel="modulepreload" href="trail.js">
<link rel="modulepreload" href="visit.js">
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
H4sIAAAAAAACA51ZS3LjNhDdzykwzGamYlq2860pSalsU5VKqpILQGRLRAwCDADK1qxyjVwvJ0k3PiSoTwYTb0QAD43+dwNev211404DsM71cvtmTT9Mcn\
XYVKAqmgDe4k8PjrOm48aC21Sj29ffV2la8R421VHAy6CNq94w1mjlQCHwRbSu27RwFA3UfnDHhBJOcFnbhkvYPN6xtLPeC7dp9BEMgRwY3jhx9PsOeKoB\
Kz6CrSPxs+MbLbVBmh30UM0MSHHoHGu5eT7DOwLWflfFemgF31TvBgN7MLbOiX1gnsb7jOgX+6/3X+0f/j9F4mdB8PHbx+8eORF0wknY/sqNO0mhYL0KE2\
/WOHpmBuSmErivYh1SDt/39nioGFkRxz0/wAonvnztZbXY1nMl9mBd2prG9y+wm9YWOyzyALYDmPagB7j7xlrCva1r9rNuR4Qw0ZMBmVbAuNKoCcOs7oFZ\
8cpagOGD11HLcAHuGK6fUHhc51IyTvsauGd1veTX00YFSs3bxADf6dHd/2GrAmjT6FGVgpV9QTuVgZF1oQ7FWFRuW055kOAEGrUYry2YUrTC4LKc6BcyhF\
4s9aEUrPtCoOHl2iawolgoxEMvnCtVCVCeKTbmHh2qLYN2fBhAIeVCrinPljLdCeu0OZWB/9Ci0Jme4VTILFmjHFlKVB+KgaUi9dDvwPSgxs/B21JwMVmN\
tuXlYU3JspAJJZrnUqh2Yl/oNZhld/q1DItDC5TBi9B/jlhnyhOQ0aVJhZASI6McXciCBW6arhRrbbGZKYqxXBeCx8PhszTn4LVQF75zKYQaLmQZ9CisKG\
TgBSS1A4VgYUqR2pQWXg9dQTKcbYwYXOypwoaKWdOgsyeDrVcBhOhVbJJ3uj3hj9JphbF1K46skdxa3Cq5oJ6a4d+6e8ybPByF6WH7O2Z3RqcwBdBa9hM/\
8t88vXv2ewfUhDsmnAW5Z60Gq/7562/3Aduuk+uw3GBzhesNV0xj/WGcmkwFDfmNn/XlYL0a4nnYxDmQCtwP2H3h6b8YtjuxMPWBrRtMXNsZRJhVmEMKNL\
+ad5O0KxSXFDKrIPSJP2Kf51Uc2j69px6QOb6TfsD9lWMkod8FS7y/83wgiKoSXgc8u9g4O16TY9+FT8l3IOM3Sp+mO7pExIaSDCBa7PCGAY0t2haUZ5Un\
s9hnMSQ3+EKoYcRudzonLqO83O9SPFDz6aPKmEhTUa+Z2XcG+784jyuiPwRPmlt3LvGcioXLUvX0LXIDdOfw39NGUu3aOqPRyMQCtn0oZZW7UVhF1ICW9h\
jHHXqu0XjT8oMxeC6ub6OxPO3sM+McbailXHCQlsjjpwVy56dJLbVfy1UYNYNu/pRt2Y3OoVOGGAuDyhMhF63SQaQlJupBjmfq9o7sL0dEOeyfOJ3lwcEo\
Z96oQKDCjYh0JLS7U8430hrltDWK1WLKaVwULNdAdKhc2IBdSptYiHRuMJGfkrFxwzh4zZ3I31QlZYl4UsftoIdxCH1LlQVKgCVdzgYS6ahWe3nEdr1rha\
dLXYdXeytmnZ/Z4CZTJPG5fcOcZ5TaCQuI23NpYWl0D9uWH+Xic8DirDh5WyvxsIA7O22yBiY5jh/01WNe98f1eYL3Df2nWQznLjkMc55BeiPAKLRTyvGz\
8IoR3M5Kmox2JSFdaCtzogubd49BbymuUmEKxSms6UE0qCmBjsNHp6vtVE7+W1Johavj7qW8tHKme4Ldh/mYtP87yG+euheqPT8vdHQXGl5MF6k47vgMjx\
xAD/LCJdPsGUPxOnLBkTPjDYbSjqwG+FeQLOsvvTl307WNjUJIHUEZV8TNyqjfttemTzUmKiTLIlRRM4q1L/DpvWpxClXwqd2mwfXTe/4qQR18rXx4mPXA\
mL/NY8OQE8p58YS2lyxxSj6BoaaD5hmvPtWWBRXmrUDgjIccFNUZaBa4fzyrkdpe2D9O5tKGqSteT9qeRkNO+ka1n4JzrWUOxzw7Sucheqo10QWyeuNTNs\
cm0iTSXIJxF14Q9DG5XdjiNTdpi515ZatfVErEnlh07Vm7/ueTQWXAmdPNTJ3JQU/NiIt6kPqQRPKfoSKLI471Husm9qeYPOB1Uz1EJeU0b3ITpLqatUKo\
BPnDy93kCdAP7oQ8YEaNr4CRjUXe9uabb4IT+9hRkNMu4yXHTezkSZOMww1wTza2vka/IDePizD7/gHjLMv4F4FGKTZwgrzvNLEyRcTVbBpml8JmbdFcli\
fJznN1JhxKlSS57it23PVUSc6rgGrPM4xqL90oBdx6RfU9lHxuRQuxfsccfTUNv8nbyDB7pY3MmsXUKkbsjVYxpzS1inhHIa6ma6f3lQ7Te7WdLmbhJ606\
za27TBgeRCh6+/XAeEG/wklcqedOIvh4D67TbXpATor45OXnm6f58oPfS/0tz8ozc3pAmPuWp+lCPeectD/dnJZZ6Qq5UKrmbJRuzXMBSSR9Q5xXMZq4P+\
nx3DPyee/+fBCOS/ExRnv03xAZhi4EMRktY2VEGeiVsGJ2QFv4qpViK0m+YHDPMddPXhdH19L5LGUMobjloKsFwYO+iJSrGTFup/eXJQH/jLuwYnjYFcq6\
6NcL6kt5nmGYxbF9rMmJda/s89VzK6c3h9wRQKLGl2zmKL+cF/2UHShoyNHpKz4DrcK/VP8FYJttXmMdAAA=
"""),
File(name: "join.js", content: .text(
#"""
import { ask, reason } from "./dialogs.js";
import { button, fill, make } from "./dom.js";
import { Refusal, command } from "./lines.js";
import { roomName, sameName } from "./names.js";
const PAUSE_MILLISECONDS = 250;
export async function joinRoom(page, typed = "", needsKey = false) {
const { session, words } = page;
const list = make("ul", { "aria-label": words.say("join.list") }), state = make("p", { role: "status" });
const asked = ask(words, {
title: words.say("join.title"),
text: needsKey ? words.say("join.needs-key", { room: typed }) : words.say("join.text"),
fields: [
{ name: "room", label: words.say("join.name"), value: typed, required: true, longest: 34 },
{ name: "key", label: words.say("join.key"), longest: 32, focused: needsKey },
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
const rooms = await listRooms(session, named);
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
async function listRooms(session, part) {
const { rows } = await session.ask(command("rooms", part));
return rows.filter(({ verb }) => verb === "room").map(({ fields, keys, text = "" }) => ({
name: fields[0] ?? "", members: Number(keys.members ?? 0), topic: text,
}));
}

"""#
), gzipped: """
H4sIAAAAAAACA41WTW/jNhC9+1cwKrCgUEUJtu1FgWsU2xwWTbPFuj0F24KWxgnXFOklqXgNw/+9M/yQXdsL9BBHpmbefL15tOzXxnq2Y8KtKmZBOKPZni\
2t6VlR33RSKPPs6s+uuJvIbLsYvDe6YkupVMV6sYJjF9OfmH+E5eAEWram74XujoyV1HCKbo3pH0UPFXP4SU9HDhq/JofWaOfZH7/8Nb//5/f3Dw/v5/fv\
Pjz+OmdT9van27sJfA2Awm11y5aDbr3E2j4bqT9iBL4WzxjCb9fQoUdRVEwDdO432OLXpVAOSrZLQXbMgXOSat4Y2zlMaMoIIGehJH5MQyt4MSgE27FCWC\
mulViAKproVzux5QWlUJNHUbJ9iWV64WH0XgdnaxQ0rKBXgyvQLEfCOYWE8T8PmGg98dKT+WmMcFyU1cTDV98c6pudWYZX1yvYpuCmb1Jr9iW7AIx4hLuU\
oDrXsKfJjtFkMGPyRZBQ9rkjGaEjexVqgBSCaPdlkBY6PLADDkUZ/QwOM/7hR7avDtgxv29A08vy2PctEtS0gyPcsXSE+1RNemMR7yk0vgrDw8MtuDNUKl\
K0iMZjVxJTVoEkBc2FTX/GAcgl41eZuJweypL5F2s2GHqTN4AXC9Fdhw7hPC34werMrJrC8f9ChEC1t7LnJTpg7gceUEswB8q9bpVBFM+LpbEIPau/DGC3\
c1DQemN5IfV68BQypEmeJYvR7yYKPPOyB4tguDT0shZdd/8K2j8gOGgYESrGU72tAmH/RDczeB7cET3DOPD5VbT3oBTtnEtLp8N2U+qJ/Fjp+R5TxfgnNk\
L6/wGRLcOC3F3OcD85UYMD7PmKXwoyKkLWjdCvwGYUQhCaVGAcYjAqIw4Zh+9pnrWFtRIt8Ju/v/v+pkIypflE4zdv2FXAo5Cks5zSQJOQR1jAd0bjdCjg\
EWktMQ2DnBONqvd2O1ZAbx0JSegaocdGjG0IiaSkYrlX0+OCDxwa86tYXdcBuO7FmvO8uXRE/ekXYFGwvFnLdtydmE77YpDEmE+m2CFQamkiJ3F8VpNkIO\
Xnw6KXntNox4WKMqokSRkOMV5WmIrRrZLtqsmh9lUyXXTZNm1dPHa9UFHJO2lRfcTgTUFeIX0UhhOzfXWmSaniAKKb3ACsvAz7XI7bLN0jysQ0UYj6jOJC\
HIjNdAbZFDWBmpPvxXBSR5ZGsnyDIBH+kuxvjgQ/Bg+CX+D9umet8O0L42CtscTDS9DxJ0O+iqIpUe1s1S4wbC2sP75kUS7j1Ro5mZWRrrr004GH+4UaGn\
wPKkquNfLQo1rhrF/BLhLBwuOUOhr3ITMz3l1BYomSWNSxpPNIwCaZPd1+YrNZ0P40xIY9DvTAyT8Pmmxuy8SQJoBWccz7yb8NPSVcagkAAA==
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
H4sIAAAAAAACA41VTW/bOBC9+1dMlKKQAq+MorcabhMkXhRI0hZIisXCMBBaGlmKKVEl6TqB6+veF/2H/SWdISXLideLHBzT8/HmzeNwUpS10hbWcP75+v\
rs08UNbCDTqoQgHiSqLEWVmvjeBMNe0UaWYoE7UakqnwWYXK12Awoh1bxBwQcXlC2rxBaqAlkYi1UoEmsiWPdEmo6/Y2WvnBl1GCzwMVWrKuhDiOyJYPSe\
Aous+R0X5lxRZVNUc/jxA7wxxUwspf2i3U9M2ZOqZFmy89sS9eMNSkysogqe30TVWE2DKAKNdqmrYS9RlbFAzGAESa4M0XRofXBsh47DEZ27FF+89lUvPI\
eQIimIvzb86W17b0DXQD0SqLSX/J1YLd2hRCvcweRF5n1W6Dla2DQUSAdPsrkpJuqzud8m3/P06PD6NRy1wXSmwjAajSA401qtLljnthkIndJcJ6a7qMM3\
0cuRvtaHcf5ogXay2w4bpNiqK7VCfS4McjrjZh2ix0Khk3wP6egFUItnUPeqqPaAtg0NnkWTw7TDUZi/dGF58kbt3RRkF1WCKoOPt9dXt/hgzzSKsUSePV\
+mS9st9EXM8ZBwiVZSdtIdBjh8hx6iRdgmjU0iagwY6L87aJh3AXEiaW6NDYNjejd9OC6xnKE23dvxFVdEEXngvVaX479vSKZJbxKM6UlqetEBjX8aTPsw\
CW742mDrmJFkC++5FTO20NXUEi164ykcw8AhLOdz4uKtv/75l20aEyElmajUmbRAZvr8dOE0gT6WxXricfr4pHN6ROAZ/elp8qz5POe7ZCuPzY7N0eHh8D\
bS1dFmrRh1ur/7eE9+RFmHK6XT/ddsSC3etbShJEGtN1Hfrcs987CXKc3Dy8mVKBHo6j7P7mm/uWkN290e+RrNVhc1bbw0bLCsw+o30IlKsTHcDV6tGXRz\
F0WtO00bp2MeG/EY3uXUSdyF+lXX8ZowE0rIhZ0yPx6HrmXO4n45KDa1LGi6IIjiTAp7LeowdCuyqFJ8cCM9cUf4ABQF7yAIWmaLWUuNIVMvbZ9xo2hKnF\
jAA53Hcexo/G+XjuCrNbex7dK3kKNI/SYIBycncGofa4S1sZqMGzgZOA7M3YPnb/fAHclhr3lDPB0t/S4mYJkDotiU84a4vVT2tOedGDeWzfg8/R+0pxJd\
SUPAF82FcV1T0/SXeibRn+rRed4xAsP/BmhRgq9WCAAA
"""),
File(name: "line.js", content: .text(
#"""
import { facts, modes } from "./answers.js";
import { button, colour, isolated, make, prose, strong } from "./dom.js";
import { summary } from "./presence.js";
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
case "answer": return make("li", { class: "info", dir: "auto" }, ...this.#answer(line));
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
#answer({ words, row }) {
if (row) return facts(this.#words, row).flatMap((fact, index) => [index ? " · " : "", isolated(fact)]);
if (!words) return [];
const [, command = ""] = /^help\.(.+)/.exec(words.key) ?? [], told = this.#words.say(words.key, words.values);
return [command ? `/${command} ${told}` : told];
}
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
H4sIAAAAAAACA41Y3W7bNhS+91NwalBIq6OkA7YLZ1k2rMVQrG2KZbvKsoWRqJiNTBoilcRw/SZ7iV3tfo+yJ9k5hz+mZScNAjgiec53fnj+JDmb686yJW\
t4Zc2YzXQtDFuxptMzlpUHXJk70Znyo8mORjIQX/XWajVmlW51342ZNLrlVtTAz2/EmM07beCfsZ1W1wlarWcDJNPPZrxbJDTzThihKuEIK62MZT/9cvrb\
hz/fvXn79s3Z6x9P3786Y8fsa/Yl++YQfl4eHh4Gyvc/vHuNhy+/OhqJexLS9KqyUivQVlmpemHyVipQ70o0uhMFW446YftO+Q32xfEx61UtGqCq2fPnDM\
nLG6lqdgxHmeGLDLcd+Y4Dw2fiFV9sihkFICWrG6L3/LQOh7yqdK9seh62AonV6anVEdjKmSivhf0V/ucF248km/vf7nDn0Wi15a6dVjzRWSTS6lcQFGe2\
k+oa5KZKbx8nGlQtN4a9BZzXrZgJZQ1IfXanu9ocjZ7NhL/rrq+s7nLah8Aj3exUmtKRQhB4Frc5E7CDzKsRBqk367rT/VzUyGvupK2mLI+3jZsVN8Jd7I\
S5Z8gTePZOcNCGy3qAd+Q5Xf6sGUh01spsDMFPhk5YJlWjYaOWHSx4b3XGVmNWlqWDdxgkoIjAIU2yyegxaHEL/oOdjHeS77fyFhhYppuGRDh8vA2HnggN\
+FEsXDHvW/u4JU7cZ6CJKOKu4K+GMEPSJLx2wteYYBGcrreMvITVq07wOv8ckBJ3W0BwyUCnr0s8dGjG8s7mndYzigWqMDdiAYGEe6U0Hzp5C0HMThhxEn\
0J9yggSNgk3USGWM+sbmuMRlLNzLlC5XaoA7JQkccsIXSyxaNRzfV4oS6TCaXi6KUxSSfzkuuJ5i0ZbkI9PqZMHgjHMxJfAywuJszn8puz05DKIEHaFo8S\
c2YaM9nf8sBUUmN9h7vyKdEPU3PMsGpi1iusVZD/SltZUc/B+1ir77jIWwJrwrlj97js0yeWNbIzmCMBDKtYNpfkRQdLO+4x8yIuArS0YhbvcvNyvNSyka\
2FBM7pAtjxd8wu5kI3DNe+c5DrsqL8qKXKM5aBj4og4W4KFd/33Hx987ANwiy/AoPE/YTtvxxjhli+j76BNHcugrRzbTrHNfk+hgXtgBzZsDx6Gg0q+Xwu\
VJ1vRmgUzY2sRbYNBQrAKSKKFooUwq67IxbOTfTsv7/+ZgAMlgAnMAa+hAbOUMFkZ7uyuJ0rXS9iVUHRLhRIdsNlK+qBeMdGVS3y+WhHMgrFNWiMQNzaSt\
7oGjwd1nKvDzWWRKlO1OATUgu5NtUa1CQL0tTas8s1oNWb7F6vGW/bB6rKJQHqcm/J+1rGIo9Iq0ssEO4qUlAa6DyVuLdj1+Vn8IOlD0tdaLJ54ZI4TAkA\
Qo5M3Bw9eTdd+DwtO9H0hreAlmrrd/OUpGCT3WU73PGgZG3dEGlCwQvyydjxKCaXS6BaYxwDTLd4uE24Y++vByBqaSre1Q+DBALvtdDrl8yPNZ2+g/jx9w\
2LIrRfmtfTWCHaomwgHd/xeZ4jAeQn1gaqOef0iNfF/v2HUXfKkvxF8uLCR+oXhBhlncdid44zP0zsmNPAfwG/B39MRTv/vczLF8VBKe5F5UayEpsXOzkB\
7nFoeEMXRMKxs7e85S3M5+srPA/STtjlwd7Sr1Zsb4mIq0uMBXi4IN8lc0XSLlwVNP3VR2jKpDWoQzHsxsRhq9jZm4ezmcsHB5NRWjpmpz+wO7kT/woUqq\
PXIm77deE0crawlbuDzStIPTeHjm8e8d0jg6zVc1kNx9cUFfXAGCFflo6cTTbWpdIK22CU56A7rm4eQ8bzn8WCJBToUmhMDgIiF84m5APX9ggQX0UfA/Q6\
EdkAz3mT3mU3U4SEJzJuXKd8ojuQuoSikXiEALZ9IbC1Px3Y0Q+gPcgWuFS30J6e4BlPuAVwzedr7vOtsuSYkai42B77H5QG49GGLJzrB28RSVbinIPfC1\
rRQArdSiPp84ET4p7QenrgBt5GMU39xwIX2NWUq2vINaowMQFJJRzzYsniNaZzDmpY1IRqIVGV895Mc4ia3C1boa7tFC7lPDtiUNomiEvzU+Q9GsHrK8t9\
LbybcusGUXPBYJw7pWQugbiTEHhrI9dWRUPRbojD4WsFQrrhAAnoY4K3P8YKHoRIuXRbe0vkW13uqkJuDAzWeXVDB0UXGypOpgieniRvDbRRhIqUAhXo13\
w7GKge+RigIEgctqRvPNgM4DbBX/6KS9PCXJ0fjt3HG/LJbvCNxKgp6TeqLMKDHdzEHRyOVhsDCSFRu0iNj9dAyOA5Z+tAszHTdio6E899yOw7Nr+MzSvo\
kNjRSmNzDwKBBrHlo/yBLHSkztJJkL4qMDiJMbxAx482caJDy+M7sP9klH2fYRzpuaGJzW++oM1bDabSftZo/KDTZUcpcCjf+D9BPo/UYwTGX0LCB+oTF1\
CGqrbHSuxYT0LU4hJCF/9RI8+SbbKUFPgfWfIPCKEUAAA=
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
H4sIAAAAAAACA3VVbXMaNxD+zq/YMG5GN2YumKSJA8FM2jhtWge3rpO+MMxYHDoj+05HJF0wIfz37kq6O0jpF8St9uV59k0yXxbawgaSTHAFW0h1kUM7fq\
J4Lkx8Z9qDlnhwOknGjYErkZaGZyAerFBzA+daFxo2raRQxuoysYVmSTEXHVgVGu+H0G534F6s6e/l7E4kNk604FYwVWZZFKGtKZdCs5ujDRlu+3C0cbbb\
m2jQsgtpYgJDnkLwdhCTOorpCJIqpjuDLMSmY9Datm6FBS2sXrOogg1G4OkMx2U+Qyy1YexUEQeepVa15hl04fHj+vMVnIiXMKq/+9ClWNsqd2mpEisLBa\
XKhDGOh5izlJeZJRgyBfbIf4JERFwlokirZGOS7EIXK3AKgwNul1wbcSGVYBn+NMSSIsPbIZA0lmouHi5T1oZ+Gxl5jSpjzKu+Ql4jp44cnJXJZCJYt+N9\
RVFslpm06KTx8f/VrTRSKTIXZjIdtDKsgDRvSYQSbBqsXopNxBpEgOQdshD+JGo4iU8lz6oiN6SGhIfyGO6xQi6zdaAUpWIHcuWhJugN0QvxmeDPFEajPa\
Xg+hhOUGsLAh0ChayCYEc49I+G1PYU3hOPl6VZMDdijBSiyHdHaKoNfBZ61veMJ91pJ+TLz00HLA5bH3YLVCLrFKszxyp5tzu18orH0MOkbQ91C7YSZmxz\
IApsCfQ3sLza5ITS4abZC6qLELUX7Ts6GFjw+bXMBVtpaXF/dEAVq6ayVroxV2IFb6iFgpYP28ygn9FYmjEfM7KJcaadWyQ8asyd777zeghMUuQ5V3NGJD\
sQxzHXt2aHvs/r5ObJ0YZUtje1UpzKzOKWYPgRwfAM8KxqPo3vCqnceLgih55VtKR0IHeNCTr3EhYN/gNstrbiQqhbu2CUyh1IwU3sT38bZ071EEM3qRTM\
aXZwnnNpm3QvpUjE7lA6QdjYBILuunuzmSy45glypwGtwIUdKr+Q7Q74WjkMpnd57DXPvkVjltwFdyBifGvsu3pf4SjhzMHXr9VtoOwZ+OnyN/UwO3dUgo\
rU7r2/HLQqkjugnZqrnDc8HjakKwOUEYdBM8ET7AwPpuMDTeOcLxnDvWxdh9Cf2GqZY4/W7bN3WzXQoULm/F6MC3wTdt4sLBg6cQ/s6x9+fHP+9qef3/3y\
68X78eVvv1/9cf3h459//f0PnyW4KG4X8u4+y1Wx/KSNLT+vHtZfuie9p8++f/7i9GXbF1+Rf1f8QWu1kJkA5kQh2bh4ej230ZpuoGxQIyR6vbQFTeEVDl\
SRf+RZKQyjVv8glT19rTVfs6e4j6q3zlmix2entDMPxPFoMNGB5sRZfAfPe9O91en0SPIv9DqS7skIAAA=
"""),
File(name: "log.js", content: .text(
#"""
import { element, part } from "./dom.js";
import { DrawnLines } from "./drawnlines.js";
import { LineElements } from "./line.js";
import { unlessRefused } from "./lines.js";
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
await this.#session.history.older(room);
} catch (error) {
unlessRefused(error);
}
if (room === this.#room) this.#tellStart();
}
#fill() {
if (this.#view.scrollHeight <= this.#view.clientHeight + NEAR) this.#older();
}
#attend() {
this.#session.conversations.attend(this.#follows && this.#willEnd && document.hasFocus());
this.#tellDown();
}
#tellDown() {
const { unread = 0, mentions = 0, isPrivate = false } = this.#room ?? {}, words = this.#words;
this.#down.hidden = this.#follows && this.#willEnd;
this.#down.textContent = !unread ? words.say("log.newest") : !mentions || isPrivate
? words.say("log.unread", { n: unread }) : words.say("log.unread.you", { all: unread, n: mentions });
}
}

"""#
), gzipped: """
H4sIAAAAAAACA51YX2/bOBJ/z6egFWAhbRxdendb4JK6Rtt4twXSZJGk91IUhWzTsTay6CWpJL6sv/vNcEiKlOzs3r0kJjmcf5z5zYzK1VpIzZ4Zr/iK13\
rI1gWst2whxYol+d/mYpX/ppKzg9JRnsvisb4oa65CMtyscLNDjYQT4h3SI2mHsqkrrtQ1XzSKzzuklutM1Eqzz1c3t2zEfjo5CXe+v7v9Prk8h4O//+QP\
bm4nv8LOa79xOXl3DRv/bO/efrm+/P7508XFp5vJh6vL8xs4fvX67IA/Gb1mVaEUuxB37PngUIGCpajPDg4fhZwr+G/dhj8fSv4Id9F/aYKLJIPdqgQZI+\
feNKnEXTJkH28/X1xdwJF1DVLOxWMdUuLakr5vtBZ1SIvuhv9SgI9GrG6qClYLUVXiUcGGlg2HjSUv75YoHqw9LNV5w+H3oqgUt9bLZqaFTJ+ZtWzIjGFs\
m4G5elmq3NkMF731dECUI2ZdQZvOH6gUuCN8/dQQDlmasdFbxyxf8bwuZ/eZY2Ass7fbSEvpEJ05ZLEkfxMPeZ36NT5BXsznkwcguzCHXKaJmklwU+L0sE\
aaTT5PsyFE4hqevHzgp8aN4AuvG7zIDo6zCgyIGWoxqYFZ5oJMlf/hzifXHFdXU8XlA1wP1aAHNPfMjVwQVdpatOcIjYejhZAsJZF6s+ZMLNjXZCFmjQL9\
kmnVSPz/UKpyWlal3syWRX3Hk28Z65mF92MnFRpOjIvQLyBte+CdDuFiLfXhEoUPaG0fXNTgsUZKkBX7DF+eTA8oJVfc0D0zE+tbQ09hP3IyzPKHH15ggx\
jSchkyXA9ZWc/5019geQjOgdgILnX5Wz92JPwV1nSTmPeNX4mH/4uryaKc7u9kLao5l/+TXw/Nlf4DAY3qZJPmVXUOuWKItwd3XLNDg+ImTiTXjawDEePc\
HLLxmH39hhfoCX1IWZCL4im3IQT1Y8FSQzGI9M6ilGoxMbBsZDi3HNwVjOkcwu6d1rKcNpqnSSHL4rgqphyBI4C/XBUbh+nkyVPzN6+LFT6Uhw61hLx27L\
GeVby+00t2bErUkPWP/FUHCm7t0tCfl1WVUjYaKUpDBRoyoGldSA4eRWIUwBZPPxd6ma+Kp/RkyMzNjK5GeJz/3pRcV5sIrOjEiDQMh9GTLkqp9Jda8mKO\
D4sVqvUGBsgNCiO9LVr6ktN9M3wgOinVOz1Bw7qu4VDTwvzvO2sLgffAi4rSwXum0B23mPy+WhAZyQaaN+wkYxS5Zz0tbUVF0kHom2WhbPKxIAqAm3t1+H\
lkfvpCUWrexjpxwS2nTRCgvzdcbm6gCpoKnuQL0dTzJBvnpmNBGHf5n9gj0BBYhQSAa71TKoWfai3+DeUG8GFaidn9KUtmkG6AGUE9bPMc3Ysqgt/KWpVz\
3kt0siWmwVskLl0Xd1y1EWBqNx2934AOWqxPmaFhP7KABEovaPWR2pwf2Un+L6MepEIfsv2TuxYjUGwIlfmpEwlfqTwcsVffwhDshzcCJgUVGbkq5D0dhU\
E0MBL++IMN2uDArczFlZNdaKy+PT2OQQ8jynqyMAUfOZPq/sSo1garDaIaugVt/WHE9uEFvBZVo5cdRlr9ae4MeqngFMNTU886qqOP/tT8KYdWx5U2UNQV\
PJP9UbIE9jGDEi1xWx09XPSiBt2CfY55lVJdouuARQhJ0FZ3scH12oRfUEtuyxUXjbYA+twhCwAkwhaHG7NCz5Zf1h7okNDp4hV/z6Mysb9sbIf9oact1A\
AG6J6g/j4zDDaYyKIIOHP5bQ7HO0pLVNOA6JOLDgxdzKuMnYbXKAKdqS9Hn9XSb9s1+dAuXI19G86Hcba5YhH0zSYkoW+2TFxSF+s1us9Gy+OyrDhLbQmE\
frwrhE7mUqx/xphOPSjZVwLrdsiMbInDLBB1xP5hxWVsCjBzH9fqWNOte1dbOtN9yIyv2LZ+lHo7G5ZX33ysPELrsZOnFYapHEd0205S3hi3BO3A7qaP+j\
RbIdXtkktuuzfT9WFzgYxN5zUTq3XFNe82w4QtaKEhIwNPLLR7pqO49gJsGcXa/CYl/GAdPQ7XZIXjNu6MqrlpsGyveUo90QtZv6u7CSvjrVizo5HVhfo/\
P8YGyeuJh/Ynlcshi4pnm90owdk5xWjF0T+4CCHQyj+OuLRv9IukrxnRxbZDdzqHqw71Dsfgk1rWnaLZBbu2NyML3rDXJ21A2LDtIyNKbG17Y74WZfH4Ey\
CwY22+KQHzwc4eFUAauUepbQESWm7T/OFoXszuE8oGZ0uU/j40nrs+64XFx8i3nXjpPsB2ZyvnjN2fjTjuUEb1yoKp+hTjcdKY6MdqZ+6Ngzz0jYPtXU7D\
MwIe+ziGhWnGI/z2b0IEbz2Bc3/Ab8/cY5vyrB2DkoUUtU5C9oMIYvzAKAqSEKdqZ8pxqthhKZrPdta4RfnE5/hFsKYe0+oDngsR7TRoCJ2n11UxQ4Skbo\
P4QIAG84TZg2EBYPw99v9lfffBJPI1zBNplk+F1i3mUreFHzeRMZqzayykePXaUkjT6AnTiZwUs2VqO0ug7hcr5z06WUvuj9QLJTfb6x+svhcFFl/vpLgg\
+6mrWEB3F5pH6W2MRtACB/EF6GG8SMS97cFODO/DNV0/tj7dORHvwTQ/5xdqU89YEHbW9RTksAuvaSYN2vlNGB1hwyxL9assH6CfDXpxLTfAo3gsSt35zg\
ILmC83OSGCDfItM20aPLaUQqL46OO93UZV/deZ0c6vM90UIRsj5OshG3sz2jsCHu2GbGy9LMh3v2tDMtcPXKpCw0LllmxPz2ILh8klMWuwqGOL8DN+YE2z\
PXNxsAyqcmNnRwb4g3xQOq38+7jBIIBY48rxmD1v3Zf6Ufg5KvpQvSxhmGlBZZ8x0R0NGPUBkggUgosDq+SYxR+78po/cgXICHk18MpDfHnVD3pXiJX5TF\
afOuu3yGEnYb4RjSEuqsqRD/GmF7e1ze1/AWSuBSzCGgAA
"""),
File(name: "login.js", content: .text(
#"""
import { Refusal, byteLength, command, makeNonce, unlessRefused } from "./lines.js";
import { sameName } from "./names.js";
const passwordMost = 1000;
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
#demandGood(password) {
const { about: { passwordMin = 0 }, me } = this.#session, length = byteLength(password);
if (length < passwordMin) throw new Refusal("password-short", "", { min: String(passwordMin) });
if (length > passwordMost) throw new Refusal("password-long", "", { max: String(passwordMost) });
if (sameName(password, me.account || me.nick)) throw new Refusal("password-name");
}
async register(password, remember) {
this.#demandSafety();
this.#demandGood(password);
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
this.#isAs(account);
session.storage.nick = session.coming.nick = session.me.nick;
session.emit("me");
session.emit("tell", { key, values: { account } });
if (remember) await this.#remember(account);
for (const room of session.rooms) if (room.isPrivate) Object.assign(room, { loaded: false, askedOn: 0 });
await session.coming.changed();
if (session.current) session.history.need(session.current);
}
#isAs(account) {
this.#session.me.account = account;
this.#session.storage.set("account", account);
}
async #remember(account) {
const session = this.#session, label = `page-${makeNonce().slice(0, 8)}`;
try {
const { keys } = await this.#ask("token", "remember", label, rememberedDays);
if (keys.token) session.storage.login = { account, token: keys.token, label };
} catch (refusal) {
unlessRefused(refusal);
session.emit("tell", { key: "told.login.unkept", values: {} });
}
}
async comeBack() {
const session = this.#session, { login } = session.storage;
if (!login || !session.mayLogIn) return false;
try {
const { keys } = await this.#ask("login", login.token);
this.#isAs(keys.account ?? login.account);
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
session.emit("me");
session.emit("tell", { key: "told.logout", values: {} });
await session.coming.changed();
}
async changePassword(old, now) {
this.#demandSafety();
this.#demandGood(now);
const session = this.#session, { login } = session.storage;
const hex = Array.from(new TextEncoder().encode(old), (byte) => byte.toString(16).padStart(2, "0")).join("");
await this.#ask("password", `hex:${hex}`, now);
session.emit("tell", { key: "told.password", values: {} });
if (login) await this.#remember(login.account);
}
}

"""#
), gzipped: """
H4sIAAAAAAACA61XW2/bNhR+z69glKKQAFlz9zBs9tyiw4ahQNcWy96GAaGlY5uxRBokFcdw9d93SJESJSeOh+7BtkSe+/nOxazaCanJkfwJq1rRMiXLg4\
aPwNd6k5JcVBXlRUoquoVPgueQkpqXoJQlh4I0ZCVFRaLsu5JxUNm9iuZXzAtVtIJP+AnIOL46slxwpcmOKrUXsvhD4MuCvJlOp/5KQgXVEiQUv9KDwsvo\
pynywaMVn5fIST6KNePkeHWj0ComuOOVda6FjN1hggR6w1TmqVBWR99c3RRg3LylK9CH2BCzFYmvBxxZRQ+o6wPK0hsp9oTD3gctjhhXkNcSosTIo+rAc3\
JD1TZ+ALlMSZZlVK6VNUMe8FuCriUndE+ZJkM9hsvFfcRtZJOc6nxDYtlq9ra6V4J2aIppEitvG3n9mrjbLBcFkMUC41jzLRd7PnGKoied4mJC81zUXCvj\
V0vhZBk3u8D9LkQR+zwak9r0HQldilrP8KFLMjOhn5IGIWVQsRg6n5LSIg/Pexj2kufWV0fycyj0Sfv9/URtEC9RSiL8HEnF+Izcasn4Oh6IaIYK3g6geV\
5DKfi6V0AfTxVYEV6Dr4vu2oQjc8EmX7+aN87ybXJeq6mlEHES1kxpkIFYX0J9BQyxPh+cDhM57/K4BSw/k60QsAaokVeJjgd8IRlTH3hsBHT+vXs3grzz\
trcWI6lFWWReOhShm6Up+dg43yu9xNOXvbGS0ZWh7C5I3t4lYN2Aar0ylhuXDM8lrreyx562msPuYZkdX0iP8voS69vZwEJvMFPvlZeBsr39ClsjXbdB7z\
shtgcsjfX41CWn54aK6ThqkTc801CWtgLQxpQ80LIGZarfe990BdAnK4yXPw1MXglJYjcNBE4QbGxep3nHlmrF4WPG1BfJHqiGhHxe3kOusZUqtub21lhV\
ClpAMSMrWipMAWYcis/YC6bWrNaQUSzyDeVrKGJft/62lhLQvo4czceYHjIOSDymsiNmkIrxOMqC6l/4cI1R57OmAEPtaDDafaw66JzE8SW8YN+lSyjx+G\
6HKiavjt3Aj5NMlQx/pyn5MWnu5m6CvVxMWmzBFFPkzYmcmnQ02F1wbaFYpj6u3mdbHqikw1JKLOWM9FzeiebpMTnYW7qLcxCehbWZ4ciEnQl4h+sWzk0X\
d9MUfqH5Nr4g3se2i9nIjZxto3Hd3uMsuD7dQNz6YIF8eUJ8d2v9aSM96BTjVtUSnvaPJ/vfmNjZiJsYPL+3XJ/ZXBLj/OnqUuIk7faVbhsxwv6OlrSY+K\
5tkIcbjKrzzaSvlkjVagcc+4C77zacfzLG87Iu0K9QaWJMfQ6OvC7tJjTEkI/zkew3CCLvYdMHxSWuCUcabkrfDJzzdtrdxpwkZ4q1gLKDiK2nJLOpi9G4\
xVsE/aWDFP0JJ8Sgw0XRC2AaDZ9Azv86pIIKN+ae1PZLM6GrfHv0xSEvRpG4Q4j9f1i6DPX8m3Lf8m7gES/fS0kPmfnLFZvN8S941L9xg2aJ7RzskzEySU\
ls9mybWfOATcHtrW9+SLIdLW41lTr+HnExjZIkuxe4eEXRaM2xGQ/K7g6NmL064ndz18bhkhwEAkZZeAa33ZQbdx5TVv8CqsmxctgOAAA=
"""),
File(name: "membermenu.js", content: .text(
#"""
import { make } from "./dom.js";
import { ask, show } from "./dialogs.js";
import { openMenu } from "./menu.js";
import { moderate, report, restrictions } from "./moderation.js";
import { fold } from "./names.js";
const TIMES = ["10m", "1h", "1d", "7d", ""];
const RANKS = ["", "voice", "op", "founder"];
function weight(room, nick) {
return RANKS.indexOf(room.member(nick)?.rank ?? "");
}
const weightOfOps = RANKS.indexOf("op");
const GRAVE = ["mute", "kick", "ban"];
export class MemberMenu {
#page;
#mention;
#opening = 0;
constructor(page, mention) {
this.#page = page;
this.#mention = mention;
}
async open(nick, anchor, at) {
const { session } = this.#page, room = session.current, opening = ++this.#opening;
const held = room && this.#isOver(room, nick) ? await restrictions(session, room, nick) : null;
if (opening !== this.#opening || !anchor.isConnected) return;
const acts = room && held ? this.#moderation(room, nick, held) : [];
openMenu(anchor, nick, [{ label: nick }, ...this.#social(nick), ...acts], at);
}
#isOver(room, nick) {
const { me } = this.#page.session, mine = weight(room, me.nick);
return mine >= weightOfOps && mine >= weight(room, nick);
}
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
#moderation(room, nick, held) {
const rank = room.member(nick)?.rank ?? "";
if (this.#page.session.isMe(nick)) return rank === "op" ? ["-", this.#act("deop", room, nick)] : [];
const verbs = ["mute", "unmute", "kick", "ban", "unban"];
if (rank === "op") verbs.unshift("deop");
else verbs.unshift("op", rank === "voice" ? "devoice" : "voice");
const possible = room.member(nick) ? verbs : ["ban", "unban"];
const useful = possible.filter((verb) => (verb !== "unban" || held.ban) && (verb !== "unmute" || held.mute));
return ["-", ...useful.map((verb) => this.#act(verb, room, nick))];
}
#act(verb, room, nick) {
const { session, words, attempt } = this.#page, label = words.say(`member.${verb}`);
if (GRAVE.includes(verb)) return { label, grave: true, act: () => this.#restrict(verb, room, nick) };
return { label, act: () => attempt(() => moderate(session, verb, room, nick)) };
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
moderate(session, verb, room, nick, [time, reason.trim()].filter(Boolean).join(" ")),
});
}
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
H4sIAAAAAAACA5VYbW/bNhD+7l/BqkMhoZqWbh8GOHCDbCuGYkgDdMO+GAbCSJTNRhI9UYoTuPrvuxdSL7aTNkAgW+Tx4cO75+7o6HJr6kbsRSnvlOhEXp\
tSBMlPmSmTLzY4n2lvIO1dLOzG7MZWWhZmbQ8szVZVV6pqR4YlvB5YlSZTtWxULGqFQ/hpm1qnjTaVHa9lQxg9QMhNkY3sKlkqRyUFhEb88/Hqw99iIZbB\
u7MyiEXwbkPPDJ+/0jNYeePPl5/+YmMcvzc6VfjFbPGZm7YCEmidtxUxFDul15smrI0pY1Hp9C4S+1mtmrauGCzRsObhOieTpFTlrapDMrxIalndiYsLIB\
CdzzpHgRGv8+utBSJTDCQSea5/fr789wNxLduGaN4BLH7eygpJqgdyUVpIa8UV7UwB2c9eb+Vanc9eQ0DwFPANo6WrNcCdOfy6TRtTh2gZC2eIh2s22iYE\
AMaMw0POBkZ72G4m7WOVkhbo0LGQVboxNXw2CMYn2QurrMW1HaweNgAxgNNgyE0naVvXgB2Lge7bt2zvRrxzNgpUseD1b944TG2v78H742BdCLmTupmoLn\
Tb8fbeci6qtihAeLkI/favFp6uH/n6VbziIyba/m6qSqWNyiLBkvDsZNrYETsie+GQBqGPiMZkgySWEFifWqF3Jpss96KQt6qY07voYpEkCYNak0KSsu5o\
GBmsKAoYpVOeGYJTqoO4JL2DSl2hDCZZUKqEEM59HpDR+8VE2XDq6fB4b6I0pnyslFjsTJ3ZA2Lev7uN0ejg3iFknFj5GAacggmZBOAM8MRchJFYvGcgmn\
DbdhxucudiMejQH9GFVSxpUV9FtP24rkytspF0NY8kG2lDLFm8Q5/MPA32zGS6yqXOqx538O1y9swZoRJa8MrBKT12n5Rwzvh5GErnU87yST/gkCdOwg1e\
gYrnoNuKTxiAsv2YGzm1G4lPNo0qt03Idt8iz23lJBpPDdRXpLtn88/rkCo3J/CTNZ21c5w1UBiulAu/FxDjgcKwwoN/lsGPUMh5LfAOg0xRDxolycoVAy\
YE2XtrJ82grU61BZpw/QHpTTaOGAaiYjc697uC2FRh1eEc8+mXc6/E0GbKfZ/70V7lWwMeuC3UKdfBUj4EHOuIKi9vrcrbAtuOw0lyXTQAEOJKiix9o7rs\
FmNFxtgl8BJh2ZlYkIt6E3yLRrlFQYBiyfsmpdyOdhqCg0OT0ESspJNzT5YyLMYk7KMmSNrGKtuL+8aJ+4c94nc3EQeTbgRwWUiLNlOWqfYSczkSi3Ut79\
VcQINXJ5OCG+EJ5l3vmR5rtNynJb/5e93QS4+9hIDgpmd2fGHZh2YIcsM0oEsfB6zRpSJKS/wWj7yI76C6G/wEV+JHd4OqpQFZ7OQjdIhVr95cg0goyfYC\
r5lgWStpDUr1uP64KSg8hanWcMa5+PnsTHSr3otwlw5d6OFapZtCzZ+OcUIGN2DqChL6ac5phGREF8UzZjgnX3NaUu7DIR33+Yg7nvIkc5oA3veyaNGQLs\
zet3yrYLhVPHtU9jnSa3MDtFgle0EOB1JYOMg79ALMITyzbysm9iHkxQmopgyjlS8CvxlTKEjy5IvRVRiIIIKtu8hpbFTqv1tV3xWnaaPhMAU+TBSVRj00\
z62A6WAUvBeqq1b/tRq6qs/oXm2/kNqOQnSw+9oEowgdhcX9LBuC4sRHdr1/x3eml3r3RGfnHw1cSAa4O/UIEUBvERTf231PHTE4HwhAKaQal8IvN/jVsD\
EWnjLL4Mqss8L9vsDKC6lOoLhHn+7ulr6cLQOCTwgPwkGf2EvYq6XBW1BYqZ34gwSM09AE4n6hYxD0XEZzSCRgPgNk1roryKeWOiTOThCJuLsQ2AsMZiFT\
dVkUYRBj54S/CQE4YODOiT2QvAhtbyQLkEkw2QK9FbDTxkjgvYCduKIrEzur0PBY0P8P4NpQYAKgNHJTi5AtluBbV1NWwuTsXpQLdi4ajgglkVu4mGahg2\
oIaly2AQcy22+VUa5luoZ8kW1jAqxQDEfSdDLZmJ3PYVYwboUGZNTN/gfvLtL2AhEAAA==
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
H4sIAAAAAAACA6VXW2/bNhR+169g1GKVVodL9+jANbomQx/aoUBaYEMQIIxE22wkUSOpXOb6v+8cHlIXJ1mw7SUOyXP5zv1I1a02jm3ZVeecbmas0JXuzI\
zJStaycTNWi2s5Y60Aqh1bGV2zlP9U6pp/s+lxUujGOnb25fQzW7A3R0fHibzzEotKWMs+yfpKmo8KaLbJCyutVbo5Tl7calNa+NWtxGOFBIuoM0trz3aI\
1+mMffjy6eNXlHFK7zlwGA1AFqzpqgpOysna4lHesk+izZBC2ZNOwt1KVFbCudZeB0INsE1XOG2yLQu4ZszDYrsZQ1w5QHYbZXnEDdy9BfRA9AsWzKFL5I\
U7Mi0wcN1kadEZA/DBoixni7eMyCvhpMnyfEpLHrBIu2Xe2J3nIbsXPRIehLIffnhG3pNqwxn8y0VZnt6ANHS2bOA9LSpVXCOrxPsRv3+QZbh/VoxunLxz\
EL3u/wu7lvelvm0eE9QasHksiPLTqhJTAZN4cC16CO4fUWALo6uqd9g2USuWeVp6+aJb9pr9zH70gjmgB/YPUq03jr1lI0K6ywO4tdG3mJqQX1vAAsG5kX\
MGaSghuHCdxKAEjcTl8zhnRrrO9IkXkxuZjxMj/+ykde8aVQsHEf/ViFpmEfyUI5SDvyyNIEBeO52AgXwWKmxSATHbol+VPdtAJIDMUx8sqCIxGQ/whiv7\
2agbsOo4Iee3UreVTHO+UWXp6+QgCIkUom3h2bcPjAh3er2uJHCSIIhK5OjDW+iucREE6I6wlv6G0/OcHUUV/gKUYEq+x8z03KOS5k2HOZJ5wvwBdivdO+\
eMgp4JwIRR4rASVxIzZizEivs+2whEipFv5gHwLu9Fh4a3kaJ8gOtgMCdNwYx/p+LYp1IfHmLG49DefPcEj0thsmntGdlWopDvN6oqIe7Da0gO/IlXk/66\
G7QO8Yh1IIwRzVr6Z25hWMiS5oTNwLfQCmR2FD2JUnMqDiqfUBsHIxzfv4+I2duxkTz6xqq/HhSRJ38dIU8rIulRBglDYWCPocjguDmTLpLwGkZPOPjao3\
95A80NbVhpwzKScY53GCn0PdtdML1io2BEK4MqvhE2IykMO6lqsOqREiJU6xs5BIZiWcIkhdT0LGgMnJgYctzHdqVMP1F9gI+JDMqyBMpSFx0+8cJIKLuT\
cITWsvYzui++tkPB407pRSBmL/Y3XUoIbD7WrRorjftFgkckkc8AH0KdeIn8h755EIRr2Q72kNHrPhLk8RmzkHV26GEO7IjhobJAKUseyHCo+v8gY/GB+9\
jgNUADxWAoWu39KBxvoEiD+87UVaWatfdICM5uJH8iJ7AvH+Fny2VYaAa+UYBDy/XCRoYPFo2dYafOiKkWfYJ9gcIE7VY2ZYaPPlWClaGEpCg24qqSoSZG\
52kd+qjCEDL3Z5B6fq1Kz524Uk0p7xavjl5dpNMM2KOl7TPNl3u9NYqArpYepQSC4ghNztsFRQp/xa24xw1pm1CJs8uXW3zZsZdb/wauTQ9TPCKbj8Z0st\
XSO2p36XV4xz6lggLRaCcxuc4vQosFqpxuedvZTTbu01jAl0jBA67LHNr5fiffp5h71SFXvf44YZ9U5AcCkqbYcYIzcIXP0kr52eAn65zMWcSBTYkHCokX\
VuCEQgJOiDGYs8M3EIZSOHGIjknnwT9OuUoGidCLURLQ+bEIdre67VqgTf3yh5IJjm1FMwaUFhvVpj2jXw+QDVccuOac06cJdTVc0s/hDg8X50cXS9gTvk\
Iqm/fCQnbmUctVObE6bWAzQhCMWkRCbqxks3Yb8AIxyRp5kMi/ftMKNmhAlmNIvHnJP2fRnqReu5XVymt/ELJ73Q3iw8CbbsV94omm2ECPhM8lvOdOGOh8\
DFqqgxcJzTJ0FQAxpoABrwGmG4otaKP0OiCxS47xhSKkHtpPTJIE8wh/T+RKdNVoBvimFpTdt9I7ZrLzA5YtgwwiGlqYf5+x++nNH/CFOWcdJNtKNbIcf1\
BlBG+CbhZcEWdHsrf+j0r1djzRROFg8w5eWg5+gQIJtXaAHJjK+pbDggZk0afDDoVtbPBP5Hqkre+v/4Rpyx4M4Dn7oGv41oZk2bs/bUpwzVhzFIPq4GHL\
3hkQfwJb1pw9DmNGJF9bIsBQKt3ZfSKC4BWeU2zgc+siqnParz134LYnOnhwhdPP5w7C+A9z4PANanH6uVEBFCsIuaXZtUv+BiFCWujrEAAA
"""),
File(name: "menu.js", content: .text(
#"""
import { button, make } from "./dom.js";
let closeOpen = null;
export function closeMenu() {
closeOpen?.();
}
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
H4sIAAAAAAACA6VW3W/bNhB/11/BClshIbKWAH0I7LlBlgbogHYd1g19CAKUlk4WF5rUKCq2l+Z/3x1JWVIS72F7ssj7+N397oMWm0Ybyx7YqrNWq4xt+B\
2wR1YZvWFx/kOpN/mfbbyIJFhWSN3CpwYUWzLVSbmIYOfMq04VVmjlNT6C6pKUPUQH/Ys8SRfR4zN1jTKnzVVRa5MxyVcgMyYsbNqMcfuCl0Kr1rINWmEU\
FG0Sl+I+zjCHQvK2nbOYhHhhtIThFHMj+MwBxHMPxB4P/hwIOsS4l28RVFQsGdJ9tVx6jZQZsJ1Ri+g5F4STG9joe6A4/df1PSj7QbQWFJgkbrRQFkyptw\
pD0p1tRQkZs6aDYyYGWvE3oLYPYBF5rvIW7KW1RmDhkAKXHNLLVQklZVtx2UJMrPcpBjRKEghilKk755abNVZZoDJigK7YLxr1X79mr1xu6MZylE7U09QH\
lnioShskzuFRERk6ccVMXcVy3iBjZQIS8GgTEmUHzg9+QoaVLrrW+U3TQC8vyyf03ME+sDnKqkHSWij9Teag/ycM5Q47G3ppBOW5QED6fQcV76RNyNFzH/\
9e/Of6/7Hy5I8KX2JexHK+0uW+Z54SQFkjeQGJ56WfPZy2aVu7b7yqtSig9aY3p7cXI8aiwyhPSxqGxXeXa4QljlA8i/sBCpNbGze4YVJbaLjhVpt4NJkP\
YVbRHHV5gfUsaijuoMzY2vB72lZL12QLh/YKVZ6gNGMQ6g0MlFPUiBN2jps+Z+IXYfIQef2A5eLvkOJKKDxd+LVCqDGbDwfDS6HjLPJVCbbxcS+0OdD+M1\
ZTrZOglWZR2GQ+PwRb8ZJwSD2LLF8J9LGbs9lZFmlVSFHczV/o78K6ImXRKMtRyY40AblwzHOjMVYkN/QdTvtPdIOhXkmBHP4GhJAxalNaxjQ6R5T6amIQ\
eksuLabFbb7HrDwOtikSv2En7E2vzFe4DifKM4eV1yDWtR1MrW5Q9GYq7r2QcBmATyb2P2LfKBy19/44Y+eI4xXnHrz3IaGyo0B2AzRJwtZo7V4CTeevBh\
82Y/dJjNjYe1+/e/jIbZ1v+C45zyig9LHZfU2P25HX54b+W6iExJmP/Ysobd0nvg2H87QHGJV7MsdY5NDvN3meuzD+6sDsP+McFziBl1ImsR+FOL2dts1L\
y/Uw8KFykgZ2gki9RRRKmWP3lz9TByeJV3Gd6z/diBxWF7awwBfR75ZDEyncxNRvWKAQRo7PAAFk5D/1i8BpvV2y05Qub+g43l2A7yMbHj904HfUdVvwBm\
L27Rt7Ivmdr+LRa+cc9H8HXn4G+vsWS07F5Wu3dp6sTp/HJAMkst0KW9SM7h2vHNHiS2P09h09IPN+xSVI6wk7S9n3jlsJam3rxVj/j+ap9qCIzXLE9L3e\
wGB32l9fq3K4nfqhpIhQjLi/pT9OZ0TlgUQ2PAGzs2Er1MJtGmpGctriSoM+s4xNbk9dJ5HgtrevwqLyflx/vdBaOb3gV/SQK3uBO+OD3oK54lRNrBA3tv\
0ibO3CnwjT4XHwQBcucbeDP1WJu0vZ3OXzGP0DmdmshlILAAA=
"""),
File(name: "moderation.js", content: .text(
#"""
import { did, happened } from "./happenings.js";
import { command, unlessRefused } from "./lines.js";
import { fold } from "./names.js";
export async function setTopic(session, room, text) {
const { keys } = await session.ask(command("topic", room.name, text || "-"));
happened(session, {
verb: "TOPIC", fields: [keys.time ?? "", room.name, session.me.nick], keys, text: text === "-" ? "" : text,
});
}
export async function report(session, nick, reason) {
await session.ask(command("report", nick, reason));
session.emit("tell", { key: "told.reported", values: { nick } });
}
export async function moderate(session, verb, room, nick, rest = "") {
const answer = await session.ask(command(verb, room.name, nick, rest));
did(session, verb, room, nick, rest, answer.keys);
return answer;
}
export async function restrictions(session, room, nick) {
try {
const [masks, { keys: { account = "", host = "" } }] = await Promise.all([
Promise.all(["ban", "mute"].map((verb) => session.ask(command(verb, room.name)))), session.whois(nick),
]);
const who = { nick, account, host };
const [ban, mute] = masks.map(({ rows }) => rows.some(({ keys }) => isAbout(keys.subject ?? "", who)));
return { ban, mute };
} catch (refusal) {
unlessRefused(refusal);
return { ban: true, mute: true };
}
}
export function isAbout(mask, { nick, account, host }) {
const [, kind = "", pattern = ""] = /^(\w+):(.*)$/.exec(mask) ?? [];
const [, nicks = "", hosts = ""] = /^(.*)!.*@(.*)$/.exec(pattern) ?? [];
switch (kind) {
case "nick": return fits(pattern, nick);
case "account": return account !== "" && fold(pattern) === fold(account);
case "host": return fits(pattern, host);
default: return fits(nicks, nick) && fits(hosts, host);
}
}
function fits(pattern, text) {
const escaped = pattern.replace(/[.+^${}()|[\]\\/-]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
return new RegExp(`^${escaped}$`, "i").test(text);
}

"""#
), gzipped: """
H4sIAAAAAAACA41VwW7iMBC98xVeC1UJTc0dxHar1R72tFXVG1DVhKF1m9hR7JRWKf++M46TEKSyyymZzLz35o3HqLwwpWM126ptwp5lUYCGLTuwXWlyxs\
W0CSn9ZMWL5fORagtSk+dSY1GlM7D2DnaVHVRmSsNp0c5kxyla5m0KvPsUaT90ynaVTp0ymllw96ZQaWSRAgMJK43JE+bg3cWsHqVGW8J9hQ+LuAsm91I5\
FrKFtK9R0BlxR0C8QRDE3MCwz0/Gr3gcz0dt+z1bPXqDcjNj/P7P7e+fWLxTkG3tjC2JUTiVA7u+ZnwI29LnILRKX9eJ19fQzRrSxWJBrIxqWRNLRgfUcP\
jCiRIo2isjYCQFaY0mJ8403pTykxrkarMhVw79gSzDJG8mduxwVKIphS3G32RWAXZeexg0+5za3GyhlA56veRjO71WB44OXeD9IKW2eyjPjrHHCWb3YNQS\
HuN/cSaBRtBQsKQEV5U6BM8NwLpS+Wd7ehwJnLpw5UfXyzJH2Tb46X2TaWoq3fSMu2ZC+2Tluuv5FldDWRAyy6LlaPDGN1JjIc8rB3wtcllE3o6YLb7/j1\
cx/vrDuX82ykZeeTJaow+NbAyjljr4FSQHtYc2aYlKEkY6SLhvtJFTI9seN9FLokdhTQ4UbzbUx5W92ZjKRX6FbLV5gdS1W4T0cdwPpWYdE7EfWCpd+syi\
km4bmZHng+un+zBEwAUrK2hwmmeP1s+6m3KrjXpKvrKhP7BLXG2lt2GkhXQOkJPeyJjpQ7TaX8azSEzi8VTAO6QeOKZul+t5D0I09uhg2GMMrP4mJj+OUQ\
JTB2T3yvtCYrw6aYFxQuUzFpzYKWfbwnBk5yEx9Nfntkf128Kf0IsLf3P3tHR9+UhI7JBI/FeU9I1WFHayytwwyRvQLhLRUdA70dXRuLo5DZGHfwdgU1kA\
DSUk0DWWyRSi6VJcPozrQxR/Llfr1Wp6tZ4+4UatVuMLHrdpN7hsfEKbJiYn0Wsf5f3x0rBnd/D0672IHhE5UB/Gj5insNjhrRF5edTAX//1/y5uBwAA
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
H4sIAAAAAAACA3VUbY+aQBD+7q+YomkhFUQvsfU8vTR+qWmriUnTpIdXtzAcpMiaZUzvSu1v787i21lKwsK87PPMPOyAjxupCOJtHlIqc4hlFtm5WKMDZU\
MhbVUObHoKN5kI0e7cvXO/LjsPbbAzJELlwGgM1atH8qP8iWoiCrQdZ9jYNfACv9BYM33bMsc2SEoY4Mhk2HVEY45Ge8uk1EGlxULKdW2xBQlFxZeUEttq\
WmZ3KPOCYDGff4IRdO6bzVtuRLi/fHfw7S5Ylrv7IFj99gL39cvOn9arZdltX/V2rc7wH2KlaU0P9LTBiLkrcKbW4MbrkUrXtmauQvE2y3ToWcm31YZrWD\
VbJb/uVsNDF1ynR1iQzTs51yBcg2XVScEVzeP3okjsRC9cEqmnkyjs9DLMHyiBMXQ13LGHCEMZ4efFdCLXGy19ThWEcyCDUFCYnLCqCg6CzqaTD0bQvZpn\
Ui5rBXaXpd++6tYKmxazNPxx+UWZotLCBOr6D3XtQuE0Ki7OVRoDew69v9CnysT2Dgf2HGc57rOM4xfRGXBThbR8blfLw67x0cUev664TOjRmEb1J/4/ld\
+AryEraENU23WGIrcJH+kMkM3TsAbEk2qB5TTOJjjY+vpy+dGNeX0TG2OgjZ7fe2vWgVmFax7Ia79vjL6J+N+DbYxxbH4FVjVjfwEnUAkLTQQAAA==
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
H4sIAAAAAAACA41UwW7bMAy9+ysY52KjrpcNPcXICuwwYJcOGHYfVEVpNctSIcrNgjT/PsqSHDsLsKJIo4jU4+Pjk2T3YqyDI/wQux6ZqoCbrmN6W0GvlU\
Ac9sUWTrCzpoO8/qCkFlj/xrzJZDqNrBMP9JmkafoZ07jR6KAz6H5aKRA28OmughdGwLT+uPq1Wq2aTPwZwLhiiPAgeYtwzJZIHKTRTbbcM+2IyAZygly6\
iLTya9kJS2vdKxWr2Z47Y4t4uiQk9yyxTnCUPAKfMoYHzcGxVhSa6lYg8Xtv0Z8K1M+nZihNFhc1V4a3NWeaC1WEnIFU2cS6M/LOHkboI7TigKTbBtieyb\
FWzbAt4iyK3NPKK/BfZXku+ygoQ2DhIWofhPv7kERtAWeOP0Nhw2R9N3IHxSJtgKT6nrHZpemX8PYGMVxzs6XxbIiyosnlJfVuzT6FmwFslrvwub76rdS3\
NFs6YoXrrR57Ep10Re6EUtTMMUHBadLSRQp1tobcGbUd+qv9kDRFXpnqBa4pIyi7hjA5/3891utEUOU0lBi6T6MNzP4Zj09PmxOLhQ3FnBg9lcC91PQXg0\
/EyiWpJzA3N4OU4x0o4Zovzsa5tFp0GNv5IkUJm8/wauQ2JnlVvjDexvLxbpVnb19m/M/ZQchxN7CMCg4R8slipGY6qZ9qid902I+PwaVSFYTiE/GHizD3\
vRX+5SiitFdUeqdTHtlwZc5GmTjh2t2YPXdjYD76wD8MXOJXKyLPdLVmbGdShP6n8fLSg+94S66NfH54bsq/2lNqkN4FAAA=
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
H4sIAAAAAAACA41UTW8TMRC9768YtlXlFcFwThQiKhVxKFCJ3hBSnV1n49axg+1tGm3zu7jzy5ixs5tNKyiKotiZrzdv3lit1tYFaEFquZImwA4Wzq4g52\
8ru+K3Pp9k8iH6lFp4D19sUAslHbTZyVrUcpKdzKXWMO0ysJzu+Qg+XX++PG9CsOYiWYpJVlrjg2vKYB2j6ALThKXyPObCJClldENQXnqvrEFQnSU5UwW+\
VFUlDVpesTyhKkVA7xyUgVrbudDX6F0cBYmqurhHLJfKB2mkY3mpVXmHcFkB0/eQXIOtay1Z0ccGjGV42wPi1rDcUM0tRbbgrF2NQCsjYTfIk1zYwVo8yU\
EW/7S4CvvaQ8+ycQ5x/5evmNvm7567rJYBTpT/ahjx35ONQ6EhENmHmUwyJ0PjTGfmGLwfMWafTiEnxs/O4F8zIPvQzNfSrVSabcxRO2GCrHJCtye7V0ac\
m5fhQwhOzZsgsUGnxJu1w5YxZgTf0GBqltypr9Sm8FtTQj/MvlUbRXPwJnRiI1Q4xujkz0b6cNVDZcVTsGoB7JU1L7aHOlUYUAx45cEKH9jgj411ledebB\
O9vAvqRYgcMGtia935aH14NyIvD1uIEGZpRmPI82eCJrqTMoZKGKzdUAnJvkauPVo6xUUNc40LxQokrWpKyZhvUPFkiRLEG7yOV04PAUb5Ebzr3gMwYkW7\
/73LuNf6jJNh1BeKso7/wQx7uhIubGmp8h98oXTAZT63VkthCn5rFe4B/P4F1HJly4bq8tgqvSWxhRncsNM2nnFpT1vKvLtBnugQqXm+v8hSHPpAPY+P0B\
dYCv8Rzx4XDdLedD12pSMJyl85dS8CNhLTcoNvEBa+OW37647Qn7bRPyHD2bltPybERvmM3Bxpj8VCI5zi3FbbcUof5EMYQRD1ONW/k1ukVWmEPAZ8j9Ff\
YVZUCP1wf1/n+I5NMqrx4pPZZhtlKrvhi9T55EiS+9n5pd1EHruspbZeRgXSFxB8uezVTAJeCO1lVCh9/gCJ1piHqAYAAA==
"""),
File(name: "outbox.js", content: .text(
#"""
import { Refusal, byteLength, command, makeNonce, splitText, unlessRefused } from "./lines.js";
import { clean } from "./names.js";
import { makeLine } from "./room.js";
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
this.#session.entering.retry(room);
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
discard(room, line) {
if (room.remove(line)) this.#session.emit("remove", { room, line });
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
this.#session.visit.read(keys.id ?? "");
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
const isShort = code === "slow-down" && !keys.room && retry > 0 && retry <= longestWait;
const isUnknown = code === "unavailable" && this.#session.limits.nonces;
if ((isShort || isUnknown) && tries < mostTries) {
await new Promise((done) => this.#session.clock.after(() => done(null), (retry || longestWait) * 1000));
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
this.#session.note(room, { words: { key, values: { nick: room.name, note } } });
}
}

"""#
), gzipped: """
H4sIAAAAAAACA61YW2/bNhR+969g1aKQOkd1MQwYnKbZhg3YQ7sWS4c9tAVKS7TNWiI9kbLjuv7vO+eQoi5WshZYDMQSeXgu37nSstzqyrIj+1Msa8OLKV\
scrHgp1MqupyzTZclVPmUl34g/tMrElJltIe1bcWunrFaFMIZOipyd2LLSJYvSp4VUwqSfTHQ5kQ3/rBBcdWgUL89oUMpLONshq7QuHVWmlbHM8tWN/CzY\
FYt++kx/QFWQug0JCDL2jRQZUv3YrJba2LeVFAYWf5iyQquVMPZvLi0sfH85EbekRFZwY9jr2i70LTtOHhowUGp1OXn4Ty1qOq3Enr3i2ziBxUVtDn7pRl\
hasl5Il8zqIv95zwekpFhVZ1ZXsZeTgEy7liZtBMOJoMJpYvghRkSmzJIDNlLleGSpKxZ7gA5b8IVeEkVKzoqfvq+u36unCZI6qmUF8APvBs7vOm6PnQLe\
917ekWQ5uXMWRVOmMBzmbWTECTslSXCCLAnZV9yu05Lfxq1XgEnXwpRITYpBwy6cZsCmY9KWfAkmhdCLKZpisjVJAfHyN9A0mTqxYKeTQC7zBmydaEIMoX\
QUK03btBJeACW5ZPEDij1p3lRyx61gjx8zt/RJg6p5+77nygryQyVsXSknvaK08NLR6z7D4khpeyHVBe4AjojlkeHLnP6nmBkOylM/FlIBciqpVsDbVodG\
c0ezrcttx5au6f1Yafyj0P9NxsXHSetfUFdmm/nATaVIcRlqAdDDZlVjMbCADMTDHvIIFBsNi+nEyhKWEINfgTzu880KnW1SpfdxAqSnYBBZ8HrpbEq3tV\
nHqHTYb85vIbG9oX6/Mb85HIymVYz6VoBJV8J6sutr9u5DT7xJjWiY0wJw9z6mV5TV+sIr4MMHn1PChz24gnK15LIQecS+fPFhU4lS74QzKmGO7eXk9eKT\
yGwKVUiuFG1ieJzjXLloAljrAqr2V0PMTmcICsiZOHLqhGB0xrD/wx/nqZZLk/EqH0FtBJlvU/Y0WRao26AsIhVVxa5zN+Jg4iChn0G99PVgD3iSzD7PgA\
+WKgj+WeCO7u/Y2/IkPCq9DbHaUzEXhbCik9gS+i3PD4G6W3ICSBQu6XbNDYQ7Bp9WEbtmg4IGkdipZ5P5fzFpyk+EpW+0EgbeqCo3B5WxDqz35WED3CVF\
gdvA5pqCeLfTpkhnl+d5KIPVAQTs15BlLCaefi5gL9gMVXTH+viF5bNigBa7lB/WTFp9N/vQtDpdW+iVuMMxPQOKKu+nARoWaBHPAoCqooQtKsE3I/u5Vo\
KwbiTSsssWZ6BZyyWNEqcJjExS8aI4hAgigIbxE9wy1A+PEYLOKOj3kBwQpXpvYBzr28bNZizDafJpJFL5o2aAdTWKOnXC2kL0UgFFeYD6YdQkjxVFgfNT\
k46gVDjlE8ChBSayjNtszeIlrwvbOs+nG1hCG0zCIgftIH99Y4YEcVvzfruWGPYALVSbG4vx71m3sp2SrmLkdyY5JO8AuG6nwPbr3M4zG42k1LAQIq9mRo\
swEbEpNPNDkqQEQ9wb0Ycad1mNDX2uAFPZuXsa9C0fim/Amt6vxsc8IjaA9Ud6unp0pO/TR4ZjpQuCr8DC2xEAKLEZuAsKKtVa2lKYVSAJOLmxqCML9HrC\
Hh1HR58TbgBz0tVLOU3uDGiAwyUBHD1Dw7MM1xpJBST0b2SQ0iIkz93NfNh7d9JIC+2T546DzEPyOTkLAf0LJREC7p4GAIhbqL8+lx0hFFYo7J7OW9ja5h\
m3o4fP3gd07Ftbtiigw4wdydYcbmmDIzCAAp987lR02tOE5W1zQ4CvcvflZAjXkh9+5zvxixDqhkuy2pGkmc6bWg1TDc1u51tmXVscyi5yvVc+gocsQ58Z\
zYYQzr4lhKjwV8m4W1+xRZ0VV/yaJXCNe9YvxmaEeOr4BlfD3RxsmTYFH8dZqvje0oZMmps13pCvWMf0Qu+d2ZSkFBo0aeGAQIx873Uvz6+69+6W8V9qA/\
GseqxrxXcwMvFF4XrgPfA5yONGQXBSYOk6PMH4vP0JAF3v+hkm3JtKlxJGvRg7CDT+F6MJx5fgmTimfSSMMfjhxhk700Box7SEPWHPZrNZp0dEfMUlhsfp\
m7rlPWPjsPFN7iYGe++/V/jLSThx5y1hNCV9zt3TpkOucfcrCG6lMLDkcXxkO1EtsH0AsvToqjEQRgk2F+tHq8N1ikXXAdTUG2QHLqbI85cjd916FoWs2m\
nIQA+6/yGmOxfhNaA3dwaiZvYkiuH8GaiaGdTzcXbCM2jt9AN9kZj0MxGOF2hTs6rtWlQXSJjiOu4PN6KhL5AwtOK9rnIzdxPblO14AYMsvrpLfKfVkdgT\
fvw88i/GxCWq/RMAAA==
"""),
File(name: "page.js", content: .text(
#"""
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
session.on("tell", (told) => "refusal" in told ? refused(told.refusal) : toast(words.say(told.key, told.values)));
session.on("wanted", ({ what, text }) => open(what, text));
session.on("login", () => toast(words.say("told.login.gone")));
keepTrail(session, drawers);
part("join").addEventListener("click", () => joinRoom(page));
part("log").addEventListener("click", (event) => pressedInLog(event));
part("log").addEventListener("contextmenu", (event) => pressedInLog(event));
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
function sent() {
toast("");
log.toEnd();
}
async function attempt(act) {
toast("");
try {
await act();
} catch (error) {
unlessRefused(error);
refused(error);
}
}
function refused(refusal) {
const { code, keys: { room } } = refusal;
if (code !== "need-key" || !room || document.querySelector("dialog[open]")) return toast(words.refusal(refusal));
void joinRoom(page, room, true);
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
if (act === "retry") session.outbox.retry(session.current, line);
else session.outbox.discard(session.current, line);
}
const linked = roomOfHash(location.hash);
part("app").hidden = false;
if (storage.nick) session.start({ nick: storage.nick, room: linked });
else welcome(page, linked);

"""#
), gzipped: """
H4sIAAAAAAACA41XS2/cNhC+61cwOgQSoKr3XbgG2gRIAacJkhRtEeRAS9RKMZdUScrrxcb/vTNDUg/aaQsfbA2/4by/oYfjqI1jF9b0XB3Ee27tSZu2Yl\
IfBlUxIw6DdcJU7KOQ3VuhJvbIOqOPLK9/5E2jJ+XqrzbfZ0O86RcNf1lhVsAmiBLkyI2rmDNcWcmdWCm0+phgXxl+EsauMV6S4N4I3qK7TnPrVuie5An4\
qx7UBw2ABYeiBCUxA5AL2+vTGyHHFfpOnFMHJiWFtR9EN1nRrqByUCLF3ujDGqEPyflbcbwV5mbYRHIkoX0WmhTIQ48gTNAGgn7XveG2X6EVPz7x8Dfthm\
7YFFOh6JzgMIuJn2gDU5cgPwpumrVZS4InKGsHrTYwkqQ4pw0/rFvHekmC+9SL4xrl8DvB3AkxfjJ8kGscfie4k5DQ0OvbgiTtG83bP2CY1k2LwxVy3GgF\
+fp7EubMrpgSJ/b7h5tC6oY7jLM3oitrn5z33PCjjSohwqAUMlCU8ZhMwCE/8cEtThSfyVR9EK7IJQx7XrLr63jZIp7gKy+/1N0gYe6Ln7WWgqtyvj7UIV\
r3X8Vl9upxRo7eyUtUqSKm8j6GIa0Yd04cR/jDCgUdtM9a3UzQta6Of7yWgr4bCQSFfVY7fThIUeTY4W0r2rzyqax7boM0R6dndinIJkjQbWqHAh2cvYXp\
CzHBVG6PIn2F80hwW1Cgo4AJdLWF4CCG82VcCVKxQg3NXcmufmKXLDJbI8FM0XFp/R2BRDETmHPS2GdLwnHiogNxILce+Haaa4cfwT6EH3KzkM7aNaiSan\
ptsFrkJrGKHoV6ehwu8lQcHfAW/Q5ZyyLDRFmccwgwd0JKKGzhtGzJaG6QV7nM2aAYStk1M55qCVSH85LtfHP5qteWn/05EHZFivU9l5OwZZmYPHHlqJug\
pU89x/0kHqApyTyFu0hTXdqZqErg1H5OZglTH7SCIUP9mXSKeUpC+eEQF2SR40rKy5q37et7KP0NrSNIWN5IyPxsLy4zn8hZGwz+u7JAOd0wGnBBtL8qnA\
Av/u9rtMJUYDf8n8ueXgDz2vvHxxzJJRs6VrzoB+SLc20djG/JQAvwy+ZaUSV8lWES/LIuLhn8GnesGCVvoMx4LY1HjfIorTLbGC0l4iBpHoZr2IuDEFA0\
KbvgXlhYgYGcmQRAMPu7ZytRZfhKmJXDIyLQUZWdzOBEPJ1nvAPiswUcY0zdpBoMlPgRgJfM91aeY8DgrtOvVYsb4DHj9qwaNmsEai144xI9B2vnkvklAa\
ekzSChQA+FMEYbxG8eM0G8z0zy/Qg/s8V4OE/iJXAPvDF1C3Tis+HfILAZH4GNAnZPdUcUe3F1xXIlRPsDwHP27Rt7QXj4Y14OxPdAKaKBNinyduCQi884\
o19gtuBSNxm1GcNgZ/YNfL/XQ7stWEWe4bt0EhTcHJrvQHwmLVHdKX3CZRh5wDcZblPC+ZAIdF2jGQFEFrHYC/4McAJYniHY3x8LF1suPH7gBg/YepYSE7\
hnTwPVEqXkLof7A0XtYnLoM0RNPAf5nVQrOnJ0H5TiPwGLXpTM24VwY/jvYcFt/6vYov0YLdgwVmAauByDmM1jShdcUqwN9NTrYQWlHUWyIkYXMwmvtbA/\
vWYPM7nyZTulSYs/Q21zP4Qz6Ag6qB030AywroDFVCN0x8JbBjbXGuGXPQ7n7eScBsKHFaYmKffz+Pg92+odzivNTTB2XbfcQRQOH3SXR99z0ZGXL5l/Wl\
wybw8O8Pcr0fFJ0twjPPhyHuHJhrO35vXyybIPl1fg1cMuxAELBX79WbHzVvIXPQmpvb/7hIlvMGi7JSx0HSO9JkrGs3ddDGvJDq0KUkSSiOVtJmOoLr6g\
HoaXUXAgNOd8GUQ9uVv9UJO4SK6oyKsYQaLRDrbh0Njf01kFdkdN8d31FfcsH0fYs/0Ab1qkFXr8ee/jS91Xc+YQh2q+OXZsjfE8tou25yKEf1biu49O4e\
wfApmFzwoQAAA=
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
H4sIAAAAAAACA5VVTW/bMAy9+1fQPhRWoDnuCuzgzMuAAcMu63borehBceRErS0FlrKuSP3fR315SboO6KG1RJGPj08UI/qdGgwcoFXdmoJmPb/GPxihHV\
QPWTGXuNXFvc4WSaOkNtArbb5smdxwDTW8L0sKnbI78xUx0HRVwgw+2H+XZVkuEv7b5Wj3sjFCSZfq58A1lw3PV7xVA0cIITmBQyJaCLbiQcg1pHUN2S54\
Z/D87DxfOwuRloc9dK64ITBwsx8wNes0j4U0UxEhLBqWS7i9i15CX3M2QAAzoufFhpsb/OYE3sXQM/vHE0kuLmKuouNyY7Z4fqTiwhXt85BzLjXcFkXcUc\
C143FCFbmG+jzIIhlfiK73fc+GpzwEWql9fWZgjcuD19Kpx8kh1u/uH4/z+WwGn83TjsMhd0EV3NgPgfoTrJTqOJMjzOZIwpk8cNGKzvAByyNFz3Z5fgCj\
YPQeasrS8dZgktMY9H1k+hu3/SHcNwQGqxU29QdkkuCQ3CtUaF155q+DpEcoAYQmlkfl2PyLLU1+CS3MG8HTCd1T/F849Uq8KFNMK3vuoCwEIr2QzD5cim\
zp27FT54AL9/jtC8Kik6hEBA4IpxZHiWklg3qh0WvEuISls92Wd4X3gQqyjCajbdTjsXDcf1ODrp6uRfOAzSH5I3xHKlPTTK1rXyu+Gsi9HVXdMkNBYhwF\
Zj38MmTHqZHhhFMtHCXreAC088CltO85t8Mqt9GE+HeaGt/0hyR6ex2qkMOouAoSV46NH1a2NbN4H5UfR/5apk1U0VJcJOF2d3u99Y8OWQR2+oQdhXg8+q\
AiXGvt09dTejsn/5pscHZcWYgj8GN1zxtTMK3FRvrkFGv1ZM2wn7ji7XuAM9Q4ztP4q5LHCyEkSrzmqDs/Vfm8PvSnr7GxauMFj8QVPsYh4GWzpj/t8qyq\
4QYAAA==
"""),
File(name: "questions.js", content: .text(
#"""
import { Refusal, byteLength, rowOf } from "./lines.js";
const mostUnanswered = 8;
export class Questions {
#write;
#isOpen = false;
#nextTag = 1;
#unanswered = new Map();
#urgent = [];
#patient = [];
#window = mostUnanswered;
#maxLine = 2048;
constructor(write) {
this.#write = write;
}
begin(window, maxLine) {
this.#isOpen = true;
this.#window = Math.max(1, Math.min(mostUnanswered, window || mostUnanswered));
this.#maxLine = maxLine || 2048;
}
end() {
this.#isOpen = false;
const waiting = [...this.#unanswered.values(), ...this.#urgent.splice(0), ...this.#patient.splice(0)];
this.#unanswered.clear();
return waiting;
}
ask(body, isPatient) {
return new Promise((done, fail) => {
(isPatient ? this.#patient : this.#urgent).push({ body, rows: [], done, fail });
this.#pump();
});
}
send(body) {
this.#write(`@${this.#tag()} ${body}`);
}
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
#overlong(keys) {
this.#maxLine = Number(keys.max) || this.#maxLine;
const isOver = (/** @type {[string, Question]} */ [tag, { body }]) => byteLength(`@${tag} ${body}`) > this.#maxLine;
return [...this.#unanswered].find(isOver)?.[0] ?? "-";
}
#answered(tag) {
this.#unanswered.delete(tag);
this.#pump();
}
}

"""#
), gzipped: """
H4sIAAAAAAACA4VVbY/bNgz+nl/BukUhX13fXTcMxQW59MuGAW2X7raiH4IAVWImUavImSXXd0v930e9WHZywYoAgSWR1MOHDymx25eVgQPc4brWXGawfD\
D4DtXGbDOoyma2hhbWVbmDJL+UQqHOv+hkPFqVShvYldp8VFzpBissYAKvxyO8dyFXkmsNf9aojSBbOIyeNpUwOB49FXq2R0XWay613VB4b/7mG9q5plU9\
DKiwgfd8z1J7UG1QGdqcL2i150YMlo1QRdnQ6hgTnez4/TsCTkevrn5+HaBX9cqUFXOQUgJntkLnHiEZBqTtaIkboZiPnUGI1NvHTCge2YcgHZL33Gxz8m\
HXWfimWMfwMgjW37+fAE/TLl6Pv/siY59KO0JVsDN4ArO+Sg0XRihL7zzPc2/Zk5x/45KqxNIM+lPHdK73UqyQXQ2PAu392aLDOQi5ksgrW7MKTV2pDoEF\
zPVXtiyLhwyE/uBjWfzB0Jb7A6lNaGSsKBVmlIqQKUxuyYhFF5jCERy4gSHyNN/XessO4G8iHesbkkkGfUhoI8H7eucEZnfakbaUWr8TWbDPb54d/NrwDU\
tbeHawZu1n5xaikE+zFRKBDStit30thP6dy7VVzClnWvyLcBtUs0Ih2ZGcLuFVOo5Bfqul/L8gQ9fO65/Qi+QXAkyhVgWuSVLFCYG53oq1oXSmU2AB8znr\
qAZvTgjFGtiT7qoUfF07CMY1+YDEDKSXtiOXbyypnXPu2fUh+7HEpGvBWzjqDstwdLT1ZVZKYaqxxJTlS1mqTZJ6EkmNtWvwxwyiYQQki3RFmXgVuNutJ5\
XcpdCLNxQsTLMXL9LclH+ZioTPfvrF+WxtW8gA11NygG9YLUmTAmWhM/iKD/RvKAYN3omj55g9aw6TyQSSX+/uEnj+PLjOrxd+O+Yam6QkH7vDbPCUihc8\
rhZntPGIkY1nhBLQjTCrLTALwWXANUJyN/uU3ETyp7ntNt9/7v3w+fazwI9K7zp7S57+wu66cFUfzrYsdbLv4Vhiu/RkuUY+E9uy88Pgj5TSc0nKTxJfCX\
/RIIdI1xMiPHbFeEQfvJbmJsi+G8NOLCdFODya7n/UuyVW7ti+Gqkd80c2ffvPKBZ5sMuLC3hjHvYIh7l2Ssvik7to4eIS5k7LfhBCu3CDdNBLg7YLs+y0\
sWLO596ORU6JF8wDSqc5Kcrx9jJxI/GI9pjxQFoFSqSe8lU5Gcb0+w+sGkimnggAAA==
"""),
File(name: "room.js", content: .text(
#"""
import { compareIds, fold, isRoom, laterId } from "./names.js";
import { foldPresence } from "./presence.js";
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
putOut = null;
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

"""#
), gzipped: """
H4sIAAAAAAACA5VY3W8bNwx/91+huEBx1zjXBNiAwY6T9WVY0XYp2g57CPyg+GRb9X3hJMfJXP/vI0VKp3OcYH1IcqJIivzxQ1R02dStFTsxr8tGtup9bk\
ZiURf5SGjzpa7LkSikVe37XOzFoq1LMczeVrJUJvtuhpOB9vIo87lVRlVzFbE2TCLueV0ZK8ra2D9VkYup+PX8/HwkbKvLUuXv7A0KO2rM++2xUch8geRC\
WVGpB/tBPSJpMlAPzoLFpppbXVeilGv1UVcqAXesScVu0Cq7aSv4WKvHsRc+PQUPc1huimIkKj1fj8VwCLbANn2VoGQsFrIwChaqQu0mEMDd8G0sQARC4K\
kdjuC8xcbIwuvOssyZMhrsJ4P9IBiqzUdENqkrVGdXqkVj9UIgJdO5OJlOnQrx+jXtx8RUsFtd4FhuFJhTcSUCktp806XDMXn75o343QKqYodI7cWbtxBB\
lFzrKmd/CACxT8X0ahBb8+OHSJDPUYayMlvVDtHGjriUjaM4RWKKJIcN0k5QbTrxUWGz0PYUt8OaALkW6JQFUrZUFrcS9Io8PCAT4Igx58S8kMYIzGIAto\
BjDXh/O5sMSlXeqRZXldqKT7JJwCBbN3oOpCEk6qZqlUSszpGZQk+rhW6N/dtv04F5KxeWJS0nKx7zvYYzceHyZDJoNvZmY4MYRg7SWXUMRS1zXS0jCXBg\
W7c5K9/KysYKwT/73m+W2hgQ/gMrjygFFM87GxYyj2WlWav8piKvXs3rDavGlc49Nl+VRWxcCrWbua3bBKsfM9WutMlwgazwZ0KUtStMbAfEyWRtPrf63q\
WDOKHW4vf3A4ihcBYkUb1+knaVlfIhcfLeQqhQXHIEM6P/7VSA+3MVqyDWCBfIXUdjZMLS4YhqYIM09Nmmh3ytWkpdJdr8s6oL5Qv3JKyPnDyNj570DqAI\
kROvtlJbkHJWFB4YCsx2pQslEqJcsj7M66xQ1dKusIA64u3T/TNxAT9OfpZF1clnDlPaOz0N9enWaJvM8wR1eV/xu9+QiE7RggzKVtJ4rjS0K0r9jsmrRS\
YPis9qvnmSiArXUWDe+85W5eoB2XHniFPQRJ4iMSbaq6aQkDMF9STSd6cWdYt5GkFJZwB8UNboJfMA3vHFx2QysvN559Zj4XedsrEIOunGVXChQI1By/U4\
OHtNU2jQ7JhH4px1h/iQbtbZKXJFLtyFE7vIKeURO5YgBAtjB/2ubiHWICMxB4PJE1xfYVLCx9kZKibwXMyQk2+3CENpZ8F6l0HEOuWWlIo76KrraC8Nhk\
pLRUdXBhJxbZS1BXk2ctcXXgidKUe8dKSbRRJZQVzoSiqehf0CmG/uvqu5zaAj62XFh+7CsYdTgOhNAXCNTnpNKVQT+VXW912Eft76SzSe1XN7f9GV4/Xb\
FWWu8F6K6jIUdu/6m1LNsWT/ZjysnZm4vubi9zhArqP3MCI2qiI4TOf/AmpqxVWNygvMpgQBp5kEP6bRTHLSbzzYczh7SR9JinpBmiG3EL7j/mN0on7kLN\
hUZqUXNoFxjhQER9ySCwgdwnE26Rwxm7YpNuaZcvPDMGHseS/7M7EP7jMOPY01tAlWlb7oKAe68/XpTAITKwQQWQ7u1Rjqfot1ApzOECifaRgtx0uJEM1r\
eO+59IFmf3hMrLIbUrsciKdkmktp3pSPQ0yLjiLndpim12gJWEAXrlEqitR8JaulCtnLQ6CboWPC1I8g8Vzor0tSwVXthpQEnxS929HNiLfdZ3Q7z5w/JB\
ExNBuzIj2TAzVe9qp7KvUkKWldm2Fz8K3zZEbicQoCkdDohkxpV7MwU1eWheFlQPfjbt9ht67qbdVB051EBp/Qvp9Pwrx5FdquJ+Hs0R/xejZhz21lxa81\
uZWP0TvLHUKvObd2du6d84WS0GK972TzVpq+xaEgIgzIfmT9H8afnYVMAAnKApxyE3wPw0VRd4fTiQeIIZtHjEhH+/oxa51o+hx2cDIih5i4Lf/ktXXvau\
KWDGKfSIMDwYwE+/divE3/8Oh15ZTALN8kHAEo3dvBzwT1MDPJfrEfDWbB6egRw1/oC8LfcwZ9iNqo0wNNlPdeTL0nyY0FsuN8O+YAJ5+B16jKvRVRAiq9\
XNmDJzmx8aMclZJC7njJl3d/ffgaRgHcT8UpjPXQ637Br8Qxh5vxWpxDo/2ti/EtQBo7OaO43MK7bcRJOaOTdiKijdjYMf9NfHru03SQoYNJ7z8ZoABf7u\
zhGb/YeYn/QsBdfCte8hZ+X4uzC7D2Ik3JqJ2vEvKdj0RE/ezv0MDn9nABIc9VC/AP6wZ/39dwEw5hXv8PCowJ8+QSAAA=
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
if (room) await this.#session.leave(room);
}
}

"""#
), gzipped: """
H4sIAAAAAAACA41WS4/bNhC++1eMtWggIQrbXAqsF5tFmgZoiyQtuunJ8IEr0TazlOiS9D7g+L93hkM97F0vepLEeX0z/GZGutlYF2AHN9sQbFuCMqpRbS\
ihkbeqhI1E6R6WzjaQiR9r24hvPruYqIdoVxnpPfxtbfNJe3QzOfPKe23bi8nZvXW1x6dDqYfLznOe0cEbg/pZCb99/fzpH7L9yNICDWrtVBXGFnzyko0O\
KgZp1T18lpuczu61Mb86eY/HS2m8uphUtvXBbatgXb6DBLWEiBT2BeIPa+1FlwQa9umwgDUvIeWWpMK2nJVHdHkBl++A1WuMfm1RWhSHytXWOUR+qE7aUX\
M/GVkiKL2EPMVPKRXgVNi6AdeQKuanKFj4qhtltyEfA+r1Xr0axyzh7c8xLn/2dThRQZDGUKRxrUTMX9AVkb9b9dhdx7UKORqIBq8Fq44SKjVCwjfKdmkd\
5Ox3jkcl0F0uwC5TgHi1XRnIr1hLn0djQLOgW0qYtIRTjb1TdPkjU1Ejj4KKFpQji6Rzsl2pVNcIvqS8xFKboFye01GEOaU3of1fTt/JoIre+6EL5ugJH0\
9dUGP1xF4rWWeFWOu6VsS6KTnxtlGnXXRX0Vin0OKUwbZ16Juumz5henl8bYmJPSJsqC1CiY1NPSaCXa2MQgEGQr7S41gZyfY+BKdxhqCidFq+MfJGGVQf\
tY3w8jGPcK+AuyWhy2CWDjJmvw9qk2+MrFS89//HuZ6bIZVjqdv697ZWD0c1gcsXisA+WvWQvMxz9PcaGAy+kGOj2lVYF/DD6GtxEelJhsWRc7+29yyInd\
2xhlCXEVBMklPBXvgoqzUjxk4g+BF4VwVidF8GpvcK+yveNREcrq6SUCKXas68I+x2UyN1cjLjyAWjJiiiWmtTYxXmMegiUoU0C4hi3Xrlwi8KEXYenjXD\
+O3WGMo15Tvg6LNIUwATofOu6ukW8HQ8sg7vmpLlRj6oBy2rPDMaGbfblxNeZjhsIo0Tu1Bm28ro6nZ2EKBaW+tVnqLjAMbx9IwLjQFBv6kMKoNR8k6dch\
iFh/6OJpLnLHjUoYyHefyKNXt6UQMB/Ie+TC+zuSuRD+gLtf+4/vOLwPWn25VePubzyJlWNqocj4r0QXsVffn0+c3qVqGsj75I1IljF8FKTEmkSAgovg1L\
6jkt1kmyp+Nm2JB9zOKkcpojB4nAO/jptMUGq5Ad5fqyhVFLQjMd1YPG6vTEXJ4zrUqmygK4mcS/W+Uer3Eh0T/Ie2PyjImWpXpO2Qy+f4dptBwVkcrd1w\
JY8bnZO5Quo58Bcq1weXcWvCRPGVECnV6ceh9Sg6c1R4Thbi5BCMGHN7JepdNhhqJiP6mGBXBYLloFvANFbKx+FYiuw3bxjmbQsxVorkTpS3uHNHu9oIMh\
LHQY+ysmsQMm/wAm/gGmXuSJclPHkdIPAbLIYD824nmHuJMFjyDIzrLiSI3Az+JDeJwaKn+bfva4fDvoOrAn5L777ZmyqCMDzBd9d2/sbfxneLJpOydp2/\
Y0H2rctw2WYjZERe6lFtoPs2k+4fz8RrYHJYngiWux/vwLk80S9ahUfTuenxOW8/PXhCAlVJ5yK72u2Z4zRM1FLFYa191UpOrw+zNbN+24/UT6x7aCNJmf\
msp7qcORg5EuedhP/gOp7OKvKw0AAA==
"""),
File(name: "rooms.js", content: .text(
#"""
import { fold, isRoom } from "./names.js";
import { Room } from "./room.js";
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
H4sIAAAAAAACA42Sy27CMBBF9/6KKd3YUnDFlpTyAVUfapeIRQIDmDo2sh3aCPLv9Tg8okqtuoo9c+69Yzuq2lkX4AArq5cZKP9mbQUtrFz8DOSdKSr0cu\
sHOVNn9Afi4rYj8CsRC114nygPB3ZbNo/YwAQMfsJTseMiZ2sMnJxF7DsMtTMQNsrLjpXUpnk6RsB0CqbWOmctszs0F+nCGh+A8qN9MrgakyYG0hRdJWf9\
CB/BNPgHNlmyiMBpFNpR1hI1BkwYpfXlvRY5CMIdUk6qZXAe8W/RS7nFRZDxutTanJSHpM0gEmO43gK9zatT+yLgGG66dzodtf3P2VqmlQ+8d+MzKSXJ5t\
LHV+PcmphqwwadgMkDe66rEh1V5SVZwBDOdQL7neMREhxD4b7zSespDEcwhpFIQ8zem6q0WqqArgjWzfkv/8C+0DV6nkQt+wbt9SnipwIAAA==
"""),
File(name: "search.js", content: .text(
#"""
import { reason } from "./dialogs.js";
import { button, colour, element, fill, isolated, make, part } from "./dom.js";
import { pieces } from "./found.js";
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
const found = await session.history.search(sought, { room, cursor });
if (count !== this.#count) return;
this.#show(found, sought);
if (found.isUnkept) this.#state.textContent = words.say("search.unkept", { room: room?.name ?? "" });
} catch (error) {
if (count === this.#count) this.#state.textContent = reason(words, error);
}
}
#show({ hits, more }, sought) {
const { words } = this.#page;
this.#results.querySelector(".more")?.remove();
for (const { room, line } of hits) this.#results.append(make("li", {}, this.#hit(room, line, sought)));
const n = this.#results.childElementCount;
const key = more ? "search.found.more" : "search.found";
this.#state.textContent = n ? words.say(key, { n }) : words.say("search.none");
if (!more) return;
const next = button({ onclick: () => this.#search(more) }, words.say("search.more"));
this.#results.append(make("li", { class: "more" }, next));
}
#hit(room, line, sought) {
const { words } = this.#page, { time, nick, text } = line;
const when = make("time", { datetime: time.toISOString() }, words.when(time));
const marked = pieces(text, sought).map((piece) => piece.isFound ? make("mark", {}, piece.text) : piece.text);
return button({ onclick: () => this.#jump(room, line) },
make("small", {}, isolated(room), " · ", when),
make("b", colour(nick), isolated(nick)), ": ", make("span", { dir: "auto" }, ...marked));
}
async #jump(name, line) {
const { session, words } = this.#page, room = session.rooms.get(name);
if (!room) return;
session.show(room);
this.#state.textContent = words.say("search.busy");
const there = line.id && await session.history.reveal(room, line.id).catch(() => null);
this.#state.textContent = there ? "" : words.say("search.gone");
if (there) this.#log.reveal(there);
}
}

"""#
), gzipped: """
H4sIAAAAAAACA51W227bNhi+11MwClBQiKPt2oYXDF2GFejQAdkegJFom41EaiSV1Ej9XLvfk+0/kLbqKj3sJrHI//D933+i6Qfno3gWXqvgrDiIjXe9KO\
sfWqM6tw31+1CuCpPF7scYnV2IxnVu9AuhO91rGxdiY7puIUxwnYq6XYhePeiFGBRoTWy6/szeYHSjw0Rk40bbspD+QEJNp0IQd1r5Zieei8tBbfWquARw\
K/ywuhNrciTLQEJlBRdPzrcBLhLAfHdN5+VC/Pbn72/f2GGMtyyAOqrrZjTg9AX5ECHWM+fXdEgQvA5jF+dApJtk9t1bE6ZmG6AggtaPq6JxNkQ/NtF5iX\
EvBIRdAQtxZ0JNVJB/ZISP4B5OiByGtTG2Latate3tIzhAX9pqL8umM80DQJCVWP8kSDu67bbTsqqycsLbdC7o7zSyUV3QaIlxAYtz6jtlt/pT/Ut2Ksvy\
pE1prv8etd/fAZnER7lxvi+rmxmzYbzvTUSzGi/I9nNBv+vB0/9f9EZBDuTRxcnrqjicOf7cw4Pet+7Jnrswm/Rdg4BYr9eivA2NGoC8GXLY0aFIh27QFn\
I3dbwzbavtNOGnUxC9QJWzRAcdf47RG+hULUvljbqGRlK21S2gvYMbuyVXyC7ipd/JK3UHmECKkRoNMI/OqS6vrlYF9rrks1TJJxax+uuoP8TXzgJXWMdl\
eQZx45oxSAp9HsBEAFUk2juSkNiCttBHt6z2qLoR+wHFZ9NaqLC3jciHzeiD82iY+gzGUdAhGJxvPD4Ok3Rg8wU3bnfxeDjxWgOvvaxwMHLzXl1NSGOiL1\
i9glkbR2/TYQbxnaSmTKl9btL6fgx7jDL6/TEi72CqZrjYgs1ONw+6FR8/iosUbA0IPBqFs7Oj2oQ/vHnEKXcj7AjjcXkukmaUoLkNrtSTMvEoBH6hVfd1\
IpwJWOC6AWBAFsUuDqkSmbuLdQZM3ye6Ehk79yTJW85H0ubNYcJf9kEPMRfUt3E3kk6ZkS3p701tVQ+R30AFE8aDaFSEJSS191w3J9Trc9Qvu+dVKwkFbF\
CyhcV5KDi4Z7EzEW5657U4HKOclOlcdWZ+UvGcD8sareG09Lp3jxqbC+YnomeTnJDOWHAp3IYg5CCySTVAp7YSV7ssO4N0ATyWAXl5snEEjUOGXZxGWzbX\
7EzXpr33mtuERWl2cvjAfUoRp5eigCr85LT8UqNYsHFKOJjGJMNDpwIrnxeCdZaWN7UmOjuVXwoDjINVfgdBqpylFbic22Csf1jM+OFsVOdJm2GY3z8QMY\
cO1hBCRRXzEutfKRW0Gk0P/y1AX9C8JBE0kgN92tGKYSgoTWBaIBg/lmQAZvGbu3dpp0wiRV2JAqf098rj3FmnFx+N9CPeuleDlHRDLNIvaOVfaajcJBBo\
ItUcC/BaWE6/VgWn6ysJej/2w4Q4hF6wk9Dzew+95NcsScJsL8W//wi4w/CqrHBf5tewRDariRp9o94StZJ9WMXMpPFwrMboKKl1XTNF1XRREU6cQhnnN6\
+qNPnzIMbPUG91JGu5wCmuY4FnWRpCdPX/FhAjjDvtdaqp2rTi1asXdgO+x1Q3yQZIVzVNWsk5w83zRSzsi+b0XFNvJ01NonmwwTM5u+dzHsP/Acp2goQV\
DQAA
"""),
File(name: "session.js", content: .text(
#"""
import { askAbout } from "./about.js";
import { Coming } from "./coming.js";
import { Conversations } from "./conversations.js";
import { Emitter } from "./emitter.js";
import { Entering } from "./entering.js";
import { happened, isAway } from "./happenings.js";
import { History } from "./history.js";
import { Refusal, command } from "./lines.js";
import { Login } from "./login.js";
import { fold, isNick, roomName, sameName } from "./names.js";
import { Outbox } from "./outbox.js";
import { Rooms } from "./rooms.js";
import { TabClaims } from "./storage.js";
import { Visit } from "./visit.js";
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
drop = (...args) => this.conversations.drop(...args);
post = (...args) => this.conversations.post(...args);
note = (...args) => this.conversations.note(...args);
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
this.entering = new Entering(this);
this.visit = new Visit(this);
this.history = new History(this);
this.outbox = new Outbox(this);
this.account = new Login(this);
this.coming = new Coming(this, claims ?? new TabClaims(() => this.visit.token));
this.#listen(page);
}
#listen(page) {
this.wire.on("state", () => this.emit("state"));
this.wire.on("greeted", (keys) => void this.coming.enter(keys));
this.wire.on("event", (line) => happened(this, line));
this.wire.on("refused", (refusal) => this.emit("tell", { refusal }));
page?.addEventListener("online", () => this.wire.check());
page?.addEventListener("pagehide", () => this.visit.remember());
globalThis.document?.addEventListener("visibilitychange", () => this.shown(!document.hidden));
}
shown(isShown) {
if (!isShown) this.visit.remember();
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
this.emit("about");
}
start({ nick, room = "" }) {
void this.learn();
return this.coming.start(nick, room);
}
retryNow() {
this.wire.connect();
}
async quit() {
this.visit.forget();
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
if (!isNick(nick)) throw new Refusal("bad-nick");
const room = this.rooms.open(nick);
this.show(room);
return room;
}
async join(typed, key = "") {
const name = roomName(typed);
if (!name) throw new Refusal("bad-room");
const room = await this.entering.join(name, key);
this.show(room);
return room;
}
async leave(room, reason = "") {
if (room.joined) await this.ask(command("part", room.name, reason));
this.drop(room);
}
isMe(nick) {
return sameName(nick, this.me.nick);
}
say(room, text, kind = "say") {
this.outbox.say(room, text, kind);
}
async rename(nick) {
const { keys } = await this.ask(command("nick", nick));
this.becomes(keys.nick ?? nick);
this.storage.nick = this.coming.nick = this.me.nick;
this.emit("tell", { key: "told.nick", values: { nick: this.me.nick } });
}
becomes(nick) {
const old = this.me.nick;
if (nick === old) return;
this.me.nick = nick;
for (const room of this.rooms) if (room.rename(old, nick)) this.emit("members", { room });
this.emit("me");
}
async setAway(note) {
await this.ask(note === null ? "/back" : command("away", note));
isAway(this, this.me.nick, note);
this.emit("tell", { key: note === null ? "told.back" : "told.away", values: {} });
}
async ignore(nick, isHidden = true) {
await this.ask(command(isHidden ? "ignore" : "unignore", nick));
this.ignored[isHidden ? "add" : "delete"](fold(nick));
this.emit("tell", { key: isHidden ? "told.ignored" : "told.unignored", values: { nick } });
this.emit("rooms");
}
async whois(nick) {
const { rows } = await this.ask(command("whois", nick));
return rows[0] ?? { verb: "whois", fields: [nick], keys: Object.create(null), text: undefined };
}
}

"""#
), gzipped: """
H4sIAAAAAAACA41YX2/bNhB/96dg1D1ImKZk7YANNlyjKAq0QNcCTbc+JNkgS7StWiI9koprOP7uuzuSEiWnRV4S8fi74x3vL101O6kMO7Jcb18tZWvYia\
2UbFiUXea4zr7qaDapPOy1bCqxDkAFEc5Q4p4rnZtKCj0AB/QRz5umMoarAM0tZYwTQBvqwB1phNzkux0XvExZpV/t80PAYbeAZazF20obqQZQSxnhPvFV\
q/M6ZWB/k4syYKgrwcdi38t1JUIMrkeYlaxJ1Q9VsU2ZkrL5kDc8ZRr+4lfALmA5PuJja5byWwCSRBjrDWJDj+AxY0mf8+XrOq8GOLyDfM1HyL8rXYURc4\
/rEeZLpdCIgza8eV3LYhvg97Bn4RAZ2rBStkuzauvrquai4GzOXlz9e3V1NZvwbySuqHOt2TXXGiKI8W+Gi1J3oXOckDnAJvjemhons0mDgo5MwL1OWRSl\
LC8K2QrjFhAZUybauman2YRiHuHwXVcgVxMv+nTKnl/99kfKhATV9JQZ1XJkqdZCKl66U6+5wTOfrbgpNvC/5rnCQMNtOGM20Ru5h0WcZVmu1jph85fMQJ\
Blw+RAWIeZTUold0/gQljAtZPaPIELYQGXkIY/gQthARd5ULUFBEp8nLh4SRl4nPAgcF3LZV5/RkmeCvlDITEPAyRlO2AdMuwrUco9wjEw00mTb/k1YDnZ\
16qatEQHfOFLu4HUlN1E6LtslytzwK/oLkkZOWd4AJEW2RLOiXtykk5OCcSVbndcoV/pHpxxqLX9cnRvC/13tGf+LBcQRATNXLj89el9HO111F9UtlF8lf\
TAbKekkYVEjjNapviuzgseRxtjdiAFZYXMGsKPju8om1zjOoocCnPQKYOpGh8ZoKYBHtRJWX/f3mUnf8wgKpykQQOIEebRvlY7oK/mAwyVEQegEjPYdQXZ\
7buCPUDYyucAti4O9l3+OwDV5sG+7WmdKY3Xz4cfWyxoqyuUcdwnia2BRm65SLzAZzVoyUWMcQ2002RAgPjqPJFJEUfa5IaDMwOp2Av9Rie2Y1grzg0vkW\
XLDzZj72VVssAce/N2/0wAv4ddZMcUIXbfPJ3hRD9jU9gF7bnKNsSxxobXNWwfmduHsMG6BGYvsrws3+C57+kuQLdICkrRgeV0WLHhxTb+ESvSN1U5YrbO\
ULzhzRITGAQEOV/Kom1AymPykHNZ1ZU5FJtcrEdysTqL+MILgJgsS+vv08TuVfoa/6NzqxWLL7r1o3pBg6s1Z4jsjd5BqkJqziFZ5WoVsYeH4Ea0a5Evx0\
0zOb821GoNlZLCJ0aVbLs9MjoChg1u1OEVprYscc6Y9zJmpH6oCoRFlCBLq4QXMR1EWqXfCbYAqIgYNFmf8hF2S8c3tm3xfWWm/ZaleHOa/AC5+04MLXKV\
MWUb6GrCzk19+esV6Koq6rDXekoXfPlPjIW4RuaHX5//Ht9mt+XPyfHF6eH2Zjr99fYu+ekyMxwappdP10ttnhRx8l3e++6/WMy7ETsOGkOSmQ3UgZjmjj\
6+tkLutSOS/JAAh3xcfuWFyWAYgunDyqO9lLkdnLCgtqqK69iRuFtaIdmqqrEexDcpu8/rlt/ZqoGf7ALupBUlX0E2lkmX9zaliT+yoW6grcZ2tLIjK3UW\
Rj2zL0DucmaDu3GxYkX0AkguhcAHGICGtRF8LMASG9C5PoiC/deCSh3KptVKqrWdwmC2g0Zir0dv4+gS4VGSQactNq5oH0+DsgbdZOcP2MZLWR5SJnfUx8\
beJfw5yodn0SoFd34WFMMpyqGQCTOLbiIoGvgYsDTMawWjI422tpjG0TIvf8HdyA9g3gl0kh3ue7F+fMHR0t21UwxX/aV+ldgQDzt8OkG/IJ/2OUY5Ne8e\
KBaY2DpxQQnxPU2R5UzTwEf9Ow4VEPT6gfOfrDfE2T0nBFaRXNPUaVVH5XCDRIO6bBQa7hmHfURhIySs1cBK6pKARuwuUiv9J+985pTyDzYX1cTV8My5AL\
ImPzglDbxgwESYOVFRoEddKLvX22PYIPwhdPxBYRHEJk9l73tWUsykzAaWM2zJYRvqAzKTsjTmhHHj3oC0Nx9kcUhypg5qRjcGgHDoCAaeupnTgSqOnnYP\
tFAG2HAia71uQ0NBytmh6GirDdQwAPhO5dRpOvUtHGoFi4N4lKsgdRLWhY27aHqid+nYmWfbuLaDDoo5DUtmw6PAaZob/DkixgcUGjNykn1+ze17Edvo5T\
KHm4I+2LkP36zoPhSAmUc/b7hJLTTTQX7girPDyDX+QLtyp3WO8k6x1tjnr4v1Sr+lSQjdAs/jR6zzNnRIONOKoANb4Raj4HSP7JuQDYY24il5DdNvdBfj\
LyjxgO0xk0MRZJ+T3RvslSjPwtMFZCCbAiX07n4jK32WkVAPf5yRxBZY3RW4vb65usNUPDJoG0vQ0UNXFa9LUO0Gee6oVMLKdfsCyhYMe+jWxBaPad/S7Q\
x1mvwP6tJh2P4TAAA=
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
H4sIAAAAAAACA4VXbW/bNhD+7l/BKkUhAZrqFBiGxXCNrfuyYW2HNkA/JBlCS3SsmRYNkk5iuP7vuzu+6MV2AwOKRD5399zdw5fU643Slu1ZbT7V5Yod2E\
KrNUuKtw1fC1P8Z5LJaLFtSlurhs21ejJCmxQnM7YfWb2DpxZ2qxv2INWcy+tlbW5w/o7NZqzZSjkZHVjJbblsoX4YfqXkxrCvSyEXMH2xEmIj9GR0seBS\
zjkwmrJGPLGPfJNmk1GpGmP1trRKpw5KLCBk4U0BH3wcRg/CAmyHGLJk22YlNhYwziQEKQJwMqoXLPWoV9MpGFRiUTeiypin7iYn/dS7DGbo7U8r1un9hm\
u7k2BevN6D+8N9hjVJkhMVoUH4GcckZ49cbkWbXaRaCSms8GwdCeRMcDYFykmSDfhosVaP4hylyUhIIxg66Zr1nRTmbE6BqvczoDvIp5v5i0j6iWdSqNcJ\
NJ4/CFQKfNu6eQCpWD7vK2PPpCq5hDZHwSY04s2TLGdGGIOS7mL8WETBapiy/aFtgo/pNUmiTckxtoIQwKU3611mAzX2ZOO9dkR4XgYBe6JYYM4aWMPpDw\
MkCElCDGeAj9MhHDonWAyilVqbF6IQJskKs5E1fDJ4XdTSCp36vWP6nuFLYSzoyXyr7TJNLpIsEnNBaBM6Q82FyJnfqFTdUJxIU6oHGOrQ1IJX6QmuBERN\
1OZvfI0cnAd6nuHgTHOHZDP219fPnyAlDYB6sQumV7gmY/WIzBleIB9fP5pypL7Qe1sZ52AgDLQ0HUuvjGNO3q7HyXK5Mi9RIhAsiu/f/UYRkj5R0oClKJ\
jDNQ7Q7ndzFxJxUa2bCTv0k66tFbguB7wdbjJM10XKg10E9NoUQD3aIVKvEmapnppjbcci0Hy7fBzcL+oBMwfNWVjSleYLm6Jqz7q/JwxsrIiirZnC/BEt\
IQXxbI+DDQw9zG2h8fSmpvqssSefm84Z7qrvTxFXe9jpjQgG2PYEj21M3pMnF0FQM2989fKZHxn5BddqOTr+pnTlhmcFL0u1bSDrN28GM1atoOXH45LPha\
T0O6G+DNbNyVitR7vbCLVgftzUTemPVyfJBDFv/72t9uP88tfD67eFFcY6Nw49jE9L4Cj8b1rzXVEb+htmwbVzJB6F3qWkfdoyPVn8nhU34zufO17daDAM\
0fvlHXs/ZeMhjzbdrg472Z5I8+b2+d3lT7fPv4i7/WX+bjzuJ0whegf1NZ9/kLxeGzyqyyVvGgHNv4AVAc+l4LrCY5IU0T25YT5nHg6ANV+JD+4rzVrVAw\
omyZcbaC1iKLzO+I8sjBaqgaPC4AViyuCWUHHL2YEK6/wgsRRHKSFsGaghJU0ALTjp6ZhE1696gePl8B+4PNdGwI3LKPkoUrjcGBHurZ3EetZxPeG1wXtI\
00o17pgMa9PWa7reEo8CljsepoSAHcDKECxnlz+PY0g3helaTsp2DslFyUGlMiW/cd/s9wZJeEuoyBCTKrvEiyL4pDcSDlULVeNZQWupAr4FG2XsR9cE6A\
A3K3PlTQ4Yggrf6YMvt5cnDsF+AEZHGsWpdibqBGXTK/ZswGDJgUBrfPD/AvQCAqYXL+vIpZoVxBRBww23J9/hf0vY7N+14lUJJ1VAJfF2nWQ/3EL/B+Pq\
zJS4DQAA
"""),
File(name: "suggestions.js", content: .text(
#"""
import { complete } from "./completion.js";
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
H4sIAAAAAAACA4VWS3PbNhC+81fATJoBpzRjX6UqmUzjQ6btpFOnvXg8Y4hcSahAgAOAlj2K/nsXDz4tNydRi91vX98uwOtGaUuOpFR1I8ACOZGNVjVJi/\
dRxJUs/jXpMuGDrlCtzsmGC5GTmu0hJw3Do8G2UnUwgidvVApmDLltt1swDtGQY/KmYVtYJm+4bFqLv+WOyS1U+CW4sWTlMWlqBqM0w0MmBJ7d3eNnw8s9\
VPjv8hr/ed8rcrVMStS1ui2t0tQ5yYn3kZPoIkPvdsdN4UPwnlwkQeRVURbDCsJoiOI+Sn9esKq6eQRpf8eQQYKmqZenOaHg5BlZfUBvfEPoRZAgsLFMlq\
A25IvT9fbk3TvijwtufsXCK8PlNsuId68akHTDhAEswCl73fdatNq59l69aSmUAZplXSKutGcMG8WlBV2pg5yG3qWPKDKKXQyJD2n9/I2tXTF9wZEZBozB\
RiERVmQocI4nj0y0+GFAQOl6eWuxuaP/N7IaWcXa+6pFzKJstXaF+v59hkIuVqsJUEY02FZL4ku27KNzBEGXIxI6jx3zaXSUk5nHPARfGMFLoFfzJLKchD\
p0JY48dD+dKHB25Lk7mDDYpeuhHBlGyoUAubU7ssI8r7OusK2l6BIwwyipNDs4UUz+DMAHNxynJHKiH4JhoqZAp6TRWAqoOj50jS5VK23fLDSPDmLH/PG8\
CebAbbmL1Cr28OzhGEafftJaHT476i3IUBZKJyX62aX+U3CdLclaA9svxwB/N/9n/gu5Jh9j4GM1twwuEXqGeGNK1kAHGAs213ETgyrhH7YtXfj8Q4Zmxz\
f2N5fmtA6DBtbAtzQCuabPQr7qe9RFkEzBTsmEDDG8CjasFXZB5srBLzbV/X4OWp5EIWKrmj+1wolljjUjb7hLvf10D/R0UI3TRz4EHByKLUzW3I2A2o3u\
x4lGSMrgir/TSsAqwNynGTZItkIsX43Xsyyod+V9MVB3RVGMVl6546LCab4vuKzg6euGRvvltISYpP/qkxvGaEz4uz+Y3RU1e5qwLMeOdVPUdywssR5lHn\
BY5QbsX+5e+QZPlg7KGKwBtyeHzZKTqd10n6YgqzSb3VpdFCPcPVYhkA/XX82c0bmrJom7oK8GN19R4czoh90yKviOV5XXvAg2L/L9ZK3m6xYXb8o0Z5f4\
UsA4oML75xZP5JYGQ3ffuJcGHcBz0jfXRVCzho6Sc7c9tnh0fYVWn1EZ7kW/MiZrIXDBiSPccU4xL18mrzJto/QNK3c0Ug0fSYKV4OMKknNlCB0dl8Fb+W\
YNQc8G74z7O698HzrfzcrxR01gSKZHqMCUSCQm3TsmhspdRbqwSxxY8UVa9Q+HAz2StVDlfkFSCQxvDJsS90g5kdHlFDxqqNUj/NBpqH3s2pE4suZEshpf\
p31zh0fHQenKzJ4c/epyr1OaVvwxda8Qt2cwzICMEl4tyMNAi8u3R49+ekBHyTAjEjue4vYKYBwNwxOYupiybl/l8XxdOY0jhvpyyhDk4f3bo7NDJwufVD\
Z2NVIMaKZGikc8n2lh2DN92IFoig6oD8EX7pT8B6voYAnWCwAA
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
H4sIAAAAAAACA5VWW1PbRhR+51ccBENXxpaxSUxjYytMykw7JaFDm+lMJYEVeY0UZEmjXQ2kQv+95+xKsgzJQ1+w9ly//c5liTZZmksoYZ3GK6hgnacbMK\
xh4m+4sL4KY7YXpImQcPXbp99hDkYoZSbs6XDo3LquOF+4hnfcGn24/uWSjJbO7dI7Xrbym+vrjyRn9vm+47pZeVXR30/VnesOjoYHnnlwYDsXg3/8wb8n\
g3d3Foq9XkfgYSj+pKCuiySQUZqATB94IpjkT7IPG25CWWfLfCl5nmDChD/CDb+/fMrYkh2WdIfKfMYvAqq/CFplHpYbDjYsSbLhCcX/Q0dhGLkylzAFw6\
iWfTDuo8Iwm4ut0yJZYSLHm+3FXAJXp5PZ3jrNgWmbjS+DENI1EFJLnS7imNUozS1uIX2831w7WFGy4k9g2xQtWgPT2nNKYQI6yCgpeINDcYGu6vd6zVQI\
UzvuK2HXZxtuocOpa1hZIUJWwgNmxtsSWqOvQE81dBFHAWfo0NdQTahMumnrqxNhpRQLOsOxxmSpCDFP7mU426sUBDI7h47ifwPRCHIuCyy38qXYux2CbD\
h+HPchjpKHPrKw4n3I03TjEfOEg0Qm1FHatCRt02IAqDRx5Npa06EGD+dzOH2DTdRGIOVuBOyipIjjui4E6HXeuv1epq7rjCKk9jGSYVrIv/woZipKH8Kc\
r1EThDx44KsrFKrJ2NKjDDroyK9OUntv4XU4fJWqbdcA+SYwbNjrwXv5LeNQCplHyX0FvSF8yX1Egk0yXyjqLZHFkWSNuO2FuveLPIsLgeFKMExjqqMz/D\
Rh0BzwiAPobbVeV+vgoeqOocrapFEDOVOaBY4UfQwG28vEvpC1i0M2Axh5ukxKEyUNwqZp6qNDam8woOqfmHhp7j8gf8BjwUFV2bD6s+m+/VPvbmngUAdx\
seJCRTW39k2RNFGqvU/6ajZ3ivGqughG5t/aWxR5XG+9zzdXTf21KhJ/8y+oRBMry1OZBinazpuNPjXg+fkHyqnRNpGOcnSkLMNUSHonYJ8sjUZcCFxrJJ\
7viDNfiMc0XzViW8egxqPdSqQFalOWTTIl7F7/xWZOoqDTjlwEfsap7iS3cp7FPtI4dKzesX17WFbMfHZcz3WH3vAe28h1D4+M7Xgsv/s2eeZ7+7CsQ1fM\
/p7FklC+fJxqqM3z1ECtk9Gxw9rOS6ZMLZFuOKt3IC45GiL1qchrVoTZyaxJ+PXz5Z/IwGj8+rkMC94yRjMS+iJE0/FoMhmdTsaT0c6jhRbIMb1a9I+Bdj\
Qbn4++xPdpU8RMCW5raysI/fwDrs0LyU5wUkeTs7OzyegdwvyRo/pZLBYwetuH8fjN5Ofx+O3W43besThta6XCrOM0zRlr9Th9QxgD7qJT/KuYUPz8B+L4\
4hTiCAAA
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
H4sIAAAAAAACA51UUW/TMBB+z6+wPB4cKQQmEEitylRgGg8dILY9TZPmOU6T1YmD7WxUXf87d3aSpgU0iac29nff3ffdncuq0caRDZFKVrJ2Can4SpItyY\
2uCE1fZbpK7y2dRmWP1I2sz2XdjkAQ2R6gFvOvZ1fzs9OLEexRm8wGnNC1deTyy+k5IGbkmtKEUFUuC4d/Mm5W9GYayV+eTShuLbksoEKyiY4avpQdg2mF\
04bhSQxXriht6u+BM8DCEW8atWZxn5fXotAGMJ1qRh2SQ+ovl+eLj61zuj4NVxAT0CnPstMHOFmU1slaGkaFKsUKglhMZh8GX1jAJ76ANGi2fN3niBMSag\
JQKaRlcQw5ttFSOoJnVtYMtYRKV7JxUOdOWGpBMP4CfqCcRka61tSdoWlZC9VmwI3hMTkJNBNCKWbq3RiSbILDKAy6NSOZFi1qT/s/nRdgX49Ljaz0g2QH\
PYNKypywQSCIiXfkaOH+3TTKoQ8slFFJx4nOd+l/ttKsL6BH2OS5Uowi5LrmlZx55S+FVtrc0HinpbSfoZDBspAHHNj7nM1mXcFgCnKim3PnTHnXOolpsp\
LT+GRn5CDPo+0eGhLDQKAJXfITQo+O3x2/P+bIT4/yt/mb/DX1bQb7h8ZD0ft9q3jDGMrzA8U2keJ3Uk3G7d/N0623IH2xwQDy9ESoXcNkVnR7GyeRKKRY\
yWxC/C0KHjuQRFy4STe4470ZxsvK0Vb4kv7YpW0SbeNOVLepeVsLV+qaKF4vW+D51GndEF94Qjp+sh2p/3Z3Dy1OwUNTAnZ4OuJgyHVPFgq5OTAHz0Z6e7\
DXHNwa4seqwQhwYtFdsa6uZIiPB3WH2vJSqT7ub8qAA4Yd9amwKY3iApwoVWZgudM0/Q/BEb7LjOoGS4CWbMgDV63c6Q2Vj7+t35xnPMFyfXtRq+qW9PCd\
KwAsh4fun85htK8q+DYY9qzVYNXe3PUXdITp3+7WKNjuWj6Sqx8LprTgmCMtjMwBA7dAwY0ovnPDK5tmYAIuKfL0zxOCEO/t2GfYfRqpNM9wzqWycnzu24\
kkXuVvJ+5EZEIHAAA=
"""),
File(name: "trail.js", content: .text(
#"""
import { roomHash, part } from "./dom.js";
import { closeMenu } from "./menu.js";
function entry() {
return history.state;
}
export function keepTrail(session, drawers) {
const isEmbedded = document.documentElement.classList.contains("embedded");
const key = () => session.current?.key ?? "";
const address = () => session.current && !session.current.isPrivate ? roomHash(session.current.name)
: location.pathname + location.search;
session.on("current", () => {
const now = entry();
const goesOn = now && !now.isFront && now.room !== key() && session.rooms.get(now.room);
history[goesOn && !isEmbedded ? "pushState" : "replaceState"]({ room: key() }, "", address());
});
const opened = new MutationObserver(() => {
const isFront = front(drawers) !== null;
if (isFront && key() && !entry()?.isFront) history.pushState({ room: key(), isFront }, "", address());
});
if (!isEmbedded) {
opened.observe(document.body, { childList: true });
opened.observe(part("app"), { attributeFilter: ["class"] });
}
addEventListener("popstate", () => {
const close = front(drawers), to = entry();
if (close) close();
else if (to?.room === key()) history.back();
else if (to) {
const room = session.rooms.get(to.room);
if (room) session.show(room);
else history.replaceState({ room: key() }, "", address());
}
});
}
function front(drawers) {
const dialogs = [...document.querySelectorAll("dialog")].filter(({ open, id }) => open && id !== "welcome");
if (document.querySelector(".menu")) return closeMenu;
if (dialogs.length > 0) return () => dialogs[dialogs.length - 1].close();
return drawers.isOpen ? () => drawers.close() : null;
}

"""#
), gzipped: """
H4sIAAAAAAACA41UwW7bMAy9+ytUHQoZ9bTtmiANdmixw4oO6G5BDorNxF5lyZPkZkGRfx9pS26atsBOiSny8fHxSU3bWRfYM3PWtt+VrwvWKQwc2dbZln\
H5ubKt/O35PGtSaqmthzsw/UlWi59j2rY3ZWisYWCCO4icPWcOQu8MqxsfrDtIH1SAeXbM4O+AOFU8AnS/nGq08OA9RgpWObUH5wmltMYH1vibdgNVBRVb\
sMqWPXYOMv250TB8l1p5/wP7SawKqjFecIh1PJ9HrEc4IAhSXFyz2FGWvXOIsJR0uFwyzlO2qiqHSR9VsMtLdnEWk43/6ZonHJctJ4XFeZJRLeTZjGlbKt\
JBdirUFGRXLzEPypX1PEvF1ggeAXgRGSWNjN0jy6h/or+z4O8NxumUuOIv8rt1duROn0SRXSwWpAxCYjS1oxMvdxBEykPguNBVhCbQk/Wgdl3v6wfaNmcz\
xh10WpUwBtZi9Nws9joWKHWRRBY5wh8n7rYDMyzcwJ7d9WGQ5H7jwT2BE6+HTyMtyJsmiMlBNJfptUYnb5k4mXwa9iJKtky65JNnp0le0y6mdh/wp1Ynop\
CPx2GkHemLycMbWx0Kul51oyvy7owF1wMjmLMauqKCq67jOVWoEFyz6QPcNjqAm7EVHy4AXw/FxwxZ3TxhD0JFICd4Z7vhGr7xznC534hXsGBPLUVjDZn5\
WEAx0FhIB8EuRyctkpNedNyo8vEs+eVuj0XveC7YZDkqGf5OWb62exFPB9TU6tRu/2G2bJRqeozO3JM4Vo3SdkevwErK6d2Rf3pwhwfQUGLvb1oLPibyfC\
23w1YEcqA1omUqXAtpTp/kOwyQOfkedGlb4HHO98EFl/TYchQ1vqvTexzLRoZSg9mFml2zL1PmuOqYsDpL/MS+ruW0zVgR58cLcU9klwkihmM63u7xZh2z\
f8AwjWNRBgAA
"""),
File(name: "visit.js", content: .text(
#"""
import { laterId } from "./names.js";
export class Visit {
token = "";
since = "";
#session;
#willRemember = false;
constructor(session) {
this.#session = session;
}
reaches(id) {
this.since = laterId(this.since, id);
}
read(id) {
if (!this.#session.coming.isIn) return;
this.reaches(id);
const { clock } = this.#session;
if (this.#willRemember) return;
this.#willRemember = true;
clock.after(() => {
this.#willRemember = false;
this.remember();
}, 1000);
}
remember() {
if (this.#session.coming.nick) this.#keepTalks();
if (this.token) this.#session.storage.return = { token: this.token, since: this.since };
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
}

"""#
), gzipped: """
H4sIAAAAAAACA4VTy07DMBC89yuWckmkyJQrVemZG0KIC+Jg3E1r4tiV1+GhKv/O2nXSFFVCuSTr2dmZHUe3e+cDHMDIgP5hAz3U3rUwFzdWtkjig+bLGX\
4nlDKSCF40ae6YBdeghRXMGUDaKszv14RE2ll++9LGPGGL7Tt6Pq2lIVzOlLMUfKeC80XGlpFvp0kMzYweafqZR6l2SIXejMBhYtZdnIoVMCx3bXKLrqG4\
OhsglGu13QpNDzzdY+g8j0qQybQslvejjFMNb2cFZzTLRH0sTd3+ofy7CbYfFxE5hazZQVGUsLoft3B5cVndsVxEjxXcLhaL7HaoZ78X7VqtmjJbaBD3z9\
I0FKnGjhRree5SEGcltyiOpljRARLuDk49FaT159Ixnz4qq53fYijG6KYX558xtjMmUky1Ms0QSsZX4J1rqQLVeY82XIppoA6RhI9ThzCaWJiotUkZHEDT\
o9effKegT4GM36Vo5T4i4m9RQWfj7cqg12ntrTwNo537ijayrrVo8AfW6+S85+cXmqCu934DAAA=
"""),
File(name: "welcome.js", content: .text(
#"""
import { login } from "./account.js";
import { element, isolated, part, strong } from "./dom.js";
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
await login(page, nick.value.trim() || undefined, (...how) => session.coming.startAs(...how, room));
if (session.me.account) close();
else if (!["idle", "ended"].includes(session.state.phase)) await session.quit();
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
H4sIAAAAAAACA31VyW7bMBC9+ytY9SIBLpuzAzco4gAtkPTS3ooeaGlks6FIh0scw/W/d4akZHlpD4YlzuPMmzeLZLcx1rM9U2YlNTuw1pqOFfyjqGsTtO\
e/XXE7kT0KFHSg/ZRJZ5Tw0EzZRlh8d94avRrdb0x3dle6b7J+HkG06MCdgVqp1KPQqyBW4EZYv8bACQtvEdsGXXtpNNuCqk0H5QavTJk1pqvYflIb7cih\
A+cQNWVbYxvyOGcEvM2ARgrMHA9zZmWR3RVT9uXH0+Mi2h+SsZoyTSlcoj/Qeb7yVW+C72/0cTwohffKis0/sQZcbeVyTJn9+dNT5WJpgufKLJc7Oi7ex8\
cCfZGXEv9PVMpeLiipDMi0viOgHnihkz6cAmF1WXGUWJcUAW1JFi6a5uEV4Y/SedBgy6IWugaFLksgQ0wnPvGNjf8LaEVQvqQICjxWfWE0YOqtUA7+51kZ\
R1yTRPkapp8vuLXZPplGqOg5iRqvDKruJ0Msb8MxVESRaofhaOTsdkKl462pgyuPmb8EsLskmUFyrbFdUd1doe3CspP+VJD95LokPW9qfGQZA78KFYB7Kz\
uyy5aV79KglISqKmbBB6tZchGbmDuxi1Z2x4roxAYFBZvlN40iFFGlPvO+1M7jsJb7GHkWaeTuO5A8+KNhHnUQ7YSiulqs1O/C7XQ96C+2Qvq0SXJTXqRI\
FQ26gVZqWh4l5xxrEe/3JDG01KvE9bPLiDzYWaIeiish76mKDckC9hmLQv4sZKOopwrAkE3xi0tdq4DjV44U8cA3a+FI65RAb3sJMhYtijMZ9s0wvZfL5X\
L9JI2fYeMXYudQsEQXn9J8z4fxjqvpZAX07eLAvoJFa6o+1cgNReLJiknuM3CWl3FukTuMVAtijjo6FOqyztlFxS1slKjhfi1VY3EboPbJdnFlZa7Dr1JE\
MNEjbWbDl6NMUh2qf7bdWjYNaMy7F43N58MeSdKQsAjo9Y2Aob1oPMiCbdIZu6MBOQHeDAChtngYJyi+N/R2TossyMrDm783GgfBDyWhgSQzZalHUVD8m2\
nOO9X7rJfSVJPLY9NETeNnahw9IukbEM1HbbIc6fSUG71RtL8146IV5AcAAA==
"""),
File(name: "wire.js", content: .text(
#"""
import { Emitter } from "./emitter.js";
import { Refusal, parseLine } from "./lines.js";
import { Questions } from "./questions.js";
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
const finalWords = new Set(["replaced", "killed", "banned", "wrong-protocol", "no-proto"]);
export class Wire extends Emitter {
phase = "idle";
retryAt = 0;
code = "";
#url;
#makeSocket;
#clock;
#socket = null;
#questions = new Questions((line) => this.#send(line));
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
this.#questions.send("/ping");
this.#pingTimer = this.#clock.after(() => {
this.#tries = 0;
this.#lose(1006);
this.connect();
}, pingTime);
}
ask(body, { patient = false } = {}) {
if (this.phase !== "open") return Promise.reject(new Refusal("lost"));
return this.#questions.ask(body, patient);
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
this.#questions.begin(Number(keys.waiting), Number(keys["max-line"]));
this.#enter("open");
this.#watch();
this.emit("greeted", keys);
}
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
const waiting = this.#questions.end();
queueMicrotask(() => waiting.forEach(({ fail }) => fail(new Refusal("lost"))));
}
#enter(phase) {
if (phase === "open" || phase === "connecting") this.#clock.cancel(this.#timer);
this.phase = phase;
this.emit("state");
}
}

"""#
), gzipped: """
H4sIAAAAAAACA51YWVPcRhB+318xiDyMQCsWXM4BhTeJTblSiY+YpFwpIOVBmgUZHZuZkRcC+9/TPZdG0mIneWF3e7p7+vj6GIpq2QhF7slJVSjFBVmThW\
gqEqV73FDSjzI6mhSO7x1ftJKVCVkyIfkvRc0DkRJ+yoHAry2XqmhqGfD95WiGl99q3gwIisg7qXj1vGyyG3JM7id1szokNCbHz8gLpngKv2mcTNgCbIMD\
lqmEVEVZFpKDglxqTsnVb0XFm1ZtYEgmGaszXoK0AiahJbKSM+FkDDmZCFbnTeWuf8XUdWpIaMH6aGItNnrB2v3ZbOaoV4JzVdRXqBOPnpIdx+lYlt3xhl\
PwQZU8f5xhUdSsfN8IfXXNV+SUK3oWCb4sWcbzKCHRDfhtvl2yujbfVqKpr6ZL0agma0qk1I35GV3EXTJKJiV5XwhO+K3i6J+DyP1kec0kGhUVeckhgYIr\
cfeDAop2P9dnQN9uRQl/K3bDTyGfXMGPDDMLn1IT0PK2RCaPCeuMxw2lCCudAXVdyHRbgjWGBuZuK1FwaW7evoYc5s6O7WbJwWX/E6N92qXqAGlM3vD8BS\
/ZnWXSme+MchnqSDr0os1UI+g9Af8AXN69hGQWtyGK1zGETLZLLigYbHwAQeDS4TGETgnQw4CZY6fXRm89uQLGQr4BFymqhwy0ojYBstk5hhxgCCLHLouS\
A+5H/Ea5KSwytTQbSpQFl2ueKS1XLKBoBpfYcwhVRB4eNtsQE3Oj82cYeE0NkGO4eA14o+EFPoAuUaEHuidQGkClbCSnUJVfx0mvIEFNiRFxMRZ3mCIX/m\
FGqM8ZyK1JxlR2PYxhdxOGzALVKXT3mM+0qTEmQKdDVEd7K6y4fYiWbCuO7nqZikvJrjBAALycKYbA8uKYL3oKxVBfUTyMQ9EMrTOCGOME1DPZ1D0F2oHw\
NFTAhWiEN/h+jT5K1Sw1Jox8LuAnNsB4kD3wCxqPDkt2zbObR3HULBYeJ8QCwiLvaCiw5ZHlIRcUK55iuQ5R180dG+1lD1NhtT+GK+du0HbGABgav058r9\
dxAPTTyya/S2A+LpkqIFKgasFKidMUpt56Q4y2RsVE3sI8hbGWCv4Rb8K2aeczjcAeFSEKejDtItDZYC3QlgXNFV3VdRGCeZ52DGEtrFFWY9DCtANG15RH\
3abX3VIzlekgFxuzY3rxAjBJzSxEg0izIPb2VC7LQtHoHILlQqlZNNAggCAFvaDlR5uRaKJsMw19gPptxw8ejsn6Qjt0KtiKFeql7T8+eBiyDSdgrvFJYC\
p5Du7u/bm1RegZm/49m343vdiNYSWZH6Y751RP3mN6nu/G53E83ytSfsszdwWaZ7XM07P9C2NgixEaVFq//UR9WZ9L26AtGRRubOev2+oS6sVxHVyQ+ZzM\
4nCBWRMfPjQ1lYoJJd8X6ppGb36GIWTSZpTrxj3MQHrD76SLouHQFC8VTP9HcddfCazdqCbFEzQb1oQYO8xs3EIu+VVR01AIcwlyMGsC6llUsdsp2gzr1b\
A3GqA54gqLyVuH+zeNtGt6cfMOG0T2sXJPPnFxmcBOyMtcGuaEKFjddENB5gDqgRe6Zg2mfbOUqwKrmqJKfQViOzp59y46DE2zCQbTwsZjLECwQfiiyBhh\
rQfzL2G4wAJjVL796fVLp9Mg8MP3U7K3hAWVfHVvNc2spvWHFJpudQJcI0U//nHi9FiMDszYCNTQbC/bMzjV9RUi116b8wVrS9WLB/8EWQWHw/q2KfV5qq\
Ar4xwd4w9ApsHm7yK78J4Ir/53i08wN+zCR57pa20zsjN4hDmYUU+C6wzSzFKAf5+He4Ppoc6nsviku9TGLkrmn1kyfY0e9nfAh4dje9VRuF3YruTt0dfg\
yoHB615DKZjQ5TMeNLrhVmJ6EHrw7Dh8c/n2Pxj03Vtn7NeupeUIsM7O/7a0+r0hIb0Lp+MLR+0ENyiduKEFPlmF/L1e8TJr9KtyFMpvMZRD6v4T9+Q8Wx\
RCQnGUUKHQQWCg9BTOydn+LEEcX0BKz/YRUhdONrdVp5/RFbROqwSbFigF6B2QnZ3uOAj/7i4oncXxhkfyEnCSD0Lq3uh+9zEv96aF1mHUs1tqzNkhdJZ+\
8xQyN0v1E1vrc6EP2wVw7mu2g4AvttFGdPaC/eheo3o7zf9cfKzv/feK7D0YB89rRLkhxf6l071DNrwxRm8Hoyd8KaVZvz2MFkJjpp2K3s5u9mDDByEgtP\
xVkYlG4VJqSsFKpbDjnTDoUPB0WbCitE8W/Lpx3bUJMfWge5Fb/0aNCYD++a3tS9lz/wXRn72hDeuM4pGdAf8Au8+MpGMTAAA=
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
"refused.need-key": "{room} braucht ein Kennwort, und das ist es nicht.",
"refused.room-full": "{room} ist voll.",
"refused.muted": "Du darfst hier gerade nichts sagen: Du bist stumm, oder nur wer Stimme hat, redet.",
"refused.muted.room": "Du darfst in {room} gerade nichts sagen: Du bist stumm, oder dort redet nur, wer Stimme hat. "
+ "Ein Op dort kann dich lassen.",
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
"refused.password-short": "Das Passwort ist zu kurz: Es braucht mindestens {min} Zeichen.",
"refused.password-long": "Das Passwort ist zu lang: Es darf {max} Zeichen haben.",
"refused.password-name": "Das Passwort ist dein Name; den probieren andere zuerst.",
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
"refused.unavailable": "Die Server erreichen einander nicht. Vielleicht wurde es gesagt, vielleicht nicht.",
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
"list.ban": "Ausgesperrt aus {room}:",
"list.mute": "Stumm in {room}:",
"list.exempt": "Ausgenommen von den Sperren in {room}:",
"list.invited": "Jederzeit eingeladen in {room}:",
"list.op": "Mit einem Rang in {room}:",
"list.ignore": "Du blendest aus:",
"list.token": "Deine Schlüssel:",
"list.cert": "Deine Zertifikate:",
"list.audit": "Was mit wem getan wurde:",
"list.serverban": "Ausgesperrt von diesem Server:",
"list.more": "Es gibt mehr als diese.",
"none.ban": "Aus {room} ist niemand ausgesperrt.",
"none.mute": "In {room} ist niemand stumm.",
"none.exempt": "Von den Sperren in {room} ist niemand ausgenommen.",
"none.invited": "In {room} ist niemand jederzeit eingeladen.",
"none.op": "In {room} hat niemand einen Rang.",
"none.ignore": "Du blendest niemanden aus.",
"none.token": "Du hast keine Schlüssel.",
"none.cert": "Du hast keine Zertifikate.",
"none.audit": "Mit niemandem wurde etwas getan.",
"none.serverban": "Von diesem Server ist niemand ausgesperrt.",
"none.topic": "{room} hat kein Thema.",
"fact.account": "Konto {value}",
"fact.addr": "Adressen {value}",
"fact.away.1": "abwesend",
"fact.by": "von {value}",
"fact.created": "gemacht: {value}",
"fact.dms.everybody": "Alle dürfen dir privat schreiben.",
"fact.dms.accounts": "Wer angemeldet ist, darf dir privat schreiben.",
"fact.dms.nobody": "Niemand darf dir privat schreiben.",
"fact.here.1": "hier",
"fact.host": "von {value}",
"fact.idle": "still seit {value}",
"fact.kept.0": "Nachrichten werden auf Dauer aufbewahrt",
"fact.kept": {
one: "Nachrichten werden {n} Tag aufbewahrt", other: "Nachrichten werden {n} Tage aufbewahrt",
},
"fact.label": "genannt {value}",
"fact.members": { one: "{n} hier", other: "{n} hier" },
"fact.nick": "{value}",
"fact.nicks": "Namen {value}",
"fact.out": { one: "{n} musste gehen", other: "{n} mussten gehen" },
"fact.proto": "Protokoll {value}",
"fact.remembered.1": "von einer Anmeldung, die gemerkt ist",
"fact.rooms": "in {value}",
"fact.seconds": "läuft seit {value}",
"fact.since": "seit: {value}",
"fact.subject": "{value}",
"fact.subjects": "{value}",
"fact.suspended.1": "gesperrt",
"fact.suspended.0": "nicht gesperrt",
"fact.time": "{value}",
"fact.token": "Schlüssel {value}",
"fact.until": "bis: {value}",
"fact.used": "benutzt: {value}",
"fact.version": "Version {value}",
"subject.ban": "Aussperrung: {value}",
"subject.exempt": "Ausnahme: {value}",
"subject.invited": "Einladung: {value}",
"subject.mute": "Stummschaltung: {value}",
"subject.account": "Konto {value}",
"subject.host": "wer von {value} kommt",
"subject.mask": "{value}",
"subject.needs-account": "{value}, außer mit Konto",
"subject.net": "{value}",
"subject.nick": "{value}",
"audit.announce-all": "allen etwas gesagt",
"audit.drop-room": "einen Raum aufgegeben",
"audit.invite": "hereingebeten",
"audit.kick": "entfernt",
"audit.kill": "eine Verbindung beendet",
"audit.mask": "gesetzt",
"audit.mode": "einen Raum geändert",
"audit.rank": "einen Rang gegeben oder genommen",
"audit.register-room": "einen Raum angemeldet",
"audit.rename-room": "einen Raum umbenannt",
"audit.report": "gemeldet",
"audit.reset": "ein Passwort zurückgesetzt",
"audit.server-ban": "vom Server ausgesperrt",
"audit.server-unban": "wieder auf den Server gelassen",
"audit.suspend": "ein Konto gesperrt",
"audit.unmask": "aufgehoben",
"audit.unsuspend": "ein Konto wieder freigegeben",
"mode.none": "nichts Besonderes",
"mode.off": "nicht mehr: {mode}",
"mode.accounts-only": "nur für Angemeldete",
"mode.invite-only": "nur mit Einladung",
"mode.key": "nur mit Kennwort",
"mode.limit": "höchstens {value} Mitglieder",
"mode.moderated": "moderiert",
"mode.no-ctcp": "kein CTCP",
"mode.no-history": "nichts wird aufbewahrt",
"mode.no-outside": "von außen redet niemand",
"mode.secret": "geheim",
"mode.slow": "eine Nachricht in {value} Sekunden",
"mode.speak-accounts": "nur Angemeldete reden",
"mode.topic-locked": "das Thema setzen Ops",
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
"state.ended": "nicht verbunden",
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
"join.needs-key": "{room} braucht ein Kennwort. Frag jemanden, der darin ist.",
"join.key": "Kennwort, falls nötig",
"join.list": "Räume, die es gibt",
"join.new": "{room} ist neu: du wärst die erste Person.",
"join.members": { one: "{n} hier", other: "{n} hier" },
"log": "Nachrichten in {room}",
"log.new": "Neu",
"log.unread": { one: "{n} neu ↓", other: "{n} neu ↓" },
"log.unread.you": "{all} neu, {n} für dich ↓",
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
"search.unkept": "In {room} lässt sich nichts finden: Was dort gesagt wird, wird nicht aufbewahrt. Ein Op mit Konto kann das "
+ "mit /registerroom ändern.",
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
H4sIAAAAAAACA508y3IcR3J3fUUFwmFJoZmRKEV4HeBBAYogV0vxEQRIOKSV7Zrpmu7m9FTP9gMgAMGhg8M/sI697oXhT9BJN/yJvsT5qld3D8jVQSLQlZ\
lVlZWV74J5u6ubTmVmrfuqU9cfHTRm3bcmOzhUBw91qy76JjNKL3NTmcJ26pPrVZ2Zm08XBzMPu2hM11wixrdWXXfl1tyo3BSdMoBfmsw0CXRVtx2RL416\
bZplabPe5mrZ6FUBM83U0pzXDaypUSemOYd/cqNtdwELNZ0qdJdQK21rVn1jkOJxadUL3bYICjM3mbJ9o25/XQKNout2LVBqjc1Mt1Awe2tggrIzaqO3EV\
RC3tZzvVrVve1aWXMb1rW+/bWAmTamtEY9qW1nbILc242tL+x8VW+32mayRGNVW1erAv59YNamqFReLolZtlwV6e76VueGz0IhKIB1F7qdqRrZAyhlK5/U\
Va/OS1Ml6EudzYHoxp0mnQrNonTVqmd6aw7Vg35VtJ1ewnr0bz//9UrVBWzn1bbSPfCmt5k62lwZ2NxMfV+u16ax9PHgo8/UwVz9h/pB/aiu1Y36d/XnP6\
v/VD/NhCHfGdNcmRI3el/BiVr5zkSIBn5Q8/uquP0F12Bsq776crSDpq63e3bwUvfbQ7UsaftffRnv5ZN4G5+ma18oXDjt4DP1z+pz9V/qn9TH6cED2+al\
ncMvOPc1/n6jClPe/r1T7aqorXpj8FQV/Geadig1LazE816w8bB47UU5uBQxxsJteIQG3LrGwZtJXM8nFFJLvLlDtGIsP+NDh8fT3IneIXs8Yo+nQCukU9\
4SmX0YiyHaXdvr6noOjL4kzDbG4mMo8T6R7OPib9/1W2NnqHhU1qtMN+u2m6ZX5rZuRNUBxQo1g6fqSCrdt3dRW2prAw1c1TlgZ3gEW6cngAQonp1pminc\
ETMA3PF/H2Zpz0FxzWtbkd4V6CXo4bLrUOvBklFBlBYUt86AMUB4oR41OhexRR6hDoEtlTyanJUx2XxjEuKN7vGQ8Mo+Mdaikp3Rbcq06KEpOUHk+bqvqo\
gUc6lKddUWrqnjI/OZbgnc+AY2wJRbhfrQHiovAV2/3Yo2RF2Pmz4BC7Q1aChmCo7XdONpYpbLXF72PnzCDM0MzRA4HiZfsH5Bm/R8x7AbOG8QDTBzFVip\
gbFAlrfO2KTqDja2LTuyMPWh2poKlkdkQO+AuNxBJ6iSwHkkB5arUUcgHESsM6OLqquqvghugDAJrsC0JhDwRayqA07g7RhbV43R2WWsSyK152/4hF6oAM\
BLFpvz7+CTmRYvUHdb0+JpttEcFk7L3dhG7NOuKc812CIwj6uiwQWjZbSTylNIhhV4nEhrb02B92yagG7JQpzUYsYDGvoq3dWAW3ysc/MW4NpJZtH9REmZ\
nC+WL1xwy7B3KHq0wDt2qrw4eCcLp12DIV4VCY6Dn7cFQE1igb3e9M3VoTpuvWrZlqSB0Q24hp9v1PfsPkzTrmqb7yNdaZsTaRRCIKbfemJwN5f7SFpwiC\
ZJZshVdJfuK1Smu6Zegm4iuQBNYGBKvIqja1HVeQ6KtLRjW6f95Rs4xxMYfLB7MNoe7AOsIhudKaJOWg/ybRr0ZM8ZTYQItM3tLw0xkG04y5F6GjQO6TFt\
ncqF60OgjhHMJDuyt/FZRUeUbgRUyDwDf9nHHrpBQNi9NYPb7GETjZMisJKb9pfwtNmVcOZP9D1o8dpiIAKMI5kEpY4njqp7dLzg3LupWbXHIUswItPeB7\
LceTPF7buqG7sexMsPcmW6egO3xlHTY1Inq6K6/RWMTnU3PSATKZeUGB90oMReDocRdtoBJoIxpc0/QAQ1T9+t/zUWHIoYTs3bjr2XFmWSQjqrqtt37WA/\
vdXnuqw0+HYu4pTzgTsh6gAIkuzKWanXwK/K0B3l4NdQ2KhzmPI8jI1PtoQQqbGazVFw/sgzgkU/gvCNwh6AgphkPbglbdF3Hbhr4QYEYaJQdmk4ckWk+L\
7HMTQvWCDTWJ1QFrFWyU2OKsVGw43ZVXqVurOlFWXgbvipXvLtfwQH1uHyMIhGC7c0ZURsUwKvXNALoW4HHMcYG1S8bKxFP4l0a5oJGO70dznZXV2xpnPi\
x6HbG7SpihVeCrfotAjr9YWGU8omw72FdwWZxv27lWCgvtTDpXBuZLSWDfwqanl5ecMsQjGPwgKIxjGW7YZIcIC6re0H4R7CB4K+8UT0hb5MApHlBeVLwj\
TRJghCtiDODYGkUVVbmsJd+8ShwgMUs4P+UcDv7SQFmWmaRMCuu8I0c7eRyDka7yWAojI3e+CBTTgamHShy5HnFYJ6Coiq0nA41O5u33Um2lxWW85UNXA1\
yjw6QLh6mOCKzTHf5sToC2iOfq6w6FpcOl4Ji3eWOoGEBZ5F6lVg/iQgD7yLgLLIZc1nNQYhGWfAHjT1Bf7L0uVxOerKyyr2fRMHwpreOdPRHL3dmF2XrM\
7TnMFZmDQfCBrImet+y0Yg4xTY1jQbk5Kv+5TwcrzRxL81cRaRFeXtO7zYXXwPsjir9/m1/DLMmMDO0SxwGPT5tTW6ufkaqWQlabWh0A10GEL1dgwXxRVT\
KBjjRhjkm5BwSkxLiBTYRrPsRZKbh4FugOcExEhY4UZRzmFpXC60MNVu8aZm0Xt59Oqp+uHJ8bNnZ89fnv6ofvv5f33SgjUoJZ/Iumw1RVEFaNV+7SntNM\
cTPzx++erZQ6YAIsG2n4WTiXiMbUue57Ojp8fq9PjfTgkFzTmeklg2NOo2YNC+ElhwmjCi7VXXt50HdNaFaCMoHT5GkhPmwGN19a5c0R5wih/DemjbFPOh\
F9oAI2CFkgMpuvtqDi7OLy3lYFpPzam6H549P/32+x+jFcONoCU7TUbi7/GcJk9hvT5PgVuQ21VBSuD2by9Pj1/SNGsM14Q17CGxFHg0n7CDnX77Ha8No3\
bQE5yn85AXRV22CSuF67QYcv08LJuHBJhzd53k6gBeUrNIxOM5w5Jg/vbz/0W3KczhxTvMAUJqOp89E1H3GJtYFmLpdPY2YKIxziRDGp2H5WMk/IdHr45f\
/ujoyKnSJU/IzDjG+bJg2cHUU3Off2Y+IwdtxAGZxW9K7o2nKec/2JtTDXcsbkgozp7duSJH+31LIvXj8eqdXw/Pz9rCI13B5Xm+SyZGkQPN5Elkhom8Tx\
TO63J19wq9h7zF6eC+dk6RpYvOzJjWnkmREu3wM1SUP82DugyaQowSC3zp3WFJ+1fR7a04Tj05fgIHdvws3QSdVt9gqFivu8GSJQWM00cKzs0Sp4JRPXE2\
Dat+Jg9KgBwbv2kSGj4y9hgcGwObRGcY0OuXyzq7/MlV4H6yNf7OjCDVAKqW03Xoo1N8YSmujWZnXwkpsoxkrJtJJ5OckJ/kEbybJMsTByceF4ciAVhGFi\
r4EnJE7I85n8JD4v9opw+OHx3/MdWPcJhSHTRS62s2cGSN2ElP4y99SYuJbCCG1+QnIRCSc7rlKLgKUUBw6MHcVTzBHHdIugYA89Zs2UsjUhZ8HnHDaVKk\
bOwUIqtTYsmf8DZfQcSYFCfGKHw5nzIcCRxEhlOkvU6PaziwvQASkhAUhYTcQwBZGUlTcoUSfivX5UZ3JoDoPmNWn8F1Q0/4AlaVm05btnoBkvJqzQTTR0\
FrxHvZxHHLd4x9O/DQCZ48KQt+eHSUKk7pl1KKHDiDhOKO9Vs7hUIFjQAcjvj1vmMdz8iCEIhExz096ZsJIQjofPQBE6NYh+m8RMkd8nSTIiAYbCgD8HRG\
KhKKAOqFIoGMhCOAeuFAgXUzb10CqWMPqdPRJhMheT3KZrz3VL0XGTGJk2MFYBHcWq+6RZTw56zw9bmueo5nGSDLSDseZY3BotQYACPkewjiPEk/tCTrQH\
H4AGnVGC0iAOEWKt7DEQwo+oVX8rQE8MNVBh7N2thJ3b5IcOPGjDPMAIUwFNg349z/+8mwUSEDJQz/AET0kJgp6KCHz9LbMsWSMuMsZNuVVQV+PkjKEASD\
4MUXtJQozyEpaAiD1EPdU6prvTQXumBb4jEB7/ojkI1p9Gt7o051niAryoHcCW/S2W7chBUE5RUfr4VQcbyXrdlC2I6Hc614UUiRueXn9Z+UJ+x7Jgb0fL\
6cLfdwmI1yPNW2b7EaCLET2stkSh6yMhbm3jU1uAIA9AJ/2NRwTsN5GsMbMxkf/7kkxrGcisLX23xG1htlsdl0LnRhZBcQleMNtGZVWy5KgCXvwRWbFJG2\
tOxC4uj4TrX98o1ZdVMMlKF2ekyKSLwpp24mxkk6fYEyhcLWrynqXudGaf8hDFzkkuQJAs/xtlxLGtzBHuLjMQBmk0vOfL7mH2MQ2XpkPWnlPRYJJ8ASP8\
fqArukJsAiM3dcWjBi++gljhUoE111+0DvUtcOxikZ9IAjRaM2YIa7ZF4pLk/QGHUbCMwMrvvt303UcJBidfvojW8t2cQF6AaYYmWwRYBsSIVtOs4kugCd\
YbOm3vkugCgfBBooN5hUsgE2ROhJzikAuIDcxd/xCC9lT90hADr+SSU+GpDwLFqjTxIGqEbbTQwFU8g22KV3jlOEIdHKJBO8dYvhsWI9Bd2DjiK9HAO7QG\
yKUMtHmyQ/r/rm9tfVZrR99l3mcpvO66kazAjaJx8koEdzFmIVhV4guh8RHusctyrpUxiR7607JhKTok7EpLeTZGQNa5CcSLLwWBdW0t2SwXhg2prSeK2H\
qNfroATRUYebjAM3HsJ5Jr5Ba6rnxkMPmrlcu4/XKR5QonHfDyShtx+vyi17oVE/pVMO4JjmFe3ag1O6wnlpPncRMWK+6lbki5Nj+c3pNy/iwQJEtea+X+\
EV1SlT58QBg3luS740qLJIyVjXPMVulwcHS9gYEdTClNswIImMtJikgjEFYdr0LpnAKDujN0kLL3IvOoWQ8CB4cqvnVe1KcJh8JI+aErMGe7lIENpNSZz5\
Hu4aHFQO3tAaCFJF1xn5kOOkTyCL2OoURmZUWsZo7xUGQehas5SB6yk2PPLLaInepzoYnCcPLJw6/2CXC5w40oUPjHVTlXmPZeEDGV0Ae0qpxkWFHwxeSi\
OpCu6JxlbqMZ376MfAeQGXQCKrij6qze0vljqhwVOierjzrmGV7EQ80o1cS/q0aC8BndTcGfYvwLmc8BcPUZV5QVz7I27KfwZvXmqWdmPoO7ae9NK2dbLD\
vnM6pVVVc7MvuimlQQmlzxrMFzHpaLmEgynkc4EambI8/40Kgj5ecnfZG02/1D2JUE8C02HA6GIA1h3IQy+uDAA+oIWzL7ld5pyNk8E0YYDBXuxGILoGZR\
ivZwLCntAE/UR3TYz7zoK9EHva911pbdnU1LKlzrhgAhQwI4ZpStQOuYGwHzP7bb3UVUbnH4oOrg2VZ/K9faHyl7T2MRTWYyOJf2YwQkIfsF8VpBqsVwuL\
OOK5Aw4kkS4HT+BfN/yJaqvnjBKzROeac4ZnvJMlXIXGeSMXplrVIIZd2fHZPwGjz9avxCb5shMV7wDZXkrigWpjWIOkthN1zYPY6sutFg7JNzQ9C90IFC\
gdclaAzB535nv77hr1v6nrDdzhhF5eD/qK3XYoRAV1I5o/DhxDhmhZcSqWyJ+ZEsL6couZJGy5STtA6BmAKANqvOJ0H/XOwhkBg/Eth8lJiyz8CjJ92e6J\
d8My9ka+SGcq9N2Haga4N24ZurrghdxNZip0ZxE21TpIxsPef8t70yZl68ea40gajfz2YMrSgj4lilxNSrMZoj4U0EpsQR66nkY/FFQax9js0XrVwm8Tel\
7r73w18sEPRkgA/tFXI7RC58ANbwJBuHJpnMqiBJc/hKPhiHjGR8BdX0oljnvGEJj4mGdOmfkB11xyTF5L3ZVXVAOzqB23OudjJUi+dN/CJQCt6oooviDB\
+QW+ha4zI/7uVsNjZG3Z20CC2PQaWoMDWGfe+rxlxlcvqAcuPNDHUwzhIQZhY4597tgJtwiEXOvsgH5cDYkLIDzqkikcaq9dDvSxaW7fxS0gTqEk2/PPvv\
Y/5brP7XbAyZaVTBdadpNIZ4unjx35LHe3f1uv4bDQOEWvx6jZROpBVz0z3XFAakJHy3BGcemJow5tK5Ong3KGybg7SA/jZVN6LfCi76fojvQhdnAsDWUF\
Qrq/tm1aA1uopNv5A3uxZS5v+aJndyj/RV25VXF7Y0bX1/kNYL1QYAkJO46pkxNWhxZhVZS+08RJT6SZ/ESinBKwusr4qnamTeptHsIaiiDQ+qcQrpAmjg\
bW03w8Sk+WKqPPTWQUEwj22Bfeg3wMYSrIMIgKBmqC0SZuJRH1IUHssPc+GghBzsCBnwJxmUwiDAfblbUdpl9D0ETRKArzgHJsxwIMEfYlBwqIDtyXhZHa\
B8dJ0bnwcDBvPpairBUxBcFcd9CDyM3AbwGTUhrL0bAI+nFIe1ClgdtGsHOI2/Jdi9HCYzpl5Tow+COlxN7/6OkDnlERPaEU3kqtdQUX197+AqGRh8LqXx\
wSolMoYWG0sovhGx7TH1K/zu27hvue6C2QUS/gn9qGRfyOLDxos70OjWi76Bq5L5OSjM1+v/3PXwdTua9uNsFdSLx0DWwioBm5X14ImZKfX/wjDMDpNuM6\
IwhyHP3rgD+W5JaD5bDSMBHVYkW6NlTGcEcYaIRo/AWVgw6pXaIsGlZjqqL2Pt16NN9HPHwSxOVAn1WLyqaIttZlNXx4HV4C+Y5oBPUhybOaPeatrqQN3o\
FkZbvSbHdfowXEmppfYL2od22Sl3q+k4I5D1OjSgqRvm6Lgdc1Bk3NCDoLudEctmylP5RQzTkoKOoLNKnQYJXnRtouN5IejaSHh8lY+HGSIyZYmXW3lxy3\
u+8nJ+MDcouLIvQSD2ipT1wP9adhU+dlK2WB4TLQOUEHNsfgfbyMDTndDiBdCZx430zzCoHZLwbyF5ISGhFnkg7O91Wlc6BezMbPnaVnXrc3YZdEf6hXxL\
ViJTS49TwWzxdK2DKbpnskNkKyzjAB6vloZrYqzsvfgyudkgELk/GxpEZ411LEuAkSS16fzwtHFLg3YRKZe86UlLsHeL7zaxJV7lWUio5QJ3Y6XDFVFkIx\
IV4vnsD7sa8R+Ga8AFfoiLk8qniMj2iTvntPJ40LMgE8uWb7UMYzsczuW2JSBYkRJmYbI41nG3U9S1MomSc0km7FAcVFf1ESi2OaMfVc78SdKfP0sYSkEZ\
K27ySPUNpdnyaMMVYLNruV6PTE24i2z+GGOR/x4HWNnnd1+447JMFf7kLKatqDZHvz9R3+o4OgOy8kxWfDNjAMKSrDeUGK8bEYE3u0M/K7dlo31N9IHHSJ\
PEdQElUwc7B/w7v+mK1Pc1iGYb7Iz3f+g7+hfBlDVn0RPfKNdu96QhJAcrr5gQe4ZoVNhn2T85lkMkFhfR2Nhz6mo77lPqYYPelfTh4AjGFDre9pkhtIhk\
dxZYhdB3ByaOENF5oRcBkok4eXplUUjYDnOqOIB5ufrvqK7MZjqvKKo5MS5sN7Opy29qUV0KeoTZNR17j7fDcn3WVNsU0ABiepQn3PERhCjEikrZBcsh9x\
EYFGPAy5vzbBHeLx1k/2wYTG6LOo/1mFiFPgnKY9Zg05WiOp1lH+YPQabERT1nc8MTxoohhNCeN3zag93gBHsllTw752fBb3p0cBun/29rjpOXXnelGwWF\
RpafzGj4t7X1BIcO8L9bS0vbCdR+iJwz0wx6g6wueMP5/q3H/7A337AyWH/ceQDX6EPjC141NSHS9+6NyhYATbd8LYsO0jjLiK0YnvGgtjE5VGISdZzjiX\
ySOud+RJLX/4IEIaNAKy3XAPP056qZLxp0VR0nI/PuP8zUyqsmfGcslarZt6e4i2dqb0GiAOv/ziy3+Zf3Fv/tW9jwOZqCskehMig8u+vfRz+wIXj4UsL5\
Wec7OWyk0ACY/KQi+pNEnTkzGpWtMzFnvIBSvMLLm3LGCXpGolT/aDzVXyZz18l4w8AAcSlEDE75+7LBnO7NIi8frIQu0zr/vNqtSmIhque9gRwnSA5Zh4\
kmA0ziWOfdRdV/JTNDRXZJ6j9buHgcMwd8RjMVQWg2YwDM+xtYSI+RdifC2qdXieIQ/qWrY71AjPxR++YKdo/KUgdbk4KUqK+w5eSXuVG/imayq+PU3uvr\
0QW/6g5Ho9klw4B6n1LUD0eQmahfTrkreGnGOvhRNHBARL3VWGtTVEDXDSV11ceAiTsM9F84CzhW9j1HemxxqJS/+4nv/zuvFojVnJNSnqiuwpLdK0LpUw\
w+paZeit2SMT76ozxFqLqUh6q43GeobUgf2Nf4HEwKum5mmWcIIdPmZntyv5SygRx5xqoD+U4L+7bN74XZ8HcYdIpWDOwih/+sxSl0h1OVNXjZA/uXY1ar\
u4uf/R/wPHiDqszU4AAA==
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
"refused.need-key": "{room} is entered by a key, and that is not it.",
"refused.room-full": "{room} is full.",
"refused.muted": "You may not speak here now: you are muted, or only who has voice speaks.",
"refused.muted.room": "You may not speak in {room} now: you are muted, or only who has voice speaks there. "
+ "An op there can let you.",
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
"refused.password-short": "That password is too short: it needs {min} characters or more.",
"refused.password-long": "That password is too long: it may have {max} characters.",
"refused.password-name": "That password is your name, which others try first.",
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
"refused.unavailable": "The servers can’t reach each other. It may or may not have been said.",
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
"list.ban": "Banned from {room}:",
"list.mute": "Muted in {room}:",
"list.exempt": "Exempt from the bans and mutes of {room}:",
"list.invited": "Invited to {room} at any time:",
"list.op": "With a rank in {room}:",
"list.ignore": "You ignore:",
"list.token": "Your tokens:",
"list.cert": "Your certificates:",
"list.audit": "What was done to whom:",
"list.serverban": "Banned from this server:",
"list.more": "There are more than these.",
"none.ban": "Nobody is banned from {room}.",
"none.mute": "Nobody is muted in {room}.",
"none.exempt": "Nobody is exempt from the bans and mutes of {room}.",
"none.invited": "Nobody is invited to {room} at any time.",
"none.op": "Nobody has a rank in {room}.",
"none.ignore": "You ignore nobody.",
"none.token": "You have no tokens.",
"none.cert": "You have no certificates.",
"none.audit": "Nothing was done to anybody.",
"none.serverban": "Nobody is banned from this server.",
"none.topic": "{room} has no topic.",
"fact.account": "account {value}",
"fact.addr": "addresses {value}",
"fact.away.1": "away",
"fact.by": "by {value}",
"fact.created": "made {value}",
"fact.dms.everybody": "Everybody may write to you in private.",
"fact.dms.accounts": "Who is logged in may write to you in private.",
"fact.dms.nobody": "Nobody may write to you in private.",
"fact.here.1": "here",
"fact.host": "from {value}",
"fact.idle": "silent for {value}",
"fact.kept.0": "messages are kept for good",
"fact.kept": { one: "messages are kept for {n} day", other: "messages are kept for {n} days" },
"fact.label": "called {value}",
"fact.members": { one: "{n} here", other: "{n} here" },
"fact.nick": "{value}",
"fact.nicks": "nicks {value}",
"fact.out": { one: "{n} was put out", other: "{n} were put out" },
"fact.proto": "protocol {value}",
"fact.remembered.1": "of a login that is remembered",
"fact.rooms": "in {value}",
"fact.seconds": "up for {value}",
"fact.since": "since {value}",
"fact.subject": "{value}",
"fact.subjects": "{value}",
"fact.suspended.1": "suspended",
"fact.suspended.0": "not suspended",
"fact.time": "{value}",
"fact.token": "token {value}",
"fact.until": "until {value}",
"fact.used": "used {value}",
"fact.version": "version {value}",
"subject.ban": "a ban of {value}",
"subject.exempt": "an exemption of {value}",
"subject.invited": "an invitation of {value}",
"subject.mute": "a mute of {value}",
"subject.account": "account {value}",
"subject.host": "whoever comes from {value}",
"subject.mask": "{value}",
"subject.needs-account": "{value}, but for accounts",
"subject.net": "{value}",
"subject.nick": "{value}",
"audit.announce-all": "told everybody",
"audit.drop-room": "gave up a room",
"audit.invite": "asked in",
"audit.kick": "removed",
"audit.kill": "ended a connection",
"audit.mask": "set",
"audit.mode": "changed a room",
"audit.rank": "gave or took a rank",
"audit.register-room": "registered a room",
"audit.rename-room": "renamed a room",
"audit.report": "reported",
"audit.reset": "reset a password",
"audit.server-ban": "banned from the server",
"audit.server-unban": "let in to the server again",
"audit.suspend": "suspended an account",
"audit.unmask": "lifted",
"audit.unsuspend": "let an account be used again",
"mode.none": "nothing but the ordinary",
"mode.off": "no longer: {mode}",
"mode.accounts-only": "for who is logged in",
"mode.invite-only": "by invitation",
"mode.key": "by a key",
"mode.limit": "{value} members at most",
"mode.moderated": "moderated",
"mode.no-ctcp": "no CTCP",
"mode.no-history": "nothing is kept",
"mode.no-outside": "nobody speaks from outside",
"mode.secret": "secret",
"mode.slow": "one message in {value} seconds",
"mode.speak-accounts": "who is logged in speaks",
"mode.topic-locked": "ops set the topic",
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
"state.ended": "not connected",
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
"join.needs-key": "{room} is entered by a key. Ask somebody in it.",
"join.key": "Key, if it needs one",
"join.list": "Rooms that there are",
"join.new": "{room} is new: you would be the first.",
"join.members": { one: "{n} here", other: "{n} here" },
"log": "Messages in {room}",
"log.new": "New",
"log.unread": { one: "{n} new ↓", other: "{n} new ↓" },
"log.unread.you": "{all} new, {n} for you ↓",
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
"search.unkept": "Nothing can be found in {room}: what is said there is not kept. An op who is logged in can change that "
+ "by /registerroom.",
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
H4sIAAAAAAACA6U87Y7bSHL/9ykaRpC9w4649h6QC8Y/FpOxL3HWnjFmBnAM3yahxJbEE8VW2NTIyuwE+ysvcPmTF8iD+UlSn/1BUrYvARYeqruqullVXV\
9dXPtx57reVHZZ7pvePHzzpLPLvbfVk3Pz5G5d9uZQeiNj5jcPC1fZx98WT84CYNHZvjsSeHc05aqsWwP/PfT11j5mgI3zPZO1ZuHa1i762rW0AE6ZuV26\
zpoepr3t7m1nytYfbAeoKZm69Xax7yySujC70vuD6ypTe8Bqe+MQcd33O2/KxrW2MHdrmNuVK1i13NoIkFFt3axcLNy+7T3vkejRLjbWArHWGQXIEPftpn\
WHdrZw223ZCt9g07ghwJFh09QbfLWyz5E9bAtRbt3W9uu6XSHatvYeH3ukc2Zch4O9c2a7X6wz/HlZzdp6sQnSWpTtp1//G3lpSoMz56axfW874ManX//8\
7+ZQ92u37/FdgFv+zFT1qu5hFvY4M/9iPpifzYN5NP9s/vhH86/mlzPz5JvvzBN4E78rF9Y/x5ciHNzXDEW97FzbPze/+8HABrYgydEWO+e201vEGfgFrA\
LRnJv9Dt4TKcmms+0VtMHvzF+b781/mL8y3+YChJed1e0MfihD5646IusWZdOA9j4gyCNoRWfL6jiUvgfeBl4KKImwNyiGk+CFvlyOg0cAZx4nESNDoqbg\
BPHjJEYxhYZj00v1yA5Fee/2pkSkVpFOQRdDlNOvAzo5A+0+Ep4fLAPHGudoLY+/jjC3LY8g+Gki9aqF818pGf4ZyOys2zU2oTPQMrAnVboDHkHl3MJBCq\
d5Amv0winqxFvX7X3d25lrGzJ7DIHSgAOF1srMj+awdjjCoFVhLvzG+KCSYCHzQ9JaW8029jS9EqzQ8YyOARqRoGU5GcScLfdNk9PBkQxuu+8js1AkSMvv\
bLkhXYefh3NiM3KDgMkK4RvTm61BCveuXlhG8mPiGU/zFYIq/cXLsEEs2CJdtMbteARNCloMpDViq1e7HgxQX24sWhS152Ai3YoMWd35/jSBeNIjZ2G7Im\
qgsQJZ1e3oXIH1cYcxvys39gcJ+CQHBefEcRTLlh77aJQi26cMYFP7PmgOcQlHJpUHLNLWenRcPlmBmQqmZdfV92UP8hQY45ZjuYhRE5iwpvzGZTd21yM5\
cOGrwakN2KUnY33l2HMGF8uxQM5ZkeHMfoT38jlr9GCSI1JhT62YadLAck/hoe/TACW8ZBqxHMB1rjIUnZ35NQRmk0gYCdDsOZx/QypqHrZ1+2gW67IrF+\
TtQTG3buC2Am1k6knSOEmUUenW5b0F4uXHlPg0UfTgk0RB+h359zM4KzWwyuGphcUgXpw4cnAE+CyBHg/d0PQhmwQPoJP67vdgUtoqiXNFfuGoQXhCkKMY\
o7PkSapEh+YWmYbsS8xKYV6zWYHRuifLhocEIOj9iSMjR5hJJhFIvnkwELMKgs4sSEfQZTngZgAtshgshScjNh2roAT9QNslSkUXhm/mbdmBSIHGSIpg3j\
Xcl0haQz81YwAxHQogW0M8gfF3CANo5lQUEPB7t7FtIEBKvC2rGEzw/GkyMJtYikCjZEQ0abz/oQjVUBBYhgpm4gu4aCz2/fJvU/GjIvb2Y88o6ObmltKc\
QQpS3pd1U84bmzPcB47DCQAp0T+kfYV5xaqOdkI0nvY5t7BHX9bDnAvOfVs2A3kyTzFfQc3OFW+973vQlERPAxqFNlUtWp0cw1FeSHN52klDhfK2scs+Ge\
7sroEsJfjalYNogmyAHLq+nOMrH+q2Et1jxE2NKQKllBhX2K7sMRJZptkob4asWdxmQuMvi0F717BBSRHEnui5CDAF8rc9ldccShBPFR27yck9B9PtnJ+w\
PJH+vJzcCKXzEXQDg2L45sdHUKotJNPEklGwnMCDVErv2i+hncNfAnwM+OWhPKa7wt+R+nDP+DvODrKJg+OD4G0SmvDq9KoRcd8OUE+hDLlDzJ3pnmN4ke\
86QqGRtGNQ4ANORC4cynoYsWhWyhkBSt2jPT6s4fAC/SPyIy5ZuZbWeYHlkDAKZwViiMyPca2Hh1PAFRxwKxx5EPf2GFy7es5Ma8H9nvTHEK4okQFCsZKt\
vqNAHY/MvHMHODaoNXY7p3wohIVIlE04oKq7HUiF6e5bDCgn93Nm5vs+Pedk1YK9Bh+nS7MVnh8z4m4/RRZGI1QaAr5HjqXRUTiUKffQF5woKH3/IBOPhX\
lR8ynaWvAM3z+04Isff0QiVU3mKFcayXZ1ft+OICJjB7CYnCWg6lViyphQHcOmqWWUDkJzfjw4A34TQ7y1bXbFnxyr0s319Rvz4aeX7382n379L06PvRSR\
ztiTYRJS9wFzV3IM/eHm5cXt9RXjNRYcnWftoqhIobeeYq+rV5c/mbuX/3RH0L48eol1QDe5phgx2OFmsAdUEpRK5QKc2vmrizcvCVJz0GiQA2zvdvWCNo\
10ecu9bRqK6SGtkRVQYan2gyybg749NzOzgHfrMg6oOfpwdX338ue4y153qXY1YKhZHYPRjIJx4Edn9frmxS1RXoJble2hKcEwIsCHEtGHtxc38lqYY7IM\
fICDdLr2QQzx5ekdTcp8NtMZ6LqurGwAhYWvEMDVrk8g1JRqYr4UiQfNDLCgmJ7IgjYq2EYFi0CZlrGXYwQJAGyubnL8PjDu3as3IB8lwTQAYoLAGUXsP6\
xRH/Bp5Vz1HH8wOxEpeWlZJbxFgxrEb8GHMSqzHNzPbIhL4WFHdK4hjktWRyLp8kp0vD4bhXwLbhc2wAvyiaaDh3FZslBXtpu4UGUZNSzz6df/GcmUakmf\
2wyyBFAqDP/ABmXSquwYfWoRRKeX+A7PxS8z/HdwiCGTbleqp2uw91SdGekH5m4U8r28vL6SE0YbpjCed+zaBUnSO05svIXQtIp8kZoiboL1vfTRcmDpgC\
uLaDu4kNCmJ4xjgfDKrArpu+y4Mq8BMxV7tJoSOSfn3oJzPeLML3qR8kvr8DezB+tomIocOjh4aG7Zr2tBKdkUhyNIk9WDCwxwEpPsO4CHQIRihUTXou+m\
GXyObiM6bBXWMXXcARL/oZe7vH7z5uLqRWrXespnyFd7ck/2I2QnNR/pQOHf9jVvQr2SxiEIgYTUTvzdqCp9HkD0lL3BImos9UUA+9FuOf55SU/RopCNQS\
HSyUUBDnGliI3Ir/gRpaPFxN5QQl1vbcTgs/iu7tfoneGgTm0pWuNY7Y+zaQbdSb4eZxe268Mk/qiX9QKUJAEp9xUz9p26IwyDceegaNsIx8ye4HGSsCWM\
li1zREZ1a76zLOkAew6E8BCp2K6cpmsnrhUIOJjJAL3NRRlBoygjsP1KoUYqiVAjmfpz4o24YmoZDS3KUMjJMhNCNnzqI9DpaomPQInIA0wq+QgZJK+F4V\
T48Db54pn8p4U1TN1l0xKmCaeQD7RtGCaoZbnoi6RirGnSw33Z7Dm9Y5CqIluGfyHLBHGNIDBZfEYwEqjR8JxM+/w4gl9AQiiypVxmOA8GuQjGmGyC/vic\
AS4y/PSy/N3gBuTrqbAmJJz/KkxKOIgf+BSHpb+AD9jgneuKi2O+brBLgGqeAxDMEIunxDXN9vGA002ExlkZMIA+oC0/ifHQPpoKJcZFty/B+SfmUek35d\
xSuU2LPIPNckbqky0gEeZHWC0MRbrhhntAL1RcucA6nGZPmS6Fh2qHETn6zWxFbNkIU3HlXed6hyvQw8I1o0Viis/SBbNVGvLf4VongkQsTSzQ/AwoajgE\
s/vdpNB93S5EMTCUGk3v53+yi36KYzLlp+fkeoFfJN42jAFI4eh2dASEVneKerCXXKEYTsOxrEl16GE8Ld091NEznMSicc21OnlMQeSV1bWVaCXJuYxBop\
cCEP6BxKaBE2dUtuyFys+Aq7Msyb2dAPq85VUotRkQE1i6oYDgVYt8EwvLjePE1OiqWWC4uoSaFyxmhtWfojc+p+TXCvBLQGZh8Z6YdaCpTLTmAa7q3C5c\
A6/QYcIJKEOGwUAxy9WqS5zT1FbKtekEr8z18DIphkcY5ZS3fTIoqRGH1NVoNxhEhN3idZlzG4ktEiAJ/8O7xfLkmKDFykoCiT+nwDTNCTXRZM5bmYIHQE\
1TAAbhyGAmhyIPHNJgPoMOiTn2LfAlYdr4plmx4LBpyEzJINdhQMi3hfFNvczeY98mRHDNiK5XnXFVFFTRSilWr/y0SgrvXrdldwyAbrlkOCkegp/A8ccA\
oJofWmam2iYC9KC9Zn5MDEIAkrxWO2PCeFNv6/RIGfGT2poWAEOWT/4+/IgvP1v0i5281+Xd5dt0CuJByHaPKXekZSGFAvfn60p4SNGNtLGQbuisIoCr6l\
jT5ClMSBkAA9jQIBHMcprxMziukfUyDjkt2wgYFLLOGqd3O5jVo66jsDnKRbu0qYkbt/BXlVV3M3cf6epPHfGNFvRoBFQPLyjCxBlVCALXZJYKwp242jfa\
X4JbDIEODPNjHC3U3H51EARRVSO5AWcOoFVEESeKyrZ1vIzUqwdQ13ldScWYGknbFPu5wQ5F4Bjed9KVq6EeHuQRd9nhA+nBpWsgY/VhrPBHMF1knG6xNx\
WLpjwSIJp6tSamvKaHMF6VHR30F/gX01OwqXtppnmtzzC+aBx3RF7SA46U4D6ICZf8hGNkkmmMn2DsyA0+R5YDBOP0C/6gOvQYkWtQjeGLeAE+QzytjoFb\
GuIvrJtFKCrjB5itdBdkIByQTKwQTM/k+uFm+cT8FxqSC/NOq9/YkWsO4Pfo/n3tDi3ftdU954py8chkYxtVeuMd+qgYCC/1Er2964744rF9utWTXSSqfB\
oK0l9SbyaetWRjG0aYYRMPM//o0vrvwTYY+UDE2bNEaRrPON6gHE1Tc8VK4cSppVezVJ4Hw4CXNeaBAbgQoEihm+Qtleqk5Tf2VZ9R+5i41zNunnabWlJ7\
pbJyYX+ceeMkpW5gE8Qoq/1Im97SfKvERqTGatWVN0vdX0yDr1W5V9WsqPoM3hTxIArogSNFWJTSNpDjNyzHL60smV4q1K9EIS486rJlc+CFv4iOWSvrnW\
2WUcDv5Rzj4GpvfXaJWRoeUoAkrH09eY1LVRG9Cqn5loj6Co5k7rRS16ZTQ5OTlHHl8HN79Z43/Pr/2cb+FR3s1Fc6aGOnPWgodCl9FLGDQq/XtDBDpZrA\
5It0VOLIW9Cq0eWbvjEBSpD2fnDrlrUMXKALsmempuZKan0MMHxCXplyGy72QhGc78jDkMDKzblsgmfqFvwQu+1X0v2UBZwMhc1JVDg95gVyqndruxQ1i4\
HnxNacIuJqw+DFkGhafn+bhNs8qyUAYmYPvIuBjWvZR1f2Hq9q0ncJn4yc+hoEmxOxcCHNiY5NA8oGdtdwk0US/hfmGqJpVpk6++qkd9JPrK8qtwzIZLlk\
SK8w3nBPYMpanRbpDCBUTAEqqBsBykV62pmRQ4vEpOBmG1DoFd4qxeMHL97iZzM2Nip8VZeprBB8zI2FQLPPMiZtD6vq5ZLfH5fpD9Hw+9DsSaZZD1rg+8\
hs9Mk+M0hIjBHsGoQ3Od9aiquv7CGb1wuZ13ghM0jh6PsIuqmJENELcQBb5BGXXAO1WE7hogbargSLaIYYOQ1keVDD7EFIm09K6ZBobcEiUlSbU9NoHZ0C\
RXEZudjgJNNELxS57zQP4Pq2lQp7IoI+hwhKeadz8RYCobSnAx25/h6EHzFN50lR3IvQ9kDF7fmRlqdGYkoqEdjrlxGEqYbmJiXHBZsvfnNx8tMNIiLoP+\
G3GWCKQzu2XPARDN4bheSHTX+vt0fJbg75PmCAv404kPWZ2/iWcfn/QxEY7NF01CDGKjkVOjKpmwBmPv3nnwfr6KguJbiFJA8PkBcR0BlFNaJqTCesLrHI\
FT2lcxx5aTHnH5CFc7A5rVykYwaOX+Jx16b09hQ5ckwx3/Klwjl/bdKLEeJvFdjWI42AHvovyX3oUaI2apyJKQACL8u60SwSm/xLbtgLfbsIE0L0W3D3MR\
DHqar2i5K93wt51F24ApJzrvrx5Tt2I50n09SjoBAQIoH9IXND4yngEhxDxRZYsnkZISB7j3tFHUv6A/2jkZEAge236Tz9zmaLw/o4hDC/0U7P30bg+9rX\
fb4aOWj6eDIjC6zbd4ONEVkEJRwNmRSeyn7DVrcDhK/+MYKx4x+oOQ0OlFwASccZNd4FMv2segIE0XQlK7GF1KBS++SwdQvvXlNbKi9QtptUYILBd3tSMH\
5MZThA5fvaaSxqqxnAh0YXQaF6bETh6Rxl8DJUuaU+E7wXRsOv2MOtEX9PLhVIPOC/CbKWkpV5UlHW1pYxzzf5l53agzyxL4TMtHYCekyflSzD4WJz2taT\
go6WyMHHK4x6Jakfje9I8cJ+/CaaLCSFCOyIG5NelTvtLTfZDWVsCKWsEzHqdrdPi3SJ+/CSuaBJ47sMCMy9xiJPbpOfHIf1seKgh47MYRKQ/JgcvuGc/5\
EPoVCS+OAldkdhwYI6I4OtdktKQsBBQHZvluCoylhhURoccOs6FJ0Nzl5ywpKzxUcoPzzhmLCXLpKP3d5oRJdMUszGk20odfNkaImUi3b0TD8m87HJ4hU/\
xam06fGVdl+EhjUBivcfN/SkGUY2HYMzAWItnIATOVyHpjD+atXGj73RdZGPxe+icDZrGTWNfsWUE2bh8OrJLEtAkySWhExpV+D1buKtg6D+vgabM5RW0u\
53h6RH0kw6rgb8wqkkKUMA9TtpsJVCS6K373PZZYuM30Bt2g2Zp8EuyIwlMiMQ2UfSgjTEUCYjeDIX+6MGy8BEXAWnP7sEQvMKAJq9arJA8qLxy5EbfsL8\
Qm7F/wDR4xq8OH0yJ+PFs6cUHD57aiBV1VZUnqFe5WeAsu/iYMWDFZdJaOz3NPZ7bsjQwVhv+0PSCUIHM7YQUEjKv8JkUjpL6hw8p+Xz29CTEufGlylCTw\
pOWlriUb3GvgzX1wmG9BddaH8Rm2rt3r7lpzBWrGva7rfvMBk/w1v23bor8eqACJ+jfM+4IHr+w9Mf/mb29Nnsd8++jQTkYhr+xNZumZrv/TEuml4F8LyG\
EWnnFlncIgGK33IomHwYR5BJq2HIC8iq9Mk3jOzODH9DProfQ3ILzWyBAhV5ICH8XkscIbOQHdHC0+n2iTRbqvUJurYWKg00mJwNTZBKJk9S1VbFWzwkeq\
BkTj+zyb66XvDZ0y9AkosO5Fu0z+HDDNb5Zhd6WbXbVVSRn6lkzWfnJ3vU38XtuubcgR9k9LLv+GYK/8rYW/Gab8VlIrVCYw38G9Yo5mAwyCTSA3fT6t0F\
AcAOd41lq6rPXgq6kTYHKnzdTo/yf584Y4U+C229AQXSSlH7eUe3gJiCxE9BMPU74+8QDbbCHPXOlNfrLd8045ee3OFPJQ7+H+JEsEXneA1+Su9gfcIYPd\
n8lExpzYUrJLG8QpMqIxS6XHWuRbbMOa1q0QM3NK+clTeVHJLf6vH5N/8LbaMxRVhIAAA=
"""),
File(name: "words/xx.js", content: .text(
#"""
import english from "./en.js";
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
export default pseudo(english);

"""#
), gzipped: """
H4sIAAAAAAACA3VSP2/UMBTf8ymerCI5x8mRYOspHAh1YIAOiAHuIjW9e7n6yNlR7Kh3RJHYEAsSCxOo7dKKBYkFFsqAdV+knwTbScofwWa99/z79x5fFb\
LUgGKRc3UEWSlXQFiEgi0VGQVZJWaaSwGFwmouqU4PcwyhDmZSKA05ao2lghgEHsPDtKATxhhJkctqJtTmxb29B/tP7j96/PQZSdjK9mmRp1wMgYs5rkOI\
7wSTruJ/mlPz0XwyX8w3c2E+b8/M5fa7eWlemzfmnXlvXpm321PzYXtJkolHSJIwHP0hxmqh0WAAd/WmQKiVLrlYNDCIQAp0hL1otkBNfW08dr0eZs7Vou\
IK/w+kca09Uh9DkZbaheAaTBU51zSi03p6fHPahFHYGbdDv/luX3ADbsHYA8Cuj8A926hanSFbSi4oIc5oiboqBRxcnZzv1J71utvs1OTHV8JKLDDV1EvJ\
7Vr1EURwO2yuTi4ORkHTu0Rh/aATvX+4xJlmXaHbcCt58hw3Qz+6SbzmtuACkVlbhziOgbThEOukT4/6bhjs9vjusvY6jr8o29GOMpPlauiT7CjbwjWu67\
iNWct298mvUP7B0xHYmSbAtT/0OWZplev+nru7txM/AQp0KngJAwAA
"""),
File(name: "words.js", content: .text(
#"""
import english from "./words/en.js";
export const LANGUAGES = { en: "English", de: "Deutsch" };
const PSEUDO = "xx";
export async function loadWords(wanted, browsers = globalThis.navigator?.languages ?? []) {
for (const tag of [...wanted, ...browsers]) {
const language = tag.toLowerCase().split("-")[0];
if (!Object.hasOwn(LANGUAGES, language) && language !== PSEUDO) continue;
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
when(time) {
return `${this.#date(time, new Date())}, ${this.time(time)}`;
}
day(time, now = new Date()) {
return capital(this.#date(time, now), this.tag);
}
#date(time, now) {
const between = Math.round((midnight(now) - midnight(time)) / day);
if (Math.abs(between) <= 1) return this.#relative.format(-between, "day");
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

"""#
), gzipped: """
H4sIAAAAAAACA51Xe2/bNhD/P5+CVbJCTBXZaYtgSOpkxZIWA9Km6GPD4BowLdE2G4kyJKqO5+q77+5IyrKdAcUQwOHj7nfHe0vli6I0TOpZpqo5m5ZFzo\
K4tyzKtOpJHX+rgosD+UBESaErw25fv3/75fXbm09swNbAeM6CG8sdRCyVsL2WtamSecCaiwPL8+HTzZfrO2AIHh42eKJa6YRNa50YVWiWFSL9C+WGS6GN\
TCM2KYtlJcsKGGdZMRHZ57mqYi2+q5kwRXkVZ0LPajGTFbu6YsMRZ+uDaVGy0Eo1YsaKKRvGcewRYelBidoSehiQAzyxKW6LpSx/F5UMeVwtMmXC4CTgw/\
7o4kBNWfjkbvJNJiaei+puqcPWIlGLxNnTpxvYJ4OBMwFHIxqla2mRNpKBJJA64KyUpi4103LJrDVApcg7iF8cmHIFij9OFYqlUIYpcmo49n48Wns5DTh0\
zHmcyqmoMwNwDUuESeYA2cDfHizq1JXeOJOlYgXWev6SHbOzvv857ff73uW1VgYd1zs+Zr+Z1UKyNV007LjHwuEwAARA/vXsZb8/itgwmBd1CQcvztw+By\
sZCSdndl9J4E9hfzoa8U1MZqKqrK7whEMjJhmY9nCR1aXIKlgZleNBXuRSG1iAWPhdSnlvV6XMhFHfkUbX+USW7gFlnUCIWbMSarQbJluB0QmmIhEZ0tzr\
YqlvaYcw6DoMX4zKgaNyRx1gv3Q39kEkcNKS+9fBMTrqD22y+AMdfawzWYUWm7cQYIEu6bUw8jOcvSnKXBhHHUEuowcgfcEMslQJWNq6AI6en6RqpgxkdI\
tqDfpTuClcfDKrDJGmdZYBMurkj3KZqjrvYtvg+h/AHQzn4Z/CcbSAkhV6hmWMNh1DQNLO/XVHiA+erpSP7uxRSQ4SoERtii6UDb4u0Hs62YKgBISqE97L\
Fd9Uge1y5JI1YkiEDJVYIUPEvouslhg266bDTfIXojRVl4rH3wqlwyAgiL3r7cxes6EWObgB8kbp2eic/YlUrLHZDuJ25R0amS/AULILGmtfbntf1+HX5T\
P+tenxOBeLMEQNIqZ0Kh84G1wCHNZP2rNf2HMqoP22eiK1r0SEDfpuW8lKjIiSsyunwRC3Iwb+gTbl9YUnQhtxMFinra8C4Or6Lp5aVxEhB4yOgW4ekqxO\
5SsyS8Qsw6W1jqUHK/N4qjIjS/tYeiUuqH04P+yYTW/Kji8UHaGf8cjK2H57p7TYKGlfYlHOOwXfokOql6s9G+4g4G4IG7RfDY6ZKi1T2+ccPzykveAgEl\
oxxftNWUKtHeuCUcNi2MSP1gDVjLkFcE7Y4AQ21DYNk65ap9FuuFUu40pmoHxo8yrUODP0OR/hfyKPCzPH+o9tcFpXIgvX0K5TeCFpRQ+FX5AAOjQb08Mx\
lnu4jMsC5ido/SQYE3VMUDKNj9YI1RDFGM31+A2Ybvdi7IaOFhPt3T7bGuzHDysSUz1w/AEWHESgKmNVhQqkknscxOCWlLXLXDz4ldJupaUoacka9zyPYo\
osxZ7kJVIsWmiLSoCE5WBQA6ewNd8l66MNjtaI1YCz99SPiZAegd3i3IpLwZU4LYZ0ywG4QZshCjoOKUP82a83cOgzlAiQ3Daxxxns3R7Lci71LsPYqX+I\
DYkuIwprbDgh503k37dRD73aHECf8eSQCYMu0wY9EQtlIBj3RRRLHjE/VNj6sHPdxuhEGuhy6Np3wswh1iAPwzBXqVazuQmJ9oS1e9KRsx52QpeBxCcmVe\
igOHs1YKdtHG43RG+2E0ccMZr3NlFAEuKZNG+gb/8NIRJySmtQZOfUlybf0F0g4JDA97xjC6svwTsefaxMIxNUOhMqqKwV356sqQ3fwq1rwq2pPYZlIk/6\
uLRjarWx/BAn4YhV6h85YgM7F0OhR/MP3TGVesfILgd0yLEsEfHwxcgnnhX7n0OC1w9zpnJzEUJAElkl8PdaQYvdDDvd1LTw/nHk8ESqzL8JwoE0owc3B+\
2H2+6gC0/f+kh5ZPiKq3qB87tMLV91NyVWmKTx3fjV0f00cUDuuCt7O2K33Xftc2E7ouz0iWfvcKzrHrjcwyXqGtJLW1ltIsoHsKWbyDpBBsdxMhflaxP2\
OX1FIsWXxcJ9S3qOZ5a0ylQiw1OS8S9PIEwvhw8AAA==
"""),
]
}
