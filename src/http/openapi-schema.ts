import { z, type ZodType } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

/** JSON Schemas of Zod schemas; those with a `meta({ id })` become named components, once. */
export class SchemaBook {
  readonly components: Record<string, Json> = {};

  /**
   * @param io `input` for what is sent to us (before defaults and transforms), `output` for what we answer
   * @returns JSON Schema 2020-12 as OpenAPI 3.1 embeds it
   */
  describe(schema: ZodType, io: 'input' | 'output'): Json {
    const { $defs, ...described } = this.#convert(schema, io);
    for (const [id, definition] of Object.entries($defs ?? {})) this.#add(nameOf(id, io), definition as Json);
    const { id } = described;
    if (typeof id !== 'string') return described;
    this.#add(nameOf(id, io), described);
    return { $ref: `#/components/schemas/${nameOf(id, io)}` };
  }

  /** Members of an object schema, for parameters. */
  members(schema: ZodType): { name: string; required: boolean; schema: Json }[] {
    const { properties, required } = objectShape.parse(this.describe(schema, 'input'));
    return Object.entries(properties).map(([name, member]) => ({
      name,
      required: required.includes(name),
      schema: member,
    }));
  }

  #convert(schema: ZodType, io: 'input' | 'output'): Record<string, unknown> & { $defs?: Record<string, unknown> } {
    const converted: Record<string, unknown> = { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) };
    delete converted['$schema'];
    // A reference inside a component means the document's components, not the schema's own definitions.
    return JSON.parse(
      JSON.stringify(converted).replaceAll(
        /"#\/\$defs\/([^"]+)"/g,
        (_all, id: string) => `"#/components/schemas/${nameOf(id, io)}"`,
      ),
    ) as Record<string, unknown>;
  }

  #add(name: string, named: Json): void {
    const definition = Object.fromEntries(Object.entries(named).filter(([member]) => member !== 'id'));
    const known = this.components[name];
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`two different schemas are called ${name}`);
    }
    this.components[name] = definition;
  }
}

const objectShape = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

function nameOf(id: string, io: 'input' | 'output'): string {
  return io === 'input' ? `${id}Input` : id;
}
