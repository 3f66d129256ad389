/**
 * Names for people who give none: an adjective and an animal, such as `mossy-heron`.
 *
 * @module
 */

// 64 each, so that six bits of a random byte choose one without a bias.
const ADJECTIVES = words(`
  amber autumn azure bold brave bright brisk calm clever cobalt coral cosy crisp curious dapper
  dewy dusky eager early fern fleet frosty gentle glad golden hazel humble indigo ivory jolly keen
  kind lively lucky lunar mellow merry mild misty mossy nimble noble olive opal patient plucky polar
  proud quick quiet rosy rustic sandy silent silver sleepy snowy spry sunny swift tidy velvet warm
  windy`);
const ANIMALS = words(`
  alpaca badger bear beaver beetle bison bittern bream carp cicada condor coot crane cricket curlew
  deer dingo dolphin dove duck egret elk ermine falcon ferret finch firefly fox gecko goose grebe
  hare hawk hedgehog heron hoopoe ibex ibis jackdaw kestrel kiwi lark linnet lizard lynx magpie
  marmot marten mole moose newt otter owl panda pika plover puffin rabbit raven robin seal stork
  swan wren`);

/**
 * Makes up a name.
 *
 * @param draw Where randomness comes from: that many random bytes.
 * @returns One of 4,096 names, each as likely as any other.
 */
export function madeUpName(draw: (bytes: number) => Uint8Array): string {
  const [first = 0, second = 0] = draw(2);
  return `${ADJECTIVES[first % ADJECTIVES.length]}-${ANIMALS[second % ANIMALS.length]}`;
}

/** Every name that {@linkcode madeUpName} can give. */
export function allMadeUpNames(): string[] {
  return ADJECTIVES.flatMap((adjective) => ANIMALS.map((animal) => `${adjective}-${animal}`));
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
