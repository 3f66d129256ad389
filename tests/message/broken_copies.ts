/**
 * Every way to break one field of a message, for the tests of the readers.
 *
 * @module
 */

/** Fields whose absence is no fault. */
const OPTIONAL = ["ref", "seconds", "reconnecting", "delivery", "resume", "limits", "texts"];

/**
 * Copies of a message in which one field, also of an object inside, is missing or of a wrong type.
 *
 * @param message Without its optional fields it must be complete.
 */
export function* brokenCopies(message: object): Generator<object, void> {
  for (const [key, value] of Object.entries(message)) {
    if (key === "type") continue;
    const { [key]: _, ...rest } = Object.fromEntries(Object.entries(message));
    if (!OPTIONAL.includes(key)) yield rest;
    for (const other of [null, 1.5, "", true, [], {}, [1], "\u{1b}"]) {
      if (isFitting(value, other)) continue;
      yield { ...message, [key]: other };
    }
    if (Array.isArray(value)) {
      for (const list of brokenLists(value)) yield { ...message, [key]: list };
    } else if (typeof value === "object" && value !== null) {
      for (const broken of brokenCopies(value)) yield { ...message, [key]: broken };
    }
  }
}

function* brokenLists(list: readonly unknown[]): Generator<unknown[], void> {
  for (const [index, element] of list.entries()) {
    if (typeof element !== "object" || element === null) continue;
    for (const other of [null, 1, "", [], {}, ...brokenCopies(element)]) {
      yield list.with(index, other);
    }
  }
}

/** A string may be as good as another, an empty list as good as a full one. */
function isFitting(value: unknown, other: unknown): boolean {
  if (Array.isArray(value)) return Array.isArray(other) && other.length === 0;
  return typeof value === typeof other && ["string", "boolean"].includes(typeof value);
}
