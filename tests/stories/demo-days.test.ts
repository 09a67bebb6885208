import { afterEach, describe, expect, it } from "vitest";
import { demoPhone } from "../../src/demo/demo-provider.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
afterEach(() => service.stop());

/** Each of the ten asks, and is answered as its row in the README and on the demo's page says. */
async function answersAsPromised() {
  const [maria, joao, padaria, ana, carlos, rita, pedro, lia, bruno, vera] = Array.from({ length: 10 }, (_, index) =>
    chatOf(service, demoPhone(index + 1)),
  ) as [Chat, Chat, Chat, Chat, Chat, Chat, Chat, Chat, Chat, Chat];
  await maria.says("oi");
  maria.sees(
    /Olá, Maria!.*Você tem 2 faturas em aberto:\n1\. Venceu \*\d\d\/\d\d\* · R\$ 112,[67]\d \(uso de [a-zç]+, com multa e juros\)\n2\. Vence \*\d\d\/\d\d\* · R\$ 109,90 \(uso de [a-zç]+\)\nDigite/,
  );
  await maria.says("1");
  maria.sees(/com multa e juros, para pagar [^.]+\. De qual banco.*\n1\. Itaú\n2\. Bradesco\n3\. Sicoob\n0\. Voltar$/);
  await maria.tells("menu", "2", "1");
  maria.sees("Estou preparando seu boleto do Itaú.");

  await joao.says("oi");
  joao.sees(/📍 Rua do Porto, 45\n1\. Venceu .*\n📍 Sítio Boa Vista, km 3\n2\. Vence /);
  await joao.says("1");
  joao.sees("O valor sobe sozinho: hoje, *R$ 102,3");
  joao.sees(/^34191\d{42}$/m);

  await padaria.says("oi");
  padaria.sees("Você tem 11 faturas em aberto:\n1. Vence ");
  padaria.sees("Digite *mais* para ver as outras 3.");
  padaria.seesNot("Venceu");

  await ana.tells("oi", "1");
  ana.sees("boleto do Santander");
  ana.seesNot("De qual banco");

  await carlos.says("oi");
  carlos.sees("Você não tem fatura em aberto. Está tudo pago!");

  await rita.tells("oi", "1", "1");
  rita.sees("Estou preparando seu boleto do Banco do Brasil");
  await pedro.tells("oi", "1");
  pedro.sees("Estou preparando seu boleto da Caixa");
  await lia.tells("oi", "1");
  lia.sees("Estou preparando seu boleto do Sicredi");

  await vera.tells("oi", "1");
  vera.sees("De qual banco");
  vera.sees(/1\. Cora\n2\. Asaas\n3\. Sicredi/);
  await vera.says("1");
  vera.sees("Estou preparando seu boleto da Cora");

  await bruno.tells("oi", "1");
  bruno.sees("Agora não consigo fazer o boleto dessa fatura");
  bruno.sees("rotocolo");

  await service.waits(31, "minutes");
  for (const chat of [maria, ana, rita, pedro, lia, vera]) chat.listens();
  maria.sees("Seu boleto do Itaú já pode ser pago");
  rita.sees(
    "Não deu para fazer o boleto no Banco do Brasil. *O problema não é com você.* Escolha outro:\n1. Itaú\n2. Sicoob",
  );
  pedro.sees("O banco está demorando. Assim que sair eu mando aqui.");
  vera.sees(/Seu boleto da Cora já pode ser pago[\s\S]*^4039\d{43}$/m);
  lia.sees("O prazo do banco terminou: já pode tentar pagar seu boleto do Sicredi");
}
type Chat = ReturnType<typeof chatOf>;

describe("the demo's ten answer as promised", () => {
  it.each([
    ["a Saturday", "2026-11-28 10:00"],
    ["a Sunday", "2026-11-29 18:00"],
    ["New Year's Day", "2027-01-01 09:00"],
    ["Carnival Monday", "2027-02-08 11:00"],
    ["29 February 2028", "2028-02-29 14:00"],
    ["late in the evening, after the cut-off", "2026-11-24 23:30"],
    ["the last minutes of the year", "2026-12-31 23:50"],
    ["after midnight", "2026-11-25 00:10"],
  ])("on %s", async (_, at) => {
    service = await startService(at);
    await answersAsPromised();
  });

  it("on a service that never stopped: the night after, and weeks later on a machine that slept through the mornings", async () => {
    service = await startService("2026-11-24 14:02");
    service.isOffUntil("2026-11-25 05:30");
    await service.app.recover();
    await answersAsPromised();
    service.isOffUntil("2026-12-20 15:00");
    await service.app.recover();
    const maria = chatOf(service, demoPhone(1));
    await answersAsPromised();
    await maria.says("menu");
    maria.sees("Venceu *06/12*");
    expect(await service.eventsOf("demo.seeded")).toHaveLength(1);
  });
});
