/**
 * Finds things in PROTOCOL.md, so that tests can hold it to the code.
 *
 * @module
 */

/** The document. */
export const PROTOCOL: string = Deno.readTextFileSync(
  new URL("../../lib/PROTOCOL.md", import.meta.url),
);

/**
 * A section with all below it.
 *
 * @param heading The whole line, such as `### Message 1`.
 * @throws {Error} If there is not exactly one.
 */
export function section(heading: string): string {
  const lines = PROTOCOL.split("\n");
  const start = lines.indexOf(heading);
  if (start < 0 || lines.lastIndexOf(heading) !== start) throw new Error(`not one "${heading}"`);
  const level = heading.indexOf(" ");
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(" ") <= level);
  return rest.slice(0, end < 0 ? rest.length : end).join("\n");
}

/** The tables of a text: rows of cells, without heading and rule, and without backticks. */
export function tables(text: string): string[][][] {
  const blocks = text.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return blocks.map((block) =>
    block.trim().split("\n").slice(2).map((row) =>
      row.slice(1, -1).split("|").map((cell) => cell.replaceAll("`", "").trim())
    )
  );
}

/** The only table of a text. */
export function table(text: string): string[][] {
  const [found, ...others] = tables(text);
  if (found === undefined || others.length > 0) throw new Error("not one table");
  return found;
}

/** The contents of code fences whose first line is this. */
export function fences(text: string, info: string): string[] {
  const all = text.matchAll(/^```(.*)\n([\s\S]*?)\n```$/gm);
  return [...all].filter(([, found]) => found === info).map(([, , content = ""]) => content);
}

/** What a table's cell says in numbers: `272, 1,040` are two. */
export function numbers(cell: string): number[] {
  return cell.split(", ").map((text) => Number(text.replaceAll(",", "")));
}

/** Values in hex by their names: a name begins a line, a line of blanks goes on. */
export function hexValues(text: string): Map<string, string> {
  const values = new Map<string, string>();
  let name = "";
  for (const line of fences(text, "text").join("\n").split("\n")) {
    const [, begun = "", hex = ""] = /^(\w*) +([0-9a-f]+)$/.exec(line) ?? [];
    if (begun !== "") name = begun;
    if (begun !== "" && values.has(name)) throw new Error(`${name} occurs twice`);
    values.set(name, (values.get(name) ?? "") + hex);
  }
  return values;
}
