import { assert, assertEquals } from "@std/assert";
import type { Connection } from "../../../lib/io/net/connection.ts";
import type { End } from "../../../lib/io/net/end.ts";
import { HeldPass } from "../../../lib/io/net/held_pass.ts";
import type { Host } from "../../../lib/io/net/host.ts";
import { type LineOptions, Lines } from "../../../lib/io/net/lines.ts";
import { MemberLine } from "../../../lib/io/net/member_line.ts";
import {
  BUSY_MEMBER_BYTES,
  CROWDED_MS,
  MAX_MEMBER_BYTES,
  PING_JITTER_MS,
  PING_MS,
  SILENCE_MS,
  SLOW_MS,
} from "../../../lib/limits.ts";
import { encodePacket, KIND } from "../../../lib/wire/packet.ts";
import { type Parcel, parcelOf } from "../../../lib/wire/parcel.ts";
import { type FakeConnection, openFake, settle } from "../../support/fake_socket.ts";
import { ack, BYE, PING } from "../../support/raw_member.ts";

/** A text that must arrive, or a word of state. */
function parcel(text: string, kind: number = KIND.numbered, about: string | null = null): Parcel {
  return parcelOf(encodePacket(kind, new TextEncoder().encode(text)), about);
}

/** A line, its clock, what its host was told, and who holds which pass. */
class Desk {
  readonly told: string[] = [];
  readonly lines: Lines;
  readonly line: MemberLine;
  readonly passes: string[] = [];
  now = 0;
  /** Whether the host fails at this. */
  fails: keyof Host | null = null;

  constructor(numbered = true, options: LineOptions = {}) {
    const tell = (what: keyof Host, more = ""): void => {
      this.told.push(`${what}${more}`);
      if (this.fails === what) throw new TypeError(what);
    };
    this.lines = new Lines({
      enter: () => tell("enter"),
      receive(_, body) {
        tell("receive", ` ${new TextDecoder().decode(body)}`);
        return 0;
      },
      lost: (_, end) => tell("lost", ` ${end.how}`),
      drained: () => tell("drained"),
      left: (_, end) => tell("left", ` ${describe(end)}`),
      dropped: (end) => tell("dropped", ` ${describe(end)}`),
    }, { clock: () => this.now, ...options });
    this.line = new MemberLine(this.lines, numbered);
  }

  /** Gives the line a connection, with a pass of this name, over which it was heard. */
  async connect(name = "pass"): Promise<FakeConnection> {
    const fake = await this.#open(name);
    fake.attach();
    this.line.heard();
    await settle();
    return fake;
  }

  /** A connection that comes back so, and the state and all that is missing after that. */
  async resume(received: number, name = "pass"): Promise<FakeConnection & { missing: number }> {
    const fake = await this.#open(name);
    const resumption = this.claim(received);
    assert(resumption !== null && resumption !== "stale");
    fake.attach();
    this.line.send(parcel("resumed", KIND.message));
    this.line.replay();
    await settle();
    return { ...fake, missing: resumption.missing };
  }

  claim(received: number, secret = this.line.secret ?? ""): ReturnType<MemberLine["claim"]> {
    return this.line.claim({ secret, received });
  }

  async #open(name: string): Promise<FakeConnection & { attach(): void }> {
    let connection: Connection | null = null;
    const on = () => connection !== null && this.line.isOn(connection);
    const fake = await openFake({
      event: (event) => {
        if (event.type === "packet" && on()) this.line.handle(event.packet);
      },
      end: (end) => connection && this.line.ended(connection, end),
    }, () => this.now);
    connection = fake.connection;
    const pass = {
      full: null,
      source: null,
      settle() {},
      blame() {},
      release: () => this.passes.push(name),
    };
    const held = new HeldPass(pass);
    void fake.running.then(() => held.drop(this.now));
    return { ...fake, attach: () => this.line.attach(fake.connection, held) };
  }
}

function describe(end: End): string {
  if (end.how === "fault") return end.fault;
  return end.how === "bug" ? `bug ${end.error}` : end.how;
}

