import type { ComponentChildren } from "preact";

/** What every page of the demo has around it. */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <html lang="pt-BR">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/conversa/assets/conversa.css" />
        <script src="/conversa/assets/conversa.js" defer />
      </head>
      <body>{children}</body>
    </html>
  );
}
