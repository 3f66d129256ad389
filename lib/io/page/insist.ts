/**
 * What a start does about something that does not work and that it can go on without.
 *
 * @module
 */
import { complain } from "../terminal.ts";
import { StartError } from "../start_error.ts";
import type { Front, PageHost } from "./front.ts";
import type { PageServer } from "./page_server.ts";

/** Says a sentence to every page, until the person has decided. */
export interface Plea extends PageHost {
  /** Begin once more, or go on without. */
  readonly decision: Promise<"again" | "without">;
}

/** As much of a front as a start needs that does not work. */
export type Porch = Pick<Front, "isOnlyWay" | "isOpen" | "hand" | "show" | "serve" | "stop">;

/** A program that starts, and its end. */
export interface Starting<What> {
  readonly front: Porch;
  /** The port for the page; 0 is any free one. */
  readonly port: number;
  /** Makes what pages are told. */
  readonly plea: (sentence: string, without: What) => Plea;
  /** Whether the port is what the program could begin without. */
  readonly isPort: (without: What) => boolean;
  /** Somebody ended the program. */
  readonly stopped: Promise<unknown>;
}

/**
 * Does something, or asks the person on a page what to do where it does not work. Where they have
 * a terminal the sentence is said there, and the program ends.
 *
 * @param starting The program.
 * @param without What it could go on without.
 * @param act What it does.
 * @returns What that gave, or `null` where the person goes on without it.
 * @throws {StartError} If it does not work, and the sentence is seen on the terminal.
 */
export async function insistOn<What, T>(
  { front, port, plea, isPort, stopped }: Starting<What>,
  without: What,
  act: () => Promise<T>,
): Promise<T | null> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StartError) || !front.isOnlyWay) throw error;
      complain(error.message);
      const asked = plea(error.message, without);
      front.hand(asked);
      if (!front.isOpen) await front.show(isPort(without) ? front.serve(0) : serve(front, port));
      const decision = await Promise.race([asked.decision, stopped]);
      if (decision === "without") return null;
      if (decision === "again") continue;
      await front.stop();
      Deno.exit(1);
    }
  }
}

/** Serves at the port that is wanted, or at any free one where that cannot be had. */
function serve(front: Porch, port: number): PageServer {
  try {
    return front.serve(port);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return front.serve(0);
  }
}
