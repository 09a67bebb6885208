import type { ComponentChildren } from "preact";

/** What every page has around it. `styles` and `scripts` are addresses of ours; the sheet that all share comes first. */
export function Page(of: {
  title: string;
  styles?: readonly string[];
  scripts?: readonly string[];
  /** Seconds after which a page without JavaScript looks again. */
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { title, styles = [], scripts = [], refreshSeconds, children } = of;
  return (
    <html lang="pt-BR">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        {["/assets/page.css", ...styles].map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script key={src} src={src} defer />
        ))}
        {refreshSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>{children}</body>
    </html>
  );
}
