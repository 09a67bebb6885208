import type whatsapp from "whatsapp-web.js";

/** After each navigation the library puts its part into the page again, where nobody hears of a failure. */
export function guardInject(client: whatsapp.Client, alone: () => boolean, end: (reason: string) => void): void {
  const inject = (Reflect.get(client, "inject") as () => Promise<void>).bind(client);
  Object.assign(client, {
    inject: async () => {
      try {
        await inject();
      } catch (error) {
        if (!alone()) throw error;
        // Overtaken by the next navigation: that one puts it in.
        if (!/context was destroyed|detached|already exists/i.test(String(error))) end(`inject: ${error}`);
      }
    },
  });
}
