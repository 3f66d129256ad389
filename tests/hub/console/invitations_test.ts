import { assert, assertEquals } from "@std/assert";
import { invitationsTo } from "../../../lib/hub/console/invitations.ts";
import { parseInvitation } from "../../../lib/message/invitation.ts";

Deno.test("invitationsTo() gives one for each way, in order, that says key and room", () => {
  const key = new Uint8Array(32).fill(7);
  const hosts = ["192.0.2.7", "2001:db8::1", "chat.example.org"];
  for (const room of [null, "Rose Garden", "玄関"]) {
    const invitations = invitationsTo(key, { hosts, port: 7421 }, room);
    const read = invitations.map((text) => {
      const result = parseInvitation(text);
      assert(result.ok, text);
      return result.invitation;
    });
    assertEquals(read.map(({ host }) => host), hosts);
    for (const one of read) assertEquals([one.port, one.room, one.secret], [7421, room, null]);
    assertEquals(read[0]?.key, key.toBase64({ alphabet: "base64url", omitPadding: true }));
  }
  assertEquals(invitationsTo(key, { hosts: [], port: 1 }, null), []);
});
