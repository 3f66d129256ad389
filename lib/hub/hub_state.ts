/**
 * All that a hub holds; what changes it stands in the files beside.
 *
 * @module
 */
import { Clock } from "./clock.ts";
import { Departed } from "./departed.ts";
import { Archive } from "./history.ts";
import { Places } from "./places.ts";
import { Rooms } from "./rooms.ts";
import { Tags } from "./tags.ts";

/** The state of one hub. */
export class HubState {
  readonly clock: Clock = new Clock();
  readonly departed: Departed = new Departed();
  readonly places: Places;
  readonly tags: Tags;
  readonly archive: Archive;
  readonly rooms: Rooms;

  /**
   * @param draw Gives so many random bytes.
   * @param history Texts kept of each room; 0 is none.
   */
  constructor(draw: (bytes: number) => Uint8Array, history: number) {
    this.places = new Places(draw);
    this.tags = new Tags(draw);
    this.archive = new Archive(history);
    this.rooms = new Rooms(this.archive);
  }
}
