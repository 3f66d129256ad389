/**
 * A load generator: a process of its own with members of a room, who say what they are told to and
 * check what they hear. `tasks/bench.ts` starts it.
 *
 * @module
 */
import { TextLineStream } from "@std/streams/text-line-stream";
import { CrewAtWork } from "./crew.ts";
import type { Answer } from "./orders.ts";

function answer(said: Answer): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(said)}\n`));
}

const crew = new CrewAtWork(JSON.parse(Deno.args[0] ?? ""), answer);
answer({ did: "ready" });
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
  .pipeThrough(new TextLineStream());
for await (const line of lines) {
  try {
    const said = await crew.carryOut(JSON.parse(line));
    if (said !== null) answer(said);
  } catch (error) {
    answer({ did: "failed", why: error instanceof Error ? error.message : `${error}` });
  }
}
Deno.exit(0);
