// The shapes that the page's modules hand to one another. There is nothing of it at run time, so no browser loads it;
// tsconfig.json lets the modules find it as ./types.js.

import type { Refusal } from "./lines.js";

/** A line of the wire protocol, taken apart (PROTOCOL.md, section 6). */
export interface WireLine {
  /** `MSG`, `ROW`, `OK` … */
  verb: string;
  /** What stands behind the verb, up to the first key. */
  fields: string[];
  keys: Keys;
  /** Undefined where the line has none, which is not the same as an empty one. */
  text: string | undefined;
}

/** The keys of a line: `id=7` is `{ id: "7" }`. It has no prototype, so that no key is ever there by accident. */
export type Keys = { [key: string]: string | undefined };

/** A row of an answer: its tag is gone, and `verb` is its kind (`room`, `who`, or the `MSG` of a replayed message). */
export type Row = WireLine;

/** What a command was answered. */
export interface Answer {
  rows: Row[];
  keys: Keys;
}

/**
 * What a line of a log is.
 *
 * - `say`, `act`: somebody said it.
 * - `presence`: who came, went, was renamed; neighbours are folded into one line (`changes`).
 * - `topic`, `rank`, `mode`, `kick`, `rename`: what was done, by `nick`, to `subject`, with `text`.
 * - `note`: a notice of the server. `answer`: what a command of one's own told, as `words` or as a `row`.
 * - `gap`: some messages are missing here, as the server keeps them no longer.
 */
export type LineKind =
  "say" | "act" | "presence" | "topic" | "rank" | "mode" | "kick" | "rename" | "invite" | "note" | "answer" | "gap";

/** Something in a conversation's log. */
export interface Line {
  /** A number of the page's own that never changes, for finding its element. */
  key: number;
  kind: LineKind;
  /** The server's; null while it has none. */
  id: string | null;
  time: Date;
  /** Who it is of; "" for `note`, `answer`, `gap`. */
  nick: string;
  /** What was taken back has "". */
  text: string;
  mine: boolean;
  /** It names the reader, and is somebody else's. */
  mentions: boolean;
  /** It was replayed: nobody is to be told of it. */
  old: boolean;
  /** How far a line of one's own is. */
  state: "sent" | "waiting" | "failed" | "redacted";
  /** Why it failed. */
  refusal: Refusal | null;
  /** Whose account said it. */
  account?: string;
  /** A program said it unasked. */
  notice?: boolean;
  /** `@`, `+` or `~`: said to ops, voices or the founder alone. */
  to?: string;
  /** Whom it was done to. */
  subject?: string;
  /** By which the server knows it if it is sent again. */
  nonce?: string;
  changes?: PresenceChange[];
  /** Of an answer: what the server told. */
  row?: Row;
  /** Of the page's own words. */
  words?: { key: string, values: { [name: string]: string | number } };
}

export interface PresenceChange {
  what: "join" | "part" | "quit" | "nick";
  nick: string;
  /** The new nick, of `nick`. */
  as?: string;
  reason?: string;
}

/** What folded presence comes to, each person once. */
export interface PresenceSummary {
  joined: string[];
  left: string[];
  /** Who came and went. */
  visited: string[];
  /** Who went and came back. */
  returned: string[];
  renamed: { from: string, to: string }[];
  /** Of who left, where it is one person alone. */
  reason: string;
}

export interface Member {
  nick: string;
  /** `founder`, `op`, `voice`, another, or "" for none. */
  rank: string;
  /** The note, maybe empty; null when here. */
  away: string | null;
  account?: string;
}

/** Where the connection stands. */
export interface ConnectionState {
  /**
   * `entering`: connected, on the way back into the rooms. `off`: it will try again. `ended`: it will not by itself.
   */
  phase: "idle" | "connecting" | "entering" | "on" | "off" | "ended";
  /** Of `off`: when, in milliseconds since 1970. */
  retryAt?: number;
  /** Why: the server's word (`idle`, `replaced`, `server-full` …), or "" for none known. */
  code?: string;
}

export interface Me {
  nick: string;
  /** "" when not logged in. */
  account: string;
  away: string | null;
}

/** What the server tells of itself (`/about.json`, and the answer to `/wire`). Any of it may be missing. */
export interface About {
  name?: string;
  lobby?: string;
  /** For how many days talk is kept in the lobby; 0: for good. */
  keptDays?: number;
  /** Whether there are accounts, and whether people may make them. */
  accounts?: boolean;
  registration?: boolean;
  /** The fewest bytes of a password. */
  passwordMin?: number;
  /** Whether what was said can be searched. */
  search?: boolean;
}

/** A piece of a text. The `text` of all pieces, put together, is the text. */
export interface Token {
  kind: "text" | "link" | "room" | "mention" | "code";
  text: string;
  /** Of `link`, checked: http or https. */
  href?: string;
}

/** A page of what `/search` found, newest first. */
export interface Found {
  hits: { room: string, line: Line }[];
  /** To ask for the next page by; "" when there is none. */
  more: string;
  /** Nothing can be found, as what is said in the room is not kept. */
  isUnkept: boolean;
}

export interface RoomListing {
  name: string;
  members: number;
  topic: string;
}

/** What the page needs of the time; tests have one of their own. */
export interface Clock {
  now: () => number;
  after: (act: () => void, milliseconds: number) => unknown;
  cancel: (timer: any) => void;
  /** From 0 up to 1. */
  random: () => number;
}

/** What the page needs of a WebSocket. */
export interface Socket {
  onopen: ((event: any) => any) | null;
  /** Its `data` is a text. */
  onmessage: ((event: any) => any) | null;
  /** With `code` and `reason`. */
  onclose: ((event: any) => any) | null;
  onerror: ((event: any) => any) | null;
  send: (text: string) => void;
  close: (code?: number, reason?: string) => void;
}
