import * as z from 'zod/mini';
import { growing, id, permissions } from '../platform/index.js';

export const roleView = z.strictObject({ id: id(), name: z.string(), permissions: z.array(growing(permissions)) });
export type RoleView = z.infer<typeof roleView>;

/** A permission with the sentence that says it to people. */
export const permissionWords = z.strictObject({ permission: z.enum(permissions), sentence: z.string() });
export type PermissionWords = z.infer<typeof permissionWords>;
