import { assert } from "@std/assert";
import fc from "fast-check";
import type { ChatIntent } from "../../lib/api/intent.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { WatchedClient } from "./watched_client.ts";

const id = fc.constantFrom("AAAAAAAAAAA", "BBBBBBBBBBB", "CCCCCCCCCCC", "DDDDDDDDDDD");
const room = fc.constantFrom("lobby", "Lobby", "kitchen", "Kitchen", "hall", "cellar");
const number = fc.integer({ min: 1, max: 12 });
const count = fc.integer({ min: 0, max: 3 });
const how = fc.constantFrom("left", "cut", "kicked", "banned", "gone");
const member = fc.record({
  id,
  name: fc.constantFrom("ada", "bern", "x"),
  tag: fc.constantFrom("aaaa", "bbbb"),
});
const kind = fc.constantFrom("public", "hidden", "locked", "later");
const state = { room, kind, topic: fc.constantFrom("", "soup"), history: count };
const time = count;

/** Any message that a server could send, about few things, so that they meet. */
const messages = fc.oneof(
  ...[
    { type: "members", room, members: fc.array(member, { maxLength: 3 }), last: fc.boolean() },
    { type: "joined", room, member, time },
    { type: "left", room, member: id, reason: how, by: id, time },
    { type: "renamed", member: id, name: fc.constantFrom("eve", "ada"), time },
    { type: "reconnecting", member: id, time },
    { type: "people", people: fc.array(member, { maxLength: 2 }) },
    { type: "standing", rooms: fc.array(fc.record(state), { maxLength: 3 }), last: fc.boolean() },
    { type: "entered", ...state, ref: number, muted: count, time },
    { type: "exited", room, how, time, ref: number, by: id, seconds: count },
    { type: "topic", room, by: id, time, ref: number, topic: fc.constant("x") },
    { type: "owner", room, time, owner: id },
    { type: "mode", room, time, kind, ref: number },
    { type: "muted", room, time, member: id, seconds: count },
    { type: "unmuted", room, time, member: id },
    { type: "keeping", room, time, history: count },
    { type: "unbanned", room, time, ban: number, ref: number },
    { type: "text", room, id: number, from: id, text: fc.constant("x"), time, ref: number },
    {
      type: "text",
      room,
      id: number,
      from: id,
      text: fc.constant("x"),
      time,
      past: fc.constant(true),
      reply: number,
      mentions: fc.array(id),
    },
    { type: "told", id: number, from: id, to: id, text: fc.constant("x"), time, ref: number },
    { type: "edited", room, from: id, id: number, text: fc.constant("y"), time, ref: number },
    { type: "edited", from: id, to: id, id: number, text: fc.constant("y"), time },
    { type: "deleted", room, from: id, id: number, time },
    { type: "typing", member: id, room },
    { type: "typing", member: id },
    { type: "announcement", text: fc.constant("x"), time },
    {
      type: "error",
      code: fc.constantFrom(
        "no_entry",
        "banned",
        "unknown_room",
        "muted",
        "not_owner",
        "too_often",
        "name_taken",
      ),
      ref: number,
    },
    { type: "error", code: fc.constantFrom("not_owner", "too_often", "later") },
    { type: "closing", reason: fc.constantFrom("stopping", "refused", "kicked") },
    { type: "welcome", you: member, room, history: count, time },
    { type: "withheld" },
  ].map(({ type, ...fields }) => fc.record({ type: fc.constant(type), ...fields })),
);

const place = fc.constantFrom("c1", "c2", "c3", "c4", "c9");
const marks = { action: false, reply: null, mentions: [] };
const intents: fc.Arbitrary<ChatIntent> = fc.oneof(
  place.map((at): ChatIntent => ({ type: "say", in: at, text: "x", ...marks })),
  place.map((at): ChatIntent => ({ type: "close", in: at })),
  room.map((name): ChatIntent => ({ type: "join_room", room: name, passphrase: null })),
  room.map((name): ChatIntent => ({ type: "create", room: name, hidden: true, passphrase: null })),
  id.map((one): ChatIntent => ({ type: "write_to", member: one })),
  fc.tuple(id, fc.boolean()).map(([member, on]): ChatIntent => ({ type: "ignore", member, on })),
  place.map((at): ChatIntent => ({ type: "draft", in: at, text: "x" })),
  fc.tuple(place, id).map(([at, one]): ChatIntent => ({ type: "kick", in: at, member: one })),
  fc.tuple(place, number).map(([at, ref]): ChatIntent => ({ type: "retry", in: at, ref })),
  fc.tuple(place, number).map(([at, one]): ChatIntent => ({ type: "delete", in: at, id: one })),
  fc.constant<ChatIntent>({ type: "export", in: null, format: "json" }),
);

