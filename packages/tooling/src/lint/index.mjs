/** The house's own lint rules, as one ESLint plugin. */
import { controllerServesContract } from './controller-serves-contract.mjs';
import { dataSourceInOneRoom } from './data-source-in-one-room.mjs';
import { functionsStayShort } from './functions-stay-short.mjs';
import { migrationPolicyBeforeGrant } from './migration-policy-before-grant.mjs';
import { noNestedTemplateSql } from './no-nested-template-sql.mjs';
import { tenantInEveryStatement } from './tenant-in-every-statement.mjs';

export { listTenantTables } from './tenant-tables.mjs';

export const houseRules = {
  meta: { name: '@countersign/tooling' },
  rules: {
    'controller-serves-contract': controllerServesContract,
    'data-source-in-one-room': dataSourceInOneRoom,
    'functions-stay-short': functionsStayShort,
    'migration-policy-before-grant': migrationPolicyBeforeGrant,
    'no-nested-template-sql': noNestedTemplateSql,
    'tenant-in-every-statement': tenantInEveryStatement,
  },
};
