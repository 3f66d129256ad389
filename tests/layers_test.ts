import { assert, assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import {
  codeOf,
  FILES,
  isCode,
  isThere,
  layerOf,
  read,
  readImports,
  run,
} from "./support/source_tree.ts";

/** Besides these, which any file of lib may import, and itself. */
const ANYBODY = [
  "lib/constant_time.ts",
  "lib/errors.ts",
  "lib/limits.ts",
  "lib/token_bucket.ts",
];

/** Who may import what of ours; `*` is everything. The core is all of lib but `lib/io`. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  "lib/wire": [],
  "lib/crypto": [],
  "lib/api": [],
  "lib/noise": ["lib/crypto"],
  "lib/message": ["lib/wire"],
  "lib/delivery": ["lib/wire"],
  "lib/session": ["lib/wire", "lib/noise", "lib/crypto"],
  "lib/client": ["lib/message", "lib/api"],
  "lib/hub": ["lib/message"],
  "lib/io": ["lib/session", "lib/delivery", "lib/wire", "lib/crypto", "lib/noise"],
  "ui": ["lib/api"],
  "server.ts": ["*"],
  "client.ts": ["*"],
};

/** Who may import what that is not ours. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "lib/crypto": ["@scure/bip39/wordlists/english"],
  "lib/io": [
    "node:crypto",
    "node:process",
    "node:readline",
    "node:stream",
    "@std/cli/parse-args",
    "lean-qr",
  ],
  "ui": ["preact", "preact/hooks", "preact/jsx-runtime", "@preact/signals", "lean-qr"],
  "client.ts": ["@std/streams/text-line-stream"],
};

/** What the core must not use; the type check of the core cannot see all of it. */
const WORLD: readonly RegExp[] = [
  /\bDeno\s*\./,
  /\bnode:/,
  /\bDate\s*\.\s*now\b/,
  /\bnew Date\s*(\(\s*\)|;|,|\))/,
  /\bMath\s*\.\s*random\b/,
  /\bgetRandomValues\b/,
  /\brandomUUID\b/,
  /\bset(Timeout|Interval)\b/,
  /\bfetch\s*\(/,
  /\bperformance\s*\./,
  /\bqueueMicrotask\b/,
];

/** Run-time code that is tested elsewhere, with where. */
const TESTED_ELSEWHERE: Readonly<Record<string, string>> = {
  "lib/errors.ts": "two classes; every test that matches a fault",
  "lib/limits.ts": "numbers; each at its edge in the test of who holds it",
  "lib/api/export_format.ts": "a list; tests/api/intent_test.ts",
  "lib/api/limits.ts": "numbers of lib/limits.ts, for pages",
  "lib/api/view.ts": "types and the list of themes; tests/ui/tokens_test.ts",
  "lib/io/start_error.ts": "a class without code; tests/io/terminal_test.ts",
  "lib/message/from_server.ts":
    "types and the list of error codes; tests/message/read_server_test.ts",
  "lib/message/from_server_rooms.ts":
    "types and the list of kinds of rooms; tests/message/read_room_test.ts",
  "lib/noise/pattern.ts": "one table; tests/noise/handshake_state_test.ts",
  "lib/noise/symmetric_state.ts": "the vectors of tests/noise/handshake_state_test.ts",
  "lib/wire/parcel.ts": "a constructor; tests/delivery/stock_test.ts",
};

/** Longest file, in lines. */
const MAX_LINES = 300;

/** One list of numbers, each with its reason, is not two purposes, however many it has. */
const MAY_BE_LONGER = ["lib/limits.ts"];

const CORE = FILES.filter((path) => path.startsWith("lib/") && !path.startsWith("lib/io/"));

const imports = await readImports();

function isAllowed(from: string, to: string): boolean {
  const layer = layerOf(from);
  if (!isCode(to)) return to === "deno.json" ? !from.includes("/") : packageAllowed(layer, to);
  if (layerOf(to) === layer) return true;
  if (from.startsWith("lib/") && ANYBODY.includes(to)) return true;
  const may = LAYERS[layer] ?? [];
  return may.includes("*") || may.includes(layerOf(to));
}

function packageAllowed(layer: string, name: string): boolean {
  return (PACKAGES[layer] ?? []).includes(name);
}

Deno.test("No file imports what stands beside or above it", () => {
  const wrong = FILES.flatMap((from) =>
    (imports.get(from) ?? []).filter((to) => !isAllowed(from, to))
      .map((to) => `${from} imports ${to}`)
  );
  assertEquals(wrong, []);
  assert(isAllowed("lib/hub/hub.ts", "lib/message/name.ts"));
  for (const to of ["lib/io/log.ts", "lib/client/feed.ts", "ui/main.tsx", "node:fs", "preact"]) {
    assertEquals(isAllowed("lib/hub/hub.ts", to), false, to);
  }
});

Deno.test("Every folder of lib has its place in the table of layers", () => {
  const layers = new Set(FILES.map(layerOf).filter((layer) => !ANYBODY.includes(layer)));
  assertEquals([...layers].filter((layer) => LAYERS[layer] === undefined), []);
});

Deno.test("No file imports itself through others, not even for types", () => {
  const done = new Set<string>();
  function circle(path: string, way: readonly string[]): readonly string[] | null {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const to of imports.get(path) ?? []) {
      const found = circle(to, [...way, path]);
      if (found !== null) return found;
    }
    done.add(path);
    return null;
  }
  assertEquals(FILES.map((path) => circle(path, [])).find((found) => found !== null), undefined);
});

