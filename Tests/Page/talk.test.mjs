// What is said, what happens, and what is typed.

import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS, enterText, lineCount } from "../../Sources/WebPage/Page/commands.js";
import { complete } from "../../Sources/WebPage/Page/completion.js";
import { happened } from "../../Sources/WebPage/Page/happenings.js";
import { isAbout, moderate, restrictions } from "../../Sources/WebPage/Page/moderation.js";
import { Room, makeLine } from "../../Sources/WebPage/Page/room.js";
import { Rooms } from "../../Sources/WebPage/Page/rooms.js";
import english from "../../Sources/WebPage/Page/words/en.js";
import { FakeServer, cost, joined, makePage, settle, texts } from "./fakes.mjs";

const time = "2026-11-30T12:00:01.000Z";
const said = (server) => server.sent.filter((line) => /^\/(msg|me) /.test(line)).map((line) => line.replace(/nonce=\w+ /, ""));
const nonces = (server) => server.sent.map((line) => /nonce=(\w+)/.exec(line)?.[1]).filter(Boolean);

test("what is typed before there is a connection is kept, and said once", async () => {
  const { session, server } = makePage();
  const started = session.start({ nick: "clara" });
  session.say(session.current, "one");
  session.say(session.current, "two");
  assert.deepEqual(session.current.lines.map(({ state }) => state), ["waiting", "waiting"]);
  await started;
  await settle();
  assert.deepEqual(said(server), ["/msg #lobby one", "/msg #lobby two"]);
  assert.deepEqual(session.current.lines.map(({ state, text }) => `${state} ${text}`), ["sent one", "sent two"]);
});

test("a line whose answer was lost is sent again by the same nonce, and stands there once", async () => {
  const { session, server, clock } = await joined();
  server.answers.msg = () => null;
  session.say(session.current, "hello");
  await settle();
  server.socket.end(1006);
  await settle();
  assert.equal(session.current.lines[0].state, "waiting");
  // It had been said, and others' lines came behind it.
  server.answers.resume = () => ["ROW room #lobby members=2", `ROW MSG 2001 ${time} #lobby bob :hi clara`,
    "OK nick=clara room=#lobby id=2001 count=1 resume=rt_9"];
  server.answers.msg = () => [`OK id=2000 time=${time} again=1`];
  await clock.advance(1500);
  const [first, second] = nonces(server);
  assert.equal(first, second);
  assert.deepEqual(session.current.lines.map(({ id, state }) => [id, state]), [["2000", "sent"], ["2001", "sent"]]);
});

test("an own line that is replayed before its answer is not there twice", async () => {
  const { session, server } = await joined();
  server.answers.msg = () => [`MSG 2000 ${time} #lobby clara :hello`, `OK id=2000 time=${time}`];
  session.say(session.current, "hello");
  await settle();
  assert.deepEqual(texts(session.current), ["hello"]);
});

test("a line that was refused stays, and can be sent again or given up", async () => {
  const { session, server } = await joined();
  const room = session.current;
  server.answers.msg = () => ["ERR muted room=#lobby :hush"];
  session.say(room, "one");
  session.say(room, "two");
  await settle();
  assert.deepEqual(room.lines.map(({ state, refusal }) => `${state} ${refusal.code}`), ["failed muted", "failed muted"]);
  delete server.answers.msg;
  session.outbox.retry(room, room.lines[0]);
  session.outbox.discard(room, room.lines[0]);
  await settle();
  assert.deepEqual(room.lines.map(({ state, text }) => `${state} ${text}`), ["sent one"]);
  assert.equal(nonces(server)[0], nonces(server)[2]);
});

test("a line that came too fast waits as long as the server says", async () => {
  const { session, server, clock } = await joined();
  server.answers.msg = () => ["ERR slow-down retry=2 :slow"];
  session.say(session.current, "one");
  await settle();
  assert.equal(session.current.lines[0].state, "waiting");
  delete server.answers.msg;
  await clock.advance(2000);
  assert.equal(session.current.lines[0].state, "sent");
});

test("what nobody knows whether it was said is asked for again by its nonce", async () => {
  const { session, server, clock } = await joined();
  server.answers.msg = () => ["ERR unavailable :the servers can't reach each other"];
  session.say(session.current, "one");
  await settle();
  assert.equal(session.current.lines[0].state, "waiting");
  delete server.answers.msg;
  await clock.advance(3000);
  assert.equal(session.current.lines[0].state, "sent");
  assert.equal(nonces(server)[0], nonces(server)[1]);
});

