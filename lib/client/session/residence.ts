/**
 * What was agreed with a server on the way in, through one connection or several.
 *
 * @module
 */
import type { Server } from "../../api/view.ts";
import type { RoomState } from "../../message/from_server.ts";
import { formatInvitation } from "../../message/invitation.ts";
import type { Admission, Claim, Target } from "../connection/admission.ts";
import type { KnownServerChange } from "../keep/known_servers.ts";
import { settledTarget } from "../connection/server_key.ts";

/** Where a person is, and with what right. */
export class Residence {
  readonly #target: Target;
  #admission: Admission;
  #claim: Claim | null;
  #compared: boolean;

  /**
   * @param admission What the server let us in with.
   * @param target Where it is.
   */
  constructor(admission: Admission, target: Target) {
    this.#target = target;
    this.#admission = admission;
    this.#claim = claimOf(admission);
    this.#compared = admission.compared;
  }

  /**
   * The server let us in once more, as another member.
   *
   * @returns Whether it has the key of before.
   */
  renew(admission: Admission): boolean {
    const { compared, key } = admission;
    const isSame = key === this.#admission.key;
    // The words may have been compared while this way in was under way.
    this.#compared = compared || (this.#compared && isSame);
    this.#admission = admission;
    this.#claim = claimOf(admission);
    return isSame;
  }

  /** What shows that the person is who they are, where the server gave them that. */
  get claim(): Claim | null {
    return this.#claim;
  }

  /** Where it is; without an invitation that was given up for another key. */
  get target(): Target {
    return settledTarget(this.#target, this.#admission.key);
  }

  /** Whether the server knows more rooms than one, and all else that came with them. */
  get hasRooms(): boolean {
    return this.#admission.welcome.rooms === true;
  }

  /** How the lobby is, where the server says no more than its welcome. */
  get lobby(): RoomState {
    const { room, history } = this.#admission.welcome;
    return { room, kind: "public", topic: "", history };
  }

  /** The server, as pages show it. */
  get server(): Server {
    const { words, standing, serverName, welcome } = this.#admission;
    const { host, port } = this.target;
    return {
      host,
      port,
      name: serverName,
      words,
      standing,
      compared: this.#compared,
      invitation: this.invite(null),
      history: welcome.history,
    };
  }

  /** What is to be remembered of the server. */
  get change(): KnownServerChange {
    const { key, since, serverName, replaces } = this.#admission;
    const { host, port } = this.target;
    const server = { host, port, key, since, compared: this.#compared, name: serverName };
    return { server, replaces };
  }

  /** The person says that they compared the words of the server's key. */
  compare(): void {
    this.#compared = true;
  }

  /**
   * A complete invitation.
   *
   * @param room To which room; null is the lobby.
   */
  invite(room: string | null): string {
    const { host, port } = this.target;
    return formatInvitation({ host, port, room, key: this.#admission.key, secret: null });
  }
}

function claimOf({ welcome, key }: Admission): Claim | null {
  const { you, delivery } = welcome;
  return delivery === undefined ? null : { key, member: you.id, secret: delivery.secret };
}
