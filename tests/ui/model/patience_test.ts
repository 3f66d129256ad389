import { assertEquals } from "@std/assert";
import type { Stage } from "../../../lib/api/view.ts";
import { BLIP_MS, CONNECTING_MS, patience } from "../../../ui/model/patience.ts";
import { SERVER } from "../../support/scenes.ts";

const NOW = 1_000_000;
const LOST: Extract<Stage, { at: "reconnecting" }> = {
  at: "reconnecting",
  server: SERVER,
  how: "cut",
  since: NOW,
  next: NOW + 500,
  problem: null,
};

Deno.test("patience() keeps a cut to itself until it has lasted, by when it began", () => {
  const after = [0, 400, BLIP_MS - 1, BLIP_MS, BLIP_MS + 1, 90_000];
  assertEquals(after.map((ms) => patience(LOST, NOW + ms)), [BLIP_MS, 600, 1, 0, 0, 0]);
  assertEquals(patience(LOST, NOW - 90_000), BLIP_MS, "a clock that was set back");
});

Deno.test("patience() shows a stopped server and a try that failed at once", () => {
  assertEquals(patience({ ...LOST, how: "stopping" }, NOW), 0);
  const problem = { code: "no_network", host: "garden.local", port: 7420 } as const;
  assertEquals(patience({ ...LOST, problem }, NOW), 0);
});

Deno.test("patience() shows a join that lasts, and every other stage at once", () => {
  assertEquals(patience({ at: "connecting", host: "a", port: 1 }, NOW), CONNECTING_MS);
  assertEquals(patience({ at: "joined", server: SERVER }, NOW), 0);
  assertEquals(patience({ at: "ended", server: SERVER, how: "cut" }, NOW), 0);
  assertEquals(patience(null, NOW), 0);
});
