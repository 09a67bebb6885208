import { demoOperators } from "../../src/demo/demo-provider.ts";

/** A connection kept through work that holds everything up would be closed just when it is used again. */
const closes = { connection: "close" };

/** A browser without a screen: one cookie, forms with their token. */
export function panelClient(url: string) {
  let cookie = "";
  const keep = (response: Response) => {
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set.split(";")[0] ?? "";
    return response;
  };
  const get = async (path: string) =>
    keep(await fetch(`${url}/painel${path}`, { redirect: "manual", headers: { cookie, ...closes } }));
  const csrf = async (path: string) => /name="csrf" value="([^"]+)"/.exec(await (await get(path)).text())?.[1] ?? "";
  const send = async (path: string, fields: Record<string, string | readonly string[]>) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, String(one));
    return keep(
      await fetch(`${url}/painel${path}`, { method: "POST", redirect: "manual", headers: { cookie, ...closes }, body }),
    );
  };
  const client = {
    cookie: () => cookie,
    take: (value: string) => {
      cookie = value;
    },
    get,
    text: async (path: string) => (await get(path)).text(),
    csrf,
    send,
    /** Sends the form of a page. */
    post: async (path: string, fields: Record<string, string | readonly string[]> = {}, page = "/conta") =>
      send(path, { csrf: await csrf(page), ...fields }),
    logIn: async (email: string, password: string, more: Record<string, string> = {}) =>
      send("/entrar", { csrf: await csrf("/entrar"), email, password, ...more }),
  };
  return client;
}

/** One that is logged in as one of the demo's operators. */
export async function loggedIn(url: string, role: "administrador" | "atendente") {
  const client = panelClient(url);
  const operator = demoOperators.find((one) => one.role === role);
  const response = await client.logIn(operator?.email ?? "", operator?.password ?? "");
  if (response.status !== 303) throw new Error(`Login: ${response.status}`);
  return client;
}
