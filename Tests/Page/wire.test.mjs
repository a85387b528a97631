// The connection: how it is lost, and when it is tried again.

import assert from "node:assert/strict";
import test from "node:test";
import { Wire } from "../../Sources/WebPage/Page/wire.js";
import { FakeClock, FakeServer, settle } from "./fakes.mjs";

function makeWire() {
  const clock = new FakeClock(), server = new FakeServer();
  const wire = new Wire({ url: "ws://chat/ws", makeSocket: server.makeSocket, clock });
  return { wire, clock, server };
}

async function opened() {
  const all = makeWire();
  all.wire.connect();
  await settle();
  assert.equal(all.wire.phase, "open");
  return all;
}

test("what stands before the answer to /wire is for people", async () => {
  const { wire, server } = makeWire();
  const events = [];
  wire.on("event", (line) => events.push(line));
  server.answers.wire = () => ["*** MSG 1 x #lobby bob :no", "-- OK - nick=x", "OK proto=1 nick=guest1"];
  wire.connect();
  await settle();
  assert.equal(wire.phase, "open");
  assert.deepEqual(events, []);
});

for (const [code, least, most] of [
  [1001, 750, 1250], [1002, 750, 1250], [1003, 750, 1250], [1005, 750, 1250], [1006, 750, 1250], [1007, 750, 1250],
  [1008, 7500, 12_500], [1009, 750, 1250], [1011, 750, 1250], [1012, 750, 1250], [1013, 7500, 12_500], [1015, 750, 1250],
]) {
  test(`closed by ${code}, it comes back after ${least} to ${most} ms`, async () => {
    for (const chance of [0, 1]) {
      const { wire, server, clock } = await opened();
      clock.chance = chance;
      server.socket.end(code, "why");
      await settle();
      assert.equal(wire.phase, "off");
      assert.equal(wire.code, "why");
      assert.equal(wire.retryAt - clock.now(), chance ? most : least);
      await clock.advance(most + 1);
      assert.equal(wire.phase, "open");
    }
  });
}

test("closed by 1000, or by a word that is final, it stays away until it is told", async () => {
  for (const [code, word] of [[1000, "replaced"], [1000, ""], [1008, "killed"], [1008, "banned"]]) {
    const { wire, server, clock } = await opened();
    server.socket.end(code, word);
    await clock.advance(600_000);
    assert.equal(wire.phase, "ended");
    assert.equal(server.sockets.length, 1);
    wire.connect();
    await settle();
    assert.equal(wire.phase, "open");
    assert.equal(wire.code, "");
  }
});

