import { assert, assertEquals } from "@std/assert";
import {
  MAX_SCREEN_UNITS,
  Screen,
  standardOutput,
  standardSpace,
} from "../../../lib/io/operator/screen.ts";
import { FakeTerminal } from "./fake_terminal.ts";

Deno.test("Screen.write() keeps the order, whatever the terminal takes at once", async () => {
  const terminal = new FakeTerminal();
  const screen = new Screen(terminal);
  const parts = Array.from({ length: 200 }, (_, n) => `${n} ${"é".repeat(n * 7)}\n`);
  for (const part of parts) screen.write(part);
  await screen.flush(60_000);
  assertEquals(terminal.text, parts.join(""));
});

Deno.test("Screen.write() lets through no control that ours do not need", async () => {
  const terminal = new FakeTerminal();
  const screen = new Screen(terminal);
  screen.write("\x1b[1Ga\u009b2Jb\u202ec\u2028d\u0085e\tf·“g”\r\n");
  await screen.flush(60_000);
  assertEquals(terminal.text, "\x1b[1Ga\ufffd2Jb\ufffdc\ufffdd\ufffde\tf·“g”\r\n");
});

Deno.test("Screen.write() uses plain signs where a terminal shows no others", async () => {
  const terminal = new FakeTerminal();
  terminal.utf8 = false;
  const screen = new Screen(terminal);
  screen.write("“ada·k7qd”…");
  await screen.flush(60_000);
  assertEquals([terminal.text, screen.utf8], ['"ada.k7qd"...', false]);
});

Deno.test("Screen.isFull tells that a terminal takes nothing, and Screen.flush() waits no longer", async () => {
  const terminal = new FakeTerminal();
  const { promise, resolve } = Promise.withResolvers<void>();
  terminal.blocked = promise;
  const screen = new Screen(terminal);
  screen.write("x".repeat(MAX_SCREEN_UNITS));
  assertEquals(screen.isFull, false);
  screen.write("x");
  assertEquals(screen.isFull, true);
  await screen.flush(1);
  assertEquals(terminal.text, "");
  resolve();
  await screen.flush(60_000);
  assertEquals([terminal.text.length, screen.isFull], [MAX_SCREEN_UNITS + 1, false]);
});

Deno.test("Screen.write() goes on when the terminal is gone", async () => {
  const gone = {
    ...{ utf8: true, writes: 0 },
    write(): Promise<number> {
      this.writes++;
      return Promise.reject(new Deno.errors.BrokenPipe());
    },
    size(): never {
      throw new Deno.errors.NotFound();
    },
  };
  const screen = new Screen(gone);
  screen.write("one");
  await screen.flush(60_000);
  screen.write("two");
  await screen.flush(60_000);
  assert(gone.writes >= 2);
  assertEquals([screen.columns, screen.rows], [80, 24]);
});

Deno.test("Screen.columns and rows follow the terminal, and are usual ones where it tells none", () => {
  const terminal = new FakeTerminal();
  const screen = new Screen(terminal);
  [terminal.columns, terminal.rows] = [120, 50];
  assertEquals([screen.columns, screen.rows, screen.isTTY], [120, 50, true]);
  terminal.columns = 0; // as a serial line may
  assertEquals([screen.columns, screen.rows], [80, 24]);
});

Deno.test("standardOutput() is where the program writes, and standardSpace() that if it is a terminal", () => {
  assertEquals(typeof standardOutput().utf8, "boolean");
  assertEquals(standardSpace() !== null, Deno.stdout.isTerminal());
});
