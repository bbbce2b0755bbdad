/** The cryptography that checking needs, as the surroundings bring it. */
export interface Primitives {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** How signatures by this public key (32 bytes, RFC 8032) are verified; undefined where these bytes are no key. */
  readonly verifierOf: (publicKey: Uint8Array) => ((message: Uint8Array, signature: Uint8Array) => boolean) | undefined;
}
