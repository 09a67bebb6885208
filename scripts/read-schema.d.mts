export interface SchemaFile {
  path: string;
  content: string;
}

export function readSchema(at: string): SchemaFile[];
