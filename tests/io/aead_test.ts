import { nodeAead } from "../../lib/io/aead.ts";
import { aeadContract } from "../support/aead_contract.ts";

aeadContract("nodeAead()", nodeAead);
