import { assertEquals } from "@std/assert";
import { Heartbeat } from "../../lib/delivery/heartbeat.ts";
import { PING_JITTER_MS, PING_MS, SILENCE_MS } from "../../lib/limits.ts";

Deno.test("Heartbeat.check() asks once in a silence, and gives up at its end", () => {
  const heartbeat = new Heartbeat(PING_MS, 1_000);
  assertEquals(heartbeat.check(1_000), "fine");
  assertEquals(heartbeat.check(1_000 + PING_MS - 1), "fine");
  assertEquals(heartbeat.check(1_000 + PING_MS), "ping");
  assertEquals(heartbeat.check(1_000 + PING_MS), "fine");
  assertEquals(heartbeat.check(1_000 + SILENCE_MS - 1), "fine");
  assertEquals(heartbeat.check(1_000 + SILENCE_MS), "dead");
  assertEquals(heartbeat.check(1_000 + SILENCE_MS + 1e9), "dead");
});

Deno.test("Heartbeat.heard() begins a new silence, in which it asks again", () => {
  const heartbeat = new Heartbeat(PING_MS, 0);
  for (let from = 0; from < 10 * SILENCE_MS; from += SILENCE_MS - 1) {
    heartbeat.heard(from);
    assertEquals(heartbeat.check(from + PING_MS - 1), "fine");
    assertEquals(heartbeat.check(from + PING_MS), "ping");
    assertEquals(heartbeat.check(from + PING_MS + 1), "fine");
  }
});

Deno.test("Heartbeat asks each connection at its own time", () => {
  for (const ms of [PING_MS - PING_JITTER_MS, PING_MS + PING_JITTER_MS]) {
    const heartbeat = new Heartbeat(ms, 0);
    assertEquals(heartbeat.check(ms - 1), "fine");
    assertEquals(heartbeat.check(ms), "ping");
  }
});

Deno.test("Heartbeat lets no clock that is set back keep a dead peer, nor call a live one dead", () => {
  const heartbeat = new Heartbeat(PING_MS, 1e9);
  assertEquals(heartbeat.check(5), "fine");
  assertEquals(heartbeat.check(5 + PING_MS), "ping");
  assertEquals(heartbeat.check(5 + SILENCE_MS), "dead");
});
