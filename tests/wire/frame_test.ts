import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ProtocolError } from "../../lib/errors.ts";
import { encodeFrame, FrameDecoder, headFrame, MAX_BODY_BYTES } from "../../lib/wire/frame.ts";

/** What a decoder makes of a stream cut into pieces: bodies, then a fault where there is one. */
function decode(frames: FrameDecoder, pieces: Iterable<Uint8Array>): unknown[] {
  const seen: unknown[] = [];
  try {
    for (const piece of pieces) {
      for (const body of frames.push(piece)) seen.push([...body]);
    }
  } catch (error) {
    seen.push(error instanceof ProtocolError ? error.fault : error);
  }
  return seen;
}

function* cut(stream: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at += size) yield stream.subarray(at, at + size);
}

Deno.test("FrameDecoder.push() finds the same bodies and the same fault however the bytes are cut", () => {
  const stream = new Uint8Array([0, 1, 7, 0, 3, 1, 2, 3, 0, 4, 9, 9, 9, 9]);
  for (let size = 1; size <= stream.length; size++) {
    const frames = new FrameDecoder((bytes) => bytes <= 3);
    assertEquals(decode(frames, cut(stream, size)), [[7], [1, 2, 3], "frame_length"], `${size}`);
  }
});

Deno.test("FrameDecoder.push() gives back what encodeFrame() framed, at any cut", () => {
  const bodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 12 });
  fc.assert(fc.property(bodies, fc.integer({ min: 1, max: 700 }), (wanted, size) => {
    const stream = new Uint8Array(wanted.flatMap((body) => [...encodeFrame(body)]));
    const frames = new FrameDecoder(() => true);
    assertEquals(decode(frames, cut(stream, size)), wanted.map((body) => [...body]));
  }));
});

Deno.test("FrameDecoder.push() asks about a length only after the frame before it was consumed", () => {
  let allowed = 1;
  const frames = new FrameDecoder((bytes) => bytes === allowed);
  const seen: number[] = [];
  for (const body of frames.push(new Uint8Array([0, 1, 5, 0, 2, 6, 6, 0, 3, 7, 7, 7]))) {
    seen.push(body.length);
    allowed++;
  }
  assertEquals(seen, [1, 2, 3]);
});

Deno.test("FrameDecoder.push() refuses an empty frame even where every length is welcome", () => {
  const frames = new FrameDecoder(() => true);
  assertEquals(decode(frames, [new Uint8Array([0, 0])]), ["frame_length"]);
});

Deno.test("FrameDecoder.push() goes on refusing once it has lost its place", () => {
  const frames = new FrameDecoder((bytes) => bytes < 10);
  assertEquals(decode(frames, [new Uint8Array([1, 0])]), ["frame_length"]);
  assertEquals(decode(frames, [new Uint8Array([0, 1, 1])]), ["frame_length"]);
});

Deno.test("encodeFrame() takes 1 to 65,535 bytes", () => {
  assertEquals([...encodeFrame(new Uint8Array(MAX_BODY_BYTES)).subarray(0, 2)], [255, 255]);
  assertThrows(() => encodeFrame(new Uint8Array(0)), RangeError);
  assertThrows(() => encodeFrame(new Uint8Array(MAX_BODY_BYTES + 1)), RangeError);
});

Deno.test("headFrame() makes the frame that encodeFrame() makes, of a body in its place, and refuses the same", () => {
  for (const length of [1, 255, 256, MAX_BODY_BYTES]) {
    const body = new Uint8Array(length).fill(7);
    const frame = new Uint8Array([9, 9, ...body]);
    assertEquals(headFrame(frame), encodeFrame(body));
  }
  for (const length of [0, 1, 2, MAX_BODY_BYTES + 3]) {
    assertThrows(() => headFrame(new Uint8Array(length)), RangeError);
  }
});

Deno.test("FrameDecoder.missing is what a frame lacks of its known length, byte by byte", () => {
  const frames = new FrameDecoder(() => true);
  const missing = [...encodeFrame(new Uint8Array(3)), 0].map((byte) => {
    for (const _ of frames.push(new Uint8Array([byte]))) continue;
    return frames.missing;
  });
  assertEquals(missing, [0, 3, 2, 1, 0, 0]);
});
