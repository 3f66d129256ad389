/**
 * Which language a page speaks, and where its words come from.
 *
 * @module
 */
import type { Choices } from "../../lib/api/view.ts";
import { english, speak, type Words } from "../words.ts";

/** A language there are words in. */
export type Language = Exclude<Choices["language"], "system">;

/** Its words, and what dates are written in where the browser names no region of it. */
interface Table {
  readonly locale: string;
  /** Whatever is not English is a file of its own, which is loaded when somebody wants it. */
  load(): Words | Promise<Words>;
}

const TABLES: { readonly [L in Language]: Table } = {
  en: { locale: "en-GB", load: () => english },
};

/** How often a language was asked for: the last one counts, and not the one that came last. */
let asked = 0;

/**
 * Which language is meant, and in which locale its dates and numbers are written: in the browser's
 * where that is of this language, since people know the dates of where they are.
 *
 * @param chosen What the person chose.
 * @param preferred The browser's languages, the best one first; they may be anything.
 */
export function languageOf(
  chosen: Choices["language"],
  preferred: readonly string[],
): { readonly language: Language; readonly locale: string } {
  const known = preferred.flatMap((tag) => localeOf(tag) ?? []);
  const language = chosen === "system" ? known.map(tableOf).find((one) => one !== null) : chosen;
  const [first] = known;
  const home = first !== undefined && first.region !== undefined && tableOf(first) === language;
  const spoken = language ?? "en";
  return { language: spoken, locale: home ? first.baseName : TABLES[spoken].locale };
}

/**
 * Speaks the chosen language, once its words are there.
 *
 * @param chosen What the person chose.
 * @param preferred The browser's languages, the best one first.
 * @returns The locale that is spoken; null where another language was asked for meanwhile.
 */
export async function speakAs(
  chosen: Choices["language"],
  preferred: readonly string[],
): Promise<string | null> {
  const turn = ++asked;
  const { language, locale } = languageOf(chosen, preferred);
  const table = await TABLES[language].load();
  if (turn !== asked) return null;
  speak(table, locale);
  return locale;
}

function tableOf({ language }: Intl.Locale): Language | null {
  const known: readonly string[] = Object.keys(TABLES);
  return known.includes(language) ? language as Language : null;
}

/** Some browsers name languages in their system's own way, which Intl does not take. */
function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null;
  }
}
