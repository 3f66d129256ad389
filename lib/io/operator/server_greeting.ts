/**
 * What a server says to the person who starts it.
 *
 * @module
 */
import { clockWarning } from "./clock.ts";
import type { Known } from "./control_status.ts";
import { type Space, terminalQr } from "./terminal_qr.ts";

/** What there is to say. */
export interface Greeting extends Known {
  /** The data folder. */
  readonly folder: string;
  /** The file with the passphrase, or `null` where none is asked for. */
  readonly passphraseFile: string | null;
  /** Whether somebody thought of that passphrase. */
  readonly guessable: boolean;
  /** Whether the invitations reach no further than this machine's own network. */
  readonly near: boolean;
}

const GUESSABLE = "A passphrase that somebody thought of can be guessed: --generate-passphrase " +
  "makes one that cannot.";

const FORWARDING = `
These addresses are those of your own network. To be reached from outside it, forward the
port in your router, and start with --public HOST[:PORT] (in a file of options, public = …)
for an invitation that says so.`;

/**
 * All of it, in several lines.
 *
 * @param now What the machine's clock shows, in milliseconds since 1970 (UTC).
 * @param space Where it is read; `null` is no terminal.
 */
export function greet(greeting: Greeting, now: number, space: Space | null = null): string {
  const { version, host, port, folder, passphraseFile, words, invitations } = greeting;
  const lines = [
    `pyChat server ${version}`,
    `It listens on ${host ?? "every address"}, port ${port}.`,
    `Its key is in ${folder}.`,
  ];
  if (passphraseFile !== null) {
    lines.push(`Everybody is asked for the passphrase in ${passphraseFile}.`);
  }
  if (greeting.guessable) lines.push(GUESSABLE);
  const warning = clockWarning(now);
  if (warning !== null) lines.push(warning);
  lines.push("", "Its key in words, for people to compare:", `    ${words.join(" ")}`);
  lines.push("", "To invite people, send them this. They paste it into pychat-client:");
  lines.push(...invitations.map((invitation) => `    ${invitation}`));
  const [first] = invitations;
  const code = first === undefined || space === null ? null : terminalQr(first, space);
  if (code !== null) lines.push("", ...code);
  if (greeting.near) lines.push(FORWARDING);
  return lines.join("\n");
}
