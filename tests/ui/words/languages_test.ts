import { assertEquals } from "@std/assert";
import { dateOf, numberOf } from "../../../ui/format.ts";
import { languageOf, speakAs } from "../../../ui/words/languages.ts";
import { english, speak, words } from "../../../ui/words.ts";

Deno.test("languageOf() is English as it is written where the browser is, if that speaks English", () => {
  const locale = (...preferred: string[]) => languageOf("system", preferred).locale;
  assertEquals(locale("en-US", "en"), "en-US");
  assertEquals(locale("en-AU"), "en-AU");
  assertEquals(locale("en"), "en-GB", "a language without a region says nothing of dates");
  assertEquals(locale("de-DE", "de", "en-US", "en"), "en-GB", "who is in Germany is not in the US");
  assertEquals(locale(), "en-GB");
});

Deno.test("languageOf() takes what the person chose before what the browser prefers", () => {
  assertEquals(languageOf("en", ["fr-FR"]), { language: "en", locale: "en-GB" });
  assertEquals(languageOf("en", ["en-CA"]), { language: "en", locale: "en-CA" });
});

Deno.test("languageOf() passes over what is no language", () => {
  for (const tag of ["en-US@posix", "C", "", "*", "constructor", "x".repeat(10_000)]) {
    assertEquals(languageOf("system", [tag, "en-NZ"]).language, "en", tag);
  }
  assertEquals(languageOf("system", ["en-US@posix", "en-NZ"]).locale, "en-NZ");
  assertEquals(languageOf("system", ["en-US-u-ca-buddhist-nu-thai"]).locale, "en-US");
});

Deno.test("speakAs() writes dates as they are where the browser is", async () => {
  const time = new Date(2026, 4, 3).getTime();
  try {
    assertEquals(await speakAs("system", ["en-US"]), "en-US");
    assertEquals([dateOf(time, time), words], ["May 3", english]);
    assertEquals(await speakAs("system", ["fr-FR"]), "en-GB");
    assertEquals(dateOf(time, time), "3 May");
  } finally {
    speak(english, "en-GB");
  }
});

Deno.test("speakAs() leaves the last word to who asked last", async () => {
  try {
    const both = [speakAs("system", ["en-US"]), speakAs("system", ["en-AU"])];
    assertEquals(await Promise.all(both), [null, "en-AU"]);
  } finally {
    speak(english, "en-GB");
  }
});

Deno.test("speak() changes the words that others have imported, and how numbers are written", () => {
  try {
    speak({ ...english, app: "Plauderei" }, "de-DE");
    assertEquals([words.app, numberOf(1200)], ["Plauderei", "1.200"]);
  } finally {
    speak(english, "en-GB");
  }
  assertEquals([words.app, numberOf(1200)], ["pyChat", "1,200"]);
});
