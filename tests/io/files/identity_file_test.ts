import { assert, assertEquals, assertMatch, assertNotEquals, assertRejects } from "@std/assert";
import {
  firstLine,
  identityLine,
  identitySecret,
  keptPassphrase,
  MAX_SECRET_BYTES,
  ownPassphrase,
  parseIdentity,
  readIdentity,
} from "../../../lib/io/files/identity_file.ts";
import { StartError } from "../../../lib/io/start_error.ts";
import { runChild, startChild } from "../../support/child.ts";
import { needs } from "../../support/needs.ts";

const posix = Deno.build.os !== "windows";

/** Runs a test with the path of a file, that is not there yet, in a folder of its own. */
async function withPath(act: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await act(`${folder}/identity.key`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Puts a file there that only its owner may read. */
async function put(path: string, text: string, mode = 0o600): Promise<void> {
  await Deno.writeTextFile(path, text);
  if (posix) await Deno.chmod(path, mode);
}

/** The names in the folder of a file, without lock files. */
function names(path: string): string[] {
  return [...Deno.readDirSync(path.replace(/\/[^/]*$/, ""))]
    .map(({ name }) => name).filter((name) => !name.endsWith(".lock"));
}

Deno.test("identitySecret() makes a file of 44 bytes for its owner alone, and no other", async () => {
  await withPath(async (path) => {
    const secret = await identitySecret(path);
    assertEquals(secret.length, 32);
    const text = await Deno.readTextFile(path);
    assertMatch(text, /^[A-Za-z0-9_-]{43}\n$/);
    assertEquals(text, `${secret.toBase64({ alphabet: "base64url", omitPadding: true })}\n`);
    if (posix) assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    assertEquals(names(path), ["identity.key"]);
  });
});

Deno.test("identitySecret() is the same at every start, and another one in another folder", async () => {
  await withPath(async (path) => {
    const secret = await identitySecret(path);
    const text = await Deno.readTextFile(path);
    assertEquals([await identitySecret(path), await identitySecret(path)], [secret, secret]);
    assertEquals(await Deno.readTextFile(path), text);
    await withPath(async (other) => assertNotEquals(await identitySecret(other), secret));
  });
});

const GOOD = "q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s"; // 32 bytes of 0xab

const DAMAGED: Readonly<Record<string, string>> = {
  "an empty file": "",
  "an empty line": "\n",
  "one letter too few": `${GOOD.slice(1)}\n`,
  "half of it": GOOD.slice(0, 21),
  "one letter too many": `${GOOD}A\n`,
  "two keys in a row": `${GOOD}${GOOD}\n`,
  "spare bits that are not zero": `${GOOD.slice(0, 42)}t\n`,
  "padding": `${GOOD}=\n`,
  "a space before it": ` ${GOOD}\n`,
  "a space after it": `${GOOD} \n`,
  "a space within it": `${GOOD.slice(0, 20)} ${GOOD.slice(20)}\n`,
  "the key on the second line": `\n${GOOD}\n`,
  "the other alphabet": `${"+/".repeat(21)}A\n`,
  "a byte order mark": `\u{feff}${GOOD}\n`,
  "zeros": "\0".repeat(44),
  "a sentence": "this is not a key, and it is about as long.\n",
};

Deno.test("identitySecret() refuses a file that is damaged, and leaves every byte of it", async () => {
  for (const [what, text] of Object.entries(DAMAGED)) {
    await withPath(async (path) => {
      await put(path, text);
      const before = await Deno.readFile(path);
      await assertRejects(() => identitySecret(path), StartError, path, what);
      assertEquals(await Deno.readFile(path), before, what);
      assertEquals(names(path), ["identity.key"]);
    });
  }
});

Deno.test("identitySecret() takes a file as an editor may leave it: CRLF, no newline, more lines", async () => {
  for (const text of [`${GOOD}\r\n`, GOOD, `${GOOD}\n\n`, `${GOOD}\nmy notes\n`]) {
    await withPath(async (path) => {
      await put(path, text);
      assertEquals(await identitySecret(path), new Uint8Array(32).fill(0xab));
      assertEquals(await Deno.readTextFile(path), text);
    });
  }
});

Deno.test({
  name: "identitySecret() refuses a file that others may read, and leaves it and its mode",
  ignore: !posix,
  async fn() {
    for (const mode of [0o644, 0o640, 0o604, 0o601, 0o620]) {
      await withPath(async (path) => {
        await put(path, `${GOOD}\n`, mode);
        await assertRejects(() => identitySecret(path), StartError, "chmod 600");
        const { mode: after } = await Deno.stat(path);
        assertEquals([await Deno.readTextFile(path), (after ?? 0) & 0o777], [`${GOOD}\n`, mode]);
      });
    }
  },
});

Deno.test("identitySecret() refuses what is no file", async () => {
  await withPath(async (path) => {
    await Deno.mkdir(path, { mode: 0o700 });
    await assertRejects(() => identitySecret(path), StartError, path);
    assert((await Deno.stat(path)).isDirectory);
  });
});

Deno.test("identitySecret() comes to one key when many ask for it at once", async () => {
  await withPath(async (path) => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => identitySecret(path)));
    assertEquals(new Set(secrets.map((secret) => secret.toHex())).size, 1);
    assertEquals(names(path), ["identity.key"]);
  });
});

