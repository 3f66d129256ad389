import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { PageDriver } from "./support/page_driver.ts";
import { Program, startClient, startServer } from "./support/programs.ts";
import { Chatter } from "./support/house.ts";
import { openProxy } from "./support/proxy.ts";

/** A client that has joined, and a page of it. */
async function joined(
  invitation: string,
  name: string,
  data?: string,
  args: readonly string[] = [],
): Promise<{ program: Program; page: PageDriver; link: string; data: string }> {
  const client = await startClient([invitation, "-n", name, ...args], data);
  const page = await PageDriver.open(client.link);
  await page.until(({ at }) => at === "joined");
  return { ...client, page };
}

async function endAll(
  ...programs: readonly { program: Program; page?: PageDriver }[]
): Promise<void> {
  for (const { page } of programs) await page?.close();
  for (const { program } of programs) {
    assertEquals(await program.end(), 0, program.lines.join("\n"));
  }
}

Deno.test("pychat-client: two people who share an invitation talk to each other", async () => {
  const server = await startServer(["--name", "Garden Pi"]);
  const ada = await joined(server.invitation, "ada");
  const bern = await joined(server.invitation, "bern");
  ada.page.say("hello bern");
  await bern.page.until(({ texts }) => texts.includes("hello bern"));
  bern.page.say("hello ada\nhow are you");
  await ada.page.until(({ texts }) => texts.length === 2);
  assertEquals(ada.page.texts, ["hello bern", "hello ada\nhow are you"]);
  await ada.page.until(({ pending }) => pending.length === 0);
  const stage = ada.page.state?.stage;
  assert(stage?.at === "joined");
  assertEquals([stage.server.name, stage.server.standing], ["Garden Pi", "invited"]);
  assertEquals(stage.server.invitation, server.invitation);
  assertEquals(ada.page.lobby.members.map(({ name }) => name), ["ada", "bern"]);
  bern.page.ask({ type: "rename", name: "Bernadette" });
  await ada.page.until(({ lines }) => lines.some(({ type }) => type === "renamed"));
  await endAll(bern);
  await ada.page.until(({ lines }) => lines.some(({ type }) => type === "left"));
  await endAll(ada, server);
});

Deno.test("pychat-client: several pages show the same, and a new one has lost nothing", async () => {
  const server = await startServer();
  const ada = await joined(server.invitation, "ada");
  ada.page.say("one");
  ada.page.ask({ type: "draft", in: ada.page.room("lobby")?.id ?? "", text: "half a thou" });
  await ada.page.until(({ texts }) => texts.length === 1);
  ada.page.ask({ type: "link", to: "here" });
  const second = await PageDriver.open((await ada.page.answer("link")).url);
  assertEquals([second.texts, second.draft], [["one"], "half a thou"]);
  second.say("two");
  await ada.page.until(({ texts }) => texts.length === 2);
  second.ask({ type: "theme", theme: "nord" });
  await ada.page.until(({ state }) => state?.theme === "nord");
  const html = await (await fetch(new URL("/", ada.link.split("#")[0]))).text();
  assertStringIncludes(html, 'data-theme="nord"');
  await second.close();
  await endAll(ada, server);
});

Deno.test("pychat-client: ten clients that join at once over one folder lose no known server", async () => {
  const data = Deno.makeTempDirSync();
  const servers = await Promise.all(Array.from({ length: 10 }, () => startServer()));
  const clients = await Promise.all(
    servers.map(({ invitation }, n) => joined(invitation, `member ${n}`, data, ["--new"])),
  );
  await endAll(...clients, ...servers);
  const known = JSON.parse(Deno.readTextFileSync(`${data}/known_servers.json`));
  const ports = known.servers.map((one: { port: number }) => one.port);
  assertEquals(ports.sort(), servers.map(({ port }) => port).sort());
});

Deno.test("pychat-client: ten clients on one host talk in one room", async () => {
  const server = await startServer();
  const clients = await Promise.all(
    Array.from({ length: 10 }, (_, n) => joined(server.invitation, `member ${n}`)),
  );
  for (const [n, { page }] of clients.entries()) page.say(`from ${n}`);
  const wanted = Array.from({ length: 10 }, (_, n) => `from ${n}`);
  for (const { page } of clients) {
    await page.until(({ texts }) => texts.length === 10);
    assertEquals([...page.texts].sort(), wanted);
  }
  const orders = new Set(clients.map(({ page }) => page.texts.join()));
  assertEquals(orders.size, 1, "the same order for everybody");
  await endAll(...clients, server);
});

