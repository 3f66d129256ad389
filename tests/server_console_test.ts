import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { correction, generate } from "lean-qr";
import { FakeTerminal } from "./io/operator/fake_terminal.ts";
import { Chatter } from "./support/house.ts";
import { needs } from "./support/needs.ts";
import { SOURCE } from "./support/programs.ts";

/** How long a test waits for what must be seen, in milliseconds. */
const PATIENCE_MS = 90_000;

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const UP = "\x1b[A";

/** `script`, of util-linux, starts a program in a terminal of its own. */
const needsTerminal = needs("linux", "script");

/** A server that was started in a terminal, and what is to be seen there. */
class Attended {
  readonly terminal = new FakeTerminal();
  readonly status: Promise<Deno.CommandStatus>;
  readonly #child: Deno.ChildProcess;
  readonly #keys: WritableStreamDefaultWriter<Uint8Array>;
  readonly #read: Promise<void>;
  #wake = Promise.withResolvers<void>();

  /**
   * @param args Options of the server.
   * @param around Commands of the shell before and after it.
   */
  constructor(args: readonly string[], around: { before?: string; after?: string } = {}) {
    [this.terminal.columns, this.terminal.rows] = [100, 40];
    const words = [...SOURCE.command("server"), "-p", "0", "--host", "127.0.0.1", ...args];
    const server = words.map((word) => `'${word}'`).join(" ");
    const { before = "true", after = "exit $code" } = around;
    // The shell hears of Ctrl+C as well, and waits for the server all the same.
    const command = `trap : INT; stty rows 40 cols 100; ${before}; ${server}; code=$?; ${after}`;
    this.#child = new Deno.Command("script", {
      args: ["-qfec", command, "/dev/null"],
      cwd: SOURCE.cwd,
      env: { NO_COLOR: "1", LANG: "C.UTF-8", SHELL: "/bin/sh" },
      ...{ stdin: "piped", stdout: "piped", stderr: "inherit" } as const,
    }).spawn();
    this.status = this.#child.status;
    this.#keys = this.#child.stdin.getWriter();
    this.#read = this.#show();
  }

  /** What a person sees. */
  get seen(): string[] {
    return this.terminal.seen();
  }

  /** Presses keys. */
  async press(keys: string): Promise<void> {
    await this.#keys.write(new TextEncoder().encode(keys));
  }

  /** Waits until a line is seen, and gives what the first group of the pattern matched. */
  async until(pattern: RegExp): Promise<string> {
    const latest = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = this.seen.map((line) => pattern.exec(line)).find((match) => match !== null);
      if (found) return found[1] ?? found[0];
      assert(performance.now() < latest, `no line is like ${pattern}:\n${this.seen.join("\n")}`);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => timer = setTimeout(resolve, PATIENCE_MS));
      await Promise.race([this.#wake.promise, late]);
      clearTimeout(timer);
    }
  }

  /** Waits for its end, and gives its exit code. */
  async end(): Promise<number> {
    const { code } = await this.status;
    await this.#keys.close().catch(() => {});
    await this.#read;
    return code;
  }

  async #show(): Promise<void> {
    for await (const text of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      this.terminal.text += text;
      this.#wake.resolve();
      this.#wake = Promise.withResolvers<void>();
    }
    this.#wake.resolve();
  }
}

/** A test with a server in a terminal, which ends in it. */
function test(name: string, act: (data: string) => Promise<void>): void {
  Deno.test({
    name,
    ...needsTerminal,
    async fn() {
      const data = await Deno.makeTempDir({ dir: "/tmp" });
      await act(data);
      await Deno.remove(data, { recursive: true });
    },
  });
}

/** Waits until a server can be typed to; gives its port. */
async function opened(server: Attended): Promise<number> {
  const port = Number(await server.until(/listening port=(\d+)/));
  await server.until(/^>$/);
  return port;
}

test("pychat-server in a terminal obeys who types there, after it has given up its permissions", async (data) => {
  const server = new Attended(["--data", data]);
  const port = await opened(server);
  const ada = await Chatter.join(port, "ada");
  const bern = await Chatter.join(port, "Bern E");
  await server.until(/joined people=2/);
  await server.press("wh");
  await server.until(/^> wh$/);
  await server.press("\t");
  await server.until(/^> who$/);
  await server.press("\r");
  assertMatch(await server.until(/^ {4}ada·.*/), /^ {4}ada·[a-z2-7]{4}$/);
  await server.press("announce Tea at five\r");
  await server.until(/^Told 2 people\.$/);
  for (const one of [ada, bern]) {
    await one.until(({ heard }) => heard.some(({ type }) => type === "announcement"));
  }
  await server.press("kick b");
  await server.until(/^> kick b$/);
  await server.press("\t");
  await server.until(/^> kick "Bern E"$/);
  await server.press("\r");
  await server.until(/^Bern E·.... is out of the server, and kept out for 1 minute\.$/);
  await bern.until(({ ended }) => ended !== null);
  const closing = bern.heard.at(-1);
  assert(closing?.type === "closing" && closing.reason === "kicked");
  await server.press("kik ada\r");
  await server.until(/^There is no command “kik”\. “help” lists those there are\.$/);
  await server.press(UP + UP + UP + "\r");
  await server.until(/^Told 1 person\.$/);
  await server.press("stop\r");
  assertEquals(await server.end(), 0);
  await ada.until(({ heard }) => heard.some((one) => one.type === "closing"));
});

