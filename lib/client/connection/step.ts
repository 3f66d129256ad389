/**
 * What keeping a connection comes to: things to do, and news for the conversation among them.
 *
 * @module
 */
import type { Problem, Stage } from "../../api/view.ts";
import type { ResumedMessage, ServerMessage } from "../../message/from_server.ts";
import type { Effect } from "../effect.ts";
import type { Admission, EntryStage } from "./admission.ts";

/** How a connection ended. */
export type How = "cut" | "stopping";

/** What is told to the conversation. */
export type News =
  | { readonly type: "message"; readonly message: ServerMessage }
  /** Nothing can be sent for now. */
  | { readonly type: "cut" }
  /** The first try to come back came to nothing. */
  | { readonly type: "lost"; readonly since: number }
  /** The person is whom they were. */
  | { readonly type: "resumed"; readonly message: ResumedMessage }
  /** The person is somebody new there. */
  | { readonly type: "admitted"; readonly admission: Admission; readonly madeUp: boolean }
  /** Nothing is dialled any more. */
  | {
    readonly type: "over";
    readonly how: How;
    /** When the connection ended, in milliseconds since 1970 (UTC). */
    readonly since: number;
    /** Why nothing is dialled, where that is not the person's own wish. */
    readonly problem: Problem | null;
  };

/** What to do or to tell next, in the order given. */
export type Step = Effect | News;

/** Where a connection stands, as pages show it, all but the server. */
export type Standing =
  | EntryStage
  | { readonly at: "joined" }
  | Omit<Extract<Stage, { readonly at: "reconnecting" }>, "server">
  | { readonly at: "ended"; readonly how: How };
