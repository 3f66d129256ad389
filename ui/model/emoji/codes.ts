/**
 * The emoji there are, and how they are found by what somebody types.
 *
 * @module
 */

/** One emoji. */
export interface Emoji {
  readonly emoji: string;
  /** Such as `thumbsup`, without colons; the first is the one that is shown. */
  readonly codes: readonly string[];
  /** Other words for it. */
  readonly tags: readonly string[];
}

/** An emoji that was looked for. */
export interface FoundEmoji {
  readonly emoji: string;
  /** The code that fits what was typed best. */
  readonly code: string;
}

/** All emoji, by their groups and by their codes. */
export class EmojiTable {
  /** In the order of `EMOJI_TABLE`. */
  readonly groups: readonly (readonly Emoji[])[];
  readonly #byCode: ReadonlyMap<string, string>;

  /** @param table The groups, as they are written in `EMOJI_TABLE`. */
  constructor(table: readonly string[]) {
    this.groups = table.map((group) => group.split(/[;\n]/).map(entry));
    this.#byCode = new Map(
      this.groups.flat().flatMap(({ emoji, codes }) => codes.map((code) => [code, emoji])),
    );
  }

  /** The emoji that has this code, without its colons. */
  of(code: string): string | undefined {
    return this.#byCode.get(code);
  }

  /** Those of `found` that are emoji of the table, with a code of each. */
  named(found: readonly string[]): readonly FoundEmoji[] {
    const all = this.groups.flat();
    return found.flatMap((emoji) => {
      const code = all.find((one) => one.emoji === emoji)?.codes[0];
      return code === undefined ? [] : [{ emoji, code }];
    });
  }

  /**
   * Whatever begins so: first what is called exactly so, then codes, words in codes, other words.
   *
   * @param typed In any case; an empty one finds nothing.
   * @param most How many are wanted.
   */
  find(typed: string, most: number): readonly FoundEmoji[] {
    const sought = typed.trim().toLowerCase().replaceAll(" ", "_");
    if (sought === "") return [];
    const ranks: FoundEmoji[][] = [[], [], [], []];
    for (const one of this.groups.flat()) {
      const [rank, code] = fit(one, sought);
      if (code !== undefined) ranks[rank]?.push({ emoji: one.emoji, code });
    }
    ranks[1]?.sort((a, b) => a.code.length - b.code.length); // what is short is meant more often
    return ranks.flat().slice(0, most);
  }
}

/** How well an emoji fits, 0 being best, and by which of its codes; none where it does not. */
function fit({ codes, tags }: Emoji, sought: string): readonly [number, string | undefined] {
  if (codes.includes(sought)) return [0, sought];
  const [begins] = codes.filter((code) => code.startsWith(sought))
    .toSorted((a, b) => a.length - b.length);
  if (begins !== undefined) return [1, begins];
  const within = codes.find((code) => code.includes(`_${sought}`) || code.includes(`-${sought}`));
  if (within !== undefined) return [2, within];
  return [3, tags.some((tag) => tag.startsWith(sought)) ? codes[0] : undefined];
}

function entry(written: string): Emoji {
  const [names = "", others = ""] = written.split(" | ");
  const [emoji = "", ...codes] = names.split(" ");
  return { emoji, codes, tags: others === "" ? [] : others.split(" ") };
}
