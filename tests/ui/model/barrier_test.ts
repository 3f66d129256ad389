import { assertEquals } from "@std/assert";
import type { Line } from "../../../lib/api/view.ts";
import { barrierOf } from "../../../ui/model/barrier.ts";
import { clockOf } from "../../../ui/format.ts";
import { barrierSentence } from "../../../ui/words/barrier.ts";
import { ME, person, roomOf } from "../../support/scenes.ts";

const NOW = new Date(2026, 4, 3, 12).getTime();
const UNTIL = NOW + 600_000;

function muted(by: string | null, seconds: number | null, who = ME): Line {
  const act = { what: "muted", person: who, seconds } as const;
  return { type: "act", time: NOW, by: by === null ? null : person(by), mine: false, act };
}

/** Why nothing can be said in a room. */
function said(view: Parameters<typeof roomOf>[0], lines: readonly Line[] = []): string | null {
  const barrier = barrierOf(roomOf(view), lines, ME);
  return barrier && barrierSentence(barrier, NOW);
}

Deno.test("barrierOf() finds nothing in the way of most", () => {
  assertEquals(barrierOf(null, [], ME), null);
  assertEquals(said({}, [muted("ada", 600)]), null, "it was lifted since");
  const view = {
    type: "private",
    id: "c6",
    partner: person("ada"),
    over: null,
    quiet: false,
  } as const;
  assertEquals(barrierOf(view, [], ME), null);
});

Deno.test("barrierSentence() says who muted the person, for how long, and until when", () => {
  const lines = [muted("bern", 60), muted("ada", 600), muted("kip", 1, person("jo"))];
  assertEquals(
    said({ muted: { until: UNTIL } }, lines),
    `ada·k7qd muted you here for 10 minutes, until ${clockOf(UNTIL)}.`,
  );
  assertEquals(
    said({ muted: { until: null } }, [muted("ada", null)]),
    "ada·k7qd muted you here until it is lifted.",
  );
  assertEquals(
    said({ muted: { until: UNTIL } }, [muted(null, 600)]),
    `Who runs the server muted you here for 10 minutes, until ${clockOf(UNTIL)}.`,
  );
});

Deno.test("barrierSentence() says no more than is known", () => {
  assertEquals(said({ muted: { until: UNTIL } }), `You are muted here until ${clockOf(UNTIL)}.`);
  assertEquals(said({ muted: { until: null } }), "You are muted here until it is lifted.");
  const later = NOW + 3 * 86_400_000;
  assertEquals(
    said({ muted: { until: later } }),
    `You are muted here until 6 May, ${clockOf(later)}.`,
  );
});

Deno.test("barrierSentence() says why a conversation is over", () => {
  assertEquals(
    (["kicked", "banned", "gone"] as const).map((over) =>
      said({ over, muted: { until: null } })?.split(". ")[0]
    ),
    [
      "You were put out of this room",
      "You are banned from this room",
      "This room is not there any more",
    ],
  );
  const view = {
    type: "private",
    id: "c6",
    partner: person("ada"),
    over: "left",
    quiet: false,
  } as const;
  const barrier = barrierOf(view, [], ME);
  assertEquals(
    barrier && barrierSentence(barrier, NOW),
    "ada·k7qd has left. Somebody else under that name would be another conversation.",
  );
});
