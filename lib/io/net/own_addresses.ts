/**
 * Under which addresses others may reach this machine.
 *
 * @module
 */

/**
 * The addresses of this machine that mean something to another one: neither loopback, nor
 * link-local ones, which would need a zone that differs from machine to machine.
 *
 * @param interfaces What `Deno.networkInterfaces()` lists.
 * @returns IPv4 before IPv6, each once.
 */
export function ownAddresses(
  interfaces: readonly Pick<Deno.NetworkInterfaceInfo, "family" | "address">[],
): string[] {
  const usable = interfaces.filter(({ address }) =>
    !/^(127\.|169\.254\.|::1$|fe[89ab][0-9a-f]:)/i.test(address)
  );
  const of = (family: "IPv4" | "IPv6") =>
    usable.filter((one) => one.family === family).map((one) => one.address);
  return [...new Set([...of("IPv4"), ...of("IPv6")])];
}
