import { assertEquals } from "@std/assert";
import type { Effect } from "../../../lib/client/effect.ts";
import { Keepsakes } from "../../../lib/client/keep/keepsakes.ts";
import { Knowledge } from "../../../lib/client/keep/knowledge.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";
import { KNOWN } from "../watched_client.ts";

Deno.test("Keepsakes.settle() says whether pages show anything of it", () => {
  const kept = new Keepsakes(new Knowledge([]), DEFAULT_SETTINGS);
  assertEquals(kept.settle({ ...DEFAULT_SETTINGS, where: "garden" }), false);
  assertEquals(kept.settle({ ...DEFAULT_SETTINGS, theme: "dark" }), true);
  const choices = { ...DEFAULT_SETTINGS.choices, density: "compact" } as const;
  const settings = { ...DEFAULT_SETTINGS, theme: "dark", choices } as const;
  assertEquals([kept.settle(settings), kept.settle(settings)], [true, false]);
});

Deno.test("Keepsakes.choose() and learn() keep the rest, and give what to remember", () => {
  const knowledge = new Knowledge([]);
  const kept = new Keepsakes(knowledge, DEFAULT_SETTINGS);
  const settings = { ...DEFAULT_SETTINGS, where: "garden" };
  assertEquals(kept.choose({ where: "garden" }), { type: "remember_settings", settings });
  const change = { server: KNOWN, replaces: null };
  assertEquals(kept.learn(change), { type: "remember_server", change });
  assertEquals([kept.settings, knowledge.all], [settings, [KNOWN]]);
});

Deno.test("Keepsakes marks what an arrival says again, until the person goes somewhere", () => {
  const knowledge = new Knowledge([]);
  const kept = new Keepsakes(knowledge, DEFAULT_SETTINGS);
  const change = { server: KNOWN, replaces: null };
  const arrive = () => [kept.learn(change), kept.choose({ where: "garden" })].map(isAgain);
  assertEquals([arrive(), arrive(), arrive()], [[false, false], [true, true], [true, true]]);
  knowledge.read([]);
  assertEquals([arrive(), arrive()], [[false, false], [true, true]]);
  // What the person does is never something that comes up by itself.
  const theme = () => isAgain(kept.choose({ theme: "dark" }));
  assertEquals([theme(), theme()], [false, false]);
});

function isAgain(effect: Effect): boolean {
  return "again" in effect;
}