/** What came out at the peer: bodies, those of numbered packets with a `#`, others by kind. */
async function read(fake: FakeConnection): Promise<string[]> {
  return (await fake.arrived()).map((event) => {
    if (event.type !== "packet") return event.type;
    const { kind, body } = event.packet;
    const text = new TextDecoder().decode(body);
    if (kind === KIND.message) return text;
    return kind === KIND.numbered ? `#${text}` : `kind ${kind}`;
  });
}

Deno.test("MemberLine.send() writes what comes in one record, and numbers only for who numbers", async () => {
  for (const numbered of [true, false]) {
    const desk = new Desk(numbered);
    const fake = await desk.connect();
    for (const kind of [KIND.message, KIND.numbered]) desk.line.send(parcel(`${kind}`, kind));
    await settle();
    assertEquals(fake.socket.writes, 1);
    assertEquals(await read(fake), numbered ? ["1", "#3"] : ["1", "3"]);
    assertEquals(desk.line.secret !== null, numbered);
    desk.line.finish();
    fake.connection.close();
    await settle();
  }
});

Deno.test("MemberLine keeps what must arrive through a cut, in order and once, and drops state", async () => {
  const desk = new Desk();
  const first = await desk.connect("first");
  for (const text of ["a", "b"]) desk.line.send(parcel(text));
  await settle();
  assertEquals(await read(first), ["#a", "#b"]);
  first.socket.give(null);
  await settle();
  assertEquals([desk.told, desk.line.busy], [["lost cut"], true]);
  desk.line.send(parcel("state", KIND.message));
  desk.line.send(parcel("c"));
  const second = await desk.resume(1, "second");
  desk.line.send(parcel("d"));
  await settle();
  assertEquals(await read(second), ["resumed", "#b", "#c", "#d"]);
  assertEquals([desk.told, desk.line.busy, desk.passes], [["lost cut"], false, ["first"]]);
  await second.hear(ack(4));
  assertEquals([desk.line.bytes, desk.lines.stock.bytes], [0, 0]);
  await second.hear(BYE);
  await settle();
  assertEquals([desk.told.at(-1), desk.passes], ["left bye", ["first", "second"]]);
  assertEquals(desk.lines.size, 0);
});

Deno.test("MemberLine is taken over from a connection whose write is blocked, and nothing is lost", async () => {
  const desk = new Desk();
  const old = await desk.connect("old");
  old.socket.block();
  desk.line.send(parcel("under way"));
  await settle();
  desk.line.send(parcel("waits"));
  assertEquals(old.socket.under, 1);
  const fresh = await desk.resume(0, "fresh");
  assertEquals(await read(fresh), ["resumed", "#under way", "#waits"]);
  assertEquals([old.socket.closed, old.socket.under, old.socket.writes], [true, 0, 1]);
  assertEquals([desk.told, desk.passes, old.ends], [[], ["old"], [{ how: "cut" }]]);
  // What the old one still gets to read is nobody's.
  await old.hear(encodePacket(KIND.numbered, new TextEncoder().encode("late")));
  assertEquals(desk.told, []);
  fresh.connection.close();
  desk.line.finish();
  await settle();
});

Deno.test("MemberLine is taken over while the end of its connection is being reported, and no end is told", async () => {
  for (let moment = 0; moment < 6; moment++) {
    const desk = new Desk();
    const old = await desk.connect("old");
    const fresh = await openFake({}, () => 0);
    desk.line.send(parcel("a"));
    await settle();
    old.connection.close();
    for (let tick = 0; tick < moment; tick++) await Promise.resolve();
    const told = [...desk.told];
    assert(desk.claim(0) !== null);
    const pass = { full: null, source: null, settle() {}, blame() {}, release() {} };
    desk.line.attach(fresh.connection, new HeldPass(pass));
    desk.line.replay();
    await settle();
    assertEquals(desk.told, told, `after ${moment} ticks`);
    assertEquals([await read(fresh), desk.line.busy], [["#a"], false]);
    desk.line.finish();
    fresh.connection.close();
    await settle();
  }
});

/** Sends a line words of two rooms, some of which must arrive. */
function talk(desk: Desk, turn: number): void {
  for (const room of ["attic", "cellar"]) {
    desk.line.send(parcel(`${room} ${turn}`, KIND.numbered, room));
    desk.line.send(parcel(`state of ${room} ${turn}`, KIND.message, room));
  }
}

