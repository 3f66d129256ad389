/**
 * pyChat's server, from source or compiled.
 *
 * @module
 */
import { SOURCE } from "../../tests/support/programs.ts";
import { MAX_SENDERS } from "./text.ts";
import { endProcess, firstMatch, makeFolder, removeFolder, spawn } from "./process.ts";
import type { Running, Target } from "./target.ts";

/** What it needs so that it, and not what it allows to one address, is measured. */
const OPTIONS = "--message-rate off --exempt 127.0.0.1 --max-clients 6000 --host 127.0.0.1 -p 0";

/**
 * The server of this project.
 *
 * @param file A compiled one; `null` takes the source.
 * @param v8Flags In place of those that its task has; `null` leaves them.
 */
export function pychat(file: string | null, v8Flags: string | null): Target {
  return {
    name: "pychat",
    options: `${file ?? `from source, ${v8Words(v8Flags).join(" ") || "no V8 flags"}`}; ${OPTIONS}`,
    // The gate refuses some of those that come from 16 handshakes on.
    atOnce: 12,
    // One may say 64 KB a second; together they say more than there is time for.
    senders: MAX_SENDERS,
    flags: [],
    missing: () => null,
    start: () => start(file === null ? fromSource(v8Flags) : [file]),
  };
}

/** The command of the task, with other flags for V8 if there are to be others. */
function fromSource(v8Flags: string | null): string[] {
  const [deno = "", run = "", ...words] = SOURCE.command("server");
  return [deno, run, ...v8Words(v8Flags), ...words.filter((word) => !isForV8(word))];
}

function v8Words(flags: string | null): string[] {
  if (flags === "") return [];
  if (flags !== null) return [`--v8-flags=${flags}`];
  return SOURCE.command("server").filter(isForV8);
}

function isForV8(word: string): boolean {
  return word.startsWith("--v8-flags");
}

async function start(command: readonly string[]): Promise<Running> {
  const data = await makeFolder();
  const child = spawn([...command, ...OPTIONS.split(" "), "--data", data], {
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  });
  const end = async (): Promise<void> => {
    await endProcess(child);
    await removeFolder(data);
  };
  try {
    const port = Number(await firstMatch(child, /listening.*port\D+(\d+)/));
    return { pid: child.pid, port, end };
  } catch (error) {
    await end();
    throw error;
  }
}