Deno.test("pychat-client: without an invitation a new key is shown first, then remembered", async () => {
  const server = await startServer();
  const data = Deno.makeTempDirSync();
  const words = await server.program.line(/^ {4}((?:[a-z]+ ){7}[a-z]+)$/);
  const address = ["-s", "127.0.0.1", "-p", `${server.port}`];
  const first = await startClient(address, data);
  const page = await PageDriver.open(first.link);
  await page.until(({ at }) => at === "new_key");
  assert(page.state?.stage.at === "new_key");
  assertEquals(page.state.stage.words.join(" "), words);
  assertEquals(joins(server.program), 0);
  page.ask({ type: "accept_new_key", compared: true });
  await page.until(({ at }) => at === "joined");
  await endAll({ ...first, page });
  const again = await startClient(address, data);
  const known = await PageDriver.open(again.link);
  await known.until(({ at }) => at === "joined");
  const stage = known.state?.stage;
  assert(stage?.at === "joined");
  assertEquals([stage.server.standing, stage.server.compared], ["known", true]);
  await endAll({ ...again, page: known }, server);
  assertEquals(joins(server.program), 2, "nobody came in before the key was accepted");
});

/** How often somebody came in, by the log of a server; what it has just written may be missing. */
function joins({ lines }: Program): number {
  return lines.filter((line) => line.includes("joined")).length;
}

async function meetsImpostor(how: "by address" | "by the old invitation"): Promise<void> {
  const first = await startServer();
  const data = Deno.makeTempDirSync();
  await endAll(await joined(first.invitation, "ada", data), first);
  const impostor = await startServer(["-p", `${first.port}`]);
  const words = await impostor.program.line(/^ {4}((?:[a-z]+ ){7}[a-z]+)$/);
  const address = ["-s", "127.0.0.1", "-p", `${first.port}`];
  const ada = await startClient(how === "by address" ? address : [first.invitation], data);
  const page = await PageDriver.open(ada.link);
  await page.until(({ at }) => at === "changed_key");
  assert(page.state?.stage.at === "changed_key");
  assertEquals(page.state.stage.words.join(" "), words);
  assertEquals(page.state.stage.knownWords.length, 8);
  page.ask({ type: "accept_changed_key", word: "not the word" });
  page.ask({ type: "accept_new_key", compared: true });
  page.ask({ type: "rejoin" });
  page.ask({ type: "check", where: "x" });
  await page.answer("checked");
  assertEquals(page.at, "changed_key");
  assertEquals(joins(impostor.program), 0);
  const kept = Deno.readTextFileSync(`${data}/known_servers.json`);
  assertStringIncludes(kept, first.invitation.split("#")[1] ?? "?");
  page.ask({ type: "accept_changed_key", word: words.split(" ")[0] ?? "" });
  await page.until(({ at }) => at === "joined");
  await endAll({ ...ada, page }, impostor);
  assertEquals(joins(impostor.program), 1, "nobody came in before the key was accepted");
}

for (const how of ["by address", "by the old invitation"] as const) {
  const name = `pychat-client: a changed key stops who comes ${how}; only an explicit act goes on`;
  Deno.test(name, () => meetsImpostor(how));
}

Deno.test("pychat-client: an invitation to another server's key gets nothing of ours sent", async () => {
  const [real, impostor] = [await startServer(), await startServer()];
  const proxy = openProxy(impostor.port);
  const key = real.invitation.split("#")[1];
  const client = await startClient([`pychat://127.0.0.1:${proxy.port}#${key}`, "-n", "ada"]);
  const page = await PageDriver.open(client.link);
  await page.until(({ state }) => state?.stage.at === "start" && state.stage.problem !== null);
  assert(page.state?.stage.at === "start");
  assertEquals(page.state.stage.problem?.code, "not_invited_server");
  await proxy.stop();
  assertEquals(proxy.up.reduce((sum, bytes) => sum + bytes.length, 0), 50);
  await endAll({ ...client, page }, real, impostor);
});

