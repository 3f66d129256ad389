import { assertEquals, assertRejects } from "@std/assert";
import { ProtocolError } from "../../lib/errors.ts";
import {
  MESSAGE_1_BYTES,
  MESSAGE_2_BYTES,
  MESSAGE_3_BYTES,
  type Phase,
  type Role,
  RULES,
  VERSION_BYTES,
} from "../../lib/session/phase.ts";
import type { Session } from "../../lib/session/session.ts";
import { encodePacket, KIND } from "../../lib/wire/packet.ts";
import { events, HELLO, openPair, sessions } from "../support/session_pair.ts";

const HANDSHAKE_BYTES = [MESSAGE_1_BYTES, MESSAGE_2_BYTES, MESSAGE_3_BYTES, VERSION_BYTES];
const PHASES: readonly Phase[] = ["fresh", "waiting", "deciding", "open", "ended"];

/** A session of this role that stands in this phase, or null where that cannot be. */
async function standing(role: Role, phase: Phase): Promise<Session | null> {
  if (phase === "open" || phase === "ended") {
    const pair = await openPair();
    const other = role === "client" ? pair.server : pair.client;
    const bye = encodePacket(KIND.bye, new Uint8Array(0));
    if (phase === "ended") await events(pair[role], await other.seal([bye]));
    return pair[role];
  }
  if (phase === "deciding" && role === "server") return null;
  const pair = await sessions();
  if (phase === "fresh") return pair[role];
  const [answer] = await events(pair.server, await pair.client.start());
  if (phase === "deciding" && answer?.type === "write") await events(pair.client, answer.bytes);
  return pair[role];
}

Deno.test("RULES holds in every cell: no session takes a frame or an act that its phase does not allow", async () => {
  let cells = 0;
  for (const role of ["client", "server"] as const) {
    for (const phase of PHASES) {
      const rule = RULES[role][phase];
      for (const bytes of [...HANDSHAKE_BYTES, 272, 65535, 1]) {
        const session = await standing(role, phase);
        if (session === null || rule.frames.includes(bytes)) continue;
        const header = new Uint8Array([bytes >> 8, bytes & 255]);
        const name = `${role} ${phase} ${bytes}`;
        const error = await assertRejects(() => events(session, header), ProtocolError, "", name);
        assertEquals([error.fault, session.phase], ["frame_length", "ended"], name);
        cells++;
      }
      for (const act of ["start", "proceed", "seal"] as const) {
        const session = await standing(role, phase);
        if (session === null || rule.act === act) continue;
        const acts = {
          start: () => session.start(),
          proceed: () => session.proceed(new Uint8Array(32), HELLO),
          seal: () => session.seal([]),
        };
        await assertRejects(async () => await acts[act](), RangeError);
        assertEquals(session.phase, phase, "a mistake of ours changes nothing");
        cells++;
      }
    }
  }
  // Nine of the ten cells can be stood in; each is tried ten ways, and ten ways are allowed.
  assertEquals(cells, 9 * 10 - 10);
});

Deno.test("RULES gives handshake messages the sizes that PROTOCOL.md states", () => {
  assertEquals(HANDSHAKE_BYTES, [48, 608, 448, 8]);
});

Deno.test("RULES allows no length that could be two things", () => {
  const records = RULES.server.open.frames;
  const lengths = [...HANDSHAKE_BYTES, ...records];
  assertEquals(new Set(lengths).size, lengths.length);
  const cells = [...Object.entries(RULES.client), ...Object.entries(RULES.server)];
  const waiting = cells.filter(([, { frames }]) => frames.includes(VERSION_BYTES));
  assertEquals(waiting, [["waiting", RULES.client.waiting]]);
});
