import { assertEquals } from "@std/assert";
import { ConnectionLines } from "../../../lib/client/conversation/connection_lines.ts";
import { Log } from "../../../lib/client/conversation/log.ts";

Deno.test("ConnectionLines tell of the connection what a person has noticed, and nothing twice", () => {
  const back = (one: ConnectionLines) => one.back(30);
  const anew = (one: ConnectionLines) => one.begin(30);
  const lost = (one: ConnectionLines) => one.lost(10);
  const end = (one: ConnectionLines) => one.end("stopping", 10, 20);
  const cases: [((one: ConnectionLines) => void)[], string[]][] = [
    [[back], []],
    [[anew], ["gap null 30"]],
    [[lost, lost, back], ["lost 10", "back 30"]],
    [[lost, anew], ["lost 10", "gap null 30", "back 30"]],
    [[end, end, lost], ["stopping 10"]],
    [[lost, end, end], ["lost 10", "gave_up 20"]],
    [[end, back], ["stopping 10", "back 30"]],
    [[lost, end, back, lost], ["lost 10", "gave_up 20", "back 30", "lost 10"]],
    [[lost, end, anew], ["lost 10", "gave_up 20", "joined 30"]],
    [[end, anew], ["stopping 10", "joined 30"]],
    [[lost, back, lost], ["lost 10", "back 30", "lost 10"]],
    [[end, anew, end], ["stopping 10", "joined 30", "stopping 10"]],
  ];
  for (const [steps, expected] of cases) {
    const log = new Log(() => {});
    const lines = new ConnectionLines(log, 1);
    for (const step of steps) step(lines);
    const told = log.slice(0, log.length).map((line) =>
      line.type === "connection" ? `${line.what} ${line.time}` : `gap null ${line.time}`
    );
    assertEquals(told, ["joined 1", ...expected]);
  }
});
