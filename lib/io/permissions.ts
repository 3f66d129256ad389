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
  const unix = { transport: "unix", path: `${folder}/not_there` } as const;
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
    // By a name that asks for nothing else: the path of this program is itself a right to read.
    "run a program": () => new Deno.Command("sh").output(),
    "load a library": () => Deno.dlopen(`${folder}/not_there`, {}),
    ...Deno.build.os === "windows" ? {} : {
      "connect to a Unix socket": () => Deno.connect(unix),
      "listen on a Unix socket": () => Deno.listen(unix).close(),
    },
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

/**
 * Tries it all and says what came of it.
 *
 * @param folder A folder that the program could read and write before.
 * @param say Takes a line for each.
 * @returns Whether everything was refused.
 */
export async function checkSelf(folder: string, say: (line: string) => void): Promise<boolean> {
  const tried = await tryEverything(folder);
  for (const { what, refused } of tried) say(`${refused ? "refused" : "ALLOWED"}: ${what}`);
  return tried.every(({ refused }) => refused);
}
