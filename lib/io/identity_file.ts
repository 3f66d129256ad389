/**
 * The server's long-lived secrets on disk: its identity key and its passphrase.
 *
 * @module
 */
import { makePassphrase, PASSPHRASE_DRAW_BYTES } from "../crypto/passphrase.ts";
import { X25519_BYTES } from "../crypto/x25519.ts";
import { MIN_PASSPHRASE_UNITS } from "../limits.ts";
import { makeOnce } from "./safe_file.ts";
import { StartError } from "./start_error.ts";

const BASE64URL = { alphabet: "base64url", omitPadding: true } as const;

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
  await make(path, `${draw(X25519_BYTES).toBase64(BASE64URL)}\n`);
  const text = await readSecret(path, "identity key");
  try {
    const secret = Uint8Array.fromBase64(text, BASE64URL);
    if (secret.length === X25519_BYTES && secret.toBase64(BASE64URL) === text) return secret;
  } catch {
    // Not base64url at all: the same sentence.
  }
  throw new StartError(
    `The identity key in ${path} is damaged. Put back a copy of it. Only if there is none: move ` +
      "the file away, start again, and send everybody a new invitation; their programs will " +
      "warn them that the key has changed.",
  );
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
  const text = await readSecret(path, "passphrase");
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

/** A byte order mark stays: it is no part of a key, and stripped where a person wrote the file. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The first line of a file that nobody else may read. */
async function readSecret(path: string, what: string): Promise<string> {
  try {
    const { mode } = await Deno.stat(path);
    if (mode !== null && (mode & 0o077) !== 0 && Deno.build.os !== "windows") {
      throw new StartError(
        `Others on this machine may read the ${what} in ${path}. Allow it to its owner alone: ` +
          `chmod 600 '${path}'`,
      );
    }
    const text = decoder.decode(await Deno.readFile(path));
    return text.split("\n", 1)[0]?.replace(/\r$/, "") ?? "";
  } catch (error) {
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    const why = error instanceof TypeError ? "it is not plain text in UTF-8" : error.message;
    throw new StartError(`The ${what} in ${path} cannot be read: ${why}.`);
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
