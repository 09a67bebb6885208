/** "(11) 90000-0001", of a normalised phone. */
export const phoneWords = (phone: string) =>
  phone.replace(/^55(\d{2})(\d{4,5})(\d{4})$/, (_, area, first, last) => `(${area}) ${first}-${last}`);
