import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import type { EmailSettings } from "../../../src/couriers/create-mailer.ts";

/** A mail server that wants its user and password, one recipient a mail, and mail of our own address alone. */
export async function startSmtp() {
  const mails: { to: string; subject: string; text: string; files: { name: string; bytes: Buffer }[] }[] = [];
  const faults: { next?: "refuse" } = {};
  const from = "codigos@valefibra.example";
  const server = new SMTPServer({
    secure: false,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      if (username === "faturabot" && password === "senha") return done(null, { user: username });
      done(new Error("535 wrong password"));
    },
    onMailFrom: ({ address }, _, done) => done(address === from ? null : new Error("553 not your address")),
    onRcptTo({ address }, { envelope }, done) {
      if (envelope.rcptTo.length > 0) return done(new Error("452 one at a time"));
      done(/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address) ? null : new Error("501 bad address"));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const fault = faults.next;
        delete faults.next;
        if (fault) return done(new Error("451 try again later"));
        const [head = "", ...rest] = Buffer.concat(parts).toString("utf8").split("\r\n\r\n");
        const boundary = /boundary="([^"]+)"/.exec(head)?.[1];
        const pieces = boundary === undefined ? [] : rest.join("\r\n\r\n").split(`--${boundary}`).slice(1, -1);
        const [said = "", ...attached] = pieces;
        mails.push({
          to: envelope.rcptTo[0]?.address ?? "",
          subject: /^Subject: (.*)$/m.exec(head)?.[1] ?? "",
          text: boundary === undefined ? plain(rest.join("\r\n\r\n"), isQuoted(head)) : bodyOf(said),
          files: attached.map((piece) => ({
            name: /filename=(\S+)/.exec(piece)?.[1] ?? "",
            bytes: Buffer.from(piece.split("\r\n\r\n")[1] ?? "", "base64"),
          })),
        });
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const settings: EmailSettings = { url: `smtp://faturabot:senha@127.0.0.1:${port}`, from };
  return {
    settings,
    mails,
    faults,
    codeTo: (address: string) => /\d{6}/.exec(mails.findLast(({ to }) => to === address)?.text ?? "")?.[0] ?? "none",
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const isQuoted = (head: string) => /quoted-printable/i.test(head);

/** What one part of several says. */
function bodyOf(part: string): string {
  const [head = "", ...rest] = part.trimStart().split("\r\n\r\n");
  return plain(rest.join("\r\n\r\n"), isQuoted(head));
}

function plain(text: string, quoted: boolean): string {
  if (!quoted) return text;
  const bytes = text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
