/**
 * Giving up what a program no longer needs.
 *
 * @module
 */

const ALL = ["net", "read", "write", "env", "sys", "run", "ffi", "import"] as const;

/**
 * Gives up every permission for the rest of the process.
 *
 * What is open stays open: a listener goes on accepting, connections go on reading and writing.
 * Nothing new can be opened, so whoever takes over the program by its input can neither connect
 * out nor touch a file.
 */
export function revokeEverything(): void {
  for (const name of ALL) Deno.permissions.revokeSync({ name });
}

/** What was tried, and whether it was refused as it should be. */
export interface Attempt {
  readonly what: string;
  readonly refused: boolean;
}

/**
 * Tries what a server that has given up its permissions must not be able to do, from inside.
 *
 * @param folder A folder that the program could read and write before.
 */
export async function tryEverything(folder: string): Promise<Attempt[]> {
  const attempts: Readonly<Record<string, () => unknown>> = {
    "connect": () => Deno.connect({ hostname: "127.0.0.1", port: 7420 }),
    "listen": () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
    "fetch": () => fetch("http://127.0.0.1:7420/"),
    "resolve a name": () => Deno.resolveDns("localhost", "A"),
    "read a file": () => Deno.readFile(`${folder}/identity.key`),
    "list a folder": () => Array.fromAsync(Deno.readDir(folder)),
    "write a file": () => Deno.writeTextFile(`${folder}/written`, ""),
    "remove a file": () => Deno.remove(`${folder}/not_there`),
    "read the environment": () => Deno.env.get("HOME"),
    "run a program": () => new Deno.Command(Deno.execPath()).output(),
  };
  const tried: Attempt[] = [];
  for (const [what, attempt] of Object.entries(attempts)) {
    let refused = false;
    try {
      await attempt();
    } catch (error) {
      refused = error instanceof Deno.errors.NotCapable;
    }
    tried.push({ what, refused });
  }
  return tried;
}
