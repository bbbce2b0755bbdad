import type { Page } from 'playwright-core';

/** Opens a workflow in its editor, and begins an effect after its step “Budget owner”: what it is called, and how it is carried out. */
export async function beginEffectStep(page: Page, { url, workflowId, name, how }: { readonly url: string; readonly workflowId: string; readonly name: string; readonly how: string }): Promise<void> {
  await page.goto(`${url}/workflows/${workflowId}/edit`);
  await page.getByRole('button', { name: /^Budget owner/ }).click();
  await page.getByLabel('Kind of the new step').selectOption({ label: 'Effect' });
  await page.getByRole('button', { name: 'Add a step', exact: true, description: 'A new step comes after “Budget owner”.' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('How', { exact: true }).selectOption({ label: how });
}
