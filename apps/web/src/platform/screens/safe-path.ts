/** A path of this application to go on to after signing in, or `/inbox` for anything that leads elsewhere. */
export function safePath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return '/inbox';
  return /^\/sign-(in|up)\b/.test(wanted) ? '/inbox' : wanted;
}
