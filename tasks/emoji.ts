/**
 * Builds the table of emoji: `ui/model/emoji/table.ts` from an unpacked package emojibase-data.
 *
 * The table is data that stands among the sources, so that nothing is fetched to build pyChat. For
 * a newer one unpack the package (`npm pack emojibase-data`), name its folder here, and look at
 * what changed. The result depends on the package alone.
 *
 * @module
 */

/** Emoji of a newer standard than this are missing in the fonts of many. */
const NEWEST_VERSION = 15;

/** Who has a code first, gives it: the codes of Slack, then those of GitHub, then those of Element. */
const SOURCES = ["iamcal", "github", "emojibase"];

/** The groups of the package in the order of the table; its group 2 are tones of skin alone. */
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9];

/** Longest line of the table, in UTF-16 units. */
const LINE_UNITS = 400;

/** Other words by which an emoji is found, at most. */
const MAX_TAGS = 4;

/** One entry of the package's `data.json`, as far as it matters here. */
interface Entry {
  readonly hexcode: string;
  readonly emoji: string;
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
  readonly tags?: readonly string[];
}

type Codes = Readonly<Record<string, string | readonly string[]>>;

/** The form that is drawn as an emoji everywhere; some have a sign too many in the package. */
export function drawnForm(emoji: string): string {
  if (/^\p{RGI_Emoji}$/v.test(emoji)) return emoji;
  const bare = emoji.replaceAll("\uFE0F", "");
  if (/^\p{RGI_Emoji}$/v.test(bare)) return bare;
  throw new Error(`${emoji} is no emoji for this Deno`);
}

/**
 * The codes of each emoji, by its hex code. No code stands at two emoji.
 *
 * @param entries In the order of the table.
 * @param sources Codes by hex codes, who comes first first.
 */
export function codesOf(
  entries: readonly Pick<Entry, "hexcode">[],
  sources: readonly Codes[],
): ReadonlyMap<string, readonly string[]> {
  const taken = new Set<string>();
  const codes = new Map<string, string[]>(entries.map(({ hexcode }) => [hexcode, []]));
  for (const source of sources) {
    for (const [hexcode, own] of codes) {
      for (const code of [source[hexcode] ?? []].flat()) {
        if (taken.has(code)) continue;
        taken.add(code);
        own.push(code);
      }
    }
  }
  return codes;
}

/** Words that say something the codes do not. */
export function tagsOf(tags: readonly string[], codes: readonly string[]): readonly string[] {
  const said = codes.join("_");
  const fresh = tags.map((tag) => tag.toLowerCase()).filter((tag) =>
    /^[a-z]{3,}$/.test(tag) && !said.includes(tag)
  );
  return fresh.slice(0, MAX_TAGS);
}

/** Entries one after another, in lines that are not too long. */
export function linesOf(entries: readonly string[]): string {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + entry.length < LINE_UNITS) {
      lines[lines.length - 1] = `${last};${entry}`;
    } else lines.push(entry);
  }
  return lines.join("\n");
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await Deno.readTextFile(path));
}

async function build(folder: string): Promise<string> {
  const about = await readJson(`${folder}/package.json`) as { version: string; license: string };
  const license = await Deno.readTextFile(`${folder}/LICENSE`);
  const all = await readJson(`${folder}/en/data.json`) as readonly Entry[];
  const sources = await Promise.all(
    SOURCES.map(async (name) => await readJson(`${folder}/en/shortcodes/${name}.json`) as Codes),
  );
  const entries = all.filter(({ version, group }) =>
    version <= NEWEST_VERSION && GROUPS.includes(group ?? -1)
  ).toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const codes = codesOf(entries, sources);
  const groups = GROUPS.map((group) =>
    linesOf(
      entries.filter((entry) => entry.group === group).map(({ hexcode, emoji, tags = [] }) => {
        const own = codes.get(hexcode) ?? [];
        const more = tagsOf(tags, own);
        const words = more.length === 0 ? own : [...own, "|", ...more];
        return [drawnForm(emoji), ...words].join(" ");
      }),
    )
  );
  return fileOf(groups, `emojibase-data ${about.version} (${about.license})`, license);
}

function fileOf(groups: readonly string[], source: string, license: string): string {
  const notice = license.trim().split("\n").map((line) => ` * ${line}`.trimEnd()).join("\n");
  return `/**
 * All emoji with their codes, in groups: data, written by tasks/emoji.ts and by nobody else.
 *
 * Entries are separated by \`;\` or a line break: the emoji, its codes, and after a \`|\` other words
 * for it. Source: ${source}, whose licence follows.
 *
${notice}
 *
 * @module
 */

/** Smileys, people, nature, food, places, activities, objects, symbols, flags. */
export const EMOJI_TABLE: readonly string[] = [
${groups.map((group) => `  \`${group}\`,\n`).join("")}];
`;
}

if (import.meta.main) {
  const [folder] = Deno.args;
  if (folder === undefined) throw new Error("name the folder of the unpacked package");
  const target = new URL("../ui/model/emoji/table.ts", import.meta.url);
  await Deno.writeTextFile(target, await build(folder));
}
