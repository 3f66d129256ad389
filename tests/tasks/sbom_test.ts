import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { Ajv } from "ajv";
import config from "../../deno.json" with { type: "json" };
import { type Bundled, bundledPackages } from "../../tasks/bundled.ts";
import { billOfMaterials, gatherMaterials, type Materials, sourceOf } from "../../tasks/sbom.ts";

const COMMIT = {
  id: "0123456789abcdef0123456789abcdef01234567",
  time: new Date("2026-03-04T05:06:07Z"),
};
const ROOT = new URL("../../", import.meta.url);

/** What the schema does not say but a reader takes for granted. */
interface Bill {
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: {
    readonly timestamp: string;
    readonly component: { readonly version: string; readonly properties: unknown };
  };
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly licenses: readonly unknown[];
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

// Bundling takes a while; the tests only read.
const gathered = gatherMaterials(COMMIT);
const bill: Promise<Bill> = gathered.then(billOfMaterials).then(JSON.parse);

async function schema(name: string): Promise<Record<string, unknown>> {
  const folder = "node_modules/@cyclonedx/cyclonedx-library/res/schema";
  return JSON.parse(
    await Deno.readTextFile(new URL(`${folder}/${name}.SNAPSHOT.schema.json`, ROOT)),
  );
}

Deno.test("billOfMaterials() is valid by the schema of CycloneDX 1.6", async () => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ["spdx", "jsf-0.82"]) {
    ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(await schema("bom-1.6"));
  validate(await bill);
  assertEquals(validate.errors ?? null, null);
  assertEquals((await bill).specVersion, "1.6"); // the schema takes any
  // The validator is one that can say no.
  const { components: [first, ...others], ...rest } = await bill;
  const broken = { ...rest, components: [{ ...first, licenses: [{ license: {} }] }, ...others] };
  assert(!validate(broken));
});

Deno.test("billOfMaterials() lists the packages that are in the programs, and no tool of ours", async () => {
  const { components } = await bill;
  assertEquals(components.map(({ name }) => name), [
    "deno",
    "v8",
    "@preact/signals",
    "@preact/signals-core",
    "@scure/bip39",
    "deno-std",
    "lean-qr",
    "preact",
    "emojibase-data",
  ]);
});

Deno.test("billOfMaterials() says of each package the version and the hash that are locked", async () => {
  const lock = JSON.parse(await Deno.readTextFile(new URL("deno.lock", ROOT)));
  const locked = Object.entries<{ integrity: string }>(lock.npm);
  for (const { name, version, purl, licenses, hashes } of (await bill).components) {
    assert(licenses.length === 1, name);
    if (hashes === undefined) continue;
    const [, { integrity }] = locked.find(([key]) => `${key}_`.startsWith(`${name}@${version}_`)) ??
      ["", { integrity: "" }];
    const [hash] = hashes;
    assertEquals(hash?.alg, "SHA-512");
    assertEquals(`sha512-${Uint8Array.fromHex(hash?.content ?? "").toBase64()}`, integrity);
    assertEquals(purl, `pkg:npm/${name.replace("@", "%40")}@${version}`);
  }
  assertEquals((await bill).components[0]?.version, Deno.version.deno);
});

Deno.test("billOfMaterials() tells which program has what, and leaves no relation in the air", async () => {
  const { components, dependencies } = await bill;
  const refs = new Set([
    ...components.map((one) => one["bom-ref"]),
    ...["pychat", "pychat-server", "pychat-client"],
  ]);
  assertEquals(new Set(dependencies.map(({ ref }) => ref)), refs);
  for (const { dependsOn } of dependencies) for (const ref of dependsOn) assert(refs.has(ref), ref);
  const names = (wanted: string) =>
    dependencies.find(({ ref }) => ref === wanted)?.dependsOn
      .map((ref) => components.find((one) => one["bom-ref"] === ref)?.name);
  assertEquals(names("pychat-server"), ["deno", "@scure/bip39", "deno-std", "lean-qr"]);
  assertEquals(names("pychat-client"), [
    "deno",
    "@preact/signals",
    "@scure/bip39",
    "deno-std",
    "lean-qr",
    "preact",
    "emojibase-data",
  ]);
  const signals = dependencies.find(({ ref }) => ref.includes("signals@"));
  assertEquals(names(signals?.ref ?? ""), ["@preact/signals-core", "preact"]);
});

