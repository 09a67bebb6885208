import { boletoStatuses } from "../../core/boleto/boleto-status.ts";
import type { ApiSchema } from "./api-document.ts";

const id: ApiSchema = { type: "string", description: "Identificador no seu sistema" };
const more: Readonly<Record<string, Record<string, ApiSchema>>> = {
  "bank-wallets": { nossoNumeroNext: { type: "integer", description: "O próximo nosso número" } },
  boletos: {
    id: { type: "string", description: "Identificador aqui" },
    externalId: { type: "string", description: "Identificador no seu sistema, se foi ele que emitiu" },
    origin: { type: "string", enum: ["erp", "faturabot"], description: "Quem emitiu" },
    status: { type: "string", enum: [...boletoStatuses], description: "Situação" },
    bankCode: { type: "string", description: "Código do banco" },
  },
};

/** What is read of each resource, by what is written: with its id, and nothing that is empty. */
export function shownSchemas(inputs: Readonly<Record<string, ApiSchema>>): Record<string, ApiSchema> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { properties }]) => [
      `${name}.shown`,
      { type: "object", properties: { id, ...properties, ...more[name] }, required: ["id"] },
    ]),
  );
}
