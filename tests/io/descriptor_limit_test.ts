import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { allowedClients, descriptorLimit } from "../../lib/io/descriptor_limit.ts";
import { MAX_CLIENTS, SPARE_DESCRIPTORS } from "../../lib/limits.ts";
import { runChild } from "../support/child.ts";

const posix = { ignore: Deno.build.os === "windows" }; // it knows no such limit

/** What a server says that may open so many files and is asked for so many clients. */
async function ask(wanted: number, files: number): Promise<string> {
  const { code, stdout, stderr } = await runChild(
    `
    import { allowedClients, descriptorLimit } from "./lib/io/descriptor_limit.ts";
    const limit = descriptorLimit(${wanted} + ${SPARE_DESCRIPTORS});
    console.log(JSON.stringify([limit, allowedClients(${wanted}, limit)]));
    // All of them are free again.
    console.log(descriptorLimit(${wanted} + ${SPARE_DESCRIPTORS}) === limit);
    `,
    ["--allow-read"],
    `ulimit -n ${files}`,
  );
  assertEquals([code, stderr], [0, ""]);
  const [found = "", again] = stdout.split("\n");
  assertEquals(again, "true");
  return found;
}

Deno.test("allowedClients() gives as many as are wanted where the descriptors are enough", () => {
  for (const wanted of [1, 50, MAX_CLIENTS, 5_000]) {
    for (const limit of [wanted + SPARE_DESCRIPTORS, 100_000, null]) {
      assertEquals(allowedClients(wanted, limit), { clients: wanted, sentence: null });
    }
  }
  assertEquals(allowedClients(null, null), { clients: MAX_CLIENTS, sentence: null });
});

Deno.test("allowedClients() keeps the spare ones back, and says so to whoever asked for more", () => {
  const { clients, sentence } = allowedClients(2_000, 1_024);
  assertEquals(clients, 1_024 - SPARE_DESCRIPTORS);
  for (const part of ["for 2000 people", `room for ${clients}.`, "ulimit -n 2128", "NOFILE=2128"]) {
    assertStringIncludes(sentence ?? "", part);
  }
  const wanted = 1_024 - SPARE_DESCRIPTORS;
  assertEquals(allowedClients(wanted, 1_024).sentence, null);
  assertEquals(allowedClients(wanted + 1, 1_024).clients, wanted);
  assert(allowedClients(wanted + 1, 1_024).sentence !== null);
  assertEquals(allowedClients(null, 1_024), { clients: wanted, sentence: null });
});

Deno.test("allowedClients() leaves room for one whatever the limit is", () => {
  for (const limit of [0, SPARE_DESCRIPTORS, SPARE_DESCRIPTORS + 1]) {
    assertEquals(allowedClients(10, limit).clients, 1);
  }
  assertEquals(allowedClients(10, SPARE_DESCRIPTORS + 2).clients, 2);
});

Deno.test({
  name: "descriptorLimit() finds the system's limit with nothing but the right to read",
  ...posix,
  async fn() {
    const [limit, { clients, sentence }] = JSON.parse(await ask(1_000, 300));
    assert(limit >= 300 && limit < 332, `${limit}`);
    assertEquals(clients, limit - SPARE_DESCRIPTORS);
    const advice = /ulimit -n (\d+)/.exec(sentence)?.[1];
    const [enough, allowed] = JSON.parse(await ask(1_000, Number(advice)));
    assertEquals(enough, 1_000 + SPARE_DESCRIPTORS);
    assertEquals(allowed, { clients: 1_000, sentence: null }, "its own advice is enough");
  },
});

Deno.test({
  name: "descriptorLimit() tries no more than is wanted",
  ...posix,
  fn() {
    for (const enough of [1, 32, 33, 200]) {
      assertEquals(descriptorLimit(enough), enough);
    }
  },
});
