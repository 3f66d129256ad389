import { assertEquals } from "@std/assert";
import { Residence } from "../../../lib/client/session/residence.ts";
import { ADMISSION, KEY, NUMBERED, TARGET } from "../session_options.ts";

Deno.test("Residence.invite() names the server's key, and a room where there is one", () => {
  const residence = new Residence(ADMISSION, TARGET);
  assertEquals(residence.invite(null), `pychat://[::1]:9#${KEY}`);
  assertEquals(residence.invite("a b"), `pychat://[::1]:9/a%20b#${KEY}`);
});

Deno.test("Residence has a claim where the server gave one, and rooms where it says so", () => {
  const residence = new Residence(ADMISSION, TARGET);
  assertEquals([residence.claim, residence.hasRooms], [null, true]);
  assertEquals(residence.lobby, { room: "lobby", kind: "public", topic: "", history: 20 });
  const { rooms: _, ...welcome } = NUMBERED.welcome;
  residence.renew({ ...NUMBERED, welcome });
  assertEquals(residence.claim, { key: KEY, member: "me", secret: "s" });
  assertEquals(residence.hasRooms, false);
});

Deno.test("Residence.target gives up an invitation to another key than the one that was accepted", () => {
  const invited = { ...TARGET, where: "pychat://x", key: "B".repeat(43) };
  assertEquals(new Residence(ADMISSION, invited).target, {
    ...invited,
    where: "[::1]:9",
    key: null,
  });
});

Deno.test("Residence keeps that the words were compared, as long as the key is the same", () => {
  const residence = new Residence(ADMISSION, TARGET);
  residence.compare();
  residence.renew(ADMISSION);
  assertEquals([residence.server.compared, residence.change.server.compared], [true, true]);
  residence.renew({ ...ADMISSION, key: "B".repeat(43) });
  assertEquals(residence.server.compared, false);
});
