import { assert, assertEquals } from "@std/assert";
import { webPrimitives } from "../../lib/crypto/primitives.ts";
import { nodePrimitives } from "../../lib/io/primitives.ts";
import { primitivesContract } from "../support/primitives_contract.ts";
import { drawn } from "../support/session_pair.ts";

primitivesContract("nodePrimitives", nodePrimitives);

Deno.test("nodePrimitives answer at once, and never with a Buffer, whose slice is no copy", async () => {
  const { aead, sha256, hkdf, keyPair } = nodePrimitives;
  const [key, other] = [drawn(32, 1), drawn(32, 2)];
  const pair = keyPair(key);
  assert(!(pair instanceof Promise));
  assert(!(aead(key) instanceof Promise));
  const answers = [
    sha256(key, other),
    hkdf(key, other, new Uint8Array(0), 96),
    pair.public,
    pair.agree((await webPrimitives.keyPair(other)).public),
  ];
  for (const [index, answer] of answers.entries()) {
    assert(!(answer instanceof Promise), `answer ${index}`);
    assertEquals(answer.constructor, Uint8Array, `answer ${index}`);
    // As long as it is, so that nothing else is kept or shown with it.
    assertEquals(answer.buffer.byteLength, answer.length, `answer ${index}`);
  }
});

Deno.test("nodePrimitives and webPrimitives come to the same for any input", async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const [one, two, three] = [drawn(seed, seed), drawn(32, seed + 1), drawn(seed * 7, seed + 2)];
    const [node, web] = await Promise.all([nodePrimitives, webPrimitives].map(async (all) => {
      const ours = await all.keyPair(two);
      const theirs = await all.keyPair(drawn(32, seed + 3));
      return [
        await all.sha256(one, two, three),
        await all.hkdf(two, one, new Uint8Array(0), 96),
        await all.hkdf(one, two, three, seed),
        ours.public,
        await ours.agree(theirs.public),
        await ours.agree(await all.sha256(three)),
      ];
    }));
    assertEquals(node, web, `seed ${seed}`);
  }
});