Deno.test("MemberLine.withhold() lets nothing out that waits, and nothing again after a cut", async () => {
  const desk = new Desk();
  const first = await desk.connect();
  talk(desk, 1);
  await settle();
  const all = ["#attic 1", "state of attic 1", "#cellar 1", "state of cellar 1"];
  assertEquals(await read(first), all);
  talk(desk, 2);
  desk.line.withhold("attic", parcel("stub"));
  desk.line.send(parcel("out"));
  await settle();
  assertEquals(await read(first), ["#stub", "#cellar 2", "state of cellar 2", "#out"]);
  // Nothing of all that was acknowledged, so all of it comes again.
  const second = await desk.resume(0);
  const again = ["#stub", "#cellar 1", "#stub", "#cellar 2", "#out"];
  assertEquals([second.missing, await read(second)], [0, ["resumed", ...again]]);
  desk.line.withhold(null, parcel("stub"));
  desk.line.send(parcel("closing", KIND.message));
  desk.line.finish();
  await settle();
  assertEquals(await read(second), ["closing", "bye"]);
  second.socket.give(null);
  await settle();
  assertEquals([desk.lines.size, desk.lines.stock.bytes], [0, 0]);
});

Deno.test("MemberLine.withhold() lets nothing out to who is away, or comes back at that moment", async () => {
  for (const when of ["away", "claimed", "attached"]) {
    const desk = new Desk();
    const first = await desk.connect();
    talk(desk, 1);
    await settle();
    first.socket.give(null);
    await settle();
    talk(desk, 2);
    const stub = parcel("stub");
    if (when === "away") desk.line.withhold("attic", stub);
    const fake = await openFake({ end: (end) => desk.line.ended(fake.connection, end) });
    assert(desk.claim(0) !== null);
    if (when === "claimed") desk.line.withhold("attic", stub);
    const pass = { full: null, source: null, settle() {}, blame() {}, release() {} };
    desk.line.attach(fake.connection, new HeldPass(pass));
    desk.line.send(parcel("members of attic", KIND.message, "attic"));
    desk.line.send(parcel("resumed", KIND.message));
    if (when === "attached") desk.line.withhold("attic", stub);
    desk.line.replay();
    await settle();
    const members = when === "attached" ? [] : ["members of attic"];
    const kept = ["#stub", "#cellar 1", "#stub", "#cellar 2"];
    assertEquals(await read(fake), [...members, "resumed", ...kept], when);
    desk.line.finish();
    fake.connection.close();
    await settle();
    assertEquals(desk.lines.stock.bytes, 0);
  }
});

Deno.test("MemberLine.withhold() cannot take back the one record that is being written, and nothing else", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  let go = () => {};
  fake.socket.take = (bytes) => new Promise((resolve) => go = () => resolve(bytes.length));
  for (let n = 0; n < 40; n++) desk.line.send(parcel("x".repeat(4_000), KIND.numbered, "attic"));
  await settle();
  desk.line.withhold("attic", parcel("stub"));
  for (let n = 0; n < 10; n++) {
    go();
    await settle();
  }
  const texts = await read(fake);
  const late = texts.filter((text) => text.startsWith("#x"));
  assertEquals([late.length, texts.length], [4, 40], "as many as fit 16,384 bytes");
  desk.line.finish();
  fake.connection.close();
  await settle();
});

Deno.test("MemberLine.withhold() drops all of it for who does not number, and does nothing at the end", async () => {
  const desk = new Desk(false);
  const fake = await desk.connect();
  talk(desk, 1);
  desk.line.withhold("attic", parcel("stub"));
  await settle();
  assertEquals(await read(fake), ["cellar 1", "state of cellar 1"]);
  talk(desk, 2);
  desk.line.withhold(null, parcel("stub"));
  desk.line.send(parcel("closing", KIND.message));
  desk.line.finish();
  await settle();
  assertEquals(await read(fake), ["closing", "bye"]);
  fake.socket.give(null);
  await settle();
  desk.line.withhold(null, parcel("stub"));
  assertEquals([desk.told, desk.lines.stock.bytes], [["left bye"], 0]);
});

