/**
 * Opening a TCP connection, with the reasons it can fail for.
 *
 * @module
 */
import { CONNECT_MS } from "../../limits.ts";

/** Why there is no connection. */
export type DialFailure = "nobody_answers" | "unknown_host" | "no_network" | "too_slow";

/**
 * Connects.
 *
 * @param host A name or an address, IPv6 without brackets.
 * @param port 1 to 65,535.
 * @param ms How long to wait, in milliseconds.
 * @returns The connection, or why there is none.
 */
export async function dial(
  host: string,
  port: number,
  ms: number = CONNECT_MS,
): Promise<Deno.TcpConn | DialFailure> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"too_slow">((resolve) => {
    timer = setTimeout(() => resolve("too_slow"), ms);
  });
  const connecting = Deno.connect({ hostname: host, port });
  try {
    const first = await Promise.race([connecting, late]);
    if (first !== "too_slow") {
      first.setNoDelay(true);
      first.setKeepAlive(true);
      return first;
    }
    connecting.then((socket) => socket.close(), () => {});
    return first;
  } catch (error) {
    return failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(error: unknown): DialFailure {
  if (error instanceof Deno.errors.ConnectionRefused) return "nobody_answers";
  if (error instanceof Deno.errors.ConnectionReset) return "nobody_answers";
  if (error instanceof Deno.errors.TimedOut) return "too_slow";
  // The resolver's failure has no class of its own.
  if (error instanceof Error && /lookup|resolve|name/i.test(error.message)) return "unknown_host";
  return "no_network";
}
