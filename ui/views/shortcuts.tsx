/**
 * The keys that do something, in two columns.
 *
 * @module
 */
import type { VNode } from "preact";
import type { App } from "../model/app.ts";
import { words } from "../words.ts";
import { isMac } from "./field.ts";

type What = keyof typeof words.keys.what;
type Part = keyof typeof words.keys.parts;

/** Each key, and others for the same; a name that the table of words does not have stands for itself. */
type Keys = readonly (readonly string[])[];

interface Row {
  readonly what: What;
  readonly keys: Keys;
}

const LEFT: readonly (readonly [Part, readonly Row[]])[] = [
  ["go", [
    { what: "switcher", keys: [["ctrl", "K"], ["alt", "J"]] },
    { what: "turn", keys: [["alt", "↑"], ["alt", "↓"]] },
    { what: "unread", keys: [["alt", "A"]] },
    { what: "list", keys: [["context"], ["shift", "F10"]] },
  ]],
  ["read", [
    { what: "search", keys: [["ctrl", "shift", "F"]] },
    { what: "end", keys: [["end"], ["escape"]] },
    { what: "rows", keys: [["↑"], ["↓"]] },
    { what: "tools", keys: [["tab"]] },
  ]],
];

/** The rows of the right column; which key sends is the person's choice. */
function rightFor(send: "enter" | "ctrl_enter"): readonly (readonly [Part, readonly Row[]])[] {
  const enter: Row[] = send === "enter"
    ? [{ what: "send", keys: [["enter"]] }, { what: "line", keys: [["shift", "enter"]] }]
    : [{ what: "send", keys: [["ctrl", "enter"]] }, { what: "line", keys: [["enter"]] }];
  return [
    ["write", [
      ...enter,
      { what: "complete", keys: [["tab"]] },
      { what: "editLast", keys: [["↑"]] },
      { what: "command", keys: [["/"]] },
      { what: "mention", keys: [["@"]] },
      { what: "emoji", keys: [[":"]] },
    ]],
    ["all", [
      { what: "shortcuts", keys: [["?"], ["ctrl", "/"]] },
      { what: "close", keys: [["escape"]] },
    ]],
  ];
}

/** As the keys are called on this computer's keyboard. */
export function Shortcuts({ store }: App): VNode {
  const send = store.model.value.state?.choices.send ?? "enter";
  return (
    <div class="shortcuts">
      {[LEFT, rightFor(send)].map((column, i) => (
        <div key={i}>
          {column.map(([part, rows]) => (
            <section key={part} aria-labelledby={`keys-${part}`}>
              <h3 id={`keys-${part}`}>{words.keys.parts[part]}</h3>
              <dl>
                {rows.map(({ what, keys }) => (
                  <div key={what}>
                    <dt>{words.keys.what[what]}</dt>
                    <dd>
                      <KeysView keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      ))}
    </div>
  );
}

function KeysView({ keys }: { readonly keys: Keys }): VNode {
  return (
    <>
      {keys.map((chord, i) => (
        <span key={i}>
          {i > 0 && <span class="meta">{` ${words.keys.or} `}</span>}
          {chord.map((key) => <kbd key={key}>{capOf(key)}</kbd>)}
        </span>
      ))}
    </>
  );
}

/** What stands on the keys of a Mac instead. */
const MAC: Readonly<Record<string, string>> = { ctrl: "⌘", alt: "⌥", shift: "⇧" };

function capOf(key: string): string {
  const caps: Readonly<Record<string, string>> = words.keys.caps;
  return (isMac() ? MAC[key] : undefined) ?? caps[key] ?? key;
}