Deno.test("identitySecret() comes to one key in ten processes that start at once", async () => {
  await withPath(async (path) => {
    const children = await Promise.all(Array.from({ length: 10 }, () =>
      startChild(`
        import { identitySecret } from "./lib/io/files/identity_file.ts";
        console.log((await identitySecret(${JSON.stringify(path)})).toHex());
      `)));
    const keys = await Promise.all(children.map((child) => child.line()));
    for (const child of children) assertEquals((await child.end()).code, 0);
    assertEquals(new Set(keys).size, 1);
    assertEquals(keys[0], (await identitySecret(path)).toHex());
    assertEquals(names(path), ["identity.key"]);
  });
});

Deno.test({
  name: "identitySecret() and keptPassphrase() leave nothing where nothing can be written",
  ignore: !posix,
  async fn() {
    await withPath(async (path) => {
      // Writing fails as on a full disk, for everybody and on every system.
      const full = "trap '' XFSZ; ulimit -f 0";
      const code = `
        import { identitySecret, keptPassphrase } from "./lib/io/files/identity_file.ts";
        const path = ${JSON.stringify(path)};
        for (const make of [identitySecret, keptPassphrase]) {
          await make(path).catch((error) => console.log(error.name, error.message));
        }
      `;
      const { stdout } = await runChild(code, ["--allow-all"], full);
      const sentence = new RegExp(`^StartError The file ${path} cannot be made: .*--data DIR\\.$`);
      const lines = stdout.trim().split("\n");
      assertEquals(lines.length, 2);
      for (const line of lines) assertMatch(line, sentence);
      assertEquals([...Deno.readDirSync(path.replace(/\/[^/]*$/, ""))], []);
    });
  },
});

Deno.test("readIdentity() reads what identitySecret() made, and makes nothing itself", async () => {
  await withPath(async (path) => {
    await assertRejects(() => readIdentity(path), StartError, path);
    assertEquals(names(path), []);
    const secret = await identitySecret(path);
    assertEquals(await readIdentity(path), secret);
  });
});

Deno.test("readIdentity() reads no further than a key and some remarks can be", async () => {
  await withPath(async (path) => {
    await put(path, `${GOOD}\n`.padEnd(MAX_SECRET_BYTES, "#"));
    assertEquals(await readIdentity(path), new Uint8Array(32).fill(0xab));
    await put(path, `${GOOD}\n`.padEnd(MAX_SECRET_BYTES + 1, "#"));
    await assertRejects(() => readIdentity(path), StartError, "cannot be read: it is longer");
  });
});

Deno.test("parseIdentity() and identityLine() are one another's opposite, in the one way to write it", () => {
  for (const byte of [0, 1, 0xab, 0xff]) {
    const secret = new Uint8Array(32).fill(byte);
    assertMatch(identityLine(secret), /^[A-Za-z0-9_-]{43}\n$/);
    assertEquals(parseIdentity(identityLine(secret).trimEnd()), secret);
  }
  for (const text of [`${GOOD}\n`, `${GOOD}=`, `${GOOD.slice(0, 42)}t`, "", GOOD.slice(2)]) {
    assertEquals(parseIdentity(text), null, text);
  }
});

