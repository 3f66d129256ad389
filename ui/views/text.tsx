/**
 * What somebody wrote, as nodes. Nothing here is ever read as markup.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import type { Person } from "../../lib/api/view.ts";
import { isEmoji } from "../model/emoji.ts";
import { partsOf } from "../model/links.ts";
import { namePartsOf } from "./mention_parts.ts";
import { colourClass } from "./mark.tsx";

const NOBODY: readonly Person[] = [];

/** A text with its web addresses as links; its direction is that of its first letter. */
export function Text(
  props: {
    readonly text: string;
    /** Whom it names. */
    readonly mentions?: readonly Person[];
    /** The reader's own id: their name stands out. */
    readonly me?: string | null;
    /** Who does it, where it tells what somebody does. */
    readonly actor?: Person;
    /** What stands after it. */
    readonly children?: ComponentChildren;
  },
): VNode {
  const { text, mentions = NOBODY, actor } = props;
  const big = actor === undefined && isEmoji(text);
  return (
    <p class={big ? "text big" : actor === undefined ? "text" : "text action"} dir="auto">
      {actor !== undefined && (
        <>
          <span aria-hidden="true">✱</span>{" "}
          <bdi class={`nick ${colourClass(actor.tag)}`}>{actor.name}</bdi>
          {" "}
        </>
      )}
      {partsOf(text).map((part, i) =>
        part.type === "words"
          ? <Words key={i} text={part.text} mentions={mentions} me={props.me ?? null} />
          : (
            <a key={i} href={part.href} target="_blank" rel="noopener noreferrer" dir="ltr">
              {part.text}
            </a>
          )
      )}
      {props.children}
    </p>
  );
}

function Words(
  props: {
    readonly text: string;
    readonly mentions: readonly Person[];
    readonly me: string | null;
  },
): VNode {
  if (props.mentions.length === 0) return <>{props.text}</>;
  return (
    <>
      {namePartsOf(props.text, props.mentions).map((part, i) =>
        part.type === "words" ? part.text : (
          <bdi
            key={i}
            class={part.person.id === props.me ? "named you" : "named"}
            title={`${part.person.name}·${part.person.tag}`}
          >
            {part.text}
          </bdi>
        )
      )}
    </>
  );
}
