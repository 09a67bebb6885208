import type { Fault } from "../../core/register/check-input.ts";
import { ChangeList } from "../team/change-list.tsx";
import { Field } from "../ui/field.tsx";
import { Faults, Form } from "../ui/form.tsx";
import { formatPhone } from "../ui/format.ts";
import { Moment } from "../ui/moment.tsx";
import type { ContractFile } from "./contract-file.ts";

/** The tab Telefones: other phones that may see this contract. */
export function PhonesTab({
  contract,
  faults,
  given,
}: {
  contract: ContractFile;
  faults: readonly Fault[];
  given: string;
}) {
  const { phones, authorisedPhones, changes } = contract;
  const action = `/painel/contratos/${contract.id}/telefones`;
  return (
    <>
      <Faults faults={faults} labels={{ phone: "Telefone" }} />
      <section class="card" aria-labelledby="autorizados">
        <h2 id="autorizados">Telefones autorizados</h2>
        <p class="quiet">
          Um filho, um inquilino: quem escreve de um destes telefones vê as faturas deste contrato, e só dele. Os do
          próprio assinante ({phones.map(formatPhone).join(", ") || "nenhum"}) vêm do seu sistema.
        </p>
        {authorisedPhones.length === 0 && <p class="empty">Nenhum outro telefone vê este contrato.</p>}
        <ul class="plain rows">
          {authorisedPhones.map(({ phone, since }) => (
            <li key={phone}>
              <p>
                <strong>{formatPhone(phone)}</strong>, desde <Moment at={since} />
              </p>
              <Form action={action} label={`Retirar ${formatPhone(phone)}`}>
                <input type="hidden" name="remove" value={phone} />
                <button type="submit">Retirar</button>
              </Form>
            </li>
          ))}
        </ul>
        <Form action={action}>
          <Field
            name="phone"
            label="Telefone"
            value={given}
            faults={faults}
            hint="Com DDD, como (11) 90000-0001. Confirme antes com o titular do contrato."
            maxLength={30}
            required
          />
          <p class="actions">
            <button type="submit" class="main">
              Autorizar
            </button>
          </p>
        </Form>
      </section>
      <h2>Alterações deste contrato</h2>
      <ChangeList lines={changes} />
    </>
  );
}
