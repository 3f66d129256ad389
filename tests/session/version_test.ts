import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { webPrimitives } from "../../lib/crypto/primitives.ts";
import { ProtocolError } from "../../lib/errors.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { VERSION_BYTES } from "../../lib/session/phase.ts";
import type { Session, SessionEvent } from "../../lib/session/session.ts";
import { MAJOR, majorOfAnswer, majorOfMessage1, PROLOGUE } from "../../lib/session/version.ts";
import { encodeFrame } from "../../lib/wire/frame.ts";
import { NobleHandshake } from "../support/noble_noise.ts";
import { drawn, events, HELLO, openPair, sessions } from "../support/session_pair.ts";

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const OTHERS = DIGITS.filter((digit) => digit !== MAJOR);

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The message 1 of a client that another implementation made. */
function message1(prologue: string, seed = 3): Uint8Array {
  return new NobleHandshake(drawn(32, seed), drawn(32, 4), prologue).writeFirst();
}

Deno.test("majorOfMessage1() knows a message 1 of each other major version, with either primitives", async () => {
  for (const primitives of [nodePrimitives, webPrimitives]) {
    for (const major of OTHERS) {
      assertEquals(await majorOfMessage1(message1(`pychat/${major}`), primitives), major);
    }
  }
});

Deno.test("majorOfMessage1() takes nothing else for a version", async () => {
  const others = ["", "pychat/", "pychat/10", "pychat/2 ", "PYCHAT/2", "pychat/a", "pychat/:"];
  for (const prologue of [`pychat/${MAJOR}`, ...others]) {
    assertEquals(await majorOfMessage1(message1(prologue), nodePrimitives), null, prologue);
  }
  for (const garbage of [drawn(48, 1), new Uint8Array(48), new Uint8Array(48).fill(255)]) {
    assertEquals(await majorOfMessage1(garbage, nodePrimitives), null);
  }
});

Deno.test("majorOfMessage1() takes no message with a single bit changed", async () => {
  const good = message1("pychat/2");
  for (let bit = 0; bit < 8 * good.length; bit++) {
    const bad = good.slice();
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assertEquals(await majorOfMessage1(bad, nodePrimitives), null, `bit ${bit}`);
  }
});

Deno.test("majorOfMessage1() does not take the tag of one message with the key of another", async () => {
  const [one, other] = [message1("pychat/2", 3), message1("pychat/2", 7)];
  const mixed = new Uint8Array([...one.subarray(0, 32), ...other.subarray(32)]);
  assertEquals(await majorOfMessage1(mixed, nodePrimitives), null);
});

Deno.test("majorOfAnswer() reads every digit but our own, and nothing else", () => {
  for (const major of OTHERS) assertEquals(majorOfAnswer(ascii(`pychat/${major}`)), major);
  const wrong = [`pychat/${MAJOR}`, "pychat/:", "pychat//", "pychat/x", "pychat/ ", "Pychat/2"];
  const bytes = [...wrong, "pychat 2", "2pychat/", "pychat12", "pychat\0" + "2"].map((one) =>
    ascii(one)
  );
  const high = ascii("pychat/2").map((byte, at) => at === 7 ? byte | 0x80 : byte);
  for (const body of [...bytes, high, new Uint8Array(8), ascii("٢pychat"), drawn(8, 1)]) {
    assertEquals(body.length, VERSION_BYTES);
    const error = assertThrows(() => majorOfAnswer(body), ProtocolError);
    assertEquals(error.fault, "handshake_message", new TextDecoder().decode(body));
  }
});

Deno.test("majorOfAnswer() refuses an answer with any bit changed that makes no other digit of it", () => {
  const answer = ascii("pychat/8");
  let digits = 0;
  for (let bit = 0; bit < 64; bit++) {
    const bad = answer.slice();
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const text = new TextDecoder("latin1").decode(bad);
    if (/^pychat\/[0-9]$/.test(text)) digits++;
    else assertThrows(() => majorOfAnswer(bad), ProtocolError, "", text);
  }
  assertEquals(digits, 2, "0x38 becomes 9 and 0");
});

Deno.test("PROLOGUE is as long as an answer, for it is one", () => {
  assertEquals(PROLOGUE.length, VERSION_BYTES);
  assert(DIGITS.includes(MAJOR));
});

/** What a session says, and its fault, if it ends with one. */
interface Reaction {
  readonly seen: readonly SessionEvent[];
  readonly ended: string;
}

/** How a session takes bytes that come in pieces of this size. */
async function reaction(
  session: Session,
  bytes: Uint8Array,
  size = bytes.length,
): Promise<Reaction> {
  const seen: SessionEvent[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    try {
      await session.receive(bytes.slice(at, at + size), (event) => seen.push(event));
    } catch (error) {
      assert(error instanceof ProtocolError && session.phase === "ended");
      return { seen, ended: error.fault };
    }
  }
  return { seen, ended: "no" };
}

