/**
 * What is known of a server's key before anything is sent.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import type { Checked } from "../../lib/api/update.ts";
import { words } from "../words.ts";
import { Icon } from "./icon.tsx";
import { WordsList } from "./words_list.tsx";

const LOOKS = {
  invited: { look: "ok", icon: "check" },
  known: { look: "ok", icon: "check" },
  new: { look: "new", icon: "warn" },
  changed: { look: "bad", icon: "warn" },
} as const;

/** A card in one of three colours: green vouches, amber asks, red stops. */
export function Card(
  props: {
    readonly look: "ok" | "new" | "bad";
    readonly icon: "check" | "warn" | "key";
    readonly title: string;
    readonly children: ComponentChildren;
  },
): VNode {
  return (
    <section class={`key ${props.look}`}>
      <h2 class="h">
        <Icon name={props.icon} />
        {props.title}
      </h2>
      {props.children}
    </section>
  );
}

/** The card under the connect form's first field. */
export function KeyCard(props: { readonly checked: Extract<Checked, { ok: true }> }): VNode {
  const { standing, port, words: keyWords } = props.checked;
  const { look, icon } = LOOKS[standing];
  const { title, text } = words.cards[standing];
  return (
    <div role="status">
      <Card look={look} icon={icon} title={title}>
        <p>{text}</p>
        {keyWords.length > 0 && <WordsList words={keyWords} label={words.cards.words} />}
        <p class="meta">{words.connect.port(port)}</p>
      </Card>
    </div>
  );
}
