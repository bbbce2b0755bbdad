import type { PictureView } from '@countersign/contracts/profile';

export const pictureViewOf = ({ id, colour }: { readonly id: string; readonly colour: string }): PictureView => ({ id, path: `/v1/pictures/${id}`, colour });
