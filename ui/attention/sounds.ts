/**
 * What is heard: two short sounds, made while they play.
 *
 * @module
 */
import type { Choices } from "../../lib/api/view.ts";

/** What can be heard. */
export type Sound = Exclude<Choices["sound"], "none">;

/** One of the tones that a sound is made of. */
interface Tone {
  readonly hz: number;
  /** Its height at the beginning: 1 is as loud as the computer can. */
  readonly gain: number;
  /** Until it has died away. */
  readonly seconds: number;
}

/** A knock on wood, and a small bell: its second tone is out of tune, as a bell's is. */
const SOUNDS: { readonly [S in Sound]: readonly Tone[] } = {
  tap: [{ hz: 520, gain: 0.16, seconds: 0.09 }, { hz: 1180, gain: 0.05, seconds: 0.04 }],
  bell: [{ hz: 880, gain: 0.1, seconds: 0.9 }, { hz: 2390, gain: 0.03, seconds: 0.35 }],
};

/** A tone that begins at its full height clicks, in seconds. */
const RISE = 0.004;

/** How long a sound may wait for its beginning, in milliseconds. */
const LATE_MS = 300;

/**
 * Puts a sound into a context, to begin at once.
 *
 * @param context Where it is heard.
 * @param sound Which.
 * @returns When it is over, in seconds.
 */
export function schedule(context: BaseAudioContext, sound: Sound): number {
  const now = context.currentTime;
  for (const { hz, gain, seconds } of SOUNDS[sound]) {
    const [tone, height] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = hz;
    height.gain.setValueAtTime(0, now);
    height.gain.linearRampToValueAtTime(gain, now + RISE);
    height.gain.exponentialRampToValueAtTime(0.0001, now + seconds);
    tone.connect(height).connect(context.destination);
    tone.start(now);
    tone.stop(now + seconds);
  }
  return now + Math.max(...SOUNDS[sound].map(({ seconds }) => seconds));
}

/**
 * Plays a sound now, or not at all: one that comes late says something else.
 *
 * @param sound Which.
 * @returns Whether it is heard. Browsers let a page be heard after the first click or key in it.
 */
export async function play(sound: Sound): Promise<boolean> {
  if (!("AudioContext" in globalThis)) return false;
  if (navigator.userActivation?.hasBeenActive === false) return false;
  const context = new AudioContext();
  try {
    const late = new Promise((done) => setTimeout(done, LATE_MS));
    if (context.state !== "running") await Promise.race([context.resume(), late]);
    if (context.state !== "running") return false;
    const seconds = schedule(context, sound) - context.currentTime;
    await new Promise((done) => setTimeout(done, seconds * 1000 + LATE_MS));
    return true;
  } catch {
    return false; // There is nothing to hear it with.
  } finally {
    // An open one keeps the computer's sound awake.
    await context.close().catch(() => {});
  }
}
