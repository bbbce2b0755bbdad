import type { Page } from 'playwright-core';

/** For whoever looks at what was made: a picture of the page as it is, in the folder that COUNTERSIGN_PICTURES names, where it does. */
export const keepPicture = async (page: Page, name: string) => (process.env.COUNTERSIGN_PICTURES === undefined ? undefined : page.screenshot({ path: `${process.env.COUNTERSIGN_PICTURES}/${name}.png`, fullPage: true }));