test("what the server does not want for long does not hold up what stands behind it", async () => {
  const { session, server, clock } = await joined();
  const room = session.current;
  server.answers.msg = (rest) => rest.endsWith("again") ? ["ERR slow-down retry=29 :say something else"] : server._say();
  session.say(room, "again");
  session.say(room, "something else");
  await settle();
  assert.deepEqual(room.lines.map(({ state, text }) => `${state} ${text}`).sort(), ["failed again", "sent something else"]);
  assert.equal(room.lines.find(({ state }) => state === "failed").refusal.retry, 29);
  // It is not tried again unasked.
  await clock.advance(60_000);
  assert.equal(said(server).length, 2);
});

test("what is typed while a line waits for its time does not have it tried before", async () => {
  const { session, server, clock } = await joined();
  server.answers.msg = () => ["ERR slow-down retry=3 :slow"];
  session.say(session.current, "one");
  await settle();
  session.say(session.current, "two");
  session.outbox.flush();
  await settle();
  assert.equal(said(server).length, 1);
  delete server.answers.msg;
  await clock.advance(3000);
  assert.deepEqual(said(server), ["/msg #lobby one", "/msg #lobby one", "/msg #lobby two"]);
  assert.deepEqual(session.current.lines.map(({ state }) => state), ["sent", "sent"]);
});

test("what waits for a room that shuts the user out failed", async () => {
  const server = new FakeServer();
  server.answers.join = () => ["ERR need-key room=#lobby :key?"];
  const { session } = makePage({ server });
  const started = session.start({ nick: "clara" });
  session.say(session.current, "hello");
  await started;
  await settle();
  assert.deepEqual(session.current.lines.map(({ state }) => state), ["failed"]);
});

test("a server without nonces is not sent a line twice", async () => {
  const server = new FakeServer();
  server.keys = "max-line=2048";
  const { session, clock } = await joined({ server });
  server.answers.msg = () => null;
  session.say(session.current, "hello");
  await settle();
  assert.deepEqual(said(server), ["/msg #lobby hello"]);
  assert.equal(nonces(server).length, 0);
  server.socket.end(1006);
  await clock.advance(2000);
  assert.equal(session.current.lines[0].state, "failed");
  assert.equal(said(server).length, 1);
});

test("a long text is several lines, and each fits", async () => {
  const { session, server } = await joined();
  session.say(session.current, "wörd ".repeat(1000));
  await settle();
  assert.ok(said(server).length > 2);
  for (const line of server.sent) assert.ok(Buffer.byteLength(`@zzzz ${line}`) <= 2048);
});

test("what is said fits where the server takes little, and what can't fit failed", async () => {
  const server = new FakeServer();
  server.keys = "max-line=64 caps=nonce";
  const { session } = await joined({ server });
  const long = await session.join(`#${"r".repeat(32)}`);
  session.say(session.rooms.get("#lobby"), "word ".repeat(30));
  session.say(session.open("bob"), "waves and waves", "act");
  session.say(long, "word");
  await settle();
  for (const line of server.sent) assert.ok(Buffer.byteLength(`@zz ${line}`) <= 64, line);
  assert.equal(texts(session.rooms.get("#lobby")).join(" "), "word ".repeat(30).trim());
  assert.equal(texts(session.rooms.get("bob")).join(" "), "waves and waves");
  assert.deepEqual(long.lines.map(({ state, refusal }) => `${state} ${refusal.code}`), ["failed too-long"]);
});

test("an action is said in its room, and in private as a text", async () => {
  const { session, server } = await joined();
  session.say(session.current, "waves", "act");
  const bob = session.open("bob");
  session.say(bob, "waves", "act");
  await settle();
  const at = server.sent.findIndex((line) => line.startsWith("/me"));
  assert.equal(server.sent[at - 1], "/join #lobby");
  assert.ok(said(server).includes("/msg bob * clara waves"));
});

test("that somebody is away is told once", async () => {
  const { session, server } = await joined();
  const bob = session.open("bob");
  server.answers.msg = () => ["ROW away bob :lunch", ...server._say()];
  session.say(bob, "one");
  session.say(bob, "two");
  await settle();
  assert.deepEqual(bob.lines.filter(({ words }) => words).map(({ words }) => words.key), ["told.other-away.note"]);
});

