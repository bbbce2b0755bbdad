import { CreateTenancy1795200000000 } from '#migrations/1795200000000-create-tenancy.js';
import { CreateIdentity1795200001000 } from '#migrations/1795200001000-create-identity.js';
import { CreateMembers1795200002000 } from '#migrations/1795200002000-create-members.js';
import { CreateEntry1795200003000 } from '#migrations/1795200003000-create-entry.js';
import { CreateWorkflows1795200004000 } from '#migrations/1795200004000-create-workflows.js';
import { CreateRequests1795200005000 } from '#migrations/1795200005000-create-requests.js';
import { CreateEffects1795200006000 } from '#migrations/1795200006000-create-effects.js';
import { CreateAudit1795200007000 } from '#migrations/1795200007000-create-audit.js';
import { CreateJobs1795200008000 } from '#migrations/1795200008000-create-jobs.js';
import { CreateWriting1795200009000 } from '#migrations/1795200009000-create-writing.js';
import { WriteInStatements1795200010000 } from '#migrations/1795200010000-write-in-statements.js';
import { CreateNotesAndLinks1795200014000 } from '#migrations/1795200014000-create-notes-and-links.js';
import { CreateRequestWords1795200015000 } from '#migrations/1795200015000-create-request-words.js';
import { RemoveMembers1795200016000 } from '#migrations/1795200016000-remove-members.js';
import { AddAuditFilters1795200015100 } from '#migrations/1795200015100-add-audit-filters.js';
import { CreateProfile1795200017000 } from '#migrations/1795200017000-create-profile.js';
import { IndexAuditByTransaction1795200017001 } from '#migrations/1795200017001-index-audit-by-transaction.js';

/** Oldest first; never edited once merged. */
export const allMigrations = [
  CreateTenancy1795200000000,
  CreateIdentity1795200001000,
  CreateMembers1795200002000,
  CreateEntry1795200003000,
  CreateWorkflows1795200004000,
  CreateRequests1795200005000,
  CreateEffects1795200006000,
  CreateAudit1795200007000,
  CreateJobs1795200008000,
  CreateWriting1795200009000,
  WriteInStatements1795200010000,
  CreateNotesAndLinks1795200014000,
  CreateRequestWords1795200015000,
  AddAuditFilters1795200015100,
  RemoveMembers1795200016000,
  CreateProfile1795200017000,
  IndexAuditByTransaction1795200017001,
];
