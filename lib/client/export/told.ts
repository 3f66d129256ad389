/**
 * What pyChat says of everything but texts, in one sentence each.
 *
 * @module
 */
import type { Line, RoomAct } from "../../api/line.ts";
import type { Person } from "../../api/view.ts";

/** Every line that is not a text. */
export type Happening = Exclude<Line, { readonly type: "text" }>;

/** A sentence of pyChat's own, and what somebody typed that belongs to it. */
export interface Told {
  readonly said: string;
  readonly typed: string | null;
}

/** Writes a person so that nothing in the name can pass for anything else. */
export type Naming = (person: Person) => string;

const CONNECTION_WORDS = {
  joined: "You joined",
  lost: "The connection was lost",
  back: "The connection is back",
  gave_up: "pyChat stopped trying",
  cut: "The connection was cut",
  stopping: "The server ended the connection",
} as const;

const SECONDS: readonly (readonly [number, string])[] = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
];

/**
 * Says what happened.
 *
 * @param name How people are named.
 */
export function tell(line: Happening, name: Naming): Told {
  switch (line.type) {
    case "act":
      return tellAct(line.act, line.by === null ? "The operator" : name(line.by), name);
    case "announcement":
      return { said: "The server's operator announced", typed: line.text };
    default:
      return { said: sentence(line, name), typed: null };
  }
}

function sentence(
  line: Exclude<Happening, { readonly type: "act" | "announcement" }>,
  name: Naming,
): string {
  switch (line.type) {
    case "deleted":
      return `${name(line.from)} took back a message`;
    case "joined":
      return `${name(line.person)} joined`;
    case "left":
      return leftWords(line, name);
    case "out":
      return outWords(line, name);
    case "partner_left":
      return `${name(line.person)} left the server; whoever comes under this name is somebody else`;
    case "rule":
      return keepWords(line.history);
    case "renamed":
      return `${name(line.person)} is now called ${name({ ...line.person, name: line.name })}`;
    case "connection":
      return CONNECTION_WORDS[line.what];
    case "gap":
      return gapWords(line.missing);
  }
}

function leftWords(line: Extract<Line, { readonly type: "left" }>, name: Naming): string {
  const person = name(line.person);
  switch (line.reason) {
    case "left":
      return `${person} left`;
    case "cut":
      return `${person} was cut off`;
    case "kicked":
    case "banned":
      return `${person} was ${line.reason} by ${line.by === null ? "the operator" : name(line.by)}`;
  }
}

function outWords(line: Extract<Line, { readonly type: "out" }>, name: Naming): string {
  if (line.how === "gone") return "The room is gone";
  const by = line.by === null ? "the operator" : name(line.by);
  const time = line.seconds === null ? "" : `, for ${durationWords(line.seconds)}`;
  return `You were ${line.how} by ${by}${time}`;
}

function tellAct(act: RoomAct, by: string, name: Naming): Told {
  if (act.what === "topic" && act.topic !== "") {
    return { said: `${by} set the topic`, typed: act.topic };
  }
  return { said: actWords(act, by, name), typed: null };
}

function actWords(act: RoomAct, by: string, name: Naming): string {
  switch (act.what) {
    case "topic":
      return `${by} removed the topic`;
    case "owner":
      return ownerWords(act, by, name);
    case "kind":
      return `${by} made the room ${act.kind}`;
    case "muted":
      return `${by} muted ${name(act.person)}` +
        (act.seconds === null ? "" : ` for ${durationWords(act.seconds)}`);
    case "unmuted":
      return `${by} let ${name(act.person)} speak again`;
    case "history":
      return act.history === 0
        ? `${by} had the server keep nothing of this room`
        : `${by} had the server keep the last ${messages(act.history)} of this room`;
  }
}

function ownerWords(
  act: Extract<RoomAct, { readonly what: "owner" }>,
  by: string,
  name: Naming,
): string {
  if (act.owner === null) return "Nobody owns the room now";
  const owner = name(act.owner);
  return act.left
    ? `${owner} owns the room now, as its owner left`
    : `${by} handed the room over to ${owner}`;
}

/** What the server keeps of a room. */
export function keepWords(history: number): string {
  return history === 0
    ? "The server keeps nothing of this room"
    : `The server keeps the last ${messages(history)} of this room in its memory`;
}

/** A time as people say it, exact to the second. */
export function durationWords(seconds: number): string {
  const words: string[] = [];
  let rest = Math.max(0, Math.round(seconds));
  for (const [size, unit] of SECONDS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  return words.join(" ") || "0 seconds";
}

function gapWords(missing: number | null): string {
  return missing === null
    ? "What was said meanwhile is missing here"
    : `${messages(missing)} may be missing here`;
}

function messages(count: number): string {
  return count === 1 ? "1 message" : `${count} messages`;
}
