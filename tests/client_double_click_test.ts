import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { needs } from "./support/needs.ts";
import { PageDriver } from "./support/page_driver.ts";
import { type Build, Program, SOURCE, startServer } from "./support/programs.ts";

/** A desktop whose browser is a file that links are written to. */
interface Desktop {
  readonly build: Build;
  /** The next link that the browser is given. */
  link(): Promise<string>;
}

async function desktop(): Promise<Desktop> {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/links`;
  for (const name of ["xdg-open", "open"]) {
    await Deno.writeTextFile(`${folder}/${name}`, `#!/bin/sh\necho "$1" >> '${file}'\n`);
    await Deno.chmod(`${folder}/${name}`, 0o755);
  }
  const env = { ...Deno.env.toObject(), PATH: `${folder}:${Deno.env.get("PATH")}` };
  let taken = 0;
  return {
    build: { ...SOURCE, env },
    async link() {
      for (let tries = 0; tries < 600; tries++) {
        const links = await Deno.readTextFile(file).catch(() => "");
        const link = links.split("\n").slice(0, -1)[taken];
        if (link !== undefined) return taken++, link;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("no browser was opened");
    },
  };
}

function start(place: Desktop, data: string, args: readonly string[] = []): Program {
  return new Program("client", ["--data", data, ...args], undefined, place.build);
}

/** What the page of a program in trouble says. */
function sentenceOf(page: PageDriver): string {
  const stage = page.state?.stage;
  assert(stage?.at === "trouble");
  return stage.sentence;
}

const ignore = Deno.build.os === "windows";

Deno.test({
  name: "A double-click opens the browser once; a second one opens a page of the one that runs",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const first = start(place, data);
    const page = await PageDriver.open(await place.link());
    assertEquals(page.at, "start");
    const second = start(place, data);
    assertEquals((await second.status).code, 0);
    const other = await PageDriver.open(await place.link());
    page.ask({ type: "theme", theme: "nord" });
    await other.until(({ state }) => state?.theme === "nord");
    for (const one of [page, other]) await one.close();
    assertEquals(await first.end(), 0);
  },
});

Deno.test({
  name: "“New connection” is one more person in the same process, with pages of their own",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const server = await startServer();
    const program = start(place, data, ["-n", "ada"]);
    const ada = await PageDriver.open(await place.link());
    ada.ask({ type: "join", where: server.invitation, name: ada.state?.name ?? "" });
    await ada.until(({ at }) => at === "joined");
    assertEquals(ada.state?.me?.name, "ada");
    ada.ask({ type: "link", to: "another" });
    const bern = await PageDriver.open((await ada.answer("link")).url);
    assertEquals(bern.at, "start");
    assert(bern.state?.name !== "ada", "the name is taken already");
    // Whoever changes their mind here must not end a conversation elsewhere unasked.
    bern.ask({ type: "quit", sure: false });
    assertEquals((await bern.answer("notice")).problem, { code: "in_conversation" });
    bern.ask({ type: "join", where: server.invitation, name: "bern" });
    await bern.until(({ at }) => at === "joined");
    assertEquals(bern.state?.me?.name, "bern");
    bern.say("hello ada");
    await ada.until(({ texts }) => texts.includes("hello ada"));
    // A setting is one for the person; a further window belongs to the connection it came from.
    bern.ask({ type: "theme", theme: "dark" });
    await ada.until(({ state }) => state?.theme === "dark");
    bern.ask({ type: "link", to: "here" });
    const window = await PageDriver.open((await bern.answer("link")).url);
    assertEquals(window.state?.me?.name, "bern");
    // A second start opens a page of the connection that was used last.
    const second = start(place, data);
    await second.status;
    const third = await PageDriver.open(await place.link());
    assertEquals(third.state?.me?.name, "bern");
    // One leaves, the other stays.
    bern.ask({ type: "leave" });
    await ada.until(({ lines }) => lines.some(({ type }) => type === "left"));
    assertEquals(ada.at, "joined");
    for (const page of [ada, bern, window, third]) await page.close();
    assertEquals(await program.end(), 0);
    assertEquals(await server.program.end(), 0);
  },
});

