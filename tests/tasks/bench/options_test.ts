import { assertEquals, assertThrows } from "@std/assert";
import { StartError } from "../../../lib/io/start_error.ts";
import { PART_NAMES, readBenchOptions } from "../../../tasks/bench/options.ts";

Deno.test("readBenchOptions measures everything as usual where nothing is said", () => {
  assertEquals(readBenchOptions([]), {
    parts: PART_NAMES,
    targets: ["pychat", "relay", "inspircd"],
    members: [10, 100, 500, 1_000],
    loads: ["20", "1", "32", "saturated"],
    idle: [1_000, 5_000],
    generators: 1,
    seconds: 5,
    after: 60,
    server: null,
    v8Flags: null,
    json: null,
  });
});

Deno.test("readBenchOptions takes words for parts, and lists for what there is more than one of", () => {
  const options = readBenchOptions([
    ...["idle", "load", "--targets", "relay,pychat", "--members", "2,5000"],
    ...[
      "--loads",
      "saturated,20",
      "--idle",
      "7",
      "--generators",
      "2",
      "--seconds",
      "0.5",
      "--after",
      "0",
    ],
    ...["--server", "dist/x", "--v8-flags=", "--json", "out.json"],
  ]);
  assertEquals(options, {
    parts: ["idle", "load"],
    targets: ["relay", "pychat"],
    members: [2, 5_000],
    loads: ["saturated", "20"],
    idle: [7],
    generators: 2,
    seconds: 0.5,
    after: 0,
    server: "dist/x",
    v8Flags: "",
    json: "out.json",
  });
});

Deno.test("readBenchOptions says what it does not know, and what there is", () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["lode"], "There is nothing to measure called “lode”. There are load, handshakes, "],
    [["--targets", "pychat,ircd"], "There is no server to measure called “ircd”."],
    [["--loads", "32,64"], "There is no load called “64”. There are 20, 1, 32, saturated."],
    [["--members", "1"], "--members is a whole number from 2 to 5000, not “1”."],
    [["--members", "5001"], "--members is a whole number from 2 to 5000, not “5001”."],
    [["--members", "10.5"], "--members is a whole number from 2 to 5000, not “10.5”."],
    [["--members="], "--members is a whole number from 2 to 5000, not “”."],
    [["--generators", "0"], "--generators is a whole number from 1 to 16, not “0”."],
    [["--seconds", "0"], "--seconds is a number from 0.1 to 600, not “0”."],
    [["--seconds", "1e2"], "--seconds is a number from 0.1 to 600, not “1e2”."],
    [["--after=-1"], "--after is a number from 0 to 3600, not “-1”."],
    [["--speed", "9"], "There is no option --speed."],
  ];
  for (const [args, sentence] of cases) {
    assertThrows(() => readBenchOptions(args), StartError, sentence);
  }
});
