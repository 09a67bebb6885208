import bwip from "bwip-js/node";
import { useContext } from "preact/hooks";
import { fullDate } from "../../core/billing/calendar/date-words.ts";
import { localDate, localTime } from "../../core/billing/calendar/local-time.ts";
import { PanelZone } from "../ui/moment.tsx";
import { words } from "../ui/words.ts";
import type { Figures } from "./create-figures.ts";

type Channel = Figures["channels"][number];

const states: Readonly<Record<string, { text: string; tone: "good" | "warn" | "bad" }>> = {
  ready: { text: "funcionando", tone: "good" },
  opening: { text: "abrindo", tone: "warn" },
  pairing: { text: "espera ser conectado ao celular", tone: "warn" },
  unpaired: { text: "desconectado no celular", tone: "bad" },
  lost: { text: "caiu; volta sozinho", tone: "bad" },
  conflict: { text: "outro programa usa o mesmo token: feche um dos dois", tone: "bad" },
  "token-refused": { text: "o Telegram não aceita o token: pegue outro no BotFather", tone: "bad" },
};

/**
 * Shows the state of a channel, and what to do about it. `mayPair`: the code with which a phone is paired may be shown.
 */
export function ChannelCard({ channel, now, mayPair }: { channel: Channel; now: Date; mayPair: boolean }) {
  const zone = useContext(PanelZone);
  const { state, detail, since } = channel;
  const { text, tone } = states[state] ?? { text: state, tone: "warn" as const };
  return (
    <section class="card" aria-label={words.channel[channel.channel]}>
      <h3>
        {words.channel[channel.channel]} <span class={`badge ${tones[tone]}`}>{text}</span>
      </h3>
      <p class="hint">
        Desde {localDate(since, zone) === localDate(now, zone) ? "hoje" : fullDate(localDate(since, zone))},{" "}
        {localTime(since, zone)}.
      </p>
      {state === "pairing" &&
        (mayPair ? <Pairing detail={detail} /> : <p>Um administrador conecta o número nesta página.</p>)}
      {channel.channel === "whatsapp" && (
        <p class="notice warn">
          Isto usa o WhatsApp Web e não é a API oficial: o WhatsApp pode bloquear o número. Use um número só para o
          robô.
        </p>
      )}
    </section>
  );
}

function Pairing({ detail }: Pick<Channel, "detail">) {
  const { qr, code } = detail;
  if (typeof code === "string")
    return (
      <p>
        Código: <strong class="digits">{code}</strong>. No celular: Aparelhos conectados, Conectar com número de
        telefone.
      </p>
    );
  if (typeof qr !== "string") return <p>O código ainda não chegou. A página se atualiza sozinha.</p>;
  return (
    <>
      <p>
        No celular do robô: Aparelhos conectados, Conectar aparelho, e aponte a câmera. O código muda a cada minuto.
      </p>
      <div
        class="qr"
        role="img"
        aria-label="QR code para conectar o WhatsApp"
        dangerouslySetInnerHTML={{
          __html: bwip.toSVG({ bcid: "qrcode", text: qr, padding: 3, backgroundcolor: "ffffff" }),
        }}
      />
    </>
  );
}

const tones = { good: "fine", warn: "wait", bad: "late" };
