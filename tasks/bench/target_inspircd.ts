/**
 * InspIRCd over TLS: the chat server that people could run instead, written in C++.
 *
 * @module
 */
import { toolPath } from "../../tests/support/tools.ts";
import { until } from "./pause.ts";
import { endProcess, makeFolder, removeFolder, spawn } from "./process.ts";
import type { Running, Target } from "./target.ts";
import { hasOpenssl } from "./tls.ts";

/** How long it may take to listen, in milliseconds. */
const START_MS = 15_000;

/** TLS 1.3 with the cipher that pyChat has, in the words of GnuTLS. */
const PRIORITY = "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+AES-256-GCM";

/** Days for which the certificate is good. */
const DAYS = "2";

/** Debian's package, configured so that nothing but its work is measured. */
export const INSPIRCD: Target = {
  name: "inspircd",
  options: "TLS 1.3, AES-256-GCM, ECDSA P-256; no limits of rate, no DNS, no ident",
  // It looks once a second for who has said its name.
  atOnce: 200,
  senders: 1,
  flags: hasOpenssl() ? [] : ["--unsafely-ignore-certificate-errors"],
  missing() {
    if (toolPath("inspircd") === null) {
      return "InspIRCd is not installed (apt-get install inspircd)";
    }
    if (toolPath("openssl") === null) return "there is no openssl to make its certificate with";
    return null;
  },
  async start() {
    const folder = await makeFolder();
    try {
      return await start(folder);
    } catch (error) {
      await removeFolder(folder);
      throw error;
    }
  },
};

async function start(folder: string): Promise<Running> {
  await makeCertificate(folder);
  const port = freePort();
  await Deno.writeTextFile(`${folder}/inspircd.conf`, configuration(folder, port));
  const args = ["--nofork", "--nopid", "--nolog", "--config", `${folder}/inspircd.conf`];
  // It will not run as root unless it is told to; here it has nothing but the loopback.
  const root = Deno.uid() === 0 ? ["--runasroot"] : [];
  const child = spawn(["inspircd", ...args, ...root], {
    stdin: "null",
    stdout: "null",
    stderr: "null",
  });
  const end = async (): Promise<void> => {
    await endProcess(child);
    await removeFolder(folder);
  };
  let hasEnded = false;
  void child.status.then(() => hasEnded = true);
  const listens = async (): Promise<boolean> => hasEnded || await answers(port);
  const isUp = await until(listens, START_MS).then(() => !hasEnded, () => false);
  if (isUp) return { pid: child.pid, port, end };
  await endProcess(child);
  throw new Error(
    "InspIRCd did not listen (AppArmor, where it is on, lets it read no configuration but its own)",
  );
}

function configuration(folder: string, port: number): string {
  const unlimited = "1000000000";
  return `<config format="xml">
<server name="bench.localhost" description="bench" network="bench" id="1BE">
<admin name="bench" nick="bench" email="bench@localhost">
<path configdir="${folder}" datadir="${folder}" logdir="${folder}" runtimedir="${folder}">
<module name="ssl_gnutls">
<sslprofile name="bench" provider="gnutls" certfile="${folder}/cert.pem" keyfile="${folder}/key.pem" priority="${PRIORITY}">
<bind address="127.0.0.1" port="${port}" type="clients" sslprofile="bench">
<connect name="bench" allow="*" timeout="120" pingfreq="10m" hardsendq="${unlimited}" softsendq="${unlimited}" recvq="${unlimited}" threshold="${unlimited}" commandrate="${unlimited}" fakelag="no" localmax="20000" globalmax="20000" maxconnwarn="no" resolvehostnames="no" useident="no" limit="20000">
<cidr ipv4clone="32" ipv6clone="128">
<performance netbuffersize="65534" somaxconn="4096" softlimit="20000" clonesonconnect="no" quietbursts="yes">
<options defaultmodes="nt">
`;
}

/** Self-signed, ECDSA on P-256: what a certificate is today. */
async function makeCertificate(folder: string): Promise<void> {
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  const { success, stderr } = await new Deno.Command("openssl", {
    args: [
      ...words,
      ...["-nodes", "-days", DAYS, "-subj", "/CN=localhost"],
      ...["-addext", "subjectAltName=IP:127.0.0.1"],
      ...["-keyout", `${folder}/key.pem`, "-out", `${folder}/cert.pem`],
    ],
  }).output();
  if (!success) throw new Error(`no certificate: ${new TextDecoder().decode(stderr)}`);
}

/** Free now; it cannot be asked which one it has taken. */
function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

async function answers(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch {
    return false;
  }
}
