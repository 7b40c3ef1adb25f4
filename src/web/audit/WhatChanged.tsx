import { useTexts } from '../language/language.tsx';
import { auditTexts } from './texts.ts';

type State = Readonly<Record<string, unknown>> | null;

/** `{authorisation: {from}}` as `authorisation.from`: what changed is one leaf, not the whole branch. */
function leavesOf(state: State, path = ''): Record<string, unknown> {
  const leaves: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(state ?? {})) {
    const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isBranch) Object.assign(leaves, leavesOf(value as State, `${path}${name}.`));
    else if (value !== null) leaves[`${path}${name}`] = value;
  }
  return leaves;
}

/** Members that differ, before and after; where nothing was before, what is there now. */
export function WhatChanged({ before, after }: { readonly before: State; readonly after: State }) {
  const texts = useTexts(auditTexts);
  const was = leavesOf(before);
  const is = leavesOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  if (names.length === 0) return null;
  return (
    <dl className="changes small">
      {names.map((name) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            {was[name] === undefined ? null : (
              <>
                <del>{spoken(was[name])}</del> <span aria-label={texts.became}>{'→'}</span>{' '}
              </>
            )}
            <span>{is[name] === undefined ? texts.gone : spoken(is[name])}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function spoken(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
