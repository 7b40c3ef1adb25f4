import { z } from 'zod';
import { environmentSchema } from '../../config.js';

const documented = z.object({
  properties: z.record(z.string(), z.object({ description: z.string(), enum: z.array(z.string()).optional() })),
});

/** The README's table of environment variables, in the order of the schema. @returns Markdown without a final newline */
export function environmentTable(): string {
  const schema = documented.parse(z.toJSONSchema(environmentSchema, { io: 'input', unrepresentable: 'any' }));
  const rows = Object.entries(environmentSchema.shape).map(([name, field]) => {
    const { description = '', enum: values } = schema.properties[name] ?? {};
    const choices = values === undefined || values.includes('0') ? '' : ` (${values.map(code).join(', ')})`;
    return `| \`${name}\` | ${defaultOf(field)} | ${escape(description)}${choices} |`;
  });
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** What the field becomes when nothing is given; bold when the process then refuses to start. */
function defaultOf(field: z.ZodType): string {
  const absent = field.safeParse(undefined);
  if (!absent.success) return '**required**';
  const value = absent.data;
  if (typeof value === 'boolean') return code(value ? '1' : '0');
  if (Array.isArray(value)) return code(value.join(','));
  if (typeof value === 'object' && value !== null)
    return Object.keys(value).length === 0 ? '–' : code(JSON.stringify(value));
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? code(`${value}`) : '–';
}

const code = (text: string) => `\`${text}\``;
const escape = (text: string) => text.replaceAll('|', '\\|');
