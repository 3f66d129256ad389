/**
 * The blocks of a text, and the spans of their lines.
 *
 * @module
 */
import type { ComponentChildren, VNode } from "preact";
import type { Block, MarkedLine } from "../model/text/markdown.ts";
import type { Span } from "../model/text/spans.ts";
import { fullName } from "../words/durations.ts";
import { Code, plainly } from "./text_code.tsx";

/** One after the other; a text that is only words is a single paragraph. */
export function Blocks(
  props: {
    readonly blocks: readonly Block[];
    /** The classes of the whole. */
    readonly look: string;
    /** The reader's own id: their name stands out. */
    readonly me: string | null;
    /** What stands before the first words, and after the last. */
    readonly before: ComponentChildren;
    readonly after: ComponentChildren;
  },
): VNode {
  const { blocks, look, me } = props;
  const [only] = blocks;
  if (blocks.length === 1 && only?.type === "words") {
    return (
      <p class={look} dir="auto">
        {props.before}
        {drawn(only.lines, me)}
        {props.after}
      </p>
    );
  }
  const last = blocks.length - 1;
  const ends = blocks[last]?.type === "words";
  return (
    <div class={look}>
      {blocks.map((block, i) =>
        block.type !== "words" ? <Other key={i} block={block} me={me} /> : (
          <p key={i} dir="auto">
            {i === 0 && props.before}
            {drawn(withoutBlankEnds(block.lines), me)}
            {i === last && props.after}
          </p>
        )
      )}
      {!ends && props.after && <p>{props.after}</p>}
    </div>
  );
}

/** Blank lines that only kept a block apart from the words around it: it stands apart anyway. */
function withoutBlankEnds(lines: readonly MarkedLine[]): readonly MarkedLine[] {
  const isBlank = ({ of }: MarkedLine) =>
    of.every((span) => span.type === "words" && span.text.trim() === "");
  const first = lines.findIndex((line) => !isBlank(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}

function Other(
  props: { readonly block: Exclude<Block, { readonly type: "words" }>; readonly me: string | null },
): VNode {
  const { block, me } = props;
  if (block.type === "code") {
    return <Code language={block.language} text={block.text} whole={block.whole ?? block.text} />;
  }
  if (block.type === "quote") {
    return (
      <blockquote>
        <p dir="auto">{drawn(block.lines, me)}</p>
      </blockquote>
    );
  }
  // The items have no direction of their own: the dots would stand on the side that has no room.
  const List = block.type === "numbers" ? "ol" : "ul";
  return (
    <List dir="auto">
      {block.lines.map(({ mark, of }, i) => (
        <li key={i} {...(block.type === "numbers" ? { value: Number.parseInt(mark) } : {})}>
          {spansIn(of, me)}
        </li>
      ))}
    </List>
  );
}

/** Lines of one paragraph. Most are words alone, and cost no more nodes than they have lines. */
function drawn(lines: readonly MarkedLine[], me: string | null): ComponentChildren[] {
  return lines.flatMap(({ of }, i) => [i > 0 && "\n", ...spansIn(of, me)]);
}

function spansIn(spans: readonly Span[], me: string | null): ComponentChildren[] {
  return spans.map((span) => nodeOf(span, me));
}

const TAGS = { bold: "strong", italic: "em", struck: "del" } as const;

function nodeOf(span: Span, me: string | null): ComponentChildren {
  switch (span.type) {
    case "words":
      return span.text;
    case "link":
      return (
        <a href={span.href} target="_blank" rel="noopener noreferrer" dir="ltr">
          {span.text}
        </a>
      );
    case "name":
      return (
        <bdi
          class={span.person.id === me ? "named you" : "named"}
          title={fullName(span.person)}
        >
          {span.text}
        </bdi>
      );
    case "code":
      return <code dir="auto">{plainly(span.text)}</code>;
    case "both":
      return (
        <strong>
          <em>{spansIn(span.of, me)}</em>
        </strong>
      );
    default: {
      const Tag = TAGS[span.type];
      return <Tag>{spansIn(span.of, me)}</Tag>;
    }
  }
}
