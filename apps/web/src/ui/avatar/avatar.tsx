import { useState } from 'react';
import styles from './avatar.module.css';

export interface AvatarProps {
  readonly name: string;
  /** Where the picture is, and what stands in its place until it is there; null for initials. */
  readonly picture: { readonly path: string; readonly colour: string } | null;
  readonly sizePx: number;
}

const initialsOf = (name: string) => name.split(/\s+/).filter((word) => word !== '').map((word) => word.charAt(0)).join('').slice(0, 2).toUpperCase();

/**
 * A person: square, in a box of a fixed size with their initials, over which the picture is laid once it is there. Nothing
 * moves when it comes, and nothing shows when it does not. The name stands beside it, so it says nothing to those who listen.
 */
export function Avatar({ name, picture, sizePx }: AvatarProps) {
  const [shown, setShown] = useState<string | null>(null);
  const box = { inlineSize: sizePx, blockSize: sizePx, fontSize: Math.max(10, Math.round(sizePx * 0.38)) };
  return (
    <span className={styles.avatar} style={picture === null ? box : { ...box, backgroundColor: picture.colour, color: isLight(picture.colour) ? 'black' : 'white' }} aria-hidden="true" data-avatar>
      {initialsOf(name)}
      {picture !== null && <img src={picture.path} alt="" width={sizePx} height={sizePx} decoding="async" data-shown={shown === picture.path} onLoad={() => setShown(picture.path)} />}
    </span>
  );
}

/** Whether black is easier to read on it than white: the relative luminance of WCAG 2, where both are equal at .179. */
export function isLight(colour: string): boolean {
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
}
