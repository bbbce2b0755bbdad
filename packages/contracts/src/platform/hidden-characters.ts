/**
 * What a reader cannot see and a comparison can: default-ignorable characters (Unicode, DerivedCoreProperties), among them the ones that
 * change the direction of writing, and control characters but for tab and line ends. Two names that differ by them look the same.
 */
const hidden = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
const whitespaceControls = /[\t\n\r]/g;

/** Letters that a joiner shapes: those scripts in which letters never join have no use for one. */
const shaped = String.raw`(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Inherited}])[\p{L}\p{M}]`;
const picture = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?`;
/** After a virama a joiner may also end a word, as in Malayalam and Sinhala. */
const virama = String.raw`[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]`;
/** The places where such a character is a part of what is written, and seen: Unicode's emoji sequences, variation sequences, and joiners between letters. */
const seen = new RegExp(
  [
    String.raw`\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}`,
    String.raw`[0-9#*]\ufe0f\u20e3`,
    String.raw`${virama}[\u200c\u200d]`,
    String.raw`${shaped}[\u200c\u200d](?=${shaped})`,
    String.raw`${picture}\u200d(?=\p{Extended_Pictographic})`,
    String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f]`,
    String.raw`\p{Script=Han}[\ufe00-\ufe02\u{e0100}-\u{e01ef}]`,
    String.raw`\p{Script=Mongolian}[\u180b-\u180f]`,
  ].join('|'),
  'gu',
);

/** Whether a text holds characters that nobody sees, or that change the direction of writing, where no script and no emoji needs them. */
export const holdsHidden = (text: string) => hidden.test(text) && hidden.test(text.replace(seen, '').replaceAll(whitespaceControls, ''));

/** Whether a text shows nothing: U+2800 is a Braille cell without a dot. */
export const isBlank = (text: string) => !/[^\s\u2800\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text);

/** Whether a text forces letters to be read against their own direction (U+202D, U+202E): it would show another text than it holds. */
export const forcesDirection = (text: string) => /[\u202d\u202e]/.test(text);

export const hiddenSentence = 'must not hold invisible or direction-changing characters';
