/**
 * The tests of several files as those of one: `deno test tests/support/together.ts -- FILE…`.
 *
 * What they import is then loaded once, and one browser serves all of them.
 *
 * @module
 */
for (const file of Deno.args) await import(new URL(`../../${file}`, import.meta.url).href);
