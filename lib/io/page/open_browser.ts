/**
 * Opening the browser, through whatever the platform has for it.
 *
 * @module
 */

/** A program that opens a link: its name and what stands before the link. */
export interface Opener {
  readonly command: string;
  readonly args: readonly string[];
}

/** An opener that is still running after this time has started a browser, in milliseconds. */
const STATUS_MS = 1_500;

/**
 * The platform's own opener. Which program of that name it is, `PATH` decides when this one
 * starts, which is then permitted to run that one and no other.
 *
 * @param os The platform, as `Deno.build.os` names it.
 */
export function openerOf(os: string): Opener {
  if (os === "darwin") return { command: "open", args: [] };
  // `start` is a word of cmd.exe, which would read `&` in a link; this one takes it whole.
  if (os === "windows") return { command: "rundll32", args: ["url.dll,FileProtocolHandler"] };
  return { command: "xdg-open", args: [] };
}

/**
 * Opens a link to a page of this computer. The link is one argument, and no shell reads it.
 *
 * The opener starts in the root folder: openers are scripts that look for other programs, and
 * where `PATH` names the folder one happens to be in, they would run whatever lies there. It also
 * starts in a session of its own, away from the terminal, or Ctrl+C would end the browser too.
 *
 * @param url The link; it must begin with `http://127.0.0.1:`.
 * @param opener What opens it, if not the platform's own.
 * @returns Whether a browser was started, as far as the opener tells within 1.5 s; where not,
 * the link should be printed.
 * @throws {RangeError} If the link leads elsewhere.
 */
export async function openBrowser(
  url: string,
  opener: Opener = openerOf(Deno.build.os),
): Promise<boolean> {
  if (!url.startsWith("http://127.0.0.1:")) throw new RangeError("not a link to this computer");
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(opener.command, {
      args: [...opener.args, url],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      ...(Deno.build.os === "windows" ? {} : { cwd: "/", detached: true }),
    }).spawn();
  } catch {
    return false; // not installed, or not allowed to run
  }
  // Some openers stay for as long as the browser does; this process need not wait for them.
  child.unref();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const running = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), STATUS_MS);
  });
  const ended = child.status.then((status) => status.success, () => false);
  const opened = await Promise.race([ended, running]);
  clearTimeout(timer);
  return opened;
}
