// What is pure: lines, names, texts, presence, storage, words.

import assert from "node:assert/strict";
import test from "node:test";
import { pieces } from "../../Sources/WebPage/Page/found.js";
import { Refusal, byteLength, command, makeNonce, parseLine, readTime, splitText } from "../../Sources/WebPage/Page/lines.js";
import { clean, compareIds, fold, isNick, laterId, roomName, roomOfHash } from "../../Sources/WebPage/Page/names.js";
import { summary } from "../../Sources/WebPage/Page/presence.js";
import { Storage, TabClaims } from "../../Sources/WebPage/Page/storage.js";
import { HUES, hue, mentions, tokens } from "../../Sources/WebPage/Page/text.js";
import { LANGUAGES, Words, loadWords } from "../../Sources/WebPage/Page/words.js";
import english from "../../Sources/WebPage/Page/words/en.js";
import { FakeClock, FakeShelf, cost, settle } from "./fakes.mjs";

/** Numbers from 0 up to 1 that are the same in each run. */
function draw(seed) {
  let state = seed;
  return () => {
    state = Math.imul(state ^ state >>> 15, 0x2c1b3c6d) + 0x9e3779b9 | 0;
    return (Math.imul(state ^ state >>> 12, 0x297a2d39) >>> 0) / 2 ** 32;
  };
}

test("lines are taken apart", () => {
  const read = (line) => { const { verb, fields, keys, text } = parseLine(line); return [verb, fields, { ...keys }, text]; };
  assert.deepEqual(read("MSG 7 t #lobby ann account=ann :a : b=c"), ["MSG", ["7", "t", "#lobby", "ann"], { account: "ann" }, "a : b=c"]);
  assert.deepEqual(read("AWAY t ann :"), ["AWAY", ["t", "ann"], {}, ""]);
  assert.deepEqual(read("AWAY t ann"), ["AWAY", ["t", "ann"], {}, undefined]);
  assert.deepEqual(read("OK 3 id=1 id=2 x=a=b"), ["OK", ["3"], { id: "1", x: "a=b" }, undefined]);
  assert.deepEqual(read(""), ["", [], {}, undefined]);
  assert.deepEqual(read(" :"), ["", [], {}, ""]);
  assert.deepEqual(read("MSG  7"), ["MSG", ["7"], {}, undefined]);
  assert.equal(parseLine("OK 1 __proto__=x constructor=y").keys.constructor, "y");
  assert.equal(parseLine("OK 1").keys.constructor, undefined);
});

test("no text turns the direction of writing, and none has a control", () => {
  assert.equal(clean("a\u202eb\u2066c\u0007d\u009be\tf\u200bg\ufeffh"), "abcde fgh");
  assert.equal(clean("👩‍👩‍👧 ❤️"), "👩‍👩‍👧 ❤️");
  assert.equal(command("msg", "#lobby", "", "a\nb /quit\r"), "/msg #lobby ab /quit");
});

test("ids compare as numbers of any length", () => {
  assert.ok(compareIds("9", "10") < 0);
  assert.ok(compareIds("9223372036854775807", "9223372036854775806") > 0);
  assert.equal(compareIds("5", "5"), 0);
  assert.equal(laterId("", "1"), "1");
  assert.equal(laterId("10", "9"), "10");
});

test("names", () => {
  assert.equal(fold("Ann[ÄX"), "ann[Äx");
  assert.deepEqual(["lobby", "#lobby", " ##c ", "#a b", "", "#", "#x:y", "#ü"].map(roomName), ["#lobby", "#lobby", "##c", "", "", "", "", ""]);
  assert.equal(roomOfHash("#kitchen"), "#kitchen");
  assert.equal(roomOfHash("##c%2B%2B"), "##c++");
  assert.equal(roomOfHash("#%zz"), "");
  assert.equal(roomOfHash("#<img>"), "");
  assert.deepEqual(["ann", "_a", "1a", "-a", "a-1", "a b", "x".repeat(33), "[]{}^`|\\"].map(isNick), [true, true, false, false, true, false, false, true]);
});

test("times that can't be read are now", () => {
  assert.equal(readTime("2026-11-30T12:00:00.000Z", 5).toISOString(), "2026-11-30T12:00:00.000Z");
  for (const written of ["", "x", undefined, "99999999999999999"]) assert.equal(readTime(written, 5).getTime(), 5);
});

