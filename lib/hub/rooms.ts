/**
 * All rooms there are.
 *
 * @module
 */
import { MAX_ROOMS } from "../limits.ts";
import type { ListedRoom, RoomListMessage } from "../message/from_server.ts";
import { checkRoomName, foldName } from "../message/name.ts";
import type { Archive } from "./history.ts";
import { Room, type RoomOptions } from "./room.ts";
import { PagedList } from "./paged_list.ts";

/** The name of the room everybody comes into. */
export const LOBBY = "lobby";

/** The lobby, and the rooms that people have made. */
export class Rooms {
  /** Everybody is in it, nobody owns it, and it never ends. */
  readonly lobby: Room;
  readonly #archive: Archive;
  /** By the fold of the name. */
  readonly #rooms = new Map<string, Room>();
  /** By the name: those that everybody may know of, as they were when somebody asked last. */
  readonly #listed = new PagedList<ListedRoom, RoomListMessage>((rooms, last) => {
    return { type: "rooms", rooms, last };
  });

  /** @param archive Where their texts are kept. */
  constructor(archive: Archive) {
    this.#archive = archive;
    this.lobby = this.#add(LOBBY, { hidden: false, lock: null });
  }

  /** How many there are, the lobby too. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Whether there are as many as there may be. */
  get areFull(): boolean {
    return this.#rooms.size > MAX_ROOMS;
  }

  /** All of them, the lobby first, then in the order in which they were made. */
  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /**
   * The room of a name. It takes the same time whether there is one or not.
   *
   * @param raw As it was typed; may be anything.
   */
  find(raw: string): Room | null {
    const checked = checkRoomName(raw);
    return this.#rooms.get(checked.ok ? foldName(checked.name) : "") ?? null;
  }

  /**
   * Makes a room, with nobody in it.
   *
   * @param name A checked one that no room has.
   */
  open(name: string, options: RoomOptions): Room {
    return this.#add(name, options);
  }

  /** A room ends, and what was kept of it is gone. */
  close(room: Room, time: number): void {
    this.#rooms.delete(foldName(room.name));
    this.#listed.remove(room.name);
    this.#archive.close(room.history, time);
  }

  /**
   * Those that everybody may know of, in parts that each fit a packet; not the lobby. Each part is
   * the same message until something in it changes. Costs a look at each room.
   */
  list(): readonly RoomListMessage[] {
    for (const room of this.#rooms.values()) {
      if (room.kind !== "public") this.#listed.remove(room.name);
      else if (room !== this.lobby) this.#listed.put(room.name, room.listing());
    }
    return this.#listed.messages();
  }

  #add(name: string, options: RoomOptions): Room {
    const room = new Room(name, this.#archive.open(), options);
    this.#rooms.set(foldName(name), room);
    return room;
  }
}
