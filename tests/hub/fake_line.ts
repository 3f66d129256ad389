/**
 * Lines and arrivals that lead nowhere, for tests of the switchboard.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Hub } from "../../lib/hub/hub.ts";
import type { Arrival, Line, Parcel, Resumption } from "../../lib/hub/line.ts";
import { Switchboard, type SwitchboardOptions } from "../../lib/hub/switchboard.ts";
import { GRACE_MS } from "../../lib/limits.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { decodePackets, KIND } from "../../lib/wire/packet.ts";
import { drawFrom, fakeDigest } from "./draw.ts";

/** The time of most tests, in milliseconds since 1970. */
export const NOW = 1_700_000_000_000;

/** What is good on one connection only, and is not numbered. */
const STATE: ReadonlySet<ServerMessage["type"]> = new Set([
  "welcome",
  "resumed",
  "standing",
  "people",
  "members",
  "joined",
  "left",
  "renamed",
  "reconnecting",
  "reconnected",
  "rooms",
  "bans",
  "typing",
  "closing",
]);

/** Whether a message must arrive. */
export function isNumbered({ type }: ServerMessage): boolean {
  return !STATE.has(type);
}

/** What a client reads from a parcel; its kind must be the one its type wants. */
export function readParcel({ packet: bytes }: Parcel): ServerMessage {
  const { packets: [packet, ...more] } = decodePackets(bytes);
  assert(packet !== undefined && more.length === 0);
  const message = readServerMessage(packet.body);
  assert(message !== null);
  assertEquals(packet.kind, isNumbered(message) ? KIND.numbered : KIND.message, message.type);
  return message;
}

/** Keeps what is sent, in order. */
class Kept {
  readonly parcels: Parcel[] = [];
  finished = 0;
  /** What a send leads to besides. */
  onsend: () => void = () => {};

  send(parcel: Parcel): void {
    assertEquals(this.finished, 0, "nothing is sent after the goodbye");
    this.parcels.push(parcel);
    this.onsend();
  }

  finish(): void {
    this.finished++;
  }

  /** All that was sent since the last look, read as a client does. */
  heard(): ServerMessage[] {
    return this.parcels.splice(0).map(readParcel);
  }

  types(): string[] {
    return this.heard().map(({ type }) => type);
  }

  texts(): string[] {
    return this.heard().flatMap((message) => message.type === "text" ? [message.text] : []);
  }
}

/** The way to nobody. */
export class FakeLine extends Kept implements Line {
  busy = false;
  /** How much had been sent when it was to begin again, each time. */
  readonly replays: number[] = [];
  /** What was withheld, each time. */
  readonly withheld: (string | null)[] = [];

  withhold(about: string | null, stub: Parcel): void {
    this.withheld.push(about);
    const left = this.parcels.splice(0).flatMap((parcel) => {
      if (about !== null && parcel.about !== about) return [parcel];
      return isNumbered(readParcel(parcel)) ? [stub] : [];
    });
    this.parcels.push(...left);
  }

  replay(): void {
    this.replays.push(this.parcels.length);
  }
}

/** Secrets have 43 letters. */
export const SECRET = "s".repeat(43);

/** Somebody at the door. */
export class FakeArrival extends Kept implements Arrival {
  full: Arrival["full"] = null;
  origin: string | null = null;
  /** What it became: a line of its own, or that of whom it resumes. */
  line: FakeLine | null = null;
  numbered: boolean | null = null;
  /** What comes of a claim with the right secret. */
  resumption: Resumption | "stale" = { received: 5, missing: 0 };
  /** How often it was tried. */
  claims = 0;

  settle(numbered: boolean): { readonly line: FakeLine; readonly secret: string | null } {
    assertEquals([this.line, this.finished], [null, 0], "it becomes somebody once");
    this.numbered = numbered;
    this.line = new FakeLine();
    return { line: this.line, secret: numbered ? SECRET : null };
  }

  resume(
    line: Line,
    claim: { readonly secret: string; readonly received: number },
  ): Resumption | "stale" | null {
    assertEquals([this.line, this.finished], [null, 0], "it becomes somebody once");
    assert(line instanceof FakeLine);
    this.claims++;
    if (claim.secret !== SECRET) return null;
    if (this.resumption !== "stale") this.line = line;
    return this.resumption;
  }
}

/** A switchboard over a new hub. */
export function openBoard(
  options: Partial<SwitchboardOptions & { readonly history: number }> = {},
  seed = 3,
): Switchboard {
  const { history = 0 } = options;
  const hub = new Hub({ draw: drawFrom(seed), history, digest: fakeDigest });
  return new Switchboard(hub, { texts: null, grace: GRACE_MS, ...options });
}

/** A message as it comes: a value as JSON, or these very bytes or letters. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
}

/** Lets somebody in whose client numbers, and gives their line. */
export function join(board: Switchboard, name: string, now = NOW): FakeLine {
  const arrival = new FakeArrival();
  const hello = bytesOf({ type: "hello", name, delivery: true });
  assertEquals(board.enter(arrival, hello, now), { how: "joined" });
  assert(arrival.line !== null);
  return arrival.line;
}

/** A switchboard with people in it who have heard all that led there. */
export function people(...names: string[]): { board: Switchboard; lines: FakeLine[] } {
  const board = openBoard();
  const lines = names.map((name) => join(board, name));
  for (const line of lines) line.heard();
  return { board, lines };
}

/** A room of ada, bern and cleo, who have heard all that led there, and the id of the first. */
export function roomOfThree(): {
  board: Switchboard;
  lines: [FakeLine, FakeLine, FakeLine];
  id: string;
} {
  const { board, lines: [ada, bern, cleo] } = people("ada", "bern", "cleo");
  assert(ada && bern && cleo);
  say(board, ada, "who am I?");
  const [text] = ada.heard();
  assert(text?.type === "text");
  for (const line of [bern, cleo]) line.heard();
  return { board, lines: [ada, bern, cleo], id: text.from };
}

/** Somebody says something; gives the pause after it, in milliseconds. */
export function say(board: Switchboard, line: Line, text: string, ref = 1, now = NOW): number {
  return board.receive(line, bytesOf({ type: "say", room: "lobby", ref, text }), now);
}
