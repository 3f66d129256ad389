import { assert, assertEquals } from "@std/assert";
import { askServer } from "../../lib/io/operator/control_ask.ts";
import { readStatus } from "../../lib/io/operator/control_status.ts";
import { MAX_HANDSHAKES, MAX_PER_ADDRESS } from "../../lib/limits.ts";
import { HostileCaller } from "../support/hostile_caller.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { frame } from "../support/hostile_wire.ts";
import { needs } from "../support/needs.ts";
import { processSize } from "../support/process_size.ts";
import { type Program, startServer } from "../support/programs.ts";
import { Tcp } from "../support/tcp.ts";
import { freesDescriptors, Witness } from "../support/witness.ts";

/** Connections of a crowd. */
const CROWD = 1_000;

/** A server with its usual limits, two members of one address, and what it has open for them. */
async function open(): Promise<
  { program: Program; port: number; witness: Witness; data: string; descriptors: number }
> {
  const data = await Deno.makeTempDir({ dir: "/tmp" }); // a short path, for its socket
  const { program, port } = await startServer(["--log", "json"], data);
  const witness = await Witness.enter(port);
  await witness.check();
  return { program, port, witness, data, descriptors: processSize(program.pid).descriptors };
}

/** How often a server has met this limit. */
async function hits(data: string, limit: string): Promise<number> {
  const asked = await askServer(data, "status");
  const status = asked.how === "answered" ? readStatus(asked.value) : null;
  assert(status !== null, asked.how);
  return status.limits?.[limit] ?? 0;
}

/** Connects so many times, from so many addresses, and sends this. */
async function crowd(port: number, addresses: number, bytes: Uint8Array): Promise<Tcp[]> {
  const all: Tcp[] = [];
  for (let n = 0; n < CROWD; n++) {
    const at = n % addresses;
    const tcp = await Tcp.connect(port, `127.0.${1 + (at >> 8)}.${at & 255}`).catch(() => null);
    if (tcp === null) continue; // reset before it was there
    await tcp.write(bytes);
    void tcp.rest().catch(() => {});
    all.push(tcp);
  }
  return all;
}

/** Comes in, however often it is refused by chance. */
async function insist(port: number, from: string): Promise<void> {
  for (let refused = 0; refused < 200; refused++) {
    const caller = await HostileCaller.call(port, from).catch(() => null);
    if (caller === null) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    await caller.tcp.write(frame(caller.third({ type: "hello", name: `n${from}` })));
    const peer = HostilePeer.of(caller);
    const list = await peer.hear("members");
    assert(list !== null, JSON.stringify(peer.messages));
    return await peer.leave();
  }
  assert(false, "an honest newcomer does not get in");
}

/** Who is many, and what stops them. */
const CROWDS: readonly [string, number, Uint8Array, "address_rate" | "handshakes"][] = [
  ["1,000 silent connections of one address", 1, new Uint8Array(0), "address_rate"],
  ["1,000 silent connections of 250 addresses", 250, new Uint8Array(0), "handshakes"],
  ["1,000 halves of a message 1", 500, frame(new Uint8Array(30), 48), "handshakes"],
];

for (const [who, addresses, bytes, limit] of CROWDS) {
  Deno.test({
    name: `pychat-server holds off ${who}; members do not notice, and a newcomer gets in`,
    ...needs("linux"),
    async fn() {
      const { program, port, witness, data, descriptors } = await open();
      const all = await crowd(port, addresses, bytes);
      assert(all.length > CROWD / 2);
      await freesDescriptors(program.pid, descriptors + MAX_HANDSHAKES);
      await witness.check();
      assert(await hits(data, limit) > CROWD / 2);
      await insist(port, "127.0.0.9");
      await witness.check();
      await freesDescriptors(program.pid, descriptors);
      for (const tcp of all) tcp.close();
      await witness.leave();
      assertEquals(await program.end(), 0);
      assert(program.lines.filter((line) => line.startsWith("{")).length < 30, "few lines");
      await Deno.remove(data, { recursive: true });
    },
  });
}

Deno.test({
  name: "pychat-server bears 3,000 connections that bring garbage, and looks at few of them",
  ...needs("linux"),
  async fn() {
    const { program, port, witness, data, descriptors } = await open();
    const garbage = frame(crypto.getRandomValues(new Uint8Array(48)));
    for (let waves = 0; waves < 3; waves++) {
      const all = await crowd(port, 100, garbage);
      await witness.check();
      for (const tcp of all) tcp.close();
    }
    assert(await hits(data, "penalty") + await hits(data, "handshakes") > 1.5 * CROWD);
    await insist(port, "127.0.0.9");
    await freesDescriptors(program.pid, descriptors);
    await witness.leave();
    assertEquals(await program.end(), 0);
    await Deno.remove(data, { recursive: true });
  },
});

Deno.test({
  name:
    "pychat-server has so many members of one address as it may, and tells the next one why not",
  ...needs("linux"),
  async fn() {
    const { program, port, witness, data } = await open();
    const from = "127.0.0.88";
    const members: HostilePeer[] = [];
    for (let n = 0; n < MAX_PER_ADDRESS; n++) {
      members.push(await HostilePeer.enter(port, { as: `m${n}`, from }));
    }
    const more = await HostilePeer.join(port, { as: "one more", from });
    assertEquals(await more.rest(), [
      { type: "error", code: "address_full" },
      { type: "closing", reason: "refused" },
      { type: "bye" },
    ]);
    more.close();
    await members[0]?.leave();
    await witness.check();
    const next = await HostilePeer.enter(port, { as: "next", from });
    for (const member of [...members, next]) member.close();
    await witness.leave();
    assertEquals(await program.end(), 0);
    await Deno.remove(data, { recursive: true });
  },
});