test("unread, mentions and the first unread line", async () => {
  const { session, server, told } = await joined();
  const lobby = session.current, tea = await session.join("#tea");
  session.conversations.attend(true);
  server.tell(`MSG 2000 ${time} #lobby bob :one`);
  server.tell(`MSG 2001 ${time} #lobby bob :clara: two`);
  server.tell(`MSG 2002 ${time} #tea bob :seen`);
  server.tell(`DM 2003 ${time} bob :psst`);
  await settle();
  assert.deepEqual([lobby.unread, lobby.mentions, lobby.firstUnread.text], [2, 1, "one"]);
  assert.equal(tea.unread, 0);
  assert.deepEqual([session.rooms.get("bob").unread, session.rooms.get("bob").mentions], [1, 1]);
  assert.deepEqual(told.filter(({ type }) => type === "notify").map(({ line }) => line.text), ["clara: two", "psst"]);
  session.show(lobby);
  assert.deepEqual([lobby.unread, lobby.mentions, lobby.firstUnread.text], [0, 0, "one"]);
  session.conversations.attend(false);
  server.tell(`MSG 2004 ${time} #lobby bob :three`);
  await settle();
  assert.equal(lobby.unread, 1);
  session.conversations.attend(true);
  assert.equal(lobby.unread, 0);
});

test("what happens in a room", async () => {
  const { session, server, told } = await joined();
  const lobby = session.current;
  for (const line of [
    `JOIN ${time} #lobby bob`, `JOIN ${time} #lobby eve account=eve`, `RANK ${time} #lobby bob op by=eve`,
    `AWAY ${time} eve :tea`, `NICK ${time} bob rob`, `MODE ${time} #lobby rob :+slow=30`,
    `TOPIC ${time} #lobby rob id=2000 :cakes`, `MSG 2001 ${time} #lobby eve :bad word`,
    `REDACT 2002 ${time} #lobby rob target=2001`, `RENAME ${time} #lobby #hall rob :why`, `QUIT ${time} eve :bye`,
    `INVITE ${time} #tea clara by=rob`, `NOTE ${time} :soon down`,
  ]) server.tell(line);
  await settle();
  assert.equal(lobby.name, "#hall");
  assert.equal(session.rooms.get("#hall"), lobby);
  assert.equal(lobby.topic, "cakes");
  assert.deepEqual(lobby.sortedMembers().map(({ nick, rank }) => nick + rank), ["robop", "clara"]);
  assert.deepEqual(lobby.lines.map(({ kind, state }) => state === "redacted" ? state : kind),
    ["presence", "rank", "presence", "mode", "topic", "redacted", "rename", "presence", "note"]);
  assert.deepEqual(told.find(({ type }) => type === "invited"), { type: "invited", room: "#tea", by: "rob" });
  server.tell(`KICK ${time} #hall clara by=rob :enough`);
  await settle();
  assert.deepEqual([lobby.joined, lobby.wanted], [false, false]);
  assert.deepEqual(lobby.putOut, { key: "told.kicked.reason", values: { by: "rob", room: "#hall", reason: "enough" } });
  await session.join("#hall");
  assert.equal(lobby.putOut, null);
});

test("a private conversation follows a nick, and hears of its end", async () => {
  const { session, server } = await joined();
  server.tell(`DM 2000 ${time} bob :psst`);
  server.tell(`NICK ${time} bob rob`);
  server.tell(`DM 2001 ${time} clara to=rob :from another tab`);
  server.tell(`QUIT ${time} rob :bye`);
  await settle();
  assert.equal(session.rooms.get("bob"), null);
  const rob = session.rooms.get("rob");
  assert.deepEqual(rob.lines.map(({ kind, mine }) => `${kind} ${mine}`), ["say false", "presence false", "say true", "presence false"]);
});

test("strangers fill the list with a hundred conversations, and who was answered stays", async () => {
  const { session, server } = await joined();
  server.tell(`DM 2000 ${time} friend :hi`);
  server.tell(`DM 2001 ${time} other :hi`);
  await settle();
  session.say(session.rooms.get("friend"), "hello");
  session.conversations.keepDraft(session.rooms.get("other"), "I was about to");
  for (let n = 0; n < 150; n++) server.tell(`DM ${3000 + n} ${time} eve${n} :buy`);
  await settle();
  const names = session.rooms.list().filter(({ isPrivate }) => isPrivate).map(({ name }) => name);
  assert.equal(names.length, 102);
  for (const name of ["friend", "other", "eve50", "eve149"]) assert.ok(names.includes(name), name);
  assert.equal(session.current.name, "#lobby");
});

