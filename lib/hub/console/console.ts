/**
 * The operator's console: a line that was typed, and what comes of it.
 *
 * It knows the hub and the switchboard, and no terminal: whoever has the line prints the answer,
 * in which people's names are as they chose them.
 *
 * @module
 */
import type { Hub } from "../hub.ts";
import type { Switchboard } from "../switchboard.ts";
import { type Answer, ConsoleError, refused, said } from "./answer.ts";
import { Asking, type Desk } from "./asking.ts";
import { type CommandName, findCommand } from "./commands.ts";
import { completeLine, type Completion } from "./completion.ts";
import * as owners from "./owner_acts.ts";
import * as servers from "./server_acts.ts";
import { splitWords } from "./words.ts";

export type { Answer } from "./answer.ts";
export type { Completion } from "./completion.ts";
export { helpLines } from "./server_acts.ts";

const ACTS: Readonly<Record<CommandName, (asking: Asking) => Answer>> = {
  help: servers.help,
  who: servers.who,
  rooms: servers.rooms,
  invite: servers.invite,
  announce: servers.announce,
  kick: owners.kick,
  ban: owners.ban,
  bans: owners.bans,
  unban: owners.unban,
  mute: owners.mute,
  unmute: owners.unmute,
  topic: owners.topic,
  lock: owners.lock,
  owner: owners.owner,
  history: owners.history,
  stop: servers.stop,
};

/** What a console must know of the server besides. */
export type ConsoleOptions = Omit<Desk, "hub" | "switchboard">;

/** Does what an operator types. */
export class Console {
  readonly #desk: Desk;

  /**
   * @param hub Who is in, and where.
   * @param switchboard Tells them.
   * @param options What the server was started with.
   */
  constructor(hub: Hub, switchboard: Switchboard, options: ConsoleOptions) {
    this.#desk = { hub, switchboard, ...options };
  }

  /**
   * Does what a line says, or says why not; then nothing was done.
   *
   * @param line As it was typed; may be anything.
   * @param now Milliseconds since 1970.
   */
  run(line: string, now: number): Answer {
    try {
      return this.#run(line, now);
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      return refused(error.message);
    }
  }

  /**
   * What may stand in place of a line's last word.
   *
   * @param line Up to where it is to go on.
   */
  complete(line: string): Completion {
    return completeLine(line, this.#desk.hub.census());
  }

  #run(line: string, now: number): Answer {
    const [first, ...rest] = splitWords(line);
    if (first === undefined) return said();
    const command = findCommand(first.text);
    if (command === null) throw new ConsoleError(servers.unknownCommand(first.text));
    const asking = new Asking(this.#desk, now, command, line, rest);
    return ACTS[command.name](asking);
  }
}
