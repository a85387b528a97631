// What commands are answered, as it is shown.

import assert from "node:assert/strict";
import test from "node:test";
import { LISTS, facts } from "../../Sources/WebPage/Page/answers.js";
import { enterText } from "../../Sources/WebPage/Page/commands.js";
import { parseLine, rowOf } from "../../Sources/WebPage/Page/lines.js";
import { Words } from "../../Sources/WebPage/Page/words.js";
import german from "../../Sources/WebPage/Page/words/de.js";
import english from "../../Sources/WebPage/Page/words/en.js";
import { joined, settle } from "./fakes.mjs";

const en = new Words("en-GB", english), de = new Words("de", german);
const day = 24 * 3600 * 1000, time = (days) => new Date(Date.now() + days * day).toISOString();

/** What a row is shown as. */
const shown = (row, words = en) => facts(words, rowOf(parseLine(row))).join(" · ").replace(/\d?\d:\d\d/g, "TIME");

test("rows are told in people's words, and nothing of the wire is left", () => {
  const mute = `ROW 1 mute #tea 2 subject=account:eve by=ann time=${time(0)} until=${time(1)} :too loud`;
  assert.equal(shown(mute), "#tea · 2 · account eve · by ann · today, TIME · until tomorrow, TIME · too loud");
  assert.equal(shown(mute, de), "#tea · 2 · Konto eve · von ann · heute, TIME · bis: morgen, TIME · too loud");
  for (const [row, told] of [
    [`ROW 1 topic #tea ann time=${time(-1)} :cakes`, "#tea · ann · yesterday, TIME · cakes"],
    ["ROW 1 rank #tea ann op", "#tea · ann · op"],
    ["ROW 1 who ann idle=61 rooms=#tea,#lobby away=1 :lunch", "ann · silent for 2 minutes · in #tea and #lobby · away · lunch"],
    ["ROW 1 mode #tea :+key +moderated -secret +slow=30 +new=7",
      "#tea · by a key, moderated, no longer: secret, one message in 30 seconds, +new=7"],
    ["ROW 1 mode #tea :", "#tea · nothing but the ordinary"],
    ["ROW 1 ban #tea 1 subject=host:c-7*", "#tea · 1 · whoever comes from c-7*"],
    [`ROW 1 MSG 7 ${time(0)} #tea ann :hi`, "today, TIME · ann · hi"],
    [`ROW 1 audit mask time=${time(0)} by=ann subject=mute=nick:eve :loud`, "set · today, TIME · by ann · a mute of eve · loud"],
    ["ROW 1 new quite=new since=never", "quite new · since never"],
  ]) assert.equal(shown(row), told);
});

test("a list says what it is of, and an empty one what there is none of", async () => {
  const { session, server, told } = await joined();
  const lines = async (typed) => {
    const { lines } = session.current, before = lines.length;
    await enterText(session, session.current, typed);
    await settle();
    return lines.slice(before).map(({ words, row }) => words ? en.say(words.key, words.values) : facts(en, row).join(" · "));
  };
  server.answers.ban = () => ["OK room=#lobby count=0"];
  assert.deepEqual(await lines("/ban"), ["Nobody is banned from #lobby."]);
  server.answers.ban = () => ["ROW ban #lobby 1 subject=nick:eve by=ann", "OK room=#lobby count=1 more=1"];
  assert.deepEqual(await lines("/ban"), ["Banned from #lobby:", "1 · eve · by ann", "There are more than these."]);
  server.answers.topic = () => ["OK room=#lobby"];
  assert.deepEqual(await lines("/topic"), ["#lobby has no topic."]);
  assert.deepEqual(await lines("/ignore"), ["You ignore nobody."]);
  server.answers.dms = () => ["OK dms=accounts"];
  assert.deepEqual(await lines("/dms"), ["Who is logged in may write to you in private."]);
  server.answers.exempt = () => ["OK room=#lobby subjects=nick:bob"];
  assert.deepEqual(await lines("/exempt bob"), ["bob"]);
  assert.deepEqual(await lines("/slow 0"), []);
  assert.equal(told.at(-1).key, "told.done");
});

test("each list has its words", () => {
  for (const verb of LISTS) for (const key of [`list.${verb}`, `none.${verb}`]) assert.ok(key in english, key);
});
