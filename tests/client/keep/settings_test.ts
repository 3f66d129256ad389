import { assertEquals } from "@std/assert";
import { THEMES } from "../../../lib/api/view.ts";
import {
  DEFAULT_SETTINGS,
  parseSettings,
  serialiseSettings,
} from "../../../lib/client/keep/settings.ts";

Deno.test("parseSettings() reads what serialiseSettings() wrote", () => {
  for (const theme of THEMES) {
    for (const typing of [false, true]) {
      const settings = { theme, where: "pychat://garden.example#é", choices: { typing } };
      assertEquals(parseSettings(serialiseSettings(settings)), settings);
    }
  }
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
