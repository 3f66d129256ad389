import { StartError } from "../../../lib/io/start_error.ts";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { dataFolder, makeDataFolder } from "../../../lib/io/files/data_folder.ts";

function env(variables: Record<string, string>): (name: string) => string | undefined {
  return (name) => new Map(Object.entries(variables)).get(name);
}

Deno.test("dataFolder() is the platform's usual place", () => {
  const cases: [string, Record<string, string>, string][] = [
    ["linux", { HOME: "/home/ada" }, "/home/ada/.local/state/pychat/client"],
    ["linux", { HOME: "/home/ada", XDG_STATE_HOME: "/state" }, "/state/pychat/client"],
    ["linux", { XDG_STATE_HOME: "/state" }, "/state/pychat/client"],
    ["linux", { HOME: "/h", XDG_STATE_HOME: "state" }, "/h/.local/state/pychat/client"],
    ["linux", { HOME: "/h", XDG_STATE_HOME: "" }, "/h/.local/state/pychat/client"],
    ["freebsd", { HOME: "/h" }, "/h/.local/state/pychat/client"],
    ["darwin", { HOME: "/Users/ada" }, "/Users/ada/Library/Application Support/pychat/client"],
    ["windows", { LOCALAPPDATA: "C:\\L" }, "C:\\L\\pychat\\client"],
    ["windows", { APPDATA: "C:\\R" }, "C:\\R\\pychat\\client"],
  ];
  for (const [os, variables, folder] of cases) {
    assertEquals(dataFolder("client", os, env(variables)), folder);
  }
  assertEquals(dataFolder("server", "linux", env({ HOME: "/h" })), "/h/.local/state/pychat/server");
});

Deno.test("dataFolder() says what to do where the environment names no home", () => {
  for (const os of ["linux", "darwin", "windows"]) {
    assertThrows(() => dataFolder("server", os, env({})), Error, "--data");
    assertThrows(() => dataFolder("server", os, env({ HOME: "relative" })), Error, "--data");
  }
});

Deno.test("makeDataFolder() makes a folder for its owner alone, and those above it", async () => {
  const base = await Deno.makeTempDir();
  try {
    const folder = await makeDataFolder(`${base}/a/b`);
    assertEquals(folder, `${await Deno.realPath(base)}/a/b`);
    for (const made of [`${base}/a`, `${base}/a/b`]) {
      assertEquals(((await Deno.stat(made)).mode ?? 0) & 0o777, 0o700);
    }
    assertEquals(await makeDataFolder(`${base}/a/b`), folder);
  } finally {
    await Deno.remove(base, { recursive: true });
  }
});

Deno.test("makeDataFolder() refuses what is not a folder", async () => {
  const file = await Deno.makeTempFile();
  try {
    await assertRejects(() => makeDataFolder(file), Error, "--data");
    await assertRejects(() => makeDataFolder(`${file}/below`), Error, "--data");
  } finally {
    await Deno.remove(file);
  }
});

Deno.test({
  name: "makeDataFolder() refuses a folder that everybody may change, and says what to do",
  ignore: Deno.build.os === "windows", // it has no such modes
  async fn() {
    const folder = await Deno.makeTempDir();
    await Deno.chmod(folder, 0o777);
    await assertRejects(() => makeDataFolder(folder), StartError, "chmod 700");
    await Deno.chmod(folder, 0o775);
    assertEquals(await makeDataFolder(folder), await Deno.realPath(folder));
  },
});
