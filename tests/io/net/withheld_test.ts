import { assert, assertEquals } from "@std/assert";
import type { Switchboard } from "../../../lib/hub/switchboard.ts";
import type { OwnerAsk } from "../../../lib/message/from_client.ts";
import type { ServerMessage } from "../../../lib/message/from_server.ts";
import { KIND } from "../../../lib/wire/packet.ts";
import { type House, openHouse } from "../../support/house.ts";
import { packet, PING, RawMember } from "../../support/raw_member.ts";

/** A message that must arrive. */
function must(message: object): Uint8Array {
  return packet(KIND.numbered, message);
}

function idOf({ messages: [welcome] }: RawMember): string {
  assert(welcome?.type === "welcome");
  return welcome.you.id;
}

/** Reads until a message of this type is there. */
async function hear(member: RawMember, type: ServerMessage["type"]): Promise<ServerMessage[]> {
  await member.until(({ messages }) => messages.some((message) => message.type === type));
  return member.messages;
}

/** Ada owns the attic and bern is in it; both have heard so. */
async function attic(house: House): Promise<{ ada: RawMember; bern: RawMember }> {
  const ada = await RawMember.enter(house.port, { name: "ada" });
  const bern = await RawMember.enter(house.port, { name: "bern" });
  await ada.send(must({ type: "create", room: "attic", ref: 1 }));
  await hear(ada, "entered");
  await bern.send(must({ type: "join", room: "attic", ref: 1 }), PING);
  await hear(bern, "entered");
  return { ada, bern };
}

/** The operator does something. */
function operate(board: Switchboard, ask: OwnerAsk): void {
  board.operate((hub) => {
    const governed = hub.operate(ask, Date.now());
    assert("effects" in governed);
    return governed.effects;
  });
}

Deno.test("pychat lets nothing out to who is kicked in the same breath, nor anything after it", async () => {
  const house = await openHouse();
  const { ada, bern } = await attic(house);
  await ada.send(
    must({ type: "say", room: "attic", ref: 2, text: "a secret" }),
    must({ type: "kick", room: "attic", ref: 3, member: idOf(bern) }),
    must({ type: "say", room: "attic", ref: 4, text: "another" }),
    must({ type: "say", room: "lobby", ref: 5, text: "hello" }),
  );
  await hear(bern, "text");
  const types = bern.messages.map(({ type }) => type);
  assertEquals(types.slice(types.indexOf("entered")), [
    "entered",
    "members",
    "withheld",
    "exited",
    "text",
  ]);
  assertEquals(bern.texts, ["hello"]);
  for (const one of [ada, bern]) one.close();
  await house.stop();
});

Deno.test("pychat lets nothing out again to who was kicked while it was away, and its numbers go on", async () => {
  const house = await openHouse();
  const { ada, bern } = await attic(house);
  await ada.send(must({ type: "say", room: "attic", ref: 2, text: "heard and not acknowledged" }));
  await hear(bern, "text");
  const claim = bern.claim();
  bern.close();
  await hear(ada, "reconnecting");
  await ada.send(
    must({ type: "say", room: "attic", ref: 3, text: "a secret" }),
    must({ type: "say", room: "lobby", ref: 4, text: "hello" }),
    must({ type: "kick", room: "attic", ref: 5, member: claim.member }),
  );
  await ada.until(({ messages }) => messages.some((one) => one.type === "left"));
  // It says that it has less than it has, to be sent what it was sent before.
  const again = await RawMember.enter(house.port, { resume: { ...claim, received: 0 } });
  await hear(again, "exited");
  const numbered = again.packets.filter(({ kind }) => kind === KIND.numbered).length;
  const [resumed, standing] = again.messages;
  assert(resumed?.type === "resumed" && standing?.type === "standing");
  assertEquals(standing.rooms.map(({ room }) => room), ["lobby"]);
  // Entered, both texts of the attic, that of the lobby, and exited.
  assertEquals([resumed.missing, numbered, again.texts], [0, 5, ["hello"]]);
  assertEquals(again.messages.filter(({ type }) => type === "withheld").length, 3);
  for (const one of [ada, again]) one.close();
  await house.stop();
});

Deno.test("pychat-server lets nobody back who is banned: not resuming, not under another name, not from there", async () => {
  const house = await openHouse(undefined, { gate: { exempt: [] } });
  const { ada, bern } = await attic(house);
  const claim = bern.claim();
  await ada.send(must({ type: "tell", to: claim.member, ref: 2, text: "hello" }));
  await hear(bern, "told");
  operate(house.switchboard, {
    type: "ban",
    room: "lobby",
    ref: 1,
    member: claim.member,
    sure: true,
  });
  await bern.drain();
  assertEquals(bern.messages.at(-1), { type: "closing", reason: "banned" });
  assertEquals([bern.saidBye, house.people()], [true, 1]);
  const tries = [{ resume: claim, name: "bern" }, { name: "bern" }, { name: "dora" }];
  for (const hello of tries) {
    const again = await (await RawMember.enter(house.port, hello)).drain();
    assertEquals(again.messages, [
      { type: "error", code: "banned" },
      { type: "closing", reason: "refused" },
    ]);
    again.close();
  }
  await hear(ada, "left");
  assertEquals([house.people(), ada.ended], [1, false], "who is in stays");
  for (const one of [ada, bern]) one.close();
  await house.stop();
});
