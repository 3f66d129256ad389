// Hand-written types for the parts of npm:deno-std (plain JS) that this project uses.
// The key must be the bare specifier from deno.json "imports".
declare module "@std/cli/parse-args" {
  export interface ParseOptions<S extends string, B extends string, C extends string, D> {
    string?: readonly S[];
    boolean?: readonly B[];
    collect?: readonly C[];
    negatable?: readonly string[];
    default?: D;
    alias?: Readonly<Record<string, string | readonly string[]>>;
    stopEarly?: boolean;
    "--"?: boolean;
    unknown?: (arg: string, key?: string, value?: unknown) => unknown;
  }
  export type Parsed<S extends string, B extends string, C extends string, D> =
    & { _: (string | number)[]; "--"?: string[] }
    & { [K in B]: boolean }
    & { [K in S]: K extends C ? string[] : K extends keyof D ? string : string | undefined };
  export function parseArgs<
    const S extends string = never,
    const B extends string = never,
    const C extends string = never,
    const D extends Readonly<Record<string, unknown>> = Record<never, never>,
  >(args: readonly string[], options?: ParseOptions<S, B, C, D>): Parsed<S, B, C, D>;
}

declare module "@std/assert" {
  type Ctor<E extends Error> = abstract new (...args: never[]) => E;
  export class AssertionError extends Error {}
  export function assert(expr: unknown, msg?: string): asserts expr;
  export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T>;
  export function assertEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void;
  export function assertStrictEquals<T>(
    actual: unknown,
    expected: T,
    msg?: string,
  ): asserts actual is T;
  export function assertMatch(actual: string, expected: RegExp, msg?: string): void;
  export function assertStringIncludes(actual: string, expected: string, msg?: string): void;
  export function assertInstanceOf<T>(
    actual: unknown,
    type: abstract new (...args: never[]) => T,
    msg?: string,
  ): asserts actual is T;
  export function assertThrows<E extends Error = Error>(
    fn: () => unknown,
    type?: Ctor<E>,
    includes?: string,
    msg?: string,
  ): E;
  export function assertRejects<E extends Error = Error>(
    fn: () => PromiseLike<unknown>,
    type?: Ctor<E>,
    includes?: string,
    msg?: string,
  ): Promise<E>;
  export function fail(msg?: string): never;
  export function unreachable(msg?: string): never;
}

declare module "@std/streams/text-line-stream" {
  export class TextLineStream extends TransformStream<string, string> {
    constructor(options?: { allowCR?: boolean });
  }
}

declare module "@std/yaml/parse" {
  export function parse(text: string): unknown;
}