function firstFrame(prologue: string): Uint8Array {
  return encodeFrame(message1(prologue));
}

const ANSWER = encodeFrame(ascii("pychat/1"));

Deno.test("Session tells a client of another major version which one it speaks, however its bytes are cut", async () => {
  const told: Reaction = { seen: [{ type: "write", bytes: ANSWER }], ended: "other_version" };
  for (const digit of "023456789") {
    const { server } = await sessions();
    assertEquals(await reaction(server, firstFrame(`pychat/${digit}`)), told);
    const after = { seen: [], ended: "frame_length" };
    assertEquals(await reaction(server, new Uint8Array([0, 48])), after);
  }
  const first = firstFrame("pychat/2");
  for (let size = 1; size < first.length; size++) {
    const { server } = await sessions();
    assertEquals(await reaction(server, first, size), told, `${size} at a time`);
  }
  // What a client of another version sends besides is nothing we know, and is not looked at.
  const { server } = await sessions();
  assertEquals(await reaction(server, new Uint8Array([...first, ...first, 255])), told);
});

Deno.test("Session answers nothing to a message 1 of another version that is cut or has a bit changed", async () => {
  const first = firstFrame("pychat/2");
  for (let bit = 16; bit < 8 * first.length; bit++) {
    const bad = first.slice();
    bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const { server } = await sessions();
    const silence = { seen: [], ended: "not_authentic" };
    assertEquals(await reaction(server, bad), silence, `bit ${bit}`);
  }
  for (let length = 1; length < first.length; length++) {
    const { server } = await sessions();
    assertEquals(await reaction(server, first.slice(0, length)), { seen: [], ended: "no" });
  }
});

Deno.test("Session takes no other version for its own where message 3 should be", async () => {
  const { client, server } = await sessions();
  await events(server, await client.start());
  assertEquals(await reaction(server, firstFrame("pychat/2")), { seen: [], ended: "frame_length" });
});

Deno.test("Session tells which other major version answers, however the bytes are cut, and ends", async () => {
  for (const major of [0, 2, 3, 4, 5, 6, 7, 8, 9]) {
    const answer = encodeFrame(ascii(`pychat/${major}`));
    for (let size = 1; size <= answer.length; size++) {
      const { client } = await sessions();
      await client.start();
      const told: Reaction = { seen: [{ type: "other_version", major }], ended: "other_version" };
      assertEquals(await reaction(client, answer, size), told);
      // Neither a second handshake nor the rest of this one can follow.
      await assertRejects(() => client.start(), RangeError);
      await assertRejects(() => client.proceed(new Uint8Array(32), HELLO), RangeError);
    }
  }
  const { client } = await sessions();
  await client.start();
  const more = new Uint8Array([...encodeFrame(ascii("pychat/2")), 2, 96, 1]);
  const told: Reaction = { seen: [{ type: "other_version", major: 2 }], ended: "other_version" };
  assertEquals(await reaction(client, more), told);
});

Deno.test("Session takes nothing else for an answer, and not at another time", async () => {
  const waits = async (): Promise<Session> => {
    const { client } = await sessions();
    await client.start();
    return client;
  };
  for (const text of ["pychat/1", "pychat/:", "pychat/x", "PyChat/2", "HTTP/1.1", "\0".repeat(8)]) {
    const wrong = { seen: [], ended: "handshake_message" };
    assertEquals(await reaction(await waits(), encodeFrame(ascii(text))), wrong, text);
  }
  const answer = encodeFrame(ascii("pychat/2"));
  for (let length = 1; length < answer.length; length++) {
    assertEquals(await reaction(await waits(), answer.slice(0, length)), { seen: [], ended: "no" });
  }
  for (const text of ["pychat/", "pychat/10", "pychat/2\n"]) {
    const wrong = { seen: [], ended: "frame_length" };
    assertEquals(await reaction(await waits(), encodeFrame(ascii(text))), wrong, text);
  }
  const refused = { seen: [], ended: "frame_length" };
  const { client, server } = await sessions();
  assertEquals(await reaction(client, answer), refused, "before message 1");
  assertEquals(await reaction(server, answer), refused, "to a server");
  const pair = await sessions();
  const [second] = await events(pair.server, await pair.client.start());
  assert(second?.type === "write");
  await events(pair.client, second.bytes);
  assertEquals(await reaction(pair.client, answer), refused, "after message 2");
  assertEquals(await reaction((await openPair()).client, answer), refused, "after message 3");
});
