import { assert, assertEquals } from "@std/assert";
import { logLine } from "../../lib/io/log.ts";
import { LogDigest } from "../../lib/io/log_digest.ts";

/** A digest whose time is moved by hand, and the lines it has written, each with when. */
class Evening {
  readonly lines: string[] = [];
  readonly digest = new LogDigest(
    {
      write: (event, fields = {}) => void this.lines.push(logLine("text", this.now, event, fields)),
    },
    (act, ms) => {
      const timer = { at: this.now + ms, act };
      this.timers.add(timer);
      return () => void this.timers.delete(timer);
    },
  );
  readonly timers = new Set<{ readonly at: number; readonly act: () => void }>();
  now = 0;

  /** Lets time go by. */
  until(now: number): void {
    for (; this.now <= now; this.now++) {
      for (const timer of [...this.timers]) {
        if (timer.at !== this.now) continue;
        this.timers.delete(timer);
        timer.act();
      }
    }
    this.now = now;
  }

  /** What was written since it was asked last. */
  written(): string[] {
    return this.lines.splice(0).map((line) => line.slice("1970-01-01T00:".length));
  }
}

Deno.test("LogDigest.count() writes the first event at once, and the others after 10 seconds, by reason", () => {
  const evening = new Evening();
  const { digest } = evening;
  digest.count("turned_away", "penalty");
  assertEquals(evening.written(), ["00:00.000Z turned_away penalty=1"]);
  evening.until(3);
  for (let n = 0; n < 1_000; n++) digest.count("turned_away", "handshakes");
  for (let n = 0; n < 2; n++) digest.count("turned_away", "penalty");
  evening.until(9_999);
  assertEquals(evening.written(), []);
  evening.until(10_000);
  assertEquals(evening.written(), ["00:10.000Z turned_away handshakes=1000 penalty=2"]);
  digest.count("turned_away", "told");
  evening.until(19_999);
  assertEquals(evening.written(), [], "10 seconds are between any two lines");
  evening.until(20_000);
  assertEquals(evening.written(), ["00:20.000Z turned_away told=1"]);
});

Deno.test("LogDigest.count() begins anew after 10 seconds without an event, and keeps no timer then", () => {
  const evening = new Evening();
  evening.digest.count("dropped", "fault");
  evening.until(10_000);
  assertEquals([evening.written().length, evening.timers.size], [1, 0]);
  evening.until(10_001);
  evening.digest.count("dropped", "fault");
  assertEquals(evening.written(), ["00:10.001Z dropped fault=1"]);
});

Deno.test("LogDigest.count() counts each kind of event for itself", () => {
  const evening = new Evening();
  for (let n = 0; n < 3; n++) {
    evening.digest.count("dropped", "cut");
    evening.until(evening.now + 1_000);
    evening.digest.count("turned_away", "cut");
  }
  assertEquals(evening.written(), ["00:00.000Z dropped cut=1", "00:01.000Z turned_away cut=1"]);
  evening.until(60_000);
  assertEquals(evening.written(), ["00:10.000Z dropped cut=2", "00:11.000Z turned_away cut=2"]);
});

Deno.test("LogDigest.flush() writes what is left, once, and leaves no timer", () => {
  const evening = new Evening();
  for (let n = 0; n < 3; n++) evening.digest.count("dropped", "cut");
  evening.digest.count("turned_away", "told");
  evening.written();
  evening.digest.flush();
  assertEquals(evening.written(), ["00:00.000Z dropped cut=2"]);
  evening.digest.flush();
  evening.until(60_000);
  assertEquals([evening.written(), evening.timers.size], [[], 0]);
  evening.digest.count("dropped", "cut");
  assertEquals(evening.written().length, 1);
});

Deno.test("LogDigest makes of a flood of any length one line in 10 seconds", () => {
  const evening = new Evening();
  for (let ms = 0; ms < 60_000; ms += 5) {
    evening.until(ms);
    for (let n = 0; n < 5; n++) evening.digest.count("dropped", "frame_too_long");
  }
  evening.digest.flush();
  const lines = evening.written();
  assertEquals(lines.length, 1 + 6);
  const counted = lines.reduce((sum, line) => sum + Number(line.split("=")[1]), 0);
  assertEquals(counted, 60_000);
});

Deno.test("LogDigest uses the system's timer where it is given no other", () => {
  const lines: string[] = [];
  const digest = new LogDigest({ write: (event) => void lines.push(event) });
  for (let n = 0; n < 2; n++) digest.count("dropped", "cut");
  assert(lines.length === 1);
  digest.flush(); // a timer that is left would fail this test
  assertEquals(lines, ["dropped", "dropped"]);
});
