import bwip from "bwip-js/node";
import { Secret, TOTP } from "otpauth";
import type { NewTotp } from "./account-page.tsx";

/** A second step's secret, new or the one that was shown, with its picture for authenticator apps. */
export function newTotp(of: { issuer: string; account: string; secret?: string }): NewTotp {
  const secret = of.secret === undefined ? new Secret({ size: 20 }) : Secret.fromBase32(of.secret);
  const uri = new TOTP({ issuer: of.issuer, label: of.account, secret }).toString();
  return {
    secret: secret.base32,
    svg: bwip.toSVG({ bcid: "qrcode", text: uri, padding: 3, backgroundcolor: "ffffff" }),
  };
}
