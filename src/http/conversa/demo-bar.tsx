/** Says on every page what must not be overlooked. */
export function DemoBar() {
  return (
    <p class="demo">
      <strong>DEMONSTRAÇÃO</strong> Tudo aqui é inventado. <strong>Não pague os boletos.</strong>
    </p>
  );
}
