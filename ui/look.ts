/**
 * What the person chose for the whole page stands on `<html>`: the theme, the density, the language.
 *
 * The process writes all three into the page that it serves, so that the first paint is right; this
 * keeps them in step afterwards.
 *
 * @module
 */
import { computed, effect } from "@preact/signals";
import type { Store } from "./model/store.ts";
import { speakAs } from "./words/languages.ts";

/**
 * Follows what is chosen.
 *
 * @param store Where the choices are.
 * @param draw Draws the page in the language that is spoken, at first and whenever that changes;
 * `locale` is another one each time.
 */
export function keepLook(store: Store, draw: (locale: string) => void): void {
  const root = document.documentElement;
  effect(() => {
    const theme = store.model.value.state?.theme;
    if (theme !== undefined) root.dataset["theme"] = theme;
  });
  effect(() => {
    const density = store.model.value.state?.choices.density;
    if (density !== undefined) root.dataset["density"] = density;
  });
  const language = computed(() => store.model.value.state?.choices.language ?? "system");
  let spoken: string | null = null;
  effect(() => {
    speakAs(language.value, navigator.languages).then((locale) => {
      if (locale === null || locale === spoken) return;
      root.lang = spoken = locale;
      draw(locale);
    });
  });
}