test("a conversation's key follows its name", () => {
  const rooms = new Rooms(), room = rooms.open("#A");
  rooms.rename(room, "#B");
  assert.deepEqual([room.name, room.key, rooms.get("#b") === room, rooms.get("#a")], ["#B", "#b", true, null]);
});

test("hostile and broken lines do nothing, and harm nothing", async () => {
  const { session, server } = await joined();
  const before = session.rooms.list().length;
  for (const line of [
    "", " ", ":", "MSG", "MSG 1", "MSG x y z w :no id", `MSG ${"9".repeat(20)} ${time} #lobby a :long id`, "JOIN", "QUIT", "NICK a", "KICK t #lobby",
    "FROB 1 2 3 :unknown", "ROW", "OK", "ERR", "OK 999999 x=1", "ROW 99 MSG :", "__proto__ a b c", "constructor a b c :x", "toString",
    `MSG 3 ${time} #nowhere bob :a room that we are not in`, `TOPIC ${time} #nowhere bob :x`, `REDACT 5 ${time} #lobby bob`, "BYE", "RANK t #nowhere bob op",
  ]) server.tell(line);
  server.tell(`MSG 4000 ${time} #lobby <img> :<script>alert(1)</script>\u202e evil \u0007${"x".repeat(3000)}`);
  server.tell(`MSG 4001 not-a-time #lobby __proto__ :hi`);
  server.tell(`JOIN ${time} #lobby constructor`);
  await settle();
  assert.equal(session.rooms.list().length, before);
  assert.equal(session.state.phase, "on");
  const [first] = session.current.lines;
  assert.equal(first.nick, "<img>");
  assert.ok(!/[\u202e\u0007]/.test(first.text));
  assert.ok(session.current.members.has("constructor"));
});

test("older lines come in front until there are none", async () => {
  const server = new FakeServer();
  const { session, told } = await joined({ server });
  const lobby = session.current;
  assert.equal(lobby.complete, true);
  assert.equal(await session.history.older(lobby), false);
  lobby.complete = false;
  server.tell(`MSG 3000 ${time} #lobby bob :new`);
  await settle();
  server.answers.history = (rest) => {
    assert.equal(rest, "#lobby 50 before=3000");
    return [`ROW MSG 2998 ${time} #lobby bob :a`, `ROW MSG 2999 ${time} #lobby bob :b`, "OK room=#lobby count=2"];
  };
  const [one, two] = await Promise.all([session.history.older(lobby), session.history.older(lobby)]);
  assert.deepEqual([one, two], [true, false]);
  assert.deepEqual(texts(lobby), ["a", "b", "new"]);
  assert.equal(lobby.unread, 1);
  assert.equal(told.find(({ type }) => type === "older").count, 2);
  assert.equal(lobby.complete, true);
});

test("a search, page by page, and its hit among the room's lines", async () => {
  const { session, server } = await joined();
  const asked = [];
  server.answers.search = (rest) => {
    asked.push(rest);
    return [`ROW MSG 2000 ${time} #lobby bob :tea time`, "OK count=1 more=7"];
  };
  const found = await session.history.search("tea", { room: session.current });
  await session.history.search("tea", { cursor: found.more });
  assert.deepEqual(asked, ["tea in:#lobby", "tea cursor=7"]);
  assert.deepEqual([found.hits[0].room, found.hits[0].line.text, found.more], ["#lobby", "tea time", "7"]);
  session.current.complete = false;
  server.answers.history = () => [`ROW MSG 2000 ${time} #lobby bob :tea time`, "OK room=#lobby count=1 more=1"];
  assert.equal((await session.history.reveal(session.current, "2000")).text, "tea time");
});

test("where nothing is kept, nothing can be found", async () => {
  const { session, server } = await joined();
  server.answers.search = () => ["OK count=0"];
  assert.equal((await session.history.search("tea", { room: session.current })).isUnkept, true);
  assert.equal((await session.history.search("tea")).isUnkept, false);
  server.answers.join = () => ["OK room=#lobby members=1 id=1 kept=0"];
  assert.equal((await session.history.search("tea", { room: session.current })).isUnkept, false);
});

