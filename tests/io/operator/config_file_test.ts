import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { MAX_CONFIG_BYTES, parseConfig, readConfig } from "../../../lib/io/operator/config_file.ts";
import { StartError } from "../../../lib/io/start_error.ts";

const NAMES = { string: ["port", "name"], boolean: ["loud"] } as const;

function parse(text: string): unknown {
  return parseConfig(text, "/etc/x.conf", NAMES);
}

function refuses(text: string, line: number, ...parts: string[]): void {
  for (const part of [`/etc/x.conf, line ${line}: `, ...parts]) {
    assertThrows(() => parse(text), StartError, part);
  }
}

Deno.test("parseConfig() reads options with values and options that are there or not", () => {
  assertEquals(parse("port = 7420\nname = Garden Pi\nloud = yes\n"), {
    string: { port: "7420", name: "Garden Pi" },
    boolean: { loud: true },
  });
  assertEquals(parse("loud = no"), { string: {}, boolean: { loud: false } });
  for (const text of ["", "\n\n", "# port = 1", "  # port = 1\n\t#\n   \n"]) {
    assertEquals(parse(text), { string: {}, boolean: {} });
  }
});

Deno.test("parseConfig() takes a file as an editor may leave it: blanks, tabs, CRLF, a byte order mark", () => {
  const wanted = { string: { port: "7", name: "a = b # c" }, boolean: {} };
  const texts = [
    "port=7\nname=a = b # c",
    "\u{feff}port = 7\r\nname = a = b # c\r\n",
    "\t port\t=\t7 \t\n\n   name =   a = b # c   \n",
  ];
  for (const text of texts) assertEquals(parse(text), wanted);
});

Deno.test("parseConfig() refuses a name it does not know, and says what may stand there", () => {
  const odd = ["data", "config", "help", "version", "p", "-p", "--port", "Port", "__proto__", ""];
  for (const name of [...odd, "toString", "po rt", "self-check"]) {
    refuses(`# first\nport = 1\n${name} = 1\n`, 3, `“${name}”`, "port, name, loud");
  }
  refuses("a\u202eb = 1", 1, "a\\u{202e}b");
});

Deno.test("parseConfig() refuses an option that stands there twice, with the same value too", () => {
  refuses("port = 1\n\nport = 1", 3, "second time");
  refuses("loud = no\nloud = no", 2, "loud", "second time");
});

Deno.test("parseConfig() refuses a line that it would have to guess at", () => {
  refuses("port", 1, "option = value");
  refuses("port: 7", 1, "option = value");
  refuses("[server]", 1, "option = value");
  refuses("port =", 1, "port needs a value");
  refuses("port = \t ", 1, "port needs a value");
  for (const value of ["true", "1", "on", "Yes", "YES", "y", "false"]) {
    refuses(`loud = ${value}`, 1, "loud is yes or no");
  }
  for (const value of [`"Garden Pi"`, `'x'`, `""`]) {
    refuses(`name = ${value}`, 1, "without quotation marks");
  }
  assertEquals(parse(`name = the "Pi"`), { string: { name: `the "Pi"` }, boolean: {} });
  for (const control of ["\0", "\u001b[2J", "\u007f", "\u0085", "\r"]) {
    refuses(`port = 1\nname = a${control}b`, 2, "nobody can type");
  }
});

async function withFile(bytes: Uint8Array, act: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, bytes);
  await act(path);
  await Deno.remove(path);
}

Deno.test("readConfig() reads a file up to its longest, and names it where it cannot", async () => {
  const line = "port = 7\n";
  const longest = new TextEncoder().encode(line.padEnd(MAX_CONFIG_BYTES, "#"));
  await withFile(longest, async (path) => {
    assertEquals(await readConfig(path, NAMES), { string: { port: "7" }, boolean: {} });
    await Deno.writeTextFile(path, "#", { append: true });
    await assertRejects(() => readConfig(path, NAMES), StartError, `${path} cannot be read: it is`);
  });
  await withFile(new Uint8Array([0x23, 0xfc]), async (path) => {
    await assertRejects(() => readConfig(path, NAMES), StartError, "UTF-8");
  });
  await withFile(new TextEncoder().encode("port = 7\nx"), async (path) => {
    await assertRejects(() => readConfig(path, NAMES), StartError, `${path}, line 2: `);
  });
  const posix = Deno.build.os === "windows" ? [] : ["/dev/zero"];
  for (const path of [...posix, "/", "/absent.conf"]) {
    await assertRejects(() => readConfig(path, NAMES), StartError, `${path} cannot be read`);
  }
});
