// The types of `@std/*` are our own: the package comes without any. Here they meet the real thing.
// The lines with `@ts-expect-error` are held by `deno check`, the rest by running.
import {
  assert,
  assertEquals,
  assertExists,
  assertInstanceOf,
  AssertionError,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unreachable,
} from "@std/assert";
import { parseArgs } from "@std/cli/parse-args";
import { TextLineStream } from "@std/streams/text-line-stream";
import config from "../deno.json" with { type: "json" };
import ui from "../ui/deno.json" with { type: "json" };

const TYPES = Deno.readTextFileSync(new URL("../tasks/types/deno_std.d.ts", import.meta.url));

/** The declared modules: each name with the text of its declaration. */
function modules(): Map<string, string> {
  const parts = TYPES.split(/^declare module "([^"]+)" \{$/m).slice(1);
  return new Map(
    parts.flatMap((name, n) => n % 2 === 0 ? [[name, parts[n + 1] ?? ""] as const] : []),
  );
}

Deno.test("The types declare every @std name of deno.json: one that is not is any, without a word", () => {
  assertEquals(Object.hasOwn(ui, "imports"), false, "there is one list of imports");
  const names = Object.keys(config.imports).filter((name) => name.startsWith("@std/")).sort();
  assert(names.length > 0);
  assertEquals([...modules().keys()].sort(), names);
});

Deno.test("The types declare nothing that the package does not have", async () => {
  for (const [name, text] of modules()) {
    const declared = [...text.matchAll(/^ {2}export (?:function|class) (\w+)/gm)]
      .map((match) => match[1] ?? "");
    assert(declared.length > 0, name);
    const real = Object.keys(await import(name));
    assertEquals(declared.filter((one) => !real.includes(one)), [], name);
  }
});

Deno.test("parseArgs() reads words, flags and lists as its types say", () => {
  const parsed = parseArgs(
    ["-p", "7", "--tag", "a", "--tag=b", "--quiet", "one", "--", "--two"],
    {
      string: ["port", "host", "tag", "name"],
      boolean: ["quiet", "loud"],
      collect: ["tag"],
      default: { host: "localhost" },
      alias: { p: "port" },
      "--": true,
    },
  );
  const port: string | undefined = parsed.port;
  const host: string = parsed.host; // it has a default
  const tags: string[] = parsed.tag;
  const quiet: boolean = parsed.quiet;
  assertEquals([port, host, tags, quiet], ["7", "localhost", ["a", "b"], true]);
  assertEquals([parsed.loud, parsed.name, parsed._], [false, undefined, ["one"]]);
  assertEquals(parsed["--"], ["--two"]);
  // @ts-expect-error there is no such option
  assertEquals(parsed.prot, undefined);
  // @ts-expect-error without a default it may be absent
  const certain: string = parsed.name;
  assertEquals(certain, undefined);
});

Deno.test("parseArgs() asks about what it does not know, and leaves out what is turned down", () => {
  const seen: unknown[] = [];
  const parsed = parseArgs(["--odd", "7", "word"], {
    string: ["port"],
    unknown: (arg, key, value) => seen.push([arg, key, value]) === 0,
  });
  assertEquals(seen, [["--odd", "odd", "7"], ["word", undefined, undefined]]);
  assertEquals([parsed._, parsed.port], [[], undefined]);
});

Deno.test("assert() and its kin narrow types, and fail with an AssertionError", () => {
  const value: unknown = JSON.parse('"text"');
  assert(typeof value === "string");
  assertEquals(value.length, 4);
  const found = ["a"].find((one) => one === "a");
  assertExists(found);
  assertEquals(found.length, 1);
  const error: unknown = new RangeError("x");
  assertInstanceOf(error, RangeError);
  assertEquals(error.message, "x");
  const word: unknown = "a";
  assertStrictEquals(word, "a");
  const same: "a" | string = word;
  assertEquals(same, "a");
});

Deno.test("Every kind of assertion fails where it should", () => {
  const failing: (() => unknown)[] = [
    () => assert(false),
    () => assertEquals({ a: [1] }, { a: [2] }),
    () => assertNotEquals({ a: [1] }, { a: [1] }),
    () => assertStrictEquals<object>({}, {}),
    () => assertExists(null),
    () => assertMatch("a", /b/),
    () => assertStringIncludes("a", "b"),
    () => assertInstanceOf(new Error(), RangeError),
    () => assertThrows(() => {}),
    () => fail("so"),
    () => unreachable(),
  ];
  for (const one of failing) {
    const error = assertThrows(one, AssertionError);
    assert(error instanceof AssertionError, String(one));
  }
  assertStringIncludes("abc", "b");
  assertMatch("abc", /b/);
  assertNotEquals(1, 2);
});

Deno.test("assertThrows() and assertRejects() hold class and text, and give the error back", async () => {
  const wrong = () => {
    throw new RangeError("7 is too much");
  };
  const range: RangeError = assertThrows(wrong, RangeError, "too much");
  assertEquals(range.message, "7 is too much");
  assertThrows(() => assertThrows(wrong, TypeError), AssertionError);
  assertThrows(() => assertThrows(wrong, RangeError, "too little"), AssertionError);

  const late = () => Promise.reject(new RangeError("7 is too much"));
  const error: RangeError = await assertRejects(late, RangeError, "too much");
  assertEquals(error.message, "7 is too much");
  await assertRejects(() => assertRejects(late, TypeError), AssertionError);
  await assertRejects(() => assertRejects(late, RangeError, "too little"), AssertionError);
  await assertRejects(() => assertRejects(() => Promise.resolve(7)), AssertionError);
});

Deno.test("TextLineStream gives lines, whatever ends them and however they are cut", async () => {
  const bytes = new Blob(["one\ntw", "o\r\n\nthree"]).stream();
  const lines: string[] = await Array.fromAsync(
    bytes.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream()),
  );
  assertEquals(lines, ["one", "two", "", "three"]);
});
