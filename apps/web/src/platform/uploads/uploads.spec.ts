import { describe, expect, it } from '@jest/globals';
import type { Client } from '@countersign/client';
import { NoAnswer, RefusedByServer } from '@countersign/client';
import { filesOfVersion, foundFiles, keptFilesOf } from './kept-files.js';
import { createUploads, readyIds, stillOpen, typeByName, type UploadsOptions } from './uploads.js';

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A server that takes everything, unless a call is made to fail. */
function bench(more: Partial<UploadsOptions> = {}) {
  const faults = new Map<string, unknown[]>();
  let count = 0;
  const calls: string[] = [];
  const call = (operation: { readonly name: string }, input: { readonly body?: object; readonly params?: { readonly attachmentId: string } }) => {
    calls.push(operation.name);
    const fault = faults.get(operation.name)?.shift();
    if (fault !== undefined) return Promise.reject(fault as Error);
    if (operation.name === 'startAttachmentUpload') return Promise.resolve({ attachmentId: `a${(count += 1)}`, url: '/put', headers: {} });
    return Promise.resolve({ attachment: { id: input.params?.attachmentId } });
  };
  const said: string[] = [];
  const uploads = createUploads({ client: { call } as unknown as Client, put: () => Promise.resolve(), hash: () => Promise.resolve('0'.repeat(64)), newKey: () => `k${(count += 1)}`, say: (sentence) => void said.push(sentence), nowMs: () => 1_000, ...more });
  return { uploads, faults, calls, said, states: () => uploads.list().map(({ state }) => state) };
}
const file = (name: string, bytes = 10) => ({ name, size: bytes }) as File;

describe('files that are attached (row:A8 row:F5)', () => {
  it('are announced, sent and looked at, each by itself; one that fails leaves the others', async () => {
    const { uploads, faults, states } = bench();
    faults.set('checkAttachment', [new NoAnswer('There was no answer.')]);
    uploads.add([file('offer.pdf'), file('plan.PNG')]);
    expect(stillOpen(uploads.list())).toBe('Wait until offer.pdf, plan.PNG has arrived, or remove it.');
    await settled();
    expect(states()).toEqual(['failed', 'ready']);
    expect(stillOpen(uploads.list())).toBe('offer.pdf is not attached: retry or remove it.');
    uploads.retry(uploads.list()[0]?.key ?? '');
    await settled();
    expect([states(), readyIds(uploads.list()).length, stillOpen(uploads.list())]).toEqual([['ready', 'ready'], 2, null]);
  });

  it('are not even sent where they cannot be attached: of another kind, empty, too large, or too many', async () => {
    const { uploads, calls, states } = bench();
    uploads.add([file('run.exe'), file('page.html'), file('archive.zip'), file('nothing.pdf', 0), file('film.png', 26 * 1024 * 1024)]);
    await settled();
    expect([states(), calls]).toEqual([Array.from({ length: 5 }, () => 'unusable'), []]);
    uploads.add(Array.from({ length: 16 }, (_, at) => file(`${at}.txt`)));
    await settled();
    expect(states().filter((state) => state === 'ready')).toHaveLength(15);
    expect(uploads.list().at(-1)?.why).toBe('A request holds 20 files.');
  });

  it('are stopped when they are removed, and never come back', async () => {
    let stopped = false;
    const put = ({ signal }: { readonly signal?: AbortSignal }) => new Promise<void>((_, reject) => signal?.addEventListener('abort', () => { stopped = true; reject(new Error('stopped')); }));
    const { uploads, said } = bench({ put });
    uploads.add([file('offer.pdf')]);
    await settled();
    uploads.remove(uploads.list()[0]?.key ?? '');
    await settled();
    expect([stopped, uploads.list(), said]).toEqual([true, [], []]);
  });

  it('that the server finds to be something else cannot be tried again', async () => {
    const { uploads, faults, states } = bench();
    faults.set('checkAttachment', [new RefusedByServer('attachment_unusable', { type: 'x', title: 'No', status: 422, code: 'attachment_unusable' } as never, undefined)]);
    uploads.add([file('offer.pdf')]);
    await settled();
    expect(states()).toEqual(['unusable']);
    uploads.retry(uploads.list()[0]?.key ?? '');
    expect(states()).toEqual(['unusable']);
  });

  it('are told by the end of their name, whatever its case', () => {
    expect(['a.pdf', 'a.b.JPG', 'table.csv', 'a.docm', 'pdf', '.htaccess', 'a.svg'].map(typeByName)).toEqual(['application/pdf', 'image/jpeg', 'text/csv', null, null, null, null]);
  });

  it('are found again after the page was left: what had arrived is there, what had not is said and has to be chosen again (row:A8)', async () => {
    const { uploads, faults, states } = bench();
    faults.set('startAttachmentUpload', [undefined, new NoAnswer('There was no answer.')] as never);
    uploads.add([file('offer.pdf'), file('plan.png'), file('run.exe')]);
    await settled();
    expect(states()).toEqual(['ready', 'failed', 'unusable']);
    const kept = JSON.parse(JSON.stringify(keptFilesOf(uploads.list()))) as ReturnType<typeof keptFilesOf>;
    const again = bench({ begun: foundFiles(kept, 2_000) });
    expect([again.states(), readyIds(again.uploads.list())]).toEqual([['ready', 'lost'], readyIds(uploads.list())]);
    expect(again.uploads.list()[1]?.why).toBe('It had not arrived when this page was left. Choose it again, or remove it.');
    expect(stillOpen(again.uploads.list())).toBe('plan.png is not attached: choose it again or remove it.');
    again.uploads.add([file('plan.png')]);
    await settled();
    expect([again.states(), stillOpen(again.uploads.list())]).toEqual([['ready', 'ready'], null]);
  });

  it('are found for as long as the server has them: for a day, and those of a version for ever (row:A8)', () => {
    const attachment = { id: 'a', name: 'offer.pdf', bytes: 10 } as never;
    const arrived = { name: 'offer.pdf', bytes: 10, attachment, arrivedAtMs: 0 };
    const hoursMs = 3600_000;
    expect(foundFiles([arrived], 22 * hoursMs)[0]).toMatchObject({ attachment, why: null });
    expect(foundFiles([arrived], 23 * hoursMs)[0]).toMatchObject({ attachment: null, why: expect.stringContaining('within a day') });
    expect(foundFiles(filesOfVersion([attachment]), 1_000 * hoursMs)[0]).toMatchObject({ attachment, why: null });
  });
});