test("refusals read their retry, whatever stands there", () => {
  const retry = (value) => new Refusal("slow-down", "", { retry: value }).retry;
  assert.deepEqual(["3", "-1", "x", undefined, "1e99", "0.5"].map(retry), [3, 0, 0, 0, 0, 0.5]);
});

test("long texts are cut at spaces, and not within a letter", () => {
  for (const [text, limit] of [["word ".repeat(100), 60], ["ü".repeat(100), 11], ["👩‍👩‍👧".repeat(20), 40], ["x".repeat(100), 7], ["", 5], ["   ", 2]]) {
    const pieces = splitText(text, limit);
    for (const piece of pieces) assert.ok(byteLength(piece) <= limit, `${piece} of ${limit}`);
    assert.equal(pieces.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
  }
  assert.deepEqual(splitText("one two three", 8), ["one two", "three"]);
  assert.deepEqual(splitText("👩‍👩‍👧👩‍👩‍👧", 20), ["👩‍👩‍👧", "👩‍👩‍👧"]);
  // A letter that alone is longer than a line.
  const heap = `e${"\u0301".repeat(50)}`;
  assert.equal(splitText(heap, 20).join(""), heap);
});

test("nonces are such as the server takes, and not the same", () => {
  const nonces = Array.from({ length: 100 }, makeNonce);
  for (const nonce of nonces) assert.match(nonce, /^[A-Za-z0-9]{22}$/);
  assert.equal(new Set(nonces).size, 100);
});

const kinds = (text, me = "clara") => tokens(text, me).filter(({ kind }) => kind !== "text").map(({ kind, text: part }) => `${kind} ${part}`);

test("links, rooms, mentions and code are found", () => {
  assert.deepEqual(kinds("see https://example.org/a_(b), ok? (http://x.org/y)."), ["link https://example.org/a_(b)", "link http://x.org/y"]);
  assert.deepEqual(kinds("javascript:alert(1) data:text/html,x ftp://x.org file:///etc vbscript:x"), []);
  assert.deepEqual(kinds("https:// http://[ https://user:pw@evil.example/ https://good.example@evil.example"), []);
  assert.deepEqual(kinds("HTTPS://Example.ORG/x"), ["link HTTPS://Example.ORG/x"]);
  assert.deepEqual(kinds("in #kitchen, ##c and #tea. not a#b &#39; x/#y https://x.org/#frag"), ["room #kitchen", "room ##c", "room #tea", "link https://x.org/#frag"]);
  assert.deepEqual(kinds("Clara: hi @clara, claras clara-b xclara CLARA!"), ["mention Clara", "mention @clara", "mention CLARA"]);
  assert.deepEqual(kinds("`clara #x https://x.org` and clara"), ["code `clara #x https://x.org`", "mention clara"]);
  assert.deepEqual(kinds("[a]|b", "[a]|b"), ["mention [a]|b"]);
  assert.deepEqual(kinds("anything", ""), []);
  assert.equal(mentions("hi clara", "clara"), true);
  assert.equal(mentions("https://x.org/clara", "clara"), false);
});

test("the tokens of any text are the text, and no link leads elsewhere", () => {
  const random = draw(20261130);
  const pieces = ["https://", "http://", "javascript:", "//", "x.org", "@", ":", "#", "##", "room", "clara", "`", "(", ")", "[", "]", ".", ",", " ", "  ", "<b>", "\"", "'", "&#", "é", "👩‍👧", "\u202e", "-", "_", "?a=b", "/", "\\", "%", "%zz", "\ud800", "１"];
  const nicks = ["clara", "", "[x]\\^", "a-b", "`"];
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 14) }, () => pieces[Math.floor(random() * pieces.length)]).join("");
    const found = tokens(text, nicks[round % nicks.length]);
    assert.equal(found.map((token) => token.text).join(""), text);
    for (const { kind, href, text: part } of found) {
      assert.notEqual(part, "");
      if (kind !== "link") { assert.equal(href, undefined); continue; }
      assert.match(href, /^https?:\/\/[^/]/);
      assert.match(part, /^https?:\/\//i);
      assert.equal(new URL(href).username, "");
    }
  }
});

test("a very long text of anything takes no time to speak of", () => {
  for (const piece of ["#", "`", "https://a(", "clara", "a.", "((((", "[[", "@", "https://"]) {
    assert.ok(cost(() => tokens(piece.repeat(4096 / piece.length), "clara")) < 5000, piece);
  }
});

