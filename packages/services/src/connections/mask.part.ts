export const mask = '•••';
const shownCharactersMax = 8_000;

export type Hide = (text: string) => string;

/** Replaces these secrets, however they are written: as they are, escaped, or in the forms in which they are sent. */
export function hiderOf(secrets: readonly string[]): Hide {
  const forms = secrets.filter((secret) => secret !== '').flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]);
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((left, form) => left.replaceAll(form, mask), text);
}

export const storable = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();
export const shortened = (text: string) => (text.length > shownCharactersMax ? `${text.slice(0, shownCharactersMax).toWellFormed()}…` : text);