Deno.test("MemberLine.withhold() of all that waits ends being busy", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  let go = () => {};
  fake.socket.take = (bytes) => new Promise((resolve) => go = () => resolve(bytes.length));
  desk.line.send(parcel("x", KIND.message, "attic"));
  await settle();
  for (let n = 0; n < 8; n++) desk.line.send(parcel(BIG, KIND.message, "attic"));
  assertEquals(desk.line.busy, true);
  desk.line.withhold("attic", parcel("stub"));
  go();
  await settle();
  assertEquals([desk.line.busy, desk.told, (await read(fake)).length], [false, ["drained"], 1]);
  fake.connection.close();
  desk.line.finish();
  await settle();
});

Deno.test("MemberLine.claim() believes the secret alone, and a wrong one changes nothing", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  desk.line.send(parcel("a"));
  await settle();
  const secret = desk.line.secret ?? "";
  const wrong = [`${secret}A`, secret.slice(1), secret.toUpperCase(), "", "A".repeat(43)];
  for (const guess of wrong) assertEquals(desk.claim(0, guess), null);
  for (const received of [2, 0.5, NaN, Infinity, 2 ** 53]) {
    assertEquals(desk.claim(received), "stale", `${received}`);
  }
  assertEquals([fake.socket.closed, desk.told], [false, []]);
  desk.line.send(parcel("b"));
  await settle();
  assertEquals(await read(fake), ["#a", "#b"]);
  desk.line.finish();
  assertEquals([desk.claim(1), desk.claim(0)], [null, null]);
  fake.connection.close();
  await settle();
  assertEquals(desk.told, ["left cut"]);
  const plain = new Desk(false);
  assertEquals([plain.claim(0), plain.claim(0, "null")], [null, null]);
  plain.line.finish();
  await settle();
});

Deno.test("MemberLine.claim() of somebody who had more before is an old one, and ends nobody", async () => {
  const desk = new Desk();
  const first = await desk.connect();
  for (const text of ["a", "b", "c"]) desk.line.send(parcel(text));
  await settle();
  await first.hear(ack(1));
  assertEquals(desk.claim(0), null);
  const second = await desk.resume(2);
  for (const received of [0, 1]) assertEquals(desk.claim(received), null);
  desk.line.send(parcel("d"));
  await settle();
  assertEquals([await read(second), desk.told], [["resumed", "#c", "#d"], []]);
  // As much as before may be new or old; who is taken over by an old one just comes again.
  const third = await desk.resume(2);
  assertEquals([second.socket.closed, await read(third)], [true, ["resumed", "#c", "#d"]]);
  desk.line.finish();
  third.connection.close();
  await settle();
});

Deno.test("MemberLine.finish() ends it once, in every state", async () => {
  const here = new Desk();
  const fake = await here.connect();
  here.line.send(parcel("last words"));
  here.line.finish();
  here.line.finish();
  here.line.send(parcel("after the last"));
  await settle();
  assertEquals(await read(fake), ["#last words", "bye"]);
  assertEquals([here.told, here.claim(0)], [[], null]);
  fake.socket.give(null);
  await settle();
  assertEquals([here.told, here.passes, here.lines.size], [["left bye"], ["pass"], 0]);
  for (const act of [() => here.line.finish(), () => here.line.send(parcel("x"))]) act();
  here.line.sweep(1e9, false);
  here.line.strip();
  await settle();
  assertEquals([here.told, here.lines.stock.bytes], [["left bye"], 0]);

  const away = new Desk();
  (await away.connect()).socket.give(null);
  await settle();
  away.line.finish();
  assertEquals(away.told, ["lost cut"], "it is told in a moment of its own");
  await settle();
  assertEquals([away.told, away.passes], [["lost cut", "left cut"], ["pass"]]);

  const ending = new Desk();
  const gone = await ending.connect();
  gone.connection.close();
  ending.line.finish();
  await settle();
  assertEquals(ending.told, ["left cut"]);

  const lost = new Desk();
  (await lost.connect()).connection.close();
  await Promise.resolve(); // The line knows, the host does not.
  lost.line.finish();
  await settle();
  assertEquals(lost.told, ["left cut"]);

  const resuming = new Desk();
  const first = await resuming.connect();
  resuming.line.send(parcel("a"));
  await settle();
  first.connection.close();
  await settle();
  const second = await openFake();
  resuming.claim(0);
  const pass = { full: null, source: null, settle() {}, blame() {}, release() {} };
  resuming.line.attach(second.connection, new HeldPass(pass));
  resuming.line.finish();
  await settle();
  assertEquals(await read(second), ["bye"]);
  second.connection.close();
  await settle();
});

