/**
 * All commands, with a line about each.
 *
 * @module
 */
import type { VNode } from "preact";
import { COMMANDS } from "../../model/composer/commands.ts";
import { words } from "../../words.ts";

/** In the order of the table. */
export function Help(): VNode {
  const { commands } = words;
  const rows = [...COMMANDS.map((name) => commands.help[name]), commands.slash, commands.newLine];
  return (
    <>
      <p class="small">{commands.intro}</p>
      <dl class="commands">
        {rows.map(({ form, text }) => (
          <div key={form}>
            <dt>{form}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
