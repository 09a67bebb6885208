import { setTimeout as sleep } from "node:timers/promises";

const pauseMs = 500;
const patienceMs = 120_000;
const beneficiary = { beneficiaryName: "REDE DO CAOS LTDA", beneficiaryDocument: "12.345.678/0001-95" };
/** No bank of the bench stops for the night. */
const allDay = { cutOff: "23:59" };

/** The banks that everybody may choose from: one in the sandbox, one behind an API. */
export const bankWallets = {
  itau: {
    bankCode: "341",
    account: { agencia: "4321", conta: "98765", carteira: "109" },
    nossoNumeroFrom: 1,
    nossoNumeroTo: 99_999_999,
  },
  inter: {
    bankCode: "077",
    account: { beneficiario: "1234567", carteira: "112" },
    registersBy: "api",
    bankNumbers: true,
  },
} as const;

/** The provider's own system: enters everything over the API, again and again until it is acknowledged. */
export function createErp(root: string, key: string) {
  const acknowledged: { resource: string; id: string }[] = [];
  async function put(resource: string, id: string, value: unknown): Promise<void> {
    for (const end = Date.now() + patienceMs; ; await sleep(pauseMs)) {
      const response = await fetch(`${root}/api/v1/${resource}/${id}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(value),
        signal: AbortSignal.timeout(10_000),
      }).catch((error: unknown) => error);
      if (response instanceof Response && response.ok) return void acknowledged.push({ resource, id });
      if (response instanceof Response && response.status < 500)
        throw new Error(`${resource}/${id}: ${response.status} ${await response.text()}`);
      if (Date.now() > end) throw new Error(`${resource}/${id} was never taken`, { cause: response });
    }
  }
  return {
    /** All that was acknowledged, so that it must be there. */
    acknowledged,
    async open(): Promise<void> {
      for (const [id, wallet] of Object.entries(bankWallets))
        await put("bank-wallets", id, { ...beneficiary, ...allDay, ...wallet });
      const bankWalletIds = Object.keys(bankWallets);
      await put("wallets", "fatura", { kind: "fatura", description: "Fatura", bankWalletIds, lockDays: 0 });
    },
    /** Somebody with a phone, a contract and invoices of one day each. */
    async enter({
      id,
      phone,
      document,
      invoices,
    }: {
      id: string;
      phone: string;
      document: string;
      invoices: readonly { id: string; amountCents: number; dueDate: string }[];
    }): Promise<void> {
      const address = {
        address: "Rua Um, 1",
        district: "Centro",
        city: "Niterói",
        state: "RJ",
        postalCode: "24000-000",
      };
      await put("subscribers", id, { name: `Pessoa ${id}`, document, phones: [phone], ...address });
      await put("contracts", id, { subscriberId: id, walletId: "fatura", address: "Rua Um, 1" });
      for (const { id: invoiceId, ...invoice } of invoices)
        await put("invoices", invoiceId, { contractId: id, description: "uso do mês", ...invoice });
    },
  };
}
