import type { House } from '../platform/index.js';

export class GetHealthService {
  constructor(private readonly house: House) {}

  async run(): Promise<{ status: 'ok' }> {
    await this.house.entry.ping();
    return { status: 'ok' };
  }
}