Deno.test("pychat-client: asks for the passphrase, says when it is wrong, and gets in with it", async () => {
  const data = Deno.makeTempDirSync();
  const server = await startServer(["--generate-passphrase"], data);
  const client = await startClient([server.invitation]);
  const page = await PageDriver.open(client.link);
  await page.until(({ at }) => at === "passphrase");
  page.ask({ type: "passphrase", passphrase: "open sesame" });
  await page.until(({ state }) => state?.stage.at === "passphrase" && state.stage.wrong);
  const passphrase = Deno.readTextFileSync(`${data}/passphrase`).trim();
  page.ask({ type: "passphrase", passphrase });
  await page.until(({ at }) => at === "joined");
  await endAll({ ...client, page }, server);
});

Deno.test("pychat-client: texts that looked like commands to the old program arrive as texts", async () => {
  const server = await startServer();
  const [ada, bern] = [
    await joined(server.invitation, "ada"),
    await joined(server.invitation, "bern"),
  ];
  const texts = [
    "key_exc",
    "iv_exc",
    "*server*",
    "__proto__",
    '{"type":"welcome"}',
    '"}],"last":true}',
    "</script><script>alert(1)</script>",
    "\u001b[2J\u001b]0;owned\u0007",
    "%s%c%n",
  ];
  for (const text of texts) ada.page.say(text);
  await bern.page.until((page) => page.texts.length === texts.length);
  // Controls are taken out of a text; what is left of the sequences is harmless letters.
  const wanted = texts.map((text) => text.replaceAll("\u001b", "").replaceAll("\u0007", ""));
  assertEquals(bern.page.texts, wanted);
  assertEquals(server.program.lines.concat(bern.program.lines).join("").includes("\u001b"), false);
  await endAll(ada, bern, server);
});

Deno.test("pychat-client: a stopped server and a cut connection look different, and it joins again by itself", async () => {
  const data = Deno.makeTempDirSync();
  const server = await startServer([], data);
  const ada = await joined(server.invitation, "ada");
  const { page } = ada;
  page.say("before");
  await page.until(({ texts }) => texts.length === 1);
  await server.program.end();
  const dials = (how: string) => ({ state }: typeof page) =>
    state?.stage.at === "reconnecting" && state.stage.how === how && state.stage.problem !== null;
  await page.until(dials("stopping"));
  page.say("meanwhile");
  const again = await startServer(["-p", `${server.port}`], data);
  page.ask({ type: "try_now" });
  await page.until(({ at, texts }) => at === "joined" && texts.length === 2);
  assertEquals(page.texts, ["before", "meanwhile"]);
  await again.program.end("SIGKILL");
  await page.until(dials("cut"));
  page.ask({ type: "cancel" });
  await page.until(({ state }) => state?.stage.at === "ended" && state.stage.how === "cut");
  await endAll(ada);
});

Deno.test("pychat-client: a burst of 3,000 texts from a page arrives whole at another's page", async () => {
  const server = await startServer(["--message-rate", "off"]);
  const ada = await joined(server.invitation, "ada");
  const bern = await Chatter.join(server.port, "bern");
  const wanted = Array.from({ length: 3000 }, (_, n) => `text ${n}`);
  for (const text of wanted) bern.say(text);
  await ada.page.until(({ texts }) => texts.length === 3000);
  assertEquals(ada.page.texts, wanted);
  bern.leave();
  await endAll(ada, server);
});

Deno.test("pychat-client, told to end, first says what it was asked to say, then goodbye", async () => {
  const server = await startServer(["--message-rate", "off"]);
  const ada = await joined(server.invitation, "ada");
  const bern = await Chatter.join(server.port, "bern");
  const wanted = Array.from({ length: 1500 }, (_, n) => `text ${n}`);
  for (const text of wanted) ada.page.say(text);
  await ada.page.until(({ pending, texts }) => pending.length + texts.length === 1500);
  await endAll(ada);
  await bern.until((one) => one.heard.some(({ type }) => type === "left"));
  assertEquals(bern.texts, wanted);
  const left = bern.heard.find((message) => message.type === "left");
  assertEquals(left?.type === "left" && left.reason, "left");
  bern.leave();
  await endAll(server);
});