Deno.test("MemberLine waits for its member as long as the grace time, and not a millisecond longer", async () => {
  const desk = new Desk(true, { grace: 1000 });
  const fake = await desk.connect();
  desk.line.sweep(5000, false);
  desk.now = 100;
  fake.socket.give(null);
  await settle();
  desk.line.sweep(1099, false);
  assertEquals(desk.claim(0)?.valueOf(), { received: 0, missing: 0 });
  desk.line.sweep(1100, false);
  desk.line.sweep(1101, false);
  await settle();
  assertEquals([desk.told, desk.claim(0)], [["lost cut", "left cut"], null]);
});

Deno.test("MemberLine tells whom it may expect back: after a cut and a changed byte, not after a goodbye", async () => {
  const flipped = new Uint8Array(274).fill(7);
  flipped.set([1, 16]);
  for (
    const [bytes, told] of [
      [null, "lost cut"],
      [new Uint8Array([0, 5]), "lost fault"],
      [flipped, "lost fault"],
    ] as const
  ) {
    const desk = new Desk();
    (await desk.connect()).socket.give(bytes);
    await settle();
    assertEquals(desk.told, [told]);
    desk.line.finish();
    await settle();
  }
  for (
    const [packet, told] of [
      [BYE, "left bye"],
      [encodePacket(KIND.bye, new Uint8Array(1)), "left bye_body"],
      [ack(1), "left ack_number"],
      [encodePacket(KIND.ping, new Uint8Array(1)), "left control_body"],
    ] as const
  ) {
    const desk = new Desk();
    await (await desk.connect()).hear(packet);
    await settle();
    assertEquals([desk.told, desk.lines.size], [[told], 0]);
  }
});

Deno.test("MemberLine keeps no place for a member from whom nothing has come: it has no secret to return with", async () => {
  const desk = new Desk();
  const fake = await openFake({ end: (end) => desk.line.ended(fake.connection, end) });
  const pass = { full: null, source: null, settle() {}, blame() {}, release() {} };
  desk.line.attach(fake.connection, new HeldPass(pass));
  desk.line.send(parcel("welcome", KIND.message));
  await settle();
  fake.socket.give(null);
  await settle();
  assertEquals([desk.told, desk.lines.size, desk.claim(0)], [["left cut"], 0, null]);
});

Deno.test("MemberLine without numbers has left when its connection is cut", async () => {
  const desk = new Desk(false);
  const fake = await desk.connect();
  desk.line.send(parcel("a"));
  fake.socket.give(null);
  await settle();
  desk.line.send(parcel("b"));
  assertEquals([desk.told, desk.lines.size, desk.lines.stock.bytes], [["left cut"], 0, 0]);
});

const BIG = "x".repeat(10_000);

Deno.test("MemberLine is cut by the first byte too many that waits for it longer than a moment, and keeps room for its return", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  const packet = parcel(BIG).packet.length;
  const fit = Math.floor(MAX_MEMBER_BYTES / packet);
  for (let n = 0; n < fit; n++) desk.line.send(parcel(BIG));
  const rest = MAX_MEMBER_BYTES - fit * packet;
  desk.line.send(parcel("y".repeat(rest - 3)));
  assertEquals([desk.line.bytes, fake.socket.closed], [MAX_MEMBER_BYTES, false]);
  desk.line.send(parcel(""));
  assertEquals(fake.socket.closed, false, "a moment ago there was nothing to be taken");
  desk.now += CROWDED_MS;
  desk.line.send(parcel(""));
  assertEquals([fake.socket.closed, desk.line.busy, desk.told], [true, true, []]);
  await settle();
  assertEquals([desk.told, fake.ends], [["lost slow"], [{ how: "slow" }]]);
  assertEquals(desk.lines.hits, new Map([["member_bytes", 1]]));
  const most = MAX_MEMBER_BYTES - BUSY_MEMBER_BYTES;
  assert(desk.line.bytes <= most && desk.line.bytes > most - packet);
  const kept = desk.line.bytes;
  for (let n = 0; n < 30; n++) desk.line.send(parcel(BIG));
  assert(desk.line.bytes <= MAX_MEMBER_BYTES && desk.line.bytes >= kept - packet);

  const back = await desk.resume(0);
  const texts = (await read(back)).length - 1;
  assertEquals(back.missing + texts, fit + 3 + 30);
  assert(back.missing > 0);
  desk.line.send(parcel(BIG));
  assertEquals(back.socket.closed, false, "there is room for what comes next");
  desk.line.finish();
  back.connection.close();
  await settle();
  assertEquals(desk.lines.stock.bytes, 0);
});

