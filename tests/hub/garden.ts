/**
 * Ada's garden, and what an owner may ask for there.
 *
 * @module
 */
import type { OwnerAsk } from "../../lib/message/from_client.ts";
import { type Ask, Scene } from "./scene.ts";

/** The room's name. */
export const GARDEN = "Garden";

/** Something that an owner may ask for. */
export type Act = Ask & { readonly type: OwnerAsk["type"] };

/** Ada's garden with bern and cleo in it; dora is only in the lobby. All have heard that. */
export function garden(): Scene {
  const scene = Scene.of("ada", "bern", "cleo", "dora");
  scene.ask("ada", { type: "create", room: GARDEN });
  for (const name of ["bern", "cleo"]) scene.ask(name, { type: "join", room: GARDEN });
  scene.forget();
  return scene;
}

/** One of each thing that an owner may ask for, about bern. */
export function allActs(scene: Scene, room = GARDEN): Act[] {
  const member = scene.id("bern");
  return [
    { type: "topic", room, topic: "Roses" },
    { type: "lock", room, passphrase: "open sesame" },
    { type: "lock", room },
    { type: "mute", room, member },
    { type: "unmute", room, member },
    { type: "kick", room, member },
    { type: "ban", room, member },
    { type: "unban", room, ban: 1 },
    { type: "bans", room },
    { type: "hand_over", room, member },
    { type: "keep", room, keep: false },
  ];
}
