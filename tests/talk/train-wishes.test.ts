import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { wishNames } from "../../src/core/understanding/wishes.ts";
import { modelSource, readSentences, trainWishes } from "./train-wishes.ts";

const sentences = readSentences();

describe("the sentences of the wishes", () => {
  it("are at least sixty for each, and none is written twice", () => {
    const few = wishNames.filter((wish) => sentences.filter((one) => one.wish === wish).length < 60);
    expect(few).toEqual([]);
    expect(sentences.filter(({ wish }) => !wishNames.includes(wish))).toEqual([]);
  });

  it("give the weights that are checked in, again and again", { timeout: 120_000 }, () => {
    const source = modelSource(trainWishes(sentences));
    expect(source.length).toBeLessThan(1_000_000);
    expect(source === readFileSync("src/core/understanding/wish-model.ts", "utf8")).toBe(true);
  });
});
