/**
 * That something is refused.
 *
 * @module
 */
import type { ErrorMessage } from "../message/from_server.ts";

/** What is said to whom something is refused. */
export type Refusal = Omit<ErrorMessage, "type" | "ref">;
