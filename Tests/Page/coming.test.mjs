// Getting in, and back in: by the token, or by the nick and what each room said since.

import assert from "node:assert/strict";
import test from "node:test";
import { FakeServer, FakeShelf, joined, makePage, settle, texts } from "./fakes.mjs";

const time = "2026-11-30T12:00:01.000Z";

test("a newcomer takes the nick, enters the lobby and asks for what was said", async () => {
  const { session, server } = await joined();
  assert.deepEqual(session.state, { phase: "on" });
  assert.equal(session.me.nick, "clara");
  assert.deepEqual(server.sent.slice(0, 3), ["/wire 1 resume", "/nick clara", "/join #lobby"]);
  assert.ok(server.sent.includes("/history #lobby 50"));
  assert.equal(session.current?.name, "#lobby");
  assert.deepEqual([...session.current.members.keys()], ["clara"]);
  assert.equal(server.sockets[0].url, "wss://chat.example/ws");
});

test("who comes by a login is logged in before anything else is asked, and has not come where it is refused", async () => {
  const { session, server, clock } = makePage();
  server.answers.login = (rest) => rest === "clara correct horse" ? ["OK account=clara nick=clara"] : ["ERR bad-password :no"];
  await assert.rejects(session.coming.startAs("clara", "wrong", false, "#tea"), { code: "bad-password" });
  server.answers.whois = (nick) => [`ROW whois ${nick} account=clara idle=0`, "OK"];
  assert.equal(session.state.phase, "ended");
  assert.deepEqual(server.sent.filter((line) => !line.startsWith("/part")), ["/wire 1 resume", "/login clara wrong", "/quit"]);
  server.mode = "refuse";
  await assert.rejects(session.coming.startAs("clara", "correct horse", false, "#tea"), { code: "lost" });
  await clock.advance(60_000);
  assert.equal(session.state.phase, "ended");
  server.mode = "accept";
  server.sent.length = 0;
  await session.coming.startAs("clara", "correct horse", false, "#tea");
  await settle();
  assert.equal(session.me.account, "clara");
  assert.equal(session.storage.get("account"), "clara");
  assert.ok(server.sent.findIndex((line) => line.startsWith("/login")) < server.sent.findIndex((line) => line.startsWith("/join")));
  assert.ok(session.rooms.get("#tea").joined && !server.sent.some((line) => line.startsWith("/nick")));
});

