import type { ComponentChildren } from "preact";
import { Page as Frame } from "../page/page.tsx";

/** What every page of the demo has around it. */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Frame title={title} styles={["/conversa/assets/conversa.css"]} scripts={["/conversa/assets/conversa.js"]}>
      {children}
    </Frame>
  );
}
