import { assertEquals } from "@std/assert";
import { Keepsakes } from "../../../lib/client/keep/keepsakes.ts";
import { Knowledge } from "../../../lib/client/keep/knowledge.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";
import { KNOWN } from "../watched_client.ts";

Deno.test("Keepsakes.settle() says whether pages show anything of it", () => {
  const kept = new Keepsakes(new Knowledge([]), DEFAULT_SETTINGS);
  assertEquals(kept.settle({ ...DEFAULT_SETTINGS, where: "garden" }), false);
  assertEquals(kept.settle({ ...DEFAULT_SETTINGS, theme: "dark" }), true);
  const settings = { ...DEFAULT_SETTINGS, theme: "dark", choices: { typing: true } } as const;
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
