/**
 * The project's own source: its files, what stands in them, and what each imports.
 *
 * @module
 */
import { assertEquals } from "@std/assert";

const ROOT = new URL("../../", import.meta.url);

/** Whether a file holds a program. */
export function isCode(name: string): boolean {
  return /\.tsx?$/.test(name);
}

/** All files of ours below a folder, as paths from the root. */
function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, ROOT))].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return name === "dist" || name === "node_modules" ? [] : filesOf(path);
    return isCode(name) ? [path] : [];
  });
}

/** Every source file of ours, as a path from the root, in order. */
export const FILES: readonly string[] = [
  ...filesOf("lib"),
  ...filesOf("ui"),
  "server.ts",
  "client.ts",
].sort();

/** The text of a file. */
export function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

/** A file's text without its comments; a string that holds ` // ` is cut there. */
export function codeOf(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

/** `lib/wire/frame.ts` is of `lib/wire`, `ui/views/app.tsx` of `ui`. */
export function layerOf(path: string): string {
  const [top = "", second = "", third] = path.split("/");
  return top === "lib" && third !== undefined ? `lib/${second}` : top === "ui" ? "ui" : path;
}

interface Dependency {
  readonly specifier: string;
  readonly code?: { readonly specifier?: string };
  readonly type?: { readonly specifier?: string };
}

interface Graph {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly Dependency[];
  }[];
}

/**
 * What each file imports, statically, as types, to export it or while it runs: paths of files of
 * ours, and what the file itself says of others.
 */
export async function readImports(): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(all, FILES.map((path) => `import "${ROOT.href}${path}";`).join("\n"));
  const { code, stdout } = await run(["info", "--json", "--config", "deno.json", all]);
  assertEquals(code, 0);
  await Deno.remove(all);
  const graph: Graph = JSON.parse(stdout);
  const found = new Map(graph.modules.map(({ specifier, dependencies = [] }) => [
    specifier.replace(ROOT.href, ""),
    dependencies.map((one) => {
      const target = one.code?.specifier ?? one.type?.specifier ?? "";
      return target.startsWith(ROOT.href) ? target.slice(ROOT.href.length) : one.specifier;
    }),
  ]));
  assertEquals(FILES.filter((path) => !found.has(path)), []);
  return found;
}

/** Runs Deno in the root of the project; `all` is both streams. */
export async function run(
  args: readonly string[],
): Promise<{ code: number; stdout: string; all: string }> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder().decode(stdout);
  return { code, stdout: text, all: text + new TextDecoder().decode(stderr) };
}

/** Whether there is such a file. */
export function isThere(path: string): boolean {
  try {
    return Deno.statSync(new URL(path, ROOT)).isFile;
  } catch {
    return false;
  }
}
