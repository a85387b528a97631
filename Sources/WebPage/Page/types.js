// The shapes that the page's modules hand to one another. There is nothing here at run time.

/**
 * A line of the wire protocol, taken apart (PROTOCOL.md, section 6).
 * @typedef {object} WireLine
 * @property {string} verb       `MSG`, `ROW`, `OK` …
 * @property {string[]} fields   what stands behind the verb, up to the first key
 * @property {Keys} keys
 * @property {string | undefined} text   undefined where the line has none, which is not the same as an empty one
 */

/**
 * The keys of a line: `id=7` is `{ id: "7" }`. It has no prototype, so that no key is ever there by accident.
 * @typedef {{ [key: string]: string | undefined }} Keys
 */

/**
 * A row of an answer: its tag is gone, and `verb` is its kind (`room`, `who`, or the `MSG` of a replayed message).
 * @typedef {WireLine} Row
 */

/**
 * What a command was answered.
 * @typedef {object} Answer
 * @property {Row[]} rows
 * @property {Keys} keys
 */

/**
 * Something in a conversation's log.
 *
 * - `say`, `act`: somebody said it. `state` tells of one's own lines how far they are.
 * - `presence`: who came, went, was renamed; neighbours are folded into one line (`changes`).
 * - `topic`, `rank`, `mode`, `kick`, `rename`, `invite`: what was done, by `nick`, to `subject`, with `text`.
 * - `note`: a notice of the server. `answer`: what a command of one's own told; `words` is a key of the table or null.
 * - `gap`: some messages are missing here, as the server keeps them no longer.
 * @typedef {object} Line
 * @property {number} key        a number of the page's own that never changes, for finding its element
 * @property {LineKind} kind
 * @property {string | null} id  the server's; null while it has none
 * @property {Date} time
 * @property {string} nick       who it is of; "" for `note`, `answer`, `gap`
 * @property {string} text       redacted lines have ""
 * @property {boolean} mine
 * @property {boolean} mentions  it names the reader, and is somebody else's
 * @property {boolean} old       it was replayed: nobody is to be told of it
 * @property {"sent" | "waiting" | "failed" | "redacted"} state
 * @property {import("./lines.js").Refusal | null} refusal    why it failed
 * @property {string} [account]  whose account said it
 * @property {boolean} [notice]  a program said it unasked
 * @property {string} [to]       `@`, `+` or `~`: said to ops, voices or the founder alone
 * @property {string} [subject]  whom it was done to
 * @property {string} [nonce]    by which the server knows it if it is sent again
 * @property {PresenceChange[]} [changes]
 * @property {{ key: string, values: { [name: string]: string | number } }} [words]  of the page's own words
 */

/** @typedef {"say" | "act" | "presence" | "topic" | "rank" | "mode" | "kick" | "rename" | "invite" | "note" | "answer" | "gap"} LineKind */

/**
 * @typedef {object} PresenceChange
 * @property {"join" | "part" | "quit" | "nick"} what
 * @property {string} nick
 * @property {string} [as]     the new nick, of `nick`
 * @property {string} [reason]
 */

/**
 * What folded presence comes to, each nick once.
 * @typedef {object} PresenceSummary
 * @property {string[]} joined
 * @property {string[]} left
 * @property {string[]} visited  came and went
 * @property {string[]} returned went and came back
 * @property {{ from: string, to: string }[]} renamed
 * @property {string} reason     of who left, where it is one person alone
 */

/**
 * @typedef {object} Member
 * @property {string} nick
 * @property {string} rank       "founder", "op", "voice", another, or "" for none
 * @property {string | null} away  the note, maybe empty; null when here
 * @property {string} [account]
 */

/**
 * Where the connection stands.
 * @typedef {object} ConnectionState
 * @property {"idle" | "connecting" | "entering" | "on" | "off" | "ended"} phase
 *   `entering`: connected, on the way back into the rooms. `off`: it will try again. `ended`: it will not by itself.
 * @property {number} [retryAt]  of `off`: when, in milliseconds since 1970
 * @property {string} [code]     why: the server's word (`idle`, `replaced`, `server-full` …), or "" for none known
 */

/**
 * @typedef {object} Me
 * @property {string} nick
 * @property {string} account  "" when not logged in
 * @property {string | null} away
 */

/**
 * What the server tells of itself (`/about.json` and the answer to `/wire`). Any of it may be missing.
 * @typedef {object} About
 * @property {string} [name]
 * @property {string} [lobby]
 * @property {string} [telnet]    `chat.example.org 6000`
 * @property {number} [keptDays]  how long talk is kept in the lobby; 0: for good
 * @property {boolean} [accounts]
 */

/**
 * A piece of a text. The `text` of all pieces, put together, is the text.
 * @typedef {object} Token
 * @property {"text" | "link" | "room" | "mention" | "code"} kind
 * @property {string} text
 * @property {string} [href]  of `link`, checked: http or https
 */

/**
 * A page of what `/search` found, newest first.
 * @typedef {object} Found
 * @property {{ room: string, line: Line }[]} hits
 * @property {string} more   to ask for the next page by; "" when there is none
 */

/**
 * @typedef {object} RoomListing
 * @property {string} name
 * @property {number} members
 * @property {string} topic
 */

/**
 * What the page needs of the time; tests have one of their own.
 * @typedef {object} Clock
 * @property {() => number} now
 * @property {(act: () => void, milliseconds: number) => unknown} after
 * @property {(timer: any) => void} cancel
 * @property {() => number} random   from 0 up to 1
 */

/**
 * What the page needs of a WebSocket.
 * @typedef {object} Socket
 * @property {((event: any) => any) | null} onopen
 * @property {((event: any) => any) | null} onmessage   its `data` is a text
 * @property {((event: any) => any) | null} onclose     with `code` and `reason`
 * @property {((event: any) => any) | null} onerror
 * @property {(text: string) => void} send
 * @property {(code?: number, reason?: string) => void} close
 */

export {};
