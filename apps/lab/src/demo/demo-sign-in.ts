/** A way into the demo, as the supervisor prints it. */
export interface DemoSignIn {
  readonly who: string;
  readonly email: string;
  readonly password: string;
  readonly tenant: string;
}

export interface DemoOptions {
  readonly baseUrl: string;
  /** Where the demo's webhooks go, and the secret that they are signed with. */
  readonly endpoint: { readonly url: string; readonly secret: string };
  /** One for everybody, and plainly no secret. */
  readonly password: string;
  readonly say: (line: string) => void;
}
