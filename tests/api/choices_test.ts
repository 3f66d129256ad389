import { assertEquals } from "@std/assert";
import {
  type Choices,
  DEFAULT_CHOICES,
  DENSITIES,
  LANGUAGES,
  NOTIFIED,
  readChoices,
  SEND_KEYS,
  SOUNDS,
} from "../../lib/api/choices.ts";

function read(stored: object): Partial<Choices> {
  return readChoices(new Map(Object.entries(stored)));
}

/** Every value of every choice. */
const ALL: { readonly [K in keyof Choices]: readonly Choices[K][] } = {
  typing: [false, true],
  density: DENSITIES,
  comings: [false, true],
  send: SEND_KEYS,
  notify: NOTIFIED,
  preview: [false, true],
  sound: SOUNDS,
  language: LANGUAGES,
};

Deno.test("readChoices() reads everything that can be chosen, whatever it is beside", () => {
  for (const [key, values] of Object.entries(ALL)) {
    for (const value of values) assertEquals(read({ [key]: value }), { [key]: value });
  }
  assertEquals(read(DEFAULT_CHOICES), DEFAULT_CHOICES);
  assertEquals(read({ ...DEFAULT_CHOICES, theme: "nord", where: "garden" }), DEFAULT_CHOICES);
});

Deno.test("readChoices() leaves out what is unknown or wrong, and only that", () => {
  for (const key of Object.keys(ALL)) {
    for (const value of [null, undefined, 0, 1, "", "true", "Compact", " tap", [], {}, [true]]) {
      assertEquals(read({ ...DEFAULT_CHOICES, [key]: value }), without(key), `${key}: ${value}`);
    }
  }
  for (const value of [true, false]) {
    assertEquals(read({ density: value, send: value, sound: value, language: value }), {});
  }
  assertEquals(read({ colour: "pink", __proto__: { typing: true }, constructor: 1 }), {});
  assertEquals(readChoices(new Map()), {});
});

function without(key: string): Partial<Choices> {
  return Object.fromEntries(Object.entries(DEFAULT_CHOICES).filter(([other]) => other !== key));
}

Deno.test("DEFAULT_CHOICES tell others nothing, and show nobody who looks on a text", () => {
  const { typing, notify, preview, sound } = DEFAULT_CHOICES;
  assertEquals([typing, notify, preview, sound], [false, "never", false, "none"]);
});
