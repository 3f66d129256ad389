/**
 * What a person chose, kept between starts.
 *
 * @module
 */
import { type Choices, type Theme, THEMES } from "../../api/view.ts";

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
  choices: { typing: false },
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
  const stored = parseObject(text);
  const theme = THEMES.find((known) => known === stored.get("theme"));
  const where = stored.get("where");
  return {
    theme: theme ?? DEFAULT_SETTINGS.theme,
    where: typeof where === "string" && where.length <= MAX_WHERE_UNITS
      ? where
      : DEFAULT_SETTINGS.where,
    // Only who said so is seen writing.
    choices: { typing: stored.get("typing") === true },
  };
}

/**
 * The file that holds these settings.
 *
 * @param settings What to keep.
 */
export function serialiseSettings(settings: Settings): string {
  const { theme, where, choices: { typing } } = settings;
  return JSON.stringify({ theme, where, typing }, null, 2) + "\n";
}

function parseObject(text: string | null): Map<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    return new Map(Object.entries(typeof parsed === "object" && parsed !== null ? parsed : {}));
  } catch {
    return new Map();
  }
}
