/**
 * What every script that we print for root begins and ends with.
 *
 * The scripts are POSIX shell (IEEE Std 1003.1, chapter 2) and use besides it only what each Linux
 * with systemd has: mktemp, sync, timeout and getconf.
 *
 * @module
 */

/**
 * A text as one word of a shell that stands for exactly that text.
 *
 * Between single quotes nothing means anything but the quote itself (IEEE Std 1003.1, 2.2.2).
 *
 * @param text Any text without NUL, which no word can hold.
 * @throws {RangeError} If it holds one.
 */
export function shellQuote(text: string): string {
  if (text.includes("\0")) throw new RangeError("a word of a shell cannot hold NUL");
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Functions that both scripts use. `prepare` makes the shell's surroundings ours; it and `die`
 * end the script with one sentence.
 */
const BASICS = `\
die() {
  printf 'pychat-server setup: %s\\n' "$1" >&2
  exit 1
}

say() {
  printf '%s\\n' "$1"
}

# Whatever the caller's shell was set to, and wherever it stood, means nothing here. IFS and CDPATH
# need no care: every word is quoted, and cd is given an absolute path.
prepare() {
  umask 022
  LC_ALL=C
  root=\${PREFIX:-}
  while [ "$root" != "\${root%/}" ]; do root=\${root%/}; done
  case $root in
    '')
      PATH=/usr/sbin:/usr/bin:/sbin:/bin
      [ "$(id -u)" = 0 ] || die 'This must be run by root: put "| sudo sh" behind it.'
      ;;
    *[!A-Za-z0-9/._-]* | [!/]*)
      die 'PREFIX must be an absolute path of letters, digits and / . _ - only.'
      ;;
    *) say "PREFIX is set, so everything is below $root." ;;
  esac
  export LC_ALL PATH
  cd /
  service=pychat-server.service
  bin=$root/usr/local/bin/pychat-server
  unit=$root/etc/systemd/system/$service
  conf=$root/etc/pychat.conf
  data=$root/var/lib/pychat
}

# Asks systemd for something that the script cannot do without.
control() {
  systemctl "$@" || die "systemctl $* did not work; it says why above. Mend that, and run this again."
}`;

/**
 * A whole script.
 *
 * All of it stands between two braces: a shell runs nothing of that before it has seen the second
 * one, so a script that was cut on its way does nothing at all. Functions that are called on the
 * last line would not do: cut within `prepare() {`, the script would run the program `pr`. The
 * input that the script may have come by is taken away from what it runs.
 *
 * @param purpose Lines of comment for who reads the script, each beginning with `#`.
 * @param functions The functions it consists of.
 * @param main The name of the one that is called.
 */
export function shellScript(purpose: string, functions: readonly string[], main: string): string {
  const body = [BASICS, ...functions].join("\n\n");
  return `#!/bin/sh\n${purpose}\n{\nset -eu\n\n${body}\n\n${main} </dev/null\n}\n`;
}