/** A page as it puts updates together, whatever they are. */
class Page {
  readonly lines = new Map<string, unknown[]>();
  readonly rest = new Map<string, unknown>();

  take(watched: WatchedClient): void {
    for (const update of watched.client.takeUpdates()) {
      if (update.type === "state") {
        const ids = new Set(update.state.conversations.map((one) => one.id));
        for (const held of this.lines.keys()) if (!ids.has(held)) this.lines.delete(held);
      } else if (update.type === "lines") {
        const lines = this.lines.get(update.in) ?? [];
        assert(lines.length === update.from, "lines follow one another");
        this.lines.set(update.in, [...lines, ...update.lines]);
      } else if (update.type === "line") {
        const lines = this.lines.get(update.in) ?? [];
        assert(update.index < lines.length, "it is a line that was told");
        lines[update.index] = update.line;
      } else if (update.type === "pending") this.rest.set(`p ${update.in}`, update.pending);
      else if (update.type === "members") this.rest.set(`m ${update.in}`, update.members);
    }
  }

  /** Compares what it shows with what a page would see that comes now. */
  check(watched: WatchedClient): void {
    const { state, conversations } = watched.client.snapshot();
    assert(state.conversations.length === conversations.length);
    assert(new Set(state.conversations.map((one) => one.id)).size === conversations.length);
    for (const content of conversations) {
      const lines = this.lines.get(content.in)?.slice(content.from);
      assert(JSON.stringify(lines) === JSON.stringify(content.lines), "lines");
      const held = [this.rest.get(`p ${content.in}`), this.rest.get(`m ${content.in}`)];
      assert(JSON.stringify(held) === JSON.stringify([content.pending, content.members]), "rest");
    }
  }
}

Deno.test("Client outlives whatever a server says, and a page that is told of it shows what is so", () => {
  const away = fc.constantFrom("cut", "rings", "resumed", "anew");
  const steps = fc.array(fc.oneof({ arbitrary: messages, weight: 20 }, intents, away), {
    minLength: 100,
    maxLength: 300,
  });
  fc.assert(
    fc.property(steps, (all) => {
      const watched = new WatchedClient();
      watched.enter({ numbered: true, id: "AAAAAAAAAAA" });
      const page = new Page();
      for (const content of watched.client.snapshot().conversations) {
        page.lines.set(content.in, [...content.lines]);
        page.rest.set(`p ${content.in}`, content.pending);
        page.rest.set(`m ${content.in}`, content.members);
      }
      for (const [index, step] of all.entries()) {
        play(watched, step);
        if (index % 3 > 0) continue;
        page.take(watched);
        page.check(watched);
      }
    }),
    { numRuns: 200 },
  );
});

function play(watched: WatchedClient, step: unknown): void {
  if (step === "cut") watched.cut();
  else if (step === "rings") watched.rings();
  else if (step === "resumed" || step === "anew") {
    watched.cut();
    watched.rings();
    watched.do({ type: "rejoin" });
    watched.server();
    if (step === "anew") watched.welcome({ numbered: true, id: "BBBBBBBBBBB" });
    else watched.resumed(1, "ada", watched.state.me?.id);
  } else if (typeof step === "object" && step !== null) {
    if (isIntent(step)) watched.ask(step);
    else {
      const message = readServerMessage(new TextEncoder().encode(JSON.stringify(step)));
      if (message !== null) watched.hears(message);
    }
  }
}

const INTENTS = [
  "draft",
  "say",
  "close",
  "join_room",
  "create",
  "write_to",
  "ignore",
  "kick",
  "retry",
];

function isIntent(step: object): step is ChatIntent {
  if (!("type" in step) || typeof step.type !== "string") return false;
  return [...INTENTS, "delete", "export"].includes(step.type);
}
