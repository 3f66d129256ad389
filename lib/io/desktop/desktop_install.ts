/**
 * Putting the program into the menu of a Linux desktop and making it the handler of its links, in
 * the home of one person; and taking it out again.
 *
 * Where things go is said by the XDG Base Directory Specification, version 0.8. Desktops notice
 * the files by themselves: no program is run for it.
 *
 * @module
 */
import { desktopEntry, ICON_NAME, LINK_TYPE } from "./desktop_entry.ts";
import { type Change, changeFiles, reason, removeEmptyFolders } from "../files/file_changes.ts";
import { addHandler, removeHandler } from "./mime_apps.ts";
import { printableLine } from "../printable.ts";
import { readText } from "../files/safe_file.ts";
import { StartError } from "../start_error.ts";

/** Whose desktop it is. */
export interface Desktop {
  /** How to read a variable of the environment. */
  readonly env: (name: string) => string | undefined;
  /** The platform, as `Deno.build.os` names it. */
  readonly os: string;
}

/** What is installed, and where. */
export interface Installation extends Desktop {
  /** The absolute path of the program; the entry starts it there. */
  readonly program: string;
  /** The icon, as the bytes of an SVG file. */
  readonly icon: Uint8Array;
}

const ENTRY_NAME = "pychat.desktop";

const INSTEAD: Readonly<Record<string, string>> = {
  darwin: "On a Mac, drag the program into the Dock",
  windows: "On Windows, make a shortcut to the program",
};

/**
 * Installs the program, all of it or nothing. Done twice it is the same as done once.
 *
 * @returns Sentences that say what was done, for the person.
 * @throws {StartError} If it cannot be installed; then nothing was changed.
 */
export async function installDesktop(installation: Installation): Promise<string> {
  const { program, icon } = installation;
  const places = placesOf(installation);
  const entry = desktopEntry(program);
  const isFile = await Deno.stat(program).then((found) => found.isFile, () => false);
  if (!isFile) throw new StartError(`There is no program at ${printableLine(program)}.`);
  const oldEntry = await unlessUnusable(places.entry, () => readText(places.entry));
  if (oldEntry !== null && !isOurs(oldEntry)) {
    throw new StartError(
      `${printableLine(places.entry)} is another program's. Move it away, and try again.`,
    );
  }
  const handlers = await unlessUnusable(places.handlers, () => readHandlers(places.handlers));
  const chosen = addHandler(handlers.text, LINK_TYPE, ENTRY_NAME);
  await changeFiles([
    { path: places.icon, bytes: icon },
    { path: places.entry, bytes: new TextEncoder().encode(entry) },
    { ...handlers, bytes: new TextEncoder().encode(chosen) },
  ]);
  // Desktops that keep an index of icons look at the time of this folder alone.
  const now = new Date();
  await Deno.utime(`${places.data}/icons/hicolor`, now, now).catch(() => {});
  return [
    "pyChat is in the menu of your desktop now, and pychat: links open it. Written were",
    `    ${printableLine(places.entry)}`,
    `    ${printableLine(places.icon)}`,
    `    and a line in ${printableLine(places.handlers)}`,
    `The program must stay where it is: ${printableLine(program)}`,
    "After moving it, run install again; uninstall takes all of this back.",
  ].join("\n");
}

/**
 * Takes back what {@linkcode installDesktop} did. What the person has chosen since then stays, and
 * so does another program's entry.
 *
 * @returns Sentences that say what was removed, for the person.
 * @throws {StartError} If something could not be removed; the rest was, as far as it is ours.
 */
export async function uninstallDesktop(desktop: Desktop): Promise<string> {
  const places = placesOf(desktop);
  const removed: string[] = [];
  const failed: string[] = [];
  async function remove(path: string, act: () => Promise<boolean>, what = ""): Promise<void> {
    try {
      if (await act()) removed.push(`    ${what}${printableLine(path)}`);
    } catch (error) {
      failed.push(error instanceof StartError ? error.message : unusable(path, error));
    }
  }
  const entry = await unlessUnusable(places.entry, () => readText(places.entry));
  if (entry !== null && !isOurs(entry)) {
    return `${printableLine(places.entry)} is another program's, and stays. Nothing was removed.`;
  }
  await remove(places.handlers, () => removeChoice(places.handlers), "a line in ");
  await remove(places.entry, () => removeFile(places.entry));
  await remove(places.icon, () => removeFile(places.icon));
  for (const path of [places.entry, places.icon]) await removeEmptyFolders(path, places.data);
  const done = removed.length > 0
    ? ["pyChat is taken out of your desktop. Removed were", ...removed]
    : ["There is nothing of pyChat to remove from your desktop."];
  if (failed.length === 0) return done.join("\n");
  throw new StartError([...failed, ...(removed.length > 0 ? done : [])].join("\n"));
}

