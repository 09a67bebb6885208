import type { ComponentChildren } from "preact";
import type { CentralSite } from "./central-deps.ts";

/** A way into the WhatsApp chat, with the first message written already; nothing where there is no number. */
export function WhatsappLink({
  site,
  text,
  children,
}: {
  site: CentralSite;
  text: string;
  children: ComponentChildren;
}) {
  if (site.whatsappNumber === undefined) return null;
  return (
    <p>
      <a class="button" rel="noreferrer" href={`https://wa.me/${site.whatsappNumber}?text=${encodeURIComponent(text)}`}>
        {children}
      </a>
    </p>
  );
}
