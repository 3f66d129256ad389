import fc from "fast-check";
import { LOBBY } from "../../lib/hub/hub.ts";
import { drawFrom } from "./draw.ts";
import { Model, type Person } from "./model.ts";

/** What can happen, in the shares of the numbers; the last one takes the rest. */
const ACTS = 40;

/** Rooms other than the lobby, and what they may be locked with. */
const ROOMS = ["garden", "cellar", "attic"];
const PASSPHRASES = [null, null, "open sesame", "another one"];
/** Few at one address are barred before everybody there is. */
const ORIGINS = [null, null, "home", "office", "train"];

function pick<Value>(values: readonly Value[], number: number): Value {
  const value = values[number % values.length];
  if (value === undefined) throw new RangeError("nothing to pick from");
  return value;
}

/** Does one thing: which, to whom and with what is in the numbers. */
function step(model: Model, act: number, who: number, what: number, now: number): void {
  const person = model.list[who % Math.max(1, model.list.length)];
  const name = `${what % 2 ? "n" : "N"}ame ${what % 23}`;
  if (person === undefined || act < 3) return model.enter(name, pick(ORIGINS, who), now);
  if (act < 4) return model.leave(person, now);
  if (act < 6) return model.lose(person, now);
  if (act < 8) return model.resume(person, now);
  if (act < 9) return model.claim(person, name, now);
  if (act < 10) return model.returnStale(person, name, now);
  if (act < 11) return person.line.away ? person.line.forget(what % 3) : undefined;
  if (act < 13) return model.rename(person, name, now);
  if (act < 17) return model.read(person, what % 8);
  if (act < 21) return model.say(person, LOBBY, now);
  stepInRoom(model, act, person, what, now);
}

function stepInRoom(model: Model, act: number, person: Person, what: number, now: number): void {
  const room = pick(ROOMS, what);
  const passphrase = pick(PASSPHRASES, what >> 2);
  const target = pick(model.list, what >> 2);
  if (act < 24) return model.create(person, room, passphrase, now);
  if (act < 29) return model.join(person, pick([...ROOMS, LOBBY], what), passphrase, now);
  if (act < 31) return model.exit(person, room, now);
  if (act < 32) return model.handOver(person, room, target, now);
  if (act < 33) return model.putOut(person, "kick", room, target, now);
  if (act < 34) return model.putOut(person, "ban", room, target, now);
  // Rarely, as nobody comes back from where they were.
  if (act < 35) return what % 40 === 0 ? model.expel(person, now) : undefined;
  model.say(person, room, now);
}

const steps = fc.array(fc.tuple(fc.nat(ACTS - 1), fc.nat(1000), fc.nat(1000)), {
  maxLength: 250,
  size: "max",
});

Deno.test("Hub and Switchboard let every member know what is so, whoever is cut, comes back, is busy or put out", () => {
  fc.assert(
    fc.property(fc.integer(), steps, (seed, steps) => {
      const model = new Model(seed);
      for (const [now, [act, who, what]] of steps.entries()) step(model, act, who, what, now);
      model.check();
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

Deno.test("Hub and Switchboard keep every member's lists and texts as plain lists would, in storms of 5,000", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const model = new Model(seed);
      const random = drawFrom(~seed);
      const below = (limit: number) => (random(1)[0] ?? 0) % limit;
      for (let count = 1; count <= 5_000; count++) {
        const now = count + below(100); // a clock that goes back and forth
        step(model, below(ACTS), below(256), below(256), now);
        if (count % 500 === 0) model.check();
      }
      model.check();
    }),
    { numRuns: 3 },
  );
});
