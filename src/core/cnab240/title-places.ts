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

/** Positions in a record of what names the owner of its titles. */
export interface OwnerPlaces {
  document?: Place;
  agencia?: Place;
  conta?: Place;
  /** The bank's code for the customer: código do beneficiário, convênio. */
  beneficiario?: Place;
}

/** What names the owner, by record: file header, lote header and segment T. */
export interface ReturnOwnerPlaces {
  header: OwnerPlaces;
  lote: OwnerPlaces;
  t: OwnerPlaces;
}

/** The owner in FEBRABAN's standard. Itaú's shorter agência and conta lie at the end of the same positions. */
export const febrabanOwner: ReturnOwnerPlaces = {
  header: { document: [19, 32], agencia: [53, 57], conta: [59, 70] },
  lote: { document: [19, 33], agencia: [54, 58], conta: [60, 71] },
  t: { agencia: [18, 22], conta: [24, 35] },
};
