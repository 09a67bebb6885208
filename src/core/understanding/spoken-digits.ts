import { foldWords } from "./fold-words.ts";

const words: Readonly<Record<string, number>> = {
  ...{ zero: 0, um: 1, uma: 1, dois: 2, duas: 2, tres: 3, quatro: 4, cinco: 5, seis: 6, meia: 6, sete: 7, oito: 8 },
  ...{ nove: 9, dez: 10, onze: 11, doze: 12, treze: 13, catorze: 14, quatorze: 14, quinze: 15, dezesseis: 16 },
  ...{ dezessete: 17, dezoito: 18, dezenove: 19, vinte: 20, trinta: 30, quarenta: 40, cinquenta: 50, sessenta: 60 },
  ...{ setenta: 70, oitenta: 80, noventa: 90, cem: 100, cento: 100, duzentos: 200, trezentos: 300 },
  ...{ quatrocentos: 400, quinhentos: 500, seiscentos: 600, setecentos: 700, oitocentos: 800, novecentos: 900 },
};

/** A number may follow one of a greater size: "cento e dois", "vinte e nove". */
const sizeOf = (value: number) => (value >= 100 ? 3 : value >= 20 ? 2 : 1);

/**
 * Returns the digits that a text dictates as words, one number after the other: "cinco dois nove" and "quinhentos e vinte
 * e nove" are both "529". Digits among them count as they are. Empty if there are none.
 */
export function spokenDigits(text: string): string {
  let digits = "";
  let current: number | undefined;
  let size = 0;
  const finish = () => {
    if (current !== undefined) digits += String(current);
    current = undefined;
  };
  const all = foldWords(text);
  for (const [at, word] of all.entries()) {
    const value = words[word];
    if (value !== undefined) {
      const isJoined = current !== undefined && size > sizeOf(value) && value > 0 && all[at - 1] === "e";
      if (isJoined) current = (current ?? 0) + value;
      else {
        finish();
        current = value;
      }
      // "Vinte" takes a unit, "quinze" does not.
      size = value >= 10 && value < 20 ? 1 : sizeOf(value);
      if (value > 0 && value < 10) size = 0;
    } else if (/^\d+$/.test(word)) {
      finish();
      digits += word;
    } else if (word !== "e") finish();
  }
  finish();
  return digits;
}
