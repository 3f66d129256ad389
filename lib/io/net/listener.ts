/**
 * The listening socket of a server.
 *
 * @module
 */
import { StartError } from "../start_error.ts";
import { hangUp } from "./hang_up.ts";

/** Pause after a failed accept, in milliseconds: descriptors come back as connections end. */
const ACCEPT_PAUSE_MS = 100;

/** Who takes what is accepted. */
export interface Reception {
  /** Takes a connection. If it throws, the connection is closed. */
  take(socket: Deno.TcpConn): void;
  /** The first of a row of failed accepts. */
  failed(error: unknown): void;
  /** Accepting works again, after so many failures. */
  recovered(failures: number): void;
}

/** Accepts connections until it is closed, whatever a single accept does. */
export class Listener {
  readonly #listeners: readonly Deno.TcpListener[];
  #closed = false;

  private constructor(listeners: readonly Deno.TcpListener[]) {
    this.#listeners = listeners;
  }

  /**
   * Begins to listen.
   *
   * @param host An address to listen on; `null` is every address, IPv4 and IPv6.
   * @param port 1 to 65,535, or 0 for any free one.
   * @throws {StartError} If the port is taken or the address is not one of this machine.
   */
  static open(host: string | null, port: number): Listener {
    const listeners: Deno.TcpListener[] = [];
    try {
      for (const hostname of host === null ? everyAddress() : [host]) {
        const chosen = listeners[0]?.addr.port ?? port;
        listeners.push(Deno.listen({ hostname, port: chosen }));
      }
    } catch (error) {
      for (const listener of listeners) listener.close();
      throw refusal(error, host, port);
    }
    return new Listener(listeners);
  }

  /** The port, also where any free one was asked for. */
  get port(): number {
    return this.#listeners[0]?.addr.port ?? 0;
  }

  /**
   * Hands every connection on until `close`.
   *
   * An iterator over the listener would end for good at "too many open files"; this goes on.
   *
   * @param reception Who takes connections, and hears of trouble.
   */
  async run(reception: Reception): Promise<void> {
    await Promise.all(this.#listeners.map((listener) => this.#accept(listener, reception)));
  }

  /** Accepts no more. */
  close(): void {
    this.#closed = true;
    for (const listener of this.#listeners) listener.close();
  }

  async #accept(listener: Deno.TcpListener, reception: Reception): Promise<void> {
    let failures = 0;
    while (!this.#closed) {
      try {
        const socket = await listener.accept();
        if (failures > 0) reception.recovered(failures);
        failures = 0;
        hand(socket, reception);
      } catch (error) {
        if (this.#closed) return;
        if (failures++ === 0) reception.failed(error);
        await new Promise((resolve) => setTimeout(resolve, ACCEPT_PAUSE_MS));
      }
    }
  }
}

/** Trouble with one connection, such as one that is reset already, is no trouble with accepting. */
function hand(socket: Deno.TcpConn, reception: Reception): void {
  try {
    // What is queued together is sent together by us; the system need not wait as well.
    socket.setNoDelay(true);
    socket.setKeepAlive(true);
    reception.take(socket);
  } catch {
    hangUp(socket);
  }
}

/** Linux and macOS serve IPv4 through `::` too; Windows wants a socket for each. */
function everyAddress(): readonly string[] {
  if (Deno.build.os === "windows") return ["0.0.0.0", "::"];
  try {
    Deno.listen({ hostname: "::", port: 0 }).close();
    return ["::"];
  } catch {
    return ["0.0.0.0"];
  }
}

function refusal(error: unknown, host: string | null, port: number): unknown {
  if (error instanceof Deno.errors.AddrInUse) {
    return new StartError(
      `Port ${port} is in use on this machine. End the program that has it (perhaps pyChat runs ` +
        "already), or choose another with -p PORT.",
    );
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return new StartError(`Port ${port} is for the system's own services. Choose one above 1023.`);
  }
  if (error instanceof Error) {
    return new StartError(
      `It cannot listen on ${host ?? "any address"}, port ${port}: ${error.message}. ` +
        "Name an address of this machine with --host ADDRESS, or leave it out.",
    );
  }
  return error;
}
