import { foldWords } from "./fold-words.ts";

const shortest = 2;
const longest = 5;

/**
 * Returns the features of a text by which its wish is told: its words, its pairs of neighbouring words, and the pieces
 * of 2 to 5 letters of each word, which stay nearly the same when a word is misspelt. Each is counted once.
 */
export function textFeatures(text: string): string[] {
  const words = foldWords(text).map((word) => (/^\p{N}/u.test(word) ? "#" : word));
  const features = new Set<string>([`n:${Math.min(words.length, 12)}`]);
  for (const [index, word] of words.entries()) {
    features.add(`w:${word}`);
    features.add(`p:${word} ${words[index + 1] ?? "$"}`);
    if (index === 0) features.add(`p:^ ${word}`);
    const padded = `<${word}>`;
    for (let length = shortest; length <= longest; length++)
      for (let at = 0; at + length <= padded.length; at++) features.add(padded.slice(at, at + length));
  }
  return [...features];
}

/** Returns the number of a feature, from 0 to 2^32 - 1 (FNV-1a). */
export function featureHash(feature: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index++) {
    hash ^= feature.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
