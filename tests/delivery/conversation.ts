/**
 * A client and a server that talk over a network which cuts, delays and lets things overtake.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Stock } from "../../lib/delivery/stock.ts";
import { PACKET_COST_BYTES, PLACE_COST_BYTES } from "../../lib/limits.ts";
import type { Packet } from "../../lib/wire/packet.ts";
import { numbered, state } from "./parcels.ts";
import { Side } from "./side.ts";

/** In place of what is withheld, one for both sides. */
const STUB = "withheld";

/** A connection: the records on their way, each of which arrives whole or not at all. */
class Link {
  /** What the client claims to have; null once the server has dealt with it. */
  claim: number | null;
  readonly toServer: (readonly Packet[])[] = [];
  readonly toClient: (readonly Packet[])[] = [];

  constructor(claim: number | null) {
    this.claim = claim;
  }
}

/** Both sides, and the connections between them. */
export class Conversation {
  readonly stock: Stock = new Stock();
  readonly client: Side = new Side(this.stock);
  readonly server: Side = new Side(this.stock);
  readonly #stub = numbered(STUB);
  now = 0;
  /** The one each side believes in: they need not be the same, nor alive. */
  #clientLink: Link | null = new Link(null);
  #serverLink: Link | null = this.#clientLink;
  /** Dialled and given up before the server heard of it; its message 3 may yet arrive. */
  #abandoned: Link[] = [];
  #said = 0;

  /** Says something at one side, or the same parcel at both. */
  say(
    who: "client" | "server" | "both",
    isNumbered: boolean,
    length: number,
    about: string | null,
  ): void {
    const parcel = (isNumbered ? numbered : state)(`text ${++this.#said}`, length, about);
    if (who !== "server") this.client.post(parcel);
    if (who !== "client") this.server.post(parcel);
  }

  /** A side takes back what is about something, or everything but how the numbers go on. */
  withhold(who: "client" | "server", about: string | null): void {
    const side = this[who];
    if (about !== null || !side.waits("resumed ")) side.withhold(about, this.#stub);
  }

  /** A side writes a record, if anything must leave and it believes in a connection. */
  write(who: "client" | "server", limit: number): boolean {
    const link = who === "client" ? this.#clientLink : this.#serverLink;
    const record = this[who].take(limit, this.now);
    if (record === null) return false;
    assert(link !== null, "a record without a connection");
    (who === "client" ? link.toServer : link.toClient).push(record);
    return true;
  }

  /** A record arrives, if one is on its way on the connection this side believes in. */
  read(who: "client" | "server"): boolean {
    const link = who === "client" ? this.#clientLink : this.#serverLink;
    const record = (who === "client" ? link?.toClient : link?.toServer)?.shift();
    for (const packet of record ?? []) {
      const said = this[who].hear(packet, this.now);
      if (said?.startsWith("resumed ")) this.#resumed(said);
    }
    return record !== undefined;
  }

  /** One side finds out that its connection is gone. What the other has not written is not lost. */
  cut(who: "client" | "server"): void {
    if (who === "server") {
      this.#serverLink = null;
      this.server.cut();
      return;
    }
    const link = this.#clientLink;
    if (link !== null && link.claim !== null) this.#abandoned.push(link);
    this.#clientLink = null;
    this.client.cut();
  }

  /** The client dials and sends its claim, if it is without a connection. */
  dial(): void {
    this.#clientLink ??= new Link(this.client.delivery.received);
  }

  /** The claim of a connection that the client has given up arrives late, or never. */
  arriveLate(ever: boolean): void {
    const link = this.#abandoned.shift();
    if (ever && link !== undefined) this.#accept(link);
  }

  /** The claim arrives, and takes over. What the server says next is its answer. */
  accept(): void {
    if (this.#clientLink === null || this.#clientLink.claim === null) return;
    assert(this.#accept(this.#clientLink), "an honest claim is refused");
  }

  /** Makes a whole connection, and says all that is still to be said. */
  settle(): void {
    this.cut("client");
    this.#abandoned = [];
    this.dial();
    this.accept();
    this.server.replay();
    for (let idle = 0; idle < 20; idle++) {
      for (const who of ["server", "client"] as const) {
        while (this.write(who, 16_384)) idle = 0;
      }
      for (const who of ["server", "client"] as const) while (this.read(who)) idle = 0;
      this.now += 250;
    }
  }

  /** The stock holds what the two sides hold, each parcel once. */
  check(): void {
    const held = [...this.client.held, ...this.server.held];
    let bytes = held.length * PLACE_COST_BYTES;
    for (const { packet } of new Set(held)) bytes += packet.length + PACKET_COST_BYTES;
    assertEquals(this.stock.bytes, bytes);
  }

  #accept(link: Link): boolean {
    const missing = this.server.resume(link.claim ?? 0);
    link.claim = null;
    if (missing === null) return false;
    this.#serverLink = link;
    this.server.post(state(`resumed ${this.server.delivery.received} ${missing}`));
    return true;
  }

  #resumed(said: string): void {
    const [, received = 0, missing = 0] = said.split(" ").map(Number);
    assertEquals(this.client.resume(received), 0);
    this.client.skip(missing);
    this.client.replay();
  }
}
