import { Group } from '../groups/group.entity.js';
import { Invitation } from '../members/invitation.entity.js';
import { MemberRole } from '../members/member-role.entity.js';
import { Member } from '../members/member.entity.js';
import { Role } from '../members/role.entity.js';
import { Tenant } from '../members/tenant.entity.js';
import { RequestTypeVersion } from '../request-types/request-type-version.entity.js';
import { RequestType } from '../request-types/request-type.entity.js';
import { WebhookEndpoint } from '../webhooks/webhook-endpoint.entity.js';
import { WorkflowVersion } from '../workflows/workflow-version.entity.js';
import { Workflow } from '../workflows/workflow.entity.js';

export const entities = [Group, Invitation, Member, MemberRole, RequestType, RequestTypeVersion, Role, Tenant, WebhookEndpoint, Workflow, WorkflowVersion];
