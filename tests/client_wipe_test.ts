import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Remains } from "../lib/api/update.ts";
import { Chatter } from "./support/house.ts";
import { PageDriver } from "./support/page_driver.ts";
import { Program, SOURCE, startClient, startServer } from "./support/programs.ts";

/** What a client that ran leaves in its folder. */
function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** What the page is told last, after it asked to wipe. */
async function wiped(page: PageDriver): Promise<Remains> {
  await page.until(({ closed }) => closed);
  const last = page.updates.at(-1);
  assert(last?.type === "wiped", `${last?.type}`);
  assertEquals(page.updates.filter(({ type }) => type === "wiped").length, 1);
  return last.rest;
}

Deno.test("pychat-client: a wish to wipe leaves every server, removes every file and ends the program", async () => {
  const [server, other] = [await startServer(), await startServer()];
  const bern = await Chatter.join(server.port, "bern");
  const { program, link, data } = await startClient([server.invitation, "-n", "ada"]);
  const ada = await PageDriver.open(link);
  await ada.until(({ at }) => at === "joined");
  ada.ask({ type: "link", to: "here" });
  const window = await PageDriver.open((await ada.answer("link")).url);
  ada.ask({ type: "link", to: "another" });
  const elsewhere = await PageDriver.open((await ada.answer("link")).url);
  elsewhere.ask({ type: "join", where: other.invitation, name: "ada" });
  await elsewhere.until(({ at }) => at === "joined");
  // What is chosen in the same moment is still to be written.
  for (const theme of ["dark", "nord", "light"] as const) window.ask({ type: "theme", theme });
  ada.say("the last thing");
  ada.ask({ type: "wipe" });
  for (const page of [ada, window, elsewhere]) {
    // Who tries this may have pyChat in their own menu.
    const { failures, others } = await wiped(page);
    assertEquals([failures, others], [[], false]);
  }
  assertEquals((await program.status).code, 0);
  assertEquals(namesIn(data), []);
  await bern.until((one) => one.heard.some(({ type }) => type === "left"));
  assertEquals(bern.texts, ["the last thing"]);
  const left = bern.heard.find((message) => message.type === "left");
  assertEquals(left?.type === "left" && left.reason, "left");
  bern.leave();
  await program.end();
  const again = await startClient([], data);
  const page = await PageDriver.open(again.link);
  const stage = page.state?.stage;
  assertEquals([page.state?.theme, stage?.at === "start" && stage.where], ["system", ""]);
  await page.close();
  for (const one of [again.program, server.program, other.program]) await one.end();
});

Deno.test("pychat-client: another one with the same folder goes on, and brings nothing back by itself", async () => {
  const server = await startServer();
  const first = await startClient(["--new"]);
  const goesOn = await startClient([server.invitation, "--new", "-n", "ada"], first.data);
  const [page, ada] = [await PageDriver.open(first.link), await PageDriver.open(goesOn.link)];
  await ada.until(({ at }) => at === "joined");
  ada.ask({ type: "theme", theme: "nord" });
  await until(() => readSetting(first.data, "theme") === "nord");
  page.ask({ type: "wipe" });
  assertEquals((await wiped(page)).others, true);
  assertEquals((await first.program.status).code, 0);
  const left = ["in_use.lock"];
  assertEquals(namesIn(first.data).filter((name) => !name.startsWith("running.")), left);
  // The server forgets who was there: ada comes in anew, by herself, and nothing is kept of it.
  await server.program.end("SIGKILL");
  await ada.until(({ at }) => at === "reconnecting");
  const again = await startServer(["-p", `${server.port}`], server.data);
  ada.ask({ type: "try_now" });
  await ada.until(({ at }) => at === "joined");
  assertEquals(namesIn(first.data).filter((name) => !name.startsWith("running.")), left);
  // What she does there is kept, and nothing else.
  ada.ask({ type: "choose", choices: { density: "compact" } });
  await until(() => readSetting(first.data, "density") === "compact");
  assertEquals([readSetting(first.data, "theme"), readSetting(first.data, "where")], [
    "system",
    "",
  ]);
  assertEquals(namesIn(first.data).includes("known_servers.json"), false);
  ada.ask({ type: "wipe" });
  assertEquals((await wiped(ada)).others, false);
  assertEquals((await goesOn.program.status).code, 0);
  assertEquals(namesIn(first.data), []);
  for (const one of [first.program, goesOn.program, again.program]) await one.end();
});

