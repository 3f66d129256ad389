import { assertEquals } from "@std/assert";
import type { Outcome } from "../../../lib/client/connection/admission.ts";
import { happeningOf } from "../../../lib/client/connection/happening.ts";
import { SILENCE_MS } from "../../../lib/limits.ts";
import { ADMISSION } from "../session_options.ts";

const CONNECTING = { at: "connecting", host: "garden", port: 1 } as const;
const ASKING = { at: "new_key", host: "garden", port: 1, words: [] } as const;

function of(outcome: Outcome | null, away = 0): string {
  return happeningOf({ outcome, stage: CONNECTING, hasProceeded: false }, away);
}

function failed(seconds: number | null): Outcome {
  return { type: "failed", problem: { code: "name_taken", name: "ada", seconds } };
}

Deno.test("happeningOf() tells a way that goes on from one that asks, and how it ends", () => {
  const going = { outcome: null, stage: CONNECTING, hasProceeded: false };
  assertEquals(happeningOf(going, 0), "dials");
  assertEquals(happeningOf({ ...going, hasProceeded: true }, 0), "proceeds");
  assertEquals(happeningOf({ ...going, stage: ASKING }, 0), "asks");
  assertEquals(of({ type: "admitted", admission: ADMISSION }), "in");
  assertEquals(of({ type: "failed", problem: { code: "not_kept" } }), "failed");
  assertEquals(of({ type: "failed", problem: { code: "refused", name: "x" } }), "refused");
  const banned = { code: "banned", room: null, seconds: 5 } as const;
  assertEquals(of({ type: "failed", problem: banned }), "refused", "it would be banned again");
});

Deno.test("happeningOf() takes a name for one's own as long as the server may not know of the cut", () => {
  assertEquals([of(failed(9)), of(failed(9), 1e9)], ["held", "held"]);
  assertEquals([of(failed(null)), of(failed(null), 2 * SILENCE_MS)], ["failed", "refused"]);
});
