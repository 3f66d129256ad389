/**
 * What can be done with a text that is not done every day.
 *
 * @module
 */
import type { VNode } from "preact";
import type { App } from "../model/app.ts";
import type { TextLine } from "../model/log/rows.ts";
import { words } from "../words.ts";
import { fullName } from "../words/durations.ts";
import { Menu, type MenuItem, type Place } from "./menu.tsx";
import { isChangeable } from "./text_row.tsx";

/** Under the tools of its row. */
export function MessageMenu(
  props: App & {
    readonly line: TextLine;
    /** Where it stands in its conversation. */
    readonly index: number;
    readonly at: Place;
    readonly close: () => void;
  },
): VNode {
  return (
    <Menu
      label={words.log.tools.label}
      items={itemsFor(props.line, props.index, props)}
      at={props.at}
      close={props.close}
    />
  );
}

function itemsFor(line: TextLine, index: number, { store, actions }: App): MenuItem[] {
  const { tools } = words.log;
  const { from } = line;
  const items: MenuItem[] = [
    { icon: "copy", text: tools.copy, act: () => void copy(line.text, index) },
    { icon: "clock", text: tools.details, act: () => actions.open({ kind: "details", index }) },
  ];
  if (!line.mine) {
    const ignored = store.ignored.peek().has(from.id);
    items.push({
      icon: ignored ? "eye" : "blind",
      text: ignored ? tools.unignore(fullName(from)) : tools.ignore(fullName(from)),
      act: () => actions.ask({ type: "ignore", member: from.id, on: !ignored }),
    });
  }
  if (store.barrier.peek() === null && isChangeable(line, Date.now())) {
    items.push({
      icon: "bin",
      text: tools.remove,
      danger: true,
      act: () => actions.open({ kind: "delete", line }),
    });
  }
  return items;
}

/** Without a clipboard the text is selected, to be copied by hand. */
async function copy(text: string, index: number): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const row = document.querySelector(`.msg[data-key="${index}"] .text`);
    if (row !== null) getSelection()?.selectAllChildren(row);
  }
}
