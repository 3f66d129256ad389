import { assert, assertEquals } from "@std/assert";
import { Log, type TextLine } from "../../../lib/client/conversation/log.ts";
import { search } from "../../../lib/client/conversation/search.ts";
import { MAX_LINES, MAX_SEARCH_MATCHES, PAGE_LINES } from "../../../lib/limits.ts";
import { BERN, ME } from "../company.ts";
import { cpuTime } from "../cpu_time.ts";

const NOBODY = () => false;

function text(id: number, words: string, more: Partial<TextLine> = {}): TextLine {
  return {
    type: "text",
    time: 1000 + id,
    id,
    from: BERN,
    mine: false,
    text: words,
    action: false,
    reply: null,
    mentions: [],
    toMe: false,
    edited: false,
    past: false,
    current: false,
    ...more,
  };
}

function logOf(...words: string[]): Log {
  const log = new Log(() => {});
  for (const [id, word] of words.entries()) log.add(text(id + 1, word));
  return log;
}

function indexes(log: Log, typed: string, isIgnored: (id: string) => boolean = NOBODY): number[] {
  return search(log, typed, isIgnored).matches.map(({ index }) => index);
}

Deno.test("search() gives the newest texts first, with their index, and finds nothing in nothing", () => {
  const log = logOf("red beans", "blue", "Red roses");
  log.add({ type: "announcement", time: 1, text: "red" });
  log.add({ type: "joined", time: 1, person: { ...BERN, name: "red" } });
  const { matches, more } = search(log, "RED", NOBODY);
  assertEquals([matches.map(({ index, line }) => [index, line.text]), more], [
    [[2, "Red roses"], [0, "red beans"]],
    false,
  ]);
  for (const typed of ["", "  ", "green"]) {
    assertEquals(search(log, typed, NOBODY), { matches: [], more: false });
  }
});

Deno.test("search() finds texts by who said them, and none of who is ignored", () => {
  const log = logOf("hello", "bern was here");
  log.add(text(3, "hello", { from: ME }));
  assertEquals(indexes(log, "bern"), [1, 0]);
  assertEquals(indexes(log, "hello bern"), [0]);
  assertEquals(indexes(log, "hello", (id) => id === BERN.id), [2]);
  assertEquals(indexes(log, "here", (id) => id === BERN.id), []);
});

Deno.test("search() finds a text by its new words, and none that was taken back", () => {
  const log = logOf("one", "two", "three");
  log.replace(2, text(2, "four", { edited: true }));
  log.replace(3, { type: "deleted", time: 3, from: BERN, mine: false });
  assertEquals([indexes(log, "two"), indexes(log, "four"), indexes(log, "three")], [[], [1], []]);
  assertEquals(indexes(log, "bern"), [1, 0]);
});

Deno.test("search() gives MAX_SEARCH_MATCHES, and says if there are more", () => {
  const most = logOf(...Array.from({ length: MAX_SEARCH_MATCHES }, () => "red"));
  assertEquals([indexes(most, "red").length, search(most, "red", NOBODY).more], [
    MAX_SEARCH_MATCHES,
    false,
  ]);
  most.add(text(MAX_SEARCH_MATCHES + 1, "red"));
  const { matches, more } = search(most, "red", NOBODY);
  assertEquals([matches.length, matches[0]?.index, matches.at(-1)?.index, more], [
    MAX_SEARCH_MATCHES,
    MAX_SEARCH_MATCHES,
    1,
    true,
  ]);
});

Deno.test("search() knows the index of a text after older ones were forgotten", () => {
  const log = logOf(...Array.from({ length: PAGE_LINES }, () => "red"), "red");
  log.shed();
  assertEquals([log.first, indexes(log, "red")], [PAGE_LINES, [PAGE_LINES]]);
});

Deno.test("search() looks through MAX_LINES before anybody notices", () => {
  const log = new Log(() => {});
  for (let id = 1; id <= MAX_LINES; id++) {
    log.add(text(id, `привет всем, это обычная строка номер ${id}, ничего особенного тут`));
  }
  const took = cpuTime(() => assertEquals(indexes(log, "необычный"), []));
  // Some 20 ms where nothing else is done, and by anything that is done anew for each line seconds.
  assert(took < 200, `${took} ms`);
});
