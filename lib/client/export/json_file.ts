/**
 * Conversations as JSON, a line of the file for each of theirs.
 *
 * Values are copied field by field, so that the shape is that of `json_shape.ts` and nothing that
 * the client happens to hold besides gets into the file.
 *
 * @module
 */
import type { Line, RoomAct } from "../../api/line.ts";
import type { Pending, Person } from "../../api/view.ts";
import { newest } from "./entries.ts";
import type { ExportContext, ExportedConversation, ExportTools } from "./exported.ts";
import type { ConversationShape, FileShape, LineShape, PendingShape } from "./json_shape.ts";
import { isoTime, localTimes } from "./local_time.ts";

/** What JSON lets stand and a terminal or an editor obeys. */
const CONTROLS = /[\u{7f}-\u{9f}\u{2028}\u{2029}\p{Bidi_Control}]/gu;

type Stamp = (time: number) => string;

/** The fields of a record, each as JSON already; a field that is missing would not compile. */
type Written<T> = { readonly [K in keyof T]: string };

/**
 * Writes conversations down as JSON.
 *
 * @param now Milliseconds since 1970 (UTC).
 * @param most How long the lines of one conversation may be, in UTF-16 units.
 */
export function jsonFile(
  conversations: readonly ExportedConversation[],
  context: ExportContext,
  { zone }: ExportTools,
  now: number,
  most: number,
): string {
  const times = localTimes(zone);
  const stamp = (time: number) => isoTime(times(time));
  const ignored = new Set(context.ignored);
  const written = conversations.map((one) => conversationOf(one, stamp, ignored, most));
  return record<FileShape>({
    format: json("pychat-conversations" satisfies FileShape["format"]),
    version: json(1 satisfies FileShape["version"]),
    exported: json(stamp(now)),
    zone: json(zone),
    server: json(serverOf(context)),
    me: json(orNull(context.me)),
    conversations: list(written),
  }) + "\n";
}

function serverOf({ server }: ExportContext): FileShape["server"] {
  const { name, host, port, words, standing, compared } = server;
  return { name, host, port, words, verified: standing, compared };
}

function conversationOf(
  { view, lines, dropped, pending }: ExportedConversation,
  stamp: Stamp,
  ignored: ReadonlySet<string>,
  most: number,
): string {
  const { written, left } = newest(lines, most, (line) => json(lineOf(line, stamp, ignored)));
  const content = {
    dropped: json(dropped + left),
    lines: list(written),
    pending: list(pending.map((one) => json(pendingOf(one, stamp)))),
  };
  if (view.type === "private") {
    return record<Extract<ConversationShape, { readonly type: "private" }>>({
      type: json(view.type),
      partner: json(personOf(view.partner)),
      over: json(view.over),
      ...content,
    });
  }
  return record<Extract<ConversationShape, { readonly type: "room" }>>({
    type: json(view.type),
    room: json(view.name),
    lobby: json(view.lobby),
    kind: json(view.kind),
    topic: json(view.topic),
    owner: json(view.owner),
    history: json(view.history),
    over: json(view.over),
    ...content,
  });
}

function lineOf(line: Line, stamp: Stamp, ignored: ReadonlySet<string>): LineShape {
  const time = stamp(line.time);
  switch (line.type) {
    case "text":
      return textOf(line, time, ignored.has(line.from.id));
    case "deleted":
      return { time, type: line.type, from: personOf(line.from), mine: line.mine };
    case "joined":
    case "partner_left":
      return { time, type: line.type, person: personOf(line.person) };
    case "left": {
      const { type, reason } = line;
      return { time, type, person: personOf(line.person), reason, by: orNull(line.by) };
    }
    case "act":
      return { time, type: line.type, by: orNull(line.by), mine: line.mine, act: actOf(line.act) };
    case "out": {
      const { type, how, seconds } = line;
      return { time, type, how, by: orNull(line.by), seconds };
    }
    case "rule":
      return { time, type: line.type, history: line.history };
    case "announcement":
      return { time, type: line.type, text: line.text };
    case "renamed": {
      const { type, name, mine } = line;
      return { time, type, person: personOf(line.person), name, mine };
    }
    case "connection":
      return { time, type: line.type, what: line.what };
    case "gap":
      return { time, type: line.type, missing: line.missing };
  }
}

function textOf(
  line: Extract<Line, { readonly type: "text" }>,
  time: string,
  ignored: boolean,
): LineShape {
  const { type, id, mine, text, action, reply, toMe, edited, past } = line;
  return {
    time,
    type,
    id,
    from: personOf(line.from),
    mine,
    text,
    action,
    reply: reply && { id: reply.id, from: orNull(reply.from), text: reply.text },
    mentions: line.mentions.map(personOf),
    toMe,
    edited,
    past,
    ignored,
  };
}

function actOf(act: RoomAct): RoomAct {
  switch (act.what) {
    case "topic":
      return { what: act.what, topic: act.topic };
    case "owner":
      return { what: act.what, owner: orNull(act.owner), left: act.left };
    case "kind":
      return { what: act.what, kind: act.kind };
    case "muted":
      return { what: act.what, person: personOf(act.person), seconds: act.seconds };
    case "unmuted":
      return { what: act.what, person: personOf(act.person) };
    case "history":
      return { what: act.what, history: act.history };
  }
}

function pendingOf({ time, text, action, state, why }: Pending, stamp: Stamp): PendingShape {
  return { time: stamp(time), text, action, state, why };
}

/** Not more than that: a member of a room is a person with more fields. */
function personOf({ id, name, tag }: Person): Person {
  return { id, name, tag };
}

function orNull(person: Person | null): Person | null {
  return person === null ? null : personOf(person);
}

/** A value on one line; what is escaped here can stand only in a string. */
function json(value: unknown): string {
  return JSON.stringify(value).replace(
    CONTROLS,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function record<T>(fields: Written<T>): string {
  const lines = Object.entries<string>(fields).map(([key, value]) => `${json(key)}: ${value}`);
  return `{\n${lines.join(",\n")}\n}`;
}

function list(values: readonly string[]): string {
  return values.length === 0 ? "[]" : `[\n${values.join(",\n")}\n]`;
}
