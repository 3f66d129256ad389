/**
 * Every way to break one field of a message, for the tests of the readers.
 *
 * @module
 */

/**
 * Copies of a message in which one field, also of an object inside, is missing or of a wrong type.
 *
 * @param message With all the fields that are to be broken.
 * @param may Fields whose absence is no fault, also those of objects inside.
 */
export function* brokenCopies(message: object, may: readonly string[]): Generator<object, void> {
  for (const [key, value] of Object.entries(message)) {
    if (key === "type") continue;
    const { [key]: _, ...rest } = Object.fromEntries(Object.entries(message));
    if (!may.includes(key)) yield rest;
    for (const other of [null, 1.5, "", true, [], {}, [1], "\u{1b}"]) {
      if (isFitting(value, other)) continue;
      yield { ...message, [key]: other };
    }
    if (Array.isArray(value)) {
      for (const list of brokenLists(value, may)) yield { ...message, [key]: list };
    } else if (typeof value === "object" && value !== null) {
      for (const broken of brokenCopies(value, may)) yield { ...message, [key]: broken };
    }
  }
}

function* brokenLists(
  list: readonly unknown[],
  may: readonly string[],
): Generator<unknown[], void> {
  for (const [index, element] of list.entries()) {
    const inside = typeof element === "object" && element !== null
      ? brokenCopies(element, may)
      : [];
    for (const other of [null, 1, "", [], {}, ...inside]) yield list.with(index, other);
  }
}

/** A string may be as good as another, an empty list as good as a full one. */
function isFitting(value: unknown, other: unknown): boolean {
  if (Array.isArray(value)) return Array.isArray(other) && other.length === 0;
  return typeof value === typeof other && ["string", "boolean"].includes(typeof value);
}
