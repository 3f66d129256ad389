import { assertEquals } from "@std/assert";
import { FaultProxy } from "../support/faults.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { json } from "../support/hostile_wire.ts";
import { needs } from "../support/needs.ts";
import { NUMBERED } from "../support/noble_delivery.ts";
import { startServer } from "../support/programs.ts";

/** So many texts of one member come at once under the usual limits: 30 texts and 256 KiB. */
const TEXTS = 30;

for (const shouters of [1, 2]) {
  Deno.test({
    name:
      `pychat-server keeps who reads as fast as a household's line through the bursts of ${shouters} others`,
    ...needs("linux"),
    async fn() {
      const { program, port } = await startServer(["--log", "json"]);
      // 800 KB a second, which is more than six megabits.
      const line = await FaultProxy.open(port, () => ({
        down: [{ how: "trickle", at: 0, bytes: 16_384, ms: 20 }],
      }));
      const as = { type: "hello", name: "ada", delivery: true };
      const ada = await HostilePeer.enter(line.port, { as, behaves: true });
      const eves: HostilePeer[] = [];
      for (let n = 0; n < shouters; n++) {
        const eve = { type: "hello", name: `eve${n}`, delivery: true };
        eves.push(await HostilePeer.enter(port, { as: eve, from: "127.0.0.66", behaves: true }));
      }
      const text = "\u5b57".repeat(2_690);
      const says = Array.from(
        { length: TEXTS },
        (_, n) => json({ type: "say", room: "lobby", ref: n + 1, text }, NUMBERED),
      );
      const pairs = Array.from({ length: TEXTS / 2 }, (_, n) => says.slice(2 * n, 2 * n + 2));
      const sent = eves.map((eve) => eve.send(...pairs));
      const reading = eves.map((eve) => eve.rest().then(() => eve.close()));
      let heard = 0;
      while (heard < TEXTS * shouters && await ada.hear("text") !== null) heard++;
      assertEquals(heard, TEXTS * shouters, "she has lost her connection to others' texts");
      await Promise.all(sent);
      await ada.leave();
      assertEquals(await program.end(), 0);
      await Promise.all(reading);
      await line.stop();
    },
  });
}