test("pychat-server in a terminal keeps its log and what is typed apart", async (data) => {
  const server = new Attended(["--data", data]);
  const port = await opened(server);
  const begin = server.seen.length - 1;
  const people: Chatter[] = [];
  const line = "announce " + "a long text, over more than one row ".repeat(5);
  const keys = [...line];
  for (let n = 0; n < 10; n++) {
    await server.press(keys.splice(0, 20).join(""));
    people.push(await Chatter.join(port, `guest${n}`));
    await server.until(new RegExp(`joined people=${n + 1}$`));
  }
  await server.press(keys.join("") + "!");
  await server.until(/!$/);
  const seen = server.seen.slice(begin);
  assertEquals(seen.slice(0, 10).map((one) => one.replace(/^\S+ /, "")), [
    ...Array.from({ length: 10 }, (_, n) => `joined people=${n + 1}`),
  ]);
  const letters = (text: string) => text.replaceAll(" ", "");
  assertEquals(letters(seen.slice(10).join("")), letters(`> ${line}!`));
  await server.press(CTRL_C);
  assertEquals(await server.end(), 0);
});

test("pychat-server in a terminal ends by Ctrl+C, and leaves the terminal as it was", async (data) => {
  const modes = `echo "modes $(stty -g)"`;
  const server = new Attended(["--data", data], {
    before: modes,
    after: `${modes}; echo "code $code"; exit 7`,
  });
  await opened(server);
  await server.press("half a line");
  await server.until(/^> half a line$/);
  await server.press(CTRL_C);
  assertEquals(await server.end(), 7);
  const { seen } = server;
  const [before, after, ...more] = seen.filter((line) => line.startsWith("modes "));
  assertEquals([after, more], [before, []]);
  assertEquals(seen.at(-1), "code 0");
  assertMatch(seen.at(-3) ?? "", /stopping people=0$/);
  assertEquals(seen.at(-4), "> half a line");
});

test("pychat-server goes on when its console is ended by Ctrl+D", async (data) => {
  const server = new Attended(["--data", data]);
  const port = await opened(server);
  await server.press(CTRL_D);
  await server.until(/^The console has ended; the server goes on until Ctrl\+C\.$/);
  await Chatter.join(port, "ada");
  await server.until(/joined people=1$/);
  await server.press("stop\r");
  const bern = await Chatter.join(port, "bern");
  await server.until(/joined people=2$/);
  assertEquals(bern.heard.filter(({ type }) => type === "closing"), []);
  await server.press(CTRL_C);
  assertEquals(await server.end(), 0);
});

test("pychat-server prints a code in a terminal that says what the invitation does", async (data) => {
  const server = new Attended(["--data", data]);
  await opened(server);
  const invitation = await server.until(/^ {4}(pychat:\S+)$/);
  const code = generate(invitation, { minCorrectionLevel: correction.L });
  const width = code.size + 8;
  const blocks = [...server.terminal.text.matchAll(/48;5;231m([ ▀▄█]+)/gu)].map(([, one]) => one);
  const rows = blocks.flatMap((line = "") => {
    const letters = [...line];
    return ["▀█", "▄█"].map((half) => letters.map((letter) => half.includes(letter)));
  });
  const wanted = Array.from({ length: rows.length }, (_, y) => {
    return Array.from({ length: width }, (_, x) => code.get(x - 4, y - 4));
  });
  assertEquals(rows, wanted);
  assert(rows.length >= width);
  const printed = blocks.length;
  await server.press("invite\r");
  await server.until(/^>$/);
  await server.press("who\r");
  await server.until(/^Nobody is here\.$/);
  assertEquals(server.terminal.text.match(/48;5;231m/g)?.length, 2 * printed);
  await server.press(CTRL_C);
  assertEquals(await server.end(), 0);

  const small = new Attended(["--data", data], { before: "stty rows 40 cols 40" });
  await small.until(/listening port=\d+/);
  assert(!/[▀▄█]/u.test(small.terminal.text));
  await small.press(CTRL_C);
  assertEquals(await small.end(), 0);
});

test("pychat-server in a terminal opens no console where its input is another's", async (data) => {
  const server = new Attended(["--data", data], {
    before: `exec 3<&0 < /dev/null 2> '${data}/log'`,
    after: `exec <&3; exit $code`,
  });
  await server.until(/^ {4}pychat:\S+$/);
  const latest = performance.now() + PATIENCE_MS;
  const log = () => Deno.readTextFileSync(`${data}/log`);
  while (!log().includes("listening")) {
    assert(performance.now() < latest);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await server.press(CTRL_C);
  assertEquals(await server.end(), 0);
  assertStringIncludes(log(), "stopping people=0");
  assert(!server.seen.some((line) => line.startsWith(">") || line.startsWith("Type help")));
});