Deno.test("pychat-client says what it could not remove, and ends all the same", async () => {
  const { program, link, data } = await startClient();
  const page = await PageDriver.open(link);
  page.ask({ type: "theme", theme: "nord" });
  await until(() => readSetting(data, "theme") === "nord");
  Deno.removeSync(`${data}/settings.json`);
  Deno.mkdirSync(`${data}/settings.json/in`, { recursive: true });
  page.ask({ type: "wipe" });
  const { failures } = await wiped(page);
  assertEquals(failures.length, 1);
  assertStringIncludes(failures[0] ?? "", `${data}/settings.json could not be removed`);
  assertEquals((await program.status).code, 0);
  assertEquals(namesIn(data).filter((name) => !name.startsWith("settings.json")), []);
  await program.end();
});

Deno.test({
  name: "pychat-client wipes also what it could not use, its own folders, and names the menu entry",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const home = await Deno.makeTempDir();
    const data = `${home}/state/pychat/client`;
    for (const folder of [data, `${home}/share/applications`, `${home}/programs`]) {
      await Deno.mkdir(folder, { recursive: true });
    }
    await Deno.writeTextFile(`${data}/known_servers.json`, "{ half");
    const entry = `${home}/share/applications/pychat.desktop`;
    await Deno.writeTextFile(entry, "[Desktop Entry]\nMimeType=x-scheme-handler/pychat;\n");
    // Who has no terminal is asked on a page; the browser is a file that links are written to.
    const browser = `${home}/programs/xdg-open`;
    await Deno.writeTextFile(browser, `#!/bin/sh\necho "$1" > '${home}/link'\n`);
    await Deno.chmod(browser, 0o755);
    const PATH = `${home}/programs:${Deno.env.get("PATH")}`;
    const places = { XDG_STATE_HOME: `${home}/state`, XDG_DATA_HOME: `${home}/share` };
    const env = { ...Deno.env.toObject(), ...places, PATH };
    const program = new Program("client", [], undefined, { ...SOURCE, env });
    await until(() => namesIn(home).includes("link"));
    await until(() => Deno.readTextFileSync(`${home}/link`).endsWith("\n"));
    const page = await PageDriver.open(Deno.readTextFileSync(`${home}/link`).trim());
    assertEquals(page.at, "trouble");
    page.ask({ type: "without" });
    await page.until(({ at }) => at === "start");
    page.ask({ type: "wipe" });
    assertEquals((await wiped(page)).installed, true);
    assertEquals((await program.status).code, 0, program.lines.join("\n"));
    assertEquals(namesIn(`${home}/state`), []);
    assertEquals(namesIn(`${home}/share/applications`), ["pychat.desktop"]);
    await program.end();
  },
});

Deno.test("pychat-client serves the page with every look that was chosen, from its first byte on", async () => {
  const { program, link, data } = await startClient();
  const page = await PageDriver.open(link);
  page.ask({ type: "link", to: "another" });
  const other = await PageDriver.open((await page.answer("link")).url);
  page.ask({ type: "theme", theme: "nord" });
  page.ask({ type: "choose", choices: { density: "compact", language: "en", sound: "tap" } });
  await other.until(({ state }) => state?.choices.sound === "tap");
  const html = await (await fetch(new URL("/", link.split("#")[0]))).text();
  const [tag = ""] = /<html[^>]*>/.exec(html) ?? [];
  for (const one of [`data-theme="nord"`, `data-density="compact"`, `lang="en"`]) {
    assertEquals(tag.split(one).length, 2, tag);
  }
  for (const one of [page, other]) await one.close();
  await program.end();
  const again = await startClient([], data);
  const later = await PageDriver.open(again.link);
  const { theme, choices } = later.state ?? {};
  assertEquals([theme, choices?.density, choices?.sound], ["nord", "compact", "tap"]);
  await later.close();
  await again.program.end();
});

function readSetting(folder: string, key: string): unknown {
  try {
    return JSON.parse(Deno.readTextFileSync(`${folder}/settings.json`))[key];
  } catch {
    return undefined;
  }
}

/** Waits until something is so on the disk. */
async function until(so: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (so()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("it is not so");
}