test("two thousand members, page by page, one who comes meanwhile included", async () => {
  const server = new FakeServer(), nicks = Array.from({ length: 2000 }, (_, n) => `n${String(n).padStart(4, "0")}`);
  server.answers.names = (rest) => {
    const after = /after=(\S+)/.exec(rest)?.[1] ?? "", page = nicks.filter((nick) => nick > after).slice(0, 700);
    if (after) server.tell(`JOIN ${time} #lobby aaa${after}`);
    return [`ROW names #lobby ${page.slice(0, 300).join(" ")}`, `ROW names #lobby ${page.slice(300).join(" ")}`,
      `OK room=#lobby count=${page.length} total=2000${page.at(-1) < "n1999" ? " more=1" : ""}`];
  };
  const { session } = await joined({ server });
  assert.equal(session.current.members.size, 2002);
  assert.equal(session.current.count, 2002);
  assert.ok(!server.sent.some((line) => line.startsWith("/who ")));
  assert.ok(cost(() => session.current.sortedMembers()) < 500);
});

test("typed commands do what they say", async () => {
  const { session, server, told } = await joined();
  const lobby = session.current;
  for (const [typed, sent] of [
    ["/join #tea word", "/join #tea word"], ["/J tea", null], ["/msg bob hi there", "/msg bob hi there"], ["/me waves", "/me waves"],
    ["/topic cakes", "/topic #lobby cakes"], ["/topic -", "/topic #lobby -"], ["/away gone", "/away gone"], ["/back", "/back"],
    ["/kick bob out now", "/kick #lobby bob out now"], ["/ban bob 2h spam", "/ban #lobby bob 2h spam"], ["/ban", "/ban #lobby"],
    ["/op bob", "/op #lobby bob"], ["/ignore bob", "/ignore bob"], ["/frob a b", "/frob a b"], ["/mode +secret", "/mode #lobby +secret"],
    ["/topic #tea leaves", "/topic #tea leaves"], ["/kick #tea bob", "/kick #tea bob"], ["/me #tea", "/me #tea"], ["/part #tea bye", "/part #tea bye"],
    ["//etc/hosts", "/msg #lobby /etc/hosts"], ["/report bob spam", "/report bob spam"], ["/nick claire", "/nick claire"],
  ]) {
    server.sent.length = 0;
    await enterText(session, lobby, typed);
    await settle();
    if (sent) assert.ok([...server.sent, ...said(server)].map((line) => line.replace(/nonce=\w+ /, "")).includes(sent), `${typed}: ${server.sent}`);
  }
  assert.equal(session.me.nick, "claire");
  const tells = told.filter(({ type }) => type === "tell").map(({ key }) => key);
  for (const key of ["told.away", "told.back", "told.nick"]) assert.ok(tells.includes(key), key);
  assert.equal(session.storage.nick, "claire");
  for (const [typed, what] of [["/login", "login"], ["/register", "register"], ["/whois bob", "whois"], ["/help", "help"], ["/search tea", "search"]]) {
    await enterText(session, lobby, typed);
    assert.equal(told.findLast(({ type }) => type === "wanted").what, what);
  }
  await enterText(session, lobby, "/help /J");
  assert.equal(lobby.lines.at(-1).words.key, "help.join");
  server.answers.tpic = () => ["ERR unknown-command near=topic :no"];
  await enterText(session, lobby, "/tpic");
  assert.deepEqual(told.at(-1).values, { command: "tpic", near: "topic" });
  await enterText(session, lobby, "/kick");
  assert.equal(told.at(-1).refusal.code, "usage");
});

test("a room that one is not in is no reason, topic or nick of this one", async () => {
  const { session, server, told } = await joined();
  for (const verb of ["part", "topic", "invite", "kick", "ban", "mute", "op", "deop", "voice", "devoice", "mode", "slow"]) {
    server.sent.length = 0;
    await enterText(session, session.current, `/${verb} #typo bob`);
    await settle();
    assert.deepEqual(server.sent, [], verb);
    assert.equal(told.at(-1).refusal.code, "not-in-room", verb);
    assert.equal(told.at(-1).refusal.keys.room, "#typo");
  }
  assert.equal(session.current.name, "#lobby");
});

