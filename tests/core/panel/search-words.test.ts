import { describe, expect, it } from "vitest";
import { searchWords } from "../../../src/panel/contracts/search-words.ts";

describe("the words of a search", () => {
  it.each([
    ["João  ÁGUA", ["joao", "agua"]],
    ["(11) 90000-0001", ["11900000001"]],
    ["+55 11 90000-0001", ["5511900000001"]],
    ["529.982.247-25", ["52998224725"]],
    ["\u202A+55 11 90000\u20110001\u202C", ["5511900000001"]],
    ["529\u00A0982\u00A0247\u201325", ["52998224725"]],
    ["Sou\u00ADza", ["souza"]],
    ["12.ABC.345/01DE-35", ["12abc34501de35"]],
    ["Rua do Porto, 45", ["rua", "do", "porto", "45"]],
    ["contrato-2-1", ["contrato21"]],
    ["maria maria", ["maria"]],
    [" '):*&|! ", []],
    ["", []],
  ])("of %j are %j", (text, words) => {
    expect(searchWords(text)).toEqual(words);
  });

  it("are letters and digits alone, and no more than ten", () => {
    const words = searchWords("a'b c:*d e&f <g> \\h i j k l m n o p");
    expect(words).toHaveLength(10);
    for (const word of words) expect(word).toMatch(/^[a-z0-9]+$/);
  });
});
