import { afterAll, beforeAll, it } from "vitest";
import { startBankService } from "../../support/start-bank-service.ts";

let inter: Awaited<ReturnType<typeof startBankService<"inter">>>;
beforeAll(async () => {
  inter = await startBankService("inter", "2026-11-24 09:00");
  inter.standIn.rules.registrationMs = 0;
});
afterAll(() => inter.stop());

it("a PIX that the bank makes after the boleto is fetched then, and given to whoever asks", async () => {
  const { chat } = await inter.person();
  inter.standIn.rules.pix = false;
  await chat.tells("oi", "1", "inter");
  await chat.waits(5, "minutes");
  chat.sees("já pode ser pago");
  await chat.says("pix");
  chat.sees("Este boleto do Inter não tem PIX");
  inter.standIn.rules.pix = true;
  await chat.waits(10, "minutes");
  await chat.says("pix");
  chat.sees("Código PIX (copie e cole no aplicativo):");
  chat.sees("br.gov.bcb.pix");
});

it("a PIX that is not right is not taken, early or late", async () => {
  const { chat } = await inter.person();
  inter.standIn.rules.pix = false;
  await chat.tells("oi", "1", "inter");
  await chat.waits(5, "minutes");
  Object.assign(inter.standIn.rules, { pix: true, wrong: "pix" });
  await chat.waits(20, "minutes");
  await chat.says("pix");
  chat.sees("Este boleto do Inter não tem PIX");
});
