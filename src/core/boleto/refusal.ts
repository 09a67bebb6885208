/** Why something given to us was not taken: the field at fault and a sentence in Portuguese for whoever gave it. */
export interface Refusal {
  field: string;
  message: string;
}

/** The failed half of a result. */
export interface Refused {
  ok: false;
  error: Refusal;
}

/** A refusal as a result. */
export function refuse(field: string, message: string): Refused {
  return { ok: false, error: { field, message } };
}