test("what ends a link is taken off in the time that its length takes", () => {
  for (const [tail, text] of [[")", "https://a.b/"], ["].", "https://a.b/"], ["()", `https://a.b/${"()".repeat(40_000)}`]]) {
    const spent = cost(() => assert.equal(tokens("https://a.b/" + tail.repeat(40_000), "clara")[0].text, text));
    assert.ok(spent < 5000, tail);
  }
  assert.deepEqual(kinds("(https://a.b/(c)(d)]))"), ["link https://a.b/(c)(d)"]);
});

test("what a search found is marked, and all else stays", () => {
  const marked = (text, sought) => pieces(text, sought).map(({ text, isFound }) => isFound ? `[${text}]` : text).join("");
  for (const [text, sought, told] of [
    ["The Kettle is kettles'", "kettle", "The [Kettle] is kettles'"], ["kettles kett", "kett*", "[kettles] [kett]"],
    ["a new, kettle; new", '"new kettle"', "a [new, kettle]; new"], ["Café cafe", "cafe from:ann -the in:tea", "[Café] [cafe]"],
    ["今日はお茶です", "お茶", "今日は[お茶]です"], ["tea", "-tea after:2026-01-01", "tea"], ["a.b (c)", "b ( .* c", "a.[b] ([c])"],
    ["😀 tea\u0301 😀", "😀 tea", "😀 [tea]\u0301 😀"], ["x", "", "x"], ["", "tea", ""],
  ]) assert.equal(marked(text, sought), told, sought);
});

test("nicks have one of twelve colours, in any case, and all are used", () => {
  const hues = Array.from({ length: 2000 }, (_, index) => hue(`nick${index}`));
  assert.equal(hue("Clara"), hue("cLARA"));
  assert.deepEqual([...new Set(hues)].sort((a, b) => a - b), Array.from({ length: HUES }, (_, index) => index));
});

test("presence is told as what it comes to", () => {
  const told = (...changes) => {
    const { joined, left, visited, returned, renamed, reason } = summary(changes.map(([what, nick, more]) =>
      ({ what, nick, ...what === "nick" ? { as: more } : { reason: more } })));
    return [joined, left, visited, returned, renamed.map(({ from, to }) => `${from}>${to}`), reason];
  };
  assert.deepEqual(told(["join", "a"], ["join", "b"]), [["a", "b"], [], [], [], [], ""]);
  assert.deepEqual(told(["join", "a"], ["quit", "A", "bye"]), [[], [], ["a"], [], [], ""]);
  assert.deepEqual(told(["quit", "a", "lost"], ["join", "a"]), [[], [], [], ["a"], [], ""]);
  assert.deepEqual(told(["part", "a", "tea"]), [[], ["a"], [], [], [], "tea"]);
  assert.deepEqual(told(["nick", "a", "b"], ["nick", "b", "c"]), [[], [], [], [], ["a>c"], ""]);
  assert.deepEqual(told(["join", "guest1"], ["nick", "guest1", "ann"]), [["ann"], [], [], [], [], ""]);
  assert.deepEqual(told(["nick", "a", "A"]), [[], [], [], [], ["a>A"], ""]);
  assert.deepEqual(told(["quit", "a"], ["nick", "b", "a"]), [[], ["a"], [], [], ["b>a"], ""]);
});

test("storage that is broken, full or full of rubbish is as good as none", () => {
  const local = new FakeShelf(), session = new FakeShelf(), storage = new Storage({ local, session });
  storage.nick = "clara";
  storage.rooms = ["#a", "#b"];
  storage.login = { account: "clara", token: "pt_x", label: "page-1" };
  assert.deepEqual([storage.nick, storage.rooms, storage.login.token], ["clara", ["#a", "#b"], "pt_x"]);
  local.isBroken = session.isBroken = true;
  assert.deepEqual([storage.nick, storage.rooms, storage.login], ["", [], null]);
  storage.nick = "kept while open";
  storage.setDraft("#a", "hm");
  assert.deepEqual([storage.nick, storage.draft("#a")], ["kept while open", "hm"]);
  const none = new Storage({ local: null, session: null });
  none.set("theme", "dark");
  assert.equal(none.get("theme"), "dark");
  none.set("theme", "");
  assert.equal(none.get("theme"), "");
  const odd = new FakeShelf();
  for (const value of ["{", "7", "null", "[]", "{\"token\":\"a b\",\"since\":\"\"}", "{\"token\":\"x\",\"since\":\"1x\"}", "{\"token\":\"x\\n/quit\",\"since\":\"1\"}"]) {
    odd.setItem("partyline.return", value);
    assert.equal(new Storage({ local: null, session: odd }).return, null);
  }
});

