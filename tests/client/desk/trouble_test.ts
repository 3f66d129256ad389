import { assertEquals } from "@std/assert";
import type { PageLine } from "../../../lib/client/desk/desk.ts";
import { Trouble } from "../../../lib/client/desk/trouble.ts";

class FakePage implements PageLine {
  readonly texts: string[] = [];
  readonly desk = 0;
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  send(text: string): void {
    this.texts.push(text);
  }
  link(): string {
    return "";
  }
}

function trouble(): { one: Trouble; quits: string[]; at: (now: number) => boolean } {
  const quits: string[] = [];
  let now = 0;
  const one = new Trouble({
    sentence: "The folder is not there.",
    without: "memory",
    version: "1.2.3",
    clock: () => now,
    quit: () => quits.push("quit"),
  });
  return { one, quits, at: (time) => (now = time, one.touch()) };
}

Deno.test("Trouble says its sentence to every page that comes", () => {
  const { one } = trouble();
  for (const page of [new FakePage("a"), new FakePage("b")]) {
    one.open(page);
    const [update] = page.texts.map((text) => JSON.parse(text));
    assertEquals(update.type, "snapshot");
    const stage = { at: "trouble", sentence: "The folder is not there.", without: "memory" };
    assertEquals(update.state.stage, stage);
  }
});

Deno.test("Trouble waits for a decision, and only for one it offers", async () => {
  for (const type of ["again", "without"] as const) {
    const { one, quits } = trouble();
    const page = new FakePage("a");
    one.open(page);
    const other = ["", "{", `{"type":"leave"}`, `{"type":"say","text":"x"}`, `{"type":"goodbye"}`];
    for (const text of other) one.receive(page, text);
    const waiting = Promise.resolve("waiting");
    assertEquals(await Promise.race([one.decision, waiting]), "waiting");
    one.receive(page, JSON.stringify({ type }));
    one.receive(page, `{"type":"quit","sure":false}`);
    assertEquals([await one.decision, quits.length], [type, 1]);
  }
});

Deno.test("Trouble is over ten seconds after its last page, and not at a reload", () => {
  const { one, at } = trouble();
  assertEquals(one.expect(30_000), 0);
  assertEquals([at(29_999), at(30_000)], [false, true]);
  const page = new FakePage("a");
  one.open(page);
  assertEquals(at(100_000), false);
  one.close(page);
  assertEquals(at(109_999), false);
  one.open(page);
  assertEquals(at(200_000), false);
  one.close(page);
  assertEquals([at(209_999), at(210_000)], [false, true]);
});