test("who can't be, and who is not here, is told", async () => {
  const { session, server, told } = await joined();
  for (const typed of ["/msg /x hi", "/dm 7up", "/msg a,b"]) {
    await enterText(session, session.current, typed);
    assert.equal(told.at(-1).refusal?.code, "bad-nick", typed);
  }
  assert.equal(session.current.name, "#lobby");
  assert.equal(session.rooms.list().length, 1);
  server.answers.whois = () => ["ERR no-such-nick nick=ghost :nobody"];
  await enterText(session, session.current, "/dm ghost");
  assert.equal(told.at(-1).refusal?.code, "no-such-nick");
  assert.equal(session.current.name, "ghost");
});

test("a password that is typed is not kept", async () => {
  const { session, server } = await joined();
  await enterText(session, session.current, "/login clara correct horse");
  await enterText(session, session.current, " /register correct horse");
  assert.ok(server.sent.includes("/login clara correct horse"));
  assert.deepEqual(session.current.typed, []);
});

test("a text of several lines is talk, each line a message", async () => {
  const { session, server } = await joined();
  assert.equal(lineCount("a\n\n b\r\nc\n"), 3);
  await enterText(session, session.current, "one\n\n/two\nthree");
  await settle();
  assert.deepEqual(said(server), ["/msg #lobby one", "/msg #lobby /two", "/msg #lobby three"]);
  server.sent.length = 0;
  await enterText(session, session.current, "// one\n//two\n/three\nhttp://four");
  await settle();
  assert.deepEqual(texts(session.current).slice(3), ["// one", "//two", "/three", "http://four"]);
});

test("what is completed", async () => {
  const { session, server } = await joined();
  for (const nick of ["anna", "Anton", "bob"]) server.tell(`JOIN ${time} #lobby ${nick}`);
  server.tell(`MSG 2000 ${time} #lobby Anton :hi`);
  await settle();
  const inserts = (before, isTab) => complete(session, session.current, before, isTab).suggestions.map(({ insert }) => insert);
  assert.deepEqual(inserts("an", true), ["Anton: ", "anna: "]);
  assert.deepEqual(inserts("hi @an"), ["@Anton ", "@anna "]);
  assert.deepEqual(inserts("@an"), ["@Anton ", "@anna "]);
  assert.equal(inserts("/").length, Object.keys(COMMANDS).length);
  assert.deepEqual(inserts("an"), []);
  assert.deepEqual(inserts("#l"), ["#lobby "]);
  assert.deepEqual(inserts("/uni"), ["/unignore "]);
  assert.deepEqual(inserts("see /uni"), []);
  assert.equal(complete(session, session.current, "hi @an").from, 3);
});

test("each command has its help", () => {
  for (const name of Object.keys(COMMANDS)) assert.ok(`help.${name}` in english, name);
});

test("moderation shows what was done, which the server tells the others alone", async () => {
  const { session, server } = await joined();
  const lobby = session.current;
  server.tell(`JOIN ${time} #lobby bob`);
  await settle();
  server.answers.op = () => ["OK room=#lobby nick=bob rank=op"];
  await moderate(session, "op", lobby, "bob");
  assert.equal(lobby.member("bob").rank, "op");
  server.answers.ban = () => ["OK room=#lobby subjects=host:c-x out=1"];
  await moderate(session, "ban", lobby, "bob", "2h spam");
  assert.equal(lobby.member("bob"), null);
  const done = lobby.lines.slice(1).map(({ kind, nick, subject, text, words }) => words ? words.key : `${kind} ${nick} ${subject} ${text}`);
  assert.deepEqual(done, ["rank clara bob op", "kick clara bob spam", "did.ban"]);
  await moderate(session, "unban", lobby, "bob");
});

