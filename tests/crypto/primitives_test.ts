import { webPrimitives } from "../../lib/crypto/primitives.ts";
import { primitivesContract } from "../support/primitives_contract.ts";

primitivesContract("webPrimitives", webPrimitives);
