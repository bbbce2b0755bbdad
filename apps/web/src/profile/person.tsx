import { useFrame } from '../platform/screens/frame-store.js';
import { Avatar } from '../ui/avatar/avatar.js';
import { usePendingPicture } from './change-picture.mutation.js';

/** A member's picture as this screen's answer brought it, or one's own that is still on its way. Of those without one, the initials. */
export function Person({ memberId, name, sizePx }: { readonly memberId: string; readonly name: string; readonly sizePx: number }) {
  const frame = useFrame();
  const pending = usePendingPicture();
  const picture = pending?.memberId === memberId ? pending : (frame?.pictures[memberId] ?? null);
  return <Avatar name={name} picture={picture} sizePx={sizePx} />;
}
