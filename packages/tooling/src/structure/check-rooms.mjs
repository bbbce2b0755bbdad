import { emptyNames, roomsOf } from './rooms.mjs';
import { nameParts } from './suffixes.mjs';

const doors = /^(index\.m?ts|index\.mjs|index\.d\.mts)$/;
/** Files that may stand directly under src/, beside the door. */
const loose = {
  'packages/client': /\.ts$/,
  'packages/conditions': /\.ts$/,
  'packages/testing': /\.ts$/,
  'apps/e2e': /\.ts$/,
  'apps/web': /^(main\.tsx|vite-env\.d\.ts)$/,
};
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function checkRoom(path, workspace, inside) {
  const allowed = roomsOf(workspace);
  if (inside.length === 1) {
    if (doors.test(inside[0]) || loose[workspace]?.test(inside[0])) return [];
    return [{ file: path, rule: 'rooms', todo: `Only the door index.ts stands directly under src/. Move it into one of: ${Object.keys(allowed).join(', ')}.` }];
  }
  if (Object.hasOwn(allowed, inside[0])) return [];
  const names = Object.keys(allowed).join(', ');
  return [{ file: path, rule: 'rooms', todo: `'${inside[0]}' is no room of ${workspace}. Use one of: ${names}; or add it with its reason to packages/tooling/src/structure/rooms.mjs.` }];
}

/** Every folder under a src/ is a known feature or room, every name says something, in kebab-case. */
export function checkRooms({ path }) {
  const [floor, name, src, ...inside] = path.split('/');
  if (src !== 'src' && src !== 'bin' && src !== 'migrations') return [];
  const words = [...inside.slice(0, -1), nameParts(path).stem];
  const faults = src === 'src' ? checkRoom(path, `${floor}/${name}`, inside) : [];
  for (const word of words) {
    if (emptyNames.includes(word)) faults.push({ file: path, rule: 'names', todo: `'${word}' says nothing about what is inside. Name it after what it does, or move its parts to where they are used.` });
    if (!kebab.test(word)) faults.push({ file: path, rule: 'kebab-case', todo: `Write '${word}' in lower case with hyphens.` });
  }
  return faults;
}
