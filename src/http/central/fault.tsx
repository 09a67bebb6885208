/** An error message about the form that was submitted. */
export function Fault({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p class="notice bad" role="alert">
      {message}
    </p>
  );
}
