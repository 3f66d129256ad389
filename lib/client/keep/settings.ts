/**
 * What a person chose, kept between starts.
 *
 * @module
 */
import { type Choices, DEFAULT_CHOICES, readChoices, type Theme, THEMES } from "../../api/view.ts";

/** What is kept. */
export interface Settings {
  readonly theme: Theme;
  /** The invitation or address that was last used, as it was typed; may be empty. */
  readonly where: string;
  readonly choices: Choices;
}

/** What holds where nothing was chosen. */
export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  where: "",
  choices: DEFAULT_CHOICES,
};

/** Longest `where` that is taken from the file, in UTF-16 units: longer than any address. */
const MAX_WHERE_UNITS = 2_048;

/**
 * Reads the settings. What is missing or wrong takes its default: nothing in them is worth
 * stopping for.
 *
 * @param text The file, or null where there is none.
 */
export function parseSettings(text: string | null): Settings {
  const found = parseObject(text);
  const theme = THEMES.find((known) => known === found.get("theme"));
  const where = found.get("where");
  return {
    theme: theme ?? DEFAULT_SETTINGS.theme,
    where: typeof where === "string" && where.length <= MAX_WHERE_UNITS
      ? where
      : DEFAULT_SETTINGS.where,
    choices: { ...DEFAULT_CHOICES, ...readChoices(found) },
  };
}

/** Settings as they stand in the file. */
export type StoredSettings = Omit<Settings, "choices"> & Choices;

/**
 * What of the settings is another than before.
 *
 * @param before What was chosen before.
 * @param settings What is chosen now.
 */
export function settingsChange(before: Settings, settings: Settings): Partial<StoredSettings> {
  const old = new Map<string, unknown>(Object.entries(stored(before)));
  const changed = Object.entries(stored(settings)).filter(([key, value]) => old.get(key) !== value);
  return Object.fromEntries(changed);
}

/**
 * The file after a change. All else in it stays: other processes write to it too, and what was
 * removed from it is not brought back by who still remembers it.
 *
 * @param text The file, or null where there is none.
 * @param change What is another.
 */
export function mergeSettings(text: string | null, change: Partial<StoredSettings>): string {
  const settings = { ...stored(parseSettings(text)), ...change };
  return JSON.stringify(settings, null, 2) + "\n";
}

/**
 * What the page's first element says of its look from its first moment: read from a file of the
 * page, it would come after the first paint.
 *
 * @param settings What was chosen.
 */
export function pageAttributes({ theme, choices }: Settings): Readonly<Record<string, string>> {
  const { density, language } = choices;
  const lang = language === "system" ? {} : { lang: language };
  return { "data-theme": theme, "data-density": density, ...lang };
}

function stored({ theme, where, choices }: Settings): StoredSettings {
  return { theme, where, ...choices };
}

function parseObject(text: string | null): Map<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    return new Map(Object.entries(typeof parsed === "object" && parsed !== null ? parsed : {}));
  } catch {
    return new Map();
  }
}
