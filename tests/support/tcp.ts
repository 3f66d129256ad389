/**
 * TCP connections of the loopback that can do what `Deno.TcpConn` cannot: come from any of its
 * addresses, take an exact number of bytes, and end with a reset.
 *
 * @module
 */
import { connect, type Socket } from "node:net";
import { join } from "./noble_noise.ts";

/** How long a test waits for bytes or an end that must come, in milliseconds. */
const PATIENCE_MS = 60_000;

/** One connection. Nothing rejects but a wait for what never comes: every end is an end. */
export class Tcp {
  /** How it ended, as far as this side saw; what happens later changes nothing. */
  ended: "no" | "end" | "reset" = "no";
  /** How long a read may wait, in milliseconds; `null` is for good. */
  patience: number | null = PATIENCE_MS;
  readonly #socket: Socket;
  readonly #waiting = new Set<() => void>();

  /** @param socket An open connection that nobody reads. */
  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("readable", () => this.#wake());
    socket.on("end", () => this.#end("end"));
    socket.on("error", () => this.#end("reset"));
    socket.on("close", () => this.#end("end"));
  }

  /**
   * Connects to a port of this machine.
   *
   * @param port Of 127.0.0.1.
   * @param from Where it comes from: any address of 127.0.0.0/8.
   */
  static async connect(port: number, from: string = "127.0.0.1"): Promise<Tcp> {
    const socket = connect({ host: "127.0.0.1", port, localAddress: from, allowHalfOpen: true });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    socket.setNoDelay(true);
    return new Tcp(socket);
  }

  /**
   * Takes the next bytes, as many as are there.
   *
   * What is not taken stays with the system, but for the 64 KiB that a stream of Node reads ahead.
   *
   * @param most Bytes.
   * @returns At least one byte, or `null` at the end, whichever kind of end it is.
   */
  async read(most: number = Infinity): Promise<Uint8Array | null> {
    for (;;) {
      const there = Math.min(most, this.#socket.readableLength);
      if (there > 0) return bytesOf(this.#socket.read(there));
      if (this.ended !== "no") return null;
      this.#socket.read(0); // asks the system for more, and for the end
      await this.#change();
    }
  }

  /** Everything until the end. */
  async rest(): Promise<Uint8Array> {
    const all: Uint8Array[] = [];
    for (let some = await this.read(); some !== null; some = await this.read()) all.push(some);
    return join(...all);
  }

  /**
   * Writes, and waits until the system has taken it.
   *
   * @returns Whether it did: `false` where the connection has ended.
   */
  async write(bytes: Uint8Array): Promise<boolean> {
    if (this.#socket.destroyed) return false;
    if (bytes.length === 0) return true;
    return await new Promise((resolve) => {
      const gone = () => resolve(false);
      this.#socket.once("close", gone);
      this.#socket.write(bytes, (error) => {
        this.#socket.off("close", gone);
        resolve(!error);
      });
    });
  }

  /** Sends a FIN: nothing more comes from here, and the other way stays open. */
  finish(): void {
    if (!this.#socket.destroyed) this.#socket.end();
  }

  /** Closes both ways. */
  close(): void {
    this.#socket.destroy();
  }

  /** Closes with a RST: the other side's next read or write fails. */
  reset(): void {
    if (!this.#socket.destroyed) this.#socket.resetAndDestroy();
  }

  async #change(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => reject(new Error("neither bytes nor an end came"));
      if (this.patience !== null) timer = setTimeout(giveUp, this.patience);
      this.#waiting.add(resolve);
    });
    clearTimeout(timer);
  }

  #end(how: "end" | "reset"): void {
    if (this.ended === "no") this.ended = how;
    this.#wake();
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }
}

/** A stream's own arrays may be parts of larger ones, and of Node's kind. */
function bytesOf(chunk: Uint8Array): Uint8Array {
  return new Uint8Array(chunk);
}