Deno.test("billOfMaterials() depends on its materials and on no clock", async () => {
  const materials = await gathered;
  const text = await billOfMaterials(materials);
  assertEquals(await billOfMaterials(materials), text);
  const { serialNumber, metadata } = await bill;
  assertMatch(
    serialNumber,
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  assertEquals(metadata.timestamp, "2026-03-04T05:06:07.000Z");
  assertEquals(metadata.component.version, config.version);
  assertEquals(metadata.component.properties, [{ name: "pychat:commit", value: COMMIT.id }]);
  const others: Materials[] = [
    { ...materials, version: "9.9.9" },
    { ...materials, commit: { ...COMMIT, id: null } },
    { ...materials, packages: { ...materials.packages, server: [] } },
    { ...materials, emoji: { ...materials.emoji, version: "0.0.1" } },
  ];
  for (const other of others) {
    assertNotEquals(JSON.parse(await billOfMaterials(other)).serialNumber, serialNumber);
  }
});

Deno.test("billOfMaterials() passes a licence on, also one that is more than a name", async () => {
  const materials = await gathered;
  const one: Bundled = {
    name: "odd",
    version: "1.0.0",
    licence: "MIT OR Apache-2.0",
    licenceText: "Do as you like.",
    sha512: "ab".repeat(64),
    asksFor: [],
  };
  const bill: Bill = JSON.parse(
    await billOfMaterials({ ...materials, packages: { server: [one], client: [] } }),
  );
  const odd = bill.components.find(({ name }) => name === "odd");
  assertEquals(odd?.licenses, [{ expression: "MIT OR Apache-2.0" }]);
  const preact = materials.packages.client.find(({ name }) => name === "preact");
  assert(preact?.licenceText?.includes("Permission is hereby granted"));
});

Deno.test("billOfMaterials() names the data that no bundler knows of, with its licence", async () => {
  const emoji = (await bill).components.find(({ name }) => name === "emojibase-data");
  assertMatch(emoji?.purl ?? "", /^pkg:npm\/emojibase-data@\d+\.\d+\.\d+$/);
  const [licence] = emoji?.licenses ?? [];
  const text = JSON.stringify(licence);
  assert(text.includes('"id":"MIT"'), text);
  assert(text.includes("Copyright (c) 2017-2019 Miles Johnson\\n\\nPermission is hereby"), text);
  assert(text.endsWith('SOFTWARE.\\n"}}}'), text);
  assert(!text.includes("*"), text);
});

Deno.test("sourceOf() stops at a table that does not say where it is from", () => {
  const rest = ", whose licence follows.\n *\n * Do as you like.\n *\n * @module\n */";
  assertEquals(sourceOf(`/**\n * Source: signs 1.2.3 (0BSD)${rest}`), {
    name: "signs",
    version: "1.2.3",
    licence: "0BSD",
    licenceText: "Do as you like.\n",
  });
  for (const head of ["", "Source: signs (0BSD)", "Source: signs 1.2.3", "Source:  1.2.3 (0BSD)"]) {
    assertThrows(() => sourceOf(`/**\n * ${head}${rest}`), Error, "does not say its source");
  }
});

Deno.test("bundledPackages() stops where it finds nothing, and so does not promise that", async () => {
  await assertRejects(
    () => bundledPackages([{ entry: "lib/errors.ts", platform: "deno" }]),
    Error,
    "no package was found in lib/errors.ts",
  );
  await assertRejects(
    () => bundledPackages([{ entry: "lib/absent.ts", platform: "deno" }]),
    Error,
    "deno bundle lib/absent.ts failed",
  );
});
