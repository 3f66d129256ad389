/**
 * Comparing what must be secret.
 *
 * @module
 */

/**
 * Whether two texts are the same. The first is compared to its end whatever the second is, so the
 * time that takes tells nobody how much of a guess was right.
 *
 * @param secret What is to be found out.
 * @param shown Any string of a peer's.
 */
export function isSameText(secret: string, shown: string): boolean {
  let difference = secret.length ^ shown.length;
  for (let i = 0; i < secret.length; i++) {
    // Past the end of a short one there is NaN, which counts as 0 here.
    difference |= secret.charCodeAt(i) ^ shown.charCodeAt(i);
  }
  return difference === 0;
}
