import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { compiledFolder, type Downloaded, downloaded } from "../support/compiled.ts";
import { needs } from "../support/needs.ts";
import { PageDriver } from "../support/page_driver.ts";
import { Program } from "../support/programs.ts";

const EVIL = "console.log('planted code ran'); Deno.exit(7);";

/** Puts files where a program might look for its own. */
async function plant(folder: string): Promise<void> {
  const files: Readonly<Record<string, string>> = {
    "deno.json": `{"version":"9.9.9","imports":{"node:crypto":"./evil.js"}}`,
    "deno.lock": "{}",
    "build.json": `{"version":"9.9.9","commit":"evil"}`,
    "package.json": `{"version":"9.9.9","type":"module"}`,
    ".env": "HOME=/nowhere",
    ".npmrc": "registry=http://127.0.0.1:1/",
    "evil.js": EVIL,
    "server.js": EVIL,
    "client.js": EVIL,
    "ui/dist/index.html": "planted page",
    "ui/dist/app.js": EVIL,
    "ui/dist/app.css": "",
    "ui/dist/icon.svg": "",
    "node_modules/deno-std/package.json": "{}",
    "bin/xdg-open": "#!/bin/sh\ntouch planted-opener-ran\n",
    "xdg-open": "#!/bin/sh\ntouch planted-opener-ran\n",
  };
  for (const [name, text] of Object.entries(files)) {
    const path = `${folder}/${name}`;
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(path, text);
    await Deno.chmod(path, 0o755);
  }
}

/** Everything in the environment that a runtime is known to look at, set to do harm. */
function harmful(trap: number, open: number, folder: string): Record<string, string> {
  const url = `http://127.0.0.1:${trap}`;
  return {
    TMPDIR: folder,
    PATH: ":.:bin", // the folder that it is started in, three times over
    DENO_SERVE_ADDRESS: `duplicate,tcp:0.0.0.0:${open}`,
    DENO_DIR: `${folder}/deno_dir`,
    DENO_V8_FLAGS: "--max-old-space-size=1",
    DENO_UNSTABLE_CONFIG: `${folder}/deno.json`,
    DENO_COVERAGE_DIR: `${folder}/coverage`,
    DENO_CERT: `${folder}/evil.js`,
    DENO_TLS_CA_STORE: "nonsense",
    DENO_NO_PROMPT: "0",
    DENO_PERMISSIONS: "all",
    DENO_INSPECT: "127.0.0.1:9229",
    OTEL_DENO: "true",
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    NODE_OPTIONS: `--require ${folder}/evil.js`,
    NODE_PATH: `${folder}/node_modules`,
    NODE_EXTRA_CA_CERTS: `${folder}/evil.js`,
    NODE_INSPECT: "1",
    NPM_CONFIG_REGISTRY: url,
    JSR_URL: url,
    HTTP_PROXY: url,
    http_proxy: url,
    HTTPS_PROXY: url,
    ALL_PROXY: url,
    all_proxy: url,
    BROWSER: `${folder}/xdg-open`,
  };
}

/** Runs a program to its end. */
async function lines(name: "server" | "client", args: readonly string[], build: Downloaded) {
  const program = new Program(name, args, undefined, build);
  const { code } = await program.status;
  await program.end();
  return { code, lines: program.lines };
}

