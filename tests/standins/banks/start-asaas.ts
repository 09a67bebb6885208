import { randomBytes } from "node:crypto";
import { z } from "zod";
import { barsOf, pixOf } from "./bars.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

const text = (from: number, to: number) => z.string().min(from).max(to);
const date = z.iso.date();
const percent = z.number().min(0);

/** The body of `POST /v3/payments` with a boleto, as the reference of docs.asaas.com and its own SDK describe it. */
export const asaasCharge = z.strictObject({
  customer: z.string().startsWith("cus_"),
  billingType: z.literal("BOLETO"),
  value: z.number().min(5),
  dueDate: date,
  description: text(0, 500).optional(),
  daysAfterDueDateToRegistrationCancellation: z.int().min(0).optional(),
  externalReference: z.string().optional(),
  discount: z
    .strictObject({ value: percent, dueDateLimitDays: z.int().min(0), type: z.enum(["FIXED", "PERCENTAGE"]) })
    .optional(),
  interest: z.strictObject({ value: percent }).optional(),
  fine: z.strictObject({ value: percent, type: z.enum(["FIXED", "PERCENTAGE"]) }).optional(),
  postalService: z.boolean().optional(),
});
/** The body of `POST /v3/customers`. */
export const asaasCustomer = z.strictObject({
  name: text(1, 255),
  cpfCnpj: z.string().regex(/^[0-9A-Z]{11,14}$/),
  email: z.string().optional(),
  mobilePhone: z.string().optional(),
  externalReference: z.string().optional(),
  notificationDisabled: z.boolean().optional(),
});
const page = { limit: z.coerce.number().int().min(1).max(100).default(10), offset: z.coerce.number().int().default(0) };
const customersQuery = z.strictObject({ cpfCnpj: z.string().optional(), ...page });
const chargesQuery = z.strictObject({
  externalReference: z.string().optional(),
  status: z.string().optional(),
  "paymentDate[ge]": date.optional(),
  "paymentDate[le]": date.optional(),
  ...page,
});

type Title = z.infer<typeof asaasCharge> & {
  id: string;
  /** Our name of it, as at the other banks. */
  seuNumero: string;
  nossoNumero: string;
  issuedAt: number;
  status?: string;
  paidValue?: number;
  paymentDate: string | null;
  clientPaymentDate: string | null;
  deleted: boolean;
};
type Customer = z.infer<typeof asaasCustomer> & { id: string; deleted: boolean };

/**
 * Asaas v3. It takes the same customer and the same charge twice, tells the numbers of a boleto and its PIX only when it
 * is asked apart, hides what was removed from its lists, and takes its fee off `netValue`.
 */
