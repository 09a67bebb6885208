import { demoOperators } from "../../src/demo/demo-provider.ts";

/** A connection kept through work that holds everything up would be closed just when it is used again. */
const closes = { connection: "close" };

/** A browser without a screen: its cookies, forms with their token. `more` are headers of each request. */
export function panelClient(url: string, more: Record<string, string> = {}) {
  const jar = new Map<string, string>();
  const keep = (response: Response) => {
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const [name = "", value = ""] = pair.split("=");
      jar.set(name, value);
    }
    return response;
  };
  const headers = () => ({
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
    ...closes,
    ...more,
  });
  const sessionName = () => [...jar.keys()].find((name) => name.endsWith("sessao-painel")) ?? "sessao-painel";
  const get = async (path: string) =>
    keep(await fetch(`${url}/painel${path}`, { redirect: "manual", headers: headers() }));
  const csrf = async (path: string) => /name="csrf" value="([^"]+)"/.exec(await (await get(path)).text())?.[1] ?? "";
  const send = async (path: string, fields: Record<string, string | readonly string[]>) => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, String(one));
    return keep(await fetch(`${url}/painel${path}`, { method: "POST", redirect: "manual", headers: headers(), body }));
  };
  const client = {
    /** The session cookie. */
    cookie: () => `${sessionName()}=${jar.get(sessionName()) ?? ""}`,
    /** Takes over the session of another browser. */
    take: (cookie: string) => {
      const [name = "", value = ""] = cookie.split("=");
      jar.set(name, value);
    },
    /** Leaves the session and stays the browser that it is. */
    leave: () => jar.delete(sessionName()),
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