Deno.test("MemberLine counts what is written for who has acknowledged nothing of it for SLOW_MS, and for nobody else", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  const fill = async () => {
    for (let n = 0; n < 10; n++) {
      desk.line.send(parcel(BIG));
      await settle();
    }
  };
  desk.now = 1_000_000; // long after it came
  for (let n = 0; n < 3; n++) await fill();
  assert(desk.line.bytes > MAX_MEMBER_BYTES);
  assertEquals(fake.socket.closed, false);
  desk.now += SLOW_MS - 1;
  await fill();
  await fake.hear(ack(1));
  desk.now += SLOW_MS - 1;
  await fill();
  assertEquals([fake.socket.closed, desk.told], [false, []]);
  desk.now++;
  desk.line.send(parcel("y"));
  await settle();
  assertEquals([fake.socket.closed, desk.told], [true, ["lost slow"]]);
  assertEquals(desk.lines.hits, new Map([["member_bytes", 1]]));

  // Of the 51 it has not shown to have any, and the oldest are forgotten.
  const back = await desk.resume(50);
  await back.hear(ack(51));
  desk.now += 10 * SLOW_MS;
  for (let n = 0; n < 3; n++) await fill();
  await back.hear(ack(81));
  desk.now += 10 * SLOW_MS;
  for (let n = 0; n < 3; n++) await fill();
  assertEquals([back.socket.closed, desk.told], [false, ["lost slow"]], "all of it was confirmed");
  desk.line.finish();
  back.connection.close();
  await settle();
});

Deno.test("MemberLine lets its member be heard again as soon as it has taken what waited", async () => {
  const desk = new Desk();
  let asked = 0;
  const fake = await openFake({
    pause: () => {
      asked++;
      return desk.line.busy ? 1e6 : 0;
    },
    end: (end) => desk.line.ended(fake.connection, end),
  });
  const pass = { full: null, source: null, settle() {}, blame() {}, release() {} };
  desk.line.attach(fake.connection, new HeldPass(pass));
  let take = () => {};
  fake.socket.take = (bytes) => new Promise((resolve) => take = () => resolve(bytes.length));
  for (let n = 0; n < 8; n++) desk.line.send(parcel(BIG));
  await fake.hear(PING);
  assertEquals([asked, fake.connection.isPausing], [1, true]);
  for (let n = 0; n < 20 && fake.connection.isPausing; n++) {
    take();
    await settle();
  }
  assertEquals([asked, fake.connection.isPausing, desk.line.busy], [2, false, false]);
  desk.line.finish();
  fake.connection.close();
  await settle();
});

Deno.test("MemberLine without numbers has left when too much waits for it", async () => {
  const desk = new Desk(false, { maxMemberBytes: 1000 });
  const fake = await desk.connect();
  for (let n = 0; n < 8; n++) desk.line.send(parcel("x".repeat(500)));
  await settle();
  assertEquals([desk.told, fake.socket.closed, desk.lines.stock.bytes], [["left slow"], true, 0]);
});

Deno.test("MemberLine.strip() ends the connection, forgets all, and says on return how much", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  for (let n = 0; n < 5; n++) desk.line.send(parcel(BIG));
  await settle();
  desk.line.strip();
  assertEquals([desk.line.bytes, desk.lines.stock.bytes, fake.socket.closed], [0, 0, true]);
  desk.line.send(parcel("after"));
  desk.line.strip();
  desk.line.send(parcel("kept"));
  const back = await desk.resume(2);
  assertEquals([back.missing, await read(back), desk.told], [4, ["resumed", "#kept"], [
    "lost slow",
  ]]);
  desk.line.finish();
  back.connection.close();
  await settle();
});

