import { nodeAead } from "../../../lib/io/aead.ts";
import { opensslAead } from "../../../tasks/bench/openssl_aead.ts";
import { aeadContract } from "../../support/aead_contract.ts";

const openssl = opensslAead();

// Where there is no such library the bench takes `nodeAead`, which has a test of its own.
if (openssl !== null) aeadContract("opensslAead", openssl);
else aeadContract("nodeAead, in place of opensslAead,", nodeAead);