Deno.test({
  name:
    "A client without a conversation ends by itself after its last page, and forgets nothing it kept",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const program = start(place, data);
    const page = await PageDriver.open(await place.link());
    page.ask({ type: "theme", theme: "light" });
    await page.until(({ state }) => state?.theme === "light");
    page.ask({ type: "goodbye" });
    await page.close();
    await program.line(/No page of pyChat is open any more/);
    assertEquals((await program.status).code, 0);
    assertStringIncludes(await Deno.readTextFile(`${data}/settings.json`), "light");
    const running = JSON.parse(await Deno.readTextFile(`${data}/running.json`));
    assertEquals(running.token, null);
    await program.end();
  },
});

Deno.test({
  name: "A page can quit the program: every page is told, every server gets a goodbye",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const server = await startServer();
    const program = start(place, data);
    const page = await PageDriver.open(await place.link());
    page.ask({ type: "join", where: server.invitation, name: "ada" });
    await page.until(({ at }) => at === "joined");
    page.ask({ type: "link", to: "another" });
    const other = await PageDriver.open((await page.answer("link")).url);
    other.ask({ type: "quit", sure: true });
    for (const one of [page, other]) await one.until(({ closed }) => closed);
    assertEquals((await program.status).code, 0);
    await server.program.line(/left people=0 how=bye/);
    await program.end();
    await server.program.end();
  },
});

Deno.test({
  name: "Where the data folder cannot be used a page says so; it can be mended, or done without",
  ignore,
  fn: async () => {
    const [place, home] = [await desktop(), await Deno.makeTempDir()];
    const data = `${home}/data`;
    await Deno.writeTextFile(data, "a file");
    const program = start(place, data);
    const page = await PageDriver.open(await place.link());
    assertStringIncludes(sentenceOf(page), data);
    page.ask({ type: "again" });
    await page.until(({ updates }) => updates.filter(isSnapshot).length === 2);
    assertEquals(page.at, "trouble");
    await Deno.remove(data);
    page.ask({ type: "again" });
    await page.until(({ at }) => at === "start");
    page.ask({ type: "quit", sure: true });
    await program.status;
    await program.end();
    assertEquals([...Deno.readDirSync(home)].length, 1, "the folder was made");

    await Deno.remove(data, { recursive: true });
    await Deno.writeTextFile(data, "a file");
    const without = start(place, data);
    const other = await PageDriver.open(await place.link());
    other.ask({ type: "without" });
    await other.until(({ at }) => at === "start");
    other.ask({ type: "theme", theme: "nord" });
    await other.until(({ state }) => state?.theme === "nord");
    other.ask({ type: "quit", sure: true });
    assertEquals((await without.status).code, 0);
    await without.end();
    assertEquals(await Deno.readTextFile(data), "a file");
  },
});

Deno.test({
  name:
    "Damaged known servers are shown on a page, and not written over, even by who goes on without",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    await Deno.writeTextFile(`${data}/known_servers.json`, "{damaged");
    const server = await startServer();
    const program = start(place, data);
    const page = await PageDriver.open(await place.link());
    assertStringIncludes(sentenceOf(page), data);
    page.ask({ type: "without" });
    await page.until(({ at }) => at === "start");
    page.ask({ type: "join", where: server.invitation, name: "ada" });
    await page.until(({ at }) => at === "joined");
    page.ask({ type: "quit", sure: true });
    await program.status;
    await program.end();
    await server.program.end();
    assertEquals(await Deno.readTextFile(`${data}/known_servers.json`), "{damaged");
  },
});

Deno.test({
  name: "Where the port of the page is taken a page at another port says so, and goes on there",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const program = start(place, data, ["--ui-port", `${taken.addr.port}`]);
    const page = await PageDriver.open(await place.link());
    assertStringIncludes(sentenceOf(page), `${taken.addr.port}`);
    page.ask({ type: "without" });
    await page.until(({ at }) => at === "start");
    await page.close();
    taken.close();
    assertEquals(await program.end(), 0);
  },
});

Deno.test({
  name: "A client in trouble can be quit, and ends by itself when nobody looks at its page",
  ignore,
  fn: async () => {
    const place = await desktop();
    const program = start(place, "/dev/null/x");
    const page = await PageDriver.open(await place.link());
    page.ask({ type: "quit", sure: true });
    await page.until(({ closed }) => closed);
    assertEquals((await program.status).code, 1);
    await program.end();
    const other = start(place, "/dev/null/x");
    await (await PageDriver.open(await place.link())).close();
    assertEquals((await other.status).code, 1);
    await other.end();
  },
});

