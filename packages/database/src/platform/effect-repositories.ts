import { AskRepository } from '../effects/ask.repository.js';
import { EffectListRepository } from '../effects/effect-list.repository.js';
import { EffectRepairRepository } from '../effects/effect-repair.repository.js';
import { EffectRepository } from '../effects/effect.repository.js';
import { RecordRepositories } from './record-repositories.js';
import type { Sql } from './sql.js';

/** What a transaction reaches of effects besides carrying them out: how they stand, what is decided about them, and who is asked to do them. */
export class EffectRepositories extends RecordRepositories {
  readonly asks: AskRepository;
  readonly effectList: EffectListRepository;
  readonly effectRepairs: EffectRepairRepository;
  readonly effects: EffectRepository;

  constructor(sql: Sql) {
    super(sql);
    this.asks = new AskRepository(sql);
    this.effectList = new EffectListRepository(sql);
    this.effectRepairs = new EffectRepairRepository(sql);
    this.effects = new EffectRepository(sql);
  }
}
