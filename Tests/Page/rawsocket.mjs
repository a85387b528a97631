// A WebSocket for node, which has none in the versions that the tests run on: what RFC 6455 asks of a client, and no
// more. It is for tests against the real daemon.

import { randomBytes } from "node:crypto";
import { connect } from "node:net";

const TEXT = 1, CLOSE = 8, PING = 9, PONG = 10;

export class RawSocket {
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;
  #socket;
  #buffer = Buffer.alloc(0);
  #isOpen = false;
  #closing = { code: 1006, reason: "" };

  /**
   * @param {string} url
   * @param {string} [origin]
   */
  constructor(url, origin) {
    const { hostname, port, pathname, host } = new URL(url);
    const socket = this.#socket = connect(Number(port), hostname);
    socket.on("connect", () => socket.write([
      `GET ${pathname} HTTP/1.1`, `Host: ${host}`, "Connection: Upgrade", "Upgrade: websocket",
      "Sec-WebSocket-Version: 13", `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "Sec-WebSocket-Protocol: line.partyline", ...origin ? [`Origin: ${origin}`] : [], "", "",
    ].join("\r\n")));
    socket.on("data", (data) => this.#read(data));
    socket.on("error", (fault) => this.onerror?.(fault));
    socket.on("close", () => setImmediate(() => this.onclose?.(this.#closing)));
  }

  /** @param {string} text */
  send(text) {
    this.#write(TEXT, Buffer.from(text));
  }

  close(code = 1000) {
    if (this.#isOpen) this.#write(CLOSE, Buffer.from([code >> 8, code & 255]));
    else this.#socket.destroy();
  }

  /** Breaks the connection without a word. */
  break() {
    this.#socket.resetAndDestroy();
  }

  #write(opcode, payload) {
    const mask = randomBytes(4), length = payload.length;
    const head = length < 126 ? Buffer.from([0x80 | opcode, 0x80 | length])
      : Buffer.from([0x80 | opcode, 0x80 | 126, length >> 8, length & 255]);
    const masked = Buffer.from(payload.map((byte, index) => byte ^ mask[index % 4]));
    this.#socket.write(Buffer.concat([head, mask, masked]));
  }

  #read(data) {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    if (!this.#isOpen) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      if (!this.#buffer.subarray(0, end).toString().startsWith("HTTP/1.1 101")) return this.#socket.destroy();
      this.#buffer = this.#buffer.subarray(end + 4);
      this.#isOpen = true;
      this.onopen?.({});
    }
    // Each in a turn of its own, as a browser has it: what waits for an answer goes on before the next line is heard.
    for (let frame = this.#frame(); frame; frame = this.#frame()) setImmediate((taken) => this.#take(taken), frame);
  }

  #frame() {
    const buffer = this.#buffer;
    if (buffer.length < 2) return null;
    const short = buffer[1] & 127, head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (buffer.length < head) return null;
    const length = short === 127 ? Number(buffer.readBigUInt64BE(2)) : short === 126 ? buffer.readUInt16BE(2) : short;
    if (buffer.length < head + length) return null;
    this.#buffer = buffer.subarray(head + length);
    return { opcode: buffer[0] & 15, payload: buffer.subarray(head, head + length) };
  }

  #take({ opcode, payload }) {
    if (opcode === TEXT) this.onmessage?.({ data: payload.toString() });
    if (opcode === PING) this.#write(PONG, payload);
    if (opcode !== CLOSE) return;
    if (payload.length >= 2) this.#closing = { code: payload.readUInt16BE(0), reason: payload.subarray(2).toString() };
    this.#socket.end();
  }
}
