/**
 * What is said in a rig, and what is added to it.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { SayIntent } from "../../../../lib/api/intent.ts";
import type { Line, Pending } from "../../../../lib/api/view.ts";
import { end } from "../../../../ui/model/model.ts";
import type { TextLine } from "../../../../ui/model/log/rows.ts";
import { LOBBY, ME, text } from "../../../support/scenes.ts";
import type { Rig } from "../rig.ts";

/** A say as it is sent, if nothing else is said. */
export function say(text: string, more: Partial<SayIntent> = {}): SayIntent {
  return { type: "say", in: LOBBY, text, action: false, reply: null, mentions: [], ...more };
}

/** Adds a line to a conversation. */
export function add({ store }: Rig, line: Line, id: string = store.open.value): void {
  const held = store.model.value.held.get(id);
  assert(held !== undefined);
  store.take([{ type: "lines", in: id, from: end(held), lines: [line] }], false);
}

/** An own text of just now. */
export function fresh(rig: Rig, words = "helo"): TextLine {
  const line = text(ME.name, 0, words, { time: rig.now - 1_000 });
  add(rig, line);
  return line;
}

/** Puts pending texts into the lobby. */
export function wait(rig: Rig, pending: readonly Partial<Pending>[]): readonly Pending[] {
  const all = pending.map((one, i): Pending => ({
    ...{ ref: i + 1, text: `text ${i + 1}`, action: false, time: rig.now, state: "waiting" },
    why: null,
    ...one,
  }));
  rig.store.take([{ type: "pending", in: LOBBY, pending: all }], false);
  return all;
}
