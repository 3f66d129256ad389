/**
 * What the person chose, besides the look.
 *
 * @module
 */

/** How much stands on the screen. */
export const DENSITIES = ["comfortable", "compact"] as const;
/** Which key sends a text; the other one breaks the line. */
export const SEND_KEYS = ["enter", "ctrl_enter"] as const;
/** What a desktop notification is shown for; private texts count as mentions. */
export const NOTIFIED = ["never", "mentions", "all"] as const;
/** What is heard with a text that is not on the screen. */
export const SOUNDS = ["none", "tap", "bell"] as const;
/** The languages there are words in; `system` follows the browser's. */
export const LANGUAGES = ["system", "en"] as const;

/** Everything that can be chosen. */
export interface Choices {
  /** Whether others see that the person is writing; off unless the person wants it. */
  readonly typing: boolean;
  readonly density: typeof DENSITIES[number];
  /** Whether it is shown who came and left. */
  readonly comings: boolean;
  readonly send: typeof SEND_KEYS[number];
  readonly notify: typeof NOTIFIED[number];
  /** Whether a notification shows the text. */
  readonly preview: boolean;
  readonly sound: typeof SOUNDS[number];
  readonly language: typeof LANGUAGES[number];
}

/** What holds where nothing was chosen: nothing that others could see or hear. */
export const DEFAULT_CHOICES: Choices = {
  typing: false,
  density: "comfortable",
  comings: true,
  send: "enter",
  notify: "never",
  preview: false,
  sound: "none",
  language: "system",
};

/** Whether a value can be chosen, for each of the choices; a missing row would not compile. */
const ALLOWED: { readonly [K in keyof Choices]: (value: unknown) => value is Choices[K] } = {
  typing: isFlag,
  density: oneOf(DENSITIES),
  comings: isFlag,
  send: oneOf(SEND_KEYS),
  notify: oneOf(NOTIFIED),
  preview: isFlag,
  sound: oneOf(SOUNDS),
  language: oneOf(LANGUAGES),
};

/**
 * Reads some choices. What is unknown or wrong is left out: nothing in them is worth stopping for.
 *
 * @param stored What came from a page or from a file.
 */
export function readChoices(stored: ReadonlyMap<string, unknown>): Partial<Choices> {
  const read = Object.entries(ALLOWED).filter(([key, isAllowed]) => isAllowed(stored.get(key)));
  return Object.fromEntries(read.map(([key]) => [key, stored.get(key)]));
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function oneOf<T extends string>(known: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => known.some((one) => one === value);
}
