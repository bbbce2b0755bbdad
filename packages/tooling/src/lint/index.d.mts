import type { Rule } from 'eslint';

/** The house's own lint rules, as one ESLint plugin, by name. */
export const houseRules: { readonly meta: { readonly name: string }; readonly rules: Readonly<Record<string, Rule.RuleModule>> };

/**
 * The tenant tables (with a `tenant_id uuid` column) that the migrations in a folder create.
 * @param folder absolute path
 * @returns lower-case names, sorted
 */
export function listTenantTables(folder: string): string[];
