/** First and last position, counted from 1, both inclusive. */
export type Place = readonly [from: number, to: number];

/** Positions of a title's values in segment T. */
export interface TitlePlaces {
  nossoNumero: Place;
  seuNumero: Place;
  vencimento: Place;
  valor: Place;
  referencia: Place;
  tarifa: Place;
  motivos: Place;
}

/** Segment T in FEBRABAN's standard. */
export const febrabanPlaces: TitlePlaces = {
  nossoNumero: [38, 57],
  seuNumero: [59, 73],
  vencimento: [74, 81],
  valor: [82, 96],
  referencia: [106, 130],
  tarifa: [199, 213],
  motivos: [214, 223],
};
