/**
 * Taking a server's identity from one machine to another.
 *
 * The key is who the server is: whoever has it can be the server, and without it everybody's
 * program warns. So it is written for its owner alone, and none is ever replaced.
 *
 * @module
 */
import { makeDataFolder } from "../files/data_folder.ts";
import {
  firstLine,
  identityLine,
  MAX_SECRET_BYTES,
  parseIdentity,
  readIdentity,
} from "../files/identity_file.ts";
import { makeOnce } from "../files/safe_file.ts";
import { nodePrimitives } from "../primitives.ts";
import { isServed } from "./server_lock.ts";
import { makeForOwner } from "./server_owner.ts";
import { readSmallText } from "../files/small_text.ts";
import { StartError } from "../start_error.ts";
import { writeAll } from "../write_all.ts";

/** The standard input or output instead of a file. */
const STREAM = "-";

const NAME = "identity.key";

/**
 * Copies the identity key of a data folder.
 *
 * @param folder The data folder.
 * @param file A file that is not there yet, or `-` for the standard output.
 * @returns The public key, 32 bytes.
 * @throws {StartError} If there is no key, or the copy cannot be made whole.
 */
export async function exportKey(folder: string, file: string): Promise<Uint8Array> {
  const path = `${folder}/${NAME}`;
  if (!await isThere(path)) {
    throw new StartError(
      `There is no identity key in ${folder}. Name the server's data folder with --data DIR; ` +
        "that of the system service is /var/lib/pychat.",
    );
  }
  const secret = await readIdentity(path);
  const line = new TextEncoder().encode(identityLine(secret));
  if (file === STREAM) await writeOut(line);
  else if (!await writeCopy(file, line)) {
    throw new StartError(`There is a file ${file} already, and none is replaced. Name another.`);
  }
  return (await nodePrimitives.keyPair(secret)).public;
}

/** Where a key came to. */
export interface Imported {
  /** The data folder, an absolute path without symbolic links. */
  readonly folder: string;
  /** The public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Whether it was not there before. */
  readonly made: boolean;
}

/**
 * Puts an identity key into a data folder that has none; one that has the same stays as it is.
 *
 * @param folder The data folder; it is made if it is not there.
 * @param file A file with the key, or `-` for the standard input.
 * @throws {StartError} If there is no such key, the folder has another, or a server runs there.
 */
export async function importKey(folder: string, file: string): Promise<Imported> {
  const secret = await readKey(file);
  const real = await makeDataFolder(folder);
  if (await isServed(real)) {
    throw new StartError(`A server runs in ${real}. Stop it before its key is changed.`);
  }
  const path = `${real}/${NAME}`;
  const made = await place(real, secret);
  const { public: publicKey } = await nodePrimitives.keyPair(secret);
  if (made) return { folder: real, publicKey, made };
  const kept = await readIdentity(path).catch(() => null);
  if (kept !== null && identityLine(kept) === identityLine(secret)) {
    return { folder: real, publicKey, made };
  }
  throw new StartError(
    `There is an identity key in ${real} that is not this one or cannot be used, and none is ` +
      "replaced: everybody who knows that server would be warned. If you want that, move it away " +
      `first: mv '${path}' '${path}.old'`,
  );
}

async function place(folder: string, secret: Uint8Array): Promise<boolean> {
  try {
    return await makeForOwner(folder, NAME, new TextEncoder().encode(identityLine(secret)));
  } catch (error) {
    if (error instanceof StartError || !(error instanceof Error)) throw error;
    throw new StartError(`The identity key cannot be put into ${folder}: ${error.message}.`);
  }
}

async function readKey(file: string): Promise<Uint8Array> {
  const what = file === STREAM ? "The standard input" : `The file ${file}`;
  let text: string;
  try {
    using opened = file === STREAM ? null : await Deno.open(file);
    text = await readSmallText(opened ?? Deno.stdin, MAX_SECRET_BYTES);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(`${what} cannot be read: ${error.message}.`);
  }
  const secret = parseIdentity(firstLine(text));
  if (secret !== null) return secret;
  throw new StartError(
    `${what} holds no identity key. One is a line of 43 letters, as “pychat-server key export” ` +
      "writes it.",
  );
}

async function writeCopy(file: string, line: Uint8Array): Promise<boolean> {
  try {
    return await makeOnce(file, line);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(`The file ${file} cannot be made: ${error.message}.`);
  }
}

/** Half a key is worse than none, so a full disk behind a redirection is an error here. */
async function writeOut(line: Uint8Array): Promise<void> {
  try {
    await writeAll(Deno.stdout, line);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError(`The key cannot be written to the standard output: ${error.message}.`);
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    // What stands in the way of looking is told by reading.
    return !(error instanceof Deno.errors.NotFound);
  }
}
