import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { featureHash, textFeatures } from "../../src/core/understanding/text-features.ts";
import { type WishName, wishNames } from "../../src/core/understanding/wishes.ts";

/** A sentence with the wish that it means. */
export interface Sentence {
  wish: WishName;
  text: string;
}

/** The trained classifier, in the form of src/core/understanding/wish-model.ts. */
export interface WishModel {
  hashes: Uint32Array;
  weights: Int8Array;
  bias: number[];
  scale: number;
}

export const sentencesFolder = path.join(import.meta.dirname, "sentences");

/** Reads the sentences of one voice, or of all. */
export function readSentences(only?: string): Sentence[] {
  const files = readdirSync(sentencesFolder).filter((name) => name.endsWith(".json") && (!only || name === only));
  return files.toSorted().flatMap((name) => {
    const byWish = JSON.parse(readFileSync(path.join(sentencesFolder, name), "utf8")) as Record<string, string[]>;
    return Object.entries(byWish).flatMap(([wish, texts]) => texts.map((text) => ({ wish: wish as WishName, text })));
  });
}

/** A feature that stands in fewer sentences says more of them than of the wish. */
const leastSentences = 6;
const rounds = 15;
const step = 0.3;
const decay = 1e-4;

/**
 * Trains a multinomial logistic regression by stochastic gradient descent with a step for each weight (AdaGrad). The
 * order of the sentences is shuffled by a fixed seed, so the same sentences give the same weights.
 */
export function trainWishes(sentences: readonly Sentence[]): WishModel {
  const width = wishNames.length;
  const examples = sentences.map(({ wish, text }) => ({
    wish: wishNames.indexOf(wish),
    hashes: textFeatures(text).map(featureHash),
  }));
  const counts = new Map<number, number>();
  for (const { hashes } of examples) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const kept = [...counts].flatMap(([hash, count]) => (count >= leastSentences ? [hash] : [])).sort((a, b) => a - b);
  const rowOf = new Map(kept.map((hash, row) => [hash, row]));
  const rows = examples.map(({ wish, hashes }) => ({ wish, rows: hashes.flatMap((hash) => rowOf.get(hash) ?? []) }));

  const weights = new Float32Array(kept.length * width);
  const squares = new Float32Array(kept.length * width).fill(1e-6);
  const bias = new Float32Array(width);
  const chances = new Float32Array(width);
  const random = seeded(7);
  for (let round = 0; round < rounds; round++) {
    for (let left = rows.length - 1; left > 0; left--) {
      const other = Math.floor(random() * (left + 1));
      [rows[left], rows[other]] = [rows[other] as (typeof rows)[number], rows[left] as (typeof rows)[number]];
    }
    for (const example of rows) learn(example);
  }
  return quantised();

  function learn({ wish: right, rows: found }: (typeof rows)[number]) {
    const share = 1 / Math.sqrt(Math.max(1, found.length));
    guess(found, share);
    for (let wish = 0; wish < width; wish++) {
      const error = at(chances, wish) - (wish === right ? 1 : 0);
      if (Math.abs(error) < 1e-4) continue;
      bias[wish] = at(bias, wish) - 0.01 * error;
      for (const row of found) {
        const place = row * width + wish;
        const slope = error * share + decay * at(weights, place);
        squares[place] = at(squares, place) + slope * slope;
        weights[place] = at(weights, place) - (step * slope) / Math.sqrt(at(squares, place));
      }
    }
  }

  function guess(found: readonly number[], share: number) {
    chances.set(bias);
    for (const row of found)
      for (let wish = 0; wish < width; wish++)
        chances[wish] = at(chances, wish) + at(weights, row * width + wish) * share;
    const highest = Math.max(...chances);
    let sum = 0;
    for (let wish = 0; wish < width; wish++) {
      chances[wish] = Math.exp(at(chances, wish) - highest);
      sum += at(chances, wish);
    }
    for (let wish = 0; wish < width; wish++) chances[wish] = at(chances, wish) / sum;
  }

  function quantised(): WishModel {
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) || 1;
    const scale = largest / 127;
    return {
      hashes: Uint32Array.from(kept),
      weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)),
      bias: [...bias].map((one) => Number(one.toFixed(5))),
      scale: Number(scale.toPrecision(8)),
    };
  }
}

const at = (numbers: Float32Array, index: number) => numbers[index] ?? 0;

/** Numbers from 0 to 1, always the same (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
}

/** The source text of src/core/understanding/wish-model.ts. */
export function modelSource({ hashes, weights, bias, scale }: WishModel): string {
  const base64 = (bytes: Uint32Array | Int8Array) => Buffer.from(bytes.buffer).toString("base64");
  return `/** Written by \`npm run talk:train\`: see classify-wish.ts. */
export const wishModel = {
  scale: ${scale},
  bias: [${bias.join(", ")}],
  hashes: "${base64(hashes)}",
  weights: "${base64(weights)}",
};
`;
}

if (process.argv[1] === import.meta.filename) {
  const sentences = readSentences();
  const model = trainWishes(sentences);
  const source = modelSource(model);
  writeFileSync(path.join(import.meta.dirname, "../../src/core/understanding/wish-model.ts"), source);
  console.log(
    `${sentences.length} sentences, ${model.hashes.length} features, ${(source.length / 1024).toFixed(0)} kB`,
  );
}