test("it waits longer each time, half a minute at most", async () => {
  const { wire, server, clock } = makeWire();
  server.mode = "refuse";
  wire.connect();
  const delays = [];
  for (let tries = 0; tries < 8; tries++) {
    await settle();
    delays.push(wire.retryAt - clock.now());
    await clock.advance(delays.at(-1));
  }
  assert.deepEqual(delays, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test("who was greeted and lost at once waits longer, too; who stayed begins anew", async () => {
  const { wire, server, clock } = await opened();
  server.socket.end(1006);
  await clock.advance(1000);
  server.socket.end(1006);
  await settle();
  assert.equal(wire.retryAt - clock.now(), 2000);
  await clock.advance(15_000);
  server.socket.end(1006);
  await settle();
  assert.equal(wire.retryAt - clock.now(), 1000);
});

test("the server's BYE says when to come back", async () => {
  const { wire, server, clock } = await opened();
  server.tell("BYE 2026-11-30T12:00:00.000Z shutting-down retry=5 :goodbye");
  server.socket.end(1001, "shutting-down");
  await settle();
  assert.equal(wire.code, "shutting-down");
  assert.ok(wire.retryAt - clock.now() >= 5000);
});

test("a newcomer who is turned away reads why, and when to come again", async () => {
  const { wire, server, clock } = makeWire();
  server.answers.wire = () => ["!! server-full: there are 2 connections, which is all (retry=30)"];
  wire.connect();
  await settle();
  server.socket.end(1013);
  await settle();
  assert.equal(wire.code, "server-full");
  assert.ok(wire.retryAt - clock.now() >= 30_000);
});

test("a connection that is never greeted is given up", async () => {
  const { wire, server, clock } = makeWire();
  server.mode = "silent";
  wire.connect();
  await clock.advance(15_000);
  assert.equal(wire.phase, "off");
  assert.ok(server.socket.isClosed);
});

test("where nobody answers a check within five seconds there is another connection at once", async () => {
  const { wire, server, clock } = await opened();
  server.answers.ping = () => null;
  wire.check();
  await clock.advance(4900);
  assert.equal(server.sockets.length, 1);
  await clock.advance(200);
  assert.equal(server.sockets.length, 2);
  assert.equal(wire.phase, "open");
});

test("a check that is answered changes nothing", async () => {
  const { wire, server, clock } = await opened();
  wire.check();
  wire.check();
  await clock.advance(6000);
  assert.equal(server.sent.filter((line) => line === "/ping").length, 1);
  assert.equal(server.sockets.length, 1);
});

test("a long silence is looked into", async () => {
  const { server, clock } = await opened();
  await clock.advance(120_000);
  assert.ok(!server.sent.includes("/ping"));
  await clock.advance(60_000);
  assert.ok(server.sent.includes("/ping"));
});

test("a PING is answered", async () => {
  const { server } = await opened();
  server.tell("PING abc123");
  await settle();
  assert.equal(server.sent.at(-1), "/pong abc123");
});

test("answers find their questions, with events between the rows", async () => {
  const { wire, server } = await opened();
  const events = [];
  wire.on("event", ({ verb }) => events.push(verb));
  server.answers.who = () => ["ROW who ann idle=3", "JOIN 2026-11-30T12:00:00.000Z #lobby bob", "ROW who bob idle=1 away=1 :", "OK count=2"];
  const { rows, keys } = await wire.ask("/who");
  assert.deepEqual(rows.map(({ fields, text }) => [fields[0], text]), [["ann", undefined], ["bob", ""]]);
  assert.equal(keys.count, "2");
  assert.deepEqual(events, ["JOIN"]);
  server.answers.frob = () => ["ERR unknown-command near=who :what?"];
  await assert.rejects(wire.ask("/frob"), { code: "unknown-command", words: "what?" });
});

test("a cut refuses all that waits, in every state", async () => {
  const { wire, server, clock } = await opened();
  server.answers.who = () => null;
  const waiting = Array.from({ length: 12 }, () => assert.rejects(wire.ask("/who"), { code: "lost" }));
  server.socket.end(1006);
  await Promise.all(waiting);
  await assert.rejects(wire.ask("/who"), { code: "lost" });
  await clock.advance(1000);
  assert.equal(wire.phase, "open");
  wire.stop();
  await assert.rejects(wire.ask("/who"), { code: "lost" });
  await clock.advance(100_000);
  assert.equal(wire.phase, "ended");
});

test("it never asks more at once than the server lets wait, and what the user does goes first", async () => {
  const { wire, server } = await opened();
  const held = [];
  server.answers.who = (rest) => { held.push(rest); return null; };
  for (let n = 0; n < 20; n++) wire.ask(`/who p${n}`, { patient: true }).catch(() => {});
  assert.equal(held.length, 4);
  for (let n = 0; n < 20; n++) wire.ask(`/who u${n}`).catch(() => {});
  assert.deepEqual(held.slice(4), ["u0", "u1", "u2", "u3"]);
  server.tell("OK 1");
  await settle();
  assert.equal(held.at(-1), "u4");
});

test("a line that is too long is refused here, and takes no place among those that wait", async () => {
  const { wire, server } = await opened();
  const asked = server.sent.length;
  for (let n = 0; n < 10; n++) await assert.rejects(wire.ask(`/topic #lobby ${"ü".repeat(1020)}`), { code: "too-long" });
  assert.equal(server.sent.length, asked);
  const fits = `/topic #lobby ${"x".repeat(2048 - "@k /topic #lobby ".length)}`;
  await wire.ask(fits);
  assert.equal(server.sent.at(-1), fits);
});

test("a server that takes less than it said answers without a tag, and is understood", async () => {
  const { wire, server } = await opened();
  server.answers.who = () => null;
  server.answers.topic = () => null;
  const others = [wire.ask("/who a"), wire.ask("/who b")];
  const long = assert.rejects(wire.ask(`/topic #lobby ${"x".repeat(600)}`), { code: "too-long" });
  server.tell("ERR - too-long max=512 :at most 512 bytes");
  await long;
  await assert.rejects(wire.ask(`/topic #lobby ${"x".repeat(600)}`), { code: "too-long" });
  server.tell("OK 1 count=7");
  assert.equal((await others[0]).keys.count, "7");
});

test("a socket that can't be made, or that throws, is a lost one", async () => {
  const clock = new FakeClock();
  const wire = new Wire({ url: "ws://x", clock, makeSocket: () => { throw new DOMException("no", "SecurityError"); } });
  wire.connect();
  assert.equal(wire.phase, "off");
});

test("a late word of a connection that was given up is not heard", async () => {
  const { wire, server, clock } = await opened();
  const first = server.socket;
  server.answers.ping = () => null;
  wire.check();
  await clock.advance(5000);
  const late = first.onclose;
  assert.equal(late, null);
  assert.equal(wire.phase, "open");
});