Deno.test("MemberLine is busy above its limit until nothing waits, and says so once", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  let take = () => {};
  fake.socket.take = (bytes) => new Promise((resolve) => take = () => resolve(bytes.length));
  for (let n = 0; n < 8; n++) desk.line.send(parcel("x".repeat(BUSY_MEMBER_BYTES / 8 - 3)));
  assertEquals([desk.line.bytes, desk.line.busy], [BUSY_MEMBER_BYTES, false]);
  desk.line.send(parcel(""));
  assertEquals(desk.line.busy, true);
  await settle();
  for (let n = 0; n < 10 && desk.told.length === 0; n++) {
    assertEquals(desk.line.busy, true);
    take();
    await settle();
  }
  assertEquals([desk.line.busy, desk.told], [false, ["drained"]]);
  take();
  await settle();
  desk.line.send(parcel("z"));
  await settle();
  assertEquals(desk.told, ["drained"]);
  fake.connection.close();
  desk.line.finish();
  await settle();
});

Deno.test("MemberLine says nothing of being busy when it is away by then", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  for (let n = 0; n < 8; n++) desk.line.send(parcel(BIG));
  assertEquals(desk.line.busy, true);
  fake.connection.close();
  await settle();
  assertEquals([desk.told, desk.line.busy], [["lost cut"], true]);
  const back = await desk.resume(0);
  assertEquals((await read(back)).length, 9);
  desk.line.finish();
  back.connection.close();
  await settle();
});

Deno.test("MemberLine.send() gathers changes of state, and lets them out with the first thing that must arrive", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  const state = (text: string) => desk.line.send(parcel(text, KIND.message));
  state("joined 1");
  await settle();
  assertEquals(await read(fake), ["joined 1"], "one change waits for nothing");
  for (const text of ["joined 2", "joined 3"]) {
    state(text);
    await settle();
  }
  assertEquals([await read(fake), fake.socket.writes], [[], 1]);
  desk.line.send(parcel("text"));
  await settle();
  assertEquals([await read(fake), fake.socket.writes], [["joined 2", "joined 3", "#text"], 2]);
  state("joined 4");
  await settle();
  assertEquals(await read(fake), []);
  const latest = performance.now() + 10_000;
  while (fake.socket.writes === 2 && performance.now() < latest) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assertEquals([await read(fake), fake.socket.writes], [["joined 4"], 3]);
  state("joined 5");
  state("joined 6");
  desk.line.finish();
  await settle();
  assertEquals(await read(fake), ["joined 5", "joined 6", "bye"], "nothing waits for a goodbye");
  fake.connection.close();
  await settle();
});

Deno.test("MemberLine.sweep() gives up a connection that takes nothing for SLOW_MS", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  fake.socket.block();
  desk.now = 1000;
  desk.line.send(parcel("never taken"));
  await settle();
  desk.line.sweep(1000 + SLOW_MS - 1, false);
  desk.line.sweep(1e6, true);
  assertEquals(fake.socket.closed, false, "who slept proves nothing");
  desk.line.sweep(1000 + SLOW_MS, false);
  await settle();
  assertEquals([fake.socket.closed, desk.told], [true, ["lost slow"]]);
  assertEquals(desk.lines.hits, new Map([["slow", 1]]));
  desk.line.finish();
  await settle();
});

Deno.test("MemberLine.sweep() asks who is silent once, and gives it up at SILENCE_MS", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  desk.line.sweep(PING_MS - PING_JITTER_MS - 1, false);
  await settle();
  assertEquals(await read(fake), []);
  for (const after of [PING_MS + PING_JITTER_MS, SILENCE_MS - 1]) desk.line.sweep(after, false);
  await settle();
  assertEquals(await read(fake), [`kind ${KIND.ping}`]);
  desk.now = SILENCE_MS - 1;
  desk.line.heard();
  desk.line.sweep(2 * SILENCE_MS - 2, false);
  assertEquals(fake.socket.closed, false);
  desk.line.sweep(2 * SILENCE_MS - 1, false);
  await settle();
  assertEquals([desk.told, fake.ends], [["lost silent"], [{ how: "silent" }]]);
  assertEquals(desk.lines.hits, new Map([["silent", 1]]));
  desk.line.finish();
  await settle();
});

