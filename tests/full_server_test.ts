import { assert, assertEquals } from "@std/assert";
import { MAX_CLIENTS, MAX_MEMBER_BYTES } from "../lib/limits.ts";
import { print } from "../lib/io/terminal.ts";
import { needs } from "./support/needs.ts";
import { processSize } from "./support/process_size.ts";
import { startServer } from "./support/programs.ts";
import { RawMember, say } from "./support/raw_member.ts";

const MIB = 1024 * 1024;

/**
 * What a full server may take of a machine at its fullest moment. Runs took 154 to 170 MiB, by what
 * V8 had not found the time to collect. Were each text kept once for everybody who has not
 * acknowledged it, there would be 256 MiB more.
 */
const MOST_BYTES = 200 * MIB;

Deno.test({
  name: "pychat-server: full of members who acknowledge nothing, it stays under 200 MiB",
  ...needs("linux"),
  async fn() {
    const options = ["--message-rate", "off", "--exempt", "127.0.0.1"];
    const { program, port } = await startServer(options);
    const size = () => processSize(program.pid);
    const members: RawMember[] = [];
    let most = 0;
    while (members.length < MAX_CLIENTS) {
      members.push(await RawMember.enter(port, { name: `member ${members.length}` }));
      if (members.length % 64 === 0) most = Math.max(most, size().rss);
    }
    await program.line(new RegExp(`joined people=${MAX_CLIENTS}$`));
    assert(size().descriptors >= MAX_CLIENTS);
    // Each text waits for everybody, up to what may wait for one, and a little less: nobody is cut.
    const text = "x".repeat(300);
    const texts = Math.floor(MAX_MEMBER_BYTES / 450);
    for (let n = 0; n < texts; n++) {
      await members[n % members.length]?.send(say(n + 1, text));
      if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      if (n % 20 === 0) most = Math.max(most, size().rss);
    }
    const strangers: Deno.TcpConn[] = [];
    for (let n = 0; n < 200; n++) {
      strangers.push(await Deno.connect({ hostname: "127.0.0.1", port }));
    }
    most = Math.max(most, size().rss);
    print(`${Math.round(most / MIB)} MiB at most, ${size().descriptors} descriptors`);
    assert(most < MOST_BYTES, `${Math.round(most / MIB)} MiB`);
    for (const one of [...members, ...strangers]) one.close();
    assertEquals(await program.end(), 0);
  },
});
