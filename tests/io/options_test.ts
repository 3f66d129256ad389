import { assertEquals, assertThrows } from "@std/assert";
import { readChoice, readOptions, readPort } from "../../lib/io/options.ts";
import { StartError } from "../../lib/io/start_error.ts";

const NAMES = {
  string: ["port", "name"],
  boolean: ["no-open", "help"],
  alias: { p: "port", n: "name" },
  words: 1,
} as const;

function values(...args: string[]): unknown {
  return readOptions(args, NAMES).string;
}

function words(...args: string[]): readonly string[] {
  return readOptions(args, NAMES).words;
}

Deno.test("readOptions() takes an option's value after a space or an equals sign", () => {
  for (const args of [["-p", "7"], ["-p=7"], ["-p7"], ["--port", "7"], ["--port=7"]]) {
    assertEquals(values(...args), { port: "7" }, args.join(" "));
  }
  assertEquals(values("--name=a=b", "-p", "7"), { name: "a=b", port: "7" });
  assertEquals(values("-n", "Ada Lovelace"), { name: "Ada Lovelace" });
  assertEquals(values("--name=-x"), { name: "-x" });
  assertEquals(values(), {});
});

Deno.test("readOptions() leaves a value as it was typed, also one that looks like a number", () => {
  for (const value of ["123", "007", "70000", "1e3", "0x10", "1.50", "true", "false", "null"]) {
    assertEquals(values("-n", value), { name: value });
    assertEquals(values(`--name=${value}`), { name: value });
    assertEquals(words(value), [value]);
    assertEquals(words("--", value), [value]);
  }
});

Deno.test("readOptions() refuses an option it does not know, by every way to write one", () => {
  const unknown = [
    "-x",
    "--x",
    "--x=1",
    "--x.y=1",
    "--name.x=1",
    "--no-help",
    "--no-name",
    "-nAda",
  ];
  const odd = ["--__proto__=1", "--constructor", "--toString", "--_=5", "--=x", "---"];
  for (const arg of [...unknown, ...odd]) {
    assertThrows(() => readOptions([arg], NAMES), StartError, arg);
    assertThrows(() => readOptions(["word", arg, "7"], NAMES), StartError, arg);
  }
});

Deno.test("readOptions() refuses an option without its value, and names it", () => {
  for (const args of [["--name"], ["-n"], ["--name="], ["-n="], ["--name", ""], ["-n", ""]]) {
    assertThrows(() => readOptions(args, NAMES), StartError, "--name");
  }
  assertThrows(() => readOptions(["--name", "--help"], NAMES), StartError, "--name");
  assertThrows(() => readOptions(["-p", "-n", "ada"], NAMES), StartError, "--port");
});

Deno.test("readOptions() refuses an option that is given twice, under whatever name", () => {
  const twice = [["-p", "1", "-p", "2"], ["-p", "1", "--port", "1"], ["--port=1", "--port=1"]];
  for (const args of twice) {
    assertThrows(() => readOptions(args, NAMES), StartError, "--port");
  }
});

Deno.test("readOptions() takes as many words as there may be, before and after options", () => {
  assertEquals(words("a"), ["a"]);
  assertEquals(words("--help", "a"), ["a"]);
  assertEquals(words("-p", "7", "a"), ["a"]);
  assertEquals(words(), []);
  for (const args of [["a", "b"], ["a", "--help", "b"], ["a", "--", "b"], ["--", "-x", "b"]]) {
    assertThrows(() => readOptions(args, NAMES), StartError, "“b”");
  }
  assertThrows(() => readOptions(["a"], { ...NAMES, words: 0 }), StartError, "“a”");
});

Deno.test("readOptions() takes all after -- as words, whatever they look like", () => {
  assertEquals(readOptions(["--help", "--", "--port"], NAMES), {
    string: {},
    boolean: { "no-open": false, help: true },
    words: ["--port"],
  });
  assertEquals(words("a", "--"), ["a"]);
});

Deno.test("readOptions() tells which flags are there, and one that begins with no- is a flag as any", () => {
  const { boolean } = readOptions(["--no-open"], NAMES);
  assertEquals(boolean, { "no-open": true, help: false });
});

Deno.test("readPort() takes 0 to 65,535 in digits and nothing else", () => {
  assertEquals(readPort(undefined, 7420), 7420);
  for (const [text, port] of [["0", 0], ["7", 7], ["007", 7], ["65535", 65535]] as const) {
    assertEquals(readPort(text, 1), port);
  }
  const wrong = ["", "65536", "70000", "000007", "-1", "+7", "7.0", "1e3", "0x10", " 7", "7 ", "٧"];
  for (const text of [...wrong, "port", "7\n"]) {
    assertThrows(() => readPort(text, 1), StartError, "not a port");
  }
});

Deno.test("readChoice() takes one of the words, the first where none was typed", () => {
  const choices = ["text", "json"] as const;
  assertEquals(readChoice("log", undefined, choices), "text");
  assertEquals(readChoice("log", "json", choices), "json");
  for (const text of ["JSON", "", "xml", "toString"]) {
    assertThrows(() => readChoice("log", text, choices), StartError, "--log");
  }
});
