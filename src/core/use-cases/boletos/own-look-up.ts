/**
 * The attempt of a look-up that answers no webhook: the daily one, and those for a listed payment or a late PIX. It has
 * no stored question. If the bank does not answer, it is repeated with growing pauses until the end of the day.
 */
export const ownLookUp = 99;