test("what holds for somebody is asked, whoever set it", async () => {
  const { session, server } = await joined();
  const who = { nick: "eve", account: "Eva", host: "c-7f.example" };
  for (const [mask, is] of [["nick:EVE", true], ["nick:ev", false], ["nick:e?e*", true], ["account:eva", true], ["host:c-7*", true],
    ["host:c-8*", false], ["mask:e*!*@c-7f.*", true], ["mask:bob!*@*", false], ["mask:e.e!*@*", false], ["", false]]) {
    assert.equal(isAbout(mask, who), is, mask);
  }
  server.answers.whois = () => ["ROW whois eve account=Eva host=c-7f.example idle=0", "OK"];
  server.answers.ban = () => ["ROW ban #lobby 1 subject=nick:bob by=ann", "OK room=#lobby count=1"];
  server.answers.mute = () => ["ROW mute #lobby 1 subject=host:c-7f* by=ann", "OK room=#lobby count=1"];
  assert.deepEqual(await restrictions(session, session.current, "eve"), { ban: false, mute: true });
  server.answers.whois = () => ["ERR no-such-nick nick=eve :gone"];
  assert.deepEqual(await restrictions(session, session.current, "eve"), { ban: true, mute: true });
});

test("a login is remembered where that is asked for, over a connection that nobody reads", async () => {
  const { session, server, storage, clock, told } = await joined();
  server.answers.login = (rest) => rest === "clara correct horse" || rest === "pt_1" ? ["OK account=clara nick=clara"] : ["ERR bad-password :no"];
  server.answers.token = (rest) => [`OK label=${rest.split(" ")[1]} token=pt_1`];
  await assert.rejects(session.account.login("clara", "wrong", true), { code: "bad-password" });
  assert.equal(storage.login, null);
  await session.account.login("clara", "correct horse", false);
  assert.equal(storage.login, null);
  await session.account.login("clara", "correct horse", true);
  assert.equal(storage.login.token, "pt_1");
  server.sent.length = 0;
  server.socket.end(1006);
  await clock.advance(1500);
  assert.ok(server.sent.includes("/login pt_1"));
  assert.ok(!server.sent.some((line) => line.startsWith("/nick")));
  server.answers.login = () => ["ERR bad-password :revoked"];
  server.socket.end(1006);
  await clock.advance(3000);
  assert.equal(storage.login, null);
  assert.equal(told.findLast(({ type }) => type === "login").why.code, "bad-password");

  const open = await joined({ href: "http://chat.example/" });
  assert.equal(open.session.mayLogIn, false);
  await assert.rejects(open.session.account.login("clara", "correct horse", true), { code: "insecure" });
  assert.ok(!open.server.sent.some((line) => line.includes("horse")));
  for (const href of ["http://localhost:6080/", "http://127.0.0.1:6080/", "http://[::1]:6080/"]) assert.equal(makePage({ href }).session.mayLogIn, true);
});

test("a password that can't be chosen is told as that, and not as a wrong one", async () => {
  const { session, server } = await joined();
  session.about.passwordMin = 8;
  server.sent.length = 0;
  for (const [password, code] of [["short", "short"], ["ä".repeat(501), "long"], ["CLARA", "short"]]) {
    await assert.rejects(session.account.register(password, false), { code: `password-${code}` });
    await assert.rejects(session.account.changePassword("old one", password), { code: `password-${code}` });
  }
  session.me.nick = "long-enough";
  await assert.rejects(session.account.register("Long-Enough", false), { code: "password-name" });
  assert.deepEqual(server.sent, []);
});

test("a password that is changed goes by its bytes", async () => {
  const { session, server } = await joined();
  await session.account.changePassword("correct hörse", "battery staple");
  assert.ok(server.sent.includes("/password hex:636f72726563742068c3b6727365 battery staple"));
});

test("what the server tells of itself may be missing, or anything", async () => {
  const answers = [
    async () => { throw new TypeError("offline"); }, async () => ({ ok: false }),
    async () => ({ ok: true, json: async () => { throw new SyntaxError(); } }), async () => ({ ok: true, json: async () => null }),
  ];
  for (const fetch of answers) {
    const { session } = makePage({ fetch });
    await session.learn();
    assert.deepEqual(session.about, {});
  }
  const learned = async (told) => {
    const { session } = makePage({ fetch: async () => ({ ok: true, json: async () => told }) });
    await session.learn();
    return session.about;
  };
  assert.deepEqual(await learned({ server: "fake", room: 7, keeps: 31_536_000, accounts: "yes", search: true }),
    { name: "fake", keptDays: 365, search: true });
  assert.deepEqual(await learned({ room: null, telnet: null, keeps: "ever", accounts: false }), { keptDays: 0, accounts: false });
  assert.deepEqual(await learned({ keeps: "memory" }), {});
});

