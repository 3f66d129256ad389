/**
 * Homes to install into, and programs that write down how a desktop started them.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { inFolder } from "./folder.ts";

/** How long a desktop may take to start a program, in milliseconds. */
const LONGEST_START_MS = 10_000;

/** Writes its own path and its arguments, a line each, into a file beside it, in one step. */
const RECORDER = `#!/bin/sh
printf '%s\\n' "$0" "$@" > "$0.new"
mv "$0.new" "$0.args"
`;

const ICON = new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg"/>\n`);

/** A home of its own for a test, with a program in it. */
export interface Home {
  readonly path: string;
  readonly program: string;
  readonly variables: Record<string, string>;
  /** What installing and uninstalling are given. */
  readonly desktop: {
    readonly program: string;
    readonly icon: Uint8Array;
    readonly env: (name: string) => string | undefined;
    readonly os: string;
  };
  readonly entry: string;
  readonly icon: string;
  readonly list: string;
}

/** For tests of what there is on Linux only, to be spread into their definition. */
export const LINUX = { ignore: Deno.build.os !== "linux" };

/** Runs a test with a home of its own. */
export function inHome(
  test: (home: Home) => Promise<void>,
  variables: (path: string) => Record<string, string> = (path) => ({ HOME: path }),
): Promise<void> {
  return inFolder(async (path) => {
    const program = await makeRecorder(`${path}/programs`, "pychat-client");
    const all = variables(path);
    const data = all["XDG_DATA_HOME"] ?? `${path}/.local/share`;
    await test({
      path,
      program,
      variables: all,
      desktop: { program, icon: ICON, env: (name) => all[name], os: "linux" },
      entry: `${data}/applications/pychat.desktop`,
      icon: `${data}/icons/hicolor/scalable/apps/pychat.svg`,
      list: `${all["XDG_CONFIG_HOME"] ?? `${path}/.config`}/mimeapps.list`,
    });
  });
}

/** Makes a program that writes down how it was started. */
export async function makeRecorder(folder: string, name: string): Promise<string> {
  await put(`${folder}/${name}`, RECORDER, 0o755);
  return `${folder}/${name}`;
}

/** Its path and its arguments, once it has been started; desktops do not wait for it. */
export async function recorded(program: string): Promise<string[]> {
  const late = Date.now() + LONGEST_START_MS;
  while (Date.now() < late) {
    const text = await Deno.readTextFile(`${program}.args`).catch(() => null);
    if (text !== null) {
      await Deno.remove(`${program}.args`);
      return text.slice(0, -1).split("\n");
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${program} was not started`);
}

/** Makes a file and the folders for it. */
export async function put(path: string, text: string, mode = 0o644): Promise<void> {
  await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  await Deno.writeTextFile(path, text);
  await Deno.chmod(path, mode);
}

/** Everything below a folder: files with mode and text, links with where they lead, folders. */
export async function tree(folder: string): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for await (const { name, isDirectory, isSymlink } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isSymlink) all[name] = `-> ${await Deno.readLink(path)}`;
    else if (isDirectory) {
      all[`${name}/`] = "";
      for (const [below, text] of Object.entries(await tree(path))) all[`${name}/${below}`] = text;
    } else {
      const mode = (((await Deno.stat(path)).mode ?? 0) & 0o777).toString(8);
      all[name] = `${mode} ${(await Deno.readFile(path)).toBase64()}`;
    }
  }
  return all;
}

/** Runs a tool of the desktop to its end. */
export async function tool(
  name: string,
  args: readonly string[],
  variables: Record<string, string> = {},
): Promise<string> {
  // No desktop and no bus, but a display: enough for what opens links on a bare window manager.
  const usual = { PATH: Deno.env.get("PATH") ?? "", DISPLAY: ":7420", LC_ALL: "C.UTF-8" };
  const { code, stdout, stderr } = await new Deno.Command(name, {
    args: [...args],
    env: { ...usual, ...variables },
    clearEnv: true,
  }).output();
  const decoder = new TextDecoder();
  assertEquals(code, 0, decoder.decode(stderr) + decoder.decode(stdout));
  return decoder.decode(stdout).trim();
}
