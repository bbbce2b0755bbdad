import { pictureSidePx } from '@countersign/contracts/profile';

export interface CroppedPicture {
  readonly blob: Blob;
  readonly colour: string;
}

/** Cuts a picture square from its middle, at the size that it is kept in: WebP, or PNG where the browser writes none. Throws what the browser throws for what is none. */
export async function cropPicture(file: Blob): Promise<CroppedPicture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const side = Math.min(bitmap.width, bitmap.height);
    const canvas = document.createElement('canvas');
    canvas.width = pictureSidePx;
    canvas.height = pictureSidePx;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser draws nothing.');
    context.fillStyle = 'white';
    context.fillRect(0, 0, pictureSidePx, pictureSidePx);
    context.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, pictureSidePx, pictureSidePx);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.86));
    if (blob === null) throw new Error('This browser writes no picture.');
    return { blob, colour: colourOf(context) };
  } finally {
    bitmap.close();
  }
}

/** The mean of a few places. */
function colourOf(context: CanvasRenderingContext2D): string {
  const { data } = context.getImageData(0, 0, pictureSidePx, pictureSidePx);
  const sums = [0, 0, 0];
  const step = 4 * 257;
  let count = 0;
  for (let at = 0; at < data.length; at += step, count += 1) for (const part of [0, 1, 2]) sums[part] = (sums[part] ?? 0) + (data[at + part] ?? 0);
  return `#${sums.map((sum) => Math.round(sum / Math.max(1, count)).toString(16).padStart(2, '0')).join('')}`;
}
