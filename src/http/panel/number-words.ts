/** "200.000". */
export const numberWords = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ".");
