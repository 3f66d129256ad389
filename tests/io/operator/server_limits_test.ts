import { assertEquals, assertThrows } from "@std/assert";
import { isInAny } from "../../../lib/io/net/source.ts";
import {
  type LimitOptions,
  MOST_CLIENTS,
  MOST_MESSAGES,
  readLimits,
} from "../../../lib/io/operator/server_limits.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { MAX_EXEMPT, MAX_HISTORY, MAX_PER_ADDRESS, MESSAGE_RATE } from "../../../lib/limits.ts";

function refuses(given: LimitOptions, ...parts: string[]): void {
  for (const part of parts) assertThrows(() => readLimits(given), StartError, part);
}

Deno.test("readLimits() is the usual limits where nothing is said", () => {
  const usual = {
    maxClients: null,
    maxPerAddress: MAX_PER_ADDRESS,
    exempt: [],
    texts: MESSAGE_RATE,
    history: 0,
  };
  assertEquals(readLimits({}), usual);
});

Deno.test("readLimits() reads counts from one to the most", () => {
  for (const count of [1, 9, 10, MOST_CLIENTS]) {
    const given = { "max-clients": `${count}`, "max-per-address": `${count}` };
    const { maxClients, maxPerAddress } = readLimits(given);
    assertEquals([maxClients, maxPerAddress], [count, count]);
  }
  const bad = ["0", "-1", "+1", "01", "1.5", "1e3", "1 000", "1,000", "0x10", "Infinity", "NaN"];
  for (const text of [...bad, "all", "", " 1", "1 ", "٣", "99999999", `${MOST_CLIENTS + 1}`]) {
    refuses({ "max-clients": text }, `--max-clients is a number from 1 to ${MOST_CLIENTS}`, text);
    refuses({ "max-per-address": text }, "--max-per-address is a number", text);
  }
});

Deno.test("readLimits() reads a rate in texts a second, whose burst grows with it", () => {
  const texts = (text: string) => readLimits({ "message-rate": text }).texts;
  assertEquals(texts(`${MESSAGE_RATE.perSecond}`), MESSAGE_RATE);
  assertEquals(texts("1"), { burst: 6, perSecond: 1 });
  assertEquals(texts(`${MOST_MESSAGES}`)?.burst, MOST_MESSAGES * 6);
  assertEquals(texts("off"), null);
  for (const text of ["0", "Off", "no", "none", "-5", "0.5", "5/s", "", `${MOST_MESSAGES + 1}`]) {
    refuses(
      { "message-rate": text },
      "--message-rate is a number of texts a second",
      "or off",
      text,
    );
  }
});

Deno.test("readLimits() reads networks, one or several, with or without blanks between them", () => {
  for (const text of ["10.0.0.0/8,::1", "10.0.0.0/8, ::1", " 10.0.0.0/8 ,\t::1 "]) {
    const { exempt } = readLimits({ exempt: text });
    for (const address of ["10.9.8.7", "::ffff:10.0.0.1", "::1"]) {
      assertEquals(isInAny(address, exempt), true);
    }
    for (const address of ["11.0.0.1", "::2"]) assertEquals(isInAny(address, exempt), false);
  }
});

Deno.test("readLimits() refuses what is no network, and names it", () => {
  const bad = ["10.0.0.1/8", "localhost", "10.0.0.0/33", "2001:db8::1/32", "fe80::1%eth0", "*"];
  for (const text of bad) refuses({ exempt: `127.0.0.1, ${text}` }, `“${text}” in --exempt is`);
  for (const text of ["", " ", ",", "127.0.0.1,", ",127.0.0.1", "::1,,::2"]) {
    refuses({ exempt: text }, "“” in --exempt is neither");
  }
  refuses({ exempt: "10.0.0.0/8 fd00::/8" }, "a comma stands between two");
});

Deno.test("readLimits() takes as many networks as there is room for", () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => `10.0.0.${n}`).join(",");
  assertEquals(readLimits({ exempt: many(MAX_EXEMPT) }).exempt.length, MAX_EXEMPT);
  refuses({ exempt: many(MAX_EXEMPT + 1) }, `names ${MAX_EXEMPT + 1} networks; there is room for`);
});

Deno.test("readLimits() reads how many texts are kept, from none to the most", () => {
  for (const count of [0, 1, 20, MAX_HISTORY]) {
    assertEquals(readLimits({ history: `${count}` }).history, count);
  }
  for (const text of [`${MAX_HISTORY + 1}`, "-1", "00", "01", "1.5", "1e2", "off", "", " 1", "٣"]) {
    const why =
      `--history is a number of texts, from 0 (keep none) to ${MAX_HISTORY}, not “${text}”.`;
    refuses({ history: text }, why);
  }
});
