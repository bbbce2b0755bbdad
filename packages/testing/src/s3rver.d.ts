declare module 's3rver' {
  /** A store that speaks S3, for tests: it keeps objects in a folder. */
  class S3rver {
    constructor(options: { readonly address: string; readonly port: number; readonly silent: boolean; readonly directory: string; readonly configureBuckets: readonly { readonly name: string }[] });
    run(): Promise<{ readonly port: number }>;
    close(): Promise<void>;
  }
  export = S3rver;
}