test("the lobby may have another name than was thought, and what was typed there goes along", async () => {
  const server = new FakeServer();
  server.lobby = "#hall";
  const { session } = makePage({ server });
  const started = session.start({ nick: "clara" });
  session.say(session.current, "hello");
  await started;
  await settle();
  assert.deepEqual(session.rooms.list().map(({ name }) => name), ["#hall"]);
  assert.ok(server.sent.some((line) => /^\/msg nonce=\w{22} #hall hello$/.test(line)));
  assert.equal(session.current.lines[0].state, "sent");
});

test("a link leads into a room, beside those of the last visit", async () => {
  const local = new FakeShelf();
  local.setItem("partyline.rooms", "#tea #work");
  const { session, server } = await joined({ local, room: "#kitchen" });
  assert.equal(session.current.name, "#kitchen");
  assert.deepEqual(server.sent.filter((line) => line.startsWith("/join")), ["/join #kitchen", "/join #tea", "/join #work"]);
  // Who has left the lobby is put into it by the server, and is not to be.
  assert.ok(server.sent.includes("/part #lobby"));
  assert.equal(local.getItem("partyline.rooms"), "#kitchen #tea #work");
});

test("an older server gives no token", async () => {
  const server = new FakeServer();
  let asked = 0;
  server.answers.wire = function (text) {
    asked++;
    return text === "/wire 1" ? [`OK proto=1 nick=guest1 room=#lobby id=1 server=old ${this.keys}`] : ["!! usage: /wire 1"];
  };
  const { session, tab } = await joined({ server });
  assert.equal(asked, 2);
  assert.equal(session.state.phase, "on");
  assert.equal(tab.getItem("partyline.return"), null);
});

test("it comes back by the token, and shows what it missed once", async () => {
  const { session, server, clock } = await joined();
  server.tell(`MSG 2000 ${time} #lobby bob :before`);
  await settle();
  server.answers.resume = (rest) => {
    assert.equal(rest, "rt_1 since=2000");
    return ["ROW room #lobby members=2 :cakes", `ROW MSG 2001 ${time} #lobby bob :clara?`,
      `ROW DM 2002 ${time} bob :psst`, "OK nick=clara room=#lobby id=2002 count=2 resume=rt_next"];
  };
  server.socket.end(1006);
  await clock.advance(1500);
  assert.equal(session.state.phase, "on");
  assert.equal(session.visit.token, "rt_next");
  server.tell(`MSG 2001 ${time} #lobby bob :clara?`);
  await settle();
  const lobby = session.rooms.get("#lobby");
  assert.deepEqual(texts(lobby), ["before", "clara?"]);
  assert.deepEqual([lobby.unread, lobby.mentions, lobby.topic], [2, 1, ""]);
  assert.deepEqual(texts(session.rooms.get("bob")), ["psst"]);
  assert.equal(server.sent.filter((line) => line.startsWith("/nick")).length, 1);
});

test("where the answer lacked some, each room is asked from where it stood", async () => {
  const { session, server, clock } = await joined();
  server.tell(`MSG 2000 ${time} #lobby bob :one`);
  await settle();
  const asked = [];
  server.answers.resume = () => ["ROW room #lobby members=2", `ROW MSG 2003 ${time} #lobby bob :four`,
    "OK nick=clara room=#lobby id=2003 count=1 more=1 resume=rt_9"];
  server.answers.history = (rest) => {
    asked.push(rest);
    if (rest.endsWith("since=2000")) return [`ROW MSG 2001 ${time} #lobby bob :two`, "OK room=#lobby count=1 more=1"];
    if (rest.endsWith("since=2001")) return [`ROW MSG 2002 ${time} #lobby bob :three`, `ROW MSG 2003 ${time} #lobby bob :four`, "OK room=#lobby count=2"];
    return ["OK room=#lobby count=0"];
  };
  server.socket.end(1001);
  await clock.advance(1500);
  assert.deepEqual(asked, ["#lobby since=2000", "#lobby since=2001"]);
  assert.deepEqual(texts(session.rooms.get("#lobby")), ["one", "two", "three", "four"]);
});

test("a first visit that is cut on the way in asks for what was missed since it was greeted", async () => {
  const server = new FakeServer(), local = new FakeShelf();
  local.setItem("partyline.rooms", "#lobby #tea");
  server.answers.join = (rest) => rest.startsWith("#tea") ? null : ["OK room=#lobby members=1 id=1"];
  const { session, clock } = await joined({ server, local });
  server.answers.resume = () => ["ROW room #lobby members=2", `ROW MSG 2 ${time} #lobby bob :clara?`,
    "OK nick=clara room=#lobby id=2 count=1 resume=rt_9"];
  server.answers.history = () => [`ROW MSG 2 ${time} #lobby bob :clara?`, "OK room=#lobby count=1"];
  server.socket.end(1006);
  await clock.advance(1500);
  assert.ok(server.sent.includes("/resume rt_1 since=1"), server.sent.join("\n"));
  assert.equal(session.rooms.get("#lobby").mentions, 1);
});

test("who could not say since when is told nothing of what was missed, and asks each room", async () => {
  const server = new FakeServer();
  server.answers.wire = function () { return [`OK proto=1 nick=guest1 room=#lobby ${this.keys} resume=rt_1`]; };
  server.answers.join = () => ["OK room=#lobby members=1 id=7"];
  const { session, clock } = await joined({ server });
  server.answers.resume = () => ["ROW room #lobby members=2", "OK nick=clara room=#lobby id=9 count=0 resume=rt_9"];
  server.socket.end(1006);
  await clock.advance(1500);
  assert.ok(server.sent.includes("/resume rt_1"), server.sent.join("\n"));
  assert.ok(server.sent.includes("/history #lobby since=7"), server.sent.join("\n"));
});

test("a reload has the private conversations again, what is unread in them, and what was shown", async () => {
  const tab = new FakeShelf(), local = new FakeShelf(), first = await joined({ tab, local });
  first.server.tell(`DM 2000 ${time} eve :psst`);
  await settle();
  first.session.conversations.keepDraft(first.session.open("bob"), "I was about to");
  first.session.shown(false);
  const server = new FakeServer();
  server.answers.resume = () => ["ROW room #lobby members=2", `ROW DM 2001 ${time} eve :psst!`,
    "OK nick=clara room=#lobby id=2001 count=1 resume=rt_8"];
  const { session } = await joined({ tab, local, server });
  assert.deepEqual(session.rooms.list().map(({ name, unread }) => `${name} ${unread}`), ["#lobby 0", "bob 0", "eve 2"]);
  assert.deepEqual([session.current.name, session.current.draft], ["bob", "I was about to"]);
  assert.ok(server.sent.includes("/history @bob 50"));
  // They are this tab's: another visit of a guest has none of them.
  const other = await joined({ local });
  assert.deepEqual(other.session.rooms.list().map(({ name }) => name), ["#lobby"]);
});

test("who is remembered has the private conversations on the next visit, until they are closed", async () => {
  const local = new FakeShelf();
  local.setItem("partyline.login", JSON.stringify({ account: "clara", token: "pt_1", label: "page" }));
  const first = await joined({ local });
  first.session.open("bob");
  first.session.open("eve");
  first.session.drop(first.session.rooms.get("eve"));
  first.session.shown(false);
  const { session } = await joined({ local });
  assert.deepEqual(session.rooms.list().map(({ name }) => name), ["#lobby", "bob"]);
  assert.equal(session.current.name, "#lobby");
});

test("a reload that missed more than one answer holds reads on where that ends", async () => {
  const tab = new FakeShelf(), server = new FakeServer(), asked = [];
  tab.setItem("partyline.return", JSON.stringify({ token: "rt_old", since: "1999" }));
  server.answers.resume = () => ["ROW room #lobby members=2", "ROW room #tea members=1",
    `ROW MSG 2000 ${time} #lobby bob :one`, "OK nick=clara room=#lobby id=2003 count=1 more=1 resume=rt_8"];
  server.answers.history = (rest) => {
    asked.push(rest);
    if (rest === "#lobby 50") return [`ROW MSG 2002 ${time} #lobby bob :three`, "OK room=#lobby count=1 more=1"];
    if (rest !== "#lobby since=2000") return ["OK room=#tea count=0"];
    return [`ROW MSG 2001 ${time} #lobby bob :two`, `ROW MSG 2002 ${time} #lobby bob :three`, "OK room=#lobby count=2"];
  };
  const { session } = await joined({ tab, server });
  assert.deepEqual(texts(session.rooms.get("#lobby")), ["one", "two", "three"]);
  assert.ok(asked.includes("#tea since=1999"), asked.join("\n"));
});

test("where the token is good no more it takes the nick again and asks each room since its last id", async () => {
  const { session, server, clock } = await joined();
  await session.join("#tea");
  server.tell(`MSG 2000 ${time} #lobby bob :one`);
  await settle();
  server.answers.join = (rest) => rest.startsWith("#lobby") ? [`ROW MSG 2001 ${time} #lobby bob :two`,
    "OK room=#lobby members=2 id=2001 count=1 gap=1"] : ["OK room=#tea members=1 id=1 count=0"];
  server.sent.length = 0;
  server.socket.end(1006);
  await clock.advance(1500);
  assert.deepEqual(server.sent.filter((line) => /^.(wire|resume|nick|join)/.test(line)),
    ["/wire 1 resume", "/resume rt_1 since=2000", "/nick clara", "/join #tea since=1", "/join #lobby since=2000"]);
  const kinds = session.rooms.get("#lobby").lines.map(({ kind, text }) => `${kind} ${text}`);
  assert.deepEqual(kinds, ["say one", "gap ", "say two"]);
});

test("a cut in the middle of catching up loses nothing", async () => {
  const { session, server, clock } = await joined();
  server.tell(`MSG 2000 ${time} #lobby bob :one`);
  await settle();
  server.answers.join = () => [`ROW MSG 2001 ${time} #lobby bob :two`, "OK room=#lobby members=2 id=2009 count=1 more=1"];
  server.answers.history = () => null;
  server.socket.end(1006);
  await clock.advance(1500);
  server.tell(`MSG 2010 ${time} #lobby bob :ten`);
  await settle();
  server.sent.length = 0;
  server.socket.end(1006);
  await clock.advance(2500);
  assert.ok(server.sent.includes("/join #lobby since=2001"), server.sent.join("\n"));
});

test("who missed very much sees the newest, and scrolls up to the rest", async () => {
  const { session, server, clock } = await joined();
  server.tell(`MSG 2000 ${time} #lobby bob :old`);
  await settle();
  server.answers.join = () => [`ROW MSG 2001 ${time} #lobby bob :2001`, "OK room=#lobby members=2 id=9000 count=1 more=1"];
  server.answers.history = (rest) => {
    const since = Number(/since=(\d+)/.exec(rest)?.[1] ?? 0);
    return since ? [`ROW MSG ${since + 1} ${time} #lobby bob :${since + 1}`, "OK room=#lobby count=1 more=1"]
      : [`ROW MSG 9000 ${time} #lobby bob :newest`, "OK room=#lobby count=1 more=1"];
  };
  server.socket.end(1006);
  await clock.advance(1500);
  const lobby = session.rooms.get("#lobby");
  assert.deepEqual(texts(lobby), ["newest"]);
  assert.equal(lobby.complete, false);
});

test("its own lost connection has the nick: it waits for that to go", async () => {
  const { session, server, clock, told } = await joined();
  server.answers.nick = (name) => ["ERR nick-in-use nick=" + name + " :taken"];
  server.socket.end(1006);
  await clock.advance(1500);
  assert.equal(session.me.nick, "guest1");
  assert.equal(session.state.phase, "on");
  assert.deepEqual(told.filter(({ type }) => type === "tell").map(({ key }) => key), ["told.nick.taken"]);
  await clock.advance(10_000);
  assert.equal(session.me.nick, "guest1");
  // Another cut on the way does not make a guest of the user for good.
  server.sent.length = 0;
  server.socket.end(1006);
  await clock.advance(5000);
  assert.ok(server.sent.includes("/nick clara"));
  delete server.answers.nick;
  server.tell(`QUIT ${time} clara :connection lost`);
  await settle();
  assert.equal(session.me.nick, "clara");
  assert.equal(told.at(-1).key, "told.nick.back");
});

test("somebody else's nick is not waited for", async () => {
  const server = new FakeServer();
  server.answers.nick = (name) => ["ERR nick-in-use nick=" + name + " :taken"];
  const { session, clock, told } = await joined({ server });
  const asked = server.sent.filter((line) => line.startsWith("/nick")).length;
  await clock.advance(60_000);
  assert.equal(server.sent.filter((line) => line.startsWith("/nick")).length, asked);
  assert.equal(session.me.nick, "guest1");
  assert.equal(told[0].key, "told.nick.taken");
});

test("a reload comes back by what the tab kept, and a copied tab does not", async () => {
  const tab = new FakeShelf();
  tab.setItem("partyline.return", JSON.stringify({ token: "rt_old", since: "1999" }));
  const server = new FakeServer(), local = new FakeShelf();
  // The rooms that the browser keeps may be another tab's by now.
  local.setItem("partyline.rooms", "#others #tea");
  server.answers.resume = () => ["ROW room #lobby members=2 :cakes", "ROW room #tea members=1",
    "OK nick=clara room=#lobby id=2000 count=0 resume=rt_8"];
  const { session } = await joined({ tab, server, local });
  assert.ok(!server.sent.some((line) => line.startsWith("/join")));
  assert.equal(server.sent[1], "/resume rt_old since=1999");
  assert.deepEqual(session.rooms.list().map(({ name, joined: isIn }) => [name, isIn]), [["#lobby", true], ["#tea", true]]);
  assert.equal(JSON.parse(tab.getItem("partyline.return")).token, "rt_8");

  const copied = new FakeServer();
  await joined({ tab, server: copied, claims: { isTaken: async (token) => token === "rt_8" } });
  assert.ok(!copied.sent.some((line) => line.startsWith("/resume")));
});

test("a room that shuts it out is told of, and not tried again", async () => {
  const { session, server, clock, told } = await joined();
  await session.join("#tea");
  session.show(session.rooms.get("#lobby"));
  server.answers.join = (rest) => rest.startsWith("#tea") ? ["ERR banned room=#tea :no"] : ["OK room=#lobby members=1 id=1"];
  server.socket.end(1006);
  await clock.advance(1500);
  const tea = session.rooms.get("#tea");
  assert.deepEqual([tea.joined, tea.wanted, session.state.phase], [false, false, "on"]);
  assert.equal(told.findLast(({ type }) => type === "tell").refusal.code, "banned");
});

test("other sessions of the same person: rooms they enter and leave, a nick they take", async () => {
  const { session, server } = await joined();
  server.tell(`JOIN ${time} #tea clara`);
  await settle();
  assert.equal(session.rooms.get("#tea").joined, true);
  server.tell(`MSG 3000 ${time} #tea clara :from the other`);
  await settle();
  assert.equal(session.rooms.get("#tea").unread, 0);
  server.tell(`NICK ${time} clara claire`);
  server.tell(`AWAY ${time} claire :lunch`);
  await settle();
  assert.deepEqual(session.me, { nick: "claire", account: "", away: "lunch" });
  server.tell(`PART ${time} #tea claire`);
  await settle();
  assert.equal(session.rooms.get("#tea"), null);
});

test("a room that is asked for without a connection is entered when there is one", async () => {
  const { session, server, clock } = await joined();
  server.answers.resume = () => ["ROW room #lobby members=1", "OK nick=clara room=#lobby id=2 count=0 resume=rt_9"];
  server.socket.end(1006);
  await settle();
  const tea = await session.join("#tea");
  session.say(tea, "hello");
  await clock.advance(1500);
  assert.ok(server.sent.includes("/join #tea"));
  assert.deepEqual([tea.joined, tea.lines.at(-1).state], [true, "sent"]);
});
