/**
 * The server's long-lived secrets on disk: its identity key and its passphrase.
 *
 * @module
 */
import { makePassphrase, PASSPHRASE_DRAW_BYTES } from "../../crypto/passphrase.ts";
import { X25519_BYTES } from "../../crypto/x25519.ts";
import { MIN_PASSPHRASE_UNITS } from "../../limits.ts";
import { makeOnce } from "./safe_file.ts";
import { readSmallText } from "./small_text.ts";
import { StartError } from "../start_error.ts";

const BASE64URL = { alphabet: "base64url", omitPadding: true } as const;

/** Longest file with a secret that is read, in bytes: a line, and room for remarks below it. */
export const MAX_SECRET_BYTES = 64 * 1024;

/**
 * The secret of the server's identity, made at the first start.
 *
 * The file holds 43 letters of base64url and a newline. One that is empty, short or open to
 * others is refused and never replaced: a new key would make every known server look attacked.
 *
 * @param path The file.
 * @returns 32 bytes.
 * @throws {StartError} If the file cannot be trusted or read.
 */
export async function identitySecret(path: string): Promise<Uint8Array> {
  await make(path, identityLine(draw(X25519_BYTES)));
  return await readIdentity(path);
}

/**
 * The secret of the server's identity, where there is one already. The parameter and what it
 * throws are those of {@linkcode identitySecret}.
 */
export async function readIdentity(path: string): Promise<Uint8Array> {
  const secret = parseIdentity(await readSecret(path, "identity key"));
  if (secret !== null) return secret;
  throw new StartError(
    `The identity key in ${path} is damaged. Put back a copy of it. Only if there is none: move ` +
      "the file away, start again, and send everybody a new invitation; their programs will " +
      "warn them that the key has changed.",
  );
}

/**
 * Reads a secret as it stands in its file.
 *
 * @param text The first line.
 * @returns 32 bytes, or `null` if it is not the one way to write such a secret.
 */
export function parseIdentity(text: string): Uint8Array | null {
  try {
    const secret = Uint8Array.fromBase64(text, BASE64URL);
    return secret.length === X25519_BYTES && secret.toBase64(BASE64URL) === text ? secret : null;
  } catch {
    return null; // not base64url at all
  }
}

/** A secret as it stands in its file, with the newline. */
export function identityLine(secret: Uint8Array): string {
  return `${secret.toBase64(BASE64URL)}\n`;
}

/** The first line of a text, whatever ends it. */
export function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.replace(/\r$/, "") ?? "";
}

/**
 * A passphrase that is made up at the first start and stays.
 *
 * @param path The file.
 * @throws {StartError} If the file cannot be read or is open to others.
 */
export async function keptPassphrase(path: string): Promise<string> {
  await make(path, `${makePassphrase(draw(PASSPHRASE_DRAW_BYTES))}\n`);
  return checkPassphrase(path, await readSecret(path, "passphrase"));
}

/**
 * A passphrase that the operator chose: the first line of a file.
 *
 * @param path The file.
 * @throws {StartError} If the file cannot be read, is open to others, or the passphrase is short.
 */
export async function ownPassphrase(path: string): Promise<string> {
  const text = await readSecret(path, "passphrase", "given");
  return checkPassphrase(path, text.replace(/^\u{feff}/u, ""));
}

function checkPassphrase(path: string, text: string): string {
  if (/\p{Cc}/u.test(text)) {
    throw new StartError(
      `The passphrase in ${path} holds characters that nobody can type. Save the file as plain ` +
        "text in UTF-8.",
    );
  }
  if (text.trim().length >= MIN_PASSPHRASE_UNITS) return text;
  throw new StartError(
    `The passphrase in ${path} is shorter than ${MIN_PASSPHRASE_UNITS} letters. Write a longer ` +
      "one on its first line, or leave the choice to --generate-passphrase.",
  );
}

/** The first line of a file that nobody else may read. */
async function readSecret(
  path: string,
  what: string,
  kind: "kept" | "given" = "kept",
): Promise<string> {
  try {
    // A pipe could keep us waiting for ever; an operator's own passphrase may come through one.
    if (kind === "kept" && !(await Deno.stat(path)).isFile) throw new Error("it is not a file");
    using file = await Deno.open(path);
    const { mode } = await file.stat();
    if (mode !== null && (mode & 0o077) !== 0 && Deno.build.os !== "windows") {
      throw new StartError(
        `Others on this machine may read the ${what} in ${path}. Allow it to its owner alone: ` +
          `chmod 600 '${path}'`,
      );
    }
    return firstLine(await readSmallText(file, MAX_SECRET_BYTES));
  } catch (error) {
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    throw new StartError(`The ${what} in ${path} cannot be read: ${error.message}.`);
  }
}

async function make(path: string, text: string): Promise<void> {
  try {
    await makeOnce(path, new TextEncoder().encode(text));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(
      `The file ${path} cannot be made: ${error.message}. Name another folder with --data DIR.`,
    );
  }
}

function draw(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