Deno.test("MemberLine.sweep() counts no silence while nothing is read, nor while the machine sleeps", async () => {
  const desk = new Desk();
  let pauses = 1;
  const fake = await openFake({
    pause: () => pauses-- > 0 ? 1e6 : 0,
    end: (end) => desk.line.ended(fake.connection, end),
  });
  const pass = { full: null, source: null, settle() {}, blame() {}, release() {} };
  desk.line.attach(fake.connection, new HeldPass(pass));
  await fake.hear(PING);
  desk.line.sweep(SILENCE_MS * 5, false);
  assertEquals(fake.connection.isPausing, true);
  desk.line.sweep(SILENCE_MS * 9, true);
  desk.line.sweep(SILENCE_MS * 10 - 1, true);
  await settle();
  assertEquals([desk.told, fake.socket.closed], [[], false]);
  desk.line.finish();
  fake.connection.close();
  await settle();
});

Deno.test("MemberLine asks nobody who does not number, and gives nobody up for silence", async () => {
  const desk = new Desk(false);
  const fake = await desk.connect();
  desk.line.sweep(1e9, false);
  await fake.hear(PING);
  await settle();
  assertEquals([await read(fake), desk.told], [[], []]);
  fake.connection.close();
  await settle();
});

Deno.test("MemberLine acknowledges what it was sent, and answers a ping, without being asked twice", async () => {
  const desk = new Desk();
  const fake = await desk.connect();
  const packets = ["a", "b"].map((text) => parcel(text).packet);
  await fake.hear(...packets, PING);
  desk.line.nudge();
  await settle();
  assertEquals(desk.told, ["receive a", "receive b"]);
  assertEquals(await read(fake), [`kind ${KIND.ack}`, `kind ${KIND.pong}`]);
  desk.line.nudge();
  await settle();
  assertEquals(fake.socket.writes, 1);
  await fake.hear(...packets);
  desk.now = 749;
  desk.line.nudge();
  await settle();
  assertEquals(fake.socket.writes, 1);
  desk.now = 750;
  desk.line.sweep(750, false);
  await settle();
  assertEquals(await read(fake), [`kind ${KIND.ack}`]);
  fake.connection.close();
  desk.line.finish();
  await settle();
});

Deno.test("MemberLine ends as a bug when its host fails on it, is told so, and nothing else happens", async () => {
  for (
    const [fails, act, told] of [
      ["lost", "cut", ["lost cut", "left bug TypeError: lost"]],
      ["left", "bye", ["left bye", "dropped bug TypeError: left"]],
      ["receive", "say", ["receive x", "left bug TypeError: receive"]],
      ["drained", "busy", ["drained", "left bug TypeError: drained"]],
    ] as const
  ) {
    const desk = new Desk();
    desk.fails = fails;
    const fake = await desk.connect();
    if (act === "cut") fake.socket.give(null);
    if (act === "bye") await fake.hear(BYE);
    if (act === "say") await fake.hear(parcel("x").packet);
    if (act === "busy") { for (let n = 0; n < 8; n++) desk.line.send(parcel(BIG)); }
    await settle();
    await settle();
    assertEquals(desk.told, [...told]);
    assertEquals([desk.lines.size, desk.lines.stock.bytes], [0, 0]);
    assertEquals([fake.socket.closed, desk.passes], [true, ["pass"]]);
  }
});

Deno.test("MemberLine survives a host that fails at everything", async () => {
  const desk = new Desk();
  const tell = () => {
    throw new TypeError("no");
  };
  const host = { enter: tell, receive: tell, lost: tell, drained: tell, left: tell, dropped: tell };
  const lines = new Lines(host);
  const line = new MemberLine(lines, true);
  line.finish();
  await settle();
  assertEquals(lines.size, 0);
  desk.line.finish();
  await settle();
});
