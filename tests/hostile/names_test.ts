import { assert, assertEquals, assertMatch } from "@std/assert";
import { type House, openHouse } from "../support/house.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { json } from "../support/hostile_wire.ts";
import type { NobleMessage } from "../support/noble_peer.ts";
import { startServer } from "../support/programs.ts";
import { becomes, Witness } from "../support/witness.ts";

/** Names that are no names, or somebody's whom one could be taken for. */
const INVALID = [
  ...["", " ", "\t\n", "\u200b", "\u3164", "\u2800", "...", "!", "\u{1f600}", "\ufffd"],
  ...["server", "Server", "SERVER", "\uff53\uff45\uff52\uff56\uff45\uff52", " server ", "admin"],
  ...["system", "pyChat", "you", "\u{1d4ee}\u200b", "e\u00advil", "e\u202evil", "e\u2066vil"],
  ...["e\0vil", "e\nvil", "e\rvil", "e\u001b[31mvil", "e\u009b31mvil", "e\u0007", "e\u007f"],
  ...[
    "e\u2028vil",
    "\u{e0041}eve",
    "\u0301eve",
    "e\u0301\u0301\u0301\u0301",
    "\u0430da",
    "p\u0430y",
  ],
  ...["\u13a0da", "eve\ufeff.", "x".repeat(25), "\ue000eve", "\u{1f1e6}\u{1f1e7}", "%", "../.."],
];

/** Names in the form in which they are shown. */
const FOLDED: readonly (readonly [string, string])[] = [
  [" eve  of   home ", "eve of home"],
  ["\uff25\uff36\uff25", "EVE"],
  ["\u{1d4ee}\u{1d4ff}\u{1d4ee}", "eve"],
  ["e\u0301ve", "\u00e9ve"],
  ["<b>eve</b>", "<b>eve</b>"],
  ["%s%c%n %d", "%s%c%n %d"],
  ["${eve} {{7*7}}", "${eve} {{7*7}}"],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
  ["\u0440\u0430\u0443\u0440\u0430", "\u0440\u0430\u0443\u0440\u0430"],
  ["\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"],
];

/** What a server says first to who comes under this name. */
async function arrive(house: House, name: string): Promise<NobleMessage | undefined> {
  const peer = await HostilePeer.join(house.port, { as: name });
  const first = await peer.next();
  if (first?.message.type === "error") {
    assertEquals((await peer.rest()).map(({ type }) => type), ["closing", "bye"]);
    peer.close();
  } else await peer.leave();
  return first?.message;
}

Deno.test("pychat refuses or folds every name that would pass for another's or for none", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  for (const name of INVALID) {
    assertEquals(await arrive(house, name), { type: "error", code: "name_invalid" }, name);
  }
  for (const name of ["ada", "ADA", "Ada ", "\uff41\uff44\uff41", "\u{1d4d0}da", "ad\u{1d4d0}"]) {
    assertEquals(await arrive(house, name), { type: "error", code: "name_taken" }, name);
  }
  for (const [name, shown] of FOLDED) {
    const { type, you } = await arrive(house, name) ?? { type: "nothing", you: null };
    assertEquals([type, (you as NobleMessage | null)?.["name"]], ["welcome", shown]);
    await becomes(() => house.people() === 2, "it is gone");
  }
  await witness.check();
  const joined = witness.heard.filter(({ type }) => type === "joined");
  const names = joined.map(({ member }) => (member as NobleMessage)["name"]);
  assertEquals(names, FOLDED.map(([, shown]) => shown));
  await witness.leave();
  await house.stop();
});

Deno.test("pychat holds the name of who was cut, and says for how long", async () => {
  const house = await openHouse(undefined, { grace: 60_000 });
  const eve = await HostilePeer.enter(house.port, {
    as: { type: "hello", name: "eve", delivery: true },
  });
  eve.tcp.reset();
  await becomes(() => house.away() === 1, "she is away");
  const refused = await arrive(house, "Eve");
  assertEquals([refused?.type, refused?.["code"]], ["error", "name_taken"]);
  const seconds = Number(refused?.["seconds"]);
  assert(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60, `${seconds}`);
  assertEquals(house.people(), 1);
  await house.stop();
});

/** What a terminal would obey, or take for a line of its own; and what no log has to hold. */
const SEQUENCES = [
  "\u001b]52;c;cGF3bmVk\u0007",
  "\u001b]8;;http://a.example\u001b\\link",
  "\u001b[2J\u001b[H",
  "\u009b31m",
  "\u001b[201~rm -rf",
  "one\rtwo",
  '\n{"event":"joined","people":99}',
  "\n2026-01-01T00:00:00.000Z joined people=99",
  "\u202eabc",
  "%s%d%c%o",
];

for (const format of ["json", "text"]) {
  Deno.test(`pychat-server writes nothing of what a peer sends into its ${format} log, one line for an event`, async () => {
    const { program, port } = await startServer([
      ...["--log", format, "--message-rate", "off"],
      ...["--exempt", "127.0.0.0/8"],
    ]);
    const greeting = program.lines.length;
    for (const [n, text] of SEQUENCES.entries()) {
      const marked = `marker ${text} ${"!".repeat(24)}`; // too long for a name, whatever it is
      const refused = await HostilePeer.join(port, { as: marked });
      await refused.rest();
      const odd = await HostilePeer.join(port, { as: { type: marked, [marked]: marked } });
      await odd.rest();
      const eve = await HostilePeer.enter(port, {
        as: { type: "hello", name: `marker${n}`, [marked]: marked },
      });
      await eve.say({ type: "say", room: "lobby", ref: 1, text: `x ${marked}` });
      await eve.say({ type: "say", room: marked, ref: 2, text: marked });
      await eve.say({ type: marked, marked });
      await eve.say({ type: "rename", name: marked });
      await eve.send([json(`{"marker": "${marked}`)]);
      while (eve.messages.filter(({ type }) => type === "error").length < 4) {
        assert(await eve.next() !== null);
      }
      if (n % 2 === 0) await eve.leave();
      else await eve.send([[2, new TextEncoder().encode(marked)]]);
      await eve.rest();
      for (const peer of [refused, odd, eve]) peer.close();
    }
    await becomes(
      () => program.lines.filter((line) => /\bleft\b/.test(line)).length === SEQUENCES.length,
      "all have left",
    );
    assertEquals(await program.end(), 0);
    const lines = program.lines.slice(greeting);
    for (const line of lines) {
      // deno-lint-ignore no-control-regex
      assertEquals(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/.test(line), false, line);
      assertEquals(/marker|pawned|example|127\.0\.0|people=99|"people":99/.test(line), false, line);
      if (format === "json") assert(typeof JSON.parse(line).event === "string", line);
      else assertMatch(line, /^\S+ (listening|joined|left|refused|dropped|limit|stopping)\b/);
    }
    const joined = lines.filter((line) => /\bjoined\b/.test(line));
    assertEquals(joined.length, SEQUENCES.length);
    // Those who were refused take one line at once, and at most one in ten seconds.
    assert(lines.length - 2 * joined.length < 12, lines.join("\n"));
  });
}
