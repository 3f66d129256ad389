/**
 * Takes a picture of every screen in every theme at the widths of a desktop, a tablet and a phone,
 * to be looked at: `deno task screens`, or `deno task screens nord --width 390`.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { THEMES } from "../lib/api/view.ts";
import { print } from "../lib/io/terminal.ts";
import { tour } from "../tests/support/tour.ts";
import { deno } from "./deno.ts";

const WIDTHS = [1440, 768, 390];
const FOLDER = new URL("../dist/screens/", import.meta.url);

const given = parseArgs(Deno.args, { string: ["width"] });
const asked = given._.map(String);
const themes = THEMES.filter((theme) => asked.length === 0 || asked.includes(theme));
const widths = given.width === undefined ? WIDTHS : [Number(given.width)];
if (themes.length === 0 || !widths.every((width) => width >= 240)) {
  print(`deno task screens [${THEMES.join("|")}] [--width PIXELS]`);
  Deno.exit(2);
}
if (!(await deno(["task", "--quiet", "ui", "--if-stale"]).status).success) Deno.exit(1);
const faults: string[] = [];
for (const theme of themes) {
  for (const width of widths) {
    const folder = new URL(`${theme}-${width}/`, FOLDER);
    // What a longer walk left there would be taken for something that can still be seen.
    await Deno.remove(folder, { recursive: true }).catch(() => {});
    await Deno.mkdir(folder, { recursive: true });
    let taken = 0;
    faults.push(
      ...await tour(theme, width, async (page, name) => {
        const file = `${String(++taken).padStart(2, "0")}-${
          name.replaceAll(/[^a-z0-9]+/gi, "-")
        }.png`;
        await Deno.writeFile(new URL(file, folder), await page.screenshot());
      }),
    );
    print(`${taken} pictures in dist/screens/${theme}-${width}`);
  }
}
faults.forEach((fault) => print(fault));
Deno.exit(faults.length === 0 ? 0 : 1);
