import { featureHash, textFeatures } from "./text-features.ts";
import { wishModel } from "./wish-model.ts";
import { type WishName, wishNames } from "./wishes.ts";

/** A wish, and how sure it is, from 0 to 1. The certainties of all wishes add up to 1. */
export interface GuessedWish {
  wish: WishName;
  certainty: number;
}

/**
 * Guesses what a message is about: a linear classifier over its words and pieces of words, trained by `npm run
 * talk:train` from the sentences in tests/talk/sentences. The same text always gives the same answer. The surest wish
 * comes first.
 */
export function classifyWish(text: string): GuessedWish[] {
  const { rows, weights, bias, scale } = opened();
  const width = wishNames.length;
  const found = textFeatures(text).flatMap((feature) => rows.get(featureHash(feature)) ?? []);
  const scores = Float64Array.from(bias);
  const share = scale / Math.sqrt(Math.max(1, found.length));
  for (const row of found)
    for (let wish = 0; wish < width; wish++)
      scores[wish] = (scores[wish] ?? 0) + (weights[row * width + wish] ?? 0) * share;
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return wishNames
    .map((wish, index) => ({ wish, certainty: (powers[index] ?? 0) / sum }))
    .toSorted((one, other) => other.certainty - one.certainty);
}

interface Opened {
  /** The row of weights of each feature, by its hash. */
  rows: ReadonlyMap<number, number>;
  /** A row for each feature, in it a number from -127 to 127 for each wish. */
  weights: Int8Array;
  bias: readonly number[];
  scale: number;
}

let model: Opened | undefined;

/** Decoded at the first message, because most commands never read one. */
function opened(): Opened {
  if (model) return model;
  const hashes = new Uint32Array(bytesOf(wishModel.hashes).buffer);
  model = {
    rows: new Map([...hashes].map((hash, row) => [hash, row])),
    weights: new Int8Array(bytesOf(wishModel.weights).buffer),
    bias: wishModel.bias,
    scale: wishModel.scale,
  };
  return model;
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
