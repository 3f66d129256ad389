/**
 * What comes, as it is said aloud: each thing once, without its time.
 *
 * The log itself says nothing: rows come and go in it for many reasons, of which news are one.
 *
 * @module
 */
import type { Line, Person } from "../../../lib/api/view.ts";
import { words } from "../../words.ts";
import { fullName } from "../../words/durations.ts";

/** One thing that is said. */
export interface Heard {
  /** Grows from one to the next. */
  readonly key: number;
  readonly text: string;
}

/** Of more than so many that come at once only the count is said. */
const MOST = 5;
/** So many are kept: whoever says them aloud has taken those before. */
const KEPT = 20;
/** Of a longer text only the beginning is said, in UTF-16 units; the log has the rest. */
const MAX_UNITS = 500;

/**
 * What is to be said after lines have come.
 *
 * @param heard What was said before.
 * @param lines What came.
 * @param ignored Ids of those whose texts are not shown.
 */
export function heardAfter(
  heard: readonly Heard[],
  lines: readonly Line[],
  ignored: ReadonlySet<string>,
): readonly Heard[] {
  const sentences = lines.flatMap((line) =>
    line.type === "text" && ignored.has(line.from.id) ? [] : sentenceOf(line) ?? []
  );
  if (sentences.length === 0) return heard;
  const said = sentences.length > MOST ? [words.log.pill(sentences.length)] : sentences;
  const next = (heard.at(-1)?.key ?? 0) + 1;
  return [...heard, ...said.map((text, i) => ({ key: next + i, text }))].slice(-KEPT);
}

/** Who comes and goes is told in passing, and the connection elsewhere: both are not said here. */
function sentenceOf(line: Line): string | null {
  const { log } = words;
  switch (line.type) {
    case "text": {
      if (line.mine || line.past) return null;
      const { name } = line.from;
      return cut(line.action ? `${name} ${line.text}` : `${name}: ${line.text}`);
    }
    case "announcement":
      return filled(log.announcement, { text: line.text });
    case "act": {
      const { act } = line;
      if (line.mine) return null;
      const person = "person" in act ? act.person : act.what === "owner" ? act.owner : null;
      const topic = act.what === "topic" ? act.topic : "";
      return filled(log.act(act), {
        who: nameOf(line.by, log.operator),
        person: nameOf(person),
        topic,
      });
    }
    case "left":
      if (line.reason !== "kicked" && line.reason !== "banned") return null;
      return filled(log[line.reason], {
        who: fullName(line.person),
        by: nameOf(line.by, log.byOperator),
      });
    case "out":
      return line.how === "gone"
        ? log.out.gone
        : filled(log.out[line.how](line.seconds), { who: nameOf(line.by, log.operator) });
    case "partner_left":
      return filled(log.partnerLeft, { who: fullName(line.person) });
    case "gap":
      return log.gap(line.missing);
    default:
      return null;
  }
}

function nameOf(person: Person | null, nobody = ""): string {
  return person === null ? nobody : fullName(person);
}

function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

function cut(text: string): string {
  return text.length <= MAX_UNITS ? text : `${text.slice(0, MAX_UNITS)}…`;
}
