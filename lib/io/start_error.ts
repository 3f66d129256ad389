/**
 * Why a program cannot start.
 *
 * @module
 */

/** A sentence for the person who started the program; it is printed, and the exit code is 1. */
export class StartError extends Error {
  override readonly name = "StartError";
}
