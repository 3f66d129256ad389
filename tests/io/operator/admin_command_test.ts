import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { administer, readAdminWords } from "../../../lib/io/operator/admin_command.ts";
import { openControl } from "../../../lib/io/operator/control.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { MAX_ASK_BYTES } from "../../../lib/limits.ts";
import { splitWords } from "../../../lib/hub/console/words.ts";

const posix = { ignore: Deno.build.os === "windows" }; // it has no Unix sockets

Deno.test("readAdminWords() makes a line that the console reads as the same words", () => {
  const cases = [
    ["kick", "ada"],
    ["kick", "Ada L", "garden"],
    ["topic", "r", ""],
    ["topic", "r", `say "hi" \\ there`],
    [`"quoted`, `a"b`, "back\\slash", "two\nlines", "\u3000"],
    ["ban", "ada", "--sure"],
    ["announce", "--help", "-x"],
  ];
  for (const words of cases) {
    const { help, data, line } = readAdminWords(words);
    assertEquals([help, data], [false, undefined]);
    assertEquals(splitWords(line).map(({ text }) => text), words);
  }
  assertEquals(readAdminWords(["kick", "Ada L"]).line, `kick "Ada L"`);
});

Deno.test("readAdminWords() takes a folder before the command or behind it", () => {
  const kick = { help: false, data: "/d", line: "kick ada" };
  assertEquals(readAdminWords(["--data", "/d", "kick", "ada"]), kick);
  assertEquals(readAdminWords(["--data=/d", "kick", "ada"]), kick);
  assertEquals(readAdminWords(["kick", "ada", "--data", "/d"]), kick);
  assertEquals(readAdminWords(["kick", "ada", "--data=/d"]), kick);
  assertEquals(readAdminWords(["--data", "/d", "--", "-x", "y"]).line, "-x y");
  assertEquals(readAdminWords(["who", "--data", "/d"]).line, "who");
});

Deno.test("readAdminWords() refuses what it would have to guess at", () => {
  const wrong: [string[], string][] = [
    [["--data"], "needs a value"],
    [["--data", ""], "needs a value"],
    [["--data=", "who"], "needs a value"],
    [["--data", "/a", "who", "--data", "/b"], "more than once"],
    [["--data", "/a", "--data=/b", "who"], "more than once"],
    [["-x", "who"], "There is no option -x."],
    [["--sure", "ban", "ada"], "There is no option --sure."],
  ];
  for (const [args, why] of wrong) {
    assertThrows(() => readAdminWords(args), StartError, why, args.join(" "));
  }
});

Deno.test("readAdminWords() finds no line where none is, and help where it is asked for", () => {
  assertEquals(readAdminWords([]), { help: false, data: undefined, line: "" });
  assertEquals(readAdminWords(["--help", "kick", "ada"]).help, true);
  for (const args of [["-"], ["--data", "/d", "-"]]) assertEquals(readAdminWords(args).line, "-");
  assertEquals(readAdminWords(["--data", "/d"]), { help: false, data: "/d", line: "" });
});

Deno.test({
  name: "administer() hands over one line, and refuses with the server's reason, in one line",
  ...posix,
  async fn() {
    const folder = await Deno.makeTempDir({ dir: "/tmp" });
    const asked: unknown[] = [];
    const answers = [
      { lines: [], done: true, invitation: null },
      { lines: ["No \u001b[2J.", "Two"], done: false, invitation: null },
      { error: "bad_ask" },
    ];
    const admin = (ask: unknown) => {
      asked.push(ask);
      return answers.shift();
    };
    const control = await openControl(folder, { admin }, () => {});
    const running = control?.run();
    await administer(["--data", folder, "kick", "Ada L"], []);
    assertEquals(asked, [{ ask: "admin", line: `kick "Ada L"` }]);
    const refused = await assertRejects(() => administer(["x", "--data", folder], []), StartError);
    assertEquals(refused.message, "No \\u{1b}[2J. Two");
    const odd = () => administer(["x", "--data", folder], []);
    await assertRejects(odd, StartError, "nothing understandable");

    const longest = MAX_ASK_BYTES - JSON.stringify({ ask: "admin", line: "" }).length;
    answers.push({ lines: [], done: true, invitation: null });
    await administer(["--data", folder, "x".repeat(longest)], []);
    assertEquals(asked.length, 4);
    const long = () => administer(["--data", folder, "é".repeat((longest + 2) / 2)], []);
    await assertRejects(long, StartError, "That is too long by ");
    assertEquals(asked.length, 4);
    control?.close();
    await running;
    await Deno.remove(folder, { recursive: true });
  },
});
