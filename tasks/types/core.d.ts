// All that the core may use besides the language: text, WebCrypto's functions of their arguments,
// nothing that reads a clock, draws a random number or reaches out.

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: { new (): TextEncoder };

interface TextDecoder {
  decode(input?: Uint8Array): string;
}
declare const TextDecoder: {
  new (label?: "utf-8", options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

/** A key inside WebCrypto; its bytes do not come out. */
interface CryptoKey {
  readonly type: "private" | "public" | "secret";
}

declare const crypto: {
  readonly subtle: {
    digest(hash: "SHA-256", data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
    importKey(
      format: "raw" | "pkcs8",
      key: Uint8Array<ArrayBuffer>,
      algorithm: "AES-GCM" | "HKDF" | "PBKDF2" | "X25519",
      extractable: false,
      usages: ("encrypt" | "decrypt" | "deriveBits")[],
    ): Promise<CryptoKey>;
    deriveBits(
      algorithm:
        | { name: string; public: CryptoKey }
        | {
          name: string;
          hash: string;
          salt: Uint8Array<ArrayBuffer>;
          info?: Uint8Array<ArrayBuffer>;
          iterations?: number;
        },
      key: CryptoKey,
      bits: number,
    ): Promise<ArrayBuffer>;
    encrypt(
      algorithm: {
        name: string;
        iv: Uint8Array<ArrayBuffer>;
        additionalData: Uint8Array<ArrayBuffer>;
      },
      key: CryptoKey,
      data: Uint8Array<ArrayBuffer>,
    ): Promise<ArrayBuffer>;
    decrypt(
      algorithm: {
        name: string;
        iv: Uint8Array<ArrayBuffer>;
        additionalData: Uint8Array<ArrayBuffer>;
      },
      key: CryptoKey,
      data: Uint8Array<ArrayBuffer>,
    ): Promise<ArrayBuffer>;
  };
};
