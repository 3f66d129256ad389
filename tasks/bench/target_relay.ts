/**
 * The plain relay.
 *
 * @module
 */
import { endProcess, firstMatch, spawn } from "./process.ts";
import type { Running, Target } from "./target.ts";

/** What the runtime can do at most. */
export const RELAY: Target = {
  name: "relay",
  options: "plain TCP in Deno: no cryptography, no names, no limits",
  atOnce: 100,
  senders: 1,
  flags: [],
  missing: () => null,
  async start(): Promise<Running> {
    const words = ["run", "--no-prompt", "--allow-net=127.0.0.1", "tasks/bench/relay.ts"];
    const child = spawn([Deno.execPath(), ...words], {
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
    const end = (): Promise<void> => endProcess(child);
    try {
      const port = Number(await firstMatch(child, /listening port=(\d+)/));
      return { pid: child.pid, port, end };
    } catch (error) {
      await end();
      throw error;
    }
  },
};