/**
 * Whether {@linkcode installDesktop} was done and not taken back.
 *
 * @param desktop Whose desktop it is.
 */
export async function isInstalled(desktop: Desktop): Promise<boolean> {
  try {
    const entry = await readText(placesOf(desktop).entry);
    return entry !== null && isOurs(entry);
  } catch {
    return false; // there is no such desktop, or nothing there that can be read
  }
}

/** Where everything goes. */
interface Places {
  readonly data: string;
  readonly entry: string;
  readonly icon: string;
  readonly handlers: string;
}

function placesOf({ env, os }: Desktop): Places {
  const instead = INSTEAD[os];
  if (instead !== undefined) {
    throw new StartError(
      `install and uninstall are for Linux desktops. ${instead}, and paste invitations into its ` +
        "page.",
    );
  }
  const base = (variable: string, usual: string): string => {
    const path = env(variable);
    if (path?.startsWith("/")) return path.replace(/\/+$/, "");
    const home = env("HOME");
    if (home?.startsWith("/")) return `${home.replace(/\/+$/, "")}/${usual}`;
    throw new StartError(
      "There is no $HOME to install into. Log in as the person whose desktop it is, and try again.",
    );
  };
  const data = base("XDG_DATA_HOME", ".local/share");
  return {
    data,
    entry: `${data}/applications/${ENTRY_NAME}`,
    icon: `${data}/icons/hicolor/scalable/apps/${ICON_NAME}.svg`,
    handlers: `${base("XDG_CONFIG_HOME", ".config")}/mimeapps.list`,
  };
}

/** Whether an entry was made here, and perhaps changed by the person since. */
function isOurs(entry: string): boolean {
  return entry.split("\n").includes(`MimeType=${LINK_TYPE};`);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What the person's list of chosen programs holds, where it really is, and its mode. */
async function readHandlers(
  path: string,
): Promise<Omit<Change, "bytes"> & { readonly text: string; readonly linked: boolean }> {
  const link = await unlessAbsent(Deno.lstat(path));
  if (link === null) return { path, text: "", linked: false };
  // Who manages their settings with links wants the file behind the link changed.
  const real = await unlessAbsent(Deno.realPath(path));
  if (real === null) throw new Error("it is a link that leads nowhere");
  const { isFile, mode } = await Deno.stat(real);
  if (!isFile) throw new Error("it is not a file");
  if (mode !== null && (mode & 0o222) === 0) throw new Error("it is read-only");
  const bytes = await Deno.readFile(real);
  try {
    const text = decoder.decode(bytes);
    return { path: real, text, linked: link.isSymlink, ...(mode === null ? {} : { mode }) };
  } catch {
    throw new Error("it is not plain text in UTF-8");
  }
}

/** Takes the program out of the person's list, and says whether it was there. */
async function removeChoice(path: string): Promise<boolean> {
  const handlers = await readHandlers(path);
  const text = removeHandler(handlers.text, LINK_TYPE, ENTRY_NAME);
  if (text === handlers.text) return false;
  const gone = text === "" && !handlers.linked;
  await changeFiles([{ ...handlers, bytes: gone ? null : new TextEncoder().encode(text) }]);
  return true;
}

async function removeFile(path: string): Promise<boolean> {
  return await unlessAbsent(Deno.remove(path).then(() => true)) ?? false;
}

async function unlessAbsent<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function unlessUnusable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new StartError(unusable(path, error));
  }
}

function unusable(path: string, error: unknown): string {
  return `${printableLine(path)} cannot be changed: ${reason(error)}.`;
}
