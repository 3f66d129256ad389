/**
 * Somebody with a client that is written from PROTOCOL.md, who asks and waits for the answer.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import type { House } from "./house.ts";
import { NobleMember } from "./noble_member.ts";
import type { NobleRooms } from "./noble_rooms.ts";

/** Somebody with such a client. */
export class Guest {
  readonly member: NobleMember;
  #ref = 0;

  constructor(member: NobleMember) {
    this.member = member;
  }

  static async come({ port }: House, name: string): Promise<Guest> {
    return new Guest(await NobleMember.come(port, name));
  }

  get id(): string {
    return this.rooms.you;
  }

  get rooms(): NobleRooms {
    return this.member.rooms;
  }

  /** Asks for something; gives the type of the answer, or the code of the error. */
  async ask(type: string, fields: object): Promise<string> {
    const ref = this.#next();
    await this.member.say({ type, ...fields, ref });
    return await this.answer(ref);
  }

  /** Says something and hears nothing; gives its ref. */
  async utter(type: string, fields: object): Promise<number> {
    const ref = this.#next();
    await this.member.say({ type, ...fields, ref });
    return ref;
  }

  async answer(ref: number): Promise<string> {
    await this.until(({ answers }) => answers.has(ref));
    return this.rooms.answers.get(ref) ?? "";
  }

  /** Reads until something is so. */
  async until(so: (rooms: NobleRooms) => boolean): Promise<void> {
    while (!so(this.rooms)) {
      assert((await this.member.read()).length > 0, "the connection ended");
    }
  }

  /** Reads until somebody's text is in a room. */
  async hears(text: string, room = "garden"): Promise<void> {
    await this.until((rooms) => rooms.shown(room).some((line) => line.includes(text)));
  }

  /** Reads until so many are in a room. */
  async sees(present: readonly string[], room = "garden"): Promise<void> {
    const wanted = present.toSorted().join();
    await this.until((rooms) => rooms.present(room).join() === wanted);
  }

  #next(): number {
    return ++this.#ref;
  }
}

/** Lets people into a server, one after the other. */
export async function gather(house: House, ...names: readonly string[]): Promise<Guest[]> {
  const guests: Guest[] = [];
  for (const name of names) guests.push(await Guest.come(house, name));
  return guests;
}

/** The same, and a room `garden` of the first with all others in it. */
export async function garden(house: House, ...names: readonly string[]): Promise<Guest[]> {
  const guests = await gather(house, ...names);
  const room = "garden";
  const [owner, ...others] = guests;
  assertEquals(await owner?.ask("create", { room }), "entered");
  for (const guest of others) assertEquals(await guest.ask("join", { room }), "entered");
  for (const guest of guests) await guest.sees(names);
  return guests;
}

/** All leave, and the server stops. */
export async function end(house: House, guests: readonly Guest[]): Promise<void> {
  for (const { member } of guests) await member.leave();
  await house.stop();
}
