import { assert, assertEquals } from "@std/assert";
import { RENAME_RATE } from "../lib/limits.ts";
import { openHouse } from "./support/house.ts";
import { brief, NobleMember } from "./support/noble_member.ts";

// What a client that was written from PROTOCOL.md runs into at a server of ours, and what it does
// not run into.

const NO_PSK: Uint8Array = new Uint8Array(32);

function say(text: string, ref = 1): object {
  return { type: "say", room: "lobby", ref, text };
}

async function leave(...members: readonly NobleMember[]): Promise<void> {
  for (const member of members) await member.leave();
}

Deno.test("A client written from PROTOCOL.md is told how many packets were forgotten while it was away", async () => {
  const house = await openHouse(NO_PSK, { maxMemberBytes: 4096 });
  const ada = await NobleMember.come(house.port, "ada");
  const bern = await NobleMember.come(house.port, "bern");
  await ada.say(say("heard"));
  await bern.until("text");
  bern.cut();
  await ada.until("reconnecting");
  const texts = Array.from({ length: 50 }, (_, n) => `${n} ${"x".repeat(100)}`);
  for (const text of texts) {
    await ada.say(say(text));
    await ada.until("text");
  }
  await bern.resume();
  const [resumed, members, ...kept] = await bern.hear(12);
  const missing = Number(resumed?.["missing"]);
  assertEquals(members?.type, "members");
  assert(missing > 30 && missing < 45, `${missing}`);
  kept.push(...await bern.hear(50 - missing - kept.length));
  assertEquals(kept.map(({ text }) => text), texts.slice(missing), "and all after these");
  // The numbers go on behind what is missing: the server would end it otherwise.
  await bern.say(say("back"));
  await bern.until("text");
  assertEquals(bern.claim.received, 52);
  await bern.resume();
  assertEquals((await bern.hear(2)).map(brief), ["resumed", "members"]);
  await leave(ada, bern);
  await house.stop();
});

Deno.test("A client written from PROTOCOL.md learns who they were that spoke and left while it was away", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  ada.cut();
  const kim = await NobleMember.come(house.port, "kim");
  const quiet = await NobleMember.come(house.port, "quiet");
  await kim.say(say("anybody here?"));
  await kim.until("text");
  await leave(quiet, kim);
  await ada.resume();
  const [resumed, people, members, text] = await ada.hear(4);
  assertEquals([resumed, members, text].map((one) => one?.type), ["resumed", "members", "text"]);
  const { id, tag } = (people?.["people"] as { id: string; tag: string }[])[0] ?? {};
  assertEquals(people, { type: "people", people: [{ id, name: "kim", tag }] });
  assertEquals([text?.["from"], text?.["text"]], [id, "anybody here?"]);
  await leave(ada);
  await house.stop();
});

Deno.test("A member comes back to a server and an address that are full, where a newcomer is told so", async () => {
  for (const limit of ["maxClients", "maxPerAddress"] as const) {
    const house = await openHouse(NO_PSK, { gate: { [limit]: 2, exempt: [] } });
    const ada = await NobleMember.come(house.port, "ada");
    const bern = await NobleMember.come(house.port, "bern");
    await ada.until("joined");
    bern.cut();
    await ada.until("reconnecting");
    const code = limit === "maxClients" ? "server_full" : "address_full";
    const eve = await NobleMember.join(house.port, "eve");
    assertEquals((await eve.hear(9)).map(brief), [`error ${code}`, "closing refused", "bye"]);
    await bern.resume();
    assertEquals((await bern.hear(2)).map(brief), ["resumed", "members"]);
    await leave(ada, bern);
    await house.stop();
  }
});

Deno.test("A client that paces itself as PROTOCOL.md says never waits for the server, and one that does not loses nothing", async () => {
  const house = await openHouse(NO_PSK, { texts: { burst: 5, perSecond: 10 } });
  const ada = await NobleMember.join(house.port, "ada");
  const [welcome] = await ada.hear(2);
  const limits = welcome?.["limits"] as { texts: { burst: number; perMinute: number } };
  const { burst, perMinute } = limits.texts;
  assertEquals([burst, perMinute], [5, 600]);
  const met = () => house.porter.hits.get("message_rate") ?? 0;
  const start = performance.now();
  for (let count = 0; count < burst + 10; count++) {
    // A full bucket at once, and then one token after the other.
    const due = start + Math.max(0, count + 1 - burst) * 60_000 / perMinute;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 10));
    await ada.say(say(`paced ${count}`));
    await ada.until("text");
  }
  assertEquals(met(), 0);

  const texts = Array.from({ length: burst + 2 }, (_, n) => `fast ${n}`);
  await ada.say(...texts.map((text) => say(text)));
  assertEquals((await ada.hear(texts.length)).map(({ text }) => text), texts);
  assert(met() > 0);
  await leave(ada);
  await house.stop();
});

Deno.test("A client that wants new names too often is told when, and keeps the one it has", async () => {
  const house = await openHouse();
  const ada = await NobleMember.come(house.port, "ada");
  for (let count = 0; count < RENAME_RATE.burst; count++) {
    await ada.say({ type: "rename", name: `ada${count}` });
  }
  await ada.say({ type: "rename", name: "too much" });
  const heard = await ada.hear(RENAME_RATE.burst + 1);
  assertEquals(heard.map(brief), ["renamed", "renamed", "renamed", "error too_often"]);
  const seconds = Number(heard.at(-1)?.["seconds"]);
  assert(seconds >= 1 && seconds <= 1 / RENAME_RATE.perSecond, `${seconds}`);
  await leave(ada);
  await house.stop();
});
