import { z } from "zod";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { fields } from "../../core/register/fields.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import { formatPhone } from "../ui/format.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { authorisePhone } from "./authorise-phone.ts";
import type { ContractFile } from "./contract-file.ts";
import { ContractFrame } from "./contract-frame.tsx";
import { namedContract } from "./named-contract.ts";
import { PhonesTab } from "./phones-tab.tsx";

const form = z.object({ phone: fields.phone });

/** The routes of the Telefones autorizados of a contract. Each request authorises one phone, or takes that back. */
export function phoneRoutes({ prisma, clock, site }: Panel) {
  const show = (visit: OperatorVisit, contract: ContractFile, faults: readonly Fault[] = []) => {
    if (faults.length > 0) visit.response.status(422);
    const given = formValues.text((visit.request.body ?? {}) as FormBody, "phone");
    sendPage(
      visit.response,
      <ContractFrame {...{ site, visit, contract }} tab="Telefones">
        <PhonesTab {...{ contract, faults, given }} />
      </ContractFrame>,
    );
  };
  return {
    "GET /contratos/:id/telefones": async (visit) => show(visit, await namedContract(prisma, visit)),
    "POST /contratos/:id/telefones": async (visit) => {
      const contract = await namedContract(prisma, visit);
      const body: FormBody = visit.request.body;
      const removed = formValues.optional(body, "remove");
      const checked = checkInput(form, { phone: removed ?? formValues.text(body, "phone") });
      if (!checked.ok) return show(visit, contract, checked.faults);
      const { phone } = checked.value;
      const may = removed === undefined;
      if (may && contract.phones.includes(phone))
        return show(visit, contract, [{ path: "phone", message: "este já é um telefone do assinante" }]);
      try {
        const authorised = { contractId: contract.id, phone, may, by: visit.author };
        const done = await authorisePhone(prisma, authorised, clock.now());
        const words = may
          ? `${formatPhone(phone)} vê este contrato.`
          : `${formatPhone(phone)} não vê mais este contrato.`;
        return visit.goOn(`/contratos/${contract.id}/telefones`, done ? words : `Nada mudou: ${words}`);
      } catch (error) {
        if (!(error instanceof RegisterError)) throw error;
        return show(visit, contract, [{ path: error.path, message: error.message }]);
      }
    },
  } satisfies Partial<Handlers>;
}
