/**
 * Conversations as a client may hold them, for the tests of every format.
 *
 * @module
 */
import type { Line, Pending, PrivateView, RoomView, Server } from "../../../lib/api/view.ts";
import type {
  ExportContext,
  ExportedConversation,
  ExportTools,
} from "../../../lib/client/export/exported.ts";
import { printable, printableLine } from "../../../lib/io/printable.ts";

export const NOON = Date.UTC(2026, 10, 22, 12, 3, 5);
export const ADA = { id: "a", name: "ada", tag: "k7qd" };
export const BERN = { id: "b", name: "bern", tag: "x2mf" };
export const ME = { id: "m", name: "mia", tag: "mmmm" };

export const SERVER: Server = {
  host: "garden.example",
  port: 7420,
  name: "Garden Pi",
  words: ["one", "two", "three", "four", "five", "six", "seven", "eight"],
  standing: "known",
  compared: true,
  invitation: "pychat://garden.example#secret",
  history: 0,
};

export const CONTEXT: ExportContext = { server: SERVER, ignored: [], me: ME };

export const LOBBY: RoomView = {
  type: "room",
  id: "c1",
  name: "lobby",
  lobby: true,
  kind: "public",
  topic: "",
  owner: null,
  history: 0,
  invitation: "pychat://garden.example#secret",
  muted: null,
  over: null,
  quiet: false,
  people: 3,
};

export const PRIVATE: PrivateView = {
  type: "private",
  id: "c2",
  partner: BERN,
  over: null,
  quiet: false,
};

/** What the tests' computer does. */
export function tools(zone = "Europe/Rome"): ExportTools {
  return { zone, printable, printableLine };
}

/** A text of ada's. */
export function says(
  text: string,
  changes: Partial<Extract<Line, { readonly type: "text" }>> = {},
): Line {
  return {
    type: "text",
    time: NOON,
    id: 7,
    from: ADA,
    mine: false,
    text,
    action: false,
    reply: null,
    mentions: [],
    toMe: false,
    edited: false,
    past: false,
    current: false,
    ...changes,
  };
}

/** A text of ada's that answers one of bern's. */
export function answers(text: string, quoted: string): Line {
  return says(text, { reply: { id: 3, at: 0, from: BERN, text: quoted } });
}

/** A text of the person's own that has no place. */
export function unsent(text: string, changes: Partial<Pending> = {}): Pending {
  return { ref: 1, text, action: false, time: NOON, state: "failed", why: null, ...changes };
}

/** What happened in the lobby. */
export function lobby(
  lines: readonly Line[],
  changes: Partial<ExportedConversation> = {},
): ExportedConversation {
  return { view: LOBBY, lines, dropped: 0, pending: [], ...changes };
}

/** One of each kind of line but texts, in all forms that are said in other words. */
export const HAPPENINGS: readonly Exclude<Line, { readonly type: "text" }>[] = ([
  { type: "deleted", from: ADA, mine: false },
  { type: "joined", person: ADA },
  { type: "left", person: ADA, reason: "left", by: null },
  { type: "left", person: ADA, reason: "cut", by: null },
  { type: "left", person: ADA, reason: "kicked", by: BERN },
  { type: "left", person: ADA, reason: "banned", by: null },
  { type: "act", by: ADA, mine: false, act: { what: "topic", topic: "Roses" } },
  { type: "act", by: ADA, mine: false, act: { what: "topic", topic: "" } },
  { type: "act", by: ADA, mine: false, act: { what: "owner", owner: BERN, left: false } },
  { type: "act", by: null, mine: false, act: { what: "owner", owner: BERN, left: true } },
  { type: "act", by: null, mine: false, act: { what: "owner", owner: null, left: false } },
  { type: "act", by: ADA, mine: false, act: { what: "kind", kind: "hidden" } },
  { type: "act", by: ADA, mine: false, act: { what: "muted", person: BERN, seconds: null } },
  { type: "act", by: null, mine: false, act: { what: "muted", person: BERN, seconds: 600 } },
  { type: "act", by: ADA, mine: false, act: { what: "unmuted", person: BERN } },
  { type: "act", by: ADA, mine: false, act: { what: "history", history: 0 } },
  { type: "act", by: ADA, mine: false, act: { what: "history", history: 50 } },
  { type: "out", how: "kicked", by: ADA, seconds: 60 },
  { type: "out", how: "banned", by: null, seconds: null },
  { type: "out", how: "gone", by: null, seconds: null },
  { type: "partner_left", person: BERN },
  { type: "rule", history: 0 },
  { type: "rule", history: 1 },
  { type: "announcement", text: "We stop at six.\nSorry!" },
  { type: "renamed", person: ADA, name: "ida", mine: false },
  { type: "connection", what: "joined" },
  { type: "connection", what: "lost" },
  { type: "connection", what: "back" },
  { type: "connection", what: "gave_up" },
  { type: "connection", what: "cut" },
  { type: "connection", what: "stopping" },
  { type: "gap", missing: 1 },
  { type: "gap", missing: 12 },
  { type: "gap", missing: null },
] as const).map((line) => ({ ...line, time: NOON }));
