import { assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  DEFAULT_CHOICES,
  DENSITIES,
  LANGUAGES,
  NOTIFIED,
  SEND_KEYS,
  SOUNDS,
} from "../../../lib/api/choices.ts";
import { THEMES } from "../../../lib/api/view.ts";
import {
  DEFAULT_SETTINGS,
  mergeSettings,
  pageAttributes,
  parseSettings,
  type Settings,
  settingsChange,
} from "../../../lib/client/keep/settings.ts";

/** Whatever may be chosen. */
const SETTINGS = fc.record({
  theme: fc.constantFrom(...THEMES),
  where: fc.string({ unit: "grapheme", maxLength: 40 }),
  choices: fc.record({
    typing: fc.boolean(),
    density: fc.constantFrom(...DENSITIES),
    comings: fc.boolean(),
    send: fc.constantFrom(...SEND_KEYS),
    notify: fc.constantFrom(...NOTIFIED),
    preview: fc.boolean(),
    sound: fc.constantFrom(...SOUNDS),
    language: fc.constantFrom(...LANGUAGES),
  }),
});

/** The file with these settings. */
function written(settings: Settings): string {
  return mergeSettings(null, settingsChange(DEFAULT_SETTINGS, settings));
}

Deno.test("parseSettings() reads what mergeSettings() wrote", () => {
  fc.assert(fc.property(SETTINGS, (settings) => {
    assertEquals(parseSettings(written(settings)), settings);
  }));
});

Deno.test("mergeSettings() makes of one's settings the other's, and touches nothing else", () => {
  fc.assert(fc.property(SETTINGS, SETTINGS, SETTINGS, (before, after, kept) => {
    const change = settingsChange(before, after);
    const text = (settings: Settings) => mergeSettings(written(settings), change);
    assertEquals(parseSettings(text(before)), after);
    assertEquals(settingsChange(before, before), {});
    const flat = (settings: Settings): [string, unknown][] =>
      Object.entries({ ...settings, ...settings.choices, choices: null });
    const changed = new Map<string, unknown>(Object.entries(change));
    const wanted = flat(kept).map(([key, value]) => [key, changed.get(key) ?? value]);
    assertEquals(flat(parseSettings(text(kept))), wanted);
  }));
  assertEquals(parseSettings(mergeSettings(null, {})), DEFAULT_SETTINGS);
  assertEquals(parseSettings(mergeSettings("{ half", { theme: "dark" })).theme, "dark");
});

Deno.test("parseSettings() reads files of before there was so much to choose", () => {
  const old = `{"theme":"nord","where":"garden","typing":true}`;
  const choices = { ...DEFAULT_CHOICES, typing: true };
  assertEquals(parseSettings(old), { theme: "nord", where: "garden", choices });
});

Deno.test("pageAttributes() say the look, and the language only where one was chosen", () => {
  const look = (settings: Settings) => pageAttributes(settings);
  assertEquals(look(DEFAULT_SETTINGS), { "data-theme": "system", "data-density": "comfortable" });
  const choices = { ...DEFAULT_CHOICES, density: "compact", language: "en" } as const;
  assertEquals(look({ ...DEFAULT_SETTINGS, theme: "nord", choices }), {
    "data-theme": "nord",
    "data-density": "compact",
    "lang": "en",
  });
});

Deno.test("parseSettings() takes the default for what is missing or wrong, and keeps the rest", () => {
  const nothing = [null, "", "{", "null", "[]", "1", `"nord"`, `{"theme":1,"where":2}`, "\0"];
  for (const text of nothing) assertEquals(parseSettings(text), DEFAULT_SETTINGS);
  assertEquals(parseSettings(`{"theme":"pink","where":"a"}`), {
    ...DEFAULT_SETTINGS,
    where: "a",
  });
  assertEquals(parseSettings(`{"theme":"nord","__proto__":{"where":"b"}}`), {
    ...DEFAULT_SETTINGS,
    theme: "nord",
  });
  for (const typing of [1, "true", null, {}]) {
    assertEquals(parseSettings(JSON.stringify({ typing })).choices.typing, false);
  }
  const long = "a".repeat(2049);
  assertEquals(parseSettings(JSON.stringify({ where: long })).where, "");
  assertEquals(parseSettings(JSON.stringify({ where: long.slice(1) })).where, long.slice(1));
});
