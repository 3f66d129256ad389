/**
 * What a process that only plays says of an address: enough to see every card.
 *
 * @module
 */
import type { Checked } from "../../lib/api/update.ts";
import { WORDS } from "./scenes.ts";

/** What would this mean? */
export function checked(where: string): Checked {
  if (where.includes(" ")) {
    return {
      ok: false,
      problem: { code: "invitation", part: "host", fault: "characters", by: 0 },
    };
  }
  const key = where.split("#")[1];
  if (key !== undefined && key.length < 43) {
    const by = 43 - key.length;
    return { ok: false, problem: { code: "invitation", part: "key", fault: "short", by } };
  }
  const standing = key !== undefined ? "invited" : where.startsWith("known") ? "known" : "new";
  const host = where.replace("pychat://", "").split(/[:/#]/)[0] ?? "";
  return { ok: true, host, port: 7420, standing, words: standing === "new" ? [] : WORDS };
}
