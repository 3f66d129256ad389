import { assertEquals } from "@std/assert";
import { namedIn } from "../../lib/hub/introductions.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";

const IN = { room: "attic", time: 1 } as const;
const BY = { ...IN, by: "BBBBBBBBBBB" } as const;

const CASES: readonly (readonly [ServerMessage, readonly string[]])[] = [
  [{ type: "text", ...IN, id: 1, from: "AAAAAAAAAAA", text: "a" }, ["AAAAAAAAAAA"]],
  [{ type: "told", id: 1, from: "AAAAAAAAAAA", to: "C", text: "a", time: 1 }, ["AAAAAAAAAAA"]],
  [{ type: "edited", ...IN, id: 1, from: "AAAAAAAAAAA", text: "a" }, ["AAAAAAAAAAA"]],
  [{ type: "deleted", id: 1, from: "AAAAAAAAAAA", to: "C", time: 1 }, ["AAAAAAAAAAA"]],
  [{ type: "topic", ...BY, topic: "tea" }, ["BBBBBBBBBBB"]],
  [{ type: "topic", ...IN, topic: "tea" }, []],
  [{ type: "mode", ...BY, kind: "locked" }, ["BBBBBBBBBBB"]],
  [{ type: "keeping", ...BY, history: 0 }, ["BBBBBBBBBBB"]],
  [{ type: "exited", ...BY, how: "kicked" }, ["BBBBBBBBBBB"]],
  [{ type: "exited", ...IN, how: "left" }, []],
  [{ type: "owner", ...BY, owner: "AAAAAAAAAAA" }, ["AAAAAAAAAAA", "BBBBBBBBBBB"]],
  [{ type: "owner", ...IN, owner: "AAAAAAAAAAA" }, ["AAAAAAAAAAA"]],
  [{ type: "owner", ...BY }, ["BBBBBBBBBBB"]],
  [{ type: "muted", ...BY, member: "AAAAAAAAAAA" }, ["AAAAAAAAAAA", "BBBBBBBBBBB"]],
  [{ type: "unmuted", ...IN, member: "AAAAAAAAAAA" }, ["AAAAAAAAAAA"]],
  // A change of the list is left out where the list is.
  [{ type: "left", ...IN, member: "AAAAAAAAAAA", reason: "left" }, []],
  [{ type: "renamed", member: "AAAAAAAAAAA", name: "a", time: 1 }, []],
  [{ type: "typing", member: "AAAAAAAAAAA", room: "attic" }, []],
  [{ type: "announcement", text: "tea", time: 1 }, []],
  [{ type: "error", code: "no_member", ref: 1 }, []],
];

Deno.test("namedIn() gives whom a message names, and nobody else", () => {
  for (const [message, ids] of CASES) assertEquals(namedIn(message), ids, message.type);
});
