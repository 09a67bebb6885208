/** The demo's own names of its subscribers, contracts and invoices, each by its number from 1. */
export const demoIds = {
  subscriber: (person: number) => `assinante-${person}`,
  contract: (person: number, contract: number) => `contrato-${person}-${contract}`,
  invoice: (person: number, contract: number, invoice: number) =>
    `${person}${contract}${String(invoice).padStart(2, "0")}`,
};
