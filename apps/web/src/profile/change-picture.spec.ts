import { describe, expect, it } from '@jest/globals';
import { NoAnswer, type Client } from '@countersign/client';
import type { PictureKeeper } from '../platform/pictures/kept-picture.js';
import { AddressRefused, NotArrived } from '../platform/pictures/put-bytes.js';
import { createPictures } from './change-picture.mutation.js';

const picture = { id: 'p', path: '/v1/pictures/p', colour: '#112233' };
const cropped = { blob: new Blob(['x'], { type: 'image/webp' }), colour: '#445566' };

/** The server and the browser, which fail as they are told: `puts` and `commits` are what each try throws, or null. */
function open({ puts = [], commits = [] }: { puts?: (Error | null)[]; commits?: (Error | null)[] } = {}) {
  const calls: string[] = [];
  const said: string[] = [];
  const released: string[] = [];
  let kept: Awaited<ReturnType<PictureKeeper['read']>> = null;
  const keeper: PictureKeeper = { read: () => Promise.resolve(kept), keep: (next) => Promise.resolve(void (kept = next)), forget: () => Promise.resolve(void (kept = null)) };
  const call = (operation: { readonly name: string }) => {
    calls.push(operation.name);
    if (operation.name === 'startPictureUpload') return Promise.resolve({ uploadId: 'u', url: '/put', headers: {} });
    const failure = commits.shift() ?? null;
    return failure === null ? Promise.resolve({ picture }) : Promise.reject(failure);
  };
  let addresses = 0;
  const shares: number[] = [];
  const make = () => createPictures({
    client: { call } as unknown as Client, keeper, say: (sentence) => void said.push(sentence), hash: () => Promise.resolve('0'.repeat(64)),
    put: ({ onProgress }) => { calls.push('put'); onProgress(0.5); const failure = puts.shift() ?? null; return failure === null ? Promise.resolve() : Promise.reject(failure); },
    addressOf: () => `blob:${(addresses += 1)}`, release: (address) => void released.push(address), decode: (path) => { calls.push(`decode ${path}`); return Promise.resolve(); },
    onSaved: () => void calls.push('saved'),
  });
  return { make, calls, said, released, shares, kept: () => kept };
}

describe('a new picture (row:J2)', () => {
  it('shows at once, is sent behind that, and is swapped only once the saved one can be drawn', async () => {
    const world = open();
    const pictures = world.make();
    const done = pictures.choose('me', cropped);
    expect(pictures.read()).toMatchObject({ path: 'blob:1', state: 'sending' });
    await done;
    expect(world.calls).toEqual(['startPictureUpload', 'put', 'changePicture', 'decode /v1/pictures/p', 'saved']);
    expect([pictures.read(), world.kept(), world.released]).toEqual([null, null, ['blob:1']]);
    expect(world.said).toEqual(['Your new picture is saved.']);
  });

  it('that does not arrive stays with why, is said once, is kept over a reload, and is saved by a retry', async () => {
    const world = open({ puts: [new NotArrived('')] });
    const pictures = world.make();
    await pictures.choose('me', cropped);
    expect(pictures.read()).toMatchObject({ path: 'blob:1', state: 'unsaved', why: 'It did not reach the server.' });
    expect(world.said).toEqual(['Your new picture is not saved. It is kept here.']);
    const later = world.make();
    await later.resume();
    expect(later.read()).toMatchObject({ memberId: 'me', state: 'unsaved', colour: '#445566' });
    await later.retry();
    expect([later.read(), world.kept()]).toEqual([null, null]);
  });

  it('whose address has expired gets another one without a word, once', async () => {
    const once = open({ puts: [new AddressRefused('')] });
    await once.make().choose('me', cropped);
    expect([once.calls.filter((name) => name === 'startPictureUpload').length, once.said]).toEqual([2, ['Your new picture is saved.']]);
    const always = open({ puts: [new AddressRefused(''), new AddressRefused(''), new AddressRefused('')] });
    const pictures = always.make();
    await pictures.choose('me', cropped);
    expect([always.calls.filter((name) => name === 'put').length, pictures.read()?.state]).toEqual([2, 'unsaved']);
  });

  it('can be put back: the old one shows again, and nothing is kept', async () => {
    const world = open({ commits: [new NoAnswer('No answer.')] });
    const pictures = world.make();
    await pictures.choose('me', cropped);
    expect(pictures.read()?.state).toBe('unsaved');
    pictures.putBack();
    await Promise.resolve();
    expect([pictures.read(), world.kept(), world.released]).toEqual([null, null, ['blob:1']]);
  });

  it('takes the place of one that is still on its way, which changes nothing any more', async () => {
    const world = open();
    const pictures = world.make();
    const older = pictures.choose('me', cropped);
    const newer = pictures.choose('me', cropped);
    expect(pictures.read()?.path).toBe('blob:2');
    await Promise.all([older, newer]);
    expect([pictures.read(), world.calls.filter((name) => name === 'saved').length]).toEqual([null, 1]);
  });
});
