/**
 * A hub with people in it by their names, and what each of them has been told.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { Deliver, Effect } from "../../lib/hub/effect.ts";
import { Hub, type HubOptions } from "../../lib/hub/hub.ts";
import { encodeMessage } from "../../lib/message/encode.ts";
import type { ClientMessage, OwnerAsk } from "../../lib/message/from_client.ts";
import type { ErrorMessage, Member, ServerMessage } from "../../lib/message/from_server.ts";
import { readServerMessage } from "../../lib/message/read_server.ts";
import { drawFrom, fakeDigest } from "./draw.ts";

/** Something that is asked for, its `ref` left to the scene where it has one. */
export type Ask = ClientMessage extends infer Message
  ? Message extends { readonly ref: number } ? Omit<Message, "ref"> & { readonly ref?: number }
  : Message
  : never;

/** The messages of one type. */
export type Told<Type extends ServerMessage["type"]> = Extract<
  ServerMessage,
  { readonly type: Type }
>;

/** People on a hub. Every message they get is one that a client can read. */
export class Scene {
  readonly hub: Hub;
  /** Milliseconds since 1970. */
  now = 1_700_000_000_000;
  /** Who was put out of the server. */
  readonly expelled: string[] = [];
  readonly #ids = new Map<string, string>();
  readonly #heard = new Map<string, ServerMessage[]>();
  #refs = 0;

  constructor(options: Partial<HubOptions> = {}) {
    this.hub = new Hub({ draw: drawFrom(11), history: 0, digest: fakeDigest, ...options });
  }

  /** People come who have heard all that leads there, each from an origin of their own. */
  static of(...names: string[]): Scene {
    const scene = new Scene();
    for (const name of names) scene.enter(name);
    scene.forget();
    return scene;
  }

  /** Somebody comes. */
  enter(name: string, origin: string | null = `origin of ${name}`): Member {
    const entry = this.hub.enter({ type: "hello", name, delivery: true }, origin, this.now);
    if ("refused" in entry) throw new Error(`${name}: ${entry.refused.code}`);
    this.#ids.set(name, entry.member.id);
    this.#heard.set(entry.member.id, [read(entry.welcome)]);
    this.carryOut(entry.effects);
    return entry.member;
  }

  /** Why somebody cannot come. */
  refusal(name: string, origin: string | null = null): object {
    const entry = this.hub.enter({ type: "hello", name }, origin, this.now);
    assert("refused" in entry, `${name} comes in`);
    return entry.refused;
  }

  /** Somebody goes. */
  leave(name: string, reason: "left" | "cut" = "left"): void {
    this.carryOut(this.hub.leave(this.id(name), reason, this.now));
  }

  /** Somebody asks for something. */
  ask(name: string, ask: Ask): readonly Effect[] {
    const effects = this.hub.handle(this.id(name), this.#asked(ask), this.now);
    this.carryOut(effects);
    return effects;
  }

  /** What is wrong with what somebody asks for: nobody else hears of it. */
  wrong(name: string, ask: Ask): Omit<ErrorMessage, "type" | "ref"> {
    const message = this.#asked(ask);
    const effects = this.hub.handle(this.id(name), message, this.now);
    const [effect, ...more] = effects;
    assert(effect?.type === "deliver" && effect.message.type === "error", JSON.stringify(effects));
    assertEquals([effect.to, more], [[this.id(name)], []]);
    const { type: _, ref, ...error } = effect.message;
    assertEquals(ref, "ref" in message ? message.ref : undefined);
    return error;
  }

  /** The operator asks for something. */
  operate(ask: Ask & { readonly type: OwnerAsk["type"] }): readonly Effect[] {
    const governed = this.hub.operate(this.#asked(ask) as OwnerAsk, this.now);
    assert("effects" in governed, JSON.stringify(governed));
    this.carryOut(governed.effects);
    return governed.effects;
  }

  /** What is wrong with what the operator asks for. */
  misgoverned(ask: Ask & { readonly type: OwnerAsk["type"] }): object {
    const governed = this.hub.operate(this.#asked(ask) as OwnerAsk, this.now);
    assert("refused" in governed);
    return governed.refused;
  }

  /** All that somebody has been told since the last look. */
  heard(name: string): ServerMessage[] {
    return this.#heard.get(this.id(name))?.splice(0) ?? [];
  }

  /** Of that, what is of one type; the rest is forgotten. */
  told<Type extends ServerMessage["type"]>(name: string, type: Type): Told<Type>[] {
    return this.heard(name).filter((message): message is Told<Type> => message.type === type);
  }

  /** The types of all that. */
  types(name: string): string[] {
    return this.heard(name).map(({ type }) => type);
  }

  /** Everybody has heard enough. */
  forget(): void {
    for (const heard of this.#heard.values()) heard.length = 0;
  }

  /** The id somebody has, or had last. */
  id(name: string): string {
    const id = this.#ids.get(name);
    assert(id !== undefined, `who is ${name}?`);
    return id;
  }

  /** Does what the hub wants. */
  carryOut(effects: readonly Effect[]): void {
    for (const effect of effects) {
      switch (effect.type) {
        case "deliver": {
          const message = read(effect.message);
          for (const id of hearersOf(effect)) this.#heard.get(id)?.push(message);
          break;
        }
        case "withhold":
          this.#withhold(effect.member, effect.room);
          break;
        case "expel":
          this.#heard.delete(effect.member);
          this.expelled.push(effect.member);
      }
    }
  }

  #withhold(id: string, room: string): void {
    const heard = this.#heard.get(id) ?? [];
    const rest = heard.splice(0).filter((message) => !("room" in message && message.room === room));
    heard.push(...rest);
  }

  #asked(ask: Ask): ClientMessage {
    const hasRef = !["typing", "rename", "rooms", "bans"].includes(ask.type);
    return (hasRef ? { ref: ++this.#refs, ...ask } : ask) as ClientMessage;
  }
}

/** As a client reads it: nothing is lost, and nothing more is there. */
function read(message: ServerMessage): ServerMessage {
  const copy = readServerMessage(encodeMessage(message));
  assertEquals<unknown>(copy, message);
  assert(copy !== null);
  return copy;
}

/** The ids of who gets something: there is somebody, and nobody gets it twice. */
export function hearersOf({ to, but }: Deliver): readonly string[] {
  assert(new Set(to).size === to.length && (but === undefined || to.includes(but)));
  const hearers = to.filter((id) => id !== but);
  assert(hearers.length > 0);
  return hearers;
}

/** What is delivered, where that is all that is wanted. */
export function delivered(effects: readonly Effect[]): readonly Deliver[] {
  return effects.map((effect) => {
    assert(effect.type === "deliver");
    return effect;
  });
}

/** The messages of that. */
export function messagesOf(effects: readonly Effect[]): ServerMessage[] {
  return delivered(effects).map(({ message }) => message);
}