Deno.test("pychat-client exports what this person saw", async () => {
  const server = await startServer(["--name", "Garden Pi"]);
  const ada = await joined(server.invitation, "ada");
  ada.page.say("line one\nline two");
  await ada.page.until(({ texts }) => texts.length === 1);
  ada.page.ask({ type: "export", in: ada.page.room("lobby")?.id ?? null, format: "text" });
  const { fileName, text } = await ada.page.answer("exported");
  assertMatch(fileName, /^pychat-lobby-\d{4}-\d\d-\d\d\.txt$/);
  assertStringIncludes(text, "Garden Pi");
  assertMatch(
    text,
    /\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d {2}ada·[a-z2-7]{4} \[you\]: line one\n {4}line two\n/,
  );
  await endAll(ada, server);
});

Deno.test("pychat-client: a second start in the same folder opens a page of the first; --new does not", async () => {
  const first = await startClient();
  const page = await PageDriver.open(first.link);
  const second = new Program("client", ["--no-open", "--data", first.data]);
  const link = await second.line(/(http:\S+)/);
  await second.line(/runs already/);
  assertEquals((await second.status).code, 0);
  await second.end();
  const samePort = new URL(link).port === new URL(first.link).port;
  assert(samePort && link !== first.link);
  await (await PageDriver.open(link)).close();
  const third = await startClient(["--new"], first.data);
  assert(new URL(third.link).port !== new URL(first.link).port);
  await endAll({ ...first, page }, third);
  const fourth = await startClient([], first.data);
  // Whoever had that port meanwhile may have left something there in the person's browser.
  assert(new URL(fourth.link).port !== new URL(first.link).port, "another port at each start");
  await endAll(fourth);
});

Deno.test("pychat-client prints another link at Enter, each good for one page", async () => {
  const client = await startClient();
  const page = await PageDriver.open(client.link);
  await client.program.type("");
  await client.program.line(/Enter prints/);
  const isLink = (line: string) => line.trim().startsWith("http://");
  while (client.program.lines.filter(isLink).length < 2) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const link = client.program.lines.filter(isLink)[1]?.trim() ?? "";
  await (await PageDriver.open(link)).close();
  const { host, hash, origin } = new URL(link);
  const used = new WebSocket(`ws://${host}/ws`, { headers: { origin } });
  const heard = await new Promise((resolve) => {
    used.onopen = () => used.send(JSON.stringify({ type: "code", code: hash.slice(1) }));
    used.onmessage = ({ data }) => resolve(JSON.parse(String(data)));
  });
  assertEquals(heard, { type: "denied" });
  await new Promise((resolve) => used.onclose = resolve);
  await endAll({ ...client, page });
});

Deno.test("pychat-client says in one sentence what it does not understand, and its exit code is 1", async () => {
  for (
    const [args, part] of [
      [["--colour"], "no option --colour"],
      [["-p", "7420"], "-s ADDRESS"],
      [["pychat://a", "-s", "b"], "holds the address"],
      [["a", "b"], "not understood"],
      [["--ui-port", "http"], "not a port"],
      [["--ui-port", "80"], "from 1024"],
      [["--ui-port", "1023"], "from 1024"],
    ] as const
  ) {
    const program = new Program("client", [...args, "--no-open"]);
    assertEquals((await program.status).code, 1);
    await program.end();
    assertEquals(program.lines.length, 1);
    assertStringIncludes(program.lines[0] ?? "", part);
  }
});

Deno.test("pychat-client says when the page's port is taken, and starts without the files it cannot write", async () => {
  const first = await startClient();
  const { port } = new URL(first.link);
  const program = new Program("client", ["--no-open", "--new", "--ui-port", port]);
  assertEquals((await program.status).code, 1);
  await program.end();
  assertStringIncludes(program.lines.join(), `cannot be served at port ${port}`);
  await endAll(first);
  const data = Deno.makeTempDirSync();
  Deno.mkdirSync(`${data}/running.json`);
  const second = await startClient([], data);
  await second.program.line(/Another start will not find this one/);
  await endAll(second);
});

Deno.test("pychat-client refuses a damaged file of known servers, and leaves it as it is", async () => {
  const data = Deno.makeTempDirSync();
  Deno.writeTextFileSync(`${data}/known_servers.json`, "{ half");
  const program = new Program("client", ["--no-open", "--data", data]);
  assertEquals((await program.status).code, 1);
  await program.end();
  assertStringIncludes(program.lines[0] ?? "", data);
  assertEquals(Deno.readTextFileSync(`${data}/known_servers.json`), "{ half");
});