Deno.test({
  name:
    "Planted files, a hostile folder and a hostile environment change nothing in compiled programs",
  ...needs("compiled"),
  ignore: needs("compiled").ignore || Deno.build.os !== "linux",
  fn: async () => {
    const clean = await downloaded(Deno.build.arch);
    const folder = await Deno.makeTempDir();
    await plant(folder);
    // Where a compiled program's own files seem to be, and where its code cache would be.
    for (const name of ["server", "client"]) {
      const program = `pychat-${name}-${Deno.build.arch}`;
      await plant(`${folder}/deno-compile-${program}`);
      await Deno.writeTextFile(`${folder}/deno-compile-${program}.cache`, EVIL);
    }
    const trap = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const asked = trap.accept().then(() => "asked", () => "not asked");
    const free = Deno.listen({ hostname: "0.0.0.0", port: 0 });
    const { port: open } = free.addr;
    free.close();
    const env = { ...clean.env, ...harmful(trap.addr.port, open, folder) };
    const hostile: Downloaded = { ...clean, cwd: folder, env };

    for (const name of ["server", "client"] as const) {
      const [one, other] = [clean, hostile].map((build) => lines(name, ["--version"], build));
      assertEquals(await one, await other);
    }
    const server = new Program("server", ["-p", "0", "--host", "127.0.0.1"], undefined, hostile);
    const invitation = await server.line(/(pychat:\/\/\S+)/);
    const client = new Program("client", [invitation, "--no-open"], undefined, hostile);
    const link = await client.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/);
    const served = await (await fetch(new URL("/app.js", link))).text();
    const built = await Deno.readTextFile(new URL("../../ui/dist/app.js", import.meta.url));
    assert(served === built, "another page is served than was built");
    const outside = await Deno.connect({ hostname: "127.0.0.1", port: open }).catch(() => null);
    assertEquals(outside, null, "nothing is served where the environment says");
    const page = await PageDriver.open(link);
    await page.until(({ at }) => at === "joined");
    page.say("all is well");
    await page.until(({ texts }) => texts.includes("all is well"));
    // A second start finds the first, whatever proxy is named; it runs no opener of this folder.
    const second = await lines("client", [], hostile);
    const said = second.lines.join("\n");
    assert(said.includes("runs already") && said.includes("    http://127.0.0.1:"), said);
    await page.close();
    for (const program of [client, server]) assertEquals(await program.end(), 0);
    trap.close();
    assertEquals(await asked, "not asked");
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name);
    for (const made of ["planted-opener-ran", "deno_dir", "coverage"]) {
      assertEquals(left.includes(made), false, made);
    }
    await Deno.remove(folder, { recursive: true });
    await clean.remove();
  },
});

Deno.test({
  name: "A compiled server that runs can neither connect, nor read, nor write, nor run anything",
  ...needs("compiled"),
  fn: async () => {
    const build = await downloaded(Deno.build.arch);
    const { code, lines: said } = await lines("server", ["-p", "0", "--self-check"], build);
    const tried = said.filter((line) => /^(refused|ALLOWED): /.test(line));
    assertEquals([code, tried.filter((line) => line.startsWith("ALLOWED"))], [0, []]);
    assert(tried.length >= 10, said.join("\n"));
    await build.remove();
  },
});

Deno.test({
  name:
    "Compiled programs hold no tool of development, and no path of the machine they were made on",
  ...needs("compiled"),
  fn: async () => {
    const folder = compiledFolder();
    const root = Deno.realPathSync(new URL("../../", import.meta.url));
    // As packages are named where their code was taken from; the runtime knows some by name.
    const tools = ["playwright-core@", "axe-core@", "fast-check@", "preact-render-to-string@"];
    for (const name of ["server", "client"] as const) {
      const file = `${folder}/pychat-${name}-${Deno.build.arch}`;
      for (const word of [...tools, root]) {
        assertEquals(await holds(file, word), false, `${file} holds ${word}`);
      }
      for (const word of [`"version":"${config.version}"`, "deno-std@"]) {
        assert(await holds(file, word), `what is in it is found: ${word}`);
      }
    }
  },
});

/** Whether a file holds a word, looked at piece by piece. */
async function holds(file: string, word: string): Promise<boolean> {
  using opened = await Deno.open(file);
  const decoder = new TextDecoder("latin1");
  let rest = "";
  for await (const bytes of opened.readable) {
    const text = rest + decoder.decode(bytes);
    if (text.includes(word)) return true;
    rest = text.slice(-word.length);
  }
  return false;
}