Deno.test("firstLine() is what stands before the first newline, CR or not", () => {
  const cases = [["", ""], ["a", "a"], ["a\n", "a"], ["a\r\nb", "a"], ["\na", ""], [
    "a\rb",
    "a\rb",
  ]];
  for (const [text = "", line = ""] of cases) assertEquals(firstLine(text), line);
});

Deno.test("keptPassphrase() makes up 26 letters once, in a file for its owner alone", async () => {
  await withPath(async (path) => {
    const passphrase = await keptPassphrase(path);
    assertMatch(passphrase, /^[a-z2-7]{26}$/);
    assertEquals(await Deno.readTextFile(path), `${passphrase}\n`);
    if (posix) assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    assertEquals(await keptPassphrase(path), passphrase);
    await put(path, "an operator's own\n");
    assertEquals(await keptPassphrase(path), "an operator's own");
    await withPath(async (other) => assertNotEquals(await keptPassphrase(other), passphrase));
  });
});

Deno.test("keptPassphrase() refuses a file that is too short to be one, and leaves it", async () => {
  for (const text of ["", "\n", "short\n"]) {
    await withPath(async (path) => {
      await put(path, text);
      await assertRejects(() => keptPassphrase(path), StartError, path);
      assertEquals(await Deno.readTextFile(path), text);
    });
  }
});

Deno.test("ownPassphrase() is the first line, whatever ends it, of 12 letters and more", async () => {
  const twelve = "correct hors";
  const cases = [`${twelve}\n`, twelve, `${twelve}\r\n`, `${twelve}\nmore\n`, `${twelve}\r\nmore`];
  for (const text of cases) {
    await withPath(async (path) => {
      await put(path, text);
      assertEquals(await ownPassphrase(path), twelve);
    });
  }
  for (
    const text of ["correct hor\n", "correct hor\r\n", `\n${twelve}\n`, "correct hor\nse\n", ""]
  ) {
    await withPath(async (path) => {
      await put(path, text);
      await assertRejects(() => ownPassphrase(path), StartError, "shorter than 12");
    });
  }
});

Deno.test("ownPassphrase() is plain text in UTF-8, with or without a byte order mark", async () => {
  await withPath(async (path) => {
    await put(path, "\u{feff}garden gnome\n");
    assertEquals(await ownPassphrase(path), "garden gnome");
    const latin1 = Uint8Array.from("grüße aus köln", (letter) => letter.charCodeAt(0));
    const utf16 = new Uint8Array([..."garden gnome"].flatMap((one) => [one.charCodeAt(0), 0]));
    for (const bytes of [latin1, utf16, new Uint8Array([255, 254, ...utf16])]) {
      await Deno.writeFile(path, bytes, { mode: 0o600 });
      await assertRejects(() => ownPassphrase(path), StartError, "UTF-8");
    }
    await put(path, `${" ".repeat(20)}\n`);
    await assertRejects(() => ownPassphrase(path), StartError, "shorter");
  });
});

Deno.test("ownPassphrase() keeps spaces at both ends: they are part of it", async () => {
  await withPath(async (path) => {
    await put(path, "  between two blanks \n");
    assertEquals(await ownPassphrase(path), "  between two blanks ");
  });
});

Deno.test("ownPassphrase() refuses a file that is absent or open to others, and makes none", async () => {
  await withPath(async (path) => {
    await assertRejects(() => ownPassphrase(path), StartError, path);
    assertEquals(names(path), []);
    if (!posix) return;
    await put(path, "long enough to be one\n", 0o644);
    await assertRejects(() => ownPassphrase(path), StartError, "chmod 600");
  });
});

Deno.test({
  name: "readIdentity() waits for no pipe in the place of the key",
  ...needs("linux"),
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/identity.key`;
    await new Deno.Command("mkfifo", { args: ["-m", "600", path] }).output();
    await assertRejects(() => readIdentity(path), StartError, "it is not a file");
    await Deno.remove(folder, { recursive: true });
  },
});
