/**
 * Desktop entries: what a Linux desktop reads to show a program in its menu and to start it.
 *
 * The format is that of the Desktop Entry Specification, version 1.5. A URL reaches the program
 * as one argument after `--`, so that no shell reads it and none is taken for an option. Any
 * website can open one: with `--ask` the program shows it, and joins only at a click.
 *
 * @module
 */
import { StartError } from "../start_error.ts";

/** What a link says before its colon, as a media type that programs can be handlers of. */
export const LINK_TYPE = "x-scheme-handler/pychat";

/** The name under which the icon is installed, without its ending. */
export const ICON_NAME = "pychat";

/** Arguments that need no quotes. Some openers are scripts that understand no quotes at all. */
const UNQUOTED = /^[\p{L}\p{N}/._+,:@%-]+$/u;

/**
 * The entry for a program that has its place.
 *
 * @param program The absolute path of the program.
 * @throws {StartError} If the path holds what an entry cannot say.
 * @throws {RangeError} If the path is not absolute.
 */
export function desktopEntry(program: string): string {
  if (!program.startsWith("/")) throw new RangeError("the path is not absolute");
  if (/[\p{Cc}=]/u.test(program)) {
    throw new StartError(
      "A menu entry cannot name a program whose path holds an equals sign or a control " +
        "character. Rename that folder or file, or move the program elsewhere.",
    );
  }
  // GLib looks for the first word as it stands there, with every "%" still doubled. It finds env.
  const start = program.includes("%") ? ["/usr/bin/env", program] : [program];
  return entry([
    // Once the program has been moved or deleted, desktops show the entry no more.
    `TryExec=${value(program)}`,
    `Exec=${value(command([...start, "--ask", "--"]))} %u`,
    "Actions=new;",
    "",
    "[Desktop Action new]",
    "Name=New connection",
    `Exec=${value(command([...start, "--new"]))}`,
  ]);
}

/**
 * The entry that lies beside the program and starts it in whatever folder both are.
 *
 * A desktop tells where the entry is (`%k`) as a path (GNOME, KDE) or as a `file:` URI (Xfce),
 * and some tell nothing. Then nothing is started: the folder the desktop happens to be in may
 * hold another program of that name.
 *
 * @param binaryName The name of the program's file.
 * @throws {RangeError} If it is more than letters, digits, `.`, `_` and `-`.
 */
export function portableEntry(binaryName: string): string {
  if (!/^\w[\w.-]*$/.test(binaryName)) throw new RangeError("not the plain name of a file");
  const shell = command(["/bin/sh", "-c", startBeside(binaryName), "sh"]);
  // LXQt drops whatever stands after %k, so it stands last.
  return entry([`Exec=${value(shell)} %u -- %k`]);
}

function entry(lines: readonly string[]): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Version=1.1",
    "Name=pyChat",
    "Comment=Talk on a server of your own",
    `Icon=${ICON_NAME}`,
    "Categories=Network;InstantMessaging;",
    "Terminal=false",
    // The window that appears is the browser's: waiting for one of ours would only spin a cursor.
    "StartupNotify=false",
    `MimeType=${LINK_TYPE};`,
    ...lines,
    "",
  ].join("\n");
}

/**
 * A POSIX shell script. Its arguments are the URL, if there is one, `--`, and where the entry is.
 * The URL stays an argument throughout; of a URI, each `%` and two digits become a byte.
 */
function startBeside(binaryName: string): string {
  return [
    `if [ "$1" = -- ]; then e=$2; set --; else e=$3; set -- "$1"; fi`,
    `case $e in file:*) r=\${e#file:}; e=`,
    `case $r in //*) r=/\${r#//*/};; esac`, // "//", a host, which may be empty, and the path
    `while case $r in *%*);; *) false;; esac`,
    `do e=$e\${r%%\\%*}; r=\${r#*\\%}; h=\${r%"\${r#??}"}; r=\${r#??}`,
    `e=$e$(printf '\\'"$(printf %03o "0x$h")"); done`,
    `e=$e$r;; esac`,
    `case $e in /*) exec "\${e%/*}/${binaryName}" --ask -- "$@";; esac`,
    `echo "${binaryName}: this desktop does not tell where its entry is" >&2`,
    `exit 1`,
  ].join("; ");
}

/** Words as the specification's section 7, "The Exec key", wants them quoted. */
function command(words: readonly string[]): string {
  return words.map((word) => {
    const literal = word.replaceAll("%", "%%");
    return UNQUOTED.test(literal) ? literal : `"${literal.replace(/["`$\\]/g, "\\$&")}"`;
  }).join(" ");
}

/** Text as a value of type string, section 4: whatever was quoted before is escaped once more. */
function value(text: string): string {
  return text.replaceAll("\\", "\\\\");
}
