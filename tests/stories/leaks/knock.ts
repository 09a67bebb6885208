import { demoOperators } from "../../../src/demo/demo-provider.ts";
import { panelClient } from "../../support/panel-client.ts";
import { secrets, secretWords, zenobia } from "./marked.ts";
import type { Town } from "./open-town.ts";

const json = { "content-type": "application/json" };

/** The doors over HTTP, knocked at rightly and wrongly. What is said to those who may not know goes into `heard`. */
export async function knocks(town: Town, heard: string[]): Promise<Record<string, string>> {
  const { url, hers, apiKey, sms, service } = town;
  const made: Record<string, string> = {};
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: "manual", ...init });
    return { response, text: `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}` };
  };
  const hears = async (path: string, init: RequestInit = {}) => void heard.push((await call(path, init)).text);

  // The API: with its key, without, with bodies that are broken or not allowed and carry what they carry.
  const authorization = `Bearer ${apiKey}`;
  const whole = { name: zenobia.name, document: zenobia.document, phones: [hers.phone], email: zenobia.email };
  const put = (body: string, more: Record<string, string> = { authorization }) =>
    hears("/api/v1/subscribers/marcada", { method: "PUT", headers: { ...json, ...more }, body });
  await put(JSON.stringify(whole).slice(0, -1));
  await put(JSON.stringify({ ...whole, email: secretWords, phones: [zenobia.document] }));
  await put(JSON.stringify({ ...whole, document: `${zenobia.document.slice(0, -1)}9`, observação: secretWords }));
  await put(JSON.stringify(whole), {});
  await put(JSON.stringify(whole), { authorization: `Bearer ${apiKey}x` });
  await call("/api/v1/subscribers/marcada", {
    method: "PUT",
    headers: { ...json, authorization },
    body: JSON.stringify({ ...whole, document: "39053344705", phones: [] }),
  });
  await hears("/api/v1/boletos/marcado", {
    method: "PUT",
    headers: { ...json, authorization },
    body: JSON.stringify({ invoiceId: "x", linhaDigitavel: `${"1".repeat(46)}2`, beneficiaryName: zenobia.name }),
  });

  // A bank's post: torn, and with the wrong secret.
  const torn = `[{"pagador":"${zenobia.name}","cpf":"${zenobia.document}"`;
  await hears(`/webhooks/inter/${secrets.bankWebhook}`, { method: "POST", headers: json, body: torn });
  await hears("/webhooks/inter/x", { method: "POST", headers: json, body: torn });
  await service.runJobs();

  // The Central, by code; her invoice by somebody who came in as another.
  const door = await call("/central/entrar");
  const cookieOf = (response: Response, name: string) =>
    response.headers
      .getSetCookie()
      .find((one) => one.startsWith(`${name}=`))
      ?.split(";")[0] ?? "";
  const csrfOf = (text: string) => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const form = (cookie: string, fields: Record<string, string>): RequestInit => ({
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });
  const cookie = cookieOf(door.response, "porta-central");
  const csrf = csrfOf(door.text);
  await service.waits(40, "minutes");
  await call("/central/entrar", form(cookie, { csrf, documento: zenobia.document }));
  await service.runJobs();
  const wrong = await call("/central/codigo", form(cookie, { csrf, codigo: "000000" }));
  heard.push(wrong.text);
  const codigo = sms.codeTo(hers.phone);
  const came = await call("/central/codigo", form(cookie, { csrf, codigo }));
  const session = cookieOf(came.response, "sessao-central");
  made.centralCode = codigo;
  made.centralSession = session.split("=")[1] ?? "";
  const other = await call("/central/demonstracao", form(cookie, { csrf, telefone: "5511900000001" }));
  const others = { headers: { cookie: cookieOf(other.response, "sessao-central") } };
  for (const id of hers.invoiceIds)
    for (const page of ["", "/pagar", "/bancos", "/boleto", "/recibo", "/boleto.pdf"]) {
      await call(`/central/faturas/${id}${page}`, { headers: { cookie: session } });
      await hears(`/central/faturas/${id}${page}`, others);
      await hears(`/central/faturas/${id}${page}`);
    }

  // The panel: somebody who guesses, somebody who may.
  const guesses = panelClient(url);
  heard.push(await (await guesses.logIn("adivinha@nada.example", secretWords)).text());
  heard.push(await guesses.text("/contratos"));
  const [operator] = demoOperators;
  const client = panelClient(url);
  await client.logIn(operator?.email ?? "", operator?.password ?? "");
  made.panelSession = client.cookie().split("=")[1] ?? "";
  for (const page of ["", "/contratos", "/faturas", "/problemas", "/atendimento"]) await client.text(page);

  // Addresses that are nobody's, with her in them.
  for (const path of ["/nada", "/api/v1/nada", "/central/nada", "/conversa/nada", "/painel/nada", "/assets/nada"])
    await hears(`${path}/${encodeURIComponent(zenobia.name)}?cpf=${zenobia.document}`);
  await hears("/api/v1/subscribers/%E0%A4%A", { headers: { authorization } });
  await hears("/conversa/mensagens", { method: "POST", headers: json, body: torn });
  return made;
}
