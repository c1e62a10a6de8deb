// What follows from a name.

/** An address that belongs to nobody, the same for the same name. */
export function emailOf(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ["guest"];
  return `${words.join(".")}@example.org`;
}
