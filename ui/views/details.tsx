/**
 * Everything that is known of a text.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Quote } from "../../lib/api/view.ts";
import { momentOf } from "../format.ts";
import type { App } from "../model/app.ts";
import type { TextLine } from "../model/log/rows.ts";
import { words } from "../words.ts";
import { Full } from "./row_parts.tsx";
import { Text } from "./text.tsx";

/** Of more answers only the newest are named. */
const MOST_ANSWERS = 5;

/** As it is now: a text that is taken back meanwhile has no details any more. */
export function Details(props: App & { readonly index: number }): VNode | null {
  const { store, actions, index } = props;
  const { lines, from } = store.held.value;
  const line = lines[index - from];
  const there = line?.type === "text";
  useEffect(() => {
    if (!there) actions.open(null);
  }, [there]);
  if (line?.type !== "text") return null;
  const { details } = words.search;
  const answers = lines.flatMap((one, i) =>
    one.type === "text" && one.reply?.at === index ? [{ line: one, index: from + i }] : []
  );
  const go = (at: number) => () => {
    actions.open(null);
    actions.goTo(at, "met");
  };
  return (
    <>
      <div class="quoted">
        <Text text={line.text} mentions={line.mentions} />
      </div>
      <dl class="commands details">
        <Fact name={details.from}>
          {line.mine ? words.log.you : <Full person={line.from} />}
        </Fact>
        <Fact name={details.time}>
          <time dateTime={new Date(line.time).toISOString()}>{momentOf(line.time)}</time>
        </Fact>
        <Fact name={details.delivery}>{deliveryOf(line)}</Fact>
        {line.edited && <Fact name={details.edits}>{details.edited}</Fact>}
        {line.reply !== null && (
          <Fact name={details.answers}>
            <Answered quote={line.reply} go={go} />
          </Fact>
        )}
        {answers.length > 0 && (
          <Fact name={details.answered(answers.length)}>
            {answers.slice(-MOST_ANSWERS).reverse().map((one) => (
              <button key={one.index} type="button" class="link" onClick={go(one.index)}>
                <Full person={one.line.from} />
              </button>
            ))}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact(
  props: { readonly name: string; readonly children: VNode | string | readonly VNode[] },
): VNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** What the server does with it is all that is known: never whether somebody has read it. */
function deliveryOf(line: TextLine): string {
  if (line.past) return words.log.past;
  return line.mine ? words.log.sent : words.search.details.received;
}

function Answered(
  { quote, go }: { readonly quote: Quote; readonly go: (at: number) => () => void },
): VNode {
  const { at, from } = quote;
  if (from === null || at === null) return <>{words.log.noQuote}</>;
  return (
    <button type="button" class="link" onClick={go(at)}>
      <Full person={from} />
    </button>
  );
}
