import { assert, assertEquals } from "@std/assert";
import { answerAdmin } from "../../../lib/io/operator/admin_answer.ts";
import { MAX_ANSWER_BYTES } from "../../../lib/io/operator/control_ask.ts";
import { readTold } from "../../../lib/io/operator/told.ts";

/** An operator that says these lines, and what is done besides, in order. */
function operator(lines: readonly string[], stop = false) {
  const acts: string[] = [];
  return {
    acts,
    run(line: string) {
      acts.push(line);
      return { lines, done: true, invitation: null, stop };
    },
    stop: () => void acts.push("stopped"),
  };
}

Deno.test("answerAdmin() does what a line says, and stops the server only if that says so", () => {
  const asked = operator(["yes"]);
  const answer = answerAdmin(asked, { ask: "admin", line: "kick ada" });
  assertEquals(answer, { lines: ["yes"], done: true, invitation: null });
  assertEquals(asked.acts, ["kick ada"]);
  const stopping = operator([], true);
  answerAdmin(stopping, { ask: "admin", line: "stop" });
  assertEquals(stopping.acts, ["stop", "stopped"]);
});

Deno.test("answerAdmin() does nothing where no line is", () => {
  const asked = operator([]);
  for (const line of [undefined, null, 7, ["stop"], {}]) {
    assertEquals(answerAdmin(asked, { ask: "admin", line }), { error: "bad_ask" });
  }
  assertEquals(asked.acts, []);
});

Deno.test("answerAdmin() leaves out lines that do not fit, and says how many", () => {
  for (const line of ["x".repeat(100), "é\u0007\u2028".repeat(40), '"'.repeat(99)]) {
    const lines = Array.from({ length: 5_000 }, () => line);
    const answer = answerAdmin(operator(lines), { ask: "admin", line: "who" });
    const bytes = new TextEncoder().encode(JSON.stringify(answer)).length;
    assert(bytes < MAX_ANSWER_BYTES && bytes > MAX_ANSWER_BYTES / 2, `${bytes}`);
    const kept = readTold(answer)?.lines ?? [];
    assertEquals(kept.at(-1), `… and ${5_000 - kept.length + 1} more, too many to show.`);
  }
  const one = answerAdmin(operator(["x".repeat(MAX_ANSWER_BYTES)]), { ask: "admin", line: "who" });
  assertEquals(readTold(one)?.lines, ["… and 1 more, too many to show."]);
});
