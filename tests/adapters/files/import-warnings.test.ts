import { afterAll, beforeAll, expect, it } from "vitest";
import { startImport } from "../../support/start-import.ts";

let service: Awaited<ReturnType<typeof startImport>>;
beforeAll(async () => {
  service = await startImport();
});
afterAll(() => service.stop());

it("warns of a CPF that another subscriber has, in the file or in the register, and stores the line all the same", async () => {
  const file = [
    "id;nome;documento;telefones",
    "a1;Eva Prado;529.982.247-25;11987654321",
    "a2;Eva Prado da Loja;52998224725;11987654321",
    "a3;Rui Leal;168.995.350-09;11987654322",
  ].join("\n");
  const warned = (id: string) => `; aviso: este CPF ou CNPJ é também o do assinante ${id}`;
  expect(await service.run(file)).toEqual({
    code: 0,
    report: `linha 2: criar${warned("a2")}\nlinha 3: criar${warned("a1")}\nlinha 4: criar\n3 a criar, 0 a alterar, 0 iguais. Gravado.\n`,
  });
  const more = "id;nome;documento;telefones\nb1;Rui Leal;16899535009;";
  expect((await service.run(more)).report).toContain(`linha 2: criar${warned("a3")}\n`);
  // A document that was moved away in the same file is nobody else's any more.
  const moved = "id;nome;documento\nb1;Rui Leal;11.222.333/0001-81\na3;Rui Leal;16899535009";
  expect((await service.run(moved)).report).not.toContain("aviso");
});
