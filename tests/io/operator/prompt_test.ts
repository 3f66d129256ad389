import { assert, assertEquals } from "@std/assert";
import { Prompt } from "../../../lib/io/operator/prompt.ts";
import { Screen } from "../../../lib/io/operator/screen.ts";
import { FakeKeyboard } from "./fake_keyboard.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const UP = "\x1b[A";
const CTRL_C = "\x03";
const CTRL_D = "\x04";
const CTRL_U = "\x15";

/** A prompt on a terminal, and what its host heard. */
class Fixture {
  readonly terminal = new FakeTerminal();
  readonly keyboard = new FakeKeyboard();
  readonly screen = new Screen(this.terminal);
  readonly typed: string[] = [];
  readonly events: string[] = [];
  words: readonly string[] = [];
  readonly prompt = new Prompt(this.keyboard, this.screen, {
    typed: (line) => {
      this.typed.push(line);
      this.screen.write(`did ${line}\n`);
    },
    complete: (line) => ({ from: line.lastIndexOf(" ") + 1, words: this.words }),
    isSecret: (line) => line.startsWith("lock"),
    interrupted: () => void this.events.push("interrupted"),
    ended: () => void this.events.push("ended"),
  });

  async seen(): Promise<string[]> {
    await this.screen.flush(60_000);
    return this.terminal.seen();
  }
}

Deno.test("Prompt hands over each line, and stands below what comes of it", async () => {
  const { keyboard, typed, prompt, ...fixture } = new Fixture();
  const seen = Fixture.prototype.seen.bind(fixture as Fixture);
  await keyboard.press("w", "h", "o", "\r", "abc");
  assertEquals(typed, ["who"]);
  assertEquals(await seen(), ["> who", "did who", "> abc"]);
  prompt.close();
});

Deno.test("Prompt.above() prints between what was printed and what is being typed", async () => {
  const fixture = new Fixture();
  const { keyboard, prompt, typed } = fixture;
  await keyboard.press("k", "i");
  prompt.above("first");
  await keyboard.press("c", "k");
  prompt.above("second");
  prompt.above("third\nof two lines");
  await keyboard.press("!");
  const seen = ["first", "second", "third", "of two lines", "> kick!"];
  assertEquals(await fixture.seen(), seen);
  await keyboard.press("\r");
  assertEquals(typed, ["kick!"]);
  prompt.close();
});

Deno.test("Prompt.above() leaves whole what is typed over several rows, wherever the cursor is", async () => {
  for (const left of [0, 30, 95, 200]) {
    const fixture = new Fixture();
    fixture.terminal.columns = 40;
    const { keyboard, prompt, typed } = fixture;
    const long = Array.from({ length: 20 }, (_, n) => `word ${n + 10}`).join(" ");
    await keyboard.press(...long, ...Array.from({ length: left }, () => "\x1b[D"));
    prompt.above("one line");
    prompt.above("another");
    const seen = await fixture.seen();
    assertEquals(seen.slice(0, 2), ["one line", "another"]);
    // A row's last blank is not to be seen.
    const letters = (text: string) => text.replaceAll(" ", "");
    assertEquals(letters(seen.slice(2).join("")), letters(`> ${long}`), `${left} to the left`);
    await keyboard.press("\r");
    assertEquals(typed, [long]);
    prompt.close();
  }
});

Deno.test("Prompt has earlier lines again by an arrow key, but none with a secret", async () => {
  const fixture = new Fixture();
  const { keyboard, typed, prompt } = fixture;
  for (const line of ["one", "lock room secret", "two"]) await keyboard.press(...line, "\r");
  await keyboard.press(UP, UP, "\r", UP, UP, "\r");
  assertEquals(typed, ["one", "lock room secret", "two", "one", "two"]);
  prompt.close();
});

Deno.test("Prompt completes the last word, also by one that begins otherwise", async () => {
  const fixture = new Fixture();
  const { keyboard, typed, prompt } = fixture;
  fixture.words = [`"Ada L" `];
  await keyboard.press(..."kick ad", "\t", "\r");
  fixture.words = ["bern", "berta"];
  await keyboard.press(..."kick b", "\t", "\t", "\r");
  fixture.words = [];
  await keyboard.press(..."kick c", "\t", "\r");
  assertEquals(typed, [`kick "Ada L" `, "kick ber", "kick c"]);
  assert((await fixture.seen()).some((line) => /bern +berta/.test(line)));
  prompt.close();
});

Deno.test("Prompt shows what is pasted without obeying it", async () => {
  const fixture = new Fixture();
  await fixture.keyboard.press("a\u009b2Jb\u202ec");
  assertEquals(await fixture.seen(), ["> a\ufffd2Jb\ufffdc"]);
  fixture.prompt.close();
});

Deno.test("Prompt tells that it has ended, and gives the terminal back", async () => {
  const fixture = new Fixture();
  const { keyboard, events, prompt } = fixture;
  assertEquals(keyboard.raw, [true]);
  await keyboard.press(..."abc", CTRL_D);
  assertEquals(events, [], "there is something on the line");
  await keyboard.press(CTRL_U, CTRL_D);
  assertEquals([events, keyboard.raw], [["ended"], [true, false]]);
  prompt.above("after");
  prompt.restore();
  prompt.close();
  assertEquals((await fixture.seen()).at(-1), "after");
  assertEquals([events, keyboard.raw], [["ended"], [true, false]]);
});

Deno.test("Prompt tells of Ctrl+C where the system does not, and stays", async () => {
  const fixture = new Fixture();
  const { keyboard, events, typed, prompt } = fixture;
  await keyboard.press("a", CTRL_C, "b", "\r");
  assertEquals([events, typed], [["interrupted"], ["ab"]]);
  prompt.close();
});

Deno.test("Prompt ends once when the terminal is gone, in whatever way", async () => {
  for (
    const end of [() => {}, (stream: FakeKeyboard["stream"]) => stream.destroy(new Error("gone"))]
  ) {
    const { keyboard, events } = new Fixture();
    keyboard.stream.end();
    await keyboard.press();
    end(keyboard.stream);
    await new Promise((resolve) => setTimeout(resolve, 0));
    assertEquals(events, ["ended"]);
  }
});

Deno.test("Prompt.restore() takes the keys again and draws what was typed", async () => {
  const fixture = new Fixture();
  const { keyboard, prompt } = fixture;
  await keyboard.press("w", "h");
  fixture.screen.write("\nshell stuff\n");
  prompt.restore();
  await keyboard.press("o");
  assertEquals([keyboard.raw, (await fixture.seen()).at(-1)], [[true, true], "> who"]);
  prompt.close();
  assertEquals(fixture.events, [], "who closes it knows");
});
