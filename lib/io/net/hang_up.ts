/**
 * Ending a connection whatever became of it.
 *
 * @module
 */

/**
 * Closes it; one that is closed already, such as by its deadline, stays so.
 *
 * @param socket A connection.
 */
export function hangUp(socket: { close(): void }): void {
  try {
    socket.close();
  } catch {
    // It was closed already.
  }
}