Deno.test("Nobody names the words of one language but the table of words", () => {
  const may = ["ui/words.ts", "ui/views/later_parts.ts"];
  const wrong = FILES.filter((from) => !may.includes(from) && !from.startsWith("ui/words/en/"))
    .filter((from) => (imports.get(from) ?? []).some((to) => to.startsWith("ui/words/en/")));
  assertEquals(wrong, []);
  for (const from of may) {
    assert((imports.get(from) ?? []).some((to) => to.startsWith("ui/words/en/")), from);
  }
});

Deno.test("Every import while running names its file, so that the table of layers holds for it", () => {
  const hidden = FILES.filter((path) => /\bimport\s*\(\s*[^"'\s]/.test(codeOf(read(path))));
  assertEquals(hidden, []);
});

Deno.test("The core uses no clock, no chance, no timer and nothing outside", () => {
  for (const path of CORE) {
    const code = codeOf(read(path));
    for (const found of WORLD) assertEquals(found.exec(code)?.[0], undefined, path);
  }
  const use = ["Deno.pid", "Date.now()", "new Date()", "new Date;", "Math.random()", "fetch(x)"];
  const more = ["crypto.getRandomValues(x)", "setTimeout(f)", "performance.now()", "node:fs"];
  for (const code of [...use, ...more, "queueMicrotask(f)", "crypto.randomUUID()"]) {
    assert(WORLD.some((found) => found.test(codeOf(`let x = ${code} // Deno.x`))), code);
    assert(!WORLD.some((found) => found.test(codeOf(`/** ${code} */ new Date(5); // ${code}`))));
  }
});

Deno.test("Every file of lib with code that runs has a test of its name, or one that is named here", () => {
  const without = FILES.filter((path) => {
    if (!path.startsWith("lib/")) return false;
    const test = path.replace(/^lib\//, "tests/").replace(/\.ts$/, "_test.ts");
    const there = isThere(test);
    if (TESTED_ELSEWHERE[path] !== undefined) assertEquals(there, false, `${path} has its test`);
    return !there && TESTED_ELSEWHERE[path] === undefined && runs(read(path));
  });
  assertEquals(without, []);
  assertEquals(Object.keys(TESTED_ELSEWHERE).filter((path) => !FILES.includes(path)), []);
});

/** Whether there is more in a file than types. */
function runs(text: string): boolean {
  return /^(export )?(abstract |async )?(class|function|const|let) /m.test(codeOf(text));
}

Deno.test(`No file is longer than ${MAX_LINES} lines`, () => {
  const measured = FILES.filter((path) => !MAY_BE_LONGER.includes(path));
  const long = measured.map((path) => ({ path, lines: read(path).split("\n").length - 1 }));
  assertEquals(long.filter(({ lines }) => lines > MAX_LINES), []);
});

Deno.test("The core passes its own type check, which holds every folder of the core", async () => {
  const [program, ...args] = config.tasks.core.command.split(" ");
  assertEquals(program, "deno");
  const places = new Set(CORE.map((path) => layerOf(path)));
  assertEquals([...places].filter((place) => !args.includes(place)), []);
  const { code, all } = await run(args);
  assertEquals(code, 0, all);
});

Deno.test("The type check of the core fails at whatever reaches out, and at nothing else", async () => {
  const outside = ["Deno.pid", "fetch", "setTimeout", "setInterval", "queueMicrotask"];
  const more = ["performance", "console", "localStorage", "WebSocket", "Worker", "URL", "process"];
  const names = [...outside, ...more].map((name) => name.replace(".pid", ""));
  const lines = [...names, "crypto.getRandomValues", "crypto.randomUUID"];
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  const check = ["check", "--config", "tasks/core.json", file];
  await Deno.writeTextFile(file, `export const bytes = new TextEncoder().encode("x");\n`);
  assertEquals((await run(check)).code, 0);
  const code = lines.map((name, n) => `export const x${n}: unknown = ${name};`).join("\n");
  await Deno.writeTextFile(file, code);
  const { code: exit, all } = await run(check);
  assertEquals(exit, 1);
  const found = lines.filter((_, n) => all.includes(`${file}:${n + 1}:`));
  assertEquals(found, lines, all);
  await Deno.remove(file);
});