test("a tab that was hidden for long asks whether anybody is there, and keeps by what to come back", async () => {
  const { session, server, clock, tab, page } = await joined();
  session.shown(true);
  assert.ok(!server.sent.includes("/ping"));
  await clock.advance(31_000);
  session.shown(true);
  await settle();
  assert.ok(server.sent.includes("/ping"));
  server.tell(`MSG 5000 ${time} #lobby bob :x`);
  await settle();
  page.dispatchEvent(new Event("pagehide"));
  assert.deepEqual(JSON.parse(tab.getItem("partyline.return")), { token: "rt_1", since: "5000" });
  server.socket.end(1006);
  await settle();
  assert.equal(session.state.phase, "off");
  page.dispatchEvent(new Event("online"));
  await settle();
  assert.equal(session.state.phase, "on");
});

test("who leaves is not come back for", async () => {
  const { session, tab, clock, server } = await joined();
  await session.quit();
  await clock.advance(100_000);
  assert.equal(session.state.phase, "ended");
  assert.equal(tab.getItem("partyline.return"), null);
  assert.equal(server.sockets.length, 1);
});

test("a line's place goes by its id, and by its time where it has none", () => {
  const room = new Room("#a"), at = (second) => new Date(2026, 0, 1, 0, 0, second);
  room.add(makeLine({ kind: "say", id: "20", time: at(20), text: "20" }));
  room.add(makeLine({ kind: "presence", time: at(25), changes: [] }));
  room.add(makeLine({ kind: "answer", time: at(1), text: "mine" }));
  room.add(makeLine({ kind: "say", id: null, time: at(26), text: "waits", state: "waiting" }));
  room.add(makeLine({ kind: "say", id: "30", time: at(30), text: "30" }));
  room.add(makeLine({ kind: "say", id: "10", time: at(10), text: "10" }));
  assert.equal(room.add(makeLine({ kind: "say", id: "30", time: at(30), text: "again" })), null);
  assert.deepEqual(room.lines.map(({ text, kind }) => text || kind), ["10", "20", "presence", "mine", "30", "waits"]);
});

test("what is said in a room that one was put out of fails, and can be sent again from within", async () => {
  const { session, server } = await joined();
  const room = session.current;
  server.tell(`KICK ${time} #lobby clara by=rob :enough`);
  await settle();
  session.say(room, "hey");
  await settle();
  const [line] = room.lines.filter(({ kind }) => kind === "say");
  assert.deepEqual([line.state, line.refusal.code], ["failed", "not-in-room"]);
  assert.equal(said(server).length, 0);
  await session.join("#lobby");
  session.outbox.retry(room, line);
  await settle();
  assert.equal(line.state, "sent");
});

test("a room that could not be entered just then is tried again when it is looked at", async () => {
  const { session, server, clock } = await joined();
  const tea = await session.join("#tea");
  session.show(session.rooms.get("#lobby"));
  server.answers.join = (rest) => rest.startsWith("#tea") ? ["ERR not-now retry=2 :later"] : ["OK room=#lobby members=1 id=1"];
  server.socket.end(1006);
  await clock.advance(1500);
  assert.deepEqual([tea.joined, tea.wanted], [false, true]);
  delete server.answers.join;
  session.show(tea);
  await settle();
  assert.equal(tea.joined, true);
});

test("a draft is kept in the tab, but for one with a password", async () => {
  const { session, tab } = await joined();
  session.conversations.keepDraft(session.current, "half a th");
  assert.equal(tab.getItem("partyline.draft.#lobby"), "half a th");
  session.conversations.keepDraft(session.current, "/login clara correct ho");
  assert.equal(tab.getItem("partyline.draft.#lobby"), null);
  assert.equal(session.current.draft, "/login clara correct ho");
});

test("ten thousand lines are held in part, in the time of a moment, and what is gone can be had again", async () => {
  const { session } = await joined();
  session.conversations.attend(true);
  const room = session.current;
  const spent = cost(() => {
    for (let n = 1; n <= 10_000; n++) {
      happened(session, { verb: "MSG", fields: [String(n + 5000), time, "#lobby", "bob"], keys: {}, text: `line ${n}` });
    }
  });
  assert.ok(spent < 5000, `${spent} ms`);
  assert.ok(room.lines.length >= 5000 && room.lines.length <= 5500);
  assert.equal(room.lines.at(-1).text, "line 10000");
  assert.equal(room.complete, false);
});
