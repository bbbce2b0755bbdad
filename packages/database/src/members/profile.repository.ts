import type { Profile } from '../platform/entry.js';
import type { Sql } from '../platform/sql.js';

export interface PictureRow {
  readonly memberId: string;
  readonly id: string;
  readonly colour: string;
}

const save = { name: 'profiles.save', text: 'update app.members set name = $3, picture_id = $4, picture_colour = $5 where tenant_id = $1 and user_id = $2 and (name, picture_id) is distinct from ($3, $4::uuid) returning id' };
const listPictures = { name: 'profiles.list_pictures', text: 'select m.id as "memberId", m.picture_id as id, m.picture_colour as colour from app.members m where m.tenant_id = $1 and m.id = any($2::uuid[]) and m.picture_id is not null' };
const showsPicture = { name: 'profiles.shows_picture', text: 'select m.id from app.members m where m.tenant_id = $1 and m.picture_id = $2 limit 1' };
const listPermissions = {
  name: 'profiles.list_permissions',
  text: `select mr.member_id as "memberId", array_agg(distinct given.permission order by given.permission) as permissions
           from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id cross join lateral unnest(r.permissions) as given (permission)
          where mr.tenant_id = $1 and mr.member_id = any($2::uuid[]) group by mr.member_id`,
};

/** What members show of themselves in one company: a copy of their profile. */
export class ProfileRepository {
  constructor(private readonly sql: Sql) {}

  /** Copies a profile to the user's membership here; false where it says the same already, or there is no membership. */
  async save(userId: string, { name, picture }: Profile): Promise<boolean> {
    return (await this.sql.rows(save, [userId, name, picture?.id ?? null, picture?.colour ?? null])).length === 1;
  }

  async listPictures(memberIds: readonly string[]): Promise<PictureRow[]> {
    return memberIds.length === 0 ? [] : this.sql.rows<PictureRow>(listPictures, [memberIds]);
  }

  /** Whether a member of this company shows the picture. */
  async showsPicture(pictureId: string): Promise<boolean> {
    return (await this.sql.rows(showsPicture, [pictureId])).length === 1;
  }

  /** What the roles of each of these members give now, sorted. One without roles is not in it. */
  async listPermissions(memberIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.sql.rows<{ memberId: string; permissions: string[] }>(listPermissions, [memberIds]);
    return new Map(rows.map(({ memberId, permissions }) => [memberId, permissions]));
  }
}
