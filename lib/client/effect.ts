/**
 * What a client asks of the world, and what the world tells it.
 *
 * A connection is called a link here. Each has a number, so that what is still on its way from
 * one that was given up is told apart from the next.
 *
 * @module
 */
import type { ClientHello, ClientMessage } from "../message/from_client.ts";
import type { ServerHello, ServerMessage } from "../message/from_server.ts";
import type { Claim } from "./connection/admission.ts";
import type { KnownServerChange } from "./keep/known_servers.ts";
import type { Settings } from "./keep/settings.ts";

/** What shall be done, in the order given. */
export type Effect =
  /** Open a link. Everything about it is told under this number. */
  | {
    readonly type: "connect";
    readonly link: number;
    readonly host: string;
    readonly port: number;
    /** Whether it is to go on with what was numbered on the link before. */
    readonly resume: boolean;
  }
  /** Make handshake message 3; without a passphrase the psk is 32 zero bytes. */
  | {
    readonly type: "proceed";
    readonly link: number;
    /** Without a claim: how much was received is known when it is sent. */
    readonly hello: ClientHello;
    /** Whom it was, if it wants to be that one again. */
    readonly claim: Claim | null;
    readonly passphrase: string | null;
  }
  | { readonly type: "send"; readonly link: number; readonly message: ClientMessage }
  /** End the link, with BYE where the handshake is over. Nothing about it is of interest more. */
  | { readonly type: "disconnect"; readonly link: number }
  /** End the link without a goodbye: another one takes its place. */
  | { readonly type: "drop"; readonly link: number }
  /** Look whether the other end still answers; if it does not, the link ends. */
  | { readonly type: "probe"; readonly link: number }
  /** After so many milliseconds say `waited` with this number. */
  | { readonly type: "wait"; readonly timer: number; readonly ms: number }
  /** `again` where nothing of it is new: what was removed meanwhile is then not brought back. */
  | {
    readonly type: "remember_server";
    readonly change: KnownServerChange;
    readonly again?: true;
  }
  | {
    readonly type: "remember_settings";
    readonly settings: Settings;
    readonly again?: true;
  };

/** The server speaks another major version of the protocol. Nobody vouches that it is so. */
export interface OtherVersion {
  readonly ours: number;
  readonly theirs: number;
}

/** Why there is no connection: nothing of chat was exchanged. */
export type ConnectFailure =
  | "nobody_answers"
  | "unknown_host"
  | "no_network"
  | "too_slow"
  | "not_pychat"
  | "said_nothing"
  | OtherVersion;

/** What happened to a link. */
export type LinkEvent =
  /** It could not be opened, or the handshake failed. The last event of its link. */
  | { readonly type: "failed"; readonly why: ConnectFailure }
  /** Handshake message 2 was read. */
  | {
    readonly type: "server";
    /** The server's key, as 43 characters of base64url. */
    readonly key: string;
    readonly hello: ServerHello;
  }
  /** Handshake message 3 was handed to the socket. */
  | { readonly type: "opened" }
  | { readonly type: "message"; readonly message: ServerMessage }
  /** It ended; `clean` if a BYE came first. The last event of its link. */
  | { readonly type: "closed"; readonly clean: boolean };
