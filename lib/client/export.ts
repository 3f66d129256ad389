/**
 * A conversation as a text file: what this person saw, a line for each thing that happened.
 *
 * Every entry begins with its time at the start of a line, and every further line of a text is
 * indented, so no text can pass for an entry. In names, the signs that end a name are escaped.
 *
 * @module
 */
import type { Line, Pending, Person, Server } from "../api/view.ts";

/** What is to be written. */
export interface Exported {
  readonly server: Server;
  /** The room's name, without `#`. */
  readonly room: string;
  readonly lines: readonly Line[];
  /** Lines that were too many to be kept, before the first. */
  readonly dropped: number;
  readonly pending: readonly Pending[];
}

/** What depends on the person's computer. */
export interface ExportTools {
  /** The time zone of all times, by its IANA name. */
  readonly zone: string;
  /** Makes control characters visible, all but newline and tab. */
  readonly printable: (text: string) => string;
  /** Makes newline and tab visible too, so that the result is one line. */
  readonly printableLine: (text: string) => string;
}

/** Begins each further line of a text, and can begin no entry. */
const INDENT = "    ";

const PENDING_WORDS: { readonly [S in Pending["state"]]: string } = {
  waiting: "waiting to be sent",
  sending: "on its way",
  unknown: "not known whether it arrived",
  failed: "not sent",
};

/**
 * Writes a conversation down.
 *
 * @param exported What is to be written.
 * @param now Milliseconds since 1970 (UTC).
 * @returns The text, and a name for the file.
 */
export function exportConversation(
  exported: Exported,
  tools: ExportTools,
  now: number,
): { readonly fileName: string; readonly text: string } {
  const stamp = stamper(tools.zone);
  const { server, room, lines, dropped, pending } = exported;
  const single = (text: string) => tools.printableLine(text);
  const head = [
    `pyChat conversation`,
    `Server: ${single(server.name)} (${single(server.host)}, port ${server.port})`,
    `Key: ${server.words.join(" ")}`,
    `Room: #${single(room)}`,
    `Exported: ${stamp(now)}`,
    `Times: ${tools.zone}`,
  ];
  if (dropped > 0) head.push(`Left out: the first ${dropped} lines, which were too many to keep.`);
  const entries = lines.map((line) => `${stamp(line.time)}  ${entryOf(line, tools)}`);
  const waiting = pending.map((text) =>
    `${stamp(text.time)}  [${PENDING_WORDS[text.state]}] ${indented(text.text, tools)}`
  );
  const text = [...head, "", ...entries, ...waiting].join("\n") + "\n";
  return { fileName: `pychat-${fileLabel(room)}-${stamp(now).slice(0, 10)}.txt`, text };
}

function entryOf(line: Line, tools: ExportTools): string {
  switch (line.type) {
    case "text":
      return `${nameOf(line.from, tools)}: ${indented(line.text, tools)}`;
    case "joined":
      return `* ${nameOf(line.person, tools)} joined`;
    case "left":
      return `* ${nameOf(line.person, tools)} ${line.reason === "left" ? "left" : "was cut off"}`;
    case "renamed":
      return `* ${nameOf(line.person, tools)} is now called ${tools.printableLine(line.name)}`;
    case "connection":
      return `* ${CONNECTION_WORDS[line.what]}`;
    case "gap":
      return `* ${gapWords(line.missing)}`;
  }
}

const CONNECTION_WORDS = {
  joined: "You joined",
  lost: "The connection was lost",
  back: "The connection is back",
  gave_up: "pyChat stopped trying",
  cut: "The connection was cut",
  stopping: "The server ended the connection",
} as const;

function gapWords(missing: number | null): string {
  if (missing === null) return "What was said meanwhile is missing here";
  return missing === 1
    ? "1 message may be missing here"
    : `${missing} messages may be missing here`;
}

/** A name may hold what separates it from the rest of the entry, and could forge one so. */
function nameOf(person: Person, tools: ExportTools): string {
  const name = tools.printableLine(person.name)
    .replace(/[:·]|^\*|^\[/g, (found) => `\\u{${found.charCodeAt(0).toString(16)}}`);
  return `${name}·${person.tag}`;
}

function indented(text: string, tools: ExportTools): string {
  return tools.printable(text).replaceAll("\n", `\n${INDENT}`);
}

/** A room's name as part of a file's name: letters, digits and hyphens of any script. */
function fileLabel(room: string): string {
  const label = room.replace(/[^\p{L}\p{N}\p{M}]+/gu, "-").replace(/^-|-$/g, "");
  return label === "" ? "room" : label;
}

/** Writes times as `2026-11-22 14:03:05`. A formatter is dear to make and cheap to use. */
function stamper(timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat("en-GB-u-ca-iso8601-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
    return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")} ` +
      `${part("hour")}:${part("minute")}:${part("second")}`;
  };
}
