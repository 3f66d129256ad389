import { assertEquals } from "@std/assert";
import { Outgoing } from "../../../lib/client/session/outgoing.ts";
import { packMessage } from "../../../lib/message/encode.ts";
import type { ClientMessage } from "../../../lib/message/from_client.ts";
import { KIND } from "../../../lib/wire/packet.ts";
import { begin } from "../session_options.ts";

const MESSAGES: readonly ClientMessage[] = [
  { type: "say", room: "lobby", ref: 1, text: "x" },
  { type: "tell", to: "b", ref: 1, text: "x" },
  { type: "edit", room: "lobby", id: 1, ref: 1, text: "x" },
  { type: "delete", room: "lobby", id: 1, ref: 1 },
  { type: "typing", room: "lobby" },
  { type: "rename", name: "x" },
  { type: "create", room: "x", ref: 1 },
  { type: "join", room: "x", ref: 1 },
  { type: "leave", room: "x", ref: 1 },
  { type: "rooms" },
  { type: "topic", room: "x", ref: 1, topic: "" },
  { type: "lock", room: "x", ref: 1 },
  { type: "mute", room: "x", ref: 1, member: "b" },
  { type: "unmute", room: "x", ref: 1, member: "b" },
  { type: "kick", room: "x", ref: 1, member: "b" },
  { type: "ban", room: "x", ref: 1, member: "b" },
  { type: "unban", room: "x", ref: 1, ban: 1 },
  { type: "bans", room: "x" },
  { type: "hand_over", room: "x", ref: 1, member: "b" },
  { type: "keep", room: "x", ref: 1, keep: true },
];

Deno.test("Outgoing.send() counts exactly what is numbered, so a resumption tells what the server has", () => {
  for (const message of MESSAGES) {
    const { conversations: { all, lobby } } = begin({
      target: { where: "", host: "x", port: 1, room: null, key: null },
    });
    const written = { text: "x", action: false, reply: null, mentions: [] };
    const [say] = lobby.say(written, 0, "sending");
    const outgoing = new Outgoing({ all });
    const isNumbered = packMessage(message).packet[0] === KIND.numbered;
    assertEquals(outgoing.send([message]), [message]);
    outgoing.send(say ? [say] : []);
    lobby.pending.doubt(isNumbered ? 1 : 0);
    assertEquals(lobby.pending.all.map(({ state }) => state), ["sending"], message.type);
    lobby.pending.doubt(isNumbered ? 2 : 1);
    assertEquals(lobby.pending.all.map(({ state }) => state), ["unknown"], message.type);
  }
});

Deno.test("Outgoing.restart() begins to count anew", () => {
  const { conversations: { all, lobby } } = begin();
  const outgoing = new Outgoing({ all });
  outgoing.send(MESSAGES);
  outgoing.restart();
  outgoing.send(lobby.say({ text: "x", action: false, reply: null, mentions: [] }, 0, "sending"));
  lobby.pending.doubt(1);
  assertEquals(lobby.pending.all.map(({ state }) => state), ["unknown"]);
});
