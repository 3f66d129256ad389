import { assert, assertEquals, assertMatch } from "@std/assert";
import { Log } from "../../../lib/io/log.ts";
import {
  findTerminal,
  logFor,
  OperatorTerminal,
} from "../../../lib/io/operator/operator_terminal.ts";
import { Screen } from "../../../lib/io/operator/screen.ts";
import { FakeKeyboard } from "./fake_keyboard.ts";
import { FakeTerminal } from "./fake_terminal.ts";

/** An operator before a terminal, and what was done. */
class Fixture {
  readonly fake = new FakeTerminal();
  readonly keyboard = new FakeKeyboard();
  readonly terminal = new OperatorTerminal(new Screen(this.fake), this.keyboard);
  readonly acts: string[] = [];
  lines: readonly string[] = [];
  invitation: string | null = null;

  run(line: string) {
    this.acts.push(line);
    const { lines, invitation } = this;
    return { lines, done: true, invitation, stop: line === "stop" };
  }

  complete(line: string) {
    return { from: line.length, words: [] };
  }

  stop(): void {
    this.acts.push("stopped");
  }

  async seen(): Promise<string[]> {
    await this.terminal.flush(60_000);
    return this.fake.seen();
  }
}

Deno.test("OperatorTerminal shows log lines above the console, and before and after it too", async () => {
  const fixture = new Fixture();
  const { terminal, keyboard } = fixture;
  terminal.above("listening");
  terminal.open(fixture);
  await keyboard.press("w", "h");
  terminal.above("joined");
  const [listening, welcome, ...rest] = await fixture.seen();
  assertMatch(welcome ?? "", /^Type help .* Ctrl\+C stops the server, Ctrl\+D only this\.$/);
  assertEquals([listening, rest], ["listening", ["joined", "> wh"]]);
  terminal.close();
  terminal.above("stopping");
  assertEquals((await fixture.seen()).slice(-2), ["> wh", "stopping"]);
  assertEquals(keyboard.raw, [true, false]);
});

Deno.test("OperatorTerminal prints no line of an answer that a terminal obeys", async () => {
  const fixture = new Fixture();
  const { terminal, keyboard } = fixture;
  terminal.open(fixture);
  fixture.lines = ["ada\u001b[2J·k7qd", "two\nlines"];
  await keyboard.press(..."who", "\r");
  const seen = await fixture.seen();
  assertEquals(seen.slice(-4), ["> who", "ada\\u{1b}[2J·k7qd", "two\\u{a}lines", ">"]);
  terminal.close();
});

Deno.test("OperatorTerminal shows an invitation as a code", async () => {
  const fixture = new Fixture();
  const { terminal, keyboard } = fixture;
  terminal.open(fixture);
  fixture.invitation = `pychat://192.0.2.7#${"k".repeat(43)}`;
  await keyboard.press(..."invite", "\r");
  assert((await fixture.seen()).filter((line) => /[▀▄█]/.test(line)).length > 10);
  terminal.close();
});

Deno.test("OperatorTerminal stops the server by a line or a key, and not when it ends itself", async () => {
  const fixture = new Fixture();
  const { terminal, keyboard, acts } = fixture;
  terminal.open(fixture);
  await keyboard.press("\x04");
  assertEquals(acts, []);
  assertMatch((await fixture.seen()).at(-1) ?? "", /The console has ended; the server goes on/);
  const other = new Fixture();
  other.terminal.open(other);
  await other.keyboard.press(..."stop", "\r", "\x03");
  assertEquals(other.acts, ["stop", "stopped", "stopped"]);
  other.terminal.close();
  terminal.close();
});

Deno.test("OperatorTerminal has no line with a passphrase again", async () => {
  const fixture = new Fixture();
  const { terminal, keyboard, acts } = fixture;
  terminal.open(fixture);
  for (const line of ["who", "lock a secret", " /LOCK a secret", '"lock" a secret']) {
    await keyboard.press(...line, "\r");
  }
  await keyboard.press("\x1b[A", "\r");
  assertEquals(acts.at(-1), "who");
  terminal.close();
});

Deno.test("findTerminal() finds none where nobody sits, and logFor() is then the usual log", () => {
  const terminal = findTerminal();
  assertEquals(terminal !== null, Deno.stdin.isTerminal() && Deno.stdout.isTerminal());
  assertEquals(logFor("text", null).constructor, Log);
});
