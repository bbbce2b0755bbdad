import { OutsideRecordRepository } from '../outside-records/outside-record.repository.js';
import { KeptRecordRepository } from '../record-sets/kept-record.repository.js';
import { RecordFindingRepository } from '../record-sets/record-finding.repository.js';
import { RecordReadingRepository } from '../record-sets/record-reading.repository.js';
import { RecordRepairRepository } from '../record-sets/record-repair.repository.js';
import { RecordSetRepository } from '../record-sets/record-set.repository.js';
import { RequestRecordRepository } from '../record-sets/request-record.repository.js';
import type { Sql } from './sql.js';

/** What a transaction reaches of what other systems say: records that somebody signs with, and those that are kept in step. */
export class RecordRepositories {
  readonly keptRecords: KeptRecordRepository;
  readonly outsideRecords: OutsideRecordRepository;
  readonly recordFindings: RecordFindingRepository;
  readonly recordReadings: RecordReadingRepository;
  readonly recordRepairs: RecordRepairRepository;
  readonly recordSets: RecordSetRepository;
  readonly requestRecords: RequestRecordRepository;

  constructor(sql: Sql) {
    this.keptRecords = new KeptRecordRepository(sql);
    this.outsideRecords = new OutsideRecordRepository(sql);
    this.recordFindings = new RecordFindingRepository(sql);
    this.recordReadings = new RecordReadingRepository(sql);
    this.recordRepairs = new RecordRepairRepository(sql);
    this.recordSets = new RecordSetRepository(sql);
    this.requestRecords = new RequestRecordRepository(sql);
  }
}
