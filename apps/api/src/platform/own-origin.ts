/**
 * Whether a page says that it is ours: of the public address, or of the host that was called, by the protocol of the public address.
 * Not by another one: whoever sits on the line can answer for http://ours.example, and its pages are not those of https://ours.example.
 */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string): boolean {
  const { origin: publicOrigin, protocol } = new URL(publicUrl);
  if (origin === publicOrigin) return true;
  const called = `${protocol}//${host ?? ''}`;
  return URL.canParse(called) && origin === new URL(called).origin;
}