test("a copied tab learns that its original lives", async () => {
  const clock = new FakeClock(), channels = [];
  const channel = () => {
    const one = { onmessage: null, postMessage: (data) => channels.filter((other) => other !== one).forEach((other) => setImmediate(() => other.onmessage?.({ data }))) };
    channels.push(one);
    return one;
  };
  new TabClaims(() => "rt_1", channel());
  const copy = new TabClaims(() => "", channel());
  const taken = copy.isTaken("rt_1", clock);
  await settle();
  assert.equal(await taken, true);
  const free = copy.isTaken("rt_2", clock);
  await clock.advance(200);
  assert.equal(await free, false);
  assert.equal(await new TabClaims(() => "", null).isTaken("rt_1", clock), false);
});

test("words have values, plurals and parts", async () => {
  const words = new Words("en", { a: "x {n} y", b: { one: "{n} line", other: "{n} lines" }, c: "{who} left {room}" });
  assert.equal(words.say("a", { n: 1234 }), "x 1,234 y");
  assert.equal(words.say("b", { n: 1 }), "1 line");
  assert.equal(words.say("b", { n: 2 }), "2 lines");
  const node = {};
  assert.deepEqual(words.parts("c", { who: node, room: "#a" }), [node, " left ", "#a"]);
  assert.equal(words.say("c", { who: "{room}", room: "x" }), "{room} left x");
  assert.throws(() => words.say("nothing"), /no words/);
});

test("each language has the words that English has, with the same values", async () => {
  for (const tag of Object.keys(LANGUAGES)) {
    const { default: table } = await import(`../../Sources/WebPage/Page/words/${tag}.js`);
    assert.deepEqual(Object.keys(table).sort(), Object.keys(english).sort(), tag);
    const values = (entry) => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g) ?? [])].sort();
    for (const [key, entry] of Object.entries(table)) assert.deepEqual(values(entry), values(english[key]), `${tag} ${key}`);
  }
});

test("the language is what is wanted, what the browser asks for, or English", async () => {
  const language = async (wanted, browsers) => (await loadWords(wanted, browsers)).language;
  assert.equal(await language(["de-AT"], []), "de");
  assert.equal(await language([], ["fr", "de"]), "de");
  assert.equal(await language(["", "__proto__", "constructor"], []), "en");
  assert.equal((await loadWords(["en-GB"], [])).tag, "en-GB");
  const pseudo = await loadWords(["xx"], []);
  assert.equal(pseudo.language, "xx");
  assert.match(pseudo.say("refused.bad-room"), /^⟦.*⟧$/);
  assert.ok(pseudo.say("refused.nick-in-use", { nick: "Anna" }).includes("Anna"));
});

test("refusals are told by their code, and where that is not known in the server's words", async () => {
  const words = new Words("en", english);
  const told = (code, keys = {}, text = "") => words.refusal(new Refusal(code, text, keys));
  assert.equal(told("nick-in-use", { nick: "ann" }), "Somebody is called ann already.");
  assert.equal(told("banned", { room: "#tea", retry: "7200" }), "You are banned from #tea. Try again in 2 hours.");
  assert.equal(told("quite-new", {}, "something new"), "something new");
  assert.equal(told("quite-new"), "That was refused (quite-new).");
});

test("days and durations", () => {
  const words = new Words("en-GB", english), now = new Date(2026, 10, 30, 9);
  assert.equal(words.day(new Date(2026, 10, 30, 0, 1), now), "Today");
  assert.equal(words.day(new Date(2026, 10, 29, 23, 59), now), "Yesterday");
  assert.match(words.day(new Date(2026, 10, 20), now), /Friday.*20 November$/);
  assert.match(words.day(new Date(2025, 10, 20), now), /2025/);
  assert.deepEqual([1, 61, 3600, 90_000].map((seconds) => words.duration(seconds)), ["1 second", "2 minutes", "1 hour", "2 days"]);
});
