/**
 * What a server keeps to itself, ready for use.
 *
 * @module
 */
import { NO_PASSPHRASE, stretchPassphrase } from "../../crypto/passphrase.ts";
import type { KeyPair } from "../../crypto/x25519.ts";
import { nodePrimitives } from "../primitives.ts";
import { identitySecret, keptPassphrase, ownPassphrase } from "./identity_file.ts";
import { StartError } from "../start_error.ts";

/** Who the server is, and what its clients must know. */
export interface Secrets {
  readonly keys: KeyPair;
  /** The pre-shared key of the handshake, 32 bytes. */
  readonly psk: Uint8Array;
  /** The file with the passphrase, or `null` where none is asked for. */
  readonly passphraseFile: string | null;
}

/**
 * Reads the identity key and the passphrase, and makes them where they are to be made.
 *
 * @param folder The data folder.
 * @param generate Whether a passphrase is to be made up and kept.
 * @param file A file with the operator's own passphrase.
 * @throws {StartError} If both are wanted, or a file cannot be trusted.
 */
export async function openSecrets(
  folder: string,
  generate: boolean,
  file: string | undefined,
): Promise<Secrets> {
  if (generate && file !== undefined) {
    throw new StartError("Choose one of --generate-passphrase and --passphrase-file.");
  }
  const keys = await nodePrimitives.keyPair(await identitySecret(`${folder}/identity.key`));
  if (!generate && file === undefined) return { keys, psk: NO_PASSPHRASE, passphraseFile: null };
  const passphraseFile = file ?? `${folder}/passphrase`;
  const read = generate ? keptPassphrase : ownPassphrase;
  const psk = await stretchPassphrase(await read(passphraseFile), keys.public);
  return { keys, psk, passphraseFile };
}
