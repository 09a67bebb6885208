import { randomUUID } from "node:crypto";
import os from "node:os";
import type { Writable } from "node:stream";
import type { WhatsappConfig } from "../../config.ts";
import { AppError } from "../../core/app-error.ts";
import type { ChannelDesk } from "../../core/channel-ports.ts";
import { drawQr } from "./draw-qr.ts";
import { type ClientLife, openClient } from "./open-client.ts";
import { type Timings, usualTimings } from "./timings.ts";

const warning = `Leia antes de continuar:
- Este não é o WhatsApp oficial para empresas. O Faturabot usa o WhatsApp Web, como um computador conectado ao seu celular.
- O WhatsApp pode bloquear este número a qualquer momento, sem aviso e sem devolver.
- Use um número só para isto. Nunca o número principal da empresa.
`;

/**
 * Links the number to this service as a device, by QR code or, with `phone`, by a pairing code. Returns the exit code:
 * 0 once it is linked, 1 if that failed or `stopped` resolved. Throws AppError "whatsapp-busy" if another process uses
 * the number.
 */
export async function pairWhatsapp({
  settings,
  desk,
  phone,
  output,
  stopped,
  timings: given,
}: {
  settings: WhatsappConfig;
  desk: Pick<ChannelDesk, "takeLease" | "releaseLease">;
  phone?: string;
  output: Writable;
  stopped: Promise<unknown>;
  timings?: Partial<Timings>;
}): Promise<number> {
  const timings = { ...usualTimings, ...given };
  const say = (text: string) => output.write(`${text}\n`);
  say(warning);
  const holder = `${os.hostname()}:${process.pid}:${randomUUID()}`;
  const lease = () => desk.takeLease("whatsapp", holder, timings.leaseMs);
  if (!(await lease()))
    throw new AppError("whatsapp-busy", "O serviço está aberto e usa este número. Pare-o, conecte e abra de novo.");
  const heartbeat = setInterval(() => void lease().catch(() => {}), timings.heartbeatMs);
  let asked = false;
  let life: ClientLife | undefined;
  const linked = new Promise<"linked">((resolve) => {
    life = openClient(settings, timings, {
      qr(text) {
        if (!phone)
          return void say(`${drawQr(text)}\nNo celular: WhatsApp → Aparelhos conectados → Conectar um aparelho.`);
        if (asked) return;
        asked = true;
        life?.client.requestPairingCode(phone).then(
          (code) => say(`Código: ${code}\nNo celular: Aparelhos conectados → Conectar com número de telefone.`),
          () => {
            asked = false;
          },
        );
      },
      authenticated() {},
      ready: () => resolve("linked"),
      message() {},
      ack() {},
    });
  });
  try {
    const how = await Promise.race([linked, life?.ended, stopped.then(() => "stopped")]);
    if (how === "linked") say("Conectado. Agora abra o serviço: faturabot start");
    else if (how !== "stopped") say(`Não conectou (${how}). Tente de novo.`);
    return how === "linked" ? 0 : 1;
  } finally {
    clearInterval(heartbeat);
    await life?.close();
    await desk.releaseLease("whatsapp", holder);
  }
}
