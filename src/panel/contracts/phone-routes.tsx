import { z } from "zod";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { fields } from "../../core/register/fields.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { PanelDeps } from "../panel-deps.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { Handlers, OperatorVisit } from "../ui/visit.ts";
import { phoneWords } from "../ui/words.ts";
import { ContractFrame } from "./contract-frame.tsx";
import type { ContractFile } from "./contracts-types.ts";
import { namedContract } from "./named-contract.ts";
import { PhonesTab } from "./phones-tab.tsx";

const form = z.object({ phone: fields.phone });

/** Telefones autorizados of a contract: one is authorised, or taken back, at a time. */
export function phoneRoutes({
  contracts,
  site,
}: PanelDeps): Pick<Handlers, "GET /contratos/:id/telefones" | "POST /contratos/:id/telefones"> {
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
    "GET /contratos/:id/telefones": async (visit) => show(visit, await namedContract(contracts, visit)),
    "POST /contratos/:id/telefones": async (visit) => {
      const contract = await namedContract(contracts, visit);
      const body: FormBody = visit.request.body;
      const removed = formValues.optional(body, "remove");
      const checked = checkInput(form, { phone: removed ?? formValues.text(body, "phone") });
      if (!checked.ok) return show(visit, contract, checked.faults);
      const { phone } = checked.value;
      const may = removed === undefined;
      if (may && contract.phones.includes(phone))
        return show(visit, contract, [{ path: "phone", message: "este já é um telefone do assinante" }]);
      try {
        const done = await contracts.authorisePhone({ contractId: contract.id, phone, may, by: visit.author });
        const words = may
          ? `${phoneWords(phone)} vê este contrato.`
          : `${phoneWords(phone)} não vê mais este contrato.`;
        return visit.goOn(`/contratos/${contract.id}/telefones`, done ? words : `Nada mudou: ${words}`);
      } catch (error) {
        if (!(error instanceof RegisterError)) throw error;
        return show(visit, contract, [{ path: error.path, message: error.message }]);
      }
    },
  };
}
