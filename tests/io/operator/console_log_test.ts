import { assertEquals, assertMatch } from "@std/assert";
import type { Log } from "../../../lib/io/log.ts";
import { ConsoleLog } from "../../../lib/io/operator/console_log.ts";

class FakePaper {
  readonly lines: string[] = [];
  readonly flushed: number[] = [];
  isFull = false;

  above(line: string): void {
    this.lines.push(line);
  }

  flush(ms: number): Promise<void> {
    this.flushed.push(ms);
    return Promise.resolve();
  }
}

Deno.test("ConsoleLog.write() is a log whose lines look like any other's", async () => {
  const paper = new FakePaper();
  const log: Log = new ConsoleLog("text", paper);
  log.write("joined", { people: 2 });
  new ConsoleLog("json", paper).write("stopping");
  assertMatch(paper.lines[0] ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z joined people=2$/);
  assertMatch(paper.lines[1] ?? "", /^\{"time":"[^"]+","event":"stopping"\}$/);
  await log.flush(500);
  assertEquals(paper.flushed, [500]);
});

Deno.test("ConsoleLog.write() leaves lines out while nobody reads, and counts them after", () => {
  const paper = new FakePaper();
  const log = new ConsoleLog("text", paper);
  paper.isFull = true;
  for (let n = 0; n < 3; n++) log.write("joined");
  assertEquals(paper.lines, []);
  paper.isFull = false;
  log.write("left");
  log.write("left");
  const events = paper.lines.map((line) => line.split(" ").slice(1).join(" "));
  assertEquals(events, ["log_lines_lost lines=3", "left", "left"]);
});
