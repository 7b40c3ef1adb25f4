import { useTexts } from '../language/language.tsx';
import type { AuditEvent } from './audit.ts';
import { auditTexts } from './texts.ts';

/** What happened, in words; the code beside it is what programs and auditors search by. */
export function TypeName({ type }: { readonly type: string }) {
  const names: Readonly<Record<string, string>> = useTexts(auditTexts).types;
  const name = names[type];
  return (
    <>
      {name === undefined ? null : <div>{name}</div>}
      <code className="quiet small">{type}</code>
    </>
  );
}

export function ActorName({ actor }: { readonly actor: Pick<AuditEvent['actor'], 'kind' | 'id' | 'staffNumber'> }) {
  const texts = useTexts(auditTexts);
  if (actor.kind === 'system') return <span className="quiet">{texts.actors.system}</span>;
  return (
    <span>
      {texts.actors[actor.kind]} <span className="number">{actor.staffNumber ?? actor.id.slice(-8)}</span>
    </span>
  );
}
