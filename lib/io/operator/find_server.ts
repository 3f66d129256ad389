/**
 * Finding the server that an operator means, and asking it.
 *
 * @module
 */
import { StartError } from "../start_error.ts";
import { type Ask, type Asked, askServer } from "./control_ask.ts";
import { readStatus, type Status } from "./control_status.ts";
import { isServed } from "./server_lock.ts";
import { usualFolder } from "./server_options.ts";

/** Where the system service that `setup` makes has its data. */
const SERVICE_FOLDER = "/var/lib/pychat";

/**
 * Where the server may be that is meant.
 *
 * @param given The folder that was named; without one, this user's and then the system's count.
 */
export function foldersOf(given: string | undefined): readonly string[] {
  if (given !== undefined) return [given];
  if (Deno.build.os !== "linux") return [usualFolder()];
  try {
    return [usualFolder(), SERVICE_FOLDER];
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return [SERVICE_FOLDER]; // a user without a home has no server there
  }
}

/**
 * Asks the servers of some folders how they are, one after the other.
 *
 * @param folders Data folders; the first whose server answers counts.
 * @throws {StartError} If none does.
 */
export async function findStatus(folders: readonly string[]): Promise<Status> {
  if (Deno.build.os === "windows") {
    throw new StartError("On Windows a server that runs cannot be asked for its status.");
  }
  return await findAnswer(folders, { ask: "status" }, readStatus);
}

/**
 * Asks the servers of some folders, one after the other.
 *
 * @param folders Data folders; the first whose server answers counts, and no other is asked then.
 * @param ask The question.
 * @param read Reads the answer of somebody who may be anybody; `null` is none.
 * @throws {StartError} If none does.
 */
export async function findAnswer<Answer>(
  folders: readonly string[],
  ask: Ask,
  read: (value: unknown) => Answer | null,
): Promise<Answer> {
  const tried: string[] = [];
  let sudo = "";
  for (const folder of folders) {
    const asked = await askServer(folder, ask);
    const answer = asked.how === "answered" ? read(asked.value) : null;
    if (answer !== null) return answer;
    tried.push(`${folder} (${await whyNot(folder, asked)})`);
    if (asked.how === "denied") sudo = " Try it with sudo.";
  }
  throw new StartError(`No server answers in ${tried.join(", nor in ")}.${sudo}`);
}

async function whyNot(folder: string, { how }: Asked): Promise<string> {
  if (how === "denied") return "permission was denied";
  if (how === "long") return "its path is too long for a control socket";
  if (how === "mute") return "one runs there and does not answer";
  if (how === "answered") return "what runs there says nothing understandable";
  return await isServed(folder) ? "one runs there, without a control socket" : "none runs there";
}