function isSnapshot({ type }: { readonly type: string }): boolean {
  return type === "snapshot";
}

Deno.test({
  name:
    "A link that a website opens is shown on a page, and nothing goes to its server before a click",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const server = await startServer();
    const program = start(place, data, ["--ask", "--", server.invitation]);
    const page = await PageDriver.open(await place.link());
    assert(page.state?.stage.at === "start");
    assertEquals(page.state.stage.where, server.invitation);
    page.ask({ type: "check", where: server.invitation });
    await page.answer("checked");
    assertEquals(page.at, "start");
    page.ask({ type: "join", where: server.invitation, name: "ada" });
    await page.until(({ at }) => at === "joined");
    await page.close();
    assertEquals(await program.end(), 0);
    assertEquals(await server.program.end(), 0);
    const joins = server.program.lines.filter((line) => line.includes("joined"));
    assertEquals(joins.length, 1, "it joins when it is asked to, and not before");
  },
});

Deno.test("pychat-client install is for the downloaded program, and says so", async () => {
  for (const command of ["install", "uninstall"]) {
    const home = await Deno.makeTempDir();
    const env = { ...Deno.env.toObject(), XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
    const program = new Program("client", [command], undefined, { ...SOURCE, env });
    const { code } = await program.status;
    await program.end();
    const said = program.lines.join("\n");
    if (command === "install") assertStringIncludes(said, "Only a downloaded program");
    assertEquals(code, command === "install" ? 1 : Deno.build.os === "linux" ? 0 : 1, said);
    assertEquals([...Deno.readDirSync(home)], []);
  }
});

Deno.test({
  name:
    "A link that a website opens is shown by the client that runs, at a connection of its own, and kept nowhere",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const server = await startServer();
    const first = start(place, data, [server.invitation, "-n", "ada"]);
    const ada = await PageDriver.open(await place.link());
    await ada.until(({ at }) => at === "joined");
    const clicked = start(place, data, ["--ask", "--", "pychat://evil.example"]);
    assertEquals((await clicked.status).code, 0);
    const page = await PageDriver.open(await place.link());
    assert(page.state?.stage.at === "start");
    assertEquals(page.state.stage.where, "pychat://evil.example");
    page.ask({ type: "theme", theme: "light" });
    await ada.until(({ state }) => state?.theme === "light");
    assertEquals(ada.at, "joined");
    for (const one of [page, ada]) await one.close();
    assertEquals(await first.end(), 0);
    const settings = await Deno.readTextFile(`${data}/settings.json`);
    assertStringIncludes(settings, "light");
    assertEquals(settings.includes("evil"), false);
    await clicked.end();
    assertEquals(await server.program.end(), 0);
  },
});

Deno.test({
  name: "A client that was not the first is found once the first has ended",
  ignore,
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    const first = start(place, data);
    await (await PageDriver.open(await place.link())).close();
    const second = start(place, data, ["--new"]);
    const page = await PageDriver.open(await place.link());
    page.ask({ type: "theme", theme: "dark" });
    await page.until(({ state }) => state?.theme === "dark");
    assertEquals(await first.end(), 0);
    const { port } = new URL(page.link);
    const running = () => JSON.parse(Deno.readTextFileSync(`${data}/running.json`));
    for (let n = 0; n < 300 && running().port !== Number(port); n++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const third = start(place, data);
    assertEquals((await third.status).code, 0);
    const found = await PageDriver.open(await place.link());
    assertEquals([new URL(found.link).port, found.state?.theme], [port, "dark"]);
    for (const one of [page, found]) await one.close();
    await third.end();
    assertEquals(await second.end(), 0);
  },
});

Deno.test({
  name: "What others own in the data folder is said on a page, and a chosen port still holds",
  ...needs("linux"),
  fn: async () => {
    const [place, data] = [await desktop(), await Deno.makeTempDir()];
    await Deno.mkdir(`${data}/settings.json`);
    const free = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = free.addr;
    free.close();
    const program = start(place, data, ["--ui-port", `${port}`]);
    const page = await PageDriver.open(await place.link());
    assertStringIncludes(sentenceOf(page), data);
    assertEquals(new URL(page.link).port, `${port}`);
    await Deno.remove(`${data}/settings.json`);
    page.ask({ type: "again" });
    await page.until(({ at }) => at === "start");
    page.ask({ type: "quit", sure: true });
    assertEquals((await program.status).code, 0);
    await program.end();
  },
});