export async function startAsaas({ now }: { now: () => Date }) {
  const titles: Title[] = [];
  const customers: Customer[] = [];
  const rules = { numbersMs: 30_000, pix: true };
  const refused = (status: number, code: string, description: string): Answer => ({
    status,
    json: { errors: [{ code, description }] },
  });
  const today = () => new Date(now().getTime() - 3 * 3_600_000).toISOString().slice(0, 10);
  const newId = (prefix: string) => `${prefix}_${randomBytes(8).toString("hex")}`;
  const listOf = (data: readonly unknown[], { limit, offset }: { limit: number; offset: number }): Answer => ({
    status: 200,
    json: {
      object: "list",
      hasMore: offset + limit < data.length,
      totalCount: data.length,
      ...{ limit, offset, data: data.slice(offset, offset + limit) },
    },
  });
  const statusOf = ({ status, dueDate }: Title) => status ?? (today() > dueDate ? "OVERDUE" : "PENDING");

  function shown(title: Title) {
    const { seuNumero: _, issuedAt, status: __, paidValue, value, ...rest } = title;
    const amount = paidValue ?? value;
    return {
      object: "payment",
      ...rest,
      dateCreated: new Date(issuedAt).toISOString().slice(0, 10),
      ...{ status: statusOf(title), value: amount, netValue: amount - 1.99, originalValue: paidValue ? value : null },
      ...{ interestValue: null, invoiceUrl: `${bank.url}/i/${title.id}`, bankSlipUrl: `${bank.url}/b/pdf/${title.id}` },
    };
  }

  function enterCustomer(body: unknown): Answer {
    const parsed = asaasCustomer.safeParse(body);
    if (!parsed.success)
      return refused(400, "invalid_customer", parsed.error.issues.map(({ message }) => message).join());
    const entered = { ...parsed.data, id: newId("cus"), deleted: false };
    customers.push(entered);
    return { status: 200, json: { object: "customer", ...entered } };
  }

  function enter(body: unknown): Answer {
    const parsed = asaasCharge.safeParse(body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refused(400, `invalid_${issue?.path.join(".")}`, issue?.message ?? "");
    }
    const { customer, dueDate, externalReference = "" } = parsed.data;
    if (!customers.some(({ id, deleted }) => id === customer && !deleted))
      return refused(400, "invalid_customer", "Customer inválido ou não informado.");
    if (dueDate < today())
      return refused(400, "invalid_dueDate", "Não é permitido data de vencimento inferior a hoje.");
    const title: Title = {
      ...parsed.data,
      id: newId("pay"),
      seuNumero: externalReference,
      nossoNumero: String(10_286_661 + titles.length),
      issuedAt: now().getTime(),
      ...{ paymentDate: null, clientPaymentDate: null, deleted: false },
    };
    titles.push(title);
    return { status: 200, json: shown(title) };
  }

  function list(query: Wire["query"]): Answer {
    const parsed = chargesQuery.safeParse(query);
    if (!parsed.success) return refused(400, "invalid_query", "parâmetros");
    const { externalReference, status, "paymentDate[ge]": from = "", "paymentDate[le]": to, ...rest } = parsed.data;
    const found = titles.filter(
      (title) =>
        !title.deleted &&
        (externalReference === undefined || title.externalReference === externalReference) &&
        (status === undefined || statusOf(title) === status) &&
        (title.paymentDate ?? "") >= from &&
        (to === undefined || (title.paymentDate ?? "9") <= to),
    );
    return listOf(found.map(shown), rest);
  }

  function about(title: Title, method: string, what: string | undefined): Answer {
    const status = statusOf(title);
    if (method === "DELETE") {
      if (title.deleted || !["PENDING", "OVERDUE"].includes(status))
        return refused(400, "invalid_action", "A cobrança não pode ser removida.");
      title.deleted = true;
      return { status: 200, json: { deleted: true, id: title.id } };
    }
    if (what === undefined) return { status: 200, json: shown(title) };
    if (what === "identificationField") {
      if (now().getTime() < title.issuedAt + rules.numbersMs)
        return refused(400, "invalid_action", "A linha digitável ainda não está disponível.");
      const cents = Math.round(title.value * 100);
      const bars = barsOf("461", { dueDate: title.dueDate, cents }, `111000000000000${title.nossoNumero}01`);
      return {
        status: 200,
        json: {
          identificationField: bars.linhaDigitavel,
          nossoNumero: title.nossoNumero,
          barCode: bars.codigoBarras,
        },
      };
    }
    if (what !== "pixQrCode") return { status: 404 };
    if (!rules.pix) return refused(400, "invalid_action", "Não há chave Pix cadastrada.");
    const payload = pixOf(title.id.slice(4));
    return { status: 200, json: { encodedImage: "", payload, expirationDate: `${title.dueDate} 23:59:59` } };
  }

  const bank = await startBank(
    {
      bank: "asaas",
      tokenPath: "/none",
      root: "/v3",
      refuseGrant: () => "none",
      certificateless: true,
      knows: (headers) => headers.access_token === "the-secret",
      refuseCall: ({ method, headers, body }) =>
        headers["user-agent"] === undefined || (method === "GET" && body !== "") ? { status: 403 } : undefined,
      isIssue: ({ method, path }) => method === "POST" && path === "/payments",
      files: (path) => (path.startsWith("/b/pdf/") ? `%PDF-1.4 asaas ${path}` : undefined),
      handle({ method, path, query, body }) {
        if (path === "/customers" && method === "POST") return enterCustomer(body);
        if (path === "/customers") {
          const parsed = customersQuery.safeParse(query);
          if (!parsed.success) return refused(400, "invalid_query", "parâmetros");
          const { cpfCnpj, ...rest } = parsed.data;
          return listOf(
            customers.filter((one) => !one.deleted && (cpfCnpj === undefined || one.cpfCnpj === cpfCnpj)),
            rest,
          );
        }
        if (path === "/payments") return method === "POST" ? enter(body) : list(query);
        const [, , id, what] = path.split("/");
        const title = titles.find((one) => one.id === id);
        return title ? about(title, method, what) : { status: 404 };
      },
    },
    now,
  );
  return {
    ...bank,
    rules,
    titles,
    customers,
    settings: { bank: "asaas", apiRoot: `${bank.url}/v3`, apiKeyFile: "secret.txt", clientId: undefined },
    /** Becomes what it becomes, now, and gives the bank's post about it. */
    becomes(seuNumero: string, status: string, { value, paidOn = today() }: { value?: number; paidOn?: string } = {}) {
      const title = titles.find((one) => one.seuNumero === seuNumero);
      if (!title) throw new Error(`Asaas has no ${seuNumero}`);
      const isPaid = ["RECEIVED", "RECEIVED_IN_CASH"].includes(status);
      Object.assign(title, {
        status,
        paymentDate: isPaid ? today() : null,
        clientPaymentDate: isPaid || status === "CONFIRMED" ? paidOn : null,
        ...(value !== undefined && { paidValue: value }),
      });
      return {
        id: `evt_${randomBytes(8).toString("hex")}`,
        event: `PAYMENT_${status}`,
        dateCreated: now().toISOString().slice(0, 19).replace("T", " "),
        payment: shown(title),
      };
    },
  };
}
